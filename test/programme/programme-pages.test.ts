import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Agent, startApp, type TestApp } from '../support/app.js';
import { Institutions } from '../../src/platform/tenancy/institutions.js';
import { ProgrammeQueries } from '../../src/programme/programme.queries.js';
import { ProgrammeService } from '../../src/programme/programme.service.js';
import { statementsOf } from '../support/activities.js';
import { anInstitution } from '../support/factories.js';
import {
  anInterpreter,
  anItem,
  aPerson,
  aVenue,
  aVisit,
  conflictLevels,
  DAY,
  itemInput,
} from '../support/programme.js';

let house: TestApp;
let desk: Agent;

beforeAll(async () => {
  house = await startApp();
  desk = await house.signInAs('desk-officer');
});
afterAll(() => house.close());

const pathOf = (activityId: string) => `/house/activities/${activityId}/programme`;

const typed = (changes: Record<string, unknown> = {}) => ({
  day: DAY,
  from: '14:45',
  to: '15:45',
  'title[en]': 'Committee on Foreign Affairs',
  type: 'meeting',
  startZone: 'Europe/Luxembourg',
  endZone: 'Europe/Luxembourg',
  'audiences[]': ['guest', 'working'],
  ...changes,
});

describe('the programme page', () => {
  it('places a line through the form and says with whom it clashes, and until when', async () => {
    const [first, second] = [await aVisit(house), await aVisit(house)];
    const interpreterId = await anInterpreter(house, 'Orsell');
    const free = await anInterpreter(house, 'Rakitin', 'Ilya');
    const venueId = await aVenue(house, 'Government House');
    await anItem(house, first, {
      title: { en: 'Qamaran delegation' },
      at: '13:30',
      minutes: 120,
      venueId,
      interpreters: [{ interpreterId, pair: 'fr-en' }],
    });
    const placed = await desk
      .post(`${pathOf(second)}/items`)
      .type('form')
      .send(
        typed({
          'interpreters[0][interpreterId]': interpreterId,
          'interpreters[0][pair]': 'fr-en',
          'interpreters[0][mode]': '',
        }),
      );
    expect(placed.status).toBe(303);
    const page = await desk.get(placed.headers['location']!);
    expect(page.status).toBe(200);
    expect(page.text).toContain('Nadia Orsell is at “Qamaran delegation” from 13:30 until 15:30, Government House.');
    expect(page.text).toContain('1 conflict');
    expect(page.text).toContain('Begin at 15:30, end at 16:30');
    const item = /line=([0-9a-f-]{36})/.exec(placed.headers['location']!)![1]!;
    const swapped = await desk
      .post(`${pathOf(second)}/items/${item}/interpreters`)
      .type('form')
      .send({ from: interpreterId, to: free });
    expect(swapped.status).toBe(303);
    expect((await desk.get(swapped.headers['location']!)).text).not.toContain('Qamaran');
  });

  it('offers no other hour where the hour is not what is wrong', async () => {
    const visit = await aVisit(house);
    const venueId = await aVenue(house, 'Cabinet', 1);
    const participants = [await aPerson(house, 'Quell'), await aPerson(house, 'Rusk')].map((personId) => ({
      personId,
      side: 'guest' as const,
    }));
    const { item } = await anItem(house, visit, { at: '10:00', venueId, participants });
    await anItem(house, visit, { at: '12:00', venueId });
    const { text } = await desk.get(`${pathOf(visit)}?line=${item.id}`);
    expect(text).toContain('Cabinet');
    expect(text).toContain('class="clashes');
    expect(text).not.toContain('Begin at');
  });

  it('asks for as many statements with ten lines as with one', async () => {
    const [one, ten] = [await aVisit(house), await aVisit(house)];
    const interpreterId = await anInterpreter(house, 'Verne');
    const line = (activity: string, n: number) =>
      anItem(house, activity, {
        at: `${String(8 + n).padStart(2, '0')}:00`,
        interpreters: [{ interpreterId, pair: 'fr-en' }],
      });
    await line(one, 0);
    for (let n = 0; n < 10; n++) await line(ten, n);
    await desk.get(pathOf(one));
    const few = await statementsOf(house, () => desk.get(pathOf(one)));
    expect(await statementsOf(house, () => desk.get(pathOf(ten)))).toBe(few);
    expect(few).toBeLessThan(40);
  });

  it('shows whatever was typed as text', async () => {
    const visit = await aVisit(house);
    const evil = '<img src=x onerror=alert(1)>"\'</script><script>alert(2)</script>';
    const { item } = await anItem(house, visit, {
      title: { en: evil },
      dress: evil,
      internalNote: evil,
      responsible: evil,
    });
    await desk
      .post(`${pathOf(visit)}/meetings`)
      .type('form')
      .send({ title: evil, minutes: '30', askedBy: evil, note: evil })
      .expect(303);
    await desk.post(`${pathOf(visit)}/editions`).expect(303);
    await house.within(() => house.get(ProgrammeService).move(item.id, Temporal.PlainDateTime.from(`${DAY}T12:00`)));
    for (const path of [
      `?line=${item.id}`,
      '?view=list',
      '?new=1&day="><script>&at="><script>',
      '/differences',
      '/editions/1',
    ]) {
      const { status, text } = await desk.get(pathOf(visit) + path);
      expect(status).toBe(200);
      expect(text).not.toContain('<img src=x');
      expect(text).not.toContain('<script>');
    }
  });

  it('keeps what was typed beside the error', async () => {
    const visit = await aVisit(house);
    const answer = await desk
      .post(`${pathOf(visit)}/items`)
      .type('form')
      .send(typed({ from: 'noon', dress: 'Dark suit' }));
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('value="noon"');
    expect(answer.text).toContain('Dark suit');
    expect(answer.text).toContain('Please write a time, such as 19:30.');
    const nowhere = await desk
      .post(`${pathOf(visit)}/items`)
      .type('form')
      .send(typed({ venueId: '01930000-0000-7000-8000-000000000000' }));
    expect(nowhere.status).toBe(422);
  });

  it('takes an end before the beginning for the next day', async () => {
    const visit = await aVisit(house);
    await desk
      .post(`${pathOf(visit)}/items`)
      .type('form')
      .send(typed({ from: '23:30', to: '01:15' }))
      .expect(303);
    const [row] = await house.within(() => house.db.read(() => house.get(ProgrammeQueries).items(visit)));
    expect(row!.ends_at_local.toString()).toBe('2027-03-10T01:15:00');
  });

  it('releases nothing while a conflict stands in its way, with whatever note, and with a note where it only warns', async () => {
    const [first, second] = [await aVisit(house), await aVisit(house)];
    const interpreterId = await anInterpreter(house, 'Marin');
    const interpreters = [{ interpreterId, pair: 'fr-en' }];
    await anItem(house, first, { interpreters });
    const { item } = await anItem(house, second, { interpreters });
    const page = await desk.get(pathOf(second));
    expect(page.text).toMatch(/aria-disabled="true" title="One line has a conflict/);
    const refused = await desk.post(`${pathOf(second)}/editions`);
    expect(refused.status).toBe(303);
    expect((await desk.get(pathOf(second))).text).toContain('One line has a conflict that must be solved');
    const keep = (keptReason: string) =>
      desk
        .post(`${pathOf(second)}/items/${item.id}/kept-conflict`)
        .type('form')
        .send({ keptReason });
    expect((await keep(' ')).status).toBe(422);
    const noted = await keep('Settled by telephone');
    expect(noted.status).toBe(422);
    expect(noted.text).toContain('it has to be solved, not noted');
    await conflictLevels(house, { interpreter: 'warn' });
    expect((await keep('Settled by telephone')).status).toBe(303);
    await desk.post(`${pathOf(second)}/editions`).expect(303);
    expect((await desk.get(pathOf(second))).text).toContain('Edition 1');
    await conflictLevels(house, {});
  });

  it('moves a line and the later ones of its day, and can take it back', async () => {
    const visit = await aVisit(house);
    const { item } = await anItem(house, visit, { at: '09:00' });
    await anItem(house, visit, { at: '10:00' });
    await desk
      .post(`${pathOf(visit)}/items/${item.id}/moves`)
      .type('form')
      .send({ day: DAY, from: '09:30', followers: 'on' })
      .expect(303);
    const times = async () =>
      (await house.within(() => house.db.read(() => house.get(ProgrammeQueries).items(visit)))).map((row) =>
        row.starts_at_local.toString().slice(11, 16),
      );
    expect(await times()).toEqual(['09:30', '10:30']);
    const page = await desk.get(pathOf(visit));
    const undo = /action="([^"]*moves\?start=[^"]*)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&');
    await desk.post(undo!).expect(303);
    expect(await times()).toEqual(['09:00', '10:00']);
  });

  it('edits a line and can take it back, and again, but not over what another saved since', async () => {
    const visit = await aVisit(house);
    const personId = await aPerson(house, 'Sarn');
    const { item } = await anItem(house, visit, { participants: [{ personId, side: 'guest' }], dress: 'Uniform' });
    const path = `${pathOf(visit)}/items/${item.id}`;
    const stands = async () => {
      const [row] = await house.within(() => house.db.read(() => house.get(ProgrammeQueries).items(visit)));
      return [row!.dress, row!.participants.length, row!.starts_at_local.toString().slice(11)];
    };
    await desk
      .post(path)
      .type('form')
      .send(typed({ from: '11:00', to: '12:00' }))
      .expect(303);
    expect(await stands()).toEqual([null, 0, '11:00:00']);
    const undo = /action="([^"]*\/earlier)"/.exec((await desk.get(pathOf(visit))).text)![1]!;
    await desk.post(undo).expect(303);
    expect(await stands()).toEqual(['Uniform', 1, '10:00:00']);
    await desk.post(undo).expect(303);
    expect(await stands()).toEqual([null, 0, '11:00:00']);
    await house.within(() => house.get(ProgrammeService).change(item.id, itemInput({ dress: 'Dark suit' })));
    expect((await desk.post(undo)).status).toBe(409);
    expect(await stands()).toEqual(['Dark suit', 0, '10:00:00']);
  });

  it('takes back what somebody replaced, and what a program changed', async () => {
    const visit = await aVisit(house);
    const [asks, steps] = [await aPerson(house, 'Vael'), await aPerson(house, 'Ostrand')];
    const { item } = await anItem(house, visit, { participants: [{ personId: asks, side: 'guest' }] });
    const path = `${pathOf(visit)}/items/${item.id}`;
    const stands = async () => {
      const [row] = await house.within(() => house.db.read(() => house.get(ProgrammeQueries).items(visit)));
      return [row!.participants.map(({ person_id }) => person_id), row!.starts_at_local.toString().slice(11)];
    };
    const offered = async () =>
      (await desk.get(`${pathOf(visit)}?line=${item.id}`)).text.includes(`action="${path}/earlier"`);
    expect(await offered()).toBe(false);
    await desk.post(`${path}/participants`).type('form').send({ from: asks, to: steps }).expect(303);
    expect(await stands()).toEqual([[steps], '10:00:00']);
    expect((await desk.get(pathOf(visit))).text).toContain(`action="${path}/earlier"`);
    await desk.post(`${path}/earlier`).expect(303);
    expect(await stands()).toEqual([[asks], '10:00:00']);
    await desk
      .post(`/api/v1${path}/moves`)
      .send({ start: `${DAY}T15:00` })
      .expect(201);
    expect(await stands()).toEqual([[asks], '15:00:00']);
    expect(await offered()).toBe(true);
    await desk.post(`${path}/earlier`).expect(303);
    expect(await stands()).toEqual([[asks], '10:00:00']);
  });

  it('cancels a line, which stays struck through and frees its people', async () => {
    const visit = await aVisit(house);
    const interpreterId = await anInterpreter(house, 'Lind');
    const { item } = await anItem(house, visit, { interpreters: [{ interpreterId, pair: 'fr-en' }] });
    await desk.post(`${pathOf(visit)}/items/${item.id}/cancellation`).expect(303);
    const { conflicts } = await anItem(house, visit, { interpreters: [{ interpreterId, pair: 'fr-en' }] });
    expect(conflicts).toEqual([]);
    expect((await desk.get(pathOf(visit))).text).toContain('(cancelled)');
  });
});

describe('two who edit one line', () => {
  it('tells the second what the first changed, keeps his words, and lets him save again', async () => {
    const visit = await aVisit(house);
    const { item } = await anItem(house, visit, { at: '10:00', dress: 'Dark suit' });
    const line = `${pathOf(visit)}?line=${item.id}`;
    const hidden = async () => {
      const { text } = await desk.get(line);
      const field = (name: string) =>
        new RegExp(`name="${name}" value="([^"]*)"`).exec(text)![1]!.replaceAll('&quot;', '"');
      return { version: field('version'), seen: field('seen') };
    };
    const [mine, theirs] = [await hidden(), await hidden()];
    const send = (changes: object) =>
      desk
        .post(`${pathOf(visit)}/items/${item.id}`)
        .type('form')
        .send(
          typed({
            from: '10:00',
            to: '11:00',
            'title[en]': 'Talks of the delegations',
            dress: 'Dark suit',
            ...changes,
          }),
        );
    await send({ ...theirs, from: '10:30', to: '11:30', dress: 'Uniform' }).expect(303);
    const second = await send({ ...mine, dress: 'Black tie', responsible: 'Ines Martens' });
    expect(second.status).toBe(409);
    expect(second.text).toContain('value="Black tie"');
    expect(second.text).toContain('value="Ines Martens"');
    expect(second.text).toContain('Dark suit → Uniform');
    expect(second.text).toContain('10:00 → 10:30');
    // What the second left alone takes the first one's value.
    expect(second.text).toMatch(/name="from"[^>]*value="10:30"/);
    const version = /name="version" value="(\d+)"/.exec(second.text)![1]!;
    await send({ version, from: '10:30', to: '11:30', dress: 'Black tie', responsible: 'Ines Martens' }).expect(303);
    const row = await house.within(() => house.db.read(() => house.get(ProgrammeQueries).item(item.id)));
    expect(row).toMatchObject({ dress: 'Black tie', responsible: 'Ines Martens' });
  });

  it('notices a change of the people alone', async () => {
    const visit = await aVisit(house);
    const { item } = await anItem(house, visit);
    const interpreterId = await anInterpreter(house, 'Sorel');
    const service = house.get(ProgrammeService);
    const before = item.version;
    await house.within(() =>
      service.change(item.id, { ...itemInput(), interpreters: [{ interpreterId, pair: 'fr-en' }] }, before),
    );
    await expect(house.within(() => service.change(item.id, itemInput(), before))).rejects.toThrow('changed_meanwhile');
  });
});

describe('a conflict that the institution refuses', () => {
  it('is told beside the time, with everything that was typed', async () => {
    const [first, second] = [await aVisit(house), await aVisit(house)];
    const venueId = await aVenue(house, 'Room 214');
    await anItem(house, first, { at: '14:00', minutes: 90, venueId, title: { en: 'Committee on Budgets' } });
    await conflictLevels(house, { venue: 'refuse' });
    const answer = await desk
      .post(`${pathOf(second)}/items`)
      .type('form')
      .send(typed({ venueId, dress: 'Dark suit' }));
    await conflictLevels(house, {});
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Not saved. Room 214 is taken by “Committee on Budgets” from 14:00 until 15:30.');
    expect(answer.text).toContain('value="Dark suit"');
  });
});

describe('a visit that runs', () => {
  it('takes down how each line went, and a line that was dropped frees its people', async () => {
    const visit = await aVisit(house);
    const interpreterId = await anInterpreter(house, 'Vance');
    const interpreters = [{ interpreterId, pair: 'fr-en' }];
    const { item } = await anItem(house, visit, { interpreters });
    const path = `${pathOf(visit)}?line=${item.id}`;
    expect((await desk.get(path)).text).not.toContain('How did it go?');
    await house.within(() =>
      house.db.transaction(() => house.db.rows(`update activity set state = 'in-progress' where id = $1`, [visit])),
    );
    expect((await desk.get(path)).text).toContain('How did it go?');
    await desk
      .post(`${pathOf(visit)}/items/${item.id}/execution`)
      .type('form')
      .send({ execution: 'dropped', note: 'Fog' })
      .expect(303);
    expect((await desk.get(path)).text).toContain('did not take place');
    expect((await anItem(house, visit, { interpreters })).conflicts).toEqual([]);
  });
});

describe('who may plan', () => {
  it('finds and changes nothing of a programme without the role', async () => {
    const visit = await aVisit(house);
    const { item } = await anItem(house, visit, {
      title: { en: 'Quiet talk' },
      confidential: true,
      internalNote: 'Between us',
    });
    const finance = await house.signInAs('finance');
    const page = await finance.get(pathOf(visit));
    expect(page.status).toBe(200);
    expect(page.text).not.toContain('Quiet talk');
    expect(page.text).not.toContain('Between us');
    const open = await finance.get(`${pathOf(visit)}?line=${item.id}`);
    expect(open.text).not.toContain('Quiet talk');
    const attempts = [
      finance
        .post(`${pathOf(visit)}/items`)
        .type('form')
        .send(typed()),
      finance
        .post(`${pathOf(visit)}/items/${item.id}`)
        .type('form')
        .send(typed()),
      finance.post(`${pathOf(visit)}/items/${item.id}/cancellation`),
      finance.post(`${pathOf(visit)}/editions`),
      finance.get(`${pathOf(visit)}/conflicts?item=${item.id}&start=${DAY}T10:00`),
      finance.get(`/api/v1/house/activities/${visit}/programme/editions/1`),
    ];
    for (const attempt of attempts) expect((await attempt).status).toBe(404);
    // The desk officer would have succeeded with the very same.
    await desk.post(`${pathOf(visit)}/items/${item.id}/cancellation`).expect(303);
  });

  it('has nothing of another institution', async () => {
    const otherId = await house.within(() =>
      anInstitution(house.app, { slug: 'other', name: { en: 'Chamber of Orsay' } }),
    );
    house.get(Institutions).forget('other');
    const theirs = await aVisit(house, {}, otherId);
    for (const path of [pathOf(theirs), `${pathOf(theirs)}/differences`])
      expect((await desk.get(path)).status).toBe(404);
    expect(
      (
        await desk
          .post(`${pathOf(theirs)}/items`)
          .type('form')
          .send(typed())
      ).status,
    ).toBe(404);
    const mine = await aVisit(house);
    expect((await desk.get(`${pathOf(mine)}?line=01930000-0000-7000-8000-000000000000`)).status).toBe(404);
    expect((await desk.get(`${pathOf(mine)}?line=nonsense`)).status).toBe(404);
  });
});
