import { Controller } from '@hotwired/stimulus';

/**
 * Drags over empty days of a month and offers what can be proposed for them. By keyboard: Enter on a day's number leads to
 * its week, Shift with Enter offers the same for that day.
 */
export default class Month extends Controller<HTMLElement> {
  static override targets = ['menu', 'link', 'days'];
  declare readonly menuTarget: HTMLElement;
  declare readonly linkTargets: HTMLAnchorElement[];
  declare readonly daysTarget: HTMLElement;

  private first: HTMLElement | null = null;
  private last: HTMLElement | null = null;

  begin(event: PointerEvent): void {
    const cell = emptyDay(event.target);
    if (!cell || event.button !== 0 || event.pointerType === 'touch') return;
    event.preventDefault();
    this.clear();
    [this.first, this.last] = [cell, cell];
    this.mark();
  }

  over(event: PointerEvent): void {
    if (!this.first || event.buttons === 0) return;
    const cell = document
      .elementsFromPoint(event.clientX, event.clientY)
      .find((one): one is HTMLElement => one.classList.contains('month-day'));
    if (!cell || cell === this.last) return;
    this.last = cell;
    this.mark();
  }

  choose(event: PointerEvent): void {
    if (!this.first || !this.last) return;
    this.offer(event.clientX, event.clientY);
  }

  key(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !event.shiftKey) return;
    const cell = (event.target as HTMLElement).closest<HTMLElement>('.month-day');
    if (!cell) return;
    event.preventDefault();
    this.clear();
    [this.first, this.last] = [cell, cell];
    this.mark();
    const { left, bottom } = cell.getBoundingClientRect();
    this.offer(left, bottom);
    this.linkTargets[0]?.focus();
  }

  private offer(x: number, y: number): void {
    const [from, until] = [this.first!.dataset['day']!, this.last!.dataset['day']!].sort() as [string, string];
    for (const link of this.linkTargets) {
      const url = new URL(link.href);
      url.search = new URLSearchParams({ startsOn: from, endsOn: until }).toString();
      link.href = url.href;
    }
    const format = new Intl.DateTimeFormat(document.documentElement.lang, {
      day: 'numeric',
      month: 'long',
      timeZone: 'UTC',
    });
    this.daysTarget.textContent = format.formatRange(new Date(from), new Date(until));
    this.menuTarget.addEventListener('toggle', this.closed);
    this.menuTarget.showPopover();
    const { width, height } = this.menuTarget.getBoundingClientRect();
    this.menuTarget.style.setProperty('left', `${Math.max(8, Math.min(x, innerWidth - width - 8))}px`);
    this.menuTarget.style.setProperty('top', `${Math.max(8, Math.min(y, innerHeight - height - 8))}px`);
    this.first = null;
  }

  private readonly closed = (event: Event): void => {
    if ((event as ToggleEvent).newState === 'closed') this.clear();
  };

  private mark(): void {
    const [from, until] = [this.first!.dataset['day']!, this.last!.dataset['day']!].sort() as [string, string];
    for (const cell of this.element.querySelectorAll<HTMLElement>('.month-day'))
      cell.classList.toggle('picked', cell.dataset['day']! >= from && cell.dataset['day']! <= until);
  }

  private clear(): void {
    for (const cell of this.element.querySelectorAll('.month-day.picked')) cell.classList.remove('picked');
    [this.first, this.last] = [null, null];
  }
}

/** The cell itself: its links and the bars over it keep what they do. */
function emptyDay(target: EventTarget | null): HTMLElement | null {
  return target instanceof HTMLElement && target.classList.contains('month-day') ? target : null;
}
