import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { VNode } from 'preact';
import { NotFound } from '../platform/errors.js';
import { FilesService } from '../platform/files/files.service.js';
import { Download, type Unprocessable, unprocessable } from '../platform/http/reply.js';
import { Current } from '../platform/current.js';
import { knownLanguage, publicLanguages } from '../platform/i18n/languages.js';
import { inLanguage, localized, t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { publicPage } from '../platform/web/page.js';
import { PublishedPage, publishedPath, PublishedReports, WithdrawnReport } from './published-report.pages.js';
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
    const row = await this.publications.one(id);
    return row.withdrawn_at ? gone(response, row) : open(response, published(row));
  }

  /** A picture that a published report shows. */
  @Get('reports/:id/pictures/:picture')
  async picture(@Param('id') id: string, @Param('picture') picture: string): Promise<Download> {
    const { content, withdrawn_at } = await this.publications.one(id);
    if (withdrawn_at || !picturesOf(content).includes(picture)) throw new NotFound();
    const { file, bytes } = await this.files.read(picture);
    return new Download(bytes, file.mediaType, file.name, true);
  }

  @Get('reports/:id')
  async one(@Param('id') id: string, @Query('lang') asked?: string): Promise<string | Unprocessable> {
    const row = await this.publications.one(id);
    const { content } = row;
    const path = `${publishedPath()}/${id}`;
    const isGone = row.withdrawn_at !== null;
    const html = this.draw(
      () => (isGone ? <WithdrawnReport row={row} /> : <PublishedPage row={row} path={path} />),
      asked ?? content.language,
      () => localized(content.title),
      path,
    );
    return isGone ? unprocessable(html, GONE) : html;
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
        languages: publicLanguages.map((one) => ({
          language: one,
          href: `${path}?lang=${one}`,
        })),
      }),
    );
  }
}

const published = ({ id, content, published_at, revision, revised_at, reason }: PublishedRow) => ({
  id,
  publishedAt: published_at.toString(),
  revision,
  revisedAt: revised_at?.toString() ?? null,
  revisedBecause: reason || null,
  ...content,
  pictures: picturesOf(content).map((picture) => ({ picture, href: `${publishedPath()}/${id}/pictures/${picture}` })),
});

/** RFC 9110 §15.5.11: it was here, and is not any more. */
const GONE = 410;

/** Where data was: a problem document that says since when and why it is not. */
function gone(response: Response, { withdrawn_at, reason }: PublishedRow) {
  response.status(GONE).type('application/problem+json');
  const title = 'Gone';
  return open(response, {
    type: 'about:blank',
    title,
    status: GONE,
    detail: reason,
    withdrawnAt: withdrawn_at!.toString(),
  });
}

/** Open data may be read by any page of anybody. */
function open<T>(response: Response, data: T): T {
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader('Cache-Control', 'public, max-age=300');
  return data;
}
