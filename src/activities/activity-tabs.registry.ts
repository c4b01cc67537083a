import { Injectable } from '@nestjs/common';
import type { ActivityKind } from './activity.entity.js';

/** What stands beside the label of a tab: a count, or a warning in words. */
export interface Badge {
  text: string;
  isWarning?: boolean;
}

/** Nothing where nothing is there. */
export const countBadge = (count: number): Badge | null => (count > 0 ? { text: String(count) } : null);

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
  /** A badge that one sub-select can tell: those of all tabs are asked in one statement. */
  counted?: {
    /** One value, over the institution as $1 and the activity as $2. */
    sql: string;
    badge: (found: never) => Badge | null;
  };
  /** A badge that takes more than that. */
  badge?: (activityId: string) => Promise<Badge | null>;
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
