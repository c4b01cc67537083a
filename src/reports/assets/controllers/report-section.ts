import { Controller } from '@hotwired/stimulus';
import type { RichEditor } from '../editor/rich-editor.js';

interface Answer {
  version: number;
  /** What stands where somebody else saved first. */
  theirs?: string;
  /** Why it was not taken. */
  detail?: string;
}

/** Saves one section of a report while it is typed. What was typed is never replaced: a conflict shows the other text beside it. */
export default class ReportSection extends Controller<HTMLFormElement> {
  static override targets = ['version', 'text', 'status', 'conflict', 'problem', 'theirs'];

  static override values = { content: Object, words: Object, pictures: String };

  declare readonly contentValue: object;
  declare readonly wordsValue: Record<string, string>;
  declare readonly picturesValue: string;
  declare readonly versionTarget: HTMLInputElement;
  declare readonly textTarget: HTMLTextAreaElement;
  declare readonly statusTarget: HTMLElement;
  declare readonly conflictTarget: HTMLElement;
  declare readonly theirsTarget: HTMLElement;

  private editor: RichEditor | undefined;
  private saved = '';
  private wasHeld = false;
  private waiting: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | undefined;

  override connect(): void {
    // A page that came back with a conflict holds a text that nobody saved: whatever it is, it differs from what stands.
    this.saved = this.conflictTarget.hidden ? this.textTarget.defaultValue : '\u0000';
    this.element.classList.add('saves-itself');
    document.addEventListener('submit', this.hold, true);
    // A conflict is joined as plain text: both stand on the page as such.
    if (this.conflictTarget.hidden) void this.enrich();
  }

  override disconnect(): void {
    clearTimeout(this.waiting);
    document.removeEventListener('submit', this.hold, true);
    if (this.conflictTarget.hidden && this.isChanged) void this.send();
    this.editor?.destroy();
    this.editor = undefined;
  }

  private async enrich(): Promise<void> {
    const { mount } = await import('../editor/rich-editor.js');
    // Meanwhile the page may be gone, or somebody may have begun to type.
    if (!this.element.isConnected || this.editor || this.isChanged) return;
    this.editor = mount({
      textarea: this.textTarget,
      content: this.contentValue,
      words: this.wordsValue,
      pictures: this.picturesValue,
      onChange: () => this.later(),
      onBlur: () => this.now(),
    });
    this.saved = this.typed;
  }

  private get typed(): string {
    return this.editor ? this.editor.json() : this.textTarget.value;
  }

  later(): void {
    clearTimeout(this.waiting);
    // A conflict is joined by hand and saved by its button, never behind one's back.
    if (this.conflictTarget.hidden) this.waiting = setTimeout(() => void this.send(), 900);
  }

  now(): void {
    if (this.conflictTarget.hidden) void this.send();
  }

  save(event: Event): void {
    event.preventDefault();
    void this.send();
  }

  // Who hands the report in straight after typing hands in what was typed: any other form of the page waits for the saving.
  private readonly hold = (event: SubmitEvent): void => {
    const isOwn = event.target === this.element;
    if (isOwn || !this.conflictTarget.hidden || !(this.running || this.isChanged) || this.wasHeld) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    void this.send().then(() => {
      // What could not be saved is shown once; who goes on all the same is let through.
      this.wasHeld = this.isChanged;
      if (this.isChanged) this.element.scrollIntoView({ block: 'center' });
      else (event.target as HTMLFormElement).requestSubmit(event.submitter);
    });
  };

  private get isChanged(): boolean {
    return this.typed !== this.saved;
  }

  private async send(): Promise<void> {
    clearTimeout(this.waiting);
    // One after the other: the second carries the version that the first one got.
    while (this.running) await this.running;
    if (!this.isChanged) return;
    this.running = this.post().finally(() => (this.running = undefined));
    await this.running;
  }

  private async post(): Promise<void> {
    const text = this.typed;
    const name = this.editor ? 'doc' : 'content';
    this.say('saving');
    try {
      const answer = await fetch(this.element.action, {
        method: 'POST',
        headers: { Accept: 'application/json' },
        body: new URLSearchParams({ [name]: text, version: this.versionTarget.value }),
        keepalive: text.length < 15_000,
      });
      const { version, theirs, detail } = (await answer.json()) as Answer;
      if (theirs !== undefined) return this.showConflict(version, theirs);
      if (!answer.ok) return this.say('failed', detail);
      this.versionTarget.value = String(version);
      this.saved = text;
      this.conflictTarget.hidden = true;
      this.say('saved');
    } catch {
      this.say('failed');
    }
  }

  private showConflict(version: number, theirs: string): void {
    this.versionTarget.value = String(version);
    this.theirsTarget.textContent = theirs;
    this.conflictTarget.hidden = false;
    this.statusTarget.textContent = '';
  }

  private say(what: 'saving' | 'saved' | 'failed', why?: string): void {
    const { dataset } = this.statusTarget;
    this.statusTarget.textContent = why ? `${dataset['refused']} ${why}` : (dataset[what] ?? '');
    this.element.classList.toggle('failed', what === 'failed');
  }
}
