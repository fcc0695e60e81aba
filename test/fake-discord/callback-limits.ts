import {
  InteractionResponseType as Answer,
  ComponentType,
  InteractionType,
  type RESTPostAPIInteractionCallbackJSONBody,
} from 'discord-api-types/v10';
import { invalidForm } from './api-error.js';
import { checkChoices, checkMessage, length, tooLong } from './limits.js';

/** Throws error 50035 for an answer that Discord would not take, or not to such an interaction. */
export function checkCallback(
  body: RESTPostAPIInteractionCallbackJSONBody,
  to: InteractionType,
  hasFiles: boolean,
): void {
  if (!fits(body.type, to)) {
    throw invalidForm('type', 'INTERACTION_CALLBACK_TYPE_INVALID', 'Not for this interaction');
  }
  switch (body.type) {
    case Answer.ChannelMessageWithSource:
      checkMessage(body.data as object, hasFiles);
      break;
    case Answer.UpdateMessage:
      checkMessage((body.data ?? {}) as object, true);
      break;
    case Answer.ApplicationCommandAutocompleteResult:
      checkChoices(body.data.choices ?? []);
      break;
    case Answer.Modal:
      checkModal(body.data);
      break;
    default:
      break;
  }
}

function fits(answer: Answer, to: InteractionType): boolean {
  const isChoices = answer === Answer.ApplicationCommandAutocompleteResult;
  if (isChoices !== (to === InteractionType.ApplicationCommandAutocomplete)) return false;
  if (answer === Answer.UpdateMessage || answer === Answer.DeferredMessageUpdate) {
    return to === InteractionType.MessageComponent || to === InteractionType.ModalSubmit;
  }
  return answer !== Answer.Modal || to !== InteractionType.ModalSubmit;
}

/** Discord's reference, "Modal": a title of 45, five parts, and labels of 45 characters. */
function checkModal(modal: {
  readonly custom_id: string;
  readonly title: string;
  readonly components: readonly { type: ComponentType; label?: unknown; components?: unknown }[];
}): void {
  if (length(modal.title) < 1 || length(modal.title) > 45) throw tooLong('data.title', 45);
  if (modal.custom_id.length < 1 || modal.custom_id.length > 100) {
    throw tooLong('data.custom_id', 100);
  }
  if (modal.components.length < 1 || modal.components.length > 5) {
    throw tooLong('data.components', 5);
  }
  for (const [index, part] of modal.components.entries()) {
    const label = part.type === ComponentType.Label ? part.label : firstOf(part)?.label;
    if (typeof label === 'string' && length(label) > 45) {
      throw tooLong(`data.components.${index}.label`, 45);
    }
  }
}

function firstOf(part: { readonly components?: unknown }): { label?: unknown } | undefined {
  return Array.isArray(part.components) ? part.components[0] : undefined;
}
