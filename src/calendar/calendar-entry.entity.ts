import { Entity } from 'typeorm';
import type { LocalizedText } from '../platform/current.js';
import {
  BoolCol,
  InstantCol,
  IntCol,
  JsonCol,
  TenantEntity,
  TextCol,
  TextsCol,
  UuidCol,
} from '../platform/database/columns.js';

/** What an entry says, as plain data: the base of the next comparison, and of an invitation. */
export interface EntryContent {
  kind: 'timed' | 'all-day';
  /** Wall time `2027-03-15T09:00` with its zone, or a day; the end of a day is exclusive. */
  start: string;
  startZone: string | null;
  end: string;
  endZone: string | null;
  title: LocalizedText;
  activityTitle: LocalizedText;
  venue: LocalizedText | null;
  address: string | null;
  dress: string | null;
  /** Pairs of languages between which somebody interprets: `fr-en`. */
  interpreted?: readonly string[];
  cancelled: boolean;
  confidential: boolean;
  /** Not certain yet. */
  tentative?: boolean;
  /** Message key of what kind of thing it is. */
  category?: string | null;
  geo?: { latitude: number; longitude: number } | null;
  /** Where the current plan stands, a path inside the institution. */
  path?: string | null;
}

/** One entry of calendars: one UID for ever, the same in feed and invitation. */
@Entity('calendar_entry')
export class CalendarEntry extends TenantEntity {
  /** Which capability contributes it, and the thing there that it hangs on: of the programme, the activity. */
  @TextCol() source!: string;
  @UuidCol() originId!: string;
  /** Null for the all-day entry of the activity. */
  @UuidCol({ nullable: true }) itemId!: string | null;
  @UuidCol({ nullable: true }) activityId!: string | null;
  /** Stored whole at birth and never rebuilt. */
  @TextCol() uid!: string;
  @IntCol() sequence!: number;
  @JsonCol() data!: EntryContent;
  /** VEVENT by language and clearance: `fr:discreet`. */
  @JsonCol() texts!: Record<string, string>;
  @InstantCol() startsAt!: Temporal.Instant;
  @InstantCol() endsAt!: Temporal.Instant;
  @InstantCol({ nullable: true }) cancelledAt!: Temporal.Instant | null;
  @TextsCol() audiences!: string[];
  @BoolCol() confidential!: boolean;
  /** Which form of words and properties its texts have; an older one is made anew by a job. */
  @IntCol() format!: number;
  /** LAST-MODIFIED: rises exactly when what is shown changes. */
  @InstantCol() changedAt!: Temporal.Instant;
}
