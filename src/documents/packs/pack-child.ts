// Runs in a process of its own, one for each pack: a file that cannot be read, or is larger than anybody thought, stops
// nothing else.
import PizZip from 'pizzip';
import type { PressedPaper, PressJob, PressMade } from './pack-press.js';
import { bind, openPdf } from './pdf-binding.js';

const papers: PressedPaper[] = [];

process.on('disconnect', () => process.exit());
process.on('message', (job: PressJob) => {
  answer(job).then(
    (made) => process.send?.({ made }),
    (error: unknown) => process.send?.({ refusal: error instanceof Error ? error.message : String(error) }),
  );
});
process.send?.({ ready: true });

async function answer(job: PressJob): Promise<PressMade> {
  if ('bind' in job) return press(job.bind);
  const pdf = await openPdf('add' in job ? job.add.pdf : job.count);
  if ('add' in job) papers.push(job.add);
  return { pages: pdf.getPageCount() };
}

/** Binds what was taken in behind its contents, and packs all files. */
async function press({ contents, createdAt }: { contents: PressedPaper; createdAt: string }): Promise<PressMade> {
  const zip = new PizZip();
  const files = [contents, ...papers].flatMap((paper) => Object.entries(paper.files));
  for (const [path, bytes] of files)
    // Both kinds of file are compressed inside.
    zip.file(path, bytes, { date: new Date(createdAt), createFolders: false, compression: 'STORE' });
  const pdf = await bind(contents.pdf, papers);
  return { pdf, zip: zip.generate({ type: 'uint8array', compression: 'STORE' }) };
}
