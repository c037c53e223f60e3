import { KEY_VARIABLES, type SigningKeys } from './writing.ts';

/** The private keys in the environment. An empty variable is none. */
export function signingKeys(environment: Readonly<NodeJS.ProcessEnv>): SigningKeys {
  const read = (variable: string) => environment[variable]?.trim() || null;
  return { promotion: read(KEY_VARIABLES.promotion), pointer: read(KEY_VARIABLES.pointer) };
}
