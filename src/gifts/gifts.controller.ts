import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ExportsService } from '../platform/exports/exports.service.js';
import { type Download, type SeeOther, seeOther, type Unprocessable } from '../platform/http/reply.js';
import { localized, t } from '../platform/i18n/translate.js';
import { fromMinor } from '../platform/money.js';
import { Can } from '../platform/permissions/can.js';
import { readForm } from '../platform/web/forms.js';
import { takeForm } from '../platform/web/take-form.js';
import { flash } from '../platform/web/visit.js';
import { FateForm, GiftForm, GiftsQuery } from './gifts.forms.js';
import { giftsPath } from './gifts.pages.js';
import { GiftsReads } from './gifts-page.queries.js';
import { type GiftRow, GiftsQueries } from './gifts.queries.js';
import { GiftsService } from './gifts.service.js';

/** The register of gifts given and received. */
@Controller(':institution/gifts')
@Can('gifts.read')
export class GiftsController {
  constructor(
    private readonly gifts: GiftsService,
    private readonly queries: GiftsQueries,
    private readonly reads: GiftsReads,
    private readonly exports: ExportsService,
  ) {}

  @Get()
  list(@Query() query: unknown): Promise<string> {
    return this.reads.list(filterOf(query));
  }

  @Get('export/:format')
  file(@Param('format') format: string, @Query() query: unknown): Promise<Download> {
    const filter = filterOf(query);
    const money = (minor: number | null, currency: string | null) =>
      minor !== null && currency ? Number(fromMinor(minor, currency)) : null;
    return this.exports.list(format, {
      name: filter.year ? `gifts-${filter.year}` : 'gifts',
      columns: [
        { label: t('gifts.field.number'), value: (row: GiftRow) => `${row.number}/${row.year}`, width: 10 },
        { label: t('gifts.field.day'), value: (row) => row.on_day, width: 12 },
        { label: t('gifts.field.direction'), value: (row) => t(`gifts.direction.${row.direction}`), width: 12 },
        { label: t('gifts.field.description'), value: (row) => row.description, width: 48 },
        { label: t('gifts.field.party'), value: (row) => row.party, width: 32 },
        { label: t('gifts.field.person'), value: (row) => row.person, width: 28 },
        { label: t('gifts.field.activity'), value: (row) => row.activity && localized(row.activity), width: 40 },
        { label: t('gifts.field.value'), value: (row) => money(row.value_minor, row.currency), width: 12 },
        { label: t('gifts.field.currency'), value: (row) => row.currency, width: 8 },
        { label: t('gifts.field.estimate'), value: (row) => row.is_estimate, width: 10 },
        { label: t('gifts.field.declared'), value: (row) => row.declared_on, width: 12 },
        { label: t('gifts.field.fate'), value: (row) => row.fate && t(`gifts.fate.${row.fate}`) },
        { label: t('gifts.field.price'), value: (row) => money(row.redeemed_minor, row.currency), width: 12 },
        { label: t('gifts.field.note'), value: (row) => row.fate_note, width: 32 },
      ],
      page: async (page, size) => (await this.queries.list(filter, page, size)).rows,
    });
  }

  @Get('new')
  @Can('gifts.keep')
  blank(@Query('activity') activity?: string): Promise<string> {
    return this.reads.form(typeof activity === 'string' ? activity : null);
  }

  @Post()
  @Can('gifts.keep')
  record(@Body() body: unknown): Promise<SeeOther | Unprocessable> {
    return takeForm({
      schema: GiftForm,
      body,
      again: (form) => this.reads.form(form.values['activityId']?.toString() ?? null, undefined, form),
      take: async ({ facts }) => giftPath((await this.gifts.record(facts)).id),
      done: 'gifts.saved',
    });
  }

  /** Also for who received it and has no role that sees the others. */
  @Get(':id')
  @Can('signed-in')
  show(@Param('id') id: string): Promise<string> {
    return this.reads.one(id);
  }

  @Get(':id/edit')
  @Can('gifts.keep')
  edit(@Param('id') id: string): Promise<string> {
    return this.reads.form(null, id);
  }

  @Post(':id')
  @Can('gifts.keep')
  correct(@Param('id') id: string, @Body() body: unknown): Promise<SeeOther | Unprocessable> {
    return takeForm({
      schema: GiftForm,
      body,
      again: (form) => this.reads.form(null, id, form),
      take: async ({ facts, version }) => {
        await this.gifts.correct(id, facts, version);
        return giftPath(id);
      },
      done: 'gifts.saved',
    });
  }

  @Post(':id/declaration')
  @Can('signed-in')
  async declare(@Param('id') id: string): Promise<SeeOther> {
    await this.gifts.declare(id);
    flash('gifts.is_declared');
    return seeOther(giftPath(id));
  }

  @Post(':id/fate')
  @Can('gifts.keep')
  decide(@Param('id') id: string, @Body() body: unknown): Promise<SeeOther | Unprocessable> {
    return takeForm({
      schema: FateForm,
      body,
      again: (form) => this.reads.one(id, form),
      take: async ({ fate, note, price }) => {
        await this.gifts.decide(id, fate, note ?? null, price);
        return giftPath(id);
      },
      done: 'gifts.saved',
    });
  }
}

const giftPath = (id: string) => `${giftsPath()}/${id}`;

function filterOf(query: unknown): GiftsQuery {
  const read = readForm(GiftsQuery, query);
  return read.ok ? read.data : GiftsQuery.parse({});
}
