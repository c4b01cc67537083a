import type { RequestHandler, Request } from 'express';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses a state-changing request that another site made the browser send. A request counts as ours only when
 * the browser says `Sec-Fetch-Site: same-origin` or, where it does not send that, when `Origin` is exactly ours.
 * Sibling domains are strangers too: another institution may live there. API calls with a bearer token carry no
 * cookie and are exempt.
 */
export function refuseForeignRequests(refuse: (request: Request) => Error): RequestHandler {
  return (request, _response, next) => next(isOurs(request) ? undefined : refuse(request));
}

export function isOurs(request: Pick<Request, 'method' | 'headers' | 'protocol'> & { path?: string }): boolean {
  if (safeMethods.has(request.method)) return true;
  const { headers } = request;
  // There nobody is known by a cookie: an app password signs each request, and a calendar link is only ever read.
  if (/^\/(dav|feeds|\.well-known\/caldav)(\/|$)/.test(request.path ?? '')) return true;
  if (/^bearer /i.test(headers.authorization ?? '')) return true;
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  return headers.origin !== undefined && headers.origin === `${request.protocol}://${headers.host}`;
}
