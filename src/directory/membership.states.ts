export const MEMBERSHIP_STATES = ['nominated', 'appointed', 'suspended', 'ended'] as const;
export type MembershipState = (typeof MEMBERSHIP_STATES)[number];
export type MembershipStep = 'confirm' | 'suspend' | 'resume' | 'end';

/** From where each step leads, and where to. What has ended stays so: who returns is appointed anew. */
export const MEMBERSHIP_STEPS: Record<MembershipStep, { from: readonly MembershipState[]; to: MembershipState }> = {
  confirm: { from: ['nominated'], to: 'appointed' },
  suspend: { from: ['appointed'], to: 'suspended' },
  resume: { from: ['suspended'], to: 'appointed' },
  end: { from: ['nominated', 'appointed', 'suspended'], to: 'ended' },
};

/** The steps that are open from a state, in the order of their buttons. */
export const stepsFrom = (state: MembershipState): MembershipStep[] =>
  (Object.keys(MEMBERSHIP_STEPS) as MembershipStep[]).filter((step) => MEMBERSHIP_STEPS[step].from.includes(state));
