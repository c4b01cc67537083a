import { Current } from '../../platform/current.js';
import { formatInstant } from '../../platform/i18n/format.js';
import { t } from '../../platform/i18n/translate.js';
import { Button, PostButton } from '../../platform/web/components/button.js';
import { FormErrors } from '../../platform/web/components/checks.js';
import { Select, TextArea } from '../../platform/web/components/field.js';
import { PageHead, Section } from '../../platform/web/components/section.js';
import { SettingsTabs } from '../../platform/web/components/settings-tabs.js';
import { Tabs } from '../../platform/web/components/state.js';
import type { FormState } from '../../platform/web/forms.js';
import type { Recipient } from '../invitation.entity.js';
import { MAILING_KINDS, type MailingKind } from '../mailings/mailing.states.js';
import type { LetterSource } from './mail-templates.service.js';
import { PLACEHOLDERS } from './template-safety.js';

export interface MailTemplateProps {
  kind: MailingKind;
  path: string;
  versions: { number: number; at: Temporal.Instant }[];
  /** The version in force; 0 for the shipped one. */
  used: number;
  shown: LetterSource;
  guests: Recipient[];
  guest: Recipient | undefined;
  form: FormState | undefined;
}

export function MailTemplatePage(props: MailTemplateProps) {
  const { kind, path, used, shown, form } = props;
  const home = path.slice(0, path.lastIndexOf('/'));
  return (
    <>
      <PageHead
        eyebrow={t('institution.settings')}
        title={t('invitations.templates.title')}
        meta={t('invitations.templates.hint')}
      />
      <SettingsTabs current="letters" />
      <Tabs
        label={t('invitations.templates.kinds')}
        tabs={MAILING_KINDS.map((one) => ({
          label: t(`invitations.mailings.kind.${one}`),
          href: `${home}/${one}`,
          current: one === kind,
        }))}
      />
      <div class="cols template-cols">
        <div>
          <form class="form" method="post" action={path}>
            <FormErrors form={form} />
            <TextArea name="html" label={t('invitations.templates.html')} value={shown.html} rows={16} form={form} required /> {/* prettier-ignore */}
            <TextArea name="text" label={t('invitations.templates.text')} value={shown.text} rows={12} form={form} required /> {/* prettier-ignore */}
            <div class="form-end">
              <Button primary={shown.number === used}>{t('invitations.templates.keep')}</Button>
            </div>
          </form>
          <Section title={t('invitations.templates.placeholders')}>
            <ul class="small placeholders">
              {PLACEHOLDERS.map((name) => (
                <li key={name}>
                  <code>{`{{ ${name} }}`}</code> <span class="mute">{t(`invitations.templates.means.${name}`)}</span>
                </li>
              ))}
            </ul>
          </Section>
        </div>
        <div>
          <Versions {...props} />
          <Preview {...props} />
        </div>
      </div>
    </>
  );
}

function Versions({ path, versions, used, shown }: MailTemplateProps) {
  const { timeZone } = Current.institution;
  return (
    <Section title={t('invitations.templates.versions')}>
      <ul class="ways">
        {[...versions, { number: 0, at: null }].map(({ number, at }) => (
          <li key={number}>
            <a href={`${path}?version=${number}`} aria-current={number === shown.number ? 'true' : undefined}>
              {at ? t('invitations.templates.version', { number, when: formatInstant(at, timeZone, 'short') }) : t('invitations.templates.shipped')} {/* prettier-ignore */}
            </a>
            {number === used ? (
              <span class="moss">{t('invitations.templates.in_force')}</span>
            ) : (
              <PostButton to={`${path}/use`} fields={{ number: String(number) }} small primary={number === shown.number}>
                {t('invitations.templates.use')}
              </PostButton>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Preview({ path, shown, guests, guest }: MailTemplateProps) {
  return (
    <Section title={t('invitations.templates.preview')}>
      {guest ? (
        <>
          <form method="get" action={path} class="row-flex" data-controller="autosubmit" data-action="change->autosubmit#now">
            <input type="hidden" name="version" value={shown.number} />
            <Select
              name="guest"
              label={t('invitations.guest')}
              options={guests.map(({ id, name, language }) => ({ value: id, label: `${name} (${language})` }))}
              value={guest.id}
              form={undefined}
              required
            />
            <Button small>{t('invitations.templates.show')}</Button>
          </form>
          <iframe
            class="letter-frame"
            sandbox=""
            title={t('invitations.templates.preview')}
            src={`${path}/preview/${shown.number}/${guest.id}`}
          />
        </>
      ) : (
        <p class="mute">{t('invitations.templates.nobody')}</p>
      )}
    </Section>
  );
}
