import {
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFObjectCopier,
  PDFPage,
  type PDFPageLeaf,
  PDFRawStream,
  PDFRef,
} from '@cantoo/pdf-lib';
import { joinStructure } from './pdf-structure.js';

interface Bookmark {
  title: string;
  page: PDFRef;
  /** The outline that the paper brings. */
  under: PDFDict | undefined;
}

const name = (word: string) => PDFName.of(word);
const CLAIM = /pdfaid:part>2<[^]*pdfaid:conformance>A</;

/** What the file says of its making is kept, so that the same in gives the same out. */
export function openPdf(bytes: Uint8Array): Promise<PDFDocument> {
  return PDFDocument.load(bytes, { updateMetadata: false });
}

/**
 * Papers behind their sheet of contents as one file: pages as they are, a bookmark for each paper with its own below it,
 * the structure trees as parts of one. The file says that it is PDF/A-2a, as its sheet does, only where every paper says
 * so of itself.
 */
export async function bind(
  contentsPdf: Uint8Array,
  papers: readonly { title: string; pdf: Uint8Array }[],
): Promise<Uint8Array> {
  const contents = await openPdf(contentsPdf);
  const { context } = contents;
  const marks: Bookmark[] = [];
  let isArchivable = saysArchivable(contents);
  for (const [index, { title, pdf }] of papers.entries()) {
    const paper = await openPdf(pdf);
    const copier = PDFObjectCopier.for(paper.context, context);
    // By reference, so that what points to a page (structure, links, bookmarks) finds the same copy.
    const pages = paper.getPages().map((page) => copier.copy(page.ref));
    for (const ref of pages) contents.addPage(PDFPage.of(context.lookup(ref) as PDFPageLeaf, ref, contents));
    joinStructure(contents, paper, copier, pages, index + 1);
    const outline = paper.catalog.lookupMaybe(name('Outlines'), PDFDict);
    if (pages[0]) marks.push({ title, page: pages[0], under: outline && copier.copy(outline) });
    isArchivable &&= saysArchivable(paper);
  }
  if (!isArchivable) withoutClaim(contents);
  addBookmarks(contents, marks);
  return contents.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false });
}

/** One bookmark for each paper, closed, over those it brings itself. */
function addBookmarks({ context, catalog }: PDFDocument, marks: readonly Bookmark[]): void {
  if (marks.length === 0) return;
  const outlines = context.nextRef();
  const refs = marks.map(() => context.nextRef());
  for (const [index, { title, page, under }] of marks.entries()) {
    const ref = refs[index]!;
    const item = context.obj({ Parent: outlines, Dest: [page, 'XYZ', null, null, null] });
    item.set(name('Title'), PDFHexString.fromText(title));
    if (index > 0) item.set(name('Prev'), refs[index - 1]!);
    if (refs[index + 1]) item.set(name('Next'), refs[index + 1]!);
    const first = under?.get(name('First'));
    const last = under?.get(name('Last'));
    if (first instanceof PDFRef && last instanceof PDFRef) {
      item.set(name('First'), first);
      item.set(name('Last'), last);
      let number = 0;
      for (let at: unknown = first; at instanceof PDFRef; number += 1) {
        const inner = context.lookup(at, PDFDict);
        inner.set(name('Parent'), ref);
        at = inner.get(name('Next'));
      }
      item.set(name('Count'), PDFNumber.of(-number));
    }
    context.assign(ref, item);
  }
  context.assign(outlines, context.obj({ Type: 'Outlines', First: refs[0]!, Last: refs.at(-1)!, Count: marks.length }));
  catalog.set(name('Outlines'), outlines);
}

function saysArchivable(pdf: PDFDocument): boolean {
  return CLAIM.test(metadataOf(pdf));
}

function metadataOf({ catalog }: PDFDocument): string {
  const stream = catalog.lookup(name('Metadata'));
  return stream instanceof PDFRawStream ? new TextDecoder().decode(stream.getContents()) : '';
}

function withoutClaim(pdf: PDFDocument): void {
  const words = metadataOf(pdf).replace(/<pdfaid:(part|conformance)>[^<]*<\/pdfaid:\1>/g, '');
  const stream = pdf.context.stream(new TextEncoder().encode(words), { Type: 'Metadata', Subtype: 'XML' });
  pdf.catalog.set(name('Metadata'), pdf.context.register(stream));
}
