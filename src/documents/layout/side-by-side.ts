import type { DocumentLanguage, Letterhead } from '../rendering/document-data.js';
import type { Labels } from '../rendering/labels.js';
import type { Block, Paragraph, Spoken, TableColumn } from './block.js';
import type { ComposedPaper } from './compose.js';
import { isEmpty } from './wording.js';

/** One language of a paper in two: composed with marks, so that what says the same is found. */
export interface Side {
  language: DocumentLanguage;
  paper: ComposedPaper;
  letterhead: Letterhead;
  labels: Labels;
}

type Marked = Block & { at?: string };
type Table = Extract<Block, { block: 'table' }>;
type Rows = Table['rows'];

/**
 * Two languages of one paper as one: what says the same stands side by side, the first language at the start of the line. A
 * table keeps once what reads alike in both (hours, numbers); everything else of a row stands in one cell for each.
 */
export function sideBySide(first: Side, second: Side): ComposedPaper {
  const { page, blocks } = first.paper;
  const [sides, ...ends] = page.margin;
  return {
    // Two columns ask for a wider page and a smaller letter.
    page: { ...page, margin: [Math.min(sides, 18), ...ends], text: Math.min(page.text, 10.4) * 0.94 },
    blocks: new Pairing(first, second).all(blocks, second.paper.blocks),
  };
}

class Pairing {
  constructor(
    private readonly first: Side,
    private readonly second: Side,
  ) {}

  /** Block after block, each with its twin; what only one language has stands alone in its column. */
  all(ours: readonly Marked[], theirs: readonly Marked[]): Block[] {
    const twins = new Map(theirs.map((block) => [block.at, block]));
    const known = new Set(ours.map(({ at }) => at));
    const lonely = theirs.filter(({ at }) => !known.has(at));
    return [
      ...ours.flatMap((block) => this.both(block, twins.get(block.at))),
      ...lonely.flatMap((block) => this.pair([], [block])),
    ];
  }

  private both(ours: Marked, theirs: Marked | undefined): Block[] {
    if (ours.block === 'letterhead') {
      const { institution, unit } = this.second.letterhead;
      return [{ block: 'letterhead', second: { institution, ...(unit ? { unit } : {}) } }];
    }
    if (ours.block === 'page-break') return [{ block: 'page-break' }];
    if (!theirs || theirs.block !== ours.block) return this.pair([ours], theirs ? [theirs] : []);
    if (ours.block === 'group' && theirs.block === 'group') return this.all(ours.blocks, theirs.blocks);
    if (ours.block === 'columns' && theirs.block === 'columns')
      return ours.columns.flatMap(({ blocks }, n) => this.pair(blocks, theirs.columns[n]?.blocks ?? []));
    if (ours.block === 'head' && theirs.block === 'head') {
      const stamp = (side: Side, { approval }: typeof ours): Block[] =>
        approval ? [{ block: 'approval', of: approval, words: approvalWords(side.labels) }] : [];
      return [
        ...this.pair(linesOf(ours.lines), linesOf(theirs.lines)),
        ...this.pair(stamp(this.first, ours), stamp(this.second, theirs)),
      ];
    }
    if (ours.block === 'table' && theirs.block === 'table')
      return ours.rows.length === theirs.rows.length
        ? [this.table(ours, theirs)]
        : this.pair([narrowed(ours)], [narrowed(theirs)]);
    return this.pair([ours], [theirs]);
  }

  private pair(ours: readonly Marked[], theirs: readonly Marked[]): Block[] {
    if (ours.length + theirs.length === 0) return [];
    const spoken = ({ language }: Side, blocks: readonly Marked[]): Spoken => ({
      language,
      blocks: blocks.map(unmarked),
    });
    return [{ block: 'pair', of: [spoken(this.first, ours), spoken(this.second, theirs)] }];
  }

  private table(ours: Table, theirs: Table): Table {
    const alike = ours.columns.map(
      (_, n) =>
        ours.rows.some(({ cells }) => !isEmpty(cells[n])) &&
        ours.rows.every(({ cells }, row) => readAlike(cells[n] ?? [], theirs.rows[row]!.cells[n] ?? [])),
    );
    const parted = ours.columns.map((_, n) => n).filter((n) => !alike[n]);
    if (parted.length === 0) return ours;
    const stack = (cells: Rows[number]['cells']): Paragraph[] => parted.flatMap((n) => cells[n] ?? []);
    const column = ({ language }: Side, { columns }: Table): TableColumn => {
      const head = parted
        .map((n) => columns[n]?.head)
        .filter(Boolean)
        .join(' · ');
      return { ...(head ? { head } : {}), width: '1fr', language };
    };
    const before = alike.flatMap((is, n) => (is && n < parted[0]! ? [n] : []));
    const after = alike.flatMap((is, n) => (is && n > parted[0]! ? [n] : []));
    const shared = (n: number): TableColumn => {
      const heads = [...new Set([ours.columns[n]!.head, theirs.columns[n]?.head].filter(Boolean))];
      return { ...ours.columns[n]!, ...(heads.length > 0 ? { head: heads.join('\n') } : {}) };
    };
    return {
      ...(unmarked(ours) as Table),
      columns: [...before.map(shared), column(this.first, ours), column(this.second, theirs), ...after.map(shared)],
      rows: ours.rows.map(({ cells, ...row }, n) => ({
        ...row,
        cells: [
          ...before.map((one) => once(cells[one]!, theirs.rows[n]!.cells[one]!)),
          stack(cells),
          stack(theirs.rows[n]!.cells),
          ...after.map((one) => once(cells[one]!, theirs.rows[n]!.cells[one]!)),
        ],
      })),
    };
  }
}

/**
 * The same words, the same hours (what stands below them, a clock elsewhere, is then told in both languages), or
 * photographs.
 */
function readAlike(ours: Paragraph[], theirs: Paragraph[]): boolean {
  const [first] = ours;
  const look = typeof first === 'object' && 'look' in first ? first.look : undefined;
  return look === 'photo' || same(ours, theirs) || (look === 'time' && same(first, theirs[0]));
}

function once(ours: Paragraph[], theirs: Paragraph[]): Paragraph[] {
  const isPhoto = (one: Paragraph) => typeof one === 'object' && 'look' in one && one.look === 'photo';
  return [...ours, ...theirs.filter((one) => !isPhoto(one) && !ours.some((known) => same(known, one)))];
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

function linesOf(lines: Paragraph[] | undefined): Block[] {
  return lines && lines.length > 0 ? [{ block: 'text', lines }] : [];
}

/** A table in half a page: its first column, and all others in one. */
function narrowed(table: Table): Table {
  const [first, ...others] = table.columns;
  const head = others.flatMap((column) => column.head ?? []).join(' · ');
  return {
    ...table,
    columns: [first!, { ...(head ? { head } : {}), width: '1fr' }],
    rows: table.rows.map(({ cells: [one, ...rest], ...row }) => ({ ...row, cells: [one ?? [], rest.flat()] })),
  };
}

function approvalWords({ approved, datePlaceholder, number }: Labels) {
  return { approved: approved ?? '', datePlaceholder: datePlaceholder ?? '', number: number ?? '' };
}

/** In a column nothing is pushed to the foot of the page. */
function unmarked({ at: _at, ...block }: Marked): Block {
  if (block.block === 'text' && block.look === 'foot') {
    const { look: _look, ...text } = block;
    return text;
  }
  return block;
}
