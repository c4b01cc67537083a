/** Lets a few of many pieces of work run at a time, in the order in which they asked. */
export class Turns {
  private readonly waiting: (() => void)[] = [];
  private busy = 0;

  constructor(private readonly most: number) {}

  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.busy >= this.most) await new Promise<void>((free) => this.waiting.push(free));
    else this.busy += 1;
    try {
      return await work();
    } finally {
      // Handed on, so that nobody who comes now goes before who waits.
      const next = this.waiting.shift();
      if (next) next();
      else this.busy -= 1;
    }
  }
}
