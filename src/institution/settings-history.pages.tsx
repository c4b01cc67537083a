import { Current, type LocalizedText } from '../platform/current.js';
import { formatInstant } from '../platform/i18n/format.js';
import { hasMessage, localized, t } from '../platform/i18n/translate.js';
import { PostButton } from '../platform/web/components/button.js';
import { Section } from '../platform/web/components/section.js';
import type { SettingChange } from './settings-history.service.js';

/** Areas whose old values can be put back by a button. */
const RESTORABLE = new Set(['face', 'time', 'partnerships', 'deadlines', 'numbers']);

/** Who changed what when, from what to what; each with the way back. */
export function settingChanges(changes: readonly SettingChange[]) {
  if (changes.length === 0) return null;
  const { slug, timeZone } = Current.institution;
  return (
    <Section title={t('institution.history.title')}>
      <ol class="setting-changes">
        {changes.map((change) => (
          <li key={change.id}>
            <p>
              <span class="strong">{localized(change.label) || t(`institution.area.${change.area}`)}</span>{' '}
              <span class="mute">
                {formatInstant(change.changed_at, timeZone)}
                {change.actor_name && (
                  <>
                    {' · '}
                    <bdi>{change.actor_name}</bdi>
                  </>
                )}
              </span>
            </p>
            <ul>
              {Object.entries(change.changes).map(([field, [from, to]]) => (
                <li key={field}>
                  {nameOfField(field)}: <del>{shown(from)}</del> <span aria-hidden="true">→</span>{' '}
                  <span class="vh">{t('institution.history.to')} </span>
                  <ins>{shown(to)}</ins>
                </li>
              ))}
            </ul>
            {RESTORABLE.has(change.area) && !('added' in change.changes) && (
              <PostButton to={`/${slug}/settings/history/${change.id}/restoration`} small plain>
                {t('institution.history.restore')}
              </PostButton>
            )}
          </li>
        ))}
      </ol>
    </Section>
  );
}

function nameOfField(field: string): string {
  const key = `institution.field.${field}`;
  return hasMessage(key) ? t(key) : field;
}

/** A value as words: texts in the reader's language, yes and no, and the rest as it is kept. */
function shown(value: unknown): string {
  if (value === null || value === undefined || value === '') return '—';
  if (typeof value === 'boolean') return t(value ? 'institution.history.yes' : 'institution.history.no');
  if (Array.isArray(value)) return value.length === 0 ? '—' : value.map(shown).join(', ');
  if (typeof value !== 'object') return String(value);
  const entries = Object.entries(value);
  const isText = entries.every(([tag, one]) => /^[a-z]{2,3}(-\w+)?$/.test(tag) && typeof one === 'string');
  if (isText) return localized(value as LocalizedText) || '—';
  return entries
    .filter(([, one]) => one !== null && one !== '' && one !== false)
    .map(([name, one]) => `${nameOfField(name)} ${shown(one)}`)
    .join(', ');
}
