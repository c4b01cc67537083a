import { Body, Controller, Get, Headers, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import { Answers } from '../platform/api/answers.js';
import { cut, decodeCursor, PageQuery, pageOf } from '../platform/api/cursor.js';
import { checkIfMatch, etagOf } from '../platform/api/if-match.js';
import { Can } from '../platform/permissions/can.js';
import { type Commitment, SIDES } from './commitment.entity.js';
import { COMMITMENT_STATES, type CommitmentState } from './commitment.states.js';
import { CommitmentFields, factsOf, SourceFields } from './commitments.forms.js';
import { CommitmentsQueries, type CommitmentRow, SHOWN } from './commitments.queries.js';
import { CommitmentsService } from './commitments.service.js';

const Line = z.object({
  id: z.uuid(),
  state: z.enum(COMMITMENT_STATES),
  content: z.string(),
  side: z.enum(SIDES),
  responsible: z.string(),
  accountId: z.uuid().nullable(),
  partnerId: z.uuid().nullable(),
  agreedOn: z.iso.date(),
  dueOn: z.iso.date().nullable(),
  evidence: z.string().nullable(),
  source: z.object({ kind: z.string(), id: z.uuid().nullable(), name: z.string() }),
  version: z.int(),
});
const Lines = pageOf(Line);
const ListQuery = PageQuery.extend({
  q: z.string().max(100).optional(),
  shown: z.enum(SHOWN).default('all'),
  side: z.enum(SIDES).optional(),
  source: z.uuid().optional(),
  partner: z.uuid().optional(),
});
const NewBody = z.strictObject({ ...CommitmentFields, ...SourceFields });
const ChangeBody = z.strictObject(CommitmentFields);
const StepBody = z.strictObject({ note: z.string().trim().max(5000).optional() });

/** Commitments; a step of their course is posted. */
@Controller('api/v1/:institution/commitments')
@Can('commitments.read')
export class CommitmentsApi {
  constructor(
    private readonly commitments: CommitmentsService,
    private readonly queries: CommitmentsQueries,
  ) {}

  @Get()
  @Answers(Lines)
  async list(@Query({ schema: ListQuery }) { cursor, limit, source, partner, ...filter }: z.output<typeof ListQuery>) {
    const [after = null] = decodeCursor(cursor, 1) ?? [];
    const narrowed = {
      ...filter,
      ...(source ? { sourceIds: [source] } : {}),
      ...(partner ? { partners: [partner] } : {}),
    };
    const rows = await this.queries.after(narrowed, after, limit + 1);
    const { items, next } = cut(rows, limit, (row) => [row.id]);
    return { items: items.map(lineOf), next };
  }

  @Get(':id')
  @Can('signed-in')
  @Answers(Line)
  async one(@Param('id') id: string, @Res({ passthrough: true }) response: Response) {
    return answered(await this.commitments.get(id), response);
  }

  @Post()
  @Can('commitments.keep')
  @Answers(Line, 201)
  async record(@Body({ schema: NewBody }) body: z.output<typeof NewBody>) {
    return whole(await this.commitments.record(factsOf(body), { kind: body.sourceKind, id: body.sourceId ?? null }));
  }

  @Patch(':id')
  @Can('commitments.keep')
  @Answers(Line)
  async correct(
    @Param('id') id: string,
    @Body({ schema: ChangeBody }) body: z.output<typeof ChangeBody>,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ) {
    const { version } = await this.commitments.get(id);
    checkIfMatch(ifMatch, version);
    return answered(await this.commitments.correct(id, factsOf(body), version), response);
  }

  @Post(':id/steps/:step')
  @HttpCode(200)
  @Can('signed-in')
  @Answers(Line)
  async take(
    @Param('id') id: string,
    @Param('step') step: string,
    @Body({ schema: StepBody }) { note }: z.output<typeof StepBody>,
    @Res({ passthrough: true }) response: Response,
  ) {
    return answered(await this.commitments.take(id, step, note ?? null), response);
  }
}

function answered(commitment: Commitment, response: Response) {
  response.setHeader('ETag', etagOf(commitment.version));
  return whole(commitment);
}

const whole = (one: Commitment): z.output<typeof Line> => ({
  id: one.id,
  state: one.state,
  content: one.content,
  side: one.side,
  responsible: one.responsible,
  accountId: one.accountId,
  partnerId: one.partnerId,
  agreedOn: one.agreedOn.toString(),
  dueOn: one.dueOn?.toString() ?? null,
  evidence: one.evidence,
  source: { kind: one.sourceKind, id: one.sourceId, name: one.sourceName },
  version: one.version,
});

const lineOf = (row: CommitmentRow): z.output<typeof Line> => ({
  id: row.id,
  state: row.state satisfies CommitmentState,
  content: row.content,
  side: row.side,
  responsible: row.responsible,
  accountId: row.account_id,
  partnerId: row.partner_id,
  agreedOn: row.agreed_on.toString(),
  dueOn: row.due_on?.toString() ?? null,
  evidence: row.evidence,
  source: { kind: row.source_kind, id: row.source_id, name: row.source_name },
  version: row.version,
});
