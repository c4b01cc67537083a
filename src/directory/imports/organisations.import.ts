import { Injectable } from '@nestjs/common';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { writeAll } from '../../platform/database/write-all.js';
import { EventsService } from '../../platform/events/events.service.js';
import { localized } from '../../platform/i18n/translate.js';
import { alike, day, text, uuid } from '../../platform/imports/cells.js';
import type { ImportField, ImportKind, Planned, Problem, Progress, SourceRow } from '../../platform/imports/import-kinds.registry.js'; // prettier-ignore
import { CountriesService } from '../countries.service.js';
import { mayWrite } from '../directory.rules.js';
import { Organisation, type OrganisationFacts } from '../organisation.entity.js';
import { changesOf, ruleOf } from './changes.js';
import { classification, countryReader, field, localizedFields, localizedValue, yesOrNo } from './directory-cells.js';
import { ImportedIds } from './imported-ids.service.js';
import { formerNames, identifiers, webAddress } from './record-cells.js';
import { type OrganisationIndex, OrganisationsFinder } from './organisations-finder.service.js';

interface Row {
  source: SourceRow;
  /** What is there, changed in memory, or what would be new. */
  organisation: Organisation;
  before: Organisation | null;
  facts: Partial<OrganisationFacts>;
  key?: string | undefined;
  problem?: Problem;
}

type Values = Partial<OrganisationFacts> & { id?: string; key?: string; parent?: string };

@Injectable()
export class OrganisationsImport implements ImportKind {
  readonly id = 'organisations';
  readonly label = 'directory.import.organisations';
  readonly hint = 'directory.import.organisations_hint';
  readonly order = 20;
  readonly permission = 'directory.write';
  readonly home = 'partners?classification=all';

  constructor(
    private readonly db: Db,
    private readonly countries: CountriesService,
    private readonly finder: OrganisationsFinder,
    private readonly ids: ImportedIds,
    private readonly events: EventsService,
  ) {}

  readonly fields = async (): Promise<ImportField[]> => [
    ...localizedFields('name', 'directory.partners.name', text(300), { required: true, headings: ['organisation', 'organization', 'title'] }),
    field('classification', 'directory.field.classification', classification, { required: true, headings: ['type', 'classification'] }),
    field('country', 'directory.field.country', countryReader(await this.countries.names()), { headings: ['state'] }),
    field('abbreviation', 'directory.field.abbreviation', text(40), { headings: ['abbreviation', 'acronym'] }),
    field('formerNames', 'directory.import.former_names', formerNames, { headings: ['former names', 'formerly'] }),
    field('identifiers', 'directory.import.identifiers', identifiers, { headings: ['identifiers'] }),
    field('foundedOn', 'directory.field.founded-on', day, { headings: ['founded'] }),
    field('dissolvedOn', 'directory.field.dissolved-on', day, { headings: ['dissolved'] }),
    field('city', 'directory.field.city', text(120)),
    field('address', 'directory.field.address', text(300)),
    field('website', 'directory.contact-kind.website', webAddress, { headings: ['website', 'web', 'url'] }),
    field('isExclusive', 'directory.field.is-exclusive', yesOrNo, { headings: ['exclusive'] }),
    field('parent', 'directory.field.parent', text(300), { headings: ['parent', 'parent organisation'] }),
    field('key', 'directory.import.own_number', text(200), { headings: ['number', 'no', 'key', 'code'] }),
    field('id', 'directory.import.our_id', uuid, { headings: ['entente id'] }),
  ]; // prettier-ignore

  keyOf({ values }: SourceRow): string | null {
    const { id, key, country, parent } = values as Values;
    if (id ?? key) return `${id ?? ''} ${key ?? ''}`;
    const names = Object.entries(values).filter(([name]) => name.startsWith('name_'));
    return `${names.map(([, name]) => alike(String(name))).join('/')} ${country ?? ''} ${alike(parent ?? '')}`;
  }

  async plan(sources: SourceRow[], { writing, report }: Progress): Promise<Planned[]> {
    const keys = sources.flatMap(({ values }) =>
      [(values as Values).key ?? [], (values as Values).parent ?? []].flat(),
    );
    const index = await this.finder.index(keys, writing);
    await report(0.5);
    const rows = sources.map((source) => begun(source, index));
    // A parent may stand further down in the same file, so parents are looked for when all rows are known.
    for (const row of rows) this.join(row, index);
    await report(0.8);
    return settled(rows, index).map((row) => planned(row));
  }

  async apply(rows: Planned[], { report }: Progress): Promise<void> {
    const all = parentsFirst(rows.map(({ record }) => (record as Row).organisation));
    await writeAll(this.db, Organisation, all, (part) => report(part * 0.8));
    const keys = rows.flatMap(({ record }) => {
      const { key, organisation } = record as Row;
      return key === undefined ? [] : [{ key, subjectId: organisation.id, rest: {} }];
    });
    await this.ids.keep('organisation', '', keys);
    await this.events.recordAll(
      rows.map(({ verdict, changes, record }) => ({
        type: verdict === 'new' ? 'organisation.created' : 'organisation.updated',
        subject: (record as Row).organisation.id,
        ...(verdict === 'new' ? {} : { data: { fields: changes.map(({ field: name }) => name) } }),
      })),
    );
    await report(1);
  }

  private join(row: Row, index: OrganisationIndex<Organisation>): void {
    const { parent } = row.source.values as Values;
    const { organisation, before } = row;
    if (parent !== undefined && !row.problem) {
      const above = index.meant(parent, organisation.country);
      if (above === 'several') row.problem = { key: 'directory.import.several_organisations', field: 'parent' };
      else if (!above) row.problem = { key: 'directory.import.unknown_organisation', field: 'parent' };
      else {
        row.facts.parentId = above.id;
        organisation.describe({ parentId: above.id });
      }
    }
    const countries = [before ? before.country : organisation.country, organisation.country];
    if (!countries.every((country) => mayWrite(Current.actor, country)))
      row.problem ??= { key: 'platform.imports.row.not_yours', field: 'country' };
  }
}

function begun(source: SourceRow, index: OrganisationIndex<Organisation>): Row {
  const { id, key, parent: _, ...values } = source.values as Values;
  const names = Object.entries(values).flatMap(([name, text_]) => (name.startsWith('name_') ? [String(text_)] : []));
  const known = index.get(id) ?? (key === undefined ? undefined : index.keyed(key));
  const found = known ?? (id === undefined && key === undefined ? index.named(names, values.country) : null);
  const before = found === 'several' ? null : found;
  const facts: Partial<OrganisationFacts> = {
    ...Object.fromEntries(Object.entries(values).filter(([name]) => !name.startsWith('name_'))),
    ...nonEmpty('name', localizedValue(values, 'name', before?.name)),
  };
  // Changed in memory at once: a cycle shows only when all parents are as the file wants them.
  const organisation = before ?? Object.assign(new Organisation(), id ? { id } : {});
  const row: Row = { source, organisation, before: before ? snapshot(before) : null, facts, key };
  try {
    organisation.describe(facts);
  } catch (error) {
    row.problem = ruleOf(error);
  }
  if (found === 'several') row.problem = { key: 'directory.import.several_organisations', field: 'name' };
  else if (!before) index.add(organisation, key);
  return row;
}

/** Rows whose chain of parents goes round are wrong, and so are those below a wrong row. */
function settled(rows: Row[], index: OrganisationIndex<Organisation>): Row[] {
  for (const row of rows)
    if (!row.problem && index.hasCycle(row.organisation))
      row.problem = { key: 'directory.import.cycle', field: 'parent' };
  const bad = new Set(
    rows.flatMap(({ problem, before, organisation }) => (problem && !before ? [organisation.id] : [])),
  );
  for (let more = true; more;) {
    more = false;
    for (const row of rows) {
      if (row.problem || !bad.has(row.organisation.parentId ?? '')) continue;
      row.problem = { key: 'directory.import.parent_wrong', field: 'parent' };
      if (!row.before) bad.add(row.organisation.id);
      more = true;
    }
  }
  return rows;
}

function planned(row: Row): Planned {
  const { source, organisation, before, facts, problem } = row;
  const label = localized(organisation.name);
  const { n } = source;
  if (problem) return { n, label, verdict: 'wrong', changes: [], problems: [problem] };
  const changes = changesOf<OrganisationFacts>(before, facts);
  const verdict = before ? (changes.length > 0 ? 'changed' : 'unchanged') : 'new';
  return { n, label, verdict, problems: [], changes: before ? changes : [], record: row };
}

export function parentsFirst<T extends { id: string; parentId: string | null }>(all: readonly T[]): T[] {
  const waiting = new Map(all.map((one) => [one.id, one]));
  const ordered: T[] = [];
  const place = (one: T) => {
    if (!waiting.delete(one.id)) return;
    const above = waiting.get(one.parentId ?? '');
    if (above) place(above);
    ordered.push(one);
  };
  for (const one of all) place(one);
  return ordered;
}

const snapshot = (one: Organisation): Organisation =>
  Object.assign(Object.create(Organisation.prototype) as Organisation, one);
const nonEmpty = <T>(name: string, value: T | undefined) => (value === undefined ? {} : { [name]: value });
