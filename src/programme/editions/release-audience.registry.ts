import { Injectable } from '@nestjs/common';

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
    const told: Told[] = [];
    if (changedItemIds.length === 0) return told;
    for (const source of this.sources) told.push(await source(activityId, changedItemIds));
    return told.filter(({ count }) => count > 0);
  }
}
