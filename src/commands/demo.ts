import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createContext } from '../app.js';
import { DemoInputError, readDemoInput } from '../demo/demo-input.js';
import type { DemoInput } from '../demo/demo-input.schema.js';
import { runDemo } from '../demo/run-demo.js';
import { type Config, WrongSetting } from '../platform/config/config.js';
import { repositoryRoot } from '../platform/root.js';
import { openDatabase } from './database.js';

/** `npm run demo -- [--input FILE] [--out DIR]`: the whole job with no browser, from the lists to the report. */
export async function demo(settings: Config, args: string[]): Promise<void> {
  const { input: file, out } = options(args);
  const input = read(file);
  // One worker is enough: where `npm start` runs, it is that one.
  const database = await openDatabase({ ...settings, WORKER: 'off' }, { attach: true });
  try {
    const app = await createContext(database.config, { logger: false });
    try {
      await runDemo(app, input, out, (line) => console.log(line));
      console.log(`The files are in ${out}.`);
    } finally {
      await app.close();
    }
  } finally {
    await database.stop();
  }
}

function options(args: string[]): { input: string; out: string } {
  const shipped = join(repositoryRoot(), 'seeds', 'demo-input.json');
  try {
    const { values } = parseArgs({
      args,
      options: { input: { type: 'string', default: shipped }, out: { type: 'string', default: 'var/demo' } },
    });
    return { input: values.input, out: resolve(values.out) };
  } catch (error) {
    throw new WrongSetting(`${(error as Error).message} Use npm run demo -- [--input FILE] [--out DIR].`);
  }
}

/** @throws WrongSetting with one line for each problem: place, what belongs there, what stands there */
function read(file: string): DemoInput {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) {
    throw new WrongSetting(`--input: expected a file, got ${JSON.stringify(file)}, which is none`);
  }
  try {
    return readDemoInput(readFileSync(file, 'utf8'));
  } catch (error) {
    throw error instanceof DemoInputError ? new WrongSetting(error.message) : error;
  }
}
