import { ConfigurationError } from '../base/errors.ts';
import type { Json } from '../base/json.ts';
import type { ModelTarget } from '../domain/answer.ts';
import type { Message } from '../domain/message.ts';
import { apiOf } from './lookup.ts';
import type { Asked, Body } from './provider.ts';
import { SPEAKER, vendorOf } from './vendors.ts';

/** Members of a request that the vendor of this model does not take. */
function lackedBy(target: ModelTarget): readonly string[] {
  return vendorOf(target)?.lacks?.(target.model) ?? [];
}

/** The messages without what the vendor of this model does not take in them. */
export function messagesFor(target: ModelTarget, messages: readonly Message[]): readonly Message[] {
  if (!lackedBy(target).includes(SPEAKER)) return messages;
  return messages.map(({ name: _, ...message }) => message);
}

/** A body without the members that the vendor of this model does not take, and with its own names for others. */
export function bodyFor(target: ModelTarget, body: Body): Body {
  const vendor = vendorOf(target);
  if (!vendor) return body;
  const lacked = new Set(lackedBy(target));
  const members = Object.entries(body).flatMap(([key, value]): [string, Json][] =>
    lacked.has(key) ? [] : [[vendor.calls?.[key] ?? key, value]],
  );
  return Object.fromEntries(members);
}

/** What of a prompt the vendor of its model does not take, in backticks as the request would call it; none of others. */
export function leftOutByVendor(
  target: ModelTarget,
  { messages, parameters }: Asked,
): { api: string; parameters: string[] }[] {
  const vendor = vendorOf(target);
  if (!vendor) return [];
  const asked = { target, messages: [], parameters, sharesInstructions: false };
  const stated = { ...parameters.extra, ...apiOf(target).body(asked) };
  const members = lackedBy(target).filter((member) =>
    member === SPEAKER ? messages.some(({ name }) => name !== undefined) : Object.hasOwn(stated, member),
  );
  return [{ api: vendor.title, parameters: members.map((member) => `\`${member}\``) }];
}

/**
 * Refuses what a vendor does not have and what changes an answer's meaning where it is left out.
 * @throws ConfigurationError at the place where the prompt names its model.
 */
export function refuseLacking(target: ModelTarget, { parameters, modelPlace: place }: Asked): void {
  const vendor = vendorOf(target);
  if (!vendor?.lacksSchema || parameters.responseFormat?.type !== 'json_schema') return;
  throw new ConfigurationError(`${vendor.title} takes no JSON schema for its answers.`, {
    place,
    remedy: 'Ask for `json_object`, with the schema in the prompt, as an application has to.',
  });
}
