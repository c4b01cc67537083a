import { describe, expect, it } from 'vitest';
import { shapeOf, withoutMetadata } from './picture.rules.js';

const segment = (marker: number, body: Buffer) => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
};
const frame = Buffer.from([8, 0, 30, 0, 40, 1, 1, 0x11, 0]);
const jpeg = Buffer.concat([
  Buffer.from([0xff, 0xd8]),
  segment(0xe0, Buffer.from('JFIF\0')),
  segment(0xe1, Buffer.from('Exif\0\0 taken at home')),
  segment(0xfe, Buffer.from('a remark')),
  segment(0xc0, frame),
  segment(0xda, Buffer.from([1, 2, 3])),
  Buffer.from('the picture itself'),
]);
const chunk = (kind: string, body: string | Buffer) => {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(body.length);
  return Buffer.concat([size, Buffer.from(kind), Buffer.from(body), Buffer.alloc(4)]);
};
const ihdr = Buffer.alloc(13);
ihdr.writeUInt32BE(640, 0);
ihdr.writeUInt32BE(480, 4);
const head = Buffer.from('89504e470d0a1a0a', 'hex');
const png = Buffer.concat([head, chunk('IHDR', ihdr), chunk('tEXt', 'Author\0Somebody'), chunk('IEND', '')]);

describe('a picture', () => {
  it('is known by its content', () => {
    expect(shapeOf(jpeg)).toEqual({ media: 'image/jpeg', width: 40, height: 30 });
    expect(shapeOf(png)).toEqual({ media: 'image/png', width: 640, height: 480 });
    for (const other of ['<svg/>', '', 'GIF89a', '\u00FF']) expect(shapeOf(Buffer.from(other))).toBeNull();
    expect(shapeOf(png.subarray(0, 20))).toBeNull();
    expect(shapeOf(jpeg.subarray(0, 30))).toBeNull();
  });

  it('loses what the camera told, and nothing else', () => {
    const bare = withoutMetadata(jpeg).toString('latin1');
    expect(bare).not.toMatch(/taken at home|a remark/);
    expect(bare).toMatch(/JFIF[\s\S]*the picture itself$/);
    expect(shapeOf(withoutMetadata(jpeg))).toEqual(shapeOf(jpeg));
    expect(withoutMetadata(png)).toEqual(Buffer.concat([head, chunk('IHDR', ihdr), chunk('IEND', '')]));
    expect(withoutMetadata(withoutMetadata(jpeg))).toEqual(withoutMetadata(jpeg));
  });
});
