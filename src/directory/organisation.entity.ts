import { Entity } from 'typeorm';
import type { LocalizedText } from '../platform/current.js';
import {
  BoolCol,
  DayCol,
  JsonCol,
  LocalizedTextCol,
  NullableTextCol,
  TenantEntity,
  TextCol,
  UuidCol,
} from '../platform/database/columns.js';
import { searchText } from '../platform/i18n/search-text.js';
import { DissolvedBeforeFounded } from './directory.errors.js';
import type { Contact, Identifier } from './person.entity.js';

/** In the order in which a choice offers them; the first two are partners. */
export const CLASSIFICATIONS = [
  'parliament',
  'chamber',
  'ipo',
  'committee',
  'faction',
  'ministry',
  'embassy',
  'agency',
  'university',
  'hotel',
  'carrier',
  'other',
] as const;
export type Classification = (typeof CLASSIFICATIONS)[number];

/** Parliaments, their chambers, and the organisations that parliaments form. */
export const PARTNERS: readonly Classification[] = ['parliament', 'chamber', 'ipo'];

/** A name that it bore from a day to a day (ISO dates; both count; open where absent). */
export interface FormerName {
  name: LocalizedText;
  from?: string | undefined;
  until?: string | undefined;
}

export interface OrganisationFacts {
  parentId: string | null;
  classification: Classification;
  name: LocalizedText;
  /** ISO 3166-1 alpha-2; none for an international organisation. */
  country: string | null;
  city: string | null;
  address: string | null;
  formerNames: FormerName[];
  abbreviation: string | null;
  website: string | null;
  foundedOn: Temporal.PlainDate | null;
  dissolvedOn: Temporal.PlainDate | null;
  contacts: Contact[];
  identifiers: Identifier[];
  /** Who belongs to it belongs to no sibling of its kind at the same time, if that is exclusive too: factions of a house. */
  isExclusive: boolean;
}

@Entity('organisation')
export class Organisation extends TenantEntity implements OrganisationFacts {
  @UuidCol({ nullable: true }) parentId: string | null = null;
  @TextCol() classification: Classification;
  @LocalizedTextCol() name: LocalizedText;
  @NullableTextCol() country: string | null = null;
  @NullableTextCol() city: string | null = null;
  @NullableTextCol() address: string | null = null;
  @JsonCol() formerNames: FormerName[] = [];
  @NullableTextCol() abbreviation: string | null = null;
  @NullableTextCol() website: string | null = null;
  @DayCol({ nullable: true }) foundedOn: Temporal.PlainDate | null = null;
  @DayCol({ nullable: true }) dissolvedOn: Temporal.PlainDate | null = null;
  @JsonCol() contacts: Contact[] = [];
  @JsonCol() identifiers: Identifier[] = [];
  @BoolCol() isExclusive: boolean = false;
  @TextCol() searchText: string;

  /** @throws DissolvedBeforeFounded */
  describe(facts: Partial<OrganisationFacts>): void {
    for (const [name, value] of Object.entries(facts)) if (value !== undefined) Object.assign(this, { [name]: value });
    const { foundedOn, dissolvedOn } = this;
    if (foundedOn && dissolvedOn && Temporal.PlainDate.compare(dissolvedOn, foundedOn) < 0)
      throw new DissolvedBeforeFounded();
    // Found by its former names too: letters of last year bear them.
    const former = this.formerNames.flatMap(({ name }) => Object.values(name));
    this.searchText = searchText([...Object.values(this.name), this.abbreviation, this.city, ...former]);
  }

  /** How it was called on a day. */
  nameOn(day: Temporal.PlainDate): LocalizedText {
    const on = day.toString();
    const former = this.formerNames.find(({ from, until }) => until && on <= until && (!from || from <= on));
    return former?.name ?? this.name;
  }
}
