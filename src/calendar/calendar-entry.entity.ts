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
  cancelled: boolean;
  confidential: boolean;
}

/** One entry of calendars: one UID for ever, the same in feed and invitation. */
@Entity('calendar_entry')
export class CalendarEntry extends TenantEntity {
  /** Null for the all-day entry of the activity. */
  @UuidCol({ nullable: true }) itemId!: string | null;
  @UuidCol() activityId!: string;
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
  /** LAST-MODIFIED: rises exactly when what is shown changes. */
  @InstantCol() changedAt!: Temporal.Instant;
}
