import { Inject, Injectable } from '@nestjs/common';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { CONFIG, type Config } from '../platform/config/config.js';
import { Metrics } from '../platform/operations/metrics.js';
import { answerWith, codingFor } from './feed-answer.js';
import { FeedCopies } from './feed-copies.service.js';
import { FetchLog } from './fetch-log.service.js';

/**
 * Answers ahead of the framework's router what is asked thousands of times without having changed: a kept copy of a feed,
 * under its exact path. Everything else goes the whole way.
 */
@Injectable()
export class FeedFront {
  private readonly isHttps: boolean;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly copies: FeedCopies,
    private readonly fetches: FetchLog,
    private readonly metrics: Metrics,
  ) {
    this.isHttps = config.BASE_URL.startsWith('https:');
  }

  /** Steps before whatever listens to the server's requests now. */
  standBefore(server: Server): void {
    const behind = server.listeners('request') as ((request: IncomingMessage, response: ServerResponse) => void)[];
    server.removeAllListeners('request');
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      if (!this.answer(request, response)) for (const listener of behind) listener.call(server, request, response);
    });
  }

  private answer(request: IncomingMessage, response: ServerResponse): boolean {
    const { method, url } = request;
    if ((method !== 'GET' && method !== 'HEAD') || !url?.startsWith('/feeds/')) return false;
    const copy = this.copies.get(url);
    if (!copy) return false;
    const { rendered } = copy;
    const coding = codingFor(request.headers['accept-encoding']);
    const served = rendered.ready(coding);
    // The first of its coding has to be compressed, which the whole way does.
    if (!served) return false;
    const status = answerWith(request, response, served, { coding, rendered, isHttps: this.isHttps });
    this.metrics.count('feeds', status);
    this.fetches.note(copy.institutionId, copy.feedId, request.headers['user-agent']);
    return true;
  }
}
