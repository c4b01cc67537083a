import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { PasswordTooCommon, PasswordTooShort } from './account.errors.js';
import { isCommon } from './password-blocklist.js';

export const LEAST_CHARACTERS = 12;
/** A longer one is no secret but a load. */
export const MOST_CHARACTERS = 200;

// 64 MiB, three passes: well over OWASP's floor (19 MiB, two), at about 70 ms.
const COST = { memoryCost: 64 * 1024, timeCost: 3, parallelism: 1 } as const;
const AT_ONCE = 4;

/** Of a password that nobody has: an unknown e-mail costs the same time as a wrong password. */
const NOBODYS = '$argon2id$v=19$m=65536,t=3,p=1$wD0K7pe6nXQdPjzbAHnxtQ$wFHdl2gH+hHFY4B9NJCrblmFsum8BEcUBjqAJpc2dWI';

/** argon2id; at most four hashes at once, so that a flood of sign-ins cannot take the memory. */
@Injectable()
export class PasswordsService {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  /** @throws PasswordTooShort, PasswordTooCommon */
  check(password: string, known: readonly string[] = []): void {
    if ([...password].length < LEAST_CHARACTERS) throw new PasswordTooShort(LEAST_CHARACTERS);
    if (isCommon(password, known)) throw new PasswordTooCommon();
  }

  /** The hash of a password that was checked. */
  hash(password: string): Promise<string> {
    return this.inTurn(() => hash(password.normalize('NFKC'), COST));
  }

  /** Whether the password is the account's; with no hash it takes as long and is not. */
  async matches(password: string, passwordHash: string | null | undefined): Promise<boolean> {
    const right = await this.inTurn(() => verify(passwordHash ?? NOBODYS, password.normalize('NFKC')));
    return right && !!passwordHash;
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= AT_ONCE) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.running += 1;
    try {
      return await work();
    } finally {
      // The place goes straight to the next in line, or falls free.
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}
