import { Injectable } from '@nestjs/common';
import { logisticsKind } from '../logistics-kinds.rules.js';
import { LogisticsQueries } from '../logistics.queries.js';
import { LogisticsService } from '../logistics.service.js';
import type { LineFacts } from './counterpart.forms.js';

/** The rides that a counterpart names: who comes by the same flight is put beside those who are on it already. */
@Injectable()
export class RidesService {
  constructor(
    private readonly logistics: LogisticsService,
    private readonly queries: LogisticsQueries,
  ) {}

  async note(activityId: string, memberId: string, facts: LineFacts): Promise<void> {
    await this.one(activityId, memberId, 'arrival', facts.arrivesAt, facts.arrivesBy);
    await this.one(activityId, memberId, 'departure', facts.leavesAt, facts.leavesBy);
  }

  private async one(
    activityId: string,
    memberId: string,
    kind: 'arrival' | 'departure',
    when: string | undefined,
    number: string,
  ): Promise<void> {
    if (!when) return;
    const at = Temporal.PlainDateTime.from(when);
    const rides = (await this.queries.of(activityId, [kind])).filter(({ state }) => state !== 'cancelled');
    const same = rides.find((ride) => ride.at_local?.equals(at) && (ride.facts['number'] ?? '') === number);
    if (same?.members.includes(memberId)) return;
    for (const other of rides.filter((ride) => ride.members.includes(memberId))) {
      if (other.members.length === 1) await this.logistics.remove(activityId, other.id);
      else
        await this.withMembers(
          activityId,
          other,
          other.members.filter((id) => id !== memberId),
        );
    }
    if (same) await this.withMembers(activityId, same, [...same.members, memberId]);
    else {
      const mode = logisticsKind(kind).fields.find(({ name }) => name === 'mode')?.options?.[0] ?? '';
      await this.logistics.enter(activityId, kind, {
        ...EMPTY,
        at,
        members: [memberId],
        facts: { mode, ...(number ? { number } : {}) },
      });
    }
  }

  private async withMembers(
    activityId: string,
    ride: Awaited<ReturnType<LogisticsQueries['of']>>[number],
    members: string[],
  ): Promise<void> {
    const { id, at_local, facts, note, version } = ride;
    await this.logistics.change(activityId, id, { ...EMPTY, at: at_local, facts, note, members }, version);
  }
}

const EMPTY = { members: [], at: null, from: null, to: null, note: '', facts: {} };
