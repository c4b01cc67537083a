import type { Language } from '../platform/i18n/languages.js';
import { t } from '../platform/i18n/translate.js';
import type { Feed } from './feed.entity.js';
import { contentLines, textValue } from './ical/text.js';
import { unfold } from './ical/content-line.js';

/** What one subscriber chose beyond language and discretion; done to the stored VEVENTs, of one entry or of many alike, as they are joined into the feed. */
export function variantOf(
  text: string,
  feed: Pick<Feed, 'alarmMinutes' | 'cancelled' | 'language'>,
  entries: { isTimed: boolean; isCancelled: boolean },
): string {
  if (entries.isCancelled) return feed.cancelled === 'mark' ? marked(text, feed.language as Language) : text;
  if (feed.alarmMinutes === null || feed.alarmMinutes === undefined || !entries.isTimed) return text;
  // At the start of a line only: what people wrote never begins one.
  const withAlarm = `\r\n${alarm(feed.alarmMinutes, feed.language as Language)}END:VEVENT\r\n`;
  return text.replaceAll('\r\nEND:VEVENT\r\n', () => withAlarm);
}

// Google drops what is CANCELLED without a word, so the title says it and the time is free.
function marked(text: string, language: Language): string {
  const lines = unfold(text.replace(/\r\n$/, '').split('\r\n')).map((line) => {
    if (line.text.startsWith('SUMMARY:')) {
      const prefix = textValue(t('calendar.entry.cancelled_mark', undefined, language));
      return `SUMMARY:${prefix} ${line.text.slice('SUMMARY:'.length)}`;
    }
    if (line.text.startsWith('STATUS:')) return 'STATUS:CONFIRMED';
    return line.text.startsWith('TRANSP:') ? 'TRANSP:TRANSPARENT' : line.text;
  });
  return contentLines(lines);
}

function alarm(minutes: number, language: Language): string {
  const trigger = minutes === 0 ? 'PT0S' : `-${Temporal.Duration.from({ minutes }).toString()}`;
  const words = textValue(t('calendar.entry.reminder', undefined, language));
  return contentLines(['BEGIN:VALARM', 'ACTION:DISPLAY', `TRIGGER:${trigger}`, `DESCRIPTION:${words}`, 'END:VALARM']);
}
