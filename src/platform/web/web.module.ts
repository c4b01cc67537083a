import { Module, type OnModuleInit } from '@nestjs/common';
import { Current } from '../current.js';
import { PermissionsService } from '../permissions/permissions.service.js';
import { CspReportsController } from './csp-reports.controller.js';
import { FrontDoorController } from './front-door.controller.js';
import { accountMenu, followUpMenu, menu, settingsMenu } from './menu.js';
import { PreferencesController } from './preferences.controller.js';
import { SearchController } from './search.controller.js';

@Module({ controllers: [FrontDoorController, SearchController, PreferencesController, CspReportsController] })
export class WebModule implements OnModuleInit {
  constructor(private readonly permissions: PermissionsService) {}

  onModuleInit(): void {
    const mayUse = (permission: string) => this.permissions.holds(Current.actor, permission);
    menu.mayUse = mayUse;
    accountMenu.mayUse = mayUse;
    settingsMenu.mayUse = mayUse;
    followUpMenu.mayUse = mayUse;
  }
}
