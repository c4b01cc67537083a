import { createHash } from 'node:crypto';
import { picturesIn, type RichText } from '../documents/report-rendering.service.js';
import type { LocalizedText } from '../platform/current.js';
import type { Money } from '../platform/money.js';
import type { Report } from './report.entity.js';
import { type CostRow, totalOf } from './report-costs.rules.js';
import type { ReportRecords, SECTIONS } from './report-facts.entity.js';

/** Parts that are never public: what we think of the partner, and what lies with the file. */
export const NEVER_PUBLIC: readonly string[] = ['assessment', 'annexes'];

/** What anybody may read of a report, as open data. Days are ISO text, amounts minor units. */
export interface PublicReport {
  number: string;
  language: string;
  title: LocalizedText;
  partner: LocalizedText | null;
  startsOn: string;
  endsOn: string;
  place: string;
  basis: string;
  topics: string[];
  delegation: { name: string; post: LocalizedText | null; role: string }[];
  programme: { day: string; from: string; to: string; title: LocalizedText; outcome: string }[];
  meetings: { title: LocalizedText; day: string; participants: string[]; content: RichText | null }[];
  sections: Partial<Record<(typeof SECTIONS)[number], RichText>>;
  commitments: { content: string; side: string; due: string | null }[];
  gifts: { direction: string; description: string; value: Money | null }[];
  costs: { category: string; currency: string; estimate: number; actual: number }[];
  totals: { estimate: Money[]; actual: Money[] };
}

/**
 * The public copy of an approved report. Left out by rule: the assessment and the annexes, every section that its authors marked
 * as confidential, notes to lines of the programme, who is responsible for a commitment, and to whom a gift went. Confidential
 * lines of the programme never reach a report.
 */
export function publicCopy(report: Report, records: ReportRecords): PublicReport {
  const { facts } = report;
  const hidden = new Set<string>([...NEVER_PUBLIC, ...report.confidential]);
  const text = (key: string) => (hidden.has(key) ? null : (report.sections[key]?.content ?? null));
  const sections: PublicReport['sections'] = {};
  for (const key of ['purpose', 'results', 'documents'] as const) {
    const content = text(key);
    if (content) sections[key] = content;
  }
  return {
    number: report.registerNumber ?? '',
    language: report.language,
    title: facts.title,
    partner: facts.partner,
    startsOn: facts.startsOn,
    endsOn: facts.endsOn,
    place: facts.place,
    basis: facts.basis,
    topics: facts.topics,
    delegation: facts.delegation,
    programme: facts.programme
      .filter(({ outcome }) => outcome !== 'dropped')
      .map(({ day, from, to, title, outcome }) => ({ day, from, to, title, outcome })),
    meetings: facts.meetings
      .filter(({ id }) => !hidden.has(`meeting-${id}`))
      .map(({ id, title, day, participants }) => ({
        title,
        day,
        participants: participants.map(({ name }) => name),
        content: text(`meeting-${id}`),
      })),
    sections,
    commitments: records.commitments.map(({ content, side, due }) => ({ content, side, due })),
    gifts: records.gifts.map(({ direction, description, value }) => ({ direction, description, value })),
    costs: records.costs.map(({ category, currency, estimate, actual }: CostRow) => ({
      category,
      currency,
      estimate,
      actual,
    })),
    totals: {
      estimate: totalOf(records.costs, ({ estimate }) => estimate),
      actual: totalOf(records.costs, ({ actual }) => actual),
    },
  };
}

/** The pictures that the copy shows; no other picture of the report is public. */
export function picturesOf({ sections, meetings }: PublicReport): string[] {
  const texts = [...Object.values(sections), ...meetings.map(({ content }) => content)];
  return [...new Set(texts.flatMap((text) => (text ? picturesIn(text) : [])))];
}

/** Names exactly what was checked: what is published must be that. */
export const hashOf = (copy: PublicReport): string => createHash('sha256').update(JSON.stringify(copy)).digest('hex');

const SUSPECT = {
  email: /[\w.+-]+@[\w-]+\.[\w.-]+/gu,
  phone: /\+?\d[\d\s()/-]{7,}\d/gu,
  passport: /\b[A-Z]{2}\s?\d{7}\b/gu,
} as const;
export type Suspect = keyof typeof SUSPECT;

/** Passages that look as if they were nobody else's business; days and amounts are not telephones. */
export function suspectsIn(copy: PublicReport): { kind: Suspect; text: string }[] {
  const texts = wordsOf([copy.sections, copy.meetings, copy.commitments, copy.gifts, copy.basis, copy.topics]);
  return texts.flatMap((text) =>
    (Object.keys(SUSPECT) as Suspect[]).flatMap((kind) =>
      (text.match(SUSPECT[kind]) ?? [])
        .filter((found) => kind !== 'phone' || !/^\d{4}-\d{2}-\d{2}$/.test(found))
        .map((found) => ({ kind, text: found.trim() })),
    ),
  );
}

function wordsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (value === null || typeof value !== 'object') return [];
  // The name of a picture is no word, though it looks like a number.
  return Object.entries(value).flatMap(([key, inner]) => (key === 'picture' ? [] : wordsOf(inner)));
}
