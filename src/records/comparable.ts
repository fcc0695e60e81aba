/**
 * The letters and digits of a text in lower case and in one form of Unicode (NFKC), words one space
 * apart: questions that differ in nothing else are the same question. Marks count with the letter
 * that they stand on, since in many scripts they are its vowel.
 */
export function comparableText(text: string): string {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(?<=\p{L})['’](?=\p{L})/gu, '')
    .match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu);
  return (words ?? []).join(' ');
}
