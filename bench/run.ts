import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cpus } from 'node:os';
import type { Config } from '../src/platform/config/config.js';
import { repositoryRoot } from '../src/platform/root.js';
import type { Figure } from './figures.js';
import { prepare } from './prepare.js';
import { measureConflicts, measureRowSecurity } from './database.js';
import { measureProgramme } from './programme.js';
import { measurePages } from './pages.js';
import { measurePeopleSearch } from './people.js';
import { measureFeeds } from './feeds.js';
import { measureMemory } from './memory.js';
import { measureImports } from './imports.js';
import { measureStart } from './start.js';

/** `npm run bench [-- pages|conflicts|programme|rls|search|start|memory|imports …]`: all of them where none is named. */
export async function runBench(config: Config, only: string[]): Promise<void> {
  const wants = (name: string) => only.length === 0 || only.includes(name);
  const varDir = join(config.VAR_DIR, 'bench');
  await mkdir(varDir, { recursive: true });
  const figures: Figure[] = [];
  const add = (...found: Figure[]) => {
    figures.push(...found);
    for (const figure of found) console.log(line(figure));
  };
  console.log(line({ name: 'figure', target: 'must' as never, value: 'is' as never, unit: '' }));
  // A start of its own comes first: it needs the directory to itself.
  const world = await prepare({ ...config, VAR_DIR: varDir });
  try {
    if (wants('conflicts')) add(await measureConflicts(world));
    if (wants('programme')) add(...(await measureProgramme(world)));
    if (wants('rls')) add(...(await measureRowSecurity(world)));
    if (wants('search')) add(await measurePeopleSearch(world));
    if (wants('pages')) add(...(await measurePages(world)));
    if (wants('feeds')) add(...(await measureFeeds(world)));
    if (wants('imports')) add(...(await measureImports(world)));
    if (wants('memory')) add(...(await measureMemory(world)));
  } finally {
    await world.stop();
  }
  if (wants('start')) add(await measureStart(varDir));
  const missed = figures.filter((figure) => figure.target !== null && figure.value > figure.target);
  const machine = { cpus: cpus().length, model: cpus()[0]?.model ?? '?', node: process.version };
  await writeFile(
    join(repositoryRoot(), 'bench', 'results.json'),
    `${JSON.stringify({ measuredOn: Temporal.Now.plainDateISO().toString(), machine, figures }, null, 2)}\n`,
  );
  console.log(
    missed.length === 0
      ? 'Every figure is reached.'
      : `Not reached: ${missed.map((figure) => figure.name).join(', ')}.`,
  );
}

function line({ name, target, value, unit }: Figure): string {
  const number = (n: unknown) => (typeof n === 'number' ? n.toFixed(n < 10 ? 2 : 1) : String(n ?? '–')).padStart(10);
  return `${name.padEnd(46)}${number(target)}${number(value)} ${unit}`;
}
