import { Controller, Get } from '@nestjs/common';
import type { ComponentChildren } from 'preact';
import { InstitutionTime } from '../institution/institution-time.service.js';
import { Current } from '../platform/current.js';
import { together } from '../platform/database/together.js';
import { formatDay, formatTime } from '../platform/i18n/format.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { menu } from '../platform/web/menu.js';
import { page } from '../platform/web/page.js';
import { ActivitiesQueries } from './activities.queries.js';
import { ActivityKinds } from './activity-kinds.registry.js';
import { RIBBON_DAYS } from './fortnight.js';
import { eventSentence } from './history.sentences.js';
import { TodayPanels } from './today-panels.registry.js';
import { type DrawnPanel, TodayPage } from './today.pages.js';
import { TodayQueries } from './today.queries.js';
import { type Waiting, WaitingSources } from './waiting.registry.js';

const CHANGES = 8;

/** The first page. Everybody signed in has one; what it shows depends on what they may see. */
@Controller(':institution')
@Can('signed-in')
export class TodayController {
  constructor(
    private readonly queries: ActivitiesQueries,
    private readonly todays: TodayQueries,
    private readonly time: InstitutionTime,
    private readonly kinds: ActivityKinds,
    private readonly sources: WaitingSources,
    private readonly contributed: TodayPanels,
  ) {}

  @Get()
  async today(): Promise<string> {
    const now = Temporal.Now.instant();
    const today = now.toZonedDateTimeISO(Current.institution.timeZone).toPlainDate();
    const last = today.add({ days: RIBBON_DAYS - 1 });
    const [activities, days, waiting, panels, changed] = await together(
      this.queries.between(today, last),
      this.time.span(today, last),
      this.waiting(today),
      this.panels(today),
      this.changed(today),
    );
    return page(
      <TodayPage {...{ now, today, activities, days, waiting, kinds: this.kinds }} panels={[...panels, ...changed]} />,
      { title: t('activities.today.title'), section: 'today' },
    );
  }

  private async waiting(today: Temporal.PlainDate): Promise<Waiting[]> {
    const sources = this.sources.all.filter((source) => this.mayUse(source));
    const found = await together<Waiting[][]>(...sources.map((source) => source.of(today)));
    return found
      .flat()
      .toSorted(
        (a, b) =>
          Number(b.isUrgent ?? false) - Number(a.isUrgent ?? false) || Temporal.PlainDate.compare(a.dueOn, b.dueOn),
      );
  }

  private async panels(today: Temporal.PlainDate): Promise<DrawnPanel[]> {
    const panels = this.contributed.all.filter((panel) => this.mayUse(panel));
    const drawn = await together<unknown[]>(...panels.map((panel) => panel.draw(today)));
    return panels.flatMap(({ id, title, aside, place }, n) => {
      const content = drawn[n] as ComponentChildren;
      return content ? [{ id, title: t(title), aside: aside && t(aside), place, content }] : [];
    });
  }

  private mayUse({ permission }: { permission?: string }): boolean {
    return !permission || menu.mayUse(permission);
  }

  private async changed(today: Temporal.PlainDate): Promise<DrawnPanel[]> {
    const { timeZone, slug } = Current.institution;
    const since = today.subtract({ days: 1 }).toZonedDateTime({ timeZone, plainTime: '18:00' }).toInstant();
    const rows = await this.todays.changedByOthers(since, CHANGES);
    if (rows.length === 0) return [];
    const content = (
      <ul class="moves">
        {rows.map((row) => {
          const when = row.occurred_at.toZonedDateTimeISO(timeZone);
          const kind = this.kinds.of(row.activity_kind);
          return (
            <li key={row.id}>
              <span class="t">
                {when.toPlainDate().equals(today) ? formatTime(when) : formatDay(when.toPlainDate(), 'short')}
              </span>
              <div>
                <p>{eventSentence(row, kind)}</p>
                <p>
                  <a href={`/${slug}/activities/${row.activity_id}/history`}>{localized(row.activity_title)}</a> ·{' '}
                  <bdi>{row.actor_name}</bdi>
                </p>
              </div>
            </li>
          );
        })}
      </ul>
    );
    return [
      {
        id: 'changed',
        title: t('activities.today.changed'),
        aside: t('activities.today.changed_since'),
        place: 'beside',
        content,
      },
    ];
  }
}
