import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import nodemailer, { type Transporter } from 'nodemailer';
import type { Config } from '../config/config.js';
import type { Message } from './message.entity.js';
import { mailAddress } from './addresses.js';

export interface Handed {
  /** The server's words. */
  answer: string;
}

/** Hands a message on: to the SMTP server, or to a file when none is set, so that nothing leaves a demo. */
export class MailTransport {
  private readonly smtp: Transporter | null;
  readonly folder: string;

  constructor(private readonly config: Config) {
    this.folder = join(config.VAR_DIR, 'mail');
    this.smtp = config.SMTP_URL
      ? nodemailer.createTransport({
          url: config.SMTP_URL,
          connectionTimeout: 15_000,
          greetingTimeout: 15_000,
          socketTimeout: 30_000,
          disableFileAccess: true,
          disableUrlAccess: true,
        })
      : null;
  }

  async hand(message: Message): Promise<Handed> {
    const bytes = await this.bytes(message);
    if (!this.smtp) {
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
      const path = join(this.folder, `${message.id}.eml`);
      // Written whole or not at all.
      await writeFile(`${path}.part`, bytes);
      await rename(`${path}.part`, path);
      return { answer: 'written to the mail folder' };
    }
    const info = await this.smtp.sendMail({
      envelope: { from: this.config.MAIL_FROM, to: [mailAddress(message.toName, message.toAddress).address] },
      raw: bytes,
    });
    return { answer: String(info.response ?? '') };
  }

  /** The message as it goes over the wire: text, HTML, and last the calendar part (RFC 6047 §2.4). */
  async bytes(message: Message): Promise<Buffer> {
    const composer = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
    const from = mailAddress(message.fromName ?? 'Entente', this.config.MAIL_FROM);
    const { message: raw } = await composer.sendMail({
      messageId: message.messageId,
      // Not drawn anew: the same message is the same bytes whenever it is sent.
      baseBoundary: message.id,
      from,
      to: mailAddress(message.toName, message.toAddress),
      ...(message.replyTo ? { replyTo: mailAddress(from.name, message.replyTo) } : {}),
      subject: message.subject.replace(/[\r\n]+/g, ' '),
      date: new Date(message.createdAt.epochMilliseconds),
      text: message.bodyText,
      ...(message.bodyHtml ? { html: message.bodyHtml } : {}),
      headers: { 'Content-Language': message.language, 'Auto-Submitted': 'auto-generated' },
      ...(message.calendar
        ? {
            alternatives: [
              {
                contentType: `text/calendar; charset=utf-8; method=${message.calendarMethod}`,
                content: message.calendar,
              },
            ],
          }
        : {}),
    });
    return raw as Buffer;
  }

  close(): void {
    this.smtp?.close();
  }
}

/** Whether the server said no for good (5xx): trying again would only annoy it. */
export function isPermanent(error: unknown): boolean {
  const code = (error as { responseCode?: number } | null)?.responseCode ?? 0;
  return code >= 500 && code < 600;
}

/** Whether the words were out before the connection broke: nobody can know if it arrived (RFC 1047). */
export function isUnknown(error: unknown): boolean {
  return (
    (error as { command?: string } | null)?.command === 'DATA' && !(error as { responseCode?: number }).responseCode
  );
}
