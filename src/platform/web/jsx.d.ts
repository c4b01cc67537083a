import 'preact';

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'turbo-frame': HTMLAttributes<HTMLElement> & { src?: string; loading?: 'lazy' | 'eager'; target?: string };
      'turbo-stream': HTMLAttributes<HTMLElement> & { action: string; target?: string; targets?: string };
    }
  }
}
