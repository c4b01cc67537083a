import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ComponentChildren } from 'preact';
import { TodayPanels } from '../activities/today-panels.registry.js';
import { Current } from '../platform/current.js';
import { formatDay, formatTime } from '../platform/i18n/format.js';
import { localized, t } from '../platform/i18n/translate.js';
import { NewestAnswersQueries } from './newest-answers.queries.js';

const NEWEST = 6;
/** An answer older than this is no news. */
const NEWS_DAYS = 14;

/** What invitations give to the first page: the answers that came in. */
@Injectable()
export class InvitationsTodayService implements OnModuleInit {
  constructor(
    private readonly panels: TodayPanels,
    private readonly queries: NewestAnswersQueries,
  ) {}

  onModuleInit(): void {
    this.panels.add({
      id: 'answers',
      title: 'invitations.today.title',
      aside: 'invitations.today.aside',
      order: 20,
      place: 'beside',
      permission: 'invitations.see',
      draw: (today) => this.draw(today),
    });
  }

  private async draw(today: Temporal.PlainDate): Promise<ComponentChildren | null> {
    const { slug, timeZone } = Current.institution;
    const since = today.subtract({ days: NEWS_DAYS }).toZonedDateTime(timeZone).toInstant();
    const rows = await this.queries.newest(since, NEWEST);
    if (rows.length === 0) return null;
    return (
      <ul class="moves">
        {rows.map((row) => {
          const when = row.received_at.toZonedDateTimeISO(timeZone);
          const day = when.toPlainDate();
          return (
            <li key={row.id}>
              <span class="t">{day.equals(today) ? formatTime(when) : formatDay(day, 'short')}</span>
              <div>
                <p>
                  <b>
                    <bdi>{row.name}</bdi>
                  </b>{' '}
                  {row.answer
                    ? `${t(`invitations.state.${row.answer}`)}, ${t(`invitations.channel.${row.channel}`)}`
                    : t(row.email ? 'invitations.today.placed' : 'invitations.today.placed_call')}
                </p>
                <p>
                  <a
                    href={`/${slug}/activities/${row.activity_id}/invitations?invitation=${row.invitation_id}&guest=${row.recipient_id}`}
                  >
                    {localized(row.subject)}
                  </a>{' '}
                  · <bdi>{localized(row.activity_title)}</bdi>
                </p>
              </div>
            </li>
          );
        })}
      </ul>
    );
  }
}
