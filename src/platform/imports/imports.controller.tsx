import { Body, Controller, Get, Param, Post, Query, Req, UseInterceptors } from '@nestjs/common';
import type { Request } from 'express';
import { z } from 'zod';
import { Current } from '../current.js';
import { Db } from '../database/db.service.js';
import { DomainError } from '../errors.js';
import { sheetOf } from '../exports/sheets.js';
import { type Download, type SeeOther, seeOther, type Unprocessable, unprocessable } from '../http/reply.js';
import { LimitsService } from '../limits/limits.service.js';
import { t } from '../i18n/translate.js';
import { Can } from '../permissions/can.js';
import { type FormState, readForm, withError } from '../web/forms.js';
import { page } from '../web/page.js';
import { flash } from '../web/visit.js';
import { DryRunPage } from './dry-run.pages.js';
import { Import, VERDICTS } from './import.entity.js';
import { ImportKinds } from './import-kinds.registry.js';
import { inWords } from './import-words.js';
import { ImportPage, ImportsPage, WorkingPage } from './imports.pages.js';
import { ImportsQueries } from './imports.queries.js';
import { ImportsService } from './imports.service.js';
import { MappingPage } from './mapping.pages.js';
import { UploadInterceptor, UPLOADS, uploadOf } from './upload.js';

const MOST_WRONG = 5_000;

const UploadForm = z.object({ kind: z.string().max(40) });
const MappingForm = z.object({
  mapping: z.record(z.string().max(40), z.string().max(250)).default({}),
  source: z.string().trim().max(80).optional(),
});
const RowsQuery = z.object({
  verdict: z.enum(VERDICTS).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});

/** Files that are brought in: what each would change, and then the change. */
@Controller(':institution/imports')
@Can('imports.use')
export class ImportsController {
  constructor(
    private readonly db: Db,
    private readonly kinds: ImportKinds,
    private readonly imports: ImportsService,
    private readonly queries: ImportsQueries,
    private readonly limits: LimitsService,
  ) {}

  @Get()
  list(@Query('kind') kind?: string): Promise<string> {
    return this.drawList(kind ? { values: { kind }, errors: {} } : undefined);
  }

  @Post()
  @UseInterceptors(UploadInterceptor)
  async receive(@Req() request: Request): Promise<SeeOther | Unprocessable> {
    const form = readForm(UploadForm, request.body);
    const upload = await uploadOf(request);
    if (!form.ok || !upload) {
      const again = upload ? form : withError(form, 'file', t('platform.form.missing'));
      return unprocessable(await this.drawList(again));
    }
    await this.limits.take(UPLOADS, Current.actor.accountId);
    return seeOther(`${home()}/${await this.imports.receive(form.data.kind, upload.name, upload.bytes)}`);
  }

  @Get(':id')
  show(@Param('id') id: string, @Query() query: unknown): Promise<string> {
    return this.draw(id, RowsQuery.parse(query ?? {}));
  }

  @Post(':id/mapping')
  async map(@Param('id') id: string, @Body() body: unknown): Promise<SeeOther | Unprocessable> {
    const form = readForm(MappingForm, body);
    if (!form.ok) return unprocessable(await this.drawMapping(id, form));
    try {
      await this.imports.map(id, form.data.mapping, form.data.source);
    } catch (error) {
      if (!(error instanceof DomainError) || !error.field) throw error;
      return unprocessable(await this.drawMapping(id, withError(form, error.field, t(error.key, error.params))));
    }
    return seeOther(`${home()}/${id}`);
  }

  /** Once more from the choice of columns. */
  @Get(':id/mapping')
  remap(@Param('id') id: string): Promise<string> {
    return this.drawMapping(id);
  }

  @Post(':id/execution')
  async start(@Param('id') id: string): Promise<SeeOther> {
    await this.imports.start(id);
    return seeOther(`${home()}/${id}`);
  }

  @Post(':id/discarding')
  async discard(@Param('id') id: string): Promise<SeeOther> {
    await this.imports.discard(id);
    flash('platform.imports.discarded');
    return seeOther(home());
  }

  /** What is wrong, with its rows as they were sent: to be corrected and brought in again. */
  @Get(':id/wrong.csv')
  async wrong(@Param('id') id: string): Promise<Download> {
    const found = await this.readable(id);
    const rows = await this.queries.rows(id, 'wrong', 1, MOST_WRONG);
    const kind = this.kinds.of(found.kind);
    const fields = (await kind.fields?.()) ?? [];
    const cells = (row: (typeof rows)[number]) => (Array.isArray(row.cells) ? row.cells.map(String) : []);
    return sheetOf(
      'csv',
      `${found.kind}-wrong`,
      [
        ...found.headings.map((label, n) => ({ label, value: (row: (typeof rows)[number]) => cells(row)[n] })),
        { label: t('platform.imports.place'), value: (row) => row.place },
        { label: t('platform.imports.reason'), value: (row) => inWords(row.problems, fields).join(' ') },
      ],
      rows,
    );
  }

  private async drawList(form?: FormState): Promise<string> {
    return this.db.read(async () => {
      const kinds = this.kinds.choices();
      const rows = await this.queries.latest(kinds.map(({ id }) => id));
      return page(<ImportsPage {...{ kinds, rows, form }} />, { title: t('platform.imports.title') });
    });
  }

  private async draw(id: string, asked: z.output<typeof RowsQuery>): Promise<string> {
    const found = await this.readable(id);
    if (found.state === 'mapping') return this.drawMapping(id);
    const kind = this.kinds.of(found.kind);
    const drawn = found.isAtWork ? (
      <WorkingPage found={found} progress={await this.queries.progress(id)} />
    ) : (
      <DryRunPage
        {...{ found, kind, asked }}
        fields={(await kind.fields?.()) ?? []}
        rows={await this.queries.rows(id, asked.verdict, asked.page)}
      />
    );
    return page(<ImportPage {...{ found, kind }}>{drawn}</ImportPage>, { title: found.fileName });
  }

  private async drawMapping(id: string, form?: FormState): Promise<string> {
    return this.db.read(async () => {
      const found = await this.readable(id);
      const kind = this.kinds.of(found.kind);
      const fields = (await kind.fields?.()) ?? [];
      const size = await this.queries.size(id);
      const samples = kind.fields ? await this.queries.samples(id) : [];
      return page(
        <ImportPage {...{ found, kind }}>
          <MappingPage {...{ found, kind, fields, samples, size, form }} />
        </ImportPage>,
        { title: found.fileName },
      );
    });
  }

  private async readable(id: string): Promise<Import> {
    const found = await this.db.one(Import, id);
    this.kinds.allowed(found.kind);
    return found;
  }
}

const home = () => `/${Current.institution.slug}/imports`;
