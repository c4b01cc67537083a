import type { ComponentChildren } from 'preact';
import type { RichText } from '../documents/report-rendering.service.js';

type Node = RichText['content'][number];

/** Checked rich text as HTML: its own headings stand below those of the page. */
export function RichTextView({ content, language }: { content: RichText; language?: string }) {
  return (
    <div class="rich-text" lang={language} dir="auto">
      {content.content.map(blockOf)}
    </div>
  );
}

function blockOf(node: Node, n: number): ComponentChildren {
  const inside = (draw: (one: Node, at: number) => ComponentChildren) => (node.content ?? []).map(draw);
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
    default:
      return <p key={n}>{inside(inlineOf)}</p>;
  }
}

function inlineOf(node: Node, n: number): ComponentChildren {
  if (node.type === 'hardBreak') return <br key={n} />;
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
