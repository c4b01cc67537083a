import type { ApprovalStamp, DelegationMember, DocumentFrame, DocumentStatus, Fact } from './document-data.js';
import type { RichText } from './rich-text.js';

export interface ReportedItem {
  /** `HH:MM` or `HH:MM–HH:MM`, as it was planned. */
  time: string;
  title: string;
  venue?: string;
  outcome: 'held' | 'changed' | 'dropped';
  /** Why it was changed or dropped, what came of it. */
  note?: string;
}

export interface ReportedDay {
  title: string;
  items: ReportedItem[];
}

export interface ReportedMeeting {
  title: string;
  /** Day, time and place in one line. */
  when?: string;
  /** Who took part, each with the post. */
  participants?: string[];
  topics?: RichText;
}

export interface Proposal {
  kind: 'proposal' | 'commitment';
  text: string;
  responsible?: string;
  /** Day as people read it. */
  due?: string;
}

export interface ReportedGift {
  direction: 'given' | 'received';
  description: string;
  /** To whom or from whom. */
  party: string;
  value?: string;
}

/** Amounts are formatted already and stand under their columns; every row has as many as there are columns. */
export interface CostsTable {
  columns: string[];
  rows: { label: string; amounts: string[] }[];
  total: string[];
  note?: string;
}

export interface Signature {
  post: string;
  name: string;
  date?: string;
}

/** Template `report` and its Word twin: the report on a mission or a visit. Empty sections are left out, the rest numbered in order. */
export interface ReportData extends DocumentFrame {
  title: string;
  subtitle?: string;
  status: DocumentStatus;
  /** Register number of the report. */
  number?: string;
  dates: string;
  place?: string;
  /** By whose invitation, on which basis. */
  basis?: string;
  /** Further lines of the box under the title. */
  facts?: Fact[];
  delegation?: DelegationMember[];
  purpose?: RichText;
  tasks?: string[];
  programme?: ReportedDay[];
  meetings?: ReportedMeeting[];
  results?: RichText;
  assessment?: RichText;
  proposals?: Proposal[];
  /** Documents signed or received. */
  documents?: string[];
  /** In place of the lines, where they are more than lines. */
  documentsText?: RichText;
  gifts?: ReportedGift[];
  costs?: CostsTable;
  annexes?: string[];
  annexesText?: RichText;
  /** Who wrote and answers for the report; in the order of signing. */
  signatures?: Signature[];
  approval?: ApprovalStamp;
}
