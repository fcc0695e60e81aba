import { createHash } from 'node:crypto';
import { open, readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { checksumOfFile } from './checksum.js';

const SEAL_FILE = 'generation.json';

const fileSchema = z.object({
  name: z.string().regex(/^[\w-]+(?:\.[\w-]+)*$/),
  bytes: z.number().int().nonnegative(),
  /** See `checksumOfFile`. */
  sha256ofSha256s: z.string(),
});

const sealSchema = z.object({
  generation: z.string(),
  files: z.array(fileSchema),
  /** SHA-256 over the JSON of what stands before it. */
  checksum: z.string(),
});

type SealedFile = z.infer<typeof fileSchema>;

/**
 * Writes down the sizes and checksums of the files of a finished build, so that its folder can be
 * verified by itself, and waits until all of it is on disk.
 *
 * @param generation the name that the folder is about to get.
 * @param previous folder of a verified generation: what is linked from there is not read again.
 */
export async function seal(folder: string, generation: string, previous?: string): Promise<void> {
  const known = new Map<string, SealedFile>();
  if (previous !== undefined) {
    for (const file of (await readSeal(previous)).files) {
      known.set(await inodeOf(join(previous, file.name)), file);
    }
  }
  const names = (await readdir(folder)).filter((name) => name !== SEAL_FILE).sort();
  const files = await Promise.all(
    names.map(async (name): Promise<SealedFile> => {
      const path = join(folder, name);
      const linked = known.get(await inodeOf(path));
      if (linked !== undefined) return { ...linked, name };
      await syncFile(path);
      return { name, bytes: (await stat(path)).size, sha256ofSha256s: await checksumOfFile(path) };
    }),
  );
  const sealed = { generation, files };
  const handle = await open(join(folder, SEAL_FILE), 'w');
  try {
    const checksum = checksumOf(sealed);
    await handle.writeFile(`${JSON.stringify({ ...sealed, checksum })}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await syncFolder(folder);
}

/**
 * Compares every file of a generation with what was written. Sizes come first: they tell of most
 * damage without reading anything.
 *
 * @param atOnce files that are read at once: a thread that hashes takes a core from whoever answers.
 * @throws Error that names the file that is not as it was.
 */
export async function verify(folder: string, atOnce = 1): Promise<void> {
  const { generation, files } = await readSeal(folder);
  if (generation !== basename(folder)) throw new Error(`it is a copy of ${generation}`);
  const each = async (holds: (path: string, file: SealedFile) => Promise<boolean>) => {
    const left = [...files];
    const some = async () => {
      for (let file = left.shift(); file !== undefined; file = left.shift()) {
        const path = join(folder, file.name);
        if (!(await holds(path, file))) throw new Error(`${file.name} is not what was written`);
      }
    };
    try {
      await Promise.all(Array.from({ length: atOnce }, some));
    } finally {
      // After a fault whatever else is to be looked at does not matter.
      left.length = 0;
    }
  };
  await each(async (path, { name, bytes }) => (await present(name, stat(path))).size === bytes);
  await each(async (path, file) => (await checksumOfFile(path)) === file.sha256ofSha256s);
}

async function readSeal(folder: string): Promise<z.infer<typeof sealSchema>> {
  const text = await present(SEAL_FILE, readFile(join(folder, SEAL_FILE), 'utf8'));
  try {
    const { checksum, ...sealed } = sealSchema.parse(JSON.parse(text));
    if (checksum === checksumOf(sealed)) return { ...sealed, checksum };
  } catch {
    // Neither JSON nor ours: the same fault as another checksum.
  }
  throw new Error(`${SEAL_FILE} is not what was written`);
}

/** The keys in the order of their schemas, which is the order they were written in. */
function checksumOf({ generation, files }: Omit<z.infer<typeof sealSchema>, 'checksum'>): string {
  return createHash('sha256').update(JSON.stringify({ generation, files })).digest('hex');
}

/** In the words of a person, instead of the path on this machine. */
async function present<T>(name: string, found: Promise<T>): Promise<T> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof Error && 'code' in error) {
      throw new Error(error.code === 'ENOENT' ? `${name} is missing` : `${name}: ${error.code}`);
    }
    throw error;
  }
}

async function inodeOf(path: string): Promise<string> {
  const { dev, ino } = await stat(path, { bigint: true });
  return `${dev}:${ino}`;
}

async function syncFile(path: string): Promise<void> {
  // Windows syncs only what may be written.
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes names and renames in a folder durable; Windows does that by itself and opens no folder. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
