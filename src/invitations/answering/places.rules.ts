/**
 * Who of those waiting gets a place: in the order of their asking; a party too large for what is free lets a smaller one pass.
 * @param free chairs; null where there is no end of them
 */
export function placesFor<Guest extends { places: number }>(waiting: readonly Guest[], free: number | null): Guest[] {
  if (free === null) return [...waiting];
  const placed: Guest[] = [];
  let left = free;
  for (const guest of waiting) {
    if (guest.places > left) continue;
    left -= guest.places;
    placed.push(guest);
  }
  return placed;
}
