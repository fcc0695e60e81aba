import { parseArgs } from 'node:util';
import { BUNDLED } from './config.js';
import type { Embedder } from './embedding/embedder.js';
import { runEntry } from './entry.js';
import { EXIT, VerbatimError } from './errors.js';
import { everyBaseline } from './evaluation/baselines/every-baseline.js';
import {
  type CorpusSentence,
  placedBy,
  placedByUs,
  sentencesOf,
  spread,
} from './evaluation/comparison.js';
import { examplesOf } from './evaluation/evaluate.js';
import type { Example } from './evaluation/example.js';
import { fitWeights } from './evaluation/fit.js';
import { fitFeatures } from './evaluation/fit-features.js';
import { fitUnseen } from './evaluation/folds.js';
import { judgingOf } from './evaluation/judging.js';
import type { Outcome } from './evaluation/metrics.js';
import { DEVELOPMENT_SET, type GoldQuestion, readQuestionSet } from './evaluation/question-set.js';
import { readSquadFile } from './evaluation/squad-file.js';
import { type Compared, confidences, rankings } from './evaluation/squad-print.js';
import { withGeneration } from './faces.js';
import type { Generation } from './index/generation.js';
import { readWeights } from './retrieval/ranker.js';
import { SQUAD_EXAMPLES, withSquadIndex } from './squad-index.js';

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
      const bundledModel = config.embeddingModel === BUNDLED.model;
      const { refit, how } = judgingOf(weights.prior?.fittedOn, file.sha256, bundledModel);
      const own = refit ? (await readQuestionSet(DEVELOPMENT_SET)).questions : [];
      const development = await examplesOf(generation, embedder, own);
      const fitTo = (others: readonly Example[]) => fitWeights(development, fitFeatures(others));
      const answer = async (index: Generation, all: readonly GoldQuestion[]) => {
        const questions = spread(all, most);
        const weightsFor = refit
          ? fitUnseen(await examplesOf(index, embedder, questions, SQUAD_EXAMPLES), fitTo)
          : () => weights;
        return placedByUs(index, embedder, questions, weightsFor);
      };
      await withSquadIndex(file.articles, embedder, async (index, all) => {
        const ours = await answer(index, all);
        const answerable = ours.filter(({ question }) => question.answerable);
        const sentences = sentencesOf(index);
        print(`${file.name}: ${ours.length} questions, ${answerable.length} of them answerable
${file.articles.length} articles with ${sentences.length} sentences; ranges are of resampled articles
${how}`);
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
