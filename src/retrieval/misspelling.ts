/** Letters that a word of this length may have wrong: a shorter one would be any other word. */
const LENIENCE = [
  { from: 8, letters: 2 },
  { from: 5, letters: 1 },
] as const;

/** How likely `written` is a slip of the pen for `meant`, 0…1; 0 when too much differs. */
export function slipLikelihood(written: string, meant: string): number {
  const allowed = LENIENCE.find(({ from }) => written.length >= from)?.letters ?? 0;
  if (Math.abs(written.length - meant.length) > allowed) return 0;
  const wrong = editDistance(written, meant);
  return wrong > allowed ? 0 : 1 - wrong / written.length;
}

/**
 * Letters to insert, delete, replace, or swap with a neighbour to make one word of the other
 * ("optimal string alignment", Boytsov 2011, section 2.2).
 */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min(replaced, (row[j] as number) + 1, (next[j - 1] as number) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, (before[j - 2] as number) + 1);
      }
      next.push(least);
    }
    before = row;
    row = next;
  }
  return row[b.length] as number;
}
