import { Current } from '../platform/current.js';
import { t } from '../platform/i18n/translate.js';
import { Copyable } from '../platform/web/components/copyable.js';
import { Button, PostButton } from '../platform/web/components/button.js';
import { Field } from '../platform/web/components/field.js';
import { List } from '../platform/web/components/list.js';
import { Facts, PageHead, Section } from '../platform/web/components/section.js';
import { Stamp } from '../platform/web/components/time.js';
import type { FormState } from '../platform/web/forms.js';
import type { AppPassword } from './app-password.entity.js';

const base = () => `/${Current.institution.slug}/my-calendar`;

export interface AppPasswordsProps {
  passwords: AppPassword[];
  form: FormState;
  /** Just made: the only time that it is shown. */
  made?: { name: string; password: string } | undefined;
  server: string;
  user: string;
}

export function AppPasswordsPage({ passwords, form, made, server, user }: AppPasswordsProps) {
  const zone = Current.institution.timeZone;
  return (
    <>
      <PageHead
        eyebrow={<a href={base()}>{t('calendar.my.title')}</a>}
        title={t('calendar.password.title')}
        meta={t('calendar.password.intro')}
      />
      {made && (
        <div class="flash" role="status">
          <p>
            {t('calendar.password.made', { name: made.name })} <Copyable text={made.password} class="secret" />
          </p>
        </div>
      )}
      <Facts
        facts={[
          [t('calendar.password.server'), <code>{server}</code>],
          [t('calendar.password.user'), <code>{user}</code>],
          [t('calendar.password.shows'), <a href={base()}>{t('calendar.password.links')}</a>],
        ]}
      />
      <Section title={t('calendar.password.programs')}>
        <List
          caption={t('calendar.password.programs')}
          rows={passwords}
          rowKey={(one) => one.id}
          empty={<p class="mute">{t('calendar.password.none')}</p>}
          columns={[
            { label: t('calendar.password.name'), cell: (one) => <bdi class="strong">{one.name}</bdi> },
            { label: t('calendar.password.made_on'), cell: (one) => <Stamp at={one.createdAt} zone={zone} /> },
            {
              label: t('calendar.password.used'),
              cell: (one) => (one.lastUsedAt ? <Stamp at={one.lastUsedAt} zone={zone} /> : t('calendar.my.never')),
            },
            { label: t('calendar.my.client'), cell: (one) => one.lastClient ?? '–' },
            {
              label: <span class="vh">{t('calendar.my.actions')}</span>,
              class: 'end',
              cell: (one) => (
                <PostButton
                  to={`${base()}/passwords/${one.id}/revocation`}
                  small
                  label={t('calendar.password.revoke_named', { name: one.name })}
                >
                  {t('calendar.my.revoke')}
                </PostButton>
              ),
            },
          ]}
        />
        <form method="post" action={`${base()}/passwords`} class="form-grid">
          <Field
            name="name"
            label={t('calendar.password.name')}
            hint={t('calendar.password.name_hint')}
            form={form}
            required
            maxlength={60}
          />
          <div>
            <Button primary>{t('calendar.password.make')}</Button>
          </div>
        </form>
      </Section>
    </>
  );
}
