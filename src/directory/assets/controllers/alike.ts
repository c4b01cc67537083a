import { Controller } from '@hotwired/stimulus';
import { LastQuestion } from '../../../platform/web/assets/last-question.js';

/** Asks, while a new person is typed in, who may be meant already. By POST: names do not belong into addresses. */
export default class Alike extends Controller<HTMLFormElement> {
  static override targets = ['found'];
  static override values = { url: String };

  declare readonly foundTarget: HTMLElement;
  declare readonly urlValue: string;

  private readonly question = new LastQuestion(250, (signal) => this.ask(signal));

  override disconnect(): void {
    this.question.stop();
  }

  typed(): void {
    this.question.later();
  }

  private async ask(signal: AbortSignal): Promise<void> {
    const typed = new URLSearchParams();
    for (const name of ['familyName', 'givenName', 'nativeName', 'email', 'birthDate']) {
      const field = this.element.elements.namedItem(name);
      if (field instanceof HTMLInputElement) typed.set(name, field.value);
    }
    try {
      const answer = await fetch(this.urlValue, { method: 'POST', body: typed, signal });
      if (answer.ok) this.foundTarget.innerHTML = await answer.text();
    } catch {
      // Asked again with the next letter; the server asks once more when the form is sent.
    }
  }
}
