import { Injectable } from '@nestjs/common';

export interface SourceLabel {
  label: string;
  /** Path on this site. */
  href: string;
  /** Organisation with which it was agreed. */
  partnerId: string | null;
}

export interface CommitmentSourceKind {
  /** `activity`, `report`, `session`, `agreement`; its name is `commitments.source.{kind}`. */
  kind: string;
  /** What the reader may know of these, by id; one statement whatever their number. */
  describe(ids: readonly string[]): Promise<Map<string, SourceLabel>>;
}

/** Where commitments are made: visits, sessions and agreements stand above them, so each says itself what it is called. */
@Injectable()
export class CommitmentSources {
  private readonly kinds = new Map<string, CommitmentSourceKind>();

  register(kind: CommitmentSourceKind): void {
    this.kinds.set(kind.kind, kind);
  }

  get names(): string[] {
    return [...this.kinds.keys()];
  }

  /** @returns labels by `kind id`; what the reader may not see is left out */
  async describe(sources: readonly { kind: string; id: string | null }[]): Promise<Map<string, SourceLabel>> {
    const found = new Map<string, SourceLabel>();
    for (const { kind, describe } of this.kinds.values()) {
      const ids = [...new Set(sources.flatMap((one) => (one.kind === kind && one.id ? [one.id] : [])))];
      if (ids.length === 0) continue;
      for (const [id, label] of await describe(ids)) found.set(`${kind} ${id}`, label);
    }
    return found;
  }
}
