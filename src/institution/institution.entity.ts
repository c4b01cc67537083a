import { Entity, PrimaryColumn, UpdateDateColumn, VersionColumn } from 'typeorm';
import { JsonCol, LocalizedTextCol, TextCol, TextsCol } from '../platform/database/columns.js';
import type { Letterhead, LocalizedText } from '../platform/current.js';
import { ChangedMeanwhile } from '../platform/errors.js';
import type { WorkingTime } from './office-hours.js';

export interface InstitutionSettings {
  /** Days and hours of work; Monday to Friday, 9 to 18, where it was never set. */
  time?: WorkingTime;
  /** In which currency the house reckons (ISO 4217), and what given meals take off a daily rate, in per cent. */
  costs?: {
    currency?: string;
    breakfast?: number;
    lunch?: number;
    dinner?: number;
    firstDay?: number;
    lastDay?: number;
    /** A programme is approved only with a cleared estimate. */
    estimateForReceptions?: boolean;
  };
  /** How the house sends people abroad. */
  missions?: {
    /** A head whose last report is overdue leads no other mission before it is handed in and approved. */
    overdueReportBlocks?: boolean;
    /** Every mission is cleared by security. */
    securityAlways?: boolean;
    /** Members are called to apply for a place in a delegation. */
    callForMembers?: boolean;
  };
  /** How the house invites. */
  invitations?: {
    /** A mailing is approved by a second person before it is sent. */
    secondPerson?: boolean;
    /** For how many days mail that came in is kept. */
    mailDays?: number;
  };
  /** After how many years without visit or contact a partnership counts as asleep. */
  dormantYears?: number;
}

export interface InstitutionFace {
  name: LocalizedText;
  locales: string[];
  accent: string;
  letterhead: Letterhead;
}

/** The tenant. Its row is its own key: there is no `id` beside `institution_id`. */
@Entity('institution')
export class Institution {
  @PrimaryColumn('varchar') institutionId!: string;
  @TextCol() slug!: string;
  @LocalizedTextCol() name!: LocalizedText;
  @TextCol() country!: string;
  @TextCol() timeZone!: string;
  @TextsCol() locales!: string[];
  @TextCol() accent!: string;
  @JsonCol() letterhead!: Letterhead;
  @JsonCol() settings!: InstitutionSettings;
  @UpdateDateColumn({ type: 'varchar', insert: false }) updatedAt!: Temporal.Instant;
  @VersionColumn() version!: number;

  /** @throws ChangedMeanwhile when `seen` is not the version that stands. */
  present(face: InstitutionFace, seen: number): void {
    if (seen !== this.version) throw new ChangedMeanwhile();
    Object.assign(this, face);
  }

  /** @throws ChangedMeanwhile when `seen` is not the version that stands. */
  keep(settings: InstitutionSettings, seen = this.version): void {
    if (seen !== this.version) throw new ChangedMeanwhile();
    this.settings = { ...this.settings, ...settings };
  }
}
