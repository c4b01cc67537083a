import type { Block, Line, PageLook, TableColumn } from '../layout/block.js';
import type { ComposedPaper } from '../layout/compose.js';
import type { ApprovalStamp, DocumentLanguage, Letterhead, PaperFrame } from './document-data.js';
import type { Labels } from './labels.js';
import { pictureSize } from './picture-size.js';
import { packWord } from './word-package.js';
import { richTextToWord } from './word-rich-text.js';
import { WordCards } from './word-cards.js';
import { wordTags, WordWriter } from './word-writer.js';

const perMillimetre = 56.7;
const sizes = { a4: [210, 297], a6: [105, 148], c5: [162, 229], dl: [110, 220] } as const;
const penLine = '____________________';

/** A composed paper as a Word file, with the words of its PDF. The same in gives the same bytes. */
export function paperToWord(
  { page, blocks }: ComposedPaper,
  frame: PaperFrame,
  labels: Labels,
  { language }: { language: DocumentLanguage },
): Uint8Array {
  const writer = new WordWriter(
    language === 'ar',
    Math.round((pageSize(page).width - 2 * page.margin[0]) * perMillimetre),
  );
  const body = new PaperBody(writer, labels, frame.letterhead, blocks).text();
  return packWord({ frame, labels, language, writer, fields: { body }, pageSize: sizeXml(page) });
}

function pageSize({ size = 'a4', isLandscape }: PageLook): { width: number; height: number } {
  const [short, long] = sizes[size];
  return isLandscape ? { width: long, height: short } : { width: short, height: long };
}

function sizeXml(page: PageLook): string {
  const { width, height } = pageSize(page);
  const [sides, top, bottom] = page.margin.map((one) => Math.round(one * perMillimetre));
  return `<w:pgSz w:w="${Math.round(width * perMillimetre)}" w:h="${Math.round(height * perMillimetre)}"${page.isLandscape ? ' w:orient="landscape"' : ''}/><w:pgMar w:top="${top}" w:right="${sides}" w:bottom="${bottom}" w:left="${sides}" w:header="454" w:footer="454" w:gutter="0"/>`;
}

/** Block after block into WordprocessingML; `_lib/blocks.typ` is the twin for PDF. */
class PaperBody extends WordCards {
  constructor(
    writer: WordWriter,
    private readonly labels: Labels,
    letterhead: Letterhead,
    private readonly blocks: readonly Block[],
  ) {
    super(writer, letterhead);
  }

  text(): string {
    return this.all(this.blocks);
  }

  private all(blocks: readonly Block[]): string {
    return blocks.map((one) => this.one(one)).join('');
  }

  private one(it: Block): string {
    switch (it.block) {
      case 'letterhead':
        return this.houseNames(it.second);
      case 'pair':
        return this.pair(it.of);
      case 'approval':
        return this.approval(it.of, it.words);
      case 'head':
        return this.head(it);
      case 'title':
        return (
          (it.over ? this.line(it.over, 'Over') : '') +
          this.line(it.text, 'Title') +
          this.paragraphs(it.under ?? [], { style: 'Subtitle' })
        );
      case 'sides':
        return this.writer.table([1, 1], [[this.cell(it.start ?? []), this.cell(it.end ?? [], 'end')]], 'Plain');
      case 'address':
        return this.paragraphs(it.lines, { style: this.writer.isColumn ? 'Tight' : 'Address' });
      case 'text':
        return it.lines
          ? this.paragraphs(it.lines, { style: 'Tight' })
          : this.line(it.text ?? '', textStyles[it.look ?? ''] ?? 'Body');
      case 'heading':
        return this.line(it.text, `Heading${it.level ?? 1}`);
      case 'facts':
        return this.writer.table(
          this.writer.isColumn ? [3, 5] : [2, 5],
          it.rows.map(({ label, value }) => [this.cell([label], undefined, 'TableLabel'), this.cell([value])]),
          'Facts',
        );
      case 'list':
        return this.list(it.items, it.isOrdered ? 'ordered' : 'bullet');
      case 'people':
        return (it.title ? this.line(it.title, 'LabelLine') : '') + this.people(it.of);
      case 'table':
        return this.table(it.columns, it.rows);
      case 'columns':
        return it.columns.map((column) => this.all(column.blocks)).join('');
      case 'group':
        return this.all(it.blocks);
      case 'contacts':
        return it.of
          .map(({ name, role, phone, email }) =>
            this.paragraphs(
              [{ text: name, look: 'strong' as const }, ...[role, phone, email].filter((one) => one !== undefined)],
              { style: 'Tight' },
            ),
          )
          .join(this.line('', 'AfterTable'));
      case 'rich':
        return richTextToWord(it.of, this.writer);
      case 'signatures':
        return this.signatures(it);
      case 'seal':
        return this.line(it.text, 'Muted');
      case 'form':
        return it.rows
          .map(
            ({ label, choices }) =>
              this.line(label, 'LabelLine') +
              this.line(choices ? choices.map((one) => `☐ ${one}`).join('     ') : penLine.repeat(3)),
          )
          .join('');
      case 'figure':
        return (
          this.figure(it.of.source, it.of.alt, it.width ?? 160) + (it.caption ? this.line(it.caption, 'Caption') : '')
        );
      case 'cards':
        if (it.shape === 'envelope') return it.of.map((card, n) => this.envelope(card, n > 0)).join('');
        return this.cards(it.of, { badge: 2, plate: 1, label: 3 }[it.shape]);
      case 'seats':
        return this.seats(it.of);
      case 'contents':
        return this.contents(it.text);
      case 'page-break':
        return this.writer.paragraph('', { style: 'AfterTable', pageBreakBefore: true });
    }
  }

  /** The line under the last of the names closes the head. */
  private houseNames(second: { institution: string; unit?: string } | undefined): string {
    const { institution, unit = '' } = this.letterhead;
    if (!second) return this.line(institution, 'Letterhead') + this.line(unit, 'Unit');
    return [
      this.line(institution, 'Letterhead'),
      unit ? this.line(unit, 'Centre', { style: 'Muted' }) : '',
      this.line(second.institution, 'Letterhead'),
      this.line(second.unit ?? '', 'Unit'),
    ].join('');
  }

  /** Two cells, each written in its language. */
  private pair(of: Extract<Block, { block: 'pair' }>['of']): string {
    const cells = of.map(({ language, blocks }) => {
      const writer = this.writerIn(language, Math.round(this.writer.textWidth / 2) - 200);
      return { content: new PaperBody(writer, this.labels, this.letterhead, blocks).text() };
    });
    const isHeading = of.every(({ blocks }) => blocks.every(({ block }) => block === 'heading'));
    return this.writer.table([1, 1], [cells], 'Plain', isHeading);
  }

  private writerIn(language: DocumentLanguage, width: number): WordWriter {
    return new WordWriter(language === 'ar', width, { writer: this.writer, tag: wordTags[language] });
  }

  private head({ lines, approval }: Extract<Block, { block: 'head' }>): string {
    return (
      this.paragraphs(lines ?? [], { style: 'DocumentLine' }) + (approval ? this.approval(approval, this.labels) : '')
    );
  }

  private approval({ post, name, date, number }: ApprovalStamp, words: Labels): string {
    const style = this.writer.isColumn ? 'DocumentLine' : 'Approval';
    return [
      this.line(words['approved'] ?? '', style, { style: 'Label' }),
      this.line(post, style),
      this.line(date ? name : `${penLine} ${name}`, style, { bold: true }),
      this.line((date ?? words['datePlaceholder'] ?? '') + (number ? ` · ${words['number']} ${number}` : ''), style, {
        style: 'Muted',
      }),
    ].join('');
  }

  private people(of: Extract<Block, { block: 'people' }>['of']): string {
    const id = this.writer.newList('ordered');
    return of
      .map(({ name, role, post }) =>
        this.writer.paragraph(
          this.writer.run(name, { bold: true }) +
            (role ? this.writer.run(` · ${role}`, { italic: true, style: 'Muted' }) : '') +
            (post ? this.writer.lineBreak() + this.writer.run(post, { style: 'Muted' }) : ''),
          { style: 'ListParagraph', list: { id, level: 0 } },
        ),
      )
      .join('');
  }

  private table(columns: TableColumn[], rows: Extract<Block, { block: 'table' }>['rows']): string {
    const inColumn = columns.map(({ language }) =>
      language ? new PaperBody(this.writerIn(language, 0), this.labels, this.letterhead, []) : this,
    );
    const head = columns.map(({ head: text, align }, index) => ({
      ...inColumn[index]!.cell([text ?? ''], align, 'TableLabel'),
      head: true,
    }));
    const body = rows.map(({ cells, isTotal }) =>
      cells.map((cell, index) => inColumn[index]!.cell(cell, columns[index]?.align, 'TableText', isTotal)),
    );
    return this.writer.table(this.shares(columns), [...(columns.some((column) => column.head) ? [head] : []), ...body]);
  }

  /** Fixed widths as they are; the rest shares what they leave. */
  private shares(columns: TableColumn[]): number[] {
    const fixed = (width: string) => (width.endsWith('fr') ? 0 : Number.parseFloat(width) * perMillimetre);
    const parts = columns.reduce((sum, { width }) => sum + (width.endsWith('fr') ? Number.parseFloat(width) : 0), 0);
    const left = Math.max(this.writer.textWidth - columns.reduce((sum, { width }) => sum + fixed(width), 0), 0);
    return columns.map(({ width }) =>
      width.endsWith('fr') ? (left * Number.parseFloat(width)) / parts : fixed(width),
    );
  }

  private signatures({ of }: Extract<Block, { block: 'signatures' }>): string {
    if (this.writer.isColumn)
      return of
        .flatMap(({ post, name, date }) => [post, penLine, name, date])
        .map((text) => (text ? this.line(text, 'Tight') : ''))
        .join('');
    const rows = of.map(({ post, name, date }) => [
      this.cell([post ?? '']),
      this.cell([penLine]),
      this.cell([{ text: name, look: 'strong' }, ...(date ? [{ text: date, look: 'muted' as const }] : [])]),
    ]);
    return this.line('', 'BeforeSignatures') + this.writer.table([4, 2, 3], rows, 'Plain');
  }

  private list(items: (string | Line)[], kind: 'bullet' | 'ordered'): string {
    const list = { id: this.writer.newList(kind), level: 0 };
    return this.paragraphs(items, { style: 'ListParagraph', list });
  }

  private figure(svg: string, alt: string, width: number): string {
    const { width: across, height: down } = pictureSize(svg);
    return this.writer.paragraph(this.writer.media.picture(svg, alt, width, (width * down) / across));
  }

  /** Word counts the pages itself when the reader has the list brought up to date. */
  private contents(title: string): string {
    const headings = (blocks: readonly Block[]): string[] =>
      blocks.flatMap((one) =>
        one.block === 'heading' ? [one.text] : one.block === 'group' ? headings(one.blocks) : [],
      );
    const entries = headings(this.blocks)
      .map((text) => this.line(text, 'ContentsLine'))
      .join('');
    return this.line(title, 'ContentsTitle') + entries;
  }
}

const textStyles: Record<string, string> = {
  salutation: 'Salutation',
  center: 'Centre',
  muted: 'TableMuted',
  lead: 'Quote',
  foot: 'Tight',
  label: 'LabelLine',
  order: 'Over',
};
