import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface PdfStructure {
  pages: number;
  /** Language mark of the file. */
  language: string | null;
  /** Languages of parts that differ from it. */
  otherLanguages: string[];
  /** Names without the letters of the subset; every one is embedded. */
  fonts: string[];
  headings: string[];
  tableHeads: string[];
  alternatives: string[];
  /** The words in order of reading, without heads and feet that run along. */
  text: string;
}

interface Node {
  role?: string;
  type?: string;
  id?: string;
  alt?: string;
  lang?: string;
  children?: Node[];
}

/** What a tagged PDF tells a reader that cannot see it. */
export async function readStructure(bytes: Uint8Array): Promise<PdfStructure> {
  const loading = getDocument({ data: bytes.slice(), useSystemFonts: false, verbosity: 0 });
  const pdf = await loading.promise;
  const found: PdfStructure = {
    pages: pdf.numPages,
    language: null,
    otherLanguages: [],
    fonts: [],
    headings: [],
    tableHeads: [],
    alternatives: [],
    text: '',
  };
  const fonts = new Set<string>();
  const others = new Set<string>();
  const words: string[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { items, lang } = await page.getTextContent({ includeMarkedContent: true });
    found.language ??= lang;
    const texts = markedItems(items as Item[]);
    const walk = (node: Node): Item[] => {
      if (node.lang) others.add(node.lang);
      if (node.alt) found.alternatives.push(node.alt);
      const items = node.type === 'content' ? (texts.get(node.id ?? '') ?? []) : (node.children ?? []).flatMap(walk);
      if (!BLOCK.test(node.role ?? '')) return items;
      const inner = asRead(items);
      if (/^H\d$/.test(node.role ?? '') || node.role === 'Title') found.headings.push(inner.trim());
      if (node.role === 'TH' && inner.trim()) found.tableHeads.push(inner.trim());
      return [{ str: ` ${inner} ` }];
    };
    const tree = (await page.getStructTree()) as Node | null;
    if (tree) words.push(asRead(walk(tree)));
    const { fnArray, argsArray } = await page.getOperatorList();
    for (const [index, operation] of fnArray.entries()) {
      if (operation !== OPS.setFont) continue;
      const font = page.commonObjs.get(argsArray[index][0]) as { name: string; missingFile?: boolean };
      fonts.add((font.missingFile ? 'NOT EMBEDDED ' : '') + font.name.replace(/^[A-Z]{6}\+/, ''));
    }
  }
  await loading.destroy();
  return {
    ...found,
    otherLanguages: [...others].toSorted(),
    fonts: [...fonts].toSorted(),
    text: words.join(' ').replace(/\s+/g, ' ').trim(),
  };
}

const MARK = /[\u064B-\u0652]/;
const BLOCK = /^(H\d|P|TD|TH|LI|Lbl|LBody|Div|Title|TOCI|Caption)$/;

type Item = {
  type?: string;
  id?: string;
  str?: string;
  hasEOL?: boolean;
  dir?: string;
  width?: number;
  transform?: number[];
};

/** What stands under each mark; what stands in an artifact has none. */
function markedItems(items: Item[]): Map<string, Item[]> {
  const marked = new Map<string, Item[]>();
  const open: (string | null)[] = [];
  for (const item of items) {
    if (item.type === 'beginMarkedContentProps') open.push(item.id ?? null);
    else if (item.type === 'beginMarkedContent') open.push(null);
    else if (item.type === 'endMarkedContent') open.pop();
    else {
      const id = open.findLast((one) => one !== null) ?? null;
      if (id) marked.set(id, [...(marked.get(id) ?? []), item]);
    }
  }
  return marked;
}

/** Lines in which a word runs from the right are written from the left all the same: put back in the order of reading. */
function asRead(items: Item[]): string {
  const lines: Item[][] = [];
  for (const item of items) {
    const last = lines.at(-1);
    // What has no place was read already: a paragraph inside another part.
    if (last?.[0]!.transform && item.transform && Math.abs(heightOf(last[0]!) - heightOf(item)) < 0.5) last.push(item);
    else lines.push([item]);
  }
  return lines
    .map((line) => (line.some(({ dir }) => dir === 'rtl') ? fromRight(line) : line))
    .flatMap((line) => line.map(({ str = '', hasEOL }) => str + (hasEOL ? ' ' : '')))
    .join('');
}

function fromRight(line: Item[]): Item[] {
  // A mark over a letter has no width of its own, and names the letter once more.
  return line.filter(({ width, str = '' }) => width || !MARK.test(str)).toSorted((a, b) => placeOf(b) - placeOf(a));
}

const heightOf = ({ transform }: Item) => transform?.[5] ?? 0;
const placeOf = ({ transform }: Item) => transform?.[4] ?? 0;
