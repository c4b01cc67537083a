import type { INestApplicationContext } from '@nestjs/common';
import { randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PasswordsService } from '../accounts/passwords.service.js';
import type { Config } from '../platform/config/config.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { keptSecret } from '../platform/secrets/key-file.js';
import { Institutions } from '../platform/tenancy/institutions.js';
import { seedHouse, shippedHouse } from './seed-house.js';

/** Where and as whom the demo institution is entered. */
export interface DemoSignIn {
  slug: string;
  emails: string[];
  password: string;
}

const KEPT_AS = 'demo-password';

/** Those whose hands a visit passes through, from the proposal to the report, and who else may come in. */
const SHOWN = ['protocol@', 'desk@', 'head@', 'approver@', 'admin@'];

/**
 * Loads the demo institution where nobody can sign in yet, so on the first start of an empty database. An installation with an
 * institution of its own is left alone.
 * @returns how to sign in, as long as the demo's password is the one that was given or drawn here; else null
 */
export async function firstStart(app: INestApplicationContext, config: Config): Promise<DemoSignIn | null> {
  const seed = shippedHouse();
  const { slug } = seed.institution;
  const emails = SHOWN.flatMap((start) =>
    seed.accounts.map(({ email }) => email).filter((email) => email.startsWith(start)),
  );
  const isFirst = await nobodyCanSignIn(app);
  if (!isFirst && !config.SEED_PASSWORD && !existsSync(join(config.VAR_DIR, 'secrets', KEPT_AS))) return null;
  const passwords = app.get(PasswordsService);
  const password = config.SEED_PASSWORD ?? keptSecret(config.VAR_DIR, KEPT_AS, newPassword);
  if (isFirst) await seedHouse(app, seed, await passwords.hash(password));
  const hash = await passwordHashOf(app, slug, emails[0]!);
  return hash && (await passwords.matches(password, hash)) ? { slug, emails, password } : null;
}

async function nobodyCanSignIn(app: INestApplicationContext): Promise<boolean> {
  const institutions = app.get(Institutions);
  for (const id of await institutions.ids()) {
    const rows = await institutions.within(id, () =>
      app
        .get(Db)
        .read(() =>
          app
            .get(Db)
            .rows(`select 1 from account where institution_id = $1 and password_hash is not null limit 1`, [id]),
        ),
    );
    if (rows.length > 0) return false;
  }
  return true;
}

async function passwordHashOf(app: INestApplicationContext, slug: string, email: string): Promise<string | null> {
  const institution = await app.get(Institutions).bySlug(slug);
  if (!institution) return null;
  const db = app.get(Db);
  const rows = await Current.run({ institution, unit: undefined }, () =>
    db.read(() =>
      db.rows<{ password_hash: string | null }>(
        `select password_hash from account where institution_id = $1 and email = $2 and state = 'active'`,
        [institution.id, email],
      ),
    ),
  );
  return rows[0]?.password_hash ?? null;
}

/** Sixteen signs in groups that can be read aloud; none that looks like another. */
function newPassword(): string {
  const signs = 'abcdefghjkmnpqrstuvwxyz23456789';
  const group = () => Array.from({ length: 4 }, () => signs[randomInt(signs.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}
