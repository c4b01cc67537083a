import { Injectable } from '@nestjs/common';
import type { ComponentChildren } from 'preact';
import { Current, type LocalizedText } from '../platform/current.js';
import { formatCountry, formatDay, formatDays } from '../platform/i18n/format.js';
import { localized, t } from '../platform/i18n/translate.js';
import { allow } from '../platform/permissions/allow.js';
import type { ActivityHeaderProps } from '../platform/web/components/activity-header.js';
import { Flag, Text } from '../platform/web/components/names.js';
import type { Step as DrawnStep } from '../platform/web/components/state.js';
import { together } from '../platform/database/together.js';
import { ActivitiesQueries, type HeaderRow } from './activities.queries.js';
import { ActivityActions } from './activity-actions.pages.js';
import { ActivityKinds, type KindOfActivity } from './activity-kinds.registry.js';
import { travellingSide } from './activity.entity.js';
import { ActivityTabsQueries } from './activity-tabs.queries.js';
import { maySee } from './activity.rules.js';
import { type OpenSteps, type StepRow, StepsQueries } from './steps.queries.js';

export interface FrameOptions {
  /** Buttons of the page itself, before those of the state. */
  actions?: ComponentChildren;
  /** The page has a primary button of its own: the next step is then an ordinary one. */
  ownPrimary?: boolean;
}

/** What stands above every page of an activity: what, when, with whom, what next. */
@Injectable()
export class ActivityFrame {
  constructor(
    private readonly queries: ActivitiesQueries,
    private readonly steps: StepsQueries,
    private readonly kinds: ActivityKinds,
    private readonly tabs: ActivityTabsQueries,
  ) {}

  /**
   * The head of an activity's page, for `page(…, { activity })`. A fixed number of statements.
   * @param current id of the tab that is open @throws NotFound, also where the actor may not see it
   */
  async of(activityId: string, current: string, options: FrameOptions = {}): Promise<ActivityHeaderProps> {
    const row = await this.queries.header(activityId);
    allow(maySee(Current.actor, { id: row.id, bodyId: row.body_id }));
    const kind = this.kinds.of(row.kind);
    const [{ taken, open }, eyebrow, tabs] = await together(
      this.stepsOf(row),
      kind.eyebrow(activityId),
      this.tabs.of(row, current),
    );
    return {
      eyebrow,
      title: <Text of={row.title} />,
      led: ledBy(row),
      meta: factsOf(row),
      actions: (
        <>
          {options.actions}
          <ActivityActions row={row} kind={kind} open={open} isPrimary={!options.ownPrimary} />
        </>
      ),
      stepper: { label: t('activities.stepper'), steps: stepper(kind, row, taken, open) },
      tabs: { label: t('activities.parts'), tabs },
    };
  }

  private async stepsOf(row: HeaderRow): Promise<{ taken: StepRow[]; open: OpenSteps }> {
    const taken = await this.steps.taken(row.id);
    return { taken, open: await this.steps.openOf(row, taken) };
  }
}

function ledBy(row: HeaderRow): ComponentChildren {
  if (!row.head_family) return undefined;
  const name = [row.head_honorific, row.head_given, row.head_family].filter(Boolean).join(' ');
  const post = row.head_post ? localized(row.head_post) : '';
  return t('activities.led_by', { name, post, hasPost: post ? 'yes' : 'no' });
}

const countryOf = (code: string, own: LocalizedText | null) => (own ? localized(own) : formatCountry(code));

function factsOf(row: HeaderRow): ComponentChildren[] {
  const where = row.city ? ` · ${row.city}` : '';
  return [
    <>
      <Flag country={row.partner_country} />{' '}
      {row.partner_country && <span class="vh">{countryOf(row.partner_country, row.partner_country_name)}, </span>}
      {formatDays(row.starts_on, row.ends_on)}
      {where}
    </>,
    ...(row.travellers > 0 ? [t(`activities.${travellingSide(row.kind)}s`, { count: row.travellers })] : []),
    ...(row.responsible_name ? [t('activities.desk', { name: row.responsible_name })] : []),
  ];
}

/** Past with its dates, present with what it needs or with whom it rests, future with the days already known. */
function stepper(kind: KindOfActivity, row: HeaderRow, taken: readonly StepRow[], open: OpenSteps): DrawnStep[] {
  const { course } = kind.lifecycle;
  const label = (state: string) => t(`${kind.stateKey}.${state}`);
  const lastTo = (state: string) => taken.findLast((step) => step.to_state === state);
  const at = course.indexOf(row.state);
  const reached = at >= 0 ? at : Math.max(...taken.map((step) => course.indexOf(step.to_state)), 0) + 1;
  const done = course.slice(0, reached).map((state): DrawnStep => {
    const step = lastTo(state);
    return { label: label(state), state: 'done', note: step && <TakenOn step={step} zone={row.time_zone} /> };
  });
  const now: DrawnStep = { label: label(row.state), state: 'now', note: noteOf(open, lastTo(row.state), row) };
  if (at < 0) return [...done, now];
  const todo = course.slice(at + 1).map((state): DrawnStep => {
    const dated = kind.dated?.[state];
    const day = dated && (dated === 'startsOn' ? row.starts_on : row.ends_on);
    return { label: label(state), state: 'todo', note: day ? formatDay(day, 'short') : undefined };
  });
  return [...done, now, ...todo];
}

function TakenOn({ step, zone }: { step: StepRow; zone: string }) {
  const day = formatDay(step.taken_at.toZonedDateTimeISO(zone).toPlainDate(), 'short');
  return (
    <span title={step.actor_name ?? undefined}>
      {day}
      {step.actor_name && <span class="vh">, {step.actor_name}</span>}
    </span>
  );
}

function noteOf(open: OpenSteps, last: StepRow | undefined, row: HeaderRow): ComponentChildren {
  if (open.needs.length > 0) return open.needs.map(({ words }) => words).join('; ');
  if (open.restsWith.length > 0 && !open.onward) return t('activities.rests_with', { who: open.restsWith.join(', ') });
  return last && <TakenOn step={last} zone={row.time_zone} />;
}
