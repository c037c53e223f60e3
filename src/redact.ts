/** Shorter than this is no secret; replacing it would spoil ordinary text. */
const SHORTEST_SECRET = 8;

/** What stands where a secret stood. */
const MASK = '***';

/**
 * Takes every secret out of a text, whatever put it there: a prompt that repeats its environment, a provider's
 * error that quotes the key.
 */
export function redactText(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .reduce((redacted, secret) => redacted.replaceAll(secret, MASK), text);
}

/** The same for every string in a JSON value; names of fields stay. */
export function redact<T>(value: T, secrets: readonly string[]): T {
  return JSON.parse(JSON.stringify(value), (_name, part: unknown) =>
    typeof part === 'string' ? redactText(part, secrets) : part,
  );
}
