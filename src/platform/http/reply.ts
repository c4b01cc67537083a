/** What a handler answers besides a page's text: Nest would send a string as HTML, these say more. */
export class SeeOther {
  constructor(readonly location: string) {}
}

/** After a change: the browser goes on to a page that may be reloaded. Paths of our own only. */
export function seeOther(path: string): SeeOther {
  if (!/^\/(?![/\\])/.test(path)) throw new Error(`Not a path of ours: ${path}`);
  return new SeeOther(path);
}

export class Unprocessable {
  constructor(
    readonly html: string,
    readonly status: number,
  ) {}
}

/** The form again, with its errors and what was typed; Turbo shows it because of the status. */
export function unprocessable(html: string, status = 422): Unprocessable {
  return new Unprocessable(html, status);
}

/** Bytes to save; never opened in our origin. */
export class Download {
  constructor(
    readonly bytes: Uint8Array,
    readonly mediaType: string,
    readonly name: string,
    readonly inline = false,
  ) {}
}
