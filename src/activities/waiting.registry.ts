import { Injectable } from '@nestjs/common';

/** Something that waits for the reader: what, why, and the verb that does it. */
export interface Waiting {
  id: string;
  /** One word: "Approval", "Conflict". */
  label: string;
  /** Under the word: "since yesterday", "Tue 9 March". */
  note?: string;
  isUrgent?: boolean;
  what: string;
  why: string;
  /** Path on this site. */
  href: string;
  verb: string;
  /** Orders what waits; the ribbon shows it too. */
  dueOn: Temporal.PlainDate;
}

export interface WaitingSource {
  id: string;
  permission?: string;
  /** What waits for `Current.actor`, in a fixed number of statements; at most a screenful. */
  of(today: Temporal.PlainDate): Promise<Waiting[]>;
}

/** What the first page lists under "Waits for you": approvals, conflicts, reports due, each from its capability. */
@Injectable()
export class WaitingSources {
  private readonly sources = new Map<string, WaitingSource>();

  add(source: WaitingSource): void {
    this.sources.set(source.id, source);
  }

  get all(): WaitingSource[] {
    return [...this.sources.values()];
  }
}
