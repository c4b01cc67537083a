/** What matters in a part of a Word file of somebody else, in the order in which it stands there. */
export interface Scanned {
  /** Stretches of text, each in its paragraph, counted from 1. */
  texts: { text: string; paragraph: number }[];
  /** Instructions of fields: ` PAGE `, ` INCLUDETEXT "…" `. */
  fields: { instruction: string; paragraph: number }[];
  /** Elements by which a document fetches, holds or runs something else. */
  reaching: { element: string; paragraph: number }[];
}

const TOKENS =
  /<w:(p)(?=[ />])|<w:t(?: [^>]*)?>([^<]*)<\/w:t>|<w:(?:instrText|delInstrText)(?: [^>]*)?>([^<]*)<\/w:(?:instrText|delInstrText)>|<w:fldChar [^>]*?w:fldCharType=["'](\w+)["']|<w:fldSimple [^>]*?w:instr=(?:"([^"]*)"|'([^']*)')|<(w:(?:object|altChunk|subDoc|control|mailMerge|movie)|o:OLEObject)(?=[ />])/g;

export function scan(xml: string): Scanned {
  const found: Scanned = { texts: [], fields: [], reaching: [] };
  const open: string[] = [];
  let paragraph = 0;
  const told = (instruction: string | undefined) => {
    if (instruction !== undefined) found.fields.push({ instruction: unescaped(instruction), paragraph });
  };
  for (const [, start, text, instruction, mark, double, single, element] of xml.matchAll(TOKENS)) {
    if (start) paragraph += 1;
    else if (text !== undefined) found.texts.push({ text: unescaped(text), paragraph });
    else if (instruction !== undefined) open.push((open.pop() ?? '') + instruction);
    else if (mark === 'begin') open.push('');
    else if (mark === 'separate') {
      told(open.pop());
      open.push('');
    } else if (mark === 'end') told(open.pop());
    else if (element) found.reaching.push({ element, paragraph });
    else told(double ?? single);
  }
  for (const one of open) told(one);
  return found;
}

function unescaped(text: string): string {
  return text
    .replace(/&#(?:x([\da-f]+)|(\d+));/gi, (_all, hex?: string, decimal?: string) =>
      String.fromCodePoint(Math.min(hex ? Number.parseInt(hex, 16) : Number(decimal), 0x10ffff)),
    )
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
