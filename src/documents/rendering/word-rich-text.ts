import type { PrintedPicture, RichNode, RichText } from './rich-text.js';
import type { Cell, RunLook, WordWriter } from './word-writer.js';

interface Surroundings {
  style?: string;
  list?: { id: number; level: number };
  bold?: boolean;
}

/** Checked rich text as WordprocessingML. Its own headings come below those of the sections. */
export function richTextToWord(richText: RichText, writer: WordWriter): string {
  return blocks(richText.content, writer, {});
}

function blocks(nodes: RichNode[] | undefined, writer: WordWriter, around: Surroundings): string {
  return (nodes ?? []).map((node) => block(node, writer, around)).join('');
}

function block(node: RichNode, writer: WordWriter, around: Surroundings): string {
  switch (node.type) {
    case 'heading':
      return writer.paragraph(inline(node.content, writer, {}), {
        style: `Heading${Number(node.attrs?.['level'] ?? 1) + 1}`,
      });
    case 'bulletList':
    case 'orderedList':
      return list(node, writer, around);
    case 'blockquote':
      return blocks(node.content, writer, { ...around, style: 'Quote' });
    case 'table':
      return table(node, writer);
    case 'figure':
      return figure(node, writer);
    default:
      return writer.paragraph(inline(node.content, writer, { bold: around.bold ?? false }), around);
  }
}

function inline(nodes: RichNode[] | undefined, writer: WordWriter, base: RunLook): string {
  return (nodes ?? [])
    .map((node) => {
      if (node.type === 'hardBreak') return writer.lineBreak();
      if (node.type === 'footnote') return writer.footnote(String(node.attrs?.['text'] ?? ''));
      const marks = new Map((node.marks ?? []).map((mark) => [mark.type, mark]));
      const look: RunLook = {
        bold: base.bold === true || marks.has('bold'),
        italic: marks.has('italic'),
        underline: marks.has('underline'),
      };
      const link = marks.get('link');
      return link
        ? writer.link(String(link.attrs?.['href'] ?? ''), node.text ?? '', look)
        : writer.run(node.text ?? '', look);
    })
    .join('');
}

/** As large as in the PDF: 150 points to the inch, within the line and three quarters of a page. */
function figure({ attrs }: RichNode, writer: WordWriter): string {
  const { alt, caption, image } = attrs as { alt: string; caption: string; image?: PrintedPicture };
  if (!image) return writer.paragraph(writer.run(`[${alt}]`, { style: 'Muted' }));
  const lineWidth = (writer.textWidth / 1440) * 25.4;
  const width = Math.min(lineWidth, (image.width / 150) * 25.4, (190 * image.width) / image.height);
  const height = (width * image.height) / image.width;
  const shown = writer.media.photograph(image.media, Buffer.from(image.data, 'base64'), alt, width, height);
  return (
    writer.paragraph(shown, { keepWithNext: caption !== '' }) +
    (caption ? writer.paragraph(writer.run(caption), { style: 'Caption' }) : '')
  );
}

function list(node: RichNode, writer: WordWriter, around: Surroundings): string {
  const level = Math.min((around.list?.level ?? -1) + 1, 5);
  const kind = node.type === 'bulletList' ? 'bullet' : 'ordered';
  const id = writer.newList(kind, Number(node.attrs?.['start'] ?? 1));
  return (node.content ?? [])
    .map((item) => {
      const [first, ...rest] = item.content ?? [];
      const opening = first ? block(first, writer, { ...around, style: 'ListParagraph', list: { id, level } }) : '';
      return (
        opening +
        rest
          .map((inner) =>
            isList(inner)
              ? list(inner, writer, { ...around, list: { id, level } })
              : block(inner, writer, { style: 'ListParagraph' }),
          )
          .join('')
      );
    })
    .join('');
}

function isList(node: RichNode): boolean {
  return node.type === 'bulletList' || node.type === 'orderedList';
}

// Word wants a cell in every row that a tall cell passes through.
function table(node: RichNode, writer: WordWriter): string {
  const rows = node.content ?? [];
  const width = (rows[0]?.content ?? []).reduce((sum, cell) => sum + span(cell, 'colspan'), 0);
  const below: { left: number; columns: number }[] = [];
  const made = rows.map((row) => {
    const waiting = [...(row.content ?? [])];
    const cells: Cell[] = [];
    for (let column = 0; column < width;) {
      const tall = below[column];
      if (tall && tall.left > 0) {
        cells.push({ content: '', columns: tall.columns, merge: 'continue' });
        tall.left -= 1;
        column += tall.columns;
        continue;
      }
      const next = waiting.shift();
      if (!next) break;
      const columns = span(next, 'colspan');
      const height = span(next, 'rowspan');
      if (height > 1) below[column] = { left: height - 1, columns };
      const head = next.type === 'tableHeader';
      cells.push({
        content: blocks(next.content, writer, { style: 'TableText', bold: head }),
        columns,
        head,
        ...(height > 1 ? { merge: 'start' as const } : {}),
      });
      column += columns;
    }
    return cells;
  });
  return writer.table(
    Array.from({ length: width }, () => 1),
    made,
  );
}

function span(cell: RichNode, key: 'colspan' | 'rowspan'): number {
  return Number(cell.attrs?.[key] ?? 1);
}
