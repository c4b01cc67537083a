import { Inject, Injectable } from '@nestjs/common';
import http from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import { CONFIG, type Config } from '../config/config.js';
import { type Address, ClosedAddress, hostOf, pinnedTo, resolved } from './address.js';
import { isPublicAddress } from './addresses.rules.js';

const PATIENCE_MS = 5_000;
const MOST_BYTES = 64 * 1024;

export interface OutboundAnswer {
  status: number;
  /** The first kilobytes, for whoever looks for the reason of a refusal. */
  text: string;
}

/**
 * Posts to an address that somebody typed. The name is resolved once, every address it has must be public,
 * and the connection goes to one of those addresses and nowhere else; no redirect is followed, and five seconds are all.
 */
@Injectable()
export class OutboundService {
  private readonly mayBePrivate: boolean;

  constructor(@Inject(CONFIG) config: Config) {
    this.mayBePrivate = config.OUTBOUND_PRIVATE;
  }

  /** Whether an address may be kept at all; whether it may be asked is decided at each request. @throws ClosedAddress */
  check(address: string): URL {
    const url = URL.parse(address);
    if (!url || url.username || url.password) throw new ClosedAddress('is no web address');
    if (url.protocol !== 'https:' && !(this.mayBePrivate && url.protocol === 'http:'))
      throw new ClosedAddress('does not begin with https://');
    const host = hostOf(url);
    if (this.mayBePrivate) return url;
    if (url.port !== '') throw new ClosedAddress('names a port');
    if (isIP(host) ? !isPublicAddress(host) : !host.includes('.') || /\.(localhost|local|internal)\.?$/i.test(host))
      throw new ClosedAddress('is not on the public Internet');
    return url;
  }

  /** @throws ClosedAddress, or what the network says */
  async post(address: string, body: string, headers: Record<string, string>): Promise<OutboundAnswer> {
    const url = this.check(address);
    const to = await resolved(url, this.mayBePrivate);
    return this.send(url, to, body, headers);
  }

  private send(url: URL, to: Address, body: string, headers: Record<string, string>): Promise<OutboundAnswer> {
    const { promise, resolve, reject } = Promise.withResolvers<OutboundAnswer>();
    const request = (url.protocol === 'https:' ? https : http).request(
      url,
      {
        method: 'POST',
        headers: { ...headers, 'Content-Length': String(Buffer.byteLength(body)), 'User-Agent': 'Entente' },
        lookup: pinnedTo(to),
        agent: false,
        signal: AbortSignal.timeout(PATIENCE_MS),
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => {
          text += part;
          if (text.length > MOST_BYTES) response.destroy();
        });
        response.on('close', () => resolve({ status: response.statusCode ?? 0, text: text.slice(0, 2000) }));
        response.on('error', () => undefined);
      },
    );
    request.on('error', reject);
    request.end(body);
    return promise;
  }
}
