import { createHash } from 'node:crypto';
import { escapeXml } from './word-text.js';

const perMillimetre = 36_000;
// Word before 2016 knows no SVG; this single clear point stands there for it.
const clearPoint = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

/** The pictures of a Word file: parts, relationships, and the drawings that show them. */
export class WordMedia {
  readonly files: { path: string; bytes: Uint8Array }[] = [];
  private readonly ids = new Map<string, string>();
  private shown = 0;

  /** An SVG in a line of text, with what is told to those who do not see it. Millimetres. */
  picture(svg: string, alt: string, width: number, height: number): string {
    const svgId = this.keep('svg', Buffer.from(svg));
    const pngId = this.keep('png', clearPoint);
    const twin = `<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="${svgId}"/></a:ext></a:extLst>`;
    return this.drawing(`<a:blip r:embed="${pngId}">${twin}</a:blip>`, alt, width, height);
  }

  /** A photograph in a line of text. Millimetres. */
  photograph(media: 'image/png' | 'image/jpeg', bytes: Uint8Array, alt: string, width: number, height: number): string {
    const id = this.keep(media === 'image/png' ? 'png' : 'jpeg', bytes);
    return this.drawing(`<a:blip r:embed="${id}"/>`, alt, width, height);
  }

  relationships(): string {
    return [...this.ids]
      .map(
        ([path, id]) =>
          `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="${path}"/>`,
      )
      .join('');
  }

  private drawing(blip: string, alt: string, width: number, height: number): string {
    const [cx, cy] = [Math.round(width * perMillimetre), Math.round(height * perMillimetre)];
    this.shown += 1;
    const name = `name="${escapeXml(alt.slice(0, 200))}" descr="${escapeXml(alt)}"`;
    return `<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="${cx}" cy="${cy}"/><wp:docPr id="${this.shown}" ${name}/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="${this.shown}" ${name}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>${blip}<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${cx}" cy="${cy}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;
  }

  private keep(ending: string, bytes: Uint8Array): string {
    const path = `media/${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}.${ending}`;
    const known = this.ids.get(path);
    if (known) return known;
    const id = `rId${100 + this.ids.size}`;
    this.ids.set(path, id);
    this.files.push({ path: `word/${path}`, bytes });
    return id;
  }
}
