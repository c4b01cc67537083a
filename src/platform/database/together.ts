import { isAftermath } from './transient.js';

/**
 * Asks what does not hang on one another at once: the connection sends each question without waiting for the answer to the
 * one before, and the database answers in that order. Waits for all of them even where one fails, so that none goes on
 * after its unit of work ended. @throws what the first that failed threw
 */
export async function together<T extends readonly unknown[]>(...asked: { [K in keyof T]: Promise<T[K]> }): Promise<T> {
  const settled = await Promise.allSettled(asked);
  const failures = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  // What follows a failed statement fails as well, and says nothing of why.
  if (failures.length > 0) throw failures.find((reason) => !isAftermath(reason)) ?? failures[0];
  return settled.map((one) => (one as PromiseFulfilledResult<unknown>).value) as unknown as T;
}
