import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { Actor } from '../current.js';

/** Finds who signed a request: a session cookie, a personal access token. Contributed by accounts. */
export type ActorSource = (request: Request) => Promise<Actor | null>;

@Injectable()
export class Actors {
  private readonly sources: ActorSource[] = [];

  contribute(source: ActorSource): void {
    this.sources.push(source);
  }

  async of(request: Request): Promise<Actor | null> {
    for (const source of this.sources) {
      const actor = await source(request);
      if (actor) return actor;
    }
    return null;
  }
}
