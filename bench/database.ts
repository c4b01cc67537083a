import pg from 'pg';
import { createContext } from '../src/app.js';
import { Db } from '../src/platform/database/db.service.js';
import { Institutions } from '../src/platform/tenancy/institutions.js';
import { ConflictsQueries } from '../src/programme/conflicts/conflicts.queries.js';
import type { World } from './prepare.js';
import { type Figure, percentile } from './figures.js';

const CHECKS = 2000;
const PAIRS = 400;

/** The check of one new item with six people, a venue and an interpreter, against random days. */
export async function measureConflicts(world: World): Promise<Figure> {
  const app = await createContext(world.config, { logger: false });
  const samples: number[] = [];
  await app.get(Institutions).within(world.institutionId, () =>
    app.get(Db).read(async () => {
      const db = app.get(Db);
      const people = await db.rows<{ id: string }>(
        'select id from person where institution_id = $1 order by random() limit 600',
        [world.institutionId],
      );
      const venues = await db.rows<{ id: string }>('select id from venue where institution_id = $1', [
        world.institutionId,
      ]);
      const interpreters = await db.rows<{ id: string }>('select id from interpreter where institution_id = $1', [
        world.institutionId,
      ]);
      const conflicts = app.get(ConflictsQueries);
      for (let n = 0; n < CHECKS + 50; n++) {
        const startsAt = Temporal.Instant.from('2022-01-03T06:00:00Z').add({ hours: (n * 37) % (24 * 365 * 8) });
        const resources = [
          ...Array.from({ length: 6 }, (_, i) => ({
            kind: 'person' as const,
            id: people[(n * 6 + i) % people.length]!.id,
          })),
          { kind: 'venue' as const, id: venues[n % venues.length]!.id },
          { kind: 'interpreter' as const, id: interpreters[n % interpreters.length]!.id },
        ];
        const began = performance.now();
        await conflicts.of({
          itemId: null,
          startsAt,
          endsAt: startsAt.add({ hours: 1 }),
          venueId: venues[n % venues.length]!.id,
          resources,
        });
        if (n >= 50) samples.push(performance.now() - began);
      }
    }),
  );
  await app.close();
  return {
    name: 'conflict check of one new item, p99',
    target: 10,
    value: percentile(samples, 0.99),
    unit: 'ms',
    detail: { p50: percentile(samples, 0.5), checks: samples.length },
  };
}

const QUERIES: Record<string, string> = {
  'a list of 50 activities': `select id, title, starts_on from activity where institution_id = $1 order by starts_on desc, id desc limit 50`,
  'the items of a month': `select id, title from programme_item where institution_id = $1 and starts_at >= '2025-03-01' and starts_at < '2025-04-01' order by starts_at limit 500`,
  'the engagements of a person': `select o.* from occupancy o where o.institution_id = $1 and o.resource_kind = 'person'
     and o.known_id = (select id from person where institution_id = $1 and sort_name = 'family00042') and o.starts_at > '2025-01-01' and o.starts_at < '2026-01-01'`,
};

/** The same statement in the same transaction frame, under row security and without it (a superuser), one after the other. */
export async function measureRowSecurity(world: World): Promise<Figure[]> {
  const secured = new pg.Client({ connectionString: world.config.DATABASE_APP_URL });
  const free = new pg.Client({ connectionString: world.ownerUrl });
  await Promise.all([secured.connect(), free.connect()]);
  const figures: Figure[] = [];
  for (const [name, sql] of Object.entries(QUERIES)) {
    const ratios: number[] = [];
    const times: [number[], number[]] = [[], []];
    for (let n = 0; n < PAIRS; n++) {
      const first = await timed(secured, sql, world.institutionId);
      const second = await timed(free, sql, world.institutionId);
      if (n < 20) continue;
      times[0].push(first);
      times[1].push(second);
      ratios.push(first / second);
    }
    figures.push({
      name: `row security, ${name}`,
      target: 1.2,
      value: percentile(times[0], 0.5) / percentile(times[1], 0.5),
      unit: '×',
      detail: {
        'secured ms': percentile(times[0], 0.5),
        'free ms': percentile(times[1], 0.5),
        'median of pairs': percentile(ratios, 0.5),
      },
    });
  }
  await Promise.all([secured.end(), free.end()]);
  return figures;
}

async function timed(client: pg.Client, sql: string, institutionId: string): Promise<number> {
  await client.query('begin');
  await client.query(`select set_config('app.institution_id', $1, true)`, [institutionId]);
  const began = performance.now();
  await client.query(sql, [institutionId]);
  const took = performance.now() - began;
  await client.query('commit');
  return took;
}
