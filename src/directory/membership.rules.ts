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

export interface Clash {
  rule: 'same' | 'single_holder' | 'exclusive';
  with: Held;
}

/**
 * The first of `others` that a membership must not share a day with: the same person in the same place twice, two holders
 * of a post for one, two organisations that exclude each other. Who is only nominated holds nothing yet, and a suspended
 * holder makes room for an acting one.
 */
export function clashOf(wanted: Held, others: readonly Held[], forbids: Forbids): Clash | null {
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
