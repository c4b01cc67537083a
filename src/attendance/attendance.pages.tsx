import { formatInstant, formatTime } from '../platform/i18n/format.js';
import { t } from '../platform/i18n/translate.js';
import { Button, PostButton } from '../platform/web/components/button.js';
import { FormErrors } from '../platform/web/components/checks.js';
import { Field } from '../platform/web/components/field.js';
import { List } from '../platform/web/components/list.js';
import { Empty, Facts, Section } from '../platform/web/components/section.js';
import type { FormState } from '../platform/web/forms.js';
import type { GuestAtDoor, WalkIn } from './attendance.queries.js';
import { countedAt, isLate } from './attendance.rules.js';

const words = (key: string, params?: Record<string, string | number>) => t(`attendance.${key}`, params);

export interface AttendancePageProps {
  path: string;
  mayTake: boolean;
  guests: GuestAtDoor[];
  walkIns: WalkIn[];
  closedAt: Temporal.Instant | null;
  startsAt: Temporal.Instant | null;
  zone: string;
  form: FormState | undefined;
}

/** Who came, for the desk: the count, everybody with the minute of his arrival, and the ways to the door. */
export function AttendancePage(props: AttendancePageProps) {
  const { path, mayTake, guests, walkIns, closedAt, zone, form } = props;
  const count = countedAt(
    guests,
    walkIns.reduce((sum, one) => sum + one.persons, 0),
  );
  return (
    <>
      <Facts
        facts={[
          [words('expected'), count.expected],
          [words('inside'), count.inside],
          [words('missing'), count.missing],
          [words('walk_ins'), count.walkIns || null],
          [words('closed'), closedAt && formatInstant(closedAt, zone, 'short')],
        ]}
      />
      {mayTake && (
        <div class="row-flex ways-on">
          <a class="btn btn-primary" href={`${path}/door`} data-turbo="false">
            {words('open_door')}
          </a>
          {!closedAt && count.inside > 0 && <PostButton to={`${path}/closure`}>{words('close')}</PostButton>}
          <span class="small mute">{words(closedAt ? 'closed_hint' : 'close_hint')}</span>
        </div>
      )}
      <List
        caption={words('list')}
        rows={guests}
        rowKey={(guest) => guest.id}
        empty={<Empty title={words('none')} />}
        columns={[
          {
            label: words('guest'),
            cell: (guest) => (
              <>
                <bdi class="strong">{guest.name}</bdi>
                <div class="small mute">
                  <bdi>
                    {[
                      guest.representative && t('invitations.represented_by', { name: guest.representative.name }),
                      guest.post,
                      guest.organisation,
                    ]
                      .filter(Boolean)
                      .join(', ')}
                  </bdi>
                </div>
              </>
            ),
          },
          { label: words('answer'), cell: (guest) => <Said guest={guest} />, class: 'nb' },
          { label: words('arrived'), cell: (guest) => <Arrived guest={guest} {...props} /> },
        ]}
      />
      {(walkIns.length > 0 || mayTake) && (
        <Section title={words('walk_ins')} aside={walkIns.length > 0 ? count.walkIns : undefined}>
          {walkIns.length > 0 && (
            <ul class="moves">
              {walkIns.map((one) => (
                <li key={one.id}>
                  <span class="t">{formatTime(one.arrived_at.toZonedDateTimeISO(zone))}</span>
                  <div>
                    <p>
                      <bdi class="strong">{one.name}</bdi>
                      {one.persons > 1 && ` · ${t('attendance.persons', { count: one.persons })}`}
                    </p>
                    <p>
                      <bdi>{one.organisation}</bdi>{' '}
                      {mayTake && (
                        <PostButton to={`${path}/arrivals/${one.id}/undo`} small plain>
                          {words('undo')}
                        </PostButton>
                      )}
                    </p>
                  </div>
                </li>
              ))}
            </ul>
          )}
          {mayTake && (
            <form class="form broad" method="post" action={`${path}/walk-ins`}>
              <FormErrors form={form} />
              <div class="form-row">
                <Field name="name" label={words('name')} form={form} required />
                <Field name="organisation" label={words('organisation')} form={form} />
                <Field
                  name="persons"
                  label={words('persons_field')}
                  type="number"
                  min={1}
                  max={11}
                  value={1}
                  form={form}
                  required
                />
              </div>
              <div>
                <Button>{words('add')}</Button>
              </div>
            </form>
          )}
        </Section>
      )}
    </>
  );
}

function Said({ guest }: { guest: GuestAtDoor }) {
  return (
    <>
      {t(`invitations.state.${guest.state}`)}
      {guest.companions > 0 && ` +${guest.companions}`}
    </>
  );
}

function Arrived({
  guest,
  path,
  mayTake,
  zone,
  startsAt,
}: { guest: GuestAtDoor } & Pick<AttendancePageProps, 'path' | 'mayTake' | 'zone' | 'startsAt'>) {
  if (!guest.arrived_at) {
    return mayTake ? (
      <PostButton
        to={`${path}/arrivals`}
        fields={{ guest: guest.id, persons: String(1 + guest.companions) }}
        small
        label={t('attendance.let_in_named', { name: guest.name })}
      >
        {words('let_in')}
      </PostButton>
    ) : null;
  }
  return (
    <span class="row-flex">
      <span class="moss nb">{formatTime(guest.arrived_at.toZonedDateTimeISO(zone))}</span>
      {(guest.persons ?? 1) > 1 && t('attendance.persons', { count: guest.persons! })}
      {startsAt && isLate(guest.arrived_at, startsAt) && <span class="ochre">{words('late')}</span>}
      {mayTake && (
        <PostButton
          to={`${path}/arrivals/${guest.check_in_id}/undo`}
          small
          plain
          label={t('attendance.undo_named', { name: guest.name })}
        >
          {words('undo')}
        </PostButton>
      )}
    </span>
  );
}
