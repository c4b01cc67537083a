import { Injectable } from '@nestjs/common';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { writeAll } from '../../platform/database/write-all.js';
import { EventsService } from '../../platform/events/events.service.js';
import { day, email, text } from '../../platform/imports/cells.js';
import type { ImportField, ImportKind, Planned, Problem, Progress, SourceRow } from '../../platform/imports/import-kinds.registry.js'; // prettier-ignore
import { CountriesService } from '../countries.service.js';
import { mayWrite } from '../directory.rules.js';
import { Membership } from '../membership.entity.js';
import { MembershipsQueries, type Rival } from '../memberships.queries.js';
import { countryReader, field } from './directory-cells.js';
import { type Meant, type MembershipValues, rowOf, withoutClashes } from './membership-rows.js';
import { OrganisationsFinder } from './organisations-finder.service.js';
import { PeopleFinder } from './people-finder.service.js';
import { postsOf } from './posts.import.js';

/** Who holds which office where: found again by person, organisation, office or role, and first day. */
@Injectable()
export class MembershipsImport implements ImportKind {
  readonly id = 'memberships';
  readonly label = 'directory.import.memberships';
  readonly hint = 'directory.import.memberships_hint';
  readonly order = 40;
  readonly permission = 'directory.write';
  readonly home = 'people';

  constructor(
    private readonly db: Db,
    private readonly countries: CountriesService,
    private readonly people: PeopleFinder,
    private readonly organisations: OrganisationsFinder,
    private readonly queries: MembershipsQueries,
    private readonly events: EventsService,
  ) {}

  readonly fields = async (): Promise<ImportField[]> => [
    field('key', 'directory.import.person_key', text(200), { headings: ['number', 'no', 'key', 'code'] }),
    field('email', 'directory.field.email', email, { headings: ['email', 'mail', 'e-mail'] }),
    field('familyName', 'directory.field.family-name', text(120), { headings: ['surname', 'last name', 'nom'] }),
    field('givenName', 'directory.field.given-name', text(120), { headings: ['first name', 'given name', 'prénom', 'имя'] }),
    field('country', 'directory.field.country', countryReader(await this.countries.names())),
    field('organisation', 'directory.field.organisation', text(300), { required: true, headings: ['organization'] }),
    field('post', 'directory.field.post', text(300), { headings: ['office', 'position'] }),
    field('role', 'directory.field.role', text(200), { headings: ['role'] }),
    field('onBehalfOf', 'directory.field.on-behalf-of', text(300), { headings: ['faction', 'party', 'fraction'] }),
    field('appointedBy', 'directory.field.appointed-by', text(200), { headings: ['decision', 'document'] }),
    field('startsOn', 'directory.field.starts-on', day, { headings: ['start', 'start date', 'since', 'from', 'début'] }),
    field('endsOn', 'directory.field.ends-on', day, { headings: ['end', 'end date', 'until', 'to', 'fin'] }),
  ]; // prettier-ignore

  async plan(rows: SourceRow[], { writing, report }: Progress): Promise<Planned[]> {
    const values = rows.map((row) => row.values as unknown as MembershipValues);
    const find = await this.people.over(values, false);
    const organisations = await this.organisations.index(
      values.flatMap(({ organisation, onBehalfOf }) => [organisation, onBehalfOf ?? []].flat()),
    );
    const posts = await postsOf(this.db);
    await report(0.4);
    const meant = values.map((one): Meant | Problem => {
      const person = find(one);
      if (person === 'several') return { key: 'directory.import.several_people', field: 'familyName' };
      if (!person) return { key: 'directory.import.unknown_person', field: one.familyName ? 'familyName' : 'email' };
      const organisation = organisations.meant(one.organisation, person.country);
      if (organisation === 'several') return { key: 'directory.import.several_organisations', field: 'organisation' };
      if (!organisation) return { key: 'directory.import.unknown_organisation', field: 'organisation' };
      const onBehalfOf = one.onBehalfOf === undefined ? null : organisations.meant(one.onBehalfOf, person.country);
      if (onBehalfOf === 'several') return { key: 'directory.import.several_organisations', field: 'onBehalfOf' };
      if (one.onBehalfOf && !onBehalfOf) return { key: 'directory.import.unknown_organisation', field: 'onBehalfOf' };
      const post = one.post === undefined ? null : posts.named(organisation.id, [one.post]);
      if (post === 'several') return { key: 'directory.import.several_posts', field: 'post' };
      if (!one.post && !one.role) return { key: 'directory.import.no_role', field: 'role' };
      if (one.startsOn && one.endsOn && Temporal.PlainDate.compare(one.endsOn, one.startsOn) < 0)
        return { key: 'directory.error.ends_before_it_begins', field: 'endsOn' };
      if (!mayWrite(Current.actor, person.country)) return { key: 'platform.imports.row.not_yours' };
      return { person, organisation, post, onBehalfOf };
    });
    const places = meant.flatMap((one) => ('person' in one ? [{ personId: one.person.id, postId: one.post?.id ?? null }] : [])); // prettier-ignore
    const rivalry = await this.queries.rivals(places, { locking: writing });
    const known = await this.known(rivalry.rivals, writing);
    await report(0.8);
    const claimed = new Map<string, string>();
    return withoutClashes(
      rows.map((row, n) => rowOf(row, values[n]!, meant[n]!, { known, claimed, organisations })),
      rivalry,
    );
  }

  async apply(rows: Planned[], { report }: Progress): Promise<void> {
    const all = rows.map(({ record }) => record as Membership);
    await writeAll(this.db, Membership, all, report);
    await this.events.recordAll(
      rows.map(({ verdict }, n) => ({
        type: verdict === 'new' ? 'membership.appointed' : 'membership.updated',
        subject: all[n]!.personId,
        data: { membership: all[n]!.id },
      })),
    );
  }

  /** The memberships by person, as which he or she is known, and organisation. */
  private async known(rivals: readonly Rival[], writing: boolean): Promise<Map<string, Membership[]>> {
    const knownAs = new Map(rivals.map(({ id, personId }) => [id, personId]));
    const query = this.db
      .repo(Membership)
      .createQueryBuilder('m')
      .where('m.institutionId = :house and m.id = any(:ids)', {
        house: Current.institutionId,
        ids: [...knownAs.keys()],
      });
    const all = await (writing ? query.orderBy('m.id').setLock('pessimistic_write') : query).getMany();
    return Map.groupBy(all, ({ id, organisationId }) => `${knownAs.get(id)} ${organisationId}`);
  }
}
