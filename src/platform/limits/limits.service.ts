import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { createHash } from 'node:crypto';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { DataSource } from 'typeorm';
import { DomainError } from '../errors.js';

/** So many tries in so many seconds, counted per key. */
export interface Limit {
  name: string;
  points: number;
  seconds: number;
}

export class TooManyTries extends DomainError {
  constructor(readonly seconds: number) {
    super(
      'platform.error.too_many',
      { minutes: Math.max(1, Math.ceil(seconds / 60)) },
      { status: 429, retryAfter: Math.ceil(seconds) },
    );
  }
}

/** Counts tries in the database, so that a limit holds over all processes together. */
@Injectable()
export class LimitsService {
  private readonly limiters = new Map<string, RateLimiterPostgres>();

  constructor(@InjectDataSource() private readonly source: DataSource) {}

  /**
   * Takes one try before the work is done, so that tries at the same moment cannot pass together.
   * @returns how many are left @throws TooManyTries
   */
  async take(limit: Limit, key: string): Promise<number> {
    try {
      return (await this.limiter(limit).consume(digest(key))).remainingPoints;
    } catch (refused) {
      if (refused instanceof RateLimiterRes) throw new TooManyTries(refused.msBeforeNext / 1000);
      throw refused;
    }
  }

  /** Gives the try back: it was a rightful one. */
  async giveBack(limit: Limit, key: string): Promise<void> {
    await this.limiter(limit).reward(digest(key));
  }

  /** Counts anew. */
  async forget(limit: Limit, key: string): Promise<void> {
    await this.limiter(limit).delete(digest(key));
  }

  private limiter(limit: Limit): RateLimiterPostgres {
    let limiter = this.limiters.get(limit.name);
    if (!limiter) {
      limiter = new RateLimiterPostgres({
        storeClient: this.source,
        storeType: 'typeorm',
        tableName: 'rate_limit',
        tableCreated: true,
        keyPrefix: limit.name,
        points: limit.points,
        duration: limit.seconds,
      });
      this.limiters.set(limit.name, limiter);
    }
    return limiter;
  }
}

/** A network as one counter: IPv6 hands every subscriber a whole /64. */
export function networkOf(address: string | undefined): string {
  const plain = (address ?? '').replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail = ''] = plain.toLowerCase().split('::');
  const front = head ? head.split(':') : [];
  const back = tail ? tail.split(':') : [];
  const gap = plain.includes('::') ? Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0') : [];
  return (
    [...front, ...gap, ...back]
      .slice(0, 4)
      .map((part) => part.replace(/^0+(?=.)/, ''))
      .join(':') + '::/64'
  );
}

// Keys name people and addresses; the table need not.
const digest = (key: string) => createHash('sha256').update(key).digest('base64url');
