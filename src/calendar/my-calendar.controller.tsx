import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import QRCode from 'qrcode';
import { ActivitiesQueries } from '../activities/activities.queries.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { DomainError, NotFound } from '../platform/errors.js';
import { seeOther, unprocessable } from '../platform/http/reply.js';
import { t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { readForm, withError } from '../platform/web/forms.js';
import { page } from '../platform/web/page.js';
import { flash } from '../platform/web/visit.js';
import type { Feed } from './feed.entity.js';
import { FeedsService } from './feeds.service.js';
import { FeedForm } from './my-calendar.forms.js';
import { MyCalendarPage, SubscribePage } from './my-calendar.pages.js';

/** The reader's own subscriptions, their health, and a new link in one click. */
@Controller(':institution/my-calendar')
@Can('activities.see')
export class MyCalendarController {
  constructor(
    private readonly db: Db,
    private readonly feeds: FeedsService,
    private readonly activities: ActivitiesQueries,
  ) {}

  @Get()
  async list(): Promise<string> {
    return this.draw({ values: {}, errors: {} });
  }

  @Post()
  async subscribe(@Body() body: unknown) {
    const form = readForm(FeedForm, body);
    if (!form.ok) return unprocessable(await this.db.read(() => this.draw(form)));
    const { scope, activityId, ...rest } = form.data;
    const scopeId = scope === 'person' ? Current.actor.personId : activityId;
    if (!scopeId)
      return unprocessable(
        await this.db.read(() =>
          this.draw(withError(form, scope === 'person' ? 'scope' : 'activityId', t('calendar.my.no_scope'))),
        ),
      );
    try {
      const { feed } = await this.feeds.subscribe({ ...rest, scopeKind: scope, scopeId });
      return seeOther(`/${Current.institution.slug}/my-calendar/${feed.id}`);
    } catch (error) {
      if (!(error instanceof DomainError) || error instanceof NotFound) throw error;
      return unprocessable(
        await this.db.read(() => this.draw(withError(form, error.field ?? '', t(error.key, error.params)))),
      );
    }
  }

  @Get(':id')
  async show(@Param('id') id: string): Promise<string> {
    const feed = await this.mine(id);
    const url = await this.feeds.addressOf(feed);
    const qr = await QRCode.toDataURL(url.replace(/^https?/, 'webcal'), {
      margin: 1,
      width: 220,
      errorCorrectionLevel: 'M',
    });
    return page(<SubscribePage feed={feed} url={url} qr={qr} />, { title: feed.name });
  }

  @Post(':id/rotation')
  async rotate(@Param('id') id: string) {
    const { feed } = await this.feeds.rotate(id);
    flash('calendar.my.rotated');
    return seeOther(`/${Current.institution.slug}/my-calendar/${feed.id}`);
  }

  @Post(':id/revocation')
  async revoke(@Param('id') id: string) {
    await this.feeds.revoke(id);
    flash('calendar.my.revoked');
    return seeOther(`/${Current.institution.slug}/my-calendar`);
  }

  private async mine(id: string): Promise<Feed> {
    const feed = (await this.feeds.mine()).find((one) => one.id === id && !one.revokedAt);
    if (!feed) throw new NotFound();
    return feed;
  }

  private async draw(form: {
    values: Record<string, string | string[]>;
    errors: Record<string, string>;
  }): Promise<string> {
    const feeds = await this.feeds.mine();
    const today = Temporal.Now.plainDateISO(Current.institution.timeZone);
    const activities = await this.activities.between(today.subtract({ days: 30 }), today.add({ days: 550 }));
    return page(
      <MyCalendarPage feeds={feeds} activities={activities} form={form} hasPerson={Current.actor.personId !== null} />,
      {
        title: t('calendar.my.title'),
      },
    );
  }
}
