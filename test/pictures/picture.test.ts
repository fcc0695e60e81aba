import type { APIEmbed } from 'discord-api-types/v10';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawScene } from '../../pictures/picture.js';
import type { Frame, Payload, Scene } from '../../pictures/scene.js';
import { nastyText } from '../discord/support/markdown.js';
import { readSvg } from './reading.js';

const FRAME: Frame = { author: { name: 'Bot', colour: '#123456', app: true }, time: 'now' };
const scene = (payload: Payload, frame: Partial<Frame> = {}): Scene => ({
  name: 'name',
  title: 'A title',
  messages: [{ frame: { ...FRAME, ...frame }, payload }],
});
const drawn = (payload: Payload, frame?: Partial<Frame>) =>
  readSvg(drawScene(scene(payload, frame)));
const lettersOf = (payload: Payload, frame?: Partial<Frame>) =>
  drawn(payload, frame).letters.map(({ text }) => text);
const embed = (change: APIEmbed): Payload => ({ embeds: [change] });

describe('a picture', () => {
  test('is well-formed and holds its letters, whatever is sent', () => {
    const text = nastyText(40);
    const field = fc.record({ name: text, value: text, inline: fc.boolean() });
    const payload = fc.record({
      content: text,
      embeds: fc.array(
        fc.record({ title: text, description: text, fields: fc.array(field, { maxLength: 4 }) }),
        { maxLength: 2 },
      ),
    });
    fc.assert(
      fc.property(payload, (sent) => {
        const { width, height, letters } = drawn(sent);
        for (const { x, y, width: own } of letters) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x + own).toBeLessThanOrEqual(width);
          expect(y).toBeLessThan(height);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('says in words what it shows', () => {
    const { text } = drawn(
      {
        embeds: [{ description: '**A** & `<b>`\n> c' }],
        components: [
          { type: 1, components: [{ type: 2, style: 2, label: 'More', custom_id: 'm' }] },
        ],
      },
      { used: { by: { name: 'Mila', colour: '#123456' }, command: 'ask' }, ephemeral: true },
    );
    expect(text.get('title')).toBe('A title');
    expect(text.get('desc')).toBe(
      'Mila used /ask\nBot:\nA & <b>\nc\nButtons: More\nOnly you can see this',
    );
  });

  test('shows what stands around a message', () => {
    const mila = { name: 'Mila', colour: '#123456' };
    const around = (frame: Partial<Frame>) => lettersOf({ content: 'x' }, frame);
    expect(around({})).toEqual(['B', 'Bot', 'APP', 'now', 'x']);
    expect(around({ used: { by: mila, command: 'ask' } })).toContain('/ask');
    expect(around({ replyTo: { author: mila, text: 'why?' } })).toContain('why?');
    expect(around({ ephemeral: true })).toContain('Dismiss message');
  });

  test('cannot be drawn of what it would have to leave out', () => {
    expect(() => drawn(embed({ image: { url: 'https://example.org/a.png' } }))).toThrow('image');
    const menu = { type: 5, custom_id: 'who' } as const;
    expect(() => drawn({ components: [{ type: 1, components: [menu] }] })).toThrow('buttons');
  });
});

describe('the parts of an embed', () => {
  test('are shown in the order that Discord gives them', () => {
    const shown = lettersOf(
      embed({
        footer: { text: 'footer **as it is**' },
        fields: [{ name: 'field', value: 'value' }],
        description: 'description',
        title: 'title',
        author: { name: 'author' },
      }),
    );
    expect(shown.slice(4)).toEqual([
      ...['author', 'title', 'description', 'field', 'value', 'footer **as it is**'],
    ]);
  });

  test('stand beside one another when they are inline, three in a row', () => {
    const fields = [1, 2, 3, 4].map((n) => ({ name: `n${n}`, value: `v${n}`, inline: true }));
    const { letters } = drawn(embed({ fields }));
    const [a, b, c, d] = ['n1', 'n2', 'n3', 'n4'].map((name) =>
      letters.find(({ text }) => text === name),
    );
    expect([b?.y, c?.y]).toEqual([a?.y, a?.y]);
    expect(b?.x).toBeGreaterThan(a?.x ?? 0);
    expect(d?.x).toBe(a?.x);
    expect(d?.y).toBeGreaterThan(a?.y ?? 0);
  });
});

test('a command that is typed has the choices over it, cut to the width', () => {
  const choices = [
    { name: 'short', value: 'a' },
    { name: 'long '.repeat(50), value: 'b' },
  ];
  const typing = { command: 'source', option: 'document', typed: 'sh', choices };
  const { letters, width } = readSvg(drawScene({ name: 'n', title: 't', messages: [], typing }));
  const [, first, second, command, , typed] = letters;
  expect([first?.text, command?.text, typed?.text]).toEqual(['short', '/source', 'sh']);
  expect(second?.text).toMatch(/^long .*…$/);
  expect((second?.x ?? 0) + (second?.width ?? 0)).toBeLessThan(width);
});

test('a file that is not well-formed is told from one that is', () => {
  expect(() => readSvg('<svg><g></svg>')).toThrow('closes nothing');
  expect(() => readSvg('<svg><g>')).toThrow('not closed');
  expect(() => readSvg('<svg>a & b</svg>')).toThrow('not XML');
  expect(() => readSvg('<svg a="1" a="2"/>')).toThrow('twice');
  expect(() => readSvg('<svg>\u0001</svg>')).toThrow('forbids');
  expect(readSvg('<svg><text>a &amp; b</text></svg>').text.get('text')).toBe('a & b');
});
