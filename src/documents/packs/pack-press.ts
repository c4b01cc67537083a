import { ChildPool } from '../rendering/child-pool.js';
import { PackUnbound } from './pack.errors.js';

export interface PressedPaper {
  /** Of its bookmark. */
  title: string;
  /** What is bound. */
  pdf: Uint8Array;
  /** Files of the ZIP by their names. */
  files: Record<string, Uint8Array>;
}

export type PressJob =
  { count: Uint8Array } | { add: PressedPaper } | { bind: { contents: PressedPaper; createdAt: string } };
export type PressMade = { pages: number } | { pdf: Uint8Array; zip: Uint8Array };

/** A process for one pack: takes paper after paper, then gives both files. Close it whatever happens. */
export class PackPress {
  private readonly pool = new ChildPool<PressMade, string>(
    { program: '../packs/pack-child', processes: 1, timeoutMs: 60_000, documentsPerProcess: 100_000 },
    (reason) => new PackUnbound(reason),
  );

  /** @returns how many pages the paper has @throws PackUnbound where it cannot be read */
  async add(paper: PressedPaper): Promise<number> {
    return (await this.ask<{ pages: number }>({ add: paper })).pages;
  }

  /** How many pages a PDF has. @throws PackUnbound where it cannot be read */
  async count(pdf: Uint8Array): Promise<number> {
    return (await this.ask<{ pages: number }>({ count: pdf })).pages;
  }

  /** What was added, behind its contents. @param createdAt RFC 3339, written into the ZIP @throws PackUnbound, DocumentTooSlow */
  bind(contents: PressedPaper, createdAt: string): Promise<{ pdf: Uint8Array; zip: Uint8Array }> {
    return this.ask({ bind: { contents, createdAt } });
  }

  close(): void {
    this.pool.close();
  }

  private ask<Made extends PressMade>(job: PressJob): Promise<Made> {
    return this.pool.work(job) as Promise<Made>;
  }
}
