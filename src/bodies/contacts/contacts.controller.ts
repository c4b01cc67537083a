import { Body as Sent, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { ChangedMeanwhile, type DomainError } from '../../platform/errors.js';
import { seeOther, unprocessable } from '../../platform/http/reply.js';
import { t } from '../../platform/i18n/translate.js';
import { Can } from '../../platform/permissions/can.js';
import { PermissionsService } from '../../platform/permissions/permissions.service.js';
import { day } from '../../platform/web/form-values.js';
import { brokenRule, type FormState, readForm } from '../../platform/web/forms.js';
import { Found } from '../../platform/web/components/picker.js';
import { fragment, page } from '../../platform/web/page.js';
import { flash } from '../../platform/web/visit.js';
import { type ContactFacts, ForeignContact } from './contact.entity.js';
import { contactForm, contactPage, contactsList, offered } from './contacts.pages.js';
import { ContactsQueries } from './contacts.queries.js';
import { ContactsService } from './contacts.service.js';

const words = (longest: number) => z.string().trim().max(longest).optional();
export const ContactFields = {
  onDay: day,
  place: z.string().trim().min(1).max(200),
  counterpart: z.string().trim().min(1).max(500),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'platform.form.choice')
    .optional(),
  organisation: words(300),
  basis: z.string().trim().min(1).max(500),
  purpose: words(500),
  content: z.string().trim().min(1).max(5000),
  participants: z.array(z.uuid()).max(50).default([]),
  authorisedBy: words(300),
  report: words(500),
  bodyId: z.uuid().optional(),
};
const ContactForm = z.object({ ...ContactFields, version: z.coerce.number().int().optional() });
export const contactFacts = (form: z.output<z.ZodObject<typeof ContactFields>>): ContactFacts => ({
  onDay: form.onDay,
  place: form.place,
  counterpart: form.counterpart,
  country: form.country ?? null,
  organisation: form.organisation ?? null,
  basis: form.basis,
  purpose: form.purpose ?? null,
  content: form.content,
  participants: form.participants,
  authorisedBy: form.authorisedBy ?? null,
  report: form.report ?? null,
  bodyId: form.bodyId ?? null,
});
const Ids = z.array(z.uuid()).catch([]);
const FindForm = z.object({ q: z.string().catch('') });
export const ContactsQuery = z.object({
  q: z.string().trim().max(100).optional(),
  year: z.coerce.number().int().optional().catch(undefined),
  country: z.string().length(2).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).default(1).catch(1),
});
const PAGE_SIZE = 40;

/** Who met whom from abroad, when, on what basis, in brief. */
@Controller(':institution/contacts')
@Can('contacts.read')
export class ContactsController {
  constructor(
    private readonly db: Db,
    private readonly contacts: ContactsService,
    private readonly queries: ContactsQueries,
    private readonly permissions: PermissionsService,
  ) {}

  @Get()
  async list(@Query() query: unknown) {
    const read = readForm(ContactsQuery, query);
    const filter = read.ok ? read.data : ContactsQuery.parse({});
    const { rows, total } = await this.queries.list(filter, filter.page, PAGE_SIZE);
    const facets = await this.queries.facets();
    return page(contactsList({ rows, total, filter, facets, pageSize: PAGE_SIZE, mayWrite: this.mayWrite }), {
      title: t('bodies.tab.contacts'),
      section: 'bodies',
    });
  }

  @Get('new')
  @Can('contacts.write')
  async blank() {
    return this.form();
  }

  /** Whom a few letters may mean, as boxes to be ticked. */
  @Post('people')
  @HttpCode(200)
  @Can('contacts.write')
  people(@Sent() sent: unknown): Promise<string> {
    const { q } = FindForm.parse(sent ?? {});
    return this.db.read(async () => fragment(Found({ name: 'participants', options: (await this.queries.find(q)).map(offered) }))); // prettier-ignore
  }

  /** The same without JavaScript: the form as it was typed, with those who were found. */
  @Post(['finding', ':id/finding'])
  @Can('contacts.write')
  async finding(@Param('id') id: string | undefined, @Sent() sent: unknown) {
    const { values } = readForm(ContactForm, sent);
    return unprocessable(await this.form(id, { values, errors: {} }, FindForm.parse(sent ?? {}).q));
  }

  @Post()
  @Can('contacts.write')
  async add(@Sent() sent: unknown) {
    const form = readForm(ContactForm, sent);
    if (!form.ok) return unprocessable(await this.form(undefined, form));
    try {
      const id = await this.contacts.add(contactFacts(form.data));
      flash('bodies.saved');
      return seeOther(`/${Current.institution.slug}/contacts/${id}`);
    } catch (error) {
      return unprocessable(await this.form(undefined, brokenRule(form, error)));
    }
  }

  @Get(':id')
  async show(@Param('id') id: string) {
    const contact = await this.db.one(ForeignContact, id);
    const participants = await this.queries.names(contact.participants);
    return page(contactPage({ contact, participants, mayWrite: this.mayWrite }), {
      title: t('bodies.contact.no', { number: contact.number, year: String(contact.year) }),
      section: 'bodies',
    });
  }

  @Get(':id/edit')
  @Can('contacts.write')
  async edit(@Param('id') id: string) {
    return this.form(id);
  }

  @Post(':id')
  @Can('contacts.write')
  async correct(@Param('id') id: string, @Sent() sent: unknown) {
    const form = readForm(ContactForm, sent);
    if (!form.ok) return unprocessable(await this.form(id, form));
    try {
      await this.contacts.correct(id, contactFacts(form.data), (found) => {
        if (found !== form.data.version) throw new ChangedMeanwhile();
      });
    } catch (error) {
      return unprocessable(await this.form(id, brokenRule(form, error)), (error as DomainError).status);
    }
    flash('bodies.saved');
    return seeOther(`/${Current.institution.slug}/contacts/${id}`);
  }

  private get mayWrite(): boolean {
    return this.permissions.holds(Current.actor, 'contacts.write');
  }

  private form(id?: string, form?: FormState, q?: string): Promise<string> {
    return this.db.read(async () => {
      const contact = id ? await this.db.one(ForeignContact, id) : undefined;
      const chosen = form ? Ids.parse([form.values['participants'] ?? []].flat()) : (contact?.participants ?? []);
      const choices = await this.queries.choices(chosen, q);
      const title = t(contact ? 'bodies.contact.edit' : 'bodies.contact.new');
      return page(contactForm({ contact, choices, form, title }), { title, section: 'bodies' });
    });
  }
}
