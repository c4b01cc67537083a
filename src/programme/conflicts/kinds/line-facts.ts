import type { ConflictKind, ResourceKind } from '../conflict.rules.js';

export interface PersonAtLine {
  id: string;
  name: string;
  side: 'host' | 'guest';
  /** BCP 47; empty where nothing is known. */
  languages: readonly string[];
  /** Of the highest post held that day: the lower, the higher in rank; null where none is known. */
  rank: number | null;
  /** The last day of the last post or seat, where none holds on the day of the line any more. */
  mandateEnded: string | null;
  /** When the person comes to the activity's place and leaves it, in minutes since 1970; null where it is not noted. */
  arrives: number | null;
  leaves: number | null;
  /** The other activity for which the person has left the house that day, and its days in words. */
  away: { what: string; days: string } | null;
  /** What the person does not eat, as it is noted; leaves the check only as a number of guests. */
  diet: string | null;
}

export interface InterpreterAtLine {
  id: string;
  personId: string;
  name: string;
  /** Between which languages here, `fr-en`. */
  pair: string;
  mode: string;
  pairs: readonly string[];
  modes: readonly string[];
  longestShiftMinutes: number;
  restMinutes: number;
  /** When they interpret at other lines with nobody to relieve them, in minutes since 1970. */
  alone: readonly Turn[];
}

/** A span in minutes since 1970. */
export interface Turn {
  from: number;
  until: number;
}

export interface VenueAtLine {
  id: string;
  name: string;
  capacity: number | null;
  layouts: readonly { name: string; places: number }[];
  /** By day of the week from Monday, 1; a day that is missing is closed; null: always open. */
  hours: Readonly<Record<string, readonly [string, string]>> | null;
}

/** All that is known of a line and that the rules of the line itself look at. Times are wall times of the place. */
export interface LineFacts {
  itemId: string | null;
  type: string;
  from: Temporal.PlainDateTime;
  until: Temporal.PlainDateTime;
  /** The same by the clock of the world, in minutes since 1970. */
  turn: Turn;
  people: readonly PersonAtLine[];
  interpreters: readonly InterpreterAtLine[];
  venue: VenueAtLine | null;
  layout: string | null;
  vehicles: readonly { id: string; name: string; seats: number }[];
  menu: string | null;
  /** Whether the house sits that day. */
  sits: boolean;
  holidays: readonly { country: string; name: string; side: 'host' | 'guest' }[];
}

/** A rule's finding; its level is the institution's. */
export interface Found {
  kind: ConflictKind;
  resourceKind: ResourceKind;
  resourceId: string;
  resourceName: string;
  minutes?: number | null;
  words?: Record<string, string | number>;
}

export type LineRule = (line: LineFacts) => Found[];

/** A line at which people talk with one another. */
export const TALKS = ['meeting', 'negotiation', 'courtesy-call', 'signing', 'press'];
