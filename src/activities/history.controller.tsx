import { Controller, Get, Param } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { EventsService } from '../platform/events/events.service.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { List } from '../platform/web/components/list.js';
import { Stamp } from '../platform/web/components/time.js';
import { page } from '../platform/web/page.js';
import { ActivitiesQueries } from './activities.queries.js';
import { ActivityFrame } from './activity-frame.queries.js';
import { ActivityKinds } from './activity-kinds.registry.js';
import { eventSentence } from './history.sentences.js';

/** What happened to an activity, in words: the same rows are its audit. */
@Controller(':institution/activities/:id/history')
@Can('activities.see')
export class HistoryController {
  constructor(
    private readonly events: EventsService,
    private readonly queries: ActivitiesQueries,
    private readonly kinds: ActivityKinds,
    private readonly frame: ActivityFrame,
  ) {}

  @Get()
  async history(@Param('id') id: string): Promise<string> {
    const activity = await this.frame.of(id, 'history');
    const row = await this.queries.header(id);
    const kind = this.kinds.of(row.kind);
    const events = await this.events.historyOf(id);
    const title = t('activities.history.title');
    return page(
      <List
        caption={title}
        rows={events}
        rowKey={(event) => event.id}
        empty={null}
        columns={[
          {
            label: t('activities.steps.when'),
            class: 'nb',
            cell: (event) => <Stamp at={event.occurred_at} zone={Current.institution.timeZone} />,
          },
          { label: t('activities.history.what'), cell: (event) => eventSentence(event, kind) },
          {
            label: t('activities.steps.who'),
            cell: (event) => event.actor_name ?? <span class="mute">{t('activities.steps.by_clock')}</span>,
          },
        ]}
      />,
      { title: `${title} · ${localized(row.title)}`, activity },
    );
  }
}
