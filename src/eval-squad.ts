import { parseArgs } from 'node:util';
import { BUNDLED } from './config.js';
import type { Embedder } from './embedding/embedder.js';
import { runEntry } from './entry.js';
import { EXIT, VerbatimError } from './errors.js';
import { everyBaseline } from './evaluation/baselines/every-baseline.js';
import {
  type CorpusSentence,
  placedBy,
  rankedOutcome,
  sentencesOf,
  spread,
} from './evaluation/comparison.js';
import { examplesOf } from './evaluation/evaluate.js';
import type { Example } from './evaluation/example.js';
import { fitWeights } from './evaluation/fit.js';
import { fitFeatures } from './evaluation/fit-features.js';
import { judgeUnseen } from './evaluation/folds.js';
import type { Outcome } from './evaluation/metrics.js';
import { DEVELOPMENT_SET, type GoldQuestion, readQuestionSet } from './evaluation/question-set.js';
import { readSquadFile } from './evaluation/squad-file.js';
import { type Compared, confidences, rankings } from './evaluation/squad-print.js';
import { withGeneration } from './faces.js';
import type { Generation } from './index/generation.js';
import { readWeights } from './retrieval/ranker.js';
import { SQUAD_EXAMPLES, withSquadIndex } from './squad-index.js';

const CROSS_VALIDATED = '5-fold cross-validated by article: the weights are fitted on this file';

/**
 * `npm run eval:squad -- [--questions N] FILE…`: how good the ranking and its confidence are on
 * SQuAD, and how good plain searches are on the very same sentences.
 */
await runEntry(async (config) => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { questions: { type: 'string' } },
  });
  const most = readMost(values.questions);
  if (positionals.length === 0) throw usage('No SQuAD file is named.');
  const weights = await readWeights(BUNDLED.ranker);
  await withGeneration(config, async (generation, embedder) => {
    for (const path of positionals) {
      const file = await readSquadFile(path);
      const fitted = weights.prior?.fittedOn.includes(file.sha256) === true;
      const own = fitted ? (await readQuestionSet(DEVELOPMENT_SET)).questions : [];
      const development = await examplesOf(generation, embedder, own);
      const answer = async (index: Generation, all: readonly GoldQuestion[]) => {
        const questions = spread(all, most);
        if (fitted) {
          // What was fitted on these very questions says nothing about others.
          const options = SQUAD_EXAMPLES;
          const examples = await examplesOf(index, embedder, questions, options);
          return judgeUnseen(
            examples,
            (train) => fitWeights(development, fitFeatures(train)),
            rankedOutcome,
          );
        }
        const outcomes: Outcome[] = [];
        for (const question of questions) {
          const [example] = await examplesOf(index, embedder, [question]);
          outcomes.push(rankedOutcome(example as Example, weights));
        }
        return outcomes;
      };
      await withSquadIndex(file.articles, embedder, async (index, all) => {
        const ours = await answer(index, all);
        const answerable = ours.filter(({ question }) => question.answerable);
        const sentences = sentencesOf(index);
        print(`${file.name}: ${ours.length} questions, ${answerable.length} of them answerable
${file.articles.length} articles with ${sentences.length} sentences; ranges are of resampled articles
${fitted ? CROSS_VALIDATED : 'weights as in use'}`);
        print(rankings(answerable, await compared(sentences, answerable, embedder)));
        print(confidences('confidence', ours));
      });
      if (!file.someImpossible) continue;
      const mixed = async (index: Generation, all: readonly GoldQuestion[]) =>
        print(confidences('a fifth of the articles left out', await answer(index, all)));
      await withSquadIndex(file.articles, embedder, mixed, true);
    }
  });
  return EXIT.ok;
});

async function compared(
  sentences: readonly CorpusSentence[],
  ours: readonly Outcome[],
  embedder: Embedder,
): Promise<Compared[]> {
  const texts = sentences.map(({ text }) => text);
  const questions = ours.map(({ question }) => question);
  const others: Compared[] = [];
  for (const baseline of await everyBaseline(texts, embedder)) {
    const { name } = baseline;
    others.push({ name, placed: await placedBy(baseline, questions, sentences) });
  }
  return others;
}

function readMost(given: string | undefined): number {
  if (given === undefined) return Number.POSITIVE_INFINITY;
  if (!/^[1-9]\d*$/.test(given)) throw usage(`--questions ${given} is no whole number from 1 on.`);
  return Number(given);
}

function usage(message: string): VerbatimError {
  return new VerbatimError(
    'config',
    message,
    'Use it so: npm run eval:squad -- [--questions 500] dev-v2.0.json',
    { exitCode: EXIT.usage },
  );
}

function print(text: string): void {
  process.stdout.write(`${text}\n\n`);
}
