import { All, Controller, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Can } from '../platform/permissions/can.js';
import { acceptsEncoding, isNotModified, toHttpDate } from './conditional.js';
import { type Coding, FeedReader } from './feed-reader.service.js';

/**
 * What calendar programs fetch. `Authorization` is ignored (Outlook sends one of its own), no cookie is set and nothing
 * redirects; an unknown link is 404, a withdrawn one answers with a notice and then 410, an outage is 503 by the filter.
 */
@Controller('feeds')
@Can('public')
export class FeedsController {
  constructor(private readonly reader: FeedReader) {}

  @All(':file')
  async serve(@Req() request: Request, @Res() response: Response): Promise<void> {
    response.removeHeader('Vary');
    response.setHeader('X-Robots-Tag', 'noindex, nofollow');
    if (request.method === 'OPTIONS') return void response.status(204).setHeader('Allow', 'GET, HEAD').end();
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return void response.status(405).setHeader('Allow', 'GET, HEAD').end();
    const token = /^(ef_[A-Za-z0-9_-]{43})\.ics$/.exec(String(request.params['file']))?.[1];
    const answer = token ? await this.reader.fetch(token, request.headers['user-agent']) : { kind: 'unknown' as const };
    if (answer.kind !== 'calendar') {
      const status = answer.kind === 'gone' ? 410 : 404;
      return void response
        .status(status)
        .type('text/plain')
        .send(status === 410 ? 'This calendar link was withdrawn.\n' : 'There is no such calendar.\n');
    }
    // One report has Outlook on the web stumble over compression: `?plain=1` leaves it out.
    const accepted = request.query['plain'] ? '' : request.headers['accept-encoding'];
    const coding: Coding = acceptsEncoding(accepted, 'br')
      ? 'br'
      : acceptsEncoding(accepted, 'gzip')
        ? 'gzip'
        : 'identity';
    const { body, etag, lastModified } = await answer.calendar.as(coding);
    response.setHeader('ETag', etag);
    response.setHeader('Vary', 'Accept-Encoding');
    response.setHeader('Cache-Control', 'private, no-cache');
    if (lastModified) response.setHeader('Last-Modified', toHttpDate(lastModified));
    const conditions = {
      ifNoneMatch: request.headers['if-none-match'],
      ifModifiedSince: request.headers['if-modified-since'],
    };
    if (isNotModified(conditions, { etag, lastModified })) return void response.status(304).end();
    if (coding !== 'identity') response.setHeader('Content-Encoding', coding);
    response.setHeader('Content-Type', 'text/calendar; charset=utf-8');
    response.setHeader('Content-Disposition', 'inline; filename="entente.ics"');
    response.setHeader('Content-Length', String(body.byteLength));
    response.status(200).end(request.method === 'HEAD' ? undefined : body);
  }
}
