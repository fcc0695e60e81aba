import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** What the tests ask about; hard-wrapped like many real documents. */
export const DOCUMENTS: Readonly<Record<string, string>> = {
  'harbour/notice.md': [
    '---',
    "date: '2025-03-04'",
    'title: Notice to Mariners',
    'source_url: https://www.harbour.example/notices/12',
    'tags: notices',
    '---',
    '',
    'The harbour office announced new rules on Tuesday.',
    '',
    'The eastern pier is closed to all ferries until the end of May because',
    'its timbers are rotten. Captain Irma Holm signed the order on behalf of',
    'the harbour office.',
    '',
    'Fishing boats may still land their catch at the western pier. A fine of',
    'forty crowns awaits whoever moors at the closed pier. Divers will look',
    'at the foundations before the summer, and masons will mend the stairs',
    'in the autumn.',
    '',
  ].join('\n'),
  'expedition.txt': [
    'The Spitsbergen Expedition',
    '',
    'The expedition left Tromsø in June with nineteen sled dogs.',
    'Professor Ada Lindqvist led the expedition to the glacier.',
    '',
    'They measured the thickness of the ice with a steam drill every second day.',
    'The cook, a former baker, kept the only diary that survived.',
    '',
  ].join('\n'),
  'graffiti.txt': [
    'Writing on the Wall',
    '',
    'The prankster painted @everyone and <@&123456789012345678> and <@223456789012345678> on the chapel wall with **red** lacquer.',
    '',
    'The sexton needed three days and a bucket of turpentine to remove the lacquer.',
    '',
  ].join('\n'),
};

export interface Folder {
  readonly seeds: string;
  readonly embeddings: string;
  /** For what the bot remembers. */
  readonly data: string;
  write(name: string, text: string): Promise<void>;
  remove(name: string): Promise<void>;
  /** Takes the whole folder away. */
  dispose(): Promise<void>;
}

/** A folder of documents, and an empty one for the index, below the system's temporary folder. */
export async function documentFolder(
  documents: Readonly<Record<string, string>> = DOCUMENTS,
): Promise<Folder> {
  const root = await mkdtemp(join(tmpdir(), 'verbatim-discord-'));
  const seeds = join(root, 'seeds');
  const folder: Folder = {
    seeds,
    embeddings: join(root, 'embeddings'),
    data: join(root, 'data'),
    async write(name, text) {
      const file = join(seeds, name);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    },
    remove: (name) => rm(join(seeds, name)),
    dispose: () => rm(root, { recursive: true, force: true }),
  };
  for (const [name, text] of Object.entries(documents)) await folder.write(name, text);
  return folder;
}
