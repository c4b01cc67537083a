import type { ComponentChildren } from 'preact';
import { Current } from '../../current.js';
import { t } from '../../i18n/translate.js';

export interface DayNotesProps {
  /** Names of the date fields among the children, or beside them in the same form. */
  from: string;
  to: string;
  /** Name of the field that chooses the partner, whose holidays are shown too. */
  partner?: string;
  children: ComponentChildren;
}

/** Date fields with what the chosen days are below them: holidays here and there, sittings, days of rest. */
export function DayNotes({ from, to, partner, children }: DayNotesProps) {
  return (
    <div
      data-controller="day-notes"
      data-day-notes-url-value={`/${Current.institution.slug}/days`}
      data-day-notes-from-value={from}
      data-day-notes-to-value={to}
      data-day-notes-partner-value={partner ?? ''}
    >
      {children}
      <div data-day-notes-target="notes" role="status" aria-label={t('platform.day_notes')} />
    </div>
  );
}
