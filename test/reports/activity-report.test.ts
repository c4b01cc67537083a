import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import PizZip from 'pizzip';
import { BodiesService } from '../../src/bodies/bodies.service.js';
import { MattersService } from '../../src/bodies/matters/matters.service.js';
import { CommitmentsService } from '../../src/commitments/commitments.service.js';
import { CostsService } from '../../src/costs/costs.service.js';
import { Current } from '../../src/platform/current.js';
import { ActivityIssues } from '../../src/reports/activity/activity-issues.service.js';
import { ReportOpening } from '../../src/reports/report-opening.service.js';
import { aMember, aMission, aPartner, aPerson, aReception, statementsOf } from '../support/activities.js';
import { type Agent, startApp, type TestApp } from '../support/app.js';
import { rowOf } from '../support/invitations.js';
import { readPdf, squeezed } from '../support/pdf-text.js';
import { complete } from './reports.js';

let house: TestApp;
let head: Agent & { account: { id: string; email: string } };
const PAGE = '/house/reports/activity';
const day = (text: string) => Temporal.PlainDate.from(text);

/** A visit of 2025 with a woman of ours, that cost something; held where `isHeld`. */
async function aVisit(kind: 'reception' | 'mission', country: string, minor: number, isHeld = true): Promise<string> {
  const partnerId = await aPartner(house, `Parliament ${country} ${minor}`, country);
  const dates = { partnerId, startsOn: day('2025-04-07'), endsOn: day('2025-04-09') };
  const id = kind === 'reception' ? await aReception(house, dates) : await aMission(house, dates);
  await aMember(house, id, 'host', partnerId, await aPerson(house, { gender: 'female' }));
  await house.within(() =>
    house.get(CostsService).enter(id, {
      of: 'actual',
      category: 'transport',
      payer: 'sender',
      claimed: false,
      label: '',
      minor,
      currency: 'EUR',
    }),
  );
  if (isHeld) await complete(house, id);
  return id;
}

beforeAll(async () => {
  house = await startApp();
  head = await house.signInAs('head-intl');
  await aVisit('reception', 'NO', 10_000);
  await aVisit('reception', 'NO', 20_000);
  await aVisit('mission', 'NO', 40_000);
  await aVisit('mission', 'FI', 80_000);
  await aVisit('mission', 'FI', 160_000, false);
});
afterAll(() => house.close());

const numbersIn = (html: string) =>
  [...html.matchAll(/<a href="([^"]*\/rows\?[^"]*)">([\d.,  €]+)<\/a>/g)].map(([, href, text]) => ({
    href: href!.replaceAll('&amp;', '&'),
    text: text!,
  }));

describe('the activity report', () => {
  it('counts what was held, and every number leads to as many rows as it says', async () => {
    const html = (await head.get(`${PAGE}?year=2025`)).text;
    expect(html).toContain('2 visits received');
    expect(html).toContain('2 visits made');
    const numbers = numbersIn(html);
    expect(numbers.length).toBeGreaterThan(5);
    for (const { href, text } of numbers) {
      const answer = await head.get(href);
      expect([href, answer.status]).toEqual([href, 200]);
      const rows = answer.text.match(/<tr id="row-/g)?.length ?? 0;
      if (!href.includes('by=costs')) expect([href, rows]).toEqual([href, Number(text)]);
      else expect([href, rows > 0]).toEqual([href, true]);
    }
    expect(html).toContain('€300.00');
    expect(html).toContain('€1,200.00');
    expect((await head.get(`${PAGE}?year=2024`)).text).toContain('0 visits received');
  });

  it('says the same as sheet, PDF and Word, charts with their words', async () => {
    const csv = (await head.get(`${PAGE}/export/csv?year=2025`)).text;
    expect(csv).toContain('Visits by country;Norway;2;1');
    expect(csv).toContain('Costs over five years;2025;300;1200;EUR');
    const binary = (path: string) =>
      head
        .get(path)
        .buffer(true)
        .parse((answer, done) => {
          const parts: Buffer[] = [];
          answer.on('data', (part: Buffer) => parts.push(part));
          answer.on('end', () => done(null, Buffer.concat(parts)));
        });
    const pdf = await readPdf(new Uint8Array((await binary(`${PAGE}/paper/pdf?year=2025`)).body as Buffer));
    const word = new PizZip((await binary(`${PAGE}/paper/docx?year=2025`)).body as Buffer)
      .file('word/document.xml')!
      .asText();
    for (const words of ['Activity report for 2025', 'Norway', '€1,200.00']) {
      expect(squeezed(pdf.pages.join(' '))).toContain(squeezed(words));
      expect(squeezed(word.replace(/<[^>]+>/g, ' '))).toContain(squeezed(words));
    }
    expect(word).toContain('Visits by country: Norway');
  });

  it('tells plan and execution, texts, the plan of the year after, and commitments, of one body alone', async () => {
    const { bodyId, visit, partnerId } = await house.within(async () => {
      const bodies = house.get(BodiesService);
      const partnerId = await aPartner(house, 'Assembly of the Coast', 'NO');
      const body = await bodies.create({
        kind: 'permanent-delegation',
        name: { en: 'Delegation to the Coast' },
        partnerId,
      });
      const matters = house.get(MattersService);
      await matters.add(body, 'text', { title: 'Convention on tides' }, day('2025-02-01'));
      const line = await matters.add(
        body,
        'plan-item',
        { title: 'Spring seminar', startsOn: day('2025-05-01') },
        day('2025-01-10'),
      );
      await matters.take(body, line, 'postponement', { note: 'No room', on: day('2025-04-01') });
      await matters.add(body, 'plan-item', { title: 'Winter school', startsOn: day('2026-01-20') }, day('2025-01-10'));
      const dates = { partnerId, startsOn: day('2025-06-02'), endsOn: day('2025-06-03'), bodyId: body };
      return { bodyId: body, partnerId, visit: await aReception(house, dates) };
    });
    await house.within(() =>
      house.get(CommitmentsService).record(
        {
          content: 'Send the tables of tides',
          side: 'ours',
          responsible: 'Secretary',
          accountId: null,
          partnerId: null,
          agreedOn: day('2025-06-03'),
          dueOn: null,
        },
        { kind: 'activity', id: visit },
      ),
    );
    const at = (body: string) => `${PAGE}?year=2025&body=${body}`;
    const own = (await head.get(at(bodyId))).text;
    for (const words of ['<b>1</b> Postponed', '<b>1</b> Received', 'Winter school', '<b>1</b> made'])
      expect(own).toContain(words);
    const rows = async (by: string, key: string) =>
      (await head.get(`${PAGE}/rows?year=2025&body=${bodyId}&by=${by}&key=${key}`)).text;
    expect(await rows('texts', 'received')).toContain('Convention on tides');
    expect(await rows('lines', 'postponed')).toContain('Spring seminar');
    expect(await rows('commitments', 'all')).toContain('Send the tables of tides');
    const other = await house.within(() =>
      house.get(BodiesService).create({ kind: 'working-group', name: { en: 'Group apart' }, partnerId }),
    );
    const apart = (await head.get(at(other))).text;
    for (const words of ['Winter school', '<b>1</b> made']) expect(apart).not.toContain(words);
    expect((await head.get(`${PAGE}/export/csv?year=2025&body=${bodyId}`)).text).toMatch(/bodies;Postponed;;;;1/);
  });

  it('is approved under one number, its bytes kept; another version says why', async () => {
    const approver = await house.signInAs('approver');
    const approve = (who: Agent, reason = '') =>
      who.post(`${PAGE}/approvals`).type('form').send({ year: '2025', language: 'en', reason });
    expect((await approve(head)).status).toBe(404);
    expect((await approve(approver)).status).toBe(303);
    const filesOf = (html: string) =>
      [...html.matchAll(/href="([^"]*approvals\/[^"]*\/pdf)"/g)].map(([, href]) => href!);
    const shown = (await head.get(`${PAGE}?year=2025`)).text;
    const [first] = filesOf(shown);
    const number = /<b>(\d+\/20\d\d)<\/b>/.exec(shown)![1]!;
    const bytes = async () =>
      (
        await head
          .get(first!)
          .buffer(true)
          .parse((answer, done) => {
            const parts: Buffer[] = [];
            answer.on('data', (part: Buffer) => parts.push(part));
            answer.on('end', () => done(null, Buffer.concat(parts)));
          })
      ).body as Buffer;
    const kept = await bytes();
    expect(squeezed((await readPdf(new Uint8Array(kept))).pages.join(''))).toContain(squeezed(number));
    await aVisit('mission', 'FI', 320_000);
    expect((await bytes()).equals(kept)).toBe(true);
    const mute = await approve(approver);
    expect([mute.status, mute.text]).toEqual([422, expect.stringContaining('say why there is another version')]);
    expect((await approve(approver, 'A late visit')).status).toBe(303);
    const again = (await head.get(`${PAGE}?year=2025`)).text;
    expect(filesOf(again)).toHaveLength(2);
    expect([...again.matchAll(/<b>(\d+\/20\d\d)<\/b>/g)].map(([, one]) => one)).toEqual([number, number]);
    expect((await head.get(`${PAGE}?year=2024`)).text).not.toContain(number);
    expect((await (await house.signInAs('member')).get(first!)).status).toBe(404);
  });

  it('numbers those approved at once without a gap and without a double, each number on its own bytes', async () => {
    const approver = await house.signInAs('approver');
    const wishes = ['2021', '2022', '2023'].flatMap((year) =>
      ['fr', 'ru', 'ar'].map((language) => ({ year, language })),
    );
    const numbers = async () =>
      (await rowOf<{ register_number: string }>(house, 'select register_number from activity_report_issue', [])).map((one) => Number.parseInt(one.register_number, 10)); // prettier-ignore
    const before = Math.max(...(await numbers()));
    const answers = await Promise.all(wishes.map((wish) => approver.post(`${PAGE}/approvals`).type('form').send(wish)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]));
    const drawn = (await numbers()).filter((one) => one > before).toSorted((a, b) => a - b);
    expect(drawn).toEqual(wishes.map((_, n) => before + n + 1));
    const issues = await rowOf<{ id: string; register_number: string }>(house, `select id, register_number from activity_report_issue where language = 'fr'`, []); // prettier-ignore
    for (const { id, register_number } of issues) {
      const { bytes } = await house.within(() => house.db.read(() => house.get(ActivityIssues).read(id, 'pdf')));
      expect(squeezed((await readPdf(new Uint8Array(bytes))).pages.join(''))).toContain(squeezed(register_number));
    }
  });

  it('is for staff, and of one body where asked', async () => {
    expect((await (await house.signInAs('member')).get(PAGE)).status).toBe(404);
    expect((await head.get(`${PAGE}?year=2025&body=${crypto.randomUUID()}`)).status).toBe(404);
  });

  it('stands under one count of statements whatever it counts', async () => {
    const count = (year: number) => statementsOf(house, () => head.get(`${PAGE}?year=${year}`));
    expect(await count(2025)).toBe(await count(2023));
  });
});

describe('reports that are awaited', () => {
  it('are listed and asked for once a day, by who may', async () => {
    const id = await aVisit('reception', 'LU', 500);
    const author = await house.signInAs('desk-officer', { name: 'Author of It' });
    await house.within(() => house.get(ReportOpening).open(id, { authorId: author.account.id }));
    const list = (await head.get('/house/reports?shown=late')).text;
    expect(list).toContain('Author of It');
    const chase = (who: Agent) => who.post(`/house/reports/${id}/chase`);
    expect((await chase(await house.signInAs('auditor'))).status).toBe(404);
    expect((await chase(head)).status).toBe(303);
    expect((await chase(head)).status).toBe(303);
    expect((await head.get('/house/reports')).text).toContain('It was asked for today already.');
    const letters = await house.within(() =>
      house.db.read(() =>
        house.db.rows<{ body_text: string }>(
          'select body_text from message where institution_id = $1 and to_address = $2',
          [Current.institutionId, author.account.email],
        ),
      ),
    );
    expect(letters).toHaveLength(1);
    expect(letters[0]!.body_text).toContain(`/house/activities/${id}/report`);
  });
});
