/**
 * What every printed document has in common. All text is already in the language of the document and in its final form
 * (names, titles, dates as people read them): templates lay out, they do not decide, translate or format.
 */

export const documentLanguages = ['en', 'fr', 'ru', 'ar'] as const;
export type DocumentLanguage = (typeof documentLanguages)[number];

/** One language, or two side by side: `fr_ru`. */
export type PaperLanguages = DocumentLanguage | `${DocumentLanguage}_${DocumentLanguage}`;

/** The languages of a paper, the first at the start of the line; none for what is no such tag. */
export function languagesOf(tag: string): DocumentLanguage[] {
  const languages = tag.split('_');
  const isKnown = (one: string): one is DocumentLanguage => (documentLanguages as readonly string[]).includes(one);
  return languages.length <= 2 && new Set(languages).size === languages.length && languages.every(isKnown)
    ? languages
    : [];
}

/** Every two that may stand side by side. Arabic stands at the right, as readers of both expect. */
export const languagePairs = documentLanguages
  .filter((first) => first !== 'ar')
  .flatMap((first) =>
    documentLanguages.filter((second) => second !== first).map((second) => `${first}_${second}` as const),
  );

export interface Letterhead {
  /** Full name of the institution. */
  institution: string;
  /** Department under the name. */
  unit?: string;
  /** Main colour, `#rrggbb`; dark enough to be read on white (4.5:1). */
  accent: string;
  /** Colour of fine lines, `#rrggbb`; an old gold when left out. */
  line?: string;
  /** SVG source of the emblem (a bitmap goes in as `<image href="data:image/png;base64,…">`); a neutral one when left out. */
  emblem?: string;
  /** Typefaces by their names, of those that come with Entente; the shipped ones when left out. */
  textFont?: string;
  labelFont?: string;
  arabicFont?: string;
  /** Address, telephone, e-mail: each printed unbroken in the footer of the first page. */
  address: string[];
}

export interface DocumentFrame {
  letterhead: Letterhead;
  /** Instant of making, RFC 3339 in UTC (`2026-11-22T09:30:00Z`). Part of the data so that the same data gives the same bytes. */
  createdAt: string;
}

/** A draft carries a watermark; an edition its number and day; a list that was true on a day that day. */
export type DocumentStatus =
  | { kind: 'draft'; savedOn?: string }
  | { kind: 'edition'; number: number; releasedOn: string }
  | { kind: 'asOf'; day: string };

/** What both prints of a paper need beside its blocks. */
export interface PaperFrame extends DocumentFrame {
  title: string;
  status: DocumentStatus;
}

export interface RenderOptions {
  language: DocumentLanguage;
}

/** “APPROVED — post — name — date” at the head of a document. Without a date the place for a signature stays open. */
export interface ApprovalStamp {
  post: string;
  name: string;
  date?: string;
  /** Register number of the approval. */
  number?: string;
}

/** A line of the box under the title, e.g. “Accommodation: Grand Hotel Arvena”. */
export interface Fact {
  label: string;
  value: string;
}

/** In protocol order, as given: templates number them and never sort. */
export interface DelegationMember {
  name: string;
  post?: string;
  /** Part in the delegation where it is more than membership: “Head of delegation”, “Secretary”. */
  role?: string;
}

export interface Delegation {
  title: string;
  members: DelegationMember[];
}

export interface Contact {
  name: string;
  role?: string;
  phone?: string;
  email?: string;
}
