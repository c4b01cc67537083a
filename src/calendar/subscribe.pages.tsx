import { Current } from '../platform/current.js';
import { t } from '../platform/i18n/translate.js';
import { Copyable } from '../platform/web/components/copyable.js';
import { Button, PostButton } from '../platform/web/components/button.js';
import { Facts, PageHead, Section } from '../platform/web/components/section.js';
import { Stamp } from '../platform/web/components/time.js';
import type { FormState } from '../platform/web/forms.js';
import { ChoiceFields } from './feed-choices.pages.js';
import type { Feed } from './feed.entity.js';
import type { Finding } from './ical/finding.js';
import { Health } from './my-calendar.pages.js';

const base = () => `/${Current.institution.slug}/my-calendar`;

export interface SubscribeProps {
  feed: Feed;
  url: string;
  /** Data URL */
  qr: string;
  subject: string;
  form: FormState;
}

export function SubscribePage({ feed, url, qr, subject, form }: SubscribeProps) {
  return (
    <>
      <PageHead
        eyebrow={<a href={base()}>{t('calendar.my.title')}</a>}
        title={<bdi>{feed.name}</bdi>}
        meta={`${t(`calendar.scope.${feed.scopeKind}`)}${subject && subject !== feed.name ? `: ${subject}` : ''}`}
      />
      <Section title={t('calendar.my.subscribe')}>
        <div class="subscribe">
          <div>
            <Programs feed={feed} url={url} />
            <p class="small mute">{t('calendar.my.delay')}</p>
            <p>
              <Copyable text={url} class="feed-url" />
            </p>
            <p class="small mute">{t('calendar.my.secret')}</p>
          </div>
          <p>
            <img src={qr} width={220} height={220} alt={t('calendar.my.qr')} />
          </p>
        </div>
      </Section>
      <HealthSection feed={feed} />
      <Section title={t('calendar.my.choices')}>
        <form method="post" action={`${base()}/${feed.id}`} class="form-grid">
          <ChoiceFields form={form} scope={feed.scopeKind} feed={feed} />
          <div>
            <Button>{t('calendar.my.save')}</Button>
          </div>
        </form>
      </Section>
      <Section title={t('calendar.my.end')}>
        <p class="mute">{t('calendar.my.end_text')}</p>
        <div class="row-flex">
          {!feed.lapsedAt && <PostButton to={`${base()}/${feed.id}/rotation`}>{t('calendar.my.rotate')}</PostButton>}
          <PostButton to={`${base()}/${feed.id}/revocation`}>{t('calendar.my.revoke')}</PostButton>
        </div>
      </Section>
    </>
  );
}

function Programs({ feed, url }: { feed: Feed; url: string }) {
  const webcal = url.replace(/^https?/, 'webcal');
  const google = `https://calendar.google.com/calendar/r?cid=${encodeURIComponent(webcal)}`;
  const query = `url=${encodeURIComponent(url)}&name=${encodeURIComponent(feed.name)}`;
  return (
    <p class="row-flex">
      <Button href={webcal} primary>
        {t('calendar.my.apple')}
      </Button>
      <Button href={google}>{t('calendar.my.google')}</Button>
      <Button href={`https://outlook.office.com/calendar/0/addfromweb?${query}`}>{t('calendar.my.outlook')}</Button>
    </p>
  );
}

function HealthSection({ feed }: { feed: Feed }) {
  const zone = Current.institution.timeZone;
  return (
    <Section title={t('calendar.my.health')}>
      <Facts
        facts={[
          [t('calendar.my.health'), <Health feed={feed} />],
          [
            t('calendar.my.last_fetch'),
            feed.lastFetchedAt ? <Stamp at={feed.lastFetchedAt} zone={zone} /> : t('calendar.my.never'),
          ],
          [t('calendar.my.client'), feed.lastClient],
          [t('calendar.my.fetches'), feed.fetches > 0 ? String(feed.fetches) : null],
          [t('calendar.my.content_at'), feed.contentAt && <Stamp at={feed.contentAt} zone={zone} />],
        ]}
      />
      <p>
        <Button href={`${base()}/${feed.id}/verification`}>{t('calendar.my.verify')}</Button>
      </p>
    </Section>
  );
}

/** What a strict calendar program would say of the link as it is now. */
export function VerificationPage({
  feed,
  findings,
  entries,
  bytes,
}: {
  feed: Feed;
  findings: Finding[];
  entries: number;
  bytes: number;
}) {
  return (
    <>
      <PageHead
        eyebrow={<a href={`${base()}/${feed.id}`}>{feed.name}</a>}
        title={t('calendar.verify.title')}
        meta={t('calendar.verify.read', { entries, kilobytes: Math.ceil(bytes / 1024) })}
      />
      {findings.length === 0 ? (
        <p class="flash" role="status">
          {t('calendar.verify.good')}
        </p>
      ) : (
        <ul>
          {findings.map((finding, n) => (
            <li key={n}>
              <b>{t('calendar.verify.line', { line: finding.line })}</b> {finding.rule}{' '}
              <span class="mute">{finding.detail}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
