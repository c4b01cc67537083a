import { Injectable } from '@nestjs/common';
import { rivals, smallestClash, type Why, whyNotAlone } from './explain.rules.js';
import type { Problem } from './problem.js';
import { SolverService } from './solver.service.js';

const SECONDS_EACH = 3;

/** Says why a wish is not met: by itself, or with which others it clashes. May take long: it is a job's work. */
@Injectable()
export class ExplainService {
  constructor(private readonly solver: SolverService) {}

  async why(problem: Problem, wish: number): Promise<Why> {
    const alone = whyNotAlone(problem, wish);
    if (alone) return alone;
    const few = smallestClash(problem, wish);
    if (few) return told(problem, wish, few);
    // More than two: leave out one after another as long as the rest still clashes. What remains has no smaller part that does.
    let clash = rivals(problem, wish);
    if ((await this.canAll(problem, [wish, ...clash])) !== false) return { kind: 'room-for-less', names: [], with: [] };
    for (const one of [...clash]) {
      const without = clash.filter((other) => other !== one);
      if ((await this.canAll(problem, [wish, ...without])) === false) clash = without;
    }
    return told(problem, wish, clash);
  }

  /** Null where the time did not suffice to tell. */
  private async canAll(problem: Problem, wishes: number[]): Promise<boolean | null> {
    const part = {
      ...problem,
      wishes: wishes.map((n) => ({ ...problem.wishes[n]!, must: true, halves: [] })),
    };
    const { unplaced, isOptimal } = await this.solver.solve(part, SECONDS_EACH);
    return unplaced.length === 0 ? true : isOptimal ? false : null;
  }
}

function told(problem: Problem, wish: number, clash: number[]): Why {
  const all = [wish, ...clash].map((n) => problem.wishes[n]!);
  const shared = problem.people.filter((_, n) => all.every(({ people }) => people.includes(n)));
  return { kind: 'together', names: shared.slice(0, 3).map(({ name }) => name), with: clash };
}
