#!/usr/bin/env node
// Installs and builds when needed, then runs every test: units, real database, real browser.
// Arguments go to Vitest: npm test -- --project unit src/missions
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { install, nodeBinary, root } from './install.mjs';

const args = process.argv.slice(2);
const results = join(root, 'var', 'test-results.json');

install({ dev: true });
const node = nodeBinary();
mkdirSync(join(root, 'var'), { recursive: true });
rmSync(results, { force: true });

console.log('Building …');
run(join(root, 'bin', 'build.mjs'));
if (wantsBrowser(args)) run(join(root, 'test', 'support', 'check-browser.mjs'));

const vitest = [
  join(root, 'node_modules', 'vitest', 'vitest.mjs'),
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${results}`,
  '--passWithNoTests',
  ...args,
];
const child = spawn(node, vitest, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 1));

function run(script) {
  const { status } = spawnSync(node, [script], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) process.exit(status ?? 1);
}

/** Only a choice of projects without the browser spares the check. */
function wantsBrowser(vitestArgs) {
  const chosen = vitestArgs.filter((_, at) => vitestArgs[at - 1] === '--project');
  return chosen.length === 0 || chosen.includes('browser');
}
