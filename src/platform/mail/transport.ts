import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Config } from '../config/config.js';
import { mailAddress } from './addresses.js';
import type { AttachedFile } from './attachments.registry.js';
import type { Message } from './message.entity.js';
import { SmtpPool } from './smtp-pool.js';

export interface Handed {
  /** The server's words. */
  answer: string;
}

/** Hands a message on: to the SMTP server, or to a file when none is set, so that nothing leaves a demo. */
export class MailTransport {
  private readonly smtp: SmtpPool | null;
  readonly folder: string;

  constructor(private readonly config: Config) {
    this.folder = join(config.VAR_DIR, 'mail');
    this.smtp = config.SMTP_URL ? new SmtpPool(config.SMTP_URL) : null;
  }

  /** @param files makes what goes along @throws ServerAway, MessageRefused, ArrivalUnknown */
  async hand(message: Message, files: () => Promise<readonly AttachedFile[]>): Promise<Handed> {
    const write = async () => this.bytes(message, await files());
    if (this.smtp) {
      const to = mailAddress(message.toName, message.toAddress).address;
      return { answer: await this.smtp.send({ from: this.config.MAIL_FROM, to }, write) };
    }
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const path = join(this.folder, `${message.id}.eml`);
    // Written whole or not at all.
    await writeFile(`${path}.part`, await write());
    await rename(`${path}.part`, path);
    return { answer: 'written to the mail folder' };
  }

  /** The message as it goes over the wire: text, HTML, and last the calendar part (RFC 6047 §2.4); files stand after these. */
  async bytes(message: Message, files: readonly AttachedFile[] = []): Promise<Buffer> {
    const from = mailAddress(message.fromName ?? 'Entente', this.config.MAIL_FROM);
    const composed = new MailComposer({
      messageId: message.messageId,
      // Not drawn anew: the same message is the same bytes whenever it is sent.
      baseBoundary: message.id,
      from,
      to: mailAddress(message.toName, message.toAddress),
      ...(message.replyTo ? { replyTo: mailAddress(from.name, message.replyTo) } : {}),
      subject: message.subject.replace(/[\r\n]+/g, ' '),
      date: new Date(message.createdAt.epochMilliseconds),
      text: inLines(message.bodyText),
      ...(message.bodyHtml ? { html: inLines(message.bodyHtml) } : {}),
      headers: { 'Content-Language': message.language, 'Auto-Submitted': 'auto-generated' },
      ...(message.calendar
        ? {
            alternatives: [
              {
                contentType: `text/calendar; charset=utf-8; method=${message.calendarMethod}`,
                content: inLines(message.calendar),
              },
            ],
          }
        : {}),
      ...(files.length > 0 ? { attachments: [...files] } : {}),
    });
    return composed.compile().build();
  }

  close(): void {
    this.smtp?.close();
  }
}

/** Lines end in CRLF (RFC 5322 §2.3). nodemailer can see to that as well, byte by byte, on the way out of the whole message. */
const inLines = (text: string) => text.replace(/\r?\n/g, '\r\n');
