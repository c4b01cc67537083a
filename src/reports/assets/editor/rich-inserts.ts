import type { Mark } from 'prosemirror-model';
import { NodeSelection } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import { openPanel } from './rich-panel.js';
import { schema, webAddress } from './rich-schema.js';
import { smaller } from './smaller-picture.js';

export interface InsertContext {
  view: EditorView;
  bar: HTMLElement;
  words: Record<string, string>;
  /** Where pictures of this report are sent. */
  pictures: string;
}

/** What the toolbar puts in by way of questions. */
export const INSERTS: Record<string, (context: InsertContext) => void> = {
  link: askLink,
  footnote: askFootnote,
  picture: (context) => askPicture(context),
};

/** Puts a link on the selected words, changes the one at the cursor, or takes it away where no address is left. */
function askLink({ view, bar, words }: InsertContext): void {
  const known = linkAtCursor(view);
  openPanel({
    bar,
    words,
    title: words['link'] ?? '',
    fields: [
      { name: 'href', label: words['link_address'] ?? '', kind: 'text', value: known?.mark.attrs['href'] as string },
    ],
    onClose: () => view.focus(),
    apply: ({ href = '' }) => {
      const address = addressOf(href);
      if (href && !webAddress.test(address)) return words['link_wrong'];
      const type = schema.marks['link']!;
      const { from, to } = known ?? view.state.selection;
      const change = view.state.tr;
      if (!href) change.removeMark(from, to, type);
      else if (from === to) change.insert(from, schema.text(address, [type.create({ href: address })]));
      else change.removeMark(from, to, type).addMark(from, to, type.create({ href: address }));
      view.dispatch(change.scrollIntoView());
      return undefined;
    },
  });
}

/** A note at the cursor, or other words for the note that is selected. */
function askFootnote({ view, bar, words }: InsertContext): void {
  const type = schema.nodes['footnote']!;
  const { selection } = view.state;
  const known = selection instanceof NodeSelection && selection.node.type === type ? selection.node : null;
  openPanel({
    bar,
    words,
    title: words['footnote'] ?? '',
    fields: [
      { name: 'text', label: words['footnote_text'] ?? '', kind: 'area', value: known?.attrs['text'] as string },
    ],
    onClose: () => view.focus(),
    apply: ({ text = '' }) => {
      if (!text || text.length > 2000) return words['footnote_missing'];
      // After the words that are selected, not in their place.
      const at = known ? selection.from : selection.to;
      view.dispatch(view.state.tr.replaceWith(at, known ? selection.to : at, type.create({ text })).scrollIntoView());
      return undefined;
    },
  });
}

/** Sends a picture and shows it where the cursor is; one that is selected gets other words. */
export function askPicture({ view, bar, words, pictures }: InsertContext, pasted?: File): void {
  const type = schema.nodes['figure']!;
  const { selection } = view.state;
  const known = selection instanceof NodeSelection && selection.node.type === type ? selection.node : null;
  const value = (name: string) => String(known?.attrs[name] ?? '');
  openPanel({
    bar,
    words,
    title: words['picture'] ?? '',
    ...(pasted ? { file: pasted } : {}),
    fields: [
      ...(known || pasted ? [] : [{ name: 'file', label: words['picture_file'] ?? '', kind: 'file' as const }]),
      { name: 'alt', label: words['picture_alt'] ?? '', kind: 'text', value: value('alt') },
      { name: 'caption', label: words['picture_caption'] ?? '', kind: 'text', value: value('caption') },
    ],
    onClose: () => view.focus(),
    apply: async ({ alt = '', caption = '' }, file) => {
      if (!alt || alt.length > 500) return words['picture_alt_missing'];
      if (!known && !file) return words['picture_missing'];
      const sent = known ? { id: value('picture') } : await send(file!, pictures, words);
      if (typeof sent === 'string') return sent;
      const figure = type.create({ picture: sent.id, alt, caption: caption.slice(0, 500) });
      view.dispatch(view.state.tr.replaceSelectionWith(figure).scrollIntoView());
      return undefined;
    },
  });
}

/** @returns its id, or why it was not taken. */
async function send(file: File, to: string, words: Record<string, string>): Promise<{ id: string } | string> {
  try {
    const body = new FormData();
    body.set('picture', await smaller(file), file.name);
    const answer = await fetch(to, { method: 'POST', headers: { Accept: 'application/json' }, body });
    const told = (await answer.json()) as { id?: string; detail?: string };
    return answer.ok && told.id ? { id: told.id } : (told.detail ?? words['picture_failed'] ?? '');
  } catch {
    return words['picture_failed'] ?? '';
  }
}

/** An address as people type it: without `https://`, or that of a mailbox. */
function addressOf(typed: string): string {
  if (/^[a-z][a-z+.-]*:/i.test(typed)) return typed;
  return typed.includes('@') ? `mailto:${typed}` : `https://${typed}`;
}

function linkAtCursor({ state }: EditorView): { from: number; to: number; mark: Mark } | null {
  const type = schema.marks['link']!;
  const { $from, from, to } = state.selection;
  const mark = type.isInSet($from.marks()) ?? (state.doc.nodeAt(from) && type.isInSet(state.doc.nodeAt(from)!.marks));
  if (!mark) return null;
  if (from !== to) return { from, to, mark };
  let [start, end] = [from, to];
  $from.parent.forEach((node, offset) => {
    const at = $from.start() + offset;
    if (!mark.isInSet(node.marks)) return;
    if (at <= from && at + node.nodeSize >= from) [start, end] = [at, at + node.nodeSize];
  });
  return { from: start, to: end, mark };
}
