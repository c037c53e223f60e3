import{_ as e,a as t,h as n,i as r,o as i,r as a,s as o,t as s,v as c,y as l}from"./headline.js";import{c as u,d,i as f,l as p,n as m,o as h,r as g,t as _,u as v}from"./run-text.js";import{C as ee,b as te,c as ne,d as re,f as y,g as b,h as x,n as S,u as C,w,y as T}from"./inert.js";import{o as ie,r as ae,t as oe}from"./segment-table.js";import{n as se}from"./cost-text.js";import{createHash as ce}from"node:crypto";function E(e,...t){return{markup:e.reduce((e,n,r)=>e+D(t[r-1]??null)+n)}}function D(e){return e===null?``:typeof e==`string`?S(e):typeof e==`number`?String(e):`markup`in e?e.markup:e.map(D).join(``)}function O(e){return e.map(e=>typeof e==`string`?E`${e}`:`code`in e?E`<code>${e.code}</code>`:E`<strong>${e.strong}</strong>`)}function k(e){return{markup:e}}function A(e,t){return t||=e.slice(0),Object.freeze(Object.defineProperties(e,{raw:{value:Object.freeze(t)}}))}var j;function M(e){let t=L(e);if(t.cases.length===0)return E``;let n=e=>t.cases.filter(t=>t.kind===e).length,r=[...new Set(t.cases.flatMap(e=>e.segments))];return E(j||=A([`<section class="cases" id="cases" aria-labelledby="cases-title">
<h2 id="cases-title">Cases</h2>
<div id="case-browser" hidden>
<form class="filters" id="filters">
<fieldset><legend class="unseen">Which cases</legend>
`,``,``,``,`
</fieldset>
`,`
`,`
<span class="filter"><label for="filter-search">Search</label> <input type="search" id="filter-search" name="search" autocomplete="off"></span>
</form>
<p id="case-count" class="muted" role="status"></p>
<ol id="case-list" class="case-list"></ol>
<button type="button" id="more-cases" hidden>Show more</button>
</div>
<noscript>`,`</noscript>
<script type="application/json" id="case-data">`,`<\/script>
</section>
`]),N(``,`All`,t.cases.length,!0),N(`failing`,`Newly failing`,n(`failing`)),N(`passing`,`Newly passing`,n(`passing`)),N(`errored`,`Errored`,n(`errored`)),t.prompts.length>1?P(`prompt`,`Prompt`,t.prompts.map((e,t)=>[String(t),e])):null,r.length>1?P(`segment`,`Segment`,r.map(e=>[e,e])):null,I(t),k(H(t)))}function N(e,t,n,r=!1){return E`<label><input type="radio" name="kind" value="${e}"${r?k(` checked`):n===0?k(` disabled`):null}><span>${t} <b>${n}</b></span></label>`}function P(e,t,n){return E`<span class="filter"><label for="filter-${e}">${t}</label> <select id="filter-${e}" name="${e}"><option value="">all</option>${n.map(([e,t])=>E`<option value="${e}">${t}</option>`)}</select></span>`}const F={failing:`newly fails`,passing:`newly passes`,errored:`errored`};function I({cases:e}){let t=e.slice(0,1e3).map(e=>{let t=e.error??[...e.candidate?.failures??[],...e.baseline?.failures??[]].join(`; `);return E`<tr><td>${F[e.kind]}</td><th scope="row">${e.name}</th><td>${e.segments.join(`, `)}</td><td>${t}</td><td><code>${e.place}</code></td></tr>\n`}),n=e.length-t.length;return E`<div class="scroll"><table><thead><tr><th scope="col"></th><th scope="col">Case</th><th scope="col">Segment</th><th scope="col">Assertion</th><th scope="col">Place</th></tr></thead><tbody>${t}</tbody></table></div>
${n>0?E`<p>${n} more cases are in the result JSON.</p>`:null}`}function L(e){let t=/* @__PURE__ */ new Map,r=[],i=e=>{let n=V(e,2e4),i=t.get(n);return i===void 0?(t.set(n,r.length),r.push(n)-1):i},a=l(e.prompts).filter(R),o=a.flatMap((e,t)=>[...n(e.newlyFailing).map(e=>z(`failing`,e,t,i)),...e.newlyPassing.map(e=>z(`passing`,e,t,i)),...e.errors.map(e=>B(e,t))]);return{prompts:a.map(({path:e})=>V(e,200)),texts:r,cases:o}}function R({newlyFailing:e,newlyPassing:t,errors:n}){return e.length+t.length+n.length>0}function z(e,t,n,r){let i=e=>({passes:e.passes,trials:e.trials,answer:e.answer===null?null:r(e.answer),failures:e.failures.map(({type:e,reason:t})=>V(`${e}: ${t}`,1e3))});return{kind:e,prompt:n,name:V(t.description??t.id,300),place:V(t.place,300),segments:t.segments.map(e=>V(e,200)),marks:[...t.critical?[`critical`]:[],...t.severe?[`always passed, now always fails`]:[],...t.baseline?[]:[`new`]],messages:t.messages.map(({role:e,content:t})=>({role:V(e,40),text:r(t)})),baseline:t.baseline&&i(t.baseline),candidate:i(t.candidate),error:null}}function B({caseId:e,segments:t,arm:n,kind:r,message:i},a){return{kind:`errored`,prompt:a,name:V(e??`the run`,300),place:``,segments:t.map(e=>V(e,200)),marks:n?[n]:[],messages:[],baseline:null,candidate:null,error:V(`${r}: ${i}`,1e3)}}function V(e,t){let n=e.length-t;return ne(n>0?`${e.slice(0,t)}… (${n} more characters)`:e)}function H(e){return JSON.stringify(e).replace(/[<>&\u2028\u2029]/g,e=>`\\u${e.charCodeAt(0).toString(16).padStart(4,`0`)}`)}const U={block:`Merge blocked`,pass:`Passed`,error:`Could not decide`},W={block:`✕`,pass:`✓`,error:`!`};function G(e){let{base:t,head:n,verdict:a}=e;return E`<header class="page ${a}">
<p class="brand">Prompt Eval Gate</p>
<p class="state ${a}"><span aria-hidden="true">${W[a]}</span> ${U[a]}</p>
<h1>${O(le(r(e)))}</h1>
<p class="muted"><code>${i(t.ref)}</code> → <code>${i(n.ref)}</code>${n.sha?E` at <code>${n.sha.slice(0,12)}</code>`:null}</p>
${K(p(e).map(O),`notice`,`Notices`)}
${K(u(e,+(e.verdict===`error`)).map(O),`problem`,`Problems`)}
${ue(e)}
</header>
`}function le(e){let[n=``,...r]=e.filter(e=>e!==` — merge blocked`&&e!==``);return[typeof n==`string`?t(n):n,...r]}function K(e,t,n){return e.length===0?null:E`<ul class="messages ${t}" aria-label="${n}">${e.map(e=>E`<li>${e}</li>`)}</ul>`}function ue(e){let t=l(e.prompts).filter(c),n=[de(t),pe(t),me(t),he(t),ge(t,e)].filter(e=>e!==null);return n.length===0?null:E`<dl class="tiles">${n.map(({label:e,value:t,detail:n,tone:r})=>E`<div class="tile ${r}"><dt>${e}</dt><dd class="value">${t}</dd><dd>${n}</dd></div>`)}</dl>`}function de(e){let t=e.flatMap(({segments:e})=>e).reduce(fe,null);if(!t||t.difference===null)return null;let n=t.interval?`, 95\u00a0% CI ${te(t.interval,` to `)}`:``;return{label:`Largest drop`,value:t.difference<0?`${T(t.difference)} points`:`none`,detail:t.difference<0?`${i(t.name)}${n}`:`in any segment`,tone:t.verdict===`regression`?`bad`:`plain`}}function fe(e,t){return(t.difference??1/0)<(e?.difference??1/0)?t:e}function pe(e){let t=e.flatMap(e=>e.segments);if(t.length===0)return null;let n=e=>t.filter(t=>t.verdict===e).length,r=[`${y(n(`improved`))} improved`,`${y(n(`pass`))} unchanged`,`${y(n(`inconclusive`)+n(`invalid`))} cannot be told`],i=n(`regression`);return{label:`Segments`,value:`${y(i)} of ${y(t.length)} worse`,detail:r.join(`, `),tone:i>0?`bad`:`good`}}function me(e){let t=e.filter(e=>e.baseline!==null);if(t.length===0)return null;let n=e=>t.reduce((t,n)=>t+e(n),0),r=n(e=>e.overall?.losses??0),i=n(e=>e.overall?.wins??0),a=n(e=>e.overall?.cases??0);return{label:`Cases`,value:`${y(r)} newly fail`,detail:`${y(i)} newly pass, of ${C(a,`case`)}`,tone:`plain`}}function he(e){let[t]=e.flatMap(({cost:e})=>e?.comparison.ratio?[e]:[]).sort((e,t)=>(t.comparison.ratio?.ratio??0)-(e.comparison.ratio?.ratio??0)),{baseline:n,candidate:r,ratio:i}=t?.comparison??{};if(!t||!i||!r||!n)return null;let a=t.limit===null?``:`, limit +${ee(t.limit)}`;return{label:`Tokens a call`,value:re(i.ratio),detail:`${y(n.totalTokens)} → ${y(r.totalTokens)}${a}`,tone:t.label===`exceeded`?`bad`:`plain`}}function ge(e,{policy:t}){let n=e.flatMap(({cost:e})=>e&&e.monthlyUsd!==null?[e]:[]);if(n.length===0)return null;let r=n.reduce((e,t)=>e+(t.monthlyUsd??0),0),[i]=n,a=i?.comparison.candidate.usd??null,o=i?.comparison.baseline?.usd??null,s=n.length===1&&a!==null&&o!==null?`${x(o)} → ${x(a)} a call`:`${C(n.length,`prompt`)}`,c=t.cost.callsPerMonth?`, ${w(t.cost.callsPerMonth)}`:``;return{label:`Money a month`,value:b(r),detail:`${s}${c}`,tone:`plain`}}function _e(e,t){let n=se(e,t);return!n||!e.cost?E``:E`<section class="part"><h3>Cost ${ve(e.cost.label)}</h3>
<p>${O(n)}</p>
${e.cost.comparison.baseline?ye(e):null}</section>`}function ve(e){switch(e){case`exceeded`:return E`<span class="badge regression"><span aria-hidden="true">✕</span> over the limit</span>`;case`paid-for`:return E`<span class="badge pass"><span aria-hidden="true">✓</span> paid for</span>`;case`within`:return E`<span class="badge pass"><span aria-hidden="true">✓</span> within the limit</span>`;case`unknown`:return null}}function ye(t){let n=e(t.segments),r=t.overall?[...n,t.overall]:n,i=xe(r.flatMap(({cost:e})=>[e.candidate.totalTokens,e.baseline?.totalTokens??0]).filter(e=>e>0)),a=r.map(e=>be(e,i,e===t.overall));return E`<div class="scroll" tabindex="0" role="region" aria-label="Tokens of ${t.path}">
<table class="dumbbell" role="table">
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Segment</th><th role="columnheader" scope="col" class="plot"><span class="legend"><span class="key before">baseline</span><span class="key after">candidate</span></span></th><th role="columnheader" scope="col" class="number">Tokens a call</th>
<th role="columnheader" scope="col">Change, 95&nbsp;% CI</th><th role="columnheader" scope="col" class="number">Input</th><th role="columnheader" scope="col" class="number">Output</th><th role="columnheader" scope="col" class="number">Cached</th><th role="columnheader" scope="col" class="number">Money a call</th></tr></thead>
<tbody role="rowgroup">${a}</tbody>
<tfoot aria-hidden="true"><tr><td></td><td class="plot">${Se(i)}</td><td colspan="6">tokens a call</td></tr></tfoot>
</table></div>`}function be(e,t,n){let{baseline:r,candidate:i}=e.cost,[a,o,s,c,l,u]=oe(e),d=[`tokens`,`change`,`input`,`output`,`cached`,`money`],f=[a,o,s,c,l,u].map((e=``,t)=>E`<td role="cell" class="${t===1?`change`:`number`}" data-label="${d[t]??``}">${e}</td>`),p=q(i.totalTokens,t),m=r&&q(r.totalTokens,t);return E`<tr role="row" class="${n?`overall`:`segment`}"><th role="rowheader" scope="row">${e.name}</th>
<td role="cell" class="plot" aria-hidden="true"><svg class="row" focusable="false"><line class="grid" x1="0" x2="100%" y1="50%" y2="50%"/>
${m?E`<line class="bar" x1="${m}" x2="${p}" y1="50%" y2="50%"/><circle class="before" cx="${m}" cy="50%" r="5"/>`:null}<circle class="after" cx="${p}" cy="50%" r="5"/></svg></td>
${f}</tr>
`}function xe(e){let[t,n]=[Math.min(...e),Math.max(...e)];if(!Number.isFinite(t))return{low:0,high:1};let r=Math.max((n-t)*.15,n*.02,1);return{low:Math.max(0,t-r),high:n+r}}function Se({low:e,high:t}){return E`<svg class="axis" focusable="false"><text x="0" y="14" text-anchor="start">${y(e)}</text><text x="100%" y="14" text-anchor="end">${y(t)}</text></svg>`}function q(e,{low:t,high:n}){return`${Number(((e-t)/(n-t)*100).toFixed(3))}%`}const Ce={regression:`✕`,invalid:`!`,improved:`↑`,pass:`✓`,inconclusive:`–`};function we(e){return E`<span class="badge ${e}"><span aria-hidden="true">${Ce[e]}</span> ${e}</span>`}function Te(t){let n=e(t.segments),r=t.overall?[...n,t.overall]:n,i=r.some(({interval:e})=>e!==null)?f(r):null,a=r.map(e=>Ee(e,{isOverall:e===t.overall,prompt:t,axis:i}));return E`<div class="scroll" tabindex="0" role="region" aria-label="Segments of ${t.path}">
<table class="forest" role="table">
<thead role="rowgroup"><tr role="row">
<th role="columnheader" scope="col">Verdict</th><th role="columnheader" scope="col">Segment</th>
<th role="columnheader" scope="col" class="number">Baseline</th><th role="columnheader" scope="col" class="number">Candidate</th>
${i?E`<th role="columnheader" scope="col" class="plot"><span class="ends"><span>← worse</span><span>better →</span></span></th>`:null}
<th role="columnheader" scope="col">Change, 95&nbsp;% CI</th><th role="columnheader" scope="col" class="number">Lost / won</th>
<th role="columnheader" scope="col" class="number">z</th><th role="columnheader" scope="col" class="number">Adjusted p</th>
</tr></thead>
<tbody role="rowgroup">${a}</tbody>
${i?E`<tfoot aria-hidden="true"><tr><td colspan="4"></td><td class="plot">${ke(i)}</td><td colspan="4">points</td></tr></tfoot>`:null}
</table></div>`}function Ee(e,t){let{isOverall:n,prompt:r,axis:i}=t,a=r.reasons.some(e=>e.kind===`overall-regression`),o=!n||a,s=n?a?`regression`:`inconclusive`:e.verdict,[c,l,u,d,f,p]=ae(e),m=e.missing>0?E` <span class="muted">(${e.missing} missing)</span>`:null;return E`<tr role="row" class="${n?`overall`:`segment`}">
<td role="cell" class="verdict">${o?we(s):null}</td>
<th role="rowheader" scope="row">${e.name}${m}</th>
<td role="cell" class="number" data-label="baseline">${c}</td><td role="cell" class="number" data-label="candidate">${l}</td>
${i?E`<td role="cell" class="plot" aria-hidden="true">${De(e,i,o?s:`overall`)}</td>`:null}
<td role="cell" class="change" data-label="change">${u}</td><td role="cell" class="number" data-label="lost / won">${d}</td>
<td role="cell" class="number" data-label="z">${f}</td><td role="cell" class="number" data-label="adjusted p">${p}</td>
</tr>
`}function De(e,t,n){let{interval:r,difference:i,name:a}=e,o=e=>J(e,t),s=h(t).map(e=>E`<line class="${e===0?`zero`:`grid`}" x1="${o(e)}" x2="${o(e)}" y1="0" y2="100%"/>`);if(!r||i===null)return E`<svg class="row" focusable="false">${s}</svg>`;let[c,l]=[o(r[0]*100),o(r[1]*100)],u=o(i*100);return E`<svg class="row ${n}" focusable="false"><title>${`${a}: ${T(i)} points, ${T(r[0])} to ${T(r[1])}`}</title>${s}
<line class="interval" x1="${c}" x2="${l}" y1="50%" y2="50%"/><line class="interval" x1="${c}" x2="${c}" y1="36%" y2="64%"/><line class="interval" x1="${l}" x2="${l}" y1="36%" y2="64%"/>
${n===`overall`||a===`overall`?Oe(u):E`<circle class="point" cx="${u}" cy="50%" r="5"/>`}</svg>`}function Oe(e){return E`<svg x="${e}" y="50%" overflow="visible"><path class="point" d="M0-7 7 0 0 7-7 0z"/></svg>`}function ke(e){return E`<svg class="axis" focusable="false">${h(e).map(t=>E`<text x="${J(t,e)}" y="14" text-anchor="${t===e.low?`start`:t===e.high?`end`:`middle`}">${t===0?`0`:T(t/100)}</text>`)}</svg>`}function J(e,{low:t,high:n}){return`${Number(((Math.min(n,Math.max(t,e))-t)/(n-t)*100).toFixed(3))}%`}function Ae(e,t,n){let r=t.prompts.length===1||e.verdict===`pass`?[o(e.path)]:a(e),i=E`<p class="lead">${O(ie(e))}</p>
${c(e)?Te(e):null}
${_e(e,t.policy)}
${Me(e)}
${Pe(e,t)}`;return E`<section class="prompt" id="prompt-${n}" aria-labelledby="prompt-${n}-title">
<header>${E`<h2 id="prompt-${n}-title">${O(r)}</h2><span class="state ${e.verdict}">${je[e.verdict]}</span>`}${Y(e)}</header>
${i}
</section>
`}const je={block:`blocked`,pass:`passed`,error:`not decided`};function Y({baseline:e,candidate:t,change:n}){return e&&t&&e.path!==t.path?E`<p class="muted">was <code>${i(e.path)}</code></p>`:n===`added`?E`<p class="muted">a new prompt</p>`:null}function Me({diff:e,path:t}){if(e===``)return null;let n=e.trimEnd().split(`
`).filter(e=>!/^(---|\+\+\+|===|Index:)/.test(e)),r=n.slice(0,2e3).map(Ne),i=n.length-r.length;return E`<details class="part fold" open><summary><h3>What changed in the prompt</h3></summary>
<div class="scroll" tabindex="0" role="region" aria-label="Changes of ${t}"><pre class="diff">${r}</pre></div>
${i>0?E`<p class="muted">${i} more lines are in the pull request.</p>`:null}</details>`}function Ne(e){let[t=` `]=e;return t===`+`?E`<ins>+ ${e.slice(1)}</ins>`:t===`-`?E`<del>− ${e.slice(1)}</del>`:t===`@`?E`<span class="hunk">${e}</span>`:E`<span>  ${e.slice(1)}</span>`}function Pe(e,t){let n=d(e,t.policy);if(n.length===0)return null;let{heads:r,rows:i}=v(e),a=r.map((e,t)=>E`<th scope="col" class="${t===0?``:`number`}">${e}</th>`),o=i.map(([e=``,...t])=>E`<tr><th scope="row">${e}</th>${t.map(e=>E`<td class="number">${e}</td>`)}</tr>\n`);return E`<details class="part fold"><summary><h3>How sure is this?</h3></summary>
<ul>${n.map(e=>E`<li>${O(e)}</li>`)}</ul>
<div class="scroll" tabindex="0" role="region" aria-label="Tests compared"><table><thead><tr>${a}</tr></thead><tbody>${o}</tbody></table></div></details>`}const X=String.raw`'use strict';
(() => {
  const source = document.getElementById('case-data');
  if (source) browseCases(JSON.parse(source.textContent));
  addEventListener('beforeprint', () => {
    for (const fold of document.querySelectorAll('details.fold')) fold.open = true;
  });

  function browseCases(data) {
    const CHUNK = 100;
    const form = document.getElementById('filters');
    const list = document.getElementById('case-list');
    const count = document.getElementById('case-count');
    const more = document.getElementById('more-cases');
    let shown = data.cases;

    document.getElementById('case-browser').hidden = false;
    form.addEventListener('input', filter);
    form.addEventListener('submit', (event) => event.preventDefault());
    more.addEventListener('click', () => {
      const first = list.children.length;
      showMore();
      list.children[first]?.querySelector('summary').focus();
    });
    filter();

    function filter() {
      const wanted = new FormData(form);
      const [kind, prompt, segment] = ['kind', 'prompt', 'segment'].map((name) => wanted.get(name) || '');
      const words = (wanted.get('search') || '').toLowerCase().split(/\s+/).filter(Boolean);
      shown = data.cases.filter(
        (item) =>
          (!kind || item.kind === kind) &&
          (!prompt || item.prompt === Number(prompt)) &&
          (!segment || item.segments.includes(segment)) &&
          words.every((word) => searchable(item).includes(word)),
      );
      list.replaceChildren();
      showMore();
      count.textContent = shown.length === 0 ? 'No case is like this.' : plural(shown.length, 'case');
    }

    function searchable(item) {
      if (item.searchable === undefined) {
        const texts = [...item.messages.map((message) => message.text), item.baseline?.answer, item.candidate?.answer];
        const known = texts.filter((number) => typeof number === 'number').map((number) => data.texts[number]);
        item.searchable = [item.name, item.place, item.error || '', ...item.segments, ...known].join('\n').toLowerCase();
      }
      return item.searchable;
    }

    function showMore() {
      const from = list.children.length;
      const rows = shown.slice(from, from + CHUNK).map(row);
      list.append(...rows);
      const left = shown.length - list.children.length;
      more.hidden = left <= 0;
      more.textContent = 'Show ' + Math.min(CHUNK, left) + ' more of ' + left;
    }

    function row(item) {
      const fold = make('details', 'case ' + item.kind);
      const summary = make('summary');
      const isNew = item.kind === 'failing' && item.baseline === null;
      const label = { failing: isNew ? '✕ fails' : '✕ newly fails', passing: '✓ newly passes', errored: '! errored' }[item.kind];
      summary.append(make('span', 'kind', label), make('span', 'name', item.name));
      if (data.prompts.length > 1) summary.append(make('code', '', data.prompts[item.prompt]));
      for (const name of item.segments) summary.append(make('span', 'tag', name));
      for (const mark of item.marks) summary.append(make('span', 'tag mark', mark));
      fold.append(summary);
      fold.addEventListener('toggle', () => fold.append(body(item)), { once: true });
      const element = make('li');
      element.append(fold);
      return element;
    }

    function body(item) {
      const element = make('div', 'case-body');
      if (item.error !== null) {
        element.append(make('p', '', item.error));
        return element;
      }
      if (item.place) {
        const place = make('p', 'muted');
        place.append(make('code', '', item.place));
        element.append(place);
      }
      const failures = [...item.candidate.failures, ...(item.baseline?.failures ?? [])];
      const reasons = make('ul', 'failures');
      reasons.append(...failures.map((failure) => make('li', '', failure)));
      if (failures.length > 0) element.append(reasons);
      element.append(answers(item), messages(item));
      return element;
    }

    function answers({ baseline, candidate }) {
      const element = make('div', 'answers');
      const text = (arm) => (arm && arm.answer !== null ? data.texts[arm.answer] : null);
      const [before, after] = [text(baseline), text(candidate)];
      const parts = before !== null && after !== null ? compare(before, after) : null;
      if (baseline) element.append(answer('Baseline', baseline, before, parts?.before, 'del'));
      element.append(answer('Candidate', candidate, after, parts?.after, 'ins'));
      return element;
    }

    function answer(title, arm, text, parts, tag) {
      const element = make('section', 'answer');
      const all = arm.passes === arm.trials ? 'passes' : arm.passes === 0 ? 'fails' : '';
      const result = arm.trials > 1 ? arm.passes + ' of ' + arm.trials + ' pass' : all;
      const heading = make('h4', '', title);
      heading.append(make('span', 'result ' + (all || 'mixed'), result));
      const block = scrolling('pre', title + ' answer');
      if (parts) block.append(...parts.map((part) => (part.changed ? make(tag, '', part.text) : part.text)));
      else block.textContent = text === null ? 'This answer was not kept.' : text;
      if (text === '') block.textContent = '(an empty answer)';
      element.append(heading, block);
      return element;
    }

    function messages(item) {
      const element = make('section', 'messages-sent');
      element.append(make('h4', '', 'Messages sent'));
      for (const message of item.messages) {
        const block = scrolling('pre', message.role + ' message');
        block.textContent = data.texts[message.text];
        element.append(make('p', 'role', message.role), block);
      }
      return element;
    }
  }

  function scrolling(tag, label) {
    const element = make(tag);
    element.tabIndex = 0;
    element.setAttribute('role', 'region');
    element.setAttribute('aria-label', label);
    return element;
  }

  function make(tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  }

  function plural(number, noun) {
    return number + ' ' + noun + (number === 1 ? '' : 's');
  }

  /* Words of two texts that the other has not, by their longest common subsequence. */
  function compare(beforeText, afterText) {
    const [a, b] = [wordsOf(beforeText), wordsOf(afterText)];
    const [keptA, keptB] = [a.map(() => false), b.map(() => false)];
    let start = 0;
    while (start < a.length && start < b.length && a[start] === b[start]) start++;
    let end = 0;
    while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
    keptA.fill(true, 0, start).fill(true, a.length - end);
    keptB.fill(true, 0, start).fill(true, b.length - end);
    for (const run of commonRuns(a.slice(start, a.length - end), b.slice(start, b.length - end))) {
      if (run.words < 3) continue;
      keptA.fill(true, start + run.a, start + run.a + run.length);
      keptB.fill(true, start + run.b, start + run.b + run.length);
    }
    return { before: partsOf(a, keptA), after: partsOf(b, keptB) };
  }

  /* Runs of words that both have in the same order; none where the texts are too long to compare. */
  function commonRuns(a, b) {
    const width = b.length + 1;
    if (a.length * b.length > 4e6 || a.length > 65000 || b.length > 65000) return [];
    const longest = new Uint16Array((a.length + 1) * width);
    for (let i = a.length - 1; i >= 0; i--) {
      for (let j = b.length - 1; j >= 0; j--) {
        const same = a[i] === b[j];
        longest[i * width + j] = same
          ? longest[(i + 1) * width + j + 1] + 1
          : Math.max(longest[(i + 1) * width + j], longest[i * width + j + 1]);
      }
    }
    const runs = [];
    let run = null;
    for (let i = 0, j = 0; i < a.length && j < b.length; ) {
      if (a[i] === b[j]) {
        if (!run) runs.push((run = { a: i, b: j, length: 0, words: 0 }));
        run.length++;
        if (/\S/.test(a[i])) run.words++;
        i++;
        j++;
      } else {
        run = null;
        if (longest[(i + 1) * width + j] >= longest[i * width + j + 1]) i++;
        else j++;
      }
    }
    return runs;
  }

  function wordsOf(text) {
    if (typeof Intl.Segmenter !== 'function') return text.match(/\s+|\w+|[^\s\w]/g) ?? [];
    return Array.from(new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text), (part) => part.segment);
  }

  function partsOf(words, kept) {
    const parts = [];
    for (const [index, word] of words.entries()) {
      const last = parts.at(-1);
      if (last && last.changed === !kept[index]) last.text += word;
      else parts.push({ text: word, changed: !kept[index] });
    }
    return parts;
  }
})();
`,Z=`
:root {
  color-scheme: light dark;
  --page: #fcfcfb; --card: #ffffff; --sunken: #f5f5f3; --line: #e5e5e1; --strong-line: #c9c9c4;
  --text: #1b1c1e; --muted: #64676d;
  --bad: #b42318; --bad-tint: #fdeeec; --good: #17703f; --good-tint: #e8f5ed;
  --warn: #8a5a00; --warn-tint: #fdf4e0; --accent: #2f57c9; --accent-tint: #edf1fd;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #111214; --card: #17181b; --sunken: #1d1f22; --line: #2b2d31; --strong-line: #45484e;
    --text: #e8e9eb; --muted: #9ca1a9;
    --bad: #ff8a7d; --bad-tint: #351a18; --good: #5fcf95; --good-tint: #12291d;
    --warn: #e6b450; --warn-tint: #2f2511; --accent: #8fa9ff; --accent-tint: #1a2140;
  }
}
* { box-sizing: border-box; }
html { font: 16px/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--page); color: var(--text); }
.sheet { max-width: 72rem; margin: 0 auto; padding: 2.5rem 2rem 5rem; }
h1, h2, h3, h4, p, ul, ol, dl, dd, pre, table, fieldset { margin: 0; padding: 0; }
h1 { font-size: clamp(1.6rem, 1.2rem + 1.6vw, 2.25rem); line-height: 1.2; letter-spacing: -0.022em; font-weight: 650; overflow-wrap: anywhere; text-wrap: balance; }
h2 { font-size: 1.3rem; line-height: 1.3; letter-spacing: -0.014em; font-weight: 640; overflow-wrap: anywhere; }
h3 { font-size: 1rem; font-weight: 640; }
h3 .badge { margin-left: .4rem; vertical-align: .08em; }
p, li { text-wrap: pretty; overflow-wrap: anywhere; }
h4 { font-size: .8125rem; font-weight: 620; }
code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; font-size: .86em; }
h1 code, h2 code { font-size: .88em; font-weight: 560; letter-spacing: -0.03em; }
p code, li code { background: var(--sunken); border-radius: 4px; padding: .1em .32em; overflow-wrap: anywhere; }
.muted { color: var(--muted); font-size: .875rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--card); padding: .5rem 1rem; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
a { color: var(--accent); }

header.page { display: grid; gap: .75rem; padding-bottom: 2.25rem; }
.brand { font-size: .8125rem; font-weight: 600; color: var(--muted); letter-spacing: .01em; }
.state { justify-self: start; align-self: center; font-size: .8125rem; font-weight: 620; line-height: 1; padding: .45em .75em; border-radius: 99px; white-space: nowrap; }
.state.block { color: var(--bad); background: var(--bad-tint); }
.state.pass { color: var(--good); background: var(--good-tint); }
.state.error { color: var(--warn); background: var(--warn-tint); }
.messages { list-style: none; display: grid; gap: .5rem; font-size: .9375rem; }
.messages li { background: var(--warn-tint); border-left: 3px solid var(--warn); border-radius: 4px; padding: .6rem .9rem; overflow-wrap: anywhere; }
.messages.problem li { background: var(--bad-tint); border-color: var(--bad); }
.tiles { display: flex; flex-wrap: wrap; gap: 1px; margin-top: 1rem; background: var(--line); border: 1px solid var(--line); border-radius: 12px; overflow: hidden; }
.tile { background: var(--card); padding: 1rem 1.1rem; flex: 1 1 min(11rem, 42vw); }
.tile dt { font-size: .8125rem; color: var(--muted); }
.tile dd { font-size: .8125rem; color: var(--muted); overflow-wrap: anywhere; }
.tile .value { font-size: 1.3rem; font-weight: 640; letter-spacing: -0.02em; color: var(--text); line-height: 1.5; font-variant-numeric: tabular-nums; }
.tile.bad .value { color: var(--bad); }

nav.prompts { margin-bottom: 2rem; }
nav.prompts ul { list-style: none; display: flex; flex-wrap: wrap; gap: .5rem 1.25rem; font-size: .9375rem; }
section.prompt, section.cases, section.run { border-top: 1px solid var(--line); padding: 2.25rem 0; display: grid; gap: 1.5rem; grid-template-columns: minmax(0, 1fr); }
section.prompt > header { display: flex; flex-wrap: wrap; align-items: baseline; gap: .5rem 1rem; }
.lead { max-width: 46rem; }
.part { display: grid; gap: .75rem; grid-template-columns: minmax(0, 1fr); }
.part > p { max-width: 46rem; }
.part ul { padding-left: 1.2rem; font-size: .9375rem; max-width: 46rem; }
details.fold { display: block; }
details.fold > summary { cursor: pointer; list-style-position: outside; margin-left: 1.1rem; padding: .2rem 0; }
details.fold > summary > h3 { display: inline; }
details.fold > :not(summary) { margin-top: .75rem; }
.scroll { overflow-x: auto; }

table { border-collapse: collapse; width: 100%; font-size: .875rem; font-variant-numeric: tabular-nums; }
th { text-align: left; font-weight: 500; }
thead th { color: var(--muted); font-size: .8125rem; white-space: nowrap; }
th, td { padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line); vertical-align: middle; }
th:last-child, td:last-child { padding-right: 0; }
tbody th { font-weight: 560; overflow-wrap: anywhere; min-width: 6rem; }
tfoot td { border: 0; color: var(--muted); font-size: .75rem; padding-top: .25rem; }
.number { text-align: right; white-space: nowrap; }
.change { white-space: nowrap; }
tr.overall th, tr.overall td { border-bottom-color: var(--strong-line); font-weight: 620; }
td.plot, th.plot { min-width: 15rem; width: 40%; padding-top: 0; padding-bottom: 0; }
.dumbbell td.plot, .dumbbell th.plot { min-width: 9rem; width: 24%; }
.forest tbody td.plot, .dumbbell tbody td.plot { padding-right: 1.25rem; }
tfoot td.plot, th.plot { padding-right: 1.25rem; }
.ends, .legend { display: flex; justify-content: space-between; font-weight: 400; font-size: .75rem; }
.legend { justify-content: flex-start; gap: 1rem; }
.key::before { content: ""; display: inline-block; width: .6rem; height: .6rem; border-radius: 50%; margin-right: .4rem; vertical-align: -.06em; border: 2px solid var(--muted); background: var(--card); }
.key.after::before { background: var(--accent); border-color: var(--accent); }
.badge { display: inline-block; font-size: .75rem; font-weight: 620; line-height: 1; padding: .4em .6em; border-radius: 6px; white-space: nowrap; color: var(--muted); background: var(--sunken); }
.badge.regression { color: var(--bad); background: var(--bad-tint); }
.badge.improved, .badge.pass { color: var(--good); background: var(--good-tint); }
.badge.invalid { color: var(--warn); background: var(--warn-tint); }

svg { display: block; width: 100%; overflow: visible; }
svg.row { height: 2.5rem; }
svg.axis { height: 1.25rem; fill: var(--muted); font-size: .6875rem; }
svg svg { width: 1px; height: 1px; }
.grid { stroke: var(--line); stroke-width: 1; }
.zero { stroke: var(--strong-line); stroke-width: 1.5; }
.interval { stroke: var(--muted); stroke-width: 2; stroke-linecap: round; }
.point { fill: var(--card); stroke: var(--muted); stroke-width: 2; }
.row.regression .interval { stroke: var(--bad); }
.row.regression .point { fill: var(--bad); stroke: var(--bad); }
.row.improved .interval { stroke: var(--good); }
.row.improved .point { fill: var(--good); stroke: var(--good); }
.row.pass .interval, .row.pass .point { stroke: var(--good); }
.row.invalid .interval, .row.invalid .point { stroke: var(--warn); }
.row.overall .point { fill: var(--muted); }
.bar { stroke: var(--accent); stroke-width: 3; opacity: .35; }
circle.before { fill: var(--card); stroke: var(--muted); stroke-width: 2; }
circle.after { fill: var(--accent); stroke: var(--accent); stroke-width: 2; }

pre.diff { border: 1px solid var(--line); border-radius: 10px; background: var(--card); padding: .75rem 0; line-height: 1.65; min-width: max-content; }
pre.diff > * { display: block; padding: 0 1rem; text-decoration: none; }
pre.diff ins { color: var(--good); background: var(--good-tint); }
pre.diff del { color: var(--bad); background: var(--bad-tint); }
pre.diff .hunk { color: var(--muted); }

.filters { display: flex; flex-wrap: wrap; gap: .75rem 1.25rem; align-items: center; font-size: .875rem; }
.filters fieldset { border: 0; display: flex; flex-wrap: wrap; gap: 2px; background: var(--sunken); border-radius: 9px; padding: 3px; }
.filters input[type="radio"] { position: absolute; opacity: 0; }
.filters fieldset span { display: block; padding: .35rem .75rem; border-radius: 7px; cursor: pointer; color: var(--muted); }
.filters fieldset b { font-weight: 500; font-variant-numeric: tabular-nums; }
.filters input:checked + span { background: var(--card); color: var(--text); font-weight: 600; box-shadow: 0 0 0 1px var(--strong-line); }
.filters input:disabled + span { opacity: .5; cursor: default; }
.filters input:focus-visible + span { outline: 2px solid var(--accent); }
.filters select, .filters input[type="search"], button { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--strong-line); border-radius: 8px; padding: .35rem .6rem; max-width: 14rem; }
button { cursor: pointer; justify-self: start; margin-top: 1rem; }
#case-browser { display: grid; gap: .75rem; }
#case-browser[hidden] { display: none; }
.case-list { list-style: none; border: 1px solid var(--line); border-radius: 12px; background: var(--card); overflow: hidden; }
.case-list:empty { display: none; }
.case-list > li { content-visibility: auto; contain-intrinsic-size: auto 3rem; }
.case-list > li + li { border-top: 1px solid var(--line); }
.case > summary { display: flex; flex-wrap: wrap; align-items: baseline; gap: .25rem .9rem; padding: .7rem 1rem; cursor: pointer; font-size: .9375rem; }
.case > summary:hover { background: var(--sunken); }
.case > summary:focus-visible { outline-offset: -2px; }
.case .kind { font-size: .8125rem; font-weight: 600; width: 7.5rem; flex: none; }
.case.failing .kind { color: var(--bad); }
.case.passing .kind { color: var(--good); }
.case.errored .kind { color: var(--warn); }
.case .name { flex: 1 1 16rem; overflow-wrap: anywhere; }
.tag { font-size: .75rem; color: var(--muted); background: var(--sunken); border-radius: 6px; padding: .15rem .5rem; overflow-wrap: anywhere; }
.failing .tag.mark { color: var(--bad); background: var(--bad-tint); }
.case-body { padding: .25rem 1rem 1.25rem; display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr); }
.failures { list-style: none; font-size: .875rem; overflow-wrap: anywhere; }
.failures li::before { content: "✕ "; color: var(--bad); }
.answers { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 1rem; }
.answers > :only-child { grid-column: 1 / -1; }
.answer h4, .messages-sent h4 { margin-bottom: .4rem; }
.answer .result { font-weight: 500; color: var(--muted); margin-left: .6rem; }
.answer .result.passes { color: var(--good); }
.answer .result.fails { color: var(--bad); }
.case-body pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--sunken); border-radius: 10px; padding: .8rem 1rem; max-height: 26rem; overflow: auto; font-family: inherit; font-size: .875rem; line-height: 1.6; }
.messages-sent pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; font-size: .78rem; max-height: 14rem; }
.case-body del { color: inherit; background: var(--bad-tint); text-decoration-color: var(--bad); border-radius: 3px; }
.case-body ins { color: inherit; background: var(--good-tint); text-decoration-color: var(--good); text-underline-offset: .2em; border-radius: 3px; }
.role { font-size: .75rem; color: var(--muted); margin: .5rem 0 .25rem; }
.run ul { list-style: none; display: grid; gap: .4rem; font-size: .875rem; color: var(--muted); overflow-wrap: anywhere; }

@media (max-width: 70rem) {
  .sheet { padding: 1.5rem 1.1rem 3rem; }
  .forest, .forest tbody, .dumbbell, .dumbbell tbody { display: block; }
  .forest thead, .dumbbell thead, .forest tfoot td:not(.plot), .dumbbell tfoot td:not(.plot) { display: none; }
  .forest tfoot, .forest tfoot tr, .dumbbell tfoot, .dumbbell tfoot tr { display: block; }
  .forest tfoot td.plot, .dumbbell tfoot td.plot { display: block; width: 100%; padding: 0; }
  .forest tr.segment, .forest tr.overall, .dumbbell tr.segment, .dumbbell tr.overall { display: flex; flex-wrap: wrap; align-items: center; gap: .1rem 1rem; padding: .8rem 0; border-bottom: 1px solid var(--line); }
  .forest tbody td, .forest tbody th, .dumbbell tbody td, .dumbbell tbody th { border: 0; padding: 0; }
  .forest tbody th, .dumbbell tbody th { order: -1; flex: 1 0 55%; }
  .forest tbody td.verdict { order: -1; }
  .forest tbody td.verdict:empty { display: none; }
  .forest tbody td.plot, .dumbbell tbody td.plot { flex: 1 0 100%; padding: 0; }
  td[data-label]::before { content: attr(data-label) " "; color: var(--muted); font-weight: 400; }
}
@media (max-width: 48rem) {
  .answers { grid-template-columns: minmax(0, 1fr); }
  .case .kind { width: auto; }
}
@media print {
  .filters, #more-cases, .skip, nav.prompts { display: none; }
  .sheet { max-width: none; padding: 0; }
  body { background: #fff; }
  .case-body pre { max-height: none; }
  section.prompt, section.cases { break-inside: auto; }
  tr, .tile, .answer { break-inside: avoid; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;var Fe;function Ie(e){let t=[`default-src 'none'`,`script-src '${$(X)}'`,`style-src '${$(Z)}'`,`img-src data:`,`base-uri 'none'`,`form-action 'none'`].join(`; `),n=l(e.prompts),r=n.slice(0,200),i=M(e);return E(Fe||=A([`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="`,`">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>`,`</title>
<link rel="icon" href="data:,">
<style>`,`</style>
</head>
<body>
`,`
<main class="sheet">
`,`
`,`
`,`
`,`
`,`
`,`
</main>
<script>`,`<\/script>
</body>
</html>
`]),k(t),s(e),k(Z),i.markup===``?null:E`<a class="skip" href="#cases">Skip to the cases</a>`,G(e),Le(r),r.map((t,n)=>Q(t)?Ae(t,e,n):null),n.length>r.length?E`<p>${n.length-r.length} more prompts are in the result JSON.</p>`:null,i,Re(e),k(X)).markup}function Q(e){return c(e)||e.verdict!==`pass`}function Le(e){let t=e.flatMap((e,t)=>Q(e)?[{prompt:e,index:t}]:[]);if(t.length<2)return null;let n={block:`✕`,error:`!`,pass:`✓`};return E`<nav class="prompts" aria-label="Prompts"><ul>${t.map(({prompt:e,index:t})=>E`<li><span aria-hidden="true">${n[e.verdict]}</span> <a href="#prompt-${t}">${e.path}</a></li>`)}</ul></nav>`}function Re(e){let t=[...g(e),...m(e).slice(0,200),...e.usage.trials>0?[_(e)]:[]],{path:n,revision:r}=e.policySource,a=r===`defaults`?E`<li>Policy: the defaults; there is no <code>${i(n)}</code>.</li>`:E`<li>Policy: <code>${i(n)}</code> as it is at the ${r}.</li>`;return E`<section class="run" aria-labelledby="run-title"><h2 id="run-title">What ran</h2>
<ul>${t.map(e=>E`<li>${O(e)}</li>`)}${a}<li>prompt-eval-gate ${e.tool.version}</li></ul></section>`}function $(e){return`sha256-${ce(`sha256`).update(e).digest(`base64`)}`}export{Ie as renderHtml};