export interface PanelField {
  name: string;
  label: string;
  kind: 'text' | 'area' | 'file';
  value?: string;
}

export interface PanelOptions {
  /** The panel stands after this. */
  bar: HTMLElement;
  title: string;
  fields: readonly PanelField[];
  words: Record<string, string>;
  /** Does what was asked; answers what stands in the way, or nothing once it is done. */
  apply: (values: Record<string, string>, file: File | null) => Promise<string | undefined> | string | undefined;
  onClose: () => void;
  file?: File;
}

let panels = 0;

/** A few questions below the toolbar: an address, a note, a picture with its words. One at a time; Escape closes it. */
export function openPanel({ bar, title, fields, words, apply, onClose, file }: PanelOptions): void {
  bar.parentElement?.querySelector('.rich-panel')?.remove();
  panels += 1;
  const panel = document.createElement('div');
  panel.className = 'rich-panel';
  panel.setAttribute('role', 'group');
  panel.setAttribute('aria-label', title);
  const inputs = new Map(fields.map((field) => [field.name, drawn(panel, field)]));
  const problem = document.createElement('p');
  problem.className = 'error';
  problem.setAttribute('role', 'alert');
  const send = button(words['insert'] ?? '', 'btn small primary');
  const close = () => {
    panel.remove();
    onClose();
  };
  const finish = async () => {
    send.disabled = true;
    const values = Object.fromEntries([...inputs].map(([name, input]) => [name, input.value.trim()]));
    const sent = [...inputs.values()].find(({ type }) => type === 'file') as HTMLInputElement | undefined;
    const trouble = await apply(values, sent?.files?.[0] ?? file ?? null);
    send.disabled = false;
    problem.textContent = trouble ?? '';
    if (trouble === undefined) close();
  };
  send.addEventListener('click', () => void finish());
  const cancel = button(words['cancel'] ?? '', 'btn small plain');
  cancel.addEventListener('click', close);
  panel.addEventListener('keydown', (event) => {
    // The panel stands inside the form of the section: Enter must not hand that in.
    if (
      event.key === 'Enter' &&
      !(event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLButtonElement)
    ) {
      event.preventDefault();
      void finish();
    }
    if (event.key === 'Escape') close();
  });
  const end = document.createElement('p');
  end.className = 'rich-panel-end';
  end.append(send, cancel);
  panel.append(problem, end);
  bar.after(panel);
  // A file that was pasted is there already: its words are asked next.
  (file ? inputs.get('alt') : [...inputs.values()][0])?.focus();
}

function drawn(panel: HTMLElement, { name, label, kind, value }: PanelField): HTMLInputElement | HTMLTextAreaElement {
  const input = document.createElement(kind === 'area' ? 'textarea' : 'input');
  input.id = `rich-panel-${panels}-${name}`;
  input.className = 'form-control';
  input.dir = 'auto';
  if (input instanceof HTMLInputElement) input.type = kind;
  if (kind === 'file') (input as HTMLInputElement).accept = 'image/*';
  else if (value) input.value = value;
  // What is typed here is no part of the section until it is put there.
  for (const type of ['input', 'change']) input.addEventListener(type, (event) => event.stopPropagation());
  const named = document.createElement('label');
  named.htmlFor = input.id;
  named.textContent = label;
  const field = document.createElement('div');
  field.className = 'field';
  field.append(named, input);
  panel.append(field);
  return input;
}

function button(words: string, look: string): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = look;
  made.textContent = words;
  return made;
}
