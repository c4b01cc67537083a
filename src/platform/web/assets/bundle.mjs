import { createHash } from 'node:crypto';
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/**
 * Builds everything that a browser loads from us: stylesheets, one script with all Stimulus controllers, fonts
 * and flags. Capabilities contribute by place alone: `src/<capability>/assets/controllers/<name>.ts` becomes the
 * controller `<name>`, and `src/<capability>/assets/styles/*.css` is added to the stylesheet.
 * @param {{ root: string, outDir: string }} options `root` is the repository, `outDir` receives files and manifest.json
 */
export async function bundle({ root, outDir }) {
  rmSync(outDir, { recursive: true, force: true });
  mkdirSync(outDir, { recursive: true });
  const styles = join(root, 'src/platform/web/styles');
  const own = readdirSync(styles).filter((file) => file.endsWith('.css') && !file.startsWith('entry.'));
  const ordered = [
    ...firstStyles,
    ...own.filter((file) => !firstStyles.includes(file) && !lastStyles.includes(file)).sort(),
    ...lastStyles,
  ];
  const contributed = globSync('src/*/assets/styles/*.css', { cwd: root }).sort();
  const sheets = [
    ...ordered.slice(0, -lastStyles.length).map((file) => join(styles, file)),
    ...contributed.map((file) => join(root, file)),
  ];
  const narrowing = lastStyles.map((file) => join(styles, file));
  const faces = fontFaces.map((face) => `@fontsource-variable/${face}`);

  const manifest = {
    ...(await bundled(root, outDir, {
      'app.css': imports(['@tabler/core/dist/css/tabler.min.css', ...faces, ...sheets, ...narrowing]),
      'app.rtl.css': imports(['@tabler/core/dist/css/tabler.rtl.min.css', ...faces, ...sheets, ...narrowing]),
      'public.css': imports([...faces.map(lighter), ...publicStyles.map((file) => join(styles, file)), ...narrowing]),
      'app.js': script(root),
    })),
    ...flags(root, outDir),
    ...copied(root, outDir, 'icon.svg'),
  };
  writeFileSync(join(outDir, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`);
  for (const file of Object.values(manifest)) if (/\.(css|js)$/.test(file)) pack(join(outDir, file));
  return manifest;
}

// The order of the cascade: tokens and ground before everything, what narrows and prints after it.
const firstStyles = ['tokens.css', 'ground.css', 'masthead.css', 'parts.css', 'forms.css', 'shell.css'];
const lastStyles = ['narrow.css'];
const publicStyles = ['tokens.css', 'ground.css', 'parts.css', 'forms.css', 'public.css', 'sign-in.css', 'details.css'];
const fontFaces = [
  'source-serif-4/opsz.css',
  'source-serif-4/opsz-italic.css',
  'source-sans-3/wght.css',
  'noto-naskh-arabic/wght.css',
  'noto-sans-arabic/wght.css',
];

// A guest's telephone loads the letters without their optical sizes: a third of the weight.
const lighter = (face) => face.replace(/\/opsz/, '/wght');

const imports = (files) => ({
  contents: files.map((file) => `@import ${JSON.stringify(file)};`).join('\n'),
  loader: 'css',
});

function script(root) {
  const main = join(root, 'src/platform/web/assets/main.ts');
  const found = globSync(['src/*/assets/controllers/*.ts', 'src/platform/web/assets/controllers/*.ts'], {
    cwd: root,
  }).sort();
  const lines = found.map((file, n) => {
    const name = JSON.stringify(basename(file, '.ts'));
    return `import c${n} from ${JSON.stringify(`./${file}`)};\napplication.register(${name}, c${n});`;
  });
  return { contents: [`import { application } from ${JSON.stringify(main)};`, ...lines].join('\n'), loader: 'ts' };
}

async function bundled(root, outDir, entries) {
  const manifest = {};
  const result = await build({
    absWorkingDir: root,
    entryPoints: Object.keys(entries).map((name) => ({ in: `entente:${name}`, out: name.replace(/\.(css|js)$/, '') })),
    plugins: [
      {
        name: 'entries',
        setup(plugin) {
          plugin.onResolve({ filter: /^entente:/ }, ({ path }) => ({
            path: path.slice('entente:'.length),
            namespace: 'entente',
          }));
          plugin.onLoad({ filter: /.*/, namespace: 'entente' }, ({ path }) => ({ ...entries[path], resolveDir: root }));
        },
      },
    ],
    outdir: outDir,
    bundle: true,
    minify: true,
    metafile: true,
    format: 'esm',
    // What a page loads only when it needs it, such as an editor, is a file of its own.
    splitting: true,
    chunkNames: '[name].[hash]',
    target: ['es2023', 'chrome123', 'firefox128', 'safari17.5'],
    // Custom properties hold light-dark() and relative colours: they must reach the browser as written.
    supported: { 'color-functions': true },
    tsconfigRaw: {},
    loader: { '.woff2': 'file' },
    entryNames: '[name].[hash]',
    assetNames: 'fonts/[name].[hash]',
    publicPath: '/assets/',
    logLevel: 'warning',
  });
  for (const [file, output] of Object.entries(result.metafile.outputs)) {
    const name = relative(outDir, resolve(root, file));
    if (output.entryPoint?.startsWith('entente:')) manifest[output.entryPoint.replace(/^entente:/, '')] = name;
    else if (name.endsWith('.js')) manifest[`chunks/${name}`] = name;
    else manifest[`fonts/${basename(Object.keys(output.inputs)[0] ?? name)}`] = name;
  }
  return manifest;
}

function flags(root, outDir) {
  const source = join(root, 'node_modules/flag-icons/flags/4x3');
  const version = JSON.parse(readFileSync(join(root, 'node_modules/flag-icons/package.json'), 'utf8')).version;
  const folder = `flags.${createHash('sha256').update(version).digest('hex').slice(0, 8)}`;
  if (!existsSync(source)) throw new Error('flag-icons is not installed');
  cpSync(source, join(outDir, folder), { recursive: true });
  return Object.fromEntries(readdirSync(source).map((file) => [`flags/${file}`, `${folder}/${file}`]));
}

function copied(root, outDir, name) {
  const content = readFileSync(join(root, 'src/platform/web/assets', name));
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 8);
  const file = name.replace(/(\.\w+)$/, `.${hash}$1`);
  writeFileSync(join(outDir, file), content);
  return { [name]: file };
}

function pack(file) {
  const content = readFileSync(file);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
  writeFileSync(`${file}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
}
