import { Entity } from 'typeorm';
import type { LocalizedText } from '../../platform/current.js';
import {
  BoolCol,
  JsonCol,
  LocalizedTextCol,
  NullableTextCol,
  TenantEntity,
  TextCol,
  UuidCol,
} from '../../platform/database/columns.js';
import { DomainError } from '../../platform/errors.js';
import type { BodyKind } from '../body.states.js';
import type { Condition } from './composition.rules.js';

export class RuleNotComplete extends DomainError {
  constructor() {
    super('bodies.error.rule_incomplete', {}, { field: 'condition.organisationId' });
  }
}

export interface RuleFacts {
  name: LocalizedText;
  source: string | null;
  /** Null: bodies of every kind. */
  kind: BodyKind | null;
  /** The international organisation or partner whose rule it is; null: the institution's own. */
  organisationId: string | null;
  level: 'block' | 'warn';
  condition: Condition;
}

/** A rule of composition that the institution keeps, in force while it is on. */
@Entity('body_rule')
export class BodyRule extends TenantEntity implements RuleFacts {
  @NullableTextCol() preset: string | null = null;
  @LocalizedTextCol() name: LocalizedText;
  @NullableTextCol() source: string | null = null;
  @NullableTextCol() kind: BodyKind | null = null;
  @UuidCol({ nullable: true }) organisationId: string | null = null;
  @TextCol() level: 'block' | 'warn';
  @BoolCol() isOn: boolean = false;
  @JsonCol() condition: Condition;

  /** @throws RuleNotComplete where it does not say of which chamber or parliament it speaks */
  switch(on: boolean): void {
    if (on && 'organisationId' in this.condition && !this.condition.organisationId) throw new RuleNotComplete();
    this.isOn = on;
  }
}
