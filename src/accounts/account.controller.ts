import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { DomainError } from '../platform/errors.js';
import { seeOther, unprocessable } from '../platform/http/reply.js';
import { t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { readForm, withError, type FormState } from '../platform/web/forms.js';
import { page } from '../platform/web/page.js';
import { flash } from '../platform/web/visit.js';
import { AccessTokensService } from './access-tokens.service.js';
import { AccountPage } from './account.pages.js';
import { PasswordForm, ProfileForm, TokenForm } from './accounts.forms.js';
import { AccountsQueries } from './accounts.queries.js';
import { OwnAccountService } from './own-account.service.js';
import { SessionCookie } from './session-cookie.js';
import { SessionsService } from './sessions.service.js';

interface Shown {
  profile?: FormState;
  password?: FormState;
  token?: FormState;
  made?: { name: string; token: string };
}

/** One's own account: nothing here takes the id of another. */
@Controller(':institution/account')
@Can('signed-in')
export class AccountController {
  constructor(
    private readonly db: Db,
    private readonly own: OwnAccountService,
    private readonly queries: AccountsQueries,
    private readonly sessions: SessionsService,
    private readonly tokens: AccessTokensService,
    private readonly cookie: SessionCookie,
  ) {}

  @Get()
  show(@Req() request: Request) {
    return this.draw(request);
  }

  @Post('profile')
  async introduce(@Param('institution') slug: string, @Body() body: unknown, @Req() request: Request) {
    const form = readForm(ProfileForm, body);
    if (!form.ok) return unprocessable(await this.draw(request, { profile: form }));
    await this.own.introduce(form.data.name, form.data.locale);
    flash('accounts.account.saved');
    return seeOther(`/${slug}/account`);
  }

  @Post('password')
  async changePassword(
    @Param('institution') slug: string,
    @Body() body: unknown,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    const form = readForm(PasswordForm, body);
    if (!form.ok) return unprocessable(await this.draw(request, { password: form }));
    try {
      const token = await this.own.changePassword(
        form.data.oldPassword,
        form.data.password,
        request.headers['user-agent'],
      );
      this.cookie.give(response, token);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const told = withError(form, error.field ?? 'oldPassword', t(error.key, error.params));
      return unprocessable(await this.draw(request, { password: told }), error.status);
    }
    flash('accounts.account.changed');
    return seeOther(`/${slug}/account`);
  }

  @Post('sessions/:digest/end')
  async endSession(@Param('institution') slug: string, @Param('digest') digest: string) {
    await this.sessions.closeOne(Current.actor.accountId, digest);
    flash('accounts.account.session_ended');
    return seeOther(`/${slug}/account`);
  }

  @Post('sign-out-everywhere')
  async signOutEverywhere(@Param('institution') slug: string, @Res({ passthrough: true }) response: Response) {
    await this.own.signOutEverywhere();
    this.cookie.take(response);
    response.setHeader('Clear-Site-Data', '"cache"');
    return seeOther(`/${slug}/sign-in`);
  }

  /** Answers with the page itself, not a redirect: the token is shown this once and stored nowhere. */
  @Post('tokens')
  async makeToken(@Body() body: unknown, @Req() request: Request) {
    const form = readForm(TokenForm, body);
    if (!form.ok) return unprocessable(await this.draw(request, { token: form }));
    const { tokenName, scopes, expiresOn } = form.data;
    try {
      const token = await this.tokens.make(tokenName, scopes, expiresOn);
      return await this.draw(request, { made: { name: tokenName, token } });
    } catch (error) {
      if (!(error instanceof DomainError) || !error.field) throw error;
      return unprocessable(
        await this.draw(request, { token: withError(form, error.field, t(error.key, error.params)) }),
        error.status,
      );
    }
  }

  @Post('tokens/:id/revocation')
  async revokeToken(@Param('institution') slug: string, @Param('id') id: string) {
    await this.tokens.revoke(id);
    flash('accounts.account.token_revoked');
    return seeOther(`/${slug}/account`);
  }

  private draw(request: Request, shown: Shown = {}): Promise<string> {
    return this.db.read(async () => {
      const { accountId } = Current.actor;
      const account = await this.queries.one(accountId);
      const sessions = await this.sessions.list(accountId, this.cookie.read(request));
      const tokens = await this.tokens.list(accountId);
      return page(AccountPage({ account, sessions, tokens, ...shown }), { title: t('accounts.account.title') });
    });
  }
}
