import { Body, Controller, Get, Param, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Current } from '../platform/current.js';
import { DomainError } from '../platform/errors.js';
import { seeOther, unprocessable } from '../platform/http/reply.js';
import { t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { PasswordGuard, type SignInOutcome } from './local.strategy.js';
import { nextPath } from './next-path.js';
import { SessionCookie } from './session-cookie.js';
import { drawSignIn } from './sign-in.pages.js';
import { SignInService } from './sign-in.service.js';

@Controller(':institution')
@Can('public')
export class SignInController {
  constructor(
    private readonly signIn: SignInService,
    private readonly cookie: SessionCookie,
  ) {}

  @Get('sign-in')
  show(@Param('institution') slug: string, @Query('next') wanted: unknown) {
    const next = nextPath(wanted, slug);
    return Current.maybeActor ? seeOther(next) : drawSignIn({ next });
  }

  @Post('sign-in')
  @UseGuards(PasswordGuard)
  async enter(
    @Param('institution') slug: string,
    @Body() body: Record<string, unknown> | undefined,
    @Req() request: Request & { user?: unknown },
    @Res({ passthrough: true }) response: Response,
  ) {
    const next = nextPath(body?.['next'], slug);
    const outcome = request.user as SignInOutcome;
    if (outcome instanceof DomainError) {
      const email = typeof body?.['email'] === 'string' ? body['email'].slice(0, 254) : '';
      const errors = { [outcome.field ?? 'password']: t(outcome.key, outcome.params) };
      return unprocessable(drawSignIn({ next, form: { values: { email }, errors } }), outcome.status);
    }
    const token = await this.signIn.signIn(outcome, request.headers['user-agent'], this.cookie.read(request));
    this.cookie.give(response, token);
    return seeOther(next);
  }

  /** Open to all: who was signed out meanwhile wants no error for it. */
  @Post('sign-out')
  async leave(
    @Param('institution') slug: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    const token = this.cookie.read(request);
    if (token) await this.signIn.signOut(token);
    this.cookie.take(response);
    // What the browser kept of our pages goes too, also behind its back button.
    response.setHeader('Clear-Site-Data', '"cache"');
    return seeOther(`/${slug}/sign-in`);
  }
}
