import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '../temporary-folder.js';

const MILL = {
  title: 'Old_mill',
  paragraphs: [
    {
      context:
        'The old mill stands on the river Ilm. It was built by Jorun Hale in 1742. The miller keeps geese.',
      qas: [
        { id: 'm1', question: 'Who built the mill?', answers: ['Jorun Hale', 'Hale'] },
        { id: 'm2', question: 'What does the miller keep?', answers: ['geese'] },
      ],
    },
    {
      context: 'Geese are loud birds. The wheel of the mill was renewed in 1742 days of work.',
      qas: [{ id: 'm3', question: 'Which birds are loud?', answers: ['Geese'] }],
    },
  ],
};

/** An invented SQuAD file, in the shape of version 1.1 with answers as plain strings. */
export const VERSION_1 = { version: 'made up', data: [MILL] };

function village(name: string, trade: string) {
  return {
    title: name,
    paragraphs: [
      {
        context: `The village of ${name} lives on ${trade}. Its market is held on Tuesdays.`,
        qas: [
          {
            id: `${name}-1`,
            question: `What does ${name} live on?`,
            answers: [{ text: trade, answer_start: 0 }],
            is_impossible: false,
          },
          {
            id: `${name}-2`,
            question: `Who is the mayor of ${name}?`,
            answers: [],
            is_impossible: true,
          },
        ],
      },
    ],
  };
}

/** Five articles in the shape of version 2.0, each with one question that nothing answers. */
export const VERSION_2 = {
  version: 'made up',
  data: [
    village('Amber', 'basket weaving'),
    village('Birkholm', 'salt boiling'),
    village('Corvin', 'bell founding'),
    village('Dunmere', 'peat cutting'),
    village('Elsby', 'rope making'),
  ],
};

/** @returns the path of a file with that content, as JSON unless it is a text. */
export async function squadFile(content: unknown): Promise<string> {
  const path = join(await temporaryFolder(), 'squad.json');
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}
