import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AnswerTermsService } from '../../src/invitations/answering/answer-terms.service.js';
import { AnswersService, type GivenAnswer } from '../../src/invitations/answers.service.js';
import { CheckInsService } from '../../src/attendance/check-ins.service.js';
import { AttendanceQueries } from '../../src/attendance/attendance.queries.js';
import { SeatingService } from '../../src/seating/seating.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { aDinner, calendarReply, guest, replyCodeOf, rowOf, tokenOf, uidOf } from '../support/invitations.js';

let house: TestApp;
beforeAll(async () => {
  house = await startApp();
});
afterAll(() => house.close());

interface Kept {
  answer: string;
  channel: string;
  applied: boolean;
}
const courseOf = (id: string) =>
  rowOf<Kept>(house, 'select answer, channel, applied from answer where recipient_id = $1 order by received_at, id', [
    id,
  ]);
const guestOf = async (id: string) =>
  (
    await rowOf<{ state: string; companions: number; representative: { name: string } | null }>(
      house,
      'select state, companions, representative from recipient where id = $1',
      [id],
    )
  )[0]!;
const many = (count: number) =>
  Array.from({ length: count }, (_, n) => guest({ name: `Guest ${n}`, email: `g${n}@deputies.example` }));
const setTerms = (invitationId: string, terms: object) =>
  house.within(() =>
    house.get(AnswerTermsService).set(invitationId, {
      capacity: null,
      companionsAllowed: 10,
      companionNames: false,
      representatives: true,
      questions: [],
      ...terms,
    }),
  );
const byPage = async (id: string, given: GivenAnswer) =>
  house.get(AnswersService).answer(await tokenOf(house, id), given);
const byStaff = (id: string, given: GivenAnswer, channel: 'phone' | 'door' | 'letter' | 'mail') =>
  house.within(() => house.get(AnswersService).recordAnswer(id, { ...given, channel }));

describe('every way of answering against every other', () => {
  const instead = { name: 'Livia Brandauer', post: 'Counsellor', contact: '' };
  const ways = {
    page: (id: string) => byPage(id, { answer: 'declined', note: 'page' }),
    calendar: async (id: string, uid: string) =>
      void (await house
        .get(AnswersService)
        .applyReply(await replyCodeOf(house, id), calendarReply(uid, 'TENTATIVE', '20270301T100000Z'), null)),
    phone: (id: string) => byStaff(id, { answer: 'accepted', companions: 1, note: 'phone' }, 'phone'),
    representative: (id: string) => byPage(id, { answer: 'represented', representative: instead }),
    door: (id: string) => byStaff(id, { answer: 'accepted', note: 'door' }, 'door'),
  };
  const leaves = {
    page: { state: 'declined', companions: 0, representative: null },
    calendar: { state: 'tentative', companions: expect.any(Number), representative: null },
    phone: { state: 'accepted', companions: 1, representative: null },
    representative: { state: 'represented', companions: 0, representative: instead },
    door: { state: 'accepted', companions: 0, representative: null },
  };
  const names = Object.keys(ways) as (keyof typeof ways)[];

  it('leaves what the later said, and both in the history', async () => {
    const { ids, itemId } = await aDinner(house, many(25));
    const uid = await uidOf(house, itemId);
    for (const [n, [first, second]] of names.flatMap((a) => names.map((b) => [a, b] as const)).entries()) {
      const id = ids[n]!;
      await ways[first](id, uid);
      await ways[second](id, uid);
      // The same reply of a calendar twice is one answer.
      const counted = first === 'calendar' && second === 'calendar' ? [true, false] : [true, true];
      expect([first, second, (await courseOf(id)).map(({ applied }) => applied)]).toEqual([first, second, counted]);
      expect([first, second, await guestOf(id)]).toEqual([first, second, leaves[second]]);
    }
  });

  it('takes five at once one after the other: the last of the history stands', async () => {
    const { ids, itemId } = await aDinner(house, many(6));
    const uid = await uidOf(house, itemId);
    await Promise.all(ids.flatMap((id) => names.map((name) => ways[name](id, uid))));
    for (const id of ids) {
      const course = await courseOf(id);
      expect(course.map(({ channel }) => channel).toSorted()).toEqual(['calendar', 'door', 'page', 'page', 'phone']);
      const last = course.findLast(({ applied }) => applied)!;
      expect((await guestOf(id)).state).toBe(last.answer);
    }
  });
});

describe('places', () => {
  it('are never given twice: of twenty at once one gets the last, the others wait in order', async () => {
    const { ids, invitationId } = await aDinner(house, many(21));
    await setTerms(invitationId, { capacity: 2 });
    await byPage(ids[20]!, { answer: 'accepted' });
    const ways = ['phone', 'door', 'letter'] as const;
    await Promise.all(
      ids
        .slice(0, 20)
        .map((id, n) =>
          n % 2 ? byPage(id, { answer: 'accepted' }) : byStaff(id, { answer: 'accepted' }, ways[n % 3]!),
        ),
    );
    const states = await rowOf<{ state: string; count: number }>(
      house,
      'select state, count(*)::int as count from recipient where invitation_id = $1 group by state order by state',
      [invitationId],
    );
    expect(states).toEqual([
      { state: 'accepted', count: 2 },
      { state: 'waiting', count: 19 },
    ]);
    const [{ places_taken }] = (await rowOf<{ places_taken: number }>(
      house,
      'select places_taken from invitation where id = $1',
      [invitationId],
    )) as [{ places_taken: number }];
    expect(places_taken).toBe(2);
    await expect(
      house.within(() =>
        house.db.transaction(() =>
          house.db.rows(`update recipient set state = 'accepted' where invitation_id = $1 and state = 'waiting'`, [
            invitationId,
          ]),
        ),
      ),
    ).rejects.toThrow('invitation_places');
  });

  it('that come free go to who waits longest and fits, who is told, and so is the staff', async () => {
    const { ids, invitationId, activityId } = await aDinner(house, many(4));
    const [first, family, single, last] = ids as [string, string, string, string];
    await setTerms(invitationId, { capacity: 2 });
    await byPage(first, { answer: 'accepted', companions: 1 });
    await byPage(family, { answer: 'accepted', companions: 2 });
    await byPage(single, { answer: 'represented', representative: { name: 'Livia Brandauer', post: '', contact: '' } });
    await byPage(last, { answer: 'accepted' });
    expect((await guestOf(last)).state).toBe('waiting');
    await byPage(first, { answer: 'accepted' });
    const states = async () => Promise.all(ids.map(async (id) => (await guestOf(id)).state));
    expect(await states()).toEqual(['accepted', 'waiting', 'represented', 'waiting']);
    expect(
      await rowOf(house, `select purpose from message where reference_id = $1 and purpose = 'place'`, [single]),
    ).toHaveLength(1);
    const today = (await (await house.signInAs('desk-officer')).get('/house')).text.replace(/<[^>]+>/g, '');
    expect(today).toContain('Guest 2 has a place now, from the waiting list');
    expect(await setTerms(invitationId, { capacity: 5 })).toBe(1);
    expect(await states()).toEqual(['accepted', 'accepted', 'represented', 'waiting']);
    await expect(setTerms(invitationId, { capacity: 4 })).rejects.toMatchObject({ field: 'capacity' });
    const list = (await (await house.signInAs('protocol')).get(`/house/activities/${activityId}/invitations`)).text;
    expect(list).toContain('5 of 5 places');
    expect(list).toContain('waits for a place');
  });

  it('are kept by one who has his and asks for more than there are', async () => {
    const { ids, invitationId } = await aDinner(house);
    await setTerms(invitationId, { capacity: 2 });
    await byPage(ids[0]!, { answer: 'accepted' });
    await expect(byPage(ids[0]!, { answer: 'accepted', companions: 2 })).rejects.toMatchObject({ field: 'companions' });
    expect(await guestOf(ids[0]!)).toMatchObject({ state: 'accepted', companions: 0 });
  });
});

describe('the terms of an answer', () => {
  it('are asked on the guest’s page in his language, and kept', async () => {
    const { ids, invitationId, activityId } = await aDinner(house, [guest({ language: 'fr' })]);
    const protocol = await house.signInAs('protocol');
    const path = `/house/activities/${activityId}/invitations/${invitationId}/terms`;
    expect((await protocol.get(path)).status).toBe(200);
    const stranger = await house.signInAs('auditor');
    expect((await stranger.get(path)).status).toBe(404);
    expect((await stranger.post(path).type('form').send({ companionsAllowed: '3' })).status).toBe(404);
    const terms = {
      companionsAllowed: '1',
      companionNames: 'on',
      'questions[0][kind]': 'choice',
      'questions[0][label][en]': 'Which dish?',
      'questions[0][label][fr]': 'Quel plat ?',
      'questions[0][options][en]': 'Fish\nMeat',
      'questions[0][options][fr]': 'Poisson\nViande',
      'questions[0][isRequired]': 'on',
    };
    const wrong = await protocol
      .post(path)
      .type('form')
      .send({ ...terms, 'questions[0][options][en]': '', 'questions[0][options][fr]': '' });
    expect([wrong.status, wrong.text.includes('two lines at least')]).toEqual([422, true]);
    expect((await protocol.post(path).type('form').send(terms)).status).toBe(303);
    const browser = house.browser();
    await browser.get(`/r/${await tokenOf(house, ids[0]!)}`);
    const page = await browser.get(`/r/to/${ids[0]}`);
    expect(page.text).toContain('Quel plat ?');
    expect(page.text).not.toContain('Je me ferai représenter');
    const id = /replies\[([0-9a-f-]{36})\]/.exec(page.text)![1]!;
    const send = (fields: object) =>
      browser
        .post(`/r/to/${ids[0]}`)
        .type('form')
        .send({ answer: 'accepted', ...fields });
    expect((await send({})).text).toContain('Veuillez répondre à cette question.');
    expect((await send({ companions: '2', [`replies[${id}]`]: '1' })).text).toContain('Un accompagnant au plus.');
    expect((await send({ answer: 'represented', 'representative[name]': 'X', [`replies[${id}]`]: '1' })).status).toBe(
      422,
    );
    expect((await send({ companions: '1', companionNames: 'Iva Verhale', [`replies[${id}]`]: '1' })).status).toBe(303);
    const list = (await protocol.get(`/house/activities/${activityId}/invitations`)).text;
    expect(list).toContain('Iva Verhale');
    expect(list).toContain('Which dish?');
    expect(list).toContain('Meat');
  });

  it('end with the day for answers, but a regret is always taken', async () => {
    const { ids, invitationId } = await aDinner(house, many(2));
    await house.within(() =>
      house.db.transaction(() =>
        house.db.rows(`update invitation set answer_by = '2020-01-01' where id = $1`, [invitationId]),
      ),
    );
    const browser = house.browser();
    await browser.get(`/r/${await tokenOf(house, ids[0]!)}`);
    const page = await browser.get(`/r/to/${ids[0]}`);
    expect(page.text).toContain('The time for answers has passed.');
    expect(page.text).not.toContain('I shall attend');
    const send = (answer: string) => browser.post(`/r/to/${ids[0]}`).type('form').send({ answer });
    expect((await send('accepted')).status).toBe(409);
    expect((await send('declined')).status).toBe(303);
    await byStaff(ids[1]!, { answer: 'accepted' }, 'phone');
    expect((await guestOf(ids[1]!)).state).toBe('accepted');
  });
});

describe('a pair', () => {
  it('answers once for both, whatever the way, takes two chairs and sits as two', async () => {
    const { ids, invitationId, itemId, activityId } = await aDinner(house, [guest({ secondName: 'Ove Lindqvist' })]);
    const id = ids[0]!;
    await setTerms(invitationId, { capacity: 2, companionsAllowed: 0 });
    const browser = house.browser();
    await browser.get(`/r/${await tokenOf(house, id)}`);
    expect((await browser.get(`/r/to/${id}`)).text).toMatch(/<option value="1" selected[^>]*>both of us</);
    const send = (companions: string, alone = 'first') =>
      browser.post(`/r/to/${id}`).type('form').send({ answer: 'accepted', companions, alone });
    expect((await send('1')).status).toBe(303);
    const row = async () =>
      (
        await rowOf<{ state: string; companion_names: string[]; places_taken: number }>(
          house,
          `select r.state, r.companion_names, i.places_taken from recipient r join invitation i on i.id = r.invitation_id where r.id = $1`,
          [id],
        )
      )[0]!;
    const both = { state: 'accepted', companion_names: ['Ove Lindqvist'], places_taken: 2 };
    expect(await row()).toEqual(both);
    const seated = async () =>
      (await house.within(() => house.db.read(() => house.get(SeatingService).people({ activityId, itemId })))).map(
        ({ name }) => name,
      );
    const expectedAtDoor = async () =>
      (await house.within(() => house.db.read(() => house.get(AttendanceQueries).guests(invitationId)))).map(
        ({ name, companion_names }) => [name, ...companion_names],
      );
    expect(await seated()).toEqual(['Wilhelmina van der Aalsvoort', 'Ove Lindqvist']);
    expect(await expectedAtDoor()).toEqual([['Wilhelmina van der Aalsvoort and Ove Lindqvist']]);
    await send('0', 'second');
    expect(await row()).toEqual({ state: 'accepted', companion_names: [], places_taken: 1 });
    expect([await seated(), await expectedAtDoor()]).toEqual([['Ove Lindqvist'], [['Ove Lindqvist']]]);
    await send('0');
    expect([await seated(), await expectedAtDoor()]).toEqual([
      ['Wilhelmina van der Aalsvoort'],
      [['Wilhelmina van der Aalsvoort']],
    ]);
    expect(await row()).toEqual({ state: 'accepted', companion_names: [], places_taken: 1 });
    expect((await send('2')).status).toBe(422);
    await byStaff(id, { answer: 'declined' }, 'phone');
    await byStaff(id, { answer: 'accepted', companions: 1 }, 'door');
    expect(await row()).toEqual(both);
    // Who of them came, the door counts and does not say.
    await byStaff(id, { answer: 'declined' }, 'phone');
    const arrival = { kind: 'in', id: randomUUID(), guest: id, persons: 1, at: Temporal.Now.instant() } as const;
    await house.within(() => house.get(CheckInsService).take(activityId, invitationId, [arrival]));
    expect([(await row()).state, await expectedAtDoor()]).toEqual(['accepted', [['Wilhelmina van der Aalsvoort and Ove Lindqvist']]]); // prettier-ignore
  });
});
