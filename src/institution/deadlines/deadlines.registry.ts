import { Injectable } from '@nestjs/common';
import type { NoteOfDay } from '../../platform/web/components/counted-days.js';
import type { Deadline } from './deadline.js';

export interface Responsible {
  /** Of the account. */
  id: string;
  name: string;
}

/** Something that happens on a day from which deadlines are counted: a departure, the end of a visit. */
export interface Occurrence {
  /** Of whatever happens, such as the activity; with the rule it names what is due. */
  subjectId: string;
  /** In the institution's own calendar. */
  day: Temporal.PlainDate;
  /** In the reader's language: `Visit of the Senate of Kestria`. */
  about: string;
  /** Path on this site. */
  href: string;
  responsible: Responsible[];
}

export interface DeadlineTrigger {
  /** `DEPARTURE`, `RETURN` … as `DeadlineRule.trigger` says it; its name is `institution.trigger.DEPARTURE`. */
  code: string;
  /** What happens from `from` to `until`, both included, in a fixed number of statements; what is cancelled is left out. */
  occurrences(from: Temporal.PlainDate, until: Temporal.PlainDate): Promise<Occurrence[]>;
}

/** Something due. */
export interface DueItem {
  /** Unique over all sources. */
  id: string;
  /** The rule it follows, where it follows one. */
  ruleId: string | null;
  subjectId: string;
  /** What is due, in the reader's language: `Report of the visit`. */
  what: string;
  about: string;
  href: string;
  /** Null where the sitting calendar ends before the rule does. */
  dueOn: Temporal.PlainDate | null;
  strictness: 'soft' | 'hard';
  responsible: Responsible[];
  /** How the day was found, where that is known. */
  deadline: Deadline | null;
  /** Where nothing was counted: what the day rests on, in the reader's language. */
  basis?: string;
  /** Why a day between was passed over. */
  note?: NoteOfDay;
  /** Nobody else keeps that it was done: the list has a button for it. */
  canBeTicked?: boolean;
}

/** What a capability counts and ticks off by itself, such as reports. Rules of its `duty` make no items of their own. */
export interface DueSource {
  id: string;
  duty: string;
  /** Everything open, whoever looks: a list for one person is narrowed afterwards. A fixed number of statements. */
  open(): Promise<DueItem[]>;
}

/** Events from which deadlines are counted, each registered in `onModuleInit` by the capability that knows their days. */
@Injectable()
export class DeadlineTriggers {
  private readonly triggers = new Map<string, DeadlineTrigger>();

  register(trigger: DeadlineTrigger): void {
    this.triggers.set(trigger.code, trigger);
  }

  of(code: string): DeadlineTrigger | null {
    return this.triggers.get(code) ?? null;
  }

  get codes(): string[] {
    return [...this.triggers.keys()];
  }
}

@Injectable()
export class DueSources {
  private readonly sources = new Map<string, DueSource>();

  add(source: DueSource): void {
    this.sources.set(source.id, source);
  }

  get all(): DueSource[] {
    return [...this.sources.values()];
  }

  /** Duties that a capability keeps by itself: their rules are asked for, one at a time. */
  get duties(): string[] {
    return this.all.map(({ duty }) => duty);
  }
}
