import { Injectable } from '@nestjs/common';

/** Until when somebody else's plans need the travel details of these people: the last day of their latest visit or mission. */
export interface TravelNeed {
  id: string;
  /** Inside the caller's unit of work, one statement for all. People without a need are left out. */
  lastNeeded(personIds: readonly string[]): Promise<Map<string, Temporal.PlainDate>>;
}

@Injectable()
export class TravelNeeds {
  private readonly needs = new Map<string, TravelNeed>();

  add(need: TravelNeed): void {
    this.needs.set(need.id, need);
  }

  /** The latest day that any of them names. */
  async lastNeeded(personIds: readonly string[]): Promise<Map<string, Temporal.PlainDate>> {
    const latest = new Map<string, Temporal.PlainDate>();
    for (const need of this.needs.values()) {
      for (const [id, day] of await need.lastNeeded(personIds)) {
        const known = latest.get(id);
        if (!known || Temporal.PlainDate.compare(day, known) > 0) latest.set(id, day);
      }
    }
    return latest;
  }
}
