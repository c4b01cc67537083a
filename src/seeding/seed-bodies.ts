import { BodiesService } from '../bodies/bodies.service.js';
import { CompositionRules } from '../bodies/composition/rules.service.js';
import { ContactsService } from '../bodies/contacts/contacts.service.js';
import { MattersService } from '../bodies/matters/matters.service.js';
import { SeatsService } from '../bodies/seats/seats.service.js';
import { BODY_LIFECYCLES, stepsFrom } from '../bodies/body.states.js';
import { InstitutionQueries } from '../institution/institution.queries.js';
import { Current } from '../platform/current.js';
import { personId } from './directory-seeds.js';
import type { HouseSeed } from './house-seed.schema.js';
import { ownId } from './source-ids.js';
import type { Stage } from './stage.js';

type SeedBody = HouseSeed['bodies'][number];

const KIND = {
  'working-group': 'working-group',
  'permanent-delegation': 'permanent-delegation',
  'interparliamentary-commission': 'commission',
} as const;

const PLACE = {
  chair: { capacity: 'chair' },
  'co-chair': { capacity: 'co-chair' },
  head: { capacity: 'chair' },
  'deputy-chair': { capacity: 'deputy' },
  'deputy-head': { capacity: 'deputy' },
  secretary: { capacity: 'secretary' },
  member: { capacity: 'member' },
  substitute: { capacity: 'member', kind: 'substitute' },
} as const;

export const bodyId = (key: string): string => ownId('body', key);

/** Working groups, delegations and commissions with their seats, each taken through the steps to its state. */
export async function seedBodies(
  stage: Stage,
  seed: HouseSeed,
  organisations: ReadonlyMap<string, string>,
): Promise<void> {
  const bodies = stage.get(BodiesService);
  const people = new Map(seed.people.map((person) => [person.key, personId(person.key, person.name)]));
  const [convocation] = await stage.get(InstitutionQueries).convocations();
  for (const body of seed.bodies) {
    const id = bodyId(body.key);
    await stage.once('body', id, async () => {
      const startsOn = convocation?.starts_on ?? Temporal.Now.plainDateISO();
      await bodies.create({
        id,
        on: startsOn,
        kind: KIND[body.kind],
        name: body.name,
        partnerId: organisations.get(body.partner!)!,
        convocationId: convocation?.id ?? null,
        particulars: body.particulars,
        membershipStatus: body.membership ?? null,
        termsOfReference: body.works.length > 0 ? `${body.works.join('; ')}.` : null,
      });
      for (const { person, role } of body.seats)
        await stage.get(SeatsService).give({ bodyId: id, personId: people.get(person)!, startsOn, ...PLACE[role] });
      for (const [n, person] of body.counterparts.entries())
        await stage.get(SeatsService).give({
          bodyId: id,
          personId: people.get(person)!,
          startsOn,
          side: 'theirs',
          capacity: n > 0 ? 'member' : body.kind === 'working-group' ? 'chair' : 'co-chair',
        });
      await lead(stage, id, body, startsOn);
      await seedMatters(stage, id, body);
    });
  }
  await seedContacts(stage, seed, people);
  const rules = stage.get(CompositionRules);
  for (const preset of seed.compositionRules)
    await stage.once('body_rule', ownId('body_rule', preset), () =>
      rules.adopt(preset, true, ownId('body_rule', preset)),
    );
}

async function lead(stage: Stage, id: string, { kind, state }: SeedBody, on: Temporal.PlainDate): Promise<void> {
  const bodies = stage.get(BodiesService);
  const { way, initial } = BODY_LIFECYCLES[KIND[kind]];
  for (let here = initial; here !== state && way.indexOf(here) < way.indexOf(state);) {
    const step = stepsFrom(KIND[kind], here).find(({ to }) => way.indexOf(to) > way.indexOf(here));
    if (!step) return;
    here = (await bodies.take(id, step.name, { on })).state;
  }
}

async function seedMatters(stage: Stage, bodyId: string, body: SeedBody): Promise<void> {
  const matters = stage.get(MattersService);
  const today = Temporal.Now.plainDateISO(Current.institution.timeZone);
  for (const { kind, steps, outcome, startsOn, dueOn, ...facts } of body.matters) {
    const day = (days: number | undefined) => (days === undefined ? null : today.add({ days }));
    const id = await matters.add(bodyId, kind, { ...facts, startsOn: day(startsOn), dueOn: day(dueOn) });
    for (const step of steps) await matters.take(bodyId, id, step, { outcome });
  }
}

async function seedContacts(stage: Stage, seed: HouseSeed, people: ReadonlyMap<string, string>): Promise<void> {
  const today = Temporal.Now.plainDateISO(Current.institution.timeZone);
  for (const { key, onDay, participants, ...facts } of seed.contacts) {
    const id = ownId('foreign_contact', key);
    await stage.once('foreign_contact', id, () =>
      stage.get(ContactsService).add(
        {
          country: null,
          organisation: null,
          authorisedBy: null,
          purpose: null,
          report: null,
          bodyId: null,
          ...facts,
          onDay: today.add({ days: onDay }),
          participants: participants.map((person) => people.get(person)!),
        },
        id,
      ),
    );
  }
}
