/** The first and the last day of something; both count, and an open end reaches as far as there are days. */
export interface Span {
  startsOn: Temporal.PlainDate | null;
  endsOn: Temporal.PlainDate | null;
}

const { compare } = Temporal.PlainDate;

/** Whether two closed spans share a day. */
export function overlap(a: Span, b: Span): boolean {
  return !endsBefore(a, b) && !endsBefore(b, a);
}

/** Whether every day of the one is a day of the other. */
export function lieWithin(inner: Span, outer: Span): boolean {
  const beginsTooSoon = outer.startsOn && (!inner.startsOn || compare(inner.startsOn, outer.startsOn) < 0);
  const endsTooLate = outer.endsOn && (!inner.endsOn || compare(inner.endsOn, outer.endsOn) > 0);
  return !beginsTooSoon && !endsTooLate;
}

function endsBefore(a: Span, b: Span): boolean {
  return a.endsOn !== null && b.startsOn !== null && compare(a.endsOn, b.startsOn) < 0;
}

export interface Held extends Span {
  id: string;
  personId: string;
  organisationId: string;
  postId: string | null;
  state: string;
  /** Role in words as text, where there is no post. */
  role: string | null;
}

/** What the organisation and the post forbid. */
export interface Forbids {
  /** One holder at a time. */
  singleHolder: boolean;
  /** Who belongs to it belongs to none of these at the same time: two factions of one house. */
  exclusiveWith: ReadonlySet<string>;
}

export interface Clash<H extends Held = Held> {
  rule: 'same' | 'single_holder' | 'exclusive';
  with: H;
}

/**
 * The first of `others` that a membership must not share a day with: the same person in the same place twice, two holders
 * of a post for one, two organisations that exclude each other. Who is only nominated holds nothing yet, and a suspended
 * holder makes room for an acting one.
 */
export function clashOf<H extends Held>(wanted: Held, others: Iterable<H>, forbids: Forbids): Clash<H> | null {
  for (const other of others) {
    if (other.id === wanted.id || !overlap(wanted, other)) continue;
    const isSamePerson = other.personId === wanted.personId;
    if (
      isSamePerson &&
      other.organisationId === wanted.organisationId &&
      other.postId === wanted.postId &&
      (wanted.postId !== null || other.role === wanted.role)
    )
      return { rule: 'same', with: other };
    if (wanted.state === 'nominated' || other.state === 'nominated') continue;
    if (isSamePerson && forbids.exclusiveWith.has(other.organisationId)) return { rule: 'exclusive', with: other };
    if (
      !isSamePerson &&
      forbids.singleHolder &&
      wanted.postId !== null &&
      other.postId === wanted.postId &&
      wanted.state !== 'suspended' &&
      other.state !== 'suspended'
    )
      return { rule: 'single_holder', with: other };
  }
  return null;
}

/** What a file makes of a membership: `before` is null where it would be new. */
export interface Intended<H extends Held = Held> {
  after: H;
  before: Held | null;
}

/**
 * The clashes of many memberships that would be written together, by the id of each that may not be. All stand as the
 * file leaves them, so one row may end what the next begins; of two that clash with each other the earlier stands. Where
 * one is refused, what is recorded of it stays, and may be in the way of others. A shortened membership is never in the way.
 */
export function clashesOf<H extends Held>(
  intended: readonly Intended<H>[],
  recorded: readonly H[],
  forbidsOf: (wanted: Held) => Forbids,
): Map<string, Clash<H>> {
  const clashes = new Map<string, Clash<H>>();
  for (let more = true; more;) {
    more = false;
    const replaced = new Set(intended.flatMap(({ after }) => (clashes.has(after.id) ? [] : [after.id])));
    const standing = new Standing(
      recorded.filter(({ id }) => !replaced.has(id)),
      forbidsOf,
    );
    for (const { after, before } of intended) {
      if (clashes.has(after.id)) continue;
      const clash =
        before && lieWithin(after, before) ? null : clashOf(after, standing.beside(after), forbidsOf(after));
      if (!clash) standing.add(after);
      else {
        clashes.set(after.id, clash);
        more ||= before !== null;
      }
    }
  }
  return clashes;
}

/** Memberships found again by what can forbid another: the person, and a post for one. */
class Standing<H extends Held> {
  private readonly ofPerson = new Map<string, H[]>();
  private readonly inPost = new Map<string, H[]>();

  constructor(
    all: readonly H[],
    private readonly forbidsOf: (wanted: Held) => Forbids,
  ) {
    for (const one of all) this.add(one);
  }

  add(one: H): void {
    put(this.ofPerson, one.personId, one);
    if (one.postId !== null && this.forbidsOf(one).singleHolder) put(this.inPost, one.postId, one);
  }

  *beside({ personId, postId }: Held): Generator<H> {
    yield* this.ofPerson.get(personId) ?? [];
    if (postId !== null) yield* this.inPost.get(postId) ?? [];
  }
}

function put<T>(groups: Map<string, T[]>, key: string, one: T): void {
  const group = groups.get(key);
  if (group) group.push(one);
  else groups.set(key, [one]);
}
