import { Entity } from 'typeorm';
import type { LocalizedText } from '../platform/current.js';
import { IntCol, LocalizedTextCol, TenantEntity } from '../platform/database/columns.js';

/** A rank of the institution's own order of precedence: "Deputy Speaker". Posts stand level with it. */
@Entity('precedence_rank')
export class PrecedenceRank extends TenantEntity {
  @LocalizedTextCol() label: LocalizedText;
  /** From 1, the highest. */
  @IntCol() position: number;
}
