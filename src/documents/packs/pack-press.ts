import { type ChildProcess, fork } from 'node:child_process';
import { extname, join } from 'node:path';
import { PackUnbound } from './pack.errors.js';

// Beside this file, built (.js) or not (.ts).
const childProgram = join(import.meta.dirname, `pack-child${extname(import.meta.filename)}`);
const TIMEOUT_MS = 60_000;

export interface PressedPaper {
  /** Of its bookmark. */
  title: string;
  /** What is bound. */
  pdf: Uint8Array;
  /** Files of the ZIP by their names. */
  files: Record<string, Uint8Array>;
}

/** A process for one pack: takes paper after paper, then gives both files. Close it whatever happens. */
export class PackPress {
  private readonly process: ChildProcess;
  private waiting: { resolve(answer: unknown): void; reject(error: Error): void } | undefined;

  constructor() {
    this.process = fork(childProgram, [], {
      serialization: 'advanced',
      env: {},
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.process.on('message', (answer) => this.waiting?.resolve(answer));
    const gone = () => this.waiting?.reject(new PackUnbound('The process that binds it stopped unexpectedly.'));
    this.process.on('error', gone);
    this.process.on('exit', gone);
  }

  /** @returns how many pages the paper has @throws PackUnbound where it cannot be read */
  async add(paper: PressedPaper): Promise<number> {
    return (await this.ask<{ pages: number }>({ add: paper })).pages;
  }

  /** How many pages a PDF has. @throws PackUnbound where it cannot be read */
  async count(pdf: Uint8Array): Promise<number> {
    return (await this.ask<{ pages: number }>({ count: pdf })).pages;
  }

  /** What was added, behind its contents. @param createdAt RFC 3339, written into the ZIP @throws PackUnbound */
  bind(contents: PressedPaper, createdAt: string): Promise<{ pdf: Uint8Array; zip: Uint8Array }> {
    return this.ask({ bind: { contents, createdAt } });
  }

  close(): void {
    this.process.kill('SIGKILL');
  }

  private async ask<Answer extends object>(job: object): Promise<Answer> {
    const answer = await new Promise<Answer | { problem: string }>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new PackUnbound(`It took more than ${TIMEOUT_MS / 1000} seconds.`)),
        TIMEOUT_MS,
      );
      const settle =
        <T>(how: (value: T) => void) =>
        (value: T) => {
          clearTimeout(timer);
          this.waiting = undefined;
          how(value);
        };
      this.waiting = { resolve: settle(resolve as (answer: unknown) => void), reject: settle(reject) };
      if (!this.process.connected) return this.waiting.reject(new PackUnbound('The process that binds it is gone.'));
      this.process.send(job);
    });
    if ('problem' in answer) throw new PackUnbound(answer.problem);
    return answer;
  }
}
