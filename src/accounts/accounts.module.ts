import { Module, type OnModuleInit } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Actors } from '../platform/permissions/actors.js';
import { PermissionsService } from '../platform/permissions/permissions.service.js';
import { accountMenu } from '../platform/web/menu.js';
import { Account } from './account.entity.js';
import { AccountsService } from './accounts.service.js';
import { ActorSource } from './actor.source.js';
import { LocalStrategy } from './local.strategy.js';
import { PasswordsService } from './passwords.service.js';
import { RoleGrant } from './role-grant.entity.js';
import { SessionCookie } from './session-cookie.js';
import { SessionsService } from './sessions.service.js';
import { SignInController } from './sign-in.controller.js';
import { SignInService } from './sign-in.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Account, RoleGrant]), PassportModule],
  controllers: [SignInController],
  providers: [AccountsService, ActorSource, LocalStrategy, PasswordsService, SessionCookie, SessionsService, SignInService],
  exports: [AccountsService, PasswordsService],
})
export class AccountsModule implements OnModuleInit {
  constructor(
    private readonly actors: Actors,
    private readonly source: ActorSource,
    private readonly permissions: PermissionsService,
  ) {}

  onModuleInit(): void {
    this.actors.contribute((request) => this.source.of(request));
    this.permissions.declare({ 'accounts.manage': ['tenant-admin'] });
    accountMenu.add({ id: 'account', path: 'account', label: 'accounts.account.title', order: 10 });
    accountMenu.add({ id: 'people-with-access', path: 'settings/people', label: 'accounts.people.menu', order: 30, permission: 'accounts.manage' });
  }
}
