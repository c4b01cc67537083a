import { Controller, Get, Query } from '@nestjs/common';
import { InstitutionTime } from '../institution/institution-time.service.js';
import { Current } from '../platform/current.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { menu } from '../platform/web/menu.js';
import { page } from '../platform/web/page.js';
import { ActivitiesQueries, type ActivityRow } from './activities.queries.js';
import { ActivityKinds } from './activity-kinds.registry.js';
import { CalendarListPage } from './calendar-list.pages.js';
import { CalendarMonthPage } from './calendar-month.pages.js';
import { type CalendarView, MOST_ACTIVITIES, readView } from './calendar-view.js';
import { TimelinePage } from './timeline.pages.js';
import { Timeline, type TimelinePart, type TimelineRow } from './timeline.registry.js';

/** Everything that takes place: a week with whatever is taken, a month, and a list. Which rows stands in the address. */
@Controller(':institution/calendar')
@Can('activities.see')
export class TimelineController {
  constructor(
    private readonly queries: ActivitiesQueries,
    private readonly time: InstitutionTime,
    private readonly kinds: ActivityKinds,
    private readonly timeline: Timeline,
  ) {}

  @Get()
  async show(@Query() query: Record<string, unknown>): Promise<string> {
    const view = readView(query, Temporal.Now.plainDateISO(Current.institution.timeZone));
    const activities = await this.queries.between(view.from, view.to, {
      q: view.kind === null || view.kind === 'activities' ? view.search : '',
      mine: view.mine,
      limit: MOST_ACTIVITIES,
    });
    const content = view.name === 'week' ? await this.week(view, activities) : await this.days(view, activities);
    return page(content, { title: t('activities.calendar.title'), section: 'calendar' });
  }

  private async days(view: CalendarView, activities: ActivityRow[]) {
    const span = await this.time.span(
      view.from,
      view.to,
      activities.map((one) => one.partner_country),
    );
    const rows = activities.map((one) => ({
      ...one,
      href: this.pathOf(one),
      look: this.lookOf(one),
      word: this.wordOf(one),
    }));
    return view.name === 'month' ? (
      <CalendarMonthPage {...{ view, span, rows, planned: this.planned() }} />
    ) : (
      <CalendarListPage {...{ view, rows }} />
    );
  }

  private planned(): { path: string; label: string }[] {
    return this.kinds.all
      .filter((kind) => kind.mayPropose(Current.actor))
      .map((kind) => ({ path: `/${Current.institution.slug}/${kind.path}/new`, label: t(kind.words('new')) }));
  }

  private async week(view: CalendarView, activities: ActivityRow[]) {
    const { timeZone } = Current.institution;
    const countries = activities.map((one) => one.partner_country);
    const span = await this.time.span(view.from, view.to, countries);
    const [from, until] = [view.from, view.to.add({ days: 1 })].map((one) =>
      one.toZonedDateTime(timeZone).toInstant(),
    ) as [Temporal.Instant, Temporal.Instant];
    const groups = this.timeline.all.filter((group) => !group.permission || menu.mayUse(group.permission));
    const parts: TimelinePart[] = [];
    if (view.kind === null || view.kind === 'activities') parts.push(this.activities(view, activities));
    // What is searched for by name is a person or a thing as soon as one kind of them is chosen.
    const search = view.kind === 'activities' ? '' : view.search;
    const activityIds = view.mine ? activities.map((one) => one.id) : null;
    for (const group of groups)
      if (view.kind === null || group.kinds.some(({ id }) => id === view.kind))
        parts.push(...(await group.rows(from, until, { kind: view.kind, search, activityIds, limit: view.limit })));
    const kinds = [
      { id: 'activities', label: 'activities.calendar.activities' },
      ...groups.flatMap((group) => group.kinds),
    ];
    return <TimelinePage {...{ view, span, parts, kinds }} />;
  }

  private activities({ limit }: CalendarView, activities: ActivityRow[]): TimelinePart {
    const rows = activities.slice(0, limit).map((one) => this.rowOf(one));
    return { id: 'activities', title: t('activities.calendar.activities'), rows, total: activities.length };
  }

  private rowOf(row: ActivityRow): TimelineRow {
    const slot = {
      id: row.id,
      start: row.starts_on.toZonedDateTime(row.time_zone).toInstant(),
      end: row.ends_on.add({ days: 1 }).toZonedDateTime(row.time_zone).toInstant(),
      title: this.wordOf(row),
      href: this.pathOf(row),
      country: row.partner_country,
      look: this.lookOf(row),
    };
    return { id: row.id, name: localized(row.title), note: row.city, slots: [slot] };
  }

  private pathOf(row: ActivityRow): string {
    return `/${Current.institution.slug}/${this.kinds.of(row.kind).path}/${row.id}`;
  }

  private lookOf(row: ActivityRow): 'out' | 'body' | 'maybe' | undefined {
    const kind = this.kinds.of(row.kind);
    return kind.isCertain(row.state) ? kind.look : 'maybe';
  }

  private wordOf(row: ActivityRow): string {
    return t(`${this.kinds.of(row.kind).stateKey}.${row.state}`);
  }
}
