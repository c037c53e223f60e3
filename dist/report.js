import{o as e,t}from"./rolldown-runtime.js";import{X as n,a as r,l as i,n as a,o,r as s,u as c}from"./basics.js";import{$ as l,$t as u,A as d,At as f,B as p,Bt as m,D as ee,E as te,Ft as h,G as ne,H as g,Ht as _,I as v,It as y,J as re,Jt as ie,K as ae,Kt as b,L as x,Lt as S,M as oe,Mt as C,Nt as w,O as se,Pt as ce,Q as le,Qt as ue,R as de,Rt as fe,S as pe,U as me,Ut as T,V as he,Vt as E,W as D,Wt as ge,X as _e,Xt as ve,Y as ye,Yt as O,Z as be,Zt as k,a as A,at as xe,ct as Se,dt as Ce,en as j,et as we,ft as Te,gt as Ee,ht as M,in as N,it as De,j as Oe,jt as P,k as ke,lt as Ae,mt as F,nn as je,nt as I,o as Me,ot as Ne,pt as L,q as Pe,qt as R,rn as Fe,rt as z,st as Ie,tn as B,tt as Le,ut as Re,z as ze}from"./start.js";import{b as Be,h as Ve,y as He}from"./comparison.js";import{lt as Ue}from"./policy.js";import{lt as We}from"./assertions.js";import{createHash as Ge}from"node:crypto";function V({verdict:e}){return e===`block`||e===`error`}function Ke(e,t,n=1500){let[r,i]=[Je(e,n),Je(t,n)];return r.length+i.length>400?[...r.map(e=>qe(`removed`,e)),...i.map(e=>qe(`added`,e))]:He(r,i).flatMap(({value:e,added:t,removed:n})=>e.map(e=>qe(t?`added`:n?`removed`:`same`,e)))}function qe(e,t){return{kind:e,text:t}}function Je(e,t){let n=c(e.slice(0,t)).split(`
`).flatMap(e=>e.split(/(?<=[.!?。！？])[ \t]+/u)).filter(e=>e.trim()!==``),r=e.length-t;return r>0&&n.push(`… (${r} more characters)`),n.length>0?n:[`(an empty answer)`]}function Ye(e,t){let n=[],r=e.trimEnd();for(;r.length>t;){let e=r.lastIndexOf(` `,t),i=e>t/2?e:Xe(r,t);n.push(r.slice(0,i)),r=r.slice(i).trimStart()}return r===``&&n.length>0?n:[...n,r]}function Xe(e,t){let n=e.charCodeAt(t-1);return n>=55296&&n<=56319?t-1:t}function Ze(e){return e.length}function Qe(e,t){let n=t||{},r=(n.align||[]).concat(),i=n.stringLength||Ze,a=[],o=[],s=[],c=[],l=0,u=-1;for(;++u<e.length;){let t=[],r=[],a=-1;for(e[u].length>l&&(l=e[u].length);++a<e[u].length;){let o=$e(e[u][a]);if(n.alignDelimiters!==!1){let e=i(o);r[a]=e,(c[a]===void 0||e>c[a])&&(c[a]=e)}t.push(o)}o[u]=t,s[u]=r}let d=-1;if(typeof r==`object`&&`length`in r)for(;++d<l;)a[d]=et(r[d]);else{let e=et(r);for(;++d<l;)a[d]=e}d=-1;let f=[],p=[];for(;++d<l;){let e=a[d],t=``,r=``;e===99?(t=`:`,r=`:`):e===108?t=`:`:e===114&&(r=`:`);let i=n.alignDelimiters===!1?1:Math.max(1,c[d]-t.length-r.length),o=t+`-`.repeat(i)+r;n.alignDelimiters!==!1&&(i=t.length+i+r.length,i>c[d]&&(c[d]=i),p[d]=i),f[d]=o}o.splice(1,0,f),s.splice(1,0,p),u=-1;let m=[];for(;++u<o.length;){let e=o[u],t=s[u],r=n.fillRows===!1?Math.max(1,o[u===1?0:u].length):l;d=-1;let i=[];for(;++d<r;){let o=e[d]||``,s=``,l=``;if(n.alignDelimiters!==!1){let e=c[d]-(t[d]||0),n=a[d];if(n===114)s=` `.repeat(e);else if(n===99){let t=e/2;e%2?(s=` `.repeat(t+.5),l=` `.repeat(t-.5)):(s=` `.repeat(t),l=s)}else l=` `.repeat(e)}n.delimiterStart!==!1&&!d&&i.push(`|`),n.padding===!1||n.alignDelimiters===!1&&o===``||n.delimiterStart===!1&&!d||i.push(` `),n.alignDelimiters!==!1&&i.push(s),i.push(o),n.alignDelimiters!==!1&&i.push(l),n.padding!==!1&&i.push(` `),(n.delimiterEnd!==!1||d!==r-1)&&i.push(`|`)}m.push(n.delimiterEnd===!1?i.join(``).replace(/ +$/,``):i.join(``))}return m.join(`
`)}function $e(e){return e==null?``:String(e)}function et(e){let t=typeof e==`string`?e.codePointAt(0):0;return t===67||t===99?99:t===76||t===108?108:t===82||t===114?114:0}function tt(e,t){let n=t.map(e=>e.map(nt));return Qe([e.map(({head:e})=>e),...n],{align:e.map(({align:e})=>e===`right`?`r`:``),alignDelimiters:!1})}function nt(e){return h(e).replace(/\|/g,`\\|`)}function H(e,t){return`<details><summary>${ce(e)}</summary>\n\n${W(t)}\n\n</details>`}function rt(e,t){return e.map(e=>`> ${t} ${h(e)}`).join(`
>
`)}function U(e){return e.map(e=>`- ${h(e)}`).join(`
`)}function it(e,{noun:t,which:n=``,elsewhere:r}){return e>0?`${E(e,t)}${n} left out here: ${r}.`:``}function W(e){return e.filter(e=>e!==``).join(`

`)}function at(e,t){return/^https:\/\/[\w.:/?&=%#~+-]+$/.test(t)?`[${o(e)}](${t})`:o(e)}function ot(e){let t=Te(e).map(({name:e})=>e),n=t.map(t=>{let n=e.newlyFailing.filter(({segments:e})=>e.includes(t)),r=e.segments.length===1?``:` in ${P(t,60)}`;return{title:[`${E(n.length,`case`)} newly ${A(n.length,`fail`)}${r}`],cases:n}}),r=e.newlyFailing.filter(({segments:e})=>!e.some(e=>t.includes(e))),i=e.baseline?`newly ${A(r.length,`fail`)}`:A(r.length,`fail`),a=n.length>0?` elsewhere`:``,o={title:[`${E(r.length,`case`)} ${i}${a}${st(e)}`],cases:r};return[...n,o].filter(({cases:e})=>e.length>0).map(({title:e,cases:t})=>({title:e,cases:Re(t)}))}function st(e){return e.verdict!==`pass`||!e.baseline?``:x(e)?`, too few cases to tell it from chance`:`, within what chance explains`}function ct(e){let t=e.newlyPassing;return t.length===0?[]:[{title:[`${E(t.length,`case`)} newly ${A(t.length,`pass`)}`],cases:t}]}function lt(e,t){let{cases:n,answers:r,block:i,elsewhere:a}=t,o=e.cases.slice(0,n),s=Math.max(0,o.length-r);return H(e.title,[...o.map((e,t)=>i(e,t<r)),s>0?`The answers to ${E(s,`case`)} are left out here: ${a}.`:``,it(e.cases.length-o.length,{noun:`more case`,elsewhere:a})])}function ut(){let e=/* @__PURE__ */ new Map;return(t,n)=>{let r=e.get(t)??{short:dt(t,!1)};return e.set(t,r),n?(r.long??=W([dt(t,!0),ht(t)]),r.long):r.short}}function dt(e,t){let n=[S(P(e.description??e.id,120)),...ft(e),` · `,C(e.place)];return W([h(n),U(pt(e,t))])}function ft({critical:e,severe:t,baseline:n,candidate:r}){let i=r.trials>1&&n?[` · ${T(n.passes)} → ${T(r.passes)} of ${T(r.trials)} pass`]:[];return[...e?[` · ❗ critical`]:[],...t?[` · always passed, now always fails`]:[],...i]}function pt({baseline:e,candidate:t},n){let r=t.failures.length>0||!e?t:e;return r.failures.slice(0,3).map(({type:e,reason:t})=>{let i=n&&r.answer!==null?mt(t,r.answer):t;return[`✗ `,C(P(e,40)),` `,P(i,240)]})}function mt(e,t){let n=t.length<24?-1:e.indexOf(t.slice(0,24));if(n<0)return e;let r=e.slice(0,n),i=r.replace(/; it was ["“«]$/,``);return i===r?`${r}…${/["”»]$/.exec(e)?.[0]??``}`:i}function ht({baseline:e,candidate:t}){if(t.answer===null)return``;let n=e?e.answer:``;if(n===null)return``;let i={same:`  `,removed:`- `,added:`+ `},a=Ke(e?n:t.answer,t.answer).flatMap(({kind:e,text:t})=>Ye(t,96).map(t=>i[e]+t));return r(a.join(`
`),`diff`)}function gt(e,t){if(!e.overall)return[];if(!e.baseline)return _t(e,t);let n=t.gate.margin?.segment??null;return[...e.segments.filter(e=>e.verdict===`inconclusive`).map(e=>vt(e,n)).filter(e=>e.length>0),yt(e,t)]}function _t({levels:e,segments:t},{gate:n}){if(typeof n.minPassRate!=`number`)return[];let r=B(n.minPassRate),i=e?`, α ${b(t.length===1?e.segments:e.segments+e.overall)}`:``;return[[`Test: exact binomial against the ${r} of `,C(`gate.min-pass-rate`),`${i}. p is how often a prompt that passes ${r} would pass so few.`]]}function vt(e,t){let{minimumDetectableEffect:n,casesNeeded:r}=e;if(n===null)return[];let i=`${E(e.cases,`case`)} can show a drop of ${u(n)} points or more`,a=r===null||t===null?``:`; for ${u(t)} points it needs ${E(r,`case`)}`;return[`${P(e.name,60)}: ${i}${a}.`]}function yt(e,t){let n=Ue[t.gate.test??`proportions-z`],r=t.gate.correction===`holm`?`Holm`:`min-P`,{levels:i,suite:a}=e,o=[`Test: ${n}`];return e.segments.length>1&&o.push(`${r} over ${E(e.segments.length,`segment`)}`),i&&o.push(`α ${b(i.segments)} + ${b(i.overall)} (segments + overall)`),a&&a.trials>1&&o.push(`${m(a.trials)} trials a case, the case being the unit`),[`${o.join(`, `)}. One-sided: p is for “candidate worse”.`]}function bt(e){return{heads:[`segment`,`p`,`adjusted p`,`two-proportion z`,`its p`,`Fisher p`,`detectable drop`],rows:[...L(e.segments),...e.overall?[e.overall]:[]].map(xt)}}function xt(e){let{twoProportion:t,minimumDetectableEffect:n}=e;return[P(e.name,60),O(e.pValue),O(e.adjustedPValue),t?Fe(t.z):`—`,t?O(t.pValue):`—`,t&&t.fisher!==null?O(t.fisher):`—`,n===null?`—`:`${u(n)} points`]}function St(e,t){let{cost:n}=e;if(!n)return null;let[r,i]=xe(n),a=n.notes.slice(0,5).flatMap(e=>[` `,...fe(e)]),o=n=>Et(n,e,t);return[...Ct(n,r,o(r)),...wt(n,{rule:i,judged:o(i),policy:t}),...Ot(e,n),...a]}function Ct(e,t,n){let{baseline:r,candidate:i}=e.comparison;if(!r)return[`${T(i.totalTokens)} tokens a call.`];let a=`${T(r.totalTokens)} → ${T(i.totalTokens)} tokens a call`;return t.ratio?[a,...Tt(t),...n,`.`]:[`${a}.`]}function wt({comparison:e,monthlyUsd:t},{rule:n,judged:r,policy:i}){let a=e.baseline?.usd??null,o=e.candidate.usd;if(o===null)return[];let s=`${a===null?``:`${R(a)} → `}${R(o)} a call`,c=i.cost.callsPerMonth??null,l=t===null?``:`, ${ie(t)} a month`,u=`${l}${l&&c?` at ${je(c)}`:``}`;if(!n.ratio)return[` ${s}${u}.`];let d=a!==null&&Math.abs(o/a/n.ratio.ratio-1)<.005;return[` ${s}`,...Tt(n,d?``:` at the full price`),...r,`${u}.`]}function Tt({ratio:e,limit:t},n=``){if(!e)return[];let r=Number.isFinite(e.high)?`, CI ${_(e.low,!1)} to ${_(e.high,!1)}`:``,i=t===null?`no limit`:`limit +${B(t)}`;return[` (`,S(_(e.ratio)),`${n}${r}; ${i})`]}function Et(e,t,n){if(Ne(e))return[Dt(e,t)];switch(e.label){case`exceeded`:return[n.cost.unlessImproved!==!1&&Ae(t).length===0?` and no segment improved to pay for it`:`, over the limit`];case`paid-for`:return[`, paid for by `,...Se(t)];case`within`:return[`, within the limit`];default:return[]}}function Dt({ratio:e,limit:t},{overall:n}){let{low:r,high:i}=e??{low:0,high:0};if(r<=1+(t??0)&&Number.isFinite(i))return`, above the limit but not surely: the interval reaches below it, so that it does not block`;let a=n?.cases??0;return`, above the limit, but ${T(a)} ${a===1?`case is`:`cases are`} too few to block`}function Ot({baseline:e,candidate:t},n){if(!Ie(n))return[];let r=[...n.comparison.baseline?.usd===null?[e?.model]:[],...n.comparison.candidate.usd===null?[t?.model]:[]],i=[...new Set(r.flatMap(e=>e??[]))];return i.length===0?[` The limit of money judges nothing: the baseline costs nothing.`]:[` The limit of money judges nothing: the price of `,...w(i.map(C)),` is not known.`]}function kt(e){return jt([...Mt(e,`alarm`),...Mt(e,`notice`)])}function At(e){return jt(Mt(e,`fact`))}function jt(e){return N(e,8,e=>[`${E(e,`more notice`)} in the result JSON.`])}function Mt({notices:e,prompts:t},n){let r=e=>e.gravity===n;return[...e.filter(r).map(({text:e})=>fe(e)),...Nt(t.map(({path:e,notices:t})=>({path:e,notices:t.filter(r)})))]}function Nt(e){let t=/* @__PURE__ */ new Map;for(let{path:n,notices:r}of e)for(let{text:e}of r)t.set(e,(t.get(e)??/* @__PURE__ */ new Set).add(n));return[...t].map(([t,n])=>n.size===e.length?fe(t):[...Pt([...n]),`: `,...fe(t)])}function Pt(e){let t=e.slice(0,5).flatMap((e,t)=>[...t>0?[`, `]:[],C(e)]),n=e.length-5;return n>0?[...t,` and ${n} more`]:t}function Ft({errors:e},t=0){let n=e.slice(t).map(({message:e,place:t,remedy:n})=>{let r=[e,n].filter(Boolean).join(` `),i=fe(P(r,500));return{sentence:r,text:t?[C(t),`: `,...i]:i}}),r=Me(n,{sentenceOf:({sentence:e})=>e,more:e=>({sentence:``,text:[`${E(e,`more problem`)} of the same kind in the result JSON.`]})}).map(({text:e})=>e);return N(r,10,e=>[`${E(e,`more problem`)} in the result JSON.`])}function It(e,t){let n=e.filter(g),r=n.filter(e=>!x(e)),i=n.filter(x),a=e.filter(D),o=r.flatMap(e=>e.segments),s=o.filter(de),c=[...r.length>0?[[`no regression shown in `,...Rt(r)]]:[],...s.length>0?[p(s,o)]:[],...i.length>0?[[`nothing could be told of `,...Rt(i)]]:[],...ze(a,t)];return{sign:Lt(e),text:c.flatMap((e,t)=>t===0?e:[`; `,...e])}}function Lt(e){return e.some(he)?z:e.some(e=>g(e)&&!x(e))?be:e.some(e=>D(e)&&!Ce(e))?le:we}function Rt(e){return w(e.map(({path:e})=>C(e)))}const zt=[1,2,5,10,20,25,50];function Bt(e,t=7){let n=e.flatMap(({interval:e,difference:t})=>[...e??[],t??0]).filter(Number.isFinite).map(e=>e*100),r=Math.max(-100,Math.min(0,...n)),i=Math.min(100,Math.max(0,...n));return zt.map(e=>({low:Math.min(-1,Math.floor(r/e))*e,high:Math.max(1,Math.ceil(i/e))*e,step:e})).find(e=>Vt(e).length<=t)??{low:-100,high:100,step:100}}function Vt({low:e,high:t,step:n}){let r=Math.ceil(e/n),i=Math.floor(t/n)-r+1;return Array.from({length:Math.max(0,i)},(e,t)=>(r+t)*n+0)}function Ht(e,t=72){let n=L(e).filter(({interval:e})=>e!==null);if(n.length===0)return[];let r=n.map(({name:e})=>qt(e,Math.floor(t/3))),i=Math.max(...r.map(e=>v(e))),a=Math.max(20,t-i-Ut-Wt.length),o=Bt(n,Math.max(3,Math.floor(a/7))),s=(o.high-o.low)/o.step,c={axis:o,perStep:Math.max(2,Math.floor((a-3)/s))},l=n.map((e,t)=>{let n=r[t]??``;return`${n}${` `.repeat(i-v(n)+Ut)}${Kt(e,c)}`.trimEnd()});return[Gt(c,i+Ut)+Wt,...l]}const Ut=3,Wt=`   points`;function G(e,{axis:t,perStep:n}){let r=Math.min(t.high,Math.max(t.low,e));return Math.round((r-t.low)/t.step*n)}function Gt(e,t){let n=[];for(let r of Vt(e.axis)){let i=r===0?`0`:k(r/100),a=t+G(r,e)-Math.floor(i.length/2);for(;n.length<a;)n.push(` `);n.push(...i)}return n.join(``)}function Kt(e,t){let n=Array.from({length:G(t.axis.high,t)+1},()=>` `),r=G(0,t);n[r]=`│`;let{interval:i,difference:a}=e;if(!i)return n.join(``);let[o,s]=[G(i[0]*100,t),G(i[1]*100,t)];for(let e=o;e<=s;e++)n[e]=e===r?`┼`:`─`;return n[o]=`├`,n[s]=`┤`,a!==null&&(n[G(a*100,t)]=`●`),n.join(``)}function qt(e,t){let n=P(e,t);for(;v(n)>t;)n=P(n,[...n].length-1);return n}const Jt=`Once this is merged`;function Yt({prompts:e,registryPlan:t}){let n=[...e.map(Xt).filter(e=>e.length>0),...t?tn(t):[]];return N(n,20,e=>[`${E(e,`more line`)} in the result JSON.`])}function Xt({path:e,change:t,becomes:n}){if(!n)return[];let{name:r,version:i,part:a,because:o,known:s,onMain:c}=n,l=[C(r),` ${P(i)}`];if(s&&i===c)return t===`suite`?[]:[C(e),` stays `,...l,`: what is asked is the same.`];if(s)return[C(e),` is `,...l,` again.`,...Zt(n)];let u=a===null?[` (the first version)`]:[` (${P([a,o.join(`, `)].filter(Boolean).join(`: `),400)})`];return[C(e),` becomes `,...l,...u,`.`,...Zt(n)]}function Zt({name:e,version:t,environments:n}){return n.flatMap(n=>{let{name:r,serves:i,needs:a}=n;if(i.length===1&&i[0]===t)return[` `,C(r),` serves it already.`];let o=i.length===0?` (nothing now)`:` (${P(i.slice(0,5).join(`, `))} now)`;return[` `,C(r),o,...Qt(a,{name:e,version:t,where:r}),`.`]})}function Qt(e,{name:t,version:n,where:r}){let i=e.map($t).filter(e=>e.length>0);if(i.length>0)return[` does not take it: `,...sn(i)];let a=e.map(en).filter(e=>e.length>0),o=a.length===0?[]:[` once `,...sn(a)];if(e.some(({kind:e})=>e===`by-hand`)){let e={code:P(`promote ${t}@${n} --to ${r}`,160)};return[` is given it by hand`,...o,`: `,e]}return[` serves it`,...a.length>0?o:[` with the next `,C(`record`)]]}function $t(e){switch(e.kind){case`archived`:return[`it is archived`];case`held`:return[e.version===null?`the prompt is held there`:`it is held there`,e.until===null?``:` until ${P(e.until)}`];case`pinned-model`:return[`its model is not pinned to a dated snapshot`];case`min-pass-rate`:return[`nothing serves there to compare it with, and `,C(`gate.min-pass-rate`),` is off`];case`cases`:return[`its suite has ${E(e.has,`case`)}, and ${e.asked} are asked for`];default:return[]}}function en(e){switch(e.kind){case`soak`:return[`it served `,C(e.in),` for ${ln(e.forMs)}`];case`evidence`:return[`its answers on main are enough`];default:return[]}}function tn(e){let{environments:t,keys:n,publish:r}=e;return[...nn(e),...t.added.map(({name:e,rules:t})=>[C(e),` is a new environment: `,...cn(t.map(C)),`.`]),...t.removed.map(({name:e,serves:t})=>{let n=t.flatMap(({prompt:e,versions:t})=>t.map(t=>C(`${e} ${t}`))),r=n.length>0?[`, and it goes on serving `,...w(n,5)]:[];return[C(e),` is no environment any more: nothing is promoted there`,...r,`.`]}),...t.changed.map(({name:e,changes:t})=>{let n=t.map(({setting:e,from:t,to:n})=>[C(e),` from `,C(t),` to `,C(n)]);return[C(e),`: `,...sn(n),`.`]}),...t.last?[[`The last environment, by which versions are called active, is `,C(t.last.to),` instead of `,C(t.last.from),`.`]]:[],...on(`promotion key`,n.promotion,20),...on(`pointer key`,n.pointer,20),...on(`destination`,r),...e.promotions.map(rn),...e.tooFewCases.map(({environment:e,asked:t,prompt:n,has:r})=>{let i=`${E(r,`case`)}: its versions would be refused there.`;return[C(e),` asks for ${t} cases, and the suite of `,C(n),` has ${i}`]})]}function nn({change:e}){return e===`added`?[[`The registry begins: the first `,C(`record`),` gives every prompt of main its version 1.0.0 where there is no log yet.`]]:[]}function rn({environment:e,prompt:t,version:n,outcome:r,missing:i,evidence:a}){let o={promoted:` will serve `,waits:` waits for `,refused:` is not promoted to `,pending:` waits for evidence before `},s=i.length>0?`: ${P(i.join(` `),400)}`:a?` (${an(a)}).`:`.`;return[C(t),` ${P(n)}`,o[r],C(e),s]}function an({verdict:e,cases:t,against:n,at:r}){let i=n===null?`by its own pass rate`:`against ${P(n)}`;return`${e} on ${E(t,`case`)} ${i}${r===null?``:`, of ${r.slice(0,10)}`}`}function on(e,{added:t,removed:n},r){let i=(t,n)=>{if(t.length===0)return[];let i=t.map(e=>C(r===void 0?e:e.slice(0,r)));return[[`${E(t.length,e)} ${n}: `,...w(i,5),`.`]]};return[...i(t,`added`),...i(n,`removed`)]}function sn(e){return e.flatMap((t,n)=>[...n===0?[]:n===e.length-1?[` and `]:[`, `],...t])}function cn(e){return e.flatMap((e,t)=>t===0?[e]:[`, `,e])}function ln(e){let t=e/36e5;return Number.isInteger(t)?t>=48&&t%24==0?`${t/24} days`:E(t,`hour`):e%6e4==0?`${e/6e4} min`:`${e/1e3} s`}function K(e,t){if(!F(e))return wn(e);if(!e.baseline)return xn(e,t);let n=Te(e),r=n.slice(0,3),i=r.flatMap(t=>[...un(t,e),` `]),a=mn(e)&&n.length===0?pn(e):[];return Tn([...i,...a,...hn(e),...vn(e,r),...bn(e)])}function un(e,t){return[...dn(t.segments.length===1?`The candidate`:f(P(e.name,60)),e,t.suite?.trials??1),` `,...fn(e)]}function dn(e,t,n){let{baseline:r,candidate:i,difference:a,interval:o}=t,s=n>1?`${j(i.rate)} of ${E(i.n,`answer`)} to ${E(t.cases,`case`)}`:`${T(i.passes)} of ${E(i.n,`case`)}`,c=r&&(n>1?j(r.rate):T(r.passes)),l=[...o?[`95\u00a0% CI ${ue(o,` to `)}`]:[],`adjusted p\u00a0${ve(t.adjustedPValue)}`];return[`${e} passes ${s}${c?`, down from ${c}`:``}`,...a===null?[]:[`: `,S(`${k(a)} points`)],` (${l.join(`, `)}).`]}function fn({losses:e,wins:t}){return[`${`${f(m(e))} ${e===1?`case`:`cases`} newly ${A(e,`fail`)}`}, ${`${t===0?`none`:m(t)} newly ${A(t,`pass`)}`}.`]}function pn(e){return e.overall?[...dn(`Over all cases the candidate`,e.overall,e.suite?.trials??1),` `,...fn(e.overall),` `]:[]}function mn(e){return e.reasons.some(e=>e.kind===`overall-regression`)}function hn({reasons:e}){return[`critical-case`,`critical-case-unanswered`].flatMap(t=>{let n=e.filter(e=>e.kind===t).map(({caseId:e=``})=>C(e));if(n.length===0)return[];let r=t===`critical-case`?`always ${A(n.length,`fail`)}`:`${n.length===1?`has`:`have`} no answer`;return[`The critical ${n.length===1?`case`:`cases`} `,...w(n),` always passed and now ${r}. `]})}const gn={worse:{one:`gets worse too`,many:`get worse too`,only:``},improved:{one:`improves`,many:`improve`,only:`The candidate improves.`},noWorse:{one:`is no worse`,many:`are no worse`,only:`The candidate is no worse.`},noChange:{one:`shows no change`,many:`show no change`,only:`No change of quality is shown.`},inconclusive:{one:`cannot be told`,many:`cannot be told`,only:`Whether quality changed cannot be told.`},invalid:{one:`could not be judged`,many:`could not be judged`,only:`The candidate could not be judged.`}};function _n({verdict:e,difference:t}){switch(e){case`regression`:return gn.worse;case`pass`:return Math.abs(t??0)<=.05?gn.noChange:gn.noWorse;default:return gn[e]}}function vn({segments:e},t){let n=e.filter(e=>!t.includes(e)),[r]=n;if(e.length===1)return r&&_n(r).only!==``?[_n(r).only]:[];let i=Object.values(gn).map(e=>({fate:e,names:yn(n.filter(t=>_n(t)===e))})).filter(({names:e})=>e.length>0).flatMap(({fate:e,names:t},n)=>{let[r=``,...i]=t,a=n===0?[f(r),...i]:t;return[...n===0?[]:[`, `],...w(a),` ${t.length===1?e.one:e.many}`]});return i.length>0?[...i,`.`]:[]}function yn(e){return e.map(e=>P(e.name,60))}function bn({segments:e}){let t=e.filter(e=>e.verdict===`invalid`&&e.missing>0);if(t.length===0)return[];let n=t.map(({name:e,missing:t,cases:n})=>`${T(t)} of ${T(t+n)} in ${P(e,60)}`);return[` Pairs of answers that did not come: `,...w(n),`.`]}function xn(e,t){let{overall:n}=e;if(!n)return[];let{passes:r,n:i,rate:a}=n.candidate;return[C(e.path),` ${e.change===`added`?`is new and`:`cannot be run at the base, so it`} has nothing to be compared with: it passes ${T(r)} of ${T(i)} (`,S(j(a)),`).`,...Cn(e,t.gate.minPassRate??null),...Sn(e,t)]}function Sn(e,{gate:t}){let n=ne(e);if(n===null||typeof t.minPassRate!=`number`)return[];let r=n.length>0?n:e.overall?[e.overall]:[],i=Math.min(...r.map(({adjustedPValue:e})=>e)),a=e.segments.length>1&&n.length>0?[` in `,...ae(n,e.segments)]:[],o=B(t.minPassRate),s=t.onInconclusive===`block`?[`. That blocks, since `,C(`gate.on-inconclusive`),` says so`]:[`. That is reported and does not block: only a rate that is shown to be below does`];return[` It is not shown to reach `,S(o),...a,`, which the policy asks for`,...s,` (adjusted p\u00a0${ve(i)}: how often a prompt that passes ${o} would pass so few).`]}function Cn({reasons:e,segments:t},n){let r=e.filter(e=>e.kind===`below-min-pass-rate`).map(({segment:e=`all cases`})=>S(P(e,60)));return r.length===0?[]:[` The policy asks for `,n===null?`more`:S(B(n)),...t.length>1?[` in `,...w(r)]:[],`.`]}function wn(e){let t=C(e.path);if(e.verdict===`error`)return[t,` was not judged.`];switch(e.change){case`deleted`:return[t,` is deleted.`];case`suite`:return[`Only the suite of `,t,` changed; nothing was run.`];default:return[t,` was not run.`]}}function Tn(e){let t=e.at(-1);return typeof t==`string`&&t.trim()===``?e.slice(0,-1):e}function En(e){let t=e.prompts.flatMap(t=>[Dn(t,e),On(t)]).filter(e=>e.length>0);return N(t,10,e=>[`${E(e,`more remark`)} in the result JSON.`])}function Dn(e,t){if(F(e)&&!e.baseline)return V(e)?[]:K(e,t.policy);switch(e.change){case`deleted`:case`suite`:return!V(e)&&!F(e)&&t.prompts.length>1?K(e,t.policy):[];case`renamed`:return e.baseline?[C(e.path),` was `,C(e.baseline.path),`.`]:[];case`policy`:return[C(e.path),` is asked otherwise by the policy (`,...w(e.because.map(C)),`).`];case`include`:return[C(e.path),` changes through `,...w(e.because.map(C)),`.`];default:return[]}}function On({path:e,verdict:t,newlyFailing:n}){let r=t===`pass`?n.filter(e=>e.severe):[];if(r.length===0)return[];let i=r.map(({id:e,description:t})=>C(t??e));return[C(e),`: `,...w(i),` always passed and now always ${A(r.length,`fail`)}.`]}function kn(e,t){let{verdict:n}=e;if(!D(t)||n===`invalid`)return{sign:l[n],words:n,likeVerdict:n};if(n===`regression`)return{sign:re,words:`too low`,likeVerdict:`regression`};let r=Pe(t);return me(e)?{sign:z,words:r,likeVerdict:`invalid`}:{sign:t.change===`added`?le:we,words:r,likeVerdict:null}}function An(e,t){if(D(t))return kn(e,t);let n=t.reasons.some(e=>e.kind===`overall-regression`),r=n?`regression`:e.verdict;return n||r===`improved`?{sign:l[r],words:r,likeVerdict:r}:null}function jn(e){return e?[e.model,...e.otherModels??[]]:[]}function Mn(e){return e.flatMap((e,t)=>t===0?[C(e)]:[`, `,C(e)])}function Nn(e){let{baseline:t,candidate:n,suite:r}=e,[i,a]=[jn(t),jn(n)],o=i.length>0&&a.length>0&&i.join()!==a.join()?[...Mn(i),` → `,...Mn(a)]:Mn(a.length>0?a:i),s=t&&n&&t.path!==n.path?[`, was `,C(t.path)]:[],c=[...t?[`, baseline `,C(zn(t.sha256))]:[],...n?[`, candidate `,C(zn(n.sha256))]:[],...r?[`, suite `,C(r.path),` `,C(zn(r.sha256))]:[],...(e.judges??[]).flatMap(e=>[`, judged by `,C(e)])],l=r&&r.sampled<r.cases?` (${T(r.sampled)} of ${E(r.cases,`case`)})`:``;return[C(e.path),s.length+o.length>0?`: `:``,...o,...s,...c,l]}function Pn(e){let{usage:t,base:n,head:r}=e,i=t.fromStore>0?` (${T(t.fromStore)} from the store)`:``,a=[`${E(t.trials,`trial`)}${i}`,...t.savedTrials?[`${T(t.savedTrials)} saved by stop-when-decided`]:[],E(t.errored,`error`),ge(t.elapsedMs),...t.usd===null?[`price not known`]:[R(t.usd)],...t.judge?[Fn(t.judge)]:[]],o=n.mergeBase?[`Merge base `,C(n.mergeBase.slice(0,12)),`, head `,C(r.sha?.slice(0,12)??`working tree`),`; `]:[],s={code:P(Ln(e),600)};return[...o,`${a.join(`, `)}; `,s,` repeats it.`]}function Fn({calls:e,fromStore:t,usd:n}){let r=t>0?` (${T(t)} more from the store)`:``,i=n===null?`, price not known`:` for ${R(n)}`;return`judged in ${E(e,`call`)}${r}${i}`}function In(e){return e.prompts.filter(F).map(Nn)}function Ln({base:e,head:t,policySource:{path:r},offline:i}){let a=e=>/^[\w.][\w./@-]*$/.test(e),o=a(e.ref)?e.ref:e.mergeBase,s=t.sha!==null&&t.ref!==t.sha?` --head ${a(t.ref)?t.ref:t.sha}`:``,c=r===`.github/prompt-eval-gate.yml`?``:` --config ${a(r)?r:Rn(r)}`;return`${n} gate${o?` --base ${o}`:``}${s}${c}${i?` --offline`:``}`}function Rn(e){return`'${e.replaceAll(`'`,String.raw`'\''`)}'`}function zn(e){return e.slice(0,12)}const Bn=[{head:``,align:`left`},{head:`segment`,align:`left`},{head:`baseline`,align:`right`},{head:`candidate`,align:`right`},{head:`change, 95\xA0% CI`,align:`left`},{head:`lost / won`,align:`right`},{head:`z`,align:`right`},{head:`adjusted p`,align:`right`}];function Vn(e,t){return tt(Bn,Un(e,t))}function Hn(e,t){let[n,...r]=Bn;if(!n)return``;let i=e.flatMap(e=>Un(e,t).map(([t=[],...n])=>[t,[C(e.path)],...n]));return tt([n,{head:`prompt`,align:`left`},...r],i)}function Un(e,t){let n=L(e.segments).slice(0,t).map(t=>Gn(t,Wn(kn(t,e))));return e.overall?[...n,Gn(e.overall,Wn(An(e.overall,e)),!0)]:n}function Wn(e){return e?[`${e.sign.emoji} ${e.words}`]:[]}function Gn(e,t,n=!1){let r=n?[S(`overall`)]:[P(e.name,60)],i=e.missing>0?[` (${T(e.missing)} missing)`]:[];return[t,[...r,...i],...Kn(e).map(e=>[e])]}function Kn(e){let t=e.baseline!==null;return[e.baseline?j(e.baseline.rate):`—`,j(e.candidate.rate),qn(e),t?`${T(e.losses)} / ${T(e.wins)}`:`—`,t?Fe(e.z):`—`,t||e.method!==`none`?O(e.adjustedPValue):`—`]}function qn({difference:e,interval:t}){return e===null?`—`:`${k(e)}${t?` (${ue(t)})`:``}`}const Jn=[{head:`segment`,align:`left`},{head:`tokens a call`,align:`right`},{head:`change, 95\xA0% CI`,align:`left`},{head:`input`,align:`right`},{head:`output`,align:`right`},{head:`cached`,align:`right`},{head:`money a call`,align:`right`}];function Yn(e,t){let n=[...L(e.segments).slice(0,t),...e.overall?[e.overall]:[]];return tt(Jn,n.map(t=>[t===e.overall?[S(`overall`)]:[P(t.name,60)],...Xn(t).map(e=>[e])]))}function Xn({cost:e}){let{baseline:t,candidate:n,ratio:r}=e,i=e=>`${t?`${e(t)} → `:``}${e(n)}`,a=r&&Number.isFinite(r.high)?` (${_(r.low,!1)} … ${_(r.high,!1)})`:``;return[i(e=>T(e.totalTokens)),r?`${_(r.ratio)}${a}`:`—`,i(e=>T(e.inputTokens)),i(e=>T(e.outputTokens)),i(e=>T(e.cachedInputTokens)),n.usd===null?`—`:i(e=>e.usd===null?`—`:R(e.usd))]}const{Ansis:Zn,fg:Qn,bg:$n,rgb:er,bgRgb:tr,hex:nr,bgHex:rr,reset:ir,inverse:ar,hidden:or,visible:sr,link:cr,bold:lr,dim:ur,italic:dr,underline:fr,strikethrough:pr,black:mr,red:hr,green:gr,yellow:_r,blue:vr,magenta:yr,cyan:br,white:xr,gray:Sr,redBright:Cr,greenBright:wr,yellowBright:Tr,blueBright:Er,magentaBright:Dr,cyanBright:Or,whiteBright:kr,bgBlack:Ar,bgRed:jr,bgGreen:Mr,bgYellow:Nr,bgBlue:Pr,bgMagenta:Fr,bgCyan:Ir,bgWhite:Lr,bgGray:Rr,bgRedBright:zr,bgGreenBright:Br,bgYellowBright:Vr,bgBlueBright:Hr,bgMagentaBright:Ur,bgCyanBright:Wr,bgWhiteBright:Gr}=(/* @__PURE__ */ e((/* @__PURE__ */ t(((e,t)=>{let n,{defineProperty:r,getPrototypeOf:i,setPrototypeOf:a,create:o,keys:s}=Object,{round:c,max:l}=Math,u=e=>{let t=/([a-f\d]{3,6})/i.exec(e)?.[0],n=t?.length,r=`0x`+(6^n?3^n?`0`:t[0]+t[0]+t[1]+t[1]+t[2]+t[2]:t)|0;return[r>>16,r>>8&255,255&r]},d=e=>{if(8>e)return 30+e;if(16>e)return 82+e;if(e>231)return e>243?37:30;let t=(e-=16)%36,n=e/36|0,r=t/6|0,i=t%6;return 30+(n>2|(r>2)<<1|(i>2)<<2)+(l(n,r,i)>4?60:0)},f={open:``,close:``},p=(e,{open:t=``,close:n=``,f:r})=>{let o=(e.open||``)+t,s=n+(e.close||``),c=(e,...i)=>{if(!e){if(!n)return t;if((e??``)===``)return``}let a,l=r?r(e,...i):e.raw?String.raw({raw:e},...i):``+e,u=c;if(l.includes(`\x1B`))for(;u=u.p;){let{t:e,o:t}=u,n=t.length,r=``,i=0;if(n)for(;~(a=l.indexOf(t,i));i=a+n)r+=l.slice(i,a)+e;l=r+l.slice(i)}return o+(l.includes(`
`)?l.replace(/(\r?\n)/g,s+`$1`+o):l)+s};return a(c,i(e)).p={t,o:n,p:e.p},c.open=o,c.close=s,c},m=new function e(t=globalThis){let i=typeof t==`number`?t:(e=>{let t,r=e.process??{},i=r.argv??[],a=r.env??{},o=0;try{o=((e,t,r)=>(n=t.TERM,n===`dumb`?0:{"24bit":3,truecolor:3,ansi256:2,ansi:1}[t.COLORTERM]||(t.CI?/,GITHUB/.test(r)?3:1:e.platform===`win32`?3:/-256/.test(n)?2:1)))(r,a,`,`+s(a).join(`,`)),t=r.stdout?.isTTY||a.CI||a.PM2_HOME||/edge/.test(a.NEXT_RUNTIME)}catch{a={}}let c,l=o||1,u=`FORCE_COLOR`,d={false:0,0:0,1:1,2:2,3:3}[a[u]]??l,f=-1;for(c of i)/^--color=?(true|always)?$/.test(c)&&(f=l),/^--(no-color|color=(false|never))$/.test(c)&&(f=0);return e.window?.chrome?3:u in a?d:~f?f:a.NO_COLOR?0:t?o:0})(t),l={},m={Ansis:e,level:i,isSupported:()=>ne,strip:e=>e.replace(/][^]*|[][[()#;?]*(?:\d+(?:;\d*)*)?[\dA-ORZcf-nqry=><]/g,``),extend(e){for(let t in e){let n=e[t];(typeof n)[0]===`s`&&(ee(_(t),x(...u(n))),n=b(...u(n))),ee(t,n)}return a(m,o({},l))}},ee=(e,t)=>{l[e]={get(){return r(this,e,{value:t.call?(...e)=>p(this,t(...e)):p(this,t)})[e]}}},te=1^i,h=i>2,ne=i>0,g=(e,t)=>ne?{open:`[${e}m`,close:t?`[${t}m`:``}:f,_=e=>`bg`+e[0].toUpperCase()+e.slice(1),v=e=>t=>e(...u(t)),y=(e,t)=>(n,r,i)=>g(`${e}8;2;${n};${r};${i}`,t),re=e=>(t,n,r)=>e(((e,t,n)=>e^t|t^n?16+36*c(e/51)+6*c(t/51)+c(n/51):8>e?16:e>248?231:c(24*(e-8)/247)+232)(t,n,r)),ie=e=>g(te?`38;5;`+e:d(e),39),ae=e=>g(te?`48;5;`+e:d(e)+10,49),b=h?y(3,39):re(ie),x=h?y(4,49):re(ae),S={fg:ie,bg:ae,rgb:b,bgRgb:x,hex:v(b),bgHex:v(x),visible:f,reset:g(0,``),bold:g(1,22),dim:g(2,22),italic:g(3,23),underline:g(4,24),inverse:g(7,27),hidden:g(8,28),strikethrough:g(9,29),link:{f:(e,t=e)=>ne?`]8;;${e}${t}]8;;`:t==e?e:t+` (​${e}​)`}},oe=(e,t)=>{S[e]=g(t,39),S[_(e)]=g(t+10,49)};return`gray,black,red,green,yellow,blue,magenta,cyan,white`.split(`,`).map(((e,t)=>{t?oe(e+`Bright`,89+t):t=61,oe(e,29+t)})),m.extend(S)};t.exports=m.default=m})))(),1)).default;function Kr({width:e,color:t}){return{width:Math.min(120,Math.max(60,Number.isFinite(e)?Math.floor(e):120)),paint:new Zn(+!!t)}}function q(e,{width:t,paint:n},r=``){let i=[],a=[],o=0,s=t-v(r),c=()=>{i.push(r+a.join(``).trimEnd()),[a,o]=[[],0]};for(let t of qr(e,n)){let e=t.reduce((e,t)=>e+v(t.text),0);o>0&&o+1+e>s&&c(),o>0&&(a.push(` `),o+=1);for(let{text:e,style:n}of t.flatMap(e=>Xr(e,s))){let t=v(e);o>0&&o+t>s&&c(),a.push(n(e)),o+=t}}return a.length>0&&c(),i}function qr(e,t){let n=[],r=!1;for(let i of e){let e=Yr(i,t),a=Jr(i),o=P(a,4e3).split(` `),s=/^[ \n\t]/.test(a);for(let[t,i]of o.entries()){if(i===``)continue;let a=n.at(-1);t===0&&r&&!s&&a?a.push({text:i,style:e}):n.push([{text:i,style:e}])}a!==``&&(r=!/[ \n\t]$/.test(a))}return n}function Jr(e){return typeof e==`string`?e:`code`in e?e.code:e.strong}function Yr(e,t){return typeof e==`string`?e=>e:`code`in e?e=>t.cyan(e):e=>t.bold(e)}function Xr({text:e,style:t},n){if(v(e)<=n)return[{text:e,style:t}];let r=[``];for(let t of e){let e=r.at(-1)??``;v(e+t)>n?r.push(t):r[r.length-1]=e+t}return r.map(e=>({text:e,style:t}))}function Zr(e,t,{width:n,paint:r}){let i=e.map(({head:e},n)=>Math.max(v(e),...t.map(e=>v(e[n]?.text??``)))),a=$r(e,i,n),o=ei(a,i)-n;o>0&&(i[1]=Math.max(8,(i[1]??8)-o));let s=t=>a.map(n=>{let{text:r,style:a}=t[n]??{text:``},o=ti(r,i[n]??0),s=` `.repeat((i[n]??0)-v(o)),c=a?a(o):o;return e[n]?.align===`right`?s+c:c+s}).join(Qr).trimEnd();return[s(e.map(({head:e})=>({text:e,style:e=>r.dim(e)}))),...t.map(s)]}const Qr=`  `;function $r(e,t,n){let r=e.map((e,t)=>t);for(;ei(r,t)>n;){let t=Math.max(...r.map(t=>e[t]?.priority??0));if(t===0)return r;r=r.filter(n=>e[n]?.priority!==t)}return r}function ei(e,t){return e.reduce((e,n)=>e+(t[n]??0),2*(e.length-1))}function ti(e,t){let n=e;for(let r=t;v(n)>t&&r>0;r--)n=P(e,r);return n}function ni(e,t){switch(e){case`bad`:return e=>t.red(e);case`warning`:return e=>t.yellow(e);case`good`:return e=>t.green(e);case`muted`:return e=>t.dim(e)}}function J(e,t,n=`·`){return e.flatMap(e=>{let[r=``,...i]=q(e,{...t,width:t.width-2});return[`${n} ${r}`,...i.map(e=>`  ${e}`)]})}function ri(e,t){return ii(e,Kr({width:t,color:!1})).join(`
`)}function ii(e,t){let{title:n,lead:r,bars:a,table:o,risks:s}=oe(e),c=o.rows.map(e=>{let[t=[],...n]=e,r=n.flatMap((e,t)=>[...t===0?[`: `]:[` · `],...e]);return[...t,...r]});return[...q([S(y(n))],t),...J(r,t),``,...a.map(e=>i(e)),``,...J(c,t),``,...J(s,t)]}function ai(e,t){let n=Kr(t),r=M(e.prompts).filter(e=>e.verdict===`pass`&&F(e)),i=M(e.prompts).filter(V),o=e.prompts.filter(F).length>1||e.verdict===`error`,s=[si(e,n),J(kt(e),n,z.terminal),J(Ft(e,+(e.verdict===`error`)),n),...i.flatMap(t=>ci(t,e,n,o)),...Be(e)?r.flatMap(t=>li(t,e,n,o)):[bi(r,e,n)],...(e.portfolioPlans??[]).map(e=>ii(e,n)),oi(e,n),J(En(e),n),Si(e,n)].filter(e=>e.length>0).map(e=>e.join(`
`)).join(`

`);return a(s)}function oi(e,t){let n=Yt(e);return n.length===0?[]:[...q([S(Jt)],t),...J(n,t)]}function si(e,t){let{paint:n}=t,r=ke(e),[i=``,...a]=q(d(e),{...t,width:t.width-2});return[`${n.bold(ni(r.tone,n)(r.terminal))} ${n.bold(i)}`,...a.map(e=>`  ${n.bold(e)}`)]}function ci(e,t,n,r){return[r?q([S(`─ `),...Oe(e)],n):[],q(K(e,t.policy),n),di(e,n),pi(e,n),hi(e,t,n),...ot(e).map((e,t)=>gi(e,n,t===0)),yi(e,n),Ci(gt(e,t.policy),n)]}function li(e,t,n,r){return[r?q([C(e.path)],n):[],di(e,n),hi(e,t,n),...ot(e).map(t=>Ce(e)?gi(t,n,!0):xi(t,n)),Ci(gt(e,t.policy),n)]}const ui=[{head:``,align:`left`,priority:0},{head:`segment`,align:`left`,priority:0},{head:`baseline`,align:`right`,priority:2},{head:`candidate`,align:`right`,priority:2},{head:`change, 95\xA0% CI`,align:`left`,priority:0},{head:`lost / won`,align:`right`,priority:3},{head:`z`,align:`right`,priority:4},{head:`adjusted p`,align:`right`,priority:0}];function di(e,t){if(!F(e))return[];let n=L(e.segments).slice(0,200),r=n.map(n=>fi(n,kn(n,e),t)),{overall:i}=e;i&&r.push(fi(i,An(i,e),t));let a=e.segments.length-n.length,o=Zr(ui,r,t);return a>0?[...o,`${E(a,`more segment`)} in the result JSON`]:o}function fi(e,t,{paint:n}){let r=e.missing>0?` (${e.missing} missing)`:``;return[t?{text:`${t.sign.terminal} ${t.words}`,style:ni(t.sign.tone,n)}:{text:``},{text:P(e.name,40)+r},...Kn(e).map(e=>({text:e}))]}function pi(e,{width:t,paint:n}){let[r,...i]=Ht(e.segments,Math.min(t,90));if(r===void 0)return[];let a=L(e.segments).filter(({interval:e})=>e!==null);return[n.dim(r),...i.map((e,t)=>mi(e,a[t],n))].slice(0,200)}function mi(e,t,n){return t?.verdict===`regression`?n.red(e):e}function hi(e,t,n){let r=St(e,t.policy);if(!r)return[];let i=e.cost?.label===`exceeded`?` ${_e.exceeded.sign.terminal} `:` `;return q([S(`Cost`),i,...r],n)}function gi({title:e,cases:t},n,r){let i=r?t.slice(0,3):[],a=t.length-i.length;return[...q(e,n).map(e=>n.paint.bold(e)),...i.flatMap(e=>[``,..._i(e,n)]),...a>0?[...r?[``]:[],`  ${E(a,r?`more case`:`case`)} in the HTML and JSON reports`]:[]]}function _i(e,t){let n=[S(P(e.description??e.id,120)),...ft(e),` · `,C(e.place)],r=pt(e,!0);return[...q(n,t,`  `),...r.flatMap(e=>q(e,t,`  `)),...vi(e,t)]}function vi({baseline:e,candidate:t},{width:n,paint:r}){if(t.answer===null||e?.answer===null)return[];let i=Ke(e?e.answer:t.answer,t.answer,600),a={same:` `,removed:`-`,added:`+`},o={same:r.dim,removed:r.red,added:r.green};return i.flatMap(({kind:e,text:t})=>Ye(t,n-6).map(t=>o[e](`    ${a[e]} ${t}`.trimEnd())))}function yi(e,t){if(e.errors.length===0)return[];let n=[...new Set(e.errors.map(({kind:e,message:t})=>`${e}: ${P(t,200)}`))];return[...q([`${E(e.errors.length,`answer`)} did not come`],t),...J(n.slice(0,5).map(e=>[e]),t)]}function bi(e,{policy:t},n){if(e.length===0)return[];let{sign:r,text:i}=It(e,t);return q([`${r.terminal} `,...i,`.`],n)}function xi({title:e,cases:t},n){let r=t.map(e=>[P(e.description??e.id,120),...ft(e),` · `,C(e.place)]),i=N(r,10,e=>[`${E(e,`more case`)} in the HTML and JSON reports`]);return[...q(e,n).map(e=>n.paint.bold(e)),...J(i,n)]}function Si(e,t){let n=e.usage.trials>0?[...In(e).slice(0,20),Pn(e)]:[];return Ci([...At(e),...n],t)}function Ci(e,t){return e.flatMap(e=>q(e,t)).map(e=>t.paint.dim(e))}function wi(e,t,n){let{FORCE_COLOR:r,NO_COLOR:i}=n,a=r?r!==`0`:!!t.isTTY&&!i;t.write(`${ai(e,{width:t.columns??100,color:a})}\n`)}async function Ti(e,t){for(let{name:n,render:r}of Ee){let i=t[n];i!==void 0&&await pe(i,await r(e))}}function Ei(e){return[...e.prompts.flatMap(t=>Di(t,e)),...Mi(e)]}function Di(e,t){return V(e)?e.reasons.map(n=>{let r=n.kind===`overall-regression`?e.overall:e.segments.find(e=>e.name===n.segment),i=y(Oe({...e,reasons:[n]})),a=r&&n.kind!==`weaker-suite`?[Oi(r)]:[],o=n.kind===`cost`?[y(St(e,t.policy)??[])]:[];return{...ki(e),level:e.verdict===`block`&&!t.accepted?`failure`:`warning`,title:P(i,250),message:[...a,...o,...Ai(e)].join(` `)||i}}):[]}function Oi({baseline:e,candidate:t,difference:n,interval:r,losses:i,wins:a,adjustedPValue:o}){if(!e||n===null)return`Passes ${j(t.rate)}.`;let s=r?` (95\u00a0% CI ${ue(r,` to `)})`:``;return`Passes ${j(t.rate)}, was ${j(e.rate)}: ${k(n)} points${s}, ${T(i)} lost / ${T(a)} won, adjusted p\u00a0${ve(o)}.`}function ki(e){let[t]=e.changedLines;return{path:e.file??e.path,startLine:t?.start??1,endLine:t?.end??1}}function Ai({changedLines:e,because:t,path:n,file:r=n}){let i=e.slice(1,6).map(({start:e,end:t})=>e===t?`${e}`:`${e}–${t}`);if(i.length>0)return[`The pull request also changes lines ${i.join(`, `)}.`];let a=t.filter(e=>e!==r).slice(0,3);return e.length>0||a.length===0?[]:[y([`The change comes through ${a.map(e=>P(e)).join(`, `)}.`])]}const ji=/^(.+?)(?::(\d+))?(?::(\d+))?$/s;function Mi(e){return e.errors.flatMap(({place:e,message:t,remedy:n})=>{let[,r,i]=e===null?[]:ji.exec(e)??[];if(r===void 0)return[];let a=Math.max(1,Number(i??1)),o=y([P([t,n].filter(Boolean).join(` `),1e3)]);return[{path:r,startLine:a,endLine:a,level:`failure`,title:P(t,250),message:o}]})}const Ni=`<!-- prompt-eval-gate last-report -->`;function Pi(e,t,n){let[r=``]=t.split(`
`);return[t,W([r,`The rest is too long to be shown here: see the job summary of its run.`])].map(t=>W([e,Ii(t)])).find(e=>e.length<=n)??e}function Fi(e){let t=e.indexOf(`\n${Ni}\n`);if(t!==-1)return e.slice(t+37+2).trim().slice(65,-10).trim()}function Ii(e){return`${Ni}\n<details><summary>The last report before this run broke</summary>\n\n${e}\n\n</details>`}function Y(e,...t){return{markup:e.reduce((e,n,r)=>e+Li(t[r-1]??null)+n)}}function Li(e){return e===null?``:typeof e==`string`?s(e):typeof e==`number`?String(e):`markup`in e?e.markup:e.map(Li).join(``)}function X(e){return e.map(e=>typeof e==`string`?Y`${e}`:`code`in e?Y`<code>${e.code}</code>`:Y`<strong>${e.strong}</strong>`)}function Z(e){return{markup:e}}function Ri(e,t){return t||=e.slice(0),Object.freeze(Object.defineProperties(e,{raw:{value:Object.freeze(t)}}))}var zi;function Bi(e){let t=Wi(e);if(t.cases.length===0)return Y``;let n=e=>t.cases.filter(t=>t.kind===e).length,r=We(t.cases);return Y(zi||=Ri([`<section class="cases" id="cases" aria-labelledby="cases-title">
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
`]),Vi(``,`All`,t.cases.length,!0),Vi(`failing`,`Newly failing`,n(`failing`)),Vi(`passing`,`Newly passing`,n(`passing`)),Vi(`errored`,`Errored`,n(`errored`)),t.prompts.length>1?Hi(`prompt`,`Prompt`,t.prompts.map((e,t)=>[String(t),e])):null,r.length>1?Hi(`segment`,`Segment`,r.map(e=>[e,e])):null,Ui(t),Z(Ji(t)))}function Vi(e,t,n,r=!1){return Y`<label><input type="radio" name="kind" value="${e}"${r?Z(` checked`):n===0?Z(` disabled`):null}><span>${t} <b>${n}</b></span></label>`}function Hi(e,t,n){return Y`<span class="filter"><label for="filter-${e}">${t}</label> <select id="filter-${e}" name="${e}"><option value="">all</option>${n.map(([e,t])=>Y`<option value="${e}">${t}</option>`)}</select></span>`}function Ui({cases:e}){let t=e.slice(0,1e3).map(e=>{let t=e.error??[...e.candidate?.failures??[],...e.baseline?.failures??[]].join(`; `);return Y`<tr><td>${ye[e.kind].words}</td><th scope="row">${e.name}</th><td>${e.segments.join(`, `)}</td><td>${t}</td><td><code>${e.place}</code></td></tr>\n`}),n=e.length-t.length;return Y`<div class="scroll"><table><thead><tr><th scope="col"></th><th scope="col">Case</th><th scope="col">Segment</th><th scope="col">Assertion</th><th scope="col">Place</th></tr></thead><tbody>${t}</tbody></table></div>
${n>0?Y`<p>${n} more cases are in the result JSON.</p>`:null}`}function Wi(e){let t=/* @__PURE__ */ new Map,n=[],r=e=>{let r=Q(e,2e4),i=t.get(r);return i===void 0?(t.set(r,n.length),n.push(r)-1):i},i=M(e.prompts).filter(Gi),a=i.flatMap((e,t)=>[...Re(e.newlyFailing).map(e=>Ki(`failing`,e,t,r)),...e.newlyPassing.map(e=>Ki(`passing`,e,t,r)),...e.errors.map(e=>qi(e,t))]);return{prompts:i.map(({path:e})=>Q(e,200)),texts:n,cases:a}}function Gi({newlyFailing:e,newlyPassing:t,errors:n}){return e.length+t.length+n.length>0}function Ki(e,t,n,r){let i=e=>({passes:e.passes,trials:e.trials,answer:e.answer===null?null:r(e.answer),failures:e.failures.map(({type:e,reason:t})=>Q(`${e}: ${t}`,1e3))});return{kind:e,prompt:n,name:Q(t.description??t.id,300),place:Q(t.place,300),segments:t.segments.map(e=>Q(e,200)),marks:[...t.critical?[`critical`]:[],...t.severe?[`always passed, now always fails`]:[],...t.baseline?[]:[`new`]],messages:t.messages.map(({role:e,content:t})=>({role:Q(e,40),text:r(t)})),baseline:t.baseline&&i(t.baseline),candidate:i(t.candidate),error:null}}function qi({caseId:e,segments:t,arm:n,kind:r,message:i},a){return{kind:`errored`,prompt:a,name:Q(e??`the run`,300),place:``,segments:t.map(e=>Q(e,200)),marks:n?[n]:[],messages:[],baseline:null,candidate:null,error:Q(`${r}: ${i}`,1e3)}}function Q(e,t){let n=e.length-t;return c(n>0?`${e.slice(0,t)}… (${n} more characters)`:e)}function Ji(e){return JSON.stringify(e).replace(/[<>&\u2028\u2029]/g,e=>`\\u${e.charCodeAt(0).toString(16).padStart(4,`0`)}`)}function Yi(e){if(e.accepted)return{sign:z,word:`Accepted`,tone:`error`};let{title:t}=I[e.verdict],n=ke(e);if(e.verdict!==`pass`)return{sign:n,word:t,tone:e.verdict};let r={sign:n,tone:Zi(n)};return n===be?{...r,word:t}:n===z?{...r,word:`Not blocked`}:{...r,word:n===le?`Nothing to compare with`:`Nothing could be told`}}function Xi(e){let{verdict:t}=e;if(t===`not-run`)return{...I[t],tone:`open`};if(t!==`pass`||!F(e))return{...I[t],tone:t};let n=Lt([e]),r=D(e)?Pe(e):I[t].word;return{sign:n,tone:Zi(n),word:n===be||D(e)?r:`cannot be told`}}function Zi(e){return e===be?`pass`:e===z?`error`:`open`}function Qi(e){let t=M(e.prompts).filter(F),n=[$i(t),ta(t),na(t),ra(t),ia(t),aa(t,e)].filter(e=>e!==null);return n.length===0?null:Y`<dl class="tiles">${n.map(({label:e,value:t,detail:n,tone:r})=>Y`<div class="tile ${r}"><dt>${e}</dt><dd class="value">${t}</dd><dd>${n}</dd></div>`)}</dl>`}function $i(e){let t=e.flatMap(({segments:e})=>e).reduce(ea,null);if(!t||t.difference===null)return null;let n=t.interval?`, 95\u00a0% CI ${ue(t.interval,` to `)}`:``;return{label:`Largest drop`,value:t.difference<0?`${k(t.difference)} points`:`none`,detail:t.difference<0?`${P(t.name)}${n}`:`in any segment`,tone:t.verdict===`regression`?`bad`:`plain`}}function ea(e,t){return(t.difference??1/0)<(e?.difference??1/0)?t:e}function ta(e){let t=e.filter(g),n=t.flatMap(e=>e.segments);if(n.length===0)return null;let r=e=>n.filter(t=>t.verdict===e).length,i=t.filter(({overall:e,segments:t})=>t.length>1&&e?.verdict===`improved`).length,a=t.length===1?`overall`:`${E(i,`prompt`)} overall`,o=[`${T(r(`improved`))} improved${i>0?`, ${a} improved`:``}`,`${T(r(`pass`))} no worse`,`${T(r(`inconclusive`)+r(`invalid`))} cannot be told`],s=r(`regression`);return{label:`Segments`,value:`${T(s)} of ${T(n.length)} worse`,detail:o.join(`, `),tone:s>0?`bad`:r(`pass`)+r(`improved`)>0?`good`:`plain`}}function na(e){let t=e.filter(e=>!g(e));if(t.length===0)return null;let n=e=>t.reduce((t,{overall:n})=>t+(n?.candidate[e]??0),0);return{label:`New`,value:`passes ${T(n(`passes`))} of ${T(n(`n`))}`,detail:`${E(t.length,`prompt`)} with nothing to be compared with`,tone:`plain`}}function ra(e){let t=e.filter(e=>e.baseline!==null);if(t.length===0)return null;let n=e=>t.reduce((t,n)=>t+e(n),0),r=n(e=>e.overall?.losses??0),i=n(e=>e.overall?.wins??0),a=n(e=>e.overall?.cases??0);return{label:`Cases`,value:`${T(r)} newly fail`,detail:`${T(i)} newly pass, of ${E(a,`case`)}`,tone:`plain`}}function ia(e){let[t]=e.flatMap(({cost:e})=>e?.comparison.ratio?[e]:[]).sort((e,t)=>(t.comparison.ratio?.ratio??0)-(e.comparison.ratio?.ratio??0)),{baseline:n,candidate:r,ratio:i}=t?.comparison??{};if(!t||!i||!r||!n)return null;let a=t.limit===null?``:`, limit +${B(t.limit)}`;return{label:`Tokens a call`,value:_(i.ratio),detail:`${T(n.totalTokens)} → ${T(r.totalTokens)}${a}`,tone:De(t).tokens===`exceeded`?`bad`:`plain`}}function aa(e,{policy:t}){let n=e.flatMap(({cost:e})=>e?[e]:[]),r=n.some(e=>De(e).money===`exceeded`)?`bad`:`plain`,i=n.filter(e=>e.monthlyUsd!==null),[a]=i;if(!a){let[e]=n.filter(oa).sort((e,t)=>oa(t)-oa(e));return e?{label:`Money a call`,value:_(oa(e)),detail:sa(e),tone:r}:null}let o=i.reduce((e,t)=>e+(t.monthlyUsd??0),0),s=i.length===1?`${sa(a)} a call`:`${E(i.length,`prompt`)}`,c=t.cost.callsPerMonth?`, ${je(t.cost.callsPerMonth)}`:``;return{label:`Money a month`,value:ie(o),detail:`${s}${c}`,tone:r}}function oa({comparison:e}){return e.moneyRatio?.ratio??0}function sa({comparison:{baseline:e,candidate:t}}){return[e,t].flatMap(e=>e&&e.usd!==null?[R(e.usd)]:[]).join(` → `)}function ca(e){let{base:t,head:n,verdict:r}=e,{sign:i,word:a,tone:o}=Yi(e);return Y`<header class="page ${r}">
<p class="brand">Prompt Eval Gate</p>
<p class="state ${o}"><span aria-hidden="true">${i.page}</span> ${a}</p>
<h1>${X(la(e))}</h1>
<p class="muted"><code>${P(t.ref)}</code> → <code>${P(n.ref)}</code>${n.sha?Y` at <code>${n.sha.slice(0,12)}</code>`:null}</p>
${ua(kt(e).map(X),`notice`,`Notices`)}
${ua(Ft(e).map(X),`problem`,`Problems`)}
${Qi(e)}
</header>
`}function la(e){if(e.verdict===`error`&&e.errors.length>0)return[`The gate could not decide`];let[t=I[e.verdict].title,...n]=te(e);return[typeof t==`string`?f(t):t,...n]}function ua(e,t,n){return e.length===0?null:Y`<ul class="messages ${t}" aria-label="${n}">${e.map(e=>Y`<li>${e}</li>`)}</ul>`}function da(e,t){let{title:n,lead:r,bars:i,table:a,risks:o}=oe(e),s=`portfolio-${t}`,c=a.heads.map(e=>Y`<th scope="col">${e}</th>`),l=a.rows.map(([e=[],...t])=>{let n=t.map(e=>Y`<td>${X(e)}</td>`);return Y`<tr><th scope="row">${X(e)}</th>${n}</tr>`}),u=e=>e.map(e=>Y`<li>${X(e)}</li>`);return Y`<section class="run" aria-labelledby="${s}"><h2 id="${s}">${X(n)}</h2>
<ul>${u(r)}</ul>
<div class="scroll" tabindex="0" role="region" aria-label="Who serves which share, now and after: ${y(n)}"><pre>${i.join(`
`)}</pre></div>
<div class="scroll" tabindex="0" role="region" aria-label="Segments: ${y(n)}"><table><thead><tr>${c}</tr></thead><tbody>${l}</tbody></table></div>
<details><summary>What could go wrong, and what it rests on</summary><ul>${u(o)}</ul></details></section>`}function fa(e,t){let n=St(e,t);return!n||!e.cost?Y``:Y`<section class="part"><h3>Cost ${pa(e.cost)}</h3>
<p>${X(n)}</p>
${e.cost.comparison.baseline?ma(e):null}</section>`}function pa(e){let t=xe(e);if(!e.comparison.baseline||t.every(({label:e})=>e===null))return null;let{sign:n,likeVerdict:r,words:i}=_e[e.label].page,a=e.label===`unknown`&&Ie(e)&&!t.some(Ne);return Y`<span class="${r===null?`badge`:`badge ${r}`}"><span aria-hidden="true">${n.page}</span> ${a?Le:i}</span>`}function ma(e){let t=L(e.segments),n=e.overall?[...t,e.overall]:t,r=ga(n.flatMap(({cost:e})=>[e.candidate.totalTokens,e.baseline?.totalTokens??0]).filter(e=>e>0)),i=n.map(t=>ha(t,r,t===e.overall));return Y`<div class="scroll" tabindex="0" role="region" aria-label="Tokens of ${e.path}">
<table class="dumbbell" role="table">
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Segment</th><th role="columnheader" scope="col" class="plot"><span class="legend"><span class="key before">baseline</span><span class="key after">candidate</span></span></th><th role="columnheader" scope="col" class="number">Tokens a call</th>
<th role="columnheader" scope="col">Change, 95&nbsp;% CI</th><th role="columnheader" scope="col" class="number">Input</th><th role="columnheader" scope="col" class="number">Output</th><th role="columnheader" scope="col" class="number">Cached</th><th role="columnheader" scope="col" class="number">Money a call</th></tr></thead>
<tbody role="rowgroup">${i}</tbody>
<tfoot aria-hidden="true"><tr><td></td><td class="plot">${_a(r)}</td><td colspan="6">tokens a call</td></tr></tfoot>
</table></div>`}function ha(e,t,n){let{baseline:r,candidate:i}=e.cost,[a,o,s,c,l,u]=Xn(e),d=[`tokens`,`change`,`input`,`output`,`cached`,`money`],f=[a,o,s,c,l,u].map((e=``,t)=>Y`<td role="cell" class="${t===1?`change`:`number`}" data-label="${d[t]??``}">${e}</td>`),p=va(i.totalTokens,t),m=r&&va(r.totalTokens,t);return Y`<tr role="row" class="${n?`overall`:`segment`}"><th role="rowheader" scope="row">${e.name}</th>
<td role="cell" class="plot" aria-hidden="true"><svg class="row" focusable="false"><line class="grid" x1="0" x2="100%" y1="50%" y2="50%"/>
${m?Y`<line class="bar" x1="${m}" x2="${p}" y1="50%" y2="50%"/><circle class="before" cx="${m}" cy="50%" r="5"/>`:null}<circle class="after" cx="${p}" cy="50%" r="5"/></svg></td>
${f}</tr>
`}function ga(e){let[t,n]=[Math.min(...e),Math.max(...e)];if(!Number.isFinite(t))return{low:0,high:1};let r=Math.max((n-t)*.15,n*.02,1);return{low:Math.max(0,t-r),high:n+r}}function _a({low:e,high:t}){return Y`<svg class="axis" focusable="false"><text x="0" y="14" text-anchor="start">${T(e)}</text><text x="100%" y="14" text-anchor="end">${T(t)}</text></svg>`}function va(e,{low:t,high:n}){return`${Number(((e-t)/(n-t)*100).toFixed(3))}%`}function ya({sign:e,words:t,likeVerdict:n}){return Y`<span class="badge ${n??`new`}"><span aria-hidden="true">${e.page}</span> ${t}</span>`}function ba(e){let t=L(e.segments),n=e.overall?[...t,e.overall]:t,r=n.some(({interval:e})=>e!==null)?Bt(n):null,i=n.map(t=>xa(t,{isOverall:t===e.overall,prompt:e,axis:r}));return Y`<div class="scroll" tabindex="0" role="region" aria-label="Segments of ${e.path}">
<table class="forest" role="table">
<thead role="rowgroup"><tr role="row">
<th role="columnheader" scope="col">Verdict</th><th role="columnheader" scope="col">Segment</th>
<th role="columnheader" scope="col" class="number">Baseline</th><th role="columnheader" scope="col" class="number">Candidate</th>
${r?Y`<th role="columnheader" scope="col" class="plot"><span class="ends"><span>← worse</span><span>better →</span></span></th>`:null}
<th role="columnheader" scope="col">Change, 95&nbsp;% CI</th><th role="columnheader" scope="col" class="number">Lost / won</th>
<th role="columnheader" scope="col" class="number">z</th><th role="columnheader" scope="col" class="number">Adjusted p</th>
</tr></thead>
<tbody role="rowgroup">${i}</tbody>
${r?Y`<tfoot aria-hidden="true"><tr><td colspan="4"></td><td class="plot">${wa(r)}</td><td colspan="4">points</td></tr></tfoot>`:null}
</table></div>`}function xa(e,t){let{isOverall:n,prompt:r,axis:i}=t,a=n?An(e,r):kn(e,r),[o,s,c,l,u,d]=Kn(e),f=e.missing>0?Y` <span class="muted">(${e.missing} missing)</span>`:null;return Y`<tr role="row" class="${n?`overall`:`segment`}">
<td role="cell" class="verdict">${a?ya(a):null}</td>
<th role="rowheader" scope="row">${e.name}${f}</th>
<td role="cell" class="number" data-label="baseline">${o}</td><td role="cell" class="number" data-label="candidate">${s}</td>
${i?Y`<td role="cell" class="plot" aria-hidden="true">${Sa(e,i,a?.likeVerdict??`overall`)}</td>`:null}
<td role="cell" class="change" data-label="change">${c}</td><td role="cell" class="number" data-label="lost / won">${l}</td>
<td role="cell" class="number" data-label="z">${u}</td><td role="cell" class="number" data-label="adjusted p">${d}</td>
</tr>
`}function Sa(e,t,n){let{interval:r,difference:i,name:a}=e,o=e=>Ta(e,t),s=Vt(t).map(e=>Y`<line class="${e===0?`zero`:`grid`}" x1="${o(e)}" x2="${o(e)}" y1="0" y2="100%"/>`);if(!r||i===null)return Y`<svg class="row" focusable="false">${s}</svg>`;let[c,l]=[o(r[0]*100),o(r[1]*100)],u=o(i*100);return Y`<svg class="row ${n}" focusable="false"><title>${`${a}: ${k(i)} points, ${k(r[0])} to ${k(r[1])}`}</title>${s}
<line class="interval" x1="${c}" x2="${l}" y1="50%" y2="50%"/><line class="interval" x1="${c}" x2="${c}" y1="36%" y2="64%"/><line class="interval" x1="${l}" x2="${l}" y1="36%" y2="64%"/>
${n===`overall`||a===`overall`?Ca(u):Y`<circle class="point" cx="${u}" cy="50%" r="5"/>`}</svg>`}function Ca(e){return Y`<svg x="${e}" y="50%" overflow="visible"><path class="point" d="M0-7 7 0 0 7-7 0z"/></svg>`}function wa(e){return Y`<svg class="axis" focusable="false">${Vt(e).map(t=>Y`<text x="${Ta(t,e)}" y="14" text-anchor="${t===e.low?`start`:t===e.high?`end`:`middle`}">${t===0?`0`:k(t/100)}</text>`)}</svg>`}function Ta(e,{low:t,high:n}){return`${Number(((Math.min(n,Math.max(t,e))-t)/(n-t)*100).toFixed(3))}%`}function Ea(e,t,n){let r=t.prompts.length===1||!V(e)?[C(e.path)]:Oe(e),i=Xi(e),a=V(e)?[]:ot(e),o=Y`<p class="lead">${X(K(e,t.policy))}</p>
${a.map(({title:e})=>Y`<p class="muted">${X(e)}.</p>`)}
${F(e)?ba(e):null}
${fa(e,t.policy)}
${Oa(e)}
${Aa(e,t)}`;return Y`<section class="prompt" id="prompt-${n}" aria-labelledby="prompt-${n}-title">
<header>${Y`<h2 id="prompt-${n}-title">${X(r)}</h2><span class="state ${i.tone}">${i.word}</span>`}${Da(e)}</header>
${o}
</section>
`}function Da({baseline:e,candidate:t,change:n}){return e&&t&&e.path!==t.path?Y`<p class="muted">was <code>${P(e.path)}</code></p>`:n===`added`?Y`<p class="muted">a new prompt</p>`:null}function Oa({diff:e,path:t}){if(e===``)return null;let n=e.trimEnd().split(`
`).filter(e=>!/^(---|\+\+\+|===|Index:)/.test(e)),r=n.slice(0,2e3).map(ka),i=n.length-r.length;return Y`<details class="part fold" open><summary><h3>What changed in the prompt</h3></summary>
<div class="scroll" tabindex="0" role="region" aria-label="Changes of ${t}"><pre class="diff">${r}</pre></div>
${i>0?Y`<p class="muted">${i} more lines are in the pull request.</p>`:null}</details>`}function ka(e){let[t=` `]=e;return t===`+`?Y`<ins>+ ${e.slice(1)}</ins>`:t===`-`?Y`<del>− ${e.slice(1)}</del>`:t===`@`?Y`<span class="hunk">${e}</span>`:Y`<span>  ${e.slice(1)}</span>`}function Aa(e,t){let n=gt(e,t.policy);if(n.length===0)return null;let{heads:r,rows:i}=bt(e),a=r.map((e,t)=>Y`<th scope="col" class="${t===0?``:`number`}">${e}</th>`),o=i.map(([e=``,...t])=>Y`<tr><th scope="row">${e}</th>${t.map(e=>Y`<td class="number">${e}</td>`)}</tr>\n`);return Y`<details class="part fold"><summary><h3>How sure is this?</h3></summary>
<ul>${n.map(e=>Y`<li>${X(e)}</li>`)}</ul>
<div class="scroll" tabindex="0" role="region" aria-label="Tests compared"><table><thead><tr>${a}</tr></thead><tbody>${o}</tbody></table></div></details>`}const ja=Object.fromEntries(Object.entries(ye).map(([e,{sign:t,words:n}])=>[e,`${t.page} ${n}`])),Ma=String.raw`'use strict';
(() => {
  const LABELS = ${JSON.stringify(ja)};
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
      const label = LABELS[isNew ? 'new' : item.kind];
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
`,Na=`
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
.state.open { color: var(--muted); background: var(--sunken); }
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
`;var Pa;function Fa(e){let t=[`default-src 'none'`,`script-src '${Ba(Ma)}'`,`style-src '${Ba(Na)}'`,`img-src data:`,`base-uri 'none'`,`form-action 'none'`].join(`; `),n=M(e.prompts),r=n.slice(0,200),i=Bi(e);return Y(Pa||=Ri([`<!doctype html>
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
`,`
`,`
</main>
<script>`,`<\/script>
</body>
</html>
`]),Z(t),ee(e),Z(Na),i.markup===``?null:Y`<a class="skip" href="#cases">Skip to the cases</a>`,ca(e),La(r),r.map((t,n)=>Ia(t)?Ea(t,e,n):null),n.length>r.length?Y`<p>${n.length-r.length} more prompts are in the result JSON.</p>`:null,(e.portfolioPlans??[]).map((e,t)=>da(e,t)),i,Ra(e),za(e),Z(Ma)).markup}function Ia(e){return F(e)||V(e)}function La(e){let t=e.flatMap((e,t)=>Ia(e)?[{prompt:e,index:t}]:[]);return t.length<2?null:Y`<nav class="prompts" aria-label="Prompts"><ul>${t.map(({prompt:e,index:t})=>Y`<li><span aria-hidden="true">${Xi(e).sign.page}</span> <a href="#prompt-${t}">${e.path}</a></li>`)}</ul></nav>`}function Ra(e){let t=Yt(e).map(e=>Y`<li>${X(e)}</li>`);return t.length===0?null:Y`<section class="run" aria-labelledby="registry-title"><h2 id="registry-title">${Jt}</h2>
<ul>${t}</ul></section>`}function za(e){let t=[...En(e),...At(e),...In(e).slice(0,200),...e.usage.trials>0?[Pn(e)]:[]],{path:n,revision:r}=e.policySource,i=r===`unread`?Y`<li>Policy: <code>${P(n)}</code>, which could not be read.</li>`:r===`defaults`?Y`<li>Policy: the defaults; there is no <code>${P(n)}</code>.</li>`:Y`<li>Policy: <code>${P(n)}</code> as it is at the ${r}.</li>`;return Y`<section class="run" aria-labelledby="run-title"><h2 id="run-title">What ran</h2>
<ul>${t.map(e=>Y`<li>${X(e)}</li>`)}${i}<li>prompt-eval-gate ${e.tool.version}</li></ul></section>`}function Ba(e){return`sha256-${Ge(`sha256`).update(e).digest(`base64`)}`}function Va(e){return`${JSON.stringify(Ve.parse(e),null,2)}\n`}function Ha(e){let t=[...e.prompts.map(t=>Qa(t,e)),...$a(e)],n=`name="prompt-eval-gate" ${no(t.flatMap(({cases:e})=>e))}`,r=t.map(eo).join(``);return`<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${n} time="${ro(e.usage.elapsedMs)}">\n${r}</testsuites>\n`}function Ua(e,t){if(!F(e)){let n=y(K(e,t.policy)),r=[{name:`not run`,outcome:{kind:`skipped`,message:n,type:e.change,text:n}},...Xa(e)];return{name:e.path,cases:r}}let n=[...e.segments.map(t=>Wa(t,e)),...e.overall?[Ka(e.overall,e)]:[],...Ya(e),...Xa(e),...e.cost?Za(e.cost,e,t):[]];return{name:e.path,cases:n}}function Wa(e,t){let n=t.reasons.find(({kind:t,segment:n})=>n===e.name&&t!==`weaker-suite`);return n?{name:e.name,outcome:qa(n.kind,e,t)}:e.verdict===`invalid`?{name:e.name,outcome:qa(`invalid`,e,t)}:D(t)?Ga(e,t):{name:e.name}}function Ga(e,t){let{passes:n,n:r}=e.candidate,i={kind:`skipped`,message:`${Pe(t)}: passes ${T(n)} of ${T(r)}`,type:`new`,text:Ja(e,t)};return{name:e.name,outcome:i}}function Ka(e,t){let n=t.reasons.find(t=>t.kind===`overall-regression`||t.segment===e.name);return n?{name:`overall`,outcome:qa(n.kind,e,t)}:D(t)?Ga(e,t):{name:`overall`}}function qa(e,t,n){let r=Ja(t,n),i=t.difference===null?``:`: ${k(t.difference)} points`;return{kind:e===`invalid`?`error`:`failure`,message:`${e}${i}`,type:e,text:r}}function Ja(e,t){let[n,r,i,a,o,s]=Kn(e);return[`verdict: ${kn(e,t).words}`,`segment: ${P(e.name,200)}`,`baseline: ${n}`,`candidate: ${r}`,`change, 95\u00a0% CI: ${i}`,`lost / won: ${a}`,`z: ${o}`,`adjusted p: ${s}`].join(`
`)}function Ya(e){return e.reasons.filter(({kind:e})=>e===`critical-case`||e===`critical-case-unanswered`).map(({kind:e,caseId:t=``})=>{let[n,r]=e===`critical-case`?[`failure`,`a critical case that always passed now always fails`]:[`error`,`a critical case that always passed now has no answer`];return{name:t,outcome:{kind:n,type:e,message:r,text:r}}})}function Xa(e){return e.reasons.filter(e=>e.kind===`weaker-suite`).map(({segment:e=``})=>{let t=`cases are removed, loosened, or asked only with added values, which the policy blocks`,n={kind:`failure`,type:`weaker-suite`,message:t,text:t};return{name:`cases of ${e}`,outcome:n}})}function Za(e,t,n){let r=y(St(t,n.policy)??[]);return xe(e).flatMap(({of:e,label:t,limit:n,ratio:i})=>e===`money`&&n===null?[]:t===`exceeded`?[{name:e,outcome:{kind:`failure`,type:`cost`,message:`more ${e} than the limit`,text:r}}]:[{name:e,...i?{}:{outcome:{kind:`skipped`,message:n===null?`no limit`:`nothing to compare`,type:`cost`,text:r}}}])}function Qa(e,t){let n=Ua(e,t),{accepted:r}=t;if(!r)return n;let i=t=>e.reasons.some(({segment:e})=>e===t),a=n.cases.map(({name:e,outcome:t})=>{if(!t||!(t.kind===`failure`||i(e)))return{name:e,...t&&{outcome:t}};let n=`accepted by @${r.by}: ${t.message}`;return{name:e,outcome:{...t,kind:`skipped`,message:n}}});return{...n,cases:a}}function $a(e){if(e.accepted){let t=y(d(e));return[{name:`prompt-eval-gate`,cases:[{name:`gate`,outcome:{kind:`skipped`,message:t,type:`accepted`,text:t}}]}]}if(e.errors.length===0&&e.verdict!==`error`)return[];let t=e.errors.map(({place:e,message:t,remedy:n})=>[e,t,n].filter(Boolean).join(` `)).join(`
`);return[{name:`prompt-eval-gate`,cases:[{name:`gate`,outcome:{kind:`error`,message:y(d(e)),type:`error`,text:t}}]}]}function eo({name:e,cases:t}){let n=t.map(t=>to(t,e)).join(``);return`  <testsuite name="${io(e)}" ${no(t)}>\n${n}  </testsuite>\n`}function to({name:e,outcome:t},n){let r=`    <testcase classname="${io(n)}" name="${io(e)}"`;if(!t)return`${r}/>\n`;let{kind:i,message:a,type:o,text:s}=t,c=i===`skipped`?``:` type="${io(o)}"`;return`${r}>\n      <${i} message="${io(a)}"${c}>${ao(s)}</${i}>\n    </testcase>\n`}function no(e){let t=t=>e.filter(({outcome:e})=>e?.kind===t).length;return`tests="${e.length}" failures="${t(`failure`)}" errors="${t(`error`)}" skipped="${t(`skipped`)}"`}function ro(e){return(e/1e3).toFixed(3)}function io(e){return ao(P(e,200))}function ao(e){return s(e).replace(/[\ufffe\uffff]/g,`�`)}const oo=[{kind:`answers`,least:0},{kind:`cases`,least:0},{kind:`passing`,least:0},{kind:`rows`,least:10},{kind:`failing`,least:1},{kind:`rows`,least:0},{kind:`failing`,least:0}];function so(e,t,n){let r=t,i=e(r);if(i.length<=n)return i;for(let{kind:t,least:i}of oo){let a=r;r={...a,[t]:Math.min(a[t],i)};let o=e(r);if(!(o.length>n))return co(n=>e({...a,[t]:n}),{fits:r[t],tooMany:a[t],shortest:o},n)}}function co(e,t,n){let{fits:r,tooMany:i,shortest:a}=t;for(;i-r>1;){let t=Math.floor((r+i)/2),o=e(t);o.length<=n?[r,a]=[t,o]:i=t}return a}function lo(e,t={}){let n=t.marker?`\n\n${t.marker}`:``,r=(t.budget??6e4)-n.length,i=ut();return(so(n=>W(po({result:e,options:t,limits:n,block:i})),{answers:uo(e),cases:uo(e),passing:e.prompts.length,failing:e.prompts.length,rows:Math.max(1,...e.prompts.map(e=>e.segments.length))},r)??fo(e,t))+n}function uo({prompts:e}){return Math.max(0,...e.flatMap(e=>[e.newlyFailing.length,e.newlyPassing.length]))}function fo(e,t){return W([`### ${h(se(e,t))}`,`The report is too long to be shown here: ${$(t)}.`])}function po(e){let{result:t,options:n}=e,r=`### ${h(se(t,n))}`,i=rt(kt(t),z.emoji);if(Be(t))return[r,i,...So(e),Co(t),wo(t),...Eo(e)];let a=M(t.prompts),o=a.filter(V);return[r,i,mo(t),t.verdict===`error`&&o.some(F)?`**Decided before it broke**`:``,...ho(o,e),...So(e),To(a.filter(e=>e.verdict===`pass`&&F(e)),e),Co(t),wo(t),Oo(t)]}function mo(e){let t=U(Ft(e,+(e.verdict===`error`)));return t===``||e.verdict===`error`?t:W([`${z.emoji} Not everything could be decided:`,t])}function ho(e,t){let{result:n,limits:r,options:i}=t,a=e.slice(0,r.failing),o=n.prompts.filter(F).length>1||n.verdict===`error`;return[...a.flatMap(e=>[o?`#### ${I[e.verdict].sign.emoji} ${h(Oe(e))}`:``,...go(e,t)]),it(e.length-a.length,{noun:`more prompt`,which:` with something wrong`,elsewhere:$(i)})]}function go(e,t){let{result:n,options:r,limits:i,block:a}=t,o=[...ot(e),...r.full?ct(e):[]];return[h(K(e,n.policy)),F(e)?Vn(e,i.rows):``,_o(e,t),vo(e,i.rows),yo(e,n),r.full&&F(e)?H([`Cost of each segment`],[Yn(e,i.rows)]):``,...o.map(e=>lt(e,{...i,block:a,elsewhere:$(r)})),xo(e),bo(e,t)]}function _o(e,{limits:t,options:n}){return it(e.segments.length-t.rows,{noun:`more segment`,elsewhere:$(n)})}function vo(e,t){let n=Ht(e.segments,72);return n.length>1?r(n.slice(0,Math.min(t,40)+1).join(`
`)):``}function yo(e,t,n=!1){let r=St(e,t.policy);return!r||!e.cost?``:`**Cost**${n?` of ${h([C(e.path)])}`:``} ${_e[e.cost.label].sign.emoji} ${h(r)}`}function bo(e,{result:t,limits:n}){let r=gt(e,t.policy);if(r.length===0)return``;let{heads:i,rows:a}=bt(e),o=i.map((e,t)=>({head:e,align:t===0?`left`:`right`})),s=[...a.slice(0,Math.min(n.rows,a.length-1)),...a.slice(-1)];return H([`How sure is this?`],[U(r.slice(0,Math.max(1,n.rows))),tt(o,s.map(e=>e.map(e=>[e])))])}function xo(e){if(e.errors.length===0)return``;let t=/* @__PURE__ */ new Map;for(let{kind:n,message:r}of e.errors)t.set(n,{count:(t.get(n)?.count??0)+1,message:r});let n=[...t].slice(0,10).map(([e,{count:t,message:n}])=>[C(e),`, ${E(t,`time`)}: `,n.slice(0,300)]);return H([`${E(e.errors.length,`answer`)} did not come`],[U(n)])}function So({result:e,limits:t}){return(e.portfolioPlans??[]).map(e=>{let{title:n,lead:i,bars:a,table:o,risks:s}=oe(e),c=o.heads.map(e=>({head:e,align:`left`}));return W([`**${h(n)}**`,U(i),r(a.join(`
`)),tt(c,o.rows.slice(0,Math.max(3,t.rows))),H([`What could go wrong, and what it rests on`],[U(s)])])})}function Co(e){let t=Yt(e);return t.length===0?``:W([`**${Jt}**`,U(t)])}function wo(e){return U(En(e))}function To(e,t){if(e.length===0)return``;let{result:n,limits:r,options:i}=t,{sign:a,text:o}=It(e,n.policy),s=[`${a.emoji} `,...o],c=e.slice(0,r.passing),l=it(e.length-c.length,{noun:`prompt`,which:` that does not block`,elsewhere:$(i)});if(c.length===0)return W([`${h(s)}.`,l]);let u=c.flatMap(e=>Do(e,t));return H(s,[Hn(c,r.rows),...u,l])}function Eo(e){let{result:t,limits:n,options:r}=e,i=t.prompts.filter(F);if(i.length===0)return[Oo(t)];let a=i.slice(0,n.passing),[o]=a,s=a.map(e=>yo(e,t,i.length>1)),c=new Map(a.flatMap(e=>gt(e,t.policy)).map(e=>[y(e),e]));return[H([`Segments, cost and what ran`],[i.length>1?Hn(a,n.rows):o?Vn(o,n.rows):``,it(i.length-a.length,{noun:`more prompt`,elsewhere:$(r)}),...s,U([...c.values()].slice(0,n.rows)),U([...At(t),...In(t).slice(0,n.passing),Pn(t)])]),...a.flatMap(t=>Do(t,e))]}function Do(e,{limits:t,block:n,options:r}){let i=r.full||Ce(e);return[...ot(e),...i?ct(e):[]].map(({title:i,cases:a})=>lt({title:[C(e.path),`: `,...i],cases:a},{...t,block:n,elsewhere:$(r)}))}function Oo(e){let t=e.usage.trials>0?[...In(e).slice(0,20),Pn(e)]:[],n=[...At(e),...t];return n.length>0?H([`What ran`],[U(n)]):``}function $({resultLocation:e,resultUrl:t}){let n=e??`the result JSON`;return`see ${t?at(n,t):h([n])}`}const ko=1e6;function Ao(e,t={}){let n=n=>lo(e,{...t,budget:n,full:!0}),r=n(ko),i=Buffer.byteLength(r);return i<=ko?r:n(Math.floor(ko/i*ko*.95))}export{Fa as a,Ei as c,ai as d,ri as f,Va as i,wi as l,lo as n,Fi as o,Ha as r,Pi as s,Ao as t,Ti as u};