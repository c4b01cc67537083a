import { Controller, Get, Query } from '@nestjs/common';
import { InstitutionTime } from '../institution/institution-time.service.js';
import { Current } from '../platform/current.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { day } from '../platform/web/form-values.js';
import { menu } from '../platform/web/menu.js';
import { page } from '../platform/web/page.js';
import { ActivitiesQueries, type ActivityRow } from './activities.queries.js';
import { ActivityKinds } from './activity-kinds.registry.js';
import { TimelinePage } from './timeline.pages.js';
import { Timeline, type TimelineRow } from './timeline.registry.js';

/** A week of everything that is taken: activities, and whatever other capabilities add as rows. */
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
  async week(@Query('week') asked: unknown): Promise<string> {
    const { timeZone } = Current.institution;
    const shown = dayOf(asked) ?? Temporal.Now.plainDateISO(timeZone);
    const monday = shown.subtract({ days: shown.dayOfWeek - 1 });
    const last = monday.add({ days: 6 });
    const [from, until] = [monday, monday.add({ days: 7 })].map((one) => one.toZonedDateTime(timeZone).toInstant()) as [
      Temporal.Instant,
      Temporal.Instant,
    ];
    const activities = await this.queries.between(monday, last);
    const partners = activities.map((one) => one.partner_country);
    const span = await this.time.span(monday, last, partners);
    const groups = [
      { id: 'activities', title: t('activities.calendar.activities'), rows: activities.map((one) => this.rowOf(one)) },
    ];
    for (const group of this.timeline.all) {
      if (!group.permission || menu.mayUse(group.permission)) groups.push(...(await group.rows(from, until)));
    }
    return page(<TimelinePage {...{ span, groups }} />, {
      title: t('activities.calendar.title'),
      section: 'calendar',
    });
  }

  private rowOf(row: ActivityRow): TimelineRow {
    const kind = this.kinds.of(row.kind);
    const slot = {
      id: row.id,
      start: row.starts_on.toZonedDateTime(row.time_zone).toInstant(),
      end: row.ends_on.add({ days: 1 }).toZonedDateTime(row.time_zone).toInstant(),
      title: t(`${kind.stateKey}.${row.state}`),
      href: `/${Current.institution.slug}/${kind.path}/${row.id}`,
      country: row.partner_country,
      look: kind.isCertain(row.state) ? kind.look : ('maybe' as const),
    };
    return { id: row.id, name: localized(row.title), note: row.city, slots: [slot] };
  }
}

function dayOf(text: unknown): Temporal.PlainDate | null {
  const read = day.safeParse(text);
  return read.success ? read.data : null;
}
