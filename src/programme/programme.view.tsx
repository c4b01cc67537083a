import { Injectable } from '@nestjs/common';
import type { ComponentChildren } from 'preact';
import { ActivityFrame } from '../activities/activity-frame.queries.js';
import { ActivitiesService } from '../activities/activities.service.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { NotFound } from '../platform/errors.js';
import { t } from '../platform/i18n/translate.js';
import type { ActivityHeaderProps } from '../platform/web/components/activity-header.js';
import { page } from '../platform/web/page.js';
import type { FormState } from '../platform/web/forms.js';
import { together } from '../platform/database/together.js';
import { fitsFor } from './find-time/free-time.rules.js';
import type { EditMet, Values } from './item-values.rules.js';
import { type Board, type EquippedBoard, ProgrammeBoardQueries } from './programme-board.queries.js';
import { Inspector } from './programme-inspector.pages.js';
import { AskForm, NewLine, NothingChosen, Placement } from './programme-side.pages.js';
import { ProgrammePage } from './programme.pages.js';
import { type ItemRow, ProgrammeQueries } from './programme.queries.js';
import { NO_WAYS, WaysOutService } from './conflicts/ways-out.service.js';

/** Where a new line begins, as its address says: a time that was found brings its people, its room and who interprets. */
export type Fresh = Partial<Record<'day' | 'at' | 'to' | 'venue' | 'people' | 'interpreters', string | undefined>>;

/** What is open beside the days, and the form as it came back. */
export interface ChosenPart {
  view?: 'days' | 'list';
  line?: string | undefined;
  place?: string | undefined;
  ask?: boolean;
  fresh?: Fresh;
  form?: FormState;
  met?: EditMet[];
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Draws the editor, for the page itself and for every form of it that came back with an error. */
@Injectable()
export class ProgrammeView {
  constructor(
    private readonly db: Db,
    private readonly boards: ProgrammeBoardQueries,
    private readonly frame: ActivityFrame,
    private readonly activities: ActivitiesService,
    private readonly programme: ProgrammeQueries,
    private readonly ways: WaysOutService,
  ) {}

  base(activityId: string): string {
    return `/${Current.institution.slug}/activities/${activityId}/programme`;
  }

  async draw(activityId: string, part: ChosenPart): Promise<string> {
    const [board, activity] = await together(this.boards.board(activityId), this.head(activityId));
    const base = this.base(activityId);
    const isIdle = !part.line && !part.place && !part.ask && !part.fresh;
    const inspector = isIdle ? (
      <NothingChosen board={board} base={base} />
    ) : (
      await this.inspector(await this.boards.equip(board), base, part)
    );
    return wide(
      activity,
      <ProgrammePage
        board={board}
        base={base}
        view={part.view ?? 'days'}
        chosen={part.line ?? null}
        inspector={inspector}
        isIdle={isIdle}
      />,
    );
  }

  /** Another page of the same programme, under the same head. */
  async around(board: Board, content: ComponentChildren): Promise<string> {
    return wide(await this.head(board.activity.id), <div class="screen">{content}</div>);
  }

  /** A line of this activity, for who may see the activity. @throws NotFound */
  async lineOf(activityId: string, itemId: string): Promise<ItemRow> {
    await this.activities.get(activityId);
    const row = UUID.test(itemId) ? await this.programme.item(itemId) : null;
    if (row?.activity_id !== activityId) throw new NotFound();
    return row;
  }

  /** The same outside of a page's own reading. */
  row(activityId: string, itemId: string): Promise<ItemRow> {
    return this.db.read(() => this.lineOf(activityId, itemId));
  }

  private head(activityId: string): Promise<ActivityHeaderProps> {
    return this.frame.of(activityId, 'programme', { ownPrimary: true });
  }

  private async inspector(board: EquippedBoard, base: string, part: ChosenPart): Promise<ComponentChildren> {
    if (part.line) {
      const line = board.lines.find(({ id }) => id === part.line);
      if (!line) throw new NotFound();
      const ways = board.mayEdit ? await this.ways.of(line, line.conflicts) : NO_WAYS;
      return <Inspector board={board} base={base} line={line} ways={ways} form={part.form} met={part.met ?? []} />;
    }
    if (!board.mayEdit) return <NothingChosen board={board} base={base} />;
    if (part.place) {
      const meeting = board.requested.find(({ id }) => id === part.place);
      if (!meeting) throw new NotFound();
      const fits = fitsFor(meeting.minutes, board.lines, board.activity.days, board.activity.timeZone);
      return <Placement board={board} base={base} meeting={meeting} form={part.form} fits={fits} />;
    }
    if (part.ask) return <AskForm board={board} base={base} form={part.form} />;
    if (part.fresh)
      return (
        <NewLine board={board} base={base} form={part.form ?? { values: emptyLine(board, part.fresh), errors: {} }} />
      );
    return <NothingChosen board={board} base={base} />;
  }
}

const wide = (activity: ActivityHeaderProps, content: ComponentChildren) =>
  page(content, { title: t('programme.tab'), activity, wide: true });

/** What a new line begins with: an hour at the asked time, in the zone of the place, for both delegations, guests and staff. */
function emptyLine({ activity, members, things }: EquippedBoard, asked: Fresh): Values {
  const { day = '', at = '', to = '', venue, people = '', interpreters = '' } = asked;
  const from = CLOCK.test(at) ? at : '10:00';
  const hourLater = Temporal.PlainTime.from(from).add({ hours: 1 }).toString({ smallestUnit: 'minute' });
  const taking = people ? people.split(' ') : members.map(({ person_id }) => person_id);
  const interpreting = interpreters.split(' ').flatMap((one) => {
    const [id, pair] = one.split(':');
    return pair && things.interpreters.some((known) => known.id === id) ? [{ id: id!, pair }] : [];
  });
  return {
    day: /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : activity.startsOn.toString(),
    from,
    to: CLOCK.test(to) ? to : hourLater,
    type: 'meeting',
    audiences: ['guest', 'working', 'pocket'],
    startZone: activity.timeZone,
    endZone: activity.timeZone,
    venueId: things.venues.find(({ id }) => id === venue)?.id ?? '',
    participants: members
      .filter(({ person_id }) => taking.includes(person_id))
      .map(({ side, person_id }) => `${side}:${person_id}`),
    ...Object.fromEntries(
      interpreting.flatMap(({ id, pair }, n) => [
        [`interpreters[${n}].interpreterId`, id],
        [`interpreters[${n}].pair`, pair],
      ]),
    ),
  };
}

const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;
