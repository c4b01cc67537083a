/** Sets `data-at="a:540;b:600"` as custom properties. Scripts may do what a style attribute may not. */
export function position(root: ParentNode): void {
  for (const element of root.querySelectorAll<HTMLElement>('[data-at]')) {
    for (const pair of (element.dataset['at'] ?? '').split(';')) {
      const colon = pair.indexOf(':');
      if (colon > 0) element.style.setProperty(`--${pair.slice(0, colon)}`, pair.slice(colon + 1));
    }
  }
}

/**
 * The style block of the first page covers only its own positions: bodies, frames and streams that Turbo brings are
 * set here. Turbo's requests say so, and the server leaves out what this document's policy would refuse anyway.
 */
export function keepPositions(): void {
  document.addEventListener('turbo:before-fetch-request', (event) => {
    (event as CustomEvent<{ fetchOptions: { headers: Record<string, string> } }>).detail.fetchOptions.headers[
      'X-Turbo'
    ] = '1';
  });
  document.addEventListener('turbo:before-render', (event) =>
    position((event as CustomEvent<{ newBody: HTMLElement }>).detail.newBody),
  );
  document.addEventListener('turbo:before-frame-render', (event) =>
    position((event as CustomEvent<{ newFrame: HTMLElement }>).detail.newFrame),
  );
  document.addEventListener('turbo:before-stream-render', ({ target }) => {
    const template = (target as Element).querySelector('template');
    if (template) position(template.content);
  });
}
