import { Injectable } from '@nestjs/common';
import { STANDS_TODAY } from '../../directory/people.queries.js';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';

/**
 * Over `recipient r`: the address that was set for the guest, else what the directory has of him, of the house where he serves
 * today, or of the house of his office; empty where there is none. Whose letter goes through others has no other than his own.
 */
export const POSTAL_ADDRESS = `case when r.postal_address <> '' then r.postal_address when r.care_of <> '' then '' else coalesce(
    (select c.value ->> 'value' from known_person p cross join lateral jsonb_array_elements(p.contacts) c(value)
      where p.institution_id = r.institution_id and p.known_as = r.person_id and c.value ->> 'kind' = 'address'
        and coalesce(c.value ->> 'from', '') <= current_date::text and coalesce(c.value ->> 'until', '9999') >= current_date::text limit 1),
    (select o.address from membership m join organisation o on o.institution_id = m.institution_id and o.id = m.organisation_id
       left join post t on t.institution_id = m.institution_id and t.id = m.post_id
      where m.institution_id = r.institution_id and m.person_id = r.person_id and o.address <> '' and ${STANDS_TODAY}
      order by coalesce(t.precedence, 2000), m.id limit 1),
    (select o.address from post t join organisation o on o.institution_id = t.institution_id and o.id = t.organisation_id
      where t.institution_id = r.institution_id and t.id = r.post_id), '') end`;

@Injectable()
export class PostalAddresses {
  constructor(private readonly db: Db) {}

  /** Of these guests, as it stands on an envelope; in one statement. Needs an open unit of work. */
  async of(recipientIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.db.rows<{ id: string; address: string }>(
      `select r.id, ${POSTAL_ADDRESS} as address from recipient r where r.institution_id = $1 and r.id = any($2::uuid[])`,
      [Current.institutionId, recipientIds],
    );
    return new Map(rows.map(({ id, address }) => [id, address]));
  }
}

/** Its lines, without those that say nothing. */
export const addressLines = (address: string): string[] =>
  address.split(/\r?\n/).map((line) => line.trim()).filter(Boolean); // prettier-ignore
