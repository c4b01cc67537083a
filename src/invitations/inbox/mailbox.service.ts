import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { JobsService } from '../../platform/jobs/jobs.service.js';
import { TicksService } from '../../platform/jobs/ticks.service.js';
import { InboxService } from './inbox.service.js';
import { LARGEST_MAIL } from './read-mail.js';

const AT_ONCE = 200;

/** The mailbox that replies come to, read every minute. A mail is marked as seen only when it is kept here. */
@Injectable()
export class MailboxService implements OnModuleInit {
  private readonly log = new Logger('mailbox');

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly db: Db,
    private readonly jobs: JobsService,
    private readonly ticks: TicksService,
    private readonly inbox: InboxService,
  ) {}

  onModuleInit(): void {
    this.jobs.define('invitations.mailbox', () => this.readAll().then(() => undefined));
  }

  @Cron('* * * * *')
  async tick(): Promise<void> {
    if (this.config.WORKER === 'off' || !this.config.IMAP_URL) return;
    await this.ticks.once('invitations.mailbox', 1, async () => {
      if (!(await this.isKeeper())) return;
      await this.db.transaction(() => this.jobs.enqueue('invitations.mailbox', {}, { singletonKey: 'mailbox' }));
    });
  }

  /** Reads what is new; safe to repeat and to break off. @returns how many were taken in */
  async readAll(): Promise<number> {
    const { hostname, port, protocol, username, password, pathname } = new URL(this.config.IMAP_URL!);
    const { ImapFlow } = await import('imapflow');
    const secure = protocol === 'imaps:';
    const client = new ImapFlow({
      host: hostname,
      port: Number(port) || (secure ? 993 : 143),
      secure,
      auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
      logger: false,
      connectionTimeout: 15_000,
      socketTimeout: 60_000,
    });
    client.on('error', (error: Error) => this.log.warn(error.message));
    await client.connect();
    try {
      await client.mailboxOpen(decodeURIComponent(pathname.slice(1)) || 'INBOX');
      const found = await client.search({ seen: false }, { uid: true });
      const uids = (found || []).slice(0, AT_ONCE);
      for (const uid of uids) {
        const one = await client.fetchOne(String(uid), { source: { maxLength: LARGEST_MAIL + 1 } }, { uid: true });
        if (one && one.source) await this.inbox.receive(one.source);
        await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true });
      }
      return uids.length;
    } finally {
      await client.logout().catch(() => client.close());
    }
  }

  /** Whose staff review what names no guest: the institution that the setting names, else the first. */
  private async isKeeper(): Promise<boolean> {
    if (this.config.MAILBOX_INSTITUTION) return Current.institution.slug === this.config.MAILBOX_INSTITUTION;
    const [first] = await this.db.crossing('institution_ids');
    return first === Current.institutionId;
  }
}
