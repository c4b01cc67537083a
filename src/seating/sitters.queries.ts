import { Injectable } from '@nestjs/common';
import { comparePrecedence, type Ranked } from '../directory/precedence.rules.js';
import { PrecedenceQueries, type Standing } from '../directory/precedence.queries.js';
import type { Representative } from '../invitations/answering/answer-terms.rules.js';
import type { PairMember } from '../invitations/invitation.states.js';
import { pairOf } from '../invitations/recipients/pairs.rules.js';
import { Current, type LocalizedText } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import type { Side, Sitter } from './seating.rules.js';

/** Somebody at the table, with what his card says. */
export interface SeatedPerson extends Sitter {
  personId: string | null;
  /** In his own script, and its language. */
  nativeName: string | null;
  nativeLanguage: string | null;
  post: LocalizedText | string;
  organisation: LocalizedText | string;
  country: string | null;
}

interface Row {
  recipient_id: string | null;
  person_id: string | null;
  side: Side | null;
  role: string | null;
  name: string;
  sort_name: string;
  native_name: string | null;
  native_language: string | null;
  gender: 'female' | 'male' | null;
  languages: string[] | null;
  country: string | null;
  post: string;
  organisation: string;
  companions: number;
  companion_names: string[];
  representative: Representative | null;
  language: string | null;
  second_name: string | null;
  alone: PairMember | null;
  /** Of the office that was asked, whoever holds it. */
  office_precedence: number | null;
}

/** Who is to be seated: guests who come, with whoever comes too, and members of the delegations who take part. */
@Injectable()
export class SittersQueries {
  constructor(
    private readonly db: Db,
    private readonly precedence: PrecedenceQueries,
  ) {}

  /**
   * In order of precedence on `day`; those whom the directory does not know follow as the list has them. A guest of neither delegation
   * goes with the side of his country. Whoever has declined is not among them. Two statements.
   * @param itemId the line; null for the whole activity @param companion words for one without a name, of whom
   */
  async of(
    activityId: string,
    itemId: string | null,
    day: Temporal.PlainDate,
    companion: (name: string) => string,
  ): Promise<SeatedPerson[]> {
    const rows = await this.rows(activityId, itemId);
    const standings = await this.precedence.standings(
      rows.flatMap(({ person_id }) => person_id ?? []),
      day,
    );
    const ranked = rows.map((row, n) => ({ row, ...rankOf(row, n, standings) }));
    return ranked
      .toSorted(comparePrecedence)
      .flatMap(({ row, standing }) => [
        personOf(row, standing),
        ...Array.from({ length: row.companions }, (_, n) => companionOf(row, n, companion)),
      ]);
  }

  private rows(activityId: string, itemId: string | null): Promise<Row[]> {
    return this.db.rows<Row>(
      `with asked as (
         select r.* from recipient r join invitation i on i.institution_id = r.institution_id and i.id = r.invitation_id
          where r.institution_id = $1 and r.activity_id = $2 and i.item_id is not distinct from $3::uuid and i.state <> 'cancelled'),
       member as (
         select distinct on (m.person_id) m.person_id, d.side, m.role, m.position
           from delegation_member m join delegation d on d.institution_id = m.institution_id and d.id = m.delegation_id
          where m.institution_id = $1 and m.activity_id = $2 order by m.person_id, m.position),
       taking_part as (
         select p.person_id, p.side from item_participant p where p.institution_id = $1 and p.item_id = $3::uuid
         union select m.person_id, m.side from member m where $3::uuid is null)
       select a.id as recipient_id, case when a.representative is null and a.alone is distinct from 'second' then a.person_id end as person_id,
              coalesce(m.side, case when p.country = n.country then 'host' when p.country is not null then 'guest' end) as side, m.role, a.name,
              coalesce(p.sort_name, a.id::text) as sort_name, p.native_name, p.native_language, p.gender, p.languages, p.country, a.post, a.organisation,
              case when a.state = 'represented' then 0 else a.companions end as companions, a.companion_names, a.representative, a.language, a.second_name, a.alone, o.precedence as office_precedence
         from asked a
         join institution n on n.institution_id = $1
         left join member m on m.person_id = a.person_id
         left join known_person p on p.institution_id = $1 and p.known_as = a.person_id
         left join post o on o.institution_id = $1 and o.id = a.post_id
        where a.state in ('accepted', 'represented', 'attended')
       union all
       select null, t.person_id, t.side, m.role, trim(concat_ws(' ', p.honorific, p.given_name, p.family_name)), p.sort_name, p.native_name,
              p.native_language, p.gender, p.languages, p.country, '', '', 0, '[]', null, null, null, null, null
         from taking_part t
         join known_person p on p.institution_id = $1 and p.known_as = t.person_id
         left join member m on m.person_id = t.person_id
        where not exists (select 1 from asked a where a.person_id = t.person_id)
       limit 2000`,
      [Current.institutionId, activityId, itemId],
    );
  }
}

function rankOf(row: Row, n: number, standings: ReadonlyMap<string, Standing>): Ranked & { standing?: Standing } {
  const standing = row.person_id ? standings.get(row.person_id) : undefined;
  return {
    id: row.recipient_id ?? row.person_id ?? String(n),
    role: insteadOf(row) ? 'member' : (row.role ?? 'member'),
    // Who stands in for another sits by his own rank, and nobody here knows that.
    precedence: standing?.precedence ?? (row.representative ? null : row.office_precedence) ?? 2000,
    enteredOn: standing?.since ?? null,
    sortName: row.sort_name,
    ...(standing && { standing }),
  };
}

function personOf(row: Row, standing: Standing | undefined): SeatedPerson {
  const instead = insteadOf(row);
  return {
    key: row.recipient_id ? `r:${row.recipient_id}` : `p:${row.person_id}`,
    personId: row.person_id,
    name: instead?.name ?? pairOf({ name: row.name, secondName: row.second_name })?.first ?? row.name,
    nativeName: instead ? null : row.native_name,
    nativeLanguage: instead ? null : row.native_language,
    side: row.side ?? 'other',
    sex: instead ? null : row.gender,
    languages: instead ? [] : (row.languages ?? (row.language ? [row.language] : [])),
    role: instead ? null : row.role,
    post: instead ? instead.post : inAll(row.post, standing?.post),
    organisation: inAll(row.organisation, standing?.organisation),
    country: row.country,
  };
}

/** What the letter says in its language, in all of them where the directory has just that. */
const inAll = (written: string, known: LocalizedText | null | undefined): LocalizedText | string =>
  known && (!written || Object.values(known).includes(written)) ? known : written;

/** Who takes the chair of whom the directory knows: his representative, or the second of a pair who comes alone. */
const insteadOf = ({ representative, second_name, alone }: Row): Pick<Representative, 'name' | 'post'> | null =>
  representative ?? (second_name && alone === 'second' ? { name: second_name, post: '' } : null);

function companionOf(row: Row, n: number, words: (name: string) => string): SeatedPerson {
  const name = row.companion_names[n];
  return {
    ...personOf(row, undefined),
    key: `r:${row.recipient_id}:${n + 1}`,
    personId: null,
    name: name ?? words(row.name),
    nativeName: null,
    nativeLanguage: null,
    sex: null,
    role: null,
    post: '',
    organisation: '',
  };
}
