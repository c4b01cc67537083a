import { formatInstant } from '../../platform/i18n/format.js';
import { languageNames, knownLanguage } from '../../platform/i18n/languages.js';
import { localized, t } from '../../platform/i18n/translate.js';
import { Button, PostButton } from '../../platform/web/components/button.js';
import { FormErrors } from '../../platform/web/components/checks.js';
import { Field } from '../../platform/web/components/field.js';
import { Section } from '../../platform/web/components/section.js';
import { type Step, Stepper } from '../../platform/web/components/state.js';
import { type Finding, FINDINGS } from './mailing-checks.queries.js';
import { MailingLog } from './mailing-log.pages.js';
import type { MailingProps } from './mailing-page.props.js';
import { MailingProgress } from './mailing-progress.pages.js';
import { MAILING_COURSE, OPEN_STATES } from './mailing.states.js';

export function MailingPage(props: MailingProps) {
  const { head, base, subject, findings, form, wantsSecond, zone } = props;
  const own = `${base}/mailings/${head.id}`;
  const isOpen = OPEN_STATES.includes(head.state);
  return (
    <>
      <div class="sec invitation-head">
        <h2>{t(`invitations.mailings.kind.${head.kind}`)}</h2>
        <p class="mute">
          <a href={`${base}?invitation=${head.invitation_id}`}>{localized(subject)}</a>
          {' · '}
          {t('invitations.mailings.for', { count: head.total })}
          {head.with_letter && ` · ${t('invitations.mailings.with_letter')}`}
          {head.author && ` · ${t('invitations.by', { name: head.author })}`}
          {head.approver &&
            head.approver !== head.author &&
            ` · ${t('invitations.mailings.approved_by', { name: head.approver })}`}
        </p>
      </div>
      <FormErrors form={form} />
      {head.returned_for && head.state === 'draft' && (
        <p class="conflict">{t('invitations.mailings.returned_for', { reason: head.returned_for })}</p>
      )}
      <turbo-frame id="mailing" target="_top">
        <Stepper label={t('invitations.mailings.course')} steps={stepsOf(props)} />
        <MailingProgress head={head} counts={props.counts} own={own} mayManage={props.mayManage} />
      </turbo-frame>
      {isOpen && (
        <Section title={t('invitations.mailings.checks')} aside={t('invitations.mailings.checked_now')}>
          {findings.length === 0 ? <p>{t('invitations.mailings.all_well')}</p> : <Findings {...props} own={own} />}
        </Section>
      )}
      {isOpen && <Ways {...props} own={own} wantsSecond={wantsSecond} />}
      <MailingLog {...props} own={own} zone={zone} />
    </>
  );
}

function stepsOf({ head, wantsSecond, zone }: MailingProps): Step[] {
  const course = MAILING_COURSE.filter((one) => one !== 'awaiting' || wantsSecond || head.submitter);
  const now = head.state === 'paused' ? 'sending' : head.state === 'cancelled' ? null : head.state;
  const at = now ? course.indexOf(now) : -1;
  const notes: Partial<Record<string, string>> = {
    draft: formatInstant(head.created_at, zone, 'short'),
    ...(head.submitter && { awaiting: head.submitter }),
    ...(head.approver && { approved: head.approver }),
    ...(head.started_at && { sending: formatInstant(head.started_at, zone, 'short') }),
  };
  const steps = course.map((one, n): Step => {
    const isPaused = head.state === 'paused' && one === 'sending';
    return {
      label: t(`invitations.mailings.state.${isPaused ? 'paused' : one}`),
      state: n < at || head.state === 'sent' ? 'done' : n === at ? 'now' : 'todo',
      note: notes[one],
    };
  });
  if (head.state !== 'cancelled') return steps;
  return [
    ...steps.slice(0, 1).map((one): Step => ({ ...one, state: 'done' })),
    { label: t('invitations.mailings.state.cancelled'), state: 'now' },
  ];
}

/** What stands against sending first, then what is to be weighed; each guest can be left out with one press. */
function Findings({ findings, base, head, own, mayManage }: MailingProps & { own: string }) {
  return (
    <div class="findings">
      {FINDINGS.filter((kind) => findings.some((one) => one.kind === kind)).map((kind) => {
        const some = findings.filter((one) => one.kind === kind);
        return (
          <section key={kind} class={some[0]!.stops ? 'conflict' : undefined}>
            <h3 class="label">{t(`invitations.mailings.finding.${kind}`, { count: some.length })}</h3>
            <ul class="ways">
              {some.map((one, n) => (
                <li key={n}>
                  <span>
                    {one.recipientId ? (
                      <a href={`${base}?invitation=${head.invitation_id}&guest=${one.recipientId}`}>
                        <bdi>{one.name}</bdi>
                      </a>
                    ) : null}
                    <Detail of={one} />
                  </span>
                  {one.recipientId && mayManage && (
                    <PostButton to={`${own}/list`} fields={{ recipientId: one.recipientId, out: 'true' }} small>
                      {t('invitations.mailings.leave_out')}
                    </PostButton>
                  )}
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

function Detail({ of: { kind, name, detail } }: { of: Finding }) {
  if (kind === 'duplicate') return <bdi class="mute"> {t('invitations.mailings.same_as', { name: detail })}</bdi>;
  if (kind === 'declined')
    return <span class="mute"> {t('invitations.mailings.times', { count: Number(detail) })}</span>;
  if (kind === 'text') {
    const language = languageNames[knownLanguage(detail)];
    return <span>{t('invitations.mailings.in_language', { language, count: Number(name) })}</span>;
  }
  return null;
}

/** The one next step, and the ways back. */
function Ways({ head, findings, own, mayManage, mayApprove, wantsSecond }: MailingProps & { own: string }) {
  const blocked = findings.some(({ stops }) => stops) ? t('invitations.mailings.blocked') : null;
  const step = (name: string) => ({ to: `${own}/steps`, fields: { step: name } });
  const isReady = head.state === 'draft' || head.state === 'checked';
  return (
    <div class="row-flex ways-on">
      {mayManage && ((isReady && !wantsSecond) || head.state === 'approved') && (
        <PostButton {...step('send')} primary blocked={blocked}>
          {t('invitations.mailings.send', { count: head.total })}
        </PostButton>
      )}
      {mayManage && isReady && wantsSecond && (
        <PostButton {...step('submit')} primary blocked={blocked}>
          {t('invitations.mailings.submit')}
        </PostButton>
      )}
      {head.state === 'awaiting' && mayApprove && (
        <>
          <PostButton {...step('approve')} primary>
            {t('invitations.mailings.approve')}
          </PostButton>
          <form method="post" action={`${own}/steps`} class="row-flex give-back">
            <input type="hidden" name="step" value="return" />
            <Field name="reason" label={t('invitations.mailings.reason')} required />
            <Button>{t('invitations.mailings.give_back')}</Button>
          </form>
        </>
      )}
      {head.state === 'awaiting' && !mayApprove && <p class="mute">{t('invitations.mailings.awaits')}</p>}
      {mayManage && isReady && <PostButton {...step('refresh')}>{t('invitations.mailings.refresh')}</PostButton>}
      {mayManage && isReady && head.kind === 'invitation' && (
        <PostButton {...step(head.with_letter ? 'leave_letter' : 'enclose')}>
          {t(`invitations.mailings.${head.with_letter ? 'leave_letter' : 'enclose'}`)}
        </PostButton>
      )}
      {mayManage && (
        <PostButton {...step('cancel')} plain>
          {t('invitations.mailings.drop')}
        </PostButton>
      )}
    </div>
  );
}
