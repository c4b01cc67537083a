// A test that reaches for the network fails, also when the code under test swallows the error.
import net from 'node:net';
import { afterEach } from 'vitest';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1|::ffff:127(\.\d{1,3}){3}|0\.0\.0\.0)$/i;
const guarded = Symbol.for('entente.no-network');
const connect = net.Socket.prototype.connect;

// Node's own modules outlive a test file, so the guard is put on once per worker; attempts are kept beside it.
if (!connect[guarded]) {
  const guard = function (...args) {
    // net.connect() hands over its arguments already put in order, as one array.
    const [first, second] = Array.isArray(args[0]) ? args[0] : args;
    const host =
      typeof first === 'object' && first !== null ? first.host : typeof second === 'string' ? second : undefined;
    const isSocketFile = typeof first === 'string' && Number.isNaN(Number(first));
    if (isSocketFile || first?.path || !host || LOOPBACK.test(host)) return connect.apply(this, args);
    const error = new Error(`A test tried to connect to ${host}.`);
    guard[guarded].push(error);
    throw error;
  };
  guard[guarded] = [];
  net.Socket.prototype.connect = guard;
}

afterEach(() => {
  const [attempt] = net.Socket.prototype.connect[guarded].splice(0);
  if (attempt) throw attempt;
});
