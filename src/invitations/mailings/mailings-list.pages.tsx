import { formatInstant } from '../../platform/i18n/format.js';
import { t } from '../../platform/i18n/translate.js';
import { Section } from '../../platform/web/components/section.js';
import type { MailingRow } from './mailings.queries.js';

/** What was sent for one invitation, newest first. */
export function MailingsList({ base, mailings, zone }: { base: string; mailings: MailingRow[]; zone: string }) {
  if (mailings.length === 0) return null;
  return (
    <Section title={t('invitations.mailings.title')}>
      <ul class="small mailings">
        {mailings.map((one) => (
          <li key={one.id}>
            <span class="mute nb">{formatInstant(one.created_at, zone, 'short')}</span>{' '}
            <a href={`${base}/mailings/${one.id}`}>{t(`invitations.mailings.kind.${one.kind}`)}</a>{' '}
            <span class="mute">
              {t('invitations.mailings.line', {
                state: t(`invitations.mailings.state.${one.state}`),
                done: one.out,
                total: one.total,
              })}
            </span>
            {one.refused > 0 && <span class="wine"> {t('invitations.mailings.refused', { count: one.refused })}</span>}
          </li>
        ))}
      </ul>
    </Section>
  );
}
