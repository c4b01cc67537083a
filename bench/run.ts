import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cpus } from 'node:os';
import type { Config } from '../src/platform/config/config.js';
import { repositoryRoot } from '../src/platform/root.js';
import type { Figure } from './figures.js';
import { prepare, type World } from './prepare.js';
import { measureConflicts, measureRowSecurity } from './database.js';
import { measureProgramme } from './programme.js';
import { measurePages } from './pages.js';
import { measurePeopleSearch } from './people.js';
import { measureDocuments } from './documents.js';
import { measureFeeds } from './feeds.js';
import { measureMailing } from './mailing.js';
import { measureMemory } from './memory.js';
import { measureImports } from './imports.js';
import { measureStart } from './start.js';

type Section = (world: World) => Promise<Figure | Figure[]>;

/** In the order in which they run: what only reads comes first. */
const SECTIONS: Record<string, Section> = {
  conflicts: measureConflicts,
  programme: measureProgramme,
  rls: measureRowSecurity,
  search: measurePeopleSearch,
  pages: measurePages,
  memory: measureMemory,
  feeds: measureFeeds,
  imports: measureImports,
  documents: measureDocuments,
  mailing: measureMailing,
};

/** Figures of a section, on the day and machine on which they were taken. */
interface Taken {
  section: string;
  measuredOn: string;
  machine: { cpus: number; model: string; node: string };
  figures: Figure[];
}

/**
 * `npm run bench [-- pages conflicts …]`: the sections named, or all. `bench/results.json` keeps those of an earlier run
 * that were not taken again.
 */
export async function runBench(config: Config, only: string[]): Promise<void> {
  const unknown = only.filter((name) => name !== 'start' && !(name in SECTIONS));
  if (unknown.length > 0)
    throw new Error(`No such section: ${unknown.join(', ')}. There are ${Object.keys(SECTIONS).join(', ')}, start.`);
  const wants = (name: string) => only.length === 0 || only.includes(name);
  const varDir = join(config.VAR_DIR, 'bench');
  await mkdir(varDir, { recursive: true });
  const taken: Taken[] = [];
  const add = (section: string, figures: Figure[]) => {
    taken.push({ section, measuredOn: Temporal.Now.plainDateISO().toString(), machine: machine(), figures });
    for (const figure of figures) console.log(line(figure));
  };
  console.log(line({ name: 'figure', target: 'must' as never, value: 'is' as never, unit: '' }));
  // A start of its own comes first: it needs the directory to itself.
  const world = await prepare({ ...config, VAR_DIR: varDir });
  try {
    for (const [name, measure] of Object.entries(SECTIONS)) if (wants(name)) add(name, [await measure(world)].flat());
  } finally {
    await world.stop();
  }
  if (wants('start')) add('start', [await measureStart(varDir)]);
  await save(taken);
  const missed = taken
    .flatMap(({ figures }) => figures)
    .filter((figure) => figure.target !== null && figure.value > figure.target);
  console.log(
    missed.length === 0
      ? 'Every figure is reached.'
      : `Not reached: ${missed.map((figure) => figure.name).join(', ')}.`,
  );
}

async function save(taken: readonly Taken[]): Promise<void> {
  const file = join(repositoryRoot(), 'bench', 'results.json');
  const { sections = [] } = JSON.parse(await readFile(file, 'utf8').catch(() => '{}')) as { sections?: Taken[] };
  const again = new Set(taken.map(({ section }) => section));
  const all = [...sections.filter(({ section }) => !again.has(section)), ...taken];
  const order = [...Object.keys(SECTIONS), 'start'];
  const sorted = all.toSorted((a, b) => order.indexOf(a.section) - order.indexOf(b.section));
  await writeFile(file, `${JSON.stringify({ sections: sorted }, null, 2)}\n`);
}

function machine(): Taken['machine'] {
  return { cpus: cpus().length, model: cpus()[0]?.model ?? '?', node: process.version };
}

function line({ name, target, value, unit }: Figure): string {
  const number = (n: unknown) => (typeof n === 'number' ? n.toFixed(n < 10 ? 2 : 1) : String(n ?? '–')).padStart(10);
  return `${name.padEnd(46)}${number(target)}${number(value)} ${unit}`;
}
