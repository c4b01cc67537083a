import PizZip from 'pizzip';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { Current } from '../../src/platform/current.js';
import type { NewAccount } from '../../src/accounts/accounts.service.js';
import type { TestApp } from './app.js';
import { violationsOf } from './axe.js';
import { anAccount, PASSWORD } from './factories.js';

/** One mail as it was queued, with its calendar part. */
export interface QueuedMail {
  to_address: string;
  purpose: string;
  body_text: string;
  body_html: string | null;
  calendar_method: string | null;
  calendar: string | null;
}

/** People at their browsers, and everything that the browsers complained of. */
export class Journey {
  /** Errors of the console and of scripts, what the policy refused, and what axe calls serious or critical. */
  readonly complaints: string[] = [];
  private readonly contexts: BrowserContext[] = [];

  constructor(
    readonly house: TestApp,
    private readonly browser: Browser,
  ) {}

  /** A page of somebody whom nobody knows. */
  async stranger(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.browser.newContext({
      viewport: { width: 1440, height: 900 },
      locale: 'en-GB',
      timezoneId: 'Europe/Luxembourg',
      reducedMotion: 'reduce',
      ...options,
    });
    this.contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    page.on('console', (message) => {
      // The browser itself reports an answer that refuses a form; what it says is tested where it is asked for.
      if (message.type() === 'error' && !/status of 4(09|22)/.test(message.text()))
        this.complaints.push(`${where(page)}: ${message.text()}`);
    });
    page.on('pageerror', (error) => this.complaints.push(`${where(page)}: ${error.message}`));
    page.on(
      'response',
      (response) =>
        response.status() >= 500 && this.complaints.push(`${where(page)}: ${response.status()} ${response.url()}`),
    );
    return page;
  }

  /** A page of a new account, signed in by the form. */
  async member(account: Partial<NewAccount>, options: BrowserContextOptions = {}): Promise<Page> {
    const { email } = await this.house.within(() => anAccount(this.house.app, account));
    return this.signedIn(email, PASSWORD, options);
  }

  async signedIn(email: string, password: string, options: BrowserContextOptions = {}, slug = 'house'): Promise<Page> {
    const page = await this.stranger(options);
    await page.goto(`${this.house.url}/${slug}/sign-in`);
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password').fill(password);
    await Promise.all([
      page.waitForURL((url) => !url.pathname.endsWith('/sign-in')),
      page.getByRole('button', { name: 'Sign in', exact: true }).click(),
    ]);
    return page;
  }

  /**
   * Looks at the page as it stands: what axe finds is kept, and a picture where a folder for them is named.
   * @param rules the only ones to try, where the page was tried with all of them in another size or light
   */
  async look(page: Page, name: string, rules?: string[]): Promise<void> {
    // A colour on its way from day to night is neither.
    await page.evaluate(() => Promise.all(document.getAnimations().map((one) => one.finished.catch(() => null))));
    const violations = await violationsOf(page, rules && { runOnly: { type: 'rule', values: rules } });
    for (const { id, impact, nodes } of violations)
      if (impact === 'serious' || impact === 'critical')
        this.complaints.push(`${name}: ${impact} ${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
    if (process.env['PICTURES'])
      await page.screenshot({ path: `${process.env['PICTURES']}/${name}.png`, fullPage: true });
  }

  /** The mails to an address in the order in which they were queued. */
  mailsTo(address: string): Promise<QueuedMail[]> {
    const { db } = this.house;
    return this.house.within(() =>
      db.read(() =>
        db.rows<QueuedMail>(
          'select to_address, purpose, body_text, body_html, calendar_method, calendar from message where institution_id = $1 and to_address = $2 order by created_at, id',
          [Current.institutionId, address],
        ),
      ),
    );
  }

  async close(): Promise<void> {
    for (const context of this.contexts) await context.close();
  }
}

/** Presses a button or link of that name and waits for what is drawn after it: a page, a frame, or a document of its own. */
export async function press(page: Page, name: string | RegExp, within = page.locator('body')): Promise<void> {
  const control = within.getByRole('button', { name }).or(within.getByRole('link', { name })).first();
  // Not for an answer: a page that was fetched while the pointer rested on the link is drawn without another.
  await page.evaluate(() => {
    const before = window as Window & { isBefore?: true };
    before.isBefore = true;
    for (const drawn of ['turbo:render', 'turbo:frame-render'])
      document.addEventListener(drawn, () => delete before.isBefore, { once: true });
  });
  await control.click();
  await page.waitForFunction(() => !('isBefore' in window));
  await settled(page);
}

/** Until Turbo has drawn what it fetched. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('load');
  await page.waitForFunction(
    () =>
      !document.documentElement.hasAttribute('aria-busy') &&
      !document.documentElement.hasAttribute('data-turbo-preview'),
  );
}

/** An address of a mail or a page, on the machine of the test. */
export function here(house: TestApp, address: string): string {
  const { pathname, search } = new URL(address);
  return house.url + pathname + search;
}

/** The properties of the one entry of a calendar whose summary begins so. */
export function entryOf(
  calendar: string,
  summary: string,
): { uid: string; sequence: number; start: string; text: string } {
  const text = calendar
    .replace(/\r?\n[ \t]/g, '')
    .split('BEGIN:VEVENT')
    .slice(1)
    .find((one) => one.includes(`SUMMARY:${summary}`) || new RegExp(`SUMMARY;[^:]*:${summary}`).test(one));
  if (!text) throw new Error(`No “${summary}” in\n${calendar}`);
  const property = (name: string) => new RegExp(`^${name}(?:;[^:\\r\\n]*)?:(.*?)\\r?$`, 'm').exec(text)?.[1] ?? '';
  return { uid: property('UID'), sequence: Number(property('SEQUENCE') || 0), start: property('DTSTART'), text };
}

/** Writes into every empty section of the report that is open, once all of them have their editor. */
export async function fillSections(page: Page, text: string): Promise<void> {
  const sheet = page.locator('.sheet');
  await sheet.locator('[contenteditable="true"]').first().waitFor();
  await page.waitForFunction(() =>
    [...document.querySelectorAll('.sheet textarea')].every((area) => !(area as HTMLElement).checkVisibility()),
  );
  for (const area of await sheet.locator('[contenteditable="true"]').all())
    if (!(await area.innerText()).trim()) await area.fill(text);
  await page.locator('h1').click();
  await settled(page);
}

/** The bytes that a link of the page downloads, fetched by the reader's own session. */
export async function downloaded(page: Page, name: RegExp): Promise<Buffer> {
  const href = await page.getByRole('link', { name }).first().getAttribute('href');
  const answer = await page.request.get(new URL(href!, page.url()).toString());
  if (!answer.ok()) throw new Error(`${href} answered ${answer.status()}`);
  return answer.body();
}

/** The words of a Word file. */
export function wordsOf(docx: Buffer): string {
  return new PizZip(docx)
    .file('word/document.xml')!
    .asText()
    .replace(/<[^>]+>/g, ' ');
}

/** A Tuesday far enough ahead for guests to answer. */
export function aTuesdayAhead(): Temporal.PlainDate {
  const day = Temporal.Now.plainDateISO('Europe/Luxembourg').add({ days: 98 });
  return day.add({ days: (9 - day.dayOfWeek) % 7 });
}

const where = (page: Page) => new URL(page.url()).pathname;
