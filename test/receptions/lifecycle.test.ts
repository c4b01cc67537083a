import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomUUIDv7 } from 'node:crypto';
import type { Role } from '../../src/platform/permissions/permissions.service.js';
import { formatDay } from '../../src/platform/i18n/format.js';
import { Current } from '../../src/platform/current.js';
import { aMember, aPartner, aPerson, aReception } from '../support/activities.js';
import { type Agent, startApp, type TestApp } from '../support/app.js';

let house: TestApp;
let partnerId: string;

beforeAll(async () => {
  house = await startApp();
  partnerId = await aPartner(house);
});
afterAll(() => house.close());

const step = (agent: Agent, id: string, to: string, reason = '') =>
  agent
    .post(`/house/activities/${id}/steps`)
    .type('form')
    .send({ to, ...(reason ? { reason } : {}) });

async function proposedBy(agent: Agent): Promise<string> {
  const answer = await agent.post('/house/receptions').type('form').send({
    'title[en]': 'Working visit',
    partnerId,
    category: 'working',
    startsOn: '2027-03-08',
    endsOn: '2027-03-10',
    city: 'Arvena',
  });
  return /receptions\/([0-9a-f-]{36})/.exec(String(answer.headers['location']))![1]!;
}

describe('the partner of a reception', () => {
  it('is never our own house or a part of it, nor an embassy, and stays in the form where it was chosen before', async () => {
    const desk = await house.signInAs('desk-officer');
    const own = await aPartner(house, 'Upper Chamber of ours', 'LU');
    const id = await aReception(house, { partnerId: own });
    const option = `value="${own}"`;
    const embassy = await aPartner(house, 'Embassy of Kestria');
    const part = await aPartner(house, 'Secretariat of our Upper Chamber', 'LU');
    await house.within(() =>
      house.db.transaction(async () => {
        await house.db.rows(`update organisation set classification = 'embassy' where id = $1`, [embassy]);
        await house.db.rows(`update organisation set classification = 'other', parent_id = $2 where id = $1`, [
          part,
          own,
        ]);
      }),
    );
    const offered = (await desk.get('/house/receptions/new').expect(200)).text;
    for (const id of [own, part, embassy]) expect(offered).not.toContain(`value="${id}"`);
    expect(offered).toContain('<option value="Europe/Lisbon" label="Portugal">');
    expect((await desk.get(`/house/receptions/${id}/edit`).expect(200)).text).toContain(option);
  });
});

describe('the course of a reception', () => {
  it('goes from the proposal to its close, each step by whom it rests with', async () => {
    const desk = await house.signInAs('desk-officer');
    const approver = await house.signInAs('approver', { name: 'Tomas Verhale' });
    const id = await proposedBy(desk);
    expect((await step(approver, id, 'approved-in-principle')).status).toBe(409);
    const head = await house.signInAs('head-intl');
    expect((await step(head, id, 'cleared')).status).toBe(303);
    expect((await step(approver, id, 'proposed', 'Say more of the purpose')).status).toBe(303);
    expect((await step(head, id, 'cleared')).status).toBe(303);
    expect((await step(approver, id, 'approved-in-principle')).status).toBe(303);
    expect((await step(desk, id, 'invited')).status).toBe(303);

    const early = await step(desk, id, 'confirmed');
    expect(early.status).toBe(422);
    expect(early.text).toContain('needs both delegations');
    for (const side of ['guest', 'host'] as const) await aMember(house, id, side, partnerId, await aPerson(house));
    expect((await step(desk, id, 'confirmed')).status).toBe(303);
    expect((await step(desk, id, 'programme-draft')).status).toBe(303);

    const held = (await step(approver, id, 'programme-approved')).text;
    expect(held).toContain('needs a released programme');
    expect(held).toMatch(new RegExp(`needs a released programme · <a href="/house/activities/${id}/programme"`));
    await anEdition(id);
    expect((await step(approver, id, 'programme-approved')).status).toBe(303);
    expect((await step(approver, id, 'programme-draft', 'The wreath is missing')).status).toBe(303);
    expect((await step(approver, id, 'programme-approved')).status).toBe(303);
    expect((await step(desk, id, 'in-progress', 'Their advance party is here')).status).toBe(303);
    expect((await step(desk, id, 'completed')).status).toBe(303);

    await house.within(() =>
      house.db.transaction(async () => {
        await house.db.rows(`update activity set state = 'reported' where id = $1`, [id]);
        await house.db.rows(
          `insert into gift (institution_id, id, number, year, direction, description, on_day, activity_id, party)
           values ($1, $2, 900, 2027, 'received', 'A bowl', '2027-03-08', $3, 'Senate')`,
          [Current.institutionId, randomUUIDv7(), id],
        );
        await house.db.rows(
          `insert into commitment (institution_id, id, content, side, agreed_on, source_kind, source_id)
           values ($1, $2, 'Send the draft', 'ours', '2027-03-08', 'activity', $3)`,
          [Current.institutionId, randomUUIDv7(), id],
        );
      }),
    );
    const last = (await desk.get(`/house/activities/${id}/steps`)).text;
    for (const need of ['the report is to be approved', '1 received gift declared', 'responsible for 1 commitment'])
      expect(last).toContain(need);
    expect((await step(desk, id, 'closed')).status).toBe(422);
    await house.within(() =>
      house.db.transaction(() => house.db.rows(`update activity set state = 'completed' where id = $1`, [id])),
    );

    const course = await desk.get(`/house/activities/${id}/steps`);
    expect(course.text).toContain('Tomas Verhale');
    expect(course.text).toContain('The wreath is missing');
    expect((await desk.get(`/house/activities/${id}/history`)).text).toContain('Now: Completed');
  });

  it('begins before its first day only with a reason, and offers no button to begin it in passing', async () => {
    const desk = await house.signInAs('desk-officer');
    const today = Temporal.Now.plainDateISO('UTC');
    const begins = async (days: number) => {
      const startsOn = today.add({ days });
      const id = await aReception(house, { partnerId, startsOn, endsOn: startsOn.add({ days: 2 }) });
      await house.within(() =>
        house.db.transaction(() =>
          house.db.rows(`update activity set state = 'programme-approved' where id = $1`, [id]),
        ),
      );
      return { id, page: (await desk.get(`/house/activities/${id}/people`)).text };
    };
    const button = 'name="to" value="in-progress"';
    const soon = await begins(40);
    expect(soon.page).not.toContain(button);
    const early = await step(desk, soon.id, 'in-progress');
    expect(early.status).toBe(422);
    expect(early.text).toContain(`begins on ${formatDay(today.add({ days: 40 }), 'long', 'en')}`);
    expect((await step(desk, soon.id, 'in-progress', 'Their advance party is here')).status).toBe(303);
    const back = await step(desk, soon.id, 'programme-approved', 'They turned back at the border');
    expect(back.status).toBe(303);
    const [{ versions } = { versions: -1 }] = await house.within(() =>
      house.db.read(() =>
        house.db.rows<{ versions: number }>(
          'select count(*)::int as versions from activity_version where activity_id = $1',
          [soon.id],
        ),
      ),
    );
    expect(versions).toBe(0);
    const now = await begins(-1);
    expect(now.page).toContain(button);
    expect((await step(desk, now.id, 'in-progress')).status).toBe(303);
  });

  it('asks for a reason where a step takes something away, and keeps who is asked on the page', async () => {
    const head = await house.signInAs('head-intl');
    const id = await aReception(house, { partnerId });
    const silent = await step(head, id, 'declined');
    expect(silent.status).toBe(422);
    expect(silent.text).toMatch(/id="f-reason-error"[^>]*>Say why/);
    expect((await step(head, id, 'declined', 'The Senate is dissolved')).status).toBe(303);
    expect((await step(head, id, 'approved-in-principle')).status).toBe(409);
  });

  it('lets nobody approve what he proposed himself', async () => {
    const both = await house.signInAs('desk-officer');
    await alsoGrant(both.account.id, 'approver');
    await alsoGrant(both.account.id, 'head-intl');
    const id = await proposedBy(both);
    expect((await step(both, id, 'cleared')).text).toContain('Nobody approves what he proposed himself');
    expect((await step(await house.signInAs('head-intl'), id, 'cleared')).status).toBe(303);
    const own = await step(both, id, 'approved-in-principle');
    expect(own.status).toBe(422);
    expect(own.text).toContain('Nobody approves what he proposed himself');
    const other = await house.signInAs('approver');
    expect((await step(other, id, 'approved-in-principle')).status).toBe(303);
  });

  it('is not moved by a stranger who could have succeeded', async () => {
    const id = await aReception(house, { partnerId });
    const cleared = async (role: Role) => (await step(await house.signInAs(role), id, 'cleared')).status;
    for (const role of ['desk-officer', 'auditor', 'approver'] as const) expect(await cleared(role)).toBe(404);
    expect(await cleared('head-intl')).toBe(303);
    for (const role of ['desk-officer', 'auditor', 'head-intl'] as const) {
      const stranger = await house.signInAs(role);
      expect((await step(stranger, id, 'approved-in-principle')).status).toBe(404);
    }
    const nobody = await house.signInAs(null);
    expect((await nobody.get(`/house/activities/${id}/steps`)).status).toBe(404);
    const approver = await house.signInAs('approver');
    expect((await step(approver, id, 'approved-in-principle')).status).toBe(303);
  });
});

function anEdition(activityId: string) {
  return house.within(() =>
    house.db.transaction(() =>
      house.db.rows(
        `insert into edition (institution_id, id, activity_id, number, content) values ($1, $2, $3, 1, '[]')`,
        [Current.institutionId, randomUUIDv7(), activityId],
      ),
    ),
  );
}

function alsoGrant(accountId: string, role: Role) {
  return house.within(() =>
    house.db.transaction(() =>
      house.db.rows(
        'insert into role_grant (institution_id, id, account_id, role, starts_on) values ($1, $2, $3, $4, current_date - 1)',
        [Current.institutionId, randomUUIDv7(), accountId, role],
      ),
    ),
  );
}
