import { rm } from 'node:fs/promises';
import { onServer } from './global-setup.mjs';

export default async function tearDown() {
  const server = globalThis.ententeTestServer;
  if (server) {
    await server.stop();
    await rm(server.directory, { recursive: true, force: true });
    return;
  }
  // A server that others gave us keeps nothing of ours.
  const { ENTENTE_TEST_SERVER: url, ENTENTE_TEST_TEMPLATE: template } = process.env;
  if (url) await onServer(url, (client) => client.query(`drop database if exists ${template} with (force)`));
}
