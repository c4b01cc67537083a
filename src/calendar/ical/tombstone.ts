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
 * The calendar that stands in for a withdrawn feed: one notice over the days for which it is served. It is the only
 * answer that makes Thunderbird, Evolution and vdirsyncer drop what they hold; its bytes do not change while it stands.
 */
export function tombstoneFeed({ uid, reason, withdrawnAt, timeZone, language }: TombstoneData): string {
  const start = withdrawnAt.toZonedDateTimeISO(timeZone).toPlainDate();
  const end = start.add({ days: TOMBSTONE_DAYS });
  const summary = t(`calendar.link.${reason}`, undefined, language);
  const entry: AllDayEntryData = {
    ...{ kind: 'all-day', uid, sequence: 0, createdAt: withdrawnAt, updatedAt: withdrawnAt, start, end, summary },
    description: [t(`calendar.link.${reason}_text`, undefined, language)],
    ...{ location: null, categories: [], organizer: null, confidential: false },
    ...{ status: 'confirmed', transparency: 'transparent' },
  };
  const text = contentLines(eventLines(entry, language));
  const noZones = { zones: [], from: withdrawnAt, until: withdrawnAt };
  return assembleFeed({ name: summary, updatedAt: withdrawnAt, entries: [{ text, ...noZones }] });
}
