import{Qt as e,Yt as t,Zt as n,ln as r,lr as i,st as a,tn as o}from"./start.js";import{i as s,p as c}from"./basics.js";import{isDeepStrictEqual as l}from"node:util";import{createHash as u}from"node:crypto";function d({cases:e,segments:n}){return`${t(e,`case`)}${n?` of ${f(n)}`:``}`}function ee({worse:e=[]}){return e.length===0?``:`worse for ${f(e)}`}function f(e){return a([...e],6,e=>t(e,`more segment`)).join(`, `)}function p(e,...t){return{markup:e.reduce((e,n,r)=>e+m(t[r-1]??null)+n)}}function m(e){return e===null?``:typeof e==`string`?s(e):typeof e==`number`?String(e):`markup`in e?e.markup:e.map(m).join(``)}function te(e){return e.map(e=>typeof e==`string`?p`${e}`:`code`in e?p`<code>${e.code}</code>`:p`<strong>${e.strong}</strong>`)}function h(e){return{markup:e}}function g({name:e,kind:t},r){if(!Number.isFinite(r))return`—`;switch(t){case`rate`:case`error`:return _(r);case`calls`:return n(r);case`duration`:return ne(re(e,r));case`money`:return/usd/.test(e)?o(r):String(Number(r.toPrecision(3)));default:return String(Number(r.toPrecision(3)))}}function _(e){let t=e*100,n=t!==0&&t<.1?t.toPrecision(1):t.toFixed(1);return`${String(Number(n))} %`}function ne(t){return t<1e3?`${Math.round(t)} ms`:t<1e4?`${Number((t/1e3).toFixed(2))} s`:e(t)}function re(e,t){return/(?:^|_)ms$/.test(e)?t:t*1e3}function v(e){let[,t,n]=e.split(`-`);return`${Number(n)} ${ie[Number(t)-1]??``}`}function y(e){return`${v(e.slice(0,10))} ${e.slice(0,4)}, ${e.slice(11,16)}`}const ie=`Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec`.split(` `);function ae({kind:e,better:t},n,r){if(!n||!r)return null;let i=n.mean-r.mean,a=e===`rate`||e===`error`;if(!a&&r.mean===0)return null;let o=Math.abs(a?i*100:i/r.mean*100),s=n.half===null||r.half===null?1/0:Math.hypot(n.half,r.half),c=Math.abs(i)>s,l=i>0,u=o<9.95?o.toFixed(1):o.toFixed(0);return{text:`${Number(u)===0?`±`:l?`+`:`−`}${Number(u)}${a?` points`:`\xA0%`}`,tendency:i===0?`none`:l===(t===`higher`)?`better`:`worse`,isClear:c}}function b({trips:e,holds:t,drift:n,retirements:r,unknowns:i}){let a=e.map(({version:e,segment:t,metric:n,at:r})=>({kind:`bad`,sign:`⚠`,label:`guard tripped`,text:`A guard tripped on ${e}${t===`*`?``:` in ${t}`} (${n}), ${y(r)} UTC, and nobody released it.`})),o=se(n).filter(({verdict:e,accepted:t})=>e===`drifted`&&!t).map(({version:e,cause:t,at:n})=>({kind:`bad`,sign:`↘`,label:`drifted`,text:`${e} drifted${t===null||t===`unknown`?``:` (${t})`}, ${y(n)} UTC.`})),s=t.filter(({version:t})=>!e.some(e=>e.version===t)).map(({version:e,until:t,reason:n})=>{let r=t===null?``:` until ${y(t)} UTC`,i=n===``?``:`: ${n}`;return{kind:`warn`,sign:`‖`,label:`held`,text:`${e??`Every version`} is held${r}${i}.`}}),c=r.map(({version:e,model:t,on:n})=>({kind:`warn`,sign:`◷`,label:`model ends`,text:`${e} asks ${t}, which ends on ${v(n)} ${n.slice(0,4)}.`}));return[...a,...o,...s,...c,...i.map(oe)]}function oe({kind:e,version:t,at:n}){let r=n===null?``:`, ${y(n)} UTC`,[i,a]={"not-tested":[`not tested`,`${t} serves, and there is no evidence of it.`],overridden:[`overridden`,`${t} serves although its evidence did not let it${r}.`],undecided:[`drift unknown`,`Nobody knows whether ${t} drifted: the latest look could not decide${r}.`],"not-looked-at":[`not looked at`,n===null?`Nobody looked for drift of ${t}, and nothing was reported.`:`Nobody looked for drift of ${t}, and nothing was reported, since ${y(n)} UTC.`]}[e];return{kind:`unknown`,sign:`?`,label:i,text:a}}function se(e){return[...new Map(e.map(e=>[e.version,e])).values()]}function x(e){let t=b(e),n=[...new Map(t.map(e=>[e.label,e])).values()];return n.length===0&&e.serves.length===0?p``:n.length===0?p`<span class="badge good">✓ ok</span>`:p`${n.map(({kind:e,sign:t,label:n})=>p`<span class="badge ${e}"><span aria-hidden="true">${t}</span> ${n}</span> `)}`}function ce(e){let[t]=b(e),n=[...new Set(e.serves.flatMap(({shares:e})=>e.map(({version:e})=>e)))],[i]=n,a=e.versions.find(({version:e})=>e===i)?.evidence,o=n.length===0?`serves nothing`:n.join(` + `),s=n.length===1&&a?`, passes ${r(a.rate)}`:``;return{schemaVersion:1,label:S(`${e.prompt} · ${e.environment}`),message:S(t?`${o}: ${t.label}`:`${o}${s}`),color:le(t,n.length)}}function le(e,t){return e&&e.kind!==`unknown`?e.kind===`bad`?`red`:`orange`:e||t===0?`lightgrey`:`brightgreen`}function S(e){let t=e.replace(/[\p{C}\s]+/gu,` `).trim();return t.length<=60?t:`${t.slice(0,59).toWellFormed()}…`}function C(e){return JSON.stringify(e).replace(/[<>&\u2028\u2029]/g,e=>`\\u${e.charCodeAt(0).toString(16).padStart(4,`0`)}`)}const ue=String.raw`'use strict';
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
`;function w(e,t){return t||=e.slice(0),Object.freeze(Object.defineProperties(e,{raw:{value:Object.freeze(t)}}))}var de;function fe({events:e,eventsLeftOut:n}){let r=e=>[...new Set(e)].filter(e=>e!==null).sort(),i=r(e.map(({type:e})=>e)),a=r(e.map(({prompt:e})=>e)),o=r(e.map(({environment:e})=>e)),s={types:i,prompts:a,environments:o,rows:e.map(({at:e,type:t,environment:n,prompt:r,actor:s,text:l})=>[y(e),i.indexOf(t),n===null?-1:o.indexOf(n),r===null?-1:a.indexOf(r),c(s),c(l)])};return{path:`events.html`,title:`Events`,root:``,place:`events`,main:p(de||=w([`<header class="head"><h1>Events</h1><p class="lead">The registry's log, the newest first: who did what, when, and why. Times are UTC.</p>
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
<script type="application/json" id="event-data">`,`<\/script>`]),n>0?p`<p class="muted">${t(n,`older event`)} are left out.</p>`:null,T(`type`,`Type`,i,i.length>1&&i.includes(`observed`)?`observed`:null),T(`prompt`,`Prompt`,a),T(`environment`,`Environment`,o),t(e.length,`event`),e.slice(0,200).map(e=>p`<tr><td>${y(e.at)}</td><td>${e.type}</td><td>${e.prompt??``}</td><td>${e.environment??``}</td><td>${e.actor}</td><td>${e.text}</td></tr>`),h(C(s))),script:ue}}function T(e,t,n,r=null){let i=n.map((e,t)=>p`<option value="${t}">${e}</option>`);return p`<span class="filter"><label for="filter-${e}">${t}</label> <select id="filter-${e}" name="${e}">${r===null?null:p`<option value="but-${n.indexOf(r)}" selected>all but ${r}</option>`}<option value="">all</option>${i}</select></span>`}function E(e,{from:t,most:n}={}){let[r,i]=[Math.min(...e,t??1/0),Math.max(...e,t??-1/0)],a=pe((i-r||Math.abs(i)*.2||1)/4),o=Math.floor(r/a+1e-9)*a,s=Math.ceil(i/a-1e-9)*a||a,c=n===void 0?s:Math.min(s,Math.max(n,i)),l=Math.round((c-o)/a),u=Array.from({length:l+1},(e,t)=>o+t*a);return{low:o,high:c===o?o+a:c,ticks:u}}function pe(e){let t=10**Math.floor(Math.log10(e)),n=e/t;return(n<=1?1:n<=2?2:n<=2.5?2.5:n<=5?5:10)*t}function D({low:e,high:t},n,r){return O(r*(1-(Math.min(t,Math.max(e,n))-e)/(t-e)))}function O(e){return Math.round(e*10)/10}const k={tall:200,normal:120,small:84};function me(e){let{title:t,note:n,days:r,scale:i,body:a,series:o,height:s,number:c,level:l}=e,u=k[s],d=r.length*10;return p`<figure class="chart ${s}" data-chart="${c}">
<figcaption>${l===3?p`<h3>${t}</h3>`:p`<h4>${t}</h4>`} <span class="muted">${n}</span>${he(o)}</figcaption>
<div class="frame">
<svg class="ticks" aria-hidden="true">${i.ticks.map(t=>p`<text x="100%" y="${D(i,t,u)}" dy="0.32em" text-anchor="end">${e.tickText(t)}</text>`)}</svg>
<div class="area">
<svg class="plot" viewBox="0 0 ${d} ${u}" preserveAspectRatio="none" role="img" aria-label="${ge(e)}">
${i.ticks.map(e=>p`<path class="grid" d="M0 ${D(i,e,u)}H${d}"/>`)}
${ye(e,u)}${a}</svg>
<svg class="over" aria-hidden="true"><line class="cross" x1="0" x2="0" y1="0" y2="100%"/>${be(e)}${Se(e)}</svg>
</div>
<svg class="ends" aria-hidden="true">${xe(e)}</svg>
<svg class="dates" aria-hidden="true">${Ce(r,s===`tall`?6:s===`normal`?4:2)}</svg>
</div>
</figure>`}function A(e){return p`<svg class="swatch" viewBox="0 0 22 8" aria-hidden="true"><path class="line s${e}" d="M1 4H21"/></svg>`}function he(e){return p`<span class="readings">${e.map(({label:e,style:t,values:n},r)=>{let i=n.findLast(e=>e!==null)??`—`;return p`<span class="reading">${A(t)} ${e} <b data-series="${r}">${i}</b></span>`})}</span>`}function ge({title:e,series:t,days:n}){return`${e}. ${t.map(({label:e,values:t})=>{let r=t.findLastIndex(e=>e!==null);return r===-1?`${e}: nothing`:`${e}: ${t[r]} on ${v(n[r]??``)}`}).join(`; `)}. All figures are in the table below.`}const _e={up:`▲`,down:`▼`,alarm:`⚠`,hold:`‖`,weights:`◇`},ve={up:`promoted`,down:`taken back`,alarm:`a guard tripped`,hold:`held`,weights:`weights set`},j=[`alarm`,`down`,`up`,`weights`,`hold`];function M(e,t){let n=[];for(let r of e){let e=n.at(-1),i=e?.[0];e&&i&&r.position-i.position<Math.max(.5,t/120)?e.push(r):n.push([r])}return n}function N(e){return[...e].sort((e,t)=>j.indexOf(e.kind)-j.indexOf(t.kind))[0]}function ye({marks:e,days:t},n){return M(e,t.length).flatMap(e=>{let t=N(e);if(!t)return[];let r=e.map(({at:e,kind:t,label:n})=>`${y(e)}: ${n} ${ve[t]}`).join(`
`);return[p`<path class="mark ${t.kind}" d="M${O(t.position*10)} 0V${n}"><title>${r}</title></path>`]})}function be({marks:e,days:t,height:n}){if(n!==`tall`)return[];let r=0;return M(e,t.length).flatMap(e=>{let n=N(e);if(!n)return[];let i=n.position/t.length,a=i>=r;a&&(r=i+.11);let o=i>.85?`end`:i<.06?`start`:`middle`,s=a?p`<tspan class="wide"> ${n.label}</tspan>`:null;return[p`<text class="mark-label ${n.kind}" x="${O(i*1e3)/10}%" y="-7" text-anchor="${o}">${_e[n.kind]}${s}</text>`]})}function P(e,t){return(e.day+1)/t.length>=.92}function xe({series:e,days:t,height:n}){let r=e.flatMap(({label:e,style:n,end:r})=>r&&P(r,t)?[{label:e,style:n,y:r.y}]:[]).sort((e,t)=>e.y-t.y);for(let[e,t]of r.entries()){let n=r[e-1];n&&(t.y=Math.max(t.y,n.y+15))}let i=Math.max(0,(r.at(-1)?.y??0)-k[n]);return r.map(({label:e,style:t,y:n})=>p`<text class="end s${t}" x="6" y="${O(n-i)}" dy="0.32em">${e}</text>`)}function Se({series:e,days:t}){return e.flatMap(({label:e,style:n,end:r})=>{if(!r||P(r,t))return[];let i=O((r.day+.5)/t.length*1e3)/10;return[p`<text class="end s${n}" x="${i}%" y="${Math.max(9,r.y-9)}" text-anchor="${i<12?`start`:`end`}">${e}</text>`]})}function Ce(e,t){let n=Math.max(1,Math.round(e.length/t));return e.flatMap((r,i)=>{let a=e.length-1-i;if(a%n!==0||i<n/2&&i!==0)return[];let o=O((i+.5)/e.length*1e3)/10,s=a===0?`end`:i===0?`start`:`middle`;return[p`<text class="${t<6||a/n%2==0?``:`wide`}" x="${a===0?100:o}%" y="12" text-anchor="${s}">${v(r)}</text>`]})}function F({days:e},t,n){return{style:t,days:e.map(e=>e&&n(e))}}function I(e,t,n){let r=[...e].reverse();return p`${r.flatMap(({style:e,days:r})=>R(r).map(r=>p`<path class="band s${e}" d="${Te(r,t,n)}"/>`))}${r.map(({style:e,days:r})=>{let i=R(r);return p`<path class="line s${e}" d="${i.map(e=>we(e,t,n)).join(``)}"/><path class="dot s${e}" d="${i.filter((e,t)=>e.length===1||t===i.length-1).flatMap(e=>e.slice(-1)).map(({day:e,value:r})=>`M${L(e)} ${D(t,r,n)}h0`).join(``)}"/>`})}`}function L(e){return O((e+.5)*10)}function R(e){let t=[],n=!1;for(let[r,i]of e.entries()){if(i){let e={day:r,...i};n?t.at(-1)?.push(e):t.push([e])}n=i!==null}return t}function we(e,t,n){return e.map(({day:e,value:r},i)=>`${i===0?`M`:`L`}${L(e)} ${D(t,r,n)}`).join(``)}function Te(e,t,n){let r=({day:e},r)=>`${L(e)} ${D(t,r,n)}`,i=e.filter(({half:e})=>e!==null);if(i.length<2)return``;let a=i.map(e=>r(e,e.value+(e.half??0))),o=i.map(e=>r(e,e.value-(e.half??0))).reverse();return`M${[...a,...o].join(`L`)}Z`}function Ee(e,t,n,r){let i=[...t].map(({style:e})=>({className:`s${e}`,path:``})),a={className:`others`,path:``};for(let[o,s]of e.entries()){if(s===null)continue;let e=t.map(({days:e})=>e[o]?.value??0),c=Math.max(0,s-e.reduce((e,t)=>e+t,0));c>0&&(a.path+=De(o,[0,c],n,r));for(let t=e.length-1;t>=0;--t){let a=e[t]??0,s=i[t];a>0&&s&&(s.path+=De(o,[c,c+a],n,r)),c+=a}}return p`${[a,...i].map(({className:e,path:t})=>t===``?null:p`<path class="fill ${e}" d="${t}"/>`)}`}function De(e,[t,n],r,i){let a=O(e*10+10*.14),o=O(a+10*.72);return`M${a} ${D(r,t,i)}H${o}V${D(r,n,i)}H${a}Z`}function Oe(e,t,{days:n,height:r}){let i=/* @__PURE__ */ new Map;for(let[a,{from:o,shares:s}]of e.entries()){let c=e[a+1]?.from??n,l=0;for(let{version:e,weight:n}of ke(s,t)){let[a,s]=[O(r*(1-l-n)),O(r*(1-l))],u=t.includes(e)?e:``,d=`M${O(o*10)} ${s}H${O(c*10)}V${a}H${O(o*10)}Z`;i.set(u,(i.get(u)??``)+d),l+=n}}return p`${[...i].map(([e,n])=>p`<path class="fill ${e===``?`others`:`s${t.indexOf(e)}`}" d="${n}"/>`)}`}function ke(e,t){let n=({version:e})=>t.includes(e)?-t.indexOf(e):-t.length;return[...e].sort((e,t)=>n(e)-n(t))}function z(e,t){let n=e.filter(e=>e!==null);if(n.length<2)return p`<svg class="spark" viewBox="0 0 100 28" role="img" aria-label="${t}"></svg>`;let[r,i]=[Math.min(...n),Math.max(...n)],a=i-r||1,o=e.flatMap((t,n)=>t===null?[]:[`${O(n/Math.max(1,e.length-1)*100)} ${O(25-(t-r)/a*22)}`]),s=o.at(-1)??``;return p`<svg class="spark" viewBox="0 0 100 28" preserveAspectRatio="none" role="img" aria-label="${t}"><path class="line" d="M${o.join(`L`)}"/><path class="dot" d="M${s}h0"/></svg>`}function B({kind:e},t){return e===`calls`?t.sum:e===`duration`?t.p50??t.mean:t.mean}function V({kind:e}){return e===`rate`||e===`score`||e===`number`}function Ae({metrics:e,serves:t}){if(e.length===0)return null;let n=[...new Set(t.flatMap(({shares:e})=>e.map(({version:e})=>e)))],r=n.length===1?`serves`:`serve`,i=`The latest week of ${n.join(`, `)}, which ${r} now; calls are those of all versions.`;return p`${n.length>0?p`<p class="muted">${i}</p>`:null}<dl class="tiles">${e.map(e=>p`<div class="tile"><dt>${H(e)}</dt><dd class="value">${U(e)}${je(e)}</dd><dd>${K(e)}</dd><dd class="line">${G(e)}</dd></div>`)}</dl>`}function je(e){let t=e.kind===`duration`?e.latest?.p95:null;return typeof t==`number`?p` <span class="muted">p95 ${g(e,t)}</span>`:null}function H({name:e,kind:t}){return t===`calls`?`calls a day`:t===`error`?`errors`:t===`duration`?`${e}, p50`:t===`money`?`${e} a call`:e}function U(e){let{latest:t,all:n}=e;return t?e.kind===`calls`?g(e,t.sum/W(n,0)):g(e,B(e,t)):`—`}function W(e,t){let n=e.findLastIndex(e=>e!==null)+1-7*t;return Math.max(1,e.slice(Math.max(0,n-7),Math.max(0,n)).filter(e=>e!==null).length)}function G(e){return z(e.all.map(t=>t&&B(e,t)),`${H(e)} by day`)}function K(e){let t=e.kind===`calls`?Ne(e):Me(e);if(!t)return p`<span class="muted">no week before</span>`;if(e.kind===`calls`)return p`<span class="muted">${t.text} on the week before</span>`;if(!t.isClear||t.tendency===`none`)return p`<span class="muted">${t.text}, within chance</span>`;let n=t.tendency===`better`?`✓`:`✕`,r=e.kind===`duration`?`mean `:``;return p`<span class="${t.tendency}"><span aria-hidden="true">${n}</span> ${r}${t.text}, ${t.tendency}</span>`}function Me(e){return ae(e,e.latest,e.before)}function Ne({latest:e,before:t,all:n}){if(!e||!t)return null;let r=e.sum/W(n,0)/(t.sum/W(n,1));return{text:`${r>=1?`+`:`−`}${_(Math.abs(r-1)).replace(/\.\d+/,``)}`,tendency:`none`,isClear:!0}}const q=({mean:e,half:t})=>({value:e,half:t}),Pe=({p50:e})=>e===null?null:{value:e,half:null},Fe=({p95:e})=>e===null?null:{value:e,half:null};function Ie(e,t){let n=[],r={board:e,days:t,add:e=>(n.push(e.series.map(e=>e.values)),me({...e,days:t,number:n.length-1}))},i=e.metrics.filter(V).map(e=>Le(e,r)),a=e.metrics.filter(e=>!V(e));return{quality:i,operations:[...Re(r),...a.flatMap(e=>Be(e,r))],values:n}}function Le(e,{board:n,add:r}){let i=e.kind===`rate`,a=e.versions,o=e.segments.length>1?e.segments:[],s=E(Ue([...a,...o.flatMap(({versions:e})=>e)].map(({days:e})=>e)),i?{most:1}:{}),c=(t,i,a,o)=>{let c=a.map(e=>F(e,X(n,e.version),q));return r({title:t,note:i,height:o,scale:s,marks:n.marks,level:o===`tall`?3:4,tickText:t=>Z(e,t),body:I(c,s,k[o]),series:a.map((t,n)=>Y(e,t,c[n],{read:q,scale:s,height:k[o]}))})},l=e.better===`higher`?`daily mean and its 95 % interval; higher is better`:`daily mean and its 95 % interval; lower is better`,u=o.map(({segment:e,versions:t})=>c(e===`*`?`other segments`:e,``,t,`small`));return p`${c(e.name,l,a,`tall`)}${u.length===0?null:p`<div class="segments">${u}</div>${e.segmentsLeftOut>0?p`<p class="muted">${t(e.segmentsLeftOut,`smaller segment`)} left out.</p>`:null}`}`}function Re({board:e,days:t,add:n}){return e.weights.map(({segment:i,steps:a})=>n({title:i===`*`?`weights`:`weights in ${i}`,note:`share of units`,height:`normal`,scale:{low:0,high:1,ticks:[0,.5,1]},marks:e.marks,level:3,tickText:r,body:Oe(a,e.plotted,{days:t.length,height:k.normal}),series:e.plotted.filter(e=>a.some(({shares:t})=>t.some(t=>t.version===e))).map(n=>({label:n,style:X(e,n),end:null,values:t.map((e,t)=>ze(a,t,n))}))}))}function ze(e,t,n){let i=e.findLast(({from:e})=>e<=t),a=e.filter(({from:e})=>e>t&&e<t+1),o=[...i?[i]:[],...a].map(({shares:e})=>e.find(e=>e.version===n)?.weight??0),[s,c]=[Math.min(...o),Math.max(...o)];return o.length===0||c===0?null:s===c?r(c):`${r(s)} to ${r(c)}`}function Be(e,t){switch(e.kind){case`calls`:return[Ve(e,t)];case`duration`:return He(e,t);case`error`:return[J(e,t,{title:`errors`,note:`share of calls`,read:q})];default:return[J(e,t,{title:e.name,note:`mean of a call`,read:q})]}}function Ve(e,{board:t,add:n}){let r=e.all.map(e=>e?.sum??null),i=E(r.map(e=>e??0),{from:0}),a=({sum:e})=>({value:e,half:null}),o=e.versions.map(e=>F(e,X(t,e.version),a));return n({title:`calls`,note:`a day`,height:`normal`,scale:i,marks:[],level:3,tickText:t=>Z(e,t),body:Ee(r,o,i,k.normal),series:e.versions.map(({version:n},r)=>({label:n,style:X(t,n),end:null,values:(o[r]?.days??[]).map(t=>t&&g(e,t.value))}))})}function He(e,t){let n=e.versions.flatMap(({days:e})=>e.filter(e=>e!==null)).flatMap(({p95:e})=>e===null?[]:[e]);if(n.length===0)return[J(e,t,{title:e.name,note:`mean of a call`,read:q})];let r=E(n,{from:0});return[J(e,t,{title:`${e.name}, p50`,note:`half of the calls took less`,read:Pe,scale:r}),J(e,t,{title:`${e.name}, p95`,note:`95 % of the calls took less`,read:Fe,scale:r})]}function J(e,{board:t,add:n},{title:r,note:i,read:a,scale:o}){let s=e.versions.map(e=>F(e,X(t,e.version),a)),c=s.flatMap(({days:e})=>e.flatMap(e=>e?[e.value]:[])),l=o??E(c,{from:0});return n({title:r,note:i,height:`normal`,scale:l,marks:t.marks,level:3,tickText:t=>Z(e,t),body:I(s,l,k.normal),series:e.versions.map((t,n)=>Y(e,t,s[n],{read:a,scale:l,height:k.normal}))})}function Y(e,{version:t,days:n},r,{read:i,scale:a,height:o}){let s=r?.days.findLastIndex(e=>e!==null)??-1,c=r?.days[s];return{label:t,style:r?.style??0,values:n.map(t=>{let n=t&&i(t);return n&&g(e,n.value)}),end:c?{day:s,y:D(a,c.value,o)}:null}}function X({plotted:e},t){return Math.max(0,e.indexOf(t))}function Ue(e){let t=e.flatMap(e=>e.filter(e=>e!==null)),n=t.filter(({n:e})=>e>=20).map(({mean:e})=>e);return n.length>0?n:t.length>0?t.map(({mean:e})=>e):[0,1]}function Z(e,t){return g(e,Number(t.toPrecision(6))).replace(/\.0+(?=\D|$)/,``)}var We;function Q({environment:e,prompt:t}){return`${e}/${t}.html`}function Ge({environment:e,prompt:t}){return`${e}/${t}.badge.json`}function Ke(e,{days:t}){let{quality:n,operations:r,values:i}=Ie(e,t),a=t.map(e=>`${v(e)} ${e.slice(0,4)}`),o=p(We||=w([`<header class="head">
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
<script type="application/json" id="chart-data">`,`<\/script>`]),e.environment,e.prompt,x(e),qe(e),Je(e),Ae(e),i.length===0||e.metrics.length===0?p`<p class="muted">Production reported nothing in these days, so there are no figures: <code>observe</code> counts its reports.</p>`:null,t.length,Ye(e),t.length-1,t.length-1,a.at(-1)??``,n,r,Xe(e,t),$e(e),nt(e.drift),e.prompt,e.environment,e.prompt,e.environment,h(C({days:a,charts:i})));return{path:Q(e),title:`${e.prompt} in ${e.environment}`,root:`../`,place:`prompt`,main:o,script:`'use strict';
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
`}}function qe({serves:e,since:t,observedThrough:n}){let i=e.map(({segment:e,shares:t})=>{let n=t.map(({version:e,weight:n})=>t.length===1?e:`${e} to ${r(n)}`);return`${e===`*`?``:`${e}: `}${n.join(`, `)}`});return`${i.length===0?`Serves nothing now`:`Serves ${i.join(`; `)}`}${t===null?``:` since ${y(t)} UTC`}.${n===null?``:` Production reported through ${y(n)} UTC.`}`}function Je(e){let t=b(e);return t.length===0?null:p`<ul class="alarms">${t.map(({kind:e,sign:t,text:n})=>p`<li class="${e}"><span aria-hidden="true">${t}</span> ${n}</li>`)}</ul>`}function Ye({plotted:e}){return p`<ul class="keys" aria-label="Versions">${e.map((e,t)=>p`<li>${A(t)} ${e}</li>`)}</ul>`}function Xe({metrics:e},t){let n=t.flatMap((t,n)=>Ze(e,n).map(r=>p`<tr><th scope="row">${t}</th><td>${r}</td>${e.map(({versions:e,name:t,kind:i})=>{let a=e.find(e=>e.version===r)?.days[n];return p`<td class="number">${a?Qe({name:t,kind:i},a):`—`}</td>`})}</tr>`));return n.length===0?null:p`<details class="fold"><summary>All figures as a table</summary><div class="scroll" tabindex="0" role="region" aria-label="All figures"><table>
<thead><tr><th scope="col">day</th><th scope="col">version</th>${e.map(({name:e,kind:t})=>p`<th scope="col" class="number">${e}${t===`duration`?` p50 / p95`:``}</th>`)}</tr></thead>
<tbody>${n.reverse()}</tbody></table></div></details>`}function Ze(e,t){return[...new Set(e.flatMap(({versions:e})=>e.filter(({days:e})=>e[t]).map(({version:e})=>e)))]}function Qe(e,t){return e.kind===`calls`?n(t.sum):e.kind!==`duration`||t.p50===null||t.p95===null?g(e,t.mean):`${g(e,t.p50)} / ${g(e,t.p95)}`}function $e({versions:e,plotted:t}){let n=e.slice(0,30),a=n.flatMap(({evidence:e})=>e?[e.low,e.high]:[]),o=Math.max(0,Math.floor(Math.min(...a,1)*10-1e-9)/10),s=n.map(e=>{let n=t.indexOf(e.version);return p`<tr><th scope="row">${n===-1?null:A(n)} ${e.version}</th>
<td data-label="status">${e.status}</td><td class="change" data-label="change">${i(e.change,120)}<span class="muted"> ${i(e.author,40)}, ${v(e.at.slice(0,10))} ${e.at.slice(0,4)}</span></td>
<td data-label="judged">${et(e)}</td>${tt(e,o)}</tr>`}),c=e.length-n.length;return p`<section aria-labelledby="versions-title"><h2 id="versions-title">Versions and their evidence</h2>
<p class="muted">Pass rate of each version's suite with its 95 % interval, from ${r(o)} to 100 %.</p>
<table class="versions"><thead><tr><th scope="col">version</th><th scope="col">status</th><th scope="col">change</th><th scope="col">judged</th><th scope="col" class="number">passes</th><th scope="col" class="plot">pass rate</th></tr></thead><tbody>${s}</tbody></table>
${c>0?p`<p class="muted">${c} older ones are left out.</p>`:null}</section>`}function et({verdict:e,judgedFor:t,worse:n}){return e===null?p`<span class="muted">not here</span>`:p`<span class="${e===`pass`?`better`:`worse`}"><span aria-hidden="true">${e===`pass`?`✓`:e===`block`?`✕`:`⚠`}</span> ${e}</span>${t?p` <span class="muted">for ${f(t)}</span>`:null}${n.length>0?p` <span class="worse"><span aria-hidden="true">✕</span> worse for ${f(n)}</span>`:null}`}function tt({evidence:e},t){if(!e)return p`<td class="number muted" data-label="passes">no evidence</td><td class="plot"></td>`;let{rate:r,low:i,high:a,cases:o}=e,s=e=>`${Math.round((e-t)/(1-t||1)*1e3)/10}%`;return p`<td class="number" data-label="passes">${_(r)} <span class="muted">of ${n(o)}</span></td>
<td class="plot"><svg class="interval" role="img" aria-label="${_(r)}, from ${_(i)} to ${_(a)}"><line class="rail" x1="0" x2="100%" y1="50%" y2="50%"/><line class="range" x1="${s(i)}" x2="${s(a)}" y1="50%" y2="50%"/><circle cx="${s(r)}" cy="50%" r="4.5"/></svg></td>`}function nt(e){if(e.length===0)return null;let t=[...e].reverse().map(({at:e,version:t,verdict:n,cause:r,rate:i,accepted:a})=>{let o=n===`clean`?`✓`:n===`drifted`?`✕`:`?`,s=n===`clean`?`better`:n===`drifted`?`worse`:`muted`;return p`<tr><th scope="row">${y(e)}</th><td data-label="version">${t}</td><td data-label="found"><span class="${s}"><span aria-hidden="true">${o}</span> ${n}${a?`, accepted`:``}</span></td><td data-label="cause">${r??`—`}</td><td class="number" data-label="passes">${i===null?`—`:_(i)}</td></tr>`});return p`<section aria-labelledby="drift-title"><h2 id="drift-title">Drift</h2>
<p class="muted">The suite asked again while the version stayed as it was.</p>
<div class="trend">${z(e.map(({rate:e})=>e),`Pass rate of the suite, look by look`)}</div>
<table class="versions"><thead><tr><th scope="col">asked</th><th scope="col">version</th><th scope="col">found</th><th scope="col">cause</th><th scope="col" class="number">passes</th></tr></thead><tbody>${t}</tbody></table></section>`}const $={bad:0,warn:1,unknown:2};function rt({environments:e,notes:t,days:n}){return{path:`index.html`,title:`Prompts`,root:``,place:`prompts`,main:p`<header class="head"><h1>Overview</h1>${t.map(e=>p`<p class="muted">${e}</p>`)}${it(e)}</header>
${e.length===0?p`<p>Nothing serves yet: <code>record</code> begins the registry, <code>promote</code> lets a version serve.</p>`:null}
${e.map(({name:e,boards:t},r)=>at({name:e,boards:t,index:r,days:n.length}))}`,script:null}}function it(e){let t=e.flatMap(({boards:e})=>e.flatMap(e=>b(e).map(t=>({board:e,alarm:t}))));return t.length===0?null:p`<ul class="alarms">${[...t].sort((e,t)=>$[e.alarm.kind]-$[t.alarm.kind]).map(({board:e,alarm:t})=>p`<li class="${t.kind}"><span aria-hidden="true">${t.sign}</span> <a href="${Q(e)}">${e.prompt}</a> <span class="muted">${e.environment}</span> ${t.text}</li>`)}</ul>`}function at({name:e,boards:n,index:r,days:i}){let a=e=>Math.min(3,...b(e).map(({kind:e})=>$[e])),o=[...n].sort((e,t)=>a(e)-a(t)||(e.prompt<t.prompt?-1:1));return p`<section aria-labelledby="environment-${r}"><h2 id="environment-${r}">${e}</h2>
<p class="muted">${t(n.length,`prompt`)}; figures of the latest week that was reported, lines of ${t(i,`day`)}.</p>
<table class="prompts"><thead><tr><th scope="col">prompt</th><th scope="col">serves</th><th scope="col">quality</th><th scope="col" class="number">calls a day</th><th scope="col" class="number">errors</th><th scope="col" class="number">p50 / p95</th><th scope="col" class="number">a call</th></tr></thead>
<tbody>${o.map(ot)}</tbody></table></section>`}function ot(e){let t=t=>e.metrics.find(t),n=t(V),r=e=>t(t=>t.kind===e),i=(e,t)=>p`<td class="number" data-label="${e}">${t?U(t):`—`}</td>`;return p`<tr><th scope="row"><a href="${Q(e)}">${e.prompt}</a>${x(e)}</th>
<td class="serves" data-label="serves">${lt(e)}</td>
<td class="quality-cell" data-label="quality">${n?p`<span class="pair"><span class="figure"><b>${U(n)}</b> <span class="muted">${n.name}</span></span>${G(n)}</span>${K(n)}`:p`<span class="muted">no reports</span>`}</td>
${i(`calls a day`,r(`calls`))}${i(`errors`,r(`error`))}<td class="number" data-label="p50 / p95">${st(r(`duration`))}</td>${i(`a call`,r(`money`))}</tr>`}function st(e){if(!e?.latest)return`—`;let{p95:t}=e.latest;return t===null?`${U(e)} mean`:`${U(e)} / ${g(e,t)}`}function ct(e){return Object.fromEntries(e.map(({version:e,weight:t})=>[e,t]))}function lt({serves:e,plotted:n}){let{segment:i,shares:a}=e.find(e=>e.segment===`*`)??e[0]??{segment:`*`,shares:[]};if(a.length===0)return p`<span class="muted">nothing</span>`;let o=0,s=ke(a,n).reverse().map(({version:e,weight:t})=>{let r=n.indexOf(e),i=p`<rect class="fill ${r===-1?`others`:`s${r}`}" x="${Math.round(o*1e3)/10}%" y="0" width="${Math.round(t*1e3)/10}%" height="100%"/>`;return o+=t,i}),c=a.map(({version:e,weight:t})=>a.length===1?e:`${e} ${r(t)}`),u=e.filter(e=>!l(ct(e.shares),ct(a))),d=u.length>0?` · other weights in ${t(u.length,`segment`)}`:``;return p`<svg class="share" aria-hidden="true">${s}</svg><span>${i===`*`?``:`${i}: `}${c.join(` · `)}</span><span class="muted">${d}</span>`}function ut({scripts:e,styles:t}){return[`default-src 'none'`,`script-src ${e.length===0?`'none'`:e.map(dt).join(` `)}`,`style-src ${t.map(dt).join(` `)}`,`img-src data:`,`base-uri 'none'`,`form-action 'none'`].join(`; `)}function dt(e){return`'sha256-${u(`sha256`).update(e).digest(`base64`)}'`}var ft;function pt({title:e,style:t,script:n}){let r=p`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${h(ut({scripts:n===null?[]:[n],styles:[t]}))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${e}</title>
<link rel="icon" href="data:,">
<style>${h(t)}</style>
</head>
<body>
`,i=p`${n===null?null:p(ft||=w([`<script>`,`<\/script>
`],[`<script>`,`<\/script>\\n`]),h(n))}</body>
</html>
`;return{start:r.markup,end:i.markup}}function mt(e,t){return p`<a class="skip" href="#${e}">${t}</a>`}const ht=`:root {
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
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--card); padding: .5rem 1rem; z-index: 2; }
`,gt=`
${ht}
:root { --s0: #2f57c9; --s1: #3f434a; --s2: #6b6e75; --s3: #72757c; --others: #a5a8ae; }
@media (prefers-color-scheme: dark) { :root { --s0: #8fa9ff; --s1: #d0d3d8; --s2: #a3a8b0; --s3: #8f949d; --others: #5d6067; } }
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
main:focus { outline: none; }
.sheet, header.site { max-width: 80rem; margin: 0 auto; padding: 1.25rem 2rem; }
.sheet { padding-bottom: 4rem; display: grid; gap: 2.5rem; grid-template-columns: minmax(0, 1fr); }
header.site { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: baseline; gap: .25rem 2rem; border-bottom: 1px solid var(--line); padding-bottom: .9rem; }
header.site nav { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; font-size: .9375rem; }
header.site nav a { text-decoration: none; }
header.site [aria-current] { color: var(--text); font-weight: 600; }
.brand { font-weight: 650; color: var(--muted); padding-right: 1.25rem; border-right: 1px solid var(--line); }
.head { display: grid; gap: .9rem; grid-template-columns: minmax(0, 1fr); }
.title { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1rem; }
.crumbs { font-size: .875rem; color: var(--muted); margin-bottom: -.6rem; overflow-wrap: anywhere; }
.lead { max-width: 60rem; overflow-wrap: anywhere; }
.badge { display: inline-block; font-size: .75rem; font-weight: 620; line-height: 1; padding: .4em .6em; border-radius: 6px; white-space: nowrap; margin-right: .3rem; }
.badge.good { color: var(--good); background: var(--good-tint); }
.badge.bad { color: var(--bad); background: var(--bad-tint); }
.badge.unknown { color: var(--muted); box-shadow: inset 0 0 0 1px var(--line); }
.badge.warn { color: var(--warn); background: var(--warn-tint); }
.alarms { list-style: none; display: grid; gap: .5rem; font-size: .9375rem; }
.alarms li { border-left: 3px solid var(--warn); background: var(--warn-tint); border-radius: 4px; padding: .6rem .9rem; overflow-wrap: anywhere; }
.alarms li.unknown { border-color: var(--muted); background: none; }
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
  .events td:nth-child(2) { white-space: nowrap; }
  .events td:empty { display: none; }
  .events td:last-child { display: block; }
}
@media (max-width: 48rem) {
  .wide { display: none; }
  .frame { grid-template-columns: 2.6rem minmax(0, 1fr) 2.6rem; column-gap: .35rem; }
  .scrub { margin-left: 0; }
}
@media print { .scrub, .skip, .filters, button { display: none; } }
`;function _t({title:e,root:t,place:n,main:r,script:i},a){let o=(e,r,i)=>p`<a href="${t}${r}"${n===e?h(` aria-current="page"`):null}>${i}</a>`,{start:s,end:c}=pt({title:e,style:gt,script:i});return s+p`${mt(`main`,`Skip to the content`)}
<header class="site"><nav aria-label="Site"><span class="brand">Prompts</span>${o(`prompts`,`index.html`,`Overview`)}${o(`events`,`events.html`,`Events`)}</nav>
<p class="muted">${a.branch}, as of ${y(a.at)} UTC</p></header>
<main class="sheet" id="main" tabindex="-1">
${r}
</main>
`.markup+c}function vt(e){let{branch:t,madeAt:n,environments:r}=e,i=r.flatMap(({boards:t})=>t.map(t=>Ke(t,e))),a=[rt(e),fe(e),...i].map(e=>({path:e.path,text:_t(e,{branch:t,at:n})})),o=r.flatMap(({boards:e})=>e.map(e=>({path:Ge(e),text:`${JSON.stringify(ce(e))}\n`})));return[...a,...o]}export{C as a,d as c,mt as i,ee as l,ht as n,p as o,pt as r,te as s,vt as t};