import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Current } from '../../platform/current.js';
import { NotFound } from '../../platform/errors.js';
import { isPublicLanguage, knownLanguage, publicLanguages } from '../../platform/i18n/languages.js';
import { inLanguage, localized, t } from '../../platform/i18n/translate.js';
import { LimitsService, networkOf } from '../../platform/limits/limits.service.js';
import { Can } from '../../platform/permissions/can.js';
import { publicPage } from '../../platform/web/page.js';
import { PocketPage, pocketWorker } from './pocket.pages.js';
import { PocketDoor } from './pocket-links.service.js';
import { PocketQueries } from './pocket.queries.js';

const OPENED = { name: 'pocket', points: 240, seconds: 600 };

/** The pocket programme: a page by secret link, with its own worker for when there is no network. */
@Controller('p')
@Can('public')
export class PocketController {
  constructor(
    private readonly limits: LimitsService,
    private readonly door: PocketDoor,
    private readonly pockets: PocketQueries,
  ) {}

  @Get(':token')
  async show(
    @Param('token') token: string,
    @Query('lang') asked: unknown,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    await this.guard(request, response);
    return this.door.within(token, async (link) => {
      const pocket = await this.pockets.of(link.activityId);
      const language = isPublicLanguage(String(asked)) ? knownLanguage(String(asked)) : knownLanguage(link.language);
      const { institution } = Current;
      const name = localized(institution.name, language);
      return publicPage(
        () =>
          pocket ? (
            <PocketPage pocket={pocket} link={link} token={token} />
          ) : (
            <p class="foot">{t('programme.public.none')}</p>
          ),
        {
          title: `${inLanguage(language, () => t('programme.public.title'))} · ${name}`,
          language,
          letterhead: { name, service: localized(institution.letterhead?.signatory?.post, language) },
          accent: institution.accent,
          languages: publicLanguages.map((one) => ({ language: one, href: `/p/${token}?lang=${one}` })),
        },
      );
    });
  }

  @Get(':token/worker.js')
  async worker(@Param('token') token: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    await this.guard(request, response);
    const text = await this.door.within(token, () => Promise.resolve(pocketWorker(token)));
    response.setHeader('Service-Worker-Allowed', `/p/${token}`);
    response.type('text/javascript').send(text);
  }

  /** A link that names nothing costs as much as one that does. */
  private async guard(request: Request, response: Response): Promise<void> {
    response.setHeader('X-Robots-Tag', 'noindex, nofollow, noarchive');
    response.setHeader('Cache-Control', 'private, no-cache');
    if (typeof request.params['token'] !== 'string') throw new NotFound();
    await this.limits.take(OPENED, networkOf(request.ip));
  }
}
