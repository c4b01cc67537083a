import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { VNode } from 'preact';
import { NotFound } from '../platform/errors.js';
import { FilesService } from '../platform/files/files.service.js';
import { Download } from '../platform/http/reply.js';
import { Current } from '../platform/current.js';
import { knownLanguage, type Language } from '../platform/i18n/languages.js';
import { inLanguage, localized, t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { publicPage } from '../platform/web/page.js';
import { PublishedReport, publishedPath, PublishedReports } from './published-report.pages.js';
import { picturesOf } from './report-public.rules.js';
import { type PublishedRow, ReportPublications } from './report-publications.service.js';

/** Reports that anybody may read, as pages and as open data. */
@Controller(':institution/published')
@Can('public')
export class PublishedReportsController {
  constructor(
    private readonly publications: ReportPublications,
    private readonly files: FilesService,
  ) {}

  @Get('reports')
  async list(@Query('lang') asked?: string): Promise<string> {
    const rows = await this.publications.published();
    return this.draw(
      () => <PublishedReports rows={rows} />,
      asked,
      () => t('reports.publishing.title'),
      publishedPath(),
    );
  }

  @Get('reports.json')
  async data(@Res({ passthrough: true }) response: Response) {
    return open(response, { items: (await this.publications.published()).map(published) });
  }

  @Get('reports/:id.json')
  async oneAsData(@Param('id') id: string, @Res({ passthrough: true }) response: Response) {
    return open(response, published(await this.publications.one(id)));
  }

  /** A picture that a published report shows. */
  @Get('reports/:id/pictures/:picture')
  async picture(@Param('id') id: string, @Param('picture') picture: string): Promise<Download> {
    const { content } = await this.publications.one(id);
    if (!picturesOf(content).includes(picture)) throw new NotFound();
    const { file, bytes } = await this.files.read(picture);
    return new Download(bytes, file.mediaType, file.name, true);
  }

  @Get('reports/:id')
  async one(@Param('id') id: string, @Query('lang') asked?: string): Promise<string> {
    const { content } = await this.publications.one(id);
    const drawn = () => (
      <>
        <PublishedReport copy={content} pictures={`${publishedPath()}/${id}/pictures`} />
        <p>
          <a href={`${publishedPath()}/${id}.json`}>{t('reports.publishing.open_data')}</a>
        </p>
      </>
    );
    return this.draw(drawn, asked ?? content.language, () => localized(content.title), `${publishedPath()}/${id}`);
  }

  private draw(drawn: () => VNode, asked: string | undefined, title: () => string, path: string): string {
    const { institution } = Current;
    const language = knownLanguage(asked ?? institution.locales[0] ?? 'en');
    return inLanguage(language, () =>
      publicPage(drawn, {
        title: title(),
        language,
        letterhead: { name: localized(institution.name, language) },
        accent: institution.accent,
        languages: (['en', 'fr', 'ru'] satisfies Language[]).map((one) => ({
          language: one,
          href: `${path}?lang=${one}`,
        })),
      }),
    );
  }
}

const published = ({ id, content, published_at }: PublishedRow) => ({
  id,
  publishedAt: published_at.toString(),
  ...content,
  pictures: picturesOf(content).map((picture) => ({ picture, href: `${publishedPath()}/${id}/pictures/${picture}` })),
});

/** Open data may be read by any page of anybody. */
function open<T>(response: Response, data: T): T {
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader('Cache-Control', 'public, max-age=300');
  return data;
}
