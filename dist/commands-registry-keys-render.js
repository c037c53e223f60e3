import{t as e}from"./keys.js";function t({promotion:t,pointer:n}){return`Public halves: into the policy on main (.github/prompt-eval-gate.yml), reviewed like any change of it.

  registry:
    signing:
      promotion: ["${t.publicKey}"]
      pointer: ["${n.publicKey}"]

Private halves are shown this once, and kept nowhere.

  ${e.promotion}=${t.privateKey}
    A secret of the workflow that runs \`record\` and \`promote\`, and of nothing else. It says what may serve.

  ${e.pointer}=${n.privateKey}
    A secret of the same workflow. Everybody on call makes a pair of their own (run this again, use the pointer half)
    and adds its public half to the list: it can only bring back what served before.

To rotate a key, add the new public half, change the secret, and remove the old half once nothing that serves bears it.
`}export{t as keysText};