import { fromPlainText, toPlainText } from '../documents/report-rendering.service.js';
import { t } from '../platform/i18n/translate.js';
import type { FormState } from '../platform/web/forms.js';
import { Button } from '../platform/web/components/button.js';
import { RichTextView } from './rich-text.pages.js';
import type { Section } from './report-facts.entity.js';

/** What came back wrong: a table with its errors, a section that somebody else changed, or a return without a reason. */
export interface Trouble {
  part: string;
  form: FormState;
  /** What stands in the section now. */
  theirs?: Section;
}

export interface ReportSectionProps {
  name: string;
  title: string;
  hint?: string | undefined;
  section: Section | undefined;
  /** Where it is saved; null for who only reads. */
  action: string | null;
  /** Where its pictures are sent, and below which they are shown. */
  pictures: string;
  language: string;
  trouble?: Trouble | undefined;
}

/** One section in its editor. It saves itself while one types; without scripts its button does. */
export function ReportSection({ name, title, hint, section, action, pictures, language, trouble }: ReportSectionProps) {
  const stands = section ? toPlainText(section.content) : '';
  if (!action)
    return stands.trim() ? (
      <RichTextView content={section!.content} {...{ name, pictures, language }} />
    ) : (
      <p class="mute">{t('reports.page.none')}</p>
    );
  // What was typed stays, on top of what stands now, so that the next saving is a knowing one.
  const typed = trouble ? String(trouble.form.values['content'] ?? '') : stands;
  const id = `f-${name}`;
  const problem = trouble?.form.errors['content'] ?? trouble?.form.errors[''];
  return (
    <form
      method="post"
      action={action}
      class="report-text"
      data-controller="report-section"
      data-action="submit->report-section#save"
      data-report-section-content-value={JSON.stringify(section?.content ?? fromPlainText(''))}
      data-report-section-pictures-value={pictures}
      data-report-section-words-value={JSON.stringify(wordsOfTools())}
    >
      <input type="hidden" name="version" value={section?.version ?? 0} data-report-section-target="version" />
      <div class="conflict" role="alert" hidden={!problem} data-report-section-target="conflict">
        <p data-report-section-target="problem">{problem ?? t('reports.error.section_changed')}</p>
        <p class="label">{t('reports.page.theirs')}</p>
        <div class="report-theirs" data-report-section-target="theirs">
          {trouble?.theirs ? toPlainText(trouble.theirs.content) : ''}
        </div>
        <p class="label">{t('reports.page.yours')}</p>
      </div>
      <label class="vh" for={id}>
        {title}
      </label>
      <textarea
        id={id}
        name="content"
        rows={3}
        dir="auto"
        lang={language}
        maxLength={60_000}
        value={typed}
        aria-describedby={hint ? `${id}-hint` : undefined}
        data-report-section-target="text"
        data-action="input->report-section#later blur->report-section#now"
      />
      {hint && (
        <p class="hint-text" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <p class="report-saving">
        <span
          class="small mute"
          role="status"
          data-report-section-target="status"
          data-saved={t('reports.flash.saved')}
          data-saving={t('reports.page.saving')}
          data-failed={t('reports.page.not_saved')}
          data-refused={t('reports.page.refused')}
        />
        <Button small label={t('reports.page.save_named', { section: title })}>
          {t('reports.page.save')}
        </Button>
      </p>
    </form>
  );
}

const TOOLS =
  'bar bold italic underline heading bullets numbers quote table row column untable undo redo link link_address link_wrong footnote footnote_text footnote_missing picture picture_file picture_alt picture_alt_missing picture_caption picture_missing picture_failed insert cancel'.split(
    ' ',
  );

/** What the buttons above an editor are called. */
const wordsOfTools = () => Object.fromEntries(TOOLS.map((name) => [name, t(`reports.tool.${name}`)]));
