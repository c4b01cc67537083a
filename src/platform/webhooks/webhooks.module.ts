import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OutboundService } from '../outbound/outbound.service.js';
import { PermissionsService } from '../permissions/permissions.service.js';
import { settingsMenu } from '../web/menu.js';
import { Webhook, WebhookDelivery } from './webhook.entity.js';
import { WebhookEvents } from './webhook-events.registry.js';
import { WebhooksApi } from './webhooks.api.js';
import { WebhooksController } from './webhooks.controller.js';
import { WebhooksService } from './webhooks.service.js';
import { WebhooksTicks } from './webhooks.ticks.js';

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Webhook, WebhookDelivery])],
  controllers: [WebhooksController, WebhooksApi],
  providers: [OutboundService, WebhookEvents, WebhooksService, WebhooksTicks],
  exports: [OutboundService, WebhookEvents],
})
export class WebhooksModule implements OnModuleInit {
  constructor(private readonly permissions: PermissionsService) {}

  onModuleInit(): void {
    this.permissions.declare({ 'webhooks.manage': ['tenant-admin'] });
    settingsMenu.add({
      id: 'webhooks',
      path: 'settings/webhooks',
      label: 'platform.webhooks.title',
      order: 60,
      permission: 'webhooks.manage',
    });
  }
}
