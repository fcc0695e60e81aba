import { beforeAll, describe, expect, test } from 'vitest';
import { EXIT } from '../../src/errors.js';
import { documentsFolder } from '../documents-folder.js';
import { HARBOUR } from '../harbour.js';
import { run } from '../program.js';
import { temporaryFolder } from '../temporary-folder.js';
import { squadFile, VERSION_2 } from './squad-files.js';

describe('the evaluation on SQuAD, as a program', () => {
  let folders: { SEEDS_DIR: string; EMBEDDINGS_DIR: string };
  beforeAll(async () => {
    folders = {
      SEEDS_DIR: await documentsFolder(HARBOUR),
      EMBEDDINGS_DIR: await temporaryFolder(),
    };
  });

  const evaluated = async (...args: string[]) =>
    run('eval-squad', { args, env: folders, cwd: await temporaryFolder() });

  test('prints our ranking, the baselines, and the confidence on both corpora', async () => {
    const { code, stdout, stderr } = await evaluated(await squadFile(VERSION_2));
    expect(stderr).toBe('');
    expect(code).toBe(EXIT.ok);
    expect(stdout).toMatch(/squad\.json: 10 questions, 5 of them answerable\n5 articles with 10 /);
    expect(stdout).toMatch(/^Verbatim +\d+\.\d %/m);
    for (const name of ['MiniSearch', 'Lunr', 'FTS5 bm25', 'vectors']) {
      expect(stdout).toMatch(new RegExp(`^ahead of ${name} +[+−]?\\d`, 'm'));
    }
    expect(stdout).toMatch(/^quoted, unanswerable +5 /m);
    expect(stdout).toMatch(/left out[\s\S]*^quoted, unanswerable +6 /m);
  });

  test('asks as many questions as it is told to', async () => {
    const { stdout } = await evaluated('--questions', '4', await squadFile(VERSION_2));
    expect(stdout).toMatch(/: 4 questions/);
  });

  test.each([
    ['no file', [], /No SQuAD file is named/],
    ['a number that is none', ['--questions', '0', 'x.json'], /--questions 0/],
  ])('says how it is used when it is given %s', async (_, args, message) => {
    const { code, stderr } = await evaluated(...args);
    expect(code).toBe(EXIT.usage);
    expect(stderr).toMatch(message);
  });
});
