import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { type EndingTerm, type Hanging, TermEndShares } from '../../institution/term-end.registry.js';
import { Current, type LocalizedText } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import type { BodyKind } from '../body.states.js';
import type { Rollover } from './rollover.entity.js';

export interface RolloverRow {
  id: string;
  number: number;
  next_number: number | null;
  last_day: Temporal.PlainDate;
  state: Rollover['state'];
  prepared_by: string | null;
  confirmed_by: string | null;
  confirmed_at: Temporal.Instant | null;
  outcome: Record<string, number> | null;
}

export interface EndingBody {
  id: string;
  kind: BodyKind;
  state: string;
  name: LocalizedText;
  /** Seats that end, of either side. */
  seats: number;
  is_carried: boolean;
}

export interface LeavingPerson {
  id: string;
  /** Also under which else they are known, where entries were merged. */
  ids: string[];
  name: string;
}

/** Exactly what a confirmation would do, as things stand. */
export interface RolloverPlan {
  bodies: EndingBody[];
  /** Who loses the last seat. */
  people: LeavingPerson[];
  shares: { id: string; label: string; hanging: Hanging[] }[];
  /** A seal over all of it: a confirmation that has seen something else is refused. */
  seen: string;
}

@Injectable()
export class RolloverQueries {
  constructor(
    private readonly db: Db,
    private readonly shares: TermEndShares,
  ) {}

  list(): Promise<RolloverRow[]> {
    return this.rows('true', []);
  }

  async one(id: string): Promise<RolloverRow | undefined> {
    return (await this.rows('r.id::text = $2', [id]))[0];
  }

  /** Bodies of a convocation that have not ended. */
  endingBodies(
    convocationId: string,
    carried: readonly string[] = [],
    lastDay?: Temporal.PlainDate,
  ): Promise<EndingBody[]> {
    return this.db.rows<EndingBody>(
      `select b.id, b.kind, b.state, b.name, b.id = any($3::uuid[]) as is_carried,
              (select count(*) from seat s where s.institution_id = b.institution_id and s.body_id = b.id
                and (s.ends_on is null or s.ends_on > coalesce($4::date, current_date))) as seats
         from body b where b.institution_id = $1 and b.convocation_id = $2 and b.archived_on is null
          and b.state not in ('dissolved', 'expired', 'terminated', 'refused')
        order by array_position(array['working-group', 'permanent-delegation', 'commission'], b.kind), b.search_text, b.id`,
      [Current.institutionId, convocationId, carried, lastDay ?? null],
    );
  }

  async plan(rollover: Pick<Rollover, 'convocationId' | 'lastDay' | 'carried'>): Promise<RolloverPlan> {
    const bodies = await this.endingBodies(rollover.convocationId, rollover.carried, rollover.lastDay);
    const people = await this.losingTheirLastSeat(bodies, rollover.lastDay);
    const term = endingTerm(rollover, bodies, people, new Map());
    const shares: RolloverPlan['shares'] = [];
    for (const share of this.shares.all)
      shares.push({ id: share.id, label: share.label, hanging: await share.preview(term) });
    const facts = [
      bodies.map((body) => [body.id, body.seats, body.is_carried]),
      people.map(({ id }) => id),
      shares.map(({ hanging }) => hanging.length),
    ];
    return {
      bodies,
      people,
      shares,
      seen: createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 32),
    };
  }

  private losingTheirLastSeat(bodies: readonly EndingBody[], lastDay: Temporal.PlainDate): Promise<LeavingPerson[]> {
    return this.db.rows(
      `select p.id, p.ids, concat_ws(' ', nullif(p.given_name, ''), p.family_name) as name
         from (select k.id, k.institution_id, k.sort_name, k.given_name, k.family_name,
                      (select array_agg(a.id) from person a
                        where a.institution_id = k.institution_id and (a.id = k.id or a.merged_into = k.id)) as ids
                 from person k where k.institution_id = $1 and k.id in (
                   select a.known_id from seat s join person a on a.institution_id = s.institution_id and a.id = s.person_id
                    where s.institution_id = $1 and s.body_id = any($2::uuid[]) and (s.ends_on is null or s.ends_on > $3)
                      and s.side = 'ours')) p
        where not exists (select 1 from seat o where o.institution_id = p.institution_id and o.person_id = any (p.ids)
                           and not o.body_id = any($2::uuid[]) and (o.ends_on is null or o.ends_on > $3))
        order by p.sort_name, p.id`,
      [Current.institutionId, bodies.map(({ id }) => id), lastDay],
    );
  }

  private rows(where: string, params: unknown[]): Promise<RolloverRow[]> {
    return this.db.rows<RolloverRow>(
      `select r.id, c.number, n.number as next_number, r.last_day, r.state, a.name as prepared_by, b.name as confirmed_by,
              r.confirmed_at, r.outcome
         from rollover r join convocation c on c.institution_id = r.institution_id and c.id = r.convocation_id
         left join convocation n on n.institution_id = r.institution_id and n.id = r.next_convocation_id
         left join account a on a.institution_id = r.institution_id and a.id = r.prepared_by
         left join account b on b.institution_id = r.institution_id and b.id = r.confirmed_by
        where r.institution_id = $1 and ${where} order by r.id desc limit 100`,
      [Current.institutionId, ...params],
    );
  }
}

export const endingTerm = (
  { convocationId, lastDay }: Pick<Rollover, 'convocationId' | 'lastDay'>,
  bodies: readonly EndingBody[],
  people: readonly Pick<LeavingPerson, 'ids'>[],
  successors: ReadonlyMap<string, string>,
): EndingTerm => ({
  convocationId,
  lastDay,
  bodies: bodies.map(({ id, is_carried }) => ({ id, isCarried: is_carried, successorId: successors.get(id) ?? null })),
  personIds: people.flatMap(({ ids }) => ids),
});
