import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ActivitiesModule } from '../activities/activities.module.js';
import { ActivityTabs } from '../activities/activity-tabs.registry.js';
import { CalendarModule } from '../calendar/calendar.module.js';
import { PermissionsService } from '../platform/permissions/permissions.service.js';
import { WebhookEvents } from '../platform/webhooks/webhook-events.registry.js';
import { ProgrammeModule } from '../programme/programme.module.js';
import { ReleaseAudience } from '../programme/editions/release-audience.registry.js';
import { AnswerTermsController } from './answering/answer-terms.controller.js';
import { AnswerTermsService } from './answering/answer-terms.service.js';
import { OutcomesService } from './answering/outcomes.service.js';
import { PlacesService } from './answering/places.service.js';
import { AnswersService } from './answers.service.js';
import { GuestAnswersController } from './guest-answers.controller.js';
import { GuestsExportController } from './guests-export.controller.js';
import { GuestsService } from './guests.service.js';
import { Answer, Invitation, Recipient } from './invitation.entity.js';
import { InvitationFrame } from './invitation-frame.queries.js';
import { InvitationWays } from './invitation-ways.registry.js';
import { InvitationsController } from './invitations.controller.js';
import { InvitationsListeners } from './invitations.listeners.js';
import { InvitationsQueries } from './invitations.queries.js';
import { InvitationsService } from './invitations.service.js';
import { InvitationsTodayService } from './invitations-today.service.js';
import { LettersService } from './letters.service.js';
import { MailingsService } from './mailings.service.js';
import { NeedsService } from './needs.service.js';
import { NewestAnswersQueries } from './newest-answers.queries.js';
import { RecipientsApi } from './recipients.api.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([Invitation, Recipient, Answer]),
    ActivitiesModule,
    ProgrammeModule,
    CalendarModule,
  ],
  controllers: [
    AnswerTermsController,
    GuestAnswersController,
    GuestsExportController,
    InvitationsController,
    RecipientsApi,
  ],
  providers: [
    InvitationsService,
    AnswersService,
    AnswerTermsService,
    PlacesService,
    OutcomesService,
    InvitationWays,
    InvitationFrame,
    GuestsService,
    MailingsService,
    LettersService,
    InvitationsQueries,
    InvitationsListeners,
    InvitationsTodayService,
    NeedsService,
    NewestAnswersQueries,
  ],
  exports: [
    InvitationsService,
    AnswersService,
    AnswerTermsService,
    PlacesService,
    OutcomesService,
    InvitationWays,
    InvitationFrame,
    InvitationsQueries,
  ],
})
export class InvitationsModule implements OnModuleInit {
  constructor(
    private readonly permissions: PermissionsService,
    private readonly tabs: ActivityTabs,
    private readonly audience: ReleaseAudience,
    private readonly queries: InvitationsQueries,
    private readonly webhooks: WebhookEvents,
    private readonly ways: InvitationWays,
  ) {}

  onModuleInit(): void {
    this.ways.add({
      id: 'terms',
      label: 'invitations.terms.title',
      order: 10,
      permission: 'invitations.manage',
      path: 'terms',
    });
    this.webhooks.offer('invitations.answered', 'invitations.webhook.answered');
    this.permissions.declare({
      'invitations.see': ['head-intl', 'desk-officer', 'protocol', 'body-secretary', 'approver', 'auditor'],
      'invitations.reveal': ['protocol'],
      'invitations.manage': ['head-intl', 'desk-officer', 'protocol', 'body-secretary'],
    });
    this.tabs.add({
      id: 'invitations',
      label: 'invitations.title',
      path: 'invitations',
      order: 30,
      permission: 'invitations.see',
      badge: (activityId) => this.queries.badge(activityId),
    });
    this.audience.add((activityId, items) => this.queries.toldByMail(activityId, items));
  }
}
