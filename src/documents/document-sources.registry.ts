import { Injectable } from '@nestjs/common';
import type { DocumentFormat } from './document.entity.js';
import type { DocumentLanguage } from './rendering/document-data.js';

/** A kind of paper that an activity can produce: who knows what it says registers it. */
export interface DocumentSource {
  kind: string;
  /** Message key of its name. */
  label: string;
  order: number;
  formats: readonly DocumentFormat[];
  /** Who may see it; whoever sees the activity where it is absent. */
  permission?: string;
  /** Why it cannot be made yet, as a message key, or null. */
  missing?: (activityId: string) => Promise<string | null>;
  /** The bytes, from the data as it is now. The same data gives the same bytes. */
  render: (activityId: string, language: DocumentLanguage, format: DocumentFormat) => Promise<Uint8Array>;
  /** The name of the file without its ending. */
  fileName: string;
}

@Injectable()
export class DocumentSources {
  private readonly sources = new Map<string, DocumentSource>();

  register(source: DocumentSource): void {
    this.sources.set(source.kind, source);
  }

  of(kind: string): DocumentSource | undefined {
    return this.sources.get(kind);
  }

  get all(): DocumentSource[] {
    return [...this.sources.values()].toSorted((a, b) => a.order - b.order);
  }
}
