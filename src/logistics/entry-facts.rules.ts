import { Current } from '../platform/current.js';
import { formatDay, formatTime, formatWeekday } from '../platform/i18n/format.js';
import { t } from '../platform/i18n/translate.js';
import type { LogisticsField } from './logistics-kinds.rules.js';
import type { EntryRow } from './logistics.queries.js';

export const logisticsOf = (activityId: string) => `/${Current.institution.slug}/activities/${activityId}/logistics`;

/** A fact of an entry, wherever it is kept. */
export function valueOf(
  { at_local, from_day, to_day, facts }: Pick<EntryRow, 'at_local' | 'from_day' | 'to_day' | 'facts'>,
  name: string,
): string | boolean | Temporal.PlainDateTime | Temporal.PlainDate | undefined {
  const own = { at: at_local, from: from_day, to: to_day }[name];
  return own ?? facts[name] ?? undefined;
}

/** A fact as the reader's language writes it. */
export function factText(entry: EntryRow, { name, type }: LogisticsField): string {
  const value = valueOf(entry, name);
  if (value === undefined) return '';
  if (value instanceof Temporal.PlainDateTime)
    return `${formatWeekday(value.toPlainDate(), 'short')} ${formatDay(value.toPlainDate(), 'short')}, ${formatTime(value)}`;
  if (type === 'day') return formatDay(Temporal.PlainDate.from(value as Temporal.PlainDate | string), 'short');
  if (type === 'choice') return t(`logistics.option.${String(value)}`);
  return type === 'tick' ? t('logistics.yes') : String(value);
}
