// Builds what changed and hands over to the application, in this same process. Called by start.mjs, on Node 26.
import { existsSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { fail, root } from './install.mjs';

// Compiled code is kept between starts: a warm start skips most of the parsing.
enableCompileCache(join(root, 'var', 'cache', 'node'));

if (process.channel) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}

const { failures } = await build();
if (failures.length > 0) fail(`${failures.join('\n\n')}\n\nThe build failed.`);

const main = join(root, 'dist', 'src', 'main.js');
if (!existsSync(main)) fail('There is no src/main.ts to run.');
process.argv[1] = main;
await import(pathToFileURL(main).href);
