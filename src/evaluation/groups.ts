import { foldWhiteSpace } from '../corpus/lines.js';
import type { Gold, GoldQuestion } from './question-set.js';

interface Question {
  readonly id: string;
  readonly gold: readonly Gold[];
}

/**
 * Which questions are answered by the same sentences and so are right or wrong together: those that
 * share a gold quote, of the same file and one holding the other, white space folded, and those
 * linked through others. A question without gold is alone.
 *
 * @returns one name a question: the id of the first of its group.
 */
export function groupsOf(questions: readonly Question[]): string[] {
  const quotes = questions.map(({ gold }) =>
    gold.map(({ file, quote }) => ({ file, text: foldWhiteSpace(quote) })),
  );
  const firsts = questions.map((_, i) => i);
  const firstOf = (i: number): number => {
    const first = firsts[i] as number;
    return first === i ? i : firstOf(first);
  };
  for (const [i, own] of quotes.entries()) {
    for (const [j, others] of quotes.slice(0, i).entries()) {
      const shared = own.some((a) =>
        others.some((b) => a.file === b.file && holds(a.text, b.text)),
      );
      if (!shared) continue;
      const [one, other] = [firstOf(i), firstOf(j)];
      firsts[Math.max(one, other)] = Math.min(one, other);
    }
  }
  return questions.map((_, i) => (questions[firstOf(i)] as Question).id);
}

function holds(a: string, b: string): boolean {
  return a.includes(b) || b.includes(a);
}

/** The same questions, each in the group of those that share an answer with it. */
export function grouped(questions: readonly GoldQuestion[]): GoldQuestion[] {
  const groups = groupsOf(questions);
  return questions.map((question, i) => ({ ...question, group: groups[i] as string }));
}
