import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** What the demo made, held back until all of it is there: a demo that fails writes nothing. */
export class DemoFiles {
  private readonly files = new Map<string, Uint8Array | string>();

  add(path: string, content: Uint8Array | string): void {
    this.files.set(path, content);
  }

  get paths(): string[] {
    return [...this.files.keys()];
  }

  /** Writes them into `folder`; letters of an earlier demo to people who are no longer guests go. */
  async write(folder: string): Promise<void> {
    const letters = join(folder, 'invitations');
    for (const name of await readdir(letters).catch(() => [])) {
      if (name.endsWith('.eml') && !this.files.has(`invitations/${name}`)) await rm(join(letters, name));
    }
    for (const [path, content] of this.files) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), content);
    }
  }
}
