import { samples } from './pages.js';
import type { World } from './prepare.js';
import type { Figure } from './figures.js';
import { Server } from './server.js';

const REQUESTS = 20_000;
const AT_ONCE = 8;

/** Resident memory of the web process over 20,000 requests; PostgreSQL and the typesetters are other processes. */
export async function measureMemory(world: World): Promise<Figure[]> {
  const { activities, people } = await samples(world);
  const server = await Server.start(world, 4392);
  const readings: Record<string, number> = {};
  try {
    await server.signIn(world);
    const paths = (n: number) => {
      const activity = activities[n % activities.length];
      return [
        `/bench/receptions?page=${1 + (n % 20)}`,
        `/bench/people/${people[n % people.length]}`,
        '/bench',
        `/bench/activities/${activity}/history`,
        '/healthz',
      ][n % 5]!;
    };
    let next = 0;
    let failed = 0;
    for (const mark of [5_000, 10_000, 15_000, REQUESTS]) {
      await Promise.all(
        Array.from({ length: AT_ONCE }, async () => {
          while (next < mark) {
            const { status } = await server.get(paths(next++));
            if (status !== 200) failed++;
          }
        }),
      );
      readings[`after ${mark}`] = await server.residentMegabytes();
      server.lines.length = 0;
    }
    readings['failed requests'] = failed;
  } finally {
    await server.stop();
  }
  const last = readings[`after ${REQUESTS}`]!;
  return [
    { name: 'web process after 20,000 requests', target: 350, value: last, unit: 'MB', detail: readings },
    { name: 'its growth over the second half', target: 1.1, value: last / readings['after 10000']!, unit: '×' },
  ];
}
