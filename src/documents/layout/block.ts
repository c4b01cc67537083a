import type { ApprovalStamp, Contact, DelegationMember, DocumentLanguage, Fact } from '../rendering/document-data.js';
import type { RichText } from '../rendering/rich-text.js';

/** What both prints know of a page; everything else is theirs. */
export interface PageLook {
  size?: 'a4' | 'a6' | 'c5' | 'dl';
  isLandscape?: boolean;
  /** Millimetres: sides, top, bottom. */
  margin: [number, number, number];
  /** Points. */
  text: number;
  /** What stands over the second page and those after it: the title, the day that goes on, or nothing. */
  running?: 'title' | 'day';
  /** Letters leave the foot to the address; cards have none. */
  foot?: 'full' | 'address' | 'none';
  /** Paragraphs of a letter: even on both sides, with an indent. */
  isLetter?: boolean;
}

export type LineLook =
  'strong' | 'muted' | 'italic' | 'small' | 'time' | 'latin' | 'kicker' | 'note' | 'tinted' | 'number' | 'large';

export interface Line {
  text: string;
  look?: LineLook;
  /** A word in small capitals before it: “Dress”. */
  label?: string;
  /** `cancelled` strikes it through. */
  mark?: string;
  /** What a mark is called: “New”, “Changed”. */
  tag?: string;
  raised?: string;
}

/** The photograph of a person in a cell. */
export interface Photo {
  look: 'photo';
  /** JPEG of four by five, base64. */
  of: string;
  /** Whose it is. */
  alt: string;
}

/** A paragraph: words in one look, several pieces in a row, or a photograph. */
export type Paragraph = string | Line | Photo | { parts: (string | Line)[] };

export interface TableColumn {
  head?: string;
  /** `23mm`, or a share of what is left: `1fr`. */
  width: string;
  align?: 'end' | 'center';
  /** Of its cells, where it is not that of the paper. */
  language?: DocumentLanguage;
}

export interface TableRow {
  cells: Paragraph[][];
  isTotal?: boolean;
}

/** Blocks in a language of their own: a column of a paper in two languages. */
export interface Spoken {
  language: DocumentLanguage;
  blocks: Block[];
}

export interface Picture {
  /** SVG source; a bitmap goes in as `<image href="data:image/png;base64,…">`. */
  source: string;
  /** What is told to those who do not see it. */
  alt: string;
}

export interface Signature {
  post?: string;
  name: string;
  date?: string;
}

export interface Card {
  name: string;
  post?: string;
  organisation?: string;
  /** A further language, on plates. */
  secondName?: string;
  kind?: string;
  kindLabel?: string;
  event?: string;
  valid?: string;
  zone?: string;
  qr?: string;
  photo?: string;
  /** Code of the country, one of the `flags` of its block. */
  flag?: string;
  lines?: string[];
}

/** A room from above, in hundredths of the room of a chair. */
export interface Room {
  width: number;
  height: number;
  boards: { table: number; kind: string; x: number; y: number; width: number; height: number; name?: string }[];
  /** Those without a name are free. `number`: in the order of honour at the table. */
  seats: { table: number; x: number; y: number; number: number; name?: string; side?: string }[];
}

/** A part of a page. What a name means for the eye is in `_lib/blocks.typ` and `paper-word.ts`. */
export type Block =
  | { block: 'letterhead'; second?: { institution: string; unit?: string } }
  | { block: 'head'; lines?: Paragraph[]; approval?: ApprovalStamp }
  | { block: 'approval'; of: ApprovalStamp; words: { approved: string; datePlaceholder: string; number: string } }
  | { block: 'pair'; of: [Spoken, Spoken] }
  | { block: 'title'; over?: string; text: string; under?: Paragraph[] }
  | { block: 'sides'; start?: Paragraph[]; end?: Paragraph[] }
  | { block: 'address'; lines: Paragraph[] }
  | { block: 'text'; text?: string; lines?: Paragraph[]; look?: string }
  | { block: 'heading'; text: string; level?: number }
  | { block: 'facts'; rows: Fact[] }
  | { block: 'list'; items: (string | Line)[]; isOrdered?: boolean }
  | { block: 'people'; title?: string; of: DelegationMember[] }
  | { block: 'table'; columns: TableColumn[]; rows: TableRow[]; label?: string; across?: number }
  | { block: 'columns'; columns: { blocks: Block[] }[] }
  | { block: 'group'; blocks: Block[] }
  | { block: 'contacts'; of: Contact[] }
  | { block: 'rich'; of: RichText }
  | { block: 'signatures'; of: Signature[] }
  | { block: 'seal'; text: string }
  | { block: 'form'; rows: { label: string; choices?: string[] }[] }
  | { block: 'figure'; of: Picture; width?: number; caption?: string }
  | { block: 'cards'; shape: 'badge' | 'plate' | 'label' | 'envelope'; of: Card[]; flags?: Record<string, string> }
  | { block: 'seats'; of: Room }
  | { block: 'contents'; text: string }
  | { block: 'page-break' };

/** `layout.json` of a template: its page, and blocks with wordings where their texts will stand. */
export interface Layout {
  page: PageLook;
  blocks: unknown[];
}
