import { lookup } from 'node:dns/promises';
import { type IncomingMessage, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { BlockList, isIP } from 'node:net';

/** Why an address could not be read; the message key is the caller's. */
export type FetchFault = 'scheme' | 'private' | 'unknown_host' | 'timeout' | 'too_large' | 'status' | 'unreachable';

export class FetchFailed extends Error {
  constructor(
    readonly fault: FetchFault,
    readonly detail = '',
  ) {
    super(`${fault} ${detail}`.trim());
  }
}

export interface FetchOptions {
  timeoutMs?: number;
  limitBytes?: number;
  /** Whether addresses of the own network may be asked: only by the operator's setting. */
  allowPrivate?: boolean;
  headers?: Record<string, string>;
}

export interface Fetched {
  status: number;
  text: string;
  etag: string | null;
}

const REDIRECTS = 3;

const closed = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  closed.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  closed.addSubnet(network, bits, 'ipv6');

/** Whether an IP address lies in the own machine or network, also where it hides as an IPv4 address inside IPv6. */
export function isPrivateAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return isPrivateAddress(mapped);
  // The same in hexadecimal: `::ffff:7f00:1`.
  if (/^::ffff:/i.test(address)) return true;
  return closed.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/**
 * Reads a text by http or https. The name is looked up once and that very address is asked, so that it cannot change
 * meanwhile; each redirect is judged anew. @throws FetchFailed
 */
export async function fetchText(address: string, options: FetchOptions = {}): Promise<Fetched> {
  const signal = AbortSignal.timeout(options.timeoutMs ?? 15_000);
  let url = parsed(address);
  for (let n = 0; n <= REDIRECTS; n += 1) {
    const answer = await ask(url, options, signal);
    if ('text' in answer) return answer;
    url = parsed(new URL(answer.location, url).href);
  }
  throw new FetchFailed('status', 'too many redirects');
}

function parsed(address: string): URL {
  if (!URL.canParse(address)) throw new FetchFailed('scheme');
  const url = new URL(address.replace(/^webcal:/i, 'https:'));
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new FetchFailed('scheme', url.protocol);
  return url;
}

async function ask(url: URL, options: FetchOptions, signal: AbortSignal): Promise<Fetched | { location: string }> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const ip = isIP(host) ? { address: host, family: isIP(host) } : await lookup(host).catch(() => null);
  if (!ip) throw new FetchFailed('unknown_host', host);
  if (!options.allowPrivate && isPrivateAddress(ip.address)) throw new FetchFailed('private', host);
  const response = await opened(url, ip, options, signal);
  const status = response.statusCode ?? 0;
  const location = response.headers.location;
  if (status >= 300 && status < 400 && status !== 304 && location) {
    response.destroy();
    return { location };
  }
  if (status !== 200 && status !== 304) {
    response.destroy();
    throw new FetchFailed('status', String(status));
  }
  const text = await read(response, options.limitBytes ?? 2_000_000, signal);
  return { status, text, etag: response.headers.etag ?? null };
}

function opened(
  url: URL,
  ip: { address: string; family: number },
  options: FetchOptions,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const request = send(url, {
      signal,
      headers: { Accept: 'text/calendar, */*;q=0.1', ...options.headers },
      // The address that was judged, and no other.
      lookup: (_host, asked, found) =>
        asked.all
          ? (found as unknown as (error: null, all: { address: string; family: number }[]) => void)(null, [ip])
          : found(null, ip.address, ip.family),
    });
    request.on('response', resolve);
    request.on('error', (error: Error) =>
      reject(new FetchFailed(signal.aborted ? 'timeout' : 'unreachable', signal.aborted ? '' : error.message)),
    );
    request.end();
  });
}

async function read(response: IncomingMessage, limit: number, signal: AbortSignal): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of response as AsyncIterable<Buffer>) {
      size += part.length;
      if (size > limit) throw new FetchFailed('too_large', String(limit));
      parts.push(part);
    }
  } catch (error) {
    response.destroy();
    if (error instanceof FetchFailed) throw error;
    throw new FetchFailed(signal.aborted ? 'timeout' : 'unreachable');
  }
  return Buffer.concat(parts).toString('utf8');
}
