import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OrganisationsService } from '../../src/directory/organisations.service.js';
import { aPartner, aReception, statementsOf } from '../support/activities.js';
import { startApp, type TestApp } from '../support/app.js';

let house: TestApp;
let partnerId: string;

const proposal = (changes: Record<string, string> = {}) => ({
  'title[en]': 'Official visit of the Senate of Kestria',
  partnerId,
  category: 'official',
  startsOn: '2027-03-08',
  endsOn: '2027-03-10',
  city: 'Arvena',
  timeZone: 'Europe/Luxembourg',
  ...changes,
});

beforeAll(async () => {
  house = await startApp();
  partnerId = await aPartner(house);
});
afterAll(() => house.close());

describe('the form of a reception', () => {
  it('tells every fault at once, each with a link to its field, and offers not our own house', async () => {
    const desk = await house.signInAs('desk-officer');
    const wrong = proposal({ 'title[en]': '', endsOn: '2027-03-01', timeZone: 'Nowhere' });
    const answer = await desk.post('/house/receptions').type('form').send(wrong);
    expect(answer.status).toBe(422);
    const faults = [...answer.text.matchAll(/<a href="#(f-[\w-]+)" data-faults-target/g)].map(([, id]) => id);
    expect(faults).toEqual(['f-title', 'f-timeZone', 'f-endsOn']);
    for (const id of faults) expect(answer.text).toContain(`id="${id}"`);
    const own = await house.within(() =>
      house.get(OrganisationsService).create({
        classification: 'parliament',
        name: { en: 'Our own parliament' },
        country: 'LU',
      }),
    );
    const form = (await desk.get('/house/receptions/new')).text;
    expect(form).toContain(partnerId);
    expect(form).not.toContain(own);
  });
});

describe('the list of receptions', () => {
  it('says what belongs there while it is empty, and offers to add it to who may', async () => {
    const desk = await house.signInAs('desk-officer');
    const empty = await desk.get('/house/receptions');
    expect(empty.status).toBe(200);
    expect(empty.text).toContain('No reception is planned yet.');
    expect(empty.text).toContain('href="/house/receptions/new"');
    const auditor = await house.signInAs('auditor');
    expect((await auditor.get('/house/receptions')).text).not.toContain('/receptions/new');
    expect((await auditor.get('/house/receptions/new')).status).toBe(404);
  });

  it('reads one row and three with the same number of statements', async () => {
    const desk = await house.signInAs('desk-officer');
    await aReception(house, { partnerId });
    const one = await statementsOf(house, () => desk.get('/house/receptions'));
    await aReception(house, { partnerId });
    await aReception(house, { partnerId });
    const three = await statementsOf(house, () => desk.get('/house/receptions'));
    expect(one).toBeGreaterThan(0);
    expect(three).toBe(one);
    expect((await desk.get('/house/receptions')).text.match(/Official Visit of the Delegation/g)).toHaveLength(3);
  });

  it('filters by words, state and year, and forgives a wrong filter', async () => {
    const desk = await house.signInAs('desk-officer');
    await aReception(house, {
      partnerId,
      title: { en: 'Working visit of 2031' },
      startsOn: day('2031-05-01'),
      endsOn: day('2031-05-02'),
    });
    const found = async (query: string) =>
      (await desk.get(`/house/receptions?${query}`)).text.includes('Working visit of 2031');
    expect(await found('q=working+visit')).toBe(true);
    expect(await found('q=%25')).toBe(false);
    expect(await found('year=2031')).toBe(true);
    expect(await found('year=2027')).toBe(false);
    expect(await found('state=proposed')).toBe(true);
    expect(await found('state=closed')).toBe(false);
    expect(await found('year=nonsense&page=x')).toBe(true);
  });
});

describe('proposing a reception', () => {
  it('puts it on the plan and leads to it', async () => {
    const desk = await house.signInAs('desk-officer');
    const answer = await desk
      .post('/house/receptions')
      .type('form')
      .send(proposal({ topics: 'Trade\n\nFisheries' }));
    expect(answer.status).toBe(303);
    const course = await desk.get(`/house/activities/${idIn(answer)}/steps`);
    expect(course.text).toContain('Official visit of the Senate of Kestria');
    expect(course.text).toContain('Official visit · Reception');
    expect(course.text).toContain('8–10\u00a0March\u00a02027');
  });

  it('keeps what was typed where the dates are wrong, with the error beside the field', async () => {
    const desk = await house.signInAs('desk-officer');
    const reversed = await desk
      .post('/house/receptions')
      .type('form')
      .send(proposal({ endsOn: '2027-03-07', purpose: 'Talks on fisheries' }));
    expect(reversed.status).toBe(422);
    expect(reversed.text).toMatch(/id="f-endsOn-error"[^>]*>The last day is before the first\./);
    expect(reversed.text).toContain('value="2027-03-07"');
    expect(reversed.text).toContain('Talks on fisheries');
    const impossible = await desk
      .post('/house/receptions')
      .type('form')
      .send(proposal({ startsOn: '2027-02-30' }));
    expect(impossible.status).toBe(422);
    expect(impossible.text).toContain('id="f-startsOn-error"');
    expect(impossible.text).toContain('value="2027-02-30"');
  });

  it('refuses a partner of nowhere, and who may not propose', async () => {
    const desk = await house.signInAs('desk-officer');
    const unknown = await desk
      .post('/house/receptions')
      .type('form')
      .send(proposal({ partnerId: '019d0000-0000-7000-8000-000000000000' }));
    expect(unknown.status).toBe(422);
    expect(unknown.text).toContain('id="f-partnerId-error"');
    const approver = await house.signInAs('approver');
    expect((await approver.post('/house/receptions').type('form').send(proposal())).status).toBe(404);
  });

  it('shows whatever is typed as text', async () => {
    const desk = await house.signInAs('desk-officer');
    const hostile = '<img src=x onerror=alert(1)>';
    const answer = await desk
      .post('/house/receptions')
      .type('form')
      .send(proposal({ 'title[en]': hostile, city: hostile }));
    for (const path of [
      '/house/receptions',
      `/house/activities/${idIn(answer)}/steps`,
      `/house/receptions/${idIn(answer)}/edit`,
    ]) {
      const { text, status } = await desk.get(path);
      expect(status).toBe(200);
      expect(text).toContain('&lt;img src=x');
      expect(text).not.toContain('<img src=x');
    }
  });
});

describe('changing a reception', () => {
  it('tells the second who saves what happened, and loses nothing', async () => {
    const desk = await house.signInAs('desk-officer');
    const id = await aReception(house, { partnerId });
    const [, version] = /name="version" value="(\d+)"/.exec((await desk.get(`/house/receptions/${id}/edit`)).text)!;
    const first = await desk
      .post(`/house/receptions/${id}`)
      .type('form')
      .send({ ...proposal({ purpose: 'One' }), version });
    expect(first.status).toBe(303);
    const second = await desk
      .post(`/house/receptions/${id}`)
      .type('form')
      .send({ ...proposal({ purpose: 'Two' }), version });
    expect(second.status).toBe(409);
    expect(second.text).toContain('Two');
  });

  it('is for those who plan: a stranger who can read it cannot', async () => {
    const id = await aReception(house, { partnerId });
    const auditor = await house.signInAs('auditor');
    expect((await auditor.get(`/house/receptions/${id}/edit`)).status).toBe(404);
    expect(
      (
        await auditor
          .post(`/house/receptions/${id}`)
          .type('form')
          .send({ ...proposal(), version: '1' })
      ).status,
    ).toBe(404);
  });
});

const day = (text: string) => Temporal.PlainDate.from(text);
const idIn = (answer: { headers: Record<string, string> }) =>
  /receptions\/([0-9a-f-]{36})/.exec(answer.headers['location']!)![1]!;
