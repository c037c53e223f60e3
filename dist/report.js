import{o as e,t}from"./rolldown-runtime.js";import{Z as n,a as r,d as i,et as a,n as o,o as s,r as c,s as l,u}from"./basics.js";import{$ as d,A as f,At as p,B as m,Bn as h,Cn as g,Dn as _,En as v,F as y,Fn as ee,G as te,Gn as b,H as x,Hn as S,I as ne,J as C,Jn as re,K as ie,Kn as w,L as ae,Ln as oe,M as se,Mn as T,N as ce,Nn as E,Nt as le,O as ue,On as D,P as de,Pn as O,Q as fe,Rn as k,Sn as A,St as pe,Tn as me,U as he,Un as ge,Vn as _e,W as ve,Wn as ye,X as j,Y as be,Yn as M,Z as xe,_t as Se,at as Ce,bt as N,ct as we,dt as Te,et as Ee,ft as De,gt as Oe,it as ke,j as Ae,jn as je,k as Me,kn as P,lt as Ne,mt as Pe,nt as Fe,o as F,ot as Ie,pt as Le,q as Re,qn as ze,rt as I,s as Be,st as Ve,tt as He,ut as L,vt as Ue,w as We,wn as R,xn as Ge,xt as z,yt as B,zn as Ke}from"./start.js";import{yt as qe}from"./assertions.js";import{F as Je,M as Ye,N as Xe,P as Ze}from"./comparison.js";import{gt as Qe}from"./policy.js";import{a as V,c as $e,i as et,n as tt,o as H,r as nt,s as rt}from"./dashboard.js";function U({verdict:e}){return e===`block`||e===`error`}function it(e,t,n=1500){let[r,i]=[ot(e,n),ot(t,n)];return r.length+i.length>400?[...r.map(e=>at(`removed`,e)),...i.map(e=>at(`added`,e))]:Ze(r,i).flatMap(({value:e,added:t,removed:n})=>e.map(e=>at(t?`added`:n?`removed`:`same`,e)))}function at(e,t){return{kind:e,text:t}}function ot(e,t){let n=i(e.slice(0,t)).split(`
`).flatMap(e=>e.split(/(?<=[.!?。！？])[ \t]+/u)).filter(e=>e.trim()!==``),r=e.length-t;return r>0&&n.push(`… (${r} more characters)`),n.length>0?n:[`(an empty answer)`]}function st(e,t){let n=[],r=e.trimEnd();for(;r.length>t;){let e=r.lastIndexOf(` `,t),i=e>t/2?e:ct(r,t);n.push(r.slice(0,i)),r=r.slice(i).trimStart()}return r===``&&n.length>0?n:[...n,r]}function ct(e,t){let n=e.charCodeAt(t-1);return n>=55296&&n<=56319?t-1:t}function lt(e){return e.length}function ut(e,t){let n=t||{},r=(n.align||[]).concat(),i=n.stringLength||lt,a=[],o=[],s=[],c=[],l=0,u=-1;for(;++u<e.length;){let t=[],r=[],a=-1;for(e[u].length>l&&(l=e[u].length);++a<e[u].length;){let o=dt(e[u][a]);if(n.alignDelimiters!==!1){let e=i(o);r[a]=e,(c[a]===void 0||e>c[a])&&(c[a]=e)}t.push(o)}o[u]=t,s[u]=r}let d=-1;if(typeof r==`object`&&`length`in r)for(;++d<l;)a[d]=ft(r[d]);else{let e=ft(r);for(;++d<l;)a[d]=e}d=-1;let f=[],p=[];for(;++d<l;){let e=a[d],t=``,r=``;e===99?(t=`:`,r=`:`):e===108?t=`:`:e===114&&(r=`:`);let i=n.alignDelimiters===!1?1:Math.max(1,c[d]-t.length-r.length),o=t+`-`.repeat(i)+r;n.alignDelimiters!==!1&&(i=t.length+i+r.length,i>c[d]&&(c[d]=i),p[d]=i),f[d]=o}o.splice(1,0,f),s.splice(1,0,p),u=-1;let m=[];for(;++u<o.length;){let e=o[u],t=s[u],r=n.fillRows===!1?Math.max(1,o[u===1?0:u].length):l;d=-1;let i=[];for(;++d<r;){let o=e[d]||``,s=``,l=``;if(n.alignDelimiters!==!1){let e=c[d]-(t[d]||0),n=a[d];if(n===114)s=` `.repeat(e);else if(n===99){let t=e/2;e%2?(s=` `.repeat(t+.5),l=` `.repeat(t-.5)):(s=` `.repeat(t),l=s)}else l=` `.repeat(e)}n.delimiterStart!==!1&&!d&&i.push(`|`),n.padding===!1||n.alignDelimiters===!1&&o===``||n.delimiterStart===!1&&!d||i.push(` `),n.alignDelimiters!==!1&&i.push(s),i.push(o),n.alignDelimiters!==!1&&i.push(l),n.padding!==!1&&i.push(` `),(n.delimiterEnd!==!1||d!==r-1)&&i.push(`|`)}m.push(n.delimiterEnd===!1?i.join(``).replace(/ +$/,``):i.join(``))}return m.join(`
`)}function dt(e){return e==null?``:String(e)}function ft(e){let t=typeof e==`string`?e.codePointAt(0):0;return t===67||t===99?99:t===76||t===108?108:t===82||t===114?114:0}function W(e,t){let n=t.map(e=>e.map(pt));return ut([e.map(({head:e})=>e),...n],{align:e.map(({align:e})=>e===`right`?`r`:``),alignDelimiters:!1})}function pt(e){return v(e).replace(/\|/g,`\\|`)}function G(e,t){return`<details><summary>${me(e)}</summary>\n\n${J(t)}\n\n</details>`}function mt(e,t){return e.map(e=>`> ${t} ${v(e)}`).join(`
>
`)}function K(e){return e.map(e=>`- ${v(e)}`).join(`
`)}function q(e,{noun:t,which:n=``,elsewhere:r}){return e>0?`${T(e,t)}${n} left out here: ${r}.`:``}function J(e){return e.filter(e=>e!==``).join(`

`)}function ht(e,t){return/^https:\/\/[\w.:/?&=%#~+-]+$/.test(t)?`[${s(e)}](${t})`:s(e)}function gt(e){let t=Ue(e).map(({name:e})=>e),n=t.map(t=>{let n=e.newlyFailing.filter(({segments:e})=>e.includes(t)),r=e.segments.length===1?``:` in ${A(t,60)}`;return{title:[`${T(n.length,`case`)} newly ${F(n.length,`fail`)}${r}`],cases:n}}),r=e.newlyFailing.filter(({segments:e})=>!e.some(e=>t.includes(e))),i=e.baseline?`newly ${F(r.length,`fail`)}`:F(r.length,`fail`),a=n.length>0?` elsewhere`:``,o={title:[`${T(r.length,`case`)} ${i}${a}${_t(e)}`],cases:r};return[...n,o].filter(({cases:e})=>e.length>0).map(({title:e,cases:t})=>({title:e,cases:Oe(t)}))}function _t(e){return e.verdict!==`pass`||!e.baseline?``:[...e.segments,e.overall].some(e=>e?.unconfirmed)?`, which the baseline, asked anew, does not confirm`:he(e)?`, too few cases to tell it from chance`:`, not shown to be more than chance`}function vt(e){let t=e.newlyPassing;return t.length===0?[]:[{title:[`${T(t.length,`case`)} newly ${F(t.length,`pass`)}`],cases:t}]}function yt(e,t){let{cases:n,answers:r,block:i,elsewhere:a}=t,o=e.cases.slice(0,n),s=Math.max(0,o.length-r);return G(e.title,[...o.map((e,t)=>i(e,t<r)),s>0?`The answers to ${T(s,`case`)} are left out here: ${a}.`:``,q(e.cases.length-o.length,{noun:`more case`,elsewhere:a})])}function bt(){let e=/* @__PURE__ */ new Map;return(t,n)=>{let r=e.get(t)??{short:xt(t,!1)};return e.set(t,r),n?(r.long??=J([xt(t,!0),Tt(t)]),r.long):r.short}}function xt(e,t){let n=[D(A(e.description??e.id,120)),...St(e),` · `,g(e.place)];return J([v(n),K(Ct(e,t))])}function St({critical:e,severe:t,baseline:n,candidate:r}){let i=r.trials>1&&n?[` · ${O(n.passes)} → ${O(r.passes)} of ${O(r.trials)} pass`]:[];return[...e?[` · ❗ critical`]:[],...t?[` · always passed, now always fails`]:[],...i]}function Ct({baseline:e,candidate:t},n){let r=t.failures.length>0||!e?t:e;return r.failures.slice(0,3).map(({type:e,reason:t})=>{let i=n&&r.answer!==null?wt(t,r.answer):t;return[`✗ `,g(A(e,40)),` `,A(i,240)]})}function wt(e,t){let n=t.length<24?-1:e.indexOf(t.slice(0,24));if(n<0)return e;let r=e.slice(0,n),i=r.replace(/; it was ["“«]$/,``);return i===r?`${r}…${/["”»]$/.exec(e)?.[0]??``}`:i}function Tt({baseline:e,candidate:t}){if(t.answer===null)return``;let n=e?e.answer:``;if(n===null)return``;let i={same:`  `,removed:`- `,added:`+ `},a=it(e?n:t.answer,t.answer).flatMap(({kind:e,text:t})=>st(t,96).map(t=>i[e]+t));return r(a.join(`
`),`diff`)}const Et=1e-4;function Dt(e){return e<Et?`less than once in ${O(1/Et)}`:e<=.1?`once in ${O(Number((1/e).toPrecision(2)))}`:`in ${O(Math.round(e*100))} of 100`}function Ot(e){let t=[...e.segments,...e.overall&&e.segments.length>1?[e.overall]:[]].filter(({verdict:e,difference:t,unconfirmed:n})=>e!==`invalid`&&!n&&(t??0)<0).reduce((e,t)=>!e||kt(t,e)?t:e,null);if(!t)return[];let n=t.adjustedPValue,r=`Chance alone shows ${t===e.overall?`all cases together this bad`:e.segments.length>1?`some segment as bad as ${A(t.name,60)}`:`cases this bad`} ${Dt(n)} harmless edits (adjusted p\u00a0${_e(n)})`;return t.verdict===`regression`?[`${r}.`]:[`${r}: too often to be called worse, which does not show that it is not.`]}function kt(e,t){let n=e=>e.verdict===`regression`?0:1;return n(e)-n(t)<0||n(e)===n(t)&&e.adjustedPValue<t.adjustedPValue}function At(e,t,n=!1){let{policy:r}=t;if(!e.overall)return[];if(!e.baseline)return Mt(e,r);let i=r.gate.margin?.segment??null,a=e.segments.filter(e=>e.verdict===`inconclusive`),o=Ot(e),s=[n&&o.length>0?[g(e.path),`: `,...o]:o,...a.map(e=>Nt(e,i))],c=e.overall.ofFirstLook?[jt]:[];return[...[...s,c].filter(e=>e.length>0),Pt(e,t)]}const jt=`The figures over all cases are those of the first look: only some segments were asked further, which would tilt them.`;function Mt({levels:e,segments:t},{gate:n}){if(typeof n.minPassRate!=`number`)return[];let r=w(n.minPassRate),i=e?`, α ${oe(t.length===1?e.segments:e.segments+e.overall)}`:``;return[[`Test: exact binomial against the ${r} of `,g(`gate.min-pass-rate`),`${i}. p is how often a prompt that passes ${r} would pass so few.`]]}function Nt(e,t){let{minimumDetectableEffect:n,detectableBySuite:r,casesNeeded:i,families:a}=e;if(n===null)return[];let o=`${`${T(e.cases,`case`)}${a===void 0||a===e.cases?``:` of ${T(a,`family`,`families`)}`}`} show a drop of ${ye(n)} points 4 times out of 5, and may miss a smaller one`,s=typeof r==`number`&&r<n?`; all cases of the suite, one of ${ye(r)} points`:``,c=i===null||t===null?``:` For ${ye(t)} points it needs ${T(i,`case`)}.`;return[`${A(e.name,60)}: ${o}${s}.${c}`]}function Pt(e,{policy:t,prompts:n}){let r=Qe[t.gate.test??`proportions-z`],i=t.gate.correction===`holm`?`Holm`:`min-P`,{levels:a,suite:o,segments:s,overall:c}=e,l=[`Test: ${r}`];s.length>1&&l.push(`${i} over ${T(s.length,`segment`)}`),a&&l.push(`α ${oe(a.segments)} + ${oe(a.overall)} (segments + overall)`);let u=n.filter(C).length;u>1&&l.push(fe({prompts:n,policy:t})>0?`the α of ${u} prompts together`:`for each of ${u} prompts by itself`),o&&o.trials>1&&l.push(`${je(o.trials)} trials a case, the case being the unit`);let{families:d,cases:f=0}=c??{};d!==void 0&&d<f&&l.push(`${T(d,`family`,`families`)} of ${T(f,`case`)} being the units`);let p=s.length>1?` Each interval is one of 95\xA0% by itself, not adjusted for their number.`:``;return[`${l.join(`, `)}. One-sided: p is for “candidate worse”.${p}`]}function Ft(e){return{heads:[`segment`,`p`,`adjusted p`,`two-proportion z`,`its p`,`Fisher p`,`detectable drop`],rows:[...B(e.segments),...e.overall?[e.overall]:[]].map(It)}}function It(e){let{twoProportion:t,minimumDetectableEffect:n}=e;return[A(e.name,60),h(e.pValue),h(e.adjustedPValue),t?re(t.z):`—`,t?h(t.pValue):`—`,t&&t.fisher!==null?h(t.fisher):`—`,n===null?`—`:`${ye(n)} points`]}function Lt(e){return zt([...Bt(e,`alarm`),...Bt(e,`notice`)])}function Rt(e){return zt(Bt(e,`fact`))}function zt(e){return M(e,8,e=>[`${T(e,`more notice`)} in the result JSON.`])}function Bt({notices:e,prompts:t},n){let r=e=>e.gravity===n;return[...e.filter(r).map(({text:e})=>P(e)),...Vt(t.map(({path:e,notices:t})=>({path:e,notices:t.filter(r)})))]}function Vt(e){let t=/* @__PURE__ */ new Map;for(let{path:n,notices:r}of e)for(let{text:e}of r)t.set(e,(t.get(e)??/* @__PURE__ */ new Set).add(n));return[...t].map(([t,n])=>n.size===e.length?P(t):[...Ht([...n]),`: `,...P(t)])}function Ht(e){let t=e.slice(0,5).flatMap((e,t)=>[...t>0?[`, `]:[],g(e)]),n=e.length-5;return n>0?[...t,` and ${n} more`]:t}function Ut({errors:e},t=0){let n=e.slice(t).map(({message:e,place:t,remedy:n})=>{let r=[e,n].filter(Boolean).join(` `),i=P(A(r,500));return{sentence:r,text:t?[g(t),`: `,...i]:i}}),r=Be(n,{sentenceOf:({sentence:e})=>e,more:e=>({sentence:``,text:[`${T(e,`more problem`)} of the same kind in the result JSON.`]})}).map(({text:e})=>e);return M(r,10,e=>[`${T(e,`more problem`)} in the result JSON.`])}function Wt(e){return`${T(e.length,`answer`)} did not come: ${Gt(e)}`}function Gt(e){return[`candidate`,`baseline`].map(t=>({arm:t,count:e.filter(e=>e.arm===t).length})).filter(({count:e})=>e>0).map(({arm:e,count:t})=>`${O(t)} of the ${e}`).join(`, `)}function Kt(e){if(e.length===0)return[];let t=e.map(({name:e,missing:t,cases:n,missingBy:r})=>`${O(t)} of ${O(t+n)} in ${A(e,60)}${r?qt(r):``}`);return[`Pairs of answers that did not come: `,...R(t),`.`]}function qt({baseline:e,candidate:t,both:n}){let r=[{count:t,what:`the candidate’s alone`},{count:e,what:`the baseline’s alone`},{count:n,what:`both`}].filter(({count:e})=>e>0);return r.length===0?``:` (${r.map(({count:e,what:t})=>`${O(e)} ${t}`).join(`, `)})`}function Jt(e,t){let n=e.filter(C),r=n.filter(e=>!he(e)),i=n.filter(he),a=e.filter(j),o=r.flatMap(e=>e.segments),s=o.filter(ve),c=[...r.length>0?[[`no regression shown in `,...Xt(r)]]:[],...s.length>0?[ie(s,o)]:[],...i.length>0?[[`nothing could be told of `,...Xt(i)]]:[],...te(a,t)];return{sign:Yt(e),text:c.flatMap((e,t)=>t===0?e:[`; `,...e])}}function Yt(e){return e.some(Re)?L:e.some(e=>C(e)&&!he(e))?ke:e.some(e=>j(e)&&!Se(e))?Ce:Ve}function Xt(e){return R(e.map(({path:e})=>g(e)))}const Zt=String.raw`(?:\u001B\u005C|\u009C)`,Qt=String.raw`\u0018\u001A\u001B\u0080-\u009F`,$t=String.raw`(?:\u001B\]|\u009D)[^\u0007${Qt}]*(?:\u0007|${Zt})`,en=String.raw`(?:\u001B[PX^_k]|[\u0090\u0098\u009E\u009F])[^${Qt}]*${Zt}`,tn=`${String.raw`\u001B\](?:P[\dA-Fa-f]{7}|R)(?:\u0007|${Zt})?`}|${$t}|${en}|${String.raw`(?:\u001B\[|\u009B)[\u0030-\u003F]*[\u0020-\u002F]*[\u0040-\u007E]`}|${String.raw`\u001B(?:[\u0020-\u002F]+[\u0030-\u007E]|[\dA-PR-TZcf-oq-uy=><~|}])`}`;function nn({onlyFirst:e=!1}={}){return new RegExp(tn,e?void 0:`g`)}const rn=nn();function an(e){if(typeof e!=`string`)throw TypeError(`Expected a \`string\`, got \`${typeof e}\``);return!e.includes(`\x1B`)&&!e.includes(``)?e:e.replace(rn,``)}const on=[161,161,164,164,167,168,170,170,173,174,176,180,182,186,188,191,198,198,208,208,215,216,222,225,230,230,232,234,236,237,240,240,242,243,247,250,252,252,254,254,257,257,273,273,275,275,283,283,294,295,299,299,305,307,312,312,319,322,324,324,328,331,333,333,338,339,358,359,363,363,462,462,464,464,466,466,468,468,470,470,472,472,474,474,476,476,593,593,609,609,708,708,711,711,713,715,717,717,720,720,728,731,733,733,735,735,768,879,913,929,931,937,945,961,963,969,1025,1025,1040,1103,1105,1105,8208,8208,8211,8214,8216,8217,8220,8221,8224,8226,8228,8231,8240,8240,8242,8243,8245,8245,8251,8251,8254,8254,8308,8308,8319,8319,8321,8324,8364,8364,8451,8451,8453,8453,8457,8457,8467,8467,8470,8470,8481,8482,8486,8486,8491,8491,8531,8532,8539,8542,8544,8555,8560,8569,8585,8585,8592,8601,8632,8633,8658,8658,8660,8660,8679,8679,8704,8704,8706,8707,8711,8712,8715,8715,8719,8719,8721,8721,8725,8725,8730,8730,8733,8736,8739,8739,8741,8741,8743,8748,8750,8750,8756,8759,8764,8765,8776,8776,8780,8780,8786,8786,8800,8801,8804,8807,8810,8811,8814,8815,8834,8835,8838,8839,8853,8853,8857,8857,8869,8869,8895,8895,8978,8978,9312,9449,9451,9547,9552,9587,9600,9615,9618,9621,9632,9633,9635,9641,9650,9651,9654,9655,9660,9661,9664,9665,9670,9672,9675,9675,9678,9681,9698,9701,9711,9711,9733,9734,9737,9737,9742,9743,9756,9756,9758,9758,9792,9792,9794,9794,9824,9825,9827,9829,9831,9834,9836,9837,9839,9839,9886,9887,9919,9919,9926,9933,9935,9939,9941,9953,9955,9955,9960,9961,9963,9969,9972,9972,9974,9977,9979,9980,9982,9983,10045,10045,10102,10111,11094,11097,12872,12879,57344,63743,65024,65039,65533,65533,127232,127242,127248,127277,127280,127337,127344,127373,127375,127376,127387,127404,917760,917999,983040,1048573,1048576,1114109],sn=[12288,12288,65281,65376,65504,65510],cn=[4352,4447,8986,8987,9001,9002,9193,9196,9200,9200,9203,9203,9725,9726,9748,9749,9776,9783,9800,9811,9855,9855,9866,9871,9875,9875,9889,9889,9898,9899,9917,9918,9924,9925,9934,9934,9940,9940,9962,9962,9970,9971,9973,9973,9978,9978,9981,9981,9989,9989,9994,9995,10024,10024,10060,10060,10062,10062,10067,10069,10071,10071,10133,10135,10160,10160,10175,10175,11035,11036,11088,11088,11093,11093,11904,11929,11931,12019,12032,12245,12272,12287,12289,12350,12353,12438,12441,12543,12549,12591,12593,12686,12688,12773,12783,12830,12832,12871,12880,42124,42128,42182,43360,43388,44032,55203,63744,64255,65040,65049,65072,65106,65108,65126,65128,65131,94176,94180,94192,94198,94208,101594,101631,101664,101760,101874,101888,102801,102816,102866,110576,110579,110581,110587,110589,110590,110592,110888,110898,110898,110928,110930,110933,110933,110948,110952,110960,111355,119552,119638,119648,119670,126980,126980,127183,127183,127374,127374,127377,127386,127406,127406,127488,127490,127504,127547,127552,127560,127568,127569,127584,127589,127744,127776,127789,127797,127799,127868,127870,127891,127904,127946,127951,127955,127968,127984,127988,127988,127992,128062,128064,128064,128066,128252,128255,128317,128331,128334,128336,128359,128378,128378,128405,128406,128420,128420,128507,128591,128640,128709,128716,128716,128720,128722,128725,128729,128732,128735,128747,128748,128756,128764,128986,128986,128992,129003,129008,129008,129292,129338,129340,129349,129351,129535,129648,129660,129664,129734,129736,129736,129740,129757,129759,129771,129775,129786,131072,196605,196608,262141],ln=(e,t)=>{let n=0,r=Math.floor(e.length/2)-1;for(;n<=r;){let i=Math.floor((n+r)/2),a=i*2;if(t<e[a])r=i-1;else if(t>e[a+1])n=i+1;else return!0}return!1},un=19968,[dn,fn]=/* #__PURE__ */ pn(cn);function pn(e){let t=e[0],n=e[1];for(let r=0;r<e.length;r+=2){let i=e[r],a=e[r+1];if(un>=i&&un<=a)return[i,a];a-i>n-t&&(t=i,n=a)}return[t,n]}const mn=e=>e<161||e>1114109?!1:ln(on,e),hn=e=>e<12288||e>65510?!1:ln(sn,e),gn=e=>e>=dn&&e<=fn?!0:e<4352||e>262141?!1:ln(cn,e);function _n(e){if(!Number.isSafeInteger(e))throw TypeError(`Expected a code point, got \`${typeof e}\`.`)}function vn(e,{ambiguousAsWide:t=!1}={}){return _n(e),hn(e)||gn(e)||t&&mn(e)?2:1}const yn=new Intl.Segmenter,bn=/[^\u{20}-\u{7E}]/v,xn=String.raw`\u{600}-\u{605}\u{6DD}\u{890}\u{891}\u{8E2}\u{110BD}\u{110CD}`,Sn=RegExp(`^[${xn}]+`,`v`),Cn=new RegExp(String.raw`[^\p{Default_Ignorable_Code_Point}\p{Control}\p{Enclosing_Mark}\p{Nonspacing_Mark}[\p{Format}--[${xn}]]]`,`v`),wn=/^(?:\p{RGI_Emoji}|\p{Regional_Indicator}{1,2}|[\d#*]\u{FE0F})/v,Tn=/^[\p{Emoji_Presentation}--[\u{10000}-\u{10FFFF}]]\u{FE0E}/v;function En(e,t){if(t>=e.length)return 0;let n=/(?<![\p{Emoji_Modifier_Base}\u{200D}])\p{Emoji_Modifier}/gv;n.lastIndex=t;let r=0;for(;n.test(e);)r++;return r}const Dn=/\u{200D}\p{Extended_Pictographic}/v;function On(e){let t=e.search(Cn);return t===-1?void 0:e.slice(t)}function kn(e){return e>=4352&&e<=4607||e>=43360&&e<=43388||e>=44032&&e<=55203||e>=55216&&e<=55238||e>=55243&&e<=55291}function An(e,t){let n=0;for(let r of e){if(r===`‍`)break;Cn.test(r)&&(n+=vn(r.codePointAt(0),t))}return n}function jn(e,t){let n=e.codePointAt(0),r=n===69821||n===69837||n>=1536&&n<=2303?Sn.exec(e):void 0;if(r){let n=e.slice(r[0].length),i=jn(n,t),a=On(n);return i>=2&&(vn(a.codePointAt(0),t)===2||wn.test(a)||Dn.test(a))?i:[...r[0]].length+i}let i=On(e);if(i===void 0)return 0;if(kn(n))return vn(n,t)+En(e,1)*2;if(Tn.test(i))return 1;let a=wn.exec(i);if(a)return 2+En(i,a[0].length)*2;let o=Dn.exec(i);return o?2+En(i,o.index+o[0].length)*2:An(i,t)}function Mn(e,t){let n=0,r=e.search(bn);r>1&&(n=r-1,e=e.slice(n));let i=e.length;for(;i>0;){let t=e.codePointAt(i-1);if(t<32||t>126)break;i--}if(i+1<e.length&&(n+=e.length-i-1,e=e.slice(0,i+1)),!/[^\u{20}-\u{7E}\u{4E00}-\u{9FFF}\u{AC00}-\u{D7A3}]/v.test(e))return n+e.length+e.replaceAll(/[\u{20}-\u{7E}]/gv,``).length;e=e.toWellFormed(),e=e.replaceAll(/(?<=[\u{16D63}-\u{16D6A}])[\u{16D63}-\u{16D6A}]+/gv,``);let a={ambiguousAsWide:!t};for(let{segment:t}of yn.segment(e))t.length===1?Cn.test(t)&&(n+=vn(t.codePointAt(0),a)):n+=jn(t,a);return n}function Y(e,t={}){if(typeof e!=`string`||e.length===0)return 0;let{ambiguousIsNarrow:n=!0,countAnsiEscapeCodes:r=!1}=t,i=e;return!r&&(i.includes(`\x1B`)||i.includes(``))&&(i=an(i)),bn.test(i)?Mn(i,n):i.length}const Nn=[1,2,5,10,20,25,50];function Pn(e,t=7){let n=e.flatMap(({interval:e,difference:t})=>[...e??[],t??0]).filter(Number.isFinite).map(e=>e*100),r=Math.max(-100,Math.min(0,...n)),i=Math.min(100,Math.max(0,...n));return Nn.map(e=>({low:Math.min(-1,Math.floor(r/e))*e,high:Math.max(1,Math.ceil(i/e))*e,step:e})).find(e=>Fn(e).length<=t)??{low:-100,high:100,step:100}}function Fn({low:e,high:t,step:n}){let r=Math.ceil(e/n),i=Math.floor(t/n)-r+1;return Array.from({length:Math.max(0,i)},(e,t)=>(r+t)*n+0)}function In(e,t=72){let n=B(e).filter(({interval:e})=>e!==null);if(n.length===0)return[];let r=n.map(({name:e})=>Hn(e,Math.floor(t/3))),i=Math.max(...r.map(e=>Y(e))),a=Math.max(20,t-i-Ln-Rn.length),o=Pn(n,Math.max(3,Math.floor(a/7))),s=(o.high-o.low)/o.step,c={axis:o,perStep:Math.max(2,Math.floor((a-3)/s))},l=n.map((e,t)=>{let n=r[t]??``;return`${n}${` `.repeat(i-Y(n)+Ln)}${Vn(e,c)}`.trimEnd()});return[Bn(c,i+Ln)+Rn,...l]}const Ln=3,Rn=`   points`;function zn(e,{axis:t,perStep:n}){let r=Math.min(t.high,Math.max(t.low,e));return Math.round((r-t.low)/t.step*n)}function Bn(e,t){let n=[];for(let r of Fn(e.axis)){let i=r===0?`0`:S(r/100),a=t+zn(r,e)-Math.floor(i.length/2);for(;n.length<a;)n.push(` `);n.push(...i)}return n.join(``)}function Vn(e,t){let n=Array.from({length:zn(t.axis.high,t)+1},()=>` `),r=zn(0,t);n[r]=`│`;let{interval:i,difference:a}=e;if(!i)return n.join(``);let[o,s]=[zn(i[0]*100,t),zn(i[1]*100,t)];for(let e=o;e<=s;e++)n[e]=e===r?`┼`:`─`;return n[o]=`├`,n[s]=`┤`,a!==null&&(n[zn(a*100,t)]=`●`),n.join(``)}function Hn(e,t){let n=A(e,t);for(;Y(n)>t;)n=A(n,[...n].length-1);return n}const Un=`Once this is merged`;function Wn({prompts:e,registryPlan:t}){let n=[...e.map(Gn).filter(e=>e.length>0),...t?Xn(t):[]];return M(n,20,e=>[`${T(e,`more line`)} in the result JSON.`])}function Gn({path:e,change:t,becomes:n}){if(!n)return[];let{name:r,version:i,part:a,because:o,known:s,onMain:c}=n,l=[g(r),` ${A(i)}`];if(s&&i===c)return t===`suite`?[]:[g(e),` stays `,...l,`: what is asked is the same.`];if(s)return[g(e),` is `,...l,` again.`,...Kn(n)];let u=a===null?[` (the first version)`]:[` (${A([a,o.join(`, `)].filter(Boolean).join(`: `),400)})`];return[g(e),` becomes `,...l,...u,`.`,...Kn(n)]}function Kn({name:e,version:t,environments:n}){return n.flatMap(n=>{let{name:r,serves:i,needs:a}=n;if(i.length===1&&i[0]===t)return[` `,g(r),` serves it already.`];let o=i.length===0?` (nothing now)`:` (${A(i.slice(0,5).join(`, `))} now)`;return[` `,g(r),o,...qn(a,{name:e,version:t,where:r}),`.`]})}function qn(e,{name:t,version:n,where:r}){let i=e.map(Jn).filter(e=>e.length>0);if(i.length>0)return[` does not take it: `,...tr(i)];let a=e.map(Yn).filter(e=>e.length>0),o=a.length===0?[]:[` once `,...tr(a)];if(e.some(({kind:e})=>e===`by-hand`)){let e={code:A(`promote ${t}@${n} --to ${r}`,160)};return[` is given it by hand`,...o,`: `,e]}return[` serves it`,...a.length>0?o:[` with the next `,g(`record`)]]}function Jn(e){switch(e.kind){case`archived`:return[`it is archived`];case`held`:return[e.version===null?`the prompt is held there`:`it is held there`,e.until===null?``:` until ${A(e.until)}`];case`pinned-model`:return[`its model is not pinned to a dated snapshot`];case`min-pass-rate`:return[`nothing serves there to compare it with, and `,g(`gate.min-pass-rate`),` is off`];case`cases`:return[`its suite has ${T(e.has,`case`)}, and ${e.asked} are asked for`];default:return[]}}function Yn(e){switch(e.kind){case`soak`:return[`it served `,g(e.in),` for ${rr(e.forMs)}`];case`evidence`:return[`its answers on main are enough`];default:return[]}}function Xn(e){let{environments:t,keys:n,publish:r}=e;return[...Zn(e),...t.added.map(({name:e,rules:t})=>[g(e),` is a new environment: `,...nr(t.map(g)),`.`]),...t.removed.map(({name:e,serves:t})=>{let n=t.flatMap(({prompt:e,versions:t})=>t.map(t=>g(`${e} ${t}`))),r=n.length>0?[`, and it goes on serving `,...R(n,5)]:[];return[g(e),` is no environment any more: nothing is promoted there`,...r,`.`]}),...t.changed.map(({name:e,changes:t})=>{let n=t.map(({setting:e,from:t,to:n})=>[g(e),` from `,g(t),` to `,g(n)]);return[g(e),`: `,...tr(n),`.`]}),...t.last?[[`The last environment, by which versions are called active, is `,g(t.last.to),` instead of `,g(t.last.from),`.`]]:[],...er(`promotion key`,n.promotion,20),...er(`pointer key`,n.pointer,20),...er(`destination`,r),...e.promotions.map(Qn),...e.tooFewCases.map(({environment:e,asked:t,prompt:n,has:r})=>{let i=`${T(r,`case`)}: its versions would be refused there.`;return[g(e),` asks for ${t} cases, and the suite of `,g(n),` has ${i}`]})]}function Zn({change:e}){return e===`added`?[[`The registry begins: the first `,g(`record`),` gives every prompt of main its version 1.0.0 where there is no log yet.`]]:[]}function Qn({environment:e,prompt:t,version:n,outcome:r,missing:i,evidence:a}){let o={promoted:` will serve `,waits:` waits for `,refused:` is not promoted to `,pending:` waits for evidence before `},s=i.length>0?`: ${A(i.join(` `),400)}`:a?` (${$n(a)}).`:`.`;return[g(t),` ${A(n)}`,o[r],g(e),s]}function $n({verdict:e,cases:t,against:n,at:r}){let i=n===null?`by its own pass rate`:`against ${A(n)}`;return`${e} on ${T(t,`case`)} ${i}${r===null?``:`, of ${r.slice(0,10)}`}`}function er(e,{added:t,removed:n},r){let i=(t,n)=>{if(t.length===0)return[];let i=t.map(e=>g(r===void 0?e:e.slice(0,r)));return[[`${T(t.length,e)} ${n}: `,...R(i,5),`.`]]};return[...i(t,`added`),...i(n,`removed`)]}function tr(e){return e.flatMap((t,n)=>[...n===0?[]:n===e.length-1?[` and `]:[`, `],...t])}function nr(e){return e.flatMap((e,t)=>t===0?[e]:[`, `,e])}function rr(e){let t=e/36e5;return Number.isInteger(t)?t>=48&&t%24==0?`${t/24} days`:T(t,`hour`):e%6e4==0?`${e/6e4} min`:`${e/1e3} s`}function ir(e,t){if(!N(e))return br(e);if(!e.baseline)return _r(e,t);let n=Ue(e),r=n.slice(0,3),i=r.flatMap(t=>[...ar(t,e),` `]),a=lr(e)&&n.length===0?cr(e):[];return xr([...i,...a,...ur(e),...mr(e,r),...gr(e)])}function ar(e,t){return[...or(t.segments.length===1?`The candidate`:Ge(A(e.name,60)),e,t.suite?.trials??1),` `,...sr(e)]}function or(e,t,n){let{baseline:r,candidate:i,difference:a,interval:o}=t,s=n>1?`${b(i.rate)} of ${T(i.n,`answer`)} to ${T(t.cases,`case`)}`:`${O(i.passes)} of ${T(i.n,`case`)}`,c=r&&(n>1?b(r.rate):O(r.passes)),l=[...o?[`95\u00a0% CI ${ge(o,` to `)}`]:[],`adjusted p\u00a0${_e(t.adjustedPValue)}`];return[`${e} passes ${s}${c?`, down from ${c}`:``}`,...a===null?[]:[`: `,D(`${S(a)} points`)],` (${l.join(`, `)}).`]}function sr({losses:e,wins:t}){return[`${`${Ge(je(e))} ${e===1?`case`:`cases`} newly ${F(e,`fail`)}`}, ${`${t===0?`none`:je(t)} newly ${F(t,`pass`)}`}.`]}function cr(e){return e.overall?[...or(`Over all cases the candidate`,e.overall,e.suite?.trials??1),` `,...sr(e.overall),` `]:[]}function lr(e){return e.reasons.some(e=>e.kind===`overall-regression`)}function ur({reasons:e}){return[`critical-case`,`critical-case-unanswered`].flatMap(t=>{let n=e.filter(e=>e.kind===t).map(({caseId:e=``})=>g(e));if(n.length===0)return[];let r=t===`critical-case`?`always ${F(n.length,`fail`)}`:`${n.length===1?`has`:`have`} no answer`;return[`The critical ${n.length===1?`case`:`cases`} `,...R(n),` always passed and now ${r}. `]})}const dr={worse:{one:`gets worse too`,many:`get worse too`,only:``},improved:{one:`improves`,many:`improve`,only:`The candidate improves.`},noWorse:{one:`is no worse`,many:`are no worse`,only:`The candidate is no worse.`},noChange:{one:`shows no change`,many:`show no change`,only:`No change of quality is shown.`},inconclusive:{one:`cannot be told`,many:`cannot be told`,only:`Whether quality changed cannot be told.`},invalid:{one:`could not be judged`,many:`could not be judged`,only:`The candidate could not be judged.`}};function fr({verdict:e,difference:t,interval:n}){switch(e){case`regression`:return dr.worse;case`pass`:return Math.abs(t??0)<=.05&&!pr(n)?dr.noChange:dr.noWorse;default:return dr[e]}}function pr(e){return e!==null&&(e[0]>0||e[1]<0)}function mr({segments:e},t){let n=e.filter(e=>!t.includes(e)),[r]=n;if(e.length===1)return r&&fr(r).only!==``?[fr(r).only]:[];let i=Object.values(dr).map(e=>({fate:e,names:hr(n.filter(t=>fr(t)===e))})).filter(({names:e})=>e.length>0).flatMap(({fate:e,names:t},n)=>{let[r=``,...i]=t,a=n===0?[Ge(r),...i]:t;return[...n===0?[]:[`, `],...R(a),` ${t.length===1?e.one:e.many}`]});return i.length>0?[...i,`.`]:[]}function hr(e){return e.map(e=>A(e.name,60))}function gr({segments:e}){let t=e.filter(e=>e.verdict===`invalid`&&e.missing>0);return t.length===0?[]:[` `,...Kt(t)]}function _r(e,t){let{overall:n}=e;if(!n)return[];let{passes:r,n:i,rate:a}=n.candidate;return[g(e.path),` ${e.change===`added`?`is new and`:`cannot be run at the base, so it`} has nothing to be compared with: it passes ${O(r)} of ${O(i)} (`,D(b(a)),`).`,...yr(e,t.gate.minPassRate??null),...vr(e,t)]}function vr(e,{gate:t}){let n=xe(e);if(n===null||typeof t.minPassRate!=`number`)return[];let r=n.length>0?n:e.overall?[e.overall]:[],i=Math.min(...r.map(({adjustedPValue:e})=>e)),a=e.segments.length>1&&n.length>0?[` in `,...d(n,e.segments)]:[],o=w(t.minPassRate),s=t.onInconclusive===`block`?[`. That blocks, since `,g(`gate.on-inconclusive`),` says so`]:[`. That is reported and does not block: only a rate that is shown to be below does`];return[` It is not shown to reach `,D(o),...a,`, which the policy asks for`,...s,` (adjusted p\u00a0${_e(i)}: how often a prompt that passes ${o} would pass so few).`]}function yr({reasons:e,segments:t},n){let r=e.filter(e=>e.kind===`below-min-pass-rate`).map(({segment:e=`all cases`})=>D(A(e,60)));return r.length===0?[]:[` The policy asks for `,n===null?`more`:D(w(n)),...t.length>1?[` in `,...R(r)]:[],`.`]}function br(e){let t=g(e.path);if(e.verdict===`error`)return[t,` was not judged.`];switch(e.change){case`deleted`:return[t,` is deleted.`];case`suite`:return[`Only the suite of `,t,` changed; nothing was run.`];default:return[t,` was not run.`]}}function xr(e){let t=e.at(-1);return typeof t==`string`&&t.trim()===``?e.slice(0,-1):e}function Sr(e){let t=e.prompts.flatMap(t=>[Cr(t,e),wr(t)]).filter(e=>e.length>0);return M(t,10,e=>[`${T(e,`more remark`)} in the result JSON.`])}function Cr(e,t){if(N(e)&&!e.baseline)return U(e)?[]:ir(e,t.policy);switch(e.change){case`deleted`:case`suite`:return!U(e)&&!N(e)&&t.prompts.length>1?ir(e,t.policy):[];case`renamed`:return e.baseline?[g(e.path),` was `,g(e.baseline.path),`.`]:[];case`policy`:return[g(e.path),` is asked otherwise by the policy (`,...R(e.because.map(g)),`).`];case`include`:return[g(e.path),` changes through `,...R(e.because.map(g)),`.`];default:return[]}}function wr({path:e,verdict:t,newlyFailing:n}){let r=t===`pass`?n.filter(e=>e.severe):[];if(r.length===0)return[];let i=r.map(({id:e,description:t})=>g(t??e));return[g(e),`: `,...R(i),` always passed and now always ${F(r.length,`fail`)}.`]}function Tr(e,t){let{verdict:n}=e;if(!j(t)||n===`invalid`)return{sign:Ie[n],words:n,likeVerdict:n};if(n===`regression`)return{sign:He,words:`too low`,likeVerdict:`regression`};let r=Ee(t);return be(e)?{sign:L,words:r,likeVerdict:`invalid`}:{sign:t.change===`added`?Ce:Ve,words:r,likeVerdict:null}}function Er(e,t){if(j(t))return Tr(e,t);let n=t.reasons.some(e=>e.kind===`overall-regression`),r=n?`regression`:e.verdict;return n||r===`improved`?{sign:Ie[r],words:r,likeVerdict:r}:null}function Dr(e){return e?[e.model,...e.otherModels??[]]:[]}function Or(e){return e.flatMap((e,t)=>t===0?[g(e)]:[`, `,g(e)])}function kr(e){let{baseline:t,candidate:n,suite:r}=e,[i,a]=[Dr(t),Dr(n)],o=i.length>0&&a.length>0&&i.join()!==a.join()?[...Or(i),` → `,...Or(a)]:Or(a.length>0?a:i),s=t&&n&&t.path!==n.path?[`, was `,g(t.path)]:[],c=[...t?[`, baseline `,g(Lr(t.sha256))]:[],...n?[`, candidate `,g(Lr(n.sha256))]:[],...r?[`, suite `,g(r.path),` `,g(Lr(r.sha256))]:[],...(e.judges??[]).flatMap(e=>[`, judged by `,g(e)])],l=r&&r.sampled<r.cases?` (${O(r.sampled)} of ${T(r.cases,`case`)})`:``;return[g(e.path),s.length+o.length>0?`: `:``,...o,...s,...c,l]}function Ar(e){let{usage:t,base:n,head:r}=e,i=t.fromStore>0?` (${O(t.fromStore)} from the store)`:``,a=[`${T(t.trials,`trial`)}${i}`,...t.savedTrials?[`${O(t.savedTrials)} saved by stop-when-decided`]:[],`${T(t.errored,`error`)}${jr(e)}`,ee(t.elapsedMs),...t.usd===null?[`price not known`]:[k(t.usd)],...t.judge?[Mr(t.judge)]:[]],o=n.mergeBase?[`Merge base `,g(n.mergeBase.slice(0,12)),`, head `,g(r.sha?.slice(0,12)??`working tree`),`; `]:[],s={code:A(Pr(e),600)};return[...o,`${a.join(`, `)}; `,s,` repeats it.`]}function jr({prompts:e}){let t=Gt(e.flatMap(({errors:e})=>e));return t===``?``:` (${t})`}function Mr({calls:e,fromStore:t,usd:n}){let r=t>0?` (${O(t)} more from the store)`:``,i=n===null?`, price not known`:` for ${k(n)}`;return`judged in ${T(e,`call`)}${r}${i}`}function Nr(e){return e.prompts.filter(N).map(kr)}function Pr({base:e,head:t,policySource:{path:r},offline:i,partial:a}){let o=e=>/^[\w.][\w./@-]*$/.test(e),s=o(e.ref)?e.ref:e.mergeBase,c=t.sha!==null&&t.ref!==t.sha?` --head ${o(t.ref)?t.ref:t.sha}`:``,l=r===`.github/prompt-eval-gate.yml`?``:` --config ${o(r)?r:Ir(r)}`;return`${n} gate${s?` --base ${s}`:``}${c}${l}${Fr(a)}${i?` --offline`:``}`}function Fr(e){if(!e)return``;let t=e=>/^[\w.][\w./@-]*$/.test(e)?e:Ir(e);return[...e.prompts.map(t),...e.segments.map(e=>`--segment ${t(e)}`),...e.cases.map(e=>`--case ${t(e)}`),...e.failing?[`--failing`]:[]].map(e=>` ${e}`).join(``)}function Ir(e){return`'${e.replaceAll(`'`,String.raw`'\''`)}'`}function Lr(e){return e.slice(0,12)}const Rr=[{head:``,align:`left`},{head:`segment`,align:`left`},{head:`baseline`,align:`right`},{head:`candidate`,align:`right`},{head:`change, 95\xA0% CI`,align:`left`},{head:`lost / won`,align:`right`},{head:`z`,align:`right`},{head:`adjusted p`,align:`right`}];function zr(e,t){return W(Rr,Vr(e,t))}function Br(e,t){let[n,...r]=Rr;if(!n)return``;let i=e.flatMap(e=>Vr(e,t).map(([t=[],...n])=>[t,[g(e.path)],...n]));return W([n,{head:`prompt`,align:`left`},...r],i)}function Vr(e,t){let n=B(e.segments).slice(0,t).map(t=>Ur(t,Hr(Tr(t,e))));return e.overall?[...n,Ur(e.overall,Hr(Er(e.overall,e)),!0)]:n}function Hr(e){return e?[`${e.sign.emoji} ${e.words}`]:[]}function Ur(e,t,n=!1){let r=n?[D(`overall`)]:[A(e.name,60)],i=e.missing>0?[` (${O(e.missing)} missing)`]:[];return[t,[...r,...i],...Wr(e).map(e=>[e])]}function Wr(e){let t=e.baseline!==null;return[e.baseline?b(e.baseline.rate):`—`,b(e.candidate.rate),Gr(e),t?`${O(e.losses)} / ${O(e.wins)}`:`—`,t?re(e.z):`—`,t||e.method!==`none`?h(e.adjustedPValue):`—`]}function Gr({difference:e,interval:t}){return e===null?`—`:`${S(e)}${t?` (${ge(t)})`:``}`}const Kr=[{head:`segment`,align:`left`},{head:`tokens a call`,align:`right`},{head:`change, 95\xA0% CI`,align:`left`},{head:`input`,align:`right`},{head:`output`,align:`right`},{head:`cached`,align:`right`},{head:`money a call`,align:`right`}];function qr(e,t){let n=[...B(e.segments).slice(0,t),...e.overall?[e.overall]:[]];return W(Kr,n.map(t=>[t===e.overall?[D(`overall`)]:[A(t.name,60)],...Jr(t).map(e=>[e])]))}function Jr({cost:e}){let{baseline:t,candidate:n,ratio:r}=e,i=e=>`${t?`${e(t)} → `:``}${e(n)}`,a=r&&Number.isFinite(r.high)?` (${E(r.low,!1)} … ${E(r.high,!1)})`:``;return[i(e=>O(e.totalTokens)),r?`${E(r.ratio)}${a}`:`—`,i(e=>O(e.inputTokens)),i(e=>O(e.outputTokens)),i(e=>O(e.cachedInputTokens)),n.usd===null?`—`:i(e=>e.usd===null?`—`:k(e.usd))]}const{Ansis:Yr,fg:Xr,bg:Zr,rgb:Qr,bgRgb:$r,hex:ei,bgHex:ti,reset:ni,inverse:ri,hidden:ii,visible:ai,link:oi,bold:si,dim:ci,italic:li,underline:ui,strikethrough:di,black:fi,red:pi,green:mi,yellow:hi,blue:gi,magenta:_i,cyan:vi,white:yi,gray:bi,redBright:xi,greenBright:Si,yellowBright:Ci,blueBright:wi,magentaBright:Ti,cyanBright:Ei,whiteBright:Di,bgBlack:Oi,bgRed:ki,bgGreen:Ai,bgYellow:ji,bgBlue:Mi,bgMagenta:Ni,bgCyan:Pi,bgWhite:Fi,bgGray:Ii,bgRedBright:Li,bgGreenBright:Ri,bgYellowBright:zi,bgBlueBright:Bi,bgMagentaBright:Vi,bgCyanBright:Hi,bgWhiteBright:Ui}=(/* @__PURE__ */ e((/* @__PURE__ */ t(((e,t)=>{let n,{defineProperty:r,getPrototypeOf:i,setPrototypeOf:a,create:o,keys:s}=Object,{round:c,max:l}=Math,u=e=>{let t=/([a-f\d]{3,6})/i.exec(e)?.[0],n=t?.length,r=`0x`+(6^n?3^n?`0`:t[0]+t[0]+t[1]+t[1]+t[2]+t[2]:t)|0;return[r>>16,r>>8&255,255&r]},d=e=>{if(8>e)return 30+e;if(16>e)return 82+e;if(e>231)return e>243?37:30;let t=(e-=16)%36,n=e/36|0,r=t/6|0,i=t%6;return 30+(n>2|(r>2)<<1|(i>2)<<2)+(l(n,r,i)>4?60:0)},f={open:``,close:``},p=(e,{open:t=``,close:n=``,f:r})=>{let o=(e.open||``)+t,s=n+(e.close||``),c=(e,...i)=>{if(!e){if(!n)return t;if((e??``)===``)return``}let a,l=r?r(e,...i):e.raw?String.raw({raw:e},...i):``+e,u=c;if(l.includes(`\x1B`))for(;u=u.p;){let{t:e,o:t}=u,n=t.length,r=``,i=0;if(n)for(;~(a=l.indexOf(t,i));i=a+n)r+=l.slice(i,a)+e;l=r+l.slice(i)}return o+(l.includes(`
`)?l.replace(/(\r?\n)/g,s+`$1`+o):l)+s};return a(c,i(e)).p={t,o:n,p:e.p},c.open=o,c.close=s,c},m=new function e(t=globalThis){let i=typeof t==`number`?t:(e=>{let t,r=e.process??{},i=r.argv??[],a=r.env??{},o=0;try{o=((e,t,r)=>(n=t.TERM,n===`dumb`?0:{"24bit":3,truecolor:3,ansi256:2,ansi:1}[t.COLORTERM]||(t.CI?/,GITHUB/.test(r)?3:1:e.platform===`win32`?3:/-256/.test(n)?2:1)))(r,a,`,`+s(a).join(`,`)),t=r.stdout?.isTTY||a.CI||a.PM2_HOME||/edge/.test(a.NEXT_RUNTIME)}catch{a={}}let c,l=o||1,u=`FORCE_COLOR`,d={false:0,0:0,1:1,2:2,3:3}[a[u]]??l,f=-1;for(c of i)/^--color=?(true|always)?$/.test(c)&&(f=l),/^--(no-color|color=(false|never))$/.test(c)&&(f=0);return e.window?.chrome?3:u in a?d:~f?f:a.NO_COLOR?0:t?o:0})(t),l={},m={Ansis:e,level:i,isSupported:()=>v,strip:e=>e.replace(/][^]*|[][[()#;?]*(?:\d+(?:;\d*)*)?[\dA-ORZcf-nqry=><]/g,``),extend(e){for(let t in e){let n=e[t];(typeof n)[0]===`s`&&(h(ee(t),re(...u(n))),n=C(...u(n))),h(t,n)}return a(m,o({},l))}},h=(e,t)=>{l[e]={get(){return r(this,e,{value:t.call?(...e)=>p(this,t(...e)):p(this,t)})[e]}}},g=1^i,_=i>2,v=i>0,y=(e,t)=>v?{open:`[${e}m`,close:t?`[${t}m`:``}:f,ee=e=>`bg`+e[0].toUpperCase()+e.slice(1),te=e=>t=>e(...u(t)),b=(e,t)=>(n,r,i)=>y(`${e}8;2;${n};${r};${i}`,t),x=e=>(t,n,r)=>e(((e,t,n)=>e^t|t^n?16+36*c(e/51)+6*c(t/51)+c(n/51):8>e?16:e>248?231:c(24*(e-8)/247)+232)(t,n,r)),S=e=>y(g?`38;5;`+e:d(e),39),ne=e=>y(g?`48;5;`+e:d(e)+10,49),C=_?b(3,39):x(S),re=_?b(4,49):x(ne),ie={fg:S,bg:ne,rgb:C,bgRgb:re,hex:te(C),bgHex:te(re),visible:f,reset:y(0,``),bold:y(1,22),dim:y(2,22),italic:y(3,23),underline:y(4,24),inverse:y(7,27),hidden:y(8,28),strikethrough:y(9,29),link:{f:(e,t=e)=>v?`]8;;${e}${t}]8;;`:t==e?e:t+` (​${e}​)`}},w=(e,t)=>{ie[e]=y(t,39),ie[ee(e)]=y(t+10,49)};return`gray,black,red,green,yellow,blue,magenta,cyan,white`.split(`,`).map(((e,t)=>{t?w(e+`Bright`,89+t):t=61,w(e,29+t)})),m.extend(ie)};t.exports=m.default=m})))(),1)).default;function Wi({width:e,color:t}){return{width:Math.min(120,Math.max(60,Number.isFinite(e)?Math.floor(e):120)),paint:new Yr(+!!t)}}function X(e,{width:t,paint:n},r=``){let i=[],a=[],o=0,s=t-Y(r),c=()=>{i.push(r+a.join(``).trimEnd()),[a,o]=[[],0]};for(let t of Gi(e,n)){let e=t.reduce((e,t)=>e+Y(t.text),0);o>0&&o+1+e>s&&c(),o>0&&(a.push(` `),o+=1);for(let{text:e,style:n}of t.flatMap(e=>Ji(e,s))){let t=Y(e);o>0&&o+t>s&&c(),a.push(n(e)),o+=t}}return a.length>0&&c(),i}function Gi(e,t){let n=[],r=!1;for(let i of e){let e=qi(i,t),a=Ki(i),o=A(a,4e3).split(` `),s=/^[ \n\t]/.test(a);for(let[t,i]of o.entries()){if(i===``)continue;let a=n.at(-1);t===0&&r&&!s&&a?a.push({text:i,style:e}):n.push([{text:i,style:e}])}a!==``&&(r=!/[ \n\t]$/.test(a))}return n}function Ki(e){return typeof e==`string`?e:`code`in e?e.code:e.strong}function qi(e,t){return typeof e==`string`?e=>e:`code`in e?e=>t.cyan(e):e=>t.bold(e)}function Ji({text:e,style:t},n){if(Y(e)<=n)return[{text:e,style:t}];let r=[``];for(let t of e){let e=r.at(-1)??``;Y(e+t)>n?r.push(t):r[r.length-1]=e+t}return r.map(e=>({text:e,style:t}))}function Yi(e,t,{width:n,paint:r}){let i=e.map(({head:e},n)=>Math.max(Y(e),...t.map(e=>Y(e[n]?.text??``)))),a=Zi(e,i,n),o=Qi(a,i)-n;o>0&&(i[1]=Math.max(8,(i[1]??8)-o));let s=t=>a.map(n=>{let{text:r,style:a}=t[n]??{text:``},o=$i(r,i[n]??0),s=` `.repeat((i[n]??0)-Y(o)),c=a?a(o):o;return e[n]?.align===`right`?s+c:c+s}).join(Xi).trimEnd();return[s(e.map(({head:e})=>({text:e,style:e=>r.dim(e)}))),...t.map(s)]}const Xi=`  `;function Zi(e,t,n){let r=e.map((e,t)=>t);for(;Qi(r,t)>n;){let t=Math.max(...r.map(t=>e[t]?.priority??0));if(t===0)return r;r=r.filter(n=>e[n]?.priority!==t)}return r}function Qi(e,t){return e.reduce((e,n)=>e+(t[n]??0),2*(e.length-1))}function $i(e,t){let n=e;for(let r=t;Y(n)>t&&r>0;r--)n=A(e,r);return n}function ea(e,t){switch(e){case`bad`:return e=>t.red(e);case`warning`:return e=>t.yellow(e);case`good`:return e=>t.green(e);case`muted`:return e=>t.dim(e)}}function Z(e,t,n=`·`){return e.flatMap(e=>{let[r=``,...i]=X(e,{...t,width:t.width-2});return[`${n} ${r}`,...i.map(e=>`  ${e}`)]})}const ta=[`█`,`░`,`▓`,`▒`,`▞`,`▚`,`▖`,`▘`];function na({segments:e,safe:t}){let n=[t,...[...new Set(e.flatMap(({weights:e})=>e.map(({version:e})=>e)))].filter(e=>e!==t)].filter(t=>e.some(({weights:e})=>e.some(e=>e.version===t&&e.before+e.after>0))),r=e=>ta[n.indexOf(e)]??`?`,i=n.map(e=>`${r(e)} ${A(e,20)}${e===t?` (safe)`:``}`),a=e.map(({name:e})=>A(e===`*`?`all others`:e,12)),o=Math.max(...a.map(e=>Y(e)),7),s=(e,t,n)=>`${e}${` `.repeat(Math.max(0,o-Y(e)))}  ${t.padEnd(14)}  ${n}`.trimEnd();return[i.join(`   `),s(`segment`,`now`,`after`),...e.map(({weights:e},t)=>s(a[t]??``,ra(e.map(({version:e,before:t})=>({fill:r(e),share:t}))),ra(e.map(({version:e,after:t})=>({fill:r(e),share:t})))))]}function ra(e){let t=e.filter(({share:e})=>e>0);if(t.length===0)return``;let n=t.map(({share:e})=>Math.max(1,Math.floor(e*14))),r=14-n.reduce((e,t)=>e+t,0),i=t.map(({share:e},t)=>({index:t,rest:e*14-(n[t]??0)})).sort((e,t)=>t.rest-e.rest);for(let{index:e}of i){if(r<=0)break;n[e]=(n[e]??0)+1,--r}for(;r<0;){let e=n.indexOf(Math.max(...n));n[e]=(n[e]??0)-1,r+=1}return t.map(({fill:e},t)=>e.repeat(n[t]??0)).join(``)}function ia(e){return[...oa(e),...sa(e),...M(e.overlaps.filter(ca).map(la),12,aa(`pair`)),...ua(e),...M(e.stress.map(da),12,aa(`what-if`)),...fa(e),...pa(e)]}function aa(e){return t=>[`${T(t,`more ${e}`)} in the result JSON.`]}function oa({quality:{before:e,after:t},metric:n}){if(t===null)return[[`The quality over all segments cannot be told: their shares of the traffic are not known.`]];let r=e===null?``:`, now ${b(e.mean)}`,i=`${T(t.observations,`observation`)} and ${T(t.cases,`case`)} of evidence`;return[[`Expected ${n??`pass rate`} over all segments: ${b(t.mean)} (95 % CI ${b(t.low)} to ${b(t.high)}${r}), from ${i} together.`]]}function sa({evidence:e,safe:t}){return e.filter(({version:e})=>e!==t).map(({version:e,evidence:t,cases:n,at:r,segments:i})=>{if(t===null)return[g(e),`: no evidence.`];let a=Object.entries(i).flatMap(([e,t])=>t===`regression`||t===`invalid`?[g(e)]:[]),o=r===null?``:` of ${A(r.slice(0,10),10)}`,s=a.length===0?[`worse nowhere.`]:[`not good enough for `,...R(a),`.`];return[`Evidence of `,g(e),`${o}, ${T(n,`case`)} in common: `,...s]})}function ca({segment:e,cases:t}){return e===`*`&&t>0}function la({versions:[e,t],cases:n,bothFail:r,phi:i,rescue:a}){let[o]=a,s=o===null?[g(e),` fails none`]:[g(t),` answers ${b(o)} of what `,g(e),` fails`],c=r===null?`—`:b(r),l=i===null?``:`, phi ${i.toFixed(2)}`;return[...s,`; both fail ${c} of ${T(n,`case`)}${l}.`]}function ua({segments:e,models:t}){let n=e.reduce((e,t)=>Math.max(e,t.largest),0),r=e.reduce((e,t)=>Math.min(e,t.effectiveVersions),1/0),[i]=t;return[Number.isFinite(r)?[`The largest weight of a segment is ${b(n)}; the segment with the fewest has ${r.toFixed(1)} effective versions.`]:[],i&&i.after!==null?[`${b(i.after)} of the traffic depends on `,g(i.model),`.`]:[]].filter(e=>e.length>0)}function da({kind:e,what:t,share:n,quality:r,change:i,unserved:a}){let o={"version-gone":[`Without `,g(t)],"model-retired":[`Without the model `,g(t)],"segment-doubles":[`Where the traffic of `,...x(t),` doubles`]},s=n===null?``:` (${b(n)} of the traffic)`,c=a.length>0?[`nothing is left for `,...a.flatMap((e,t)=>[...t===0?[]:[`, `],...x(e)])]:[],l=r===null?`the quality is not known`:`the quality is ${b(r.mean)}${i===null?``:` (${S(i)})`}`;return[...o[e],`${s}: `,...c.length>0?c:[l],`.`]}function fa({reassigned:e}){if(e===null||e.share===0)return[];let{share:t,least:n}=e,r=t>n?`, and these weights allow ${b(n)}`:`, the fewest possible`;return[[`${b(t)} of the units get another version${r}.`]]}function pa({cost:{perCall:e,promptCache:t}}){let n=[];if(e.after!==null){let t=e.before===null?``:`${k(e.before*1e3)} → `;n.push([`Cost per 1,000 calls: ${t}${k(e.after*1e3)}.`])}if(t!==null&&t.hitRate.after!==null){let{prefixes:e,hitRate:r,perCall:i}=t,a=i.after===null?``:`; misses cost ${k(i.after*1e3)} per 1,000 calls`;n.push([`${T(e,`prompt prefix`,`prompt prefixes`)} to keep in the providers’ caches: ${b(r.after??0)} of the calls find theirs${a}.`])}return n}function ma(e){let{prompt:t,environment:n,segments:r,metric:i}=e;return{title:[`Portfolio of `,g(t),` in `,g(n)],lead:[...ha(e),...m(e)],bars:M(na(e),22,e=>`and ${T(e,`more segment`)}`),table:{heads:[`segment`,`serves`,`${i??`pass rate`}, 95 % CI`,`a 15-point drop would cost`],rows:r.slice(0,30).map(t=>ga(t,e.safe))},risks:ia(e)}}function ha({segments:e,delisted:t}){let n=[...e,...t].flatMap(({name:e,weights:t})=>t.map(t=>({name:e,...t}))).filter(({before:e,after:t})=>t>e).sort((e,t)=>t.after-t.before-(e.after-e.before)),r=n.map(({name:e,version:t,before:n,after:r})=>[g(t),n===0?` comes to `:` rises from ${xa(n)} to `,`${xa(r)} of `,...x(e),`.`]),i=n.length===0?[[`No version serves more than it does now.`]]:[];return[...M(r,10,e=>[`${T(e,`more weight`)} rise.`]),...i,...M(t.map(({name:e})=>[`⚠️ `,g(e),` is listed no more: it is served like all others.`]),10,e=>[`${T(e,`more segment`)} listed no more.`])]}function ga({name:e,weights:t,quality:n,noticed:r},i){let a=t.filter(({after:e})=>e>0).sort((e,t)=>t.after-e.after),o=R(a.map(({version:e,after:t})=>`${A(e,20)} ${xa(t)}`),3);return[x(e),o,_a(n),ba(r,i)]}function _a({before:e,after:t}){return t===null?[`—`]:[`${e===null||e.mean===t.mean?``:`${b(e.mean)} → `}${va(t)}`]}function va({mean:e,low:t,high:n}){return`${b(e)} (${ya(t)} … ${ya(n)})`}function ya(e){return b(e).replace(/\s*%$/,``)}function ba(e,t){let n=({badAnswers:e})=>e??1/0,r=e.filter(({version:e})=>e!==t).sort((e,t)=>n(t)-n(e))[0];if(!r)return[`—`];let{version:i,badAnswers:a,days:o,acts:s}=r;if(a===null)return[g(i),`: no guard could tell`];let c=o===null?``:` in ${o<1?`a day`:T(Math.round(o),`day`)}`,l=s?`then it is taken back`:`then somebody is told`;return[`${Math.round(a)} bad answers${c} by `,g(i),`, ${l}`]}function xa(e){return b(e)}function Sa(e,t){return Ca(e,Wi({width:t,color:!1})).join(`
`)}function Ca(e,t){let{title:n,lead:r,bars:i,table:a,risks:o}=ma(e),s=a.rows.map(e=>{let[t=[],...n]=e,r=n.flatMap((e,t)=>[...t===0?[`: `]:[` · `],...e]);return[...t,...r]});return[...X([D(_(n))],t),...Z(r,t),``,...i.map(e=>u(e)),``,...Z(s,t),``,...Z(o,t)]}function wa(e,t){let n=Wi(t),r=z(e.prompts).filter(e=>e.verdict===`pass`&&N(e)),i=z(e.prompts).filter(U),a=e.prompts.filter(N).length>1||e.verdict===`error`,s=[Ea(e,n),Z(Lt(e),n,L.terminal),Z(Ut(e,+(e.verdict===`error`)),n),...i.flatMap(t=>Da(t,e,n,a)),...Je(e)?r.flatMap(t=>Oa(t,e,n,a)):[Ba(r,e,n)],...(e.portfolioPlans??[]).map(e=>Ca(e,n)),Ta(e,n),Z(Sr(e),n),Ha(e,n)].filter(e=>e.length>0).map(e=>e.join(`
`)).join(`

`);return o(s)}function Ta(e,t){let n=Wn(e);return n.length===0?[]:[...X([D(Un)],t),...Z(n,t)]}function Ea(e,t){let{paint:n}=t,r=Ae(e),[i=``,...a]=X(se(e),{...t,width:t.width-2});return[`${n.bold(ea(r.tone,n)(r.terminal))} ${n.bold(i)}`,...a.map(e=>`  ${n.bold(e)}`)]}function Da(e,t,n,r){return[r?X([D(`─ `),...ce(e)],n):[],X(ir(e,t.policy),n),Aa(e,n),Ma(e,n),Pa(e,t,n),Fa(e,n),...gt(e).map((e,t)=>Ia(e,n,t===0)),za(e,n),Ua(At(e,t),n)]}function Oa(e,t,n,r){return[r?X([g(e.path)],n):[],Aa(e,n),Pa(e,t,n),Fa(e,n),...gt(e).map(t=>Se(e)?Ia(t,n,!0):Va(t,n)),Ua(At(e,t),n)]}const ka=[{head:``,align:`left`,priority:0},{head:`segment`,align:`left`,priority:0},{head:`baseline`,align:`right`,priority:2},{head:`candidate`,align:`right`,priority:2},{head:`change, 95\xA0% CI`,align:`left`,priority:0},{head:`lost / won`,align:`right`,priority:3},{head:`z`,align:`right`,priority:4},{head:`adjusted p`,align:`right`,priority:0}];function Aa(e,t){if(!N(e))return[];let n=B(e.segments).slice(0,200),r=n.map(n=>ja(n,Tr(n,e),t)),{overall:i}=e;i&&r.push(ja(i,Er(i,e),t));let a=e.segments.length-n.length,o=Yi(ka,r,t);return a>0?[...o,`${T(a,`more segment`)} in the result JSON`]:o}function ja(e,t,{paint:n}){let r=e.missing>0?` (${e.missing} missing)`:``;return[t?{text:`${t.sign.terminal} ${t.words}`,style:ea(t.sign.tone,n)}:{text:``},{text:A(e.name,40)+r},...Wr(e).map(e=>({text:e}))]}function Ma(e,{width:t,paint:n}){let[r,...i]=In(e.segments,Math.min(t,90));if(r===void 0)return[];let a=B(e.segments).filter(({interval:e})=>e!==null);return[n.dim(r),...i.map((e,t)=>Na(e,a[t],n))].slice(0,200)}function Na(e,t,n){return t?.verdict===`regression`?n.red(e):e}function Pa(e,t,n){let r=ae(e,t.policy);if(!r)return[];let i=e.cost?.label===`exceeded`?` ${I.exceeded.sign.terminal} `:` `;return X([D(`Cost`),i,...r],n)}function Fa(e,t){let n=y(e);if(!n||!ne(e))return[];let r=e.latency?.label===`exceeded`?` ${I.exceeded.sign.terminal} `:` `;return X([D(`Latency`),r,...n],t)}function Ia({title:e,cases:t},n,r){let i=r?t.slice(0,3):[],a=t.length-i.length;return[...X(e,n).map(e=>n.paint.bold(e)),...i.flatMap(e=>[``,...La(e,n)]),...a>0?[...r?[``]:[],`  ${T(a,r?`more case`:`case`)} in the HTML and JSON reports`]:[]]}function La(e,t){let n=[D(A(e.description??e.id,120)),...St(e),` · `,g(e.place)],r=Ct(e,!0);return[...X(n,t,`  `),...r.flatMap(e=>X(e,t,`  `)),...Ra(e,t)]}function Ra({baseline:e,candidate:t},{width:n,paint:r}){if(t.answer===null||e?.answer===null)return[];let i=it(e?e.answer:t.answer,t.answer,600),a={same:` `,removed:`-`,added:`+`},o={same:r.dim,removed:r.red,added:r.green};return i.flatMap(({kind:e,text:t})=>st(t,n-6).map(t=>o[e](`    ${a[e]} ${t}`.trimEnd())))}function za(e,t){if(e.errors.length===0)return[];let n=[...new Set(e.errors.map(({kind:e,message:t})=>`${e}: ${A(t,200)}`))];return[...X([Wt(e.errors)],t),...Z(n.slice(0,5).map(e=>[e]),t)]}function Ba(e,{policy:t},n){if(e.length===0)return[];let{sign:r,text:i}=Jt(e,t);return X([`${r.terminal} `,...i,`.`],n)}function Va({title:e,cases:t},n){let r=t.map(e=>[A(e.description??e.id,120),...St(e),` · `,g(e.place)]),i=M(r,10,e=>[`${T(e,`more case`)} in the HTML and JSON reports`]);return[...X(e,n).map(e=>n.paint.bold(e)),...Z(i,n)]}function Ha(e,t){let n=e.usage.trials>0?[...Nr(e).slice(0,20),Ar(e)]:[];return Ua([...Rt(e),...n],t)}function Ua(e,t){return e.flatMap(e=>X(e,t)).map(e=>t.paint.dim(e))}function Wa(e,t,n,r=wa){let{FORCE_COLOR:i,NO_COLOR:a}=n,o=i?i!==`0`:!!t.isTTY&&!a;t.write(`${r(e,{width:t.columns??100,color:o})}\n`)}function Ga(e){let[t,n]=qa(e).filter(({path:e})=>e===`-`);if(t&&n)throw new a(`\`--${t.rendering.name} -\` and \`--${n.rendering.name} -\` both mean the standard output.`,{remedy:`Name a file for one of them.`})}async function Ka(e,t,n={}){for(let{path:r,rendering:i}of qa(t)){let t=await i.render(e,n.cases);if(r===`-`&&n.output)for(let e of typeof t==`string`?[t]:t)n.output.write(i.name===`json`?l(e):e);else await We(r,t),n.onWritten?.(r)}}function qa(e){return pe.flatMap(t=>{let n=e[t.name];return n===void 0?[]:[{path:n,rendering:t}]})}function Ja(e){return`${JSON.stringify(Ye.parse(e),null,2)}\n`}function*Ya(e,t){if(!t){yield Ja(e);return}let{prompts:n,...r}=Ye.parse(e);yield Za(r,0),yield`,
  "prompts": [`;for(let[e,r]of n.entries())yield e>0?`,
    `:`
    `,yield*Xa(r,t.outcomesOf(r.path));yield`${n.length>0?`
  `:``}]\n}\n`}function*Xa(e,t){yield Za(e,4),yield`,
      "cases": [`;let n=`
        `;for(let e of t)yield n+JSON.stringify(Xe.parse(e)),n=`,
        `;yield`
      ]
    }`}function Za(e,t){let n=JSON.stringify(e,null,2);return n.slice(0,n.lastIndexOf(`
`)).replaceAll(`
`,`\n${` `.repeat(t)}`)}function Qa({prompt:e,version:t,environment:n}){return[g(e),` ${t} in `,g(n)]}function $a(e){return[...Qa(e),...eo(e)]}function eo({verdict:e,cause:t,because:n,overall:r,segments:i,askedTwice:a}){if(e===`drifted`)return[` drifted: ${to[t??`unknown`]}.`];if(e===`undecided`)return[` is undecided: ${no[n[0]??``]??`nobody knows`}.`];let o=i.filter(e=>e.verdict===`invalid`).map(({segment:e})=>g(e)),s=a?` Its first answers were worse, and those of a second asking are not.`:``,c=` is clean: ${oo(r)} of ${T(r.cases,`case`)}.${s}`;return o.length===0?[c]:[c,` Too small to be judged: `,...R(o),`.`]}const to={model:`the model answers otherwise`,judge:`the judge judges otherwise`,traffic:`production reports worse, and the suite shows nothing`,unknown:`by the model or by the judge, which is not known`},no={"no-evidence":`there was no evidence to hold it against; the next look has that of today`,"no-shared-cases":`no case that was asked then is asked today with the same content`,"too-few-answers":`too few cases were answered both times`,inconclusive:"the answers show neither a drop nor its absence, and `gate.on-inconclusive` is block"};function ro({verdict:e,cause:t,control:n}){if(e!==`drifted`||t===`traffic`)return null;if(n===null)return`No model judges this suite, and the prompt and its cases are the same: only the model can have changed.`;let{judged:r,found:i,worse:a,better:o,model:s,judge:c}=n,l=`${i} of ${T(r,`answer`)} of then that models judge ${i===1?`was`:`were`} still stored, and judged again today: ${a} worse, ${o} better.`;return s===null||c===null?l:`${l} By the model alone the change is ${S(s)} points, by the judge alone ${S(c)}.`}function io({because:e,traffic:t,facts:n,askedTwice:r,verdict:i}){let a=t.filter(({isWorse:e})=>e);return[...r&&i===`drifted`?[[`It was asked twice, and was worse both times.`]]:[],...e.includes(`critical-case`)?[[`A critical case that passed then fails today.`]]:[],...e.includes(`cost`)?[["Its answers take more tokens than `cost` allows."]]:[],...a.map(({metric:e,segment:t,before:n,now:r,p:i})=>{let a=t===`*`?[`all other segments`]:[g(t)],o=`${co(r.mean)} in the latest week, ${co(n.mean)} before (p = ${h(i)})`;return[`In production, `,g(e),` in `,...a,`: ${o}.`]}),...n.map(ao)]}function ao(e){if(e.kind===`price`){let t=E(e.ratio);return[`By the price list, the same tokens of `,g(e.model),` cost ${t} since then.`]}let{model:t,on:n,source:r,asOf:i}=e;return[`Its provider’s date of retirement of `,g(t),` is ${n} (${r}, as of ${i}).`]}function oo({before:e,now:t}){return`${e===null?`—`:b(e)} then, ${t===null?`—`:b(t)} today`}function so({segments:e,overall:t},n){return In((e.length>1?[...e,t]:[t]).map(({segment:e,change:t,interval:n,verdict:r})=>({name:e,difference:t,interval:n,verdict:r})),n)}function co(e){return String(Number(e.toPrecision(3)))}const lo=[{head:`Segment`,align:`left`},{head:`Change`,align:`right`},{head:`Then`,align:`right`},{head:`Today`,align:`right`},{head:`Cases`,align:`right`},{head:``,align:`left`}];function uo(e,t){let n=[...new Set(t.map(({fact:e})=>e.environment))];return{title:_([`${e} drifted in ${n.join(`, `)}`]),body:J([v(P("The prompt is the same, and answers its suite otherwise than when it was promoted. This issue is kept up to date by `drift`, which closes it once nothing drifts.")),...t.flatMap(fo),po(e,t)])}}function fo({fact:e,before:t}){let{overall:n,segments:i}=e,a=i.length>1?[...i.slice(0,30),n]:[n],o=ro(e),s=so(e,72),c=[...t,{...e,at:``,overall:n.now}].filter(({version:t})=>t===e.version).slice(-8).map(e=>e.overall===null?`—`:b(e.overall));return[`### ${v($a(e))}`,o===null?``:v(P(o)),K(io(e)),W(lo,a.map(({segment:e,change:t,before:n,now:r,cases:i,verdict:a})=>[[g(e)],[t===null?`—`:S(t)],[n===null?`—`:b(n)],[r===null?`—`:b(r)],[String(i)],[a]])),s.length>1?r(s.join(`
`)):``,c.length>1?`Over the latest looks: ${c.join(` → `)}.`:``,v([`Held against the evidence `,g(e.against?.evidence??``),` of ${e.against?.at??`nowhere`}; today's is `,g(e.evidence),`.`])]}function po(e,t){let n=new Set(t.map(({fact:e})=>e.cause)),r=e=>g(`prompt-eval-gate ${e}`);return J([`**What to do**`,K([...n.has(`model`)||n.has(`unknown`)?[[`Try another model: `,r(`drift ${e} --propose MODEL`),` makes the pull request, which the gate judges.`]]:[],...n.has(`judge`)||n.has(`unknown`)?[[`Look at the judge before the prompt: pin its model in `,g(`judge.model`),`, or ask a rubric that leaves less to it.`]]:[],...n.has(`traffic`)?[[`Add cases like those that production has now: the suite does not show what its users see.`]]:[],[`Which version served when: `,r(`history ${e}`),`. Back to the one before: `,r(`rollback ${e} --env ENV --reason …`),`.`]])])}function mo({prompt:e,from:t,to:n},r){return J([v([`Asks `,g(n),` what `,g(e),` asks `,g(t),` now. Nothing else changes. The gate compares both on the suite, segment by segment.`]),...r.flatMap(e=>{let t=ro(e);return[v($a(e)),t===null?``:v(P(t)),K(io(e))]}),"Each run of `drift --propose` replaces this branch, so commits on it are lost."])}function ho({metric:e,prompt:t,version:n,segment:r,environment:i}){return`${e} of ${t} ${n} for ${go(r)} in ${i}`}function go(e){return e===`*`?`all others`:e}function _o({control:e}){return e??`its own beginning`}function vo({badAnswers:e},{mean:t}){return t===null?`–`:e===null?String(Number(t.toPrecision(4))):b(t)}function yo({evidence:e,limit:t}){let n=e=>e>=10?O(Math.round(e)):e.toPrecision(2);return`e = ${e>=0xe8d4a51000?`10¹² or more`:n(e)}, limit ${n(t)}`}const bo=[`▁`,`▂`,`▃`,`▄`,`▅`,`▆`,`▇`,`█`];function xo({version:e,control:t},[n,r]){let i=[...e,...t].filter(e=>e!==null),a=Math.min(...i),o=Math.max(...i)-a||1,s=e=>e===null?` `:bo[Math.min(7,Math.floor((e-a)/o*8))]??` `,c=Math.max(n.length,r.length),l=(e,t)=>`  ${e.padEnd(c)}  ${t.map(s).join(``)}`.trimEnd(),u=t.some(e=>e!==null);return[l(n,e),...u?[l(r,t)]:[]]}function So(e){let t=J([wo(e),...e.trips.map(To),Do(e)]);return{title:Co(e),body:J([t,Ao(e),jo(e)]),note:t}}function Co({prompt:e,environment:t,trips:n,takenBack:r,held:i,before:a}){let o=[...r?[r.from]:[],...a.filter(({action:e})=>e===`rollback`).map(({version:e})=>e)],s=n.map(({guard:e})=>e.version),c=(e,t,n)=>{let r=[...new Set(e)].filter(e=>!t.includes(e));return r.length===0?[]:[`${r.join(`, `)} ${n}`]},l=[...c(o,[],`taken back`),...c(i,o,`held`),...c(s,[...o,...i],`worse`)],u=/* @__PURE__ */ new Set([...n.map(({guard:e})=>e.metric),...a.map(({metric:e})=>e)]);return`${e} in ${t}: ${l.join(`; `)} (${[...u].join(`, `)})`}function wo({prompt:e,environment:t,trips:n,takenBack:r,held:i}){let[a,o]=[g(e),g(t)];if(r){let{from:e,to:t,serial:n}=r;return v([a,` `,D(e),` was taken back in `,o,`: ${t} serves instead (serial ${n}).`])}if(i.length>0)return v([a,` `,D(i.join(`, `)),` is held in `,o,`: it goes on serving, and its share may not rise.`]);let s=[...new Set(n.map(({guard:e})=>e.version))].join(`, `);return v([a,` `,D(s),` does worse in `,o,`. This guard only alerts: nothing was changed.`])}function To({guard:e,figures:t,trend:n}){let{version:i,control:a,latest:o,badAnswers:s}=t,c=_o(e),l=s===null?[]:[` It cost `,D(T(s,`bad answer`)),` more.`],u=[g(e.metric),` of `,e.version,` for `,Eo(e.segment),`: `,D(vo(t,i)),` in ${T(i.answers,`answer`)}, against `,D(vo(t,a)),` of ${c} (${yo(t)}).`,...l],d=a.answers===0?``:`, against ${vo(t,o.control)}`,f=`The latest ${O(o.version.answers)}: ${vo(t,o.version)}${d}. The lines show them over time.`;return J([v(u),r(xo(n,[e.version,c]).join(`
`),`text`),v([f])])}function Eo(e){return e===`*`?go(e):g(e)}function Do({failures:e}){return e.length===0?``:J([`**Not all could be done:**`,K(e.map(P))])}const Oo=[{head:`when`,align:`left`},{head:`version`,align:`left`},{head:`segment`,align:`left`},{head:`metric`,align:`left`},{head:`what was done`,align:`left`}],ko={rollback:`taken back`,hold:`held`,alert:`nothing, it was told`};function Ao({before:e}){if(e.length===0)return``;let t=e.map(({at:e,version:t,segment:n,metric:r,action:i})=>[[`${e.slice(0,16).replace(`T`,` `)} UTC`],[t],[Eo(n)],[g(r)],[ko[i]]]);return J([`Tripped before, and not released:`,W(Oo,t)])}function jo({prompt:e,environment:t,trips:n,takenBack:i,held:a,before:o}){let s=[...i?[i.from]:[],...a,...n.map(({guard:e})=>e.version),...o.map(({version:e})=>e)],c=i!==null||o.some(({action:e})=>e===`rollback`),l=[...new Set(s)].map(n=>`prompt-eval-gate release ${e}@${n} --env ${t}`);return J([`### What now`,`Look at the answers. When it is clear what they mean, release the version: guards of this prompt only alert until then. ${c?`A version that was taken back serves again when a reviewed change of its weights is merged after that.`:`Its share may rise after that.`}`,r(l.join(`
`),`sh`),`Then close this issue: nothing else closes it. What trips after a release opens another.`])}function Mo(e,t){let{title:n,lead:i,bars:a,table:o,risks:s}=ma(e),c=o.heads.map(e=>({head:e,align:`left`}));return J([`**${v(n)}**`,K(i),r(a.join(`
`)),W(c,o.rows.slice(0,Math.max(3,t))),G([`What could go wrong, and what it rests on`],[K(s)])])}const No=[50,10,3];function Po({plan:e,because:t}){let n=[v([`New weights of `,g(e.prompt),` in `,g(e.environment),". They are set when this is merged, by the next `record`."]),K(t.map(P))],r=`Each rebalance replaces this branch, so commits on it are lost: to decide otherwise, change the file on main.`;return No.map(t=>J([...n,Mo(e,t),r])).find(e=>e.length<=6e4)??J([...n,r])}const Fo={running:`runs`,stopped:`is stopped`,decided:`is decided`,ended:`is over before it had its size`};function Io({state:e,units:t,sampleRatio:n,guardrails:r,result:i,excluded:a,changedBy:o}){let s=r.filter(({isBroken:e})=>e),c=(i?.versions??[]).map(({version:e,difference:t,low:n,high:r,adjustedP:i,finding:a})=>`${e} is ${a===`no-difference`?`not shown to differ`:a}: ${Ro(t)} (${Lo(n)} to ${Lo(r)}), adjusted p ${i.toPrecision(2)}.`);return[`The experiment ${Fo[e]}: ${t.has} of ${t.asked} units a version.`,...o===null?[]:[`What serves was changed meanwhile (serial ${o}): nothing is concluded.`],...n.isBroken?[`Units did not come in the shares of the weights (p ${n.p.toPrecision(2)}): nothing is concluded.`]:[],...s.map(({metric:e,version:t})=>`The guardrail ${e} is broken by ${t}.`),...c,...a>0?[`${T(a,`observation`)} of other weights did not count.`]:[]]}function Lo(e){return e===null?`unbounded`:Ro(e)}function Ro(e){return String(Number(e.toPrecision(3)))}function zo(e){let{prompt:t,version:n,suite:r,production:i}=e,a=[v([`What fails of `,g(t),` ${n}: ${T(r.failing,`case`)} of ${r.cases} in `,g(r.path),i>0?`, and ${T(i,`answer`)} of production.`:`.`]),...Bo(e),...Vo(e),...Ho(e),"Each `refine` replaces this branch, so commits on it are lost. The gate judges this pull request like any other."],o=J(a);return o.length<=6e4?o:J([a[0]??``,a.at(-1)??``])}function Bo({clusters:e}){if(e.length===0)return[];let t=e.slice(0,20).map(({label:e,size:t,representative:n})=>[[`${t}`],[e],[g(n)]]),n=[{head:`answers`,align:`right`},{head:`what goes wrong`,align:`left`},{head:`for example`,align:`left`}],r=e.some(({by:e})=>e===`model`);return[W(n,t),q(e.length-t.length,{noun:`group`,elsewhere:"`refine --json` has all"}),r?`A model named these groups by some of their answers.`:``]}function Vo({cases:e,suite:t}){if(e.length===0)return[];let n=e.map(({description:e,segments:t,origin:n,assertionsOf:r})=>{let i=t.length>0?` (${t.join(`, `)})`:``,a=n.kind===`production`?[`: a bad answer of production`]:[`: a variant of `,g(n.id),` by a model`],o=r===null?[`; its assertions are those that all cases of its segment have`]:[`; its assertions are those of `,g(r)];return[g(e),i,...a,...o,`.`]});return[`### ${T(e.length,`new case`)}`,v([`They fail today, or are like cases that fail. Read them in `,g(t.path),`: are the questions fit to be kept, and the assertions what a right answer has to meet?`]),K(n.slice(0,20)),q(n.length-20,{noun:`case`,elsewhere:`see the files`})]}function Ho({tries:e,suite:t,triesSoFar:n}){if(e.length===0)return[];let r=e.find(({isProposed:e})=>e),i=e.map(({because:e,training:t,test:n,isProposed:r})=>[[r?`this`:`not proposed`],P(e),[`${b(t.before)} → ${b(t.after)} of ${t.cases}`],[n===null?`not asked`:`${b(n.before)} → ${b(n.after)} of ${n.cases}`]]);return[r?`### One change of the prompt`:`### No change of the prompt`,r?.test?Uo(r.test):`None of the changes that were tried is better on the test half.`,W([{head:``,align:`left`},{head:`change`,align:`left`},{head:`training half`,align:`left`},{head:`test half`,align:`left`}],i),v([`The training half has ${T(t.training,`case`)}, the test half ${t.test}, by the first bit of the sha256 of a case's id. Changes are made and chosen by the first only; the second is asked for the best of them.`]),v([`Changes of this prompt that were ever asked on its test half: ${n}. They share one level, so that many tries do not make one look good by chance.`])]}function Uo({before:e,after:t,low:n,high:r,p:i,level:a,number:o,cases:s}){return v([`On the ${T(s,`case`)} by which it was not chosen, it passes ${b(t)} instead of ${b(e)}: `,{strong:S(t-e)},`, 95 % interval ${ge([n,r])}, p ${_e(i)} against the level ${oe(a)} of try ${o}.`])}function*Wo({newlyFailing:e,newlyPassing:t,cases:n}){let r=new Map(n?.map(e=>[e.id,e]));for(let t of Oe(e))yield Go(t,r.get(t.id)??qo(t,`newly-failing`)),r.delete(t.id);for(let e of t)yield Go(e,r.get(e.id)??qo(e,`newly-passing`)),r.delete(e.id);for(let e of r.values()){let t={messages:[],answer:null};yield{...e,texts:{baseline:e.baseline&&t,candidate:t}}}}function Go({messages:e,baseline:t,candidate:n},r){return{...r,texts:{baseline:t&&{messages:[],answer:t.answer},candidate:{messages:e,answer:n.answer}}}}const Ko={inputTokens:null,outputTokens:null,cachedInputTokens:null,usd:null,latencyMs:null};function qo(e,t){let{messages:n,baseline:r,candidate:i,...a}=e;return{...a,standing:t,baseline:r&&{...r,...Ko},candidate:{...i,...Ko}}}function Jo(e){let t=/* @__PURE__ */ new Map;return{inParts(n,r){if(n.length<120)return n;let i=n.split(`
`),a=t.get(r)??[];t.set(r,a);let o=Xo(a,i);if((o?.share??0)<.95&&a.length<4){let t={of:e.push(i)-1,numberOf:Yo(i)};a.push(t),o={known:t,share:1}}return!o||o.share<.3?n:{of:o.known.of,parts:Zo(i,o.known.numberOf)}}}}function Yo(e){return new Map(e.map((e,t)=>[e,t]))}function Xo(e,t){let n=t.reduce((e,t)=>e+t.length,0),r=null;for(let i of e){let e=t.reduce((e,t)=>e+(i.numberOf.has(t)?t.length:0),0),a=n===0?0:e/n;(!r||a>r.share)&&(r={known:i,share:a})}return r}function Zo(e,t){let n=[],r=[],i=()=>{r.length>0&&n.push(r.join(`
`)),r=[]};for(let a of e){let e=t.get(a);if(e===void 0){r.push(a);continue}i();let o=n.at(-1);Array.isArray(o)&&o[0]+o[1]===e?o[1]+=1:n.push([e,1])}return i(),n}const Qo=2e4;function*$o(e,t){let n={prompts:[],segments:[],texts:[],block:50,cases:[]},r=/* @__PURE__ */ new Map,i=e=>{let t=r.get(e);return t===void 0?(r.set(e,n.segments.length),n.segments.push(Q(e,200))-1):t},a=[];for(let[r,o]of e.entries()){n.prompts.push(Q(o.path,200));let e=Jo(n.texts),s=ts(o),c=/* @__PURE__ */ new Set;for(let l of t?.recordsOf(o.path)??Wo(o)){l.standing===`errored`&&c.add(l.id);let t=s.get(l.id);n.cases.push({kind:l.standing===`newly-failing`&&l.baseline===null?`new`:l.standing,prompt:r,name:Q(l.description??l.id,300),segments:l.segments.map(i),...t!==void 0&&{cluster:t},...ns(l)}),a.push($e(rs(l,e))),a.length===50&&(yield es(a),a=[])}for(let e of o.errors.filter(({caseId:e})=>e===null||!c.has(e)))n.cases.push(os(e,r,i)),a.push($e(ss(e))),a.length<50||(yield es(a),a=[])}a.length>0&&(yield es(a)),yield`<script type="application/json" id="case-index">${$e(n)}<\/script>\n`}function es(e){return`<script type="application/json" class="case-block">[${e.join(`,`)}]<\/script>\n`}function ts({clusters:e}){let t=[...e?.newlyFailing??[],...e?.failing??[]];return new Map(t.flatMap(({members:e},t)=>e.map(e=>[e,t])))}function ns({critical:e,severe:t}){let n=[...e?[`critical`]:[],...t?[`always passed, now always fails`]:[]];return n.length>0?{marks:n}:{}}function rs({place:e,baseline:t,candidate:n,texts:r},i){let a=[...t?.errors??[],...n.errors??[]],o=t&&r.baseline&&is(t,r.baseline,i),s=is(n,r.candidate,i);return{place:Q(e,300),errors:[...new Set(a)].map(e=>Q(e,1e3)),baseline:o,candidate:r.baseline?as(s,r.candidate,r.baseline):s}}function is(e,t,n){return{passes:e.passes,trials:e.trials,failures:e.failures.map(({type:e,reason:t})=>Q(`${e}: ${t}`,1e3)),figures:[e.inputTokens,e.cachedInputTokens,e.outputTokens,e.usd,e.latencyMs],answer:t.answer===null?null:Q(t.answer,Qo),messages:t.messages.map(({role:e,content:t},r)=>({role:Q(e,40),text:n.inParts(Q(t,Qo),r)}))}}function as(e,t,n){return{...e,answer:t.answer!==null&&t.answer===n.answer?{same:!0}:e.answer,messages:e.messages.map((e,r)=>{let[i,a]=[t.messages[r],n.messages[r]];return i?.role===a?.role&&i?.content===a?.content?{same:!0}:e})}}function os({caseId:e,segments:t,arm:n},r,i){return{kind:`errored`,prompt:r,name:Q(e??`the run`,300),segments:t.map(i),...n&&{marks:[n]}}}function ss({kind:e,message:t}){return{place:``,errors:[Q(`${e}: ${t}`,1e3)],baseline:null,candidate:null}}function Q(e,t){let n=e.length-t;return i(n>0?`${e.slice(0,t)}… (${n} more characters)`:e)}function cs(e,t){let n={counts:{"newly-failing":0,failing:0,"newly-passing":0,passing:0,errored:0},segments:/* @__PURE__ */ new Set,listed:[],tokens:{baseline:[],candidate:[]},latencyMs:{baseline:[],candidate:[]}};for(let r of t?.outcomesOf(e.path)??Wo(e)){n.counts[r.standing]+=1;for(let e of r.segments)n.segments.add(e);r.standing!==`passing`&&n.listed.length<1e3&&n.listed.push(r);for(let e of[`baseline`,`candidate`]){let t=r[e];t&&(us(n.tokens[e],ls(t)),us(n.latencyMs[e],t.latencyMs))}}return n}function ls({inputTokens:e,outputTokens:t}){return e===null||t===null?null:e+t}function us(e,t){t!==null&&e.push(t)}function ds({failures:e,alike:t,size:n}){let r=e.slice(0,3).flatMap(({type:e,expected:t},r)=>{let i=t===null?n>1?`, of each its own`:``:`: ${A(t,160)}`;return[r>0?`; `:``,g(A(e,40)),i]}),i=e.length-3;return[...r,...i>0?[`; and ${i} more`]:[],...e.length===0?[`no assertion is named`]:[],...t&&n>1?[` — nearly the same answers`]:[]]}function fs({prompt:e,overview:t}){return e.errors.length>0||Object.values(t.counts).some(e=>e>0)}function ps(e){let t=qe(e.map(({overview:e})=>({segments:[...e.segments]})));return V`<section class="cases" id="cases" aria-labelledby="cases-title">
<h2 id="cases-title">Cases</h2>
${_s(e)}
<div id="case-browser" hidden>
<form class="filters" id="filters">
<fieldset><legend class="unseen">Which cases</legend>
${hs(e)}
</fieldset>
${e.length>1?gs(`prompt`,`Prompt`,e.map(({prompt:e},t)=>[String(t),e.path])):null}
${t.length>1?gs(`segment`,`Segment`,t.map(e=>[Q(e,200),e])):null}
<span class="filter"><label for="filter-search">Search</label> <input type="search" id="filter-search" name="search" autocomplete="off"></span>
<button type="button" id="all-cases" hidden>Show all cases</button>
</form>
<p id="case-count" class="muted" role="status"></p>
<div id="case-list" class="case-list" role="list" aria-label="Cases"></div>
</div>
<noscript>${ys(e)}</noscript>
</section>
`}const ms=[[`newly-failing`,`Newly failing`],[`failing`,`Failing in both`],[`newly-passing`,`Newly passing`],[`passing`,`Passing`],[`errored`,`Errored`]];function hs(e){let t=e.every(({prompt:e})=>e.baseline===null);return[[``,`All`],...ms].map(([e,n])=>{let r=e===``?V` checked=""`:null;return V`<label><input type="radio" name="kind" value="${e}"${r}><span>${t&&e===`newly-failing`?`Failing`:n} <b></b></span></label>`})}function gs(e,t,n){let r=n.map(([e,t])=>V`<option value="${e}">${A(t,80)}</option>`);return V`<span class="filter"><label for="filter-${e}">${t}</label> <select id="filter-${e}" name="${e}"><option value="">all</option>${r}</select></span>`}function _s(e){let t=e.flatMap(({prompt:t},n)=>{let{newlyFailing:r=[],failing:i=[]}=t.clusters??{},a=e.length>1?V` <code>${A(t.path)}</code>`:null,o=t.baseline?`newly fails`:`fails`;return[vs(V`What ${o}${a}`,r,{prompt:n,first:0}),vs(V`What fails in both versions${a}`,i,{prompt:n,first:r.length})].filter(e=>e!==null)});return t.length===0?null:V`<div class="reasons">${t}</div>`}function vs(e,t,{prompt:n,first:r}){if(t.length===0)return null;let i=t.reduce((e,{size:t})=>e+t,0),a=t.slice(0,12).map((e,t)=>V`<li><button type="button" class="reason" data-prompt="${n}" data-cluster="${r+t}"><b>${O(e.size)} of ${O(i)}</b> <span>${H(ds(e))}</span></button></li>`),o=t.length-a.length;return V`<section class="part"><h3>${e}</h3><ol class="clusters">${a}</ol>
${o>0?V`<p class="muted">${O(o)} more reasons, each of fewer cases, are in the list below.</p>`:null}</section>`}function ys(e){let t=e.flatMap(({overview:e})=>e.listed),n=e.reduce((e,{overview:t})=>e+xs(t),0),r=t.map(e=>{let{candidate:t,baseline:n}=e,r=[...[...t.failures,...n?.failures??[]].map(({type:e,reason:t})=>`${e}: ${t}`),...n?.errors??[],...t.errors??[]];return V`<tr><td>${bs(e)}</td><th scope="row">${A(e.description??e.id,300)}</th><td>${e.segments.map(e=>A(e)).join(`, `)}</td><td>${A(r.join(`; `),1e3)}</td><td><code>${A(e.place,300)}</code></td></tr>\n`}),i=n-r.length;return V`<div class="scroll"><table><thead><tr><th scope="col"><span class="unseen">How it stands</span></th><th scope="col">Case</th><th scope="col">Segment</th><th scope="col">Assertion</th><th scope="col">Place</th></tr></thead><tbody>${r}</tbody></table></div>
${i>0?V`<p>${O(i)} more cases are listed with JavaScript, and in the result JSON.</p>`:null}`}function bs({standing:e,baseline:t}){return Fe[e===`newly-failing`&&!t?`new`:e].words}function xs({counts:e}){return Object.values(e).reduce((e,t)=>e+t,0)}const Ss=.99;function Cs(e){let t=t=>e.reduce((e,n)=>{let{baseline:r,candidate:i}=t(n);return Math.max(e,ks(r,Ss)??0,ks(i,Ss)??0)},0);return{tokens:t(({tokens:e})=>e),latencyMs:t(({latencyMs:e})=>e)}}function ws({tokens:e,latencyMs:t},n){let r=[Es(`Tokens a call`,e,{high:n.tokens,format:O}),Es(`Latency of a call`,t,{high:n.latencyMs,format:Ts})].filter(e=>e!==null);return r.length===0?null:V`<section class="part"><h3>Spread over the cases</h3><div class="spreads">${r}</div></section>`}function Ts(e){return e<999.5?`${Math.round(e)} ms`:ee(e)}function Es(e,{baseline:t,candidate:n},{high:r,format:i}){if(n.length===0||r<=0)return null;let a=[...t.length>0?[{name:`baseline`,values:t}]:[],{name:`candidate`,values:n}],o=a.map(({values:e})=>Ds(e,r)),s=Math.max(...o.flat()),c=a.map(({name:e},t)=>V`<path class="spread ${e}" d="${Os(o[t]??[],s)}"/>`),l=a.map(({name:e,values:t})=>V`<tr><th scope="row"><span class="key ${e===`baseline`?`before`:`after`}">${e}</span></th><td class="number">${i(ks(t,.5)??0)}</td><td class="number">${i(ks(t,.95)??0)}</td><td class="number">${i(ks(t,1)??0)}</td></tr>`);return V`<figure class="spread"><figcaption>${e}</figcaption>
<svg class="spread" viewBox="0 0 ${40} ${48}" preserveAspectRatio="none" aria-hidden="true" focusable="false">${c}</svg>
<div class="ends muted" aria-hidden="true"><span>0</span><span>${i(r)} or more</span></div>
<table><thead><tr><td></td><th scope="col" class="number">Median</th><th scope="col" class="number">95th percentile</th><th scope="col" class="number">Highest</th></tr></thead><tbody>${l}</tbody></table></figure>`}function Ds(e,t){let n=Array.from({length:40},()=>0);for(let r of e){let i=Math.min(39,Math.max(0,Math.floor(r/t*40)));n[i]=(n[i]??0)+1/e.length}return n}function Os(e,t){return`M0 48${e.map((e,n)=>`V${Number((48-e/t*46).toFixed(2))}H${n+1}`).join(``)}V48z`}function ks(e,t){let n=Float64Array.from(e).sort();return n[Math.max(0,Math.ceil(t*n.length)-1)]??null}function As(e){return Fs(e.flatMap(({segments:e,overall:t})=>t?[...e,t]:e).flatMap(({cost:e})=>[e.candidate.totalTokens,e.baseline?.totalTokens??0]).filter(e=>e>0))}function js(e,{policy:t,range:n}){let r=ae(e,t);return!r||!e.cost?V``:V`<section class="part"><h3>Cost ${Ms(e.cost)}</h3>
<p>${H(r)}</p>
${e.cost.comparison.baseline?Ns(e,n):null}</section>`}function Ms(e){let t=De(e);if(!e.comparison.baseline||t.every(({label:e})=>e===null))return null;let{sign:n,likeVerdict:r,words:i}=I[e.label].page,a=e.label===`unknown`&&Pe(e)&&!t.some(Le);return V`<span class="${r===null?`badge`:`badge ${r}`}"><span aria-hidden="true">${n.page}</span> ${a?we:i}</span>`}function Ns(e,t){let n=B(e.segments),r=(e.overall?[...n,e.overall]:n).map(n=>Ps(n,t,n===e.overall));return V`<div class="scroll" tabindex="0" role="region" aria-label="Tokens of ${e.path}">
<table class="dumbbell" role="table">
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Segment</th><th role="columnheader" scope="col" class="plot"><span class="legend"><span class="key before">baseline</span><span class="key after">candidate</span></span></th><th role="columnheader" scope="col" class="number">Tokens a call</th>
<th role="columnheader" scope="col">Change, 95&nbsp;% CI</th><th role="columnheader" scope="col" class="number">Input</th><th role="columnheader" scope="col" class="number">Output</th><th role="columnheader" scope="col" class="number">Cached</th><th role="columnheader" scope="col" class="number">Money a call</th></tr></thead>
<tbody role="rowgroup">${r}</tbody>
<tfoot aria-hidden="true"><tr><td></td><td class="plot">${Is(t)}</td><td colspan="6">tokens a call</td></tr></tfoot>
</table></div>`}function Ps(e,t,n){let{baseline:r,candidate:i}=e.cost,[a,o,s,c,l,u]=Jr(e),d=[`tokens`,`change`,`input`,`output`,`cached`,`money`],f=[a,o,s,c,l,u].map((e=``,t)=>V`<td role="cell" class="${t===1?`change`:`number`}" data-label="${d[t]??``}">${e}</td>`),p=Ls(i.totalTokens,t),m=r&&Ls(r.totalTokens,t);return V`<tr role="row" class="${n?`overall`:`segment`}"><th role="rowheader" scope="row"><span class="segment-name">${e.name}</span></th>
<td role="cell" class="plot" aria-hidden="true"><svg class="row" focusable="false"><line class="grid" x1="0" x2="100%" y1="50%" y2="50%"/>
${m?V`<line class="bar" x1="${m}" x2="${p}" y1="50%" y2="50%"/><circle class="before" cx="${m}" cy="50%" r="5"/>`:null}<circle class="after" cx="${p}" cy="50%" r="5"/></svg></td>
${f}</tr>
`}function Fs(e){let t=e.reduce((e,t)=>Math.min(e,t),1/0),n=e.reduce((e,t)=>Math.max(e,t),0);if(!Number.isFinite(t))return{low:0,high:1};let r=Math.max((n-t)*.15,n*.02,1);return{low:Math.max(0,t-r),high:n+r}}function Is({low:e,high:t}){return V`<svg class="axis" focusable="false"><text x="0" y="14" text-anchor="start">${O(e)}</text><text x="100%" y="14" text-anchor="end">${O(t)}</text></svg>`}function Ls(e,{low:t,high:n}){return`${Number(((e-t)/(n-t)*100).toFixed(3))}%`}function Rs({sign:e,words:t,likeVerdict:n}){return V`<span class="badge ${n??`new`}"><span aria-hidden="true">${e.page}</span> ${t}</span>`}function zs(e){let t=e.flatMap(Bs);return t.some(({interval:e})=>e!==null)?Pn(t):null}function Bs({segments:e,overall:t}){return t?[...B(e),t]:B(e)}function Vs(e,t){let n=Bs(e),r=n.some(({interval:e})=>e!==null)?t:null,i=n.map(t=>Hs(t,{isOverall:t===e.overall,prompt:e,axis:r}));return V`<div class="scroll" tabindex="0" role="region" aria-label="Segments of ${e.path}">
<table class="forest" role="table">
<thead role="rowgroup"><tr role="row">
<th role="columnheader" scope="col">Verdict</th><th role="columnheader" scope="col">Segment</th>
<th role="columnheader" scope="col" class="number">Baseline</th><th role="columnheader" scope="col" class="number">Candidate</th>
${r?V`<th role="columnheader" scope="col" class="plot"><span class="ends"><span>← worse</span><span>better →</span></span></th>`:null}
<th role="columnheader" scope="col">Change, 95&nbsp;% CI</th><th role="columnheader" scope="col" class="number">Lost / won</th>
<th role="columnheader" scope="col" class="number">z</th><th role="columnheader" scope="col" class="number">Adjusted p</th>
</tr></thead>
<tbody role="rowgroup">${i}</tbody>
${r?V`<tfoot aria-hidden="true"><tr><td colspan="4"></td><td class="plot">${Gs(r)}</td><td colspan="4">points</td></tr></tfoot>`:null}
</table></div>`}function Hs(e,t){let{isOverall:n,prompt:r,axis:i}=t,a=n?Er(e,r):Tr(e,r),[o,s,c,l,u,d]=Wr(e),f=e.missing>0?V` <span class="muted">(${e.missing} missing)</span>`:null;return V`<tr role="row" class="${n?`overall`:`segment`}">
<td role="cell" class="verdict">${a?Rs(a):null}</td>
<th role="rowheader" scope="row"><span class="segment-name">${e.name}${f}</span></th>
<td role="cell" class="number" data-label="baseline">${o}</td><td role="cell" class="number" data-label="candidate">${s}</td>
${i?V`<td role="cell" class="plot" aria-hidden="true">${Us(e,i,a?.likeVerdict??`overall`)}</td>`:null}
<td role="cell" class="change" data-label="change">${c}</td><td role="cell" class="number" data-label="lost / won">${l}</td>
<td role="cell" class="number" data-label="z">${u}</td><td role="cell" class="number" data-label="adjusted p">${d}</td>
</tr>
`}function Us(e,t,n){let{interval:r,difference:i,name:a}=e,o=e=>Ks(e,t),s=Fn(t).map(e=>V`<line class="${e===0?`zero`:`grid`}" x1="${o(e)}" x2="${o(e)}" y1="0" y2="100%"/>`);if(!r||i===null)return V`<svg class="row" focusable="false">${s}</svg>`;let[c,l]=[o(r[0]*100),o(r[1]*100)],u=o(i*100),d=`${a}: ${S(i)} points, ${S(r[0])} to ${S(r[1])}`;return V`<svg class="row ${n}" focusable="false"><title>${d}</title>${s}
<line class="interval" x1="${c}" x2="${l}" y1="50%" y2="50%"/><line class="interval" x1="${c}" x2="${c}" y1="36%" y2="64%"/><line class="interval" x1="${l}" x2="${l}" y1="36%" y2="64%"/>
${n===`overall`||a===`overall`?Ws(u):V`<circle class="point" cx="${u}" cy="50%" r="5"/>`}</svg>`}function Ws(e){return V`<svg x="${e}" y="50%" overflow="visible"><path class="point" d="M0-7 7 0 0 7-7 0z"/></svg>`}function Gs(e){let t=Fn(e).map(t=>{let n=Ks(t,e),r=t===e.low?`start`:t===e.high?`end`:`middle`;return V`<text x="${n}" y="14" text-anchor="${r}">${t===0?`0`:S(t/100)}</text>`});return V`<svg class="axis" focusable="false">${t}</svg>`}function Ks(e,{low:t,high:n}){return`${Number(((Math.min(n,Math.max(t,e))-t)/(n-t)*100).toFixed(3))}%`}function qs(e){if(e.accepted)return{sign:L,word:`Accepted`,tone:`error`};if(e.partial)return{sign:Ae(e),word:`Partial run`,tone:`open`};let t=le(e),{title:n}=Ne[t],r=Ae(e);if(t!==`pass`)return{sign:r,word:n,tone:t};let i={sign:r,tone:Ys(r)};return r===ke?{...i,word:n}:r===L?{...i,word:`Not blocked`}:{...i,word:r===Ce?`Nothing to compare with`:`Nothing could be told`}}function Js(e){let{verdict:t}=e;if(t===`not-run`)return{...Ne[t],tone:`open`};if(t!==`pass`||!N(e))return{...Ne[t],tone:t};let n=Yt([e]),r=j(e)?Ee(e):Ne[t].word;return{sign:n,tone:Ys(n),word:n===ke||j(e)?r:`cannot be told`}}function Ys(e){return e===ke?`pass`:e===L?`error`:`open`}function Xs(e){let t=z(e.prompts).filter(N),n=[Zs(t),$s(t),ec(t),tc(t),nc(t),rc(t,e)].filter(e=>e!==null);if(n.length===0)return null;let r=n.map(({label:e,value:t,detail:n,tone:r})=>V`<div class="tile ${r}"><dt>${e}</dt><dd class="value">${t}</dd><dd>${n}</dd></div>`);return V`<dl class="tiles">${r}</dl>`}function Zs(e){let t=e.flatMap(({segments:e})=>e).reduce(Qs,null);if(!t||t.difference===null)return null;let n=t.interval?`, 95\u00a0% CI ${ge(t.interval,` to `)}`:``;return{label:`Largest drop`,value:t.difference<0?`${S(t.difference)} points`:`none`,detail:t.difference<0?`${A(t.name)}${n}`:`in any segment`,tone:t.verdict===`regression`?`bad`:`plain`}}function Qs(e,t){return(t.difference??1/0)<(e?.difference??1/0)?t:e}function $s(e){let t=e.filter(C),n=t.flatMap(e=>e.segments);if(n.length===0)return null;let r=e=>n.filter(t=>t.verdict===e).length,i=t.filter(({overall:e,segments:t})=>t.length>1&&e?.verdict===`improved`).length,a=t.length===1?`overall`:`${T(i,`prompt`)} overall`,o=[`${O(r(`improved`))} improved${i>0?`, ${a} improved`:``}`,`${O(r(`pass`))} no worse`,`${O(r(`inconclusive`)+r(`invalid`))} cannot be told`],s=r(`regression`);return{label:`Segments`,value:`${O(s)} of ${O(n.length)} worse`,detail:o.join(`, `),tone:s>0?`bad`:r(`pass`)+r(`improved`)>0?`good`:`plain`}}function ec(e){let t=e.filter(e=>!C(e));if(t.length===0)return null;let n=e=>t.reduce((t,{overall:n})=>t+(n?.candidate[e]??0),0);return{label:`New`,value:`passes ${O(n(`passes`))} of ${O(n(`n`))}`,detail:`${T(t.length,`prompt`)} with nothing to be compared with`,tone:`plain`}}function tc(e){let t=e.filter(e=>e.baseline!==null);if(t.length===0)return null;let n=e=>t.reduce((t,n)=>t+e(n),0),r=n(e=>e.overall?.losses??0),i=n(e=>e.overall?.wins??0),a=n(e=>e.overall?.cases??0);return{label:`Cases`,value:`${O(r)} newly fail`,detail:`${O(i)} newly pass, of ${T(a,`case`)}`,tone:`plain`}}function nc(e){let[t]=e.flatMap(({cost:e})=>e?.comparison.ratio?[e]:[]).sort((e,t)=>(t.comparison.ratio?.ratio??0)-(e.comparison.ratio?.ratio??0)),{baseline:n,candidate:r,ratio:i}=t?.comparison??{};if(!t||!i||!r||!n)return null;let a=t.limit===null?``:`, limit +${w(t.limit)}`;return{label:`Tokens a call`,value:E(i.ratio),detail:`${O(n.totalTokens)} → ${O(r.totalTokens)}${a}`,tone:Te(t).tokens===`exceeded`?`bad`:`plain`}}function rc(e,{policy:t}){let n=e.flatMap(({cost:e})=>e?[e]:[]),r=n.some(e=>Te(e).money===`exceeded`)?`bad`:`plain`,i=n.filter(e=>e.monthlyUsd!==null),[a]=i;if(!a){let[e]=n.filter(ic).sort((e,t)=>ic(t)-ic(e));return e?{label:`Money a call`,value:E(ic(e)),detail:ac(e),tone:r}:null}let o=i.reduce((e,t)=>e+(t.monthlyUsd??0),0),s=i.length===1?`${ac(a)} a call`:`${T(i.length,`prompt`)}`,c=t.cost.callsPerMonth?`, ${ze(t.cost.callsPerMonth)}`:``;return{label:`Money a month`,value:Ke(o),detail:`${s}${c}`,tone:r}}function ic({comparison:e}){return e.moneyRatio?.ratio??0}function ac({comparison:{baseline:e,candidate:t}}){return[e,t].flatMap(e=>e&&e.usd!==null?[k(e.usd)]:[]).join(` → `)}function oc(e){let{base:t,head:n,verdict:r}=e,{sign:i,word:a,tone:o}=qs(e);return V`<header class="page ${r}">
<p class="brand">Prompt Eval Gate</p>
<p class="state ${o}"><span aria-hidden="true">${i.page}</span> ${a}</p>
<h1>${H(sc(e))}</h1>
<p class="muted"><code>${A(t.ref)}</code> → <code>${A(n.ref)}</code>${n.sha?V` at <code>${n.sha.slice(0,12)}</code>`:null}</p>
${cc(Lt(e).map(H),`notice`,`Notices`)}
${cc(Ut(e).map(H),`problem`,`Problems`)}
${Xs(e)}
</header>
`}function sc(e){let t=e.partial&&se(e);if(!t&&e.verdict===`error`&&e.errors.length>0)return[`The gate could not decide`];let[n=Ne[p(e)].title,...r]=t??ue(e);return[typeof n==`string`?Ge(n):n,...r]}function cc(e,t,n){return e.length===0?null:V`<ul class="messages ${t}" aria-label="${n}">${e.map(e=>V`<li>${e}</li>`)}</ul>`}function lc(e,t){let{title:n,lead:r,bars:i,table:a,risks:o}=ma(e),s=`portfolio-${t}`,c=a.heads.map(e=>V`<th scope="col">${e}</th>`),l=a.rows.map(([e=[],...t])=>{let n=t.map(e=>V`<td>${H(e)}</td>`);return V`<tr><th scope="row">${H(e)}</th>${n}</tr>`}),u=e=>e.map(e=>V`<li>${H(e)}</li>`);return V`<section class="run" aria-labelledby="${s}"><h2 id="${s}">${H(n)}</h2>
<ul>${u(r)}</ul>
<div class="scroll" tabindex="0" role="region" aria-label="Who serves which share, now and after: ${_(n)}"><pre>${i.join(`
`)}</pre></div>
<div class="scroll" tabindex="0" role="region" aria-label="Segments: ${_(n)}"><table><thead><tr>${c}</tr></thead><tbody>${l}</tbody></table></div>
<details><summary>What could go wrong, and what it rests on</summary><ul>${u(o)}</ul></details></section>`}function uc(e,{result:t,axis:n,range:r,scales:i,index:a,overview:o}){let s=t.prompts.length===1,c=s||!U(e)?[g(e.path)]:ce(e),l=Js(e),u=U(e)?[]:gt(e),d=V`<p class="lead">${H(ir(e,t.policy))}</p>
${u.map(({title:e})=>V`<p class="muted">${H(e)}.</p>`)}
${N(e)?Vs(e,n):null}
${js(e,{policy:t.policy,range:r})}
${fc(e)}
${ws(o,i)}
${pc(e)}
${gc(e,t)}`,f=V`<h2 id="prompt-${a}-title">${H(c)}</h2><span class="state ${l.tone}">${l.word}</span>`;return!s&&e.verdict===`pass`?V`<section class="prompt" id="prompt-${a}" aria-labelledby="prompt-${a}-title">
<details class="fold whole"><summary>${f}</summary><div class="prompt-body">${dc(e)}${d}</div></details>
</section>
`:V`<section class="prompt" id="prompt-${a}" aria-labelledby="prompt-${a}-title">
<header>${f}${dc(e)}</header>
${d}
</section>
`}function dc({baseline:e,candidate:t,change:n}){return e&&t&&e.path!==t.path?V`<p class="muted">was <code>${A(e.path)}</code></p>`:n===`added`?V`<p class="muted">a new prompt</p>`:null}function fc(e){let t=y(e);if(!t||!e.latency)return null;let{sign:n,likeVerdict:r,words:i}=I[e.latency.label].page,a=ne(e)?V`<span class="${r===null?`badge`:`badge ${r}`}"><span aria-hidden="true">${n.page}</span> ${i}</span>`:null;return V`<section class="part"><h3>Latency ${a}</h3>
<p>${H(t)}</p></section>`}function pc({diff:e,path:t,candidate:n,includeDiffs:r=[]}){return[...e===``?[]:[{title:`What changed in the prompt`,path:n?.path??t,diff:e}],...r.map(e=>({...e,title:`What changed in a file that it includes`}))].map(mc)}function mc({title:e,path:t,diff:n}){let r=n.trimEnd().split(`
`).filter(e=>!/^(---|\+\+\+|===|Index:)/.test(e)),i=r.slice(0,2e3).map(hc),a=r.length-i.length;return V`<details class="part fold" open><summary><h3>${e}: <code>${A(t)}</code></h3></summary>
<div class="scroll" tabindex="0" role="region" aria-label="Changes of ${A(t)}"><pre class="diff">${i}</pre></div>
${a>0?V`<p class="muted">${a} more lines are in the pull request.</p>`:null}</details>`}function hc(e){let[t=` `]=e;return t===`+`?V`<ins>+ ${e.slice(1)}</ins>`:t===`-`?V`<del>− ${e.slice(1)}</del>`:t===`@`?V`<span class="hunk">${e}</span>`:V`<span>  ${e.slice(1)}</span>`}function gc(e,t){let n=At(e,t);if(n.length===0)return null;let{heads:r,rows:i}=Ft(e),a=r.map((e,t)=>V`<th scope="col" class="${t===0?``:`number`}">${e}</th>`),o=i.map(([e=``,...t])=>{let n=t.map(e=>V`<td class="number">${e}</td>`);return V`<tr><th scope="row">${e}</th>${n}</tr>\n`});return V`<details class="part fold"><summary><h3>How sure is this?</h3></summary>
<ul>${n.map(e=>V`<li>${H(e)}</li>`)}</ul>
<div class="scroll" tabindex="0" role="region" aria-label="Tests compared"><table><thead><tr>${a}</tr></thead><tbody>${o}</tbody></table></div></details>`}const _c=String.raw`  /* Two texts that have less in common are shown without marks. */
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
`,vc=String.raw`  /* Words of two texts that the other has not, by their longest common subsequence. */
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
`,yc=String.raw`  const CHUNK = 50;
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
`,bc=Object.fromEntries(Object.entries(Fe).map(([e,{sign:t,words:n}])=>[e,`${t.page} ${n}`])),xc=`'use strict';
(() => {
  const LABELS = ${JSON.stringify(bc)};
${yc}
${_c}
${vc}
})();
`,Sc=`
${tt}* { box-sizing: border-box; }
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
`;var Cc;function wc(e,t){return[...Tc(e,t)].join(``)}function*Tc(e,t){let n=z(e.prompts),r=n.slice(0,200),i=n.map(e=>({prompt:e,overview:cs(e,t)})),a=i.filter(fs),o=i.map(({overview:e})=>e),s={result:e,axis:zs(r),range:As(r),scales:Cs(o)},c=r.map((e,t)=>{let n=o[t];return Ec(e)&&n?uc(e,{...s,index:t,overview:n}):null});yield V`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${rt(nt({scripts:[xc],styles:[Sc]}))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${Me(e)}</title>
<link rel="icon" href="data:,">
<style>${rt(Sc)}</style>
</head>
<body>
${a.length===0?null:V`<a class="skip" href="#cases">Skip to the cases</a>`}
<main class="sheet">
${oc(e)}
${Dc(r)}
${c}
${(e.portfolioPlans??[]).map((e,t)=>lc(e,t))}
${a.length===0?null:ps(a)}
${Oc(e)}
${kc(e)}
</main>
`.markup,a.length>0&&(yield*$o(a.map(({prompt:e})=>e),t)),yield V(Cc||=et([`<script>`,`<\/script>
</body>
</html>
`]),rt(xc)).markup}function Ec(e){return N(e)||U(e)}function Dc(e){let t=e.flatMap((e,t)=>Ec(e)?[{prompt:e,index:t}]:[]);if(t.length<2)return null;let n=t.map(({prompt:e,index:t})=>V`<li><span aria-hidden="true">${Js(e).sign.page}</span> <a href="#prompt-${t}">${e.path}</a></li>`);return V`<nav class="prompts" aria-label="Prompts"><ul>${n}</ul></nav>`}function Oc(e){let t=Wn(e).map(e=>V`<li>${H(e)}</li>`);return t.length===0?null:V`<section class="run" aria-labelledby="registry-title"><h2 id="registry-title">${Un}</h2>
<ul>${t}</ul></section>`}function kc(e){let t=[...Sr(e),...Rt(e),...Nr(e).slice(0,200),...e.usage.trials>0?[Ar(e)]:[]],{path:n,revision:r}=e.policySource,i=r===`unread`?V`<li>Policy: <code>${A(n)}</code>, which could not be read.</li>`:r===`defaults`?V`<li>Policy: the defaults; there is no <code>${A(n)}</code>.</li>`:V`<li>Policy: <code>${A(n)}</code> as it is at the ${r}.</li>`,a=t.map(e=>V`<li>${H(e)}</li>`);return V`<section class="run" aria-labelledby="run-title"><h2 id="run-title">What ran</h2>
<ul>${a}${i}<li>prompt-eval-gate ${e.tool.version}</li></ul></section>`}function Ac(e){return[...e.prompts.flatMap(t=>jc(t,e)),...Ic(e),...Lc(e)]}function jc(e,t){return U(e)?e.reasons.map(n=>{let r=n.kind===`overall-regression`?e.overall:e.segments.find(e=>e.name===n.segment),i=_(ce({...e,reasons:[n]})),a=r&&n.kind!==`weaker-suite`?[Mc(r)]:[],o=n.kind===`cost`?[_(ae(e,t.policy)??[])]:[],s=n.kind===`latency`?[_(y(e)??[])]:[];return{...Nc(e),level:e.verdict===`block`&&!t.accepted?`failure`:`warning`,title:A(i,250),message:[...a,...o,...s,...Pc(e)].join(` `)||i}}):[]}function Mc({baseline:e,candidate:t,difference:n,interval:r,losses:i,wins:a,adjustedPValue:o}){if(!e||n===null)return`Passes ${b(t.rate)}.`;let s=r?` (95\u00a0% CI ${ge(r,` to `)})`:``;return`Passes ${b(t.rate)}, was ${b(e.rate)}: ${S(n)} points${s}, ${O(i)} lost / ${O(a)} won, adjusted p\u00a0${_e(o)}.`}function Nc(e){let[t]=e.changedLines;return{path:e.file??e.path,startLine:t?.start??1,endLine:t?.end??1}}function Pc({changedLines:e,because:t,path:n,file:r=n}){let i=e.slice(1,6).map(({start:e,end:t})=>e===t?`${e}`:`${e}–${t}`);if(i.length>0)return[`The pull request also changes lines ${i.join(`, `)}.`];let a=t.filter(e=>e!==r).slice(0,3);return e.length>0||a.length===0?[]:[_([`The change comes through ${a.map(e=>A(e)).join(`, `)}.`])]}const Fc=/^(.+?)(?::(\d+))?(?::(\d+))?$/s;function Ic(e){return e.errors.flatMap(({place:e,message:t,remedy:n})=>{let[,r,i]=e===null?[]:Fc.exec(e)??[];if(r===void 0)return[];let a=Math.max(1,Number(i??1)),o=_([A([t,n].filter(Boolean).join(` `),1e3)]);return[{path:r,startLine:a,endLine:a,level:`failure`,title:A(t,250),message:o}]})}function Lc({prompts:e}){return[...e.flatMap(({findings:e=[]})=>e)].sort((e,t)=>Rc.indexOf(e.severity)-Rc.indexOf(t.severity)).slice(0,40).map(({id:e,severity:t,path:n,line:r,message:i,remedy:a})=>({path:n,startLine:r,endLine:r,level:t===`notice`?`notice`:`warning`,title:e,message:_([A(`${i} ${a}`,1e3)])}))}const Rc=[`error`,`warning`,`notice`],zc=`<!-- prompt-eval-gate last-report -->`;function Bc(e,t,n){let[r=``]=t.split(`
`);return[t,J([r,`The rest is too long to be shown here: see the job summary of its run.`])].map(t=>J([e,Hc(t)])).find(e=>e.length<=n)??e}function Vc(e){let t=e.indexOf(`\n${zc}\n`);if(t!==-1)return e.slice(t+37+2).trim().slice(65,-10).trim()}function Hc(e){return`${zc}\n<details><summary>The last report before this run broke</summary>\n\n${e}\n\n</details>`}function Uc(e){let t=[...e.prompts.map(t=>el(t,e)),...tl(e)],n=`name="${e.partial?`prompt-eval-gate, partial run`:`prompt-eval-gate`}" ${il(t.flatMap(({cases:e})=>e))}`,r=t.map(nl).join(``);return`<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${n} time="${al(e.usage.elapsedMs)}">\n${r}</testsuites>\n`}function Wc(e,t){if(!N(e)){let n=_(ir(e,t.policy)),r=[{name:`not run`,outcome:{kind:`skipped`,message:n,type:e.change,text:n}},...Zc(e)];return{name:e.path,cases:r}}let n=[...e.segments.map(t=>Gc(t,e)),...e.overall?[qc(e.overall,e)]:[],...Xc(e),...Zc(e),...e.cost?Qc(e.cost,e,t):[],...$c(e)];return{name:e.path,cases:n}}function Gc(e,t){let n=t.reasons.find(({kind:t,segment:n})=>n===e.name&&t!==`weaker-suite`);return n?{name:e.name,outcome:Jc(n.kind,e,t)}:e.verdict===`invalid`?{name:e.name,outcome:Jc(`invalid`,e,t)}:j(t)?Kc(e,t):{name:e.name}}function Kc(e,t){let{passes:n,n:r}=e.candidate,i={kind:`skipped`,message:`${Ee(t)}: passes ${O(n)} of ${O(r)}`,type:`new`,text:Yc(e,t)};return{name:e.name,outcome:i}}function qc(e,t){let n=t.reasons.find(t=>t.kind===`overall-regression`||t.segment===e.name);return n?{name:`overall`,outcome:Jc(n.kind,e,t)}:j(t)?Kc(e,t):{name:`overall`}}function Jc(e,t,n){let r=Yc(t,n),i=t.difference===null?``:`: ${S(t.difference)} points`;return{kind:e===`invalid`?`error`:`failure`,message:`${e}${i}`,type:e,text:r}}function Yc(e,t){let[n,r,i,a,o,s]=Wr(e);return[`verdict: ${Tr(e,t).words}`,`segment: ${A(e.name,200)}`,`baseline: ${n}`,`candidate: ${r}`,`change, 95\u00a0% CI: ${i}`,`lost / won: ${a}`,`z: ${o}`,`adjusted p: ${s}`].join(`
`)}function Xc(e){return e.reasons.filter(({kind:e})=>e===`critical-case`||e===`critical-case-unanswered`).map(({kind:e,caseId:t=``})=>{let[n,r]=e===`critical-case`?[`failure`,`a critical case that always passed now always fails`]:[`error`,`a critical case that always passed now has no answer`];return{name:t,outcome:{kind:n,type:e,message:r,text:r}}})}function Zc(e){return e.reasons.filter(e=>e.kind===`weaker-suite`).map(({segment:e=``})=>{let t=`cases are removed, loosened, or asked only with added values, which the policy blocks`,n={kind:`failure`,type:`weaker-suite`,message:t,text:t};return{name:`cases of ${e}`,outcome:n}})}function Qc(e,t,n){let r=_(ae(t,n.policy)??[]);return De(e).flatMap(({of:e,label:t,limit:n,ratio:i})=>e===`money`&&n===null?[]:t===`exceeded`?[{name:e,outcome:{kind:`failure`,type:`cost`,message:`more ${e} than the limit`,text:r}}]:[{name:e,...i?{}:{outcome:{kind:`skipped`,message:n===null?`no limit`:`nothing to compare`,type:`cost`,text:r}}}])}function $c(e){let{latency:t}=e;return(t?de(t).filter(({limit:e})=>e!==null):[]).map(({of:t,label:n})=>{let r=`latency, ${t}`;return n===`exceeded`?{name:r,outcome:{kind:`failure`,type:`latency`,message:`answers take longer than the limit (${t})`,text:_(y(e)??[])}}:{name:r}})}function el(e,t){let n=Wc(e,t),{accepted:r}=t;if(!r)return n;let i=t=>e.reasons.some(({segment:e})=>e===t),a=n.cases.map(({name:e,outcome:t})=>{if(!t||!(t.kind===`failure`||i(e)))return{name:e,...t&&{outcome:t}};let n=`accepted by @${r.by}: ${t.message}`;return{name:e,outcome:{...t,kind:`skipped`,message:n}}});return{...n,cases:a}}function tl(e){if(e.verdict===`partial`){let t=_(se(e));return[{name:`prompt-eval-gate`,cases:[{name:`gate`,outcome:{kind:`skipped`,message:t,type:`partial`,text:t}}]}]}if(e.accepted){let t=_(se(e));return[{name:`prompt-eval-gate`,cases:[{name:`gate`,outcome:{kind:`skipped`,message:t,type:`accepted`,text:t}}]}]}if(e.errors.length===0&&e.verdict!==`error`)return[];let t=e.errors.map(({place:e,message:t,remedy:n})=>[e,t,n].filter(Boolean).join(` `)).join(`
`);return[{name:`prompt-eval-gate`,cases:[{name:`gate`,outcome:{kind:`error`,message:_(se(e)),type:`error`,text:t}}]}]}function nl({name:e,cases:t}){let n=t.map(t=>rl(t,e)).join(``);return`  <testsuite name="${ol(e)}" ${il(t)}>\n${n}  </testsuite>\n`}function rl({name:e,outcome:t},n){let r=`    <testcase classname="${ol(n)}" name="${ol(e)}"`;if(!t)return`${r}/>\n`;let{kind:i,message:a,type:o,text:s}=t,c=i===`skipped`?``:` type="${ol(o)}"`;return`${r}>\n      <${i} message="${ol(a)}"${c}>${sl(s)}</${i}>\n    </testcase>\n`}function il(e){let t=t=>e.filter(({outcome:e})=>e?.kind===t).length;return`tests="${e.length}" failures="${t(`failure`)}" errors="${t(`error`)}" skipped="${t(`skipped`)}"`}function al(e){return(e/1e3).toFixed(3)}function ol(e){return sl(A(e,200))}function sl(e){return c(e).replace(/[\ufffe\uffff]/g,`�`)}function cl(e,t){let n=In(e.segments,72);return n.length>1?r(n.slice(0,Math.min(t,40)+1).join(`
`)):``}function ll(e,t,n=!1){let r=ae(e,t.policy);return!r||!e.cost?``:`**Cost**${n?` of ${v([g(e.path)])}`:``} ${I[e.cost.label].sign.emoji} ${v(r)}`}function ul(e,{full:t=!1,named:n=!1}){let r=y(e);return!r||!e.latency||!(t||ne(e))?``:`**Latency**${n?` of ${v([g(e.path)])}`:``} ${I[e.latency.label].sign.emoji} ${v(r)}`}function dl(e,t,n){let r=At(e,t);if(r.length===0)return``;let{heads:i,rows:a}=Ft(e),o=i.map((e,t)=>({head:e,align:t===0?`left`:`right`})),s=[...a.slice(0,Math.min(n,a.length-1)),...a.slice(-1)];return G([`How sure is this?`],[K(r.slice(0,n+3)),W(o,s.map(e=>e.map(e=>[e])))])}function fl(e){if(e.errors.length===0)return``;let t=/* @__PURE__ */ new Map;for(let{kind:n,message:r}of e.errors)t.set(n,{count:(t.get(n)?.count??0)+1,message:r});let n=[...t].slice(0,10).map(([e,{count:t,message:n}])=>[g(e),`, ${T(t,`time`)}: `,n.slice(0,300)]);return G([Wt(e.errors)],[K(n)])}const pl=[{kind:`answers`,least:0},{kind:`cases`,least:0},{kind:`passing`,least:0},{kind:`rows`,least:10},{kind:`failing`,least:1},{kind:`rows`,least:0},{kind:`failing`,least:0}];function ml(e,t,n){let r=t,i=e(r);if(i.length<=n)return i;for(let{kind:t,least:i}of pl){let a=r;r={...a,[t]:Math.min(a[t],i)};let o=e(r);if(!(o.length>n))return hl(n=>e({...a,[t]:n}),{fits:r[t],tooMany:a[t],shortest:o},n)}}function hl(e,t,n){let{fits:r,tooMany:i,shortest:a}=t;for(;i-r>1;){let t=Math.floor((r+i)/2),o=e(t);o.length<=n?[r,a]=[t,o]:i=t}return a}function gl(e,t={}){let n=t.marker?`\n\n${t.marker}`:``,r=(t.budget??6e4)-n.length,i=bt();return(ml(n=>J(yl({result:e,options:t,limits:n,block:i})),{answers:_l(e),cases:_l(e),passing:e.prompts.length,failing:e.prompts.length,rows:Math.max(1,...e.prompts.map(e=>e.segments.length))},r)??vl(e,t))+n}function _l({prompts:e}){return Math.max(0,...e.flatMap(e=>[e.newlyFailing.length,e.newlyPassing.length]))}function vl(e,t){return J([`### ${v(f(e,t))}`,`The report is too long to be shown here: ${$(t)}.`])}function yl(e){let{result:t,options:n}=e,r=`### ${v(f(t,n))}`,i=mt(Lt(t),L.emoji);if(Je(t))return[r,i,...wl(e),Tl(t),El(t),...Ol(e)];let a=z(t.prompts),o=a.filter(U);return[r,i,bl(t),t.verdict===`error`&&o.some(N)?`**Decided before it broke**`:``,...xl(o,e),...wl(e),Dl(a.filter(e=>e.verdict===`pass`&&N(e)),e),Tl(t),El(t),Al(t)]}function bl(e){let t=K(Ut(e,+(e.verdict===`error`)));return t===``||e.verdict===`error`?t:J([`${L.emoji} Not everything could be decided:`,t])}function xl(e,t){let{result:n,limits:r,options:i}=t,a=e.slice(0,r.failing),o=n.prompts.filter(N).length>1||n.verdict===`error`;return[...a.flatMap(e=>[o?`#### ${Ne[e.verdict].sign.emoji} ${v(ce(e))}`:``,...Sl(e,t)]),q(e.length-a.length,{noun:`more prompt`,which:` with something wrong`,elsewhere:$(i)})]}function Sl(e,t){let{result:n,options:r,limits:i,block:a}=t,o=[...gt(e),...r.full?vt(e):[]];return[v(ir(e,n.policy)),N(e)?zr(e,i.rows):``,Cl(e,t),cl(e,i.rows),ll(e,n),ul(e,{full:r.full}),r.full&&N(e)?G([`Cost of each segment`],[qr(e,i.rows)]):``,...o.map(e=>yt(e,{...i,block:a,elsewhere:$(r)})),fl(e),dl(e,n,i.rows)]}function Cl(e,{limits:t,options:n}){return q(e.segments.length-t.rows,{noun:`more segment`,elsewhere:$(n)})}function wl({result:e,limits:t}){return(e.portfolioPlans??[]).map(e=>Mo(e,t.rows))}function Tl(e){let t=Wn(e);return t.length===0?``:J([`**${Un}**`,K(t)])}function El(e){return K(Sr(e))}function Dl(e,t){if(e.length===0)return``;let{result:n,limits:r,options:i}=t,{sign:a,text:o}=Jt(e,n.policy),s=[`${a.emoji} `,...o],c=e.slice(0,r.passing),l=q(e.length-c.length,{noun:`prompt`,which:` that does not block`,elsewhere:$(i)});if(c.length===0)return J([`${v(s)}.`,l]);let u=c.flatMap(e=>kl(e,t));return G(s,[Br(c,r.rows),...u,l])}function Ol(e){let{result:t,limits:n,options:r}=e,i=t.prompts.filter(N);if(i.length===0)return[Al(t)];let a=i.slice(0,n.passing),[o]=a,s=a.flatMap(e=>[ll(e,t,i.length>1),ul(e,{full:r.full,named:i.length>1})]),c=new Map(a.flatMap(e=>At(e,t,i.length>1)).map(e=>[_(e),e]));return[G([`Segments, cost and what ran`],[i.length>1?Br(a,n.rows):o?zr(o,n.rows):``,q(i.length-a.length,{noun:`more prompt`,elsewhere:$(r)}),...s,K([...c.values()].slice(0,n.rows+3)),K([...Rt(t),...Nr(t).slice(0,n.passing),Ar(t)])]),...a.flatMap(t=>kl(t,e))]}function kl(e,{limits:t,block:n,options:r}){let i=r.full||Se(e);return[...gt(e),...i?vt(e):[]].map(({title:i,cases:a})=>yt({title:[g(e.path),`: `,...i],cases:a},{...t,block:n,elsewhere:$(r)}))}function Al(e){let t=e.usage.trials>0?[...Nr(e).slice(0,20),Ar(e)]:[],n=[...Rt(e),...t];return n.length>0?G([`What ran`],[K(n)]):``}function $({resultLocation:e,resultUrl:t}){let n=e??`the result JSON`;return`see ${t?ht(n,t):v([n])}`}const jl=1e6;function Ml(e,t={}){let n=n=>gl(e,{...t,budget:n,full:!0}),r=n(jl),i=Buffer.byteLength(r);return i<=jl?r:n(Math.floor(jl/i*jl*.95))}function Nl(e,t){let n=Wi(t),{calls:r,fromStore:i,usd:a}=e.usage,s=a!==null&&a>0?`, ${k(a)}`:``,c=`${T(r,`answer`)} asked, ${O(i)} stored${s}`,l=[...Ea(e,n),...Z(Ut(e,+(p(e)===`error`)),n),...z(e.prompts).flatMap(e=>Aa(e,n)),...Pl(e),...e.usage.trials>0?[n.paint.dim(c)]:[]];return o(l.join(`
`))}function Pl({prompts:e}){let t=e.flatMap(e=>e.newlyFailing);if(t.length===0)return[];let n=t.slice(0,5).map(({id:e,description:t})=>A(t??e,60)),r=t.length-n.length;return[`newly failing: ${[...n,...r>0?[`${O(r)} more`]:[]].join(`; `)}`]}export{Ga as A,io as C,Ja as D,oo as E,Sa as F,Ea as M,wa as N,Ya as O,Aa as P,ro as S,so as T,ho as _,Vc as a,mo as b,Tc as c,Io as d,Po as f,yo as g,_o as h,Uc as i,Ka as j,Wa as k,wc as l,xo as m,Ml as n,Bc as o,So as p,gl as r,Ac as s,Nl as t,zo as u,vo as v,$a as w,uo as x,go as y};