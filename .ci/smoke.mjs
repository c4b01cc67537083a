// `npm start` as a person does it: on an empty directory, stopped by Ctrl-C (which a terminal sends to the whole
// group), again on its data, and stopped by `kill`.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const folder = mkdtempSync(join(tmpdir(), 'entente-smoke-'));
try {
  await startAndStop('a first start', (pid) => process.kill(-pid, 'SIGINT'));
  await startAndStop('a warm start', (pid) => process.kill(pid, 'SIGTERM'));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function startAndStop(name, stop) {
  const port = await freePort();
  const began = performance.now();
  const env = { ...process.env, PORT: String(port), BASE_URL: `http://localhost:${port}`, VAR_DIR: folder };
  delete env.DATABASE_URL;
  const child = spawn('npm', ['start'], { env, stdio: ['ignore', 'inherit', 'inherit'], detached: true });
  const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code)));
  try {
    await answers(`http://localhost:${port}/readyz`, child);
    console.log(`${name}: ready after ${((performance.now() - began) / 1000).toFixed(1)} s`);
  } finally {
    stop(child.pid);
  }
  const outcome = await Promise.race([ended, sleep(30_000, 'no end', { ref: false })]);
  if (outcome === 'no end') process.kill(-child.pid, 'SIGKILL');
  if (outcome !== 0) throw new Error(`${name} ended with ${outcome} instead of 0.`);
  // The server removes this file when it ended in order, before the application did.
  if (existsSync(join(folder, 'postgres', 'data', 'postmaster.pid')))
    throw new Error(`${name} left its database running.`);
}

async function answers(url, child) {
  for (let tries = 0; tries < 600; tries += 1) {
    if (child.exitCode !== null) throw new Error('It ended before it was ready.');
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return;
    await sleep(200);
  }
  throw new Error(`${url} does not answer.`);
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
