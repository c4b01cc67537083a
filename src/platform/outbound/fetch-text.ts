import { type IncomingMessage, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { type Address, ClosedAddress, hostOf, pinnedTo, resolved, UnknownHost } from './address.js';

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
  const to = await resolved(url, options.allowPrivate ?? false).catch((error: unknown) => {
    if (error instanceof ClosedAddress) throw new FetchFailed('private', hostOf(url));
    if (error instanceof UnknownHost) throw new FetchFailed('unknown_host', hostOf(url));
    throw error;
  });
  const response = await opened(url, to, options, signal);
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

function opened(url: URL, to: Address, options: FetchOptions, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const request = send(url, {
      signal,
      headers: { Accept: 'text/calendar, */*;q=0.1', ...options.headers },
      lookup: pinnedTo(to),
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
