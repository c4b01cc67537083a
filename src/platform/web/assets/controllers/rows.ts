import { Controller } from '@hotwired/stimulus';

/** Adds and takes away rows of a group of fields that repeats. */
export default class Rows extends Controller<HTMLElement> {
  static override targets = ['list', 'template', 'row'];

  declare readonly listTarget: HTMLElement;
  declare readonly templateTarget: HTMLTemplateElement;
  declare readonly rowTargets: HTMLElement[];

  private next = 0;

  override connect(): void {
    this.next = this.rowTargets.length;
  }

  add(): void {
    this.listTarget.insertAdjacentHTML(
      'beforeend',
      this.templateTarget.innerHTML.replaceAll('__next__', String(this.next++)),
    );
    this.rowTargets.at(-1)?.querySelector<HTMLElement>('input, select, textarea')?.focus();
  }

  remove({ target }: Event): void {
    const row = (target as Element).closest<HTMLElement>('[data-rows-target="row"]');
    const neighbour = row?.previousElementSibling ?? row?.nextElementSibling;
    row?.remove();
    neighbour?.querySelector<HTMLElement>('input, select, textarea')?.focus();
  }
}
