import { Controller } from '@hotwired/stimulus';

/** Offers what fits the words typed, and moves what is ticked to what is chosen. By POST: names do not belong into addresses. */
export default class Picker extends Controller<HTMLElement> {
  static override targets = ['chosen', 'query', 'found'];
  static override values = { url: String };

  declare readonly chosenTarget: HTMLElement;
  declare readonly queryTarget: HTMLInputElement;
  declare readonly foundTarget: HTMLElement;
  declare readonly urlValue: string;

  private waiting: ReturnType<typeof setTimeout> | undefined;
  private asked: AbortController | undefined;

  override disconnect(): void {
    clearTimeout(this.waiting);
    this.asked?.abort();
  }

  typed(): void {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => void this.ask(), 200);
  }

  now(): void {
    clearTimeout(this.waiting);
    void this.ask();
  }

  take({ target }: Event): void {
    const box = target as HTMLInputElement;
    if (!box.checked) return;
    this.chosenTarget.append(box.closest('label')!);
    box.focus();
  }

  private async ask(): Promise<void> {
    this.asked?.abort();
    this.asked = new AbortController();
    const q = this.queryTarget.value.trim();
    if (q.length < 2) return this.foundTarget.replaceChildren();
    try {
      const body = new URLSearchParams({ q });
      const answer = await fetch(this.urlValue, { method: 'POST', body, signal: this.asked.signal });
      if (answer.ok) this.show(await answer.text());
    } catch {
      // Asked again with the next letter.
    }
  }

  private show(html: string): void {
    this.foundTarget.innerHTML = html;
    const chosen = new Set([...this.chosenTarget.querySelectorAll('input')].map(({ value }) => value));
    for (const box of this.foundTarget.querySelectorAll('input'))
      if (chosen.has(box.value)) box.closest('label')!.remove();
  }
}
