import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { DemoInputError, readDemoInput } from '../../src/demo/demo-input.js';
import { problemLine } from '../../src/seeding/problems.js';

export const shipped = readFileSync('seeds/demo-input.json', 'utf8');

/** What was read, whatever a change makes of it. */
type Parsed = ReturnType<typeof JSON.parse>;

/** A change that breaks the shipped file in one way; the lines are everything the reader may say about it. */
export type Wrong = [what: string, change: (input: Parsed) => void, ...lines: string[]];

/** What is said of a file; nothing of one that is right. */
export function linesOf(json: string): string[] {
  try {
    readDemoInput(json);
    return [];
  } catch (error) {
    if (!(error instanceof DemoInputError)) throw error;
    expect(error.message.split('\n')).toEqual(error.problems.map(problemLine));
    return error.problems.map(problemLine);
  }
}

/** What is said of the shipped file with this change. */
export function linesOfChanged(change: (input: Parsed) => void): string[] {
  const input = JSON.parse(shipped);
  change(input);
  return linesOf(JSON.stringify(input));
}
