export interface DelegationMemberFacts {
  person_id: string;
  side: 'host' | 'guest';
  role: string;
}

/**
 * Whether a line that names nobody is a member's all the same: it concerns the delegation whose programme it stands in. Who
 * comes as a spouse or with the press has a programme of their own.
 */
export function goesWithDelegation(
  { side, role }: Pick<DelegationMemberFacts, 'side' | 'role'>,
  audiences: readonly string[],
): boolean {
  if (role === 'spouse') return audiences.includes('spouse');
  if (role === 'press') return audiences.includes('press');
  return audiences.includes(side === 'guest' ? 'guest' : 'working');
}
