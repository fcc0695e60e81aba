import type { Span } from '../corpus/document.js';
import { foldWhiteSpace } from '../corpus/lines.js';
import type { Gold, GoldQuestion } from './question-set.js';
import type { SquadArticle } from './squad-file.js';

type SquadQuestion = SquadArticle['paragraphs'][number]['qas'][number];

/** An article as a document of a corpus: its paragraphs, white space folded, and blank lines. */
export interface SquadDocument {
  /** Name of its file. */
  readonly source: string;
  /**
   * Paragraphs only. The title stands nowhere, so that no ranking knows more than the sentences
   * that all of them rank.
   */
  readonly text: string;
  /** Where each paragraph stands in `text`, with what is asked about it. */
  readonly paragraphs: readonly (Span & { readonly questions: readonly SquadQuestion[] })[];
}

/** One document an article, in their order; the order of `source` is the same. */
export function documentsOf(articles: readonly SquadArticle[]): SquadDocument[] {
  return articles.map(({ title, paragraphs }, i) => {
    let text = '';
    const placed = paragraphs.map(({ context, qas: questions }) => {
      const start = text.length;
      const paragraph = foldWhiteSpace(context);
      text += `${paragraph}\n\n`;
      return { start, end: start + paragraph.length, questions };
    });
    const name = title.replace(/[^\p{L}\p{N}]+/gu, '_').slice(0, 60);
    return { source: `${String(i).padStart(4, '0')}_${name}.txt`, text, paragraphs: placed };
  });
}

/**
 * The questions about a document. Gold is every sentence of the question's paragraph that holds an
 * acceptable answer, letter by letter; of an answer that goes over a sentence's end, each sentence
 * that it touches.
 *
 * @param sentences of the document, as the program cuts it.
 */
export function questionsOf(
  { source, text, paragraphs }: SquadDocument,
  sentences: readonly Span[],
): GoldQuestion[] {
  return paragraphs.flatMap((paragraph) => {
    const inside = sentences.filter(
      ({ start, end }) => start < paragraph.end && paragraph.start < end,
    );
    return paragraph.questions.map((question) => {
      const answers = question.is_impossible ? [] : question.answers;
      const spans = answers.flatMap((answer) => holding(text, paragraph, inside, answer));
      const gold = [...new Set(spans)].map(
        ({ start, end }): Gold => ({
          file: source,
          quote: text.slice(start, end),
          at: { start, end },
        }),
      );
      return toGoldQuestion(question, source, gold);
    });
  });
}

/** The questions about a document that is not in the corpus: nothing answers them. */
export function unansweredQuestionsOf({ source, paragraphs }: SquadDocument): GoldQuestion[] {
  return paragraphs.flatMap(({ questions }) =>
    questions.map((question) => ({
      ...toGoldQuestion(question, source, []),
      answerable: false,
      kind: 'left out',
    })),
  );
}

function toGoldQuestion(
  { id, question, is_impossible }: SquadQuestion,
  group: string,
  gold: readonly Gold[],
): GoldQuestion {
  const kind = is_impossible ? 'impossible' : 'answerable';
  return { id, question: foldWhiteSpace(question), answerable: !is_impossible, kind, group, gold };
}

function holding(
  text: string,
  paragraph: Span,
  sentences: readonly Span[],
  answer: string,
): readonly Span[] {
  const found = placesOf(text, paragraph, foldWhiteSpace(answer));
  const within = sentences.filter((s) => found.some((f) => s.start <= f.start && f.end <= s.end));
  if (within.length > 0) return within;
  return sentences.filter((s) => found.some((f) => s.start < f.end && f.start < s.end));
}

function placesOf(text: string, { start, end }: Span, wanted: string): Span[] {
  const places: Span[] = [];
  if (wanted === '') return places;
  const paragraph = text.slice(start, end);
  for (let at = paragraph.indexOf(wanted); at !== -1; at = paragraph.indexOf(wanted, at + 1)) {
    places.push({ start: start + at, end: start + at + wanted.length });
  }
  return places;
}
