import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ActivitiesModule } from '../activities/activities.module.js';
import { ActivityTabs, countBadge } from '../activities/activity-tabs.registry.js';
import { DirectoryModule } from '../directory/directory.module.js';
import { InstitutionModule } from '../institution/institution.module.js';
import { RegisterNumbers } from '../institution/register-numbers.service.js';
import { PermissionsService } from '../platform/permissions/permissions.service.js';
import { followUpMenu, settingsMenu } from '../platform/web/menu.js';
import { ActivityGiftsController } from './activity-gifts.controller.js';
import { Gift } from './gift.entity.js';
import { GIFT_KEEPERS, GIFT_READERS, LIMIT_KEEPERS } from './gift.rules.js';
import { GiftDeadlines } from './gift-deadlines.service.js';
import { GiftLimit } from './gift-limit.entity.js';
import { GiftLimitsController } from './gift-limits.controller.js';
import { GiftLimits } from './gift-limits.service.js';
import { GiftsApi } from './gifts.api.js';
import { GiftsController } from './gifts.controller.js';
import { GiftsReads } from './gifts-page.queries.js';
import { GiftsQueries } from './gifts.queries.js';
import { GIFT, GiftsService } from './gifts.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Gift, GiftLimit]), InstitutionModule, DirectoryModule, ActivitiesModule],
  controllers: [GiftsController, ActivityGiftsController, GiftLimitsController, GiftsApi],
  providers: [GiftsService, GiftsQueries, GiftsReads, GiftLimits, GiftDeadlines],
  exports: [GiftsService, GiftsQueries, GiftsReads, GiftLimits],
})
export class GiftsModule implements OnModuleInit {
  constructor(
    private readonly permissions: PermissionsService,
    private readonly tabs: ActivityTabs,
    private readonly numbers: RegisterNumbers,
  ) {}

  onModuleInit(): void {
    this.permissions.declare({
      'gifts.read': GIFT_READERS,
      'gifts.keep': GIFT_KEEPERS,
      'gifts.limits': LIMIT_KEEPERS,
    });
    this.numbers.register({ kind: GIFT, label: 'gifts.title' });
    const entry = { id: 'gifts', path: 'gifts', label: 'gifts.title', permission: 'gifts.read' };
    followUpMenu.add({ ...entry, order: 30 });
    settingsMenu.add({ ...entry, path: 'settings/gifts', order: 47, permission: 'gifts.limits' });
    this.tabs.add({
      ...entry,
      order: 74,
      counted: {
        sql: 'select count(*)::int from gift where institution_id = $1 and activity_id = $2',
        badge: countBadge,
      },
    });
  }
}
