import { Controller, Get, Header, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { timingSafeEqual } from 'node:crypto';
import { CONFIG, type Config } from '../config/config.js';
import { NotFound } from '../errors.js';
import { Can } from '../permissions/can.js';
import { Metrics } from './metrics.js';
import { Readiness } from './readiness.js';

/** What the operator's tools ask. */
@Controller()
@Can('public')
export class OperationsController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly readiness: Readiness,
    private readonly metrics: Metrics,
  ) {}

  /** The process lives. */
  @Get('healthz')
  health() {
    return { status: 'ok' };
  }

  /** It can serve: 503 with the reason while the database is away. */
  @Get('readyz')
  async ready(@Res({ passthrough: true }) response: Response) {
    const reason = await this.readiness.reason();
    if (!reason) return { status: 'ready' };
    response.status(503).setHeader('Retry-After', '5');
    return { status: 'unavailable', reason };
  }

  @Get('metrics')
  @Header('Content-Type', 'text/plain; version=0.0.4')
  scrape(@Req() request: Request): Promise<string> {
    if (!this.mayScrape(request)) throw new NotFound();
    return this.metrics.text();
  }

  private mayScrape(request: Request): boolean {
    const token = this.config.METRICS_TOKEN;
    if (!token) return ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.ip ?? '');
    const given = Buffer.from(request.headers.authorization ?? '');
    const wanted = Buffer.from(`Bearer ${token}`);
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  }
}
