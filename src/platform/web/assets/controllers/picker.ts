import { Controller } from '@hotwired/stimulus';
import { LastQuestion } from '../last-question.js';

/** Offers what fits the words typed, and moves what is ticked to what is chosen. By POST: names do not belong into addresses. */
export default class Picker extends Controller<HTMLElement> {
  static override targets = ['chosen', 'query', 'found'];
  static override values = { url: String };

  declare readonly chosenTarget: HTMLElement;
  declare readonly queryTarget: HTMLInputElement;
  declare readonly foundTarget: HTMLElement;
  declare readonly urlValue: string;

  private readonly question = new LastQuestion(200, (signal) => this.ask(signal));

  override disconnect(): void {
    this.question.stop();
  }

  typed(): void {
    this.question.later();
  }

  now(): void {
    this.question.now();
  }

  take({ target }: Event): void {
    const box = target as HTMLInputElement;
    if (!box.checked) return;
    this.chosenTarget.append(box.closest('label')!);
    box.focus();
  }

  private async ask(signal: AbortSignal): Promise<void> {
    const q = this.queryTarget.value.trim();
    if (q.length < 2) return this.foundTarget.replaceChildren();
    try {
      const body = new URLSearchParams({ q });
      const answer = await fetch(this.urlValue, { method: 'POST', body, signal });
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
