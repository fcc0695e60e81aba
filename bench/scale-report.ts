import { PER_SECOND } from './scale-bot-figures.js';
import type { ScaleFigures } from './scale-figures.js';
import { growthTables } from './scale-growth.js';
import { mustsOf } from './scale-musts.js';
import type { Pictures } from './scale-pictures.js';
import { markdownTable } from './scale-table.js';
import { bytes, figure, plainRatio } from './scale-units.js';

/** `docs/performance.md`, from the figures of one run. */
export function reportOf(figures: ScaleFigures, pictures: Pictures): string {
  const largest = figures.shares.at(-1);
  if (largest === undefined) throw new Error('nothing was measured');
  const { machine, date } = figures;
  return [
    '# Performance',
    `What one machine carries, and how that grows with the documents. This page is written by the bench itself:

\`\`\`console
npm run bench:scale -- FOLDER              # every hundredth document of FOLDER, every tenth, and all
npm run bench:scale -- FOLDER --quick      # every hundredth, a minute; this page stays as it is
npm run bench:scale -- --again             # writes this page anew from the figures of the last run
\`\`\`

Run on ${date}${figures.isQuick ? ', with little effort for each figure (`--quick`)' : ''}: ${figure(largest.documents)} documents (${bytes(largest.textBytes)} of text, ${exact(largest.passages)} passages), ${machine.cores} cores of ${machine.processor}, ${bytes(machine.memoryBytes)} of memory, ${machine.system}, Node ${machine.node}. 1 MB is 10⁶ bytes.`,
    '## What must hold',
    'Each figure is one of this very run, with all the documents. The ratio is that of figure and limit: where something may be at most so much it has to be 1 or less, else 1 or more.',
    mustsTable(figures),
    HOW,
    '## How it grows',
    ...growthTables(figures).flatMap(({ title, table, notes }) => [`### ${title}`, table, notes]),
    '## The same as pictures',
    ...Object.keys(pictures).map((name) => pictureOf(name, pictures)),
    `${LIMITS}`,
  ]
    .join('\n\n')
    .concat('\n');
}

const HOW = `- Everything is indexed by the process that the bot starts for it, at the lowest priority. Its time is that from its start to its end, reading, splitting and checking included; *only embedding* is the tokenizer and the model alone, in as many processes, in the same batches, at the same priority, once the model is loaded.
- The ten changed documents are four that were edited, two added, two removed and two renamed.
- The bot is a process of its own that is asked over a channel; a time is that from the question to its answer, seen by who asks. Discord's library is loaded, as it takes its memory, and not used. One asker asks the next question as soon as the last is answered, while nothing is indexed, and so do *32 askers without any pause*, of whom each waits for the others. Otherwise askers pause at random, so that all of them together ask ${PER_SECOND} questions a second in the mean, as in a busy community; the answers a second are no more then. Where everything is indexed anew sooner than enough is asked, it is indexed anew once more, without a gap.
- The questions are sentences of the documents that end in a question mark, evenly over all documents, and the same with about a third of their words left out. The same ones are asked whatever the share.
- Resident memory of several processes is the sum of each one's, looked at ten times a second; what they share counts more than once. That of one process is its peak since it started.
- The event loop's delay is how late a timer of 10 ms is.
- Recall compares what the index finds with the products of the question and every vector. Documents hold copies of each other: whatever is as near as the tenth is right.
- A start is that of \`npm run ask\` without npm, to the first letter of the answer, with files that the system has in its cache. Against it, with the seeds: Node, the libraries imported as they come, and the model.`;

const LIMITS = `## What this does not tell

Of what takes minutes there is one run; ranges in parentheses are the least and the most of several, beside their median. The documents of a share are every so many-th of all, sorted by name. One run on one machine is no promise for another: compare ratios, not times.`;

function mustsTable(figures: ScaleFigures): string {
  const columns = [
    { title: '', isFigures: false },
    { title: 'limit', isFigures: true },
    { title: 'figure', isFigures: true },
    { title: 'ratio', isFigures: true },
    { title: '', isFigures: false },
  ];
  const rows = mustsOf(figures).map(({ what, limit, figure: value, ratio, held }) => {
    return [what, limit, value, plainRatio(ratio), held ? 'held' : '**not held**'];
  });
  return markdownTable(columns, rows);
}

function pictureOf(name: string, pictures: Pictures): string {
  const description = /<desc[^>]*>([^<]*)</.exec(pictures[name] ?? '')?.[1] ?? '';
  return `<img src="pictures/${name}" width="720" alt="${description}">`;
}

/** In full: how many there are is no measurement. */
function exact(count: number): string {
  return count.toLocaleString('en');
}

/** What the terminal shows of a run. */
export function verdictOf(figures: ScaleFigures): string {
  return mustsOf(figures)
    .map(({ what, limit, figure: value, held }) => {
      return `${held ? 'held    ' : 'NOT HELD'}  ${value.padStart(9)}  ${limit.padEnd(10)} ${what}`;
    })
    .join('\n');
}
