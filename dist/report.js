import{o as e,t}from"./rolldown-runtime.js";import{Q as n,a as r,c as i,d as a,f as o,n as s,o as c,r as l,tt as u}from"./basics.js";import{$ as d,$n as f,A as p,An as m,B as ee,Bn as h,Ct as g,Et as te,F as _,Fn as v,G as ne,Gn as re,H as y,I as ie,In as b,J as x,Jn as S,K as ae,Kn as oe,L as se,Lt as ce,M as le,Mn as ue,N as de,Nn as C,O as fe,On as pe,P as me,Pn as w,Pt as he,Q as ge,Qn as T,Rn as E,St as _e,Tt as D,U as ve,Un as ye,Vn as be,W as xe,Wn as O,X as k,Xn as Se,Y as Ce,Yn as A,Z as we,Zn as Te,Zt as Ee,_t as De,at as Oe,bt as ke,ct as Ae,dn as je,dt as Me,er as Ne,et as Pe,fn as Fe,ft as Ie,gt as Le,ht as Re,it as ze,j as Be,jn as j,k as Ve,kn as M,lt as He,mt as N,nr as P,nt as Ue,o as F,on as We,ot as Ge,pt as I,q as Ke,qn as qe,rt as Je,s as Ye,sn as Xe,st as Ze,tr as Qe,tt as $e,ut as et,vt as tt,w as nt,wt as L,xt as rt,zn as R}from"./start.js";import{yt as it}from"./assertions.js";import{F as at,M as ot,N as st,P as ct}from"./comparison.js";import{St as lt}from"./policy.js";import{a as ut,c as dt,i as ft,n as pt,o as z,r as mt,s as B}from"./dashboard.js";function V({verdict:e}){return e===`block`||e===`error`}function ht(e,t,n=1500){let[r,i]=[_t(e,n),_t(t,n)];return r.length+i.length>400?[...r.map(e=>gt(`removed`,e)),...i.map(e=>gt(`added`,e))]:ct(r,i).flatMap(({value:e,added:t,removed:n})=>e.map(e=>gt(t?`added`:n?`removed`:`same`,e)))}function gt(e,t){return{kind:e,text:t}}function _t(e,t){let n=o(e.slice(0,t)).split(`
`).flatMap(e=>e.split(/(?<=[.!?。！？])[ \t]+/u)).filter(e=>e.trim()!==``),r=e.length-t;return r>0&&n.push(`… (${r} more characters)`),n.length>0?n:[`(an empty answer)`]}function vt(e,t){let n=[],r=e.trimEnd();for(;r.length>t;){let e=r.lastIndexOf(` `,t),i=e>t/2?e:yt(r,t);n.push(r.slice(0,i)),r=r.slice(i).trimStart()}return r===``&&n.length>0?n:[...n,r]}function yt(e,t){let n=e.charCodeAt(t-1);return n>=55296&&n<=56319?t-1:t}function bt(e){return e.length}function xt(e,t){let n=t||{},r=(n.align||[]).concat(),i=n.stringLength||bt,a=[],o=[],s=[],c=[],l=0,u=-1;for(;++u<e.length;){let t=[],r=[],a=-1;for(e[u].length>l&&(l=e[u].length);++a<e[u].length;){let o=St(e[u][a]);if(n.alignDelimiters!==!1){let e=i(o);r[a]=e,(c[a]===void 0||e>c[a])&&(c[a]=e)}t.push(o)}o[u]=t,s[u]=r}let d=-1;if(typeof r==`object`&&`length`in r)for(;++d<l;)a[d]=Ct(r[d]);else{let e=Ct(r);for(;++d<l;)a[d]=e}d=-1;let f=[],p=[];for(;++d<l;){let e=a[d],t=``,r=``;e===99?(t=`:`,r=`:`):e===108?t=`:`:e===114&&(r=`:`);let i=n.alignDelimiters===!1?1:Math.max(1,c[d]-t.length-r.length),o=t+`-`.repeat(i)+r;n.alignDelimiters!==!1&&(i=t.length+i+r.length,i>c[d]&&(c[d]=i),p[d]=i),f[d]=o}o.splice(1,0,f),s.splice(1,0,p),u=-1;let m=[];for(;++u<o.length;){let e=o[u],t=s[u],r=n.fillRows===!1?Math.max(1,o[u===1?0:u].length):l;d=-1;let i=[];for(;++d<r;){let o=e[d]||``,s=``,l=``;if(n.alignDelimiters!==!1){let e=c[d]-(t[d]||0),n=a[d];if(n===114)s=` `.repeat(e);else if(n===99){let t=e/2;e%2?(s=` `.repeat(t+.5),l=` `.repeat(t-.5)):(s=` `.repeat(t),l=s)}else l=` `.repeat(e)}n.delimiterStart!==!1&&!d&&i.push(`|`),n.padding===!1||n.alignDelimiters===!1&&o===``||n.delimiterStart===!1&&!d||i.push(` `),n.alignDelimiters!==!1&&i.push(s),i.push(o),n.alignDelimiters!==!1&&i.push(l),n.padding!==!1&&i.push(` `),(n.delimiterEnd!==!1||d!==r-1)&&i.push(`|`)}m.push(n.delimiterEnd===!1?i.join(``).replace(/ +$/,``):i.join(``))}return m.join(`
`)}function St(e){return e==null?``:String(e)}function Ct(e){let t=typeof e==`string`?e.codePointAt(0):0;return t===67||t===99?99:t===76||t===108?108:t===82||t===114?114:0}function H(e,t){let n=t.map(e=>e.map(wt));return xt([e.map(({head:e})=>e),...n],{align:e.map(({align:e})=>e===`right`?`r`:``),alignDelimiters:!1})}function wt(e){return C(e).replace(/\|/g,`\\|`)}function U(e,t){return`<details><summary>${ue(e)}</summary>\n\n${K(t)}\n\n</details>`}function Tt(e,t){return e.map(e=>`> ${t} ${C(e)}`).join(`
>
`)}function W(e){return e.map(e=>`- ${C(e)}`).join(`
`)}function G(e,{noun:t,which:n=``,elsewhere:r}){return e>0?`${E(e,t)}${n} left out here: ${r}.`:``}function K(e){return e.filter(e=>e!==``).join(`

`)}function Et(e,t){return/^https:\/\/[\w.:/?&=%#~+-]+$/.test(t)?`[${e}](${t})`:e}function Dt(e,t){let{verdict:n}=e;if(!k(t)||n===`invalid`)return{sign:et[n],words:n,likeVerdict:n};if(n===`regression`)return{sign:Oe,words:`too low`,likeVerdict:`regression`};let r=Pe(t);return Ce(e)?{sign:N,words:r,likeVerdict:`invalid`}:{sign:t.change===`added`?He:Me,words:r,likeVerdict:null}}function Ot(e,t){if(k(t))return Dt(e,t);let n=t.reasons.some(e=>e.kind===`overall-regression`),r=n?`regression`:e.verdict;return n||r===`improved`?{sign:et[r],words:r,likeVerdict:r}:null}const kt=[{head:`segment`,align:`left`},{head:`change,\xA095\xA0%\xA0CI`,align:`left`},{head:`verdict`,align:`left`},{head:`baseline`,align:`right`},{head:`candidate`,align:`right`},{head:`lost\xA0/\xA0won`,align:`right`},{head:`adjusted\xA0p`,align:`right`}];function At(e,t){return H(kt,Mt(e,t))}function jt(e,t){let n=e.flatMap(e=>Mt(e,t).map(t=>[...t,[m(e.path)]]));return H([...kt,{head:`prompt`,align:`left`}],n)}function Mt(e,t){let n=g(e.segments).slice(0,t).map(t=>Nt(t,Dt(t,e),q(t))),{overall:r}=e;return r?[...n,Nt(r,Ot(r,e),v(`overall`))]:n}function q({name:e}){return{code:M(e,30)}}function Nt(e,t,n){let[r,i,a,o,,s]=Ft(e),c=e.missing>0?` (${h(e.missing)} missing)`:``,l=[a,t?.words??``,r,i,o,s];return[[t?`${t.sign.emoji}\u00a0`:``,n,Pt(c)],...l.map(e=>[Pt(e)])]}function Pt(e){return e.replaceAll(` `,`\xA0`)}function Ft(e){let t=e.baseline!==null;return[e.baseline?T(e.baseline.rate):`—`,T(e.candidate.rate),It(e),t?`${h(e.losses)} / ${h(e.wins)}`:`—`,t?Qe(e.z):`—`,t||e.method!==`none`?qe(e.adjustedPValue):`—`]}function It({difference:e,interval:t}){return e===null?`—`:`${A(e)}${t?` (${Se(t)})`:``}`}const Lt=[{head:`segment`,align:`left`},{head:`tokens a call`,align:`right`},{head:`change, 95\xA0% CI`,align:`left`},{head:`input`,align:`right`},{head:`output`,align:`right`},{head:`cached`,align:`right`},{head:`money per 1,000 calls`,align:`right`}];function Rt(e,t){let n=[...g(e.segments).slice(0,t),...e.overall?[e.overall]:[]];return H(Lt,n.map(t=>[[t===e.overall?v(`overall`):q(t)],...zt(t).map(e=>[Pt(e)])]))}function zt({cost:e}){let{baseline:t,candidate:n,ratio:r}=e,i=e=>`${t?`${e(t)} → `:``}${e(n)}`,a=r&&Number.isFinite(r.high)?` (${R(r.low,!1)} … ${R(r.high,!1)})`:``;return[i(e=>h(e.totalTokens)),r?`${R(r.ratio)}${a}`:`—`,i(e=>h(e.inputTokens)),i(e=>h(e.outputTokens)),i(e=>h(e.cachedInputTokens)),n.usd===null?`—`:i(e=>e.usd===null?`—`:oe(e.usd))]}function Bt(e){let t=_e(e).map(({name:e})=>e),n=t.map(t=>{let n=e.newlyFailing.filter(({segments:e})=>e.includes(t)),r=e.segments.length===1?[]:[` in `,q({name:t})];return{title:[`${E(n.length,`case`)} newly ${F(n.length,`fail`)}`,...r],cases:n}}),r=e.newlyFailing.filter(({segments:e})=>!e.some(e=>t.includes(e))),i=e.baseline?`newly ${F(r.length,`fail`)}`:F(r.length,`fail`),a=n.length>0?` elsewhere`:``,o={title:[`${E(r.length,`case`)} ${i}${a}${Vt(e)}`],cases:r};return[...n,o].filter(({cases:e})=>e.length>0).map(({title:e,cases:t})=>({title:e,cases:ke(t)}))}function Vt(e){return e.verdict!==`pass`||!e.baseline?``:[...e.segments,e.overall].some(e=>e?.unconfirmed)?`, which the baseline, asked anew, does not confirm`:ve(e)?`, too few cases to tell it from chance`:`, not shown to be more than chance`}function Ht(e){let t=e.newlyPassing;return t.length===0?[]:[{title:[`${E(t.length,`case`)} newly ${F(t.length,`pass`)}`],cases:t}]}function Ut({critical:e,severe:t,baseline:n,candidate:r}){let i=r.trials>1&&n?[` · ${h(n.passes)} → ${h(r.passes)} of ${h(r.trials)} pass`]:[];return[...e?[` · ❗ critical`]:[],...t?[` · always passed, now always fails`]:[],...i]}function Wt({baseline:e,candidate:t},n){let r=t.failures.length>0||!e?t:e;return r.failures.slice(0,3).map(({type:e,reason:t})=>{let i=n&&r.answer!==null?Gt(t,r.answer):t;return[`✗ `,m(M(e,40)),` `,M(i,240)]})}function Gt(e,t){let n=t.length<24?-1:e.indexOf(t.slice(0,24));if(n<0)return e;let r=e.slice(0,n),i=r.replace(/; it was ["“«]$/,``);return i===r?`${r}…${/["”»]$/.exec(e)?.[0]??``}`:i}const Kt=1e-4;function qt(e){return e<Kt?`less than once in ${h(1/Kt)}`:e<=.1?`once in ${h(Number((1/e).toPrecision(2)))}`:`in ${h(Math.round(e*100))} of 100`}function Jt(e){let t=[...e.segments,...e.overall&&e.segments.length>1?[e.overall]:[]],n=t.filter(({verdict:e,difference:t,unconfirmed:n})=>e!==`invalid`&&!n&&(t??0)<0).reduce((e,t)=>!e||Xt(t,e)?t:e,null);if(!n)return t.every(Yt)?[`No segment passes fewer cases than before.`]:[];let r=n.adjustedPValue,i=[`Chance alone shows `,...n===e.overall?[`all cases together this bad`]:e.segments.length>1?[`some segment as bad as `,q(n)]:[`cases this bad`],` ${qt(r)} harmless edits (adjusted p\u00a0${S(r)})`];return n.verdict===`regression`?[...i,`.`]:[...i,`: too often to be called worse, which does not show that it is not.`]}function Yt({verdict:e,difference:t}){return e!==`invalid`&&t!==null&&t>=0}function Xt(e,t){let n=e=>e.verdict===`regression`?0:1;return n(e)-n(t)<0||n(e)===n(t)&&e.adjustedPValue<t.adjustedPValue}function Zt(e,t,n=!1){let{policy:r}=t;if(!e.overall)return[];if(!e.baseline)return $t(e,r);let i=e.segments.filter(e=>e.verdict===`inconclusive`),a=Jt(e),o=[n&&a.length>0?[m(e.path),`: `,...a]:a,...i.map(t=>en(t,Je(e,r,t.name)))],s=e.overall.ofFirstLook?[Qt]:[];return[...[...o,s].filter(e=>e.length>0),tn(e,t)]}const Qt=`The figures over all cases are those of the first look: only some segments were asked further, which would tilt them.`;function $t(e,t){let{levels:n,segments:r}=e,i=$e(e,t,r.map(({name:e})=>e));if(i===null)return[];let a=n?`, α ${ye(r.length===1?n.segments:n.segments+n.overall)}`:``;return[[`Test: exact binomial against the ${i} of `,m(`gate.min-pass-rate`),`${a}. p is how often a prompt that passes ${i} would pass so few.`]]}function en(e,t){let{minimumDetectableEffect:n,detectableBySuite:r,casesNeeded:i,families:a}=e;if(n===null)return[];let o=`${`${E(e.cases,`case`)}${a===void 0||a===e.cases?``:` of ${E(a,`family`,`families`)}`}`} show a drop of ${Te(n)} points 4 times out of 5, and may miss a smaller one`,s=typeof r==`number`&&r<n?`; all cases of the suite, one of ${Te(r)} points`:``,c=i===null||t===null?``:` For ${Te(t)} points it needs ${E(i,`case`)}.`;return[q(e),`: ${o}${s}.${c}`]}function tn(e,{policy:t,prompts:n}){let{gate:r}=ze(e,t),i=lt[r.test??`proportions-z`],a=r.correction===`holm`?`Holm`:`min-P`,{levels:o,suite:s,segments:c,overall:l}=e,u=[`Test: ${i}`];c.length>1&&u.push(`${a} over ${E(c.length,`segment`)}`),o&&u.push(`α ${ye(o.segments)} + ${ye(o.overall)} (segments + overall)`);let d=n.filter(x).length;d>1&&u.push(ge({prompts:n,policy:t})>0?`the α of ${d} prompts together`:`for each of ${d} prompts by itself`),s&&s.trials>1&&u.push(`${h(s.trials)} trials a case, the case being the unit`);let{families:f,cases:p=0}=l??{};f!==void 0&&f<p&&u.push(`${E(f,`family`,`families`)} of ${E(p,`case`)} being the units`);let m=c.length>1?` Each interval is one of 95\xA0% by itself, not adjusted for their number.`:``;return[`${u.join(`, `)}. One-sided: p is for “candidate worse”.${m}`]}function nn(e){let t=[`segment`,`z`,`p`,`adjusted p`,`two-proportion z`,`its p`,`Fisher p`,`detectable drop`],{segments:n,overall:r}=e,i=g(n).map(e=>[[q(e)],...rn(e)]);return{heads:t,rows:r?[...i,[[v(`overall`)],...rn(r)]]:i}}function rn(e){let{twoProportion:t,minimumDetectableEffect:n}=e;return[e.baseline?Qe(e.z):`—`,qe(e.pValue),qe(e.adjustedPValue),t?Qe(t.z):`—`,t?qe(t.pValue):`—`,t&&t.fisher!==null?qe(t.fisher):`—`,n===null?`—`:`${Te(n)}\u00a0points`].map(e=>[e])}function an(e){return sn([...cn(e,`alarm`),...cn(e,`notice`)])}function on(e){return sn(cn(e,`fact`))}function sn(e){return P(e,8,e=>[`${E(e,`more notice`)} in the result JSON.`])}function cn({notices:e,prompts:t},n){let r=e=>e.gravity===n;return[...e.filter(r).map(({text:e})=>b(e)),...ln(t.map(({path:e,notices:t})=>({path:e,notices:t.filter(r)})))]}function ln(e){let t=/* @__PURE__ */ new Map;for(let{path:n,notices:r}of e)for(let{text:e}of r)t.set(e,(t.get(e)??/* @__PURE__ */ new Set).add(n));return[...t].map(([t,n])=>n.size===e.length?b(t):[...un([...n]),`: `,...b(t)])}function un(e){let t=e.slice(0,5).flatMap((e,t)=>[...t>0?[`, `]:[],m(e)]),n=e.length-5;return n>0?[...t,` and ${n} more`]:t}function dn({errors:e},t=0){let n=e.slice(t).map(({message:e,place:t,remedy:n})=>{let r=[e,n].filter(Boolean).join(` `),i=b(M(r,500));return{sentence:r,text:t?[m(t),`: `,...i]:i}}),r=Ye(n,{sentenceOf:({sentence:e})=>e,more:e=>({sentence:``,text:[`${E(e,`more problem`)} of the same kind in the result JSON.`]})}).map(({text:e})=>e);return P(r,10,e=>[`${E(e,`more problem`)} in the result JSON.`])}function fn(e){return`${E(e.length,`answer`)} did not come: ${pn(e)}`}function pn(e){return[`candidate`,`baseline`].map(t=>({arm:t,count:e.filter(e=>e.arm===t).length})).filter(({count:e})=>e>0).map(({arm:e,count:t})=>`${h(t)} of the ${e}`).join(`, `)}function mn(e){if(e.length===0)return[];let t=e.map(({name:e,missing:t,cases:n,missingBy:r})=>`${h(t)} of ${h(t+n)} in ${M(e,60)}${r?hn(r):``}`);return[`Pairs of answers that did not come: `,...j(t),`.`]}function hn({baseline:e,candidate:t,both:n}){let r=[{count:t,what:`the candidate’s alone`},{count:e,what:`the baseline’s alone`},{count:n,what:`both`}].filter(({count:e})=>e>0);return r.length===0?``:` (${r.map(({count:e,what:t})=>`${h(e)} ${t}`).join(`, `)})`}function gn(e,t){let n=e.filter(x),r=n.filter(e=>!ve(e)),i=n.filter(ve),a=e.filter(k),o=r.flatMap(e=>e.segments),s=o.filter(xe),c=[...r.length>0?[[`no regression shown in `,...vn(r)]]:[],...s.length>0?[ae(s,o)]:[],...i.length>0?[[`nothing could be told of `,...vn(i)]]:[],...ne(a,t)];return{sign:_n(e),text:c.flatMap((e,t)=>t===0?e:[`; `,...e])}}function _n(e){return e.some(Ke)?N:e.some(e=>x(e)&&!ve(e))?Ae:e.some(e=>k(e)&&!rt(e))?He:Me}function vn(e){return j(e.map(({path:e})=>m(e)))}const yn=String.raw`(?:\u001B\u005C|\u009C)`,bn=String.raw`\u0018\u001A\u001B\u0080-\u009F`,xn=String.raw`(?:\u001B\]|\u009D)[^\u0007${bn}]*(?:\u0007|${yn})`,Sn=String.raw`(?:\u001B[PX^_k]|[\u0090\u0098\u009E\u009F])[^${bn}]*${yn}`,Cn=`${String.raw`\u001B\](?:P[\dA-Fa-f]{7}|R)(?:\u0007|${yn})?`}|${xn}|${Sn}|${String.raw`(?:\u001B\[|\u009B)[\u0030-\u003F]*[\u0020-\u002F]*[\u0040-\u007E]`}|${String.raw`\u001B(?:[\u0020-\u002F]+[\u0030-\u007E]|[\dA-PR-TZcf-oq-uy=><~|}])`}`;function wn({onlyFirst:e=!1}={}){return new RegExp(Cn,e?void 0:`g`)}const Tn=wn();function En(e){if(typeof e!=`string`)throw TypeError(`Expected a \`string\`, got \`${typeof e}\``);return!e.includes(`\x1B`)&&!e.includes(``)?e:e.replace(Tn,``)}const Dn=[161,161,164,164,167,168,170,170,173,174,176,180,182,186,188,191,198,198,208,208,215,216,222,225,230,230,232,234,236,237,240,240,242,243,247,250,252,252,254,254,257,257,273,273,275,275,283,283,294,295,299,299,305,307,312,312,319,322,324,324,328,331,333,333,338,339,358,359,363,363,462,462,464,464,466,466,468,468,470,470,472,472,474,474,476,476,593,593,609,609,708,708,711,711,713,715,717,717,720,720,728,731,733,733,735,735,768,879,913,929,931,937,945,961,963,969,1025,1025,1040,1103,1105,1105,8208,8208,8211,8214,8216,8217,8220,8221,8224,8226,8228,8231,8240,8240,8242,8243,8245,8245,8251,8251,8254,8254,8308,8308,8319,8319,8321,8324,8364,8364,8451,8451,8453,8453,8457,8457,8467,8467,8470,8470,8481,8482,8486,8486,8491,8491,8531,8532,8539,8542,8544,8555,8560,8569,8585,8585,8592,8601,8632,8633,8658,8658,8660,8660,8679,8679,8704,8704,8706,8707,8711,8712,8715,8715,8719,8719,8721,8721,8725,8725,8730,8730,8733,8736,8739,8739,8741,8741,8743,8748,8750,8750,8756,8759,8764,8765,8776,8776,8780,8780,8786,8786,8800,8801,8804,8807,8810,8811,8814,8815,8834,8835,8838,8839,8853,8853,8857,8857,8869,8869,8895,8895,8978,8978,9312,9449,9451,9547,9552,9587,9600,9615,9618,9621,9632,9633,9635,9641,9650,9651,9654,9655,9660,9661,9664,9665,9670,9672,9675,9675,9678,9681,9698,9701,9711,9711,9733,9734,9737,9737,9742,9743,9756,9756,9758,9758,9792,9792,9794,9794,9824,9825,9827,9829,9831,9834,9836,9837,9839,9839,9886,9887,9919,9919,9926,9933,9935,9939,9941,9953,9955,9955,9960,9961,9963,9969,9972,9972,9974,9977,9979,9980,9982,9983,10045,10045,10102,10111,11094,11097,12872,12879,57344,63743,65024,65039,65533,65533,127232,127242,127248,127277,127280,127337,127344,127373,127375,127376,127387,127404,917760,917999,983040,1048573,1048576,1114109],On=[12288,12288,65281,65376,65504,65510],kn=[4352,4447,8986,8987,9001,9002,9193,9196,9200,9200,9203,9203,9725,9726,9748,9749,9776,9783,9800,9811,9855,9855,9866,9871,9875,9875,9889,9889,9898,9899,9917,9918,9924,9925,9934,9934,9940,9940,9962,9962,9970,9971,9973,9973,9978,9978,9981,9981,9989,9989,9994,9995,10024,10024,10060,10060,10062,10062,10067,10069,10071,10071,10133,10135,10160,10160,10175,10175,11035,11036,11088,11088,11093,11093,11904,11929,11931,12019,12032,12245,12272,12287,12289,12350,12353,12438,12441,12543,12549,12591,12593,12686,12688,12773,12783,12830,12832,12871,12880,42124,42128,42182,43360,43388,44032,55203,63744,64255,65040,65049,65072,65106,65108,65126,65128,65131,94176,94180,94192,94198,94208,101594,101631,101664,101760,101874,101888,102801,102816,102866,110576,110579,110581,110587,110589,110590,110592,110888,110898,110898,110928,110930,110933,110933,110948,110952,110960,111355,119552,119638,119648,119670,126980,126980,127183,127183,127374,127374,127377,127386,127406,127406,127488,127490,127504,127547,127552,127560,127568,127569,127584,127589,127744,127776,127789,127797,127799,127868,127870,127891,127904,127946,127951,127955,127968,127984,127988,127988,127992,128062,128064,128064,128066,128252,128255,128317,128331,128334,128336,128359,128378,128378,128405,128406,128420,128420,128507,128591,128640,128709,128716,128716,128720,128722,128725,128729,128732,128735,128747,128748,128756,128764,128986,128986,128992,129003,129008,129008,129292,129338,129340,129349,129351,129535,129648,129660,129664,129734,129736,129736,129740,129757,129759,129771,129775,129786,131072,196605,196608,262141],An=(e,t)=>{let n=0,r=Math.floor(e.length/2)-1;for(;n<=r;){let i=Math.floor((n+r)/2),a=i*2;if(t<e[a])r=i-1;else if(t>e[a+1])n=i+1;else return!0}return!1},jn=19968,[Mn,Nn]=/* #__PURE__ */ Pn(kn);function Pn(e){let t=e[0],n=e[1];for(let r=0;r<e.length;r+=2){let i=e[r],a=e[r+1];if(jn>=i&&jn<=a)return[i,a];a-i>n-t&&(t=i,n=a)}return[t,n]}const Fn=e=>e<161||e>1114109?!1:An(Dn,e),In=e=>e<12288||e>65510?!1:An(On,e),Ln=e=>e>=Mn&&e<=Nn?!0:e<4352||e>262141?!1:An(kn,e);function Rn(e){if(!Number.isSafeInteger(e))throw TypeError(`Expected a code point, got \`${typeof e}\`.`)}function zn(e,{ambiguousAsWide:t=!1}={}){return Rn(e),In(e)||Ln(e)||t&&Fn(e)?2:1}const Bn=new Intl.Segmenter,Vn=/[^\u{20}-\u{7E}]/v,Hn=String.raw`\u{600}-\u{605}\u{6DD}\u{890}\u{891}\u{8E2}\u{110BD}\u{110CD}`,Un=RegExp(`^[${Hn}]+`,`v`),Wn=new RegExp(String.raw`[^\p{Default_Ignorable_Code_Point}\p{Control}\p{Enclosing_Mark}\p{Nonspacing_Mark}[\p{Format}--[${Hn}]]]`,`v`),Gn=/^(?:\p{RGI_Emoji}|\p{Regional_Indicator}{1,2}|[\d#*]\u{FE0F})/v,Kn=/^[\p{Emoji_Presentation}--[\u{10000}-\u{10FFFF}]]\u{FE0E}/v;function qn(e,t){if(t>=e.length)return 0;let n=/(?<![\p{Emoji_Modifier_Base}\u{200D}])\p{Emoji_Modifier}/gv;n.lastIndex=t;let r=0;for(;n.test(e);)r++;return r}const Jn=/\u{200D}\p{Extended_Pictographic}/v;function Yn(e){let t=e.search(Wn);return t===-1?void 0:e.slice(t)}function Xn(e){return e>=4352&&e<=4607||e>=43360&&e<=43388||e>=44032&&e<=55203||e>=55216&&e<=55238||e>=55243&&e<=55291}function Zn(e,t){let n=0;for(let r of e){if(r===`‍`)break;Wn.test(r)&&(n+=zn(r.codePointAt(0),t))}return n}function Qn(e,t){let n=e.codePointAt(0),r=n===69821||n===69837||n>=1536&&n<=2303?Un.exec(e):void 0;if(r){let n=e.slice(r[0].length),i=Qn(n,t),a=Yn(n);return i>=2&&(zn(a.codePointAt(0),t)===2||Gn.test(a)||Jn.test(a))?i:[...r[0]].length+i}let i=Yn(e);if(i===void 0)return 0;if(Xn(n))return zn(n,t)+qn(e,1)*2;if(Kn.test(i))return 1;let a=Gn.exec(i);if(a)return 2+qn(i,a[0].length)*2;let o=Jn.exec(i);return o?2+qn(i,o.index+o[0].length)*2:Zn(i,t)}function $n(e,t){let n=0,r=e.search(Vn);r>1&&(n=r-1,e=e.slice(n));let i=e.length;for(;i>0;){let t=e.codePointAt(i-1);if(t<32||t>126)break;i--}if(i+1<e.length&&(n+=e.length-i-1,e=e.slice(0,i+1)),!/[^\u{20}-\u{7E}\u{4E00}-\u{9FFF}\u{AC00}-\u{D7A3}]/v.test(e))return n+e.length+e.replaceAll(/[\u{20}-\u{7E}]/gv,``).length;e=e.toWellFormed(),e=e.replaceAll(/(?<=[\u{16D63}-\u{16D6A}])[\u{16D63}-\u{16D6A}]+/gv,``);let a={ambiguousAsWide:!t};for(let{segment:t}of Bn.segment(e))t.length===1?Wn.test(t)&&(n+=zn(t.codePointAt(0),a)):n+=Qn(t,a);return n}function J(e,t={}){if(typeof e!=`string`||e.length===0)return 0;let{ambiguousIsNarrow:n=!0,countAnsiEscapeCodes:r=!1}=t,i=e;return!r&&(i.includes(`\x1B`)||i.includes(``))&&(i=En(i)),Vn.test(i)?$n(i,n):i.length}const er=[1,2,5,10,20,25,50];function tr(e,t=7){let n=e.flatMap(({interval:e,difference:t})=>[...e??[],t??0]).filter(Number.isFinite).map(e=>e*100),r=Math.max(-100,Math.min(0,...n)),i=Math.min(100,Math.max(0,...n));return er.map(e=>({low:Math.min(-1,Math.floor(r/e))*e,high:Math.max(1,Math.ceil(i/e))*e,step:e})).find(e=>nr(e).length<=t)??{low:-100,high:100,step:100}}function nr({low:e,high:t,step:n}){let r=Math.ceil(e/n),i=Math.floor(t/n)-r+1;return Array.from({length:Math.max(0,i)},(e,t)=>(r+t)*n+0)}function rr(e,{width:t,beside:n=[e]}){let r=ir(e);if(r.length===0)return[];let{scale:i,nameWidth:a,longestName:o}=ar(n.flatMap(ir),t),s=r.map(t=>{let n=fr(t.name,o),r=t===e.overall?lr.overall:lr.segment;return`${n}${` `.repeat(a-J(n)+or)}${dr(t,i,r)}`.trimEnd()});return[ur(i,a+or),...s]}function ir({segments:e,overall:t}){return[...g(e),...t&&e.length>1?[t]:[]].filter(({interval:e})=>e!==null)}function ar(e,t){let n=Math.floor(t/3),r=e.map(({name:e})=>J(fr(e,n))),i=Math.max(cr.length,...r),a=Math.max(20,t-i-or),o=tr(e,Math.max(3,Math.min(sr,Math.floor(a/4)))),s=(o.high-o.low)/o.step;return{scale:{axis:o,perStep:Math.max(2,(a-2)/s)},nameWidth:i,longestName:n}}const or=3,sr=7,cr=`points`,lr={segment:`●`,overall:`◆`};function Y(e,{axis:t,perStep:n}){let r=Math.min(t.high,Math.max(t.low,e));return Math.round((r-t.low)/t.step*n)}function ur(e,t){let n=[...cr];for(let r of nr(e.axis)){let i=r===0?`0`:A(r/100),a=t+Y(r,e)-Math.floor(i.length/2);for(;n.length<a;)n.push(` `);n.push(...i)}return n.join(``)}function dr(e,t,n){let r=Array.from({length:Y(t.axis.high,t)+1},()=>` `),i=Y(0,t);r[i]=`│`;let{interval:a,difference:o}=e;if(!a)return r.join(``);let[s,c]=[Y(a[0]*100,t),Y(a[1]*100,t)];for(let e=s;e<=c;e++)r[e]=e===i?`┼`:`─`;return r[s]=`├`,r[c]=`┤`,o!==null&&(r[Y(o*100,t)]=n),r.join(``)}function fr(e,t){let n=M(e,t);for(;J(n)>t;)n=M(n,[...n].length-1);return n}const pr=`Once this is merged`;function mr({prompts:e,registryPlan:t}){let n=[...e.map(hr).filter(e=>e.length>0),...t?br(t):[]];return P(n,20,e=>[`${E(e,`more line`)} in the result JSON.`])}function hr({path:e,change:t,becomes:n}){if(!n)return[];let{name:r,version:i,part:a,because:o,known:s,onMain:c}=n,l=[m(r),` ${M(i)}`];if(s&&i===c)return t===`suite`?[]:[m(e),` stays `,...l,`: what is asked is the same.`];if(s)return[m(e),` is `,...l,` again.`,...gr(n)];let u=a===null?[` (the first version)`]:[` (${M([a,o.join(`, `)].filter(Boolean).join(`: `),400)})`];return[m(e),` becomes `,...l,...u,`.`,...gr(n)]}function gr({name:e,version:t,environments:n}){return n.flatMap(n=>{let{name:r,serves:i,needs:a}=n;if(i.length===1&&i[0]===t)return[` `,m(r),` serves it already.`];let o=i.length===0?` (nothing now)`:` (${M(i.slice(0,5).join(`, `))} now)`;return[` `,m(r),o,..._r(a,{name:e,version:t,where:r}),`.`]})}function _r(e,{name:t,version:n,where:r}){let i=e.map(vr).filter(e=>e.length>0);if(i.length>0)return[` does not take it: `,...Tr(i)];let a=e.map(yr).filter(e=>e.length>0),o=a.length===0?[]:[` once `,...Tr(a)];if(e.some(({kind:e})=>e===`by-hand`)){let e={code:M(`promote ${t}@${n} --to ${r}`,160)};return[` is given it by hand`,...o,`: `,e]}return[` serves it`,...a.length>0?o:[` with the next `,m(`record`)]]}function vr(e){switch(e.kind){case`archived`:return[`it is archived`];case`held`:return[e.version===null?`the prompt is held there`:`it is held there`,e.until===null?``:` until ${M(e.until)}`];case`pinned-model`:return[`its model is not pinned to a dated snapshot`];case`min-pass-rate`:return[`nothing serves there to compare it with, and `,m(`gate.min-pass-rate`),` is off`];case`cases`:return[`its suite has ${E(e.has,`case`)}, and ${e.asked} are asked for`];default:return[]}}function yr(e){switch(e.kind){case`soak`:return[`it served `,m(e.in),` for ${Dr(e.forMs)}`];case`evidence`:return[`its answers on main are enough`];default:return[]}}function br(e){let{environments:t,keys:n,publish:r}=e;return[...xr(e),...t.added.map(({name:e,rules:t})=>[m(e),` is a new environment: `,...Er(t.map(m)),`.`]),...t.removed.map(({name:e,serves:t})=>{let n=t.flatMap(({prompt:e,versions:t})=>t.map(t=>m(`${e} ${t}`))),r=n.length>0?[`, and it goes on serving `,...j(n,5)]:[];return[m(e),` is no environment any more: nothing is promoted there`,...r,`.`]}),...t.changed.map(({name:e,changes:t})=>{let n=t.map(({setting:e,from:t,to:n})=>[m(e),` from `,m(t),` to `,m(n)]);return[m(e),`: `,...Tr(n),`.`]}),...t.last?[[`The last environment, by which versions are called active, is `,m(t.last.to),` instead of `,m(t.last.from),`.`]]:[],...wr(`promotion key`,n.promotion,20),...wr(`pointer key`,n.pointer,20),...wr(`destination`,r),...e.promotions.map(Sr),...e.tooFewCases.map(({environment:e,asked:t,prompt:n,has:r})=>{let i=`${E(r,`case`)}: its versions would be refused there.`;return[m(e),` asks for ${t} cases, and the suite of `,m(n),` has ${i}`]})]}function xr({change:e}){return e===`added`?[[`The registry begins: the first `,m(`record`),` gives every prompt of main its version 1.0.0 where there is no log yet.`]]:[]}function Sr({environment:e,prompt:t,version:n,outcome:r,missing:i,evidence:a}){let o={promoted:` will serve `,waits:` waits for `,refused:` is not promoted to `,pending:` waits for evidence before `},s=i.length>0?`: ${M(i.join(` `),400)}`:a?` (${Cr(a)}).`:`.`;return[m(t),` ${M(n)}`,o[r],m(e),s]}function Cr({verdict:e,cases:t,against:n,at:r}){let i=n===null?`by its own pass rate`:`against ${M(n)}`;return`${e} on ${E(t,`case`)} ${i}${r===null?``:`, of ${r.slice(0,10)}`}`}function wr(e,{added:t,removed:n},r){let i=(t,n)=>{if(t.length===0)return[];let i=t.map(e=>m(r===void 0?e:e.slice(0,r)));return[[`${E(t.length,e)} ${n}: `,...j(i,5),`.`]]};return[...i(t,`added`),...i(n,`removed`)]}function Tr(e){return e.flatMap((t,n)=>[...n===0?[]:n===e.length-1?[` and `]:[`, `],...t])}function Er(e){return e.flatMap((e,t)=>t===0?[e]:[`, `,e])}function Dr(e){let t=e/36e5;return Number.isInteger(t)?t>=48&&t%24==0?`${t/24} days`:E(t,`hour`):e%6e4==0?`${e/6e4} min`:`${e/1e3} s`}function X(e,t){if(!L(e))return Ur(e);if(!e.baseline)return Br(e,t);let n=_e(e),r=n.slice(0,3),i=n.length>3&&n.length===e.segments.length,a=r.flatMap(t=>[...Or(t,e),` `]),o=Mr(e)&&n.length===0?jr(e):[];return Wr([...i?[`All ${E(n.length,`segment`)} get worse; the worst are these. `]:[],...a,...o,...Nr(e),...Lr(e,i?n:r),...zr(e)])}function Or(e,t){return[...kr(t.segments.length===1?`The candidate`:q(e),e,t.suite?.trials??1),` `,...Ar(e)]}function kr(e,t,n){let{baseline:r,candidate:i,difference:a,interval:o}=t,s=n>1?`${T(i.rate)} of ${E(i.n,`answer`)} to ${E(t.cases,`case`)}`:`${h(i.passes)} of ${E(i.n,`case`)}`,c=r&&(n>1?T(r.rate):h(r.passes)),l=[...o?[`95\u00a0% CI ${Se(o,` to `)}`]:[],`adjusted p\u00a0${S(t.adjustedPValue)}`];return[e,` passes ${s}${c?`, down from ${c}`:``}`,...a===null?[]:[`: `,v(`${A(a)} points`)],` (${l.join(`, `)}).`]}function Ar({losses:e,wins:t}){return[`${`${E(e,`case`)} newly ${F(e,`fail`)}`}, ${h(t)} newly ${F(t,`pass`)}.`]}function jr(e){return e.overall?[...kr(`Over all cases the candidate`,e.overall,e.suite?.trials??1),` `,...Ar(e.overall),` `]:[]}function Mr(e){return e.reasons.some(e=>e.kind===`overall-regression`)}function Nr({reasons:e}){return[`critical-case`,`critical-case-unanswered`].flatMap(t=>{let n=e.filter(e=>e.kind===t).map(({caseId:e=``})=>m(e));if(n.length===0)return[];let r=t===`critical-case`?`always ${F(n.length,`fail`)}`:`${n.length===1?`has`:`have`} no answer`;return[`The critical ${n.length===1?`case`:`cases`} `,...j(n),` always passed and now ${r}. `]})}const Pr={worse:{one:`gets worse too`,many:`get worse too`,only:``},improved:{one:`improves`,many:`improve`,only:`The candidate improves.`},noWorse:{one:`is no worse`,many:`are no worse`,only:`The candidate is no worse.`},noChange:{one:`shows no change`,many:`show no change`,only:`No change of quality is shown.`},inconclusive:{one:`cannot be told`,many:`cannot be told`,only:`Whether quality changed cannot be told.`},invalid:{one:`could not be judged`,many:`could not be judged`,only:`The candidate could not be judged.`}};function Fr({verdict:e,difference:t,interval:n}){switch(e){case`regression`:return Pr.worse;case`pass`:return Math.abs(t??0)<=.05&&!Ir(n)?Pr.noChange:Pr.noWorse;default:return Pr[e]}}function Ir(e){return e!==null&&(e[0]>0||e[1]<0)}function Lr({segments:e},t){let n=e.filter(e=>!t.includes(e)),[r]=n;if(e.length===1)return r&&Fr(r).only!==``?[Fr(r).only]:[];let i=Object.values(Pr).map(e=>({fate:e,of:n.filter(t=>Fr(t)===e)})).filter(({of:e})=>e.length>0).flatMap(({fate:t,of:n},r)=>[...r===0?[]:[`, `],...r===0?Rr(d(n,e)):d(n,e),` ${n.length===1?t.one:t.many}`]);return i.length>0?[...i,`.`]:[]}function Rr([e=``,...t]){return[typeof e==`string`?pe(e):e,...t]}function zr({segments:e}){let t=e.filter(e=>e.verdict===`invalid`&&e.missing>0);return t.length===0?[]:[` `,...mn(t)]}function Br(e,t){let{overall:n}=e;if(!n)return[];let{passes:r,n:i,rate:a}=n.candidate;return[m(e.path),` ${e.change===`added`?`is new and`:`cannot be run at the base, so it`} has nothing to be compared with: it passes ${h(r)} of ${h(i)} (`,v(T(a)),`).`,...Hr(e,t),...Vr(e,t)]}function Vr(e,t){let n=we(e),r=(n??[]).map(({name:e})=>e),i=$e(e,t,r);if(n===null||i===null)return[];let a=n.length>0?n:e.overall?[e.overall]:[],o=Math.min(...a.map(({adjustedPValue:e})=>e)),s=e.segments.length>1&&n.length>0?[` in `,...d(n,e.segments)]:[],c=Ue(e,t,r)?[`. That blocks, since `,m(`gate.on-inconclusive`),` says so`]:[`. That is reported and does not block: only a rate that is shown to be below does`];return[` It is not shown to reach `,v(i),...s,`, which the policy asks for`,...c,` (adjusted p\u00a0${S(o)}: how often a prompt that passes ${i} would pass so few).`]}function Hr(e,t){let{reasons:n,segments:r}=e,i=n.filter(e=>e.kind===`below-min-pass-rate`),a=i.map(({segment:e=`all cases`})=>v(M(e,60)));if(a.length===0)return[];let o=$e(e,t,i.flatMap(({segment:e=`overall`})=>e===`overall`?[]:[e]));return[` The policy asks for `,o===null?`more`:v(o),...r.length>1?[` in `,...j(a)]:[],`.`]}function Ur(e){let t=m(e.path);if(e.verdict===`error`)return[t,` was not judged.`];switch(e.change){case`deleted`:return[t,` is deleted.`];case`suite`:return[`Only the suite of `,t,` changed; nothing was run.`];default:return[t,` was not run.`]}}function Wr(e){let t=e.at(-1);return typeof t==`string`&&t.trim()===``?e.slice(0,-1):e}function Gr(e){let t=e.prompts.flatMap(t=>[Kr(t,e),qr(t)]).filter(e=>e.length>0);return P(t,10,e=>[`${E(e,`more remark`)} in the result JSON.`])}function Kr(e,t){if(L(e)&&!e.baseline)return V(e)?[]:X(e,t.policy);switch(e.change){case`deleted`:case`suite`:return!V(e)&&!L(e)&&t.prompts.length>1?X(e,t.policy):[];case`renamed`:return e.baseline?[m(e.path),` was `,m(e.baseline.path),`.`]:[];case`policy`:return[m(e.path),` is asked otherwise by the policy (`,...j(e.because.map(m)),`).`];case`include`:return[m(e.path),` changes through `,...j(e.because.map(m)),`.`];default:return[]}}function qr({path:e,verdict:t,newlyFailing:n}){let r=t===`pass`?n.filter(e=>e.severe):[];if(r.length===0)return[];let i=r.map(({id:e,description:t})=>m(t??e));return[m(e),`: `,...j(i),` always passed and now always ${F(r.length,`fail`)}.`]}function Jr(e){return e?[e.model,...e.otherModels??[]]:[]}function Yr(e){return e.flatMap((e,t)=>t===0?[m(e)]:[`, `,m(e)])}function Xr(e){let{baseline:t,candidate:n,suite:r}=e,[i,a]=[Jr(t),Jr(n)],o=i.length>0&&a.length>0&&i.join()!==a.join()?[...Yr(i),` → `,...Yr(a)]:Yr(a.length>0?a:i),s=t&&n&&t.path!==n.path?[`, was `,m(t.path)]:[],c=[...t?[`, baseline `,m(ii(t.sha256))]:[],...n?[`, candidate `,m(ii(n.sha256))]:[],...r?[`, suite `,m(r.path),` `,m(ii(r.sha256))]:[],...(e.judges??[]).flatMap(e=>[`, judged by `,m(e)])],l=r&&r.sampled<r.cases?` (${h(r.sampled)} of ${E(r.cases,`case`)})`:``;return[m(e.path),s.length+o.length>0?`: `:``,...o,...s,...c,l]}function Zr(e){let{usage:t,base:n,head:r}=e,i=t.fromStore>0?` (${h(t.fromStore)} from the store)`:``,a=[`${E(t.trials,`trial`)}${i}`,...t.savedTrials?[`${h(t.savedTrials)} saved by stop-when-decided`]:[],`${E(t.errored,`error`)}${Qr(e)}`,be(t.elapsedMs),...t.usd===null?[`price not known`]:[O(t.usd)],...t.judge?[$r(t.judge)]:[]],o=n.mergeBase?[`Merge base `,m(n.mergeBase.slice(0,12)),`, head `,m(r.sha?.slice(0,12)??`working tree`),`; `]:[],s={code:M(ti(e),600)};return[...o,`${a.join(`, `)}; `,s,` repeats it.`]}function Qr({prompts:e}){let t=pn(e.flatMap(({errors:e})=>e));return t===``?``:` (${t})`}function $r({calls:e,fromStore:t,usd:n}){let r=t>0?` (${h(t)} more from the store)`:``,i=n===null?`, price not known`:` for ${O(n)}`;return`judged in ${E(e,`call`)}${r}${i}`}function ei(e){return e.prompts.filter(L).map(Xr)}function ti({base:e,head:t,policySource:{path:r},offline:i,partial:a}){let o=e=>/^[\w.][\w./@-]*$/.test(e),s=o(e.ref)?e.ref:e.mergeBase,c=t.sha!==null&&t.ref!==t.sha?` --head ${o(t.ref)?t.ref:t.sha}`:``,l=r===`.github/prompt-eval-gate.yml`?``:` --config ${o(r)?r:ri(r)}`;return`${n} gate${s?` --base ${s}`:``}${c}${l}${ni(a)}${i?` --offline`:``}`}function ni(e){if(!e)return``;let t=e=>/^[\w.][\w./@-]*$/.test(e)?e:ri(e);return[...e.prompts.map(t),...e.segments.map(e=>`--segment ${t(e)}`),...e.cases.map(e=>`--case ${t(e)}`),...e.failing?[`--failing`]:[]].map(e=>` ${e}`).join(``)}function ri(e){return`'${e.replaceAll(`'`,String.raw`'\''`)}'`}function ii(e){return e.slice(0,12)}const{Ansis:ai,fg:oi,bg:si,rgb:ci,bgRgb:li,hex:ui,bgHex:di,reset:fi,inverse:pi,hidden:mi,visible:hi,link:gi,bold:_i,dim:vi,italic:yi,underline:bi,strikethrough:xi,black:Si,red:Ci,green:wi,yellow:Ti,blue:Ei,magenta:Di,cyan:Oi,white:ki,gray:Ai,redBright:ji,greenBright:Mi,yellowBright:Ni,blueBright:Pi,magentaBright:Fi,cyanBright:Ii,whiteBright:Li,bgBlack:Ri,bgRed:zi,bgGreen:Bi,bgYellow:Vi,bgBlue:Hi,bgMagenta:Ui,bgCyan:Wi,bgWhite:Gi,bgGray:Ki,bgRedBright:qi,bgGreenBright:Ji,bgYellowBright:Yi,bgBlueBright:Xi,bgMagentaBright:Zi,bgCyanBright:Qi,bgWhiteBright:$i}=(/* @__PURE__ */ e((/* @__PURE__ */ t(((e,t)=>{let n,{defineProperty:r,getPrototypeOf:i,setPrototypeOf:a,create:o,keys:s}=Object,{round:c,max:l}=Math,u=e=>{let t=/([a-f\d]{3,6})/i.exec(e)?.[0],n=t?.length,r=`0x`+(6^n?3^n?`0`:t[0]+t[0]+t[1]+t[1]+t[2]+t[2]:t)|0;return[r>>16,r>>8&255,255&r]},d=e=>{if(8>e)return 30+e;if(16>e)return 82+e;if(e>231)return e>243?37:30;let t=(e-=16)%36,n=e/36|0,r=t/6|0,i=t%6;return 30+(n>2|(r>2)<<1|(i>2)<<2)+(l(n,r,i)>4?60:0)},f={open:``,close:``},p=(e,{open:t=``,close:n=``,f:r})=>{let o=(e.open||``)+t,s=n+(e.close||``),c=(e,...i)=>{if(!e){if(!n)return t;if((e??``)===``)return``}let a,l=r?r(e,...i):e.raw?String.raw({raw:e},...i):``+e,u=c;if(l.includes(`\x1B`))for(;u=u.p;){let{t:e,o:t}=u,n=t.length,r=``,i=0;if(n)for(;~(a=l.indexOf(t,i));i=a+n)r+=l.slice(i,a)+e;l=r+l.slice(i)}return o+(l.includes(`
`)?l.replace(/(\r?\n)/g,s+`$1`+o):l)+s};return a(c,i(e)).p={t,o:n,p:e.p},c.open=o,c.close=s,c},m=new function e(t=globalThis){let i=typeof t==`number`?t:(e=>{let t,r=e.process??{},i=r.argv??[],a=r.env??{},o=0;try{o=((e,t,r)=>(n=t.TERM,n===`dumb`?0:{"24bit":3,truecolor:3,ansi256:2,ansi:1}[t.COLORTERM]||(t.CI?/,GITHUB/.test(r)?3:1:e.platform===`win32`?3:/-256/.test(n)?2:1)))(r,a,`,`+s(a).join(`,`)),t=r.stdout?.isTTY||a.CI||a.PM2_HOME||/edge/.test(a.NEXT_RUNTIME)}catch{a={}}let c,l=o||1,u=`FORCE_COLOR`,d={false:0,0:0,1:1,2:2,3:3}[a[u]]??l,f=-1;for(c of i)/^--color=?(true|always)?$/.test(c)&&(f=l),/^--(no-color|color=(false|never))$/.test(c)&&(f=0);return e.window?.chrome?3:u in a?d:~f?f:a.NO_COLOR?0:t?o:0})(t),l={},m={Ansis:e,level:i,isSupported:()=>te,strip:e=>e.replace(/][^]*|[][[()#;?]*(?:\d+(?:;\d*)*)?[\dA-ORZcf-nqry=><]/g,``),extend(e){for(let t in e){let n=e[t];(typeof n)[0]===`s`&&(ee(v(t),S(...u(n))),n=x(...u(n))),ee(t,n)}return a(m,o({},l))}},ee=(e,t)=>{l[e]={get(){return r(this,e,{value:t.call?(...e)=>p(this,t(...e)):p(this,t)})[e]}}},h=1^i,g=i>2,te=i>0,_=(e,t)=>te?{open:`[${e}m`,close:t?`[${t}m`:``}:f,v=e=>`bg`+e[0].toUpperCase()+e.slice(1),ne=e=>t=>e(...u(t)),re=(e,t)=>(n,r,i)=>_(`${e}8;2;${n};${r};${i}`,t),y=e=>(t,n,r)=>e(((e,t,n)=>e^t|t^n?16+36*c(e/51)+6*c(t/51)+c(n/51):8>e?16:e>248?231:c(24*(e-8)/247)+232)(t,n,r)),ie=e=>_(h?`38;5;`+e:d(e),39),b=e=>_(h?`48;5;`+e:d(e)+10,49),x=g?re(3,39):y(ie),S=g?re(4,49):y(b),ae={fg:ie,bg:b,rgb:x,bgRgb:S,hex:ne(x),bgHex:ne(S),visible:f,reset:_(0,``),bold:_(1,22),dim:_(2,22),italic:_(3,23),underline:_(4,24),inverse:_(7,27),hidden:_(8,28),strikethrough:_(9,29),link:{f:(e,t=e)=>te?`]8;;${e}${t}]8;;`:t==e?e:t+` (​${e}​)`}},oe=(e,t)=>{ae[e]=_(t,39),ae[v(e)]=_(t+10,49)};return`gray,black,red,green,yellow,blue,magenta,cyan,white`.split(`,`).map(((e,t)=>{t?oe(e+`Bright`,89+t):t=61,oe(e,29+t)})),m.extend(ae)};t.exports=m.default=m})))(),1)).default;function ea({width:e,color:t}){return{width:Math.min(120,Math.max(60,Number.isFinite(e)?Math.floor(e):120)),paint:new ai(+!!t)}}function Z(e,{width:t,paint:n},r=``){let i=[],a=[],o=0,s=t-J(r),c=()=>{i.push(r+a.join(``).trimEnd()),[a,o]=[[],0]};for(let t of ta(e,n)){let e=t.reduce((e,t)=>e+J(t.text),0);o>0&&o+1+e>s&&c(),o>0&&(a.push(` `),o+=1);for(let{text:e,style:n}of t.flatMap(e=>ia(e,s))){let t=J(e);o>0&&o+t>s&&c(),a.push(n(e)),o+=t}}return a.length>0&&c(),i}function ta(e,t){let n=[],r=!1;for(let i of e){let e=ra(i,t),a=na(i),o=M(a,4e3).split(` `),s=/^[ \n\t]/.test(a);for(let[t,i]of o.entries()){if(i===``)continue;let a=n.at(-1);t===0&&r&&!s&&a?a.push({text:i,style:e}):n.push([{text:i,style:e}])}a!==``&&(r=!/[ \n\t]$/.test(a))}return n}function na(e){return typeof e==`string`?e:`code`in e?e.code:e.strong}function ra(e,t){return typeof e==`string`?e=>e:`code`in e?e=>t.cyan(e):e=>t.bold(e)}function ia({text:e,style:t},n){if(J(e)<=n)return[{text:e,style:t}];let r=[``];for(let t of e){let e=r.at(-1)??``;J(e+t)>n?r.push(t):r[r.length-1]=e+t}return r.map(e=>({text:e,style:t}))}function aa(e,t,{width:n,paint:r}){let i=e.map(({head:e},n)=>Math.max(J(e),...t.map(e=>J(e[n]?.text??``)))),a=sa(e,i,n),o=ca(a,i)-n;o>0&&(i[1]=Math.max(8,(i[1]??8)-o));let s=t=>a.map(n=>{let{text:r,style:a}=t[n]??{text:``},o=la(r,i[n]??0),s=` `.repeat((i[n]??0)-J(o)),c=a?a(o):o;return e[n]?.align===`right`?s+c:c+s}).join(oa).trimEnd();return[s(e.map(({head:e})=>({text:e,style:e=>r.dim(e)}))),...t.map(s)]}const oa=`  `;function sa(e,t,n){let r=e.map((e,t)=>t);for(;ca(r,t)>n;){let t=Math.max(...r.map(t=>e[t]?.priority??0));if(t===0)return r;r=r.filter(n=>e[n]?.priority!==t)}return r}function ca(e,t){return e.reduce((e,n)=>e+(t[n]??0),2*(e.length-1))}function la(e,t){let n=e;for(let r=t;J(n)>t&&r>0;r--)n=M(e,r);return n}function ua(e,t){switch(e){case`bad`:return e=>t.red(e);case`warning`:return e=>t.yellow(e);case`good`:return e=>t.green(e);case`muted`:return e=>t.dim(e)}}function Q(e,t,n=`·`){return e.flatMap(e=>{let[r=``,...i]=Z(e,{...t,width:t.width-2});return[`${n} ${r}`,...i.map(e=>`  ${e}`)]})}const da=[`█`,`░`,`▓`,`▒`,`▞`,`▚`,`▖`,`▘`];function fa({segments:e,safe:t}){let n=[t,...[...new Set(e.flatMap(({weights:e})=>e.map(({version:e})=>e)))].filter(e=>e!==t)].filter(t=>e.some(({weights:e})=>e.some(e=>e.version===t&&e.before+e.after>0))),r=e=>da[n.indexOf(e)]??`?`,i=n.map(e=>`${r(e)} ${M(e,20)}${e===t?` (safe)`:``}`),a=e.map(({name:e})=>M(e===`*`?`all others`:e,12)),o=Math.max(...a.map(e=>J(e)),7),s=(e,t,n)=>`${e}${` `.repeat(Math.max(0,o-J(e)))}  ${t.padEnd(14)}  ${n}`.trimEnd();return[i.join(`   `),s(`segment`,`now`,`after`),...e.map(({weights:e},t)=>s(a[t]??``,pa(e.map(({version:e,before:t})=>({fill:r(e),share:t}))),pa(e.map(({version:e,after:t})=>({fill:r(e),share:t})))))]}function pa(e){let t=e.filter(({share:e})=>e>0);if(t.length===0)return``;let n=t.map(({share:e})=>Math.max(1,Math.floor(e*14))),r=14-n.reduce((e,t)=>e+t,0),i=t.map(({share:e},t)=>({index:t,rest:e*14-(n[t]??0)})).sort((e,t)=>t.rest-e.rest);for(let{index:e}of i){if(r<=0)break;n[e]=(n[e]??0)+1,--r}for(;r<0;){let e=n.indexOf(Math.max(...n));n[e]=(n[e]??0)-1,r+=1}return t.map(({fill:e},t)=>e.repeat(n[t]??0)).join(``)}function ma(e){return[...ga(e),..._a(e),...P(e.overlaps.filter(va).map(ya),12,ha(`pair`)),...ba(e),...P(e.stress.map(xa),12,ha(`what-if`)),...Sa(e),...Ca(e)]}function ha(e){return t=>[`${E(t,`more ${e}`)} in the result JSON.`]}function ga({quality:{before:e,after:t},metric:n}){if(t===null)return[[`The quality over all segments cannot be told: their shares of the traffic are not known.`]];let r=e===null?``:`, now ${T(e.mean)}`,i=`${E(t.observations,`observation`)} and ${E(t.cases,`case`)} of evidence`;return[[`Expected ${n??`pass rate`} over all segments: ${T(t.mean)} (95 % CI ${T(t.low)} to ${T(t.high)}${r}), from ${i} together.`]]}function _a({evidence:e,safe:t}){return e.filter(({version:e})=>e!==t).map(({version:e,evidence:t,cases:n,at:r,segments:i})=>{if(t===null)return[m(e),`: no evidence.`];let a=Object.entries(i).flatMap(([e,t])=>t===`regression`||t===`invalid`?[m(e)]:[]),o=r===null?``:` of ${M(r.slice(0,10),10)}`,s=a.length===0?[`worse nowhere.`]:[`not good enough for `,...j(a),`.`];return[`Evidence of `,m(e),`${o}, ${E(n,`case`)} in common: `,...s]})}function va({segment:e,cases:t}){return e===`*`&&t>0}function ya({versions:[e,t],cases:n,bothFail:r,phi:i,rescue:a}){let[o]=a,s=o===null?[m(e),` fails none`]:[m(t),` answers ${T(o)} of what `,m(e),` fails`],c=r===null?`—`:T(r),l=i===null?``:`, phi ${i.toFixed(2)}`;return[...s,`; both fail ${c} of ${E(n,`case`)}${l}.`]}function ba({segments:e,models:t}){let n=e.reduce((e,t)=>Math.max(e,t.largest),0),r=e.reduce((e,t)=>Math.min(e,t.effectiveVersions),1/0),[i]=t;return[Number.isFinite(r)?[`The largest weight of a segment is ${T(n)}; the segment with the fewest has ${r.toFixed(1)} effective versions.`]:[],i&&i.after!==null?[`${T(i.after)} of the traffic depends on `,m(i.model),`.`]:[]].filter(e=>e.length>0)}function xa({kind:e,what:t,share:n,quality:r,change:i,unserved:a}){let o={"version-gone":[`Without `,m(t)],"model-retired":[`Without the model `,m(t)],"segment-doubles":[`Where the traffic of `,...y(t),` doubles`]},s=n===null?``:` (${T(n)} of the traffic)`,c=a.length>0?[`nothing is left for `,...a.flatMap((e,t)=>[...t===0?[]:[`, `],...y(e)])]:[],l=r===null?`the quality is not known`:`the quality is ${T(r.mean)}${i===null?``:` (${A(i)})`}`;return[...o[e],`${s}: `,...c.length>0?c:[l],`.`]}function Sa({reassigned:e}){if(e===null||e.share===0)return[];let{share:t,least:n}=e,r=t>n?`, and these weights allow ${T(n)}`:`, the fewest possible`;return[[`${T(t)} of the units get another version${r}.`]]}function Ca({cost:{perCall:e,promptCache:t}}){let n=[];if(e.after!==null){let t=e.before===null?``:`${O(e.before*1e3)} → `;n.push([`Cost per 1,000 calls: ${t}${O(e.after*1e3)}.`])}if(t!==null&&t.hitRate.after!==null){let{prefixes:e,hitRate:r,perCall:i}=t,a=i.after===null?``:`; misses cost ${O(i.after*1e3)} per 1,000 calls`;n.push([`${E(e,`prompt prefix`,`prompt prefixes`)} to keep in the providers’ caches: ${T(r.after??0)} of the calls find theirs${a}.`])}return n}function wa(e){let{prompt:t,environment:n,segments:r,metric:i}=e;return{title:[`Portfolio of `,m(t),` in `,m(n)],lead:[...Ta(e),...ee(e)],bars:P(fa(e),22,e=>`and ${E(e,`more segment`)}`),table:{heads:[`segment`,`serves`,`${i??`pass rate`}, 95 % CI`,`a 15-point drop would cost`],rows:r.slice(0,30).map(t=>Ea(t,e.safe))},risks:ma(e)}}function Ta({segments:e,delisted:t}){let n=[...e,...t].flatMap(({name:e,weights:t})=>t.map(t=>({name:e,...t}))).filter(({before:e,after:t})=>t>e).sort((e,t)=>t.after-t.before-(e.after-e.before)),r=n.map(({name:e,version:t,before:n,after:r})=>[m(t),n===0?` comes to `:` rises from ${ja(n)} to `,`${ja(r)} of `,...y(e),`.`]),i=n.length===0?[[`No version serves more than it does now.`]]:[];return[...P(r,10,e=>[`${E(e,`more weight`)} rise.`]),...i,...P(t.map(({name:e})=>[`⚠️ `,m(e),` is listed no more: it is served like all others.`]),10,e=>[`${E(e,`more segment`)} listed no more.`])]}function Ea({name:e,weights:t,quality:n,noticed:r},i){let a=t.filter(({after:e})=>e>0).sort((e,t)=>t.after-e.after),o=j(a.map(({version:e,after:t})=>`${M(e,20)} ${ja(t)}`),3);return[y(e),o,Da(n),Aa(r,i)]}function Da({before:e,after:t}){return t===null?[`—`]:[`${e===null||e.mean===t.mean?``:`${T(e.mean)} → `}${Oa(t)}`]}function Oa({mean:e,low:t,high:n}){return`${T(e)} (${ka(t)} … ${ka(n)})`}function ka(e){return T(e).replace(/\s*%$/,``)}function Aa(e,t){let n=({badAnswers:e})=>e??1/0,r=e.filter(({version:e})=>e!==t).sort((e,t)=>n(t)-n(e))[0];if(!r)return[`—`];let{version:i,badAnswers:a,days:o,acts:s}=r;if(a===null)return[m(i),`: no guard could tell`];let c=o===null?``:` in ${o<1?`a day`:E(Math.round(o),`day`)}`,l=s?`then it is taken back`:`then somebody is told`;return[`${Math.round(a)} bad answers${c} by `,m(i),`, ${l}`]}function ja(e){return T(e)}function Ma(e,t){return Na(e,ea({width:t,color:!1})).join(`
`)}function Na(e,t){let{title:n,lead:r,bars:i,table:o,risks:s}=wa(e),c=o.rows.map(e=>{let[t=[],...n]=e,r=n.flatMap((e,t)=>[...t===0?[`: `]:[` · `],...e]);return[...t,...r]});return[...Z([v(w(n))],t),...Q(r,t),``,...i.map(e=>a(e)),``,...Q(c,t),``,...Q(s,t)]}function Pa(e,t){let n=ea(t),r=D(e.prompts).filter(e=>e.verdict===`pass`&&L(e)),i=D(e.prompts).filter(V),a=e.prompts.filter(L).length>1||e.verdict===`error`,o=[Ia(e,n),Q(an(e),n,N.terminal),Q(dn(e,+(e.verdict===`error`)),n),...i.flatMap(t=>La(t,e,n,a)),...at(e)?r.flatMap(t=>Ra(t,e,n,a)):[Xa(r,e,n)],...(e.portfolioPlans??[]).map(e=>Na(e,n)),Fa(e,n),Q(Gr(e),n),Qa(e,n)].filter(e=>e.length>0).map(e=>e.join(`
`)).join(`

`);return s(o)}function Fa(e,t){let n=mr(e);return n.length===0?[]:[...Z([v(pr)],t),...Q(n,t)]}function Ia(e,t){let{paint:n}=t,r=Be(e),[i=``,...a]=Z(le(e),{...t,width:t.width-2});return[`${n.bold(ua(r.tone,n)(r.terminal))} ${n.bold(i)}`,...a.map(e=>`  ${n.bold(e)}`)]}function La(e,t,n,r){return[r?Z([v(`─ `),...de(e)],n):[],Z(X(e,t.policy),n),Ba(e,n),Ha(e,n),Wa(e,t,n),Ga(e,n),...Bt(e).map((e,t)=>Ka(e,n,t===0)),Ya(e,n),$a(Zt(e,t),n)]}function Ra(e,t,n,r){return[r?Z([m(e.path)],n):[],Ba(e,n),Wa(e,t,n),Ga(e,n),...Bt(e).map(t=>rt(e)?Ka(t,n,!0):Za(t,n)),$a(Zt(e,t),n)]}const za=[{head:``,align:`left`,priority:0},{head:`segment`,align:`left`,priority:0},{head:`baseline`,align:`right`,priority:2},{head:`candidate`,align:`right`,priority:2},{head:`change, 95\xA0% CI`,align:`left`,priority:0},{head:`lost / won`,align:`right`,priority:3},{head:`z`,align:`right`,priority:4},{head:`adjusted p`,align:`right`,priority:0}];function Ba(e,t){if(!L(e))return[];let n=g(e.segments).slice(0,200),r=n.map(n=>Va(n,Dt(n,e),t)),{overall:i}=e;i&&r.push(Va(i,Ot(i,e),t));let a=e.segments.length-n.length,o=aa(za,r,t);return a>0?[...o,`${E(a,`more segment`)} in the result JSON`]:o}function Va(e,t,{paint:n}){let r=e.missing>0?` (${e.missing} missing)`:``;return[t?{text:`${t.sign.terminal} ${t.words}`,style:ua(t.sign.tone,n)}:{text:``},{text:M(e.name,40)+r},...Ft(e).map(e=>({text:e}))]}function Ha(e,{width:t,paint:n}){let[r,...i]=rr(e,{width:Math.min(t,90)});if(r===void 0)return[];let a=ir(e);return[n.dim(r),...i.map((e,t)=>Ua(e,a[t],n))].slice(0,200)}function Ua(e,t,n){return t?.verdict===`regression`?n.red(e):e}function Wa(e,t,n){let r=se(e,t.policy);if(!r)return[];let i=e.cost?.label===`exceeded`?` ${Ze.exceeded.sign.terminal} `:` `;return Z([v(`Cost`),i,...r],n)}function Ga(e,t){let n=_(e);if(!n||!ie(e))return[];let r=e.latency?.label===`exceeded`?` ${Ze.exceeded.sign.terminal} `:` `;return Z([v(`Latency`),r,...n],t)}function Ka({title:e,cases:t},n,r){let i=r?t.slice(0,3):[],a=t.length-i.length;return[...Z(e,n).map(e=>n.paint.bold(e)),...i.flatMap(e=>[``,...qa(e,n)]),...a>0?[...r?[``]:[],`  ${E(a,r?`more case`:`case`)} in the HTML and JSON reports`]:[]]}function qa(e,t){let n=[v(M(e.description??e.id,120)),...Ut(e),` · `,m(e.place)],r=Wt(e,!0);return[...Z(n,t,`  `),...r.flatMap(e=>Z(e,t,`  `)),...Ja(e,t)]}function Ja({baseline:e,candidate:t},{width:n,paint:r}){if(t.answer===null||e?.answer===null)return[];let i=ht(e?e.answer:t.answer,t.answer,600),a={same:` `,removed:`-`,added:`+`},o={same:r.dim,removed:r.red,added:r.green};return i.flatMap(({kind:e,text:t})=>vt(t,n-6).map(t=>o[e](`    ${a[e]} ${t}`.trimEnd())))}function Ya(e,t){if(e.errors.length===0)return[];let n=[...new Set(e.errors.map(({kind:e,message:t})=>`${e}: ${M(t,200)}`))];return[...Z([fn(e.errors)],t),...Q(n.slice(0,5).map(e=>[e]),t)]}function Xa(e,{policy:t},n){if(e.length===0)return[];let{sign:r,text:i}=gn(e,t);return Z([`${r.terminal} `,...i,`.`],n)}function Za({title:e,cases:t},n){let r=t.map(e=>[M(e.description??e.id,120),...Ut(e),` · `,m(e.place)]),i=P(r,10,e=>[`${E(e,`more case`)} in the HTML and JSON reports`]);return[...Z(e,n).map(e=>n.paint.bold(e)),...Q(i,n)]}function Qa(e,t){let n=e.usage.trials>0?[...ei(e).slice(0,20),Zr(e)]:[];return $a([...on(e),...n],t)}function $a(e,t){return e.flatMap(e=>Z(e,t)).map(e=>t.paint.dim(e))}function eo(e,t,n,r=Pa){let{FORCE_COLOR:i,NO_COLOR:a}=n,o=i?i!==`0`:!!t.isTTY&&!a;t.write(`${r(e,{width:t.columns??100,color:o})}\n`)}function to(e){let[t,n]=ro(e).filter(({path:e})=>e===`-`);if(t&&n)throw new u(`\`--${t.rendering.name} -\` and \`--${n.rendering.name} -\` both mean the standard output.`,{remedy:`Name a file for one of them.`})}async function no(e,t,n={}){for(let{path:r,rendering:a}of ro(t)){let t=await a.render(e,n.cases);if(r===`-`&&n.output)for(let e of typeof t==`string`?[t]:t)n.output.write(a.name===`json`?i(e):e);else await nt(r,t),n.onWritten?.(r)}}function ro(e){return te.flatMap(t=>{let n=e[t.name];return n===void 0?[]:[{path:n,rendering:t}]})}function io({metric:e,prompt:t,version:n,segment:r,environment:i}){return`${e} of ${t} ${n} for ${ao(r)} in ${i}`}function ao(e){return e===`*`?`all others`:e}function oo({control:e}){return e??`its own beginning`}function so({badAnswers:e},{mean:t}){return t===null?`–`:e===null?String(Number(t.toPrecision(4))):T(t)}function co({evidence:e,limit:t}){let n=e=>e>=10?h(Math.round(e)):e.toPrecision(2);return`e = ${e>=0xe8d4a51000?`10¹² or more`:n(e)}, limit ${n(t)}`}const lo=[`▁`,`▂`,`▃`,`▄`,`▅`,`▆`,`▇`,`█`];function uo({version:e,control:t},[n,r]){let i=[...e,...t].filter(e=>e!==null),a=Math.min(...i),o=Math.max(...i)-a||1,s=e=>e===null?` `:lo[Math.min(7,Math.floor((e-a)/o*8))]??` `,c=Math.max(n.length,r.length),l=(e,t)=>`  ${e.padEnd(c)}  ${t.map(s).join(``)}`.trimEnd(),u=t.some(e=>e!==null);return[l(n,e),...u?[l(r,t)]:[]]}function fo(e){let t=K([mo(e),...e.trips.map(ho),_o(e)]);return{title:po(e),body:K([t,bo(e),xo(e)]),note:t}}function po({prompt:e,environment:t,trips:n,takenBack:r,held:i,before:a}){let o=[...r?[r.from]:[],...a.filter(({action:e})=>e===`rollback`).map(({version:e})=>e)],s=n.map(({guard:e})=>e.version),c=(e,t,n)=>{let r=[...new Set(e)].filter(e=>!t.includes(e));return r.length===0?[]:[`${r.join(`, `)} ${n}`]},l=[...c(o,[],`taken back`),...c(i,o,`held`),...c(s,[...o,...i],`worse`)],u=/* @__PURE__ */ new Set([...n.map(({guard:e})=>e.metric),...a.map(({metric:e})=>e)]);return`${e} in ${t}: ${l.join(`; `)} (${[...u].join(`, `)})`}function mo({prompt:e,environment:t,trips:n,takenBack:r,held:i}){let[a,o]=[m(e),m(t)];if(r){let{from:e,to:t,serial:n}=r;return C([a,` `,v(e),` was taken back in `,o,`: ${t} serves instead (serial ${n}).`])}if(i.length>0)return C([a,` `,v(i.join(`, `)),` is held in `,o,`: it goes on serving, and its share may not rise.`]);let s=[...new Set(n.map(({guard:e})=>e.version))].join(`, `);return C([a,` `,v(s),` does worse in `,o,`. This guard only alerts: nothing was changed.`])}function ho({guard:e,figures:t,trend:n}){let{version:r,control:i,latest:a,badAnswers:o}=t,s=oo(e),l=o===null?[]:[` It cost `,v(E(o,`bad answer`)),` more.`],u=[m(e.metric),` of `,e.version,` for `,go(e.segment),`: `,v(so(t,r)),` in ${E(r.answers,`answer`)}, against `,v(so(t,i)),` of ${s} (${co(t)}).`,...l],d=i.answers===0?``:`, against ${so(t,a.control)}`,f=`The latest ${h(a.version.answers)}: ${so(t,a.version)}${d}. The lines show them over time.`;return K([C(u),c(uo(n,[e.version,s]).join(`
`),`text`),C([f])])}function go(e){return e===`*`?ao(e):m(e)}function _o({failures:e}){return e.length===0?``:K([`**Not all could be done:**`,W(e.map(b))])}const vo=[{head:`when`,align:`left`},{head:`version`,align:`left`},{head:`segment`,align:`left`},{head:`metric`,align:`left`},{head:`what was done`,align:`left`}],yo={rollback:`taken back`,hold:`held`,alert:`nothing, it was told`};function bo({before:e}){if(e.length===0)return``;let t=e.map(({at:e,version:t,segment:n,metric:r,action:i})=>[[`${e.slice(0,16).replace(`T`,` `)} UTC`],[t],[go(n)],[m(r)],[yo[i]]]);return K([`Tripped before, and not released:`,H(vo,t)])}function xo({prompt:e,environment:t,trips:r,takenBack:i,held:a,before:o}){let s=[...i?[i.from]:[],...a,...r.map(({guard:e})=>e.version),...o.map(({version:e})=>e)],l=i!==null||o.some(({action:e})=>e===`rollback`),u=[...new Set(s)].map(r=>`${n} release ${e}@${r} --env ${t}`);return K([`### What now`,`Look at the answers. When it is clear what they mean, release the version: guards of this prompt only alert until then. ${l?`A version that was taken back serves again when a reviewed change of its weights is merged after that.`:`Its share may rise after that.`}`,c(u.join(`
`),`sh`),`Then close this issue: nothing else closes it. What trips after a release opens another.`])}function So(e){return`${JSON.stringify(ot.parse(e),null,2)}\n`}function*Co(e,t){if(!t){yield So(e);return}let{prompts:n,...r}=ot.parse(e);yield To(r,0),yield`,
  "prompts": [`;for(let[e,r]of n.entries())yield e>0?`,
    `:`
    `,yield*wo(r,t.outcomesOf(r.path));yield`${n.length>0?`
  `:``}]\n}\n`}function*wo(e,t){yield To(e,4),yield`,
      "cases": [`;let n=`
        `;for(let e of t)yield n+JSON.stringify(st.parse(e)),n=`,
        `;yield`
      ]
    }`}function To(e,t){let n=JSON.stringify(e,null,2);return n.slice(0,n.lastIndexOf(`
`)).replaceAll(`
`,`\n${` `.repeat(t)}`)}function Eo({prompt:e,version:t,environment:n}){return[m(e),` ${t} in `,m(n)]}function Do(e){return[...Eo(e),...Oo(e)]}function Oo({verdict:e,cause:t,because:n,overall:r,segments:i,askedTwice:a}){if(e===`drifted`)return[` drifted: ${ko[t??`unknown`]}.`];if(e===`undecided`){let e=i.filter(({casesThen:e})=>e!==void 0).map(({segment:e})=>m(e));return n[0]===`segment-not-compared`&&e.length>0?[` is undecided: too few cases of `,...j(e),` are asked today as they were asked then. Their answers of today are compared from the next promotion on.`]:[` is undecided: ${Ao[n[0]??``]??`nobody knows`}.`]}let o=i.filter(e=>e.verdict===`invalid`).map(({segment:e})=>m(e)),s=a?` Its first answers were worse, and those of a second asking are not.`:``,c=` is clean: ${Po(r)} of ${E(r.cases,`case`)}.${s}`;return o.length===0?[c]:[c,` Too small to be judged: `,...j(o),`.`]}const ko={model:`the model answers otherwise`,judge:`the judge judges otherwise`,traffic:`production reports worse, and the suite shows nothing`,unknown:`by the model or by the judge, which is not known`},Ao={"no-evidence":`there was no evidence to hold it against; the next look has that of today`,"no-shared-cases":`no case that was asked then is asked today with the same content`,"too-few-answers":`too few cases were answered both times, or cases that decide got no answer today`,inconclusive:"the answers show neither a drop nor its absence, and `gate.on-inconclusive` is block"};function jo({verdict:e,cause:t,control:n}){if(e!==`drifted`||t===`traffic`)return null;if(n===null)return`No model judges this suite, and the prompt and its cases are the same: only the model can have changed.`;let{judged:r,found:i,worse:a,better:o,model:s,judge:c}=n,l=`${i} of ${E(r,`answer`)} of then that models judge ${i===1?`was`:`were`} still stored, and judged again today: ${a} worse, ${o} better.`;return s===null||c===null?l:`${l} By the model alone the change is ${A(s)} points, by the judge alone ${A(c)}.`}function Mo({because:e,traffic:t,facts:n,askedTwice:r,verdict:i}){let a=t.filter(({isWorse:e})=>e);return[...r&&i===`drifted`?[[`It was asked twice, and was worse both times.`]]:[],...e.includes(`critical-case`)?[[`A critical case that passed then fails today.`]]:[],...e.includes(`cost`)?[["Its answers take more tokens than `cost` allows."]]:[],...a.map(({metric:e,segment:t,before:n,now:r,p:i})=>{let a=t===`*`?[`all other segments`]:[m(t)],o=`${Io(r.mean)} in the latest week, ${Io(n.mean)} before (p = ${qe(i)})`;return[`In production, `,m(e),` in `,...a,`: ${o}.`]}),...n.map(No)]}function No(e){if(e.kind===`price`){let t=R(e.ratio);return[`By the price list, the same tokens of `,m(e.model),` cost ${t} since then.`]}let{model:t,on:n,source:r,asOf:i}=e;return[`Its provider’s date of retirement of `,m(t),` is ${n} (${r}, as of ${i}).`]}function Po({before:e,now:t}){return`${e===null?`—`:T(e)} then, ${t===null?`—`:T(t)} today`}function Fo({segments:e,overall:t},n){return rr({segments:(e.length>1?[...e,t]:[t]).map(({segment:e,change:t,interval:n,verdict:r})=>({name:e,difference:t,interval:n,verdict:r}))},{width:n})}function Io(e){return String(Number(e.toPrecision(3)))}const Lo=[{head:`Segment`,align:`left`},{head:`Change`,align:`right`},{head:`Then`,align:`right`},{head:`Today`,align:`right`},{head:`Cases`,align:`right`},{head:``,align:`left`}];function Ro(e,t){let n=[...new Set(t.map(({fact:e})=>e.environment))];return{title:w([`${e} drifted in ${n.join(`, `)}`]),body:K([C(b("The prompt is the same, and answers its suite otherwise than when it was promoted. This issue is kept up to date by `drift`, which closes it once nothing drifts.")),...t.flatMap(zo),Bo(e,t)])}}function zo({fact:e,before:t}){let{overall:n,segments:r}=e,i=r.length>1?[...r.slice(0,30),n]:[n],a=jo(e),o=Fo(e,72),s=[...t,{...e,at:``,overall:n.now}].filter(({version:t})=>t===e.version).slice(-8).map(e=>e.overall===null?`—`:T(e.overall));return[`### ${C(Do(e))}`,a===null?``:C(b(a)),W(Mo(e)),H(Lo,i.map(({segment:e,change:t,before:n,now:r,cases:i,verdict:a})=>[[m(e)],[t===null?`—`:A(t)],[n===null?`—`:T(n)],[r===null?`—`:T(r)],[String(i)],[a]])),o.length>1?c(o.join(`
`)):``,s.length>1?`Over the latest looks: ${s.join(` → `)}.`:``,C([`Held against the evidence `,m(e.against?.evidence??``),` of ${e.against?.at??`nowhere`}; today's is `,m(e.evidence),`.`])]}function Bo(e,t){let r=new Set(t.map(({fact:e})=>e.cause)),i=e=>m(`${n} ${e}`);return K([`**What to do**`,W([...r.has(`model`)||r.has(`unknown`)?[[`Try another model: `,i(`drift ${e} --propose MODEL`),` makes the pull request, which the gate judges.`]]:[],...r.has(`judge`)||r.has(`unknown`)?[[`Look at the judge before the prompt: pin its model in `,m(`judge.model`),`, or ask a rubric that leaves less to it.`]]:[],...r.has(`traffic`)?[[`Add cases like those that production has now: the suite does not show what its users see.`]]:[],[`Which version served when: `,i(`history ${e}`),`. Back to the one before: `,i(`rollback ${e} --env ENV --reason …`),`.`]])])}function Vo({prompt:e,from:t,to:n},r){return K([C([`Asks `,m(n),` what `,m(e),` asks `,m(t),` now. Nothing else changes. The gate compares both on the suite, segment by segment.`]),...r.flatMap(e=>{let t=jo(e);return[C(Do(e)),t===null?``:C(b(t)),W(Mo(e))]}),"Each run of `drift --propose` replaces this branch, so commits on it are lost."])}function Ho(e,t){let{title:n,lead:r,bars:i,table:a,risks:o}=wa(e),s=a.heads.map(e=>({head:e,align:`left`}));return K([`**${C(n)}**`,W(r),c(i.join(`
`)),H(s,a.rows.slice(0,Math.max(3,t))),U([`What could go wrong, and what it rests on`],[W(o)])])}const Uo=[50,10,3];function Wo({plan:e,because:t}){let n=[C([`New weights of `,m(e.prompt),` in `,m(e.environment),". They are set when this is merged, by the next `record`."]),W(t.map(b))],r=`Each rebalance replaces this branch, so commits on it are lost: to decide otherwise, change the file on main.`;return Uo.map(t=>K([...n,Ho(e,t),r])).find(e=>e.length<=6e4)??K([...n,r])}const Go={running:`runs`,stopped:`is stopped`,decided:`is decided`,ended:`is over before it had its size`};function Ko({state:e,units:t,sampleRatio:n,guardrails:r,result:i,excluded:a,changedBy:o}){let s=r.filter(({isBroken:e})=>e),c=(i?.versions??[]).map(({version:e,difference:t,low:n,high:r,adjustedP:i,finding:a})=>`${e} is ${a===`no-difference`?`not shown to differ`:a}: ${Jo(t)} (${qo(n)} to ${qo(r)}), adjusted p ${i.toPrecision(2)}.`);return[`The experiment ${Go[e]}: ${t.has} of ${t.asked} units a version.`,...o===null?[]:[`What serves was changed meanwhile (serial ${o}): nothing is concluded.`],...n.isBroken?[`Units did not come in the shares of the weights (p ${n.p.toPrecision(2)}): nothing is concluded.`]:[],...s.map(({metric:e,version:t})=>`The guardrail ${e} is broken by ${t}.`),...c,...a>0?[`${E(a,`observation`)} of other weights did not count.`]:[]]}function qo(e){return e===null?`unbounded`:Jo(e)}function Jo(e){return String(Number(e.toPrecision(3)))}function Yo(e){let{prompt:t,version:n,suite:r,production:i}=e,a=[C([`What fails of `,m(t),` ${n}: ${E(r.failing,`case`)} of ${r.cases} in `,m(r.path),i>0?`, and ${E(i,`answer`)} of production.`:`.`]),...Xo(e),...Zo(e),...Qo(e),"Each `refine` replaces this branch, so commits on it are lost. The gate judges this pull request like any other."],o=K(a);return o.length<=6e4?o:K([a[0]??``,a.at(-1)??``])}function Xo({clusters:e}){if(e.length===0)return[];let t=e.slice(0,20).map(({label:e,size:t,representative:n})=>[[`${t}`],[e],[m(n)]]),n=[{head:`answers`,align:`right`},{head:`what goes wrong`,align:`left`},{head:`for example`,align:`left`}],r=e.some(({by:e})=>e===`model`);return[H(n,t),G(e.length-t.length,{noun:`group`,elsewhere:"`refine --json` has all"}),r?`A model named these groups by some of their answers.`:``]}function Zo({cases:e,suite:t}){if(e.length===0)return[];let n=e.map(({description:e,segments:t,origin:n,assertionsOf:r})=>{let i=t.length>0?` (${t.join(`, `)})`:``,a=n.kind===`production`?[`: a bad answer of production`]:[`: a variant of `,m(n.id),` by a model`],o=r===null?[`; its assertions are those that all cases of its segment have`]:[`; its assertions are those of `,m(r)];return[m(e),i,...a,...o,`.`]});return[`### ${E(e.length,`new case`)}`,C([`They fail today, or are like cases that fail. Read them in `,m(t.path),`: are the questions fit to be kept, and the assertions what a right answer has to meet?`]),W(n.slice(0,20)),G(n.length-20,{noun:`case`,elsewhere:`see the files`})]}function Qo({tries:e,suite:t,triesSoFar:n}){if(e.length===0)return[];let r=e.find(({isProposed:e})=>e),i=e.map(({because:e,training:t,test:n,isProposed:r})=>[[r?`this`:`not proposed`],b(e),[`${T(t.before)} → ${T(t.after)} of ${t.cases}`],[n===null?`not asked`:`${T(n.before)} → ${T(n.after)} of ${n.cases}`]]);return[r?`### One change of the prompt`:`### No change of the prompt`,r?.test?$o(r.test):`None of the changes that were tried is better on the test half.`,H([{head:``,align:`left`},{head:`change`,align:`left`},{head:`training half`,align:`left`},{head:`test half`,align:`left`}],i),C([`The training half has ${E(t.training,`case`)}, the test half ${t.test}, by the first bit of the sha256 of a case's id. Changes are made and chosen by the first only; the second is asked for the best of them.`]),C([`Changes of this prompt that were ever asked on its test half: ${n}. They share one level, so that many tries do not make one look good by chance.`])]}function $o({before:e,after:t,low:n,high:r,p:i,level:a,number:o,cases:s}){return C([`On the ${E(s,`case`)} by which it was not chosen, it passes ${T(t)} instead of ${T(e)}: `,{strong:A(t-e)},`, 95 % interval ${Se([n,r])}, p ${S(i)} against the level ${ye(a)} of try ${o}.`])}function*es({newlyFailing:e,newlyPassing:t,cases:n}){let r=new Map(n?.map(e=>[e.id,e]));for(let t of ke(e))yield ts(t,r.get(t.id)??rs(t,`newly-failing`)),r.delete(t.id);for(let e of t)yield ts(e,r.get(e.id)??rs(e,`newly-passing`)),r.delete(e.id);for(let e of r.values()){let t={messages:[],answer:null};yield{...e,texts:{baseline:e.baseline&&t,candidate:t}}}}function ts({messages:e,baseline:t,candidate:n},r){return{...r,texts:{baseline:t&&{messages:[],answer:t.answer},candidate:{messages:e,answer:n.answer}}}}const ns={inputTokens:null,outputTokens:null,cachedInputTokens:null,usd:null,latencyMs:null};function rs(e,t){let{messages:n,baseline:r,candidate:i,...a}=e;return{...a,standing:t,baseline:r&&{...r,...ns},candidate:{...i,...ns}}}function is(e){let t=/* @__PURE__ */ new Map;return{inParts(n,r){if(n.length<120)return n;let i=n.split(`
`),a=t.get(r)??[];t.set(r,a);let o=os(a,i);if((o?.share??0)<.95&&a.length<4){let t={of:e.push(i)-1,numberOf:as(i)};a.push(t),o={known:t,share:1}}return!o||o.share<.3?n:{of:o.known.of,parts:ss(i,o.known.numberOf)}}}}function as(e){return new Map(e.map((e,t)=>[e,t]))}function os(e,t){let n=t.reduce((e,t)=>e+t.length,0),r=null;for(let i of e){let e=t.reduce((e,t)=>e+(i.numberOf.has(t)?t.length:0),0),a=n===0?0:e/n;(!r||a>r.share)&&(r={known:i,share:a})}return r}function ss(e,t){let n=[],r=[],i=()=>{r.length>0&&n.push(r.join(`
`)),r=[]};for(let a of e){let e=t.get(a);if(e===void 0){r.push(a);continue}i();let o=n.at(-1);Array.isArray(o)&&o[0]+o[1]===e?o[1]+=1:n.push([e,1])}return i(),n}const cs=2e4;function*ls(e,t){let n={prompts:[],segments:[],texts:[],block:50,cases:[]},r=/* @__PURE__ */ new Map,i=e=>{let t=r.get(e);return t===void 0?(r.set(e,n.segments.length),n.segments.push($(e,200))-1):t},a=[];for(let[r,o]of e.entries()){n.prompts.push($(o.path,200));let e=is(n.texts),s=ds(o),c=/* @__PURE__ */ new Set;for(let l of t?.recordsOf(o.path)??es(o)){l.standing===`errored`&&c.add(l.id);let t=s.get(l.id);n.cases.push({kind:l.standing===`newly-failing`&&l.baseline===null?`new`:l.standing,prompt:r,name:$(l.description??l.id,300),segments:l.segments.map(i),...t!==void 0&&{cluster:t},...fs(l)}),a.push(ut(ps(l,e))),a.length===50&&(yield us(a),a=[])}for(let e of o.errors.filter(({caseId:e})=>e===null||!c.has(e)))n.cases.push(gs(e,r,i)),a.push(ut(_s(e))),a.length<50||(yield us(a),a=[])}a.length>0&&(yield us(a)),yield`<script type="application/json" id="case-index">${ut(n)}<\/script>\n`}function us(e){return`<script type="application/json" class="case-block">[${e.join(`,`)}]<\/script>\n`}function ds({clusters:e}){let t=[...e?.newlyFailing??[],...e?.failing??[]];return new Map(t.flatMap(({members:e},t)=>e.map(e=>[e,t])))}function fs({critical:e,severe:t}){let n=[...e?[`critical`]:[],...t?[`always passed, now always fails`]:[]];return n.length>0?{marks:n}:{}}function ps({place:e,baseline:t,candidate:n,texts:r},i){let a=[...t?.errors??[],...n.errors??[]],o=t&&r.baseline&&ms(t,r.baseline,i),s=ms(n,r.candidate,i);return{place:$(e,300),errors:[...new Set(a)].map(e=>$(e,1e3)),baseline:o,candidate:r.baseline?hs(s,r.candidate,r.baseline):s}}function ms(e,t,n){return{passes:e.passes,trials:e.trials,failures:e.failures.map(({type:e,reason:t})=>$(`${e}: ${t}`,1e3)),figures:[e.inputTokens,e.cachedInputTokens,e.outputTokens,e.usd,e.latencyMs],answer:t.answer===null?null:$(t.answer,cs),messages:t.messages.map(({role:e,content:t},r)=>({role:$(e,40),text:n.inParts($(t,cs),r)}))}}function hs(e,t,n){return{...e,answer:t.answer!==null&&t.answer===n.answer?{same:!0}:e.answer,messages:e.messages.map((e,r)=>{let[i,a]=[t.messages[r],n.messages[r]];return i?.role===a?.role&&i?.content===a?.content?{same:!0}:e})}}function gs({caseId:e,segments:t,arm:n},r,i){return{kind:`errored`,prompt:r,name:$(e??`the run`,300),segments:t.map(i),...n&&{marks:[n]}}}function _s({kind:e,message:t}){return{place:``,errors:[$(`${e}: ${t}`,1e3)],baseline:null,candidate:null}}function $(e,t){let n=e.length-t;return o(n>0?`${e.slice(0,t)}… (${n} more characters)`:e)}function vs(e,t){let n={counts:{"newly-failing":0,failing:0,"newly-passing":0,passing:0,errored:0},segments:/* @__PURE__ */ new Set,listed:[],tokens:{baseline:[],candidate:[]},latencyMs:{baseline:[],candidate:[]}};for(let r of t?.outcomesOf(e.path)??es(e)){n.counts[r.standing]+=1;for(let e of r.segments)n.segments.add(e);r.standing!==`passing`&&n.listed.length<1e3&&n.listed.push(r);for(let e of[`baseline`,`candidate`]){let t=r[e];t&&(bs(n.tokens[e],ys(t)),bs(n.latencyMs[e],t.latencyMs))}}return n}function ys({inputTokens:e,outputTokens:t}){return e===null||t===null?null:e+t}function bs(e,t){t!==null&&e.push(t)}function xs({failures:e,alike:t,size:n}){let r=e.slice(0,3).flatMap(({type:e,expected:t},r)=>{let i=t===null?n>1?`, of each its own`:``:`: ${M(t,160)}`;return[r>0?`; `:``,m(M(e,40)),i]}),i=e.length-3;return[...r,...i>0?[`; and ${i} more`]:[],...e.length===0?[`no assertion is named`]:[],...t&&n>1?[` — nearly the same answers`]:[]]}function Ss({prompt:e,overview:t}){return e.errors.length>0||Object.values(t.counts).some(e=>e>0)}function Cs(e){let t=it(e.map(({overview:e})=>({segments:[...e.segments]})));return z`<section class="cases" id="cases" aria-labelledby="cases-title">
<h2 id="cases-title">Cases</h2>
${Ds(e)}
<div id="case-browser" hidden>
<form class="filters" id="filters">
<fieldset><legend class="unseen">Which cases</legend>
${Ts(e)}
</fieldset>
${e.length>1?Es(`prompt`,`Prompt`,e.map(({prompt:e},t)=>[String(t),e.path])):null}
${t.length>1?Es(`segment`,`Segment`,t.map(e=>[$(e,200),e])):null}
<span class="filter"><label for="filter-search">Search</label> <input type="search" id="filter-search" name="search" autocomplete="off"></span>
<button type="button" id="all-cases" hidden>Show all cases</button>
</form>
<p id="case-count" class="muted" role="status"></p>
<div id="case-list" class="case-list" role="list" aria-label="Cases"></div>
</div>
<noscript>${ks(e)}</noscript>
</section>
`}const ws=[[`newly-failing`,`Newly failing`],[`failing`,`Failing in both`],[`newly-passing`,`Newly passing`],[`passing`,`Passing`],[`errored`,`Errored`]];function Ts(e){let t=e.every(({prompt:e})=>e.baseline===null);return[[``,`All`],...ws].map(([e,n])=>{let r=e===``?z` checked=""`:null;return z`<label><input type="radio" name="kind" value="${e}"${r}><span>${t&&e===`newly-failing`?`Failing`:n} <b></b></span></label>`})}function Es(e,t,n){let r=n.map(([e,t])=>z`<option value="${e}">${M(t,80)}</option>`);return z`<span class="filter"><label for="filter-${e}">${t}</label> <select id="filter-${e}" name="${e}"><option value="">all</option>${r}</select></span>`}function Ds(e){let t=e.flatMap(({prompt:t},n)=>{let{newlyFailing:r=[],failing:i=[]}=t.clusters??{},a=e.length>1?z` <code>${M(t.path)}</code>`:null,o=t.baseline?`newly fails`:`fails`;return[Os(z`What ${o}${a}`,r,{prompt:n,first:0}),Os(z`What fails in both versions${a}`,i,{prompt:n,first:r.length})].filter(e=>e!==null)});return t.length===0?null:z`<div class="reasons">${t}</div>`}function Os(e,t,{prompt:n,first:r}){if(t.length===0)return null;let i=t.reduce((e,{size:t})=>e+t,0),a=t.slice(0,12).map((e,t)=>z`<li><button type="button" class="reason" data-prompt="${n}" data-cluster="${r+t}"><b>${h(e.size)} of ${h(i)}</b> <span>${B(xs(e))}</span></button></li>`),o=t.length-a.length;return z`<section class="part"><h3>${e}</h3><ol class="clusters">${a}</ol>
${o>0?z`<p class="muted">${h(o)} more reasons, each of fewer cases, are in the list below.</p>`:null}</section>`}function ks(e){let t=e.flatMap(({overview:e})=>e.listed),n=e.reduce((e,{overview:t})=>e+js(t),0),r=t.map(e=>{let{candidate:t,baseline:n}=e,r=[...[...t.failures,...n?.failures??[]].map(({type:e,reason:t})=>`${e}: ${t}`),...n?.errors??[],...t.errors??[]];return z`<tr><td>${As(e)}</td><th scope="row">${M(e.description??e.id,300)}</th><td>${e.segments.map(e=>M(e)).join(`, `)}</td><td>${M(r.join(`; `),1e3)}</td><td><code>${M(e.place,300)}</code></td></tr>\n`}),i=n-r.length;return z`<div class="scroll"><table><thead><tr><th scope="col"><span class="unseen">How it stands</span></th><th scope="col">Case</th><th scope="col">Segment</th><th scope="col">Assertion</th><th scope="col">Place</th></tr></thead><tbody>${r}</tbody></table></div>
${i>0?z`<p>${h(i)} more cases are listed with JavaScript, and in the result JSON.</p>`:null}`}function As({standing:e,baseline:t}){return Ge[e===`newly-failing`&&!t?`new`:e].words}function js({counts:e}){return Object.values(e).reduce((e,t)=>e+t,0)}const Ms=.99;function Ns(e){let t=t=>e.reduce((e,n)=>{let{baseline:r,candidate:i}=t(n);return Math.max(e,zs(r,Ms)??0,zs(i,Ms)??0)},0);return{tokens:t(({tokens:e})=>e),latencyMs:t(({latencyMs:e})=>e)}}function Ps({tokens:e,latencyMs:t},n){let r=[Is(`Tokens a call`,e,{high:n.tokens,format:h}),Is(`Latency of a call`,t,{high:n.latencyMs,format:Fs})].filter(e=>e!==null);return r.length===0?null:z`<section class="part"><h3>Spread over the cases</h3><div class="spreads">${r}</div></section>`}function Fs(e){return e<999.5?`${Math.round(e)} ms`:be(e)}function Is(e,{baseline:t,candidate:n},{high:r,format:i}){if(n.length===0||r<=0)return null;let a=[...t.length>0?[{name:`baseline`,values:t}]:[],{name:`candidate`,values:n}],o=a.map(({values:e})=>Ls(e,r)),s=Math.max(...o.flat()),c=a.map(({name:e},t)=>z`<path class="spread ${e}" d="${Rs(o[t]??[],s)}"/>`),l=a.map(({name:e,values:t})=>z`<tr><th scope="row"><span class="key ${e===`baseline`?`before`:`after`}">${e}</span></th><td class="number">${i(zs(t,.5)??0)}</td><td class="number">${i(zs(t,.95)??0)}</td><td class="number">${i(zs(t,1)??0)}</td></tr>`);return z`<figure class="spread"><figcaption>${e}</figcaption>
<svg class="spread" viewBox="0 0 ${40} ${48}" preserveAspectRatio="none" aria-hidden="true" focusable="false">${c}</svg>
<div class="ends muted" aria-hidden="true"><span>0</span><span>${i(r)} or more</span></div>
<table><thead><tr><td></td><th scope="col" class="number">Median</th><th scope="col" class="number">95th percentile</th><th scope="col" class="number">Highest</th></tr></thead><tbody>${l}</tbody></table></figure>`}function Ls(e,t){let n=Array.from({length:40},()=>0);for(let r of e){let i=Math.min(39,Math.max(0,Math.floor(r/t*40)));n[i]=(n[i]??0)+1/e.length}return n}function Rs(e,t){return`M0 48${e.map((e,n)=>`V${Number((48-e/t*46).toFixed(2))}H${n+1}`).join(``)}V48z`}function zs(e,t){let n=Float64Array.from(e).sort();return n[Math.max(0,Math.ceil(t*n.length)-1)]??null}function Bs(e){return Gs(e.flatMap(({segments:e,overall:t})=>t?[...e,t]:e).flatMap(({cost:e})=>[e.candidate.totalTokens,e.baseline?.totalTokens??0]).filter(e=>e>0))}function Vs(e,{policy:t,range:n}){let r=se(e,t);return!r||!e.cost?z``:z`<section class="part"><h3>Cost ${Hs(e.cost)}</h3>
<p>${B(r)}</p>
${e.cost.comparison.baseline?Us(e,n):null}</section>`}function Hs(e){let t=Le(e);if(!e.comparison.baseline||t.every(({label:e})=>e===null))return null;let{sign:n,likeVerdict:r,words:i}=Ze[e.label].page,a=e.label===`unknown`&&tt(e)&&!t.some(De);return z`<span class="${r===null?`badge`:`badge ${r}`}"><span aria-hidden="true">${n.page}</span> ${a?Ie:i}</span>`}function Us(e,t){let n=g(e.segments),r=(e.overall?[...n,e.overall]:n).map(n=>Ws(n,t,n===e.overall));return z`<div class="scroll" tabindex="0" role="region" aria-label="Tokens of ${e.path}">
<table class="dumbbell" role="table">
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Segment</th><th role="columnheader" scope="col" class="plot"><span class="legend"><span class="key before">baseline</span><span class="key after">candidate</span></span></th><th role="columnheader" scope="col" class="number">Tokens a call</th>
<th role="columnheader" scope="col">Change, 95&nbsp;% CI</th><th role="columnheader" scope="col" class="number">Input</th><th role="columnheader" scope="col" class="number">Output</th><th role="columnheader" scope="col" class="number">Cached</th><th role="columnheader" scope="col" class="number">Money per 1,000 calls</th></tr></thead>
<tbody role="rowgroup">${r}</tbody>
<tfoot aria-hidden="true"><tr><td></td><td class="plot">${Ks(t)}</td><td colspan="6">tokens a call</td></tr></tfoot>
</table></div>`}function Ws(e,t,n){let{baseline:r,candidate:i}=e.cost,[a,o,s,c,l,u]=zt(e),d=[`tokens`,`change`,`input`,`output`,`cached`,`money`],f=[a,o,s,c,l,u].map((e=``,t)=>z`<td role="cell" class="${t===1?`change`:`number`}" data-label="${d[t]??``}">${e}</td>`),p=qs(i.totalTokens,t),m=r&&qs(r.totalTokens,t);return z`<tr role="row" class="${n?`overall`:`segment`}"><th role="rowheader" scope="row"><span class="segment-name">${e.name}</span></th>
<td role="cell" class="plot" aria-hidden="true"><svg class="row" focusable="false"><line class="grid" x1="0" x2="100%" y1="50%" y2="50%"/>
${m?z`<line class="bar" x1="${m}" x2="${p}" y1="50%" y2="50%"/><circle class="before" cx="${m}" cy="50%" r="5"/>`:null}<circle class="after" cx="${p}" cy="50%" r="5"/></svg></td>
${f}</tr>
`}function Gs(e){let t=e.reduce((e,t)=>Math.min(e,t),1/0),n=e.reduce((e,t)=>Math.max(e,t),0);if(!Number.isFinite(t))return{low:0,high:1};let r=Math.max((n-t)*.15,n*.02,1);return{low:Math.max(0,t-r),high:n+r}}function Ks({low:e,high:t}){return z`<svg class="axis" focusable="false"><text x="0" y="14" text-anchor="start">${h(e)}</text><text x="100%" y="14" text-anchor="end">${h(t)}</text></svg>`}function qs(e,{low:t,high:n}){return`${Number(((e-t)/(n-t)*100).toFixed(3))}%`}function Js({sign:e,words:t,likeVerdict:n}){return z`<span class="badge ${n??`new`}"><span aria-hidden="true">${e.page}</span> ${t}</span>`}function Ys(e){let t=e.flatMap(Xs);return t.some(({interval:e})=>e!==null)?tr(t):null}function Xs({segments:e,overall:t}){return t?[...g(e),t]:g(e)}function Zs(e,t){let n=Xs(e),r=n.some(({interval:e})=>e!==null)?t:null,i=n.map(t=>Qs(t,{isOverall:t===e.overall,prompt:e,axis:r}));return z`<div class="scroll" tabindex="0" role="region" aria-label="Segments of ${e.path}">
<table class="forest" role="table">
<thead role="rowgroup"><tr role="row">
<th role="columnheader" scope="col">Verdict</th><th role="columnheader" scope="col">Segment</th>
<th role="columnheader" scope="col" class="number">Baseline</th><th role="columnheader" scope="col" class="number">Candidate</th>
${r?z`<th role="columnheader" scope="col" class="plot"><span class="ends"><span>← worse</span><span>better →</span></span></th>`:null}
<th role="columnheader" scope="col">Change, 95&nbsp;% CI</th><th role="columnheader" scope="col" class="number">Lost / won</th>
<th role="columnheader" scope="col" class="number">Adjusted p</th>
</tr></thead>
<tbody role="rowgroup">${i}</tbody>
${r?z`<tfoot aria-hidden="true"><tr><td colspan="4"></td><td class="plot">${tc(r)}</td><td colspan="3">points</td></tr></tfoot>`:null}
</table></div>`}function Qs(e,t){let{isOverall:n,prompt:r,axis:i}=t,a=n?Ot(e,r):Dt(e,r),[o,s,c,l,,u]=Ft(e),d=e.missing>0?z` <span class="muted">(${e.missing} missing)</span>`:null;return z`<tr role="row" class="${n?`overall`:`segment`}">
<td role="cell" class="verdict">${a?Js(a):null}</td>
<th role="rowheader" scope="row"><span class="segment-name">${e.name}${d}</span></th>
<td role="cell" class="number" data-label="baseline">${o}</td><td role="cell" class="number" data-label="candidate">${s}</td>
${i?z`<td role="cell" class="plot" aria-hidden="true">${$s(e,i,a?.likeVerdict??`overall`)}</td>`:null}
<td role="cell" class="change" data-label="change">${c}</td><td role="cell" class="number" data-label="lost / won">${l}</td>
<td role="cell" class="number" data-label="adjusted p">${u}</td>
</tr>
`}function $s(e,t,n){let{interval:r,difference:i,name:a}=e,o=e=>nc(e,t),s=nr(t).map(e=>z`<line class="${e===0?`zero`:`grid`}" x1="${o(e)}" x2="${o(e)}" y1="0" y2="100%"/>`);if(!r||i===null)return z`<svg class="row" focusable="false">${s}</svg>`;let[c,l]=[o(r[0]*100),o(r[1]*100)],u=o(i*100),d=`${a}: ${A(i)} points, ${A(r[0])} to ${A(r[1])}`;return z`<svg class="row ${n}" focusable="false"><title>${d}</title>${s}
<line class="interval" x1="${c}" x2="${l}" y1="50%" y2="50%"/><line class="interval" x1="${c}" x2="${c}" y1="36%" y2="64%"/><line class="interval" x1="${l}" x2="${l}" y1="36%" y2="64%"/>
${n===`overall`||a===`overall`?ec(u):z`<circle class="point" cx="${u}" cy="50%" r="5"/>`}</svg>`}function ec(e){return z`<svg x="${e}" y="50%" overflow="visible"><path class="point" d="M0-7 7 0 0 7-7 0z"/></svg>`}function tc(e){let t=nr(e).map(t=>{let n=nc(t,e),r=t===e.low?`start`:t===e.high?`end`:`middle`;return z`<text x="${n}" y="14" text-anchor="${r}">${t===0?`0`:A(t/100)}</text>`});return z`<svg class="axis" focusable="false">${t}</svg>`}function nc(e,{low:t,high:n}){return`${Number(((Math.min(n,Math.max(t,e))-t)/(n-t)*100).toFixed(3))}%`}function rc(e){if(e.accepted)return{sign:N,word:`Accepted`,tone:`error`};if(e.partial)return{sign:Be(e),word:`Partial run`,tone:`open`};let t=ce(e),{title:n}=I[t],r=Be(e);if(t!==`pass`)return{sign:r,word:n,tone:t};let i={sign:r,tone:ac(r)};return r===Ae?{...i,word:n}:r===N?{...i,word:`Not blocked`}:{...i,word:r===He?`Nothing to compare with`:`Nothing could be told`}}function ic(e){let{verdict:t}=e;if(t===`not-run`)return{...I[t],tone:`open`};if(t!==`pass`||!L(e))return{...I[t],tone:t};let n=_n([e]),r=k(e)?Pe(e):I[t].word;return{sign:n,tone:ac(n),word:n===Ae||k(e)?r:`cannot be told`}}function ac(e){return e===Ae?`pass`:e===N?`error`:`open`}function oc(e){let t=D(e.prompts).filter(L),n=[sc(t),lc(t),uc(t),dc(t),fc(t),pc(t,e)].filter(e=>e!==null);if(n.length===0)return null;let r=n.map(({label:e,value:t,detail:n,tone:r})=>z`<div class="tile ${r}"><dt>${e}</dt><dd class="value">${t}</dd><dd>${n}</dd></div>`);return z`<dl class="tiles">${r}</dl>`}function sc(e){let t=e.flatMap(({segments:e})=>e).reduce(cc,null);if(!t||t.difference===null)return null;let n=t.interval?`, 95\u00a0% CI ${Se(t.interval,` to `)}`:``;return{label:`Largest drop`,value:t.difference<0?`${A(t.difference)} points`:`none`,detail:t.difference<0?`${M(t.name)}${n}`:`in any segment`,tone:t.verdict===`regression`?`bad`:`plain`}}function cc(e,t){return(t.difference??1/0)<(e?.difference??1/0)?t:e}function lc(e){let t=e.filter(x),n=t.flatMap(e=>e.segments);if(n.length===0)return null;let r=e=>n.filter(t=>t.verdict===e).length,i=t.filter(({overall:e,segments:t})=>t.length>1&&e?.verdict===`improved`).length,a=t.length===1?`overall`:`${E(i,`prompt`)} overall`,o=[`${h(r(`improved`))} improved${i>0?`, ${a} improved`:``}`,`${h(r(`pass`))} no worse`,`${h(r(`inconclusive`)+r(`invalid`))} cannot be told`],s=r(`regression`);return{label:`Segments`,value:`${h(s)} of ${h(n.length)} worse`,detail:o.join(`, `),tone:s>0?`bad`:r(`pass`)+r(`improved`)>0?`good`:`plain`}}function uc(e){let t=e.filter(e=>!x(e));if(t.length===0)return null;let n=e=>t.reduce((t,{overall:n})=>t+(n?.candidate[e]??0),0);return{label:`New`,value:`passes ${h(n(`passes`))} of ${h(n(`n`))}`,detail:`${E(t.length,`prompt`)} with nothing to be compared with`,tone:`plain`}}function dc(e){let t=e.filter(e=>e.baseline!==null);if(t.length===0)return null;let n=e=>t.reduce((t,n)=>t+e(n),0),r=n(e=>e.overall?.losses??0),i=n(e=>e.overall?.wins??0),a=n(e=>e.overall?.cases??0);return{label:`Cases`,value:`${h(r)} newly fail`,detail:`${h(i)} newly pass, of ${E(a,`case`)}`,tone:`plain`}}function fc(e){let[t]=e.flatMap(({cost:e})=>e?.comparison.ratio?[e]:[]).sort((e,t)=>(t.comparison.ratio?.ratio??0)-(e.comparison.ratio?.ratio??0)),{baseline:n,candidate:r,ratio:i}=t?.comparison??{};if(!t||!i||!r||!n)return null;let a=t.limit===null?``:`, limit +${f(t.limit)}`;return{label:`Tokens a call`,value:R(i.ratio),detail:`${h(n.totalTokens)} → ${h(r.totalTokens)}${a}`,tone:Re(t).tokens===`exceeded`?`bad`:`plain`}}function pc(e,{policy:t}){let n=e.flatMap(({cost:e})=>e?[e]:[]),r=n.some(e=>Re(e).money===`exceeded`)?`bad`:`plain`,i=n.filter(e=>e.monthlyUsd!==null),[a]=i;if(!a){let[e]=n.filter(hc).sort((e,t)=>hc(t)-hc(e));return e?{label:`Money a call`,value:R(hc(e)),detail:gc(e),tone:r}:null}let o=i.reduce((e,t)=>e+(t.monthlyUsd??0),0),s=i.length===1?gc(a):`${E(i.length,`prompt`)}`,c=mc(e,t),l=c===null?``:`, ${Ne(c)}`;return{label:`Money a month`,value:re(o),detail:`${s}${l}`,tone:r}}function mc(e,t){let n=e.filter(({cost:e})=>e!==null&&e.monthlyUsd!==null),[r,...i]=new Set(n.map(e=>ze(e,t).cost.callsPerMonth??null));return i.length===0?r??null:null}function hc({comparison:e}){return e.moneyRatio?.ratio??0}function gc({comparison:{baseline:e,candidate:t}}){return`${[e,t].flatMap(e=>e&&e.usd!==null?[oe(e.usd)]:[]).join(` → `)} per 1,000 calls`}function _c(e){let{base:t,head:n,verdict:r}=e,{sign:i,word:a,tone:o}=rc(e);return z`<header class="page ${r}">
<p class="brand">Prompt Eval Gate</p>
<p class="state ${o}"><span aria-hidden="true">${i.page}</span> ${a}</p>
<h1>${B(vc(e))}</h1>
<p class="muted"><code>${M(t.ref)}</code> → <code>${M(n.ref)}</code>${n.sha?z` at <code>${n.sha.slice(0,12)}</code>`:null}</p>
${yc(an(e).map(B),`notice`,`Notices`)}
${yc(dn(e).map(B),`problem`,`Problems`)}
${oc(e)}
</header>
`}function vc(e){let t=e.partial&&le(e);if(!t&&e.verdict===`error`&&e.errors.length>0)return[`The gate could not decide`];let[n=I[he(e)].title,...r]=t??fe(e);return[typeof n==`string`?pe(n):n,...r]}function yc(e,t,n){return e.length===0?null:z`<ul class="messages ${t}" aria-label="${n}">${e.map(e=>z`<li>${e}</li>`)}</ul>`}function bc(e,t){let{title:n,lead:r,bars:i,table:a,risks:o}=wa(e),s=`portfolio-${t}`,c=a.heads.map(e=>z`<th scope="col">${e}</th>`),l=a.rows.map(([e=[],...t])=>{let n=t.map(e=>z`<td>${B(e)}</td>`);return z`<tr><th scope="row">${B(e)}</th>${n}</tr>`}),u=e=>e.map(e=>z`<li>${B(e)}</li>`);return z`<section class="run" aria-labelledby="${s}"><h2 id="${s}">${B(n)}</h2>
<ul>${u(r)}</ul>
<div class="scroll" tabindex="0" role="region" aria-label="Who serves which share, now and after: ${w(n)}"><pre>${i.join(`
`)}</pre></div>
<div class="scroll" tabindex="0" role="region" aria-label="Segments: ${w(n)}"><table><thead><tr>${c}</tr></thead><tbody>${l}</tbody></table></div>
<details><summary>What could go wrong, and what it rests on</summary><ul>${u(o)}</ul></details></section>`}const xc=[...`▁▂▃▄▅▆▇█`],Sc=.2;function Cc({versions:e}){return[`Pass rate of the last ${e.length} versions on main`]}function wc({becomes:e,segments:t,overall:n}){let r=e?.passRates;if(!r)return[];let i=[...r.segments.flatMap(e=>e.rates),...r.overall].filter(e=>e!==null),a=Math.max(Sc,...i),o=Math.min(a-Sc,...i),s=(e,t,n)=>({name:e,line:Ec(t,{low:o,high:a}),first:Tc(t.find(e=>e!==null)),last:Tc(t.findLast(e=>e!==null)),candidate:Tc(n)}),c=t.flatMap(e=>{let t=r.segments.find(t=>t.segment===e.name);return t?[s([q(e)],t.rates,e.candidate.rate)]:[]});return t.length===1&&c.length===1?c:[...c,s([v(`overall`)],r.overall,n?.candidate.rate)]}function Tc(e){return typeof e==`number`?T(e):`—`}function Ec(e,{low:t,high:n}){return e.map(e=>e===null?`·`:xc[Math.round((e-t)/(n-t)*(xc.length-1))]).join(``)}function Dc(e,{result:t,axis:n,range:r,scales:i,index:a,overview:o}){let s=t.prompts.length===1,c=s||!V(e)?[m(e.path)]:de(e),l=ic(e),u=V(e)?[]:Bt(e),d=z`<p class="lead">${B(X(e,t.policy))}</p>
${u.map(({title:e})=>z`<p class="muted">${B(e)}.</p>`)}
${L(e)?Zs(e,n):null}
${Vs(e,{policy:t.policy,range:r})}
${kc(e)}
${Ps(o,i)}
${Ac(e)}
${jc(e)}
${Pc(e,t)}`,f=z`<h2 id="prompt-${a}-title">${B(c)}</h2><span class="state ${l.tone}">${l.word}</span>`;return!s&&e.verdict===`pass`?z`<section class="prompt" id="prompt-${a}" aria-labelledby="prompt-${a}-title">
<details class="fold whole"><summary>${f}</summary><div class="prompt-body">${Oc(e)}${d}</div></details>
</section>
`:z`<section class="prompt" id="prompt-${a}" aria-labelledby="prompt-${a}-title">
<header>${f}${Oc(e)}</header>
${d}
</section>
`}function Oc({baseline:e,candidate:t,change:n}){return e&&t&&e.path!==t.path?z`<p class="muted">was <code>${M(e.path)}</code></p>`:n===`added`?z`<p class="muted">a new prompt</p>`:null}function kc(e){let t=_(e);if(!t||!e.latency)return null;let{sign:n,likeVerdict:r,words:i}=Ze[e.latency.label].page,a=ie(e)?z`<span class="${r===null?`badge`:`badge ${r}`}"><span aria-hidden="true">${n.page}</span> ${i}</span>`:null;return z`<section class="part"><h3>Latency ${a}</h3>
<p>${B(t)}</p></section>`}function Ac(e){let t=e.becomes?.passRates;if(!t)return null;let n=wc(e).map(({name:e,line:t,first:n,last:r,candidate:i})=>z`<tr><th scope="row">${B(e)}</th><td aria-hidden="true">${t}</td><td class="number">${n}</td><td class="number">${r}</td><td class="number">${i}</td></tr>\n`);return z`<section class="part"><h3>${B(Cc(t))}</h3>
<div class="scroll" tabindex="0" role="region" aria-label="Pass rates of ${e.path}"><table><thead><tr><th scope="col">Segment</th><th scope="col" aria-hidden="true">${`${t.versions[0]} … ${t.versions.at(-1)}`}</th><th scope="col" class="number">From</th><th scope="col" class="number">To</th><th scope="col" class="number">This change</th></tr></thead><tbody>${n}</tbody></table></div></section>`}function jc({diff:e,path:t,candidate:n,includeDiffs:r=[]}){return[...e===``?[]:[{title:`What changed in the prompt`,path:n?.path??t,diff:e}],...r.map(e=>({...e,title:`What changed in a file that it includes`}))].map(Mc)}function Mc({title:e,path:t,diff:n}){let r=n.trimEnd().split(`
`).filter(e=>!/^(---|\+\+\+|===|Index:)/.test(e)),i=r.slice(0,2e3).map(Nc),a=r.length-i.length;return z`<details class="part fold" open><summary><h3>${e}: <code>${M(t)}</code></h3></summary>
<div class="scroll" tabindex="0" role="region" aria-label="Changes of ${M(t)}"><pre class="diff">${i}</pre></div>
${a>0?z`<p class="muted">${a} more lines are in the pull request.</p>`:null}</details>`}function Nc(e){let[t=` `]=e;return t===`+`?z`<ins>+ ${e.slice(1)}</ins>`:t===`-`?z`<del>− ${e.slice(1)}</del>`:t===`@`?z`<span class="hunk">${e}</span>`:z`<span>  ${e.slice(1)}</span>`}function Pc(e,t){let n=Zt(e,t);if(n.length===0)return null;let{heads:r,rows:i}=nn(e),a=r.map((e,t)=>z`<th scope="col" class="${t===0?``:`number`}">${e}</th>`),o=i.map(([e=[],...t])=>{let n=t.map(e=>z`<td class="number">${B(e)}</td>`);return z`<tr><th scope="row">${B(e)}</th>${n}</tr>\n`});return z`<details class="part fold"><summary><h3>How sure is this?</h3></summary>
<ul>${n.map(e=>z`<li>${B(e)}</li>`)}</ul>
<div class="scroll" tabindex="0" role="region" aria-label="Tests compared"><table><thead><tr>${a}</tr></thead><tbody>${o}</tbody></table></div></details>`}const Fc=String.raw`  /* Two texts that have less in common are shown without marks. */
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
      place,
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
`,Ic=String.raw`  /* Words of two texts that the other has not, by their longest common subsequence. */
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
`,Lc=String.raw`  const CHUNK = 50;
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
`,Rc=Object.fromEntries(Object.entries(Ge).map(([e,{sign:t,words:n}])=>[e,`${t.page} ${n}`])),zc=`'use strict';
(() => {
  const LABELS = ${JSON.stringify(Rc)};
${Lc}
${Fc}
${Ic}
})();
`,Bc=`
${pt}* { box-sizing: border-box; }
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
`;var Vc;function Hc(e,t){return[...Uc(e,t)].join(``)}function*Uc(e,t){let n=D(e.prompts),r=n.slice(0,200),i=n.map(e=>({prompt:e,overview:vs(e,t)})),a=i.filter(Ss),o=i.map(({overview:e})=>e),s={result:e,axis:Ys(r),range:Bs(r),scales:Ns(o)},c=r.map((e,t)=>{let n=o[t];return Wc(e)&&n?Dc(e,{...s,index:t,overview:n}):null});yield z`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${dt(mt({scripts:[zc],styles:[Bc]}))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${Ve(e)}</title>
<link rel="icon" href="data:,">
<style>${dt(Bc)}</style>
</head>
<body>
${a.length===0?null:z`<a class="skip" href="#cases">Skip to the cases</a>`}
<main class="sheet">
${_c(e)}
${Gc(r)}
${c}
${(e.portfolioPlans??[]).map((e,t)=>bc(e,t))}
${a.length===0?null:Cs(a)}
${Kc(e)}
${qc(e)}
</main>
`.markup,a.length>0&&(yield*ls(a.map(({prompt:e})=>e),t)),yield z(Vc||=ft([`<script>`,`<\/script>
</body>
</html>
`]),dt(zc)).markup}function Wc(e){return L(e)||V(e)}function Gc(e){let t=e.flatMap((e,t)=>Wc(e)?[{prompt:e,index:t}]:[]);if(t.length<2)return null;let n=t.map(({prompt:e,index:t})=>z`<li><span aria-hidden="true">${ic(e).sign.page}</span> <a href="#prompt-${t}">${e.path}</a></li>`);return z`<nav class="prompts" aria-label="Prompts"><ul>${n}</ul></nav>`}function Kc(e){let t=mr(e).map(e=>z`<li>${B(e)}</li>`);return t.length===0?null:z`<section class="run" aria-labelledby="registry-title"><h2 id="registry-title">${pr}</h2>
<ul>${t}</ul></section>`}function qc(e){let t=[...Gr(e),...on(e),...ei(e).slice(0,200),...e.usage.trials>0?[Zr(e)]:[]],{path:n,revision:r}=e.policySource,i=r===`unread`?z`<li>Policy: <code>${M(n)}</code>, which could not be read.</li>`:r===`defaults`?z`<li>Policy: the defaults; there is no <code>${M(n)}</code>.</li>`:z`<li>Policy: <code>${M(n)}</code> as it is at the ${r}.</li>`,a=t.map(e=>z`<li>${B(e)}</li>`);return z`<section class="run" aria-labelledby="run-title"><h2 id="run-title">What ran</h2>
<ul>${a}${i}<li>prompt-eval-gate ${e.tool.version}</li></ul></section>`}function Jc(e){return[...e.prompts.flatMap(t=>Yc(t,e)),...el(e),...tl(e)]}function Yc(e,t){return V(e)?e.reasons.map(n=>{let r=n.kind===`overall-regression`?e.overall:e.segments.find(e=>e.name===n.segment),i=w(de({...e,reasons:[n]})),a=r&&n.kind!==`weaker-suite`?[Xc(r)]:[],o=n.kind===`cost`?[w(se(e,t.policy)??[])]:[],s=n.kind===`latency`?[w(_(e)??[])]:[];return{...Zc(e),level:e.verdict===`block`&&!t.accepted?`failure`:`warning`,title:M(i,250),message:[...a,...o,...s,...Qc(e)].join(` `)||i}}):[]}function Xc({baseline:e,candidate:t,difference:n,interval:r,losses:i,wins:a,adjustedPValue:o}){if(!e||n===null)return`Passes ${T(t.rate)}.`;let s=r?` (95\u00a0% CI ${Se(r,` to `)})`:``;return`Passes ${T(t.rate)}, was ${T(e.rate)}: ${A(n)} points${s}, ${h(i)} lost / ${h(a)} won, adjusted p\u00a0${S(o)}.`}function Zc(e){let[t]=e.changedLines;return{path:e.file??e.path,startLine:t?.start??1,endLine:t?.end??1}}function Qc({changedLines:e,because:t,path:n,file:r=n}){let i=e.slice(1,6).map(({start:e,end:t})=>e===t?`${e}`:`${e}–${t}`);if(i.length>0)return[`The pull request also changes lines ${i.join(`, `)}.`];let a=t.filter(e=>e!==r).slice(0,3);return e.length>0||a.length===0?[]:[w([`The change comes through ${a.map(e=>M(e)).join(`, `)}.`])]}const $c=/^(.+?)(?::(\d+))?(?::(\d+))?$/s;function el(e){return e.errors.flatMap(({place:e,message:t,remedy:n})=>{let[,r,i]=e===null?[]:$c.exec(e)??[];if(r===void 0)return[];let a=Math.max(1,Number(i??1)),o=w([M([t,n].filter(Boolean).join(` `),1e3)]);return[{path:r,startLine:a,endLine:a,level:`failure`,title:M(t,250),message:o}]})}function tl({prompts:e}){return[...e.flatMap(({findings:e=[]})=>e)].sort((e,t)=>nl.indexOf(e.severity)-nl.indexOf(t.severity)).slice(0,40).map(({id:e,severity:t,path:n,line:r,message:i,remedy:a})=>({path:n,startLine:r,endLine:r,level:t===`notice`?`notice`:`warning`,title:e,message:w([M(`${i} ${a}`,1e3)])}))}const nl=[`error`,`warning`,`notice`],rl=/^<!-- prompt-eval-gate changes=([A-Za-z0-9+/]{4,4000}={0,2}) -->$/m,il=Fe([je().nullable(),We(),We().nullable()]),al=Xe({head:je(),prompts:Ee(Fe([je(),Ee(il)]))});function ol(e,t,n){let r=D(e.prompts).filter(L).map(e=>{let t=n?.get(e.path),r=[...e.overall?sl(null,e.overall,t?.overall):[],...g(e.segments).flatMap(e=>sl(e.name,e,t?.segments.get(e.name)))];return[e.path,r]}),i=Math.max(0,...r.map(([,e])=>e.length)),a=r;for(;;){let e=ll({head:t,prompts:a.map(([e,t])=>[e,t.slice(0,i)])});if(e.length<=2500)return a.length===0?``:e;i>1?i=Math.floor(i/2):a=a.slice(0,Math.floor(a.length/2))}}function sl(e,{difference:t},n){return t===null?[]:[[e,cl(t),n==null?null:cl(n)]]}function cl(e){return Number(e.toFixed(3))}function ll(e){return`<!-- prompt-eval-gate changes=${Buffer.from(JSON.stringify(e)).toString(`base64`)} -->`}function ul(e,t){let n=pl(e);if(!n)return;let r=n.head===t,i=n.prompts.map(([e,t])=>{let n=t.flatMap(([e,t,n])=>{let i=r?n:t;return i===null?[]:[{name:e,value:i}]});return[e,{segments:new Map(n.flatMap(({name:e,value:t})=>e===null?[]:[[e,t]])),overall:n.find(({name:e})=>e===null)?.value??null}]});return new Map(i)}function dl(e){return rl.exec(e)?.[0]??``}function fl(e){return e.replace(rl,``).trimEnd()}function pl(e){let[,t]=rl.exec(e)??[];if(t!==void 0)try{return al.parse(JSON.parse(Buffer.from(t,`base64`).toString(`utf8`)))}catch{return}}const ml=`<!-- prompt-eval-gate last-report -->`;function hl(e,t,n){let[r=``]=t.split(`
`);return[t,K([r,`The rest is too long to be shown here: see the job summary of its run.`])].map(t=>K([e,_l(t)])).find(e=>e.length<=n)??e}function gl(e){let t=e.indexOf(`\n${ml}\n`);if(t!==-1)return e.slice(t+37+2).trim().slice(65,-10).trim()}function _l(e){return`${ml}\n<details><summary>The last report before this run broke</summary>\n\n${e}\n\n</details>`}function vl(e){let t=[...e.prompts.map(t=>kl(t,e)),...Al(e)],n=`name="${e.partial?`prompt-eval-gate, partial run`:`prompt-eval-gate`}" ${Nl(t.flatMap(({cases:e})=>e))}`,r=t.map(jl).join(``);return`<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${n} time="${Pl(e.usage.elapsedMs)}">\n${r}</testsuites>\n`}function yl(e,t){if(!L(e)){let n=w(X(e,t.policy)),r=[{name:`not run`,outcome:{kind:`skipped`,message:n,type:e.change,text:n}},...El(e)];return{name:e.path,cases:r}}let n=[...e.segments.map(t=>bl(t,e)),...e.overall?[Sl(e.overall,e)]:[],...Tl(e),...El(e),...e.cost?Dl(e.cost,e,t):[],...Ol(e)];return{name:e.path,cases:n}}function bl(e,t){let n=t.reasons.find(({kind:t,segment:n})=>n===e.name&&t!==`weaker-suite`);return n?{name:e.name,outcome:Cl(n.kind,e,t)}:e.verdict===`invalid`?{name:e.name,outcome:Cl(`invalid`,e,t)}:k(t)?xl(e,t):{name:e.name}}function xl(e,t){let{passes:n,n:r}=e.candidate,i={kind:`skipped`,message:`${Pe(t)}: passes ${h(n)} of ${h(r)}`,type:`new`,text:wl(e,t)};return{name:e.name,outcome:i}}function Sl(e,t){let n=t.reasons.find(t=>t.kind===`overall-regression`||t.segment===e.name);return n?{name:`overall`,outcome:Cl(n.kind,e,t)}:k(t)?xl(e,t):{name:`overall`}}function Cl(e,t,n){let r=wl(t,n),i=t.difference===null?``:`: ${A(t.difference)} points`;return{kind:e===`invalid`?`error`:`failure`,message:`${e}${i}`,type:e,text:r}}function wl(e,t){let[n,r,i,a,o,s]=Ft(e);return[`verdict: ${Dt(e,t).words}`,`segment: ${M(e.name,200)}`,`baseline: ${n}`,`candidate: ${r}`,`change, 95\u00a0% CI: ${i}`,`lost / won: ${a}`,`z: ${o}`,`adjusted p: ${s}`].join(`
`)}function Tl(e){return e.reasons.filter(({kind:e})=>e===`critical-case`||e===`critical-case-unanswered`).map(({kind:e,caseId:t=``})=>{let[n,r]=e===`critical-case`?[`failure`,`a critical case that always passed now always fails`]:[`error`,`a critical case that always passed now has no answer`];return{name:t,outcome:{kind:n,type:e,message:r,text:r}}})}function El(e){return e.reasons.filter(e=>e.kind===`weaker-suite`).map(({segment:e=``})=>{let t=`cases are removed, loosened, or asked only with added values, which the policy blocks`,n={kind:`failure`,type:`weaker-suite`,message:t,text:t};return{name:`cases of ${e}`,outcome:n}})}function Dl(e,t,n){let r=w(se(t,n.policy)??[]);return Le(e).flatMap(({of:e,label:t,limit:n,ratio:i})=>e===`money`&&n===null?[]:t===`exceeded`?[{name:e,outcome:{kind:`failure`,type:`cost`,message:`more ${e} than the limit`,text:r}}]:[{name:e,...i?{}:{outcome:{kind:`skipped`,message:n===null?`no limit`:`nothing to compare`,type:`cost`,text:r}}}])}function Ol(e){let{latency:t}=e;return(t?me(t).filter(({limit:e})=>e!==null):[]).map(({of:t,label:n})=>{let r=`latency, ${t}`;return n===`exceeded`?{name:r,outcome:{kind:`failure`,type:`latency`,message:`answers take longer than the limit (${t})`,text:w(_(e)??[])}}:{name:r}})}function kl(e,t){let n=yl(e,t),{accepted:r}=t;if(!r)return n;let i=t=>e.reasons.some(({segment:e})=>e===t),a=n.cases.map(({name:e,outcome:t})=>{if(!t||!(t.kind===`failure`||i(e)))return{name:e,...t&&{outcome:t}};let n=`accepted by @${r.by}: ${t.message}`;return{name:e,outcome:{...t,kind:`skipped`,message:n}}});return{...n,cases:a}}function Al(e){if(e.verdict===`partial`){let t=w(le(e));return[{name:`prompt-eval-gate`,cases:[{name:`gate`,outcome:{kind:`skipped`,message:t,type:`partial`,text:t}}]}]}if(e.accepted){let t=w(le(e));return[{name:`prompt-eval-gate`,cases:[{name:`gate`,outcome:{kind:`skipped`,message:t,type:`accepted`,text:t}}]}]}if(e.errors.length===0&&e.verdict!==`error`)return[];let t=e.errors.map(({place:e,message:t,remedy:n})=>[e,t,n].filter(Boolean).join(` `)).join(`
`);return[{name:`prompt-eval-gate`,cases:[{name:`gate`,outcome:{kind:`error`,message:w(le(e)),type:`error`,text:t}}]}]}function jl({name:e,cases:t}){let n=t.map(t=>Ml(t,e)).join(``);return`  <testsuite name="${Fl(e)}" ${Nl(t)}>\n${n}  </testsuite>\n`}function Ml({name:e,outcome:t},n){let r=`    <testcase classname="${Fl(n)}" name="${Fl(e)}"`;if(!t)return`${r}/>\n`;let{kind:i,message:a,type:o,text:s}=t,c=i===`skipped`?``:` type="${Fl(o)}"`;return`${r}>\n      <${i} message="${Fl(a)}"${c}>${Il(s)}</${i}>\n    </testcase>\n`}function Nl(e){let t=t=>e.filter(({outcome:e})=>e?.kind===t).length;return`tests="${e.length}" failures="${t(`failure`)}" errors="${t(`error`)}" skipped="${t(`skipped`)}"`}function Pl(e){return(e/1e3).toFixed(3)}function Fl(e){return Il(M(e,200))}function Il(e){return l(e).replace(/[\ufffe\uffff]/g,`�`)}function Ll(e,t,n=!1){let r=t?.get(e.path);if(!r)return[];let i=[...g(e.segments).flatMap(e=>Rl([q(e)],e,r.segments.get(e.name))),...e.overall&&e.segments.length>1?Rl([v(`overall`)],e.overall,r.overall):[]];if(i.length===0)return[];let a=i.slice(0,4).map(zl),o=i.length-a.length;return[`Since the last push`,...n?[` of `,m(e.path)]:[],`: `,...a.flatMap((e,t)=>t===0?e:[`; `,...e]),...o>0?[`; ${o} more moved`]:[],`.`]}function Rl(e,{difference:t},n){return typeof n!=`number`||t===null||Math.abs(t-n)<.01?[]:[{name:e,was:n,now:t}]}function zl({name:e,was:t,now:n}){return[...e,` was ${A(t)}, now `,v(A(n)),` points`]}function Bl(e,t,{withLine:n=!0}={}){let[,r=``,i]=/^(.*?)(?::(\d+)(?::\d+)?)?$/s.exec(e)??[];return Hl(r,{label:e,source:t,lines:n&&i!==void 0?`L${i}`:``})}function Vl({path:e,file:t=e,suite:n,changedLines:r,because:i,candidate:a},o){if(!o||a===null)return``;let s=r.slice(0,4).map(({start:e,end:n},r)=>{let i=e===n?`${e}`:`${e}–${n}`;return Hl(t,{label:r===0?`${t}:${i}`:i,source:o,lines:e===n?`L${e}`:`L${e}-L${n}`})}),c=i.filter(e=>e!==t).slice(0,4).map(e=>Hl(e,{label:e,source:o})),l=[...s.length>0?s:[Hl(t,{label:t,source:o})],...c],u=n?[`suite ${Hl(n.path,{label:n.path,source:o})}`]:[];return[l.join(`, `),...u].join(` · `)}function Hl(e,{label:t,source:n,lines:i=``}){let a=r(M(t)),o=e.split(`/`),s=o.every(e=>e!==``&&e!==`.`&&e!==`..`);if(!n||!s||!e.isWellFormed())return a;let c=o.map(Ul).join(`/`);return Et(a,`${n.repository}/blob/${n.sha}/${c}${i&&`#${i}`}`)}function Ul(e){return encodeURIComponent(e).replace(/[!'()*]/g,e=>`%${e.charCodeAt(0).toString(16).toUpperCase()}`)}function Wl(e,t){let{cases:n,answers:r,block:i,elsewhere:a,clusters:o}=t,s=Gl(e.cases,o),c=[...s.flatMap(Yl),...s.flatMap(Xl)],l=new Map(c.map((e,t)=>[e,t])),u=e=>e.flatMap(e=>{let t=l.get(e)??0;return t<n?[i(e,t<r)]:[]}),d=s.map(t=>{let n=u(Xl(t));return K([...Zl(t,e.cases.length),...u(Yl(t)),n.length>0?U([`${E(n.length,`more case`)} like it`],n):``])}),f=Math.min(n,c.length)-r;return U(e.title,[...d,f>0?`The answers to ${E(f,`case`)} are left out here: ${a}.`:``,G(c.length-n,{noun:`more case`,elsewhere:a})])}function Gl(e,t){let n=new Map(t.flatMap(e=>e.members.map(t=>[t,e]))),r=/* @__PURE__ */ new Map;for(let t of e){let e=n.get(t.id)??null;r.set(e,[...r.get(e)??[],t])}return[...r].map(([e,t])=>({cluster:e,cases:Kl(t,e)})).sort((e,t)=>ql(e)-ql(t)||t.cases.length-e.cases.length)}function Kl(e,t){let[n]=e;if(!n||!t||Jl(n))return[...e];let r=e.find(({id:e})=>e===t.representative)??n;return[r,...e.filter(e=>e!==r)]}function ql({cases:[e]}){return e?.critical?0:e?.severe?1:2}function Jl({critical:e,severe:t}){return e||t}function Yl({cluster:e,cases:t}){return e?t.slice(0,1):t}function Xl({cluster:e,cases:t}){return e?t.slice(1):[]}function Zl({cluster:e,cases:t},n){if(!e||t.length<2)return[];let r=`${h(t.length)} of ${h(n)}`;return[C([v(r),` `,...xs(e)])]}function Ql(e,t){let n=/* @__PURE__ */ new Map,r=new Set(t.filter(({suite:e})=>e&&e.digest!==e.baselineDigest).flatMap(({newlyFailing:e,newlyPassing:t})=>[...e,...t]));return(t,i)=>{let a=Bl(t.place,e,{withLine:!r.has(t)}),o=n.get(t)??{short:$l(t,{place:a,answerFollows:!1})};return n.set(t,o),i?(o.long??=K([$l(t,{place:a,answerFollows:!0}),eu(t)]),o.long):o.short}}function $l(e,{place:t,answerFollows:n}){let r=[v(M(e.description??e.id,120)),...Ut(e)];return K([`${C(r)} · ${t}`,W(Wt(e,n))])}function eu({baseline:e,candidate:t}){if(t.answer===null)return``;let n=e?e.answer:``;if(n===null)return``;let r={same:`  `,removed:`- `,added:`+ `},i=ht(e?n:t.answer,t.answer).flatMap(({kind:e,text:t})=>vt(t,96).map(t=>r[e]+t));return c(i.join(`
`),`diff`)}function tu(e,{rows:t,beside:n}){let r=rr(e,{width:40,beside:[e,...n]}),i=Math.min(t,40)+1,a=e.segments.length>1&&e.overall?.interval!=null,o=r.length<=i||!a?r.slice(0,i):[...r.slice(0,i),...r.slice(-1)];return r.length>1?c(o.join(`
`)):``}function nu(e,t,n=!1){let r=se(e,t.policy);return!r||!e.cost?``:`**Cost**${n?` of ${C([m(e.path)])}`:``} ${Ze[e.cost.label].sign.emoji} ${C(r)}`}function ru(e,{full:t=!1,named:n=!1}){let r=_(e);return!r||!e.latency||!(t||ie(e))?``:`**Latency**${n?` of ${C([m(e.path)])}`:``} ${Ze[e.latency.label].sign.emoji} ${C(r)}`}function iu(e,t){let n=e.becomes?.passRates;if(!n)return``;let r=[`segment`,`versions`,`from`,`to`,`this change`].map((e,t)=>({head:e,align:t<2?`left`:`right`})),i=wc(e).slice(-t-1).map(({name:e,line:t,first:n,last:r,candidate:i})=>[e,...[t,n,r,i].map(e=>[e])]);return U(Cc(n),[H(r,i)])}function au(e,t,n){let r=Zt(e,t);if(r.length===0)return``;let{heads:i,rows:a}=nn(e),o=i.map((e,t)=>({head:e,align:t===0?`left`:`right`})),s=[...a.slice(0,Math.min(n,a.length-1)),...a.slice(-1)];return U([`How sure is this?`],[W(r.slice(0,n+3)),H(o,s)])}function ou(e){if(e.errors.length===0)return``;let t=/* @__PURE__ */ new Map;for(let{kind:n,message:r}of e.errors)t.set(n,{count:(t.get(n)?.count??0)+1,message:r});let n=[...t].slice(0,10).map(([e,{count:t,message:n}])=>[m(e),`, ${E(t,`time`)}: `,n.slice(0,300)]);return U([fn(e.errors)],[W(n)])}const su=[{kind:`answers`,least:0},{kind:`cases`,least:0},{kind:`passing`,least:0},{kind:`rows`,least:10},{kind:`failing`,least:1},{kind:`rows`,least:0},{kind:`failing`,least:0}];function cu(e,t,n){let r=t,i=e(r);if(i.length<=n)return i;for(let{kind:t,least:i}of su){let a=r;r={...a,[t]:Math.min(a[t],i)};let o=e(r);if(!(o.length>n))return lu(n=>e({...a,[t]:n}),{fits:r[t],tooMany:a[t],shortest:o},n)}}function lu(e,t,n){let{fits:r,tooMany:i,shortest:a}=t;for(;i-r>1;){let t=Math.floor((r+i)/2),o=e(t);o.length<=n?[r,a]=[t,o]:i=t}return a}function uu(e,t={}){let n=t.marker?`\n\n${t.marker}`:``,r=(t.budget??6e4)-n.length,i=Ql(t.source,e.prompts);return(cu(n=>K(pu({result:e,options:t,limits:n,block:i})),{answers:du(e),cases:du(e),passing:e.prompts.length,failing:e.prompts.length,rows:Math.max(1,...e.prompts.map(e=>e.segments.length))},r)??fu(e,t))+n}function du({prompts:e}){return Math.max(0,...e.flatMap(e=>[e.newlyFailing.length,e.newlyPassing.length]))}function fu(e,t){return K([`### ${C(p(e,t))}`,`The report is too long to be shown here: ${Eu(t)}.`])}function pu(e){let{result:t,options:n}=e,r=`### ${C(p(t,n))}`,i=Tt(an(t),N.emoji);if(at(t))return[r,i,...yu(e),bu(t),xu(t),...Cu(e),Du(n)];let a=D(t.prompts),o=a.filter(V);return[r,i,mu(t),t.verdict===`error`&&o.some(L)?`**Decided before it broke**`:``,...hu(o,e),...yu(e),Su(a.filter(e=>e.verdict===`pass`&&L(e)),e),bu(t),xu(t),Tu(t),Du(n)]}function mu(e){let t=W(dn(e,+(e.verdict===`error`)));return t===``||e.verdict===`error`?t:K([`${N.emoji} Not everything could be decided:`,t])}function hu(e,t){let{result:n,limits:r,options:i}=t,a=e.slice(0,r.failing),o=n.prompts.filter(L).length>1||n.verdict===`error`;return[...a.flatMap(e=>[o?`#### ${I[e.verdict].sign.emoji} ${C(de(e))}`:``,...gu(e,t)]),G(e.length-a.length,{noun:`more prompt`,which:` with something wrong`,elsewhere:Eu(i)})]}function gu(e,t){let{result:n,options:r,limits:i}=t,a=[...Bt(e),...r.full?Ht(e):[]];return[C(X(e,n.policy)),C(Ll(e,r.former)),Vl(e,r.source),L(e)?At(e,i.rows):``,vu(e,t),tu(e,{rows:i.rows,beside:n.prompts.filter(V)}),nu(e,n),ru(e,{full:r.full}),r.full&&L(e)?U([`Cost of each segment`],[Rt(e,i.rows)]):``,...a.map(n=>Wl(n,{...i,..._u(e,t)})),ou(e),iu(e,i.rows),au(e,n,i.rows)]}function _u({clusters:e},{block:t,options:n}){return{block:t,elsewhere:Eu(n),clusters:e?.newlyFailing??[]}}function vu(e,{limits:t,options:n}){return G(e.segments.length-t.rows,{noun:`more segment`,elsewhere:Eu(n)})}function yu({result:e,limits:t}){return(e.portfolioPlans??[]).map(e=>Ho(e,t.rows))}function bu(e){let t=mr(e);return t.length===0?``:K([`**${pr}**`,W(t)])}function xu(e){return W(Gr(e))}function Su(e,t){if(e.length===0)return``;let{result:n,limits:r,options:i}=t,{sign:a,text:o}=gn(e,n.policy),s=[`${a.emoji} `,...o],c=e.slice(0,r.passing),l=G(e.length-c.length,{noun:`prompt`,which:` that does not block`,elsewhere:Eu(i)});if(c.length===0)return K([`${C(s)}.`,l]);let u=c.flatMap(e=>wu(e,t));return U(s,[jt(c,r.rows),...u,l])}function Cu(e){let{result:t,limits:n,options:r}=e,i=t.prompts.filter(L);if(i.length===0)return[Tu(t)];let a=i.slice(0,n.passing),[o]=a,s=a.flatMap(e=>[nu(e,t,i.length>1),ru(e,{full:r.full,named:i.length>1})]),c=new Map(a.flatMap(e=>Zt(e,t,i.length>1)).map(e=>[w(e),e]));return[W(a.map(e=>Ll(e,r.former,!0)).filter(e=>e.length>0)),U([`Segments, cost and what ran`],[i.length>1?jt(a,n.rows):o?At(o,n.rows):``,G(i.length-a.length,{noun:`more prompt`,elsewhere:Eu(r)}),...s,W([...c.values()].slice(0,n.rows+3)),W([...on(t),...ei(t).slice(0,n.passing),Zr(t)])]),...a.flatMap(t=>wu(t,e)),...o&&i.length===1?[iu(o,n.rows)]:[]]}function wu(e,t){let{limits:n,options:r}=t,i=r.full||rt(e);return[...Bt(e),...i?Ht(e):[]].map(({title:r,cases:i})=>Wl({title:[m(e.path),`: `,...r],cases:i},{...n,..._u(e,t)}))}function Tu(e){let t=e.usage.trials>0?[...ei(e).slice(0,20),Zr(e)]:[],n=[...on(e),...t];return n.length>0?U([`What ran`],[W(n)]):``}function Eu({resultLocation:e,resultUrl:t}){let n=e??`the result JSON`;return`see ${t?Et(C([n]),t):C([n])}`}function Du({resultLocation:e=`the whole report`,resultUrl:t,pageUrl:n}){let r=[...t?[Et(C([e]),t)]:[],...n?[`${Et(`the page with every case`,n)}, among the artifacts of the run`]:[]];return r.length===0?``:`More: ${r.join(` · `)}`}const Ou=1e6;function ku(e,t={}){let n=n=>uu(e,{...t,budget:n,full:!0}),r=n(Ou),i=Buffer.byteLength(r);return i<=Ou?r:n(Math.floor(Ou/i*Ou*.95))}function Au(e,t){let n=ea(t),{calls:r,fromStore:i,usd:a}=e.usage,o=a!==null&&a>0?`, ${O(a)}`:``,c=`${E(r,`answer`)} asked, ${h(i)} stored${o}`,l=[...Ia(e,n),...Q(dn(e,+(he(e)===`error`)),n),...D(e.prompts).flatMap(e=>Ba(e,n)),...ju(e),...e.usage.trials>0?[n.paint.dim(c)]:[]];return s(l.join(`
`))}function ju({prompts:e}){let t=e.flatMap(e=>e.newlyFailing);if(t.length===0)return[];let n=t.slice(0,5).map(({id:e,description:t})=>M(t??e,60)),r=t.length-n.length;return[`newly failing: ${[...n,...r>0?[`${h(r)} more`]:[]].join(`; `)}`]}export{io as A,Po as C,uo as D,fo as E,no as F,Ia as I,Pa as L,ao as M,eo as N,oo as O,to as P,Ba as R,Fo as S,Co as T,Vo as _,gl as a,Mo as b,ul as c,Jc as d,Uc as f,Wo as g,Ko as h,vl as i,so as j,co as k,ol as l,Yo as m,ku as n,hl as o,Hc as p,uu as r,dl as s,Au as t,fl as u,Ro as v,So as w,Do as x,jo as y,Ma as z};