import{Nr as e}from"./start.js";const t=`${e}/support.yml`,n=e=>`owner: "@acme/support-ai"
environment: production
unit: user_id
segment-by: customer_tier
safe: 1.0.0
weights:
${e}limits: { concentration: 60% }
guards:
  - { metric: resolved, worse-by: 0, alpha: 0.01, action: rollback }
`,r={layer:`registry`,play:i,left:({repository:e,remote:t})=>[`The clone is ${e}, its remote ${t}.`],gone:`All of it was in a temporary folder. With --keep DIR it stays, to look at and to go on.`};async function i(t){let{git:r,say:i,run:o,mergePullRequest:s}=t;await t.write({".github/CODEOWNERS":`/${e}/ @acme/support-ai\n`}),await r(`commit`,`--quiet`,`--message`,`Portfolios belong to the support AI team`),await r(`push`,`--quiet`,`origin`,`main`),i(`A support prompt serves customers in production. Its registry begins with what main has:`),await o(`workflow`,[`record`,`--adopt`]),i(`
The edit "When in doubt, escalate" helps enterprise and ruins standard. It is merged all the same, by the`),i("label `accept-regression`; production does not take it (exit code 1):"),await s(),await o(`workflow`,[`record`],1),i(`
A portfolio would give half of everybody to it. The gate says who would pay, and blocks (exit code 1):`),await a(t,`half`,n(`  "*": { 1.0.0: 50%, 1.1.0: 50% }
`)),await o(`reviewer`,[`gate`,`--base`,`origin/main`,`--head`,`half`],1),i(`
Another gives it to enterprise, and to nobody else:`),await a(t,`enterprise`,n(`  "*":        { 1.0.0: 100% }
  enterprise: { 1.1.0: 100% }
`)),await o(`reviewer`,[`gate`,`--base`,`origin/main`,`--head`,`enterprise`]),i("\nThat is merged, and `record` sets the weights:"),await r(`checkout`,`--quiet`,`main`),await r(`merge`,`--quiet`,`--squash`,`enterprise`),await r(`commit`,`--quiet`,`--message`,`Give 1.1.0 to enterprise (#14)`),await r(`push`,`--quiet`,`origin`,`main`),await o(`workflow`,[`record`]),i(`
Enterprise is escalated when in doubt; standard and premium are answered as before: nobody pays for it.`);let c=e=>[`at`,`now`,`support`,`--env`,`production`,`--unit`,`u-1`,`--segment`,e];await o(`on call`,c(`enterprise`)),await o(`on call`,c(`standard`)),i(`
And everything that the registry says can be replayed:`),await o(`auditor`,[`verify`]),i(``)}async function a(e,n,r){await e.git(`checkout`,`--quiet`,`-b`,n,`main`),await e.write({[t]:r}),await e.git(`commit`,`--quiet`,`--message`,`Portfolio of support: ${n}`)}export{r as story};