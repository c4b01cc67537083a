import type { PaperSubject } from '../activities/papers.registry.js';
import { Current } from '../platform/current.js';
import { t } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { Section } from '../platform/web/components/section.js';
import { Chosen } from './chosen.pages.js';
import { type DocumentStep, stepsFrom } from './document.states.js';
import { letterTextPath } from './letters/letter-text.paths.js';
import { namesOf } from './language-names.js';
import type { DispatchRow, PaperStateRow, VersionRow } from './documents.queries.js';
import { Kept } from './paper-kept.pages.js';
import { AmendForm, type PaperStepProps, SendForm, Verb } from './paper-steps.pages.js';
import type { DocumentSource } from './document-sources.registry.js';
import { documentLanguages, languagePairs, languagesOf, type PaperLanguages } from './rendering/document-data.js';

export interface PaperPageProps {
  activityId: string;
  source: DocumentSource;
  /** Why it cannot be made yet, in words. */
  missing: string | null;
  subjects: PaperSubject[];
  subject: string;
  /** Two languages that were chosen to stand side by side. */
  pair: string;
  states: PaperStateRow[];
  versions: VersionRow[];
  dispatches: DispatchRow[];
  mayPlan: boolean;
  mayApprove: boolean;
  problem?: string | undefined;
}

export function PaperPage(props: PaperPageProps) {
  const { activityId, source, missing, subjects, subject, problem } = props;
  const base = `/${Current.institution.slug}/activities/${activityId}/documents`;
  return (
    <>
      <div class="sec">
        <h2>{t(source.label)}</h2>
        <span class="aside">
          <a href={base}>{t('documents.all')}</a>
        </span>
      </div>
      {problem && (
        <div class="conflict" role="alert">
          <p>{problem}</p>
        </div>
      )}
      {missing && <p class="mute">{missing}</p>}
      {subjects.length > 0 && <Subjects subjects={subjects} subject={subject} />}
      {!missing &&
        [...(source.languages ?? documentLanguages), ...pairsOf(props)].map((language) => (
          <Course key={language} {...props} base={base} language={language} />
        ))}
      {!missing && source.isBilingual && <SideBySide {...props} />}
    </>
  );
}

/** Those that were chosen, and those of which something is kept. */
function pairsOf({ source, pair, states }: PaperPageProps): PaperLanguages[] {
  const shown = new Set([pair, ...states.map(({ language }) => language)]);
  return source.isBilingual ? languagePairs.filter((one) => shown.has(one)) : [];
}

function SideBySide({ subject, pair }: PaperPageProps) {
  return (
    <form class="paper-choice" method="get">
      {subject && <input type="hidden" name="subject" value={subject} />}
      <Chosen name="pair" label={t('documents.side_by_side')}>
        {languagePairs.map((one) => (
          <option key={one} value={one} selected={one === pair}>
            {namesOf(one)}
          </option>
        ))}
      </Chosen>
      <Button>{t('documents.show')}</Button>
    </form>
  );
}

function Subjects({ subjects, subject }: { subjects: PaperSubject[]; subject: string }) {
  return (
    <form class="paper-choice" method="get">
      <Chosen name="subject" label={t('documents.about')}>
        {subjects.map(({ id, name }) => (
          <option key={id} value={id} selected={id === subject}>
            {name}
          </option>
        ))}
      </Chosen>
      <Button>{t('documents.show')}</Button>
    </form>
  );
}

type CourseProps = PaperPageProps & PaperStepProps;

/** One language: as it would be now, what may be done with it, and what was kept. */
function Course(props: CourseProps) {
  const { base, source, subject, language } = props;
  const row = props.states.find((one) => one.language === language);
  const state = row?.state ?? 'draft';
  const versions = props.versions.filter((one) => one.language === language);
  const dispatches = props.dispatches.filter((one) => one.language === language);
  const file = (format: string, more = '') =>
    `${base}/${source.kind}-${language}.${format}?${new URLSearchParams({ ...(subject ? { subject } : {}) })}${more}`;
  return (
    <Section
      level={3}
      title={<span lang={languagesOf(language)[0]}>{namesOf(language)}</span>}
      aside={[
        t(`documents.state.${state}`),
        row?.register_number && t('documents.number', { number: row.register_number }),
      ]
        .filter(Boolean)
        .join(' · ')}
    >
      {row?.amended_because && <p class="mute">{t('documents.amended_because', { reason: row.amended_because })}</p>}
      <div class="paper-actions">
        {source.formats.map((format) => (
          <a key={format} class="btn btn-sm" href={file(format, format === 'pdf' ? '&inline' : '')} data-turbo="false">
            {t(`documents.format.${format}`)}
          </a>
        ))}
        {props.mayPlan && state === 'draft' && source.letter && languagesOf(language).length === 1 && (
          <a
            class="btn btn-sm"
            href={`${letterTextPath(props.activityId, source.kind, language)}?${new URLSearchParams(subject ? { subject } : {})}`}
          >
            {t('documents.letter.edit')}
          </a>
        )}
        {props.mayPlan && state === 'draft' && <Verb {...props} path="versions" verb="make" />}
        {!source.isApprovedElsewhere &&
          stepsFrom(state)
            .filter((step) => maySee(step, props))
            .filter((step) => step !== 'send' && step !== 'amend')
            .map((step) => <Verb key={step} {...props} path={PATHS[step]} verb={step} primary={step === 'approve'} />)}
      </div>
      {!source.isApprovedElsewhere && props.mayPlan && stepsFrom(state).includes('send') && <SendForm {...props} />}
      {!source.isApprovedElsewhere && props.mayPlan && stepsFrom(state).includes('amend') && <AmendForm {...props} />}
      {versions.length > 0 && <Kept versions={versions} dispatches={dispatches} file={file} />}
    </Section>
  );
}

const PATHS: Record<DocumentStep, string> = {
  clear: 'clearance',
  return: 'return',
  approve: 'approval',
  send: 'dispatches',
  archive: 'archiving',
  amend: 'amendment',
};

function maySee(step: DocumentStep, { mayPlan, mayApprove }: PaperPageProps): boolean {
  return step === 'approve' || step === 'return' ? mayApprove : mayPlan;
}
