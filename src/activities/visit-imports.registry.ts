import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/current.js';
import type { Activity, ActivityKind } from './activity.entity.js';

/** What a file says of a visit beyond its dates, place and partner. */
export interface VisitFacts {
  activity: Activity;
  category?: string | undefined;
  purpose: string;
  basis: string;
}

/** How visits of one direction are kept; contributed by the capability that owns their kind. */
export interface VisitDirection {
  direction: 'incoming' | 'outgoing';
  kind: ActivityKind;
  /** Who may bring them in. */
  may: (actor: Actor) => boolean;
  /** The state of a visit that took place, is planned, or did not take place. */
  states: Record<VisitStage, string>;
  /** Writes what the kind adds to activities that are there already, in the open unit of work. */
  add: (visits: readonly VisitFacts[]) => Promise<void>;
}

export type VisitStage = 'held' | 'planned' | 'cancelled';

@Injectable()
export class VisitDirections {
  private readonly directions = new Map<string, VisitDirection>();

  register(one: VisitDirection): void {
    this.directions.set(one.direction, one);
  }

  find(direction: string): VisitDirection | undefined {
    return this.directions.get(direction);
  }
}
