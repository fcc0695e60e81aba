import { describe, expect, test } from 'vitest';
import { daysAgo, NOW, question, recordsIn, vote } from './opened.js';

const HERE = { guildId: 'guild', limit: 10 };

describe('a gap', () => {
  test('is a question that found nothing, and not one that did', async () => {
    const records = await recordsIn();
    records.asked(question({ text: 'Who signed it?', kind: 'none', confidence: 0.01 }));
    records.asked(question({ text: 'When?', kind: 'quoted' }));
    records.asked(question({ text: 'Where?', kind: 'closest' }));
    expect(records.gaps(HERE)).toEqual([
      { text: 'Who signed it?', times: 1, notFound: 1, notHelpful: 0, lastAsked: NOW },
    ]);
  });

  test('is a question whose answer was marked as not helpful, and not one that was helpful', async () => {
    const records = await recordsIn();
    const [bad, good] = ['bad', 'good'].map((text) => records.asked(question({ text })) ?? -1);
    if (bad === undefined || good === undefined) throw new Error('nothing was stored');
    records.voted(vote({ messageId: '1', questionId: bad, helpful: false }));
    records.voted(vote({ messageId: '2', questionId: good, helpful: true }));
    expect(records.gaps(HERE).map(({ text, notHelpful }) => [text, notHelpful])).toEqual([
      ['bad', 1],
    ]);
  });

  test('counts every time it was asked in any spelling, and is worded as it was last', async () => {
    const records = await recordsIn();
    records.asked(question({ text: 'WHO SIGNED IT', kind: 'none', at: daysAgo(2) }));
    records.asked(question({ text: '“Who  signed it”??', kind: 'none', at: daysAgo(1) }));
    records.asked(question({ text: 'who signed it', kind: 'quoted', at: daysAgo(3) }));
    expect(records.gaps(HERE)).toEqual([
      {
        text: '“Who  signed it”??',
        times: 3,
        notFound: 2,
        notHelpful: 0,
        lastAsked: daysAgo(1),
      },
    ]);
  });

  test('counts the members that it did not help, not their votes', async () => {
    const records = await recordsIn();
    const first = records.asked(question({ text: 'Who?' })) ?? -1;
    const second = records.asked(question({ text: 'who' })) ?? -1;
    for (const [messageId, userId, questionId] of [
      ['1', 'anna', first],
      ['2', 'anna', second],
      ['2', 'bela', second],
    ] as const)
      records.voted(vote({ messageId, userId, questionId, helpful: false }));
    expect(records.gaps(HERE)).toMatchObject([{ times: 2, notFound: 0, notHelpful: 2 }]);
  });

  test('that is most frequent comes first, then the one asked last, up to the limit', async () => {
    const records = await recordsIn();
    const asked: [string, number][] = [
      ['twice, long ago', 9],
      ['once, lately', 1],
      ['twice, long ago', 8],
      ['twice, lately', 7],
      ['once, long ago', 6],
      ['twice, lately', 2],
    ];
    for (const [text, days] of asked)
      records.asked(question({ text, kind: 'none', at: daysAgo(days) }));
    const order = ['twice, lately', 'twice, long ago', 'once, lately', 'once, long ago'];
    expect(records.gaps(HERE).map(({ text }) => text)).toEqual(order);
    const few = records.gaps({ ...HERE, limit: 3 });
    expect(few.map(({ text }) => text)).toEqual(order.slice(0, 3));
  });

  test('belongs to the server it was asked in, or to direct messages', async () => {
    const records = await recordsIn();
    for (const guildId of ['guild', 'other', null])
      records.asked(question({ guildId, kind: 'none', text: `in ${guildId}` }));
    for (const guildId of ['guild', 'other', null])
      expect(records.gaps({ guildId, limit: 10 }).map(({ text }) => text)).toEqual([
        `in ${guildId}`,
      ]);
  });

  test('takes no notice of votes in another server', async () => {
    const records = await recordsIn();
    records.asked(question({ guildId: 'guild' }));
    const questionId = records.asked(question({ guildId: 'other' })) ?? -1;
    records.voted(vote({ questionId, guildId: 'other', helpful: false }));
    expect(records.gaps(HERE)).toEqual([]);
    expect(records.gaps({ guildId: 'other', limit: 10 })).toHaveLength(1);
  });
});

describe('a vote', () => {
  test('of one member on one message counts once, and the last one does', async () => {
    const records = await recordsIn();
    const questionId = records.asked(question()) ?? -1;
    records.voted(vote({ questionId, helpful: true }));
    records.voted(vote({ questionId, helpful: false }));
    records.voted(vote({ questionId, userId: 'another', helpful: true }));
    records.voted(vote({ questionId, messageId: 'another', helpful: true }));
    expect(records.counts()).toEqual({ questions: 1, votes: 3, helpful: 2, notHelpful: 1 });
    expect(records.gaps(HERE)).toMatchObject([{ notHelpful: 1 }]);
    records.voted(vote({ questionId, helpful: true }));
    expect(records.gaps(HERE)).toEqual([]);
  });

  test('keeps its question when it is changed without naming it', async () => {
    const records = await recordsIn();
    records.voted(vote({ questionId: records.asked(question()) ?? -1, helpful: true }));
    records.voted(vote({ helpful: false }));
    expect(records.gaps(HERE)).toMatchObject([{ notHelpful: 1 }]);
  });

  test('falls to a question only where that was asked, and counts without it elsewhere', async () => {
    const records = await recordsIn();
    const here = records.asked(question()) ?? -1;
    const direct = records.asked(question({ guildId: null, text: 'And here?' })) ?? -1;
    const elsewhere = [
      { questionId: here, guildId: 'other' },
      { questionId: here, guildId: null },
      { questionId: here, channelIds: ['another', 'third'] },
      { questionId: direct, guildId: 'guild' },
    ];
    for (const [n, place] of elsewhere.entries())
      records.voted(vote({ messageId: `${n}`, helpful: false, ...place }));
    expect(records.counts().notHelpful).toBe(elsewhere.length);
    expect(records.gaps(HERE)).toEqual([]);
    expect(records.gaps({ ...HERE, guildId: null })).toEqual([]);
    records.voted(
      vote({
        messageId: 'in a thread',
        questionId: here,
        channelIds: ['thread', 'channel'],
        helpful: false,
      }),
    );
    records.voted(vote({ questionId: direct, guildId: null, helpful: false }));
    expect(records.gaps(HERE)).toMatchObject([{ notHelpful: 1 }]);
    expect(records.gaps({ ...HERE, guildId: null })).toMatchObject([{ notHelpful: 1 }]);
  });

  test('on a question that is gone is counted, and falls to no later question', async () => {
    const records = await recordsIn();
    const gone = records.asked(question({ userId: 'gone' })) ?? -1;
    records.forget('gone');
    expect(records.asked(question())).toBeGreaterThan(gone);
    records.voted(vote({ questionId: gone, helpful: false }));
    expect(records.counts()).toMatchObject({ votes: 1, notHelpful: 1 });
    expect(records.gaps(HERE)).toEqual([]);
  });
});
