#!/usr/bin/env node
// Compiles src, seeds and bench to dist, file by file and only what changed, then bundles the browser's assets.
// Types are checked by `npm run types`, not here: a start should not wait for them.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const SOURCES = ['src', 'seeds', 'bench'];

export const swcOptions = {
  configFile: false,
  swcrc: false,
  sourceMaps: true,
  jsc: {
    target: 'es2024',
    parser: { syntax: 'typescript', tsx: true, decorators: true },
    transform: {
      legacyDecorator: true,
      decoratorMetadata: true,
      react: { runtime: 'automatic', importSource: 'preact' },
    },
  },
  module: { type: 'es6' },
};

/**
 * Brings dist up to date. Answers with the sources that could not be compiled, each with its reason;
 * everything else is built all the same.
 */
export async function build({ assets = true } = {}) {
  const dist = join(root, 'dist');
  await forgetOtherBuild(dist);
  const sources = (await Promise.all(SOURCES.map((folder) => filesIn(join(root, folder))))).flat();
  const failures = [];
  await Promise.all(
    sources.map((source) => compile(source, dist).catch((error) => failures.push(`${source.path}\n${error.message}`))),
  );
  await removeOrphans(sources, dist);
  if (assets) await bundleAssets(sources, dist, failures);
  return { failures };
}

async function compile({ path, mtimeMs, mtime }, dist) {
  if (/\.(spec|d)\.tsx?$/.test(path)) return;
  const output = outputOf(path, dist);
  if (!output) return;
  const built = await stat(output).catch(() => undefined);
  // The output bears the time of its source, so a checkout of an older file is noticed as well.
  if (built && Math.abs(built.mtimeMs - mtimeMs) < 1) return;
  const text = await readFile(join(root, path), 'utf8');
  await mkdir(dirname(output), { recursive: true });
  if (path.endsWith('.json')) return replace(output, text, mtime);
  const { transform } = await import('@swc/core');
  const fromOutput = relative(dirname(output), join(root, path));
  const { code, map } = await transform(text, { ...swcOptions, filename: path, sourceFileName: fromOutput });
  await replace(`${output}.map`, map, mtime);
  await replace(output, `${code}\n//# sourceMappingURL=${output.split(/[\\/]/).pop()}.map\n`, mtime);
}

function outputOf(path, dist) {
  if (path.endsWith('.json')) return join(dist, path);
  if (/\.tsx?$/.test(path)) return join(dist, path.replace(/\.tsx?$/, '.js'));
  return undefined;
}

/** Two builds may run at once (a start beside a test): a reader sees the old file or the new one, never half of one. */
async function replace(file, text, mtime) {
  const draft = `${file}.${process.pid}.tmp`;
  await writeFile(draft, text);
  await utimes(draft, mtime, mtime);
  await rename(draft, file);
}

/** A change of the compiler or of its options makes every output stale. */
async function forgetOtherBuild(dist) {
  const compiler = await readFile(join(root, 'node_modules', '@swc', 'core', 'package.json'), 'utf8');
  const stamp = hash([JSON.stringify(swcOptions), JSON.parse(compiler).version]);
  if (await isStamped(dist, 'build', stamp)) return;
  await Promise.all(SOURCES.map((folder) => rm(join(dist, folder), { recursive: true, force: true })));
  await writeStamp(dist, 'build', stamp);
}

async function removeOrphans(sources, dist) {
  const wanted = new Set(sources.map(({ path }) => outputOf(path, dist)));
  const built = (await Promise.all(SOURCES.map((folder) => filesIn(join(dist, folder))))).flat();
  const orphans = built
    .map(({ path }) => join(root, path))
    .filter((file) => /\.(js|json)$/.test(file) && !wanted.has(file));
  await Promise.all(orphans.flatMap((file) => [rm(file, { force: true }), rm(`${file}.map`, { force: true })]));
}

/** The browser's part: built again when anything under src that is not a server's secret could have changed it. */
async function bundleAssets(sources, dist, failures) {
  const bundler = join(root, 'src', 'platform', 'web', 'assets', 'bundle.mjs');
  if (!existsSync(bundler)) return;
  const inputs = sources.filter(
    ({ path }) => /\.(css|svg|mjs|js)$/.test(path) || /[\\/](assets|browser)[\\/]/.test(path),
  );
  const lock = await stat(join(root, 'package-lock.json'));
  const stamp = hash([...inputs.map(({ path, mtimeMs, size }) => `${path} ${mtimeMs} ${size}`).sort(), lock.mtimeMs]);
  if (await isStamped(dist, 'assets', stamp)) return;
  try {
    const { bundle } = await import(pathToFileURL(bundler).href);
    await bundle({ root, outDir: join(dist, 'assets') });
    await writeStamp(dist, 'assets', stamp);
  } catch (error) {
    failures.push(`${relative(root, bundler)}\n${error.message}`);
  }
}

async function filesIn(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const file = join(entry.parentPath, entry.name);
        const { mtimeMs, mtime, size } = await stat(file).catch(() => ({ mtimeMs: 0, mtime: 0, size: 0 }));
        return { path: relative(root, file), mtimeMs, mtime, size };
      }),
  );
}

const hash = (parts) => createHash('sha256').update(parts.join('\n')).digest('hex');

const isStamped = async (dist, name, stamp) =>
  (await readFile(join(dist, `.${name}-stamp`), 'utf8').catch(() => '')) === stamp;

async function writeStamp(dist, name, stamp) {
  await mkdir(dist, { recursive: true });
  await writeFile(join(dist, `.${name}-stamp`), stamp);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { failures } = await build();
  for (const failure of failures) console.error(failure);
  process.exitCode = failures.length > 0 ? 1 : 0;
}
