import type { ModelTarget } from '../domain/answer.ts';
import { familyOf } from './lookup.ts';
import type { Providers } from './provider.ts';

/** Whether a model takes a `temperature`: OpenAI's reasoning models do not, nor Claude from generation 4.7 on. */
export function takesTemperature(target: ModelTarget, table?: Providers): boolean {
  const known = familyOf(target, table);
  return known === undefined || known.family.takesTemperature(known.model);
}

/**
 * Whether a model is known to keep to a JSON schema that the request gives: OpenAI's from gpt-4o on, Claude from
 * generation 4.5 on. A model of another name may, but a server that does not know the parameter may also refuse it.
 */
export function takesJsonSchema(target: ModelTarget, table?: Providers): boolean {
  const known = familyOf(target, table);
  return known?.family.takesJsonSchema(known.model) ?? false;
}
