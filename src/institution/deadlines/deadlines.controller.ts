import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { Current } from '../../platform/current.js';
import { NotFound } from '../../platform/errors.js';
import { seeOther } from '../../platform/http/reply.js';
import { t } from '../../platform/i18n/translate.js';
import { Can } from '../../platform/permissions/can.js';
import { readForm } from '../../platform/web/forms.js';
import { page } from '../../platform/web/page.js';
import { flash } from '../../platform/web/visit.js';
import { mayTickOff, seesAllDeadlines } from '../institution.rules.js';
import { DueFilter, fits } from './deadlines.forms.js';
import { deadlinesPage } from './deadlines.pages.js';
import { DueList } from './due-list.service.js';

const TICK = z.object({ subject: z.string().min(1).max(200) });
const PAGE_SIZE = 25;

/** What falls due and what is late: everybody's own, and the institution's for who answers for it. */
@Controller(':institution/deadlines')
@Can('signed-in')
export class DeadlinesController {
  constructor(private readonly due: DueList) {}

  @Get()
  async list(@Query() query: unknown): Promise<string> {
    const filter = DueFilter.parse(query ?? {});
    const seesAll = seesAllDeadlines(Current.actor);
    const whose = filter.whose ?? (seesAll ? 'all' : 'mine');
    const items = await this.due.shownTo(whose);
    const found = items.filter((item) => fits(item, filter));
    const at = filter.page ?? 1;
    return page(
      deadlinesPage({
        items: found.slice((at - 1) * PAGE_SIZE, at * PAGE_SIZE),
        total: found.length,
        late: items.filter(({ isLate }) => isLate).length,
        page: at,
        pageSize: PAGE_SIZE,
        whose,
        seesAll,
        filter,
        mayTick: (item) =>
          mayTickOff(Current.actor) || item.responsible.some(({ id }) => id === Current.actor.accountId),
      }),
      { title: t('institution.due.title'), section: 'deadlines' },
    );
  }

  @Post(':ruleId/done')
  async tick(@Param('institution') slug: string, @Param('ruleId') ruleId: string, @Body() body: unknown) {
    const form = readForm(TICK, body);
    const home = `/${slug}/deadlines`;
    if (!form.ok) throw new NotFound();
    await this.due.tickOff(ruleId, form.data.subject);
    const undo = `${home}/${ruleId}/reopening?subject=${encodeURIComponent(form.data.subject)}`;
    flash('institution.due.ticked', {}, { kind: 'undo', undo });
    return seeOther(home);
  }

  @Post(':ruleId/reopening')
  async reopen(
    @Param('institution') slug: string,
    @Param('ruleId') ruleId: string,
    @Query('subject') subject: unknown,
  ) {
    await this.due.reopen(ruleId, String(subject ?? ''));
    flash('institution.due.reopened');
    return seeOther(`/${slug}/deadlines`);
  }
}
