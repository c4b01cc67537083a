import type { Language } from '../../platform/i18n/languages.js';
import { t } from '../../platform/i18n/translate.js';
import { assembleFeed } from './assemble-feed.js';
import type { AllDayEntryData } from './entry-data.js';
import { eventLines } from './render-entry.js';
import { contentLines } from './text.js';

/** How long a withdrawn link answers with its tombstone before it answers 410. */
export const TOMBSTONE_DAYS = 30;

export interface TombstoneData {
  readonly uid: string;
  readonly reason: 'replaced' | 'revoked';
  readonly withdrawnAt: Temporal.Instant;
  /** The institution's zone: the day on which the notice begins. */
  readonly timeZone: string;
  readonly language: Language;
}

/**
 * The notice that stands in for everything a withdrawn feed held, over the days for which it is served: a calendar of this one
 * entry is the only answer that makes Thunderbird, Evolution and vdirsyncer drop what they hold. Its bytes do not change.
 */
export function tombstoneEvent({ uid, reason, withdrawnAt, timeZone, language }: TombstoneData): {
  uid: string;
  text: string;
} {
  const start = withdrawnAt.toZonedDateTimeISO(timeZone).toPlainDate();
  const end = start.add({ days: TOMBSTONE_DAYS });
  const entry: AllDayEntryData = {
    ...{ kind: 'all-day', uid, sequence: 0, createdAt: withdrawnAt, updatedAt: withdrawnAt, start, end },
    summary: tombstoneTitle(reason, language),
    description: [t(`calendar.link.${reason}_text`, undefined, language)],
    ...{ location: null, categories: [], organizer: null, confidential: false },
    ...{ status: 'confirmed', transparency: 'transparent' },
  };
  return { uid, text: contentLines(eventLines(entry, language)) };
}

export function tombstoneTitle(reason: TombstoneData['reason'], language: Language): string {
  return t(`calendar.link.${reason}`, undefined, language);
}

/** The calendar of that one entry. */
export function tombstoneFeed(data: TombstoneData): string {
  const { withdrawnAt: at, reason, language } = data;
  const entry = { text: tombstoneEvent(data).text, zones: [], from: at, until: at };
  return assembleFeed({ name: tombstoneTitle(reason, language), updatedAt: at, entries: [entry] });
}
