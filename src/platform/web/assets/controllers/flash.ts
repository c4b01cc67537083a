import { Controller } from '@hotwired/stimulus';

/** A message about what was done: read out, and put away by its cross. It never leaves by itself. */
export default class Flash extends Controller<HTMLElement> {
  close(): void {
    this.element.remove();
  }
}
