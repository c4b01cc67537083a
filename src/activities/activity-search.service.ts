import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { formatDays } from '../platform/i18n/format.js';
import { chosenText } from '../platform/i18n/translate.js';
import { type Hit, searchSources } from '../platform/web/search-sources.js';
import { ActivitiesQueries } from './activities.queries.js';

const MOST = 6;

/** What Ctrl K finds of activities: by title and partner, the latest first. */
@Injectable()
export class ActivitySearch implements OnModuleInit {
  constructor(private readonly queries: ActivitiesQueries) {}

  onModuleInit(): void {
    searchSources.add({ id: 'activities', permission: 'activities.see', search: (q) => this.find(q) });
  }

  async find(q: string): Promise<Hit[]> {
    const { rows } = await this.queries.list({ q, page: 1 });
    return rows.slice(0, MOST).map((row) => {
      const title = chosenText(row.title);
      return {
        title: title?.text ?? '',
        ...(title ? { lang: title.lang } : {}),
        href: `/${Current.institution.slug}/activities/${row.id}/programme`,
        kind: 'activities.found',
        detail: formatDays(row.starts_on, row.ends_on),
        ...(row.partner_country ? { country: row.partner_country } : {}),
      };
    });
  }
}
