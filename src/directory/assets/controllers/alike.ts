import { Controller } from '@hotwired/stimulus';

/** Asks, while a new person is typed in, who may be meant already. By POST: names do not belong into addresses. */
export default class Alike extends Controller<HTMLFormElement> {
  static override targets = ['found'];
  static override values = { url: String };

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
    this.waiting = setTimeout(() => void this.ask(), 250);
  }

  private async ask(): Promise<void> {
    this.asked?.abort();
    this.asked = new AbortController();
    const typed = new URLSearchParams();
    for (const name of ['familyName', 'givenName', 'nativeName', 'email', 'birthDate']) {
      const field = this.element.elements.namedItem(name);
      if (field instanceof HTMLInputElement) typed.set(name, field.value);
    }
    try {
      const answer = await fetch(this.urlValue, { method: 'POST', body: typed, signal: this.asked.signal });
      if (answer.ok) this.foundTarget.innerHTML = await answer.text();
    } catch {
      // Asked again with the next letter; the server asks once more when the form is sent.
    }
  }
}
