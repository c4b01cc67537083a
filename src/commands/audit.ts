import { createContext } from '../app.js';
import { AuditChain } from '../platform/audit/audit-chain.service.js';
import { Checkpoints } from '../platform/audit/checkpoints.service.js';
import type { Config } from '../platform/config/config.js';
import { Institutions } from '../platform/tenancy/institutions.js';
import { openDatabase } from './database.js';

/** `npm run audit`: reads every institution's chain again, and ends with 1 where one does not hold. */
export async function audit(settings: Config): Promise<void> {
  const database = await openDatabase({ ...settings, WORKER: 'off' }, { attach: true });
  try {
    const app = await createContext(database.config, { logger: false });
    const institutions = app.get(Institutions);
    try {
      for (const id of await institutions.ids()) {
        const { links, fault: broken } = await institutions.within(id, () => app.get(AuditChain).verify());
        const { checkpoints, fault: denied } = await institutions.within(id, () => app.get(Checkpoints).verify());
        const fault = broken ?? denied;
        if (fault) process.exitCode = 1;
        console.log(
          fault
            ? `${id}: does not hold at ${fault.number} (${fault.kind})`
            : `${id}: ${links} events and ${checkpoints} checkpoints hold`,
        );
      }
    } finally {
      await app.close();
    }
  } finally {
    await database.stop();
  }
}
