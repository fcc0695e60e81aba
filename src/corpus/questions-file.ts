import { join } from 'node:path';
import { z } from 'zod';
import type { CorpusFault } from './document.js';
import { foldWhiteSpace } from './lines.js';
import { readAtMost } from './read-file.js';
import { firstLineOf, parseYaml } from './yaml.js';

export const QUESTIONS_FILE = 'questions.yaml';
const MAX_BYTES = 1_000_000;
/** Each is asked before and after a run that changes the index. */
export const MOST_QUESTIONS = 200;
/** Code units; what is longer nobody may ask. */
const LONGEST = 2_000;

export interface QuestionsFile {
  /** Without duplicates, white space folded. */
  readonly questions: readonly string[];
  readonly faults: readonly CorpusFault[];
}

/**
 * Reads `questions.yaml`, a list of questions whose answers should be heard of when they change. A
 * missing file is no fault; an entry that is no question costs that entry only.
 */
export async function readQuestionsFile(folder: string): Promise<QuestionsFile> {
  const faults: CorpusFault[] = [];
  const fault = (message: string) => faults.push({ source: QUESTIONS_FILE, message });
  const questions = new Set<string>();
  try {
    const content = readAtMost(join(folder, QUESTIONS_FILE), MAX_BYTES).bytes.toString('utf8');
    const entries = z.array(z.unknown()).safeParse(parseYaml(content) ?? []);
    if (!entries.success) throw new Error('it holds something else');
    for (const [position, entry] of entries.data.entries()) {
      const text = typeof entry === 'string' ? foldWhiteSpace(entry).trim() : '';
      if (text !== '' && text.length <= LONGEST) questions.add(text);
      else
        fault(
          `Entry ${position + 1} is ignored, since it is no question of 1 to ${LONGEST} characters.`,
        );
    }
    if (questions.size > MOST_QUESTIONS)
      fault(`Only its first ${MOST_QUESTIONS} questions are asked, of ${questions.size}.`);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT'))
      fault(`It is ignored, since it is no YAML list of questions: ${firstLineOf(error)}.`);
  }
  return { questions: [...questions].slice(0, MOST_QUESTIONS), faults };
}
