import { t } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { FormErrors } from '../platform/web/components/checks.js';
import { Field, Select } from '../platform/web/components/field.js';
import { Rows } from '../platform/web/components/rows.js';
import type { FormState } from '../platform/web/forms.js';
import { TASK_KINDS } from './mission.entity.js';
import type { TaskRow } from './missions.queries.js';

export interface TasksProps {
  tasks: TaskRow[];
  version: number;
  /** Where the form is sent; null for who only reads. */
  action: string | null;
  form: FormState | undefined;
}

/** What the delegation is to do, and the positions it is bound to. */
export function Tasks({ tasks, version, action, form }: TasksProps) {
  return (
    <>
      {tasks.length === 0 && <p class="mute">{t('missions.no_tasks')}</p>}
      {tasks.length > 0 && (
        <ol class="mission-tasks">
          {tasks.map((task) => (
            <li key={task.id}>
              {task.kind === 'directive' && <span class="eyebrow">{t('missions.task.directive')}</span>}{' '}
              <bdi>{task.content}</bdi>
              {task.responsible && (
                <span class="mute">
                  {' '}
                  · <bdi>{task.responsible}</bdi>
                </span>
              )}
            </li>
          ))}
        </ol>
      )}
      {action && (
        <details class="edit-part" open={form !== undefined || tasks.length === 0}>
          <summary>{t('missions.edit_tasks')}</summary>
          <form class="form" method="post" action={action}>
            <FormErrors form={form} />
            <input type="hidden" name="version" value={String(form?.values['version'] ?? version)} />
            <Rows
              name="tasks"
              legend={<span class="vh">{t('missions.field.tasks')}</span>}
              rows={tasks}
              form={form}
              add={t('missions.add_task')}
              draw={(at, task) => (
                <>
                  <Field
                    name={`${at}.content`}
                    label={t('missions.task.content')}
                    form={form}
                    value={task?.content}
                    required
                    maxlength={2000}
                  />
                  <Select
                    name={`${at}.kind`}
                    label={t('missions.task.kind')}
                    form={form}
                    value={task?.kind}
                    empty="–"
                    options={TASK_KINDS.map((kind) => ({ value: kind, label: t(`missions.task.${kind}`) }))}
                  />
                  <Field
                    name={`${at}.responsible`}
                    label={t('missions.task.responsible')}
                    form={form}
                    value={task?.responsible}
                    maxlength={200}
                  />
                </>
              )}
            />
            <div class="form-end">
              <Button>{t('missions.save_tasks')}</Button>
            </div>
          </form>
        </details>
      )}
    </>
  );
}
