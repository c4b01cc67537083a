import type { ComponentChildren } from 'preact';
import { t } from '../platform/i18n/translate.js';
import type { RichText } from '../documents/report-rendering.service.js';

type Node = RichText['content'][number];

export interface RichTextViewProps {
  content: RichText;
  /** Unlike that of any other text on the page: the links of its footnotes carry it. */
  name: string;
  /** The path below which its pictures stand. */
  pictures: string;
  language?: string;
}

/** What is met while a text is drawn: its footnotes, told below it. */
interface Drawing extends Pick<RichTextViewProps, 'name' | 'pictures'> {
  notes: string[];
}

/** Checked rich text as HTML: its own headings stand below those of the page. */
export function RichTextView({ content, name, pictures, language }: RichTextViewProps) {
  const drawing: Drawing = { name, pictures, notes: [] };
  const blocks = content.content.map((node, n) => blockOf(node, n, drawing));
  return (
    <div class="rich-text" lang={language} dir="auto">
      {blocks}
      {drawing.notes.length > 0 && (
        <ol class="footnotes" aria-label={t('reports.page.footnotes')}>
          {drawing.notes.map((note, n) => (
            <li key={n} id={`${name}-note-${n + 1}`}>
              {note}{' '}
              <a href={`#${name}-at-${n + 1}`} aria-label={t('reports.page.back_to_text', { number: n + 1 })}>
                ↑
              </a>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

function blockOf(node: Node, n: number, drawing: Drawing): ComponentChildren {
  const inside = (draw: (one: Node, at: number, drawing: Drawing) => ComponentChildren) =>
    (node.content ?? []).map((one, at) => draw(one, at, drawing));
  switch (node.type) {
    case 'heading': {
      const Heading = `h${Math.min(Number(node.attrs?.['level'] ?? 1) + 2, 6)}` as 'h3';
      return <Heading key={n}>{inside(inlineOf)}</Heading>;
    }
    case 'bulletList':
      return <ul key={n}>{inside(blockOf)}</ul>;
    case 'orderedList':
      return (
        <ol key={n} start={Number(node.attrs?.['start'] ?? 1)}>
          {inside(blockOf)}
        </ol>
      );
    case 'listItem':
      return <li key={n}>{inside(blockOf)}</li>;
    case 'blockquote':
      return <blockquote key={n}>{inside(blockOf)}</blockquote>;
    case 'table':
      return (
        <div key={n} class="list-frame">
          <table class="list">
            <tbody>{inside(blockOf)}</tbody>
          </table>
        </div>
      );
    case 'tableRow':
      return <tr key={n}>{inside(blockOf)}</tr>;
    case 'tableHeader':
    case 'tableCell': {
      const Cell = node.type === 'tableHeader' ? 'th' : 'td';
      const { colspan, rowspan } = node.attrs ?? {};
      return (
        <Cell key={n} colSpan={Number(colspan ?? 1)} rowSpan={Number(rowspan ?? 1)}>
          {inside(blockOf)}
        </Cell>
      );
    }
    case 'figure': {
      const { picture, alt, caption } = node.attrs as Record<string, string>;
      return (
        <figure key={n}>
          <img src={`${drawing.pictures}/${picture}`} alt={alt} loading="lazy" />
          {caption && <figcaption>{caption}</figcaption>}
        </figure>
      );
    }
    default:
      return <p key={n}>{inside(inlineOf)}</p>;
  }
}

function inlineOf(node: Node, n: number, { name, notes }: Drawing): ComponentChildren {
  if (node.type === 'hardBreak') return <br key={n} />;
  if (node.type === 'footnote') {
    const number = notes.push(String(node.attrs?.['text'] ?? ''));
    return (
      <sup key={n}>
        <a id={`${name}-at-${number}`} href={`#${name}-note-${number}`}>
          {number}
        </a>
      </sup>
    );
  }
  let drawn: ComponentChildren = node.text ?? '';
  for (const { type, attrs } of node.marks ?? []) {
    if (type === 'bold') drawn = <strong>{drawn}</strong>;
    if (type === 'italic') drawn = <em>{drawn}</em>;
    if (type === 'underline') drawn = <u>{drawn}</u>;
    if (type === 'link')
      drawn = (
        <a href={String(attrs?.['href'])} rel="nofollow noopener">
          {drawn}
        </a>
      );
  }
  return <span key={n}>{drawn}</span>;
}
