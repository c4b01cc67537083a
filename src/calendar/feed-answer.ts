import type { IncomingMessage, ServerResponse } from 'node:http';
import { acceptsEncoding, isNotModified, toHttpDate } from './conditional.js';
import type { Coding, Rendered, ServedCalendar } from './rendered-feed.js';

const codings = new Map<string, Coding>();

/** The coding a client gets. One report has Outlook on the web stumble over compression: `?plain=1` leaves it out. */
export function codingFor(accepted: string | string[] | undefined): Coding {
  const header = typeof accepted === 'string' ? accepted : '';
  let coding = codings.get(header);
  if (!coding) {
    coding = acceptsEncoding(header, 'br') ? 'br' : acceptsEncoding(header, 'gzip') ? 'gzip' : 'identity';
    // Every client sends its own line, always the same; whoever invents more is not remembered.
    if (codings.size < 200 && header.length < 100) codings.set(header, coding);
  }
  return coding;
}

const written = new WeakMap<ServedCalendar, { whole: string[]; same: string[] }>();

/** Headers as Node writes them without looking at them again: once for each calendar and coding. */
function headersOf(served: ServedCalendar, coding: Coding, mediaType: string, isHttps: boolean) {
  let headers = written.get(served);
  if (!headers) {
    const same = [
      ...['ETag', served.etag, 'Vary', 'Accept-Encoding', 'Cache-Control', 'private, no-cache'],
      ...(served.lastModified ? ['Last-Modified', toHttpDate(served.lastModified)] : []),
      ...['X-Robots-Tag', 'noindex, nofollow', 'Referrer-Policy', 'no-referrer', 'X-Content-Type-Options', 'nosniff'],
      ...['Content-Security-Policy', "sandbox; default-src 'none'", 'Cross-Origin-Resource-Policy', 'same-origin'],
      ...(isHttps ? ['Strict-Transport-Security', 'max-age=31536000; includeSubDomains'] : []),
    ];
    const name = mediaType.startsWith('text/calendar') ? 'entente.ics' : 'entente.json';
    const whole = [
      ...same,
      ...['Content-Type', mediaType, 'Content-Disposition', `inline; filename="${name}"`],
      ...(coding === 'identity' ? [] : ['Content-Encoding', coding]),
      ...['Content-Length', String(served.body.byteLength)],
    ];
    written.set(served, (headers = { whole, same }));
  }
  return headers;
}

/** Answers with a calendar that is made: 200, or 304 where the client has it. @returns the status */
export function answerWith(
  request: IncomingMessage,
  response: ServerResponse,
  served: ServedCalendar,
  { coding, rendered, isHttps }: { coding: Coding; rendered: Rendered; isHttps: boolean },
): number {
  const { whole, same } = headersOf(served, coding, rendered.mediaType, isHttps);
  const ifNoneMatch = request.headers['if-none-match'];
  const isKnown =
    ifNoneMatch === served.etag ||
    isNotModified({ ifNoneMatch, ifModifiedSince: request.headers['if-modified-since'] }, served);
  const status = isKnown ? 304 : 200;
  response.writeHead(status, isKnown ? same : whole);
  response.end(isKnown || request.method === 'HEAD' ? undefined : served.body);
  return status;
}
