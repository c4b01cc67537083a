import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { fragment } from '../platform/web/page.js';
import { seeOther } from '../platform/http/reply.js';
import { t } from '../platform/i18n/translate.js';
import { allow } from '../platform/permissions/allow.js';
import { Can } from '../platform/permissions/can.js';
import { readForm } from '../platform/web/forms.js';
import { page } from '../platform/web/page.js';
import { flash } from '../platform/web/visit.js';
import { mayWrite } from './directory.rules.js';
import { Alike, doublesPage } from './likeness.pages.js';
import { LikenessQueries } from './likeness.queries.js';
import { AlikeForm, DoublesQuery, MergeForm, PairForm } from './merges.forms.js';
import { mergingPage } from './merges.pages.js';
import { MergesService } from './merges.service.js';
import { PeopleQueries } from './people.queries.js';
import { PeopleService } from './people.service.js';

const PAIRS_PAGE = 25;

/** Who was entered twice: proposed, compared, merged, and taken apart again. */
@Controller(':institution/people')
@Can('directory.write')
export class MergesController {
  constructor(
    private readonly db: Db,
    private readonly people: PeopleService,
    private readonly known: PeopleQueries,
    private readonly likeness: LikenessQueries,
    private readonly merges: MergesService,
  ) {}

  /** A part of a page: who may be meant by what has been typed so far. */
  @Post('alike')
  async alike(@Body() body: unknown) {
    const form = readForm(AlikeForm, body);
    if (!form.ok) return '';
    const rows = await this.db.read(() =>
      this.likeness.alike({ ...form.data, nativeName: form.data.nativeName ?? null }),
    );
    return fragment(<Alike rows={rows} />);
  }

  @Get('doubles')
  async doubles(@Query() query: unknown) {
    const filter = DoublesQuery.parse(query);
    const { rows, total } = await this.likeness.pairs(filter.page, PAIRS_PAGE);
    const title = t('directory.likeness.title');
    return page(doublesPage({ rows, total, page: filter.page, pageSize: PAIRS_PAGE, title }), {
      title,
      section: 'people',
    });
  }

  @Post('doubles/distinct')
  async tellApart(@Body() body: unknown) {
    const { one, other } = PairForm.parse(readForm(PairForm, body).data ?? {});
    await this.merges.tellApart(one, other);
    flash('directory.likeness.told-apart');
    return seeOther(`/${Current.institution.slug}/people/doubles`);
  }

  @Get(':id/merging')
  async compare(
    @Param('id') id: string,
    @Query('with') otherId: string | undefined,
    @Query('q') q: string | undefined,
  ) {
    const one = await this.people.get(id);
    allow(mayWrite(Current.actor, one.country));
    const other = z.uuid().safeParse(otherId).success ? await this.people.get(otherId!) : null;
    const found = q && q.length > 1 ? (await this.known.list({ q: q.slice(0, 100) }, 1, 12)).rows : [];
    const posts = other ? [await this.known.memberships(one.id), await this.known.memberships(other.id)] : [[], []];
    const title = t('directory.merge.title');
    return page(mergingPage({ one, other, posts, found, q: q ?? '', title }), { title, section: 'people' });
  }

  @Post(':id/merging')
  async merge(@Param('id') id: string, @Body() body: unknown) {
    const form = readForm(MergeForm, body);
    const kept = form.data?.kept ?? id;
    const alias = kept === id ? (form.data?.with ?? id) : id;
    const merge = await this.merges.merge(alias, kept);
    const back = `/${Current.institution.slug}/people/${kept}`;
    flash('directory.merge.done', {}, { kind: 'undo', undo: `${back}/merges/${merge}/undoing` });
    return seeOther(back);
  }

  @Post(':id/merges/:merge/undoing')
  async undo(@Param('id') _id: string, @Param('merge') merge: string) {
    const { keptId } = await this.merges.undo(merge);
    flash('directory.merge.undone');
    return seeOther(`/${Current.institution.slug}/people/${keptId}`);
  }
}
