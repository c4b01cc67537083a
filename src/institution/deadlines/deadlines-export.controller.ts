import { Controller, Get, Param, Query } from '@nestjs/common';
import { Current } from '../../platform/current.js';
import { ExportsService } from '../../platform/exports/exports.service.js';
import type { Download } from '../../platform/http/reply.js';
import { formatList } from '../../platform/i18n/format.js';
import { t } from '../../platform/i18n/translate.js';
import { Can } from '../../platform/permissions/can.js';
import { countedInWords } from '../../platform/web/components/counted-days.js';
import { seesAllDeadlines } from '../institution.rules.js';
import { DueFilter, fits } from './deadlines.forms.js';
import { DueList, type ListedItem } from './due-list.service.js';

/** What falls due as a file, exactly as the list shows it to this reader. */
@Controller(':institution/deadlines/export')
@Can('signed-in')
export class DeadlinesExportController {
  constructor(
    private readonly due: DueList,
    private readonly exports: ExportsService,
  ) {}

  @Get(':format')
  async list(@Param('format') format: string, @Query() query: unknown): Promise<Download> {
    const filter = DueFilter.parse(query ?? {});
    const items = await this.due.shownTo(filter.whose ?? (seesAllDeadlines(Current.actor) ? 'all' : 'mine'));
    const found = items.filter((item) => fits(item, filter));
    return this.exports.list(format, {
      name: 'deadlines',
      columns: [
        { label: t('institution.due.day'), value: (item: ListedItem) => item.dueOn, width: 12 },
        { label: t('institution.due.what'), value: (item) => item.what, width: 36 },
        { label: t('institution.due.about'), value: (item) => item.about, width: 48 },
        { label: t('institution.due.who'), value: (item) => formatList(item.responsible.map(({ name }) => name)), width: 28 },
        { label: t('institution.due.how'), value: (item) => (item.deadline ? countedInWords(item.deadline) : item.basis), width: 60 },
      ], // prettier-ignore
      page: async (page, size) => Promise.resolve(found.slice((page - 1) * size, page * size)),
    });
  }
}
