import { expect, it } from 'vitest';
import { signedHeaders, waitAfter } from './signature.rules.js';

it('signs as the standard’s own example', () => {
  const headers = signedHeaders(
    'msg_p5jXN8AQM9LWM0D4loKWxJek',
    Temporal.Instant.fromEpochMilliseconds(1614265330_000),
    '{"test": 2432232314}',
    'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  );
  expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  expect(headers['webhook-timestamp']).toBe('1614265330');
});

it('waits longer each time, and ends', () => {
  const waits = Array.from({ length: 10 }, (_, n) => waitAfter(n + 1));
  expect(waits.at(0)).toBe(30);
  expect(waits.at(-1)).toBeNull();
});
