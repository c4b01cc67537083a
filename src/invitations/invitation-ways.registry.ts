import { Injectable } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { PermissionsService } from '../platform/permissions/permissions.service.js';

/** A page about one invitation, contributed by the capability that fills it: the door, the table. */
export interface InvitationWay {
  id: string;
  /** Message key. */
  label: string;
  order: number;
  permission: string;
  /** Last segments of `/{institution}/activities/{id}/invitations/{invitation}/…`. */
  path: string;
}

@Injectable()
export class InvitationWays {
  private readonly ways = new Map<string, InvitationWay>();

  constructor(private readonly permissions: PermissionsService) {}

  add(way: InvitationWay): void {
    this.ways.set(way.id, way);
  }

  /** Those that the actor may open. */
  get open(): InvitationWay[] {
    return [...this.ways.values()]
      .filter(({ permission }) => this.permissions.holds(Current.actor, permission))
      .toSorted((a, b) => a.order - b.order);
  }
}
