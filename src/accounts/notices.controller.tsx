import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { seeOther, type SeeOther, type Unprocessable, unprocessable } from '../platform/http/reply.js';
import { formatInstant } from '../platform/i18n/format.js';
import { t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { Button, PostButton } from '../platform/web/components/button.js';
import { Select } from '../platform/web/components/field.js';
import { Empty, PageHead } from '../platform/web/components/section.js';
import { wholeNumber } from '../platform/web/form-values.js';
import { readForm } from '../platform/web/forms.js';
import { page } from '../platform/web/page.js';
import { flash } from '../platform/web/visit.js';
import { NoticesService } from './notices.service.js';

const HourForm = z.strictObject({
  hour: wholeNumber
    .pipe(z.number().min(0).max(23))
    .nullish()
    .transform((hour) => hour ?? null),
});

/** One's own notices, and when they come by mail. */
@Controller(':institution/notices')
@Can('signed-in')
export class NoticesController {
  constructor(
    private readonly db: Db,
    private readonly notices: NoticesService,
  ) {}

  @Get()
  show(): Promise<string> {
    return this.draw();
  }

  @Post('reading')
  async read(@Param('institution') slug: string): Promise<SeeOther> {
    await this.notices.readAll();
    return seeOther(`/${slug}/notices`);
  }

  @Post('hour')
  async choose(@Param('institution') slug: string, @Body() body: unknown): Promise<SeeOther | Unprocessable> {
    const form = readForm(HourForm, body);
    if (!form.ok) return unprocessable(await this.db.read(() => this.draw()));
    await this.notices.chooseHour(form.data.hour);
    flash('accounts.notices.chosen');
    return seeOther(`/${slug}/notices`);
  }

  private async draw(): Promise<string> {
    const base = `/${Current.institution.slug}/notices`;
    const rows = await this.notices.mine();
    const hour = await this.notices.digestHour();
    const zone = Current.institution.timeZone;
    return page(
      <>
        <PageHead
          title={t('accounts.notices.title')}
          actions={
            rows.some(({ readAt }) => !readAt) && (
              <PostButton to={`${base}/reading`}>{t('accounts.notices.read')}</PostButton>
            )
          }
        />
        {rows.length === 0 ? (
          <Empty title={t('accounts.notices.none')} />
        ) : (
          <ul class="notices">
            {rows.map((one) => (
              <li key={one.id} class={one.readAt ? 'mute' : undefined}>
                <a href={one.href} class={one.readAt ? undefined : 'strong'}>
                  {t(one.key, one.params)}
                </a>{' '}
                <span class="small mute">{formatInstant(one.createdAt, zone, 'short')}</span>
              </li>
            ))}
          </ul>
        )}
        <form class="form" method="post" action={`${base}/hour`}>
          <div class="form-row">
            <Select
              name="hour"
              label={t('accounts.notices.hour')}
              value={hour === null ? '' : String(hour)}
              empty={t('accounts.notices.never')}
              options={Array.from({ length: 24 }, (_, n) => ({
                value: String(n),
                label: `${String(n).padStart(2, '0')}:00`,
              }))}
            />
          </div>
          <div class="form-end">
            <Button>{t('accounts.notices.choose')}</Button>
          </div>
        </form>
      </>,
      { title: t('accounts.notices.title') },
    );
  }
}
