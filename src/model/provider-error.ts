import { isFailureReason } from './ending.ts';
import { isObject, type JsonObject, objectAt, stringAt } from './json.ts';
import type { ProviderError } from './provider.ts';

/** Words in an error within an answer, and the HTTP status that they correspond to. */
const statusOfWord: ReadonlyMap<string, number> = new Map([
  ['invalid_api_key', 401],
  ['authentication_error', 401],
  ['permission_error', 403],
  ['not_found_error', 404],
  ['rate_limit_exceeded', 429],
  ['rate_limit_error', 429],
  ['overloaded_error', 529],
  ['invalid_request_error', 400],
]);

const filterWords =
  /^(?:content_filter|content_policy_violation|moderation_blocked|data_?inspection_?failed|responsibleaipolicyviolation)$/i;

/** The error in a response's body, whose texts are cut; of a list of errors the first. */
export function providerErrorIn(body: unknown): ProviderError {
  const error = errorObjectIn(body);
  if (!isObject(error)) {
    return { code: '', type: '', param: '', message: typeof error === 'string' ? error.slice(0, 2000) : '' };
  }
  const text = (key: string) => stringAt(error, key)?.slice(0, 2000) ?? '';
  return { code: text('code'), type: text('type'), param: text('param'), message: text('message') };
}

/**
 * The error that a body of status 2xx reports instead of an answer, or beside a part of one, with the corresponding HTTP
 * status; null if it reports none. Hosts that begin to answer too early put it at the top level, as an error, as a state
 * or as a code, or in the choice.
 */
export function errorWithin(body: unknown, status: number): { status: number; error: unknown } | null {
  if (!isObject(body)) return null;
  const choice: unknown = Array.isArray(body.choices) ? body.choices[0] : undefined;
  const inChoice = isObject(choice) ? choice.error : undefined;
  const told = [body.error, inChoice, body.errors, failedState(body)].find(saysSomething);
  return told === undefined ? null : { status: statusOf(told) ?? status, error: told };
}

/** Whether a refusal means that the provider's filter stopped the question, and so answered it. */
export function isFiltered(status: number, body: unknown): boolean {
  const error = errorObjectIn(body);
  if (!isObject(error)) return false;
  const inner = objectAt(error, 'innererror');
  const words = [stringAt(error, 'code'), stringAt(error, 'type'), stringAt(inner, 'code')];
  if (status < 500 && words.some((word) => word !== null && filterWords.test(word))) return true;
  const { reasons } = objectAt(error, 'metadata');
  return status === 403 && Array.isArray(reasons) && reasons.length > 0;
}

function errorObjectIn(body: unknown): unknown {
  const one: unknown = Array.isArray(body) ? body[0] : body;
  if (!isObject(one)) return one;
  const { error } = one;
  return saysSomething(error) && (isObject(error) || typeof error === 'string') ? error : one;
}

/**
 * A code of failure at the top of a body without an answer: gateways have codes of their own, for success too, so
 * beside an answer it says nothing.
 */
export function failureCodeIn(body: unknown): JsonObject | null {
  const code = isObject(body) ? Number(body.code ?? Number.NaN) : Number.NaN;
  return isObject(body) && code >= 400 ? body : null;
}

/** What a body's state is given in, if it says that the answer failed. */
function failedState(body: JsonObject): unknown {
  const { status } = body;
  if (typeof status === 'string' && status !== 'incomplete' && isFailureReason(status))
    return { type: status };
  const codes = { status, code: body.code };
  if (statusOf(codes) !== undefined) return codes;
  const gateway = objectAt(body, 'base_resp');
  return saysSomething(gateway.status_code) ? { code: gateway.status_code } : undefined;
}

/** Some gateways have an empty error in every answer. */
function saysSomething(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(saysSomething);
  return isObject(value) ? Object.values(value).some(saysSomething) : Boolean(value);
}

function statusOf(told: unknown): number | undefined {
  const error: unknown = Array.isArray(told) ? told.find(saysSomething) : told;
  if (!isObject(error)) return undefined;
  for (const stated of [error.code, error.status, error.status_code]) {
    const status = typeof stated === 'string' && /^\d{3}$/.test(stated) ? Number(stated) : stated;
    if (typeof status === 'number' && Number.isInteger(status) && status >= 400 && status < 600)
      return status;
  }
  return [error.code, error.type]
    .map((word) => (typeof word === 'string' ? statusOfWord.get(word) : undefined))
    .find((status) => status !== undefined);
}
