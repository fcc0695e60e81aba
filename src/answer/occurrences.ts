/**
 * Every place where `sought` stands in `text`, in order; places may overlap. In time proportional to
 * both together, however repetitive they are (Knuth, Morris & Pratt 1977).
 */
export function occurrences(text: readonly string[], sought: readonly string[]): number[] {
  const borders = bordersOf(sought);
  const places: number[] = [];
  let matched = 0;
  for (const [i, word] of text.entries()) {
    while (matched > 0 && (matched === sought.length || sought[matched] !== word)) {
      matched = borders[matched - 1] ?? 0;
    }
    if (sought[matched] === word) matched++;
    if (matched === sought.length && matched > 0) places.push(i + 1 - matched);
  }
  return places;
}

/** For each beginning of `sought`, the length of the longest shorter one with which it ends. */
function bordersOf(sought: readonly string[]): number[] {
  const borders = [0];
  let matched = 0;
  for (let i = 1; i < sought.length; i++) {
    while (matched > 0 && sought[matched] !== sought[i]) matched = borders[matched - 1] ?? 0;
    if (sought[matched] === sought[i]) matched++;
    borders.push(matched);
  }
  return borders;
}
