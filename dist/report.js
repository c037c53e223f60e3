import{o as e,t}from"./rolldown-runtime.js";import{$ as n,f as r,i,l as a,nt as o,o as s,p as c,r as l,s as u}from"./basics.js";import{$ as d,$n as f,A as p,At as m,B as h,Bn as g,Ct as ee,Dt as te,Et as _,F as ne,G as v,Gn as y,Gt as re,H as ie,Hn as ae,Ht as oe,I as se,In as b,J as ce,Jn as x,K as le,Kn as S,L as ue,Ln as de,Mt as C,Nt as w,Ot as fe,P as pe,Pt as me,Q as he,R as ge,Rn as _e,St as ve,Tt as ye,U as be,Un as T,Ut as xe,V as Se,Vn as E,W as Ce,Wn as D,X as we,Xn as O,Y as Te,Yn as k,Z as Ee,Zn as De,_t as Oe,an as ke,ar as A,at as Ae,bn as je,bt as Me,cr as j,ct as Ne,dr as Pe,dt as M,er as N,et as Fe,f as P,fr as Ie,gt as F,hn as Le,ir as Re,it as ze,jt as I,kt as Be,lr as Ve,lt as He,mn as Ue,mt as We,nr as Ge,nt as Ke,or as qe,ot as Je,p as Ye,pr as L,q as R,rr as Xe,rt as Ze,sr as Qe,st as $e,tr as et,tt,ur as nt,ut as rt,vt as it,wt as at,xt as ot,yn as st,yt as ct,z as lt,zn as z}from"./start.js";import{Ct as ut}from"./assertions.js";import{F as dt,I as ft,L as pt,P as mt}from"./comparison.js";import{Lt as ht}from"./policy.js";import{a as gt,i as _t,n as vt,o as B,r as yt,s as V}from"./dashboard.js";function H({verdict:e}){return e===`block`||e===`error`}function bt(e,t,n=1500){let[r,i]=[St(e,n),St(t,n)];return r.length+i.length>400?[...r.map(e=>xt(`removed`,e)),...i.map(e=>xt(`added`,e))]:ft(r,i).flatMap(({value:e,added:t,removed:n})=>e.map(e=>xt(t?`added`:n?`removed`:`same`,e)))}function xt(e,t){return{kind:e,text:t}}function St(e,t){let n=c(e.slice(0,t)).split(`
`).flatMap(e=>e.split(/(?<=[.!?。！？])[ \t]+/u)).filter(e=>e.trim()!==``),r=e.length-t;return r>0&&n.push(`… (${r} more characters)`),n.length>0?n:[`(an empty answer)`]}function Ct(e,t){let n=[],r=e.trimEnd();for(;r.length>t;){let e=r.lastIndexOf(` `,t),i=e>t/2?e:wt(r,t);n.push(r.slice(0,i)),r=r.slice(i).trimStart()}return r===``&&n.length>0?n:[...n,r]}function wt(e,t){let n=e.charCodeAt(t-1);return n>=55296&&n<=56319?t-1:t}function Tt(e){return e.length}function Et(e,t){let n=t||{},r=(n.align||[]).concat(),i=n.stringLength||Tt,a=[],o=[],s=[],c=[],l=0,u=-1;for(;++u<e.length;){let t=[],r=[],a=-1;for(e[u].length>l&&(l=e[u].length);++a<e[u].length;){let o=Dt(e[u][a]);if(n.alignDelimiters!==!1){let e=i(o);r[a]=e,(c[a]===void 0||e>c[a])&&(c[a]=e)}t.push(o)}o[u]=t,s[u]=r}let d=-1;if(typeof r==`object`&&`length`in r)for(;++d<l;)a[d]=Ot(r[d]);else{let e=Ot(r);for(;++d<l;)a[d]=e}d=-1;let f=[],p=[];for(;++d<l;){let e=a[d],t=``,r=``;e===99?(t=`:`,r=`:`):e===108?t=`:`:e===114&&(r=`:`);let i=n.alignDelimiters===!1?1:Math.max(1,c[d]-t.length-r.length),o=t+`-`.repeat(i)+r;n.alignDelimiters!==!1&&(i=t.length+i+r.length,i>c[d]&&(c[d]=i),p[d]=i),f[d]=o}o.splice(1,0,f),s.splice(1,0,p),u=-1;let m=[];for(;++u<o.length;){let e=o[u],t=s[u],r=n.fillRows===!1?Math.max(1,o[u===1?0:u].length):l;d=-1;let i=[];for(;++d<r;){let o=e[d]||``,s=``,l=``;if(n.alignDelimiters!==!1){let e=c[d]-(t[d]||0),n=a[d];if(n===114)s=` `.repeat(e);else if(n===99){let t=e/2;e%2?(s=` `.repeat(t+.5),l=` `.repeat(t-.5)):(s=` `.repeat(t),l=s)}else l=` `.repeat(e)}n.delimiterStart!==!1&&!d&&i.push(`|`),n.padding===!1||n.alignDelimiters===!1&&o===``||n.delimiterStart===!1&&!d||i.push(` `),n.alignDelimiters!==!1&&i.push(s),i.push(o),n.alignDelimiters!==!1&&i.push(l),n.padding!==!1&&i.push(` `),(n.delimiterEnd!==!1||d!==r-1)&&i.push(`|`)}m.push(n.delimiterEnd===!1?i.join(``).replace(/ +$/,``):i.join(``))}return m.join(`
`)}function Dt(e){return e==null?``:String(e)}function Ot(e){let t=typeof e==`string`?e.codePointAt(0):0;return t===67||t===99?99:t===76||t===108?108:t===82||t===114?114:0}function U(e,t){let n=t.map(e=>e.map(kt));return Et([e.map(({head:e})=>e),...n],{align:e.map(({align:e})=>e===`right`?`r`:``),alignDelimiters:!1})}function kt(e){return T(e).replace(/\|/g,`\\|`)}function W(e,t){return`<details><summary>${ae(e)}</summary>\n\n${q(t)}\n\n</details>`}function At(e,t){return e.map(e=>`> ${t} ${T(e)}`).join(`
>
`)}function G(e){return e.map(e=>`- ${T(e)}`).join(`
`)}function K(e,{noun:t,which:n=``,elsewhere:r}){return e>0?`${x(e,t)}${n} left out here: ${r}.`:``}function q(e){return e.filter(e=>e!==``).join(`

`)}function jt(e,t){return/^https:\/\/[\w.:/?&=%#~+-]+$/.test(t)?`[${e}](${t})`:e}function Mt(e,t){let{verdict:n}=e;if(!R(t)||n===`invalid`)return{sign:$e[n],words:n,likeVerdict:n};if(n===`regression`)return{sign:Ke,words:`too low`,likeVerdict:`regression`};let r=Ee(t);return le(e)?{sign:M,words:r,likeVerdict:`invalid`}:{sign:t.change===`added`?Je:Ne,words:r,likeVerdict:null}}function Nt(e,t){if(R(t))return Mt(e,t);let n=t.reasons.some(e=>e.kind===`overall-regression`),r=n?`regression`:e.verdict;return n||r===`improved`?{sign:$e[r],words:r,likeVerdict:r}:null}const Pt=[{head:`segment`,align:`left`},{head:`change,\xA095\xA0%\xA0CI`,align:`left`},{head:`verdict`,align:`left`},{head:`baseline`,align:`right`},{head:`candidate`,align:`right`},{head:`lost\xA0/\xA0won`,align:`right`},{head:`adjusted\xA0p`,align:`right`}];function Ft(e,t){return U(Pt,Lt(e,t))}function It(e,t){let n=e.flatMap(e=>Lt(e,t).map(t=>[...t,[g(e.path)]]));return U([...Pt,{head:`prompt`,align:`left`}],n)}function Lt(e,t){let n=I(e.segments).slice(0,t).map(t=>Rt(t,Mt(t,e),J(t))),{overall:r}=e;return r?[...n,Rt(r,Nt(r,e),y(`overall`))]:n}function J({name:e}){return{code:z(e,30)}}function Rt(e,t,n){let[r,i,a,o,,s]=Bt(e),c=e.missing>0?` (${O(e.missing)} missing)`:``,l=[a,t?.words??``,r,i,o,s];return[[t?`${t.sign.emoji}\u00a0`:``,n,zt(c)],...l.map(e=>[zt(e)])]}function zt(e){return e.replaceAll(` `,`\xA0`)}function Bt(e){let t=e.baseline!==null;return[e.baseline?j(e.baseline.rate):`—`,j(e.candidate.rate),Vt(e),t?`${O(e.losses)} / ${O(e.wins)}`:`—`,t?Ie(e.z):`—`,t||e.method!==`none`?Xe(e.adjustedPValue):`—`]}function Vt({difference:e,interval:t}){return e===null?`—`:`${A(e)}${t?` (${qe(t)})`:``}`}const Ht=[{head:`segment`,align:`left`},{head:`tokens a call`,align:`right`},{head:`change, 95\xA0% CI`,align:`left`},{head:`input`,align:`right`},{head:`output`,align:`right`},{head:`cached`,align:`right`},{head:`money per 1,000 calls`,align:`right`}];function Ut(e,t){let n=[...I(e.segments).slice(0,t),...e.overall?[e.overall]:[]];return U(Ht,n.map(t=>[[t===e.overall?y(`overall`):J(t)],...Wt(t).map(e=>[zt(e)])]))}function Wt({cost:e}){let{baseline:t,candidate:n,ratio:r}=e,i=e=>`${t?`${e(t)} → `:``}${e(n)}`,a=r&&Number.isFinite(r.high)?` (${k(r.low,!1)} … ${k(r.high,!1)})`:``;return[i(e=>O(e.totalTokens)),r?`${k(r.ratio)}${a}`:`—`,i(e=>O(e.inputTokens)),i(e=>O(e.outputTokens)),i(e=>O(e.cachedInputTokens)),n.usd===null?`—`:i(e=>e.usd===null?`—`:Ge(e.usd))]}function Gt(e){let t=m(e).map(({name:e})=>e),n=t.map(t=>{let n=e.newlyFailing.filter(({segments:e})=>e.includes(t)),r=e.segments.length===1?[]:[` in `,J({name:t})];return{title:[`${x(n.length,`case`)} newly ${P(n.length,`fail`)}`,...r],cases:n}}),r=e.newlyFailing.filter(({segments:e})=>!e.some(e=>t.includes(e))),i=e.baseline?`newly ${P(r.length,`fail`)}`:P(r.length,`fail`),a=n.length>0?` elsewhere`:``,o={title:[`${x(r.length,`case`)} ${i}${a}${Kt(e)}`],cases:r};return[...n,o].filter(({cases:e})=>e.length>0).map(({title:e,cases:t})=>({title:e,cases:fe(t)}))}function Kt(e){return e.verdict!==`pass`||!e.baseline?``:[...e.segments,e.overall].some(e=>e?.unconfirmed)?`, which the baseline, asked anew, does not confirm`:h(e)?`, too few cases to tell it from chance`:`, not shown to be more than chance`}function qt(e){let t=e.newlyPassing;return t.length===0?[]:[{title:[`${x(t.length,`case`)} newly ${P(t.length,`pass`)}`],cases:t}]}function Jt({critical:e,severe:t,baseline:n,candidate:r}){let i=r.trials>1&&n?[` · ${O(n.passes)} → ${O(r.passes)} of ${O(r.trials)} pass`]:[];return[...e?[` · ❗ critical`]:[],...t?[` · always passed, now always fails`]:[],...i]}function Yt({baseline:e,candidate:t},n){let r=t.failures.length>0||!e?t:e;return r.failures.slice(0,3).map(({type:e,reason:t})=>{let i=n&&r.answer!==null?Xt(t,r.answer):t;return[`✗ `,g(z(e,40)),` `,z(i,240)]})}function Xt(e,t){let n=t.length<24?-1:e.indexOf(t.slice(0,24));if(n<0)return e;let r=e.slice(0,n),i=r.replace(/; it was ["“«]$/,``);return i===r?`${r}…${/["”»]$/.exec(e)?.[0]??``}`:i}const Zt=1e-4;function Qt(e){return e<Zt?`less than once in ${O(1/Zt)}`:e<=.1?`once in ${O(Number((1/e).toPrecision(2)))}`:`in ${O(Math.round(e*100))} of 100`}function $t(e){let t=[...e.segments,...e.overall&&e.segments.length>1?[e.overall]:[]],n=t.filter(({verdict:e,difference:t,unconfirmed:n})=>e!==`invalid`&&!n&&(t??0)<0).reduce((e,t)=>!e||tn(t,e)?t:e,null);if(!n)return t.every(en)?[`No segment passes fewer cases than before.`]:[];let r=n.adjustedPValue,i=[`Chance alone shows `,...n===e.overall?[`all cases together this bad`]:e.segments.length>1?[`some segment as bad as `,J(n)]:[`cases this bad`],` ${Qt(r)} harmless edits (adjusted p\u00a0${Re(r)})`];return n.verdict===`regression`?[...i,`.`]:[...i,`: too often to be called worse, which does not show that it is not.`]}function en({verdict:e,difference:t}){return e!==`invalid`&&t!==null&&t>=0}function tn(e,t){let n=e=>e.verdict===`regression`?0:1;return n(e)-n(t)<0||n(e)===n(t)&&e.adjustedPValue<t.adjustedPValue}function nn(e,t,n=!1){let{policy:r}=t;if(!e.overall)return[];if(!e.baseline)return an(e,r);let i=e.segments.filter(e=>e.verdict===`inconclusive`),a=$t(e),o=[n&&a.length>0?[g(e.path),`: `,...a]:a,...i.map(t=>on(t,Fe(e,r,t.name)))],s=e.overall.ofFirstLook?[rn]:[];return[...[...o,s].filter(e=>e.length>0),sn(e,t)]}const rn=`The figures over all cases are those of the first look: only some segments were asked further, which would tilt them.`;function an(e,t){let{levels:n,segments:r}=e,i=he(e,t,r.map(({name:e})=>e));if(i===null)return[];let a=n?`, α ${f(r.length===1?n.segments:n.segments+n.overall)}`:``;return[[`Test: exact binomial against the ${i} of `,g(`gate.min-pass-rate`),`${a}. p is how often a prompt that passes ${i} would pass so few.`]]}function on(e,t){let{minimumDetectableEffect:n,detectableBySuite:r,casesNeeded:i,families:a}=e;if(n===null)return[];let o=`${`${x(e.cases,`case`)}${a===void 0||a===e.cases?``:` of ${x(a,`family`,`families`)}`}`} show a drop of ${Qe(n)} points 4 times out of 5, and may miss a smaller one`,s=typeof r==`number`&&r<n?`; all cases of the suite, one of ${Qe(r)} points`:``,c=i===null||t===null?``:` For ${Qe(t)} points it needs ${x(i,`case`)}.`;return[J(e),`: ${o}${s}.${c}`]}function sn(e,{policy:t,prompts:n}){let{gate:r}=tt(e,t),i=ht[r.test??`proportions-z`],a=r.correction===`holm`?`Holm`:`min-P`,{levels:o,suite:s,segments:c,overall:l}=e,u=[`Test: ${i}`];c.length>1&&u.push(`${a} over ${x(c.length,`segment`)}`),o&&u.push(`α ${f(o.segments)} + ${f(o.overall)} (segments + overall)`);let d=n.filter(v).length;d>1&&u.push(Te({prompts:n,policy:t})>0?`the α of ${d} prompts together`:`for each of ${d} prompts by itself`),s&&s.trials>1&&u.push(`${O(s.trials)} trials a case, the case being the unit`);let{families:p,cases:m=0}=l??{};p!==void 0&&p<m&&u.push(`${x(p,`family`,`families`)} of ${x(m,`case`)} being the units`);let h=c.length>1?` Each interval is one of 95\xA0% by itself, not adjusted for their number.`:``;return[`${u.join(`, `)}. One-sided: p is for “candidate worse”.${h}`]}function cn(e){let t=[`segment`,`z`,`p`,`adjusted p`,`two-proportion z`,`its p`,`Fisher p`,`detectable drop`],{segments:n,overall:r}=e,i=I(n).map(e=>[[J(e)],...ln(e)]);return{heads:t,rows:r?[...i,[[y(`overall`)],...ln(r)]]:i}}function ln(e){let{twoProportion:t,minimumDetectableEffect:n}=e;return[e.baseline?Ie(e.z):`—`,Xe(e.pValue),Xe(e.adjustedPValue),t?Ie(t.z):`—`,t?Xe(t.pValue):`—`,t&&t.fisher!==null?Xe(t.fisher):`—`,n===null?`—`:`${Qe(n)}\u00a0points`].map(e=>[e])}function un(e,t){return e.segments.flatMap(e=>{let n=de({segments:[e]},t);if(n.length===0)return[];let r=n.flatMap((e,t)=>[...t===0?[]:[`; `],...fn(e),pn(e)]);return[` In `,g(z(e.name,40)),`: `,...r,`.`]})}function dn({of:e,segment:t}){return`${b[e]}, ${t}`}function fn({of:e,ratio:t,limit:n}){let r=`limit +${nt(n)}`;if(!t)return[`${b[e]} (${r})`];let i=t.high===null?``:`CI ${k(t.low,!1)} to ${k(t.high,!1)}; `;return[y(k(t.ratio)),` ${b[e]} (${i}${r})`]}function pn({label:e,tooFew:t,ratio:n,limit:r,cases:i,casesOf:a}){return e===`exceeded`?`, over the limit${a===`base`?`, over the cases that the base has too`:``}`:e===`paid-for`?`, paid for by its improvement`:e===`within`?`, within the limit`:t?`, not held against it: ${i} of the 30 cases that it takes`:n?n.ratio>1+r?`, above the limit but not surely, so that it does not block`:``:`, not known`}const mn=`This is over the cases that the base has too: those that the pull request adds do not make up for them.`;function hn(e,t){let{cost:n}=e;if(!n)return null;let[r,i]=ee(n),a=n.notes.slice(0,5).flatMap(e=>[` `,...S(e)]),o=n=>yn(n,e,t);return[...gn(n,r,o(r)),..._n(n,{rule:i,judged:o(i),policy:tt(e,t)}),...xn(e,n),...n.casesOf===`base`?[` ${mn}`]:[],...un(e,`cost`),...a]}function gn(e,t,n){let{baseline:r,candidate:i}=e.comparison;if(!r)return[`${O(i.totalTokens)} tokens a call.`];let a=`${O(r.totalTokens)} → ${O(i.totalTokens)} tokens a call`;return t.ratio?[a,...vn(t),...n,`.`]:[`${a}.`]}function _n({comparison:e,monthlyUsd:t,promptCache:n},{rule:r,judged:i,policy:a}){let o=e.baseline?.usd??null,s=e.candidate.usd;if(s===null)return[];let c=`${o===null?``:`${Ge(o)} → `}${Ge(s)} per 1,000 calls`,l=a.cost.callsPerMonth??null,u=t===null?``:`, ${et(t)} a month`,d=Math.abs(n?.usdPerDay??0)>=.01,f=u&&d?` without the provider's cache`:``,p=`${u}${u&&l?` at ${Pe(l)}`:``}${f}`;if(!r.ratio)return[` ${c}${p}.`];let m=o!==null&&Math.abs(s/o/r.ratio.ratio-1)<.005;return[` ${c}`,...vn(r,m?``:` at the full price`),...i,`${p}.`]}function vn({ratio:e,limit:t},n=``){if(!e)return[];let r=e.high<Number.MAX_VALUE?`, CI ${k(e.low,!1)} to ${k(e.high,!1)}`:``,i=t===null?`no limit`:`limit +${nt(t)}`;return[` (`,y(k(e.ratio)),`${n}${r}; ${i})`]}function yn(e,t,n){if(at(e))return[bn(e,t)];switch(e.label){case`exceeded`:return[tt(t,n).cost.unlessImproved!==!1&&te(t).length===0?` and no segment improved to pay for it`:`, over the limit`];case`paid-for`:return[`, paid for by `,..._(t)];case`within`:return[`, within the limit`];default:return[]}}function bn({ratio:e,limit:t},{overall:n}){let{low:r,high:i}=e??{low:0,high:0};if(r<=1+(t??0)&&Number.isFinite(i))return`, above the limit but not surely: the interval reaches below it, so that it does not block`;let a=n?.cases??0;return`, above the limit, but ${O(a)} ${a===1?`case is`:`cases are`} too few to block`}function xn({baseline:e,candidate:t},n){if(!ye(n))return[];let r=[...n.comparison.baseline?.usd===null?[e?.model]:[],...n.comparison.candidate.usd===null?[t?.model]:[]],i=[...new Set(r.flatMap(e=>e??[]))];return i.length===0?[` The limit of money judges nothing: the baseline costs nothing.`]:[` The limit of money judges nothing: the price of `,...E(i.map(g)),` is not known.`]}function Sn(e){let{latency:t}=e,n=un(e,`latency`);if(!t)return n.length>0?[`not measured over all cases.`,...n]:null;let[r,i]=ct(t);return[...Cn(r),`; `,...Cn(i),`; of ${x(t.pairs,`case`)} that one run asked of both versions.${t.casesOf===`base`?` ${mn}`:``}`,...n]}function Cn({of:e,baselineMs:t,candidateMs:n,ratio:r,low:i,high:a,limit:o,label:s}){let c=o===null?`no limit`:`limit +${nt(o)}`;return[`${e} ${wn(t)} → ${wn(n)} (`,y(k(r)),`, ${Tn(i,a)}; ${c})${En({ratio:r,limit:o,label:s})}`]}function wn(e){return e<999.5?`${Math.round(e)}\u00a0ms`:De(e)}function Tn(e,t){return t===null?e>0?`CI from ${k(e,!1)} on`:`too few cases for an interval`:`CI ${k(e,!1)} to ${k(t,!1)}`}function En({ratio:e,limit:t,label:n}){return t===null?``:n===`exceeded`?`, over the limit`:n===`within`?`, within the limit`:e>1+t?`, above the limit but not surely, so that it does not block`:``}function Dn(e){return kn([...An(e,`alarm`),...An(e,`notice`)])}function On(e){return kn(An(e,`fact`))}function kn(e){return L(e,8,e=>[`${x(e,`more notice`)} in the result JSON.`])}function An({notices:e,prompts:t},n){let r=e=>e.gravity===n;return[...e.filter(r).map(({text:e})=>S(e)),...jn(t.map(({path:e,notices:t})=>({path:e,notices:t.filter(r)})))]}function jn(e){let t=/* @__PURE__ */ new Map;for(let{path:n,notices:r}of e)for(let{text:e}of r)t.set(e,(t.get(e)??/* @__PURE__ */ new Set).add(n));return[...t].map(([t,n])=>n.size===e.length?S(t):[...Mn([...n]),`: `,...S(t)])}function Mn(e){let t=e.slice(0,5).flatMap((e,t)=>[...t>0?[`, `]:[],g(e)]),n=e.length-5;return n>0?[...t,` and ${n} more`]:t}function Nn({errors:e},t=0){let n=e.slice(t).map(({message:e,place:t,remedy:n})=>{let r=[e,n].filter(Boolean).join(` `),i=S(z(r,500));return{sentence:r,text:t?[g(t),`: `,...i]:i}}),r=Ye(n,{sentenceOf:({sentence:e})=>e,more:e=>({sentence:``,text:[`${x(e,`more problem`)} of the same kind in the result JSON.`]})}).map(({text:e})=>e);return L(r,10,e=>[`${x(e,`more problem`)} in the result JSON.`])}function Pn(e){return`${x(e.length,`answer`)} did not come: ${Fn(e)}`}function Fn(e){return[`candidate`,`baseline`].map(t=>({arm:t,count:e.filter(e=>e.arm===t).length})).filter(({count:e})=>e>0).map(({arm:e,count:t})=>`${O(t)} of the ${e}`).join(`, `)}function In(e){if(e.length===0)return[];let t=e.map(({name:e,missing:t,cases:n,missingBy:r})=>`${O(t)} of ${O(t+n)} in ${z(e,60)}${r?Ln(r):``}`);return[`Pairs of answers that did not come: `,...E(t),`.`]}function Ln({baseline:e,candidate:t,both:n}){let r=[{count:t,what:`the candidate’s alone`},{count:e,what:`the baseline’s alone`},{count:n,what:`both`}].filter(({count:e})=>e>0);return r.length===0?``:` (${r.map(({count:e,what:t})=>`${O(e)} ${t}`).join(`, `)})`}function Rn(e,t){let n=e.filter(v),r=n.filter(e=>!h(e)),i=n.filter(h),a=e.filter(R),o=r.flatMap(e=>e.segments),s=o.filter(Se),c=[...r.length>0?[[`no regression shown in `,...Bn(r)]]:[],...s.length>0?[be(s,o)]:[],...i.length>0?[[`nothing could be told of `,...Bn(i)]]:[],...ie(a,t)];return{sign:zn(e),text:c.flatMap((e,t)=>t===0?e:[`; `,...e])}}function zn(e){return e.some(Ce)?M:e.some(e=>v(e)&&!h(e))?Ae:e.some(e=>R(e)&&!Be(e))?Je:Ne}function Bn(e){return E(e.map(({path:e})=>g(e)))}const Vn=String.raw`(?:\u001B\u005C|\u009C)`,Hn=String.raw`\u0018\u001A\u001B\u0080-\u009F`,Un=String.raw`(?:\u001B\]|\u009D)[^\u0007${Hn}]*(?:\u0007|${Vn})`,Wn=String.raw`(?:\u001B[PX^_k]|[\u0090\u0098\u009E\u009F])[^${Hn}]*${Vn}`,Gn=`${String.raw`\u001B\](?:P[\dA-Fa-f]{7}|R)(?:\u0007|${Vn})?`}|${Un}|${Wn}|${String.raw`(?:\u001B\[|\u009B)[\u0030-\u003F]*[\u0020-\u002F]*[\u0040-\u007E]`}|${String.raw`\u001B(?:[\u0020-\u002F]+[\u0030-\u007E]|[\dA-PR-TZcf-oq-uy=><~|}])`}`;function Kn({onlyFirst:e=!1}={}){return new RegExp(Gn,e?void 0:`g`)}const qn=Kn();function Jn(e){if(typeof e!=`string`)throw TypeError(`Expected a \`string\`, got \`${typeof e}\``);return!e.includes(`\x1B`)&&!e.includes(``)?e:e.replace(qn,``)}const Yn=[161,161,164,164,167,168,170,170,173,174,176,180,182,186,188,191,198,198,208,208,215,216,222,225,230,230,232,234,236,237,240,240,242,243,247,250,252,252,254,254,257,257,273,273,275,275,283,283,294,295,299,299,305,307,312,312,319,322,324,324,328,331,333,333,338,339,358,359,363,363,462,462,464,464,466,466,468,468,470,470,472,472,474,474,476,476,593,593,609,609,708,708,711,711,713,715,717,717,720,720,728,731,733,733,735,735,768,879,913,929,931,937,945,961,963,969,1025,1025,1040,1103,1105,1105,8208,8208,8211,8214,8216,8217,8220,8221,8224,8226,8228,8231,8240,8240,8242,8243,8245,8245,8251,8251,8254,8254,8308,8308,8319,8319,8321,8324,8364,8364,8451,8451,8453,8453,8457,8457,8467,8467,8470,8470,8481,8482,8486,8486,8491,8491,8531,8532,8539,8542,8544,8555,8560,8569,8585,8585,8592,8601,8632,8633,8658,8658,8660,8660,8679,8679,8704,8704,8706,8707,8711,8712,8715,8715,8719,8719,8721,8721,8725,8725,8730,8730,8733,8736,8739,8739,8741,8741,8743,8748,8750,8750,8756,8759,8764,8765,8776,8776,8780,8780,8786,8786,8800,8801,8804,8807,8810,8811,8814,8815,8834,8835,8838,8839,8853,8853,8857,8857,8869,8869,8895,8895,8978,8978,9312,9449,9451,9547,9552,9587,9600,9615,9618,9621,9632,9633,9635,9641,9650,9651,9654,9655,9660,9661,9664,9665,9670,9672,9675,9675,9678,9681,9698,9701,9711,9711,9733,9734,9737,9737,9742,9743,9756,9756,9758,9758,9792,9792,9794,9794,9824,9825,9827,9829,9831,9834,9836,9837,9839,9839,9886,9887,9919,9919,9926,9933,9935,9939,9941,9953,9955,9955,9960,9961,9963,9969,9972,9972,9974,9977,9979,9980,9982,9983,10045,10045,10102,10111,11094,11097,12872,12879,57344,63743,65024,65039,65533,65533,127232,127242,127248,127277,127280,127337,127344,127373,127375,127376,127387,127404,917760,917999,983040,1048573,1048576,1114109],Xn=[12288,12288,65281,65376,65504,65510],Zn=[4352,4447,8986,8987,9001,9002,9193,9196,9200,9200,9203,9203,9725,9726,9748,9749,9776,9783,9800,9811,9855,9855,9866,9871,9875,9875,9889,9889,9898,9899,9917,9918,9924,9925,9934,9934,9940,9940,9962,9962,9970,9971,9973,9973,9978,9978,9981,9981,9989,9989,9994,9995,10024,10024,10060,10060,10062,10062,10067,10069,10071,10071,10133,10135,10160,10160,10175,10175,11035,11036,11088,11088,11093,11093,11904,11929,11931,12019,12032,12245,12272,12287,12289,12350,12353,12438,12441,12543,12549,12591,12593,12686,12688,12773,12783,12830,12832,12871,12880,42124,42128,42182,43360,43388,44032,55203,63744,64255,65040,65049,65072,65106,65108,65126,65128,65131,94176,94180,94192,94198,94208,101594,101631,101664,101760,101874,101888,102801,102816,102866,110576,110579,110581,110587,110589,110590,110592,110888,110898,110898,110928,110930,110933,110933,110948,110952,110960,111355,119552,119638,119648,119670,126980,126980,127183,127183,127374,127374,127377,127386,127406,127406,127488,127490,127504,127547,127552,127560,127568,127569,127584,127589,127744,127776,127789,127797,127799,127868,127870,127891,127904,127946,127951,127955,127968,127984,127988,127988,127992,128062,128064,128064,128066,128252,128255,128317,128331,128334,128336,128359,128378,128378,128405,128406,128420,128420,128507,128591,128640,128709,128716,128716,128720,128722,128725,128729,128732,128735,128747,128748,128756,128764,128986,128986,128992,129003,129008,129008,129292,129338,129340,129349,129351,129535,129648,129660,129664,129734,129736,129736,129740,129757,129759,129771,129775,129786,131072,196605,196608,262141],Qn=(e,t)=>{let n=0,r=Math.floor(e.length/2)-1;for(;n<=r;){let i=Math.floor((n+r)/2),a=i*2;if(t<e[a])r=i-1;else if(t>e[a+1])n=i+1;else return!0}return!1},$n=19968,[er,tr]=/* #__PURE__ */ nr(Zn);function nr(e){let t=e[0],n=e[1];for(let r=0;r<e.length;r+=2){let i=e[r],a=e[r+1];if($n>=i&&$n<=a)return[i,a];a-i>n-t&&(t=i,n=a)}return[t,n]}const rr=e=>e<161||e>1114109?!1:Qn(Yn,e),ir=e=>e<12288||e>65510?!1:Qn(Xn,e),ar=e=>e>=er&&e<=tr?!0:e<4352||e>262141?!1:Qn(Zn,e);function or(e){if(!Number.isSafeInteger(e))throw TypeError(`Expected a code point, got \`${typeof e}\`.`)}function sr(e,{ambiguousAsWide:t=!1}={}){return or(e),ir(e)||ar(e)||t&&rr(e)?2:1}const cr=new Intl.Segmenter,lr=/[^\u{20}-\u{7E}]/v,ur=String.raw`\u{600}-\u{605}\u{6DD}\u{890}\u{891}\u{8E2}\u{110BD}\u{110CD}`,dr=RegExp(`^[${ur}]+`,`v`),fr=new RegExp(String.raw`[^\p{Default_Ignorable_Code_Point}\p{Control}\p{Enclosing_Mark}\p{Nonspacing_Mark}[\p{Format}--[${ur}]]]`,`v`),pr=/^(?:\p{RGI_Emoji}|\p{Regional_Indicator}{1,2}|[\d#*]\u{FE0F})/v,mr=/^[\p{Emoji_Presentation}--[\u{10000}-\u{10FFFF}]]\u{FE0E}/v;function hr(e,t){if(t>=e.length)return 0;let n=/(?<![\p{Emoji_Modifier_Base}\u{200D}])\p{Emoji_Modifier}/gv;n.lastIndex=t;let r=0;for(;n.test(e);)r++;return r}const gr=/\u{200D}\p{Extended_Pictographic}/v;function _r(e){let t=e.search(fr);return t===-1?void 0:e.slice(t)}function vr(e){return e>=4352&&e<=4607||e>=43360&&e<=43388||e>=44032&&e<=55203||e>=55216&&e<=55238||e>=55243&&e<=55291}function yr(e,t){let n=0;for(let r of e){if(r===`‍`)break;fr.test(r)&&(n+=sr(r.codePointAt(0),t))}return n}function br(e,t){let n=e.codePointAt(0),r=n===69821||n===69837||n>=1536&&n<=2303?dr.exec(e):void 0;if(r){let n=e.slice(r[0].length),i=br(n,t),a=_r(n);return i>=2&&(sr(a.codePointAt(0),t)===2||pr.test(a)||gr.test(a))?i:[...r[0]].length+i}let i=_r(e);if(i===void 0)return 0;if(vr(n))return sr(n,t)+hr(e,1)*2;if(mr.test(i))return 1;let a=pr.exec(i);if(a)return 2+hr(i,a[0].length)*2;let o=gr.exec(i);return o?2+hr(i,o.index+o[0].length)*2:yr(i,t)}function xr(e,t){let n=0,r=e.search(lr);r>1&&(n=r-1,e=e.slice(n));let i=e.length;for(;i>0;){let t=e.codePointAt(i-1);if(t<32||t>126)break;i--}if(i+1<e.length&&(n+=e.length-i-1,e=e.slice(0,i+1)),!/[^\u{20}-\u{7E}\u{4E00}-\u{9FFF}\u{AC00}-\u{D7A3}]/v.test(e))return n+e.length+e.replaceAll(/[\u{20}-\u{7E}]/gv,``).length;e=e.toWellFormed(),e=e.replaceAll(/(?<=[\u{16D63}-\u{16D6A}])[\u{16D63}-\u{16D6A}]+/gv,``);let a={ambiguousAsWide:!t};for(let{segment:t}of cr.segment(e))t.length===1?fr.test(t)&&(n+=sr(t.codePointAt(0),a)):n+=br(t,a);return n}function Y(e,t={}){if(typeof e!=`string`||e.length===0)return 0;let{ambiguousIsNarrow:n=!0,countAnsiEscapeCodes:r=!1}=t,i=e;return!r&&(i.includes(`\x1B`)||i.includes(``))&&(i=Jn(i)),lr.test(i)?xr(i,n):i.length}const Sr=[1,2,5,10,20,25,50];function Cr(e,t=7){let n=e.flatMap(({interval:e,difference:t})=>[...e??[],t??0]).filter(Number.isFinite).map(e=>e*100),r=Math.max(-100,n.reduce((e,t)=>Math.min(e,t),0)),i=Math.min(100,n.reduce((e,t)=>Math.max(e,t),0));return Sr.map(e=>({low:Math.min(-1,Math.floor(r/e))*e,high:Math.max(1,Math.ceil(i/e))*e,step:e})).find(e=>wr(e).length<=t)??{low:-100,high:100,step:100}}function wr({low:e,high:t,step:n}){let r=Math.ceil(e/n),i=Math.floor(t/n)-r+1;return Array.from({length:Math.max(0,i)},(e,t)=>(r+t)*n+0)}function Tr(e,{scale:{scale:t,nameWidth:n,longestName:r},most:i=1/0}){let a=Er(e);if(a.length===0)return[];let o=a.filter((t,n)=>n<i||t===e.overall).map(i=>{let a=Fr(i.name,r),o=i===e.overall?jr.overall:jr.segment;return`${a}${` `.repeat(n-Y(a)+Or)}${Pr(i,t,o)}`.trimEnd()});return[Nr(t,n+Or),...o]}function Er({segments:e,overall:t}){return[...I(e),...t&&e.length>1?[t]:[]].filter(({interval:e})=>e!==null)}function Dr(e,t){let n=e.flatMap(Er),r=Math.floor(t/3),i=n.reduce((e,{name:t})=>Math.max(e,Y(Fr(t,r))),Ar.length),a=Math.max(20,t-i-Or),o=Cr(n,Math.max(3,Math.min(kr,Math.floor(a/4)))),s=(o.high-o.low)/o.step;return{scale:{axis:o,perStep:Math.max(2,(a-2)/s)},nameWidth:i,longestName:r}}const Or=3,kr=7,Ar=`points`,jr={segment:`●`,overall:`◆`};function Mr(e,{axis:t,perStep:n}){let r=Math.min(t.high,Math.max(t.low,e));return Math.round((r-t.low)/t.step*n)}function Nr(e,t){let n=[...Ar];for(let r of wr(e.axis)){let i=r===0?`0`:A(r/100),a=t+Mr(r,e)-Math.floor(i.length/2);for(;n.length<a;)n.push(` `);n.push(...i)}return n.join(``)}function Pr(e,t,n){let r=Array.from({length:Mr(t.axis.high,t)+1},()=>` `),i=Mr(0,t);r[i]=`│`;let{interval:a,difference:o}=e;if(!a)return r.join(``);let[s,c]=[Mr(a[0]*100,t),Mr(a[1]*100,t)];for(let e=s;e<=c;e++)r[e]=e===i?`┼`:`─`;return r[s]=`├`,r[c]=`┤`,o!==null&&(r[Mr(o*100,t)]=n),r.join(``)}function Fr(e,t){let n=z(e,t);for(;Y(n)>t;)n=z(n,[...n].length-1);return n}const Ir=`Once this is merged`;function Lr({prompts:e,registryPlan:t}){let n=[...e.map(Rr).filter(e=>e.length>0),...t?Ur(t):[]];return L(n,20,e=>[`${x(e,`more line`)} in the result JSON.`])}function Rr({path:e,change:t,becomes:n}){if(!n)return[];let{name:r,version:i,part:a,because:o,known:s,onMain:c}=n,l=[g(r),` ${z(i)}`];if(s&&i===c)return t===`suite`?[]:[g(e),` stays `,...l,`: what is asked is the same.`];if(s)return[g(e),` is `,...l,` again.`,...zr(n)];let u=a===null?[` (the first version)`]:[` (${z([a,o.join(`, `)].filter(Boolean).join(`: `),400)})`];return[g(e),` becomes `,...l,...u,`.`,...zr(n)]}function zr({name:e,version:t,environments:n}){return n.flatMap(n=>{let{name:r,serves:i,needs:a}=n;if(i.length===1&&i[0]===t)return[` `,g(r),` serves it already.`];let o=i.length===0?` (nothing now)`:` (${z(i.slice(0,5).join(`, `))} now)`;return[` `,g(r),o,...Br(a,{name:e,version:t,where:r}),`.`]})}function Br(e,{name:t,version:n,where:r}){let i=e.map(Vr).filter(e=>e.length>0);if(i.length>0)return[` does not take it: `,...Jr(i)];let a=e.map(Hr).filter(e=>e.length>0),o=a.length===0?[]:[` once `,...Jr(a)];if(e.some(({kind:e})=>e===`by-hand`)){let e={code:z(`promote ${t}@${n} --to ${r}`,160)};return[` is given it by hand`,...o,`: `,e]}return[` serves it`,...a.length>0?o:[` with the next `,g(`record`)]]}function Vr(e){switch(e.kind){case`archived`:return[`it is archived`];case`held`:return[e.version===null?`the prompt is held there`:`it is held there`,e.until===null?``:` until ${z(e.until)}`];case`pinned-model`:return[`its model is not pinned to a dated snapshot`];case`min-pass-rate`:return[`nothing serves there to compare it with, and `,g(`gate.min-pass-rate`),` is off`];case`cases`:return[`its suite has ${x(e.has,`case`)}, and ${e.asked} are asked for`];default:return[]}}function Hr(e){switch(e.kind){case`soak`:return[`it served `,g(e.in),` for ${Xr(e.forMs)}`];case`evidence`:return[`its answers on main are enough`];default:return[]}}function Ur(e){let{environments:t,keys:n,publish:r}=e;return[...Wr(e),...t.added.map(({name:e,rules:t})=>[g(e),` is a new environment: `,...Yr(t.map(g)),`.`]),...t.removed.map(({name:e,serves:t})=>{let n=t.flatMap(({prompt:e,versions:t})=>t.map(t=>g(`${e} ${t}`))),r=n.length>0?[`, and it goes on serving `,...E(n,5)]:[];return[g(e),` is no environment any more: nothing is promoted there`,...r,`.`]}),...t.changed.map(({name:e,changes:t})=>{let n=t.map(({setting:e,from:t,to:n})=>[g(e),` from `,g(t),` to `,g(n)]);return[g(e),`: `,...Jr(n),`.`]}),...t.last?[[`The last environment, by which versions are called active, is `,g(t.last.to),` instead of `,g(t.last.from),`.`]]:[],...qr(`promotion key`,n.promotion,20),...qr(`pointer key`,n.pointer,20),...qr(`destination`,r),...e.promotions.map(Gr),...e.tooFewCases.map(({environment:e,asked:t,prompt:n,has:r})=>{let i=`${x(r,`case`)}: its versions would be refused there.`;return[g(e),` asks for ${t} cases, and the suite of `,g(n),` has ${i}`]})]}function Wr({change:e}){return e===`added`?[[`The registry begins: the first `,g(`record`),` gives every prompt of main its version 1.0.0 where there is no log yet.`]]:[]}function Gr({environment:e,prompt:t,version:n,outcome:r,missing:i,evidence:a,trips:o=[]}){let s={promoted:` will serve `,waits:` waits for `,refused:` is not promoted to `,pending:` waits for evidence before `},c=i.length>0?`: ${z(i.join(` `),400)}`:a?` (${Kr(a)}).`:`.`,[l]=o,u=l?[` A guard tripped on it there: `,g(l.metric),`, `,l.at.slice(0,10),`.`]:[];return[g(t),` ${z(n)}`,s[r],g(e),c,...u]}function Kr({verdict:e,cases:t,against:n,at:r}){let i=n===null?`by its own pass rate`:`against ${z(n)}`;return`${e} on ${x(t,`case`)} ${i}${r===null?``:`, of ${r.slice(0,10)}`}`}function qr(e,{added:t,removed:n},r){let i=(t,n)=>{if(t.length===0)return[];let i=t.map(e=>g(r===void 0?e:e.slice(0,r)));return[[`${x(t.length,e)} ${n}: `,...E(i,5),`.`]]};return[...i(t,`added`),...i(n,`removed`)]}function Jr(e){return e.flatMap((t,n)=>[...n===0?[]:n===e.length-1?[` and `]:[`, `],...t])}function Yr(e){return e.flatMap((e,t)=>t===0?[e]:[`, `,e])}function Xr(e){let t=e/36e5;return Number.isInteger(t)?t>=48&&t%24==0?`${t/24} days`:x(t,`hour`):e%6e4==0?`${e/6e4} min`:`${e/1e3} s`}function X(e,t){if(!C(e))return fi(e);if(!e.baseline)return li(e,t);let n=m(e),r=n.slice(0,3),i=n.length>3&&n.length===e.segments.length,a=r.flatMap(t=>[...Zr(t,e),` `]),o=ti(e)&&n.length===0?ei(e):[];return pi([...i?[`All ${x(n.length,`segment`)} get worse; the worst are these. `]:[],...a,...o,...ni(e),...oi(e,i?n:r),...ci(e)])}function Zr(e,t){return[...Qr(t.segments.length===1?`The candidate`:J(e),e,t.suite?.trials??1),` `,...$r(e)]}function Qr(e,t,n){let{baseline:r,candidate:i,difference:a,interval:o}=t,s=n>1?`${j(i.rate)} of ${x(i.n,`answer`)} to ${x(t.cases,`case`)}`:`${O(i.passes)} of ${x(i.n,`case`)}`,c=r&&(n>1?j(r.rate):O(r.passes)),l=[...o?[`95\u00a0% CI ${qe(o,` to `)}`]:[],`adjusted p\u00a0${Re(t.adjustedPValue)}`];return[e,` passes ${s}${c?`, down from ${c}`:``}`,...a===null?[]:[`: `,y(`${A(a)} points`)],` (${l.join(`, `)}).`]}function $r({losses:e,wins:t}){return[`${`${x(e,`case`)} newly ${P(e,`fail`)}`}, ${O(t)} newly ${P(t,`pass`)}.`]}function ei(e){return e.overall?[...Qr(`Over all cases the candidate`,e.overall,e.suite?.trials??1),` `,...$r(e.overall),` `]:[]}function ti(e){return e.reasons.some(e=>e.kind===`overall-regression`)}function ni({reasons:e}){return[`critical-case`,`critical-case-unanswered`].flatMap(t=>{let n=e.filter(e=>e.kind===t).map(({caseId:e=``})=>g(e));if(n.length===0)return[];let r=t===`critical-case`?`always ${P(n.length,`fail`)}`:`${n.length===1?`has`:`have`} no answer`;return[`The critical ${n.length===1?`case`:`cases`} `,...E(n),` always passed and now ${r}. `]})}const ri={worse:{one:`gets worse too`,many:`get worse too`,only:``},improved:{one:`improves`,many:`improve`,only:`The candidate improves.`},noWorse:{one:`is no worse`,many:`are no worse`,only:`The candidate is no worse.`},noChange:{one:`shows no change`,many:`show no change`,only:`No change of quality is shown.`},inconclusive:{one:`cannot be told`,many:`cannot be told`,only:`Whether quality changed cannot be told.`},invalid:{one:`could not be judged`,many:`could not be judged`,only:`The candidate could not be judged.`}};function ii({verdict:e,difference:t,interval:n}){switch(e){case`regression`:return ri.worse;case`pass`:return Math.abs(t??0)<=.05&&!ai(n)?ri.noChange:ri.noWorse;default:return ri[e]}}function ai(e){return e!==null&&(e[0]>0||e[1]<0)}function oi({segments:e},t){let n=e.filter(e=>!t.includes(e)),[r]=n;if(e.length===1)return r&&ii(r).only!==``?[ii(r).only]:[];let i=Object.values(ri).map(e=>({fate:e,of:n.filter(t=>ii(t)===e)})).filter(({of:e})=>e.length>0).flatMap(({fate:t,of:n},r)=>[...r===0?[]:[`, `],...r===0?si(we(n,e)):we(n,e),` ${n.length===1?t.one:t.many}`]);return i.length>0?[...i,`.`]:[]}function si([e=``,...t]){return[typeof e==`string`?_e(e):e,...t]}function ci({segments:e}){let t=e.filter(e=>e.verdict===`invalid`&&e.missing>0);return t.length===0?[]:[` `,...In(t)]}function li(e,t){let{overall:n}=e;if(!n)return[];let{passes:r,n:i,rate:a}=n.candidate;return[g(e.path),` ${e.change===`added`?`is new and`:`cannot be run at the base, so it`} has nothing to be compared with: it passes ${O(r)} of ${O(i)} (`,y(j(a)),`).`,...di(e,t),...ui(e,t)]}function ui(e,t){let n=ce(e),r=(n??[]).map(({name:e})=>e),i=he(e,t,r);if(n===null||i===null)return[];let a=n.length>0?n:e.overall?[e.overall]:[],o=Math.min(...a.map(({adjustedPValue:e})=>e)),s=e.segments.length>1&&n.length>0?[` in `,...we(n,e.segments)]:[],c=d(e,t,r)?[`. That blocks, since `,g(`gate.on-inconclusive`),` says so`]:[`. That is reported and does not block: only a rate that is shown to be below does`];return[` It is not shown to reach `,y(i),...s,`, which the policy asks for`,...c,` (adjusted p\u00a0${Re(o)}: how often a prompt that passes ${i} would pass so few).`]}function di(e,t){let{reasons:n,segments:r}=e,i=n.filter(e=>e.kind===`below-min-pass-rate`),a=i.map(({segment:e=`all cases`})=>y(z(e,60)));if(a.length===0)return[];let o=he(e,t,i.flatMap(({segment:e=`overall`})=>e===`overall`?[]:[e]));return[` The policy asks for `,o===null?`more`:y(o),...r.length>1?[` in `,...E(a)]:[],`.`]}function fi(e){let t=g(e.path);if(e.verdict===`error`)return[t,` was not judged.`];switch(e.change){case`deleted`:return[t,` is deleted.`];case`suite`:return[`Only the suite of `,t,` changed; nothing was run.`];default:return[t,` was not run.`]}}function pi(e){let t=e.at(-1);return typeof t==`string`&&t.trim()===``?e.slice(0,-1):e}function mi(e){let t=e.prompts.flatMap(t=>[hi(t,e),gi(t)]).filter(e=>e.length>0);return L(t,10,e=>[`${x(e,`more remark`)} in the result JSON.`])}function hi(e,t){if(C(e)&&!e.baseline)return H(e)?[]:X(e,t.policy);switch(e.change){case`deleted`:case`suite`:return!H(e)&&!C(e)&&t.prompts.length>1?X(e,t.policy):[];case`renamed`:return e.baseline?[g(e.path),` was `,g(e.baseline.path),`.`]:[];case`policy`:return[g(e.path),` is asked otherwise by the policy (`,...E(e.because.map(g)),`).`];case`include`:return[g(e.path),` changes through `,...E(e.because.map(g)),`.`];default:return[]}}function gi({path:e,verdict:t,newlyFailing:n}){let r=t===`pass`?n.filter(e=>e.severe):[];if(r.length===0)return[];let i=r.map(({id:e,description:t})=>g(t??e));return[g(e),`: `,...E(i),` always passed and now always ${P(r.length,`fail`)}.`]}function _i(e){return e?[e.model,...e.otherModels??[]]:[]}function vi(e){return e.flatMap((e,t)=>t===0?[g(e)]:[`, `,g(e)])}function yi(e){let{baseline:t,candidate:n,suite:r}=e,[i,a]=[_i(t),_i(n)],o=i.length>0&&a.length>0&&i.join()!==a.join()?[...vi(i),` → `,...vi(a)]:vi(a.length>0?a:i),s=t&&n&&t.path!==n.path?[`, was `,g(t.path)]:[],c=[...t?[`, baseline `,g(Di(t.sha256))]:[],...n?[`, candidate `,g(Di(n.sha256))]:[],...r?[`, suite `,g(r.path),` `,g(Di(r.sha256))]:[],...(e.judges??[]).flatMap(e=>[`, judged by `,g(e)])],l=r&&r.sampled<r.cases?` (${O(r.sampled)} of ${x(r.cases,`case`)})`:``;return[g(e.path),s.length+o.length>0?`: `:``,...o,...s,...c,l]}function bi(e){let{usage:t,base:n,head:r}=e,i=t.fromStore>0?` (${O(t.fromStore)} from the store)`:``,a=[`${x(t.trials,`trial`)}${i}`,...t.savedTrials?[`${O(t.savedTrials)} saved by stop-when-decided`]:[],`${x(t.errored,`error`)}${xi(e)}`,De(t.elapsedMs),...t.usd===null?[`price not known`]:[N(t.usd)],...t.judge?[Si(t.judge)]:[]],o=n.mergeBase?[`Merge base `,g(n.mergeBase.slice(0,12)),`, head `,g(r.sha?.slice(0,12)??`working tree`),`; `]:[],s={code:z(wi(e),600)};return[...o,`${a.join(`, `)}; `,s,` repeats it.`]}function xi({prompts:e}){let t=Fn(e.flatMap(({errors:e})=>e));return t===``?``:` (${t})`}function Si({calls:e,fromStore:t,usd:n}){let r=t>0?` (${O(t)} more from the store)`:``,i=n===null?`, price not known`:` for ${N(n)}`;return`judged in ${x(e,`call`)}${r}${i}`}function Ci(e){return e.prompts.filter(C).map(yi)}function wi({base:e,head:t,policySource:{path:r},offline:i,partial:a}){let o=e=>/^[\w.][\w./@-]*$/.test(e),s=o(e.ref)?e.ref:e.mergeBase,c=t.sha!==null&&t.ref!==t.sha?` --head ${o(t.ref)?t.ref:t.sha}`:``,l=r===`.github/prompt-eval-gate.yml`?``:` --config ${o(r)?r:Ei(r)}`;return`${n} gate${s?` --base ${s}`:``}${c}${l}${Ti(a)}${i?` --offline`:``}`}function Ti(e){if(!e)return``;let t=e=>/^[\w.][\w./@-]*$/.test(e)?e:Ei(e);return[...e.prompts.map(t),...e.segments.map(e=>`--segment ${t(e)}`),...e.cases.map(e=>`--case ${t(e)}`),...e.failing?[`--failing`]:[]].map(e=>` ${e}`).join(``)}function Ei(e){return`'${e.replaceAll(`'`,String.raw`'\''`)}'`}function Di(e){return e.slice(0,12)}const{Ansis:Oi,fg:ki,bg:Ai,rgb:ji,bgRgb:Mi,hex:Ni,bgHex:Pi,reset:Fi,inverse:Ii,hidden:Li,visible:Ri,link:zi,bold:Bi,dim:Vi,italic:Hi,underline:Ui,strikethrough:Wi,black:Gi,red:Ki,green:qi,yellow:Ji,blue:Yi,magenta:Xi,cyan:Zi,white:Qi,gray:$i,redBright:ea,greenBright:ta,yellowBright:na,blueBright:ra,magentaBright:ia,cyanBright:aa,whiteBright:oa,bgBlack:sa,bgRed:ca,bgGreen:la,bgYellow:ua,bgBlue:da,bgMagenta:fa,bgCyan:pa,bgWhite:ma,bgGray:ha,bgRedBright:ga,bgGreenBright:_a,bgYellowBright:va,bgBlueBright:ya,bgMagentaBright:ba,bgCyanBright:xa,bgWhiteBright:Sa}=(/* @__PURE__ */ e((/* @__PURE__ */ t(((e,t)=>{let n,{defineProperty:r,getPrototypeOf:i,setPrototypeOf:a,create:o,keys:s}=Object,{round:c,max:l}=Math,u=e=>{let t=/([a-f\d]{3,6})/i.exec(e)?.[0],n=t?.length,r=`0x`+(6^n?3^n?`0`:t[0]+t[0]+t[1]+t[1]+t[2]+t[2]:t)|0;return[r>>16,r>>8&255,255&r]},d=e=>{if(8>e)return 30+e;if(16>e)return 82+e;if(e>231)return e>243?37:30;let t=(e-=16)%36,n=e/36|0,r=t/6|0,i=t%6;return 30+(n>2|(r>2)<<1|(i>2)<<2)+(l(n,r,i)>4?60:0)},f={open:``,close:``},p=(e,{open:t=``,close:n=``,f:r})=>{let o=(e.open||``)+t,s=n+(e.close||``),c=(e,...i)=>{if(!e){if(!n)return t;if((e??``)===``)return``}let a,l=r?r(e,...i):e.raw?String.raw({raw:e},...i):``+e,u=c;if(l.includes(`\x1B`))for(;u=u.p;){let{t:e,o:t}=u,n=t.length,r=``,i=0;if(n)for(;~(a=l.indexOf(t,i));i=a+n)r+=l.slice(i,a)+e;l=r+l.slice(i)}return o+(l.includes(`
`)?l.replace(/(\r?\n)/g,s+`$1`+o):l)+s};return a(c,i(e)).p={t,o:n,p:e.p},c.open=o,c.close=s,c},m=new function e(t=globalThis){let i=typeof t==`number`?t:(e=>{let t,r=e.process??{},i=r.argv??[],a=r.env??{},o=0;try{o=((e,t,r)=>(n=t.TERM,n===`dumb`?0:{"24bit":3,truecolor:3,ansi256:2,ansi:1}[t.COLORTERM]||(t.CI?/,GITHUB/.test(r)?3:1:e.platform===`win32`?3:/-256/.test(n)?2:1)))(r,a,`,`+s(a).join(`,`)),t=r.stdout?.isTTY||a.CI||a.PM2_HOME||/edge/.test(a.NEXT_RUNTIME)}catch{a={}}let c,l=o||1,u=`FORCE_COLOR`,d={false:0,0:0,1:1,2:2,3:3}[a[u]]??l,f=-1;for(c of i)/^--color=?(true|always)?$/.test(c)&&(f=l),/^--(no-color|color=(false|never))$/.test(c)&&(f=0);return e.window?.chrome?3:u in a?d:~f?f:a.NO_COLOR?0:t?o:0})(t),l={},m={Ansis:e,level:i,isSupported:()=>te,strip:e=>e.replace(/][^]*|[][[()#;?]*(?:\d+(?:;\d*)*)?[\dA-ORZcf-nqry=><]/g,``),extend(e){for(let t in e){let n=e[t];(typeof n)[0]===`s`&&(h(ne(t),se(...u(n))),n=oe(...u(n))),h(t,n)}return a(m,o({},l))}},h=(e,t)=>{l[e]={get(){return r(this,e,{value:t.call?(...e)=>p(this,t(...e)):p(this,t)})[e]}}},g=1^i,ee=i>2,te=i>0,_=(e,t)=>te?{open:`[${e}m`,close:t?`[${t}m`:``}:f,ne=e=>`bg`+e[0].toUpperCase()+e.slice(1),v=e=>t=>e(...u(t)),y=(e,t)=>(n,r,i)=>_(`${e}8;2;${n};${r};${i}`,t),re=e=>(t,n,r)=>e(((e,t,n)=>e^t|t^n?16+36*c(e/51)+6*c(t/51)+c(n/51):8>e?16:e>248?231:c(24*(e-8)/247)+232)(t,n,r)),ie=e=>_(g?`38;5;`+e:d(e),39),ae=e=>_(g?`48;5;`+e:d(e)+10,49),oe=ee?y(3,39):re(ie),se=ee?y(4,49):re(ae),b={fg:ie,bg:ae,rgb:oe,bgRgb:se,hex:v(oe),bgHex:v(se),visible:f,reset:_(0,``),bold:_(1,22),dim:_(2,22),italic:_(3,23),underline:_(4,24),inverse:_(7,27),hidden:_(8,28),strikethrough:_(9,29),link:{f:(e,t=e)=>te?`]8;;${e}${t}]8;;`:t==e?e:t+` (​${e}​)`}},ce=(e,t)=>{b[e]=_(t,39),b[ne(e)]=_(t+10,49)};return`gray,black,red,green,yellow,blue,magenta,cyan,white`.split(`,`).map(((e,t)=>{t?ce(e+`Bright`,89+t):t=61,ce(e,29+t)})),m.extend(b)};t.exports=m.default=m})))(),1)).default;function Ca({width:e,color:t}){return{width:Math.min(120,Math.max(60,Number.isFinite(e)?Math.floor(e):120)),paint:new Oi(+!!t)}}function Z(e,{width:t,paint:n},r=``){let i=[],a=[],o=0,s=t-Y(r),c=()=>{i.push(r+a.join(``).trimEnd()),[a,o]=[[],0]};for(let t of wa(e,n)){let e=t.reduce((e,t)=>e+Y(t.text),0);o>0&&o+1+e>s&&c(),o>0&&(a.push(` `),o+=1);for(let{text:e,style:n}of t.flatMap(e=>Da(e,s))){let t=Y(e);o>0&&o+t>s&&c(),a.push(n(e)),o+=t}}return a.length>0&&c(),i}function wa(e,t){let n=[],r=!1;for(let i of e){let e=Ea(i,t),a=Ta(i),o=z(a,4e3).split(` `),s=/^[ \n\t]/.test(a);for(let[t,i]of o.entries()){if(i===``)continue;let a=n.at(-1);t===0&&r&&!s&&a?a.push({text:i,style:e}):n.push([{text:i,style:e}])}a!==``&&(r=!/[ \n\t]$/.test(a))}return n}function Ta(e){return typeof e==`string`?e:`code`in e?e.code:e.strong}function Ea(e,t){return typeof e==`string`?e=>e:`code`in e?e=>t.cyan(e):e=>t.bold(e)}function Da({text:e,style:t},n){if(Y(e)<=n)return[{text:e,style:t}];let r=[``];for(let t of e){let e=r.at(-1)??``;Y(e+t)>n?r.push(t):r[r.length-1]=e+t}return r.map(e=>({text:e,style:t}))}function Oa(e,t,{width:n,paint:r}){let i=e.map(({head:e},n)=>Math.max(Y(e),...t.map(e=>Y(e[n]?.text??``)))),a=Aa(e,i,n),o=ja(a,i)-n;o>0&&(i[1]=Math.max(8,(i[1]??8)-o));let s=t=>a.map(n=>{let{text:r,style:a}=t[n]??{text:``},o=Ma(r,i[n]??0),s=` `.repeat((i[n]??0)-Y(o)),c=a?a(o):o;return e[n]?.align===`right`?s+c:c+s}).join(ka).trimEnd();return[s(e.map(({head:e})=>({text:e,style:e=>r.dim(e)}))),...t.map(s)]}const ka=`  `;function Aa(e,t,n){let r=e.map((e,t)=>t);for(;ja(r,t)>n;){let t=Math.max(...r.map(t=>e[t]?.priority??0));if(t===0)return r;r=r.filter(n=>e[n]?.priority!==t)}return r}function ja(e,t){return e.reduce((e,n)=>e+(t[n]??0),2*(e.length-1))}function Ma(e,t){let n=e;for(let r=t;Y(n)>t&&r>0;r--)n=z(e,r);return n}function Na(e,t){switch(e){case`bad`:return e=>t.red(e);case`warning`:return e=>t.yellow(e);case`good`:return e=>t.green(e);case`muted`:return e=>t.dim(e)}}function Q(e,t,n=`·`){return e.flatMap(e=>{let[r=``,...i]=Z(e,{...t,width:t.width-2});return[`${n} ${r}`,...i.map(e=>`  ${e}`)]})}const Pa=[`█`,`░`,`▓`,`▒`,`▞`,`▚`,`▖`,`▘`];function Fa({segments:e,safe:t}){let n=[t,...[...new Set(e.flatMap(({weights:e})=>e.map(({version:e})=>e)))].filter(e=>e!==t)].filter(t=>e.some(({weights:e})=>e.some(e=>e.version===t&&e.before+e.after>0))),r=e=>Pa[n.indexOf(e)]??`?`,i=n.map(e=>`${r(e)} ${z(e,20)}${e===t?` (safe)`:``}`),a=e.map(({name:e})=>z(e===`*`?`all others`:e,12)),o=Math.max(...a.map(e=>Y(e)),7),s=(e,t,n)=>`${e}${` `.repeat(Math.max(0,o-Y(e)))}  ${t.padEnd(14)}  ${n}`.trimEnd();return[i.join(`   `),s(`segment`,`now`,`after`),...e.map(({weights:e},t)=>s(a[t]??``,Ia(e.map(({version:e,before:t})=>({fill:r(e),share:t}))),Ia(e.map(({version:e,after:t})=>({fill:r(e),share:t})))))]}function Ia(e){let t=e.filter(({share:e})=>e>0);if(t.length===0)return``;let n=t.map(({share:e})=>Math.max(1,Math.floor(e*14))),r=14-n.reduce((e,t)=>e+t,0),i=t.map(({share:e},t)=>({index:t,rest:e*14-(n[t]??0)})).sort((e,t)=>t.rest-e.rest);for(let{index:e}of i){if(r<=0)break;n[e]=(n[e]??0)+1,--r}for(;r<0;){let e=n.indexOf(Math.max(...n));n[e]=(n[e]??0)-1,r+=1}return t.map(({fill:e},t)=>e.repeat(n[t]??0)).join(``)}function La({held:e=[],safe:t}){let n=e.map(({version:e,reason:n,at:r,until:i,trip:a,withheld:o})=>{let s=a===null?[` since ${za(r)}${n===``?``:`: ${z(n,120).replace(/\.$/,``)}`}`]:[`, because a guard on `,g(a.metric),` tripped on it in `,...F(a.segment),` on ${za(a.at)}`],c=o.flatMap(({segment:e,stated:t,set:n},r)=>[r===0?``:`, `,`${j(n)} of `,...F(e),` instead of ${j(t)}`]),l=i===null?"after `release`":`after the hold ends on ${za(i)}, or after \`release\``;return[`⚠️ `,g(e),` is held`,...s,`. The merge gives it `,...c,`; `,g(t),` gets the rest. To raise it, change the weights again ${l.replaceAll("`",``)}.`]});return L(n,5,e=>[`${x(e,`more version`)} held.`])}function Ra({trips:e=[],held:t=[]}){let n=e.filter(({version:e,at:n})=>!t.some(t=>t.version===e&&t.trip?.at===n)).map(({version:e,segment:t,metric:n,action:r,at:i,released:a})=>{let o={rollback:`took it back`,hold:`held it`,alert:`alerted`}[r],s=a===null?`nobody released it`:`released on ${za(a)}`;return[`⚠️ A guard on `,g(n),` tripped on `,g(e),` in `,...F(t),` on ${za(i)} and ${o}; ${s}. Its weight rises.`]});return L(n,5,e=>[`${x(e,`more trip`)} of guards.`])}function za(e){return`${e.slice(0,16).replace(`T`,` `)} UTC`}function Ba(e){return[...Ha(e),...Ua(e),...L(e.overlaps.filter(Wa).map(Ga),12,Va(`pair`)),...Ka(e),...L(e.stress.map(qa),12,Va(`what-if`)),...Ja(e),...Ya(e)]}function Va(e){return t=>[`${x(t,`more ${e}`)} in the result JSON.`]}function Ha({quality:{before:e,after:t},metric:n}){if(t===null)return[[`The quality over all segments cannot be told: their shares of the traffic are not known.`]];let r=e===null?``:`, now ${j(e.mean)}`,i=`${x(t.observations,`observation`)} and ${x(t.cases,`case`)} of evidence`;return[[`Expected ${n??`pass rate`} over all segments: ${j(t.mean)} (95 % CI ${j(t.low)} to ${j(t.high)}${r}), from ${i} together.`]]}function Ua({evidence:e,safe:t}){return e.filter(({version:e})=>e!==t).map(({version:e,evidence:t,cases:n,at:r,segments:i})=>{if(t===null)return[g(e),`: no evidence.`];let a=Object.entries(i).flatMap(([e,t])=>t===`regression`||t===`invalid`?[g(e)]:[]),o=r===null?``:` of ${z(r.slice(0,10),10)}`,s=a.length===0?[`worse nowhere.`]:[`not good enough for `,...E(a),`.`];return[`Evidence of `,g(e),`${o}, ${x(n,`case`)} in common: `,...s]})}function Wa({segment:e,cases:t}){return e===`*`&&t>0}function Ga({versions:[e,t],cases:n,bothFail:r,phi:i,rescue:a}){let[o]=a,s=o===null?[g(e),` fails none`]:[g(t),` answers ${j(o)} of what `,g(e),` fails`],c=r===null?`—`:j(r),l=i===null?``:`, phi ${i.toFixed(2)}`;return[...s,`; both fail ${c} of ${x(n,`case`)}${l}.`]}function Ka({segments:e,models:t}){let n=e.reduce((e,t)=>Math.max(e,t.largest),0),r=e.reduce((e,t)=>Math.min(e,t.effectiveVersions),1/0),[i]=t;return[Number.isFinite(r)?[`The largest weight of a segment is ${j(n)}; the segment with the fewest has ${r.toFixed(1)} effective versions.`]:[],i&&i.after!==null?[`${j(i.after)} of the traffic depends on `,g(i.model),`.`]:[]].filter(e=>e.length>0)}function qa({kind:e,what:t,share:n,quality:r,change:i,unserved:a}){let o={"version-gone":[`Without `,g(t)],"model-retired":[`Without the model `,g(t)],"segment-doubles":[`Where the traffic of `,...F(t),` doubles`]},s=n===null?``:` (${j(n)} of the traffic)`,c=a.length>0?[`nothing is left for `,...a.flatMap((e,t)=>[...t===0?[]:[`, `],...F(e)])]:[],l=r===null?`the quality is not known`:`the quality is ${j(r.mean)}${i===null?``:` (${A(i)})`}`;return[...o[e],`${s}: `,...c.length>0?c:[l],`.`]}function Ja({reassigned:e}){if(e===null||e.share===0)return[];let{share:t,least:n}=e,r=t>n?`, and these weights allow ${j(n)}`:`, the fewest possible`;return[[`${j(t)} of the units get another version${r}.`]]}function Ya({cost:{perCall:e,promptCache:t}}){let n=[];if(e.after!==null){let t=e.before===null?``:`${N(e.before*1e3)} → `;n.push([`Cost per 1,000 calls: ${t}${N(e.after*1e3)}.`])}if(t!==null&&t.hitRate.after!==null){let{prefixes:e,hitRate:r,perCall:i}=t,a=i.after===null?``:`; misses cost ${N(i.after*1e3)} per 1,000 calls`;n.push([`${x(e,`prompt prefix`,`prompt prefixes`)} to keep in the providers’ caches: ${j(r.after??0)} of the calls find theirs${a}.`])}return n}function Xa(e){let{prompt:t,environment:n,segments:r,metric:i}=e;return{title:[`Portfolio of `,g(t),` in `,g(n)],lead:[...La(e),...Za(e),...Ra(e),...We(e)],bars:L(Fa(e),22,e=>`and ${x(e,`more segment`)}`),table:{heads:[`segment`,`serves`,`${i??`pass rate`}, 95 % CI`,`a 15-point drop would cost`],rows:r.slice(0,30).map(t=>Qa(t,e.safe))},risks:Ba(e)}}function Za({segments:e,delisted:t}){let n=[...e,...t].flatMap(({name:e,weights:t})=>t.map(t=>({name:e,...t}))).filter(({before:e,after:t})=>t>e).sort((e,t)=>t.after-t.before-(e.after-e.before)),r=n.map(({name:e,version:t,before:n,after:r})=>[g(t),n===0?` comes to `:` rises from ${io(n)} to `,`${io(r)} of `,...F(e),`.`]),i=n.length===0?[[`No version serves more than it does now.`]]:[];return[...L(r,10,e=>[`${x(e,`more weight`)} rise.`]),...i,...L(t.map(({name:e})=>[`⚠️ `,g(e),` is listed no more: it is served like all others.`]),10,e=>[`${x(e,`more segment`)} listed no more.`])]}function Qa({name:e,weights:t,quality:n,noticed:r},i){let a=t.filter(({after:e})=>e>0).sort((e,t)=>t.after-e.after),o=E(a.map(({version:e,after:t})=>`${z(e,20)} ${io(t)}`),3);return[F(e),o,$a(n),ro(r,i)]}function $a({before:e,after:t}){return t===null?[`—`]:[`${e===null||e.mean===t.mean?``:`${j(e.mean)} → `}${eo(t)}`]}function eo({mean:e,low:t,high:n}){return`${j(e)} (${to(t)} … ${to(n)})`}function to(e){return j(e).replace(/\s*%$/,``)}const no={"no-guard":`no guard watches it, so nobody would be told`,"no-control":`no other version has 5 % here, so no guard can compare it`,"not-observed":`unknown, since nothing was reported yet of what its guards watch`,margin:"never noticed, since its guards allow so much (`worse-by`)"};function ro(e,t){let n=({badAnswers:e})=>e??1/0,r=e.filter(({version:e})=>e!==t).sort((e,t)=>n(t)-n(e))[0];if(!r)return[`—`];let{version:i,badAnswers:a,days:o,acts:s,why:c}=r;if(a===null)return[g(i),`: `,...S(no[c??`no-guard`])];let l=o===null?``:` in ${o<1?`a day`:x(Math.round(o),`day`)}`,u=s?`then it is taken back`:`then somebody is told`;return[`${Math.round(a)} bad answers${l} by `,g(i),`, ${u}`]}function io(e){return j(e)}function ao(e,t){return oo(e,Ca({width:t,color:!1})).join(`
`)}function oo(e,t){let{title:n,lead:i,bars:a,table:o,risks:s}=Xa(e),c=o.rows.map(e=>{let[t=[],...n]=e,r=n.flatMap((e,t)=>[...t===0?[`: `]:[` · `],...e]);return[...t,...r]});return[...Z([y(D(n))],t),...Q(i,t),``,...a.map(e=>r(e)),``,...Q(c,t),``,...Q(s,t)]}function so(e,t){let n=Ca(t),r=w(e.prompts).filter(e=>e.verdict===`pass`&&C(e)),i=w(e.prompts).filter(H),a=e.prompts.filter(C).length>1||e.verdict===`error`,o=[lo(e,n),Q(Dn(e),n,M.terminal),Q(Nn(e,+(e.verdict===`error`)),n),...i.flatMap(t=>uo(t,e,n,a)),...pt(e)||fo(e)?r.flatMap(t=>po(t,e,n,a)):[To(r,e,n)],...(e.portfolioPlans??[]).map(e=>oo(e,n)),co(e,n),Q(mi(e),n),Do(e,n)].filter(e=>e.length>0).map(e=>e.join(`
`)).join(`

`);return l(o)}function co(e,t){let n=Lr(e);return n.length===0?[]:[...Z([y(Ir)],t),...Q(n,t)]}function lo(e,t){let{paint:n}=t,r=ue(e),[i=``,...a]=Z(ge(e),{...t,width:t.width-2});return[`${n.bold(Na(r.tone,n)(r.terminal))} ${n.bold(i)}`,...a.map(e=>`  ${n.bold(e)}`)]}function uo(e,t,n,r){return[r?Z([y(`─ `),...lt(e)],n):[],Z(X(e,t.policy),n),ho(e,n),_o(e,n),yo(e,t,n),bo(e,n),...Gt(e).map((e,t)=>xo(e,n,t===0)),wo(e,n),Oo(nn(e,t),n)]}function fo({partial:e}){return e!==void 0&&xe(e)}function po(e,t,n,r){return[r?Z([g(e.path)],n):[],ho(e,n),yo(e,t,n),bo(e,n),...Gt(e).map(r=>Be(e)||fo(t)?xo(r,n,!0):Eo(r,n)),Oo(nn(e,t),n)]}const mo=[{head:``,align:`left`,priority:0},{head:`segment`,align:`left`,priority:0},{head:`baseline`,align:`right`,priority:2},{head:`candidate`,align:`right`,priority:2},{head:`change, 95\xA0% CI`,align:`left`,priority:0},{head:`lost / won`,align:`right`,priority:3},{head:`z`,align:`right`,priority:4},{head:`adjusted p`,align:`right`,priority:0}];function ho(e,t){if(!C(e))return[];let n=I(e.segments).slice(0,200),r=n.map(n=>go(n,Mt(n,e),t)),{overall:i}=e;i&&r.push(go(i,Nt(i,e),t));let a=e.segments.length-n.length,o=Oa(mo,r,t);return a>0?[...o,`${x(a,`more segment`)} in the result JSON`]:o}function go(e,t,{paint:n}){let r=e.missing>0?` (${e.missing} missing)`:``;return[t?{text:`${t.sign.terminal} ${t.words}`,style:Na(t.sign.tone,n)}:{text:``},{text:z(e.name,40)+r},...Bt(e).map(e=>({text:e}))]}function _o(e,{width:t,paint:n}){let[r,...i]=Tr(e,{scale:Dr([e],Math.min(t,90))});if(r===void 0)return[];let a=Er(e);return[n.dim(r),...i.map((e,t)=>vo(e,a[t],n))].slice(0,200)}function vo(e,t,n){return t?.verdict===`regression`?n.red(e):e}function yo(e,t,n){let r=hn(e,t.policy);if(!r)return[];let i=ot(e)===`exceeded`?` ${ze.exceeded.sign.terminal} `:` `;return Z([y(`Cost`),i,...r],n)}function bo(e,t){let n=Sn(e);if(!n||!Me(e))return[];let r=it(e)===`exceeded`?` ${ze.exceeded.sign.terminal} `:` `;return Z([y(`Latency`),r,...n],t)}function xo({title:e,cases:t},n,r){let i=r?t.slice(0,3):[],a=t.length-i.length;return[...Z(e,n).map(e=>n.paint.bold(e)),...i.flatMap(e=>[``,...So(e,n)]),...a>0?[...r?[``]:[],`  ${x(a,r?`more case`:`case`)} in the HTML and JSON reports`]:[]]}function So(e,t){let n=[y(z(e.description??e.id,120)),...Jt(e),` · `,g(e.place)],r=Yt(e,!0);return[...Z(n,t,`  `),...r.flatMap(e=>Z(e,t,`  `)),...Co(e,t)]}function Co({baseline:e,candidate:t},{width:n,paint:r}){if(t.answer===null||e?.answer===null)return[];let i=bt(e?e.answer:t.answer,t.answer,600),a={same:` `,removed:`-`,added:`+`},o={same:r.dim,removed:r.red,added:r.green};return i.flatMap(({kind:e,text:t})=>Ct(t,n-6).map(t=>o[e](`    ${a[e]} ${t}`.trimEnd())))}function wo(e,t){if(e.errors.length===0)return[];let n=[...new Set(e.errors.map(({kind:e,message:t})=>`${e}: ${z(t,200)}`))];return[...Z([Pn(e.errors)],t),...Q(n.slice(0,5).map(e=>[e]),t)]}function To(e,{policy:t},n){if(e.length===0)return[];let{sign:r,text:i}=Rn(e,t);return Z([`${r.terminal} `,...i,`.`],n)}function Eo({title:e,cases:t},n){let r=t.map(e=>[z(e.description??e.id,120),...Jt(e),` · `,g(e.place)]),i=L(r,10,e=>[`${x(e,`more case`)} in the HTML and JSON reports`]);return[...Z(e,n).map(e=>n.paint.bold(e)),...Q(i,n)]}function Do(e,t){let n=e.usage.trials>0?[...Ci(e).slice(0,20),bi(e)]:[];return Oo([...On(e),...n],t)}function Oo(e,t){return e.flatMap(e=>Z(e,t)).map(e=>t.paint.dim(e))}function ko(e,t,n,r=so){let{FORCE_COLOR:i,NO_COLOR:a}=n,o=i?i!==`0`:!!t.isTTY&&!a;t.write(`${r(e,{width:t.columns??100,color:o})}\n`)}function Ao(e){let[t,n]=No(e).filter(({path:e})=>e===`-`);if(t&&n)throw new o(`\`--${t.rendering.name} -\` and \`--${n.rendering.name} -\` both mean the standard output.`,{remedy:`Name a file for one of them.`})}async function jo(e,t,n={}){let r=[];for(let i of No(t))await Mo(e,i,n).catch(e=>r.push(e));if(r.length>0)throw r[0]}async function Mo(e,{path:t,rendering:n},{cases:r,output:i,onWritten:o}){let s=await n.render(e,r);if(t===`-`&&i)for(let e of typeof s==`string`?[s]:s)i.write(n.name===`json`?a(e):e);else await p(t,s),o?.(t)}function No(e){return me.flatMap(t=>{let n=e[t.name];return n===void 0?[]:[{path:n,rendering:t}]})}function Po({metric:e,prompt:t,version:n,segment:r,environment:i}){return`${e} of ${t} ${n} for ${Fo(r)} in ${i}`}function Fo(e){return e===`*`?`all others`:e}function Io({control:e}){return e??`its own beginning`}function Lo({badAnswers:e},{mean:t}){return t===null?`–`:e===null?String(Number(t.toPrecision(4))):j(t)}function Ro({evidence:e,limit:t}){let n=e=>e>=10?O(Math.round(e)):e.toPrecision(2);return`e = ${e>=0xe8d4a51000?`10¹² or more`:n(e)}, limit ${n(t)}`}const zo=[`▁`,`▂`,`▃`,`▄`,`▅`,`▆`,`▇`,`█`];function Bo({version:e,control:t},[n,r]){let i=[...e,...t].filter(e=>e!==null),a=Math.min(...i),o=Math.max(...i)-a||1,s=e=>e===null?` `:zo[Math.min(7,Math.floor((e-a)/o*8))]??` `,c=Math.max(n.length,r.length),l=e.map((e,n)=>e===null&&(t[n]??null)===null),u=(e,t)=>{let n=t.flatMap((e,t)=>Vo(l,t)?l[t-1]?[]:[`┆`]:[s(e)]);return`  ${e.padEnd(c)}  ${n.join(``)}`.trimEnd()},d=t.some(e=>e!==null);return[u(n,e),...d?[u(r,t)]:[]]}function Vo(e,t){if(!e[t])return!1;let n=e.lastIndexOf(!1,t)+1,r=e.indexOf(!1,t);return(r===-1?e.length:r)-n>=3}function Ho(e){let{trips:t}=e,n=t.filter(({isNews:e})=>e),r=t=>q([...Go(e,t),...t.slice(0,10).map(Ko),Jo(e)]);return{title:Wo(e),body:q([r(t),Yo(t.slice(10)),Xo(e)]),note:n.length===0?null:r(n)}}function Uo(e){return[...new Set(e.map(({guard:e})=>e.version))]}function Wo({prompt:e,environment:t,trips:n,takenBack:r,held:i}){let a=r.map(({from:e})=>e),o=(e,t)=>e.length===0?[]:[`${e.join(`, `)} ${t}`],s=Uo(n).filter(e=>!a.includes(e)&&!i.includes(e)),c=[...o(a,`taken back`),...o(i,`held`),...o(s,`worse`)],l=new Set(n.map(({guard:e})=>e.metric));return`${e} in ${t}: ${c.join(`; `)} (${[...l].join(`, `)})`}function Go({prompt:e,environment:t,takenBack:n,held:r},i){let[a,o]=[g(e),g(t)];return Uo(i).map(e=>{let t=n.find(({from:t})=>t===e);if(t){let n=`: ${t.to} serves instead (serial ${t.serial}).`;return T([a,` `,y(e),` was taken back in `,o,n])}return r.includes(e)?T([a,` `,y(e),` is held in `,o,`: it goes on serving, and its share may not rise.`]):T([a,` `,y(e),` does worse in `,o,`. This guard only alerts: nothing was changed.`])})}function Ko({guard:e,figures:t,trend:n}){let{version:r,control:i,latest:a,badAnswers:o}=t,s=Io(e),c=o===null?[]:[` It cost `,y(x(o,`bad answer`)),` more of those reported.`],l=[g(e.metric),` of `,e.version,` for `,qo(e.segment),`: `,y(Lo(t,r)),` in ${x(r.answers,`answer`)}, against `,y(Lo(t,i)),` of ${s} (${Ro(t)}).`,...c],d=i.answers===0?``:`, against ${Lo(t,a.control)}`,f=`The latest ${O(a.version.answers)}: ${Lo(t,a.version)}${d}. The lines show them over time.`;return q([T(l),n===null?``:u(Bo(n,[e.version,s]).join(`
`),`text`),T([f])])}function qo(e){return e===`*`?Fo(e):g(e)}function Jo({failures:e}){return e.length===0?``:q([`**Not all could be done:**`,G(e.map(S))])}function Yo(e){return e.length===0?``:q([`Tripped before, and not released:`,G(e.map(({guard:e})=>[g(e.metric),` of `,e.version,` for `,qo(e.segment)]))])}function Xo({prompt:e,environment:t,trips:r,takenBack:i}){let a=i.length>0,o=Uo(r).map(r=>`${n} release ${e}@${r} --env ${t}`);return q([`### What now`,`Look at the answers. When it is clear what they mean, release the version: guards of this prompt only alert until then. ${a?`A version that was taken back serves again when a reviewed change of its weights is merged after that.`:`Its share may rise after that.`}`,u(o.join(`
`),`sh`),`Then close this issue: nothing else closes it. What trips after a release opens another.`])}function Zo(e){return`${JSON.stringify(mt.parse(e),null,2)}\n`}function*Qo(e,t){if(!t){yield Zo(e);return}let{prompts:n,...r}=mt.parse(e);yield ts(r,0),yield`,
  "prompts": [`;for(let[e,r]of n.entries())yield e>0?`,
    `:`
    `,yield*$o(r,t.outcomesOf(r.path));yield`${n.length>0?`
  `:``}]\n}\n`}function*$o(e,t){let{newlyFailing:n,newlyPassing:r,...i}=e;yield ts(i,4),yield*es(`newlyFailing`,n,e=>ns(e,8)),yield*es(`newlyPassing`,r,e=>ns(e,8)),yield*es(`cases`,t,e=>JSON.stringify(dt.parse(e))),yield`
    }`}function*es(e,t,n){yield`,\n      "${e}": [`;let r=`
        `,i=``;for(let e of t)yield r+n(e),r=`,
        `,i=`
      `;yield`${i}]`}function ts(e,t){let n=ns(e,t);return n.slice(0,n.lastIndexOf(`
`))}function ns(e,t){return JSON.stringify(e,null,2).replaceAll(`
`,`\n${` `.repeat(t)}`)}function rs({prompt:e,version:t,environment:n}){return[g(e),` ${t} in `,g(n)]}function is(e){return[...rs(e),...as(e)]}function as({verdict:e,cause:t,because:n,overall:r,segments:i,askedTwice:a}){if(e===`drifted`)return[` drifted: ${os[t??`unknown`]}.`];if(e===`undecided`){let e=i.filter(({casesThen:e})=>e!==void 0).map(({segment:e})=>g(e));return n[0]===`segment-not-compared`&&e.length>0?[` is undecided: too few cases of `,...E(e),` can be compared: they are asked otherwise today, or got no answer. What is asked otherwise is compared from the next promotion on.`]:[` is undecided: ${ss[n[0]??``]??`nobody knows`}.`]}let o=i.filter(e=>e.verdict===`invalid`).map(({segment:e})=>g(e)),s=a?` Its first answers were worse, and those of a second asking are not.`:``,c=` is clean: ${fs(r)} of ${x(r.cases,`case`)}.${s}`;return o.length===0?[c]:[c,` Too small to be judged: `,...E(o),`.`]}const os={model:`the model answers otherwise`,judge:`the judge judges otherwise`,traffic:`production reports worse, and the suite shows nothing`,unknown:`by the model or by the judge, which is not known`},ss={"no-evidence":`there was no evidence to hold it against; the next look has that of today`,"no-shared-cases":`no case that was asked then is asked today with the same content`,"too-few-answers":`too few cases were answered both times, or cases that decide got no answer today`,inconclusive:"the answers show neither a drop nor its absence, and `gate.on-inconclusive` is block"};function cs(e){return`Mind: the provider may move \`${e}\` to another model at any time. The name that is asked now is pinned: name a dated one.`}function ls({verdict:e,cause:t,control:n}){if(e!==`drifted`||t===`traffic`)return null;if(n===null)return`No model judges this suite, and the prompt and its cases are the same: only the model can have changed.`;let{judged:r,found:i,worse:a,better:o,model:s,judge:c}=n,l=`${i} of ${x(r,`answer`)} of then that models judge ${i===1?`was`:`were`} still stored, and judged again today: ${a} worse, ${o} better.`;return s===null||c===null?l:`${l} By the model alone the change is ${A(s)} points, by the judge alone ${A(c)}.`}function us({because:e,traffic:t,facts:n,askedTwice:r,verdict:i}){let a=t.filter(({isWorse:e})=>e);return[...r&&i===`drifted`?[[`It was asked twice, and was worse both times.`]]:[],...e.includes(`critical-case`)?[[`A critical case that passed then fails today.`]]:[],...e.includes(`cost`)?[["Its answers take more tokens than `cost` allows."]]:[],...a.map(({metric:e,segment:t,before:n,now:r,p:i})=>{let a=t===`*`?[`all other segments`]:[g(t)],o=`${hs(r.mean)} in the latest week, ${hs(n.mean)} before (p = ${Xe(i)})`;return[`In production, `,g(e),` in `,...a,`: ${o}.`]}),...n.map(ds)]}function ds(e){if(e.kind===`price`){let t=k(e.ratio);return[`By the price list, the same tokens of `,g(e.model),` cost ${t} since then.`]}let{model:t,on:n,source:r,asOf:i}=e;return[`Its provider retires `,g(t),` on ${n} (${r}, looked up on ${i}).`]}function fs(e){let[t,n]=ps(e);return`${t} then, ${n} today`}function ps({before:e,now:t}){return e!==null&&t!==null?Ve(e,t):[e===null?`—`:j(e),t===null?`—`:j(t)]}function ms({segments:e,overall:t},n){let r={segments:(e.length>1?[...e,t]:[t]).map(({segment:e,change:t,interval:n,verdict:r})=>({name:e,difference:t,interval:n,verdict:r}))};return Tr(r,{scale:Dr([r],n)})}function hs(e){return String(Number(e.toPrecision(3)))}const gs=[{head:`Segment`,align:`left`},{head:`Change`,align:`right`},{head:`Then`,align:`right`},{head:`Today`,align:`right`},{head:`Cases`,align:`right`},{head:``,align:`left`}];function _s(e,t){let n=[...new Set(t.map(({fact:e})=>e.environment))];return{title:D([`${e} drifted in ${n.join(`, `)}`]),body:q([T(S("The prompt is the same, and answers its suite otherwise than when it was promoted. This issue is kept up to date by `drift`, which closes it once nothing drifts.")),...t.flatMap(vs),ys(e,t)])}}function vs({fact:e,before:t}){let{overall:n,segments:r}=e,i=r.length>1?[...r.slice(0,30),n]:[n],a=ls(e),o=ms(e,72),s=[...t,{...e,at:``,overall:n.now}].filter(({version:t})=>t===e.version).slice(-8).map(e=>e.overall===null?`—`:j(e.overall));return[`### ${T(is(e))}`,a===null?``:T(S(a)),G(us(e)),U(gs,i.map(e=>{let{segment:t,change:n,cases:r,verdict:i}=e,a=n===null?`—`:A(n);return[[g(t)],[a],...ps(e).map(e=>[e]),[String(r)],[i]]})),o.length>1?u(o.join(`
`)):``,s.length>1?`Over the latest looks: ${s.join(` → `)}.`:``,T([`Held against the evidence `,g(e.against?.evidence??``),` of ${e.against?.at??`nowhere`}; today's is `,g(e.evidence),`.`])]}function ys(e,t){let r=new Set(t.map(({fact:e})=>e.cause)),i=e=>g(`${n} ${e}`);return q([`**What to do**`,G([...r.has(`model`)||r.has(`unknown`)?[[`Try another model: `,i(`drift ${e} --propose MODEL`),` makes the pull request, which the gate judges.`]]:[],...r.has(`judge`)||r.has(`unknown`)?[[`Look at the judge before the prompt: pin its model in `,g(`judge.model`),`, or ask a rubric that leaves less to it.`]]:[],...r.has(`traffic`)?[[`Add cases like those that production has now: the suite does not show what its users see.`]]:[],...r.size===1&&r.has(`traffic`)?[]:[[`It is known, and the version stays: `,i(`drift ${e} --accept --reason …`),` makes these answers what it is held against from now on.`]],[`Which version served when: `,i(`history ${e}`),`. Back to the one before: `,i(`rollback ${e} --env ENV --reason …`),`.`]])])}function bs({prompt:e,from:t,to:n,losesPin:r},i){return q([T([`Asks `,g(n),` what `,g(e),` asks `,g(t),` now. Nothing else changes. The gate compares both on the suite, segment by segment.`]),r?T(S(cs(n))):``,...i.flatMap(e=>{let t=ls(e);return[T(is(e)),t===null?``:T(S(t)),G(us(e))]}),"Each run of `drift --propose` replaces this branch, so commits on it are lost."])}function xs(e,t){let{title:n,lead:r,bars:i,table:a,risks:o}=Xa(e),s=a.heads.map(e=>({head:e,align:`left`}));return q([`**${T(n)}**`,G(r),u(i.join(`
`)),U(s,a.rows.slice(0,Math.max(3,t))),W([`What could go wrong, and what it rests on`],[G(o)])])}const Ss=[50,10,3];function Cs({plan:e,because:t}){let n=[T([`New weights of `,g(e.prompt),` in `,g(e.environment),". They are set when this is merged, by the next `record`."]),G(t.map(S))],r=`Each rebalance replaces this branch, so commits on it are lost: to decide otherwise, change the file on main.`;return Ss.map(t=>q([...n,xs(e,t),r])).find(e=>e.length<=6e4)??q([...n,r])}const ws={running:`runs`,stopped:`is stopped`,decided:`is decided`,ended:`is over before it had its size`};function Ts({state:e,units:t,sampleRatio:n,guardrails:r,result:i,excluded:a,changedBy:o}){let s=r.filter(({isBroken:e})=>e),c=(i?.versions??[]).map(({version:e,difference:t,low:n,high:r,adjustedP:i,finding:a})=>`${e} is ${a===`no-difference`?`not shown to differ`:a}: ${Ds(t)} (${Es(n)} to ${Es(r)}), adjusted p ${i.toPrecision(2)}.`);return[`The experiment ${ws[e]}: ${t.has} of ${t.asked} units a version.`,...o===null?[]:[`What serves was changed meanwhile (serial ${o}): nothing is concluded.`],...n.isBroken?[`Units did not come in the shares of the weights (p ${n.p.toPrecision(2)}): nothing is concluded.`]:[],...s.map(({metric:e,version:t})=>`The guardrail ${e} is broken by ${t}.`),...c,...a>0?[`${x(a,`observation`)} of other weights did not count.`]:[]]}function Es(e){return e===null?`unbounded`:Ds(e)}function Ds(e){return String(Number(e.toPrecision(3)))}function Os(e){let{prompt:t,version:n,suite:r,production:i}=e,a=[T([`What fails of `,g(t),` ${n}: ${x(r.failing,`case`)} of ${r.cases} in `,g(r.path),i>0?`, and ${x(i,`answer`)} of production.`:`.`]),...ks(e),...As(e),...js(e),"Each `refine` replaces this branch, so commits on it are lost. The gate judges this pull request like any other."],o=q(a);return o.length<=6e4?o:q([a[0]??``,a.at(-1)??``])}function ks({clusters:e}){if(e.length===0)return[];let t=e.slice(0,20).map(({label:e,size:t,representative:n})=>[[`${t}`],[e],[g(n)]]),n=[{head:`answers`,align:`right`},{head:`what goes wrong`,align:`left`},{head:`for example`,align:`left`}],r=e.some(({by:e})=>e===`model`);return[U(n,t),K(e.length-t.length,{noun:`group`,elsewhere:"`refine --json` has all"}),r?`A model named these groups by some of their answers.`:``]}function As({cases:e,suite:t}){if(e.length===0)return[];let n=e.map(({description:e,segments:t,origin:n,assertionsOf:r})=>{let i=t.length>0?` (${t.join(`, `)})`:``,a=n.kind===`production`?[`: a bad answer of production`]:[`: a variant of `,g(n.id),` by a model`],o=r===null?[`; its assertions are those that all cases of its segment have`]:[`; its assertions are those of `,g(r)];return[g(e),i,...a,...o,`.`]});return[`### ${x(e.length,`new case`)}`,T([`They fail today, or are like cases that fail. Read them in `,g(t.path),`: are the questions fit to be kept, and the assertions what a right answer has to meet?`]),G(n.slice(0,20)),K(n.length-20,{noun:`case`,elsewhere:`see the files`})]}function js({tries:e,suite:t,triesSoFar:n}){if(e.length===0)return[];let r=e.find(({isProposed:e})=>e),i=e.map(({because:e,training:t,test:n,isProposed:r})=>[[r?`this`:`not proposed`],S(e),[`${j(t.before)} → ${j(t.after)} of ${t.cases}`],[n===null?`not asked`:`${j(n.before)} → ${j(n.after)} of ${n.cases}`]]);return[r?`### One change of the prompt`:`### No change of the prompt`,r?.test?Ms(r.test):`None of the changes that were tried is better on the test half.`,U([{head:``,align:`left`},{head:`change`,align:`left`},{head:`training half`,align:`left`},{head:`test half`,align:`left`}],i),T([`The training half has ${x(t.training,`case`)}, the test half ${t.test}, by the first bit of the sha256 of a case's id. Changes are made and chosen by the first only; the second is asked for the best of them.`]),T([`Changes of this prompt that were ever asked on its test half: ${n}. They share one level, so that many tries do not make one look good by chance.`])]}function Ms({before:e,after:t,low:n,high:r,p:i,level:a,number:o,cases:s}){return T([`On the ${x(s,`case`)} by which it was not chosen, it passes ${j(t)} instead of ${j(e)}: `,{strong:A(t-e)},`, 95 % interval ${qe([n,r])}, p ${Re(i)} against the level ${f(a)} of try ${o}.`])}function*Ns({newlyFailing:e,newlyPassing:t,cases:n}){let r=new Map(n?.map(e=>[e.id,e]));for(let t of fe(e))yield Ps(t,r.get(t.id)??Is(t,`newly-failing`)),r.delete(t.id);for(let e of t)yield Ps(e,r.get(e.id)??Is(e,`newly-passing`)),r.delete(e.id);for(let e of r.values()){let t={messages:[],answer:null};yield{...e,texts:{baseline:e.baseline&&t,candidate:t}}}}function Ps({messages:e,baseline:t,candidate:n},r){return{...r,texts:{baseline:t&&{messages:[],answer:t.answer},candidate:{messages:e,answer:n.answer}}}}const Fs={inputTokens:null,outputTokens:null,cachedInputTokens:null,usd:null,latencyMs:null};function Is(e,t){let{messages:n,baseline:r,candidate:i,...a}=e;return{...a,standing:t,baseline:r&&{...r,...Fs},candidate:{...i,...Fs}}}function Ls(e){let t=/* @__PURE__ */ new Map;return{inParts(n,r){if(n.length<120)return n;let i=n.split(`
`),a=t.get(r)??[];t.set(r,a);let o=zs(a,i);if((o?.share??0)<.95&&a.length<4){let t={of:e.push(i)-1,numberOf:Rs(i)};a.push(t),o={known:t,share:1}}return!o||o.share<.3?n:{of:o.known.of,parts:Bs(i,o.known.numberOf)}}}}function Rs(e){return new Map(e.map((e,t)=>[e,t]))}function zs(e,t){let n=t.reduce((e,t)=>e+t.length,0),r=null;for(let i of e){let e=t.reduce((e,t)=>e+(i.numberOf.has(t)?t.length:0),0),a=n===0?0:e/n;(!r||a>r.share)&&(r={known:i,share:a})}return r}function Bs(e,t){let n=[],r=[],i=()=>{r.length>0&&n.push(r.join(`
`)),r=[]};for(let a of e){let e=t.get(a);if(e===void 0){r.push(a);continue}i();let o=n.at(-1);Array.isArray(o)&&o[0]+o[1]===e?o[1]+=1:n.push([e,1])}return i(),n}const Vs=2e4;function*Hs(e,t){let n={prompts:[],segments:[],texts:[],block:50,cases:[]},r=/* @__PURE__ */ new Map,i=e=>{let t=r.get(e);return t===void 0?(r.set(e,n.segments.length),n.segments.push($(e,200))-1):t},a=[];for(let[r,o]of e.entries()){n.prompts.push($(o.path,200));let e=Ls(n.texts),s=Ws(o),c=/* @__PURE__ */ new Set;for(let l of t?.recordsOf(o.path)??Ns(o)){l.standing===`errored`&&c.add(l.id);let t=s.get(l.id);n.cases.push({kind:l.standing===`newly-failing`&&l.baseline===null?`new`:l.standing,prompt:r,name:$(l.description??l.id,300),segments:l.segments.map(i),...t!==void 0&&{cluster:t},...Gs(l)}),a.push(gt(Ks(l,e))),a.length===50&&(yield Us(a),a=[])}for(let e of o.errors.filter(({caseId:e})=>e===null||!c.has(e)))n.cases.push(Xs(e,r,i)),a.push(gt(Zs(e))),a.length<50||(yield Us(a),a=[])}a.length>0&&(yield Us(a)),yield`<script type="application/json" id="case-index">${gt(n)}<\/script>\n`}function Us(e){return`<script type="application/json" class="case-block">[${e.join(`,`)}]<\/script>\n`}function Ws({clusters:e}){let t=[...e?.newlyFailing??[],...e?.failing??[]];return new Map(t.flatMap(({members:e},t)=>e.map(e=>[e,t])))}function Gs({critical:e,severe:t}){let n=[...e?[`critical`]:[],...t?[`always passed, now always fails`]:[]];return n.length>0?{marks:n}:{}}function Ks({place:e,baseline:t,candidate:n,texts:r},i){let a=[...t?.errors??[],...n.errors??[]],o=t&&r.baseline&&qs(t,r.baseline,i),s=qs(n,r.candidate,i);return{place:$(e,300),errors:[...new Set(a)].map(e=>$(e,1e3)),baseline:o,candidate:r.baseline?Ys(s,r.candidate,r.baseline):s}}function qs(e,t,n){return{passes:e.passes,trials:e.trials,...Js(e),figures:[e.inputTokens,e.cachedInputTokens,e.outputTokens,e.usd,e.latencyMs],answer:t.answer===null?null:$(t.answer,Vs),messages:t.messages.map(({role:e,content:t},r)=>({role:$(e,40),text:n.inParts($(t,Vs),r)}))}}function Js({failures:e,judged:t}){let n=e=>t?.some(({type:t,place:n,reason:r})=>t===e.type&&n===e.place&&r===e.reason);return{failures:e.filter(e=>!n(e)).map(({type:e,reason:t})=>$(`${e}: ${t}`,1e3)),...t&&{judged:t.map(({type:e,passed:t,score:n,reason:r})=>({type:$(e,100),passed:t,score:n,reason:$(r,1e3)}))}}}function Ys(e,t,n){return{...e,answer:t.answer!==null&&t.answer===n.answer?{same:!0}:e.answer,messages:e.messages.map((e,r)=>{let[i,a]=[t.messages[r],n.messages[r]];return i?.role===a?.role&&i?.content===a?.content?{same:!0}:e})}}function Xs({caseId:e,segments:t,arm:n},r,i){return{kind:`errored`,prompt:r,name:$(e??`the run`,300),segments:t.map(i),...n&&{marks:[n]}}}function Zs({kind:e,message:t}){return{place:``,errors:[$(`${e}: ${t}`,1e3)],baseline:null,candidate:null}}function $(e,t){let n=e.length-t;return c(n>0?`${e.slice(0,t)}… (${n} more characters)`:e)}function Qs(e,t){let n={counts:{"newly-failing":0,failing:0,"newly-passing":0,passing:0,errored:0},segments:/* @__PURE__ */ new Set,listed:[],tokens:{baseline:[],candidate:[]},latencyMs:{baseline:[],candidate:[]}};for(let r of t?.outcomesOf(e.path)??Ns(e)){n.counts[r.standing]+=1;for(let e of r.segments)n.segments.add(e);r.standing!==`passing`&&n.listed.length<1e3&&n.listed.push(r);for(let e of[`baseline`,`candidate`]){let t=r[e];t&&(ec(n.tokens[e],$s(t)),ec(n.latencyMs[e],t.latencyMs))}}return n}function $s({inputTokens:e,outputTokens:t}){return e===null||t===null?null:e+t}function ec(e,t){t!==null&&e.push(t)}function tc({failures:e,alike:t,size:n}){let r=e.slice(0,3).flatMap(({type:e,expected:t},r)=>{let i=t===null?n>1?`, of each its own`:``:`: ${z(t,160)}`;return[r>0?`; `:``,g(z(e,40)),i]}),i=e.length-3;return[...r,...i>0?[`; and ${i} more`]:[],...e.length===0?[`no assertion is named`]:[],...t&&n>1?[` — nearly the same answers`]:[]]}function nc({prompt:e,overview:t}){return e.errors.length>0||Object.values(t.counts).some(e=>e>0)}function rc(e){let t=ut(e.map(({overview:e})=>({segments:[...e.segments]})));return B`<section class="cases" id="cases" aria-labelledby="cases-title">
<h2 id="cases-title">Cases</h2>
${sc(e)}
<div id="case-browser" hidden>
<form class="filters" id="filters">
<fieldset><legend class="unseen">Which cases</legend>
${ac(e)}
</fieldset>
${e.length>1?oc(`prompt`,`Prompt`,e.map(({prompt:e},t)=>[String(t),e.path])):null}
${t.length>1?oc(`segment`,`Segment`,t.map(e=>[$(e,200),e])):null}
<span class="filter"><label for="filter-search">Search</label> <input type="search" id="filter-search" name="search" autocomplete="off"></span>
<button type="button" id="all-cases" hidden>Show all cases</button>
</form>
<p id="case-count" class="muted" role="status"></p>
<div id="case-list" class="case-list" role="list" aria-label="Cases"></div>
</div>
<noscript>${lc(e)}</noscript>
</section>
`}const ic=[[`newly-failing`,`Newly failing`],[`failing`,`Failing in both`],[`newly-passing`,`Newly passing`],[`passing`,`Passing`],[`errored`,`Errored`]];function ac(e){let t=e.every(({prompt:e})=>e.baseline===null);return[[``,`All`],...ic].map(([e,n])=>{let r=e===``?B` checked=""`:null;return B`<label><input type="radio" name="kind" value="${e}"${r}><span>${t&&e===`newly-failing`?`Failing`:n} <b></b></span></label>`})}function oc(e,t,n){let r=n.map(([e,t])=>B`<option value="${e}">${z(t,80)}</option>`);return B`<span class="filter"><label for="filter-${e}">${t}</label> <select id="filter-${e}" name="${e}"><option value="">all</option>${r}</select></span>`}function sc(e){let t=e.flatMap(({prompt:t},n)=>{let{newlyFailing:r=[],failing:i=[]}=t.clusters??{},a=e.length>1?B` <code>${z(t.path)}</code>`:null,o=t.baseline?`newly fails`:`fails`;return[cc(B`What ${o}${a}`,r,{prompt:n,first:0}),cc(B`What fails in both versions${a}`,i,{prompt:n,first:r.length})].filter(e=>e!==null)});return t.length===0?null:B`<div class="reasons">${t}</div>`}function cc(e,t,{prompt:n,first:r}){if(t.length===0)return null;let i=t.reduce((e,{size:t})=>e+t,0),a=t.slice(0,12).map((e,t)=>B`<li><button type="button" class="reason" data-prompt="${n}" data-cluster="${r+t}"><b>${O(e.size)} of ${O(i)}</b> <span>${V(tc(e))}</span></button></li>`),o=t.length-a.length;return B`<section class="part"><h3>${e}</h3><ol class="clusters">${a}</ol>
${o>0?B`<p class="muted">${O(o)} more reasons, each of fewer cases, are in the list below.</p>`:null}</section>`}function lc(e){let t=e.flatMap(({overview:e})=>e.listed),n=e.reduce((e,{overview:t})=>e+dc(t),0),r=t.map(e=>{let{candidate:t,baseline:n}=e,r=[...[...t.failures,...n?.failures??[]].map(({type:e,reason:t})=>`${e}: ${t}`),...n?.errors??[],...t.errors??[]];return B`<tr><td>${uc(e)}</td><th scope="row">${z(e.description??e.id,300)}</th><td>${e.segments.map(e=>z(e)).join(`, `)}</td><td>${z(r.join(`; `),1e3)}</td><td><code>${z(e.place,300)}</code></td></tr>\n`}),i=n-r.length;return B`<div class="scroll"><table><thead><tr><th scope="col"><span class="unseen">How it stands</span></th><th scope="col">Case</th><th scope="col">Segment</th><th scope="col">Assertion</th><th scope="col">Place</th></tr></thead><tbody>${r}</tbody></table></div>
${i>0?B`<p>${O(i)} more cases are listed with JavaScript, and in the result JSON.</p>`:null}`}function uc({standing:e,baseline:t}){return Ze[e===`newly-failing`&&!t?`new`:e].words}function dc({counts:e}){return Object.values(e).reduce((e,t)=>e+t,0)}const fc={policy:`What changed in the policy`,suite:`What changed in the cases`,script:`What changed in a script that judges`};function pc({fileDiffs:e=[]}){if(e.length===0)return null;let t=e.map(({path:e,was:t,role:n,diff:r,added:i,removed:a,linesLeftOut:o=0})=>mc({title:fc[n],path:e,diff:r,linesLeftOut:o,counts:[...i>0?[`+${O(i)}`]:[],...a>0?[`−${O(a)}`]:[],...t===void 0?[]:[`was ${z(t)}`]].join(` `),isOpen:hc(r).length+o<=40}));return B`<section class="changes" aria-labelledby="changes-title"><h2 id="changes-title">What else changed</h2>
${t}</section>
`}function mc({title:e,path:t,diff:n,counts:r=``,linesLeftOut:i=0,isOpen:a}){let o=hc(n),s=o.slice(0,2e3).map(gc),c=o.length-s.length+i,l=a?B` open`:null,u=r===``?null:B` <span class="muted">${r}</span>`;return B`<details class="part fold"${l}><summary><h3>${e}: <code>${z(t)}</code></h3>${u}</summary>
<div class="scroll" tabindex="0" role="region" aria-label="Changes of ${z(t)}"><pre class="diff">${s}</pre></div>
${c>0?B`<p class="muted">${x(c,`more line`)} ${c===1?`is`:`are`} in the pull request.</p>`:null}</details>`}function hc(e){return e.trimEnd().split(`
`).filter(e=>!/^(---|\+\+\+|===|Index:)/.test(e))}function gc(e){let t=$(e,2e3),[n=` `]=t;return n===`+`?B`<ins>+ ${t.slice(1)}</ins>`:n===`-`?B`<del>− ${t.slice(1)}</del>`:n===`@`?B`<span class="hunk">${t}</span>`:B`<span>  ${t.slice(1)}</span>`}const _c=.99;function vc(e){let t=t=>e.reduce((e,n)=>{let{baseline:r,candidate:i}=t(n);return Math.max(e,wc(r,_c)??0,wc(i,_c)??0)},0);return{tokens:t(({tokens:e})=>e),latencyMs:t(({latencyMs:e})=>e)}}function yc({tokens:e,latencyMs:t},n){let r=[xc(`Tokens a call`,e,{high:n.tokens,format:O}),xc(`Latency of a call`,t,{high:n.latencyMs,format:bc})].filter(e=>e!==null);return r.length===0?null:B`<section class="part"><h3>Spread over the cases</h3><div class="spreads">${r}</div></section>`}function bc(e){return e<999.5?`${Math.round(e)} ms`:De(e)}function xc(e,{baseline:t,candidate:n},{high:r,format:i}){if(n.length===0||r<=0)return null;let a=[...t.length>0?[{name:`baseline`,values:t}]:[],{name:`candidate`,values:n}],o=a.map(({values:e})=>Sc(e,r)),s=Math.max(...o.flat()),c=a.map(({name:e},t)=>B`<path class="spread ${e}" d="${Cc(o[t]??[],s)}"/>`),l=a.map(({name:e,values:t})=>B`<tr><th scope="row"><span class="key ${e===`baseline`?`before`:`after`}">${e}</span></th><td class="number">${i(wc(t,.5)??0)}</td><td class="number">${i(wc(t,.95)??0)}</td><td class="number">${i(wc(t,1)??0)}</td></tr>`);return B`<figure class="spread"><figcaption>${e}</figcaption>
<svg class="spread" viewBox="0 0 ${40} ${48}" preserveAspectRatio="none" aria-hidden="true" focusable="false">${c}</svg>
<div class="ends muted" aria-hidden="true"><span>0</span><span>${i(r)} or more</span></div>
<div class="scroll" tabindex="0" role="region" aria-label="Figures: ${e}"><table><thead><tr><td></td><th scope="col" class="number">Median</th><th scope="col" class="number">95th percentile</th><th scope="col" class="number">Highest</th></tr></thead><tbody>${l}</tbody></table></div></figure>`}function Sc(e,t){let n=Array.from({length:40},()=>0);for(let r of e){let i=Math.min(39,Math.max(0,Math.floor(r/t*40)));n[i]=(n[i]??0)+1/e.length}return n}function Cc(e,t){return`M0 48${e.map((e,n)=>`V${Number((48-e/t*46).toFixed(2))}H${n+1}`).join(``)}V48z`}function wc(e,t){let n=Float64Array.from(e).sort();return n[Math.max(0,Math.ceil(t*n.length)-1)]??null}function Tc(e){return Ac(e.flatMap(({segments:e,overall:t})=>t?[...e,t]:e).flatMap(({cost:e})=>[e.candidate.totalTokens,e.baseline?.totalTokens??0]).filter(e=>e>0))}function Ec(e,{policy:t,range:n}){let r=hn(e,t);return!r||!e.cost?B``:B`<section class="part"><h3>Cost ${Dc(e,e.cost)}</h3>
<p>${V(r)}</p>
${e.cost.comparison.baseline?Oc(e,n):null}</section>`}function Dc(e,t){let n=ee(t),r=ot(e)??t.label,i=n.some(e=>e.label!==null)||de(e,`cost`).length>0;if(!t.comparison.baseline||!i)return null;let{sign:a,likeVerdict:o,words:s}=ze[r].page,c=r===`unknown`&&ye(t)&&!n.some(at);return B`<span class="${o===null?`badge`:`badge ${o}`}"><span aria-hidden="true">${a.page}</span> ${c?He:s}</span>`}function Oc(e,t){let n=I(e.segments),r=(e.overall?[...n,e.overall]:n).map(n=>kc(n,t,n===e.overall));return B`<div class="scroll" tabindex="0" role="region" aria-label="Tokens of ${e.path}">
<table class="dumbbell" role="table">
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Segment</th><th role="columnheader" scope="col" class="plot"><span class="legend"><span class="key before">baseline</span><span class="key after">candidate</span></span></th><th role="columnheader" scope="col" class="number">Tokens a call</th>
<th role="columnheader" scope="col">Change, 95&nbsp;% CI</th><th role="columnheader" scope="col" class="number">Input</th><th role="columnheader" scope="col" class="number">Output</th><th role="columnheader" scope="col" class="number">Cached</th><th role="columnheader" scope="col" class="number">Money per 1,000 calls</th></tr></thead>
<tbody role="rowgroup">${r}</tbody>
<tfoot aria-hidden="true"><tr><td></td><td class="plot">${jc(t)}</td><td colspan="6">tokens a call</td></tr></tfoot>
</table></div>`}function kc(e,t,n){let{baseline:r,candidate:i}=e.cost,[a,o,s,c,l,u]=Wt(e),d=[`tokens`,`change`,`input`,`output`,`cached`,`money`],f=[a,o,s,c,l,u].map((e=``,t)=>B`<td role="cell" class="${t===1?`change`:`number`}" data-label="${d[t]??``}">${e}</td>`),p=Mc(i.totalTokens,t),m=r&&Mc(r.totalTokens,t);return B`<tr role="row" class="${n?`overall`:`segment`}"><th role="rowheader" scope="row"><span class="segment-name">${e.name}</span></th>
<td role="cell" class="plot" aria-hidden="true"><svg class="row" focusable="false"><line class="grid" x1="0" x2="100%" y1="50%" y2="50%"/>
${m?B`<line class="bar" x1="${m}" x2="${p}" y1="50%" y2="50%"/><circle class="before" cx="${m}" cy="50%" r="5"/>`:null}<circle class="after" cx="${p}" cy="50%" r="5"/></svg></td>
${f}</tr>
`}function Ac(e){let t=e.reduce((e,t)=>Math.min(e,t),1/0),n=e.reduce((e,t)=>Math.max(e,t),0);if(!Number.isFinite(t))return{low:0,high:1};let r=Math.max((n-t)*.15,n*.02,1);return{low:Math.max(0,t-r),high:n+r}}function jc({low:e,high:t}){return B`<svg class="axis" focusable="false"><text x="0" y="14" text-anchor="start">${O(e)}</text><text x="100%" y="14" text-anchor="end">${O(t)}</text></svg>`}function Mc(e,{low:t,high:n}){return`${Number(((e-t)/(n-t)*100).toFixed(3))}%`}function Nc({sign:e,words:t,likeVerdict:n}){return B`<span class="badge ${n??`new`}"><span aria-hidden="true">${e.page}</span> ${t}</span>`}function Pc(e){let t=e.flatMap(Fc);return t.some(({interval:e})=>e!==null)?Cr(t):null}function Fc({segments:e,overall:t}){return t?[...I(e),t]:I(e)}function Ic(e,t){let n=Fc(e),r=n.some(({interval:e})=>e!==null)?t:null,i=n.map(t=>Lc(t,{isOverall:t===e.overall,prompt:e,axis:r}));return B`<div class="scroll" tabindex="0" role="region" aria-label="Segments of ${e.path}">
<table class="forest" role="table">
<thead role="rowgroup"><tr role="row">
<th role="columnheader" scope="col">Verdict</th><th role="columnheader" scope="col">Segment</th>
<th role="columnheader" scope="col" class="number">Baseline</th><th role="columnheader" scope="col" class="number">Candidate</th>
${r?B`<th role="columnheader" scope="col" class="plot"><span class="ends"><span>← worse</span><span>better →</span></span></th>`:null}
<th role="columnheader" scope="col">Change, 95&nbsp;% CI</th><th role="columnheader" scope="col" class="number">Lost / won</th>
<th role="columnheader" scope="col" class="number">Adjusted p</th>
</tr></thead>
<tbody role="rowgroup">${i}</tbody>
${r?B`<tfoot aria-hidden="true"><tr><td colspan="4"></td><td class="plot">${Bc(r)}</td><td colspan="3">points</td></tr></tfoot>`:null}
</table></div>`}function Lc(e,t){let{isOverall:n,prompt:r,axis:i}=t,a=n?Nt(e,r):Mt(e,r),[o,s,c,l,,u]=Bt(e),d=e.missing>0?B` <span class="muted">(${e.missing} missing)</span>`:null;return B`<tr role="row" class="${n?`overall`:`segment`}">
<td role="cell" class="verdict">${a?Nc(a):null}</td>
<th role="rowheader" scope="row"><span class="segment-name">${e.name}${d}</span></th>
<td role="cell" class="number" data-label="baseline">${o}</td><td role="cell" class="number" data-label="candidate">${s}</td>
${i?B`<td role="cell" class="plot" aria-hidden="true">${Rc(e,i,a?.likeVerdict??`overall`)}</td>`:null}
<td role="cell" class="change" data-label="change">${c}</td><td role="cell" class="number" data-label="lost / won">${l}</td>
<td role="cell" class="number" data-label="adjusted p">${u}</td>
</tr>
`}function Rc(e,t,n){let{interval:r,difference:i,name:a}=e,o=e=>Vc(e,t),s=wr(t).map(e=>B`<line class="${e===0?`zero`:`grid`}" x1="${o(e)}" x2="${o(e)}" y1="0" y2="100%"/>`);if(!r||i===null)return B`<svg class="row" focusable="false">${s}</svg>`;let[c,l]=[o(r[0]*100),o(r[1]*100)],u=o(i*100),d=`${a}: ${A(i)} points, ${A(r[0])} to ${A(r[1])}`;return B`<svg class="row ${n}" focusable="false"><title>${d}</title>${s}
<line class="interval" x1="${c}" x2="${l}" y1="50%" y2="50%"/><line class="interval" x1="${c}" x2="${c}" y1="36%" y2="64%"/><line class="interval" x1="${l}" x2="${l}" y1="36%" y2="64%"/>
${n===`overall`||a===`overall`?zc(u):B`<circle class="point" cx="${u}" cy="50%" r="5"/>`}</svg>`}function zc(e){return B`<svg x="${e}" y="50%" overflow="visible"><path class="point" d="M0-7 7 0 0 7-7 0z"/></svg>`}function Bc(e){let t=wr(e).map(t=>{let n=Vc(t,e),r=t===e.low?`start`:t===e.high?`end`:`middle`;return B`<text x="${n}" y="14" text-anchor="${r}">${t===0?`0`:A(t/100)}</text>`});return B`<svg class="axis" focusable="false">${t}</svg>`}function Vc(e,{low:t,high:n}){return`${Number(((Math.min(n,Math.max(t,e))-t)/(n-t)*100).toFixed(3))}%`}function Hc(e){if(e.accepted)return{sign:M,word:`Accepted`,tone:`error`};if(e.partial)return{sign:ue(e),word:`Partial run`,tone:`open`};let t=re(e),{title:n}=rt[t],r=ue(e);if(t!==`pass`)return{sign:r,word:n,tone:t};let i={sign:r,tone:Wc(r)};return r===Ae?{...i,word:n}:r===M?{...i,word:`Not blocked`}:{...i,word:r===Je?`Nothing to compare with`:`Nothing could be told`}}function Uc(e){let{verdict:t}=e;if(t===`not-run`)return{...rt[t],tone:`open`};if(t!==`pass`||!C(e))return{...rt[t],tone:t};let n=zn([e]),r=R(e)?Ee(e):rt[t].word;return{sign:n,tone:Wc(n),word:n===Ae||R(e)?r:`cannot be told`}}function Wc(e){return e===Ae?`pass`:e===M?`error`:`open`}function Gc(e){let t=w(e.prompts).filter(C),n=[Kc(t),Jc(t),Yc(t),Xc(t),Zc(t),Qc(t,e)].filter(e=>e!==null);if(n.length===0)return null;let r=n.map(({label:e,value:t,detail:n,tone:r})=>B`<div class="tile ${r}"><dt>${e}</dt><dd class="value">${t}</dd><dd>${n}</dd></div>`);return B`<dl class="tiles">${r}</dl>`}function Kc(e){let t=e.flatMap(({segments:e})=>e).reduce(qc,null);if(!t||t.difference===null)return null;let n=t.interval?`, 95\u00a0% CI ${qe(t.interval,` to `)}`:``;return{label:`Largest drop`,value:t.difference<0?`${A(t.difference)} points`:`none`,detail:t.difference<0?`${z(t.name)}${n}`:`in any segment`,tone:t.verdict===`regression`?`bad`:`plain`}}function qc(e,t){return(t.difference??1/0)<(e?.difference??1/0)?t:e}function Jc(e){let t=e.filter(v),n=t.flatMap(e=>e.segments);if(n.length===0)return null;let r=e=>n.filter(t=>t.verdict===e).length,i=t.filter(({overall:e,segments:t})=>t.length>1&&e?.verdict===`improved`).length,a=t.length===1?`overall`:`${x(i,`prompt`)} overall`,o=[`${O(r(`improved`))} improved${i>0?`, ${a} improved`:``}`,`${O(r(`pass`))} no worse`,`${O(r(`inconclusive`)+r(`invalid`))} cannot be told`],s=r(`regression`);return{label:`Segments`,value:`${O(s)} of ${O(n.length)} worse`,detail:o.join(`, `),tone:s>0?`bad`:r(`pass`)+r(`improved`)>0?`good`:`plain`}}function Yc(e){let t=e.filter(e=>!v(e));if(t.length===0)return null;let n=e=>t.reduce((t,{overall:n})=>t+(n?.candidate[e]??0),0);return{label:`New`,value:`passes ${O(n(`passes`))} of ${O(n(`n`))}`,detail:`${x(t.length,`prompt`)} with nothing to be compared with`,tone:`plain`}}function Xc(e){let t=e.filter(e=>e.baseline!==null);if(t.length===0)return null;let n=e=>t.reduce((t,n)=>t+e(n),0),r=n(e=>e.overall?.losses??0),i=n(e=>e.overall?.wins??0),a=n(e=>e.overall?.cases??0);return{label:`Cases`,value:`${O(r)} newly fail`,detail:`${O(i)} newly pass, of ${x(a,`case`)}`,tone:`plain`}}function Zc(e){let[t]=e.flatMap(({cost:e})=>e?.comparison.ratio?[e]:[]).sort((e,t)=>(t.comparison.ratio?.ratio??0)-(e.comparison.ratio?.ratio??0)),{baseline:n,candidate:r,ratio:i}=t?.comparison??{};if(!t||!i||!r||!n)return null;let a=t.limit===null?``:`, limit +${nt(t.limit)}`;return{label:`Tokens a call`,value:k(i.ratio),detail:`${O(n.totalTokens)} → ${O(r.totalTokens)}${a}`,tone:ve(t).tokens===`exceeded`?`bad`:`plain`}}function Qc(e,{policy:t}){let n=e.flatMap(({cost:e})=>e?[e]:[]),r=n.some(e=>ve(e).money===`exceeded`)?`bad`:`plain`,i=n.filter(e=>e.monthlyUsd!==null),[a]=i;if(!a){let[e]=n.filter(el).sort((e,t)=>el(t)-el(e));return e?{label:`Money a call`,value:k(el(e)),detail:tl(e),tone:r}:null}let o=i.reduce((e,t)=>e+(t.monthlyUsd??0),0),s=i.length===1?tl(a):`${x(i.length,`prompt`)}`,c=$c(e,t),l=c===null?``:`, ${Pe(c)}`;return{label:`Money a month`,value:et(o),detail:`${s}${l}`,tone:r}}function $c(e,t){let n=e.filter(({cost:e})=>e!==null&&e.monthlyUsd!==null),[r,...i]=new Set(n.map(e=>tt(e,t).cost.callsPerMonth??null));return i.length===0?r??null:null}function el({comparison:e}){return e.moneyRatio?.ratio??0}function tl({comparison:{baseline:e,candidate:t}}){return`${[e,t].flatMap(e=>e&&e.usd!==null?[Ge(e.usd)]:[]).join(` → `)} per 1,000 calls`}function nl(e){let{base:t,head:n,verdict:r}=e,{sign:i,word:a,tone:o}=Hc(e);return B`<header class="page ${r}">
<p class="brand">Prompt Eval Gate</p>
<p class="state ${o}"><span aria-hidden="true">${i.page}</span> ${a}</p>
<h1>${V(il(e))}</h1>
<p class="muted"><code>${z(t.ref)}</code> → ${rl(n)}</p>
${al(Dn(e).map(V),`notice`,`Notices`)}
${al(Nn(e).map(V),`problem`,`Problems`)}
${Gc(e)}
</header>
`}function rl({ref:e,sha:t}){let n=t?.slice(0,12);return!n||e===t?B`<code>${n??z(e)}</code>`:B`<code>${z(e)}</code> at <code>${n}</code>`}function il(e){let t=e.partial&&ge(e);if(!t&&e.verdict===`error`&&e.errors.length>0)return[`The gate could not decide`];let[n=rt[oe(e)].title,...r]=t??pe(e);return[typeof n==`string`?_e(n):n,...r]}function al(e,t,n){return e.length===0?null:B`<ul class="messages ${t}" aria-label="${n}">${e.map(e=>B`<li>${e}</li>`)}</ul>`}function ol(e,t){let{title:n,lead:r,bars:i,table:a,risks:o}=Xa(e),s=`portfolio-${t}`,c=a.heads.map(e=>B`<th scope="col">${e}</th>`),l=a.rows.map(([e=[],...t])=>{let n=t.map(e=>B`<td>${V(e)}</td>`);return B`<tr><th scope="row">${V(e)}</th>${n}</tr>`}),u=e=>e.map(e=>B`<li>${V(e)}</li>`);return B`<section class="run" aria-labelledby="${s}"><h2 id="${s}">${V(n)}</h2>
<ul>${u(r)}</ul>
<div class="scroll" tabindex="0" role="region" aria-label="Who serves which share, now and after: ${D(n)}"><pre>${i.join(`
`)}</pre></div>
<div class="scroll" tabindex="0" role="region" aria-label="Segments: ${D(n)}"><table><thead><tr>${c}</tr></thead><tbody>${l}</tbody></table></div>
<details><summary>What could go wrong, and what it rests on</summary><ul>${u(o)}</ul></details></section>`}const sl=[...`▁▂▃▄▅▆▇█`],cl=.2;function ll({versions:e}){return[`Pass rate of the last ${e.length} versions on main`]}function ul({becomes:e,segments:t,overall:n}){let r=e?.passRates;if(!r)return[];let i=[...r.segments.flatMap(e=>e.rates),...r.overall].filter(e=>e!==null),a=Math.max(cl,...i),o=Math.min(a-cl,...i),s=(e,t,n)=>({name:e,line:fl(t,{low:o,high:a}),first:dl(t.find(e=>e!==null)),last:dl(t.findLast(e=>e!==null)),candidate:dl(n)}),c=t.flatMap(e=>{let t=r.segments.find(t=>t.segment===e.name);return t?[s([J(e)],t.rates,e.candidate.rate)]:[]});return t.length===1&&c.length===1?c:[...c,s([y(`overall`)],r.overall,n?.candidate.rate)]}function dl(e){return typeof e==`number`?j(e):`—`}function fl(e,{low:t,high:n}){return e.map(e=>e===null?`·`:sl[Math.round((e-t)/(n-t)*(sl.length-1))]).join(``)}function pl(e,{result:t,axis:n,range:r,scales:i,index:a,overview:o}){let s=t.prompts.length===1,c=s||!H(e)?[g(e.path)]:lt(e),l=Uc(e),u=H(e)?[]:Gt(e),d=B`<p class="lead">${V(X(e,t.policy))}</p>
${u.map(({title:e})=>B`<p class="muted">${V(e)}.</p>`)}
${C(e)?Ic(e,n):null}
${Ec(e,{policy:t.policy,range:r})}
${hl(e)}
${yc(o,i)}
${gl(e)}
${_l(e)}
${vl(e,t)}`,f=B`<h2 id="prompt-${a}-title">${V(c)}</h2><span class="state ${l.tone}">${l.word}</span>`;return!s&&e.verdict===`pass`?B`<section class="prompt" id="prompt-${a}" aria-labelledby="prompt-${a}-title">
<details class="fold whole"><summary>${f}</summary><div class="prompt-body">${ml(e)}${d}</div></details>
</section>
`:B`<section class="prompt" id="prompt-${a}" aria-labelledby="prompt-${a}-title">
<header>${f}${ml(e)}</header>
${d}
</section>
`}function ml({baseline:e,candidate:t,change:n}){return e&&t&&e.path!==t.path?B`<p class="muted">was <code>${z(e.path)}</code></p>`:n===`added`?B`<p class="muted">a new prompt</p>`:null}function hl(e){let t=Sn(e);if(!t)return null;let n=it(e),r=n!==`exceeded`&&Oe(e),{sign:i,likeVerdict:a,words:o}=ze[r?`unknown`:n].page,s=Me(e)?B`<span class="${a===null?`badge`:`badge ${a}`}"><span aria-hidden="true">${i.page}</span> ${r?`not held against its limit`:o}</span>`:null;return B`<section class="part"><h3>Latency ${s}</h3>
<p>${V(t)}</p></section>`}function gl(e){let t=e.becomes?.passRates;if(!t)return null;let n=ul(e).map(({name:e,line:t,first:n,last:r,candidate:i})=>B`<tr><th scope="row">${V(e)}</th><td aria-hidden="true">${t}</td><td class="number">${n}</td><td class="number">${r}</td><td class="number">${i}</td></tr>\n`);return B`<section class="part"><h3>${V(ll(t))}</h3>
<div class="scroll" tabindex="0" role="region" aria-label="Pass rates of ${e.path}"><table><thead><tr><th scope="col">Segment</th><th scope="col" aria-hidden="true">${`${t.versions[0]} … ${t.versions.at(-1)}`}</th><th scope="col" class="number">From</th><th scope="col" class="number">To</th><th scope="col" class="number">This change</th></tr></thead><tbody>${n}</tbody></table></div></section>`}function _l({diff:e,path:t,candidate:n,includeDiffs:r=[]}){return[...e===``?[]:[{title:`What changed in the prompt`,path:n?.path??t,diff:e}],...r.map(e=>({...e,title:`What changed in a file that it includes`}))].map(e=>mc({...e,isOpen:!0}))}function vl(e,t){let n=nn(e,t);if(n.length===0)return null;let{heads:r,rows:i}=cn(e),a=r.map((e,t)=>B`<th scope="col" class="${t===0?``:`number`}">${e}</th>`),o=i.map(([e=[],...t])=>{let n=t.map(e=>B`<td class="number">${V(e)}</td>`);return B`<tr><th scope="row">${V(e)}</th>${n}</tr>\n`});return B`<details class="part fold"><summary><h3>How sure is this?</h3></summary>
<ul>${n.map(e=>B`<li>${V(e)}</li>`)}</ul>
<div class="scroll" tabindex="0" role="region" aria-label="Tests compared"><table><thead><tr>${a}</tr></thead><tbody>${o}</tbody></table></div></details>`}const yl=String.raw`  /* Two texts that have less in common are shown without marks. */
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

  /* Loading the browser's formats takes longer than all the rest. */
  function formatted(number) {
    return String(number).replace(/\B(?=(\d{3})+$)/g, ',');
  }

  function plural(number, noun) {
    return formatted(number) + ' ' + noun + (number === 1 ? '' : 's');
  }
`,bl=String.raw`  /* Words of two texts that the other has not, by their longest common subsequence. */
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
`,xl=String.raw`  const CHUNK = 25;
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
`,Sl=Object.fromEntries(Object.entries(Ze).map(([e,{sign:t,words:n}])=>[e,`${t.page} ${n}`])),Cl=`'use strict';
(() => {
  const LABELS = ${JSON.stringify(Sl)};
${xl}
${yl}
${bl}
})();
`,wl=`
${vt}html { font: 16px/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; -webkit-text-size-adjust: 100%; }
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
details.fold > summary > .muted { white-space: nowrap; margin-left: .4rem; font-variant-numeric: tabular-nums; }
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
  .forest tbody td.verdict:empty { display: none; }
  .forest tbody td.verdict:empty + th { flex-basis: 100%; }
  .forest tbody td.plot, .dumbbell tbody td.plot { flex: 1 0 100%; padding: 0; }
  td[data-label]::before { content: attr(data-label) " "; color: var(--muted); font-weight: 400; }
}
@media (max-width: 48rem) {
  .arms { grid-template-columns: minmax(0, 1fr); }
  .case .kind { width: auto; }
  figure.spread tbody th { min-width: 0; }
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
`;function Tl(e,t){return[...El(e,t)].join(``)}function*El(e,t){let n=w(e.prompts),r=n.slice(0,200),i=n.map(e=>({prompt:e,overview:Qs(e,t)})),a=i.filter(nc),o=i.map(({overview:e})=>e),s={result:e,axis:Pc(r),range:Tc(r),scales:vc(o)},c=r.map((e,t)=>{let n=o[t];return Dl(e)&&n?pl(e,{...s,index:t,overview:n}):null}),{start:l,end:u}=yt({title:ne(e),style:wl,script:Cl});yield l,yield B`${a.length===0?null:_t(`cases`,`Skip to the cases`)}
<main class="sheet">
${nl(e)}
${Ol(r)}
${c}
${(e.portfolioPlans??[]).map((e,t)=>ol(e,t))}
${pc(e)}
${a.length===0?null:rc(a)}
${kl(e)}
${Al(e)}
</main>
`.markup,a.length>0&&(yield*Hs(a.map(({prompt:e})=>e),t)),yield u}function Dl(e){return C(e)||H(e)}function Ol(e){let t=e.flatMap((e,t)=>Dl(e)?[{prompt:e,index:t}]:[]);if(t.length<2)return null;let n=t.map(({prompt:e,index:t})=>B`<li><span aria-hidden="true">${Uc(e).sign.page}</span> <a href="#prompt-${t}">${e.path}</a></li>`);return B`<nav class="prompts" aria-label="Prompts"><ul>${n}</ul></nav>`}function kl(e){let t=Lr(e).map(e=>B`<li>${V(e)}</li>`);return t.length===0?null:B`<section class="run" aria-labelledby="registry-title"><h2 id="registry-title">${Ir}</h2>
<ul>${t}</ul></section>`}function Al(e){let t=[...mi(e),...On(e),...Ci(e).slice(0,200),...e.usage.trials>0?[bi(e)]:[]],{path:n,revision:r}=e.policySource,i=r===`unread`?B`<li>Policy: <code>${z(n)}</code>, which could not be read.</li>`:r===`defaults`?B`<li>Policy: the defaults; there is no <code>${z(n)}</code>.</li>`:B`<li>Policy: <code>${z(n)}</code> as it is at the ${r}.</li>`,a=t.map(e=>B`<li>${V(e)}</li>`);return B`<section class="run" aria-labelledby="run-title"><h2 id="run-title">What ran</h2>
<ul>${a}${i}<li>prompt-eval-gate ${e.tool.version}</li></ul></section>`}function jl(e){return[...e.prompts.flatMap(t=>Ml(t,e)),...Ll(e),...Rl(e)]}function Ml(e,t){return H(e)?e.reasons.map(n=>{let r=n.kind===`overall-regression`?e.overall:e.segments.find(e=>e.name===n.segment),i=D(lt({...e,reasons:[n]})),a=r&&n.kind!==`weaker-suite`?[Nl(r)]:[],o=n.kind===`cost`?[D(hn(e,t.policy)??[])]:[],s=n.kind===`latency`?[D(Sn(e)??[])]:[];return{...Pl(e),level:e.verdict===`block`&&!t.accepted?`failure`:`warning`,title:z(i,250),message:[...a,...o,...s,...Fl(e)].join(` `)||i}}):[]}function Nl({baseline:e,candidate:t,difference:n,interval:r,losses:i,wins:a,adjustedPValue:o}){if(!e||n===null)return`Passes ${j(t.rate)}.`;let s=r?` (95\u00a0% CI ${qe(r,` to `)})`:``;return`Passes ${j(t.rate)}, was ${j(e.rate)}: ${A(n)} points${s}, ${O(i)} lost / ${O(a)} won, adjusted p\u00a0${Re(o)}.`}function Pl(e){let[t]=e.changedLines;return{path:e.file??e.path,startLine:t?.start??1,endLine:t?.end??1}}function Fl({changedLines:e,because:t,path:n,file:r=n}){let i=e.slice(1,6).map(({start:e,end:t})=>e===t?`${e}`:`${e}–${t}`);if(i.length>0)return[`The pull request also changes lines ${i.join(`, `)}.`];let a=t.filter(e=>e!==r).slice(0,3);return e.length>0||a.length===0?[]:[D([`The change comes through ${a.map(e=>z(e)).join(`, `)}.`])]}const Il=/^(.+?)(?::(\d+))?(?::(\d+))?$/s;function Ll(e){return e.errors.flatMap(({place:e,message:t,remedy:n})=>{let[,r,i]=e===null?[]:Il.exec(e)??[];if(r===void 0)return[];let a=Math.max(1,Number(i??1)),o=D([z([t,n].filter(Boolean).join(` `),1e3)]);return[{path:r,startLine:a,endLine:a,level:`failure`,title:z(t,250),message:o}]})}function Rl({prompts:e}){return[...e.flatMap(({findings:e=[]})=>e)].sort((e,t)=>zl.indexOf(e.severity)-zl.indexOf(t.severity)).slice(0,40).map(({id:e,severity:t,path:n,line:r,message:i,remedy:a})=>({path:n,startLine:r,endLine:r,level:t===`notice`?`notice`:`warning`,title:e,message:D([z(`${i} ${a}`,1e3)])}))}const zl=[`error`,`warning`,`notice`],Bl=/^<!-- prompt-eval-gate changes=([A-Za-z0-9+/]{4,4000}={0,2}) -->$/m,Vl=je([st().nullable(),Ue(),Ue().nullable()]),Hl=Le({head:st(),prompts:ke(je([st(),ke(Vl)]))});function Ul(e,t,n){let r=w(e.prompts).filter(C).map(e=>{let t=n?.get(e.path),r=[...e.overall?Wl(null,e.overall,t?.overall):[],...I(e.segments).flatMap(e=>Wl(e.name,e,t?.segments.get(e.name)))];return[e.path,r]}),i=Math.max(0,...r.map(([,e])=>e.length)),a=r;for(;;){let e=Kl({head:t,prompts:a.map(([e,t])=>[e,t.slice(0,i)])});if(e.length<=2500)return a.length===0?``:e;i>1?i=Math.floor(i/2):a=a.slice(0,Math.floor(a.length/2))}}function Wl(e,{difference:t},n){return t===null?[]:[[e,Gl(t),n==null?null:Gl(n)]]}function Gl(e){return Number(e.toFixed(3))}function Kl(e){return`<!-- prompt-eval-gate changes=${Buffer.from(JSON.stringify(e)).toString(`base64`)} -->`}function ql(e,t){let n=Xl(e);if(!n)return;let r=n.head===t,i=n.prompts.map(([e,t])=>{let n=t.flatMap(([e,t,n])=>{let i=r?n:t;return i===null?[]:[{name:e,value:i}]});return[e,{segments:new Map(n.flatMap(({name:e,value:t})=>e===null?[]:[[e,t]])),overall:n.find(({name:e})=>e===null)?.value??null}]});return new Map(i)}function Jl(e){return Bl.exec(e)?.[0]??``}function Yl(e){return e.replace(Bl,``).trimEnd()}function Xl(e){let[,t]=Bl.exec(e)??[];if(t!==void 0)try{return Hl.parse(JSON.parse(Buffer.from(t,`base64`).toString(`utf8`)))}catch{return}}const Zl=`<!-- prompt-eval-gate last-report -->`;function Ql(e,t,n){let[r=``]=t.split(`
`);return[t,q([r,`The rest is too long to be shown here: see the job summary of its run.`])].map(t=>q([e,eu(t)])).find(e=>e.length<=n)??e}function $l(e){let t=e.indexOf(`\n${Zl}\n`);if(t!==-1)return e.slice(t+37+2).trim().slice(65,-10).trim()}function eu(e){return`${Zl}\n<details><summary>The last report before this run broke</summary>\n\n${e}\n\n</details>`}function tu(e){let t=[...e.prompts.map(t=>mu(t,e)),...hu(e)],n=`name="${e.partial?`prompt-eval-gate, partial run`:`prompt-eval-gate`}" ${vu(t.flatMap(({cases:e})=>e))}`,r=t.map(gu).join(``);return`<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${n} time="${yu(e.usage.elapsedMs)}">\n${r}</testsuites>\n`}function nu(e,t){if(!C(e)){let n=D(X(e,t.policy)),r=[{name:`not run`,outcome:{kind:`skipped`,message:n,type:e.change,text:n}},...uu(e)];return{name:e.path,cases:r}}let n=[...e.segments.map(t=>iu(t,e)),...e.overall?[ou(e.overall,e)]:[],...lu(e),...uu(e),...e.cost?du(e.cost,e,t):[],...fu(e),...[`cost`,`latency`].flatMap(t=>pu(e,t))];return{name:e.path,cases:n}}const ru=/* @__PURE__ */ new Set([`weaker-suite`,`cost`,`latency`]);function iu(e,t){let n=t.reasons.find(({kind:t,segment:n})=>n===e.name&&!ru.has(t));return n?{name:e.name,outcome:su(n.kind,e,t)}:e.verdict===`invalid`?{name:e.name,outcome:su(`invalid`,e,t)}:R(t)?au(e,t):{name:e.name}}function au(e,t){let{passes:n,n:r}=e.candidate,i={kind:`skipped`,message:`${Ee(t)}: passes ${O(n)} of ${O(r)}`,type:`new`,text:cu(e,t)};return{name:e.name,outcome:i}}function ou(e,t){let n=t.reasons.find(t=>t.kind===`overall-regression`||t.segment===e.name);return n?{name:`overall`,outcome:su(n.kind,e,t)}:R(t)?au(e,t):{name:`overall`}}function su(e,t,n){let r=cu(t,n),i=t.difference===null?``:`: ${A(t.difference)} points`;return{kind:e===`invalid`?`error`:`failure`,message:`${e}${i}`,type:e,text:r}}function cu(e,t){let[n,r,i,a,o,s]=Bt(e);return[`verdict: ${Mt(e,t).words}`,`segment: ${z(e.name,200)}`,`baseline: ${n}`,`candidate: ${r}`,`change, 95\u00a0% CI: ${i}`,`lost / won: ${a}`,`z: ${o}`,`adjusted p: ${s}`].join(`
`)}function lu(e){return e.reasons.filter(({kind:e})=>e===`critical-case`||e===`critical-case-unanswered`).map(({kind:e,caseId:t=``})=>{let[n,r]=e===`critical-case`?[`failure`,`a critical case that always passed now always fails`]:[`error`,`a critical case that always passed now has no answer`];return{name:t,outcome:{kind:n,type:e,message:r,text:r}}})}function uu(e){return e.reasons.filter(e=>e.kind===`weaker-suite`).map(({segment:e=``})=>{let t=`cases are removed, loosened, or asked only with added values, which the policy blocks`,n={kind:`failure`,type:`weaker-suite`,message:t,text:t};return{name:`cases of ${e}`,outcome:n}})}function du(e,t,n){let r=D(hn(t,n.policy)??[]);return ee(e).flatMap(({of:e,label:t,limit:n,ratio:i})=>e===`money`&&n===null?[]:t===`exceeded`?[{name:e,outcome:{kind:`failure`,type:`cost`,message:`more ${e} than the limit`,text:r}}]:[{name:e,...i?{}:{outcome:{kind:`skipped`,message:n===null?`no limit`:`nothing to compare`,type:`cost`,text:r}}}])}function fu(e){let{latency:t}=e;if(Oe(e)){let e=`too few cases were asked of both versions by one run`;return[{name:`latency`,outcome:{kind:`skipped`,type:`latency`,message:e,text:e}}]}return(t?ct(t).filter(({limit:e})=>e!==null):[]).map(({of:t,label:n})=>{let r=`latency, ${t}`;return n===`exceeded`?{name:r,outcome:{kind:`failure`,type:`latency`,message:`answers take longer than the limit (${t})`,text:D(Sn(e)??[])}}:{name:r}})}function pu(e,t){let n=D(un(e,t)).trim();return de(e,t).map(e=>{let r=dn(e);if(e.label===`exceeded`)return{name:r,outcome:{kind:`failure`,type:t,message:`over the limit`,text:n}};let i=e.tooFew?`too few cases`:`nothing to compare`;return e.ratio!==null&&!e.tooFew?{name:r}:{name:r,outcome:{kind:`skipped`,type:t,message:i,text:n}}})}function mu(e,t){let n=nu(e,t),{accepted:r}=t;if(!r)return n;let i=t=>e.reasons.some(({segment:e})=>e===t),a=n.cases.map(({name:e,outcome:t})=>{if(!t||!(t.kind===`failure`||i(e)))return{name:e,...t&&{outcome:t}};let n=`accepted by @${r.by}: ${t.message}`;return{name:e,outcome:{...t,kind:`skipped`,message:n}}});return{...n,cases:a}}function hu(e){if(e.verdict===`partial`){let t=D(ge(e));return[{name:`prompt-eval-gate`,cases:[{name:`gate`,outcome:{kind:`skipped`,message:t,type:`partial`,text:t}}]}]}if(e.accepted){let t=D(ge(e));return[{name:`prompt-eval-gate`,cases:[{name:`gate`,outcome:{kind:`skipped`,message:t,type:`accepted`,text:t}}]}]}if(e.errors.length===0&&e.verdict!==`error`)return[];let t=e.errors.map(({place:e,message:t,remedy:n})=>[e,t,n].filter(Boolean).join(` `)).join(`
`);return[{name:`prompt-eval-gate`,cases:[{name:`gate`,outcome:{kind:`error`,message:D(ge(e)),type:`error`,text:t}}]}]}function gu({name:e,cases:t}){let n=t.map(t=>_u(t,e)).join(``);return`  <testsuite name="${bu(e)}" ${vu(t)}>\n${n}  </testsuite>\n`}function _u({name:e,outcome:t},n){let r=`    <testcase classname="${bu(n)}" name="${bu(e)}"`;if(!t)return`${r}/>\n`;let{kind:i,message:a,type:o,text:s}=t,c=i===`skipped`?``:` type="${bu(o)}"`;return`${r}>\n      <${i} message="${bu(a)}"${c}>${xu(s)}</${i}>\n    </testcase>\n`}function vu(e){let t=t=>e.filter(({outcome:e})=>e?.kind===t).length;return`tests="${e.length}" failures="${t(`failure`)}" errors="${t(`error`)}" skipped="${t(`skipped`)}"`}function yu(e){return(e/1e3).toFixed(3)}function bu(e){return xu(z(e,200))}function xu(e){return i(e).replace(/[\ufffe\uffff]/g,`�`)}function Su(e,t,n=!1){let r=t?.get(e.path);if(!r)return[];let i=[...I(e.segments).flatMap(e=>Cu([J(e)],e,r.segments.get(e.name))),...e.overall&&e.segments.length>1?Cu([y(`overall`)],e.overall,r.overall):[]];if(i.length===0)return[];let a=i.slice(0,4).map(wu),o=i.length-a.length;return[`Since the last push`,...n?[` of `,g(e.path)]:[],`: `,...a.flatMap((e,t)=>t===0?e:[`; `,...e]),...o>0?[`; ${o} more moved`]:[],`.`]}function Cu(e,{difference:t},n){return typeof n!=`number`||t===null||Math.abs(t-n)<.01?[]:[{name:e,was:n,now:t}]}function wu({name:e,was:t,now:n}){return[...e,` was ${A(t)}, now `,y(A(n)),` points`]}function Tu(e,t,{withLine:n=!0}={}){let[,r=``,i]=/^(.*?)(?::(\d+)(?::\d+)?)?$/s.exec(e)??[];return Du(r,{label:e,source:t,lines:n&&i!==void 0?`L${i}`:``})}function Eu({path:e,file:t=e,suite:n,changedLines:r,because:i,candidate:a},o){if(!o||a===null)return``;let s=r.slice(0,4).map(({start:e,end:n},r)=>{let i=e===n?`${e}`:`${e}–${n}`;return Du(t,{label:r===0?`${t}:${i}`:i,source:o,lines:e===n?`L${e}`:`L${e}-L${n}`})}),c=i.filter(e=>e!==t).slice(0,4).map(e=>Du(e,{label:e,source:o})),l=[...s.length>0?s:[Du(t,{label:t,source:o})],...c],u=n?[`suite ${Du(n.path,{label:n.path,source:o})}`]:[];return[l.join(`, `),...u].join(` · `)}function Du(e,{label:t,source:n,lines:r=``}){let i=s(z(t)),a=e.split(`/`),o=a.every(e=>e!==``&&e!==`.`&&e!==`..`);if(!n||!o||!e.isWellFormed())return i;let c=a.map(Ou).join(`/`);return jt(i,`${n.repository}/blob/${n.sha}/${c}${r&&`#${r}`}`)}function Ou(e){return encodeURIComponent(e).replace(/[!'()*]/g,e=>`%${e.charCodeAt(0).toString(16).toUpperCase()}`)}function ku(e,t){let{cases:n,answers:r,block:i,elsewhere:a,clusters:o}=t,s=Au(e.cases,o),c=[...s.flatMap(Pu),...s.flatMap(Fu)],l=new Map(c.map((e,t)=>[e,t])),u=e=>e.flatMap(e=>{let t=l.get(e)??0;return t<n?[i(e,t<r)]:[]}),d=s.map(t=>{let n=u(Fu(t));return q([...Iu(t,e.cases.length),...u(Pu(t)),n.length>0?W([`${x(n.length,`more case`)} like it`],n):``])}),f=Math.min(n,c.length)-r;return W(e.title,[...d,f>0?`The answers to ${x(f,`case`)} are left out here: ${a}.`:``,K(c.length-n,{noun:`more case`,elsewhere:a})])}function Au(e,t){let n=new Map(t.flatMap(e=>e.members.map(t=>[t,e]))),r=/* @__PURE__ */ new Map;for(let t of e){let e=n.get(t.id)??null,i=r.get(e);i?i.push(t):r.set(e,[t])}return[...r].map(([e,t])=>({cluster:e,cases:ju(t,e)})).sort((e,t)=>Mu(e)-Mu(t)||t.cases.length-e.cases.length)}function ju(e,t){let[n]=e;if(!n||!t||Nu(n))return[...e];let r=e.find(({id:e})=>e===t.representative)??n;return[r,...e.filter(e=>e!==r)]}function Mu({cases:[e]}){return e?.critical?0:e?.severe?1:2}function Nu({critical:e,severe:t}){return e||t}function Pu({cluster:e,cases:t}){return e?t.slice(0,1):t}function Fu({cluster:e,cases:t}){return e?t.slice(1):[]}function Iu({cluster:e,cases:t},n){if(!e||t.length<2)return[];let r=`${O(t.length)} of ${O(n)}`;return[T([y(r),` `,...tc(e)])]}function Lu(e,t){let n=/* @__PURE__ */ new Map,r=new Set(t.filter(({suite:e})=>e&&e.digest!==e.baselineDigest).flatMap(({newlyFailing:e,newlyPassing:t})=>[...e,...t]));return(t,i)=>{let a=Tu(t.place,e,{withLine:!r.has(t)}),o=n.get(t)??{short:Ru(t,{place:a,answerFollows:!1})};return n.set(t,o),i?(o.long??=q([Ru(t,{place:a,answerFollows:!0}),zu(t)]),o.long):o.short}}function Ru(e,{place:t,answerFollows:n}){let r=[y(z(e.description??e.id,120)),...Jt(e)];return q([`${T(r)} · ${t}`,G(Yt(e,n))])}function zu({baseline:e,candidate:t}){if(t.answer===null)return``;let n=e?e.answer:``;if(n===null)return``;let r={same:`  `,removed:`- `,added:`+ `},i=bt(e?n:t.answer,t.answer).flatMap(({kind:e,text:t})=>Ct(t,96).map(t=>r[e]+t));return u(i.join(`
`),`diff`)}function Bu(e){return Dr(e,40)}function Vu(e,{rows:t,scale:n}){let r=Tr(e,{scale:n,most:Math.min(t,40)});return r.length>1?u(r.join(`
`)):``}function Hu(e,t,n=!1){let r=hn(e,t.policy);return!r||!e.cost?``:`**Cost**${n?` of ${T([g(e.path)])}`:``} ${ze[ot(e)??`unknown`].sign.emoji} ${T(r)}`}function Uu(e,{full:t=!1,named:n=!1}){let r=Sn(e);return!r||!(t||Me(e))?``:`**Latency**${n?` of ${T([g(e.path)])}`:``} ${ze[it(e)].sign.emoji} ${T(r)}`}function Wu(e,t){let n=e.becomes?.passRates;if(!n)return``;let r=[`segment`,`versions`,`from`,`to`,`this change`].map((e,t)=>({head:e,align:t<2?`left`:`right`})),i=ul(e).slice(-t-1).map(({name:e,line:t,first:n,last:r,candidate:i})=>[e,...[t,n,r,i].map(e=>[e])]);return W(ll(n),[U(r,i)])}function Gu(e,t,n){let r=nn(e,t);if(r.length===0)return``;let{heads:i,rows:a}=cn(e),o=i.map((e,t)=>({head:e,align:t===0?`left`:`right`})),s=[...a.slice(0,Math.min(n,a.length-1)),...a.slice(-1)];return W([`How sure is this?`],[G(r.slice(0,n+3)),U(o,s)])}function Ku(e){if(e.errors.length===0)return``;let t=/* @__PURE__ */ new Map;for(let{kind:n,message:r}of e.errors)t.set(n,{count:(t.get(n)?.count??0)+1,message:r});let n=[...t].slice(0,10).map(([e,{count:t,message:n}])=>[g(e),`, ${x(t,`time`)}: `,n.slice(0,300)]);return W([Pn(e.errors)],[G(n)])}const qu=[{kind:`answers`,least:0},{kind:`cases`,least:0},{kind:`passing`,least:0},{kind:`rows`,least:10},{kind:`failing`,least:1},{kind:`rows`,least:0},{kind:`failing`,least:0}];function Ju(e,t,n){let r=t,i=e(r);if(i.length<=n)return i;for(let{kind:t,least:i}of qu){let a=r;r={...a,[t]:Math.min(a[t],i)};let o=e(r);if(!(o.length>n))return Yu(n=>e({...a,[t]:n}),{fits:r[t],tooMany:a[t],shortest:o},n)}}function Yu(e,t,n){let{fits:r,tooMany:i,shortest:a}=t;for(;i-r>1;){let t=Math.floor((r+i)/2),o=e(t);o.length<=n?[r,a]=[t,o]:i=t}return a}function Xu(e,t={}){let n=t.marker?`\n\n${t.marker}`:``,r=(t.budget??6e4)-n.length,i=Lu(t.source,e.prompts),a=Bu(e.prompts.filter(H));return(Ju(n=>q($u({result:e,options:t,limits:n,block:i,scale:a})),{answers:Zu(e),cases:Zu(e),passing:e.prompts.length,failing:e.prompts.length,rows:Math.max(1,...e.prompts.map(e=>e.segments.length))},r)??Qu(e,t))+n}function Zu({prompts:e}){return Math.max(0,...e.flatMap(e=>[e.newlyFailing.length,e.newlyPassing.length]))}function Qu(e,t){return q([`### ${T(se(e,t))}`,`The report is too long to be shown here: ${fd(t)}.`])}function $u(e){let{result:t,options:n}=e,r=`### ${T(se(t,n))}`,i=At(Dn(t),M.emoji);if(pt(t))return[r,i,...ad(e),od(t),sd(t),...ld(e),pd(n)];let a=w(t.prompts),o=a.filter(H);return[r,i,ed(t),t.verdict===`error`&&o.some(C)?`**Decided before it broke**`:``,...td(o,e),...ad(e),cd(a.filter(e=>e.verdict===`pass`&&C(e)),e),od(t),sd(t),dd(t),pd(n)]}function ed(e){let t=G(Nn(e,+(e.verdict===`error`)));return t===``||e.verdict===`error`?t:q([`${M.emoji} Not everything could be decided:`,t])}function td(e,t){let{result:n,limits:r,options:i}=t,a=e.slice(0,r.failing),o=n.prompts.filter(C).length>1||n.verdict===`error`;return[...a.flatMap(e=>[o?`#### ${rt[e.verdict].sign.emoji} ${T(lt(e))}`:``,...nd(e,t)]),K(e.length-a.length,{noun:`more prompt`,which:` with something wrong`,elsewhere:fd(i)})]}function nd(e,t){let{result:n,options:r,limits:i}=t,a=[...Gt(e),...r.full?qt(e):[]];return[T(X(e,n.policy)),T(Su(e,r.former)),Eu(e,r.source),C(e)?Ft(e,i.rows):``,id(e,t),Vu(e,{rows:i.rows,scale:t.scale}),Hu(e,n),Uu(e,{full:r.full}),r.full&&C(e)?W([`Cost of each segment`],[Ut(e,i.rows)]):``,...a.map(n=>ku(n,{...i,...rd(e,t)})),Ku(e),Wu(e,i.rows),Gu(e,n,i.rows)]}function rd({clusters:e},{block:t,options:n}){return{block:t,elsewhere:fd(n),clusters:e?.newlyFailing??[]}}function id(e,{limits:t,options:n}){return K(e.segments.length-t.rows,{noun:`more segment`,elsewhere:fd(n)})}function ad({result:e,limits:t}){return(e.portfolioPlans??[]).map(e=>xs(e,t.rows))}function od(e){let t=Lr(e);return t.length===0?``:q([`**${Ir}**`,G(t)])}function sd(e){return G(mi(e))}function cd(e,t){if(e.length===0)return``;let{result:n,limits:r,options:i}=t,{sign:a,text:o}=Rn(e,n.policy),s=[`${a.emoji} `,...o],c=e.slice(0,r.passing),l=K(e.length-c.length,{noun:`prompt`,which:` that does not block`,elsewhere:fd(i)});if(c.length===0)return q([`${T(s)}.`,l]);let u=c.flatMap(e=>ud(e,t));return W(s,[It(c,r.rows),...u,l])}function ld(e){let{result:t,limits:n,options:r}=e,i=t.prompts.filter(C);if(i.length===0)return[dd(t)];let a=i.slice(0,n.passing),[o]=a,s=a.flatMap(e=>[Hu(e,t,i.length>1),Uu(e,{full:r.full,named:i.length>1})]),c=new Map(a.flatMap(e=>nn(e,t,i.length>1)).map(e=>[D(e),e]));return[G(a.map(e=>Su(e,r.former,!0)).filter(e=>e.length>0)),W([`Segments, cost and what ran`],[i.length>1?It(a,n.rows):o?Ft(o,n.rows):``,K(i.length-a.length,{noun:`more prompt`,elsewhere:fd(r)}),...s,G([...c.values()].slice(0,n.rows+3)),G([...On(t),...Ci(t).slice(0,n.passing),bi(t)])]),...a.flatMap(t=>ud(t,e)),...o&&i.length===1?[Wu(o,n.rows)]:[]]}function ud(e,t){let{limits:n,options:r}=t,i=r.full||Be(e);return[...Gt(e),...i?qt(e):[]].map(({title:r,cases:i})=>ku({title:[g(e.path),`: `,...r],cases:i},{...n,...rd(e,t)}))}function dd(e){let t=e.usage.trials>0?[...Ci(e).slice(0,20),bi(e)]:[],n=[...On(e),...t];return n.length>0?W([`What ran`],[G(n)]):``}function fd({resultLocation:e,resultUrl:t}){let n=e??`the result JSON`;return`see ${t?jt(T([n]),t):T([n])}`}function pd({resultLocation:e=`the whole report`,resultUrl:t,pageUrl:n}){let r=[...t?[jt(T([e]),t)]:[],...n?[`${jt(`the page with every case`,n)}, among the artifacts of the run`]:[]];return r.length===0?``:`More: ${r.join(` · `)}`}const md=1e6;function hd(e,t={}){let n=n=>Xu(e,{...t,budget:n,full:!0}),r=n(md),i=Buffer.byteLength(r);return i<=md?r:n(Math.floor(md/i*md*.95))}function gd(e,t){let n=Ca(t),{calls:r,fromStore:i,usd:a}=e.usage,o=a!==null&&a>0?`, ${N(a)}`:``,s=`${x(r,`answer`)} asked, ${O(i)} stored${o}`,c=[...lo(e,n),...Q(Nn(e,+(oe(e)===`error`)),n),...w(e.prompts).flatMap(e=>ho(e,n)),..._d(e),...e.usage.trials>0?[n.paint.dim(s)]:[]];return l(c.join(`
`))}function _d({prompts:e}){let t=e.flatMap(e=>e.newlyFailing);if(t.length===0)return[];let n=t.slice(0,5).map(({id:e,description:t})=>z(t??e,60)),r=t.length-n.length;return[`newly failing: ${[...n,...r>0?[`${O(r)} more`]:[]].join(`; `)}`]}export{Ro as A,ao as B,cs as C,Ho as D,Qo as E,Ao as F,jo as I,lo as L,Lo as M,Fo as N,Bo as O,ko as P,so as R,ms as S,Zo as T,bs as _,$l as a,us as b,ql as c,jl as d,El as f,Cs as g,Ts as h,tu as i,Po as j,Io as k,Ul as l,Os as m,hd as n,Ql as o,Tl as p,Xu as r,Jl as s,gd as t,Yl as u,_s as v,fs as w,is as x,ls as y,ho as z};