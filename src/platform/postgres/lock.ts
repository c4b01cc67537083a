import { randomBytes } from 'node:crypto';
import { readFileSync, unlinkSync } from 'node:fs';
import { link, readFile, rename, unlink, writeFile } from 'node:fs/promises';

/** A process, told apart from another that got the same number later. */
interface Holder {
  readonly pid: number;
  readonly born: string;
}

/**
 * Takes the lock file for this process, or answers with the number of the process that holds it.
 * A lock whose process is gone (kill -9, power cut) is taken over.
 */
export async function takeLock(file: string): Promise<{ heldBy: number } | { release(): void }> {
  const me: Holder = { pid: process.pid, born: birthOf(process.pid) };
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, JSON.stringify(me), { mode: 0o600 });
  try {
    for (;;) {
      // A link appears whole or not at all, so nobody reads a lock that is still being written.
      const taken = await link(draft, file).then(() => true, ifExists);
      if (taken) return { release: () => unlinkSync(file) };
      const holder = await readHolder(file);
      if (holder && isAlive(holder)) return { heldBy: holder.pid };
      await putAside(file, holder);
    }
  } finally {
    await unlink(draft);
  }
}

/** The number of the process that holds the lock file; none when nobody does, or only one that has ended. */
export async function holderOf(file: string): Promise<number | undefined> {
  const holder = await readHolder(file);
  return holder && isAlive(holder) ? holder.pid : undefined;
}

/** Whether the process still runs: the same number is not enough, numbers come again after a restart of the machine. */
export function isAlive(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    // EPERM: it is there, it is only not ours.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return birthOf(holder.pid) === holder.born;
}

/** When a process began, in the kernel's own ticks and boot; empty where the system does not tell. */
function birthOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name, in brackets, may hold spaces: the fields count from behind it. The start is field 22.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // Ended, and only not yet collected by its parent.
    if (fields[0] === 'Z') return 'ended';
    const started = fields[19];
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${started}`;
  } catch {
    return '';
  }
}

async function readHolder(file: string): Promise<Holder | undefined> {
  const text = await readFile(file, 'utf8').catch(() => '');
  try {
    return JSON.parse(text) as Holder;
  } catch {
    return undefined;
  }
}

/** Two processes may find the same dead lock: each moves away only what it saw dead. */
async function putAside(file: string, seen: Holder | undefined): Promise<void> {
  const aside = `${file}.${randomBytes(6).toString('hex')}`;
  await rename(file, aside).catch(() => undefined);
  const moved = await readHolder(aside);
  if (moved && isAlive(moved) && moved.pid !== seen?.pid) await link(aside, file).catch(() => undefined);
  await unlink(aside).catch(() => undefined);
}

function ifExists(error: NodeJS.ErrnoException): false {
  if (error.code === 'EEXIST') return false;
  throw error;
}
