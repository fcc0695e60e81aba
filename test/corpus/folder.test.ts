import { execFileSync } from 'node:child_process';
import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openCorpusFolder } from '../../src/corpus/folder.js';
import { EXIT, messageOf, VerbatimError } from '../../src/errors.js';
import { documentsFolder, putFiles } from '../documents-folder.js';

const LIMIT = 1_000_000;
const BODY = 'The talks were long and they were candid.';
/** File modes mean nothing to root. */
const IS_ROOT = process.getuid?.() === 0;
const HAS_PIPES = process.platform !== 'win32';

async function faultOf(folder: string, source: string, limit = LIMIT): Promise<string> {
  const corpus = await openCorpusFolder(folder, limit);
  try {
    (await corpus.read(source)).parse();
  } catch (error) {
    return messageOf(error);
  }
  return 'none';
}

describe('a folder of documents', () => {
  test('holds the .txt and .md files of all its folders, in one order', async () => {
    const folder = await documentsFolder({
      'b.txt': BODY,
      'B.TXT': BODY,
      'a.md': BODY,
      'a/z.md': BODY,
      '2025/11/readout.md': BODY,
      'notes.pdf': BODY,
      'sources.yaml': '',
      '.hidden.txt': BODY,
      '.git/a.txt': BODY,
      'x.txt/inside.txt': BODY,
    });
    const corpus = await openCorpusFolder(folder, LIMIT);
    expect(corpus.sources).toEqual([
      '2025/11/readout.md',
      'B.TXT',
      'a.md',
      'a/z.md',
      'b.txt',
      'x.txt/inside.txt',
    ]);
    expect([...corpus.faults, ...corpus.unreadable]).toEqual([]);
  });

  test('gives a document whose name is its path', async () => {
    const folder = await documentsFolder({ '2025/a.txt': BODY });
    const raw = await (await openCorpusFolder(folder, LIMIT)).read('2025/a.txt');
    expect(raw.parse()).toMatchObject({ info: { source: '2025/a.txt' }, text: BODY });
  });

  test('tells a change by the bytes of a file and by its entry in sources.yaml', async () => {
    const folder = await documentsFolder({ 'a.txt': BODY, 'b.txt': BODY });
    const prints = async () => {
      const corpus = await openCorpusFolder(folder, LIMIT);
      return Promise.all(['a.txt', 'b.txt'].map(async (s) => (await corpus.read(s)).fingerprint));
    };
    const before = await prints();
    expect(await prints()).toEqual(before);
    await putFiles(folder, { 'a.txt': `${BODY} ` });
    const [a, b] = await prints();
    expect(a).not.toBe(before[0]);
    expect(b).toBe(before[1]);
    await putFiles(folder, { 'sources.yaml': 'b.txt:\n  publisher: The Daily Post\n' });
    expect((await prints())[0]).toBe(a);
    expect((await prints())[1]).not.toBe(b);
  });

  test.each([
    ['that is missing', async () => join(await documentsFolder(), 'missing')],
    [
      'that is a file',
      async () => {
        const folder = await documentsFolder({ 'a.txt': BODY });
        return join(folder, 'a.txt');
      },
    ],
  ])('%s is an error that says what to do', async (_, folder) => {
    const error = await openCorpusFolder(await folder(), LIMIT).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(VerbatimError);
    expect(error).toMatchObject({
      code: 'corpus',
      exitCode: EXIT.noInput,
      message: expect.stringContaining('cannot be read'),
      remedy: expect.stringContaining('SEEDS_DIR'),
    });
  });
});

describe('a file that cannot be used', () => {
  test.each([
    ['is empty', '', 'it is empty'],
    ['is not UTF-8', Buffer.from([0xff, 0xfe, 0x41]), 'it is not UTF-8'],
    ['holds NUL', 'a\0b', 'it holds NUL characters'],
    ['has front matter that stays open', `---\ntitle: T\n${BODY}`, 'never closed'],
    ['has front matter that is broken', `---\na: [\n---\n${BODY}`, 'not valid YAML'],
  ])('has its fault told: it %s', async (_, content, message) => {
    const folder = await documentsFolder({ 'bad.txt': content });
    expect(await faultOf(folder, 'bad.txt')).toContain(message);
  });

  test('has its fault told: it is over the size limit, by one byte', async () => {
    const folder = await documentsFolder({ 'a.txt': 'x'.repeat(1001) });
    expect(await faultOf(folder, 'a.txt', 1000)).toBe(
      'it has 1001 bytes, over the limit of 1000 (MAX_DOCUMENT_BYTES)',
    );
    const corpus = await openCorpusFolder(folder, 1001);
    expect((await corpus.read('a.txt')).parse().text).toHaveLength(1001);
  });

  test('has its fault told: it went away in the meantime', async () => {
    const folder = await documentsFolder({ 'a.txt': BODY });
    expect(await faultOf(folder, 'gone.txt')).toContain('ENOENT');
  });

  test.skipIf(!HAS_PIPES)(
    'may be a pipe that nobody writes to, and is not waited for',
    async () => {
      const folder = await documentsFolder({ 'a.txt': BODY });
      execFileSync('mkfifo', [join(folder, 'pipe.txt'), join(folder, 'sources.yaml')]);
      const { sources, faults } = await openCorpusFolder(folder, LIMIT);
      expect(sources).toEqual(['a.txt', 'pipe.txt']);
      expect(faults).toMatchObject([{ source: 'sources.yaml' }]);
      expect(await faultOf(folder, 'pipe.txt')).toBe('it is not a regular file');
    },
    5_000,
  );

  // Root reads files of any mode, so there the test would show nothing.
  test.skipIf(IS_ROOT)('may be one that this user must not read', async () => {
    const folder = await documentsFolder({ 'a.txt': BODY, 'closed/b.txt': BODY });
    await chmod(join(folder, 'a.txt'), 0o000);
    await chmod(join(folder, 'closed'), 0o000);
    expect(await faultOf(folder, 'a.txt')).toContain('EACCES');
    const { unreadable } = await openCorpusFolder(folder, LIMIT);
    expect(unreadable).toMatchObject([{ source: 'closed' }]);
    await chmod(join(folder, 'closed'), 0o700);
  });
});

describe('a link', () => {
  test('is followed to a file inside the folder', async () => {
    const folder = await documentsFolder({ 'a.txt': BODY, 'deep/b.md': BODY });
    await symlink('../a.txt', join(folder, 'deep/link.txt'));
    await symlink('deep/b.md', join(folder, 'link.md'));
    const corpus = await openCorpusFolder(folder, LIMIT);
    expect(corpus.sources).toEqual(['a.txt', 'deep/b.md', 'deep/link.txt', 'link.md']);
    expect((await corpus.read('deep/link.txt')).parse().text).toBe(BODY);
  });

  test('is not followed out of the folder, to nowhere, in circles or to a folder', async () => {
    const outside = await documentsFolder({ 'secret.txt': 'A secret.' });
    const folder = await documentsFolder({ 'a.txt': BODY });
    await mkdir(`${folder}-sibling`);
    await writeFile(`${folder}-sibling/secret.txt`, 'A secret.');
    await symlink(join(outside, 'secret.txt'), join(folder, 'out.txt'));
    await symlink(`${folder}-sibling/secret.txt`, join(folder, 'sibling.txt'));
    await symlink('nowhere.txt', join(folder, 'dangling.txt'));
    await symlink('circle.txt', join(folder, 'circle.txt'));
    await symlink(outside, join(folder, 'outside'));
    await symlink('.', join(folder, 'again'));
    const { sources, unreadable } = await openCorpusFolder(folder, LIMIT);
    expect(sources).toEqual(['a.txt']);
    const faults = Object.fromEntries(unreadable.map(({ source, message }) => [source, message]));
    expect(faults).toEqual({
      'out.txt': 'the link leads out of the folder; copy the file in',
      'sibling.txt': 'the link leads out of the folder; copy the file in',
      'dangling.txt': 'the link leads nowhere; remove or mend it',
      'circle.txt': 'the link leads nowhere; remove or mend it',
      outside: 'links to folders are not followed; move the folder in',
      again: 'links to folders are not followed; move the folder in',
    });
  });

  test('may be the folder itself', async () => {
    const folder = await documentsFolder({ 'a.txt': BODY });
    await symlink(folder, `${folder}-link`);
    expect((await openCorpusFolder(`${folder}-link`, LIMIT)).sources).toEqual(['a.txt']);
  });
});

describe('sources.yaml', () => {
  const faultsOf = async (yaml: string) => {
    const folder = await documentsFolder({ 'a.txt': BODY, 'b.txt': BODY, 'sources.yaml': yaml });
    const corpus = await openCorpusFolder(folder, LIMIT);
    const [a, b] = await Promise.all(
      ['a.txt', 'b.txt'].map(async (source) => (await corpus.read(source)).parse().info),
    );
    return { faults: corpus.faults.map(({ message }) => message), a, b };
  };

  test('adds what the file says of a document', async () => {
    const { a, b, faults } = await faultsOf(
      'a.txt:\n  title: The Talks\n  authors: [Ann Lee]\n  date: 2025-11-23\n',
    );
    expect(a).toMatchObject({ title: 'The Talks', authors: ['Ann Lee'], date: '2025-11-23' });
    expect(b).toMatchObject({ title: BODY });
    expect(faults).toEqual([]);
  });

  test('may be empty or hold only comments', async () => {
    expect((await faultsOf('')).faults).toEqual([]);
    expect((await faultsOf('# nothing yet\n')).faults).toEqual([]);
  });

  test('leaves a date unknown that is none, and says so', async () => {
    const { a, faults } = await faultsOf('a.txt:\n  date: soon\n  title: The Talks\n');
    expect(faults).toEqual(['In the entry a.txt, "soon" is no calendar date.']);
    expect(a).toMatchObject({ title: 'The Talks' });
    expect(a?.date).toBeUndefined();
  });

  test('loses a broken entry and keeps the others', async () => {
    const { a, b, faults } = await faultsOf(
      'a.txt:\n  title: [The, Talks]\nb.txt:\n  publisher: The Daily Post\n',
    );
    expect(faults).toEqual(['The entry a.txt is ignored: metadata is not as expected: title.']);
    expect(a).toMatchObject({ title: BODY });
    expect(b).toMatchObject({ publisher: 'The Daily Post' });
  });

  test('is told of when it is no mapping, and the documents go on', async () => {
    for (const yaml of ['- a\n- b\n', 'a.txt: [', 'just words', '['.repeat(60_000)]) {
      const { faults, a } = await faultsOf(yaml);
      expect(faults).toHaveLength(1);
      expect(faults[0]).toMatch(/^It is ignored, since it is no YAML mapping: \w[^\n]+\.$/);
      expect(a).toMatchObject({ title: BODY });
    }
  });

  test('tells of which documents it lost the entry', async () => {
    const lostOf = async (yaml: string | undefined) => {
      const file = yaml === undefined ? {} : { 'sources.yaml': yaml };
      const folder = await documentsFolder({ 'a.txt': BODY, 'b.txt': BODY, ...file });
      const corpus = await openCorpusFolder(folder, LIMIT);
      const [a, b] = await Promise.all(['a.txt', 'b.txt'].map((source) => corpus.read(source)));
      return [a?.entryLost, b?.entryLost];
    };
    expect(await lostOf(undefined)).toEqual([false, false]);
    expect(await lostOf('')).toEqual([false, false]);
    expect(await lostOf('a.txt:\n  date: soon\n')).toEqual([false, false]);
    expect(await lostOf('a.txt:\n  title: [The, Talks]\n')).toEqual([true, false]);
    expect(await lostOf('a.txt: [')).toEqual([true, true]);
  });

  test('is told of when it names a file that is not there', async () => {
    const { faults } = await faultsOf('c.txt:\n  title: The Talks\n');
    expect(faults).toEqual(['It names c.txt, and there is no such file.']);
  });
});
