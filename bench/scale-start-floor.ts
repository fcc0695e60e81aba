import { createRequire } from 'node:module';
import { basename, dirname } from 'node:path';
import { AutoModel, AutoTokenizer, env } from '@xenova/transformers';
import { BUNDLED } from '../src/config.js';
import 'better-sqlite3';
import 'cli-progress';
import 'dotenv';
import 'hnswlib-node';
import 'picocolors';
import 'pino';
import 'stemmer';
import 'wrap-ansi';
import 'yaml';
import 'zod';

/** Node, the libraries that an answer needs, imported as they come, and the model. */
createRequire(import.meta.url)('world-countries/dist/countries-unescaped.json');
env.allowRemoteModels = false;
env.localModelPath = dirname(BUNDLED.model);
await AutoTokenizer.from_pretrained(basename(BUNDLED.model));
await AutoModel.from_pretrained(basename(BUNDLED.model));
process.stdout.write('ready\n', () => process.exit(0));
