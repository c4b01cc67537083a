import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PartnerPanels, PersonPanels } from '../directory/panels.registry.js';
import { Current } from '../platform/current.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Text } from '../platform/web/components/names.js';
import { Section } from '../platform/web/components/section.js';
import { searchSources } from '../platform/web/search-sources.js';
import { BodiesQueries } from './bodies.queries.js';

const MOST = 12;

/** What bodies contribute elsewhere: to the page of a partner, to the page of a person, to Ctrl K. */
@Injectable()
export class BodiesPanels implements OnModuleInit {
  constructor(
    private readonly queries: BodiesQueries,
    private readonly partners: PartnerPanels,
    private readonly people: PersonPanels,
  ) {}

  onModuleInit(): void {
    const shared = { id: 'bodies', column: 'side' as const, order: 20, permission: 'bodies.read' };
    this.partners.add({ ...shared, draw: ({ organisationIds }) => this.ofPartner(organisationIds) });
    this.people.add({ ...shared, column: 'main', draw: ({ ids }) => this.ofPerson(ids) });
    searchSources.add({ id: 'bodies', permission: 'bodies.read', search: (q) => this.find(q) });
  }

  private async ofPartner(partners: string[]) {
    const { rows, total } = await this.queries.list({ partners }, 1, MOST);
    if (total === 0) return null;
    return (
      <Section
        title={t('bodies.title')}
        aside={total > rows.length ? t('bodies.of-total', { shown: rows.length, total }) : undefined}
      >
        <ul class="moves">
          {rows.map((row) => (
            <li key={row.id}>
              <span class="t">{row.constituted_on?.year ?? ''}</span>
              <div>
                <p>
                  <a class="strong" href={`/${Current.institution.slug}/bodies/${row.id}`}>
                    <Text of={row.name} />
                  </a>
                </p>
                <p>
                  {[row.chair, t('bodies.count-seats', { count: row.seats }), t(`bodies.state.${row.state}`)]
                    .filter(Boolean)
                    .join(' · ')}
                </p>
              </div>
            </li>
          ))}
        </ul>
      </Section>
    );
  }

  private async ofPerson(ids: string[]) {
    const seats = await this.queries.seatsOfPerson(ids);
    if (seats.length === 0) return null;
    return (
      <Section title={t('bodies.title')}>
        <ul class="moves">
          {seats.map((seat) => (
            <li key={seat.id}>
              <span class="t">{seat.starts_on.year}</span>
              <div>
                <p>
                  <a class="strong" href={`/${Current.institution.slug}/bodies/${seat.body_id}`}>
                    <Text of={seat.body} />
                  </a>
                </p>
                <p>
                  {[
                    t(`bodies.capacity.${seat.capacity}`),
                    t(`bodies.seat-kind.${seat.kind}`),
                    seat.ends_on && t('bodies.seat.until', { year: String(seat.ends_on.year) }),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </p>
              </div>
            </li>
          ))}
        </ul>
      </Section>
    );
  }

  private async find(q: string) {
    const { rows } = await this.queries.list({ q }, 1, MOST);
    return rows.map((row) => ({
      title: localized(row.name),
      href: `/${Current.institution.slug}/bodies/${row.id}`,
      kind: `bodies.kind.${row.kind}`,
      detail: localized(row.partner),
      weight: 2,
      ...(row.country ? { country: row.country } : {}),
    }));
  }
}
