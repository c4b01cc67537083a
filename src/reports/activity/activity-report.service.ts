import { Injectable } from '@nestjs/common';
import { CommitmentsQueries, type CommitmentCounts } from '../../commitments/commitments.queries.js';
import { CountriesService } from '../../directory/countries.service.js';
import { InstitutionQueries } from '../../institution/institution.queries.js';
import { Current, type LocalizedText } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { NotFound } from '../../platform/errors.js';
import { hasMessage, localized, t } from '../../platform/i18n/translate.js';
import {
  ActivityReportQueries,
  type CostOfRow,
  type ParticipantRow,
  type Period,
  type ReportRow,
  type VisitRow,
} from './activity-report.queries.js';
import {
  behind,
  costsByYear,
  type Direction,
  NONE,
  type Punctuality,
  punctualityOf,
  tally,
  type TallyLine,
  type YearOfCosts,
} from './tally.rules.js';

export interface Asked {
  year?: number | undefined;
  convocation?: string | undefined;
  body?: string | undefined;
}

export interface NamedLine extends TallyLine {
  label: string;
}

/** The tables of visits and participants, by what they are counted. */
export const TABLES = ['country', 'level', 'body', 'chamber', 'faction', 'sex'] as const;
export type TableName = (typeof TABLES)[number];

export interface ActivityReport {
  title: string;
  period: Period;
  tables: Record<TableName, NamedLine[]>;
  visits: Record<Direction, number>;
  costs: YearOfCosts[];
  reports: Record<Punctuality, number>;
  commitments: CommitmentCounts;
}

/** One row behind a number. */
export interface RowBehind {
  id: string;
  activityId: string;
  title: LocalizedText;
  day: Temporal.PlainDate;
  detail: string;
}

const YEARS_OF_COSTS = 5;

const VISIT_KEYS: Record<'country' | 'level' | 'body', (row: VisitRow) => string | null> = {
  country: ({ country }) => country,
  level: ({ level, direction }) => level && `${direction}.${level}`,
  body: ({ body_id }) => body_id,
};
const PARTICIPANT_KEYS: Record<'chamber' | 'faction' | 'sex', (row: ParticipantRow) => string | null> = {
  chamber: ({ chamber }) => (chamber ? localized(chamber) : null),
  faction: ({ faction }) => faction,
  sex: ({ sex }) => sex,
};

/** What the house did abroad and at home in a year, a convocation, or in one body: numbers, and the rows behind each. */
@Injectable()
export class ActivityReports {
  constructor(
    private readonly db: Db,
    private readonly queries: ActivityReportQueries,
    private readonly commitments: CommitmentsQueries,
    private readonly institution: InstitutionQueries,
    private readonly countries: CountriesService,
  ) {}

  /** Everything that page, paper and sheet say; a fixed number of statements. @throws NotFound */
  of(asked: Asked): Promise<ActivityReport> {
    return this.db.read(async () => {
      const { period, title } = await this.periodOf(asked);
      const visits = await this.queries.visits(period);
      const participants = await this.queries.participants(period);
      const countries = await this.countries.names();
      const named = (name: TableName, lines: TallyLine[]) =>
        lines.map((line) => ({ ...line, label: labelOf(name, line.key, visits, (code) => countries.of(code)) }));
      const ofVisits = (name: 'country' | 'level' | 'body') => named(name, tally(visits, VISIT_KEYS[name]));
      const ofPeople = (name: 'chamber' | 'faction' | 'sex') =>
        named(name, tally(participants, PARTICIPANT_KEYS[name]));
      const last = period.until.year;
      const years = Array.from({ length: YEARS_OF_COSTS }, (_, n) => last - YEARS_OF_COSTS + 1 + n);
      const spent = await this.queries.costs({
        ...period,
        from: Temporal.PlainDate.from({ year: years[0]!, month: 1, day: 1 }),
        until: Temporal.PlainDate.from({ year: last, month: 12, day: 31 }),
      });
      return {
        title,
        period,
        tables: {
          country: ofVisits('country'),
          level: ofVisits('level'),
          body: ofVisits('body'),
          chamber: ofPeople('chamber'),
          faction: ofPeople('faction'),
          sex: ofPeople('sex'),
        },
        visits: {
          received: visits.filter(({ direction }) => direction === 'received').length,
          made: visits.filter(({ direction }) => direction === 'made').length,
        },
        costs: costsByYear(spent, years),
        reports: countedBy(await this.queries.reports(period)),
        commitments: await this.commitments.counts({ from: period.from, until: period.until }),
      };
    });
  }

  /** The rows behind a number of a table. @throws NotFound */
  rowsOf(asked: Asked, by: TableName, key: string, direction: Direction | null): Promise<RowBehind[]> {
    return this.db.read(async () => {
      const { period } = await this.periodOf(asked);
      if (by === 'country' || by === 'level' || by === 'body')
        return behind(await this.queries.visits(period), VISIT_KEYS[by], key, direction).map((row) =>
          rowOf(row, row.activity_id, ''),
        );
      const rows = behind(await this.queries.participants(period), PARTICIPANT_KEYS[by], key, direction);
      return rows.map((row) => rowOf(row, `${row.activity_id}-${row.person_id}`, row.person));
    });
  }

  /** The costs of one year and direction, activity by activity. @throws NotFound */
  costsOf(asked: Asked, year: number, direction: Direction | null): Promise<CostOfRow[]> {
    return this.db.read(async () => {
      const { period } = await this.periodOf(asked);
      const [from, until] = [
        Temporal.PlainDate.from({ year, month: 1, day: 1 }),
        Temporal.PlainDate.from({ year, month: 12, day: 31 }),
      ];
      const rows = await this.queries.costs({ ...period, from, until });
      return rows.filter((row) => direction === null || row.direction === direction);
    });
  }

  reportsOf(asked: Asked, punctuality: Punctuality): Promise<ReportRow[]> {
    return this.db.read(async () => {
      const { period } = await this.periodOf(asked);
      return (await this.queries.reports(period)).filter((row) => punctualityOfRow(row) === punctuality);
    });
  }

  private async periodOf({ year, convocation, body }: Asked): Promise<{ period: Period; title: string }> {
    const today = Temporal.Now.plainDateISO(Current.institution.timeZone);
    const bodyName = body ? await this.bodyName(body) : null;
    const of = (words: string) => (bodyName ? `${words}: ${bodyName}` : words);
    if (convocation) {
      const found = (await this.institution.convocations()).find(({ id }) => id === convocation);
      if (!found) throw new NotFound();
      const title = of(t('reports.activity.of_convocation', { number: found.number }));
      return { title, period: { from: found.starts_on, until: found.ends_on ?? today, bodyId: body ?? null } };
    }
    const chosen = year ?? today.year;
    const [from, until] = [
      Temporal.PlainDate.from({ year: chosen, month: 1, day: 1 }),
      Temporal.PlainDate.from({ year: chosen, month: 12, day: 31 }),
    ];
    return {
      title: of(t('reports.activity.of_year', { year: String(chosen) })),
      period: { from, until, bodyId: body ?? null },
    };
  }

  private async bodyName(id: string): Promise<string> {
    const [row] = await this.db.rows<{ name: LocalizedText }>(
      'select name from body where institution_id = $1 and id::text = $2',
      [Current.institutionId, id],
    );
    if (!row) throw new NotFound();
    return localized(row.name);
  }
}

function rowOf(
  row: { activity_id: string; title: LocalizedText; starts_on: Temporal.PlainDate },
  id: string,
  detail: string,
): RowBehind {
  return { id, activityId: row.activity_id, title: row.title, day: row.starts_on, detail };
}

function punctualityOfRow({ due_on, submitted_at, state }: ReportRow): Punctuality {
  const zone = Current.institution.timeZone;
  const isHandedIn = state !== 'draft' && state !== 'returned';
  const handedIn = isHandedIn && submitted_at ? submitted_at.toZonedDateTimeISO(zone).toPlainDate() : null;
  return punctualityOf({ due: due_on, handedIn }, Temporal.Now.plainDateISO(zone));
}

function countedBy(rows: readonly ReportRow[]): Record<Punctuality, number> {
  const counts = { 'on-time': 0, late: 0, awaited: 0, overdue: 0 };
  for (const row of rows) counts[punctualityOfRow(row)] += 1;
  return counts;
}

function labelOf(
  name: TableName,
  key: string,
  visits: readonly VisitRow[],
  countryOf: (code: string) => string,
): string {
  if (key === NONE) return t('reports.activity.none');
  if (name === 'country') return countryOf(key);
  if (name === 'sex') return t(`reports.activity.sex.${key}`);
  if (name === 'body') return localized(visits.find(({ body_id }) => body_id === key)?.body);
  if (name !== 'level') return key;
  const [direction, level] = key.split('.');
  const message = direction === 'received' ? `receptions.category.${level}` : `missions.kind.${level}`;
  return hasMessage(message) ? t(message) : level!;
}
