import { Global, Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { Actors } from './actors.js';
import { PermissionsService } from './permissions.service.js';
import { RoutesCheck } from './routes-check.js';

@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [PermissionsService, Actors, RoutesCheck, { provide: APP_GUARD, useClass: AccessGuard }],
  exports: [PermissionsService, Actors, RoutesCheck],
})
export class PermissionsModule {}
