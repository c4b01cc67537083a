import { Entity } from 'typeorm';
import { DayCol, JsonCol, NullableTextCol, TenantEntity, TextCol, UuidCol } from '../../platform/database/columns.js';

/** A step of a body, or of a matter before it, with the day on which it took effect. Never changed, never deleted. */
@Entity('body_move')
export class BodyMove extends TenantEntity {
  @UuidCol() bodyId: string;
  /** The body itself, or the matter. */
  @UuidCol() subjectId: string;
  @TextCol() step: string;
  /** Where it led; null where the state stayed. */
  @NullableTextCol() state: string | null = null;
  @DayCol() onDay: Temporal.PlainDate;
  /** The decision it rests on, or the reason. */
  @NullableTextCol() note: string | null = null;
  @JsonCol({ nullable: true }) facts: object | null = null;
  @UuidCol({ nullable: true }) actorId: string | null = null;
}
