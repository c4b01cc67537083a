import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

// A process of its own: takes every message, keeps none, and tells its port to whoever forked it.
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  onData(stream, _session, answer) {
    stream.on('end', () => answer());
    stream.resume();
  },
});
server.on('error', () => undefined);
server.listen(0, '127.0.0.1');
await once(server.server, 'listening');
process.send!((server.server.address() as AddressInfo).port);
process.on('disconnect', () => process.exit(0));
