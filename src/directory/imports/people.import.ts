import { Injectable } from '@nestjs/common';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { writeAll } from '../../platform/database/write-all.js';
import { EventsService } from '../../platform/events/events.service.js';
import { t } from '../../platform/i18n/translate.js';
import { sortName } from '../../platform/i18n/search-text.js';
import { day, email, text, uuid } from '../../platform/imports/cells.js';
import { JobsService } from '../../platform/jobs/jobs.service.js';
import type {
  ImportField,
  ImportKind,
  Planned,
  Problem,
  Progress,
  SourceRow,
} from '../../platform/imports/import-kinds.registry.js';
import { CountriesService } from '../countries.service.js';
import { mayWrite } from '../directory.rules.js';
import { Person, type PersonFacts } from '../person.entity.js';
import { changesOf } from './changes.js';
import { countryReader, field, gender, inAllLanguages, language } from './directory-cells.js';
import { ImportedIds } from './imported-ids.service.js';
import { identifiers, namesInScripts, type Spoken, spokenLanguages } from './record-cells.js';
import { PeopleFinder, type PersonReference } from './people-finder.service.js';

interface Record {
  facts: Partial<PersonFacts>;
  person: Person | null;
  /** The id that the file gives, where nobody has it yet. */
  id?: string | undefined;
  key?: string | undefined;
}

/** Columns of a sheet that are facts of a person, by the name of the fact. A new fact is one line here. */
const FACTS: { name: keyof PersonFacts; key: string; read: ImportField['read']; headings: string[]; required?: boolean }[] = [
  { name: 'familyName', key: 'directory.field.family-name', read: text(120), headings: ['surname', 'last name', 'nom'], required: true },
  { name: 'givenName', key: 'directory.field.given-name', read: text(120), headings: ['first name', 'given name', 'prénom', 'имя'] },
  { name: 'patronymic', key: 'directory.field.patronymic', read: text(120), headings: ['patronymic', 'отчество'] },
  { name: 'nativeName', key: 'directory.field.native-name', read: text(200), headings: ['native name'] },
  { name: 'nativeLanguage', key: 'directory.field.native-language', read: language, headings: ['native language'] },
  { name: 'honorific', key: 'directory.field.honorific', read: text(60), headings: ['title', 'titre', 'prefix', 'титул'] },
  { name: 'pronunciation', key: 'directory.field.pronunciation', read: text(200), headings: ['pronunciation'] },
  { name: 'birthDate', key: 'directory.field.birth-date', read: day, headings: ['date of birth', 'birth date', 'birthday', 'né le', 'дата рождения'] },
  { name: 'otherNames', key: 'directory.import.script_names', read: namesInScripts, headings: ['other scripts'] },
  { name: 'identifiers', key: 'directory.import.identifiers', read: identifiers, headings: ['identifiers'] },
  { name: 'gender', key: 'directory.field.gender', read: gender, headings: ['sex', 'sexe'] },
  { name: 'email', key: 'directory.field.email', read: email, headings: ['email', 'mail', 'e-mail', 'adresse électronique', 'эл. почта'] },
  { name: 'phone', key: 'directory.field.phone', read: text(60), headings: ['phone', 'tel', 'tél', 'mobile', 'тел'] },
  { name: 'languages', key: 'directory.field.languages', read: spokenLanguages, headings: ['language', 'langue', 'язык'] },
]; // prettier-ignore

@Injectable()
export class PeopleImport implements ImportKind {
  readonly id = 'people';
  readonly label = 'directory.people.title';
  readonly hint = 'directory.import.people_hint';
  readonly order = 10;
  readonly permission = 'directory.write';
  readonly home = 'people';

  constructor(
    private readonly db: Db,
    private readonly countries: CountriesService,
    private readonly finder: PeopleFinder,
    private readonly ids: ImportedIds,
    private readonly events: EventsService,
    private readonly jobs: JobsService,
  ) {}

  readonly fields = async (): Promise<ImportField[]> => [
    ...FACTS.map(({ name, key, read, headings, required }) =>
      field(name, key, read, { headings, required: required ?? false }),
    ),
    ...Current.institution.locales.map((tag) => titleIn(tag)),
    field('country', 'directory.field.country', countryReader(await this.countries.names()), { headings: ['state'] }),
    field('key', 'directory.import.own_number', text(200), { headings: ['number', 'no', 'key', 'code'] }),
    field('id', 'directory.import.our_id', uuid, { headings: ['entente id'] }),
  ];

  keyOf({ values }: SourceRow): string | null {
    const { id, key, email: address, familyName, givenName, country } = values as PersonReference;
    if (id ?? key) return `${id ?? ''} ${key ?? ''}`;
    return `${sortName(familyName ?? '', givenName ?? '')} ${country ?? ''} ${address?.toLowerCase() ?? ''}`;
  }

  async plan(rows: SourceRow[], { writing, report }: Progress): Promise<Planned[]> {
    const find = await this.finder.over(
      rows.map(({ values }) => values),
      writing,
    );
    await report(0.6);
    const claimed = new Map<string, string>();
    return rows.map((row) => this.planned(row, find(row.values), claimed));
  }

  async apply(rows: Planned[], { report }: Progress): Promise<void> {
    const people = rows.map(({ record }) => written(record as Record));
    await writeAll(this.db, Person, people, (part) => report(part * 0.8));
    await forgetLikeness(
      this.db,
      people.map(({ id }) => id),
    );
    const keys = rows.flatMap(({ record }, n) => {
      const { key } = record as Record;
      return key === undefined ? [] : [{ key, subjectId: people[n]!.id, rest: {} }];
    });
    await this.ids.keep('person', '', keys);
    await this.jobs.enqueue(WRITE_KEYS, {}, { singletonKey: 'import' });
    await this.events.recordAll(
      rows.map(({ verdict, changes }, n) =>
        verdict === 'new'
          ? { type: 'person.created', subject: people[n]!.id }
          : {
              type: 'person.updated',
              subject: people[n]!.id,
              data: { fields: changes.map(({ field: name }) => name) },
            },
      ),
    );
    await report(1);
  }

  private planned(
    { n, place, values }: SourceRow,
    found: Person | 'several' | null,
    claimed: Map<string, string>,
  ): Planned {
    const { id, key, ...given } = values as PersonReference & Partial<PersonFacts>;
    const facts = joined(given as Given, found === 'several' ? null : found);
    const label = [facts.honorific, facts.givenName, facts.familyName].filter(Boolean).join(' ');
    const wrong = (problem: Problem): Planned => ({ n, label, verdict: 'wrong', changes: [], problems: [problem] });
    if (found === 'several') return wrong({ key: 'directory.import.several_people', field: 'familyName' });
    const mine = [found?.country ?? null, facts.country ?? found?.country ?? null];
    if (!mine.every((country) => mayWrite(Current.actor, country))) return wrong({ key: 'platform.imports.row.not_yours', field: 'country' }); // prettier-ignore
    if (found?.deathDate && facts.birthDate && Temporal.PlainDate.compare(found.deathDate, facts.birthDate) < 0)
      return wrong({ key: 'directory.error.dies_before_birth', field: 'birthDate' });
    const before = found && claimed.get(found.id);
    if (before) return wrong({ key: 'platform.imports.row.repeated', params: { place: before } });
    if (found) claimed.set(found.id, place);
    const changes = changesOf<PersonFacts>(found, facts);
    const verdict = found ? (changes.length > 0 ? 'changed' : 'unchanged') : 'new';
    const record: Record = { facts, person: found, id, key };
    return { n, label, verdict, problems: [], changes: found ? changes : [], record };
  }
}

/** The job that looks for people without keys. */
export const WRITE_KEYS = 'directory.write_keys';

/** Keys by which doubles are found are written anew by the job that looks for people without them. */
export async function forgetLikeness(db: Db, people: readonly string[]): Promise<void> {
  await db.rows('delete from person_key where institution_id = $1 and person_id = any($2)', [
    Current.institutionId,
    people,
  ]);
}

type Given = Partial<Omit<PersonFacts, 'languages'>> & { languages?: Spoken[] } & {
  [title: `before_${string}`]: string;
};

// "Title (fr)": what stands before the name in that language.
function titleIn(tag: string): ImportField {
  const words = [...inAllLanguages('directory.field.honorific'), 'title', 'honorific'];
  return {
    name: `before_${tag}`,
    label: `${t('directory.field.honorific')} (${tag})`,
    headings: words.flatMap((word) => [`${word} ${tag}`, `${word} (${tag})`]),
    read: text(120),
  };
}

/** What the cells say of parts of a fact, joined with the parts that they do not speak of. */
function joined({ languages, otherNames, ...given }: Given, person: Person | null): Partial<PersonFacts> {
  const facts: Partial<PersonFacts> & { [name: string]: unknown } = { ...given };
  const forms = { ...person?.addressForms };
  for (const [name, before] of Object.entries(given)) {
    if (!name.startsWith('before_')) continue;
    delete facts[name];
    const tag = name.slice('before_'.length);
    forms[tag] = { ...forms[tag], before: String(before) };
    facts.addressForms = forms;
  }
  if (languages) {
    facts.languages = languages.map(({ tag }) => tag);
    facts.languageLevels = Object.fromEntries(
      languages.flatMap(({ tag, level = person?.languageLevels[tag] }) => (level ? [[tag, level]] : [])),
    );
  }
  if (otherNames)
    facts.otherNames = [...(person?.otherNames ?? []).filter(({ kind }) => kind !== 'script'), ...otherNames];
  return facts;
}

function written({ person, facts, id }: Record): Person {
  const kept = person ?? new Person();
  if (!person && id) kept.id = id;
  kept.describe(facts);
  return kept;
}
