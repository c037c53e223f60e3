import{D as e,K as t,O as n,it as r,k as i,nt as a,st as o,tt as s,ut as c}from"./basics.js";import{Ar as l,E as u,Er as d,Fr as f,Kr as p,On as m,Tr as ee,Yr as h,_r as g,br as _,gr as v,ir as y,mr as te,ri as ne,vr as re,yr as ie}from"./start.js";import{J as ae,W as oe}from"./comparison.js";import{i as se,n as ce,t as le}from"./check.js";import{C as ue,D as b,G as de,J as x,O as fe,T as pe,W as me,a as he,k as S,s as C,u as ge}from"./policy.js";import{P as _e}from"./assertions.js";import{n as w,t as T}from"./codeowners.js";import{t as ve}from"./main-branch.js";import{t as ye}from"./mistake-lines.js";import{lstat as E,mkdir as be,open as xe,writeFile as Se}from"node:fs/promises";import{dirname as D,join as O}from"node:path";import{constants as k}from"node:fs";var Ce=d();const we=[...ue].sort((e,t)=>Number(t.byDefault)-Number(e.byDefault)),Te=/^[\w ./@+-]+$/,Ee=[`gate:`,`  on-weaker-suite: block  # a pull request that removes or loosens cases`];function De(e){let{watched:t,left:n}=e,r=we.map(e=>({...e,...Oe(e.glob,t,n)})),i=r.filter(({beside:e})=>e===void 0).filter(({bare:e,excluded:t})=>e.length>0&&ke(e,t)),a=new Set(r.flatMap(({beside:e,bare:t})=>e===void 0?[]:t)),o=new Set(i.flatMap(({bare:e})=>e)),c=t.filter(e=>!o.has(e)),l=i.flatMap(e=>e.excluded),u=r.filter(e=>e.byDefault&&!i.includes(e));if(c.every(e=>a.has(e))&&l.length===0&&i.every(({byDefault:e})=>e)&&u.every(e=>e.excluded.length===0))return null;let d=[...i.map(({glob:e})=>`  - ${A(e)}`),...l.map(e=>`  - ${A(`!${e.path}`)}  # ${j(e)}`),...c.flatMap(Ae)],f=n.filter(e=>!l.includes(e)),p=f.slice(0,50).map(e=>`#   ${M(e.path)}: ${j(e)}`);return[`# yaml-language-server: $schema=${s}`,`# What prompt-eval-gate watches. What else can be decided here is in its docs/configuration.md.`,`prompts:`,...d,...Ee,...f.length>0?[`# Not watched:`,...p]:[],...f.length>50?[`#   … and ${f.length-50} more`]:[],``].join(`
`)}function Oe(e,t,n){let r=v(e);return{bare:t.filter(({path:e,entry:t})=>r(e)&&Object.keys(t).length===0),excluded:n.filter(({path:e})=>r(e))}}function ke(e,t){return t.length<=e.length&&t.every(({path:e})=>Te.test(e))}function Ae({path:e,entry:t,remark:n}){let{suite:r,template:i,model:a}=t;return[`  - path: ${A(e)}`,...r===void 0?[]:[`    suite: ${A(r)}`],...i===void 0?[]:[`    template: ${i}`],...a===void 0?[]:[`    model: ${A(a)}${n===null?``:`  # ${M(n)}`}`]]}function A(e){return/^[\w./-]+$/.test(e)?(0,Ce.stringify)(e,{lineWidth:0}).trimEnd():JSON.stringify(e).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g,je)}function je(e){return`\\u${e.charCodeAt(0).toString(16).padStart(4,`0`)}`}function j({reason:e,needs:t}){return t===`model`?`no model yet`:t===`cases`?`no cases yet`:M(e)}function M(e){let t=e.replace(/[\p{C}\u2028\u2029]+/gu,` `).trim();return t.length>200?`${t.slice(0,199)}…`:t}function Me(e){return i[e].key.variable}function Ne({providers:e,keyVariables:t,configPath:n}){let r=[...N(e),...P(n)];return`name: prompt-eval-gate
on:
  pull_request: { types: [opened, synchronize, reopened, labeled, unlabeled] }
  merge_group:
permissions: { contents: read, pull-requests: write, checks: write }
jobs:
  gate:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with: { fetch-depth: 0 }
      - uses: ${a}@v1
${F(`with`,r)}${F(`env`,t.map(Pe))}`}function N(e){return e.map(e=>{let{input:t,variable:n}=i[e].key;return`${t}: \${{ secrets.${n} }}`})}function P(e){return e===`.github/prompt-eval-gate.yml`?[]:[`config: ${JSON.stringify(e)}`]}function Pe(e){return`${e}: \${{ secrets.${e} }}`}function F(e,t){return t.length===0?``:`        ${e}:\n${t.map(e=>`          ${e}\n`).join(``)}`}function Fe(e){let t=e.match(/^[ \t]{0,40}(?:-[ \t]+)?uses:[ \t]{1,20}['"]?[\w./-]{0,200}prompt-eval-gate@/gm),n=e.match(/^[ \t]{0,40}command:[ \t]{1,20}['"]?(?!gate\b)[a-z]+['"]?[ \t]*(?:#.*)?$/gm);return(t?.length??0)>(n?.length??0)}function Ie(e){return{path:`.github/workflows/prompt-dashboard.yml`,text:`name: prompt-dashboard
on:
  schedule: [{ cron: '23 * * * *' }]  # may start late: the pages say of when they are
  workflow_dispatch:
permissions: { contents: read }
concurrency: { group: prompt-dashboard, cancel-in-progress: false }
jobs:
  dashboard:
    if: \${{ !github.event.repository.fork }}
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
      - uses: ${a}@v1
${F(`with`,[`command: dashboard`,`out: site`,...e])}      - uses: actions/upload-pages-artifact@fc324d3547104276b827a68afc52ff2a11cc49c9 # v5.0.0
        with: { path: site }
  publish:
    needs: dashboard
    runs-on: ubuntu-latest
    permissions: { pages: write, id-token: write }
    environment: { name: github-pages, url: '\${{ steps.pages.outputs.page_url }}' }
    steps:
      - id: pages
        uses: actions/deploy-pages@cd2ce8fcbc39b97be8ca5fce6e763baed58fa128 # v5.0.0
`}}async function Le(e,t,n){let r=await t.list(),i=new Set(r),a=he(e).flatMap(e=>i.has(e)?[e]:re(e,r)).filter(t=>t!==e.path),o=Be(e,n),s=o!==null&&o.of>1?`the first of ${o.of} providers`:null,c=[...a,...await Re(e,t)];if(!a.some(x))return{prompts:[{path:e.path,format:me.name,entry:{},remark:s,problem:null}],claimed:c};let l=[];for(let n of a)l.push(await ze(n,e,o,t));return{prompts:l,claimed:c}}async function Re({path:e,text:t},n){let r=t.split(/[\s"',[\]{}]+/).map(e=>e.replace(/^file:\/\//,``)).filter(e=>/\.(?:ya?ml|json|jsonl|ndjson|csv)$/i.test(e)&&e.length<500),i=new Set(r.flatMap(t=>l(e,t))),a=[...i].filter(g).map(v);return(await n.list()).filter(e=>i.has(e)||a.some(t=>t(e)))}async function ze(e,t,n,r){let i=await h(r,e)??``,a=b(e,i)??S,o=a===S&&!fe.test(e),s=x(e),c={suite:t.path,...o?{template:`jinja`}:{},...n===null||s?{}:{model:n.name}},l=o&&/\S\s*\n---[ \t]*\n\s*\S/.test(i);return{path:e,format:a.name,entry:c,remark:n!==null&&n.of>1&&!s?`the first of ${n.of} providers`:null,problem:l?`It holds several prompts, with --- between them: write each into a file of its own.`:null}}function Be({path:e,text:t},n){let r=Ve(e,t),i=r.find(e=>_e(e,{models:{},credentials:n}));return i===void 0?null:{name:i,of:r.length}}function Ve(e,n){let r;try{r=ee(n,e).value}catch{return[]}let i=t(r)?r.providers??r.targets:void 0;return(Array.isArray(i)?i:[i]).flatMap(e=>de(e)??[])}function He({path:e,entry:t}){return{kind:`entry`,path:e,...t}}async function Ue(e,t){return await c(()=>C({snapshot:t,path:e}))!==void 0}function I(e){return e.slice(e.lastIndexOf(`/`)+1).toLowerCase().replace(/\.[a-z0-9]{1,8}$/,``).replace(/[._-](?:prompt|suite|tests?|evals?|cases)$/,``)}const We=/(?:^|\/)node_modules\/|^\.github\/prompt-eval-gate\.yml$/,Ge=/^\.github\/workflows\//,L=/\.(?:ya?ml|json)$/i,R=/\.(?:csv|jsonl|ndjson)$/i,Ke=/\{\{-?[ \t]{0,100}[A-Za-z_]|\{%/;async function qe(e,t){let n=(await e.list()).filter(e=>!We.test(e)),r=new Set(n),i={prompts:[],suites:[]},a=/* @__PURE__ */ new Set,o=[];for(let s=0;s<n.length;s+=64){let c=n.slice(s,s+64),l=await Promise.all(c.map(n=>Ye(n,{snapshot:e,all:r,credentials:t})));for(let e of l){i.prompts.push(...e.prompts),i.suites.push(...e.suites),o.push(...e.texts);for(let t of e.claimed)a.add(t)}}let s=i.suites.filter(e=>!a.has(e));i.prompts.push(...await Je(o,s,e));let c=/* @__PURE__ */ new Map;for(let e of i.prompts){let t=c.get(e.path);(t===void 0||Object.keys(t.entry).length===0)&&c.set(e.path,e)}let l=({path:e,format:t,entry:n})=>a.has(e)&&n.suite===void 0&&t!==null&&pe(t).evidence(e)===`if-it-has-cases`;return{...i,prompts:[...c.values()].filter(e=>!l(e)).sort((e,t)=>e.path<t.path?-1:1),suites:s}}const z={prompts:[],suites:[],claimed:[],texts:[]};async function Je(e,t,n){let r=new Set(t.map(I)),i=[];for(let{path:t,format:a}of e.filter(e=>r.has(I(e.path)))){let e=await h(n,t);e!==void 0&&(a.takesPrompt||Ke.test(e))&&i.push(...B(t,a).prompts)}return i}async function Ye(e,{snapshot:t,all:n,credentials:r}){if(te(e))return z;let i=b(e,``),a=_(e).some(e=>n.has(e));if(i!==void 0&&i.parts===void 0)return i.evidence(e)===`is-prompt`||a?B(e,i):{...z,texts:[{path:e,format:i}]};if(!L.test(e)&&!R.test(e)||Ge.test(e)&&i===void 0)return z;let o=await h(t,e);if(o===void 0)return z;let s=L.test(e)?b(e,o):void 0;return s?.parts===void 0?s!==void 0&&await Xe(s,{path:e,hasSuite:a,snapshot:t})?B(e,s):Ze(e,o)||Qe({path:e,text:o},n)?{...z,suites:[e]}:s?.evidence(e)===`if-it-has-cases`?{...z,texts:[{path:e,format:s}]}:z:{...z,...await Le({path:e,text:o},t,r)}}async function Xe(e,{path:t,hasSuite:n,snapshot:r}){switch(e.evidence(t)){case`is-prompt`:return!0;case`if-it-has-cases`:return n;case`if-it-reads`:return Ue(t,r)}}function B(e,{name:t}){return{...z,prompts:[{path:e,format:t,entry:{},remark:null,problem:null}]}}function Ze(e,t){return/\.csv$/i.test(e)?/^[^\n]{0,10000}__expected/.test(t):R.test(e)?/^\s{0,100}\{[^\n]{0,100000}"(?:vars|assert)"\s{0,10}:/.test(t):/\bvars"?[ \t]{0,4}:/.test(t)&&/\bassert"?[ \t]{0,4}:/.test(t)}function Qe(e,t){let n=e.path.replace(/(?:evals\/)?[^/]*$/,``);return/\.json$/i.test(e.path)&&!t.has(`${n}SKILL.md`)&&ae.recognises?.(e)===!0}async function $e(e,{configPath:t,prompts:n}){let{path:r,before:i}=await et(e)??{path:T[0]??``,before:null},a=i??``,o=[t,`.github/prompt-eval-gate.yml`,...n].map(e=>w(e,a)).find(e=>e!==null)??null,s=w(`${y}/portfolio.yml`,a);return{path:r,before:i,line:o!==null&&s===o||a.includes(`.github/prompt-portfolios`)?null:`/${y}/ ${o??`@OWNER`}`,owner:o}}async function et(e){for(let t of T){let n=await e.read(t);if(n!==void 0)return{path:t,before:n}}}async function tt(e,t,n){let i=D(t).split(`/`);for(let t of i.keys()){let n=i.slice(0,t+1).join(`/`),a=await E(O(e,n)).catch(()=>void 0);if(a!==void 0&&!a.isDirectory())throw new r(`This is no folder, so nothing is written into it.`,{place:{path:n}})}await be(O(e,D(t)),{recursive:!0});try{await Se(O(e,t),n,{flag:`wx`})}catch(e){throw u(e,`EEXIST`)?new r(`This file is there already; it is left as it is.`,{place:{path:t}}):e}}async function nt(e,{path:t,before:n,line:i}){let a=await xe(O(e,t),k.O_RDWR|k.O_NOFOLLOW|k.O_APPEND).catch(()=>void 0);try{let e=await a?.readFile(`utf8`);if(!a||e!==n)throw new r(`This file is no plain file, or was changed just now; it is left as it is.`,{place:{path:t}});await a.appendFile(rt(n,i).slice(n.length))}finally{await a?.close()}}function rt(e,t){let n=e.includes(`\r
`)?`\r
`:`
`;return`${e}${e===``||e.endsWith(`
`)?``:n}${t}${n}`}async function V(e,t){return await E(O(e,t)).catch(()=>void 0)!==void 0}const H=`registry:
  environments:
    staging: { promote: on-merge }
    production: { promote: by-hand }  # on-pass: as soon as the evidence passes
`;function it(e){return`${e??`# What prompt-eval-gate decides by. What else can be decided here is in its docs/configuration.md.
`}${H}`}function at(e){return/^["']?registry["']?[ \t]*:/m.test(e)}function ot(e,t){return[{command:`record`,path:`.github/workflows/prompt-record.yml`,text:lt(e,t)},{command:`rebalance`,path:`.github/workflows/prompt-rebalance.yml`,text:ut(t)},{command:`drift`,path:`.github/workflows/prompt-drift.yml`,text:dt(t)},{command:`guard`,path:`.github/workflows/prompt-guard.yml`,text:ft(t)},{command:`promote`,path:`.github/workflows/prompt-promote.yml`,text:pt(t)},{command:`rollback`,path:`.github/workflows/prompt-rollback.yml`,text:mt(t)}]}async function st(e){let t=await c(()=>f(e))??`main`;return(await ve(e,t))?.branch??t}async function ct(e,t,n){let r=RegExp(`^[ \\t]{0,40}command:[ \\t]{0,20}["']?${e}["']?[ \\t]*(?:#.*)?$`,`m`);for(let e of n)if(r.test(await t.read(e).catch(()=>``)??``))return e}const U=`      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1`,W=J(`pointer-key`,`PROMPT_POINTER_KEY`),G=[J(`promotion-key`,`PROMPT_PROMOTION_KEY`),W];function lt(e,{keys:t,variables:n,config:r}){let i=[`command: record`,q(`adopt`),...r,...t,...G];return`name: prompt-record
on:
  push: { branches: [${JSON.stringify(e)}] }
  schedule: [{ cron: '17 * * * *' }]
  workflow_dispatch:
    inputs:
      adopt: { description: 'Once, at the start: what main has serves everywhere', type: boolean }
permissions: { contents: write, pull-requests: read }
concurrency: { group: prompt-record, cancel-in-progress: false }
jobs:
  record:
${K}
    runs-on: ubuntu-latest
    steps:
${U}
        with: { fetch-depth: 0 }
      - uses: ${a}@v1
${F(`with`,i)}${F(`env`,n)}`}function ut({config:e}){return`name: prompt-rebalance
on:
  schedule: [{ cron: '43 6 * * 1' }]  # may start late, or be left out: then nothing changes
  workflow_dispatch:
permissions: { contents: write, pull-requests: write }
concurrency: { group: prompt-rebalance, cancel-in-progress: false }
jobs:
  rebalance:
${K}
    runs-on: ubuntu-latest
    steps:
${U}
        with: { fetch-depth: 0 }
      - uses: ${a}@v1
${F(`with`,[`command: rebalance`,...e,...G])}`}function dt({keys:e,variables:t,config:n}){return`name: prompt-drift
on:
  schedule: [{ cron: '17 5 * * 1' }]  # asks models: every suite of what serves, once a week
  workflow_dispatch:
permissions: { contents: write, issues: write }
concurrency: { group: prompt-drift, cancel-in-progress: false }
jobs:
  drift:
${K}
    runs-on: ubuntu-latest
    steps:
${U}
        with: { fetch-depth: 0 }
      - uses: ${a}@v1
${F(`with`,[`command: drift`,...n,...e,...G])}${F(`env`,t)}`}function ft({config:e}){let t=J(`webhook`,`PROMPT_GUARD_WEBHOOK`);return`# A schedule can be hours late, or be left out. What you count on is \`guard --watch\`, beside the application.
name: prompt-guard
on:
  schedule: [{ cron: '*/15 * * * *' }]
  workflow_dispatch:
permissions: { contents: write, issues: write }
concurrency: { group: prompt-guard, cancel-in-progress: false }
jobs:
  guard:
    if: \${{ !github.event.repository.fork && vars.PROMPT_OBSERVATIONS_URL != '' }}
    runs-on: ubuntu-latest
    steps:
${U}
        with: { fetch-depth: 0 }
      - run: |
          curl -fsS --max-time 300 -H "authorization: Bearer $TOKEN" -o observations.jsonl "$URL"
        env:
          URL: \${{ vars.PROMPT_OBSERVATIONS_URL }}
          ${J(`TOKEN`,`PROMPT_OBSERVATIONS_TOKEN`)}
      - uses: ${a}@v1
${F(`with`,[`command: guard`,`files: observations.jsonl`,t,...e,W])}`}function pt({config:e}){let t=[`prompt`,`environment`,`version`,`reason`].map(q);return`name: prompt-promote
on:
  workflow_dispatch:
    inputs:
      prompt: { description: The prompt, type: string, required: true }
      environment: { description: The environment, type: string, required: true }
      version: { description: 'The version; empty: the one that main has', type: string }
      reason: { description: 'Why; overrides what is missing, and stays in the log', type: string }
permissions: { contents: write }
jobs:
  promote:
${K}
    runs-on: ubuntu-latest
    steps:
${U}
      - uses: ${a}@v1
${F(`with`,[`command: promote`,...t,...e,...G])}`}function mt({config:e}){let t=[`prompt`,`environment`,`version`,`reason`].map(q);return`name: prompt-rollback
on:
  workflow_dispatch:
    inputs:
      prompt: { description: The prompt, type: string, required: true }
      environment: { description: The environment, type: string, required: true }
      version: { description: 'The version to take back; empty: the last that was raised', type: string }
      reason: { description: Why, type: string, required: true }
permissions: { contents: write }
jobs:
  rollback:
${K}
    runs-on: ubuntu-latest
    steps:
${U}
      - uses: ${a}@v1
${F(`with`,[`command: rollback`,...t,...e,W])}`}const K="    if: ${{ !github.event.repository.fork }}";function q(e){return`${e}: \${{ github.event.inputs.${e} }}`}function J(e,t){return`${e}: \${{ secrets.${t} }}`}async function ht(e,{snapshot:t,readSuite:n},r){let i=He(e),{cases:a}=await n({snapshot:t,prompt:await C({snapshot:t,path:e.path,entry:i,part:r}),entry:i});return[...Y(a,`vars`),...Y(a,`metadata`)].filter(({names:e})=>e.length>1).slice(0,2)}function Y(e,t){return Object.keys(e[0]?.[t]??{}).map(n=>({key:`${t}.${n}`,names:/\s/.test(n)?[]:gt(e.map(e=>e[t][n]))}))}function gt(e){let t=/* @__PURE__ */ new Map;for(let n of e)if(typeof n!=`string`||n===``||(t.set(n,(t.get(n)??0)+1),t.size>8))return[];return[...t.values()].every(e=>e>=10)?[...t.keys()]:[]}async function _t(e,t){let n={watched:[],left:[]};for(let r of e){if(r.problem!==null){n.left.push({...r,reason:r.problem,needs:null});continue}let e=await Q(Z(r,t.model),t),i=vt(r,t.suites).flatMap(e=>Z({...r,entry:{...r.entry,suite:e}},t.model)),a=e.prompt?e:await Q(i,t);a.prompt?n.watched.push(a.prompt):n.left.push(X(r,i.length>0?a:e))}return n}function X(e,{errors:t,needsModel:n}){let[r]=t;if(r===void 0)throw Error(`${e.path} is left without a reason`);let{problem:i,place:a,remedy:s}=r,c=a&&(a.path===e.path?a.line&&`line ${a.line}`:o(a)),l=c?`${c}: ${i}`:m(i);return{...e,reason:`${l}${s?` ${s}`:``}`,needs:n?`model`:i===`This prompt has no cases.`?`cases`:null,others:ye(t.slice(1))}}function Z(e,t){return t===void 0?[e]:[e,{...e,entry:{...e.entry,model:t},remark:null}]}async function Q(e,{snapshot:t,readSuite:n,credentials:r}){let i=[],a=!1;for(let o of e){let e={config:{...ge(),prompts:[He(o)]},credentials:r,discordance:le,readSuite:n},s=await ce(o.path,t,e);if(i=s.flatMap(e=>e.errors),s.some(({found:e})=>e!==null))return{prompt:o,errors:i,needsModel:a};a=s.every(e=>e.needsModel)}return{prompt:null,errors:i,needsModel:a}}function vt({path:e,entry:t},n){return t.suite===void 0?n.filter(t=>I(t)===I(e)):[]}async function yt(e){let t=await ne(e.directory),n=p(t),r=ie(n),i=oe();try{let n=await qe(r,e.credentials),{credentials:a,model:o}=e,{suites:s}=n,c=await _t(n.prompts,{suites:s,snapshot:r,readSuite:i,credentials:a,model:o}),l=await V(t.root,e.configPath),u=l||c.watched.length===0?null:Tt(c,e),d=await bt(c,u,{snapshot:r,readSuite:i},e),f=Ct(d.watched),p=wt(d.watched),m=await kt(r),ee=m[0]??`.github/workflows/prompt-eval-gate.yml`,h=m.length>0||await V(t.root,`.github/workflows/prompt-eval-gate.yml`),g=d.watched.length>0,_=$(e.configPath,l,g?u??``:``,e),v=$(ee,h,g?Ne({providers:f,keyVariables:p,configPath:e.configPath}):``,e),y=e.registry&&g?await Et({repository:t,snapshot:r,request:e,steps:{providers:f,keyVariables:p},prompts:d.watched.map(({path:e})=>e)}):null;for(let e of[_,v,...y?.workflows??[]])e.state===`written`&&await tt(t.root,e.path,e.text);return{...d,strayCases:At(n.suites,d),policy:_,workflow:v,registry:y,providers:f,secrets:[...f.map(Me),...p]}}finally{n.close()}}async function bt(e,t,{snapshot:n,readSuite:r},{configPath:i,credentials:a}){let o=t===null?n:xt(n,i,t),{prompts:s,policy:c}=await se(o,{configPath:i,credentials:a,readSuite:r}),l=new Map([...e.watched,...e.left].map(e=>[e.path,e])),u=[],d=[];for(let{path:e,file:i,found:a,errors:o,needsModel:f}of s){let s={path:i,format:null,entry:{},remark:null,problem:null},p={...l.get(i)??s,path:e};if(a){let o=t!==null||c.revision===`defaults`,s=a.segments.length===1&&a.segments[0]?.name===`all`,l={...p,path:i},d=o&&s?await ht(l,{snapshot:n,readSuite:r},e===i?void 0:0):[];u.push({...p,check:a,hints:d})}else d.push(X(p,{errors:o,needsModel:f}))}let f=new Set(s.map(({file:e})=>e)),p=e.watched.filter(({path:e})=>!f.has(e));return d.push(...p.map(e=>({...e,reason:`It could be watched; ${i} does not name it.`,needs:null})),...e.left.filter(({path:e})=>!f.has(e))),{watched:u,left:d,ready:u.length>0&&u.length===s.length}}function xt(e,t,n){return{...e,has:async n=>n===t||e.has(n),read:async r=>r===t?n:e.read(r),blob:async r=>r===t?`planned ${n.length}`:e.blob(r)}}function St(e){return e.flatMap(({check:e})=>[...e.models,...e.judges])}function Ct(e){let t=St(e);return n.filter(e=>t.some(t=>t.startsWith(`${e}:`)))}function wt(t){let n=St(t).flatMap(t=>e(t.split(`:`,1)[0]??``)??[]);return[...new Set(n.flatMap(({isKeyless:e,keyVariable:t})=>e?[]:[t]))]}function Tt(e,{registry:t}){let n=De(e);return t?it(n):n}async function Et({repository:e,snapshot:t,request:n,prompts:r,steps:{providers:i,keyVariables:a}}){let o=await Ot(t),s=P(n.configPath),c={keys:N(i),variables:a.map(Pe),config:s},l=[...ot(await st(e),c),...n.dashboard?[{command:`dashboard`,...Ie(s)}]:[]],u=[];for(let{command:r,path:i,text:a}of l){let s=await ct(r,t,o),c=s!==void 0||await V(e.root,i);u.push($(s??i,c,a,n))}let d=await t.read(n.configPath),f=d!==void 0&&!at(d),p=await Dt(e,t,{...n,prompts:r});return{workflows:u,policyLacks:f?H:null,owners:p}}async function Dt({root:e},t,n){let{path:r,before:i,line:a,owner:o}=await $e(t,n);return a===null?null:o===null||i===null?{path:r,line:a,state:`todo`}:n.dryRun?{path:r,line:a,state:`planned`}:(await nt(e,{path:r,before:i,line:a}),{path:r,line:a,state:`written`})}async function Ot(e){return(await e.list()).filter(e=>/^\.github\/workflows\/[^/]+\.ya?ml$/.test(e))}async function kt(e){let t=[];for(let n of await Ot(e))Fe(await e.read(n).catch(()=>``)??``)&&t.push(n);return t}function $(e,t,n,{dryRun:r}){return t?{path:e,state:`kept`,text:``}:n===``?{path:e,state:`unneeded`,text:n}:{path:e,state:r?`planned`:`written`,text:n}}function At(e,{watched:t,left:n}){let r=new Set(t.map(({check:e})=>e.suite)),i=new Set(n.map(({path:e})=>I(e)));return e.filter(e=>!r.has(e)&&!i.has(I(e)))}export{yt as initRepository};