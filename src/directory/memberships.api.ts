import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { Answers } from '../platform/api/answers.js';
import { Db } from '../platform/database/db.service.js';
import { Can } from '../platform/permissions/can.js';
import { day } from '../platform/web/form-values.js';
import { localizedText } from '../platform/i18n/localized-text.schema.js';
import { MEMBERSHIP_STATES } from './membership.states.js';
import { MembershipsService } from './memberships.service.js';
import { MergeBody } from './merges.forms.js';
import { MergesService } from './merges.service.js';
import { PeopleQueries } from './people.queries.js';
import { PeopleService } from './people.service.js';

const Texts = z.record(z.string(), z.string());
const MembershipLine = z.object({
  id: z.uuid(),
  organisation: z.object({ id: z.uuid(), name: Texts }),
  post: Texts.nullable(),
  state: z.enum(MEMBERSHIP_STATES),
  startsOn: z.iso.date().nullable(),
  endsOn: z.iso.date().nullable(),
  isCurrent: z.boolean(),
});
const Memberships = z.object({ items: z.array(MembershipLine) });
const Merged = z.object({ id: z.uuid(), keptId: z.uuid() });

const AppointmentBody = z.strictObject({
  organisationId: z.uuid(),
  postId: z.uuid().nullish(),
  role: localizedText(200).nullish(),
  onBehalfOfId: z.uuid().nullish(),
  convocationId: z.uuid().nullish(),
  appointedBy: z.string().trim().max(200).nullish(),
  state: z.enum(['nominated', 'appointed']).optional(),
  startsOn: day.nullish(),
  endsOn: day.nullish(),
});
const StepBody = z
  .strictObject({
    step: z.enum(['confirm', 'suspend', 'resume', 'end']),
    /** The last day, where the step is the end. */
    endsOn: day.optional(),
  })
  .refine(({ step, endsOn }) => step !== 'end' || endsOn !== undefined, {
    path: ['endsOn'],
    message: 'platform.form.missing',
  });

/** Posts and memberships of a person, and the merge of two entries. */
@Controller('api/v1/:institution/people/:id')
@Can('directory.write')
export class MembershipsApi {
  constructor(
    private readonly db: Db,
    private readonly people: PeopleService,
    private readonly queries: PeopleQueries,
    private readonly memberships: MembershipsService,
    private readonly merges: MergesService,
  ) {}

  @Get('memberships')
  @Can('directory.read')
  @Answers(Memberships)
  list(@Param('id') id: string): Promise<z.output<typeof Memberships>> {
    return this.db.read(async () => {
      const { id: kept } = await this.people.get(id);
      const rows = await this.queries.memberships(kept);
      return {
        items: rows.map((row) => ({
          id: row.id,
          organisation: { id: row.organisation_id, name: row.organisation },
          post: row.post,
          state: row.state,
          startsOn: row.starts_on?.toString() ?? null,
          endsOn: row.ends_on?.toString() ?? null,
          isCurrent: row.is_current,
        })),
      };
    });
  }

  @Post('memberships')
  @Answers(Memberships, 201)
  async appoint(
    @Param('id') id: string,
    @Body({ schema: AppointmentBody }) body: z.output<typeof AppointmentBody>,
  ): Promise<z.output<typeof Memberships>> {
    await this.memberships.appoint({ personId: id, ...body });
    return this.list(id);
  }

  @Post('memberships/:membership/steps')
  @Answers(Memberships, 201)
  async take(
    @Param('id') id: string,
    @Param('membership') membership: string,
    @Body({ schema: StepBody }) { step, endsOn }: z.output<typeof StepBody>,
  ): Promise<z.output<typeof Memberships>> {
    if (step === 'end') await this.memberships.end(membership, endsOn!);
    else await this.memberships.take(membership, step);
    return this.list(id);
  }

  /** The entry `aliasId` leads to this person from now on. */
  @Post('merges')
  @Answers(Merged, 201)
  async merge(
    @Param('id') id: string,
    @Body({ schema: MergeBody }) { aliasId }: z.output<typeof MergeBody>,
  ): Promise<z.output<typeof Merged>> {
    return { id: await this.merges.merge(aliasId, id), keptId: id };
  }

  @Post('merges/:merge/undoing')
  @Answers(Merged, 201)
  async undo(@Param('id') _id: string, @Param('merge') merge: string): Promise<z.output<typeof Merged>> {
    const { keptId } = await this.merges.undo(merge);
    return { id: merge, keptId };
  }
}
