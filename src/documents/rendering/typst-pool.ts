import { type ChildProcess, fork } from 'node:child_process';
import { extname, join } from 'node:path';
import { DocumentTooSlow, DocumentUnrenderable } from './rendering.errors.js';
import { type Diagnostic, inPlainWords } from './diagnostics.js';

export interface TypstJob {
  /** Path of the template below the directory of templates: `programme/main.typ`. */
  mainFile: string;
  /** What the template reads, as JSON. */
  input: string;
  /** Seconds since 1970, written into the PDF. */
  createdAt: number;
}

export interface TypstPoolOptions {
  templates: string;
  processes?: number;
  timeoutMs?: number;
  /** A process makes way for a fresh one after so many documents. */
  documentsPerProcess?: number;
}

interface Waiting {
  job: TypstJob;
  resolve(pdf: Uint8Array): void;
  reject(error: Error): void;
}

interface Worker {
  process: ChildProcess;
  documents: number;
  current?: Waiting;
  timer?: NodeJS.Timeout;
}

type Answer = { ready: true } | { pdf: Uint8Array } | { diagnostics: Diagnostic[] };

// Beside this file, built (.js) or not (.ts).
const childProgram = join(import.meta.dirname, `typst-child${extname(import.meta.filename)}`);

/** A few processes that set documents, started when first needed. A document that takes too long costs its process, never the others. */
export class TypstPool {
  private readonly workers = new Set<Worker>();
  private readonly queue: Waiting[] = [];
  private readonly options: Required<TypstPoolOptions>;

  constructor(options: TypstPoolOptions) {
    this.options = { processes: 2, timeoutMs: 15_000, documentsPerProcess: 500, ...options };
  }

  /** @throws DocumentTooSlow, DocumentUnrenderable */
  typeset(job: TypstJob): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      this.queue.push({ job, resolve, reject });
      this.next();
    });
  }

  /** Ends every process; documents under way are refused. The pool may be used again afterwards. */
  close(): void {
    for (const waiting of this.queue.splice(0))
      waiting.reject(new DocumentUnrenderable('The typesetter was shut down.'));
    for (const worker of this.workers) this.dismiss(worker, new DocumentUnrenderable('The typesetter was shut down.'));
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

  private start(): Worker | undefined {
    if (this.workers.size >= this.options.processes) return undefined;
    const child = fork(childProgram, [this.options.templates], {
      serialization: 'advanced',
      env: {},
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const worker: Worker = { process: child, documents: 0 };
    this.workers.add(worker);
    child.on('message', (answer: Answer) => this.answered(worker, answer));
    const gone = () => this.dismiss(worker, new DocumentUnrenderable('The typesetter stopped unexpectedly.'));
    child.on('error', gone);
    child.on('exit', gone);
    return worker;
  }

  private answered(worker: Worker, answer: Answer): void {
    const waiting = worker.current;
    if ('ready' in answer || !waiting) return;
    this.release(worker);
    worker.documents += 1;
    if ('pdf' in answer) waiting.resolve(answer.pdf);
    else waiting.reject(new DocumentUnrenderable(inPlainWords(answer.diagnostics, this.options.templates)));
    if (worker.documents >= this.options.documentsPerProcess) this.dismiss(worker);
    this.next();
  }

  private release(worker: Worker): void {
    clearTimeout(worker.timer);
    delete worker.current;
    worker.process.unref();
    worker.process.channel?.unref();
  }

  private dismiss(worker: Worker, reason?: Error): void {
    if (!this.workers.delete(worker)) return;
    const waiting = worker.current;
    this.release(worker);
    worker.process.kill('SIGKILL');
    if (waiting && reason) waiting.reject(reason);
    this.next();
  }
}
