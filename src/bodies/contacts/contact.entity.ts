import { Entity } from 'typeorm';
import {
  DayCol,
  IntCol,
  NullableTextCol,
  TenantEntity,
  TextCol,
  TextsCol,
  UuidCol,
} from '../../platform/database/columns.js';
import { searchText } from '../../platform/i18n/search-text.js';

export interface ContactFacts {
  onDay: Temporal.PlainDate;
  place: string;
  /** The foreigner or foreigners, by name and post. */
  counterpart: string;
  /** ISO 3166-1 alpha-2. */
  country: string | null;
  organisation: string | null;
  /** On what basis: the plan, an invitation, a request. */
  basis: string;
  purpose: string | null;
  /** What was spoken of, in brief. */
  content: string;
  /** Own people of the directory. */
  participants: string[];
  authorisedBy: string | null;
  /** The report, and where it was sent. */
  report: string | null;
  bodyId: string | null;
}

/** A contact with foreigners as it is kept on record, under a number of the year in which it took place. */
@Entity('foreign_contact')
export class ForeignContact extends TenantEntity implements ContactFacts {
  @IntCol() number: number;
  @IntCol() year: number;
  @DayCol() onDay: Temporal.PlainDate;
  @TextCol() place: string;
  @TextCol() counterpart: string;
  @NullableTextCol() country: string | null = null;
  @NullableTextCol() organisation: string | null = null;
  @TextCol() basis: string;
  @NullableTextCol() purpose: string | null = null;
  @TextCol() content: string;
  @TextsCol() participants: string[] = [];
  @NullableTextCol() authorisedBy: string | null = null;
  @NullableTextCol() report: string | null = null;
  @UuidCol({ nullable: true }) bodyId: string | null = null;
  @TextCol() searchText: string;

  describe(facts: ContactFacts): void {
    Object.assign(this, facts);
    this.searchText = searchText([this.counterpart, this.organisation, this.place]);
  }
}
