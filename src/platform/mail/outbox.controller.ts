import { Controller, Get, Param, Query } from '@nestjs/common';
import { Download } from '../http/reply.js';
import { t } from '../i18n/translate.js';
import { Can } from '../permissions/can.js';
import { page } from '../web/page.js';
import { MailSender } from './mail-sender.service.js';
import { MessagesQueries } from './messages.queries.js';
import { MessagePage, OutboxPage } from './outbox.pages.js';

/** Every mail that the institution sent, or has still to send. */
@Controller(':institution/outbox')
@Can('mail.read')
export class OutboxController {
  constructor(
    private readonly mail: MailSender,
    private readonly queries: MessagesQueries,
  ) {}

  @Get()
  async list(@Query() asked: Record<string, unknown>) {
    const text = (name: string) =>
      typeof asked[name] === 'string' && asked[name] !== '' ? asked[name].slice(0, 100) : undefined;
    const filter = {
      ...Object.fromEntries(['q', 'state', 'purpose'].flatMap((name) => (text(name) ? [[name, text(name)]] : []))),
      page: Math.max(1, Math.min(10_000, Math.trunc(Number(text('page')) || 1))),
    };
    const rows = await this.queries.list(filter);
    const counts = await this.queries.counts(filter);
    const purposes = await this.queries.purposes();
    return page(OutboxPage({ rows, counts, purposes, filter }), {
      title: t('platform.outbox.title'),
      section: 'outbox',
    });
  }

  /** The message as it goes over the wire. */
  @Get(':id.eml')
  async download(@Param('id') id: string) {
    const message = await this.queries.readable(id);
    return new Download(await this.mail.bytes(message), 'message/rfc822', `${message.id}.eml`);
  }

  @Get(':id')
  async one(@Param('id') id: string) {
    const { message, steps } = await this.queries.one(id);
    return page(MessagePage({ message, steps }), { title: message.subject, section: 'outbox' });
  }
}
