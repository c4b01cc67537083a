// Finds a Chromium for the browser tests: BROWSER_PATH, an installed one, or the one from the packages.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const INSTALLED = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map(
  (name) => `/usr/bin/${name}`,
);

/** Where the libraries come from on Debian and Ubuntu, for those that a small machine may lack. */
const DEBIAN_PACKAGES = {
  'libnss3.so': 'libnss3',
  'libnssutil3.so': 'libnss3',
  'libsmime3.so': 'libnss3',
  'libnspr4.so': 'libnspr4',
  'libexpat.so.1': 'libexpat1',
  'libfontconfig.so.1': 'libfontconfig1',
  'libfreetype.so.6': 'libfreetype6',
  'libglib-2.0.so.0': 'libglib2.0-0',
  'libdbus-1.so.3': 'libdbus-1-3',
  'libgbm.so.1': 'libgbm1',
  'libdrm.so.2': 'libdrm2',
  'libasound.so.2': 'libasound2',
  'libatk-1.0.so.0': 'libatk1.0-0',
  'libatk-bridge-2.0.so.0': 'libatk-bridge2.0-0',
  'libatspi.so.0': 'libatspi2.0-0',
  'libcups.so.2': 'libcups2',
  'libxkbcommon.so.0': 'libxkbcommon0',
  'libX11.so.6': 'libx11-6',
  'libXcomposite.so.1': 'libxcomposite1',
  'libXdamage.so.1': 'libxdamage1',
  'libXfixes.so.3': 'libxfixes3',
  'libXrandr.so.2': 'libxrandr2',
};

/**
 * @returns {Promise<{ executablePath: string, env: Record<string, string>, needs: string[] }>}
 *   `needs` names what the machine lacks; a browser with needs does not start
 */
export async function findChromium() {
  if (process.env.BROWSER_PATH) return { executablePath: process.env.BROWSER_PATH, env: {}, needs: [] };
  const installed = INSTALLED.find((path) => existsSync(path));
  if (installed) return { executablePath: installed, env: {}, needs: [] };
  const folder = await unpack();
  const executablePath = join(folder, 'chromium');
  const env = {};
  if (!existsSync('/etc/fonts/fonts.conf')) env.FONTCONFIG_PATH = join(folder, 'fonts');
  if (missingLibraries(executablePath, env).length > 0) env.LD_LIBRARY_PATH = join(folder, 'al2023', 'lib');
  const needs = missingLibraries(executablePath, env).map((name) => DEBIAN_PACKAGES[name] ?? name);
  return { executablePath, env, needs: [...new Set(needs)] };
}

/** Unpacks once per version, into a folder of ours: the package's own choice, /tmp/chromium, is open to other users. */
async function unpack() {
  const packaged = join(root, 'node_modules', '@sparticuz', 'chromium');
  const { version } = JSON.parse(await readFile(join(packaged, 'package.json'), 'utf8'));
  const folder = join(root, 'var', 'cache', `chromium-${version}`);
  if (existsSync(folder)) return folder;
  const draft = `${folder}.${process.pid}`;
  await mkdir(draft, { recursive: true });
  execFileSync(process.execPath, [join(root, 'test', 'support', 'unpack-chromium.mjs')], {
    env: { ...process.env, TMPDIR: draft },
  });
  await rename(draft, folder).catch(() => rm(draft, { recursive: true, force: true }));
  return folder;
}

function missingLibraries(executable, env) {
  try {
    const listing = execFileSync('ldd', [executable], { encoding: 'utf8', env: { ...process.env, ...env } });
    return [...listing.matchAll(/^\s*(\S+) => not found/gm)].map(([, name]) => name);
  } catch {
    // No ldd: the browser itself will say what it lacks.
    return [];
  }
}
