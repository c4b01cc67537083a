import { DocumentTooLong } from './rendering.errors.js';

const longestText = 50_000;
// An emblem may hold a bitmap.
const longestEmblem = 1_500_000;
const largestDocument = 4_000_000;
// Base64 of all pictures in the texts, and drawings of flags; they are no words, so they count apart.
const largestPictures = 16_000_000;
const pictureData = /\.attrs\.image\.data$|(^|\.)flags\.[a-z]{2}$/;
const deepest = 60;

// C0 and C1 controls except tab and newline, and the two non-characters: PDF/A and XML have no place for them.
// eslint-disable-next-line no-control-regex
const unprintable = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\uFFFE\uFFFF]/g;

const arabic = /\p{Script=Arabic}/u;
const telephone = /(?<!\u200E)\+\d[\d\u00A0\u202F ()/-]*\d/g;

/**
 * A copy of the data that both typesetters can read: whole characters, composed (NFC), no control characters.
 * @throws DocumentTooLong when a text exceeds 50,000 characters, the whole 4,000,000, or its pictures 12 MB
 */
export function cleanData<T>(data: T): T {
  let total = 0;
  let pictures = 0;
  const clean = (value: unknown, place: string, depth: number): unknown => {
    if (depth > deepest) throw new DocumentTooLong(place, deepest);
    if (typeof value === 'string') {
      if (pictureData.test(place)) {
        pictures += value.length;
        if (pictures > largestPictures) throw new DocumentTooLong('pictures', largestPictures);
        return value;
      }
      total += value.length;
      const longest = place === 'letterhead.emblem' ? longestEmblem : longestText;
      if (value.length > longest) throw new DocumentTooLong(place, longest);
      if (total > largestDocument) throw new DocumentTooLong(place, largestDocument);
      return cleanText(value);
    }
    if (Array.isArray(value)) return value.map((item, index) => clean(item, `${place}[${index}]`, depth + 1));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, inner]) => inner !== undefined && inner !== null)
        .map(([key, inner]) => [key, clean(inner, place === '' ? key : `${place}.${key}`, depth + 1)]),
    );
  };
  return clean(data, '', 0) as T;
}

export function cleanText(text: string): string {
  return inOrder(text.replace(/\r\n?/g, '\n').toWellFormed().replace(unprintable, '').normalize('NFC'));
}

/** Among Arabic words a telephone would stand with its groups turned round: a mark on either side holds them. */
function inOrder(text: string): string {
  return arabic.test(text) ? text.replace(telephone, '\u200E$&\u200E') : text;
}
