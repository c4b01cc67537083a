import { Injectable } from '@nestjs/common';
import { isOpen } from '../../activities/activity.rules.js';
import { NoticesService } from '../../accounts/notices.service.js';
import { Current, type LocalizedText } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { NotFound } from '../../platform/errors.js';
import { EventsService } from '../../platform/events/events.service.js';
import { localized } from '../../platform/i18n/translate.js';
import { NotEntitled, ProgrammeClosed } from '../programme.errors.js';
import { ItemEditsService } from '../item-edits.service.js';
import { inputOf } from '../item-values.rules.js';
import type { EditionLine } from '../programme-item.entity.js';
import { ProgrammeQueries } from '../programme.queries.js';
import type { Saved } from '../programme.service.js';
import { SubstitutesQueries } from '../conflicts/substitutes.queries.js';

export interface MyLine extends EditionLine {
  activityId: string;
  activityTitle: LocalizedText;
  edition: number;
  interprets: boolean;
  answer: 'accepted' | 'replace' | null;
  settled: boolean;
  talkingPoints: string | null;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Months ahead that a delegate sees. */
const AHEAD_DAYS = 200;

/** What a delegate's answers are made of. */
@Injectable()
export class MineParts {
  constructor(
    readonly queries: ProgrammeQueries,
    readonly edits: ItemEditsService,
    readonly substitutes: SubstitutesQueries,
  ) {}
}

/** What a programme expects of the actor himself, and what he answers. Everything here is of released editions. */
@Injectable()
export class MineService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly programme: MineParts,
    private readonly notices: NoticesService,
  ) {}

  /** The actor's lines from a day on, by the editions that stand: one statement. */
  async lines(from: Temporal.PlainDate): Promise<MyLine[]> {
    const { personId } = Current.actor;
    if (!personId) return [];
    const rows = await this.db.rows<{
      activity_id: string;
      title: LocalizedText;
      number: number;
      line: EditionLine;
      answer: MyLine['answer'];
      settled_at: Temporal.Instant | null;
      talking_points: string | null;
    }>(
      `with latest as (
         select distinct on (e.activity_id) e.activity_id, e.number, e.content, a.title
           from activity a join edition e on e.institution_id = $1 and e.activity_id = a.id
          where a.institution_id = $1 and a.ends_on >= $3 and a.starts_on <= $4 and a.state not in ('cancelled', 'declined')
          order by e.activity_id, e.number desc)
       select l.activity_id, l.title, l.number, x.line, n.answer, n.settled_at, i.talking_points
         from latest l cross join lateral jsonb_array_elements(l.content) as x(line)
         left join item_answer n on n.institution_id = $1 and n.item_id = (x.line ->> 'id')::uuid and n.person_id = $2
         left join programme_item i on i.institution_id = $1 and i.id = (x.line ->> 'id')::uuid
        where (x.line -> 'participants' @> jsonb_build_array(jsonb_build_object('personId', $2::text))
            or x.line -> 'interpreters' @> jsonb_build_array(jsonb_build_object('personId', $2::text)))
          and x.line ->> 'end' >= $3::text
        order by x.line ->> 'start' limit 300`,
      [Current.institutionId, personId, from, from.add({ days: AHEAD_DAYS })],
    );
    return rows.map((row) => ({
      ...row.line,
      activityId: row.activity_id,
      activityTitle: row.title,
      edition: row.number,
      interprets: row.line.interpreters.some((one) => one.personId === personId),
      answer: row.answer,
      settled: row.settled_at !== null,
      talkingPoints: row.talking_points,
    }));
  }

  /** Confirms that the actor will be there. @throws NotFound where no edition that stands names him in this line */
  accept(itemId: string): Promise<void> {
    return this.answer(itemId, 'accepted', null, '');
  }

  /** Asks to be replaced; the planners are told. @throws NotEntitled where the substitute may not stand in */
  async askReplacement(itemId: string, substituteId: string | null, note: string): Promise<void> {
    await this.answer(itemId, 'replace', substituteId, note);
  }

  /** Puts the substitute in the place of who asked to be replaced. @throws ConflictRefused, NotFound */
  replace(itemId: string, personId: string, substituteId: string): Promise<Saved> {
    return this.db.transaction(async () => {
      const row = UUID.test(itemId) ? await this.programme.queries.item(itemId) : null;
      const replaced = row?.participants.find((one) => one.person_id === personId);
      if (!row || !replaced) throw new NotFound();
      const input = inputOf(row);
      const participants = [
        ...input.participants.filter((one) => one.personId !== personId && one.personId !== substituteId),
        { personId: substituteId, side: replaced.side, role: replaced.role },
      ];
      const saved = await this.programme.edits.change(itemId, { ...input, participants }, row.version);
      await this.db.rows(
        'update item_answer set settled_at = now() where institution_id = $1 and item_id = $2 and person_id = $3',
        [Current.institutionId, itemId, personId],
      );
      await this.events.record({ type: 'programme.replaced', subject: itemId, activityId: row.activity_id });
      return saved;
    });
  }

  private answer(
    itemId: string,
    answer: 'accepted' | 'replace',
    substituteId: string | null,
    note: string,
  ): Promise<void> {
    return this.db.transaction(async () => {
      const { personId, name } = Current.actor;
      const row = UUID.test(itemId) ? await this.programme.queries.item(itemId) : null;
      if (!row || !personId || !row.participants.some((one) => one.person_id === personId)) throw new NotFound();
      const edition = await this.programme.queries.latestEdition(row.activity_id);
      const line = edition?.content.find(({ id }) => id === itemId);
      // A draft asks nobody anything.
      if (!line?.participants.some((one) => one.personId === personId)) throw new NotFound();
      const [activity] = await this.db.rows<{ state: string; responsible_id: string | null }>(
        'select state, responsible_id from activity where institution_id = $1 and id = $2',
        [Current.institutionId, row.activity_id],
      );
      if (!activity || !isOpen(activity)) throw new ProgrammeClosed();
      if (substituteId) {
        const entitled = await this.programme.substitutes.of(row, personId);
        if (!entitled.some(({ id }) => id === substituteId)) throw new NotEntitled();
      }
      await this.db.rows(
        `insert into item_answer (institution_id, item_id, person_id, answer, substitute_id, note) values ($1, $2, $3, $4, $5, $6)
         on conflict (institution_id, item_id, person_id) do update
           set answer = excluded.answer, substitute_id = excluded.substitute_id, note = excluded.note, answered_at = now(), settled_at = null`,
        [Current.institutionId, itemId, personId, answer, substituteId, note.trim()],
      );
      await this.events.record({
        type: answer === 'accepted' ? 'programme.line_accepted' : 'programme.replacement_asked',
        subject: itemId,
        activityId: row.activity_id,
      });
      if (answer === 'replace') {
        await this.notices.tell(await this.planners(row.activity_id, activity.responsible_id), {
          key: 'programme.notice.replacement',
          params: { name, line: row.confidential ? '' : localized(row.title) },
          href: `/${Current.institution.slug}/activities/${row.activity_id}/programme?line=${itemId}`,
        });
      }
    });
  }

  /** Who is responsible, and who released the edition that stands. */
  private async planners(activityId: string, responsibleId: string | null): Promise<string[]> {
    const [row] = await this.db.rows<{ released_by: string | null }>(
      'select released_by from edition where institution_id = $1 and activity_id = $2 order by number desc limit 1',
      [Current.institutionId, activityId],
    );
    return [responsibleId, row?.released_by ?? null].filter((id): id is string => id !== null);
  }
}
