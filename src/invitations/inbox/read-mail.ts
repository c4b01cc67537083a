import { REPLY_CODE } from '../reply-address.js';

/** A mail as far as answers and bounces need it. */
export interface ReadMail {
  from: string;
  subject: string;
  words: string;
  /** Codes of reply addresses that it was sent to. */
  codes: string[];
  /** Message-IDs that it answers. */
  answers: string[];
  calendar: string | null;
  /** A machine wrote it: a notice of absence. */
  isAutomatic: boolean;
  bounce: Bounce | null;
}

export interface Bounce {
  /** Message-ID of what could not be delivered. */
  of: string | null;
  isFinal: boolean;
  /** The server's words. */
  words: string;
}

export const LARGEST_MAIL = 1_000_000;
const LONGEST_WORDS = 2000;
const MESSAGE_ID = /<[^<>\s]{3,250}>/g;
const CODED = /rsvp\+([0-9a-f]{48})@/gi;

/** Takes a mail apart; nothing in it is fetched, run or drawn. Never fails, whatever the bytes. */
export async function readMail(raw: Buffer): Promise<ReadMail> {
  // Large, and needed where mail comes in alone.
  const { simpleParser } = await import('mailparser');
  const mail = await simpleParser(raw, {
    skipImageLinks: true,
    skipHtmlToText: false,
    skipTextToHtml: true,
    skipTextLinks: true,
    maxHtmlLengthToParse: 200_000,
  });
  const header = (name: string) => mail.headerLines.filter(({ key }) => key === name).map(({ line }) => line).join('\n'); // prettier-ignore
  const to = ['to', 'cc', 'delivered-to', 'x-original-to', 'envelope-to'].map(header).join('\n');
  const parts = mail.attachments.map(({ contentType, content, headers }) => ({
    type: contentType.toLowerCase(),
    text: () => decoded(content, headers.get('content-type')),
  }));
  const calendar =
    parts.find(({ type }) => type === 'text/calendar') ?? parts.find(({ type }) => type === 'application/ics');
  const isReport = /report-type\s*=\s*"?delivery-status/i.test(header('content-type'));
  const original = parts.find(({ type }) => type === 'message/rfc822' || type === 'text/rfc822-headers');
  return {
    from: mail.from?.value[0]?.address?.slice(0, 254) ?? '',
    subject: (mail.subject ?? '').slice(0, 300),
    words: (mail.text ?? '').trim().slice(0, LONGEST_WORDS).toWellFormed().replaceAll('\0', ''),
    codes: [...to.matchAll(CODED)].map(([, code]) => code!.toLowerCase()).filter((code) => REPLY_CODE.test(code)),
    answers: `${header('in-reply-to')} ${header('references')}`.match(MESSAGE_ID) ?? [],
    calendar: calendar?.text() ?? null,
    isAutomatic: /auto-(replied|generated)/i.test(header('auto-submitted')) || header('x-autoreply') !== '',
    // The parser joins the report to the words.
    bounce: isReport ? bounceOf(mail.text ?? '', original?.text() ?? header('references')) : null,
  };
}

/** A calendar part alone, as the mail that it came in. @param from as a stranger wrote it */
export function asMail(code: string, calendar: string, from: string): Buffer {
  const lines = [
    `From: <${from.replace(/[^\x21-\x7e]|[<>]/g, '').slice(0, 254)}>`,
    `To: <rsvp+${code}@reply.invalid>`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=part',
    '',
    '--part',
    'Content-Type: text/calendar; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(calendar).toString('base64').replace(/.{76}/g, '$&\r\n'),
    '--part--',
    '',
  ];
  return Buffer.from(lines.join('\r\n'));
}

/** RFC 3464: the report says what became of it, the returned part which message it was. */
function bounceOf(report: string, original: string): Bounce {
  const field = (name: string) => new RegExp(`^${name}:[ \\t]*(.*(?:\\r?\\n[ \\t].*)*)`, 'im').exec(report)?.[1]?.replace(/\s+/g, ' ').trim(); // prettier-ignore
  const words = field('Diagnostic-Code') ?? field('Status') ?? '';
  const of = /^Message-ID:\s*(<[^<>\s]{3,250}>)/im.exec(original)?.[1] ?? original.match(MESSAGE_ID)?.at(-1) ?? null;
  return { of, isFinal: field('Action')?.toLowerCase() === 'failed', words: words.slice(0, 500) };
}

/** In the character set that the part names; one that nobody knows is read as UTF-8. */
function decoded(content: Buffer, type: unknown): string {
  const charset = (type as { params?: Record<string, string> } | undefined)?.params?.['charset'] ?? 'utf-8';
  try {
    return new TextDecoder(charset).decode(content);
  } catch {
    return new TextDecoder().decode(content);
  }
}
