import type { ApprovalStamp, Contact, Delegation, DocumentFrame, DocumentStatus, Fact } from './document-data.js';

/** The same moment on the other side’s clock; give it only where it differs from the time of the item. */
export interface OtherZoneTime {
  /** `HH:MM` */
  from: string;
  to?: string;
  /** How people call that clock: “Lorvik”, “Paris”. */
  zone: string;
}

/** What both programmes say of an item. */
export interface ProgrammeItem {
  /** `HH:MM` on the clock of the place. */
  from: string;
  to?: string;
  /** `+1` where the end falls on the next day. */
  nextDay?: string;
  otherZone?: OtherZoneTime;
  title: string;
  /** The title once more in the language of the guests. */
  secondTitle?: string;
  text?: string;
  venue?: string;
  address?: string;
  dress?: string;
  /** What became of the item since the edition before. A cancelled item is printed struck through. */
  mark?: 'new' | 'changed' | 'cancelled';
}

/** An item as the organisers need it. */
export interface WorkingProgrammeItem extends ProgrammeItem {
  ourSide?: string[];
  guests?: string[];
  transport?: string;
  interpreter?: string;
  menu?: string;
  seating?: string;
  /** Flags, anthems, guard of honour. */
  honours?: string;
  gift?: string;
  press?: string;
  responsible?: Contact;
  /** For the organisers’ eyes; printed apart and tinted. */
  internalNote?: string;
}

type InternalField = Exclude<keyof WorkingProgrammeItem, keyof ProgrammeItem>;

/** An item as guests may see it. A working item does not pass for one: its internal fields are forbidden, not ignored. */
export type GuestProgrammeItem = ProgrammeItem & { [Field in InternalField]?: never };

export interface ProgrammeDay<Item> {
  /** The day as people read it: “Monday, 8 March 2027”. */
  title: string;
  note?: string;
  items: Item[];
}

interface ProgrammeHead extends DocumentFrame {
  title: string;
  /** The title once more in the language of the guests. */
  secondTitle?: string;
  subtitle?: string;
  /** Dates and place: “8–10 March 2027 · Arvena”. */
  dates: string;
  status: DocumentStatus;
  facts?: Fact[];
  contacts?: Contact[];
}

/** Template `programme`: the full, working programme. */
export interface ProgrammeData extends ProgrammeHead {
  approval?: ApprovalStamp;
  /** What kind of visit: “Official visit”. */
  category?: string;
  /** Usually two: guests first, then the hosts. */
  delegations: Delegation[];
  days: ProgrammeDay<WorkingProgrammeItem>[];
  /** Who receives a copy. */
  distribution?: string[];
}

/**
 * Template `programme-guest`: the short programme for the guests. It has no place for internal fields, so that leaving
 * them out is not a matter of layout: whoever fills it never hands them over.
 */
export interface GuestProgrammeData extends ProgrammeHead {
  delegation: Delegation;
  days: ProgrammeDay<GuestProgrammeItem>[];
}
