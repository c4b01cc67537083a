import type { LocalizedText } from '../../platform/current.js';
import type { ConflictLevel, ConflictLevels, LevelKey } from './conflict-levels.rules.js';

export { type ConflictLevel, type ConflictLevels, DEFAULT_LEVELS } from './conflict-levels.rules.js';
export type ResourceKind = 'person' | 'venue' | 'vehicle' | 'interpreter';
export type ConflictKind = 'overlap' | 'both-roles' | 'arrives' | 'leaves' | Exclude<LevelKey, ResourceKind>;

/** How far around a line its neighbours matter for travel and rest. */
export const AROUND_HOURS = 3;

/** When a person, a venue, a vehicle or an interpreter is taken, and by what. */
export interface Engagement {
  resourceKind: ResourceKind;
  resourceId: string;
  resourceName: string;
  /** Null where no line takes them: they are blocked, away, or held for somebody else. */
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
  /** Why it is blocked, where no line takes it. */
  label?: string | null;
  /** Held, not booked. */
  tentative?: boolean;
  /** The person is there as an interpreter. */
  interprets?: boolean;
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
  /** What else its sentence says. */
  words?: Record<string, string | number>;
}

interface Span {
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
  venueId: string | null;
  /** People of the line who interpret in it. */
  interpreting?: ReadonlySet<string>;
  /** The venue and the cars of the line are only held. */
  tentative?: boolean;
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
    // Who interprets here and there is told of as an interpreter.
    if (other.resourceKind === 'person' && other.interprets && line.interpreting?.has(other.resourceId)) return [];
    const found = withOther(line, other, restMinutes);
    if (!found) return [];
    const level = levelOf(found.kind, other, line, levels);
    if (level === 'ignore') return [];
    const { resourceKind, resourceId, resourceName } = other;
    return [{ ...found, resourceKind, resourceId, resourceName, level, with: other }];
  });
}

function withOther(
  line: Span,
  other: Engagement,
  restMinutes: ReadonlyMap<string, number>,
): { kind: ConflictKind; minutes: number | null } | null {
  if (overlap(line, other)) return { kind: other.itemId === null ? 'unavailable' : 'overlap', minutes: null };
  if (other.itemId === null) return null;
  const gap = minutesBetween(line, other);
  const moves = other.venueId !== null && line.venueId !== null && other.venueId !== line.venueId;
  if (other.resourceKind !== 'venue' && moves && other.travelMinutes !== null && gap < other.travelMinutes)
    return { kind: 'travel', minutes: other.travelMinutes - gap };
  const rest = other.resourceKind === 'interpreter' ? (restMinutes.get(other.resourceId) ?? 0) : 0;
  return gap < rest ? { kind: 'rest', minutes: rest - gap } : null;
}

function levelOf(kind: ConflictKind, other: Engagement, line: Span, levels: ConflictLevels): ConflictLevel {
  const level = levels[kind === 'overlap' ? other.resourceKind : levelKey(kind)];
  const isThing = other.resourceKind === 'venue' || other.resourceKind === 'vehicle';
  // What is only held on one of the two sides is told, and holds nobody up.
  return (other.tentative || (isThing && line.tentative)) && level !== 'ignore' ? 'warn' : level;
}

/** What the institution sets a conflict's level by. */
export function levelKey(kind: ConflictKind): LevelKey {
  if (kind === 'both-roles' || kind === 'overlap') return 'person';
  return kind === 'arrives' || kind === 'leaves' ? 'unavailable' : kind;
}

/** Overlaps first; who is taken twice need not be told too that he would also be late. */
export function worthTelling(conflicts: readonly Conflict[]): Conflict[] {
  const key = (conflict: Conflict) => `${conflict.resourceKind}:${conflict.resourceId}`;
  const isTaken = ({ kind }: Conflict) => kind === 'overlap' || kind === 'unavailable';
  const overlaps = conflicts.filter(isTaken);
  const taken = new Set(overlaps.map(key));
  const seen = new Set<string>();
  const rest = conflicts.filter((conflict) => {
    if (isTaken(conflict)) return false;
    if ((conflict.kind === 'travel' || conflict.kind === 'rest') && taken.has(key(conflict))) return false;
    return true;
  });
  // A block of two weeks stands in the table as days: it is one block.
  return [...overlaps, ...rest].filter((conflict) => {
    const id = [conflict.kind, key(conflict), conflict.with?.itemId ?? conflict.with?.label ?? ''].join('|');
    return !seen.has(id) && seen.add(id);
  });
}

/** What a conflict is about, however its times move: the note that answers it holds for this one only. */
export function fingerprint({ kind, resourceKind, resourceId, with: other }: Conflict): string {
  return [kind, resourceKind, resourceId, other?.itemId ?? other?.label ?? ''].join(':');
}

export function overlap(
  a: { startsAt: Temporal.Instant; endsAt: Temporal.Instant },
  b: { startsAt: Temporal.Instant; endsAt: Temporal.Instant },
): boolean {
  return Temporal.Instant.compare(a.startsAt, b.endsAt) < 0 && Temporal.Instant.compare(b.startsAt, a.endsAt) < 0;
}

/** Free minutes between two spans that do not overlap. */
function minutesBetween(a: Pick<Span, 'startsAt' | 'endsAt'>, b: Pick<Span, 'startsAt' | 'endsAt'>): number {
  const aFirst = Temporal.Instant.compare(a.endsAt, b.startsAt) <= 0;
  return Math.floor((aFirst ? a.endsAt.until(b.startsAt) : b.endsAt.until(a.startsAt)).total('minutes'));
}
