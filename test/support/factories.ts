import type { INestApplicationContext } from '@nestjs/common';
import { hash } from '@node-rs/argon2';
import { randomBytes } from 'node:crypto';
import { AccountsService, type NewAccount } from '../../src/accounts/accounts.service.js';
import { InstitutionService, type NewInstitution } from '../../src/institution/institution.service.js';

/** Of every account that the factories make. */
export const PASSWORD = 'four quiet otters in May';

let hashed: Promise<string> | undefined;

/** Its hash, computed once, and at the least cost: a hash says itself what it costs to check, and the tests sign in a thousand times. */
export function aPasswordHash(): Promise<string> {
  hashed ??= hash(PASSWORD, { memoryCost: 1024, timeCost: 1, parallelism: 1 });
  return hashed;
}

/** An institution; `house` unless told otherwise. @returns its id */
export function anInstitution(app: INestApplicationContext, changes: Partial<NewInstitution> = {}): Promise<string> {
  return app.get(InstitutionService).createInstitution({
    slug: 'house',
    name: {
      en: 'National Assembly of Velmora',
      fr: 'Assemblée nationale de Velmora',
      ru: 'Национальное собрание Вельморы',
    },
    country: 'LU',
    timeZone: 'Europe/Luxembourg',
    locales: ['en', 'fr', 'ru'],
    ...changes,
  });
}

/** An account of the current institution: wrap it in `within`. Active, with `PASSWORD`. */
export async function anAccount(
  app: INestApplicationContext,
  changes: Partial<NewAccount> = {},
): Promise<{ id: string; email: string }> {
  const email = changes.email ?? `person.${randomBytes(4).toString('hex')}@house.example`;
  const id = await app.get(AccountsService).create({
    name: 'Ines Martens',
    ...(changes.passwordHash || changes.password ? {} : { passwordHash: await aPasswordHash() }),
    ...changes,
    email,
  });
  return { id, email };
}
