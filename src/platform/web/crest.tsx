/** The emblem that stands in until an institution uploads its own: a portico in two rings. */
export function Crest({ src }: { src?: string | null }) {
  if (src) return <img class="crest" src={src} alt="" width={48} height={48} />;
  return (
    <svg class="crest" viewBox="0 0 48 48" aria-hidden="true">
      <circle class="crest-ring" cx="24" cy="24" r="23" fill="none" stroke-width="1" />
      <circle cx="24" cy="24" r="20.6" fill="none" stroke="currentColor" stroke-width="1.4" />
      <path class="crest-star" d="M24 8.2l.9 1.9 2 .2-1.5 1.4.5 2-1.9-1-1.9 1 .5-2-1.5-1.4 2-.2z" />
      <path
        fill="currentColor"
        d="M24 15l10 5H14zM15 21h18v1.6H15zM16 24h2.2v8H16zM20.6 24h2.2v8h-2.2zM25.2 24h2.2v8h-2.2zM29.8 24H32v8h-2.2zM14.5 33.2h19v1.6h-19zM13 35.8h22v1.8H13z"
      />
    </svg>
  );
}
