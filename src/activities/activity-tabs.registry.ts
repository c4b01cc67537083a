import { Injectable } from '@nestjs/common';
import type { ActivityKind } from './activity.entity.js';

/** A part of an activity's page, contributed by the capability that fills it. */
export interface ActivityTab {
  id: string;
  /** Message key. */
  label: string;
  /** Last segment of `/{institution}/activities/{id}/programme`: one address for every kind of activity. */
  path: string;
  order: number;
  permission?: string;
  /** Kinds of activity that have it; every kind without. */
  kinds?: readonly ActivityKind[];
  /** What stands beside the label: a count, or a warning in words. One statement for all of it. */
  badge?: (activityId: string) => Promise<{ text: string; isWarning?: boolean } | null>;
}

@Injectable()
export class ActivityTabs {
  private readonly tabs = new Map<string, ActivityTab>();

  add(tab: ActivityTab): void {
    this.tabs.set(tab.id, tab);
  }

  get all(): ActivityTab[] {
    return [...this.tabs.values()].toSorted((a, b) => a.order - b.order);
  }
}
