import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/current.js';
import type { Activity, ActivityKind } from './activity.entity.js';

export const PAPER_LANGUAGES = ['en', 'fr', 'ru', 'ar'] as const;
export type PaperLanguage = (typeof PAPER_LANGUAGES)[number];

/** Under which heading of the activity's documents a paper stands, in this order. */
export const PAPER_GROUPS = ['programmes', 'letters', 'people', 'table', 'travel', 'orders', 'dossier'] as const;
export type PaperGroup = (typeof PAPER_GROUPS)[number];

/**
 * What a paper says, as its template reads it: plain JSON, every name, day, time and amount already in the language of
 * the paper and as people read it (a template lays out; it neither formats nor translates). The shape is that of the
 * template's `sample.json`; a key left out or empty is a line left out. Letterhead, state, register number and day of
 * making are added by `documents`.
 */
export interface PaperData {
  /** Title of the file and of the page. */
  title: string;
  [field: string]: unknown;
}

/** One of several papers of a kind: the letter to one person, the plan of one table. */
export interface PaperSubject {
  /** Stays the same as long as the paper is about the same: an id of ours. At most 80 characters of a–z, 0–9 and `-`. */
  id: string;
  name: string;
}

/** A kind of paper that an activity can produce, contributed by the capability that knows what it says. */
export interface Paper {
  /** Stays for ever: `mission-order`; a–z and `-`. */
  kind: string;
  /** Message key of its name. */
  label: string;
  group: PaperGroup;
  /** Place within its group. */
  order: number;
  /** Folder of `templates/documents` with its layout, words and sample; the kind's own name where it is absent. */
  template?: string;
  /** Kinds of activity that have it; every kind without. */
  activityKinds?: readonly ActivityKind[];
  /** Languages it comes in; all of them without. */
  languages?: readonly PaperLanguage[];
  /** It also comes in two languages side by side, as protocol asks for papers that both sides hold. */
  isBilingual?: boolean;
  /** Its register: the number is drawn when it is approved, per register and year. Papers without one bear no number. */
  register?: { kind: string; label: string; pattern?: string };
  /** Who may see it, beyond seeing the activity: a permission. */
  permission?: string;
  /** Who of those may see it for this activity; all of them where it is absent. */
  maySee?: (actor: Actor, activity: Activity) => boolean;
  /** Who may approve or sign it; who plans the activity where it is absent. */
  mayApprove?: (actor: Actor, activity: Activity) => boolean;
  /** Why it cannot be made yet, as a message key, or null. One statement. */
  missing?: (activityId: string) => Promise<string | null>;
  /** The papers of this kind where there are several, in order; one statement. */
  subjects?: (activityId: string) => Promise<PaperSubject[]>;
  /**
   * What it says now. Runs in a reading unit of work, in the language of the paper (`t`, `localized`, `formatDay` speak
   * it). The same plan gives the same data. `subject` is one of `subjects`, where the kind has them. @throws NotFound
   */
  data: (activityId: string, language: PaperLanguage, subject: string | null) => Promise<PaperData>;
}

/** The kinds of paper, each registered in its capability's onModuleInit; `documents` prints, numbers and keeps them. */
@Injectable()
export class Papers {
  private readonly papers = new Map<string, Paper>();

  register(paper: Paper): void {
    if (this.papers.has(paper.kind)) throw new Error(`Two capabilities register the paper ${paper.kind}.`);
    this.papers.set(paper.kind, paper);
  }

  get all(): Paper[] {
    return [...this.papers.values()].toSorted(
      (a, b) => PAPER_GROUPS.indexOf(a.group) - PAPER_GROUPS.indexOf(b.group) || a.order - b.order,
    );
  }
}
