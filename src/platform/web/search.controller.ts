import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Current } from '../current.js';
import { t } from '../i18n/translate.js';
import { Can } from '../permissions/can.js';
import { PermissionsService } from '../permissions/permissions.service.js';
import { page } from './page.js';
import { searchPage } from './search.page.js';
import { searchSources, type Hit } from './search-sources.js';

const mostHits = 30;
const longestQuestion = 100;

/** Ctrl K asks for JSON; a browser without scripts, or a link to a question, gets the page. */
@Controller(':institution/search')
export class SearchController {
  constructor(private readonly permissions: PermissionsService) {}

  @Get()
  @Can('signed-in')
  async find(@Query('q') asked: unknown, @Req() request: Request, @Res({ passthrough: true }) response: Response) {
    const q = typeof asked === 'string' ? asked.normalize('NFC').trim().slice(0, longestQuestion) : '';
    const hits = [...q].length < 2 ? [] : await this.hits(q);
    if (request.accepts(['html', 'json']) === 'json') {
      return { q, hits: hits.map((hit) => ({ ...hit, kind: t(hit.kind) })) };
    }
    response.type('html');
    return page(searchPage({ q, hits }), { title: t('platform.find.title') });
  }

  // One after the other: they share the transaction, and with it the connection, of the request.
  private async hits(q: string): Promise<Hit[]> {
    const found: Hit[] = [];
    for (const source of searchSources.all()) {
      if (source.permission && !this.permissions.holds(Current.actor, source.permission)) continue;
      found.push(...(await source.search(q)));
    }
    return found.toSorted((a, b) => (b.weight ?? 1) - (a.weight ?? 1)).slice(0, mostHits);
  }
}
