import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ActivitiesModule } from '../activities/activities.module.js';
import { ActivityTabs, countBadge } from '../activities/activity-tabs.registry.js';
import { BodiesModule } from '../bodies/bodies.module.js';
import { CalendarModule } from '../calendar/calendar.module.js';
import { DirectoryModule } from '../directory/directory.module.js';
import { DocumentsModule } from '../documents/documents.module.js';
import { InstitutionModule } from '../institution/institution.module.js';
import { UploadInterceptor } from '../platform/imports/upload.js';
import { PermissionsService } from '../platform/permissions/permissions.service.js';
import { accountMenu, settingsMenu } from '../platform/web/menu.js';
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
import { GuestLinks } from './guest-links.service.js';
import { GuestsService } from './guests.service.js';
import { Answer, Invitation, Recipient } from './invitation.entity.js';
import { CalendarParts } from './inbox/calendar-parts.service.js';
import { RefreshesService } from './inbox/refreshes.service.js';
import { InboundMail } from './inbox/inbound-mail.entity.js';
import { InboxApi } from './inbox/inbox.api.js';
import { InboxController } from './inbox/inbox.controller.js';
import { ReplyGateway } from './inbox/reply-gateway.controller.js';
import { InboxService } from './inbox/inbox.service.js';
import { MailRetention } from './inbox/mail-retention.service.js';
import { MailboxService } from './inbox/mailbox.service.js';
import { ReviewService } from './inbox/review.service.js';
import { InvitationFrame } from './invitation-frame.queries.js';
import { InvitationOverview } from './invitation-overview.queries.js';
import { InvitationWays } from './invitation-ways.registry.js';
import { InvitationSettingsController } from './invitation-settings.controller.js';
import { InvitationsApi } from './invitations.api.js';
import { InvitationsController } from './invitations.controller.js';
import { InvitationsListeners } from './invitations.listeners.js';
import { InvitationsQueries } from './invitations.queries.js';
import { InvitationsService } from './invitations.service.js';
import { InvitationsTodayService } from './invitations-today.service.js';
import { LetterPreviewsController } from './letter-previews.controller.js';
import { LettersService } from './letters.service.js';
import { MailingApprovals } from './mailings/mailing-approvals.service.js';
import { MailingChecks } from './mailings/mailing-checks.queries.js';
import { MailingDrafts } from './mailings/mailing-drafts.service.js';
import { MailingSheet } from './mailings/mailing-sheet.queries.js';
import { Mailing } from './mailings/mailing.entity.js';
import { MailingWork } from './mailings/mailing-work.service.js';
import { MailingsController } from './mailings/mailings.controller.js';
import { MailingsQueries } from './mailings/mailings.queries.js';
import { MailingsWaiting } from './mailings/mailings-waiting.service.js';
import { MailingsService } from './mailings/mailings.service.js';
import { NeedsService } from './needs.service.js';
import { NewestAnswersQueries } from './newest-answers.queries.js';
import { OpeningService } from './opening.service.js';
import { PostingService } from './posting.service.js';
import { GuestChangesController } from './recipients/guest-changes.controller.js';
import { GuestChanges } from './recipients/guest-changes.service.js';
import { PostalAddresses } from './recipients/postal-addresses.queries.js';
import { GuestSourcesController } from './recipients/guest-sources.controller.js';
import { RecipientsController } from './recipients/recipients.controller.js';
import { GuestSourcesQueries } from './recipients/guest-sources.queries.js';
import { GuestSourcesSheet } from './recipients/guest-sources-sheet.queries.js';
import { GuestSources } from './recipients/guest-sources.service.js';
import { MailTemplate } from './templates/mail-template.entity.js';
import { MailTemplatesController } from './templates/mail-templates.controller.js';
import { MailTemplatesService } from './templates/mail-templates.service.js';
import { GuestPapers } from './paper/guest-papers.service.js';
import { LetterEnclosures } from './paper/letter-enclosures.service.js';
import { PaperLetter } from './paper/paper-letter.entity.js';
import { PaperLetterPrinting } from './paper/paper-letter-printing.service.js';
import { PaperLettersController } from './paper/paper-letters.controller.js';
import { PaperLetters } from './paper/paper-letters.service.js';
import { RevisionsController } from './revising/revisions.controller.js';
import { RevisionsService } from './revising/revisions.service.js';
import { RecipientsApi } from './recipients.api.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([Invitation, Recipient, Answer, Mailing, MailTemplate, InboundMail, PaperLetter]),
    ActivitiesModule,
    BodiesModule,
    DirectoryModule,
    DocumentsModule,
    InstitutionModule,
    ProgrammeModule,
    CalendarModule,
  ],
  controllers: [
    AnswerTermsController,
    ReplyGateway,
    GuestAnswersController,
    GuestsExportController,
    InvitationSettingsController,
    InvitationsController,
    RecipientsController,
    LetterPreviewsController,
    GuestChangesController,
    MailingsController,
    GuestSourcesController,
    MailTemplatesController,
    InboxController,
    PaperLettersController,
    RevisionsController,
    InboxApi,
    InvitationsApi,
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
    InvitationOverview,
    GuestsService,
    GuestLinks,
    OpeningService,
    PostingService,
    MailingsService,
    MailingDrafts,
    MailingApprovals,
    MailingSheet,
    MailingWork,
    GuestSources,
    GuestSourcesSheet,
    GuestChanges,
    PostalAddresses,
    MailTemplatesService,
    InboxService,
    CalendarParts,
    RefreshesService,
    RevisionsService,
    GuestPapers,
    LetterEnclosures,
    PaperLetters,
    PaperLetterPrinting,
    MailboxService,
    MailRetention,
    ReviewService,
    GuestSourcesQueries,
    UploadInterceptor,
    MailingChecks,
    MailingsQueries,
    MailingsWaiting,
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
    this.ways.add({
      id: 'words',
      label: 'invitations.words.title',
      order: 3,
      permission: 'invitations.manage',
      path: 'words',
    });
    this.ways.add({
      id: 'paper',
      label: 'invitations.paper.title',
      order: 7,
      permission: 'invitations.manage',
      path: 'paper',
    });
    this.ways.add({
      id: 'sources',
      label: 'invitations.sources.title',
      order: 5,
      permission: 'invitations.manage',
      path: 'sources',
    });
    this.webhooks.offer('invitations.answered', 'invitations.webhook.answered');
    this.permissions.declare({
      'invitations.see': ['head-intl', 'desk-officer', 'protocol', 'body-secretary', 'approver', 'auditor'],
      'invitations.templates': ['tenant-admin', 'protocol'],
      'invitations.reveal': ['protocol'],
      // Each step of a mailing asks for itself who may take it.
      'invitations.send': ['head-intl', 'desk-officer', 'protocol', 'body-secretary', 'approver'],
      'invitations.manage': ['head-intl', 'desk-officer', 'protocol', 'body-secretary'],
    });
    this.tabs.add({
      id: 'invitations',
      label: 'invitations.title',
      path: 'invitations',
      order: 30,
      permission: 'invitations.see',
      counted: {
        sql: 'select count(*)::int from recipient where institution_id = $1 and activity_id = $2',
        badge: countBadge,
      },
    });
    accountMenu.add({
      id: 'replies',
      path: 'replies',
      label: 'invitations.inbox.title',
      order: 41,
      permission: 'invitations.manage',
    });
    settingsMenu.add({
      id: 'letters',
      path: 'settings/invitations/templates/invitation',
      label: 'invitations.templates.title',
      order: 61,
      permission: 'invitations.templates',
    });
    settingsMenu.add({
      id: 'invitations',
      path: 'settings/invitations',
      label: 'invitations.title',
      order: 60,
      permission: 'institution.edit',
    });
    this.audience.add((activityId, items) => this.queries.toldByMail(activityId, items));
  }
}
