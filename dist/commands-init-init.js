import{D as e,E as t,G as n,O as r,et as i,lt as a,ot as o,rt as s}from"./basics.js";import{Ei as c,Fi as l,Jr as u,Kr as d,M as f,Nr as p,Si as m,Wr as h,Xr as g,Yr as _,cr as v,di as y,ni as b,oi as ee,qr as te,ti as ne}from"./start.js";import{Q as re,nt as ie}from"./comparison.js";import{a as ae,r as oe,t as se}from"./check.js";import{E as x,G as S,H as ce,S as le,T as ue,V as de,b as fe,i as C,n as pe,s as me,w}from"./policy.js";import{I as he}from"./assertions.js";import{n as T,t as E}from"./codeowners.js";import{t as ge}from"./main-branch.js";import{t as _e}from"./mistake-lines.js";import{lstat as ve,mkdir as ye,open as be,writeFile as xe}from"node:fs/promises";import{dirname as D,join as O}from"node:path";import{constants as k}from"node:fs";var Se=b();const Ce=`https://raw.githubusercontent.com/${i}/v1/schema/policy.schema.json`,we=[...fe].sort((e,t)=>Number(t.byDefault)-Number(e.byDefault)),Te=/^[\w ./@+-]+$/,Ee=[`gate:`,`  on-weaker-suite: block  # a pull request that removes or loosens cases`];function De(e){let{watched:t,left:n}=e,r=we.map(e=>({...e,...Oe(e.glob,t,n)})),i=r.filter(({beside:e})=>e===void 0).filter(({bare:e,excluded:t})=>e.length>0&&ke(e,t)),a=new Set(r.flatMap(({beside:e,bare:t})=>e===void 0?[]:t)),o=new Set(i.flatMap(({bare:e})=>e)),s=t.filter(e=>!o.has(e)),c=i.flatMap(e=>e.excluded),l=r.filter(e=>e.byDefault&&!i.includes(e));if(s.every(e=>a.has(e))&&c.length===0&&i.every(({byDefault:e})=>e)&&l.every(e=>e.excluded.length===0))return null;let u=[...i.map(({glob:e})=>`  - ${A(e)}`),...c.map(e=>`  - ${A(`!${e.path}`)}  # ${j(e)}`),...s.flatMap(Ae)],d=n.filter(e=>!c.includes(e)),f=d.slice(0,50).map(e=>`#   ${M(e.path)}: ${j(e)}`);return[`# yaml-language-server: $schema=${Ce}`,`# What prompt-eval-gate watches. What else can be decided here is in its docs/configuration.md.`,`prompts:`,...u,...Ee,...d.length>0?[`# Not watched:`,...f]:[],...d.length>50?[`#   … and ${d.length-50} more`]:[],``].join(`
`)}function Oe(e,t,n){let r=d(e);return{bare:t.filter(({path:e,entry:t})=>r(e)&&Object.keys(t).length===0),excluded:n.filter(({path:e})=>r(e))}}function ke(e,t){return t.length<=e.length&&t.every(({path:e})=>Te.test(e))}function Ae({path:e,entry:t,remark:n}){let{suite:r,template:i,model:a}=t;return[`  - path: ${A(e)}`,...r===void 0?[]:[`    suite: ${A(r)}`],...i===void 0?[]:[`    template: ${i}`],...a===void 0?[]:[`    model: ${A(a)}${n===null?``:`  # ${M(n)}`}`]]}function A(e){return/^[\w./-]+$/.test(e)?(0,Se.stringify)(e,{lineWidth:0}).trimEnd():JSON.stringify(e).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g,je)}function je(e){return`\\u${e.charCodeAt(0).toString(16).padStart(4,`0`)}`}function j({reason:e,needs:t}){return t===`model`?`no model yet`:t===`cases`?`no cases yet`:M(e)}function M(e){let t=e.replace(/[\p{C}\u2028\u2029]+/gu,` `).trim();return t.length>200?`${t.slice(0,199)}…`:t}function Me(e){return r[e].key.variable}function Ne({providers:e,keyVariables:t,configPath:n}){let r=[...P(e),...Fe(n),`report-directory: ${N}`];return`name: prompt-eval-gate
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
      - uses: ${i}@v1
${F(`with`,r)}${F(`env`,t.map(Ie))}${Pe}`}const N="${{ runner.temp }}/gate-report",Pe=`      - uses: actions/upload-artifact@043fb46d1a93c77aae656e7c1c64a875d1fc6a0a # v7.0.1
        if: always()
        with: { name: gate-report, path: '${N}', if-no-files-found: ignore }
`;function P(e){return e.map(e=>{let{input:t,variable:n}=r[e].key;return`${t}: \${{ secrets.${n} }}`})}function Fe(e){return e===`.github/prompt-eval-gate.yml`?[]:[`config: ${JSON.stringify(e)}`]}function Ie(e){return`${e}: \${{ secrets.${e} }}`}function F(e,t){return t.length===0?``:`        ${e}:\n${t.map(e=>`          ${e}\n`).join(``)}`}function Le(e){let t=e.match(/^[ \t]{0,40}(?:-[ \t]+)?uses:[ \t]{1,20}['"]?[\w./-]{0,200}prompt-eval-gate@/gm),n=e.match(/^[ \t]{0,40}command:[ \t]{1,20}['"]?(?!gate\b)[a-z]+['"]?[ \t]*(?:#.*)?$/gm);return(t?.length??0)>(n?.length??0)}function Re(e){return{path:`.github/workflows/prompt-dashboard.yml`,text:`name: prompt-dashboard
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
      - uses: ${i}@v1
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
`}}async function ze(e,t,n){let r=await t.list(),i=new Set(r),a=pe(e).flatMap(e=>i.has(e)?[e]:u(e,r)).filter(t=>t!==e.path),o=He(e,n),s=o!==null&&o.of>1?`the first of ${o.of} providers`:null,c=[...a,...await Be(e,t)];if(!a.some(S))return{prompts:[{path:e.path,format:de.name,entry:{},remark:s,problem:null}],claimed:c};let l=[];for(let n of a)l.push(await Ve(n,e,o,t));return{prompts:l,claimed:c}}async function Be({path:e,text:t},n){let r=t.split(/[\s"',[\]{}]+/).map(e=>e.replace(/^file:\/\//,``)).filter(e=>/\.(?:ya?ml|json|jsonl|ndjson|csv)$/i.test(e)&&e.length<500),i=new Set(r.flatMap(t=>ee(e,t))),a=[...i].filter(te).map(d);return(await n.list()).filter(e=>i.has(e)||a.some(t=>t(e)))}async function Ve(e,t,n,r){let i=await c(r,e)??``,a=w(e,i)??x,o=a===x&&!ue.test(e),s=S(e),l={suite:t.path,...o?{template:`jinja`}:{},...n===null||s?{}:{model:n.name}},u=o&&/\S\s*\n---[ \t]*\n\s*\S/.test(i);return{path:e,format:a.name,entry:l,remark:n!==null&&n.of>1&&!s?`the first of ${n.of} providers`:null,problem:u?`It holds several prompts, with --- between them: write each into a file of its own.`:null}}function He({path:e,text:t},n){let r=Ue(e,t),i=r.find(e=>he(e,{models:{},credentials:n}));return i===void 0?null:{name:i,of:r.length}}function Ue(e,t){let r;try{r=ne(t,e).value}catch{return[]}let i=n(r)?r.providers??r.targets:void 0;return(Array.isArray(i)?i:[i]).flatMap(e=>ce(e)??[])}function I({path:e,entry:t}){return{kind:`entry`,path:e,...t}}async function We(e,t){return await a(()=>C({snapshot:t,path:e}))!==void 0}function L(e){return e.slice(e.lastIndexOf(`/`)+1).toLowerCase().replace(/\.[a-z0-9]{1,8}$/,``).replace(/[._-](?:prompt|suite|tests?|evals?|cases)$/,``)}const Ge=/(?:^|\/)node_modules\/|^\.github\/prompt-eval-gate\.yml$/,Ke=/^\.github\/workflows\//,R=/\.(?:ya?ml|json)$/i,z=/\.(?:csv|jsonl|ndjson)$/i,qe=/\{\{-?[ \t]{0,100}[A-Za-z_]|\{%/;async function Je(e,t){let n=(await e.list()).filter(e=>!Ge.test(e)),r=new Set(n),i={prompts:[],suites:[]},a=/* @__PURE__ */ new Set,o=[];for(let s=0;s<n.length;s+=64){let c=n.slice(s,s+64),l=await Promise.all(c.map(n=>Xe(n,{snapshot:e,all:r,credentials:t})));for(let e of l){i.prompts.push(...e.prompts),i.suites.push(...e.suites),o.push(...e.texts);for(let t of e.claimed)a.add(t)}}let s=i.suites.filter(e=>!a.has(e));i.prompts.push(...await Ye(o,s,e));let c=/* @__PURE__ */ new Map;for(let e of i.prompts){let t=c.get(e.path);(t===void 0||Object.keys(t.entry).length===0)&&c.set(e.path,e)}let l=({path:e,format:t,entry:n})=>a.has(e)&&n.suite===void 0&&t!==null&&le(t).evidence(e)===`if-it-has-cases`;return{...i,prompts:[...c.values()].filter(e=>!l(e)).sort((e,t)=>e.path<t.path?-1:1),suites:s}}const B={prompts:[],suites:[],claimed:[],texts:[]};async function Ye(e,t,n){let r=new Set(t.map(L)),i=[];for(let{path:t,format:a}of e.filter(e=>r.has(L(e.path)))){let e=await c(n,t);e!==void 0&&(a.takesPrompt||qe.test(e))&&i.push(...V(t,a).prompts)}return i}async function Xe(e,{snapshot:t,all:n,credentials:r}){if(h(e))return B;let i=w(e,``),a=g(e).some(e=>n.has(e));if(i!==void 0&&i.parts===void 0)return i.evidence(e)===`is-prompt`||a?V(e,i):{...B,texts:[{path:e,format:i}]};if(!R.test(e)&&!z.test(e)||Ke.test(e)&&i===void 0)return B;let o=await c(t,e);if(o===void 0)return B;let s=R.test(e)?w(e,o):void 0;return s?.parts===void 0?s!==void 0&&await Ze(s,{path:e,hasSuite:a,snapshot:t})?V(e,s):Qe(e,o)||$e({path:e,text:o},n)?{...B,suites:[e]}:s?.evidence(e)===`if-it-has-cases`?{...B,texts:[{path:e,format:s}]}:B:{...B,...await ze({path:e,text:o},t,r)}}async function Ze(e,{path:t,hasSuite:n,snapshot:r}){switch(e.evidence(t)){case`is-prompt`:return!0;case`if-it-has-cases`:return n;case`if-it-reads`:return We(t,r)}}function V(e,{name:t}){return{...B,prompts:[{path:e,format:t,entry:{},remark:null,problem:null}]}}function Qe(e,t){return/\.csv$/i.test(e)?/^[^\n]{0,10000}__expected/.test(t):z.test(e)?/^\s{0,100}\{[^\n]{0,100000}"(?:vars|assert)"\s{0,10}:/.test(t):/\bvars"?[ \t]{0,4}:/.test(t)&&/\bassert"?[ \t]{0,4}:/.test(t)}function $e(e,t){let n=e.path.replace(/(?:evals\/)?[^/]*$/,``);return/\.json$/i.test(e.path)&&!t.has(`${n}SKILL.md`)&&ie.recognises?.(e)===!0}async function et(e,{configPath:t,prompts:n}){let{path:r,before:i}=await tt(e)??{path:E[0]??``,before:null},a=i??``,o=[t,`.github/prompt-eval-gate.yml`,...n].map(e=>T(e,a)).find(e=>e!==null)??null,s=T(`${p}/portfolio.yml`,a);return{path:r,before:i,line:o!==null&&s===o||a.includes(`.github/prompt-portfolios`)?null:`/${p}/ ${o??`@OWNER`}`,owner:o}}async function tt(e){for(let t of E){let n=await e.read(t);if(n!==void 0)return{path:t,before:n}}}async function nt(e,t,n){let r=D(t).split(`/`);for(let t of r.keys()){let n=r.slice(0,t+1).join(`/`),i=await ve(O(e,n)).catch(()=>void 0);if(i!==void 0&&!i.isDirectory())throw new s(`This is no folder, so nothing is written into it.`,{place:{path:n}})}await ye(O(e,D(t)),{recursive:!0});try{await xe(O(e,t),n,{flag:`wx`})}catch(e){throw f(e,`EEXIST`)?new s(`This file is there already; it is left as it is.`,{place:{path:t}}):e}}async function rt(e,{path:t,before:n,line:r}){let i=await be(O(e,t),k.O_RDWR|k.O_NOFOLLOW|k.O_APPEND).catch(()=>void 0);try{let e=await i?.readFile(`utf8`);if(!i||e!==n)throw new s(`This file is no plain file, or was changed just now; it is left as it is.`,{place:{path:t}});await i.appendFile(it(n,r).slice(n.length))}finally{await i?.close()}}function it(e,t){let n=e.includes(`\r
`)?`\r
`:`
`;return`${e}${e===``||e.endsWith(`
`)?``:n}${t}${n}`}async function H(e,t){return await ve(O(e,t)).catch(()=>void 0)!==void 0}const U=`registry:
  environments:
    staging: { promote: on-merge }
    production: { promote: by-hand }  # on-pass: as soon as the evidence passes
`;function at(e){return`${e??`# What prompt-eval-gate decides by. What else can be decided here is in its docs/configuration.md.
`}${U}`}function ot(e){return/^["']?registry["']?[ \t]*:/m.test(e)}function st(e,t){return[{command:`record`,path:`.github/workflows/prompt-record.yml`,text:ut(e,t)},{command:`rebalance`,path:`.github/workflows/prompt-rebalance.yml`,text:dt(t)},{command:`drift`,path:`.github/workflows/prompt-drift.yml`,text:ft(t)},{command:`guard`,path:`.github/workflows/prompt-guard.yml`,text:pt(t)},{command:`promote`,path:`.github/workflows/prompt-promote.yml`,text:mt(t)},{command:`rollback`,path:`.github/workflows/prompt-rollback.yml`,text:ht(t)}]}async function ct(e){let t=await a(()=>y(e))??`main`;return(await ge(e,t))?.branch??t}async function lt(e,t,n){let r=RegExp(`^[ \\t]{0,40}command:[ \\t]{0,20}["']?${e}["']?[ \\t]*(?:#.*)?$`,`m`);for(let e of n)if(r.test(await t.read(e).catch(()=>``)??``))return e}const W=`      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1`,G=Y(`pointer-key`,`PROMPT_POINTER_KEY`),K=[Y(`promotion-key`,`PROMPT_PROMOTION_KEY`),G];function ut(e,{keys:t,variables:n,config:r}){let a=[`command: record`,J(`adopt`),...r,...t,...K];return`name: prompt-record
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
${q}
    runs-on: ubuntu-latest
    steps:
${W}
        with: { fetch-depth: 0 }
      - uses: ${i}@v1
${F(`with`,a)}${F(`env`,n)}`}function dt({config:e}){return`name: prompt-rebalance
on:
  schedule: [{ cron: '43 6 * * 1' }]  # may start late, or be left out: then nothing changes
  workflow_dispatch:
permissions: { contents: write, pull-requests: write }
concurrency: { group: prompt-rebalance, cancel-in-progress: false }
jobs:
  rebalance:
${q}
    runs-on: ubuntu-latest
    steps:
${W}
        with: { fetch-depth: 0 }
      - uses: ${i}@v1
${F(`with`,[`command: rebalance`,...e,...K])}`}function ft({keys:e,variables:t,config:n}){return`name: prompt-drift
on:
  schedule: [{ cron: '17 5 * * 1' }]  # asks models: every suite of what serves, once a week
  workflow_dispatch:
permissions: { contents: write, issues: write }
concurrency: { group: prompt-drift, cancel-in-progress: false }
jobs:
  drift:
${q}
    runs-on: ubuntu-latest
    steps:
${W}
        with: { fetch-depth: 0 }
      - uses: ${i}@v1
${F(`with`,[`command: drift`,...n,...e,...K])}${F(`env`,t)}`}function pt({config:e}){let t=Y(`webhook`,`PROMPT_GUARD_WEBHOOK`);return`# A schedule can be hours late, or be left out. What you count on is \`guard --watch\`, beside the application.
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
${W}
        with: { fetch-depth: 0 }
      - run: |
          curl -fsS --max-time 300 -H "authorization: Bearer $TOKEN" -o observations.jsonl "$URL"
        env:
          URL: \${{ vars.PROMPT_OBSERVATIONS_URL }}
          ${Y(`TOKEN`,`PROMPT_OBSERVATIONS_TOKEN`)}
      - uses: ${i}@v1
${F(`with`,[`command: guard`,`files: observations.jsonl`,t,...e,G])}`}function mt({config:e}){let t=[`prompt`,`environment`,`version`,`reason`].map(J);return`name: prompt-promote
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
${q}
    runs-on: ubuntu-latest
    steps:
${W}
      - uses: ${i}@v1
${F(`with`,[`command: promote`,...t,...e,...K])}`}function ht({config:e}){let t=[`prompt`,`environment`,`version`,`reason`].map(J);return`name: prompt-rollback
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
${q}
    runs-on: ubuntu-latest
    steps:
${W}
      - uses: ${i}@v1
${F(`with`,[`command: rollback`,...t,...e,G])}`}const q="    if: ${{ !github.event.repository.fork }}";function J(e){return`${e}: \${{ github.event.inputs.${e} }}`}function Y(e,t){return`${e}: \${{ secrets.${t} }}`}async function gt(e,{snapshot:t,readSuite:n},r){let i=I(e),{cases:a}=await n({snapshot:t,prompt:await C({snapshot:t,path:e.path,entry:i,part:r}),entry:i});return[...X(a,`vars`),...X(a,`metadata`)].filter(({names:e})=>e.length>1).slice(0,2)}function X(e,t){return Object.keys(e[0]?.[t]??{}).map(n=>({key:`${t}.${n}`,names:/\s/.test(n)?[]:_t(e.map(e=>e[t][n]))}))}function _t(e){let t=/* @__PURE__ */ new Map;for(let n of e)if(typeof n!=`string`||n===``||(t.set(n,(t.get(n)??0)+1),t.size>8))return[];return[...t.values()].every(e=>e>=10)?[...t.keys()]:[]}async function vt(e,t){let n={watched:[],left:[]};for(let r of e){if(r.problem!==null){n.left.push({...r,reason:r.problem,needs:null});continue}let e=await yt(Q(r,t.model),t),i=bt(r,t.suites).flatMap(e=>Q({...r,entry:{...r.entry,suite:e}},t.model)),a=e.prompt?e:await yt(i,t);a.prompt?n.watched.push(a.prompt):n.left.push(Z(r,i.length>0?a:e))}return n}function Z(e,{errors:t,needsModel:n}){let[r]=t;if(r===void 0)throw Error(`${e.path} is left without a reason`);let{problem:i,place:a,remedy:s}=r,c=a&&(a.path===e.path?a.line&&`line ${a.line}`:o(a)),l=c?`${c}: ${i}`:v(i);return{...e,reason:`${l}${s?` ${s}`:``}`,needs:n?`model`:i===`This prompt has no cases.`?`cases`:null,others:_e(t.slice(1))}}function Q(e,t){return t===void 0?[e]:[e,{...e,entry:{...e.entry,model:t},remark:null}]}async function yt(e,{snapshot:t,readSuite:n,credentials:r}){let i=[],a=!1;for(let o of e){let e={config:{...me(),prompts:[I(o)]},credentials:r,discordance:se,readSuite:n},s=await ae(o.path,t,e);if(i=s.flatMap(e=>e.errors),s.some(({found:e})=>e!==null))return{prompt:o,errors:i,needsModel:a};a=s.every(e=>e.needsModel)}return{prompt:null,errors:i,needsModel:a}}function bt({path:e,entry:t},n){return t.suite===void 0?n.filter(t=>L(t)===L(e)):[]}async function xt(e){let t=await l(e.directory),n=m(t),r=_(n),i=re();try{let n=await Je(r,e.credentials),{credentials:a,model:o}=e,{suites:s}=n,c=await vt(n.prompts,{suites:s,snapshot:r,readSuite:i,credentials:a,model:o}),l=await H(t.root,e.configPath),u=l||c.watched.length===0?null:Dt(c,e),d=await St(c,u,{snapshot:r,readSuite:i},e),f=Tt(d.watched),p=Et(d.watched),m=await jt(r),h=m[0]??`.github/workflows/prompt-eval-gate.yml`,g=m.length>0||await H(t.root,`.github/workflows/prompt-eval-gate.yml`),_=d.watched.length>0,v=$(e.configPath,l,_?u??``:``,e),y=$(h,g,_?Ne({providers:f,keyVariables:p,configPath:e.configPath}):``,e),b=e.registry&&_?await Ot({repository:t,snapshot:r,request:e,steps:{providers:f,keyVariables:p},prompts:d.watched.map(({path:e})=>e)}):null;for(let e of[v,y,...b?.workflows??[]])e.state===`written`&&await nt(t.root,e.path,e.text);return{...d,strayCases:Mt(n.suites,d),policy:v,workflow:y,registry:b,providers:f,secrets:[...f.map(Me),...p]}}finally{n.close()}}async function St(e,t,{snapshot:n,readSuite:r},{configPath:i,credentials:a}){let o=t===null?n:Ct(n,i,t),{prompts:s,policy:c}=await oe(o,{configPath:i,credentials:a,readSuite:r}),l=new Map([...e.watched,...e.left].map(e=>[e.path,e])),u=[],d=[];for(let{path:e,file:i,found:a,errors:o,needsModel:f}of s){let s={path:i,format:null,entry:{},remark:null,problem:null},p={...l.get(i)??s,path:e};if(a){let o=t!==null||c.revision===`defaults`,s=a.segments.length===1&&a.segments[0]?.name===`all`,l={...p,path:i},d=o&&s?await gt(l,{snapshot:n,readSuite:r},e===i?void 0:0):[];u.push({...p,check:a,hints:d})}else d.push(Z(p,{errors:o,needsModel:f}))}let f=new Set(s.map(({file:e})=>e)),p=e.watched.filter(({path:e})=>!f.has(e));return d.push(...p.map(e=>({...e,reason:`It could be watched; ${i} does not name it.`,needs:null})),...e.left.filter(({path:e})=>!f.has(e))),{watched:u,left:d,ready:u.length>0&&u.length===s.length}}function Ct(e,t,n){return{...e,has:async n=>n===t||e.has(n),read:async r=>r===t?n:e.read(r),blob:async r=>r===t?`planned ${n.length}`:e.blob(r)}}function wt(e){return e.flatMap(({check:e})=>[...e.models,...e.judges])}function Tt(t){let n=wt(t);return e.filter(e=>n.some(t=>t.startsWith(`${e}:`)))}function Et(e){let n=wt(e).flatMap(e=>t(e.split(`:`,1)[0]??``)??[]);return[...new Set(n.flatMap(({isKeyless:e,keyVariable:t})=>e?[]:[t]))]}function Dt(e,{registry:t}){let n=De(e);return t?at(n):n}async function Ot({repository:e,snapshot:t,request:n,prompts:r,steps:{providers:i,keyVariables:a}}){let o=await At(t),s=Fe(n.configPath),c={keys:P(i),variables:a.map(Ie),config:s},l=[...st(await ct(e),c),...n.dashboard?[{command:`dashboard`,...Re(s)}]:[]],u=[];for(let{command:r,path:i,text:a}of l){let s=await lt(r,t,o),c=s!==void 0||await H(e.root,i);u.push($(s??i,c,a,n))}let d=await t.read(n.configPath),f=d!==void 0&&!ot(d),p=await kt(e,t,{...n,prompts:r});return{workflows:u,policyLacks:f?U:null,owners:p}}async function kt({root:e},t,n){let{path:r,before:i,line:a,owner:o}=await et(t,n);return a===null?null:o===null||i===null?{path:r,line:a,state:`todo`}:n.dryRun?{path:r,line:a,state:`planned`}:(await rt(e,{path:r,before:i,line:a}),{path:r,line:a,state:`written`})}async function At(e){return(await e.list()).filter(e=>/^\.github\/workflows\/[^/]+\.ya?ml$/.test(e))}async function jt(e){let t=[];for(let n of await At(e))Le(await e.read(n).catch(()=>``)??``)&&t.push(n);return t}function $(e,t,n,{dryRun:r}){return t?{path:e,state:`kept`,text:``}:n===``?{path:e,state:`unneeded`,text:n}:{path:e,state:r?`planned`:`written`,text:n}}function Mt(e,{watched:t,left:n}){let r=new Set(t.map(({check:e})=>e.suite)),i=new Set(n.map(({path:e})=>L(e)));return e.filter(e=>!r.has(e)&&!i.has(L(e)))}export{xt as initRepository};