/**
 * The id by which `occupancy` compares a person or thing: of who was entered twice the entry that is kept. SQL for expressions
 * of its kind and id; needs the institution as $1.
 */
export const knownResource = (kind: string, id: string): string =>
  `coalesce((select k.known_id from person k where k.institution_id = $1 and ${kind} = 'person' and k.id = ${id}), ${id})`;
