import type { RichText } from '../documents/report-rendering.service.js';
import type { Side } from '../commitments/commitment.entity.js';
import type { CommitmentState } from '../commitments/commitment.states.js';
import type { Direction } from '../gifts/gift.entity.js';
import type { Money } from '../platform/money.js';
import type { CostRow } from './report-costs.rules.js';
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

/** What the author proposes; what was promised is a commitment of the house and stands there. */
export interface Proposal {
  text: string;
  responsible: string;
  /** ISO day. */
  due: string | null;
}

export interface ReportTables {
  proposals: Proposal[];
}
export type TableName = keyof ReportTables;

/** What the registers of the house say of the activity: live while the report is written, fixed when it is approved. */
export interface ReportRecords {
  commitments: { content: string; side: Side; responsible: string; due: string | null; state: CommitmentState }[];
  gifts: { direction: Direction; description: string; party: string; value: Money | null }[];
  costs: CostRow[];
}

/** A gift that the programme planned for a day. */
export interface PlannedGift {
  description: string;
  party: string;
  day: Temporal.PlainDate;
}

export const OUTCOMES = ['held', 'changed', 'dropped'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What the author says of a line of the programme. */
export interface Mark {
  outcome: Outcome;
  note: string | null;
  /** Who was met, in words. */
  met: string | null;
}

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
  programme: (FactItem & Omit<Mark, 'met'> & { met?: string | null; isMarked?: boolean })[];
  meetings: (FactItem & { participants: { name: string; post: LocalizedText | null; side: 'host' | 'guest' }[] })[];
  tables: { [Name in TableName]: { version: number; rows: ReportTables[Name] } };
}
