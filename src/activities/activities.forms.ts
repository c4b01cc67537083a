import { z } from 'zod';
import { MEMBER_ROLES } from './activity.entity.js';

/** A step to take, from a button or the API. */
export const StepForm = z.strictObject({
  to: z.string().max(60),
  reason: z.string().max(2000).optional(),
});

const line = z.string().max(200).optional();

/** What is noted of a member of a delegation. */
export const MemberForm = z.strictObject({
  role: z.enum(MEMBER_ROLES).default('member'),
  /** As it is printed, in the reader's language. */
  post: line,
  arrival: line,
  departure: line,
  room: z.string().max(40).optional(),
});

/** Somebody of the directory, or a new person typed in. */
export const NewMemberForm = MemberForm.extend({
  personId: z.uuid().optional(),
  familyName: z.string().max(120).optional(),
  givenName: z.string().max(120).optional(),
  honorific: z.string().max(60).optional(),
}).refine(({ personId, familyName }) => personId !== undefined || familyName !== undefined, {
  path: ['familyName'],
  message: 'platform.form.missing',
});
export type NewMemberInput = z.output<typeof NewMemberForm>;

export const RankForm = z.strictObject({ position: z.coerce.number().int().min(1).max(10_000) });

export const SideQuery = z.object({
  side: z.enum(['guest', 'host']).catch('guest'),
  q: z.string().trim().max(200).catch(''),
  /** Others are to be added after this one. */
  more: z.string().optional(),
});

/** A member who was taken off the list, as the undo of it carries him. */
export const RemovedMember = z.strictObject({
  delegationId: z.uuid(),
  personId: z.uuid(),
  role: z.enum(MEMBER_ROLES),
  position: z.int().min(1),
  postLabel: z.record(z.string(), z.string()).nullable(),
  party: z.string().nullable(),
  arrival: z.string().nullable(),
  departure: z.string().nullable(),
  room: z.string().nullable(),
});

export const ReasonForm = z.strictObject({ reason: z.string().max(2000).optional() });
