import { Injectable } from '@nestjs/common';
import {
  type CostsTable,
  type DocumentLanguage,
  isBlank,
  type ReportData,
  type ReportedDay,
  ReportRendering,
  type PrintedPicture,
  toPlainText,
  withPictures,
} from '../documents/report-rendering.service.js';
import { Current } from '../platform/current.js';
import { formatDay, formatDays, formatMoney, formatTime } from '../platform/i18n/format.js';
import { inLanguage, localized, t } from '../platform/i18n/translate.js';
import { PAYERS } from '../costs/cost-line.entity.js';
import type { Report } from './report.entity.js';
import type { FactItem, ReportRecords } from './report-facts.entity.js';
import { type CostRow, totalOf } from './report-costs.rules.js';
import { ReportRecordsService } from './report-records.service.js';
import { OtherLanguage } from './report.errors.js';
import { FIXED } from './report.states.js';
import { ReportPictures } from './pictures/report-pictures.service.js';
import { ReportsQueries } from './reports.queries.js';

/** What the printed report says, in the language of the document. */
@Injectable()
export class ReportDocument {
  constructor(
    private readonly reports: ReportsQueries,
    private readonly rendering: ReportRendering,
    private readonly records: ReportRecordsService,
    private readonly pictures: ReportPictures,
  ) {}

  /** @throws OtherLanguage where it was approved in another one, NotFound */
  async of(activityId: string, language: DocumentLanguage): Promise<ReportData> {
    const { report } = await this.reports.one(activityId);
    if (FIXED.includes(report.state) && language !== report.language) throw new OtherLanguage();
    const names = await this.reports.names(report);
    const records = report.records ?? (await this.records.of(activityId));
    const pictures = await this.pictures.printed(report);
    const letterhead = this.rendering.letterhead(language);
    return inLanguage(language, () => ({ letterhead, ...dataOf(report, records, { names, pictures }, language) }));
  }
}

function dataOf(
  report: Report,
  records: ReportRecords,
  { names, pictures }: { names: ReadonlyMap<string, string>; pictures: ReadonlyMap<string, PrintedPicture> },
  language: DocumentLanguage,
): Omit<ReportData, 'letterhead'> {
  const { facts } = report;
  // Part of the data, so that the same report gives the same bytes.
  const madeAt = (report.approvedAt ?? report.updatedAt).round('second');
  const madeOn = formatDay(madeAt.toZonedDateTimeISO(Current.institution.timeZone).toPlainDate(), 'long', language);
  const text = (key: string) => report.sections[key]?.content;
  const rich = (key: string, name: string) =>
    isBlank(text(key)) ? {} : { [name]: withPictures(text(key)!, pictures) };
  // Plain lines are numbered one by one; whoever set them out otherwise, or put pictures there, finds them as they are.
  const list = (key: 'documents' | 'annexes') => {
    const content = text(key);
    if (!content) return {};
    if (content.content.some(({ type }) => type !== 'paragraph')) return rich(key, `${key}Text`);
    const lines = toPlainText(content).split('\n');
    return { [key]: lines.map((line) => line.trim()).filter(Boolean) };
  };
  const author = report.authorId ? names.get(report.authorId) : undefined;
  const approver = report.approvedBy ? names.get(report.approvedBy) : undefined;
  return {
    createdAt: madeAt.toString(),
    title: localized(facts.title, language),
    ...(facts.partner ? { subtitle: localized(facts.partner, language) } : {}),
    status: report.approvedAt ? { kind: 'edition', number: 1, releasedOn: madeOn } : { kind: 'draft', savedOn: madeOn },
    ...(report.registerNumber ? { number: report.registerNumber } : {}),
    dates: formatDays(Temporal.PlainDate.from(facts.startsOn), Temporal.PlainDate.from(facts.endsOn), language),
    ...(facts.place ? { place: facts.place } : {}),
    ...(facts.basis ? { basis: facts.basis } : {}),
    delegation: facts.delegation.map(({ name, post, role }) => ({
      name,
      ...(post ? { post: localized(post, language) } : {}),
      ...(role === 'member' ? {} : { role: t(`reports.role.${role}`) }),
    })),
    ...rich('purpose', 'purpose'),
    tasks: facts.topics,
    programme: daysOf(report, language),
    meetings: facts.meetings.map((meeting) => ({
      title: localized(meeting.title, language),
      when: whenOf(meeting, language),
      participants: meeting.participants.map(({ name, post }) =>
        [name, post ? localized(post, language) : ''].filter(Boolean).join(', '),
      ),
      ...rich(`meeting-${meeting.id}`, 'topics'),
    })),
    ...rich('results', 'results'),
    ...rich('assessment', 'assessment'),
    proposals: [
      ...records.commitments.map(({ content, side, responsible, due }) => ({
        kind: 'commitment' as const,
        text: content,
        responsible: [t(`reports.side.${side}`), responsible].filter(Boolean).join(': '),
        ...dueOf(due, language),
      })),
      ...facts.tables.proposals.rows.map(({ text: words, responsible, due }) => ({
        kind: 'proposal' as const,
        text: words,
        responsible,
        ...dueOf(due, language),
      })),
    ],
    ...list('documents'),
    gifts: records.gifts.map(({ direction, description, party, value }) => ({
      direction,
      description,
      party,
      ...(value ? { value: formatMoney(value.minor, value.currency, language) } : {}),
    })),
    ...costsOf(records, language),
    ...list('annexes'),
    ...(author
      ? {
          signatures: [
            { post: t('reports.document.author'), name: author, ...(report.approvedAt ? { date: madeOn } : {}) },
          ],
        }
      : {}),
    ...(approver
      ? {
          approval: {
            post: t('reports.document.approver'),
            name: approver,
            date: madeOn,
            number: report.registerNumber!,
          },
        }
      : {}),
  };
}

function daysOf(report: Report, language: DocumentLanguage): ReportedDay[] {
  const days = new Map<string, ReportedDay['items']>();
  for (const item of report.facts.programme) {
    const line = {
      time: `${clock(item.from)}–${clock(item.to)}`,
      title: localized(item.title, language),
      ...(item.venue ? { venue: localized(item.venue, language) } : {}),
      outcome: item.outcome,
      ...noteOf(item),
    };
    days.set(item.day, [...(days.get(item.day) ?? []), line]);
  }
  return [...days].map(([day, items]) => ({
    title: formatDay(Temporal.PlainDate.from(day), 'weekday', language),
    items,
  }));
}

/** What came of it, and who was met where the author says so. */
function noteOf({ note, met }: { note: string | null; met?: string | null }): { note?: string } {
  const words = [note, met && t('reports.page.met', { names: met })].filter(Boolean).join(' · ');
  return words ? { note: words } : {};
}

/** Day, time and place of a meeting in one line. */
export function whenOf(meeting: FactItem, language: DocumentLanguage): string {
  const day = formatDay(Temporal.PlainDate.from(meeting.day), 'weekday', language);
  return [
    `${day}, ${clock(meeting.from)}–${clock(meeting.to)}`,
    meeting.venue ? localized(meeting.venue, language) : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

const clock = (time: string) => formatTime(Temporal.PlainTime.from(time));

const dueOf = (due: string | null, language: DocumentLanguage) =>
  due ? { due: formatDay(Temporal.PlainDate.from(due), 'long', language) } : {};

/** By category: the estimate, what each payer paid, and the sum. */
function costsOf({ costs }: ReportRecords, language: DocumentLanguage): { costs?: CostsTable } {
  if (costs.length === 0) return {};
  const columns = [
    { head: t('reports.cost.estimate'), of: (row: CostRow) => row.estimate },
    ...PAYERS.filter((payer) => costs.some(({ paid }) => paid[payer])).map((payer) => ({
      head: t(`costs.payer.${payer}`),
      of: (row: CostRow) => row.paid[payer] ?? 0,
    })),
    { head: t('reports.cost.actual'), of: (row: CostRow) => row.actual },
  ];
  return {
    costs: {
      columns: columns.map(({ head }) => head),
      rows: costs.map((row) => ({
        label: t(`costs.category.${row.category}`),
        amounts: columns.map(({ of }) => formatMoney(of(row), row.currency, language)),
      })),
      total: columns.map(({ of }) =>
        totalOf(costs, of)
          .map(({ minor, currency }) => formatMoney(minor, currency, language))
          .join(' + '),
      ),
    },
  };
}
