import { Injectable } from '@nestjs/common';
import { Current, type LocalizedText } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { type Likenable, type Likeness, likenessKeys, likenessOf, weightOf } from './likeness.rules.js';
import type { NameOrder } from './person.entity.js';

interface Face {
  id: string;
  family_name: string;
  given_name: string;
  name_order: NameOrder;
  native_name: string | null;
  native_language: string | null;
  country: string | null;
  birth_date: Temporal.PlainDate | null;
  email: string | null;
  post: LocalizedText | null;
}

/** Somebody who may be the same, and why. */
export interface LikeRow extends Face {
  why: Likeness[];
}
export interface PairRow {
  one: Face;
  other: Face;
  why: Likeness[];
}

const MOST = 8;

@Injectable()
export class LikenessQueries {
  constructor(private readonly db: Db) {}

  /** Who may be the person that is being typed in, the most alike first. Two statements. */
  async alike(typed: Likenable, except?: string): Promise<LikeRow[]> {
    const [found = []] = await this.alikeEach([typed], except);
    return found;
  }

  /** The same for a whole list, in two statements: the answers in its order. */
  async alikeEach(list: readonly Likenable[], except?: string): Promise<LikeRow[][]> {
    const keysOf = list.map(likenessKeys);
    const keys = [...new Set(keysOf.flat())];
    if (keys.length === 0) return list.map(() => []);
    const rows = await this.db.rows<{ id: string; keys: string[] }>(
      `select coalesce(p.merged_into, p.id) as id, array_agg(distinct k.key) as keys
         from person_key k join person p on p.institution_id = k.institution_id and p.id = k.person_id
        where k.institution_id = $1 and k.key = any ($2) group by 1 limit ${200 * list.length}`,
      [Current.institutionId, keys],
    );
    const known = rows.filter(({ id }) => id !== except);
    const found = keysOf.map((own) =>
      known
        .map(({ id, keys: shared }) => ({ id, shared: shared.filter((key) => own.includes(key)) }))
        .filter(({ shared }) => shared.length > 0)
        .map(({ id, shared }) => ({ id, why: reasons(shared) }))
        .toSorted((a, b) => weightOf(b.why) - weightOf(a.why) || (a.id < b.id ? -1 : 1))
        .slice(0, MOST),
    );
    const faces = await this.faces([...new Set(found.flat().map(({ id }) => id))]);
    return found.map((one) => one.flatMap(({ id, why }) => (faces.has(id) ? [{ ...faces.get(id)!, why }] : [])));
  }

  /**
   * Pairs that share more than a family name and an initial, and that nobody has told apart. Keys that more than ten
   * people share say nothing about any two of them. Three statements, however many pairs.
   */
  async pairs(page: number, pageSize: number): Promise<{ rows: PairRow[]; total: number }> {
    const pairs = await this.db.rows<{ one: string; other: string; keys: string[]; total: number }>(
      `with alive as (
         select k.key, k.person_id from person_key k
           join person p on p.institution_id = k.institution_id and p.id = k.person_id and p.merged_into is null
          where k.institution_id = $1 and k.key !~ '^f:'),
       shared as (select key from alive group by key having count(*) between 2 and 10)
       select a.person_id as one, b.person_id as other, array_agg(distinct a.key) as keys, count(*) over ()::int as total
         from shared s join alive a on a.key = s.key join alive b on b.key = s.key and a.person_id < b.person_id
        where not exists (select from person_distinct d where d.institution_id = $1 and d.one_id = a.person_id and d.other_id = b.person_id)
        group by 1, 2 order by count(distinct left(a.key, 1)) desc, 1, 2 limit $2 offset $3`,
      [Current.institutionId, pageSize, (page - 1) * pageSize],
    );
    const faces = await this.faces(pairs.flatMap(({ one, other }) => [one, other]));
    const rows = pairs.map(({ one, other, keys }) => ({
      one: faces.get(one)!,
      other: faces.get(other)!,
      why: reasons(keys),
    }));
    return { rows, total: pairs[0]?.total ?? 0 };
  }

  private async faces(ids: string[]): Promise<Map<string, Face>> {
    if (ids.length === 0) return new Map();
    const rows = await this.db.rows<Face>(
      `select p.id, p.family_name, p.given_name, p.name_order, p.native_name, p.native_language, p.country, p.birth_date, p.email,
              (select coalesce(t.label, m.role, o.name) from membership m
                 join organisation o on o.institution_id = m.institution_id and o.id = m.organisation_id
                 left join post t on t.institution_id = m.institution_id and t.id = m.post_id
                where m.institution_id = p.institution_id and m.person_id = p.id
                order by m.starts_on desc nulls last, m.id limit 1) as post
         from person p where p.institution_id = $1 and p.id = any ($2)`,
      [Current.institutionId, ids],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }
}

const reasons = (keys: readonly string[]): Likeness[] => {
  const all = [...new Set(keys.map(likenessOf))];
  // An equal name says what a near one says, and more.
  return all.length > 1 ? all.filter((one) => one !== 'near') : all;
};
