import { Current } from '../platform/current.js';
import { formatInstant, formatList } from '../platform/i18n/format.js';
import { interfaceLanguages, languageNames } from '../platform/i18n/languages.js';
import { t } from '../platform/i18n/translate.js';
import { Copyable } from '../platform/web/components/copyable.js';
import { Button, PostButton } from '../platform/web/components/button.js';
import { Checks } from '../platform/web/components/checks.js';
import { Field, Select } from '../platform/web/components/field.js';
import { List } from '../platform/web/components/list.js';
import { PageHead, Section } from '../platform/web/components/section.js';
import type { FormState } from '../platform/web/forms.js';
import type { AccessToken } from './access-token.entity.js';
import type { AccountRow } from './accounts.queries.js';
import { LEAST_CHARACTERS } from './passwords.service.js';
import type { SessionRow } from './sessions.service.js';

export interface AccountPageProps {
  account: AccountRow;
  sessions: SessionRow[];
  tokens: AccessToken[];
  profile?: FormState;
  password?: FormState;
  token?: FormState;
  /** A token made just now: the only time it is seen. */
  made?: { name: string; token: string };
}

const own = () => `/${Current.institution.slug}/account`;

export function AccountPage({ account, sessions, tokens, profile, password, token, made }: AccountPageProps) {
  const roles = account.grants.filter(({ holds }) => holds).map(({ role }) => t(`accounts.role.${role}`));
  return (
    <>
      <PageHead title={t('accounts.account.title')} meta={<span>{account.email}</span>} />
      <div class="account-page">
        <Section
          title={t('accounts.account.me')}
          aside={roles.length > 0 ? formatList(roles) : t('accounts.people.no_roles')}
        >
          <form class="form" method="post" action={`${own()}/profile`}>
            <div class="form-row">
              <Field
                name="name"
                label={t('accounts.name')}
                value={account.name}
                form={profile}
                required
                maxlength={200}
                autocomplete="name"
              />
              <Select
                name="locale"
                label={t('accounts.account.language')}
                value={account.locale}
                form={profile}
                required
                options={interfaceLanguages.map((one) => ({ value: one, label: languageNames[one] }))}
              />
            </div>
            <div class="form-end">
              <Button>{t('accounts.account.save')}</Button>
            </div>
          </form>
        </Section>
        <Section title={t('accounts.account.password_title')}>
          <form class="form" method="post" action={`${own()}/password`}>
            <div class="form-row">
              <Field
                name="oldPassword"
                type="password"
                label={t('accounts.account.old_password')}
                form={password}
                required
                autocomplete="current-password"
              />
              <Field
                name="password"
                type="password"
                label={t('accounts.new_password')}
                hint={t('accounts.password_hint', { least: LEAST_CHARACTERS })}
                form={password}
                required
                autocomplete="new-password"
              />
            </div>
            <div class="form-end">
              <Button>{t('accounts.account.change')}</Button>
            </div>
          </form>
        </Section>
        <Sessions sessions={sessions} />
        <Tokens tokens={tokens} form={token} made={made} />
      </div>
    </>
  );
}

function Sessions({ sessions }: { sessions: SessionRow[] }) {
  return (
    <Section
      title={t('accounts.account.sessions')}
      aside={
        <PostButton to={`${own()}/sign-out-everywhere`} small>
          {t('accounts.account.everywhere')}
        </PostButton>
      }
    >
      <ul class="found">
        {sessions.map((session) => (
          <li key={session.id}>
            <span>
              {browserOf(session.user_agent)}
              {session.is_this && <span class="sign"> {t('accounts.account.session_this')}</span>}
              <small>
                {t('accounts.account.session_seen', {
                  when: formatInstant(session.seen_at, Current.institution.timeZone),
                })}
              </small>
            </span>
            {!session.is_this && (
              <PostButton to={`${own()}/sessions/${session.id}/end`} small>
                {t('accounts.account.session_end')}
              </PostButton>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Tokens({ tokens, form, made }: Pick<AccountPageProps, 'tokens' | 'made'> & { form: FormState | undefined }) {
  return (
    <Section title={t('accounts.account.tokens')} id="tokens">
      <p class="mute">{t('accounts.account.tokens_explain')}</p>
      {made && (
        <div class="flash" role="status">
          <p>
            {t('accounts.account.token_made', { name: made.name })} <Copyable text={made.token} class="secret" />
          </p>
        </div>
      )}
      <List
        caption={t('accounts.account.tokens')}
        rows={tokens}
        rowKey={(one) => one.id}
        empty={<p class="mute">{t('accounts.account.tokens_none')}</p>}
        columns={[
          { label: t('accounts.account.token_name'), cell: (one) => <span class="strong">{one.name}</span> },
          {
            label: t('accounts.account.token_scopes'),
            cell: (one) => formatList(one.scopes.map((scope) => t(`accounts.account.scope_${scope}`))),
          },
          {
            label: t('accounts.account.token_expires'),
            class: 'nb',
            cell: (one) => (one.expiresAt ? stamp(one.expiresAt) : t('accounts.account.token_never')),
          },
          {
            label: t('accounts.account.token_used'),
            class: 'nb',
            cell: (one) => (one.lastUsedAt ? stamp(one.lastUsedAt) : t('accounts.people.never')),
          },
          {
            label: <span class="vh">{t('accounts.people.actions')}</span>,
            cell: (one) => (
              <PostButton
                to={`${own()}/tokens/${one.id}/revocation`}
                small
                label={t('accounts.account.token_revoke_of', { name: one.name })}
              >
                {t('accounts.account.token_revoke')}
              </PostButton>
            ),
          },
        ]}
      />
      <form class="form" method="post" action={`${own()}/tokens`} data-turbo="false">
        <div class="form-row">
          <Field name="tokenName" label={t('accounts.account.token_name')} form={form} required maxlength={100} />
          <Field name="expiresOn" type="date" label={t('accounts.account.token_expires')} form={form} />
          <Checks
            name="scopes"
            label={t('accounts.account.token_scopes')}
            form={form}
            chosen={['read']}
            options={['read', 'write'].map((scope) => ({ value: scope, label: t(`accounts.account.scope_${scope}`) }))}
          />
        </div>
        <div class="form-end">
          <Button>{t('accounts.account.token_make')}</Button>
        </div>
      </form>
    </Section>
  );
}

const stamp = (at: Temporal.Instant) => formatInstant(at, Current.institution.timeZone);

/** What a user agent says of itself, as far as it helps to tell one's browsers apart. */
function browserOf(agent: string | null): string {
  const browser = ['Edg', 'OPR', 'Firefox', 'Chrome', 'Safari'].find((name) => agent?.includes(`${name}/`));
  const system = ['Android', 'iPhone', 'iPad', 'Windows', 'Mac OS X', 'Linux'].find((name) => agent?.includes(name));
  const names: Record<string, string> = { Edg: 'Edge', OPR: 'Opera', 'Mac OS X': 'macOS' };
  if (!browser) return t('accounts.account.session_unknown');
  return [browser, system].flatMap((name) => (name ? [names[name] ?? name] : [])).join(' · ');
}
