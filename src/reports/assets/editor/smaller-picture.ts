/** Points of the longer side: more than a page shows. */
const LONGEST = 1600;
const MOST_BYTES = 1_500_000;

/**
 * A picture as it is sent: turned upright, no larger than a page shows, without what the camera noted. Drawings stay PNG where that is
 * small enough, all else becomes JPEG.
 * @throws where the file is no picture
 */
export async function smaller(file: File): Promise<Blob> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const pen = canvas.getContext('2d')!;
  if (file.type === 'image/png') {
    pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    const png = await blobOf(canvas, 'image/png');
    if (png.size <= MOST_BYTES) return png;
  }
  // JPEG knows no transparency: what was clear would turn black.
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return blobOf(canvas, 'image/jpeg');
}

function blobOf(canvas: HTMLCanvasElement, type: string): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture cannot be written.'))), type, 0.85);
  });
}
