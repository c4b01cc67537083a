import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Worker } from 'node:worker_threads';
import { assigned, tooMuch } from './assign.rules.js';
import { lpText, modelOf } from './model.rules.js';
import { type Option, optionsOf, type Outcome, type Problem } from './problem.js';

interface Answer {
  isOptimal: boolean;
  value: number;
  bound: number;
  chosen: number[];
}

interface Thread {
  worker: Worker;
  ready: Promise<void>;
}

/** More than this beyond its own limit, and the thread is ended. */
const GRACE_MS = 2_000;
const ROUNDS = 20;
/** The solver weighs tens of megabytes: nobody keeps it who does not compose. */
const IDLE_MS = 60_000;

export class SolverStuck extends Error {
  constructor() {
    super('The solver did not answer in time and was ended.');
  }
}

/** Composes programmes with HiGHS (WebAssembly) in a thread of its own, started by the first who asks. */
@Injectable()
export class SolverService implements OnApplicationShutdown {
  private thread: Thread | undefined;
  private waiting: { id: number; resolve: (answer: Answer) => void; reject: (error: Error) => void } | undefined;
  private last: Promise<void> = Promise.resolve();
  private idle: ReturnType<typeof setTimeout> | undefined;
  private asked = 0;

  /**
   * The best programme found in `seconds`, proved best or with its distance from the best bound.
   * @throws SolverStuck where the thread had to be ended
   */
  async solve(problem: Problem, seconds = 4): Promise<Outcome> {
    const began = performance.now();
    const options = problem.wishes.flatMap((_, wish) => optionsOf(problem, wish));
    const forbidden: number[][] = [];
    await (this.thread ??= this.start()).ready;
    const solving = performance.now();
    let last: Answer = { isOptimal: true, value: 0, bound: 0, chosen: [] };
    for (let round = 0; options.length > 0 && round < ROUNDS; round += 1) {
      const left = seconds - (performance.now() - solving) / 1000;
      if (left <= 0.05) break;
      last = await this.run(lpText(modelOf(problem, options, forbidden)), left);
      const chosen = last.chosen.map((n) => options[n]!);
      const placed = assigned(problem, chosen);
      if (placed) return outcomeOf(problem, placed, last, began);
      // Rooms enough at every moment, and yet none for a whole meeting: those times together are ruled out.
      forbidden.push(tooMuch(problem, chosen).map((option) => options.indexOf(option)));
    }
    return outcomeOf(
      problem,
      fitting(
        problem,
        last.chosen.map((n) => options[n]!),
      ),
      { ...last, isOptimal: options.length === 0 },
      began,
    );
  }

  onApplicationShutdown(): void {
    clearTimeout(this.idle);
    if (this.thread) this.end(this.thread.worker);
  }

  private run(text: string, seconds: number): Promise<Answer> {
    const id = (this.asked += 1);
    const { worker, ready } = (this.thread ??= this.start());
    clearTimeout(this.idle);
    worker.ref();
    // A thread solves one after another, so each waits for those before; loading the solver is not on its clock.
    const answer = Promise.all([ready, this.last]).then(
      () =>
        new Promise<Answer>((resolve, reject) => {
          const clock = setTimeout(
            () => {
              reject(new SolverStuck());
              this.end(worker);
            },
            seconds * 1000 + GRACE_MS,
          );
          this.waiting = { id, resolve, reject };
          // oxlint-disable-next-line unicorn/require-post-message-target-origin
          worker.postMessage({ id, text, seconds });
          const done = () => clearTimeout(clock);
          void answer.then(done, done);
        }),
    );
    this.last = answer.then(
      () => undefined,
      () => undefined,
    );
    return answer.finally(() => {
      worker.unref();
      this.idle = setTimeout(() => this.end(worker), IDLE_MS).unref();
    });
  }

  private start(): Thread {
    // Sources run as they are in tests, compiled elsewhere.
    const file = import.meta.url.endsWith('.ts') ? './solver-worker.ts' : './solver-worker.js';
    const worker = new Worker(new URL(file, import.meta.url));
    const ready = new Promise<void>((resolve, reject) => {
      worker.once('message', () => resolve());
      worker.once('error', reject);
    });
    worker.on('message', (answer: Answer & { id: number }) => {
      if (this.waiting?.id === answer.id) this.waiting.resolve(answer);
    });
    const failed = (error: Error) => {
      if (this.thread?.worker === worker) this.thread = undefined;
      this.waiting?.reject(error);
    };
    worker.on('error', failed);
    worker.on('exit', (code) => failed(new Error(`The solver ended with ${code}.`)));
    return { worker, ready };
  }

  private end(worker: Worker): void {
    if (this.thread?.worker === worker) this.thread = undefined;
    void worker.terminate();
  }
}

/** As many of the chosen as find a room, the most valuable first. */
function fitting(problem: Problem, chosen: Option[]) {
  const kept: Option[] = [];
  for (const option of chosen.toSorted((a, b) => b.value - a.value))
    if (assigned(problem, [...kept, option])) kept.push(option);
  return assigned(problem, kept) ?? [];
}

function outcomeOf(
  problem: Problem,
  placed: Outcome['placed'],
  { isOptimal, value, bound }: Answer,
  began: number,
): Outcome {
  const met = new Set(placed.map(({ wish }) => wish));
  return {
    placed: placed.toSorted((a, b) => a.day - b.day || a.start - b.start || a.wish - b.wish),
    unplaced: problem.wishes.flatMap((_, n) => (met.has(n) ? [] : [n])),
    isOptimal,
    gap: isOptimal || !Number.isFinite(bound) || bound <= 0 ? 0 : Math.max(0, (bound - value) / bound),
    value,
    milliseconds: Math.round(performance.now() - began),
  };
}
