import { fork } from 'node:child_process';
import { extname, join } from 'node:path';
import { FileUnreadable } from './table.js';

const childProgram = join(import.meta.dirname, `foreign-child${extname(import.meta.filename)}`);
const SECONDS = 60;
const MEGABYTES = 768;

type Answer = { rows: string[][] } | { failed: string };

/** The cells of a spreadsheet or the events of a calendar, read where a hostile file costs one process and nothing else. @throws FileUnreadable */
export function readForeign(format: 'xlsx' | 'ics', bytes: Buffer): Promise<string[][]> {
  return new Promise((resolve, reject) => {
    const child = fork(childProgram, [], {
      serialization: 'advanced',
      env: {},
      execArgv: [`--max-old-space-size=${MEGABYTES}`],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const end = (settle: () => void) => {
      clearTimeout(timer);
      child.removeAllListeners();
      child.on('error', () => undefined);
      child.kill('SIGKILL');
      settle();
    };
    const timer = setTimeout(() => end(() => reject(new FileUnreadable('too_hard'))), SECONDS * 1000);
    child.on('message', (answer: Answer) =>
      end(() => ('rows' in answer ? resolve(answer.rows) : reject(new FileUnreadable(`${format}_broken`)))),
    );
    child.on('error', () => end(() => reject(new FileUnreadable('too_hard'))));
    child.on('exit', () => end(() => reject(new FileUnreadable('too_hard'))));
    child.send({ format, bytes });
  });
}
