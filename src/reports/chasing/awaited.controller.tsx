import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { Current } from '../../platform/current.js';
import { DomainError, NotFound } from '../../platform/errors.js';
import { type SeeOther, seeOther } from '../../platform/http/reply.js';
import { localized, t } from '../../platform/i18n/translate.js';
import { hasRole } from '../../platform/permissions/allow.js';
import { Can } from '../../platform/permissions/can.js';
import { PostButton } from '../../platform/web/components/button.js';
import { Select } from '../../platform/web/components/field.js';
import { Filters, List, Pager } from '../../platform/web/components/list.js';
import { FollowUpTabs } from '../../platform/web/components/menu-tabs.js';
import { Empty, PageHead } from '../../platform/web/components/section.js';
import { Day, Stamp } from '../../platform/web/components/time.js';
import { readForm } from '../../platform/web/forms.js';
import { page } from '../../platform/web/page.js';
import { flash } from '../../platform/web/visit.js';
import { type AwaitedRow, Chasing, CHASERS } from './chasing.service.js';

const AwaitedQuery = z.object({
  shown: z.enum(['late']).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).default(1).catch(1),
});
const PAGE_SIZE = 40;

/** Reports that are due and overdue, each asked for with one click. */
@Controller(':institution/reports')
@Can('reports.awaited')
export class AwaitedReportsController {
  constructor(private readonly chasing: Chasing) {}

  @Get()
  async list(@Query() query: unknown): Promise<string> {
    const read = readForm(AwaitedQuery, query);
    const filter = read.ok ? read.data : AwaitedQuery.parse({});
    const { rows, total } = await this.chasing.awaited(filter.shown === 'late', filter.page, PAGE_SIZE);
    const mayChase = hasRole(Current.actor, CHASERS);
    return page(<AwaitedPage {...{ rows, total, mayChase }} shown={filter.shown} at={filter.page} />, {
      title: t('reports.awaited.title'),
      section: 'follow-up',
    });
  }

  @Post(':activityId/chase')
  async chase(@Param('activityId') activityId: string): Promise<SeeOther> {
    try {
      await this.chasing.chase(activityId);
      flash('reports.flash.chased');
    } catch (error) {
      if (!(error instanceof DomainError) || error instanceof NotFound) throw error;
      flash(error.key);
    }
    return seeOther(`/${Current.institution.slug}/reports`);
  }
}

interface AwaitedPageProps {
  rows: AwaitedRow[];
  total: number;
  mayChase: boolean;
  shown: string | undefined;
  at: number;
}

function AwaitedPage({ rows, total, mayChase, shown, at }: AwaitedPageProps) {
  const home = `/${Current.institution.slug}`;
  return (
    <>
      <PageHead title={t('reports.awaited.title')} />
      <FollowUpTabs current="reports" />
      <Filters>
        <Select
          name="shown"
          label={t('reports.awaited.shown')}
          value={shown}
          empty={t('reports.activity.all')}
          options={[{ value: 'late', label: t('reports.activity.punctuality.overdue') }]}
        />
      </Filters>
      <List
        caption={t('reports.awaited.title')}
        rows={rows}
        rowKey={(row) => row.activity_id}
        empty={<Empty title={t('reports.awaited.none')} />}
        columns={[
          {
            label: t('reports.field.due'),
            class: 'nb',
            cell: ({ due_on, is_late }) =>
              due_on && (
                <span class={is_late ? 'strong wine' : undefined}>
                  <Day day={due_on} style="short" />
                  {is_late && `, ${t('reports.late')}`}
                </span>
              ),
          },
          {
            label: t('reports.activity.activity'),
            cell: (row) => (
              <a class="strong" href={`${home}/activities/${row.activity_id}/report`}>
                {localized(row.title)}
              </a>
            ),
          },
          { label: t('reports.page.author'), cell: ({ author }) => <bdi>{author ?? '–'}</bdi> },
          { label: t('reports.page.state_label'), class: 'nb', cell: ({ state }) => t(`reports.state.${state}`) },
          {
            label: t('reports.awaited.chased'),
            class: 'nb',
            cell: ({ chased_at }) => chased_at && <Stamp at={chased_at} zone={Current.institution.timeZone} />,
          },
          {
            label: <span class="vh">{t('reports.awaited.chase')}</span>,
            cell: (row) =>
              mayChase && (
                <PostButton
                  to={`${home}/reports/${row.activity_id}/chase`}
                  small
                  label={t('reports.awaited.chase_named', { title: localized(row.title) })}
                >
                  {t('reports.awaited.chase')}
                </PostButton>
              ),
          },
        ]}
      />
      {total > 0 && <Pager page={at} pageSize={PAGE_SIZE} total={total} />}
    </>
  );
}
