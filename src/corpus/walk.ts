import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { messageOf } from '../errors.js';
import type { CorpusFault } from './document.js';

const EXTENSIONS: ReadonlySet<string> = new Set(['.txt', '.md']);

/** Whether a file of this name is a document, by its extension in any case. */
export function isDocumentName(name: string): boolean {
  return !name.startsWith('.') && EXTENSIONS.has(extname(name).toLowerCase());
}

/**
 * The names of the documents below a folder, and what is there and is none.
 *
 * @param root real path of the documents folder, which names are relative to.
 */
export async function* walk(root: string, folder: string): AsyncGenerator<string | CorpusFault> {
  let entries: Dirent[];
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (error) {
    yield {
      source: sourceOf(root, folder),
      message: `the folder cannot be read: ${messageOf(error)}`,
    };
    return;
  }
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    const isText = isDocumentName(entry.name);
    if (entry.isDirectory()) yield* walk(root, path);
    else if (entry.isSymbolicLink()) yield* follow(root, path, isText);
    else if (isText) yield sourceOf(root, path);
  }
}

/** A link to a folder is not followed: it could lead in circles, or show a document twice. */
async function* follow(
  root: string,
  path: string,
  isText: boolean,
): AsyncGenerator<string | CorpusFault> {
  const source = sourceOf(root, path);
  const target = await realpath(path).catch(() => undefined);
  if (target === undefined) {
    if (isText) yield { source, message: 'the link leads nowhere; remove or mend it' };
  } else if ((await stat(target)).isDirectory()) {
    yield { source, message: 'links to folders are not followed; move the folder in' };
  } else if (isText) {
    const inside = target.startsWith(root + sep);
    yield inside
      ? source
      : { source, message: 'the link leads out of the folder; copy the file in' };
  }
}

function sourceOf(root: string, path: string): string {
  return relative(root, path).split(sep).join('/');
}
