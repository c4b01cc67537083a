import { type DynamicModule, Module } from '@nestjs/common';
import type { Config } from './config/config.js';
import { ConfigModule } from './config/config.module.js';
import { DatabaseModule } from './database/database.module.js';
import { EventsModule } from './events/events.module.js';
import { ExportsModule } from './exports/exports.module.js';
import { FilesModule } from './files/files.module.js';
import { HttpModule } from './http/http.module.js';
import { ImportsModule } from './imports/imports.module.js';
import { JobsModule } from './jobs/jobs.module.js';
import { LimitsModule } from './limits/limits.module.js';
import { MailModule } from './mail/mail.module.js';
import { OperationsModule } from './operations/operations.module.js';
import { PermissionsModule } from './permissions/permissions.module.js';
import { SecretsModule } from './secrets/secrets.module.js';
import { TenancyModule } from './tenancy/tenancy.module.js';
import { AuditModule } from './audit/audit.module.js';
import { WebhooksModule } from './webhooks/webhooks.module.js';
import { WebModule } from './web/web.module.js';

/** Everything under the capabilities; it knows none of them. */
@Module({})
export class PlatformModule {
  static with(config: Config): DynamicModule {
    return {
      module: PlatformModule,
      imports: [
        ConfigModule.with(config),
        DatabaseModule,
        TenancyModule,
        OperationsModule,
        HttpModule,
        PermissionsModule,
        SecretsModule,
        JobsModule,
        EventsModule,
        FilesModule,
        MailModule,
        LimitsModule,
        ImportsModule,
        ExportsModule,
        WebModule,
        AuditModule,
        WebhooksModule,
      ],
    };
  }
}
