#!/usr/bin/env node
// node bin/start.mjs [serve|worker|demo|migrate|audit|bench] [arguments]
// Installs and builds when needed, then runs the command on Node 26 until it ends or is told to stop.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { install, nodeBinary, root } from './install.mjs';

/** How long the command may take to finish its requests and stop its database. */
const GRACE_MS = 20_000;

/**
 * The heap is collected at 1.25 times of what lives in it: days and instants (Temporal) hold memory outside of the heap that
 * its collector does not count, so a heap left to grow lazily holds hundreds of megabytes of it. docs/decisions/memory.md
 */
const NODE_FLAGS = ['--enable-source-maps', '--heap-growing-percent=25', '--max-semi-space-size=8'];

install();
const child = spawn(nodeBinary(), [...NODE_FLAGS, join(root, 'bin', 'run.mjs'), ...process.argv.slice(2)], {
  cwd: root,
  // A group of its own: Ctrl-C reaches the command once, from here, and not again from the terminal.
  detached: true,
  // The channel carries no messages: when this process dies, however it dies, the command sees the channel close and stops too.
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
});

let stopping = false;
function stop(signal) {
  // A terminal and npm both say it: one is enough.
  if (stopping) return;
  stopping = true;
  child.kill(signal);
  setTimeout(() => child.kill('SIGKILL'), GRACE_MS).unref();
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(signal));

// npm itself may be killed, and then nobody is left to tell us.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && stop('SIGTERM'), 500).unref();

child.on('exit', (code, signal) => {
  if (signal && !stopping) console.error(`Entente ended by ${signal}.`);
  process.exit(stopping ? 0 : (code ?? 1));
});
