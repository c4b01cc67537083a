import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type PaperData, type PaperLanguage, Papers } from '../activities/papers.registry.js';
import { VisitFactsQueries } from '../activities/papers/visit-facts.queries.js';
import { formatDay } from '../platform/i18n/format.js';
import { t } from '../platform/i18n/translate.js';
import { type EntryRow, LogisticsQueries } from './logistics.queries.js';
import { isOff } from './logistics.states.js';

/** The rooming list as the hotel gets it: by hotel, then by room. */
@Injectable()
export class RoomingPaper implements OnModuleInit {
  constructor(
    private readonly papers: Papers,
    private readonly visits: VisitFactsQueries,
    private readonly logistics: LogisticsQueries,
  ) {}

  onModuleInit(): void {
    this.papers.register({
      kind: 'rooming-list',
      label: 'logistics.paper.rooming_list',
      group: 'travel',
      order: 20,
      missing: async (activityId) => ((await this.rooms(activityId)).length > 0 ? null : 'logistics.paper.needs_rooms'),
      data: (activityId, language) => this.data(activityId, language),
    });
  }

  private async data(activityId: string, language: PaperLanguage): Promise<PaperData> {
    const { title, dates } = await this.visits.of(activityId, language);
    const members = [
      ...(await this.visits.members(activityId, language, 'guest')),
      ...(await this.visits.members(activityId, language, 'host')),
    ];
    const names = new Map(members.map(({ id, name }) => [id, name]));
    const hotels = Map.groupBy(await this.rooms(activityId), ({ facts }) => String(facts['hotel'] ?? ''));
    const day = (on: Temporal.PlainDate | null) => (on ? formatDay(on, 'short', language) : '');
    return {
      title,
      dates,
      hotels: [...hotels].map(([hotel, rooms]) => ({
        title: hotel,
        rooms: rooms.map(({ facts, from_day, to_day, members: guests, note }) => ({
          room: String(facts['number'] ?? ''),
          category: facts['roomType'] ? t(`logistics.option.${String(facts['roomType'])}`) : '',
          guests: guests.flatMap((id) => names.get(id) ?? []),
          arrival: day(from_day),
          departure: day(to_day),
          note,
        })),
      })),
    };
  }

  private async rooms(activityId: string): Promise<EntryRow[]> {
    return (await this.logistics.of(activityId, ['room'])).filter(({ state }) => !isOff(state));
  }
}
