/** Waits for Ctrl-C or `kill`, then closes in order; a second signal does not wait. */
export async function untilStopped(close: () => Promise<void>): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
  await close();
  process.exit(0);
}
