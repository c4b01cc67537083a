/** Says what is done and how long it took. */
export class DemoClock {
  readonly seconds: Record<string, number> = {};

  constructor(private readonly say: (line: string) => void) {}

  /** Does one step and prints its name, its time and what came of it. */
  async step<T>(name: string, work: () => Promise<T>, told: (result: T) => string = () => ''): Promise<T> {
    const begun = performance.now();
    const result = await work();
    const seconds = (performance.now() - begun) / 1000;
    this.seconds[name] = Math.round(seconds * 1000) / 1000;
    this.say(`${seconds.toFixed(2).padStart(7)} s  ${name.padEnd(30)} ${told(result)}`.trimEnd());
    return result;
  }

  get total(): number {
    return Math.round(Object.values(this.seconds).reduce((sum, one) => sum + one, 0) * 1000) / 1000;
  }
}
