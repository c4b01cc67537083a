import { type ChildProcess, fork } from 'node:child_process';
import { extname, join } from 'node:path';
import { repositoryRoot } from '../../platform/root.js';
import { DocumentTooSlow, DocumentUnrenderable } from './rendering.errors.js';

export interface ChildPoolOptions {
  /** Name of the program beside this file, without its ending. */
  program: string;
  args?: string[];
  processes?: number;
  timeoutMs?: number;
  /** A process makes way for a fresh one after so many documents. */
  documentsPerProcess?: number;
  /** Most memory for JavaScript in each process. */
  megabytes?: number;
}

/** What a child sends: that it listens, what it made, or why it made nothing. */
export type ChildAnswer<Made, Refusal> = { ready: true } | { made: Made } | { refusal: Refusal };

interface Waiting<Made> {
  job: object;
  resolve(made: Made): void;
  reject(error: Error): void;
}

interface Worker<Made> {
  process: ChildProcess;
  documents: number;
  current?: Waiting<Made>;
  timer?: NodeJS.Timeout;
}

const shutDown = () => new DocumentUnrenderable('The typesetter was shut down.');

/** A few processes that work on documents, started when first needed. A job that takes too long costs its process, never the others. */
export class ChildPool<Made, Refusal> {
  private readonly workers = new Set<Worker<Made>>();
  private readonly queue: Waiting<Made>[] = [];
  private readonly options: Required<ChildPoolOptions>;

  constructor(
    options: ChildPoolOptions,
    private readonly errorOf: (refusal: Refusal) => Error,
  ) {
    this.options = { args: [], processes: 2, timeoutMs: 15_000, documentsPerProcess: 500, megabytes: 512, ...options };
  }

  /** @throws DocumentTooSlow, DocumentUnrenderable, and what a refusal stands for */
  work(job: object): Promise<Made> {
    return new Promise((resolve, reject) => {
      this.queue.push({ job, resolve, reject });
      this.next();
    });
  }

  /** Ends every process; documents under way are refused. The pool may be used again afterwards. */
  close(): void {
    for (const waiting of this.queue.splice(0)) waiting.reject(shutDown());
    for (const worker of this.workers) this.dismiss(worker, shutDown());
  }

  private next(): void {
    if (this.queue.length === 0) return;
    const idle = [...this.workers].find((worker) => !worker.current) ?? this.start();
    if (!idle) return;
    const waiting = this.queue.shift()!;
    idle.current = waiting;
    idle.timer = setTimeout(
      () => this.dismiss(idle, new DocumentTooSlow(this.options.timeoutMs / 1000)),
      this.options.timeoutMs,
    );
    // Only a document under way keeps the program alive; an idle process does not.
    idle.process.ref();
    idle.process.channel?.ref();
    idle.process.send(waiting.job);
  }

  private start(): Worker<Made> | undefined {
    if (this.workers.size >= this.options.processes) return undefined;
    const ending = extname(import.meta.filename);
    // Built, the program is JavaScript; a test runs it from the sources.
    const fromSources = ending === '.ts' ? ['--import', join(repositoryRoot(), 'bin', 'from-sources.mjs')] : [];
    const child = fork(join(import.meta.dirname, this.options.program + ending), this.options.args, {
      serialization: 'advanced',
      env: {},
      execArgv: [...fromSources, `--max-old-space-size=${this.options.megabytes}`],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const worker: Worker<Made> = { process: child, documents: 0 };
    this.workers.add(worker);
    child.on('message', (answer: ChildAnswer<Made, Refusal>) => this.answered(worker, answer));
    const gone = () => this.dismiss(worker, new DocumentUnrenderable('The typesetter stopped unexpectedly.'));
    child.on('error', gone);
    child.on('exit', gone);
    return worker;
  }

  private answered(worker: Worker<Made>, answer: ChildAnswer<Made, Refusal>): void {
    const waiting = worker.current;
    if ('ready' in answer || !waiting) return;
    this.release(worker);
    worker.documents += 1;
    if ('made' in answer) waiting.resolve(answer.made);
    else waiting.reject(this.errorOf(answer.refusal));
    if (worker.documents >= this.options.documentsPerProcess) this.dismiss(worker);
    this.next();
  }

  private release(worker: Worker<Made>): void {
    clearTimeout(worker.timer);
    delete worker.current;
    worker.process.unref();
    worker.process.channel?.unref();
  }

  private dismiss(worker: Worker<Made>, reason?: Error): void {
    if (!this.workers.delete(worker)) return;
    const waiting = worker.current;
    this.release(worker);
    worker.process.kill('SIGKILL');
    if (waiting && reason) waiting.reject(reason);
    this.next();
  }
}
