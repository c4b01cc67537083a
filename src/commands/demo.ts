import { isUtf8 } from 'node:buffer';
import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createContext } from '../app.js';
import { DemoInputError, readDemoInput } from '../demo/demo-input.js';
import type { DemoInput } from '../demo/demo-input.schema.js';
import { runDemo } from '../demo/run-demo.js';
import { type Config, WrongSetting } from '../platform/config/config.js';
import { DomainError } from '../platform/errors.js';
import { inLanguage, t } from '../platform/i18n/translate.js';
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
      await runDemo(app, input, out, (line) => console.log(line)).catch((error: unknown) => {
        throw error instanceof DomainError ? stopped(error) : error;
      });
      console.log(`The files are in ${out}.`);
    } finally {
      await app.close();
    }
  } finally {
    await database.stop();
  }
}

/** What a service refuses that no look at the file could tell is said in its words. */
const stopped = ({ key, params }: DomainError): WrongSetting =>
  new WrongSetting(`The demo stopped, and wrote no file. ${inLanguage('en', () => t(key, params))}`);

function options(args: string[]): { input: string; out: string } {
  const shipped = join(repositoryRoot(), 'seeds', 'demo-input.json');
  try {
    const { values } = parseArgs({
      args,
      options: { input: { type: 'string', default: shipped }, out: { type: 'string', default: 'var/demo' } },
    });
    return { input: values.input, out: writable(resolve(values.out)) };
  } catch (error) {
    if (error instanceof WrongSetting) throw error;
    throw new WrongSetting(
      `${(error as Error).message.replace(/\.?$/, '.')} Use npm run demo -- [--input FILE] [--out DIR].`,
    );
  }
}

/** A folder that is there, or can be made, and written to: looked at before anything is made. @throws WrongSetting */
function writable(folder: string): string {
  let there = folder;
  while (!existsSync(there)) there = dirname(there);
  try {
    if (!statSync(there).isDirectory()) throw new Error('not a folder');
    accessSync(there, constants.W_OK);
    return folder;
  } catch {
    throw new WrongSetting(
      `--out: expected a folder that can be written to, got ${JSON.stringify(there)}, which is none`,
    );
  }
}

/** @throws WrongSetting with one line for each problem: place, what belongs there, what stands there */
function read(file: string): DemoInput {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) {
    throw new WrongSetting(`--input: expected a file, got ${JSON.stringify(file)}, which is none`);
  }
  const bytes = readable(file);
  if (!isUtf8(bytes))
    throw new WrongSetting(`--input: expected text in UTF-8, got other bytes in ${JSON.stringify(file)}`);
  try {
    return readDemoInput(bytes.toString('utf8'));
  } catch (error) {
    throw error instanceof DemoInputError ? new WrongSetting(error.message) : error;
  }
}

function readable(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    throw new WrongSetting(`--input: expected a file that can be read, got ${JSON.stringify(file)}, which cannot`);
  }
}
