import { inShort, type Moved } from '../../answer/canonical.js';
import type { IndexProgress, IndexReport } from '../../index/report.js';
import type { WentBack } from '../../index-jobs.js';
import type { Finished } from '../../reindexing.js';
import { encodeAction } from '../custom-id.js';
import { button, buttonRows, COLOURS, type Reply } from './reply.js';
import { count, fitted, timeAgo } from './text.js';

/**
 * Ten names of this length, five faults, or three questions, stay within a field's 1,024, and all
 * fields together within a message's 6,000.
 */
const NAMES_SHOWN = 10;
const LONGEST_NAME = 70;
const FAULTS_SHOWN = 5;
const LONGEST_FAULT = 190;
const MOVED_SHOWN = 3;
const LONGEST_MOVED = { question: 80, part: 50 } as const;

const JOINED = 'A run was under way already, and you joined it.';
const JOINED_OTHER = `${JOINED} It took in what changed and was not the full one that you asked for; ask again for that.`;

const PHASES = {
  reading: ['Reading documents', 'document'],
  splitting: ['Splitting documents into passages', 'document'],
  embedding: ['Embedding passages', 'passage'],
  writing: ['Writing the index', 'passage'],
  checking: ['Checking the index', 'passage'],
} as const satisfies Record<IndexProgress['phase'], readonly [string, string]>;

/** @param run the name of the run, for the button that cancels it. */
export function renderProgress(progress: IndexProgress, run: string): Reply {
  const [doing, unit] = PHASES[progress.phase];
  const amount = progress.total > 0 ? `: ${progress.done} of ${count(progress.total, unit)}` : '';
  const cancel = button('Cancel', encodeAction('cancel', run));
  return { content: `${doing}${amount} …`, components: buttonRows([cancel]) };
}

export function renderCancelled(): Reply {
  const description =
    '**Cancelled.** The index stays as it was, and I go on answering from it; what this run had built is thrown away. `/reindex` begins another one.';
  return { embeds: [{ description, color: COLOURS.none }] };
}

export function renderRolledBack({ builtAt, documents, passages, moved }: WentBack): Reply {
  const description = `**I answer from an earlier index again**, built ${timeAgo(Date.parse(builtAt))}\n${count(documents, 'document')}, ${count(passages, 'passage')}\n-# It stays until somebody uses \`/reindex\` or the documents change.`;
  const color = moved.length > 0 ? COLOURS.closest : COLOURS.quoted;
  return { embeds: [{ description, fields: questions(moved), color }] };
}

export function renderNoRollback(incident: string): Reply {
  const description = `There is no earlier index that I could go back to; my log says why as incident \`${incident}\`. I answer from the one that I have.`;
  return { embeds: [{ description, color: COLOURS.none }] };
}

/** @param askedFull whether whoever reads this had asked for everything to be built anew. */
export function renderReindexed(
  { report, moved, joined, full }: Finished,
  askedFull: boolean,
): Reply {
  const seconds = (report.tookMs / 1000).toFixed(1);
  const heading = report.changed
    ? `**The index is up to date again** · ${seconds} s`
    : `**Nothing had changed**; the index stays as it was · ${seconds} s`;
  const { total, embedded, reused } = report.passages;
  const passages = `${count(total, 'passage')}: ${embedded} embedded, ${reused} reused`;
  const rebuilt =
    report.rebuilt === undefined ? '' : `\nEverything was rebuilt: ${fitted(report.rebuilt, 300)}`;
  const joinedNote = joined ? `\n-# ${askedFull && !full ? JOINED_OTHER : JOINED}` : '';
  return {
    embeds: [
      {
        description: `${heading}\n${passages}${rebuilt}${joinedNote}`,
        fields: [
          ...names('Added', report.added),
          ...names('Updated', report.updated),
          ...names('Removed', report.removed),
          ...names('Kept as last indexed, because unreadable now', report.kept),
          ...faults(report.faults),
          ...questions(moved),
          { name: 'Unchanged', value: count(report.unchanged.length, 'document') },
        ],
        color: report.faults.length > 0 || moved.length > 0 ? COLOURS.closest : COLOURS.quoted,
      },
    ],
  };
}

function names(title: string, sources: readonly string[]) {
  if (sources.length === 0) return [];
  const shown = sources.slice(0, NAMES_SHOWN).map((source) => fitted(source, LONGEST_NAME));
  return [listField(title, shown, sources.length)];
}

function faults(list: IndexReport['faults']) {
  if (list.length === 0) return [];
  const shown = list
    .slice(0, FAULTS_SHOWN)
    .map(({ source, message }) => fitted(`${source}: ${message}`, LONGEST_FAULT));
  return [listField('Faults', shown, list.length)];
}

function questions(moved: readonly Moved[]) {
  if (moved.length === 0) return [];
  const part = (text: string) => fitted(text, LONGEST_MOVED.part);
  const shown = moved
    .slice(0, MOVED_SHOWN)
    .map(
      ({ question, before, after }) =>
        `**${fitted(question, LONGEST_MOVED.question)}**: ${inShort(before, part)} → ${inShort(after, part)}`,
    );
  return [listField('Questions answered otherwise now', shown, moved.length)];
}

function listField(title: string, shown: readonly string[], amount: number) {
  const more = amount > shown.length ? [`… and ${amount - shown.length} more`] : [];
  return { name: `${title} (${amount})`, value: [...shown, ...more].join('\n') };
}
