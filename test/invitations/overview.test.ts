import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomUUID } from 'node:crypto';
import { AnswersService } from '../../src/invitations/answers.service.js';
import { InboxService } from '../../src/invitations/inbox/inbox.service.js';
import { RevisionsService } from '../../src/invitations/revising/revisions.service.js';
import { InvitationsService } from '../../src/invitations/invitations.service.js';
import { type Agent, startApp, type TestApp } from '../support/app.js';
import { aMember, aPartner, aPerson, statementsOf } from '../support/activities.js';
import { aDinner, guest, rowOf, tokenOf } from '../support/invitations.js';

let house: TestApp;
beforeAll(async () => {
  house = await startApp();
});
afterAll(() => house.close());

describe('the first page', () => {
  it('tells the newest six answers: who, what, to what, by which way', async () => {
    const guests = Array.from({ length: 8 }, (_, n) =>
      guest({ name: `Guest Number ${n}`, email: `g${n}@deputies.example` }),
    );
    const { ids, activityId } = await aDinner(house, guests);
    for (const id of ids.slice(0, 7))
      await house.get(AnswersService).answer(await tokenOf(house, id), { answer: 'accepted' });
    await house.within(() => house.get(AnswersService).recordAnswer(ids[7]!, { answer: 'declined', channel: 'phone' }));
    const desk = await house.signInAs('desk-officer');
    const { text } = await desk.get('/house');
    expect(text).toContain('Answers that came in');
    expect(text.replace(/<[^>]+>/g, '')).toContain('Guest Number 7 declines, by telephone');
    expect(text.replace(/<[^>]+>/g, '')).toContain('Guest Number 2 accepts, by the link');
    expect(text).not.toContain('Guest Number 1');
    expect(text).toContain(`/house/activities/${activityId}/invitations?invitation=`);
    const history = (await desk.get(`/house/activities/${activityId}/history`)).text;
    expect(history).toContain('8 guests were invited');
    expect(history).toContain('A guest declined, by telephone');
    expect((await (await house.signInAs('finance')).get('/house')).text).not.toContain('Guest Number');
  });
});

describe('the list of guests', () => {
  it('stands in order of precedence, the guests’ delegation before ours, and the others as they were added', async () => {
    const { activityId, invitationId } = await aDinner(house, [guest({ name: 'Added First' })], false);
    const senate = await aPartner(house);
    const [second, host, first] = [await aPerson(house), await aPerson(house), await aPerson(house)];
    await aMember(house, activityId, 'host', senate, host);
    for (const personId of [first, second]) await aMember(house, activityId, 'guest', senate, personId);
    await house.within(() =>
      house
        .get(InvitationsService)
        .addRecipients(invitationId, [
          guest({ name: 'Second Member', personId: second }),
          guest({ name: 'Our Member', personId: host }),
          guest({ name: 'First Member', personId: first }),
          guest({ name: 'Added Last' }),
        ]),
    );
    const expected = ['First Member', 'Second Member', 'Our Member', 'Added First', 'Added Last'];
    const protocol = await house.signInAs('protocol');
    const { text } = await protocol.get(`/house/activities/${activityId}/invitations?invitation=${invitationId}`);
    const places = expected.map((name) => text.indexOf(`<bdi>${name}</bdi></a>`));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));

    const names: string[] = [];
    for (let cursor = ''; names.length === 0 || cursor;) {
      const page = await protocol
        .get(`/api/v1/house/invitations/${invitationId}/recipients?limit=2${cursor}`)
        .set('Accept', 'application/json');
      names.push(...page.body.items.map(({ name }: { name: string }) => name));
      cursor = page.body.next ? `&cursor=${page.body.next}` : '';
    }
    expect(names).toEqual(expected);
  });
});

describe('lists', () => {
  it('are read with the same number of statements for one line and for three', async () => {
    const protocol = await house.signInAs('protocol');
    const counted: Record<string, number>[] = [];
    for (const many of [1, 3]) {
      const guests = Array.from({ length: many }, (_, n) => guest({ email: `q${n}@deputies.example` }));
      const { activityId, invitationId, ids } = await aDinner(house, guests);
      await house.within(async () => {
        for (const id of ids.slice(0, many))
          await house.get(AnswersService).recordAnswer(id, { answer: 'tentative', channel: 'phone' });
        for (let n = 1; n < many; n += 1) {
          await house
            .get(InvitationsService)
            .invite(activityId, null, { subject: { en: `Another ${n}` }, body: { en: 'Come.' } });
          await house.get(RevisionsService).tell(invitationId);
        }
        for (let n = 0; n < many; n += 1) {
          const words = `From: a${n}@x.example\r\nTo: protocol@entente.example\r\nSubject: ${many}-${n}\r\n\r\nYes\r\n`;
          await house.get(InboxService).receive(Buffer.from(words));
        }
      });
      const base = `/house/activities/${activityId}/invitations`;
      const [mailing] = await rowOf<{ id: string }>(house, 'select id from mailing where invitation_id = $1 order by created_at limit 1', [invitationId]); // prettier-ignore
      const pages = {
        guests: `${base}?invitation=${invitationId}`,
        mailing: `${base}/mailings/${mailing!.id}`,
        paper: `${base}/${invitationId}/paper`,
        door: `${base}/${invitationId}/attendance`,
        replies: '/house/replies',
        api: `/api/v1/house/activities/${activityId}/invitations`,
        attendance: `/api/v1/house/invitations/${invitationId}/attendance`,
      };
      const counts: Record<string, number> = {};
      for (const [name, path] of Object.entries(pages))
        counts[name] = await statementsOf(house, () => protocol.get(path));
      counted.push(counts);
    }
    expect(counted[1]).toEqual(counted[0]);
  });
});

describe('the API of an occasion', () => {
  it('sets words and terms against the version that was seen, counts who came, and seats them', async () => {
    const { activityId, invitationId, ids, itemId } = await aDinner(house, [guest(), guest({ name: 'Bea Castellan', email: 'b@x.example' })]); // prettier-ignore
    const protocol = await house.signInAs('protocol');
    const auditor = await house.signInAs('auditor');
    const api = (who: Agent, method: 'get' | 'post' | 'put', path: string, body?: object) => who[method](`/api/v1/house/${path}`).set('Accept', 'application/json').send(body); // prettier-ignore
    const first = await api(protocol, 'get', `invitations/${invitationId}`);
    expect([first.status, first.body.subject.en, first.body.capacity]).toEqual([200, 'Official Dinner', null]);
    const seen = String(first.headers['etag']);
    const terms = { capacity: 1, companionsAllowed: 0, companionNames: false, representatives: true, questions: [{ kind: 'choice', label: { en: 'Menu' }, options: [{ en: 'Fish' }, { en: 'Game' }], isRequired: true }] }; // prettier-ignore
    const put = (who: Agent, body: object) => api(who, 'put', `invitations/${invitationId}/terms`, body).set('If-Match', seen); // prettier-ignore
    expect((await put(auditor, terms)).status).toBe(404);
    expect((await put(protocol, { ...terms, surplus: 1 })).status).toBe(400);
    const set = await put(protocol, terms);
    expect([set.status, set.body.capacity, set.body.questions.length]).toEqual([200, 1, 1]);
    expect((await put(protocol, terms)).status).toBe(412);
    const words = await api(protocol, 'put', `invitations/${invitationId}/words`, { subject: { en: 'Dinner' }, body: { en: 'Come.' }, answerBy: null }); // prettier-ignore
    expect([words.status, words.body.subject.en, words.body.answerBy]).toEqual([200, 'Dinner', null]);

    const late = { subject: { en: 'Dinner' }, body: { en: 'Come.' }, answerBy: '2027-03-10' };
    for (const [method, path] of [
      ['put', `invitations/${invitationId}/words`],
      ['post', `activities/${activityId}/invitations`],
    ] as const) {
      // prettier-ignore
      const refused = await api(protocol, method, path, method === 'post' ? { ...late, itemId } : late);
      expect([refused.status, JSON.stringify(refused.body)]).toEqual([422, expect.stringContaining('answerBy')]);
    }

    const attendance = `invitations/${invitationId}/attendance`;
    const entries = [{ kind: 'in', id: randomUUID(), guest: ids[0], persons: 1, at: '2026-11-20T18:00:00Z' }];
    expect((await api(auditor, 'post', attendance, { entries })).status).toBe(404);
    expect((await api(protocol, 'post', attendance, { entries })).body.outcomes[0].outcome).toBe('in');
    expect((await api(protocol, 'post', attendance, { entries })).body.outcomes[0].outcome).toBe('already');
    const came = await api(auditor, 'get', attendance);
    expect(came.body.guests.map(({ arrival }: { arrival: unknown }) => arrival !== null).toSorted()).toEqual([false, true]); // prettier-ignore

    const drawn = await api(protocol, 'post', `activities/${activityId}/seating-plans`, { itemId, shape: 'long', tables: [6] }); // prettier-ignore
    expect([drawn.status, drawn.body.people.length]).toEqual([201, 1]);
    const [{ key }] = drawn.body.people;
    const move = (who: Agent, seat: number) => api(who, 'put', `seating-plans/${drawn.body.id}/people/${key}`, { table: 0, seat }); // prettier-ignore
    expect([(await move(auditor, 3)).status, (await move(protocol, 99)).status]).toEqual([404, 409]);
    expect((await move(protocol, 3)).body.people[0].at).toEqual({ table: 0, seat: 3, isFixed: true });
    const plans = await api(auditor, 'get', `activities/${activityId}/seating-plans`);
    expect(plans.body.items).toEqual([{ id: drawn.body.id, itemId, shape: 'long' }]);
    const stranger = await house.signInAs('finance');
    for (const path of [`invitations/${invitationId}`, attendance, `seating-plans/${drawn.body.id}`])
      expect([path, (await api(stranger, 'get', path)).status]).toEqual([path, 404]);
  });
});
