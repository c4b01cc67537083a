import { formatTime } from '../platform/i18n/format.js';
import { localized, t } from '../platform/i18n/translate.js';
import type { Conflict } from './conflict.rules.js';

/**
 * The conflict in words, in the reader's language: who, where, until when. Of a confidential line it tells only that the
 * person is taken.
 * @param zone IANA zone in which times are said
 */
export function conflictSentence(conflict: Conflict, zone: string): string {
  const { with: other } = conflict;
  const name = conflict.resourceName;
  if (!other) return t(`programme.conflict.${conflict.kind}`, { name, minutes: conflict.minutes ?? 0 });
  const from = time(other.startsAt, zone);
  const until = time(other.endsAt, zone);
  if (conflict.kind !== 'overlap') {
    return t(`programme.conflict.${conflict.kind}`, { name, minutes: conflict.minutes ?? 0, from, until });
  }
  if (other.confidential) return t('programme.conflict.overlap_confidential', { name, until });
  const what = other.itemTitle ?? other.activityTitle;
  return t(`programme.conflict.overlap_${conflict.resourceKind}`, {
    name,
    what: what ? localized(what) : '',
    where: other.venueName ? localized(other.venueName) : '',
    hasPlace: other.venueName ? 'yes' : 'no',
    from,
    until,
  });
}

const time = (at: Temporal.Instant, zone: string) => formatTime(at.toZonedDateTimeISO(zone));
