import type { LocalizedText } from '../platform/current.js';

export type ResourceKind = 'person' | 'venue' | 'vehicle' | 'interpreter';
export type ConflictLevel = 'refuse' | 'block-release' | 'warn' | 'ignore';
export type ConflictKind = 'overlap' | 'travel' | 'rest' | 'shift' | 'pair' | 'capacity' | 'seats';

/** What each institution chooses; these are the defaults. */
export type ConflictLevels = Record<ResourceKind, ConflictLevel>;
export const DEFAULT_LEVELS: ConflictLevels = {
  person: 'block-release',
  venue: 'block-release',
  vehicle: 'block-release',
  interpreter: 'block-release',
};

/** When a person, a venue, a vehicle or an interpreter is taken, and by what. */
export interface Engagement {
  resourceKind: ResourceKind;
  resourceId: string;
  resourceName: string;
  itemId: string | null;
  itemTitle: LocalizedText | null;
  activityId: string | null;
  activityTitle: LocalizedText | null;
  confidential: boolean;
  venueId: string | null;
  venueName: LocalizedText | null;
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
  /** Minutes between that venue and the one asked about, where the institution has noted them. */
  travelMinutes: number | null;
}

export interface Conflict {
  kind: ConflictKind;
  resourceKind: ResourceKind;
  resourceId: string;
  resourceName: string;
  level: ConflictLevel;
  /** The other engagement; null where the line conflicts with a rule, not with another line. */
  with: Engagement | null;
  /** Minutes missing, needed or allowed, as the kind says. */
  minutes: number | null;
}

interface Span {
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
  venueId: string | null;
}

/**
 * What stands in the way of a line, among the engagements of its people, venue, vehicles and interpreters around it.
 * Two lines that only touch do not overlap. Pure: no clock, no database.
 * @param restMinutes an interpreter's own rest between two engagements, by interpreter id
 */
export function conflictsOf(
  line: Span,
  around: readonly Engagement[],
  levels: ConflictLevels,
  restMinutes: ReadonlyMap<string, number> = new Map(),
): Conflict[] {
  return around.flatMap((other) => {
    const level = levels[other.resourceKind];
    if (level === 'ignore') return [];
    const conflict = (kind: ConflictKind, minutes: number | null, asLevel: ConflictLevel): Conflict => ({
      kind,
      resourceKind: other.resourceKind,
      resourceId: other.resourceId,
      resourceName: other.resourceName,
      level: asLevel,
      with: other,
      minutes,
    });
    if (overlap(line, other)) return [conflict('overlap', null, level)];
    const gap = minutesBetween(line, other);
    const moves = other.venueId !== null && line.venueId !== null && other.venueId !== line.venueId;
    if (other.resourceKind !== 'venue' && moves && other.travelMinutes !== null && gap < other.travelMinutes) {
      // Being late is a warning: a motorcade can be faster than the table of distances.
      return [conflict('travel', other.travelMinutes - gap, 'warn')];
    }
    const rest = other.resourceKind === 'interpreter' ? (restMinutes.get(other.resourceId) ?? 0) : 0;
    return gap < rest ? [conflict('rest', rest - gap, 'warn')] : [];
  });
}

/** Limits of the line itself: an interpreter's pair and longest shift, the venue's places, the seats of the vehicles. */
export function limitsBroken(line: {
  minutes: number;
  people: number;
  venue: { id: string; name: string; capacity: number | null } | null;
  seats: { total: number; vehicleId: string; vehicleName: string } | null;
  interpreters: {
    id: string;
    name: string;
    pair: string;
    speaks: boolean;
    longestShiftMinutes: number;
    alone: boolean;
  }[];
}): Conflict[] {
  const own = (
    kind: ConflictKind,
    resourceKind: ResourceKind,
    id: string,
    name: string,
    minutes: number | null,
  ): Conflict => ({
    kind,
    resourceKind,
    resourceId: id,
    resourceName: name,
    level: 'warn',
    with: null,
    minutes,
  });
  const found: Conflict[] = [];
  for (const interpreter of line.interpreters) {
    if (!interpreter.speaks) found.push(own('pair', 'interpreter', interpreter.id, interpreter.name, null));
    // Two in a booth relieve each other.
    if (interpreter.alone && line.minutes > interpreter.longestShiftMinutes) {
      found.push(own('shift', 'interpreter', interpreter.id, interpreter.name, interpreter.longestShiftMinutes));
    }
  }
  const { venue, seats } = line;
  if (venue?.capacity && line.people > venue.capacity)
    found.push(own('capacity', 'venue', venue.id, venue.name, venue.capacity));
  if (seats && line.people > seats.total)
    found.push(own('seats', 'vehicle', seats.vehicleId, seats.vehicleName, seats.total));
  return found;
}

/** Overlaps first; who is taken twice need not be told too that he would also be late. */
export function worthTelling(conflicts: readonly Conflict[]): Conflict[] {
  const key = (conflict: Conflict) => `${conflict.resourceKind}:${conflict.resourceId}`;
  const overlaps = conflicts.filter((conflict) => conflict.kind === 'overlap');
  const taken = new Set(overlaps.map(key));
  const rest = conflicts.filter(
    (conflict) =>
      conflict.kind !== 'overlap' &&
      !((conflict.kind === 'travel' || conflict.kind === 'rest') && taken.has(key(conflict))),
  );
  return [...overlaps, ...rest];
}

export function overlap(a: Omit<Span, 'venueId'>, b: Omit<Span, 'venueId'>): boolean {
  return Temporal.Instant.compare(a.startsAt, b.endsAt) < 0 && Temporal.Instant.compare(b.startsAt, a.endsAt) < 0;
}

/** Free minutes between two spans that do not overlap. */
function minutesBetween(a: Omit<Span, 'venueId'>, b: Omit<Span, 'venueId'>): number {
  const aFirst = Temporal.Instant.compare(a.endsAt, b.startsAt) <= 0;
  return Math.floor((aFirst ? a.endsAt.until(b.startsAt) : b.endsAt.until(a.startsAt)).total('minutes'));
}
