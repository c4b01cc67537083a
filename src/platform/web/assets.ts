import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import type { RequestHandler } from 'express';

/** Logical name (`app.css`) → file name with the hash of its content. */
type Manifest = Record<string, string>;

interface Served {
  type: string;
  /** The file, and its packed twins that the build made beside it, the smallest first. */
  choices: { encoding?: string; path: string; size: number }[];
}

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
const packings = [
  { encoding: 'br', ending: '.br' },
  { encoding: 'gzip', ending: '.gz' },
];

const here = import.meta.dirname;
/** `dist/assets`, seen from the compiled program or, under Jest, from the source. */
const places = [resolve(here, '../../../assets'), resolve(here, '../../../dist/assets')];

let known: { folder: string; manifest: Manifest } | undefined;

/** URL of a built file: `asset('app.css')` → `/assets/app.5GZ2.css`. Without a build (unit tests) the plain name. */
export function asset(name: string): string {
  return `/assets/${built().manifest[name] ?? name}`;
}

/** URL of a country's flag, 4:3, by ISO 3166-1 alpha-2 code. */
export function flagUrl(country: string): string {
  return asset(`flags/${country.toLowerCase()}.svg`);
}

/**
 * Serves what stands under `/assets`: only files of the manifest, so no path can lead elsewhere. They are kept for a
 * year, since a change changes the name.
 */
export function serveAssets(): RequestHandler {
  const { folder, manifest } = built();
  const files = new Map(Object.values(manifest).map((file) => [`/${file}`, servedFrom(join(folder, file))]));
  return (request, response, next) => {
    const file = files.get(request.path);
    if (!file || (request.method !== 'GET' && request.method !== 'HEAD')) return next();
    const accepted = request.headers['accept-encoding'] ?? '';
    const choice = file.choices.find(({ encoding }) => !encoding || accepted.includes(encoding));
    if (!choice) return next();
    response.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
    response.setHeader('Vary', 'Accept-Encoding');
    response.setHeader('Content-Type', file.type);
    response.setHeader('Content-Length', choice.size);
    if (choice.encoding) response.setHeader('Content-Encoding', choice.encoding);
    if (request.method === 'HEAD') return void response.end();
    createReadStream(choice.path)
      .on('error', (error) => response.destroy(error))
      .pipe(response);
  };
}

function servedFrom(path: string): Served {
  const packed = packings.map(({ encoding, ending }) => ({ encoding, path: path + ending }));
  const choices = [...packed.filter((one) => existsSync(one.path)), { path }];
  return {
    type: types[extname(path)] ?? 'application/octet-stream',
    choices: choices.map((one) => ({ ...one, size: statSync(one.path).size })),
  };
}

function built() {
  if (known) return known;
  const folder = places.find((place) => existsSync(join(place, 'manifest.json')));
  if (!folder) return { folder: places[0] as string, manifest: {} as Manifest };
  known = { folder, manifest: JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest };
  return known;
}
