import { InstitutionQueries } from '../institution/institution.queries.js';
import { CallsService } from '../missions/calls/calls.service.js';
import { type Actor, Current } from '../platform/current.js';
import type { SeedActivity } from './house-seed.schema.js';
import type { Stage } from './stage.js';

/** Members are called for a journey and apply; where the story says so they are ranked in the order of their applications and chosen. */
export async function seedCall(
  stage: Stage,
  { mission, startsDay }: SeedActivity,
  id: string,
  { staff, today }: { staff: readonly Actor[]; today: Temporal.PlainDate },
): Promise<void> {
  if (!mission?.call) return;
  // An institution that was there before keeps its settings, and may not work with calls.
  const { settings } = await stage.get(InstitutionQueries).current();
  if (!settings.missions?.callForMembers) return;
  const { seats, requirements, applications, decided } = mission.call;
  const calls = stage.get(CallsService);
  const holding = (role: string) => staff.filter(({ grants }) => grants.some((grant) => grant.role === role));
  const as = (role: string, act: () => Promise<unknown>) => Current.run({ actor: holding(role)[0] }, act);
  const closesOn = today.add({ days: Math.max(1, Math.floor(startsDay / 2)) });
  await as('desk-officer', () => calls.open(id, { seats, requirements, closesOn }));
  for (const [n, actor] of holding('member').entries()) {
    const application = applications[n];
    if (application) await Current.run({ actor }, () => calls.apply(id, application));
  }
  if (!decided) return;
  await as('desk-officer', () => calls.take(id, 'nominating', null));
  const applied = await stage.db.rows<{ id: string }>(
    'select id from mission_application where institution_id = $1 and call_id = $2 order by created_at, id',
    [Current.institutionId, id],
  );
  await as('head-intl', async () => {
    await calls.rank(id, Object.fromEntries(applied.map((one, n) => [one.id, n + 1])));
    await calls.take(id, 'proposed', null);
  });
  await as('approver', () => calls.take(id, 'decided', null));
}
