import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { repositoryRoot } from '../src/platform/root.js';
import type { World } from './prepare.js';

export interface RequestLine {
  path: string;
  ms: number;
  statements: number;
}

/** The web process as it runs for real, apart from the one that measures. */
export class Server {
  readonly lines: RequestLine[] = [];
  private cookie = '';

  private constructor(
    private readonly process: ChildProcess,
    readonly url: string,
  ) {}

  static async start(world: World, port: number): Promise<Server> {
    const child = spawn(process.execPath, [...process.execArgv, join(repositoryRoot(), 'bin', 'run.mjs'), 'serve'], {
      cwd: repositoryRoot(),
      env: {
        ...process.env,
        PORT: String(port),
        VAR_DIR: world.config.VAR_DIR,
        DATABASE_URL: world.ownerUrl,
        DATABASE_APP_URL: world.config.DATABASE_APP_URL,
        WORKER: 'off',
        LOG_LEVEL: 'info',
        NODE_ENV: 'production',
      },
      // It stops by itself when the bench ends, however that ends.
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const server = new Server(child, `http://127.0.0.1:${port}`);
    createInterface({ input: child.stderr! }).on('line', (text) => server.note(text));
    const ready = createInterface({ input: child.stdout! });
    await Promise.race([
      (async () => {
        for await (const text of ready) if (text.includes('ready')) return;
      })(),
      once(child, 'exit').then(() => Promise.reject(new Error('The server ended before it was ready.'))),
    ]);
    return server;
  }

  get pid(): number {
    return this.process.pid!;
  }

  async signIn(world: World): Promise<void> {
    const answer = await fetch(`${this.url}/bench/sign-in`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: this.url },
      body: new URLSearchParams({ email: world.email, password: world.password }),
    });
    this.cookie = answer.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ');
    if (answer.status !== 303) throw new Error(`Sign-in answered ${answer.status}.`);
  }

  async get(path: string): Promise<{ status: number; ms: number; text: string }> {
    const began = performance.now();
    const answer = await fetch(this.url + path, {
      headers: { Cookie: this.cookie, 'Accept-Encoding': 'identity' },
      redirect: 'manual',
    });
    const text = await answer.text();
    return { status: answer.status, ms: performance.now() - began, text };
  }

  async residentMegabytes(): Promise<number> {
    const { readFile } = await import('node:fs/promises');
    const status = await readFile(`/proc/${this.process.pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024;
  }

  async stop(): Promise<void> {
    this.process.kill('SIGTERM');
    if (this.process.exitCode === null) await once(this.process, 'exit');
  }

  private note(text: string): void {
    if (!text.startsWith('{') || !text.includes('"statements"')) return;
    this.lines.push(JSON.parse(text) as RequestLine);
  }
}
