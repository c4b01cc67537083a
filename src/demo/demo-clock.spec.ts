import { describe, expect, it } from 'vitest';
import { DemoClock } from './demo-clock.js';

describe('DemoClock', () => {
  it('tells each step in one line, with its time and what came of it', async () => {
    const said: string[] = [];
    const clock = new DemoClock((line) => said.push(line));
    const result = await clock.step(
      'release',
      async () => 2,
      (number) => `edition ${number}`,
    );
    expect(result).toBe(2);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/^ +0\.0\d s {2}release +edition 2$/);
    expect(Object.keys(clock.seconds)).toEqual(['release']);
  });
});
