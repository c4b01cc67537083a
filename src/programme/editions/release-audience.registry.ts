import { Injectable } from '@nestjs/common';
import { together } from '../../platform/database/together.js';

/** Who would be told of a release by one channel: a message key that takes `count`, and how many. */
export interface Told {
  key: string;
  count: number;
}

/** Counts in one statement. `changedItemIds` are the lines that differ from the edition that stands. */
export type ToldBy = (activityId: string, changedItemIds: string[]) => Promise<Told>;

/** Calendars, invitations and drivers know whom they would tell; the programme only asks them. */
@Injectable()
export class ReleaseAudience {
  private readonly sources: ToldBy[] = [];

  add(source: ToldBy): void {
    this.sources.push(source);
  }

  async of(activityId: string, changedItemIds: string[]): Promise<Told[]> {
    if (changedItemIds.length === 0) return [];
    const told = await together<Told[]>(...this.sources.map((source) => source(activityId, changedItemIds)));
    return told.filter(({ count }) => count > 0);
  }
}
