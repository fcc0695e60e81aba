import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { HubCache } from '../../src/embedding/hub-cache.js';
import { temporaryFolder } from '../temporary-folder.js';

const HUB = 'https://hub.example';
const NAME = `${HUB}/owner/model/resolve/main/onnx/model.onnx`;

let folder: string;
let cache: HubCache;

beforeEach(async () => {
  folder = await temporaryFolder();
  cache = new HubCache(folder, HUB);
});

const filesBelow = async () =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);

describe('the cache of a hub', () => {
  test('gives back what was put, with its length, to a later start too', async () => {
    await cache.put(NAME, new Response('bytes'));
    for (const reader of [cache, new HubCache(folder, `${HUB}/`)]) {
      const response = await reader.match(NAME);
      expect(response?.headers.get('content-length')).toBe('5');
      expect(await response?.text()).toBe('bytes');
    }
    expect(await filesBelow()).toEqual(['model.onnx']);
  });

  test('holds nothing that was not put', async () => {
    expect(await cache.match(NAME)).toBeUndefined();
  });

  test('keeps nothing of a body that breaks off', async () => {
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(Buffer.from('half'));
        controller.error(new Error('broken off'));
      },
    });
    await expect(cache.put(NAME, new Response(body))).rejects.toThrow('broken off');
    expect(await filesBelow()).toEqual([]);
  });

  test('remembers why a file could not be kept, and leaves no part of it', async () => {
    await mkdir(join(folder, 'owner/model/onnx/model.onnx'), { recursive: true });
    await expect(cache.put(NAME, new Response('bytes'))).rejects.toThrow();
    expect(cache.fault).toBeInstanceOf(Error);
    expect(await filesBelow()).toEqual([]);
  });

  test('forgets a model, and what of it is still on its way, but no other', async () => {
    const other = NAME.replace('model', 'other');
    await cache.put(other, new Response('other'));
    await cache.put(NAME, new Response('bytes'));
    const late = cache.put(NAME, new Response('late'));
    await cache.forget('owner/model');
    await late;
    await cache.put(NAME, new Response('later'));
    expect(await cache.match(NAME)).toBeUndefined();
    expect(await (await cache.match(other))?.text()).toBe('other');
  });

  test('forgets without complaint what cannot be removed', async () => {
    await writeFile(join(folder, 'owner'), 'a file where the folder should be');
    await cache.forget('owner/model');
  });

  test('leaves names alone that are none of the hub’s', async () => {
    const path = join(folder, 'model/config.json');
    await cache.put(path, new Response('{}'));
    expect(await cache.match(path)).toBeUndefined();
    expect(await filesBelow()).toEqual([]);
  });

  test.each([
    ['leads out of the folder', `${HUB}/../../outside`],
    ['leads out of the folder from within', `${HUB}/owner/../../outside`],
    ['has a query', `${HUB}/owner/model/resolve/main/a.json?x=../..`],
  ])('keeps a name that %s inside', async (_, name) => {
    await cache.put(name, new Response('bytes'));
    expect(await filesBelow()).toHaveLength(1);
    expect(await (await cache.match(name))?.text()).toBe('bytes');
  });
});
