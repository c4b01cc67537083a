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
    const texts = markedTexts(items as Item[]);
    const walk = (node: Node): string => {
      const inner =
        node.type === 'content' ? (texts.get(node.id ?? '') ?? '') : (node.children ?? []).map(walk).join('');
      if (/^H\d$/.test(node.role ?? '') || node.role === 'Title') found.headings.push(inner.trim());
      if (node.role === 'TH' && inner.trim()) found.tableHeads.push(inner.trim());
      if (node.lang) others.add(node.lang);
      if (node.alt) found.alternatives.push(node.alt);
      return /^(H\d|P|TD|TH|LI|Lbl|LBody|Div|Title|TOCI|Caption)$/.test(node.role ?? '') ? ` ${inner} ` : inner;
    };
    const tree = (await page.getStructTree()) as Node | null;
    if (tree) words.push(walk(tree));
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

type Item = { type?: string; id?: string; tag?: string; str?: string; hasEOL?: boolean };

/** The words under each mark; what stands in an artifact has none. */
function markedTexts(items: Item[]): Map<string, string> {
  const texts = new Map<string, string>();
  const open: (string | null)[] = [];
  for (const item of items) {
    if (item.type === 'beginMarkedContentProps') open.push(item.id ?? null);
    else if (item.type === 'beginMarkedContent') open.push(null);
    else if (item.type === 'endMarkedContent') open.pop();
    else {
      const id = open.findLast((one) => one !== null) ?? null;
      if (id) texts.set(id, (texts.get(id) ?? '') + (item.str ?? '') + (item.hasEOL ? ' ' : ''));
    }
  }
  return texts;
}
