import { All, Controller, Inject, Logger, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CONFIG, type Config } from '../platform/config/config.js';
import { Can } from '../platform/permissions/can.js';
import { answerWith, codingFor } from './feed-answer.js';
import { type Answer, FeedReader } from './feed-reader.service.js';

/**
 * What calendar programs fetch. `Authorization` is ignored (Outlook sends one of its own), no cookie is set and nothing
 * redirects; an unknown link is 404, a withdrawn one answers with a notice and then 410, and whatever fails is 503 and never
 * a page: clients take an empty or strange answer for an empty calendar.
 */
@Controller('feeds')
@Can('public')
export class FeedsController {
  private readonly log = new Logger('feeds');
  private readonly isHttps: boolean;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly reader: FeedReader,
  ) {
    this.isHttps = config.BASE_URL.startsWith('https:');
  }

  @All(':file')
  async serve(@Req() request: Request, @Res() response: Response): Promise<void> {
    if (request.method === 'OPTIONS') return void response.writeHead(204, { Allow: 'GET, HEAD' }).end();
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return this.refuse(response, 405, 'A calendar link can only be read.', { Allow: 'GET, HEAD' });
    const answer = await this.ask(request);
    if (!answer) return this.refuse(response, 503, 'Please ask again later.', { 'Retry-After': '300' });
    if (answer.kind === 'unknown') return this.refuse(response, 404, 'There is no such calendar.');
    if (answer.kind === 'gone') return this.refuse(response, 410, 'This calendar link was withdrawn.');
    const coding = codingFor(request.query['plain'] ? '' : request.headers['accept-encoding']);
    const rendered = answer.calendar;
    const requestId = response.getHeader('X-Request-Id');
    // Headers of pages mean nothing to a calendar program; with or without a kept copy the answer is the same.
    for (const name of response.getHeaderNames()) response.removeHeader(name);
    if (requestId) response.setHeader('X-Request-Id', requestId);
    answerWith(request, response, await rendered.as(coding), { coding, rendered, isHttps: this.isHttps });
  }

  private async ask(request: Request): Promise<Answer | null> {
    try {
      return await this.reader.fetch(String(request.params['file']), request.headers['user-agent'] ?? '');
    } catch (error) {
      this.log.error(`A calendar could not be made: ${error instanceof Error ? error.message : String(error)}`);
      return null;
    }
  }

  private refuse(response: Response, status: number, words: string, headers: Record<string, string> = {}): void {
    const body = `${words}\n`;
    response.writeHead(status, {
      ...{ 'Content-Type': 'text/plain; charset=utf-8', 'Content-Length': String(body.length) },
      ...{ 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex, nofollow', 'Referrer-Policy': 'no-referrer' },
      ...{ 'X-Content-Type-Options': 'nosniff', 'Content-Security-Policy': "sandbox; default-src 'none'" },
      ...headers,
    });
    response.end(body);
  }
}
