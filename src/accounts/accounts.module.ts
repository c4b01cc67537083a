import { Module, type OnModuleInit } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Actors } from '../platform/permissions/actors.js';
import { Addressees } from '../institution/deadlines/addressees.registry.js';
import { InstitutionModule } from '../institution/institution.module.js';
import { PermissionsService } from '../platform/permissions/permissions.service.js';
import { accountMenu, settingsMenu } from '../platform/web/menu.js';
import { AccessToken } from './access-token.entity.js';
import { AccessTokensService } from './access-tokens.service.js';
import { Account } from './account.entity.js';
import { AccountController } from './account.controller.js';
import { AccountTicket } from './account-ticket.entity.js';
import { AccountsQueries } from './accounts.queries.js';
import { AccountsService } from './accounts.service.js';
import { ActorSource } from './actor-source.service.js';
import { ColleagueInvitationsService } from './invitations.service.js';
import { LocalStrategy } from './local.strategy.js';
import { MeApi } from './me.api.js';
import { Notice } from './notice.entity.js';
import { NoticesController } from './notices.controller.js';
import { NoticesService } from './notices.service.js';
import { OwnAccountService } from './own-account.service.js';
import { PasswordResetsService } from './password-resets.service.js';
import { PasswordsService } from './passwords.service.js';
import { PeopleController } from './people.controller.js';
import { ResetLinksService } from './reset-links.service.js';
import { RoleGrant } from './role-grant.entity.js';
import { SessionCookie } from './session-cookie.js';
import { SessionsCleanup } from './sessions-cleanup.service.js';
import { SessionsService } from './sessions.service.js';
import { SignInController } from './sign-in.controller.js';
import { SignInService } from './sign-in.service.js';
import { TicketsController } from './tickets.controller.js';
import { TicketsService } from './tickets.service.js';
import { GrantsAtTermEnd } from './term-end.service.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([Account, RoleGrant, AccountTicket, AccessToken, Notice]),
    PassportModule,
    InstitutionModule,
  ],
  controllers: [SignInController, TicketsController, AccountController, PeopleController, NoticesController, MeApi],
  providers: [
    GrantsAtTermEnd,
    AccessTokensService,
    AccountsQueries,
    AccountsService,
    ActorSource,
    ColleagueInvitationsService,
    LocalStrategy,
    NoticesService,
    OwnAccountService,
    PasswordResetsService,
    PasswordsService,
    ResetLinksService,
    SessionCookie,
    SessionsCleanup,
    SessionsService,
    SignInService,
    TicketsService,
  ],
  exports: [NoticesService, AccountsService, AccountsQueries, PasswordsService],
})
export class AccountsModule implements OnModuleInit {
  constructor(
    private readonly actors: Actors,
    private readonly source: ActorSource,
    private readonly permissions: PermissionsService,
    private readonly queries: AccountsQueries,
    private readonly addressees: Addressees,
  ) {}

  onModuleInit(): void {
    this.addressees.contribute(this.queries);
    this.actors.contribute((request) => this.source.of(request));
    this.actors.contributeAccounts((accountId) => this.queries.actor(accountId));
    this.permissions.declare({ 'accounts.manage': ['tenant-admin'] });
    settingsMenu.add({
      id: 'people',
      path: 'settings/people',
      label: 'accounts.people.title',
      order: 20,
      permission: 'accounts.manage',
    });
    accountMenu.add({ id: 'notices', path: 'notices', label: 'accounts.notices.title', order: 6 });
    accountMenu.add({ id: 'account', path: 'account', label: 'accounts.account.title', order: 10 });
    accountMenu.add({
      id: 'people-with-access',
      path: 'settings/people',
      label: 'accounts.people.menu',
      order: 30,
      permission: 'accounts.manage',
    });
  }
}
