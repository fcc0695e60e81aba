import { type Config, readConfig } from '../src/config.js';
import { EXIT, VerbatimError } from '../src/errors.js';

/**
 * The weights that come with the program are for its own model, and the development set asks about
 * its own documents: fitted with others they would be worse, and nobody would notice.
 *
 * @throws VerbatimError `config` that names each variable that asks for something else.
 */
export function requireBundled(config: Config): void {
  const own = readConfig({});
  const others = [
    ...(config.embeddingModel === own.embeddingModel ? [] : ['EMBEDDING_MODEL']),
    ...(config.seedsDir === own.seedsDir ? [] : ['SEEDS_DIR']),
  ];
  if (others.length === 0) return;
  throw new VerbatimError(
    'config',
    `The weights are fitted with the bundled model on the bundled seeds only; something else is set by ${others.join(' and ')}.`,
    `Unset ${others.join(' and ')} in the environment and in .env, and run "npm run fit" again.`,
    { exitCode: EXIT.config },
  );
}
