import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { RequestHandler } from 'express';
import express from 'express';

/** Logical name (`app.css`) → file name with the hash of its content. */
type Manifest = Record<string, string>;

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

/** Serves `/assets/…`: kept for a year, since a change changes the name; compressed at build time. */
export function serveAssets(): RequestHandler {
  const { folder, manifest } = built();
  const files = express.static(folder, {
    index: false,
    immutable: true,
    maxAge: '365d',
    redirect: false,
    dotfiles: 'ignore',
    fallthrough: true,
  });
  const packed = new Map(
    Object.values(manifest).map((file) => [
      `/${file}`,
      encodings.filter(([, end]) => existsSync(join(folder, file + end))),
    ]),
  );
  return (request, response, next) => {
    const path = request.path;
    const choices = packed.get(path);
    const accepted = choices?.find(([name]) => (request.headers['accept-encoding'] ?? '').includes(name));
    response.setHeader('Vary', 'Accept-Encoding');
    if (accepted) {
      response.setHeader('Content-Encoding', accepted[0]);
      response.type(path.slice(path.lastIndexOf('.')));
      request.url = path + accepted[1];
    }
    files(request, response, next);
  };
}

const encodings: [name: string, ending: string][] = [
  ['br', '.br'],
  ['gzip', '.gz'],
];

function built() {
  if (known) return known;
  const folder = places.find((place) => existsSync(join(place, 'manifest.json')));
  if (!folder) return { folder: places[0] as string, manifest: {} as Manifest };
  known = { folder, manifest: JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest };
  return known;
}
