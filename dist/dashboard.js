import{Bn as e,Qn as t,Rn as n,Vn as r,Wn as i,kn as a}from"./start.js";import{f as o,r as s}from"./basics.js";import{createHash as c}from"node:crypto";function l(e,...t){return{markup:e.reduce((e,n,r)=>e+u(t[r-1]??null)+n)}}function u(e){return e===null?``:typeof e==`string`?s(e):typeof e==`number`?String(e):`markup`in e?e.markup:e.map(u).join(``)}function d(e){return e.map(e=>typeof e==`string`?l`${e}`:`code`in e?l`<code>${e.code}</code>`:l`<strong>${e.strong}</strong>`)}function f(e){return{markup:e}}function p({name:t,kind:n},r){if(!Number.isFinite(r))return`—`;switch(n){case`rate`:case`error`:return m(r);case`calls`:return e(r);case`duration`:return ee(te(t,r));case`money`:return/usd/.test(t)?i(r):String(Number(r.toPrecision(3)));default:return String(Number(r.toPrecision(3)))}}function m(e){let t=e*100,n=t!==0&&t<.1?t.toPrecision(1):t.toFixed(1);return`${String(Number(n))} %`}function ee(e){return e<1e3?`${Math.round(e)} ms`:e<1e4?`${Number((e/1e3).toFixed(2))} s`:r(e)}function te(e,t){return/(?:^|_)ms$/.test(e)?t:t*1e3}function h(e){let[,t,n]=e.split(`-`);return`${Number(n)} ${ne[Number(t)-1]??``}`}function g(e){return`${h(e.slice(0,10))} ${e.slice(0,4)}, ${e.slice(11,16)}`}const ne=`Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec`.split(` `);function re({kind:e,better:t},n,r){if(!n||!r)return null;let i=n.mean-r.mean,a=e===`rate`||e===`error`;if(!a&&r.mean===0)return null;let o=Math.abs(a?i*100:i/r.mean*100),s=n.half===null||r.half===null?1/0:Math.hypot(n.half,r.half),c=Math.abs(i)>s,l=i>0,u=o<9.95?o.toFixed(1):o.toFixed(0);return{text:`${Number(u)===0?`±`:l?`+`:`−`}${Number(u)}${a?` points`:`\xA0%`}`,tendency:i===0?`none`:l===(t===`higher`)?`better`:`worse`,isClear:c}}function _({trips:e,holds:t,drift:n,retirements:r}){let i=e.map(({version:e,segment:t,metric:n,at:r})=>({kind:`bad`,sign:`⚠`,label:`guard tripped`,text:`A guard tripped on ${e}${t===`*`?``:` in ${t}`} (${n}), ${g(r)} UTC, and nobody released it.`})),a=ie(n).filter(({verdict:e})=>e===`drifted`).map(({version:e,cause:t,at:n})=>({kind:`bad`,sign:`↘`,label:`drifted`,text:`${e} drifted${t===null||t===`unknown`?``:` (${t})`}, ${g(n)} UTC.`})),o=t.filter(({version:t})=>!e.some(e=>e.version===t)).map(({version:e,until:t,reason:n})=>{let r=t===null?``:` until ${g(t)} UTC`,i=n===``?``:`: ${n}`;return{kind:`warn`,sign:`‖`,label:`held`,text:`${e??`Every version`} is held${r}${i}.`}}),s=r.map(({version:e,model:t,on:n})=>({kind:`warn`,sign:`◷`,label:`model ends`,text:`${e} asks ${t}, which ends on ${h(n)} ${n.slice(0,4)}.`}));return[...i,...a,...o,...s]}function ie(e){return[...new Map(e.map(e=>[e.version,e])).values()]}function v(e){let t=[...new Map(e.map(e=>[e.label,e])).values()];return t.length===0?l`<span class="badge good">✓ ok</span>`:l`${t.map(({kind:e,sign:t,label:n})=>l`<span class="badge ${e}"><span aria-hidden="true">${t}</span> ${n}</span> `)}`}function ae(e){let[n]=_(e),r=[...new Set(e.serves.flatMap(({shares:e})=>e.map(({version:e})=>e)))],[i]=r,a=e.versions.find(({version:e})=>e===i)?.evidence,o=r.length===0?`serves nothing`:r.join(` + `),s=r.length===1&&a?`, passes ${t(a.rate)}`:``;return{schemaVersion:1,label:y(`${e.prompt} · ${e.environment}`),message:y(n?`${o}: ${n.label}`:`${o}${s}`),color:oe(n,r.length)}}function oe(e,t){return e?e.kind===`bad`?`red`:`orange`:t===0?`lightgrey`:`brightgreen`}function y(e){let t=e.replace(/[\p{C}\s]+/gu,` `).trim();return t.length<=60?t:`${t.slice(0,59).toWellFormed()}…`}function b(e){return JSON.stringify(e).replace(/[<>&\u2028\u2029]/g,e=>`\\u${e.charCodeAt(0).toString(16).padStart(4,`0`)}`)}const se=String.raw`'use strict';
(() => {
  const CHUNK = 100;
  const { types, prompts, environments, rows } = JSON.parse(document.getElementById('event-data').textContent);
  const form = document.getElementById('filters');
  const body = document.getElementById('rows');
  const count = document.getElementById('count');
  const more = document.getElementById('more');
  const searchable = [];
  let shown = rows;

  form.hidden = false;
  form.addEventListener('input', filter);
  form.addEventListener('submit', (event) => event.preventDefault());
  more.addEventListener('click', () => {
    const first = body.children.length;
    showMore();
    const row = body.children[first];
    if (row) { row.tabIndex = -1; row.focus(); }
  });
  readAddress();
  filter();

  /* #q=words: other pages link to what concerns them. */
  function readAddress() {
    const wanted = new URLSearchParams(location.hash.slice(1));
    form.elements.search.value = wanted.get('q') ?? '';
    for (const [name, names] of [['type', types], ['prompt', prompts], ['environment', environments]]) {
      const index = names.indexOf(wanted.get(name));
      if (index !== -1) form.elements[name].value = String(index);
    }
  }

  function filter() {
    const words = form.elements.search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const [type, prompt, environment] = ['type', 'prompt', 'environment'].map((name) => form.elements[name].value);
    shown = rows.filter((row, index) =>
      (type === '' || (type.startsWith('but-') ? row[1] !== Number(type.slice(4)) : row[1] === Number(type))) &&
      (environment === '' || row[2] === Number(environment)) &&
      (prompt === '' || row[3] === Number(prompt)) &&
      words.every((word) => textOf(row, index).includes(word)));
    body.replaceChildren();
    showMore();
    count.textContent = shown.length === 0
      ? 'No event is like this.'
      : shown.length + (shown.length === 1 ? ' event' : ' events') + (shown.length === rows.length ? '' : ' of ' + rows.length);
  }

  function textOf(row, index) {
    searchable[index] ??= cellsOf(row).join('\n').toLowerCase();
    return searchable[index];
  }

  function cellsOf([at, type, environment, prompt, actor, text]) {
    return [at, types[type], prompts[prompt] ?? '', environments[environment] ?? '', actor, text];
  }

  function showMore() {
    const from = body.children.length;
    const added = shown.slice(from, from + CHUNK).map((row) => {
      const line = document.createElement('tr');
      for (const text of cellsOf(row)) {
        const cell = document.createElement('td');
        cell.textContent = text;
        line.append(cell);
      }
      return line;
    });
    body.append(...added);
    const left = shown.length - body.children.length;
    more.hidden = left <= 0;
    more.textContent = 'Show ' + Math.min(CHUNK, left) + ' more of ' + left;
  }
})();
`;function x(e,t){return t||=e.slice(0),Object.freeze(Object.defineProperties(e,{raw:{value:Object.freeze(t)}}))}var ce;function le({events:e,eventsLeftOut:t}){let r=e=>[...new Set(e)].filter(e=>e!==null).sort(),i=r(e.map(({type:e})=>e)),a=r(e.map(({prompt:e})=>e)),s=r(e.map(({environment:e})=>e)),c={types:i,prompts:a,environments:s,rows:e.map(({at:e,type:t,environment:n,prompt:r,actor:c,text:l})=>[g(e),i.indexOf(t),n===null?-1:s.indexOf(n),r===null?-1:a.indexOf(r),o(c),o(l)])};return{path:`events.html`,title:`Events`,root:``,place:`events`,main:l(ce||=x([`<header class="head"><h1>Events</h1><p class="lead">The registry's log, the newest first: who did what, when, and why. Times are UTC.</p>
`,`</header>
<section aria-label="Events">
<form id="filters" class="filters" role="search" hidden>
<span class="filter wide-field"><label for="search">Search</label> <input type="search" id="search" name="search" placeholder="words, a version, a name" autocomplete="off"></span>
`,``,``,`
</form>
<p id="count" class="muted" role="status">`,`</p>
<table class="events"><thead><tr><th scope="col">when</th><th scope="col">what</th><th scope="col">prompt</th><th scope="col">where</th><th scope="col">who</th><th scope="col">event</th></tr></thead><tbody id="rows">`,`</tbody></table>
<button type="button" id="more" hidden>Show more</button>
</section>
<script type="application/json" id="event-data">`,`<\/script>`]),t>0?l`<p class="muted">${n(t,`older event`)} are left out.</p>`:null,S(`type`,`Type`,i,i.length>1&&i.includes(`observed`)?`observed`:null),S(`prompt`,`Prompt`,a),S(`environment`,`Environment`,s),n(e.length,`event`),e.slice(0,200).map(e=>l`<tr><td>${g(e.at)}</td><td>${e.type}</td><td>${e.prompt??``}</td><td>${e.environment??``}</td><td>${e.actor}</td><td>${e.text}</td></tr>`),f(b(c))),script:se}}function S(e,t,n,r=null){let i=n.map((e,t)=>l`<option value="${t}">${e}</option>`);return l`<span class="filter"><label for="filter-${e}">${t}</label> <select id="filter-${e}" name="${e}">${r===null?null:l`<option value="but-${n.indexOf(r)}" selected>all but ${r}</option>`}<option value="">all</option>${i}</select></span>`}function C(e,{from:t,most:n}={}){let[r,i]=[Math.min(...e,t??1/0),Math.max(...e,t??-1/0)],a=ue((i-r||Math.abs(i)*.2||1)/4),o=Math.floor(r/a+1e-9)*a,s=Math.ceil(i/a-1e-9)*a||a,c=n===void 0?s:Math.min(s,Math.max(n,i)),l=Math.round((c-o)/a),u=Array.from({length:l+1},(e,t)=>o+t*a);return{low:o,high:c===o?o+a:c,ticks:u}}function ue(e){let t=10**Math.floor(Math.log10(e)),n=e/t;return(n<=1?1:n<=2?2:n<=2.5?2.5:n<=5?5:10)*t}function w({low:e,high:t},n,r){return T(r*(1-(Math.min(t,Math.max(e,n))-e)/(t-e)))}function T(e){return Math.round(e*10)/10}const E={tall:200,normal:120,small:84};function de(e){let{title:t,note:n,days:r,scale:i,body:a,series:o,height:s,number:c,level:u}=e,d=E[s],f=r.length*10;return l`<figure class="chart ${s}" data-chart="${c}">
<figcaption>${u===3?l`<h3>${t}</h3>`:l`<h4>${t}</h4>`} <span class="muted">${n}</span>${fe(o)}</figcaption>
<div class="frame">
<svg class="ticks" aria-hidden="true">${i.ticks.map(t=>l`<text x="100%" y="${w(i,t,d)}" dy="0.32em" text-anchor="end">${e.tickText(t)}</text>`)}</svg>
<div class="area">
<svg class="plot" viewBox="0 0 ${f} ${d}" preserveAspectRatio="none" role="img" aria-label="${pe(e)}">
${i.ticks.map(e=>l`<path class="grid" d="M0 ${w(i,e,d)}H${f}"/>`)}
${ge(e,d)}${a}</svg>
<svg class="over" aria-hidden="true"><line class="cross" x1="0" x2="0" y1="0" y2="100%"/>${_e(e)}${ye(e)}</svg>
</div>
<svg class="ends" aria-hidden="true">${ve(e)}</svg>
<svg class="dates" aria-hidden="true">${be(r,s===`tall`?6:s===`normal`?4:2)}</svg>
</div>
</figure>`}function D(e){return l`<svg class="swatch" viewBox="0 0 22 8" aria-hidden="true"><path class="line s${e}" d="M1 4H21"/></svg>`}function fe(e){return l`<span class="readings">${e.map(({label:e,style:t,values:n},r)=>{let i=n.findLast(e=>e!==null)??`—`;return l`<span class="reading">${D(t)} ${e} <b data-series="${r}">${i}</b></span>`})}</span>`}function pe({title:e,series:t,days:n}){return`${e}. ${t.map(({label:e,values:t})=>{let r=t.findLastIndex(e=>e!==null);return r===-1?`${e}: nothing`:`${e}: ${t[r]} on ${h(n[r]??``)}`}).join(`; `)}. All figures are in the table below.`}const me={up:`▲`,down:`▼`,alarm:`⚠`,hold:`‖`,weights:`◇`},he={up:`promoted`,down:`taken back`,alarm:`a guard tripped`,hold:`held`,weights:`weights set`},O=[`alarm`,`down`,`up`,`weights`,`hold`];function k(e,t){let n=[];for(let r of e){let e=n.at(-1),i=e?.[0];e&&i&&r.position-i.position<Math.max(.5,t/120)?e.push(r):n.push([r])}return n}function A(e){return[...e].sort((e,t)=>O.indexOf(e.kind)-O.indexOf(t.kind))[0]}function ge({marks:e,days:t},n){return k(e,t.length).flatMap(e=>{let t=A(e);if(!t)return[];let r=e.map(({at:e,kind:t,label:n})=>`${g(e)}: ${n} ${he[t]}`).join(`
`);return[l`<path class="mark ${t.kind}" d="M${T(t.position*10)} 0V${n}"><title>${r}</title></path>`]})}function _e({marks:e,days:t,height:n}){if(n!==`tall`)return[];let r=0;return k(e,t.length).flatMap(e=>{let n=A(e);if(!n)return[];let i=n.position/t.length,a=i>=r;a&&(r=i+.11);let o=i>.85?`end`:i<.06?`start`:`middle`,s=a?l`<tspan class="wide"> ${n.label}</tspan>`:null;return[l`<text class="mark-label ${n.kind}" x="${T(i*1e3)/10}%" y="-7" text-anchor="${o}">${me[n.kind]}${s}</text>`]})}function j(e,t){return(e.day+1)/t.length>=.92}function ve({series:e,days:t,height:n}){let r=e.flatMap(({label:e,style:n,end:r})=>r&&j(r,t)?[{label:e,style:n,y:r.y}]:[]).sort((e,t)=>e.y-t.y);for(let[e,t]of r.entries()){let n=r[e-1];n&&(t.y=Math.max(t.y,n.y+15))}let i=Math.max(0,(r.at(-1)?.y??0)-E[n]);return r.map(({label:e,style:t,y:n})=>l`<text class="end s${t}" x="6" y="${T(n-i)}" dy="0.32em">${e}</text>`)}function ye({series:e,days:t}){return e.flatMap(({label:e,style:n,end:r})=>{if(!r||j(r,t))return[];let i=T((r.day+.5)/t.length*1e3)/10;return[l`<text class="end s${n}" x="${i}%" y="${Math.max(9,r.y-9)}" text-anchor="${i<12?`start`:`end`}">${e}</text>`]})}function be(e,t){let n=Math.max(1,Math.round(e.length/t));return e.flatMap((r,i)=>{let a=e.length-1-i;if(a%n!==0||i<n/2&&i!==0)return[];let o=T((i+.5)/e.length*1e3)/10,s=a===0?`end`:i===0?`start`:`middle`;return[l`<text class="${t<6||a/n%2==0?``:`wide`}" x="${a===0?100:o}%" y="12" text-anchor="${s}">${h(r)}</text>`]})}function M({days:e},t,n){return{style:t,days:e.map(e=>e&&n(e))}}function N(e,t,n){let r=[...e].reverse();return l`${r.flatMap(({style:e,days:r})=>F(r).map(r=>l`<path class="band s${e}" d="${Se(r,t,n)}"/>`))}${r.map(({style:e,days:r})=>{let i=F(r);return l`<path class="line s${e}" d="${i.map(e=>xe(e,t,n)).join(``)}"/><path class="dot s${e}" d="${i.filter((e,t)=>e.length===1||t===i.length-1).flatMap(e=>e.slice(-1)).map(({day:e,value:r})=>`M${P(e)} ${w(t,r,n)}h0`).join(``)}"/>`})}`}function P(e){return T((e+.5)*10)}function F(e){let t=[],n=!1;for(let[r,i]of e.entries()){if(i){let e={day:r,...i};n?t.at(-1)?.push(e):t.push([e])}n=i!==null}return t}function xe(e,t,n){return e.map(({day:e,value:r},i)=>`${i===0?`M`:`L`}${P(e)} ${w(t,r,n)}`).join(``)}function Se(e,t,n){let r=({day:e},r)=>`${P(e)} ${w(t,r,n)}`,i=e.filter(({half:e})=>e!==null);if(i.length<2)return``;let a=i.map(e=>r(e,e.value+(e.half??0))),o=i.map(e=>r(e,e.value-(e.half??0))).reverse();return`M${[...a,...o].join(`L`)}Z`}function Ce(e,t,n,r){let i=[...t].map(({style:e})=>({className:`s${e}`,path:``})),a={className:`others`,path:``};for(let[o,s]of e.entries()){if(s===null)continue;let e=t.map(({days:e})=>e[o]?.value??0),c=Math.max(0,s-e.reduce((e,t)=>e+t,0));c>0&&(a.path+=I(o,[0,c],n,r));for(let t=e.length-1;t>=0;--t){let a=e[t]??0,s=i[t];a>0&&s&&(s.path+=I(o,[c,c+a],n,r)),c+=a}}return l`${[a,...i].map(({className:e,path:t})=>t===``?null:l`<path class="fill ${e}" d="${t}"/>`)}`}function I(e,[t,n],r,i){let a=T(e*10+10*.14),o=T(a+10*.72);return`M${a} ${w(r,t,i)}H${o}V${w(r,n,i)}H${a}Z`}function we(e,t,{days:n,height:r}){let i=/* @__PURE__ */ new Map;for(let[a,{from:o,shares:s}]of e.entries()){let c=e[a+1]?.from??n,l=0;for(let{version:e,weight:n}of L(s,t)){let[a,s]=[T(r*(1-l-n)),T(r*(1-l))],u=t.includes(e)?e:``,d=`M${T(o*10)} ${s}H${T(c*10)}V${a}H${T(o*10)}Z`;i.set(u,(i.get(u)??``)+d),l+=n}}return l`${[...i].map(([e,n])=>l`<path class="fill ${e===``?`others`:`s${t.indexOf(e)}`}" d="${n}"/>`)}`}function L(e,t){let n=({version:e})=>t.includes(e)?-t.indexOf(e):-t.length;return[...e].sort((e,t)=>n(e)-n(t))}function R(e,t){let n=e.filter(e=>e!==null);if(n.length<2)return l`<svg class="spark" viewBox="0 0 100 28" role="img" aria-label="${t}"></svg>`;let[r,i]=[Math.min(...n),Math.max(...n)],a=i-r||1,o=e.flatMap((t,n)=>t===null?[]:[`${T(n/Math.max(1,e.length-1)*100)} ${T(25-(t-r)/a*22)}`]),s=o.at(-1)??``;return l`<svg class="spark" viewBox="0 0 100 28" preserveAspectRatio="none" role="img" aria-label="${t}"><path class="line" d="M${o.join(`L`)}"/><path class="dot" d="M${s}h0"/></svg>`}function z({kind:e},t){return e===`calls`?t.sum:e===`duration`?t.p50??t.mean:t.mean}function B({kind:e}){return e===`rate`||e===`score`||e===`number`}function Te({metrics:e}){return e.length===0?null:l`<dl class="tiles">${e.map(e=>l`<div class="tile"><dt>${V(e)}</dt><dd class="value">${H(e)}${Ee(e)}</dd><dd>${G(e)}</dd><dd class="line">${W(e)}</dd></div>`)}</dl>`}function Ee(e){let t=e.kind===`duration`?e.latest?.p95:null;return typeof t==`number`?l` <span class="muted">p95 ${p(e,t)}</span>`:null}function V({name:e,kind:t}){return t===`calls`?`calls a day`:t===`error`?`errors`:t===`duration`?`${e}, p50`:t===`money`?`${e} a call`:e}function H(e){let{latest:t,all:n}=e;return t?e.kind===`calls`?p(e,t.sum/U(n,0)):p(e,z(e,t)):`—`}function U(e,t){let n=e.findLastIndex(e=>e!==null)+1-7*t;return Math.max(1,e.slice(Math.max(0,n-7),Math.max(0,n)).filter(e=>e!==null).length)}function W(e){return R(e.all.map(t=>t&&z(e,t)),`${V(e)} by day`)}function G(e){let t=e.kind===`calls`?Oe(e):De(e);if(!t)return l`<span class="muted">no week before</span>`;if(e.kind===`calls`)return l`<span class="muted">${t.text} on the week before</span>`;if(!t.isClear||t.tendency===`none`)return l`<span class="muted">${t.text}, within chance</span>`;let n=t.tendency===`better`?`✓`:`✕`,r=e.kind===`duration`?`mean `:``;return l`<span class="${t.tendency}"><span aria-hidden="true">${n}</span> ${r}${t.text}, ${t.tendency}</span>`}function De(e){return re(e,e.latest,e.before)}function Oe({latest:e,before:t,all:n}){if(!e||!t)return null;let r=e.sum/U(n,0)/(t.sum/U(n,1));return{text:`${r>=1?`+`:`−`}${m(Math.abs(r-1)).replace(/\.\d+/,``)}`,tendency:`none`,isClear:!0}}const K=({mean:e,half:t})=>({value:e,half:t}),ke=({p50:e})=>e===null?null:{value:e,half:null},Ae=({p95:e})=>e===null?null:{value:e,half:null};function je(e,t){let n=[],r={board:e,days:t,add:e=>(n.push(e.series.map(e=>e.values)),de({...e,days:t,number:n.length-1}))},i=e.metrics.filter(B).map(e=>Me(e,r)),a=e.metrics.filter(e=>!B(e));return{quality:i,operations:[...Ne(r),...a.flatMap(e=>Pe(e,r))],values:n}}function Me(e,{board:t,add:r}){let i=e.kind===`rate`,a=e.versions,o=e.segments.length>1?e.segments:[],s=C(Le([...a,...o.flatMap(({versions:e})=>e)].map(({days:e})=>e)),i?{most:1}:{}),c=(n,i,a,o)=>{let c=a.map(e=>M(e,Y(t,e.version),K));return r({title:n,note:i,height:o,scale:s,marks:t.marks,level:o===`tall`?3:4,tickText:t=>X(e,t),body:N(c,s,E[o]),series:a.map((t,n)=>J(e,t,c[n],{read:K,scale:s,height:E[o]}))})},u=e.better===`higher`?`daily mean and its 95 % interval; higher is better`:`daily mean and its 95 % interval; lower is better`,d=o.map(({segment:e,versions:t})=>c(e===`*`?`other segments`:e,``,t,`small`));return l`${c(e.name,u,a,`tall`)}${d.length===0?null:l`<div class="segments">${d}</div>${e.segmentsLeftOut>0?l`<p class="muted">${n(e.segmentsLeftOut,`smaller segment`)} left out.</p>`:null}`}`}function Ne({board:e,days:n,add:r}){return e.weights.map(({segment:i,steps:a})=>{let o={low:0,high:1,ticks:[0,.5,1]},s=(e,t)=>a.findLast(({from:t})=>t<e+1)?.shares.find(e=>e.version===t)?.weight??null;return r({title:i===`*`?`weights`:`weights in ${i}`,note:`share of units`,height:`normal`,scale:o,marks:e.marks,level:3,tickText:t,body:we(a,e.plotted,{days:n.length,height:E.normal}),series:e.plotted.filter(e=>a.some(({shares:t})=>t.some(t=>t.version===e))).map(r=>{let i=n.map((e,t)=>s(t,r));return{label:r,style:Y(e,r),end:null,values:i.map(e=>e===null?null:t(e))}})})})}function Pe(e,t){switch(e.kind){case`calls`:return[Fe(e,t)];case`duration`:return Ie(e,t);case`error`:return[q(e,t,{title:`errors`,note:`share of calls`,read:K})];default:return[q(e,t,{title:e.name,note:`mean of a call`,read:K})]}}function Fe(e,{board:t,add:n}){let r=e.all.map(e=>e?.sum??null),i=C(r.map(e=>e??0),{from:0}),a=({sum:e})=>({value:e,half:null}),o=e.versions.map(e=>M(e,Y(t,e.version),a));return n({title:`calls`,note:`a day`,height:`normal`,scale:i,marks:[],level:3,tickText:t=>X(e,t),body:Ce(r,o,i,E.normal),series:e.versions.map(({version:n},r)=>({label:n,style:Y(t,n),end:null,values:(o[r]?.days??[]).map(t=>t&&p(e,t.value))}))})}function Ie(e,t){let n=e.versions.flatMap(({days:e})=>e.filter(e=>e!==null)).flatMap(({p95:e})=>e===null?[]:[e]);if(n.length===0)return[q(e,t,{title:e.name,note:`mean of a call`,read:K})];let r=C(n,{from:0});return[q(e,t,{title:`${e.name}, p50`,note:`half of the calls took less`,read:ke,scale:r}),q(e,t,{title:`${e.name}, p95`,note:`95 % of the calls took less`,read:Ae,scale:r})]}function q(e,{board:t,add:n},{title:r,note:i,read:a,scale:o}){let s=e.versions.map(e=>M(e,Y(t,e.version),a)),c=s.flatMap(({days:e})=>e.flatMap(e=>e?[e.value]:[])),l=o??C(c,{from:0});return n({title:r,note:i,height:`normal`,scale:l,marks:t.marks,level:3,tickText:t=>X(e,t),body:N(s,l,E.normal),series:e.versions.map((t,n)=>J(e,t,s[n],{read:a,scale:l,height:E.normal}))})}function J(e,{version:t,days:n},r,{read:i,scale:a,height:o}){let s=r?.days.findLastIndex(e=>e!==null)??-1,c=r?.days[s];return{label:t,style:r?.style??0,values:n.map(t=>{let n=t&&i(t);return n&&p(e,n.value)}),end:c?{day:s,y:w(a,c.value,o)}:null}}function Y({plotted:e},t){return Math.max(0,e.indexOf(t))}function Le(e){let t=e.flatMap(e=>e.filter(e=>e!==null)),n=t.filter(({n:e})=>e>=20).map(({mean:e})=>e);return n.length>0?n:t.length>0?t.map(({mean:e})=>e):[0,1]}function X(e,t){return p(e,Number(t.toPrecision(6))).replace(/\.0+(?=\D|$)/,``)}var Re;function Z({environment:e,prompt:t}){return`${e}/${t}.html`}function ze({environment:e,prompt:t}){return`${e}/${t}.badge.json`}function Be(e,{days:t}){let{quality:n,operations:r,values:i}=je(e,t),a=t.map(e=>`${h(e)} ${e.slice(0,4)}`),o=l(Re||=x([`<header class="head">
<p class="crumbs"><a href="../index.html">Overview</a> <span aria-hidden="true">/</span> `,`</p>
<div class="title"><h1>`,`</h1>`,`</div>
<p class="lead">`,`</p>
`,`
`,`
</header>
`,`
<section class="figures" aria-labelledby="figures-title">
<div class="bar"><h2 id="figures-title">`,` days</h2>`,`<div class="scrub" hidden><label for="day">Day</label> <input type="range" id="day" min="0" max="`,`" value="`,`"><output for="day">`,`</output></div></div>
<div class="quality">`,`</div>
<div class="operations">`,`</div>
`,`
</section>
`,`
`,`
<p><a href="../events.html#prompt=`,`&amp;environment=`,`">All events of `,` in `,`</a></p>
<script type="application/json" id="chart-data">`,`<\/script>`]),e.environment,e.prompt,v(_(e)),Ve(e),He(e),Te(e),i.length===0||e.metrics.length===0?l`<p class="muted">Production reported nothing in these days, so there are no figures: <code>observe</code> counts its reports.</p>`:null,t.length,Ue(e),t.length-1,t.length-1,a.at(-1)??``,n,r,We(e,t),qe(e),Xe(e.drift),e.prompt,e.environment,e.prompt,e.environment,f(b({days:a,charts:i})));return{path:Z(e),title:`${e.prompt} in ${e.environment}`,root:`../`,place:`prompts`,main:o,script:`'use strict';
(() => {
  const source = document.getElementById('chart-data');
  const slider = document.getElementById('day');
  if (!source || !slider) return;
  const { days, charts } = JSON.parse(source.textContent);
  const figures = [...document.querySelectorAll('figure.chart')].map((figure) => ({
    cross: figure.querySelector('.cross'),
    outputs: [...figure.querySelectorAll('[data-series]')],
    series: charts[Number(figure.dataset.chart)] ?? [],
    area: figure.querySelector('.area'),
  }));
  document.querySelector('.scrub').hidden = false;
  slider.addEventListener('input', () => show(Number(slider.value), true));
  for (const { area } of figures) {
    area.addEventListener('pointermove', (event) => {
      const box = area.getBoundingClientRect();
      const share = (event.clientX - box.left) / box.width;
      show(Math.max(0, Math.min(days.length - 1, Math.floor(share * days.length))), true);
    });
    area.addEventListener('pointerleave', () => show(days.length - 1, false));
  }

  function show(day, isChosen) {
    slider.value = String(day);
    slider.nextElementSibling.textContent = days[day];
    const x = ((day + 0.5) / days.length) * 100 + '%';
    for (const { cross, outputs, series } of figures) {
      cross.setAttribute('x1', x);
      cross.setAttribute('x2', x);
      cross.classList.toggle('on', isChosen);
      for (const output of outputs) {
        const values = series[Number(output.dataset.series)] ?? [];
        output.textContent = (isChosen ? values[day] : values.findLast((value) => value !== null)) ?? '—';
      }
    }
  }
})();
`}}function Ve({serves:e,since:n,observedThrough:r}){let i=e.map(({segment:e,shares:n})=>{let r=n.map(({version:e,weight:r})=>n.length===1?e:`${e} to ${t(r)}`);return`${e===`*`?``:`${e}: `}${r.join(`, `)}`});return`${i.length===0?`Serves nothing now`:`Serves ${i.join(`; `)}`}${n===null?``:` since ${g(n)} UTC`}.${r===null?``:` Production reported through ${g(r)} UTC.`}`}function He(e){let t=_(e);return t.length===0?null:l`<ul class="alarms">${t.map(({kind:e,sign:t,text:n})=>l`<li class="${e}"><span aria-hidden="true">${t}</span> ${n}</li>`)}</ul>`}function Ue({plotted:e}){return l`<ul class="keys" aria-label="Versions">${e.map((e,t)=>l`<li>${D(t)} ${e}</li>`)}</ul>`}function We({metrics:e},t){let n=t.flatMap((t,n)=>Ge(e,n).map(r=>l`<tr><th scope="row">${t}</th><td>${r}</td>${e.map(({versions:e,name:t,kind:i})=>{let a=e.find(e=>e.version===r)?.days[n];return l`<td class="number">${a?Ke({name:t,kind:i},a):`—`}</td>`})}</tr>`));return n.length===0?null:l`<details class="fold"><summary>All figures as a table</summary><div class="scroll" tabindex="0" role="region" aria-label="All figures"><table>
<thead><tr><th scope="col">day</th><th scope="col">version</th>${e.map(({name:e,kind:t})=>l`<th scope="col" class="number">${e}${t===`duration`?` p50 / p95`:``}</th>`)}</tr></thead>
<tbody>${n.reverse()}</tbody></table></div></details>`}function Ge(e,t){return[...new Set(e.flatMap(({versions:e})=>e.filter(({days:e})=>e[t]).map(({version:e})=>e)))]}function Ke(t,n){return t.kind===`calls`?e(n.sum):t.kind!==`duration`||n.p50===null||n.p95===null?p(t,n.mean):`${p(t,n.p50)} / ${p(t,n.p95)}`}function qe({versions:e,plotted:n}){let r=e.slice(0,30),i=r.flatMap(({evidence:e})=>e?[e.low,e.high]:[]),o=Math.max(0,Math.floor(Math.min(...i,1)*10-1e-9)/10),s=r.map(e=>{let t=n.indexOf(e.version);return l`<tr><th scope="row">${t===-1?null:D(t)} ${e.version}</th>
<td data-label="status">${e.status}</td><td class="change" data-label="change">${a(e.change,120)}<span class="muted"> ${a(e.author,40)}, ${h(e.at.slice(0,10))} ${e.at.slice(0,4)}</span></td>
<td data-label="judged">${Je(e)}</td>${Ye(e,o)}</tr>`}),c=e.length-r.length;return l`<section aria-labelledby="versions-title"><h2 id="versions-title">Versions and their evidence</h2>
<p class="muted">Pass rate of each version's suite with its 95 % interval, from ${t(o)} to 100 %.</p>
<table class="versions"><thead><tr><th scope="col">version</th><th scope="col">status</th><th scope="col">change</th><th scope="col">judged</th><th scope="col" class="number">passes</th><th scope="col" class="plot">pass rate</th></tr></thead><tbody>${s}</tbody></table>
${c>0?l`<p class="muted">${c} older ones are left out.</p>`:null}</section>`}function Je({verdict:e}){return e===null?l`<span class="muted">not here</span>`:l`<span class="${e===`pass`?`better`:`worse`}"><span aria-hidden="true">${e===`pass`?`✓`:e===`block`?`✕`:`⚠`}</span> ${e}</span>`}function Ye({evidence:t},n){if(!t)return l`<td class="number muted" data-label="passes">no evidence</td><td class="plot"></td>`;let{rate:r,low:i,high:a,cases:o}=t,s=e=>`${Math.round((e-n)/(1-n||1)*1e3)/10}%`;return l`<td class="number" data-label="passes">${m(r)} <span class="muted">of ${e(o)}</span></td>
<td class="plot"><svg class="interval" role="img" aria-label="${m(r)}, from ${m(i)} to ${m(a)}"><line class="rail" x1="0" x2="100%" y1="50%" y2="50%"/><line class="range" x1="${s(i)}" x2="${s(a)}" y1="50%" y2="50%"/><circle cx="${s(r)}" cy="50%" r="4.5"/></svg></td>`}function Xe(e){if(e.length===0)return null;let t=[...e].reverse().map(({at:e,version:t,verdict:n,cause:r,rate:i})=>{let a=n===`clean`?`✓`:n===`drifted`?`✕`:`?`,o=n===`clean`?`better`:n===`drifted`?`worse`:`muted`;return l`<tr><th scope="row">${g(e)}</th><td data-label="version">${t}</td><td data-label="found"><span class="${o}"><span aria-hidden="true">${a}</span> ${n}</span></td><td data-label="cause">${r??`—`}</td><td class="number" data-label="passes">${i===null?`—`:m(i)}</td></tr>`});return l`<section aria-labelledby="drift-title"><h2 id="drift-title">Drift</h2>
<p class="muted">The suite asked again while the version stayed as it was.</p>
<div class="trend">${R(e.map(({rate:e})=>e),`Pass rate of the suite, look by look`)}</div>
<table class="versions"><thead><tr><th scope="col">asked</th><th scope="col">version</th><th scope="col">found</th><th scope="col">cause</th><th scope="col" class="number">passes</th></tr></thead><tbody>${t}</tbody></table></section>`}function Ze({environments:e,notes:t,days:n}){return{path:`index.html`,title:`Prompts`,root:``,place:`prompts`,main:l`<header class="head"><h1>Overview</h1>${t.map(e=>l`<p class="muted">${e}</p>`)}${Qe(e)}</header>
${e.length===0?l`<p>Nothing serves yet: <code>record</code> begins the registry, <code>promote</code> lets a version serve.</p>`:null}
${e.map(({name:e,boards:t},r)=>$e({name:e,boards:t,index:r,days:n.length}))}`,script:null}}function Qe(e){let t=e.flatMap(({boards:e})=>e.flatMap(e=>_(e).map(t=>({board:e,alarm:t}))));return t.length===0?null:l`<ul class="alarms">${[...t].sort((e,t)=>Number(e.alarm.kind===`warn`)-Number(t.alarm.kind===`warn`)).map(({board:e,alarm:t})=>l`<li class="${t.kind}"><span aria-hidden="true">${t.sign}</span> <a href="${Z(e)}">${e.prompt}</a> <span class="muted">${e.environment}</span> ${t.text}</li>`)}</ul>`}function $e({name:e,boards:t,index:r,days:i}){let a=e=>Math.min(2,..._(e).map(({kind:e})=>e===`bad`?0:1)),o=[...t].sort((e,t)=>a(e)-a(t)||(e.prompt<t.prompt?-1:1));return l`<section aria-labelledby="environment-${r}"><h2 id="environment-${r}">${e}</h2>
<p class="muted">${n(t.length,`prompt`)}; figures of the latest week that was reported, lines of ${n(i,`day`)}.</p>
<table class="prompts"><thead><tr><th scope="col">prompt</th><th scope="col">serves</th><th scope="col">quality</th><th scope="col" class="number">calls a day</th><th scope="col" class="number">errors</th><th scope="col" class="number">p50 / p95</th><th scope="col" class="number">a call</th></tr></thead>
<tbody>${o.map(et)}</tbody></table></section>`}function et(e){let t=t=>e.metrics.find(t),n=t(B),r=e=>t(t=>t.kind===e),i=(e,t)=>l`<td class="number" data-label="${e}">${t?H(t):`—`}</td>`;return l`<tr><th scope="row"><a href="${Z(e)}">${e.prompt}</a>${v(_(e))}</th>
<td class="serves" data-label="serves">${nt(e)}</td>
<td class="quality-cell" data-label="quality">${n?l`<span class="pair"><span class="figure"><b>${H(n)}</b> <span class="muted">${n.name}</span></span>${W(n)}</span>${G(n)}`:l`<span class="muted">no reports</span>`}</td>
${i(`calls a day`,r(`calls`))}${i(`errors`,r(`error`))}<td class="number" data-label="p50 / p95">${tt(r(`duration`))}</td>${i(`a call`,r(`money`))}</tr>`}function tt(e){if(!e?.latest)return`—`;let{p95:t}=e.latest;return t===null?`${H(e)} mean`:`${H(e)} / ${p(e,t)}`}function nt({serves:e,plotted:r}){let{segment:i,shares:a}=e.find(e=>e.segment===`*`)??e[0]??{segment:`*`,shares:[]};if(a.length===0)return l`<span class="muted">nothing</span>`;let o=0,s=L(a,r).reverse().map(({version:e,weight:t})=>{let n=r.indexOf(e),i=l`<rect class="fill ${n===-1?`others`:`s${n}`}" x="${Math.round(o*1e3)/10}%" y="0" width="${Math.round(t*1e3)/10}%" height="100%"/>`;return o+=t,i}),c=a.map(({version:e,weight:n})=>a.length===1?e:`${e} ${t(n)}`),u=e.length>1?` · ${n(e.length-1,`segment`)} of its own`:``;return l`<svg class="share" aria-hidden="true">${s}</svg><span>${i===`*`?``:`${i}: `}${c.join(` · `)}</span><span class="muted">${u}</span>`}function Q({scripts:e,styles:t}){return[`default-src 'none'`,`script-src ${e.length===0?`'none'`:e.map(rt).join(` `)}`,`style-src ${t.map(rt).join(` `)}`,`img-src data:`,`base-uri 'none'`,`form-action 'none'`].join(`; `)}function rt(e){return`'sha256-${c(`sha256`).update(e).digest(`base64`)}'`}const it=`:root {
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
`,$=`
${it}
:root { --s0: #2f57c9; --s1: #3f434a; --s2: #6b6e75; --s3: #72757c; --others: #a5a8ae; }
@media (prefers-color-scheme: dark) { :root { --s0: #8fa9ff; --s1: #d0d3d8; --s2: #a3a8b0; --s3: #8f949d; --others: #5d6067; } }
* { box-sizing: border-box; }
html { font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--page); color: var(--text); }
h1, h2, h3, h4, p, ul, dl, dd, figure, table { margin: 0; padding: 0; }
h1 { font-size: clamp(1.5rem, 1.2rem + 1.4vw, 2.1rem); line-height: 1.2; letter-spacing: -0.022em; font-weight: 650; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; letter-spacing: -0.014em; font-weight: 640; overflow-wrap: anywhere; }
h3, h4 { display: inline; font-size: .9375rem; font-weight: 620; overflow-wrap: anywhere; }
h4 { font-size: .8125rem; }
a { color: var(--accent); text-underline-offset: .18em; text-decoration-thickness: 1px; }
code { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: .88em; }
.muted { color: var(--muted); font-size: .8125rem; font-weight: 400; overflow-wrap: anywhere; }
.better { color: var(--good); }
.worse { color: var(--bad); }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--card); padding: .5rem 1rem; z-index: 2; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
main:focus { outline: none; }
.sheet, header.site { max-width: 80rem; margin: 0 auto; padding: 1.25rem 2rem; }
.sheet { padding-bottom: 4rem; display: grid; gap: 2.5rem; grid-template-columns: minmax(0, 1fr); }
header.site { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: baseline; gap: .25rem 2rem; border-bottom: 1px solid var(--line); padding-bottom: .9rem; }
header.site nav { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; font-size: .9375rem; }
header.site nav a { text-decoration: none; }
header.site [aria-current] { color: var(--text); font-weight: 600; }
.brand { font-weight: 650; }
.head { display: grid; gap: .9rem; grid-template-columns: minmax(0, 1fr); }
.title { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1rem; }
.crumbs { font-size: .875rem; color: var(--muted); margin-bottom: -.6rem; overflow-wrap: anywhere; }
.lead { max-width: 60rem; overflow-wrap: anywhere; }
.badge { display: inline-block; font-size: .75rem; font-weight: 620; line-height: 1; padding: .4em .6em; border-radius: 6px; white-space: nowrap; margin-right: .3rem; }
.badge.good { color: var(--good); background: var(--good-tint); }
.badge.bad { color: var(--bad); background: var(--bad-tint); }
.badge.warn { color: var(--warn); background: var(--warn-tint); }
.alarms { list-style: none; display: grid; gap: .5rem; font-size: .9375rem; }
.alarms li { border-left: 3px solid var(--warn); background: var(--warn-tint); border-radius: 4px; padding: .6rem .9rem; overflow-wrap: anywhere; }
.alarms li.bad { border-color: var(--bad); background: var(--bad-tint); }
.alarms a { font-weight: 600; color: inherit; }
.alarms .muted { color: inherit; margin-right: .4rem; }

.tiles { display: flex; flex-wrap: wrap; gap: 1px; background: var(--line); border: 1px solid var(--line); border-radius: 12px; overflow: hidden; }
.tile { background: var(--card); padding: .9rem 1.1rem .8rem; flex: 1 1 min(11rem, 42vw); min-width: 0; font-size: .8125rem; display: flex; flex-direction: column; }
.tile dt { color: var(--muted); overflow-wrap: anywhere; }
.tile .value { font-size: 1.45rem; font-weight: 640; letter-spacing: -0.02em; line-height: 1.4; font-variant-numeric: tabular-nums; }
.tile .line { margin-top: auto; padding-top: .5rem; }
.tile .value .muted { white-space: nowrap; letter-spacing: 0; }

section { display: grid; gap: .75rem; grid-template-columns: minmax(0, 1fr); }
.bar { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1.5rem; position: sticky; top: 0; z-index: 1; background: var(--page); padding: .6rem 0; border-bottom: 1px solid var(--line); }
.keys { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; font-size: .875rem; font-variant-numeric: tabular-nums; }
.scrub { margin-left: auto; display: flex; align-items: center; gap: .6rem; font-size: .875rem; }
.scrub[hidden] { display: none; }
.scrub input { width: min(16rem, 34vw); accent-color: var(--accent); }
.scrub output { min-width: 7em; font-variant-numeric: tabular-nums; }
.quality { display: grid; gap: 1.25rem; }
.segments { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 19rem), 1fr)); gap: 1.25rem 2rem; margin-top: 1rem; }
.operations { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 30rem), 1fr)); gap: 1.75rem 2.5rem; margin-top: 1rem; }

.segments, .operations { align-items: end; }
.chart { min-width: 0; }
figcaption { font-size: .8125rem; line-height: 1.5; margin-bottom: .5rem; }
.readings { display: flex; flex-wrap: wrap; gap: 0 1rem; font-variant-numeric: tabular-nums; min-height: 1.5em; }
.reading { white-space: nowrap; color: var(--muted); }
.reading b { font-weight: 600; color: var(--text); }
.swatch { display: inline-block; width: 22px; height: 8px; vertical-align: .02em; }
.frame { display: grid; grid-template-columns: 3.1rem minmax(0, 1fr) 3.1rem; column-gap: .5rem; }
.tall .frame { padding-top: 1.1rem; }
.frame svg { display: block; width: 100%; overflow: visible; }
.frame text { font-size: 11px; fill: var(--muted); font-variant-numeric: tabular-nums; }
.area { position: relative; }
.over { position: absolute; inset: 0; height: 100%; pointer-events: none; }
.dates { grid-column: 2; height: 18px; margin-top: 3px; }
.tall .plot, .tall .ticks, .tall .ends { height: 200px; }
.normal .plot, .normal .ticks, .normal .ends { height: 120px; }
.small .plot, .small .ticks, .small .ends { height: 84px; }
.plot path { vector-effect: non-scaling-stroke; }
.grid { stroke: var(--line); stroke-width: 1; fill: none; }
.line { fill: none; stroke: var(--c, var(--s0)); stroke-width: 2; stroke-linejoin: round; stroke-linecap: butt; vector-effect: non-scaling-stroke; }
.dot { fill: none; stroke: var(--c, var(--s0)); stroke-width: 6; stroke-linecap: round; vector-effect: non-scaling-stroke; }
.band { fill: var(--c); opacity: .13; }
.fill { fill: var(--c); }
.fill.others { fill: var(--others); opacity: .45; }
.s0 { --c: var(--s0); } .s1 { --c: var(--s1); } .s2 { --c: var(--s2); } .s3 { --c: var(--s3); }
.line.s1 { stroke-dasharray: 7 3; } .line.s2 { stroke-dasharray: 2 3; } .line.s3 { stroke-dasharray: 9 3 2 3; }
.fill.s0 { opacity: .6; } .fill.s1 { opacity: .75; } .fill.s2 { opacity: .38; } .fill.s3 { opacity: .26; }
.frame .end { font-weight: 620; fill: var(--c); paint-order: stroke; stroke: var(--page); stroke-width: 3px; }
.mark { stroke: var(--strong-line); stroke-width: 1; stroke-dasharray: 2 2; fill: none; }
.mark.alarm, .mark.down { stroke: var(--bad); stroke-dasharray: none; }
.frame .mark-label { fill: var(--muted); }
.frame .mark-label.alarm, .frame .mark-label.down { fill: var(--bad); font-weight: 620; }
.cross { stroke: var(--text); stroke-width: 1; visibility: hidden; }
.cross.on { visibility: visible; }
.spark { display: block; width: 100%; height: 28px; overflow: visible; }
.spark .line { stroke: var(--muted); stroke-width: 1.5; }
.spark .dot { stroke: var(--text); stroke-width: 5; }

table { border-collapse: collapse; width: 100%; font-size: .875rem; font-variant-numeric: tabular-nums; }
th { text-align: left; font-weight: 500; }
thead th { color: var(--muted); font-size: .8125rem; white-space: nowrap; }
th, td { padding: .6rem 1rem .6rem 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
th:last-child, td:last-child { padding-right: 0; }
.number { text-align: right; white-space: nowrap; }
.prompts td, .prompts tbody th { vertical-align: middle; }
.prompts tbody th a { display: block; font-weight: 620; font-size: .9375rem; margin-bottom: .25rem; overflow-wrap: anywhere; }
.serves { width: 14rem; }
.share { display: block; width: 100%; height: 8px; border-radius: 3px; overflow: hidden; margin-bottom: .3rem; }
.quality-cell { width: 22rem; }
.pair { display: grid; grid-template-columns: 9rem minmax(0, 1fr); gap: 1rem; align-items: center; }
.pair .figure { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.quality-cell > :last-child { font-size: .8125rem; }
.quality-cell .figure b { font-size: 1.05rem; font-weight: 640; }
.versions .change { min-width: 14rem; }
.versions .change .muted { display: block; }
.versions .plot { width: 22%; min-width: 9rem; }
.versions th .swatch { margin-right: .3rem; }
svg.interval { display: block; width: 100%; height: 1.4rem; overflow: visible; }
.rail { stroke: var(--line); }
.range { stroke: var(--accent); stroke-width: 2; opacity: .55; stroke-linecap: round; }
.interval circle { fill: var(--accent); }
.trend { max-width: 24rem; }
.fold > summary { cursor: pointer; padding: .4rem 0; font-size: .9375rem; }
.scroll { overflow-x: auto; max-height: 30rem; overflow-y: auto; }
.scroll td, .scroll th { white-space: nowrap; padding: .3rem 1.25rem .3rem 0; }

.filters { display: flex; flex-wrap: wrap; gap: .75rem 1.25rem; align-items: center; font-size: .875rem; }
.filters[hidden] { display: none; }
.filters select, .filters input, button { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--strong-line); border-radius: 8px; padding: .4rem .6rem; max-width: 100%; }
.wide-field { flex: 1 1 18rem; display: flex; gap: .5rem; align-items: center; }
.wide-field input { flex: 1; min-width: 0; }
button { cursor: pointer; justify-self: start; }
button[hidden] { display: none; }
.events td { font-size: .8125rem; }
.events td:nth-child(-n+4) { white-space: nowrap; }
.events td:nth-child(-n+5) { color: var(--muted); }
.events td:nth-child(5) { min-width: 6rem; max-width: 12rem; }
.events td:nth-child(2) { color: var(--text); font-weight: 560; }
.events tr { content-visibility: auto; contain-intrinsic-size: auto 2.5rem; }

@media (max-width: 60rem) {
  .sheet, header.site { padding-left: 1.1rem; padding-right: 1.1rem; }
  .prompts thead, .versions thead, .events thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .prompts, .prompts tbody, .versions, .versions tbody, .events, .events tbody { display: block; }
  .prompts tr, .versions tr { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: .35rem 1rem; padding: 1rem 0; border-bottom: 1px solid var(--line); }
  .prompts td, .prompts th, .versions td, .versions tbody th, .events td { border: 0; padding: 0; width: auto; min-width: 0; text-align: left; white-space: normal; }
  .prompts tbody th, .prompts .serves, .prompts .quality-cell, .versions tbody th, .versions .change, .versions .plot { grid-column: 1 / -1; }
  td[data-label]::before { content: attr(data-label) " "; color: var(--muted); font-size: .8125rem; }
  .serves::before, .change::before { display: none; }
  .versions td.plot:empty { display: none; }
  .events tr { display: block; padding: .7rem 0; border-bottom: 1px solid var(--line); }
  .events td { display: inline; margin-right: .6rem; }
  .events td:nth-child(-n+5) { white-space: normal; }
  .events td:empty { display: none; }
  .events td:last-child { display: block; }
}
@media (max-width: 48rem) {
  .wide { display: none; }
  .frame { grid-template-columns: 2.6rem minmax(0, 1fr) 2.6rem; column-gap: .35rem; }
  .scrub { margin-left: 0; }
}
@media print { .scrub, .skip, .filters, button { display: none; } }
`;var at;function ot({title:e,root:t,place:n,main:r,script:i},a){let o=Q({scripts:i===null?[]:[i],styles:[$]}),s=(e,r,i)=>l`<a href="${t}${r}"${n===e?f(` aria-current="page"`):null}>${i}</a>`;return l`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${f(o)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${e}</title>
<link rel="icon" href="data:,">
<style>${f($)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="site"><nav aria-label="Site"><span class="brand">Prompts</span>${s(`prompts`,`index.html`,`Overview`)}${s(`events`,`events.html`,`Events`)}</nav>
<p class="muted">${a.branch}, as of ${g(a.at)} UTC</p></header>
<main class="sheet" id="main" tabindex="-1">
${r}
</main>
${i===null?null:l(at||=x([`<script>`,`<\/script>`]),f(i))}
</body>
</html>
`.markup}function st(e){let{branch:t,madeAt:n,environments:r}=e,i=r.flatMap(({boards:t})=>t.map(t=>Be(t,e))),a=[Ze(e),le(e),...i].map(e=>({path:e.path,text:ot(e,{branch:t,at:n})})),o=r.flatMap(({boards:e})=>e.map(e=>({path:ze(e),text:`${JSON.stringify(ae(e))}\n`})));return[...a,...o]}export{b as a,f as c,x as i,it as n,l as o,Q as r,d as s,st as t};