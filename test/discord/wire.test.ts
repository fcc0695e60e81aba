import { describe } from 'vitest';
import { setStage } from './support/stage.js';
import { about } from './wire/about.js';
import { asking } from './wire/asking.js';
import { broken } from './wire/broken.js';
import { buttons } from './wire/buttons.js';
import { caches } from './wire/caches.js';
import { channels } from './wire/channels.js';
import { closing } from './wire/closing.js';
import { connection } from './wire/connection.js';
import { context } from './wire/context.js';
import { faults } from './wire/faults.js';
import { filters } from './wire/filters.js';
import { followUps } from './wire/follow-ups.js';
import { gaps } from './wire/gaps.js';
import { load } from './wire/load.js';
import { localisations } from './wire/localisations.js';
import { lookup } from './wire/lookup.js';
import { quotes } from './wire/quotes.js';
import { records } from './wire/records.js';
import { reindex } from './wire/reindex.js';
import { search } from './wire/search.js';
import { settings } from './wire/settings.js';
import { shards } from './wire/shards.js';
import { starting } from './wire/starting.js';
import { status } from './wire/status.js';
import { threads } from './wire/threads.js';

/**
 * The real program, driven through the real discord.js by a Discord on the loopback interface. One
 * file, so that program, model and API description are loaded once.
 */
describe('on the wire', () => {
  const stage = setStage();
  starting(stage);
  asking(stage);
  filters(stage);
  followUps(stage);
  threads(stage);
  channels(stage);
  buttons(stage);
  lookup(stage);
  search(stage);
  quotes(stage);
  localisations(stage);
  context(stage);
  reindex(stage);
  status(stage);
  gaps(stage);
  settings(stage);
  about(stage);
  faults(stage);
  records(stage);
  connection(stage);
  closing(stage);
  broken(stage);
  shards(stage);
  caches(stage);
  load(stage);
});
