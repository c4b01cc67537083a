import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { mayReveal } from '../directory/directory.rules.js';
import { PeopleQueries } from '../directory/people.queries.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { NotFound } from '../platform/errors.js';
import { type SeeOther, seeOther, type Unprocessable, unprocessable } from '../platform/http/reply.js';
import { t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { allow } from '../platform/permissions/allow.js';
import { brokenRule, type FormState, readForm } from '../platform/web/forms.js';
import { page } from '../platform/web/page.js';
import { flash } from '../platform/web/visit.js';
import { ActivitiesQueries, type HeaderRow } from './activities.queries.js';
import { MemberForm, NewMemberForm, RankForm, SideQuery } from './activities.forms.js';
import { ActivityFrame } from './activity-frame.queries.js';
import { isOpen, mayPlan } from './activity.rules.js';
import { DelegationsPage } from './delegation.pages.js';
import { peopleOf } from './delegation-row.pages.js';
import { DelegationsService } from './delegations.service.js';
import { MemberPage, NewMemberPage } from './member.pages.js';

/** How many of the directory a search shows: who types on finds the rest. */
const FOUND = 12;

@Controller(':institution/activities/:id/people')
@Can('activities.see')
export class DelegationController {
  constructor(
    private readonly db: Db,
    private readonly delegations: DelegationsService,
    private readonly queries: ActivitiesQueries,
    private readonly people: PeopleQueries,
    private readonly frame: ActivityFrame,
  ) {}

  @Get()
  async facing(@Param('id') id: string): Promise<string> {
    const activity = await this.frame.of(id, 'people');
    const row = await this.queries.header(id);
    const members = await this.queries.members(id);
    const canPlan = maySetTable(row);
    return page(
      <DelegationsPage
        activityId={id}
        kind={row.kind}
        members={members}
        mayPlan={canPlan}
        hasBody={row.body_id !== null}
        mayReveal={mayReveal(Current.actor, row.partner_country)}
      />,
      {
        title: t('activities.people.title'),
        activity,
      },
    );
  }

  @Get('new')
  choose(@Param('id') id: string, @Query() query: unknown): Promise<string> {
    return this.drawNew(id, query);
  }

  @Post()
  async add(
    @Param('id') id: string,
    @Query() query: unknown,
    @Body() body: unknown,
  ): Promise<SeeOther | Unprocessable> {
    const { side, q, more } = SideQuery.parse(query);
    const form = readForm(NewMemberForm, body);
    if (!form.ok) return unprocessable(await this.drawNew(id, query, form));
    try {
      await this.delegations.admit(id, side, form.data);
      flash('activities.people.added');
      return seeOther(more ? `${peopleOf(id)}/new?${new URLSearchParams({ side, q }).toString()}` : peopleOf(id));
    } catch (error) {
      return unprocessable(await this.drawNew(id, query, brokenRule(form, error)));
    }
  }

  @Get(':member')
  edit(@Param('id') id: string, @Param('member') memberId: string): Promise<string> {
    return this.drawMember(id, memberId);
  }

  @Post('restoration')
  async restore(@Param('id') id: string, @Query('member') sealed: string): Promise<SeeOther> {
    await this.delegations.restore(id, sealed);
    return seeOther(peopleOf(id));
  }

  @Post(':member')
  async change(
    @Param('id') id: string,
    @Param('member') memberId: string,
    @Body() body: unknown,
  ): Promise<SeeOther | Unprocessable> {
    const form = readForm(MemberForm, body);
    if (!form.ok) return unprocessable(await this.drawMember(id, memberId, form));
    const { post, ...rest } = form.data;
    try {
      await this.delegations.change(memberId, { ...rest, postLabel: post ? { [Current.locale]: post } : null });
      flash('activities.people.saved');
      return seeOther(peopleOf(id));
    } catch (error) {
      return unprocessable(await this.drawMember(id, memberId, brokenRule(form, error)));
    }
  }

  @Post(':member/rank')
  async rank(@Param('id') id: string, @Param('member') memberId: string, @Body() body: unknown): Promise<SeeOther> {
    const form = readForm(RankForm, body);
    if (form.ok) await this.delegations.rank(memberId, form.data.position);
    return seeOther(peopleOf(id));
  }

  @Post(':member/removal')
  async remove(@Param('id') id: string, @Param('member') memberId: string): Promise<SeeOther> {
    const sealed = await this.delegations.remove(memberId);
    flash('activities.people.removed', {}, { kind: 'undo', undo: `${peopleOf(id)}/restoration?member=${sealed}` });
    return seeOther(peopleOf(id));
  }

  private drawNew(id: string, query: unknown, form?: FormState): Promise<string> {
    return this.db.read(async () => {
      const { side, q } = SideQuery.parse(query);
      const row = await this.queries.header(id);
      allow(maySetTable(row));
      const partner = q || side === 'host' ? null : row.partner_id;
      const filter = partner ? { organisation: partner } : { q };
      const found = partner || q.length > 1 ? (await this.people.list(filter, 1, FOUND)).rows : [];
      const shared = {
        found,
        partner: (found.length > 0 && partner && row.partner_name) || undefined,
        listed: new Set((await this.queries.members(id)).map(({ known_id }) => known_id)),
      };
      return page(<NewMemberPage {...{ activityId: id, side, q, form, ...shared }} />, {
        title: t('activities.people.title'),
        activity: await this.frame.of(id, 'people', { ownPrimary: true }),
      });
    });
  }

  private drawMember(id: string, memberId: string, form?: FormState): Promise<string> {
    return this.db.read(async () => {
      const row = await this.queries.header(id);
      allow(maySetTable(row));
      const member = (await this.queries.members(id)).find((one) => one.id === memberId);
      if (!member) throw new NotFound();
      return page(<MemberPage {...{ activityId: id, member, form }} />, {
        title: t('activities.people.title'),
        activity: await this.frame.of(id, 'people', { ownPrimary: true }),
      });
    });
  }
}

const maySetTable = (row: HeaderRow) => isOpen(row) && mayPlan(Current.actor, { id: row.id, bodyId: row.body_id });
