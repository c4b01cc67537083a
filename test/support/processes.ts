import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { join, resolve } from 'node:path';

/** A process of Entente, as an operator runs it, from what was built for this run. */
export interface Running {
  readonly url: string;
  readonly child: ChildProcess;
  /** All that it said so far. */
  output(): string;
  /** Waits until it says this, or ends. */
  said(words: string | RegExp): Promise<void>;
  /** Waits for its end. @returns its exit code, or the signal that ended it */
  ended(): Promise<number | string>;
}

/** Starts `main.js` with these settings and nothing of ours around it. */
export async function run(command: string, settings: Record<string, string>): Promise<Running> {
  const port = settings['PORT'] ?? String(await freePort());
  const main = join(resolve(import.meta.dirname, '../..'), 'dist', 'src', 'main.js');
  const child = spawn(process.execPath, [main, command], {
    env: { PATH: process.env['PATH'], NODE_ENV: 'test', PORT: port, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout!, child.stderr!])
    stream.setEncoding('utf8').on('data', (text) => (output += text));
  const ended = once(child, 'close').then(([code, signal]) => (signal ?? code) as number | string);
  return {
    url: `http://127.0.0.1:${port}`,
    child,
    output: () => output,
    ended: () => ended,
    async said(words) {
      const isSaid = () => (typeof words === 'string' ? output.includes(words) : words.test(output));
      while (!isSaid()) {
        if (child.exitCode !== null || child.signalCode !== null) throw new Error(`It ended: ${output.slice(-2000)}`);
        await new Promise((done) => setTimeout(done, 20));
      }
    },
  };
}

/** A door to a server that can be shut and opened again: to the other side it is a server that is gone. */
export class Door {
  port = 0;
  private server: Server | null = null;
  private readonly sockets = new Set<Socket>();

  constructor(private readonly target: { host: string; port: number }) {}

  async open(): Promise<void> {
    this.server = createServer((near) => {
      const far = connect(this.target);
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.sockets.add(one);
        one.on('error', () => other.destroy());
        one.on('close', () => this.sockets.delete(one) && other.destroy());
        one.pipe(other);
      }
    });
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
  }

  async shut(): Promise<void> {
    const { server } = this;
    if (!server) return;
    this.server = null;
    const closed = once(server, 'close');
    server.close();
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  /** The same address, through the door. */
  through(url: string): string {
    const changed = new URL(url);
    changed.port = String(this.port);
    changed.hostname = '127.0.0.1';
    return changed.toString();
  }
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  return port;
}
