import { Controller } from '@hotwired/stimulus';

/** How far a page may be scrolled while the message at its head is still seen. */
const SEEN_PX = 40;

/**
 * A message about what was done: read out, and put away by its cross. It never leaves by itself, and where the page
 * stands further down it floats at the foot of the window: who has saved a line sees it, and can undo.
 */
export default class Flash extends Controller<HTMLElement> {
  override connect(): void {
    const place = this.element.parentElement;
    // Its place is kept: the page would jump under the reader otherwise.
    if (place) place.style.minHeight = `${place.offsetHeight}px`;
    window.addEventListener('scroll', this.float, { passive: true });
    this.float();
  }

  override disconnect(): void {
    window.removeEventListener('scroll', this.float);
  }

  close(): void {
    this.element.parentElement?.style.removeProperty('min-height');
    this.element.remove();
  }

  private readonly float = (): void => {
    this.element.classList.toggle('afloat', window.scrollY > SEEN_PX);
  };
}
