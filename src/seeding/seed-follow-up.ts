import { CommitmentsService } from '../commitments/commitments.service.js';
import { GiftsService } from '../gifts/gifts.service.js';
import type { HouseSeed, SeedActivity } from './house-seed.schema.js';
import { personId } from './directory-seeds.js';
import { ownId } from './source-ids.js';
import type { Stage } from './stage.js';

/** What was promised and given on an activity of the story; the desk writes it down. */
export async function seedFollowUp(
  stage: Stage,
  seed: HouseSeed,
  activity: SeedActivity,
  activityId: string,
  { today, accountId }: { today: Temporal.PlainDate; accountId: string | null },
): Promise<void> {
  const agreedOn = today.add({ days: activity.endsDay });
  for (const { key, content, side, responsible, dueDay, kept } of activity.commitments) {
    const commitments = stage.get(CommitmentsService);
    const id = ownId('commitment', activity.key, key);
    await commitments.record(
      {
        content,
        side,
        responsible,
        accountId: side === 'ours' ? accountId : null,
        partnerId: null,
        agreedOn,
        dueOn: today.add({ days: dueDay }),
      },
      { kind: 'activity', id: activityId },
      id,
    );
    if (kept) await commitments.take(id, 'fulfil', kept);
  }
  for (const { key, person, minor, currency, ...facts } of activity.gifts) {
    const found = seed.people.find((one) => one.key === person)!;
    await stage.get(GiftsService).record(
      {
        ...facts,
        onDay: agreedOn,
        activityId,
        personId: personId(person, found.name),
        partnerId: null,
        value: { minor, currency },
        isEstimate: facts.direction === 'received',
      },
      ownId('gift', activity.key, key),
    );
  }
}
