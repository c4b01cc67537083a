import { AccessTokensService } from '../../src/accounts/access-tokens.service.js';
import { Current } from '../../src/platform/current.js';
import type { TestApp } from './app.js';

/** A personal access token of the account in `house`, made by its own service. */
export function aToken(house: TestApp, accountId: string, scopes: ('read' | 'write')[]): Promise<string> {
  const actor = { accountId, personId: null, name: '', email: '', grants: [], tokenScopes: null };
  return house.within(() => Current.run({ actor }, () => house.get(AccessTokensService).make('Test', scopes)));
}
