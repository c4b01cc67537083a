import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomUUIDv7 } from 'node:crypto';
import pg from 'pg';
import { Current } from '../../src/platform/current.js';
import { AuditChain } from '../../src/platform/audit/audit-chain.service.js';
import { Checkpoints } from '../../src/platform/audit/checkpoints.service.js';
import { EventsService } from '../../src/platform/events/events.service.js';
import { JobsService } from '../../src/platform/jobs/jobs.service.js';
import { TicksService } from '../../src/platform/jobs/ticks.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { anInstitution } from '../support/factories.js';

let house: TestApp;
let owner: pg.Client;
const done: { institution: string; actor: unknown; data: unknown }[] = [];
let failures = 0;

beforeAll(async () => {
  house = await startApp();
  // The queues of a test's own jobs; those of the application were made when it started.
  const jobs = house.get(JobsService);
  jobs.define('test.note', async (data) => {
    if (failures-- > 0) throw new Error('not yet');
    done.push({ institution: Current.institution.slug, actor: Current.maybeActor, data });
  });
  await jobs.onApplicationBootstrap();
  house.get(EventsService).on('test.happened', 'test.note');
  owner = new pg.Client({ connectionString: house.database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await house.close();
});

const unit = <T>(work: () => Promise<T>) => house.within(() => house.db.transaction(work));
const counts = async (subject: string) => {
  const { rows } = await owner.query(
    `select (select count(*)::int from event where subject_id = $1) as events,
            (select count(*)::int from pgboss.job where name = 'test.note' and data->'data'->>'subject' = $1::text) as jobs`,
    [subject],
  );
  return rows[0];
};

describe('a fact', () => {
  it('and the job it starts are kept together or not at all', async () => {
    const [kept, lost] = [randomUUIDv7(), randomUUIDv7()];
    await unit(() => house.get(EventsService).record({ type: 'test.happened', subject: kept, data: { days: 3 } }));
    const failing = unit(async () => {
      await house.get(EventsService).record({ type: 'test.happened', subject: lost });
      throw new Error('on purpose');
    });
    await expect(failing).rejects.toThrow('on purpose');
    expect(await counts(kept)).toEqual({ events: 1, jobs: 1 });
    expect(await counts(lost)).toEqual({ events: 0, jobs: 0 });
    await house.drain();
    expect(done).toEqual([
      { institution: 'house', actor: undefined, data: expect.objectContaining({ subject: kept, data: { days: 3 } }) },
    ]);
  });

  it('cannot be rewritten or taken back by the application', async () => {
    await unit(() => house.get(EventsService).record({ type: 'test.other', subject: randomUUIDv7() }));
    for (const sql of ['update event set type = $1', 'delete from event where type <> $1']) {
      await expect(unit(() => house.db.rows(sql, ['x']))).rejects.toThrow('permission denied');
    }
  });
});

describe('a job', () => {
  it('that fails is done later, and nothing of its first try is lost or kept twice', async () => {
    done.length = 0;
    failures = 1;
    await unit(() => house.get(JobsService).enqueue('test.note', { n: 1 }));
    await expect(house.drain()).rejects.toThrow('not yet');
    expect(done).toEqual([]);
    const { rows } = await owner.query(
      `select state, start_after > now() as later from pgboss.job where name = 'test.note' and state <> 'completed'`,
    );
    expect(rows).toEqual([{ state: 'retry', later: true }]);
    await owner.query(`update pgboss.job set start_after = now() where state = 'retry'`);
    await house.drain();
    expect(done.map(({ data }) => data)).toEqual([{ n: 1 }]);
  });

  it('waits once per key, and until its time', async () => {
    done.length = 0;
    const after = Temporal.Now.instant().add({ hours: 1 });
    await unit(async () => {
      for (const n of [1, 2, 3]) await house.get(JobsService).enqueue('test.note', { n }, { singletonKey: 'same' });
      await house.get(JobsService).enqueue('test.note', { n: 4 }, { after });
    });
    await house.drain();
    expect(done.map(({ data }) => data)).toEqual([{ n: 1 }]);
  });

  it('of no known name is refused at once', async () => {
    await expect(unit(() => house.get(JobsService).enqueue('test.unknown', {}))).rejects.toThrow('No job is called');
  });

  it('is given up within a minute by the queue when its worker is silent, not when it would expire', async () => {
    const { rows } = await owner.query(`select distinct heartbeat_seconds from pgboss.queue where name like '%.%'`);
    expect(rows).toEqual([{ heartbeat_seconds: 30 }]);
  });
});

describe('a tick', () => {
  it('happens once for two processes that come together, in every institution, also past one that fails', async () => {
    await anInstitution(house.app, { slug: 'senate', name: { en: 'Senate' } });
    const other = await startApp({}, house.database);
    try {
      const seen: string[] = [];
      const work = async () => {
        seen.push(Current.institution.slug);
        if (Current.institution.slug === 'house') throw new Error('on purpose');
      };
      const processes = [house, other, house, other];
      const answers = await Promise.all(processes.map((one) => one.get(TicksService).once('test.tick', 60, work)));
      expect(answers.filter(Boolean)).toHaveLength(1);
      expect(seen).toEqual(['house', 'senate']);
      expect(await house.get(TicksService).once('test.tick', 60, work)).toBe(false);
      expect(await house.get(TicksService).once('test.other-tick', 60, async () => undefined)).toBe(true);
    } finally {
      await other.close();
    }
  });

  it('does not keep its slots for ever', async () => {
    await owner.query(`insert into tick values ('test.old', now() - interval '8 days')`);
    await house.get(TicksService).once('test.old', 1, async () => undefined);
    expect((await owner.query(`select from tick where job = 'test.old'`)).rowCount).toBe(1);
  });
});

describe('the audit', () => {
  const record = (n: number) =>
    unit(() =>
      house
        .get(EventsService)
        .record({ type: 'test.sealed', subject: randomUUIDv7(), data: { n, also: { b: 1, a: 2 } } }),
    );
  const seal = () => house.within(() => house.get(AuditChain).seal());
  const verify = () => house.within(() => house.get(AuditChain).verify());

  it('seals each event once, behind the work, and nobody of the application can change it afterwards', async () => {
    for (let n = 0; n < 5; n += 1) await record(n);
    const first = await seal();
    expect(first).toBeGreaterThanOrEqual(5);
    await record(5);
    expect(await Promise.all([seal(), seal()])).toEqual(expect.arrayContaining([0, 1]));
    expect(await verify()).toEqual({ links: first + 1, fault: null });
    await expect(unit(() => house.db.rows('update audit_link set mac = mac'))).rejects.toThrow(/permission denied/);
    await expect(unit(() => house.db.rows('delete from event'))).rejects.toThrow(/permission denied/);
  });

  it('names what the owner of the database rewrote, and by its checkpoints also what he cut off', async () => {
    const { links } = await verify();
    await house.within(() => house.get(Checkpoints).write());
    const checked = () => house.within(() => house.get(Checkpoints).verify());
    expect(await checked()).toEqual({ checkpoints: 1, fault: null });

    const rewritten = `update event set data = jsonb_set(data, '{n}', $1) from audit_link l
      where l.institution_id = event.institution_id and l.event_id = event.id and l.number = $2`;
    await owner.query(rewritten, ['99', links]);
    expect(await verify()).toEqual({ links: 0, fault: { number: links, kind: 'changed' } });
    await owner.query(rewritten, ['5', links]);
    expect((await verify()).fault).toBeNull();

    await owner.query('delete from audit_link where number = $1', [links]);
    expect(await verify()).toEqual({ links: links - 1, fault: null });
    expect((await checked()).fault).toEqual({ number: links, kind: 'checkpoint' });
  });
});
