import { LONGEST_HOURS } from '../programme/programme-item.entity.js';
import type { Problem } from '../seeding/problems.js';
import { pathText, received } from '../seeding/problems.js';
import type { DemoInput, DemoItem } from './demo-input.schema.js';

type Path = (string | number)[];

/** Euros for one of another currency, where the file names no rate and the house reckons in euros. */
export const DEMO_RATES: Readonly<Record<string, string>> = { EUR: '1', BYN: '0.29', USD: '0.92' };

/** What no single field can tell: references that lead nowhere, keys used twice, times in the wrong order. */
export function crossChecks(input: DemoInput): Problem[] {
  const found: Problem[] = [];
  const report = (path: Path, expected: string, value: unknown): void => {
    found.push({ path: pathText(path), expected, received: typeof value === 'string' ? value : received(value) });
  };
  const check = new Checks(input, report);
  check.uniqueKeys();
  check.heads();
  check.days();
  check.travelTimes();
  input.programme.forEach((item, index) => check.item(item, ['programme', index]));
  check.guests();
  check.execution();
  return found;
}

class Checks {
  private readonly host: Set<string>;
  private readonly guest: Set<string>;
  private readonly venues: Set<string>;
  private readonly vehicles: Set<string>;
  private readonly interpreters: Map<string, readonly (readonly [string, string])[]>;
  private readonly items: Set<string>;
  private readonly invitees: Set<string>;

  constructor(
    private readonly input: DemoInput,
    private readonly report: (path: Path, expected: string, value: unknown) => void,
  ) {
    this.host = keys(input.delegations.host.members);
    this.guest = keys(input.delegations.guest.members);
    this.venues = keys(input.venues);
    this.vehicles = keys(input.vehicles);
    this.interpreters = new Map(input.interpreters.map(({ key, pairs }) => [key, pairs]));
    this.items = keys(input.programme);
    this.invitees = keys(input.invitees);
  }

  uniqueKeys(): void {
    const { delegations, venues, vehicles, interpreters, programme, requestedMeetings, invitees } = this.input;
    // A person is meant by the key alone, so both delegations, interpreters and invitees share one set of keys.
    this.unique([
      ...keyed(['delegations', 'host', 'members'], delegations.host.members),
      ...keyed(['delegations', 'guest', 'members'], delegations.guest.members),
      ...keyed(['interpreters'], interpreters),
      ...keyed(['invitees'], invitees),
    ]);
    this.unique(keyed(['venues'], venues));
    this.unique(keyed(['vehicles'], vehicles));
    this.unique([...keyed(['programme'], programme), ...keyed(['requestedMeetings'], requestedMeetings)]);
  }

  heads(): void {
    for (const side of ['host', 'guest'] as const) {
      const heads = this.input.delegations[side].members.filter(({ role }) => role === 'head').length;
      if (heads !== 1)
        this.report(['delegations', side, 'members'], 'exactly one member with the role head', `${heads}`);
    }
  }

  days(): void {
    const { startsOn, endsOn } = this.input.visit;
    if (endsOn < startsOn) this.report(['visit', 'endsOn'], `a day not before ${startsOn}`, endsOn);
    else if (Temporal.PlainDate.from(startsOn).until(endsOn).days > 60) {
      this.report(['visit', 'endsOn'], 'a visit of at most 61 days', endsOn);
    }
  }

  travelTimes(): void {
    this.input.venues.forEach((venue, index) =>
      Object.keys(venue.travelMinutes).forEach((other) =>
        this.refers(this.venues, other, ['venues', index, 'travelMinutes', other], 'a venue'),
      ),
    );
  }

  item(item: DemoItem, path: Path): void {
    this.times(item, path);
    if (item.venue) this.refers(this.venues, item.venue, [...path, 'venue'], 'a venue');
    if (item.responsible) {
      this.refers(this.host, item.responsible, [...path, 'responsible'], 'a member of the host delegation');
    }
    for (const side of ['host', 'guest'] as const) {
      item.participants[side].forEach((person, index) =>
        this.refers(this[side], person, [...path, 'participants', side, index], `a member of the ${side} delegation`),
      );
      this.once(item.participants[side], [...path, 'participants', side]);
    }
    item.vehicles.forEach((one, index) => this.refers(this.vehicles, one, [...path, 'vehicles', index], 'a vehicle'));
    this.once(item.vehicles, [...path, 'vehicles']);
    item.interpreters.forEach(({ interpreter, pair }, index) => {
      const at: Path = [...path, 'interpreters', index];
      const pairs = this.interpreters.get(interpreter);
      if (!pairs) this.report([...at, 'interpreter'], 'the key of an interpreter', `unknown key "${interpreter}"`);
      else if (!pairs.some((known) => known.includes(pair[0]) && known.includes(pair[1]))) {
        const known = pairs.map((languages) => languages.join('–')).join(', ');
        this.report([...at, 'pair'], `a pair that ${interpreter} interprets (${known})`, pair.join('–'));
      }
    });
  }

  guests(): void {
    this.input.invitees.forEach(({ invitedTo }, index) =>
      invitedTo.forEach((item, place) =>
        this.refers(this.items, item, ['invitees', index, 'invitedTo', place], 'a programme item'),
      ),
    );
    this.input.answers.forEach(({ guest }, index) =>
      this.refers(this.invitees, guest, ['answers', index, 'guest'], 'an invitee'),
    );
  }

  execution(): void {
    const done = this.input.execution;
    done?.items.forEach(({ item }, index) =>
      this.refers(this.items, item, ['execution', 'items', index, 'item'], 'a programme item'),
    );
    this.once(done?.items.map(({ item }) => item) ?? [], ['execution', 'items']);
    done?.commitments.forEach(({ responsible, side }, index) => {
      const path: Path = ['execution', 'commitments', index, 'responsible'];
      if (responsible) this.refers(this[side], responsible, path, `a member of the ${side} delegation`);
    });
    done?.costs.forEach(({ currency, rate }, index) => {
      if (!rate && !DEMO_RATES[currency]) {
        this.report(['execution', 'costs', index, 'rate'], `the rate of ${currency}, such as "0.92"`, undefined);
      }
    });
    done?.gifts.forEach((gift, index) => {
      for (const side of ['host', 'guest'] as const) {
        this.refers(this[side], gift[side], ['execution', 'gifts', index, side], `a member of the ${side} delegation`);
      }
    });
  }

  private times(item: DemoItem, path: Path): void {
    const { startsOn, endsOn, timeZone } = this.input.visit;
    const startZone = item.startZone ?? timeZone;
    const endZone = item.endZone ?? startZone;
    this.exists(item.startsAt, startZone, [...path, 'startsAt']);
    this.exists(item.endsAt, endZone, [...path, 'endsAt']);
    const starts = Temporal.PlainDateTime.from(item.startsAt).toZonedDateTime(startZone);
    const ends = Temporal.PlainDateTime.from(item.endsAt).toZonedDateTime(endZone);
    if (ends.epochMilliseconds <= starts.epochMilliseconds) {
      const start = starts.withTimeZone(endZone).toPlainDateTime().toString({ smallestUnit: 'minute' });
      const zone = endZone === startZone ? '' : `, the start as ${endZone} has it`;
      this.report([...path, 'endsAt'], `a time after ${start}${zone}`, item.endsAt);
    }
    const first = item.startsAt.slice(0, 10);
    if (first < startsOn || first > endsOn) {
      this.report([...path, 'startsAt'], `a day of the visit (${startsOn} to ${endsOn})`, item.startsAt);
    }
    // A line may run past midnight of the last day, but not on to another day's evening.
    const latest = Temporal.PlainDate.from(endsOn).add({ days: 1 }).toString();
    if (item.endsAt.slice(0, 10) > latest) {
      this.report([...path, 'endsAt'], `an end not after ${latest}, the day after the visit`, item.endsAt);
    } else if (ends.epochMilliseconds > starts.add({ hours: LONGEST_HOURS }).epochMilliseconds) {
      this.report([...path, 'endsAt'], `an end within ${LONGEST_HOURS} hours of the start`, item.endsAt);
    }
  }

  // The hour that summer time skips is nobody's appointment.
  private exists(wallTime: string, zone: string, path: Path): void {
    const plain = Temporal.PlainDateTime.from(wallTime);
    if (!plain.toZonedDateTime(zone).toPlainDateTime().equals(plain)) {
      this.report(path, `a time that exists in ${zone}, whose clocks go forward that night`, wallTime);
    }
  }

  private refers(known: ReadonlySet<string>, key: string, path: Path, what: string): void {
    if (!known.has(key)) this.report(path, `the key of ${what}`, `unknown key "${key}"`);
  }

  private once(values: readonly string[], path: Path): void {
    values.forEach((value, index) => {
      if (values.indexOf(value) < index) this.report([...path, index], 'each key once', `"${value}" a second time`);
    });
  }

  private unique(entries: { key: string; path: Path }[]): void {
    const first = new Map<string, Path>();
    for (const { key, path } of entries) {
      const earlier = first.get(key);
      if (earlier) this.report(path, `a key of its own; ${pathText(earlier)} has it too`, `"${key}"`);
      else first.set(key, path);
    }
  }
}

function keys(entries: readonly { key: string }[]): Set<string> {
  return new Set(entries.map(({ key }) => key));
}

function keyed(path: Path, entries: readonly { key: string }[]): { key: string; path: Path }[] {
  return entries.map(({ key }, index) => ({ key, path: [...path, index, 'key'] }));
}
