import type { IndexSummary } from '../../answer/answer.js';
import type { DocumentInfo } from '../../corpus/document.js';
import type { Quality } from '../../quality.js';
import type { ProgramFacts } from '../context.js';
import { file } from './citation.js';
import { COLOURS, type Reply } from './reply.js';
import { count, fitted, timeAgo } from './text.js';

const LICENCE = 'Apache License 2.0; the documents belong to their publishers';

export function renderAbout(
  documents: readonly DocumentInfo[],
  index: IndexSummary,
  facts: ProgramFacts,
): Reply {
  const field = (name: string, value: string) => ({ name, value });
  return {
    embeds: [
      {
        description:
          'I answer with **passages quoted exactly** from a set of documents and write no sentence of my own about their subject.',
        fields: [
          field('Documents', corpusInWords(documents, index)),
          field(
            'Index',
            `built ${timeAgo(Date.parse(index.builtAt))} as ${fitted(index.generation, 80)}`,
          ),
          field('Model', fitted(facts.model, 120)),
          field('How good are the answers?', qualityInWords(facts.quality)),
          field('What is stored?', privacyInWords(facts)),
          field('Source code', LICENCE),
        ],
        color: COLOURS.neutral,
      },
    ],
  };
}

function corpusInWords(documents: readonly DocumentInfo[], { passages }: IndexSummary): string {
  const dates = documents.flatMap(({ date }) => (date === undefined ? [] : [date])).sort();
  const [first] = dates;
  const last = dates.at(-1);
  const dated = first === last ? first : `${first} to ${last}`;
  const undated = documents.length - dates.length;
  const publishers = new Set(documents.flatMap(({ publisher, site }) => publisher ?? site ?? []));
  return [
    `${count(documents.length, 'document')} with ${count(passages, 'passage')}`,
    publishers.size === 0
      ? 'publishers unknown'
      : `from ${count(publishers.size, 'known publisher')}`,
    first === undefined ? 'undated' : `dated ${dated}${undated > 0 ? ` (${undated} undated)` : ''}`,
  ].join(', ');
}

function qualityInWords(quality: Quality): string {
  switch (quality.kind) {
    case 'unknown':
      return 'That was not measured. Whoever runs me can do so with `npm run eval -- --record`.';
    case 'other-model':
      return 'That was measured with another model than the one in use, so the figures say nothing of me. Whoever runs me can measure anew with `npm run eval -- --record`.';
    case 'measured': {
      const { questions, questionSet, date, hitAt1, hitAt3, auroc, ece, falselyQuoted } = quality;
      return [
        `Measured on ${date} with the ${questions} questions of ${file(questionSet, 80)}; other questions and documents may fare otherwise.`,
        `The first citation answers ${percent(hitAt1)} of those that can be answered, one of the first three ${percent(hitAt3)}.`,
        `${percent(falselyQuoted)} of those that nothing answers were presented as answered.`,
        `Confidence: AUROC ${auroc.toFixed(2)}, calibration error ${ece.toFixed(2)}.`,
      ].join('\n');
    }
  }
}

function privacyInWords({ storesQuestions, retentionDays }: ProgramFacts): string {
  const days = count(retentionDays, 'day');
  return [
    storesQuestions
      ? `Questions, with who asked them where and when, for ${days}.`
      : 'No questions and no answers.',
    `Votes on answers, as the ids of message and member with yes or no, for ${days}. The settings of servers.`,
    'The last turns of a conversation stay in memory for half an hour. `/forget-me` deletes what is stored of you.',
  ].join('\n');
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
