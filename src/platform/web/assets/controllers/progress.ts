import { Controller } from '@hotwired/stimulus';

/** Asks for the page's frame again until the work is done, so that the bar survives a reload and a lost connection. */
export default class Progress extends Controller<HTMLElement> {
  static override values = { every: { type: Number, default: 1500 } };
  declare readonly everyValue: number;

  private again: ReturnType<typeof setInterval> | undefined;

  override connect(): void {
    this.again = setInterval(() => {
      const frame = this.element.closest('turbo-frame') as
        (HTMLElement & { src: string | null; reload(): void }) | null;
      if (!frame || document.hidden) return;
      if (frame.src) frame.reload();
      else frame.src = location.href;
    }, this.everyValue);
  }

  override disconnect(): void {
    clearInterval(this.again);
  }
}
