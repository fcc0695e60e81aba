import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { temporaryFolder } from './temporary-folder.js';

export type Contents = Readonly<Record<string, string | Uint8Array>>;

/** A folder of its own with these files, whose names may hold folders. */
export async function documentsFolder(contents: Contents = {}): Promise<string> {
  const folder = join(await temporaryFolder(), 'documents');
  await mkdir(folder);
  await putFiles(folder, contents);
  return folder;
}

export async function putFiles(folder: string, contents: Contents): Promise<void> {
  for (const [name, content] of Object.entries(contents)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
}
