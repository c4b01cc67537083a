import { AnswersService } from '../invitations/answers.service.js';
import { InvitationsService } from '../invitations/invitations.service.js';
import type { AnswerGiven } from '../invitations/invitation.states.js';
import { SeatingService } from '../seating/seating.service.js';
import { inHouseLanguage, personId } from './directory-seeds.js';
import type { HouseSeed, SeedActivity, SeedItem } from './house-seed.schema.js';
import type { Stage } from './stage.js';

const MOST_GUESTS = 12;
const CHAIRS = 20;

/** Of every six guests: who comes, who may come, who cannot, and who has not said. */
const ANSWERS: readonly (AnswerGiven | null)[] = ['accepted', 'accepted', 'tentative', null, 'accepted', 'declined'];

const BODY = {
  en: 'The House of Representatives requests the pleasure of your company on the occasion of the visit of our guests.',
  fr: 'La Chambre des représentants a l’honneur de vous convier à l’occasion de la visite de nos hôtes.',
  ru: 'Палата представителей имеет честь пригласить Вас по случаю визита наших гостей.',
};

/** Guests of a released line who belong to neither delegation, invited by letter; most of them have answered. */
export async function seedInvitations(
  stage: Stage,
  seed: HouseSeed,
  activity: SeedActivity,
  activityId: string,
  line: { item: SeedItem; id: string },
): Promise<void> {
  const invitations = stage.get(InvitationsService);
  const away = new Set([...activity.delegations.host, ...activity.delegations.guest]);
  const guests = seed.people.filter(({ key, email }) => email && !away.has(key)).slice(0, MOST_GUESTS);
  const { id } = await invitations.invite(activityId, line.id, {
    subject: line.item.title,
    body: BODY,
    sourceKey: line.item.key,
  });
  const ids = await invitations.addRecipients(
    id,
    guests.map(({ key, name, email, posts }) => ({
      name: `${name.given} ${name.family}`,
      post: posts[0] ? inHouseLanguage(posts[0].label) : '',
      email: email!,
      language: 'en',
      personId: personId(key, name),
      sourceKey: key,
    })),
  );
  await invitations.send(id);
  for (const [place, recipient] of ids.entries()) {
    const answer = ANSWERS[place % ANSWERS.length];
    if (answer)
      await stage.get(AnswersService).recordAnswer(recipient, { answer, channel: place % 2 === 0 ? 'phone' : 'mail' });
  }
  await stage.get(SeatingService).draw(activityId, line.id, {
    shape: 'long',
    tables: [CHAIRS],
    alternateSides: true,
    alternateSexes: false,
    byLanguage: true,
  });
}
