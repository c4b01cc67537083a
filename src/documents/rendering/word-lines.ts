import type { Line, Paragraph, Photo } from '../layout/block.js';
import type { Cell, ParagraphLook, RunLook, WordWriter } from './word-writer.js';

const runLooks: Partial<Record<NonNullable<Line['look']>, RunLook>> = {
  strong: { bold: true },
  large: { bold: true },
  time: { bold: true },
  muted: { style: 'Muted' },
  small: { style: 'Muted' },
  italic: { italic: true },
  tinted: { italic: true },
  kicker: { style: 'Label' },
};

/** Lines and cells of a composed paper in WordprocessingML. */
export abstract class WordLines {
  constructor(protected readonly writer: WordWriter) {}

  protected paragraphs(of: readonly Paragraph[], look: ParagraphLook): string {
    return of
      .map((one) => {
        if (typeof one === 'object' && 'of' in one) return this.writer.paragraph(this.photo(one), look);
        const parts = typeof one === 'string' ? [one] : 'parts' in one ? one.parts : [one];
        return this.writer.paragraph(parts.map((part) => this.piece(part)).join(''), look);
      })
      .join('');
  }

  /** As wide as a list gives it. Millimetres. */
  private photo({ of, alt }: Photo): string {
    return this.writer.media.photograph('image/jpeg', Buffer.from(of, 'base64'), alt, 15, 18.75);
  }

  private piece(part: string | Line): string {
    if (typeof part === 'string') return this.writer.run(part);
    const look = { ...(part.look ? runLooks[part.look] : {}), ...(part.mark === 'cancelled' ? { struck: true } : {}) };
    const text = this.writer.rightToLeft && part.look ? leftToRight(part.text, part.look) : part.text;
    return [
      part.label ? this.writer.run(`${part.label} `, { style: 'Label' }) : '',
      this.writer.run(text, look),
      part.raised ? this.writer.run(` ${part.raised}`, { style: 'Muted' }) : '',
      part.tag ? this.writer.run(` ${part.tag}`, { style: 'Label' }) : '',
    ].join('');
  }

  protected cell(of: readonly Paragraph[], align?: 'end' | 'center', style = 'TableText', isTotal = false): Cell {
    const bold = (one: Paragraph): Paragraph => {
      if (!isTotal) return one;
      if (typeof one === 'string') return { text: one, look: 'strong' };
      return 'text' in one ? { ...one, look: 'strong' } : one;
    };
    return { content: this.paragraphs(of.map(bold), { style, ...(align ? { align } : {}) }) };
  }

  protected line(text: string, style?: string, look: RunLook = {}): string {
    return this.writer.paragraph(text ? this.writer.run(text, look) : '', style ? { style } : {});
  }
}

// Times and telephones run from left to right in every language; the marks hold what stands between Latin figures.
function leftToRight(text: string, look: string): string {
  if (look === 'time') return text.replaceAll('–', '\u200E–\u200E');
  return look === 'latin' ? `\u200E${text}\u200E` : text;
}
