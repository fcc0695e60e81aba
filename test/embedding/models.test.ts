import { describe, expect, test } from 'vitest';
import { isHubId, settingsOf } from '../../src/embedding/models.js';

const TOKENS_ONLY = ['last_hidden_state'];

describe('the settings of a model', () => {
  test('are found by the last part of a hub id and of a folder alike', () => {
    const fromHub = settingsOf('Xenova/bge-small-en-v1.5', TOKENS_ONLY);
    expect(fromHub.pooling).toBe('cls');
    expect(fromHub.prefix.question).not.toBe('');
    expect(settingsOf('/models/bge-small-en-v1.5', TOKENS_ONLY)).toEqual(fromHub);
    expect(settingsOf('/models/bge-small-en-v1.5/', TOKENS_ONLY)).toEqual(fromHub);
  });

  test('tell questions from passages where the model was trained so', () => {
    const { prefix } = settingsOf('intfloat/multilingual-e5-small', TOKENS_ONLY);
    expect(prefix).toEqual({ question: 'query: ', passage: 'passage: ' });
  });

  test('are the average without prefixes for a model that nothing is known of', () => {
    const settings = settingsOf('someone/something', TOKENS_ONLY);
    expect(settings).toEqual({ pooling: 'mean', prefix: { question: '', passage: '' } });
  });

  test('of a folder that is called like a part of every object are those of an unknown one', () => {
    expect(settingsOf('./constructor', [])).toEqual(settingsOf('./unheard-of', []));
  });

  test('leave pooling to a model that pools by itself, and keep the rest', () => {
    const outputs = ['last_hidden_state', 'sentence_embedding'];
    const settings = settingsOf('owner/multilingual-e5-small', outputs);
    expect(settings.pooling).toBe('graph');
    expect(settings.prefix.question).toBe('query: ');
    expect(settings.maxTokens).toBe(512);
  });
});

describe('a name of a model', () => {
  test.each(['Xenova/all-MiniLM-L6-v2', 'owner/name_1.5'])('%s is looked up on the hub', (name) => {
    expect(isHubId(name)).toBe(true);
  });

  test.each(['./model', '../models/small', '/models/small', 'model', 'a/b/c', 'owner/', ''])(
    '%j is a folder',
    (name) => expect(isHubId(name)).toBe(false),
  );

  test.each(['owner/..', 'owner/.', '../owner'])(
    '%j is a folder: as a hub id it would lead out of the folder of a model',
    (name) => expect(isHubId(name)).toBe(false),
  );
});
