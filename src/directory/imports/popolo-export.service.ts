import { Injectable } from '@nestjs/common';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { DomainError } from '../../platform/errors.js';
import { Membership } from '../membership.entity.js';
import { Organisation } from '../organisation.entity.js';
import { Person } from '../person.entity.js';
import { Post } from '../post.entity.js';
import type { PopoloRecord } from './popolo-lists.js';
import { membershipRecord, organisationRecord, personRecord, postRecord, type Rest, withRest } from './popolo-mapping.js'; // prettier-ignore

export interface PopoloFile {
  persons: PopoloRecord[];
  organizations: PopoloRecord[];
  posts: PopoloRecord[];
  memberships: PopoloRecord[];
  areas: PopoloRecord[];
}

// A file is made in memory.
const MOST_PEOPLE = 100_000;

export class DirectoryTooLarge extends DomainError {
  constructor() {
    super('platform.exports.too_much', { most: MOST_PEOPLE });
  }
}

/** The whole directory as Popolo JSON: what our columns hold, and what the files that it came from said beyond. */
@Injectable()
export class PopoloExport {
  constructor(private readonly db: Db) {}

  /** In the open unit of work; six statements. Travel details and notes of the house stay in the house. @throws DirectoryTooLarge */
  async file(): Promise<PopoloFile> {
    const where = { institutionId: Current.institutionId };
    const order = { id: 'asc' } as const;
    if ((await this.db.repo(Person).count({ where })) > MOST_PEOPLE) throw new DirectoryTooLarge();
    const people = await this.db.repo(Person).find({ where, order });
    const rests = await this.rests();
    const whole = (record: PopoloRecord) => withRest(record, rests.get(String(record['id'])) ?? {});
    const aliases = new Map(people.flatMap(({ id, mergedInto }) => (mergedInto ? [[id, mergedInto]] : [])));
    const memberships = await this.db.repo(Membership).find({ where, order });
    for (const one of memberships) one.personId = aliases.get(one.personId) ?? one.personId;
    return {
      persons: people.filter(({ mergedInto }) => !mergedInto).map((one) => whole(personRecord(one))),
      organizations: (await this.db.repo(Organisation).find({ where, order })).map((one) =>
        whole(organisationRecord(one)),
      ),
      posts: (await this.db.repo(Post).find({ where, order })).map((one) => whole(postRecord(one))),
      memberships: memberships.map((one) => whole(membershipRecord(one))),
      areas: await this.areas(),
    };
  }

  private async rests(): Promise<Map<string, Rest>> {
    const rows = await this.db.rows<{ subject_id: string; rest: Rest }>(
      `select subject_id, rest from imported_id where institution_id = $1 and class <> 'area' and source = '' and rest <> '{}'`,
      [Current.institutionId],
    );
    return new Map(rows.map(({ subject_id, rest }) => [subject_id, rest]));
  }

  private async areas(): Promise<PopoloRecord[]> {
    const rows = await this.db.rows<{ subject_id: string; rest: Rest }>(
      `select subject_id, rest from imported_id where institution_id = $1 and class = 'area' and source = '' order by subject_id`,
      [Current.institutionId],
    );
    return rows.map(({ subject_id, rest }) => withRest({ id: subject_id }, rest));
  }
}
