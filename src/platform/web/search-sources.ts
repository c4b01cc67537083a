export interface Hit {
  title: string;
  /** Absolute path on this site, `/house/people/018f…`. */
  href: string;
  /** Message key of the kind: `directory.person`. */
  kind: string;
  /** A second line: the post, the dates. */
  detail?: string;
  /** BCP 47 tag of the title where it is not the interface's language. */
  lang?: string;
  /** ISO 3166-1 alpha-2 code. */
  country?: string;
  /** Higher comes first; 1 where sources cannot tell. */
  weight?: number;
}

export interface SearchSource {
  id: string;
  permission?: string;
  /** Finds what the reader may see; called inside a unit of work that only reads, with at least two letters. */
  search(q: string): Promise<Hit[]>;
}

/** What Ctrl K finds: each capability adds the source of its own things. */
class SearchSources {
  private readonly sources = new Map<string, SearchSource>();

  add(source: SearchSource): void {
    this.sources.set(source.id, source);
  }

  all(): SearchSource[] {
    return [...this.sources.values()];
  }
}

export const searchSources = new SearchSources();
