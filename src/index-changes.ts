import type { AnswerService } from './answer/answer.js';
import { answersOf, type Moved, movedBetween } from './answer/canonical.js';
import { readQuestionsFile } from './corpus/questions-file.js';
import type { BuildOptions } from './index/build.js';
import type { CurrentGeneration } from './index/current.js';
import type { Generation } from './index/generation.js';
import { isOf } from './index/manifest.js';
import { openAfter, openWritten } from './index/refresh.js';
import type { IndexReport } from './index/report.js';
import { rollback } from './index/rollback.js';
import type { IndexJobs } from './index-jobs.js';

export interface Changing {
  readonly options: BuildOptions;
  readonly current: CurrentGeneration;
  readonly service: Pick<AnswerService, 'ask'>;
  /** Brings the index up to date; the signal ends that. */
  readonly update: (options: BuildOptions, signal: AbortSignal) => Promise<IndexReport>;
}

export interface ProgramJobs extends IndexJobs {
  /**
   * Goes over to another generation; the questions whose answers differ then.
   *
   * @param closing ends the asking, and not the going over.
   */
  readonly goOver: (
    generation: Generation,
    questions: readonly string[],
    closing?: AbortSignal,
  ) => Promise<Moved[]>;
}

/** What changes the index of the running program, and takes its answers along. */
export function jobsOf({ options, current, service, update }: Changing): ProgramJobs {
  const { indexDir, seedsDir } = options;
  const goOver: ProgramJobs['goOver'] = async (generation, questions, closing) => {
    const before = await answersOf(questions, service, closing).finally(() =>
      current.replace(generation),
    );
    return movedBetween(before, await answersOf(questions, service, closing));
  };
  return {
    goOver,
    async run({ onProgress, onUpToDate, signal, closing, ...wish }) {
      const { questions, faults } = await readQuestionsFile(seedsDir);
      const previous = current.generation;
      const how = { ...options, ...wish, previous, onProgress };
      const report = await update(how, signal);
      onUpToDate();
      // The next start goes over to it; opening it here would only hold up the end.
      closing.throwIfAborted();
      const { generation } = await openAfter(report, { indexDir, previous });
      const moved = generation === undefined ? [] : await goOver(generation, questions, closing);
      return { report: withFaults(report, faults), moved };
    },
    async goBack(closing) {
      const { questions } = await readQuestionsFile(seedsDir);
      const done = await rollback(indexDir, (generation) => isOf(generation, options));
      return { ...done, moved: await goOver(await openWritten(indexDir), questions, closing) };
    },
  };
}

export function withFaults(report: IndexReport, faults: IndexReport['faults']): IndexReport {
  return { ...report, faults: [...report.faults, ...faults] };
}
