import { Entity } from 'typeorm';
import type { LocalizedText } from '../platform/current.js';
import {
  BoolCol,
  IntCol,
  JsonCol,
  LocalizedTextCol,
  NullableTextCol,
  TenantEntity,
  UuidCol,
} from '../platform/database/columns.js';
import type { PrecedenceRank } from './precedence-rank.entity.js';

/** Where nothing is known of a post's rank it stands after all that have one. */
export const UNRANKED = 1000;

/** An office that people hold one after the other: President of the Senate. */
@Entity('post')
export class Post extends TenantEntity {
  @UuidCol() organisationId: string;
  @LocalizedTextCol() label: LocalizedText;
  /** Place in the order of precedence: the lower, the higher in rank. Of a post with a rank it follows the rank. */
  @IntCol() precedence: number = UNRANKED;
  /** The rank of our own order that this post, ours or a foreign one, is level with. */
  @UuidCol({ nullable: true }) rankId: string | null = null;
  /** How its holder is addressed: "Madam President". */
  @NullableTextCol() addressForm: string | null = null;
  /** The same by language. */
  @JsonCol() addressForms: LocalizedText = {};
  /** One holder at a time: two would be a mistake. */
  @BoolCol() singleHolder: boolean = false;
  /** May sign for the organisation. */
  @BoolCol() maySign: boolean = false;

  /** Stands level with one of our ranks, or with none. */
  equate(rank: PrecedenceRank | null): void {
    this.rankId = rank?.id ?? null;
    this.precedence = rank ? rank.position : UNRANKED;
  }
}
