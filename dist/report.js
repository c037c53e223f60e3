import{o as e,t}from"./rolldown-runtime.js";import{$ as n,f as r,i,l as a,nt as o,o as s,p as c,r as l,s as u}from"./basics.js";import{$ as d,$n as f,$t as p,A as m,An as h,At as ee,B as te,Bt as ne,Cn as g,Ct as re,Dn as ie,Dt as ae,En as oe,Et as se,F as ce,Ft as _,G as le,H as ue,I as de,It as v,J as fe,K as pe,L as me,Lt as he,Mn as ge,Mt as _e,Nt as ve,On as ye,Ot as be,P as xe,Pn as Se,Pt as y,Q as Ce,Qt as we,R as Te,Rt as Ee,Sn as b,St as De,Tn as x,Tt as Oe,U as ke,V as Ae,W as je,X as Me,Y as Ne,Z as Pe,_n as S,_t as Fe,an as C,at as w,bn as Ie,bt as Le,cn as T,cr as Re,ct as ze,dn as Be,dt as E,en as Ve,et as D,f as O,fn as k,ft as He,gn as Ue,gt as We,ht as Ge,in as Ke,jn as qe,jt as Je,kn as Ye,kt as Xe,lr as Ze,lt as Qe,mn as $e,mr as et,mt as tt,nn as A,on as j,ot as nt,p as rt,pn as M,pr as it,pt as at,q as N,rn as P,rt as ot,sn as F,st,tn as I,un as L,ut as ct,vn as lt,vt as ut,wn as dt,wt as ft,xn as R,xt as pt,yn as mt,yt as ht,z as gt,zt as z}from"./start.js";import{Ct as _t}from"./assertions.js";import{F as vt,I as yt,L as bt,P as xt}from"./comparison.js";import{gt as St}from"./policy.js";import{a as Ct,i as wt,n as Tt,o as B,r as Et,s as V}from"./dashboard.js";function H({verdict:e}){return e===`block`||e===`error`}function Dt(e){return e.length}function Ot(e,t){let n=t||{},r=(n.align||[]).concat(),i=n.stringLength||Dt,a=[],o=[],s=[],c=[],l=0,u=-1;for(;++u<e.length;){let t=[],r=[],a=-1;for(e[u].length>l&&(l=e[u].length);++a<e[u].length;){let o=kt(e[u][a]);if(n.alignDelimiters!==!1){let e=i(o);r[a]=e,(c[a]===void 0||e>c[a])&&(c[a]=e)}t.push(o)}o[u]=t,s[u]=r}let d=-1;if(typeof r==`object`&&`length`in r)for(;++d<l;)a[d]=At(r[d]);else{let e=At(r);for(;++d<l;)a[d]=e}d=-1;let f=[],p=[];for(;++d<l;){let e=a[d],t=``,r=``;e===99?(t=`:`,r=`:`):e===108?t=`:`:e===114&&(r=`:`);let i=n.alignDelimiters===!1?1:Math.max(1,c[d]-t.length-r.length),o=t+`-`.repeat(i)+r;n.alignDelimiters!==!1&&(i=t.length+i+r.length,i>c[d]&&(c[d]=i),p[d]=i),f[d]=o}o.splice(1,0,f),s.splice(1,0,p),u=-1;let m=[];for(;++u<o.length;){let e=o[u],t=s[u],r=n.fillRows===!1?Math.max(1,o[u===1?0:u].length):l;d=-1;let i=[];for(;++d<r;){let o=e[d]||``,s=``,l=``;if(n.alignDelimiters!==!1){let e=c[d]-(t[d]||0),n=a[d];if(n===114)s=` `.repeat(e);else if(n===99){let t=e/2;e%2?(s=` `.repeat(t+.5),l=` `.repeat(t-.5)):(s=` `.repeat(t),l=s)}else l=` `.repeat(e)}n.delimiterStart!==!1&&!d&&i.push(`|`),n.padding===!1||n.alignDelimiters===!1&&o===``||n.delimiterStart===!1&&!d||i.push(` `),n.alignDelimiters!==!1&&i.push(s),i.push(o),n.alignDelimiters!==!1&&i.push(l),n.padding!==!1&&i.push(` `),(n.delimiterEnd!==!1||d!==r-1)&&i.push(`|`)}m.push(n.delimiterEnd===!1?i.join(``).replace(/ +$/,``):i.join(``))}return m.join(`
`)}function kt(e){return e==null?``:String(e)}function At(e){let t=typeof e==`string`?e.codePointAt(0):0;return t===67||t===99?99:t===76||t===108?108:t===82||t===114?114:0}function U(e,t){let n=t.map(e=>e.map(jt));return Ot([e.map(({head:e})=>e),...n],{align:e.map(({align:e})=>e===`right`?`r`:``),alignDelimiters:!1})}function jt(e){return C(e).replace(/\|/g,`\\|`)}function W(e,t){return`<details><summary>${Ke(e)}</summary>\n\n${q(t)}\n\n</details>`}function Mt(e,t){return e.map(e=>`> ${t} ${C(e)}`).join(`
>
`)}function G(e){return e.map(e=>`- ${C(e)}`).join(`
`)}function K(e,{noun:t,which:n=``,elsewhere:r}){return e>0?`${L(e,t)}${n} left out here: ${r}.`:``}function q(e){return e.filter(e=>e!==``).join(`

`)}function Nt(e,t){return/^https:\/\/[\w.:/?&=%#~+-]+$/.test(t)?`[${e}](${t})`:e}function Pt(e,t){let{verdict:n,chosen:r}=e;if(r)return{sign:Pe,words:`not tested`,likeVerdict:null};if(!E(t)||n===`invalid`)return{sign:Me[n],words:n,likeVerdict:n};if(n===`regression`)return{sign:le,words:`too low`,likeVerdict:`regression`};let i=Ge(t);return ct(e)?{sign:D,words:i,likeVerdict:`invalid`}:{sign:t.change===`added`?Ne:Pe,words:i,likeVerdict:null}}function Ft(e,t){if(e.chosen||E(t))return Pt(e,t);let n=t.reasons.some(e=>e.kind===`overall-regression`),r=n?`regression`:e.verdict;return n||r===`improved`?{sign:Me[r],words:r,likeVerdict:r}:null}const It=[{head:`segment`,align:`left`},{head:`change,\xA095\xA0%\xA0CI`,align:`left`},{head:`verdict`,align:`left`},{head:`baseline`,align:`right`},{head:`candidate`,align:`right`},{head:`lost\xA0/\xA0won`,align:`right`},{head:`adjusted\xA0p`,align:`right`}];function Lt(e,t){return U(It,zt(e,t))}function Rt(e,t){let n=e.flatMap(e=>zt(e,t).map(t=>[...t,[A(e.path)]]));return U([...It,{head:`prompt`,align:`left`}],n)}function zt(e,t){let n=y(e.segments).slice(0,t),r=Ee(n.map(({name:e})=>e),30),i=n.map(t=>Bt(t,Pt(t,e),{code:r.get(t.name)??t.name})),{overall:a}=e;return a?[...i,Bt(a,Ft(a,e),F(`overall`))]:i}function J({name:e}){return{code:he(e,30)}}function Bt(e,t,n){let[r,i,a,o,,s]=Ht(e),c=e.missing>0?` (${M(e.missing)} missing)`:``,l=[a,t?.words??``,r,i,o,s];return[[t?`${t.sign.emoji}\u00a0`:``,n,Vt(c)],...l.map(e=>[Vt(e)])]}function Vt(e){return e.replaceAll(` `,`\xA0`)}function Ht(e){let{baseline:t,candidate:n,cases:r,losses:i,wins:a,z:o,adjustedPValue:s}=e,c=t!==null&&r>0,l=Ut(e);return[t&&t.n>0?x(t.rate):`—`,n.n>0?x(n.rate):`—`,Wt(e),c?`${M(i)} / ${M(a)}`:`—`,c&&l?Ye(o):`—`,l?Ie(s):`—`]}function Ut({baseline:e,candidate:t,cases:n,method:r,chosen:i}){return i?!1:e===null?t.n>0&&r!==`none`:n>0}function Wt({difference:e,interval:t}){return e===null?`—`:`${b(e)}${t?` (${g(t)})`:``}`}const Gt=[{head:`segment`,align:`left`},{head:`tokens a call`,align:`right`},{head:`change, 95\xA0% CI`,align:`left`},{head:`input`,align:`right`},{head:`output`,align:`right`},{head:`cached`,align:`right`},{head:`money per 1,000 calls`,align:`right`}];function Kt(e,t){let n=[...y(e.segments).slice(0,t),...e.overall?[e.overall]:[]];return U(Gt,n.map(t=>[[t===e.overall?F(`overall`):J(t)],...qt(t).map(e=>[Vt(e)])]))}function qt({cost:e}){let{baseline:t,candidate:n,ratio:r}=e,i=e=>`${t?`${e(t)} → `:``}${e(n)}`,a=r&&Number.isFinite(r.high)?` (${k(r.low,!1)} … ${k(r.high,!1)})`:``;return[i(e=>M(e.totalTokens)),r?`${k(r.ratio)}${a}`:`—`,i(e=>M(e.inputTokens)),i(e=>M(e.outputTokens)),i(e=>M(e.cachedInputTokens)),n.usd===null?`—`:i(e=>e.usd===null?`—`:mt(e.usd))]}function Y(e){let{explaining:t,others:n}=te(e),r=[...t,...n].map(({name:e})=>e),i=/* @__PURE__ */ new Set,a=r.map(t=>{let n=e.newlyFailing.filter(({id:e,segments:n})=>n.includes(t)&&!i.has(e));for(let{id:e}of n)i.add(e);let r=e.segments.length===1?[]:[` in `,J({name:t})];return{title:[`${L(n.length,`case`)} newly ${O(n.length,`fail`)}`,...r],cases:n}}),o=e.newlyFailing.filter(({segments:e})=>!e.some(e=>r.includes(e))),s=e.baseline?`newly ${O(o.length,`fail`)}`:O(o.length,`fail`),c=a.length>0?` elsewhere`:``,l={title:[`${L(o.length,`case`)} ${s}${c}${Jt(e)}`],cases:o};return[...a,l].filter(({cases:e})=>e.length>0).map(({title:e,cases:t})=>({title:e,cases:Je(t)}))}function Jt(e){return e.verdict!==`pass`||!e.baseline?``:[...e.segments,e.overall].some(e=>e?.unconfirmed)?`, which the baseline, asked anew, does not confirm`:Ae(e)?`, too few cases to tell it from chance`:`, not shown to be more than chance`}function Yt(e){let t=e.newlyPassing;return t.length===0?[]:[{title:[`${L(t.length,`case`)} newly ${O(t.length,`pass`)}`],cases:t}]}function Xt({critical:e,severe:t,baseline:n,candidate:r}){let i=r.trials>1&&n?[` · ${M(n.passes)} → ${M(r.passes)} of ${M(r.trials)} pass`]:[];return[...e?[` · ❗ critical`]:[],...t?[` · always passed, now always fails`]:[],...i]}function Zt({baseline:e,candidate:t},n){let r=t.failures.length>0||!e?t:e;return r.failures.slice(0,3).map(({type:e,reason:t})=>{let i=n&&r.answer!==null?Qt(t,r.answer):t;return[`✗ `,A(I(e,40)),` `,I(i,240)]})}function Qt(e,t){let n=t.length<24?-1:e.indexOf(t.slice(0,24));if(n<0)return e;let r=e.slice(0,n),i=r.replace(/; it was ["“«]$/,``);return i===r?`${r}…${/["”»]$/.exec(e)?.[0]??``}`:i}const $t=1e-4;function en(e){return e<$t?`less than once in ${M(1/$t)}`:e<=.1?`once in ${M(Number((1/e).toPrecision(2)))}`:`in ${M(Math.round(e*100))} of 100`}function tn(e){let t=[...e.segments,...e.overall&&e.segments.length>1?[e.overall]:[]],n=t.filter(({verdict:e,difference:t,unconfirmed:n})=>e!==`invalid`&&!n&&(t??0)<0).reduce((e,t)=>!e||rn(t,e)?t:e,null);if(!n)return t.every(nn)?[`No segment passes fewer cases than before.`]:[];let r=n.adjustedPValue,i=[`Chance alone shows `,...n===e.overall?[`all cases together this bad`]:e.segments.length>1?[`some segment as bad as `,J(n)]:[`cases this bad`],` ${en(r)} harmless edits (adjusted p\u00a0${R(r)})`];return n.verdict===`regression`?[...i,`.`]:[...i,`: too often to be called worse, which does not show that it is not.`]}function nn({verdict:e,difference:t,nothingToLose:n}){return e!==`invalid`&&!n&&t!==null&&t>=0}function rn(e,t){let n=e=>e.verdict===`regression`?0:1;return n(e)-n(t)<0||n(e)===n(t)&&e.adjustedPValue<t.adjustedPValue}function an(e,t,n=!1){let{policy:r}=t;if(!e.overall||e.overall.chosen)return[];if(!e.baseline)return sn(e,r);let i=e.segments.filter(e=>e.verdict===`inconclusive`),a=tn(e),o=[n&&a.length>0?[A(e.path),`: `,...a]:a,...i.map(t=>cn(t,ut(e,r,t.name)))],s=e.overall.ofFirstLook?[on]:[];return[...[...o,s].filter(e=>e.length>0),un(e,t)]}const on=`The figures over all cases are those of the first look: only some segments were asked further, which would tilt them.`;function sn(e,t){let{levels:n,segments:r}=e,i=We(e,t,r.map(({name:e})=>e));if(i===null)return[];let a=n?`, α ${Ue(r.length===1?n.segments:n.segments+n.overall)}`:``;return[[`Test: exact binomial against the ${i} of `,A(`gate.min-pass-rate`),`${a}. p is how often a prompt that passes ${i} would pass so few.`]]}function cn(e,t){let{minimumDetectableEffect:n,detectableBySuite:r,casesNeeded:i,families:a}=e;if(e.nothingToLose)return ln(e,t);if(n===null)return[];let o=`${`${L(e.cases,`case`)}${a===void 0||a===e.cases?``:` of ${L(a,`family`,`families`)}`}`} show a drop of ${dt(n)} points 4 times out of 5, and may miss a smaller one`,s=typeof r==`number`&&r<n?`; all cases of the suite, one of ${dt(r)} points`:``,c=i===null||t===null?``:` For ${dt(t)} points it needs ${L(i,`case`)}.`;return[J(e),`: ${o}${s}.${c}`]}function ln({name:e,baseline:t},n){let r=n===null?`no loss`:`no loss of more than ${dt(n)} points`;return[J({name:e}),`: the baseline passes ${x(t?.rate??0)}, so that ${r} can be seen, whatever the candidate answers.`]}function un(e,{policy:t,prompts:n}){let{gate:r}=ht(e,t),i=St[r.test??`proportions-z`],a=r.correction===`holm`?`Holm`:`min-P`,{levels:o,suite:s,segments:c,overall:l}=e,u=[`Test: ${i}`];c.length>1&&u.push(`${a} over ${L(c.length,`segment`)}`),o&&u.push(`α ${Ue(o.segments)} + ${Ue(o.overall)} (segments + overall)`);let d=n.filter(Qe).length;d>1&&u.push(at({prompts:n,policy:t})>0?`the α of ${d} prompts together`:`for each of ${d} prompts by itself`),s&&s.trials>1&&u.push(`${M(s.trials)} trials a case, the case being the unit`);let{families:f,cases:p=0}=l??{};f!==void 0&&f<p&&u.push(`${L(f,`family`,`families`)} of ${L(p,`case`)} being the units`);let m=c.length>1?` Each interval is one of 95\xA0% by itself, not adjusted for their number.`:``;return[`${u.join(`, `)}. One-sided: p is for “candidate worse”.${m}`]}function dn(e){let t=[`segment`,`z`,`p`,`adjusted p`,`two-proportion z`,`its p`,`Fisher p`,`detectable drop`],{segments:n,overall:r}=e,i=y(n).map(e=>[[J(e)],...fn(e)]);return{heads:t,rows:r?[...i,[[F(`overall`)],...fn(r)]]:i}}function fn(e){let{twoProportion:t}=e,n=e.nothingToLose?null:e.minimumDetectableEffect,r=Ut(e);return[e.baseline&&r?Ye(e.z):`—`,r?Ie(e.pValue):`—`,r?Ie(e.adjustedPValue):`—`,t&&r?Ye(t.z):`—`,t&&r?Ie(t.pValue):`—`,t&&r&&t.fisher!==null?Ie(t.fisher):`—`,n===null?`—`:`${dt(n)}\u00a0points`].map(e=>[e])}function pn(e,t){return e.segments.flatMap(e=>{let n=p({segments:[e]},t);if(n.length===0)return[];let r=n.flatMap((e,t)=>[...t===0?[]:[`; `],...hn(e),gn(e)]);return[` In `,A(I(e.name,40)),`: `,...r,`.`]})}function mn({of:e,segment:t}){return`${we[e]}, ${t}`}function hn({of:e,ratio:t,limit:n}){let r=`limit +${ie(n)}`;if(!t)return[`${we[e]} (${r})`];let i=t.high===null?``:`CI ${k(t.low,!1)} to ${k(t.high,!1)}; `;return[F(k(t.ratio)),` ${we[e]} (${i}${r})`]}function gn({label:e,tooFew:t,ratio:n,limit:r,cases:i,families:a,casesOf:o}){return e===`exceeded`?`, over the limit${o===`base`?`, over the cases that the base has too`:``}`:e===`paid-for`?`, paid for by its improvement`:e===`within`?`, within the limit`:t?`, not held against it: of ${Be(i,a)}, and it takes 30`:n?n.ratio>1+r?`, above the limit but not surely, so that it does not block`:``:`, not known`}const _n=`This is over the cases that the base has too: those that the pull request adds do not make up for them.`;function vn(e,t){let{cost:n}=e;if(!n)return null;let[r,i]=se(n),a=n.notes.slice(0,5).flatMap(e=>[` `,...T(e)]),o=n=>Sn(n,e,t);return[...yn(n,r,o(r)),...bn(n,{rule:i,judged:o(i),policy:ht(e,t)}),...wn(e,n),...n.casesOf===`base`?[` ${_n}`]:[],...pn(e,`cost`),...a]}function yn(e,t,n){let{baseline:r,candidate:i}=e.comparison;if(!r)return[`${M(i.totalTokens)} tokens a call.`];let a=`${M(r.totalTokens)} → ${M(i.totalTokens)} tokens a call`;return t.ratio?[a,...xn(t),...n,`.`]:[`${a}.`]}function bn({comparison:e,monthlyUsd:t,promptCache:n,withCache:r},{rule:i,judged:a,policy:o}){let s=e.baseline?.usd??null,c=e.candidate.usd;if(c===null)return[];let l=`${s===null?``:`${mt(s)} → `}${mt(c)} per 1,000 calls`,u=o.cost.callsPerMonth??null,d=t===null?``:`, ${lt(t)} a month`,f=Math.abs(n?.usdPerDay??0)>=.01,p=d&&f?` without the provider's cache`:``,m=`${d}${d&&u?` at ${ye(u)}`:``}${p}`;if(!i.ratio)return[` ${l}${m}.`];let h=s!==null&&Math.abs(c/s/i.ratio.ratio-1)<.005,ee=r?`, with what the edit takes from the provider's cache`:h?``:` at the full price`;return[` ${l}`,...xn(i,ee),...a,`${m}.`]}function xn({ratio:e,limit:t},n=``){if(!e)return[];let r=e.high<Number.MAX_VALUE?`, CI ${k(e.low,!1)} to ${k(e.high,!1)}`:``,i=t===null?`no limit`:`limit +${ie(t)}`;return[` (`,F(k(e.ratio)),`${n}${r}; ${i})`]}function Sn(e,t,n){if(ae(e))return[Cn(e,t)];switch(e.label){case`exceeded`:return[ht(t,n).cost.unlessImproved!==!1&&ee(t).length===0?` and no segment improved to pay for it`:`, over the limit`];case`paid-for`:return[`, paid for by `,...Xe(t)];case`within`:return[`, within the limit`];default:return[]}}function Cn({ratio:e,limit:t},{overall:n}){let{low:r,high:i}=e??{low:0,high:0};if(r<=1+(t??0)&&Number.isFinite(i))return`, above the limit but not surely: the interval reaches below it, so that it does not block`;let{cases:a=0,families:o}=n??{};return`, above the limit, but ${Be(a,o)} ${a===1?`is`:`are`} too few to block: it takes 30`}function wn({baseline:e,candidate:t},n){if(!be(n))return[];let r=[...n.comparison.baseline?.usd===null?[e?.model]:[],...n.comparison.candidate.usd===null?[t?.model]:[]],i=[...new Set(r.flatMap(e=>e??[]))];return i.length===0?[` The limit of money judges nothing: the baseline costs nothing.`]:[` The limit of money judges nothing: the price of `,...P(i.map(A)),` is not known.`]}function Tn(e){let{latency:t}=e,n=pn(e,`latency`);if(!t)return n.length>0?[`not measured over all cases.`,...n]:null;let[r,i]=De(t);return[...En(r),`; `,...En(i),`; of ${L(t.pairs,`case`)} that one run asked of both versions.${t.casesOf===`base`?` ${_n}`:``}`,...n]}function En({of:e,baselineMs:t,candidateMs:n,ratio:r,low:i,high:a,limit:o,label:s}){let c=o===null?`no limit`:`limit +${ie(o)}`;return[`${e} ${Dn(t)} → ${Dn(n)} (`,F(k(r)),`, ${On(i,a)}; ${c})${kn({ratio:r,limit:o,label:s})}`]}function Dn(e){return e<999.5?`${Math.round(e)}\u00a0ms`:$e(e)}function On(e,t){return t===null?e>0?`CI from ${k(e,!1)} on`:`too few cases for an interval`:`CI ${k(e,!1)} to ${k(t,!1)}`}function kn({ratio:e,limit:t,label:n}){return t===null?``:n===`exceeded`?`, over the limit`:n===`within`?`, within the limit`:e>1+t?`, above the limit but not surely, so that it does not block`:``}function An(e){return Mn([...Nn(e,`alarm`),...Nn(e,`notice`)])}function jn(e){return Mn(Nn(e,`fact`))}function Mn(e){return h(e,8,e=>[`${L(e,`more notice`)} in the result JSON.`])}function Nn({notices:e,prompts:t},n){let r=e=>e.gravity===n;return[...e.filter(r).map(({text:e})=>T(e)),...Pn(t.map(({path:e,notices:t})=>({path:e,notices:t.filter(r)})))]}function Pn(e){let t=/* @__PURE__ */ new Map;for(let{path:n,notices:r}of e)for(let{text:e}of r)t.set(e,(t.get(e)??/* @__PURE__ */ new Set).add(n));return[...t].map(([t,n])=>n.size===e.length?T(t):[...Fn([...n]),`: `,...T(t)])}function Fn(e){let t=e.slice(0,5).flatMap((e,t)=>[...t>0?[`, `]:[],A(e)]),n=e.length-5;return n>0?[...t,` and ${n} more`]:t}function In({errors:e},t=0){let n=e.slice(t).map(({message:e,place:t,remedy:n})=>{let r=[e,n].filter(Boolean).join(` `),i=T(I(r,500));return{sentence:r,text:t?[A(t),`: `,...i]:i}}),r=rt(n,{sentenceOf:({sentence:e})=>e,more:e=>({sentence:``,text:[`${L(e,`more problem`)} of the same kind in the result JSON.`]})}).map(({text:e})=>e);return h(r,10,e=>[`${L(e,`more problem`)} in the result JSON.`])}function Ln(e){return`${L(e.length,`answer`)} did not come: ${Rn(e)}`}function Rn(e){return[`candidate`,`baseline`].map(t=>({arm:t,count:e.filter(e=>e.arm===t).length})).filter(({count:e})=>e>0).map(({arm:e,count:t})=>`${M(t)} of the ${e}`).join(`, `)}function zn(e){if(e.length===0)return[];let t=e.map(({name:e,missing:t,cases:n,missingBy:r})=>`${M(t)} of ${M(t+n)} in ${I(e,60)}${r?Bn(r):``}`);return[`Pairs of answers that did not come: `,...P(t),`.`]}function Bn({baseline:e,candidate:t,both:n}){let r=[{count:t,what:`the candidate’s alone`},{count:e,what:`the baseline’s alone`},{count:n,what:`both`}].filter(({count:e})=>e>0);return r.length===0?``:` (${r.map(({count:e,what:t})=>`${M(e)} ${t}`).join(`, `)})`}function Vn(e,t){let n=e.filter(Qe),r=n.filter(e=>!Ae(e)),i=n.filter(Ae),a=e.filter(E),o=r.flatMap(e=>e.segments),s=o.filter(ue),c=o.filter(nt),l=[...r.length>0?[[`no regression shown in `,...Un(r)]]:[],...c.length>0?[st(c,o,r)]:[],...s.length>0?[je(s,o)]:[],...i.length>0?[[`nothing could be told of `,...Un(i)]]:[],...ke(a,t)];return{sign:Hn(e),text:l.flatMap((e,t)=>t===0?e:[`; `,...e])}}function Hn(e){return e.some(ze)||e.some(({segments:e})=>e.some(nt))?D:e.some(e=>Qe(e)&&!Ae(e))?fe:e.some(e=>E(e)&&!_e(e))?Ne:Pe}function Un(e){return P(e.map(({path:e})=>A(e)))}const Wn=[1,2,5,10,20,25,50];function Gn(e,t=7){let n=e.flatMap(({interval:e,difference:t})=>[...e??[],t??0]).filter(Number.isFinite).map(e=>e*100),r=Math.max(-100,n.reduce((e,t)=>Math.min(e,t),0)),i=Math.min(100,n.reduce((e,t)=>Math.max(e,t),0));return Wn.map(e=>({low:Math.min(-1,Math.floor(r/e))*e,high:Math.max(1,Math.ceil(i/e))*e,step:e})).find(e=>Kn(e).length<=t)??{low:-100,high:100,step:100}}function Kn({low:e,high:t,step:n}){let r=Math.ceil(e/n),i=Math.floor(t/n)-r+1;return Array.from({length:Math.max(0,i)},(e,t)=>(r+t)*n+0)}function qn(e,{scale:{scale:t,nameWidth:n,names:r},most:i=1/0}){let a=Jn(e);if(a.length===0)return[];let o=a.filter((t,n)=>n<i||t===e.overall).map(i=>{let a=r.get(i.name)??i.name,o=i===e.overall?$n.overall:$n.segment;return`${a}${` `.repeat(n-z(a)+Xn)}${tr(i,t,o)}`.trimEnd()});return[er(t,n+Xn),...o]}function Jn({segments:e,overall:t}){return[...y(e),...t&&e.length>1?[t]:[]].filter(({interval:e})=>e!==null)}function Yn(e,t){let n=e.flatMap(Jn),r=Ee(n.map(({name:e})=>e),Math.floor(t/3)),i=[...r.values()].reduce((e,t)=>Math.max(e,z(t)),Qn.length),a=Math.max(20,t-i-Xn),o=Gn(n,Math.max(3,Math.min(Zn,Math.floor(a/4)))),s=(o.high-o.low)/o.step;return{scale:{axis:o,perStep:Math.max(2,(a-2)/s)},nameWidth:i,names:r}}const Xn=3,Zn=7,Qn=`points`,$n={segment:`●`,overall:`◆`};function X(e,{axis:t,perStep:n}){let r=Math.min(t.high,Math.max(t.low,e));return Math.round((r-t.low)/t.step*n)}function er(e,t){let n=[...Qn];for(let r of Kn(e.axis)){let i=r===0?`0`:b(r/100),a=t+X(r,e)-Math.floor(i.length/2);for(;n.length<a;)n.push(` `);n.push(...i)}return n.join(``)}function tr(e,t,n){let r=Array.from({length:X(t.axis.high,t)+1},()=>` `),i=X(0,t);r[i]=`│`;let{interval:a,difference:o}=e;if(!a)return r.join(``);let[s,c]=[X(a[0]*100,t),X(a[1]*100,t)];for(let e=s;e<=c;e++)r[e]=e===i?`┼`:`─`;return r[s]=`├`,r[c]=`┤`,o!==null&&(r[X(o*100,t)]=n),r.join(``)}const nr=`Once this is merged`;function rr({prompts:e,registryPlan:t}){let n=[...e.map(ir).filter(e=>e.length>0),...t?lr(t):[]];return h(n,20,e=>[`${L(e,`more line`)} in the result JSON.`])}function ir({path:e,change:t,becomes:n}){if(!n)return[];let{name:r,version:i,part:a,because:o,known:s,onMain:c}=n,l=[A(r),` ${I(i)}`];if(s&&i===c)return t===`suite`?[]:[A(e),` stays `,...l,`: what is asked is the same.`];if(s)return[A(e),` is `,...l,` again.`,...ar(n)];let u=a===null?[` (the first version)`]:[` (${I([a,o.join(`, `)].filter(Boolean).join(`: `),400)})`];return[A(e),` becomes `,...l,...u,`.`,...ar(n)]}function ar({name:e,version:t,environments:n}){return n.flatMap(n=>{let{name:r,serves:i,needs:a}=n;if(i.length===1&&i[0]===t)return[` `,A(r),` serves it already.`];let o=i.length===0?` (nothing now)`:` (${I(i.slice(0,5).join(`, `))} now)`;return[` `,A(r),o,...or(a,{name:e,version:t,where:r}),`.`]})}function or(e,{name:t,version:n,where:r}){let i=e.map(sr).filter(e=>e.length>0);if(i.length>0)return[` does not take it: `,...mr(i)];let a=e.map(cr).filter(e=>e.length>0),o=a.length===0?[]:[` once `,...mr(a)];if(e.some(({kind:e})=>e===`by-hand`)){let e={code:I(`promote ${t}@${n} --to ${r}`,160)};return[` is given it by hand`,...o,`: `,e]}return[` serves it`,...a.length>0?o:[` with the next `,A(`record`)]]}function sr(e){switch(e.kind){case`archived`:return[`it is archived`];case`held`:return[e.version===null?`the prompt is held there`:`it is held there`,e.until===null?``:` until ${I(e.until)}`];case`pinned-model`:return[`its model is not pinned to a dated snapshot`];case`min-pass-rate`:return[`nothing serves there to compare it with, and `,A(`gate.min-pass-rate`),` is off`];case`cases`:return[`its suite has ${L(e.has,`case`)}, and ${e.asked} are asked for`];default:return[]}}function cr(e){switch(e.kind){case`soak`:return[`it served `,A(e.in),` for ${gr(e.forMs)}`];case`evidence`:return[`its answers on main are enough`];default:return[]}}function lr(e){let{environments:t,keys:n,publish:r}=e;return[...ur(e),...t.added.map(({name:e,rules:t})=>[A(e),` is a new environment: `,...hr(t.map(A)),`.`]),...t.removed.map(({name:e,serves:t})=>{let n=t.flatMap(({prompt:e,versions:t})=>t.map(t=>A(`${e} ${t}`))),r=n.length>0?[`, and it goes on serving `,...P(n,5)]:[];return[A(e),` is no environment any more: nothing is promoted there`,...r,`.`]}),...t.changed.map(({name:e,changes:t})=>{let n=t.map(({setting:e,from:t,to:n})=>[A(e),` from `,A(t),` to `,A(n)]);return[A(e),`: `,...mr(n),`.`]}),...t.last?[[`The last environment, by which versions are called active, is `,A(t.last.to),` instead of `,A(t.last.from),`.`]]:[],...pr(`promotion key`,n.promotion,20),...pr(`pointer key`,n.pointer,20),...pr(`destination`,r),...e.promotions.map(dr),...e.tooFewCases.map(({environment:e,asked:t,prompt:n,has:r})=>{let i=`${L(r,`case`)}: its versions would be refused there.`;return[A(e),` asks for ${t} cases, and the suite of `,A(n),` has ${i}`]})]}function ur({change:e}){return e===`added`?[[`The registry begins: the first `,A(`record`),` gives every prompt of main its version 1.0.0 where there is no log yet.`]]:[]}function dr({environment:e,prompt:t,version:n,outcome:r,missing:i,evidence:a,trips:o=[]}){let s={promoted:` will serve `,waits:` waits for `,refused:` is not promoted to `,pending:` waits for evidence before `},c=i.length>0?`: ${I(i.join(` `),400)}`:a?` (${fr(a)}).`:`.`,[l]=o,u=l?[` A guard tripped on it there: `,A(l.metric),`, `,l.at.slice(0,10),`.`]:[];return[A(t),` ${I(n)}`,s[r],A(e),c,...u]}function fr({verdict:e,cases:t,against:n,at:r}){let i=n===null?`by its own pass rate`:`against ${I(n)}`;return`${e} on ${L(t,`case`)} ${i}${r===null?``:`, of ${r.slice(0,10)}`}`}function pr(e,{added:t,removed:n},r){let i=(t,n)=>{if(t.length===0)return[];let i=t.map(e=>A(r===void 0?e:e.slice(0,r)));return[[`${L(t.length,e)} ${n}: `,...P(i,5),`.`]]};return[...i(t,`added`),...i(n,`removed`)]}function mr(e){return e.flatMap((t,n)=>[...n===0?[]:n===e.length-1?[` and `]:[`, `],...t])}function hr(e){return e.flatMap((e,t)=>t===0?[e]:[`, `,e])}function gr(e){let t=e/36e5;return Number.isInteger(t)?t>=48&&t%24==0?`${t/24} days`:L(t,`hour`):e%6e4==0?`${e/6e4} min`:`${e/1e3} s`}function _r(e,t){if(!_(e))return Pr(e);if(!e.baseline)return jr(e,t);let n=ve(e),{explaining:r,others:i}=te(e),a=r.slice(0,3),o=n.length>3&&n.length===e.segments.length,s=a.flatMap(t=>[...vr(t,e),` `]),c=Cr(e)&&n.length===0?Sr(e):[];return Fr([...o?[`All ${L(n.length,`segment`)} get worse; the worst are these. `]:[],...s,...i.length>0?xr(r,e):[],...c,...wr(e),...Or(e,o?n:a),...Ar(e)])}function vr(e,t){return[...yr(t.segments.length===1?`The candidate`:J(e),e,t.suite?.trials??1),` `,...br(e)]}function yr(e,t,n){let{baseline:r,candidate:i,difference:a,interval:o}=t,s=n>1?`${x(i.rate)} of ${L(i.n,`answer`)} to ${L(t.cases,`case`)}`:`${M(i.passes)} of ${L(i.n,`case`)}`,c=r&&(n>1?x(r.rate):M(r.passes)),l=[...o?[`95\u00a0% CI ${g(o,` to `)}`]:[],`adjusted p\u00a0${R(t.adjustedPValue)}`];return[e,` passes ${s}${c?`, down from ${c}`:``}`,...a===null?[]:[`: `,F(`${b(a)} points`)],` (${l.join(`, `)}).`]}function br({losses:e,wins:t}){return[`${`${L(e,`case`)} newly ${O(e,`fail`)}`}, ${M(t)} newly ${O(t,`pass`)}.`]}function xr(e,{segments:t}){return[`All cases that newly fail in segments that get worse are in `,...tt(e,t),`. `]}function Sr(e){return e.overall?[...yr(`Over all cases the candidate`,e.overall,e.suite?.trials??1),` `,...br(e.overall),` `]:[]}function Cr(e){return e.reasons.some(e=>e.kind===`overall-regression`)}function wr({reasons:e}){return[`critical-case`,`critical-case-unanswered`].flatMap(t=>{let n=e.filter(e=>e.kind===t).map(({caseId:e=``})=>A(e));if(n.length===0)return[];let r=t===`critical-case`?`always ${O(n.length,`fail`)}`:`${n.length===1?`has`:`have`} no answer`;return[`The critical ${n.length===1?`case`:`cases`} `,...P(n),` always passed and now ${r}. `]})}const Tr={worse:{one:`gets worse too`,many:`get worse too`,only:``},improved:{one:`improves`,many:`improve`,only:`The candidate improves.`},noWorse:{one:`is no worse`,many:`are no worse`,only:`The candidate is no worse.`},noChange:{one:`shows no change`,many:`show no change`,only:`No change of quality is shown.`},inconclusive:{one:`cannot be told`,many:`cannot be told`,only:`Whether quality changed cannot be told.`},invalid:{one:`could not be judged`,many:`could not be judged`,only:`The candidate could not be judged.`}};function Er({verdict:e,difference:t,interval:n}){switch(e){case`regression`:return Tr.worse;case`pass`:return Math.abs(t??0)<=.05&&!Dr(n)?Tr.noChange:Tr.noWorse;default:return Tr[e]}}function Dr(e){return e!==null&&(e[0]>0||e[1]<0)}function Or({segments:e},t){let n=e.filter(e=>!t.includes(e)),[r]=n;if(e.length===1)return r&&Er(r).only!==``?[Er(r).only]:[];let i=Object.values(Tr).map(e=>({fate:e,of:n.filter(t=>Er(t)===e)})).filter(({of:e})=>e.length>0).flatMap(({fate:t,of:n},r)=>[...r===0?[]:[`, `],...r===0?kr(tt(n,e)):tt(n,e),` ${n.length===1?t.one:t.many}`]);return i.length>0?[...i,`.`]:[]}function kr([e=``,...t]){return[typeof e==`string`?Ve(e):e,...t]}function Ar({segments:e}){let t=e.filter(e=>e.verdict===`invalid`&&e.missing>0);return t.length===0?[]:[` `,...zn(t)]}function jr(e,t){let{overall:n}=e;if(!n)return[];let{passes:r,n:i,rate:a}=n.candidate;return[A(e.path),` ${e.change===`added`?`is new and`:`cannot be run at the base, so it`} has nothing to be compared with: it passes ${M(r)} of ${M(i)} (`,F(x(a)),`).`,...Nr(e,t),...Mr(e,t)]}function Mr(e,t){let n=He(e),r=(n??[]).map(({name:e})=>e),i=We(e,t,r);if(n===null||i===null)return[];let a=n.length>0?n:e.overall?[e.overall]:[],o=Math.min(...a.map(({adjustedPValue:e})=>e)),s=e.segments.length>1&&n.length>0?[` in `,...tt(n,e.segments)]:[],c=Fe(e,t,r)?[`. That blocks, since `,A(`gate.on-inconclusive`),` says so`]:[`. That is reported and does not block: only a rate that is shown to be below does`];return[` It is not shown to reach `,F(i),...s,`, which the policy asks for`,...c,` (adjusted p\u00a0${R(o)}: how often a prompt that passes ${i} would pass so few).`]}function Nr(e,t){let{reasons:n,segments:r}=e,i=n.filter(e=>e.kind===`below-min-pass-rate`),a=i.map(({segment:e=`all cases`})=>F(I(e,60)));if(a.length===0)return[];let o=We(e,t,i.flatMap(({segment:e=`overall`})=>e===`overall`?[]:[e]));return[` The policy asks for `,o===null?`more`:F(o),...r.length>1?[` in `,...P(a)]:[],`.`]}function Pr(e){let t=A(e.path);if(e.verdict===`error`)return[t,` was not judged.`];switch(e.change){case`deleted`:return[t,` is deleted.`];case`suite`:return[`Only the suite of `,t,` changed; nothing was run.`];default:return[t,` was not run.`]}}function Fr(e){let t=e.at(-1);return typeof t==`string`&&t.trim()===``?e.slice(0,-1):e}function Ir(e){let t=e.prompts.flatMap(t=>[Lr(t,e),Rr(t)]).filter(e=>e.length>0);return h(t,10,e=>[`${L(e,`more remark`)} in the result JSON.`])}function Lr(e,t){if(_(e)&&!e.baseline)return H(e)?[]:_r(e,t.policy);switch(e.change){case`deleted`:case`suite`:return!H(e)&&!_(e)&&t.prompts.length>1?_r(e,t.policy):[];case`renamed`:return e.baseline?[A(e.path),` was `,A(e.baseline.path),`.`]:[];case`policy`:return[A(e.path),` is asked otherwise by the policy (`,...P(e.because.map(A)),`).`];case`include`:return[A(e.path),` changes through `,...P(e.because.map(A)),`.`];default:return[]}}function Rr({path:e,verdict:t,newlyFailing:n}){let r=t===`pass`?n.filter(e=>e.severe):[];if(r.length===0)return[];let i=r.map(({id:e,description:t})=>A(t??e));return[A(e),`: `,...P(i),` always passed and now always ${O(r.length,`fail`)}.`]}function zr(e){return e?[e.model,...e.otherModels??[]]:[]}function Br(e){return e.flatMap((e,t)=>t===0?[A(e)]:[`, `,A(e)])}function Vr(e){let{baseline:t,candidate:n,suite:r}=e,[i,a]=[zr(t),zr(n)],o=i.length>0&&a.length>0&&i.join()!==a.join()?[...Br(i),` → `,...Br(a)]:Br(a.length>0?a:i),s=t&&n&&t.path!==n.path?[`, was `,A(t.path)]:[],c=[...t?[`, baseline `,A(Yr(t.sha256))]:[],...n?[`, candidate `,A(Yr(n.sha256))]:[],...r?[`, suite `,A(r.path),` `,A(Yr(r.sha256))]:[],...(e.judges??[]).flatMap(e=>[`, judged by `,A(e)])],l=r&&r.sampled<r.cases?` (${M(r.sampled)} of ${L(r.cases,`case`)})`:``;return[A(e.path),s.length+o.length>0?`: `:``,...o,...s,...c,l]}function Hr(e){let{usage:t,base:n,head:r}=e,i=t.fromStore>0?` (${M(t.fromStore)} from the store)`:``,a=[`${L(t.trials,`trial`)}${i}`,...t.savedTrials?[`${M(t.savedTrials)} saved by stop-when-decided`]:[],`${L(t.errored,`error`)}${Ur(e)}`,$e(t.elapsedMs),...t.usd===null?[`price not known`]:[S(t.usd)],...t.judge?[Wr(t.judge)]:[]],o=n.mergeBase?[`Merge base `,A(n.mergeBase.slice(0,12)),`, head `,A(r.sha?.slice(0,12)??`working tree`),`; `]:[],s={code:I(Kr(e),600)};return[...o,`${a.join(`, `)}; `,s,` repeats it.`]}function Ur({prompts:e}){let t=Rn(e.flatMap(({errors:e})=>e));return t===``?``:` (${t})`}function Wr({calls:e,fromStore:t,usd:n}){let r=t>0?` (${M(t)} more from the store)`:``,i=n===null?`, price not known`:` for ${S(n)}`;return`judged in ${L(e,`call`)}${r}${i}`}function Gr(e){return e.prompts.filter(_).map(Vr)}function Kr({base:e,head:t,policySource:{path:r},offline:i,partial:a}){let o=e=>/^[\w.][\w./@-]*$/.test(e),s=o(e.ref)?e.ref:e.mergeBase,c=t.sha!==null&&t.ref!==t.sha?` --head ${o(t.ref)?t.ref:t.sha}`:``,l=r===`.github/prompt-eval-gate.yml`?``:` --config ${o(r)?r:Jr(r)}`;return`${n} gate${s?` --base ${s}`:``}${c}${l}${qr(a)}${i?` --offline`:``}`}function qr(e){if(!e)return``;let t=e=>/^[\w.][\w./@-]*$/.test(e)?e:Jr(e);return[...e.prompts.map(t),...e.segments.map(e=>`--segment ${t(e)}`),...e.cases.map(e=>`--case ${t(e)}`),...e.failing?[`--failing`]:[]].map(e=>` ${e}`).join(``)}function Jr(e){return`'${e.replaceAll(`'`,String.raw`'\''`)}'`}function Yr(e){return e.slice(0,12)}function Xr(e,t,n=1500){let[r,i]=[Qr(e,n),Qr(t,n)];return r.length+i.length>400?[...r.map(e=>Zr(`removed`,e)),...i.map(e=>Zr(`added`,e))]:yt(r,i).flatMap(({value:e,added:t,removed:n})=>e.map(e=>Zr(t?`added`:n?`removed`:`same`,e)))}function Zr(e,t){return{kind:e,text:t}}function Qr(e,t){let n=c(e.slice(0,t)).split(`
`).flatMap(e=>e.split(/(?<=[.!?。！？])[ \t]+/u)).filter(e=>e.trim()!==``),r=e.length-t;return r>0&&n.push(`… (${r} more characters)`),n.length>0?n:[`(an empty answer)`]}function $r(e,t){let n=[],r=e.trimEnd();for(;r.length>t;){let e=r.lastIndexOf(` `,t),i=e>t/2?e:ei(r,t);n.push(r.slice(0,i)),r=r.slice(i).trimStart()}return r===``&&n.length>0?n:[...n,r]}function ei(e,t){let n=e.charCodeAt(t-1);return n>=55296&&n<=56319?t-1:t}function ti({failures:e,alike:t,size:n}){let r=e.slice(0,3).flatMap(({type:e,expected:t},r)=>{let i=t===null?n>1?`, of each its own`:``:`: ${I(t,160)}`;return[r>0?`; `:``,A(I(e,40)),i]}),i=e.length-3;return[...r,...i>0?[`; and ${i} more`]:[],...e.length===0?[`no assertion is named`]:[],...t&&n>1?[` — nearly the same answers`]:[]]}function ni(e,t){let n=new Map(t.flatMap(e=>e.members.map(t=>[t,e]))),r=/* @__PURE__ */ new Map;for(let t of e){let e=n.get(t.id)??null,i=r.get(e);i?i.push(t):r.set(e,[t])}return[...r].map(([e,t])=>({cluster:e,cases:ri(t,e)})).sort((e,t)=>ii(e)-ii(t)||t.cases.length-e.cases.length)}function ri(e,t){let[n]=e;if(!n||!t||ai(n))return[...e];let r=e.find(({id:e})=>e===t.representative)??n;return[r,...e.filter(e=>e!==r)]}function ii({cases:[e]}){return e?.critical?0:e?.severe?1:2}function ai({critical:e,severe:t}){return e||t}function oi({cluster:e,cases:t}){return e?t.slice(0,1):t}function si({cluster:e,cases:t}){return e?t.slice(1):[]}function ci({cluster:e,cases:t},n){if(!e||t.length<2)return[];let r=`${M(t.length)} of ${M(n)}`;return[F(r),` `,...ti(e)]}const{Ansis:li,fg:ui,bg:di,rgb:fi,bgRgb:pi,hex:mi,bgHex:hi,reset:gi,inverse:_i,hidden:vi,visible:yi,link:bi,bold:xi,dim:Si,italic:Ci,underline:wi,strikethrough:Ti,black:Ei,red:Di,green:Oi,yellow:ki,blue:Ai,magenta:ji,cyan:Mi,white:Ni,gray:Pi,redBright:Fi,greenBright:Ii,yellowBright:Li,blueBright:Ri,magentaBright:zi,cyanBright:Bi,whiteBright:Vi,bgBlack:Hi,bgRed:Ui,bgGreen:Wi,bgYellow:Gi,bgBlue:Ki,bgMagenta:qi,bgCyan:Ji,bgWhite:Yi,bgGray:Xi,bgRedBright:Zi,bgGreenBright:Qi,bgYellowBright:$i,bgBlueBright:ea,bgMagentaBright:ta,bgCyanBright:na,bgWhiteBright:ra}=(/* @__PURE__ */ e((/* @__PURE__ */ t(((e,t)=>{let n,{defineProperty:r,getPrototypeOf:i,setPrototypeOf:a,create:o,keys:s}=Object,{round:c,max:l}=Math,u=e=>{let t=/([a-f\d]{3,6})/i.exec(e)?.[0],n=t?.length,r=`0x`+(6^n?3^n?`0`:t[0]+t[0]+t[1]+t[1]+t[2]+t[2]:t)|0;return[r>>16,r>>8&255,255&r]},d=e=>{if(8>e)return 30+e;if(16>e)return 82+e;if(e>231)return e>243?37:30;let t=(e-=16)%36,n=e/36|0,r=t/6|0,i=t%6;return 30+(n>2|(r>2)<<1|(i>2)<<2)+(l(n,r,i)>4?60:0)},f={open:``,close:``},p=(e,{open:t=``,close:n=``,f:r})=>{let o=(e.open||``)+t,s=n+(e.close||``),c=(e,...i)=>{if(!e){if(!n)return t;if((e??``)===``)return``}let a,l=r?r(e,...i):e.raw?String.raw({raw:e},...i):``+e,u=c;if(l.includes(`\x1B`))for(;u=u.p;){let{t:e,o:t}=u,n=t.length,r=``,i=0;if(n)for(;~(a=l.indexOf(t,i));i=a+n)r+=l.slice(i,a)+e;l=r+l.slice(i)}return o+(l.includes(`
`)?l.replace(/(\r?\n)/g,s+`$1`+o):l)+s};return a(c,i(e)).p={t,o:n,p:e.p},c.open=o,c.close=s,c},m=new function e(t=globalThis){let i=typeof t==`number`?t:(e=>{let t,r=e.process??{},i=r.argv??[],a=r.env??{},o=0;try{o=((e,t,r)=>(n=t.TERM,n===`dumb`?0:{"24bit":3,truecolor:3,ansi256:2,ansi:1}[t.COLORTERM]||(t.CI?/,GITHUB/.test(r)?3:1:e.platform===`win32`?3:/-256/.test(n)?2:1)))(r,a,`,`+s(a).join(`,`)),t=r.stdout?.isTTY||a.CI||a.PM2_HOME||/edge/.test(a.NEXT_RUNTIME)}catch{a={}}let c,l=o||1,u=`FORCE_COLOR`,d={false:0,0:0,1:1,2:2,3:3}[a[u]]??l,f=-1;for(c of i)/^--color=?(true|always)?$/.test(c)&&(f=l),/^--(no-color|color=(false|never))$/.test(c)&&(f=0);return e.window?.chrome?3:u in a?d:~f?f:a.NO_COLOR?0:t?o:0})(t),l={},m={Ansis:e,level:i,isSupported:()=>ne,strip:e=>e.replace(/][^]*|[][[()#;?]*(?:\d+(?:;\d*)*)?[\dA-ORZcf-nqry=><]/g,``),extend(e){for(let t in e){let n=e[t];(typeof n)[0]===`s`&&(h(re(t),le(...u(n))),n=_(...u(n))),h(t,n)}return a(m,o({},l))}},h=(e,t)=>{l[e]={get(){return r(this,e,{value:t.call?(...e)=>p(this,t(...e)):p(this,t)})[e]}}},ee=1^i,te=i>2,ne=i>0,g=(e,t)=>ne?{open:`[${e}m`,close:t?`[${t}m`:``}:f,re=e=>`bg`+e[0].toUpperCase()+e.slice(1),ie=e=>t=>e(...u(t)),ae=(e,t)=>(n,r,i)=>g(`${e}8;2;${n};${r};${i}`,t),oe=e=>(t,n,r)=>e(((e,t,n)=>e^t|t^n?16+36*c(e/51)+6*c(t/51)+c(n/51):8>e?16:e>248?231:c(24*(e-8)/247)+232)(t,n,r)),se=e=>g(ee?`38;5;`+e:d(e),39),ce=e=>g(ee?`48;5;`+e:d(e)+10,49),_=te?ae(3,39):oe(se),le=te?ae(4,49):oe(ce),ue={fg:se,bg:ce,rgb:_,bgRgb:le,hex:ie(_),bgHex:ie(le),visible:f,reset:g(0,``),bold:g(1,22),dim:g(2,22),italic:g(3,23),underline:g(4,24),inverse:g(7,27),hidden:g(8,28),strikethrough:g(9,29),link:{f:(e,t=e)=>ne?`]8;;${e}${t}]8;;`:t==e?e:t+` (​${e}​)`}},de=(e,t)=>{ue[e]=g(t,39),ue[re(e)]=g(t+10,49)};return`gray,black,red,green,yellow,blue,magenta,cyan,white`.split(`,`).map(((e,t)=>{t?de(e+`Bright`,89+t):t=61,de(e,29+t)})),m.extend(ue)};t.exports=m.default=m})))(),1)).default;function ia({width:e,color:t}){return{width:Math.min(120,Math.max(60,Number.isFinite(e)?Math.floor(e):120)),paint:new li(+!!t)}}function Z(e,{width:t,paint:n},r=``){let i=[],a=[],o=0,s=t-z(r),c=()=>{i.push(r+a.join(``).trimEnd()),[a,o]=[[],0]};for(let t of aa(e,n)){let e=t.reduce((e,t)=>e+z(t.text),0);o>0&&o+1+e>s&&c(),o>0&&(a.push(` `),o+=1);for(let{text:e,style:n}of t.flatMap(e=>ca(e,s))){let t=z(e);o>0&&o+t>s&&c(),a.push(n(e)),o+=t}}return a.length>0&&c(),i}function aa(e,t){let n=[],r=!1;for(let i of e){let e=sa(i,t),a=oa(i),o=I(a,4e3).split(` `),s=/^[ \n\t]/.test(a);for(let[t,i]of o.entries()){if(i===``)continue;let a=n.at(-1);t===0&&r&&!s&&a?a.push({text:i,style:e}):n.push([{text:i,style:e}])}a!==``&&(r=!/[ \n\t]$/.test(a))}return n}function oa(e){return typeof e==`string`?e:`code`in e?e.code:e.strong}function sa(e,t){return typeof e==`string`?e=>e:`code`in e?e=>t.cyan(e):e=>t.bold(e)}function ca({text:e,style:t},n){if(z(e)<=n)return[{text:e,style:t}];let r=[``];for(let t of e){let e=r.at(-1)??``;z(e+t)>n?r.push(t):r[r.length-1]=e+t}return r.map(e=>({text:e,style:t}))}function la(e,t,{width:n,paint:r}){let i=e.map(({head:e},n)=>Math.max(z(e),...t.map(e=>z(e[n]?.text??``)))),a=da(e,i,n),o=fa(a,i)-n;o>0&&(i[1]=Math.max(8,(i[1]??8)-o));let s=t=>a.map(n=>{let{text:r,style:a}=t[n]??{text:``},o=pa(r,i[n]??0),s=` `.repeat((i[n]??0)-z(o)),c=a?a(o):o;return e[n]?.align===`right`?s+c:c+s}).join(ua).trimEnd();return[s(e.map(({head:e})=>({text:e,style:e=>r.dim(e)}))),...t.map(s)]}const ua=`  `;function da(e,t,n){let r=e.map((e,t)=>t);for(;fa(r,t)>n;){let t=Math.max(...r.map(t=>e[t]?.priority??0));if(t===0)return r;r=r.filter(n=>e[n]?.priority!==t)}return r}function fa(e,t){return e.reduce((e,n)=>e+(t[n]??0),2*(e.length-1))}function pa(e,t){let n=e;for(let r=t;z(n)>t&&r>0;r--)n=I(e,r);return n}function ma(e,t){switch(e){case`bad`:return e=>t.red(e);case`warning`:return e=>t.yellow(e);case`good`:return e=>t.green(e);case`muted`:return e=>t.dim(e)}}function Q(e,t,n=`·`){return e.flatMap(e=>{let[r=``,...i]=Z(e,{...t,width:t.width-2});return[`${n} ${r}`,...i.map(e=>`  ${e}`)]})}function ha({title:e,cases:t},{clusters:n},{terminal:r,allCases:i}){let a=ni(t,n?.newlyFailing??[]),o=new Set(a.flatMap(oi).slice(0,3)),s=a.flatMap(e=>{let n=Z(ci(e,t.length),r,`  `),i=oi(e).filter(e=>o.has(e)),a=si(e).map(e=>I(e.description??e.id,60)),s=h(a,10,e=>`${e} more`).join(`; `),c=a.length>0?[`${L(a.length,`more case`)} like it: ${s}`]:[];return i.length===0?[]:[...n.length>0?[``,...n]:[],...i.flatMap(e=>[``,...ba(e,r)]),...c.length>0?[``,...Z(c,r,`  `)]:[]]}),c=a.reduce((e,t)=>{let n=oi(t),r=n.some(e=>o.has(e));return e+n.filter(e=>!o.has(e)).length+(r?0:si(t).length)},0);return[...ya(e,r),...s,...c>0?[``,...Z(va(c,i),r,`  `)]:[]]}function ga({title:e,cases:t},{terminal:n,allCases:r}){let i=t.map(e=>[I(e.description??e.id,120),...Xt(e),` · `,A(e.place)]),a=h(i,10,e=>va(e,r));return[...ya(e,n),...Q(a,n)]}function _a({clusters:e},t){let n=(e?.failing??[]).flatMap(({members:e})=>e);if(n.length===0)return[];let r=[`${L(n.length,`case`)} ${O(n.length,`fail`)} as before`],i=h(n.map(e=>I(e,120)),10,e=>L(e,`more case`));return[...ya(r,t),...Q(i.map(e=>[e]),t)]}function va(e,t){return T(`${L(e,`more case`)}; ${t}`)}function ya(e,t){return Z(e,t).map(e=>t.paint.bold(e))}function ba(e,t){let n=[F(I(e.description??e.id,120)),...Xt(e),` · `,A(e.place)],r=Zt(e,!0);return[...Z(n,t,`  `),...r.flatMap(e=>Z(e,t,`  `)),...xa(e,t)]}function xa({baseline:e,candidate:t},{width:n,paint:r}){if(t.answer===null||e?.answer===null)return[];let i=Xr(e?e.answer:t.answer,t.answer,600),a={same:` `,removed:`-`,added:`+`},o={same:r.dim,removed:r.red,added:r.green};return i.flatMap(({kind:e,text:t})=>$r(t,n-6).map(t=>o[e](`    ${a[e]} ${t}`.trimEnd())))}const Sa=[`█`,`░`,`▓`,`▒`,`▞`,`▚`,`▖`,`▘`];function Ca({segments:e,safe:t}){let n=[t,...[...new Set(e.flatMap(({weights:e})=>e.map(({version:e})=>e)))].filter(e=>e!==t)].filter(t=>e.some(({weights:e})=>e.some(e=>e.version===t&&e.before+e.after>0))),r=e=>Sa[n.indexOf(e)]??`?`,i=n.map(e=>`${r(e)} ${I(e,20)}${e===t?` (safe)`:``}`),a=e.map(({name:e})=>I(e===`*`?`all others`:e,12)),o=Math.max(...a.map(e=>z(e)),7),s=(e,t,n)=>`${e}${` `.repeat(Math.max(0,o-z(e)))}  ${t.padEnd(14)}  ${n}`.trimEnd();return[i.join(`   `),s(`segment`,`now`,`after`),...e.map(({weights:e},t)=>s(a[t]??``,wa(e.map(({version:e,before:t})=>({fill:r(e),share:t}))),wa(e.map(({version:e,after:t})=>({fill:r(e),share:t})))))]}function wa(e){let t=e.filter(({share:e})=>e>0);if(t.length===0)return``;let n=t.map(({share:e})=>Math.max(1,Math.floor(e*14))),r=14-n.reduce((e,t)=>e+t,0),i=t.map(({share:e},t)=>({index:t,rest:e*14-(n[t]??0)})).sort((e,t)=>t.rest-e.rest);for(let{index:e}of i){if(r<=0)break;n[e]=(n[e]??0)+1,--r}for(;r<0;){let e=n.indexOf(Math.max(...n));n[e]=(n[e]??0)-1,r+=1}return t.map(({fill:e},t)=>e.repeat(n[t]??0)).join(``)}function Ta({held:e=[],safe:t}){let n=e.map(({version:e,reason:n,at:r,until:i,trip:a,withheld:o})=>{let s=a===null?[` since ${Da(r)}${n===``?``:`: ${I(n,120).replace(/\.$/,``)}`}`]:[`, because a guard on `,A(a.metric),` tripped on it in `,...w(a.segment),` on ${Da(a.at)}`],c=o.flatMap(({segment:e,stated:t,set:n},r)=>[r===0?``:`, `,`${x(n)} of `,...w(e),` instead of ${x(t)}`]),l=i===null?"after `release`":`after the hold ends on ${Da(i)}, or after \`release\``;return[`⚠️ `,A(e),` is held`,...s,`. The merge gives it `,...c,`; `,A(t),` gets the rest. To raise it, change the weights again ${l.replaceAll("`",``)}.`]});return h(n,5,e=>[`${L(e,`more version`)} held.`])}function Ea({trips:e=[],held:t=[]}){let n=e.filter(({version:e,at:n})=>!t.some(t=>t.version===e&&t.trip?.at===n)).map(({version:e,segment:t,metric:n,action:r,at:i,released:a})=>{let o={rollback:`took it back`,hold:`held it`,alert:`alerted`}[r],s=a===null?`nobody released it`:`released on ${Da(a)}`;return[`⚠️ A guard on `,A(n),` tripped on `,A(e),` in `,...w(t),` on ${Da(i)} and ${o}; ${s}. Its weight rises.`]});return h(n,5,e=>[`${L(e,`more trip`)} of guards.`])}function Da(e){return`${e.slice(0,16).replace(`T`,` `)} UTC`}function Oa(e){return[...Aa(e),...ja(e),...h(e.overlaps.filter(Ma).map(Na),12,ka(`pair`)),...Pa(e),...h(e.stress.map(Fa),12,ka(`what-if`)),...Ia(e),...La(e)]}function ka(e){return t=>[`${L(t,`more ${e}`)} in the result JSON.`]}function Aa({quality:{before:e,after:t},metric:n}){if(t===null)return[[`The quality over all segments cannot be told: their shares of the traffic are not known.`]];let r=e===null?``:`, now ${x(e.mean)}`,i=`${L(t.observations,`observation`)} and ${L(t.cases,`case`)} of evidence`;return[[`Expected ${n??`pass rate`} over all segments: ${x(t.mean)} (95 % CI ${x(t.low)} to ${x(t.high)}${r}), from ${i} together.`]]}function ja({evidence:e,safe:t}){return e.filter(({version:e})=>e!==t).map(({version:e,evidence:t,cases:n,at:r,segments:i})=>{if(t===null)return[A(e),`: no evidence.`];let a=Object.entries(i).flatMap(([e,t])=>t===`regression`||t===`invalid`?[A(e)]:[]),o=r===null?``:` of ${I(r.slice(0,10),10)}`,s=a.length===0?[`worse nowhere.`]:[`not good enough for `,...P(a),`.`];return[`Evidence of `,A(e),`${o}, ${L(n,`case`)} in common: `,...s]})}function Ma({segment:e,cases:t}){return e===`*`&&t>0}function Na({versions:[e,t],cases:n,bothFail:r,phi:i,rescue:a}){let[o]=a,s=o===null?[A(e),` fails none`]:[A(t),` answers ${x(o)} of what `,A(e),` fails`],c=r===null?`—`:x(r),l=i===null?``:`, phi ${i.toFixed(2)}`;return[...s,`; both fail ${c} of ${L(n,`case`)}${l}.`]}function Pa({segments:e,models:t}){let n=e.reduce((e,t)=>Math.max(e,t.largest),0),r=e.reduce((e,t)=>Math.min(e,t.effectiveVersions),1/0),[i]=t;return[Number.isFinite(r)?[`The largest weight of a segment is ${x(n)}; the segment with the fewest has ${r.toFixed(1)} effective versions.`]:[],i&&i.after!==null?[`${x(i.after)} of the traffic depends on `,A(i.model),`.`]:[]].filter(e=>e.length>0)}function Fa({kind:e,what:t,share:n,quality:r,change:i,unserved:a}){let o={"version-gone":[`Without `,A(t)],"model-retired":[`Without the model `,A(t)],"segment-doubles":[`Where the traffic of `,...w(t),` doubles`]},s=n===null?``:` (${x(n)} of the traffic)`,c=a.length>0?[`nothing is left for `,...a.flatMap((e,t)=>[...t===0?[]:[`, `],...w(e)])]:[],l=r===null?`the quality is not known`:`the quality is ${x(r.mean)}${i===null?``:` (${b(i)})`}`;return[...o[e],`${s}: `,...c.length>0?c:[l],`.`]}function Ia({reassigned:e}){if(e===null||e.share===0)return[];let{share:t,least:n}=e,r=t>n?`, and these weights allow ${x(n)}`:`, the fewest possible`;return[[`${x(t)} of the units get another version${r}.`]]}function La({cost:{perCall:e,promptCache:t}}){let n=[];if(e.after!==null){let t=e.before===null?``:`${S(e.before*1e3)} → `;n.push([`Cost per 1,000 calls: ${t}${S(e.after*1e3)}.`])}if(t!==null&&t.hitRate.after!==null){let{prefixes:e,hitRate:r,perCall:i}=t,a=i.after===null?``:`; misses cost ${S(i.after*1e3)} per 1,000 calls`;n.push([`${L(e,`prompt prefix`,`prompt prefixes`)} to keep in the providers’ caches: ${x(r.after??0)} of the calls find theirs${a}.`])}return n}function Ra(e){let{prompt:t,environment:n,segments:r,metric:i}=e;return{title:[`Portfolio of `,A(t),` in `,A(n)],lead:[...Ta(e),...za(e),...Ea(e),...ot(e)],bars:h(Ca(e),22,e=>`and ${L(e,`more segment`)}`),table:{heads:[`segment`,`serves`,`${i??`pass rate`}, 95 % CI`,`a 15-point drop would cost`],rows:r.slice(0,30).map(t=>Ba(t,e.safe))},risks:Oa(e)}}function za({segments:e,delisted:t}){let n=[...e,...t].flatMap(({name:e,weights:t})=>t.map(t=>({name:e,...t}))).filter(({before:e,after:t})=>t>e).sort((e,t)=>t.after-t.before-(e.after-e.before)),r=n.map(({name:e,version:t,before:n,after:r})=>[A(t),n===0?` comes to `:` rises from ${Ka(n)} to `,`${Ka(r)} of `,...w(e),`.`]),i=n.length===0?[[`No version serves more than it does now.`]]:[];return[...h(r,10,e=>[`${L(e,`more weight`)} rise.`]),...i,...h(t.map(({name:e})=>[`⚠️ `,A(e),` is listed no more: it is served like all others.`]),10,e=>[`${L(e,`more segment`)} listed no more.`])]}function Ba({name:e,weights:t,quality:n,noticed:r},i){let a=t.filter(({after:e})=>e>0).sort((e,t)=>t.after-e.after),o=P(a.map(({version:e,after:t})=>`${I(e,20)} ${Ka(t)}`),3);return[w(e),o,Va(n),Ga(r,i)]}function Va({before:e,after:t}){return t===null?[`—`]:[`${e===null||e.mean===t.mean?``:`${x(e.mean)} → `}${Ha(t)}`]}function Ha({mean:e,low:t,high:n}){return`${x(e)} (${Ua(t)} … ${Ua(n)})`}function Ua(e){return x(e).replace(/\s*%$/,``)}const Wa={"no-guard":`no guard watches it, so nobody would be told`,"no-control":`no other version has 5 % here, so no guard can compare it`,"not-observed":`unknown, since nothing was reported yet of what its guards watch`,margin:"never noticed, since its guards allow so much (`worse-by`)"};function Ga(e,t){let n=({badAnswers:e})=>e??1/0,r=e.filter(({version:e})=>e!==t).sort((e,t)=>n(t)-n(e))[0];if(!r)return[`—`];let{version:i,badAnswers:a,days:o,acts:s,why:c}=r;if(a===null)return[A(i),`: `,...T(Wa[c??`no-guard`])];let l=o===null?``:` in ${o<1?`a day`:L(Math.round(o),`day`)}`,u=s?`then it is taken back`:`then somebody is told`;return[`${Math.round(a)} bad answers${l} by `,A(i),`, ${u}`]}function Ka(e){return x(e)}function qa(e,t){return Ja(e,ia({width:t,color:!1})).join(`
`)}function Ja(e,t){let{title:n,lead:i,bars:a,table:o,risks:s}=Ra(e),c=o.rows.map(e=>{let[t=[],...n]=e,r=n.flatMap((e,t)=>[...t===0?[`: `]:[` · `],...e]);return[...t,...r]});return[...Z([F(j(n))],t),...Q(i,t),``,...a.map(e=>r(e)),``,...Q(c,t),``,...Q(s,t)]}function Ya(e,t){let r=ia(t),{allCases:i=`\`${n} view\` shows all`}=t,a=v(e.prompts).filter(e=>e.verdict===`pass`&&_(e)),o=v(e.prompts).filter(H),s={result:e,terminal:r,several:e.prompts.filter(_).length>1||e.verdict===`error`,allCases:i},c=[Za(e,r),Q(An(e),r,D.terminal),Q(In(e,+(e.verdict===`error`)),r),...o.flatMap(e=>Qa(e,s)),...bt(e)||eo(e)?a.flatMap(e=>to(e,s)):[uo(a,e,r)],...(e.portfolioPlans??[]).map(e=>Ja(e,r)),Xa(e,r),Q(Ir(e),r),fo(e,r)].filter(e=>e.length>0).map(e=>e.join(`
`)).join(`

`);return l(c)}function Xa(e,t){let n=rr(e);return n.length===0?[]:[...Z([F(nr)],t),...Q(n,t)]}function Za(e,t){let{paint:n}=t,r=me(e),[i=``,...a]=Z(Te(e),{...t,width:t.width-2});return[`${n.bold(ma(r.tone,n)(r.terminal))} ${n.bold(i)}`,...a.map(e=>`  ${n.bold(e)}`)]}function Qa(e,t){let{result:n,terminal:r,several:i}=t;return e.overall?.chosen?$a(e,t):[i?Z([F(`─ `),...gt(e)],r):[],Z(_r(e,n.policy),r),ro(e,r),ao(e,r),so(e,n,r),co(e,r),...Y(e).map((n,r)=>r===0?ha(n,e,t):ga(n,t)),lo(e,r),po(an(e,n),r)]}function $a(e,t){let{terminal:n,several:r}=t;return[r?Z([F(`─ `),A(e.path)],n):[],...Y(e).map(n=>ha(n,e,t)),_a(e,n),...Yt(e).map(e=>ga(e,t)),lo(e,n)]}function eo({partial:e}){return e!==void 0&&ge(e)}function to(e,t){let{result:n,terminal:r,several:i}=t;return e.overall?.chosen?$a(e,t):[i?Z([A(e.path)],r):[],ro(e,r),so(e,n,r),co(e,r),...Y(e).map(n=>_e(e)?ha(n,e,t):ga(n,t)),po(an(e,n),r)]}const no=[{head:``,align:`left`,priority:0},{head:`segment`,align:`left`,priority:0},{head:`baseline`,align:`right`,priority:2},{head:`candidate`,align:`right`,priority:2},{head:`change, 95\xA0% CI`,align:`left`,priority:0},{head:`lost / won`,align:`right`,priority:3},{head:`z`,align:`right`,priority:4},{head:`adjusted p`,align:`right`,priority:0}];function ro(e,t){if(!_(e))return[];let n=y(e.segments).slice(0,200),r=n.map(n=>io(n,Pt(n,e),t)),{overall:i}=e;i&&r.push(io(i,Ft(i,e),t));let a=e.segments.length-n.length,o=la(no,r,t);return a>0?[...o,`${L(a,`more segment`)} in the result JSON`]:o}function io(e,t,{paint:n}){let r=e.missing>0?` (${e.missing} missing)`:``;return[t?{text:`${t.sign.terminal} ${t.words}`,style:ma(t.sign.tone,n)}:{text:``},{text:he(e.name,40)+r},...Ht(e).map(e=>({text:e}))]}function ao(e,{width:t,paint:n}){let[r,...i]=qn(e,{scale:Yn([e],Math.min(t,90))});if(r===void 0)return[];let a=Jn(e);return[n.dim(r),...i.map((e,t)=>oo(e,a[t],n))].slice(0,200)}function oo(e,t,n){return t?.verdict===`regression`?n.red(e):e}function so(e,t,n){let r=vn(e,t.policy);if(!r)return[];let i=ft(e)===`exceeded`?` ${N.exceeded.sign.terminal} `:` `;return Z([F(`Cost`),i,...r],n)}function co(e,t){let n=Tn(e);if(!n||!re(e))return[];let r=pt(e)===`exceeded`?` ${N.exceeded.sign.terminal} `:` `;return Z([F(`Latency`),r,...n],t)}function lo(e,t){if(e.errors.length===0)return[];let n=[...new Set(e.errors.map(({kind:e,message:t})=>`${e}: ${I(t,200)}`))];return[...Z([Ln(e.errors)],t),...Q(n.slice(0,5).map(e=>[e]),t)]}function uo(e,{policy:t},n){if(e.length===0)return[];let{sign:r,text:i}=Vn(e,t);return Z([`${r.terminal} `,...i,`.`],n)}function fo(e,t){let n=e.usage.trials>0?[...Gr(e).slice(0,20),Hr(e)]:[];return po([...jn(e),...n],t)}function po(e,t){return e.flatMap(e=>Z(e,t)).map(e=>t.paint.dim(e))}function mo(e,t,n,{render:r=Ya,allCases:i}={}){let{FORCE_COLOR:a,NO_COLOR:o}=n,s=a?a!==`0`:!!t.isTTY&&!o;t.write(`${r(e,{width:t.columns??100,color:s,allCases:i})}\n`)}function ho(e){let[t,n]=vo(e).filter(({path:e})=>e===`-`);if(t&&n)throw new o(`\`--${t.rendering.name} -\` and \`--${n.rendering.name} -\` both mean the standard output.`,{remedy:`Name a file for one of them.`})}async function go(e,t,n={}){let r=[];for(let i of vo(t))await _o(e,i,n).catch(e=>r.push(e));if(r.length>0)throw r[0]}async function _o(e,{path:t,rendering:n},{cases:r,output:i,onWritten:o}){let s=await n.render(e,r);if(t===`-`&&i)for(let e of typeof s==`string`?[s]:s)i.write(n.name===`json`?a(e):e);else await m(t,s),o?.(t)}function vo(e){return ne.flatMap(t=>{let n=e[t.name];return n===void 0?[]:[{path:n,rendering:t}]})}function yo({metric:e,prompt:t,version:n,segment:r,environment:i}){return`${e} of ${t} ${n} for ${bo(r)} in ${i}`}function bo(e){return e===`*`?`all others`:e}function xo({control:e}){return e??`its own beginning`}function So({badAnswers:e},{mean:t}){return t===null?`–`:e===null?String(Number(t.toPrecision(4))):x(t)}function Co({kind:e,value:t},n){if(t===0)return null;let r=e=>Number(e.toPrecision(4)),i=r(t*100);if(e===`share`||n===null)return`${i}\u00a0%`;let{from:a,to:o}=n,s=`${i} ${i===1?`point`:`points`}`;return a===0&&o===1?s:`${r(t*(o-a))} (${s} of ${a} to ${o})`}function wo({evidence:e,limit:t}){let n=e=>e>=10?M(Math.round(e)):e.toPrecision(2);return`e = ${e>=0xe8d4a51000?`10¹² or more`:n(e)}, limit ${n(t)}`}const To=[`▁`,`▂`,`▃`,`▄`,`▅`,`▆`,`▇`,`█`];function Eo({version:e,control:t},[n,r]){let i=[...e,...t].filter(e=>e!==null),a=Math.min(...i),o=Math.max(...i)-a||1,s=e=>e===null?` `:To[Math.min(7,Math.floor((e-a)/o*8))]??` `,c=Math.max(n.length,r.length),l=e.map((e,n)=>e===null&&(t[n]??null)===null),u=(e,t)=>{let n=t.flatMap((e,t)=>Do(l,t)?l[t-1]?[]:[`┆`]:[s(e)]);return`  ${e.padEnd(c)}  ${n.join(``)}`.trimEnd()},d=t.some(e=>e!==null);return[u(n,e),...d?[u(r,t)]:[]]}function Do(e,t){if(!e[t])return!1;let n=e.lastIndexOf(!1,t)+1,r=e.indexOf(!1,t);return(r===-1?e.length:r)-n>=3}function Oo(e){let{trips:t}=e,n=t.filter(({isNews:e})=>e),r=t=>q([...jo(e,t),...t.slice(0,10).map(Mo),Po(e)]);return{title:Ao(e),body:q([r(t),Fo(t.slice(10)),Io(e)]),note:n.length===0?null:r(n)}}function ko(e){return[...new Set(e.map(({guard:e})=>e.version))]}function Ao({prompt:e,environment:t,trips:n,takenBack:r,held:i}){let a=r.map(({from:e})=>e),o=(e,t)=>e.length===0?[]:[`${e.join(`, `)} ${t}`],s=ko(n).filter(e=>!a.includes(e)&&!i.includes(e)),c=[...o(a,`taken back`),...o(i,`held`),...o(s,`worse`)],l=new Set(n.map(({guard:e})=>e.metric));return`${e} in ${t}: ${c.join(`; `)} (${[...l].join(`, `)})`}function jo({prompt:e,environment:t,takenBack:n,held:r},i){let[a,o]=[A(e),A(t)];return ko(i).map(e=>{let t=n.find(({from:t})=>t===e);if(t){let n=`: ${t.to} serves instead (serial ${t.serial}).`;return C([a,` `,F(e),` was taken back in `,o,n])}return r.includes(e)?C([a,` `,F(e),` is held in `,o,`: it goes on serving, and its share may not rise.`]):C([a,` `,F(e),` does worse in `,o,`. This guard only alerts: nothing was changed.`])})}function Mo({guard:e,figures:t,trend:n}){let{version:r,control:i,latest:a,badAnswers:o}=t,s=xo(e),c=o===null?[]:[` It cost `,F(L(o,`bad answer`)),` more of those reported.`],l=[A(e.metric),` of `,e.version,` for `,No(e.segment),`: `,F(So(t,r)),` in ${L(r.answers,`answer`)}, against `,F(So(t,i)),` of ${s} (${wo(t)}).`,...c],d=i.answers===0?``:`, against ${So(t,a.control)}`,f=`The latest ${M(a.version.answers)}: ${So(t,a.version)}${d}. The lines show them over time.`;return q([C(l),n===null?``:u(Eo(n,[e.version,s]).join(`
`),`text`),C([f])])}function No(e){return e===`*`?bo(e):A(e)}function Po({failures:e}){return e.length===0?``:q([`**Not all could be done:**`,G(e.map(T))])}function Fo(e){return e.length===0?``:q([`Tripped before, and not released:`,G(e.map(({guard:e})=>[A(e.metric),` of `,e.version,` for `,No(e.segment)]))])}function Io({prompt:e,environment:t,trips:r,takenBack:i}){let a=i.length>0,o=ko(r).map(r=>`${n} release ${e}@${r} --env ${t}`);return q([`### What now`,`Look at the answers. When it is clear what they mean, release the version: guards of this prompt only alert until then. ${a?`A version that was taken back serves again when a reviewed change of its weights is merged after that.`:`Its share may rise after that.`}`,u(o.join(`
`),`sh`),`Then close this issue: nothing else closes it. What trips after a release opens another.`])}function Lo(e){return`${JSON.stringify(xt.parse(e),null,2)}\n`}function*Ro(e,t){if(!t){yield Lo(e);return}let{prompts:n,...r}=xt.parse(e);yield Vo(r,0),yield`,
  "prompts": [`;for(let[e,r]of n.entries())yield e>0?`,
    `:`
    `,yield*zo(r,t.outcomesOf(r.path));yield`${n.length>0?`
  `:``}]\n}\n`}function*zo(e,t){let{newlyFailing:n,newlyPassing:r,...i}=e;yield Vo(i,4),yield*Bo(`newlyFailing`,n,e=>Ho(e,8)),yield*Bo(`newlyPassing`,r,e=>Ho(e,8)),yield*Bo(`cases`,t,e=>JSON.stringify(vt.parse(e))),yield`
    }`}function*Bo(e,t,n){yield`,\n      "${e}": [`;let r=`
        `,i=``;for(let e of t)yield r+n(e),r=`,
        `,i=`
      `;yield`${i}]`}function Vo(e,t){let n=Ho(e,t);return n.slice(0,n.lastIndexOf(`
`))}function Ho(e,t){return JSON.stringify(e,null,2).replaceAll(`
`,`\n${` `.repeat(t)}`)}function Uo({prompt:e,version:t,environment:n}){return[A(e),` ${t} in `,A(n)]}function Wo(e){return[...Uo(e),...Go(e)]}function Go({verdict:e,cause:t,because:n,overall:r,segments:i,askedTwice:a}){if(e===`drifted`)return[` drifted: ${Ko[t??`unknown`]}.`];if(e===`undecided`){let e=i.filter(({casesThen:e})=>e!==void 0).map(({segment:e})=>A(e));return n[0]===`segment-not-compared`&&e.length>0?[` is undecided: too few cases of `,...P(e),` can be compared: they are asked otherwise today, or got no answer. What is asked otherwise is compared from the next promotion on.`]:[` is undecided: ${qo[n[0]??``]??`nobody knows`}.`]}let o=i.filter(e=>e.verdict===`invalid`).map(({segment:e})=>A(e)),s=a?` Its first answers were worse, and those of a second asking are not.`:``,c=r.casesThen===void 0?0:r.casesThen-r.cases,l=c>0?` ${L(c,`case`)} of then cannot be compared: asked otherwise today, or without an answer.`:``,u=` is clean: ${Qo(r)} of ${L(r.cases,`case`)}.${l}${s}`;return o.length===0?[u]:[u,` Too small to be judged: `,...P(o),`.`]}const Ko={model:`the model answers otherwise`,judge:`the judge judges otherwise`,traffic:`production reports worse, and the suite shows nothing`,unknown:`by the model or by the judge, which is not known`},qo={"no-evidence":`there was no evidence to hold it against; the next look has that of today`,"segment-not-compared":`critical cases of then are asked otherwise today, and are compared from the next promotion on`,"no-shared-cases":`no case that was asked then is asked today with the same content`,"too-few-answers":`too few cases were answered both times, or cases that decide got no answer today`,inconclusive:"the answers show neither a drop nor its absence, and `gate.on-inconclusive` is block"};function Jo(e){return`Mind: the provider may move \`${e}\` to another model at any time. The name that is asked now is pinned: name a dated one.`}function Yo({verdict:e,cause:t,control:n}){if(e!==`drifted`||t===`traffic`)return null;if(n===null)return`No model judges this suite, and the prompt and its cases are the same: only the model can have changed.`;let{judged:r,found:i,worse:a,better:o,model:s,judge:c}=n,l=`${i} of ${L(r,`answer`)} of then that models judge ${i===1?`was`:`were`} still stored, and judged again today: ${a} worse, ${o} better.`;return s===null||c===null?l:`${l} By the model alone the change is ${b(s)} points, by the judge alone ${b(c)}.`}function Xo({because:e,traffic:t,facts:n,askedTwice:r,verdict:i}){let a=t.filter(({isWorse:e})=>e);return[...r&&i===`drifted`?[[`It was asked twice, and was worse both times.`]]:[],...e.includes(`critical-case`)?[[`A critical case that passed then fails today.`]]:[],...e.includes(`cost`)?[["Its answers take more tokens than `cost` allows."]]:[],...a.map(({metric:e,segment:t,before:n,now:r,p:i})=>{let a=t===`*`?[`all other segments`]:[A(t)],o=`${ts(r.mean)} in the latest week, ${ts(n.mean)} before (p ${R(i)})`;return[`In production, `,A(e),` in `,...a,`: ${o}.`]}),...n.map(Zo)]}function Zo(e){if(e.kind===`price`){let t=k(e.ratio);return[`By the price list, the same tokens of `,A(e.model),` cost ${t} since then.`]}let{model:t,on:n,source:r,asOf:i}=e;return[`Its provider retires `,A(t),` on ${n} (${r}, looked up on ${i}).`]}function Qo(e){let[t,n]=$o(e);return`${t} then, ${n} today`}function $o({before:e,now:t}){return e!==null&&t!==null?oe(e,t):[e===null?`—`:x(e),t===null?`—`:x(t)]}function es({segments:e,overall:t},n){let r={segments:(e.length>1?[...e,t]:[t]).map(({segment:e,change:t,interval:n,verdict:r})=>({name:e,difference:t,interval:n,verdict:r}))};return qn(r,{scale:Yn([r],n)})}function ts(e){return String(Number(e.toPrecision(3)))}const ns=[{head:`Segment`,align:`left`},{head:`Change`,align:`right`},{head:`Then`,align:`right`},{head:`Today`,align:`right`},{head:`Cases`,align:`right`},{head:``,align:`left`}];function rs(e,t){let n=[...new Set(t.map(({fact:e})=>e.environment))];return{title:j([`${e} drifted in ${n.join(`, `)}`]),body:q([C(T("The prompt is the same, and answers its suite otherwise than when it was promoted. This issue is kept up to date by `drift`, which closes it once nothing drifts.")),...t.flatMap(is),as(e,t)])}}function is({fact:e,before:t}){let{overall:n,segments:r}=e,i=r.length>1?[...r.slice(0,30),n]:[n],a=Yo(e),o=es(e,72),s=[...t,{...e,at:``,overall:n.now}].filter(({version:t})=>t===e.version).slice(-8).map(e=>e.overall===null?`—`:x(e.overall));return[`### ${C(Wo(e))}`,a===null?``:C(T(a)),G(Xo(e)),U(ns,i.map(e=>{let{segment:t,change:n,cases:r,verdict:i}=e,a=n===null?`—`:b(n);return[[A(t)],[a],...$o(e).map(e=>[e]),[String(r)],[i]]})),o.length>1?u(o.join(`
`)):``,s.length>1?`Over the latest looks: ${s.join(` → `)}.`:``,C([`Held against the evidence `,A(e.against?.evidence??``),` of ${e.against?.at??`nowhere`}; today's is `,A(e.evidence),`.`])]}function as(e,t){let r=new Set(t.map(({fact:e})=>e.cause)),i=e=>A(`${n} ${e}`);return q([`**What to do**`,G([...r.has(`model`)||r.has(`unknown`)?[[`Try another model: `,i(`drift ${e} --propose MODEL`),` makes the pull request, which the gate judges.`]]:[],...r.has(`judge`)||r.has(`unknown`)?[[`Look at the judge before the prompt: pin its model in `,A(`judge.model`),`, or ask a rubric that leaves less to it.`]]:[],...r.has(`traffic`)?[[`Add cases like those that production has now: the suite does not show what its users see.`]]:[],...r.size===1&&r.has(`traffic`)?[]:[[`It is known, and the version stays: `,i(`drift ${e} --accept --reason …`),` makes these answers what it is held against from now on.`]],[`Which version served when: `,i(`history ${e}`),`. Back to the one before: `,i(`rollback ${e} --env ENV --reason …`),`.`]])])}function os({prompt:e,from:t,to:n,losesPin:r},i){return q([C([`Asks `,A(n),` what `,A(e),` asks `,A(t),` now. Nothing else changes. The gate compares both on the suite, segment by segment.`]),r?C(T(Jo(n))):``,...i.flatMap(e=>{let t=Yo(e);return[C(Wo(e)),t===null?``:C(T(t)),G(Xo(e))]}),"Each run of `drift --propose` replaces this branch, so commits on it are lost."])}function ss(e,t){let{title:n,lead:r,bars:i,table:a,risks:o}=Ra(e),s=a.heads.map(e=>({head:e,align:`left`}));return q([`**${C(n)}**`,G(r),u(i.join(`
`)),U(s,a.rows.slice(0,Math.max(3,t))),W([`What could go wrong, and what it rests on`],[G(o)])])}const cs=[50,10,3];function ls({plan:e,because:t}){let n=[C([`New weights of `,A(e.prompt),` in `,A(e.environment),". They are set when this is merged, by the next `record`."]),G(t.map(T))],r=`Each rebalance replaces this branch, so commits on it are lost: to decide otherwise, change the file on main.`;return cs.map(t=>q([...n,ss(e,t),r])).find(e=>e.length<=6e4)??q([...n,r])}const us={running:`runs`,stopped:`is stopped`,decided:`is decided`,ended:`is over before it had its size`};function ds({state:e,units:t,sampleRatio:n,guardrails:r,result:i,excluded:a,changedBy:o}){let s=r.filter(({isBroken:e})=>e),c=(i?.versions??[]).map(({version:e,difference:t,low:n,high:r,adjustedP:i,finding:a})=>`${e} is ${a===`no-difference`?`not shown to differ`:a}: ${ps(t)} (${fs(n)} to ${fs(r)}), adjusted p ${i.toPrecision(2)}.`);return[`The experiment ${us[e]}: ${t.has} of ${t.asked} units a version.`,...o===null?[]:[`What serves was changed meanwhile (serial ${o}): nothing is concluded.`],...n.isBroken?[`Units did not come in the shares of the weights (p ${n.p.toPrecision(2)}): nothing is concluded.`]:[],...s.map(({metric:e,version:t})=>`The guardrail ${e} is broken by ${t}.`),...c,...a>0?[`${L(a,`observation`)} of other weights did not count.`]:[]]}function fs(e){return e===null?`unbounded`:ps(e)}function ps(e){return String(Number(e.toPrecision(3)))}function ms(e){let{prompt:t,version:n,suite:r,production:i}=e,a=[C([`What fails of `,A(t),` ${n}: ${L(r.failing,`case`)} of ${r.cases} in `,A(r.path),i>0?`, and ${L(i,`answer`)} of production.`:`.`]),...hs(e),...gs(e),..._s(e),"Each `refine` replaces this branch, so commits on it are lost. The gate judges this pull request like any other."],o=q(a);return o.length<=6e4?o:q([a[0]??``,a.at(-1)??``])}function hs({clusters:e}){if(e.length===0)return[];let t=e.slice(0,20).map(({label:e,size:t,representative:n})=>[[`${t}`],[e],[A(n)]]),n=[{head:`answers`,align:`right`},{head:`what goes wrong`,align:`left`},{head:`for example`,align:`left`}],r=e.some(({by:e})=>e===`model`);return[U(n,t),K(e.length-t.length,{noun:`group`,elsewhere:"`refine --json` has all"}),r?`A model named these groups by some of their answers.`:``]}function gs({cases:e,suite:t}){if(e.length===0)return[];let n=e.map(({description:e,segments:t,origin:n,assertionsOf:r})=>{let i=t.length>0?` (${t.join(`, `)})`:``,a=n.kind===`production`?[`: a bad answer of production`]:[`: a variant of `,A(n.id),` by a model`],o=r===null?[`; its assertions are those that all cases of its segment have`]:[`; its assertions are those of `,A(r)];return[A(e),i,...a,...o,`.`]});return[`### ${L(e.length,`new case`)}`,C([`They fail today, or are like cases that fail. Read them in `,A(t.path),`: are the questions fit to be kept, and the assertions what a right answer has to meet?`]),G(n.slice(0,20)),K(n.length-20,{noun:`case`,elsewhere:`see the files`})]}function _s({tries:e,suite:t,triesSoFar:n}){if(e.length===0)return[];let r=e.find(({isProposed:e})=>e),i=e.map(({because:e,training:t,test:n,isProposed:r})=>[[r?`this`:`not proposed`],T(e),[`${x(t.before)} → ${x(t.after)} of ${t.cases}`],[n===null?`not asked`:`${x(n.before)} → ${x(n.after)} of ${n.cases}`]]);return[r?`### One change of the prompt`:`### No change of the prompt`,r?.test?vs(r.test):`None of the changes that were tried is better on the test half.`,U([{head:``,align:`left`},{head:`change`,align:`left`},{head:`training half`,align:`left`},{head:`test half`,align:`left`}],i),C([`The training half has ${L(t.training,`case`)}, the test half ${t.test}, by the first bit of the sha256 of a case's id. Changes are made and chosen by the first only; the second is asked for the best of them.`]),C([`Changes of this prompt that were ever asked on its test half: ${n}. They share one level, so that many tries do not make one look good by chance.`])]}function vs({before:e,after:t,low:n,high:r,p:i,level:a,number:o,cases:s}){return C([`On the ${L(s,`case`)} by which it was not chosen, it passes ${x(t)} instead of ${x(e)}: `,{strong:b(t-e)},`, 95 % interval ${g([n,r])}, p ${R(i)} against the level ${Ue(a)} of try ${o}.`])}function*ys({newlyFailing:e,newlyPassing:t,cases:n}){let r=new Map(n?.map(e=>[e.id,e]));for(let t of Je(e))yield bs(t,r.get(t.id)??Ss(t,`newly-failing`)),r.delete(t.id);for(let e of t)yield bs(e,r.get(e.id)??Ss(e,`newly-passing`)),r.delete(e.id);for(let e of r.values()){let t={messages:[],answer:null};yield{...e,texts:{baseline:e.baseline&&t,candidate:t}}}}function bs({messages:e,baseline:t,candidate:n},r){return{...r,texts:{baseline:t&&{messages:[],answer:t.answer},candidate:{messages:e,answer:n.answer}}}}const xs={inputTokens:null,outputTokens:null,cachedInputTokens:null,usd:null,latencyMs:null};function Ss(e,t){let{messages:n,baseline:r,candidate:i,...a}=e;return{...a,standing:t,baseline:r&&{...r,...xs},candidate:{...i,...xs}}}function Cs(e){let t=/* @__PURE__ */ new Map;return{inParts(n,r){if(n.length<120)return n;let i=n.split(`
`),a=t.get(r)??[];t.set(r,a);let o=Ts(a,i);if((o?.share??0)<.95&&a.length<4){let t={of:e.push(i)-1,numberOf:ws(i)};a.push(t),o={known:t,share:1}}return!o||o.share<.3?n:{of:o.known.of,parts:Es(i,o.known.numberOf)}}}}function ws(e){return new Map(e.map((e,t)=>[e,t]))}function Ts(e,t){let n=t.reduce((e,t)=>e+t.length,0),r=null;for(let i of e){let e=t.reduce((e,t)=>e+(i.numberOf.has(t)?t.length:0),0),a=n===0?0:e/n;(!r||a>r.share)&&(r={known:i,share:a})}return r}function Es(e,t){let n=[],r=[],i=()=>{r.length>0&&n.push(r.join(`
`)),r=[]};for(let a of e){let e=t.get(a);if(e===void 0){r.push(a);continue}i();let o=n.at(-1);Array.isArray(o)&&o[0]+o[1]===e?o[1]+=1:n.push([e,1])}return i(),n}const Ds=2e4;function*Os(e,t){let n={prompts:[],segments:[],texts:[],block:50,cases:[]},r=/* @__PURE__ */ new Map,i=e=>{let t=r.get(e);return t===void 0?(r.set(e,n.segments.length),n.segments.push($(e,200))-1):t},a=[];for(let[r,o]of e.entries()){n.prompts.push($(o.path,200));let e=Cs(n.texts),s=As(o),c=/* @__PURE__ */ new Set;for(let l of t?.recordsOf(o.path)??ys(o)){l.standing===`errored`&&c.add(l.id);let t=s.get(l.id);n.cases.push({kind:l.standing===`newly-failing`&&l.baseline===null?`new`:l.standing,prompt:r,name:$(l.description??l.id,300),segments:l.segments.map(i),...t!==void 0&&{cluster:t},...js(l)}),a.push(Ct(Ms(l,e))),a.length===50&&(yield ks(a),a=[])}for(let e of o.errors.filter(({caseId:e})=>e===null||!c.has(e)))n.cases.push(Is(e,r,i)),a.push(Ct(Ls(e))),a.length<50||(yield ks(a),a=[])}a.length>0&&(yield ks(a)),yield`<script type="application/json" id="case-index">${Ct(n)}<\/script>\n`}function ks(e){return`<script type="application/json" class="case-block">[${e.join(`,`)}]<\/script>\n`}function As({clusters:e}){let t=[...e?.newlyFailing??[],...e?.failing??[]];return new Map(t.flatMap(({members:e},t)=>e.map(e=>[e,t])))}function js({critical:e,severe:t}){let n=[...e?[`critical`]:[],...t?[`always passed, now always fails`]:[]];return n.length>0?{marks:n}:{}}function Ms({place:e,baseline:t,candidate:n,texts:r},i){let a=[...t?.errors??[],...n.errors??[]],o=t&&r.baseline&&Ns(t,r.baseline,i),s=Ns(n,r.candidate,i);return{place:$(e,300),errors:[...new Set(a)].map(e=>$(e,1e3)),baseline:o,candidate:r.baseline?Fs(s,r.candidate,r.baseline):s}}function Ns(e,t,n){return{passes:e.passes,trials:e.trials,...Ps(e),figures:[e.inputTokens,e.cachedInputTokens,e.outputTokens,e.usd,e.latencyMs],answer:t.answer===null?null:$(t.answer,Ds),messages:t.messages.map(({role:e,content:t},r)=>({role:$(e,40),text:n.inParts($(t,Ds),r)}))}}function Ps({failures:e,judged:t}){let n=e=>t?.some(({type:t,place:n,reason:r})=>t===e.type&&n===e.place&&r===e.reason);return{failures:e.filter(e=>!n(e)).map(({type:e,reason:t})=>$(`${e}: ${t}`,1e3)),...t&&{judged:t.map(({type:e,passed:t,score:n,reason:r})=>({type:$(e,100),passed:t,score:n,reason:$(r,1e3)}))}}}function Fs(e,t,n){return{...e,answer:t.answer!==null&&t.answer===n.answer?{same:!0}:e.answer,messages:e.messages.map((e,r)=>{let[i,a]=[t.messages[r],n.messages[r]];return i?.role===a?.role&&i?.content===a?.content?{same:!0}:e})}}function Is({caseId:e,segments:t,arm:n},r,i){return{kind:`errored`,prompt:r,name:$(e??`the run`,300),segments:t.map(i),...n&&{marks:[n]}}}function Ls({kind:e,message:t}){return{place:``,errors:[$(`${e}: ${t}`,1e3)],baseline:null,candidate:null}}function $(e,t){let n=e.length-t;return c(n>0?`${e.slice(0,t)}… (${n} more characters)`:e)}function Rs(e,t){let n={counts:{"newly-failing":0,failing:0,"newly-passing":0,passing:0,errored:0},segments:/* @__PURE__ */ new Set,listed:[],tokens:{baseline:[],candidate:[]},latencyMs:{baseline:[],candidate:[]}};for(let r of t?.outcomesOf(e.path)??ys(e)){n.counts[r.standing]+=1;for(let e of r.segments)n.segments.add(e);r.standing!==`passing`&&n.listed.length<1e3&&n.listed.push(r);for(let e of[`baseline`,`candidate`]){let t=r[e];t&&(Bs(n.tokens[e],zs(t)),Bs(n.latencyMs[e],t.latencyMs))}}return n}function zs({inputTokens:e,outputTokens:t}){return e===null||t===null?null:e+t}function Bs(e,t){t!==null&&e.push(t)}function Vs({prompt:e,overview:t}){return e.errors.length>0||Object.values(t.counts).some(e=>e>0)}function Hs(e){let t=_t(e.map(({overview:e})=>({segments:[...e.segments]})));return B`<section class="cases" id="cases" aria-labelledby="cases-title">
<h2 id="cases-title">Cases</h2>
${Ks(e)}
<div id="case-browser" hidden>
<form class="filters" id="filters">
<fieldset><legend class="unseen">Which cases</legend>
${Ws(e)}
</fieldset>
${e.length>1?Gs(`prompt`,`Prompt`,e.map(({prompt:e},t)=>[String(t),e.path])):null}
${t.length>1?Gs(`segment`,`Segment`,t.map(e=>[$(e,200),e])):null}
<span class="filter"><label for="filter-search">Search</label> <input type="search" id="filter-search" name="search" autocomplete="off"></span>
<button type="button" id="all-cases" hidden>Show all cases</button>
</form>
<p id="case-count" class="muted" role="status"></p>
<div id="case-list" class="case-list" role="list" aria-label="Cases"></div>
</div>
<noscript>${Js(e)}</noscript>
</section>
`}const Us=[[`newly-failing`,`Newly failing`],[`failing`,`Failing in both`],[`newly-passing`,`Newly passing`],[`passing`,`Passing`],[`errored`,`Errored`]];function Ws(e){let t=e.every(({prompt:e})=>e.baseline===null);return[[``,`All`],...Us].map(([e,n])=>{let r=e===``?B` checked=""`:null;return B`<label><input type="radio" name="kind" value="${e}"${r}><span>${t&&e===`newly-failing`?`Failing`:n} <b></b></span></label>`})}function Gs(e,t,n){let r=n.map(([e,t])=>B`<option value="${e}">${I(t,80)}</option>`);return B`<span class="filter"><label for="filter-${e}">${t}</label> <select id="filter-${e}" name="${e}"><option value="">all</option>${r}</select></span>`}function Ks(e){let t=e.flatMap(({prompt:t},n)=>{let{newlyFailing:r=[],failing:i=[]}=t.clusters??{},a=e.length>1?B` <code>${I(t.path)}</code>`:null,o=t.baseline?`newly fails`:`fails`;return[qs(B`What ${o}${a}`,r,{prompt:n,first:0}),qs(B`What fails in both versions${a}`,i,{prompt:n,first:r.length})].filter(e=>e!==null)});return t.length===0?null:B`<div class="reasons">${t}</div>`}function qs(e,t,{prompt:n,first:r}){if(t.length===0)return null;let i=t.reduce((e,{size:t})=>e+t,0),a=t.slice(0,12).map((e,t)=>B`<li><button type="button" class="reason" data-prompt="${n}" data-cluster="${r+t}"><b>${M(e.size)} of ${M(i)}</b> <span>${V(ti(e))}</span></button></li>`),o=t.length-a.length;return B`<section class="part"><h3>${e}</h3><ol class="clusters">${a}</ol>
${o>0?B`<p class="muted">${M(o)} more reasons, each of fewer cases, are in the list below.</p>`:null}</section>`}function Js(e){let t=e.flatMap(({overview:e})=>e.listed),n=e.reduce((e,{overview:t})=>e+Xs(t),0),r=t.map(e=>{let{candidate:t,baseline:n}=e,r=[...[...t.failures,...n?.failures??[]].map(({type:e,reason:t})=>`${e}: ${t}`),...n?.errors??[],...t.errors??[]];return B`<tr><td>${Ys(e)}</td><th scope="row">${I(e.description??e.id,300)}</th><td>${e.segments.map(e=>I(e)).join(`, `)}</td><td>${I(r.join(`; `),1e3)}</td><td><code>${I(e.place,300)}</code></td></tr>\n`}),i=n-r.length;return B`<div class="scroll"><table><thead><tr><th scope="col"><span class="unseen">How it stands</span></th><th scope="col">Case</th><th scope="col">Segment</th><th scope="col">Assertion</th><th scope="col">Place</th></tr></thead><tbody>${r}</tbody></table></div>
${i>0?B`<p>${M(i)} more cases are listed with JavaScript, and in the result JSON.</p>`:null}`}function Ys({standing:e,baseline:t}){return pe[e===`newly-failing`&&!t?`new`:e].words}function Xs({counts:e}){return Object.values(e).reduce((e,t)=>e+t,0)}const Zs={policy:`What changed in the policy`,suite:`What changed in the cases`,script:`What changed in a script that judges`};function Qs({fileDiffs:e=[]}){if(e.length===0)return null;let t=e.map(({path:e,was:t,role:n,diff:r,added:i,removed:a,linesLeftOut:o=0})=>$s({title:Zs[n],path:e,diff:r,linesLeftOut:o,counts:[...i>0?[`+${M(i)}`]:[],...a>0?[`−${M(a)}`]:[]].join(`\xA0`),was:t===void 0?``:`was ${I(t)}`,isOpen:ec(r).length+o<=40}));return B`<section class="changes" aria-labelledby="changes-title"><h2 id="changes-title">What else changed</h2>
${t}</section>
`}function $s({title:e,path:t,diff:n,counts:r=``,was:i=``,linesLeftOut:a=0,isOpen:o}){let s=ec(n),c=s.slice(0,2e3).map(tc),l=s.length-c.length+a,u=o?B` open`:null,d=[r,i].filter(e=>e!==``).map(e=>B` <span class="muted">${e}</span>`);return B`<details class="part fold"${u}><summary><h3>${e}: <code>${I(t)}</code></h3>${d}</summary>
<div class="scroll" tabindex="0" role="region" aria-label="Changes of ${I(t)}"><pre class="diff">${c}</pre></div>
${l>0?B`<p class="muted">${L(l,`more line`)} ${l===1?`is`:`are`} in the pull request.</p>`:null}</details>`}function ec(e){return e.trimEnd().split(`
`).filter(e=>!/^(---|\+\+\+|===|Index:)/.test(e))}function tc(e){let t=$(e,2e3),[n=` `]=t;return n===`+`?B`<ins>+ ${t.slice(1)}</ins>`:n===`-`?B`<del>− ${t.slice(1)}</del>`:n===`@`?B`<span class="hunk">${t}</span>`:B`<span>  ${t.slice(1)}</span>`}const nc=.99;function rc(e){let t=t=>e.reduce((e,n)=>{let{baseline:r,candidate:i}=t(n);return Math.max(e,uc(r,nc)??0,uc(i,nc)??0)},0);return{tokens:t(({tokens:e})=>e),latencyMs:t(({latencyMs:e})=>e)}}function ic(e,{tokens:t,latencyMs:n},r){let i=`of ${I(e.path)}`,a=[sc(`Tokens a call`,t,{of:i,high:r.tokens,format:M,note:null}),sc(`Latency of a call`,n,{of:i,high:r.latencyMs,format:oc,note:ac(e,n)})].filter(e=>e!==null);return a.length===0?null:B`<section class="part"><h3>Spread over the cases</h3><div class="spreads">${a}</div></section>`}function ac({latency:e},{baseline:t,candidate:n}){return!e||e.pairs===t.length&&e.pairs===n.length?null:`Of all answers, also those that another run got. The change above is of cases that one run asked of both versions.`}function oc(e){return e<999.5?`${Math.round(e)} ms`:$e(e)}function sc(e,{baseline:t,candidate:n},{of:r,high:i,format:a,note:o}){if(n.length===0||i<=0)return null;let s=[...t.length>0?[{name:`baseline`,values:t}]:[],{name:`candidate`,values:n}],c=s.map(({values:e})=>cc(e,i)),l=Math.max(...c.flat()),u=s.map(({name:e},t)=>B`<path class="spread ${e}" d="${lc(c[t]??[],l)}"/>`),d=s.map(({name:e,values:t})=>B`<tr><th scope="row"><span class="key ${e===`baseline`?`before`:`after`}">${e}</span></th><td class="number">${a(uc(t,.5)??0)}</td><td class="number">${a(uc(t,.95)??0)}</td><td class="number">${a(uc(t,1)??0)}</td></tr>`);return B`<figure class="spread"><figcaption>${e}</figcaption>
<svg class="spread" viewBox="0 0 ${40} ${48}" preserveAspectRatio="none" aria-hidden="true" focusable="false">${u}</svg>
<div class="ends muted" aria-hidden="true"><span>0</span><span>${a(i)} or more</span></div>
<div class="scroll" tabindex="0" role="region" aria-label="Figures: ${e} ${r}"><table><thead><tr><td></td><th scope="col" class="number">Median</th><th scope="col" class="number">95th percentile</th><th scope="col" class="number">Highest</th></tr></thead><tbody>${d}</tbody></table></div>
${o===null?null:B`<p class="muted">${o}</p>`}</figure>`}function cc(e,t){let n=Array.from({length:40},()=>0);for(let r of e){let i=Math.min(39,Math.max(0,Math.floor(r/t*40)));n[i]=(n[i]??0)+1/e.length}return n}function lc(e,t){return`M0 48${e.map((e,n)=>`V${Number((48-e/t*46).toFixed(2))}H${n+1}`).join(``)}V48z`}function uc(e,t){let n=Float64Array.from(e).sort();return n[Math.max(0,Math.ceil(t*n.length)-1)]??null}function dc(e){return gc(e.flatMap(({segments:e,overall:t})=>t?[...e,t]:e).flatMap(({cost:e})=>[e.candidate.totalTokens,e.baseline?.totalTokens??0]).filter(e=>e>0))}function fc(e,{policy:t,range:n}){let r=vn(e,t);return!r||!e.cost?B``:B`<section class="part"><h3>Cost ${pc(e,e.cost)}</h3>
<p>${V(r)}</p>
${e.cost.comparison.baseline?mc(e,n):null}</section>`}function pc(e,t){let n=se(t),r=ft(e)??t.label,i=n.some(e=>e.label!==null)||p(e,`cost`).length>0;if(!t.comparison.baseline||!i)return null;let{sign:a,likeVerdict:o,words:s}=N[r].page,c=r===`unknown`&&be(t)&&!n.some(ae);return B`<span class="${o===null?`badge`:`badge ${o}`}"><span aria-hidden="true">${a.page}</span> ${c?Ce:s}</span>`}function mc(e,t){let n=y(e.segments),r=(e.overall?[...n,e.overall]:n).map(n=>hc(n,t,n===e.overall));return B`<div class="scroll" tabindex="0" role="region" aria-label="Tokens of ${e.path}">
<table class="dumbbell" role="table">
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Segment</th><th role="columnheader" scope="col" class="plot"><span class="legend"><span class="key before">baseline</span><span class="key after">candidate</span></span></th><th role="columnheader" scope="col" class="number">Tokens a call</th>
<th role="columnheader" scope="col">Change, 95&nbsp;% CI</th><th role="columnheader" scope="col" class="number">Input</th><th role="columnheader" scope="col" class="number">Output</th><th role="columnheader" scope="col" class="number">Cached</th><th role="columnheader" scope="col" class="number">Money per 1,000 calls</th></tr></thead>
<tbody role="rowgroup">${r}</tbody>
<tfoot aria-hidden="true"><tr><td></td><td class="plot">${_c(t)}</td><td colspan="6">tokens a call</td></tr></tfoot>
</table></div>`}function hc(e,t,n){let{baseline:r,candidate:i}=e.cost,[a,o,s,c,l,u]=qt(e),d=[`tokens`,`change`,`input`,`output`,`cached`,`money`],f=[a,o,s,c,l,u].map((e=``,t)=>B`<td role="cell" class="${t===1?`change`:`number`}" data-label="${d[t]??``}">${e}</td>`),p=vc(i.totalTokens,t),m=r&&vc(r.totalTokens,t);return B`<tr role="row" class="${n?`overall`:`segment`}"><th role="rowheader" scope="row"><span class="segment-name">${e.name}</span></th>
<td role="cell" class="plot" aria-hidden="true"><svg class="row" focusable="false"><line class="grid" x1="0" x2="100%" y1="50%" y2="50%"/>
${m?B`<line class="bar" x1="${m}" x2="${p}" y1="50%" y2="50%"/><circle class="before" cx="${m}" cy="50%" r="5"/>`:null}<circle class="after" cx="${p}" cy="50%" r="5"/></svg></td>
${f}</tr>
`}function gc(e){let t=e.reduce((e,t)=>Math.min(e,t),1/0),n=e.reduce((e,t)=>Math.max(e,t),0);if(!Number.isFinite(t))return{low:0,high:1};let r=Math.max((n-t)*.15,n*.02,1);return{low:Math.max(0,t-r),high:n+r}}function _c({low:e,high:t}){return B`<svg class="axis" focusable="false"><text x="0" y="14" text-anchor="start">${M(e)}</text><text x="100%" y="14" text-anchor="end">${M(t)}</text></svg>`}function vc(e,{low:t,high:n}){return`${Number(((e-t)/(n-t)*100).toFixed(3))}%`}function yc({sign:e,words:t,likeVerdict:n}){return B`<span class="badge ${n??`new`}"><span aria-hidden="true">${e.page}</span> ${t}</span>`}function bc(e){let t=e.flatMap(xc);return t.some(({interval:e})=>e!==null)?Gn(t):null}function xc({segments:e,overall:t}){return t?[...y(e),t]:y(e)}function Sc(e,t){let n=xc(e),r=n.some(({interval:e})=>e!==null)?t:null,i=n.map(t=>Cc(t,{isOverall:t===e.overall,prompt:e,axis:r}));return B`<div class="scroll" tabindex="0" role="region" aria-label="Segments of ${e.path}">
<table class="forest" role="table">
<thead role="rowgroup"><tr role="row">
<th role="columnheader" scope="col">Verdict</th><th role="columnheader" scope="col">Segment</th>
<th role="columnheader" scope="col" class="number">Baseline</th><th role="columnheader" scope="col" class="number">Candidate</th>
${r?B`<th role="columnheader" scope="col" class="plot"><span class="ends"><span>← worse</span><span>better →</span></span></th>`:null}
<th role="columnheader" scope="col">Change, 95&nbsp;% CI</th><th role="columnheader" scope="col" class="number">Lost / won</th>
<th role="columnheader" scope="col" class="number">Adjusted p</th>
</tr></thead>
<tbody role="rowgroup">${i}</tbody>
${r?B`<tfoot aria-hidden="true"><tr><td colspan="4"></td><td class="plot">${Ec(r)}</td><td colspan="3">points</td></tr></tfoot>`:null}
</table></div>`}function Cc(e,t){let{isOverall:n,prompt:r,axis:i}=t,a=n?Ft(e,r):Pt(e,r),[o,s,c,l,,u]=Ht(e),d=e.missing>0?B` <span class="muted">(${e.missing} missing)</span>`:null;return B`<tr role="row" class="${n?`overall`:`segment`}">
<td role="cell" class="verdict">${a?yc(a):null}</td>
<th role="rowheader" scope="row"><span class="segment-name">${e.name}${d}</span></th>
<td role="cell" class="number" data-label="baseline">${o}</td><td role="cell" class="number" data-label="candidate">${s}</td>
${i?B`<td role="cell" class="plot" aria-hidden="true">${wc(e,i,a?.likeVerdict??`overall`)}</td>`:null}
<td role="cell" class="change" data-label="change">${c}</td><td role="cell" class="number" data-label="lost / won">${l}</td>
<td role="cell" class="number" data-label="adjusted p">${u}</td>
</tr>
`}function wc(e,t,n){let{interval:r,difference:i,name:a}=e,o=e=>Dc(e,t),s=Kn(t).map(e=>B`<line class="${e===0?`zero`:`grid`}" x1="${o(e)}" x2="${o(e)}" y1="0" y2="100%"/>`);if(!r||i===null)return B`<svg class="row" focusable="false">${s}</svg>`;let[c,l]=[o(r[0]*100),o(r[1]*100)],u=o(i*100),d=`${a}: ${b(i)} points, ${b(r[0])} to ${b(r[1])}`;return B`<svg class="row ${n}" focusable="false"><title>${d}</title>${s}
<line class="interval" x1="${c}" x2="${l}" y1="50%" y2="50%"/><line class="interval" x1="${c}" x2="${c}" y1="36%" y2="64%"/><line class="interval" x1="${l}" x2="${l}" y1="36%" y2="64%"/>
${n===`overall`||a===`overall`?Tc(u):B`<circle class="point" cx="${u}" cy="50%" r="5"/>`}</svg>`}function Tc(e){return B`<svg x="${e}" y="50%" overflow="visible"><path class="point" d="M0-7 7 0 0 7-7 0z"/></svg>`}function Ec(e){let t=Kn(e).map(t=>{let n=Dc(t,e),r=t===e.low?`start`:t===e.high?`end`:`middle`;return B`<text x="${n}" y="14" text-anchor="${r}">${t===0?`0`:b(t/100)}</text>`});return B`<svg class="axis" focusable="false">${t}</svg>`}function Dc(e,{low:t,high:n}){return`${Number(((Math.min(n,Math.max(t,e))-t)/(n-t)*100).toFixed(3))}%`}function Oc(e){if(e.accepted)return{sign:D,word:`Accepted`,tone:`error`};if(e.partial)return{sign:me(e),word:`Partial run`,tone:`open`};let t=Se(e),{title:n}=d[t],r=me(e);if(t!==`pass`)return{sign:r,word:n,tone:t};let i={sign:r,tone:Ac(r)};return r===fe?{...i,word:n}:r===D?{...i,word:`Not blocked`}:{...i,word:r===Ne?`Nothing to compare with`:`Nothing could be told`}}function kc(e){let{verdict:t}=e;if(t===`not-run`)return{...d[t],tone:`open`};if(t!==`pass`||!_(e))return{...d[t],tone:t};let n=Hn([e]),r=E(e)?Ge(e):d[t].word;return{sign:n,tone:Ac(n),word:n===fe||E(e)?r:`cannot be told`}}function Ac(e){return e===fe?`pass`:e===D?`error`:`open`}function jc(e){let t=v(e.prompts).filter(_),n=[Mc(t),Fc(t),Ic(t),Lc(t),Rc(t),zc(t,e)].filter(e=>e!==null);if(n.length===0)return null;let r=n.map(({label:e,value:t,detail:n,tone:r})=>B`<div class="tile ${r}"><dt>${e}</dt><dd class="value">${t}</dd><dd>${n}</dd></div>`);return B`<dl class="tiles">${r}</dl>`}function Mc(e){let t=e.flatMap(({segments:e})=>e).reduce(Pc,null),n=e.find(({segments:e})=>e.some(e=>e===t));if(!t||!n||t.difference===null)return null;let r=t.interval?`, 95\u00a0% CI ${g(t.interval,` to `)}`:``;return{label:`Largest drop`,value:t.difference<0?`${b(t.difference)} points`:`none`,detail:t.difference<0?`${Nc(n,e)}${I(t.name)}${r}`:`in any segment`,tone:t.verdict===`regression`?`bad`:`plain`}}function Nc({path:e},t){return t.length>1?`${I(e)}: `:``}function Pc(e,t){return(t.difference??1/0)<(e?.difference??1/0)?t:e}function Fc(e){let t=e.filter(Qe),n=t.flatMap(e=>e.segments);if(n.length===0)return null;let r=e=>n.filter(t=>t.verdict===e).length,i=t.filter(({overall:e,segments:t})=>t.length>1&&e?.verdict===`improved`).length,a=t.length===1?`overall`:`${L(i,`prompt`)} overall`,o=[`${M(r(`improved`))} improved${i>0?`, ${a} improved`:``}`,`${M(r(`pass`))} no worse`,`${M(r(`inconclusive`)+r(`invalid`))} cannot be told`],s=r(`regression`);return{label:`Segments`,value:`${M(s)} of ${M(n.length)} worse`,detail:o.join(`, `),tone:s>0?`bad`:r(`pass`)+r(`improved`)>0?`good`:`plain`}}function Ic(e){let t=e.filter(e=>!Qe(e));if(t.length===0)return null;let n=e=>t.reduce((t,{overall:n})=>t+(n?.candidate[e]??0),0);return{label:`New`,value:`passes ${M(n(`passes`))} of ${M(n(`n`))}`,detail:`${L(t.length,`prompt`)} with nothing to be compared with`,tone:`plain`}}function Lc(e){let t=e.filter(e=>e.baseline!==null);if(t.length===0)return null;let n=e=>t.reduce((t,n)=>t+e(n),0),r=n(e=>e.overall?.losses??0),i=n(e=>e.overall?.wins??0),a=n(e=>e.overall?.cases??0);return{label:`Cases`,value:`${M(r)} newly fail`,detail:`${M(i)} newly pass, of ${L(a,`case`)}`,tone:`plain`}}function Rc(e){let t=e.flatMap(e=>e.cost?.comparison.ratio?[{prompt:e,cost:e.cost,...e.cost.comparison}]:[]),n=({cost:e})=>Oe(e).tokens===`exceeded`,[r]=t.sort((e,t)=>Number(n(t))-Number(n(e))||(t.ratio?.ratio??0)-(e.ratio?.ratio??0)),{prompt:i,cost:a,baseline:o,candidate:s,ratio:c}=r??{};if(!r||!i||!a||!c||!s||!o)return null;let l=a.limit===null?``:`, limit +${ie(a.limit)}`;return{label:`Tokens a call`,value:k(c.ratio),detail:`${Nc(i,e)}${M(o.totalTokens)} → ${M(s.totalTokens)}${l}`,tone:n(r)?`bad`:`plain`}}function zc(e,{policy:t}){let n=e.flatMap(e=>e.cost?[{prompt:e,...e.cost}]:[]),r=n.some(e=>Oe(e).money===`exceeded`)?`bad`:`plain`,i=n.filter(e=>e.monthlyUsd!==null),[a]=i;if(!a){let[t]=n.filter(Vc).sort((e,t)=>Vc(t)-Vc(e));return t?{label:`Money a call`,value:k(Vc(t)),detail:`${Nc(t.prompt,e)}${Hc(t)}`,tone:r}:null}let o=i.reduce((e,t)=>e+(t.monthlyUsd??0),0),s=i.length===1?`${Nc(a.prompt,e)}${Hc(a)}`:`${L(i.length,`prompt`)} together`,c=Bc(e,t),l=c===null?``:`, ${ye(c)}`;return{label:`Money a month`,value:lt(o),detail:`${s}${l}`,tone:r}}function Bc(e,t){let n=e.filter(({cost:e})=>e!==null&&e.monthlyUsd!==null),[r,...i]=new Set(n.map(e=>ht(e,t).cost.callsPerMonth??null));return i.length===0?r??null:null}function Vc({comparison:e}){return e.moneyRatio?.ratio??0}function Hc({comparison:{baseline:e,candidate:t}}){return`${[e,t].flatMap(e=>e&&e.usd!==null?[mt(e.usd)]:[]).join(` → `)} per 1,000 calls`}function Uc(e){let{base:t,head:n,verdict:r}=e,{sign:i,word:a,tone:o}=Oc(e);return B`<header class="page ${r}">
<p class="brand">Prompt Eval Gate</p>
<p class="state ${o}"><span aria-hidden="true">${i.page}</span> ${a}</p>
<h1>${V(Gc(e))}</h1>
<p class="muted"><code>${I(t.ref)}</code> → ${Wc(n)}</p>
${Kc(An(e).map(V),`notice`,`Notices`)}
${Kc(In(e).map(V),`problem`,`Problems`)}
${jc(e)}
</header>
`}function Wc({ref:e,sha:t}){let n=t?.slice(0,12);return!n||e===t?B`<code>${n??I(e)}</code>`:B`<code>${I(e)}</code> at <code>${n}</code>`}function Gc(e){let t=e.partial&&Te(e);if(!t&&e.verdict===`error`&&e.errors.length>0)return[`The gate could not decide`];let[n=d[qe(e)].title,...r]=t??xe(e);return[typeof n==`string`?Ve(n):n,...r]}function Kc(e,t,n){return e.length===0?null:B`<ul class="messages ${t}" aria-label="${n}">${e.map(e=>B`<li>${e}</li>`)}</ul>`}function qc(e,t){let{title:n,lead:r,bars:i,table:a,risks:o}=Ra(e),s=`portfolio-${t}`,c=a.heads.map(e=>B`<th scope="col">${e}</th>`),l=a.rows.map(([e=[],...t])=>{let n=t.map(e=>B`<td>${V(e)}</td>`);return B`<tr><th scope="row">${V(e)}</th>${n}</tr>`}),u=e=>e.map(e=>B`<li>${V(e)}</li>`);return B`<section class="run" aria-labelledby="${s}"><h2 id="${s}">${V(n)}</h2>
<ul>${u(r)}</ul>
<div class="scroll" tabindex="0" role="region" aria-label="Who serves which share, now and after: ${j(n)}"><pre>${i.join(`
`)}</pre></div>
<div class="scroll" tabindex="0" role="region" aria-label="Segments: ${j(n)}"><table><thead><tr>${c}</tr></thead><tbody>${l}</tbody></table></div>
<details><summary>What could go wrong, and what it rests on</summary><ul>${u(o)}</ul></details></section>`}const Jc=[...`▁▂▃▄▅▆▇█`],Yc=.2;function Xc({versions:e}){return[`Pass rate of the last ${e.length} versions on main`]}function Zc({becomes:e,segments:t,overall:n}){let r=e?.passRates;if(!r)return[];let i=[...r.segments.flatMap(e=>e.rates),...r.overall].filter(e=>e!==null),a=Math.max(Yc,...i),o=Math.min(a-Yc,...i),s=(e,t,n)=>({name:e,line:$c(t,{low:o,high:a}),first:Qc(t.find(e=>e!==null)),last:Qc(t.findLast(e=>e!==null)),candidate:Qc(n)}),c=t.flatMap(e=>{let t=r.segments.find(t=>t.segment===e.name);return t?[s([J(e)],t.rates,e.candidate.rate)]:[]});return t.length===1&&c.length===1?c:[...c,s([F(`overall`)],r.overall,n?.candidate.rate)]}function Qc(e){return typeof e==`number`?x(e):`—`}function $c(e,{low:t,high:n}){return e.map(e=>e===null?`·`:Jc[Math.round((e-t)/(n-t)*(Jc.length-1))]).join(``)}function el(e,{result:t,axis:n,range:r,scales:i,index:a,overview:o}){let s=t.prompts.length===1,c=s||!H(e)?[A(e.path)]:gt(e),l=kc(e),u=H(e)?[]:Y(e),d=B`<p class="lead">${V(_r(e,t.policy))}</p>
${u.map(({title:e})=>B`<p class="muted">${V(e)}.</p>`)}
${_(e)?Sc(e,n):null}
${fc(e,{policy:t.policy,range:r})}
${nl(e)}
${ic(e,o,i)}
${rl(e)}
${il(e)}
${al(e,t)}`,f=B`<h2 id="prompt-${a}-title">${V(c)}</h2><span class="state ${l.tone}">${l.word}</span>`;return!s&&e.verdict===`pass`?B`<section class="prompt" id="prompt-${a}" aria-labelledby="prompt-${a}-title">
<details class="fold whole"><summary>${f}</summary><div class="prompt-body">${tl(e)}${d}</div></details>
</section>
`:B`<section class="prompt" id="prompt-${a}" aria-labelledby="prompt-${a}-title">
<header>${f}${tl(e)}</header>
${d}
</section>
`}function tl({baseline:e,candidate:t,change:n}){return e&&t&&e.path!==t.path?B`<p class="muted">was <code>${I(e.path)}</code></p>`:n===`added`?B`<p class="muted">a new prompt</p>`:null}function nl(e){let t=Tn(e);if(!t)return null;let n=pt(e),r=n!==`exceeded`&&Le(e),{sign:i,likeVerdict:a,words:o}=N[r?`unknown`:n].page,s=re(e)?B`<span class="${a===null?`badge`:`badge ${a}`}"><span aria-hidden="true">${i.page}</span> ${r?`not held against its limit`:o}</span>`:null;return B`<section class="part"><h3>Latency ${s}</h3>
<p>${V(t)}</p></section>`}function rl(e){let t=e.becomes?.passRates;if(!t)return null;let n=Zc(e).map(({name:e,line:t,first:n,last:r,candidate:i})=>B`<tr><th scope="row">${V(e)}</th><td aria-hidden="true">${t}</td><td class="number">${n}</td><td class="number">${r}</td><td class="number">${i}</td></tr>\n`);return B`<section class="part"><h3>${V(Xc(t))}</h3>
<div class="scroll" tabindex="0" role="region" aria-label="Pass rates of ${e.path}"><table><thead><tr><th scope="col">Segment</th><th scope="col" aria-hidden="true">${`${t.versions[0]} … ${t.versions.at(-1)}`}</th><th scope="col" class="number">From</th><th scope="col" class="number">To</th><th scope="col" class="number">This change</th></tr></thead><tbody>${n}</tbody></table></div></section>`}function il({diff:e,path:t,candidate:n,includeDiffs:r=[]}){return[...e===``?[]:[{title:`What changed in the prompt`,path:n?.path??t,diff:e}],...r.map(e=>({...e,title:`What changed in a file that it includes`}))].map(e=>$s({...e,isOpen:!0}))}function al(e,t){let n=an(e,t);if(n.length===0)return null;let{heads:r,rows:i}=dn(e),a=r.map((e,t)=>B`<th scope="col" class="${t===0?``:`number`}">${e}</th>`),o=i.map(([e=[],...t])=>{let n=t.map(e=>B`<td class="number">${V(e)}</td>`);return B`<tr><th scope="row">${V(e)}</th>${n}</tr>\n`});return B`<details class="part fold"><summary><h3>How sure is this?</h3></summary>
<ul>${n.map(e=>B`<li>${V(e)}</li>`)}</ul>
<div class="scroll" tabindex="0" role="region" aria-label="Tests of ${e.path}"><table><thead><tr>${a}</tr></thead><tbody>${o}</tbody></table></div></details>`}const ol=String.raw`  /* Two texts that have less in common are shown without marks. */
  const COMPARABLE = 0.35;
  const FIGURES = [
    ['Input tokens', (value) => formatted(Math.round(value))],
    ['of these cached', (value) => formatted(Math.round(value))],
    ['Output tokens', (value) => formatted(Math.round(value))],
    ['Money per 1,000 calls', (value) => money(value * 1000)],
    ['Latency', (value) => (value < 999.5 ? Math.round(value) + ' ms' : (value / 1000).toFixed(1) + ' s')],
  ];

  function caseBody({ place, errors, baseline, candidate }, texts) {
    const element = make('div', 'case-body');
    if (place) {
      const where = make('p', 'muted');
      where.append(make('code', '', place));
      element.append(where);
    }
    for (const error of errors) element.append(make('p', '', error));
    if (!candidate) return element;
    element.append(answers(baseline, candidate));
    if (candidate.figures.some((value) => value !== null)) element.append(figures(baseline, candidate));
    element.append(messages(baseline, candidate, texts));
    return element;
  }

  function answers(baseline, candidate) {
    const element = make('div', 'arms');
    const before = baseline ? baseline.answer : null;
    const isSame = candidate.answer !== null && typeof candidate.answer === 'object';
    const after = isSame ? before : candidate.answer;
    const parts = before !== null && after !== null && !isSame ? compare(before, after) : null;
    const marked = parts && parts.kept >= COMPARABLE ? parts : null;
    if (baseline) element.append(answer('Baseline', baseline, before, marked && marked.before, 'del'));
    element.append(answer('Candidate', candidate, after, marked && marked.after, 'ins'));
    if (isSame) element.append(make('p', 'muted', 'Both answers are the same.'));
    else if (parts && !marked) element.append(make('p', 'muted', 'The answers have little in common, so that no words are marked.'));
    return element;
  }

  function answer(title, arm, text, parts, tag) {
    const element = make('section', 'answer');
    const all = arm.trials === 0 ? 'errored' : arm.passes === arm.trials ? 'passes' : arm.passes === 0 ? 'fails' : '';
    const result = arm.trials > 1 ? arm.passes + ' of ' + arm.trials + ' pass' : all;
    const heading = make('h4', '', title);
    heading.append(make('span', 'result ' + (all || 'mixed'), result));
    const block = scrolling('pre', title + ' answer');
    if (parts) block.append(...parts.map((part) => (part.changed ? make(tag, '', part.text) : part.text)));
    else block.textContent = text === null ? 'The text of this answer is not in this page.' : text;
    if (text === '') block.textContent = '(an empty answer)';
    element.append(heading, block);
    if (arm.failures.length > 0) {
      const reasons = make('ul', 'failures');
      reasons.append(...arm.failures.map((failure) => make('li', '', failure)));
      element.append(reasons);
    }
    if (arm.judged) element.append(...judgements(arm.judged));
    return element;
  }

  /* What judges say: what fails stands open, what passes is folded. */
  function judgements(judged) {
    const failed = judged.filter((one) => !one.passed);
    const passed = judged.filter((one) => one.passed);
    const parts = [];
    if (failed.length > 0) parts.push(judgementList(failed));
    if (passed.length > 0) {
      const fold = make('details', 'judged');
      fold.append(make('summary', '', plural(passed.length, 'judgement') + (passed.length === 1 ? ' passes' : ' pass')));
      fold.append(judgementList(passed));
      parts.push(fold);
    }
    return parts;
  }

  function judgementList(judged) {
    const list = make('ul', 'failures');
    for (const { type, passed, score, reason } of judged) {
      const item = make('li', passed ? 'passed' : '');
      item.append(make('b', '', type), ' ' + (passed ? 'passes' : 'fails') + ', score ' + scoreText(score) + ': ' + reason);
      list.append(item);
    }
    return list;
  }

  /* Rounded towards 0, so that what is shown reaches no threshold that the score does not. */
  function scoreText(score) {
    return String(Math.floor(score * 100 + 1e-6) / 100);
  }

  function figures(baseline, candidate) {
    const table = make('table', 'figures');
    const head = table.createTHead().insertRow();
    head.append(make('td'), ...(baseline ? [columnHead('Baseline')] : []), columnHead('Candidate'));
    const body = table.createTBody();
    for (const [at, [name, format]] of FIGURES.entries()) {
      const values = [...(baseline ? [baseline] : []), candidate].map((arm) => arm.figures[at]);
      if (values.every((value) => value === null || (at === 1 && value === 0))) continue;
      const line = body.insertRow();
      const label = make('th', '', name);
      label.scope = 'row';
      line.append(label, ...values.map((value) => make('td', 'number', value === null ? '–' : format(value))));
    }
    const element = scrolling('div', 'Tokens, money and latency');
    element.className = 'scroll';
    element.append(table);
    return element;
  }

  function columnHead(text) {
    const head = make('th', 'number', text);
    head.scope = 'col';
    return head;
  }

  /* What both arms were sent, once where it is the same. */
  function messages(baseline, candidate, texts) {
    const element = make('section', 'messages-sent');
    element.append(make('h4', '', 'Messages sent'));
    const before = baseline ? baseline.messages : [];
    const number = Math.max(before.length, candidate.messages.length);
    for (let at = 0; at < number; at++) {
      const [old, now] = [before[at], candidate.messages[at]];
      if (now && now.same) {
        element.append(message(old.role, baseline ? 'both versions' : '', textOf(old.text, texts)));
        continue;
      }
      const pair = make('div', 'arms');
      const [a, b] = [old && textOf(old.text, texts), now && textOf(now.text, texts)];
      const parts = old && now ? compare(a, b) : null;
      const marked = parts && parts.kept >= COMPARABLE ? parts : null;
      if (old) pair.append(message(old.role, 'baseline', a, marked && marked.before, 'del'));
      if (now) pair.append(message(now.role, before.length > 0 ? 'candidate' : '', b, marked && marked.after, 'ins'));
      element.append(pair);
    }
    return element;
  }

  function message(role, arm, text, parts, tag) {
    const element = make('div', 'message');
    const block = scrolling('pre', [arm, role, 'message'].filter(Boolean).join(' '));
    if (parts) block.append(...parts.map((part) => (part.changed ? make(tag, '', part.text) : part.text)));
    else block.textContent = text;
    element.append(make('p', 'role', arm ? role + ' · ' + arm : role), block);
    return element;
  }

  /* A text that shares lines with others. */
  function textOf(text, texts) {
    if (typeof text === 'string') return text;
    const lines = texts[text.of];
    return text.parts
      .map((part) => (typeof part === 'string' ? part : lines.slice(part[0], part[0] + part[1]).join('\n')))
      .join('\n');
  }

  /* Instructions that all cases share would make every case like the words in them. */
  function textsToSearch({ place, errors, baseline, candidate }, texts) {
    const arms = [baseline, candidate].filter(Boolean);
    return [
      place.replace(/(:\d+)+$/, ''),
      ...errors,
      ...arms.flatMap((arm) => [
        typeof arm.answer === 'string' ? arm.answer : '',
        ...arm.failures,
        ...(arm.judged || []).map(({ type, reason }) => type + ': ' + reason),
        ...arm.messages.flatMap((one) => {
          if (one.same) return [];
          if (one.role === 'user' || typeof one.text === 'string') return [textOf(one.text, texts)];
          return one.text.parts.filter((part) => typeof part === 'string');
        }),
      ]),
    ];
  }

  function scrolling(tag, label) {
    const element = make(tag);
    element.tabIndex = 0;
    // A landmark each would be hundreds.
    element.setAttribute('role', 'group');
    element.setAttribute('aria-label', label);
    return element;
  }

  function make(tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  }

  /* Loading the browser's formats takes longer than all the rest. */
  function formatted(number) {
    return String(number).replace(/\B(?=(\d{3})+$)/g, ',');
  }

  /* US dollars as all of the page writes them. */
  function money(usd) {
    if (usd >= 100) return '$' + formatted(Math.round(Number(usd.toPrecision(3))));
    if (usd >= 10) return '$' + Math.round(usd);
    if (usd >= 1) return '$' + usd.toFixed(2);
    if (usd > 0 && usd < 1e-6) return '$0.000001';
    const digits = Number(usd.toPrecision(3)).toFixed(6).replace(/0+$/, '');
    return '$' + (digits.length - digits.indexOf('.') - 1 < 2 ? Number(digits).toFixed(2) : digits);
  }

  function plural(number, noun) {
    return formatted(number) + ' ' + noun + (number === 1 ? '' : 's');
  }
`,sl=String.raw`  /* Words of two texts that the other has not, by their longest common subsequence. */
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
    return { before: partsOf(a, keptA), after: partsOf(b, keptB), kept: keptShare(a, keptA, b, keptB) };
  }

  /* The share of both texts that they have in common, by characters. */
  function keptShare(a, keptA, b, keptB) {
    const lengthOf = (words, kept) => words.reduce((sum, word, at) => sum + (kept[at] ? word.length : 0), 0);
    const all = (words) => words.reduce((sum, word) => sum + word.length, 0);
    return (lengthOf(a, keptA) + lengthOf(b, keptB)) / Math.max(1, all(a) + all(b));
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
`,cl=String.raw`  const CHUNK = 25;
  const ROW_HEIGHT = 49;
  const TURN_MS = 8;
  /* What words find is shown when nothing more is typed. */
  const PAUSE_MS = 150;
  const MOST_PRINTED = 1000;
  /* So few rows stay, whether they are near or not. */
  const FEW = 200;
  const RANKS = { 'newly-failing': 0, new: 0, errored: 1, failing: 2, 'newly-passing': 3, passing: 4 };

  const source = document.getElementById('case-index');
  if (source) setTimeout(() => browseCases(JSON.parse(source.textContent)));
  addEventListener('beforeprint', () => {
    for (const fold of document.querySelectorAll('details.fold, details.judged')) fold.open = true;
  });
  openTarget();
  addEventListener('hashchange', openTarget);

  /* A link to a prompt opens its fold. */
  function openTarget() {
    const target = location.hash && document.getElementById(location.hash.slice(1));
    const fold = target && target.querySelector('details.whole');
    if (fold) fold.open = true;
  }

  /* Turns of work between which the browser does its own. */
  function takeTurns() {
    let startedAt = performance.now();
    let asked = 0;
    return {
      // The clock costs as much as looking at some cases.
      isOver: () => ++asked % 16 === 0 && performance.now() - startedAt > TURN_MS,
      async next() {
        await new Promise((resolve) => setTimeout(resolve));
        startedAt = performance.now();
      },
    };
  }

  async function browseCases(data) {
    const form = document.getElementById('filters');
    const list = document.getElementById('case-list');
    const count = document.getElementById('case-count');
    const all = document.getElementById('all-cases');
    const blocks = document.getElementsByClassName('case-block');
    const { cases, counts } = await worstFirst(data.cases);
    let cluster = null;
    let shown = [];
    let run = 0;
    let rowHeight = ROW_HEIGHT;
    let observer = null;

    document.getElementById('case-browser').hidden = false;
    for (const radio of form.querySelectorAll('input[name=kind]')) {
      const kinds = Object.keys(counts).filter((kind) => isKind({ kind }, radio.value));
      const number = kinds.reduce((sum, kind) => sum + counts[kind], 0);
      radio.parentElement.querySelector('b').textContent = formatted(number);
      if (number === 0) radio.disabled = true;
    }
    form.addEventListener('input', ({ target }) => filter(target.name === 'search' ? PAUSE_MS : 0));
    form.addEventListener('submit', (event) => event.preventDefault());
    for (const button of document.querySelectorAll('button.reason')) {
      button.addEventListener('click', () => {
        form.reset();
        cluster = { prompt: Number(button.dataset.prompt), number: Number(button.dataset.cluster) };
        filter();
        form.scrollIntoView({ block: 'start' });
      });
    }
    all.addEventListener('click', () => {
      form.reset();
      cluster = null;
      filter();
    });
    list.addEventListener('keydown', moveFocus);
    addEventListener('beforeprint', () => {
      for (const chunk of [...list.children].slice(0, MOST_PRINTED / CHUNK)) fill(chunk);
    });
    filter();

    /* All cases by rank, then as they are; and how many there are of each kind. */
    async function worstFirst(items) {
      const byRank = {};
      const counts = {};
      const turn = takeTurns();
      for (const [number, item] of items.entries()) {
        item.number = number;
        counts[item.kind] = (counts[item.kind] || 0) + 1;
        const at = rank(item);
        (byRank[at] = byRank[at] || []).push(item);
        if (turn.isOver()) await turn.next();
      }
      const ranks = Object.keys(byRank).sort((a, b) => a - b);
      return { cases: ranks.flatMap((at) => byRank[at]), counts };
    }

    function rank(item) {
      return RANKS[item.kind] - (item.marks ? (item.marks.includes('critical') ? 0.2 : 0.1) : 0);
    }

    function isKind({ kind }, wanted) {
      return !wanted || kind === wanted || (kind === 'new' && wanted === 'newly-failing');
    }

    async function filter(pause = 0) {
      const own = ++run;
      const paused = new Promise((resolve) => setTimeout(resolve, pause));
      const wanted = new FormData(form);
      const [kind, prompt, segment] = ['kind', 'prompt', 'segment'].map((name) => wanted.get(name) || '');
      const words = (wanted.get('search') || '').toLowerCase().split(/\s+/).filter(Boolean);
      const segmentNumber = segment && data.segments.indexOf(segment);
      const found = [];
      const turn = takeTurns();
      for (const item of cases) {
        if (isWanted(item)) found.push(item);
        if (!turn.isOver()) continue;
        if (words.length > 0) count.textContent = 'Searching …';
        await turn.next();
        if (own !== run) return;
      }
      if (pause > 0) await paused;
      if (own !== run) return;
      all.hidden = !(kind || prompt || segment || words.length > 0 || cluster);
      await show(found, own);

      function isWanted(item) {
        return (
          isKind(item, kind) &&
          (!prompt || item.prompt === Number(prompt)) &&
          (!segment || item.segments.includes(segmentNumber)) &&
          (!cluster || (item.cluster === cluster.number && item.prompt === cluster.prompt)) &&
          words.every((word) => searchable(item).includes(word))
        );
      }
    }

    function searchable(item) {
      if (item.searchable === undefined) {
        const segments = item.segments.map((number) => data.segments[number]);
        const texts = textsToSearch(detailsOf(item), data.texts);
        item.searchable = [item.name, ...segments, ...texts].join('\n').toLowerCase();
      }
      return item.searchable;
    }

    /* A block is parsed when the first of its cases is needed. */
    function detailsOf(item) {
      const block = blocks[Math.floor(item.number / data.block)];
      block.details = block.details || JSON.parse(block.textContent);
      return block.details[item.number % data.block];
    }

    async function show(found, own) {
      shown = found;
      if (observer) observer.disconnect();
      observer = new IntersectionObserver(
        (entries) => {
          for (const { target, isIntersecting, boundingClientRect } of entries) {
            if (isIntersecting) fill(target);
            else empty(target, boundingClientRect.height);
          }
        },
        { rootMargin: '1000px 0px' },
      );
      const chunks = [];
      for (let from = 0; from < shown.length; from += CHUNK) {
        const chunk = make('div', 'chunk');
        chunk.setAttribute('role', 'presentation');
        chunk.from = from;
        chunk.style.height = Math.min(CHUNK, shown.length - from) * rowHeight + 'px';
        chunks.push(chunk);
      }
      list.replaceChildren(...chunks);
      list.hidden = chunks.length === 0;
      count.textContent = shown.length === 0 ? 'No case is like this.' : plural(shown.length, 'case');
      const [first, ...rest] = chunks;
      if (first) fill(first);
      requestAnimationFrame(measure);
      if (shown.length > FEW) {
        for (const chunk of chunks) observer.observe(chunk);
        return;
      }
      for (const chunk of rest) {
        await takeTurns().next();
        if (own !== run) return;
        fill(chunk);
      }
    }

    function fill(chunk) {
      if (chunk.childElementCount > 0) return;
      chunk.append(...shown.slice(chunk.from, chunk.from + CHUNK).map((item, at) => row(item, chunk.from + at)));
      chunk.style.height = '';
    }

    /* How high rows are, for chunks that are not filled. */
    function measure() {
      const first = list.firstElementChild;
      const height = first ? first.offsetHeight / Math.max(1, first.childElementCount) : 0;
      if (height > 0) rowHeight = height;
    }

    /* The first rows stay, and what is opened or has the focus. */
    function empty(chunk, height) {
      if (chunk.from === 0 || chunk.childElementCount === 0 || chunk.contains(document.activeElement)) return;
      if (chunk.querySelector('details[open]')) return;
      chunk.style.height = height + 'px';
      chunk.replaceChildren();
    }

    function row(item, position) {
      const fold = make('details', 'case ' + item.kind);
      const summary = make('summary');
      summary.append(make('span', 'kind', LABELS[item.kind]), make('span', 'name', item.name));
      if (data.prompts.length > 1) summary.append(make('code', '', data.prompts[item.prompt]));
      for (const number of item.segments) summary.append(make('span', 'tag', data.segments[number]));
      for (const mark of item.marks || []) summary.append(make('span', 'tag mark', mark));
      fold.append(summary);
      fold.addEventListener('toggle', () => fold.append(caseBody(detailsOf(item), data.texts)), { once: true });
      const element = make('div', 'case-item');
      element.setAttribute('role', 'listitem');
      element.setAttribute('aria-setsize', String(shown.length));
      element.setAttribute('aria-posinset', String(position + 1));
      element.append(fold);
      return element;
    }

    /* The arrow keys go from case to case. */
    function moveFocus(event) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const item = event.target.matches('summary') && event.target.closest('.case-item');
      if (!step || !item) return;
      const position = Number(item.getAttribute('aria-posinset')) - 1 + step;
      const chunk = list.children[Math.floor(position / CHUNK)];
      if (position < 0 || !chunk) return;
      fill(chunk);
      const next = chunk.children[position % CHUNK];
      if (!next) return;
      event.preventDefault();
      next.querySelector('summary').focus();
    }
  }
`,ll=Object.fromEntries(Object.entries(pe).map(([e,{sign:t,words:n}])=>[e,`${t.page} ${n}`])),ul=`'use strict';
(() => {
  const LABELS = ${JSON.stringify(ll)};
${cl}
${ol}
${sl}
})();
`,dl=`
${Tt}html { font: 16px/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; -webkit-text-size-adjust: 100%; }
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
section.prompt, section.changes, section.cases, section.run { border-top: 1px solid var(--line); padding: 2.25rem 0; display: grid; gap: 1.5rem; grid-template-columns: minmax(0, 1fr); }
section.prompt > header { display: flex; flex-wrap: wrap; align-items: baseline; gap: .5rem 1rem; }
details.whole > summary { margin-left: 1.1rem; }
details.whole > summary > h2 { display: inline; }
details.whole > summary > .state { margin-left: .75rem; display: inline-block; vertical-align: .15em; }
.prompt-body { display: grid; gap: 1.5rem; grid-template-columns: minmax(0, 1fr); }
.lead { max-width: 46rem; }
.part { display: grid; gap: .75rem; grid-template-columns: minmax(0, 1fr); }
.part > p { max-width: 46rem; }
.part ul { padding-left: 1.2rem; font-size: .9375rem; max-width: 46rem; }
details.fold { display: block; }
details.fold > summary { cursor: pointer; list-style-position: outside; margin-left: 1.1rem; padding: .2rem 0; }
details.fold > summary > h3 { display: inline; }
details.fold > summary > .muted { overflow-wrap: anywhere; margin-left: .4rem; font-variant-numeric: tabular-nums; }
details.fold > :not(summary) { margin-top: .75rem; }
.scroll { overflow-x: auto; }

table { border-collapse: collapse; width: 100%; font-size: .875rem; font-variant-numeric: tabular-nums; }
th { text-align: left; font-weight: 500; }
thead th { color: var(--muted); font-size: .8125rem; white-space: nowrap; }
th, td { padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line); vertical-align: middle; }
th:last-child, td:last-child { padding-right: 0; }
tbody th { font-weight: 560; overflow-wrap: break-word; min-width: 8rem; }
tfoot td { border: 0; color: var(--muted); font-size: .75rem; padding-top: .25rem; }
.number { text-align: right; white-space: nowrap; }
.change { white-space: nowrap; }
tr.overall th, tr.overall td { border-bottom-color: var(--strong-line); font-weight: 620; }
td.plot, th.plot { min-width: 12rem; width: 40%; padding-top: 0; padding-bottom: 0; }
.dumbbell td.plot, .dumbbell th.plot { min-width: 6rem; width: 22%; }
.dumbbell th, .dumbbell td { padding-right: .6rem; }
.segment-name { display: block; width: max-content; max-width: 14rem; overflow-wrap: anywhere; }
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

.spreads { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(22rem, 100%), 1fr)); gap: 1.5rem 2.5rem; }
figure.spread { margin: 0; min-width: 0; }
figure.spread figcaption { font-size: .875rem; font-weight: 560; margin-bottom: .4rem; }
figure.spread .ends { display: flex; justify-content: space-between; font-size: .75rem; }
svg.spread { display: block; width: 100%; height: 5rem; border-bottom: 1px solid var(--strong-line); }
path.spread { stroke-width: 1.5; vector-effect: non-scaling-stroke; fill: none; }
path.spread.baseline { stroke: var(--muted); fill: var(--muted); fill-opacity: .14; }
path.spread.candidate { stroke: var(--accent); fill: var(--accent); fill-opacity: .22; }
figure.spread table { width: auto; margin-top: .5rem; }
figure.spread th, figure.spread td { padding: .2rem 1.25rem .2rem 0; border: 0; }

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
button { cursor: pointer; }
.reasons { display: grid; gap: 1.25rem; grid-template-columns: minmax(0, 1fr); }
.clusters { list-style: none; display: grid; gap: .3rem; grid-template-columns: minmax(0, 1fr); }
.part .clusters { padding: 0; max-width: none; }
button.reason { display: flex; flex-wrap: wrap; gap: .1rem .9rem; width: 100%; max-width: none; text-align: left; padding: .45rem .8rem; font-size: .9375rem; border-color: var(--line); overflow-wrap: anywhere; }
button.reason:hover { background: var(--sunken); }
button.reason b { font-weight: 620; font-variant-numeric: tabular-nums; min-width: 5.5rem; }
button.reason span { flex: 1 1 14rem; }
#case-browser { display: grid; gap: .75rem; }
#case-browser[hidden] { display: none; }
.case-list { border: 1px solid var(--line); border-radius: 12px; background: var(--card); overflow: clip; }
.case-list[hidden] { display: none; }
.case-item + .case-item, .chunk + .chunk { border-top: 1px solid var(--line); }
.case > summary { display: flex; flex-wrap: wrap; align-items: baseline; gap: .25rem .9rem; padding: .7rem 1rem; cursor: pointer; font-size: .9375rem; }
.case > summary:hover { background: var(--sunken); }
.case > summary:focus-visible { outline-offset: -2px; }
.case .kind { font-size: .8125rem; font-weight: 600; width: 7.5rem; flex: none; color: var(--muted); }
.case.newly-failing .kind, .case.new .kind { color: var(--bad); }
.case.newly-passing .kind { color: var(--good); }
.case.errored .kind { color: var(--warn); }
.case .name { flex: 1 1 16rem; overflow-wrap: anywhere; }
.tag { font-size: .75rem; color: var(--muted); background: var(--sunken); border-radius: 6px; padding: .15rem .5rem; overflow-wrap: anywhere; }
.newly-failing .tag.mark, .new .tag.mark { color: var(--bad); background: var(--bad-tint); }
.case-body { padding: .25rem 1rem 1.25rem; display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr); }
.failures { list-style: none; font-size: .875rem; overflow-wrap: anywhere; }
.failures li::before { content: "✕ "; color: var(--bad); }
.failures li.passed::before { content: "✓ "; color: var(--good); }
.failures b { font-weight: 600; }
.failures li + li { margin-top: .25rem; }
.judged > summary { cursor: pointer; font-size: .875rem; color: var(--good); }
.judged[open] > summary { margin-bottom: .35rem; }
.arms { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 1rem; }
.arms > :only-child, .arms > p { grid-column: 1 / -1; }
.answer { display: grid; gap: .5rem; align-content: start; grid-template-columns: minmax(0, 1fr); }
.answer pre { margin-top: -.1rem; }
table.figures { width: auto; }
table.figures th, table.figures td { padding: .25rem 1.5rem .25rem 0; }
.answer h4, .messages-sent h4 { margin-bottom: .4rem; }
.answer .result { font-weight: 500; color: var(--muted); margin-left: .6rem; }
.answer .result.passes { color: var(--good); }
.answer .result.fails { color: var(--bad); }
.case-body pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--sunken); border-radius: 10px; padding: .8rem 1rem; max-height: 26rem; overflow: auto; font-family: inherit; font-size: .875rem; line-height: 1.6; }
.messages-sent pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; font-size: .78rem; max-height: 14rem; }
.case-body del, .case-body ins { color: inherit; text-decoration: none; background: var(--warn-tint); box-shadow: 0 1px 0 var(--warn); }
.case-body ins { background: var(--accent-tint); box-shadow: 0 1px 0 var(--accent); }
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
  .segment-name { width: auto; max-width: none; }
  .forest tbody td.verdict:empty { display: none; }
  .forest tbody td.verdict:empty + th { flex-basis: 100%; }
  .forest tbody td.plot, .dumbbell tbody td.plot { flex: 1 0 100%; padding: 0; }
  td[data-label]::before { content: attr(data-label) " "; color: var(--muted); font-weight: 400; }
}
@media (max-width: 48rem) {
  .arms { grid-template-columns: minmax(0, 1fr); }
  .case .kind { width: auto; }
  figure.spread tbody th { min-width: 0; }
  figure.spread thead th { white-space: normal; vertical-align: bottom; }
  figure.spread th, figure.spread td { padding-right: .8rem; }
}
@media print {
  .filters, .skip, nav.prompts { display: none; }
  .sheet { max-width: none; padding: 0; }
  body { background: #fff; }
  .case-body pre { max-height: none; }
  section.prompt, section.cases { break-inside: auto; }
  tr, .tile, .answer { break-inside: avoid; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;function fl(e,t){return[...pl(e,t)].join(``)}function*pl(e,t){let n=v(e.prompts),r=n.slice(0,200),i=n.map(e=>({prompt:e,overview:Rs(e,t)})),a=i.filter(Vs),o=i.map(({overview:e})=>e),s={result:e,axis:bc(r),range:dc(r),scales:rc(o)},c=r.map((e,t)=>{let n=o[t];return ml(e)&&n?el(e,{...s,index:t,overview:n}):null}),{start:l,end:u}=Et({title:ce(e),style:dl,script:ul});yield l,yield B`${a.length===0?null:wt(`cases`,`Skip to the cases`)}
<main class="sheet">
${Uc(e)}
${hl(r)}
${c}
${(e.portfolioPlans??[]).map((e,t)=>qc(e,t))}
${Qs(e)}
${a.length===0?null:Hs(a)}
${gl(e)}
${_l(e)}
</main>
`.markup,a.length>0&&(yield*Os(a.map(({prompt:e})=>e),t)),yield u}function ml(e){return _(e)||H(e)}function hl(e){let t=e.flatMap((e,t)=>ml(e)?[{prompt:e,index:t}]:[]);if(t.length<2)return null;let n=t.map(({prompt:e,index:t})=>B`<li><span aria-hidden="true">${kc(e).sign.page}</span> <a href="#prompt-${t}">${e.path}</a></li>`);return B`<nav class="prompts" aria-label="Prompts"><ul>${n}</ul></nav>`}function gl(e){let t=rr(e).map(e=>B`<li>${V(e)}</li>`);return t.length===0?null:B`<section class="run" aria-labelledby="registry-title"><h2 id="registry-title">${nr}</h2>
<ul>${t}</ul></section>`}function _l(e){let t=[...Ir(e),...jn(e),...Gr(e).slice(0,200),...e.usage.trials>0?[Hr(e)]:[]],{path:n,revision:r}=e.policySource,i=r===`unread`?B`<li>Policy: <code>${I(n)}</code>, which could not be read.</li>`:r===`defaults`?B`<li>Policy: the defaults; there is no <code>${I(n)}</code>.</li>`:B`<li>Policy: <code>${I(n)}</code> as it is at the ${r}.</li>`,a=t.map(e=>B`<li>${V(e)}</li>`);return B`<section class="run" aria-labelledby="run-title"><h2 id="run-title">What ran</h2>
<ul>${a}${i}<li>prompt-eval-gate ${e.tool.version}</li></ul></section>`}function vl(e){return[...e.prompts.flatMap(t=>yl(t,e)),...wl(e),...Tl(e)]}function yl(e,t){return H(e)?e.reasons.map(n=>{let r=n.kind===`overall-regression`?e.overall:e.segments.find(e=>e.name===n.segment),i=j(gt({...e,reasons:[n]})),a=r&&n.kind!==`weaker-suite`?[bl(r)]:[],o=n.kind===`cost`?[j(vn(e,t.policy)??[])]:[],s=n.kind===`latency`?[j(Tn(e)??[])]:[];return{...xl(e),level:e.verdict===`block`&&!t.accepted?`failure`:`warning`,title:I(i,250),message:[...a,...o,...s,...Sl(e)].join(` `)||i}}):[]}function bl({baseline:e,candidate:t,difference:n,interval:r,losses:i,wins:a,adjustedPValue:o}){if(!e||n===null)return`Passes ${x(t.rate)}.`;let s=r?` (95\u00a0% CI ${g(r,` to `)})`:``;return`Passes ${x(t.rate)}, was ${x(e.rate)}: ${b(n)} points${s}, ${M(i)} lost / ${M(a)} won, adjusted p\u00a0${R(o)}.`}function xl(e){let[t]=e.changedLines;return{path:e.file??e.path,startLine:t?.start??1,endLine:t?.end??1}}function Sl({changedLines:e,because:t,path:n,file:r=n}){let i=e.slice(1,6).map(({start:e,end:t})=>e===t?`${e}`:`${e}–${t}`);if(i.length>0)return[`The pull request also changes lines ${i.join(`, `)}.`];let a=t.filter(e=>e!==r).slice(0,3);return e.length>0||a.length===0?[]:[j([`The change comes through ${a.map(e=>I(e)).join(`, `)}.`])]}const Cl=/^(.+?)(?::(\d+))?(?::(\d+))?$/s;function wl(e){return e.errors.flatMap(({place:e,message:t,remedy:n})=>{let[,r,i]=e===null?[]:Cl.exec(e)??[];if(r===void 0)return[];let a=Math.max(1,Number(i??1)),o=j([I([t,n].filter(Boolean).join(` `),1e3)]);return[{path:r,startLine:a,endLine:a,level:`failure`,title:I(t,250),message:o}]})}function Tl({prompts:e}){return[...e.flatMap(({findings:e=[]})=>e)].sort((e,t)=>El.indexOf(e.severity)-El.indexOf(t.severity)).slice(0,40).map(({id:e,severity:t,path:n,line:r,message:i,remedy:a})=>({path:n,startLine:r,endLine:r,level:t===`notice`?`notice`:`warning`,title:e,message:j([I(`${i} ${a}`,1e3)])}))}const El=[`error`,`warning`,`notice`],Dl=/^<!-- prompt-eval-gate changes=([A-Za-z0-9+/]{4,4000}={0,2}) -->$/m,Ol=et([it().nullable(),Re(),Re().nullable()]),kl=Ze({head:it(),prompts:f(et([it(),f(Ol)]))});function Al(e,t,n){let r=v(e.prompts).filter(_).map(e=>{let t=n?.get(e.path),r=[...e.overall?jl(null,e.overall,t?.overall):[],...y(e.segments).flatMap(e=>jl(e.name,e,t?.segments.get(e.name)))];return[e.path,r]}),i=Math.max(0,...r.map(([,e])=>e.length)),a=r;for(;;){let e=Nl({head:t,prompts:a.map(([e,t])=>[e,t.slice(0,i)])});if(e.length<=2500)return a.length===0?``:e;i>1?i=Math.floor(i/2):a=a.slice(0,Math.floor(a.length/2))}}function jl(e,{difference:t},n){return t===null?[]:[[e,Ml(t),n==null?null:Ml(n)]]}function Ml(e){return Number(e.toFixed(3))}function Nl(e){return`<!-- prompt-eval-gate changes=${Buffer.from(JSON.stringify(e)).toString(`base64`)} -->`}function Pl(e,t){let n=Ll(e);if(!n)return;let r=n.head===t,i=n.prompts.map(([e,t])=>{let n=t.flatMap(([e,t,n])=>{let i=r?n:t;return i===null?[]:[{name:e,value:i}]});return[e,{segments:new Map(n.flatMap(({name:e,value:t})=>e===null?[]:[[e,t]])),overall:n.find(({name:e})=>e===null)?.value??null}]});return new Map(i)}function Fl(e){return Dl.exec(e)?.[0]??``}function Il(e){return e.replace(Dl,``).trimEnd()}function Ll(e){let[,t]=Dl.exec(e)??[];if(t!==void 0)try{return kl.parse(JSON.parse(Buffer.from(t,`base64`).toString(`utf8`)))}catch{return}}const Rl=`<!-- prompt-eval-gate last-report -->`;function zl(e,t,n){let[r=``]=t.split(`
`);return[t,q([r,`The rest is too long to be shown here: see the job summary of its run.`])].map(t=>q([e,Vl(t)])).find(e=>e.length<=n)??e}function Bl(e){let t=e.indexOf(`\n${Rl}\n`);if(t!==-1)return e.slice(t+37+2).trim().slice(65,-10).trim()}function Vl(e){return`${Rl}\n<details><summary>The last report before this run broke</summary>\n\n${e}\n\n</details>`}function Hl(e){let t=[...e.prompts.map(t=>tu(t,e)),...nu(e)],n=`name="${e.partial?`prompt-eval-gate, partial run`:`prompt-eval-gate`}" ${au(t.flatMap(({cases:e})=>e))}`,r=t.map(ru).join(``);return`<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${n} time="${ou(e.usage.elapsedMs)}">\n${r}</testsuites>\n`}function Ul(e,t){if(!_(e)){let n=j(_r(e,t.policy)),r=[{name:`not run`,outcome:{kind:`skipped`,message:n,type:e.change,text:n}},...Zl(e)];return{name:e.path,cases:r}}let n=[...e.segments.map(t=>Gl(t,e)),...e.overall?[ql(e.overall,e)]:[],...Xl(e),...Zl(e),...e.cost?Ql(e.cost,e,t):[],...$l(e),...[`cost`,`latency`].flatMap(t=>eu(e,t))];return{name:e.path,cases:n}}const Wl=/* @__PURE__ */ new Set([`weaker-suite`,`cost`,`latency`]);function Gl(e,t){let n=t.reasons.find(({kind:t,segment:n})=>n===e.name&&!Wl.has(t));return n?{name:e.name,outcome:Jl(n.kind,e,t)}:e.verdict===`invalid`?{name:e.name,outcome:Jl(`invalid`,e,t)}:E(t)?Kl(e,t):{name:e.name}}function Kl(e,t){let{passes:n,n:r}=e.candidate,i={kind:`skipped`,message:`${Ge(t)}: passes ${M(n)} of ${M(r)}`,type:`new`,text:Yl(e,t)};return{name:e.name,outcome:i}}function ql(e,t){let n=t.reasons.find(t=>t.kind===`overall-regression`||t.segment===e.name);return n?{name:`overall`,outcome:Jl(n.kind,e,t)}:E(t)?Kl(e,t):{name:`overall`}}function Jl(e,t,n){let r=Yl(t,n),i=t.difference===null?``:`: ${b(t.difference)} points`;return{kind:e===`invalid`?`error`:`failure`,message:`${e}${i}`,type:e,text:r}}function Yl(e,t){let[n,r,i,a,o,s]=Ht(e);return[`verdict: ${Pt(e,t).words}`,`segment: ${I(e.name,200)}`,`baseline: ${n}`,`candidate: ${r}`,`change, 95\u00a0% CI: ${i}`,`lost / won: ${a}`,`z: ${o}`,`adjusted p: ${s}`].join(`
`)}function Xl(e){return e.reasons.filter(({kind:e})=>e===`critical-case`||e===`critical-case-unanswered`).map(({kind:e,caseId:t=``})=>{let[n,r]=e===`critical-case`?[`failure`,`a critical case that always passed now always fails`]:[`error`,`a critical case that always passed now has no answer`];return{name:t,outcome:{kind:n,type:e,message:r,text:r}}})}function Zl(e){return e.reasons.filter(e=>e.kind===`weaker-suite`).map(({segment:e=``})=>{let t=`cases are removed, loosened, or asked only with added values, which the policy blocks`,n={kind:`failure`,type:`weaker-suite`,message:t,text:t};return{name:`cases of ${e}`,outcome:n}})}function Ql(e,t,n){let r=j(vn(t,n.policy)??[]);return se(e).flatMap(({of:e,label:t,limit:n,ratio:i})=>e===`money`&&n===null?[]:t===`exceeded`?[{name:e,outcome:{kind:`failure`,type:`cost`,message:`more ${e} than the limit`,text:r}}]:[{name:e,...i?{}:{outcome:{kind:`skipped`,message:n===null?`no limit`:`nothing to compare`,type:`cost`,text:r}}}])}function $l(e){let{latency:t}=e;if(Le(e)){let e=`too few cases were asked of both versions by one run`;return[{name:`latency`,outcome:{kind:`skipped`,type:`latency`,message:e,text:e}}]}return(t?De(t).filter(({limit:e})=>e!==null):[]).map(({of:t,label:n})=>{let r=`latency, ${t}`;return n===`exceeded`?{name:r,outcome:{kind:`failure`,type:`latency`,message:`answers take longer than the limit (${t})`,text:j(Tn(e)??[])}}:{name:r}})}function eu(e,t){let n=j(pn(e,t)).trim();return p(e,t).map(e=>{let r=mn(e);if(e.label===`exceeded`)return{name:r,outcome:{kind:`failure`,type:t,message:`over the limit`,text:n}};let i=e.tooFew?`too few cases`:`nothing to compare`;return e.ratio!==null&&!e.tooFew?{name:r}:{name:r,outcome:{kind:`skipped`,type:t,message:i,text:n}}})}function tu(e,t){let n=Ul(e,t),{accepted:r}=t;if(!r)return n;let i=t=>e.reasons.some(({segment:e})=>e===t),a=n.cases.map(({name:e,outcome:t})=>{if(!t||!(t.kind===`failure`||i(e)))return{name:e,...t&&{outcome:t}};let n=`accepted by @${r.by}: ${t.message}`;return{name:e,outcome:{...t,kind:`skipped`,message:n}}});return{...n,cases:a}}function nu(e){if(e.verdict===`partial`){let t=j(Te(e));return[{name:`prompt-eval-gate`,cases:[{name:`gate`,outcome:{kind:`skipped`,message:t,type:`partial`,text:t}}]}]}if(e.accepted){let t=j(Te(e));return[{name:`prompt-eval-gate`,cases:[{name:`gate`,outcome:{kind:`skipped`,message:t,type:`accepted`,text:t}}]}]}if(e.errors.length===0&&e.verdict!==`error`)return[];let t=e.errors.map(({place:e,message:t,remedy:n})=>[e,t,n].filter(Boolean).join(` `)).join(`
`);return[{name:`prompt-eval-gate`,cases:[{name:`gate`,outcome:{kind:`error`,message:j(Te(e)),type:`error`,text:t}}]}]}function ru({name:e,cases:t}){let n=t.map(t=>iu(t,e)).join(``);return`  <testsuite name="${su(e)}" ${au(t)}>\n${n}  </testsuite>\n`}function iu({name:e,outcome:t},n){let r=`    <testcase classname="${su(n)}" name="${su(e)}"`;if(!t)return`${r}/>\n`;let{kind:i,message:a,type:o,text:s}=t,c=i===`skipped`?``:` type="${su(o)}"`;return`${r}>\n      <${i} message="${su(a)}"${c}>${cu(s)}</${i}>\n    </testcase>\n`}function au(e){let t=t=>e.filter(({outcome:e})=>e?.kind===t).length;return`tests="${e.length}" failures="${t(`failure`)}" errors="${t(`error`)}" skipped="${t(`skipped`)}"`}function ou(e){return(e/1e3).toFixed(3)}function su(e){return cu(I(e,200))}function cu(e){return i(e).replace(/[\ufffe\uffff]/g,`�`)}function lu(e,t,n=!1){let r=t?.get(e.path);if(!r)return[];let i=[...y(e.segments).flatMap(e=>uu([J(e)],e,r.segments.get(e.name))),...e.overall&&e.segments.length>1?uu([F(`overall`)],e.overall,r.overall):[]];if(i.length===0)return[];let a=i.slice(0,4).map(du),o=i.length-a.length;return[`Since the last push`,...n?[` of `,A(e.path)]:[],`: `,...a.flatMap((e,t)=>t===0?e:[`; `,...e]),...o>0?[`; ${o} more moved`]:[],`.`]}function uu(e,{difference:t},n){return typeof n!=`number`||t===null||Math.abs(t-n)<.01?[]:[{name:e,was:n,now:t}]}function du({name:e,was:t,now:n}){return[...e,` was ${b(t)}, now `,F(b(n)),` points`]}function fu(e,t,{withLine:n=!0}={}){let[,r=``,i]=/^(.*?)(?::(\d+)(?::\d+)?)?$/s.exec(e)??[];return mu(r,{label:e,source:t,lines:n&&i!==void 0?`L${i}`:``})}function pu({path:e,file:t=e,suite:n,changedLines:r,because:i,candidate:a},o){if(!o||a===null)return``;let s=r.slice(0,4).map(({start:e,end:n},r)=>{let i=e===n?`${e}`:`${e}–${n}`;return mu(t,{label:r===0?`${t}:${i}`:i,source:o,lines:e===n?`L${e}`:`L${e}-L${n}`})}),c=i.filter(e=>e!==t).slice(0,4).map(e=>mu(e,{label:e,source:o})),l=[...s.length>0?s:[mu(t,{label:t,source:o})],...c],u=n?[`suite ${mu(n.path,{label:n.path,source:o})}`]:[];return[l.join(`, `),...u].join(` · `)}function mu(e,{label:t,source:n,lines:r=``}){let i=s(I(t)),a=e.split(`/`),o=a.every(e=>e!==``&&e!==`.`&&e!==`..`);if(!n||!o||!e.isWellFormed())return i;let c=a.map(hu).join(`/`);return Nt(i,`${n.repository}/blob/${n.sha}/${c}${r&&`#${r}`}`)}function hu(e){return encodeURIComponent(e).replace(/[!'()*]/g,e=>`%${e.charCodeAt(0).toString(16).toUpperCase()}`)}function gu(e,t){let{cases:n,answers:r,block:i,elsewhere:a,clusters:o}=t,s=ni(e.cases,o),c=[...s.flatMap(oi),...s.flatMap(si)],l=new Map(c.map((e,t)=>[e,t])),u=e=>e.flatMap(e=>{let t=l.get(e)??0;return t<n?[i(e,t<r)]:[]}),d=s.map(t=>{let n=u(si(t));return q([C(ci(t,e.cases.length)),...u(oi(t)),n.length>0?W([`${L(n.length,`more case`)} like it`],n):``])}),f=Math.min(n,c.length)-r;return W(e.title,[...d,f>0?`The answers to ${L(f,`case`)} are left out here: ${a}.`:``,K(c.length-n,{noun:`more case`,elsewhere:a})])}function _u(e,t){let n=/* @__PURE__ */ new Map,r=new Set(t.filter(({suite:e})=>e&&e.digest!==e.baselineDigest).flatMap(({newlyFailing:e,newlyPassing:t})=>[...e,...t]));return(t,i)=>{let a=fu(t.place,e,{withLine:!r.has(t)}),o=n.get(t)??{short:vu(t,{place:a,answerFollows:!1})};return n.set(t,o),i?(o.long??=q([vu(t,{place:a,answerFollows:!0}),yu(t)]),o.long):o.short}}function vu(e,{place:t,answerFollows:n}){let r=[F(I(e.description??e.id,120)),...Xt(e)];return q([`${C(r)} · ${t}`,G(Zt(e,n))])}function yu({baseline:e,candidate:t}){if(t.answer===null)return``;let n=e?e.answer:``;if(n===null)return``;let r={same:`  `,removed:`- `,added:`+ `},i=Xr(e?n:t.answer,t.answer).flatMap(({kind:e,text:t})=>$r(t,96).map(t=>r[e]+t));return u(i.join(`
`),`diff`)}function bu(e){return Yn(e,40)}function xu(e,{rows:t,scale:n}){let r=qn(e,{scale:n,most:Math.min(t,40)});return r.length>1?u(r.join(`
`)):``}function Su(e,t,n=!1){let r=vn(e,t.policy);return!r||!e.cost?``:`**Cost**${n?` of ${C([A(e.path)])}`:``} ${N[ft(e)??`unknown`].sign.emoji} ${C(r)}`}function Cu(e,{full:t=!1,named:n=!1}){let r=Tn(e);return!r||!(t||re(e))?``:`**Latency**${n?` of ${C([A(e.path)])}`:``} ${N[pt(e)].sign.emoji} ${C(r)}`}function wu(e,t){let n=e.becomes?.passRates;if(!n)return``;let r=[`segment`,`versions`,`from`,`to`,`this change`].map((e,t)=>({head:e,align:t<2?`left`:`right`})),i=Zc(e).slice(-t-1).map(({name:e,line:t,first:n,last:r,candidate:i})=>[e,...[t,n,r,i].map(e=>[e])]);return W(Xc(n),[U(r,i)])}function Tu(e,t,n){let r=an(e,t);if(r.length===0)return``;let{heads:i,rows:a}=dn(e),o=i.map((e,t)=>({head:e,align:t===0?`left`:`right`})),s=[...a.slice(0,Math.min(n,a.length-1)),...a.slice(-1)];return W([`How sure is this?`],[G(r.slice(0,n+3)),U(o,s)])}function Eu(e){if(e.errors.length===0)return``;let t=/* @__PURE__ */ new Map;for(let{kind:n,message:r}of e.errors)t.set(n,{count:(t.get(n)?.count??0)+1,message:r});let n=[...t].slice(0,10).map(([e,{count:t,message:n}])=>[A(e),`, ${L(t,`time`)}: `,n.slice(0,300)]);return W([Ln(e.errors)],[G(n)])}const Du=[{kind:`answers`,least:0},{kind:`cases`,least:0},{kind:`passing`,least:0},{kind:`rows`,least:10},{kind:`failing`,least:1},{kind:`rows`,least:0},{kind:`failing`,least:0}];function Ou(e,t,n){let r=t,i=e(r);if(i.length<=n)return i;for(let{kind:t,least:i}of Du){let a=r;r={...a,[t]:Math.min(a[t],i)};let o=e(r);if(!(o.length>n))return ku(n=>e({...a,[t]:n}),{fits:r[t],tooMany:a[t],shortest:o},n)}}function ku(e,t,n){let{fits:r,tooMany:i,shortest:a}=t;for(;i-r>1;){let t=Math.floor((r+i)/2),o=e(t);o.length<=n?[r,a]=[t,o]:i=t}return a}function Au(e,t={}){let n=t.marker?`\n\n${t.marker}`:``,r=(t.budget??6e4)-n.length,i=_u(t.source,e.prompts),a=bu(e.prompts.filter(H));return(Ou(n=>q(Nu({result:e,options:t,limits:n,block:i,scale:a})),{answers:ju(e),cases:ju(e),passing:e.prompts.length,failing:e.prompts.length,rows:Math.max(1,...e.prompts.map(e=>e.segments.length))},r)??Mu(e,t))+n}function ju({prompts:e}){return Math.max(0,...e.flatMap(e=>[e.newlyFailing.length,e.newlyPassing.length]))}function Mu(e,t){return q([`### ${C(de(e,t))}`,`The report is too long to be shown here: ${Ku(t)}.`])}function Nu(e){let{result:t,options:n}=e,r=`### ${C(de(t,n))}`,i=Mt(An(t),D.emoji);if(bt(t))return[r,i,...zu(e),Bu(t),Vu(t),...Uu(e),qu(n)];let a=v(t.prompts),o=a.filter(H);return[r,i,Pu(t),t.verdict===`error`&&o.some(_)?`**Decided before it broke**`:``,...Fu(o,e),...zu(e),Hu(a.filter(e=>e.verdict===`pass`&&_(e)),e),Bu(t),Vu(t),Gu(t),qu(n)]}function Pu(e){let t=G(In(e,+(e.verdict===`error`)));return t===``||e.verdict===`error`?t:q([`${D.emoji} Not everything could be decided:`,t])}function Fu(e,t){let{result:n,limits:r,options:i}=t,a=e.slice(0,r.failing),o=n.prompts.filter(_).length>1||n.verdict===`error`;return[...a.flatMap(e=>[o?`#### ${d[e.verdict].sign.emoji} ${C(gt(e))}`:``,...Iu(e,t)]),K(e.length-a.length,{noun:`more prompt`,which:` with something wrong`,elsewhere:Ku(i)})]}function Iu(e,t){let{result:n,options:r,limits:i}=t,a=[...Y(e),...r.full?Yt(e):[]];return[C(_r(e,n.policy)),C(lu(e,r.former)),pu(e,r.source),_(e)?Lt(e,i.rows):``,Ru(e,t),xu(e,{rows:i.rows,scale:t.scale}),Su(e,n),Cu(e,{full:r.full}),r.full&&_(e)?W([`Cost of each segment`],[Kt(e,i.rows)]):``,...a.map(n=>gu(n,{...i,...Lu(e,t)})),Eu(e),wu(e,i.rows),Tu(e,n,i.rows)]}function Lu({clusters:e},{block:t,options:n}){return{block:t,elsewhere:Ku(n),clusters:e?.newlyFailing??[]}}function Ru(e,{limits:t,options:n}){return K(e.segments.length-t.rows,{noun:`more segment`,elsewhere:Ku(n)})}function zu({result:e,limits:t}){return(e.portfolioPlans??[]).map(e=>ss(e,t.rows))}function Bu(e){let t=rr(e);return t.length===0?``:q([`**${nr}**`,G(t)])}function Vu(e){return G(Ir(e))}function Hu(e,t){if(e.length===0)return``;let{result:n,limits:r,options:i}=t,{sign:a,text:o}=Vn(e,n.policy),s=[`${a.emoji} `,...o],c=e.slice(0,r.passing),l=K(e.length-c.length,{noun:`prompt`,which:` that does not block`,elsewhere:Ku(i)});if(c.length===0)return q([`${C(s)}.`,l]);let u=c.flatMap(e=>Wu(e,t));return W(s,[Rt(c,r.rows),...u,l])}function Uu(e){let{result:t,limits:n,options:r}=e,i=t.prompts.filter(_);if(i.length===0)return[Gu(t)];let a=i.slice(0,n.passing),[o]=a,s=a.flatMap(e=>[Su(e,t,i.length>1),Cu(e,{full:r.full,named:i.length>1})]),c=new Map(a.flatMap(e=>an(e,t,i.length>1)).map(e=>[j(e),e]));return[G(a.map(e=>lu(e,r.former,!0)).filter(e=>e.length>0)),W([`Segments, cost and what ran`],[i.length>1?Rt(a,n.rows):o?Lt(o,n.rows):``,K(i.length-a.length,{noun:`more prompt`,elsewhere:Ku(r)}),...s,G([...c.values()].slice(0,n.rows+3)),G([...jn(t),...Gr(t).slice(0,n.passing),Hr(t)])]),...a.flatMap(t=>Wu(t,e)),...o&&i.length===1?[wu(o,n.rows)]:[]]}function Wu(e,t){let{limits:n,options:r}=t,i=r.full||_e(e);return[...Y(e),...i?Yt(e):[]].map(({title:r,cases:i})=>gu({title:[A(e.path),`: `,...r],cases:i},{...n,...Lu(e,t)}))}function Gu(e){let t=e.usage.trials>0?[...Gr(e).slice(0,20),Hr(e)]:[],n=[...jn(e),...t];return n.length>0?W([`What ran`],[G(n)]):``}function Ku({resultLocation:e,resultUrl:t}){let n=e??`the result JSON`;return`see ${t?Nt(C([n]),t):C([n])}`}function qu({resultLocation:e=`the whole report`,resultUrl:t,pageUrl:n}){let r=[...t?[Nt(C([e]),t)]:[],...n?[`${Nt(`the page with every case`,n)}, among the artifacts of the run`]:[]];return r.length===0?``:`More: ${r.join(` · `)}`}const Ju=1e6;function Yu(e,t={}){let n=n=>Au(e,{...t,budget:n,full:!0}),r=n(Ju),i=Buffer.byteLength(r);return i<=Ju?r:n(Math.floor(Ju/i*Ju*.95))}function Xu(e,t){let n=ia(t),{calls:r,fromStore:i,usd:a}=e.usage,o=a!==null&&a>0?`, ${S(a)}`:``,s=`${L(r,`answer`)} asked, ${M(i)} stored${o}`,c=v(e.prompts).filter(_),u=[...Za(e,n),...Q(In(e,+(qe(e)===`error`)),n),...c.flatMap(e=>[...c.length>1?Z([F(`─ `),A(e.path)],n):[],...e.overall?.chosen?[]:ro(e,n),...Zu(e)]),...e.usage.trials>0?[n.paint.dim(s)]:[]];return l(u.join(`
`))}function Zu({newlyFailing:e}){if(e.length===0)return[];let t=e.slice(0,5).map(({id:e,description:t})=>I(t??e,60)),n=e.length-t.length;return[`newly failing: ${[...t,...n>0?[`${M(n)} more`]:[]].join(`; `)}`]}export{wo as A,ro as B,Jo as C,Oo as D,Ro as E,mo as F,ho as I,go as L,Co as M,So as N,Eo as O,bo as P,Za as R,es as S,Lo as T,qa as V,os as _,Bl as a,Xo as b,Pl as c,vl as d,pl as f,ls as g,ds as h,Hl as i,yo as j,xo as k,Al as l,ms as m,Yu as n,zl as o,fl as p,Au as r,Fl as s,Xu as t,Il as u,rs as v,Qo as w,Wo as x,Yo as y,Ya as z};