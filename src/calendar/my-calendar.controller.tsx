import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { DomainError, NotFound } from '../platform/errors.js';
import { seeOther, unprocessable } from '../platform/http/reply.js';
import type { Language } from '../platform/i18n/languages.js';
import { t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { type FormState, readForm, withError } from '../platform/web/forms.js';
import { page } from '../platform/web/page.js';
import { qrImage } from '../platform/web/qr-code.js';
import { flash } from '../platform/web/visit.js';
import { FeedScopes } from './feed-scopes.registry.js';
import { FeedsService } from './feeds.service.js';
import { FetchLog } from './fetch-log.service.js';
import { FeedChoicesForm, FeedForm } from './my-calendar.forms.js';
import { MyCalendarPage } from './my-calendar.pages.js';
import { MyCalendarQueries } from './my-calendar.queries.js';
import { feedText } from './feed-text.js';
import { verifyCalendar } from './ical/verify.js';
import { SubscribePage, VerificationPage } from './subscribe.pages.js';

const base = () => `/${Current.institution.slug}/my-calendar`;
const untouched: FormState = { values: {}, errors: {} };

/** The reader's own subscriptions, their health, what others see of the reader, and a new link in one click. */
@Controller(':institution/my-calendar')
@Can('activities.see')
export class MyCalendarController {
  constructor(
    private readonly db: Db,
    private readonly feeds: FeedsService,
    private readonly scopes: FeedScopes,
    private readonly queries: MyCalendarQueries,
    private readonly fetches: FetchLog,
  ) {}

  @Get()
  async list(@Query('scope') scope: unknown, @Query('q') search: unknown): Promise<string> {
    await this.fetches.flush();
    return this.draw(untouched, text(scope), text(search));
  }

  /** One click: everything that I take part in, confidential meetings of my own included. */
  @Post('own')
  async own() {
    const { personId, name } = Current.actor;
    if (!personId) throw new NotFound();
    const { feed } = await this.feeds.subscribe({
      ...{ scopeKind: 'person', scopeId: personId, name: name.slice(0, 80) },
      ...{ language: Current.locale, confidential: 'full' },
    });
    return seeOther(`${base()}/${feed.id}`);
  }

  @Post()
  async subscribe(@Body() body: unknown) {
    const form = readForm(FeedForm, body);
    const asked = text((body as Record<string, unknown> | undefined)?.['scope']);
    if (!form.ok) return unprocessable(await this.db.read(() => this.draw(form, asked, '')));
    const { scope, subject = '', ...rest } = form.data;
    if (!subject && scope !== 'public') {
      const told = withError(form, 'subject', t('calendar.my.no_scope'));
      return unprocessable(await this.db.read(() => this.draw(told, scope, '')));
    }
    return this.asked(
      async () => (await this.feeds.subscribe({ ...rest, scopeKind: scope, scopeId: subject })).feed.id,
      (field, sentence) => this.draw(withError(form, field, sentence), scope, ''),
    );
  }

  @Get(':id')
  async show(@Param('id') id: string): Promise<string> {
    await this.fetches.flush();
    return this.drawOne(id, untouched);
  }

  /** Reads the link back and says what a strict client would complain of. */
  @Get(':id/verification')
  async verify(@Param('id') id: string): Promise<string> {
    const feed = await this.feeds.one(id);
    const contents = await this.queries.contents(feed);
    const text = contents ? feedText(contents) : '';
    const verification = {
      feed,
      findings: verifyCalendar(text),
      entries: text.split('\r\nBEGIN:VEVENT\r\n').length - 1,
      bytes: Buffer.byteLength(text),
    };
    return page(<VerificationPage {...verification} />, { title: t('calendar.verify.title') });
  }

  @Post(':id')
  async change(@Param('id') id: string, @Body() body: unknown) {
    const form = readForm(FeedChoicesForm, body);
    if (!form.ok) return unprocessable(await this.db.read(() => this.drawOne(id, form)));
    await this.feeds.change(id, { ...form.data, alarmMinutes: form.data.alarmMinutes ?? null });
    flash('calendar.my.changed');
    return seeOther(`${base()}/${id}`);
  }

  @Post(':id/rotation')
  async rotate(@Param('id') id: string) {
    const { feed } = await this.feeds.rotate(id);
    flash('calendar.my.rotated');
    return seeOther(`${base()}/${feed.id}`);
  }

  @Post(':id/revocation')
  async revoke(@Param('id') id: string) {
    await this.feeds.revoke(id);
    flash('calendar.my.revoked');
    return seeOther(base());
  }

  private async asked(work: () => Promise<string>, again: (field: string, sentence: string) => Promise<string>) {
    try {
      return seeOther(`${base()}/${await work()}`);
    } catch (error) {
      if (!(error instanceof DomainError) || error instanceof NotFound) throw error;
      return unprocessable(await this.db.read(() => again(error.field ?? '', t(error.key, error.params))));
    }
  }

  private async drawOne(id: string, form: FormState): Promise<string> {
    const feed = await this.feeds.one(id);
    const url = await this.feeds.addressOf(feed);
    const qr = await qrImage(url.replace(/^https?/, 'webcal'));
    const subject = (await this.queries.subjects([feed])).get(feed.id) ?? '';
    return page(<SubscribePage {...{ feed, url, qr, subject, form }} />, { title: feed.name });
  }

  private async draw(form: FormState, asked: string, search: string): Promise<string> {
    const actor = Current.actor;
    const feeds = await this.feeds.mine();
    const living = feeds.filter((feed) => !feed.revokedAt);
    const subjects = await this.queries.subjects(living);
    const watchers = actor.personId ? await this.queries.watchers(actor.personId, actor.accountId) : [];
    const scope = this.scopes.of(asked) ?? this.scopes.of(actor.personId ? 'person' : 'activity')!;
    const choices = await scope.choices(actor, search);
    const scopes = this.scopes.all.map(({ kind, label }) => ({ kind, label }));
    const hasOwn = living.some((feed) => feed.scopeKind === 'person' && feed.scopeId === actor.personId);
    const language = Current.locale as Language;
    const shown = { feeds: living, subjects, watchers, scopes, scope: scope.kind, choices, search, form, language };
    return page(<MyCalendarPage {...shown} mayMakeOwn={actor.personId !== null && !hasOwn} />, {
      title: t('calendar.my.title'),
    });
  }
}

const text = (value: unknown) => (typeof value === 'string' ? value.slice(0, 100) : '');
