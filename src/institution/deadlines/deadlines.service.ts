import { Injectable } from '@nestjs/common';
import { Current, type LocalizedText } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { InstitutionTime, type TimeSpan } from '../institution-time.service.js';
import { localized } from '../../platform/i18n/translate.js';
import type { NoteOfDay } from '../../platform/web/components/counted-days.js';
import { dueDate, NoSittingDays, type Deadline, type Offset } from './deadline.js';
import { DeadlineRule } from './deadline-rule.entity.js';

/** What follows from the rule of a duty for one day, with everything that a page needs to say how. */
export interface Reckoned {
  /** Null where no rule is switched on. */
  rule: ({ id: string; name: LocalizedText; basis: string; strictness: 'soft' | 'hard' } & Offset) | null;
  /** Null where no rule is on, or the sitting calendar ends too early. */
  deadline: Deadline | null;
  /** How many sitting days are known where more were asked for. */
  ranOut: { found: number; asked: number } | null;
  /** Why a day between was passed over. */
  note: NoteOfDay;
}

/** Days by which something is due, by the rules of the institution. */
@Injectable()
export class Deadlines {
  constructor(
    private readonly db: Db,
    private readonly time: InstitutionTime,
  ) {}

  /**
   * When something that a capability keeps by itself is due, by the rule that is switched on for it.
   * @param duty such as `report` @param trigger such as `VISIT_END` @param day the trigger's day, of the institution's calendar
   */
  async due(duty: string, trigger: string, day: Temporal.PlainDate): Promise<Reckoned> {
    return this.db.read(async () => {
      const rule = await this.db.repo(DeadlineRule).findOneBy({
        institutionId: Current.institutionId,
        duty,
        trigger,
        isOn: true,
      });
      if (!rule) return { rule: null, deadline: null, ranOut: null, note: () => null };
      const span = await this.spanOf(rule.offset, day);
      return { rule: { ...rule.offset, ...plain(rule) }, note: noteOf(span), ...reckoned(day, rule.offset, span) };
    });
  }

  /** The same for many at once, in order, in three statements whatever their number. */
  async dueOfAll(duty: string, asked: readonly { trigger: string; day: Temporal.PlainDate }[]): Promise<Reckoned[]> {
    if (asked.length === 0) return [];
    const rules = await this.db.repo(DeadlineRule).findBy({ institutionId: Current.institutionId, duty, isOn: true });
    const reach = Math.max(0, ...rules.map((rule) => reachOf(rule.offset)));
    const days = asked.map(({ day }) => day).toSorted(Temporal.PlainDate.compare);
    const span = await this.time.span(days[0]!.subtract({ days: reach }), days.at(-1)!.add({ days: reach }));
    return asked.map(({ trigger, day }) => {
      const rule = rules.find((one) => one.trigger === trigger);
      if (!rule) return { rule: null, deadline: null, ranOut: null, note: () => null };
      return { rule: { ...rule.offset, ...plain(rule) }, note: noteOf(span), ...reckoned(day, rule.offset, span) };
    });
  }

  /** The time that counting from `day` may touch, read once. */
  spanOf(offset: Offset, day: Temporal.PlainDate): Promise<TimeSpan> {
    const reach = reachOf(offset);
    return offset.direction === 'after'
      ? this.time.span(day, day.add({ days: reach }))
      : this.time.span(day.subtract({ days: reach }), day);
  }
}

/** The deadline, or how far the sitting calendar reaches. */
export function reckoned(
  day: Temporal.PlainDate,
  offset: Offset,
  span: TimeSpan,
): { deadline: Deadline | null; ranOut: Reckoned['ranOut'] } {
  try {
    return { deadline: dueDate(day, offset, span), ranOut: null };
  } catch (error) {
    if (!(error instanceof NoSittingDays)) throw error;
    return { deadline: null, ranOut: { found: error.found, asked: error.asked } };
  }
}

/** What a page says of a day that was passed over. */
export function noteOf(span: TimeSpan): NoteOfDay {
  return (day) => {
    const facts = span.of(day);
    return facts && { rests: !facts.isWorking, name: localized(facts.closed) || null };
  };
}

/** Days that a rule may pass over at most: holidays and long recesses included. */
export function reachOf({ amount, unit }: Offset): number {
  return { calendar: amount, working: amount * 2 + 30, sitting: 1100, month: amount * 31 }[unit];
}

function plain({ id, name, basis, strictness }: DeadlineRule) {
  return { id, name, basis, strictness };
}
