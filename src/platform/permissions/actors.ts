import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { Actor } from '../current.js';

/** Finds who signed a request: a session cookie, a personal access token. Contributed by accounts. */
export type ActorSource = (request: Request) => Promise<Actor | null>;

/** Who an account is and may be today, as if it had signed in; null where it is not active. */
export type AccountSource = (accountId: string) => Promise<Actor | null>;

@Injectable()
export class Actors {
  private readonly sources: ActorSource[] = [];

  private accounts: AccountSource = () => Promise.resolve(null);

  contribute(source: ActorSource): void {
    this.sources.push(source);
  }

  contributeAccounts(source: AccountSource): void {
    this.accounts = source;
  }

  /** For links and programs that act in the name of an account without its session. Needs an open unit of work. */
  ofAccount(accountId: string): Promise<Actor | null> {
    return this.accounts(accountId);
  }

  async of(request: Request): Promise<Actor | null> {
    for (const source of this.sources) {
      const actor = await source(request);
      if (actor) return actor;
    }
    return null;
  }
}
