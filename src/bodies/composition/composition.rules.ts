/** A place as rules of composition look at it: ours, on one day, without the secretary. */
export interface Place {
  seatId: string;
  name: string;
  kind: 'full' | 'substitute' | 'observer';
  sex: 'female' | 'male' | null;
  /** ISO 3166-1 alpha-2. */
  nationality: string | null;
  /** Organisations that the person belongs to on that day. */
  organisations: { id: string; classification: string }[];
  /** What the person is there, in every language and in small letters. */
  posts: string[];
  /** Bodies of the same kind in which the person sits on that day, this one among them. */
  bodies: number;
  substituteFor: string | null;
}

export type SeatsCounted = 'all' | 'full' | 'substitute';

/** A rule of composition as data. Minimums count once the body has to be whole; everything else from the first seat on. */
export type Condition =
  | { type: 'size'; of: SeatsCounted; min?: number | undefined; max?: number | undefined }
  /** How many come from one chamber, faction or other organisation; `label` says which while none is chosen. */
  | {
      type: 'organisation';
      organisationId: string | null;
      label: string;
      min?: number | undefined;
      max?: number | undefined;
    }
  /** From how many different chambers or factions they come at least. */
  | { type: 'spread'; classification: 'chamber' | 'faction'; min: number }
  /** Least number of each sex, or of one; by a table of full seats where the source gives one. */
  | {
      type: 'sex';
      sex: 'female' | 'male' | 'each';
      min?: number | undefined;
      minPercent?: number | undefined;
      table?: { full: number; min: number; minFull: number }[] | undefined;
    }
  | { type: 'bodies'; max: number }
  /** Posts that cannot be held beside the seat, as beginnings of words. */
  | { type: 'posts'; words: string[] }
  /** Every substitute stands in for one full member, nobody has two, and there are as many of one as of the other. */
  | { type: 'substitutes' }
  | { type: 'nationality'; maxPercent: number }
  /** Everybody sits in this organisation (a chamber) on that day. */
  | { type: 'membership'; organisationId: string | null; label: string };

export interface Violation {
  /** Message key after `bodies.broken.`. */
  key: string;
  params: Record<string, string | number>;
  /** By whom, where it is somebody's. */
  who: string[];
  /** Something is missing that may still come: this matters when the body is to be whole. */
  isGap: boolean;
  /** How far from the rule: a change may not make it more. */
  by: number;
}

/** What of `condition` these places break; none where they keep it. Pure. */
export function broken(condition: Condition, places: readonly Place[]): Violation[] {
  switch (condition.type) {
    case 'size':
      return bounds(counted(places, condition.of).length, condition, `size-${condition.of}`, {}, []);
    case 'organisation': {
      const { organisationId, label } = condition;
      const those = places.filter((place) => place.organisations.some(({ id }) => id === organisationId));
      return bounds(those.length, condition, 'organisation', { label }, namesOf(those));
    }
    case 'spread': {
      const found = new Set(places.flatMap((place) => idsOf(place, condition.classification)));
      return bounds(found.size, { min: condition.min }, `spread-${condition.classification}`, {}, []);
    }
    case 'sex':
      return sexes(condition, places);
    case 'bodies':
      return places
        .filter((place) => place.bodies > condition.max)
        .map((place) =>
          fault('bodies', { count: place.bodies, max: condition.max }, [place.name], place.bodies - condition.max),
        );
    case 'posts':
      return places.flatMap((place) => {
        const post = place.posts.find((one) => condition.words.some((word) => hasWord(one, word)));
        return post ? [fault('posts', { post }, [place.name])] : [];
      });
    case 'substitutes':
      return substitutes(places);
    case 'nationality':
      return nationalities(condition.maxPercent, places);
    case 'membership':
      return places
        .filter((place) => !place.organisations.some(({ id }) => id === condition.organisationId))
        .map((place) => fault('membership', { label: condition.label }, [place.name]));
  }
}

function sexes(condition: Extract<Condition, { type: 'sex' }>, places: readonly Place[]): Violation[] {
  const full = counted(places, 'full').length;
  // The last line of the table that the delegation reaches; a bigger one is held to that line at least.
  const line = condition.table?.toSorted((a, b) => a.full - b.full).findLast((one) => one.full <= full);
  const wanted = condition.sex === 'each' ? (['female', 'male'] as const) : [condition.sex];
  return wanted.flatMap((sex) => {
    const those = places.filter((place) => place.sex === sex);
    const share = condition.minPercent ? Math.ceil((places.length * condition.minPercent) / 100) : 0;
    const min = Math.max(condition.min ?? 0, line?.min ?? 0, share);
    return [
      ...bounds(those.length, { min }, `sex-${sex}`, {}, []),
      ...bounds(counted(those, 'full').length, { min: line?.minFull ?? 0 }, `sex-full-${sex}`, {}, []),
    ];
  });
}

function substitutes(places: readonly Place[]): Violation[] {
  const full = counted(places, 'full');
  const standIns = counted(places, 'substitute');
  const lone = standIns.filter((one) => !full.some(({ seatId }) => seatId === one.substituteFor));
  const twice = full.filter((one) => standIns.filter(({ substituteFor }) => substituteFor === one.seatId).length > 1);
  return [
    ...lone.map((place) => fault('substitute-of-nobody', {}, [place.name])),
    ...twice.map((place) => fault('substitutes-of-one', {}, [place.name])),
    ...(standIns.length > full.length
      ? [
          fault(
            'substitutes-more',
            { full: full.length, substitutes: standIns.length },
            [],
            standIns.length - full.length,
          ),
        ]
      : []),
    ...(standIns.length < full.length
      ? [
          {
            ...fault(
              'substitutes-fewer',
              { full: full.length, substitutes: standIns.length },
              [],
              full.length - standIns.length,
            ),
            isGap: true,
          },
        ]
      : []),
  ];
}

function nationalities(maxPercent: number, places: readonly Place[]): Violation[] {
  const groups = Map.groupBy(
    places.filter(({ nationality }) => nationality !== null),
    ({ nationality }) => nationality!,
  );
  return (
    [...groups]
      .filter(([, those]) => those.length * 100 > places.length * maxPercent)
      // A share is right or wrong only of the whole: the first of all is always a hundred per cent.
      .map(([country, those]) => ({
        ...fault('nationality', { country, count: those.length, of: places.length, max: maxPercent }, namesOf(those)),
        isGap: true,
      }))
  );
}

function bounds(
  count: number,
  { min, max }: { min?: number | undefined; max?: number | undefined },
  key: string,
  params: Record<string, string | number>,
  who: string[],
): Violation[] {
  return [
    ...(max !== undefined && count > max ? [fault(`${key}-max`, { ...params, count, max }, who, count - max)] : []),
    ...(min !== undefined && count < min
      ? [{ ...fault(`${key}-min`, { ...params, count, min }, [], min - count), isGap: true }]
      : []),
  ];
}

const fault = (key: string, params: Violation['params'], who: string[], by = 1): Violation => ({
  key,
  params,
  who,
  isGap: false,
  by,
});

const counted = (places: readonly Place[], of: SeatsCounted): Place[] =>
  places.filter(({ kind }) => (of === 'all' ? kind !== 'observer' : kind === of));

const idsOf = (place: Place, classification: string): string[] =>
  place.organisations.filter((one) => one.classification === classification).map(({ id }) => id);

const namesOf = (places: readonly Place[]): string[] => places.map(({ name }) => name);

const hasWord = (post: string, word: string): boolean =>
  post.split(/[^\p{L}]+/u).some((one) => one.startsWith(word.toLowerCase()));
