import { Injectable } from '@nestjs/common';
import {
  type CostsTable,
  type DocumentLanguage,
  isBlank,
  type ReportData,
  type ReportedDay,
  ReportRendering,
  toPlainText,
} from '../documents/report-rendering.service.js';
import { Current } from '../platform/current.js';
import { formatDay, formatDays, formatMoney, formatTime } from '../platform/i18n/format.js';
import { inLanguage, localized, t } from '../platform/i18n/translate.js';
import { sumsOf } from '../platform/money.js';
import type { Report } from './report.entity.js';
import type { FactItem } from './report-facts.entity.js';
import { OtherLanguage } from './report.errors.js';
import { FIXED } from './report.states.js';
import { ReportsQueries } from './reports.queries.js';

/** What the printed report says, in the language of the document. */
@Injectable()
export class ReportDocument {
  constructor(
    private readonly reports: ReportsQueries,
    private readonly rendering: ReportRendering,
  ) {}

  /** @throws OtherLanguage where it was approved in another one, NotFound */
  async of(activityId: string, language: DocumentLanguage): Promise<ReportData> {
    const { report } = await this.reports.one(activityId);
    if (FIXED.includes(report.state) && language !== report.language) throw new OtherLanguage();
    const names = await this.reports.names(report);
    const letterhead = this.rendering.letterhead(language);
    return inLanguage(language, () => ({ letterhead, ...dataOf(report, names, language) }));
  }
}

function dataOf(
  report: Report,
  names: ReadonlyMap<string, string>,
  language: DocumentLanguage,
): Omit<ReportData, 'letterhead'> {
  const { facts } = report;
  // Part of the data, so that the same report gives the same bytes.
  const madeAt = (report.approvedAt ?? report.updatedAt).round('second');
  const madeOn = formatDay(madeAt.toZonedDateTimeISO(Current.institution.timeZone).toPlainDate(), 'long', language);
  const text = (key: string) => report.sections[key]?.content;
  const rich = (key: string, name: string) => (isBlank(text(key)) ? {} : { [name]: text(key)! });
  const lines = (key: string) => {
    const content = text(key);
    return content
      ? toPlainText(content)
          .split('\n')
          .map((line) => line.trim())
          .filter(Boolean)
      : [];
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
    proposals: facts.tables.commitments.rows.map(({ kind, text: words, side, responsible, due }) => ({
      kind,
      text: words,
      responsible: [t(`reports.side.${side}`), responsible].filter(Boolean).join(': '),
      ...(due ? { due: formatDay(Temporal.PlainDate.from(due), 'long', language) } : {}),
    })),
    documents: lines('documents'),
    gifts: facts.tables.gifts.rows.map(({ direction, description, party, value }) => ({
      direction,
      description,
      party,
      ...(value ? { value: formatMoney(value.minor, value.currency, language) } : {}),
    })),
    ...costsOf(report, language),
    annexes: lines('annexes'),
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
      ...(item.note ? { note: item.note } : {}),
    };
    days.set(item.day, [...(days.get(item.day) ?? []), line]);
  }
  return [...days].map(([day, items]) => ({
    title: formatDay(Temporal.PlainDate.from(day), 'weekday', language),
    items,
  }));
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

function costsOf(report: Report, language: DocumentLanguage): { costs?: CostsTable } {
  const rows = report.facts.tables.costs.rows;
  if (rows.length === 0) return {};
  const sums = sumsOf(rows);
  return {
    costs: {
      columns: sums.map(({ currency }) => currency),
      rows: rows.map((row) => ({
        label: [t(`reports.category.${row.category}`), row.label].filter(Boolean).join(': '),
        amounts: sums.map(({ currency }) =>
          currency === row.currency ? formatMoney(row.minor, currency, language) : '',
        ),
      })),
      total: sums.map(({ minor, currency }) => formatMoney(minor, currency, language)),
    },
  };
}
