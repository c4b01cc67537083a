import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AnswersService } from '../../src/invitations/answers.service.js';
import { InvitationsService } from '../../src/invitations/invitations.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { aMember, aPartner, aPerson } from '../support/activities.js';
import { aDinner, guest, tokenOf } from '../support/invitations.js';

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
