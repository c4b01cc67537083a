import { Injectable } from '@nestjs/common';
import { Current, type LocalizedText } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { localized } from '../platform/i18n/translate.js';
import type { Membership } from './membership.entity.js';
import type { Forbids, Held } from './membership.rules.js';

/** Somebody's membership, with the name to tell it by. */
export interface Rival extends Held {
  name: string;
}

@Injectable()
export class MembershipsQueries {
  constructor(private readonly db: Db) {}

  /**
   * What a membership may clash with: everything else of the person, under whichever id, and all other holders of the
   * post. Locks person and post first, so that two who appoint at once are told apart. For a verb: inside its unit of work.
   */
  async rivals(wanted: Membership): Promise<{ others: Rival[]; forbids: Forbids }> {
    const house = Current.institutionId;
    await this.db.rows('select id from person where institution_id = $1 and id = $2 for update', [
      house,
      wanted.personId,
    ]);
    const [post] = wanted.postId
      ? await this.db.rows<{ single_holder: boolean }>(
          'select single_holder from post where institution_id = $1 and id = $2 for update',
          [house, wanted.postId],
        )
      : [];
    const rows = await this.db.rows<{
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
      excludes: boolean;
    }>(
      `select m.id, p.id as person_id, m.organisation_id, m.post_id, m.role, m.state, m.starts_on, m.ends_on,
              trim(p.given_name || ' ' || p.family_name) as person, o.name as organisation,
              (mine.is_exclusive and o.is_exclusive and o.id <> mine.id and o.classification = mine.classification
                and o.parent_id is not distinct from mine.parent_id) as excludes
         from membership m
         join known_person p on p.institution_id = m.institution_id and p.known_as = m.person_id
         join organisation o on o.institution_id = m.institution_id and o.id = m.organisation_id
         join organisation mine on mine.institution_id = m.institution_id and mine.id = $4
        where m.institution_id = $1 and m.id <> $5
          and (m.post_id = $3 or m.person_id in (select a.id from person a where a.institution_id = $1 and (a.id = $2 or a.merged_into = $2)))`,
      [house, wanted.personId, wanted.postId, wanted.organisationId, wanted.id],
    );
    return {
      others: rows.map((row) => ({
        id: row.id,
        personId: row.person_id,
        organisationId: row.organisation_id,
        postId: row.post_id,
        role: row.role && JSON.stringify(row.role),
        state: row.state,
        startsOn: row.starts_on,
        endsOn: row.ends_on,
        name: row.person_id === wanted.personId ? localized(row.organisation) : row.person,
      })),
      forbids: {
        singleHolder: post?.single_holder ?? false,
        exclusiveWith: new Set(rows.filter((row) => row.excludes).map((row) => row.organisation_id)),
      },
    };
  }
}
