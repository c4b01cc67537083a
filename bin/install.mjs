// Brings node_modules in line with package-lock.json and names the Node that runs everything else.
// Runs on any Node from 20 on, before anything is installed: only what Node itself brings may be imported here.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Whether everything the lock file asks for is installed, in exactly its versions.
 * npm writes down what it installed in node_modules/.package-lock.json; packages for other platforms are optional and missing there.
 */
export function isInstalled(folder, { dev }) {
  const installedFile = join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(installedFile) || !existsSync(join(folder, 'node_modules', '.bin', 'node'))) return false;
  const wanted = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages;
  return Object.entries(wanted).every(([path, { version, integrity, optional, dev: forDevelopment }]) => {
    if (path === '' || (forDevelopment && !dev)) return true;
    const found = installed[path];
    if (!found) return Boolean(optional);
    return found.version === version && found.integrity === integrity;
  });
}

/** Installs when needed; ends the process with one sentence when that fails. `dev` asks for what tests need as well. */
export function install({ dev = false } = {}) {
  if (isInstalled(root, { dev })) return;
  console.log('Installing the packages of package-lock.json (once, about a minute) …');
  const options = ['ci', '--loglevel=error', '--no-audit', '--no-fund', ...(dev ? ['--include=dev'] : [])];
  // Under `npm start` the same npm is at hand as a script, also where `npm` is not in PATH.
  const npm = process.env.npm_execpath?.endsWith('.js')
    ? [process.execPath, process.env.npm_execpath]
    : [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
  const { status, error } = spawnSync(npm[0], [...npm.slice(1), ...options], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status === 0) return;
  fail(`The packages could not be installed${error ? ` (${error.message})` : ''}. Run \`npm ci\` here to see why.`);
}

/** The Node that Entente runs on: the one from package-lock.json, whatever Node called us. */
export function nodeBinary() {
  const own = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(own) && spawnSync(own, ['--version']).status === 0) return own;
  if (Number.parseInt(process.versions.node, 10) >= 26) return process.execPath;
  return fail(`No build of Node 26 was installed for ${process.platform}-${process.arch}: run this with Node 26 or newer.`);
}

export function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
