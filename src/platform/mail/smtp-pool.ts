import { Readable } from 'node:stream';
import { parseConnectionUrl } from 'nodemailer/lib/shared';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { Turns } from './turns.js';
import { ArrivalUnknown, MessageRefused, ServerAway } from './outcome.js';

const CONNECTIONS = 5;
const USES = 1000;
/** A message that takes longer is given up, however busy the server seems: it may send one byte a second. */
const LONGEST_SEND_MS = 30_000;
const AWAY_MS = 15_000;
const TIMES = { connectionTimeout: 10_000, greetingTimeout: 10_000, dnsTimeout: 10_000, socketTimeout: 25_000 };
/** The server wants another login or another sender: that is about us, not about the message. */
const ABOUT_US = new Set([530, 534, 535, 538]);
const TOO_LARGE = 552;

interface SmtpFault extends Error {
  code?: string;
  command?: string;
  responseCode?: number;
}

/**
 * A few open connections to one server, used one message at a time. It tells refusals of the message from troubles of the
 * server, and knows whether the words were out when a connection broke; nodemailer's own pool tells neither.
 */
export class SmtpPool {
  private readonly options: SMTPConnection.Options & { auth?: SMTPConnection.AuthenticationType };
  private readonly idle: { connection: SMTPConnection; uses: number }[] = [];
  private readonly turns = new Turns(CONNECTIONS);
  private away: { until: number; words: string } | null = null;

  /** @param longest milliseconds that one message may take */
  constructor(
    url: string,
    private readonly longest = LONGEST_SEND_MS,
  ) {
    this.options = { ...(parseConnectionUrl(url) as SMTPConnection.Options), ...TIMES };
  }

  /**
   * @param write makes the bytes when the message's turn comes, and not before: of two jobs at a time the first is done when
   *   the second begins @returns the server's words @throws ServerAway, MessageRefused, ArrivalUnknown, and what `write` throws
   */
  send(envelope: { from: string; to: string }, write: () => Promise<Buffer>): Promise<string> {
    return this.turns.take(async () => this.sendByAny(envelope, await write()));
  }

  close(): void {
    for (const { connection } of this.idle.splice(0)) connection.close();
  }

  private async sendByAny(envelope: { from: string; to: string }, bytes: Buffer): Promise<string> {
    for (let known = this.idle.pop(); known; known = this.idle.pop()) {
      try {
        return await this.sendBy(known, envelope, bytes);
      } catch (error) {
        // The server has closed what lay idle: another is opened.
        if (!(error instanceof ServerAway)) throw error;
      }
    }
    if (this.away && performance.now() < this.away.until) throw new ServerAway(this.away.words);
    return this.sendBy({ connection: await this.open(), uses: 0 }, envelope, bytes);
  }

  private async sendBy(
    one: { connection: SMTPConnection; uses: number },
    envelope: { from: string; to: string },
    bytes: Buffer,
  ): Promise<string> {
    const { connection } = one;
    let isOut = false;
    const body = new Readable({
      read() {
        isOut = true;
        this.push(bytes);
        this.push(null);
      },
    });
    const fault = (error: SmtpFault) => {
      connection.close();
      return faultOf(error, isOut);
    };
    const answer = await new Promise<string>((resolve, reject) => {
      const deadline = setTimeout(() => reject(fault(new Error('The server took too long'))), this.longest);
      connection.send({ from: envelope.from, to: [envelope.to], size: bytes.length }, body, (error, info) => {
        clearTimeout(deadline);
        if (error) reject(fault(error as SmtpFault));
        else resolve(String(info.response ?? ''));
      });
    });
    one.uses += 1;
    if (one.uses < USES) this.idle.push(one);
    else connection.quit();
    return answer;
  }

  private async open(): Promise<SMTPConnection> {
    const connection = new SMTPConnection(this.options);
    const { auth } = this.options;
    try {
      await new Promise<void>((resolve, reject) => {
        const deadline = setTimeout(() => reject(new Error('The server took too long')), this.longest);
        const done = (error?: Error | null) => {
          clearTimeout(deadline);
          if (error) reject(error);
          else resolve();
        };
        connection.on('error', done);
        connection.connect((error?: Error) => (error || !auth ? done(error) : connection.login(auth, done)));
      });
    } catch (error) {
      connection.close();
      const words = error instanceof Error ? error.message : String(error);
      this.away = { until: performance.now() + AWAY_MS, words };
      throw new ServerAway(words);
    }
    this.away = null;
    connection.once('end', () => {
      const at = this.idle.findIndex((one) => one.connection === connection);
      if (at >= 0) this.idle.splice(at, 1);
    });
    return connection;
  }
}

function faultOf(error: SmtpFault, isOut: boolean): Error {
  const { responseCode = 0, command, code } = error;
  const isOurs = ABOUT_US.has(responseCode) || (command === 'MAIL FROM' && responseCode !== TOO_LARGE);
  if (responseCode >= 400 && !isOurs) return new MessageRefused(responseCode, error.message);
  // An address that this server cannot take, found before anything was said.
  if (code === 'EENVELOPE' && responseCode === 0) return new MessageRefused(553, error.message);
  return isOut ? new ArrivalUnknown(error.message) : new ServerAway(error.message);
}
