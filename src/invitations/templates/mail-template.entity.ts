import { Entity } from 'typeorm';
import { BoolCol, IntCol, TenantEntity, TextCol, UuidCol } from '../../platform/database/columns.js';
import type { MailingKind } from '../mailings/mailing.states.js';

/** One version of the institution's own letter; never changed, so that every letter can be told from it. */
@Entity('mail_template')
export class MailTemplate extends TenantEntity {
  @TextCol() kind!: MailingKind;
  @IntCol() number!: number;
  @TextCol() html!: string;
  @TextCol() bodyText!: string;
  @UuidCol({ nullable: true }) authorId!: string | null;
  @BoolCol() inForce = false;
}
