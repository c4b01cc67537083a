import { Entity } from 'typeorm';
import type { LocalizedText } from '../platform/current.js';
import { IntCol, LocalizedTextCol, NullableTextCol, TenantEntity, UuidCol } from '../platform/database/columns.js';

/** An office that people hold one after the other: President of the Senate. */
@Entity('post')
export class Post extends TenantEntity {
  @UuidCol() organisationId: string;
  @LocalizedTextCol() label: LocalizedText;
  /** Place in the order of precedence: the lower, the higher in rank. */
  @IntCol() precedence: number = 1000;
  /** How its holder is addressed: "Madam President". */
  @NullableTextCol() addressForm: string | null = null;
}
