import type { Generation } from '../index/generation.js';
import { nameOfPlace } from './gazetteer.js';

/** How a person calls a concept (`Mention.concept`): "Finland" for `place:FI`. */
export function nameOfConcept(generation: Generation, concept: string): string {
  const [kind, key = ''] = concept.split(':');
  switch (kind) {
    case 'person':
      return generation.people.person(Number(key))?.name ?? concept;
    case 'place':
      return nameOfPlace(key);
    case 'number':
      return Number(key).toLocaleString('en-US', { maximumFractionDigits: 3 });
    default:
      return concept;
  }
}
