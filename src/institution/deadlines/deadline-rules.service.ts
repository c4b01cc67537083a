import { Injectable } from '@nestjs/common';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { ChangedMeanwhile, DomainError, NotFound } from '../../platform/errors.js';
import { EventsService } from '../../platform/events/events.service.js';
import { allow } from '../../platform/permissions/allow.js';
import { canRuleDeadlines } from '../institution.rules.js';
import { SettingsHistory } from '../settings-history.service.js';
import { DeadlineRule, type RuleFacts } from './deadline-rule.entity.js';
import { PRESETS } from './deadline-rule.presets.js';

export class AnotherRuleIsOn extends DomainError {
  constructor(rule: string) {
    super('institution.error.another_rule', { rule }, { status: 409 });
  }
}

export interface ShownRule {
  /** Null for a preset that nobody touched yet. */
  id: string | null;
  code: string;
  isOn: boolean;
  isPreset: boolean;
  version: number;
  facts: RuleFacts;
}

/** Whether nothing here yields a day for a rule yet: switched on, it would make nothing fall due. */
export type IsDayless = (facts: Pick<RuleFacts, 'trigger' | 'duty'>) => boolean;

/** The area of the settings' history. */
export const DEADLINES = 'deadlines';

/** Rules by which something falls due, and the presets they may be taken from. */
@Injectable()
export class DeadlineRulesService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly history: SettingsHistory,
  ) {}

  /** All of them, those that are on first; one statement. */
  async all(): Promise<ShownRule[]> {
    const rows = await this.db.repo(DeadlineRule).findBy({ institutionId: Current.institutionId });
    const codes = new Set(rows.map(({ code }) => code));
    const untouched = PRESETS.filter(({ code }) => !codes.has(code)).map(({ code, ...facts }) => ({
      id: null,
      code,
      isOn: false,
      isPreset: true,
      version: 0,
      facts,
    }));
    return [...rows.map(shown), ...untouched].toSorted((a, b) => Number(b.isOn) - Number(a.isOn));
  }

  /** @throws NotFound */
  async one(code: string): Promise<ShownRule> {
    const found = (await this.all()).find((rule) => rule.code === code);
    if (!found) throw new NotFound();
    return found;
  }

  /** Rules in force. */
  on(): Promise<DeadlineRule[]> {
    return this.db.repo(DeadlineRule).findBy({ institutionId: Current.institutionId, isOn: true });
  }

  /** A rule of the institution's own, off until it is switched on. @returns its code */
  add(facts: RuleFacts): Promise<string> {
    return this.change(async () => {
      const rule = Object.assign(new DeadlineRule(), facts);
      rule.code = `own-${rule.id.slice(0, 8)}${rule.id.slice(-6)}`;
      await this.db.repo(DeadlineRule).insert(rule);
      await this.history.note(DEADLINES, {}, { added: true }, named(rule));
      await this.events.record({ type: 'deadline_rule.added', subject: rule.id });
      return rule.code;
    });
  }

  /** The same facts as a rule of the institution's own. @returns its code */
  copy(code: string): Promise<string> {
    return this.change(async () => this.add({ ...(await this.one(code)).facts }));
  }

  /** @param seen the version that the writer saw @throws ChangedMeanwhile, AnotherRuleIsOn */
  edit(code: string, facts: Partial<RuleFacts>, seen?: number): Promise<void> {
    return this.change(async () => {
      const rule = await this.own(code);
      if (seen !== undefined && seen !== 0 && rule.version !== seen) throw new ChangedMeanwhile();
      const before = rule.facts;
      Object.assign(rule, facts);
      if (rule.isOn) await this.requireAlone(rule);
      await this.db.repo(DeadlineRule).save(rule);
      await this.history.note(DEADLINES, before, rule.facts, named(rule));
      await this.events.record({ type: 'deadline_rule.edited', subject: rule.id });
    });
  }

  /** Switches on or off. @throws AnotherRuleIsOn where a capability would follow two rules for one thing */
  turn(code: string, isOn: boolean): Promise<void> {
    return this.change(async () => {
      const rule = await this.own(code);
      if (rule.isOn === isOn) return;
      if (isOn) await this.requireAlone(rule);
      rule.isOn = isOn;
      await this.db.repo(DeadlineRule).save(rule);
      await this.history.note(DEADLINES, { isOn: !isOn }, { isOn }, named(rule));
      await this.events.record({ type: isOn ? 'deadline_rule.on' : 'deadline_rule.off', subject: rule.id });
    });
  }

  /** What the history gives back: facts, and whether it was on. */
  restore(fields: Record<string, unknown>, subjectId: string | null): Promise<void> {
    return this.change(async () => {
      const rule = await this.db.one(DeadlineRule, subjectId ?? '');
      const { isOn, added: _added, ...facts } = fields;
      if (Object.keys(facts).length > 0) await this.edit(rule.code, facts);
      if (typeof isOn === 'boolean') await this.turn(rule.code, isOn);
    });
  }

  private change<T>(work: () => Promise<T>): Promise<T> {
    return this.db.transaction(() => {
      const actor = Current.maybeActor;
      // The seed has no actor; a person needs the role.
      if (actor) allow(canRuleDeadlines(actor));
      return work();
    });
  }

  /** The row of a rule; of a preset that has none yet, a new one. */
  private async own(code: string): Promise<DeadlineRule> {
    const repo = this.db.repo(DeadlineRule);
    const found = await repo.findOneBy({ institutionId: Current.institutionId, code });
    if (found) return found;
    const preset = PRESETS.find((one) => one.code === code);
    if (!preset) throw new NotFound();
    const made = Object.assign(new DeadlineRule(), preset);
    await repo.insert(made);
    return made;
  }

  private async requireAlone(rule: DeadlineRule): Promise<void> {
    if (rule.duty === 'task') return;
    const other = (await this.on()).find(
      (one) => one.id !== rule.id && one.duty === rule.duty && one.trigger === rule.trigger,
    );
    if (other) throw new AnotherRuleIsOn(Object.values(other.name)[0] ?? other.code);
  }
}

function shown(rule: DeadlineRule): ShownRule {
  const { id, code, isOn, version, facts } = rule;
  return { id, code, isOn, version, facts, isPreset: PRESETS.some((one) => one.code === code) };
}

const named = (rule: DeadlineRule) => ({ subjectId: rule.id, label: rule.name });
