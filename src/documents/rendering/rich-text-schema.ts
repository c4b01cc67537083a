import { type MarkSpec, type NodeSpec, Schema } from 'prosemirror-model';

const webAddress = /^(https?:\/\/[^\s/]|mailto:[^\s@]+@|tel:\+?[\d])\S*$/i;
const identifier = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Letters of a footnote, and of the words of a picture. */
export const LONGEST_NOTE = 2000;
export const LONGEST_ALT = 500;

const span = { default: 1, validate: (value: unknown) => requireWhole(value, 1, 12) };
const cell: NodeSpec = { content: 'block+', attrs: { colspan: span, rowspan: span } };

const nodes: Record<string, NodeSpec> = {
  doc: { content: 'block+' },
  paragraph: { group: 'block', content: 'inline*' },
  heading: {
    group: 'block',
    content: 'inline*',
    attrs: { level: { default: 1, validate: (value: unknown) => requireWhole(value, 1, 3) } },
  },
  bulletList: { group: 'block', content: 'listItem+' },
  orderedList: {
    group: 'block',
    content: 'listItem+',
    attrs: { start: { default: 1, validate: (value: unknown) => requireWhole(value, 0, 9999) } },
  },
  listItem: { content: 'paragraph block*' },
  blockquote: { group: 'block', content: 'block+' },
  table: { group: 'block', content: 'tableRow+' },
  tableRow: { content: '(tableCell | tableHeader)+' },
  tableCell: cell,
  tableHeader: cell,
  /** A picture that was sent to the same text before; `alt` is what is told to those who do not see it. */
  figure: {
    group: 'block',
    atom: true,
    attrs: {
      picture: { validate: requireIdentifier },
      alt: { validate: (value: unknown) => requireWords(value, 1, LONGEST_ALT) },
      caption: { default: '', validate: (value: unknown) => requireWords(value, 0, LONGEST_ALT) },
    },
  },
  footnote: {
    group: 'inline',
    inline: true,
    atom: true,
    attrs: { text: { validate: (value: unknown) => requireWords(value, 1, LONGEST_NOTE) } },
  },
  hardBreak: { group: 'inline', inline: true, leafText: () => '\n' },
  text: { group: 'inline' },
};

const marks: Record<string, MarkSpec> = {
  link: { attrs: { href: { validate: requireWebAddress } } },
  bold: {},
  italic: {},
  underline: {},
};

/** What the editor writes and the server keeps: names of nodes and marks are TipTap's. */
export const richTextSchema = new Schema({ nodes, marks });

function requireWhole(value: unknown, least: number, most: number): void {
  if (!Number.isInteger(value) || (value as number) < least || (value as number) > most) {
    throw new RangeError(`a number from ${least} to ${most} was expected`);
  }
}

function requireWebAddress(value: unknown): void {
  if (typeof value !== 'string' || value.length > 2000 || !webAddress.test(value)) {
    throw new RangeError('a link must start with http:, https:, mailto: or tel:');
  }
}

function requireIdentifier(value: unknown): void {
  if (typeof value !== 'string' || !identifier.test(value))
    throw new RangeError('a picture is named by its identifier');
}

function requireWords(value: unknown, least: number, most: number): void {
  if (typeof value !== 'string' || value.trim().length < least || value.length > most) {
    throw new RangeError(`a text of ${least} to ${most} characters was expected`);
  }
}
