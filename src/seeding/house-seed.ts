import { type HouseSeed, houseSeedSchema, type SeedActivity, type SeedItem } from './house-seed.schema.js';
import { findJsonFault } from './json-text.js';
import { pathText, type Problem, problemLine, problemsOf } from './problems.js';

export class HouseSeedError extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(problemLine).join('\n'));
    this.name = 'HouseSeedError';
  }
}

/**
 * Reads the story of the demo institution.
 * @throws HouseSeedError naming every field that is wrong and every reference that leads nowhere
 */
export function readHouseSeed(json: string): HouseSeed {
  const fault = findJsonFault(json);
  if (fault) throw new HouseSeedError([{ ...fault, path: `line ${fault.line}, column ${fault.column}` }]);
  const input: unknown = JSON.parse(json);
  const read = houseSeedSchema.safeParse(input);
  if (!read.success) throw new HouseSeedError(problemsOf(read.error.issues, input, houseSeedSchema));
  const problems = danglingReferences(read.data);
  if (problems.length > 0) throw new HouseSeedError(problems);
  return read.data;
}

/** Wall times of an item in its activity's zone; an end that is not after the start falls on the next day. */
export function itemTimes(
  item: Pick<SeedItem, 'day' | 'from' | 'to'>,
  today: Temporal.PlainDate,
): { startsAt: Temporal.PlainDateTime; endsAt: Temporal.PlainDateTime } {
  const date = today.add({ days: item.day });
  const startsAt = date.toPlainDateTime(Temporal.PlainTime.from(item.from));
  const endsOn = item.to > item.from ? date : date.add({ days: 1 });
  return { startsAt, endsAt: endsOn.toPlainDateTime(Temporal.PlainTime.from(item.to)) };
}

function danglingReferences(seed: HouseSeed): Problem[] {
  const found: Problem[] = [];
  const keysOf = (list: 'organisations' | 'people' | 'bodies' | 'venues' | 'vehicles' | 'activities'): Set<string> => {
    const keys = new Set<string>();
    seed[list].forEach(({ key }, index) => {
      if (keys.has(key))
        found.push({ path: pathText([list, index, 'key']), expected: 'a key of its own', received: key });
      keys.add(key);
    });
    return keys;
  };
  const [organisations, people, bodies] = [keysOf('organisations'), keysOf('people'), keysOf('bodies')];
  const [venues, vehicles] = [keysOf('venues'), keysOf('vehicles')];
  keysOf('activities');
  const countries = new Set(seed.countries.map(({ code }) => code));
  const interpreters = new Set(seed.interpreters.map(({ person }) => person));

  const refers = (known: Set<string>, key: string | undefined, what: string, ...path: (string | number)[]): void => {
    if (key === undefined || known.has(key)) return;
    found.push({ path: pathText(path), expected: `the key of ${what}`, received: `unknown key "${key}"` });
  };

  seed.organisations.forEach((one, index) => {
    refers(countries, one.country, 'a country', 'organisations', index, 'country');
    refers(organisations, one.parent, 'an organisation', 'organisations', index, 'parent');
  });
  seed.people.forEach((one, index) => {
    refers(countries, one.country, 'a country', 'people', index, 'country');
    one.posts.forEach(({ organisation }, place) =>
      refers(organisations, organisation, 'an organisation', 'people', index, 'posts', place, 'organisation'),
    );
  });
  seed.accounts.forEach(({ person, grants }, index) => {
    refers(people, person, 'a person', 'accounts', index, 'person');
    grants.forEach(({ scope }, place) => {
      const known = scope?.kind === 'body' ? bodies : scope?.kind === 'country' ? countries : undefined;
      if (known) refers(known, scope?.key, `a ${scope?.kind}`, 'accounts', index, 'grants', place, 'scope', 'key');
    });
  });
  seed.bodies.forEach((one, index) => {
    refers(organisations, one.partner, 'an organisation', 'bodies', index, 'partner');
    refers(countries, one.partnerCountry, 'a country', 'bodies', index, 'partnerCountry');
    one.seats.forEach(({ person }, place) =>
      refers(people, person, 'a person', 'bodies', index, 'seats', place, 'person'),
    );
    one.counterparts.forEach((person, place) =>
      refers(people, person, 'a person', 'bodies', index, 'counterparts', place),
    );
  });
  seed.venues.forEach((one, index) =>
    Object.keys(one.travelMinutes).forEach((other) =>
      refers(venues, other, 'a venue', 'venues', index, 'travelMinutes', other),
    ),
  );
  seed.interpreters.forEach(({ person }, index) => refers(people, person, 'a person', 'interpreters', index, 'person'));
  seed.activities.forEach((activity, index) => {
    const path = ['activities', index] as const;
    refers(organisations, activity.partner, 'an organisation', ...path, 'partner');
    refers(bodies, activity.body, 'a body', ...path, 'body');
    activity.gifts.forEach(({ person }, at) => refers(people, person, 'a person', ...path, 'gifts', at, 'person'));
    refers(countries, activity.country, 'a country', ...path, 'country');
    found.push(...outsideOfDays(activity, index));
    for (const side of ['host', 'guest'] as const) {
      activity.delegations[side].forEach((key, at) =>
        refers(people, key, 'a person', ...path, 'delegations', side, at),
      );
    }
    activity.programme.forEach((item, line) => {
      const at = [...path, 'programme', line] as const;
      refers(venues, item.venue, 'a venue', ...at, 'venue');
      item.vehicles.forEach((key, place) => refers(vehicles, key, 'a vehicle', ...at, 'vehicles', place));
      item.interpreters.forEach((key, place) =>
        refers(interpreters, key, 'an interpreter', ...at, 'interpreters', place),
      );
      for (const side of ['host', 'guest'] as const) {
        const members = new Set(activity.delegations[side]);
        item[side].forEach((key, place) =>
          refers(members, key, `a member of the ${side} delegation`, ...at, side, place),
        );
      }
    });
  });
  return found;
}

function outsideOfDays({ startsDay, endsDay, programme }: SeedActivity, index: number): Problem[] {
  const path = ['activities', index] as const;
  if (endsDay < startsDay) {
    return [
      { path: pathText([...path, 'endsDay']), expected: `a day not before ${startsDay}`, received: `${endsDay}` },
    ];
  }
  return programme.flatMap(({ day }, line) =>
    day >= startsDay && day <= endsDay
      ? []
      : [
          {
            path: pathText([...path, 'programme', line, 'day']),
            expected: `a day of the activity (${startsDay} to ${endsDay})`,
            received: `${day}`,
          },
        ],
  );
}
