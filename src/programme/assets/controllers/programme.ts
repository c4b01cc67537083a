import { Controller } from '@hotwired/stimulus';
import { announce } from '../../../platform/web/assets/announce.js';

const STEP = 5;
const DAY = 1440;

interface Moving {
  element: HTMLElement;
  minutes: number;
  /** The line's id; a meeting that was asked for has none yet, so nothing can stand in its way. */
  item: string | undefined;
  meeting: string | undefined;
  grip: number;
  /** It had another length before: the end is sent as well. */
  stretched?: boolean;
}

interface Target {
  day: string;
  minute: number;
}

/**
 * Moves lines between days and times, by mouse and by keyboard, and says what would stand in the way before the drop.
 * Everything it does can be done by the forms of the inspector as well.
 */
export default class Programme extends Controller<HTMLElement> {
  static override targets = ['track', 'line', 'meeting', 'sender'];
  static override values = { base: String, clear: String, moving: String };
  declare readonly trackTargets: HTMLElement[];
  declare readonly senderTarget: HTMLFormElement;
  declare readonly hasSenderTarget: boolean;
  declare readonly baseValue: string;
  declare readonly clearValue: string;
  declare readonly movingValue: string;

  private moving: Moving | null = null;
  private target: Target | null = null;
  private ghost: HTMLElement | null = null;
  private asked = '';
  private asking: ReturnType<typeof setTimeout> | undefined;

  override connect(): void {
    // After a move the page comes again: the reader stays where he was.
    const kept = sessionStorage.getItem('programme-scroll');
    sessionStorage.removeItem('programme-scroll');
    const chosen = this.element.querySelector<HTMLElement>('.line.chosen');
    if (kept) requestAnimationFrame(() => window.scrollTo({ top: Number(kept), behavior: 'instant' }));
    else chosen?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    // Who saved by keyboard goes on from the line, not from the head of the page.
    if (kept && document.activeElement === document.body) chosen?.focus({ preventScroll: true });
    this.element.addEventListener('submit', keepScroll);
  }

  override disconnect(): void {
    this.element.removeEventListener('submit', keepScroll);
    this.end();
  }

  lift(event: DragEvent): void {
    const element = event.currentTarget as HTMLElement;
    this.moving = movingOf(element, event.clientY);
    event.dataTransfer?.setData('text/plain', element.textContent ?? '');
    if (event.dataTransfer) event.dataTransfer.effectAllowed = 'move';
    element.classList.add('lifted');
  }

  over(event: DragEvent): void {
    if (!this.moving) return;
    event.preventDefault();
    const track = event.currentTarget as HTMLElement;
    const y = event.clientY - track.getBoundingClientRect().top - this.moving.grip;
    this.show({ day: track.dataset['day']!, minute: this.minuteAt(y) });
  }

  /** Drags the lower edge of a line: its beginning stays, its end follows the pointer. */
  stretch(event: PointerEvent): void {
    event.preventDefault();
    const handle = event.currentTarget as HTMLElement;
    const element = handle.closest<HTMLElement>('.line')!;
    const track = element.closest<HTMLElement>('.track')!;
    this.end();
    // The line itself is draggable: not while its edge is.
    element.draggable = false;
    this.moving = { ...movingOf(element, 0), stretched: true };
    const start = minutesOf(element.dataset['start']!);
    const move = ({ clientY }: PointerEvent) => {
      const until = this.minuteAt(clientY - track.getBoundingClientRect().top);
      this.moving!.minutes = Math.max(STEP, until - start);
      this.show({ day: element.dataset['start']!.slice(0, 10), minute: start });
    };
    const stop = (done: boolean) => {
      handle.removeEventListener('pointermove', move);
      element.draggable = true;
      if (done) this.send();
      else this.end();
    };
    handle.setPointerCapture(event.pointerId);
    handle.addEventListener('pointermove', move);
    handle.addEventListener('pointerup', () => stop(true), { once: true });
    handle.addEventListener('pointercancel', () => stop(false), { once: true });
  }

  /** The edge of a line is no link. */
  nothing(event: Event): void {
    event.preventDefault();
    event.stopPropagation();
  }

  leave(): void {
    this.ghost?.remove();
  }

  drop(event: DragEvent): void {
    event.preventDefault();
    this.send();
  }

  rest(): void {
    this.end();
  }

  /** ↑ ↓ by five minutes, Alt with an arrow by a day; Enter confirms what is pending, Escape takes it back. */
  key(event: KeyboardEvent): void {
    const element = event.currentTarget as HTMLElement;
    const later = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (this.target && event.key === 'Enter') {
      event.preventDefault();
      return this.send();
    }
    if (event.key === 'Escape') return this.end();
    if (!later || (!event.altKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight'))) return;
    event.preventDefault();
    if (this.moving?.element !== element) {
      this.end();
      this.moving = movingOf(element, 0);
      this.target = { day: element.dataset['start']!.slice(0, 10), minute: minutesOf(element.dataset['start']!) };
      element.classList.add('pending');
    }
    const at = this.target!;
    if (event.shiftKey) {
      this.moving.stretched = true;
      this.moving.minutes = Math.min(DAY - STEP - at.minute, Math.max(STEP, this.moving.minutes + later * STEP));
      return this.show(at, true);
    }
    if (!event.altKey) return this.show({ day: at.day, minute: clamp(at.minute + later * STEP) }, true);
    const days = this.trackTargets.map((track) => track.dataset['day']!);
    const next = days[days.indexOf(at.day) + later];
    if (next) this.show({ day: next, minute: at.minute }, true);
  }

  /** Marks the line whose inspector opens: only the frame comes anew. */
  choose(event: Event): void {
    this.end();
    for (const line of this.element.querySelectorAll('.line.chosen')) {
      line.classList.remove('chosen');
      line.removeAttribute('aria-current');
    }
    const line = event.currentTarget as HTMLElement;
    line.classList.add('chosen');
    line.setAttribute('aria-current', 'true');
  }

  /** A double click on empty space begins a line there. */
  create(event: MouseEvent): void {
    const track = event.currentTarget as HTMLElement;
    if (event.target !== track || !this.hasSenderTarget) return;
    const minute = this.minuteAt(event.clientY - track.getBoundingClientRect().top);
    const frame = document.getElementById('inspector') as HTMLElement & { src: string };
    frame.src = `${this.baseValue}?new=1&day=${track.dataset['day']}&at=${clock(minute)}`;
  }

  private minuteAt(y: number): number {
    const style = getComputedStyle(this.element.querySelector('.days')!);
    const minute = Number(style.getPropertyValue('--from')) + y / Number.parseFloat(style.getPropertyValue('--minute'));
    return clamp(Math.round(minute / STEP) * STEP);
  }

  private show(target: Target, aloud = false): void {
    this.target = target;
    const { minutes, item } = this.moving!;
    const track = this.trackTargets.find((one) => one.dataset['day'] === target.day)!;
    this.ghost ??= Object.assign(document.createElement('div'), { className: 'ghost' });
    this.ghost.style.setProperty('--a', String(target.minute));
    this.ghost.style.setProperty('--b', String(target.minute + Math.max(15, minutes)));
    if (this.ghost.parentElement !== track) track.append(this.ghost);
    const words = `${clock(target.minute)}–${clock((target.minute + minutes) % DAY)}`;
    const start = `${target.day}T${clock(target.minute)}`;
    const end = this.moving!.stretched ? `${target.day}T${clock(target.minute + minutes)}` : '';
    if (this.asked === start + end) return;
    this.asked = start + end;
    this.ghost.textContent = words;
    this.ghost.classList.remove('clash');
    clearTimeout(this.asking);
    if (item) this.asking = setTimeout(() => void this.ask(item, start, end, words, aloud), 120);
  }

  private async ask(item: string, start: string, end: string, words: string, aloud: boolean): Promise<void> {
    const response = await fetch(`${this.baseValue}/conflicts?item=${item}&start=${start}${end && `&end=${end}`}`, {
      headers: { Accept: 'application/json' },
    });
    if (!response.ok || this.asked !== start + end || !this.ghost) return;
    const { conflicts } = (await response.json()) as { conflicts: { level: string; sentence: string }[] };
    const [first] = conflicts;
    this.ghost.classList.toggle('clash', first !== undefined && first.level !== 'warn');
    const told = Object.assign(document.createElement('div'), {
      className: 'told',
      textContent: first?.sentence ?? this.clearValue,
    });
    this.ghost.replaceChildren(words, told);
    if (aloud) announce(`${words}. ${told.textContent} ${this.movingValue}`);
  }

  private send(): void {
    const { moving, target } = this;
    if (!moving || !target || !this.hasSenderTarget) return this.end();
    const form = this.senderTarget;
    form.action = moving.item
      ? `${this.baseValue}/items/${moving.item}/moves`
      : `${this.baseValue}/meetings/${moving.meeting}/placement`;
    (form.elements.namedItem('start') as HTMLInputElement).value = `${target.day}T${clock(target.minute)}`;
    const end = form.elements.namedItem('end') as HTMLInputElement;
    end.disabled = !moving.stretched;
    end.value = `${target.day}T${clock(Math.min(DAY - STEP, target.minute + moving.minutes))}`;
    const version = form.elements.namedItem('version') as HTMLInputElement;
    version.value = moving.element.dataset['version'] ?? '';
    version.disabled = version.value === '';
    this.end();
    form.requestSubmit();
  }

  private end(): void {
    clearTimeout(this.asking);
    this.ghost?.remove();
    this.moving?.element.classList.remove('lifted', 'pending');
    [this.ghost, this.moving, this.target, this.asked] = [null, null, null, ''];
  }
}

function movingOf(element: HTMLElement, clientY: number): Moving {
  const { minutes, item, meeting } = element.dataset;
  // A line is held where it was gripped; a meeting of the tray hangs from the pointer.
  const grip = item && clientY > 0 ? clientY - element.getBoundingClientRect().top : 0;
  return { element, minutes: Number(minutes), item, meeting, grip };
}

const keepScroll = () => sessionStorage.setItem('programme-scroll', String(window.scrollY));
const clamp = (minute: number) => Math.min(DAY - STEP, Math.max(0, minute));
const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const minutesOf = (start: string) => Number(start.slice(11, 13)) * 60 + Number(start.slice(14, 16));
