import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EditionsService } from '../../src/programme/editions/editions.service.js';
import { ConflictRefused, NothingToRelease } from '../../src/programme/programme.errors.js';
import { ProgrammeQueries } from '../../src/programme/programme.queries.js';
import { RequestedMeetingsService } from '../../src/programme/requested-meetings.service.js';
import { ProgrammeService } from '../../src/programme/programme.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { anItem, aPerson, aVisit, conflictLevels, DAY, itemInput } from '../support/programme.js';

let house: TestApp;

beforeAll(async () => {
  house = await startApp();
});
afterAll(() => house.close());

describe('two who plan at once', () => {
  it('cannot take the same person at the same time where the institution refuses that', async () => {
    await conflictLevels(house, { person: 'refuse' });
    const [one, other] = [await aVisit(house), await aVisit(house)];
    for (let round = 0; round < 10; round++) {
      const personId = await aPerson(house, `Marenko ${round}`);
      const place = (activity: string) =>
        house.within(() =>
          house.get(ProgrammeService).place(activity, itemInput({ participants: [{ personId, side: 'guest' }] })),
        );
      const results = await Promise.allSettled([place(one), place(other)]);
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const refused = results.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
      expect(refused.reason).toBeInstanceOf(ConflictRefused);
    }
    const lines = await house.within(() => house.db.read(() => house.get(ProgrammeQueries).items(one)));
    const others = await house.within(() => house.db.read(() => house.get(ProgrammeQueries).items(other)));
    // What was refused left nothing behind.
    expect(lines.length + others.length).toBe(10);
    await conflictLevels(house, {});
  });

  it('never wait for each other in a ring: lines are locked before people, however many lines move', async () => {
    const visit = await aVisit(house);
    const participants = [{ personId: await aPerson(house, 'Orrin'), side: 'guest' as const }];
    const [first, second] = [
      await anItem(house, visit, { at: '10:00', participants }),
      await anItem(house, visit, { at: '14:00', participants }),
    ];
    const programme = house.get(ProgrammeService);
    let attempts = 0;
    const inOne = (work: () => Promise<unknown>) =>
      house.within(() =>
        house.db.transaction(async () => {
          attempts += 1;
          return work();
        }),
      );
    let moving: Promise<unknown> | undefined;
    await inOne(async () => {
      await house.db.rows('select 1 from programme_item where id = $1 for update', [second.item.id]);
      moving ??= inOne(() => programme.moveWithFollowers(first.item.id, Temporal.PlainDateTime.from(`${DAY}T10:30`)));
      while ((await house.db.rows('select 1 from pg_locks where not granted')).length === 0) await setTimeout(20);
      await programme.change(second.item.id, itemInput({ at: '15:00', participants }));
    });
    await moving;
    // Of two who wait in a ring one is turned away, and begins again.
    expect(attempts).toBe(2);
  });

  it('cannot both save the version that they saw', async () => {
    const visit = await aVisit(house);
    const { item } = await anItem(house, visit);
    const save = (dress: string) =>
      house.within(() => house.get(ProgrammeService).change(item.id, itemInput({ dress }), item.version));
    const results = await Promise.allSettled([save('Dark suit'), save('Uniform')]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('place a meeting that was asked for once', async () => {
    const visit = await aVisit(house);
    const requests = house.get(RequestedMeetingsService);
    const { id } = await house.within(() =>
      requests.ask(visit, { title: 'Chamber of Commerce', minutes: 45, askedBy: '', askedOn: null, note: null }),
    );
    const place = (at: string) =>
      house.within(() => requests.place(id, Temporal.PlainDateTime.from(`2027-03-09T${at}`)));
    const results = await Promise.allSettled([place('10:00'), place('16:00')]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const lines = await house.within(() => house.db.read(() => house.get(ProgrammeQueries).items(visit)));
    expect(lines).toHaveLength(1);
  });

  it('number editions without a gap', async () => {
    const visit = await aVisit(house);
    const { item } = await anItem(house, visit);
    const release = () => house.within(() => house.get(EditionsService).release(visit));
    for (let round = 0; round < 3; round++) {
      await house.within(() =>
        house.get(ProgrammeService).move(item.id, Temporal.PlainDateTime.from(`2027-03-09T${10 + round}:30`)),
      );
      const results = await Promise.allSettled([release(), release(), release()]);
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const result of results)
        if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(NothingToRelease);
    }
    const editions = await house.within(() => house.db.read(() => house.get(ProgrammeQueries).editions(visit)));
    expect(editions.map(({ number }) => number)).toEqual([3, 2, 1]);
  });
});
