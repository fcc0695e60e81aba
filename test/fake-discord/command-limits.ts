import {
  type APIApplicationCommand,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  Locale,
} from 'discord-api-types/v10';
import { invalidForm, tooManyCommands } from './api-error.js';
import { length, tooLong } from './limits.js';

/** Discord's reference, "Application Command Naming". */
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const LOCALES: ReadonlySet<string> = new Set(Object.values(Locale));
/** Of a command with all its options and choices. */
const TOTAL = 8_000;
/** Per application, or per guild; those of context menus rose from 5 in March 2026. */
const HOW_MANY = new Map([
  [ApplicationCommandType.ChatInput, 100],
  [ApplicationCommandType.User, 15],
  [ApplicationCommandType.Message, 15],
]);

type Localisations = Readonly<Record<string, string | null>> | null | undefined;

interface Named {
  readonly name?: string;
  readonly name_localizations?: Localisations;
  readonly description?: string;
  readonly description_localizations?: Localisations;
}

interface Option extends Named {
  readonly type?: ApplicationCommandOptionType;
  readonly required?: boolean;
  readonly autocomplete?: boolean;
  readonly options?: readonly Option[];
  readonly choices?: readonly (Named & { readonly value?: unknown })[];
}

const { Subcommand, SubcommandGroup } = ApplicationCommandOptionType;
const isNesting = ({ type }: Option) => type === Subcommand || type === SubcommandGroup;

/** Throws error 50035 or 30032 for a list of commands that Discord would not take. */
export function checkCommands(bodies: readonly Partial<APIApplicationCommand>[]): void {
  const counts = new Map<ApplicationCommandType, number>();
  const seen = new Set<string>();
  for (const [index, body] of bodies.entries()) {
    const { type = ApplicationCommandType.ChatInput } = body;
    const key = `${type} ${body.name}`;
    if (seen.has(key)) throw refuse(`${index}`, 'APPLICATION_COMMANDS_DUPLICATE_NAME');
    seen.add(key);
    counts.set(type, (counts.get(type) ?? 0) + 1);
    checkCommand(body as Named & Pick<Option, 'options'>, type, `${index}`);
  }
  for (const [type, count] of counts) {
    if (count > (HOW_MANY.get(type) ?? 1)) throw tooManyCommands();
  }
}

function checkCommand(
  body: Named & Pick<Option, 'options'>,
  type: ApplicationCommandType,
  path: string,
): void {
  if (type === ApplicationCommandType.ChatInput) checkNamed(body, path);
  else {
    for (const [at, name] of namesOf(body, path)) {
      if (length(name) < 1 || length(name) > 32) throw tooLong(at, 32);
    }
    if (body.description) throw refuse(`${path}.description`, 'INVALID_DESCRIPTION');
    if (body.options?.length) throw refuse(`${path}.options`, 'INVALID_OPTIONS');
  }
  checkOptions(body.options ?? [], `${path}.options`, 0);
  if (charactersOf(body) > TOTAL) throw refuse(path, 'APPLICATION_COMMAND_TOO_LARGE');
}

/** `depth` is 0 for a command, 1 for a group and 2 for a subcommand. */
function checkOptions(options: readonly Option[], path: string, depth: number): void {
  if (options.length > 25) throw tooLong(path, 25);
  if (new Set(options.map(({ name }) => name)).size < options.length) {
    throw refuse(path, 'APPLICATION_COMMAND_OPTIONS_NAME_INVALID');
  }
  if (options.some(isNesting) && !options.every(isNesting)) {
    throw refuse(path, 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID');
  }
  const required = options.map((option) => option.required === true);
  if (required.some((now, at) => now && at > 0 && !required[at - 1])) {
    throw refuse(path, 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID');
  }
  for (const [index, option] of options.entries()) {
    const at = `${path}.${index}`;
    checkNamed(option, at);
    checkChoices(option, at);
    if (option.type === SubcommandGroup && depth > 0) throw refuse(at, 'NESTED_TOO_DEEP');
    if (option.type === Subcommand && depth > 1) throw refuse(at, 'NESTED_TOO_DEEP');
    if (option.options === undefined) continue;
    if (!isNesting(option)) throw refuse(at, 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID');
    const isGroup = option.type === SubcommandGroup;
    if (isGroup && !option.options.every(({ type }) => type === Subcommand)) {
      throw refuse(at, 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID');
    }
    checkOptions(option.options, `${at}.options`, isGroup ? 1 : 2);
  }
}

function checkChoices({ choices = [], autocomplete }: Option, path: string): void {
  if (choices.length > 25) throw tooLong(`${path}.choices`, 25);
  if (choices.length > 0 && autocomplete) throw refuse(path, 'CHOICES_AND_AUTOCOMPLETE');
  for (const [index, choice] of choices.entries()) {
    for (const [at, name] of namesOf(choice, `${path}.choices.${index}`)) {
      if (length(name) < 1 || length(name) > 100) throw tooLong(at, 100);
    }
    if (typeof choice.value === 'string' && length(choice.value) > 100) {
      throw tooLong(`${path}.choices.${index}.value`, 100);
    }
  }
}

/** Names in lower case, and descriptions of 1 to 100 characters, in every language. */
function checkNamed(body: Named, path: string): void {
  for (const [at, name] of namesOf(body, path)) {
    if (!NAME.test(name) || name !== name.toLowerCase()) throw refuse(at, 'STRING_TYPE_REGEX');
  }
  for (const [at, text] of textsOf(body.description, body.description_localizations)) {
    const where = `${path}.description${at}`;
    if (length(text) < 1 || length(text) > 100) throw tooLong(where, 100);
  }
}

function namesOf(body: Named, path: string): [string, string][] {
  const texts = textsOf(body.name, body.name_localizations);
  return texts.map(([at, name]) => [`${path}.name${at}`, name]);
}

function textsOf(text = '', others: Localisations = {}): [string, string][] {
  const translated = Object.entries(others ?? {}).map(([locale, other]): [string, string] => {
    if (!LOCALES.has(locale)) throw refuse(`localizations.${locale}`, 'BASE_TYPE_CHOICES');
    return [`_localizations.${locale}`, other ?? text];
  });
  return [['', text], ...translated];
}

interface Measured extends Named {
  readonly value?: unknown;
  readonly options?: readonly Measured[];
  readonly choices?: readonly Measured[];
}

/** Of what is translated, the longest counts. */
function charactersOf(body: Measured): number {
  const longest = (texts: [string, string][]) => Math.max(...texts.map(([, t]) => length(t)));
  const own =
    longest(textsOf(body.name, body.name_localizations)) +
    longest(textsOf(body.description, body.description_localizations)) +
    (typeof body.value === 'string' ? length(body.value) : 0);
  const inner = [...(body.options ?? []), ...(body.choices ?? [])];
  return inner.reduce((total, part) => total + charactersOf(part), own);
}

function refuse(path: string, code: string) {
  return invalidForm(path, code, 'Not a command that Discord takes');
}
