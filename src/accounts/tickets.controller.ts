import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import { DomainError } from '../platform/errors.js';
import { seeOther, unprocessable } from '../platform/http/reply.js';
import { t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { readForm, withError, type FormState } from '../platform/web/forms.js';
import { flash } from '../platform/web/visit.js';
import { TicketSpent } from './account.errors.js';
import { EmailForm, NewPasswordForm, WelcomeForm } from './accounts.forms.js';
import { ColleagueInvitationsService } from './invitations.service.js';
import { PasswordResetsService } from './password-resets.service.js';
import { ResetLinksService } from './reset-links.service.js';
import { drawForgotten, drawNewPassword, drawSpent } from './sign-in.pages.js';
import { TicketsService } from './tickets.service.js';

/** The ways in that begin with a mail: a forgotten password, an invitation. Opening a link changes nothing. */
@Controller(':institution')
@Can('public')
export class TicketsController {
  constructor(
    private readonly links: ResetLinksService,
    private readonly resets: PasswordResetsService,
    private readonly invitations: ColleagueInvitationsService,
    private readonly tickets: TicketsService,
  ) {}

  @Get('password-reset')
  forgotten() {
    return drawForgotten({});
  }

  @Post('password-reset')
  async ask(@Body() body: unknown, @Req() request: Request) {
    const form = readForm(EmailForm, body);
    if (!form.ok) return unprocessable(drawForgotten({ form }));
    try {
      await this.links.ask(form.data.email, request.ip);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return unprocessable(drawForgotten({ form: withError(form, 'email', t(error.key, error.params)) }), error.status);
    }
    return drawForgotten({ sent: true });
  }

  @Get('password-reset/:token')
  newPassword(@Param('institution') slug: string, @Param('token') token: string) {
    return this.resetForm(slug, token);
  }

  @Post('password-reset/:token')
  async reset(@Param('institution') slug: string, @Param('token') token: string, @Body() body: unknown) {
    const form = readForm(NewPasswordForm, body);
    return this.settle(
      slug,
      'accounts.reset.done',
      async () => form.ok && (await this.resets.reset(token, form.data.password), true),
      form,
      (state) => this.resetForm(slug, token, state),
    );
  }

  @Get('welcome/:token')
  welcome(@Param('institution') slug: string, @Param('token') token: string) {
    return this.welcomeForm(slug, token);
  }

  @Post('welcome/:token')
  async accept(@Param('institution') slug: string, @Param('token') token: string, @Body() body: unknown) {
    const form = readForm(WelcomeForm, body);
    return this.settle(
      slug,
      'accounts.welcome.done',
      async () => form.ok && (await this.invitations.accept(token, form.data.name, form.data.password), true),
      form,
      (state) => this.welcomeForm(slug, token, state),
    );
  }

  private async settle(
    slug: string,
    done: string,
    act: () => Promise<boolean>,
    form: FormState,
    again: (form: FormState) => Promise<string>,
  ) {
    try {
      if (!(await act())) return unprocessable(await again(form));
    } catch (error) {
      if (error instanceof TicketSpent) return unprocessable(drawSpent());
      if (!(error instanceof DomainError) || !error.field) throw error;
      return unprocessable(await again(withError(form, error.field, t(error.key, error.params))), error.status);
    }
    flash(done);
    return seeOther(`/${slug}/sign-in`);
  }

  private async resetForm(slug: string, token: string, form?: FormState): Promise<string> {
    const account = await this.tickets.glance(token, 'reset');
    if (!account) return drawSpent();
    return drawNewPassword({ action: `/${slug}/password-reset/${token}`, email: account.email, form });
  }

  private async welcomeForm(slug: string, token: string, form?: FormState): Promise<string> {
    const account = await this.tickets.glance(token, 'invitation');
    if (!account) return drawSpent();
    return drawNewPassword({ action: `/${slug}/welcome/${token}`, email: account.email, name: account.name, form });
  }
}
