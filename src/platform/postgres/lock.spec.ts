import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive, takeLock } from './lock.js';

describe('the lock of a directory', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'entente-lock-'));
    file = join(folder, 'lock');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is held by one and free again afterwards', async () => {
    const first = await takeLock(file);
    expect(await takeLock(file)).toEqual({ heldBy: process.pid });
    if ('release' in first) first.release();
    expect(existsSync(file)).toBe(false);
    expect(await takeLock(file)).toHaveProperty('release');
  });

  it('goes to exactly one of many who come at once', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => takeLock(file)));
    expect(answers.filter((answer) => 'release' in answer)).toHaveLength(1);
  });

  it('is taken over from a process that has ended', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    await new Promise((resolve) => child.once('exit', resolve));
    writeFileSync(file, JSON.stringify({ pid: child.pid, born: 'some boot 123' }));
    expect(await takeLock(file)).toHaveProperty('release');
  });

  it('is taken over when another process has the number now', async () => {
    writeFileSync(file, JSON.stringify({ pid: process.pid, born: 'an earlier boot 123' }));
    expect(isAlive({ pid: process.pid, born: 'an earlier boot 123' })).toBe(false);
    expect(await takeLock(file)).toHaveProperty('release');
  });

  it('is taken over when its file was cut short', async () => {
    writeFileSync(file, '');
    expect(await takeLock(file)).toHaveProperty('release');
    expect(readdirSync(folder)).toEqual(['lock']);
  });
});
