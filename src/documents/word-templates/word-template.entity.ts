import { Entity } from 'typeorm';
import { IntCol, TenantEntity, TextCol, UuidCol } from '../../platform/database/columns.js';

/** One version of an institution's own Word file for a paper in one language; without a file for the shipped one. */
@Entity('document_word_template')
export class WordTemplate extends TenantEntity {
  @TextCol() template!: string;
  @TextCol() language!: string;
  @IntCol() number!: number;
  @UuidCol({ nullable: true }) fileId!: string | null;
  @UuidCol({ nullable: true }) madeBy!: string | null;
}
