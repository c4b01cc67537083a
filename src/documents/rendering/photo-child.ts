// Runs in a process of its own: a picture of ten megabytes takes hundreds once it is unpacked.
import { ResizeFit, Transformer } from '@napi-rs/image';
import type { PhotoJob } from './photographs.js';

const MOST_PIXELS = 120_000_000;

process.on('disconnect', () => process.exit());
process.on('message', (job: PhotoJob) => {
  small(job).then(
    (made) => process.send?.({ made }),
    (error: unknown) => process.send?.({ refusal: error instanceof Error ? error.message : String(error) }),
  );
});
process.send?.({ ready: true });

async function small({ bytes, width, height }: PhotoJob): Promise<Uint8Array> {
  const picture = new Transformer(Buffer.from(bytes));
  // From its head alone: what would be unpacked beyond reason is not begun.
  const size = await picture.metadata(false);
  if (size.width * size.height > MOST_PIXELS) throw new Error(`It has ${size.width} × ${size.height} points.`);
  return picture.rotate().resize({ width, height, fit: ResizeFit.Cover }).jpeg(72);
}
