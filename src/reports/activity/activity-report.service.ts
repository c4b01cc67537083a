import { Injectable } from '@nestjs/common';
import { type HouseMatterRow, MattersQueries } from '../../bodies/matters/matters.queries.js';
import { CommitmentsQueries, type CommitmentCounts } from '../../commitments/commitments.queries.js';
import { CountriesService } from '../../directory/countries.service.js';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { localized, t } from '../../platform/i18n/translate.js';
import { ActivityPeriods, type Asked } from './activity-periods.service.js';
import { ActivityReportQueries, type Period, type PlannedRow, type ReportRow } from './activity-report.queries.js';
import {
  byState,
  type CountedLine,
  type NamedLine,
  outcomeOf,
  punctualityOfRow,
  type TableName,
  tableOf,
} from './activity-tables.rules.js';
import { costsByYear, type Direction, type Punctuality, type YearOfCosts } from './tally.rules.js';

export interface ActivityReport {
  title: string;
  period: Period;
  tables: Record<TableName, NamedLine[]>;
  visits: Record<Direction, number>;
  costs: YearOfCosts[];
  reports: Record<Punctuality, number>;
  commitments: CommitmentCounts;
  /** Lines of the plans of bodies, and texts of organisations, by state. */
  lines: CountedLine[];
  texts: CountedLine[];
  /** What is planned for the year after. */
  next: PlanLine[];
}

/** A visit, or a line of a body's plan. */
export interface PlanLine {
  id: string;
  href: string;
  title: string;
  day: Temporal.PlainDate;
  /** Partner or body. */
  with: string;
}

const YEARS_OF_COSTS = 5;
const MOST_AHEAD = 200;

/** What the house did abroad and at home in a year, a convocation, or in one body, in numbers. */
@Injectable()
export class ActivityReports {
  constructor(
    private readonly db: Db,
    private readonly periods: ActivityPeriods,
    private readonly queries: ActivityReportQueries,
    private readonly commitments: CommitmentsQueries,
    private readonly matters: MattersQueries,
    private readonly countries: CountriesService,
  ) {}

  /** Everything that page, paper and sheet say; a fixed number of statements. @throws NotFound */
  of(asked: Asked): Promise<ActivityReport> {
    return this.db.read(async () => {
      const { period, title } = await this.periods.of(asked);
      const counted = {
        visits: await this.queries.visits(period),
        planned: await this.queries.planned(period),
        participants: await this.queries.participants(period),
      };
      const countries = await this.countries.names();
      const lines = (name: TableName) => tableOf(name, counted, (code) => countries.of(code));
      const inState = (state: string) => t(`bodies.matter.state.${state}`);
      return {
        title,
        period,
        tables: {
          country: lines('country'),
          level: lines('level'),
          body: lines('body'),
          outcome: lines('outcome'),
          chamber: lines('chamber'),
          faction: lines('faction'),
          sex: lines('sex'),
        },
        visits: {
          received: counted.visits.filter(({ direction }) => direction === 'received').length,
          made: counted.visits.filter(({ direction }) => direction === 'made').length,
        },
        costs: await this.costs(period),
        reports: countedBy(await this.queries.reports(period)),
        commitments: await this.commitments.counts(await this.periods.promised(period)),
        lines: byState(await this.matters.lines(period), inState),
        texts: byState(await this.matters.texts(period), inState),
        next: await this.next(period),
      };
    });
  }

  private async costs(period: Period): Promise<YearOfCosts[]> {
    const last = period.until.year;
    const years = Array.from({ length: YEARS_OF_COSTS }, (_, n) => last - YEARS_OF_COSTS + 1 + n);
    const spent = await this.queries.costs({
      ...period,
      from: Temporal.PlainDate.from({ year: years[0]!, month: 1, day: 1 }),
      until: Temporal.PlainDate.from({ year: last, month: 12, day: 31 }),
    });
    return costsByYear(spent, years);
  }

  /** The year after the period: visits that stand, and lines of plans that were not called off, by day. */
  private async next(period: Period): Promise<PlanLine[]> {
    const from = period.until.add({ days: 1 });
    const ahead = { ...period, from, until: from.add({ years: 1 }).subtract({ days: 1 }) };
    const visits = (await this.queries.planned(ahead)).filter((row) => ['held', 'ahead'].includes(outcomeOf(row)));
    const lines = (await this.matters.lines(ahead)).filter(({ state }) => state !== 'cancelled');
    return [...visits.map(visitLine), ...lines.map(bodyLine)]
      .toSorted((a, b) => Temporal.PlainDate.compare(a.day, b.day))
      .slice(0, MOST_AHEAD);
  }
}

const visitLine = ({ activity_id, title, starts_on, partner }: PlannedRow): PlanLine => ({
  id: activity_id,
  href: activityHref(activity_id),
  title: localized(title),
  day: starts_on,
  with: partner ? localized(partner) : '',
});

const bodyLine = ({ id, title, on_day, body, body_id }: HouseMatterRow): PlanLine => ({
  id,
  href: bodyHref(body_id),
  title,
  day: on_day!,
  with: localized(body),
});

/** Where what is counted is read. */
export const activityHref = (id: string) => `/${Current.institution.slug}/activities/${id}/programme`;
export const bodyHref = (id: string) => `/${Current.institution.slug}/bodies/${id}`;

function countedBy(rows: readonly ReportRow[]): Record<Punctuality, number> {
  const { timeZone } = Current.institution;
  const today = Temporal.Now.plainDateISO(timeZone);
  const counts = { 'on-time': 0, late: 0, awaited: 0, overdue: 0 };
  for (const row of rows) counts[punctualityOfRow(row, timeZone, today)] += 1;
  return counts;
}
