import { randomBytes } from 'node:crypto';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import helmet from 'helmet';

/**
 * Security headers of every response. Each request gets a fresh nonce in `res.locals.nonce`; a script or style
 * without it, and every style attribute, is refused by the browser.
 */
export function securityHeaders(options: { https?: boolean } = {}): RequestHandler {
  const protect = helmet({
    contentSecurityPolicy: { useDefaults: false, directives: directives(options.https ?? false) },
    strictTransportSecurity: options.https ? { maxAge: 365 * 24 * 3600, includeSubDomains: true } : false,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  });
  return (request: Request, response: Response, next: NextFunction) => {
    response.locals['nonce'] = randomBytes(16).toString('base64url');
    response.setHeader('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()');
    // Drawn for one reader, unless whoever answers says otherwise: files with hashed names may be kept for ever.
    response.setHeader('Cache-Control', 'no-store');
    response.vary('Cookie');
    protect(request, response, next);
  };
}

/** For pages that a link alone opens (`/r/…`, `/p/…`): nothing of them in search engines, and the guest's browser may keep a copy to check again. */
export function publicPageHeaders(): RequestHandler {
  return (_request, response, next) => {
    response.setHeader('X-Robots-Tag', 'noindex, nofollow, noarchive');
    response.setHeader('Cache-Control', 'private, no-cache');
    next();
  };
}

type Directive = string | ((request: unknown, response: unknown) => string);

function directives(https: boolean): Record<string, Directive[]> {
  const nonce: Directive = (_request, response) => `'nonce-${(response as Response).locals['nonce']}'`;
  return {
    'default-src': ["'none'"],
    'script-src': [nonce],
    'style-src': ["'self'", nonce],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'"],
    'worker-src': ["'self'"],
    'manifest-src': ["'self'"],
    'frame-src': ["'self'"],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
    'report-uri': ['/csp-reports'],
    ...(https ? { 'upgrade-insecure-requests': [] } : {}),
  };
}
