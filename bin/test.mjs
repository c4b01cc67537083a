#!/usr/bin/env node
// Installs and builds when needed, then runs every test: units, real database, real browser.
// Arguments go to Jest: npm test -- --selectProjects unit src/missions
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

const jest = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  join(root, 'node_modules', 'jest', 'bin', 'jest.js'),
  '--json',
  `--outputFile=${results}`,
  '--passWithNoTests',
  ...args,
];
const child = spawn(node, jest, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 1));

function run(script) {
  const { status } = spawnSync(node, [script], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) process.exit(status ?? 1);
}

/** Only a choice of projects without the browser spares the check. */
function wantsBrowser(jestArgs) {
  const from = jestArgs.indexOf('--selectProjects');
  if (from < 0) return true;
  const chosen = jestArgs.slice(from + 1);
  return chosen.slice(0, chosen.findIndex((arg) => arg.startsWith('-')) >>> 0).includes('browser');
}
