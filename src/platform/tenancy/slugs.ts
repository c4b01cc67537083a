/** First path segments that can never be an institution's slug. */
export const RESERVED_SLUGS = new Set([
  'api',
  'assets',
  'c',
  'dav',
  'feeds',
  'healthz',
  'metrics',
  'p',
  'r',
  'readyz',
  'favicon.ico',
  'robots.txt',
  'csp-reports',
  '.well-known',
]);

/** The first segment of the addresses of an institution, unless it is reserved. */
export const SLUG = /^[a-z][a-z0-9-]{1,40}$/;

export const isSlug = (slug: string): boolean => SLUG.test(slug) && !RESERVED_SLUGS.has(slug);
