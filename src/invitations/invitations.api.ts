import { Body, Controller, Get, Headers, HttpCode, Param, Post, Put, Res } from '@nestjs/common';
import type { Response } from 'express';
import { randomUUIDv7 } from 'node:crypto';
import { z } from 'zod';
import { ActivitiesQueries } from '../activities/activities.queries.js';
import { maySee } from '../activities/activity.rules.js';
import { Answers } from '../platform/api/answers.js';
import { checkIfMatch, etagOf } from '../platform/api/if-match.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { allow } from '../platform/permissions/allow.js';
import { Can } from '../platform/permissions/can.js';
import { day, localizedText } from '../platform/web/form-values.js';
import { MOST_COMPANIONS, MOST_QUESTIONS, QUESTION_KINDS } from './answering/answer-terms.rules.js';
import { AnswerTermsService } from './answering/answer-terms.service.js';
import { Invitation } from './invitation.entity.js';
import { InvitationForm } from './invitations.forms.js';
import { type InvitationRow, InvitationsQueries } from './invitations.queries.js';
import { InvitationsService } from './invitations.service.js';
import { RevisionsService } from './revising/revisions.service.js';

const Text = z.record(z.string(), z.string());
const QuestionBody = z.strictObject({
  /** Absent for a new one; a known one keeps the replies it has. */
  id: z.uuid().optional(),
  kind: z.enum(QUESTION_KINDS),
  label: localizedText,
  /** Of a choice: a reply is the place in this list. */
  options: z.array(localizedText).max(30).default([]),
  isRequired: z.boolean().default(false),
});
const TermsBody = z.strictObject({
  capacity: z.int().min(0).max(100_000).nullable(),
  companionsAllowed: z.int().min(0).max(MOST_COMPANIONS),
  companionNames: z.boolean(),
  representatives: z.boolean(),
  questions: z.array(QuestionBody).max(MOST_QUESTIONS),
});
const WordsBody = z.strictObject({ subject: localizedText, body: localizedText, answerBy: day.nullable() });

const One = z.object({
  id: z.uuid(),
  activityId: z.uuid(),
  itemId: z.uuid().nullable(),
  state: z.string(),
  subject: Text,
  body: Text,
  answerBy: z.iso.date().nullable(),
  capacity: z.int().nullable(),
  placesTaken: z.int(),
  companionsAllowed: z.int(),
  companionNames: z.boolean(),
  representatives: z.boolean(),
  questions: z.array(z.object({ id: z.uuid(), kind: z.enum(QUESTION_KINDS), label: Text, options: z.array(Text), isRequired: z.boolean() })), // prettier-ignore
  guests: z.int(),
  version: z.int(),
});

/** Invitations: what they say, what guests may answer, and how many chairs are taken. */
@Controller('api/v1/:institution')
@Can('invitations.see')
export class InvitationsApi {
  constructor(
    private readonly db: Db,
    private readonly activities: ActivitiesQueries,
    private readonly queries: InvitationsQueries,
    private readonly invitations: InvitationsService,
    private readonly terms: AnswerTermsService,
    private readonly revisions: RevisionsService,
  ) {}

  @Get('activities/:id/invitations')
  @Answers(z.object({ items: z.array(One) }))
  async list(@Param('id') activityId: string) {
    await this.visible(activityId);
    return { items: (await this.queries.ofActivity(activityId)).map((row) => whole(activityId, row)) };
  }

  @Get('invitations/:id')
  @Answers(One)
  async one(@Param('id') id: string, @Res({ passthrough: true }) response: Response) {
    const { activityId } = await this.db.one(Invitation, id);
    await this.visible(activityId);
    return this.told(activityId, id, response);
  }

  /** Drafts one, to the whole activity or to one line of its programme. */
  @Post('activities/:id/invitations')
  @Can('invitations.manage')
  @Answers(One, 201)
  async draft(
    @Param('id') activityId: string,
    @Body({ schema: InvitationForm }) { itemId, ...words }: z.output<typeof InvitationForm>,
    @Res({ passthrough: true }) response: Response,
  ) {
    const { id } = await this.invitations.invite(activityId, itemId ?? null, words);
    return this.db.read(() => this.told(activityId, id, response));
  }

  /** Subject, text and day for answers. Letters that are out stay as they are. */
  @Put('invitations/:id/words')
  @HttpCode(200)
  @Can('invitations.manage')
  @Answers(One)
  revise(
    @Param('id') id: string,
    @Headers('if-match') seen: string | undefined,
    @Body({ schema: WordsBody }) words: z.output<typeof WordsBody>,
    @Res({ passthrough: true }) response: Response,
  ) {
    return this.changed(id, seen, response, () => this.revisions.revise(id, words));
  }

  /** Places, companions, representatives and questions; more places go to those who wait at once. */
  @Put('invitations/:id/terms')
  @HttpCode(200)
  @Can('invitations.manage')
  @Answers(One)
  setTerms(
    @Param('id') id: string,
    @Headers('if-match') seen: string | undefined,
    @Body({ schema: TermsBody }) body: z.output<typeof TermsBody>,
    @Res({ passthrough: true }) response: Response,
  ) {
    const questions = body.questions.map((one) => ({ ...one, id: one.id ?? randomUUIDv7() }));
    return this.changed(id, seen, response, () => this.terms.set(id, { ...body, questions }));
  }

  private changed(id: string, seen: string | undefined, response: Response, verb: () => Promise<unknown>) {
    return this.db.transaction(async () => {
      const { activityId, version } = await this.db.one(Invitation, id);
      await this.visible(activityId);
      checkIfMatch(seen, version);
      await verb();
      return this.told(activityId, id, response);
    });
  }

  private async told(activityId: string, id: string, response: Response): Promise<z.output<typeof One>> {
    const row = (await this.queries.ofActivity(activityId)).find((one) => one.id === id)!;
    response.setHeader('ETag', etagOf(row.version));
    return whole(activityId, row);
  }

  private async visible(activityId: string): Promise<void> {
    const { id, body_id } = await this.activities.header(activityId);
    allow(maySee(Current.actor, { id, bodyId: body_id }));
  }
}

const whole = (activityId: string, row: InvitationRow): z.output<typeof One> => ({
  id: row.id,
  activityId,
  itemId: row.item_id,
  state: row.state,
  subject: row.subject,
  body: row.body,
  answerBy: row.answer_by?.toString() ?? null,
  capacity: row.capacity,
  placesTaken: row.places_taken,
  companionsAllowed: row.companions_allowed,
  companionNames: row.companion_names,
  representatives: row.representatives,
  questions: row.questions,
  guests: row.guests,
  version: row.version,
});
