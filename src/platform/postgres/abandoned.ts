import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { stopOrphan } from './cluster.js';
import { takeLock } from './lock.js';

/** Removes the databases under `parent` whose process is gone: what tests leave behind when they are killed. */
export async function removeAbandoned(parent: string): Promise<void> {
  for (const entry of await readdir(parent, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const directory = join(parent, entry.name);
    const lock = await takeLock(join(directory, 'lock'));
    if ('heldBy' in lock) continue;
    await stopOrphan(join(directory, 'data'));
    await rm(directory, { recursive: true, force: true });
  }
}
