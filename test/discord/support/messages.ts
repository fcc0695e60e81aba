import type { SentMessage } from '../../fake-discord/pings.js';
import { boldParts, shown } from './markdown.js';

/** All that a reader sees of a message, without the backslashes. */
export function readable({ content, embeds }: SentMessage): string {
  const fields = embeds.flatMap(({ fields = [] }) =>
    fields.map(({ name, value }) => `${name}: ${value}`),
  );
  const descriptions = embeds.map(({ description }) => description ?? '');
  return shown([content, ...descriptions, ...fields].join('\n'));
}

/** The same without what is in bold being marked so. */
export function unmarked(message: SentMessage): string {
  const plain = (text = '') => boldParts(text).join('');
  return readable({
    ...message,
    content: plain(message.content),
    embeds: message.embeds.map((embed) => ({ ...embed, description: plain(embed.description) })),
  });
}

export interface ButtonSeen {
  readonly custom_id: string;
  readonly label: string;
  readonly style: number;
  readonly disabled?: boolean;
}

export function buttonsOf({ components = [] }: SentMessage): ButtonSeen[] {
  const rows = components as unknown as readonly { readonly components: readonly ButtonSeen[] }[];
  return rows.flatMap((row) => row.components);
}

export function buttonCalled(label: string, message: SentMessage): string {
  const found = buttonsOf(message).find((button) => button.label === label);
  if (found === undefined) throw new Error(`the message has no button “${label}”`);
  return found.custom_id;
}
