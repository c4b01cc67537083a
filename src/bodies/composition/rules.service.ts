import { Injectable } from '@nestjs/common';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { EventsService } from '../../platform/events/events.service.js';
import { allow, hasRole } from '../../platform/permissions/allow.js';
import { COMPOSERS } from '../body.rules.js';
import { BodyRule, type RuleFacts } from './body-rule.entity.js';
import { RULE_PRESETS } from './composition.presets.js';

/** The rules of composition that the institution keeps. Without an actor (seed) no role is asked for. */
@Injectable()
export class CompositionRules {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
  ) {}

  list(): Promise<BodyRule[]> {
    return this.db.repo(BodyRule).find({ where: { institutionId: Current.institutionId }, order: { id: 'ASC' } });
  }

  one(id: string): Promise<BodyRule> {
    return this.db.one(BodyRule, id);
  }

  /** A rule of one's own, switched off. @returns the id */
  async add(facts: RuleFacts, preset: string | null = null, id?: string): Promise<string> {
    return this.db.transaction(async () => {
      this.allowed();
      const rule = Object.assign(new BodyRule(), facts, { preset }, id ? { id } : {});
      await this.db.repo(BodyRule).insert(rule);
      await this.events.record({ type: 'body_rule.added', subject: rule.id, data: { preset } });
      return rule.id;
    });
  }

  /**
   * Takes a shipped rule over, for the institution to change: switched off, unless it is said otherwise.
   * @returns the id; of the one there, where it is. @throws NotFound, RuleNotComplete
   */
  async adopt(key: string, isOn = false, id?: string): Promise<string> {
    return this.db.transaction(async () => {
      this.allowed();
      const preset = RULE_PRESETS.find((one) => one.key === key);
      allow(preset !== undefined);
      const there = await this.db.repo(BodyRule).findOneBy({ institutionId: Current.institutionId, preset: key });
      if (there) return there.id;
      const { name, source, kind, level, condition } = preset!;
      const made = await this.add({ name, source, kind, level, condition, organisationId: null }, key, id);
      if (isOn) await this.switch(made, true);
      return made;
    });
  }

  /** @throws NotFound, RuleNotComplete, and what `check` throws */
  async update(id: string, facts: RuleFacts, check?: (version: number) => void): Promise<void> {
    await this.change(id, 'updated', (rule) => {
      check?.(rule.version);
      Object.assign(rule, facts);
      rule.switch(rule.isOn);
    });
  }

  /** @throws NotFound, RuleNotComplete */
  async switch(id: string, on: boolean): Promise<void> {
    await this.change(id, on ? 'switched_on' : 'switched_off', (rule) => rule.switch(on));
  }

  private async change(id: string, what: string, work: (rule: BodyRule) => void): Promise<void> {
    await this.db.transaction(async () => {
      this.allowed();
      const rule = await this.db.one(BodyRule, id);
      work(rule);
      await this.db.repo(BodyRule).save(rule);
      await this.events.record({ type: `body_rule.${what}`, subject: id });
    });
  }

  private allowed(): void {
    if (Current.maybeActor) allow(hasRole(Current.actor, COMPOSERS, { kind: 'institution', id: null }));
  }
}
