import { baseKeymap, chainCommands, exitCode, setBlockType, toggleMark, wrapIn } from 'prosemirror-commands';
import { history, redo, undo } from 'prosemirror-history';
import { keymap } from 'prosemirror-keymap';
import { Fragment, Node, type NodeType, Slice } from 'prosemirror-model';
import { liftListItem, sinkListItem, splitListItem, wrapInList } from 'prosemirror-schema-list';
import { type Command, EditorState } from 'prosemirror-state';
import { addColumnAfter, addRowAfter, deleteTable, goToNextCell, isInTable, tableEditing } from 'prosemirror-tables';
import { EditorView } from 'prosemirror-view';
import { askPicture, INSERTS } from './rich-inserts.js';
import { schema } from './rich-schema.js';

const type = (name: string) => schema.nodes[name]!;
const mark = (name: string) => schema.marks[name]!;

/** The buttons in their order; each name is a word of the page. */
const TOOLS =
  'bold italic underline link heading bullets numbers quote footnote picture table row column untable undo redo'.split(
    ' ',
  );

/** The server refuses what is nested deeper than 24. */
const MOST_NESTED = 18;

/** What the buttons do that ask nothing. */
const COMMANDS: Record<string, Command> = {
  bold: toggleMark(mark('bold')),
  italic: toggleMark(mark('italic')),
  underline: toggleMark(mark('underline')),
  heading: toggled(type('heading')),
  bullets: listed(type('bulletList')),
  numbers: listed(type('orderedList')),
  quote: wrapIn(type('blockquote')),
  table: insertTable,
  row: addRowAfter,
  column: addColumnAfter,
  untable: deleteTable,
  undo,
  redo,
};

const breakLine: Command = chainCommands(exitCode, (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(type('hardBreak').create()).scrollIntoView());
  return true;
});

// Tab leaves the editor, as everywhere on the page; inside a table and a list it moves there.
const keys = keymap({
  'Mod-b': COMMANDS['bold']!,
  'Mod-i': COMMANDS['italic']!,
  'Mod-u': COMMANDS['underline']!,
  'Mod-z': undo,
  'Mod-y': redo,
  'Shift-Mod-z': redo,
  'Shift-Enter': breakLine,
  Enter: splitListItem(type('listItem')),
  Tab: chainCommands(goToNextCell(1), sinkListItem(type('listItem'))),
  'Shift-Tab': chainCommands(goToNextCell(-1), liftListItem(type('listItem'))),
});

export interface EditorOptions {
  /** Stands before this; the editor takes its name and its description. */
  textarea: HTMLTextAreaElement;
  /** ProseMirror JSON. */
  content: unknown;
  /** Words of the buttons, by the name of the command. */
  words: Record<string, string>;
  /** Where pictures are sent, and below which they are shown. */
  pictures: string;
  onChange: () => void;
  onBlur: () => void;
}

export interface RichEditor {
  json(): string;
  destroy(): void;
}

/** An editor with its toolbar in place of a textarea. */
export function mount({ textarea, content, words, pictures, onChange, onBlur }: EditorOptions): RichEditor {
  const place = document.createElement('div');
  place.className = 'rich-editor';
  const bar = document.createElement('div');
  bar.className = 'bar-tools';
  bar.setAttribute('role', 'toolbar');
  bar.setAttribute('aria-label', words['bar'] ?? '');
  place.append(bar);
  textarea.before(place);
  textarea.hidden = true;
  const label = textarea.labels[0]?.textContent?.trim() ?? '';
  const view = new EditorView(place, {
    state: EditorState.create({
      doc: Node.fromJSON(schema, content),
      plugins: [history(), keys, keymap(baseKeymap), tableEditing()],
    }),
    attributes: {
      class: 'rich-text',
      role: 'textbox',
      'aria-multiline': 'true',
      'aria-label': label,
      lang: textarea.lang,
      dir: 'auto',
      ...(textarea.getAttribute('aria-describedby')
        ? { 'aria-describedby': textarea.getAttribute('aria-describedby')! }
        : {}),
    },
    nodeViews: { figure: (node) => ({ dom: figureOf(node, pictures), ignoreMutation: () => true }) },
    transformPasted: (slice) => (depthOf(slice.content) > MOST_NESTED ? flattened(slice) : slice),
    handlePaste: (_view, event) => takePicture(event.clipboardData),
    handleDrop: (_view, event) => takePicture(event.dataTransfer),
    dispatchTransaction(transaction) {
      view.updateState(view.state.apply(transaction));
      redraw();
      if (transaction.docChanged) onChange();
    },
    handleDOMEvents: { blur: () => (onBlur(), false) },
  });
  const context = { view, bar, words, pictures };
  const takePicture = (data: DataTransfer | null) => {
    const file = [...(data?.files ?? [])].find(({ type }) => type.startsWith('image/'));
    if (file) askPicture(context, file);
    return file !== undefined;
  };
  const run = (name: string) => {
    const insert = INSERTS[name];
    if (insert) return insert(context);
    COMMANDS[name]!(view.state, view.dispatch);
    view.focus();
  };
  const buttons = TOOLS.map((name) => button(name, words[name] ?? name, () => run(name)));
  bar.append(...buttons);
  const redraw = () => {
    for (const one of buttons) {
      const name = one.dataset['command']!;
      one.hidden = ['row', 'column', 'untable'].includes(name) && !isInTable(view.state);
      one.setAttribute('aria-pressed', String(isActive(name, view.state)));
    }
  };
  redraw();
  return {
    json: () => JSON.stringify(view.state.doc.toJSON()),
    destroy: () => {
      view.destroy();
      place.remove();
      textarea.hidden = false;
    },
  };
}

function button(name: string, words: string, onClick: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = words;
  made.dataset['command'] = name;
  // The selection stays where it is while the button is pressed.
  made.addEventListener('mousedown', (event) => event.preventDefault());
  made.addEventListener('click', onClick);
  return made;
}

function isActive(name: string, state: EditorState): boolean {
  const { from, to, empty, $from } = state.selection;
  const kind = schema.marks[name];
  if (kind) return empty ? !!kind.isInSet(state.storedMarks ?? $from.marks()) : state.doc.rangeHasMark(from, to, kind);
  return name === 'heading' && $from.parent.type === type('heading');
}

function toggled(kind: NodeType): Command {
  return (state, dispatch) =>
    state.selection.$from.parent.type === kind
      ? setBlockType(type('paragraph'))(state, dispatch)
      : setBlockType(kind, { level: 1 })(state, dispatch);
}

function listed(kind: NodeType): Command {
  return chainCommands(liftWithin(kind), wrapInList(kind));
}

/** Takes the line out of its list again. */
function liftWithin(kind: NodeType): Command {
  return (state, dispatch) => {
    const { $from } = state.selection;
    for (let depth = $from.depth; depth > 0; depth -= 1)
      if ($from.node(depth).type === kind) return liftListItem(type('listItem'))(state, dispatch);
    return false;
  };
}

function insertTable(state: EditorState, dispatch?: Parameters<Command>[1]): boolean {
  if (isInTable(state)) return false;
  const row = (kind: string) =>
    type('tableRow').create(
      null,
      [1, 2, 3].map(() => type(kind).createAndFill()!),
    );
  const table = type('table').create(null, [row('tableHeader'), row('tableCell'), row('tableCell')]);
  dispatch?.(state.tr.replaceSelectionWith(table).scrollIntoView());
  return true;
}

/** A picture in the editor, with the words under it. */
function figureOf({ attrs }: Node, pictures: string): HTMLElement {
  const figure = document.createElement('figure');
  const image = document.createElement('img');
  image.src = `${pictures}/${attrs['picture']}`;
  image.alt = attrs['alt'];
  const caption = document.createElement('figcaption');
  caption.textContent = attrs['caption'];
  figure.append(image, caption);
  return figure;
}

function depthOf(fragment: Fragment): number {
  let deepest = 0;
  fragment.forEach((node) => (deepest = Math.max(deepest, 1 + depthOf(node.content))));
  return deepest;
}

/** Only the paragraphs of what was pasted. */
function flattened({ content }: Slice): Slice {
  const paragraphs: Node[] = [];
  content.descendants((node) => {
    if (node.isTextblock) paragraphs.push(type('paragraph').create(null, node.content));
    return !node.isTextblock;
  });
  return new Slice(Fragment.from(paragraphs), 0, 0);
}
