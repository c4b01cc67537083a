import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/current.js';

/** Entries of this subject, only those that touch the days where they are given: a seat has a first and a last one. */
export interface FollowedSubject {
  kind: string;
  id: string;
  /** Days of the institution's zone. */
  from?: Temporal.PlainDate | null;
  /** The day after the last one. */
  until?: Temporal.PlainDate | null;
}

export interface ScopeChoice {
  id: string;
  name: string;
}

/** A kind of thing that has a calendar: a person, a venue, a country desk. */
export interface FeedScopeKind {
  kind: string;
  order: number;
  /** Message key. */
  label: string;
  /** Whether the actor may follow it now; asked again at each fetch. One statement at most. */
  mayFollow(actor: Actor, id: string): Promise<boolean>;
  /** Whose entries make it up. One statement at most; itself alone where it is left out. */
  subjects?(id: string): Promise<FollowedSubject[]>;
  /** What else its entries or rights hang on, beside those subjects: announced keys such as `drivers`. */
  hangsOn?: readonly string[];
  /** Its name, or null where there is none such. */
  nameOf(id: string): Promise<string | null>;
  /** What the actor may choose from, by name; a handful that fits the search, or all there are where they are few. */
  choices(actor: Actor, search: string): Promise<ScopeChoice[]>;
}

/** What can be followed: contributed in onModuleInit by the capability that knows the thing. */
@Injectable()
export class FeedScopes {
  private readonly kinds = new Map<string, FeedScopeKind>();

  add(kind: FeedScopeKind): void {
    this.kinds.set(kind.kind, kind);
  }

  of(kind: string): FeedScopeKind | undefined {
    return this.kinds.get(kind);
  }

  get all(): FeedScopeKind[] {
    return [...this.kinds.values()].toSorted((a, b) => a.order - b.order);
  }
}
