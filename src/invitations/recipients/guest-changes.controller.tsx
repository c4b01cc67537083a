import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { NotFound } from '../../platform/errors.js';
import { t } from '../../platform/i18n/translate.js';
import { allow } from '../../platform/permissions/allow.js';
import { Can } from '../../platform/permissions/can.js';
import { wholeNumber } from '../../platform/web/form-values.js';
import type { FormState } from '../../platform/web/forms.js';
import { page } from '../../platform/web/page.js';
import { takeForm } from '../../platform/web/take-form.js';
import { Recipient } from '../invitation.entity.js';
import { InvitationFrame } from '../invitation-frame.queries.js';
import { GuestFactsForm } from '../invitations.forms.js';
import { GuestChanges } from './guest-changes.service.js';
import { GuestPage } from './guest.pages.js';
import { PostalAddresses } from './postal-addresses.queries.js';

const ChangeForm = GuestFactsForm.extend({ seen: wholeNumber });

/** How one guest is written to: his name, his addresses, his language. */
@Controller(':institution/activities/:id/invitations/recipients/:recipient')
@Can('invitations.manage')
export class GuestChangesController {
  constructor(
    private readonly db: Db,
    private readonly changes: GuestChanges,
    private readonly frame: InvitationFrame,
    private readonly addresses: PostalAddresses,
  ) {}

  @Get()
  show(@Param('id') id: string, @Param('recipient') recipient: string): Promise<string> {
    return this.draw(id, recipient);
  }

  @Post()
  change(@Param('id') id: string, @Param('recipient') recipient: string, @Body() body: unknown) {
    return takeForm({
      schema: ChangeForm,
      body,
      again: (form) => this.db.read(() => this.draw(id, recipient, form)),
      take: async ({ seen, ...facts }) => {
        const { activityId, invitationId } = await this.db.read(() => this.db.one(Recipient, recipient));
        if (activityId !== id) throw new NotFound();
        await this.changes.change(recipient, facts, seen);
        const base = `/${Current.institution.slug}/activities/${id}/invitations`;
        return `${base}?invitation=${invitationId}&guest=${recipient}`;
      },
      done: 'invitations.done.guest_changed',
    });
  }

  private async draw(id: string, recipientId: string, form?: FormState): Promise<string> {
    const guest = await this.db.one(Recipient, recipientId);
    if (guest.activityId !== id) throw new NotFound();
    const framed = await this.frame.of(id, guest.invitationId, 'guests');
    allow(framed.mayPlan && guest.state !== 'cancelled');
    const known = (await this.addresses.of([recipientId])).get(recipientId) ?? '';
    return page(
      <>
        {framed.head}
        <GuestPage
          action={`/${Current.institution.slug}/activities/${id}/invitations/recipients/${recipientId}`}
          guest={guest}
          known={guest.postalAddress ? '' : known}
          form={form}
        />
      </>,
      { ...framed.options, title: t('invitations.guest') },
    );
  }
}
