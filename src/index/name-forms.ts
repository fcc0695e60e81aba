/**
 * Whether a name is written as most are, "Leora Vance": its words with a capital each and one space
 * between them. A capital stands 32 code units before its letter, in Latin, Greek and Cyrillic.
 *
 * @param words of the name, joined by spaces.
 * @param start half-open, code units of `text`, as is `end`.
 */
export function isUsualForm(words: string, text: string, start: number, end: number): boolean {
  if (end - start !== words.length) return false;
  let capital = CAPITAL;
  for (let i = 0; i < words.length; i++) {
    const letter = words.charCodeAt(i);
    if (text.charCodeAt(start + i) !== letter - capital) return false;
    capital = letter === SPACE ? CAPITAL : 0;
  }
  return true;
}

/** How that name is written as most are; something that stands nowhere when its letters differ. */
export function usualForm(words: string): string {
  return words
    .split(' ')
    .map((word) => String.fromCharCode(word.charCodeAt(0) - CAPITAL) + word.slice(1))
    .join(' ');
}

const CAPITAL = 32;
const SPACE = 0x20;

/**
 * The form that a name is used in most, rather not all in capitals, by code unit among equals.
 *
 * @param usual uses in its usual form, of `uses` in all.
 * @param others looks up its other forms with their uses.
 */
export function mostUsedForm(
  { key, uses, usual }: { readonly key: string; readonly uses: number; readonly usual: number },
  others: (key: string) => readonly (readonly [form: string, uses: number])[],
): string {
  const form = usualForm(key);
  if (usual * 2 > uses && isMixed(form)) return form;
  const forms = [...(usual > 0 ? [[form, usual] as const] : []), ...others(key)];
  const [best] = forms.reduce((a, b) => {
    if (isMixed(a[0]) !== isMixed(b[0])) return isMixed(a[0]) ? a : b;
    return b[1] > a[1] || (b[1] === a[1] && b[0] < a[0]) ? b : a;
  });
  return best;
}

function isMixed(form: string): boolean {
  return /\p{Ll}/u.test(form);
}
