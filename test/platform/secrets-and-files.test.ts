import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomUUIDv7 } from 'node:crypto';
import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { FileRefused, FilesService, type StoredFile } from '../../src/platform/files/files.service.js';
import { NotFound } from '../../src/platform/errors.js';
import { SecretsService, type SealedPlace } from '../../src/platform/secrets/secrets.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { anInstitution } from '../support/factories.js';

let house: TestApp;
let senate: string;
let owner: pg.Client;

beforeAll(async () => {
  house = await startApp();
  senate = await anInstitution(house.app, { slug: 'senate', name: { en: 'Senate' } });
  owner = new pg.Client({ connectionString: house.database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await house.close();
});

const unit = <T>(work: () => Promise<T>, id?: string) => house.within(() => house.db.transaction(work), id);

describe('a sealed value', () => {
  const place: SealedPlace = { table: 'person', column: 'passport', row: randomUUIDv7() };
  const seal = (where: SealedPlace, id?: string) => unit(() => house.get(SecretsService).seal(where, 'P1234567'), id);
  const open = (where: SealedPlace, sealed: Buffer, id?: string) =>
    house.within(() => house.db.read(() => house.get(SecretsService).open(where, sealed)), id);

  it('opens at its place, and is never sealed the same way twice', async () => {
    const [one, other] = [await seal(place), await seal(place)];
    expect(await open(place, one)).toBe('P1234567');
    expect(one.equals(other)).toBe(false);
    expect(one.includes('P1234567')).toBe(false);
  });

  it('opens nowhere else: another row, column, table, institution, or changed', async () => {
    const sealed = await seal(place);
    await seal(place, senate);
    for (const moved of [{ row: randomUUIDv7() }, { column: 'diet' }, { table: 'account' }]) {
      await expect(open({ ...place, ...moved }, sealed)).rejects.toThrow();
    }
    await expect(open(place, sealed, senate)).rejects.toThrow();
    for (const at of [0, 1, 14, sealed.length - 1]) {
      const changed = Buffer.from(sealed);
      changed[at]! ^= 1;
      await expect(open(place, changed)).rejects.toThrow();
    }
  });

  it('cannot be read once its institution’s key is destroyed', async () => {
    const id = await anInstitution(house.app, { slug: 'former', name: { en: 'Former' } });
    const sealed = await seal(place, id);
    await owner.query('delete from institution_key where institution_id = $1', [id]);
    const later = await startApp({ VAR_DIR: house.config.VAR_DIR }, house.database);
    try {
      const opening = later.within(() => later.db.read(() => later.get(SecretsService).open(place, sealed)), id);
      await expect(opening).rejects.toThrow('The data key of this institution is gone');
    } finally {
      await later.app.close();
    }
  });

  it('has a key made in a unit that failed no longer in mind', async () => {
    const id = await anInstitution(house.app, { slug: 'failing', name: { en: 'Failing' } });
    let lost: Buffer | undefined;
    const failing = unit(async () => {
      lost = await house.get(SecretsService).seal(place, 'x');
      throw new Error('on purpose');
    }, id);
    await expect(failing).rejects.toThrow('on purpose');
    await seal(place, id);
    await expect(open(place, lost!, id)).rejects.toThrow();
  });

  it('has its master key in a file for its owner alone, outside of the database', async () => {
    const folder = join(house.config.VAR_DIR, 'secrets');
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    for (const name of await readdir(folder))
      expect([name, (await stat(join(folder, name))).mode & 0o777]).toEqual([name, 0o600]);
    expect(await readdir(folder)).toContain('master.key');
  });
});

describe('a file', () => {
  const files = () => house.get(FilesService);
  const rule = { types: ['application/pdf', 'image/png'], maxBytes: 1000 };
  const keep = (name: string, bytes: Uint8Array, id?: string) => unit(() => files().keepUpload(name, bytes, rule), id);
  const pdf = (more = '') => Buffer.from(`%PDF-1.7\n${more}`);
  const read = (id: string, institution?: string) =>
    house.within(() => house.db.read(() => files().read(id)), institution);
  const pathOf = ({ id }: StoredFile) => join(house.config.VAR_DIR, 'files', house.house.id, id.slice(-2), id);

  it('is judged by its content, whatever its name says', async () => {
    expect((await keep('report.html', pdf())).mediaType).toBe('application/pdf');
    const html = Buffer.from('<!doctype html><script>alert(1)</script>');
    for (const bytes of [
      html,
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
      Buffer.from('MZ\u0090\u0000'),
    ]) {
      await expect(keep('paper.pdf', bytes)).rejects.toThrow(FileRefused);
    }
    // A zip in front of a PDF: the beginning counts, and that is no type of the list.
    await expect(
      keep('paper.pdf', Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(40), pdf()])),
    ).rejects.toThrow(FileRefused);
  });

  it('is refused when it is empty or too large', async () => {
    await expect(keep('a.pdf', new Uint8Array())).rejects.toMatchObject({ status: 422 });
    await expect(keep('a.pdf', pdf('x'.repeat(1000)))).rejects.toMatchObject({ status: 413 });
  });

  it('lies under a name of ours, for its owner alone, whatever it was called', async () => {
    const file = await keep('../../../../tmp/evil.pdf', pdf());
    expect((await stat(pathOf(file))).mode & 0o777).toBe(0o600);
    expect((await read(file.id)).bytes.equals(pdf())).toBe(true);
    for (const id of ['../../secrets/master.key', '..%2f', file.id.slice(0, 35), ''])
      await expect(read(id)).rejects.toThrow(NotFound);
  });

  it('is not there for another institution, nor after it was altered', async () => {
    const file = await keep('a.pdf', pdf());
    await expect(read(file.id, senate)).rejects.toThrow(NotFound);
    await writeFile(pathOf(file), pdf('altered'));
    await expect(read(file.id)).rejects.toThrow('was altered');
  });
});
