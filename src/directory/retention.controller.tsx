import { Body, Controller, Get, Post } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { seeOther, unprocessable } from '../platform/http/reply.js';
import { t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { Button } from '../platform/web/components/button.js';
import { FormErrors } from '../platform/web/components/checks.js';
import { Field } from '../platform/web/components/field.js';
import { List } from '../platform/web/components/list.js';
import { Section } from '../platform/web/components/section.js';
import { SettingsTabs } from '../platform/web/components/settings-tabs.js';
import { Day } from '../platform/web/components/time.js';
import { type FormState, readForm } from '../platform/web/forms.js';
import { page } from '../platform/web/page.js';
import { flash } from '../platform/web/visit.js';
import { RestrictedQueries } from './restricted.queries.js';
import { DEFAULT_RETENTION, RetentionForm, TRAVEL_FIELDS } from './travel.forms.js';
import { TravelRetentionService } from './travel-retention.service.js';

const SHOWN = 100;

/** How long travel details are kept, and what goes next: the night's work, seen beforehand. */
@Controller(':institution/settings/retention')
@Can('directory.retain')
export class RetentionController {
  constructor(
    private readonly db: Db,
    private readonly retention: TravelRetentionService,
    private readonly queries: RestrictedQueries,
  ) {}

  @Get()
  show() {
    return this.draw();
  }

  @Post()
  async set(@Body() body: unknown) {
    const form = readForm(RetentionForm, body);
    if (!form.ok) return unprocessable(await this.draw(form));
    await this.retention.setTerms(form.data.days);
    flash('directory.saved');
    return seeOther(`/${Current.institution.slug}/settings/retention`);
  }

  private draw(form?: FormState): Promise<string> {
    return this.db.read(async () => {
      const terms = await this.retention.terms();
      const kept = await this.retention.kept();
      const shown = kept.slice(0, SHOWN);
      const names = await this.queries.names(shown.map(({ personId }) => personId));
      const title = t('directory.retention.title');
      return page(
        <div class="stack">
          <h1>{title}</h1>
          <SettingsTabs current="retention" />
          <p class="lead">{t('directory.retention.hint')}</p>
          <form method="post" class="form" novalidate>
            <FormErrors form={form} />
            <div class="form-row">
              {TRAVEL_FIELDS.map((field) => (
                <Field
                  key={field}
                  name={`days.${field}`}
                  type="number"
                  min={0}
                  max={3650}
                  required
                  form={form}
                  label={t(`directory.restricted.field.${field}`)}
                  value={terms[field]}
                  hint={t('directory.retention.default', { days: DEFAULT_RETENTION[field] })}
                />
              ))}
            </div>
            <div class="form-end">
              <Button primary>{t('directory.save')}</Button>
            </div>
          </form>
          <Section title={t('directory.retention.next')} aside={t('directory.retention.count', { count: kept.length })}>
            <List
              caption={t('directory.retention.next')}
              rows={shown}
              rowKey={(row) => row.id}
              empty={<p class="mute">{t('directory.retention.none')}</p>}
              columns={[
                { label: t('directory.retention.goes-on'), class: 'nb', cell: (row) => <Day day={row.dueOn} /> },
                {
                  label: t('directory.kind.person'),
                  cell: (row) => (
                    <a href={`/${Current.institution.slug}/people/${row.personId}`}>
                      <bdi>{names.get(row.personId)}</bdi>
                    </a>
                  ),
                },
                { label: t('directory.retention.field'), cell: (row) => t(`directory.restricted.field.${row.field}`) },
              ]}
            />
          </Section>
        </div>,
        { title, section: 'settings' },
      );
    });
  }
}
