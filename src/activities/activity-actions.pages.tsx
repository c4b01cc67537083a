import { Current } from '../platform/current.js';
import { t } from '../platform/i18n/translate.js';
import { Button, PostButton } from '../platform/web/components/button.js';
import type { ActivityRow } from './activities.queries.js';
import { type KindOfActivity, verbKey } from './activity-kinds.registry.js';
import type { Step } from './lifecycle.states.js';
import type { OpenSteps } from './steps.queries.js';

interface Props {
  row: ActivityRow;
  kind: KindOfActivity;
  open: OpenSteps;
  isPrimary: boolean;
}

/** The next step as one button, once its day has come; the other ways, the form and the course behind a word. */
export function ActivityActions({ row, kind, open, isPrimary }: Props) {
  const home = `/${Current.institution.slug}`;
  const steps = `${home}/activities/${row.id}/steps`;
  const verb = (step: Step<string>) => t(verbKey(kind, step));
  const { id, state, body_id: bodyId, responsible_id: responsibleId } = row;
  const mayEdit = kind.mayRevise(Current.actor, { id, bodyId, state, responsibleId });
  return (
    <>
      <details class="menu more">
        <summary class="btn">{t('activities.more')}</summary>
        <div class="menu-body">
          {mayEdit && <a href={`${home}/${kind.path}/${row.id}/edit`}>{t('activities.edit')}</a>}
          <a href={steps}>{t('activities.course')}</a>
          {kind.versions && <a href={`${home}/activities/${row.id}/versions`}>{t('activities.versions.title')}</a>}
          {open.onward && open.early && <a href={`${steps}?to=${open.onward.to}`}>{verb(open.onward)}…</a>}
          {open.others.map((step) => (
            <a key={step.to} href={`${steps}?to=${step.to}`}>
              {verb(step)}
              {step.needsReason && '…'}
            </a>
          ))}
        </div>
      </details>
      {open.onward &&
        !open.early &&
        (open.held ? (
          <Button blocked={open.held}>{verb(open.onward)}</Button>
        ) : (
          <PostButton to={steps} fields={{ to: open.onward.to }} primary={isPrimary}>
            {verb(open.onward)}
          </PostButton>
        ))}
    </>
  );
}
