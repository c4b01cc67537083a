import type { RichText } from '../documents/report-rendering.service.js';
import type { Money } from '../platform/money.js';
import type { LocalizedText } from '../platform/current.js';

/** What people write; the topics of each meeting are sections of their own: `meeting-{item}`. */
export const SECTIONS = ['purpose', 'results', 'assessment', 'documents', 'annexes'] as const;

export interface Section {
  content: RichText;
  version: number;
  /** Account of the last writer; null where it was filled in from the plan. */
  by: string | null;
  /** RFC 3339. */
  at: string;
}

export interface Agreed {
  kind: 'proposal' | 'commitment';
  text: string;
  side: 'ours' | 'theirs';
  responsible: string;
  /** ISO day. */
  due: string | null;
}

export interface Gift {
  direction: 'given' | 'received';
  description: string;
  party: string;
  value: Money | null;
}

export type { Money };

export interface Cost extends Money {
  category: CostCategory;
  label: string;
}

export const COST_CATEGORIES = [
  'transport',
  'accommodation',
  'per-diem',
  'hospitality',
  'gifts',
  'fees',
  'interpretation',
  'other',
] as const;
export type CostCategory = (typeof COST_CATEGORIES)[number];

export interface ReportTables {
  commitments: Agreed[];
  gifts: Gift[];
  costs: Cost[];
}
export type TableName = keyof ReportTables;

export interface FactItem {
  id: string;
  /** ISO day and wall times of the place. */
  day: string;
  from: string;
  to: string;
  title: LocalizedText;
  venue: LocalizedText | null;
}

/** What took place, as the plan told it when the report was filled in. Days are ISO text. */
export interface ReportFacts {
  title: LocalizedText;
  partner: LocalizedText | null;
  startsOn: string;
  endsOn: string;
  place: string;
  basis: string;
  topics: string[];
  delegation: { name: string; post: LocalizedText | null; role: string }[];
  programme: (FactItem & { outcome: 'held' | 'changed' | 'dropped'; note: string | null })[];
  meetings: (FactItem & { participants: { name: string; post: LocalizedText | null; side: 'host' | 'guest' }[] })[];
  tables: { [Name in TableName]: { version: number; rows: ReportTables[Name] } };
}
