import { Current } from '../../platform/current.js';
import { formatInstant } from '../../platform/i18n/format.js';
import { t } from '../../platform/i18n/translate.js';
import { PostButton } from '../../platform/web/components/button.js';
import { List, Pager } from '../../platform/web/components/list.js';
import { Section } from '../../platform/web/components/section.js';
import { Counters } from '../../platform/web/components/state.js';
import type { MailingProps } from './mailing-page.props.js';
import { OPEN_STATES } from './mailing.states.js';
import { LOG_PAGE, LOG_STATES, type LogRow } from './mailings.queries.js';

/** Every letter: to whom, where it is, and what the server said. Whether it was opened is not looked at. */
export function MailingLog({
  base,
  counts,
  log,
  filter,
  page,
  own,
  zone,
  head,
  mayManage,
}: MailingProps & { own: string }) {
  const total = [...counts.values()].reduce((sum, one) => sum + one, 0);
  const isOpen = OPEN_STATES.includes(head.state);
  return (
    <Section title={t('invitations.mailings.letters')}>
      <Counters
        label={t('invitations.mailings.letters')}
        counters={[
          { label: t('invitations.mailings.log.all'), count: total, href: own, current: filter === null },
          ...LOG_STATES.filter((one) => counts.has(one)).map((one) => ({
            label: t(`invitations.mailings.log.${one}`),
            count: counts.get(one)!,
            href: `${own}?letters=${one}`,
            current: filter === one,
          })),
        ]}
      />
      <List
        caption={t('invitations.mailings.letters')}
        rows={log}
        rowKey={(row) => row.recipient_id}
        empty={<p class="mute">{t('invitations.mailings.none')}</p>}
        columns={[
          {
            label: t('invitations.guest'),
            cell: (row) => (
              <>
                <a class="strong" href={`${base}?invitation=${head.invitation_id}&guest=${row.recipient_id}`}>
                  <bdi>{row.name}</bdi>
                </a>
                <div class="small mute">
                  <bdi>{row.email ?? row.post}</bdi>
                </div>
              </>
            ),
          },
          { label: t('invitations.language'), cell: (row) => row.language.toUpperCase() },
          { label: t('invitations.mailings.letter'), cell: (row) => <Where row={row} zone={zone} /> },
          {
            label: <span class="vh">{t('invitations.do')}</span>,
            class: 'end',
            cell: (row) =>
              isOpen &&
              mayManage && (
                <PostButton
                  to={`${own}/list`}
                  fields={{ recipientId: row.recipient_id, out: String(row.what !== 'left_out') }}
                  small
                  plain
                  label={t(`invitations.mailings.${row.what === 'left_out' ? 'take_in_who' : 'leave_out_who'}`, {
                    name: row.name,
                  })}
                >
                  {t(`invitations.mailings.${row.what === 'left_out' ? 'take_in' : 'leave_out'}`)}
                </PostButton>
              ),
          },
        ]}
      />
      <Pager page={page} pageSize={LOG_PAGE} total={filter ? (counts.get(filter) ?? 0) : total} />
    </Section>
  );
}

function Where({ row, zone }: { row: LogRow; zone: string }) {
  const words = t(`invitations.mailings.log.${row.what}`);
  const tone =
    row.what === 'bounced' ? 'wine' : row.what === 'deferred' || row.what === 'unknown' ? 'ochre' : undefined;
  return (
    <>
      {row.message_id ? (
        <a class={tone} href={`/${Current.institution.slug}/outbox/${row.message_id}`}>
          {words}
        </a>
      ) : (
        <span class={tone}>{words}</span>
      )}
      <div class="small mute">
        {row.message_id && row.at && formatInstant(row.at, zone, 'short')}
        {row.next_at && row.what !== 'sent' && (
          <> · {t('invitations.mailings.again', { when: formatInstant(row.next_at, zone, 'short') })}</>
        )}
        {row.answer && row.what !== 'queued' && <bdi> · {row.answer}</bdi>}
      </div>
    </>
  );
}
