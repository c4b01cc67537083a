import { Injectable } from '@nestjs/common';

/** Bodies that end with their convocation. */
export interface EndingTerm {
  convocationId: string;
  /** The last day of the term; what hangs on it holds through that day. */
  lastDay: Temporal.PlainDate;
  /** Each body that ends, with the one that carries it on. While it is only shown, the successor does not exist yet. */
  bodies: readonly { id: string; isCarried: boolean; successorId: string | null }[];
  /** Who loses the last seat in any body with it. */
  personIds: readonly string[];
}

/** Something that hangs on an ending body or seat, in the reader's words. */
export interface Hanging {
  what: string;
  whose: string;
}

/** A capability's share in the end of a term: it shows beforehand what it will revoke, and revokes it in the same unit of work. */
export interface TermEndShare {
  id: string;
  /** Message key of what it revokes. */
  label: string;
  order: number;
  preview(term: EndingTerm): Promise<Hanging[]>;
  /** @returns how many it revoked */
  revoke(term: EndingTerm): Promise<number>;
}

/** Where capabilities say what hangs on a body or a mandate: access, calendar links. */
@Injectable()
export class TermEndShares {
  private readonly shares = new Map<string, TermEndShare>();

  add(share: TermEndShare): void {
    this.shares.set(share.id, share);
  }

  get all(): TermEndShare[] {
    return [...this.shares.values()].toSorted((a, b) => a.order - b.order);
  }
}
