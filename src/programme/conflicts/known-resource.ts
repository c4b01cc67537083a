/**
 * The people and things that are asked about, as a table `(kind, id, known_id)`: by `known_id` they stand in `occupancy`, who was
 * entered twice under the entry that is kept. SQL for an array of kinds and one of ids; needs the institution as $1. Made
 * before anything is joined to it: row security keeps an expression that asks another table out of every index.
 */
export const knownResources = (kinds: string, ids: string): string =>
  `(select w.kind, w.id, coalesce(k.known_id, w.id) as known_id
      from unnest(${kinds}::text[], ${ids}::uuid[]) as w(kind, id)
      left join person k on w.kind = 'person' and k.institution_id = $1 and k.id = w.id offset 0)`;
