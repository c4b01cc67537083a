import { Injectable } from '@nestjs/common';
import { Current, type LocalizedText } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { localized } from '../platform/i18n/translate.js';
import type { Membership } from './membership.entity.js';
import type { Clash, Forbids, Held } from './membership.rules.js';

/** Somebody's membership, with the names to tell it by. */
export interface Rival extends Held {
  person: string;
  organisation: string;
}

export interface Rivalry {
  rivals: Rival[];
  forbidsOf: (wanted: Pick<Held, 'organisationId' | 'postId'>) => Forbids;
}

interface RivalRow {
  id: string;
  person_id: string;
  organisation_id: string;
  post_id: string | null;
  role: LocalizedText | null;
  state: string;
  starts_on: Temporal.PlainDate | null;
  ends_on: Temporal.PlainDate | null;
  person: string;
  organisation: LocalizedText;
}

/** As the rules compare it; `personId` is the entry that was kept. */
export function heldOf(membership: Membership, personId = membership.personId): Held {
  const { id, organisationId, postId, role, state, startsOn, endsOn } = membership;
  return { id, personId, organisationId, postId, role: role && JSON.stringify(role), state, startsOn, endsOn };
}

/** The other holder of the post, or the other place of the person. */
export const nameOf = ({ rule, with: { person, organisation } }: Clash<Rival>): string =>
  rule === 'single_holder' ? person : organisation;

@Injectable()
export class MembershipsQueries {
  constructor(private readonly db: Db) {}

  /**
   * What memberships may clash with: everything of these people, under whichever id, and all holders of these posts
   * where a post is for one. With `locking` people and posts are held first, always in one order, so that two who appoint at
   * once are told apart. A fixed number of statements, in the open unit of work.
   */
  async rivals(
    wanted: readonly Pick<Membership, 'personId' | 'postId'>[],
    { locking }: { locking: boolean },
  ): Promise<Rivalry> {
    const house = Current.institutionId;
    const people = [...new Set(wanted.map(({ personId }) => personId))];
    const posts = [...new Set(wanted.flatMap(({ postId }) => postId ?? []))];
    const hold = locking ? 'order by id for update' : '';
    if (locking) await this.db.rows(`select id from person where institution_id = $1 and id = any($2) ${hold}`, [house, people]); // prettier-ignore
    const forOne = await this.db.rows<{ id: string; single_holder: boolean }>(
      `select id, single_holder from post where institution_id = $1 and id = any($2) ${hold}`,
      [house, posts],
    );
    const single = new Set(forOne.flatMap(({ id, single_holder }) => (single_holder ? [id] : [])));
    const rows = await this.db.rows<RivalRow>(
      `select m.id, p.id as person_id, m.organisation_id, m.post_id, m.role, m.state, m.starts_on, m.ends_on,
              trim(p.given_name || ' ' || p.family_name) as person, o.name as organisation
         from membership m
         join known_person p on p.institution_id = m.institution_id and p.known_as = m.person_id
         join organisation o on o.institution_id = m.institution_id and o.id = m.organisation_id
        where m.institution_id = $1
          and (m.post_id = any($3) or m.person_id in (
            select id from person where institution_id = $1 and id = any($2)
            union all select id from person where institution_id = $1 and merged_into = any($2)))`,
      [house, people, [...single]],
    );
    const exclusive = await this.exclusive();
    return {
      rivals: rows.map((row) => ({
        id: row.id,
        personId: row.person_id,
        organisationId: row.organisation_id,
        postId: row.post_id,
        role: row.role && JSON.stringify(row.role),
        state: row.state,
        startsOn: row.starts_on,
        endsOn: row.ends_on,
        person: row.person,
        organisation: localized(row.organisation),
      })),
      forbidsOf: ({ organisationId, postId }) => ({
        singleHolder: postId !== null && single.has(postId),
        exclusiveWith: exclusive.get(organisationId) ?? NONE,
      }),
    };
  }

  /** Of each exclusive organisation the others of its kind under the same parent. */
  private async exclusive(): Promise<Map<string, Set<string>>> {
    const rows = await this.db.rows<{ id: string; others: string[] }>(
      `select o.id, array_agg(other.id) as others
         from organisation o
         join organisation other on other.institution_id = o.institution_id and other.is_exclusive and other.id <> o.id
          and other.classification = o.classification and other.parent_id is not distinct from o.parent_id
        where o.institution_id = $1 and o.is_exclusive
        group by o.id`,
      [Current.institutionId],
    );
    return new Map(rows.map(({ id, others }) => [id, new Set(others)]));
  }
}

const NONE: ReadonlySet<string> = new Set();
