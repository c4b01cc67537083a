/** All ids that lead to one person, as a uuid[]: what refers to a merged entry was never rewritten. Needs the institution as $1. */
export const idsOfPerson = (id: string) => `array(select p.id from person p
    join person k on k.institution_id = p.institution_id and k.known_id = p.known_id where k.institution_id = $1 and k.id = ${id})`;
