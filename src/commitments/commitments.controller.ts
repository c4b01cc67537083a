import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ExportsService } from '../platform/exports/exports.service.js';
import { type Download, type SeeOther, type Unprocessable } from '../platform/http/reply.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { type FormState, readForm } from '../platform/web/forms.js';
import { takeForm } from '../platform/web/take-form.js';
import { CommitmentForm, CommitmentsQuery, factsOf, StepForm } from './commitments.forms.js';
import { CommitmentsReads } from './commitments-page.queries.js';
import { sourceInWords } from './commitment.pages.js';
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
        {
          label: t('commitments.field.source'),
          value: (row) => sourceInWords(row.source_kind, row.source_name),
          width: 30,
        },
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
  record(@Body() body: unknown): Promise<SeeOther | Unprocessable> {
    return takeForm({
      schema: CommitmentForm,
      body,
      again: (form) => this.reads.form(sourceOf(form), undefined, form),
      take: async ({ sourceKind: kind, sourceId, ...data }) => {
        const { id } = await this.commitments.record(factsOf(data), { kind, id: sourceId ?? null });
        return commitmentPath(id);
      },
      done: 'commitments.saved',
    });
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
  correct(@Param('id') id: string, @Body() body: unknown): Promise<SeeOther | Unprocessable> {
    return takeForm({
      schema: CommitmentForm,
      body,
      again: (form) => this.reads.form({ kind: 'other', id: null }, id, form),
      take: async (data) => {
        await this.commitments.correct(id, factsOf(data), data.version);
        return commitmentPath(id);
      },
      done: 'commitments.saved',
    });
  }

  @Post(':id/steps/:step')
  @Can('signed-in')
  take(@Param('id') id: string, @Param('step') step: string, @Body() body: unknown): Promise<SeeOther | Unprocessable> {
    return takeForm({
      schema: StepForm,
      body,
      again: (form) => this.reads.one(id, form),
      take: async ({ note }) => {
        await this.commitments.take(id, step, note ?? null);
        return commitmentPath(id);
      },
      done: 'commitments.saved',
    });
  }
}

/** What was named as the source, also where the rest of the form came back wrong. */
function sourceOf({ values }: FormState): { kind: string; id: string | null } {
  return { kind: values['sourceKind']?.toString() ?? 'other', id: values['sourceId']?.toString() ?? null };
}

const commitmentPath = (id: string) => `${commitmentsPath()}/${id}`;

function filterOf(query: unknown): CommitmentsQuery {
  const read = readForm(CommitmentsQuery, query);
  return read.ok ? read.data : CommitmentsQuery.parse({});
}
