import { All, Controller, Logger, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { isConnectionLost } from '../../platform/database/transient.js';
import { NotFound } from '../../platform/errors.js';
import { LimitsService, networkOf, TooManyTries } from '../../platform/limits/limits.service.js';
import { Can } from '../../platform/permissions/can.js';
import { Institutions } from '../../platform/tenancy/institutions.js';
import { type Actor, Current } from '../../platform/current.js';
import { AppPasswordsService } from '../app-passwords.service.js';
import { DavService } from './dav.service.js';
import type { DavAnswer } from './reports.service.js';
import { UnreadableXml } from './xml.js';

const MOST_BYTES = 512 * 1024;
const FAILURES = { name: 'dav-password', points: 60, seconds: 900 };
const READING = 'OPTIONS, GET, HEAD, PROPFIND, REPORT';

/**
 * Calendars for programs that keep an account (RFC 4791), for reading: Apple Calendar, Thunderbird, DAVx⁵. Signed with the
 * owner's e-mail address and a password of the program's own; no cookie is looked at.
 */
@Controller()
@Can('public')
export class DavController {
  private readonly log = new Logger('dav');

  constructor(
    private readonly dav: DavService,
    private readonly institutions: Institutions,
    private readonly passwords: AppPasswordsService,
    private readonly limits: LimitsService,
  ) {}

  /** RFC 6764: where the calendars are, for whoever only knows the host. */
  @All('.well-known/caldav')
  discover(@Res() response: Response): void {
    response.writeHead(301, { Location: '/dav/', 'Cache-Control': 'no-store', 'Content-Length': '0' }).end();
  }

  @All(['dav', 'dav/{*path}'])
  async serve(@Req() request: Request, @Res() response: Response): Promise<void> {
    response.setHeader('DAV', '1, 3, calendar-access');
    response.setHeader('Content-Security-Policy', "sandbox; default-src 'none'");
    response.removeHeader('Vary');
    if (request.method === 'OPTIONS') return void response.status(200).setHeader('Allow', READING).end();
    try {
      const answer = await this.signed(request);
      if (!answer) {
        response.setHeader('WWW-Authenticate', 'Basic realm="Entente calendars", charset="UTF-8"');
        return this.send(request, response, { status: 401, body: 'An app password opens this.\n' });
      }
      this.send(request, response, answer);
    } catch (error) {
      this.send(request, response, this.told(error, response));
    }
  }

  private async signed(request: Request): Promise<(DavAnswer & { headers?: Record<string, string> }) | null> {
    const [user, password] = basic(request.headers.authorization);
    if (!password) return null;
    const institutionId = await this.passwords.institutionOf(password);
    const body = await read(request);
    const answer =
      institutionId === null
        ? null
        : await this.institutions.transaction(institutionId, async () => {
            const actor = await this.passwords.actorOf(user, password, request.headers['user-agent']);
            return actor && this.answer(request, actor, body);
          });
    // Only after the unit of work: a refusal counts also where nothing else is written.
    if (!answer) await this.limits.take(FAILURES, networkOf(request.ip));
    return answer;
  }

  private answer(request: Request, actor: Actor, body: string) {
    const path = decodeURI(request.path);
    return Current.run({ actor }, () =>
      this.dav.answer(actor, request.method, path, {
        body,
        depth: String(request.headers['depth'] ?? 'infinity'),
        ifNoneMatch: request.headers['if-none-match'],
        client: request.headers['user-agent'],
      }),
    );
  }

  private told(error: unknown, response: Response): DavAnswer {
    if (error instanceof NotFound) return { status: 404, body: 'There is no such thing here.\n' };
    if (error instanceof UnreadableXml || error instanceof URIError)
      return { status: 400, body: 'This cannot be read.\n' };
    if (error instanceof TooLarge) return { status: 413, body: 'This is too much.\n' };
    if (error instanceof TooManyTries) {
      response.setHeader('Retry-After', String(Math.ceil(error.seconds)));
      return { status: 429, body: 'Too many wrong passwords.\n' };
    }
    this.log.error(`${Current.requestId} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    if (isConnectionLost(error)) response.setHeader('Retry-After', '30');
    return { status: isConnectionLost(error) ? 503 : 500, body: 'Please ask again later.\n' };
  }

  private send(request: Request, response: Response, answer: DavAnswer & { headers?: Record<string, string> }): void {
    const isXml = answer.body.startsWith('<?xml');
    response.status(answer.status);
    for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
    response.setHeader('Cache-Control', 'private, no-cache');
    response.setHeader(
      'Content-Type',
      answer.mediaType ?? (isXml ? 'application/xml' : 'text/plain') + '; charset=utf-8',
    );
    response.setHeader('Content-Length', String(Buffer.byteLength(answer.body)));
    response.end(request.method === 'HEAD' || answer.status === 304 ? undefined : answer.body);
  }
}

class TooLarge extends Error {}

function basic(header: string | undefined): [user: string, password: string] {
  const encoded = /^basic +([A-Za-z0-9+/=_-]+)$/i.exec(header ?? '')?.[1];
  const text = Buffer.from(encoded ?? '', 'base64').toString('utf8');
  const at = text.indexOf(':');
  return at < 0 ? ['', ''] : [text.slice(0, at), text.slice(at + 1)];
}

/** The body as text; what a body parser has already read is no XML. */
async function read(request: Request): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  if (request.readableEnded) return '';
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > MOST_BYTES) throw new TooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
