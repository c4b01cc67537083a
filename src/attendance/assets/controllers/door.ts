import { Controller } from '@hotwired/stimulus';

type Entry =
  | { kind: 'in'; id: string; guest: string; persons: number; at: string }
  | { kind: 'walk_in'; id: string; name: string; organisation: string; at: string }
  | { kind: 'out'; id: string; of: string; at: string };

interface Answer {
  outcomes: { id: string; outcome: string }[];
  guests: { id: string; entry: string | null; at: string | null }[];
  walkIns: number;
}

const ASKS_EVERY = 15_000;
/** Not in every library of types yet. */
declare class BarcodeDetector {
  constructor(options: { formats: string[] });
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}

/**
 * The list at the door. Every press is noted on the telephone first, then sent: with the network at once, without it when it is
 * back. Each entry keeps the id it was given here, so sending twice does no harm.
 */
export default class Door extends Controller<HTMLElement> {
  static override targets = ['guest', 'count', 'walkIns', 'state', 'find', 'scan', 'camera'];
  static override values = { path: String, zone: String, kept: String, sent: String, signin: String, refused: String };
  declare readonly guestTargets: HTMLElement[];
  declare readonly countTarget: HTMLElement;
  declare readonly walkInsTarget: HTMLElement;
  declare readonly stateTarget: HTMLElement;
  declare readonly findTarget: HTMLInputElement;
  declare readonly scanTarget: HTMLButtonElement;
  declare readonly cameraTarget: HTMLVideoElement;
  declare readonly pathValue: string;
  declare readonly zoneValue: string;
  declare readonly keptValue: string;
  declare readonly sentValue: string;
  declare readonly signinValue: string;
  declare readonly refusedValue: string;
  private timer = 0;
  private sending = false;
  private readonly online = () => void this.send();

  override connect(): void {
    const page = `${this.pathValue}/door`;
    // Without a worker the list still notes and sends; only a reload needs the network then.
    navigator.serviceWorker?.register(`${page}/worker.js`, { scope: page }).catch(() => undefined);
    window.addEventListener('online', this.online);
    this.timer = window.setInterval(this.online, ASKS_EVERY);
    this.scanTarget.hidden = !('BarcodeDetector' in window);
    for (const entry of this.queue) this.show(entry);
    void this.send();
    this.point(new URLSearchParams(location.search).get('guest'));
  }

  override disconnect(): void {
    window.removeEventListener('online', this.online);
    window.clearInterval(this.timer);
    this.stopCamera();
  }

  letIn(event: SubmitEvent): void {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const persons = Number(form.get('persons'));
    this.note({ kind: 'in', guest: String(form.get('guest')), persons, ...this.stamp() });
  }

  takeBack(event: SubmitEvent): void {
    event.preventDefault();
    const of = (event.target as HTMLElement).closest<HTMLElement>('li')?.dataset['entry'];
    if (of) this.note({ kind: 'out', of, ...this.stamp() });
  }

  walkIn(event: SubmitEvent): void {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const text = (name: string) => String(new FormData(form).get(name) ?? '').trim();
    if (!text('name')) return;
    this.note({ kind: 'walk_in', name: text('name'), organisation: text('organisation'), ...this.stamp() });
    form.reset();
  }

  filter(): void {
    const wanted = this.findTarget.value.trim().toLowerCase();
    for (const guest of this.guestTargets) guest.hidden = !(guest.dataset['words'] ?? '').includes(wanted);
  }

  async scan(): Promise<void> {
    if (!this.cameraTarget.hidden) return this.stopCamera();
    this.cameraTarget.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
    this.cameraTarget.hidden = false;
    await this.cameraTarget.play();
    const detector = new BarcodeDetector({ formats: ['qr_code'] });
    while (!this.cameraTarget.hidden) {
      const [code] = await detector.detect(this.cameraTarget).catch(() => []);
      const id = code && /\/check-in\/([0-9a-f-]{36})$/.exec(code.rawValue)?.[1];
      if (id && this.point(id)) this.stopCamera();
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  private point(id: string | null): boolean {
    const row = this.guestTargets.find((guest) => guest.dataset['id'] === id);
    if (!row) return false;
    row.scrollIntoView({ block: 'center' });
    row.querySelector<HTMLElement>('form:not([hidden]) button')?.focus();
    return true;
  }

  private stopCamera(): void {
    const stream = this.cameraTarget.srcObject as MediaStream | null;
    stream?.getTracks().forEach((track) => track.stop());
    this.cameraTarget.srcObject = null;
    this.cameraTarget.hidden = true;
  }

  private note(entry: Entry): void {
    this.queue = [...this.queue, entry];
    this.show(entry);
    if (entry.kind === 'walk_in') this.walkInsTarget.textContent = String(Number(this.walkInsTarget.textContent) + 1);
    void this.send();
  }

  private show(entry: Entry): void {
    if (entry.kind === 'in') this.mark(entry.guest, entry.id, entry.at);
    if (entry.kind === 'out') {
      const row = this.guestTargets.find((guest) => guest.dataset['entry'] === entry.of);
      if (row) this.mark(row.dataset['id']!, null, null);
    }
    this.tell();
  }

  private mark(id: string, entry: string | null, at: string | null): void {
    const row = this.guestTargets.find((guest) => guest.dataset['id'] === id);
    if (!row) return;
    if (entry) row.dataset['entry'] = entry;
    else delete row.dataset['entry'];
    row.querySelector<HTMLElement>('[data-part="in"]')!.hidden = entry !== null;
    row.querySelector<HTMLElement>('[data-part="out"]')!.hidden = entry === null;
    row.querySelector('[data-part="time"]')!.textContent = at
      ? new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: this.zoneValue }).format(
          new Date(at),
        )
      : '';
    this.countTarget.textContent = String(this.guestTargets.filter((guest) => guest.dataset['entry']).length);
  }

  /** Sends what is noted; what was not taken for certain stays. */
  private async send(): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    try {
      const entries = this.queue.slice(0, 200);
      const response = await fetch(`${this.pathValue}/door/entries`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
        body: JSON.stringify({ entries }),
        redirect: 'manual',
      });
      if (!response.ok) return this.tell(this.signinValue);
      const answer = (await response.json()) as Answer;
      const taken = new Set(answer.outcomes.map(({ id }) => id));
      this.queue = this.queue.filter(({ id }) => !taken.has(id));
      for (const guest of answer.guests) this.mark(guest.id, guest.entry, guest.at);
      this.walkInsTarget.textContent = String(answer.walkIns);
      for (const entry of this.queue) this.show(entry);
      this.tell(answer.outcomes.some(({ outcome }) => outcome === 'refused') ? this.refusedValue : undefined);
    } catch {
      this.tell();
    } finally {
      this.sending = false;
    }
    if (navigator.onLine && this.queue.length > 200) void this.send();
  }

  private tell(trouble?: string): void {
    const count = this.queue.length;
    this.stateTarget.textContent =
      [count > 0 ? this.keptValue.replace('#', String(count)) : '', trouble].filter(Boolean).join(' ') ||
      this.sentValue;
    this.stateTarget.classList.toggle('ochre', count > 0 || trouble !== undefined);
  }

  private stamp(): { id: string; at: string } {
    return { id: crypto.randomUUID(), at: new Date().toISOString() };
  }

  private get queue(): Entry[] {
    return JSON.parse(localStorage.getItem(this.key) ?? '[]') as Entry[];
  }

  private set queue(entries: Entry[]) {
    localStorage.setItem(this.key, JSON.stringify(entries));
  }

  private get key(): string {
    return `door:${this.pathValue}`;
  }
}
