import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AnswersService } from '../../src/invitations/answers.service.js';
import { NeedsService } from '../../src/invitations/needs.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { aDinner, guest, rowOf, tokenOf } from '../support/invitations.js';

let house: TestApp;
beforeAll(async () => {
  house = await startApp();
});
afterAll(() => house.close());

const NEEDS = 'Coeliac; enters by the ramp';

async function aGuestWithNeeds() {
  const dinner = await aDinner(house);
  const [id] = dinner.ids as [string];
  await house.get(AnswersService).answer(await tokenOf(house, id), { answer: 'accepted', needs: NEEDS });
  return { ...dinner, id };
}
const eventsOf = async (activityId: string, type: string) =>
  rowOf<{ data: object; actor_id: string | null }>(
    house,
    'select data, actor_id from event where activity_id = $1 and type = $2',
    [activityId, type],
  );
const sealedOf = async (id: string) =>
  (await rowOf<{ needs: Buffer | null }>(house, 'select needs from recipient where id = $1', [id]))[0]!.needs;

/** Lets the activity have ended so many days ago on its own calendar. */
const ended = (activityId: string, days: number) =>
  house.within(() =>
    house.db.transaction(() =>
      house.db.rows(
        `update activity set ends_on = (now() at time zone time_zone)::date - $2::int, starts_on = (now() at time zone time_zone)::date - $2::int - 2
          where id = $1`,
        [activityId, days],
      ),
    ),
  );

describe('diet and access needs', () => {
  it('are a counted fact to all, and read by Protocol alone, on record', async () => {
    const { activityId, id } = await aGuestWithNeeds();
    const path = `/house/activities/${activityId}/invitations`;
    const desk = await house.signInAs('desk-officer');
    const list = await desk.get(path);
    expect(list.text).toContain('1 guest told of diet or access needs');
    expect(list.text).not.toContain('Coeliac');
    expect((await desk.post(`${path}/recipients/${id}/needs`).type('form').send({})).status).toBe(404);
    expect(await eventsOf(activityId, 'invitations.needs_read')).toEqual([]);

    const protocol = await house.signInAs('protocol');
    expect((await protocol.get(path)).text).not.toContain('Coeliac');
    const shown = await protocol.post(`${path}/recipients/${id}/needs`).type('form').send({});
    expect(shown.status).toBe(200);
    expect(shown.text).toContain(NEEDS);
    expect((await protocol.get(`${path}?guest=${id}`)).text).not.toContain('Coeliac');
    expect(await eventsOf(activityId, 'invitations.needs_read')).toMatchObject([
      { data: {}, actor_id: protocol.account.id },
    ]);
    expect((await protocol.get(`/house/activities/${activityId}/history`)).text).toContain(
      'diet and access needs were read',
    );
  });

  it('of another activity are not there', async () => {
    const one = await aGuestWithNeeds();
    const other = await aDinner(house, [guest()]);
    const protocol = await house.signInAs('protocol');
    const path = `/house/activities/${other.activityId}/invitations`;
    expect((await protocol.post(`${path}/recipients/${one.id}/needs`).type('form').send({})).status).toBe(404);
    expect((await protocol.post(`${path}/recipients/${other.ids[0]}/needs`).type('form').send({})).status).toBe(404);
  });

  it('are erased once seven days have passed since the activity, and not before; the answer stays', async () => {
    const [old, young] = [await aGuestWithNeeds(), await aGuestWithNeeds()];
    await ended(old.activityId, 8);
    await ended(young.activityId, 7);
    await house.within(() => house.get(NeedsService).eraseOld());
    expect(await sealedOf(old.id)).toBeNull();
    expect(await sealedOf(young.id)).not.toBeNull();
    expect(await rowOf(house, 'select state from recipient where id = $1', [old.id])).toEqual([{ state: 'accepted' }]);
    expect(await eventsOf(old.activityId, 'invitations.needs_erased')).toMatchObject([{ data: { count: 1 } }]);
    expect(await house.within(() => house.get(NeedsService).eraseOld())).toBe(0);
    expect(await eventsOf(old.activityId, 'invitations.needs_erased')).toHaveLength(1);
  });

  it('are erased by a job of the night', async () => {
    const worker = await startApp({ WORKER: 'inline' }, house.database);
    try {
      const { activityId, id } = await aGuestWithNeeds();
      await ended(activityId, 30);
      await worker.get(NeedsService).tick();
      for (let n = 0; n < 100 && (await sealedOf(id)); n++) await new Promise((resolve) => setTimeout(resolve, 100));
      expect(await sealedOf(id)).toBeNull();
    } finally {
      await worker.close();
    }
  });
});
