import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ComponentChildren } from 'preact';
import { TodayPanels } from '../activities/today-panels.registry.js';
import { type Waiting, WaitingSources } from '../activities/waiting.registry.js';
import { Current } from '../platform/current.js';
import { formatDay, formatTime } from '../platform/i18n/format.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Flag, Text } from '../platform/web/components/names.js';
import { conflictsOf } from './conflicts/conflict.rules.js';
import { conflictSentence } from './conflicts/conflict.sentences.js';
import { ConflictLevelsQueries } from './conflicts/conflict-levels.queries.js';
import { ProgrammeTodayQueries } from './today.queries.js';

/** A conflict farther away is still the programme's own matter. */
const AHEAD_DAYS = 7;
const MOST = 8;

/** What programmes give to the first page: conflicts that wait, and who arrives and leaves today. */
@Injectable()
export class ProgrammeTodayService implements OnModuleInit {
  constructor(
    private readonly waiting: WaitingSources,
    private readonly panels: TodayPanels,
    private readonly queries: ProgrammeTodayQueries,
    private readonly levels: ConflictLevelsQueries,
  ) {}

  onModuleInit(): void {
    this.waiting.add({ id: 'conflicts', permission: 'programme.edit', of: (today) => this.open(today) });
    this.panels.add({
      id: 'moves',
      title: 'programme.today.moves',
      aside: 'programme.today.moves_aside',
      order: 10,
      place: 'beside',
      permission: 'activities.see',
      draw: (today) => this.moves(today),
    });
  }

  /** Open conflicts of the coming weeks, each pair of lines once. */
  async open(today: Temporal.PlainDate): Promise<Waiting[]> {
    const levels = await this.levels.current();
    const rows = await this.queries.clashes(startOf(today), startOf(today.add({ days: AHEAD_DAYS })), MOST * 6);
    const told = new Set<string>();
    return rows
      .flatMap((row): Waiting[] => {
        const pair = [row.item_id, row.other.itemId ?? ''].toSorted().join();
        const [conflict] = conflictsOf(
          { startsAt: row.starts_at, endsAt: row.ends_at, venueId: null },
          [row.other],
          levels,
        );
        if (!conflict || conflict.level === 'warn' || told.has(pair)) return [];
        told.add(pair);
        const start = row.starts_at.toZonedDateTimeISO(row.start_zone);
        return [
          {
            id: pair,
            label: t('programme.today.conflict'),
            note: formatDay(start.toPlainDate(), 'short'),
            isUrgent: true,
            what: conflictSentence(conflict, row.start_zone),
            why: t('programme.today.set_for', {
              line: localized(row.title),
              at: formatTime(start),
              visit: localized(row.activity_title),
            }),
            href: `/${Current.institution.slug}/activities/${row.activity_id}/programme`,
            verb: t('programme.today.solve'),
            dueOn: start.toPlainDate(),
          },
        ];
      })
      .slice(0, MOST);
  }

  private async moves(today: Temporal.PlainDate): Promise<ComponentChildren | null> {
    const rows = await this.queries.moves(startOf(today), startOf(today.add({ days: 1 })));
    if (rows.length === 0) return null;
    return (
      <ul class="moves">
        {rows.map((row) => (
          <li key={row.id}>
            <span class="t">{formatTime(row.starts_at.toZonedDateTimeISO(row.start_zone))}</span>
            <div>
              <p>
                <b>
                  <Text of={row.title} />
                </b>{' '}
                <Flag country={row.partner_country} named />
              </p>
              <p>
                <a href={`/${Current.institution.slug}/activities/${row.activity_id}/programme`}>
                  {localized(row.activity_title)}
                </a>
                {row.venue_name && <> · {localized(row.venue_name)}</>}
                {row.responsible && (
                  <>
                    {' '}
                    · <bdi>{row.responsible}</bdi>
                  </>
                )}
              </p>
            </div>
          </li>
        ))}
      </ul>
    );
  }
}

function startOf(day: Temporal.PlainDate): Temporal.Instant {
  return day.toZonedDateTime(Current.institution.timeZone).toInstant();
}
