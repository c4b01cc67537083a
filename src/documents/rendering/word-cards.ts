import type { Card, Paragraph, Place } from '../layout/block.js';
import type { Letterhead } from './document-data.js';
import { WordLines } from './word-lines.js';
import type { Cell, WordWriter } from './word-writer.js';

/** What is cut or folded, and the table seen from above, as tables of Word. */
export abstract class WordCards extends WordLines {
  constructor(
    writer: WordWriter,
    protected readonly letterhead: Letterhead,
  ) {
    super(writer);
  }

  protected cards(cards: Card[], columns: number): string {
    const cells = cards.map((card) => {
      const lines: Paragraph[] = [card.event, card.kindLabel]
        .filter((one) => one !== undefined)
        .map((text) => ({ text, look: 'kicker' as const }));
      const below = [
        card.secondName,
        card.post,
        card.organisation,
        [card.zone, card.valid].filter(Boolean).join(' · '),
        ...(card.lines ?? []),
      ];
      const words = this.cell([
        ...lines,
        { text: card.name, look: 'large' },
        ...below.filter((one): one is string => !!one),
      ]);
      return card.qr
        ? { content: words.content + this.writer.paragraph(this.writer.media.picture(card.qr, card.name, 19, 19)) }
        : words;
    });
    return this.grid(cells, columns);
  }

  /** Who sends it above, to whom it goes in the lower half towards the end of the line. */
  protected envelope(card: Card, isNext: boolean): string {
    const sender = [this.letterhead.institution, this.letterhead.address.join(' · ')].filter(Boolean);
    const address = [{ text: card.name, look: 'large' as const }, ...(card.lines ?? [])];
    return (
      sender.map((text, n) => this.writer.paragraph(this.writer.run(text, { style: 'Muted' }), { style: 'Tight', pageBreakBefore: isNext && n === 0 })).join('') + // prettier-ignore
      this.writer.paragraph('').repeat(5) +
      this.writer.table([9, 11], [[this.cell([]), this.cell(address)]], 'Plain')
    );
  }

  protected tablePlan(rows: Place[][], centre: string): string {
    const row = (places: Place[]) =>
      this.writer.table(
        places.map(() => 1),
        [
          places.map(({ name, post, number }) =>
            this.cell(
              [
                { text: name, look: 'strong' },
                ...(post ? [{ text: post, look: 'small' as const }] : []),
                String(number),
              ],
              'center',
            ),
          ),
        ],
        'Boxed',
      );
    const [first, ...others] = rows;
    return (first ? row(first) : '') + this.line(centre, 'Centre') + others.map(row).join('');
  }

  private grid(cells: Cell[], columns: number): string {
    const rows = Array.from({ length: Math.ceil(cells.length / columns) }, (_, row) =>
      Array.from({ length: columns }, (_unused, column) => cells[row * columns + column] ?? this.cell([])),
    );
    return this.writer.table(
      Array.from({ length: columns }, () => 1),
      rows,
      'Boxed',
    );
  }
}
