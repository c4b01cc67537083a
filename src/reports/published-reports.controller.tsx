import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { VNode } from 'preact';
import { Current } from '../platform/current.js';
import { knownLanguage, type Language } from '../platform/i18n/languages.js';
import { inLanguage, localized, t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { publicPage } from '../platform/web/page.js';
import { PublishedReport, publishedPath, PublishedReports } from './published-report.pages.js';
import { type PublishedRow, ReportPublications } from './report-publications.service.js';

/** Reports that anybody may read, as pages and as open data. */
@Controller(':institution/published')
@Can('public')
export class PublishedReportsController {
  constructor(private readonly publications: ReportPublications) {}

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

  @Get('reports/:id')
  async one(@Param('id') id: string, @Query('lang') asked?: string): Promise<string> {
    const { content } = await this.publications.one(id);
    const drawn = () => (
      <>
        <PublishedReport copy={content} />
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
});

/** Open data may be read by any page of anybody. */
function open<T>(response: Response, data: T): T {
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader('Cache-Control', 'public, max-age=300');
  return data;
}
