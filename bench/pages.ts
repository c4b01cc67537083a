import pg from 'pg';
import type { World } from './prepare.js';
import { type Figure, percentile } from './figures.js';
import { Server } from './server.js';

const ROUNDS = 60;

/** Lists and the pages of activities, one request after the other, different activities each time. */
export async function measurePages(world: World): Promise<Figure[]> {
  const { activities, people, partners } = await samples(world);
  const pages: Record<string, (n: number) => string> = {
    Today: () => '/bench',
    'Receptions, list': (n) => `/bench/receptions?page=${1 + (n % 20)}`,
    'Receptions, searched': (n) => `/bench/receptions?q=Visit%20${100 + n}`,
    'People, list': (n) => `/bench/people?page=${1 + (n % 20)}`,
    Person: (n) => `/bench/people/${people[n % people.length]}`,
    'Partners, list': () => '/bench/partners',
    Partner: (n) => `/bench/partners/${partners[n % partners.length]}`,
    'Bodies, list': () => '/bench/bodies',
    Outbox: () => '/bench/outbox',
    Resources: () => '/bench/resources',
    'Calendar, week': (n) => `/bench/calendar?week=${Temporal.PlainDate.from('2025-01-06').add({ weeks: n % 50 })}`,
    'Calendar, month': (n) =>
      `/bench/calendar?view=month&month=${Temporal.PlainYearMonth.from('2025-01').add({ months: n % 12 })}`,
    ...Object.fromEntries(
      ['programme', 'people', 'invitations', 'documents', 'report', 'history'].map((tab) => [
        `Activity, ${tab}`,
        (n: number) => `/bench/activities/${activities[n % activities.length]}/${tab}`,
      ]),
    ),
  };
  const server = await Server.start(world, 4391);
  const figures: Figure[] = [];
  try {
    await server.signIn(world);
    for (const [name, path] of Object.entries(pages)) {
      const times: number[] = [];
      const first = await server.get(path(0));
      if (first.status !== 200) {
        console.log(`${name}: ${path(0)} answered ${first.status}; not measured.`);
        continue;
      }
      for (let n = 0; n < 10; n++) await server.get(path(n));
      server.lines.length = 0;
      for (let n = 0; n < ROUNDS; n++) times.push((await server.get(path(n))).ms);
      const statements = server.lines.map((line) => line.statements);
      figures.push({
        name: `${name}, p95`,
        target: 60,
        value: percentile(times, 0.95),
        unit: 'ms',
        detail: {
          p50: percentile(times, 0.5),
          'statements, least': Math.min(...statements),
          'statements, most': Math.max(...statements),
        },
      });
    }
  } finally {
    await server.stop();
  }
  return figures;
}

export async function samples(world: World): Promise<{ activities: string[]; people: string[]; partners: string[] }> {
  const client = new pg.Client({ connectionString: world.ownerUrl });
  await client.connect();
  const ids = async (sql: string) =>
    (await client.query<{ id: string }>(sql, [world.institutionId])).rows.map((row) => row.id);
  const found = {
    activities: await ids('select id from activity where institution_id = $1 order by md5(id::text) limit 80'),
    people: await ids('select id from person where institution_id = $1 order by md5(id::text) limit 80'),
    partners: await ids('select id from organisation where institution_id = $1 order by md5(id::text) limit 40'),
  };
  await client.end();
  return found;
}
