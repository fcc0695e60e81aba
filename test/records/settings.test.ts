import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { GuildSettings } from '../../src/records/records.js';
import { temporaryFolder } from '../temporary-folder.js';
import { recordsIn } from './opened.js';

const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 20 }), { maxLength: 5 });
const settings: fc.Arbitrary<GuildSettings> = fc.record({
  answerChannels: ids,
  threads: fc.constantFrom(true, false, null),
  privateByDefault: fc.boolean(),
  askRoles: ids,
});
const change = fc.record(
  {
    answerChannels: ids,
    threads: fc.constantFrom(true, false, null),
    privateByDefault: fc.boolean(),
    askRoles: ids,
  },
  { requiredKeys: [] },
);

describe('the settings of a server', () => {
  test('are the defaults as long as nothing was set', async () => {
    const records = await recordsIn();
    const defaults = { answerChannels: [], threads: null, privateByDefault: false, askRoles: [] };
    expect(records.settings('guild')).toEqual(defaults);
    expect(records.change('guild', {})).toEqual(defaults);
  });

  test('come back as they were set, whatever they are', async () => {
    const records = await recordsIn();
    fc.assert(
      fc.property(settings, (wanted) => {
        expect(records.change('guild', wanted)).toEqual(wanted);
        expect(records.settings('guild')).toEqual(wanted);
      }),
    );
  });

  test('that a change does not name stay, and so do those of other servers', async () => {
    const records = await recordsIn();
    const others = records.change('other', { threads: true, askRoles: ['role'] });
    fc.assert(
      fc.property(settings, change, (before, changed) => {
        records.change('guild', before);
        expect(records.change('guild', changed)).toEqual({ ...before, ...changed });
        expect(records.settings('other')).toEqual(others);
      }),
    );
  });

  test('changed through two handles keep both changes', async () => {
    const folder = await temporaryFolder();
    const [one, two] = [await recordsIn({ folder }), await recordsIn({ folder })];
    one.settings('guild');
    two.change('guild', { threads: false });
    one.change('guild', { privateByDefault: true });
    expect(two.settings('guild')).toMatchObject({ threads: false, privateByDefault: true });
  });

  test('are there after a restart', async () => {
    const folder = await temporaryFolder();
    const before = await recordsIn({ folder });
    before.change('guild', { answerChannels: ['a', 'b'] });
    before.close();
    expect((await recordsIn({ folder })).settings('guild').answerChannels).toEqual(['a', 'b']);
  });

  test('name a channel or role once, however often it is given', async () => {
    const records = await recordsIn();
    const { askRoles } = records.change('guild', { askRoles: ['b', 'a', 'b'] });
    expect(askRoles).toEqual(['b', 'a']);
  });

  test.each([
    ['answerChannels', { answerChannels: ['channel', ''] }],
    ['askRoles', { askRoles: 'role' }],
    ['threads', { threads: 'yes' }],
    ['privateByDefault', { privateByDefault: null }],
    ['colour', { colour: 'red' }],
  ])('refuse a wrong %s and change nothing', async (key, wrong) => {
    const records = await recordsIn();
    const before = records.change('guild', { threads: true });
    const mixed = { askRoles: ['role'], ...wrong } as Partial<GuildSettings>;
    expect(() => records.change('guild', mixed)).toThrow(
      expect.objectContaining({ code: 'records', message: expect.stringContaining(key) }),
    );
    expect(records.settings('guild')).toEqual(before);
  });
});
