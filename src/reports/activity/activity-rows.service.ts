import { Injectable } from '@nestjs/common';
import { type HouseMatterRow, MattersQueries } from '../../bodies/matters/matters.queries.js';
import { CommitmentsQueries, SHOWN, type Shown } from '../../commitments/commitments.queries.js';
import { Current, type LocalizedText } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { NotFound } from '../../platform/errors.js';
import { formatMoney } from '../../platform/i18n/format.js';
import { localized, t } from '../../platform/i18n/translate.js';
import { ActivityPeriods, type Asked } from './activity-periods.service.js';
import { ActivityReportQueries, type Period } from './activity-report.queries.js';
import { activityHref, bodyHref } from './activity-report.service.js';
import { type Counted, inDirection, keysOf, punctualityOfRow, TABLES } from './activity-tables.rules.js';
import { behind, type Direction } from './tally.rules.js';

/** What a number may count. */
export const COUNTED = [...TABLES, 'visits', 'costs', 'reports', 'lines', 'texts', 'commitments'] as const;

export interface AskedRows extends Asked {
  by: (typeof COUNTED)[number];
  key: string;
  direction?: Direction | undefined;
}

/** One row behind a number. */
export interface RowBehind {
  id: string;
  href: string;
  title: string;
  day: Temporal.PlainDate | null;
  detail: string;
}

type OfVisit = { activity_id: string; title: LocalizedText; starts_on: Temporal.PlainDate; direction: Direction };

/** The rows that a number of the activity report counts. */
@Injectable()
export class ActivityRows {
  constructor(
    private readonly db: Db,
    private readonly periods: ActivityPeriods,
    private readonly queries: ActivityReportQueries,
    private readonly matters: MattersQueries,
    private readonly commitments: CommitmentsQueries,
  ) {}

  /** @throws NotFound for a period, a key or a body that is not there */
  of({ by, key, direction = undefined, ...asked }: AskedRows): Promise<RowBehind[]> {
    return this.db.read(async () => {
      const { period } = await this.periods.of(asked);
      const isMeant = inDirection(direction ?? null);
      switch (by) {
        case 'visits':
          return (await this.queries.visits(period)).filter(isMeant).map((row) => rowOf(row));
        case 'costs':
          return (await this.costs(period, Number(key)))
            .filter(isMeant)
            .map((row) => rowOf(row, formatMoney(row.minor, row.currency), `${row.activity_id}-${row.currency}`));
        case 'reports':
          return this.reports(period, key);
        case 'lines':
        case 'texts':
          return (await this.matters[by](period)).filter(({ state }) => state === key).map(matterRow);
        case 'commitments':
          return this.promised(period, key);
        default:
          return this.ofTable(by, key, direction ?? null, period);
      }
    });
  }

  private async ofTable(
    by: (typeof TABLES)[number],
    key: string,
    direction: Direction | null,
    period: Period,
  ): Promise<RowBehind[]> {
    const { of, keyOf } = keysOf(by);
    const rows = (await this.queries[of](period)) as readonly Counted[typeof of][number][];
    return behind(rows, keyOf, key, direction).map((row) =>
      'person_id' in row ? rowOf(row, row.person, `${row.activity_id}-${row.person_id}`) : rowOf(row),
    );
  }

  private costs(period: Period, year: number) {
    if (!Number.isInteger(year) || year < 1900 || year > 2200) throw new NotFound();
    const [from, until] = [
      Temporal.PlainDate.from({ year, month: 1, day: 1 }),
      Temporal.PlainDate.from({ year, month: 12, day: 31 }),
    ];
    return this.queries.costs({ ...period, from, until });
  }

  private async reports(period: Period, punctuality: string): Promise<RowBehind[]> {
    const { timeZone } = Current.institution;
    const today = Temporal.Now.plainDateISO(timeZone);
    return (await this.queries.reports(period))
      .filter((row) => punctualityOfRow(row, timeZone, today) === punctuality)
      .map((row) => {
        const handedIn = row.submitted_at?.toZonedDateTimeISO(timeZone).toPlainDate();
        const detail = [row.due_on, handedIn].filter(Boolean).join(' → ');
        return { ...rowOf(row, detail), href: `/${Current.institution.slug}/activities/${row.activity_id}/report` };
      });
  }

  private async promised(period: Period, key: string): Promise<RowBehind[]> {
    const shown = SHOWN.find((one): one is Shown => one === key);
    if (!shown) throw new NotFound();
    const { rows } = await this.commitments.list({ ...(await this.periods.promised(period)), shown }, 1, 1000);
    return rows.map(({ id, content, agreed_on, state }) => ({
      id,
      href: `/${Current.institution.slug}/commitments/${id}`,
      title: content,
      day: agreed_on,
      detail: t(`commitments.state.${state}`),
    }));
  }
}

const rowOf = (row: OfVisit, detail = '', id = row.activity_id): RowBehind => ({
  id,
  href: activityHref(row.activity_id),
  title: localized(row.title),
  day: row.starts_on,
  detail,
});

const matterRow = ({ id, title, reference, body, body_id, on_day, since }: HouseMatterRow): RowBehind => ({
  id,
  href: bodyHref(body_id),
  title: [reference, title].filter(Boolean).join(' · '),
  day: on_day ?? since,
  detail: localized(body),
});
