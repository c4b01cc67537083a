import { Entity } from 'typeorm';
import { IntCol, JsonCol, TenantEntity, TextCol, UuidCol } from '../../platform/database/columns.js';
import type { Labels } from '../rendering/labels.js';

/** One version of an institution's own words on a paper, in one language; empty for the shipped ones. */
@Entity('document_wording')
export class DocumentWording extends TenantEntity {
  @TextCol() template!: string;
  @TextCol() language!: string;
  @IntCol() number!: number;
  @JsonCol() words!: Labels;
  @UuidCol({ nullable: true }) madeBy!: string | null;
}
