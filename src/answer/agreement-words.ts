import type { Differing, Support } from './answer.js';

/** How many sources support the first citation, in the same words in every face; `''` for one. */
export function supportInWords({ independent, repeating }: Support): string {
  const more = repeating === 0 ? '' : `; ${repeating} more repeat${repeating === 1 ? 's' : ''}`;
  if (independent > 1) {
    return `${independent} independent sources say this${more === '' ? '' : `${more} the wording of one`}`;
  }
  return more === '' ? '' : `one source says this${more} its wording`;
}

/**
 * Figures side by side, without a verdict: `different figures are quoted: 40 [1] · 60 [2]`.
 *
 * @param show a figure, as the face shows text of a document.
 * @param cite the number of a citation.
 */
export function differingInWords(
  { kind, figures }: Differing,
  show: (text: string) => string,
  cite: (rank: number) => string,
): string {
  const texts = [...new Set(figures.map(({ text }) => text))];
  const listed = texts.map((text) => {
    const ranks = new Set(figures.filter((figure) => figure.text === text).map(({ rank }) => rank));
    return `${show(text)} ${[...ranks].map(cite).join('')}`;
  });
  return `different ${kind} are quoted: ${listed.join(' · ')}`;
}
