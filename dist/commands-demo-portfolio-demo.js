import{Zn as e}from"./start.js";import{t}from"./stage.js";import{mkdir as n,rm as r,writeFile as i}from"node:fs/promises";import{dirname as a,join as o}from"node:path";const s=`${e}/support.yml`,c=e=>`owner: "@acme/support-ai"
environment: production
unit: user_id
segment-by: customer_tier
safe: 1.0.0
weights:
${e}limits: { concentration: 60% }
guards:
  - { metric: resolved, worse-by: 0, alpha: 0.01, action: rollback }
`;async function l(e){let{example:n,folder:i,isKept:a}=e;try{let r=await t({...e,overlay:o(n,`registry`,`base`)});return await u(r),r.say(a?`The clone is ${r.repository}, its remote ${r.remote}.`:`All of it was in a temporary folder. With --keep DIR it stays, to look at and to go on.`),0}finally{a||await r(i,{recursive:!0,force:!0})}}async function u(t){let{git:n,say:r,run:i,mergePullRequest:a}=t;await f(t,{".github/CODEOWNERS":`/${e}/ @acme/support-ai\n`}),await n(`commit`,`--quiet`,`--message`,`Portfolios belong to the support AI team`),await n(`push`,`--quiet`,`origin`,`main`),r(`A support prompt serves customers in production. Its registry begins with what main has:`),await i(`workflow`,[`record`,`--adopt`]),r(`
The edit "When in doubt, escalate" helps enterprise and ruins standard. It is merged all the same, by the`),r("label `accept-regression`; production does not take it (exit code 1):"),await a(),await i(`workflow`,[`record`],1),r(`
A portfolio would give half of everybody to it. The gate says who would pay, and blocks (exit code 1):`),await d(t,`half`,c(`  "*": { 1.0.0: 50%, 1.1.0: 50% }
`)),await i(`reviewer`,[`gate`,`--base`,`origin/main`,`--head`,`half`],1),r(`
Another gives it to enterprise, and to nobody else:`),await d(t,`enterprise`,c(`  "*":        { 1.0.0: 100% }
  enterprise: { 1.1.0: 100% }
`)),await i(`reviewer`,[`gate`,`--base`,`origin/main`,`--head`,`enterprise`]),r("\nThat is merged, and `record` sets the weights:"),await n(`checkout`,`--quiet`,`main`),await n(`merge`,`--quiet`,`--squash`,`enterprise`),await n(`commit`,`--quiet`,`--message`,`Give 1.1.0 to enterprise (#14)`),await n(`push`,`--quiet`,`origin`,`main`),await i(`workflow`,[`record`]),r(`
Enterprise is escalated when in doubt; standard and premium are answered as before: nobody pays for it.`);let o=e=>[`at`,`now`,`support`,`--env`,`production`,`--unit`,`u-1`,`--segment`,e];await i(`on call`,o(`enterprise`)),await i(`on call`,o(`standard`)),r(`
And everything that the registry says can be replayed:`),await i(`auditor`,[`verify`]),r(``)}async function d(e,t,n){await e.git(`checkout`,`--quiet`,`-b`,t,`main`),await f(e,{[s]:n}),await e.git(`commit`,`--quiet`,`--message`,`Portfolio of support: ${t}`)}async function f({git:e,repository:t},r){for(let[e,s]of Object.entries(r)){let r=o(t,e);await n(a(r),{recursive:!0}),await i(r,s)}await e(`add`,`--all`)}export{l as runPortfolioDemo};