import { z } from 'zod';
import { MEMBER_ROLES } from './activity.entity.js';

/** A step to take, from a button or the API. */
export const StepForm = z.strictObject({
  to: z.string().max(60),
  reason: z.string().max(2000).optional(),
});

const line = z.string().max(200).optional();

/** A member of a delegation: somebody of the directory, or a new person typed in. */
export const MemberForm = z.strictObject({
  personId: z.uuid().optional(),
  familyName: z.string().max(120).optional(),
  givenName: z.string().max(120).optional(),
  honorific: z.string().max(60).optional(),
  role: z.enum(MEMBER_ROLES).default('member'),
  post: line,
  party: line,
  arrival: line,
  departure: line,
  room: z.string().max(40).optional(),
});
export type MemberInput = z.output<typeof MemberForm>;
