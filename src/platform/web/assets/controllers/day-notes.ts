import { Controller } from '@hotwired/stimulus';

/** Asks what the chosen days are whenever one of the fields changes, and shows it below them. */
export default class DayNotes extends Controller<HTMLElement> {
  static override targets = ['notes'];
  static override values = { url: String, from: String, to: String, partner: String };

  declare readonly notesTarget: HTMLElement;
  declare readonly urlValue: string;
  declare readonly fromValue: string;
  declare readonly toValue: string;
  declare readonly partnerValue: string;

  private readonly changed = (event: Event) => {
    const { name } = event.target as HTMLInputElement;
    if ([this.fromValue, this.toValue, this.partnerValue].includes(name)) void this.load();
  };

  override connect(): void {
    this.form?.addEventListener('change', this.changed);
    void this.load();
  }

  override disconnect(): void {
    this.form?.removeEventListener('change', this.changed);
  }

  private get form(): HTMLFormElement | null {
    return this.element.closest('form');
  }

  private async load(): Promise<void> {
    const data = this.form ? new FormData(this.form) : new FormData();
    const [from, to, partner] = [this.fromValue, this.toValue, this.partnerValue].map((name) =>
      String(data.get(name) ?? ''),
    );
    if (!from) return this.notesTarget.replaceChildren();
    const query = new URLSearchParams({ from, to: to || from, partner: partner ?? '' });
    const answer = await fetch(`${this.urlValue}?${query}`, { headers: { Accept: 'text/html' } }).catch(() => null);
    if (answer?.ok) this.notesTarget.innerHTML = await answer.text();
  }
}
