import{o as e,t}from"./rolldown-runtime.js";import{Z as n,a as r,d as i,et as a,n as o,o as s,r as c,s as l,u}from"./basics.js";import{$ as d,A as f,At as p,B as m,Bn as h,Cn as g,Dn as _,En as v,F as y,Fn as ee,G as te,Gn as b,H as ne,Hn as x,I as re,J as S,Jn as ie,K as ae,Kn as oe,L as se,Ln as ce,M as le,Mn as C,N as ue,Nn as de,Nt as fe,O as pe,On as w,P as me,Pn as T,Q as he,Rn as E,Sn as D,St as ge,Tn as _e,U as ve,Un as ye,Vn as be,W as xe,Wn as Se,X as O,Y as Ce,Yn as k,Z as we,_t as Te,at as Ee,bt as A,ct as De,dt as Oe,et as ke,ft as Ae,gt as je,it as Me,j as Ne,jn as Pe,k as Fe,kn as j,lt as Ie,mt as Le,nt as Re,o as M,ot as ze,pt as Be,q as Ve,qn as He,rt as Ue,s as We,st as Ge,tt as Ke,ut as N,vt as qe,w as Je,wn as P,xn as Ye,xt as Xe,yt as F,zn as Ze}from"./start.js";import{yt as Qe}from"./assertions.js";import{M as $e,N as et,j as tt}from"./comparison.js";import{a as nt,yt as rt}from"./policy.js";import{createHash as it}from"node:crypto";function I({verdict:e}){return e===`block`||e===`error`}function at(e,t,n=1500){let[r,i]=[st(e,n),st(t,n)];return r.length+i.length>400?[...r.map(e=>ot(`removed`,e)),...i.map(e=>ot(`added`,e))]:nt(r,i).flatMap(({value:e,added:t,removed:n})=>e.map(e=>ot(t?`added`:n?`removed`:`same`,e)))}function ot(e,t){return{kind:e,text:t}}function st(e,t){let n=i(e.slice(0,t)).split(`
`).flatMap(e=>e.split(/(?<=[.!?。！？])[ \t]+/u)).filter(e=>e.trim()!==``),r=e.length-t;return r>0&&n.push(`… (${r} more characters)`),n.length>0?n:[`(an empty answer)`]}function ct(e,t){let n=[],r=e.trimEnd();for(;r.length>t;){let e=r.lastIndexOf(` `,t),i=e>t/2?e:lt(r,t);n.push(r.slice(0,i)),r=r.slice(i).trimStart()}return r===``&&n.length>0?n:[...n,r]}function lt(e,t){let n=e.charCodeAt(t-1);return n>=55296&&n<=56319?t-1:t}function ut(e){return e.length}function dt(e,t){let n=t||{},r=(n.align||[]).concat(),i=n.stringLength||ut,a=[],o=[],s=[],c=[],l=0,u=-1;for(;++u<e.length;){let t=[],r=[],a=-1;for(e[u].length>l&&(l=e[u].length);++a<e[u].length;){let o=ft(e[u][a]);if(n.alignDelimiters!==!1){let e=i(o);r[a]=e,(c[a]===void 0||e>c[a])&&(c[a]=e)}t.push(o)}o[u]=t,s[u]=r}let d=-1;if(typeof r==`object`&&`length`in r)for(;++d<l;)a[d]=pt(r[d]);else{let e=pt(r);for(;++d<l;)a[d]=e}d=-1;let f=[],p=[];for(;++d<l;){let e=a[d],t=``,r=``;e===99?(t=`:`,r=`:`):e===108?t=`:`:e===114&&(r=`:`);let i=n.alignDelimiters===!1?1:Math.max(1,c[d]-t.length-r.length),o=t+`-`.repeat(i)+r;n.alignDelimiters!==!1&&(i=t.length+i+r.length,i>c[d]&&(c[d]=i),p[d]=i),f[d]=o}o.splice(1,0,f),s.splice(1,0,p),u=-1;let m=[];for(;++u<o.length;){let e=o[u],t=s[u],r=n.fillRows===!1?Math.max(1,o[u===1?0:u].length):l;d=-1;let i=[];for(;++d<r;){let o=e[d]||``,s=``,l=``;if(n.alignDelimiters!==!1){let e=c[d]-(t[d]||0),n=a[d];if(n===114)s=` `.repeat(e);else if(n===99){let t=e/2;e%2?(s=` `.repeat(t+.5),l=` `.repeat(t-.5)):(s=` `.repeat(t),l=s)}else l=` `.repeat(e)}n.delimiterStart!==!1&&!d&&i.push(`|`),n.padding===!1||n.alignDelimiters===!1&&o===``||n.delimiterStart===!1&&!d||i.push(` `),n.alignDelimiters!==!1&&i.push(s),i.push(o),n.alignDelimiters!==!1&&i.push(l),n.padding!==!1&&i.push(` `),(n.delimiterEnd!==!1||d!==r-1)&&i.push(`|`)}m.push(n.delimiterEnd===!1?i.join(``).replace(/ +$/,``):i.join(``))}return m.join(`
`)}function ft(e){return e==null?``:String(e)}function pt(e){let t=typeof e==`string`?e.codePointAt(0):0;return t===67||t===99?99:t===76||t===108?108:t===82||t===114?114:0}function L(e,t){let n=t.map(e=>e.map(mt));return dt([e.map(({head:e})=>e),...n],{align:e.map(({align:e})=>e===`right`?`r`:``),alignDelimiters:!1})}function mt(e){return v(e).replace(/\|/g,`\\|`)}function R(e,t){return`<details><summary>${_e(e)}</summary>\n\n${V(t)}\n\n</details>`}function ht(e,t){return e.map(e=>`> ${t} ${v(e)}`).join(`
>
`)}function z(e){return e.map(e=>`- ${v(e)}`).join(`
`)}function B(e,{noun:t,which:n=``,elsewhere:r}){return e>0?`${C(e,t)}${n} left out here: ${r}.`:``}function V(e){return e.filter(e=>e!==``).join(`

`)}function gt(e,t){return/^https:\/\/[\w.:/?&=%#~+-]+$/.test(t)?`[${s(e)}](${t})`:s(e)}function _t(e){let t=qe(e).map(({name:e})=>e),n=t.map(t=>{let n=e.newlyFailing.filter(({segments:e})=>e.includes(t)),r=e.segments.length===1?``:` in ${D(t,60)}`;return{title:[`${C(n.length,`case`)} newly ${M(n.length,`fail`)}${r}`],cases:n}}),r=e.newlyFailing.filter(({segments:e})=>!e.some(e=>t.includes(e))),i=e.baseline?`newly ${M(r.length,`fail`)}`:M(r.length,`fail`),a=n.length>0?` elsewhere`:``,o={title:[`${C(r.length,`case`)} ${i}${a}${vt(e)}`],cases:r};return[...n,o].filter(({cases:e})=>e.length>0).map(({title:e,cases:t})=>({title:e,cases:je(t)}))}function vt(e){return e.verdict!==`pass`||!e.baseline?``:[...e.segments,e.overall].some(e=>e?.unconfirmed)?`, which the baseline, asked anew, does not confirm`:ve(e)?`, too few cases to tell it from chance`:`, not shown to be more than chance`}function yt(e){let t=e.newlyPassing;return t.length===0?[]:[{title:[`${C(t.length,`case`)} newly ${M(t.length,`pass`)}`],cases:t}]}function bt(e,t){let{cases:n,answers:r,block:i,elsewhere:a}=t,o=e.cases.slice(0,n),s=Math.max(0,o.length-r);return R(e.title,[...o.map((e,t)=>i(e,t<r)),s>0?`The answers to ${C(s,`case`)} are left out here: ${a}.`:``,B(e.cases.length-o.length,{noun:`more case`,elsewhere:a})])}function xt(){let e=/* @__PURE__ */ new Map;return(t,n)=>{let r=e.get(t)??{short:St(t,!1)};return e.set(t,r),n?(r.long??=V([St(t,!0),Et(t)]),r.long):r.short}}function St(e,t){let n=[w(D(e.description??e.id,120)),...Ct(e),` · `,g(e.place)];return V([v(n),z(wt(e,t))])}function Ct({critical:e,severe:t,baseline:n,candidate:r}){let i=r.trials>1&&n?[` · ${T(n.passes)} → ${T(r.passes)} of ${T(r.trials)} pass`]:[];return[...e?[` · ❗ critical`]:[],...t?[` · always passed, now always fails`]:[],...i]}function wt({baseline:e,candidate:t},n){let r=t.failures.length>0||!e?t:e;return r.failures.slice(0,3).map(({type:e,reason:t})=>{let i=n&&r.answer!==null?Tt(t,r.answer):t;return[`✗ `,g(D(e,40)),` `,D(i,240)]})}function Tt(e,t){let n=t.length<24?-1:e.indexOf(t.slice(0,24));if(n<0)return e;let r=e.slice(0,n),i=r.replace(/; it was ["“«]$/,``);return i===r?`${r}…${/["”»]$/.exec(e)?.[0]??``}`:i}function Et({baseline:e,candidate:t}){if(t.answer===null)return``;let n=e?e.answer:``;if(n===null)return``;let i={same:`  `,removed:`- `,added:`+ `},a=at(e?n:t.answer,t.answer).flatMap(({kind:e,text:t})=>ct(t,96).map(t=>i[e]+t));return r(a.join(`
`),`diff`)}const Dt=1e-4;function Ot(e){return e<Dt?`less than once in ${T(1/Dt)}`:e<=.1?`once in ${T(Number((1/e).toPrecision(2)))}`:`in ${T(Math.round(e*100))} of 100`}function kt(e){let t=[...e.segments,...e.overall&&e.segments.length>1?[e.overall]:[]].filter(({verdict:e,difference:t,unconfirmed:n})=>e!==`invalid`&&!n&&(t??0)<0).reduce((e,t)=>!e||At(t,e)?t:e,null);if(!t)return[];let n=t.adjustedPValue,r=`Chance alone shows ${t===e.overall?`all cases together this bad`:e.segments.length>1?`some segment as bad as ${D(t.name,60)}`:`cases this bad`} ${Ot(n)} harmless edits (adjusted p\u00a0${be(n)})`;return t.verdict===`regression`?[`${r}.`]:[`${r}: too often to be called worse, which does not show that it is not.`]}function At(e,t){let n=e=>e.verdict===`regression`?0:1;return n(e)-n(t)<0||n(e)===n(t)&&e.adjustedPValue<t.adjustedPValue}function jt(e,t,n=!1){let{policy:r}=t;if(!e.overall)return[];if(!e.baseline)return Nt(e,r);let i=r.gate.margin?.segment??null,a=e.segments.filter(e=>e.verdict===`inconclusive`),o=kt(e),s=[n&&o.length>0?[g(e.path),`: `,...o]:o,...a.map(e=>Pt(e,i))],c=e.overall.ofFirstLook?[Mt]:[];return[...[...s,c].filter(e=>e.length>0),Ft(e,t)]}const Mt=`The figures over all cases are those of the first look: only some segments were asked further, which would tilt them.`;function Nt({levels:e,segments:t},{gate:n}){if(typeof n.minPassRate!=`number`)return[];let r=oe(n.minPassRate),i=e?`, α ${ce(t.length===1?e.segments:e.segments+e.overall)}`:``;return[[`Test: exact binomial against the ${r} of `,g(`gate.min-pass-rate`),`${i}. p is how often a prompt that passes ${r} would pass so few.`]]}function Pt(e,t){let{minimumDetectableEffect:n,detectableBySuite:r,casesNeeded:i,families:a}=e;if(n===null)return[];let o=`${`${C(e.cases,`case`)}${a===void 0||a===e.cases?``:` of ${C(a,`family`,`families`)}`}`} show a drop of ${Se(n)} points 4 times out of 5, and may miss a smaller one`,s=typeof r==`number`&&r<n?`; all cases of the suite, one of ${Se(r)} points`:``,c=i===null||t===null?``:` For ${Se(t)} points it needs ${C(i,`case`)}.`;return[`${D(e.name,60)}: ${o}${s}.${c}`]}function Ft(e,{policy:t,prompts:n}){let r=rt[t.gate.test??`proportions-z`],i=t.gate.correction===`holm`?`Holm`:`min-P`,{levels:a,suite:o,segments:s,overall:c}=e,l=[`Test: ${r}`];s.length>1&&l.push(`${i} over ${C(s.length,`segment`)}`),a&&l.push(`α ${ce(a.segments)} + ${ce(a.overall)} (segments + overall)`);let u=n.filter(S).length;u>1&&l.push(he({prompts:n,policy:t})>0?`the α of ${u} prompts together`:`for each of ${u} prompts by itself`),o&&o.trials>1&&l.push(`${Pe(o.trials)} trials a case, the case being the unit`);let{families:d,cases:f=0}=c??{};d!==void 0&&d<f&&l.push(`${C(d,`family`,`families`)} of ${C(f,`case`)} being the units`);let p=s.length>1?` Each interval is one of 95\xA0% by itself, not adjusted for their number.`:``;return[`${l.join(`, `)}. One-sided: p is for “candidate worse”.${p}`]}function It(e){return{heads:[`segment`,`p`,`adjusted p`,`two-proportion z`,`its p`,`Fisher p`,`detectable drop`],rows:[...F(e.segments),...e.overall?[e.overall]:[]].map(Lt)}}function Lt(e){let{twoProportion:t,minimumDetectableEffect:n}=e;return[D(e.name,60),h(e.pValue),h(e.adjustedPValue),t?ie(t.z):`—`,t?h(t.pValue):`—`,t&&t.fisher!==null?h(t.fisher):`—`,n===null?`—`:`${Se(n)} points`]}function Rt(e){return Bt([...Vt(e,`alarm`),...Vt(e,`notice`)])}function zt(e){return Bt(Vt(e,`fact`))}function Bt(e){return k(e,8,e=>[`${C(e,`more notice`)} in the result JSON.`])}function Vt({notices:e,prompts:t},n){let r=e=>e.gravity===n;return[...e.filter(r).map(({text:e})=>j(e)),...Ht(t.map(({path:e,notices:t})=>({path:e,notices:t.filter(r)})))]}function Ht(e){let t=/* @__PURE__ */ new Map;for(let{path:n,notices:r}of e)for(let{text:e}of r)t.set(e,(t.get(e)??/* @__PURE__ */ new Set).add(n));return[...t].map(([t,n])=>n.size===e.length?j(t):[...Ut([...n]),`: `,...j(t)])}function Ut(e){let t=e.slice(0,5).flatMap((e,t)=>[...t>0?[`, `]:[],g(e)]),n=e.length-5;return n>0?[...t,` and ${n} more`]:t}function Wt({errors:e},t=0){let n=e.slice(t).map(({message:e,place:t,remedy:n})=>{let r=[e,n].filter(Boolean).join(` `),i=j(D(r,500));return{sentence:r,text:t?[g(t),`: `,...i]:i}}),r=We(n,{sentenceOf:({sentence:e})=>e,more:e=>({sentence:``,text:[`${C(e,`more problem`)} of the same kind in the result JSON.`]})}).map(({text:e})=>e);return k(r,10,e=>[`${C(e,`more problem`)} in the result JSON.`])}function Gt(e){return`${C(e.length,`answer`)} did not come: ${Kt(e)}`}function Kt(e){return[`candidate`,`baseline`].map(t=>({arm:t,count:e.filter(e=>e.arm===t).length})).filter(({count:e})=>e>0).map(({arm:e,count:t})=>`${T(t)} of the ${e}`).join(`, `)}function qt(e){if(e.length===0)return[];let t=e.map(({name:e,missing:t,cases:n,missingBy:r})=>`${T(t)} of ${T(t+n)} in ${D(e,60)}${r?Jt(r):``}`);return[`Pairs of answers that did not come: `,...P(t),`.`]}function Jt({baseline:e,candidate:t,both:n}){let r=[{count:t,what:`the candidate’s alone`},{count:e,what:`the baseline’s alone`},{count:n,what:`both`}].filter(({count:e})=>e>0);return r.length===0?``:` (${r.map(({count:e,what:t})=>`${T(e)} ${t}`).join(`, `)})`}function Yt(e,t){let n=e.filter(S),r=n.filter(e=>!ve(e)),i=n.filter(ve),a=e.filter(O),o=r.flatMap(e=>e.segments),s=o.filter(xe),c=[...r.length>0?[[`no regression shown in `,...Zt(r)]]:[],...s.length>0?[ae(s,o)]:[],...i.length>0?[[`nothing could be told of `,...Zt(i)]]:[],...te(a,t)];return{sign:Xt(e),text:c.flatMap((e,t)=>t===0?e:[`; `,...e])}}function Xt(e){return e.some(Ve)?N:e.some(e=>S(e)&&!ve(e))?Me:e.some(e=>O(e)&&!Te(e))?Ee:Ge}function Zt(e){return P(e.map(({path:e})=>g(e)))}const Qt=String.raw`(?:\u001B\u005C|\u009C)`,$t=String.raw`\u0018\u001A\u001B\u0080-\u009F`,en=String.raw`(?:\u001B\]|\u009D)[^\u0007${$t}]*(?:\u0007|${Qt})`,tn=String.raw`(?:\u001B[PX^_k]|[\u0090\u0098\u009E\u009F])[^${$t}]*${Qt}`,nn=`${String.raw`\u001B\](?:P[\dA-Fa-f]{7}|R)(?:\u0007|${Qt})?`}|${en}|${tn}|${String.raw`(?:\u001B\[|\u009B)[\u0030-\u003F]*[\u0020-\u002F]*[\u0040-\u007E]`}|${String.raw`\u001B(?:[\u0020-\u002F]+[\u0030-\u007E]|[\dA-PR-TZcf-oq-uy=><~|}])`}`;function rn({onlyFirst:e=!1}={}){return new RegExp(nn,e?void 0:`g`)}const an=rn();function on(e){if(typeof e!=`string`)throw TypeError(`Expected a \`string\`, got \`${typeof e}\``);return!e.includes(`\x1B`)&&!e.includes(``)?e:e.replace(an,``)}const sn=[161,161,164,164,167,168,170,170,173,174,176,180,182,186,188,191,198,198,208,208,215,216,222,225,230,230,232,234,236,237,240,240,242,243,247,250,252,252,254,254,257,257,273,273,275,275,283,283,294,295,299,299,305,307,312,312,319,322,324,324,328,331,333,333,338,339,358,359,363,363,462,462,464,464,466,466,468,468,470,470,472,472,474,474,476,476,593,593,609,609,708,708,711,711,713,715,717,717,720,720,728,731,733,733,735,735,768,879,913,929,931,937,945,961,963,969,1025,1025,1040,1103,1105,1105,8208,8208,8211,8214,8216,8217,8220,8221,8224,8226,8228,8231,8240,8240,8242,8243,8245,8245,8251,8251,8254,8254,8308,8308,8319,8319,8321,8324,8364,8364,8451,8451,8453,8453,8457,8457,8467,8467,8470,8470,8481,8482,8486,8486,8491,8491,8531,8532,8539,8542,8544,8555,8560,8569,8585,8585,8592,8601,8632,8633,8658,8658,8660,8660,8679,8679,8704,8704,8706,8707,8711,8712,8715,8715,8719,8719,8721,8721,8725,8725,8730,8730,8733,8736,8739,8739,8741,8741,8743,8748,8750,8750,8756,8759,8764,8765,8776,8776,8780,8780,8786,8786,8800,8801,8804,8807,8810,8811,8814,8815,8834,8835,8838,8839,8853,8853,8857,8857,8869,8869,8895,8895,8978,8978,9312,9449,9451,9547,9552,9587,9600,9615,9618,9621,9632,9633,9635,9641,9650,9651,9654,9655,9660,9661,9664,9665,9670,9672,9675,9675,9678,9681,9698,9701,9711,9711,9733,9734,9737,9737,9742,9743,9756,9756,9758,9758,9792,9792,9794,9794,9824,9825,9827,9829,9831,9834,9836,9837,9839,9839,9886,9887,9919,9919,9926,9933,9935,9939,9941,9953,9955,9955,9960,9961,9963,9969,9972,9972,9974,9977,9979,9980,9982,9983,10045,10045,10102,10111,11094,11097,12872,12879,57344,63743,65024,65039,65533,65533,127232,127242,127248,127277,127280,127337,127344,127373,127375,127376,127387,127404,917760,917999,983040,1048573,1048576,1114109],cn=[12288,12288,65281,65376,65504,65510],ln=[4352,4447,8986,8987,9001,9002,9193,9196,9200,9200,9203,9203,9725,9726,9748,9749,9776,9783,9800,9811,9855,9855,9866,9871,9875,9875,9889,9889,9898,9899,9917,9918,9924,9925,9934,9934,9940,9940,9962,9962,9970,9971,9973,9973,9978,9978,9981,9981,9989,9989,9994,9995,10024,10024,10060,10060,10062,10062,10067,10069,10071,10071,10133,10135,10160,10160,10175,10175,11035,11036,11088,11088,11093,11093,11904,11929,11931,12019,12032,12245,12272,12287,12289,12350,12353,12438,12441,12543,12549,12591,12593,12686,12688,12773,12783,12830,12832,12871,12880,42124,42128,42182,43360,43388,44032,55203,63744,64255,65040,65049,65072,65106,65108,65126,65128,65131,94176,94180,94192,94198,94208,101594,101631,101664,101760,101874,101888,102801,102816,102866,110576,110579,110581,110587,110589,110590,110592,110888,110898,110898,110928,110930,110933,110933,110948,110952,110960,111355,119552,119638,119648,119670,126980,126980,127183,127183,127374,127374,127377,127386,127406,127406,127488,127490,127504,127547,127552,127560,127568,127569,127584,127589,127744,127776,127789,127797,127799,127868,127870,127891,127904,127946,127951,127955,127968,127984,127988,127988,127992,128062,128064,128064,128066,128252,128255,128317,128331,128334,128336,128359,128378,128378,128405,128406,128420,128420,128507,128591,128640,128709,128716,128716,128720,128722,128725,128729,128732,128735,128747,128748,128756,128764,128986,128986,128992,129003,129008,129008,129292,129338,129340,129349,129351,129535,129648,129660,129664,129734,129736,129736,129740,129757,129759,129771,129775,129786,131072,196605,196608,262141],un=(e,t)=>{let n=0,r=Math.floor(e.length/2)-1;for(;n<=r;){let i=Math.floor((n+r)/2),a=i*2;if(t<e[a])r=i-1;else if(t>e[a+1])n=i+1;else return!0}return!1},dn=19968,[fn,pn]=/* #__PURE__ */ mn(ln);function mn(e){let t=e[0],n=e[1];for(let r=0;r<e.length;r+=2){let i=e[r],a=e[r+1];if(dn>=i&&dn<=a)return[i,a];a-i>n-t&&(t=i,n=a)}return[t,n]}const hn=e=>e<161||e>1114109?!1:un(sn,e),gn=e=>e<12288||e>65510?!1:un(cn,e),_n=e=>e>=fn&&e<=pn?!0:e<4352||e>262141?!1:un(ln,e);function vn(e){if(!Number.isSafeInteger(e))throw TypeError(`Expected a code point, got \`${typeof e}\`.`)}function yn(e,{ambiguousAsWide:t=!1}={}){return vn(e),gn(e)||_n(e)||t&&hn(e)?2:1}const bn=new Intl.Segmenter,xn=/[^\u{20}-\u{7E}]/v,Sn=String.raw`\u{600}-\u{605}\u{6DD}\u{890}\u{891}\u{8E2}\u{110BD}\u{110CD}`,Cn=RegExp(`^[${Sn}]+`,`v`),wn=new RegExp(String.raw`[^\p{Default_Ignorable_Code_Point}\p{Control}\p{Enclosing_Mark}\p{Nonspacing_Mark}[\p{Format}--[${Sn}]]]`,`v`),Tn=/^(?:\p{RGI_Emoji}|\p{Regional_Indicator}{1,2}|[\d#*]\u{FE0F})/v,En=/^[\p{Emoji_Presentation}--[\u{10000}-\u{10FFFF}]]\u{FE0E}/v;function Dn(e,t){if(t>=e.length)return 0;let n=/(?<![\p{Emoji_Modifier_Base}\u{200D}])\p{Emoji_Modifier}/gv;n.lastIndex=t;let r=0;for(;n.test(e);)r++;return r}const On=/\u{200D}\p{Extended_Pictographic}/v;function kn(e){let t=e.search(wn);return t===-1?void 0:e.slice(t)}function An(e){return e>=4352&&e<=4607||e>=43360&&e<=43388||e>=44032&&e<=55203||e>=55216&&e<=55238||e>=55243&&e<=55291}function jn(e,t){let n=0;for(let r of e){if(r===`‍`)break;wn.test(r)&&(n+=yn(r.codePointAt(0),t))}return n}function Mn(e,t){let n=e.codePointAt(0),r=n===69821||n===69837||n>=1536&&n<=2303?Cn.exec(e):void 0;if(r){let n=e.slice(r[0].length),i=Mn(n,t),a=kn(n);return i>=2&&(yn(a.codePointAt(0),t)===2||Tn.test(a)||On.test(a))?i:[...r[0]].length+i}let i=kn(e);if(i===void 0)return 0;if(An(n))return yn(n,t)+Dn(e,1)*2;if(En.test(i))return 1;let a=Tn.exec(i);if(a)return 2+Dn(i,a[0].length)*2;let o=On.exec(i);return o?2+Dn(i,o.index+o[0].length)*2:jn(i,t)}function Nn(e,t){let n=0,r=e.search(xn);r>1&&(n=r-1,e=e.slice(n));let i=e.length;for(;i>0;){let t=e.codePointAt(i-1);if(t<32||t>126)break;i--}if(i+1<e.length&&(n+=e.length-i-1,e=e.slice(0,i+1)),!/[^\u{20}-\u{7E}\u{4E00}-\u{9FFF}\u{AC00}-\u{D7A3}]/v.test(e))return n+e.length+e.replaceAll(/[\u{20}-\u{7E}]/gv,``).length;e=e.toWellFormed(),e=e.replaceAll(/(?<=[\u{16D63}-\u{16D6A}])[\u{16D63}-\u{16D6A}]+/gv,``);let a={ambiguousAsWide:!t};for(let{segment:t}of bn.segment(e))t.length===1?wn.test(t)&&(n+=yn(t.codePointAt(0),a)):n+=Mn(t,a);return n}function H(e,t={}){if(typeof e!=`string`||e.length===0)return 0;let{ambiguousIsNarrow:n=!0,countAnsiEscapeCodes:r=!1}=t,i=e;return!r&&(i.includes(`\x1B`)||i.includes(``))&&(i=on(i)),xn.test(i)?Nn(i,n):i.length}const Pn=[1,2,5,10,20,25,50];function Fn(e,t=7){let n=e.flatMap(({interval:e,difference:t})=>[...e??[],t??0]).filter(Number.isFinite).map(e=>e*100),r=Math.max(-100,Math.min(0,...n)),i=Math.min(100,Math.max(0,...n));return Pn.map(e=>({low:Math.min(-1,Math.floor(r/e))*e,high:Math.max(1,Math.ceil(i/e))*e,step:e})).find(e=>In(e).length<=t)??{low:-100,high:100,step:100}}function In({low:e,high:t,step:n}){let r=Math.ceil(e/n),i=Math.floor(t/n)-r+1;return Array.from({length:Math.max(0,i)},(e,t)=>(r+t)*n+0)}function Ln(e,t=72){let n=F(e).filter(({interval:e})=>e!==null);if(n.length===0)return[];let r=n.map(({name:e})=>Un(e,Math.floor(t/3))),i=Math.max(...r.map(e=>H(e))),a=Math.max(20,t-i-Rn-zn.length),o=Fn(n,Math.max(3,Math.floor(a/7))),s=(o.high-o.low)/o.step,c={axis:o,perStep:Math.max(2,Math.floor((a-3)/s))},l=n.map((e,t)=>{let n=r[t]??``;return`${n}${` `.repeat(i-H(n)+Rn)}${Hn(e,c)}`.trimEnd()});return[Vn(c,i+Rn)+zn,...l]}const Rn=3,zn=`   points`;function Bn(e,{axis:t,perStep:n}){let r=Math.min(t.high,Math.max(t.low,e));return Math.round((r-t.low)/t.step*n)}function Vn(e,t){let n=[];for(let r of In(e.axis)){let i=r===0?`0`:x(r/100),a=t+Bn(r,e)-Math.floor(i.length/2);for(;n.length<a;)n.push(` `);n.push(...i)}return n.join(``)}function Hn(e,t){let n=Array.from({length:Bn(t.axis.high,t)+1},()=>` `),r=Bn(0,t);n[r]=`│`;let{interval:i,difference:a}=e;if(!i)return n.join(``);let[o,s]=[Bn(i[0]*100,t),Bn(i[1]*100,t)];for(let e=o;e<=s;e++)n[e]=e===r?`┼`:`─`;return n[o]=`├`,n[s]=`┤`,a!==null&&(n[Bn(a*100,t)]=`●`),n.join(``)}function Un(e,t){let n=D(e,t);for(;H(n)>t;)n=D(n,[...n].length-1);return n}const Wn=`Once this is merged`;function Gn({prompts:e,registryPlan:t}){let n=[...e.map(Kn).filter(e=>e.length>0),...t?Zn(t):[]];return k(n,20,e=>[`${C(e,`more line`)} in the result JSON.`])}function Kn({path:e,change:t,becomes:n}){if(!n)return[];let{name:r,version:i,part:a,because:o,known:s,onMain:c}=n,l=[g(r),` ${D(i)}`];if(s&&i===c)return t===`suite`?[]:[g(e),` stays `,...l,`: what is asked is the same.`];if(s)return[g(e),` is `,...l,` again.`,...qn(n)];let u=a===null?[` (the first version)`]:[` (${D([a,o.join(`, `)].filter(Boolean).join(`: `),400)})`];return[g(e),` becomes `,...l,...u,`.`,...qn(n)]}function qn({name:e,version:t,environments:n}){return n.flatMap(n=>{let{name:r,serves:i,needs:a}=n;if(i.length===1&&i[0]===t)return[` `,g(r),` serves it already.`];let o=i.length===0?` (nothing now)`:` (${D(i.slice(0,5).join(`, `))} now)`;return[` `,g(r),o,...Jn(a,{name:e,version:t,where:r}),`.`]})}function Jn(e,{name:t,version:n,where:r}){let i=e.map(Yn).filter(e=>e.length>0);if(i.length>0)return[` does not take it: `,...nr(i)];let a=e.map(Xn).filter(e=>e.length>0),o=a.length===0?[]:[` once `,...nr(a)];if(e.some(({kind:e})=>e===`by-hand`)){let e={code:D(`promote ${t}@${n} --to ${r}`,160)};return[` is given it by hand`,...o,`: `,e]}return[` serves it`,...a.length>0?o:[` with the next `,g(`record`)]]}function Yn(e){switch(e.kind){case`archived`:return[`it is archived`];case`held`:return[e.version===null?`the prompt is held there`:`it is held there`,e.until===null?``:` until ${D(e.until)}`];case`pinned-model`:return[`its model is not pinned to a dated snapshot`];case`min-pass-rate`:return[`nothing serves there to compare it with, and `,g(`gate.min-pass-rate`),` is off`];case`cases`:return[`its suite has ${C(e.has,`case`)}, and ${e.asked} are asked for`];default:return[]}}function Xn(e){switch(e.kind){case`soak`:return[`it served `,g(e.in),` for ${ir(e.forMs)}`];case`evidence`:return[`its answers on main are enough`];default:return[]}}function Zn(e){let{environments:t,keys:n,publish:r}=e;return[...Qn(e),...t.added.map(({name:e,rules:t})=>[g(e),` is a new environment: `,...rr(t.map(g)),`.`]),...t.removed.map(({name:e,serves:t})=>{let n=t.flatMap(({prompt:e,versions:t})=>t.map(t=>g(`${e} ${t}`))),r=n.length>0?[`, and it goes on serving `,...P(n,5)]:[];return[g(e),` is no environment any more: nothing is promoted there`,...r,`.`]}),...t.changed.map(({name:e,changes:t})=>{let n=t.map(({setting:e,from:t,to:n})=>[g(e),` from `,g(t),` to `,g(n)]);return[g(e),`: `,...nr(n),`.`]}),...t.last?[[`The last environment, by which versions are called active, is `,g(t.last.to),` instead of `,g(t.last.from),`.`]]:[],...tr(`promotion key`,n.promotion,20),...tr(`pointer key`,n.pointer,20),...tr(`destination`,r),...e.promotions.map($n),...e.tooFewCases.map(({environment:e,asked:t,prompt:n,has:r})=>{let i=`${C(r,`case`)}: its versions would be refused there.`;return[g(e),` asks for ${t} cases, and the suite of `,g(n),` has ${i}`]})]}function Qn({change:e}){return e===`added`?[[`The registry begins: the first `,g(`record`),` gives every prompt of main its version 1.0.0 where there is no log yet.`]]:[]}function $n({environment:e,prompt:t,version:n,outcome:r,missing:i,evidence:a}){let o={promoted:` will serve `,waits:` waits for `,refused:` is not promoted to `,pending:` waits for evidence before `},s=i.length>0?`: ${D(i.join(` `),400)}`:a?` (${er(a)}).`:`.`;return[g(t),` ${D(n)}`,o[r],g(e),s]}function er({verdict:e,cases:t,against:n,at:r}){let i=n===null?`by its own pass rate`:`against ${D(n)}`;return`${e} on ${C(t,`case`)} ${i}${r===null?``:`, of ${r.slice(0,10)}`}`}function tr(e,{added:t,removed:n},r){let i=(t,n)=>{if(t.length===0)return[];let i=t.map(e=>g(r===void 0?e:e.slice(0,r)));return[[`${C(t.length,e)} ${n}: `,...P(i,5),`.`]]};return[...i(t,`added`),...i(n,`removed`)]}function nr(e){return e.flatMap((t,n)=>[...n===0?[]:n===e.length-1?[` and `]:[`, `],...t])}function rr(e){return e.flatMap((e,t)=>t===0?[e]:[`, `,e])}function ir(e){let t=e/36e5;return Number.isInteger(t)?t>=48&&t%24==0?`${t/24} days`:C(t,`hour`):e%6e4==0?`${e/6e4} min`:`${e/1e3} s`}function ar(e,t){if(!A(e))return xr(e);if(!e.baseline)return vr(e,t);let n=qe(e),r=n.slice(0,3),i=r.flatMap(t=>[...or(t,e),` `]),a=ur(e)&&n.length===0?lr(e):[];return Sr([...i,...a,...dr(e),...hr(e,r),..._r(e)])}function or(e,t){return[...sr(t.segments.length===1?`The candidate`:Ye(D(e.name,60)),e,t.suite?.trials??1),` `,...cr(e)]}function sr(e,t,n){let{baseline:r,candidate:i,difference:a,interval:o}=t,s=n>1?`${b(i.rate)} of ${C(i.n,`answer`)} to ${C(t.cases,`case`)}`:`${T(i.passes)} of ${C(i.n,`case`)}`,c=r&&(n>1?b(r.rate):T(r.passes)),l=[...o?[`95\u00a0% CI ${ye(o,` to `)}`]:[],`adjusted p\u00a0${be(t.adjustedPValue)}`];return[`${e} passes ${s}${c?`, down from ${c}`:``}`,...a===null?[]:[`: `,w(`${x(a)} points`)],` (${l.join(`, `)}).`]}function cr({losses:e,wins:t}){return[`${`${Ye(Pe(e))} ${e===1?`case`:`cases`} newly ${M(e,`fail`)}`}, ${`${t===0?`none`:Pe(t)} newly ${M(t,`pass`)}`}.`]}function lr(e){return e.overall?[...sr(`Over all cases the candidate`,e.overall,e.suite?.trials??1),` `,...cr(e.overall),` `]:[]}function ur(e){return e.reasons.some(e=>e.kind===`overall-regression`)}function dr({reasons:e}){return[`critical-case`,`critical-case-unanswered`].flatMap(t=>{let n=e.filter(e=>e.kind===t).map(({caseId:e=``})=>g(e));if(n.length===0)return[];let r=t===`critical-case`?`always ${M(n.length,`fail`)}`:`${n.length===1?`has`:`have`} no answer`;return[`The critical ${n.length===1?`case`:`cases`} `,...P(n),` always passed and now ${r}. `]})}const fr={worse:{one:`gets worse too`,many:`get worse too`,only:``},improved:{one:`improves`,many:`improve`,only:`The candidate improves.`},noWorse:{one:`is no worse`,many:`are no worse`,only:`The candidate is no worse.`},noChange:{one:`shows no change`,many:`show no change`,only:`No change of quality is shown.`},inconclusive:{one:`cannot be told`,many:`cannot be told`,only:`Whether quality changed cannot be told.`},invalid:{one:`could not be judged`,many:`could not be judged`,only:`The candidate could not be judged.`}};function pr({verdict:e,difference:t,interval:n}){switch(e){case`regression`:return fr.worse;case`pass`:return Math.abs(t??0)<=.05&&!mr(n)?fr.noChange:fr.noWorse;default:return fr[e]}}function mr(e){return e!==null&&(e[0]>0||e[1]<0)}function hr({segments:e},t){let n=e.filter(e=>!t.includes(e)),[r]=n;if(e.length===1)return r&&pr(r).only!==``?[pr(r).only]:[];let i=Object.values(fr).map(e=>({fate:e,names:gr(n.filter(t=>pr(t)===e))})).filter(({names:e})=>e.length>0).flatMap(({fate:e,names:t},n)=>{let[r=``,...i]=t,a=n===0?[Ye(r),...i]:t;return[...n===0?[]:[`, `],...P(a),` ${t.length===1?e.one:e.many}`]});return i.length>0?[...i,`.`]:[]}function gr(e){return e.map(e=>D(e.name,60))}function _r({segments:e}){let t=e.filter(e=>e.verdict===`invalid`&&e.missing>0);return t.length===0?[]:[` `,...qt(t)]}function vr(e,t){let{overall:n}=e;if(!n)return[];let{passes:r,n:i,rate:a}=n.candidate;return[g(e.path),` ${e.change===`added`?`is new and`:`cannot be run at the base, so it`} has nothing to be compared with: it passes ${T(r)} of ${T(i)} (`,w(b(a)),`).`,...br(e,t.gate.minPassRate??null),...yr(e,t)]}function yr(e,{gate:t}){let n=we(e);if(n===null||typeof t.minPassRate!=`number`)return[];let r=n.length>0?n:e.overall?[e.overall]:[],i=Math.min(...r.map(({adjustedPValue:e})=>e)),a=e.segments.length>1&&n.length>0?[` in `,...d(n,e.segments)]:[],o=oe(t.minPassRate),s=t.onInconclusive===`block`?[`. That blocks, since `,g(`gate.on-inconclusive`),` says so`]:[`. That is reported and does not block: only a rate that is shown to be below does`];return[` It is not shown to reach `,w(o),...a,`, which the policy asks for`,...s,` (adjusted p\u00a0${be(i)}: how often a prompt that passes ${o} would pass so few).`]}function br({reasons:e,segments:t},n){let r=e.filter(e=>e.kind===`below-min-pass-rate`).map(({segment:e=`all cases`})=>w(D(e,60)));return r.length===0?[]:[` The policy asks for `,n===null?`more`:w(oe(n)),...t.length>1?[` in `,...P(r)]:[],`.`]}function xr(e){let t=g(e.path);if(e.verdict===`error`)return[t,` was not judged.`];switch(e.change){case`deleted`:return[t,` is deleted.`];case`suite`:return[`Only the suite of `,t,` changed; nothing was run.`];default:return[t,` was not run.`]}}function Sr(e){let t=e.at(-1);return typeof t==`string`&&t.trim()===``?e.slice(0,-1):e}function Cr(e){let t=e.prompts.flatMap(t=>[wr(t,e),Tr(t)]).filter(e=>e.length>0);return k(t,10,e=>[`${C(e,`more remark`)} in the result JSON.`])}function wr(e,t){if(A(e)&&!e.baseline)return I(e)?[]:ar(e,t.policy);switch(e.change){case`deleted`:case`suite`:return!I(e)&&!A(e)&&t.prompts.length>1?ar(e,t.policy):[];case`renamed`:return e.baseline?[g(e.path),` was `,g(e.baseline.path),`.`]:[];case`policy`:return[g(e.path),` is asked otherwise by the policy (`,...P(e.because.map(g)),`).`];case`include`:return[g(e.path),` changes through `,...P(e.because.map(g)),`.`];default:return[]}}function Tr({path:e,verdict:t,newlyFailing:n}){let r=t===`pass`?n.filter(e=>e.severe):[];if(r.length===0)return[];let i=r.map(({id:e,description:t})=>g(t??e));return[g(e),`: `,...P(i),` always passed and now always ${M(r.length,`fail`)}.`]}function Er(e,t){let{verdict:n}=e;if(!O(t)||n===`invalid`)return{sign:ze[n],words:n,likeVerdict:n};if(n===`regression`)return{sign:Ke,words:`too low`,likeVerdict:`regression`};let r=ke(t);return Ce(e)?{sign:N,words:r,likeVerdict:`invalid`}:{sign:t.change===`added`?Ee:Ge,words:r,likeVerdict:null}}function Dr(e,t){if(O(t))return Er(e,t);let n=t.reasons.some(e=>e.kind===`overall-regression`),r=n?`regression`:e.verdict;return n||r===`improved`?{sign:ze[r],words:r,likeVerdict:r}:null}function Or(e){return e?[e.model,...e.otherModels??[]]:[]}function kr(e){return e.flatMap((e,t)=>t===0?[g(e)]:[`, `,g(e)])}function Ar(e){let{baseline:t,candidate:n,suite:r}=e,[i,a]=[Or(t),Or(n)],o=i.length>0&&a.length>0&&i.join()!==a.join()?[...kr(i),` → `,...kr(a)]:kr(a.length>0?a:i),s=t&&n&&t.path!==n.path?[`, was `,g(t.path)]:[],c=[...t?[`, baseline `,g(Rr(t.sha256))]:[],...n?[`, candidate `,g(Rr(n.sha256))]:[],...r?[`, suite `,g(r.path),` `,g(Rr(r.sha256))]:[],...(e.judges??[]).flatMap(e=>[`, judged by `,g(e)])],l=r&&r.sampled<r.cases?` (${T(r.sampled)} of ${C(r.cases,`case`)})`:``;return[g(e.path),s.length+o.length>0?`: `:``,...o,...s,...c,l]}function jr(e){let{usage:t,base:n,head:r}=e,i=t.fromStore>0?` (${T(t.fromStore)} from the store)`:``,a=[`${C(t.trials,`trial`)}${i}`,...t.savedTrials?[`${T(t.savedTrials)} saved by stop-when-decided`]:[],`${C(t.errored,`error`)}${Mr(e)}`,ee(t.elapsedMs),...t.usd===null?[`price not known`]:[E(t.usd)],...t.judge?[Nr(t.judge)]:[]],o=n.mergeBase?[`Merge base `,g(n.mergeBase.slice(0,12)),`, head `,g(r.sha?.slice(0,12)??`working tree`),`; `]:[],s={code:D(Fr(e),600)};return[...o,`${a.join(`, `)}; `,s,` repeats it.`]}function Mr({prompts:e}){let t=Kt(e.flatMap(({errors:e})=>e));return t===``?``:` (${t})`}function Nr({calls:e,fromStore:t,usd:n}){let r=t>0?` (${T(t)} more from the store)`:``,i=n===null?`, price not known`:` for ${E(n)}`;return`judged in ${C(e,`call`)}${r}${i}`}function Pr(e){return e.prompts.filter(A).map(Ar)}function Fr({base:e,head:t,policySource:{path:r},offline:i,partial:a}){let o=e=>/^[\w.][\w./@-]*$/.test(e),s=o(e.ref)?e.ref:e.mergeBase,c=t.sha!==null&&t.ref!==t.sha?` --head ${o(t.ref)?t.ref:t.sha}`:``,l=r===`.github/prompt-eval-gate.yml`?``:` --config ${o(r)?r:Lr(r)}`;return`${n} gate${s?` --base ${s}`:``}${c}${l}${Ir(a)}${i?` --offline`:``}`}function Ir(e){if(!e)return``;let t=e=>/^[\w.][\w./@-]*$/.test(e)?e:Lr(e);return[...e.prompts.map(t),...e.segments.map(e=>`--segment ${t(e)}`),...e.cases.map(e=>`--case ${t(e)}`),...e.failing?[`--failing`]:[]].map(e=>` ${e}`).join(``)}function Lr(e){return`'${e.replaceAll(`'`,String.raw`'\''`)}'`}function Rr(e){return e.slice(0,12)}const zr=[{head:``,align:`left`},{head:`segment`,align:`left`},{head:`baseline`,align:`right`},{head:`candidate`,align:`right`},{head:`change, 95\xA0% CI`,align:`left`},{head:`lost / won`,align:`right`},{head:`z`,align:`right`},{head:`adjusted p`,align:`right`}];function Br(e,t){return L(zr,Hr(e,t))}function Vr(e,t){let[n,...r]=zr;if(!n)return``;let i=e.flatMap(e=>Hr(e,t).map(([t=[],...n])=>[t,[g(e.path)],...n]));return L([n,{head:`prompt`,align:`left`},...r],i)}function Hr(e,t){let n=F(e.segments).slice(0,t).map(t=>Wr(t,Ur(Er(t,e))));return e.overall?[...n,Wr(e.overall,Ur(Dr(e.overall,e)),!0)]:n}function Ur(e){return e?[`${e.sign.emoji} ${e.words}`]:[]}function Wr(e,t,n=!1){let r=n?[w(`overall`)]:[D(e.name,60)],i=e.missing>0?[` (${T(e.missing)} missing)`]:[];return[t,[...r,...i],...Gr(e).map(e=>[e])]}function Gr(e){let t=e.baseline!==null;return[e.baseline?b(e.baseline.rate):`—`,b(e.candidate.rate),Kr(e),t?`${T(e.losses)} / ${T(e.wins)}`:`—`,t?ie(e.z):`—`,t||e.method!==`none`?h(e.adjustedPValue):`—`]}function Kr({difference:e,interval:t}){return e===null?`—`:`${x(e)}${t?` (${ye(t)})`:``}`}const qr=[{head:`segment`,align:`left`},{head:`tokens a call`,align:`right`},{head:`change, 95\xA0% CI`,align:`left`},{head:`input`,align:`right`},{head:`output`,align:`right`},{head:`cached`,align:`right`},{head:`money a call`,align:`right`}];function Jr(e,t){let n=[...F(e.segments).slice(0,t),...e.overall?[e.overall]:[]];return L(qr,n.map(t=>[t===e.overall?[w(`overall`)]:[D(t.name,60)],...Yr(t).map(e=>[e])]))}function Yr({cost:e}){let{baseline:t,candidate:n,ratio:r}=e,i=e=>`${t?`${e(t)} → `:``}${e(n)}`,a=r&&Number.isFinite(r.high)?` (${de(r.low,!1)} … ${de(r.high,!1)})`:``;return[i(e=>T(e.totalTokens)),r?`${de(r.ratio)}${a}`:`—`,i(e=>T(e.inputTokens)),i(e=>T(e.outputTokens)),i(e=>T(e.cachedInputTokens)),n.usd===null?`—`:i(e=>e.usd===null?`—`:E(e.usd))]}const{Ansis:Xr,fg:Zr,bg:Qr,rgb:$r,bgRgb:ei,hex:ti,bgHex:ni,reset:ri,inverse:ii,hidden:ai,visible:oi,link:si,bold:ci,dim:li,italic:ui,underline:di,strikethrough:fi,black:pi,red:mi,green:hi,yellow:gi,blue:_i,magenta:vi,cyan:yi,white:bi,gray:xi,redBright:Si,greenBright:Ci,yellowBright:wi,blueBright:Ti,magentaBright:Ei,cyanBright:Di,whiteBright:Oi,bgBlack:ki,bgRed:Ai,bgGreen:ji,bgYellow:Mi,bgBlue:Ni,bgMagenta:Pi,bgCyan:Fi,bgWhite:Ii,bgGray:Li,bgRedBright:Ri,bgGreenBright:zi,bgYellowBright:Bi,bgBlueBright:Vi,bgMagentaBright:Hi,bgCyanBright:Ui,bgWhiteBright:Wi}=(/* @__PURE__ */ e((/* @__PURE__ */ t(((e,t)=>{let n,{defineProperty:r,getPrototypeOf:i,setPrototypeOf:a,create:o,keys:s}=Object,{round:c,max:l}=Math,u=e=>{let t=/([a-f\d]{3,6})/i.exec(e)?.[0],n=t?.length,r=`0x`+(6^n?3^n?`0`:t[0]+t[0]+t[1]+t[1]+t[2]+t[2]:t)|0;return[r>>16,r>>8&255,255&r]},d=e=>{if(8>e)return 30+e;if(16>e)return 82+e;if(e>231)return e>243?37:30;let t=(e-=16)%36,n=e/36|0,r=t/6|0,i=t%6;return 30+(n>2|(r>2)<<1|(i>2)<<2)+(l(n,r,i)>4?60:0)},f={open:``,close:``},p=(e,{open:t=``,close:n=``,f:r})=>{let o=(e.open||``)+t,s=n+(e.close||``),c=(e,...i)=>{if(!e){if(!n)return t;if((e??``)===``)return``}let a,l=r?r(e,...i):e.raw?String.raw({raw:e},...i):``+e,u=c;if(l.includes(`\x1B`))for(;u=u.p;){let{t:e,o:t}=u,n=t.length,r=``,i=0;if(n)for(;~(a=l.indexOf(t,i));i=a+n)r+=l.slice(i,a)+e;l=r+l.slice(i)}return o+(l.includes(`
`)?l.replace(/(\r?\n)/g,s+`$1`+o):l)+s};return a(c,i(e)).p={t,o:n,p:e.p},c.open=o,c.close=s,c},m=new function e(t=globalThis){let i=typeof t==`number`?t:(e=>{let t,r=e.process??{},i=r.argv??[],a=r.env??{},o=0;try{o=((e,t,r)=>(n=t.TERM,n===`dumb`?0:{"24bit":3,truecolor:3,ansi256:2,ansi:1}[t.COLORTERM]||(t.CI?/,GITHUB/.test(r)?3:1:e.platform===`win32`?3:/-256/.test(n)?2:1)))(r,a,`,`+s(a).join(`,`)),t=r.stdout?.isTTY||a.CI||a.PM2_HOME||/edge/.test(a.NEXT_RUNTIME)}catch{a={}}let c,l=o||1,u=`FORCE_COLOR`,d={false:0,0:0,1:1,2:2,3:3}[a[u]]??l,f=-1;for(c of i)/^--color=?(true|always)?$/.test(c)&&(f=l),/^--(no-color|color=(false|never))$/.test(c)&&(f=0);return e.window?.chrome?3:u in a?d:~f?f:a.NO_COLOR?0:t?o:0})(t),l={},m={Ansis:e,level:i,isSupported:()=>v,strip:e=>e.replace(/][^]*|[][[()#;?]*(?:\d+(?:;\d*)*)?[\dA-ORZcf-nqry=><]/g,``),extend(e){for(let t in e){let n=e[t];(typeof n)[0]===`s`&&(h(ee(t),ie(...u(n))),n=S(...u(n))),h(t,n)}return a(m,o({},l))}},h=(e,t)=>{l[e]={get(){return r(this,e,{value:t.call?(...e)=>p(this,t(...e)):p(this,t)})[e]}}},g=1^i,_=i>2,v=i>0,y=(e,t)=>v?{open:`[${e}m`,close:t?`[${t}m`:``}:f,ee=e=>`bg`+e[0].toUpperCase()+e.slice(1),te=e=>t=>e(...u(t)),b=(e,t)=>(n,r,i)=>y(`${e}8;2;${n};${r};${i}`,t),ne=e=>(t,n,r)=>e(((e,t,n)=>e^t|t^n?16+36*c(e/51)+6*c(t/51)+c(n/51):8>e?16:e>248?231:c(24*(e-8)/247)+232)(t,n,r)),x=e=>y(g?`38;5;`+e:d(e),39),re=e=>y(g?`48;5;`+e:d(e)+10,49),S=_?b(3,39):ne(x),ie=_?b(4,49):ne(re),ae={fg:x,bg:re,rgb:S,bgRgb:ie,hex:te(S),bgHex:te(ie),visible:f,reset:y(0,``),bold:y(1,22),dim:y(2,22),italic:y(3,23),underline:y(4,24),inverse:y(7,27),hidden:y(8,28),strikethrough:y(9,29),link:{f:(e,t=e)=>v?`]8;;${e}${t}]8;;`:t==e?e:t+` (​${e}​)`}},oe=(e,t)=>{ae[e]=y(t,39),ae[ee(e)]=y(t+10,49)};return`gray,black,red,green,yellow,blue,magenta,cyan,white`.split(`,`).map(((e,t)=>{t?oe(e+`Bright`,89+t):t=61,oe(e,29+t)})),m.extend(ae)};t.exports=m.default=m})))(),1)).default;function Gi({width:e,color:t}){return{width:Math.min(120,Math.max(60,Number.isFinite(e)?Math.floor(e):120)),paint:new Xr(+!!t)}}function U(e,{width:t,paint:n},r=``){let i=[],a=[],o=0,s=t-H(r),c=()=>{i.push(r+a.join(``).trimEnd()),[a,o]=[[],0]};for(let t of Ki(e,n)){let e=t.reduce((e,t)=>e+H(t.text),0);o>0&&o+1+e>s&&c(),o>0&&(a.push(` `),o+=1);for(let{text:e,style:n}of t.flatMap(e=>Yi(e,s))){let t=H(e);o>0&&o+t>s&&c(),a.push(n(e)),o+=t}}return a.length>0&&c(),i}function Ki(e,t){let n=[],r=!1;for(let i of e){let e=Ji(i,t),a=qi(i),o=D(a,4e3).split(` `),s=/^[ \n\t]/.test(a);for(let[t,i]of o.entries()){if(i===``)continue;let a=n.at(-1);t===0&&r&&!s&&a?a.push({text:i,style:e}):n.push([{text:i,style:e}])}a!==``&&(r=!/[ \n\t]$/.test(a))}return n}function qi(e){return typeof e==`string`?e:`code`in e?e.code:e.strong}function Ji(e,t){return typeof e==`string`?e=>e:`code`in e?e=>t.cyan(e):e=>t.bold(e)}function Yi({text:e,style:t},n){if(H(e)<=n)return[{text:e,style:t}];let r=[``];for(let t of e){let e=r.at(-1)??``;H(e+t)>n?r.push(t):r[r.length-1]=e+t}return r.map(e=>({text:e,style:t}))}function Xi(e,t,{width:n,paint:r}){let i=e.map(({head:e},n)=>Math.max(H(e),...t.map(e=>H(e[n]?.text??``)))),a=Qi(e,i,n),o=$i(a,i)-n;o>0&&(i[1]=Math.max(8,(i[1]??8)-o));let s=t=>a.map(n=>{let{text:r,style:a}=t[n]??{text:``},o=ea(r,i[n]??0),s=` `.repeat((i[n]??0)-H(o)),c=a?a(o):o;return e[n]?.align===`right`?s+c:c+s}).join(Zi).trimEnd();return[s(e.map(({head:e})=>({text:e,style:e=>r.dim(e)}))),...t.map(s)]}const Zi=`  `;function Qi(e,t,n){let r=e.map((e,t)=>t);for(;$i(r,t)>n;){let t=Math.max(...r.map(t=>e[t]?.priority??0));if(t===0)return r;r=r.filter(n=>e[n]?.priority!==t)}return r}function $i(e,t){return e.reduce((e,n)=>e+(t[n]??0),2*(e.length-1))}function ea(e,t){let n=e;for(let r=t;H(n)>t&&r>0;r--)n=D(e,r);return n}function ta(e,t){switch(e){case`bad`:return e=>t.red(e);case`warning`:return e=>t.yellow(e);case`good`:return e=>t.green(e);case`muted`:return e=>t.dim(e)}}function W(e,t,n=`·`){return e.flatMap(e=>{let[r=``,...i]=U(e,{...t,width:t.width-2});return[`${n} ${r}`,...i.map(e=>`  ${e}`)]})}const na=[`█`,`░`,`▓`,`▒`,`▞`,`▚`,`▖`,`▘`];function ra({segments:e,safe:t}){let n=[t,...[...new Set(e.flatMap(({weights:e})=>e.map(({version:e})=>e)))].filter(e=>e!==t)].filter(t=>e.some(({weights:e})=>e.some(e=>e.version===t&&e.before+e.after>0))),r=e=>na[n.indexOf(e)]??`?`,i=n.map(e=>`${r(e)} ${D(e,20)}${e===t?` (safe)`:``}`),a=e.map(({name:e})=>D(e===`*`?`all others`:e,12)),o=Math.max(...a.map(e=>H(e)),7),s=(e,t,n)=>`${e}${` `.repeat(Math.max(0,o-H(e)))}  ${t.padEnd(14)}  ${n}`.trimEnd();return[i.join(`   `),s(`segment`,`now`,`after`),...e.map(({weights:e},t)=>s(a[t]??``,ia(e.map(({version:e,before:t})=>({fill:r(e),share:t}))),ia(e.map(({version:e,after:t})=>({fill:r(e),share:t})))))]}function ia(e){let t=e.filter(({share:e})=>e>0);if(t.length===0)return``;let n=t.map(({share:e})=>Math.max(1,Math.floor(e*14))),r=14-n.reduce((e,t)=>e+t,0),i=t.map(({share:e},t)=>({index:t,rest:e*14-(n[t]??0)})).sort((e,t)=>t.rest-e.rest);for(let{index:e}of i){if(r<=0)break;n[e]=(n[e]??0)+1,--r}for(;r<0;){let e=n.indexOf(Math.max(...n));n[e]=(n[e]??0)-1,r+=1}return t.map(({fill:e},t)=>e.repeat(n[t]??0)).join(``)}function aa(e){return[...sa(e),...ca(e),...k(e.overlaps.filter(la).map(ua),12,oa(`pair`)),...da(e),...k(e.stress.map(fa),12,oa(`what-if`)),...pa(e),...ma(e)]}function oa(e){return t=>[`${C(t,`more ${e}`)} in the result JSON.`]}function sa({quality:{before:e,after:t},metric:n}){if(t===null)return[[`The quality over all segments cannot be told: their shares of the traffic are not known.`]];let r=e===null?``:`, now ${b(e.mean)}`,i=`${C(t.observations,`observation`)} and ${C(t.cases,`case`)} of evidence`;return[[`Expected ${n??`pass rate`} over all segments: ${b(t.mean)} (95 % CI ${b(t.low)} to ${b(t.high)}${r}), from ${i} together.`]]}function ca({evidence:e,safe:t}){return e.filter(({version:e})=>e!==t).map(({version:e,evidence:t,cases:n,at:r,segments:i})=>{if(t===null)return[g(e),`: no evidence.`];let a=Object.entries(i).flatMap(([e,t])=>t===`regression`||t===`invalid`?[g(e)]:[]),o=r===null?``:` of ${D(r.slice(0,10),10)}`,s=a.length===0?[`worse nowhere.`]:[`not good enough for `,...P(a),`.`];return[`Evidence of `,g(e),`${o}, ${C(n,`case`)} in common: `,...s]})}function la({segment:e,cases:t}){return e===`*`&&t>0}function ua({versions:[e,t],cases:n,bothFail:r,phi:i,rescue:a}){let[o]=a,s=o===null?[g(e),` fails none`]:[g(t),` answers ${b(o)} of what `,g(e),` fails`],c=r===null?`—`:b(r),l=i===null?``:`, phi ${i.toFixed(2)}`;return[...s,`; both fail ${c} of ${C(n,`case`)}${l}.`]}function da({segments:e,models:t}){let n=e.reduce((e,t)=>Math.max(e,t.largest),0),r=e.reduce((e,t)=>Math.min(e,t.effectiveVersions),1/0),[i]=t;return[Number.isFinite(r)?[`The largest weight of a segment is ${b(n)}; the segment with the fewest has ${r.toFixed(1)} effective versions.`]:[],i&&i.after!==null?[`${b(i.after)} of the traffic depends on `,g(i.model),`.`]:[]].filter(e=>e.length>0)}function fa({kind:e,what:t,share:n,quality:r,change:i,unserved:a}){let o={"version-gone":[`Without `,g(t)],"model-retired":[`Without the model `,g(t)],"segment-doubles":[`Where the traffic of `,...ne(t),` doubles`]},s=n===null?``:` (${b(n)} of the traffic)`,c=a.length>0?[`nothing is left for `,...a.flatMap((e,t)=>[...t===0?[]:[`, `],...ne(e)])]:[],l=r===null?`the quality is not known`:`the quality is ${b(r.mean)}${i===null?``:` (${x(i)})`}`;return[...o[e],`${s}: `,...c.length>0?c:[l],`.`]}function pa({reassigned:e}){if(e===null||e.share===0)return[];let{share:t,least:n}=e,r=t>n?`, and these weights allow ${b(n)}`:`, the fewest possible`;return[[`${b(t)} of the units get another version${r}.`]]}function ma({cost:{perCall:e,promptCache:t}}){let n=[];if(e.after!==null){let t=e.before===null?``:`${E(e.before*1e3)} → `;n.push([`Cost per 1,000 calls: ${t}${E(e.after*1e3)}.`])}if(t!==null&&t.hitRate.after!==null){let{prefixes:e,hitRate:r,perCall:i}=t,a=i.after===null?``:`; misses cost ${E(i.after*1e3)} per 1,000 calls`;n.push([`${C(e,`prompt prefix`,`prompt prefixes`)} to keep in the providers’ caches: ${b(r.after??0)} of the calls find theirs${a}.`])}return n}function ha(e){let{prompt:t,environment:n,segments:r,metric:i}=e;return{title:[`Portfolio of `,g(t),` in `,g(n)],lead:[...ga(e),...m(e)],bars:k(ra(e),22,e=>`and ${C(e,`more segment`)}`),table:{heads:[`segment`,`serves`,`${i??`pass rate`}, 95 % CI`,`a 15-point drop would cost`],rows:r.slice(0,30).map(t=>_a(t,e.safe))},risks:aa(e)}}function ga({segments:e,delisted:t}){let n=[...e,...t].flatMap(({name:e,weights:t})=>t.map(t=>({name:e,...t}))).filter(({before:e,after:t})=>t>e).sort((e,t)=>t.after-t.before-(e.after-e.before)),r=n.map(({name:e,version:t,before:n,after:r})=>[g(t),n===0?` comes to `:` rises from ${Sa(n)} to `,`${Sa(r)} of `,...ne(e),`.`]),i=n.length===0?[[`No version serves more than it does now.`]]:[];return[...k(r,10,e=>[`${C(e,`more weight`)} rise.`]),...i,...k(t.map(({name:e})=>[`⚠️ `,g(e),` is listed no more: it is served like all others.`]),10,e=>[`${C(e,`more segment`)} listed no more.`])]}function _a({name:e,weights:t,quality:n,noticed:r},i){let a=t.filter(({after:e})=>e>0).sort((e,t)=>t.after-e.after),o=P(a.map(({version:e,after:t})=>`${D(e,20)} ${Sa(t)}`),3);return[ne(e),o,va(n),xa(r,i)]}function va({before:e,after:t}){return t===null?[`—`]:[`${e===null||e.mean===t.mean?``:`${b(e.mean)} → `}${ya(t)}`]}function ya({mean:e,low:t,high:n}){return`${b(e)} (${ba(t)} … ${ba(n)})`}function ba(e){return b(e).replace(/\s*%$/,``)}function xa(e,t){let n=({badAnswers:e})=>e??1/0,r=e.filter(({version:e})=>e!==t).sort((e,t)=>n(t)-n(e))[0];if(!r)return[`—`];let{version:i,badAnswers:a,days:o,acts:s}=r;if(a===null)return[g(i),`: no guard could tell`];let c=o===null?``:` in ${o<1?`a day`:C(Math.round(o),`day`)}`,l=s?`then it is taken back`:`then somebody is told`;return[`${Math.round(a)} bad answers${c} by `,g(i),`, ${l}`]}function Sa(e){return b(e)}function Ca(e,t){return wa(e,Gi({width:t,color:!1})).join(`
`)}function wa(e,t){let{title:n,lead:r,bars:i,table:a,risks:o}=ha(e),s=a.rows.map(e=>{let[t=[],...n]=e,r=n.flatMap((e,t)=>[...t===0?[`: `]:[` · `],...e]);return[...t,...r]});return[...U([w(_(n))],t),...W(r,t),``,...i.map(e=>u(e)),``,...W(s,t),``,...W(o,t)]}function Ta(e,t){let n=Gi(t),r=Xe(e.prompts).filter(e=>e.verdict===`pass`&&A(e)),i=Xe(e.prompts).filter(I),a=e.prompts.filter(A).length>1||e.verdict===`error`,s=[Da(e,n),W(Rt(e),n,N.terminal),W(Wt(e,+(e.verdict===`error`)),n),...i.flatMap(t=>Oa(t,e,n,a)),...et(e)?r.flatMap(t=>ka(t,e,n,a)):[Va(r,e,n)],...(e.portfolioPlans??[]).map(e=>wa(e,n)),Ea(e,n),W(Cr(e),n),Ua(e,n)].filter(e=>e.length>0).map(e=>e.join(`
`)).join(`

`);return o(s)}function Ea(e,t){let n=Gn(e);return n.length===0?[]:[...U([w(Wn)],t),...W(n,t)]}function Da(e,t){let{paint:n}=t,r=Ne(e),[i=``,...a]=U(le(e),{...t,width:t.width-2});return[`${n.bold(ta(r.tone,n)(r.terminal))} ${n.bold(i)}`,...a.map(e=>`  ${n.bold(e)}`)]}function Oa(e,t,n,r){return[r?U([w(`─ `),...ue(e)],n):[],U(ar(e,t.policy),n),ja(e,n),Na(e,n),Fa(e,t,n),Ia(e,n),..._t(e).map((e,t)=>La(e,n,t===0)),Ba(e,n),Wa(jt(e,t),n)]}function ka(e,t,n,r){return[r?U([g(e.path)],n):[],ja(e,n),Fa(e,t,n),Ia(e,n),..._t(e).map(t=>Te(e)?La(t,n,!0):Ha(t,n)),Wa(jt(e,t),n)]}const Aa=[{head:``,align:`left`,priority:0},{head:`segment`,align:`left`,priority:0},{head:`baseline`,align:`right`,priority:2},{head:`candidate`,align:`right`,priority:2},{head:`change, 95\xA0% CI`,align:`left`,priority:0},{head:`lost / won`,align:`right`,priority:3},{head:`z`,align:`right`,priority:4},{head:`adjusted p`,align:`right`,priority:0}];function ja(e,t){if(!A(e))return[];let n=F(e.segments).slice(0,200),r=n.map(n=>Ma(n,Er(n,e),t)),{overall:i}=e;i&&r.push(Ma(i,Dr(i,e),t));let a=e.segments.length-n.length,o=Xi(Aa,r,t);return a>0?[...o,`${C(a,`more segment`)} in the result JSON`]:o}function Ma(e,t,{paint:n}){let r=e.missing>0?` (${e.missing} missing)`:``;return[t?{text:`${t.sign.terminal} ${t.words}`,style:ta(t.sign.tone,n)}:{text:``},{text:D(e.name,40)+r},...Gr(e).map(e=>({text:e}))]}function Na(e,{width:t,paint:n}){let[r,...i]=Ln(e.segments,Math.min(t,90));if(r===void 0)return[];let a=F(e.segments).filter(({interval:e})=>e!==null);return[n.dim(r),...i.map((e,t)=>Pa(e,a[t],n))].slice(0,200)}function Pa(e,t,n){return t?.verdict===`regression`?n.red(e):e}function Fa(e,t,n){let r=se(e,t.policy);if(!r)return[];let i=e.cost?.label===`exceeded`?` ${Ue.exceeded.sign.terminal} `:` `;return U([w(`Cost`),i,...r],n)}function Ia(e,t){let n=y(e);if(!n||!re(e))return[];let r=e.latency?.label===`exceeded`?` ${Ue.exceeded.sign.terminal} `:` `;return U([w(`Latency`),r,...n],t)}function La({title:e,cases:t},n,r){let i=r?t.slice(0,3):[],a=t.length-i.length;return[...U(e,n).map(e=>n.paint.bold(e)),...i.flatMap(e=>[``,...Ra(e,n)]),...a>0?[...r?[``]:[],`  ${C(a,r?`more case`:`case`)} in the HTML and JSON reports`]:[]]}function Ra(e,t){let n=[w(D(e.description??e.id,120)),...Ct(e),` · `,g(e.place)],r=wt(e,!0);return[...U(n,t,`  `),...r.flatMap(e=>U(e,t,`  `)),...za(e,t)]}function za({baseline:e,candidate:t},{width:n,paint:r}){if(t.answer===null||e?.answer===null)return[];let i=at(e?e.answer:t.answer,t.answer,600),a={same:` `,removed:`-`,added:`+`},o={same:r.dim,removed:r.red,added:r.green};return i.flatMap(({kind:e,text:t})=>ct(t,n-6).map(t=>o[e](`    ${a[e]} ${t}`.trimEnd())))}function Ba(e,t){if(e.errors.length===0)return[];let n=[...new Set(e.errors.map(({kind:e,message:t})=>`${e}: ${D(t,200)}`))];return[...U([Gt(e.errors)],t),...W(n.slice(0,5).map(e=>[e]),t)]}function Va(e,{policy:t},n){if(e.length===0)return[];let{sign:r,text:i}=Yt(e,t);return U([`${r.terminal} `,...i,`.`],n)}function Ha({title:e,cases:t},n){let r=t.map(e=>[D(e.description??e.id,120),...Ct(e),` · `,g(e.place)]),i=k(r,10,e=>[`${C(e,`more case`)} in the HTML and JSON reports`]);return[...U(e,n).map(e=>n.paint.bold(e)),...W(i,n)]}function Ua(e,t){let n=e.usage.trials>0?[...Pr(e).slice(0,20),jr(e)]:[];return Wa([...zt(e),...n],t)}function Wa(e,t){return e.flatMap(e=>U(e,t)).map(e=>t.paint.dim(e))}function Ga(e,t,n,r=Ta){let{FORCE_COLOR:i,NO_COLOR:a}=n,o=i?i!==`0`:!!t.isTTY&&!a;t.write(`${r(e,{width:t.columns??100,color:o})}\n`)}function Ka(e){let[t,n]=Ja(e).filter(({path:e})=>e===`-`);if(t&&n)throw new a(`\`--${t.rendering.name} -\` and \`--${n.rendering.name} -\` both mean the standard output.`,{remedy:`Name a file for one of them.`})}async function qa(e,t,n={}){for(let{path:r,rendering:i}of Ja(t)){let t=await i.render(e,n.cases);if(r===`-`&&n.output)for(let e of typeof t==`string`?[t]:t)n.output.write(i.name===`json`?l(e):e);else await Je(r,t),n.onWritten?.(r)}}function Ja(e){return ge.flatMap(t=>{let n=e[t.name];return n===void 0?[]:[{path:n,rendering:t}]})}function Ya(e){return`${JSON.stringify(tt.parse(e),null,2)}\n`}function*Xa(e,t){if(!t){yield Ya(e);return}let{prompts:n,...r}=tt.parse(e);yield Qa(r,0),yield`,
  "prompts": [`;for(let[e,r]of n.entries())yield e>0?`,
    `:`
    `,yield*Za(r,t.outcomesOf(r.path));yield`${n.length>0?`
  `:``}]\n}\n`}function*Za(e,t){yield Qa(e,4),yield`,
      "cases": [`;let n=`
        `;for(let e of t)yield n+JSON.stringify($e.parse(e)),n=`,
        `;yield`
      ]
    }`}function Qa(e,t){let n=JSON.stringify(e,null,2);return n.slice(0,n.lastIndexOf(`
`)).replaceAll(`
`,`\n${` `.repeat(t)}`)}function $a(e){return JSON.stringify(e).replace(/[<>&\u2028\u2029]/g,e=>`\\u${e.charCodeAt(0).toString(16).padStart(4,`0`)}`)}function G(e,...t){return{markup:e.reduce((e,n,r)=>e+eo(t[r-1]??null)+n)}}function eo(e){return e===null?``:typeof e==`string`?c(e):typeof e==`number`?String(e):`markup`in e?e.markup:e.map(eo).join(``)}function K(e){return e.map(e=>typeof e==`string`?G`${e}`:`code`in e?G`<code>${e.code}</code>`:G`<strong>${e.strong}</strong>`)}function q(e){return{markup:e}}const to=String.raw`'use strict';
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
`;function J({name:e,kind:t},n){if(!Number.isFinite(n))return`—`;switch(t){case`rate`:case`error`:return no(n);case`calls`:return T(n);case`duration`:return ro(io(e,n));case`money`:return/usd/.test(e)?E(n):String(Number(n.toPrecision(3)));default:return String(Number(n.toPrecision(3)))}}function no(e){let t=e*100,n=t!==0&&t<.1?t.toPrecision(1):t.toFixed(1);return`${String(Number(n))} %`}function ro(e){return e<1e3?`${Math.round(e)} ms`:e<1e4?`${Number((e/1e3).toFixed(2))} s`:ee(e)}function io(e,t){return/(?:^|_)ms$/.test(e)?t:t*1e3}function ao(e){let[,t,n]=e.split(`-`);return`${Number(n)} ${oo[Number(t)-1]??``}`}function Y(e){return`${ao(e.slice(0,10))} ${e.slice(0,4)}, ${e.slice(11,16)}`}const oo=`Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec`.split(` `);function so({kind:e,better:t},n,r){if(!n||!r)return null;let i=n.mean-r.mean,a=e===`rate`||e===`error`;if(!a&&r.mean===0)return null;let o=Math.abs(a?i*100:i/r.mean*100),s=n.half===null||r.half===null?1/0:Math.hypot(n.half,r.half),c=Math.abs(i)>s,l=i>0,u=o<9.95?o.toFixed(1):o.toFixed(0);return{text:`${Number(u)===0?`±`:l?`+`:`−`}${Number(u)}${a?` points`:`\xA0%`}`,tendency:i===0?`none`:l===(t===`higher`)?`better`:`worse`,isClear:c}}function co(e,t){return t||=e.slice(0),Object.freeze(Object.defineProperties(e,{raw:{value:Object.freeze(t)}}))}var lo;function uo({events:e,eventsLeftOut:t}){let n=e=>[...new Set(e)].filter(e=>e!==null).sort(),r=n(e.map(({type:e})=>e)),a=n(e.map(({prompt:e})=>e)),o=n(e.map(({environment:e})=>e)),s={types:r,prompts:a,environments:o,rows:e.map(({at:e,type:t,environment:n,prompt:s,actor:c,text:l})=>[Y(e),r.indexOf(t),n===null?-1:o.indexOf(n),s===null?-1:a.indexOf(s),i(c),i(l)])};return{path:`events.html`,title:`Events`,root:``,place:`events`,main:G(lo||=co([`<header class="head"><h1>Events</h1><p class="lead">The registry's log, the newest first: who did what, when, and why. Times are UTC.</p>
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
<script type="application/json" id="event-data">`,`<\/script>`]),t>0?G`<p class="muted">${C(t,`older event`)} are left out.</p>`:null,fo(`type`,`Type`,r,r.length>1&&r.includes(`observed`)?`observed`:null),fo(`prompt`,`Prompt`,a),fo(`environment`,`Environment`,o),C(e.length,`event`),e.slice(0,200).map(e=>G`<tr><td>${Y(e.at)}</td><td>${e.type}</td><td>${e.prompt??``}</td><td>${e.environment??``}</td><td>${e.actor}</td><td>${e.text}</td></tr>`),q($a(s))),script:to}}function fo(e,t,n,r=null){let i=n.map((e,t)=>G`<option value="${t}">${e}</option>`);return G`<span class="filter"><label for="filter-${e}">${t}</label> <select id="filter-${e}" name="${e}">${r===null?null:G`<option value="but-${n.indexOf(r)}" selected>all but ${r}</option>`}<option value="">all</option>${i}</select></span>`}function po(e,{from:t,most:n}={}){let[r,i]=[Math.min(...e,t??1/0),Math.max(...e,t??-1/0)],a=mo((i-r||Math.abs(i)*.2||1)/4),o=Math.floor(r/a+1e-9)*a,s=Math.ceil(i/a-1e-9)*a||a,c=n===void 0?s:Math.min(s,Math.max(n,i)),l=Math.round((c-o)/a),u=Array.from({length:l+1},(e,t)=>o+t*a);return{low:o,high:c===o?o+a:c,ticks:u}}function mo(e){let t=10**Math.floor(Math.log10(e)),n=e/t;return(n<=1?1:n<=2?2:n<=2.5?2.5:n<=5?5:10)*t}function X({low:e,high:t},n,r){return Z(r*(1-(Math.min(t,Math.max(e,n))-e)/(t-e)))}function Z(e){return Math.round(e*10)/10}const Q={tall:200,normal:120,small:84};function ho(e){let{title:t,note:n,days:r,scale:i,body:a,series:o,height:s,number:c,level:l}=e,u=Q[s],d=r.length*10;return G`<figure class="chart ${s}" data-chart="${c}">
<figcaption>${l===3?G`<h3>${t}</h3>`:G`<h4>${t}</h4>`} <span class="muted">${n}</span>${_o(o)}</figcaption>
<div class="frame">
<svg class="ticks" aria-hidden="true">${i.ticks.map(t=>G`<text x="100%" y="${X(i,t,u)}" dy="0.32em" text-anchor="end">${e.tickText(t)}</text>`)}</svg>
<div class="area">
<svg class="plot" viewBox="0 0 ${d} ${u}" preserveAspectRatio="none" role="img" aria-label="${vo(e)}">
${i.ticks.map(e=>G`<path class="grid" d="M0 ${X(i,e,u)}H${d}"/>`)}
${wo(e,u)}${a}</svg>
<svg class="over" aria-hidden="true"><line class="cross" x1="0" x2="0" y1="0" y2="100%"/>${To(e)}${Oo(e)}</svg>
</div>
<svg class="ends" aria-hidden="true">${Do(e)}</svg>
<svg class="dates" aria-hidden="true">${ko(r,s===`tall`?6:s===`normal`?4:2)}</svg>
</div>
</figure>`}function go(e){return G`<svg class="swatch" viewBox="0 0 22 8" aria-hidden="true"><path class="line s${e}" d="M1 4H21"/></svg>`}function _o(e){return G`<span class="readings">${e.map(({label:e,style:t,values:n},r)=>{let i=n.findLast(e=>e!==null)??`—`;return G`<span class="reading">${go(t)} ${e} <b data-series="${r}">${i}</b></span>`})}</span>`}function vo({title:e,series:t,days:n}){return`${e}. ${t.map(({label:e,values:t})=>{let r=t.findLastIndex(e=>e!==null);return r===-1?`${e}: nothing`:`${e}: ${t[r]} on ${ao(n[r]??``)}`}).join(`; `)}. All figures are in the table below.`}const yo={up:`▲`,down:`▼`,alarm:`⚠`,hold:`‖`,weights:`◇`},bo={up:`promoted`,down:`taken back`,alarm:`a guard tripped`,hold:`held`,weights:`weights set`},xo=[`alarm`,`down`,`up`,`weights`,`hold`];function So(e,t){let n=[];for(let r of e){let e=n.at(-1),i=e?.[0];e&&i&&r.position-i.position<Math.max(.5,t/120)?e.push(r):n.push([r])}return n}function Co(e){return[...e].sort((e,t)=>xo.indexOf(e.kind)-xo.indexOf(t.kind))[0]}function wo({marks:e,days:t},n){return So(e,t.length).flatMap(e=>{let t=Co(e);if(!t)return[];let r=e.map(({at:e,kind:t,label:n})=>`${Y(e)}: ${n} ${bo[t]}`).join(`
`);return[G`<path class="mark ${t.kind}" d="M${Z(t.position*10)} 0V${n}"><title>${r}</title></path>`]})}function To({marks:e,days:t,height:n}){if(n!==`tall`)return[];let r=0;return So(e,t.length).flatMap(e=>{let n=Co(e);if(!n)return[];let i=n.position/t.length,a=i>=r;a&&(r=i+.11);let o=i>.85?`end`:i<.06?`start`:`middle`,s=a?G`<tspan class="wide"> ${n.label}</tspan>`:null;return[G`<text class="mark-label ${n.kind}" x="${Z(i*1e3)/10}%" y="-7" text-anchor="${o}">${yo[n.kind]}${s}</text>`]})}function Eo(e,t){return(e.day+1)/t.length>=.92}function Do({series:e,days:t,height:n}){let r=e.flatMap(({label:e,style:n,end:r})=>r&&Eo(r,t)?[{label:e,style:n,y:r.y}]:[]).sort((e,t)=>e.y-t.y);for(let[e,t]of r.entries()){let n=r[e-1];n&&(t.y=Math.max(t.y,n.y+15))}let i=Math.max(0,(r.at(-1)?.y??0)-Q[n]);return r.map(({label:e,style:t,y:n})=>G`<text class="end s${t}" x="6" y="${Z(n-i)}" dy="0.32em">${e}</text>`)}function Oo({series:e,days:t}){return e.flatMap(({label:e,style:n,end:r})=>{if(!r||Eo(r,t))return[];let i=Z((r.day+.5)/t.length*1e3)/10;return[G`<text class="end s${n}" x="${i}%" y="${Math.max(9,r.y-9)}" text-anchor="${i<12?`start`:`end`}">${e}</text>`]})}function ko(e,t){let n=Math.max(1,Math.round(e.length/t));return e.flatMap((r,i)=>{let a=e.length-1-i;if(a%n!==0||i<n/2&&i!==0)return[];let o=Z((i+.5)/e.length*1e3)/10,s=a===0?`end`:i===0?`start`:`middle`;return[G`<text class="${t<6||a/n%2==0?``:`wide`}" x="${a===0?100:o}%" y="12" text-anchor="${s}">${ao(r)}</text>`]})}function Ao({days:e},t,n){return{style:t,days:e.map(e=>e&&n(e))}}function jo(e,t,n){let r=[...e].reverse();return G`${r.flatMap(({style:e,days:r})=>No(r).map(r=>G`<path class="band s${e}" d="${Fo(r,t,n)}"/>`))}${r.map(({style:e,days:r})=>{let i=No(r);return G`<path class="line s${e}" d="${i.map(e=>Po(e,t,n)).join(``)}"/><path class="dot s${e}" d="${i.filter((e,t)=>e.length===1||t===i.length-1).flatMap(e=>e.slice(-1)).map(({day:e,value:r})=>`M${Mo(e)} ${X(t,r,n)}h0`).join(``)}"/>`})}`}function Mo(e){return Z((e+.5)*10)}function No(e){let t=[],n=!1;for(let[r,i]of e.entries()){if(i){let e={day:r,...i};n?t.at(-1)?.push(e):t.push([e])}n=i!==null}return t}function Po(e,t,n){return e.map(({day:e,value:r},i)=>`${i===0?`M`:`L`}${Mo(e)} ${X(t,r,n)}`).join(``)}function Fo(e,t,n){let r=({day:e},r)=>`${Mo(e)} ${X(t,r,n)}`,i=e.filter(({half:e})=>e!==null);if(i.length<2)return``;let a=i.map(e=>r(e,e.value+(e.half??0))),o=i.map(e=>r(e,e.value-(e.half??0))).reverse();return`M${[...a,...o].join(`L`)}Z`}function Io(e,t,n,r){let i=[...t].map(({style:e})=>({className:`s${e}`,path:``})),a={className:`others`,path:``};for(let[o,s]of e.entries()){if(s===null)continue;let e=t.map(({days:e})=>e[o]?.value??0),c=Math.max(0,s-e.reduce((e,t)=>e+t,0));c>0&&(a.path+=Lo(o,[0,c],n,r));for(let t=e.length-1;t>=0;--t){let a=e[t]??0,s=i[t];a>0&&s&&(s.path+=Lo(o,[c,c+a],n,r)),c+=a}}return G`${[a,...i].map(({className:e,path:t})=>t===``?null:G`<path class="fill ${e}" d="${t}"/>`)}`}function Lo(e,[t,n],r,i){let a=Z(e*10+10*.14),o=Z(a+10*.72);return`M${a} ${X(r,t,i)}H${o}V${X(r,n,i)}H${a}Z`}function Ro(e,t,{days:n,height:r}){let i=/* @__PURE__ */ new Map;for(let[a,{from:o,shares:s}]of e.entries()){let c=e[a+1]?.from??n,l=0;for(let{version:e,weight:n}of zo(s,t)){let[a,s]=[Z(r*(1-l-n)),Z(r*(1-l))],u=t.includes(e)?e:``,d=`M${Z(o*10)} ${s}H${Z(c*10)}V${a}H${Z(o*10)}Z`;i.set(u,(i.get(u)??``)+d),l+=n}}return G`${[...i].map(([e,n])=>G`<path class="fill ${e===``?`others`:`s${t.indexOf(e)}`}" d="${n}"/>`)}`}function zo(e,t){let n=({version:e})=>t.includes(e)?-t.indexOf(e):-t.length;return[...e].sort((e,t)=>n(e)-n(t))}function Bo(e,t){let n=e.filter(e=>e!==null);if(n.length<2)return G`<svg class="spark" viewBox="0 0 100 28" role="img" aria-label="${t}"></svg>`;let[r,i]=[Math.min(...n),Math.max(...n)],a=i-r||1,o=e.flatMap((t,n)=>t===null?[]:[`${Z(n/Math.max(1,e.length-1)*100)} ${Z(25-(t-r)/a*22)}`]),s=o.at(-1)??``;return G`<svg class="spark" viewBox="0 0 100 28" preserveAspectRatio="none" role="img" aria-label="${t}"><path class="line" d="M${o.join(`L`)}"/><path class="dot" d="M${s}h0"/></svg>`}function Vo({kind:e},t){return e===`calls`?t.sum:e===`duration`?t.p50??t.mean:t.mean}function Ho({kind:e}){return e===`rate`||e===`score`||e===`number`}function Uo({metrics:e}){return e.length===0?null:G`<dl class="tiles">${e.map(e=>G`<div class="tile"><dt>${Go(e)}</dt><dd class="value">${Ko(e)}${Wo(e)}</dd><dd>${Yo(e)}</dd><dd class="line">${Jo(e)}</dd></div>`)}</dl>`}function Wo(e){let t=e.kind===`duration`?e.latest?.p95:null;return typeof t==`number`?G` <span class="muted">p95 ${J(e,t)}</span>`:null}function Go({name:e,kind:t}){return t===`calls`?`calls a day`:t===`error`?`errors`:t===`duration`?`${e}, p50`:t===`money`?`${e} a call`:e}function Ko(e){let{latest:t,all:n}=e;return t?e.kind===`calls`?J(e,t.sum/qo(n,0)):J(e,Vo(e,t)):`—`}function qo(e,t){let n=e.findLastIndex(e=>e!==null)+1-7*t;return Math.max(1,e.slice(Math.max(0,n-7),Math.max(0,n)).filter(e=>e!==null).length)}function Jo(e){return Bo(e.all.map(t=>t&&Vo(e,t)),`${Go(e)} by day`)}function Yo(e){let t=e.kind===`calls`?Zo(e):Xo(e);if(!t)return G`<span class="muted">no week before</span>`;if(e.kind===`calls`)return G`<span class="muted">${t.text} on the week before</span>`;if(!t.isClear||t.tendency===`none`)return G`<span class="muted">${t.text}, within chance</span>`;let n=t.tendency===`better`?`✓`:`✕`,r=e.kind===`duration`?`mean `:``;return G`<span class="${t.tendency}"><span aria-hidden="true">${n}</span> ${r}${t.text}, ${t.tendency}</span>`}function Xo(e){return so(e,e.latest,e.before)}function Zo({latest:e,before:t,all:n}){if(!e||!t)return null;let r=e.sum/qo(n,0)/(t.sum/qo(n,1));return{text:`${r>=1?`+`:`−`}${no(Math.abs(r-1)).replace(/\.\d+/,``)}`,tendency:`none`,isClear:!0}}const Qo=({mean:e,half:t})=>({value:e,half:t}),$o=({p50:e})=>e===null?null:{value:e,half:null},es=({p95:e})=>e===null?null:{value:e,half:null};function ts(e,t){let n=[],r={board:e,days:t,add:e=>(n.push(e.series.map(e=>e.values)),ho({...e,days:t,number:n.length-1}))},i=e.metrics.filter(Ho).map(e=>ns(e,r)),a=e.metrics.filter(e=>!Ho(e));return{quality:i,operations:[...rs(r),...a.flatMap(e=>is(e,r))],values:n}}function ns(e,{board:t,add:n}){let r=e.kind===`rate`,i=e.versions,a=e.segments.length>1?e.segments:[],o=po(us([...i,...a.flatMap(({versions:e})=>e)].map(({days:e})=>e)),r?{most:1}:{}),s=(r,i,a,s)=>{let c=a.map(e=>Ao(e,ls(t,e.version),Qo));return n({title:r,note:i,height:s,scale:o,marks:t.marks,level:s===`tall`?3:4,tickText:t=>ds(e,t),body:jo(c,o,Q[s]),series:a.map((t,n)=>cs(e,t,c[n],{read:Qo,scale:o,height:Q[s]}))})},c=e.better===`higher`?`daily mean and its 95 % interval; higher is better`:`daily mean and its 95 % interval; lower is better`,l=a.map(({segment:e,versions:t})=>s(e===`*`?`other segments`:e,``,t,`small`));return G`${s(e.name,c,i,`tall`)}${l.length===0?null:G`<div class="segments">${l}</div>`}`}function rs({board:e,days:t,add:n}){return e.weights.map(({segment:r,steps:i})=>{let a={low:0,high:1,ticks:[0,.5,1]},o=(e,t)=>i.findLast(({from:t})=>t<e+1)?.shares.find(e=>e.version===t)?.weight??null;return n({title:r===`*`?`weights`:`weights in ${r}`,note:`share of units`,height:`normal`,scale:a,marks:e.marks,level:3,tickText:b,body:Ro(i,e.plotted,{days:t.length,height:Q.normal}),series:e.plotted.filter(e=>i.some(({shares:t})=>t.some(t=>t.version===e))).map(n=>{let r=t.map((e,t)=>o(t,n));return{label:n,style:ls(e,n),end:null,values:r.map(e=>e===null?null:b(e))}})})})}function is(e,t){switch(e.kind){case`calls`:return[as(e,t)];case`duration`:return os(e,t);case`error`:return[ss(e,t,{title:`errors`,note:`share of calls`,read:Qo})];default:return[ss(e,t,{title:e.name,note:`mean of a call`,read:Qo})]}}function as(e,{board:t,add:n}){let r=e.all.map(e=>e?.sum??null),i=po(r.map(e=>e??0),{from:0}),a=({sum:e})=>({value:e,half:null}),o=e.versions.map(e=>Ao(e,ls(t,e.version),a));return n({title:`calls`,note:`a day`,height:`normal`,scale:i,marks:[],level:3,tickText:t=>ds(e,t),body:Io(r,o,i,Q.normal),series:e.versions.map(({version:n},r)=>({label:n,style:ls(t,n),end:null,values:(o[r]?.days??[]).map(t=>t&&J(e,t.value))}))})}function os(e,t){let n=e.versions.flatMap(({days:e})=>e.filter(e=>e!==null)).flatMap(({p95:e})=>e===null?[]:[e]);if(n.length===0)return[ss(e,t,{title:e.name,note:`mean of a call`,read:Qo})];let r=po(n,{from:0});return[ss(e,t,{title:`${e.name}, p50`,note:`half of the calls took less`,read:$o,scale:r}),ss(e,t,{title:`${e.name}, p95`,note:`95 % of the calls took less`,read:es,scale:r})]}function ss(e,{board:t,add:n},{title:r,note:i,read:a,scale:o}){let s=e.versions.map(e=>Ao(e,ls(t,e.version),a)),c=s.flatMap(({days:e})=>e.flatMap(e=>e?[e.value]:[])),l=o??po(c,{from:0});return n({title:r,note:i,height:`normal`,scale:l,marks:t.marks,level:3,tickText:t=>ds(e,t),body:jo(s,l,Q.normal),series:e.versions.map((t,n)=>cs(e,t,s[n],{read:a,scale:l,height:Q.normal}))})}function cs(e,{version:t,days:n},r,{read:i,scale:a,height:o}){let s=r?.days.findLastIndex(e=>e!==null)??-1,c=r?.days[s];return{label:t,style:r?.style??0,values:n.map(t=>{let n=t&&i(t);return n&&J(e,n.value)}),end:c?{day:s,y:X(a,c.value,o)}:null}}function ls({plotted:e},t){return Math.max(0,e.indexOf(t))}function us(e){let t=e.flatMap(e=>e.filter(e=>e!==null)),n=t.filter(({n:e})=>e>=20).map(({mean:e})=>e);return n.length>0?n:t.length>0?t.map(({mean:e})=>e):[0,1]}function ds(e,t){return J(e,Number(t.toPrecision(6))).replace(/\.0+(?=\D|$)/,``)}function fs({trips:e,holds:t,drift:n,retirements:r}){let i=e.map(({version:e,segment:t,metric:n,at:r})=>({kind:`bad`,sign:`⚠`,label:`guard tripped`,text:`A guard tripped on ${e}${t===`*`?``:` in ${t}`} (${n}), ${Y(r)} UTC, and nobody released it.`})),a=ps(n).filter(({verdict:e})=>e===`drifted`).map(({version:e,cause:t,at:n})=>({kind:`bad`,sign:`↘`,label:`drifted`,text:`${e} drifted${t===null||t===`unknown`?``:` (${t})`}, ${Y(n)} UTC.`})),o=t.filter(({version:t})=>!e.some(e=>e.version===t)).map(({version:e,until:t,reason:n})=>{let r=t===null?``:` until ${Y(t)} UTC`,i=n===``?``:`: ${n}`;return{kind:`warn`,sign:`‖`,label:`held`,text:`${e??`Every version`} is held${r}${i}.`}}),s=r.map(({version:e,model:t,on:n})=>({kind:`warn`,sign:`◷`,label:`model ends`,text:`${e} asks ${t}, which ends on ${ao(n)} ${n.slice(0,4)}.`}));return[...i,...a,...o,...s]}function ps(e){return[...new Map(e.map(e=>[e.version,e])).values()]}function ms(e){let t=[...new Map(e.map(e=>[e.label,e])).values()];return t.length===0?G`<span class="badge good">✓ ok</span>`:G`${t.map(({kind:e,sign:t,label:n})=>G`<span class="badge ${e}"><span aria-hidden="true">${t}</span> ${n}</span> `)}`}var hs;function gs({environment:e,prompt:t}){return`${e}/${t}.html`}function _s(e,{days:t}){let{quality:n,operations:r,values:i}=ts(e,t),a=t.map(e=>`${ao(e)} ${e.slice(0,4)}`),o=G(hs||=co([`<header class="head">
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
<script type="application/json" id="chart-data">`,`<\/script>`]),e.environment,e.prompt,ms(fs(e)),vs(e),ys(e),Uo(e),i.length===0||e.metrics.length===0?G`<p class="muted">Production reported nothing in these days, so there are no figures: <code>observe</code> counts its reports.</p>`:null,t.length,bs(e),t.length-1,t.length-1,a.at(-1)??``,n,r,xs(e,t),ws(e),Ds(e.drift),e.prompt,e.environment,e.prompt,e.environment,q($a({days:a,charts:i})));return{path:gs(e),title:`${e.prompt} in ${e.environment}`,root:`../`,place:`prompts`,main:o,script:`'use strict';
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
`}}function vs({serves:e,since:t,observedThrough:n}){let r=e.map(({segment:e,shares:t})=>{let n=t.map(({version:e,weight:n})=>t.length===1?e:`${e} to ${b(n)}`);return`${e===`*`?``:`${e}: `}${n.join(`, `)}`});return`${r.length===0?`Serves nothing now`:`Serves ${r.join(`; `)}`}${t===null?``:` since ${Y(t)} UTC`}.${n===null?``:` Production reported through ${Y(n)} UTC.`}`}function ys(e){let t=fs(e);return t.length===0?null:G`<ul class="alarms">${t.map(({kind:e,sign:t,text:n})=>G`<li class="${e}"><span aria-hidden="true">${t}</span> ${n}</li>`)}</ul>`}function bs({plotted:e}){return G`<ul class="keys" aria-label="Versions">${e.map((e,t)=>G`<li>${go(t)} ${e}</li>`)}</ul>`}function xs({metrics:e},t){let n=t.flatMap((t,n)=>Ss(e,n).map(r=>G`<tr><th scope="row">${t}</th><td>${r}</td>${e.map(({versions:e,name:t,kind:i})=>{let a=e.find(e=>e.version===r)?.days[n];return G`<td class="number">${a?Cs({name:t,kind:i},a):`—`}</td>`})}</tr>`));return n.length===0?null:G`<details class="fold"><summary>All figures as a table</summary><div class="scroll" tabindex="0" role="region" aria-label="All figures"><table>
<thead><tr><th scope="col">day</th><th scope="col">version</th>${e.map(({name:e,kind:t})=>G`<th scope="col" class="number">${e}${t===`duration`?` p50 / p95`:``}</th>`)}</tr></thead>
<tbody>${n.reverse()}</tbody></table></div></details>`}function Ss(e,t){return[...new Set(e.flatMap(({versions:e})=>e.filter(({days:e})=>e[t]).map(({version:e})=>e)))]}function Cs(e,t){return e.kind===`calls`?T(t.sum):e.kind!==`duration`||t.p50===null||t.p95===null?J(e,t.mean):`${J(e,t.p50)} / ${J(e,t.p95)}`}function ws({versions:e,plotted:t}){let n=e.slice(0,30),r=n.flatMap(({evidence:e})=>e?[e.low,e.high]:[]),i=Math.max(0,Math.floor(Math.min(...r,1)*10-1e-9)/10),a=n.map(e=>{let n=t.indexOf(e.version);return G`<tr><th scope="row">${n===-1?null:go(n)} ${e.version}</th>
<td data-label="status">${e.status}</td><td class="change" data-label="change">${D(e.change,120)}<span class="muted"> ${D(e.author,40)}, ${ao(e.at.slice(0,10))} ${e.at.slice(0,4)}</span></td>
<td data-label="judged">${Ts(e)}</td>${Es(e,i)}</tr>`}),o=e.length-n.length;return G`<section aria-labelledby="versions-title"><h2 id="versions-title">Versions and their evidence</h2>
<p class="muted">Pass rate of each version's suite with its 95 % interval, from ${b(i)} to 100 %.</p>
<table class="versions"><thead><tr><th scope="col">version</th><th scope="col">status</th><th scope="col">change</th><th scope="col">judged</th><th scope="col" class="number">passes</th><th scope="col" class="plot">pass rate</th></tr></thead><tbody>${a}</tbody></table>
${o>0?G`<p class="muted">${o} older ones are left out.</p>`:null}</section>`}function Ts({verdict:e}){return e===null?G`<span class="muted">not here</span>`:G`<span class="${e===`pass`?`better`:`worse`}"><span aria-hidden="true">${e===`pass`?`✓`:e===`block`?`✕`:`⚠`}</span> ${e}</span>`}function Es({evidence:e},t){if(!e)return G`<td class="number muted" data-label="passes">no evidence</td><td class="plot"></td>`;let{rate:n,low:r,high:i,cases:a}=e,o=e=>`${Math.round((e-t)/(1-t||1)*1e3)/10}%`;return G`<td class="number" data-label="passes">${no(n)} <span class="muted">of ${T(a)}</span></td>
<td class="plot"><svg class="interval" role="img" aria-label="${no(n)}, from ${no(r)} to ${no(i)}"><line class="rail" x1="0" x2="100%" y1="50%" y2="50%"/><line class="range" x1="${o(r)}" x2="${o(i)}" y1="50%" y2="50%"/><circle cx="${o(n)}" cy="50%" r="4.5"/></svg></td>`}function Ds(e){if(e.length===0)return null;let t=[...e].reverse().map(({at:e,version:t,verdict:n,cause:r,rate:i})=>{let a=n===`clean`?`✓`:n===`drifted`?`✕`:`?`,o=n===`clean`?`better`:n===`drifted`?`worse`:`muted`;return G`<tr><th scope="row">${Y(e)}</th><td data-label="version">${t}</td><td data-label="found"><span class="${o}"><span aria-hidden="true">${a}</span> ${n}</span></td><td data-label="cause">${r??`—`}</td><td class="number" data-label="passes">${i===null?`—`:no(i)}</td></tr>`});return G`<section aria-labelledby="drift-title"><h2 id="drift-title">Drift</h2>
<p class="muted">The suite asked again while the version stayed as it was.</p>
<div class="trend">${Bo(e.map(({rate:e})=>e),`Pass rate of the suite, look by look`)}</div>
<table class="versions"><thead><tr><th scope="col">asked</th><th scope="col">version</th><th scope="col">found</th><th scope="col">cause</th><th scope="col" class="number">passes</th></tr></thead><tbody>${t}</tbody></table></section>`}function Os({environments:e,notes:t,days:n}){return{path:`index.html`,title:`Prompts`,root:``,place:`prompts`,main:G`<header class="head"><h1>Overview</h1>${t.map(e=>G`<p class="muted">${e}</p>`)}${ks(e)}</header>
${e.length===0?G`<p>Nothing serves yet: <code>record</code> begins the registry, <code>promote</code> lets a version serve.</p>`:null}
${e.map(({name:e,boards:t},r)=>As({name:e,boards:t,index:r,days:n.length}))}`,script:null}}function ks(e){let t=e.flatMap(({boards:e})=>e.flatMap(e=>fs(e).map(t=>({board:e,alarm:t}))));return t.length===0?null:G`<ul class="alarms">${[...t].sort((e,t)=>Number(e.alarm.kind===`warn`)-Number(t.alarm.kind===`warn`)).map(({board:e,alarm:t})=>G`<li class="${t.kind}"><span aria-hidden="true">${t.sign}</span> <a href="${gs(e)}">${e.prompt}</a> <span class="muted">${e.environment}</span> ${t.text}</li>`)}</ul>`}function As({name:e,boards:t,index:n,days:r}){let i=e=>Math.min(2,...fs(e).map(({kind:e})=>e===`bad`?0:1)),a=[...t].sort((e,t)=>i(e)-i(t)||(e.prompt<t.prompt?-1:1));return G`<section aria-labelledby="environment-${n}"><h2 id="environment-${n}">${e}</h2>
<p class="muted">${C(t.length,`prompt`)}; figures of the latest week that was reported, lines of ${C(r,`day`)}.</p>
<table class="prompts"><thead><tr><th scope="col">prompt</th><th scope="col">serves</th><th scope="col">quality</th><th scope="col" class="number">calls a day</th><th scope="col" class="number">errors</th><th scope="col" class="number">p50 / p95</th><th scope="col" class="number">a call</th></tr></thead>
<tbody>${a.map(js)}</tbody></table></section>`}function js(e){let t=t=>e.metrics.find(t),n=t(Ho),r=e=>t(t=>t.kind===e),i=(e,t)=>G`<td class="number" data-label="${e}">${t?Ko(t):`—`}</td>`;return G`<tr><th scope="row"><a href="${gs(e)}">${e.prompt}</a>${ms(fs(e))}</th>
<td class="serves" data-label="serves">${Ns(e)}</td>
<td class="quality-cell" data-label="quality">${n?G`<span class="pair"><span class="figure"><b>${Ko(n)}</b> <span class="muted">${n.name}</span></span>${Jo(n)}</span>${Yo(n)}`:G`<span class="muted">no reports</span>`}</td>
${i(`calls a day`,r(`calls`))}${i(`errors`,r(`error`))}<td class="number" data-label="p50 / p95">${Ms(r(`duration`))}</td>${i(`a call`,r(`money`))}</tr>`}function Ms(e){if(!e?.latest)return`—`;let{p95:t}=e.latest;return t===null?`${Ko(e)} mean`:`${Ko(e)} / ${J(e,t)}`}function Ns({serves:e,plotted:t}){let{segment:n,shares:r}=e.find(e=>e.segment===`*`)??e[0]??{segment:`*`,shares:[]};if(r.length===0)return G`<span class="muted">nothing</span>`;let i=0,a=zo(r,t).reverse().map(({version:e,weight:n})=>{let r=t.indexOf(e),a=G`<rect class="fill ${r===-1?`others`:`s${r}`}" x="${Math.round(i*1e3)/10}%" y="0" width="${Math.round(n*1e3)/10}%" height="100%"/>`;return i+=n,a}),o=r.map(({version:e,weight:t})=>r.length===1?e:`${e} ${b(t)}`),s=e.length>1?` · ${C(e.length-1,`segment`)} of its own`:``;return G`<svg class="share" aria-hidden="true">${a}</svg><span>${n===`*`?``:`${n}: `}${o.join(` · `)}</span><span class="muted">${s}</span>`}function Ps({scripts:e,styles:t}){return[`default-src 'none'`,`script-src ${e.length===0?`'none'`:e.map(Fs).join(` `)}`,`style-src ${t.map(Fs).join(` `)}`,`img-src data:`,`base-uri 'none'`,`form-action 'none'`].join(`; `)}function Fs(e){return`'sha256-${it(`sha256`).update(e).digest(`base64`)}'`}const Is=`:root {
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
`,Ls=`
${Is}
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
`;var Rs;function zs({title:e,root:t,place:n,main:r,script:i},a){let o=Ps({scripts:i===null?[]:[i],styles:[Ls]}),s=(e,r,i)=>G`<a href="${t}${r}"${n===e?q(` aria-current="page"`):null}>${i}</a>`;return G`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${q(o)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${e}</title>
<link rel="icon" href="data:,">
<style>${q(Ls)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="site"><nav aria-label="Site"><span class="brand">Prompts</span>${s(`prompts`,`index.html`,`Overview`)}${s(`events`,`events.html`,`Events`)}</nav>
<p class="muted">${a.branch}, as of ${Y(a.at)} UTC</p></header>
<main class="sheet" id="main" tabindex="-1">
${r}
</main>
${i===null?null:G(Rs||=co([`<script>`,`<\/script>`]),q(i))}
</body>
</html>
`.markup}function Bs(e){let{branch:t,madeAt:n,environments:r}=e,i=r.flatMap(({boards:t})=>t.map(t=>_s(t,e)));return[Os(e),uo(e),...i].map(e=>({path:e.path,text:zs(e,{branch:t,at:n})}))}function Vs({prompt:e,version:t,environment:n}){return[g(e),` ${t} in `,g(n)]}function Hs(e){return[...Vs(e),...Us(e)]}function Us({verdict:e,cause:t,because:n,overall:r,segments:i}){if(e===`drifted`)return[` drifted: ${Ws[t??`unknown`]}.`];if(e===`undecided`)return[` is undecided: ${Gs[n[0]??``]??`nobody knows`}.`];let a=i.filter(e=>e.verdict===`invalid`).map(({segment:e})=>g(e)),o=` is clean: ${Ys(r)} of ${C(r.cases,`case`)}.`;return a.length===0?[o]:[o,` Too small to be judged: `,...P(a),`.`]}const Ws={model:`the model answers otherwise`,judge:`the judge judges otherwise`,traffic:`production reports worse, and the suite shows nothing`,unknown:`by the model or by the judge, which is not known`},Gs={"no-evidence":`there was no evidence to hold it against; the next look has that of today`,"no-shared-cases":`no case that was asked then is asked today with the same content`,"too-few-answers":`too few cases were answered both times`,inconclusive:"the answers show neither a drop nor its absence, and `gate.on-inconclusive` is block"};function Ks({verdict:e,cause:t,control:n}){if(e!==`drifted`||t===`traffic`)return null;if(n===null)return`No model judges this suite, and the prompt and its cases are the same: only the model can have changed.`;let{judged:r,found:i,worse:a,better:o,model:s,judge:c}=n,l=`${i} of ${C(r,`answer`)} of then that models judge ${i===1?`was`:`were`} still stored, and judged again today: ${a} worse, ${o} better.`;return s===null||c===null?l:`${l} By the model alone the change is ${x(s)} points, by the judge alone ${x(c)}.`}function qs({because:e,traffic:t,facts:n}){let r=t.filter(({isWorse:e})=>e);return[...e.includes(`critical-case`)?[[`A critical case that passed then fails today.`]]:[],...e.includes(`cost`)?[["Its answers take more tokens than `cost` allows."]]:[],...r.map(({metric:e,segment:t,before:n,now:r,p:i})=>{let a=t===`*`?[`all other segments`]:[g(t)],o=`${Zs(r.mean)} in the latest week, ${Zs(n.mean)} before (p = ${h(i)})`;return[`In production, `,g(e),` in `,...a,`: ${o}.`]}),...n.map(Js)]}function Js(e){if(e.kind===`price`){let t=de(e.ratio);return[`By the price list, the same tokens of `,g(e.model),` cost ${t} since then.`]}let{model:t,on:n,source:r,asOf:i}=e;return[`Its provider’s date of retirement of `,g(t),` is ${n} (${r}, as of ${i}).`]}function Ys({before:e,now:t}){return`${e===null?`—`:b(e)} then, ${t===null?`—`:b(t)} today`}function Xs({segments:e,overall:t},n){return Ln((e.length>1?[...e,t]:[t]).map(({segment:e,change:t,interval:n,verdict:r})=>({name:e,difference:t,interval:n,verdict:r})),n)}function Zs(e){return String(Number(e.toPrecision(3)))}const Qs=[{head:`Segment`,align:`left`},{head:`Change`,align:`right`},{head:`Then`,align:`right`},{head:`Today`,align:`right`},{head:`Cases`,align:`right`},{head:``,align:`left`}];function $s(e,t){let n=[...new Set(t.map(({fact:e})=>e.environment))];return{title:_([`${e} drifted in ${n.join(`, `)}`]),body:V([v(j("The prompt is the same, and answers its suite otherwise than when it was promoted. This issue is kept up to date by `drift`, which closes it once nothing drifts.")),...t.flatMap(ec),tc(e,t)])}}function ec({fact:e,before:t}){let{overall:n,segments:i}=e,a=i.length>1?[...i.slice(0,30),n]:[n],o=Ks(e),s=Xs(e,72),c=[...t,{...e,at:``,overall:n.now}].filter(({version:t})=>t===e.version).slice(-8).map(e=>e.overall===null?`—`:b(e.overall));return[`### ${v(Hs(e))}`,o===null?``:v(j(o)),z(qs(e)),L(Qs,a.map(({segment:e,change:t,before:n,now:r,cases:i,verdict:a})=>[[g(e)],[t===null?`—`:x(t)],[n===null?`—`:b(n)],[r===null?`—`:b(r)],[String(i)],[a]])),s.length>1?r(s.join(`
`)):``,c.length>1?`Over the latest looks: ${c.join(` → `)}.`:``,v([`Held against the evidence `,g(e.against?.evidence??``),` of ${e.against?.at??`nowhere`}; today's is `,g(e.evidence),`.`])]}function tc(e,t){let n=new Set(t.map(({fact:e})=>e.cause)),r=e=>g(`prompt-eval-gate ${e}`);return V([`**What to do**`,z([...n.has(`model`)||n.has(`unknown`)?[[`Try another model: `,r(`drift ${e} --propose MODEL`),` makes the pull request, which the gate judges.`]]:[],...n.has(`judge`)||n.has(`unknown`)?[[`Look at the judge before the prompt: pin its model in `,g(`judge.model`),`, or ask a rubric that leaves less to it.`]]:[],...n.has(`traffic`)?[[`Add cases like those that production has now: the suite does not show what its users see.`]]:[],[`Which version served when: `,r(`history ${e}`),`. Back to the one before: `,r(`rollback ${e} --env ENV --reason …`),`.`]])])}function nc({prompt:e,from:t,to:n},r){return V([v([`Asks `,g(n),` what `,g(e),` asks `,g(t),` now. Nothing else changes. The gate compares both on the suite, segment by segment.`]),...r.flatMap(e=>{let t=Ks(e);return[v(Hs(e)),t===null?``:v(j(t)),z(qs(e))]}),"Each run of `drift --propose` replaces this branch, so commits on it are lost."])}function rc({metric:e,prompt:t,version:n,segment:r,environment:i}){return`${e} of ${t} ${n} for ${ic(r)} in ${i}`}function ic(e){return e===`*`?`all others`:e}function ac({control:e}){return e??`its own beginning`}function oc({badAnswers:e},{mean:t}){return t===null?`–`:e===null?String(Number(t.toPrecision(4))):b(t)}function sc({evidence:e,limit:t}){let n=e=>e>=10?T(Math.round(e)):e.toPrecision(2);return`e = ${e>=0xe8d4a51000?`10¹² or more`:n(e)}, limit ${n(t)}`}const cc=[`▁`,`▂`,`▃`,`▄`,`▅`,`▆`,`▇`,`█`];function lc({version:e,control:t},[n,r]){let i=[...e,...t].filter(e=>e!==null),a=Math.min(...i),o=Math.max(...i)-a||1,s=e=>e===null?` `:cc[Math.min(7,Math.floor((e-a)/o*8))]??` `,c=Math.max(n.length,r.length),l=(e,t)=>`  ${e.padEnd(c)}  ${t.map(s).join(``)}`.trimEnd(),u=t.some(e=>e!==null);return[l(n,e),...u?[l(r,t)]:[]]}function uc(e){let t=V([fc(e),...e.trips.map(pc),hc(e)]);return{title:dc(e),body:V([t,vc(e),yc(e)]),note:t}}function dc({prompt:e,environment:t,trips:n,takenBack:r,held:i,before:a}){let o=[...r?[r.from]:[],...a.filter(({action:e})=>e===`rollback`).map(({version:e})=>e)],s=n.map(({guard:e})=>e.version),c=(e,t,n)=>{let r=[...new Set(e)].filter(e=>!t.includes(e));return r.length===0?[]:[`${r.join(`, `)} ${n}`]},l=[...c(o,[],`taken back`),...c(i,o,`held`),...c(s,[...o,...i],`worse`)],u=/* @__PURE__ */ new Set([...n.map(({guard:e})=>e.metric),...a.map(({metric:e})=>e)]);return`${e} in ${t}: ${l.join(`; `)} (${[...u].join(`, `)})`}function fc({prompt:e,environment:t,trips:n,takenBack:r,held:i}){let[a,o]=[g(e),g(t)];if(r){let{from:e,to:t,serial:n}=r;return v([a,` `,w(e),` was taken back in `,o,`: ${t} serves instead (serial ${n}).`])}if(i.length>0)return v([a,` `,w(i.join(`, `)),` is held in `,o,`: it goes on serving, and its share may not rise.`]);let s=[...new Set(n.map(({guard:e})=>e.version))].join(`, `);return v([a,` `,w(s),` does worse in `,o,`. This guard only alerts: nothing was changed.`])}function pc({guard:e,figures:t,trend:n}){let{version:i,control:a,latest:o,badAnswers:s}=t,c=ac(e),l=s===null?[]:[` It cost `,w(C(s,`bad answer`)),` more.`],u=[g(e.metric),` of `,e.version,` for `,mc(e.segment),`: `,w(oc(t,i)),` in ${C(i.answers,`answer`)}, against `,w(oc(t,a)),` of ${c} (${sc(t)}).`,...l],d=a.answers===0?``:`, against ${oc(t,o.control)}`,f=`The latest ${T(o.version.answers)}: ${oc(t,o.version)}${d}. The lines show them over time.`;return V([v(u),r(lc(n,[e.version,c]).join(`
`),`text`),v([f])])}function mc(e){return e===`*`?ic(e):g(e)}function hc({failures:e}){return e.length===0?``:V([`**Not all could be done:**`,z(e.map(j))])}const gc=[{head:`when`,align:`left`},{head:`version`,align:`left`},{head:`segment`,align:`left`},{head:`metric`,align:`left`},{head:`what was done`,align:`left`}],_c={rollback:`taken back`,hold:`held`,alert:`nothing, it was told`};function vc({before:e}){if(e.length===0)return``;let t=e.map(({at:e,version:t,segment:n,metric:r,action:i})=>[[`${e.slice(0,16).replace(`T`,` `)} UTC`],[t],[mc(n)],[g(r)],[_c[i]]]);return V([`Tripped before, and not released:`,L(gc,t)])}function yc({prompt:e,environment:t,trips:n,takenBack:i,held:a,before:o}){let s=[...i?[i.from]:[],...a,...n.map(({guard:e})=>e.version),...o.map(({version:e})=>e)],c=i!==null||o.some(({action:e})=>e===`rollback`),l=[...new Set(s)].map(n=>`prompt-eval-gate release ${e}@${n} --env ${t}`);return V([`### What now`,`Look at the answers. When it is clear what they mean, release the version: guards of this prompt only alert until then. ${c?`A version that was taken back serves again when a reviewed change of its weights is merged after that.`:`Its share may rise after that.`}`,r(l.join(`
`),`sh`),`Then close this issue: nothing else closes it. What trips after a release opens another.`])}function bc(e,t){let{title:n,lead:i,bars:a,table:o,risks:s}=ha(e),c=o.heads.map(e=>({head:e,align:`left`}));return V([`**${v(n)}**`,z(i),r(a.join(`
`)),L(c,o.rows.slice(0,Math.max(3,t))),R([`What could go wrong, and what it rests on`],[z(s)])])}const xc=[50,10,3];function Sc({plan:e,because:t}){let n=[v([`New weights of `,g(e.prompt),` in `,g(e.environment),". They are set when this is merged, by the next `record`."]),z(t.map(j))],r=`Each rebalance replaces this branch, so commits on it are lost: to decide otherwise, change the file on main.`;return xc.map(t=>V([...n,bc(e,t),r])).find(e=>e.length<=6e4)??V([...n,r])}const Cc={running:`runs`,stopped:`is stopped`,decided:`is decided`,ended:`is over before it had its size`};function wc({state:e,units:t,sampleRatio:n,guardrails:r,result:i,excluded:a,changedBy:o}){let s=r.filter(({isBroken:e})=>e),c=(i?.versions??[]).map(({version:e,difference:t,low:n,high:r,adjustedP:i,finding:a})=>`${e} is ${a===`no-difference`?`not shown to differ`:a}: ${Ec(t)} (${Tc(n)} to ${Tc(r)}), adjusted p ${i.toPrecision(2)}.`);return[`The experiment ${Cc[e]}: ${t.has} of ${t.asked} units a version.`,...o===null?[]:[`What serves was changed meanwhile (serial ${o}): nothing is concluded.`],...n.isBroken?[`Units did not come in the shares of the weights (p ${n.p.toPrecision(2)}): nothing is concluded.`]:[],...s.map(({metric:e,version:t})=>`The guardrail ${e} is broken by ${t}.`),...c,...a>0?[`${C(a,`observation`)} of other weights did not count.`]:[]]}function Tc(e){return e===null?`unbounded`:Ec(e)}function Ec(e){return String(Number(e.toPrecision(3)))}function Dc(e){let{prompt:t,version:n,suite:r,production:i}=e,a=[v([`What fails of `,g(t),` ${n}: ${C(r.failing,`case`)} of ${r.cases} in `,g(r.path),i>0?`, and ${C(i,`answer`)} of production.`:`.`]),...Oc(e),...kc(e),...Ac(e),"Each `refine` replaces this branch, so commits on it are lost. The gate judges this pull request like any other."],o=V(a);return o.length<=6e4?o:V([a[0]??``,a.at(-1)??``])}function Oc({clusters:e}){if(e.length===0)return[];let t=e.slice(0,20).map(({label:e,size:t,representative:n})=>[[`${t}`],[e],[g(n)]]),n=[{head:`answers`,align:`right`},{head:`what goes wrong`,align:`left`},{head:`for example`,align:`left`}],r=e.some(({by:e})=>e===`model`);return[L(n,t),B(e.length-t.length,{noun:`group`,elsewhere:"`refine --json` has all"}),r?`A model named these groups by some of their answers.`:``]}function kc({cases:e,suite:t}){if(e.length===0)return[];let n=e.map(({description:e,segments:t,origin:n,assertionsOf:r})=>{let i=t.length>0?` (${t.join(`, `)})`:``,a=n.kind===`production`?[`: a bad answer of production`]:[`: a variant of `,g(n.id),` by a model`],o=r===null?[`; its assertions are those that all cases of its segment have`]:[`; its assertions are those of `,g(r)];return[g(e),i,...a,...o,`.`]});return[`### ${C(e.length,`new case`)}`,v([`They fail today, or are like cases that fail. Read them in `,g(t.path),`: are the questions fit to be kept, and the assertions what a right answer has to meet?`]),z(n.slice(0,20)),B(n.length-20,{noun:`case`,elsewhere:`see the files`})]}function Ac({tries:e,suite:t,triesSoFar:n}){if(e.length===0)return[];let r=e.find(({isProposed:e})=>e),i=e.map(({because:e,training:t,test:n,isProposed:r})=>[[r?`this`:`not proposed`],j(e),[`${b(t.before)} → ${b(t.after)} of ${t.cases}`],[n===null?`not asked`:`${b(n.before)} → ${b(n.after)} of ${n.cases}`]]);return[r?`### One change of the prompt`:`### No change of the prompt`,r?.test?jc(r.test):`None of the changes that were tried is better on the test half.`,L([{head:``,align:`left`},{head:`change`,align:`left`},{head:`training half`,align:`left`},{head:`test half`,align:`left`}],i),v([`The training half has ${C(t.training,`case`)}, the test half ${t.test}, by the first bit of the sha256 of a case's id. Changes are made and chosen by the first only; the second is asked for the best of them.`]),v([`Changes of this prompt that were ever asked on its test half: ${n}. They share one level, so that many tries do not make one look good by chance.`])]}function jc({before:e,after:t,low:n,high:r,p:i,level:a,number:o,cases:s}){return v([`On the ${C(s,`case`)} by which it was not chosen, it passes ${b(t)} instead of ${b(e)}: `,{strong:x(t-e)},`, 95 % interval ${ye([n,r])}, p ${be(i)} against the level ${ce(a)} of try ${o}.`])}function*Mc({newlyFailing:e,newlyPassing:t,cases:n}){let r=new Map(n?.map(e=>[e.id,e]));for(let t of je(e))yield Nc(t,r.get(t.id)??Fc(t,`newly-failing`)),r.delete(t.id);for(let e of t)yield Nc(e,r.get(e.id)??Fc(e,`newly-passing`)),r.delete(e.id);for(let e of r.values()){let t={messages:[],answer:null};yield{...e,texts:{baseline:e.baseline&&t,candidate:t}}}}function Nc({messages:e,baseline:t,candidate:n},r){return{...r,texts:{baseline:t&&{messages:[],answer:t.answer},candidate:{messages:e,answer:n.answer}}}}const Pc={inputTokens:null,outputTokens:null,cachedInputTokens:null,usd:null,latencyMs:null};function Fc(e,t){let{messages:n,baseline:r,candidate:i,...a}=e;return{...a,standing:t,baseline:r&&{...r,...Pc},candidate:{...i,...Pc}}}function Ic(e){let t=/* @__PURE__ */ new Map;return{inParts(n,r){if(n.length<120)return n;let i=n.split(`
`),a=t.get(r)??[];t.set(r,a);let o=Rc(a,i);if((o?.share??0)<.95&&a.length<4){let t={of:e.push(i)-1,numberOf:Lc(i)};a.push(t),o={known:t,share:1}}return!o||o.share<.3?n:{of:o.known.of,parts:zc(i,o.known.numberOf)}}}}function Lc(e){return new Map(e.map((e,t)=>[e,t]))}function Rc(e,t){let n=t.reduce((e,t)=>e+t.length,0),r=null;for(let i of e){let e=t.reduce((e,t)=>e+(i.numberOf.has(t)?t.length:0),0),a=n===0?0:e/n;(!r||a>r.share)&&(r={known:i,share:a})}return r}function zc(e,t){let n=[],r=[],i=()=>{r.length>0&&n.push(r.join(`
`)),r=[]};for(let a of e){let e=t.get(a);if(e===void 0){r.push(a);continue}i();let o=n.at(-1);Array.isArray(o)&&o[0]+o[1]===e?o[1]+=1:n.push([e,1])}return i(),n}const Bc=2e4;function*Vc(e,t){let n={prompts:[],segments:[],texts:[],block:50,cases:[]},r=/* @__PURE__ */ new Map,i=e=>{let t=r.get(e);return t===void 0?(r.set(e,n.segments.length),n.segments.push($(e,200))-1):t},a=[];for(let[r,o]of e.entries()){n.prompts.push($(o.path,200));let e=Ic(n.texts),s=Uc(o),c=/* @__PURE__ */ new Set;for(let l of t?.recordsOf(o.path)??Mc(o)){l.standing===`errored`&&c.add(l.id);let t=s.get(l.id);n.cases.push({kind:l.standing===`newly-failing`&&l.baseline===null?`new`:l.standing,prompt:r,name:$(l.description??l.id,300),segments:l.segments.map(i),...t!==void 0&&{cluster:t},...Wc(l)}),a.push($a(Gc(l,e))),a.length===50&&(yield Hc(a),a=[])}for(let e of o.errors.filter(({caseId:e})=>e===null||!c.has(e)))n.cases.push(Jc(e,r,i)),a.push($a(Yc(e))),a.length<50||(yield Hc(a),a=[])}a.length>0&&(yield Hc(a)),yield`<script type="application/json" id="case-index">${$a(n)}<\/script>\n`}function Hc(e){return`<script type="application/json" class="case-block">[${e.join(`,`)}]<\/script>\n`}function Uc({clusters:e}){let t=[...e?.newlyFailing??[],...e?.failing??[]];return new Map(t.flatMap(({members:e},t)=>e.map(e=>[e,t])))}function Wc({critical:e,severe:t}){let n=[...e?[`critical`]:[],...t?[`always passed, now always fails`]:[]];return n.length>0?{marks:n}:{}}function Gc({place:e,baseline:t,candidate:n,texts:r},i){let a=[...t?.errors??[],...n.errors??[]],o=t&&r.baseline&&Kc(t,r.baseline,i),s=Kc(n,r.candidate,i);return{place:$(e,300),errors:[...new Set(a)].map(e=>$(e,1e3)),baseline:o,candidate:r.baseline?qc(s,r.candidate,r.baseline):s}}function Kc(e,t,n){return{passes:e.passes,trials:e.trials,failures:e.failures.map(({type:e,reason:t})=>$(`${e}: ${t}`,1e3)),figures:[e.inputTokens,e.cachedInputTokens,e.outputTokens,e.usd,e.latencyMs],answer:t.answer===null?null:$(t.answer,Bc),messages:t.messages.map(({role:e,content:t},r)=>({role:$(e,40),text:n.inParts($(t,Bc),r)}))}}function qc(e,t,n){return{...e,answer:t.answer!==null&&t.answer===n.answer?{same:!0}:e.answer,messages:e.messages.map((e,r)=>{let[i,a]=[t.messages[r],n.messages[r]];return i?.role===a?.role&&i?.content===a?.content?{same:!0}:e})}}function Jc({caseId:e,segments:t,arm:n},r,i){return{kind:`errored`,prompt:r,name:$(e??`the run`,300),segments:t.map(i),...n&&{marks:[n]}}}function Yc({kind:e,message:t}){return{place:``,errors:[$(`${e}: ${t}`,1e3)],baseline:null,candidate:null}}function $(e,t){let n=e.length-t;return i(n>0?`${e.slice(0,t)}… (${n} more characters)`:e)}function Xc(e,t){let n={counts:{"newly-failing":0,failing:0,"newly-passing":0,passing:0,errored:0},segments:/* @__PURE__ */ new Set,listed:[],tokens:{baseline:[],candidate:[]},latencyMs:{baseline:[],candidate:[]}};for(let r of t?.outcomesOf(e.path)??Mc(e)){n.counts[r.standing]+=1;for(let e of r.segments)n.segments.add(e);r.standing!==`passing`&&n.listed.length<1e3&&n.listed.push(r);for(let e of[`baseline`,`candidate`]){let t=r[e];t&&(Qc(n.tokens[e],Zc(t)),Qc(n.latencyMs[e],t.latencyMs))}}return n}function Zc({inputTokens:e,outputTokens:t}){return e===null||t===null?null:e+t}function Qc(e,t){t!==null&&e.push(t)}function $c({failures:e,alike:t,size:n}){let r=e.slice(0,3).flatMap(({type:e,expected:t},r)=>{let i=t===null?n>1?`, of each its own`:``:`: ${D(t,160)}`;return[r>0?`; `:``,g(D(e,40)),i]}),i=e.length-3;return[...r,...i>0?[`; and ${i} more`]:[],...e.length===0?[`no assertion is named`]:[],...t&&n>1?[` — nearly the same answers`]:[]]}function el({prompt:e,overview:t}){return e.errors.length>0||Object.values(t.counts).some(e=>e>0)}function tl(e){let t=Qe(e.map(({overview:e})=>({segments:[...e.segments]})));return G`<section class="cases" id="cases" aria-labelledby="cases-title">
<h2 id="cases-title">Cases</h2>
${al(e)}
<div id="case-browser" hidden>
<form class="filters" id="filters">
<fieldset><legend class="unseen">Which cases</legend>
${rl(e)}
</fieldset>
${e.length>1?il(`prompt`,`Prompt`,e.map(({prompt:e},t)=>[String(t),e.path])):null}
${t.length>1?il(`segment`,`Segment`,t.map(e=>[$(e,200),e])):null}
<span class="filter"><label for="filter-search">Search</label> <input type="search" id="filter-search" name="search" autocomplete="off"></span>
<button type="button" id="all-cases" hidden>Show all cases</button>
</form>
<p id="case-count" class="muted" role="status"></p>
<div id="case-list" class="case-list" role="list" aria-label="Cases"></div>
</div>
<noscript>${sl(e)}</noscript>
</section>
`}const nl=[[`newly-failing`,`Newly failing`],[`failing`,`Failing in both`],[`newly-passing`,`Newly passing`],[`passing`,`Passing`],[`errored`,`Errored`]];function rl(e){let t=e.every(({prompt:e})=>e.baseline===null);return[[``,`All`],...nl].map(([e,n])=>G`<label><input type="radio" name="kind" value="${e}"${e===``?G` checked=""`:null}><span>${t&&e===`newly-failing`?`Failing`:n} <b></b></span></label>`)}function il(e,t,n){return G`<span class="filter"><label for="filter-${e}">${t}</label> <select id="filter-${e}" name="${e}"><option value="">all</option>${n.map(([e,t])=>G`<option value="${e}">${D(t,80)}</option>`)}</select></span>`}function al(e){let t=e.flatMap(({prompt:t},n)=>{let{newlyFailing:r=[],failing:i=[]}=t.clusters??{},a=e.length>1?G` <code>${D(t.path)}</code>`:null;return[ol(G`What ${t.baseline?`newly fails`:`fails`}${a}`,r,{prompt:n,first:0}),ol(G`What fails in both versions${a}`,i,{prompt:n,first:r.length})].filter(e=>e!==null)});return t.length===0?null:G`<div class="reasons">${t}</div>`}function ol(e,t,{prompt:n,first:r}){if(t.length===0)return null;let i=t.reduce((e,{size:t})=>e+t,0),a=t.slice(0,12).map((e,t)=>G`<li><button type="button" class="reason" data-prompt="${n}" data-cluster="${r+t}"><b>${T(e.size)} of ${T(i)}</b> <span>${K($c(e))}</span></button></li>`),o=t.length-a.length;return G`<section class="part"><h3>${e}</h3><ol class="clusters">${a}</ol>
${o>0?G`<p class="muted">${T(o)} more reasons, each of fewer cases, are in the list below.</p>`:null}</section>`}function sl(e){let t=e.flatMap(({overview:e})=>e.listed),n=e.reduce((e,{overview:t})=>e+ll(t),0),r=t.map(e=>{let{candidate:t,baseline:n}=e,r=[...[...t.failures,...n?.failures??[]].map(({type:e,reason:t})=>`${e}: ${t}`),...n?.errors??[],...t.errors??[]];return G`<tr><td>${cl(e)}</td><th scope="row">${D(e.description??e.id,300)}</th><td>${e.segments.map(e=>D(e)).join(`, `)}</td><td>${D(r.join(`; `),1e3)}</td><td><code>${D(e.place,300)}</code></td></tr>\n`}),i=n-r.length;return G`<div class="scroll"><table><thead><tr><th scope="col"><span class="unseen">How it stands</span></th><th scope="col">Case</th><th scope="col">Segment</th><th scope="col">Assertion</th><th scope="col">Place</th></tr></thead><tbody>${r}</tbody></table></div>
${i>0?G`<p>${T(i)} more cases are listed with JavaScript, and in the result JSON.</p>`:null}`}function cl({standing:e,baseline:t}){return Re[e===`newly-failing`&&!t?`new`:e].words}function ll({counts:e}){return Object.values(e).reduce((e,t)=>e+t,0)}const ul=.99;function dl(e){let t=t=>e.reduce((e,n)=>{let{baseline:r,candidate:i}=t(n);return Math.max(e,_l(r,ul)??0,_l(i,ul)??0)},0);return{tokens:t(({tokens:e})=>e),latencyMs:t(({latencyMs:e})=>e)}}function fl({tokens:e,latencyMs:t},n){let r=[ml(`Tokens a call`,e,{high:n.tokens,format:T}),ml(`Latency of a call`,t,{high:n.latencyMs,format:pl})].filter(e=>e!==null);return r.length===0?null:G`<section class="part"><h3>Spread over the cases</h3><div class="spreads">${r}</div></section>`}function pl(e){return e<999.5?`${Math.round(e)} ms`:ee(e)}function ml(e,{baseline:t,candidate:n},{high:r,format:i}){if(n.length===0||r<=0)return null;let a=[...t.length>0?[{name:`baseline`,values:t}]:[],{name:`candidate`,values:n}],o=a.map(({values:e})=>hl(e,r)),s=Math.max(...o.flat()),c=a.map(({name:e},t)=>G`<path class="spread ${e}" d="${gl(o[t]??[],s)}"/>`),l=a.map(({name:e,values:t})=>G`<tr><th scope="row"><span class="key ${e===`baseline`?`before`:`after`}">${e}</span></th><td class="number">${i(_l(t,.5)??0)}</td><td class="number">${i(_l(t,.95)??0)}</td><td class="number">${i(_l(t,1)??0)}</td></tr>`);return G`<figure class="spread"><figcaption>${e}</figcaption>
<svg class="spread" viewBox="0 0 ${40} ${48}" preserveAspectRatio="none" aria-hidden="true" focusable="false">${c}</svg>
<div class="ends muted" aria-hidden="true"><span>0</span><span>${i(r)} or more</span></div>
<table><thead><tr><td></td><th scope="col" class="number">Median</th><th scope="col" class="number">95th percentile</th><th scope="col" class="number">Highest</th></tr></thead><tbody>${l}</tbody></table></figure>`}function hl(e,t){let n=Array.from({length:40},()=>0);for(let r of e){let i=Math.min(39,Math.max(0,Math.floor(r/t*40)));n[i]=(n[i]??0)+1/e.length}return n}function gl(e,t){return`M0 48${e.map((e,n)=>`V${Number((48-e/t*46).toFixed(2))}H${n+1}`).join(``)}V48z`}function _l(e,t){let n=Float64Array.from(e).sort();return n[Math.max(0,Math.ceil(t*n.length)-1)]??null}function vl(e){return Cl(e.flatMap(({segments:e,overall:t})=>t?[...e,t]:e).flatMap(({cost:e})=>[e.candidate.totalTokens,e.baseline?.totalTokens??0]).filter(e=>e>0))}function yl(e,{policy:t,range:n}){let r=se(e,t);return!r||!e.cost?G``:G`<section class="part"><h3>Cost ${bl(e.cost)}</h3>
<p>${K(r)}</p>
${e.cost.comparison.baseline?xl(e,n):null}</section>`}function bl(e){let t=Ae(e);if(!e.comparison.baseline||t.every(({label:e})=>e===null))return null;let{sign:n,likeVerdict:r,words:i}=Ue[e.label].page,a=e.label===`unknown`&&Le(e)&&!t.some(Be);return G`<span class="${r===null?`badge`:`badge ${r}`}"><span aria-hidden="true">${n.page}</span> ${a?De:i}</span>`}function xl(e,t){let n=F(e.segments),r=(e.overall?[...n,e.overall]:n).map(n=>Sl(n,t,n===e.overall));return G`<div class="scroll" tabindex="0" role="region" aria-label="Tokens of ${e.path}">
<table class="dumbbell" role="table">
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Segment</th><th role="columnheader" scope="col" class="plot"><span class="legend"><span class="key before">baseline</span><span class="key after">candidate</span></span></th><th role="columnheader" scope="col" class="number">Tokens a call</th>
<th role="columnheader" scope="col">Change, 95&nbsp;% CI</th><th role="columnheader" scope="col" class="number">Input</th><th role="columnheader" scope="col" class="number">Output</th><th role="columnheader" scope="col" class="number">Cached</th><th role="columnheader" scope="col" class="number">Money a call</th></tr></thead>
<tbody role="rowgroup">${r}</tbody>
<tfoot aria-hidden="true"><tr><td></td><td class="plot">${wl(t)}</td><td colspan="6">tokens a call</td></tr></tfoot>
</table></div>`}function Sl(e,t,n){let{baseline:r,candidate:i}=e.cost,[a,o,s,c,l,u]=Yr(e),d=[`tokens`,`change`,`input`,`output`,`cached`,`money`],f=[a,o,s,c,l,u].map((e=``,t)=>G`<td role="cell" class="${t===1?`change`:`number`}" data-label="${d[t]??``}">${e}</td>`),p=Tl(i.totalTokens,t),m=r&&Tl(r.totalTokens,t);return G`<tr role="row" class="${n?`overall`:`segment`}"><th role="rowheader" scope="row"><span class="segment-name">${e.name}</span></th>
<td role="cell" class="plot" aria-hidden="true"><svg class="row" focusable="false"><line class="grid" x1="0" x2="100%" y1="50%" y2="50%"/>
${m?G`<line class="bar" x1="${m}" x2="${p}" y1="50%" y2="50%"/><circle class="before" cx="${m}" cy="50%" r="5"/>`:null}<circle class="after" cx="${p}" cy="50%" r="5"/></svg></td>
${f}</tr>
`}function Cl(e){let t=e.reduce((e,t)=>Math.min(e,t),1/0),n=e.reduce((e,t)=>Math.max(e,t),0);if(!Number.isFinite(t))return{low:0,high:1};let r=Math.max((n-t)*.15,n*.02,1);return{low:Math.max(0,t-r),high:n+r}}function wl({low:e,high:t}){return G`<svg class="axis" focusable="false"><text x="0" y="14" text-anchor="start">${T(e)}</text><text x="100%" y="14" text-anchor="end">${T(t)}</text></svg>`}function Tl(e,{low:t,high:n}){return`${Number(((e-t)/(n-t)*100).toFixed(3))}%`}function El({sign:e,words:t,likeVerdict:n}){return G`<span class="badge ${n??`new`}"><span aria-hidden="true">${e.page}</span> ${t}</span>`}function Dl(e){let t=e.flatMap(Ol);return t.some(({interval:e})=>e!==null)?Fn(t):null}function Ol({segments:e,overall:t}){return t?[...F(e),t]:F(e)}function kl(e,t){let n=Ol(e),r=n.some(({interval:e})=>e!==null)?t:null,i=n.map(t=>Al(t,{isOverall:t===e.overall,prompt:e,axis:r}));return G`<div class="scroll" tabindex="0" role="region" aria-label="Segments of ${e.path}">
<table class="forest" role="table">
<thead role="rowgroup"><tr role="row">
<th role="columnheader" scope="col">Verdict</th><th role="columnheader" scope="col">Segment</th>
<th role="columnheader" scope="col" class="number">Baseline</th><th role="columnheader" scope="col" class="number">Candidate</th>
${r?G`<th role="columnheader" scope="col" class="plot"><span class="ends"><span>← worse</span><span>better →</span></span></th>`:null}
<th role="columnheader" scope="col">Change, 95&nbsp;% CI</th><th role="columnheader" scope="col" class="number">Lost / won</th>
<th role="columnheader" scope="col" class="number">z</th><th role="columnheader" scope="col" class="number">Adjusted p</th>
</tr></thead>
<tbody role="rowgroup">${i}</tbody>
${r?G`<tfoot aria-hidden="true"><tr><td colspan="4"></td><td class="plot">${Nl(r)}</td><td colspan="4">points</td></tr></tfoot>`:null}
</table></div>`}function Al(e,t){let{isOverall:n,prompt:r,axis:i}=t,a=n?Dr(e,r):Er(e,r),[o,s,c,l,u,d]=Gr(e),f=e.missing>0?G` <span class="muted">(${e.missing} missing)</span>`:null;return G`<tr role="row" class="${n?`overall`:`segment`}">
<td role="cell" class="verdict">${a?El(a):null}</td>
<th role="rowheader" scope="row"><span class="segment-name">${e.name}${f}</span></th>
<td role="cell" class="number" data-label="baseline">${o}</td><td role="cell" class="number" data-label="candidate">${s}</td>
${i?G`<td role="cell" class="plot" aria-hidden="true">${jl(e,i,a?.likeVerdict??`overall`)}</td>`:null}
<td role="cell" class="change" data-label="change">${c}</td><td role="cell" class="number" data-label="lost / won">${l}</td>
<td role="cell" class="number" data-label="z">${u}</td><td role="cell" class="number" data-label="adjusted p">${d}</td>
</tr>
`}function jl(e,t,n){let{interval:r,difference:i,name:a}=e,o=e=>Pl(e,t),s=In(t).map(e=>G`<line class="${e===0?`zero`:`grid`}" x1="${o(e)}" x2="${o(e)}" y1="0" y2="100%"/>`);if(!r||i===null)return G`<svg class="row" focusable="false">${s}</svg>`;let[c,l]=[o(r[0]*100),o(r[1]*100)],u=o(i*100);return G`<svg class="row ${n}" focusable="false"><title>${`${a}: ${x(i)} points, ${x(r[0])} to ${x(r[1])}`}</title>${s}
<line class="interval" x1="${c}" x2="${l}" y1="50%" y2="50%"/><line class="interval" x1="${c}" x2="${c}" y1="36%" y2="64%"/><line class="interval" x1="${l}" x2="${l}" y1="36%" y2="64%"/>
${n===`overall`||a===`overall`?Ml(u):G`<circle class="point" cx="${u}" cy="50%" r="5"/>`}</svg>`}function Ml(e){return G`<svg x="${e}" y="50%" overflow="visible"><path class="point" d="M0-7 7 0 0 7-7 0z"/></svg>`}function Nl(e){return G`<svg class="axis" focusable="false">${In(e).map(t=>G`<text x="${Pl(t,e)}" y="14" text-anchor="${t===e.low?`start`:t===e.high?`end`:`middle`}">${t===0?`0`:x(t/100)}</text>`)}</svg>`}function Pl(e,{low:t,high:n}){return`${Number(((Math.min(n,Math.max(t,e))-t)/(n-t)*100).toFixed(3))}%`}function Fl(e){if(e.accepted)return{sign:N,word:`Accepted`,tone:`error`};if(e.partial)return{sign:Ne(e),word:`Partial run`,tone:`open`};let t=fe(e),{title:n}=Ie[t],r=Ne(e);if(t!==`pass`)return{sign:r,word:n,tone:t};let i={sign:r,tone:Ll(r)};return r===Me?{...i,word:n}:r===N?{...i,word:`Not blocked`}:{...i,word:r===Ee?`Nothing to compare with`:`Nothing could be told`}}function Il(e){let{verdict:t}=e;if(t===`not-run`)return{...Ie[t],tone:`open`};if(t!==`pass`||!A(e))return{...Ie[t],tone:t};let n=Xt([e]),r=O(e)?ke(e):Ie[t].word;return{sign:n,tone:Ll(n),word:n===Me||O(e)?r:`cannot be told`}}function Ll(e){return e===Me?`pass`:e===N?`error`:`open`}function Rl(e){let t=Xe(e.prompts).filter(A),n=[zl(t),Vl(t),Hl(t),Ul(t),Wl(t),Gl(t,e)].filter(e=>e!==null);return n.length===0?null:G`<dl class="tiles">${n.map(({label:e,value:t,detail:n,tone:r})=>G`<div class="tile ${r}"><dt>${e}</dt><dd class="value">${t}</dd><dd>${n}</dd></div>`)}</dl>`}function zl(e){let t=e.flatMap(({segments:e})=>e).reduce(Bl,null);if(!t||t.difference===null)return null;let n=t.interval?`, 95\u00a0% CI ${ye(t.interval,` to `)}`:``;return{label:`Largest drop`,value:t.difference<0?`${x(t.difference)} points`:`none`,detail:t.difference<0?`${D(t.name)}${n}`:`in any segment`,tone:t.verdict===`regression`?`bad`:`plain`}}function Bl(e,t){return(t.difference??1/0)<(e?.difference??1/0)?t:e}function Vl(e){let t=e.filter(S),n=t.flatMap(e=>e.segments);if(n.length===0)return null;let r=e=>n.filter(t=>t.verdict===e).length,i=t.filter(({overall:e,segments:t})=>t.length>1&&e?.verdict===`improved`).length,a=t.length===1?`overall`:`${C(i,`prompt`)} overall`,o=[`${T(r(`improved`))} improved${i>0?`, ${a} improved`:``}`,`${T(r(`pass`))} no worse`,`${T(r(`inconclusive`)+r(`invalid`))} cannot be told`],s=r(`regression`);return{label:`Segments`,value:`${T(s)} of ${T(n.length)} worse`,detail:o.join(`, `),tone:s>0?`bad`:r(`pass`)+r(`improved`)>0?`good`:`plain`}}function Hl(e){let t=e.filter(e=>!S(e));if(t.length===0)return null;let n=e=>t.reduce((t,{overall:n})=>t+(n?.candidate[e]??0),0);return{label:`New`,value:`passes ${T(n(`passes`))} of ${T(n(`n`))}`,detail:`${C(t.length,`prompt`)} with nothing to be compared with`,tone:`plain`}}function Ul(e){let t=e.filter(e=>e.baseline!==null);if(t.length===0)return null;let n=e=>t.reduce((t,n)=>t+e(n),0),r=n(e=>e.overall?.losses??0),i=n(e=>e.overall?.wins??0),a=n(e=>e.overall?.cases??0);return{label:`Cases`,value:`${T(r)} newly fail`,detail:`${T(i)} newly pass, of ${C(a,`case`)}`,tone:`plain`}}function Wl(e){let[t]=e.flatMap(({cost:e})=>e?.comparison.ratio?[e]:[]).sort((e,t)=>(t.comparison.ratio?.ratio??0)-(e.comparison.ratio?.ratio??0)),{baseline:n,candidate:r,ratio:i}=t?.comparison??{};if(!t||!i||!r||!n)return null;let a=t.limit===null?``:`, limit +${oe(t.limit)}`;return{label:`Tokens a call`,value:de(i.ratio),detail:`${T(n.totalTokens)} → ${T(r.totalTokens)}${a}`,tone:Oe(t).tokens===`exceeded`?`bad`:`plain`}}function Gl(e,{policy:t}){let n=e.flatMap(({cost:e})=>e?[e]:[]),r=n.some(e=>Oe(e).money===`exceeded`)?`bad`:`plain`,i=n.filter(e=>e.monthlyUsd!==null),[a]=i;if(!a){let[e]=n.filter(Kl).sort((e,t)=>Kl(t)-Kl(e));return e?{label:`Money a call`,value:de(Kl(e)),detail:ql(e),tone:r}:null}let o=i.reduce((e,t)=>e+(t.monthlyUsd??0),0),s=i.length===1?`${ql(a)} a call`:`${C(i.length,`prompt`)}`,c=t.cost.callsPerMonth?`, ${He(t.cost.callsPerMonth)}`:``;return{label:`Money a month`,value:Ze(o),detail:`${s}${c}`,tone:r}}function Kl({comparison:e}){return e.moneyRatio?.ratio??0}function ql({comparison:{baseline:e,candidate:t}}){return[e,t].flatMap(e=>e&&e.usd!==null?[E(e.usd)]:[]).join(` → `)}function Jl(e){let{base:t,head:n,verdict:r}=e,{sign:i,word:a,tone:o}=Fl(e);return G`<header class="page ${r}">
<p class="brand">Prompt Eval Gate</p>
<p class="state ${o}"><span aria-hidden="true">${i.page}</span> ${a}</p>
<h1>${K(Yl(e))}</h1>
<p class="muted"><code>${D(t.ref)}</code> → <code>${D(n.ref)}</code>${n.sha?G` at <code>${n.sha.slice(0,12)}</code>`:null}</p>
${Xl(Rt(e).map(K),`notice`,`Notices`)}
${Xl(Wt(e).map(K),`problem`,`Problems`)}
${Rl(e)}
</header>
`}function Yl(e){let t=e.partial&&le(e);if(!t&&e.verdict===`error`&&e.errors.length>0)return[`The gate could not decide`];let[n=Ie[p(e)].title,...r]=t??pe(e);return[typeof n==`string`?Ye(n):n,...r]}function Xl(e,t,n){return e.length===0?null:G`<ul class="messages ${t}" aria-label="${n}">${e.map(e=>G`<li>${e}</li>`)}</ul>`}function Zl(e,t){let{title:n,lead:r,bars:i,table:a,risks:o}=ha(e),s=`portfolio-${t}`,c=a.heads.map(e=>G`<th scope="col">${e}</th>`),l=a.rows.map(([e=[],...t])=>{let n=t.map(e=>G`<td>${K(e)}</td>`);return G`<tr><th scope="row">${K(e)}</th>${n}</tr>`}),u=e=>e.map(e=>G`<li>${K(e)}</li>`);return G`<section class="run" aria-labelledby="${s}"><h2 id="${s}">${K(n)}</h2>
<ul>${u(r)}</ul>
<div class="scroll" tabindex="0" role="region" aria-label="Who serves which share, now and after: ${_(n)}"><pre>${i.join(`
`)}</pre></div>
<div class="scroll" tabindex="0" role="region" aria-label="Segments: ${_(n)}"><table><thead><tr>${c}</tr></thead><tbody>${l}</tbody></table></div>
<details><summary>What could go wrong, and what it rests on</summary><ul>${u(o)}</ul></details></section>`}function Ql(e,{result:t,axis:n,range:r,scales:i,index:a,overview:o}){let s=t.prompts.length===1,c=s||!I(e)?[g(e.path)]:ue(e),l=Il(e),u=I(e)?[]:_t(e),d=G`<p class="lead">${K(ar(e,t.policy))}</p>
${u.map(({title:e})=>G`<p class="muted">${K(e)}.</p>`)}
${A(e)?kl(e,n):null}
${yl(e,{policy:t.policy,range:r})}
${eu(e)}
${fl(o,i)}
${tu(e)}
${iu(e,t)}`,f=G`<h2 id="prompt-${a}-title">${K(c)}</h2><span class="state ${l.tone}">${l.word}</span>`;return!s&&e.verdict===`pass`?G`<section class="prompt" id="prompt-${a}" aria-labelledby="prompt-${a}-title">
<details class="fold whole"><summary>${f}</summary><div class="prompt-body">${$l(e)}${d}</div></details>
</section>
`:G`<section class="prompt" id="prompt-${a}" aria-labelledby="prompt-${a}-title">
<header>${f}${$l(e)}</header>
${d}
</section>
`}function $l({baseline:e,candidate:t,change:n}){return e&&t&&e.path!==t.path?G`<p class="muted">was <code>${D(e.path)}</code></p>`:n===`added`?G`<p class="muted">a new prompt</p>`:null}function eu(e){let t=y(e);if(!t||!e.latency)return null;let{sign:n,likeVerdict:r,words:i}=Ue[e.latency.label].page;return G`<section class="part"><h3>Latency ${re(e)?G`<span class="${r===null?`badge`:`badge ${r}`}"><span aria-hidden="true">${n.page}</span> ${i}</span>`:null}</h3>
<p>${K(t)}</p></section>`}function tu({diff:e,path:t,candidate:n,includeDiffs:r=[]}){return[...e===``?[]:[{title:`What changed in the prompt`,path:n?.path??t,diff:e}],...r.map(e=>({...e,title:`What changed in a file that it includes`}))].map(nu)}function nu({title:e,path:t,diff:n}){let r=n.trimEnd().split(`
`).filter(e=>!/^(---|\+\+\+|===|Index:)/.test(e)),i=r.slice(0,2e3).map(ru),a=r.length-i.length;return G`<details class="part fold" open><summary><h3>${e}: <code>${D(t)}</code></h3></summary>
<div class="scroll" tabindex="0" role="region" aria-label="Changes of ${D(t)}"><pre class="diff">${i}</pre></div>
${a>0?G`<p class="muted">${a} more lines are in the pull request.</p>`:null}</details>`}function ru(e){let[t=` `]=e;return t===`+`?G`<ins>+ ${e.slice(1)}</ins>`:t===`-`?G`<del>− ${e.slice(1)}</del>`:t===`@`?G`<span class="hunk">${e}</span>`:G`<span>  ${e.slice(1)}</span>`}function iu(e,t){let n=jt(e,t);if(n.length===0)return null;let{heads:r,rows:i}=It(e),a=r.map((e,t)=>G`<th scope="col" class="${t===0?``:`number`}">${e}</th>`),o=i.map(([e=``,...t])=>G`<tr><th scope="row">${e}</th>${t.map(e=>G`<td class="number">${e}</td>`)}</tr>\n`);return G`<details class="part fold"><summary><h3>How sure is this?</h3></summary>
<ul>${n.map(e=>G`<li>${K(e)}</li>`)}</ul>
<div class="scroll" tabindex="0" role="region" aria-label="Tests compared"><table><thead><tr>${a}</tr></thead><tbody>${o}</tbody></table></div></details>`}const au=String.raw`  /* Two texts that have less in common are shown without marks. */
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

  /* As the rest of the page has it: thousands are parted by a thin space. */
  function formatted(number) {
    return number.toLocaleString('en-US').replaceAll(',', '\u202f');
  }

  function plural(number, noun) {
    return formatted(number) + ' ' + noun + (number === 1 ? '' : 's');
  }
`,ou=String.raw`  /* Words of two texts that the other has not, by their longest common subsequence. */
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
`,su=String.raw`  const CHUNK = 50;
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
`,cu=Object.fromEntries(Object.entries(Re).map(([e,{sign:t,words:n}])=>[e,`${t.page} ${n}`])),lu=`'use strict';
(() => {
  const LABELS = ${JSON.stringify(cu)};
${su}
${au}
${ou}
})();
`,uu=`
${Is}* { box-sizing: border-box; }
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
`;var du;function fu(e,t){return[...pu(e,t)].join(``)}function*pu(e,t){let n=Xe(e.prompts),r=n.slice(0,200),i=n.map(e=>({prompt:e,overview:Xc(e,t)})),a=i.filter(el),o=i.map(({overview:e})=>e),s={result:e,axis:Dl(r),range:vl(r),scales:dl(o)},c=r.map((e,t)=>{let n=o[t];return mu(e)&&n?Ql(e,{...s,index:t,overview:n}):null});yield G`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${q(Ps({scripts:[lu],styles:[uu]}))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${Fe(e)}</title>
<link rel="icon" href="data:,">
<style>${q(uu)}</style>
</head>
<body>
${a.length===0?null:G`<a class="skip" href="#cases">Skip to the cases</a>`}
<main class="sheet">
${Jl(e)}
${hu(r)}
${c}
${(e.portfolioPlans??[]).map((e,t)=>Zl(e,t))}
${a.length===0?null:tl(a)}
${gu(e)}
${_u(e)}
</main>
`.markup,a.length>0&&(yield*Vc(a.map(({prompt:e})=>e),t)),yield G(du||=co([`<script>`,`<\/script>
</body>
</html>
`]),q(lu)).markup}function mu(e){return A(e)||I(e)}function hu(e){let t=e.flatMap((e,t)=>mu(e)?[{prompt:e,index:t}]:[]);return t.length<2?null:G`<nav class="prompts" aria-label="Prompts"><ul>${t.map(({prompt:e,index:t})=>G`<li><span aria-hidden="true">${Il(e).sign.page}</span> <a href="#prompt-${t}">${e.path}</a></li>`)}</ul></nav>`}function gu(e){let t=Gn(e).map(e=>G`<li>${K(e)}</li>`);return t.length===0?null:G`<section class="run" aria-labelledby="registry-title"><h2 id="registry-title">${Wn}</h2>
<ul>${t}</ul></section>`}function _u(e){let t=[...Cr(e),...zt(e),...Pr(e).slice(0,200),...e.usage.trials>0?[jr(e)]:[]],{path:n,revision:r}=e.policySource,i=r===`unread`?G`<li>Policy: <code>${D(n)}</code>, which could not be read.</li>`:r===`defaults`?G`<li>Policy: the defaults; there is no <code>${D(n)}</code>.</li>`:G`<li>Policy: <code>${D(n)}</code> as it is at the ${r}.</li>`;return G`<section class="run" aria-labelledby="run-title"><h2 id="run-title">What ran</h2>
<ul>${t.map(e=>G`<li>${K(e)}</li>`)}${i}<li>prompt-eval-gate ${e.tool.version}</li></ul></section>`}function vu(e){return[...e.prompts.flatMap(t=>yu(t,e)),...wu(e),...Tu(e)]}function yu(e,t){return I(e)?e.reasons.map(n=>{let r=n.kind===`overall-regression`?e.overall:e.segments.find(e=>e.name===n.segment),i=_(ue({...e,reasons:[n]})),a=r&&n.kind!==`weaker-suite`?[bu(r)]:[],o=n.kind===`cost`?[_(se(e,t.policy)??[])]:[],s=n.kind===`latency`?[_(y(e)??[])]:[];return{...xu(e),level:e.verdict===`block`&&!t.accepted?`failure`:`warning`,title:D(i,250),message:[...a,...o,...s,...Su(e)].join(` `)||i}}):[]}function bu({baseline:e,candidate:t,difference:n,interval:r,losses:i,wins:a,adjustedPValue:o}){if(!e||n===null)return`Passes ${b(t.rate)}.`;let s=r?` (95\u00a0% CI ${ye(r,` to `)})`:``;return`Passes ${b(t.rate)}, was ${b(e.rate)}: ${x(n)} points${s}, ${T(i)} lost / ${T(a)} won, adjusted p\u00a0${be(o)}.`}function xu(e){let[t]=e.changedLines;return{path:e.file??e.path,startLine:t?.start??1,endLine:t?.end??1}}function Su({changedLines:e,because:t,path:n,file:r=n}){let i=e.slice(1,6).map(({start:e,end:t})=>e===t?`${e}`:`${e}–${t}`);if(i.length>0)return[`The pull request also changes lines ${i.join(`, `)}.`];let a=t.filter(e=>e!==r).slice(0,3);return e.length>0||a.length===0?[]:[_([`The change comes through ${a.map(e=>D(e)).join(`, `)}.`])]}const Cu=/^(.+?)(?::(\d+))?(?::(\d+))?$/s;function wu(e){return e.errors.flatMap(({place:e,message:t,remedy:n})=>{let[,r,i]=e===null?[]:Cu.exec(e)??[];if(r===void 0)return[];let a=Math.max(1,Number(i??1)),o=_([D([t,n].filter(Boolean).join(` `),1e3)]);return[{path:r,startLine:a,endLine:a,level:`failure`,title:D(t,250),message:o}]})}function Tu({prompts:e}){return[...e.flatMap(({findings:e=[]})=>e)].sort((e,t)=>Eu.indexOf(e.severity)-Eu.indexOf(t.severity)).slice(0,40).map(({id:e,severity:t,path:n,line:r,message:i,remedy:a})=>({path:n,startLine:r,endLine:r,level:t===`notice`?`notice`:`warning`,title:e,message:_([D(`${i} ${a}`,1e3)])}))}const Eu=[`error`,`warning`,`notice`],Du=`<!-- prompt-eval-gate last-report -->`;function Ou(e,t,n){let[r=``]=t.split(`
`);return[t,V([r,`The rest is too long to be shown here: see the job summary of its run.`])].map(t=>V([e,Au(t)])).find(e=>e.length<=n)??e}function ku(e){let t=e.indexOf(`\n${Du}\n`);if(t!==-1)return e.slice(t+37+2).trim().slice(65,-10).trim()}function Au(e){return`${Du}\n<details><summary>The last report before this run broke</summary>\n\n${e}\n\n</details>`}function ju(e){let t=[...e.prompts.map(t=>Hu(t,e)),...Uu(e)],n=`name="${e.partial?`prompt-eval-gate, partial run`:`prompt-eval-gate`}" ${Ku(t.flatMap(({cases:e})=>e))}`,r=t.map(Wu).join(``);return`<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${n} time="${qu(e.usage.elapsedMs)}">\n${r}</testsuites>\n`}function Mu(e,t){if(!A(e)){let n=_(ar(e,t.policy)),r=[{name:`not run`,outcome:{kind:`skipped`,message:n,type:e.change,text:n}},...zu(e)];return{name:e.path,cases:r}}let n=[...e.segments.map(t=>Nu(t,e)),...e.overall?[Fu(e.overall,e)]:[],...Ru(e),...zu(e),...e.cost?Bu(e.cost,e,t):[],...Vu(e)];return{name:e.path,cases:n}}function Nu(e,t){let n=t.reasons.find(({kind:t,segment:n})=>n===e.name&&t!==`weaker-suite`);return n?{name:e.name,outcome:Iu(n.kind,e,t)}:e.verdict===`invalid`?{name:e.name,outcome:Iu(`invalid`,e,t)}:O(t)?Pu(e,t):{name:e.name}}function Pu(e,t){let{passes:n,n:r}=e.candidate,i={kind:`skipped`,message:`${ke(t)}: passes ${T(n)} of ${T(r)}`,type:`new`,text:Lu(e,t)};return{name:e.name,outcome:i}}function Fu(e,t){let n=t.reasons.find(t=>t.kind===`overall-regression`||t.segment===e.name);return n?{name:`overall`,outcome:Iu(n.kind,e,t)}:O(t)?Pu(e,t):{name:`overall`}}function Iu(e,t,n){let r=Lu(t,n),i=t.difference===null?``:`: ${x(t.difference)} points`;return{kind:e===`invalid`?`error`:`failure`,message:`${e}${i}`,type:e,text:r}}function Lu(e,t){let[n,r,i,a,o,s]=Gr(e);return[`verdict: ${Er(e,t).words}`,`segment: ${D(e.name,200)}`,`baseline: ${n}`,`candidate: ${r}`,`change, 95\u00a0% CI: ${i}`,`lost / won: ${a}`,`z: ${o}`,`adjusted p: ${s}`].join(`
`)}function Ru(e){return e.reasons.filter(({kind:e})=>e===`critical-case`||e===`critical-case-unanswered`).map(({kind:e,caseId:t=``})=>{let[n,r]=e===`critical-case`?[`failure`,`a critical case that always passed now always fails`]:[`error`,`a critical case that always passed now has no answer`];return{name:t,outcome:{kind:n,type:e,message:r,text:r}}})}function zu(e){return e.reasons.filter(e=>e.kind===`weaker-suite`).map(({segment:e=``})=>{let t=`cases are removed, loosened, or asked only with added values, which the policy blocks`,n={kind:`failure`,type:`weaker-suite`,message:t,text:t};return{name:`cases of ${e}`,outcome:n}})}function Bu(e,t,n){let r=_(se(t,n.policy)??[]);return Ae(e).flatMap(({of:e,label:t,limit:n,ratio:i})=>e===`money`&&n===null?[]:t===`exceeded`?[{name:e,outcome:{kind:`failure`,type:`cost`,message:`more ${e} than the limit`,text:r}}]:[{name:e,...i?{}:{outcome:{kind:`skipped`,message:n===null?`no limit`:`nothing to compare`,type:`cost`,text:r}}}])}function Vu(e){let{latency:t}=e;return(t?me(t).filter(({limit:e})=>e!==null):[]).map(({of:t,label:n})=>{let r=`latency, ${t}`;return n===`exceeded`?{name:r,outcome:{kind:`failure`,type:`latency`,message:`answers take longer than the limit (${t})`,text:_(y(e)??[])}}:{name:r}})}function Hu(e,t){let n=Mu(e,t),{accepted:r}=t;if(!r)return n;let i=t=>e.reasons.some(({segment:e})=>e===t),a=n.cases.map(({name:e,outcome:t})=>{if(!t||!(t.kind===`failure`||i(e)))return{name:e,...t&&{outcome:t}};let n=`accepted by @${r.by}: ${t.message}`;return{name:e,outcome:{...t,kind:`skipped`,message:n}}});return{...n,cases:a}}function Uu(e){if(e.verdict===`partial`){let t=_(le(e));return[{name:`prompt-eval-gate`,cases:[{name:`gate`,outcome:{kind:`skipped`,message:t,type:`partial`,text:t}}]}]}if(e.accepted){let t=_(le(e));return[{name:`prompt-eval-gate`,cases:[{name:`gate`,outcome:{kind:`skipped`,message:t,type:`accepted`,text:t}}]}]}if(e.errors.length===0&&e.verdict!==`error`)return[];let t=e.errors.map(({place:e,message:t,remedy:n})=>[e,t,n].filter(Boolean).join(` `)).join(`
`);return[{name:`prompt-eval-gate`,cases:[{name:`gate`,outcome:{kind:`error`,message:_(le(e)),type:`error`,text:t}}]}]}function Wu({name:e,cases:t}){let n=t.map(t=>Gu(t,e)).join(``);return`  <testsuite name="${Ju(e)}" ${Ku(t)}>\n${n}  </testsuite>\n`}function Gu({name:e,outcome:t},n){let r=`    <testcase classname="${Ju(n)}" name="${Ju(e)}"`;if(!t)return`${r}/>\n`;let{kind:i,message:a,type:o,text:s}=t,c=i===`skipped`?``:` type="${Ju(o)}"`;return`${r}>\n      <${i} message="${Ju(a)}"${c}>${Yu(s)}</${i}>\n    </testcase>\n`}function Ku(e){let t=t=>e.filter(({outcome:e})=>e?.kind===t).length;return`tests="${e.length}" failures="${t(`failure`)}" errors="${t(`error`)}" skipped="${t(`skipped`)}"`}function qu(e){return(e/1e3).toFixed(3)}function Ju(e){return Yu(D(e,200))}function Yu(e){return c(e).replace(/[\ufffe\uffff]/g,`�`)}function Xu(e,t){let n=Ln(e.segments,72);return n.length>1?r(n.slice(0,Math.min(t,40)+1).join(`
`)):``}function Zu(e,t,n=!1){let r=se(e,t.policy);return!r||!e.cost?``:`**Cost**${n?` of ${v([g(e.path)])}`:``} ${Ue[e.cost.label].sign.emoji} ${v(r)}`}function Qu(e,{full:t=!1,named:n=!1}){let r=y(e);return!r||!e.latency||!(t||re(e))?``:`**Latency**${n?` of ${v([g(e.path)])}`:``} ${Ue[e.latency.label].sign.emoji} ${v(r)}`}function $u(e,t,n){let r=jt(e,t);if(r.length===0)return``;let{heads:i,rows:a}=It(e),o=i.map((e,t)=>({head:e,align:t===0?`left`:`right`})),s=[...a.slice(0,Math.min(n,a.length-1)),...a.slice(-1)];return R([`How sure is this?`],[z(r.slice(0,n+3)),L(o,s.map(e=>e.map(e=>[e])))])}function ed(e){if(e.errors.length===0)return``;let t=/* @__PURE__ */ new Map;for(let{kind:n,message:r}of e.errors)t.set(n,{count:(t.get(n)?.count??0)+1,message:r});let n=[...t].slice(0,10).map(([e,{count:t,message:n}])=>[g(e),`, ${C(t,`time`)}: `,n.slice(0,300)]);return R([Gt(e.errors)],[z(n)])}const td=[{kind:`answers`,least:0},{kind:`cases`,least:0},{kind:`passing`,least:0},{kind:`rows`,least:10},{kind:`failing`,least:1},{kind:`rows`,least:0},{kind:`failing`,least:0}];function nd(e,t,n){let r=t,i=e(r);if(i.length<=n)return i;for(let{kind:t,least:i}of td){let a=r;r={...a,[t]:Math.min(a[t],i)};let o=e(r);if(!(o.length>n))return rd(n=>e({...a,[t]:n}),{fits:r[t],tooMany:a[t],shortest:o},n)}}function rd(e,t,n){let{fits:r,tooMany:i,shortest:a}=t;for(;i-r>1;){let t=Math.floor((r+i)/2),o=e(t);o.length<=n?[r,a]=[t,o]:i=t}return a}function id(e,t={}){let n=t.marker?`\n\n${t.marker}`:``,r=(t.budget??6e4)-n.length,i=xt();return(nd(n=>V(sd({result:e,options:t,limits:n,block:i})),{answers:ad(e),cases:ad(e),passing:e.prompts.length,failing:e.prompts.length,rows:Math.max(1,...e.prompts.map(e=>e.segments.length))},r)??od(e,t))+n}function ad({prompts:e}){return Math.max(0,...e.flatMap(e=>[e.newlyFailing.length,e.newlyPassing.length]))}function od(e,t){return V([`### ${v(f(e,t))}`,`The report is too long to be shown here: ${yd(t)}.`])}function sd(e){let{result:t,options:n}=e,r=`### ${v(f(t,n))}`,i=ht(Rt(t),N.emoji);if(et(t))return[r,i,...fd(e),pd(t),md(t),...gd(e)];let a=Xe(t.prompts),o=a.filter(I);return[r,i,cd(t),t.verdict===`error`&&o.some(A)?`**Decided before it broke**`:``,...ld(o,e),...fd(e),hd(a.filter(e=>e.verdict===`pass`&&A(e)),e),pd(t),md(t),vd(t)]}function cd(e){let t=z(Wt(e,+(e.verdict===`error`)));return t===``||e.verdict===`error`?t:V([`${N.emoji} Not everything could be decided:`,t])}function ld(e,t){let{result:n,limits:r,options:i}=t,a=e.slice(0,r.failing),o=n.prompts.filter(A).length>1||n.verdict===`error`;return[...a.flatMap(e=>[o?`#### ${Ie[e.verdict].sign.emoji} ${v(ue(e))}`:``,...ud(e,t)]),B(e.length-a.length,{noun:`more prompt`,which:` with something wrong`,elsewhere:yd(i)})]}function ud(e,t){let{result:n,options:r,limits:i,block:a}=t,o=[..._t(e),...r.full?yt(e):[]];return[v(ar(e,n.policy)),A(e)?Br(e,i.rows):``,dd(e,t),Xu(e,i.rows),Zu(e,n),Qu(e,{full:r.full}),r.full&&A(e)?R([`Cost of each segment`],[Jr(e,i.rows)]):``,...o.map(e=>bt(e,{...i,block:a,elsewhere:yd(r)})),ed(e),$u(e,n,i.rows)]}function dd(e,{limits:t,options:n}){return B(e.segments.length-t.rows,{noun:`more segment`,elsewhere:yd(n)})}function fd({result:e,limits:t}){return(e.portfolioPlans??[]).map(e=>bc(e,t.rows))}function pd(e){let t=Gn(e);return t.length===0?``:V([`**${Wn}**`,z(t)])}function md(e){return z(Cr(e))}function hd(e,t){if(e.length===0)return``;let{result:n,limits:r,options:i}=t,{sign:a,text:o}=Yt(e,n.policy),s=[`${a.emoji} `,...o],c=e.slice(0,r.passing),l=B(e.length-c.length,{noun:`prompt`,which:` that does not block`,elsewhere:yd(i)});if(c.length===0)return V([`${v(s)}.`,l]);let u=c.flatMap(e=>_d(e,t));return R(s,[Vr(c,r.rows),...u,l])}function gd(e){let{result:t,limits:n,options:r}=e,i=t.prompts.filter(A);if(i.length===0)return[vd(t)];let a=i.slice(0,n.passing),[o]=a,s=a.flatMap(e=>[Zu(e,t,i.length>1),Qu(e,{full:r.full,named:i.length>1})]),c=new Map(a.flatMap(e=>jt(e,t,i.length>1)).map(e=>[_(e),e]));return[R([`Segments, cost and what ran`],[i.length>1?Vr(a,n.rows):o?Br(o,n.rows):``,B(i.length-a.length,{noun:`more prompt`,elsewhere:yd(r)}),...s,z([...c.values()].slice(0,n.rows+3)),z([...zt(t),...Pr(t).slice(0,n.passing),jr(t)])]),...a.flatMap(t=>_d(t,e))]}function _d(e,{limits:t,block:n,options:r}){let i=r.full||Te(e);return[..._t(e),...i?yt(e):[]].map(({title:i,cases:a})=>bt({title:[g(e.path),`: `,...i],cases:a},{...t,block:n,elsewhere:yd(r)}))}function vd(e){let t=e.usage.trials>0?[...Pr(e).slice(0,20),jr(e)]:[],n=[...zt(e),...t];return n.length>0?R([`What ran`],[z(n)]):``}function yd({resultLocation:e,resultUrl:t}){let n=e??`the result JSON`;return`see ${t?gt(n,t):v([n])}`}const bd=1e6;function xd(e,t={}){let n=n=>id(e,{...t,budget:n,full:!0}),r=n(bd),i=Buffer.byteLength(r);return i<=bd?r:n(Math.floor(bd/i*bd*.95))}function Sd(e,t){let n=Gi(t),{calls:r,fromStore:i,usd:a}=e.usage,s=a!==null&&a>0?`, ${E(a)}`:``,c=`${C(r,`answer`)} asked, ${T(i)} stored${s}`,l=[...Da(e,n),...W(Wt(e,+(p(e)===`error`)),n),...Xe(e.prompts).flatMap(e=>ja(e,n)),...Cd(e),...e.usage.trials>0?[n.paint.dim(c)]:[]];return o(l.join(`
`))}function Cd({prompts:e}){let t=e.flatMap(e=>e.newlyFailing);if(t.length===0)return[];let n=t.slice(0,5).map(({id:e,description:t})=>D(t??e,60)),r=t.length-n.length;return[`newly failing: ${[...n,...r>0?[`${T(r)} more`]:[]].join(`; `)}`]}export{Ga as A,qs as C,Bs as D,Ys as E,ja as F,Ca as I,qa as M,Da as N,Ya as O,Ta as P,Ks as S,Xs as T,rc as _,ku as a,nc as b,pu as c,wc as d,Sc as f,sc as g,ac as h,ju as i,Ka as j,Xa as k,fu as l,lc as m,xd as n,Ou as o,uc as p,id as r,vu as s,Sd as t,Dc as u,oc as v,Hs as w,$s as x,ic as y};