import { Injectable } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { t } from '../platform/i18n/translate.js';
import type { ActivityRow } from './activities.queries.js';
import { ActivityKinds } from './activity-kinds.registry.js';
import { holdsFor } from './activity.rules.js';
import { isEarly } from './lifecycle.rules.js';
import { type Step, stepOnward, stepsFrom } from './lifecycle.states.js';
import { StepGuards } from './step-guards.registry.js';

export interface StepRow {
  from_state: string;
  to_state: string;
  taken_at: Temporal.Instant;
  actor_id: string | null;
  actor_name: string | null;
  reason: string | null;
}

/** What a step still needs, in words, and the tab where it is mended. */
export interface Need {
  words: string;
  tab: string | undefined;
}

/** What may be done with an activity's state by who asks. */
export interface OpenSteps {
  /** The step that leads on, whoever takes it. */
  next: Step<string> | null;
  /** The same, when it is the reader's to take. */
  onward: Step<string> | null;
  /** Why it cannot be taken yet, in words; null where nothing is in the way. */
  held: string | null;
  /** What the next step still needs, whoever takes it: "both delegations". */
  needs: Need[];
  /** Names of the roles that the next step waits for. */
  restsWith: string[];
  /** The day that the next step comes with, where it has not come yet: it is then taken with a reason, and not in passing. */
  early: Temporal.PlainDate | null;
  /** Other ways on: back, decline, postpone, cancel. */
  others: Step<string>[];
}

@Injectable()
export class StepsQueries {
  constructor(
    private readonly db: Db,
    private readonly kinds: ActivityKinds,
    private readonly guards: StepGuards,
  ) {}

  /** Taken so far, the first one first. */
  taken(activityId: string): Promise<StepRow[]> {
    return this.db.prepared<StepRow>(
      'activities.steps',
      `select s.from_state, s.to_state, s.taken_at, s.reason, s.actor_id, a.name as actor_name
         from activity_step s left join account a on a.institution_id = s.institution_id and a.id = s.actor_id
        where s.institution_id = $1 and s.activity_id = $2 order by s.taken_at, s.id`,
      [Current.institutionId, activityId],
    );
  }

  /** @param taken the steps taken so far: the first names who proposed */
  async openOf(
    row: Pick<ActivityRow, 'id' | 'kind' | 'state' | 'body_id' | 'starts_on'>,
    taken: readonly StepRow[],
  ): Promise<OpenSteps> {
    const { lifecycle } = this.kinds.of(row.kind);
    const { actor } = Current;
    const mine = (step: Step<string>) => holdsFor(actor, step.may, { id: row.id, bodyId: row.body_id });
    const next = stepOnward(lifecycle, row.state);
    const others = stepsFrom(lifecycle, row.state).filter((step) => step !== next && mine(step));
    if (!next) return { next: null, onward: null, held: null, needs: [], restsWith: [], early: null, others };
    const needs = (await this.guards.holdUps(next.guards ?? [], row.id)).map(({ key, params, tab }) => ({
      words: t(key, params),
      tab,
    }));
    const isOwn =
      next.notByProposer &&
      taken.some(
        (step) => step.actor_id === actor.accountId && (step.from_state === '' || step.to_state === 'submitted'),
      );
    return {
      next,
      onward: mine(next) ? next : null,
      held: needs[0]?.words ?? (isOwn ? t('activities.error.own_proposal') : null),
      needs,
      restsWith: next.may.map((role) => t(`accounts.role.${role}`)),
      early: isEarly(next, row.starts_on) ? row.starts_on : null,
      others,
    };
  }
}
