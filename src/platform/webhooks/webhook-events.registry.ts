import { Injectable } from '@nestjs/common';
import { EventsService } from '../events/events.service.js';

export const OFFER_JOB = 'webhooks.offer';

/** Facts that other programs may be told of: each capability offers its own in onModuleInit. */
@Injectable()
export class WebhookEvents {
  private readonly types = new Map<string, string>();

  constructor(private readonly events: EventsService) {}

  /** @param label message key of what happened, in words */
  offer(type: string, label: string): void {
    this.types.set(type, label);
    this.events.on(type, OFFER_JOB);
  }

  get all(): { type: string; label: string }[] {
    return [...this.types].map(([type, label]) => ({ type, label }));
  }
}
