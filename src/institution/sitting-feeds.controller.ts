import { Body, Controller, Param, Post } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { DomainError } from '../platform/errors.js';
import { seeOther, unprocessable } from '../platform/http/reply.js';
import { t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { readForm, withError } from '../platform/web/forms.js';
import { flash } from '../platform/web/visit.js';
import { SittingFeedForm, SittingFileForm } from './institution.forms.js';
import { SittingDaysService } from './sitting-days.service.js';
import { SittingFeedsService } from './sitting-feeds.service.js';
import { sittingsOf } from './sitting-ics.js';
import { SittingsView } from './sittings.view.js';

/** How far a file of sittings is read, from today. */
const YEARS = 5;

/** Sitting days from calendars made elsewhere: a file once, an address again and again. */
@Controller(':institution/settings/sittings')
@Can('sittings.plan')
export class SittingFeedsController {
  constructor(
    private readonly feeds: SittingFeedsService,
    private readonly sittings: SittingDaysService,
    private readonly view: SittingsView,
  ) {}

  @Post('file')
  async importFile(@Param('institution') slug: string, @Body() body: unknown) {
    const form = readForm(SittingFileForm, body);
    if (!form.ok) return unprocessable(await this.view.draw({ file: form }));
    const { ics, committeeId = null } = form.data;
    await this.view.requireCommittee(committeeId);
    const { timeZone } = Current.institution;
    const today = Temporal.Now.plainDateISO(timeZone);
    try {
      const span = { from: today.subtract({ years: YEARS }), until: today.add({ years: YEARS }) };
      const days = sittingsOf(ics, { zone: timeZone, ...span });
      const count = await this.sittings.importDays(committeeId, days);
      flash('institution.file.imported', { count, found: days.length });
    } catch (error) {
      if (!(error instanceof DomainError) || !error.field) throw error;
      const told = withError(form, error.field, t(error.key, error.params));
      return unprocessable(await this.view.draw({ file: told }), error.status);
    }
    return seeOther(`/${slug}/settings/sittings`);
  }

  @Post('feeds')
  async subscribe(@Param('institution') slug: string, @Body() body: unknown) {
    const form = readForm(SittingFeedForm, body);
    if (!form.ok) return unprocessable(await this.view.draw({ feed: form }));
    const { name, url, committeeId = null } = form.data;
    await this.view.requireCommittee(committeeId);
    try {
      await this.feeds.subscribe({ name, url, committeeId });
    } catch (error) {
      if (!(error instanceof DomainError) || !error.field) throw error;
      const told = withError(form, error.field, t(error.key, error.params));
      return unprocessable(await this.view.draw({ feed: told }), error.status);
    }
    flash('institution.feed.added');
    return seeOther(`/${slug}/settings/sittings`);
  }

  @Post('feeds/:feedId/reading')
  async read(@Param('institution') slug: string, @Param('feedId') feedId: string) {
    await this.feeds.fetchLater(feedId);
    flash('institution.feed.reading');
    return seeOther(`/${slug}/settings/sittings`);
  }

  @Post('feeds/:feedId/removal')
  async end(@Param('institution') slug: string, @Param('feedId') feedId: string) {
    await this.feeds.end(feedId);
    flash('institution.feed.ended');
    return seeOther(`/${slug}/settings/sittings`);
  }
}
