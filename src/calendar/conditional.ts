/** What a client said it already has. */
export interface Conditions {
  readonly ifNoneMatch?: string | null;
  readonly ifModifiedSince?: string | null;
}

/** What would be sent: the entity tag with its quotes, and when the representation last changed. */
export interface Representation {
  readonly etag: string;
  readonly lastModified?: Temporal.Instant | null;
}

const ENTITY_TAG = /(?:W\/)?"([\x21\x23-\x7e\x80-\u{10ffff}]*)"/u;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * Whether a GET or HEAD is answered with 304 (RFC 9110 §13.2.2): If-None-Match decides alone where it is present, even
 * when it is malformed; If-Modified-Since only without it, and a date that cannot be read is ignored.
 */
export function isNotModified(
  { ifNoneMatch, ifModifiedSince }: Conditions,
  { etag, lastModified }: Representation,
): boolean {
  if (ifNoneMatch !== undefined && ifNoneMatch !== null) return matchesEntityTag(ifNoneMatch, etag);
  const since = ifModifiedSince ? httpDate(ifModifiedSince) : null;
  if (!since || !lastModified) return false;
  return Math.floor(lastModified.epochMilliseconds / 1000) <= since.epochMilliseconds / 1000;
}

/** If-None-Match against an entity tag: `*`, a list, and weak comparison (RFC 9110 §13.1.2, §8.8.3.2). */
export function matchesEntityTag(ifNoneMatch: string, etag: string): boolean {
  if (ifNoneMatch.trim() === '*') return true;
  const opaque = ENTITY_TAG.exec(etag)?.[1];
  return opaque !== undefined && entityTags(ifNoneMatch).includes(opaque);
}

/**
 * Whether a response may be sent in `coding` (RFC 9110 §12.5.3). A client without the header gets the plain bytes,
 * although the RFC would allow any coding: those that cannot decompress are the ones that leave it out.
 */
export function acceptsEncoding(header: string | null | undefined, coding: string): boolean {
  const weights = new Map((header ?? '').split(',').map(weighted));
  return (weights.get(coding.toLowerCase()) ?? weights.get('*') ?? 0) > 0;
}

/** Last-Modified and Date: `Sun, 28 Mar 2027 01:00:00 GMT`. */
export function toHttpDate(instant: Temporal.Instant): string {
  return new Date(instant.epochMilliseconds).toUTCString();
}

function entityTags(list: string): string[] {
  const tags: string[] = [];
  // Opaque tags may hold commas, so the list is read tag by tag.
  for (let rest = list; ;) {
    rest = rest.replace(/^[\s,]+/, '');
    const found = new RegExp(`^${ENTITY_TAG.source}(?=\\s*(?:,|$))`, 'u').exec(rest);
    if (!found) return tags;
    tags.push(found[1] ?? '');
    rest = rest.slice(found[0].length);
  }
}

function weighted(element: string): [string, number] {
  const [coding = '', ...parameters] = element.split(';').map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  const name = coding === 'x-gzip' ? 'gzip' : coding;
  if (quality === undefined) return [name, 1];
  // A weight that is none is no permission.
  return [name, /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(quality) ? Number(quality) : 0];
}

/** The three forms that a recipient must read (RFC 9110 §5.6.7); null for anything else. */
function httpDate(text: string): Temporal.Instant | null {
  const imf = /^\w{3}, (?<day>\d{2}) (?<month>\w{3}) (?<year>\d{4}) (?<time>\d\d:\d\d:\d\d) GMT$/;
  const rfc850 = /^\w+day, (?<day>\d{2})-(?<month>\w{3})-(?<year>\d{2}) (?<time>\d\d:\d\d:\d\d) GMT$/;
  const asctime = /^\w{3} (?<month>\w{3}) (?<day>[ \d]\d) (?<time>\d\d:\d\d:\d\d) (?<year>\d{4})$/;
  const parts = [imf, rfc850, asctime].map((form) => form.exec(text.trim())?.groups).find((groups) => groups);
  const month = MONTHS.indexOf(parts?.month ?? '') + 1;
  if (!parts || month === 0) return null;
  const { day = '', time = '', year = '' } = parts;
  // Two digits of a year belong to this century as long as they are not 50 years ahead; sent by nothing younger.
  const century = year.length === 2 ? (Number(year) > 76 ? '19' : '20') : '';
  try {
    return Temporal.Instant.from(
      `${century}${year}-${String(month).padStart(2, '0')}-${day.trim().padStart(2, '0')}T${time}Z`,
    );
  } catch {
    return null;
  }
}
