import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { DomainError } from '../platform/errors.js';
import { seeOther, unprocessable } from '../platform/http/reply.js';
import { t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { type FormState, readForm, withError } from '../platform/web/forms.js';
import { page } from '../platform/web/page.js';
import { flash } from '../platform/web/visit.js';
import { EquivalentForm, RankForm, RankMoveForm } from './precedence.forms.js';
import { precedencePage } from './precedence.pages.js';
import { PrecedenceQueries } from './precedence.queries.js';
import { PrecedenceService } from './precedence.service.js';
import { PostsService } from './posts.service.js';

const UNRANKED_SHOWN = 200;

/** The institution's order of precedence, moved by dragging, by the keyboard or by its buttons. */
@Controller(':institution/settings/precedence')
@Can('directory.order')
export class PrecedenceController {
  constructor(
    private readonly db: Db,
    private readonly precedence: PrecedenceService,
    private readonly queries: PrecedenceQueries,
    private readonly posts: PostsService,
  ) {}

  @Get()
  show() {
    return this.draw();
  }

  @Post()
  async add(@Body() body: unknown) {
    const form = readForm(RankForm, body);
    if (!form.ok) return unprocessable(await this.draw(form));
    await this.precedence.add(form.data.label, form.data.position);
    flash('directory.precedence.added');
    return this.back();
  }

  @Post('equivalents')
  async equate(@Body() body: unknown) {
    const form = readForm(EquivalentForm, body);
    if (!form.ok) return unprocessable(await this.draw(undefined, form));
    await this.posts.equate(form.data.postId, form.data.rankId ?? null);
    flash('directory.precedence.equated');
    return this.back();
  }

  @Post(':rank/rank')
  async move(@Param('rank') id: string, @Body() body: unknown) {
    const form = readForm(RankMoveForm, body);
    if (form.ok) await this.precedence.move(id, form.data.position);
    return this.back();
  }

  @Post(':rank/name')
  async rename(@Param('rank') id: string, @Body() body: unknown) {
    await this.precedence.get(id);
    const form = readForm(RankForm, body);
    if (!form.ok) return unprocessable(await this.draw(form));
    await this.precedence.rename(id, form.data.label);
    flash('directory.saved');
    return this.back();
  }

  @Post(':rank/removal')
  async remove(@Param('rank') id: string) {
    try {
      await this.precedence.remove(id);
      flash('directory.precedence.removed');
    } catch (error) {
      if (!(error instanceof DomainError) || error.status === 404) throw error;
      return unprocessable(
        await this.draw(withError({ values: {}, errors: {} }, '', t(error.key, error.params))),
        error.status,
      );
    }
    return this.back();
  }

  private back() {
    return seeOther(`/${Current.institution.slug}/settings/precedence`);
  }

  private draw(form?: FormState, equivalent?: FormState): Promise<string> {
    return this.db.read(async () => {
      const ranks = await this.queries.order();
      const unranked = await this.queries.unranked(UNRANKED_SHOWN);
      const title = t('directory.precedence.title');
      return page(precedencePage({ ranks, unranked, form, equivalent, title }), { title, section: 'settings' });
    });
  }
}
