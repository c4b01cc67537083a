import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { feedEtag } from './ical/assemble-feed.js';

export type Coding = 'identity' | 'gzip' | 'br';

export interface ServedCalendar {
  body: Buffer;
  etag: string;
  lastModified: Temporal.Instant | null;
}

/** A calendar's bytes, compressed once per coding. */
export class Rendered {
  private readonly codings = new Map<Coding, ServedCalendar>();
  private readonly plain: Buffer;

  constructor(
    text: string,
    readonly lastModified: Temporal.Instant | null,
    readonly mediaType = 'text/calendar; charset=utf-8',
  ) {
    this.plain = Buffer.from(text, 'utf8');
  }

  /** What it takes in memory, about. */
  get size(): number {
    return this.plain.byteLength * 1.2;
  }

  /** What is at hand without any work. */
  ready(coding: Coding): ServedCalendar | undefined {
    return this.codings.get(coding);
  }

  async as(coding: Coding): Promise<ServedCalendar> {
    const kept = this.codings.get(coding);
    if (kept) return kept;
    const body = coding === 'identity' ? this.plain : await compress(this.plain, coding);
    const served = { body, etag: feedEtag(body), lastModified: this.lastModified };
    this.codings.set(coding, served);
    return served;
  }
}

async function compress(plain: Buffer, coding: 'gzip' | 'br'): Promise<Buffer> {
  if (coding === 'gzip') return promisify(gzip)(plain, { level: 6 });
  return promisify(brotliCompress)(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
}
