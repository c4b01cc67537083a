import { Controller } from '@hotwired/stimulus';

/**
 * Order of precedence by dragging a grip onto the row whose place it takes, or with Alt and an arrow on any control of the
 * row. The buttons up and down do the same without scripts.
 */
export default class Rank extends Controller<HTMLElement> {
  static override targets = ['form'];
  declare readonly formTarget: HTMLFormElement;
  private dragged: HTMLElement | null = null;

  take(event: DragEvent): void {
    this.dragged = event.currentTarget as HTMLElement;
    event.dataTransfer?.setData('text/plain', '');
    if (event.dataTransfer) event.dataTransfer.effectAllowed = 'move';
  }

  over(event: DragEvent): void {
    if (this.placeFor(event)) event.preventDefault();
  }

  drop(event: DragEvent): void {
    const position = this.placeFor(event);
    if (!position || !this.dragged) return;
    event.preventDefault();
    this.send(this.dragged.dataset['url'] ?? '', position);
  }

  key(event: KeyboardEvent): void {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    const target = event.target as HTMLElement;
    const side = target.closest<HTMLElement>('[data-side]')?.dataset['side'];
    const grip = target.closest('tr')?.querySelector<HTMLElement>(`[data-url][data-side="${side}"]`);
    const position = Number(grip?.dataset['position']) + (event.key === 'ArrowUp' ? -1 : 1);
    if (!grip || position < 1) return;
    event.preventDefault();
    this.send(grip.dataset['url'] ?? '', String(position));
  }

  // Only within the same delegation.
  private placeFor(event: DragEvent): string | null {
    const side = this.dragged?.dataset['side'];
    const row = (event.target as HTMLElement).closest('tr');
    const place = row?.querySelector<HTMLElement>(`[data-url][data-side="${side}"]`);
    return place && place !== this.dragged ? (place.dataset['position'] ?? null) : null;
  }

  private send(url: string, position: string): void {
    this.formTarget.action = url;
    (this.formTarget.elements.namedItem('position') as HTMLInputElement).value = position;
    this.formTarget.requestSubmit();
  }
}
