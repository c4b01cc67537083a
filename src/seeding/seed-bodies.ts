import { BodiesService } from '../bodies/bodies.service.js';
import { BODY_LIFECYCLES, stepsFrom } from '../bodies/body.states.js';
import { InstitutionQueries } from '../institution/institution.queries.js';
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
      await bodies.create({
        id,
        kind: KIND[body.kind],
        name: body.name,
        partnerId: organisations.get(body.partner!)!,
        convocationId: convocation?.id ?? null,
        membershipStatus: body.membership ?? null,
        termsOfReference: body.works.length > 0 ? `${body.works.join('; ')}.` : null,
      });
      const startsOn = convocation?.starts_on ?? Temporal.Now.plainDateISO();
      for (const { person, role } of body.seats)
        await bodies.addSeat({ bodyId: id, personId: people.get(person)!, startsOn, ...PLACE[role] });
      await lead(stage, id, body, startsOn);
    });
  }
}

async function lead(stage: Stage, id: string, { kind, state }: SeedBody, on: Temporal.PlainDate): Promise<void> {
  const bodies = stage.get(BodiesService);
  const { way, initial } = BODY_LIFECYCLES[KIND[kind]];
  for (let here = initial; here !== state && way.indexOf(here) < way.indexOf(state);) {
    const step = stepsFrom(KIND[kind], here).find(({ to }) => way.indexOf(to) > way.indexOf(here));
    if (!step) return;
    here = (await bodies.take(id, step.name, on)).state;
  }
}
