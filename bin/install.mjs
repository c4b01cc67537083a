// Brings node_modules in line with package-lock.json and names the Node that runs everything else.
// Runs on any Node from 20 on, before anything is installed: only what Node itself brings may be imported here.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
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
  const { status, error } = npm(options);
  if (status === 0) return;
  fail(`The packages could not be installed${error ? ` (${error.message})` : ''}. Run \`npm ci\` here to see why.`);
}

/** Runs npm on the machine's own Node: npm puts ours in front of PATH, and is about to replace it. */
function npm(options) {
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => !/node_modules[\\/]\.bin$/.test(folder));
  const settings = {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, PATH: path.join(delimiter) },
  };
  const isWindows = process.platform === 'win32';
  const result = spawnSync(isWindows ? 'npm.cmd' : 'npm', options, { ...settings, shell: isWindows });
  const script = process.env.npm_execpath;
  // Under `npm start` the same npm is at hand as a script, also where PATH has none.
  if (result.error && script?.endsWith('.js')) return spawnSync(process.execPath, [script, ...options], settings);
  return result;
}

/** The Node that Entente runs on: the one from package-lock.json, whatever Node called us. */
export function nodeBinary() {
  const own = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(own) && spawnSync(own, ['--version']).status === 0) return own;
  if (Number.parseInt(process.versions.node, 10) >= 26) return process.execPath;
  return fail(
    `No build of Node 26 was installed for ${process.platform}-${process.arch}: run this with Node 26 or newer.`,
  );
}

export function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
