import { type APIRole, ComponentType, InteractionResponseType } from 'discord-api-types/v10';
import { type Resolved, resolve } from './option-values.js';
import type { Person } from './people.js';
import type { SentMessage } from './pings.js';
import type { ChannelState } from './places.js';
import type { World } from './world.js';

export type SelectedValue = string | ChannelState | APIRole | Person;

interface Part {
  readonly type: ComponentType;
  readonly id?: number;
  readonly custom_id?: string;
  readonly components?: readonly Part[];
  readonly component?: Part;
}

/** The data of a choice from a menu. Throws when the message holds no such menu. */
export function selected(
  world: World,
  message: SentMessage,
  customId: string,
  values: readonly SelectedValue[],
) {
  const parts = (message.components ?? []) as readonly Part[];
  const menu = parts
    .flatMap((row) => row.components ?? [])
    .find((part) => part.custom_id === customId);
  if (menu === undefined) throw new Error(`the message has no menu ${customId}`);
  const resolved: Resolved = {};
  const ids = values.map((value) =>
    typeof value === 'string' ? value : resolve(world, value, resolved),
  );
  return {
    custom_id: customId,
    component_type: menu.type,
    id: menu.id,
    values: ids,
    ...(Object.keys(resolved).length === 0 ? {} : { resolved }),
  };
}

/** The data of a modal that was filled in. Throws when none was shown, or for unknown fields. */
export function filledModal(
  callback: { readonly type: InteractionResponseType; readonly data?: unknown } | undefined,
  fields: Readonly<Record<string, string | readonly string[]>>,
) {
  if (callback?.type !== InteractionResponseType.Modal) throw new Error('no modal was shown');
  const modal = callback.data as { custom_id: string; components: readonly Part[] };
  const open = new Set(Object.keys(fields));
  const fill = (part: Part): object => {
    const { type, custom_id: name = '', components, component } = part;
    if (components !== undefined) return { type, components: components.map(fill) };
    if (component !== undefined) return { type, component: fill(component) };
    open.delete(name);
    const value = fields[name];
    return type === ComponentType.TextInput
      ? { type, custom_id: name, value: value ?? '' }
      : { type, custom_id: name, values: value ?? [] };
  };
  const components = modal.components.map(fill);
  if (open.size > 0) throw new Error(`the modal has no field ${[...open].join(', ')}`);
  return { custom_id: modal.custom_id, components };
}
