import { Current } from '../platform/current.js';
import { t } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { Field } from '../platform/web/components/field.js';
import type { FormState } from '../platform/web/forms.js';
import { signInPage } from '../platform/web/page.js';
import { LEAST_CHARACTERS } from './passwords.service.js';

export function drawSignIn({ next, form }: { next: string; form?: FormState }): string {
  const home = `/${Current.institution.slug}`;
  return signInPage(
    <form method="post" action={`${home}/sign-in`}>
      <input type="hidden" name="next" value={next} />
      <Field name="email" type="email" label={t('accounts.email')} autocomplete="username" form={form} required />
      <Field
        name="password"
        type="password"
        label={t('accounts.password')}
        autocomplete="current-password"
        form={form}
        required
      />
      <div class="signin-end">
        <a href={`${home}/password-reset`} class="small">
          {t('accounts.sign_in.cannot')}
        </a>
        <Button primary>{t('accounts.sign_in.title')}</Button>
      </div>
    </form>,
    { title: t('accounts.sign_in.title') },
  );
}

export function drawForgotten({ form, sent }: { form?: FormState; sent?: boolean }): string {
  const home = `/${Current.institution.slug}`;
  return signInPage(
    sent ? (
      <>
        <p>{t('accounts.reset.sent')}</p>
        <p class="ways-out">
          <a href={`${home}/sign-in`}>{t('accounts.reset.back')}</a>
        </p>
      </>
    ) : (
      <form method="post" action={`${home}/password-reset`}>
        <p class="mute">{t('accounts.reset.explain')}</p>
        <Field name="email" type="email" label={t('accounts.email')} autocomplete="username" form={form} required />
        <div class="signin-end">
          <a href={`${home}/sign-in`} class="small">
            {t('accounts.reset.back')}
          </a>
          <Button primary>{t('accounts.reset.send')}</Button>
        </div>
      </form>
    ),
    { title: t('accounts.reset.title') },
  );
}

export interface NewPasswordProps {
  action: string;
  email: string;
  /** Asked of who comes for the first time. */
  name?: string;
  form?: FormState | undefined;
}

/** Chooses a password: after an invitation, or instead of a forgotten one. */
export function drawNewPassword({ action, email, name, form }: NewPasswordProps): string {
  const isWelcome = name !== undefined;
  return signInPage(
    <form method="post" action={action}>
      {isWelcome && <p class="mute">{t('accounts.welcome.explain', { email })}</p>}
      <input type="hidden" name="email" value={email} autocomplete="username" />
      {isWelcome && (
        <Field
          name="name"
          label={t('accounts.name')}
          autocomplete="name"
          value={name}
          form={form}
          required
          maxlength={200}
        />
      )}
      <Field
        name="password"
        type="password"
        label={t('accounts.new_password')}
        hint={t('accounts.password_hint', { least: LEAST_CHARACTERS })}
        autocomplete="new-password"
        form={form}
        required
      />
      <div class="signin-end">
        <span />
        <Button primary>{t(isWelcome ? 'accounts.welcome.accept' : 'accounts.reset.save')}</Button>
      </div>
    </form>,
    { title: t(isWelcome ? 'accounts.welcome.title' : 'accounts.reset.new_title') },
  );
}

/** A link that opens nothing any more. */
export function drawSpent(): string {
  const home = `/${Current.institution.slug}`;
  return signInPage(
    <>
      <p>{t('accounts.error.ticket_spent')}</p>
      <p class="ways-out">
        <a href={`${home}/password-reset`}>{t('accounts.reset.ask_again')}</a>
      </p>
    </>,
    { title: t('accounts.reset.spent_title') },
  );
}
