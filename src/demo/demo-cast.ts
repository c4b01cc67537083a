import { randomUUIDv7 } from 'node:crypto';
import type { NewPerson } from '../directory/people.service.js';
import { InstitutionService } from '../institution/institution.service.js';
import { type Actor, Current, type CurrentInstitution } from '../platform/current.js';
import { localized } from '../platform/i18n/translate.js';
import { Institutions } from '../platform/tenancy/institutions.js';
import { DirectorySeeds, inHouseLanguage } from '../seeding/directory-seeds.js';
import { sourceId } from '../seeding/source-ids.js';
import type { Stage } from '../seeding/stage.js';
import type { DemoDelegation, DemoInput, DemoMember } from './demo-input.schema.js';

/** Who plays: both delegations in the directory, and the two accounts of which one decides on what the other did. */
export interface Cast {
  hostId: string;
  guestId: string;
  /** Ids of people by the key of the file. */
  people: Map<string, string>;
  planner: Actor;
  approver: Actor;
}

/** The institution of the file, founded where none has its slug. */
export async function institutionOf(stage: Stage, { institution }: DemoInput): Promise<CurrentInstitution> {
  const institutions = stage.get(Institutions);
  const known = await institutions.bySlug(institution.slug);
  if (known) return known;
  const { slug, name, country, timeZone, locales, accent, letterhead, signatory } = institution;
  const house = locales[0];
  const signs = [localized(signatory.name.honorific, house), signatory.name.given, signatory.name.family];
  const id = sourceId('institution', slug);
  await stage.get(InstitutionService).createInstitution(
    {
      slug,
      name,
      country: country.code,
      timeZone,
      locales,
      ...(accent ? { accent } : {}),
      letterhead: {
        address: letterhead.address.map((line) => localized(line, house)).join(', '),
        ...(letterhead.phone ? { phone: letterhead.phone } : {}),
        email: letterhead.email,
        signatory: { name: signs.filter(Boolean).join(' '), post: signatory.post },
      },
    },
    id,
  );
  stage.made += 1;
  return institutions.byId(id);
}

/** Both delegations in the directory, and the accounts that act. */
export async function castOf(stage: Stage, input: DemoInput): Promise<Cast> {
  const { host, guest } = input.delegations;
  const people = new Map<string, string>();
  const hostId = await enter(stage, host, people);
  const guestId = await enter(stage, guest, people);
  const secretary = host.members.find(({ role }) => role === 'secretary') ?? host.members.at(-1)!;
  const domain = input.institution.letterhead.email.split('@')[1]!;
  const signatory = input.institution.signatory.name;
  // Nobody signs in with these two: they have no password.
  const planner = await stage.account({
    email: `demo-desk@${domain}`,
    name: `${secretary.name.given} ${secretary.name.family}`,
    personId: people.get(secretary.key)!,
    roles: ['desk-officer', 'protocol'],
  });
  const approver = await stage.account({
    email: `demo-approver@${domain}`,
    name: `${signatory.given} ${signatory.family}`,
    roles: ['approver'],
  });
  return { hostId, guestId, people, planner: await stage.actor(planner), approver: await stage.actor(approver) };
}

async function enter(stage: Stage, delegation: DemoDelegation, people: Map<string, string>): Promise<string> {
  const directory = new DirectorySeeds(stage);
  await directory.country(delegation.country);
  const organisation = await directory.organisation({
    name: delegation.organisation,
    classification: 'chamber',
    country: delegation.country.code,
    city: delegation.city ? inHouseLanguage(delegation.city) : null,
  });
  for (const member of delegation.members) {
    const { key, name, gender, languages, email, phone } = member;
    const id = await directory.person({
      key,
      name,
      gender,
      languages,
      country: delegation.country.code,
      ...(email ? { email } : {}),
      ...(phone ? { phone } : {}),
      ...(member.restricted ? { restricted: restrictedOf(member.restricted) } : {}),
    });
    await directory.appoint(id, organisation, member.post);
    people.set(key, id);
  }
  return organisation;
}

function restrictedOf({
  diet,
  allergies,
  accessibility,
  note,
}: NonNullable<DemoMember['restricted']>): NewPerson['restricted'] {
  const needs = [accessibility, note].filter(Boolean).join('; ');
  return { ...(diet ? { diet } : {}), ...(allergies ? { allergies } : {}), ...(needs ? { accessibility: needs } : {}) };
}

/** Runs `work` as one of the two. */
export const as = <T>(actor: Actor, work: () => Promise<T>): Promise<T> =>
  Current.run({ actor, requestId: `demo-${randomUUIDv7()}` }, work);
