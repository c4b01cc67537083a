import { Entity } from 'typeorm';
import {
  BytesCol,
  InstantCol,
  IntCol,
  JsonCol,
  NullableTextCol,
  TenantEntity,
  TextCol,
  TextsCol,
  UuidCol,
} from '../database/columns.js';

/** An address of another program that is told when something happened. */
@Entity('webhook')
export class Webhook extends TenantEntity {
  @TextCol() name!: string;
  @TextCol() url!: string;
  @TextsCol() events!: string[];
  /** Signs every delivery, so that the receiver knows who speaks. */
  @BytesCol() secretSealed!: Buffer;
  @InstantCol({ nullable: true }) endedAt: Temporal.Instant | null = null;

  end(): void {
    this.endedAt ??= Temporal.Now.instant();
  }
}

export type DeliveryState = 'waiting' | 'delivered' | 'failed';

/** One fact for one address, with how it went. */
@Entity('webhook_delivery')
export class WebhookDelivery extends TenantEntity {
  @UuidCol() webhookId!: string;
  @UuidCol() eventId!: string;
  @TextCol() type!: string;
  @JsonCol() body!: object;
  @TextCol() state: DeliveryState = 'waiting';
  @IntCol() attempts = 0;
  @IntCol({ nullable: true }) lastStatus: number | null = null;
  @NullableTextCol() lastAnswer: string | null = null;
  @InstantCol({ nullable: true }) nextAttemptAt: Temporal.Instant | null = null;
  @InstantCol({ nullable: true }) deliveredAt: Temporal.Instant | null = null;
}
