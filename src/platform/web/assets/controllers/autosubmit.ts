import { Controller } from '@hotwired/stimulus';

/** Sends a filter form as soon as it changes; typing waits for a pause. Without scripts its button does the same. */
export default class Autosubmit extends Controller<HTMLFormElement> {
  private waiting: ReturnType<typeof setTimeout> | undefined;

  override disconnect(): void {
    clearTimeout(this.waiting);
  }

  now(): void {
    clearTimeout(this.waiting);
    this.element.requestSubmit();
  }

  later(): void {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.element.requestSubmit(), 350);
  }
}
