import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Embedder } from './embedding/embedder.js';
import type { ExampleOptions } from './evaluation/evaluate.js';
import type { GoldQuestion } from './evaluation/question-set.js';
import {
  documentsOf,
  questionsOf,
  type SquadDocument,
  unansweredQuestionsOf,
} from './evaluation/squad-corpus.js';
import type { SquadArticle } from './evaluation/squad-file.js';
import type { Generation } from './index/generation.js';
import { openFirst } from './index/refresh.js';
import { FEATURES } from './retrieval/features.js';
import type { RankerWeights } from './retrieval/ranker.js';

/** Every so many articles one is left out where that is asked for. */
const LEFT_OUT_OF = 5;
/**
 * What is kept of each question for a fit: the passages that come first when every feature counts
 * the same, and those with the answer. To judge by it would be to judge too well: what hides the
 * answer from other weights may be gone, and the answer never is.
 */
export const SQUAD_EXAMPLES: ExampleOptions = {
  keep: {
    passages: 20,
    features: Object.fromEntries(FEATURES.map((name) => [name, 1])) as RankerWeights['features'],
  },
};

/**
 * Indexes articles in a temporary folder, with the program's own cutting into passages, and lends
 * the index with the questions about them; both are gone afterwards.
 *
 * @param leavingOut a fifth of the articles is not indexed, so nothing answers the questions about
 *   those; none of fewer than five articles.
 */
export async function withSquadIndex(
  articles: readonly SquadArticle[],
  embedder: Embedder,
  use: (generation: Generation, questions: GoldQuestion[]) => Promise<void>,
  leavingOut = false,
): Promise<void> {
  const documents = documentsOf(articles);
  const isIn = (_: SquadDocument, i: number) => !leavingOut || i % LEFT_OUT_OF !== LEFT_OUT_OF - 1;
  const folder = await mkdtemp(join(tmpdir(), 'verbatim-squad-'));
  try {
    const generation = await index(folder, documents.filter(isIn), embedder);
    try {
      const questions = documents.flatMap((document, i) =>
        isIn(document, i)
          ? questionsOf(document, sentencesOf(generation, document))
          : unansweredQuestionsOf(document),
      );
      await use(generation, questions);
    } finally {
      generation.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function index(
  folder: string,
  documents: readonly SquadDocument[],
  embedder: Embedder,
): Promise<Generation> {
  const seedsDir = join(folder, 'documents');
  await mkdir(seedsDir);
  for (const { source, text } of documents) await writeFile(join(seedsDir, source), text);
  const indexDir = join(folder, 'index');
  const maxDocumentBytes = Number.POSITIVE_INFINITY;
  const { generation } = await openFirst(
    { kind: 'missing' },
    { seedsDir, indexDir, maxDocumentBytes, embedder },
  );
  return generation;
}

function sentencesOf(generation: Generation, { source }: SquadDocument) {
  const id = generation.find(source)?.id;
  // An article without a single sentence is skipped by the indexer.
  return id === undefined ? [] : generation.passagesOf(id).flatMap(({ sentences }) => sentences);
}
