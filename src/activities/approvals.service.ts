import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { formatDays } from '../platform/i18n/format.js';
import { localized, t } from '../platform/i18n/translate.js';
import { ActivityKinds, verbKey } from './activity-kinds.registry.js';
import { type Step, stepOnward } from './lifecycle.states.js';
import { type AwaitingRow, TodayQueries } from './today.queries.js';
import { type Waiting, WaitingSources } from './waiting.registry.js';

const MOST = 12;

/** Steps that wait for the reader: approvals for who approves, the next step for who holds the desk. */
@Injectable()
export class ApprovalsService implements OnModuleInit {
  constructor(
    private readonly sources: WaitingSources,
    private readonly kinds: ActivityKinds,
    private readonly queries: TodayQueries,
  ) {}

  onModuleInit(): void {
    this.sources.add({ id: 'approvals', permission: 'activities.see', of: (today) => this.waiting(today) });
  }

  private async waiting(today: Temporal.PlainDate): Promise<Waiting[]> {
    const { actor } = Current;
    const steps = this.kinds.all.flatMap(({ kind, lifecycle }) =>
      lifecycle.course.flatMap((state) => {
        const step = stepOnward(lifecycle, state);
        const grants = step ? actor.grants.filter(({ role }) => (step.may as readonly string[]).includes(role)) : [];
        if (!step || grants.length === 0) return [];
        const everywhere = grants.some(({ scopeKind }) => scopeKind === 'institution');
        const among = grants.flatMap((g) => (g.scopeKind === 'activity' && g.scopeId ? [g.scopeId] : []));
        // An approval waits for whoever may give it; the desk's own next step for who answers for the activity.
        return [{ kind, state, step, own: !step.notByProposer, among: everywhere ? null : among }];
      }),
    );
    if (steps.length === 0) return [];
    const rows = await this.queries.awaiting(
      steps.map(({ kind, state, own, among }) => ({ kind, state, own, among })),
      MOST,
    );
    const stepOf = (row: AwaitingRow) =>
      steps.find(({ kind, state }) => kind === row.kind && state === row.state)?.step;
    return rows.flatMap((row) => {
      const step = stepOf(row);
      return step ? [this.entry(row, step, today)] : [];
    });
  }

  private entry(row: AwaitingRow, step: Step<string>, today: Temporal.PlainDate): Waiting {
    const { slug, timeZone } = Current.institution;
    const kind = this.kinds.of(row.kind);
    const days = row.since.toZonedDateTimeISO(timeZone).toPlainDate().until(today).days;
    const why = {
      name: row.last_actor_name ?? '',
      // Who took the last step asks for an approval; the desk's own next step is asked by nobody.
      byWhom: step.notByProposer && row.last_actor_name ? 'yes' : 'no',
      state: t(`${kind.stateKey}.${row.state}`),
      when: formatDays(row.starts_on, row.ends_on),
      city: row.city,
    };
    return {
      id: row.id,
      label: t(step.notByProposer ? 'activities.waiting.approval' : 'activities.waiting.step'),
      note: t('activities.waiting.since', { days: Math.max(0, days) }),
      what: localized(row.title),
      why: t('activities.waiting.why', why),
      href: `/${slug}/activities/${row.id}/steps`,
      verb: t(verbKey(kind, step)),
      dueOn: row.starts_on,
    };
  }
}
