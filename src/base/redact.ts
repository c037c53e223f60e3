const SHORTEST_SECRET = 8;

/** The replacement for a secret. */
const MASK = '***';

/**
 * Whether a text is long enough to be a secret: users without a key may give any short text, and replacing that would
 * spoil ordinary text.
 */
export function isSecret(key: string): boolean {
  return key.length >= SHORTEST_SECRET;
}

/**
 * Replaces every secret in a text, wherever it came from: a prompt that repeats its environment, a provider's error
 * that quotes the key.
 */
export function redactText(text: string, secrets: readonly string[]): string {
  return secrets.filter(isSecret).reduce((redacted, secret) => redacted.replaceAll(secret, MASK), text);
}

/** The same for every string in a JSON value; names of fields stay. */
export function redact<T>(value: T, secrets: readonly string[]): T {
  return JSON.parse(JSON.stringify(value), (_name, part: unknown) =>
    typeof part === 'string' ? redactText(part, secrets) : part,
  );
}
