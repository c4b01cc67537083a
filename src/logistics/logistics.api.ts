import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { z } from 'zod';
import { Answers } from '../platform/api/answers.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { InvalidInput } from '../platform/errors.js';
import { pathOf, sentence } from '../platform/web/forms.js';
import { Can } from '../platform/permissions/can.js';
import { entryForm, entryInput, EntryStep, KindName } from './logistics.forms.js';
import type { LogisticsKindName } from './logistics-kinds.rules.js';
import type { EntryRow } from './logistics.queries.js';
import { LogisticsQueries } from './logistics.queries.js';
import { readableKinds } from './logistics.rules.js';
import { LogisticsService } from './logistics.service.js';
import { LogisticsView } from './logistics.view.js';

const Entry = z.object({
  id: z.uuid(),
  kind: KindName,
  state: z.string(),
  at: z.string().nullable(),
  from: z.iso.date().nullable(),
  to: z.iso.date().nullable(),
  facts: z.record(z.string(), z.union([z.string(), z.boolean()])),
  hasSealed: z.boolean(),
  note: z.string(),
  reason: z.string().nullable(),
  members: z.array(z.uuid()),
  version: z.int(),
});
/** Which facts there are follows from the kind; an unknown one is refused. */
const NewEntry = z.looseObject({ kind: KindName });
const ChangedEntry = z.looseObject({ version: z.int() });

/** Arrivals, rooms, papers, badges and honours in JSON. What is sealed is written here, and read on the page alone. */
@Controller('api/v1/:institution/activities/:id/logistics')
@Can('activities.see')
export class LogisticsApi {
  constructor(
    private readonly db: Db,
    private readonly logistics: LogisticsService,
    private readonly queries: LogisticsQueries,
    private readonly view: LogisticsView,
  ) {}

  @Get()
  @Answers(z.object({ items: z.array(Entry) }))
  async list(@Param('id') id: string) {
    const { place } = await this.view.around(id);
    return { items: (await this.queries.of(id, readableKinds(Current.actor, place))).map(entryOf) };
  }

  @Post()
  @Answers(Entry, 201)
  async enter(@Param('id') id: string, @Body({ schema: NewEntry }) { kind, ...body }: z.output<typeof NewEntry>) {
    return this.answer(id, await this.logistics.enter(id, kind, checked(kind, body)));
  }

  @Put(':entry')
  @Answers(Entry)
  async change(
    @Param('id') id: string,
    @Param('entry') entryId: string,
    @Body({ schema: ChangedEntry }) { version, ...body }: z.output<typeof ChangedEntry>,
  ) {
    const { kind } = await this.db.read(() => this.view.entry(id, entryId));
    await this.logistics.change(id, entryId, checked(kind, body), version);
    return this.answer(id, entryId);
  }

  @Post(':entry/steps')
  @Answers(Entry, 201)
  async step(
    @Param('id') id: string,
    @Param('entry') entryId: string,
    @Body({ schema: EntryStep }) { to, reason }: z.output<typeof EntryStep>,
  ) {
    await this.db.read(() => this.view.entry(id, entryId));
    await this.logistics.take(id, entryId, to, reason ?? null);
    return this.answer(id, entryId);
  }

  @Delete(':entry')
  @HttpCode(204)
  @Answers(null)
  async remove(@Param('id') id: string, @Param('entry') entryId: string): Promise<void> {
    await this.logistics.remove(id, entryId);
  }

  private answer(id: string, entryId: string): Promise<z.output<typeof Entry>> {
    return this.db.read(async () => entryOf(await this.view.entry(id, entryId)));
  }
}

/** @throws InvalidInput (400) naming the fact */
function checked(kind: LogisticsKindName, body: Record<string, unknown>) {
  const read = entryForm(kind).safeParse(body);
  if (read.success) return entryInput(kind, read.data as Record<string, unknown>);
  throw new InvalidInput(
    read.error.issues.map((issue) => ({ path: pathOf(issue.path), message: sentence(issue as z.core.$ZodIssue) })),
    400,
  );
}

function entryOf(row: EntryRow): z.output<typeof Entry> {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    at: row.at_local?.toString({ smallestUnit: 'minute' }) ?? null,
    from: row.from_day?.toString() ?? null,
    to: row.to_day?.toString() ?? null,
    facts: row.facts,
    hasSealed: row.has_sealed,
    note: row.note,
    reason: row.reason,
    members: row.members,
    version: row.version,
  };
}
