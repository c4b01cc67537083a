import { Injectable } from '@nestjs/common';
import { Announcements } from '../platform/database/announcements.service.js';
import type { Rendered } from './rendered-feed.js';

const MOST_BYTES = 96 * 1024 * 1024;
const MOST_KEYS = 100_000;
const HOT_MS = 24 * 3600 * 1000;

/** A calendar as it was answered, with all that its being right hangs on. */
export interface Copy {
  path: string;
  feedId: string;
  institutionId: string;
  rendered: Rendered;
  hangsOn: readonly string[];
  goodUntil: number;
  askedAt: number;
}

/**
 * Calendars that are still right, in memory: each is dropped in the moment in which the database announces a change of
 * anything it was made from (entries, rights, mandates, the link itself), and at midnight. While nobody can hear
 * announcements nothing is kept at all.
 */
@Injectable()
export class FeedCopies {
  private readonly copies = new Map<string, Copy>();
  private readonly byKey = new Map<string, Set<string>>();
  /** When something was last announced, counted: an answer begun before that is not kept. */
  private readonly announced = new Map<string, number>();
  private floor = 0;
  private count = 0;
  private bytes = 0;
  private remake: (copy: Copy) => void = () => undefined;

  constructor(private readonly announcements: Announcements) {
    announcements.on(
      'entente_calendar',
      (institutionId, concerned) => this.changed(`${institutionId}|${concerned}`),
      () => this.forgetAll(),
    );
  }

  /** Whoever can make a dropped calendar again before it is asked for. */
  onDropped(remake: (copy: Copy) => void): void {
    this.remake = remake;
  }

  get(path: string): Copy | undefined {
    const copy = this.copies.get(path);
    if (!copy) return undefined;
    const now = Date.now();
    if (now >= copy.goodUntil) return void this.drop(copy);
    copy.askedAt = now;
    return copy;
  }

  /** A mark of now, to be given to `keep` with what was read after it. */
  begin(): number {
    this.announcements.start();
    return this.count;
  }

  keep(copy: Copy, begun: number): void {
    const keys = copy.hangsOn.map((key) => `${copy.institutionId}|${key}`);
    if (!this.announcements.isLive || begun < this.floor) return;
    if (keys.some((key) => (this.announced.get(key) ?? -1) >= begun)) return;
    const before = this.copies.get(copy.path);
    if (before) this.drop(before);
    this.copies.set(copy.path, copy);
    this.bytes += copy.rendered.size;
    for (const key of keys) {
      const paths = this.byKey.get(key);
      if (paths) paths.add(copy.path);
      else this.byKey.set(key, new Set([copy.path]));
    }
    // A Map is in the order of insertion: the oldest go first.
    while (this.bytes > MOST_BYTES && this.copies.size > 1) this.drop(this.copies.values().next().value!);
  }

  /** The same as an announcement, without the way through the database: whoever changes a link here sees it at once. */
  changed(key: string): void {
    this.count += 1;
    this.announced.set(key, this.count - 1);
    if (this.announced.size > MOST_KEYS) {
      this.announced.clear();
      this.floor = this.count;
    }
    for (const path of [...(this.byKey.get(key) ?? [])]) {
      const copy = this.copies.get(path);
      if (!copy) continue;
      this.drop(copy);
      if (copy.askedAt > Date.now() - HOT_MS) this.remake(copy);
    }
  }

  private drop(copy: Copy): void {
    if (!this.copies.delete(copy.path)) return;
    this.bytes -= copy.rendered.size;
    for (const key of copy.hangsOn.map((one) => `${copy.institutionId}|${one}`)) {
      const paths = this.byKey.get(key);
      paths?.delete(copy.path);
      if (paths?.size === 0) this.byKey.delete(key);
    }
  }

  private forgetAll(): void {
    this.copies.clear();
    this.byKey.clear();
    this.announced.clear();
    this.bytes = 0;
    this.count += 1;
    this.floor = this.count;
  }
}
