import { Controller } from '@hotwired/stimulus';
import { announce } from '../../../platform/web/assets/announce.js';

const STEP = 15;
/** Below this many pixels the hand has only clicked. */
const STILL = 4;

interface Moving {
  slot: HTMLElement;
  cells: HTMLElement[];
  /** Where it was drawn: the cell, and the minute of the day. */
  cell: number;
  minute: number;
  /** Minutes between the beginning of the slot and the pointer. */
  grip: number;
  x: number;
  isMoved: boolean;
  /** The new beginning, in the zone of the line. */
  start: string;
}

/**
 * Moves a line of a programme along the row of whoever it takes, and says what would stand in its way before it is dropped.
 * Without scripts, and by keyboard, the slot leads to the programme, where it is moved in its form.
 */
export default class Timeline extends Controller<HTMLElement> {
  static override targets = ['slot', 'sender'];
  static override values = { clear: String, from: Number, until: Number };
  declare readonly senderTarget: HTMLFormElement;
  declare readonly clearValue: string;
  declare readonly fromValue: number;
  declare readonly untilValue: number;

  private moving: Moving | null = null;
  private ghost: HTMLElement | null = null;
  private asking: ReturnType<typeof setTimeout> | undefined;
  private wasMoved = false;

  // Where the week is wider than the screen it opens on today, beside the names.
  override connect(): void {
    const today = this.element.querySelector<HTMLElement>('[aria-current=date]');
    const first = today?.parentElement?.firstElementChild;
    if (today && first)
      this.element.scrollLeft = today.getBoundingClientRect().left - first.getBoundingClientRect().left;
  }

  grip(event: PointerEvent): void {
    if (event.button !== 0 || event.pointerType === 'touch') return;
    const slot = event.currentTarget as HTMLElement;
    const cells = [...slot.closest('.tl-row')!.querySelectorAll<HTMLElement>(':scope > [data-day]')];
    const cell = cells.indexOf(slot.parentElement!);
    const minute = Number(slot.dataset['minute']);
    const grip = this.minuteAt(cells[cell]!, event.clientX) - minute;
    this.wasMoved = false;
    this.moving = { slot, cells, cell, minute, grip, x: event.clientX, isMoved: false, start: slot.dataset['start']! };
    slot.setPointerCapture(event.pointerId);
    const move = (moved: PointerEvent) => this.follow(moved.clientX);
    const stop = (isDone: boolean) => {
      slot.removeEventListener('pointermove', move);
      if (isDone && this.moving?.isMoved) this.send();
      else this.end();
    };
    slot.addEventListener('pointermove', move);
    slot.addEventListener('pointerup', () => stop(true), { once: true });
    slot.addEventListener('pointercancel', () => stop(false), { once: true });
  }

  /** The browser's own dragging of links would take the hand away. */
  nothing(event: Event): void {
    event.preventDefault();
  }

  /** A slot that was moved is not opened. */
  click(event: Event): void {
    if (this.wasMoved) event.preventDefault();
  }

  override disconnect(): void {
    this.end();
  }

  private follow(x: number): void {
    const moving = this.moving!;
    if (!moving.isMoved && Math.abs(x - moving.x) < STILL) return;
    moving.isMoved = this.wasMoved = true;
    moving.slot.classList.add('lifted');
    const cell = moving.cells.find((one) => {
      const { left, right } = one.getBoundingClientRect();
      return x >= left && x < right;
    });
    if (!cell) return;
    const raw = Math.round((this.minuteAt(cell, x) - moving.grip) / STEP) * STEP;
    const minute = Math.min(this.untilValue - STEP, Math.max(this.fromValue, raw));
    const days = moving.cells.indexOf(cell) - moving.cell;
    const start = later(moving.slot.dataset['start']!, days, minute - moving.minute);
    if (start === moving.start && this.ghost) return;
    moving.start = start;
    this.show(cell, minute);
  }

  private show(cell: HTMLElement, minute: number): void {
    const { slot, start } = this.moving!;
    this.ghost ??= Object.assign(document.createElement('div'), { className: 'slot tl-ghost' });
    this.ghost.style.setProperty('--a', String(minute));
    this.ghost.style.setProperty('--b', String(minute + Math.max(STEP, Number(slot.dataset['minutes']))));
    this.ghost.classList.remove('clash');
    // What is told of the last days of a week opens towards its middle.
    this.ghost.classList.toggle('late', this.moving!.cells.indexOf(cell) > 3);
    const words = start.slice(11);
    this.ghost.textContent = words;
    if (this.ghost.parentElement !== cell) cell.append(this.ghost);
    clearTimeout(this.asking);
    this.asking = setTimeout(() => void this.ask(start, words), 120);
  }

  private async ask(start: string, words: string): Promise<void> {
    const { slot } = this.moving!;
    const answer = await fetch(`${slot.dataset['ask']}&start=${start}`, { headers: { Accept: 'application/json' } });
    if (!answer.ok || this.moving?.start !== start || !this.ghost) return;
    const { conflicts } = (await answer.json()) as { conflicts: { level: string; sentence: string }[] };
    const [first] = conflicts;
    this.ghost.classList.toggle('clash', first !== undefined && first.level !== 'warn');
    const told = Object.assign(document.createElement('span'), {
      className: 'told',
      textContent: first?.sentence ?? this.clearValue,
    });
    this.ghost.replaceChildren(words, told);
    announce(`${words}. ${told.textContent}`);
  }

  private send(): void {
    const { slot, start } = this.moving!;
    const form = this.senderTarget;
    form.action = slot.dataset['send']!;
    (form.elements.namedItem('start') as HTMLInputElement).value = start;
    (form.elements.namedItem('version') as HTMLInputElement).value = slot.dataset['version']!;
    const isElsewhere = start !== slot.dataset['start'];
    this.end();
    if (isElsewhere) form.requestSubmit();
  }

  private end(): void {
    clearTimeout(this.asking);
    this.ghost?.remove();
    this.moving?.slot.classList.remove('lifted');
    [this.ghost, this.moving] = [null, null];
  }

  private minuteAt(cell: HTMLElement, x: number): number {
    const { left, right, width } = cell.getBoundingClientRect();
    const along = getComputedStyle(cell).direction === 'rtl' ? right - x : x - left;
    return this.fromValue + (along / width) * (this.untilValue - this.fromValue);
  }
}

/** A wall time so many days and minutes later; no zone takes part in it. */
function later(start: string, days: number, minutes: number): string {
  const at = Date.parse(`${start}Z`) + (days * 1440 + minutes) * 60_000;
  return new Date(at).toISOString().slice(0, 16);
}
