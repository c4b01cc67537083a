/** A code to be pointed at with a telephone, as the source of an image. Lines, not points: these take ten times as long. */
export async function qrImage(text: string): Promise<string> {
  const { default: QRCode } = await import('qrcode');
  const drawing = await QRCode.toString(text, { type: 'svg', margin: 1 });
  return `data:image/svg+xml;base64,${Buffer.from(drawing).toString('base64')}`;
}
