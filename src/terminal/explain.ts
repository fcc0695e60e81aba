import type { ExplainedCandidate, ExplainedTerm, Explanation } from '../answer/explanation.js';
import { beginningOf } from '../answer/plain-text.js';
import { CLOSEST_FROM, QUOTED_FROM } from '../answer/thresholds.js';
import { decimal, renderFeatures } from './explain-features.js';
import { hang, plain, type Style, set } from './style.js';

const SOUGHT: Readonly<Record<Explanation['answerType'], string>> = {
  person: 'a person',
  date: 'a date or a time',
  number: 'a number',
  speech: 'something that was said',
  any: 'anything',
};
const SHOWN: Readonly<Record<Explanation['kind'], string>> = {
  quoted: 'so the first is presented as the answer',
  closest: 'so the first are shown as merely the closest',
  none: 'so none is shown',
};

/** Code units by which a sentence is known again: two lines of most terminals. */
const SENTENCE = 130;
/** Features that a candidate is compared by. */
const COMPARED = 3;

/** Why a question was answered as it was: its terms, the candidates, what ranked them, how sure. */
export function renderExplanation(explanation: Explanation, style: Style): string {
  const { question, smallTalk, answerType, terms, candidates } = explanation;
  const heading = (text: string) => set(style.colours.bold(text), '  ', style);
  if (smallTalk) {
    return `${set(`“${plain(question)}” asks the documents nothing, so nothing was looked up.`, '  ', style)}\n`;
  }
  const asked = [
    hang(`  ${style.colours.bold('Looked up')}  `, 13, plain(question), style),
    hang(`  ${style.colours.bold('Wanted')}     `, 13, SOUGHT[answerType], style),
  ];
  if (terms.length > 0) asked.push('', heading('Words, with their share of the question'));
  asked.push(...terms.map((term) => renderTerm(term, style)));
  const parts = [asked.join('\n')];
  if (candidates.length === 0) {
    const nothing = terms.length === 0 ? 'It names nothing to look up.' : 'No passage comes near.';
    return `${[...parts, set(nothing, '  ', style)].join('\n\n')}\n`;
  }
  const listed = candidates.map((candidate) => renderCandidate(candidate, candidates, style));
  parts.push([heading('Best sentences, with their scores'), ...listed].join('\n'));
  parts.push(renderFeatures(candidates, style), renderConfidence(explanation, style));
  return `${parts.join('\n\n')}\n`;
}

function renderTerm({ word, weight, known, alternatives }: ExplainedTerm, style: Style): string {
  const share = `${Math.round(100 * weight)} %`.padStart(5);
  const others = alternatives.map((each) => `${plain(each.text)} ${decimal(each.weight)}`);
  const also = others.length === 0 ? '' : style.colours.dim(` → ${others.join(' · ')}`);
  const lack = known ? '' : style.colours.yellow(' (in no document)');
  return hang(`  ${share}  `, 9, `${plain(word)}${lack}${also}`, style);
}

function renderCandidate(
  candidate: ExplainedCandidate,
  all: readonly ExplainedCandidate[],
  style: Style,
): string {
  const { rank, score, source, start, end, text, citation } = candidate;
  const { bold, cyan, dim } = style.colours;
  const label = `  ${cyan(String(rank).padStart(2))} ${bold(decimal(score).padStart(6))}  `;
  const said = plain(text);
  const cut = beginningOf(said, SENTENCE);
  const shown = cut === said ? said : `${cut.replace(/ \S*$/, '')}…`;
  const cited = citation === undefined ? '' : ` · cited in [${citation}]`;
  // The best is seen beside the second, every other one beside the best.
  const other = all[rank === 1 ? 1 : 0];
  const beside = other === undefined ? [] : [besides(candidate, other)];
  return [
    hang(label, 13, shown, style),
    ...[`${plain(source)} ${start}–${end}${cited}`, ...beside].map((line) =>
      set(dim(line), ' '.repeat(13), style),
    ),
  ].join('\n');
}

/** `1.24 below 1: named −0.73, order −0.41, type −0.20; but vector +0.10`. */
function besides(candidate: ExplainedCandidate, other: ExplainedCandidate): string {
  // As the difference of what is shown of both.
  const difference = Number(candidate.score.toFixed(2)) - Number(other.score.toFixed(2));
  const differences = candidate.contributions
    .map(({ name, value, weight }, i) => {
      const theirs = other.contributions[i];
      return { name, by: value * weight - (theirs?.value ?? 0) * (theirs?.weight ?? 0) };
    })
    .filter(({ by }) => decimal(by) !== decimal(0))
    .sort((a, b) => Math.abs(b.by) - Math.abs(a.by));
  const isWith = ({ by }: { by: number }) => by > 0 === difference > 0;
  const list = (some: typeof differences) =>
    some
      .slice(0, COMPARED)
      .map(({ name, by }) => `${name} ${by > 0 ? '+' : ''}${decimal(by)}`)
      .join(', ');
  const much = decimal(Math.abs(difference));
  const where = `${much} ${difference > 0 ? 'above' : 'below'} ${other.rank}`;
  if (decimal(difference) === decimal(0)) return `as good as ${other.rank}`;
  const against = list(differences.filter((each) => !isWith(each)));
  return `${where}: ${list(differences.filter(isWith))}${against === '' ? '' : `; but ${against}`}`;
}

const OPEN =
  'the question is a single word that names nobody, or about a place that no document names.';

function renderConfidence(
  { kind, confidence, ceiling, evidence }: Explanation,
  style: Style,
): string {
  const { bold, dim } = style.colours;
  const sum = evidence.map(({ name, value, weight }) => {
    const product = `${decimal(value).padStart(5)} × ${decimal(weight).padStart(5)}`;
    return `    ${name.padEnd(10)} ${dim(product)} = ${decimal(value * weight).padStart(5)}`;
  });
  const logOdds = evidence.reduce((total, { value, weight }) => total + value * weight, 0);
  const bounds = `From ${percent(QUOTED_FROM)} on it is presented as the answer, from ${percent(CLOSEST_FROM)} on as the closest.`;
  return [
    set(`${bold('Confidence')} ${percent(confidence)}, ${SHOWN[kind]}`, '  ', style),
    ...sum,
    `    ${'log odds'.padEnd(10)} ${''.padStart(13)} = ${decimal(logOdds).padStart(5)}`,
    ...(ceiling < 1 ? [set(`At most ${percent(ceiling)}: ${OPEN}`, '  ', style)] : []),
    set(dim(bounds), '  ', style),
  ].join('\n');
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
