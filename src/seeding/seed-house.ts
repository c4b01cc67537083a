import type { INestApplicationContext } from '@nestjs/common';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConvocationsService } from '../institution/convocations.service.js';
import { CostRatesService } from '../costs/cost-rates.service.js';
import { InstitutionQueries } from '../institution/institution.queries.js';
import { InstitutionService } from '../institution/institution.service.js';
import { OwnDaysService } from '../institution/own-days.service.js';
import { SittingDaysService } from '../institution/sitting-days.service.js';
import { type Actor, Current, type CurrentInstitution } from '../platform/current.js';
import { localized } from '../platform/i18n/translate.js';
import { BlocksService } from '../programme/resources/blocks.service.js';
import { repositoryRoot } from '../platform/root.js';
import { Institutions } from '../platform/tenancy/institutions.js';
import { DirectorySeeds, personId } from './directory-seeds.js';
import { readHouseSeed } from './house-seed.js';
import type { HouseSeed } from './house-seed.schema.js';
import { ResourceSeeds } from './resource-seeds.js';
import { seedActivities, type SeedContext } from './seed-activities.js';
import { bodyId, seedBodies } from './seed-bodies.js';
import { sourceId } from './source-ids.js';
import { Stage } from './stage.js';

type SeedPersonInput = HouseSeed['people'][number];

const CLASSIFICATION = {
  legislature: 'parliament',
  chamber: 'chamber',
  party: 'faction',
  committee: 'committee',
  ministry: 'ministry',
  embassy: 'embassy',
  ipo: 'ipo',
  other: 'other',
} as const;

/** Who acts in the story, in the order in which they are asked. */
const ACTING = ['desk-officer', 'protocol', 'head-intl', 'approver', 'finance', 'security', 'member'];

/** The shipped story, `seeds/house.json`. @throws HouseSeedError */
export const shippedHouse = (): HouseSeed =>
  readHouseSeed(readFileSync(join(repositoryRoot(), 'seeds', 'house.json'), 'utf8'));

/**
 * Loads the story of the demo institution through the services, in one unit of work: all of it or nothing. Loading it
 * again adds what is missing and touches nothing else.
 * @param passwordHash of the one password of all its accounts
 * @param now the day its activities lie around
 */
export async function seedHouse(
  app: INestApplicationContext,
  seed: HouseSeed,
  passwordHash: string,
  now = Temporal.Now.instant(),
): Promise<void> {
  const stage = new Stage(app);
  const institution = await institutionOf(app, seed);
  const context = {
    requestId: 'seed',
    institution,
    locale: seed.institution.locales[0] ?? 'en',
    actor: undefined,
    unit: undefined,
  };
  await Current.run(context, () =>
    stage.db.transaction(async () => {
      await found(stage, seed, institution);
      const organisations = await seedDirectory(stage, seed);
      await seedBodies(stage, seed, organisations);
      const staff = await seedAccounts(stage, seed, passwordHash);
      const resources = new ResourceSeeds(stage);
      const byKey = new Map(seed.people.map((person) => [person.key, person]));
      const today = now.toZonedDateTimeISO(institution.timeZone).toPlainDate();
      const things = {
        venues: await resources.venues(seed.venues),
        vehicles: await resources.vehicles(seed.vehicles),
        interpreters: await resources.interpreters(
          seed.interpreters.map(({ person, ...rest }) => ({ ...withoutPosts(byKey.get(person)!), ...rest })),
        ),
      };
      await seedBlocks(stage, seed, things, today);
      await seedActivities(stage, seed, { ...things, today, organisations, staff });
    }),
  );
  app.get(Institutions).forget(seed.institution.slug);
}

/** The institution as requests see it; the one of this slug where it is there already. */
async function institutionOf(
  app: INestApplicationContext,
  { institution, people }: HouseSeed,
): Promise<CurrentInstitution> {
  const known = await app.get(Institutions).bySlug(institution.slug);
  if (known) return known;
  const first = people.toSorted((a, b) => (a.posts[0]?.rank ?? 999) - (b.posts[0]?.rank ?? 999))[0];
  const { slug, name, timeZone, locales, accent, email } = institution;
  return {
    id: sourceId('institution', slug),
    slug,
    name,
    timeZone,
    locales,
    accent,
    letterhead: {
      email,
      ...(first?.posts[0]
        ? {
            signatory: {
              name: [localized(first.name.honorific, locales[0]), first.name.given, first.name.family]
                .filter(Boolean)
                .join(' '),
              post: first.posts[0].label,
            },
          }
        : {}),
    },
  };
}

async function found(stage: Stage, seed: HouseSeed, institution: CurrentInstitution): Promise<void> {
  const there = await stage.db.rows('select 1 from institution where institution_id = $1', [institution.id]);
  if (there.length === 0) {
    const { id, ...face } = institution;
    await stage.get(InstitutionService).createInstitution(
      {
        ...face,
        country: seed.institution.country.code,
        settings: { costs: { currency: seed.institution.currency }, missions: { callForMembers: true } },
      },
      id,
    );
  }
  await rates(stage, seed);
  const { ordinal, startsOn } = seed.convocation;
  const begins = startsOn
    ? Temporal.PlainDate.from(startsOn)
    : Temporal.PlainDate.from({ year: Temporal.Now.plainDateISO().year, month: 1, day: 1 });
  const convocations = await stage.get(InstitutionQueries).convocations();
  if (convocations.length === 0)
    await stage.get(ConvocationsService).addConvocation({ number: ordinal, startsOn: begins });
  if (there.length === 0)
    for (const { day, counterpart, ...one } of seed.ownDays)
      await stage.get(OwnDaysService).setDay({
        ...one,
        day: Temporal.PlainDate.from(day),
        counterpart: counterpart ? Temporal.PlainDate.from(counterpart) : null,
      });
  await stage.get(SittingDaysService).addSittingDays(seed.sittingDays.map((day) => Temporal.PlainDate.from(day)));
}

/** Who is away and what is blocked around the day of the story, where nothing is blocked yet. */
async function seedBlocks(
  stage: Stage,
  { blocks, people, institution: { timeZone } }: HouseSeed,
  things: Pick<SeedContext, 'venues' | 'vehicles' | 'interpreters'>,
  today: Temporal.PlainDate,
): Promise<void> {
  const there = await stage.db.rows('select 1 from resource_block where institution_id = $1 limit 1', [
    Current.institutionId,
  ]);
  if (there.length > 0) return;
  const persons = new Map(people.map(({ key, name }) => [key, personId(key, name)]));
  const known = { person: persons, venue: things.venues, vehicle: things.vehicles, interpreter: things.interpreters };
  const at = (day: number, clock: string) => today.add({ days: day }).toPlainDateTime(Temporal.PlainTime.from(clock));
  for (const { of, key, kind, label, fromDay, from, untilDay, until } of blocks)
    await stage.get(BlocksService).add({
      ...{ resourceKind: of, resourceId: known[of].get(key)!, kind, label, timeZone },
      start: at(fromDay, from),
      end: at(untilDay, until),
    });
}

/** What a day abroad is worth, and what a currency is, from the first day of the story on. */
async function rates(stage: Stage, { institution: { dailyRates, exchange } }: HouseSeed): Promise<void> {
  const costs = stage.get(CostRatesService);
  if ((await costs.dayRates()).length > 0) return;
  const since = Temporal.Now.plainDateISO().subtract({ years: 3 }).with({ month: 1, day: 1 });
  await costs.setDayRates(dailyRates.map((rate) => ({ ...rate, validFrom: since })));
  await costs.setExchangeRates(exchange.map((rate) => ({ ...rate, rateOn: since })));
}

async function seedDirectory(stage: Stage, seed: HouseSeed): Promise<Map<string, string>> {
  const directory = new DirectorySeeds(stage);
  for (const country of seed.countries) await directory.country(country);
  const organisations = new Map<string, string>();
  for (const { key, name, classification, country, parent } of seed.organisations) {
    const id = await directory.organisation({
      name,
      classification: CLASSIFICATION[classification],
      country: country ?? null,
      parentId: parent ? (organisations.get(parent) ?? null) : null,
    });
    organisations.set(key, id);
  }
  for (const person of seed.people) {
    const id = await directory.person(withoutPosts(person));
    for (const { organisation, label, rank } of person.posts)
      await directory.appoint(id, organisations.get(organisation)!, label, rank);
  }
  for (const { label, posts } of seed.precedence) await directory.rank(label, posts);
  return organisations;
}

/** The accounts with their roles. @returns who acts in the story, the desk first */
async function seedAccounts(stage: Stage, seed: HouseSeed, passwordHash: string): Promise<Actor[]> {
  const people = new Map(seed.people.map((person) => [person.key, person]));
  const ids: string[] = [];
  for (const { email, person: key, grants } of seed.accounts) {
    const { name } = people.get(key)!;
    ids.push(
      await stage.account({
        email,
        name: `${name.given} ${name.family}`,
        personId: personId(key, name),
        passwordHash,
        roles: grants.map(({ role, scope }) =>
          scope && scope.kind !== 'institution'
            ? { role, scopeKind: scope.kind, scopeId: scope.kind === 'body' ? bodyId(scope.key) : scope.key }
            : { role },
        ),
      }),
    );
  }
  const actors: Actor[] = [];
  for (const id of ids) actors.push(await stage.actor(id));
  return ACTING.flatMap((role) => actors.filter(({ grants }) => grants.some((grant) => grant.role === role)));
}

function withoutPosts(person: SeedPersonInput): Omit<SeedPersonInput, 'posts'> {
  const { key, name, gender, country, languages, email, phone } = person;
  return { key, name, gender, country, languages, ...(email ? { email } : {}), ...(phone ? { phone } : {}) };
}
