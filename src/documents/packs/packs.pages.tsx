import { Current } from '../../platform/current.js';
import { languageNames } from '../../platform/i18n/languages.js';
import { namesOf, signsOf } from '../language-names.js';
import { formatInstant } from '../../platform/i18n/format.js';
import { t } from '../../platform/i18n/translate.js';
import { Button, PostButton } from '../../platform/web/components/button.js';
import { Checks, FormErrors } from '../../platform/web/components/checks.js';
import { Section } from '../../platform/web/components/section.js';
import { ProgressLine } from '../../platform/web/components/state.js';
import type { FormState } from '../../platform/web/forms.js';
import type { DocumentSource } from '../document-sources.registry.js';
import { documentLanguages, languagePairs } from '../rendering/document-data.js';
import type { PackedPaper } from './document-pack.entity.js';
import type { PackRow } from './packs.queries.js';

export interface PacksPageProps {
  activityId: string;
  /** The papers that are ready. */
  sources: DocumentSource[];
  packs: PackRow[];
  mayPlan: boolean;
  labelOf: (kind: string) => string;
  form?: FormState | undefined;
}

/** Papers together: which to take, and the packs that were made. */
export function PacksPage(props: PacksPageProps) {
  const { activityId, packs, mayPlan } = props;
  const documents = `/${Current.institution.slug}/activities/${activityId}/documents`;
  return (
    <>
      <Section title={t('documents.pack.title')} aside={<a href={documents}>{t('documents.all')}</a>}>
        <p class="mute">{t('documents.pack.intro')}</p>
      </Section>
      <turbo-frame id="packs">
        {packs.map((pack) => (
          <Pack key={pack.id} {...props} pack={pack} base={`${documents}/packs/${pack.id}`} />
        ))}
      </turbo-frame>
      {mayPlan && <Wish {...props} to={`${documents}/packs`} />}
      <p class="small mute">{t('documents.pack.kept')}</p>
    </>
  );
}

function Wish({ sources, form, to }: PacksPageProps & { to: string }) {
  const [first = 'en'] = Current.institution.locales;
  return (
    <form class="form" method="post" action={to}>
      <FormErrors form={form} />
      <Checks
        name="languages"
        label={t('documents.pack.languages')}
        form={form}
        chosen={[first]}
        options={documentLanguages.map((value) => ({ value, label: languageNames[value] }))}
      />
      {sources.some(({ isBilingual }) => isBilingual) && (
        <Checks
          name="pairs"
          label={t('documents.side_by_side')}
          hint={t('documents.pack.pairs_hint')}
          form={form}
          options={languagePairs.map((value) => ({ value, label: namesOf(value) }))}
        />
      )}
      <Checks
        name="kinds"
        label={t('documents.pack.kinds')}
        form={form}
        chosen={sources.map(({ kind }) => kind)}
        options={sources.map(({ kind, label }) => ({ value: kind, label: t(label) }))}
      />
      <div class="form-end">
        <Button primary>{t('documents.pack.make')}</Button>
      </div>
    </form>
  );
}

function Pack({ pack, base, labelOf, mayPlan }: PacksPageProps & { pack: PackRow; base: string }) {
  const when = formatInstant(pack.created_at, Current.institution.timeZone);
  const languages = [...new Set(pack.papers.map(({ language }) => language))].map(signsOf);
  const words = t('documents.pack.made', { count: pack.papers.length, languages: languages.join(', ') });
  return (
    <section class="pack">
      <p>
        <b>{words}</b> <span class="small mute">{[when, pack.made_by_name].filter(Boolean).join(' · ')}</span>
      </p>
      {pack.state === 'done' && (
        <div class="paper-actions" data-turbo="false">
          {(['zip', 'pdf'] as const).map((format) => {
            const name = t(`documents.pack.${format}`);
            return (
              <Button
                key={format}
                small
                href={`${base}.${format}`}
                label={t('documents.pack.file_named', { format: name, when })}
              >
                {name}
              </Button>
            );
          })}
        </div>
      )}
      {(pack.state === 'waiting' || pack.state === 'working') && (
        <ProgressLine label={t('documents.pack.progress')} done={pack.done} total={pack.papers.length + 1} />
      )}
      {pack.problem && (
        <p class="wine">{t('documents.pack.failed', { reason: t(pack.problem.key, pack.problem.params) })}</p>
      )}
      {pack.state === 'failed' && mayPlan && (
        <PostButton to={`${base}/attempts`} small label={t('documents.pack.again_named', { when })}>
          {t('documents.pack.again')}
        </PostButton>
      )}
      <LeftOut papers={pack.papers} labelOf={labelOf} />
    </section>
  );
}

function LeftOut({ papers, labelOf }: { papers: PackedPaper[]; labelOf: PacksPageProps['labelOf'] }) {
  const left = papers.filter(({ problem }) => problem);
  if (left.length === 0) return null;
  return (
    <ul class="small">
      {left.map(({ kind, subject, subjectName, language, problem }) => (
        <li key={`${kind}${subject}${language}`}>
          {t('documents.pack.missing', {
            name: [t(labelOf(kind)), subjectName].filter(Boolean).join(': '),
            language: namesOf(language),
            reason: t(problem!.key, problem!.params),
          })}
        </li>
      ))}
    </ul>
  );
}
