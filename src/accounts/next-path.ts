/**
 * Where to go after sign-in: a path of this institution only, and not one that leads back here. Anything else is its
 * first page.
 */
export function nextPath(wanted: unknown, slug: string): string {
  const home = `/${slug}`;
  // Browsers read a backslash as a slash and drop tabs and line breaks.
  if (
    typeof wanted !== 'string' ||
    wanted.length > 500 ||
    !/^\/[^\s\\]*$/.test(wanted) ||
    !URL.canParse(wanted, 'http://here.invalid')
  )
    return home;
  const url = new URL(wanted, 'http://here.invalid');
  if (url.host !== 'here.invalid' || (url.pathname !== home && !url.pathname.startsWith(`${home}/`))) return home;
  if (/^\/(sign-in|sign-out|password-reset|welcome)(\/|$)/.test(url.pathname.slice(home.length))) return home;
  return url.pathname + url.search;
}
