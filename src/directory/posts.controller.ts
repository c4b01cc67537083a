import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { ChangedMeanwhile, type DomainError, NotFound } from '../platform/errors.js';
import { seeOther, unprocessable } from '../platform/http/reply.js';
import { t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { brokenRule, type FormState, readForm } from '../platform/web/forms.js';
import { page } from '../platform/web/page.js';
import { flash } from '../platform/web/visit.js';
import { mayOrder } from './directory.rules.js';
import { PostForm } from './organisations.forms.js';
import { OrganisationsService } from './organisations.service.js';
import { postForm } from './posts.pages.js';
import { PostsService } from './posts.service.js';
import { PrecedenceQueries } from './precedence.queries.js';

/** The offices of an organisation; the rank that each is level with is set by who keeps the order of precedence. */
@Controller(':institution/partners/:id/posts')
@Can('directory.write')
export class PostsController {
  constructor(
    private readonly db: Db,
    private readonly organisations: OrganisationsService,
    private readonly posts: PostsService,
    private readonly precedence: PrecedenceQueries,
  ) {}

  @Get('new')
  blank(@Param('id') id: string) {
    return this.form(id);
  }

  @Post()
  async create(@Param('id') id: string, @Body() body: unknown) {
    const form = readForm(PostForm, body);
    if (!form.ok) return unprocessable(await this.form(id, undefined, form));
    const { rankId = null, version: _version, ...facts } = form.data;
    await this.db.transaction(async () => {
      const post = await this.posts.create({ ...facts, addressForm: facts.addressForm ?? null, organisationId: id });
      if (rankId && mayOrder(Current.actor)) await this.posts.equate(post, rankId);
    });
    return this.saved(id);
  }

  @Get(':post')
  edit(@Param('id') id: string, @Param('post') postId: string) {
    return this.form(id, postId);
  }

  @Post(':post')
  async update(@Param('id') id: string, @Param('post') postId: string, @Body() body: unknown) {
    const form = readForm(PostForm, body);
    if (!form.ok) return unprocessable(await this.form(id, postId, form));
    try {
      await this.change(postId, form.data);
    } catch (error) {
      return unprocessable(await this.form(id, postId, brokenRule(form, error)), (error as DomainError).status);
    }
    return this.saved(id);
  }

  private change(postId: string, { rankId: asked, version, ...facts }: z.output<typeof PostForm>): Promise<void> {
    const rankId = asked ?? null;
    return this.db.transaction(async () => {
      const post = await this.posts.update(postId, { ...facts, addressForm: facts.addressForm ?? null }, (found) => {
        if (found !== version) throw new ChangedMeanwhile();
      });
      if (mayOrder(Current.actor) && post.rankId !== rankId) await this.posts.equate(postId, rankId);
    });
  }

  private saved(id: string) {
    flash('directory.saved');
    return seeOther(`/${Current.institution.slug}/partners/${id}`);
  }

  private form(id: string, postId?: string, form?: FormState): Promise<string> {
    return this.db.read(async () => {
      const organisation = await this.organisations.get(id);
      const post = postId ? await this.posts.get(postId) : undefined;
      if (post && post.organisationId !== organisation.id) throw new NotFound();
      const ranks = mayOrder(Current.actor) ? await this.precedence.order() : null;
      const title = t(post ? 'directory.posts.edit' : 'directory.posts.new');
      return page(postForm({ organisation, post, ranks, form, title }), { title, section: 'partners' });
    });
  }
}
