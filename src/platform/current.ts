import { AsyncLocalStorage } from 'node:async_hooks';
import type { QueryRunner } from 'typeorm';

/** Text in several languages: BCP 47 tag → text. */
export type LocalizedText = Record<string, string>;

export type Locale = 'en' | 'fr' | 'ru';
export const LOCALES: readonly Locale[] = ['en', 'fr', 'ru'];

export interface CurrentInstitution {
  id: string;
  slug: string;
  name: LocalizedText;
  timeZone: string;
  locales: string[];
  accent: string;
  letterhead: Letterhead;
}

export interface Letterhead {
  address?: string;
  phone?: string;
  email?: string;
  signatory?: { name: string; post: LocalizedText };
}

/** A dated role as it stands today; `scopeId` is null where the scope is the whole institution. */
export interface Grant {
  role: string;
  scopeKind: 'institution' | 'body' | 'country' | 'activity';
  scopeId: string | null;
}

export interface Actor {
  accountId: string;
  personId: string | null;
  name: string;
  email: string;
  grants: Grant[];
  /** Scopes of the personal access token that signed this request; null for a person at a browser. */
  tokenScopes: string[] | null;
}

export interface UnitOfWork {
  runner: QueryRunner;
  readOnly: boolean;
  afterCommit: (() => void | Promise<void>)[];
  /** Answers of a unit that only reads, by question. */
  answers: Map<string, Promise<unknown>>;
}

export interface Context {
  requestId: string;
  locale: string;
  institution?: CurrentInstitution;
  actor?: Actor;
  theme?: 'light' | 'dark' | 'auto';
  nonce?: string;
  path?: string;
  unit?: UnitOfWork;
  /** SQL statements so far: one line per request tells it. */
  statements: { count: number };
}

export class OutsideOfInstitution extends Error {
  constructor() {
    super('There is no current institution here: wrap the call in Current.run or a unit of work.');
  }
}

const storage = new AsyncLocalStorage<Context>();

/** Who asks, for which institution, in which language: ambient, set once per request or job. */
export const Current = {
  run<T>(context: Partial<Context>, work: () => T): T {
    const outer = storage.getStore();
    return storage.run({ requestId: '-', locale: 'en', statements: { count: 0 }, ...outer, ...context }, work);
  },

  get maybe(): Context | undefined {
    return storage.getStore();
  },

  get context(): Context {
    const context = storage.getStore();
    if (!context) throw new OutsideOfInstitution();
    return context;
  },

  get institution(): CurrentInstitution {
    const institution = storage.getStore()?.institution;
    if (!institution) throw new OutsideOfInstitution();
    return institution;
  },

  get institutionId(): string {
    return Current.institution.id;
  },

  get maybeActor(): Actor | undefined {
    return storage.getStore()?.actor;
  },

  get actor(): Actor {
    const actor = Current.maybeActor;
    if (!actor) throw new Error('Nobody is signed in here.');
    return actor;
  },

  get locale(): string {
    return storage.getStore()?.locale ?? 'en';
  },

  get requestId(): string {
    return storage.getStore()?.requestId ?? '-';
  },
};
