// SQLSTATE: serialization_failure, deadlock_detected, admin_shutdown, crash_shutdown, cannot_connect_now, connection errors.
const STATES = new Set(['40001', '40P01', '57P01', '57P02', '57P03', '08000', '08003', '08006']);
const SOCKET = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT']);

/** Whether the whole unit of work may be tried again. */
export function isTransient(error: unknown): boolean {
  return STATES.has(codeOf(error)) || isConnectionLost(error);
}

/** Whether the database is away, rather than the statement wrong. */
export function isConnectionLost(error: unknown): boolean {
  const message = error instanceof Error ? error.message : '';
  const code = codeOf(error);
  return SOCKET.has(code) || code.startsWith('57P') || code.startsWith('08') || /Connection terminated|QueryRunnerAlreadyReleased|timeout exceeded when trying to connect/i.test(message);
}

function codeOf(error: unknown): string {
  const e = error as { code?: unknown; driverError?: { code?: unknown } } | null;
  return String(e?.driverError?.code ?? e?.code ?? '');
}
