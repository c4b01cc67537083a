import { Injectable } from '@nestjs/common';
import { formatDay } from '../platform/i18n/format.js';
import { localized, t } from '../platform/i18n/translate.js';
import { PrecedenceQueries, type Standing } from './precedence.queries.js';
import { inOrderOfPrecedence, type Placed } from './precedence.rules.js';

/** A member of a delegation, or anybody else whose place is asked for. */
export interface Attendant {
  id: string;
  personId: string;
  role: string;
  sortName: string;
  /** As it is shown in the sentences. */
  name: string;
}

export interface Place {
  id: string;
  /** From 1. */
  place: number;
  /** How the place came about, in the reader's language. */
  why: string;
}

interface Counted extends Attendant {
  precedence: number;
  enteredOn: Temporal.PlainDate | null;
  standing: Standing | undefined;
}

/** Puts people into the institution's order of precedence and says in words how each place came about. */
@Injectable()
export class PrecedencePlaces {
  constructor(private readonly queries: PrecedenceQueries) {}

  /** By the posts held on `day`. One statement, inside the caller's unit of work. */
  async of(people: readonly Attendant[], day: Temporal.PlainDate): Promise<Place[]> {
    const standings = await this.queries.standings(
      people.map(({ personId }) => personId),
      day,
    );
    const counted = people.map((one): Counted => {
      const standing = standings.get(one.personId);
      return { ...one, standing, precedence: standing?.precedence ?? 2000, enteredOn: standing?.since ?? null };
    });
    const placed = inOrderOfPrecedence(counted);
    return placed.map((one, n) => ({ id: one.person.id, place: one.place, why: sentence(one, placed[n - 1]?.person) }));
  }
}

function sentence({ person, by }: Placed<Counted>, before: Counted | undefined): string {
  const post = standingOf(person);
  switch (by) {
    case 'head':
    case 'spouse':
      return [t(`directory.precedence.${by}`), post].filter(Boolean).join(' ');
    case 'role':
      return [t('directory.precedence.role', { role: person.role }), post].filter(Boolean).join(' ');
    case 'post':
      return post || t('directory.precedence.no-post');
    case 'seniority':
      return t(person.enteredOn ? 'directory.precedence.seniority-days' : 'directory.precedence.seniority-unknown', {
        name: before?.name ?? '',
        day: person.enteredOn ? formatDay(person.enteredOn) : '',
        before: before?.enteredOn ? formatDay(before.enteredOn) : '',
      });
    case 'name':
      return t('directory.precedence.name-after', { name: before?.name ?? '' });
  }
}

// "First Vice-President, level with our Deputy Chairperson."
function standingOf({ standing }: Counted): string {
  const post = standing && localized(standing.post);
  if (!post) return '';
  return standing.rank
    ? t('directory.precedence.level', { post, rank: localized(standing.rank) })
    : t('directory.precedence.own-post', { post });
}
