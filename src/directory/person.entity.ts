import { Entity } from 'typeorm';
import { BytesCol, NullableTextCol, TenantEntity, TextCol, TextsCol } from '../platform/database/columns.js';
import { searchText, sortName } from '../platform/i18n/search-text.js';

export type Gender = 'female' | 'male';

/** What is written about a person and may be read by everybody who may read the directory. */
export interface PersonFacts {
  familyName: string;
  givenName: string;
  /** The whole name as it is written at home, and the BCP 47 tag of that language. */
  nativeName: string | null;
  nativeLanguage: string | null;
  honorific: string | null;
  gender: Gender | null;
  /** ISO 3166-1 alpha-2. */
  country: string | null;
  email: string | null;
  phone: string | null;
  /** BCP 47. */
  languages: string[];
}

@Entity('person')
export class Person extends TenantEntity implements PersonFacts {
  @TextCol() familyName: string;
  @TextCol() givenName: string = '';
  @NullableTextCol() nativeName: string | null = null;
  @NullableTextCol() nativeLanguage: string | null = null;
  @TextCol() sortName: string;
  @NullableTextCol() honorific: string | null = null;
  @NullableTextCol() gender: Gender | null = null;
  @NullableTextCol() country: string | null = null;
  @NullableTextCol() email: string | null = null;
  @NullableTextCol() phone: string | null = null;
  @TextsCol() languages: string[] = [];
  // Sealed; loaded only by the one verb that opens it.
  @BytesCol({ nullable: true, select: false }) restricted?: Buffer | null;
  @NullableTextCol() mergedInto: string | null = null;
  @TextCol() searchText: string;

  /** Writes what is known of the person, and with it the keys by which the name is sorted and found. */
  describe(facts: Partial<PersonFacts>): void {
    for (const [name, value] of Object.entries(facts)) if (value !== undefined) Object.assign(this, { [name]: value });
    this.sortName = sortName(this.familyName, this.givenName);
    this.searchText = searchText([this.familyName, this.givenName, this.nativeName]);
  }
}
