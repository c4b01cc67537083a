import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/current.js';
import type { Activity, ActivityKind } from './activity.entity.js';
import type { FixedFact } from './activity-version.entity.js';
import type { Lifecycle, Step } from './lifecycle.states.js';

/** Why and on which basis an activity takes place: the report is prefilled from it. */
export interface ActivityBrief {
  basis: string;
  purpose: string;
  topics: string[];
}

/** What a kind calls itself on its list and form. */
export type KindWord =
  | 'title'
  | 'one'
  | 'new'
  | 'new_title'
  | 'none'
  | 'none_hint'
  | 'none_found'
  | 'name_hint'
  | 'propose'
  | 'proposed'
  | 'saved';

/** Message key of the verb by which a step is taken. */
export const verbKey = (
  { stepKey }: Pick<KindOfActivity, 'stepKey'>,
  { verb, to }: Pick<Step<string>, 'verb' | 'to'>,
) => `${stepKey}.${verb ?? to}`;

export interface KindOfActivity {
  kind: ActivityKind;
  /** Path segment and id of the menu entry: `receptions`. */
  path: string;
  lifecycle: Lifecycle;
  /** Message key of a word of the kind's own. */
  words: (word: KindWord) => string;
  /** Message key of a state's name, without the state: `receptions.state`. */
  stateKey: string;
  /** Message key of the verb that leads to a state, without the state: `receptions.step`. */
  stepKey: string;
  /** The tab that its own address opens. */
  opensAt: string;
  mayPropose: (actor: Actor) => boolean;
  /** Who may open its form now: also says when nobody may any more. */
  mayRevise: (actor: Actor, activity: Pick<Activity, 'id' | 'bodyId' | 'state' | 'responsibleId'>) => boolean;
  /** Words first; the colour only helps: what waits, what is done, what does not take place. */
  tone: (state: string) => 'mute' | 'ochre' | 'moss' | undefined;
  /** Takes a step with whatever the kind adds to it. Without one the spine's own verb does. */
  take?: (id: string, to: string, reason: string | null) => Promise<Activity>;
  /** What stands above the title: "Official visit · Reception". One statement at most. */
  eyebrow: (id: string) => Promise<string>;
  /** Basis and purpose, where the kind has them. */
  brief?: (id: string) => Promise<ActivityBrief>;
  /** Where the travelling delegation is on each day, and what the host gives on all of them, where the kind knows. */
  stay?: (
    id: string,
  ) => Promise<{ days: { day: Temporal.PlainDate; country: string }[]; meals: boolean; lodging: boolean }>;
  /** What an approval fixes: which steps do, and the facts as they stand. */
  versions?: { fixedBy: readonly string[]; content: (id: string) => Promise<FixedFact[]> };
  /** States that come with the first or last day, so that the stepper can name it beforehand. */
  dated?: Readonly<Record<string, 'startsOn' | 'endsOn'>>;
  /** How it stands in the ribbon and the calendar: filled where they come to us, outlined where we travel, tinted where a body meets. */
  look?: 'out' | 'body';
  /** Whether it takes place for certain; what does not is dashed. */
  isCertain: (state: string) => boolean;
}

/** The kinds of activity, each contributed by its capability. */
@Injectable()
export class ActivityKinds {
  private readonly kinds = new Map<string, KindOfActivity>();

  register(kind: KindOfActivity): void {
    this.kinds.set(kind.kind, kind);
  }

  of(kind: string): KindOfActivity {
    const found = this.kinds.get(kind);
    if (!found) throw new Error(`No capability has registered the kind ${kind}.`);
    return found;
  }

  get all(): KindOfActivity[] {
    return [...this.kinds.values()];
  }
}
