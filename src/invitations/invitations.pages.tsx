import { Current } from '../platform/current.js';
import { exportsOf } from '../platform/exports/export-paths.js';
import { formatDay } from '../platform/i18n/format.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Button, PostButton } from '../platform/web/components/button.js';
import { Check, FormErrors } from '../platform/web/components/checks.js';
import { ExportLinks } from '../platform/web/components/list.js';
import { Empty } from '../platform/web/components/section.js';
import { Counters } from '../platform/web/components/state.js';
import { Guests } from './guest-list.pages.js';
import { Side } from './guest-letter.pages.js';
import { DraftForm } from './invitation-forms.pages.js';
import { InvitationHead } from './invitation-head.pages.js';
import { MailingProgress } from './mailings/mailing-progress.pages.js';
import { MailingsList } from './mailings/mailings-list.pages.js';
import type { InvitationsProps } from './invitations-page.props.js';
import { type Filter, FILTERS, type InvitationRow } from './invitations.queries.js';

export function NoInvitationPage({
  mayManage,
  ...props
}: Pick<InvitationsProps, 'activityId' | 'mayManage' | 'lines' | 'form'>) {
  return (
    <>
      <Empty title={t('invitations.none')}>{t('invitations.none_text')}</Empty>
      {mayManage && <DraftForm {...props} base={baseOf(props.activityId)} />}
    </>
  );
}

export function InvitationsPage(props: InvitationsProps) {
  const { invitation, mayManage, asked, form, lines } = props;
  const base = baseOf(props.activityId);
  if (mayManage && asked.add === 'invitation') return <DraftForm base={base} lines={lines} form={form} />;
  const count = (state: string) => props.counts.get(state) ?? 0;
  const total = [...props.counts.values()].reduce((sum, one) => sum + one, 0);
  const isLive = invitation.state !== 'cancelled' && mayManage;
  const underWay = props.mailings.find(({ state }) => state === 'sending' || state === 'paused');
  const drawUp = `${base}/${invitation.id}/mailings`;
  return (
    <>
      <InvitationHead
        subject={invitation.subject}
        facts={[
          props.when,
          cameIn(props.counts) ??
            (invitation.capacity !== null &&
              t('invitations.places', { taken: invitation.places_taken, capacity: invitation.capacity })),
          invitation.answer_by && t('invitations.answers_close', { day: formatDay(invitation.answer_by) }),
        ]}
        tabs={props.tabs}
      >
        {props.all.length > 1 && <Others base={base} all={props.all} current={invitation.id} />}
      </InvitationHead>
      <Counters
        label={t('invitations.counters')}
        counters={FILTERS.filter((filter) => !RARE.includes(filter) || count(filter) > 0).map((filter) => ({
          label: t(`invitations.filter.${filter}`),
          count: filter === 'all' ? total : count(filter),
          href: `${base}?invitation=${invitation.id}&answer=${filter}`,
          current: filter === props.filter,
        }))}
      />
      {/* Empty rather than absent: the frame that reloads itself must find its like at the end. */}
      <turbo-frame id="mailing" target="_top">
        {underWay && (
          <MailingProgress
            head={underWay}
            counts={new Map()}
            own={`${base}/mailings/${underWay.id}`}
            mayManage={mayManage}
          />
        )}
      </turbo-frame>
      {!asked.record && <FormErrors form={form} />}
      {props.needsTold > 0 && (
        <p class="small mute needs-count">{t('invitations.needs_count', { count: props.needsTold })}</p>
      )}
      {isLive && (
        <div class="row-flex ways-on">
          {count('draft') > 0 && (
            <form method="post" action={drawUp} class="row-flex">
              <input type="hidden" name="kind" value="invitation" />
              <Button primary>{t('invitations.send', { count: count('draft') })}</Button>
              <Check name="withLetter" label={t('invitations.mailings.with_letter')} form={undefined} />
            </form>
          )}
          {count('sent') > 0 && (
            <PostButton to={drawUp} fields={{ kind: 'reminder' }}>
              {t('invitations.remind', { count: count('sent') })}
            </PostButton>
          )}
          {count('draft') > 0 && (
            <PostButton to={drawUp} fields={{ kind: 'save_the_date' }}>
              {t('invitations.send_save_the_date')}
            </PostButton>
          )}
          {count('accepted') > 0 && (
            <PostButton to={drawUp} fields={{ kind: 'thanks' }}>
              {t('invitations.send_thanks')}
            </PostButton>
          )}
          <Button primary={total === 0} href={`${base}/${invitation.id}/sources`}>
            {t('invitations.add')}
          </Button>
          <Button href={`${base}?add=invitation`}>{t('invitations.new')}</Button>
          <PostButton to={`${base}/${invitation.id}/cancellation`} plain>
            {t('invitations.withdraw')}
          </PostButton>
        </div>
      )}
      {total === 0 && <Empty title={t('invitations.no_guests')}>{t('invitations.no_guests_text')}</Empty>}
      {props.rows.length > 0 && (
        <div class="split">
          <Guests {...props} base={base} mayManage={isLive} />
          {props.chosen && <Side {...props} base={base} chosen={props.chosen} />}
        </div>
      )}
      <MailingsList base={base} mailings={props.mailings} zone={props.zone} />
      {props.rows.length > 0 && <ExportLinks {...exportsOf(`${base}/${invitation.id}/guests`)} />}
    </>
  );
}

const baseOf = (activityId: string) => `/${Current.institution.slug}/activities/${activityId}/invitations`;

/** Once the door is closed: chairs count no more. */
function cameIn(counts: ReadonlyMap<string, number>): string | null {
  const [came, missed] = [counts.get('attended') ?? 0, counts.get('no_show') ?? 0];
  return came + missed > 0 ? t('invitations.came', { came, missed }) : null;
}

/** Counted only where there are any. */
const RARE: readonly Filter[] = ['represented', 'waiting', 'attended', 'no_show'];

function Others({ base, all, current }: { base: string; all: InvitationRow[]; current: string }) {
  return (
    <nav class="row-flex small" aria-label={t('invitations.occasions')}>
      {all.map((one) => (
        <a key={one.id} href={`${base}?invitation=${one.id}`} aria-current={one.id === current ? 'true' : undefined}>
          {localized(one.subject)} <span class="mute">{one.guests}</span>
        </a>
      ))}
    </nav>
  );
}
