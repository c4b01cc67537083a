import type { Card, Paragraph, Room } from '../layout/block.js';
import type { Letterhead } from './document-data.js';
import { WordLines } from './word-lines.js';
import type { Cell, WordWriter } from './word-writer.js';

const SEATS_ABREAST = 6;

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

  /** Table after table, its chairs in the order of honour: Word has no drawing that every program shows alike. */
  protected seats({ boards, seats }: Room): string {
    const numbers = [...new Set(seats.map(({ table }) => table))];
    return numbers
      .map((table) => {
        const own = seats.filter((one) => one.table === table).toSorted((a, b) => a.number - b.number);
        const names = boards.flatMap((one) => (one.table === table && one.name ? [one.name] : []));
        const cells = own.map(({ name, number }) =>
          this.cell(
            [...(name ? [{ text: name, look: 'strong' as const }] : []), { text: String(number), look: 'small' }],
            'center',
          ),
        );
        return (
          names.map((name) => this.line(name, 'Centre')).join('') +
          this.grid(cells, Math.min(own.length, SEATS_ABREAST))
        );
      })
      .join('');
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
