import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ExportsService } from '../platform/exports/exports.service.js';
import { Current } from '../platform/current.js';
import type { DomainError } from '../platform/errors.js';
import { type Download, type SeeOther, seeOther, type Unprocessable, unprocessable } from '../platform/http/reply.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { readForm, brokenRule } from '../platform/web/forms.js';
import { flash } from '../platform/web/visit.js';
import { CommitmentForm, CommitmentsQuery, factsOf, StepForm } from './commitments.forms.js';
import { CommitmentsReads } from './commitments-page.queries.js';
import { commitmentsPath } from './commitments.pages.js';
import { CommitmentsQueries, type CommitmentRow } from './commitments.queries.js';
import { CommitmentsService } from './commitments.service.js';

/** What the house and its partners promised each other. */
@Controller(':institution/commitments')
@Can('commitments.read')
export class CommitmentsController {
  constructor(
    private readonly commitments: CommitmentsService,
    private readonly queries: CommitmentsQueries,
    private readonly reads: CommitmentsReads,
    private readonly exports: ExportsService,
  ) {}

  @Get()
  list(@Query() query: unknown): Promise<string> {
    return this.reads.list(filterOf(query));
  }

  @Get('export/:format')
  file(@Param('format') format: string, @Query() query: unknown): Promise<Download> {
    const filter = filterOf(query);
    return this.exports.list(format, {
      name: 'commitments',
      columns: [
        { label: t('commitments.field.content'), value: (row: CommitmentRow) => row.content, width: 60 },
        { label: t('commitments.field.side'), value: (row) => t(`commitments.side.${row.side}`) },
        { label: t('commitments.field.responsible'), value: (row) => row.responsible || row.account, width: 30 },
        { label: t('commitments.field.partner'), value: (row) => row.partner && localized(row.partner), width: 36 },
        { label: t('commitments.field.agreed'), value: (row) => row.agreed_on, width: 12 },
        { label: t('commitments.field.due'), value: (row) => row.due_on, width: 12 },
        { label: t('commitments.field.state'), value: (row) => t(`commitments.state.${row.state}`) },
        { label: t('commitments.late'), value: (row) => row.is_late },
        { label: t('commitments.field.evidence'), value: (row) => row.evidence, width: 40 },
      ],
      page: async (page, size) => (await this.queries.list(filter, page, size)).rows,
    });
  }

  @Get('new')
  @Can('commitments.keep')
  blank(@Query('source') kind?: string, @Query('sourceId') id?: string): Promise<string> {
    const isThing = typeof kind === 'string' && typeof id === 'string' && /^[0-9a-f-]{36}$/i.test(id);
    return this.reads.form(isThing ? { kind, id } : { kind: 'other', id: null });
  }

  @Post()
  @Can('commitments.keep')
  async record(@Body() body: unknown): Promise<SeeOther | Unprocessable> {
    const form = readForm(CommitmentForm, body);
    const text = (name: string) => form.values[name]?.toString();
    const source = { kind: text('sourceKind') ?? 'other', id: text('sourceId') ?? null };
    if (!form.ok) return unprocessable(await this.reads.form(source, undefined, form));
    try {
      const { id } = await this.commitments.record(factsOf(form.data), source);
      flash('commitments.saved');
      return seeOther(`${commitmentsPath()}/${id}`);
    } catch (error) {
      return unprocessable(await this.reads.form(source, undefined, brokenRule(form, error)));
    }
  }

  /** Also for who keeps it without a role that sees the others. */
  @Get(':id')
  @Can('signed-in')
  show(@Param('id') id: string): Promise<string> {
    return this.reads.one(id);
  }

  @Get(':id/edit')
  @Can('commitments.keep')
  edit(@Param('id') id: string): Promise<string> {
    return this.reads.form({ kind: 'other', id: null }, id);
  }

  @Post(':id')
  @Can('commitments.keep')
  async correct(@Param('id') id: string, @Body() body: unknown): Promise<SeeOther | Unprocessable> {
    const form = readForm(CommitmentForm, body);
    const again = (shown: typeof form) => this.reads.form({ kind: 'other', id: null }, id, shown);
    if (!form.ok) return unprocessable(await again(form));
    try {
      await this.commitments.correct(id, factsOf(form.data), form.data.version);
    } catch (error) {
      return unprocessable(await again({ ...form, ...brokenRule(form, error) }), (error as DomainError).status);
    }
    flash('commitments.saved');
    return seeOther(`${commitmentsPath()}/${id}`);
  }

  @Post(':id/steps/:step')
  @Can('signed-in')
  async take(
    @Param('id') id: string,
    @Param('step') step: string,
    @Body() body: unknown,
  ): Promise<SeeOther | Unprocessable> {
    const form = readForm(StepForm, body);
    if (!form.ok) return unprocessable(await this.reads.one(id, form));
    try {
      await this.commitments.take(id, step, form.data.note ?? null);
    } catch (error) {
      return unprocessable(await this.reads.one(id, brokenRule(form, error)), (error as DomainError).status);
    }
    flash('commitments.saved');
    return seeOther(`/${Current.institution.slug}/commitments/${id}`);
  }
}

function filterOf(query: unknown): CommitmentsQuery {
  const read = readForm(CommitmentsQuery, query);
  return read.ok ? read.data : CommitmentsQuery.parse({});
}
