import { Body, Controller, Get, Headers, Param, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type RichText, toPlainText } from '../documents/report-rendering.service.js';
import { Db } from '../platform/database/db.service.js';
import { DomainError, NotFound } from '../platform/errors.js';
import { seeOther, unprocessable } from '../platform/http/reply.js';
import { t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { type FormState, readForm, withError } from '../platform/web/forms.js';
import { flash } from '../platform/web/visit.js';
import type { Report } from './report.entity.js';
import { SectionChanged, UnknownSection } from './report.errors.js';
import type { ReportTables, TableName } from './report-facts.entity.js';
import { ReportReads } from './report-page.queries.js';
import { KeepBackForm, MarkForm, ReturnForm, SectionForm, TableForms, TablingForm } from './reports.forms.js';
import { reportPath } from './report-page.props.js';
import type { Trouble } from './report-section.pages.js';
import { ReportWriting } from './report-writing.service.js';
import { ReportsQueries } from './reports.queries.js';
import { ReportOpening } from './report-opening.service.js';
import { ReportsService } from './reports.service.js';

/** The report on an activity. A step of its course is a thing that is posted: a submission, a return, an approval. */
@Controller(':institution/activities/:activityId/report')
@Can('activities.see')
export class ReportsController {
  constructor(
    private readonly db: Db,
    private readonly opening: ReportOpening,
    private readonly reports: ReportsService,
    private readonly writing: ReportWriting,
    private readonly queries: ReportsQueries,
    private readonly reads: ReportReads,
  ) {}

  @Get()
  show(@Param('activityId') activityId: string): Promise<string> {
    return this.draw(activityId);
  }

  @Post()
  open(@Param('activityId') activityId: string) {
    return this.take(activityId, '', async () => {
      await this.opening.open(activityId);
      flash('reports.flash.opened');
    });
  }

  @Post('sections/:section')
  async write(
    @Param('activityId') activityId: string,
    @Param('section') section: string,
    @Body() body: unknown,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ) {
    const isScript = accept === 'application/json';
    const form = readForm(SectionForm, body);
    if (!form.ok) return unprocessable(await this.draw(activityId, { part: section, form }));
    try {
      const { id } = await this.existing(activityId);
      const { version } = await this.writing.write(id, { section, content: contentOf(form.data) }, form.data.version);
      if (isScript) return { version };
      flash('reports.flash.saved');
      return seeOther(`${reportPath(activityId)}#${section}`);
    } catch (error) {
      if (!(error instanceof DomainError) || error instanceof NotFound) throw error;
      const theirs = error instanceof SectionChanged ? error.theirs : undefined;
      if (isScript && theirs) {
        response.status(409);
        return { version: theirs.version, theirs: toPlainText(theirs.content) };
      }
      if (isScript) throw error;
      const trouble = {
        part: section,
        form: withError(form, 'content', t(error.key, error.params)),
        ...(theirs ? { theirs } : {}),
      };
      return unprocessable(await this.draw(activityId, trouble), error.status);
    }
  }

  @Post('tables/:table')
  async record(@Param('activityId') activityId: string, @Param('table') table: string, @Body() body: unknown) {
    if (!isTable(table)) throw new NotFound();
    const form = readForm(TableForms[table], body);
    if (!form.ok) return unprocessable(await this.draw(activityId, { part: table, form }));
    // Each form names its rows as the table: two forms of a page never share the name of a field.
    const { version, [table]: rows } = form.data as { version: number } & ReportTables;
    return this.take(
      activityId,
      table,
      async () => {
        const { id } = await this.existing(activityId);
        await this.writing.record(id, table, rows, version);
        flash('reports.flash.saved');
      },
      form,
    );
  }

  /** What became of a line of the programme. */
  @Post('marks/:item')
  mark(@Param('activityId') activityId: string, @Param('item') item: string, @Body() body: unknown) {
    const form = readForm(MarkForm, body);
    if (!form.ok) throw new NotFound();
    return this.step(activityId, 'saved', (id) => this.writing.mark(id, item, form.data), form, '#programme');
  }

  @Post('refills')
  refill(@Param('activityId') activityId: string) {
    return this.step(activityId, 'refilled', (id) => this.writing.refill(id));
  }

  @Post('submissions')
  submit(@Param('activityId') activityId: string) {
    return this.step(activityId, 'submitted', (id) => this.reports.submit(id));
  }

  @Post('returns')
  async return(@Param('activityId') activityId: string, @Body() body: unknown) {
    const form = readForm(ReturnForm, body);
    if (!form.ok) return unprocessable(await this.draw(activityId, { part: 'return', form }));
    return this.step(activityId, 'returned', (id) => this.reports.return(id, form.data.reason), form);
  }

  @Post('approvals')
  approve(@Param('activityId') activityId: string) {
    return this.step(activityId, 'approved', (id) => this.reports.approve(id));
  }

  @Post('filings')
  file(@Param('activityId') activityId: string) {
    return this.step(activityId, 'filed', (id) => this.reports.file(id));
  }

  /** Laid before the house, by whom and when. */
  @Post('tablings')
  async table(@Param('activityId') activityId: string, @Body() body: unknown) {
    const form = readForm(TablingForm, body);
    if (!form.ok) return unprocessable(await this.draw(activityId, { part: 'tabling', form }));
    const { tabledBy, tabledOn } = form.data;
    return this.step(activityId, 'tabled', (id) => this.reports.table(id, tabledBy, tabledOn), form);
  }

  /** A section is left out of what is published, or let in again. */
  @Post('confidentiality/:section')
  async keepBack(@Param('activityId') activityId: string, @Param('section') section: string, @Body() body: unknown) {
    const form = readForm(KeepBackForm, body);
    if (!form.ok) throw new NotFound();
    return this.step(
      activityId,
      'saved',
      (id) => this.writing.keepBack(id, section, form.data.isConfidential),
      form,
      `#${section}`,
    );
  }

  private step(activityId: string, done: string, verb: (id: string) => Promise<Report>, form?: FormState, at = '') {
    return this.take(
      activityId,
      'return',
      async () => {
        const { id } = await this.existing(activityId);
        const { registerNumber } = await verb(id);
        flash(`reports.flash.${done}`, { number: registerNumber });
      },
      form,
      at,
    );
  }

  private async existing(activityId: string): Promise<Report> {
    return (await this.db.read(() => this.queries.one(activityId))).report;
  }

  private async take(
    activityId: string,
    part: string,
    verb: () => Promise<void>,
    form: FormState = { values: {}, errors: {} },
    at = '',
  ) {
    try {
      await verb();
      return seeOther(reportPath(activityId) + at);
    } catch (error) {
      if (!(error instanceof DomainError) || error instanceof NotFound) throw error;
      const trouble: Trouble = { part, form: withError(form, error.field ?? '', t(error.key, error.params)) };
      return unprocessable(await this.draw(activityId, trouble), error.status);
    }
  }

  private draw(activityId: string, trouble?: Trouble): Promise<string> {
    return this.reads.page(activityId, trouble);
  }
}

function contentOf({ doc, content }: { doc?: string | undefined; content: string }): string | RichText {
  if (doc === undefined) return content;
  try {
    // Checked against the schema where it is written.
    return JSON.parse(doc) as RichText;
  } catch {
    throw new UnknownSection();
  }
}

function isTable(name: string): name is TableName {
  return Object.hasOwn(TableForms, name);
}
