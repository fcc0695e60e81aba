import type { Near } from './near-quotation.js';
import type { WordChange } from './quotation-check.js';
import { isWord, type WrittenToken } from './written-tokens.js';

/** A text and what is written in it. */
export interface Written {
  readonly text: string;
  readonly tokens: readonly WrittenToken[];
}

/** A step through both: a token of either, or one of each that stand for each other. */
interface Step {
  readonly asked?: number;
  readonly document?: number;
  /** Where the quotation leaves out what the document has. */
  readonly gap?: true;
  same: boolean;
}

/**
 * The quotation beside the document, in order. Each text is a slice, the white space behind it
 * included: those of the document give the quotes when they are joined.
 */
export function changesOf(near: Near, asked: Written, document: Written): WordChange[] {
  const steps = stepsOf(near);
  widenMarks(steps, asked.tokens, document.tokens);
  const last = near.stretches.at(-1)?.last ?? 0;
  const changes: WordChange[] = [];
  const add = (kind: WordChange['kind'], text: string) => {
    if (text !== '') changes.push({ kind, text });
  };
  for (const run of runsOf(steps)) {
    if (run[0]?.gap) add('same', '… ');
    else {
      const inDocument = sliceOf(document, positions(run, 'document'), last);
      if (run[0]?.same) add('same', inDocument);
      else {
        add('only-asked', sliceOf(asked, positions(run, 'asked'), asked.tokens.length - 1));
        add('only-document', inDocument);
      }
    }
  }
  return changes;
}

function stepsOf({ asked, aligned: { pairs, gapsBefore }, stretches }: Near): Step[] {
  const steps: Step[] = [];
  let [here, there, stretch] = [0, stretches[0]?.first ?? 0, 0];
  const onlyAsked = (to: number) => {
    for (; here < to; here++) steps.push({ asked: here, same: false });
  };
  const onlyDocument = (to: number) => {
    for (; there < to; there++) steps.push({ document: there, same: false });
  };
  for (const [i, pair] of pairs.entries()) {
    onlyAsked(pair.asked);
    if (gapsBefore.has(i)) {
      steps.push({ gap: true, same: true });
      there = stretches[++stretch]?.first ?? pair.text;
    }
    onlyDocument(pair.text);
    steps.push({ asked: here++, document: there++, same: pair.same });
  }
  onlyAsked(asked.length);
  onlyDocument((stretches.at(-1)?.last ?? -1) + 1);
  return steps;
}

/** A mark that differs is shown with the word that it is written to. */
function widenMarks(
  steps: Step[],
  asked: readonly WrittenToken[],
  document: readonly WrittenToken[],
): void {
  const touch = (tokens: readonly WrittenToken[], one?: number, other?: number) =>
    one !== undefined && other !== undefined && tokens[one]?.end === tokens[other]?.start;
  const areJoined = (one: Step | undefined, other: Step | undefined) =>
    touch(asked, one?.asked, other?.asked) || touch(document, one?.document, other?.document);
  let from = 0;
  for (const run of runsOf(steps)) {
    const to = from + run.length;
    const tokens = run.flatMap((step) => [
      ...(step.asked === undefined ? [] : [asked[step.asked] as WrittenToken]),
      ...(step.document === undefined ? [] : [document[step.document] as WrittenToken]),
    ]);
    if (run[0]?.same === false && !tokens.some(isWord)) {
      const [before, next] = [steps[from - 1], steps[to]];
      if (before !== undefined && !before.gap && areJoined(before, steps[from]))
        before.same = false;
      else if (next !== undefined && !next.gap) next.same = false;
    }
    from = to;
  }
}

/** Steps that are shown as one: all the same, all different, or a gap alone. */
function runsOf(steps: readonly Step[]): Step[][] {
  const runs: Step[][] = [];
  for (const step of steps) {
    const run = runs.at(-1);
    const [first] = run ?? [];
    if (run === undefined || first?.same !== step.same || first.gap || step.gap) runs.push([step]);
    else run.push(step);
  }
  return runs;
}

function positions(run: readonly Step[], side: 'asked' | 'document'): number[] {
  return run.flatMap((step) => step[side] ?? []);
}

/** From the first of the tokens to where the one behind the last begins. */
function sliceOf({ text, tokens }: Written, at: readonly number[], end: number): string {
  const [first, last] = [at[0], at.at(-1)];
  if (first === undefined || last === undefined) return '';
  const next = last < end ? tokens[last + 1]?.start : undefined;
  return text.slice(tokens[first]?.start, next ?? tokens[last]?.end);
}
