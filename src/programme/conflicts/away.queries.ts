import { Injectable } from '@nestjs/common';
import { ActivityKinds } from '../../activities/activity-kinds.registry.js';
import { travellingSide } from '../../activities/activity.entity.js';
import { statesOf } from '../../activities/lifecycle.states.js';
import { Current, type LocalizedText } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';

/** An activity for which somebody has left the house; both days included. */
export interface Away {
  title: LocalizedText;
  startsOn: Temporal.PlainDate;
  endsOn: Temporal.PlainDate;
}

/** Who of the house travels with a delegation of its own, as far as that is certain: the order covers whole days. */
@Injectable()
export class AwayQueries {
  constructor(
    private readonly db: Db,
    private readonly kinds: ActivityKinds,
  ) {}

  /**
   * By person, for activities other than this one (null: for all) that touch the days from `first` to `last`. One statement.
   * @param people ids, under whichever entry a line names them
   */
  async of(
    activityId: string | null,
    people: readonly string[],
    first: Temporal.PlainDate,
    last: Temporal.PlainDate,
  ): Promise<Map<string, Away[]>> {
    if (people.length === 0) return new Map();
    const rows = await this.db.prepared<{
      person: string;
      title: LocalizedText;
      starts_on: Temporal.PlainDate;
      ends_on: Temporal.PlainDate;
    }>(
      'programme.away',
      `select w.id as person, a.title, a.starts_on, a.ends_on
         from unnest($3::uuid[]) as w(id)
         join person k on k.institution_id = $1 and k.id = w.id
         join person q on q.institution_id = $1 and q.known_id = k.known_id
         join delegation_member m on m.institution_id = $1 and m.person_id = q.id and m.activity_id is distinct from $2
         join delegation d on d.institution_id = $1 and d.id = m.delegation_id and d.side = 'host'
         join activity a on a.institution_id = $1 and a.id = m.activity_id and a.starts_on <= $5 and a.ends_on >= $4
          and a.kind || ' ' || a.state = any($6::text[])
        order by a.starts_on, a.id`,
      [Current.institutionId, activityId, people, first, last, this.certain()],
    );
    const found = Map.groupBy(rows, ({ person }) => person);
    return new Map(
      [...found].map(([person, all]) => [
        person,
        all.map(({ title, starts_on: startsOn, ends_on: endsOn }) => ({ title, startsOn, endsOn })),
      ]),
    );
  }

  private certain(): string[] {
    return this.kinds.all
      .filter(({ kind }) => travellingSide(kind) === 'host')
      .flatMap(({ kind, lifecycle, isCertain }) =>
        statesOf(lifecycle)
          .filter((state) => isCertain(state))
          .map((state) => `${kind} ${state}`),
      );
  }
}
