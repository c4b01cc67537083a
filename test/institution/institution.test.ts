import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InstitutionQueries } from '../../src/institution/institution.queries.js';
import { InstitutionService } from '../../src/institution/institution.service.js';
import { RegisterNumbers } from '../../src/institution/register-numbers.service.js';
import { SittingDaysService } from '../../src/institution/sitting-days.service.js';
import { startApp, type TestApp } from '../support/app.js';

let house: TestApp;
const day = (text: string) => Temporal.PlainDate.from(text);

beforeAll(async () => {
  house = await startApp();
});
afterAll(() => house.close());

describe('register numbers', () => {
  const drawn = () => house.get(RegisterNumbers);

  it('have neither gap nor double when twenty are drawn at once and some units fail', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 30 }, (_, n) =>
        house.within(() =>
          house.db.transaction(async () => {
            const number = await drawn().draw('mission-order', 2027);
            if (n % 3 === 0) throw new Error('the order is not approved after all');
            return number;
          }),
        ),
      ),
    );
    const numbers = results.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
  });

  it('count each kind and year on its own', async () => {
    await house.within(async () => {
      expect(await drawn().draw('letter', 2027)).toBe(1);
      expect(await drawn().draw('letter', 2028)).toBe(1);
      expect(await drawn().draw('letter', 2027)).toBe(2);
    });
  });
});

describe('the registers', () => {
  it('are written by a pattern of who administers the house, which can be put back, and by nobody else’s', async () => {
    const admin = await house.signInAs('tenant-admin');
    const head = await house.signInAs('head-intl');
    const written = () => house.within(() => house.get(RegisterNumbers).drawWritten('report', 2031));
    expect(await written()).toBe('1/2031');
    const send = (who: typeof admin, pattern: string) =>
      who.post('/house/settings/numbers').type('form').send({ 'patterns[report]': pattern });
    expect((await send(head, 'X{number}/{year}')).status).toBe(404);
    expect(await written()).toBe('2/2031');
    const wrong = await send(admin, '{number} of the year');
    expect([wrong.status, wrong.text.includes('{number} of the year')]).toEqual([422, true]);
    expect((await send(admin, 'R-{number:3}/{yy}')).status).toBe(303);
    expect(await written()).toBe('R-003/31');
    const page = await admin.get('/house/settings/numbers');
    expect(page.text).toContain('2031: 3');
    const back = /action="([^"]*\/restoration)"/.exec(page.text)![1]!;
    expect((await head.post(back)).status).toBe(404);
    expect((await admin.post(back)).status).toBe(303);
    expect(await written()).toBe('4/2031');
  });
});

describe('sitting days', () => {
  it('are added once and found in order', async () => {
    await house.within(async () => {
      const sittings = house.get(SittingDaysService);
      expect(await sittings.addSittingDays(['2027-03-10', '2027-03-09', '2027-04-01'].map(day))).toBe(3);
      expect(await sittings.addSittingDays([day('2027-03-10')])).toBe(0);
      const found = await house.db.read(() =>
        house.get(InstitutionQueries).sittingDaysBetween(day('2027-03-01'), day('2027-03-31')),
      );
      expect(found.map(String)).toEqual(['2027-03-09', '2027-03-10']);
    });
  });

  it('are planned on weekdays by who may, and not by who may not', async () => {
    const registry = await house.signInAs('registry');
    const fields = { from: '2027-05-03', until: '2027-05-16', 'weekdays[]': ['2', '4'] };
    expect((await registry.post('/house/settings/sittings').type('form').send(fields)).status).toBe(303);
    const page = await registry.get('/house/settings/sittings?month=2027-05');
    expect(page.text).toContain('4 sitting days are added.');
    expect(page.text.match(/value="2027-05-\d\d" checked/g)).toHaveLength(4);
    const wrong = await registry
      .post('/house/settings/sittings')
      .type('form')
      .send({ ...fields, until: '2027-04-01' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('The last day is before the first.');
    expect(wrong.text).toContain('value="2027-05-03"');
    const protocol = await house.signInAs('protocol');
    expect((await protocol.post('/house/settings/sittings').type('form').send(fields)).status).toBe(404);
  });
});

describe('the settings', () => {
  const face = (text: string, changes: Record<string, unknown> = {}) => ({
    version: /name="version" value="(\d+)"/.exec(text)![1],
    'name[en]': 'National Assembly',
    'name[fr]': 'Assemblée nationale',
    'locales[]': ['en', 'fr'],
    accent: '#3a2f52',
    address: '1 Square of the Assembly',
    signatory: 'Jeanne Arel',
    'signatoryPost[en]': 'Head of Protocol',
    ...changes,
  });

  it('change name, languages, colour and letterhead, and the second of two people is told', async () => {
    const admin = await house.signInAs('tenant-admin');
    const { text } = await admin.get('/house/settings');
    expect((await admin.post('/house/settings').type('form').send(face(text))).status).toBe(303);
    const after = await admin.get('/house/settings');
    expect(after.text).toContain('--institution:#3a2f52');
    expect(after.text).toContain('1 Square of the Assembly');
    const late = await admin
      .post('/house/settings')
      .type('form')
      .send(face(text, { 'name[en]': 'My other name' }));
    expect(late.status).toBe(409);
    expect(late.text).toContain('value="My other name"');
  });

  it('refuse a colour that white cannot be read on, and a language without a name', async () => {
    const admin = await house.signInAs('tenant-admin');
    const { text } = await admin.get('/house/settings');
    const pale = await admin
      .post('/house/settings')
      .type('form')
      .send(face(text, { accent: '#ffe680' }));
    expect([pale.status, pale.text.includes('would not be readable')]).toEqual([422, true]);
    const nameless = await admin
      .post('/house/settings')
      .type('form')
      .send(face(text, { 'locales[]': ['ru'] }));
    expect(nameless.status).toBe(422);
  });

  it('have a slug that is no word of ours', async () => {
    const input = { name: { en: 'X' }, country: 'LU', timeZone: 'Europe/Luxembourg', locales: ['en'] };
    await expect(house.get(InstitutionService).createInstitution({ ...input, slug: 'api' })).rejects.toThrow(
      /institution.error.slug/,
    );
  });
});
