// SQLSTATE: serialization_failure, deadlock_detected, admin_shutdown, crash_shutdown, cannot_connect_now, connection errors.
const STATES = new Set(['40001', '40P01', '57P01', '57P02', '57P03', '08000', '08003', '08006']);
const SOCKET = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT']);
const UNKNOWN_RESOLUTION = '08007';

/**
 * The connection broke while the commit was under way: the change may be there or not, so doing it again could do it
 * twice. Carries PostgreSQL's own state for it, transaction_resolution_unknown.
 */
export class CommitUncertain extends Error {
  readonly code = UNKNOWN_RESOLUTION;

  constructor(cause: unknown) {
    super('The connection was lost during the commit.', { cause });
  }
}

/** Whether the whole unit of work may be tried again. */
export function isTransient(error: unknown): boolean {
  return codeOf(error) !== UNKNOWN_RESOLUTION && (STATES.has(codeOf(error)) || isConnectionLost(error));
}

/** Whether a commit that failed certainly left nothing: the database itself said no. */
export function isRolledBack(error: unknown): boolean {
  return /^(23|40)/.test(codeOf(error));
}

/** Whether the database is away, rather than the statement wrong. */
export function isConnectionLost(error: unknown): boolean {
  const message = error instanceof Error ? error.message : '';
  const code = codeOf(error);
  return (
    SOCKET.has(code) ||
    code.startsWith('57P') ||
    code.startsWith('08') ||
    /Connection terminated|QueryRunnerAlreadyReleased|already released|timeout exceeded when trying to connect/i.test(
      message,
    )
  );
}

/** Whether somebody else made the same row a moment before: the next version, the same name. */
export function isTaken(error: unknown): boolean {
  return codeOf(error) === '23505';
}

/** Whether a statement failed only because one before it in the same transaction did. */
export function isAftermath(error: unknown): boolean {
  return codeOf(error) === '25P02';
}

/** Whether a text holds what PostgreSQL cannot keep at all: the sender's fault, and nothing to search for in our logs. */
export function isUnstorableText(error: unknown): boolean {
  return ['22021', '22P05'].includes(codeOf(error));
}

function codeOf(error: unknown): string {
  const e = error as { code?: unknown; driverError?: { code?: unknown } } | null;
  return String(e?.driverError?.code ?? e?.code ?? '');
}
