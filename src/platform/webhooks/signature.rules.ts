import { createHmac } from 'node:crypto';

/** Waits before the next attempt, in seconds: a morning's outage is bridged, and after three days it is told as failed. */
const WAITS = [30, 120, 600, 3600, 3 * 3600, 6 * 3600, 12 * 3600, 24 * 3600, 24 * 3600];

/** How long to wait after so many attempts; null when there is no further one. */
export function waitAfter(attempts: number): number | null {
  return WAITS[attempts - 1] ?? null;
}

/**
 * Headers of a delivery as Standard Webhooks 1.0 has them, so that receivers can use any of its libraries: an id that stays the
 * same over all attempts, the moment, and HMAC-SHA-256 over `id.timestamp.body`.
 * @param secret `whsec_` and 32 bytes in base64
 */
export function signedHeaders(id: string, at: Temporal.Instant, body: string, secret: string): Record<string, string> {
  const timestamp = String(Math.floor(at.epochMilliseconds / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    'Content-Type': 'application/json; charset=utf-8',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
}
