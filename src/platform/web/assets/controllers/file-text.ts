import { Controller } from '@hotwired/stimulus';

/** Puts the text of a chosen file into the text area of its form. Without scripts the text is pasted there. */
export default class FileText extends Controller<HTMLFormElement> {
  async read(event: Event): Promise<void> {
    const [file] = (event.target as HTMLInputElement).files ?? [];
    const area = this.element.querySelector('textarea');
    if (file && area) area.value = await file.text();
  }
}
