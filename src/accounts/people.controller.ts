import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { DomainError } from '../platform/errors.js';
import { seeOther, unprocessable } from '../platform/http/reply.js';
import { t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { readForm, withError, type FormState } from '../platform/web/forms.js';
import { page } from '../platform/web/page.js';
import { flash } from '../platform/web/visit.js';
import { GrantForm, InviteForm } from './accounts.forms.js';
import { AccountsQueries } from './accounts.queries.js';
import { AccountsService } from './accounts.service.js';
import { ColleagueInvitationsService } from './invitations.service.js';
import { InvitePage, PeoplePage, PersonPage } from './people.pages.js';

/** Who may sign in here, and as what. */
@Controller(':institution/settings/people')
@Can('accounts.manage')
export class PeopleController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly queries: AccountsQueries,
    private readonly invitations: ColleagueInvitationsService,
  ) {}

  @Get()
  async list(@Query() asked: Record<string, unknown>) {
    const text = (name: string) =>
      typeof asked[name] === 'string' && asked[name] !== '' ? asked[name].slice(0, 100) : undefined;
    const filter = {
      ...Object.fromEntries(['q', 'role', 'state', 'sort'].flatMap((name) => (text(name) ? [[name, text(name)]] : []))),
      page: Math.max(1, Math.min(10_000, Math.trunc(Number(text('page')) || 1))),
    };
    const rows = await this.queries.list(filter);
    return page(PeoplePage({ rows, filter }), { title: t('accounts.people.title'), section: 'settings' });
  }

  @Get('new')
  blank() {
    return this.invitePage();
  }

  @Post()
  async invite(@Param('institution') slug: string, @Body() body: unknown) {
    const form = readForm(InviteForm, body);
    if (!form.ok) return unprocessable(this.invitePage(form));
    try {
      await this.invitations.invite(form.data);
    } catch (error) {
      if (!(error instanceof DomainError) || !error.field) throw error;
      return unprocessable(this.invitePage(withError(form, 'email', t(error.key, error.params))), error.status);
    }
    flash('accounts.people.invited', { name: form.data.name });
    return seeOther(`/${slug}/settings/people`);
  }

  @Get(':id')
  one(@Param('id') id: string) {
    return this.personPage(id);
  }

  @Post(':id/roles')
  async grant(@Param('institution') slug: string, @Param('id') id: string, @Body() body: unknown) {
    const form = readForm(GrantForm, body);
    if (!form.ok) return unprocessable(await this.personPage(id, form));
    try {
      const { country, ...grant } = form.data;
      await this.accounts.grant(id, { ...grant, ...(country ? { scopeKind: 'country', scopeId: country } : {}) });
    } catch (error) {
      if (!(error instanceof DomainError) || !error.field) throw error;
      return unprocessable(
        await this.personPage(id, withError(form, error.field, t(error.key, error.params))),
        error.status,
      );
    }
    flash('accounts.people.granted');
    return seeOther(`/${slug}/settings/people/${id}`);
  }

  @Post(':id/roles/:grant/withdrawal')
  withdraw(@Param('institution') slug: string, @Param('id') id: string, @Param('grant') grantId: string) {
    return this.settle(slug, id, 'accounts.people.withdrawn', () => this.accounts.withdraw(id, grantId));
  }

  @Post(':id/closure')
  close(@Param('institution') slug: string, @Param('id') id: string) {
    return this.settle(slug, id, 'accounts.people.closed', () => this.accounts.close(id));
  }

  @Post(':id/invitation')
  again(@Param('institution') slug: string, @Param('id') id: string) {
    return this.settle(slug, id, 'accounts.people.sent_again', () => this.invitations.inviteAgain(id));
  }

  private async settle(slug: string, id: string, done: string, act: () => Promise<void>) {
    try {
      await act();
    } catch (error) {
      if (!(error instanceof DomainError) || error.status !== 422) throw error;
      return unprocessable(await this.personPage(id, { values: {}, errors: { '': t(error.key, error.params) } }));
    }
    flash(done);
    return seeOther(`/${slug}/settings/people/${id}`);
  }

  private invitePage(form?: FormState): string {
    return page(InvitePage({ form }), { title: t('accounts.people.invite'), section: 'settings' });
  }

  private async personPage(id: string, form?: FormState): Promise<string> {
    const person = await this.queries.readOne(id);
    return page(PersonPage({ person, form }), { title: person.name, section: 'settings' });
  }
}
