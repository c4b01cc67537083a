import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CalendarEntriesService } from '../calendar/calendar-entries.service.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { DomainError, NotFound } from '../platform/errors.js';
import { Download, seeOther, type SeeOther, type Unprocessable, unprocessable } from '../platform/http/reply.js';
import { isPublicLanguage, knownLanguage, type Language } from '../platform/i18n/languages.js';
import { inLanguage, t } from '../platform/i18n/translate.js';
import { LimitsService, networkOf } from '../platform/limits/limits.service.js';
import { Can } from '../platform/permissions/can.js';
import { type FormState, readForm, withError } from '../platform/web/forms.js';
import { qrImage } from '../platform/web/qr-code.js';
import { readCookies } from '../platform/web/visit.js';
import { AnswersService } from './answers.service.js';
import { AnswerPage, drawForGuest, GonePage, OpenAgainPage } from './guest-answers.pages.js';
import { GuestsService, type GuestView } from './guests.service.js';
import { GuestAnswerForm } from './answering/answering.forms.js';

const OPENED = { name: 'answer-page', points: 120, seconds: 600 };
const COOKIE_MINUTES = 60;

/**
 * The guest's own page. Reading never changes anything: mail scanners follow every link. The token leaves the address at once for a
 * cookie of this one invitation, so that two invitations open side by side never answer for each other.
 */
@Controller('r')
@Can('public')
export class GuestAnswersController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly db: Db,
    private readonly limits: LimitsService,
    private readonly guests: GuestsService,
    private readonly answers: AnswersService,
    private readonly entries: CalendarEntriesService,
  ) {}

  @Get(':token')
  async open(
    @Param('token') token: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SeeOther> {
    await this.guard(request, response);
    const id = await this.guests.within(token, (found) => Promise.resolve(found));
    response.cookie(this.cookie(id), token, {
      httpOnly: true,
      secure: this.isSecure,
      sameSite: 'lax',
      path: '/',
      maxAge: COOKIE_MINUTES * 60_000,
    });
    return seeOther(`/r/to/${id}`);
  }

  @Get('to/:id')
  async show(
    @Param('id') id: string,
    @Query('lang') asked: unknown,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string | Unprocessable> {
    await this.guard(request, response);
    return this.asGuest(id, request, (view) => this.text(view, languageOf(view, asked)), asked);
  }

  @Post('to/:id')
  async answer(
    @Param('id') id: string,
    @Query('lang') asked: unknown,
    @Body() body: unknown,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string | SeeOther | Unprocessable> {
    await this.guard(request, response);
    const token = this.tokenOf(id, request);
    const language = isPublicLanguage(String(asked)) ? `?lang=${String(asked)}` : '';
    const again = (form: FormState, status: 422 | 409 = 422) =>
      this.asGuest(
        id,
        request,
        async (view) => unprocessable(await this.text(view, languageOf(view, asked), form), status),
        asked,
      );
    // The sentences beside the fields are in the language of the page.
    const guestLanguage = isPublicLanguage(String(asked))
      ? (String(asked) as Language)
      : await this.ownLanguage(id, request);
    const form = inLanguage(guestLanguage, () => readForm(GuestAnswerForm, body));
    if (!token) return this.asGuest(id, request, () => '', asked);
    if (!form.ok) return again(form);
    try {
      const { needs = '', ...given } = form.data;
      await this.guests.within(token, async (owner) => {
        if (owner !== id) throw new NotFound();
      });
      await this.answers.answer(token, { ...given, needs });
    } catch (error) {
      if (!(error instanceof DomainError) || error instanceof NotFound) throw error;
      return again(
        withError(form, error.field ?? '', t(error.key, error.params, guestLanguage)),
        error.status === 409 ? 409 : 422,
      );
    }
    return seeOther(`/r/to/${id}${language ? `${language}&` : '?'}sent=1`);
  }

  @Get('to/:id/entente.ics')
  async file(
    @Param('id') id: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<unknown> {
    await this.guard(request, response);
    return this.asGuest(id, request, (view) => {
      if (!view.entry || !view.guest.holdsPlace) throw new NotFound();
      const text = this.entries.file(view.entry, knownLanguage(view.guest.language));
      return new Download(Buffer.from(text), 'text/calendar; charset=utf-8', 'entente.ics');
    });
  }

  private asGuest<T>(
    id: string,
    request: Request,
    draw: (view: GuestView) => T | Promise<T>,
    asked?: unknown,
  ): Promise<T | Unprocessable> {
    const token = this.tokenOf(id, request);
    if (!token) {
      const language = knownLanguage(
        isPublicLanguage(String(asked)) ? String(asked) : request.acceptsLanguages('en', 'fr', 'ru', 'ar') || 'en',
      );
      return Promise.resolve(unprocessable(OpenAgainPage(language), 404));
    }
    return this.guests.within(token, (owner) =>
      this.db.read(async () => {
        if (owner !== id) throw new NotFound();
        const view = await this.guests.view(id);
        if (view.kind === 'gone')
          return unprocessable(
            drawForGuest(view, languageOf(view, asked), () => <GonePage view={view} />),
            410,
          );
        return draw(view);
      }),
    );
  }

  private ownLanguage(id: string, request: Request): Promise<Language> {
    const token = this.tokenOf(id, request);
    if (!token) return Promise.resolve('en');
    return this.guests.within(token, () =>
      this.db.read(async () => knownLanguage((await this.guests.view(id)).guest.language)),
    );
  }

  private async text(view: GuestView, language: Language, form?: FormState): Promise<string> {
    const code = view.guest.holdsPlace ? await this.doorCode(view.guest.id) : null;
    return drawForGuest(view, language, () => <AnswerPage view={view} language={language} code={code} form={form} />);
  }

  /** It opens nothing for who is not of the staff. */
  private doorCode(id: string): Promise<string> {
    return qrImage(`${this.config.BASE_URL}/${Current.institution.slug}/check-in/${id}`);
  }

  private async guard(request: Request, response: Response): Promise<void> {
    response.setHeader('X-Robots-Tag', 'noindex, nofollow, noarchive');
    response.setHeader('Cache-Control', 'private, no-store');
    await this.limits.take(OPENED, networkOf(request.ip));
  }

  private tokenOf(id: string, request: Request): string | undefined {
    return /^[0-9a-f-]{36}$/.test(id) ? readCookies(request.headers.cookie).get(this.cookie(id)) : undefined;
  }

  private get isSecure(): boolean {
    return this.config.BASE_URL.startsWith('https:');
  }

  private cookie(id: string): string {
    return `${this.isSecure ? '__Host-' : ''}er-${id}`;
  }
}

function languageOf({ guest }: GuestView, asked: unknown): Language {
  return isPublicLanguage(String(asked)) ? (String(asked) as Language) : knownLanguage(guest.language);
}
