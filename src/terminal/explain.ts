import type { Contribution, ExplainedTerm, Explanation } from '../answer/explanation.js';
import { plain, type Style, set } from './style.js';

/** Smaller parts of a score change no order and would hide the others. */
const NOTHING = 0.005;

/** Why a question was answered as it was: its terms, then each candidate with what ranked it. */
export function renderExplanation(explanation: Explanation, style: Style): string {
  const { colours } = style;
  const { question, answerType, terms, candidates, confidence, evidence } = explanation;
  const heading = (text: string) => colours.bold(text);
  const parts = [
    set(`${heading('Looked for')} ${plain(question)}`, '  ', style),
    ...terms.map((term) => set(termLine(term), '    ', style)),
    set(`an answer of the kind: ${answerType}`, '    ', style),
    '',
    ...candidates.flatMap(({ rank, source, start, end, text, score, contributions }) => [
      set(
        `${colours.cyan(`[${rank}]`)} ${heading(score.toFixed(2))} ${plain(source)} ${start}–${end}`,
        '  ',
        style,
      ),
      set(plain(text), '      ', style),
      set(colours.dim(sum(contributions)), '      ', style),
      '',
    ]),
    set(`${heading('Confidence')} ${(100 * confidence).toFixed(1)} %`, '  ', style),
    set(colours.dim(sum(evidence)), '      ', style),
  ];
  return `${parts.join('\n')}\n`;
}

function termLine({ word, weight, known, alternatives }: ExplainedTerm): string {
  const share = `${(100 * weight).toFixed(0)} %`;
  const others = alternatives.map((each) => `${plain(each.text)} ${each.weight.toFixed(2)}`);
  const also = others.length === 0 ? '' : `, also as ${others.join(', ')}`;
  return `${plain(word)} ${share}${known ? '' : ', in no document'}${also}`;
}

/** `name value × weight = part`, the largest parts first. */
function sum(contributions: readonly Contribution[]): string {
  return contributions
    .map(({ name, value, weight }) => ({ name, value, weight, part: value * weight }))
    .filter(({ part }) => Math.abs(part) >= NOTHING)
    .sort((a, b) => Math.abs(b.part) - Math.abs(a.part))
    .map(
      ({ name, value, weight, part }) =>
        `${name} ${value.toFixed(2)} × ${weight.toFixed(2)} = ${part.toFixed(2)}`,
    )
    .join(' · ');
}
