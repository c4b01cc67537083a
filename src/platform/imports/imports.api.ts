import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { Answers } from '../api/answers.js';
import { cut, decodeCursor, PageQuery, pageOf } from '../api/cursor.js';
import { FILE_TYPES } from '../api/require-json.js';
import { Current } from '../current.js';
import { Db } from '../database/db.service.js';
import { InvalidInput } from '../errors.js';
import { t } from '../i18n/translate.js';
import { LimitsService } from '../limits/limits.service.js';
import { Can } from '../permissions/can.js';
import { Import, VERDICTS } from './import.entity.js';
import { ImportKinds } from './import-kinds.registry.js';
import { ImportsQueries } from './imports.queries.js';
import { ImportsService } from './imports.service.js';
import { bodyOf, UPLOADS } from './upload.js';

const Field = z.object({ name: z.string(), label: z.string(), isRequired: z.boolean() });
const Kind = z.object({
  id: z.string(),
  label: z.string(),
  /** Null for a format of its own, whose records come as they are. */
  fields: z.array(Field).nullable(),
});
const Kinds = z.object({ items: z.array(Kind) });
const Counts = z.partialRecord(z.enum(VERDICTS), z.int());
const ImportWhole = z.object({
  id: z.uuid(),
  kind: z.string(),
  state: z.enum(['reading', 'mapping', 'checking', 'checked', 'importing', 'done', 'refused', 'discarded']),
  fileName: z.string(),
  headings: z.array(z.string()),
  mapping: z.record(z.string(), z.string()),
  source: z.string(),
  counts: Counts,
  /** Why it was refused, or led back a step. */
  problem: z.string().nullable(),
  /** 0–1 of the work under way; null where nothing is. */
  progress: z.number().nullable(),
});
const Latest = z.object({
  items: z.array(ImportWhole.pick({ id: true, kind: true, state: true, fileName: true, counts: true })),
});
const Row = z.object({
  place: z.string(),
  label: z.string(),
  verdict: z.enum(VERDICTS),
  changes: z.array(z.object({ field: z.string(), from: z.string(), to: z.string() })),
  problems: z.array(z.object({ field: z.string().nullable(), message: z.string() })),
});
const Rows = pageOf(Row);

const UploadQuery = z.strictObject({ kind: z.string().max(40), name: z.string().trim().min(1).max(200) });
const RowsQuery = PageQuery.extend({ verdict: z.enum(VERDICTS).optional() });
const MappingBody = z.strictObject({
  /** Field → heading of the column that it is read from. */
  mapping: z.record(z.string().max(40), z.string().max(250)).default({}),
  /** The name of the list, where its records bear identifiers of their own. */
  source: z.string().trim().max(80).optional(),
});

/** Files that are brought in, step by step as on the pages: sent, mapped, compared row by row, imported. */
@Controller('api/v1/:institution/imports')
@Can('imports.use')
export class ImportsApi {
  constructor(
    private readonly db: Db,
    private readonly kinds: ImportKinds,
    private readonly imports: ImportsService,
    private readonly queries: ImportsQueries,
    private readonly limits: LimitsService,
  ) {}

  @Get()
  @Answers(Latest)
  async latest(): Promise<z.output<typeof Latest>> {
    const rows = await this.queries.latest(this.kinds.choices().map(({ id }) => id));
    return {
      items: rows.map(({ id, kind, state, file_name, counts }) => ({ id, kind, state, fileName: file_name, counts })),
    };
  }

  /** What may be imported, and the columns of each. */
  @Get('kinds')
  @Answers(Kinds)
  async choices(): Promise<z.output<typeof Kinds>> {
    const items: z.output<typeof Kind>[] = [];
    // One after the other: they ask the database, over one connection.
    for (const kind of this.kinds.choices()) {
      const columns = (await kind.fields?.()) ?? null;
      const fields =
        columns && columns.map(({ name, label, required = false }) => ({ name, label, isRequired: required }));
      items.push({ id: kind.id, label: t(kind.label), fields });
    }
    return { items };
  }

  /** The body is the file and nothing else; JSON and calendars too are sent as `application/octet-stream`. */
  @Post()
  @ApiConsumes(...FILE_TYPES)
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @Answers(ImportWhole, 201)
  async receive(
    @Query({ schema: UploadQuery }) { kind, name }: z.output<typeof UploadQuery>,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<z.output<typeof ImportWhole>> {
    this.kinds.allowed(kind);
    await this.limits.take(UPLOADS, Current.actor.accountId);
    return this.whole(await this.imports.receive(kind, name, await bodyOf(request, response)));
  }

  @Get(':id')
  @Answers(ImportWhole)
  one(@Param('id') id: string): Promise<z.output<typeof ImportWhole>> {
    return this.whole(id);
  }

  @Put(':id/mapping')
  @Answers(ImportWhole)
  async map(
    @Param('id') id: string,
    @Body({ schema: MappingBody }) { mapping, source }: z.output<typeof MappingBody>,
  ): Promise<z.output<typeof ImportWhole>> {
    await this.imports.map(id, mapping, source);
    return this.whole(id);
  }

  /** What would become of each row, and why. */
  @Get(':id/rows')
  @Answers(Rows)
  async rows(
    @Param('id') id: string,
    @Query({ schema: RowsQuery }) { verdict, cursor, limit }: z.output<typeof RowsQuery>,
  ): Promise<z.output<typeof Rows>> {
    const found = await this.readable(id);
    const after = Number(decodeCursor(cursor, 1)?.[0] ?? -1);
    if (!Number.isInteger(after))
      throw new InvalidInput([{ path: 'cursor', message: 'is not a cursor of this list' }], 400);
    const rows = await this.queries.rowsAfter(found.id, verdict, after, limit);
    const { items, next } = cut(rows, limit, ({ n }) => [String(n)]);
    return {
      items: items.map(({ place, label, verdict: became, changes, problems }) => ({
        ...{ place, label, verdict: became, changes },
        problems: problems.map(({ key, params, field = null }) => ({ field, message: t(key, params) })),
      })),
      next,
    };
  }

  /** Has everything imported that is new or changed. */
  @Post(':id/execution')
  @Answers(ImportWhole, 201)
  async start(@Param('id') id: string): Promise<z.output<typeof ImportWhole>> {
    await this.imports.start(id);
    return this.whole(id);
  }

  @Delete(':id')
  @HttpCode(204)
  @Answers(null)
  async discard(@Param('id') id: string): Promise<void> {
    await this.imports.discard(id);
  }

  private whole(id: string): Promise<z.output<typeof ImportWhole>> {
    return this.db.read(async () => {
      const found = await this.readable(id);
      const { done, total } = await this.queries.progress(found.id);
      const { kind, state, fileName, headings, mapping, source, counts, problem } = found;
      return {
        ...{ id: found.id, kind, state, fileName, headings, mapping, source, counts },
        problem: problem && t(problem.key, problem.params),
        progress: found.isAtWork ? done / total : null,
      };
    });
  }

  private async readable(id: string): Promise<Import> {
    const found = await this.db.one(Import, id);
    this.kinds.allowed(found.kind);
    return found;
  }
}
