import { Entity } from 'typeorm';
import type { LocalizedText } from '../platform/current.js';
import { LocalizedTextCol, NullableTextCol, TenantEntity, TextCol, UuidCol } from '../platform/database/columns.js';
import { searchText } from '../platform/i18n/search-text.js';

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

export interface OrganisationFacts {
  parentId: string | null;
  classification: Classification;
  name: LocalizedText;
  /** ISO 3166-1 alpha-2; none for an international organisation. */
  country: string | null;
  city: string | null;
  address: string | null;
}

@Entity('organisation')
export class Organisation extends TenantEntity implements OrganisationFacts {
  @UuidCol({ nullable: true }) parentId: string | null = null;
  @TextCol() classification: Classification;
  @LocalizedTextCol() name: LocalizedText;
  @NullableTextCol() country: string | null = null;
  @NullableTextCol() city: string | null = null;
  @NullableTextCol() address: string | null = null;
  @TextCol() searchText: string;

  describe(facts: Partial<OrganisationFacts>): void {
    for (const [name, value] of Object.entries(facts)) if (value !== undefined) Object.assign(this, { [name]: value });
    this.searchText = searchText([...Object.values(this.name), this.city]);
  }
}
