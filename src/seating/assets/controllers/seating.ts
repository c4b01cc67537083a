import { Controller } from '@hotwired/stimulus';

/**
 * Chairs change by dragging a name onto one, or by pressing a name and then a chair; Escape puts the name down again. Whoever sat there
 * takes the other chair. The list below the table does the same without scripts.
 */
export default class Seating extends Controller<HTMLElement> {
  static override targets = ['chair', 'tray', 'form'];
  declare readonly chairTargets: HTMLButtonElement[];
  declare readonly trayTarget: HTMLElement;
  declare readonly formTarget: HTMLFormElement;
  private taken: HTMLElement | null = null;
  /** How far a room wider than the screen was moved; its middle is where the first sit. */
  private static left: number | null = null;

  override connect(): void {
    const room = this.element.querySelector<HTMLElement>('.seating-frame');
    if (room) {
      room.scrollLeft = Seating.left ?? (room.scrollWidth - room.clientWidth) / 2;
      room.addEventListener('scroll', () => (Seating.left = room.scrollLeft), { passive: true });
    }
    this.element.addEventListener('click', this.press);
    this.element.addEventListener('keydown', this.key);
    this.element.addEventListener('dragstart', this.lift);
    this.element.addEventListener('dragover', this.over);
    this.element.addEventListener('drop', this.drop);
  }

  override disconnect(): void {
    this.element.removeEventListener('click', this.press);
    this.element.removeEventListener('keydown', this.key);
    this.element.removeEventListener('dragstart', this.lift);
    this.element.removeEventListener('dragover', this.over);
    this.element.removeEventListener('drop', this.drop);
  }

  private readonly press = ({ target }: Event): void => {
    const chair = (target as HTMLElement).closest<HTMLButtonElement>('.chair');
    if (!chair) return;
    if (!this.taken) return this.take(chair.dataset['key'] ? chair : null);
    const key = this.taken.dataset['key'];
    if (chair === this.taken) return this.take(null);
    this.send(key, chair.dataset['to']);
  };

  private readonly key = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.take(null);
    const chair = (event.target as HTMLElement).closest<HTMLButtonElement>('.chair');
    if (!chair) return;
    if (event.key === 'Delete' && chair.dataset['to']) this.send(chair.dataset['key'], undefined);
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    this.chairTargets.at((this.chairTargets.indexOf(chair) + step) % this.chairTargets.length)?.focus();
  };

  private readonly lift = (event: DragEvent): void => {
    const chair = (event.target as HTMLElement).closest<HTMLElement>('.chair');
    this.take(chair?.dataset['key'] ? chair : null);
    event.dataTransfer?.setData('text/plain', '');
    if (event.dataTransfer) event.dataTransfer.effectAllowed = 'move';
  };

  private readonly over = (event: DragEvent): void => {
    if (this.taken && this.goalOf(event)) event.preventDefault();
  };

  private readonly drop = (event: DragEvent): void => {
    const goal = this.goalOf(event);
    if (!this.taken || !goal) return;
    event.preventDefault();
    this.send(this.taken.dataset['key'], goal.dataset['to']);
  };

  private goalOf({ target }: DragEvent): HTMLElement | null {
    return (target as HTMLElement).closest<HTMLElement>('.chair[data-to], .seating-tray');
  }

  private take(chair: HTMLElement | null): void {
    this.taken?.setAttribute('aria-pressed', 'false');
    this.taken = chair;
    chair?.setAttribute('aria-pressed', 'true');
    this.element.classList.toggle('is-moving', chair !== null);
  }

  private send(key: string | undefined, to: string | undefined): void {
    if (!key) return;
    (this.formTarget.elements.namedItem('key') as HTMLSelectElement).value = key;
    (this.formTarget.elements.namedItem('to') as HTMLSelectElement).value = to ?? '';
    this.formTarget.requestSubmit();
  }
}
