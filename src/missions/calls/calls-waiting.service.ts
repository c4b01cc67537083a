import { Injectable, type OnModuleInit } from '@nestjs/common';
import { StepGuards } from '../../activities/step-guards.registry.js';
import { WaitingSources } from '../../activities/waiting.registry.js';
import { Current } from '../../platform/current.js';
import { formatDays } from '../../platform/i18n/format.js';
import { localized, t } from '../../platform/i18n/translate.js';
import { hasRole } from '../../platform/permissions/allow.js';
import { APPLICANTS } from './call.states.js';
import { CallsQueries } from './calls.queries.js';

/** Open calls wait for members who have not applied; a mission whose call goes on waits for its decision. */
@Injectable()
export class CallsWaiting implements OnModuleInit {
  constructor(
    private readonly waiting: WaitingSources,
    private readonly guards: StepGuards,
    private readonly queries: CallsQueries,
  ) {}

  onModuleInit(): void {
    this.guards.register('missions.call_over', async (id) => {
      const call = await this.queries.find(id);
      return call && !['decided', 'withdrawn'].includes(call.state) ? { key: 'missions.guard.call_over' } : null;
    });
    this.waiting.add({ id: 'calls', of: (today) => this.of(today) });
  }

  private async of(today: Temporal.PlainDate) {
    const { actor, institution } = Current;
    if (!actor.personId || !hasRole(actor, APPLICANTS)) return [];
    const open = (await this.queries.open(today)).filter(({ own }) => own === null || own === 'withdrawn');
    return open.map((call) => ({
      id: `call-${call.id}`,
      label: t('missions.call.one'),
      what: localized(call.title),
      why: t('missions.call.why', { when: formatDays(call.starts_on, call.ends_on), count: call.seats }),
      href: `/${institution.slug}/calls/${call.id}`,
      verb: t('missions.call.apply'),
      dueOn: call.closes_on,
    }));
  }
}
