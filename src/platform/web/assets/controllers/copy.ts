import { Controller } from '@hotwired/stimulus';

/** Puts a text on the clipboard and says so on its button, which is only there where the browser lets it. */
export default class Copy extends Controller<HTMLElement> {
  static override targets = ['text', 'button'];
  static override values = { done: String };

  declare readonly textTarget: HTMLElement;
  declare readonly buttonTarget: HTMLButtonElement;
  declare readonly doneValue: string;

  override connect(): void {
    // Absent where the page came over plain http from another machine.
    this.buttonTarget.hidden = !('clipboard' in navigator);
  }

  async copy(): Promise<void> {
    await navigator.clipboard.writeText(this.textTarget.innerText.trim());
    this.buttonTarget.innerText = this.doneValue;
  }
}
