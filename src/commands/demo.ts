import type { Config } from '../platform/config/config.js';

export async function demo(_settings: Config, _args: string[]): Promise<void> {
  throw new Error('Not built yet.');
}
