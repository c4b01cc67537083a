import { Node } from 'prosemirror-model';
import { richTextSchema } from './rich-text-schema.js';
import { RichTextInvalid } from './rendering.errors.js';

/** ProseMirror JSON with TipTap’s names; stored and printed only after `checkRichText`. */
export interface RichText {
  type: 'doc';
  content: RichNode[];
}

export interface RichNode {
  type: string;
  attrs?: Record<string, unknown>;
  content?: RichNode[];
  text?: string;
  marks?: { type: string; attrs?: Record<string, unknown> }[];
}

/** The bytes of a picture, put into the `attrs.image` of its node before it is printed. Points, and base64. */
export interface PrintedPicture {
  media: 'image/png' | 'image/jpeg';
  width: number;
  height: number;
  data: string;
}

const deepestNesting = 24;

/**
 * Rich text from outside, checked against the schema: known nodes and marks in their places, links that lead to the web,
 * to mail or to a telephone. Unknown attributes are dropped.
 * @throws RichTextInvalid
 */
export function checkRichText(json: unknown): RichText {
  requireShallow(json, 0);
  try {
    const node = Node.fromJSON(richTextSchema, json);
    if (node.type.name !== 'doc') throw new RangeError('it does not start with a document');
    node.check();
    requireRectangularTables(node);
    return node.toJSON() as RichText;
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) throw new RichTextInvalid(error.message);
    throw error;
  }
}

/** An empty line parts paragraphs, a single line break stays one. An empty text becomes one empty paragraph. */
export function fromPlainText(text: string): RichText {
  const paragraphs = text
    .replace(/\r\n?/g, '\n')
    .trim()
    .split(/\n[ \t]*\n\s*/);
  return { type: 'doc', content: paragraphs.map(paragraphOf) };
}

/** Blocks parted by an empty line, list items by a dash or their number, cells by a tab. */
export function toPlainText(richText: RichText): string {
  return richText.content.map((node) => blockText(node)).join('\n\n');
}

/** Nothing but empty paragraphs. */
export function isBlank(richText: RichText | null | undefined): boolean {
  return !richText || toPlainText(richText).trim() === '';
}

function paragraphOf(text: string): RichNode {
  const content = text
    .split('\n')
    .flatMap((line, index): RichNode[] => [
      ...(index > 0 ? [{ type: 'hardBreak' }] : []),
      ...(line === '' ? [] : [{ type: 'text', text: line }]),
    ]);
  return content.length > 0 ? { type: 'paragraph', content } : { type: 'paragraph' };
}

function blockText(node: RichNode): string {
  const children = node.content ?? [];
  const start = Number(node.attrs?.['start'] ?? 1);
  switch (node.type) {
    case 'text':
      return node.text ?? '';
    case 'hardBreak':
      return '\n';
    case 'footnote':
      return ` [${textAttr(node, 'text')}]`;
    case 'figure':
      return `[${[textAttr(node, 'alt'), textAttr(node, 'caption')].filter(Boolean).join(' – ')}]`;
    case 'bulletList':
      return children.map((item) => `– ${blockText(item)}`).join('\n');
    case 'orderedList':
      return children.map((item, index) => `${start + index}. ${blockText(item)}`).join('\n');
    case 'tableRow':
      return children.map(blockText).join('\t');
    case 'paragraph':
    case 'heading':
      return children.map(blockText).join('');
    default:
      return children.map(blockText).join('\n');
  }
}

/** The pictures that a text shows, by their ids. */
export function picturesIn(richText: RichText): string[] {
  const found: string[] = [];
  const visit = (node: RichNode) => {
    if (node.type === 'figure') found.push(textAttr(node, 'picture'));
    node.content?.forEach(visit);
  };
  richText.content.forEach(visit);
  return found;
}

/** The same text with the bytes of its pictures; one that is not there is told by its words. */
export function withPictures(richText: RichText, pictures: ReadonlyMap<string, PrintedPicture>): RichText {
  const filled = (node: RichNode): RichNode => {
    if (node.type !== 'figure') return node.content ? { ...node, content: node.content.map(filled) } : node;
    const image = pictures.get(textAttr(node, 'picture'));
    return image ? { ...node, attrs: { ...node.attrs, image } } : node;
  };
  return { ...richText, content: richText.content.map(filled) };
}

const textAttr = (node: RichNode, name: string) => String(node.attrs?.[name] ?? '');

// ProseMirror reads nested nodes by recursion, so the depth is bounded before it gets the text.
function requireShallow(json: unknown, depth: number): void {
  if (depth > deepestNesting) throw new RichTextInvalid('it is nested too deeply');
  const content = (json as { content?: unknown } | null)?.content;
  if (Array.isArray(content)) for (const child of content) requireShallow(child, depth + 1);
}

// A table whose rows differ in width cannot be set; the check of the schema does not count cells.
function requireRectangularTables(document: Node): void {
  document.descendants((node) => {
    if (node.type.name !== 'table') return true;
    const occupied: number[] = [];
    node.forEach((row, _offset, index) => {
      row.forEach((one) => {
        for (let below = 0; below < one.attrs['rowspan']; below += 1) {
          occupied[index + below] = (occupied[index + below] ?? 0) + Number(one.attrs['colspan']);
        }
      });
    });
    if (occupied.length > node.childCount || new Set(occupied).size > 1) {
      throw new RangeError('the rows of a table differ in width');
    }
    return true;
  });
}
