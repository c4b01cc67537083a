import { Controller } from '@hotwired/stimulus';

/** Ticks all boxes of a group, or none where all are ticked. */
export default class TickAll extends Controller<HTMLElement> {
  static override targets = ['button'];

  declare readonly buttonTarget: HTMLButtonElement;

  override connect(): void {
    this.buttonTarget.hidden = false;
    this.told();
  }

  toggle(): void {
    const on = !this.areAll;
    for (const box of this.boxes) box.checked = on;
    this.told();
  }

  told(): void {
    this.buttonTarget.setAttribute('aria-pressed', String(this.areAll));
  }

  private get boxes(): HTMLInputElement[] {
    return [...this.element.querySelectorAll<HTMLInputElement>('input[type=checkbox]')];
  }

  private get areAll(): boolean {
    return this.boxes.every(({ checked }) => checked);
  }
}
