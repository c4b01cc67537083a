import { Injectable } from '@nestjs/common';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { NotFound } from '../../platform/errors.js';
import { EventsService } from '../../platform/events/events.service.js';
import { localized } from '../../platform/i18n/translate.js';
import { allow } from '../../platform/permissions/allow.js';
import { mayTickOff, seesAllDeadlines } from '../institution.rules.js';
import { InstitutionTime } from '../institution-time.service.js';
import type { DeadlineRule } from './deadline-rule.entity.js';
import { DeadlineRulesService } from './deadline-rules.service.js';
import { DeadlineTriggers, DueSources, type DueItem, type Occurrence } from './deadlines.registry.js';
import { noteOf, reachOf, reckoned } from './deadlines.service.js';

export interface ListedItem extends DueItem {
  isLate: boolean;
}

/** How far ahead the list looks. */
const AHEAD_DAYS = 120;
/** What is later than this is no deadline any more. */
const BEHIND_DAYS = 400;

/** What falls due and what is late, of all capabilities: one list for the institution, and one for each person. */
@Injectable()
export class DueList {
  constructor(
    private readonly db: Db,
    private readonly time: InstitutionTime,
    private readonly rules: DeadlineRulesService,
    private readonly triggers: DeadlineTriggers,
    private readonly sources: DueSources,
    private readonly events: EventsService,
  ) {}

  /** Everything open, the earliest first; the number of statements grows with rules and sources, not with what is due. */
  async open(today = Temporal.Now.plainDateISO(Current.institution.timeZone)): Promise<ListedItem[]> {
    return this.db.read(async () => {
      const items: DueItem[] = [];
      for (const source of this.sources.all) items.push(...(await source.open()));
      items.push(...(await this.tasks(today)));
      return items
        .map((item) => ({ ...item, isLate: item.dueOn !== null && Temporal.PlainDate.compare(item.dueOn, today) < 0 }))
        .toSorted((a, b) => `${a.dueOn ?? '9999'}`.localeCompare(`${b.dueOn ?? '9999'}`) || a.id.localeCompare(b.id));
    });
  }

  /** What the reader may see: all of it, or what is theirs. */
  async shownTo(whose: 'all' | 'mine'): Promise<ListedItem[]> {
    const { actor } = Current;
    const open = await this.open();
    if (whose === 'all' && seesAllDeadlines(actor)) return open;
    return open.filter((item) => isOf(item, actor.accountId));
  }

  /** Notes that it is done. @throws NotFound also where it is somebody else's */
  tickOff(ruleId: string, subjectId: string): Promise<void> {
    return this.db.transaction(async () => {
      const item = (await this.open()).find((one) => one.ruleId === ruleId && one.subjectId === subjectId);
      if (!item?.canBeTicked) throw new NotFound();
      allow(isOf(item, Current.actor.accountId) || mayTickOff(Current.actor));
      await this.db.rows(
        `insert into deadline_done (institution_id, rule_id, subject_id, done_by) values ($1, $2, $3, $4) on conflict do nothing`,
        [Current.institutionId, ruleId, subjectId, Current.actor.accountId],
      );
      await this.events.record({ type: 'deadline.done', subject: ruleId, data: { subject: subjectId } });
    });
  }

  /** Opens it again: whoever ticked it off, and who may tick off everything. */
  reopen(ruleId: string, subjectId: string): Promise<void> {
    return this.db.transaction(async () => {
      const { accountId } = Current.actor;
      const rows = await this.db.rows(
        `delete from deadline_done where institution_id = $1 and rule_id = $2 and subject_id = $3 and (done_by = $4 or $5) returning rule_id`,
        [Current.institutionId, ruleId, subjectId, accountId, mayTickOff(Current.actor)],
      );
      allow(rows.length > 0);
      await this.events.record({ type: 'deadline.reopened', subject: ruleId, data: { subject: subjectId } });
    });
  }

  /** Items of rules that no capability keeps for itself. */
  private async tasks(today: Temporal.PlainDate): Promise<DueItem[]> {
    const rules = (await this.rules.on()).filter(({ duty }) => !this.sources.duties.includes(duty));
    const byTrigger = Map.groupBy(rules, ({ trigger }) => trigger);
    const found: { rule: DeadlineRule; occurrence: Occurrence }[] = [];
    for (const [code, some] of byTrigger) {
      const trigger = this.triggers.of(code);
      if (!trigger) continue;
      const reach = Math.max(...some.map((rule) => reachOf(rule.offset)));
      const [from, until] = [today.subtract({ days: BEHIND_DAYS + reach }), today.add({ days: AHEAD_DAYS + reach })];
      for (const occurrence of await trigger.occurrences(from, until))
        for (const rule of some) found.push({ rule, occurrence });
    }
    if (found.length === 0) return [];
    const done = await this.done();
    const reach = Math.max(...rules.map((rule) => reachOf(rule.offset)));
    const days = found.map(({ occurrence }) => occurrence.day).toSorted(Temporal.PlainDate.compare);
    const span = await this.time.span(days[0]!.subtract({ days: reach }), days.at(-1)!.add({ days: reach }));
    return found.flatMap(({ rule, occurrence }) => {
      if (done.has(`${rule.id} ${occurrence.subjectId}`)) return [];
      const { deadline } = reckoned(occurrence.day, rule.offset, span);
      if (deadline && !isWithin(deadline.dueOn, rule, today)) return [];
      return [
        {
          id: `${rule.code}-${occurrence.subjectId}`,
          ruleId: rule.id,
          subjectId: occurrence.subjectId,
          what: localized(rule.name),
          about: occurrence.about,
          href: occurrence.href,
          dueOn: deadline?.dueOn ?? null,
          strictness: rule.strictness,
          responsible: occurrence.responsible,
          deadline,
          note: noteOf(span),
          canBeTicked: true,
        },
      ];
    });
  }

  private async done(): Promise<Set<string>> {
    const rows = await this.db.rows<{ rule_id: string; subject_id: string }>(
      'select rule_id, subject_id from deadline_done where institution_id = $1',
      [Current.institutionId],
    );
    return new Set(rows.map((row) => `${row.rule_id} ${row.subject_id}`));
  }
}

const isOf = (item: DueItem, accountId: string) => item.responsible.some(({ id }) => id === accountId);

// What was due before anybody had the rule is not late.
function isWithin(dueOn: Temporal.PlainDate, rule: DeadlineRule, today: Temporal.PlainDate): boolean {
  const { compare } = Temporal.PlainDate;
  const began = rule.createdAt.toZonedDateTimeISO(Current.institution.timeZone).toPlainDate();
  return (
    compare(dueOn, began) >= 0 &&
    compare(dueOn, today.add({ days: AHEAD_DAYS })) <= 0 &&
    compare(dueOn, today.subtract({ days: BEHIND_DAYS })) >= 0
  );
}
