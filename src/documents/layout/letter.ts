import type { Labels } from '../rendering/labels.js';
import { type RichText, toPlainText } from '../rendering/rich-text.js';
import type { Block, Layout, Paragraph } from './block.js';
import { compose } from './compose.js';

/** What gives way to a text that somebody wrote for one letter: the blocks that its layout leaves out `unless` there is none. */
export const OWN_TEXT = 'ownText';

/** Whether the text of this paper may be written anew for one of its kind. */
export function hasLetterText(layout: Layout): boolean {
  return layout.blocks.some(gives);
}

/** The text of a letter in the words of its layout, as plain paragraphs with empty lines between. */
export function letterText(layout: Layout, labels: Labels, data: object): string {
  const blocks = layout.blocks.filter(gives);
  const { [OWN_TEXT]: _own, ...said } = data as Record<string, unknown>;
  return compose({ ...layout, blocks }, labels, said)
    .blocks.map(plain)
    .filter(Boolean)
    .join('\n\n');
}

function gives(block: unknown): boolean {
  return (block as { unless?: unknown }).unless === OWN_TEXT;
}

function plain(block: Block): string {
  if (block.block === 'text') return block.text ?? (block.lines ?? []).map(words).join('\n');
  if (block.block === 'rich') return toPlainText(block.of as RichText);
  if (block.block !== 'list') return '';
  return block.items.map((item, n) => `${block.isOrdered ? `${n + 1}.` : '–'} ${words(item)}`).join('\n');
}

function words(one: Paragraph): string {
  if (typeof one === 'string') return one;
  if ('parts' in one) return one.parts.map(words).join(' ');
  return 'text' in one ? one.text : one.alt;
}
