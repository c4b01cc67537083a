import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Current } from '../../platform/current.js';
import { DomainError, NotFound } from '../../platform/errors.js';
import { type SeeOther, seeOther, type Unprocessable, unprocessable } from '../../platform/http/reply.js';
import { isPublicLanguage, knownLanguage, type Language, publicLanguages } from '../../platform/i18n/languages.js';
import { inLanguage, localized, t } from '../../platform/i18n/translate.js';
import { LimitsService, networkOf } from '../../platform/limits/limits.service.js';
import { Can } from '../../platform/permissions/can.js';
import { Institutions } from '../../platform/tenancy/institutions.js';
import { brokenRule, type FormState, readForm } from '../../platform/web/forms.js';
import { publicPage } from '../../platform/web/page.js';
import { CounterpartLinesService } from './counterpart-lines.service.js';
import { CounterpartLinksService } from './counterpart-links.service.js';
import type { CounterpartLink } from './counterpart.entity.js';
import { LineForm } from './counterpart.forms.js';
import { OwnListPage } from './own-list.pages.js';
import { CounterpartQueries } from './counterpart.queries.js';

const OPENED = { name: 'counterpart', points: 240, seconds: 600 };
const SENT = { name: 'counterpart-sent', points: 120, seconds: 600 };

/** The partner's own list, by a link that needs no account: its own side of one visit, and nothing else. */
@Controller('c/:token')
@Can('public')
export class CounterpartController {
  constructor(
    private readonly limits: LimitsService,
    private readonly institutions: Institutions,
    private readonly links: CounterpartLinksService,
    private readonly lines: CounterpartLinesService,
    private readonly queries: CounterpartQueries,
  ) {}

  @Get()
  show(
    @Param('token') token: string,
    @Query('lang') lang: unknown,
    @Query('line') line: unknown,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    return this.behind(token, request, response, (link) =>
      this.draw(link, token, languageOf(link, lang), typeof line === 'string' ? line : undefined),
    );
  }

  @Post('people')
  enter(
    @Param('token') token: string,
    @Query('lang') lang: unknown,
    @Body() body: unknown,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SeeOther | Unprocessable> {
    return this.send({ token, lang, body, request, response });
  }

  @Post('people/:line')
  change(
    @Param('token') token: string,
    @Param('line') line: string,
    @Query('lang') lang: unknown,
    @Body() body: unknown,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SeeOther | Unprocessable> {
    return this.send({ token, lang, body, request, response, line });
  }

  @Post('people/:line/removal')
  async withdraw(
    @Param('token') token: string,
    @Param('line') line: string,
    @Query('lang') lang: unknown,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SeeOther> {
    await this.limits.take(SENT, networkOf(request.ip));
    return this.behind(token, request, response, async (link) => {
      await this.lines.withdraw(link, line);
      return seeOther(back(token, languageOf(link, lang)));
    });
  }

  private async send(sent: {
    token: string;
    lang: unknown;
    body: unknown;
    request: Request;
    response: Response;
    line?: string;
  }): Promise<SeeOther | Unprocessable> {
    const { token, lang, body, request, response, line } = sent;
    await this.limits.take(SENT, networkOf(request.ip));
    let refused: FormState | null = null;
    try {
      return await this.behind(token, request, response, async (link) => {
        const language = languageOf(link, lang);
        // The sentences beside the fields are in the language of the page.
        const form = inLanguage(language, () => readForm(LineForm, body));
        refused = form;
        if (!form.ok) return unprocessable(await this.draw(link, token, language, line, form));
        if (line) await this.lines.change(link, line, form.data);
        else await this.lines.enter(link, form.data);
        return seeOther(back(token, language));
      });
    } catch (error) {
      if (!(error instanceof DomainError) || error instanceof NotFound || !refused) throw error;
      const form = refused;
      return this.behind(token, request, response, async (link) => {
        const language = languageOf(link, lang);
        const said = inLanguage(language, () => brokenRule(form, error));
        return unprocessable(await this.draw(link, token, language, line, said), error.status);
      });
    }
  }

  private async draw(
    link: CounterpartLink,
    token: string,
    language: Language,
    lineId?: string,
    form?: FormState,
  ): Promise<string> {
    const own = await this.queries.ownSide(link.activityId);
    const lines = await this.queries.lines(link.activityId, link.id);
    const { institution } = Current;
    const name = localized(institution.name, language);
    const changed = lines.find(({ id }) => id === lineId);
    return publicPage(() => <OwnListPage {...{ own, link, lines, token, language, form, changed }} />, {
      title: `${inLanguage(language, () => t('logistics.public.title'))} · ${name}`,
      language,
      letterhead: { name, service: localized(institution.letterhead?.signatory?.post, language) },
      accent: institution.accent,
      languages: publicLanguages.map((one) => ({ language: one, href: back(token, one) })),
    });
  }

  /** A link that opens nothing costs as much as one that does. */
  private async behind<T>(
    token: string,
    request: Request,
    response: Response,
    work: (link: CounterpartLink) => Promise<T>,
  ): Promise<T> {
    response.setHeader('X-Robots-Tag', 'noindex, nofollow, noarchive');
    response.setHeader('Referrer-Policy', 'no-referrer');
    await this.limits.take(OPENED, networkOf(request.ip));
    return this.institutions.behindLink('institution_of_counterpart', 'ec', token, async (hash) =>
      work(await this.links.opened(hash)),
    );
  }
}

const back = (token: string, language: Language) => `/c/${token}?lang=${language}`;

function languageOf(link: CounterpartLink, asked: unknown): Language {
  return isPublicLanguage(String(asked)) ? knownLanguage(String(asked)) : knownLanguage(link.language);
}
