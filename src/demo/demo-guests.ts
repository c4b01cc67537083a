import { AnswersService } from '../invitations/answers.service.js';
import { Recipient } from '../invitations/invitation.entity.js';
import { InvitationsService, type NewRecipient } from '../invitations/invitations.service.js';
import { Current, type LocalizedText } from '../platform/current.js';
import { formatDay, formatTime } from '../platform/i18n/format.js';
import { interfaceLanguages, knownLanguage, type Language } from '../platform/i18n/languages.js';
import { inLanguage, localized, t } from '../platform/i18n/translate.js';
import { MailSender } from '../platform/mail/mail-sender.service.js';
import { Message } from '../platform/mail/message.entity.js';
import { SecretsService } from '../platform/secrets/secrets.service.js';
import type { Stage } from '../seeding/stage.js';
import { as, type Cast } from './demo-cast.js';
import type { DemoAnswer, DemoInput, DemoInvitee, DemoItem } from './demo-input.schema.js';
import type { DemoPlan } from './demo-plan.js';

/** Days before the visit until which an answer is asked for. */
const ANSWER_DAYS = 7;

interface AskedGuest {
  key: string;
  recipientId: string;
}

/**
 * The guests of the file. Each gets one letter: its calendar entry is the first line that he is asked to, and the letter
 * names the others. Guests who are asked to the same lines share an invitation.
 */
export class DemoGuests {
  private asked: AskedGuest[] = [];
  private readonly lines: ReadonlyMap<string, DemoItem>;

  constructor(
    private readonly stage: Stage,
    private readonly input: DemoInput,
    private readonly cast: Cast,
    private readonly plan: DemoPlan,
  ) {
    this.lines = new Map(input.programme.map((item) => [item.key, item]));
  }

  /** Lists and invites whoever was not invited yet. @returns how many letters were sent now */
  async invite(): Promise<{ guests: number; sent: number }> {
    const invitations = this.stage.get(InvitationsService);
    const groups = Object.entries(Object.groupBy(this.input.invitees, ({ invitedTo }) => invitedTo.join('+')));
    let sent = 0;
    this.asked = [];
    await as(this.cast.planner, async () => {
      for (const [lines, guests = []] of groups) {
        const { id } = await invitations.invite(this.plan.activityId, this.plan.itemId(lines.split('+')[0]!), {
          ...this.words(lines.split('+')),
          answerBy: Temporal.PlainDate.from(this.input.visit.startsOn).subtract({ days: ANSWER_DAYS }),
          sourceKey: lines,
        });
        const ids = await this.listed(id, guests);
        this.asked.push(...guests.map(({ key }, place) => ({ key, recipientId: ids[place]! })));
        const waiting = await this.stage.db.rows(
          `select 1 from recipient where institution_id = $1 and invitation_id = $2 and state = 'draft' limit 1`,
          [Current.institutionId, id],
        );
        if (waiting.length > 0) sent += await invitations.send(id);
      }
    });
    return { guests: this.asked.length, sent };
  }

  /** Records the answers that are not there yet, each by the way it came. @returns guests by the answer that stands */
  async answer(): Promise<Record<string, number>> {
    const ids = new Map(this.asked.map(({ key, recipientId }) => [key, recipientId]));
    const there = await this.counted(
      'select recipient_id as name, count(*)::int as count from answer where institution_id = $1 and recipient_id = any($2::uuid[]) group by 1',
    );
    for (const answer of this.input.answers) {
      const id = ids.get(answer.guest)!;
      const known = there.get(id) ?? 0;
      if (known > 0) there.set(id, known - 1);
      else await this.record(id, answer);
    }
    const states = await this
      .counted(`select case state when 'sent' then 'open' else state end as name, count(*)::int as count
      from recipient where institution_id = $1 and id = any($2::uuid[]) group by 1 order by 1`);
    return Object.fromEntries(states);
  }

  /** The last invitation of each guest as it goes over the wire, by the guest's key. */
  async letters(): Promise<Map<string, Buffer>> {
    const messages = await this.stage.db
      .repo(Message)
      .findBy({ institutionId: Current.institutionId, calendarMethod: 'REQUEST' });
    const last = new Map(
      messages.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map((message) => [message.referenceId, message]),
    );
    const letters = new Map<string, Buffer>();
    for (const { key, recipientId } of this.asked) {
      const message = last.get(recipientId);
      if (message) letters.set(key, await this.stage.get(MailSender).bytes(message));
    }
    return letters;
  }

  private async listed(invitationId: string, guests: readonly DemoInvitee[]): Promise<string[]> {
    const known = await this.stage.db.repo(Recipient).findBy({ institutionId: Current.institutionId, invitationId });
    const there = new Map(known.map(({ sourceKey, id }) => [sourceKey, id]));
    const fresh = guests.filter(({ key }) => !there.has(key));
    const ids =
      fresh.length > 0
        ? await this.stage.get(InvitationsService).addRecipients(invitationId, fresh.map(recipient))
        : [];
    fresh.forEach(({ key }, place) => there.set(key, ids[place]!));
    return guests.map(({ key }) => there.get(key)!);
  }

  /** A guest answers by the link of the letter, as long as it is open; the others tell the staff. */
  private async record(recipientId: string, { answer, channel, note }: DemoAnswer): Promise<void> {
    const answers = this.stage.get(AnswersService);
    const hasBegun = Temporal.PlainDate.compare(Temporal.Now.plainDateISO(), this.input.visit.startsOn) >= 0;
    if (channel !== 'page' || hasBegun) {
      return as(this.cast.planner, () => answers.recordAnswer(recipientId, { answer, channel, note: note ?? null }));
    }
    const place = { table: 'recipient', column: 'token_sealed', row: recipientId };
    const token = await this.stage.db.read(async () =>
      this.stage.get(SecretsService).open(place, (await this.stage.db.one(Recipient, recipientId)).tokenSealed),
    );
    // The guest's own page has nobody signed in, and a unit of work of its own.
    return answers.answer(token, { answer, note: note ?? null });
  }

  private async counted(sql: string): Promise<Map<string, number>> {
    const params = [Current.institutionId, this.asked.map(({ recipientId }) => recipientId)];
    const rows = await this.stage.db.read(() => this.stage.db.rows<{ name: string; count: number }>(sql, params));
    return new Map(rows.map(({ name, count }) => [name, count]));
  }

  private words(lines: readonly string[]): { subject: LocalizedText; body: LocalizedText } {
    const [first, ...others] = lines.map((key) => this.lines.get(key)!);
    const { visit, institution } = this.input;
    const inEach = (write: (language: Language) => string): LocalizedText =>
      Object.fromEntries(interfaceLanguages.map((language) => [language, inLanguage(language, () => write(language))]));
    return {
      subject: inEach((language) => t('demo.invitation.subject', { occasion: localized(first!.title, language) })),
      body: inEach((language) => {
        const { name, post } = institution.signatory;
        const own = name.forms?.[language];
        const signs = own ?? [localized(name.honorific, language), name.given, name.family].filter(Boolean).join(' ');
        const words = { name: signs, post: localized(post, language), visit: localized(visit.title, language) };
        const body = t('demo.invitation.body', words);
        if (others.length === 0) return body;
        return [body, [t('demo.invitation.also'), ...others.map((item) => lineOf(item, language))].join('\n')].join(
          '\n\n',
        );
      }),
    };
  }
}

function lineOf(item: DemoItem, language: Language): string {
  const start = Temporal.PlainDateTime.from(item.startsAt);
  return t('demo.invitation.line', {
    title: localized(item.title, language),
    day: formatDay(start.toPlainDate(), 'weekday', language),
    time: formatTime(start),
  });
}

function recipient(guest: DemoInvitee): NewRecipient {
  const { key, name, gender, post, organisation, email, salutation } = guest;
  const language = knownLanguage(guest.language, knownLanguage(Current.institution.locales[0]));
  const own = name.forms?.[language];
  return {
    name: own ?? `${name.given} ${name.family}`,
    post: localized(post, language),
    organisation: localized(organisation, language),
    email,
    language,
    // A form of address is written where the language has one; the letter knows the usual one of the others.
    salutation: interfaceLanguages.some((one) => one === language)
      ? t(`demo.salutation.${salutation}`, { gender, name: name.family }, language)
      : '',
    sourceKey: key,
  };
}
