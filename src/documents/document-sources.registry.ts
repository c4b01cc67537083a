import { Injectable } from '@nestjs/common';
import type { Paper } from '../activities/papers.registry.js';
import type { DocumentFormat } from './document.entity.js';
import { type DocumentLanguage, languagePairs, languagesOf } from './rendering/document-data.js';

/** What a paper bears once it is signed. */
export interface Seal {
  registerNumber: string | null;
  /** Which version, from 1. */
  number: number;
  at: Temporal.Instant;
}

export interface RenderWish {
  language: DocumentLanguage;
  /** Beside the first, in a column of its own. */
  second?: DocumentLanguage;
  format: DocumentFormat;
  /** Which of several papers of the kind; empty where there is one. */
  subject: string;
  seal?: Seal;
}

/** One letter, in one language. */
export interface LetterKey {
  activityId: string;
  language: string;
  subject: string;
}

/** What a letter whose text may be written anew can tell of itself. */
export interface LetterSource {
  /** Its text in the words of the house, paragraphs parted by empty lines. */
  text: (key: LetterKey) => Promise<string>;
  /** Its first page with this text, as SVG. */
  picture: (key: LetterKey, text: string) => Promise<string>;
}

/** A kind of paper that an activity can produce: who knows what it says registers it. */
export interface DocumentSource extends Partial<
  Pick<
    Paper,
    | 'group'
    | 'activityKinds'
    | 'languages'
    | 'isBilingual'
    | 'register'
    | 'permission'
    | 'maySee'
    | 'mayApprove'
    | 'subjects'
  >
> {
  kind: string;
  /** Message key of its name. */
  label: string;
  order: number;
  formats: readonly DocumentFormat[];
  /** Its approval belongs to its own capability: here it is only read and kept. */
  isApprovedElsewhere?: boolean;
  /** It goes out by a way of its own, so no pack takes it in. */
  isApart?: boolean;
  /** Why it cannot be made yet, as a message key, or null. */
  missing?: (activityId: string) => Promise<string | null>;
  /** The bytes, from the data as it is now. The same data gives the same bytes. */
  render: (activityId: string, wish: RenderWish) => Promise<Uint8Array>;
  /** Where its text may be written for one paper alone. */
  letter?: LetterSource;
  /** The name of the file without its ending. */
  fileName: string;
}

/** Whether a paper comes in a language, or in two side by side. */
export function comesIn({ languages, isBilingual }: DocumentSource, tag: string): boolean {
  const asked = languagesOf(tag);
  const isKnown = asked.length === 1 || (isBilingual && (languagePairs as readonly string[]).includes(tag));
  return !!isKnown && asked.every((one) => languages?.includes(one) ?? true);
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
    return [...this.sources.values()];
  }
}
