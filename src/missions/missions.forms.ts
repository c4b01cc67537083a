import { z } from 'zod';
import { activityFields } from '../activities/kinds/activity.fields.js';
import { ticked, wallTime, wholeNumber, zone } from '../platform/web/form-values.js';
import { trainingFields } from './training.fields.js';
import { CLEARANCES, HOST_BENEFITS, LEG_MODES, MISSION_KINDS, TASK_KINDS } from './mission.entity.js';

const country = z.string().regex(/^[A-Z]{2}$/, 'platform.form.choice');
const line = (most: number) => z.string().max(most).default('');
const required = { ...activityFields, kind: z.enum(MISSION_KINDS) };

const more = {
  bodyId: z.uuid().optional(),
  basis: line(2000),
  unplannedReason: line(2000),
  purpose: line(4000),
  countries: z.array(country).max(20).default([]),
  transit: z.array(country).max(20).default([]),
  funding: line(500),
  hostPays: z.array(z.enum(HOST_BENEFITS)).default([]),
  hostPaysNote: line(1000),
  placement: line(2000),
  training: trainingFields.default({}),
  needsSecurity: ticked,
};

/** What is drafted: one source for the form, the API and its description. */
export const MissionForm = z.strictObject({ ...required, ...more });
export type MissionInput = z.output<typeof MissionForm>;

/** The same when it is changed; `version` is what the reader saw. */
export const MissionEdit = z.strictObject({ ...required, ...more, version: wholeNumber }).omit({ bodyId: true });
export type MissionEdited = z.output<typeof MissionEdit>;

const bare = <Shape extends Record<string, z.ZodType>>(shape: Shape) =>
  Object.fromEntries(
    Object.entries(shape).map(([name, type]) => [name, type instanceof z.ZodDefault ? type.unwrap() : type]),
  ) as unknown as { [Name in keyof Shape]: Shape[Name] extends z.ZodDefault<infer Inner> ? Inner : Shape[Name] };

// A patch names what changes: what it leaves out stays, so nothing has a default here.
const { bodyId: _body, needsSecurity: _security, ...patched } = more;
export const MissionPatch = z.strictObject({ ...required, ...bare(patched), needsSecurity: z.boolean() }).partial();

const task = z.strictObject({
  kind: z.enum(TASK_KINDS).default('task'),
  content: z.string().min(1).max(2000),
  responsible: line(200),
});
export const TasksForm = z.strictObject({ version: wholeNumber, tasks: z.array(task).max(50).default([]) });
export type TaskInput = z.output<typeof task>;

const leg = z.strictObject({
  mode: z.enum(LEG_MODES),
  number: line(40),
  fromPlace: z.string().min(1).max(120),
  fromCountry: country,
  departs: wallTime,
  departZone: zone,
  toPlace: z.string().min(1).max(120),
  toCountry: country,
  arrives: wallTime,
  arriveZone: zone,
  note: line(500),
});
export const LegsForm = z.strictObject({ version: wholeNumber, legs: z.array(leg).max(40).default([]) });
export type LegInput = z.output<typeof leg>;

export const ClearanceForm = z.strictObject({ kind: z.enum(CLEARANCES), note: line(1000) });

export const MissionSettingsForm = z.strictObject({
  overdueReportBlocks: ticked,
  securityAlways: ticked,
  callForMembers: ticked,
});
