import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DeadlineNotices } from '../../src/institution/deadlines/deadline-notices.service.js';
import { DeadlineRulesService } from '../../src/institution/deadlines/deadline-rules.service.js';
import { PRESETS } from '../../src/institution/deadlines/deadline-rule.presets.js';
import { DueList } from '../../src/institution/deadlines/due-list.service.js';
import { aReception, statementsOf } from '../support/activities.js';
import { type Agent, startApp, type TestApp } from '../support/app.js';

let house: TestApp;
let head: Agent & { account: { id: string; email: string } };
let desk: Agent & { account: { id: string; email: string } };
let protocol: Agent;
const today = Temporal.Now.plainDateISO('Europe/Luxembourg');

beforeAll(async () => {
  house = await startApp();
  head = await house.signInAs('head-intl', { name: 'Casimir Holt' });
  desk = await house.signInAs('desk-officer', { name: 'Ines Martens' });
  protocol = await house.signInAs('protocol');
});
afterAll(() => house.close());

const sql = <T>(text: string, params: unknown[] = []) =>
  house.within(() => house.db.transaction(() => house.db.rows<T>(text, params)));
const rules = '/house/settings/deadlines';
const send = (who: Agent, path: string, fields: Record<string, unknown> = {}) =>
  who.post(path).type('form').send(fields);
const rule = (code: string) => house.within(() => house.db.read(() => house.get(DeadlineRulesService).one(code)));

/** A visit that takes place, in the hands of the desk officer. */
async function aConfirmedVisit(inDays: number): Promise<string> {
  const startsOn = today.add({ days: inDays });
  const id = await aReception(house, { startsOn, endsOn: startsOn.add({ days: 2 }) });
  await sql(`update activity set state = 'confirmed', responsible_id = $2 where id = $1`, [id, desk.account.id]);
  return id;
}

const facts = {
  'name[en]': 'Tell the mayor',
  duty: 'task',
  trigger: 'VISIT_START',
  amount: '5',
  unit: 'calendar',
  direction: 'before',
  strictness: 'soft',
  basis: 'House rule 7',
  'escalation[0][days]': '5',
  'escalation[0][who]': 'responsible',
  'escalation[1][days]': '5',
  'escalation[1][who]': 'head-intl',
};

describe('rules', () => {
  it('are shown, with where they were read, and only those of reports and commitments are on at first', async () => {
    const { text } = await head.get(rules);
    expect(text).toContain('3 rules are on');
    expect(text).toContain('Standing Order 34(1)');
    expect(text).toContain('20 sitting days after');
    expect((await protocol.get(rules)).status).toBe(404);
  });

  it('say where nothing yields their day yet', async () => {
    const { text } = await head.get(rules);
    const line = (name: string) => text.slice(text.indexOf(`>${name}<`)).split('</li>')[0]!;
    const waits = 'Nothing recorded here yields such a day yet';
    const [departure] = PRESETS.filter(({ trigger }) => trigger === 'PRIVATE_DEPARTURE');
    const [session] = PRESETS.filter(({ trigger }) => trigger === 'SESSION_OPEN');
    expect(line(departure!.name['en']!)).toContain(waits);
    expect(line(session!.name['en']!)).not.toContain(waits);
  });

  it.each([
    ['switched on', () => `${rules}/in-visit-abroad/on`, {}],
    ['switched off', () => `${rules}/in-visit-abroad/off`, {}],
    ['copied', () => `${rules}/in-visit-abroad/copy`, {}],
    ['added', () => rules, facts],
    ['edited', () => `${rules}/in-visit-abroad`, { ...facts, version: '0' }],
  ])('are %s by the head, and not by the protocol', async (_verb, path, fields) => {
    const before = await sql(`select count(*)::int as n, sum(version)::int as v from deadline_rule`);
    expect((await send(protocol, path(), fields)).status).toBe(404);
    expect(await sql(`select count(*)::int as n, sum(version)::int as v from deadline_rule`)).toEqual(before);
    expect((await send(head, path(), fields)).status).toBe(303);
  });

  it('keep what was before, and give it back to who may', async () => {
    await send(head, `${rules}/report-visit-end`, {
      ...facts,
      duty: 'report',
      trigger: 'VISIT_END',
      version: String((await rule('report-visit-end')).version),
    });
    expect((await rule('report-visit-end')).facts).toMatchObject({ amount: 5, basis: 'House rule 7' });
    const page = await head.get(`${rules}/report-visit-end`);
    expect(page.text).toMatch(/How many: <del>10<\/del>.*<ins>5<\/ins>/s);
    const path = /action="([^"]*\/history\/[^"]*\/restoration)"/.exec(page.text)![1]!;
    expect((await send(protocol, path)).status).toBe(404);
    expect((await rule('report-visit-end')).facts.amount).toBe(5);
    expect((await send(head, path)).status).toBe(303);
    expect((await rule('report-visit-end')).facts).toMatchObject({ amount: 10, unit: 'working', basis: '' });
  });

  it('of one duty and event are never on twice, and two who edit lose nothing', async () => {
    const answer = await send(head, `${rules}/ru-region-report/on`);
    expect(answer.status).toBe(303);
    expect((await rule('ru-region-report')).isOn).toBe(false);
    expect((await head.get(rules)).text).toContain('“Report of the visit” is on already');
    const late = await send(head, `${rules}/report-visit-end`, { ...facts, duty: 'report', version: '1' });
    expect([late.status, late.text.includes('Tell the mayor')]).toEqual([409, true]);
  });

  it('that cannot be read stay in the form with what was typed', async () => {
    const answer = await send(head, rules, { ...facts, amount: '-3' });
    expect([answer.status, answer.text.includes('value="-3"')]).toEqual([422, true]);
  });
});

describe('what falls due', () => {
  let code: string;

  beforeAll(async () => {
    await send(head, rules, facts);
    const [own] = await sql<{ code: string }>(
      `select code from deadline_rule where name ->> 'en' = 'Tell the mayor' and code like 'own-%' order by created_at desc limit 1`,
    );
    code = own!.code;
    await send(head, `${rules}/${code}/on`);
  });

  it('is one list for the institution and one for each person, each day with how it was found', async () => {
    await aConfirmedVisit(20);
    const all = await protocol.get('/house/deadlines');
    expect(all.text).toContain('Tell the mayor');
    expect(all.text).toMatch(/5 days before \w+, \d+\s\w+\s\d{4}\./);
    expect(all.text).toContain('class="dueday');
    expect((await desk.get('/house/deadlines?whose=mine')).text).toContain('Tell the mayor');
    expect((await protocol.get('/house/deadlines?whose=mine')).text).toContain('Nothing falls due.');
    const member = await house.signInAs('member');
    expect((await member.get('/house/deadlines?whose=all')).text).toContain('Nothing falls due.');
  });

  it('is read with the same number of statements for one row and three', async () => {
    const one = await statementsOf(house, () => protocol.get('/house/deadlines'));
    await aConfirmedVisit(30);
    await aConfirmedVisit(31);
    const three = await statementsOf(house, () => protocol.get('/house/deadlines'));
    expect((await protocol.get('/house/deadlines')).text.match(/Tell the mayor/g)!.length).toBeGreaterThan(2);
    expect(three).toBe(one);
  });

  it('is told by the API with how its day was found, and saved as a file', async () => {
    const api = '/api/v1/house/deadlines';
    const mine = (await desk.get(`${api}?whose=mine&q=mayor`)).body;
    expect(mine).toMatchObject({ total: 3 });
    const [first] = mine.items;
    expect(first).toMatchObject({
      what: 'Tell the mayor',
      dueOn: today.add({ days: 15 }).toString(),
      isLate: false,
      reckoning: { from: today.add({ days: 20 }).toString(), amount: 5, unit: 'calendar', direction: 'before' },
    });
    expect(first.reckoning.counted).toHaveLength(5);
    expect((await desk.get(`${api}?colour=red`)).status).toBe(400);
    const file = await desk.get('/house/deadlines/export/csv?whose=mine');
    expect([file.status, file.text.includes('Tell the mayor')]).toEqual([200, true]);

    const member = await house.signInAs('member');
    expect((await member.get(`${api}?whose=all`)).body).toEqual({ items: [], total: 0 });
    expect((await member.get('/house/deadlines/export/csv?whose=all')).text).not.toContain('Tell the mayor');
  });

  it('is ticked off by whose it is, and opened again; not by who only sees it', async () => {
    const { id } = await rule(code);
    const open = async () => (await house.within(() => house.get(DueList).open())).filter((item) => item.ruleId === id);
    const [item] = await open();
    const fields = { subject: item!.subjectId };
    expect((await send(protocol, `/house/deadlines/${id}/done`, fields)).status).toBe(404);
    expect(await open()).toHaveLength(3);
    expect((await send(desk, `/house/deadlines/${id}/done`, fields)).status).toBe(303);
    expect(await open()).toHaveLength(2);
    const back = `/house/deadlines/${id}/reopening?subject=${item!.subjectId}`;
    expect((await send(protocol, back)).status).toBe(404);
    expect((await send(desk, back)).status).toBe(303);
    expect(await open()).toHaveLength(3);
  });

  it('is told by mail once, to who has to do it and to the roles of the rule', async () => {
    const startsOn = today.add({ days: 20 });
    const letters = () =>
      sql<{ to_address: string; subject: string }>(
        `select to_address, subject from message where purpose = 'deadline' order by to_address`,
      );
    const tell = (day: Temporal.PlainDate) => house.within(() => house.get(DeadlineNotices).tell(day));
    await tell(today.add({ days: 8 }));
    expect(await letters()).toEqual([]);
    await tell(startsOn.subtract({ days: 10 }));
    const told = (await letters()).map(({ to_address }) => to_address);
    expect(told).toEqual([desk.account.email, head.account.email].sort());
    await tell(startsOn.subtract({ days: 9 }));
    expect(await letters()).toHaveLength(2);
  });
});
