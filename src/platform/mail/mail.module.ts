import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PermissionsService } from '../permissions/permissions.service.js';
import { accountMenu } from '../web/menu.js';
import { Attachments } from './attachments.registry.js';
import { MailSender } from './mail-sender.service.js';
import { MailService } from './mail.service.js';
import { MailTicks } from './mail.ticks.js';
import { Message } from './message.entity.js';
import { MessagesQueries } from './messages.queries.js';
import { OutboxController } from './outbox.controller.js';

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Message])],
  controllers: [OutboxController],
  providers: [Attachments, MailService, MailSender, MailTicks, MessagesQueries],
  exports: [Attachments, MailService, MailSender, MessagesQueries],
})
export class MailModule implements OnModuleInit {
  constructor(private readonly permissions: PermissionsService) {}

  onModuleInit(): void {
    this.permissions.declare({ 'mail.read': ['tenant-admin', 'protocol', 'head-intl', 'desk-officer'] });
    accountMenu.add({
      id: 'outbox',
      path: 'outbox',
      label: 'platform.outbox.title',
      order: 40,
      permission: 'mail.read',
    });
  }
}
