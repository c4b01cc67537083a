import { type DOMOutputSpec, type MarkSpec, type NodeSpec, Schema } from 'prosemirror-model';

/** What the server takes for a link, too. */
export const webAddress = /^(https?:\/\/[^\s/]|mailto:[^\s@]+@|tel:\+?\d)\S*$/i;
const identifier = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

// What is pasted may claim anything; the server takes spans of 1 to 12.
const span = (name: string) => (element: HTMLElement) =>
  Math.min(12, Math.max(1, Math.trunc(Number(element.getAttribute(name) ?? 1)) || 1));

/** What is told of a picture or a note in HTML that leaves the editor, read back from it; false where it says nothing sensible. */
const told = (element: HTMLElement, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, (element.getAttribute(`data-${name}`) ?? '').trim().slice(0, 500)]));

function cell(tag: 'td' | 'th', tableRole: string): NodeSpec {
  return {
    content: 'block+',
    attrs: { colspan: { default: 1 }, rowspan: { default: 1 }, colwidth: { default: null } },
    tableRole,
    isolating: true,
    parseDOM: [
      { tag, getAttrs: (element) => ({ colspan: span('colspan')(element), rowspan: span('rowspan')(element) }) },
    ],
    toDOM: ({ attrs }) => [tag, { colspan: attrs['colspan'], rowspan: attrs['rowspan'] }, 0] as DOMOutputSpec,
  };
}

const nodes: Record<string, NodeSpec> = {
  doc: { content: 'block+' },
  paragraph: { group: 'block', content: 'inline*', parseDOM: [{ tag: 'p' }], toDOM: () => ['p', 0] },
  heading: {
    group: 'block',
    content: 'inline*',
    defining: true,
    attrs: { level: { default: 1 } },
    // Headings of a section stand below those of the report.
    parseDOM: [1, 2, 3, 4, 5, 6].map((n) => ({ tag: `h${n}`, attrs: { level: Math.min(Math.max(1, n - 2), 3) } })),
    toDOM: ({ attrs }) => [`h${Number(attrs['level']) + 2}`, 0],
  },
  bulletList: { group: 'block', content: 'listItem+', parseDOM: [{ tag: 'ul' }], toDOM: () => ['ul', 0] },
  orderedList: {
    group: 'block',
    content: 'listItem+',
    attrs: { start: { default: 1 } },
    parseDOM: [
      {
        tag: 'ol',
        getAttrs: (element) => ({
          start: Math.min(9999, Math.max(0, Math.trunc(Number(element.getAttribute('start') ?? 1)) || 1)),
        }),
      },
    ],
    toDOM: ({ attrs }) => ['ol', { start: attrs['start'] }, 0],
  },
  listItem: { content: 'paragraph block*', defining: true, parseDOM: [{ tag: 'li' }], toDOM: () => ['li', 0] },
  blockquote: {
    group: 'block',
    content: 'block+',
    defining: true,
    parseDOM: [{ tag: 'blockquote' }],
    toDOM: () => ['blockquote', 0],
  },
  table: {
    group: 'block',
    content: 'tableRow+',
    tableRole: 'table',
    isolating: true,
    parseDOM: [{ tag: 'table' }],
    toDOM: () => ['table', { class: 'list' }, ['tbody', 0]],
  },
  tableRow: {
    content: '(tableCell | tableHeader)+',
    tableRole: 'row',
    parseDOM: [{ tag: 'tr' }],
    toDOM: () => ['tr', 0],
  },
  tableCell: cell('td', 'cell'),
  tableHeader: cell('th', 'header_cell'),
  figure: {
    group: 'block',
    atom: true,
    draggable: true,
    attrs: { picture: {}, alt: {}, caption: { default: '' } },
    parseDOM: [
      {
        tag: 'figure[data-picture]',
        getAttrs: (element) => {
          const attrs = told(element, ['picture', 'alt', 'caption']);
          return identifier.test(attrs['picture']!) && attrs['alt'] ? attrs : false;
        },
      },
      // A picture of another page is not ours to show: neither it nor its words are taken over.
      { tag: 'figure', ignore: true },
    ],
    toDOM: ({ attrs }) => [
      'figure',
      { 'data-picture': attrs['picture'], 'data-alt': attrs['alt'], 'data-caption': attrs['caption'] },
      attrs['caption'] || attrs['alt'],
    ],
  },
  footnote: {
    group: 'inline',
    inline: true,
    atom: true,
    attrs: { text: {} },
    parseDOM: [
      {
        tag: 'span[data-footnote]',
        getAttrs: (element) => {
          const text = (element.getAttribute('data-footnote') ?? '').trim().slice(0, 2000);
          return text ? { text } : false;
        },
      },
    ],
    toDOM: ({ attrs }) => ['span', { class: 'footnote', 'data-footnote': attrs['text'], title: attrs['text'] }],
  },
  hardBreak: { group: 'inline', inline: true, selectable: false, parseDOM: [{ tag: 'br' }], toDOM: () => ['br'] },
  text: { group: 'inline' },
};

const marks: Record<string, MarkSpec> = {
  link: {
    attrs: { href: {} },
    inclusive: false,
    parseDOM: [
      {
        tag: 'a[href]',
        getAttrs: (element) => {
          const href = element.getAttribute('href') ?? '';
          return webAddress.test(href) && href.length <= 2000 ? { href } : false;
        },
      },
    ],
    toDOM: ({ attrs }) => ['a', { href: attrs['href'] }, 0],
  },
  bold: { parseDOM: [{ tag: 'strong' }, { tag: 'b' }], toDOM: () => ['strong', 0] },
  italic: { parseDOM: [{ tag: 'em' }, { tag: 'i' }], toDOM: () => ['em', 0] },
  underline: { parseDOM: [{ tag: 'u' }], toDOM: () => ['u', 0] },
};

/** The nodes and marks that the server checks, with how they look in the browser. */
export const schema = new Schema({ nodes, marks });
