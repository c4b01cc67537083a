/** The proportions of an SVG: of its viewBox, else of its width and height, else a square. */
export function pictureSize(svg: string): { width: number; height: number } {
  const box = /viewBox="\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)/.exec(svg);
  const [width, height] = box
    ? [Number(box[1]), Number(box[2])]
    : [/<svg[^>]*\swidth="([\d.]+)/, /<svg[^>]*\sheight="([\d.]+)/].map((one) => Number(one.exec(svg)?.[1]));
  return width && height ? { width, height } : { width: 1, height: 1 };
}
