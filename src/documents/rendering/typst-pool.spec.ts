import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DocumentTooSlow, DocumentUnrenderable } from './rendering.errors.js';
import { TypstPool, type TypstPoolOptions } from './typst-pool.js';

const plain = '#set text(font: "Source Serif 4", fallback: false)\n#set document(title: "T")\n#sys.inputs.input';
const files = {
  'plain.typ': plain,
  'stuck.typ': '#let n = 0\n#for x in range(1000000000) { n += x }',
  'broken.typ': '= Heading\n#no-such-thing()',
  'outside.typ': `${plain}\n#read("/../../etc/hostname")`,
};
let templates: string;
const pools: TypstPool[] = [];

function aPool(options: Partial<TypstPoolOptions> = {}) {
  const pool = new TypstPool({ templates, processes: 1, ...options });
  pools.push(pool);
  return (mainFile: string, input = 'x') => pool.typeset({ mainFile, input, createdAt: 1_795_000_000 });
}

beforeAll(async () => {
  templates = await mkdtemp(join(tmpdir(), 'entente-templates-'));
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(templates, name), text)));
});
afterEach(() => pools.splice(0).forEach((pool) => pool.close()));
afterAll(() => rm(templates, { recursive: true }));

describe('the pool of typesetters', () => {
  it('stops a stuck document and goes on with those behind it', async () => {
    const typeset = aPool({ timeoutMs: 1500 });
    const stuck = typeset('stuck.typ');
    const behind = typeset('plain.typ');
    await expect(stuck).rejects.toBeInstanceOf(DocumentTooSlow);
    expect((await behind).length).toBeGreaterThan(1000);
  });

  it('says what is wrong with a template, and where', async () => {
    const typeset = aPool();
    await expect(typeset('broken.typ')).rejects.toMatchObject({
      constructor: DocumentUnrenderable,
      diagnostic: 'Unknown variable: no-such-thing (broken.typ, line 2).',
    });
    await expect(typeset('missing.typ')).rejects.toBeInstanceOf(DocumentUnrenderable);
    await expect(typeset('plain.typ')).resolves.toBeDefined();
  });

  it('reads nothing outside the templates', async () => {
    await expect(aPool()('outside.typ')).rejects.toBeInstanceOf(DocumentUnrenderable);
  });

  it('takes a fresh process after so many documents', async () => {
    const typeset = aPool({ documentsPerProcess: 2 });
    const made = await Promise.all(Array.from({ length: 5 }, (_, index) => typeset('plain.typ', `Number ${index}`)));
    expect(made.map((pdf) => pdf.length > 1000)).toEqual([true, true, true, true, true]);
  });

  it('refuses what is under way when it is closed', async () => {
    const typeset = aPool();
    const waiting = Promise.allSettled([typeset('stuck.typ'), typeset('plain.typ')]);
    pools[0]?.close();
    expect((await waiting).map((result) => result.status)).toEqual(['rejected', 'rejected']);
  });
});
