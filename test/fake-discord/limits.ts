import type { APIEmbed } from 'discord-api-types/v10';
import { ApiError, invalidForm } from './api-error.js';

/** Written down here a second time, from Discord's reference, so that a wrong limit in the bot shows. */
const EMBED_TOTAL = 6_000;

export interface MessageParts {
  readonly content?: string | null | undefined;
  readonly embeds?: readonly APIEmbed[] | null | undefined;
  readonly components?: readonly object[] | null | undefined;
}

/** Discord counts characters, not code units. */
export const length = (text: string | null | undefined) => [...(text ?? '')].length;

function* textFields(embed: APIEmbed, path: string): Generator<[string, string, number]> {
  if (embed.title != null) yield [`${path}.title`, embed.title, 256];
  if (embed.description != null) yield [`${path}.description`, embed.description, 4_096];
  if (embed.footer != null) yield [`${path}.footer.text`, embed.footer.text, 2_048];
  if (embed.author != null) yield [`${path}.author.name`, embed.author.name, 256];
  for (const [index, field] of (embed.fields ?? []).entries()) {
    yield [`${path}.fields.${index}.name`, field.name, 256];
    yield [`${path}.fields.${index}.value`, field.value, 1_024];
  }
}

/**
 * Throws error 50035 for a message that Discord would not take.
 *
 * @param mayBeEmpty As edits, and messages with files.
 */
export function checkMessage(body: MessageParts, mayBeEmpty: boolean): void {
  const fault = messageFault(body, mayBeEmpty);
  if (fault !== undefined) throw fault;
}

function messageFault(body: MessageParts, mayBeEmpty: boolean): ApiError | undefined {
  const embeds = body.embeds ?? [];
  if (length(body.content) > 2_000) return tooLong('content', 2_000);
  if (embeds.length > 10) return tooLong('embeds', 10);
  let total = 0;
  for (const [index, embed] of embeds.entries()) {
    const path = `embeds.${index}`;
    if ((embed.fields ?? []).length > 25) return tooLong(`${path}.fields`, 25);
    if (embed.url !== undefined && !/^https?:/.test(embed.url)) {
      return invalidForm(`${path}.url`, 'URL_TYPE_INVALID_SCHEME', 'Not a well formed URL.');
    }
    for (const [field, text, limit] of textFields(embed, path)) {
      if (length(text) > limit) return tooLong(field, limit);
      if (text.trim() === '' && field.includes('.fields.')) {
        return invalidForm(field, 'BASE_TYPE_REQUIRED', 'This field is required');
      }
      total += length(text);
    }
  }
  if (total > EMBED_TOTAL) {
    return invalidForm(
      'embeds',
      'MAX_EMBED_SIZE_EXCEEDED',
      'Embed size exceeds maximum size of 6000',
    );
  }
  if (!mayBeEmpty && !body.content && embeds.length === 0 && !body.components?.length) {
    return new ApiError(400, 50_006, 'Cannot send an empty message');
  }
  return componentFault(body);
}

function componentFault(body: MessageParts): ApiError | undefined {
  const rows = body.components ?? [];
  if (rows.length > 5) return tooLong('components', 5);
  const seen = new Set<string>();
  for (const [row, { components = [] }] of (rows as { components?: ButtonLike[] }[]).entries()) {
    const path = `components.${row}.components`;
    if (components.length < 1 || components.length > 5) {
      return invalidForm(path, 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 5 in length.');
    }
    for (const [index, { custom_id: id, label, options }] of components.entries()) {
      if (length(label) > 80) return tooLong(`${path}.${index}.label`, 80);
      if (options !== undefined && (options.length < 1 || options.length > 25)) {
        return tooLong(`${path}.${index}.options`, 25);
      }
      for (const option of options ?? []) {
        if (length(option.label) > 100) return tooLong(`${path}.${index}.options`, 100);
        if (length(option.value) > 100) return tooLong(`${path}.${index}.options`, 100);
      }
      if (id === undefined) continue;
      if (id.length < 1 || id.length > 100) return tooLong(`${path}.${index}.custom_id`, 100);
      if (seen.has(id)) {
        return invalidForm(
          `${path}.${index}.custom_id`,
          'COMPONENT_CUSTOM_ID_DUPLICATED',
          'Component custom id cannot be duplicated',
        );
      }
      seen.add(id);
    }
  }
  return undefined;
}

/** Or a select menu. */
interface ButtonLike {
  readonly custom_id?: string;
  readonly label?: string;
  readonly options?: readonly { readonly label: string; readonly value: string }[];
}

/** Throws error 50035 for autocomplete choices that Discord would not take. */
export function checkChoices(choices: readonly { name: string; value: unknown }[]): void {
  if (choices.length > 25) throw tooLong('data.choices', 25);
  for (const [index, { name, value }] of choices.entries()) {
    if (length(name) < 1 || length(name) > 100) throw tooLong(`data.choices.${index}.name`, 100);
    if (typeof value === 'string' && (value.length < 1 || value.length > 100)) {
      throw tooLong(`data.choices.${index}.value`, 100);
    }
  }
}

export function tooLong(path: string, limit: number): ApiError {
  return invalidForm(path, 'BASE_TYPE_MAX_LENGTH', `Must be ${limit} or fewer in length.`);
}
