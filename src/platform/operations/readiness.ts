import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';

const WAIT_MS = 3000;

@Injectable()
export class Readiness {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  /** Why this process cannot serve now, or null. */
  async reason(): Promise<string | null> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer within ${WAIT_MS / 1000} s`)), WAIT_MS);
    });
    try {
      await Promise.race([this.source.query('select 1'), late]);
      return null;
    } catch (error) {
      return `The database does not answer: ${error instanceof Error ? error.message : String(error)}`;
    } finally {
      clearTimeout(timer);
    }
  }
}
