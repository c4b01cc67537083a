import { formatCountry, formatDay, formatList, formatTime } from '../../platform/i18n/format.js';
import { localized, t } from '../../platform/i18n/translate.js';
import type { Conflict } from './conflict.rules.js';
import { pairName } from './pairs.rules.js';

/** So many are named; of more the others are counted. */
const NAMED = 2;

/**
 * The conflict in words, in the reader's language: who, where, until when. Of a confidential line it tells only that the
 * person is taken.
 * @param zone IANA zone in which times are said
 */
export function conflictSentence(conflict: Conflict, zone: string): string {
  return sentenceOf(conflict, conflict.resourceName, 1, zone);
}

/** All of a line's conflicts, worst first: what concerns several people in the same way is one sentence. */
export function conflictSentences(conflicts: readonly Conflict[], zone: string): string[] {
  return merged(conflicts).map((group) => mergedSentence(group, zone));
}

export function mergedSentence({ conflict, names }: Merged, zone: string): string {
  return sentenceOf(conflict, namesOf(names), names.length, zone);
}

export interface Merged {
  conflict: Conflict;
  names: string[];
}

/** The same way: one kind, one level, one other engagement, one measure. */
export function merged(conflicts: readonly Conflict[]): Merged[] {
  const groups = new Map<string, Merged>();
  for (const conflict of conflicts) {
    const { kind, resourceKind, level, minutes, words, with: other } = conflict;
    const where = other ? [other.itemId ?? other.label, other.startsAt, other.endsAt, other.tentative].join() : '';
    const key = [kind, resourceKind, level, minutes, where, JSON.stringify(words ?? null)].join('|');
    const group = groups.get(key);
    if (!group) groups.set(key, { conflict, names: [conflict.resourceName] });
    else if (!group.names.includes(conflict.resourceName)) group.names.push(conflict.resourceName);
  }
  return [...groups.values()];
}

function namesOf(names: readonly string[]): string {
  if (names.length <= NAMED + 1) return formatList([...names]);
  return t('programme.conflict.and_others', {
    names: names.slice(0, NAMED).join(', '),
    count: names.length - NAMED,
  });
}

function sentenceOf(conflict: Conflict, name: string, count: number, zone: string): string {
  const { with: other, kind, words = {} } = conflict;
  const params = { name, count, minutes: conflict.minutes ?? 0 };
  if (!other) return t(`programme.conflict.${kind}`, { ...params, ...spoken(words, zone) });
  const from = time(other.startsAt, zone);
  const until = time(other.endsAt, zone);
  if (kind === 'unavailable') {
    const day = formatDay(other.endsAt.toZonedDateTimeISO(zone).toPlainDate(), 'short');
    return t('programme.conflict.unavailable', { ...params, until, day, why: other.label ? ` (${other.label})` : '' });
  }
  if (kind !== 'overlap') return t(`programme.conflict.${kind}`, { ...params, from, until });
  if (other.confidential) return t('programme.conflict.overlap_confidential', { ...params, until });
  const what = other.itemTitle ?? other.activityTitle;
  const sentence = t(`programme.conflict.overlap_${conflict.resourceKind}`, {
    ...params,
    what: what ? localized(what) : '',
    where: other.venueName ? localized(other.venueName) : '',
    hasPlace: other.venueName ? 'yes' : 'no',
    from,
    until,
  });
  return other.tentative ? `${sentence} ${t('programme.conflict.only_held')}` : sentence;
}

/** What a rule found, as it is said: languages, days and countries by their names, minutes of the world by the clock. */
function spoken(words: Record<string, string | number>, zone: string): Record<string, string | number> {
  const moments = ['from', 'until', 'at'].flatMap((name) => {
    const minute = words[name];
    if (typeof minute !== 'number') return [];
    const moment = Temporal.Instant.fromEpochMilliseconds(minute * 60_000).toZonedDateTimeISO(zone);
    return [
      [name, formatTime(moment)],
      [`${name}Day`, formatDay(moment.toPlainDate(), 'yearless')],
    ];
  });
  return {
    ...words,
    ...Object.fromEntries(moments),
    ...(words['pair'] ? { pair: pairName(String(words['pair'])) } : {}),
    ...(words['day'] ? { day: formatDay(Temporal.PlainDate.from(String(words['day']))) } : {}),
    ...(words['country'] ? { country: formatCountry(String(words['country'])) } : {}),
  };
}

const time = (at: Temporal.Instant, zone: string) => formatTime(at.toZonedDateTimeISO(zone));
