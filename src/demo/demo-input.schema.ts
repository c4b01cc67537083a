import { z } from 'zod';
import { languages, text } from '../seeding/input.fields.js';
import { delegation, institution, interpreter, invitee, member } from './demo-input.people.js';
import { answer, execution, programmeItem, requestedMeeting, vehicle, venue, visit } from './demo-input.programme.js';

/** The whole input file of `npm run demo -- --input FILE`; `docs/demo.md` tells it in words. */
export const demoInputSchema = z
  .strictObject({
    $schema: text.optional(),
    languages: languages.meta({ description: 'Languages the documents are produced in' }),
    institution,
    visit,
    delegations: z.strictObject({ host: delegation, guest: delegation }),
    venues: z.array(venue).default([]),
    vehicles: z.array(vehicle).default([]),
    interpreters: z.array(interpreter).default([]),
    programme: z.array(programmeItem).min(1),
    requestedMeetings: z.array(requestedMeeting).default([]),
    invitees: z.array(invitee).default([]),
    answers: z
      .array(answer)
      .default([])
      .meta({ description: 'In the order they came; a later one replaces an earlier' }),
    execution: execution.optional().meta({ description: 'What took place; without it no report is written' }),
  })
  .meta({ title: 'Input of the Entente demo', description: 'One reception, from delegation lists to report' });

export type DemoInput = z.output<typeof demoInputSchema>;
export type DemoMember = z.output<typeof member>;
export type DemoDelegation = z.output<typeof delegation>;
export type DemoInterpreter = z.output<typeof interpreter>;
export type DemoInvitee = z.output<typeof invitee>;
export type DemoVenue = z.output<typeof venue>;
export type DemoVehicle = z.output<typeof vehicle>;
export type DemoItem = z.output<typeof programmeItem>;
export type DemoAnswer = z.output<typeof answer>;
export type DemoExecution = z.output<typeof execution>;

/** The published JSON Schema (draft 2020-12) of the file as people write it: fields with a default may be left out. */
export function demoInputJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(demoInputSchema, { io: 'input' }) as Record<string, unknown>;
}
