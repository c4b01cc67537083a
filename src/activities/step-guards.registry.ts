import { Injectable } from '@nestjs/common';
import type { MessageParams } from '../platform/errors.js';

/** Why a step cannot be taken yet, as a message. */
export interface HoldUp {
  key: string;
  params?: MessageParams;
  /** Path of the tab of the activity where it is mended. */
  tab?: string;
}

/** What holds a step up, or null. `activityId` is the activity's id. */
export type StepGuard = (activityId: string) => Promise<HoldUp | null>;

/** What a step asks for is known by the capability that owns it: "the report is approved" is registered by reports. */
@Injectable()
export class StepGuards {
  private readonly guards = new Map<string, StepGuard>();

  register(name: string, guard: StepGuard): void {
    this.guards.set(name, guard);
  }

  /** What holds a step up, in the order of the table. A guard that nobody registered holds nothing up. */
  async holdUps(names: readonly string[], activityId: string): Promise<HoldUp[]> {
    const found = [];
    for (const name of names) {
      const reason = await this.guards.get(name)?.(activityId);
      if (reason) found.push(reason);
    }
    return found;
  }
}
