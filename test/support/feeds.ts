import supertest from 'supertest';
import { FeedsService, type NewFeed } from '../../src/calendar/feeds.service.js';
import { AccountsQueries } from '../../src/accounts/accounts.queries.js';
import { Current } from '../../src/platform/current.js';
import type { TestApp } from './app.js';

/** A link of an account (with the rights it has), or of nobody in particular. @returns its path */
export function aFeed(
  house: TestApp,
  feed: Partial<NewFeed> & Pick<NewFeed, 'scopeKind' | 'scopeId'>,
  accountId?: string,
) {
  return house.within(async () => {
    const actor = accountId ? await house.db.read(() => house.get(AccountsQueries).actor(accountId)) : undefined;
    const make = () => house.get(FeedsService).subscribe({ name: 'Link', language: 'en', ...feed });
    const made = await (actor ? Current.run({ actor }, make) : make());
    return { id: made.feed.id, path: new URL(made.url).pathname };
  });
}

/** A fetch as a calendar program makes it, uncompressed. */
export const fetchFeed = (house: TestApp, path: string) =>
  supertest(house.url).get(path).set('Accept-Encoding', 'identity').buffer(true).parse(asText);

/** The text of a calendar. */
export async function feedOf(house: TestApp, path: string): Promise<string> {
  return (await fetchFeed(house, path)).body as string;
}

/** Titles of its entries, in order; a cancelled one begins with a dash. */
export function titlesOf(ics: string): string[] {
  const unfolded = ics.replace(/\r\n[ \t]/g, '');
  return unfolded
    .split('BEGIN:VEVENT')
    .slice(1)
    .map((event) => (event.includes('STATUS:CANCELLED') ? '-' : '') + /SUMMARY:(.*)\r/.exec(event)![1]!);
}

/** Waits for what follows a commit within moments: an announcement has to come back from the database. */
export async function soon(check: () => Promise<boolean>): Promise<void> {
  for (let n = 0; n < 100; n++) {
    if (await check()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('It did not happen within two seconds.');
}

function asText(answer: supertest.Response, done: (error: Error | null, body: string) => void): void {
  const response = answer as unknown as NodeJS.ReadableStream;
  const parts: Buffer[] = [];
  response.on('data', (part: Buffer) => parts.push(part));
  response.on('end', () => done(null, Buffer.concat(parts).toString('utf8')));
}
