import{o as e,t}from"./rolldown-runtime.js";import{$ as n,f as r,i,l as a,o,p as s,r as c,rt as l,s as u}from"./basics.js";import{$ as d,A as f,At as p,B as m,Bt as ee,Ct as te,Dt as ne,Et as re,F as h,Ft as ie,G as ae,Gn as oe,Gt as se,H as ce,Ht as g,I as le,In as ue,It as _,J as v,K as de,Kn as fe,Kt as pe,L as me,Mt as he,Nt as ge,Ot as _e,P as ve,Pt as ye,Q as be,Qt as xe,R as Se,Rt as Ce,St as we,Tt as Te,U as Ee,Ut as y,V as De,Vt as Oe,W as ke,Wt as b,X as Ae,Xn as je,Xt as x,Y as Me,Yt as S,Z as Ne,Zn as Pe,Zt as C,_n as Fe,_r as w,_t as Ie,an as Le,bt as Re,cn as ze,cr as Be,ct as Ve,dn as He,dr as T,dt as Ue,en as We,et as E,f as D,fn as Ge,fr as O,ft as Ke,gr as k,gt as qe,hn as Je,hr as A,ht as Ye,in as Xe,ir as Ze,it as Qe,jt as $e,kt as et,ln as j,lr as M,lt as tt,mn as nt,mr as N,mt as rt,nn as it,on as P,ot as F,p as at,pn as ot,pr as st,pt as I,q as L,qt as R,rn as ct,sn as lt,st as z,tn as ut,tt as B,un as dt,ut as ft,vt as pt,wt as mt,xt as ht,yt as gt,z as _t,zt as vt}from"./start.js";import{Ct as yt}from"./assertions.js";import{B as bt,L as xt,R as St,z as Ct}from"./comparison.js";import{vt as wt}from"./policy.js";import{a as Tt,i as Et,n as Dt,o as V,r as Ot,s as H}from"./dashboard.js";function U({verdict:e}){return e===`block`||e===`error`}function kt(e){return e.length}function At(e,t){let n=t||{},r=(n.align||[]).concat(),i=n.stringLength||kt,a=[],o=[],s=[],c=[],l=0,u=-1;for(;++u<e.length;){let t=[],r=[],a=-1;for(e[u].length>l&&(l=e[u].length);++a<e[u].length;){let o=jt(e[u][a]);if(n.alignDelimiters!==!1){let e=i(o);r[a]=e,(c[a]===void 0||e>c[a])&&(c[a]=e)}t.push(o)}o[u]=t,s[u]=r}let d=-1;if(typeof r==`object`&&`length`in r)for(;++d<l;)a[d]=Mt(r[d]);else{let e=Mt(r);for(;++d<l;)a[d]=e}d=-1;let f=[],p=[];for(;++d<l;){let e=a[d],t=``,r=``;e===99?(t=`:`,r=`:`):e===108?t=`:`:e===114&&(r=`:`);let i=n.alignDelimiters===!1?1:Math.max(1,c[d]-t.length-r.length),o=t+`-`.repeat(i)+r;n.alignDelimiters!==!1&&(i=t.length+i+r.length,i>c[d]&&(c[d]=i),p[d]=i),f[d]=o}o.splice(1,0,f),s.splice(1,0,p),u=-1;let m=[];for(;++u<o.length;){let e=o[u],t=s[u],r=n.fillRows===!1?Math.max(1,o[u===1?0:u].length):l;d=-1;let i=[];for(;++d<r;){let o=e[d]||``,s=``,l=``;if(n.alignDelimiters!==!1){let e=c[d]-(t[d]||0),n=a[d];if(n===114)s=` `.repeat(e);else if(n===99){let t=e/2;e%2?(s=` `.repeat(t+.5),l=` `.repeat(t-.5)):(s=` `.repeat(t),l=s)}else l=` `.repeat(e)}n.delimiterStart!==!1&&!d&&i.push(`|`),n.padding===!1||n.alignDelimiters===!1&&o===``||n.delimiterStart===!1&&!d||i.push(` `),n.alignDelimiters!==!1&&i.push(s),i.push(o),n.alignDelimiters!==!1&&i.push(l),n.padding!==!1&&i.push(` `),(n.delimiterEnd!==!1||d!==r-1)&&i.push(`|`)}m.push(n.delimiterEnd===!1?i.join(``).replace(/ +$/,``):i.join(``))}return m.join(`
`)}function jt(e){return e==null?``:String(e)}function Mt(e){let t=typeof e==`string`?e.codePointAt(0):0;return t===67||t===99?99:t===76||t===108?108:t===82||t===114?114:0}function W(e,t){let n=t.map(e=>e.map(Nt));return At([e.map(({head:e})=>e),...n],{align:e.map(({align:e})=>e===`right`?`r`:``),alignDelimiters:!1})}function Nt(e){return N(e).replace(/\|/g,`\\|`)}function G(e,t){return`<details><summary>${st(e)}</summary>\n\n${J(t)}\n\n</details>`}function Pt(e,t){return e.map(e=>`> ${t} ${N(e)}`).join(`
>
`)}function K(e){return e.map(e=>`- ${N(e)}`).join(`
`)}function q(e,{noun:t,which:n=``,elsewhere:r}){return e>0?`${S(e,t)}${n} left out here: ${r}.`:``}function J(e){return e.filter(e=>e!==``).join(`

`)}function Ft(e,t){return/^https:\/\/[\w.:/?&=%#~+-]+$/.test(t)?`[${e}](${t})`:e}function It(e,t){let{verdict:n,chosen:r}=e;if(r)return{sign:be,words:`not tested`,likeVerdict:null};if(!I(t)||n===`invalid`)return{sign:Ne[n],words:n,likeVerdict:n};if(n===`regression`)return{sign:ae,words:`too low`,likeVerdict:`regression`};let i=Ie(t);return Ke(e)?{sign:B,words:i,likeVerdict:`invalid`}:{sign:t.change===`added`?Me:be,words:i,likeVerdict:null}}function Lt(e,t){if(e.chosen||I(t))return It(e,t);let n=t.reasons.some(e=>e.kind===`overall-regression`),r=n?`regression`:e.verdict;return n||r===`improved`?{sign:Ne[r],words:r,likeVerdict:r}:null}const Rt=[{head:`segment`,align:`left`},{head:`change,\xA095\xA0%\xA0CI`,align:`left`},{head:`verdict`,align:`left`},{head:`baseline`,align:`right`},{head:`candidate`,align:`right`},{head:`lost\xA0/\xA0won`,align:`right`},{head:`adjusted\xA0p`,align:`right`}];function zt(e,t){return W(Rt,Vt(e,t))}function Bt(e,t){let n=e.flatMap(e=>[Rt.map((t,n)=>n===0?[T(e.path)]:[]),...Vt(e,t)]);return W(Rt,n)}function Vt(e,t){let n=g(e.segments).slice(0,t),r=pe(n.map(({name:e})=>e),30),i=n.map(t=>Ht(t,It(t,e),{code:r.get(t.name)??t.name})),{overall:a}=e;return a?[...i,Ht(a,Lt(a,e),k(`overall`))]:i}function Y({name:e}){return{code:se(e,30)}}function Ht(e,t,n){let[r,i,a,o,,s]=Wt(e),c=e.missing>0?` (${C(e.missing)} missing)`:``,l=[a,t?.words??``,r,i,o,s];return[[t?`${t.sign.emoji}\u00a0`:``,n,Ut(c)],...l.map(e=>[Ut(e)])]}function Ut(e){return e.replaceAll(` `,`\xA0`)}function Wt(e){let{baseline:t,candidate:n,cases:r,losses:i,wins:a,z:o,adjustedPValue:s}=e,c=t!==null&&r>0,l=Gt(e);return[t&&t.n>0?j(t.rate):`—`,n.n>0?j(n.rate):`—`,Kt(e),c?`${C(i)} / ${C(a)}`:`—`,c&&l?ot(o):`—`,l?Xe(s):`—`]}function Gt({baseline:e,candidate:t,cases:n,method:r,chosen:i}){return i?!1:e===null?t.n>0&&r!==`none`:n>0}function Kt({difference:e,interval:t}){return e===null?`—`:`${P(e)}${t?` (${lt(t)})`:``}`}const qt=[{head:`segment`,align:`left`},{head:`tokens a call`,align:`right`},{head:`change, 95\xA0% CI`,align:`left`},{head:`input`,align:`right`},{head:`output`,align:`right`},{head:`cached`,align:`right`},{head:`money per 1,000 calls`,align:`right`}];function Jt(e,t){let n=[...g(e.segments).slice(0,t),...e.overall?[e.overall]:[]];return W(qt,n.map(t=>[[t===e.overall?k(`overall`):Y(t)],...Yt(t).map(e=>[Ut(e)])]))}function Yt({cost:e}){let{baseline:t,candidate:n,ratio:r}=e,i=e=>`${t?`${e(t)} → `:``}${e(n)}`,a=r&&Number.isFinite(r.high)?` (${x(r.low,!1)} … ${x(r.high,!1)})`:``;return[i(e=>C(e.totalTokens)),r?`${x(r.ratio)}${a}`:`—`,i(e=>C(e.inputTokens)),i(e=>C(e.outputTokens)),i(e=>C(e.cachedInputTokens)),n.usd===null?`—`:i(e=>e.usd===null?`—`:ct(e.usd))]}function Xt(e){let{explaining:t,others:n}=m(e),r=[...t,...n].map(({name:e})=>e),i=/* @__PURE__ */ new Set,a=r.map(t=>{let n=e.newlyFailing.filter(({id:e,segments:n})=>n.includes(t)&&!i.has(e));for(let{id:e}of n)i.add(e);let r=e.segments.length===1?[]:[` in `,Y({name:t})];return{title:[`${S(n.length,`case`)} newly ${D(n.length,`fail`)}`,...r],cases:n}}),o=e.newlyFailing.filter(({segments:e})=>!e.some(e=>r.includes(e))),s=e.baseline?`newly ${D(o.length,`fail`)}`:D(o.length,`fail`),c=a.length>0?` elsewhere`:``,l={title:[`${S(o.length,`case`)} ${s}${c}${Zt(e)}`],cases:o};return[...a,l].filter(({cases:e})=>e.length>0).map(({title:e,cases:t})=>({title:e,cases:vt(t)}))}function Zt(e){return e.verdict!==`pass`||!e.baseline?``:[...e.segments,e.overall].some(e=>e?.unconfirmed)?`, which the baseline, asked anew, does not confirm`:De(e)?`, too few cases to tell it from chance`:`, not shown to be more than chance`}function Qt(e){let t=e.newlyPassing;return t.length===0?[]:[{title:[`${S(t.length,`case`)} newly ${D(t.length,`pass`)}`],cases:t}]}function $t({critical:e,severe:t,baseline:n,candidate:r}){let i=r.trials>1&&n?[` · ${C(n.passes)} → ${C(r.passes)} of ${C(r.trials)} pass`]:[];return[...e?[` · ❗ critical`]:[],...t?[` · always passed, now always fails`]:[],...i]}function en({baseline:e,candidate:t},n){let r=t.failures.length>0||!e?t:e;return r.failures.slice(0,3).map(({type:e,reason:t})=>{let i=n&&r.answer!==null?tn(t,r.answer):t;return[`✗ `,T(M(e,40)),` `,M(i,240)]})}function tn(e,t){let n=t.length<24?-1:e.indexOf(t.slice(0,24));if(n<0)return e;let r=e.slice(0,n),i=r.replace(/; it was ["“«]$/,``);return i===r?`${r}…${/["”»]$/.exec(e)?.[0]??``}`:i}const nn=1e-4;function rn(e){return e<nn?`less than once in ${C(1/nn)}`:e<=.1?`once in ${C(Number((1/e).toPrecision(2)))}`:`in ${C(Math.round(e*100))} of 100`}function an(e,t=!1){let n=[...e.segments,...e.overall&&e.segments.length>1?[e.overall]:[]],r=n.filter(({verdict:e,difference:t,unconfirmed:n})=>e!==`invalid`&&!n&&(t??0)<0).reduce((e,t)=>!e||sn(t,e)?t:e,null);if(!r)return n.every(on)?[`No segment${t?` of this part`:``} passes fewer cases than before.`]:[];let i=r.adjustedPValue,a=[`Chance alone shows `,...r===e.overall?[`all cases together this bad`]:e.segments.length>1?[`some segment as bad as `,Y(r)]:[`cases this bad`],` ${rn(i)} harmless edits (adjusted p\u00a0${Le(i)})`];return r.verdict===`regression`?[...a,`.`]:[...a,`: too often to be called worse, which does not show that it is not.`]}function on({verdict:e,difference:t,nothingToLose:n}){return e!==`invalid`&&!n&&t!==null&&t>=0}function sn(e,t){let n=e=>e.verdict===`regression`?0:1;return n(e)-n(t)<0||n(e)===n(t)&&e.adjustedPValue<t.adjustedPValue}function cn(e,t,n=!1){let{policy:r}=t;if(!e.overall||e.overall.chosen)return[];if(!e.baseline)return un(e,r);let i=e.segments.filter(e=>e.verdict===`inconclusive`),a=an(e,t.partial!==void 0),o=[n&&a.length>0?[T(e.path),`: `,...a]:a,...i.map(t=>dn(t,Re(e,r,t.name)))],s=e.overall.ofFirstLook?[ln]:[];return[...[...o,s].filter(e=>e.length>0),pn(e,t)]}const ln=`The figures over all cases are those of the first look: only some segments were asked further, which would tilt them.`;function un(e,t){let{levels:n,segments:r}=e,i=pt(e,t,r.map(({name:e})=>e));if(i===null)return[];let a=n?`, α ${We(r.length===1?n.segments:n.segments+n.overall)}`:``;return[[`Test: exact binomial against the ${i} of `,T(`gate.min-pass-rate`),`${a}. p is how often a prompt that passes ${i} would pass so few.`]]}function dn(e,t){let{minimumDetectableEffect:n,detectableBySuite:r,casesNeeded:i,families:a}=e;if(e.nothingToLose)return fn(e,t);if(n===null)return[];let o=`${`${S(e.cases,`case`)}${a===void 0||a===e.cases?``:` of ${S(a,`family`,`families`)}`}`} show a drop of ${ze(n)} points 4 times out of 5, and may miss a smaller one`,s=typeof r==`number`&&r<n?`; all cases of the suite, one of ${ze(r)} points`:``,c=i===null||t===null?``:` For ${ze(t)} points it needs ${S(i,`case`)}.`;return[Y(e),`: ${o}${s}.${c}`]}function fn({name:e,baseline:t},n){let r=n===null?`no loss`:`no loss of more than ${ze(n)} points`;return[Y({name:e}),`: the baseline passes ${j(t?.rate??0)}, so that ${r} can be seen, whatever the candidate answers.`]}function pn(e,{policy:t,prompts:n}){let{gate:r}=ht(e,t),i=wt[r.test??`proportions-z`],a=r.correction===`holm`?`Holm`:`min-P`,{levels:o,suite:s,segments:c,overall:l}=e,u=[`Test: ${i}`];c.length>1&&u.push(`${a} over ${S(c.length,`segment`)}`),o&&u.push(`α ${We(o.segments)} + ${We(o.overall)} (segments + overall)`);let d=n.filter(Ue).length;d>1&&u.push(Ye({prompts:n,policy:t})>0?`the α of ${d} prompts together`:`for each of ${d} prompts by itself`),s&&s.trials>1&&u.push(`${C(s.trials)} trials a case, the case being the unit`);let{families:f,cases:p=0}=l??{};f!==void 0&&f<p&&u.push(`${S(f,`family`,`families`)} of ${S(p,`case`)} being the units`);let m=c.length>1?` Each interval is one of 95\xA0% by itself, not adjusted for their number.`:``;return[`${u.join(`, `)}. One-sided: p is for “candidate worse”.${m}`]}function mn(e){let t=[`segment`,`z`,`p`,`adjusted p`,`two-proportion z`,`its p`,`Fisher p`,`detectable drop`],{segments:n,overall:r}=e,i=g(n).map(e=>[[Y(e)],...hn(e)]);return{heads:t,rows:r?[...i,[[k(`overall`)],...hn(r)]]:i}}function hn(e){let{twoProportion:t}=e,n=e.nothingToLose?null:e.minimumDetectableEffect,r=Gt(e);return[e.baseline&&r?ot(e.z):`—`,r?Xe(e.pValue):`—`,r?Xe(e.adjustedPValue):`—`,t&&r?ot(t.z):`—`,t&&r?Xe(t.pValue):`—`,t&&r&&t.fisher!==null?Xe(t.fisher):`—`,n===null?`—`:`${ze(n)}\u00a0points`].map(e=>[e])}function gn(e,t){return e.segments.flatMap(e=>{let n=ye({segments:[e]},t);if(n.length===0)return[];let r=n.flatMap((e,t)=>[...t===0?[]:[`; `],...vn(e),yn(e)]);return[` In `,T(M(e.name,40)),`: `,...r,`.`]})}function _n({of:e,segment:t}){return`${he[e]}, ${t}`}function vn({of:e,ratio:t,limit:n}){let r=`limit +${He(n)}`;if(!t)return[`${he[e]} (${r})`];let i=t.high===null||ie(t.high)?``:`CI ${x(t.low,!1)} to ${x(t.high,!1)}; `;return[k(x(t.ratio)),` ${he[e]} (${i}${r})`]}function yn(e){let{label:t,tooFew:n,ratio:r,casesOf:i}=e;if(t===`paid-for`)return`, paid for by its improvement`;if(!r&&!n)return`, not known`;let a=t===`exceeded`&&i===`base`?`, over the cases that the base has too`:``;return`${_(ge(e))}${a}`}const bn=`This is over the cases that the base has too: those that the pull request adds do not make up for them.`;function xn(e,t){let{cost:n}=e;if(!n)return null;let[r,i]=et(n,e.overall),a=n.notes.slice(0,5).flatMap(e=>[` `,...w(e)]),o=n=>Tn(n,e,t);return[...Sn(n,r,o(r)),...Cn(n,{rule:i,judged:o(i),policy:ht(e,t)}),...En(e,n),...n.casesOf===`base`?[` ${bn}`]:[],...gn(e,`cost`),...a]}function Sn(e,t,n){let{baseline:r,candidate:i}=e.comparison;if(!r)return[`${C(i.totalTokens)} tokens a call.`];let a=`${C(r.totalTokens)} → ${C(i.totalTokens)} tokens a call`;return t.ratio?[a,...wn(t),...n,`.`]:[`${a}.`]}function Cn({comparison:e,monthlyUsd:t,promptCache:n,withCache:r},{rule:i,judged:a,policy:o}){let s=e.baseline?.usd??null,c=e.candidate.usd;if(c===null)return[];let l=`${s===null?``:`${ct(s)} → `}${ct(c)} per 1,000 calls`,u=o.cost.callsPerMonth??null,d=t===null?``:`, ${it(t)} a month`,f=Math.abs(n?.usdPerDay??0)>=.01,p=d&&f?` without the provider's cache`:``,m=`${d}${d&&u?` at ${Ge(u)}`:``}${p}`;if(!i.ratio)return[` ${l}${m}.`];let ee=s!==null&&Math.abs(c/s/i.ratio.ratio-1)<.005,te=r?`, with what the edit takes from the provider's cache`:ee?``:` at the full price`;return[` ${l}`,...wn(i,te),...a,`${m}.`]}function wn({ratio:e,limit:t},n=``){if(!e)return[];let r=ie(e.high)?``:`, CI ${x(e.low,!1)} to ${x(e.high,!1)}`,i=t===null?`no limit`:`limit +${He(t)}`;return[` (`,k(x(e.ratio)),`${n}${r}; ${i})`]}function Tn(e,t,n){switch(e.label){case`exceeded`:return[ht(t,n).cost.unlessImproved!==!1&&Ce(t).length===0?` and no segment improved to pay for it`:`, over the limit`];case`paid-for`:return[`, paid for by `,...$e(t)];default:return[_(e)]}}function En({baseline:e,candidate:t},n){if(!p(n))return[];let r=[...n.comparison.baseline?.usd===null?[e?.model]:[],...n.comparison.candidate.usd===null?[t?.model]:[]],i=[...new Set(r.flatMap(e=>e??[]))];return i.length===0?[` The limit of money judges nothing: the baseline costs nothing.`]:[` The limit of money judges nothing: the price of `,...O(i.map(T)),` is not known.`]}function Dn(e){let{latency:t}=e,n=gn(e,`latency`);if(!t)return n.length>0?[`not measured over all cases.`,...n]:null;let[r,i]=mt(t);return[...On(r),`; `,...On(i),`; of ${S(t.pairs,`case`)} that one run asked of both versions.${t.casesOf===`base`?` ${bn}`:``}`,...t.oneCall?[` ${re(t.oneCall)}`]:[],...n]}function On(e){let{of:t,baselineMs:n,candidateMs:r,ratio:i,limit:a}=e,o=a===null?`no limit`:`limit +${He(a)}`;return[`${t} ${kn(n)} → ${kn(r)} (`,k(x(i.ratio)),`, ${An(i)}; ${o})${_(e)}`]}function kn(e){return e<999.5?`${Math.round(e)}\u00a0ms`:xe(e)}function An({low:e,high:t}){return t===null?e>0?`CI from ${x(e,!1)} on`:`too few cases for an interval`:`CI ${x(e,!1)} to ${x(t,!1)}`}function jn(e){return Nn([...Pn(e,`alarm`),...Pn(e,`notice`)])}function Mn(e){return Nn(Pn(e,`fact`))}function Nn(e){return z(e,8,e=>[`${S(e,`more notice`)} in the result JSON.`])}function Pn({notices:e,prompts:t},n){let r=e=>e.gravity===n;return[...e.filter(r).map(({text:e})=>w(e)),...Fn(t.map(({path:e,notices:t})=>({path:e,notices:t.filter(r)})))]}function Fn(e){let t=/* @__PURE__ */ new Map;for(let{path:n,notices:r}of e)for(let{text:e}of r)t.set(e,(t.get(e)??/* @__PURE__ */ new Set).add(n));return[...t].map(([t,n])=>n.size===e.length?w(t):[...In([...n]),`: `,...w(t)])}function In(e){let t=e.slice(0,5).flatMap((e,t)=>[...t>0?[`, `]:[],T(e)]),n=e.length-5;return n>0?[...t,` and ${n} more`]:t}function Ln({errors:e},t=0){let n=e.slice(t).map(({message:e,place:t,remedy:n})=>{let r=[e,n].filter(Boolean).join(` `),i=w(M(r,500));return{sentence:r,text:t?[T(t),`: `,...i]:i}}),r=at(n,{sentenceOf:({sentence:e})=>e,more:e=>({sentence:``,text:[`${S(e,`more problem`)} of the same kind in the result JSON.`]})}).map(({text:e})=>e);return z(r,10,e=>[`${S(e,`more problem`)} in the result JSON.`])}function Rn(e){return`${S(e.length,`answer`)} did not come: ${zn(e)}`}function zn(e){return[`candidate`,`baseline`].map(t=>({arm:t,count:e.filter(e=>e.arm===t).length})).filter(({count:e})=>e>0).map(({arm:e,count:t})=>`${C(t)} of the ${e}`).join(`, `)}function Bn(e){if(e.length===0)return[];let t=e.map(({name:e,missing:t,cases:n,missingBy:r})=>`${C(t)} of ${C(t+n)} in ${M(e,60)}${r?Vn(r):``}`);return[`Pairs of answers that did not come: `,...O(t),`.`]}function Vn({baseline:e,candidate:t,both:n}){let r=[{count:t,what:`the candidate’s alone`},{count:e,what:`the baseline’s alone`},{count:n,what:`both`}].filter(({count:e})=>e>0);return r.length===0?``:` (${r.map(({count:e,what:t})=>`${C(e)} ${t}`).join(`, `)})`}function Hn(e,t){let n=e.filter(Ue),r=n.filter(e=>!De(e)),i=n.filter(De),a=e.filter(I),o=r.flatMap(e=>e.segments),s=o.filter(ce),c=o.filter(Ve),l=[...r.length>0?[[`no regression shown in `,...Wn(r)]]:[],...c.length>0?[tt(c,o,r)]:[],...s.length>0?[ke(s,o)]:[],...i.length>0?[[`nothing could be told of `,...Wn(i)]]:[],...Ee(a,t)];return{sign:Un(e),text:l.flatMap((e,t)=>t===0?e:[`; `,...e])}}function Un(e){return e.some(ft)||e.some(({segments:e})=>e.some(Ve))?B:e.some(e=>Ue(e)&&!De(e))?v:e.some(e=>I(e)&&!ee(e))?Me:be}function Wn(e){return O(e.map(({path:e})=>T(e)))}const Gn=[1,2,5,10,20,25,50];function Kn(e,t=7){let n=e.flatMap(({interval:e,difference:t})=>[...e??[],t??0]).filter(Number.isFinite).map(e=>e*100),r=Math.max(-100,n.reduce((e,t)=>Math.min(e,t),0)),i=Math.min(100,n.reduce((e,t)=>Math.max(e,t),0));return Gn.map(e=>({low:Math.min(-1,Math.floor(r/e))*e,high:Math.max(1,Math.ceil(i/e))*e,step:e})).find(e=>qn(e).length<=t)??{low:-100,high:100,step:100}}function qn({low:e,high:t,step:n}){let r=Math.ceil(e/n),i=Math.floor(t/n)-r+1;return Array.from({length:Math.max(0,i)},(e,t)=>(r+t)*n+0)}function Jn(e,{scale:{scale:t,nameWidth:n,names:r},most:i=1/0}){let a=Yn(e);if(a.length===0)return[];let o=a.filter((t,n)=>n<i||t===e.overall).map(i=>{let a=r.get(i.name)??i.name,o=i===e.overall?er.overall:er.segment;return`${a}${` `.repeat(n-R(a)+Zn)}${rr(i,t,o)}`.trimEnd()});return[nr(t,n+Zn),...o]}function Yn({segments:e,overall:t}){return[...g(e),...t&&e.length>1?[t]:[]].filter(({interval:e})=>e!==null)}function Xn(e,t){let n=e.flatMap(Yn),r=pe(n.map(({name:e})=>e),Math.floor(t/3)),i=[...r.values()].reduce((e,t)=>Math.max(e,R(t)),$n.length),a=Math.max(20,t-i-Zn),o=Kn(n,Math.max(3,Math.min(Qn,Math.floor(a/4)))),s=(o.high-o.low)/o.step;return{scale:{axis:o,perStep:Math.max(2,(a-2)/s)},nameWidth:i,names:r}}const Zn=3,Qn=7,$n=`points`,er={segment:`●`,overall:`◆`};function tr(e,{axis:t,perStep:n}){let r=Math.min(t.high,Math.max(t.low,e));return Math.round((r-t.low)/t.step*n)}function nr(e,t){let n=[...$n];for(let r of qn(e.axis)){let i=r===0?`0`:P(r/100),a=t+tr(r,e)-Math.floor(i.length/2);for(;n.length<a;)n.push(` `);n.push(...i)}return n.join(``)}function rr(e,t,n){let r=Array.from({length:tr(t.axis.high,t)+1},()=>` `),i=tr(0,t);r[i]=`│`;let{interval:a,difference:o}=e;if(!a)return r.join(``);let[s,c]=[tr(a[0]*100,t),tr(a[1]*100,t)];for(let e=s;e<=c;e++)r[e]=e===i?`┼`:`─`;return r[s]=`├`,r[c]=`┤`,o!==null&&(r[tr(o*100,t)]=n),r.join(``)}const ir=`Once this is merged`;function ar({prompts:e,registryPlan:t}){let n=[...e.map(or).filter(e=>e.length>0),...t?dr(t):[]];return z(n,20,e=>[`${S(e,`more line`)} in the result JSON.`])}function or({path:e,change:t,becomes:n}){if(!n)return[];let{name:r,version:i,part:a,because:o,known:s,onMain:c}=n,l=[T(r),` ${M(i)}`];if(s&&i===c)return t===`suite`?[]:[T(e),` stays `,...l,`: what is asked is the same.`];if(s)return[T(e),` is `,...l,` again.`,...sr(n)];let u=a===null?[` (the first version)`]:[` (${M([a,o.join(`, `)].filter(Boolean).join(`: `),400)})`];return[T(e),` becomes `,...l,...u,`.`,...sr(n)]}function sr({name:e,version:t,environments:n}){return n.flatMap(n=>{let{name:r,serves:i,needs:a}=n;if(i.length===1&&i[0]===t)return[` `,T(r),` serves it already.`];let o=i.length===0?` (nothing now)`:` (${M(i.slice(0,5).join(`, `))} now)`;return[` `,T(r),o,...cr(a,{name:e,version:t,where:r}),`.`]})}function cr(e,{name:t,version:n,where:r}){let i=e.map(lr).filter(e=>e.length>0);if(i.length>0)return[` does not take it: `,...gr(i)];let a=e.map(ur).filter(e=>e.length>0),o=a.length===0?[]:[` once `,...gr(a)];if(e.some(({kind:e})=>e===`by-hand`)){let e={code:M(`promote ${t}@${n} --to ${r}`,160)};return[` is given it by hand`,...o,`: `,e]}return[` serves it`,...a.length>0?o:[` with the next `,T(`record`)]]}function lr(e){switch(e.kind){case`archived`:return[`it is archived`];case`held`:return[e.version===null?`the prompt is held there`:`it is held there`,e.until===null?``:` until ${M(e.until)}`];case`pinned-model`:return[`its model is not pinned to a dated snapshot`];case`min-pass-rate`:return[`nothing serves there to compare it with, and `,T(`gate.min-pass-rate`),` is off`];case`cases`:return[`its suite has ${S(e.has,`case`)}, and ${e.asked} are asked for`];default:return[]}}function ur(e){switch(e.kind){case`soak`:return[`it served `,T(e.in),` for ${vr(e.forMs)}`];case`evidence`:return[`its answers on main are enough`];default:return[]}}function dr(e){let{environments:t,keys:n,publish:r}=e;return[...fr(e),...t.added.map(({name:e,rules:t})=>[T(e),` is a new environment: `,..._r(t.map(T)),`.`]),...t.removed.map(({name:e,serves:t})=>{let n=t.flatMap(({prompt:e,versions:t})=>t.map(t=>T(`${e} ${t}`))),r=n.length>0?[`, and it goes on serving `,...O(n,5)]:[];return[T(e),` is no environment any more: nothing is promoted there`,...r,`.`]}),...t.changed.map(({name:e,changes:t})=>{let n=t.map(({setting:e,from:t,to:n})=>[T(e),` from `,T(t),` to `,T(n)]);return[T(e),`: `,...gr(n),`.`]}),...t.last?[[`The last environment, by which versions are called active, is `,T(t.last.to),` instead of `,T(t.last.from),`.`]]:[],...hr(`promotion key`,n.promotion,20),...hr(`pointer key`,n.pointer,20),...hr(`destination`,r),...e.promotions.map(pr),...e.tooFewCases.map(({environment:e,asked:t,prompt:n,has:r})=>{let i=`${S(r,`case`)}: its versions would be refused there.`;return[T(e),` asks for ${t} cases, and the suite of `,T(n),` has ${i}`]})]}function fr({change:e}){return e===`added`?[[`The registry begins: the first `,T(`record`),` gives every prompt of main its version 1.0.0 where there is no log yet.`]]:[]}function pr({environment:e,prompt:t,version:n,outcome:r,missing:i,evidence:a,trips:o=[]}){let s={promoted:` will serve `,waits:` waits for `,refused:` is not promoted to `,pending:` waits for evidence before `},c=i.length>0?`: ${M(i.join(` `),400)}`:a?` (${mr(a)}).`:`.`,[l]=o,u=l?[` A guard tripped on it there: `,T(l.metric),`, `,l.at.slice(0,10),`.`]:[];return[T(t),` ${M(n)}`,s[r],T(e),c,...u]}function mr({verdict:e,cases:t,against:n,at:r}){let i=n===null?`by its own pass rate`:`against ${M(n)}`;return`${e} on ${S(t,`case`)} ${i}${r===null?``:`, of ${r.slice(0,10)}`}`}function hr(e,{added:t,removed:n},r){let i=(t,n)=>{if(t.length===0)return[];let i=t.map(e=>T(r===void 0?e:e.slice(0,r)));return[[`${S(t.length,e)} ${n}: `,...O(i,5),`.`]]};return[...i(t,`added`),...i(n,`removed`)]}function gr(e){return e.flatMap((t,n)=>[...n===0?[]:n===e.length-1?[` and `]:[`, `],...t])}function _r(e){return e.flatMap((e,t)=>t===0?[e]:[`, `,e])}function vr(e){let t=e/36e5;return Number.isInteger(t)?t>=48&&t%24==0?`${t/24} days`:S(t,`hour`):e%6e4==0?`${e/6e4} min`:`${e/1e3} s`}function yr(e,t){if(!y(e))return Ir(e);if(!e.baseline)return Nr(e,t);if(e.overall?.chosen)return Sr(e.overall);let n=Oe(e),{explaining:r,others:i}=m(e),a=r.slice(0,3),o=n.length>3&&n.length===e.segments.length,s=a.flatMap(t=>[...br(t,e),` `]),c=Tr(e)&&n.length===0?wr(e):[];return Lr([...o?[`All ${S(n.length,`segment`)} get worse; the worst are these. `]:[],...s,...i.length>0?Cr(r,e):[],...c,...Er(e),...Ar(e,o?n:a),...Mr(e)])}function br(e,t){return[...xr(t.segments.length===1?`The candidate`:Y(e),e,t.suite?.trials??1),` `,...Sr(e)]}function xr(e,t,n){let{baseline:r,candidate:i,difference:a,interval:o}=t,s=n>1?`${j(i.rate)} of ${S(i.n,`answer`)} to ${S(t.cases,`case`)}`:`${C(i.passes)} of ${S(i.n,`case`)}`,c=r&&(n>1?j(r.rate):C(r.passes)),l=[...o?[`95\u00a0% CI ${lt(o,` to `)}`]:[],`adjusted p\u00a0${Le(t.adjustedPValue)}`];return[e,` passes ${s}${c?`, down from ${c}`:``}`,...a===null?[]:[`: `,k(`${P(a)} points`)],` (${l.join(`, `)}).`]}function Sr({losses:e,wins:t}){return[`${`${S(e,`case`)} newly ${D(e,`fail`)}`}, ${C(t)} newly ${D(t,`pass`)}.`]}function Cr(e,{segments:t}){return[`All cases that newly fail in segments that get worse are in `,...qe(e,t),`. `]}function wr(e){return e.overall?[...xr(`Over all cases the candidate`,e.overall,e.suite?.trials??1),` `,...Sr(e.overall),` `]:[]}function Tr(e){return e.reasons.some(e=>e.kind===`overall-regression`)}function Er({reasons:e}){return[`critical-case`,`critical-case-unanswered`].flatMap(t=>{let n=e.filter(e=>e.kind===t).map(({caseId:e=``})=>T(e));if(n.length===0)return[];let r=t===`critical-case`?`always ${D(n.length,`fail`)}`:`${n.length===1?`has`:`have`} no answer`;return[`The critical ${n.length===1?`case`:`cases`} `,...O(n),` always passed and now ${r}. `]})}const Dr={worse:{one:`gets worse too`,many:`get worse too`,only:``},improved:{one:`improves`,many:`improve`,only:`The candidate improves.`},noWorse:{one:`is no worse`,many:`are no worse`,only:`The candidate is no worse.`},noChange:{one:`shows no change`,many:`show no change`,only:`No change of quality is shown.`},inconclusive:{one:`cannot be told`,many:`cannot be told`,only:`Whether quality changed cannot be told.`},invalid:{one:`could not be judged`,many:`could not be judged`,only:`The candidate could not be judged.`}};function Or({verdict:e,difference:t,interval:n}){switch(e){case`regression`:return Dr.worse;case`pass`:return Math.abs(t??0)<=.05&&!kr(n)?Dr.noChange:Dr.noWorse;default:return Dr[e]}}function kr(e){return e!==null&&(e[0]>0||e[1]<0)}function Ar({segments:e},t){let n=e.filter(e=>!t.includes(e)),[r]=n;if(e.length===1)return r&&Or(r).only!==``?[Or(r).only]:[];let i=Object.values(Dr).map(e=>({fate:e,of:n.filter(t=>Or(t)===e)})).filter(({of:e})=>e.length>0).flatMap(({fate:t,of:n},r)=>[...r===0?[]:[`, `],...r===0?jr(qe(n,e)):qe(n,e),` ${n.length===1?t.one:t.many}`]);return i.length>0?[...i,`.`]:[]}function jr([e=``,...t]){return[typeof e==`string`?Be(e):e,...t]}function Mr({segments:e}){let t=e.filter(e=>e.verdict===`invalid`&&e.missing>0);return t.length===0?[]:[` `,...Bn(t)]}function Nr(e,t){let{overall:n}=e;if(!n)return[];let{passes:r,n:i,rate:a}=n.candidate;return[T(e.path),` ${e.change===`added`?`is new and`:`cannot be run at the base, so it`} has nothing to be compared with: it passes ${C(r)} of ${C(i)} (`,k(j(a)),`).`,...Fr(e,t),...Pr(e,t)]}function Pr(e,t){let n=rt(e),r=(n??[]).map(({name:e})=>e),i=pt(e,t,r);if(n===null||i===null)return[];let a=n.length>0?n:e.overall?[e.overall]:[],o=Math.min(...a.map(({adjustedPValue:e})=>e)),s=e.segments.length>1&&n.length>0?[` in `,...qe(n,e.segments)]:[],c=gt(e,t,r)?[`. That blocks, since `,T(`gate.on-inconclusive`),` says so`]:[`. That is reported and does not block: only a rate that is shown to be below does`];return[` It is not shown to reach `,k(i),...s,`, which the policy asks for`,...c,` (adjusted p\u00a0${Le(o)}: how often a prompt that passes ${i} would pass so few).`]}function Fr(e,t){let{reasons:n,segments:r}=e,i=n.filter(e=>e.kind===`below-min-pass-rate`),a=i.map(({segment:e=`all cases`})=>k(M(e,60)));if(a.length===0)return[];let o=pt(e,t,i.flatMap(({segment:e=`overall`})=>e===`overall`?[]:[e]));return[` The policy asks for `,o===null?`more`:k(o),...r.length>1?[` in `,...O(a)]:[],`.`]}function Ir(e){let t=T(e.path);if(e.verdict===`error`)return[t,` was not judged.`];switch(e.change){case`deleted`:return[t,` is deleted.`];case`suite`:return[`Only the suite of `,t,` changed; nothing was run.`];default:return[t,` was not run.`]}}function Lr(e){let t=e.at(-1);return typeof t==`string`&&t.trim()===``?e.slice(0,-1):e}function Rr(e){let t=e.prompts.flatMap(t=>[zr(t,e),Br(t)]).filter(e=>e.length>0);return z(t,10,e=>[`${S(e,`more remark`)} in the result JSON.`])}function zr(e,t){if(y(e)&&!e.baseline)return U(e)?[]:yr(e,t.policy);switch(e.change){case`deleted`:case`suite`:return!U(e)&&!y(e)&&t.prompts.length>1?yr(e,t.policy):[];case`renamed`:return e.baseline?[T(e.path),` was `,T(e.baseline.path),`.`]:[];case`policy`:return[T(e.path),` is asked otherwise by the policy (`,...O(e.because.map(T)),`).`];case`include`:return[T(e.path),` changes through `,...O(e.because.map(T)),`.`];default:return[]}}function Br({path:e,verdict:t,newlyFailing:n}){let r=t===`pass`?n.filter(e=>e.severe):[];if(r.length===0)return[];let i=r.map(({id:e,description:t})=>T(t??e));return[T(e),`: `,...O(i),` always passed and now always ${D(r.length,`fail`)}.`]}function Vr(e){return e?[e.model,...e.otherModels??[]]:[]}function Hr(e){return e.flatMap((e,t)=>t===0?[T(e)]:[`, `,T(e)])}function Ur(e){let{baseline:t,candidate:n,suite:r}=e,[i,a]=[Vr(t),Vr(n)],o=i.length>0&&a.length>0&&i.join()!==a.join()?[...Hr(i),` → `,...Hr(a)]:Hr(a.length>0?a:i),s=t&&n&&t.path!==n.path?[`, was `,T(t.path)]:[],c=[...t?[`, baseline `,T(Zr(t.sha256))]:[],...n?[`, candidate `,T(Zr(n.sha256))]:[],...r?[`, suite `,T(r.path),` `,T(Zr(r.sha256))]:[],...(e.judges??[]).flatMap(e=>[`, judged by `,T(e)])],l=r&&r.sampled<r.cases?` (${C(r.sampled)} of ${S(r.cases,`case`)})`:``;return[T(e.path),s.length+o.length>0?`: `:``,...o,...s,...c,l]}function Wr(e){let{usage:t,base:n,head:r}=e,i=t.fromStore>0?` (${C(t.fromStore)} from the store)`:``,a=[`${S(t.trials,`trial`)}${i}`,...t.savedTrials?[`${C(t.savedTrials)} saved by stop-when-decided`]:[],`${S(t.errored,`error`)}${Gr(e)}`,xe(t.elapsedMs),...t.usd===null?[`price not known`]:[ut(t.usd)],...t.judge?[Kr(t.judge)]:[]],o=n.mergeBase?[`Merge base `,T(n.mergeBase.slice(0,12)),`, head `,T(r.sha?.slice(0,12)??`working tree`),`; `]:[],s={code:M(Jr(e),600)};return[...o,`${a.join(`, `)}; `,s,` repeats it.`]}function Gr({prompts:e}){let t=zn(e.flatMap(({errors:e})=>e));return t===``?``:` (${t})`}function Kr({calls:e,fromStore:t,usd:n}){let r=t>0?` (${C(t)} more from the store)`:``,i=n===null?`, price not known`:` for ${ut(n)}`;return`judged in ${S(e,`call`)}${r}${i}`}function qr(e){return e.prompts.filter(y).map(Ur)}function Jr({base:e,head:t,policySource:{path:r},offline:i,partial:a}){let o=e=>/^[\w.][\w./@-]*$/.test(e),s=o(e.ref)?e.ref:e.mergeBase,c=t.sha!==null&&t.ref!==t.sha?` --head ${o(t.ref)?t.ref:t.sha}`:``,l=r===`.github/prompt-eval-gate.yml`?``:` --config ${o(r)?r:Xr(r)}`;return`${n} gate${s?` --base ${s}`:``}${c}${l}${Yr(a)}${i?` --offline`:``}`}function Yr(e){if(!e)return``;let t=e=>/^[\w.][\w./@-]*$/.test(e)?e:Xr(e);return[...e.prompts.map(t),...e.segments.map(e=>`--segment ${t(e)}`),...e.cases.map(e=>`--case ${t(e)}`),...e.failing?[`--failing`]:[]].map(e=>` ${e}`).join(``)}function Xr(e){return`'${e.replaceAll(`'`,String.raw`'\''`)}'`}function Zr(e){return e.slice(0,12)}function Qr(e,t,n=1500){let[r,i]=[ei(e,n),ei(t,n)];return r.length+i.length>400?[...r.map(e=>$r(`removed`,e)),...i.map(e=>$r(`added`,e))]:Ct(r,i).flatMap(({value:e,added:t,removed:n})=>e.map(e=>$r(t?`added`:n?`removed`:`same`,e)))}function $r(e,t){return{kind:e,text:t}}function ei(e,t){let n=s(e.slice(0,t)).split(`
`).flatMap(e=>e.split(/(?<=[.!?。！？])[ \t]+/u)).filter(e=>e.trim()!==``),r=e.length-t;return r>0&&n.push(`… (${r} more characters)`),n.length>0?n:[`(an empty answer)`]}function ti(e,t){let n=[],r=e.trimEnd();for(;r.length>t;){let e=r.lastIndexOf(` `,t),i=e>t/2?e:ni(r,t);n.push(r.slice(0,i)),r=r.slice(i).trimStart()}return r===``&&n.length>0?n:[...n,r]}function ni(e,t){let n=e.charCodeAt(t-1);return n>=55296&&n<=56319?t-1:t}function ri({failures:e,alike:t,size:n}){let r=e.slice(0,3).flatMap(({type:e,expected:t},r)=>{let i=t===null?n>1?`, of each its own`:``:`: ${M(t,160)}`;return[r>0?`; `:``,T(M(e,40)),i]}),i=e.length-3;return[...r,...i>0?[`; and ${i} more`]:[],...e.length===0?[`no assertion is named`]:[],...t&&n>1?[` — nearly the same answers`]:[]]}function ii(e,t){let n=new Map(t.flatMap(e=>e.members.map(t=>[t,e]))),r=/* @__PURE__ */ new Map;for(let t of e){let e=n.get(t.id)??null,i=r.get(e);i?i.push(t):r.set(e,[t])}return[...r].map(([e,t])=>({cluster:e,cases:ai(t,e)})).sort((e,t)=>oi(e)-oi(t)||t.cases.length-e.cases.length)}function ai(e,t){let[n]=e;if(!n||!t||si(n))return[...e];let r=e.find(({id:e})=>e===t.representative)??n;return[r,...e.filter(e=>e!==r)]}function oi({cases:[e]}){return e?.critical?0:e?.severe?1:2}function si({critical:e,severe:t}){return e||t}function ci({cluster:e,cases:t}){return e?t.slice(0,1):t}function li({cluster:e,cases:t}){return e?t.slice(1):[]}function ui({cluster:e,cases:t},n){if(!e||t.length<2)return[];let r=`${C(t.length)} of ${C(n)}`;return[k(r),` `,...ri(e)]}const{Ansis:di,fg:fi,bg:pi,rgb:mi,bgRgb:hi,hex:gi,bgHex:_i,reset:vi,inverse:yi,hidden:bi,visible:xi,link:Si,bold:Ci,dim:wi,italic:Ti,underline:Ei,strikethrough:Di,black:Oi,red:ki,green:Ai,yellow:ji,blue:Mi,magenta:Ni,cyan:Pi,white:Fi,gray:Ii,redBright:Li,greenBright:Ri,yellowBright:zi,blueBright:Bi,magentaBright:Vi,cyanBright:Hi,whiteBright:Ui,bgBlack:Wi,bgRed:Gi,bgGreen:Ki,bgYellow:qi,bgBlue:Ji,bgMagenta:Yi,bgCyan:Xi,bgWhite:Zi,bgGray:Qi,bgRedBright:$i,bgGreenBright:ea,bgYellowBright:ta,bgBlueBright:na,bgMagentaBright:ra,bgCyanBright:ia,bgWhiteBright:aa}=(/* @__PURE__ */ e((/* @__PURE__ */ t(((e,t)=>{let n,{defineProperty:r,getPrototypeOf:i,setPrototypeOf:a,create:o,keys:s}=Object,{round:c,max:l}=Math,u=e=>{let t=/([a-f\d]{3,6})/i.exec(e)?.[0],n=t?.length,r=`0x`+(6^n?3^n?`0`:t[0]+t[0]+t[1]+t[1]+t[2]+t[2]:t)|0;return[r>>16,r>>8&255,255&r]},d=e=>{if(8>e)return 30+e;if(16>e)return 82+e;if(e>231)return e>243?37:30;let t=(e-=16)%36,n=e/36|0,r=t/6|0,i=t%6;return 30+(n>2|(r>2)<<1|(i>2)<<2)+(l(n,r,i)>4?60:0)},f={open:``,close:``},p=(e,{open:t=``,close:n=``,f:r})=>{let o=(e.open||``)+t,s=n+(e.close||``),c=(e,...i)=>{if(!e){if(!n)return t;if((e??``)===``)return``}let a,l=r?r(e,...i):e.raw?String.raw({raw:e},...i):``+e,u=c;if(l.includes(`\x1B`))for(;u=u.p;){let{t:e,o:t}=u,n=t.length,r=``,i=0;if(n)for(;~(a=l.indexOf(t,i));i=a+n)r+=l.slice(i,a)+e;l=r+l.slice(i)}return o+(l.includes(`
`)?l.replace(/(\r?\n)/g,s+`$1`+o):l)+s};return a(c,i(e)).p={t,o:n,p:e.p},c.open=o,c.close=s,c},m=new function e(t=globalThis){let i=typeof t==`number`?t:(e=>{let t,r=e.process??{},i=r.argv??[],a=r.env??{},o=0;try{o=((e,t,r)=>(n=t.TERM,n===`dumb`?0:{"24bit":3,truecolor:3,ansi256:2,ansi:1}[t.COLORTERM]||(t.CI?/,GITHUB/.test(r)?3:1:e.platform===`win32`?3:/-256/.test(n)?2:1)))(r,a,`,`+s(a).join(`,`)),t=r.stdout?.isTTY||a.CI||a.PM2_HOME||/edge/.test(a.NEXT_RUNTIME)}catch{a={}}let c,l=o||1,u=`FORCE_COLOR`,d={false:0,0:0,1:1,2:2,3:3}[a[u]]??l,f=-1;for(c of i)/^--color=?(true|always)?$/.test(c)&&(f=l),/^--(no-color|color=(false|never))$/.test(c)&&(f=0);return e.window?.chrome?3:u in a?d:~f?f:a.NO_COLOR?0:t?o:0})(t),l={},m={Ansis:e,level:i,isSupported:()=>re,strip:e=>e.replace(/][^]*|[][[()#;?]*(?:\d+(?:;\d*)*)?[\dA-ORZcf-nqry=><]/g,``),extend(e){for(let t in e){let n=e[t];(typeof n)[0]===`s`&&(ee(ie(t),ue(...u(n))),n=le(...u(n))),ee(t,n)}return a(m,o({},l))}},ee=(e,t)=>{l[e]={get(){return r(this,e,{value:t.call?(...e)=>p(this,t(...e)):p(this,t)})[e]}}},te=1^i,ne=i>2,re=i>0,h=(e,t)=>re?{open:`[${e}m`,close:t?`[${t}m`:``}:f,ie=e=>`bg`+e[0].toUpperCase()+e.slice(1),ae=e=>t=>e(...u(t)),oe=(e,t)=>(n,r,i)=>h(`${e}8;2;${n};${r};${i}`,t),se=e=>(t,n,r)=>e(((e,t,n)=>e^t|t^n?16+36*c(e/51)+6*c(t/51)+c(n/51):8>e?16:e>248?231:c(24*(e-8)/247)+232)(t,n,r)),ce=e=>h(te?`38;5;`+e:d(e),39),g=e=>h(te?`48;5;`+e:d(e)+10,49),le=ne?oe(3,39):se(ce),ue=ne?oe(4,49):se(g),_={fg:ce,bg:g,rgb:le,bgRgb:ue,hex:ae(le),bgHex:ae(ue),visible:f,reset:h(0,``),bold:h(1,22),dim:h(2,22),italic:h(3,23),underline:h(4,24),inverse:h(7,27),hidden:h(8,28),strikethrough:h(9,29),link:{f:(e,t=e)=>re?`]8;;${e}${t}]8;;`:t==e?e:t+` (​${e}​)`}},v=(e,t)=>{_[e]=h(t,39),_[ie(e)]=h(t+10,49)};return`gray,black,red,green,yellow,blue,magenta,cyan,white`.split(`,`).map(((e,t)=>{t?v(e+`Bright`,89+t):t=61,v(e,29+t)})),m.extend(_)};t.exports=m.default=m})))(),1)).default;function oa({width:e,color:t}){return{width:Math.min(120,Math.max(60,Number.isFinite(e)?Math.floor(e):120)),paint:new di(+!!t)}}function X(e,{width:t,paint:n},r=``){let i=[],a=[],o=0,s=t-R(r),c=()=>{i.push(r+a.join(``).trimEnd()),[a,o]=[[],0]};for(let t of sa(e,n)){let e=t.reduce((e,t)=>e+R(t.text),0);o>0&&o+1+e>s&&c(),o>0&&(a.push(` `),o+=1);for(let{text:e,style:n}of t.flatMap(e=>ua(e,s))){let t=R(e);o>0&&o+t>s&&c(),a.push(n(e)),o+=t}}return a.length>0&&c(),i}function sa(e,t){let n=[],r=!1;for(let i of e){let e=la(i,t),a=ca(i),o=M(a,4e3).split(` `),s=/^[ \n\t]/.test(a);for(let[t,i]of o.entries()){if(i===``)continue;let a=n.at(-1);t===0&&r&&!s&&a?a.push({text:i,style:e}):n.push([{text:i,style:e}])}a!==``&&(r=!/[ \n\t]$/.test(a))}return n}function ca(e){return typeof e==`string`?e:`code`in e?e.code:e.strong}function la(e,t){return typeof e==`string`?e=>e:`code`in e?e=>t.cyan(e):e=>t.bold(e)}function ua({text:e,style:t},n){if(R(e)<=n)return[{text:e,style:t}];let r=[``];for(let t of e){let e=r.at(-1)??``;R(e+t)>n?r.push(t):r[r.length-1]=e+t}return r.map(e=>({text:e,style:t}))}function da(e,t,{width:n,paint:r}){let i=e.map(({head:e},n)=>Math.max(R(e),...t.map(e=>R(e[n]?.text??``)))),a=pa(e,i,n),o=ma(a,i)-n;o>0&&(i[1]=Math.max(8,(i[1]??8)-o));let s=t=>a.map(n=>{let{text:r,style:a}=t[n]??{text:``},o=ha(r,i[n]??0),s=` `.repeat((i[n]??0)-R(o)),c=a?a(o):o;return e[n]?.align===`right`?s+c:c+s}).join(fa).trimEnd();return[s(e.map(({head:e})=>({text:e,style:e=>r.dim(e)}))),...t.map(s)]}const fa=`  `;function pa(e,t,n){let r=e.map((e,t)=>t);for(;ma(r,t)>n;){let t=Math.max(...r.map(t=>e[t]?.priority??0));if(t===0)return r;r=r.filter(n=>e[n]?.priority!==t)}return r}function ma(e,t){return e.reduce((e,n)=>e+(t[n]??0),2*(e.length-1))}function ha(e,t){let n=e;for(let r=t;R(n)>t&&r>0;r--)n=M(e,r);return n}function ga(e,t){switch(e){case`bad`:return e=>t.red(e);case`warning`:return e=>t.yellow(e);case`good`:return e=>t.green(e);case`muted`:return e=>t.dim(e)}}function Z(e,t,n=`·`){return e.flatMap(e=>{let[r=``,...i]=X(e,{...t,width:t.width-2});return[`${n} ${r}`,...i.map(e=>`  ${e}`)]})}function _a({title:e,cases:t},{clusters:n},{terminal:r,allCases:i}){let a=ii(t,n?.newlyFailing??[]),o=new Set(a.flatMap(ci).slice(0,3)),s=a.flatMap(e=>{let n=X(ui(e,t.length),r,`  `),i=ci(e).filter(e=>o.has(e)),a=li(e).map(e=>M(e.description??e.id,60)),s=z(a,10,e=>`${e} more`).join(`; `),c=a.length>0?[`${S(a.length,`more case`)} like it: ${s}`]:[];return i.length===0?[]:[...n.length>0?[``,...n]:[],...i.flatMap(e=>[``,...Sa(e,r)]),...c.length>0?[``,...X(c,r,`  `)]:[]]}),c=a.reduce((e,t)=>{let n=ci(t),r=n.some(e=>o.has(e));return e+n.filter(e=>!o.has(e)).length+(r?0:li(t).length)},0);return[...xa(e,r),...s,...c>0?[``,...X(ba(c,i),r,`  `)]:[]]}function va({title:e,cases:t},{terminal:n,allCases:r}){let i=t.map(e=>[M(e.description??e.id,120),...$t(e),` · `,T(e.place)]),a=z(i,10,e=>ba(e,r));return[...xa(e,n),...Z(a,n)]}function ya({clusters:e},t){let n=(e?.failing??[]).flatMap(({members:e})=>e);if(n.length===0)return[];let r=[`${S(n.length,`case`)} ${D(n.length,`fail`)} as before`],i=z(n.map(e=>M(e,120)),10,e=>S(e,`more case`));return[...xa(r,t),...Z(i.map(e=>[e]),t)]}function ba(e,t){return w(`${S(e,`more case`)}; ${t}`)}function xa(e,t){return X(e,t).map(e=>t.paint.bold(e))}function Sa(e,t){let n=[k(M(e.description??e.id,120)),...$t(e),` · `,T(e.place)],r=en(e,!0);return[...X(n,t,`  `),...r.flatMap(e=>X(e,t,`  `)),...Ca(e,t)]}function Ca({baseline:e,candidate:t},{width:n,paint:r}){if(t.answer===null||e?.answer===null)return[];let i=Qr(e?e.answer:t.answer,t.answer,600),a={same:` `,removed:`-`,added:`+`},o={same:r.dim,removed:r.red,added:r.green};return i.flatMap(({kind:e,text:t})=>ti(t,n-6).map(t=>o[e](`    ${a[e]} ${t}`.trimEnd())))}const wa=[`█`,`░`,`▓`,`▒`,`▞`,`▚`,`▖`,`▘`];function Ta({segments:e,safe:t}){let n=[t,...[...new Set(e.flatMap(({weights:e})=>e.map(({version:e})=>e)))].filter(e=>e!==t)].filter(t=>e.some(({weights:e})=>e.some(e=>e.version===t&&e.before+e.after>0))),r=e=>wa[n.indexOf(e)]??`?`,i=n.map(e=>`${r(e)} ${M(e,20)}${e===t?` (safe)`:``}`),a=e.map(({name:e})=>M(e===`*`?`all others`:e,12)),o=Math.max(...a.map(e=>R(e)),7),s=(e,t,n)=>`${e}${` `.repeat(Math.max(0,o-R(e)))}  ${t.padEnd(14)}  ${n}`.trimEnd();return[i.join(`   `),s(`segment`,`now`,`after`),...e.map(({weights:e},t)=>s(a[t]??``,Ea(e.map(({version:e,before:t})=>({fill:r(e),share:t}))),Ea(e.map(({version:e,after:t})=>({fill:r(e),share:t})))))]}function Ea(e){let t=e.filter(({share:e})=>e>0);if(t.length===0)return``;let n=t.map(({share:e})=>Math.max(1,Math.floor(e*14))),r=14-n.reduce((e,t)=>e+t,0),i=t.map(({share:e},t)=>({index:t,rest:e*14-(n[t]??0)})).sort((e,t)=>t.rest-e.rest);for(let{index:e}of i){if(r<=0)break;n[e]=(n[e]??0)+1,--r}for(;r<0;){let e=n.indexOf(Math.max(...n));n[e]=(n[e]??0)-1,r+=1}return t.map(({fill:e},t)=>e.repeat(n[t]??0)).join(``)}function Da({held:e=[],safe:t}){let n=e.map(({version:e,reason:n,at:r,until:i,trip:a,withheld:o})=>{let s=a===null?[` since ${ka(r)}${n===``?``:`: ${M(n,120).replace(/\.$/,``)}`}`]:[`, because a guard on `,T(a.metric),` tripped on it in `,...F(a.segment),` on ${ka(a.at)}`],c=o.flatMap(({segment:e,stated:t,set:n},r)=>[r===0?``:`, `,`${j(n)} of `,...F(e),` instead of ${j(t)}`]),l=i===null?"after `release`":`after the hold ends on ${ka(i)}, or after \`release\``;return[`⚠️ `,T(e),` is held`,...s,`. The merge gives it `,...c,`; `,T(t),` gets the rest. To raise it, change the weights again ${l.replaceAll("`",``)}.`]});return z(n,5,e=>[`${S(e,`more version`)} held.`])}function Oa({trips:e=[],held:t=[]}){let n=e.filter(({version:e,at:n})=>!t.some(t=>t.version===e&&t.trip?.at===n)).map(({version:e,segment:t,metric:n,action:r,at:i,released:a})=>{let o={rollback:`took it back`,hold:`held it`,alert:`alerted`}[r],s=a===null?`nobody released it`:`released on ${ka(a)}`;return[`⚠️ A guard on `,T(n),` tripped on `,T(e),` in `,...F(t),` on ${ka(i)} and ${o}; ${s}. Its weight rises.`]});return z(n,5,e=>[`${S(e,`more trip`)} of guards.`])}function ka(e){return`${e.slice(0,16).replace(`T`,` `)} UTC`}function Aa(e){return[...Ma(e),...Na(e),...z(e.overlaps.filter(Pa).map(Fa),12,ja(`pair`)),...Ia(e),...z(e.stress.map(La),12,ja(`what-if`)),...Ra(e),...za(e)]}function ja(e){return t=>[`${S(t,`more ${e}`)} in the result JSON.`]}function Ma({quality:{before:e,after:t},metric:n}){if(t===null)return[[`The quality over all segments cannot be told: their shares of the traffic are not known.`]];let r=e===null?``:`, now ${j(e.mean)}`,i=`${S(t.observations,`observation`)} and ${S(t.cases,`case`)} of evidence`;return[[`Expected ${n??`pass rate`} over all segments: ${j(t.mean)} (95 % CI ${j(t.low)} to ${j(t.high)}${r}), from ${i} together.`]]}function Na({evidence:e,safe:t}){return e.filter(({version:e})=>e!==t).map(({version:e,evidence:t,cases:n,at:r,segments:i})=>{if(t===null)return[T(e),`: no evidence.`];let a=Object.entries(i).flatMap(([e,t])=>t===`regression`||t===`invalid`?[T(e)]:[]),o=r===null?``:` of ${M(r.slice(0,10),10)}`,s=a.length===0?[`worse nowhere.`]:[`not good enough for `,...O(a),`.`];return[`Evidence of `,T(e),`${o}, ${S(n,`case`)} in common: `,...s]})}function Pa({segment:e,cases:t}){return e===`*`&&t>0}function Fa({versions:[e,t],cases:n,bothFail:r,phi:i,rescue:a}){let[o]=a,s=o===null?[T(e),` fails none`]:[T(t),` answers ${j(o)} of what `,T(e),` fails`],c=r===null?`—`:j(r),l=i===null?``:`, phi ${i.toFixed(2)}`;return[...s,`; both fail ${c} of ${S(n,`case`)}${l}.`]}function Ia({segments:e,models:t}){let n=e.reduce((e,t)=>Math.max(e,t.largest),0),r=e.reduce((e,t)=>Math.min(e,t.effectiveVersions),1/0),[i]=t;return[Number.isFinite(r)?[`The largest weight of a segment is ${j(n)}; the segment with the fewest has ${r.toFixed(1)} effective versions.`]:[],i&&i.after!==null?[`${j(i.after)} of the traffic depends on `,T(i.model),`.`]:[]].filter(e=>e.length>0)}function La({kind:e,what:t,share:n,quality:r,change:i,unserved:a}){let o={"version-gone":[`Without `,T(t)],"model-retired":[`Without the model `,T(t)],"segment-doubles":[`Where the traffic of `,...F(t),` doubles`]},s=n===null?``:` (${j(n)} of the traffic)`,c=a.length>0?[`nothing is left for `,...a.flatMap((e,t)=>[...t===0?[]:[`, `],...F(e)])]:[],l=r===null?`the quality is not known`:`the quality is ${j(r.mean)}${i===null?``:` (${P(i)})`}`;return[...o[e],`${s}: `,...c.length>0?c:[l],`.`]}function Ra({reassigned:e}){if(e===null||e.share===0)return[];let{share:t,least:n}=e,r=t>n?`, and these weights allow ${j(n)}`:`, the fewest possible`;return[[`${j(t)} of the units get another version${r}.`]]}function za({cost:{perCall:e,promptCache:t}}){let n=[];if(e.after!==null){let t=e.before===null?``:`${ut(e.before*1e3)} → `;n.push([`Cost per 1,000 calls: ${t}${ut(e.after*1e3)}.`])}if(t!==null&&t.hitRate.after!==null){let{prefixes:e,hitRate:r,perCall:i}=t,a=i.after===null?``:`; misses cost ${ut(i.after*1e3)} per 1,000 calls`;n.push([`${S(e,`prompt prefix`,`prompt prefixes`)} to keep in the providers’ caches: ${j(r.after??0)} of the calls find theirs${a}.`])}return n}function Ba(e){let{prompt:t,environment:n,segments:r,metric:i}=e;return{title:[`Portfolio of `,T(t),` in `,T(n)],lead:[...Da(e),...Va(e),...Oa(e),...Qe(e)],bars:z(Ta(e),22,e=>`and ${S(e,`more segment`)}`),table:{heads:[`segment`,`serves`,`${i??`pass rate`}, 95 % CI`,`a 15-point drop would cost`],rows:r.slice(0,30).map(t=>Ha(t,e.safe))},risks:Aa(e)}}function Va({segments:e,delisted:t}){let n=[...e,...t].flatMap(({name:e,weights:t})=>t.map(t=>({name:e,...t}))).filter(({before:e,after:t})=>t>e).sort((e,t)=>t.after-t.before-(e.after-e.before)),r=n.map(({name:e,version:t,before:n,after:r})=>[T(t),n===0?` comes to `:` rises from ${Ja(n)} to `,`${Ja(r)} of `,...F(e),`.`]),i=n.length===0?[[`No version serves more than it does now.`]]:[];return[...z(r,10,e=>[`${S(e,`more weight`)} rise.`]),...i,...z(t.map(({name:e})=>[`⚠️ `,T(e),` is listed no more: it is served like all others.`]),10,e=>[`${S(e,`more segment`)} listed no more.`])]}function Ha({name:e,weights:t,quality:n,noticed:r},i){let a=t.filter(({after:e})=>e>0).sort((e,t)=>t.after-e.after),o=O(a.map(({version:e,after:t})=>`${M(e,20)} ${Ja(t)}`),3);return[F(e),o,Ua(n),qa(r,i)]}function Ua({before:e,after:t}){return t===null?[`—`]:[`${e===null||e.mean===t.mean?``:`${j(e.mean)} → `}${Wa(t)}`]}function Wa({mean:e,low:t,high:n}){return`${j(e)} (${Ga(t)} … ${Ga(n)})`}function Ga(e){return j(e).replace(/\s*%$/,``)}const Ka={"no-guard":`no guard watches it, so nobody would be told`,"no-control":`no other version has 5 % here, so no guard can compare it`,"not-observed":`unknown, since nothing was reported yet of what its guards watch`,margin:"never noticed, since its guards allow so much (`worse-by`)"};function qa(e,t){let n=({badAnswers:e})=>e??1/0,r=e.filter(({version:e})=>e!==t).sort((e,t)=>n(t)-n(e))[0];if(!r)return[`—`];let{version:i,badAnswers:a,days:o,acts:s,why:c}=r;if(a===null)return[T(i),`: `,...w(Ka[c??`no-guard`])];let l=o===null?``:` in ${o<1?`a day`:S(Math.round(o),`day`)}`,u=s?`then it is taken back`:`then somebody is told`;return[`${Math.round(a)} bad answers${l} by `,T(i),`, ${u}`]}function Ja(e){return j(e)}function Ya(e,t){return Xa(e,oa({width:t,color:!1})).join(`
`)}function Xa(e,t){let{title:n,lead:i,bars:a,table:o,risks:s}=Ba(e),c=o.rows.map(e=>{let[t=[],...n]=e,r=n.flatMap((e,t)=>[...t===0?[`: `]:[` · `],...e]);return[...t,...r]});return[...X([k(A(n))],t),...Z(i,t),``,...a.map(e=>r(e)),``,...Z(c,t),``,...Z(s,t)]}function Za(e,t){let r=oa(t),{allCases:i=`\`${n} view\` shows all`}=t,a=b(e.prompts).filter(e=>e.verdict===`pass`&&y(e)),o=b(e.prompts).filter(U),s={result:e,terminal:r,several:e.prompts.filter(y).length>1||e.verdict===`error`,allCases:i},l=[$a(e,r),Z(jn(e),r,B.terminal),Z(Ln(e,+(e.verdict===`error`)),r),...o.flatMap(e=>eo(e,s)),...bt(e)||no(e)?a.flatMap(e=>ro(e,s)):[po(a,e,r)],...(e.portfolioPlans??[]).map(e=>Xa(e,r)),Qa(e,r),Z(Rr(e),r),ho(e,r)].filter(e=>e.length>0).map(e=>e.join(`
`)).join(`

`);return c(l)}function Qa(e,t){let n=ar(e);return n.length===0?[]:[...X([k(ir)],t),...Z(n,t)]}function $a(e,t){let{paint:n}=t,r=me(e),[i=``,...a]=X(Se(e),{...t,width:t.width-2});return[`${n.bold(ga(r.tone,n)(r.terminal))} ${n.bold(i)}`,...a.map(e=>`  ${n.bold(e)}`)]}function eo(e,t){let{result:n,terminal:r,several:i}=t;return e.overall?.chosen?to(e,t):[i?X([k(`─ `),..._t(e)],r):[],X(yr(e,n.policy),r),ao(e,r),so(e,r),lo(e,n,r),uo(e,r),...Xt(e).map((n,r)=>r===0?_a(n,e,t):va(n,t)),fo(e,r),go(cn(e,n),r)]}function to(e,t){let{terminal:n,several:r}=t;return[r?X([k(`─ `),T(e.path)],n):[],...Xt(e).map(n=>_a(n,e,t)),ya(e,n),...Qt(e).map(e=>va(e,t)),fo(e,n)]}function no({partial:e}){return e!==void 0&&Je(e)}function ro(e,t){let{result:n,terminal:r,several:i}=t;return e.overall?.chosen?to(e,t):[i?X([T(e.path)],r):[],ao(e,r),lo(e,n,r),uo(e,r),...Xt(e).map(n=>ee(e)?_a(n,e,t):va(n,t)),go(cn(e,n),r)]}const io=[{head:``,align:`left`,priority:0},{head:`segment`,align:`left`,priority:0},{head:`baseline`,align:`right`,priority:2},{head:`candidate`,align:`right`,priority:2},{head:`change, 95\xA0% CI`,align:`left`,priority:0},{head:`lost / won`,align:`right`,priority:3},{head:`z`,align:`right`,priority:4},{head:`adjusted p`,align:`right`,priority:0}];function ao(e,t){if(!y(e))return[];let n=g(e.segments).slice(0,200),r=n.map(n=>oo(n,It(n,e),t)),{overall:i}=e;i&&r.push(oo(i,Lt(i,e),t));let a=e.segments.length-n.length,o=da(io,r,t);return a>0?[...o,`${S(a,`more segment`)} in the result JSON`]:o}function oo(e,t,{paint:n}){let r=e.missing>0?` (${e.missing} missing)`:``;return[t?{text:`${t.sign.terminal} ${t.words}`,style:ga(t.sign.tone,n)}:{text:``},{text:se(e.name,40)+r},...Wt(e).map(e=>({text:e}))]}function so(e,{width:t,paint:n}){let[r,...i]=Jn(e,{scale:Xn([e],Math.min(t,90))});if(r===void 0)return[];let a=Yn(e);return[n.dim(r),...i.map((e,t)=>co(e,a[t],n))].slice(0,200)}function co(e,t,n){return t?.verdict===`regression`?n.red(e):e}function lo(e,t,n,r=!1){let i=xn(e,t.policy);if(!i)return[];let a=ne(e)===`exceeded`?` ${L.exceeded.sign.terminal} `:` `;return X([k(`Cost`),...mo(e,r),a,...i],n)}function uo(e,t,n=!1){let r=Dn(e);if(!r||!Te(e))return[];let i=te(e)===`exceeded`?` ${L.exceeded.sign.terminal} `:` `;return X([k(`Latency`),...mo(e,n),i,...r],t)}function fo(e,t){if(e.errors.length===0)return[];let n=[...new Set(e.errors.map(({kind:e,message:t})=>`${e}: ${M(t,200)}`))];return[...X([Rn(e.errors)],t),...Z(n.slice(0,5).map(e=>[e]),t)]}function po(e,t,n){if(e.length===0)return[];let{sign:r,text:i}=Hn(e,t.policy),a=e.flatMap(e=>[...lo(e,t,n,!0),...uo(e,n,!0)]);return[...X([`${r.terminal} `,...i,`.`],n),...a]}function mo({path:e},t){return t?[` of `,T(e)]:[]}function ho(e,t){let n=e.usage.trials>0?[...qr(e).slice(0,20),Wr(e)]:[];return go([...Mn(e),...n],t)}function go(e,t){return e.flatMap(e=>X(e,t)).map(e=>t.paint.dim(e))}function _o(e,t,n,{render:r=Za,allCases:i}={}){let{FORCE_COLOR:a,NO_COLOR:o}=n,s=a?a!==`0`:!!t.isTTY&&!o;t.write(`${r(e,{width:t.columns??100,color:s,allCases:i})}\n`)}function vo(e){let[t,n]=xo(e).filter(({path:e})=>e===`-`);if(t&&n)throw new l(`\`--${t.rendering.name} -\` and \`--${n.rendering.name} -\` both mean the standard output.`,{remedy:`Name a file for one of them.`})}async function yo(e,t,n={}){let r=[];for(let i of xo(t))await bo(e,i,n).catch(e=>r.push(e));if(r.length>0)throw r[0]}async function bo(e,{path:t,rendering:n},{cases:r,output:i,onWritten:o}){let s=await n.render(e,r);if(t===`-`&&i)for(let e of typeof s==`string`?[s]:s)i.write(n.name===`json`?a(e):e);else await f(t,s),o?.(t)}function xo(e){return Ze.flatMap(t=>{let n=e[t.name];return n===void 0?[]:[{path:n,rendering:t}]})}function So({metric:e,prompt:t,version:n,segment:r,environment:i}){return`${e} of ${t} ${n} for ${Co(r)} in ${i}`}function Co(e){return e===`*`?`all others`:e}function wo({control:e}){return e??`its own beginning`}function To({badAnswers:e},{mean:t}){return t===null?`–`:e===null?String(Number(t.toPrecision(4))):j(t)}function Eo({kind:e,value:t},n){if(t===0)return null;let r=e=>Number(e.toPrecision(4)),i=r(t*100);if(e===`share`||n===null)return`${i}\u00a0%`;let{from:a,to:o}=n,s=`${i} ${i===1?`point`:`points`}`;return a===0&&o===1?s:`${r(t*(o-a))} (${s} of ${a} to ${o})`}function Do({evidence:e,limit:t}){let n=e=>e>=10?C(Math.round(e)):e.toPrecision(2);return`e = ${e>=0xe8d4a51000?`10¹² or more`:n(e)}, limit ${n(t)}`}const Oo=[`▁`,`▂`,`▃`,`▄`,`▅`,`▆`,`▇`,`█`];function ko({version:e,control:t},[n,r]){let i=[...e,...t].filter(e=>e!==null),a=Math.min(...i),o=Math.max(...i)-a||1,s=e=>e===null?` `:Oo[Math.min(7,Math.floor((e-a)/o*8))]??` `,c=Math.max(n.length,r.length),l=e.map((e,n)=>e===null&&(t[n]??null)===null),u=(e,t)=>{let n=t.flatMap((e,t)=>Ao(l,t)?l[t-1]?[]:[`┆`]:[s(e)]);return`  ${e.padEnd(c)}  ${n.join(``)}`.trimEnd()},d=t.some(e=>e!==null);return[u(n,e),...d?[u(r,t)]:[]]}function Ao(e,t){if(!e[t])return!1;let n=e.lastIndexOf(!1,t)+1,r=e.indexOf(!1,t);return(r===-1?e.length:r)-n>=3}function jo(e){let{trips:t}=e,n=t.filter(({isNews:e})=>e),r=t=>J([...Po(e,t),...t.slice(0,10).map(Fo),Lo(e)]);return{title:No(e),body:J([r(t),Ro(t.slice(10)),zo(e)]),note:n.length===0?null:r(n)}}function Mo(e){return[...new Set(e.map(({guard:e})=>e.version))]}function No({prompt:e,environment:t,trips:n,takenBack:r,held:i}){let a=r.map(({from:e})=>e),o=(e,t)=>e.length===0?[]:[`${e.join(`, `)} ${t}`],s=Mo(n).filter(e=>!a.includes(e)&&!i.includes(e)),c=[...o(a,`taken back`),...o(i,`held`),...o(s,`worse`)],l=new Set(n.map(({guard:e})=>e.metric));return`${e} in ${t}: ${c.join(`; `)} (${[...l].join(`, `)})`}function Po({prompt:e,environment:t,takenBack:n,held:r},i){let[a,o]=[T(e),T(t)];return Mo(i).map(e=>{let t=n.find(({from:t})=>t===e);if(t){let n=`: ${t.to} serves instead (serial ${t.serial}).`;return N([a,` `,k(e),` was taken back in `,o,n])}return r.includes(e)?N([a,` `,k(e),` is held in `,o,`: it goes on serving, and its share may not rise.`]):N([a,` `,k(e),` does worse in `,o,`. This guard only alerts: nothing was changed.`])})}function Fo({guard:e,figures:t,trend:n}){let{version:r,control:i,latest:a,badAnswers:o}=t,s=wo(e),c=o===null?[]:[` It cost `,k(S(o,`bad answer`)),` more of those reported.`],l=[T(e.metric),` of `,e.version,` for `,Io(e.segment),`: `,k(To(t,r)),` in ${S(r.answers,`answer`)}, against `,k(To(t,i)),` of ${s} (${Do(t)}).`,...c],d=i.answers===0?``:`, against ${To(t,a.control)}`,f=`The latest ${C(a.version.answers)}: ${To(t,a.version)}${d}. The lines show them over time.`;return J([N(l),n===null?``:u(ko(n,[e.version,s]).join(`
`),`text`),N([f])])}function Io(e){return e===`*`?Co(e):T(e)}function Lo({failures:e}){return e.length===0?``:J([`**Not all could be done:**`,K(e.map(w))])}function Ro(e){return e.length===0?``:J([`Tripped before, and not released:`,K(e.map(({guard:e})=>[T(e.metric),` of `,e.version,` for `,Io(e.segment)]))])}function zo({prompt:e,environment:t,trips:r,takenBack:i}){let a=i.length>0,o=Mo(r).map(r=>`${n} release ${e}@${r} --env ${t}`);return J([`### What now`,`Look at the answers. When it is clear what they mean, release the version: guards of this prompt only alert until then. ${a?`A version that was taken back serves again when a reviewed change of its weights is merged after that.`:`Its share may rise after that.`}`,u(o.join(`
`),`sh`),`Then close this issue: nothing else closes it. What trips after a release opens another.`])}function Bo(e){return`${JSON.stringify(xt.parse(e),null,2)}\n`}function*Vo(e,t){if(!t){yield Bo(e);return}let{prompts:n,...r}=xt.parse(e);yield Wo(r,0),yield`,
  "prompts": [`;for(let[e,r]of n.entries())yield e>0?`,
    `:`
    `,yield*Ho(r,t.outcomesOf(r.path));yield`${n.length>0?`
  `:``}]\n}\n`}function*Ho(e,t){let{newlyFailing:n,newlyPassing:r,...i}=e;yield Wo(i,4),yield*Uo(`newlyFailing`,n,e=>Go(e,8)),yield*Uo(`newlyPassing`,r,e=>Go(e,8)),yield*Uo(`cases`,t,e=>JSON.stringify(St.parse(e))),yield`
    }`}function*Uo(e,t,n){yield`,\n      "${e}": [`;let r=`
        `,i=``;for(let e of t)yield r+n(e),r=`,
        `,i=`
      `;yield`${i}]`}function Wo(e,t){let n=Go(e,t);return n.slice(0,n.lastIndexOf(`
`))}function Go(e,t){return JSON.stringify(e,null,2).replaceAll(`
`,`\n${` `.repeat(t)}`)}function Ko({prompt:e,version:t,environment:n}){return[T(e),` ${t} in `,T(n)]}function qo(e){return[...Ko(e),...Jo(e)]}function Jo(e){let{verdict:t,cause:n,because:r,overall:i,segments:a,askedTwice:o}=e;if(t===`drifted`)return[` drifted: ${Qo[n??`unknown`]}.`];if(t===`undecided`){let t=a.filter(({casesThen:e})=>e!==void 0).map(({segment:e})=>T(e));return r[0]===`segment-not-compared`&&t.length>0?[` is undecided: too few cases of `,...O(t),` can be compared: they are asked otherwise today, or got no answer. What is asked otherwise is compared from the next promotion on.`]:[` is undecided: `,...Yo(e),`.`]}let s=a.filter(e=>e.verdict===`invalid`).map(({segment:e})=>T(e)),c=o?` Its first answers were worse, and those of a second asking are not.`:``,l=i.casesThen===void 0?0:i.casesThen-i.cases,u=l>0?` ${S(l,`case`)} of then cannot be compared: asked otherwise today, or without an answer.`:``,d=` is clean: ${is(i)} of ${S(i.cases,`case`)}.${u}${c}`;return s.length===0?[d]:[d,` Too small to be judged: `,...O(s),`.`]}function Yo({because:[e],critical:t,segments:n}){let r=n.filter(e=>e.verdict===`invalid`).map(({segment:e})=>e),i=t?[t.count===1?`the critical case `:`the critical cases `,...Zo(t.first,t.count)]:[];return e===`segment-not-compared`&&t?[...i,` ${t.count===1?`is`:`are`} asked otherwise today, and compared from the next promotion on`]:e===`too-few-answers`&&t?[...i,` got no answer today`,...Xo]:e===`too-few-answers`&&r.length>0?[`too few cases of `,...Zo(r,r.length),` were answered both times`,...Xo,`, or give the suite more cases`]:[$o[e??``]??`nobody knows`]}const Xo=[`: run `,T(`drift`),` again once the provider answers`];function Zo(e,t){let n=e.slice(0,3).map(e=>T(e));return O(t>n.length?[...n,`${t-n.length} more`]:n,4)}const Qo={model:`the model answers otherwise`,judge:`the judge judges otherwise`,traffic:`production reports worse, and the suite shows nothing`,unknown:`by the model or by the judge, which is not known`},$o={"no-evidence":`there was no evidence to hold it against; the next look has that of today`,"segment-not-compared":`critical cases of then are asked otherwise today, and are compared from the next promotion on`,"no-shared-cases":`no case that was asked then is asked today with the same content`,"too-few-answers":`too few cases were answered both times, or cases that decide got no answer today`,inconclusive:"the answers show neither a drop nor its absence, and `gate.on-inconclusive` is block"};function es(e){return`Mind: the provider may move \`${e}\` to another model at any time. The name that is asked now is pinned: name a dated one.`}function ts({verdict:e,cause:t,control:n}){if(e!==`drifted`||t===`traffic`)return null;if(n===null)return`No model judges this suite, and the prompt and its cases are the same: only the model can have changed.`;let{judged:r,found:i,worse:a,better:o,model:s,judge:c}=n,l=`${i} of ${S(r,`answer`)} of then that models judge ${i===1?`was`:`were`} still stored, and judged again today: ${a} worse, ${o} better.`;return s===null||c===null?l:`${l} By the model alone the change is ${P(s)} points, by the judge alone ${P(c)}.`}function ns({because:e,traffic:t,facts:n,askedTwice:r,verdict:i}){let a=t.filter(({isWorse:e})=>e);return[...r&&i===`drifted`?[[`It was asked twice, and was worse both times.`]]:[],...e.includes(`critical-case`)?[[`A critical case that passed then fails today.`]]:[],...e.includes(`cost`)?[["Its answers take more tokens than `cost` allows."]]:[],...a.map(({metric:e,segment:t,before:n,now:r,p:i})=>{let a=t===`*`?[`all other segments`]:[T(t)],o=`${ss(r.mean)} in the latest week, ${ss(n.mean)} before (p ${Le(i)})`;return[`In production, `,T(e),` in `,...a,`: ${o}.`]}),...n.map(rs)]}function rs(e){if(e.kind===`price`){let t=x(e.ratio);return[`By the price list, the same tokens of `,T(e.model),` cost ${t} since then.`]}let{model:t,on:n,source:r,asOf:i}=e;return[`Its provider retires `,T(t),` on ${n} (${r}, looked up on ${i}).`]}function is(e){let[t,n]=as(e);return`${t} then, ${n} today`}function as({before:e,now:t}){return e!==null&&t!==null?dt(e,t):[e===null?`—`:j(e),t===null?`—`:j(t)]}function os({segments:e,overall:t},n){let r={segments:(e.length>1?[...e,t]:[t]).map(({segment:e,change:t,interval:n,verdict:r})=>({name:e,difference:t,interval:n,verdict:r}))};return Jn(r,{scale:Xn([r],n)})}function ss(e){return String(Number(e.toPrecision(3)))}const cs=[{head:`Segment`,align:`left`},{head:`Change`,align:`right`},{head:`Then`,align:`right`},{head:`Today`,align:`right`},{head:`Cases`,align:`right`},{head:``,align:`left`}];function ls(e,t){let n=[...new Set(t.map(({fact:e})=>e.environment))];return{title:A([`${e} drifted in ${n.join(`, `)}`]),body:J([N(w("The prompt is the same, and answers its suite otherwise than when it was promoted. This issue is kept up to date by `drift`, which closes it once nothing drifts.")),...t.flatMap(us),ds(e,t)])}}function us({fact:e,before:t}){let{overall:n,segments:r}=e,i=r.length>1?[...r.slice(0,30),n]:[n],a=ts(e),o=os(e,72),s=[...t,{...e,at:``,overall:n.now}].filter(({version:t})=>t===e.version).slice(-8).map(e=>e.overall===null?`—`:j(e.overall));return[`### ${N(qo(e))}`,a===null?``:N(w(a)),K(ns(e)),W(cs,i.map(e=>{let{segment:t,change:n,cases:r,verdict:i}=e,a=n===null?`—`:P(n);return[[T(t)],[a],...as(e).map(e=>[e]),[String(r)],[i]]})),o.length>1?u(o.join(`
`)):``,s.length>1?`Over the latest looks: ${s.join(` → `)}.`:``,N([`Held against the evidence `,T(e.against?.evidence??``),` of ${e.against?.at??`nowhere`}; today's is `,T(e.evidence),`.`])]}function ds(e,t){let r=new Set(t.map(({fact:e})=>e.cause)),i=e=>T(`${n} ${e}`);return J([`**What to do**`,K([...r.has(`model`)||r.has(`unknown`)?[[`Try another model: `,i(`drift ${e} --propose MODEL`),` makes the pull request, which the gate judges.`]]:[],...r.has(`judge`)||r.has(`unknown`)?[[`Look at the judge before the prompt: pin its model in `,T(`judge.model`),`, or ask a rubric that leaves less to it.`]]:[],...r.has(`traffic`)?[[`Add cases like those that production has now: the suite does not show what its users see.`]]:[],...r.size===1&&r.has(`traffic`)?[]:[[`It is known, and the version stays: `,i(`drift ${e} --accept --reason …`),` makes these answers what it is held against from now on.`]],[`Which version served when: `,i(`history ${e}`),`. Back to the one before: `,i(`rollback ${e} --env ENV --reason …`),`.`]])])}function fs({prompt:e,from:t,to:n,losesPin:r},i){return J([N([`Asks `,T(n),` what `,T(e),` asks `,T(t),` now. Nothing else changes. The gate compares both on the suite, segment by segment.`]),r?N(w(es(n))):``,...i.flatMap(e=>{let t=ts(e);return[N(qo(e)),t===null?``:N(w(t)),K(ns(e))]}),"Each run of `drift --propose` replaces this branch, so commits on it are lost."])}function ps(e,t){let{title:n,lead:r,bars:i,table:a,risks:o}=Ba(e),s=a.heads.map(e=>({head:e,align:`left`}));return J([`**${N(n)}**`,K(r),u(i.join(`
`)),W(s,a.rows.slice(0,Math.max(3,t))),G([`What could go wrong, and what it rests on`],[K(o)])])}const ms=[50,10,3];function hs({plan:e,because:t}){let n=[N([`New weights of `,T(e.prompt),` in `,T(e.environment),". They are set when this is merged, by the next `record`."]),K(t.map(w))],r=`Each rebalance replaces this branch, so commits on it are lost: to decide otherwise, change the file on main.`;return ms.map(t=>J([...n,ps(e,t),r])).find(e=>e.length<=6e4)??J([...n,r])}const gs={running:`runs`,stopped:`is stopped`,decided:`is decided`,ended:`is over before it had its size`};function _s({state:e,units:t,sampleRatio:n,guardrails:r,result:i,excluded:a,changedBy:o}){let s=r.filter(({isBroken:e})=>e),c=(i?.versions??[]).map(({version:e,difference:t,low:n,high:r,adjustedP:i,finding:a})=>`${e} is ${a===`no-difference`?`not shown to differ`:a}: ${ys(t)} (${vs(n)} to ${vs(r)}), adjusted p ${i.toPrecision(2)}.`);return[`The experiment ${gs[e]}: ${t.has} of ${t.asked} units a version.`,...o===null?[]:[`What serves was changed meanwhile (serial ${o}): nothing is concluded.`],...n.isBroken?[`Units did not come in the shares of the weights (p ${n.p.toPrecision(2)}): nothing is concluded.`]:[],...s.map(({metric:e,version:t})=>`The guardrail ${e} is broken by ${t}.`),...c,...a>0?[`${S(a,`observation`)} of other weights did not count.`]:[]]}function vs(e){return e===null?`unbounded`:ys(e)}function ys(e){return String(Number(e.toPrecision(3)))}function bs(e){let{prompt:t,version:n,suite:r,production:i}=e,a=[N([`What fails of `,T(t),` ${n}: ${S(r.failing,`case`)} of ${r.cases} in `,T(r.path),i>0?`, and ${S(i,`answer`)} of production.`:`.`]),...xs(e),...Ss(e),...Cs(e),"Each `refine` replaces this branch, so commits on it are lost. The gate judges this pull request like any other."],o=J(a);return o.length<=6e4?o:J([a[0]??``,a.at(-1)??``])}function xs({clusters:e}){if(e.length===0)return[];let t=e.slice(0,20).map(({label:e,size:t,representative:n})=>[[`${t}`],[e],[T(n)]]),n=[{head:`answers`,align:`right`},{head:`what goes wrong`,align:`left`},{head:`for example`,align:`left`}],r=e.some(({by:e})=>e===`model`);return[W(n,t),q(e.length-t.length,{noun:`group`,elsewhere:"`refine --json` has all"}),r?`A model named these groups by some of their answers.`:``]}function Ss({cases:e,suite:t}){if(e.length===0)return[];let n=e.map(({description:e,segments:t,origin:n,assertionsOf:r})=>{let i=t.length>0?` (${t.join(`, `)})`:``,a=n.kind===`production`?[`: a bad answer of production`]:[`: a variant of `,T(n.id),` by a model`],o=r===null?[`; its assertions are those that all cases of its segment have`]:[`; its assertions are those of `,T(r)];return[T(e),i,...a,...o,`.`]});return[`### ${S(e.length,`new case`)}`,N([`They fail today, or are like cases that fail. Read them in `,T(t.path),`: are the questions fit to be kept, and the assertions what a right answer has to meet?`]),K(n.slice(0,20)),q(n.length-20,{noun:`case`,elsewhere:`see the files`})]}function Cs({tries:e,suite:t,triesSoFar:n}){if(e.length===0)return[];let r=e.find(({isProposed:e})=>e),i=e.map(({because:e,training:t,test:n,isProposed:r})=>[[r?`this`:`not proposed`],w(e),[`${j(t.before)} → ${j(t.after)} of ${t.cases}`],[n===null?`not asked`:`${j(n.before)} → ${j(n.after)} of ${n.cases}`]]);return[r?`### One change of the prompt`:`### No change of the prompt`,r?.test?ws(r.test):`None of the changes that were tried is better on the test half.`,W([{head:``,align:`left`},{head:`change`,align:`left`},{head:`training half`,align:`left`},{head:`test half`,align:`left`}],i),N([`The training half has ${S(t.training,`case`)}, the test half ${t.test}, by the first bit of the sha256 of a case's id. Changes are made and chosen by the first only; the second is asked for the best of them.`]),N([`Changes of this prompt that were ever asked on its test half: ${n}. They share one level, so that many tries do not make one look good by chance.`])]}function ws({before:e,after:t,low:n,high:r,p:i,level:a,number:o,cases:s}){return N([`On the ${S(s,`case`)} by which it was not chosen, it passes ${j(t)} instead of ${j(e)}: `,{strong:P(t-e)},`, 95 % interval ${lt([n,r])}, p ${Le(i)} against the level ${We(a)} of try ${o}.`])}function*Ts({newlyFailing:e,newlyPassing:t,cases:n}){let r=new Map(n?.map(e=>[e.id,e]));for(let t of vt(e))yield Es(t,r.get(t.id)??Os(t,`newly-failing`)),r.delete(t.id);for(let e of t)yield Es(e,r.get(e.id)??Os(e,`newly-passing`)),r.delete(e.id);for(let e of r.values()){let t={messages:[],answer:null};yield{...e,texts:{baseline:e.baseline&&t,candidate:t}}}}function Es({messages:e,baseline:t,candidate:n},r){return{...r,texts:{baseline:t&&{messages:[],answer:t.answer},candidate:{messages:e,answer:n.answer}}}}const Ds={inputTokens:null,outputTokens:null,cachedInputTokens:null,usd:null,latencyMs:null};function Os(e,t){let{messages:n,baseline:r,candidate:i,...a}=e;return{...a,standing:t,baseline:r&&{...r,...Ds},candidate:{...i,...Ds}}}function ks(e){let t=/* @__PURE__ */ new Map;return{inParts(n,r){if(n.length<120)return n;let i=n.split(`
`),a=t.get(r)??[];t.set(r,a);let o=js(a,i);if((o?.share??0)<.95&&a.length<4){let t={of:e.push(i)-1,numberOf:As(i)};a.push(t),o={known:t,share:1}}return!o||o.share<.3?n:{of:o.known.of,parts:Ms(i,o.known.numberOf)}}}}function As(e){return new Map(e.map((e,t)=>[e,t]))}function js(e,t){let n=t.reduce((e,t)=>e+t.length,0),r=null;for(let i of e){let e=t.reduce((e,t)=>e+(i.numberOf.has(t)?t.length:0),0),a=n===0?0:e/n;(!r||a>r.share)&&(r={known:i,share:a})}return r}function Ms(e,t){let n=[],r=[],i=()=>{r.length>0&&n.push(r.join(`
`)),r=[]};for(let a of e){let e=t.get(a);if(e===void 0){r.push(a);continue}i();let o=n.at(-1);Array.isArray(o)&&o[0]+o[1]===e?o[1]+=1:n.push([e,1])}return i(),n}const Ns=2e4;function*Ps(e,t){let n={prompts:[],segments:[],texts:[],block:50,cases:[]},r=/* @__PURE__ */ new Map,i=e=>{let t=r.get(e);return t===void 0?(r.set(e,n.segments.length),n.segments.push(Q(e,200))-1):t},a=[];for(let[r,o]of e.entries()){n.prompts.push(Q(o.path,200));let e=ks(n.texts),s=Is(o),c=/* @__PURE__ */ new Set;for(let l of t?.recordsOf(o.path)??Ts(o)){l.standing===`errored`&&c.add(l.id);let t=s.get(l.id);n.cases.push({kind:l.standing===`newly-failing`&&l.baseline===null?`new`:l.standing,prompt:r,name:Q(l.description??l.id,300),segments:l.segments.map(i),...t!==void 0&&{cluster:t},...Ls(l)}),a.push(Tt(Rs(l,e))),a.length===50&&(yield Fs(a),a=[])}for(let e of o.errors.filter(({caseId:e})=>e===null||!c.has(e)))n.cases.push(Hs(e,r,i)),a.push(Tt(Us(e))),a.length<50||(yield Fs(a),a=[])}a.length>0&&(yield Fs(a)),yield`<script type="application/json" id="case-index">${Tt(n)}<\/script>\n`}function Fs(e){return`<script type="application/json" class="case-block">[${e.join(`,`)}]<\/script>\n`}function Is({clusters:e}){let t=[...e?.newlyFailing??[],...e?.failing??[]];return new Map(t.flatMap(({members:e},t)=>e.map(e=>[e,t])))}function Ls({critical:e,severe:t}){let n=[...e?[`critical`]:[],...t?[`always passed, now always fails`]:[]];return n.length>0?{marks:n}:{}}function Rs({place:e,baseline:t,candidate:n,texts:r},i){let a=[...t?.errors??[],...n.errors??[]],o=t&&r.baseline&&zs(t,r.baseline,i),s=zs(n,r.candidate,i);return{place:Q(e,300),errors:[...new Set(a)].map(e=>Q(e,1e3)),baseline:o,candidate:r.baseline?Vs(s,r.candidate,r.baseline):s}}function zs(e,t,n){return{passes:e.passes,trials:e.trials,...Bs(e),figures:[e.inputTokens,e.cachedInputTokens,e.outputTokens,e.usd,e.latencyMs],answer:t.answer===null?null:Q(t.answer,Ns),messages:t.messages.map(({role:e,content:t},r)=>({role:Q(e,40),text:n.inParts(Q(t,Ns),r)}))}}function Bs({failures:e,judged:t}){let n=e=>t?.some(({type:t,place:n,reason:r})=>t===e.type&&n===e.place&&r===e.reason);return{failures:e.filter(e=>!n(e)).map(({type:e,reason:t})=>Q(`${e}: ${t}`,1e3)),...t&&{judged:t.map(({type:e,passed:t,score:n,reason:r})=>({type:Q(e,100),passed:t,score:n,reason:Q(r,1e3)}))}}}function Vs(e,t,n){return{...e,answer:t.answer!==null&&t.answer===n.answer?{same:!0}:e.answer,messages:e.messages.map((e,r)=>{let[i,a]=[t.messages[r],n.messages[r]];return i?.role===a?.role&&i?.content===a?.content?{same:!0}:e})}}function Hs({caseId:e,segments:t,arm:n},r,i){return{kind:`errored`,prompt:r,name:Q(e??`the run`,300),segments:t.map(i),...n&&{marks:[n]}}}function Us({kind:e,message:t}){return{place:``,errors:[Q(`${e}: ${t}`,1e3)],baseline:null,candidate:null}}function Q(e,t){let n=e.length-t;return s(n>0?`${e.slice(0,t)}… (${n} more characters)`:e)}function Ws(e,t){let n={counts:{"newly-failing":0,failing:0,"newly-passing":0,passing:0,errored:0},segments:/* @__PURE__ */ new Set,listed:[],tokens:{baseline:[],candidate:[]},latencyMs:{baseline:[],candidate:[]}};for(let r of t?.outcomesOf(e.path)??Ts(e)){n.counts[r.standing]+=1;for(let e of r.segments)n.segments.add(e);r.standing!==`passing`&&n.listed.length<1e3&&n.listed.push(r);for(let e of[`baseline`,`candidate`]){let t=r[e];t&&(Ks(n.tokens[e],Gs(t)),Ks(n.latencyMs[e],t.latencyMs))}}return n}function Gs({inputTokens:e,outputTokens:t}){return e===null||t===null?null:e+t}function Ks(e,t){t!==null&&e.push(t)}function qs({prompt:e,overview:t}){return e.errors.length>0||Object.values(t.counts).some(e=>e>0)}function Js(e){let t=yt(e.map(({overview:e})=>({segments:[...e.segments]})));return V`<section class="cases" id="cases" aria-labelledby="cases-title">
<h2 id="cases-title">Cases</h2>
${Qs(e)}
<div id="case-browser" hidden>
<form class="filters" id="filters">
<fieldset><legend class="unseen">Which cases</legend>
${Xs(e)}
</fieldset>
${e.length>1?Zs(`prompt`,`Prompt`,e.map(({prompt:e},t)=>[String(t),e.path])):null}
${t.length>1?Zs(`segment`,`Segment`,t.map(e=>[Q(e,200),e])):null}
<span class="filter"><label for="filter-search">Search</label> <input type="search" id="filter-search" name="search" autocomplete="off"></span>
<button type="button" id="all-cases" hidden>Show all cases</button>
</form>
<p id="case-count" class="muted" role="status"></p>
<div id="case-list" class="case-list" role="list" aria-label="Cases"></div>
</div>
<noscript>${ec(e)}</noscript>
</section>
`}const Ys=[[`newly-failing`,`Newly failing`],[`failing`,`Failing in both`],[`newly-passing`,`Newly passing`],[`passing`,`Passing`],[`errored`,`Errored`]];function Xs(e){let t=e.every(({prompt:e})=>e.baseline===null);return[[``,`All`],...Ys].map(([e,n])=>{let r=e===``?V` checked=""`:null;return V`<label><input type="radio" name="kind" value="${e}"${r}><span>${t&&e===`newly-failing`?`Failing`:n} <b></b></span></label>`})}function Zs(e,t,n){let r=n.map(([e,t])=>V`<option value="${e}">${M(t,80)}</option>`);return V`<span class="filter"><label for="filter-${e}">${t}</label> <select id="filter-${e}" name="${e}"><option value="">all</option>${r}</select></span>`}function Qs(e){let t=e.flatMap(({prompt:t},n)=>{let{newlyFailing:r=[],failing:i=[]}=t.clusters??{},a=e.length>1?V` <code>${M(t.path)}</code>`:null,o=t.baseline?`newly fails`:`fails`;return[$s(V`What ${o}${a}`,r,{prompt:n,first:0}),$s(V`What fails in both versions${a}`,i,{prompt:n,first:r.length})].filter(e=>e!==null)});return t.length===0?null:V`<div class="reasons">${t}</div>`}function $s(e,t,{prompt:n,first:r}){if(t.length===0)return null;let i=t.reduce((e,{size:t})=>e+t,0),a=t.slice(0,12).map((e,t)=>V`<li><button type="button" class="reason" data-prompt="${n}" data-cluster="${r+t}"><b>${C(e.size)} of ${C(i)}</b> <span>${H(ri(e))}</span></button></li>`),o=t.length-a.length;return V`<section class="part"><h3>${e}</h3><ol class="clusters">${a}</ol>
${o>0?V`<p class="muted">${C(o)} more reasons, each of fewer cases, are in the list below.</p>`:null}</section>`}function ec(e){let t=e.flatMap(({overview:e})=>e.listed),n=e.reduce((e,{overview:t})=>e+nc(t),0),r=t.map(e=>{let{candidate:t,baseline:n}=e,r=[...[...t.failures,...n?.failures??[]].map(({type:e,reason:t})=>`${e}: ${t}`),...n?.errors??[],...t.errors??[]];return V`<tr><td>${tc(e)}</td><th scope="row">${M(e.description??e.id,300)}</th><td>${e.segments.map(e=>M(e)).join(`, `)}</td><td>${M(r.join(`; `),1e3)}</td><td><code>${M(e.place,300)}</code></td></tr>\n`}),i=n-r.length;return V`<div class="scroll"><table><thead><tr><th scope="col"><span class="unseen">How it stands</span></th><th scope="col">Case</th><th scope="col">Segment</th><th scope="col">Assertion</th><th scope="col">Place</th></tr></thead><tbody>${r}</tbody></table></div>
${i>0?V`<p>${C(i)} more cases are listed with JavaScript, and in the result JSON.</p>`:null}`}function tc({standing:e,baseline:t}){return de[e===`newly-failing`&&!t?`new`:e].words}function nc({counts:e}){return Object.values(e).reduce((e,t)=>e+t,0)}const rc={policy:`What changed in the policy`,suite:`What changed in the cases`,script:`What changed in a script that judges`};function ic({fileDiffs:e=[]}){if(e.length===0)return null;let t=e.map(({path:e,was:t,role:n,diff:r,added:i,removed:a,linesLeftOut:o=0})=>ac({title:rc[n],path:e,diff:r,linesLeftOut:o,counts:[...i>0?[`+${C(i)}`]:[],...a>0?[`−${C(a)}`]:[]].join(`\xA0`),was:t===void 0?``:`was ${M(t)}`,isOpen:oc(r).length+o<=40}));return V`<section class="changes" aria-labelledby="changes-title"><h2 id="changes-title">What else changed</h2>
${t}</section>
`}function ac({title:e,path:t,diff:n,counts:r=``,was:i=``,linesLeftOut:a=0,isOpen:o}){let s=oc(n),c=s.slice(0,2e3).map(sc),l=s.length-c.length+a,u=o?V` open`:null,d=[r,i].filter(e=>e!==``).map(e=>V` <span class="muted">${e}</span>`);return V`<details class="part fold"${u}><summary><h3>${e}: <code>${M(t)}</code></h3>${d}</summary>
<div class="scroll" tabindex="0" role="region" aria-label="Changes of ${M(t)}"><pre class="diff">${c}</pre></div>
${l>0?V`<p class="muted">${S(l,`more line`)} ${l===1?`is`:`are`} in the pull request.</p>`:null}</details>`}function oc(e){return e.trimEnd().split(`
`).filter(e=>!/^(---|\+\+\+|===|Index:)/.test(e))}function sc(e){let t=Q(e,2e3),[n=` `]=t;return n===`+`?V`<ins>+ ${t.slice(1)}</ins>`:n===`-`?V`<del>− ${t.slice(1)}</del>`:n===`@`?V`<span class="hunk">${t}</span>`:V`<span>  ${t.slice(1)}</span>`}const cc=.99;function lc(e){let t=t=>e.reduce((e,n)=>{let{baseline:r,candidate:i}=t(n);return Math.max(e,gc(r,cc)??0,gc(i,cc)??0)},0);return{tokens:t(({tokens:e})=>e),latencyMs:t(({latencyMs:e})=>e)}}function uc(e,{tokens:t,latencyMs:n},r){let i=`of ${M(e.path)}`,a=[pc(`Tokens a call`,t,{of:i,high:r.tokens,format:C,note:null}),pc(`Latency of a call`,n,{of:i,high:r.latencyMs,format:fc,note:dc(e,n)})].filter(e=>e!==null);return a.length===0?null:V`<section class="part"><h3>Spread over the cases</h3><div class="spreads">${a}</div></section>`}function dc({latency:e},{baseline:t,candidate:n}){return!e||e.pairs===t.length&&e.pairs===n.length?null:`Of all answers, also those that another run got. The change above is of cases that one run asked of both versions.`}function fc(e){return e<999.5?`${Math.round(e)} ms`:xe(e)}function pc(e,{baseline:t,candidate:n},{of:r,high:i,format:a,note:o}){if(n.length===0||i<=0)return null;let s=[...t.length>0?[{name:`baseline`,values:t}]:[],{name:`candidate`,values:n}],c=s.map(({values:e})=>mc(e,i)),l=Math.max(...c.flat()),u=s.map(({name:e},t)=>V`<path class="spread ${e}" d="${hc(c[t]??[],l)}"/>`),d=s.map(({name:e,values:t})=>V`<tr><th scope="row"><span class="key ${e===`baseline`?`before`:`after`}">${e}</span></th><td class="number">${a(gc(t,.5)??0)}</td><td class="number">${a(gc(t,.95)??0)}</td><td class="number">${a(gc(t,1)??0)}</td></tr>`);return V`<figure class="spread"><figcaption>${e}</figcaption>
<svg class="spread" viewBox="0 0 ${40} ${48}" preserveAspectRatio="none" aria-hidden="true" focusable="false">${u}</svg>
<div class="ends muted" aria-hidden="true"><span>0</span><span>${a(i)} or more</span></div>
<div class="scroll" tabindex="0" role="region" aria-label="Figures: ${e} ${r}"><table><thead><tr><td></td><th scope="col" class="number">Median</th><th scope="col" class="number">95th percentile</th><th scope="col" class="number">Highest</th></tr></thead><tbody>${d}</tbody></table></div>
${o===null?null:V`<p class="muted">${o}</p>`}</figure>`}function mc(e,t){let n=Array.from({length:40},()=>0);for(let r of e){let i=Math.min(39,Math.max(0,Math.floor(r/t*40)));n[i]=(n[i]??0)+1/e.length}return n}function hc(e,t){return`M0 48${e.map((e,n)=>`V${Number((48-e/t*46).toFixed(2))}H${n+1}`).join(``)}V48z`}function gc(e,t){let n=Float64Array.from(e).sort();return n[Math.max(0,Math.ceil(t*n.length)-1)]??null}function _c(e){return Sc(e.flatMap(({segments:e,overall:t})=>t?[...e,t]:e).flatMap(({cost:e})=>[e.candidate.totalTokens,e.baseline?.totalTokens??0]).filter(e=>e>0))}function vc(e,{policy:t,range:n}){let r=xn(e,t);return!r||!e.cost?V``:V`<section class="part"><h3>Cost ${yc(e,e.cost)}</h3>
<p>${H(r)}</p>
${e.cost.comparison.baseline?bc(e,n):null}</section>`}function yc(e,t){let n=et(t,e.overall),r=ne(e)??t.label,i=n.some(e=>e.label!==null)||ye(e,`cost`).length>0;if(!t.comparison.baseline||!i)return null;let{sign:a,likeVerdict:o,words:s}=L[r].page,c=r===`unknown`,l=c&&p(t)&&n.every(e=>e.label!==`unknown`||e.ratio===null)?d:c&&t.tooFew?Ae:s;return V`<span class="${o===null?`badge`:`badge ${o}`}"><span aria-hidden="true">${a.page}</span> ${l}</span>`}function bc(e,t){let n=g(e.segments),r=(e.overall?[...n,e.overall]:n).map(n=>xc(n,t,n===e.overall));return V`<div class="scroll" tabindex="0" role="region" aria-label="Tokens of ${e.path}">
<table class="dumbbell" role="table">
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Segment</th><th role="columnheader" scope="col" class="plot"><span class="legend"><span class="key before">baseline</span><span class="key after">candidate</span></span></th><th role="columnheader" scope="col" class="number">Tokens a call</th>
<th role="columnheader" scope="col">Change, 95&nbsp;% CI</th><th role="columnheader" scope="col" class="number">Input</th><th role="columnheader" scope="col" class="number">Output</th><th role="columnheader" scope="col" class="number">Cached</th><th role="columnheader" scope="col" class="number">Money per 1,000 calls</th></tr></thead>
<tbody role="rowgroup">${r}</tbody>
<tfoot aria-hidden="true"><tr><td></td><td class="plot">${Cc(t)}</td><td colspan="6">tokens a call</td></tr></tfoot>
</table></div>`}function xc(e,t,n){let{baseline:r,candidate:i}=e.cost,[a,o,s,c,l,u]=Yt(e),d=[`tokens`,`change`,`input`,`output`,`cached`,`money`],f=[a,o,s,c,l,u].map((e=``,t)=>V`<td role="cell" class="${t===1?`change`:`number`}" data-label="${d[t]??``}">${e}</td>`),p=wc(i.totalTokens,t),m=r&&wc(r.totalTokens,t);return V`<tr role="row" class="${n?`overall`:`segment`}"><th role="rowheader" scope="row"><span class="segment-name">${e.name}</span></th>
<td role="cell" class="plot" aria-hidden="true"><svg class="row" focusable="false"><line class="grid" x1="0" x2="100%" y1="50%" y2="50%"/>
${m?V`<line class="bar" x1="${m}" x2="${p}" y1="50%" y2="50%"/><circle class="before" cx="${m}" cy="50%" r="5"/>`:null}<circle class="after" cx="${p}" cy="50%" r="5"/></svg></td>
${f}</tr>
`}function Sc(e){let t=e.reduce((e,t)=>Math.min(e,t),1/0),n=e.reduce((e,t)=>Math.max(e,t),0);if(!Number.isFinite(t))return{low:0,high:1};let r=Math.max((n-t)*.15,n*.02,1);return{low:Math.max(0,t-r),high:n+r}}function Cc({low:e,high:t}){return V`<svg class="axis" focusable="false"><text x="0" y="14" text-anchor="start">${C(e)}</text><text x="100%" y="14" text-anchor="end">${C(t)}</text></svg>`}function wc(e,{low:t,high:n}){return`${Number(((e-t)/(n-t)*100).toFixed(3))}%`}function Tc({sign:e,words:t,likeVerdict:n}){return V`<span class="badge ${n??`new`}"><span aria-hidden="true">${e.page}</span> ${t}</span>`}function Ec(e){let t=e.flatMap(Dc);return t.some(({interval:e})=>e!==null)?Kn(t):null}function Dc({segments:e,overall:t}){return t?[...g(e),t]:g(e)}function Oc(e,t){let n=Dc(e),r=n.some(({interval:e})=>e!==null)?t:null,i=n.map(t=>kc(t,{isOverall:t===e.overall,prompt:e,axis:r}));return V`<div class="scroll" tabindex="0" role="region" aria-label="Segments of ${e.path}">
<table class="forest" role="table">
<thead role="rowgroup"><tr role="row">
<th role="columnheader" scope="col">Verdict</th><th role="columnheader" scope="col">Segment</th>
<th role="columnheader" scope="col" class="number">Baseline</th><th role="columnheader" scope="col" class="number">Candidate</th>
${r?V`<th role="columnheader" scope="col" class="plot"><span class="ends"><span>← worse</span><span>better →</span></span></th>`:null}
<th role="columnheader" scope="col">Change, 95&nbsp;% CI</th><th role="columnheader" scope="col" class="number">Lost / won</th>
<th role="columnheader" scope="col" class="number">Adjusted p</th>
</tr></thead>
<tbody role="rowgroup">${i}</tbody>
${r?V`<tfoot aria-hidden="true"><tr><td colspan="4"></td><td class="plot">${Mc(r)}</td><td colspan="3">points</td></tr></tfoot>`:null}
</table></div>`}function kc(e,t){let{isOverall:n,prompt:r,axis:i}=t,a=n?Lt(e,r):It(e,r),[o,s,c,l,,u]=Wt(e),d=e.missing>0?V` <span class="muted">(${e.missing} missing)</span>`:null;return V`<tr role="row" class="${n?`overall`:`segment`}">
<td role="cell" class="verdict">${a?Tc(a):null}</td>
<th role="rowheader" scope="row"><span class="segment-name">${e.name}${d}</span></th>
<td role="cell" class="number" data-label="baseline">${o}</td><td role="cell" class="number" data-label="candidate">${s}</td>
${i?V`<td role="cell" class="plot" aria-hidden="true">${Ac(e,i,a?.likeVerdict??`overall`)}</td>`:null}
<td role="cell" class="change" data-label="change">${c}</td><td role="cell" class="number" data-label="lost / won">${l}</td>
<td role="cell" class="number" data-label="adjusted p">${u}</td>
</tr>
`}function Ac(e,t,n){let{interval:r,difference:i,name:a}=e,o=e=>Nc(e,t),s=qn(t).map(e=>V`<line class="${e===0?`zero`:`grid`}" x1="${o(e)}" x2="${o(e)}" y1="0" y2="100%"/>`);if(!r||i===null)return V`<svg class="row" focusable="false">${s}</svg>`;let[c,l]=[o(r[0]*100),o(r[1]*100)],u=o(i*100),d=`${a}: ${P(i)} points, ${P(r[0])} to ${P(r[1])}`;return V`<svg class="row ${n}" focusable="false"><title>${d}</title>${s}
<line class="interval" x1="${c}" x2="${l}" y1="50%" y2="50%"/><line class="interval" x1="${c}" x2="${c}" y1="36%" y2="64%"/><line class="interval" x1="${l}" x2="${l}" y1="36%" y2="64%"/>
${n===`overall`||a===`overall`?jc(u):V`<circle class="point" cx="${u}" cy="50%" r="5"/>`}</svg>`}function jc(e){return V`<svg x="${e}" y="50%" overflow="visible"><path class="point" d="M0-7 7 0 0 7-7 0z"/></svg>`}function Mc(e){let t=qn(e).map(t=>{let n=Nc(t,e),r=t===e.low?`start`:t===e.high?`end`:`middle`;return V`<text x="${n}" y="14" text-anchor="${r}">${t===0?`0`:P(t/100)}</text>`});return V`<svg class="axis" focusable="false">${t}</svg>`}function Nc(e,{low:t,high:n}){return`${Number(((Math.min(n,Math.max(t,e))-t)/(n-t)*100).toFixed(3))}%`}function Pc(e){if(e.accepted)return{sign:B,word:`Accepted`,tone:`error`};if(e.partial)return{sign:me(e),word:`Partial run`,tone:`open`};let t=Fe(e),{title:n}=E[t],r=me(e);if(t!==`pass`)return{sign:r,word:n,tone:t};let i={sign:r,tone:Lc(r)};return r===v?{...i,word:n}:r===B?{...i,word:`Not blocked`}:{...i,word:r===Me?`Nothing to compare with`:`Nothing could be told`}}function Fc(e,{partial:t}){let{verdict:n}=e;if(n===`not-run`)return{...E[n],tone:`open`};if(e.overall?.chosen&&n!==`error`)return Ic(e);if(t&&n===`block`)return{...E[n],word:`fails in this part`,tone:n};if(n!==`pass`||!y(e))return{...E[n],tone:n};let r=Un([e]),i=I(e)?Ie(e):E[n].word;return{sign:r,tone:Lc(r),word:r===v||I(e)?i:`cannot be told`}}function Ic({newlyFailing:{length:e}}){let t=`${e===0?`none`:C(e)} newly ${D(Math.max(1,e),`fail`)}`;return{sign:be,word:t,tone:`open`}}function Lc(e){return e===v?`pass`:e===B?`error`:`open`}function Rc(e){let t=b(e.prompts).filter(y),n=[zc(t),Uc(t),Wc(t),Gc(t),Kc(t),qc(t,e)].filter(e=>e!==null);if(n.length===0)return null;let r=n.map(({label:e,value:t,detail:n,tone:r,of:i=null})=>V`<div class="tile ${r}"><dt>${e}</dt><dd class="value">${t}</dd><dd>${n}</dd>${i===null?null:V`<dd>${Vc(i)}</dd>`}</div>`);return V`<dl class="tiles">${r}</dl>`}function zc(e){let t=e.flatMap(({segments:e})=>e).filter(({chosen:e})=>!e).reduce(Hc,null),n=e.find(({segments:e})=>e.some(e=>e===t));if(!t||!n||t.difference===null)return null;let r=t.interval?`, 95\u00a0% CI ${lt(t.interval,` to `)}`:``;return{label:`Largest drop`,value:t.difference<0?`${P(t.difference)} points`:`none`,detail:t.difference<0?`${M(t.name)}${r}`:`in any segment`,of:t.difference<0?Bc(n,e):null,tone:t.verdict===`regression`?`bad`:`plain`}}function Bc({path:e},t){return t.length>1?M(e):null}function Vc(e){return e.split(`/`).map((e,t)=>t===0?V`${e}`:V`/<wbr>${e}`)}function Hc(e,t){return(t.difference??1/0)<(e?.difference??1/0)?t:e}function Uc(e){let t=e.filter(Ue),n=t.flatMap(e=>e.segments).filter(({chosen:e})=>!e);if(n.length===0)return null;let r=e=>n.filter(t=>t.verdict===e).length,i=t.filter(({overall:e,segments:t})=>t.length>1&&e?.verdict===`improved`).length,a=t.length===1?`overall`:`${S(i,`prompt`)} overall`,o=[`${C(r(`improved`))} improved${i>0?`, ${a} improved`:``}`,`${C(r(`pass`))} no worse`,`${C(r(`inconclusive`)+r(`invalid`))} cannot be told`],s=r(`regression`);return{label:`Segments`,value:`${C(s)} of ${C(n.length)} worse`,detail:o.join(`, `),tone:s>0?`bad`:r(`pass`)+r(`improved`)>0?`good`:`plain`}}function Wc(e){let t=e.filter(e=>!Ue(e));if(t.length===0)return null;let n=e=>t.reduce((t,{overall:n})=>t+(n?.candidate[e]??0),0);return{label:`New`,value:`passes ${C(n(`passes`))} of ${C(n(`n`))}`,detail:`${S(t.length,`prompt`)} with nothing to be compared with`,tone:`plain`}}function Gc(e){let t=e.filter(e=>e.baseline!==null);if(t.length===0)return null;let n=e=>t.reduce((t,n)=>t+e(n),0),r=n(e=>e.overall?.losses??0),i=n(e=>e.overall?.wins??0),a=n(e=>e.overall?.cases??0);return{label:`Cases`,value:`${C(r)} newly fail`,detail:`${C(i)} newly pass, of ${S(a,`case`)}`,tone:`plain`}}function Kc(e){let t=e.flatMap(e=>e.cost?.comparison.ratio?[{prompt:e,cost:e.cost,...e.cost.comparison}]:[]),n=({cost:e})=>_e(e).tokens===`exceeded`,[r]=t.sort((e,t)=>Number(n(t))-Number(n(e))||(t.ratio?.ratio??0)-(e.ratio?.ratio??0)),{prompt:i,cost:a,baseline:o,candidate:s,ratio:c}=r??{};return!r||!i||!a||!c||!s||!o?null:{label:`Tokens a call`,value:x(c.ratio),of:Bc(i,e),detail:`${C(o.totalTokens)} → ${C(s.totalTokens)}${Jc(a.limit)}`,tone:n(r)?`bad`:`plain`}}function qc(e,{policy:t}){let n=e.flatMap(e=>e.cost?[{prompt:e,...e.cost}]:[]),r=n.some(e=>_e(e).money===`exceeded`)?`bad`:`plain`,i=n.filter(e=>e.monthlyUsd!==null),[a]=i,[o]=n.filter(({withCache:e})=>e).sort((e,t)=>(t.withCache?.ratio??0)-(e.withCache?.ratio??0));if(o?.withCache)return{label:`Money a call`,value:x(o.withCache.ratio),of:Bc(o.prompt,e),detail:`with what the edit takes from the provider's cache${Jc(o.moneyLimit)}`,tone:r};if(!a){let[t]=n.filter(Xc).sort((e,t)=>Xc(t)-Xc(e));return t?{label:`Money a call`,value:x(Xc(t)),detail:Zc(t),of:Bc(t.prompt,e),tone:r}:null}let s=i.reduce((e,t)=>e+(t.monthlyUsd??0),0),c=i.length===1?Zc(a):`${S(i.length,`prompt`)} together`,l=i.length===1?Bc(a.prompt,e):null,u=Yc(e,t),d=u===null?``:`, ${Ge(u)}`;return{label:`Money a month`,value:it(s),detail:`${c}${d}`,of:l,tone:r}}function Jc(e){return typeof e==`number`?`, limit +${He(e)}`:``}function Yc(e,t){let n=e.filter(({cost:e})=>e!==null&&e.monthlyUsd!==null),[r,...i]=new Set(n.map(e=>ht(e,t).cost.callsPerMonth??null));return i.length===0?r??null:null}function Xc({comparison:e}){return e.moneyRatio?.ratio??0}function Zc({comparison:{baseline:e,candidate:t}}){return`${[e,t].flatMap(e=>e&&e.usd!==null?[ct(e.usd)]:[]).join(` → `)} per 1,000 calls`}function Qc(e){let{base:t,head:n,verdict:r}=e,{sign:i,word:a,tone:o}=Pc(e);return V`<header class="page ${r}">
<p class="brand">Prompt Eval Gate</p>
<p class="state ${o}"><span aria-hidden="true">${i.page}</span> ${a}</p>
<h1>${H(el(e))}</h1>
<p class="muted"><code>${M(t.ref)}</code> → ${$c(n)}</p>
${tl(jn(e).map(H),`notice`,`Notices`)}
${tl(Ln(e).map(H),`problem`,`Problems`)}
${Rc(e)}
</header>
`}function $c({ref:e,sha:t}){let n=t?.slice(0,12);return!n||e===t?V`<code>${n??M(e)}</code>`:V`<code>${M(e)}</code> at <code>${n}</code>`}function el(e){let t=e.partial&&Se(e);if(!t&&e.verdict===`error`&&e.errors.length>0)return[`The gate could not decide`];let[n=E[nt(e)].title,...r]=t??ve(e);return[typeof n==`string`?Be(n):n,...r]}function tl(e,t,n){return e.length===0?null:V`<ul class="messages ${t}" aria-label="${n}">${e.map(e=>V`<li>${e}</li>`)}</ul>`}function nl(e,t){let{title:n,lead:r,bars:i,table:a,risks:o}=Ba(e),s=`portfolio-${t}`,c=a.heads.map(e=>V`<th scope="col">${e}</th>`),l=a.rows.map(([e=[],...t])=>{let n=t.map(e=>V`<td>${H(e)}</td>`);return V`<tr><th scope="row">${H(e)}</th>${n}</tr>`}),u=e=>e.map(e=>V`<li>${H(e)}</li>`);return V`<section class="run" aria-labelledby="${s}"><h2 id="${s}">${H(n)}</h2>
<ul>${u(r)}</ul>
<div class="scroll" tabindex="0" role="region" aria-label="Who serves which share, now and after: ${A(n)}"><pre>${i.join(`
`)}</pre></div>
<div class="scroll" tabindex="0" role="region" aria-label="Segments: ${A(n)}"><table><thead><tr>${c}</tr></thead><tbody>${l}</tbody></table></div>
<details><summary>What could go wrong, and what it rests on</summary><ul>${u(o)}</ul></details></section>`}const rl=[...`▁▂▃▄▅▆▇█`],il=.2;function al({versions:e}){return[`Pass rate of the last ${e.length} versions on main`]}function ol({becomes:e,segments:t,overall:n}){let r=e?.passRates;if(!r)return[];let i=[...r.segments.flatMap(e=>e.rates),...r.overall].filter(e=>e!==null),a=Math.max(il,...i),o=Math.min(a-il,...i),s=(e,t,n)=>({name:e,line:cl(t,{low:o,high:a}),first:sl(t.find(e=>e!==null)),last:sl(t.findLast(e=>e!==null)),candidate:sl(n)}),c=t.flatMap(e=>{let t=r.segments.find(t=>t.segment===e.name);return t?[s([Y(e)],t.rates,e.candidate.rate)]:[]});return t.length===1&&c.length===1?c:[...c,s([k(`overall`)],r.overall,n?.candidate.rate)]}function sl(e){return typeof e==`number`?j(e):`—`}function cl(e,{low:t,high:n}){return e.map(e=>e===null?`·`:rl[Math.round((e-t)/(n-t)*(rl.length-1))]).join(``)}function ll(e,{result:t,axis:n,range:r,scales:i,index:a,overview:o}){let s=t.prompts.length===1,c=s||!U(e)?[T(e.path)]:_t(e),l=Fc(e,t),u=U(e)?[]:Xt(e),d=V`<p class="lead">${H(yr(e,t.policy))}</p>
${u.map(({title:e})=>V`<p class="muted">${H(e)}.</p>`)}
${y(e)?Oc(e,n):null}
${vc(e,{policy:t.policy,range:r})}
${dl(e)}
${uc(e,o,i)}
${fl(e)}
${pl(e)}
${ml(e,t)}`,f=V`<h2 id="prompt-${a}-title">${H(c)}</h2><span class="state ${l.tone}">${l.word}</span>`;return!s&&e.verdict===`pass`?V`<section class="prompt" id="prompt-${a}" aria-labelledby="prompt-${a}-title">
<details class="fold whole"><summary>${f}</summary><div class="prompt-body">${ul(e)}${d}</div></details>
</section>
`:V`<section class="prompt" id="prompt-${a}" aria-labelledby="prompt-${a}-title">
<header>${f}${ul(e)}</header>
${d}
</section>
`}function ul({baseline:e,candidate:t,change:n}){return e&&t&&e.path!==t.path?V`<p class="muted">was <code>${M(e.path)}</code></p>`:n===`added`?V`<p class="muted">a new prompt</p>`:null}function dl(e){let t=Dn(e);if(!t)return null;let n=te(e),r=n!==`exceeded`&&(we(e)||e.latency?.tooFew===!0),{sign:i,likeVerdict:a,words:o}=L[r?`unknown`:n].page,s=Te(e)?V`<span class="${a===null?`badge`:`badge ${a}`}"><span aria-hidden="true">${i.page}</span> ${r?Ae:o}</span>`:null;return V`<section class="part"><h3>Latency ${s}</h3>
<p>${H(t)}</p></section>`}function fl(e){let t=e.becomes?.passRates;if(!t)return null;let n=ol(e).map(({name:e,line:t,first:n,last:r,candidate:i})=>V`<tr><th scope="row">${H(e)}</th><td aria-hidden="true">${t}</td><td class="number">${n}</td><td class="number">${r}</td><td class="number">${i}</td></tr>\n`);return V`<section class="part"><h3>${H(al(t))}</h3>
<div class="scroll" tabindex="0" role="region" aria-label="Pass rates of ${e.path}"><table><thead><tr><th scope="col">Segment</th><th scope="col" aria-hidden="true">${`${t.versions[0]} … ${t.versions.at(-1)}`}</th><th scope="col" class="number">From</th><th scope="col" class="number">To</th><th scope="col" class="number">This change</th></tr></thead><tbody>${n}</tbody></table></div></section>`}function pl({diff:e,path:t,candidate:n,includeDiffs:r=[]}){return[...e===``?[]:[{title:`What changed in the prompt`,path:n?.path??t,diff:e}],...r.map(e=>({...e,title:`What changed in a file that it includes`}))].map(e=>ac({...e,isOpen:!0}))}function ml(e,t){let n=cn(e,t);if(n.length===0)return null;let{heads:r,rows:i}=mn(e),a=r.map((e,t)=>V`<th scope="col" class="${t===0?``:`number`}">${e}</th>`),o=i.map(([e=[],...t])=>{let n=t.map(e=>V`<td class="number">${H(e)}</td>`);return V`<tr><th scope="row">${H(e)}</th>${n}</tr>\n`});return V`<details class="part fold"><summary><h3>How sure is this?</h3></summary>
<ul>${n.map(e=>V`<li>${H(e)}</li>`)}</ul>
<div class="scroll" tabindex="0" role="region" aria-label="Tests of ${e.path}"><table><thead><tr>${a}</tr></thead><tbody>${o}</tbody></table></div></details>`}const hl=String.raw`  /* Two texts that have less in common are shown without marks. */
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
`,gl=String.raw`  /* Words of two texts that the other has not, by their longest common subsequence. */
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
`,_l=String.raw`  const CHUNK = 25;
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
`,vl=Object.fromEntries(Object.entries(de).map(([e,{sign:t,words:n}])=>[e,`${t.page} ${n}`])),yl=`'use strict';
(() => {
  const LABELS = ${JSON.stringify(vl)};
${_l}
${hl}
${gl}
})();
`,bl=`
${Dt}html { font: 16px/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; -webkit-text-size-adjust: 100%; }
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
.dumbbell td.plot, .dumbbell th.plot { min-width: 5rem; width: 22%; }
.dumbbell th, .dumbbell td { padding-right: .6rem; }
.dumbbell thead th { white-space: normal; vertical-align: bottom; }
.dumbbell .segment-name { max-width: 10rem; }
.segment-name { display: block; width: max-content; max-width: 14rem; overflow-wrap: anywhere; }
.forest tbody td.plot, .dumbbell tbody td.plot { padding-right: 1.25rem; }
tfoot td.plot, th.plot { padding-right: 1.25rem; }
.ends, .legend { display: flex; justify-content: space-between; font-weight: 400; font-size: .75rem; }
.legend { justify-content: flex-start; flex-wrap: wrap; gap: 0 1rem; }
.key { white-space: nowrap; }
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
  .segment-name, .dumbbell .segment-name { width: auto; max-width: none; }
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
`;function xl(e,t){return[...Sl(e,t)].join(``)}function*Sl(e,t){let n=b(e.prompts),r=n.slice(0,200),i=n.map(e=>({prompt:e,overview:Ws(e,t)})),a=i.filter(qs),o=i.map(({overview:e})=>e),s={result:e,axis:Ec(r),range:_c(r),scales:lc(o)},c=r.map((e,t)=>{let n=o[t];return Cl(e)&&n?ll(e,{...s,index:t,overview:n}):null}),{start:l,end:u}=Ot({title:h(e),style:bl,script:yl});yield l,yield V`${a.length===0?null:Et(`cases`,`Skip to the cases`)}
<main class="sheet">
${Qc(e)}
${wl(r,e)}
${c}
${(e.portfolioPlans??[]).map((e,t)=>nl(e,t))}
${ic(e)}
${a.length===0?null:Js(a)}
${Tl(e)}
${El(e)}
</main>
`.markup,a.length>0&&(yield*Ps(a.map(({prompt:e})=>e),t)),yield u}function Cl(e){return y(e)||U(e)}function wl(e,t){let n=e.flatMap((e,t)=>Cl(e)?[{prompt:e,index:t}]:[]);if(n.length<2)return null;let r=n.map(({prompt:e,index:n})=>V`<li><span aria-hidden="true">${Fc(e,t).sign.page}</span> <a href="#prompt-${n}">${e.path}</a></li>`);return V`<nav class="prompts" aria-label="Prompts"><ul>${r}</ul></nav>`}function Tl(e){let t=ar(e).map(e=>V`<li>${H(e)}</li>`);return t.length===0?null:V`<section class="run" aria-labelledby="registry-title"><h2 id="registry-title">${ir}</h2>
<ul>${t}</ul></section>`}function El(e){let t=[...Rr(e),...Mn(e),...qr(e).slice(0,200),...e.usage.trials>0?[Wr(e)]:[]],{path:n,revision:r}=e.policySource,i=r===`unread`?V`<li>Policy: <code>${M(n)}</code>, which could not be read.</li>`:r===`defaults`?V`<li>Policy: the defaults; there is no <code>${M(n)}</code>.</li>`:V`<li>Policy: <code>${M(n)}</code> as it is at the ${r}.</li>`,a=t.map(e=>V`<li>${H(e)}</li>`);return V`<section class="run" aria-labelledby="run-title"><h2 id="run-title">What ran</h2>
<ul>${a}${i}<li>prompt-eval-gate ${e.tool.version}</li></ul></section>`}function Dl(e){return[...e.prompts.flatMap(t=>Ol(t,e)),...Nl(e),...Pl(e)]}function Ol(e,t){return U(e)?e.reasons.map(n=>{let r=n.kind===`overall-regression`?e.overall:e.segments.find(e=>e.name===n.segment),i=A(_t({...e,reasons:[n]})),a=r&&n.kind!==`weaker-suite`?[kl(r)]:[],o=n.kind===`cost`?[A(xn(e,t.policy)??[])]:[],s=n.kind===`latency`?[A(Dn(e)??[])]:[];return{...Al(e),level:e.verdict===`block`&&!t.accepted?`failure`:`warning`,title:M(i,250),message:[...a,...o,...s,...jl(e)].join(` `)||i}}):[]}function kl({baseline:e,candidate:t,difference:n,interval:r,losses:i,wins:a,adjustedPValue:o}){if(!e||n===null)return`Passes ${j(t.rate)}.`;let s=r?` (95\u00a0% CI ${lt(r,` to `)})`:``;return`Passes ${j(t.rate)}, was ${j(e.rate)}: ${P(n)} points${s}, ${C(i)} lost / ${C(a)} won, adjusted p\u00a0${Le(o)}.`}function Al(e){let[t]=e.changedLines;return{path:e.file??e.path,startLine:t?.start??1,endLine:t?.end??1}}function jl({changedLines:e,because:t,path:n,file:r=n}){let i=e.slice(1,6).map(({start:e,end:t})=>e===t?`${e}`:`${e}–${t}`);if(i.length>0)return[`The pull request also changes lines ${i.join(`, `)}.`];let a=t.filter(e=>e!==r).slice(0,3);return e.length>0||a.length===0?[]:[A([`The change comes through ${a.map(e=>M(e)).join(`, `)}.`])]}const Ml=/^(.+?)(?::(\d+))?(?::(\d+))?$/s;function Nl(e){return e.errors.flatMap(({place:e,message:t,remedy:n})=>{let[,r,i]=e===null?[]:Ml.exec(e)??[];if(r===void 0)return[];let a=Math.max(1,Number(i??1)),o=A([M([t,n].filter(Boolean).join(` `),1e3)]);return[{path:r,startLine:a,endLine:a,level:`failure`,title:M(t,250),message:o}]})}function Pl({prompts:e}){return[...e.flatMap(({findings:e=[]})=>e)].sort((e,t)=>Fl.indexOf(e.severity)-Fl.indexOf(t.severity)).slice(0,40).map(({id:e,severity:t,path:n,line:r,message:i,remedy:a})=>({path:n,startLine:r,endLine:r,level:t===`notice`?`notice`:`warning`,title:e,message:A([M(`${i} ${a}`,1e3)])}))}const Fl=[`error`,`warning`,`notice`],Il=/^<!-- prompt-eval-gate changes=([A-Za-z0-9+/]{4,4000}={0,2}) -->$/m,Ll=Pe([je().nullable(),oe(),oe().nullable()]),Rl=fe({head:je(),prompts:ue(Pe([je(),ue(Ll)]))});function zl(e,t,n){let r=b(e.prompts).filter(y).map(e=>{let t=n?.get(e.path),r=[...e.overall?Bl(null,e.overall,t?.overall):[],...g(e.segments).flatMap(e=>Bl(e.name,e,t?.segments.get(e.name)))];return[e.path,r]}),i=Math.max(0,...r.map(([,e])=>e.length)),a=r;for(;;){let e=Hl({head:t,prompts:a.map(([e,t])=>[e,t.slice(0,i)])});if(e.length<=2500)return a.length===0?``:e;i>1?i=Math.floor(i/2):a=a.slice(0,Math.floor(a.length/2))}}function Bl(e,{difference:t},n){return t===null?[]:[[e,Vl(t),n==null?null:Vl(n)]]}function Vl(e){return Number(e.toFixed(3))}function Hl(e){return`<!-- prompt-eval-gate changes=${Buffer.from(JSON.stringify(e)).toString(`base64`)} -->`}function Ul(e,t){let n=Kl(e);if(!n)return;let r=n.head===t,i=n.prompts.map(([e,t])=>{let n=t.flatMap(([e,t,n])=>{let i=r?n:t;return i===null?[]:[{name:e,value:i}]});return[e,{segments:new Map(n.flatMap(({name:e,value:t})=>e===null?[]:[[e,t]])),overall:n.find(({name:e})=>e===null)?.value??null}]});return new Map(i)}function Wl(e){return Il.exec(e)?.[0]??``}function Gl(e){return e.replace(Il,``).trimEnd()}function Kl(e){let[,t]=Il.exec(e)??[];if(t!==void 0)try{return Rl.parse(JSON.parse(Buffer.from(t,`base64`).toString(`utf8`)))}catch{return}}const ql=`<!-- prompt-eval-gate last-report -->`;function Jl(e,t,n){let[r=``]=t.split(`
`);return[t,J([r,`The rest is too long to be shown here: see the job summary of its run.`])].map(t=>J([e,Xl(t)])).find(e=>e.length<=n)??e}function Yl(e){let t=e.indexOf(`\n${ql}\n`);if(t!==-1)return e.slice(t+37+2).trim().slice(65,-10).trim()}function Xl(e){return`${ql}\n<details><summary>The last report before this run broke</summary>\n\n${e}\n\n</details>`}function Zl(e){let t=[...e.prompts.map(t=>du(t,e)),...fu(e)],n=`name="${e.partial?`prompt-eval-gate, partial run`:`prompt-eval-gate`}" ${hu(t.flatMap(({cases:e})=>e))}`,r=t.map(pu).join(``);return`<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${n} time="${gu(e.usage.elapsedMs)}">\n${r}</testsuites>\n`}function Ql(e,t){if(!y(e)){let n=A(yr(e,t.policy)),r=[{name:`not run`,outcome:{kind:`skipped`,message:n,type:e.change,text:n}},...ou(e)];return{name:e.path,cases:r}}let n=[...e.segments.map(t=>eu(t,e)),...e.overall?[nu(e.overall,e)]:[],...au(e),...ou(e),...e.cost?su(e.cost,e,t):[],...cu(e),...[`cost`,`latency`].flatMap(t=>uu(e,t))];return{name:e.path,cases:n}}const $l=/* @__PURE__ */ new Set([`weaker-suite`,`cost`,`latency`]);function eu(e,t){let n=t.reasons.find(({kind:t,segment:n})=>n===e.name&&!$l.has(t));return n?{name:e.name,outcome:ru(n.kind,e,t)}:e.verdict===`invalid`?{name:e.name,outcome:ru(`invalid`,e,t)}:I(t)?tu(e,t):{name:e.name}}function tu(e,t){let{passes:n,n:r}=e.candidate,i={kind:`skipped`,message:`${Ie(t)}: passes ${C(n)} of ${C(r)}`,type:`new`,text:iu(e,t)};return{name:e.name,outcome:i}}function nu(e,t){let n=t.reasons.find(t=>t.kind===`overall-regression`||t.segment===e.name);return n?{name:`overall`,outcome:ru(n.kind,e,t)}:I(t)?tu(e,t):{name:`overall`}}function ru(e,t,n){let r=iu(t,n),i=t.difference===null?``:`: ${P(t.difference)} points`;return{kind:e===`invalid`?`error`:`failure`,message:`${e}${i}`,type:e,text:r}}function iu(e,t){let[n,r,i,a,o,s]=Wt(e);return[`verdict: ${It(e,t).words}`,`segment: ${M(e.name,200)}`,`baseline: ${n}`,`candidate: ${r}`,`change, 95\u00a0% CI: ${i}`,`lost / won: ${a}`,`z: ${o}`,`adjusted p: ${s}`].join(`
`)}function au(e){return e.reasons.filter(({kind:e})=>e===`critical-case`||e===`critical-case-unanswered`).map(({kind:e,caseId:t=``})=>{let[n,r]=e===`critical-case`?[`failure`,`a critical case that always passed now always fails`]:[`error`,`a critical case that always passed now has no answer`];return{name:t,outcome:{kind:n,type:e,message:r,text:r}}})}function ou(e){return e.reasons.filter(e=>e.kind===`weaker-suite`).map(({segment:e=``})=>{let t=`cases are removed, loosened, or asked only with added values, which the policy blocks`,n={kind:`failure`,type:`weaker-suite`,message:t,text:t};return{name:`cases of ${e}`,outcome:n}})}function su(e,t,n){let r=A(xn(t,n.policy)??[]);return et(e,t.overall).flatMap(e=>{let{of:t,label:n,limit:i,ratio:a}=e;if(t===`money`&&i===null)return[];if(n===`exceeded`)return[{name:t,outcome:{kind:`failure`,type:`cost`,message:`more ${t} than the limit`,text:r}}];let o=a!==null&&n!==`unknown`,s={kind:`skipped`,message:i===null?`no limit`:lu(e),type:`cost`,text:r};return[{name:t,...o?{}:{outcome:s}}]})}function cu(e){let{latency:t}=e;if(we(e)){let e=`too few cases were asked of both versions by one run`;return[{name:`latency`,outcome:{kind:`skipped`,type:`latency`,message:e,text:e}}]}let n=t?mt(t).filter(({limit:e})=>e!==null):[],r=A(Dn(e)??[]);return n.map(e=>{let{of:t,label:n}=e,i=`latency, ${t}`;return n===`unknown`?{name:i,outcome:{kind:`skipped`,type:`latency`,message:lu(e),text:r}}:n===`exceeded`?{name:i,outcome:{kind:`failure`,type:`latency`,message:`answers take longer than the limit (${t})`,text:r}}:{name:i}})}function lu(e){return _(e).replace(/^, /,``)||`nothing to compare`}function uu(e,t){let n=A(gn(e,t)).trim();return ye(e,t).map(e=>{let r=_n(e);if(e.label===`exceeded`)return{name:r,outcome:{kind:`failure`,type:t,message:`over the limit`,text:n}};let i=lu(ge(e));return e.label===`unknown`?{name:r,outcome:{kind:`skipped`,type:t,message:i,text:n}}:{name:r}})}function du(e,t){let n=Ql(e,t),{accepted:r}=t;if(!r)return n;let i=t=>e.reasons.some(({segment:e})=>e===t),a=n.cases.map(({name:e,outcome:t})=>{if(!t||!(t.kind===`failure`||i(e)))return{name:e,...t&&{outcome:t}};let n=`accepted by @${r.by}: ${t.message}`;return{name:e,outcome:{...t,kind:`skipped`,message:n}}});return{...n,cases:a}}function fu(e){if(e.verdict===`partial`){let t=A(Se(e));return[{name:`prompt-eval-gate`,cases:[{name:`gate`,outcome:{kind:`skipped`,message:t,type:`partial`,text:t}}]}]}if(e.accepted){let t=A(Se(e));return[{name:`prompt-eval-gate`,cases:[{name:`gate`,outcome:{kind:`skipped`,message:t,type:`accepted`,text:t}}]}]}if(e.errors.length===0&&e.verdict!==`error`)return[];let t=e.errors.map(({place:e,message:t,remedy:n})=>[e,t,n].filter(Boolean).join(` `)).join(`
`);return[{name:`prompt-eval-gate`,cases:[{name:`gate`,outcome:{kind:`error`,message:A(Se(e)),type:`error`,text:t}}]}]}function pu({name:e,cases:t}){let n=t.map(t=>mu(t,e)).join(``);return`  <testsuite name="${_u(e)}" ${hu(t)}>\n${n}  </testsuite>\n`}function mu({name:e,outcome:t},n){let r=`    <testcase classname="${_u(n)}" name="${_u(e)}"`;if(!t)return`${r}/>\n`;let{kind:i,message:a,type:o,text:s}=t,c=i===`skipped`?``:` type="${_u(o)}"`;return`${r}>\n      <${i} message="${_u(a)}"${c}>${vu(s)}</${i}>\n    </testcase>\n`}function hu(e){let t=t=>e.filter(({outcome:e})=>e?.kind===t).length;return`tests="${e.length}" failures="${t(`failure`)}" errors="${t(`error`)}" skipped="${t(`skipped`)}"`}function gu(e){return(e/1e3).toFixed(3)}function _u(e){return vu(M(e,200))}function vu(e){return i(e).replace(/[\ufffe\uffff]/g,`�`)}function yu(e,t,n=!1){let r=t?.get(e.path);if(!r)return[];let i=[...g(e.segments).flatMap(e=>bu([Y(e)],e,r.segments.get(e.name))),...e.overall&&e.segments.length>1?bu([k(`overall`)],e.overall,r.overall):[]];if(i.length===0)return[];let a=i.slice(0,4).map(xu),o=i.length-a.length;return[`Since the last push`,...n?[` of `,T(e.path)]:[],`: `,...a.flatMap((e,t)=>t===0?e:[`; `,...e]),...o>0?[`; ${o} more moved`]:[],`.`]}function bu(e,{difference:t},n){return typeof n!=`number`||t===null||Math.abs(t-n)<.01?[]:[{name:e,was:n,now:t}]}function xu({name:e,was:t,now:n}){return[...e,` was ${P(t)}, now `,k(P(n)),` points`]}function Su(e,t,{withLine:n=!0}={}){let[,r=``,i]=/^(.*?)(?::(\d+)(?::\d+)?)?$/s.exec(e)??[];return wu(r,{label:e,source:t,lines:n&&i!==void 0?`L${i}`:``})}function Cu({path:e,file:t=e,suite:n,changedLines:r,because:i,candidate:a},o){if(!o||a===null)return``;let s=r.slice(0,4).map(({start:e,end:n},r)=>{let i=e===n?`${e}`:`${e}–${n}`;return wu(t,{label:r===0?`${t}:${i}`:i,source:o,lines:e===n?`L${e}`:`L${e}-L${n}`})}),c=i.filter(e=>e!==t).slice(0,4).map(e=>wu(e,{label:e,source:o})),l=[...s.length>0?s:[wu(t,{label:t,source:o})],...c],u=n?[`suite ${wu(n.path,{label:n.path,source:o})}`]:[];return[l.join(`, `),...u].join(` · `)}function wu(e,{label:t,source:n,lines:r=``}){let i=o(M(t)),a=e.split(`/`),s=a.every(e=>e!==``&&e!==`.`&&e!==`..`);if(!n||!s||!e.isWellFormed())return i;let c=a.map(Tu).join(`/`);return Ft(i,`${n.repository}/blob/${n.sha}/${c}${r&&`#${r}`}`)}function Tu(e){return encodeURIComponent(e).replace(/[!'()*]/g,e=>`%${e.charCodeAt(0).toString(16).toUpperCase()}`)}function Eu(e,t){let{cases:n,answers:r,block:i,elsewhere:a,clusters:o}=t,s=ii(e.cases,o),c=[...s.flatMap(ci),...s.flatMap(li)],l=new Map(c.map((e,t)=>[e,t])),u=e=>e.flatMap(e=>{let t=l.get(e)??0;return t<n?[i(e,t<r)]:[]}),d=s.map(t=>{let n=u(li(t));return J([N(ui(t,e.cases.length)),...u(ci(t)),n.length>0?G([`${S(n.length,`more case`)} like it`],n):``])}),f=Math.min(n,c.length)-r;return G(e.title,[...d,f>0?`The answers to ${S(f,`case`)} are left out here: ${a}.`:``,q(c.length-n,{noun:`more case`,elsewhere:a})])}function Du(e,t){let n=/* @__PURE__ */ new Map,r=new Set(t.filter(({suite:e})=>e&&e.digest!==e.baselineDigest).flatMap(({newlyFailing:e,newlyPassing:t})=>[...e,...t]));return(t,i)=>{let a=Su(t.place,e,{withLine:!r.has(t)}),o=n.get(t)??{short:Ou(t,{place:a,answerFollows:!1})};return n.set(t,o),i?(o.long??=J([Ou(t,{place:a,answerFollows:!0}),ku(t)]),o.long):o.short}}function Ou(e,{place:t,answerFollows:n}){let r=[k(M(e.description??e.id,120)),...$t(e)];return J([`${N(r)} · ${t}`,K(en(e,n))])}function ku({baseline:e,candidate:t}){if(t.answer===null)return``;let n=e?e.answer:``;if(n===null)return``;let r={same:`  `,removed:`- `,added:`+ `},i=Qr(e?n:t.answer,t.answer).flatMap(({kind:e,text:t})=>ti(t,96).map(t=>r[e]+t));return u(i.join(`
`),`diff`)}function Au(e){return Xn(e,40)}function ju(e,{rows:t,scale:n}){let r=Jn(e,{scale:n,most:Math.min(t,40)});return r.length>1?u(r.join(`
`)):``}function Mu(e,t,n=!1){let r=xn(e,t.policy);return!r||!e.cost?``:`**Cost**${n?` of ${N([T(e.path)])}`:``} ${L[ne(e)??`unknown`].sign.emoji} ${N(r)}`}function Nu(e,{full:t=!1,named:n=!1}){let r=Dn(e);return!r||!(t||Te(e))?``:`**Latency**${n?` of ${N([T(e.path)])}`:``} ${L[te(e)].sign.emoji} ${N(r)}`}function Pu(e,t){let n=e.becomes?.passRates;if(!n)return``;let r=[`segment`,`versions`,`from`,`to`,`this change`].map((e,t)=>({head:e,align:t<2?`left`:`right`})),i=ol(e).slice(-t-1).map(({name:e,line:t,first:n,last:r,candidate:i})=>[e,...[t,n,r,i].map(e=>[e])]);return G(al(n),[W(r,i)])}function Fu(e,t,n){let r=cn(e,t);if(r.length===0)return``;let{heads:i,rows:a}=mn(e),o=i.map((e,t)=>({head:e,align:t===0?`left`:`right`})),s=[...a.slice(0,Math.min(n,a.length-1)),...a.slice(-1)];return G([`How sure is this?`],[K(r.slice(0,n+3)),W(o,s)])}function Iu(e){if(e.errors.length===0)return``;let t=/* @__PURE__ */ new Map;for(let{kind:n,message:r}of e.errors)t.set(n,{count:(t.get(n)?.count??0)+1,message:r});let n=[...t].slice(0,10).map(([e,{count:t,message:n}])=>[T(e),`, ${S(t,`time`)}: `,n.slice(0,300)]);return G([Rn(e.errors)],[K(n)])}const Lu=[{kind:`answers`,least:0},{kind:`cases`,least:0},{kind:`passing`,least:0},{kind:`rows`,least:10},{kind:`failing`,least:1},{kind:`rows`,least:0},{kind:`failing`,least:0}];function Ru(e,t,n){let r=t,i=e(r);if(i.length<=n)return i;for(let{kind:t,least:i}of Lu){let a=r;r={...a,[t]:Math.min(a[t],i)};let o=e(r);if(!(o.length>n))return zu(n=>e({...a,[t]:n}),{fits:r[t],tooMany:a[t],shortest:o},n)}}function zu(e,t,n){let{fits:r,tooMany:i,shortest:a}=t;for(;i-r>1;){let t=Math.floor((r+i)/2),o=e(t);o.length<=n?[r,a]=[t,o]:i=t}return a}function Bu(e,t={}){let n=t.marker?`\n\n${t.marker}`:``,r=(t.budget??6e4)-n.length,i=Du(t.source,e.prompts),a=Au(e.prompts.filter(U));return(Ru(n=>J(Uu({result:e,options:t,limits:n,block:i,scale:a})),{answers:Vu(e),cases:Vu(e),passing:e.prompts.length,failing:e.prompts.length,rows:Math.max(1,...e.prompts.map(e=>e.segments.length))},r)??Hu(e,t))+n}function Vu({prompts:e}){return Math.max(0,...e.flatMap(e=>[e.newlyFailing.length,e.newlyPassing.length]))}function Hu(e,t){return J([`### ${N(le(e,t))}`,`The report is too long to be shown here: ${$(t)}.`])}function Uu(e){let{result:t,options:n}=e,r=`### ${N(le(t,n))}`,i=Pt(jn(t),B.emoji);if(bt(t))return[r,i,...Yu(e),Xu(t),Zu(t),...ed(e),rd(t,n)];let a=b(t.prompts),o=a.filter(U);return[r,i,Wu(t),t.verdict===`error`&&o.some(y)?`**Decided before it broke**`:``,...Gu(o,e),...Yu(e),Qu(a.filter(e=>e.verdict===`pass`&&y(e)),e),Xu(t),Zu(t),nd(t),rd(t,n)]}function Wu(e){let t=K(Ln(e,+(e.verdict===`error`)));return t===``||e.verdict===`error`?t:J([`${B.emoji} Not everything could be decided:`,t])}function Gu(e,t){let{result:n,limits:r,options:i}=t,a=e.slice(0,r.failing),o=n.prompts.filter(y).length>1||n.verdict===`error`;return[...a.flatMap(e=>[o?`#### ${E[e.verdict].sign.emoji} ${N(_t(e))}`:``,...Ku(e,t)]),q(e.length-a.length,{noun:`more prompt`,which:` with something wrong`,elsewhere:$(i)})]}function Ku(e,t){let{result:n,options:r,limits:i}=t,a=[...Xt(e),...r.full?Qt(e):[]];return[N(yr(e,n.policy)),N(yu(e,r.former)),Cu(e,r.source),y(e)?zt(e,i.rows):``,Ju(e,t),ju(e,{rows:i.rows,scale:t.scale}),Mu(e,n),Nu(e,{full:r.full}),r.full&&y(e)?G([`Cost of each segment`],[Jt(e,i.rows)]):``,...a.map(n=>Eu(n,{...i,...qu(e,t)})),Iu(e),Pu(e,i.rows),Fu(e,n,i.rows)]}function qu({clusters:e},{block:t,options:n}){return{block:t,elsewhere:$(n),clusters:e?.newlyFailing??[]}}function Ju(e,{limits:t,options:n}){return q(e.segments.length-t.rows,{noun:`more segment`,elsewhere:$(n)})}function Yu({result:e,limits:t}){return(e.portfolioPlans??[]).map(e=>ps(e,t.rows))}function Xu(e){let t=ar(e);return t.length===0?``:J([`**${ir}**`,K(t)])}function Zu(e){return K(Rr(e))}function Qu(e,t){if(e.length===0)return``;let{result:n,limits:r,options:i}=t,{sign:a,text:o}=Hn(e,n.policy),s=[`${a.emoji} `,...o],c=e.slice(0,r.passing),l=q(e.length-c.length,{noun:`prompt`,which:` that does not block`,elsewhere:$(i)});if(c.length===0)return J([`${N(s)}.`,l]);let u=c.flatMap(e=>td(e,t));return G(s,[Bt(c,r.rows),...$u(c,t),...u,l])}function $u(e,{result:t,options:n},r=!0){return e.flatMap(e=>[Mu(e,t,r),Nu(e,{full:n.full,named:r})])}function ed(e){let{result:t,limits:n,options:r}=e,i=t.prompts.filter(y);if(i.length===0)return[nd(t)];let a=i.slice(0,n.passing),[o]=a,s=$u(a,e,i.length>1),c=new Map(a.flatMap(e=>cn(e,t,i.length>1)).map(e=>[A(e),e]));return[K(a.map(e=>yu(e,r.former,!0)).filter(e=>e.length>0)),G([`Segments, cost and what ran`],[i.length>1?Bt(a,n.rows):o?zt(o,n.rows):``,q(i.length-a.length,{noun:`more prompt`,elsewhere:$(r)}),...s,K([...c.values()].slice(0,n.rows+3)),K([...Mn(t),...qr(t).slice(0,n.passing),Wr(t)])]),...a.flatMap(t=>td(t,e)),...o&&i.length===1?[Pu(o,n.rows)]:[]]}function td(e,t){let{limits:n,options:r}=t,i=r.full||ee(e);return[...Xt(e),...i?Qt(e):[]].map(({title:r,cases:i})=>Eu({title:[T(e.path),`: `,...r],cases:i},{...n,...qu(e,t)}))}function nd(e){let t=e.usage.trials>0?[...qr(e).slice(0,20),Wr(e)]:[],n=[...Mn(e),...t];return n.length>0?G([`What ran`],[K(n)]):``}function $({resultLocation:e,resultUrl:t}){let n=e??`the result JSON`;return`see ${t?Ft(N([n]),t):N([n])}`}function rd({prompts:e},{resultLocation:t=`the whole report`,resultUrl:n,pageUrl:r}){let i=e.some(y),a=[...n?[Ft(N([t]),n)]:[],...r&&i?[`${Ft(`the page with every case`,r)}, among the artifacts of the run`]:[]];return a.length===0?``:`More: ${a.join(` · `)}`}const id=1e6;function ad(e,t={}){let n=n=>Bu(e,{...t,budget:n,full:!0}),r=n(id),i=Buffer.byteLength(r);return i<=id?r:n(Math.floor(id/i*id*.95))}function od(e,t){let n=oa(t),{calls:r,fromStore:i,usd:a}=e.usage,o=a!==null&&a>0?`, ${ut(a)}`:``,s=`${S(r,`answer`)} asked, ${C(i)} stored${o}`,l=b(e.prompts).filter(y),u=[...$a(e,n),...Z(Ln(e,+(nt(e)===`error`)),n),...l.flatMap(e=>[...l.length>1?X([k(`─ `),T(e.path)],n):[],...e.overall?.chosen?[]:ao(e,n),...sd(e)]),...e.usage.trials>0?[n.paint.dim(s)]:[]];return c(u.join(`
`))}function sd({newlyFailing:e}){if(e.length===0)return[];let t=e.slice(0,5).map(({id:e,description:t})=>M(t??e,60)),n=e.length-t.length;return[`newly failing: ${[...t,...n>0?[`${C(n)} more`]:[]].join(`; `)}`]}export{Do as A,ao as B,es as C,jo as D,Vo as E,_o as F,vo as I,yo as L,Eo as M,To as N,ko as O,Co as P,$a as R,os as S,Bo as T,Ya as V,fs as _,Yl as a,ns as b,Ul as c,Dl as d,Sl as f,hs as g,_s as h,Zl as i,So as j,wo as k,zl as l,bs as m,ad as n,Jl as o,xl as p,Bu as r,Wl as s,od as t,Gl as u,ls as v,is as w,qo as x,ts as y,Za as z};