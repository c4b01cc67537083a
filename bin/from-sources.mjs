// `node --import bin/from-sources.mjs program.ts`: runs a program of src without a build, as tests do with the children
// that documents are made in. Compiled by the same options as the build.
import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { homedir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { swcOptions } from './build.mjs';

// The compiler keeps its binary there, also where a program starts with an empty environment.
process.env.HOME ??= homedir();
const { transformSync } = await import('@swc/core');

const SOURCE = /\.tsx?$/;

registerHooks({
  resolve(specifier, context, next) {
    if (specifier.startsWith('.') && SOURCE.test(context.parentURL ?? '')) {
      for (const ending of ['.ts', '.tsx']) {
        const url = new URL(specifier.replace(/\.js$/, ending), context.parentURL);
        if (existsSync(url)) return { url: url.href, format: 'module', shortCircuit: true };
      }
    }
    return next(specifier, context);
  },
  load(url, context, next) {
    if (!url.startsWith('file:') || !SOURCE.test(url)) return next(url, context);
    const filename = fileURLToPath(url);
    const { code } = transformSync(readFileSync(filename, 'utf8'), { ...swcOptions, filename, sourceMaps: 'inline' });
    return { format: 'module', source: code, shortCircuit: true };
  },
});
