import { AsyncLocalStorage } from 'node:async_hooks';
import type { NextFunction, Request, Response } from 'express';
import type { MessageParams } from '../i18n/translate.js';

export type Theme = 'light' | 'dark' | 'auto';
export type FlashKind = 'done' | 'warning' | 'undo';

/** A short message about what was just done, shown once on the next page. It carries a key, so a forged cookie can say nothing of its own. */
export interface Flash {
  key: string;
  params?: MessageParams;
  kind: FlashKind;
  /** Path that a POST takes the step back with; shows an "Undo" button. */
  undo?: string;
}

/** What a page needs to know of the request that asks for it, apart from who asks. */
export interface Visit {
  nonce: string;
  theme: Theme;
  /** The path as the browser shows it, without the query. */
  path: string;
  query: URLSearchParams;
  flash: Flash[];
  response: Response | null;
  /** Turbo puts the answer into a page whose policy knows another nonce: style blocks would be refused there. */
  byTurbo: boolean;
}

const visits = new AsyncLocalStorage<Visit>();
const nowhere: Visit = {
  nonce: '',
  theme: 'auto',
  path: '/',
  query: new URLSearchParams(),
  flash: [],
  response: null,
  byTurbo: false,
};

export function currentVisit(): Visit {
  return visits.getStore() ?? nowhere;
}

/** Opens the visit of a request; after `securityHeaders`, which makes the nonce. */
export function openVisit() {
  return (request: Request, response: Response, next: NextFunction) => {
    // Not by URL, which takes `//x` for a host and throws at `//`.
    const [path = '/', query] = request.originalUrl.split(/\?(.*)/s);
    const cookies = readCookies(request.headers.cookie);
    const visit: Visit = {
      nonce: String(response.locals['nonce'] ?? ''),
      theme: asTheme(cookies.get('theme')),
      path,
      query: new URLSearchParams(query),
      flash: readFlash(cookies.get('flash')),
      response,
      byTurbo: request.headers['x-turbo'] !== undefined,
    };
    visits.run(visit, next);
  };
}

/** Runs `draw` as if a browser had asked: for tests and for pages drawn outside of a request. */
export function withVisit<T>(visit: Partial<Visit>, draw: () => T): T {
  return visits.run({ ...nowhere, ...visit }, draw);
}

/** Says on the next page what was done: `flash('receptions.words.saved')`. */
export function flash(key: string, params: MessageParams = {}, more: { kind?: FlashKind; undo?: string } = {}): void {
  const { response, flash: earlier } = currentVisit();
  const said = [
    ...earlier,
    { key, params, kind: more.kind ?? 'done', ...(more.undo ? { undo: more.undo } : {}) } satisfies Flash,
  ];
  response?.cookie('flash', Buffer.from(JSON.stringify(said)).toString('base64url'), flashCookie);
}

/** The messages to show now; they are gone afterwards. */
export function takeFlash(): Flash[] {
  const visit = currentVisit();
  const said = visit.flash;
  if (said.length > 0 && visit.response && !visit.response.headersSent)
    visit.response.clearCookie('flash', flashCookie);
  visit.flash = [];
  return said;
}

export function readCookies(header: string | undefined): Map<string, string> {
  const cookies = new Map<string, string>();
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at > 0) cookies.set(pair.slice(0, at).trim(), pair.slice(at + 1).trim());
  }
  return cookies;
}

export function asTheme(value: unknown): Theme {
  return value === 'light' || value === 'dark' ? value : 'auto';
}

const flashCookie = { httpOnly: true, sameSite: 'lax', path: '/' } as const;

function readFlash(cookie: string | undefined): Flash[] {
  if (!cookie) return [];
  try {
    const said: unknown = JSON.parse(Buffer.from(cookie, 'base64url').toString('utf8'));
    return Array.isArray(said) ? said.filter(isFlash) : [];
  } catch {
    return [];
  }
}

function isFlash(value: unknown): value is Flash {
  const flash = value as Flash | null;
  return typeof flash?.key === 'string' && (flash.undo === undefined || /^\/(?![/\\])/.test(flash.undo));
}
