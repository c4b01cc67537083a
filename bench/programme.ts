import { createContext } from '../src/app.js';
import { Current } from '../src/platform/current.js';
import { Db } from '../src/platform/database/db.service.js';
import { Institutions } from '../src/platform/tenancy/institutions.js';
import type { Problem } from '../src/programme/compose/problem.js';
import { SolverService } from '../src/programme/compose/solver.service.js';
import { ActivityConflictsQueries } from '../src/programme/conflicts/activity-conflicts.queries.js';
import { FindTimeService } from '../src/programme/find-time/find-time.service.js';
import type { World } from './prepare.js';
import { type Figure, percentile } from './figures.js';

const ROUNDS = 60;

/** A whole activity looked at again, a time for forty people in a fortnight, and a programme of forty requests. */
export async function measureProgramme(world: World): Promise<Figure[]> {
  const app = await createContext(world.config, { logger: false });
  const figures: Figure[] = [];
  try {
    await app.get(Institutions).within(world.institutionId, async () => {
      figures.push(await recheck(app.get(Db), app.get(ActivityConflictsQueries)));
      figures.push(await times(app.get(Db), app.get(FindTimeService)));
    });
    figures.push(await composed(app.get(SolverService)));
  } finally {
    await app.close();
  }
  return figures;
}

/** The fullest activity there is: its lines and people stand in the detail. */
async function recheck(db: Db, conflicts: ActivityConflictsQueries): Promise<Figure> {
  const [fullest] = await db.read(() =>
    db.rows<{ id: string; lines: number }>(
      `select activity_id as id, count(*)::int as lines from programme_item where institution_id = $1 and not cancelled
        group by activity_id order by lines desc, id limit 1`,
      [Current.institutionId],
    ),
  );
  const samples: number[] = [];
  for (let n = 0; n < ROUNDS + 10; n += 1) {
    const began = performance.now();
    await db.read(() => conflicts.of(fullest!.id));
    if (n >= 10) samples.push(performance.now() - began);
  }
  return {
    name: 're-check of a whole activity, p95',
    target: 50,
    value: percentile(samples, 0.95),
    unit: 'ms',
    detail: { lines: fullest!.lines, p50: percentile(samples, 0.5) },
  };
}

async function times(db: Db, find: FindTimeService): Promise<Figure> {
  const people = await db.read(() =>
    db.rows<{ id: string }>('select id from person where institution_id = $1 order by id limit 40', [
      Current.institutionId,
    ]),
  );
  const samples: number[] = [];
  for (let n = 0; n < ROUNDS + 10; n += 1) {
    const from = Temporal.PlainDate.from('2024-01-01').add({ days: n * 9 });
    const began = performance.now();
    await db.read(() =>
      find.find({
        people: people.map(({ id }) => id),
        minutes: 60,
        from,
        until: from.add({ days: 13 }),
        opens: Temporal.PlainTime.from('08:00'),
        closes: Temporal.PlainTime.from('20:00'),
        timeZone: Current.institution.timeZone,
        places: 20,
        pairs: ['fr-en'],
      }),
    );
    if (n >= 10) samples.push(performance.now() - began);
  }
  return {
    name: 'a time for forty people in a fortnight, p95',
    target: 200,
    value: percentile(samples, 0.95),
    unit: 'ms',
    detail: { people: people.length, p50: percentile(samples, 0.5) },
  };
}

/** Five days, forty requests, twelve people, six rooms in two houses twenty minutes apart. */
async function composed(solver: SolverService): Promise<Figure> {
  const outcome = await solver.solve(fortyRequests(), 4);
  return {
    name: 'a programme of forty requests',
    target: 5000,
    value: outcome.milliseconds,
    unit: 'ms',
    detail: {
      placed: outcome.placed.length,
      unplaced: outcome.unplaced.length,
      proof: outcome.isOptimal ? 'optimal' : `gap ${outcome.gap.toFixed(3)}`,
    },
  };
}

export function fortyRequests(): Problem {
  const days = Array.from({ length: 5 }, (_, n) => ({ day: `2027-03-0${n + 1}`, opens: 540, closes: 1110 }));
  return {
    step: 30,
    days,
    between: 15,
    travel: [
      [0, 20],
      [20, 0],
    ],
    // Each arrives or leaves on one day, and sits in the plenary on another.
    people: Array.from({ length: 12 }, (_, n) => ({
      id: `p${n}`,
      name: `P${n}`,
      fixed: [
        { day: n % 5, from: 540, until: 660, site: n % 2 },
        { day: 2, from: 840, until: 960, site: 0 },
      ],
    })),
    rooms: Array.from({ length: 6 }, (_, n) => ({
      id: `r${n}`,
      name: `R${n}`,
      site: n < 4 ? 0 : 1,
      places: 12,
      busy: [{ day: n % 5, from: 600, until: 720 }],
    })),
    interpreters: Array.from({ length: 3 }, (_, n) => ({
      id: `i${n}`,
      name: `I${n}`,
      pairs: ['fr-en'],
      busy: [{ day: n, from: 540, until: 780 }],
    })),
    wishes: Array.from({ length: 40 }, (_, n) => ({
      id: `w${n}`,
      title: `W${n}`,
      minutes: [30, 45, 60, 90][n % 4]!,
      people: [n % 12, (n * 5 + 1) % 12, (n * 7 + 3) % 12].filter((one, at, all) => all.indexOf(one) === at),
      rooms: n % 5 === 0 ? [4, 5] : [0, 1, 2, 3],
      halves: n % 3 === 0 ? [{ day: n % 5, half: n % 2 === 0 ? ('am' as const) : ('pm' as const) }] : [],
      within: null,
      weight: 1 + (n % 3),
      must: n % 10 === 0,
      pair: n % 4 === 0 ? 'fr-en' : null,
    })),
  };
}
