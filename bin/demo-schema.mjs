// Writes docs/demo-input.schema.json from the zod schema of the demo's input file.
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { format } from 'prettier';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = `${root}docs/demo-input.schema.json`;

const bundled = await build({
  entryPoints: [`${root}src/demo/demo-input.schema.ts`],
  bundle: true,
  write: false,
  format: 'esm',
  platform: 'node',
});
const source = Buffer.from(bundled.outputFiles[0].contents).toString('base64');
const { demoInputJsonSchema } = await import(`data:text/javascript;base64,${source}`);
const text = await format(JSON.stringify(demoInputJsonSchema()), { parser: 'json', printWidth: 120 });
await writeFile(target, text);
console.log(target);
