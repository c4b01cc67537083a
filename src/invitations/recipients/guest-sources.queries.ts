import { Injectable } from '@nestjs/common';
import type { AddressForm, Gender, OtherName } from '../../directory/person.entity.js';
import { STANDS_TODAY } from '../../directory/people.queries.js';
import { Current, type LocalizedText } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';

export interface Addressee {
  id: string;
  family_name: string;
  given_name: string;
  name_order: 'given-first' | 'family-first';
  honorific: string | null;
  patronymic: string | null;
  gender: Gender | null;
  native_name: string | null;
  /** BCP 47. */
  native_language: string | null;
  other_names: OtherName[];
  email: string | null;
  languages: string[];
  address_forms: Record<string, AddressForm>;
  post: LocalizedText | null;
  organisation: LocalizedText | null;
}

export interface OfficeRow {
  id: string;
  label: LocalizedText;
  organisation: LocalizedText;
  email: string | null;
  holder: string | null;
  /** How its holder is addressed, by language, and where no language is told. */
  address_forms: LocalizedText;
  address_form: string | null;
}

const POST = `left join lateral (
    select coalesce(t.label, m.role) as post, o.name as organisation
      from membership m join organisation o on o.institution_id = m.institution_id and o.id = m.organisation_id
      left join post t on t.institution_id = m.institution_id and t.id = m.post_id
     where m.institution_id = p.institution_id and m.person_id = p.id and ${STANDS_TODAY}
     order by coalesce(t.precedence, 2000), m.starts_on desc nulls last, m.id limit 1) today on true`;

/** Whom the directory offers as guests. */
@Injectable()
export class GuestSourcesQueries {
  constructor(private readonly db: Db) {}

  /** People as a letter addresses them, in the order of their names. */
  people(ids: readonly string[]): Promise<Addressee[]> {
    return this.db.rows<Addressee>(
      `select p.id, p.family_name, p.given_name, p.name_order, p.honorific, p.patronymic, p.gender, p.native_name, p.native_language, p.other_names, p.email, p.languages, p.address_forms, today.post, today.organisation
         from person p ${POST} where p.institution_id = $1 and p.id = any($2::uuid[]) and p.merged_into is null order by p.sort_name, p.id`,
      [Current.institutionId, ids],
    );
  }

  /** Who sits on our side of a body today; substitutes and observers too. */
  async seated(bodyId: string): Promise<string[]> {
    const rows = await this.db.rows<{ person_id: string }>(
      `select distinct person_id from seat where institution_id = $1 and body_id = $2 and starts_on <= current_date and (ends_on is null or ends_on >= current_date)`,
      [Current.institutionId, bodyId],
    );
    return rows.map((row) => row.person_id);
  }

  /** Who of these is on the list already. */
  async listed(invitationId: string, ids: readonly string[]): Promise<Set<string>> {
    const rows = await this.db.rows<{ person_id: string }>(
      `select person_id from recipient where institution_id = $1 and invitation_id = $2 and person_id = any($3::uuid[]) and state <> 'cancelled'`,
      [Current.institutionId, invitationId, ids],
    );
    return new Set(rows.map((row) => row.person_id));
  }

  /** Offices with a word, or the name of their organisation, that begins so, with whoever holds them today; or one by its id. */
  offices(words: string, id: string | null = null): Promise<OfficeRow[]> {
    return this.db.rows<OfficeRow>(
      `select t.id, t.label, o.name as organisation, h.email, h.name as holder, t.address_forms, t.address_form
         from post t join organisation o on o.institution_id = t.institution_id and o.id = t.organisation_id
         left join lateral (select trim(p.given_name || ' ' || p.family_name) as name, p.email from membership m
                              join known_person p on p.institution_id = m.institution_id and p.known_as = m.person_id
                             where m.institution_id = t.institution_id and m.post_id = t.id and ${STANDS_TODAY} order by m.starts_on desc nulls last limit 1) h on true
        where t.institution_id = $1 and case when $3::uuid is null then lower(t.label::text || ' ' || o.name::text) ~ ('\\m' || $2) else t.id = $3 end
        order by t.precedence, t.id limit 30`,
      [Current.institutionId, words.toLowerCase().replace(/[^\p{L}\p{N}\s]/gu, (sign) => `\\${sign}`), id],
    );
  }
}
