import { WordMedia } from './word-media.js';
import { escapeXml } from './word-text.js';

/** Text, paragraphs and tables of WordprocessingML, in the order of elements that ECMA-376 asks for. */

export interface RunLook {
  bold?: boolean;
  italic?: boolean;
  underline?: boolean;
  struck?: boolean;
  /** Named character style of the template: `Muted`, `Label`. */
  style?: string;
}

export interface ParagraphLook {
  /** Named paragraph style of the template. */
  style?: string;
  list?: { id: number; level: number };
  align?: 'end' | 'center';
  pageBreakBefore?: boolean;
  keepWithNext?: boolean;
}

export interface Cell {
  content: string;
  columns?: number;
  /** `start` opens a cell over several rows, `continue` goes on with it. */
  merge?: 'start' | 'continue';
  head?: boolean;
}

/** Languages as Word names them. */
export const wordTags = { en: 'en-GB', fr: 'fr-FR', ru: 'ru-RU', ar: 'ar-SA' } as const;

const arabic = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/;
// A stretch of right-to-left letters with what stands between them, or of anything else.
const stretches =
  /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC](?:[^A-Za-z\u00C0-\u024F\u0400-\u04FF\d]*[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC])*|(?:(?![\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC])[\s\S])+/g;

export class WordWriter {
  readonly media: WordMedia;
  private readonly notes: string[];
  private readonly lists: { kind: 'bullet' | 'ordered'; start: number }[];
  /** Said of every run; none where it is the language of the whole. */
  private readonly tag: string | undefined;

  /**
   * @param textWidth of the page between its margins, in twentieths of a point
   * @param within the writer whose pictures, notes and lists it shares: for a column in a language of its own
   */
  constructor(
    readonly rightToLeft: boolean,
    readonly textWidth = 9300,
    within?: { writer: WordWriter; tag: string },
  ) {
    this.media = within?.writer.media ?? new WordMedia();
    this.notes = within?.writer.notes ?? [];
    this.lists = within?.writer.lists ?? [];
    this.tag = within?.tag;
  }

  /** A column of half a page: there is no room to move aside. */
  get isColumn(): boolean {
    return this.tag !== undefined;
  }

  /** Text with line breaks kept. In right-to-left documents only the letters that run so are marked, or Latin takes their size. */
  run(text: string, look: RunLook = {}): string {
    const pieces = this.rightToLeft ? (text.match(stretches) ?? []) : [text];
    return pieces.map((piece) => this.piece(piece, look, this.rightToLeft && arabic.test(piece))).join('');
  }

  /** A link as a field, so that it needs no relationship in the package. */
  link(href: string, text: string, look: RunLook = {}): string {
    const address = escapeXml(href.replaceAll('"', '%22').replaceAll('\\', '%5C'));
    const run = this.run(text, { ...look, style: 'Hyperlink' });
    return `<w:fldSimple w:instr=" HYPERLINK &quot;${address}&quot; ">${run}</w:fldSimple>`;
  }

  lineBreak(): string {
    return '<w:r><w:br/></w:r>';
  }

  paragraph(runs: string, look: ParagraphLook = {}): string {
    const properties = [
      look.style ? `<w:pStyle w:val="${look.style}"/>` : '',
      look.keepWithNext ? '<w:keepNext/>' : '',
      look.pageBreakBefore ? '<w:pageBreakBefore/>' : '',
      look.list ? `<w:numPr><w:ilvl w:val="${look.list.level}"/><w:numId w:val="${look.list.id}"/></w:numPr>` : '',
      // The style says the direction of the whole, so a column says its own either way.
      this.rightToLeft ? '<w:bidi/>' : this.tag ? '<w:bidi w:val="0"/>' : '',
      look.align ? `<w:jc w:val="${look.align === 'center' ? 'center' : 'right'}"/>` : '',
    ].join('');
    return `<w:p>${properties ? `<w:pPr>${properties}</w:pPr>` : ''}${runs}</w:p>`;
  }

  /** Columns in shares of the line; rows marked as head are repeated on every page. */
  table(shares: number[], rows: Cell[][], style = 'Ruled', keepWithNext = false): string {
    const whole = shares.reduce((sum, share) => sum + share, 0);
    const widths = shares.map((share) => Math.floor((share / whole) * this.textWidth));
    const grid = widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('');
    return `<w:tbl><w:tblPr><w:tblStyle w:val="${style}"/>${this.rightToLeft ? '<w:bidiVisual/>' : ''}<w:tblW w:w="${this.textWidth}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1"/></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${rows
      .map((row) => this.row(row, widths))
      .join('')}</w:tbl>${this.paragraph('', { style: 'AfterTable', keepWithNext })}`;
  }

  /** A list of its own: the numbering of each starts anew. Give the id to the paragraphs of its items. */
  newList(kind: 'bullet' | 'ordered', start = 1): number {
    this.lists.push({ kind, start });
    return this.lists.length;
  }

  /** The `w:num` elements that the lists made so far need in numbering.xml (abstract 1: bullets, 2: numbers). */
  numbering(): string {
    return this.lists
      .map(({ kind, start }, index) => {
        const restart = Array.from(
          { length: 6 },
          (_, level) =>
            `<w:lvlOverride w:ilvl="${level}"><w:startOverride w:val="${level === 0 ? start : 1}"/></w:lvlOverride>`,
        ).join('');
        const body = kind === 'bullet' ? '<w:abstractNumId w:val="1"/>' : `<w:abstractNumId w:val="2"/>${restart}`;
        return `<w:num w:numId="${index + 1}">${body}</w:num>`;
      })
      .join('');
  }

  /** A raised number here, and the text at the foot of the page. */
  footnote(text: string): string {
    const mark = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>';
    const own = `<w:r>${mark}<w:footnoteRef/></w:r>`;
    this.notes.push(this.paragraph(own + this.run(` ${text}`), { style: 'FootnoteText' }));
    return `<w:r>${mark}<w:footnoteReference w:id="${this.notes.length}"/></w:r>`;
  }

  /** The `w:footnote` elements of footnotes.xml. */
  footnotes(): string {
    return this.notes.map((note, index) => `<w:footnote w:id="${index + 1}">${note}</w:footnote>`).join('');
  }

  private row(cells: Cell[], widths: number[]): string {
    const head = cells.length > 0 && cells.every((cell) => cell.head);
    let column = 0;
    const xml = cells.map((cell) => {
      const span = cell.columns ?? 1;
      const width = widths.slice(column, column + span).reduce((sum, one) => sum + one, 0);
      column += span;
      const merge = cell.merge ? `<w:vMerge${cell.merge === 'start' ? ' w:val="restart"' : ''}/>` : '';
      return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${span > 1 ? `<w:gridSpan w:val="${span}"/>` : ''}${merge}</w:tcPr>${endingInParagraph(cell.content, this)}</w:tc>`;
    });
    return `<w:tr><w:trPr><w:cantSplit/>${head ? '<w:tblHeader/>' : ''}</w:trPr>${xml.join('')}</w:tr>`;
  }

  private piece(text: string, look: RunLook, rightToLeft: boolean): string {
    const properties = [
      look.style ? `<w:rStyle w:val="${look.style}"/>` : '',
      look.bold ? '<w:b/><w:bCs/>' : '',
      look.italic ? '<w:i/><w:iCs/>' : '',
      look.struck ? '<w:strike/>' : '',
      look.underline ? '<w:u w:val="single"/>' : '',
      rightToLeft ? '<w:rtl/>' : '',
      this.tag ? `<w:lang w:val="${this.tag}"${this.rightToLeft ? ` w:bidi="${this.tag}"` : ''}/>` : '',
    ].join('');
    const lines = text.split('\n').map((line) => `<w:t xml:space="preserve">${escapeXml(line)}</w:t>`);
    return `<w:r>${properties ? `<w:rPr>${properties}</w:rPr>` : ''}${lines.join('<w:br/>')}</w:r>`;
  }
}

// A cell must end in a paragraph, and may not be empty.
function endingInParagraph(content: string, writer: WordWriter): string {
  return content.endsWith('</w:p>') ? content : content + writer.paragraph('');
}
