import { CountriesService } from '../directory/countries.service.js';
import { MembershipsService } from '../directory/memberships.service.js';
import { OrganisationsService, type NewOrganisation } from '../directory/organisations.service.js';
import { PrecedenceService } from '../directory/precedence.service.js';
import { PostsService } from '../directory/posts.service.js';
import { PeopleService, type NewPerson } from '../directory/people.service.js';
import { Current, type LocalizedText } from '../platform/current.js';
import { localized } from '../platform/i18n/translate.js';
import { isUserAssigned, type PersonNameInput } from './input.fields.js';
import { ownId } from './source-ids.js';
import type { Stage } from './stage.js';

export interface SeedPerson {
  key: string;
  name: PersonNameInput;
  gender?: 'female' | 'male' | 'unspecified';
  country?: string;
  languages?: string[];
  email?: string;
  phone?: string;
  restricted?: NewPerson['restricted'];
}

/** People and organisations of a file. A name that stands in two files is one entry of the directory. */
export class DirectorySeeds {
  constructor(private readonly stage: Stage) {}

  /** Names an invented country; the others have their names from ISO 3166-1. */
  async country({ code, name }: { code: string; name: LocalizedText }): Promise<void> {
    if (isUserAssigned(code)) await this.stage.get(CountriesService).nameCode(code, name);
  }

  organisation(input: Omit<NewOrganisation, 'id'>): Promise<string> {
    const id = ownId('organisation', input.country ?? '', firstOf(input.name));
    return this.stage.once('organisation', id, () => this.stage.get(OrganisationsService).create({ ...input, id }));
  }

  person({ key, name, gender, ...facts }: SeedPerson): Promise<string> {
    const id = personId(key, name);
    return this.stage.once('person', id, () =>
      this.stage.get(PeopleService).create({
        id,
        familyName: name.family,
        givenName: name.given,
        honorific: name.honorific ? inHouseLanguage(name.honorific) : null,
        nativeName: name.native?.name ?? null,
        nativeLanguage: name.native?.language ?? null,
        gender: gender === 'unspecified' ? null : (gender ?? null),
        ...facts,
      }),
    );
  }

  /** Puts a person into an organisation: in a post with its rank, or where no rank is known in a role of words. */
  async appoint(person: string, organisation: string, label: LocalizedText, rank?: number): Promise<void> {
    const post = rank === undefined ? null : await this.post(organisation, label, rank);
    const id = ownId('membership', person, organisation, firstOf(label));
    await this.stage.once('membership', id, () =>
      this.stage.get(MembershipsService).appoint({
        id,
        personId: person,
        organisationId: organisation,
        ...(post ? { postId: post } : { role: label }),
      }),
    );
  }

  /** A rank of the house's own order, with the posts that stand level with it. Posts are there already. */
  async rank(label: LocalizedText, posts: readonly string[]): Promise<void> {
    const id = ownId('rank', firstOf(label));
    await this.stage.once('precedence_rank', id, () => this.stage.get(PrecedenceService).add(label, undefined, id));
    const rows = await this.stage.db.read(() =>
      this.stage.db.rows<{ id: string }>(
        `select id from post where institution_id = $1 and rank_id is null and label ->> 'en' = any ($2)`,
        [Current.institutionId, [...posts]],
      ),
    );
    for (const post of rows) await this.stage.get(PostsService).equate(post.id, id);
  }

  private post(organisationId: string, label: LocalizedText, precedence: number): Promise<string> {
    const id = ownId('post', organisationId, firstOf(label));
    return this.stage.once('post', id, () =>
      this.stage.get(PostsService).create({ id, organisationId, label, precedence }),
    );
  }
}

/** A key alone may mean somebody else in another file. */
export const personId = (key: string, name: PersonNameInput): string => ownId('person', key, name.family, name.given);

/** What is kept in one language alone is kept in the institution's first. */
export const inHouseLanguage = (text: LocalizedText): string => localized(text, Current.institution.locales[0]);

const firstOf = (text: LocalizedText): string => text['en'] ?? Object.values(text)[0] ?? '';
