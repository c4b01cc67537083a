import { Entity } from 'typeorm';
import { DayCol, NullableTextCol, TenantEntity, TextCol, UuidCol } from '../../platform/database/columns.js';
import { StepNotPossible } from '../body.errors.js';
import { MATTER_COURSES, type MatterKind, matterSteps, type MatterStep } from './matter.states.js';

export interface MatterFacts {
  title: string;
  /** The number that the organisation or the plan gives it. */
  reference: string | null;
  place: string | null;
  startsOn: Temporal.PlainDate | null;
  /** Wall clock at the place, HH:MM. */
  atTime: string | null;
  dueOn: Temporal.PlainDate | null;
  responsibleId: string | null;
}

/** A line of a body's plan, a meeting of it, or a text before it. */
@Entity('body_matter')
export class Matter extends TenantEntity implements MatterFacts {
  @UuidCol() bodyId: string;
  @TextCol() kind: MatterKind;
  @TextCol() state: string;
  @TextCol() title: string;
  @NullableTextCol() reference: string | null = null;
  @NullableTextCol() place: string | null = null;
  @DayCol({ nullable: true }) startsOn: Temporal.PlainDate | null = null;
  @NullableTextCol() atTime: string | null = null;
  @DayCol({ nullable: true }) dueOn: Temporal.PlainDate | null = null;
  @UuidCol({ nullable: true }) responsibleId: string | null = null;
  /** Minutes of a meeting, position on a text. */
  @NullableTextCol() outcome: string | null = null;

  /** @throws StepNotPossible */
  step(name: string): MatterStep {
    const step = matterSteps(this.kind, this.state).find((one) => one.name === name);
    if (!step) throw new StepNotPossible();
    return step;
  }

  static begin(bodyId: string, kind: MatterKind): Matter {
    return Object.assign(new Matter(), { bodyId, kind, state: MATTER_COURSES[kind].initial });
  }
}
