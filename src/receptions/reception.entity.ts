import { Entity } from 'typeorm';
import { TenantEntity, TextCol, TextsCol, UuidCol } from '../platform/database/columns.js';

export const CATEGORIES = ['state', 'official', 'working', 'private', 'transit'] as const;
export type Category = (typeof CATEGORIES)[number];

/** An incoming visit: what a reception adds to the activity whose id it shares. */
@Entity('reception')
export class Reception extends TenantEntity {
  @TextCol() category!: Category;
  /** On whose initiative and on what ground: plan item, invitation, request through the embassy. */
  @TextCol() basis!: string;
  @TextCol() purpose!: string;
  @TextsCol() topics!: string[];
  @UuidCol({ nullable: true }) approvedBy!: string | null;
}
