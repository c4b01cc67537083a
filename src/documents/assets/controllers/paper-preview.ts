import { Controller } from '@hotwired/stimulus';
import { LastQuestion } from '../../../platform/web/assets/last-question.js';

interface Answer {
  /** SVG of the first page. */
  picture?: string;
  problem?: string;
}

/** Shows what a paper will look like while its words are typed. Without scripts a button opens the same as a PDF. */
export default class PaperPreview extends Controller<HTMLElement> {
  static override targets = ['form', 'picture', 'problem'];

  static override values = { path: String };

  declare readonly pathValue: string;
  declare readonly formTarget: HTMLFormElement;
  declare readonly pictureTarget: HTMLImageElement;
  declare readonly problemTarget: HTMLElement;

  private readonly question = new LastQuestion(400, (signal) => this.draw(signal));

  override connect(): void {
    this.question.now();
  }

  override disconnect(): void {
    this.question.stop();
  }

  later(): void {
    this.question.later();
  }

  /** A drawing goes in as it is; a bitmap inside a drawing of its size. */
  async read(event: Event): Promise<void> {
    const [file] = (event.target as HTMLInputElement).files ?? [];
    if (!file) return;
    const emblem = this.formTarget.elements.namedItem('emblem') as HTMLTextAreaElement;
    emblem.value = file.type.includes('svg') ? (await file.text()).trim() : await drawingOf(file);
    this.later();
  }

  private async draw(signal: AbortSignal): Promise<void> {
    this.element.setAttribute('aria-busy', 'true');
    try {
      const body = new URLSearchParams(new FormData(this.formTarget) as unknown as Record<string, string>);
      const answer = await fetch(this.pathValue, { method: 'POST', body, signal });
      this.show((await answer.json()) as Answer);
    } catch {
      if (signal.aborted) return;
      this.show({ problem: this.problemTarget.dataset['failed'] ?? '' });
    }
    this.element.removeAttribute('aria-busy');
  }

  private show({ picture, problem }: Answer): void {
    this.problemTarget.textContent = problem ?? '';
    if (picture === undefined) return;
    this.pictureTarget.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(picture)}`;
    this.pictureTarget.hidden = false;
  }
}

async function drawingOf(file: File): Promise<string> {
  const address = await new Promise<string>((resolve) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(String(reader.result)), { once: true });
    reader.readAsDataURL(file);
  });
  const image = new Image();
  image.src = address;
  await image.decode();
  const { naturalWidth: width, naturalHeight: height } = image;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"><image href="${address}" width="${width}" height="${height}"/></svg>`;
}
