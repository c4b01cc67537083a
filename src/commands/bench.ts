import type { Config } from '../platform/config/config.js';

/** `npm run bench`: figures as a table and in bench/results.json; nothing but this command loads the measuring code. */
export async function bench(settings: Config, args: string[]): Promise<void> {
  const { runBench } = await import('../../bench/run.js');
  await runBench(settings, args);
}
