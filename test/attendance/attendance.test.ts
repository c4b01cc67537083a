import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomUUID } from 'node:crypto';
import { AttendanceTicks } from '../../src/attendance/attendance.ticks.js';
import { AnswersService } from '../../src/invitations/answers.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { anInstitution } from '../support/factories.js';
import { aDinner, guest, rowOf } from '../support/invitations.js';

let house: TestApp;
beforeAll(async () => {
  house = await startApp();
});
afterAll(() => house.close());

const hostile = '"><script>alert(1)</script>=cmd|’';

async function aDoor() {
  const dinner = await aDinner(
    house,
    [hostile, 'Bea Castellan', 'Cato Dreier', 'Dora Eklund'].map((name, n) =>
      guest({ name, email: `g${n}@deputies.example` }),
    ),
  );
  const answers = house.get(AnswersService);
  await house.within(async () => {
    for (const id of dinner.ids.slice(0, 2))
      await answers.recordAnswer(id, { answer: 'accepted', companions: 1, channel: 'phone' });
    await answers.recordAnswer(dinner.ids[2]!, { answer: 'declined', channel: 'phone' });
  });
  const path = `/house/activities/${dinner.activityId}/invitations/${dinner.invitationId}/attendance`;
  const phone = await house.signInAs('protocol');
  const send = async (entries: object[], agent = phone) =>
    agent.post(`${path}/door/entries`).set('Accept', 'application/json').send({ entries });
  return { ...dinner, path, phone, send };
}

const at = (minute: number) => Temporal.Instant.from('2026-11-20T18:00:00Z').add({ minutes: minute }).toString();
const arrival = (id: string, minute: number, more = {}) => ({
  kind: 'in',
  id: randomUUID(),
  guest: id,
  persons: 1,
  at: at(minute),
  ...more,
});
const statesOf = async (invitationId: string) =>
  Object.fromEntries(
    (
      await rowOf<{ name: string; state: string }>(
        house,
        'select name, state from recipient where invitation_id = $1',
        [invitationId],
      )
    ).map(({ name, state }) => [name, state]),
  );

describe('the door', () => {
  it('takes a queue once however often it is sent, by two telephones at once, and the earlier arrival counts', async () => {
    const { ids, send, invitationId } = await aDoor();
    const other = await house.signInAs('desk-officer');
    const [first, second] = [arrival(ids[0]!, 5, { persons: 2 }), arrival(ids[0]!, 3)];
    const both = await Promise.all([
      send([first, arrival(ids[1]!, 6)]),
      send([second, arrival(ids[1]!, 7)], other),
      send([first]),
      send([second], other),
    ]);
    expect(both.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    const rows = await rowOf<{ recipient_id: string; arrived_at: Temporal.Instant }>(
      house,
      'select recipient_id, arrived_at from check_in where invitation_id = $1 order by arrived_at',
      [invitationId],
    );
    expect(rows.map(({ recipient_id }) => recipient_id)).toEqual([ids[0], ids[1]]);
    expect(rows[0]!.arrived_at.toString()).toBe(at(3));
    expect((await send([])).body.guests.filter((one: { entry: string | null }) => one.entry)).toHaveLength(2);
  });

  it('lets in who had declined, notes who is on no list, takes back, and refuses who was withdrawn', async () => {
    const { ids, send, path, phone, invitationId } = await aDoor();
    await house.within(() =>
      house.db.transaction(() => house.db.rows(`update recipient set state = 'cancelled' where id = $1`, [ids[3]])),
    );
    const mistake = arrival(ids[0]!, 1);
    const walkIn = { kind: 'walk_in', id: randomUUID(), name: hostile, organisation: '', persons: 2, at: at(4) };
    const { body } = await send([
      mistake,
      { kind: 'out', id: randomUUID(), of: mistake.id, at: at(2) },
      arrival(ids[2]!, 3),
      walkIn,
      walkIn,
      arrival(ids[3]!, 5),
    ]);
    expect(body.outcomes.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      'in',
      'out',
      'in',
      'in',
      'already',
      'refused',
    ]);
    expect((await statesOf(invitationId))['Cato Dreier']).toBe('accepted');
    const [answer] = await rowOf<{ channel: string }>(
      house,
      'select channel from answer where recipient_id = $1 order by received_at desc limit 1',
      [ids[2]],
    );
    expect(answer!.channel).toBe('door');
    const page = await phone.get(path);
    expect(page.text.replace(/<[^>]+>/g, ' ')).toMatch(/Came\s+3/);
    expect(page.text).not.toContain('<script>alert');
    expect((await phone.get(`${path}/door`)).text).not.toContain('<script>alert');
  });

  it('when closed settles who attended and who did not; a telephone that tells later puts it right', async () => {
    const { ids, send, path, phone, invitationId } = await aDoor();
    await send([arrival(ids[0]!, 1), arrival(ids[3]!, 2)]);
    expect((await phone.post(`${path}/closure`)).status).toBe(303);
    expect(await statesOf(invitationId)).toEqual({
      [hostile]: 'attended',
      'Bea Castellan': 'no_show',
      'Cato Dreier': 'declined',
      'Dora Eklund': 'attended',
    });
    const late = arrival(ids[1]!, 3);
    await send([late]);
    expect((await statesOf(invitationId))['Bea Castellan']).toBe('attended');
    await send([{ kind: 'out', id: randomUUID(), of: late.id, at: at(9) }]);
    expect((await statesOf(invitationId))['Bea Castellan']).toBe('no_show');
    expect((await phone.get(path)).text).toContain('is settled');
  });

  it('is closed by the clock some hours after the end', async () => {
    const { ids, send, invitationId, itemId } = await aDoor();
    await send([arrival(ids[0]!, 1)]);
    await house.within(() =>
      house.db.transaction(() =>
        house.db.rows(`update calendar_entry set ends_at = now() - interval '4 hours' where item_id = $1`, [itemId]),
      ),
    );
    await house.within(() => house.get(AttendanceTicks).closeEnded());
    expect((await statesOf(invitationId))[hostile]).toBe('attended');
  });

  it('opens to who plans, not to an auditor nor to another institution', async () => {
    const { ids, path, send, phone } = await aDoor();
    expect((await phone.get(`${path}/door`)).status).toBe(200);
    expect((await phone.get(`/house/check-in/${ids[0]}`)).headers['location']).toContain(`#g-${ids[0]}`);
    const auditor = await house.signInAs('auditor');
    expect((await auditor.get(path)).status).toBe(200);
    expect((await auditor.get(`${path}/door`)).status).toBe(404);
    expect((await send([arrival(ids[0]!, 1)], auditor)).status).toBe(404);
    await anInstitution(house.app, { slug: 'elsewhere' });
    const foreign = await house.signInAs('protocol', { slug: 'elsewhere' });
    expect((await foreign.get(path.replace('house', 'elsewhere'))).status).toBe(404);
    const entries = [arrival(ids[0]!, 1)];
    const refused = await foreign.post(`${path.replace('house', 'elsewhere')}/door/entries`).send({ entries });
    expect(refused.status).toBe(404);
    expect(await rowOf(house, 'select id from check_in where recipient_id = $1', [ids[0]])).toEqual([]);
  });
});
