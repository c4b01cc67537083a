import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface PdfContent {
  pages: string[];
  title: string | undefined;
  /** Titles of the first level. */
  bookmarks: string[];
  /** The XMP packet says which standard the file follows. */
  xmp: string;
}

/** The words of a PDF, page by page, in the order in which they were written. */
export async function readPdf(bytes: Uint8Array): Promise<PdfContent> {
  // pdf.js takes the buffer over, so it gets a copy.
  const loading = getDocument({ data: bytes.slice(), useSystemFonts: false, verbosity: 0 });
  const pdf = await loading.promise;
  const pages: string[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const { items } = await (await pdf.getPage(number)).getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(''));
  }
  const { info, metadata } = await pdf.getMetadata();
  const bookmarks = ((await pdf.getOutline()) ?? []).map((one) => one.title);
  const title = (info as { Title?: string }).Title;
  const xmp = String((metadata as { getRaw?: () => string } | null)?.getRaw?.() ?? '');
  await loading.destroy();
  return { pages, title, bookmarks, xmp };
}

/** Words as they are compared: without spaces, breaks and capitals. */
export function squeezed(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\u00AD\u200B-\u200F\u2066-\u2069]+/g, '')
    .toLowerCase();
}
