import { Injectable } from '@nestjs/common';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { writeAll } from '../../platform/database/write-all.js';
import { EventsService } from '../../platform/events/events.service.js';
import { localized } from '../../platform/i18n/translate.js';
import { alike, text, wholeNumber } from '../../platform/imports/cells.js';
import type { ImportField, ImportKind, Planned, Problem, Progress, SourceRow } from '../../platform/imports/import-kinds.registry.js'; // prettier-ignore
import { mayWrite } from '../directory.rules.js';
import { Post } from '../post.entity.js';
import { changesOf } from './changes.js';
import { field, localizedFields, localizedValue, yesOrNo } from './directory-cells.js';
import { OrganisationsFinder } from './organisations-finder.service.js';

interface Values {
  organisation: string;
  precedence?: number;
  addressForm?: string;
  singleHolder?: boolean;
  maySign?: boolean;
}

/** Offices: one to a row, found again by organisation and name. */
@Injectable()
export class PostsImport implements ImportKind {
  readonly id = 'posts';
  readonly label = 'directory.import.posts';
  readonly hint = 'directory.import.posts_hint';
  readonly order = 30;
  readonly permission = 'directory.write';
  readonly home = 'partners';

  constructor(
    private readonly db: Db,
    private readonly organisations: OrganisationsFinder,
    private readonly events: EventsService,
  ) {}

  readonly fields = async (): Promise<ImportField[]> => [
    field('organisation', 'directory.field.organisation', text(300), { required: true, headings: ['organization'] }),
    ...localizedFields('label', 'directory.field.post', text(300), { required: true, headings: ['office', 'label'] }),
    field('precedence', 'directory.import.precedence', wholeNumber, { headings: ['precedence', 'rank', 'rang'] }),
    field('addressForm', 'directory.field.address-form', text(200), { headings: ['salutation'] }),
    field('singleHolder', 'directory.posts.single', yesOrNo, { headings: ['single holder'] }),
    field('maySign', 'directory.posts.signs', yesOrNo, { headings: ['may sign'] }),
  ];

  keyOf({ values }: SourceRow): string {
    return JSON.stringify([alike((values as unknown as Values).organisation), labelsOf(values).map(alike)]);
  }

  async plan(rows: SourceRow[], { writing, report }: Progress): Promise<Planned[]> {
    const find = await this.organisations.index(rows.map(({ values }) => (values as unknown as Values).organisation));
    const posts = await postsOf(this.db, writing);
    await report(0.7);
    return rows.map(({ n, values }): Planned => {
      const { organisation: meant, precedence, addressForm, singleHolder, maySign } = values as unknown as Values;
      const label = labelsOf(values)[0] ?? '';
      const wrong = (problem: Problem): Planned => ({ n, label, verdict: 'wrong', changes: [], problems: [problem] });
      const organisation = find.meant(meant);
      if (organisation === 'several') return wrong({ key: 'directory.import.several_organisations', field: 'organisation' }); // prettier-ignore
      if (!organisation) return wrong({ key: 'directory.import.unknown_organisation', field: 'organisation' });
      if (!mayWrite(Current.actor, organisation.country)) return wrong({ key: 'platform.imports.row.not_yours' });
      const before = posts.named(organisation.id, labelsOf(values));
      if (before === 'several') return wrong({ key: 'directory.import.several_posts', field: 'label' });
      const facts = {
        organisationId: organisation.id,
        label: localizedValue(values, 'label', before?.label),
        precedence,
        addressForm,
        singleHolder,
        maySign,
      };
      const changes = changesOf<Post>(before, facts as Partial<Post>);
      const post = Object.assign(before ?? new Post(), JSON.parse(JSON.stringify(facts)) as object);
      const verdict = before ? (changes.length > 0 ? 'changed' : 'unchanged') : 'new';
      return {
        n,
        label: `${label} · ${localized(organisation.name)}`,
        verdict,
        problems: [],
        changes: before ? changes : [],
        record: post,
      };
    });
  }

  async apply(rows: Planned[], { report }: Progress): Promise<void> {
    const posts = rows.map(({ record }) => record as Post);
    await writeAll(this.db, Post, posts, report);
    await this.events.recordAll(
      rows.map(({ verdict }, n) => ({
        type: verdict === 'new' ? 'post.created' : 'post.updated',
        subject: posts[n]!.id,
      })),
    );
  }
}

const labelsOf = (values: Record<string, unknown>): string[] =>
  Object.entries(values).flatMap(([name, value]) => (name.startsWith('label_') ? [String(value)] : []));

/** All offices of the house, by organisation and name in any language. One statement. */
export async function postsOf(
  db: Db,
  writing = false,
): Promise<{ named: (organisationId: string, names: readonly string[]) => Post | 'several' | null }> {
  const query = db
    .repo(Post)
    .createQueryBuilder('t')
    .where('t.institutionId = :house', { house: Current.institutionId });
  const all = await (writing ? query.orderBy('t.id').setLock('pessimistic_write') : query).getMany();
  const byName = new Map<string, Set<Post>>();
  const keyOf = (organisationId: string, name: string) => `${organisationId} ${alike(name)}`;
  for (const post of all)
    for (const name of Object.values(post.label)) {
      const key = keyOf(post.organisationId, name);
      byName.set(key, (byName.get(key) ?? new Set()).add(post));
    }
  return {
    named: (organisationId, names) => {
      const found = new Set(names.flatMap((name) => [...(byName.get(keyOf(organisationId, name)) ?? [])]));
      return found.size > 1 ? 'several' : ([...found][0] ?? null);
    },
  };
}
