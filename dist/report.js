import{o as e,t}from"./rolldown-runtime.js";import{X as n,a as r,l as i,n as a,o,r as s,u as c}from"./basics.js";import{$ as l,$t as u,A as d,B as f,Bt as p,D as m,E as ee,F as h,Ft as g,G as te,Gt as _,H as ne,Ht as v,It as y,J as b,Jt as re,K as x,Kt as S,Lt as C,M as ie,N as w,O as ae,P as oe,Pt as se,Q as ce,Qt as le,R as ue,Rt as de,S as fe,U as pe,V as me,Vt as T,W as he,Wt as ge,X as _e,Xt as ve,Y as ye,Z as be,Zt as E,_t as D,a as O,an as xe,at as Se,bt as Ce,cn as k,ct as A,dt as we,en as Te,et as Ee,ft as De,gt as Oe,ht as ke,in as j,it as Ae,j as je,k as Me,lt as Ne,mt as Pe,nn as Fe,nt as Ie,o as Le,on as Re,ot as ze,q as Be,qt as M,rn as Ve,rt as He,sn as Ue,st as N,tn as P,tt as F,ut as We,vt as I,yt as L,zt as R}from"./start.js";import{b as Ge,h as Ke,y as qe}from"./comparison.js";import{lt as Je}from"./policy.js";import{lt as Ye}from"./assertions.js";import{createHash as Xe}from"node:crypto";function z({verdict:e}){return e===`block`||e===`error`}function Ze(e,t,n=1500){let[r,i]=[$e(e,n),$e(t,n)];return r.length+i.length>400?[...r.map(e=>Qe(`removed`,e)),...i.map(e=>Qe(`added`,e))]:qe(r,i).flatMap(({value:e,added:t,removed:n})=>e.map(e=>Qe(t?`added`:n?`removed`:`same`,e)))}function Qe(e,t){return{kind:e,text:t}}function $e(e,t){let n=c(e.slice(0,t)).split(`
`).flatMap(e=>e.split(/(?<=[.!?。！？])[ \t]+/u)).filter(e=>e.trim()!==``),r=e.length-t;return r>0&&n.push(`… (${r} more characters)`),n.length>0?n:[`(an empty answer)`]}function et(e,t){let n=[],r=e.trimEnd();for(;r.length>t;){let e=r.lastIndexOf(` `,t),i=e>t/2?e:tt(r,t);n.push(r.slice(0,i)),r=r.slice(i).trimStart()}return r===``&&n.length>0?n:[...n,r]}function tt(e,t){let n=e.charCodeAt(t-1);return n>=55296&&n<=56319?t-1:t}function nt(e){return e.length}function rt(e,t){let n=t||{},r=(n.align||[]).concat(),i=n.stringLength||nt,a=[],o=[],s=[],c=[],l=0,u=-1;for(;++u<e.length;){let t=[],r=[],a=-1;for(e[u].length>l&&(l=e[u].length);++a<e[u].length;){let o=it(e[u][a]);if(n.alignDelimiters!==!1){let e=i(o);r[a]=e,(c[a]===void 0||e>c[a])&&(c[a]=e)}t.push(o)}o[u]=t,s[u]=r}let d=-1;if(typeof r==`object`&&`length`in r)for(;++d<l;)a[d]=at(r[d]);else{let e=at(r);for(;++d<l;)a[d]=e}d=-1;let f=[],p=[];for(;++d<l;){let e=a[d],t=``,r=``;e===99?(t=`:`,r=`:`):e===108?t=`:`:e===114&&(r=`:`);let i=n.alignDelimiters===!1?1:Math.max(1,c[d]-t.length-r.length),o=t+`-`.repeat(i)+r;n.alignDelimiters!==!1&&(i=t.length+i+r.length,i>c[d]&&(c[d]=i),p[d]=i),f[d]=o}o.splice(1,0,f),s.splice(1,0,p),u=-1;let m=[];for(;++u<o.length;){let e=o[u],t=s[u],r=n.fillRows===!1?Math.max(1,o[u===1?0:u].length):l;d=-1;let i=[];for(;++d<r;){let o=e[d]||``,s=``,l=``;if(n.alignDelimiters!==!1){let e=c[d]-(t[d]||0),n=a[d];if(n===114)s=` `.repeat(e);else if(n===99){let t=e/2;e%2?(s=` `.repeat(t+.5),l=` `.repeat(t-.5)):(s=` `.repeat(t),l=s)}else l=` `.repeat(e)}n.delimiterStart!==!1&&!d&&i.push(`|`),n.padding===!1||n.alignDelimiters===!1&&o===``||n.delimiterStart===!1&&!d||i.push(` `),n.alignDelimiters!==!1&&i.push(s),i.push(o),n.alignDelimiters!==!1&&i.push(l),n.padding!==!1&&i.push(` `),(n.delimiterEnd!==!1||d!==r-1)&&i.push(`|`)}m.push(n.delimiterEnd===!1?i.join(``).replace(/ +$/,``):i.join(``))}return m.join(`
`)}function it(e){return e==null?``:String(e)}function at(e){let t=typeof e==`string`?e.codePointAt(0):0;return t===67||t===99?99:t===76||t===108?108:t===82||t===114?114:0}function B(e,t){let n=t.map(e=>e.map(ot));return rt([e.map(({head:e})=>e),...n],{align:e.map(({align:e})=>e===`right`?`r`:``),alignDelimiters:!1})}function ot(e){return R(e).replace(/\|/g,`\\|`)}function V(e,t){return`<details><summary>${de(e)}</summary>\n\n${U(t)}\n\n</details>`}function st(e,t){return e.map(e=>`> ${t} ${R(e)}`).join(`
>
`)}function H(e){return e.map(e=>`- ${R(e)}`).join(`
`)}function ct(e,{noun:t,which:n=``,elsewhere:r}){return e>0?`${_(e,t)}${n} left out here: ${r}.`:``}function U(e){return e.filter(e=>e!==``).join(`

`)}function lt(e,t){return/^https:\/\/[\w.:/?&=%#~+-]+$/.test(t)?`[${o(e)}](${t})`:o(e)}function ut(e){let t=Oe(e).map(({name:e})=>e),n=t.map(t=>{let n=e.newlyFailing.filter(({segments:e})=>e.includes(t)),r=e.segments.length===1?``:` in ${g(t,60)}`;return{title:[`${_(n.length,`case`)} newly ${O(n.length,`fail`)}${r}`],cases:n}}),r=e.newlyFailing.filter(({segments:e})=>!e.some(e=>t.includes(e))),i=e.baseline?`newly ${O(r.length,`fail`)}`:O(r.length,`fail`),a=n.length>0?` elsewhere`:``,o={title:[`${_(r.length,`case`)} ${i}${a}${dt(e)}`],cases:r};return[...n,o].filter(({cases:e})=>e.length>0).map(({title:e,cases:t})=>({title:e,cases:Pe(t)}))}function dt(e){return e.verdict!==`pass`||!e.baseline?``:[...e.segments,e.overall].some(e=>e?.unconfirmed)?`, which the baseline, asked anew, does not confirm`:me(e)?`, too few cases to tell it from chance`:`, not shown to be more than chance`}function ft(e){let t=e.newlyPassing;return t.length===0?[]:[{title:[`${_(t.length,`case`)} newly ${O(t.length,`pass`)}`],cases:t}]}function pt(e,t){let{cases:n,answers:r,block:i,elsewhere:a}=t,o=e.cases.slice(0,n),s=Math.max(0,o.length-r);return V(e.title,[...o.map((e,t)=>i(e,t<r)),s>0?`The answers to ${_(s,`case`)} are left out here: ${a}.`:``,ct(e.cases.length-o.length,{noun:`more case`,elsewhere:a})])}function mt(){let e=/* @__PURE__ */ new Map;return(t,n)=>{let r=e.get(t)??{short:ht(t,!1)};return e.set(t,r),n?(r.long??=U([ht(t,!0),yt(t)]),r.long):r.short}}function ht(e,t){let n=[T(g(e.description??e.id,120)),...gt(e),` · `,y(e.place)];return U([R(n),H(_t(e,t))])}function gt({critical:e,severe:t,baseline:n,candidate:r}){let i=r.trials>1&&n?[` · ${M(n.passes)} → ${M(r.passes)} of ${M(r.trials)} pass`]:[];return[...e?[` · ❗ critical`]:[],...t?[` · always passed, now always fails`]:[],...i]}function _t({baseline:e,candidate:t},n){let r=t.failures.length>0||!e?t:e;return r.failures.slice(0,3).map(({type:e,reason:t})=>{let i=n&&r.answer!==null?vt(t,r.answer):t;return[`✗ `,y(g(e,40)),` `,g(i,240)]})}function vt(e,t){let n=t.length<24?-1:e.indexOf(t.slice(0,24));if(n<0)return e;let r=e.slice(0,n),i=r.replace(/; it was ["“«]$/,``);return i===r?`${r}…${/["”»]$/.exec(e)?.[0]??``}`:i}function yt({baseline:e,candidate:t}){if(t.answer===null)return``;let n=e?e.answer:``;if(n===null)return``;let i={same:`  `,removed:`- `,added:`+ `},a=Ze(e?n:t.answer,t.answer).flatMap(({kind:e,text:t})=>et(t,96).map(t=>i[e]+t));return r(a.join(`
`),`diff`)}const bt=1e-4;function xt(e){return e<bt?`less than once in ${M(1/bt)}`:e<=.1?`once in ${M(Number((1/e).toPrecision(2)))}`:`in ${M(Math.round(e*100))} of 100`}function St(e){let t=[...e.segments,...e.overall&&e.segments.length>1?[e.overall]:[]].filter(({verdict:e,difference:t,unconfirmed:n})=>e!==`invalid`&&!n&&(t??0)<0).reduce((e,t)=>!e||Ct(t,e)?t:e,null);if(!t)return[];let n=t.adjustedPValue,r=`Chance alone shows ${t===e.overall?`all cases together this bad`:e.segments.length>1?`some segment as bad as ${g(t.name,60)}`:`cases this bad`} ${xt(n)} harmless edits (adjusted p\u00a0${Te(n)})`;return t.verdict===`regression`?[`${r}.`]:[`${r}: too often to be called worse, which does not show that it is not.`]}function Ct(e,t){let n=e=>e.verdict===`regression`?0:1;return n(e)-n(t)<0||n(e)===n(t)&&e.adjustedPValue<t.adjustedPValue}function wt(e,t,n=!1){let{policy:r}=t;if(!e.overall)return[];if(!e.baseline)return Et(e,r);let i=r.gate.margin?.segment??null,a=e.segments.filter(e=>e.verdict===`inconclusive`),o=St(e),s=[n&&o.length>0?[y(e.path),`: `,...o]:o,...a.map(e=>Dt(e,i))],c=e.overall.ofFirstLook?[Tt]:[];return[...[...s,c].filter(e=>e.length>0),Ot(e,t)]}const Tt=`The figures over all cases are those of the first look: only some segments were asked further, which would tilt them.`;function Et({levels:e,segments:t},{gate:n}){if(typeof n.minPassRate!=`number`)return[];let r=xe(n.minPassRate),i=e?`, α ${ve(t.length===1?e.segments:e.segments+e.overall)}`:``;return[[`Test: exact binomial against the ${r} of `,y(`gate.min-pass-rate`),`${i}. p is how often a prompt that passes ${r} would pass so few.`]]}function Dt(e,t){let{minimumDetectableEffect:n,detectableBySuite:r,casesNeeded:i,families:a}=e;if(n===null)return[];let o=`${`${_(e.cases,`case`)}${a===void 0||a===e.cases?``:` of ${_(a,`family`,`families`)}`}`} show a drop of ${Ve(n)} points 4 times out of 5, and may miss a smaller one`,s=typeof r==`number`&&r<n?`; all cases of the suite, one of ${Ve(r)} points`:``,c=i===null||t===null?``:` For ${Ve(t)} points it needs ${_(i,`case`)}.`;return[`${g(e.name,60)}: ${o}${s}.${c}`]}function Ot(e,{policy:t,prompts:n}){let r=Je[t.gate.test??`proportions-z`],i=t.gate.correction===`holm`?`Holm`:`min-P`,{levels:a,suite:o,segments:s,overall:c}=e,l=[`Test: ${r}`];s.length>1&&l.push(`${i} over ${_(s.length,`segment`)}`),a&&l.push(`α ${ve(a.segments)} + ${ve(a.overall)} (segments + overall)`);let u=n.filter(x).length;u>1&&l.push(_e({prompts:n,policy:t})>0?`the α of ${u} prompts together`:`for each of ${u} prompts by itself`),o&&o.trials>1&&l.push(`${ge(o.trials)} trials a case, the case being the unit`);let{families:d,cases:f=0}=c??{};d!==void 0&&d<f&&l.push(`${_(d,`family`,`families`)} of ${_(f,`case`)} being the units`);let p=s.length>1?` Each interval is one of 95\xA0% by itself, not adjusted for their number.`:``;return[`${l.join(`, `)}. One-sided: p is for “candidate worse”.${p}`]}function kt(e){return{heads:[`segment`,`p`,`adjusted p`,`two-proportion z`,`its p`,`Fisher p`,`detectable drop`],rows:[...D(e.segments),...e.overall?[e.overall]:[]].map(At)}}function At(e){let{twoProportion:t,minimumDetectableEffect:n}=e;return[g(e.name,60),u(e.pValue),u(e.adjustedPValue),t?Ue(t.z):`—`,t?u(t.pValue):`—`,t&&t.fisher!==null?u(t.fisher):`—`,n===null?`—`:`${Ve(n)} points`]}function jt(e){return Nt([...Pt(e,`alarm`),...Pt(e,`notice`)])}function Mt(e){return Nt(Pt(e,`fact`))}function Nt(e){return k(e,8,e=>[`${_(e,`more notice`)} in the result JSON.`])}function Pt({notices:e,prompts:t},n){let r=e=>e.gravity===n;return[...e.filter(r).map(({text:e})=>v(e)),...Ft(t.map(({path:e,notices:t})=>({path:e,notices:t.filter(r)})))]}function Ft(e){let t=/* @__PURE__ */ new Map;for(let{path:n,notices:r}of e)for(let{text:e}of r)t.set(e,(t.get(e)??/* @__PURE__ */ new Set).add(n));return[...t].map(([t,n])=>n.size===e.length?v(t):[...It([...n]),`: `,...v(t)])}function It(e){let t=e.slice(0,5).flatMap((e,t)=>[...t>0?[`, `]:[],y(e)]),n=e.length-5;return n>0?[...t,` and ${n} more`]:t}function Lt({errors:e},t=0){let n=e.slice(t).map(({message:e,place:t,remedy:n})=>{let r=[e,n].filter(Boolean).join(` `),i=v(g(r,500));return{sentence:r,text:t?[y(t),`: `,...i]:i}}),r=Le(n,{sentenceOf:({sentence:e})=>e,more:e=>({sentence:``,text:[`${_(e,`more problem`)} of the same kind in the result JSON.`]})}).map(({text:e})=>e);return k(r,10,e=>[`${_(e,`more problem`)} in the result JSON.`])}function Rt(e){return`${_(e.length,`answer`)} did not come: ${zt(e)}`}function zt(e){return[`candidate`,`baseline`].map(t=>({arm:t,count:e.filter(e=>e.arm===t).length})).filter(({count:e})=>e>0).map(({arm:e,count:t})=>`${M(t)} of the ${e}`).join(`, `)}function Bt(e){if(e.length===0)return[];let t=e.map(({name:e,missing:t,cases:n,missingBy:r})=>`${M(t)} of ${M(t+n)} in ${g(e,60)}${r?Vt(r):``}`);return[`Pairs of answers that did not come: `,...C(t),`.`]}function Vt({baseline:e,candidate:t,both:n}){let r=[{count:t,what:`the candidate’s alone`},{count:e,what:`the baseline’s alone`},{count:n,what:`both`}].filter(({count:e})=>e>0);return r.length===0?``:` (${r.map(({count:e,what:t})=>`${M(e)} ${t}`).join(`, `)})`}function Ht(e,t){let n=e.filter(x),r=n.filter(e=>!me(e)),i=n.filter(me),a=e.filter(b),o=r.flatMap(e=>e.segments),s=o.filter(ne),c=[...r.length>0?[[`no regression shown in `,...Wt(r)]]:[],...s.length>0?[he(s,o)]:[],...i.length>0?[[`nothing could be told of `,...Wt(i)]]:[],...pe(a,t)];return{sign:Ut(e),text:c.flatMap((e,t)=>t===0?e:[`; `,...e])}}function Ut(e){return e.some(te)?A:e.some(e=>x(e)&&!me(e))?Ie:e.some(e=>b(e)&&!ke(e))?He:Se}function Wt(e){return C(e.map(({path:e})=>y(e)))}const Gt=String.raw`(?:\u001B\u005C|\u009C)`,Kt=String.raw`\u0018\u001A\u001B\u0080-\u009F`,qt=String.raw`(?:\u001B\]|\u009D)[^\u0007${Kt}]*(?:\u0007|${Gt})`,Jt=String.raw`(?:\u001B[PX^_k]|[\u0090\u0098\u009E\u009F])[^${Kt}]*${Gt}`,Yt=`${String.raw`\u001B\](?:P[\dA-Fa-f]{7}|R)(?:\u0007|${Gt})?`}|${qt}|${Jt}|${String.raw`(?:\u001B\[|\u009B)[\u0030-\u003F]*[\u0020-\u002F]*[\u0040-\u007E]`}|${String.raw`\u001B(?:[\u0020-\u002F]+[\u0030-\u007E]|[\dA-PR-TZcf-oq-uy=><~|}])`}`;function Xt({onlyFirst:e=!1}={}){return new RegExp(Yt,e?void 0:`g`)}const Zt=Xt();function Qt(e){if(typeof e!=`string`)throw TypeError(`Expected a \`string\`, got \`${typeof e}\``);return!e.includes(`\x1B`)&&!e.includes(``)?e:e.replace(Zt,``)}const $t=[161,161,164,164,167,168,170,170,173,174,176,180,182,186,188,191,198,198,208,208,215,216,222,225,230,230,232,234,236,237,240,240,242,243,247,250,252,252,254,254,257,257,273,273,275,275,283,283,294,295,299,299,305,307,312,312,319,322,324,324,328,331,333,333,338,339,358,359,363,363,462,462,464,464,466,466,468,468,470,470,472,472,474,474,476,476,593,593,609,609,708,708,711,711,713,715,717,717,720,720,728,731,733,733,735,735,768,879,913,929,931,937,945,961,963,969,1025,1025,1040,1103,1105,1105,8208,8208,8211,8214,8216,8217,8220,8221,8224,8226,8228,8231,8240,8240,8242,8243,8245,8245,8251,8251,8254,8254,8308,8308,8319,8319,8321,8324,8364,8364,8451,8451,8453,8453,8457,8457,8467,8467,8470,8470,8481,8482,8486,8486,8491,8491,8531,8532,8539,8542,8544,8555,8560,8569,8585,8585,8592,8601,8632,8633,8658,8658,8660,8660,8679,8679,8704,8704,8706,8707,8711,8712,8715,8715,8719,8719,8721,8721,8725,8725,8730,8730,8733,8736,8739,8739,8741,8741,8743,8748,8750,8750,8756,8759,8764,8765,8776,8776,8780,8780,8786,8786,8800,8801,8804,8807,8810,8811,8814,8815,8834,8835,8838,8839,8853,8853,8857,8857,8869,8869,8895,8895,8978,8978,9312,9449,9451,9547,9552,9587,9600,9615,9618,9621,9632,9633,9635,9641,9650,9651,9654,9655,9660,9661,9664,9665,9670,9672,9675,9675,9678,9681,9698,9701,9711,9711,9733,9734,9737,9737,9742,9743,9756,9756,9758,9758,9792,9792,9794,9794,9824,9825,9827,9829,9831,9834,9836,9837,9839,9839,9886,9887,9919,9919,9926,9933,9935,9939,9941,9953,9955,9955,9960,9961,9963,9969,9972,9972,9974,9977,9979,9980,9982,9983,10045,10045,10102,10111,11094,11097,12872,12879,57344,63743,65024,65039,65533,65533,127232,127242,127248,127277,127280,127337,127344,127373,127375,127376,127387,127404,917760,917999,983040,1048573,1048576,1114109],en=[12288,12288,65281,65376,65504,65510],tn=[4352,4447,8986,8987,9001,9002,9193,9196,9200,9200,9203,9203,9725,9726,9748,9749,9776,9783,9800,9811,9855,9855,9866,9871,9875,9875,9889,9889,9898,9899,9917,9918,9924,9925,9934,9934,9940,9940,9962,9962,9970,9971,9973,9973,9978,9978,9981,9981,9989,9989,9994,9995,10024,10024,10060,10060,10062,10062,10067,10069,10071,10071,10133,10135,10160,10160,10175,10175,11035,11036,11088,11088,11093,11093,11904,11929,11931,12019,12032,12245,12272,12287,12289,12350,12353,12438,12441,12543,12549,12591,12593,12686,12688,12773,12783,12830,12832,12871,12880,42124,42128,42182,43360,43388,44032,55203,63744,64255,65040,65049,65072,65106,65108,65126,65128,65131,94176,94180,94192,94198,94208,101594,101631,101664,101760,101874,101888,102801,102816,102866,110576,110579,110581,110587,110589,110590,110592,110888,110898,110898,110928,110930,110933,110933,110948,110952,110960,111355,119552,119638,119648,119670,126980,126980,127183,127183,127374,127374,127377,127386,127406,127406,127488,127490,127504,127547,127552,127560,127568,127569,127584,127589,127744,127776,127789,127797,127799,127868,127870,127891,127904,127946,127951,127955,127968,127984,127988,127988,127992,128062,128064,128064,128066,128252,128255,128317,128331,128334,128336,128359,128378,128378,128405,128406,128420,128420,128507,128591,128640,128709,128716,128716,128720,128722,128725,128729,128732,128735,128747,128748,128756,128764,128986,128986,128992,129003,129008,129008,129292,129338,129340,129349,129351,129535,129648,129660,129664,129734,129736,129736,129740,129757,129759,129771,129775,129786,131072,196605,196608,262141],nn=(e,t)=>{let n=0,r=Math.floor(e.length/2)-1;for(;n<=r;){let i=Math.floor((n+r)/2),a=i*2;if(t<e[a])r=i-1;else if(t>e[a+1])n=i+1;else return!0}return!1},rn=19968,[an,on]=/* #__PURE__ */ sn(tn);function sn(e){let t=e[0],n=e[1];for(let r=0;r<e.length;r+=2){let i=e[r],a=e[r+1];if(rn>=i&&rn<=a)return[i,a];a-i>n-t&&(t=i,n=a)}return[t,n]}const cn=e=>e<161||e>1114109?!1:nn($t,e),ln=e=>e<12288||e>65510?!1:nn(en,e),un=e=>e>=an&&e<=on?!0:e<4352||e>262141?!1:nn(tn,e);function dn(e){if(!Number.isSafeInteger(e))throw TypeError(`Expected a code point, got \`${typeof e}\`.`)}function fn(e,{ambiguousAsWide:t=!1}={}){return dn(e),ln(e)||un(e)||t&&cn(e)?2:1}const pn=new Intl.Segmenter,mn=/[^\u{20}-\u{7E}]/v,hn=String.raw`\u{600}-\u{605}\u{6DD}\u{890}\u{891}\u{8E2}\u{110BD}\u{110CD}`,gn=RegExp(`^[${hn}]+`,`v`),_n=new RegExp(String.raw`[^\p{Default_Ignorable_Code_Point}\p{Control}\p{Enclosing_Mark}\p{Nonspacing_Mark}[\p{Format}--[${hn}]]]`,`v`),vn=/^(?:\p{RGI_Emoji}|\p{Regional_Indicator}{1,2}|[\d#*]\u{FE0F})/v,yn=/^[\p{Emoji_Presentation}--[\u{10000}-\u{10FFFF}]]\u{FE0E}/v;function bn(e,t){if(t>=e.length)return 0;let n=/(?<![\p{Emoji_Modifier_Base}\u{200D}])\p{Emoji_Modifier}/gv;n.lastIndex=t;let r=0;for(;n.test(e);)r++;return r}const xn=/\u{200D}\p{Extended_Pictographic}/v;function Sn(e){let t=e.search(_n);return t===-1?void 0:e.slice(t)}function Cn(e){return e>=4352&&e<=4607||e>=43360&&e<=43388||e>=44032&&e<=55203||e>=55216&&e<=55238||e>=55243&&e<=55291}function wn(e,t){let n=0;for(let r of e){if(r===`‍`)break;_n.test(r)&&(n+=fn(r.codePointAt(0),t))}return n}function Tn(e,t){let n=e.codePointAt(0),r=n===69821||n===69837||n>=1536&&n<=2303?gn.exec(e):void 0;if(r){let n=e.slice(r[0].length),i=Tn(n,t),a=Sn(n);return i>=2&&(fn(a.codePointAt(0),t)===2||vn.test(a)||xn.test(a))?i:[...r[0]].length+i}let i=Sn(e);if(i===void 0)return 0;if(Cn(n))return fn(n,t)+bn(e,1)*2;if(yn.test(i))return 1;let a=vn.exec(i);if(a)return 2+bn(i,a[0].length)*2;let o=xn.exec(i);return o?2+bn(i,o.index+o[0].length)*2:wn(i,t)}function En(e,t){let n=0,r=e.search(mn);r>1&&(n=r-1,e=e.slice(n));let i=e.length;for(;i>0;){let t=e.codePointAt(i-1);if(t<32||t>126)break;i--}if(i+1<e.length&&(n+=e.length-i-1,e=e.slice(0,i+1)),!/[^\u{20}-\u{7E}\u{4E00}-\u{9FFF}\u{AC00}-\u{D7A3}]/v.test(e))return n+e.length+e.replaceAll(/[\u{20}-\u{7E}]/gv,``).length;e=e.toWellFormed(),e=e.replaceAll(/(?<=[\u{16D63}-\u{16D6A}])[\u{16D63}-\u{16D6A}]+/gv,``);let a={ambiguousAsWide:!t};for(let{segment:t}of pn.segment(e))t.length===1?_n.test(t)&&(n+=fn(t.codePointAt(0),a)):n+=Tn(t,a);return n}function W(e,t={}){if(typeof e!=`string`||e.length===0)return 0;let{ambiguousIsNarrow:n=!0,countAnsiEscapeCodes:r=!1}=t,i=e;return!r&&(i.includes(`\x1B`)||i.includes(``))&&(i=Qt(i)),mn.test(i)?En(i,n):i.length}const Dn=[1,2,5,10,20,25,50];function On(e,t=7){let n=e.flatMap(({interval:e,difference:t})=>[...e??[],t??0]).filter(Number.isFinite).map(e=>e*100),r=Math.max(-100,Math.min(0,...n)),i=Math.min(100,Math.max(0,...n));return Dn.map(e=>({low:Math.min(-1,Math.floor(r/e))*e,high:Math.max(1,Math.ceil(i/e))*e,step:e})).find(e=>kn(e).length<=t)??{low:-100,high:100,step:100}}function kn({low:e,high:t,step:n}){let r=Math.ceil(e/n),i=Math.floor(t/n)-r+1;return Array.from({length:Math.max(0,i)},(e,t)=>(r+t)*n+0)}function An(e,t=72){let n=D(e).filter(({interval:e})=>e!==null);if(n.length===0)return[];let r=n.map(({name:e})=>Fn(e,Math.floor(t/3))),i=Math.max(...r.map(e=>W(e))),a=Math.max(20,t-i-jn-Mn.length),o=On(n,Math.max(3,Math.floor(a/7))),s=(o.high-o.low)/o.step,c={axis:o,perStep:Math.max(2,Math.floor((a-3)/s))},l=n.map((e,t)=>{let n=r[t]??``;return`${n}${` `.repeat(i-W(n)+jn)}${Pn(e,c)}`.trimEnd()});return[Nn(c,i+jn)+Mn,...l]}const jn=3,Mn=`   points`;function G(e,{axis:t,perStep:n}){let r=Math.min(t.high,Math.max(t.low,e));return Math.round((r-t.low)/t.step*n)}function Nn(e,t){let n=[];for(let r of kn(e.axis)){let i=r===0?`0`:P(r/100),a=t+G(r,e)-Math.floor(i.length/2);for(;n.length<a;)n.push(` `);n.push(...i)}return n.join(``)}function Pn(e,t){let n=Array.from({length:G(t.axis.high,t)+1},()=>` `),r=G(0,t);n[r]=`│`;let{interval:i,difference:a}=e;if(!i)return n.join(``);let[o,s]=[G(i[0]*100,t),G(i[1]*100,t)];for(let e=o;e<=s;e++)n[e]=e===r?`┼`:`─`;return n[o]=`├`,n[s]=`┤`,a!==null&&(n[G(a*100,t)]=`●`),n.join(``)}function Fn(e,t){let n=g(e,t);for(;W(n)>t;)n=g(n,[...n].length-1);return n}const In=`Once this is merged`;function Ln({prompts:e,registryPlan:t}){let n=[...e.map(Rn).filter(e=>e.length>0),...t?Un(t):[]];return k(n,20,e=>[`${_(e,`more line`)} in the result JSON.`])}function Rn({path:e,change:t,becomes:n}){if(!n)return[];let{name:r,version:i,part:a,because:o,known:s,onMain:c}=n,l=[y(r),` ${g(i)}`];if(s&&i===c)return t===`suite`?[]:[y(e),` stays `,...l,`: what is asked is the same.`];if(s)return[y(e),` is `,...l,` again.`,...zn(n)];let u=a===null?[` (the first version)`]:[` (${g([a,o.join(`, `)].filter(Boolean).join(`: `),400)})`];return[y(e),` becomes `,...l,...u,`.`,...zn(n)]}function zn({name:e,version:t,environments:n}){return n.flatMap(n=>{let{name:r,serves:i,needs:a}=n;if(i.length===1&&i[0]===t)return[` `,y(r),` serves it already.`];let o=i.length===0?` (nothing now)`:` (${g(i.slice(0,5).join(`, `))} now)`;return[` `,y(r),o,...Bn(a,{name:e,version:t,where:r}),`.`]})}function Bn(e,{name:t,version:n,where:r}){let i=e.map(Vn).filter(e=>e.length>0);if(i.length>0)return[` does not take it: `,...Jn(i)];let a=e.map(Hn).filter(e=>e.length>0),o=a.length===0?[]:[` once `,...Jn(a)];if(e.some(({kind:e})=>e===`by-hand`)){let e={code:g(`promote ${t}@${n} --to ${r}`,160)};return[` is given it by hand`,...o,`: `,e]}return[` serves it`,...a.length>0?o:[` with the next `,y(`record`)]]}function Vn(e){switch(e.kind){case`archived`:return[`it is archived`];case`held`:return[e.version===null?`the prompt is held there`:`it is held there`,e.until===null?``:` until ${g(e.until)}`];case`pinned-model`:return[`its model is not pinned to a dated snapshot`];case`min-pass-rate`:return[`nothing serves there to compare it with, and `,y(`gate.min-pass-rate`),` is off`];case`cases`:return[`its suite has ${_(e.has,`case`)}, and ${e.asked} are asked for`];default:return[]}}function Hn(e){switch(e.kind){case`soak`:return[`it served `,y(e.in),` for ${Xn(e.forMs)}`];case`evidence`:return[`its answers on main are enough`];default:return[]}}function Un(e){let{environments:t,keys:n,publish:r}=e;return[...Wn(e),...t.added.map(({name:e,rules:t})=>[y(e),` is a new environment: `,...Yn(t.map(y)),`.`]),...t.removed.map(({name:e,serves:t})=>{let n=t.flatMap(({prompt:e,versions:t})=>t.map(t=>y(`${e} ${t}`))),r=n.length>0?[`, and it goes on serving `,...C(n,5)]:[];return[y(e),` is no environment any more: nothing is promoted there`,...r,`.`]}),...t.changed.map(({name:e,changes:t})=>{let n=t.map(({setting:e,from:t,to:n})=>[y(e),` from `,y(t),` to `,y(n)]);return[y(e),`: `,...Jn(n),`.`]}),...t.last?[[`The last environment, by which versions are called active, is `,y(t.last.to),` instead of `,y(t.last.from),`.`]]:[],...qn(`promotion key`,n.promotion,20),...qn(`pointer key`,n.pointer,20),...qn(`destination`,r),...e.promotions.map(Gn),...e.tooFewCases.map(({environment:e,asked:t,prompt:n,has:r})=>{let i=`${_(r,`case`)}: its versions would be refused there.`;return[y(e),` asks for ${t} cases, and the suite of `,y(n),` has ${i}`]})]}function Wn({change:e}){return e===`added`?[[`The registry begins: the first `,y(`record`),` gives every prompt of main its version 1.0.0 where there is no log yet.`]]:[]}function Gn({environment:e,prompt:t,version:n,outcome:r,missing:i,evidence:a}){let o={promoted:` will serve `,waits:` waits for `,refused:` is not promoted to `,pending:` waits for evidence before `},s=i.length>0?`: ${g(i.join(` `),400)}`:a?` (${Kn(a)}).`:`.`;return[y(t),` ${g(n)}`,o[r],y(e),s]}function Kn({verdict:e,cases:t,against:n,at:r}){let i=n===null?`by its own pass rate`:`against ${g(n)}`;return`${e} on ${_(t,`case`)} ${i}${r===null?``:`, of ${r.slice(0,10)}`}`}function qn(e,{added:t,removed:n},r){let i=(t,n)=>{if(t.length===0)return[];let i=t.map(e=>y(r===void 0?e:e.slice(0,r)));return[[`${_(t.length,e)} ${n}: `,...C(i,5),`.`]]};return[...i(t,`added`),...i(n,`removed`)]}function Jn(e){return e.flatMap((t,n)=>[...n===0?[]:n===e.length-1?[` and `]:[`, `],...t])}function Yn(e){return e.flatMap((e,t)=>t===0?[e]:[`, `,e])}function Xn(e){let t=e/36e5;return Number.isInteger(t)?t>=48&&t%24==0?`${t/24} days`:_(t,`hour`):e%6e4==0?`${e/6e4} min`:`${e/1e3} s`}function K(e,t){if(!I(e))return fr(e);if(!e.baseline)return lr(e,t);let n=Oe(e),r=n.slice(0,3),i=r.flatMap(t=>[...Zn(t,e),` `]),a=tr(e)&&n.length===0?er(e):[];return pr([...i,...a,...nr(e),...or(e,r),...cr(e)])}function Zn(e,t){return[...Qn(t.segments.length===1?`The candidate`:se(g(e.name,60)),e,t.suite?.trials??1),` `,...$n(e)]}function Qn(e,t,n){let{baseline:r,candidate:i,difference:a,interval:o}=t,s=n>1?`${j(i.rate)} of ${_(i.n,`answer`)} to ${_(t.cases,`case`)}`:`${M(i.passes)} of ${_(i.n,`case`)}`,c=r&&(n>1?j(r.rate):M(r.passes)),l=[...o?[`95\u00a0% CI ${Fe(o,` to `)}`]:[],`adjusted p\u00a0${Te(t.adjustedPValue)}`];return[`${e} passes ${s}${c?`, down from ${c}`:``}`,...a===null?[]:[`: `,T(`${P(a)} points`)],` (${l.join(`, `)}).`]}function $n({losses:e,wins:t}){return[`${`${se(ge(e))} ${e===1?`case`:`cases`} newly ${O(e,`fail`)}`}, ${`${t===0?`none`:ge(t)} newly ${O(t,`pass`)}`}.`]}function er(e){return e.overall?[...Qn(`Over all cases the candidate`,e.overall,e.suite?.trials??1),` `,...$n(e.overall),` `]:[]}function tr(e){return e.reasons.some(e=>e.kind===`overall-regression`)}function nr({reasons:e}){return[`critical-case`,`critical-case-unanswered`].flatMap(t=>{let n=e.filter(e=>e.kind===t).map(({caseId:e=``})=>y(e));if(n.length===0)return[];let r=t===`critical-case`?`always ${O(n.length,`fail`)}`:`${n.length===1?`has`:`have`} no answer`;return[`The critical ${n.length===1?`case`:`cases`} `,...C(n),` always passed and now ${r}. `]})}const rr={worse:{one:`gets worse too`,many:`get worse too`,only:``},improved:{one:`improves`,many:`improve`,only:`The candidate improves.`},noWorse:{one:`is no worse`,many:`are no worse`,only:`The candidate is no worse.`},noChange:{one:`shows no change`,many:`show no change`,only:`No change of quality is shown.`},inconclusive:{one:`cannot be told`,many:`cannot be told`,only:`Whether quality changed cannot be told.`},invalid:{one:`could not be judged`,many:`could not be judged`,only:`The candidate could not be judged.`}};function ir({verdict:e,difference:t,interval:n}){switch(e){case`regression`:return rr.worse;case`pass`:return Math.abs(t??0)<=.05&&!ar(n)?rr.noChange:rr.noWorse;default:return rr[e]}}function ar(e){return e!==null&&(e[0]>0||e[1]<0)}function or({segments:e},t){let n=e.filter(e=>!t.includes(e)),[r]=n;if(e.length===1)return r&&ir(r).only!==``?[ir(r).only]:[];let i=Object.values(rr).map(e=>({fate:e,names:sr(n.filter(t=>ir(t)===e))})).filter(({names:e})=>e.length>0).flatMap(({fate:e,names:t},n)=>{let[r=``,...i]=t,a=n===0?[se(r),...i]:t;return[...n===0?[]:[`, `],...C(a),` ${t.length===1?e.one:e.many}`]});return i.length>0?[...i,`.`]:[]}function sr(e){return e.map(e=>g(e.name,60))}function cr({segments:e}){let t=e.filter(e=>e.verdict===`invalid`&&e.missing>0);return t.length===0?[]:[` `,...Bt(t)]}function lr(e,t){let{overall:n}=e;if(!n)return[];let{passes:r,n:i,rate:a}=n.candidate;return[y(e.path),` ${e.change===`added`?`is new and`:`cannot be run at the base, so it`} has nothing to be compared with: it passes ${M(r)} of ${M(i)} (`,T(j(a)),`).`,...dr(e,t.gate.minPassRate??null),...ur(e,t)]}function ur(e,{gate:t}){let n=ye(e);if(n===null||typeof t.minPassRate!=`number`)return[];let r=n.length>0?n:e.overall?[e.overall]:[],i=Math.min(...r.map(({adjustedPValue:e})=>e)),a=e.segments.length>1&&n.length>0?[` in `,...be(n,e.segments)]:[],o=xe(t.minPassRate),s=t.onInconclusive===`block`?[`. That blocks, since `,y(`gate.on-inconclusive`),` says so`]:[`. That is reported and does not block: only a rate that is shown to be below does`];return[` It is not shown to reach `,T(o),...a,`, which the policy asks for`,...s,` (adjusted p\u00a0${Te(i)}: how often a prompt that passes ${o} would pass so few).`]}function dr({reasons:e,segments:t},n){let r=e.filter(e=>e.kind===`below-min-pass-rate`).map(({segment:e=`all cases`})=>T(g(e,60)));return r.length===0?[]:[` The policy asks for `,n===null?`more`:T(xe(n)),...t.length>1?[` in `,...C(r)]:[],`.`]}function fr(e){let t=y(e.path);if(e.verdict===`error`)return[t,` was not judged.`];switch(e.change){case`deleted`:return[t,` is deleted.`];case`suite`:return[`Only the suite of `,t,` changed; nothing was run.`];default:return[t,` was not run.`]}}function pr(e){let t=e.at(-1);return typeof t==`string`&&t.trim()===``?e.slice(0,-1):e}function mr(e){let t=e.prompts.flatMap(t=>[hr(t,e),gr(t)]).filter(e=>e.length>0);return k(t,10,e=>[`${_(e,`more remark`)} in the result JSON.`])}function hr(e,t){if(I(e)&&!e.baseline)return z(e)?[]:K(e,t.policy);switch(e.change){case`deleted`:case`suite`:return!z(e)&&!I(e)&&t.prompts.length>1?K(e,t.policy):[];case`renamed`:return e.baseline?[y(e.path),` was `,y(e.baseline.path),`.`]:[];case`policy`:return[y(e.path),` is asked otherwise by the policy (`,...C(e.because.map(y)),`).`];case`include`:return[y(e.path),` changes through `,...C(e.because.map(y)),`.`];default:return[]}}function gr({path:e,verdict:t,newlyFailing:n}){let r=t===`pass`?n.filter(e=>e.severe):[];if(r.length===0)return[];let i=r.map(({id:e,description:t})=>y(t??e));return[y(e),`: `,...C(i),` always passed and now always ${O(r.length,`fail`)}.`]}function _r(e,t){let{verdict:n}=e;if(!b(t)||n===`invalid`)return{sign:Ae[n],words:n,likeVerdict:n};if(n===`regression`)return{sign:l,words:`too low`,likeVerdict:`regression`};let r=ce(t);return Be(e)?{sign:A,words:r,likeVerdict:`invalid`}:{sign:t.change===`added`?He:Se,words:r,likeVerdict:null}}function vr(e,t){if(b(t))return _r(e,t);let n=t.reasons.some(e=>e.kind===`overall-regression`),r=n?`regression`:e.verdict;return n||r===`improved`?{sign:Ae[r],words:r,likeVerdict:r}:null}function yr(e){return e?[e.model,...e.otherModels??[]]:[]}function br(e){return e.flatMap((e,t)=>t===0?[y(e)]:[`, `,y(e)])}function xr(e){let{baseline:t,candidate:n,suite:r}=e,[i,a]=[yr(t),yr(n)],o=i.length>0&&a.length>0&&i.join()!==a.join()?[...br(i),` → `,...br(a)]:br(a.length>0?a:i),s=t&&n&&t.path!==n.path?[`, was `,y(t.path)]:[],c=[...t?[`, baseline `,y(Or(t.sha256))]:[],...n?[`, candidate `,y(Or(n.sha256))]:[],...r?[`, suite `,y(r.path),` `,y(Or(r.sha256))]:[],...(e.judges??[]).flatMap(e=>[`, judged by `,y(e)])],l=r&&r.sampled<r.cases?` (${M(r.sampled)} of ${_(r.cases,`case`)})`:``;return[y(e.path),s.length+o.length>0?`: `:``,...o,...s,...c,l]}function Sr(e){let{usage:t,base:n,head:r}=e,i=t.fromStore>0?` (${M(t.fromStore)} from the store)`:``,a=[`${_(t.trials,`trial`)}${i}`,...t.savedTrials?[`${M(t.savedTrials)} saved by stop-when-decided`]:[],`${_(t.errored,`error`)}${Cr(e)}`,re(t.elapsedMs),...t.usd===null?[`price not known`]:[E(t.usd)],...t.judge?[wr(t.judge)]:[]],o=n.mergeBase?[`Merge base `,y(n.mergeBase.slice(0,12)),`, head `,y(r.sha?.slice(0,12)??`working tree`),`; `]:[],s={code:g(Er(e),600)};return[...o,`${a.join(`, `)}; `,s,` repeats it.`]}function Cr({prompts:e}){let t=zt(e.flatMap(({errors:e})=>e));return t===``?``:` (${t})`}function wr({calls:e,fromStore:t,usd:n}){let r=t>0?` (${M(t)} more from the store)`:``,i=n===null?`, price not known`:` for ${E(n)}`;return`judged in ${_(e,`call`)}${r}${i}`}function Tr(e){return e.prompts.filter(I).map(xr)}function Er({base:e,head:t,policySource:{path:r},offline:i}){let a=e=>/^[\w.][\w./@-]*$/.test(e),o=a(e.ref)?e.ref:e.mergeBase,s=t.sha!==null&&t.ref!==t.sha?` --head ${a(t.ref)?t.ref:t.sha}`:``,c=r===`.github/prompt-eval-gate.yml`?``:` --config ${a(r)?r:Dr(r)}`;return`${n} gate${o?` --base ${o}`:``}${s}${c}${i?` --offline`:``}`}function Dr(e){return`'${e.replaceAll(`'`,String.raw`'\''`)}'`}function Or(e){return e.slice(0,12)}const kr=[{head:``,align:`left`},{head:`segment`,align:`left`},{head:`baseline`,align:`right`},{head:`candidate`,align:`right`},{head:`change, 95\xA0% CI`,align:`left`},{head:`lost / won`,align:`right`},{head:`z`,align:`right`},{head:`adjusted p`,align:`right`}];function Ar(e,t){return B(kr,Mr(e,t))}function jr(e,t){let[n,...r]=kr;if(!n)return``;let i=e.flatMap(e=>Mr(e,t).map(([t=[],...n])=>[t,[y(e.path)],...n]));return B([n,{head:`prompt`,align:`left`},...r],i)}function Mr(e,t){let n=D(e.segments).slice(0,t).map(t=>Pr(t,Nr(_r(t,e))));return e.overall?[...n,Pr(e.overall,Nr(vr(e.overall,e)),!0)]:n}function Nr(e){return e?[`${e.sign.emoji} ${e.words}`]:[]}function Pr(e,t,n=!1){let r=n?[T(`overall`)]:[g(e.name,60)],i=e.missing>0?[` (${M(e.missing)} missing)`]:[];return[t,[...r,...i],...Fr(e).map(e=>[e])]}function Fr(e){let t=e.baseline!==null;return[e.baseline?j(e.baseline.rate):`—`,j(e.candidate.rate),Ir(e),t?`${M(e.losses)} / ${M(e.wins)}`:`—`,t?Ue(e.z):`—`,t||e.method!==`none`?u(e.adjustedPValue):`—`]}function Ir({difference:e,interval:t}){return e===null?`—`:`${P(e)}${t?` (${Fe(t)})`:``}`}const Lr=[{head:`segment`,align:`left`},{head:`tokens a call`,align:`right`},{head:`change, 95\xA0% CI`,align:`left`},{head:`input`,align:`right`},{head:`output`,align:`right`},{head:`cached`,align:`right`},{head:`money a call`,align:`right`}];function Rr(e,t){let n=[...D(e.segments).slice(0,t),...e.overall?[e.overall]:[]];return B(Lr,n.map(t=>[t===e.overall?[T(`overall`)]:[g(t.name,60)],...zr(t).map(e=>[e])]))}function zr({cost:e}){let{baseline:t,candidate:n,ratio:r}=e,i=e=>`${t?`${e(t)} → `:``}${e(n)}`,a=r&&Number.isFinite(r.high)?` (${S(r.low,!1)} … ${S(r.high,!1)})`:``;return[i(e=>M(e.totalTokens)),r?`${S(r.ratio)}${a}`:`—`,i(e=>M(e.inputTokens)),i(e=>M(e.outputTokens)),i(e=>M(e.cachedInputTokens)),n.usd===null?`—`:i(e=>e.usd===null?`—`:E(e.usd))]}const{Ansis:Br,fg:Vr,bg:Hr,rgb:Ur,bgRgb:Wr,hex:Gr,bgHex:Kr,reset:qr,inverse:Jr,hidden:Yr,visible:Xr,link:Zr,bold:Qr,dim:$r,italic:ei,underline:ti,strikethrough:ni,black:ri,red:ii,green:ai,yellow:oi,blue:si,magenta:ci,cyan:li,white:ui,gray:di,redBright:fi,greenBright:pi,yellowBright:mi,blueBright:hi,magentaBright:gi,cyanBright:_i,whiteBright:vi,bgBlack:yi,bgRed:bi,bgGreen:xi,bgYellow:Si,bgBlue:Ci,bgMagenta:wi,bgCyan:Ti,bgWhite:Ei,bgGray:Di,bgRedBright:Oi,bgGreenBright:ki,bgYellowBright:Ai,bgBlueBright:ji,bgMagentaBright:Mi,bgCyanBright:Ni,bgWhiteBright:Pi}=(/* @__PURE__ */ e((/* @__PURE__ */ t(((e,t)=>{let n,{defineProperty:r,getPrototypeOf:i,setPrototypeOf:a,create:o,keys:s}=Object,{round:c,max:l}=Math,u=e=>{let t=/([a-f\d]{3,6})/i.exec(e)?.[0],n=t?.length,r=`0x`+(6^n?3^n?`0`:t[0]+t[0]+t[1]+t[1]+t[2]+t[2]:t)|0;return[r>>16,r>>8&255,255&r]},d=e=>{if(8>e)return 30+e;if(16>e)return 82+e;if(e>231)return e>243?37:30;let t=(e-=16)%36,n=e/36|0,r=t/6|0,i=t%6;return 30+(n>2|(r>2)<<1|(i>2)<<2)+(l(n,r,i)>4?60:0)},f={open:``,close:``},p=(e,{open:t=``,close:n=``,f:r})=>{let o=(e.open||``)+t,s=n+(e.close||``),c=(e,...i)=>{if(!e){if(!n)return t;if((e??``)===``)return``}let a,l=r?r(e,...i):e.raw?String.raw({raw:e},...i):``+e,u=c;if(l.includes(`\x1B`))for(;u=u.p;){let{t:e,o:t}=u,n=t.length,r=``,i=0;if(n)for(;~(a=l.indexOf(t,i));i=a+n)r+=l.slice(i,a)+e;l=r+l.slice(i)}return o+(l.includes(`
`)?l.replace(/(\r?\n)/g,s+`$1`+o):l)+s};return a(c,i(e)).p={t,o:n,p:e.p},c.open=o,c.close=s,c},m=new function e(t=globalThis){let i=typeof t==`number`?t:(e=>{let t,r=e.process??{},i=r.argv??[],a=r.env??{},o=0;try{o=((e,t,r)=>(n=t.TERM,n===`dumb`?0:{"24bit":3,truecolor:3,ansi256:2,ansi:1}[t.COLORTERM]||(t.CI?/,GITHUB/.test(r)?3:1:e.platform===`win32`?3:/-256/.test(n)?2:1)))(r,a,`,`+s(a).join(`,`)),t=r.stdout?.isTTY||a.CI||a.PM2_HOME||/edge/.test(a.NEXT_RUNTIME)}catch{a={}}let c,l=o||1,u=`FORCE_COLOR`,d={false:0,0:0,1:1,2:2,3:3}[a[u]]??l,f=-1;for(c of i)/^--color=?(true|always)?$/.test(c)&&(f=l),/^--(no-color|color=(false|never))$/.test(c)&&(f=0);return e.window?.chrome?3:u in a?d:~f?f:a.NO_COLOR?0:t?o:0})(t),l={},m={Ansis:e,level:i,isSupported:()=>te,strip:e=>e.replace(/][^]*|[][[()#;?]*(?:\d+(?:;\d*)*)?[\dA-ORZcf-nqry=><]/g,``),extend(e){for(let t in e){let n=e[t];(typeof n)[0]===`s`&&(ee(ne(t),C(...u(n))),n=S(...u(n))),ee(t,n)}return a(m,o({},l))}},ee=(e,t)=>{l[e]={get(){return r(this,e,{value:t.call?(...e)=>p(this,t(...e)):p(this,t)})[e]}}},h=1^i,g=i>2,te=i>0,_=(e,t)=>te?{open:`[${e}m`,close:t?`[${t}m`:``}:f,ne=e=>`bg`+e[0].toUpperCase()+e.slice(1),v=e=>t=>e(...u(t)),y=(e,t)=>(n,r,i)=>_(`${e}8;2;${n};${r};${i}`,t),b=e=>(t,n,r)=>e(((e,t,n)=>e^t|t^n?16+36*c(e/51)+6*c(t/51)+c(n/51):8>e?16:e>248?231:c(24*(e-8)/247)+232)(t,n,r)),re=e=>_(h?`38;5;`+e:d(e),39),x=e=>_(h?`48;5;`+e:d(e)+10,49),S=g?y(3,39):b(re),C=g?y(4,49):b(x),ie={fg:re,bg:x,rgb:S,bgRgb:C,hex:v(S),bgHex:v(C),visible:f,reset:_(0,``),bold:_(1,22),dim:_(2,22),italic:_(3,23),underline:_(4,24),inverse:_(7,27),hidden:_(8,28),strikethrough:_(9,29),link:{f:(e,t=e)=>te?`]8;;${e}${t}]8;;`:t==e?e:t+` (​${e}​)`}},w=(e,t)=>{ie[e]=_(t,39),ie[ne(e)]=_(t+10,49)};return`gray,black,red,green,yellow,blue,magenta,cyan,white`.split(`,`).map(((e,t)=>{t?w(e+`Bright`,89+t):t=61,w(e,29+t)})),m.extend(ie)};t.exports=m.default=m})))(),1)).default;function Fi({width:e,color:t}){return{width:Math.min(120,Math.max(60,Number.isFinite(e)?Math.floor(e):120)),paint:new Br(+!!t)}}function q(e,{width:t,paint:n},r=``){let i=[],a=[],o=0,s=t-W(r),c=()=>{i.push(r+a.join(``).trimEnd()),[a,o]=[[],0]};for(let t of Ii(e,n)){let e=t.reduce((e,t)=>e+W(t.text),0);o>0&&o+1+e>s&&c(),o>0&&(a.push(` `),o+=1);for(let{text:e,style:n}of t.flatMap(e=>zi(e,s))){let t=W(e);o>0&&o+t>s&&c(),a.push(n(e)),o+=t}}return a.length>0&&c(),i}function Ii(e,t){let n=[],r=!1;for(let i of e){let e=Ri(i,t),a=Li(i),o=g(a,4e3).split(` `),s=/^[ \n\t]/.test(a);for(let[t,i]of o.entries()){if(i===``)continue;let a=n.at(-1);t===0&&r&&!s&&a?a.push({text:i,style:e}):n.push([{text:i,style:e}])}a!==``&&(r=!/[ \n\t]$/.test(a))}return n}function Li(e){return typeof e==`string`?e:`code`in e?e.code:e.strong}function Ri(e,t){return typeof e==`string`?e=>e:`code`in e?e=>t.cyan(e):e=>t.bold(e)}function zi({text:e,style:t},n){if(W(e)<=n)return[{text:e,style:t}];let r=[``];for(let t of e){let e=r.at(-1)??``;W(e+t)>n?r.push(t):r[r.length-1]=e+t}return r.map(e=>({text:e,style:t}))}function Bi(e,t,{width:n,paint:r}){let i=e.map(({head:e},n)=>Math.max(W(e),...t.map(e=>W(e[n]?.text??``)))),a=Hi(e,i,n),o=Ui(a,i)-n;o>0&&(i[1]=Math.max(8,(i[1]??8)-o));let s=t=>a.map(n=>{let{text:r,style:a}=t[n]??{text:``},o=Wi(r,i[n]??0),s=` `.repeat((i[n]??0)-W(o)),c=a?a(o):o;return e[n]?.align===`right`?s+c:c+s}).join(Vi).trimEnd();return[s(e.map(({head:e})=>({text:e,style:e=>r.dim(e)}))),...t.map(s)]}const Vi=`  `;function Hi(e,t,n){let r=e.map((e,t)=>t);for(;Ui(r,t)>n;){let t=Math.max(...r.map(t=>e[t]?.priority??0));if(t===0)return r;r=r.filter(n=>e[n]?.priority!==t)}return r}function Ui(e,t){return e.reduce((e,n)=>e+(t[n]??0),2*(e.length-1))}function Wi(e,t){let n=e;for(let r=t;W(n)>t&&r>0;r--)n=g(e,r);return n}function Gi(e,t){switch(e){case`bad`:return e=>t.red(e);case`warning`:return e=>t.yellow(e);case`good`:return e=>t.green(e);case`muted`:return e=>t.dim(e)}}function J(e,t,n=`·`){return e.flatMap(e=>{let[r=``,...i]=q(e,{...t,width:t.width-2});return[`${n} ${r}`,...i.map(e=>`  ${e}`)]})}const Ki=[`█`,`░`,`▓`,`▒`,`▞`,`▚`,`▖`,`▘`];function qi({segments:e,safe:t}){let n=[t,...[...new Set(e.flatMap(({weights:e})=>e.map(({version:e})=>e)))].filter(e=>e!==t)].filter(t=>e.some(({weights:e})=>e.some(e=>e.version===t&&e.before+e.after>0))),r=e=>Ki[n.indexOf(e)]??`?`,i=n.map(e=>`${r(e)} ${g(e,20)}${e===t?` (safe)`:``}`),a=e.map(({name:e})=>g(e===`*`?`all others`:e,12)),o=Math.max(...a.map(e=>W(e)),7),s=(e,t,n)=>`${e}${` `.repeat(Math.max(0,o-W(e)))}  ${t.padEnd(14)}  ${n}`.trimEnd();return[i.join(`   `),s(`segment`,`now`,`after`),...e.map(({weights:e},t)=>s(a[t]??``,Ji(e.map(({version:e,before:t})=>({fill:r(e),share:t}))),Ji(e.map(({version:e,after:t})=>({fill:r(e),share:t})))))]}function Ji(e){let t=e.filter(({share:e})=>e>0);if(t.length===0)return``;let n=t.map(({share:e})=>Math.max(1,Math.floor(e*14))),r=14-n.reduce((e,t)=>e+t,0),i=t.map(({share:e},t)=>({index:t,rest:e*14-(n[t]??0)})).sort((e,t)=>t.rest-e.rest);for(let{index:e}of i){if(r<=0)break;n[e]=(n[e]??0)+1,--r}for(;r<0;){let e=n.indexOf(Math.max(...n));n[e]=(n[e]??0)-1,r+=1}return t.map(({fill:e},t)=>e.repeat(n[t]??0)).join(``)}function Yi(e){return[...Zi(e),...Qi(e),...k(e.overlaps.filter($i).map(ea),12,Xi(`pair`)),...ta(e),...k(e.stress.map(na),12,Xi(`what-if`)),...ra(e),...ia(e)]}function Xi(e){return t=>[`${_(t,`more ${e}`)} in the result JSON.`]}function Zi({quality:{before:e,after:t},metric:n}){if(t===null)return[[`The quality over all segments cannot be told: their shares of the traffic are not known.`]];let r=e===null?``:`, now ${j(e.mean)}`,i=`${_(t.observations,`observation`)} and ${_(t.cases,`case`)} of evidence`;return[[`Expected ${n??`pass rate`} over all segments: ${j(t.mean)} (95 % CI ${j(t.low)} to ${j(t.high)}${r}), from ${i} together.`]]}function Qi({evidence:e,safe:t}){return e.filter(({version:e})=>e!==t).map(({version:e,evidence:t,cases:n,at:r,segments:i})=>{if(t===null)return[y(e),`: no evidence.`];let a=Object.entries(i).flatMap(([e,t])=>t===`regression`||t===`invalid`?[y(e)]:[]),o=r===null?``:` of ${g(r.slice(0,10),10)}`,s=a.length===0?[`worse nowhere.`]:[`not good enough for `,...C(a),`.`];return[`Evidence of `,y(e),`${o}, ${_(n,`case`)} in common: `,...s]})}function $i({segment:e,cases:t}){return e===`*`&&t>0}function ea({versions:[e,t],cases:n,bothFail:r,phi:i,rescue:a}){let[o]=a,s=o===null?[y(e),` fails none`]:[y(t),` answers ${j(o)} of what `,y(e),` fails`],c=r===null?`—`:j(r),l=i===null?``:`, phi ${i.toFixed(2)}`;return[...s,`; both fail ${c} of ${_(n,`case`)}${l}.`]}function ta({segments:e,models:t}){let n=e.reduce((e,t)=>Math.max(e,t.largest),0),r=e.reduce((e,t)=>Math.min(e,t.effectiveVersions),1/0),[i]=t;return[Number.isFinite(r)?[`The largest weight of a segment is ${j(n)}; the segment with the fewest has ${r.toFixed(1)} effective versions.`]:[],i&&i.after!==null?[`${j(i.after)} of the traffic depends on `,y(i.model),`.`]:[]].filter(e=>e.length>0)}function na({kind:e,what:t,share:n,quality:r,change:i,unserved:a}){let o={"version-gone":[`Without `,y(t)],"model-retired":[`Without the model `,y(t)],"segment-doubles":[`Where the traffic of `,...f(t),` doubles`]},s=n===null?``:` (${j(n)} of the traffic)`,c=a.length>0?[`nothing is left for `,...a.flatMap((e,t)=>[...t===0?[]:[`, `],...f(e)])]:[],l=r===null?`the quality is not known`:`the quality is ${j(r.mean)}${i===null?``:` (${P(i)})`}`;return[...o[e],`${s}: `,...c.length>0?c:[l],`.`]}function ra({reassigned:e}){if(e===null||e.share===0)return[];let{share:t,least:n}=e,r=t>n?`, and these weights allow ${j(n)}`:`, the fewest possible`;return[[`${j(t)} of the units get another version${r}.`]]}function ia({cost:{perCall:e,promptCache:t}}){let n=[];if(e.after!==null){let t=e.before===null?``:`${E(e.before*1e3)} → `;n.push([`Cost per 1,000 calls: ${t}${E(e.after*1e3)}.`])}if(t!==null&&t.hitRate.after!==null){let{prefixes:e,hitRate:r,perCall:i}=t,a=i.after===null?``:`; misses cost ${E(i.after*1e3)} per 1,000 calls`;n.push([`${_(e,`prompt prefix`,`prompt prefixes`)} to keep in the providers’ caches: ${j(r.after??0)} of the calls find theirs${a}.`])}return n}function aa(e){let{prompt:t,environment:n,segments:r,metric:i}=e;return{title:[`Portfolio of `,y(t),` in `,y(n)],lead:[...oa(e),...ue(e)],bars:k(qi(e),22,e=>`and ${_(e,`more segment`)}`),table:{heads:[`segment`,`serves`,`${i??`pass rate`}, 95 % CI`,`a 15-point drop would cost`],rows:r.slice(0,30).map(t=>sa(t,e.safe))},risks:Yi(e)}}function oa({segments:e,delisted:t}){let n=[...e,...t].flatMap(({name:e,weights:t})=>t.map(t=>({name:e,...t}))).filter(({before:e,after:t})=>t>e).sort((e,t)=>t.after-t.before-(e.after-e.before)),r=n.map(({name:e,version:t,before:n,after:r})=>[y(t),n===0?` comes to `:` rises from ${fa(n)} to `,`${fa(r)} of `,...f(e),`.`]),i=n.length===0?[[`No version serves more than it does now.`]]:[];return[...k(r,10,e=>[`${_(e,`more weight`)} rise.`]),...i,...k(t.map(({name:e})=>[`⚠️ `,y(e),` is listed no more: it is served like all others.`]),10,e=>[`${_(e,`more segment`)} listed no more.`])]}function sa({name:e,weights:t,quality:n,noticed:r},i){let a=t.filter(({after:e})=>e>0).sort((e,t)=>t.after-e.after),o=C(a.map(({version:e,after:t})=>`${g(e,20)} ${fa(t)}`),3);return[f(e),o,ca(n),da(r,i)]}function ca({before:e,after:t}){return t===null?[`—`]:[`${e===null||e.mean===t.mean?``:`${j(e.mean)} → `}${la(t)}`]}function la({mean:e,low:t,high:n}){return`${j(e)} (${ua(t)} … ${ua(n)})`}function ua(e){return j(e).replace(/\s*%$/,``)}function da(e,t){let n=({badAnswers:e})=>e??1/0,r=e.filter(({version:e})=>e!==t).sort((e,t)=>n(t)-n(e))[0];if(!r)return[`—`];let{version:i,badAnswers:a,days:o,acts:s}=r;if(a===null)return[y(i),`: no guard could tell`];let c=o===null?``:` in ${o<1?`a day`:_(Math.round(o),`day`)}`,l=s?`then it is taken back`:`then somebody is told`;return[`${Math.round(a)} bad answers${c} by `,y(i),`, ${l}`]}function fa(e){return j(e)}function pa(e,t){return ma(e,Fi({width:t,color:!1})).join(`
`)}function ma(e,t){let{title:n,lead:r,bars:a,table:o,risks:s}=aa(e),c=o.rows.map(e=>{let[t=[],...n]=e,r=n.flatMap((e,t)=>[...t===0?[`: `]:[` · `],...e]);return[...t,...r]});return[...q([T(p(n))],t),...J(r,t),``,...a.map(e=>i(e)),``,...J(c,t),``,...J(s,t)]}function ha(e,t){let n=Fi(t),r=L(e.prompts).filter(e=>e.verdict===`pass`&&I(e)),i=L(e.prompts).filter(z),o=e.prompts.filter(I).length>1||e.verdict===`error`,s=[_a(e,n),J(jt(e),n,A.terminal),J(Lt(e,+(e.verdict===`error`)),n),...i.flatMap(t=>va(t,e,n,o)),...Ge(e)?r.flatMap(t=>ya(t,e,n,o)):[ja(r,e,n)],...(e.portfolioPlans??[]).map(e=>ma(e,n)),ga(e,n),J(mr(e),n),Na(e,n)].filter(e=>e.length>0).map(e=>e.join(`
`)).join(`

`);return a(s)}function ga(e,t){let n=Ln(e);return n.length===0?[]:[...q([T(In)],t),...J(n,t)]}function _a(e,t){let{paint:n}=t,r=Me(e),[i=``,...a]=q(d(e),{...t,width:t.width-2});return[`${n.bold(Gi(r.tone,n)(r.terminal))} ${n.bold(i)}`,...a.map(e=>`  ${n.bold(e)}`)]}function va(e,t,n,r){return[r?q([T(`─ `),...je(e)],n):[],q(K(e,t.policy),n),xa(e,n),Ca(e,n),Ta(e,t,n),Ea(e,n),...ut(e).map((e,t)=>Da(e,n,t===0)),Aa(e,n),Pa(wt(e,t),n)]}function ya(e,t,n,r){return[r?q([y(e.path)],n):[],xa(e,n),Ta(e,t,n),Ea(e,n),...ut(e).map(t=>ke(e)?Da(t,n,!0):Ma(t,n)),Pa(wt(e,t),n)]}const ba=[{head:``,align:`left`,priority:0},{head:`segment`,align:`left`,priority:0},{head:`baseline`,align:`right`,priority:2},{head:`candidate`,align:`right`,priority:2},{head:`change, 95\xA0% CI`,align:`left`,priority:0},{head:`lost / won`,align:`right`,priority:3},{head:`z`,align:`right`,priority:4},{head:`adjusted p`,align:`right`,priority:0}];function xa(e,t){if(!I(e))return[];let n=D(e.segments).slice(0,200),r=n.map(n=>Sa(n,_r(n,e),t)),{overall:i}=e;i&&r.push(Sa(i,vr(i,e),t));let a=e.segments.length-n.length,o=Bi(ba,r,t);return a>0?[...o,`${_(a,`more segment`)} in the result JSON`]:o}function Sa(e,t,{paint:n}){let r=e.missing>0?` (${e.missing} missing)`:``;return[t?{text:`${t.sign.terminal} ${t.words}`,style:Gi(t.sign.tone,n)}:{text:``},{text:g(e.name,40)+r},...Fr(e).map(e=>({text:e}))]}function Ca(e,{width:t,paint:n}){let[r,...i]=An(e.segments,Math.min(t,90));if(r===void 0)return[];let a=D(e.segments).filter(({interval:e})=>e!==null);return[n.dim(r),...i.map((e,t)=>wa(e,a[t],n))].slice(0,200)}function wa(e,t,n){return t?.verdict===`regression`?n.red(e):e}function Ta(e,t,n){let r=h(e,t.policy);if(!r)return[];let i=e.cost?.label===`exceeded`?` ${F.exceeded.sign.terminal} `:` `;return q([T(`Cost`),i,...r],n)}function Ea(e,t){let n=w(e);if(!n||!oe(e))return[];let r=e.latency?.label===`exceeded`?` ${F.exceeded.sign.terminal} `:` `;return q([T(`Latency`),r,...n],t)}function Da({title:e,cases:t},n,r){let i=r?t.slice(0,3):[],a=t.length-i.length;return[...q(e,n).map(e=>n.paint.bold(e)),...i.flatMap(e=>[``,...Oa(e,n)]),...a>0?[...r?[``]:[],`  ${_(a,r?`more case`:`case`)} in the HTML and JSON reports`]:[]]}function Oa(e,t){let n=[T(g(e.description??e.id,120)),...gt(e),` · `,y(e.place)],r=_t(e,!0);return[...q(n,t,`  `),...r.flatMap(e=>q(e,t,`  `)),...ka(e,t)]}function ka({baseline:e,candidate:t},{width:n,paint:r}){if(t.answer===null||e?.answer===null)return[];let i=Ze(e?e.answer:t.answer,t.answer,600),a={same:` `,removed:`-`,added:`+`},o={same:r.dim,removed:r.red,added:r.green};return i.flatMap(({kind:e,text:t})=>et(t,n-6).map(t=>o[e](`    ${a[e]} ${t}`.trimEnd())))}function Aa(e,t){if(e.errors.length===0)return[];let n=[...new Set(e.errors.map(({kind:e,message:t})=>`${e}: ${g(t,200)}`))];return[...q([Rt(e.errors)],t),...J(n.slice(0,5).map(e=>[e]),t)]}function ja(e,{policy:t},n){if(e.length===0)return[];let{sign:r,text:i}=Ht(e,t);return q([`${r.terminal} `,...i,`.`],n)}function Ma({title:e,cases:t},n){let r=t.map(e=>[g(e.description??e.id,120),...gt(e),` · `,y(e.place)]),i=k(r,10,e=>[`${_(e,`more case`)} in the HTML and JSON reports`]);return[...q(e,n).map(e=>n.paint.bold(e)),...J(i,n)]}function Na(e,t){let n=e.usage.trials>0?[...Tr(e).slice(0,20),Sr(e)]:[];return Pa([...Mt(e),...n],t)}function Pa(e,t){return e.flatMap(e=>q(e,t)).map(e=>t.paint.dim(e))}function Fa(e,t,n){let{FORCE_COLOR:r,NO_COLOR:i}=n,a=r?r!==`0`:!!t.isTTY&&!i;t.write(`${ha(e,{width:t.columns??100,color:a})}\n`)}async function Ia(e,t){for(let{name:n,render:r}of Ce){let i=t[n];i!==void 0&&await fe(i,await r(e))}}function La(e,t){let{title:n,lead:i,bars:a,table:o,risks:s}=aa(e),c=o.heads.map(e=>({head:e,align:`left`}));return U([`**${R(n)}**`,H(i),r(a.join(`
`)),B(c,o.rows.slice(0,Math.max(3,t))),V([`What could go wrong, and what it rests on`],[H(s)])])}const Ra=[50,10,3];function za({plan:e,because:t}){let n=[R([`New weights of `,y(e.prompt),` in `,y(e.environment),". They are set when this is merged, by the next `record`."]),H(t.map(v))],r=`Each rebalance replaces this branch, so commits on it are lost: to decide otherwise, change the file on main.`;return Ra.map(t=>U([...n,La(e,t),r])).find(e=>e.length<=6e4)??U([...n,r])}const Ba={running:`runs`,stopped:`is stopped`,decided:`is decided`,ended:`is over before it had its size`};function Va({state:e,units:t,sampleRatio:n,guardrails:r,result:i,excluded:a,changedBy:o}){let s=r.filter(({isBroken:e})=>e),c=(i?.versions??[]).map(({version:e,difference:t,low:n,high:r,adjustedP:i,finding:a})=>`${e} is ${a===`no-difference`?`not shown to differ`:a}: ${Ua(t)} (${Ha(n)} to ${Ha(r)}), adjusted p ${i.toPrecision(2)}.`);return[`The experiment ${Ba[e]}: ${t.has} of ${t.asked} units a version.`,...o===null?[]:[`What serves was changed meanwhile (serial ${o}): nothing is concluded.`],...n.isBroken?[`Units did not come in the shares of the weights (p ${n.p.toPrecision(2)}): nothing is concluded.`]:[],...s.map(({metric:e,version:t})=>`The guardrail ${e} is broken by ${t}.`),...c,...a>0?[`${_(a,`observation`)} of other weights did not count.`]:[]]}function Ha(e){return e===null?`unbounded`:Ua(e)}function Ua(e){return String(Number(e.toPrecision(3)))}function Wa(e){return[...e.prompts.flatMap(t=>Ga(t,e)),...Xa(e)]}function Ga(e,t){return z(e)?e.reasons.map(n=>{let r=n.kind===`overall-regression`?e.overall:e.segments.find(e=>e.name===n.segment),i=p(je({...e,reasons:[n]})),a=r&&n.kind!==`weaker-suite`?[Ka(r)]:[],o=n.kind===`cost`?[p(h(e,t.policy)??[])]:[],s=n.kind===`latency`?[p(w(e)??[])]:[];return{...qa(e),level:e.verdict===`block`&&!t.accepted?`failure`:`warning`,title:g(i,250),message:[...a,...o,...s,...Ja(e)].join(` `)||i}}):[]}function Ka({baseline:e,candidate:t,difference:n,interval:r,losses:i,wins:a,adjustedPValue:o}){if(!e||n===null)return`Passes ${j(t.rate)}.`;let s=r?` (95\u00a0% CI ${Fe(r,` to `)})`:``;return`Passes ${j(t.rate)}, was ${j(e.rate)}: ${P(n)} points${s}, ${M(i)} lost / ${M(a)} won, adjusted p\u00a0${Te(o)}.`}function qa(e){let[t]=e.changedLines;return{path:e.file??e.path,startLine:t?.start??1,endLine:t?.end??1}}function Ja({changedLines:e,because:t,path:n,file:r=n}){let i=e.slice(1,6).map(({start:e,end:t})=>e===t?`${e}`:`${e}–${t}`);if(i.length>0)return[`The pull request also changes lines ${i.join(`, `)}.`];let a=t.filter(e=>e!==r).slice(0,3);return e.length>0||a.length===0?[]:[p([`The change comes through ${a.map(e=>g(e)).join(`, `)}.`])]}const Ya=/^(.+?)(?::(\d+))?(?::(\d+))?$/s;function Xa(e){return e.errors.flatMap(({place:e,message:t,remedy:n})=>{let[,r,i]=e===null?[]:Ya.exec(e)??[];if(r===void 0)return[];let a=Math.max(1,Number(i??1)),o=p([g([t,n].filter(Boolean).join(` `),1e3)]);return[{path:r,startLine:a,endLine:a,level:`failure`,title:g(t,250),message:o}]})}const Za=`<!-- prompt-eval-gate last-report -->`;function Qa(e,t,n){let[r=``]=t.split(`
`);return[t,U([r,`The rest is too long to be shown here: see the job summary of its run.`])].map(t=>U([e,eo(t)])).find(e=>e.length<=n)??e}function $a(e){let t=e.indexOf(`\n${Za}\n`);if(t!==-1)return e.slice(t+37+2).trim().slice(65,-10).trim()}function eo(e){return`${Za}\n<details><summary>The last report before this run broke</summary>\n\n${e}\n\n</details>`}function Y(e,...t){return{markup:e.reduce((e,n,r)=>e+to(t[r-1]??null)+n)}}function to(e){return e===null?``:typeof e==`string`?s(e):typeof e==`number`?String(e):`markup`in e?e.markup:e.map(to).join(``)}function X(e){return e.map(e=>typeof e==`string`?Y`${e}`:`code`in e?Y`<code>${e.code}</code>`:Y`<strong>${e.strong}</strong>`)}function Z(e){return{markup:e}}function no(e,t){return t||=e.slice(0),Object.freeze(Object.defineProperties(e,{raw:{value:Object.freeze(t)}}))}var ro;function io(e){let t=co(e);if(t.cases.length===0)return Y``;let n=e=>t.cases.filter(t=>t.kind===e).length,r=Ye(t.cases);return Y(ro||=no([`<section class="cases" id="cases" aria-labelledby="cases-title">
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
`]),ao(``,`All`,t.cases.length,!0),ao(`failing`,`Newly failing`,n(`failing`)),ao(`passing`,`Newly passing`,n(`passing`)),ao(`errored`,`Errored`,n(`errored`)),t.prompts.length>1?oo(`prompt`,`Prompt`,t.prompts.map((e,t)=>[String(t),e])):null,r.length>1?oo(`segment`,`Segment`,r.map(e=>[e,e])):null,so(t),Z(po(t)))}function ao(e,t,n,r=!1){return Y`<label><input type="radio" name="kind" value="${e}"${r?Z(` checked`):n===0?Z(` disabled`):null}><span>${t} <b>${n}</b></span></label>`}function oo(e,t,n){return Y`<span class="filter"><label for="filter-${e}">${t}</label> <select id="filter-${e}" name="${e}"><option value="">all</option>${n.map(([e,t])=>Y`<option value="${e}">${t}</option>`)}</select></span>`}function so({cases:e}){let t=e.slice(0,1e3).map(e=>{let t=e.error??[...e.candidate?.failures??[],...e.baseline?.failures??[]].join(`; `);return Y`<tr><td>${Ee[e.kind].words}</td><th scope="row">${e.name}</th><td>${e.segments.join(`, `)}</td><td>${t}</td><td><code>${e.place}</code></td></tr>\n`}),n=e.length-t.length;return Y`<div class="scroll"><table><thead><tr><th scope="col"></th><th scope="col">Case</th><th scope="col">Segment</th><th scope="col">Assertion</th><th scope="col">Place</th></tr></thead><tbody>${t}</tbody></table></div>
${n>0?Y`<p>${n} more cases are in the result JSON.</p>`:null}`}function co(e){let t=/* @__PURE__ */ new Map,n=[],r=e=>{let r=Q(e,2e4),i=t.get(r);return i===void 0?(t.set(r,n.length),n.push(r)-1):i},i=L(e.prompts).filter(lo),a=i.flatMap((e,t)=>[...Pe(e.newlyFailing).map(e=>uo(`failing`,e,t,r)),...e.newlyPassing.map(e=>uo(`passing`,e,t,r)),...e.errors.map(e=>fo(e,t))]);return{prompts:i.map(({path:e})=>Q(e,200)),texts:n,cases:a}}function lo({newlyFailing:e,newlyPassing:t,errors:n}){return e.length+t.length+n.length>0}function uo(e,t,n,r){let i=e=>({passes:e.passes,trials:e.trials,answer:e.answer===null?null:r(e.answer),failures:e.failures.map(({type:e,reason:t})=>Q(`${e}: ${t}`,1e3))});return{kind:e,prompt:n,name:Q(t.description??t.id,300),place:Q(t.place,300),segments:t.segments.map(e=>Q(e,200)),marks:[...t.critical?[`critical`]:[],...t.severe?[`always passed, now always fails`]:[],...t.baseline?[]:[`new`]],messages:t.messages.map(({role:e,content:t})=>({role:Q(e,40),text:r(t)})),baseline:t.baseline&&i(t.baseline),candidate:i(t.candidate),error:null}}function fo({caseId:e,segments:t,arm:n,kind:r,message:i},a){return{kind:`errored`,prompt:a,name:Q(e??`the run`,300),place:``,segments:t.map(e=>Q(e,200)),marks:n?[n]:[],messages:[],baseline:null,candidate:null,error:Q(`${r}: ${i}`,1e3)}}function Q(e,t){let n=e.length-t;return c(n>0?`${e.slice(0,t)}… (${n} more characters)`:e)}function po(e){return JSON.stringify(e).replace(/[<>&\u2028\u2029]/g,e=>`\\u${e.charCodeAt(0).toString(16).padStart(4,`0`)}`)}function mo(e){if(e.accepted)return{sign:A,word:`Accepted`,tone:`error`};let{title:t}=N[e.verdict],n=Me(e);if(e.verdict!==`pass`)return{sign:n,word:t,tone:e.verdict};let r={sign:n,tone:go(n)};return n===Ie?{...r,word:t}:n===A?{...r,word:`Not blocked`}:{...r,word:n===He?`Nothing to compare with`:`Nothing could be told`}}function ho(e){let{verdict:t}=e;if(t===`not-run`)return{...N[t],tone:`open`};if(t!==`pass`||!I(e))return{...N[t],tone:t};let n=Ut([e]),r=b(e)?ce(e):N[t].word;return{sign:n,tone:go(n),word:n===Ie||b(e)?r:`cannot be told`}}function go(e){return e===Ie?`pass`:e===A?`error`:`open`}function _o(e){let t=L(e.prompts).filter(I),n=[vo(t),bo(t),xo(t),So(t),Co(t),wo(t,e)].filter(e=>e!==null);return n.length===0?null:Y`<dl class="tiles">${n.map(({label:e,value:t,detail:n,tone:r})=>Y`<div class="tile ${r}"><dt>${e}</dt><dd class="value">${t}</dd><dd>${n}</dd></div>`)}</dl>`}function vo(e){let t=e.flatMap(({segments:e})=>e).reduce(yo,null);if(!t||t.difference===null)return null;let n=t.interval?`, 95\u00a0% CI ${Fe(t.interval,` to `)}`:``;return{label:`Largest drop`,value:t.difference<0?`${P(t.difference)} points`:`none`,detail:t.difference<0?`${g(t.name)}${n}`:`in any segment`,tone:t.verdict===`regression`?`bad`:`plain`}}function yo(e,t){return(t.difference??1/0)<(e?.difference??1/0)?t:e}function bo(e){let t=e.filter(x),n=t.flatMap(e=>e.segments);if(n.length===0)return null;let r=e=>n.filter(t=>t.verdict===e).length,i=t.filter(({overall:e,segments:t})=>t.length>1&&e?.verdict===`improved`).length,a=t.length===1?`overall`:`${_(i,`prompt`)} overall`,o=[`${M(r(`improved`))} improved${i>0?`, ${a} improved`:``}`,`${M(r(`pass`))} no worse`,`${M(r(`inconclusive`)+r(`invalid`))} cannot be told`],s=r(`regression`);return{label:`Segments`,value:`${M(s)} of ${M(n.length)} worse`,detail:o.join(`, `),tone:s>0?`bad`:r(`pass`)+r(`improved`)>0?`good`:`plain`}}function xo(e){let t=e.filter(e=>!x(e));if(t.length===0)return null;let n=e=>t.reduce((t,{overall:n})=>t+(n?.candidate[e]??0),0);return{label:`New`,value:`passes ${M(n(`passes`))} of ${M(n(`n`))}`,detail:`${_(t.length,`prompt`)} with nothing to be compared with`,tone:`plain`}}function So(e){let t=e.filter(e=>e.baseline!==null);if(t.length===0)return null;let n=e=>t.reduce((t,n)=>t+e(n),0),r=n(e=>e.overall?.losses??0),i=n(e=>e.overall?.wins??0),a=n(e=>e.overall?.cases??0);return{label:`Cases`,value:`${M(r)} newly fail`,detail:`${M(i)} newly pass, of ${_(a,`case`)}`,tone:`plain`}}function Co(e){let[t]=e.flatMap(({cost:e})=>e?.comparison.ratio?[e]:[]).sort((e,t)=>(t.comparison.ratio?.ratio??0)-(e.comparison.ratio?.ratio??0)),{baseline:n,candidate:r,ratio:i}=t?.comparison??{};if(!t||!i||!r||!n)return null;let a=t.limit===null?``:`, limit +${xe(t.limit)}`;return{label:`Tokens a call`,value:S(i.ratio),detail:`${M(n.totalTokens)} → ${M(r.totalTokens)}${a}`,tone:Ne(t).tokens===`exceeded`?`bad`:`plain`}}function wo(e,{policy:t}){let n=e.flatMap(({cost:e})=>e?[e]:[]),r=n.some(e=>Ne(e).money===`exceeded`)?`bad`:`plain`,i=n.filter(e=>e.monthlyUsd!==null),[a]=i;if(!a){let[e]=n.filter(To).sort((e,t)=>To(t)-To(e));return e?{label:`Money a call`,value:S(To(e)),detail:Eo(e),tone:r}:null}let o=i.reduce((e,t)=>e+(t.monthlyUsd??0),0),s=i.length===1?`${Eo(a)} a call`:`${_(i.length,`prompt`)}`,c=t.cost.callsPerMonth?`, ${Re(t.cost.callsPerMonth)}`:``;return{label:`Money a month`,value:le(o),detail:`${s}${c}`,tone:r}}function To({comparison:e}){return e.moneyRatio?.ratio??0}function Eo({comparison:{baseline:e,candidate:t}}){return[e,t].flatMap(e=>e&&e.usd!==null?[E(e.usd)]:[]).join(` → `)}function Do(e){let{base:t,head:n,verdict:r}=e,{sign:i,word:a,tone:o}=mo(e);return Y`<header class="page ${r}">
<p class="brand">Prompt Eval Gate</p>
<p class="state ${o}"><span aria-hidden="true">${i.page}</span> ${a}</p>
<h1>${X(Oo(e))}</h1>
<p class="muted"><code>${g(t.ref)}</code> → <code>${g(n.ref)}</code>${n.sha?Y` at <code>${n.sha.slice(0,12)}</code>`:null}</p>
${ko(jt(e).map(X),`notice`,`Notices`)}
${ko(Lt(e).map(X),`problem`,`Problems`)}
${_o(e)}
</header>
`}function Oo(e){if(e.verdict===`error`&&e.errors.length>0)return[`The gate could not decide`];let[t=N[e.verdict].title,...n]=ee(e);return[typeof t==`string`?se(t):t,...n]}function ko(e,t,n){return e.length===0?null:Y`<ul class="messages ${t}" aria-label="${n}">${e.map(e=>Y`<li>${e}</li>`)}</ul>`}function Ao(e,t){let{title:n,lead:r,bars:i,table:a,risks:o}=aa(e),s=`portfolio-${t}`,c=a.heads.map(e=>Y`<th scope="col">${e}</th>`),l=a.rows.map(([e=[],...t])=>{let n=t.map(e=>Y`<td>${X(e)}</td>`);return Y`<tr><th scope="row">${X(e)}</th>${n}</tr>`}),u=e=>e.map(e=>Y`<li>${X(e)}</li>`);return Y`<section class="run" aria-labelledby="${s}"><h2 id="${s}">${X(n)}</h2>
<ul>${u(r)}</ul>
<div class="scroll" tabindex="0" role="region" aria-label="Who serves which share, now and after: ${p(n)}"><pre>${i.join(`
`)}</pre></div>
<div class="scroll" tabindex="0" role="region" aria-label="Segments: ${p(n)}"><table><thead><tr>${c}</tr></thead><tbody>${l}</tbody></table></div>
<details><summary>What could go wrong, and what it rests on</summary><ul>${u(o)}</ul></details></section>`}function jo(e,t){let n=h(e,t);return!n||!e.cost?Y``:Y`<section class="part"><h3>Cost ${Mo(e.cost)}</h3>
<p>${X(n)}</p>
${e.cost.comparison.baseline?No(e):null}</section>`}function Mo(e){let t=We(e);if(!e.comparison.baseline||t.every(({label:e})=>e===null))return null;let{sign:n,likeVerdict:r,words:i}=F[e.label].page,a=e.label===`unknown`&&De(e)&&!t.some(we);return Y`<span class="${r===null?`badge`:`badge ${r}`}"><span aria-hidden="true">${n.page}</span> ${a?ze:i}</span>`}function No(e){let t=D(e.segments),n=e.overall?[...t,e.overall]:t,r=Fo(n.flatMap(({cost:e})=>[e.candidate.totalTokens,e.baseline?.totalTokens??0]).filter(e=>e>0)),i=n.map(t=>Po(t,r,t===e.overall));return Y`<div class="scroll" tabindex="0" role="region" aria-label="Tokens of ${e.path}">
<table class="dumbbell" role="table">
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Segment</th><th role="columnheader" scope="col" class="plot"><span class="legend"><span class="key before">baseline</span><span class="key after">candidate</span></span></th><th role="columnheader" scope="col" class="number">Tokens a call</th>
<th role="columnheader" scope="col">Change, 95&nbsp;% CI</th><th role="columnheader" scope="col" class="number">Input</th><th role="columnheader" scope="col" class="number">Output</th><th role="columnheader" scope="col" class="number">Cached</th><th role="columnheader" scope="col" class="number">Money a call</th></tr></thead>
<tbody role="rowgroup">${i}</tbody>
<tfoot aria-hidden="true"><tr><td></td><td class="plot">${Io(r)}</td><td colspan="6">tokens a call</td></tr></tfoot>
</table></div>`}function Po(e,t,n){let{baseline:r,candidate:i}=e.cost,[a,o,s,c,l,u]=zr(e),d=[`tokens`,`change`,`input`,`output`,`cached`,`money`],f=[a,o,s,c,l,u].map((e=``,t)=>Y`<td role="cell" class="${t===1?`change`:`number`}" data-label="${d[t]??``}">${e}</td>`),p=Lo(i.totalTokens,t),m=r&&Lo(r.totalTokens,t);return Y`<tr role="row" class="${n?`overall`:`segment`}"><th role="rowheader" scope="row">${e.name}</th>
<td role="cell" class="plot" aria-hidden="true"><svg class="row" focusable="false"><line class="grid" x1="0" x2="100%" y1="50%" y2="50%"/>
${m?Y`<line class="bar" x1="${m}" x2="${p}" y1="50%" y2="50%"/><circle class="before" cx="${m}" cy="50%" r="5"/>`:null}<circle class="after" cx="${p}" cy="50%" r="5"/></svg></td>
${f}</tr>
`}function Fo(e){let[t,n]=[Math.min(...e),Math.max(...e)];if(!Number.isFinite(t))return{low:0,high:1};let r=Math.max((n-t)*.15,n*.02,1);return{low:Math.max(0,t-r),high:n+r}}function Io({low:e,high:t}){return Y`<svg class="axis" focusable="false"><text x="0" y="14" text-anchor="start">${M(e)}</text><text x="100%" y="14" text-anchor="end">${M(t)}</text></svg>`}function Lo(e,{low:t,high:n}){return`${Number(((e-t)/(n-t)*100).toFixed(3))}%`}function Ro({sign:e,words:t,likeVerdict:n}){return Y`<span class="badge ${n??`new`}"><span aria-hidden="true">${e.page}</span> ${t}</span>`}function zo(e){let t=D(e.segments),n=e.overall?[...t,e.overall]:t,r=n.some(({interval:e})=>e!==null)?On(n):null,i=n.map(t=>Bo(t,{isOverall:t===e.overall,prompt:e,axis:r}));return Y`<div class="scroll" tabindex="0" role="region" aria-label="Segments of ${e.path}">
<table class="forest" role="table">
<thead role="rowgroup"><tr role="row">
<th role="columnheader" scope="col">Verdict</th><th role="columnheader" scope="col">Segment</th>
<th role="columnheader" scope="col" class="number">Baseline</th><th role="columnheader" scope="col" class="number">Candidate</th>
${r?Y`<th role="columnheader" scope="col" class="plot"><span class="ends"><span>← worse</span><span>better →</span></span></th>`:null}
<th role="columnheader" scope="col">Change, 95&nbsp;% CI</th><th role="columnheader" scope="col" class="number">Lost / won</th>
<th role="columnheader" scope="col" class="number">z</th><th role="columnheader" scope="col" class="number">Adjusted p</th>
</tr></thead>
<tbody role="rowgroup">${i}</tbody>
${r?Y`<tfoot aria-hidden="true"><tr><td colspan="4"></td><td class="plot">${Uo(r)}</td><td colspan="4">points</td></tr></tfoot>`:null}
</table></div>`}function Bo(e,t){let{isOverall:n,prompt:r,axis:i}=t,a=n?vr(e,r):_r(e,r),[o,s,c,l,u,d]=Fr(e),f=e.missing>0?Y` <span class="muted">(${e.missing} missing)</span>`:null;return Y`<tr role="row" class="${n?`overall`:`segment`}">
<td role="cell" class="verdict">${a?Ro(a):null}</td>
<th role="rowheader" scope="row">${e.name}${f}</th>
<td role="cell" class="number" data-label="baseline">${o}</td><td role="cell" class="number" data-label="candidate">${s}</td>
${i?Y`<td role="cell" class="plot" aria-hidden="true">${Vo(e,i,a?.likeVerdict??`overall`)}</td>`:null}
<td role="cell" class="change" data-label="change">${c}</td><td role="cell" class="number" data-label="lost / won">${l}</td>
<td role="cell" class="number" data-label="z">${u}</td><td role="cell" class="number" data-label="adjusted p">${d}</td>
</tr>
`}function Vo(e,t,n){let{interval:r,difference:i,name:a}=e,o=e=>Wo(e,t),s=kn(t).map(e=>Y`<line class="${e===0?`zero`:`grid`}" x1="${o(e)}" x2="${o(e)}" y1="0" y2="100%"/>`);if(!r||i===null)return Y`<svg class="row" focusable="false">${s}</svg>`;let[c,l]=[o(r[0]*100),o(r[1]*100)],u=o(i*100);return Y`<svg class="row ${n}" focusable="false"><title>${`${a}: ${P(i)} points, ${P(r[0])} to ${P(r[1])}`}</title>${s}
<line class="interval" x1="${c}" x2="${l}" y1="50%" y2="50%"/><line class="interval" x1="${c}" x2="${c}" y1="36%" y2="64%"/><line class="interval" x1="${l}" x2="${l}" y1="36%" y2="64%"/>
${n===`overall`||a===`overall`?Ho(u):Y`<circle class="point" cx="${u}" cy="50%" r="5"/>`}</svg>`}function Ho(e){return Y`<svg x="${e}" y="50%" overflow="visible"><path class="point" d="M0-7 7 0 0 7-7 0z"/></svg>`}function Uo(e){return Y`<svg class="axis" focusable="false">${kn(e).map(t=>Y`<text x="${Wo(t,e)}" y="14" text-anchor="${t===e.low?`start`:t===e.high?`end`:`middle`}">${t===0?`0`:P(t/100)}</text>`)}</svg>`}function Wo(e,{low:t,high:n}){return`${Number(((Math.min(n,Math.max(t,e))-t)/(n-t)*100).toFixed(3))}%`}function Go(e,t,n){let r=t.prompts.length===1||!z(e)?[y(e.path)]:je(e),i=ho(e),a=z(e)?[]:ut(e),o=Y`<p class="lead">${X(K(e,t.policy))}</p>
${a.map(({title:e})=>Y`<p class="muted">${X(e)}.</p>`)}
${I(e)?zo(e):null}
${jo(e,t.policy)}
${qo(e)}
${Jo(e)}
${Xo(e,t)}`;return Y`<section class="prompt" id="prompt-${n}" aria-labelledby="prompt-${n}-title">
<header>${Y`<h2 id="prompt-${n}-title">${X(r)}</h2><span class="state ${i.tone}">${i.word}</span>`}${Ko(e)}</header>
${o}
</section>
`}function Ko({baseline:e,candidate:t,change:n}){return e&&t&&e.path!==t.path?Y`<p class="muted">was <code>${g(e.path)}</code></p>`:n===`added`?Y`<p class="muted">a new prompt</p>`:null}function qo(e){let t=w(e);if(!t||!e.latency)return null;let{sign:n,likeVerdict:r,words:i}=F[e.latency.label].page;return Y`<section class="part"><h3>Latency ${oe(e)?Y`<span class="${r===null?`badge`:`badge ${r}`}"><span aria-hidden="true">${n.page}</span> ${i}</span>`:null}</h3>
<p>${X(t)}</p></section>`}function Jo({diff:e,path:t}){if(e===``)return null;let n=e.trimEnd().split(`
`).filter(e=>!/^(---|\+\+\+|===|Index:)/.test(e)),r=n.slice(0,2e3).map(Yo),i=n.length-r.length;return Y`<details class="part fold" open><summary><h3>What changed in the prompt</h3></summary>
<div class="scroll" tabindex="0" role="region" aria-label="Changes of ${t}"><pre class="diff">${r}</pre></div>
${i>0?Y`<p class="muted">${i} more lines are in the pull request.</p>`:null}</details>`}function Yo(e){let[t=` `]=e;return t===`+`?Y`<ins>+ ${e.slice(1)}</ins>`:t===`-`?Y`<del>− ${e.slice(1)}</del>`:t===`@`?Y`<span class="hunk">${e}</span>`:Y`<span>  ${e.slice(1)}</span>`}function Xo(e,t){let n=wt(e,t);if(n.length===0)return null;let{heads:r,rows:i}=kt(e),a=r.map((e,t)=>Y`<th scope="col" class="${t===0?``:`number`}">${e}</th>`),o=i.map(([e=``,...t])=>Y`<tr><th scope="row">${e}</th>${t.map(e=>Y`<td class="number">${e}</td>`)}</tr>\n`);return Y`<details class="part fold"><summary><h3>How sure is this?</h3></summary>
<ul>${n.map(e=>Y`<li>${X(e)}</li>`)}</ul>
<div class="scroll" tabindex="0" role="region" aria-label="Tests compared"><table><thead><tr>${a}</tr></thead><tbody>${o}</tbody></table></div></details>`}const Zo=Object.fromEntries(Object.entries(Ee).map(([e,{sign:t,words:n}])=>[e,`${t.page} ${n}`])),Qo=String.raw`'use strict';
(() => {
  const LABELS = ${JSON.stringify(Zo)};
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
`,$o=`
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
`;var es;function ts(e){let t=[`default-src 'none'`,`script-src '${os(Qo)}'`,`style-src '${os($o)}'`,`img-src data:`,`base-uri 'none'`,`form-action 'none'`].join(`; `),n=L(e.prompts),r=n.slice(0,200),i=io(e);return Y(es||=no([`<!doctype html>
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
`]),Z(t),m(e),Z($o),i.markup===``?null:Y`<a class="skip" href="#cases">Skip to the cases</a>`,Do(e),rs(r),r.map((t,n)=>ns(t)?Go(t,e,n):null),n.length>r.length?Y`<p>${n.length-r.length} more prompts are in the result JSON.</p>`:null,(e.portfolioPlans??[]).map((e,t)=>Ao(e,t)),i,is(e),as(e),Z(Qo)).markup}function ns(e){return I(e)||z(e)}function rs(e){let t=e.flatMap((e,t)=>ns(e)?[{prompt:e,index:t}]:[]);return t.length<2?null:Y`<nav class="prompts" aria-label="Prompts"><ul>${t.map(({prompt:e,index:t})=>Y`<li><span aria-hidden="true">${ho(e).sign.page}</span> <a href="#prompt-${t}">${e.path}</a></li>`)}</ul></nav>`}function is(e){let t=Ln(e).map(e=>Y`<li>${X(e)}</li>`);return t.length===0?null:Y`<section class="run" aria-labelledby="registry-title"><h2 id="registry-title">${In}</h2>
<ul>${t}</ul></section>`}function as(e){let t=[...mr(e),...Mt(e),...Tr(e).slice(0,200),...e.usage.trials>0?[Sr(e)]:[]],{path:n,revision:r}=e.policySource,i=r===`unread`?Y`<li>Policy: <code>${g(n)}</code>, which could not be read.</li>`:r===`defaults`?Y`<li>Policy: the defaults; there is no <code>${g(n)}</code>.</li>`:Y`<li>Policy: <code>${g(n)}</code> as it is at the ${r}.</li>`;return Y`<section class="run" aria-labelledby="run-title"><h2 id="run-title">What ran</h2>
<ul>${t.map(e=>Y`<li>${X(e)}</li>`)}${i}<li>prompt-eval-gate ${e.tool.version}</li></ul></section>`}function os(e){return`sha256-${Xe(`sha256`).update(e).digest(`base64`)}`}function ss(e){return`${JSON.stringify(Ke.parse(e),null,2)}\n`}function cs(e){let t=[...e.prompts.map(t=>ys(t,e)),...bs(e)],n=`name="prompt-eval-gate" ${Cs(t.flatMap(({cases:e})=>e))}`,r=t.map(xs).join(``);return`<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${n} time="${ws(e.usage.elapsedMs)}">\n${r}</testsuites>\n`}function ls(e,t){if(!I(e)){let n=p(K(e,t.policy)),r=[{name:`not run`,outcome:{kind:`skipped`,message:n,type:e.change,text:n}},...gs(e)];return{name:e.path,cases:r}}let n=[...e.segments.map(t=>us(t,e)),...e.overall?[fs(e.overall,e)]:[],...hs(e),...gs(e),...e.cost?_s(e.cost,e,t):[],...vs(e)];return{name:e.path,cases:n}}function us(e,t){let n=t.reasons.find(({kind:t,segment:n})=>n===e.name&&t!==`weaker-suite`);return n?{name:e.name,outcome:ps(n.kind,e,t)}:e.verdict===`invalid`?{name:e.name,outcome:ps(`invalid`,e,t)}:b(t)?ds(e,t):{name:e.name}}function ds(e,t){let{passes:n,n:r}=e.candidate,i={kind:`skipped`,message:`${ce(t)}: passes ${M(n)} of ${M(r)}`,type:`new`,text:ms(e,t)};return{name:e.name,outcome:i}}function fs(e,t){let n=t.reasons.find(t=>t.kind===`overall-regression`||t.segment===e.name);return n?{name:`overall`,outcome:ps(n.kind,e,t)}:b(t)?ds(e,t):{name:`overall`}}function ps(e,t,n){let r=ms(t,n),i=t.difference===null?``:`: ${P(t.difference)} points`;return{kind:e===`invalid`?`error`:`failure`,message:`${e}${i}`,type:e,text:r}}function ms(e,t){let[n,r,i,a,o,s]=Fr(e);return[`verdict: ${_r(e,t).words}`,`segment: ${g(e.name,200)}`,`baseline: ${n}`,`candidate: ${r}`,`change, 95\u00a0% CI: ${i}`,`lost / won: ${a}`,`z: ${o}`,`adjusted p: ${s}`].join(`
`)}function hs(e){return e.reasons.filter(({kind:e})=>e===`critical-case`||e===`critical-case-unanswered`).map(({kind:e,caseId:t=``})=>{let[n,r]=e===`critical-case`?[`failure`,`a critical case that always passed now always fails`]:[`error`,`a critical case that always passed now has no answer`];return{name:t,outcome:{kind:n,type:e,message:r,text:r}}})}function gs(e){return e.reasons.filter(e=>e.kind===`weaker-suite`).map(({segment:e=``})=>{let t=`cases are removed, loosened, or asked only with added values, which the policy blocks`,n={kind:`failure`,type:`weaker-suite`,message:t,text:t};return{name:`cases of ${e}`,outcome:n}})}function _s(e,t,n){let r=p(h(t,n.policy)??[]);return We(e).flatMap(({of:e,label:t,limit:n,ratio:i})=>e===`money`&&n===null?[]:t===`exceeded`?[{name:e,outcome:{kind:`failure`,type:`cost`,message:`more ${e} than the limit`,text:r}}]:[{name:e,...i?{}:{outcome:{kind:`skipped`,message:n===null?`no limit`:`nothing to compare`,type:`cost`,text:r}}}])}function vs(e){let{latency:t}=e;return(t?ie(t).filter(({limit:e})=>e!==null):[]).map(({of:t,label:n})=>{let r=`latency, ${t}`;return n===`exceeded`?{name:r,outcome:{kind:`failure`,type:`latency`,message:`answers take longer than the limit (${t})`,text:p(w(e)??[])}}:{name:r}})}function ys(e,t){let n=ls(e,t),{accepted:r}=t;if(!r)return n;let i=t=>e.reasons.some(({segment:e})=>e===t),a=n.cases.map(({name:e,outcome:t})=>{if(!t||!(t.kind===`failure`||i(e)))return{name:e,...t&&{outcome:t}};let n=`accepted by @${r.by}: ${t.message}`;return{name:e,outcome:{...t,kind:`skipped`,message:n}}});return{...n,cases:a}}function bs(e){if(e.accepted){let t=p(d(e));return[{name:`prompt-eval-gate`,cases:[{name:`gate`,outcome:{kind:`skipped`,message:t,type:`accepted`,text:t}}]}]}if(e.errors.length===0&&e.verdict!==`error`)return[];let t=e.errors.map(({place:e,message:t,remedy:n})=>[e,t,n].filter(Boolean).join(` `)).join(`
`);return[{name:`prompt-eval-gate`,cases:[{name:`gate`,outcome:{kind:`error`,message:p(d(e)),type:`error`,text:t}}]}]}function xs({name:e,cases:t}){let n=t.map(t=>Ss(t,e)).join(``);return`  <testsuite name="${Ts(e)}" ${Cs(t)}>\n${n}  </testsuite>\n`}function Ss({name:e,outcome:t},n){let r=`    <testcase classname="${Ts(n)}" name="${Ts(e)}"`;if(!t)return`${r}/>\n`;let{kind:i,message:a,type:o,text:s}=t,c=i===`skipped`?``:` type="${Ts(o)}"`;return`${r}>\n      <${i} message="${Ts(a)}"${c}>${Es(s)}</${i}>\n    </testcase>\n`}function Cs(e){let t=t=>e.filter(({outcome:e})=>e?.kind===t).length;return`tests="${e.length}" failures="${t(`failure`)}" errors="${t(`error`)}" skipped="${t(`skipped`)}"`}function ws(e){return(e/1e3).toFixed(3)}function Ts(e){return Es(g(e,200))}function Es(e){return s(e).replace(/[\ufffe\uffff]/g,`�`)}function Ds(e,t){let n=An(e.segments,72);return n.length>1?r(n.slice(0,Math.min(t,40)+1).join(`
`)):``}function Os(e,t,n=!1){let r=h(e,t.policy);return!r||!e.cost?``:`**Cost**${n?` of ${R([y(e.path)])}`:``} ${F[e.cost.label].sign.emoji} ${R(r)}`}function ks(e,{full:t=!1,named:n=!1}){let r=w(e);return!r||!e.latency||!(t||oe(e))?``:`**Latency**${n?` of ${R([y(e.path)])}`:``} ${F[e.latency.label].sign.emoji} ${R(r)}`}function As(e,t,n){let r=wt(e,t);if(r.length===0)return``;let{heads:i,rows:a}=kt(e),o=i.map((e,t)=>({head:e,align:t===0?`left`:`right`})),s=[...a.slice(0,Math.min(n,a.length-1)),...a.slice(-1)];return V([`How sure is this?`],[H(r.slice(0,n+3)),B(o,s.map(e=>e.map(e=>[e])))])}function js(e){if(e.errors.length===0)return``;let t=/* @__PURE__ */ new Map;for(let{kind:n,message:r}of e.errors)t.set(n,{count:(t.get(n)?.count??0)+1,message:r});let n=[...t].slice(0,10).map(([e,{count:t,message:n}])=>[y(e),`, ${_(t,`time`)}: `,n.slice(0,300)]);return V([Rt(e.errors)],[H(n)])}const Ms=[{kind:`answers`,least:0},{kind:`cases`,least:0},{kind:`passing`,least:0},{kind:`rows`,least:10},{kind:`failing`,least:1},{kind:`rows`,least:0},{kind:`failing`,least:0}];function Ns(e,t,n){let r=t,i=e(r);if(i.length<=n)return i;for(let{kind:t,least:i}of Ms){let a=r;r={...a,[t]:Math.min(a[t],i)};let o=e(r);if(!(o.length>n))return Ps(n=>e({...a,[t]:n}),{fits:r[t],tooMany:a[t],shortest:o},n)}}function Ps(e,t,n){let{fits:r,tooMany:i,shortest:a}=t;for(;i-r>1;){let t=Math.floor((r+i)/2),o=e(t);o.length<=n?[r,a]=[t,o]:i=t}return a}function Fs(e,t={}){let n=t.marker?`\n\n${t.marker}`:``,r=(t.budget??6e4)-n.length,i=mt();return(Ns(n=>U(Rs({result:e,options:t,limits:n,block:i})),{answers:Is(e),cases:Is(e),passing:e.prompts.length,failing:e.prompts.length,rows:Math.max(1,...e.prompts.map(e=>e.segments.length))},r)??Ls(e,t))+n}function Is({prompts:e}){return Math.max(0,...e.flatMap(e=>[e.newlyFailing.length,e.newlyPassing.length]))}function Ls(e,t){return U([`### ${R(ae(e,t))}`,`The report is too long to be shown here: ${$(t)}.`])}function Rs(e){let{result:t,options:n}=e,r=`### ${R(ae(t,n))}`,i=st(jt(t),A.emoji);if(Ge(t))return[r,i,...Us(e),Ws(t),Gs(t),...qs(e)];let a=L(t.prompts),o=a.filter(z);return[r,i,zs(t),t.verdict===`error`&&o.some(I)?`**Decided before it broke**`:``,...Bs(o,e),...Us(e),Ks(a.filter(e=>e.verdict===`pass`&&I(e)),e),Ws(t),Gs(t),Ys(t)]}function zs(e){let t=H(Lt(e,+(e.verdict===`error`)));return t===``||e.verdict===`error`?t:U([`${A.emoji} Not everything could be decided:`,t])}function Bs(e,t){let{result:n,limits:r,options:i}=t,a=e.slice(0,r.failing),o=n.prompts.filter(I).length>1||n.verdict===`error`;return[...a.flatMap(e=>[o?`#### ${N[e.verdict].sign.emoji} ${R(je(e))}`:``,...Vs(e,t)]),ct(e.length-a.length,{noun:`more prompt`,which:` with something wrong`,elsewhere:$(i)})]}function Vs(e,t){let{result:n,options:r,limits:i,block:a}=t,o=[...ut(e),...r.full?ft(e):[]];return[R(K(e,n.policy)),I(e)?Ar(e,i.rows):``,Hs(e,t),Ds(e,i.rows),Os(e,n),ks(e,{full:r.full}),r.full&&I(e)?V([`Cost of each segment`],[Rr(e,i.rows)]):``,...o.map(e=>pt(e,{...i,block:a,elsewhere:$(r)})),js(e),As(e,n,i.rows)]}function Hs(e,{limits:t,options:n}){return ct(e.segments.length-t.rows,{noun:`more segment`,elsewhere:$(n)})}function Us({result:e,limits:t}){return(e.portfolioPlans??[]).map(e=>La(e,t.rows))}function Ws(e){let t=Ln(e);return t.length===0?``:U([`**${In}**`,H(t)])}function Gs(e){return H(mr(e))}function Ks(e,t){if(e.length===0)return``;let{result:n,limits:r,options:i}=t,{sign:a,text:o}=Ht(e,n.policy),s=[`${a.emoji} `,...o],c=e.slice(0,r.passing),l=ct(e.length-c.length,{noun:`prompt`,which:` that does not block`,elsewhere:$(i)});if(c.length===0)return U([`${R(s)}.`,l]);let u=c.flatMap(e=>Js(e,t));return V(s,[jr(c,r.rows),...u,l])}function qs(e){let{result:t,limits:n,options:r}=e,i=t.prompts.filter(I);if(i.length===0)return[Ys(t)];let a=i.slice(0,n.passing),[o]=a,s=a.flatMap(e=>[Os(e,t,i.length>1),ks(e,{full:r.full,named:i.length>1})]),c=new Map(a.flatMap(e=>wt(e,t,i.length>1)).map(e=>[p(e),e]));return[V([`Segments, cost and what ran`],[i.length>1?jr(a,n.rows):o?Ar(o,n.rows):``,ct(i.length-a.length,{noun:`more prompt`,elsewhere:$(r)}),...s,H([...c.values()].slice(0,n.rows+3)),H([...Mt(t),...Tr(t).slice(0,n.passing),Sr(t)])]),...a.flatMap(t=>Js(t,e))]}function Js(e,{limits:t,block:n,options:r}){let i=r.full||ke(e);return[...ut(e),...i?ft(e):[]].map(({title:i,cases:a})=>pt({title:[y(e.path),`: `,...i],cases:a},{...t,block:n,elsewhere:$(r)}))}function Ys(e){let t=e.usage.trials>0?[...Tr(e).slice(0,20),Sr(e)]:[],n=[...Mt(e),...t];return n.length>0?V([`What ran`],[H(n)]):``}function $({resultLocation:e,resultUrl:t}){let n=e??`the result JSON`;return`see ${t?lt(n,t):R([n])}`}const Xs=1e6;function Zs(e,t={}){let n=n=>Fs(e,{...t,budget:n,full:!0}),r=n(Xs),i=Buffer.byteLength(r);return i<=Xs?r:n(Math.floor(Xs/i*Xs*.95))}export{ts as a,Wa as c,Fa as d,Ia as f,ss as i,Va as l,pa as m,Fs as n,$a as o,ha as p,cs as r,Qa as s,Zs as t,za as u};