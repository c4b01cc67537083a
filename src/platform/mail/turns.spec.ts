import { expect, it } from 'vitest';
import { Turns } from './turns.js';

it('lets a few run at a time, in the order in which they asked, whatever becomes of them', async () => {
  const turns = new Turns(2);
  const began: number[] = [];
  const ends: (() => void)[] = [];
  const work = (n: number) => () =>
    new Promise<void>((resolve, reject) => {
      began.push(n);
      ends.push(n === 1 ? () => reject(new Error('one')) : resolve);
    });
  const all = [0, 1, 2, 3].map((n) => turns.take(work(n)).catch((error: Error) => error.message));
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  await settled();
  expect(began).toEqual([0, 1]);
  ends[1]!();
  await settled();
  // One that comes now goes after those who wait.
  all.push(turns.take(work(4)).catch(String));
  await settled();
  expect(began).toEqual([0, 1, 2]);
  while (ends.length < 5) {
    ends.at(-1)!();
    ends.at(-2)!();
    await settled();
  }
  for (const end of ends) end();
  expect(await Promise.all(all)).toEqual([undefined, 'one', undefined, undefined, undefined]);
  expect(began).toEqual([0, 1, 2, 3, 4]);
});
