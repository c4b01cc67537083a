import { describe, expect, it } from 'vitest';
import type { Actor } from '../platform/current.js';
import { mayClear, mayPropose, mayRevise } from './mission.rules.js';

const actor = (
  role: string,
  scopeKind: 'institution' | 'body' = 'institution',
  scopeId: string | null = null,
): Actor => ({
  accountId: 'me',
  personId: null,
  name: 'Me',
  email: 'me@house.example',
  grants: [{ role, scopeKind, scopeId }],
  tokenScopes: null,
});
const mission = { id: 'm', bodyId: 'b', state: 'draft', responsibleId: 'other' };

describe('who may do what with a mission', () => {
  it('is drafted by secretariat and members, by no auditor', () => {
    for (const role of ['desk-officer', 'body-secretary', 'member']) expect(mayPropose(actor(role))).toBe(true);
    expect(mayPropose(actor('auditor'))).toBe(false);
    expect(mayPropose(actor('approver'))).toBe(false);
  });

  it('is revised by those who plan, and by its author while it is a draft', () => {
    expect(mayRevise(actor('desk-officer'), mission)).toBe(true);
    expect(mayRevise(actor('body-secretary', 'body', 'b'), mission)).toBe(true);
    expect(mayRevise(actor('body-secretary', 'body', 'another'), mission)).toBe(false);
    expect(mayRevise(actor('member'), mission)).toBe(false);
    expect(mayRevise(actor('member'), { ...mission, responsibleId: 'me' })).toBe(true);
    expect(mayRevise(actor('member'), { ...mission, responsibleId: 'me', state: 'approved' })).toBe(false);
  });

  it('is cleared by whose word it is', () => {
    expect(mayClear(actor('security'), 'security', mission)).toBe(true);
    expect(mayClear(actor('head-intl'), 'security', mission)).toBe(false);
    expect(mayClear(actor('desk-officer'), 'head-intl', mission)).toBe(false);
  });
});
