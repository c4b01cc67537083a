import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InvitationsService } from '../../src/invitations/invitations.service.js';
import { MailingWork } from '../../src/invitations/mailings/mailing-work.service.js';
import { MailingApprovals } from '../../src/invitations/mailings/mailing-approvals.service.js';
import { MailingDrafts } from '../../src/invitations/mailings/mailing-drafts.service.js';
import { MailingsService } from '../../src/invitations/mailings/mailings.service.js';
import { EditionsService } from '../../src/programme/editions/editions.service.js';
import { ProgrammeService } from '../../src/programme/programme.service.js';
import { aPerson } from '../support/activities.js';
import { type Agent, startApp, type TestApp } from '../support/app.js';
import { aDinner, guest, moveAndRelease, rowOf } from '../support/invitations.js';
import { anItem } from '../support/programme.js';

let house: TestApp;
let protocol: Agent;
beforeAll(async () => {
  house = await startApp();
  protocol = await house.signInAs('protocol');
});
afterAll(() => house.close());

const many = (count: number) =>
  Array.from({ length: count }, (_, n) => guest({ name: `Guest ${n}`, email: `guest${n}@deputies.example` }));
const post = (who: Agent, path: string, fields: Record<string, string>) => who.post(path).type('form').send(fields);
const stateOf = async (id: string) => (await rowOf<{ state: string }>(house, 'select state from mailing where id = $1', [id]))[0]!.state; // prettier-ignore
const words = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

async function draw(activityId: string, invitationId: string, kind = 'invitation', who: Agent = protocol) {
  const answer = await post(who, `/house/activities/${activityId}/invitations/${invitationId}/mailings`, { kind });
  return { answer, path: String(answer.headers['location'] ?? ''), id: /mailings\/([0-9a-f-]{36})/.exec(String(answer.headers['location']))?.[1] ?? '' }; // prettier-ignore
}

describe('the check list', () => {
  it('names who has no address, is twice on it, is expected elsewhere, declined before, and reads another language', async () => {
    const busy = await aPerson(house);
    const { activityId, invitationId } = await aDinner(
      house,
      [
        guest({ name: 'Nowhere Man', email: null }),
        guest({ name: 'First Twin', email: 'twin@deputies.example' }),
        guest({ name: 'Second Twin', email: 'TWIN@deputies.example', language: 'fr' }),
        guest({ name: 'Busy Bee', email: 'busy@deputies.example', personId: busy }),
        guest({ name: 'Once Declined', email: 'regrets@deputies.example' }),
      ],
      false,
    );
    await anItem(house, activityId, { at: '20:00', participants: [{ personId: busy, side: 'host' }] });
    const other = await aDinner(house, [guest({ name: 'Once Declined', email: 'Regrets@deputies.example' })]);
    await rowOfChange(`update recipient set state = 'declined', answered_at = now() where id = '${other.ids[0]}'`);
    const { path, id } = await draw(activityId, invitationId);
    const { text } = await protocol.get(path);
    const said = words(text);
    expect(said).toContain('1 guest has no e-mail address Nowhere Man');
    expect(said).toMatch(/1 guest seems to be asked twice Second Twin the same as First Twin/);
    expect(said).toContain('1 guest is expected elsewhere at that time Busy Bee');
    expect(said).toMatch(/1 guest declined within a year Once Declined once/);
    expect(said).toContain('1 guest reads Français');

    expect((await post(protocol, `${path}/steps`, { step: 'send' })).status).toBe(422);
    const [nobody] = await rowOf<{ id: string }>(house, `select id from recipient where invitation_id = $1 and email is null`, [invitationId]); // prettier-ignore
    expect((await post(protocol, `${path}/list`, { recipientId: nobody!.id, out: 'true' })).status).toBe(303);
    expect((await post(protocol, `${path}/steps`, { step: 'send' })).status).toBe(303);
    expect(await stateOf(id)).toBe('sending');
    expect(await states(invitationId)).toEqual({ draft: 1, sent: 4 });
  });

  it('is passed at once where nothing is to be weighed', async () => {
    const { activityId, invitationId } = await aDinner(house, [guest({ email: 'lone@deputies.example' })], false);
    const { answer } = await draw(activityId, invitationId);
    expect(answer.headers['location']).toContain(`?invitation=${invitationId}`);
    expect(await states(invitationId)).toEqual({ sent: 1 });
  });
});

describe('a second person', () => {
  it('approves where the house wants it, never the author; what is returned says why', async () => {
    const admin = await house.signInAs('tenant-admin');
    expect((await post(admin, '/house/settings/invitations', { secondPerson: 'on' })).status).toBe(303);
    const approver = await house.signInAs('approver');
    const { activityId, invitationId } = await aDinner(house, [guest({ email: 'formal@deputies.example' })], false);
    const { path, id } = await draw(activityId, invitationId);
    expect((await post(protocol, `${path}/steps`, { step: 'send' })).status).toBe(409);
    await post(protocol, `${path}/steps`, { step: 'submit' });
    expect(await stateOf(id)).toBe('awaiting');
    // It stands on the first page of whoever may approve it, and of nobody else.
    const waits = async (who: Agent) => words((await who.get('/house')).text).match(/Official Dinner (For 1|Approved|Returned)/)?.[1] ?? null; // prettier-ignore
    const finance = await house.signInAs('finance');
    expect([await waits(approver), await waits(protocol), await waits(finance)]).toEqual(['For 1', null, null]);
    expect((await post(protocol, `${path}/steps`, { step: 'approve' })).status).toBe(404);
    expect((await post(approver, `${path}/steps`, { step: 'return', reason: '' })).status).toBe(422);
    await post(approver, `${path}/steps`, { step: 'return', reason: 'The dress is missing' });
    expect(words((await protocol.get(path)).text)).toContain('Returned: The dress is missing');
    expect([await waits(approver), await waits(protocol)]).toEqual([null, 'Returned']);
    await post(protocol, `${path}/steps`, { step: 'submit' });
    expect((await post(approver, `${path}/steps`, { step: 'approve' })).status).toBe(303);
    expect((await post(approver, `${path}/steps`, { step: 'send' })).status).toBe(404);
    expect([await waits(approver), await waits(protocol)]).toEqual([null, 'Approved']);
    expect((await post(protocol, `${path}/steps`, { step: 'send' })).status).toBe(303);
    expect(await states(invitationId)).toEqual({ sent: 1 });
    await post(admin, '/house/settings/invitations', {});
  });
});

describe('sending', () => {
  it('goes on batch after batch, is paused and resumed, and ends when the last letter is out', async () => {
    const { activityId, invitationId } = await aDinner(house, many(120), false);
    const { answer } = await draw(activityId, invitationId);
    expect(answer.status).toBe(303);
    const [mailing] = await rowOf<{ id: string }>(house, 'select id from mailing where invitation_id = $1', [
      invitationId,
    ]);
    const path = `/house/activities/${activityId}/invitations/mailings/${mailing!.id}`;
    expect(await states(invitationId)).toEqual({ sent: 50, draft: 70 });
    expect((await post(protocol, `${path}/steps`, { step: 'pause' })).status).toBe(303);
    await house.drain();
    expect(await messages(invitationId)).toEqual({ held: 50 });
    expect(words((await protocol.get(path)).text)).toContain('0 of 120 done');
    await post(protocol, `${path}/steps`, { step: 'resume' });
    await house.drain();
    await house.within(() => house.get(MailingWork).go(mailing!.id));
    await house.drain();
    await house.within(() => house.get(MailingWork).go(mailing!.id));
    expect(await messages(invitationId)).toEqual({ sent: 120 });
    expect(await stateOf(mailing!.id)).toBe('sent');
    const { text } = await protocol.get(`${path}?letters=sent&page=3`);
    expect(words(text)).toContain('Guest 119');
    // With its last letter it is done to whoever looks, though no job has looked again yet.
    await house.within(() =>
      house.db.transaction(() => house.db.rows(`update mailing set state = 'sending' where id = $1`, [mailing!.id])),
    );
    for (const page of [path, `/house/activities/${activityId}/invitations?invitation=${invitationId}`])
      expect((await protocol.get(page)).text).not.toMatch(/value="pause"|data-controller="progress"/);
  });

  it('stopped for good: who was not reached is not counted as invited', async () => {
    const { activityId, invitationId } = await aDinner(house, many(60), false);
    const wish = { kind: 'invitation', withLetter: 'on' };
    await post(protocol, `/house/activities/${activityId}/invitations/${invitationId}/mailings`, wish);
    const received = async () =>
      (await rowOf(house, 'select 1 from document_dispatch s join document d on d.id = s.document_id where d.activity_id = $1', [activityId])) // prettier-ignore
      .length;
    expect(await received()).toBe(50);
    const [mailing] = await rowOf<{ id: string }>(house, 'select id from mailing where invitation_id = $1', [
      invitationId,
    ]);
    await post(protocol, `/house/activities/${activityId}/invitations/mailings/${mailing!.id}/steps`, {
      step: 'cancel',
    });
    await house.drain();
    expect(await messages(invitationId)).toEqual({ withdrawn: 50 });
    expect(await states(invitationId)).toEqual({ draft: 60 });
    // Nor has he the letter that would have gone along.
    expect(await received()).toBe(0);
  });

  it('a reminder passes over who answered since it was drawn up', async () => {
    const { activityId, invitationId, ids } = await aDinner(house, many(2));
    await draw(activityId, invitationId, 'reminder');
    expect(await purposes(ids[0]!)).toEqual(['invitation', 'reminder']);
    const mailing = await house.within(() => house.get(MailingDrafts).draft(invitationId, 'reminder'));
    await rowOfChange(`update recipient set state = 'accepted' where id = '${ids[0]}'`);
    await house.within(() => house.get(MailingsService).send(mailing.id));
    expect(await purposes(ids[0]!)).toEqual(['invitation', 'reminder']);
    expect(await purposes(ids[1]!)).toEqual(['invitation', 'reminder', 'reminder']);
  });
});

/** What a guest holds after each change of the occasion's life, by what his own state was: the last message, its method, and his state. */
const MATRIX: [was: string, change: 'moved' | 'removed' | 'withdrawn' | 'guest off', then: string[], state: string][] =
  [
    ['draft', 'moved', [], 'draft'],
    ['draft', 'withdrawn', [], 'cancelled'],
    ['sent', 'moved', ['REQUEST', 'REQUEST'], 'sent'],
    ['sent', 'removed', ['REQUEST', 'CANCEL'], 'sent'],
    ['sent', 'withdrawn', ['REQUEST', 'CANCEL'], 'cancelled'],
    ['sent', 'guest off', ['REQUEST', 'CANCEL'], 'cancelled'],
    ['accepted', 'moved', ['REQUEST', 'REQUEST'], 'accepted'],
    ['accepted', 'removed', ['REQUEST', 'CANCEL'], 'accepted'],
    ['accepted', 'withdrawn', ['REQUEST', 'CANCEL'], 'cancelled'],
    ['accepted', 'guest off', ['REQUEST', 'CANCEL'], 'cancelled'],
    ['tentative', 'moved', ['REQUEST', 'REQUEST'], 'tentative'],
    ['tentative', 'removed', ['REQUEST', 'CANCEL'], 'tentative'],
    ['tentative', 'withdrawn', ['REQUEST', 'CANCEL'], 'cancelled'],
    ['declined', 'moved', ['REQUEST'], 'declined'],
    ['declined', 'removed', ['REQUEST'], 'declined'],
    ['declined', 'withdrawn', ['REQUEST'], 'cancelled'],
    ['declined', 'guest off', ['REQUEST'], 'cancelled'],
  ];

it('every change of the occasion × what each guest then holds', async () => {
  const answers = ['sent', 'accepted', 'tentative', 'declined', 'draft'];
  for (const change of ['moved', 'removed', 'withdrawn', 'guest off'] as const) {
    const dinner = await aDinner(house, many(4));
    const { activityId, invitationId, itemId } = dinner;
    await house.drain();
    const [late] = await house.within(() => house.get(InvitationsService).addRecipients(invitationId, [guest({ name: 'Late', email: 'late@deputies.example' })])); // prettier-ignore
    const ids = [...dinner.ids, late!];
    for (const [n, state] of answers.entries()) await rowOfChange(`update recipient set state = '${state}' where id = '${ids[n]}'`); // prettier-ignore
    const service = house.get(InvitationsService);
    if (change === 'moved') await moveAndRelease(house, activityId, itemId);
    else if (change === 'removed') await removeAndRelease(activityId, itemId);
    else if (change === 'withdrawn') await house.within(() => service.cancel(invitationId));
    else for (const id of ids.slice(0, 4)) await house.within(() => service.withdraw(id));
    await house.drain();
    for (const [was, what, then, state] of MATRIX.filter((one) => one[1] === change)) {
      const id = ids[answers.indexOf(was)]!;
      const held = await rowOf<{ calendar_method: string; uid: string; sequence: number }>(
        house,
        `select calendar_method, substring(calendar from 'UID:([^\\r]+)') as uid, substring(calendar from 'SEQUENCE:([0-9]+)')::int as sequence
           from message where reference_id = $1 order by created_at, id`,
        [id],
      );
      expect([was, what, held.map((one) => one.calendar_method)]).toEqual([was, what, then]);
      expect(new Set(held.map(({ uid }) => uid)).size).toBeLessThanOrEqual(1);
      for (const [n, one] of held.entries()) if (n > 0) expect(one.sequence).toBeGreaterThan(held[n - 1]!.sequence);
      const [now] = await rowOf<{ state: string }>(house, 'select state from recipient where id = $1', [id]);
      expect([was, what, now!.state]).toEqual([was, what, state]);
    }
  }
});

function removeAndRelease(activityId: string, itemId: string) {
  return house.within(async () => {
    await house.get(ProgrammeService).cancel(itemId);
    await house.get(EditionsService).release(activityId);
  });
}

const rowOfChange = (sql: string) => house.within(() => house.db.transaction(() => house.db.rows(sql)));
async function states(invitationId: string) {
  const rows = await rowOf<{ state: string; n: number }>(house, 'select state, count(*)::int as n from recipient where invitation_id = $1 group by state', [invitationId]); // prettier-ignore
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
}
async function messages(invitationId: string) {
  const rows = await rowOf<{ state: string; n: number }>(
    house,
    'select m.state, count(*)::int as n from message m join recipient r on r.id = m.reference_id where r.invitation_id = $1 group by m.state',
    [invitationId],
  );
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
}
async function purposes(recipientId: string) {
  const rows = await rowOf<{ purpose: string }>(house, 'select purpose from message where reference_id = $1 order by created_at, id', [recipientId]); // prettier-ignore
  return rows.map(({ purpose }) => purpose);
}

describe('the words of an invitation', () => {
  const words = { 'subject[en]': 'A dinner', 'body[en]': 'In the Mirror Hall.', answerBy: '2027-03-07' };
  const at = (activityId: string, invitationId: string) =>
    `/house/activities/${activityId}/invitations/${invitationId}/words`;
  const seenOn = async (path: string) => /name="seen" value="(\d+)"/.exec((await protocol.get(path)).text)![1]!;

  it('are changed before it is sent: what was drawn up is checked anew, and the letters say the new words', async () => {
    const { activityId, invitationId, ids } = await aDinner(house, [guest({ email: null }), guest()], false);
    const path = at(activityId, invitationId);
    const { id } = await draw(activityId, invitationId);
    await house.within(() => house.get(MailingDrafts).leaveOut(id, ids[0]!, true));
    await house.within(() => house.get(MailingApprovals).check(id));
    const seen = await seenOn(path);
    expect((await post(await house.signInAs('finance'), path, { ...words, seen })).status).toBe(404);
    expect((await post(protocol, path, { ...words, seen, 'subject[en]': '' })).status).toBe(422);
    // The dinner is on the ninth: until then somebody may answer, and no longer.
    const late = await post(protocol, path, { ...words, seen, answerBy: '2027-03-10' });
    expect([late.status, late.text.includes('The occasion begins on 9\u00a0March\u00a02027')]).toEqual([422, true]);
    expect((await post(protocol, path, { ...words, seen })).status).toBe(303);
    expect(await stateOf(id)).toBe('draft');
    // Somebody who still has the old page open does not undo it.
    expect((await post(protocol, path, { ...words, seen, 'subject[en]': 'Lunch' })).status).toBe(409);
    await house.within(() => house.get(MailingsService).send(id));
    const [mail] = await rowOf<{ subject: string; body_text: string }>(house, 'select subject, body_text from message where reference_id = $1', [ids[1]]); // prettier-ignore
    expect(mail!.subject).toBe('A dinner');
    expect(mail!.body_text).toContain('In the Mirror Hall.');
  });

  it('changed afterwards reach whoever may still come, with the SEQUENCE that his calendar has', async () => {
    const { activityId, invitationId, ids } = await aDinner(house, many(3));
    await rowOfChange(`update recipient set state = 'declined', answered_at = now() where id = '${ids[0]}'`);
    const path = at(activityId, invitationId);
    const answer = await post(protocol, path, { ...words, seen: await seenOn(path), tell: 'on' });
    expect(answer.headers['location']).toMatch(/mailings\/[0-9a-f-]{36}$/);
    expect((await post(protocol, `${answer.headers['location']}/steps`, { step: 'send' })).status).toBe(303);
    const mails = await rowOf<{ reference_id: string; purpose: string; calendar: string }>(
      house,
      `select reference_id, purpose, calendar from message where reference_id = any($1::uuid[]) order by reference_id, created_at, id`,
      [ids],
    );
    const sequences = (id: string) => mails.filter((one) => one.reference_id === id).map(({ purpose, calendar }) => [purpose, /^SEQUENCE:(\d+)/m.exec(calendar)?.[1]]); // prettier-ignore
    expect(sequences(ids[0]!)).toEqual([['invitation', '0']]);
    for (const id of ids.slice(1)) expect(sequences(id)).toEqual([['invitation', '0'], ['update', '0']]); // prettier-ignore
    await house.within(() => house.get(InvitationsService).cancel(invitationId));
    expect((await post(protocol, path, { ...words, seen: await seenOn(path).catch(() => '9') })).status).toBe(409);
  });
});
