export type KeyRole = 'promotion' | 'pointer';

export type SigningKeys = Record<KeyRole, string | null>;

/** Where the policy names no keys, nothing is signed. */
export const NO_KEYS: SigningKeys = { promotion: null, pointer: null };

/** The environment variables with private keys. */
export const KEY_VARIABLES: Record<KeyRole, string> = {
  promotion: 'PROMPT_PROMOTION_KEY',
  pointer: 'PROMPT_POINTER_KEY',
};

/** The private keys in the environment. An empty variable is none. */
export function signingKeys(environment: Readonly<NodeJS.ProcessEnv>): SigningKeys {
  const read = (variable: string) => environment[variable]?.trim() || null;
  return { promotion: read(KEY_VARIABLES.promotion), pointer: read(KEY_VARIABLES.pointer) };
}
