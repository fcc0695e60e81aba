import { describe } from 'vitest';
import { setBench } from './behaviour/bare.js';
import { commands } from './behaviour/commands.js';
import { gateway } from './behaviour/gateway.js';
import { interactions } from './behaviour/interactions.js';
import { messages } from './behaviour/messages.js';
import { threads } from './behaviour/threads.js';
import { troubles } from './behaviour/troubles.js';

/** Against bare clients. One file, so that Discord's API description is read once. */
describe('the loopback Discord', () => {
  const bench = setBench();
  gateway(bench);
  messages(bench);
  threads(bench);
  commands(bench);
  interactions(bench);
  troubles(bench);
});
