/** Asks the server while somebody types: a moment after the last letter, and only the last question is answered. */
export class LastQuestion {
  private waiting: ReturnType<typeof setTimeout> | undefined;
  private asked: AbortController | undefined;

  /** @param wait milliseconds after the last letter */
  constructor(
    private readonly wait: number,
    private readonly ask: (signal: AbortSignal) => Promise<void>,
  ) {}

  later(): void {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.now(), this.wait);
  }

  now(): void {
    this.stop();
    this.asked = new AbortController();
    void this.ask(this.asked.signal);
  }

  /** What was asked before is of no use any more. */
  stop(): void {
    clearTimeout(this.waiting);
    this.asked?.abort();
  }
}
