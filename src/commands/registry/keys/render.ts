import type { KeyPair } from '../../../registry/signatures.ts';
import { KEY_VARIABLES, type KeyRole } from '../keys.ts';

/** Both pairs, and where each half goes. */
export function keysText({ promotion, pointer }: Record<KeyRole, KeyPair>): string {
  return `Public halves: into the policy on main (.github/prompt-eval-gate.yml), reviewed like any change of it.

  registry:
    signing:
      promotion: ["${promotion.publicKey}"]
      pointer: ["${pointer.publicKey}"]

Private halves are shown this once, and kept nowhere.

  ${KEY_VARIABLES.promotion}=${promotion.privateKey}
    A secret of the workflow that runs \`record\` and \`promote\`, and of nothing else. It says what may serve.

  ${KEY_VARIABLES.pointer}=${pointer.privateKey}
    A secret of the same workflow. Everybody on call makes a pair of their own (run this again, use the pointer half)
    and adds its public half to the list: it can only bring back what served before.

To rotate a key, add the new public half, change the secret, and remove the old half once nothing that serves bears it.
`;
}
