import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NoticesService } from '../../src/accounts/notices.service.js';
import { Current } from '../../src/platform/current.js';
import { EditionsService } from '../../src/programme/editions/editions.service.js';
import { ProgrammeQueries } from '../../src/programme/programme.queries.js';
import { ProgrammeService } from '../../src/programme/programme.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { anItem, aPerson, aVisit, itemInput } from '../support/programme.js';

let house: TestApp;

beforeAll(async () => {
  house = await startApp();
});
afterAll(() => house.close());

const release = (visit: string) => house.within(() => house.get(EditionsService).release(visit));
const mails = (address: string) =>
  house.within(() =>
    house.db.read(() =>
      house.db.rows<{ subject: string; text: string }>(
        `select subject, body_text as text from message where institution_id = $1 and purpose = 'digest' and to_address = $2`,
        [Current.institutionId, address],
      ),
    ),
  );

async function aSubstitute(visit: string, personId: string, substituteId: string): Promise<void> {
  await house.within(() =>
    house.db.transaction(async () => {
      const id = Current.institutionId;
      await house.db.rows(
        `with o as (insert into organisation (institution_id, id, classification, name) values ($1, gen_random_uuid(), 'parliament', '{"en":"House"}') returning id),
              d as (insert into delegation (institution_id, id, activity_id, side, organisation_id) select $1, gen_random_uuid(), $2, 'host', id from o returning id)
         insert into delegation_member (institution_id, id, delegation_id, activity_id, person_id, role, position)
         select $1, gen_random_uuid(), d.id, $2, p.id, p.role, p.n from d, (values ($3::uuid, 'member', 1), ($4::uuid, 'substitute', 2)) as p(id, role, n)`,
        [id, visit, personId, substituteId],
      );
    }),
  );
}

describe('the delegate’s own page', () => {
  it('shows what the edition expects of him, takes his answer, and lets staff put the substitute in his place', async () => {
    const visit = await aVisit(house, {
      startsOn: Temporal.Now.plainDateISO(),
      endsOn: Temporal.Now.plainDateISO().add({ days: 5 }),
    });
    const at = Temporal.Now.plainDateISO().add({ days: 2 }).toPlainDateTime('10:00');
    const [personId, substituteId, other] = [
      await aPerson(house, 'Marenko'),
      await aPerson(house, 'Abel', 'Bo'),
      await aPerson(house, 'Cole', 'Di'),
    ];
    await aSubstitute(visit, personId, substituteId);
    const delegate = await house.signInAs('member', { personId });
    const { item } = await anItem(house, visit, { start: at, participants: [{ personId, side: 'host' }] });
    const mine = () => delegate.get('/house/my-programme').expect(200);
    expect((await mine()).text).not.toContain('Talks of the delegations');
    await release(visit);
    const page = await mine();
    expect(page.text).toContain('Talks of the delegations');
    expect(page.text).toContain('Bo Abel');
    const path = `/house/my-programme/lines/${item.id}`;
    await delegate.post(`${path}/acceptance`).expect(303);
    expect((await mine()).text).toContain('You will be there.');
    // Who may not stand in is not taken, and nobody answers for a line that does not name him.
    await delegate.post(`${path}/replacement`).type('form').send({ substituteId: other }).expect(303);
    expect((await mine()).text).toContain('may not stand in here');
    const stranger = await house.signInAs('member', { personId: other });
    await stranger.post(`${path}/acceptance`).expect(404);
    await delegate
      .post(`${path}/replacement`)
      .type('form')
      .send({ substituteId, note: 'Voting in the chamber' })
      .expect(303);
    const officer = await house.signInAs('desk-officer');
    const line = await officer.get(`/house/activities/${visit}/programme?line=${item.id}`).expect(200);
    expect(line.text).toContain('Ada Marenko asks to be replaced by Bo Abel.');
    const swap = `/house/activities/${visit}/programme/items/${item.id}/participants`;
    await stranger.post(swap).type('form').send({ from: personId, to: substituteId }).expect(404);
    await officer.post(swap).type('form').send({ from: personId, to: substituteId }).expect(303);
    const row = await house.within(() => house.db.read(() => house.get(ProgrammeQueries).item(item.id)));
    expect(row!.participants.map(({ person_id }) => person_id)).toEqual([substituteId]);
    // Taken back, he is in the line and his question is open again; what is taken back later leaves it as it is then.
    const lines = `/house/activities/${visit}/programme`;
    const isAsked = async () =>
      (await officer.get(`${lines}?line=${item.id}`)).text.includes('Ada Marenko asks to be replaced by Bo Abel.');
    expect(await isAsked()).toBe(false);
    await officer.post(`${lines}/items/${item.id}/earlier`).expect(303);
    expect(await isAsked()).toBe(true);
  });

  it('notes his own absence, which planners then meet', async () => {
    const personId = await aPerson(house, 'Dorn');
    const delegate = await house.signInAs('member', { personId });
    await delegate
      .post('/house/my-programme/absences')
      .type('form')
      .send({ from: '2027-03-09', until: '2027-03-09', label: 'Committee' })
      .expect(303);
    expect((await delegate.get('/house/my-programme')).text).toContain('Committee');
    const { conflicts } = await anItem(house, await aVisit(house), { participants: [{ personId, side: 'host' }] });
    expect(conflicts.map(({ kind }) => kind)).toEqual(['unavailable']);
  });
});

describe('notices', () => {
  it('tell those whose lines a release changed, once, and again by mail at the hour they chose', async () => {
    const visit = await aVisit(house);
    const [one, two] = [await aPerson(house, 'Ehre'), await aPerson(house, 'Falk')];
    const [first, second] = [
      await house.signInAs('member', { personId: one }),
      await house.signInAs('member', { personId: two }),
    ];
    const { item } = await anItem(house, visit, { participants: [{ personId: one, side: 'host' }] });
    await anItem(house, visit, { at: '15:00', participants: [{ personId: two, side: 'host' }] });
    await release(visit);
    await house.drain();
    await house.within(() =>
      house
        .get(ProgrammeService)
        .change(item.id, itemInput({ at: '11:00', participants: [{ personId: one, side: 'host' }] })),
    );
    await release(visit);
    await house.drain();
    const told = async (agent: typeof first) =>
      ((await agent.get('/house/notices')).text.match(/Edition \d/g) ?? []).toSorted();
    expect(await told(first)).toEqual(['Edition 1', 'Edition 2']);
    expect(await told(second)).toEqual(['Edition 1']);
    await first.post('/house/notices/hour').type('form').send({ hour: '6' }).expect(303);
    await second.post('/house/notices/reading').expect(303);
    const digest = (hour: string) =>
      house.within(() =>
        house
          .get(NoticesService)
          .sendDigests(
            Temporal.PlainDateTime.from(`2027-01-12T${hour}`).toZonedDateTime(Current.institution.timeZone).toInstant(),
          ),
      );
    await digest('07:04');
    expect(await mails(first.account.email)).toEqual([]);
    await digest('06:04');
    await digest('06:04');
    const sent = await mails(first.account.email);
    expect(await mails(second.account.email)).toEqual([]);
    expect(sent).toHaveLength(1);
    expect(sent[0]!.text).toContain('Edition 2');
  });
});
