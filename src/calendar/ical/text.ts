import { escape, foldLines } from 'ical-generator';
import type { CalendarAddress } from './entry-data.js';

// Whatever a parser may take for the end of a line, also U+0085 and U+2028/9, which some split on.
const LINE_BREAKS = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/gu;
// What is left of C0 and C1 (tab becomes a space), and the byte order mark.
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\ufeff]/gu;

/** Text without line breaks and control characters; unpaired surrogates become U+FFFD. */
export function oneLine(text: string): string {
  return text.toWellFormed().replace(LINE_BREAKS, ' ').replaceAll('\t', ' ').replace(CONTROLS, '');
}

/** Paragraphs joined by plain line feeds, each cleaned as by {@link oneLine}. */
export function paragraphs(lines: readonly string[]): string {
  return lines
    .flatMap((line) => line.split(LINE_BREAKS))
    .map(oneLine)
    .join('\n');
}

/** A TEXT value (RFC 5545 §3.3.11) from any text, on one line. */
export function textValue(text: string): string {
  return escape(oneLine(text), false);
}

/**
 * A display name for a parameter. Without backslashes, which mean nothing there but which some programs undo as if it
 * were a TEXT value: `\\n` in a name would become a line break.
 */
export function nameParameter({ name, address }: CalendarAddress): string {
  return oneLine(name).replaceAll('\\', '').trim() || address;
}

// What a mailto may hold bare: nothing that ends an address, a parameter or a line.
// An apostrophe ends none of these: o'hara@… may stand before the @.
const ADDRESS = /^[^\s"(),:;<>@[\\\]]+@[^\s"'(),:;<>@[\\\]]+$/u;

export function isMailAddress(address: string): boolean {
  return address.length <= 254 && oneLine(address) === address && ADDRESS.test(address);
}

/**
 * A URI value, or null where the text is no absolute http(s) or mailto address. A URI is not TEXT: nothing is escaped
 * with backslashes (ical-generator does), and the parser's own serialisation cannot hold a line break.
 */
export function uriValue(text: string): string | null {
  const url = URL.parse(oneLine(text));
  return url && ['http:', 'https:', 'mailto:'].includes(url.protocol) ? url.href : null;
}

/** Content lines to bytes-ready text: CRLF after each, folded at 75 octets without cutting a character. */
export function contentLines(lines: readonly string[]): string {
  return lines.map((line) => `${foldLines(line)}\r\n`).join('');
}

/** An instant as DATE-TIME in UTC: the only form for DTSTAMP, CREATED and LAST-MODIFIED. */
export function utcDateTime(instant: Temporal.Instant): string {
  return instant.round({ smallestUnit: 'second', roundingMode: 'floor' }).toString().replaceAll(/[-:]/g, '');
}
