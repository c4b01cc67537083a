// Runs in a process of its own, one for each pack: a file that cannot be read, or is larger than anybody thought, stops
// nothing else. Built, it is JavaScript; from the sources, Node strips the types, so it imports packages only and finds
// its neighbours by its own ending.
import { extname, join } from 'node:path';
import PizZip from 'pizzip';

type Binding = typeof import('./pdf-binding.js');
type StructureJoining = typeof import('./pdf-structure.js');
interface Part {
  title: string;
  /** Files of the ZIP by their names; that of the PDF among them. */
  files: Record<string, Uint8Array>;
  pdf: Uint8Array;
}
type Job = { count: Uint8Array } | { add: Part } | { bind: { contents: Part; createdAt: string } };

const neighbour = (file: string) => import(join(import.meta.dirname, file + extname(import.meta.filename)));
const { bind, openPdf } = (await neighbour('pdf-binding')) as Binding;
const { joinStructure } = (await neighbour('pdf-structure')) as StructureJoining;
const parts: Part[] = [];

process.on('disconnect', () => process.exit());
process.on('message', (job: Job) => {
  answer(job).then(
    (made) => process.send?.(made),
    (error: unknown) => process.send?.({ problem: error instanceof Error ? error.message : String(error) }),
  );
});

async function answer(job: Job) {
  if ('bind' in job) return press(job.bind);
  const pdf = await openPdf('add' in job ? job.add.pdf : job.count);
  if ('add' in job) parts.push(job.add);
  return { pages: pdf.getPageCount() };
}

/** Binds what was taken in behind its contents, and packs all files. */
async function press({ contents, createdAt }: { contents: Part; createdAt: string }) {
  const zip = new PizZip();
  const files = [contents, ...parts].flatMap((part) => Object.entries(part.files));
  for (const [path, bytes] of files)
    // Both kinds of file are compressed inside.
    zip.file(path, bytes, { date: new Date(createdAt), createFolders: false, compression: 'STORE' });
  const papers = await Promise.all(parts.map(async ({ title, pdf }) => ({ title, pdf: await openPdf(pdf) })));
  const pdf = await bind(await openPdf(contents.pdf), papers, joinStructure);
  return { pdf, zip: zip.generate({ type: 'uint8array', compression: 'STORE' }) };
}
