import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AnswersService } from '../../src/invitations/answers.service.js';
import { InvitationsService } from '../../src/invitations/invitations.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { anInstitution } from '../support/factories.js';
import {
  aDinner,
  calendarReply as reply,
  guest,
  moveAndRelease,
  replyCodeOf,
  rowOf,
  tokenOf,
  uidOf,
} from '../support/invitations.js';

let house: TestApp;
beforeAll(async () => {
  house = await startApp();
});
afterAll(() => house.close());

const everything = async (id: string) => ({
  recipient: await rowOf(house, 'select * from recipient where id = $1', [id]),
  answers: await rowOf(house, 'select * from answer where recipient_id = $1 order by received_at, id', [id]),
});
const stateOf = async (id: string) =>
  (await rowOf<{ state: string }>(house, 'select state from recipient where id = $1', [id]))[0]!.state;

describe('the page of a guest', () => {
  it('changes nothing however often a scanner reads it', async () => {
    const { ids } = await aDinner(house);
    const token = await tokenOf(house, ids[0]!);
    const before = await everything(ids[0]!);
    const browser = house.browser();
    for (let n = 0; n < 20; n++) await browser.get(`/r/${token}`);
    await browser.head(`/r/${token}`);
    const shown = await browser.get(`/r/to/${ids[0]}`);
    expect(shown.status).toBe(200);
    expect(shown.text).toContain('Official Dinner');
    expect(shown.text).toContain('19:30');
    expect(shown.headers['referrer-policy']).toBe('no-referrer');
    expect(shown.headers['x-robots-tag']).toContain('noindex');
    expect(shown.text).not.toContain(token);
    expect(await everything(ids[0]!)).toEqual(before);
  });

  it('takes an answer, shows it, lets it be changed, and shows what was typed as text', async () => {
    const { ids } = await aDinner(house);
    const browser = house.browser();
    await browser.get(`/r/${await tokenOf(house, ids[0]!)}`);
    const hostile = '"><img src=x onerror=alert(1)><script>alert(2)</script>';
    const send = (companions: string) =>
      browser
        .post(`/r/to/${ids[0]}?lang=en`)
        .type('form')
        .send({ answer: 'accepted', companions, note: hostile, needs: 'No nuts', onBehalf: hostile });
    // One other person, until the officer says otherwise.
    expect((await send('2')).status).toBe(422);
    expect((await send('1')).status).toBe(303);
    const shown = await browser.get(`/r/to/${ids[0]}?lang=en&sent=1`);
    expect(shown.text).toContain('You will attend with one companion.');
    expect(shown.text).not.toContain('<script>alert');
    expect(shown.text).not.toContain('<img src=x');
    const [row] = await rowOf<{ state: string; companions: number; needs: Buffer }>(
      house,
      'select state, companions, needs from recipient where id = $1',
      [ids[0]],
    );
    expect([row!.state, row!.companions]).toEqual(['accepted', 1]);
    expect(row!.needs.toString('utf8')).not.toContain('nuts');
    const file = await browser.get(`/r/to/${ids[0]}/entente.ics`);
    expect(file.headers['content-type']).toContain('text/calendar');
    expect((await browser.post(`/r/to/${ids[0]}`).type('form').send({ answer: 'declined' })).status).toBe(303);
    expect(await stateOf(ids[0]!)).toBe('declined');
  });

  it('keeps what was typed when an answer is wrong', async () => {
    const { ids } = await aDinner(house);
    const browser = house.browser();
    await browser.get(`/r/${await tokenOf(house, ids[0]!)}`);
    const sent = await browser
      .post(`/r/to/${ids[0]}`)
      .type('form')
      .send({ answer: 'accepted', companions: '11', note: 'By train' });
    expect(sent.status).toBe(422);
    expect(sent.text).toContain('By train');
    expect(await stateOf(ids[0]!)).toBe('sent');
  });

  it('speaks Arabic from right to left', async () => {
    const { ids } = await aDinner(house, [guest({ language: 'ar' })]);
    const browser = house.browser();
    await browser.get(`/r/${await tokenOf(house, ids[0]!)}`);
    const shown = await browser.get(`/r/to/${ids[0]}`);
    expect(shown.text).toContain('dir="rtl"');
    expect(shown.text).toContain('مأدبة عشاء رسمية');
  });

  it('is not there for an unknown token, another guest or no token, and gone once withdrawn', async () => {
    const { ids, invitationId } = await aDinner(house, [
      guest(),
      guest({ name: 'Aurel Fenwick', email: 'a.fenwick@deputies.example' }),
    ]);
    const token = await tokenOf(house, ids[0]!);
    const browser = house.browser();
    expect((await browser.get(`/r/er_${'A'.repeat(43)}`)).status).toBe(404);
    await browser.get(`/r/${token}`);
    expect((await browser.get(`/r/to/${ids[1]}`)).status).toBe(404);
    const stolen = await browser
      .post(`/r/to/${ids[1]}`)
      .set('Cookie', `er-${ids[1]}=${token}`)
      .type('form')
      .send({ answer: 'declined' });
    expect(stolen.status).toBe(404);
    await house.within(() => house.get(InvitationsService).cancel(invitationId));
    const gone = await browser.get(`/r/to/${ids[0]}`);
    expect(gone.status).toBe(410);
    expect(gone.text).toContain('no longer stands');
  });
});

describe('replies of calendars', () => {
  it('are ordered among each other by SEQUENCE and DTSTAMP; a stale one is kept and does not count', async () => {
    const { ids, itemId } = await aDinner(house);
    const [code, uid] = [await replyCodeOf(house, ids[0]!), await uidOf(house, itemId)];
    const take = (partstat: string, at: string) =>
      house.get(AnswersService).applyReply(code, reply(uid, partstat, at), null);
    expect(await take('ACCEPTED', '20270301T100000Z')).toEqual({ applied: true, reason: null });
    expect(await take('DECLINED', '20270301T090000Z')).toEqual({ applied: false, reason: 'stale' });
    expect(await stateOf(ids[0]!)).toBe('accepted');
    expect((await everything(ids[0]!)).answers.map((one) => one['applied'])).toEqual([true, false]);
  });

  it('stand by our clock against the page', async () => {
    const { ids, itemId } = await aDinner(house);
    const [code, uid] = [await replyCodeOf(house, ids[0]!), await uidOf(house, itemId)];
    await house.get(AnswersService).answer(await tokenOf(house, ids[0]!), { answer: 'declined' });
    expect(
      (await house.get(AnswersService).applyReply(code, reply(uid, 'ACCEPTED', '20200101T000000Z'), null)).applied,
    ).toBe(true);
    expect(await stateOf(ids[0]!)).toBe('accepted');
  });

  it('count from another address with the code, which is shown; a foreign entry or an older SEQUENCE does not count', async () => {
    const { ids, itemId, activityId } = await aDinner(house);
    const [code, uid] = [await replyCodeOf(house, ids[0]!), await uidOf(house, itemId)];
    const post = (text: string, bearer = code) =>
      house
        .browser()
        .post('/r/reply')
        .set('Authorization', `Bearer ${bearer}`)
        .set('X-Reply-From', 'secretary@university.example')
        .set('Accept', 'application/json')
        .type('text/calendar')
        .send(text);
    const sent = await post(reply(uid, 'TENTATIVE', '20270301T100000Z'));
    expect([sent.status, sent.body]).toEqual([200, { applied: true, reason: null }]);
    expect((await everything(ids[0]!)).answers[0]!['on_behalf']).toBe('secretary@university.example');
    expect((await post(reply('other@else.example', 'DECLINED', '20270302T100000Z'))).body.reason).toBe('other_entry');
    expect((await post(reply(uid, 'DECLINED', '20270302T100000Z'), 'b'.repeat(48))).status).toBe(404);
    expect((await post('not a calendar')).body).toEqual({ applied: false, reason: 'calendar' });
    await moveAndRelease(house, activityId, itemId);
    await house.drain();
    expect((await post(reply(uid, 'DECLINED', '20270303T100000Z', 0))).body).toEqual({
      applied: false,
      reason: 'stale',
    });
    expect((await post(reply(uid, 'DECLINED', '20270303T110000Z', 1))).body.applied).toBe(true);
    expect(await stateOf(ids[0]!)).toBe('declined');
  });
});

describe('the address of replies', () => {
  it('works in capitals, and does not open the page', async () => {
    const { ids, itemId } = await aDinner(house);
    const [code, uid] = [await replyCodeOf(house, ids[0]!), await uidOf(house, itemId)];
    const taken = await house
      .get(AnswersService)
      .applyReply(code.toUpperCase(), reply(uid, 'ACCEPTED', '20270301T100000Z'), null);
    expect(taken.applied).toBe(true);
    expect((await house.browser().get(`/r/${code}`)).status).toBe(404);
    expect((await house.browser().get(`/r/er_${code.slice(0, 43)}`)).status).toBe(404);
    const late = reply(uid, 'DECLINED', '20270302T100000Z');
    const byToken = house.get(AnswersService).applyReply(await tokenOf(house, ids[0]!), late, null);
    await expect(byToken).rejects.toMatchObject({ status: 404 });
  });

  it('fits into what an address may be', async () => {
    const { ids } = await aDinner(house);
    expect(`rsvp+${await replyCodeOf(house, ids[0]!)}`.length).toBeLessThanOrEqual(64);
  });
});

describe('the staff', () => {
  it('sees the list and records an answer by telephone, on whose behalf', async () => {
    const { ids, activityId } = await aDinner(house);
    const protocol = await house.signInAs('protocol');
    const path = `/house/activities/${activityId}/invitations`;
    const list = await protocol.get(path);
    expect(list.status).toBe(200);
    expect(list.text).toContain('Wilhelmina van der Aalsvoort');
    const sent = await protocol
      .post(`${path}/recipients/${ids[0]}/answers`)
      .type('form')
      .send({ answer: 'accepted', channel: 'phone', onBehalf: 'Ms Oda Hellqvist', note: 'arrives 20:00' });
    expect(sent.status).toBe(303);
    expect((await protocol.get(path)).text).toContain('by telephone · by Ms Oda Hellqvist');
  });

  it('may not be a stranger, even one who plans in another institution', async () => {
    const { ids, activityId } = await aDinner(house);
    await anInstitution(house.app, { slug: 'other' });
    const path = `/activities/${activityId}/invitations`;
    const foreign = await house.signInAs('protocol', { slug: 'other' });
    expect((await foreign.get(`/other${path}`)).status).toBe(404);
    expect(
      (
        await foreign
          .post(`/other${path}/recipients/${ids[0]}/answers`)
          .type('form')
          .send({ answer: 'declined', channel: 'phone' })
      ).status,
    ).toBe(404);
    const finance = await house.signInAs('auditor');
    expect((await finance.get(`/house${path}`)).status).toBe(200);
    expect(
      (
        await finance
          .post(`/house${path}/recipients/${ids[0]}/answers`)
          .type('form')
          .send({ answer: 'declined', channel: 'phone' })
      ).status,
    ).toBe(404);
    expect(await stateOf(ids[0]!)).toBe('sent');
  });
});

it('replies of calendars end alike in whatever order they arrive, of every order (RFC 5546 §2.1.5)', async () => {
  // The first is about the entry as it was before it moved; of the others the latest DTSTAMP stands.
  const sent = [
    ['ACCEPTED', '20270204T100000Z', 0],
    ['TENTATIVE', '20270201T100000Z', 1],
    ['DECLINED', '20270203T100000Z', 1],
    ['ACCEPTED', '20270202T100000Z', 1],
  ] as const;
  const orders = permutations([1, 2, 3]).map((order, n) => order.toSpliced(n % 4, 0, 0));
  const guests = orders.map((_, n) => guest({ name: `Guest ${n}`, email: `order${n}@deputies.example` }));
  const { ids, activityId, itemId } = await aDinner(house, guests);
  await moveAndRelease(house, activityId, itemId);
  await house.drain();
  const uid = await uidOf(house, itemId);
  for (const [n, order] of orders.entries()) {
    const code = await replyCodeOf(house, ids[n]!);
    const newest: number[] = [];
    for (const at of order) {
      const [partstat, stamp, sequence] = sent[at]!;
      const taken = await house.get(AnswersService).applyReply(code, reply(uid, partstat, stamp, sequence), null); // prettier-ignore
      const counts = sequence === 1 && newest.every((known) => sent[known]![1] < stamp);
      if (sequence === 1) newest.push(at);
      expect([order, at, taken.applied]).toEqual([order, at, counts]);
    }
  }
  const states = await rowOf(house, 'select distinct state from recipient where id = any($1::uuid[])', [ids]);
  expect(states).toEqual([{ state: 'declined' }]);
  const [kept] = await rowOf<{ n: number }>(house, 'select count(*)::int as n from answer where recipient_id = any($1::uuid[])', [ids]); // prettier-ignore
  expect(kept!.n).toBe(orders.length * sent.length);
});

function permutations(all: readonly number[]): number[][] {
  if (all.length < 2) return [[...all]];
  return all.flatMap((first) => permutations(all.filter((one) => one !== first)).map((rest) => [first, ...rest]));
}
