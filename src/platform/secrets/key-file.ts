import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config/config.js';

/** The master key from the setting, or from a file that only its owner reads, made at the first start. */
export function masterKey(config: Pick<Config, 'MASTER_KEY' | 'VAR_DIR'>): Buffer {
  if (config.MASTER_KEY) return Buffer.from(config.MASTER_KEY, 'base64');
  return Buffer.from(
    keptSecret(config.VAR_DIR, 'master.key', () => randomBytes(32).toString('base64')),
    'base64',
  );
}

/** A secret kept under VAR_DIR/secrets with mode 0600; `make` draws it once. */
export function keptSecret(varDir: string, name: string, make: () => string): string {
  const folder = join(varDir, 'secrets');
  const path = join(folder, name);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    // `wx`: two processes that start together must not draw two keys.
    writeFileSync(path, make(), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(path, 'utf8').trim();
}
