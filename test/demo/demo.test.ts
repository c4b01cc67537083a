import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { INestApplicationContext } from '@nestjs/common';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContext } from '../../src/app.js';
import { verifyCalendar } from '../../src/calendar/ical/verify.js';
import { readDemoInput } from '../../src/demo/demo-input.js';
import { type DemoSummary, runDemo } from '../../src/demo/run-demo.js';
import { readConfig } from '../../src/platform/config/config.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { readPdf, squeezed } from '../support/pdf-text.js';
import { rowCounts } from '../support/row-counts.js';

describe('the demo', () => {
  let database: FreshDatabase;
  let app: INestApplicationContext;
  let folder: string;
  let shipped: string;
  let first: DemoSummary;
  const said: string[] = [];

  const play = (out: string, json = shipped) =>
    runDemo(app, readDemoInput(json), join(folder, out), (line) => said.push(line));
  const file = (path: string) => readFile(join(folder, path));

  beforeAll(async () => {
    database = await freshDatabase();
    folder = await mkdtemp(join(tmpdir(), 'entente-demo-'));
    shipped = await readFile('seeds/demo-input.json', 'utf8');
    const settings = {
      VAR_DIR: join(folder, 'var'),
      DATABASE_APP_URL: database.appUrl,
      WORKER: 'off',
      LOG_LEVEL: 'silent',
    };
    app = await createContext(readConfig(settings), { logger: false });
    first = await play('first');
  });

  afterAll(async () => {
    await app.close();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  it('tells each step with its time, and what was made', () => {
    expect(said.filter((line) => /^ +\d+\.\d\d s {2}/.test(line)).length).toBeGreaterThan(12);
    expect(first).toMatchObject({
      outcome: 'made',
      visit: { state: 'reported' },
      counts: { people: 16, lines: 25, edition: 1, calendarEntries: 26, invitees: 60 },
      answers: { accepted: 33, declined: 5, tentative: 4, open: 18 },
      report: { state: 'approved' },
    });
  });

  it('names the conflicts of the file in words, and releases the line that is kept all the same', () => {
    expect(first.conflicts).toEqual([
      {
        line: 'Museum of Glass and Straw, guided tour',
        words:
          'The interpreter Illia Rakitski is at “Talks of the delegations” from 17:15 until 18:30, Hall of Columns.',
        kept: true,
      },
      // Whose diets these are stays where they are kept.
      { line: 'Official dinner given by the Chairperson', words: 'The menu does not suit 2 guests.', kept: false },
    ]);
  });

  it('writes the papers', async () => {
    for (const name of ['programme.pdf', 'programme-guest.pdf', 'report.pdf']) {
      expect((await file(`first/${name}`)).subarray(0, 5).toString()).toBe('%PDF-');
    }
    expect((await file('first/report.docx')).subarray(0, 4)).toEqual(Buffer.from('PK\x03\x04'));
    expect(JSON.parse((await file('first/summary.json')).toString())).toEqual(first);
  });

  it('has every line of the report by the clocks of the visit, as the programme has it', async () => {
    const printed = squeezed((await readPdf(new Uint8Array(await file('first/report.pdf')))).pages.join(' '));
    expect(printed).toContain(squeezed('10:10–12:50 Flight KE 402 from Lorvik to Minsk'));
    expect(printed).toContain(squeezed('15:40–18:20 Flight KE 405 from Minsk to Lorvik'));
  });

  it('writes a feed without a fault', async () => {
    const text = (await file('first/feed.ics')).toString();
    expect(verifyCalendar(text)).toEqual([]);
    expect(text.match(/^BEGIN:VEVENT/gm)!.length).toBeGreaterThan(15);
  });

  it('writes one letter to each guest, its calendar part last and of the guest alone', async () => {
    const input = readDemoInput(shipped);
    const names = await readdir(join(folder, 'first', 'invitations'));
    expect(names.toSorted()).toEqual(input.invitees.map(({ key }) => `${key}.eml`).toSorted());
    for (const { key, email } of input.invitees) {
      const letter = (await file(`first/invitations/${key}.eml`)).toString();
      expect(letter).toContain(email);
      const types = [...letter.matchAll(/^Content-Type: ([^;\r\n]+)/gm)].map(([, type]) => type);
      expect(types).toEqual(['multipart/alternative', 'text/plain', 'text/html', 'text/calendar']);
      expect(letter).toMatch(/Content-Type: text\/calendar; charset=utf-8;\s+method=REQUEST/);
    }
  });

  it('changes nothing when it is played again', async () => {
    const before = await rowCounts(database.ownerUrl);
    const second = await play('second');
    expect(await rowCounts(database.ownerUrl)).toEqual(before);
    expect(second).toEqual({ ...first, outcome: 'unchanged', seconds: second.seconds });
    for (const path of first.files.filter((name) => name !== 'summary.json')) {
      expect([path, (await file(`second/${path}`)).equals(await file(`first/${path}`))]).toEqual([path, true]);
    }
  });

  it('carries a changed line into calendar, edition and letters, under the same UID', async () => {
    const changed = JSON.parse(shipped) as { programme: { key: string; startsAt: string; endsAt: string }[] };
    const dinner = changed.programme.find(({ key }) => key === 'dinner')!;
    dinner.endsAt = Temporal.PlainDateTime.from(dinner.endsAt)
      .subtract({ minutes: 15 })
      .toString({ smallestUnit: 'minute' });
    const summary = await play('changed', JSON.stringify(changed));
    expect(summary).toMatchObject({ outcome: 'changed', counts: { edition: 2 } });
    const uids = async (out: string) =>
      (await file(`${out}/feed.ics`))
        .toString()
        .match(/^UID:.*$/gm)!
        .toSorted();
    expect(await uids('changed')).toEqual(await uids('first'));
    expect((await file('changed/feed.ics')).toString().match(/^SEQUENCE:1\r$/gm)).toHaveLength(1);
  });

  it('names what is wrong with a file, one line for each mistake, and writes nothing at all', async () => {
    const wrong = JSON.parse(shipped) as { programme: { venue: string }[]; visit: { timeZone: string } };
    wrong.programme[1]!.venue = 'moon';
    wrong.programme[2]!.venue = 'mars';
    await writeFile(join(folder, 'wrong.json'), JSON.stringify(wrong));
    const before = await rowCounts(database.ownerUrl);
    const out = join(folder, 'nothing');
    const varDir = join(folder, 'no-var');
    const args = ['dist/src/main.js', 'demo', '--input', join(folder, 'wrong.json'), '--out', out];
    const env = { PATH: process.env['PATH'], VAR_DIR: varDir, DATABASE_URL: database.ownerUrl };
    const ended = await new Promise<{ code: unknown; stderr: string }>((resolve) => {
      execFile(process.execPath, args, { env }, (error, _, stderr) => resolve({ code: error?.code ?? 0, stderr }));
    });
    expect(ended).toEqual({
      code: 1,
      stderr:
        'programme[1].venue: expected the key of a venue, got unknown key "moon"\n' +
        'programme[2].venue: expected the key of a venue, got unknown key "mars"\n',
    });
    expect([existsSync(out), existsSync(varDir)]).toEqual([false, false]);
    expect(await rowCounts(database.ownerUrl)).toEqual(before);
  });
});
