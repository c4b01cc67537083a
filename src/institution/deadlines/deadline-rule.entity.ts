import { Entity } from 'typeorm';
import type { LocalizedText } from '../../platform/current.js';
import { BoolCol, IntCol, JsonCol, LocalizedTextCol, TenantEntity, TextCol } from '../../platform/database/columns.js';
import type { Role } from '../../platform/permissions/permissions.service.js';
import type { Offset, Unit } from './deadline.js';

/** Who is told, and when: so many days before the due day, or after it where `days` is negative. */
export interface Escalation {
  days: number;
  /** Everybody who holds one of these roles over the whole institution. */
  roles: Role[];
  /** And who has to do it. */
  responsible: boolean;
}

/** What a person may write of a rule; `code`, `isOn` and the row's own columns are not among it. */
export interface RuleFacts {
  name: LocalizedText;
  /** `task`: something to be ticked off; any other is kept by the capability of that name, one rule at a time. */
  duty: string;
  trigger: string;
  amount: number;
  unit: Unit;
  direction: 'before' | 'after';
  strictness: 'soft' | 'hard';
  /** The act that asks for it: `Standing Order 34(1)`. */
  basis: string;
  /** Where the rule was read. */
  source: string;
  escalation: Escalation[];
}

@Entity('deadline_rule')
export class DeadlineRule extends TenantEntity implements RuleFacts {
  @TextCol() code!: string;
  @LocalizedTextCol() name!: LocalizedText;
  @TextCol() duty!: string;
  @TextCol() trigger!: string;
  @IntCol() amount!: number;
  @TextCol() unit!: Unit;
  @TextCol() direction!: 'before' | 'after';
  @TextCol() strictness!: 'soft' | 'hard';
  @TextCol() basis: string = '';
  @TextCol() source: string = '';
  @JsonCol() escalation: Escalation[] = [];
  @BoolCol() isOn: boolean = false;

  get offset(): Offset {
    return { amount: this.amount, unit: this.unit, direction: this.direction };
  }

  /** The facts alone, for a form, a copy and the history. */
  get facts(): RuleFacts {
    const { name, duty, trigger, amount, unit, direction, strictness, basis, source, escalation } = this;
    return { name, duty, trigger, amount, unit, direction, strictness, basis, source, escalation };
  }
}
