import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Current } from '../../src/platform/current.js';
import { OutsideUnitOfWork } from '../../src/platform/database/db.service.js';
import { together } from '../../src/platform/database/together.js';
import { CommitUncertain, isTransient } from '../../src/platform/database/transient.js';
import { startApp, type TestApp } from '../support/app.js';

let house: TestApp;

beforeAll(async () => {
  house = await startApp();
});
afterAll(() => house.close());

const days = (...wanted: string[]) =>
  house.within(() =>
    house.db.read(async () => {
      const rows = await house.db.rows<{ day: Temporal.PlainDate }>(
        'select day from sitting_day where day::text = any($1) order by day',
        [wanted],
      );
      return rows.map(({ day }) => day.toString());
    }),
  );
const keep = (day: string) =>
  house.db.rows('insert into sitting_day (institution_id, day) values ($1, $2)', [house.house.id, day]);
const unit = <T>(work: () => Promise<T>) => house.within(() => house.db.transaction(work));

describe('a unit of work', () => {
  it('is asked for by whatever reads or writes', async () => {
    await expect(house.within(() => keep('2027-01-01'))).rejects.toThrow(OutsideUnitOfWork);
    expect(() => house.db.afterCommit(() => undefined)).toThrow(OutsideUnitOfWork);
    await expect(house.db.transaction(async () => undefined)).rejects.toThrow('no current institution');
  });

  it('leaves nothing when it fails', async () => {
    const failing = unit(async () => {
      await keep('2027-01-02');
      throw new Error('on purpose');
    });
    await expect(failing).rejects.toThrow('on purpose');
    expect(await days('2027-01-02')).toEqual([]);
  });

  it('answers what is asked together, and tells what failed rather than what failed because of it', async () => {
    const { db } = house;
    const read = house.within(() => db.read(() => together(db.rows('select 1 as n'), db.rows('select 2 as n'))));
    expect(await read).toEqual([[{ n: 1 }], [{ n: 2 }]]);
    const ends: string[] = [];
    const failing = unit(() =>
      together(
        db.rows('select 1 / 0').finally(() => ends.push('wrong')),
        db.rows('select 3 as n').finally(() => ends.push('next')),
      ),
    );
    await expect(failing).rejects.toThrow('division by zero');
    expect(ends).toEqual(['wrong', 'next']);
    const turned = unit(async () => {
      const wrong = db.rows('select 1 / 0');
      return together(db.rows('select 3 as n'), wrong);
    });
    await expect(turned).rejects.toThrow('division by zero');
  });

  it('is over when it ends: what it left running asks nothing on a connection that is another’s by then', async () => {
    let left: Promise<unknown> | undefined;
    const failing = house.within(() =>
      house.db.read(async () => {
        left = new Promise((resolve) => setTimeout(resolve, 20)).then(() => house.db.rows('select 1'));
        left.catch(() => undefined);
        throw new Error('before that');
      }),
    );
    await expect(failing).rejects.toThrow('before that');
    await expect(left).rejects.toThrow(OutsideUnitOfWork);
  });

  it('takes in the ones opened inside it, and all fail together', async () => {
    const failing = unit(async () => {
      await house.db.transaction(() => keep('2027-01-03'));
      await house.db.read(() => house.db.rows('select 1'));
      throw new Error('the outer one');
    });
    await expect(failing).rejects.toThrow('the outer one');
    expect(await days('2027-01-03')).toEqual([]);
    await unit(() => house.db.transaction(() => keep('2027-01-03')));
    expect(await days('2027-01-03')).toEqual(['2027-01-03']);
  });

  it('that reads refuses to write, and does not lend itself to one that writes', async () => {
    const writing = house.within(() => house.db.read(() => keep('2027-01-04')));
    await expect(writing).rejects.toThrow('read-only transaction');
    await house.within(() => house.db.read(() => house.db.transaction(() => keep('2027-01-05'))));
    expect(await days('2027-01-04', '2027-01-05')).toEqual(['2027-01-05']);
  });

  it('starts what waits for its commit after it, once, and not when it fails', async () => {
    const seen: string[][] = [];
    const look = async () => void seen.push(await days('2027-01-06'));
    await unit(async () => {
      await keep('2027-01-06');
      house.db.afterCommit(look);
      await house.db.transaction(async () => house.db.afterCommit(look));
      expect(seen).toEqual([]);
    });
    expect(seen).toEqual([['2027-01-06'], ['2027-01-06']]);
    const failing = unit(async () => {
      house.db.afterCommit(look);
      throw new Error('on purpose');
    });
    await expect(failing).rejects.toThrow('on purpose');
    expect(seen).toHaveLength(2);
  });

  it('stands, and is not done again, when what comes after its commit fails', async () => {
    let runs = 0;
    await unit(async () => {
      runs += 1;
      await keep('2027-01-07');
      house.db.afterCommit(() => Promise.reject(Object.assign(new Error('connection'), { code: 'ECONNREFUSED' })));
    });
    expect([runs, await days('2027-01-07')]).toEqual([1, ['2027-01-07']]);
  });

  it('is done again from the start after a deadlock', async () => {
    await unit(async () => {
      await keep('2027-02-01');
      await keep('2027-02-02');
    });
    const lock = (day: string) => house.db.rows('select 1 from sitting_day where day = $1 for update', [day]);
    let attempts = 0;
    let meet: () => void = () => undefined;
    const bothHold = new Promise<void>((resolve) => {
      let holding = 0;
      meet = () => void (++holding === 2 && resolve());
    });
    const crossing = (first: string, second: string, mark: string) =>
      unit(async () => {
        attempts += 1;
        await lock(first);
        meet();
        await bothHold;
        await lock(second);
        await keep(mark);
      });
    await Promise.all([
      crossing('2027-02-01', '2027-02-02', '2027-02-03'),
      crossing('2027-02-02', '2027-02-01', '2027-02-04'),
    ]);
    expect(attempts).toBe(3);
    expect(await days('2027-02-03', '2027-02-04')).toEqual(['2027-02-03', '2027-02-04']);
  });

  it('is done again after its connection broke, unless that was during the commit', async () => {
    let attempts = 0;
    await unit(async () => {
      attempts += 1;
      await keep(`2027-03-0${attempts}`);
      if (attempts > 1) return;
      await house.db.rows('select pg_terminate_backend(pg_backend_pid())');
    });
    expect([attempts, await days('2027-03-01', '2027-03-02')]).toEqual([2, ['2027-03-02']]);
    expect(isTransient(new CommitUncertain(new Error('Connection terminated unexpectedly')))).toBe(false);
    let commits = 0;
    const uncertain = unit(async () => {
      commits += 1;
      const { runner } = house.db.unit;
      runner.commitTransaction = () => Promise.reject(Object.assign(new Error('reset'), { code: 'ECONNRESET' }));
    });
    await expect(uncertain).rejects.toThrow(CommitUncertain);
    expect(commits).toBe(1);
  });

  it('counts its statements for the log', async () => {
    const statements = { count: 0 };
    await house.within(() => Current.run({ statements }, () => house.db.read(() => house.db.rows('select 1'))));
    expect(statements.count).toBeGreaterThan(1);
  });
});
