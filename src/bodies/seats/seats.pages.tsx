import { fullName, type PersonRow } from '../../directory/people.queries.js';
import { Current } from '../../platform/current.js';
import { localized, t } from '../../platform/i18n/translate.js';
import { Button } from '../../platform/web/components/button.js';
import { FormErrors } from '../../platform/web/components/checks.js';
import { Field, Select, TextArea } from '../../platform/web/components/field.js';
import { PageHead } from '../../platform/web/components/section.js';
import type { FormState } from '../../platform/web/forms.js';
import type { Body } from '../body.entity.js';
import type { SeatRow } from '../bodies.queries.js';
import { CAPACITIES, SEAT_KINDS, SIDES } from './seat.entity.js';

const pathOf = (body: Body) => `/${Current.institution.slug}/bodies/${body.id}`;

export interface SeatFormProps {
  body: Body;
  form?: FormState | undefined;
  people: PersonRow[];
  seats: SeatRow[];
  /** There are more people than are offered: the name narrows them down. */
  isCut: boolean;
  q?: string | undefined;
  title: string;
}

export function seatForm({ body, form, people, seats, isCut, q, title }: SeatFormProps) {
  const left = seats.find((seat) => seat.id === form?.values['replaces']);
  const full = seats.filter((seat) => seat.kind === 'full' && !seat.ends_on && seat.side === 'ours');
  return (
    <>
      <PageHead
        title={left ? t('bodies.seat.replacing', { name: fullName(left) }) : title}
        eyebrow={<a href={pathOf(body)}>{localized(body.name)}</a>}
      />
      {(isCut || q) && (
        <form class="filters" method="get" action={`${pathOf(body)}/seats/new`} role="search">
          <Field name="q" type="search" label={t('bodies.seat.find')} value={q} />
          <Button>{t('platform.find.title')}</Button>
        </form>
      )}
      <form method="post" class="form" action={`${pathOf(body)}/seats`} novalidate>
        <FormErrors form={form} />
        {left && <input type="hidden" name="replaces" value={left.id} />}
        <Select
          name="personId"
          required
          form={form}
          label={t('bodies.seat.person')}
          empty={t('bodies.choose')}
          options={people.map((person) => ({
            value: person.id,
            label: [fullName(person), localized(person.organisation)].filter(Boolean).join(', '),
          }))}
        />
        <div class="form-row">
          <Select
            name="capacity"
            required
            form={form}
            label={t('bodies.seat.capacity')}
            value={left?.capacity ?? 'member'}
            options={CAPACITIES.map((value) => ({ value, label: t(`bodies.capacity.${value}`) }))}
          />
          <Select
            name="kind"
            required
            form={form}
            label={t('bodies.seat.kind')}
            value={left?.kind ?? 'full'}
            options={SEAT_KINDS.map((value) => ({ value, label: t(`bodies.seat-kind.${value}`) }))}
          />
        </div>
        {body.kind === 'permanent-delegation' ? (
          <Select
            name="substituteFor"
            form={form}
            label={t('bodies.seat.substitute-for')}
            hint={t('bodies.seat.substitute-hint')}
            empty={t('bodies.not-stated')}
            options={full.map((seat) => ({ value: seat.id, label: fullName(seat) }))}
          />
        ) : (
          <Select
            name="side"
            required
            form={form}
            label={t('bodies.seat.side')}
            value={left?.side ?? 'ours'}
            options={SIDES.map((value) => ({ value, label: t(`bodies.side.${value}`) }))}
          />
        )}
        <div class="form-row">
          <Field
            name="startsOn"
            type="date"
            required
            form={form}
            label={t('bodies.seat.from')}
            value={left?.ends_on?.add({ days: 1 }).toString()}
          />
          <Field name="endsOn" type="date" form={form} label={t('bodies.seat.to')} />
        </div>
        <Field name="decision" form={form} label={t('bodies.seat.decision')} />
        {body.kind === 'permanent-delegation' && (
          <TextArea
            name="committees"
            rows={2}
            form={form}
            label={t('bodies.seat.committees')}
            hint={t('bodies.seat.committees-hint')}
          />
        )}
        <div class="form-end">
          <Button primary>{t('bodies.save')}</Button>
          <a href={pathOf(body)}>{t('bodies.cancel')}</a>
        </div>
      </form>
    </>
  );
}

export function seatEndForm({
  body,
  seat,
  form,
  title,
}: {
  body: Body;
  seat: string;
  form?: FormState | undefined;
  title: string;
}) {
  return (
    <>
      <PageHead title={title} eyebrow={<a href={pathOf(body)}>{localized(body.name)}</a>} />
      <form method="post" class="form" action={`${pathOf(body)}/seats/${seat}/end`} novalidate>
        <FormErrors form={form} />
        <Field name="endsOn" type="date" required form={form} label={t('bodies.seat.last-day')} />
        <div class="form-end">
          <Button primary>{t('bodies.seat.end')}</Button>
          <a href={pathOf(body)}>{t('bodies.cancel')}</a>
        </div>
      </form>
    </>
  );
}

export function committeesForm({ body, seat, title }: { body: Body; seat: SeatRow; title: string }) {
  return (
    <>
      <PageHead title={`${title}: ${fullName(seat)}`} eyebrow={<a href={pathOf(body)}>{localized(body.name)}</a>} />
      <form method="post" class="form" action={`${pathOf(body)}/seats/${seat.id}/committees`} novalidate>
        <TextArea
          name="committees"
          rows={4}
          label={title}
          hint={t('bodies.seat.committees-hint')}
          value={seat.committees.join('\n')}
        />
        <div class="form-end">
          <Button primary>{t('bodies.save')}</Button>
          <a href={pathOf(body)}>{t('bodies.cancel')}</a>
        </div>
      </form>
    </>
  );
}
