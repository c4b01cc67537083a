import type { Response } from 'express';

/** A letter is a document of its own, in a frame of ours that runs and loads nothing. */
export function inFrame(response: Response, html: string): string {
  response.setHeader('X-Frame-Options', 'SAMEORIGIN');
  response.setHeader(
    'Content-Security-Policy',
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
  );
  return html;
}
