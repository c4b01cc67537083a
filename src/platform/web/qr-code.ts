/**
 * A code to be pointed at with a telephone, as the source of an image, with the white edge of four points without which it is
 * not found on a dark page (ISO/IEC 18004). Lines, not points: these take ten times as long.
 */
export async function qrImage(text: string): Promise<string> {
  const { default: QRCode } = await import('qrcode');
  const drawing = await QRCode.toString(text, { type: 'svg', margin: 4 });
  return `data:image/svg+xml;base64,${Buffer.from(drawing).toString('base64')}`;
}
