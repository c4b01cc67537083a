import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OrganisationsService } from '../../src/directory/organisations.service.js';
import { Deadlines } from '../../src/institution/deadlines/deadlines.service.js';
import { InstitutionTime } from '../../src/institution/institution-time.service.js';
import { statementsOf } from '../support/activities.js';
import { type Agent, startApp, type TestApp } from '../support/app.js';

let house: TestApp;
let registry: Agent;
let protocol: Agent;
let server: Server;
let feedUrl: string;
let published: string[] = [];
const day = (text: string) => Temporal.PlainDate.from(text);
const today = Temporal.Now.plainDateISO('Europe/Luxembourg');
const next = today.add({ years: 1 }).with({ month: 3, day: 1 });

beforeAll(async () => {
  house = await startApp({ OUTBOUND_PRIVATE: 'true' });
  registry = await house.signInAs('registry');
  protocol = await house.signInAs('protocol');
  server = createServer((_request, response) => {
    if (published.length === 0) return void response.writeHead(503).end();
    response.end(calendarOf(published));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  feedUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/sittings.ics`;
});
afterAll(async () => {
  server.close();
  await house.close();
});

const calendarOf = (days: string[]) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    ...days.flatMap((one) => [
      'BEGIN:VEVENT',
      `UID:${one}`,
      `DTSTART;VALUE=DATE:${one.replaceAll('-', '')}`,
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ].join('\r\n');
const send = (who: Agent, path: string, fields: Record<string, unknown> = {}) =>
  who.post(`/house/settings/${path}`).type('form').send(fields);
const facts = async (one: Temporal.PlainDate, countries: string[] = []) =>
  (await house.within(() => house.get(InstitutionTime).daysBetween(one, one, countries)))[0]!;
const sittings = async (from: Temporal.PlainDate) =>
  (await house.within(() => house.get(InstitutionTime).daysBetween(from, from.add({ days: 30 }))))
    .filter(({ isSitting }) => isSitting)
    .map((one) => `${one.day}`);

describe('what a day is', () => {
  it('knows weekends, public holidays here and abroad', async () => {
    expect(await facts(day('2027-06-23'))).toMatchObject({ isWorking: false, closed: { fr: expect.anything() } });
    expect(await facts(day('2027-06-24'))).toMatchObject({ isWorking: true, closed: null });
    expect(await facts(day('2027-06-26'))).toMatchObject({ isWorking: false, closed: null });
    const [abroad] = (await facts(day('2027-05-17'), ['NO', 'LU', 'XE'])).abroad;
    expect(abroad).toMatchObject({ country: 'NO' });
  });

  it('follows days that are closed, worked, and moved by who may, not by who may not', async () => {
    const friday = next.add({ days: (12 - next.dayOfWeek) % 7 });
    const saturday = friday.add({ days: 1 });
    const move = { closed: `${friday}`, worked: `${saturday}`, 'name[en]': 'Long weekend' };
    expect((await send(protocol, 'time/moves', move)).status).toBe(404);
    expect((await facts(friday)).isWorking).toBe(true);
    expect((await send(registry, 'time/moves', move)).status).toBe(303);
    expect([(await facts(friday)).isWorking, (await facts(saturday)).isWorking]).toEqual([false, true]);
    const page = await registry.get('/house/settings/time');
    expect(page.text).toContain('Long weekend');
    expect((await send(protocol, `time/days/${friday}/removal`)).status).toBe(404);
    expect((await send(registry, `time/days/${friday}/removal`)).status).toBe(303);
    expect([(await facts(friday)).isWorking, (await facts(saturday)).isWorking]).toEqual([true, false]);
    const closed = { day: `${friday}`, kind: 'closed' };
    expect((await send(protocol, 'time/days', closed)).status).toBe(404);
    expect((await send(registry, 'time/days', closed)).status).toBe(303);
    expect((await facts(friday)).isWorking).toBe(false);
  });

  it('follows the office hours of who administers the house, and a deadline counts by them', async () => {
    const admin = await house.signInAs('tenant-admin');
    const { text } = await admin.get('/house/settings/time');
    const version = /name="version" value="(\d+)"/.exec(text)![1];
    const hours = {
      version,
      'hours[d1][from]': '08:00',
      'hours[d1][to]': '12:00',
      'hours[d7][from]': '09:00',
      'hours[d7][to]': '10:00',
    };
    expect((await send(registry, 'time/hours', hours)).status).toBe(404);
    expect(
      (await send(admin, 'time/hours', { version, 'hours[d1][from]': '18:00', 'hours[d1][to]': '09:00' })).status,
    ).toBe(422);
    expect((await send(admin, 'time/hours', hours)).status).toBe(303);
    // Sunday 4 July 2027, Monday 5 July: only these are worked now, and public holidays no longer close the house.
    expect(await facts(day('2027-07-04'))).toMatchObject({ isWorking: true, hours: { from: '09:00', to: '10:00' } });
    expect((await facts(day('2027-07-06'))).isWorking).toBe(false);
    const due = await house.within(() => house.get(Deadlines).due('report', 'VISIT_END', day('2027-07-01')));
    expect(`${due.deadline!.dueOn}`).toBe('2027-08-02');
    const restored = /action="([^"]*\/restoration)"/.exec((await admin.get('/house/settings/time')).text)![1]!;
    expect((await protocol.post(restored)).status).toBe(404);
    expect((await admin.post(restored)).status).toBe(303);
    expect((await facts(day('2027-07-06'))).isWorking).toBe(true);
  });
});

describe('sittings', () => {
  const month = () => `${next.toPlainYearMonth()}`;

  it('are ticked in a month, of the plenary and of a committee, by who may', async () => {
    const fields = { month: month(), 'days[]': [`${next}`, `${next.add({ days: 2 })}`] };
    expect((await send(protocol, 'sittings/month', fields)).status).toBe(404);
    expect(await sittings(next)).toEqual([]);
    expect((await send(registry, 'sittings/month', fields)).status).toBe(303);
    expect(await sittings(next)).toEqual(fields['days[]']);
    const committee = await house.within(() =>
      house
        .get(OrganisationsService)
        .create({ classification: 'committee', name: { en: 'Committee on Trade' }, country: 'LU' }),
    );
    await send(registry, 'sittings/month', { ...fields, committeeId: committee, 'days[]': [`${next}`] });
    expect((await facts(next)).committees).toEqual([{ en: 'Committee on Trade' }]);
    await send(registry, 'sittings/month', { month: month(), 'days[]': [`${next}`] });
    expect(await sittings(next)).toEqual([`${next}`]);
    expect((await send(registry, 'sittings/month', { ...fields, committeeId: house.house.id })).status).toBe(404);
  });

  it('come from a file once, and a file that is none is refused with what was typed', async () => {
    const ics = calendarOf([`${next.add({ days: 5 })}`, `${next.add({ days: 6 })}`]);
    expect((await send(protocol, 'sittings/file', { ics })).status).toBe(404);
    expect((await send(registry, 'sittings/file', { ics })).status).toBe(303);
    expect((await registry.get('/house/settings/sittings')).text).toContain('2 of them new.');
    await send(registry, 'sittings/file', { ics });
    expect((await registry.get('/house/settings/sittings')).text).toContain('none of them new.');
    const wrong = await send(registry, 'sittings/file', { ics: 'Dear all' });
    expect([wrong.status, wrong.text.includes('Dear all')]).toEqual([422, true]);
  });

  it('are kept in step with a subscribed calendar; a failure is told and takes nothing away', async () => {
    const [a, b] = [next.add({ days: 10 }), next.add({ days: 11 })].map(String) as [string, string];
    published = [a, b];
    const feed = { name: 'Agenda of the house', url: feedUrl };
    expect((await send(protocol, 'sittings/feeds', feed)).status).toBe(404);
    expect((await send(registry, 'sittings/feeds', feed)).status).toBe(303);
    await house.drain();
    expect(await sittings(next)).toEqual(expect.arrayContaining([`${next}`, a, b]));
    const { text } = await registry.get('/house/settings/sittings');
    expect([text.includes('in step, 2 days'), text.includes(feedUrl)]).toEqual([true, false]);
    const path = /action="\/house\/settings\/(sittings\/feeds\/[^"]*)\/reading"/.exec(text)![1]!;
    published = [b];
    expect((await send(protocol, `${path}/reading`)).status).toBe(404);
    expect((await send(registry, `${path}/reading`)).status).toBe(303);
    await house.drain();
    expect(await sittings(next)).not.toContain(a);
    published = [];
    await send(registry, `${path}/reading`);
    await house.drain();
    expect((await registry.get('/house/settings/sittings')).text).toContain('It was refused: 503.');
    expect(await sittings(next)).toContain(b);
    expect((await send(protocol, `${path}/removal`)).status).toBe(404);
    expect((await send(registry, `${path}/removal`)).status).toBe(303);
    expect(await sittings(next)).not.toContain(b);
    expect(await sittings(next)).toContain(`${next}`);
  });

  it('are drawn with the same number of statements for one day and three', async () => {
    const path = `/house/settings/sittings?month=${next.add({ months: 2 }).toPlainYearMonth()}`;
    const days = [0, 1, 2].map((n) => `${next.add({ months: 2, days: n })}`);
    const set = (some: string[]) =>
      send(registry, 'sittings/month', { month: `${next.add({ months: 2 }).toPlainYearMonth()}`, 'days[]': some });
    await set(days.slice(0, 1));
    await registry.get(path);
    const one = await statementsOf(house, () => registry.get(path));
    await set(days);
    await registry.get(path);
    expect(await statementsOf(house, () => registry.get(path))).toBe(one);
  });
});

describe('convocations', () => {
  it('never share a day, are changed by who may, and two who add at once are judged one after the other', async () => {
    const add = (number: number, startsOn: string, endsOn?: string) =>
      send(registry, 'sittings/convocations', { number: String(number), startsOn, endsOn: endsOn ?? '' });
    expect((await add(7, '2019-12-06', '2024-03-21')).status).toBe(303);
    const both = await Promise.all([add(8, '2024-03-22'), add(9, '2025-01-01')]);
    expect(both.map(({ status }) => status).sort()).toEqual([303, 422]);
    const { text } = await registry.get('/house/settings/sittings');
    const path = /action="\/house\/settings\/(sittings\/convocations\/[^"]+)"/.exec(text)![1]!;
    const fields = { number: '7', startsOn: '2019-12-06', endsOn: '2024-03-20' };
    expect((await send(protocol, path, fields)).status).toBe(404);
    expect((await send(registry, path, { ...fields, startsOn: '2030-01-01', endsOn: '' })).status).toBe(422);
  });
});
