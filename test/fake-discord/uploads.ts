import type { APIAttachment, APIMessage } from 'discord-api-types/v10';
import { fileNotFound, invalidJson, tooLarge } from './api-error.js';
import { tooLong } from './limits.js';
import { snowflake } from './snowflake.js';
import type { World } from './world.js';

/** Bytes; without boosts. */
const FILE_SIZE = 10 * 1_024 * 1_024;

export interface UploadedFile {
  /** The number in `files[0]`, to which `attachments` of the body refer by `id`. */
  readonly number: string;
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

export interface Parsed {
  readonly body: unknown;
  readonly files: readonly UploadedFile[];
}

/** Reads JSON, or a form with `payload_json` and `files[0]` and so on. Throws error 50109. */
export async function parseBody(bytes: Buffer, contentType = ''): Promise<Parsed> {
  if (bytes.length === 0) return { body: undefined, files: [] };
  if (!contentType.startsWith('multipart/form-data')) {
    return { body: json(bytes.toString('utf8')), files: [] };
  }
  const response = new Response(new Uint8Array(bytes), {
    headers: { 'content-type': contentType },
  });
  const form = await response.formData();
  const files: UploadedFile[] = [];
  for (const [field, value] of form.entries()) {
    if (typeof value === 'string') continue;
    files.push({
      number: /^files\[(\d+)\]$/.exec(field)?.[1] ?? field,
      filename: value.name,
      contentType: value.type,
      bytes: Buffer.from(await value.arrayBuffer()),
    });
  }
  const payload = form.get('payload_json');
  return { body: typeof payload === 'string' ? json(payload) : {}, files };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalidJson();
  }
}

interface Described {
  readonly id: string | number;
  readonly filename?: string | null;
  readonly description?: string | null;
}

/**
 * The attachments of a message, whose bytes the world keeps from now on. Of those that it has
 * already, an edit keeps the ones that it names, or all when it names none.
 */
export function attachmentsOf(
  world: World,
  body: { readonly attachments?: readonly Described[] | null | undefined },
  files: readonly UploadedFile[],
  present: readonly APIAttachment[] = [],
): APIAttachment[] {
  const described = body.attachments ?? undefined;
  if (files.length > 10) throw tooLong('attachments', 10);
  if (files.some(({ bytes }) => bytes.length > FILE_SIZE)) throw tooLarge();
  const known = new Set([...files.map((file) => file.number), ...present.map(({ id }) => id)]);
  if (described?.some(({ id }) => !known.has(String(id)))) throw fileNotFound();
  const kept = present.filter(
    ({ id }) => described === undefined || described.some((each) => String(each.id) === id),
  );
  const added = files.map((file): APIAttachment => {
    const about = described?.find(({ id }) => String(id) === file.number);
    const id = snowflake();
    const filename = about?.filename ?? file.filename;
    world.files.set(id, file.bytes);
    return {
      id,
      filename,
      size: file.bytes.length,
      url: `http://127.0.0.1/attachments/${id}/${filename}`,
      proxy_url: `http://127.0.0.1/attachments/${id}/${filename}`,
      content_type: file.contentType,
      ...(about?.description == null ? {} : { description: about.description }),
    };
  });
  return [...kept, ...added];
}

/** The bytes of a file of a message. Throws when it has none of the name. */
export function sentFile(world: World, message: APIMessage, name: string): Buffer {
  const found = message.attachments.find(({ filename }) => filename === name);
  const bytes = world.files.get(found?.id ?? '');
  if (bytes === undefined) {
    const names = message.attachments.map(({ filename }) => filename).join(', ');
    throw new Error(`the message has no file ${name}, only: ${names || 'none'}`);
  }
  return bytes;
}
