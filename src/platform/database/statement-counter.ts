import type { Logger } from 'typeorm';
import { Current } from '../current.js';

/** Counts a request's statements for its log line and for the tests of list pages; logs no SQL, which may hold data. */
export class StatementCounter implements Logger {
  logQuery(): void {
    const context = Current.maybe;
    if (context) context.statements.count += 1;
  }
  logQueryError(): void {}
  logQuerySlow(): void {}
  logSchemaBuild(): void {}
  logMigration(): void {}
  log(): void {}
}
