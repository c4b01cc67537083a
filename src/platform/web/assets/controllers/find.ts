import { Controller } from '@hotwired/stimulus';
import { visit } from '@hotwired/turbo';

interface Hit {
  title: string;
  href: string;
  kind: string;
  detail?: string;
  lang?: string;
}

/** Ctrl K: one field that finds everything, with the arrow keys to choose. */
export default class Find extends Controller<HTMLElement> {
  static override targets = ['dialog', 'input', 'results', 'status'];
  static override values = { url: String, none: String };

  declare readonly dialogTarget: HTMLDialogElement;
  declare readonly inputTarget: HTMLInputElement;
  declare readonly resultsTarget: HTMLElement;
  declare readonly statusTarget: HTMLElement;
  declare readonly urlValue: string;
  declare readonly noneValue: string;

  private waiting: ReturnType<typeof setTimeout> | undefined;
  private asked: AbortController | undefined;

  override disconnect(): void {
    clearTimeout(this.waiting);
    if (this.dialogTarget.open) this.dialogTarget.close();
  }

  open(event: Event): void {
    event.preventDefault();
    if (!this.dialogTarget.open) this.dialogTarget.showModal();
    this.inputTarget.select();
  }

  close(event: Event): void {
    if (event.target === this.dialogTarget) this.dialogTarget.close();
  }

  type(): void {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => void this.search(), 120);
  }

  move(event: KeyboardEvent): void {
    const options = [...this.resultsTarget.querySelectorAll<HTMLElement>('[role="option"]')];
    const chosen = options.findIndex((option) => option.ariaSelected === 'true');
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && options.length > 0) {
      event.preventDefault();
      this.choose(options, (chosen + step + options.length) % options.length);
    } else if (event.key === 'Enter' && options.length > 0) {
      event.preventDefault();
      this.go(options[Math.max(chosen, 0)]);
    }
  }

  pick(event: MouseEvent): void {
    this.go((event.target as Element).closest<HTMLElement>('[role="option"]'));
  }

  private go(option: HTMLElement | null | undefined): void {
    const href = option?.dataset['href'];
    if (!href) return;
    this.dialogTarget.close();
    visit(href);
  }

  private async search(): Promise<void> {
    this.asked?.abort();
    const q = this.inputTarget.value.trim();
    if (q.length < 2) return this.show([], '');
    this.asked = new AbortController();
    try {
      const answer = await fetch(`${this.urlValue}?q=${encodeURIComponent(q)}`, {
        headers: { accept: 'application/json' },
        signal: this.asked.signal,
      });
      if (answer.ok) this.show(((await answer.json()) as { hits: Hit[] }).hits, this.noneValue);
    } catch (error) {
      if ((error as Error).name !== 'AbortError') this.show([], this.noneValue);
    }
  }

  private show(hits: Hit[], none: string): void {
    this.statusTarget.textContent = hits.length === 0 ? none : '';
    const options = hits.map((hit, n) => option(hit, n));
    this.resultsTarget.replaceChildren(...options);
    this.inputTarget.setAttribute('aria-expanded', String(options.length > 0));
    this.choose(options, 0);
  }

  private choose(options: HTMLElement[], index: number): void {
    options.forEach((option, n) => (option.ariaSelected = String(n === index)));
    const chosen = options[index];
    chosen?.scrollIntoView({ block: 'nearest' });
    if (chosen) this.inputTarget.setAttribute('aria-activedescendant', chosen.id);
    else this.inputTarget.removeAttribute('aria-activedescendant');
  }
}

function option(hit: Hit, n: number): HTMLElement {
  const item = document.createElement('li');
  item.id = `find-${n}`;
  item.setAttribute('role', 'option');
  item.dataset['href'] = hit.href;
  item.append(part('b', hit.title, hit.lang), part('small', hit.detail ?? ''), part('em', hit.kind));
  return item;
}

function part(tag: string, text: string, lang?: string): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = text;
  if (lang) element.lang = lang;
  return element;
}
