import{o as e,t}from"./rolldown-runtime.js";import{$ as n,f as r,i,l as a,nt as o,o as s,p as c,r as l,s as u}from"./basics.js";import{$ as d,$n as f,$t as p,A as m,An as ee,Bn as h,Ct as te,Dt as g,E as _,Et as v,F as y,Fn as b,G as x,Gn as S,H as ne,Hn as C,I as re,In as w,It as ie,J as ae,Jn as oe,K as se,Kn as ce,L as le,Ln as T,Lt as ue,M as de,Mn as E,N as fe,Nn as D,Ot as pe,P as me,Pn as he,Q as O,Qn as ge,R as _e,Rn as k,St as ve,Tt as A,Un as ye,Vn as be,W as j,X as xe,Xn as Se,Y as Ce,Yn as M,Z as we,Zn as N,_t as Te,ar as P,at as Ee,bt as De,c as F,cn as Oe,ct as ke,dt as Ae,er as I,et as je,ft as Me,gt as L,ht as Ne,ir as Pe,it as Fe,j as Ie,jn as R,l as Le,ln as Re,lt as ze,mn as Be,mt as Ve,nr as He,nt as Ue,ot as We,pn as Ge,pt as Ke,q as qe,qn as Je,rr as Ye,rt as Xe,st as Ze,tr as Qe,tt as $e,ut as et,vt as tt,wt as nt,yt as rt,z as it,zt as at}from"./start.js";import{xt as ot}from"./assertions.js";import{F as st,M as ct,N as lt,P as ut}from"./comparison.js";import{St as dt}from"./policy.js";import{a as ft,c as pt,i as mt,n as ht,o as z,r as gt,s as B}from"./dashboard.js";function V({verdict:e}){return e===`block`||e===`error`}function _t(e,t,n=1500){let[r,i]=[yt(e,n),yt(t,n)];return r.length+i.length>400?[...r.map(e=>vt(`removed`,e)),...i.map(e=>vt(`added`,e))]:ut(r,i).flatMap(({value:e,added:t,removed:n})=>e.map(e=>vt(t?`added`:n?`removed`:`same`,e)))}function vt(e,t){return{kind:e,text:t}}function yt(e,t){let n=c(e.slice(0,t)).split(`
`).flatMap(e=>e.split(/(?<=[.!?。！？])[ \t]+/u)).filter(e=>e.trim()!==``),r=e.length-t;return r>0&&n.push(`… (${r} more characters)`),n.length>0?n:[`(an empty answer)`]}function bt(e,t){let n=[],r=e.trimEnd();for(;r.length>t;){let e=r.lastIndexOf(` `,t),i=e>t/2?e:xt(r,t);n.push(r.slice(0,i)),r=r.slice(i).trimStart()}return r===``&&n.length>0?n:[...n,r]}function xt(e,t){let n=e.charCodeAt(t-1);return n>=55296&&n<=56319?t-1:t}function St(e){return e.length}function Ct(e,t){let n=t||{},r=(n.align||[]).concat(),i=n.stringLength||St,a=[],o=[],s=[],c=[],l=0,u=-1;for(;++u<e.length;){let t=[],r=[],a=-1;for(e[u].length>l&&(l=e[u].length);++a<e[u].length;){let o=wt(e[u][a]);if(n.alignDelimiters!==!1){let e=i(o);r[a]=e,(c[a]===void 0||e>c[a])&&(c[a]=e)}t.push(o)}o[u]=t,s[u]=r}let d=-1;if(typeof r==`object`&&`length`in r)for(;++d<l;)a[d]=Tt(r[d]);else{let e=Tt(r);for(;++d<l;)a[d]=e}d=-1;let f=[],p=[];for(;++d<l;){let e=a[d],t=``,r=``;e===99?(t=`:`,r=`:`):e===108?t=`:`:e===114&&(r=`:`);let i=n.alignDelimiters===!1?1:Math.max(1,c[d]-t.length-r.length),o=t+`-`.repeat(i)+r;n.alignDelimiters!==!1&&(i=t.length+i+r.length,i>c[d]&&(c[d]=i),p[d]=i),f[d]=o}o.splice(1,0,f),s.splice(1,0,p),u=-1;let m=[];for(;++u<o.length;){let e=o[u],t=s[u],r=n.fillRows===!1?Math.max(1,o[u===1?0:u].length):l;d=-1;let i=[];for(;++d<r;){let o=e[d]||``,s=``,l=``;if(n.alignDelimiters!==!1){let e=c[d]-(t[d]||0),n=a[d];if(n===114)s=` `.repeat(e);else if(n===99){let t=e/2;e%2?(s=` `.repeat(t+.5),l=` `.repeat(t-.5)):(s=` `.repeat(t),l=s)}else l=` `.repeat(e)}n.delimiterStart!==!1&&!d&&i.push(`|`),n.padding===!1||n.alignDelimiters===!1&&o===``||n.delimiterStart===!1&&!d||i.push(` `),n.alignDelimiters!==!1&&i.push(s),i.push(o),n.alignDelimiters!==!1&&i.push(l),n.padding!==!1&&i.push(` `),(n.delimiterEnd!==!1||d!==r-1)&&i.push(`|`)}m.push(n.delimiterEnd===!1?i.join(``).replace(/ +$/,``):i.join(``))}return m.join(`
`)}function wt(e){return e==null?``:String(e)}function Tt(e){let t=typeof e==`string`?e.codePointAt(0):0;return t===67||t===99?99:t===76||t===108?108:t===82||t===114?114:0}function H(e,t){let n=t.map(e=>e.map(Et));return Ct([e.map(({head:e})=>e),...n],{align:e.map(({align:e})=>e===`right`?`r`:``),alignDelimiters:!1})}function Et(e){return b(e).replace(/\|/g,`\\|`)}function U(e,t){return`<details><summary>${he(e)}</summary>\n\n${K(t)}\n\n</details>`}function Dt(e,t){return e.map(e=>`> ${t} ${b(e)}`).join(`
>
`)}function W(e){return e.map(e=>`- ${b(e)}`).join(`
`)}function G(e,{noun:t,which:n=``,elsewhere:r}){return e>0?`${h(e,t)}${n} left out here: ${r}.`:``}function K(e){return e.filter(e=>e!==``).join(`

`)}function Ot(e,t){return/^https:\/\/[\w.:/?&=%#~+-]+$/.test(t)?`[${e}](${t})`:e}function kt(e,t){let{verdict:n}=e;if(!O(t)||n===`invalid`)return{sign:Me[n],words:n,likeVerdict:n};if(n===`regression`)return{sign:Ze,words:`too low`,likeVerdict:`regression`};let r=Ue(t);return we(e)?{sign:L,words:r,likeVerdict:`invalid`}:{sign:t.change===`added`?Ae:Ke,words:r,likeVerdict:null}}function At(e,t){if(O(t))return kt(e,t);let n=t.reasons.some(e=>e.kind===`overall-regression`),r=n?`regression`:e.verdict;return n||r===`improved`?{sign:Me[r],words:r,likeVerdict:r}:null}const jt=[{head:`segment`,align:`left`},{head:`change,\xA095\xA0%\xA0CI`,align:`left`},{head:`verdict`,align:`left`},{head:`baseline`,align:`right`},{head:`candidate`,align:`right`},{head:`lost\xA0/\xA0won`,align:`right`},{head:`adjusted\xA0p`,align:`right`}];function Mt(e,t){return H(jt,Pt(e,t))}function Nt(e,t){let n=e.flatMap(e=>Pt(e,t).map(t=>[...t,[E(e.path)]]));return H([...jt,{head:`prompt`,align:`left`}],n)}function Pt(e,t){let n=A(e.segments).slice(0,t).map(t=>Ft(t,kt(t,e),q(t))),{overall:r}=e;return r?[...n,Ft(r,At(r,e),T(`overall`))]:n}function q({name:e}){return{code:R(e,30)}}function Ft(e,t,n){let[r,i,a,o,,s]=Lt(e),c=e.missing>0?` (${C(e.missing)} missing)`:``,l=[a,t?.words??``,r,i,o,s];return[[t?`${t.sign.emoji}\u00a0`:``,n,It(c)],...l.map(e=>[It(e)])]}function It(e){return e.replaceAll(` `,`\xA0`)}function Lt(e){let t=e.baseline!==null;return[e.baseline?I(e.baseline.rate):`—`,I(e.candidate.rate),Rt(e),t?`${C(e.losses)} / ${C(e.wins)}`:`—`,t?Pe(e.z):`—`,t||e.method!==`none`?M(e.adjustedPValue):`—`]}function Rt({difference:e,interval:t}){return e===null?`—`:`${N(e)}${t?` (${ge(t)})`:``}`}const zt=[{head:`segment`,align:`left`},{head:`tokens a call`,align:`right`},{head:`change, 95\xA0% CI`,align:`left`},{head:`input`,align:`right`},{head:`output`,align:`right`},{head:`cached`,align:`right`},{head:`money per 1,000 calls`,align:`right`}];function Bt(e,t){let n=[...A(e.segments).slice(0,t),...e.overall?[e.overall]:[]];return H(zt,n.map(t=>[[t===e.overall?T(`overall`):q(t)],...Vt(t).map(e=>[It(e)])]))}function Vt({cost:e}){let{baseline:t,candidate:n,ratio:r}=e,i=e=>`${t?`${e(t)} → `:``}${e(n)}`,a=r&&Number.isFinite(r.high)?` (${be(r.low,!1)} … ${be(r.high,!1)})`:``;return[i(e=>C(e.totalTokens)),r?`${be(r.ratio)}${a}`:`—`,i(e=>C(e.inputTokens)),i(e=>C(e.outputTokens)),i(e=>C(e.cachedInputTokens)),n.usd===null?`—`:i(e=>e.usd===null?`—`:oe(e.usd))]}function Ht(e){let t=nt(e).map(({name:e})=>e),n=t.map(t=>{let n=e.newlyFailing.filter(({segments:e})=>e.includes(t)),r=e.segments.length===1?[]:[` in `,q({name:t})];return{title:[`${h(n.length,`case`)} newly ${F(n.length,`fail`)}`,...r],cases:n}}),r=e.newlyFailing.filter(({segments:e})=>!e.some(e=>t.includes(e))),i=e.baseline?`newly ${F(r.length,`fail`)}`:F(r.length,`fail`),a=n.length>0?` elsewhere`:``,o={title:[`${h(r.length,`case`)} ${i}${a}${Ut(e)}`],cases:r};return[...n,o].filter(({cases:e})=>e.length>0).map(({title:e,cases:t})=>({title:e,cases:ve(t)}))}function Ut(e){return e.verdict!==`pass`||!e.baseline?``:[...e.segments,e.overall].some(e=>e?.unconfirmed)?`, which the baseline, asked anew, does not confirm`:x(e)?`, too few cases to tell it from chance`:`, not shown to be more than chance`}function Wt(e){let t=e.newlyPassing;return t.length===0?[]:[{title:[`${h(t.length,`case`)} newly ${F(t.length,`pass`)}`],cases:t}]}function Gt({critical:e,severe:t,baseline:n,candidate:r}){let i=r.trials>1&&n?[` · ${C(n.passes)} → ${C(r.passes)} of ${C(r.trials)} pass`]:[];return[...e?[` · ❗ critical`]:[],...t?[` · always passed, now always fails`]:[],...i]}function Kt({baseline:e,candidate:t},n){let r=t.failures.length>0||!e?t:e;return r.failures.slice(0,3).map(({type:e,reason:t})=>{let i=n&&r.answer!==null?qt(t,r.answer):t;return[`✗ `,E(R(e,40)),` `,R(i,240)]})}function qt(e,t){let n=t.length<24?-1:e.indexOf(t.slice(0,24));if(n<0)return e;let r=e.slice(0,n),i=r.replace(/; it was ["“«]$/,``);return i===r?`${r}…${/["”»]$/.exec(e)?.[0]??``}`:i}const Jt=1e-4;function Yt(e){return e<Jt?`less than once in ${C(1/Jt)}`:e<=.1?`once in ${C(Number((1/e).toPrecision(2)))}`:`in ${C(Math.round(e*100))} of 100`}function Xt(e){let t=[...e.segments,...e.overall&&e.segments.length>1?[e.overall]:[]],n=t.filter(({verdict:e,difference:t,unconfirmed:n})=>e!==`invalid`&&!n&&(t??0)<0).reduce((e,t)=>!e||Qt(t,e)?t:e,null);if(!n)return t.every(Zt)?[`No segment passes fewer cases than before.`]:[];let r=n.adjustedPValue,i=[`Chance alone shows `,...n===e.overall?[`all cases together this bad`]:e.segments.length>1?[`some segment as bad as `,q(n)]:[`cases this bad`],` ${Yt(r)} harmless edits (adjusted p\u00a0${Se(r)})`];return n.verdict===`regression`?[...i,`.`]:[...i,`: too often to be called worse, which does not show that it is not.`]}function Zt({verdict:e,difference:t}){return e!==`invalid`&&t!==null&&t>=0}function Qt(e,t){let n=e=>e.verdict===`regression`?0:1;return n(e)-n(t)<0||n(e)===n(t)&&e.adjustedPValue<t.adjustedPValue}function $t(e,t,n=!1){let{policy:r}=t;if(!e.overall)return[];if(!e.baseline)return tn(e,r);let i=e.segments.filter(e=>e.verdict===`inconclusive`),a=Xt(e),o=[n&&a.length>0?[E(e.path),`: `,...a]:a,...i.map(t=>nn(t,Ee(e,r,t.name)))],s=e.overall.ofFirstLook?[en]:[];return[...[...o,s].filter(e=>e.length>0),rn(e,t)]}const en=`The figures over all cases are those of the first look: only some segments were asked further, which would tilt them.`;function tn(e,t){let{levels:n,segments:r}=e,i=Xe(e,t,r.map(({name:e})=>e));if(i===null)return[];let a=n?`, α ${S(r.length===1?n.segments:n.segments+n.overall)}`:``;return[[`Test: exact binomial against the ${i} of `,E(`gate.min-pass-rate`),`${a}. p is how often a prompt that passes ${i} would pass so few.`]]}function nn(e,t){let{minimumDetectableEffect:n,detectableBySuite:r,casesNeeded:i,families:a}=e;if(n===null)return[];let o=`${`${h(e.cases,`case`)}${a===void 0||a===e.cases?``:` of ${h(a,`family`,`families`)}`}`} show a drop of ${f(n)} points 4 times out of 5, and may miss a smaller one`,s=typeof r==`number`&&r<n?`; all cases of the suite, one of ${f(r)} points`:``,c=i===null||t===null?``:` For ${f(t)} points it needs ${h(i,`case`)}.`;return[q(e),`: ${o}${s}.${c}`]}function rn(e,{policy:t,prompts:n}){let{gate:r}=We(e,t),i=dt[r.test??`proportions-z`],a=r.correction===`holm`?`Holm`:`min-P`,{levels:o,suite:s,segments:c,overall:l}=e,u=[`Test: ${i}`];c.length>1&&u.push(`${a} over ${h(c.length,`segment`)}`),o&&u.push(`α ${S(o.segments)} + ${S(o.overall)} (segments + overall)`);let d=n.filter(xe).length;d>1&&u.push(je({prompts:n,policy:t})>0?`the α of ${d} prompts together`:`for each of ${d} prompts by itself`),s&&s.trials>1&&u.push(`${C(s.trials)} trials a case, the case being the unit`);let{families:f,cases:p=0}=l??{};f!==void 0&&f<p&&u.push(`${h(f,`family`,`families`)} of ${h(p,`case`)} being the units`);let m=c.length>1?` Each interval is one of 95\xA0% by itself, not adjusted for their number.`:``;return[`${u.join(`, `)}. One-sided: p is for “candidate worse”.${m}`]}function an(e){let t=[`segment`,`z`,`p`,`adjusted p`,`two-proportion z`,`its p`,`Fisher p`,`detectable drop`],{segments:n,overall:r}=e,i=A(n).map(e=>[[q(e)],...on(e)]);return{heads:t,rows:r?[...i,[[T(`overall`)],...on(r)]]:i}}function on(e){let{twoProportion:t,minimumDetectableEffect:n}=e;return[e.baseline?Pe(e.z):`—`,M(e.pValue),M(e.adjustedPValue),t?Pe(t.z):`—`,t?M(t.pValue):`—`,t&&t.fisher!==null?M(t.fisher):`—`,n===null?`—`:`${f(n)}\u00a0points`].map(e=>[e])}function sn(e){return ln([...un(e,`alarm`),...un(e,`notice`)])}function cn(e){return ln(un(e,`fact`))}function ln(e){return P(e,8,e=>[`${h(e,`more notice`)} in the result JSON.`])}function un({notices:e,prompts:t},n){let r=e=>e.gravity===n;return[...e.filter(r).map(({text:e})=>k(e)),...dn(t.map(({path:e,notices:t})=>({path:e,notices:t.filter(r)})))]}function dn(e){let t=/* @__PURE__ */ new Map;for(let{path:n,notices:r}of e)for(let{text:e}of r)t.set(e,(t.get(e)??/* @__PURE__ */ new Set).add(n));return[...t].map(([t,n])=>n.size===e.length?k(t):[...fn([...n]),`: `,...k(t)])}function fn(e){let t=e.slice(0,5).flatMap((e,t)=>[...t>0?[`, `]:[],E(e)]),n=e.length-5;return n>0?[...t,` and ${n} more`]:t}function pn({errors:e},t=0){let n=e.slice(t).map(({message:e,place:t,remedy:n})=>{let r=[e,n].filter(Boolean).join(` `),i=k(R(r,500));return{sentence:r,text:t?[E(t),`: `,...i]:i}}),r=Le(n,{sentenceOf:({sentence:e})=>e,more:e=>({sentence:``,text:[`${h(e,`more problem`)} of the same kind in the result JSON.`]})}).map(({text:e})=>e);return P(r,10,e=>[`${h(e,`more problem`)} in the result JSON.`])}function mn(e){return`${h(e.length,`answer`)} did not come: ${hn(e)}`}function hn(e){return[`candidate`,`baseline`].map(t=>({arm:t,count:e.filter(e=>e.arm===t).length})).filter(({count:e})=>e>0).map(({arm:e,count:t})=>`${C(t)} of the ${e}`).join(`, `)}function gn(e){if(e.length===0)return[];let t=e.map(({name:e,missing:t,cases:n,missingBy:r})=>`${C(t)} of ${C(t+n)} in ${R(e,60)}${r?_n(r):``}`);return[`Pairs of answers that did not come: `,...D(t),`.`]}function _n({baseline:e,candidate:t,both:n}){let r=[{count:t,what:`the candidate’s alone`},{count:e,what:`the baseline’s alone`},{count:n,what:`both`}].filter(({count:e})=>e>0);return r.length===0?``:` (${r.map(({count:e,what:t})=>`${C(e)} ${t}`).join(`, `)})`}function vn(e,t){let n=e.filter(xe),r=n.filter(e=>!x(e)),i=n.filter(x),a=e.filter(O),o=r.flatMap(e=>e.segments),s=o.filter(se),c=[...r.length>0?[[`no regression shown in `,...bn(r)]]:[],...s.length>0?[ae(s,o)]:[],...i.length>0?[[`nothing could be told of `,...bn(i)]]:[],...qe(a,t)];return{sign:yn(e),text:c.flatMap((e,t)=>t===0?e:[`; `,...e])}}function yn(e){return e.some(Ce)?L:e.some(e=>xe(e)&&!x(e))?et:e.some(e=>O(e)&&!te(e))?Ae:Ke}function bn(e){return D(e.map(({path:e})=>E(e)))}const xn=String.raw`(?:\u001B\u005C|\u009C)`,Sn=String.raw`\u0018\u001A\u001B\u0080-\u009F`,Cn=String.raw`(?:\u001B\]|\u009D)[^\u0007${Sn}]*(?:\u0007|${xn})`,wn=String.raw`(?:\u001B[PX^_k]|[\u0090\u0098\u009E\u009F])[^${Sn}]*${xn}`,Tn=`${String.raw`\u001B\](?:P[\dA-Fa-f]{7}|R)(?:\u0007|${xn})?`}|${Cn}|${wn}|${String.raw`(?:\u001B\[|\u009B)[\u0030-\u003F]*[\u0020-\u002F]*[\u0040-\u007E]`}|${String.raw`\u001B(?:[\u0020-\u002F]+[\u0030-\u007E]|[\dA-PR-TZcf-oq-uy=><~|}])`}`;function En({onlyFirst:e=!1}={}){return new RegExp(Tn,e?void 0:`g`)}const Dn=En();function On(e){if(typeof e!=`string`)throw TypeError(`Expected a \`string\`, got \`${typeof e}\``);return!e.includes(`\x1B`)&&!e.includes(``)?e:e.replace(Dn,``)}const kn=[161,161,164,164,167,168,170,170,173,174,176,180,182,186,188,191,198,198,208,208,215,216,222,225,230,230,232,234,236,237,240,240,242,243,247,250,252,252,254,254,257,257,273,273,275,275,283,283,294,295,299,299,305,307,312,312,319,322,324,324,328,331,333,333,338,339,358,359,363,363,462,462,464,464,466,466,468,468,470,470,472,472,474,474,476,476,593,593,609,609,708,708,711,711,713,715,717,717,720,720,728,731,733,733,735,735,768,879,913,929,931,937,945,961,963,969,1025,1025,1040,1103,1105,1105,8208,8208,8211,8214,8216,8217,8220,8221,8224,8226,8228,8231,8240,8240,8242,8243,8245,8245,8251,8251,8254,8254,8308,8308,8319,8319,8321,8324,8364,8364,8451,8451,8453,8453,8457,8457,8467,8467,8470,8470,8481,8482,8486,8486,8491,8491,8531,8532,8539,8542,8544,8555,8560,8569,8585,8585,8592,8601,8632,8633,8658,8658,8660,8660,8679,8679,8704,8704,8706,8707,8711,8712,8715,8715,8719,8719,8721,8721,8725,8725,8730,8730,8733,8736,8739,8739,8741,8741,8743,8748,8750,8750,8756,8759,8764,8765,8776,8776,8780,8780,8786,8786,8800,8801,8804,8807,8810,8811,8814,8815,8834,8835,8838,8839,8853,8853,8857,8857,8869,8869,8895,8895,8978,8978,9312,9449,9451,9547,9552,9587,9600,9615,9618,9621,9632,9633,9635,9641,9650,9651,9654,9655,9660,9661,9664,9665,9670,9672,9675,9675,9678,9681,9698,9701,9711,9711,9733,9734,9737,9737,9742,9743,9756,9756,9758,9758,9792,9792,9794,9794,9824,9825,9827,9829,9831,9834,9836,9837,9839,9839,9886,9887,9919,9919,9926,9933,9935,9939,9941,9953,9955,9955,9960,9961,9963,9969,9972,9972,9974,9977,9979,9980,9982,9983,10045,10045,10102,10111,11094,11097,12872,12879,57344,63743,65024,65039,65533,65533,127232,127242,127248,127277,127280,127337,127344,127373,127375,127376,127387,127404,917760,917999,983040,1048573,1048576,1114109],An=[12288,12288,65281,65376,65504,65510],jn=[4352,4447,8986,8987,9001,9002,9193,9196,9200,9200,9203,9203,9725,9726,9748,9749,9776,9783,9800,9811,9855,9855,9866,9871,9875,9875,9889,9889,9898,9899,9917,9918,9924,9925,9934,9934,9940,9940,9962,9962,9970,9971,9973,9973,9978,9978,9981,9981,9989,9989,9994,9995,10024,10024,10060,10060,10062,10062,10067,10069,10071,10071,10133,10135,10160,10160,10175,10175,11035,11036,11088,11088,11093,11093,11904,11929,11931,12019,12032,12245,12272,12287,12289,12350,12353,12438,12441,12543,12549,12591,12593,12686,12688,12773,12783,12830,12832,12871,12880,42124,42128,42182,43360,43388,44032,55203,63744,64255,65040,65049,65072,65106,65108,65126,65128,65131,94176,94180,94192,94198,94208,101594,101631,101664,101760,101874,101888,102801,102816,102866,110576,110579,110581,110587,110589,110590,110592,110888,110898,110898,110928,110930,110933,110933,110948,110952,110960,111355,119552,119638,119648,119670,126980,126980,127183,127183,127374,127374,127377,127386,127406,127406,127488,127490,127504,127547,127552,127560,127568,127569,127584,127589,127744,127776,127789,127797,127799,127868,127870,127891,127904,127946,127951,127955,127968,127984,127988,127988,127992,128062,128064,128064,128066,128252,128255,128317,128331,128334,128336,128359,128378,128378,128405,128406,128420,128420,128507,128591,128640,128709,128716,128716,128720,128722,128725,128729,128732,128735,128747,128748,128756,128764,128986,128986,128992,129003,129008,129008,129292,129338,129340,129349,129351,129535,129648,129660,129664,129734,129736,129736,129740,129757,129759,129771,129775,129786,131072,196605,196608,262141],Mn=(e,t)=>{let n=0,r=Math.floor(e.length/2)-1;for(;n<=r;){let i=Math.floor((n+r)/2),a=i*2;if(t<e[a])r=i-1;else if(t>e[a+1])n=i+1;else return!0}return!1},Nn=19968,[Pn,Fn]=/* #__PURE__ */ In(jn);function In(e){let t=e[0],n=e[1];for(let r=0;r<e.length;r+=2){let i=e[r],a=e[r+1];if(Nn>=i&&Nn<=a)return[i,a];a-i>n-t&&(t=i,n=a)}return[t,n]}const Ln=e=>e<161||e>1114109?!1:Mn(kn,e),Rn=e=>e<12288||e>65510?!1:Mn(An,e),zn=e=>e>=Pn&&e<=Fn?!0:e<4352||e>262141?!1:Mn(jn,e);function Bn(e){if(!Number.isSafeInteger(e))throw TypeError(`Expected a code point, got \`${typeof e}\`.`)}function Vn(e,{ambiguousAsWide:t=!1}={}){return Bn(e),Rn(e)||zn(e)||t&&Ln(e)?2:1}const Hn=new Intl.Segmenter,Un=/[^\u{20}-\u{7E}]/v,Wn=String.raw`\u{600}-\u{605}\u{6DD}\u{890}\u{891}\u{8E2}\u{110BD}\u{110CD}`,Gn=RegExp(`^[${Wn}]+`,`v`),Kn=new RegExp(String.raw`[^\p{Default_Ignorable_Code_Point}\p{Control}\p{Enclosing_Mark}\p{Nonspacing_Mark}[\p{Format}--[${Wn}]]]`,`v`),qn=/^(?:\p{RGI_Emoji}|\p{Regional_Indicator}{1,2}|[\d#*]\u{FE0F})/v,Jn=/^[\p{Emoji_Presentation}--[\u{10000}-\u{10FFFF}]]\u{FE0E}/v;function Yn(e,t){if(t>=e.length)return 0;let n=/(?<![\p{Emoji_Modifier_Base}\u{200D}])\p{Emoji_Modifier}/gv;n.lastIndex=t;let r=0;for(;n.test(e);)r++;return r}const Xn=/\u{200D}\p{Extended_Pictographic}/v;function Zn(e){let t=e.search(Kn);return t===-1?void 0:e.slice(t)}function Qn(e){return e>=4352&&e<=4607||e>=43360&&e<=43388||e>=44032&&e<=55203||e>=55216&&e<=55238||e>=55243&&e<=55291}function $n(e,t){let n=0;for(let r of e){if(r===`‍`)break;Kn.test(r)&&(n+=Vn(r.codePointAt(0),t))}return n}function er(e,t){let n=e.codePointAt(0),r=n===69821||n===69837||n>=1536&&n<=2303?Gn.exec(e):void 0;if(r){let n=e.slice(r[0].length),i=er(n,t),a=Zn(n);return i>=2&&(Vn(a.codePointAt(0),t)===2||qn.test(a)||Xn.test(a))?i:[...r[0]].length+i}let i=Zn(e);if(i===void 0)return 0;if(Qn(n))return Vn(n,t)+Yn(e,1)*2;if(Jn.test(i))return 1;let a=qn.exec(i);if(a)return 2+Yn(i,a[0].length)*2;let o=Xn.exec(i);return o?2+Yn(i,o.index+o[0].length)*2:$n(i,t)}function tr(e,t){let n=0,r=e.search(Un);r>1&&(n=r-1,e=e.slice(n));let i=e.length;for(;i>0;){let t=e.codePointAt(i-1);if(t<32||t>126)break;i--}if(i+1<e.length&&(n+=e.length-i-1,e=e.slice(0,i+1)),!/[^\u{20}-\u{7E}\u{4E00}-\u{9FFF}\u{AC00}-\u{D7A3}]/v.test(e))return n+e.length+e.replaceAll(/[\u{20}-\u{7E}]/gv,``).length;e=e.toWellFormed(),e=e.replaceAll(/(?<=[\u{16D63}-\u{16D6A}])[\u{16D63}-\u{16D6A}]+/gv,``);let a={ambiguousAsWide:!t};for(let{segment:t}of Hn.segment(e))t.length===1?Kn.test(t)&&(n+=Vn(t.codePointAt(0),a)):n+=er(t,a);return n}function J(e,t={}){if(typeof e!=`string`||e.length===0)return 0;let{ambiguousIsNarrow:n=!0,countAnsiEscapeCodes:r=!1}=t,i=e;return!r&&(i.includes(`\x1B`)||i.includes(``))&&(i=On(i)),Un.test(i)?tr(i,n):i.length}const nr=[1,2,5,10,20,25,50];function rr(e,t=7){let n=e.flatMap(({interval:e,difference:t})=>[...e??[],t??0]).filter(Number.isFinite).map(e=>e*100),r=Math.max(-100,n.reduce((e,t)=>Math.min(e,t),0)),i=Math.min(100,n.reduce((e,t)=>Math.max(e,t),0));return nr.map(e=>({low:Math.min(-1,Math.floor(r/e))*e,high:Math.max(1,Math.ceil(i/e))*e,step:e})).find(e=>ir(e).length<=t)??{low:-100,high:100,step:100}}function ir({low:e,high:t,step:n}){let r=Math.ceil(e/n),i=Math.floor(t/n)-r+1;return Array.from({length:Math.max(0,i)},(e,t)=>(r+t)*n+0)}function ar(e,{width:t,beside:n=[e]}){let r=or(e);if(r.length===0)return[];let{scale:i,nameWidth:a,longestName:o}=sr(n.flatMap(or),t),s=r.map(t=>{let n=mr(t.name,o),r=t===e.overall?dr.overall:dr.segment;return`${n}${` `.repeat(a-J(n)+cr)}${pr(t,i,r)}`.trimEnd()});return[fr(i,a+cr),...s]}function or({segments:e,overall:t}){return[...A(e),...t&&e.length>1?[t]:[]].filter(({interval:e})=>e!==null)}function sr(e,t){let n=Math.floor(t/3),r=e.map(({name:e})=>J(mr(e,n))),i=Math.max(ur.length,...r),a=Math.max(20,t-i-cr),o=rr(e,Math.max(3,Math.min(lr,Math.floor(a/4)))),s=(o.high-o.low)/o.step;return{scale:{axis:o,perStep:Math.max(2,(a-2)/s)},nameWidth:i,longestName:n}}const cr=3,lr=7,ur=`points`,dr={segment:`●`,overall:`◆`};function Y(e,{axis:t,perStep:n}){let r=Math.min(t.high,Math.max(t.low,e));return Math.round((r-t.low)/t.step*n)}function fr(e,t){let n=[...ur];for(let r of ir(e.axis)){let i=r===0?`0`:N(r/100),a=t+Y(r,e)-Math.floor(i.length/2);for(;n.length<a;)n.push(` `);n.push(...i)}return n.join(``)}function pr(e,t,n){let r=Array.from({length:Y(t.axis.high,t)+1},()=>` `),i=Y(0,t);r[i]=`│`;let{interval:a,difference:o}=e;if(!a)return r.join(``);let[s,c]=[Y(a[0]*100,t),Y(a[1]*100,t)];for(let e=s;e<=c;e++)r[e]=e===i?`┼`:`─`;return r[s]=`├`,r[c]=`┤`,o!==null&&(r[Y(o*100,t)]=n),r.join(``)}function mr(e,t){let n=R(e,t);for(;J(n)>t;)n=R(n,[...n].length-1);return n}const hr=`Once this is merged`;function gr({prompts:e,registryPlan:t}){let n=[...e.map(_r).filter(e=>e.length>0),...t?Sr(t):[]];return P(n,20,e=>[`${h(e,`more line`)} in the result JSON.`])}function _r({path:e,change:t,becomes:n}){if(!n)return[];let{name:r,version:i,part:a,because:o,known:s,onMain:c}=n,l=[E(r),` ${R(i)}`];if(s&&i===c)return t===`suite`?[]:[E(e),` stays `,...l,`: what is asked is the same.`];if(s)return[E(e),` is `,...l,` again.`,...vr(n)];let u=a===null?[` (the first version)`]:[` (${R([a,o.join(`, `)].filter(Boolean).join(`: `),400)})`];return[E(e),` becomes `,...l,...u,`.`,...vr(n)]}function vr({name:e,version:t,environments:n}){return n.flatMap(n=>{let{name:r,serves:i,needs:a}=n;if(i.length===1&&i[0]===t)return[` `,E(r),` serves it already.`];let o=i.length===0?` (nothing now)`:` (${R(i.slice(0,5).join(`, `))} now)`;return[` `,E(r),o,...yr(a,{name:e,version:t,where:r}),`.`]})}function yr(e,{name:t,version:n,where:r}){let i=e.map(br).filter(e=>e.length>0);if(i.length>0)return[` does not take it: `,...Dr(i)];let a=e.map(xr).filter(e=>e.length>0),o=a.length===0?[]:[` once `,...Dr(a)];if(e.some(({kind:e})=>e===`by-hand`)){let e={code:R(`promote ${t}@${n} --to ${r}`,160)};return[` is given it by hand`,...o,`: `,e]}return[` serves it`,...a.length>0?o:[` with the next `,E(`record`)]]}function br(e){switch(e.kind){case`archived`:return[`it is archived`];case`held`:return[e.version===null?`the prompt is held there`:`it is held there`,e.until===null?``:` until ${R(e.until)}`];case`pinned-model`:return[`its model is not pinned to a dated snapshot`];case`min-pass-rate`:return[`nothing serves there to compare it with, and `,E(`gate.min-pass-rate`),` is off`];case`cases`:return[`its suite has ${h(e.has,`case`)}, and ${e.asked} are asked for`];default:return[]}}function xr(e){switch(e.kind){case`soak`:return[`it served `,E(e.in),` for ${kr(e.forMs)}`];case`evidence`:return[`its answers on main are enough`];default:return[]}}function Sr(e){let{environments:t,keys:n,publish:r}=e;return[...Cr(e),...t.added.map(({name:e,rules:t})=>[E(e),` is a new environment: `,...Or(t.map(E)),`.`]),...t.removed.map(({name:e,serves:t})=>{let n=t.flatMap(({prompt:e,versions:t})=>t.map(t=>E(`${e} ${t}`))),r=n.length>0?[`, and it goes on serving `,...D(n,5)]:[];return[E(e),` is no environment any more: nothing is promoted there`,...r,`.`]}),...t.changed.map(({name:e,changes:t})=>{let n=t.map(({setting:e,from:t,to:n})=>[E(e),` from `,E(t),` to `,E(n)]);return[E(e),`: `,...Dr(n),`.`]}),...t.last?[[`The last environment, by which versions are called active, is `,E(t.last.to),` instead of `,E(t.last.from),`.`]]:[],...Er(`promotion key`,n.promotion,20),...Er(`pointer key`,n.pointer,20),...Er(`destination`,r),...e.promotions.map(wr),...e.tooFewCases.map(({environment:e,asked:t,prompt:n,has:r})=>{let i=`${h(r,`case`)}: its versions would be refused there.`;return[E(e),` asks for ${t} cases, and the suite of `,E(n),` has ${i}`]})]}function Cr({change:e}){return e===`added`?[[`The registry begins: the first `,E(`record`),` gives every prompt of main its version 1.0.0 where there is no log yet.`]]:[]}function wr({environment:e,prompt:t,version:n,outcome:r,missing:i,evidence:a}){let o={promoted:` will serve `,waits:` waits for `,refused:` is not promoted to `,pending:` waits for evidence before `},s=i.length>0?`: ${R(i.join(` `),400)}`:a?` (${Tr(a)}).`:`.`;return[E(t),` ${R(n)}`,o[r],E(e),s]}function Tr({verdict:e,cases:t,against:n,at:r}){let i=n===null?`by its own pass rate`:`against ${R(n)}`;return`${e} on ${h(t,`case`)} ${i}${r===null?``:`, of ${r.slice(0,10)}`}`}function Er(e,{added:t,removed:n},r){let i=(t,n)=>{if(t.length===0)return[];let i=t.map(e=>E(r===void 0?e:e.slice(0,r)));return[[`${h(t.length,e)} ${n}: `,...D(i,5),`.`]]};return[...i(t,`added`),...i(n,`removed`)]}function Dr(e){return e.flatMap((t,n)=>[...n===0?[]:n===e.length-1?[` and `]:[`, `],...t])}function Or(e){return e.flatMap((e,t)=>t===0?[e]:[`, `,e])}function kr(e){let t=e/36e5;return Number.isInteger(t)?t>=48&&t%24==0?`${t/24} days`:h(t,`hour`):e%6e4==0?`${e/6e4} min`:`${e/1e3} s`}function X(e,t){if(!v(e))return Gr(e);if(!e.baseline)return Hr(e,t);let n=nt(e),r=n.slice(0,3),i=n.length>3&&n.length===e.segments.length,a=r.flatMap(t=>[...Ar(t,e),` `]),o=Pr(e)&&n.length===0?Nr(e):[];return Kr([...i?[`All ${h(n.length,`segment`)} get worse; the worst are these. `]:[],...a,...o,...Fr(e),...zr(e,i?n:r),...Vr(e)])}function Ar(e,t){return[...jr(t.segments.length===1?`The candidate`:q(e),e,t.suite?.trials??1),` `,...Mr(e)]}function jr(e,t,n){let{baseline:r,candidate:i,difference:a,interval:o}=t,s=n>1?`${I(i.rate)} of ${h(i.n,`answer`)} to ${h(t.cases,`case`)}`:`${C(i.passes)} of ${h(i.n,`case`)}`,c=r&&(n>1?I(r.rate):C(r.passes)),l=[...o?[`95\u00a0% CI ${ge(o,` to `)}`]:[],`adjusted p\u00a0${Se(t.adjustedPValue)}`];return[e,` passes ${s}${c?`, down from ${c}`:``}`,...a===null?[]:[`: `,T(`${N(a)} points`)],` (${l.join(`, `)}).`]}function Mr({losses:e,wins:t}){return[`${`${h(e,`case`)} newly ${F(e,`fail`)}`}, ${C(t)} newly ${F(t,`pass`)}.`]}function Nr(e){return e.overall?[...jr(`Over all cases the candidate`,e.overall,e.suite?.trials??1),` `,...Mr(e.overall),` `]:[]}function Pr(e){return e.reasons.some(e=>e.kind===`overall-regression`)}function Fr({reasons:e}){return[`critical-case`,`critical-case-unanswered`].flatMap(t=>{let n=e.filter(e=>e.kind===t).map(({caseId:e=``})=>E(e));if(n.length===0)return[];let r=t===`critical-case`?`always ${F(n.length,`fail`)}`:`${n.length===1?`has`:`have`} no answer`;return[`The critical ${n.length===1?`case`:`cases`} `,...D(n),` always passed and now ${r}. `]})}const Ir={worse:{one:`gets worse too`,many:`get worse too`,only:``},improved:{one:`improves`,many:`improve`,only:`The candidate improves.`},noWorse:{one:`is no worse`,many:`are no worse`,only:`The candidate is no worse.`},noChange:{one:`shows no change`,many:`show no change`,only:`No change of quality is shown.`},inconclusive:{one:`cannot be told`,many:`cannot be told`,only:`Whether quality changed cannot be told.`},invalid:{one:`could not be judged`,many:`could not be judged`,only:`The candidate could not be judged.`}};function Lr({verdict:e,difference:t,interval:n}){switch(e){case`regression`:return Ir.worse;case`pass`:return Math.abs(t??0)<=.05&&!Rr(n)?Ir.noChange:Ir.noWorse;default:return Ir[e]}}function Rr(e){return e!==null&&(e[0]>0||e[1]<0)}function zr({segments:e},t){let n=e.filter(e=>!t.includes(e)),[r]=n;if(e.length===1)return r&&Lr(r).only!==``?[Lr(r).only]:[];let i=Object.values(Ir).map(e=>({fate:e,of:n.filter(t=>Lr(t)===e)})).filter(({of:e})=>e.length>0).flatMap(({fate:t,of:n},r)=>[...r===0?[]:[`, `],...r===0?Br($e(n,e)):$e(n,e),` ${n.length===1?t.one:t.many}`]);return i.length>0?[...i,`.`]:[]}function Br([e=``,...t]){return[typeof e==`string`?ee(e):e,...t]}function Vr({segments:e}){let t=e.filter(e=>e.verdict===`invalid`&&e.missing>0);return t.length===0?[]:[` `,...gn(t)]}function Hr(e,t){let{overall:n}=e;if(!n)return[];let{passes:r,n:i,rate:a}=n.candidate;return[E(e.path),` ${e.change===`added`?`is new and`:`cannot be run at the base, so it`} has nothing to be compared with: it passes ${C(r)} of ${C(i)} (`,T(I(a)),`).`,...Wr(e,t),...Ur(e,t)]}function Ur(e,t){let n=d(e),r=(n??[]).map(({name:e})=>e),i=Xe(e,t,r);if(n===null||i===null)return[];let a=n.length>0?n:e.overall?[e.overall]:[],o=Math.min(...a.map(({adjustedPValue:e})=>e)),s=e.segments.length>1&&n.length>0?[` in `,...$e(n,e.segments)]:[],c=Fe(e,t,r)?[`. That blocks, since `,E(`gate.on-inconclusive`),` says so`]:[`. That is reported and does not block: only a rate that is shown to be below does`];return[` It is not shown to reach `,T(i),...s,`, which the policy asks for`,...c,` (adjusted p\u00a0${Se(o)}: how often a prompt that passes ${i} would pass so few).`]}function Wr(e,t){let{reasons:n,segments:r}=e,i=n.filter(e=>e.kind===`below-min-pass-rate`),a=i.map(({segment:e=`all cases`})=>T(R(e,60)));if(a.length===0)return[];let o=Xe(e,t,i.flatMap(({segment:e=`overall`})=>e===`overall`?[]:[e]));return[` The policy asks for `,o===null?`more`:T(o),...r.length>1?[` in `,...D(a)]:[],`.`]}function Gr(e){let t=E(e.path);if(e.verdict===`error`)return[t,` was not judged.`];switch(e.change){case`deleted`:return[t,` is deleted.`];case`suite`:return[`Only the suite of `,t,` changed; nothing was run.`];default:return[t,` was not run.`]}}function Kr(e){let t=e.at(-1);return typeof t==`string`&&t.trim()===``?e.slice(0,-1):e}function qr(e){let t=e.prompts.flatMap(t=>[Jr(t,e),Yr(t)]).filter(e=>e.length>0);return P(t,10,e=>[`${h(e,`more remark`)} in the result JSON.`])}function Jr(e,t){if(v(e)&&!e.baseline)return V(e)?[]:X(e,t.policy);switch(e.change){case`deleted`:case`suite`:return!V(e)&&!v(e)&&t.prompts.length>1?X(e,t.policy):[];case`renamed`:return e.baseline?[E(e.path),` was `,E(e.baseline.path),`.`]:[];case`policy`:return[E(e.path),` is asked otherwise by the policy (`,...D(e.because.map(E)),`).`];case`include`:return[E(e.path),` changes through `,...D(e.because.map(E)),`.`];default:return[]}}function Yr({path:e,verdict:t,newlyFailing:n}){let r=t===`pass`?n.filter(e=>e.severe):[];if(r.length===0)return[];let i=r.map(({id:e,description:t})=>E(t??e));return[E(e),`: `,...D(i),` always passed and now always ${F(r.length,`fail`)}.`]}function Xr(e){return e?[e.model,...e.otherModels??[]]:[]}function Zr(e){return e.flatMap((e,t)=>t===0?[E(e)]:[`, `,E(e)])}function Qr(e){let{baseline:t,candidate:n,suite:r}=e,[i,a]=[Xr(t),Xr(n)],o=i.length>0&&a.length>0&&i.join()!==a.join()?[...Zr(i),` → `,...Zr(a)]:Zr(a.length>0?a:i),s=t&&n&&t.path!==n.path?[`, was `,E(t.path)]:[],c=[...t?[`, baseline `,E(oi(t.sha256))]:[],...n?[`, candidate `,E(oi(n.sha256))]:[],...r?[`, suite `,E(r.path),` `,E(oi(r.sha256))]:[],...(e.judges??[]).flatMap(e=>[`, judged by `,E(e)])],l=r&&r.sampled<r.cases?` (${C(r.sampled)} of ${h(r.cases,`case`)})`:``;return[E(e.path),s.length+o.length>0?`: `:``,...o,...s,...c,l]}function $r(e){let{usage:t,base:n,head:r}=e,i=t.fromStore>0?` (${C(t.fromStore)} from the store)`:``,a=[`${h(t.trials,`trial`)}${i}`,...t.savedTrials?[`${C(t.savedTrials)} saved by stop-when-decided`]:[],`${h(t.errored,`error`)}${ei(e)}`,ye(t.elapsedMs),...t.usd===null?[`price not known`]:[ce(t.usd)],...t.judge?[ti(t.judge)]:[]],o=n.mergeBase?[`Merge base `,E(n.mergeBase.slice(0,12)),`, head `,E(r.sha?.slice(0,12)??`working tree`),`; `]:[],s={code:R(ri(e),600)};return[...o,`${a.join(`, `)}; `,s,` repeats it.`]}function ei({prompts:e}){let t=hn(e.flatMap(({errors:e})=>e));return t===``?``:` (${t})`}function ti({calls:e,fromStore:t,usd:n}){let r=t>0?` (${C(t)} more from the store)`:``,i=n===null?`, price not known`:` for ${ce(n)}`;return`judged in ${h(e,`call`)}${r}${i}`}function ni(e){return e.prompts.filter(v).map(Qr)}function ri({base:e,head:t,policySource:{path:r},offline:i,partial:a}){let o=e=>/^[\w.][\w./@-]*$/.test(e),s=o(e.ref)?e.ref:e.mergeBase,c=t.sha!==null&&t.ref!==t.sha?` --head ${o(t.ref)?t.ref:t.sha}`:``,l=r===`.github/prompt-eval-gate.yml`?``:` --config ${o(r)?r:ai(r)}`;return`${n} gate${s?` --base ${s}`:``}${c}${l}${ii(a)}${i?` --offline`:``}`}function ii(e){if(!e)return``;let t=e=>/^[\w.][\w./@-]*$/.test(e)?e:ai(e);return[...e.prompts.map(t),...e.segments.map(e=>`--segment ${t(e)}`),...e.cases.map(e=>`--case ${t(e)}`),...e.failing?[`--failing`]:[]].map(e=>` ${e}`).join(``)}function ai(e){return`'${e.replaceAll(`'`,String.raw`'\''`)}'`}function oi(e){return e.slice(0,12)}const{Ansis:si,fg:ci,bg:li,rgb:ui,bgRgb:di,hex:fi,bgHex:pi,reset:mi,inverse:hi,hidden:gi,visible:_i,link:vi,bold:yi,dim:bi,italic:xi,underline:Si,strikethrough:Ci,black:wi,red:Ti,green:Ei,yellow:Di,blue:Oi,magenta:ki,cyan:Ai,white:ji,gray:Mi,redBright:Ni,greenBright:Pi,yellowBright:Fi,blueBright:Ii,magentaBright:Li,cyanBright:Ri,whiteBright:zi,bgBlack:Bi,bgRed:Vi,bgGreen:Hi,bgYellow:Ui,bgBlue:Wi,bgMagenta:Gi,bgCyan:Ki,bgWhite:qi,bgGray:Ji,bgRedBright:Yi,bgGreenBright:Xi,bgYellowBright:Zi,bgBlueBright:Qi,bgMagentaBright:$i,bgCyanBright:ea,bgWhiteBright:ta}=(/* @__PURE__ */ e((/* @__PURE__ */ t(((e,t)=>{let n,{defineProperty:r,getPrototypeOf:i,setPrototypeOf:a,create:o,keys:s}=Object,{round:c,max:l}=Math,u=e=>{let t=/([a-f\d]{3,6})/i.exec(e)?.[0],n=t?.length,r=`0x`+(6^n?3^n?`0`:t[0]+t[0]+t[1]+t[1]+t[2]+t[2]:t)|0;return[r>>16,r>>8&255,255&r]},d=e=>{if(8>e)return 30+e;if(16>e)return 82+e;if(e>231)return e>243?37:30;let t=(e-=16)%36,n=e/36|0,r=t/6|0,i=t%6;return 30+(n>2|(r>2)<<1|(i>2)<<2)+(l(n,r,i)>4?60:0)},f={open:``,close:``},p=(e,{open:t=``,close:n=``,f:r})=>{let o=(e.open||``)+t,s=n+(e.close||``),c=(e,...i)=>{if(!e){if(!n)return t;if((e??``)===``)return``}let a,l=r?r(e,...i):e.raw?String.raw({raw:e},...i):``+e,u=c;if(l.includes(`\x1B`))for(;u=u.p;){let{t:e,o:t}=u,n=t.length,r=``,i=0;if(n)for(;~(a=l.indexOf(t,i));i=a+n)r+=l.slice(i,a)+e;l=r+l.slice(i)}return o+(l.includes(`
`)?l.replace(/(\r?\n)/g,s+`$1`+o):l)+s};return a(c,i(e)).p={t,o:n,p:e.p},c.open=o,c.close=s,c},m=new function e(t=globalThis){let i=typeof t==`number`?t:(e=>{let t,r=e.process??{},i=r.argv??[],a=r.env??{},o=0;try{o=((e,t,r)=>(n=t.TERM,n===`dumb`?0:{"24bit":3,truecolor:3,ansi256:2,ansi:1}[t.COLORTERM]||(t.CI?/,GITHUB/.test(r)?3:1:e.platform===`win32`?3:/-256/.test(n)?2:1)))(r,a,`,`+s(a).join(`,`)),t=r.stdout?.isTTY||a.CI||a.PM2_HOME||/edge/.test(a.NEXT_RUNTIME)}catch{a={}}let c,l=o||1,u=`FORCE_COLOR`,d={false:0,0:0,1:1,2:2,3:3}[a[u]]??l,f=-1;for(c of i)/^--color=?(true|always)?$/.test(c)&&(f=l),/^--(no-color|color=(false|never))$/.test(c)&&(f=0);return e.window?.chrome?3:u in a?d:~f?f:a.NO_COLOR?0:t?o:0})(t),l={},m={Ansis:e,level:i,isSupported:()=>g,strip:e=>e.replace(/][^]*|[][[()#;?]*(?:\d+(?:;\d*)*)?[\dA-ORZcf-nqry=><]/g,``),extend(e){for(let t in e){let n=e[t];(typeof n)[0]===`s`&&(ee(v(t),re(...u(n))),n=C(...u(n))),ee(t,n)}return a(m,o({},l))}},ee=(e,t)=>{l[e]={get(){return r(this,e,{value:t.call?(...e)=>p(this,t(...e)):p(this,t)})[e]}}},h=1^i,te=i>2,g=i>0,_=(e,t)=>g?{open:`[${e}m`,close:t?`[${t}m`:``}:f,v=e=>`bg`+e[0].toUpperCase()+e.slice(1),y=e=>t=>e(...u(t)),b=(e,t)=>(n,r,i)=>_(`${e}8;2;${n};${r};${i}`,t),x=e=>(t,n,r)=>e(((e,t,n)=>e^t|t^n?16+36*c(e/51)+6*c(t/51)+c(n/51):8>e?16:e>248?231:c(24*(e-8)/247)+232)(t,n,r)),S=e=>_(h?`38;5;`+e:d(e),39),ne=e=>_(h?`48;5;`+e:d(e)+10,49),C=te?b(3,39):x(S),re=te?b(4,49):x(ne),w={fg:S,bg:ne,rgb:C,bgRgb:re,hex:y(C),bgHex:y(re),visible:f,reset:_(0,``),bold:_(1,22),dim:_(2,22),italic:_(3,23),underline:_(4,24),inverse:_(7,27),hidden:_(8,28),strikethrough:_(9,29),link:{f:(e,t=e)=>g?`]8;;${e}${t}]8;;`:t==e?e:t+` (​${e}​)`}},ie=(e,t)=>{w[e]=_(t,39),w[v(e)]=_(t+10,49)};return`gray,black,red,green,yellow,blue,magenta,cyan,white`.split(`,`).map(((e,t)=>{t?ie(e+`Bright`,89+t):t=61,ie(e,29+t)})),m.extend(w)};t.exports=m.default=m})))(),1)).default;function na({width:e,color:t}){return{width:Math.min(120,Math.max(60,Number.isFinite(e)?Math.floor(e):120)),paint:new si(+!!t)}}function Z(e,{width:t,paint:n},r=``){let i=[],a=[],o=0,s=t-J(r),c=()=>{i.push(r+a.join(``).trimEnd()),[a,o]=[[],0]};for(let t of ra(e,n)){let e=t.reduce((e,t)=>e+J(t.text),0);o>0&&o+1+e>s&&c(),o>0&&(a.push(` `),o+=1);for(let{text:e,style:n}of t.flatMap(e=>oa(e,s))){let t=J(e);o>0&&o+t>s&&c(),a.push(n(e)),o+=t}}return a.length>0&&c(),i}function ra(e,t){let n=[],r=!1;for(let i of e){let e=aa(i,t),a=ia(i),o=R(a,4e3).split(` `),s=/^[ \n\t]/.test(a);for(let[t,i]of o.entries()){if(i===``)continue;let a=n.at(-1);t===0&&r&&!s&&a?a.push({text:i,style:e}):n.push([{text:i,style:e}])}a!==``&&(r=!/[ \n\t]$/.test(a))}return n}function ia(e){return typeof e==`string`?e:`code`in e?e.code:e.strong}function aa(e,t){return typeof e==`string`?e=>e:`code`in e?e=>t.cyan(e):e=>t.bold(e)}function oa({text:e,style:t},n){if(J(e)<=n)return[{text:e,style:t}];let r=[``];for(let t of e){let e=r.at(-1)??``;J(e+t)>n?r.push(t):r[r.length-1]=e+t}return r.map(e=>({text:e,style:t}))}function sa(e,t,{width:n,paint:r}){let i=e.map(({head:e},n)=>Math.max(J(e),...t.map(e=>J(e[n]?.text??``)))),a=la(e,i,n),o=ua(a,i)-n;o>0&&(i[1]=Math.max(8,(i[1]??8)-o));let s=t=>a.map(n=>{let{text:r,style:a}=t[n]??{text:``},o=da(r,i[n]??0),s=` `.repeat((i[n]??0)-J(o)),c=a?a(o):o;return e[n]?.align===`right`?s+c:c+s}).join(ca).trimEnd();return[s(e.map(({head:e})=>({text:e,style:e=>r.dim(e)}))),...t.map(s)]}const ca=`  `;function la(e,t,n){let r=e.map((e,t)=>t);for(;ua(r,t)>n;){let t=Math.max(...r.map(t=>e[t]?.priority??0));if(t===0)return r;r=r.filter(n=>e[n]?.priority!==t)}return r}function ua(e,t){return e.reduce((e,n)=>e+(t[n]??0),2*(e.length-1))}function da(e,t){let n=e;for(let r=t;J(n)>t&&r>0;r--)n=R(e,r);return n}function fa(e,t){switch(e){case`bad`:return e=>t.red(e);case`warning`:return e=>t.yellow(e);case`good`:return e=>t.green(e);case`muted`:return e=>t.dim(e)}}function Q(e,t,n=`·`){return e.flatMap(e=>{let[r=``,...i]=Z(e,{...t,width:t.width-2});return[`${n} ${r}`,...i.map(e=>`  ${e}`)]})}const pa=[`█`,`░`,`▓`,`▒`,`▞`,`▚`,`▖`,`▘`];function ma({segments:e,safe:t}){let n=[t,...[...new Set(e.flatMap(({weights:e})=>e.map(({version:e})=>e)))].filter(e=>e!==t)].filter(t=>e.some(({weights:e})=>e.some(e=>e.version===t&&e.before+e.after>0))),r=e=>pa[n.indexOf(e)]??`?`,i=n.map(e=>`${r(e)} ${R(e,20)}${e===t?` (safe)`:``}`),a=e.map(({name:e})=>R(e===`*`?`all others`:e,12)),o=Math.max(...a.map(e=>J(e)),7),s=(e,t,n)=>`${e}${` `.repeat(Math.max(0,o-J(e)))}  ${t.padEnd(14)}  ${n}`.trimEnd();return[i.join(`   `),s(`segment`,`now`,`after`),...e.map(({weights:e},t)=>s(a[t]??``,ha(e.map(({version:e,before:t})=>({fill:r(e),share:t}))),ha(e.map(({version:e,after:t})=>({fill:r(e),share:t})))))]}function ha(e){let t=e.filter(({share:e})=>e>0);if(t.length===0)return``;let n=t.map(({share:e})=>Math.max(1,Math.floor(e*14))),r=14-n.reduce((e,t)=>e+t,0),i=t.map(({share:e},t)=>({index:t,rest:e*14-(n[t]??0)})).sort((e,t)=>t.rest-e.rest);for(let{index:e}of i){if(r<=0)break;n[e]=(n[e]??0)+1,--r}for(;r<0;){let e=n.indexOf(Math.max(...n));n[e]=(n[e]??0)-1,r+=1}return t.map(({fill:e},t)=>e.repeat(n[t]??0)).join(``)}function ga({held:e=[],safe:t}){let n=e.map(({version:e,reason:n,at:r,until:i,trip:a,withheld:o})=>{let s=a===null?[` since ${va(r)}${n===``?``:`: ${R(n,120).replace(/\.$/,``)}`}`]:[`, because a guard on `,E(a.metric),` tripped on it in `,...j(a.segment),` on ${va(a.at)}`],c=o.flatMap(({segment:e,stated:t,set:n},r)=>[r===0?``:`, `,`${I(n)} of `,...j(e),` instead of ${I(t)}`]),l=i===null?"after `release`":`after the hold ends on ${va(i)}, or after \`release\``;return[`⚠️ `,E(e),` is held`,...s,`. The merge gives it `,...c,`; `,E(t),` gets the rest. To raise it, change the weights again ${l.replaceAll("`",``)}.`]});return P(n,5,e=>[`${h(e,`more version`)} held.`])}function _a({trips:e=[],held:t=[]}){let n=e.filter(({version:e,at:n})=>!t.some(t=>t.version===e&&t.trip?.at===n)).map(({version:e,segment:t,metric:n,action:r,at:i,released:a})=>{let o={rollback:`took it back`,hold:`held it`,alert:`alerted`}[r],s=a===null?`nobody released it`:`released on ${va(a)}`;return[`⚠️ A guard on `,E(n),` tripped on `,E(e),` in `,...j(t),` on ${va(i)} and ${o}; ${s}. Its weight rises.`]});return P(n,5,e=>[`${h(e,`more trip`)} of guards.`])}function va(e){return`${e.slice(0,16).replace(`T`,` `)} UTC`}function ya(e){return[...xa(e),...Sa(e),...P(e.overlaps.filter(Ca).map(wa),12,ba(`pair`)),...Ta(e),...P(e.stress.map(Ea),12,ba(`what-if`)),...Da(e),...Oa(e)]}function ba(e){return t=>[`${h(t,`more ${e}`)} in the result JSON.`]}function xa({quality:{before:e,after:t},metric:n}){if(t===null)return[[`The quality over all segments cannot be told: their shares of the traffic are not known.`]];let r=e===null?``:`, now ${I(e.mean)}`,i=`${h(t.observations,`observation`)} and ${h(t.cases,`case`)} of evidence`;return[[`Expected ${n??`pass rate`} over all segments: ${I(t.mean)} (95 % CI ${I(t.low)} to ${I(t.high)}${r}), from ${i} together.`]]}function Sa({evidence:e,safe:t}){return e.filter(({version:e})=>e!==t).map(({version:e,evidence:t,cases:n,at:r,segments:i})=>{if(t===null)return[E(e),`: no evidence.`];let a=Object.entries(i).flatMap(([e,t])=>t===`regression`||t===`invalid`?[E(e)]:[]),o=r===null?``:` of ${R(r.slice(0,10),10)}`,s=a.length===0?[`worse nowhere.`]:[`not good enough for `,...D(a),`.`];return[`Evidence of `,E(e),`${o}, ${h(n,`case`)} in common: `,...s]})}function Ca({segment:e,cases:t}){return e===`*`&&t>0}function wa({versions:[e,t],cases:n,bothFail:r,phi:i,rescue:a}){let[o]=a,s=o===null?[E(e),` fails none`]:[E(t),` answers ${I(o)} of what `,E(e),` fails`],c=r===null?`—`:I(r),l=i===null?``:`, phi ${i.toFixed(2)}`;return[...s,`; both fail ${c} of ${h(n,`case`)}${l}.`]}function Ta({segments:e,models:t}){let n=e.reduce((e,t)=>Math.max(e,t.largest),0),r=e.reduce((e,t)=>Math.min(e,t.effectiveVersions),1/0),[i]=t;return[Number.isFinite(r)?[`The largest weight of a segment is ${I(n)}; the segment with the fewest has ${r.toFixed(1)} effective versions.`]:[],i&&i.after!==null?[`${I(i.after)} of the traffic depends on `,E(i.model),`.`]:[]].filter(e=>e.length>0)}function Ea({kind:e,what:t,share:n,quality:r,change:i,unserved:a}){let o={"version-gone":[`Without `,E(t)],"model-retired":[`Without the model `,E(t)],"segment-doubles":[`Where the traffic of `,...j(t),` doubles`]},s=n===null?``:` (${I(n)} of the traffic)`,c=a.length>0?[`nothing is left for `,...a.flatMap((e,t)=>[...t===0?[]:[`, `],...j(e)])]:[],l=r===null?`the quality is not known`:`the quality is ${I(r.mean)}${i===null?``:` (${N(i)})`}`;return[...o[e],`${s}: `,...c.length>0?c:[l],`.`]}function Da({reassigned:e}){if(e===null||e.share===0)return[];let{share:t,least:n}=e,r=t>n?`, and these weights allow ${I(n)}`:`, the fewest possible`;return[[`${I(t)} of the units get another version${r}.`]]}function Oa({cost:{perCall:e,promptCache:t}}){let n=[];if(e.after!==null){let t=e.before===null?``:`${ce(e.before*1e3)} → `;n.push([`Cost per 1,000 calls: ${t}${ce(e.after*1e3)}.`])}if(t!==null&&t.hitRate.after!==null){let{prefixes:e,hitRate:r,perCall:i}=t,a=i.after===null?``:`; misses cost ${ce(i.after*1e3)} per 1,000 calls`;n.push([`${h(e,`prompt prefix`,`prompt prefixes`)} to keep in the providers’ caches: ${I(r.after??0)} of the calls find theirs${a}.`])}return n}function ka(e){let{prompt:t,environment:n,segments:r,metric:i}=e;return{title:[`Portfolio of `,E(t),` in `,E(n)],lead:[...ga(e),...Aa(e),..._a(e),...ne(e)],bars:P(ma(e),22,e=>`and ${h(e,`more segment`)}`),table:{heads:[`segment`,`serves`,`${i??`pass rate`}, 95 % CI`,`a 15-point drop would cost`],rows:r.slice(0,30).map(t=>ja(t,e.safe))},risks:ya(e)}}function Aa({segments:e,delisted:t}){let n=[...e,...t].flatMap(({name:e,weights:t})=>t.map(t=>({name:e,...t}))).filter(({before:e,after:t})=>t>e).sort((e,t)=>t.after-t.before-(e.after-e.before)),r=n.map(({name:e,version:t,before:n,after:r})=>[E(t),n===0?` comes to `:` rises from ${La(n)} to `,`${La(r)} of `,...j(e),`.`]),i=n.length===0?[[`No version serves more than it does now.`]]:[];return[...P(r,10,e=>[`${h(e,`more weight`)} rise.`]),...i,...P(t.map(({name:e})=>[`⚠️ `,E(e),` is listed no more: it is served like all others.`]),10,e=>[`${h(e,`more segment`)} listed no more.`])]}function ja({name:e,weights:t,quality:n,noticed:r},i){let a=t.filter(({after:e})=>e>0).sort((e,t)=>t.after-e.after),o=D(a.map(({version:e,after:t})=>`${R(e,20)} ${La(t)}`),3);return[j(e),o,Ma(n),Ia(r,i)]}function Ma({before:e,after:t}){return t===null?[`—`]:[`${e===null||e.mean===t.mean?``:`${I(e.mean)} → `}${Na(t)}`]}function Na({mean:e,low:t,high:n}){return`${I(e)} (${Pa(t)} … ${Pa(n)})`}function Pa(e){return I(e).replace(/\s*%$/,``)}const Fa={"no-guard":`no guard watches it, so nobody would be told`,"no-control":`no other version has 5 % here, so no guard can compare it`,"not-observed":`unknown, since nothing was reported yet of what its guards watch`,margin:"never noticed, since its guards allow so much (`worse-by`)"};function Ia(e,t){let n=({badAnswers:e})=>e??1/0,r=e.filter(({version:e})=>e!==t).sort((e,t)=>n(t)-n(e))[0];if(!r)return[`—`];let{version:i,badAnswers:a,days:o,acts:s,why:c}=r;if(a===null)return[E(i),`: `,...k(Fa[c??`no-guard`])];let l=o===null?``:` in ${o<1?`a day`:h(Math.round(o),`day`)}`,u=s?`then it is taken back`:`then somebody is told`;return[`${Math.round(a)} bad answers${l} by `,E(i),`, ${u}`]}function La(e){return I(e)}function Ra(e,t){return za(e,na({width:t,color:!1})).join(`
`)}function za(e,t){let{title:n,lead:i,bars:a,table:o,risks:s}=ka(e),c=o.rows.map(e=>{let[t=[],...n]=e,r=n.flatMap((e,t)=>[...t===0?[`: `]:[` · `],...e]);return[...t,...r]});return[...Z([T(w(n))],t),...Q(i,t),``,...a.map(e=>r(e)),``,...Q(c,t),``,...Q(s,t)]}function Ba(e,t){let n=na(t),r=g(e.prompts).filter(e=>e.verdict===`pass`&&v(e)),i=g(e.prompts).filter(V),a=e.prompts.filter(v).length>1||e.verdict===`error`,o=[Ha(e,n),Q(sn(e),n,L.terminal),Q(pn(e,+(e.verdict===`error`)),n),...i.flatMap(t=>Ua(t,e,n,a)),...st(e)||Wa(e)?r.flatMap(t=>Ga(t,e,n,a)):[ro(r,e,n)],...(e.portfolioPlans??[]).map(e=>za(e,n)),Va(e,n),Q(qr(e),n),ao(e,n)].filter(e=>e.length>0).map(e=>e.join(`
`)).join(`

`);return l(o)}function Va(e,t){let n=gr(e);return n.length===0?[]:[...Z([T(hr)],t),...Q(n,t)]}function Ha(e,t){let{paint:n}=t,r=fe(e),[i=``,...a]=Z(me(e),{...t,width:t.width-2});return[`${n.bold(fa(r.tone,n)(r.terminal))} ${n.bold(i)}`,...a.map(e=>`  ${n.bold(e)}`)]}function Ua(e,t,n,r){return[r?Z([T(`─ `),...y(e)],n):[],Z(X(e,t.policy),n),qa(e,n),Ya(e,n),Za(e,t,n),Qa(e,n),...Ht(e).map((e,t)=>$a(e,n,t===0)),no(e,n),oo($t(e,t),n)]}function Wa({partial:e}){return e!==void 0&&ue(e)}function Ga(e,t,n,r){return[r?Z([E(e.path)],n):[],qa(e,n),Za(e,t,n),Qa(e,n),...Ht(e).map(r=>te(e)||Wa(t)?$a(r,n,!0):io(r,n)),oo($t(e,t),n)]}const Ka=[{head:``,align:`left`,priority:0},{head:`segment`,align:`left`,priority:0},{head:`baseline`,align:`right`,priority:2},{head:`candidate`,align:`right`,priority:2},{head:`change, 95\xA0% CI`,align:`left`,priority:0},{head:`lost / won`,align:`right`,priority:3},{head:`z`,align:`right`,priority:4},{head:`adjusted p`,align:`right`,priority:0}];function qa(e,t){if(!v(e))return[];let n=A(e.segments).slice(0,200),r=n.map(n=>Ja(n,kt(n,e),t)),{overall:i}=e;i&&r.push(Ja(i,At(i,e),t));let a=e.segments.length-n.length,o=sa(Ka,r,t);return a>0?[...o,`${h(a,`more segment`)} in the result JSON`]:o}function Ja(e,t,{paint:n}){let r=e.missing>0?` (${e.missing} missing)`:``;return[t?{text:`${t.sign.terminal} ${t.words}`,style:fa(t.sign.tone,n)}:{text:``},{text:R(e.name,40)+r},...Lt(e).map(e=>({text:e}))]}function Ya(e,{width:t,paint:n}){let[r,...i]=ar(e,{width:Math.min(t,90)});if(r===void 0)return[];let a=or(e);return[n.dim(r),...i.map((e,t)=>Xa(e,a[t],n))].slice(0,200)}function Xa(e,t,n){return t?.verdict===`regression`?n.red(e):e}function Za(e,t,n){let r=it(e,t.policy);if(!r)return[];let i=e.cost?.label===`exceeded`?` ${ze.exceeded.sign.terminal} `:` `;return Z([T(`Cost`),i,...r],n)}function Qa(e,t){let n=le(e);if(!n||!_e(e))return[];let r=e.latency?.label===`exceeded`?` ${ze.exceeded.sign.terminal} `:` `;return Z([T(`Latency`),r,...n],t)}function $a({title:e,cases:t},n,r){let i=r?t.slice(0,3):[],a=t.length-i.length;return[...Z(e,n).map(e=>n.paint.bold(e)),...i.flatMap(e=>[``,...eo(e,n)]),...a>0?[...r?[``]:[],`  ${h(a,r?`more case`:`case`)} in the HTML and JSON reports`]:[]]}function eo(e,t){let n=[T(R(e.description??e.id,120)),...Gt(e),` · `,E(e.place)],r=Kt(e,!0);return[...Z(n,t,`  `),...r.flatMap(e=>Z(e,t,`  `)),...to(e,t)]}function to({baseline:e,candidate:t},{width:n,paint:r}){if(t.answer===null||e?.answer===null)return[];let i=_t(e?e.answer:t.answer,t.answer,600),a={same:` `,removed:`-`,added:`+`},o={same:r.dim,removed:r.red,added:r.green};return i.flatMap(({kind:e,text:t})=>bt(t,n-6).map(t=>o[e](`    ${a[e]} ${t}`.trimEnd())))}function no(e,t){if(e.errors.length===0)return[];let n=[...new Set(e.errors.map(({kind:e,message:t})=>`${e}: ${R(t,200)}`))];return[...Z([mn(e.errors)],t),...Q(n.slice(0,5).map(e=>[e]),t)]}function ro(e,{policy:t},n){if(e.length===0)return[];let{sign:r,text:i}=vn(e,t);return Z([`${r.terminal} `,...i,`.`],n)}function io({title:e,cases:t},n){let r=t.map(e=>[R(e.description??e.id,120),...Gt(e),` · `,E(e.place)]),i=P(r,10,e=>[`${h(e,`more case`)} in the HTML and JSON reports`]);return[...Z(e,n).map(e=>n.paint.bold(e)),...Q(i,n)]}function ao(e,t){let n=e.usage.trials>0?[...ni(e).slice(0,20),$r(e)]:[];return oo([...cn(e),...n],t)}function oo(e,t){return e.flatMap(e=>Z(e,t)).map(e=>t.paint.dim(e))}function so(e,t,n,r=Ba){let{FORCE_COLOR:i,NO_COLOR:a}=n,o=i?i!==`0`:!!t.isTTY&&!a;t.write(`${r(e,{width:t.columns??100,color:o})}\n`)}function co(e){let[t,n]=fo(e).filter(({path:e})=>e===`-`);if(t&&n)throw new o(`\`--${t.rendering.name} -\` and \`--${n.rendering.name} -\` both mean the standard output.`,{remedy:`Name a file for one of them.`})}async function lo(e,t,n={}){let r=[];for(let i of fo(t))await uo(e,i,n).catch(e=>r.push(e));if(r.length>0)throw r[0]}async function uo(e,{path:t,rendering:n},{cases:r,output:i,onWritten:o}){let s=await n.render(e,r);if(t===`-`&&i)for(let e of typeof s==`string`?[s]:s)i.write(n.name===`json`?a(e):e);else await _(t,s),o?.(t)}function fo(e){return pe.flatMap(t=>{let n=e[t.name];return n===void 0?[]:[{path:n,rendering:t}]})}function po({metric:e,prompt:t,version:n,segment:r,environment:i}){return`${e} of ${t} ${n} for ${mo(r)} in ${i}`}function mo(e){return e===`*`?`all others`:e}function ho({control:e}){return e??`its own beginning`}function go({badAnswers:e},{mean:t}){return t===null?`–`:e===null?String(Number(t.toPrecision(4))):I(t)}function _o({evidence:e,limit:t}){let n=e=>e>=10?C(Math.round(e)):e.toPrecision(2);return`e = ${e>=0xe8d4a51000?`10¹² or more`:n(e)}, limit ${n(t)}`}const vo=[`▁`,`▂`,`▃`,`▄`,`▅`,`▆`,`▇`,`█`];function yo({version:e,control:t},[n,r]){let i=[...e,...t].filter(e=>e!==null),a=Math.min(...i),o=Math.max(...i)-a||1,s=e=>e===null?` `:vo[Math.min(7,Math.floor((e-a)/o*8))]??` `,c=Math.max(n.length,r.length),l=e.map((e,n)=>e===null&&(t[n]??null)===null),u=(e,t)=>{let n=t.flatMap((e,t)=>bo(l,t)?l[t-1]?[]:[`┆`]:[s(e)]);return`  ${e.padEnd(c)}  ${n.join(``)}`.trimEnd()},d=t.some(e=>e!==null);return[u(n,e),...d?[u(r,t)]:[]]}function bo(e,t){if(!e[t])return!1;let n=e.lastIndexOf(!1,t)+1,r=e.indexOf(!1,t);return(r===-1?e.length:r)-n>=3}function xo(e){let{trips:t}=e,n=t.filter(({isNews:e})=>e),r=t=>K([...wo(e,t),...t.slice(0,10).map(To),Do(e)]);return{title:Co(e),body:K([r(t),Oo(t.slice(10)),ko(e)]),note:n.length===0?null:r(n)}}function So(e){return[...new Set(e.map(({guard:e})=>e.version))]}function Co({prompt:e,environment:t,trips:n,takenBack:r,held:i}){let a=r.map(({from:e})=>e),o=(e,t)=>e.length===0?[]:[`${e.join(`, `)} ${t}`],s=So(n).filter(e=>!a.includes(e)&&!i.includes(e)),c=[...o(a,`taken back`),...o(i,`held`),...o(s,`worse`)],l=new Set(n.map(({guard:e})=>e.metric));return`${e} in ${t}: ${c.join(`; `)} (${[...l].join(`, `)})`}function wo({prompt:e,environment:t,takenBack:n,held:r},i){let[a,o]=[E(e),E(t)];return So(i).map(e=>{let t=n.find(({from:t})=>t===e);if(t){let n=`: ${t.to} serves instead (serial ${t.serial}).`;return b([a,` `,T(e),` was taken back in `,o,n])}return r.includes(e)?b([a,` `,T(e),` is held in `,o,`: it goes on serving, and its share may not rise.`]):b([a,` `,T(e),` does worse in `,o,`. This guard only alerts: nothing was changed.`])})}function To({guard:e,figures:t,trend:n}){let{version:r,control:i,latest:a,badAnswers:o}=t,s=ho(e),c=o===null?[]:[` It cost `,T(h(o,`bad answer`)),` more of those reported.`],l=[E(e.metric),` of `,e.version,` for `,Eo(e.segment),`: `,T(go(t,r)),` in ${h(r.answers,`answer`)}, against `,T(go(t,i)),` of ${s} (${_o(t)}).`,...c],d=i.answers===0?``:`, against ${go(t,a.control)}`,f=`The latest ${C(a.version.answers)}: ${go(t,a.version)}${d}. The lines show them over time.`;return K([b(l),n===null?``:u(yo(n,[e.version,s]).join(`
`),`text`),b([f])])}function Eo(e){return e===`*`?mo(e):E(e)}function Do({failures:e}){return e.length===0?``:K([`**Not all could be done:**`,W(e.map(k))])}function Oo(e){return e.length===0?``:K([`Tripped before, and not released:`,W(e.map(({guard:e})=>[E(e.metric),` of `,e.version,` for `,Eo(e.segment)]))])}function ko({prompt:e,environment:t,trips:r,takenBack:i}){let a=i.length>0,o=So(r).map(r=>`${n} release ${e}@${r} --env ${t}`);return K([`### What now`,`Look at the answers. When it is clear what they mean, release the version: guards of this prompt only alert until then. ${a?`A version that was taken back serves again when a reviewed change of its weights is merged after that.`:`Its share may rise after that.`}`,u(o.join(`
`),`sh`),`Then close this issue: nothing else closes it. What trips after a release opens another.`])}function Ao(e){return`${JSON.stringify(ct.parse(e),null,2)}\n`}function*jo(e,t){if(!t){yield Ao(e);return}let{prompts:n,...r}=ct.parse(e);yield Po(r,0),yield`,
  "prompts": [`;for(let[e,r]of n.entries())yield e>0?`,
    `:`
    `,yield*Mo(r,t.outcomesOf(r.path));yield`${n.length>0?`
  `:``}]\n}\n`}function*Mo(e,t){let{newlyFailing:n,newlyPassing:r,...i}=e;yield Po(i,4),yield*No(`newlyFailing`,n,e=>Fo(e,8)),yield*No(`newlyPassing`,r,e=>Fo(e,8)),yield*No(`cases`,t,e=>JSON.stringify(lt.parse(e))),yield`
    }`}function*No(e,t,n){yield`,\n      "${e}": [`;let r=`
        `,i=``;for(let e of t)yield r+n(e),r=`,
        `,i=`
      `;yield`${i}]`}function Po(e,t){let n=Fo(e,t);return n.slice(0,n.lastIndexOf(`
`))}function Fo(e,t){return JSON.stringify(e,null,2).replaceAll(`
`,`\n${` `.repeat(t)}`)}function Io({prompt:e,version:t,environment:n}){return[E(e),` ${t} in `,E(n)]}function Lo(e){return[...Io(e),...Ro(e)]}function Ro({verdict:e,cause:t,because:n,overall:r,segments:i,askedTwice:a}){if(e===`drifted`)return[` drifted: ${zo[t??`unknown`]}.`];if(e===`undecided`){let e=i.filter(({casesThen:e})=>e!==void 0).map(({segment:e})=>E(e));return n[0]===`segment-not-compared`&&e.length>0?[` is undecided: too few cases of `,...D(e),` can be compared: they are asked otherwise today, or got no answer. What is asked otherwise is compared from the next promotion on.`]:[` is undecided: ${Bo[n[0]??``]??`nobody knows`}.`]}let o=i.filter(e=>e.verdict===`invalid`).map(({segment:e})=>E(e)),s=a?` Its first answers were worse, and those of a second asking are not.`:``,c=` is clean: ${Go(r)} of ${h(r.cases,`case`)}.${s}`;return o.length===0?[c]:[c,` Too small to be judged: `,...D(o),`.`]}const zo={model:`the model answers otherwise`,judge:`the judge judges otherwise`,traffic:`production reports worse, and the suite shows nothing`,unknown:`by the model or by the judge, which is not known`},Bo={"no-evidence":`there was no evidence to hold it against; the next look has that of today`,"no-shared-cases":`no case that was asked then is asked today with the same content`,"too-few-answers":`too few cases were answered both times, or cases that decide got no answer today`,inconclusive:"the answers show neither a drop nor its absence, and `gate.on-inconclusive` is block"};function Vo(e){return`Mind: the provider may move \`${e}\` to another model at any time. The name that is asked now is pinned: name a dated one.`}function Ho({verdict:e,cause:t,control:n}){if(e!==`drifted`||t===`traffic`)return null;if(n===null)return`No model judges this suite, and the prompt and its cases are the same: only the model can have changed.`;let{judged:r,found:i,worse:a,better:o,model:s,judge:c}=n,l=`${i} of ${h(r,`answer`)} of then that models judge ${i===1?`was`:`were`} still stored, and judged again today: ${a} worse, ${o} better.`;return s===null||c===null?l:`${l} By the model alone the change is ${N(s)} points, by the judge alone ${N(c)}.`}function Uo({because:e,traffic:t,facts:n,askedTwice:r,verdict:i}){let a=t.filter(({isWorse:e})=>e);return[...r&&i===`drifted`?[[`It was asked twice, and was worse both times.`]]:[],...e.includes(`critical-case`)?[[`A critical case that passed then fails today.`]]:[],...e.includes(`cost`)?[["Its answers take more tokens than `cost` allows."]]:[],...a.map(({metric:e,segment:t,before:n,now:r,p:i})=>{let a=t===`*`?[`all other segments`]:[E(t)],o=`${Jo(r.mean)} in the latest week, ${Jo(n.mean)} before (p = ${M(i)})`;return[`In production, `,E(e),` in `,...a,`: ${o}.`]}),...n.map(Wo)]}function Wo(e){if(e.kind===`price`){let t=be(e.ratio);return[`By the price list, the same tokens of `,E(e.model),` cost ${t} since then.`]}let{model:t,on:n,source:r,asOf:i}=e;return[`Its provider retires `,E(t),` on ${n} (${r}, looked up on ${i}).`]}function Go(e){let[t,n]=Ko(e);return`${t} then, ${n} today`}function Ko({before:e,now:t}){return e!==null&&t!==null?Qe(e,t):[e===null?`—`:I(e),t===null?`—`:I(t)]}function qo({segments:e,overall:t},n){return ar({segments:(e.length>1?[...e,t]:[t]).map(({segment:e,change:t,interval:n,verdict:r})=>({name:e,difference:t,interval:n,verdict:r}))},{width:n})}function Jo(e){return String(Number(e.toPrecision(3)))}const Yo=[{head:`Segment`,align:`left`},{head:`Change`,align:`right`},{head:`Then`,align:`right`},{head:`Today`,align:`right`},{head:`Cases`,align:`right`},{head:``,align:`left`}];function Xo(e,t){let n=[...new Set(t.map(({fact:e})=>e.environment))];return{title:w([`${e} drifted in ${n.join(`, `)}`]),body:K([b(k("The prompt is the same, and answers its suite otherwise than when it was promoted. This issue is kept up to date by `drift`, which closes it once nothing drifts.")),...t.flatMap(Zo),Qo(e,t)])}}function Zo({fact:e,before:t}){let{overall:n,segments:r}=e,i=r.length>1?[...r.slice(0,30),n]:[n],a=Ho(e),o=qo(e,72),s=[...t,{...e,at:``,overall:n.now}].filter(({version:t})=>t===e.version).slice(-8).map(e=>e.overall===null?`—`:I(e.overall));return[`### ${b(Lo(e))}`,a===null?``:b(k(a)),W(Uo(e)),H(Yo,i.map(e=>{let{segment:t,change:n,cases:r,verdict:i}=e,a=n===null?`—`:N(n);return[[E(t)],[a],...Ko(e).map(e=>[e]),[String(r)],[i]]})),o.length>1?u(o.join(`
`)):``,s.length>1?`Over the latest looks: ${s.join(` → `)}.`:``,b([`Held against the evidence `,E(e.against?.evidence??``),` of ${e.against?.at??`nowhere`}; today's is `,E(e.evidence),`.`])]}function Qo(e,t){let r=new Set(t.map(({fact:e})=>e.cause)),i=e=>E(`${n} ${e}`);return K([`**What to do**`,W([...r.has(`model`)||r.has(`unknown`)?[[`Try another model: `,i(`drift ${e} --propose MODEL`),` makes the pull request, which the gate judges.`]]:[],...r.has(`judge`)||r.has(`unknown`)?[[`Look at the judge before the prompt: pin its model in `,E(`judge.model`),`, or ask a rubric that leaves less to it.`]]:[],...r.has(`traffic`)?[[`Add cases like those that production has now: the suite does not show what its users see.`]]:[],[`Which version served when: `,i(`history ${e}`),`. Back to the one before: `,i(`rollback ${e} --env ENV --reason …`),`.`]])])}function $o({prompt:e,from:t,to:n,losesPin:r},i){return K([b([`Asks `,E(n),` what `,E(e),` asks `,E(t),` now. Nothing else changes. The gate compares both on the suite, segment by segment.`]),r?b(k(Vo(n))):``,...i.flatMap(e=>{let t=Ho(e);return[b(Lo(e)),t===null?``:b(k(t)),W(Uo(e))]}),"Each run of `drift --propose` replaces this branch, so commits on it are lost."])}function es(e,t){let{title:n,lead:r,bars:i,table:a,risks:o}=ka(e),s=a.heads.map(e=>({head:e,align:`left`}));return K([`**${b(n)}**`,W(r),u(i.join(`
`)),H(s,a.rows.slice(0,Math.max(3,t))),U([`What could go wrong, and what it rests on`],[W(o)])])}const ts=[50,10,3];function ns({plan:e,because:t}){let n=[b([`New weights of `,E(e.prompt),` in `,E(e.environment),". They are set when this is merged, by the next `record`."]),W(t.map(k))],r=`Each rebalance replaces this branch, so commits on it are lost: to decide otherwise, change the file on main.`;return ts.map(t=>K([...n,es(e,t),r])).find(e=>e.length<=6e4)??K([...n,r])}const rs={running:`runs`,stopped:`is stopped`,decided:`is decided`,ended:`is over before it had its size`};function is({state:e,units:t,sampleRatio:n,guardrails:r,result:i,excluded:a,changedBy:o}){let s=r.filter(({isBroken:e})=>e),c=(i?.versions??[]).map(({version:e,difference:t,low:n,high:r,adjustedP:i,finding:a})=>`${e} is ${a===`no-difference`?`not shown to differ`:a}: ${os(t)} (${as(n)} to ${as(r)}), adjusted p ${i.toPrecision(2)}.`);return[`The experiment ${rs[e]}: ${t.has} of ${t.asked} units a version.`,...o===null?[]:[`What serves was changed meanwhile (serial ${o}): nothing is concluded.`],...n.isBroken?[`Units did not come in the shares of the weights (p ${n.p.toPrecision(2)}): nothing is concluded.`]:[],...s.map(({metric:e,version:t})=>`The guardrail ${e} is broken by ${t}.`),...c,...a>0?[`${h(a,`observation`)} of other weights did not count.`]:[]]}function as(e){return e===null?`unbounded`:os(e)}function os(e){return String(Number(e.toPrecision(3)))}function ss(e){let{prompt:t,version:n,suite:r,production:i}=e,a=[b([`What fails of `,E(t),` ${n}: ${h(r.failing,`case`)} of ${r.cases} in `,E(r.path),i>0?`, and ${h(i,`answer`)} of production.`:`.`]),...cs(e),...ls(e),...us(e),"Each `refine` replaces this branch, so commits on it are lost. The gate judges this pull request like any other."],o=K(a);return o.length<=6e4?o:K([a[0]??``,a.at(-1)??``])}function cs({clusters:e}){if(e.length===0)return[];let t=e.slice(0,20).map(({label:e,size:t,representative:n})=>[[`${t}`],[e],[E(n)]]),n=[{head:`answers`,align:`right`},{head:`what goes wrong`,align:`left`},{head:`for example`,align:`left`}],r=e.some(({by:e})=>e===`model`);return[H(n,t),G(e.length-t.length,{noun:`group`,elsewhere:"`refine --json` has all"}),r?`A model named these groups by some of their answers.`:``]}function ls({cases:e,suite:t}){if(e.length===0)return[];let n=e.map(({description:e,segments:t,origin:n,assertionsOf:r})=>{let i=t.length>0?` (${t.join(`, `)})`:``,a=n.kind===`production`?[`: a bad answer of production`]:[`: a variant of `,E(n.id),` by a model`],o=r===null?[`; its assertions are those that all cases of its segment have`]:[`; its assertions are those of `,E(r)];return[E(e),i,...a,...o,`.`]});return[`### ${h(e.length,`new case`)}`,b([`They fail today, or are like cases that fail. Read them in `,E(t.path),`: are the questions fit to be kept, and the assertions what a right answer has to meet?`]),W(n.slice(0,20)),G(n.length-20,{noun:`case`,elsewhere:`see the files`})]}function us({tries:e,suite:t,triesSoFar:n}){if(e.length===0)return[];let r=e.find(({isProposed:e})=>e),i=e.map(({because:e,training:t,test:n,isProposed:r})=>[[r?`this`:`not proposed`],k(e),[`${I(t.before)} → ${I(t.after)} of ${t.cases}`],[n===null?`not asked`:`${I(n.before)} → ${I(n.after)} of ${n.cases}`]]);return[r?`### One change of the prompt`:`### No change of the prompt`,r?.test?ds(r.test):`None of the changes that were tried is better on the test half.`,H([{head:``,align:`left`},{head:`change`,align:`left`},{head:`training half`,align:`left`},{head:`test half`,align:`left`}],i),b([`The training half has ${h(t.training,`case`)}, the test half ${t.test}, by the first bit of the sha256 of a case's id. Changes are made and chosen by the first only; the second is asked for the best of them.`]),b([`Changes of this prompt that were ever asked on its test half: ${n}. They share one level, so that many tries do not make one look good by chance.`])]}function ds({before:e,after:t,low:n,high:r,p:i,level:a,number:o,cases:s}){return b([`On the ${h(s,`case`)} by which it was not chosen, it passes ${I(t)} instead of ${I(e)}: `,{strong:N(t-e)},`, 95 % interval ${ge([n,r])}, p ${Se(i)} against the level ${S(a)} of try ${o}.`])}function*fs({newlyFailing:e,newlyPassing:t,cases:n}){let r=new Map(n?.map(e=>[e.id,e]));for(let t of ve(e))yield ps(t,r.get(t.id)??hs(t,`newly-failing`)),r.delete(t.id);for(let e of t)yield ps(e,r.get(e.id)??hs(e,`newly-passing`)),r.delete(e.id);for(let e of r.values()){let t={messages:[],answer:null};yield{...e,texts:{baseline:e.baseline&&t,candidate:t}}}}function ps({messages:e,baseline:t,candidate:n},r){return{...r,texts:{baseline:t&&{messages:[],answer:t.answer},candidate:{messages:e,answer:n.answer}}}}const ms={inputTokens:null,outputTokens:null,cachedInputTokens:null,usd:null,latencyMs:null};function hs(e,t){let{messages:n,baseline:r,candidate:i,...a}=e;return{...a,standing:t,baseline:r&&{...r,...ms},candidate:{...i,...ms}}}function gs(e){let t=/* @__PURE__ */ new Map;return{inParts(n,r){if(n.length<120)return n;let i=n.split(`
`),a=t.get(r)??[];t.set(r,a);let o=vs(a,i);if((o?.share??0)<.95&&a.length<4){let t={of:e.push(i)-1,numberOf:_s(i)};a.push(t),o={known:t,share:1}}return!o||o.share<.3?n:{of:o.known.of,parts:ys(i,o.known.numberOf)}}}}function _s(e){return new Map(e.map((e,t)=>[e,t]))}function vs(e,t){let n=t.reduce((e,t)=>e+t.length,0),r=null;for(let i of e){let e=t.reduce((e,t)=>e+(i.numberOf.has(t)?t.length:0),0),a=n===0?0:e/n;(!r||a>r.share)&&(r={known:i,share:a})}return r}function ys(e,t){let n=[],r=[],i=()=>{r.length>0&&n.push(r.join(`
`)),r=[]};for(let a of e){let e=t.get(a);if(e===void 0){r.push(a);continue}i();let o=n.at(-1);Array.isArray(o)&&o[0]+o[1]===e?o[1]+=1:n.push([e,1])}return i(),n}const bs=2e4;function*xs(e,t){let n={prompts:[],segments:[],texts:[],block:50,cases:[]},r=/* @__PURE__ */ new Map,i=e=>{let t=r.get(e);return t===void 0?(r.set(e,n.segments.length),n.segments.push($(e,200))-1):t},a=[];for(let[r,o]of e.entries()){n.prompts.push($(o.path,200));let e=gs(n.texts),s=Cs(o),c=/* @__PURE__ */ new Set;for(let l of t?.recordsOf(o.path)??fs(o)){l.standing===`errored`&&c.add(l.id);let t=s.get(l.id);n.cases.push({kind:l.standing===`newly-failing`&&l.baseline===null?`new`:l.standing,prompt:r,name:$(l.description??l.id,300),segments:l.segments.map(i),...t!==void 0&&{cluster:t},...ws(l)}),a.push(ft(Ts(l,e))),a.length===50&&(yield Ss(a),a=[])}for(let e of o.errors.filter(({caseId:e})=>e===null||!c.has(e)))n.cases.push(Os(e,r,i)),a.push(ft(ks(e))),a.length<50||(yield Ss(a),a=[])}a.length>0&&(yield Ss(a)),yield`<script type="application/json" id="case-index">${ft(n)}<\/script>\n`}function Ss(e){return`<script type="application/json" class="case-block">[${e.join(`,`)}]<\/script>\n`}function Cs({clusters:e}){let t=[...e?.newlyFailing??[],...e?.failing??[]];return new Map(t.flatMap(({members:e},t)=>e.map(e=>[e,t])))}function ws({critical:e,severe:t}){let n=[...e?[`critical`]:[],...t?[`always passed, now always fails`]:[]];return n.length>0?{marks:n}:{}}function Ts({place:e,baseline:t,candidate:n,texts:r},i){let a=[...t?.errors??[],...n.errors??[]],o=t&&r.baseline&&Es(t,r.baseline,i),s=Es(n,r.candidate,i);return{place:$(e,300),errors:[...new Set(a)].map(e=>$(e,1e3)),baseline:o,candidate:r.baseline?Ds(s,r.candidate,r.baseline):s}}function Es(e,t,n){return{passes:e.passes,trials:e.trials,failures:e.failures.map(({type:e,reason:t})=>$(`${e}: ${t}`,1e3)),figures:[e.inputTokens,e.cachedInputTokens,e.outputTokens,e.usd,e.latencyMs],answer:t.answer===null?null:$(t.answer,bs),messages:t.messages.map(({role:e,content:t},r)=>({role:$(e,40),text:n.inParts($(t,bs),r)}))}}function Ds(e,t,n){return{...e,answer:t.answer!==null&&t.answer===n.answer?{same:!0}:e.answer,messages:e.messages.map((e,r)=>{let[i,a]=[t.messages[r],n.messages[r]];return i?.role===a?.role&&i?.content===a?.content?{same:!0}:e})}}function Os({caseId:e,segments:t,arm:n},r,i){return{kind:`errored`,prompt:r,name:$(e??`the run`,300),segments:t.map(i),...n&&{marks:[n]}}}function ks({kind:e,message:t}){return{place:``,errors:[$(`${e}: ${t}`,1e3)],baseline:null,candidate:null}}function $(e,t){let n=e.length-t;return c(n>0?`${e.slice(0,t)}… (${n} more characters)`:e)}function As(e,t){let n={counts:{"newly-failing":0,failing:0,"newly-passing":0,passing:0,errored:0},segments:/* @__PURE__ */ new Set,listed:[],tokens:{baseline:[],candidate:[]},latencyMs:{baseline:[],candidate:[]}};for(let r of t?.outcomesOf(e.path)??fs(e)){n.counts[r.standing]+=1;for(let e of r.segments)n.segments.add(e);r.standing!==`passing`&&n.listed.length<1e3&&n.listed.push(r);for(let e of[`baseline`,`candidate`]){let t=r[e];t&&(Ms(n.tokens[e],js(t)),Ms(n.latencyMs[e],t.latencyMs))}}return n}function js({inputTokens:e,outputTokens:t}){return e===null||t===null?null:e+t}function Ms(e,t){t!==null&&e.push(t)}function Ns({failures:e,alike:t,size:n}){let r=e.slice(0,3).flatMap(({type:e,expected:t},r)=>{let i=t===null?n>1?`, of each its own`:``:`: ${R(t,160)}`;return[r>0?`; `:``,E(R(e,40)),i]}),i=e.length-3;return[...r,...i>0?[`; and ${i} more`]:[],...e.length===0?[`no assertion is named`]:[],...t&&n>1?[` — nearly the same answers`]:[]]}function Ps({prompt:e,overview:t}){return e.errors.length>0||Object.values(t.counts).some(e=>e>0)}function Fs(e){let t=ot(e.map(({overview:e})=>({segments:[...e.segments]})));return z`<section class="cases" id="cases" aria-labelledby="cases-title">
<h2 id="cases-title">Cases</h2>
${zs(e)}
<div id="case-browser" hidden>
<form class="filters" id="filters">
<fieldset><legend class="unseen">Which cases</legend>
${Ls(e)}
</fieldset>
${e.length>1?Rs(`prompt`,`Prompt`,e.map(({prompt:e},t)=>[String(t),e.path])):null}
${t.length>1?Rs(`segment`,`Segment`,t.map(e=>[$(e,200),e])):null}
<span class="filter"><label for="filter-search">Search</label> <input type="search" id="filter-search" name="search" autocomplete="off"></span>
<button type="button" id="all-cases" hidden>Show all cases</button>
</form>
<p id="case-count" class="muted" role="status"></p>
<div id="case-list" class="case-list" role="list" aria-label="Cases"></div>
</div>
<noscript>${Vs(e)}</noscript>
</section>
`}const Is=[[`newly-failing`,`Newly failing`],[`failing`,`Failing in both`],[`newly-passing`,`Newly passing`],[`passing`,`Passing`],[`errored`,`Errored`]];function Ls(e){let t=e.every(({prompt:e})=>e.baseline===null);return[[``,`All`],...Is].map(([e,n])=>{let r=e===``?z` checked=""`:null;return z`<label><input type="radio" name="kind" value="${e}"${r}><span>${t&&e===`newly-failing`?`Failing`:n} <b></b></span></label>`})}function Rs(e,t,n){let r=n.map(([e,t])=>z`<option value="${e}">${R(t,80)}</option>`);return z`<span class="filter"><label for="filter-${e}">${t}</label> <select id="filter-${e}" name="${e}"><option value="">all</option>${r}</select></span>`}function zs(e){let t=e.flatMap(({prompt:t},n)=>{let{newlyFailing:r=[],failing:i=[]}=t.clusters??{},a=e.length>1?z` <code>${R(t.path)}</code>`:null,o=t.baseline?`newly fails`:`fails`;return[Bs(z`What ${o}${a}`,r,{prompt:n,first:0}),Bs(z`What fails in both versions${a}`,i,{prompt:n,first:r.length})].filter(e=>e!==null)});return t.length===0?null:z`<div class="reasons">${t}</div>`}function Bs(e,t,{prompt:n,first:r}){if(t.length===0)return null;let i=t.reduce((e,{size:t})=>e+t,0),a=t.slice(0,12).map((e,t)=>z`<li><button type="button" class="reason" data-prompt="${n}" data-cluster="${r+t}"><b>${C(e.size)} of ${C(i)}</b> <span>${B(Ns(e))}</span></button></li>`),o=t.length-a.length;return z`<section class="part"><h3>${e}</h3><ol class="clusters">${a}</ol>
${o>0?z`<p class="muted">${C(o)} more reasons, each of fewer cases, are in the list below.</p>`:null}</section>`}function Vs(e){let t=e.flatMap(({overview:e})=>e.listed),n=e.reduce((e,{overview:t})=>e+Us(t),0),r=t.map(e=>{let{candidate:t,baseline:n}=e,r=[...[...t.failures,...n?.failures??[]].map(({type:e,reason:t})=>`${e}: ${t}`),...n?.errors??[],...t.errors??[]];return z`<tr><td>${Hs(e)}</td><th scope="row">${R(e.description??e.id,300)}</th><td>${e.segments.map(e=>R(e)).join(`, `)}</td><td>${R(r.join(`; `),1e3)}</td><td><code>${R(e.place,300)}</code></td></tr>\n`}),i=n-r.length;return z`<div class="scroll"><table><thead><tr><th scope="col"><span class="unseen">How it stands</span></th><th scope="col">Case</th><th scope="col">Segment</th><th scope="col">Assertion</th><th scope="col">Place</th></tr></thead><tbody>${r}</tbody></table></div>
${i>0?z`<p>${C(i)} more cases are listed with JavaScript, and in the result JSON.</p>`:null}`}function Hs({standing:e,baseline:t}){return ke[e===`newly-failing`&&!t?`new`:e].words}function Us({counts:e}){return Object.values(e).reduce((e,t)=>e+t,0)}const Ws=.99;function Gs(e){let t=t=>e.reduce((e,n)=>{let{baseline:r,candidate:i}=t(n);return Math.max(e,Zs(r,Ws)??0,Zs(i,Ws)??0)},0);return{tokens:t(({tokens:e})=>e),latencyMs:t(({latencyMs:e})=>e)}}function Ks({tokens:e,latencyMs:t},n){let r=[Js(`Tokens a call`,e,{high:n.tokens,format:C}),Js(`Latency of a call`,t,{high:n.latencyMs,format:qs})].filter(e=>e!==null);return r.length===0?null:z`<section class="part"><h3>Spread over the cases</h3><div class="spreads">${r}</div></section>`}function qs(e){return e<999.5?`${Math.round(e)} ms`:ye(e)}function Js(e,{baseline:t,candidate:n},{high:r,format:i}){if(n.length===0||r<=0)return null;let a=[...t.length>0?[{name:`baseline`,values:t}]:[],{name:`candidate`,values:n}],o=a.map(({values:e})=>Ys(e,r)),s=Math.max(...o.flat()),c=a.map(({name:e},t)=>z`<path class="spread ${e}" d="${Xs(o[t]??[],s)}"/>`),l=a.map(({name:e,values:t})=>z`<tr><th scope="row"><span class="key ${e===`baseline`?`before`:`after`}">${e}</span></th><td class="number">${i(Zs(t,.5)??0)}</td><td class="number">${i(Zs(t,.95)??0)}</td><td class="number">${i(Zs(t,1)??0)}</td></tr>`);return z`<figure class="spread"><figcaption>${e}</figcaption>
<svg class="spread" viewBox="0 0 ${40} ${48}" preserveAspectRatio="none" aria-hidden="true" focusable="false">${c}</svg>
<div class="ends muted" aria-hidden="true"><span>0</span><span>${i(r)} or more</span></div>
<div class="scroll" tabindex="0" role="region" aria-label="Figures: ${e}"><table><thead><tr><td></td><th scope="col" class="number">Median</th><th scope="col" class="number">95th percentile</th><th scope="col" class="number">Highest</th></tr></thead><tbody>${l}</tbody></table></div></figure>`}function Ys(e,t){let n=Array.from({length:40},()=>0);for(let r of e){let i=Math.min(39,Math.max(0,Math.floor(r/t*40)));n[i]=(n[i]??0)+1/e.length}return n}function Xs(e,t){return`M0 48${e.map((e,n)=>`V${Number((48-e/t*46).toFixed(2))}H${n+1}`).join(``)}V48z`}function Zs(e,t){let n=Float64Array.from(e).sort();return n[Math.max(0,Math.ceil(t*n.length)-1)]??null}function Qs(e){return rc(e.flatMap(({segments:e,overall:t})=>t?[...e,t]:e).flatMap(({cost:e})=>[e.candidate.totalTokens,e.baseline?.totalTokens??0]).filter(e=>e>0))}function $s(e,{policy:t,range:n}){let r=it(e,t);return!r||!e.cost?z``:z`<section class="part"><h3>Cost ${ec(e.cost)}</h3>
<p>${B(r)}</p>
${e.cost.comparison.baseline?tc(e,n):null}</section>`}function ec(e){let t=tt(e);if(!e.comparison.baseline||t.every(({label:e})=>e===null))return null;let{sign:n,likeVerdict:r,words:i}=ze[e.label].page,a=e.label===`unknown`&&De(e)&&!t.some(rt);return z`<span class="${r===null?`badge`:`badge ${r}`}"><span aria-hidden="true">${n.page}</span> ${a?Ve:i}</span>`}function tc(e,t){let n=A(e.segments),r=(e.overall?[...n,e.overall]:n).map(n=>nc(n,t,n===e.overall));return z`<div class="scroll" tabindex="0" role="region" aria-label="Tokens of ${e.path}">
<table class="dumbbell" role="table">
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Segment</th><th role="columnheader" scope="col" class="plot"><span class="legend"><span class="key before">baseline</span><span class="key after">candidate</span></span></th><th role="columnheader" scope="col" class="number">Tokens a call</th>
<th role="columnheader" scope="col">Change, 95&nbsp;% CI</th><th role="columnheader" scope="col" class="number">Input</th><th role="columnheader" scope="col" class="number">Output</th><th role="columnheader" scope="col" class="number">Cached</th><th role="columnheader" scope="col" class="number">Money per 1,000 calls</th></tr></thead>
<tbody role="rowgroup">${r}</tbody>
<tfoot aria-hidden="true"><tr><td></td><td class="plot">${ic(t)}</td><td colspan="6">tokens a call</td></tr></tfoot>
</table></div>`}function nc(e,t,n){let{baseline:r,candidate:i}=e.cost,[a,o,s,c,l,u]=Vt(e),d=[`tokens`,`change`,`input`,`output`,`cached`,`money`],f=[a,o,s,c,l,u].map((e=``,t)=>z`<td role="cell" class="${t===1?`change`:`number`}" data-label="${d[t]??``}">${e}</td>`),p=ac(i.totalTokens,t),m=r&&ac(r.totalTokens,t);return z`<tr role="row" class="${n?`overall`:`segment`}"><th role="rowheader" scope="row"><span class="segment-name">${e.name}</span></th>
<td role="cell" class="plot" aria-hidden="true"><svg class="row" focusable="false"><line class="grid" x1="0" x2="100%" y1="50%" y2="50%"/>
${m?z`<line class="bar" x1="${m}" x2="${p}" y1="50%" y2="50%"/><circle class="before" cx="${m}" cy="50%" r="5"/>`:null}<circle class="after" cx="${p}" cy="50%" r="5"/></svg></td>
${f}</tr>
`}function rc(e){let t=e.reduce((e,t)=>Math.min(e,t),1/0),n=e.reduce((e,t)=>Math.max(e,t),0);if(!Number.isFinite(t))return{low:0,high:1};let r=Math.max((n-t)*.15,n*.02,1);return{low:Math.max(0,t-r),high:n+r}}function ic({low:e,high:t}){return z`<svg class="axis" focusable="false"><text x="0" y="14" text-anchor="start">${C(e)}</text><text x="100%" y="14" text-anchor="end">${C(t)}</text></svg>`}function ac(e,{low:t,high:n}){return`${Number(((e-t)/(n-t)*100).toFixed(3))}%`}function oc({sign:e,words:t,likeVerdict:n}){return z`<span class="badge ${n??`new`}"><span aria-hidden="true">${e.page}</span> ${t}</span>`}function sc(e){let t=e.flatMap(cc);return t.some(({interval:e})=>e!==null)?rr(t):null}function cc({segments:e,overall:t}){return t?[...A(e),t]:A(e)}function lc(e,t){let n=cc(e),r=n.some(({interval:e})=>e!==null)?t:null,i=n.map(t=>uc(t,{isOverall:t===e.overall,prompt:e,axis:r}));return z`<div class="scroll" tabindex="0" role="region" aria-label="Segments of ${e.path}">
<table class="forest" role="table">
<thead role="rowgroup"><tr role="row">
<th role="columnheader" scope="col">Verdict</th><th role="columnheader" scope="col">Segment</th>
<th role="columnheader" scope="col" class="number">Baseline</th><th role="columnheader" scope="col" class="number">Candidate</th>
${r?z`<th role="columnheader" scope="col" class="plot"><span class="ends"><span>← worse</span><span>better →</span></span></th>`:null}
<th role="columnheader" scope="col">Change, 95&nbsp;% CI</th><th role="columnheader" scope="col" class="number">Lost / won</th>
<th role="columnheader" scope="col" class="number">Adjusted p</th>
</tr></thead>
<tbody role="rowgroup">${i}</tbody>
${r?z`<tfoot aria-hidden="true"><tr><td colspan="4"></td><td class="plot">${pc(r)}</td><td colspan="3">points</td></tr></tfoot>`:null}
</table></div>`}function uc(e,t){let{isOverall:n,prompt:r,axis:i}=t,a=n?At(e,r):kt(e,r),[o,s,c,l,,u]=Lt(e),d=e.missing>0?z` <span class="muted">(${e.missing} missing)</span>`:null;return z`<tr role="row" class="${n?`overall`:`segment`}">
<td role="cell" class="verdict">${a?oc(a):null}</td>
<th role="rowheader" scope="row"><span class="segment-name">${e.name}${d}</span></th>
<td role="cell" class="number" data-label="baseline">${o}</td><td role="cell" class="number" data-label="candidate">${s}</td>
${i?z`<td role="cell" class="plot" aria-hidden="true">${dc(e,i,a?.likeVerdict??`overall`)}</td>`:null}
<td role="cell" class="change" data-label="change">${c}</td><td role="cell" class="number" data-label="lost / won">${l}</td>
<td role="cell" class="number" data-label="adjusted p">${u}</td>
</tr>
`}function dc(e,t,n){let{interval:r,difference:i,name:a}=e,o=e=>mc(e,t),s=ir(t).map(e=>z`<line class="${e===0?`zero`:`grid`}" x1="${o(e)}" x2="${o(e)}" y1="0" y2="100%"/>`);if(!r||i===null)return z`<svg class="row" focusable="false">${s}</svg>`;let[c,l]=[o(r[0]*100),o(r[1]*100)],u=o(i*100),d=`${a}: ${N(i)} points, ${N(r[0])} to ${N(r[1])}`;return z`<svg class="row ${n}" focusable="false"><title>${d}</title>${s}
<line class="interval" x1="${c}" x2="${l}" y1="50%" y2="50%"/><line class="interval" x1="${c}" x2="${c}" y1="36%" y2="64%"/><line class="interval" x1="${l}" x2="${l}" y1="36%" y2="64%"/>
${n===`overall`||a===`overall`?fc(u):z`<circle class="point" cx="${u}" cy="50%" r="5"/>`}</svg>`}function fc(e){return z`<svg x="${e}" y="50%" overflow="visible"><path class="point" d="M0-7 7 0 0 7-7 0z"/></svg>`}function pc(e){let t=ir(e).map(t=>{let n=mc(t,e),r=t===e.low?`start`:t===e.high?`end`:`middle`;return z`<text x="${n}" y="14" text-anchor="${r}">${t===0?`0`:N(t/100)}</text>`});return z`<svg class="axis" focusable="false">${t}</svg>`}function mc(e,{low:t,high:n}){return`${Number(((Math.min(n,Math.max(t,e))-t)/(n-t)*100).toFixed(3))}%`}function hc(e){if(e.accepted)return{sign:L,word:`Accepted`,tone:`error`};if(e.partial)return{sign:fe(e),word:`Partial run`,tone:`open`};let t=at(e),{title:n}=Ne[t],r=fe(e);if(t!==`pass`)return{sign:r,word:n,tone:t};let i={sign:r,tone:_c(r)};return r===et?{...i,word:n}:r===L?{...i,word:`Not blocked`}:{...i,word:r===Ae?`Nothing to compare with`:`Nothing could be told`}}function gc(e){let{verdict:t}=e;if(t===`not-run`)return{...Ne[t],tone:`open`};if(t!==`pass`||!v(e))return{...Ne[t],tone:t};let n=yn([e]),r=O(e)?Ue(e):Ne[t].word;return{sign:n,tone:_c(n),word:n===et||O(e)?r:`cannot be told`}}function _c(e){return e===et?`pass`:e===L?`error`:`open`}function vc(e){let t=g(e.prompts).filter(v),n=[yc(t),xc(t),Sc(t),Cc(t),wc(t),Tc(t,e)].filter(e=>e!==null);if(n.length===0)return null;let r=n.map(({label:e,value:t,detail:n,tone:r})=>z`<div class="tile ${r}"><dt>${e}</dt><dd class="value">${t}</dd><dd>${n}</dd></div>`);return z`<dl class="tiles">${r}</dl>`}function yc(e){let t=e.flatMap(({segments:e})=>e).reduce(bc,null);if(!t||t.difference===null)return null;let n=t.interval?`, 95\u00a0% CI ${ge(t.interval,` to `)}`:``;return{label:`Largest drop`,value:t.difference<0?`${N(t.difference)} points`:`none`,detail:t.difference<0?`${R(t.name)}${n}`:`in any segment`,tone:t.verdict===`regression`?`bad`:`plain`}}function bc(e,t){return(t.difference??1/0)<(e?.difference??1/0)?t:e}function xc(e){let t=e.filter(xe),n=t.flatMap(e=>e.segments);if(n.length===0)return null;let r=e=>n.filter(t=>t.verdict===e).length,i=t.filter(({overall:e,segments:t})=>t.length>1&&e?.verdict===`improved`).length,a=t.length===1?`overall`:`${h(i,`prompt`)} overall`,o=[`${C(r(`improved`))} improved${i>0?`, ${a} improved`:``}`,`${C(r(`pass`))} no worse`,`${C(r(`inconclusive`)+r(`invalid`))} cannot be told`],s=r(`regression`);return{label:`Segments`,value:`${C(s)} of ${C(n.length)} worse`,detail:o.join(`, `),tone:s>0?`bad`:r(`pass`)+r(`improved`)>0?`good`:`plain`}}function Sc(e){let t=e.filter(e=>!xe(e));if(t.length===0)return null;let n=e=>t.reduce((t,{overall:n})=>t+(n?.candidate[e]??0),0);return{label:`New`,value:`passes ${C(n(`passes`))} of ${C(n(`n`))}`,detail:`${h(t.length,`prompt`)} with nothing to be compared with`,tone:`plain`}}function Cc(e){let t=e.filter(e=>e.baseline!==null);if(t.length===0)return null;let n=e=>t.reduce((t,n)=>t+e(n),0),r=n(e=>e.overall?.losses??0),i=n(e=>e.overall?.wins??0),a=n(e=>e.overall?.cases??0);return{label:`Cases`,value:`${C(r)} newly fail`,detail:`${C(i)} newly pass, of ${h(a,`case`)}`,tone:`plain`}}function wc(e){let[t]=e.flatMap(({cost:e})=>e?.comparison.ratio?[e]:[]).sort((e,t)=>(t.comparison.ratio?.ratio??0)-(e.comparison.ratio?.ratio??0)),{baseline:n,candidate:r,ratio:i}=t?.comparison??{};if(!t||!i||!r||!n)return null;let a=t.limit===null?``:`, limit +${He(t.limit)}`;return{label:`Tokens a call`,value:be(i.ratio),detail:`${C(n.totalTokens)} → ${C(r.totalTokens)}${a}`,tone:Te(t).tokens===`exceeded`?`bad`:`plain`}}function Tc(e,{policy:t}){let n=e.flatMap(({cost:e})=>e?[e]:[]),r=n.some(e=>Te(e).money===`exceeded`)?`bad`:`plain`,i=n.filter(e=>e.monthlyUsd!==null),[a]=i;if(!a){let[e]=n.filter(Dc).sort((e,t)=>Dc(t)-Dc(e));return e?{label:`Money a call`,value:be(Dc(e)),detail:Oc(e),tone:r}:null}let o=i.reduce((e,t)=>e+(t.monthlyUsd??0),0),s=i.length===1?Oc(a):`${h(i.length,`prompt`)}`,c=Ec(e,t),l=c===null?``:`, ${Ye(c)}`;return{label:`Money a month`,value:Je(o),detail:`${s}${l}`,tone:r}}function Ec(e,t){let n=e.filter(({cost:e})=>e!==null&&e.monthlyUsd!==null),[r,...i]=new Set(n.map(e=>We(e,t).cost.callsPerMonth??null));return i.length===0?r??null:null}function Dc({comparison:e}){return e.moneyRatio?.ratio??0}function Oc({comparison:{baseline:e,candidate:t}}){return`${[e,t].flatMap(e=>e&&e.usd!==null?[oe(e.usd)]:[]).join(` → `)} per 1,000 calls`}function kc(e){let{base:t,head:n,verdict:r}=e,{sign:i,word:a,tone:o}=hc(e);return z`<header class="page ${r}">
<p class="brand">Prompt Eval Gate</p>
<p class="state ${o}"><span aria-hidden="true">${i.page}</span> ${a}</p>
<h1>${B(Ac(e))}</h1>
<p class="muted"><code>${R(t.ref)}</code> → <code>${R(n.ref)}</code>${n.sha?z` at <code>${n.sha.slice(0,12)}</code>`:null}</p>
${jc(sn(e).map(B),`notice`,`Notices`)}
${jc(pn(e).map(B),`problem`,`Problems`)}
${vc(e)}
</header>
`}function Ac(e){let t=e.partial&&me(e);if(!t&&e.verdict===`error`&&e.errors.length>0)return[`The gate could not decide`];let[n=Ne[ie(e)].title,...r]=t??m(e);return[typeof n==`string`?ee(n):n,...r]}function jc(e,t,n){return e.length===0?null:z`<ul class="messages ${t}" aria-label="${n}">${e.map(e=>z`<li>${e}</li>`)}</ul>`}function Mc(e,t){let{title:n,lead:r,bars:i,table:a,risks:o}=ka(e),s=`portfolio-${t}`,c=a.heads.map(e=>z`<th scope="col">${e}</th>`),l=a.rows.map(([e=[],...t])=>{let n=t.map(e=>z`<td>${B(e)}</td>`);return z`<tr><th scope="row">${B(e)}</th>${n}</tr>`}),u=e=>e.map(e=>z`<li>${B(e)}</li>`);return z`<section class="run" aria-labelledby="${s}"><h2 id="${s}">${B(n)}</h2>
<ul>${u(r)}</ul>
<div class="scroll" tabindex="0" role="region" aria-label="Who serves which share, now and after: ${w(n)}"><pre>${i.join(`
`)}</pre></div>
<div class="scroll" tabindex="0" role="region" aria-label="Segments: ${w(n)}"><table><thead><tr>${c}</tr></thead><tbody>${l}</tbody></table></div>
<details><summary>What could go wrong, and what it rests on</summary><ul>${u(o)}</ul></details></section>`}const Nc=[...`▁▂▃▄▅▆▇█`],Pc=.2;function Fc({versions:e}){return[`Pass rate of the last ${e.length} versions on main`]}function Ic({becomes:e,segments:t,overall:n}){let r=e?.passRates;if(!r)return[];let i=[...r.segments.flatMap(e=>e.rates),...r.overall].filter(e=>e!==null),a=Math.max(Pc,...i),o=Math.min(a-Pc,...i),s=(e,t,n)=>({name:e,line:Rc(t,{low:o,high:a}),first:Lc(t.find(e=>e!==null)),last:Lc(t.findLast(e=>e!==null)),candidate:Lc(n)}),c=t.flatMap(e=>{let t=r.segments.find(t=>t.segment===e.name);return t?[s([q(e)],t.rates,e.candidate.rate)]:[]});return t.length===1&&c.length===1?c:[...c,s([T(`overall`)],r.overall,n?.candidate.rate)]}function Lc(e){return typeof e==`number`?I(e):`—`}function Rc(e,{low:t,high:n}){return e.map(e=>e===null?`·`:Nc[Math.round((e-t)/(n-t)*(Nc.length-1))]).join(``)}function zc(e,{result:t,axis:n,range:r,scales:i,index:a,overview:o}){let s=t.prompts.length===1,c=s||!V(e)?[E(e.path)]:y(e),l=gc(e),u=V(e)?[]:Ht(e),d=z`<p class="lead">${B(X(e,t.policy))}</p>
${u.map(({title:e})=>z`<p class="muted">${B(e)}.</p>`)}
${v(e)?lc(e,n):null}
${$s(e,{policy:t.policy,range:r})}
${Vc(e)}
${Ks(o,i)}
${Hc(e)}
${Uc(e)}
${Kc(e,t)}`,f=z`<h2 id="prompt-${a}-title">${B(c)}</h2><span class="state ${l.tone}">${l.word}</span>`;return!s&&e.verdict===`pass`?z`<section class="prompt" id="prompt-${a}" aria-labelledby="prompt-${a}-title">
<details class="fold whole"><summary>${f}</summary><div class="prompt-body">${Bc(e)}${d}</div></details>
</section>
`:z`<section class="prompt" id="prompt-${a}" aria-labelledby="prompt-${a}-title">
<header>${f}${Bc(e)}</header>
${d}
</section>
`}function Bc({baseline:e,candidate:t,change:n}){return e&&t&&e.path!==t.path?z`<p class="muted">was <code>${R(e.path)}</code></p>`:n===`added`?z`<p class="muted">a new prompt</p>`:null}function Vc(e){let t=le(e);if(!t||!e.latency)return null;let{sign:n,likeVerdict:r,words:i}=ze[e.latency.label].page,a=_e(e)?z`<span class="${r===null?`badge`:`badge ${r}`}"><span aria-hidden="true">${n.page}</span> ${i}</span>`:null;return z`<section class="part"><h3>Latency ${a}</h3>
<p>${B(t)}</p></section>`}function Hc(e){let t=e.becomes?.passRates;if(!t)return null;let n=Ic(e).map(({name:e,line:t,first:n,last:r,candidate:i})=>z`<tr><th scope="row">${B(e)}</th><td aria-hidden="true">${t}</td><td class="number">${n}</td><td class="number">${r}</td><td class="number">${i}</td></tr>\n`);return z`<section class="part"><h3>${B(Fc(t))}</h3>
<div class="scroll" tabindex="0" role="region" aria-label="Pass rates of ${e.path}"><table><thead><tr><th scope="col">Segment</th><th scope="col" aria-hidden="true">${`${t.versions[0]} … ${t.versions.at(-1)}`}</th><th scope="col" class="number">From</th><th scope="col" class="number">To</th><th scope="col" class="number">This change</th></tr></thead><tbody>${n}</tbody></table></div></section>`}function Uc({diff:e,path:t,candidate:n,includeDiffs:r=[]}){return[...e===``?[]:[{title:`What changed in the prompt`,path:n?.path??t,diff:e}],...r.map(e=>({...e,title:`What changed in a file that it includes`}))].map(Wc)}function Wc({title:e,path:t,diff:n}){let r=n.trimEnd().split(`
`).filter(e=>!/^(---|\+\+\+|===|Index:)/.test(e)),i=r.slice(0,2e3).map(Gc),a=r.length-i.length;return z`<details class="part fold" open><summary><h3>${e}: <code>${R(t)}</code></h3></summary>
<div class="scroll" tabindex="0" role="region" aria-label="Changes of ${R(t)}"><pre class="diff">${i}</pre></div>
${a>0?z`<p class="muted">${a} more lines are in the pull request.</p>`:null}</details>`}function Gc(e){let[t=` `]=e;return t===`+`?z`<ins>+ ${e.slice(1)}</ins>`:t===`-`?z`<del>− ${e.slice(1)}</del>`:t===`@`?z`<span class="hunk">${e}</span>`:z`<span>  ${e.slice(1)}</span>`}function Kc(e,t){let n=$t(e,t);if(n.length===0)return null;let{heads:r,rows:i}=an(e),a=r.map((e,t)=>z`<th scope="col" class="${t===0?``:`number`}">${e}</th>`),o=i.map(([e=[],...t])=>{let n=t.map(e=>z`<td class="number">${B(e)}</td>`);return z`<tr><th scope="row">${B(e)}</th>${n}</tr>\n`});return z`<details class="part fold"><summary><h3>How sure is this?</h3></summary>
<ul>${n.map(e=>z`<li>${B(e)}</li>`)}</ul>
<div class="scroll" tabindex="0" role="region" aria-label="Tests compared"><table><thead><tr>${a}</tr></thead><tbody>${o}</tbody></table></div></details>`}const qc=String.raw`  /* Two texts that have less in common are shown without marks. */
  const COMPARABLE = 0.35;
  const FIGURES = [
    ['Input tokens', (value) => formatted(Math.round(value))],
    ['of these cached', (value) => formatted(Math.round(value))],
    ['Output tokens', (value) => formatted(Math.round(value))],
    ['Money', (value) => '$' + Number(value.toPrecision(3)).toLocaleString('en-US', { maximumSignificantDigits: 3 })],
    ['Latency', (value) => (value < 1000 ? Math.round(value) + ' ms' : (value / 1000).toFixed(1) + ' s')],
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
    return element;
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

  function formatted(number) {
    return number.toLocaleString('en-US');
  }

  function plural(number, noun) {
    return formatted(number) + ' ' + noun + (number === 1 ? '' : 's');
  }
`,Jc=String.raw`  /* Words of two texts that the other has not, by their longest common subsequence. */
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
`,Yc=String.raw`  const CHUNK = 50;
  const ROW_HEIGHT = 49;
  const TURN_MS = 8;
  const MOST_PRINTED = 1000;
  /* So few rows stay, whether they are near or not. */
  const FEW = 200;
  const RANKS = { 'newly-failing': 0, new: 0, errored: 1, failing: 2, 'newly-passing': 3, passing: 4 };

  const source = document.getElementById('case-index');
  if (source) browseCases(JSON.parse(source.textContent));
  addEventListener('beforeprint', () => {
    for (const fold of document.querySelectorAll('details.fold')) fold.open = true;
  });
  openTarget();
  addEventListener('hashchange', openTarget);

  /* A link to a prompt opens its fold. */
  function openTarget() {
    const target = location.hash && document.getElementById(location.hash.slice(1));
    const fold = target && target.querySelector('details.whole');
    if (fold) fold.open = true;
  }

  function browseCases(data) {
    const form = document.getElementById('filters');
    const list = document.getElementById('case-list');
    const count = document.getElementById('case-count');
    const all = document.getElementById('all-cases');
    const blocks = document.getElementsByClassName('case-block');
    const cases = data.cases.map((item, number) => ({ ...item, number }));
    cases.sort((a, b) => rank(a) - rank(b) || a.prompt - b.prompt || a.number - b.number);
    let cluster = null;
    let shown = [];
    let run = 0;
    let rowHeight = ROW_HEIGHT;
    let observer = null;

    document.getElementById('case-browser').hidden = false;
    for (const radio of form.querySelectorAll('input[name=kind]')) {
      const number = cases.filter((item) => isKind(item, radio.value)).length;
      radio.parentElement.querySelector('b').textContent = formatted(number);
      if (number === 0) radio.disabled = true;
    }
    form.addEventListener('input', filter);
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

    function rank(item) {
      return RANKS[item.kind] - (item.marks ? (item.marks.includes('critical') ? 0.2 : 0.1) : 0);
    }

    function isKind({ kind }, wanted) {
      return !wanted || kind === wanted || (kind === 'new' && wanted === 'newly-failing');
    }

    async function filter() {
      const own = ++run;
      const wanted = new FormData(form);
      const [kind, prompt, segment] = ['kind', 'prompt', 'segment'].map((name) => wanted.get(name) || '');
      const words = (wanted.get('search') || '').toLowerCase().split(/\s+/).filter(Boolean);
      const segmentNumber = segment && data.segments.indexOf(segment);
      const found = [];
      let startedAt = performance.now();
      for (const item of cases) {
        if (isWanted(item)) found.push(item);
        if (performance.now() - startedAt < TURN_MS) continue;
        if (words.length > 0) count.textContent = 'Searching …';
        await new Promise((resolve) => setTimeout(resolve));
        if (own !== run) return;
        startedAt = performance.now();
      }
      all.hidden = !(kind || prompt || segment || words.length > 0 || cluster);
      show(found);

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

    function show(found) {
      shown = found;
      if (observer) observer.disconnect();
      observer = new IntersectionObserver(
        (entries) => {
          for (const { target, isIntersecting } of entries) (isIntersecting ? fill : empty)(target);
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
      const isShort = shown.length <= FEW;
      for (const chunk of isShort ? chunks : chunks.slice(0, 1)) fill(chunk);
      for (const chunk of isShort ? [] : chunks) observer.observe(chunk);
      count.textContent = shown.length === 0 ? 'No case is like this.' : plural(shown.length, 'case');
    }

    function fill(chunk) {
      if (chunk.childElementCount > 0) return;
      chunk.append(...shown.slice(chunk.from, chunk.from + CHUNK).map((item, at) => row(item, chunk.from + at)));
      chunk.style.height = '';
      const height = chunk.offsetHeight / chunk.childElementCount;
      if (height > 0) rowHeight = height;
    }

    /* The first rows stay, and what is opened or has the focus. */
    function empty(chunk) {
      if (chunk.from === 0 || chunk.childElementCount === 0 || chunk.contains(document.activeElement)) return;
      if (chunk.querySelector('details[open]')) return;
      chunk.style.height = chunk.offsetHeight + 'px';
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
`,Xc=Object.fromEntries(Object.entries(ke).map(([e,{sign:t,words:n}])=>[e,`${t.page} ${n}`])),Zc=`'use strict';
(() => {
  const LABELS = ${JSON.stringify(Xc)};
${Yc}
${qc}
${Jc}
})();
`,Qc=`
${ht}* { box-sizing: border-box; }
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
td.plot, th.plot { min-width: 15rem; width: 40%; padding-top: 0; padding-bottom: 0; }
.dumbbell td.plot, .dumbbell th.plot { min-width: 6rem; width: 22%; }
.dumbbell th, .dumbbell td { padding-right: .6rem; }
.segment-name { display: block; width: max-content; max-width: min(20rem, 80vw); overflow-wrap: anywhere; }
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
  .forest tbody td.verdict:empty { display: none; }
  .forest tbody td.plot, .dumbbell tbody td.plot { flex: 1 0 100%; padding: 0; }
  td[data-label]::before { content: attr(data-label) " "; color: var(--muted); font-weight: 400; }
}
@media (max-width: 48rem) {
  .arms { grid-template-columns: minmax(0, 1fr); }
  .case .kind { width: auto; }
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
`;var $c;function el(e,t){return[...tl(e,t)].join(``)}function*tl(e,t){let n=g(e.prompts),r=n.slice(0,200),i=n.map(e=>({prompt:e,overview:As(e,t)})),a=i.filter(Ps),o=i.map(({overview:e})=>e),s={result:e,axis:sc(r),range:Qs(r),scales:Gs(o)},c=r.map((e,t)=>{let n=o[t];return nl(e)&&n?zc(e,{...s,index:t,overview:n}):null});yield z`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${pt(gt({scripts:[Zc],styles:[Qc]}))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${Ie(e)}</title>
<link rel="icon" href="data:,">
<style>${pt(Qc)}</style>
</head>
<body>
${a.length===0?null:z`<a class="skip" href="#cases">Skip to the cases</a>`}
<main class="sheet">
${kc(e)}
${rl(r)}
${c}
${(e.portfolioPlans??[]).map((e,t)=>Mc(e,t))}
${a.length===0?null:Fs(a)}
${il(e)}
${al(e)}
</main>
`.markup,a.length>0&&(yield*xs(a.map(({prompt:e})=>e),t)),yield z($c||=mt([`<script>`,`<\/script>
</body>
</html>
`]),pt(Zc)).markup}function nl(e){return v(e)||V(e)}function rl(e){let t=e.flatMap((e,t)=>nl(e)?[{prompt:e,index:t}]:[]);if(t.length<2)return null;let n=t.map(({prompt:e,index:t})=>z`<li><span aria-hidden="true">${gc(e).sign.page}</span> <a href="#prompt-${t}">${e.path}</a></li>`);return z`<nav class="prompts" aria-label="Prompts"><ul>${n}</ul></nav>`}function il(e){let t=gr(e).map(e=>z`<li>${B(e)}</li>`);return t.length===0?null:z`<section class="run" aria-labelledby="registry-title"><h2 id="registry-title">${hr}</h2>
<ul>${t}</ul></section>`}function al(e){let t=[...qr(e),...cn(e),...ni(e).slice(0,200),...e.usage.trials>0?[$r(e)]:[]],{path:n,revision:r}=e.policySource,i=r===`unread`?z`<li>Policy: <code>${R(n)}</code>, which could not be read.</li>`:r===`defaults`?z`<li>Policy: the defaults; there is no <code>${R(n)}</code>.</li>`:z`<li>Policy: <code>${R(n)}</code> as it is at the ${r}.</li>`,a=t.map(e=>z`<li>${B(e)}</li>`);return z`<section class="run" aria-labelledby="run-title"><h2 id="run-title">What ran</h2>
<ul>${a}${i}<li>prompt-eval-gate ${e.tool.version}</li></ul></section>`}function ol(e){return[...e.prompts.flatMap(t=>sl(t,e)),...fl(e),...pl(e)]}function sl(e,t){return V(e)?e.reasons.map(n=>{let r=n.kind===`overall-regression`?e.overall:e.segments.find(e=>e.name===n.segment),i=w(y({...e,reasons:[n]})),a=r&&n.kind!==`weaker-suite`?[cl(r)]:[],o=n.kind===`cost`?[w(it(e,t.policy)??[])]:[],s=n.kind===`latency`?[w(le(e)??[])]:[];return{...ll(e),level:e.verdict===`block`&&!t.accepted?`failure`:`warning`,title:R(i,250),message:[...a,...o,...s,...ul(e)].join(` `)||i}}):[]}function cl({baseline:e,candidate:t,difference:n,interval:r,losses:i,wins:a,adjustedPValue:o}){if(!e||n===null)return`Passes ${I(t.rate)}.`;let s=r?` (95\u00a0% CI ${ge(r,` to `)})`:``;return`Passes ${I(t.rate)}, was ${I(e.rate)}: ${N(n)} points${s}, ${C(i)} lost / ${C(a)} won, adjusted p\u00a0${Se(o)}.`}function ll(e){let[t]=e.changedLines;return{path:e.file??e.path,startLine:t?.start??1,endLine:t?.end??1}}function ul({changedLines:e,because:t,path:n,file:r=n}){let i=e.slice(1,6).map(({start:e,end:t})=>e===t?`${e}`:`${e}–${t}`);if(i.length>0)return[`The pull request also changes lines ${i.join(`, `)}.`];let a=t.filter(e=>e!==r).slice(0,3);return e.length>0||a.length===0?[]:[w([`The change comes through ${a.map(e=>R(e)).join(`, `)}.`])]}const dl=/^(.+?)(?::(\d+))?(?::(\d+))?$/s;function fl(e){return e.errors.flatMap(({place:e,message:t,remedy:n})=>{let[,r,i]=e===null?[]:dl.exec(e)??[];if(r===void 0)return[];let a=Math.max(1,Number(i??1)),o=w([R([t,n].filter(Boolean).join(` `),1e3)]);return[{path:r,startLine:a,endLine:a,level:`failure`,title:R(t,250),message:o}]})}function pl({prompts:e}){return[...e.flatMap(({findings:e=[]})=>e)].sort((e,t)=>ml.indexOf(e.severity)-ml.indexOf(t.severity)).slice(0,40).map(({id:e,severity:t,path:n,line:r,message:i,remedy:a})=>({path:n,startLine:r,endLine:r,level:t===`notice`?`notice`:`warning`,title:e,message:w([R(`${i} ${a}`,1e3)])}))}const ml=[`error`,`warning`,`notice`],hl=/^<!-- prompt-eval-gate changes=([A-Za-z0-9+/]{4,4000}={0,2}) -->$/m,gl=Be([Ge().nullable(),Oe(),Oe().nullable()]),_l=Re({head:Ge(),prompts:p(Be([Ge(),p(gl)]))});function vl(e,t,n){let r=g(e.prompts).filter(v).map(e=>{let t=n?.get(e.path),r=[...e.overall?yl(null,e.overall,t?.overall):[],...A(e.segments).flatMap(e=>yl(e.name,e,t?.segments.get(e.name)))];return[e.path,r]}),i=Math.max(0,...r.map(([,e])=>e.length)),a=r;for(;;){let e=xl({head:t,prompts:a.map(([e,t])=>[e,t.slice(0,i)])});if(e.length<=2500)return a.length===0?``:e;i>1?i=Math.floor(i/2):a=a.slice(0,Math.floor(a.length/2))}}function yl(e,{difference:t},n){return t===null?[]:[[e,bl(t),n==null?null:bl(n)]]}function bl(e){return Number(e.toFixed(3))}function xl(e){return`<!-- prompt-eval-gate changes=${Buffer.from(JSON.stringify(e)).toString(`base64`)} -->`}function Sl(e,t){let n=Tl(e);if(!n)return;let r=n.head===t,i=n.prompts.map(([e,t])=>{let n=t.flatMap(([e,t,n])=>{let i=r?n:t;return i===null?[]:[{name:e,value:i}]});return[e,{segments:new Map(n.flatMap(({name:e,value:t})=>e===null?[]:[[e,t]])),overall:n.find(({name:e})=>e===null)?.value??null}]});return new Map(i)}function Cl(e){return hl.exec(e)?.[0]??``}function wl(e){return e.replace(hl,``).trimEnd()}function Tl(e){let[,t]=hl.exec(e)??[];if(t!==void 0)try{return _l.parse(JSON.parse(Buffer.from(t,`base64`).toString(`utf8`)))}catch{return}}const El=`<!-- prompt-eval-gate last-report -->`;function Dl(e,t,n){let[r=``]=t.split(`
`);return[t,K([r,`The rest is too long to be shown here: see the job summary of its run.`])].map(t=>K([e,kl(t)])).find(e=>e.length<=n)??e}function Ol(e){let t=e.indexOf(`\n${El}\n`);if(t!==-1)return e.slice(t+37+2).trim().slice(65,-10).trim()}function kl(e){return`${El}\n<details><summary>The last report before this run broke</summary>\n\n${e}\n\n</details>`}function Al(e){let t=[...e.prompts.map(t=>Vl(t,e)),...Hl(e)],n=`name="${e.partial?`prompt-eval-gate, partial run`:`prompt-eval-gate`}" ${Gl(t.flatMap(({cases:e})=>e))}`,r=t.map(Ul).join(``);return`<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${n} time="${Kl(e.usage.elapsedMs)}">\n${r}</testsuites>\n`}function jl(e,t){if(!v(e)){let n=w(X(e,t.policy)),r=[{name:`not run`,outcome:{kind:`skipped`,message:n,type:e.change,text:n}},...Rl(e)];return{name:e.path,cases:r}}let n=[...e.segments.map(t=>Ml(t,e)),...e.overall?[Pl(e.overall,e)]:[],...Ll(e),...Rl(e),...e.cost?zl(e.cost,e,t):[],...Bl(e)];return{name:e.path,cases:n}}function Ml(e,t){let n=t.reasons.find(({kind:t,segment:n})=>n===e.name&&t!==`weaker-suite`);return n?{name:e.name,outcome:Fl(n.kind,e,t)}:e.verdict===`invalid`?{name:e.name,outcome:Fl(`invalid`,e,t)}:O(t)?Nl(e,t):{name:e.name}}function Nl(e,t){let{passes:n,n:r}=e.candidate,i={kind:`skipped`,message:`${Ue(t)}: passes ${C(n)} of ${C(r)}`,type:`new`,text:Il(e,t)};return{name:e.name,outcome:i}}function Pl(e,t){let n=t.reasons.find(t=>t.kind===`overall-regression`||t.segment===e.name);return n?{name:`overall`,outcome:Fl(n.kind,e,t)}:O(t)?Nl(e,t):{name:`overall`}}function Fl(e,t,n){let r=Il(t,n),i=t.difference===null?``:`: ${N(t.difference)} points`;return{kind:e===`invalid`?`error`:`failure`,message:`${e}${i}`,type:e,text:r}}function Il(e,t){let[n,r,i,a,o,s]=Lt(e);return[`verdict: ${kt(e,t).words}`,`segment: ${R(e.name,200)}`,`baseline: ${n}`,`candidate: ${r}`,`change, 95\u00a0% CI: ${i}`,`lost / won: ${a}`,`z: ${o}`,`adjusted p: ${s}`].join(`
`)}function Ll(e){return e.reasons.filter(({kind:e})=>e===`critical-case`||e===`critical-case-unanswered`).map(({kind:e,caseId:t=``})=>{let[n,r]=e===`critical-case`?[`failure`,`a critical case that always passed now always fails`]:[`error`,`a critical case that always passed now has no answer`];return{name:t,outcome:{kind:n,type:e,message:r,text:r}}})}function Rl(e){return e.reasons.filter(e=>e.kind===`weaker-suite`).map(({segment:e=``})=>{let t=`cases are removed, loosened, or asked only with added values, which the policy blocks`,n={kind:`failure`,type:`weaker-suite`,message:t,text:t};return{name:`cases of ${e}`,outcome:n}})}function zl(e,t,n){let r=w(it(t,n.policy)??[]);return tt(e).flatMap(({of:e,label:t,limit:n,ratio:i})=>e===`money`&&n===null?[]:t===`exceeded`?[{name:e,outcome:{kind:`failure`,type:`cost`,message:`more ${e} than the limit`,text:r}}]:[{name:e,...i?{}:{outcome:{kind:`skipped`,message:n===null?`no limit`:`nothing to compare`,type:`cost`,text:r}}}])}function Bl(e){let{latency:t}=e;return(t?re(t).filter(({limit:e})=>e!==null):[]).map(({of:t,label:n})=>{let r=`latency, ${t}`;return n===`exceeded`?{name:r,outcome:{kind:`failure`,type:`latency`,message:`answers take longer than the limit (${t})`,text:w(le(e)??[])}}:{name:r}})}function Vl(e,t){let n=jl(e,t),{accepted:r}=t;if(!r)return n;let i=t=>e.reasons.some(({segment:e})=>e===t),a=n.cases.map(({name:e,outcome:t})=>{if(!t||!(t.kind===`failure`||i(e)))return{name:e,...t&&{outcome:t}};let n=`accepted by @${r.by}: ${t.message}`;return{name:e,outcome:{...t,kind:`skipped`,message:n}}});return{...n,cases:a}}function Hl(e){if(e.verdict===`partial`){let t=w(me(e));return[{name:`prompt-eval-gate`,cases:[{name:`gate`,outcome:{kind:`skipped`,message:t,type:`partial`,text:t}}]}]}if(e.accepted){let t=w(me(e));return[{name:`prompt-eval-gate`,cases:[{name:`gate`,outcome:{kind:`skipped`,message:t,type:`accepted`,text:t}}]}]}if(e.errors.length===0&&e.verdict!==`error`)return[];let t=e.errors.map(({place:e,message:t,remedy:n})=>[e,t,n].filter(Boolean).join(` `)).join(`
`);return[{name:`prompt-eval-gate`,cases:[{name:`gate`,outcome:{kind:`error`,message:w(me(e)),type:`error`,text:t}}]}]}function Ul({name:e,cases:t}){let n=t.map(t=>Wl(t,e)).join(``);return`  <testsuite name="${ql(e)}" ${Gl(t)}>\n${n}  </testsuite>\n`}function Wl({name:e,outcome:t},n){let r=`    <testcase classname="${ql(n)}" name="${ql(e)}"`;if(!t)return`${r}/>\n`;let{kind:i,message:a,type:o,text:s}=t,c=i===`skipped`?``:` type="${ql(o)}"`;return`${r}>\n      <${i} message="${ql(a)}"${c}>${Jl(s)}</${i}>\n    </testcase>\n`}function Gl(e){let t=t=>e.filter(({outcome:e})=>e?.kind===t).length;return`tests="${e.length}" failures="${t(`failure`)}" errors="${t(`error`)}" skipped="${t(`skipped`)}"`}function Kl(e){return(e/1e3).toFixed(3)}function ql(e){return Jl(R(e,200))}function Jl(e){return i(e).replace(/[\ufffe\uffff]/g,`�`)}function Yl(e,t,n=!1){let r=t?.get(e.path);if(!r)return[];let i=[...A(e.segments).flatMap(e=>Xl([q(e)],e,r.segments.get(e.name))),...e.overall&&e.segments.length>1?Xl([T(`overall`)],e.overall,r.overall):[]];if(i.length===0)return[];let a=i.slice(0,4).map(Zl),o=i.length-a.length;return[`Since the last push`,...n?[` of `,E(e.path)]:[],`: `,...a.flatMap((e,t)=>t===0?e:[`; `,...e]),...o>0?[`; ${o} more moved`]:[],`.`]}function Xl(e,{difference:t},n){return typeof n!=`number`||t===null||Math.abs(t-n)<.01?[]:[{name:e,was:n,now:t}]}function Zl({name:e,was:t,now:n}){return[...e,` was ${N(t)}, now `,T(N(n)),` points`]}function Ql(e,t,{withLine:n=!0}={}){let[,r=``,i]=/^(.*?)(?::(\d+)(?::\d+)?)?$/s.exec(e)??[];return eu(r,{label:e,source:t,lines:n&&i!==void 0?`L${i}`:``})}function $l({path:e,file:t=e,suite:n,changedLines:r,because:i,candidate:a},o){if(!o||a===null)return``;let s=r.slice(0,4).map(({start:e,end:n},r)=>{let i=e===n?`${e}`:`${e}–${n}`;return eu(t,{label:r===0?`${t}:${i}`:i,source:o,lines:e===n?`L${e}`:`L${e}-L${n}`})}),c=i.filter(e=>e!==t).slice(0,4).map(e=>eu(e,{label:e,source:o})),l=[...s.length>0?s:[eu(t,{label:t,source:o})],...c],u=n?[`suite ${eu(n.path,{label:n.path,source:o})}`]:[];return[l.join(`, `),...u].join(` · `)}function eu(e,{label:t,source:n,lines:r=``}){let i=s(R(t)),a=e.split(`/`),o=a.every(e=>e!==``&&e!==`.`&&e!==`..`);if(!n||!o||!e.isWellFormed())return i;let c=a.map(tu).join(`/`);return Ot(i,`${n.repository}/blob/${n.sha}/${c}${r&&`#${r}`}`)}function tu(e){return encodeURIComponent(e).replace(/[!'()*]/g,e=>`%${e.charCodeAt(0).toString(16).toUpperCase()}`)}function nu(e,t){let{cases:n,answers:r,block:i,elsewhere:a,clusters:o}=t,s=ru(e.cases,o),c=[...s.flatMap(su),...s.flatMap(cu)],l=new Map(c.map((e,t)=>[e,t])),u=e=>e.flatMap(e=>{let t=l.get(e)??0;return t<n?[i(e,t<r)]:[]}),d=s.map(t=>{let n=u(cu(t));return K([...lu(t,e.cases.length),...u(su(t)),n.length>0?U([`${h(n.length,`more case`)} like it`],n):``])}),f=Math.min(n,c.length)-r;return U(e.title,[...d,f>0?`The answers to ${h(f,`case`)} are left out here: ${a}.`:``,G(c.length-n,{noun:`more case`,elsewhere:a})])}function ru(e,t){let n=new Map(t.flatMap(e=>e.members.map(t=>[t,e]))),r=/* @__PURE__ */ new Map;for(let t of e){let e=n.get(t.id)??null,i=r.get(e);i?i.push(t):r.set(e,[t])}return[...r].map(([e,t])=>({cluster:e,cases:iu(t,e)})).sort((e,t)=>au(e)-au(t)||t.cases.length-e.cases.length)}function iu(e,t){let[n]=e;if(!n||!t||ou(n))return[...e];let r=e.find(({id:e})=>e===t.representative)??n;return[r,...e.filter(e=>e!==r)]}function au({cases:[e]}){return e?.critical?0:e?.severe?1:2}function ou({critical:e,severe:t}){return e||t}function su({cluster:e,cases:t}){return e?t.slice(0,1):t}function cu({cluster:e,cases:t}){return e?t.slice(1):[]}function lu({cluster:e,cases:t},n){if(!e||t.length<2)return[];let r=`${C(t.length)} of ${C(n)}`;return[b([T(r),` `,...Ns(e)])]}function uu(e,t){let n=/* @__PURE__ */ new Map,r=new Set(t.filter(({suite:e})=>e&&e.digest!==e.baselineDigest).flatMap(({newlyFailing:e,newlyPassing:t})=>[...e,...t]));return(t,i)=>{let a=Ql(t.place,e,{withLine:!r.has(t)}),o=n.get(t)??{short:du(t,{place:a,answerFollows:!1})};return n.set(t,o),i?(o.long??=K([du(t,{place:a,answerFollows:!0}),fu(t)]),o.long):o.short}}function du(e,{place:t,answerFollows:n}){let r=[T(R(e.description??e.id,120)),...Gt(e)];return K([`${b(r)} · ${t}`,W(Kt(e,n))])}function fu({baseline:e,candidate:t}){if(t.answer===null)return``;let n=e?e.answer:``;if(n===null)return``;let r={same:`  `,removed:`- `,added:`+ `},i=_t(e?n:t.answer,t.answer).flatMap(({kind:e,text:t})=>bt(t,96).map(t=>r[e]+t));return u(i.join(`
`),`diff`)}function pu(e,{rows:t,beside:n}){let r=ar(e,{width:40,beside:[e,...n]}),i=Math.min(t,40)+1,a=e.segments.length>1&&e.overall?.interval!=null,o=r.length<=i||!a?r.slice(0,i):[...r.slice(0,i),...r.slice(-1)];return r.length>1?u(o.join(`
`)):``}function mu(e,t,n=!1){let r=it(e,t.policy);return!r||!e.cost?``:`**Cost**${n?` of ${b([E(e.path)])}`:``} ${ze[e.cost.label].sign.emoji} ${b(r)}`}function hu(e,{full:t=!1,named:n=!1}){let r=le(e);return!r||!e.latency||!(t||_e(e))?``:`**Latency**${n?` of ${b([E(e.path)])}`:``} ${ze[e.latency.label].sign.emoji} ${b(r)}`}function gu(e,t){let n=e.becomes?.passRates;if(!n)return``;let r=[`segment`,`versions`,`from`,`to`,`this change`].map((e,t)=>({head:e,align:t<2?`left`:`right`})),i=Ic(e).slice(-t-1).map(({name:e,line:t,first:n,last:r,candidate:i})=>[e,...[t,n,r,i].map(e=>[e])]);return U(Fc(n),[H(r,i)])}function _u(e,t,n){let r=$t(e,t);if(r.length===0)return``;let{heads:i,rows:a}=an(e),o=i.map((e,t)=>({head:e,align:t===0?`left`:`right`})),s=[...a.slice(0,Math.min(n,a.length-1)),...a.slice(-1)];return U([`How sure is this?`],[W(r.slice(0,n+3)),H(o,s)])}function vu(e){if(e.errors.length===0)return``;let t=/* @__PURE__ */ new Map;for(let{kind:n,message:r}of e.errors)t.set(n,{count:(t.get(n)?.count??0)+1,message:r});let n=[...t].slice(0,10).map(([e,{count:t,message:n}])=>[E(e),`, ${h(t,`time`)}: `,n.slice(0,300)]);return U([mn(e.errors)],[W(n)])}const yu=[{kind:`answers`,least:0},{kind:`cases`,least:0},{kind:`passing`,least:0},{kind:`rows`,least:10},{kind:`failing`,least:1},{kind:`rows`,least:0},{kind:`failing`,least:0}];function bu(e,t,n){let r=t,i=e(r);if(i.length<=n)return i;for(let{kind:t,least:i}of yu){let a=r;r={...a,[t]:Math.min(a[t],i)};let o=e(r);if(!(o.length>n))return xu(n=>e({...a,[t]:n}),{fits:r[t],tooMany:a[t],shortest:o},n)}}function xu(e,t,n){let{fits:r,tooMany:i,shortest:a}=t;for(;i-r>1;){let t=Math.floor((r+i)/2),o=e(t);o.length<=n?[r,a]=[t,o]:i=t}return a}function Su(e,t={}){let n=t.marker?`\n\n${t.marker}`:``,r=(t.budget??6e4)-n.length,i=uu(t.source,e.prompts);return(bu(n=>K(Tu({result:e,options:t,limits:n,block:i})),{answers:Cu(e),cases:Cu(e),passing:e.prompts.length,failing:e.prompts.length,rows:Math.max(1,...e.prompts.map(e=>e.segments.length))},r)??wu(e,t))+n}function Cu({prompts:e}){return Math.max(0,...e.flatMap(e=>[e.newlyFailing.length,e.newlyPassing.length]))}function wu(e,t){return K([`### ${b(de(e,t))}`,`The report is too long to be shown here: ${Ru(t)}.`])}function Tu(e){let{result:t,options:n}=e,r=`### ${b(de(t,n))}`,i=Dt(sn(t),L.emoji);if(st(t))return[r,i,...ju(e),Mu(t),Nu(t),...Fu(e),zu(n)];let a=g(t.prompts),o=a.filter(V);return[r,i,Eu(t),t.verdict===`error`&&o.some(v)?`**Decided before it broke**`:``,...Du(o,e),...ju(e),Pu(a.filter(e=>e.verdict===`pass`&&v(e)),e),Mu(t),Nu(t),Lu(t),zu(n)]}function Eu(e){let t=W(pn(e,+(e.verdict===`error`)));return t===``||e.verdict===`error`?t:K([`${L.emoji} Not everything could be decided:`,t])}function Du(e,t){let{result:n,limits:r,options:i}=t,a=e.slice(0,r.failing),o=n.prompts.filter(v).length>1||n.verdict===`error`;return[...a.flatMap(e=>[o?`#### ${Ne[e.verdict].sign.emoji} ${b(y(e))}`:``,...Ou(e,t)]),G(e.length-a.length,{noun:`more prompt`,which:` with something wrong`,elsewhere:Ru(i)})]}function Ou(e,t){let{result:n,options:r,limits:i}=t,a=[...Ht(e),...r.full?Wt(e):[]];return[b(X(e,n.policy)),b(Yl(e,r.former)),$l(e,r.source),v(e)?Mt(e,i.rows):``,Au(e,t),pu(e,{rows:i.rows,beside:n.prompts.filter(V)}),mu(e,n),hu(e,{full:r.full}),r.full&&v(e)?U([`Cost of each segment`],[Bt(e,i.rows)]):``,...a.map(n=>nu(n,{...i,...ku(e,t)})),vu(e),gu(e,i.rows),_u(e,n,i.rows)]}function ku({clusters:e},{block:t,options:n}){return{block:t,elsewhere:Ru(n),clusters:e?.newlyFailing??[]}}function Au(e,{limits:t,options:n}){return G(e.segments.length-t.rows,{noun:`more segment`,elsewhere:Ru(n)})}function ju({result:e,limits:t}){return(e.portfolioPlans??[]).map(e=>es(e,t.rows))}function Mu(e){let t=gr(e);return t.length===0?``:K([`**${hr}**`,W(t)])}function Nu(e){return W(qr(e))}function Pu(e,t){if(e.length===0)return``;let{result:n,limits:r,options:i}=t,{sign:a,text:o}=vn(e,n.policy),s=[`${a.emoji} `,...o],c=e.slice(0,r.passing),l=G(e.length-c.length,{noun:`prompt`,which:` that does not block`,elsewhere:Ru(i)});if(c.length===0)return K([`${b(s)}.`,l]);let u=c.flatMap(e=>Iu(e,t));return U(s,[Nt(c,r.rows),...u,l])}function Fu(e){let{result:t,limits:n,options:r}=e,i=t.prompts.filter(v);if(i.length===0)return[Lu(t)];let a=i.slice(0,n.passing),[o]=a,s=a.flatMap(e=>[mu(e,t,i.length>1),hu(e,{full:r.full,named:i.length>1})]),c=new Map(a.flatMap(e=>$t(e,t,i.length>1)).map(e=>[w(e),e]));return[W(a.map(e=>Yl(e,r.former,!0)).filter(e=>e.length>0)),U([`Segments, cost and what ran`],[i.length>1?Nt(a,n.rows):o?Mt(o,n.rows):``,G(i.length-a.length,{noun:`more prompt`,elsewhere:Ru(r)}),...s,W([...c.values()].slice(0,n.rows+3)),W([...cn(t),...ni(t).slice(0,n.passing),$r(t)])]),...a.flatMap(t=>Iu(t,e)),...o&&i.length===1?[gu(o,n.rows)]:[]]}function Iu(e,t){let{limits:n,options:r}=t,i=r.full||te(e);return[...Ht(e),...i?Wt(e):[]].map(({title:r,cases:i})=>nu({title:[E(e.path),`: `,...r],cases:i},{...n,...ku(e,t)}))}function Lu(e){let t=e.usage.trials>0?[...ni(e).slice(0,20),$r(e)]:[],n=[...cn(e),...t];return n.length>0?U([`What ran`],[W(n)]):``}function Ru({resultLocation:e,resultUrl:t}){let n=e??`the result JSON`;return`see ${t?Ot(b([n]),t):b([n])}`}function zu({resultLocation:e=`the whole report`,resultUrl:t,pageUrl:n}){let r=[...t?[Ot(b([e]),t)]:[],...n?[`${Ot(`the page with every case`,n)}, among the artifacts of the run`]:[]];return r.length===0?``:`More: ${r.join(` · `)}`}const Bu=1e6;function Vu(e,t={}){let n=n=>Su(e,{...t,budget:n,full:!0}),r=n(Bu),i=Buffer.byteLength(r);return i<=Bu?r:n(Math.floor(Bu/i*Bu*.95))}function Hu(e,t){let n=na(t),{calls:r,fromStore:i,usd:a}=e.usage,o=a!==null&&a>0?`, ${ce(a)}`:``,s=`${h(r,`answer`)} asked, ${C(i)} stored${o}`,c=[...Ha(e,n),...Q(pn(e,+(ie(e)===`error`)),n),...g(e.prompts).flatMap(e=>qa(e,n)),...Uu(e),...e.usage.trials>0?[n.paint.dim(s)]:[]];return l(c.join(`
`))}function Uu({prompts:e}){let t=e.flatMap(e=>e.newlyFailing);if(t.length===0)return[];let n=t.slice(0,5).map(({id:e,description:t})=>R(t??e,60)),r=t.length-n.length;return[`newly failing: ${[...n,...r>0?[`${C(r)} more`]:[]].join(`; `)}`]}export{_o as A,Ra as B,Vo as C,xo as D,jo as E,co as F,lo as I,Ha as L,go as M,mo as N,yo as O,so as P,Ba as R,qo as S,Ao as T,$o as _,Ol as a,Uo as b,Sl as c,ol as d,tl as f,ns as g,is as h,Al as i,po as j,ho as k,vl as l,ss as m,Vu as n,Dl as o,el as p,Su as r,Cl as s,Hu as t,wl as u,Xo as v,Go as w,Lo as x,Ho as y,qa as z};