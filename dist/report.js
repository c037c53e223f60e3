import{o as e,t}from"./rolldown-runtime.js";import{a as n,c as r,et as i,it as a,l as o,m as s,o as c,p as l,u}from"./basics.js";import{$ as d,$n as f,A as p,An as m,B as ee,Bn as h,Ct as g,Et as te,F as _,Fn as v,G as ne,Gn as y,H as re,Hn as ie,I as ae,In as b,J as x,Jn as S,K as oe,Kn as se,L as ce,Lt as le,M as ue,Mn as de,N as fe,Nn as C,O as pe,On as me,P as he,Pn as w,Pt as ge,Q as _e,Qn as T,Rn as ve,St as ye,Tt as be,U as xe,Vn as E,W as Se,Wn as Ce,X as D,Xn as we,Y as Te,Yn as O,Z as Ee,Zn as De,_t as Oe,at as ke,bt as Ae,ct as je,dt as Me,er as Ne,et as Pe,ft as Fe,gt as Ie,ht as Le,it as Re,j as ze,jn as k,k as Be,kn as A,lt as Ve,mt as j,nr as M,nt as He,o as N,ot as Ue,pt as P,q as We,qn as F,rt as Ge,s as Ke,st as I,tr as qe,tt as Je,ut as Ye,vt as Xe,w as Ze,wt as L,xt as Qe,zn as R}from"./start.js";import{yt as $e}from"./assertions.js";import{F as et,M as tt,N as nt,P as rt}from"./comparison.js";import{yt as it}from"./policy.js";import{a as z,c as at,i as ot,n as st,o as B,r as ct,s as lt}from"./dashboard.js";function V({verdict:e}){return e===`block`||e===`error`}function ut(e,t,n=1500){let[r,i]=[ft(e,n),ft(t,n)];return r.length+i.length>400?[...r.map(e=>dt(`removed`,e)),...i.map(e=>dt(`added`,e))]:rt(r,i).flatMap(({value:e,added:t,removed:n})=>e.map(e=>dt(t?`added`:n?`removed`:`same`,e)))}function dt(e,t){return{kind:e,text:t}}function ft(e,t){let n=s(e.slice(0,t)).split(`
`).flatMap(e=>e.split(/(?<=[.!?。！？])[ \t]+/u)).filter(e=>e.trim()!==``),r=e.length-t;return r>0&&n.push(`… (${r} more characters)`),n.length>0?n:[`(an empty answer)`]}function pt(e,t){let n=[],r=e.trimEnd();for(;r.length>t;){let e=r.lastIndexOf(` `,t),i=e>t/2?e:mt(r,t);n.push(r.slice(0,i)),r=r.slice(i).trimStart()}return r===``&&n.length>0?n:[...n,r]}function mt(e,t){let n=e.charCodeAt(t-1);return n>=55296&&n<=56319?t-1:t}function ht(e){return e.length}function gt(e,t){let n=t||{},r=(n.align||[]).concat(),i=n.stringLength||ht,a=[],o=[],s=[],c=[],l=0,u=-1;for(;++u<e.length;){let t=[],r=[],a=-1;for(e[u].length>l&&(l=e[u].length);++a<e[u].length;){let o=_t(e[u][a]);if(n.alignDelimiters!==!1){let e=i(o);r[a]=e,(c[a]===void 0||e>c[a])&&(c[a]=e)}t.push(o)}o[u]=t,s[u]=r}let d=-1;if(typeof r==`object`&&`length`in r)for(;++d<l;)a[d]=vt(r[d]);else{let e=vt(r);for(;++d<l;)a[d]=e}d=-1;let f=[],p=[];for(;++d<l;){let e=a[d],t=``,r=``;e===99?(t=`:`,r=`:`):e===108?t=`:`:e===114&&(r=`:`);let i=n.alignDelimiters===!1?1:Math.max(1,c[d]-t.length-r.length),o=t+`-`.repeat(i)+r;n.alignDelimiters!==!1&&(i=t.length+i+r.length,i>c[d]&&(c[d]=i),p[d]=i),f[d]=o}o.splice(1,0,f),s.splice(1,0,p),u=-1;let m=[];for(;++u<o.length;){let e=o[u],t=s[u],r=n.fillRows===!1?Math.max(1,o[u===1?0:u].length):l;d=-1;let i=[];for(;++d<r;){let o=e[d]||``,s=``,l=``;if(n.alignDelimiters!==!1){let e=c[d]-(t[d]||0),n=a[d];if(n===114)s=` `.repeat(e);else if(n===99){let t=e/2;e%2?(s=` `.repeat(t+.5),l=` `.repeat(t-.5)):(s=` `.repeat(t),l=s)}else l=` `.repeat(e)}n.delimiterStart!==!1&&!d&&i.push(`|`),n.padding===!1||n.alignDelimiters===!1&&o===``||n.delimiterStart===!1&&!d||i.push(` `),n.alignDelimiters!==!1&&i.push(s),i.push(o),n.alignDelimiters!==!1&&i.push(l),n.padding!==!1&&i.push(` `),(n.delimiterEnd!==!1||d!==r-1)&&i.push(`|`)}m.push(n.delimiterEnd===!1?i.join(``).replace(/ +$/,``):i.join(``))}return m.join(`
`)}function _t(e){return e==null?``:String(e)}function vt(e){let t=typeof e==`string`?e.codePointAt(0):0;return t===67||t===99?99:t===76||t===108?108:t===82||t===114?114:0}function H(e,t){let n=t.map(e=>e.map(yt));return gt([e.map(({head:e})=>e),...n],{align:e.map(({align:e})=>e===`right`?`r`:``),alignDelimiters:!1})}function yt(e){return C(e).replace(/\|/g,`\\|`)}function U(e,t){return`<details><summary>${de(e)}</summary>\n\n${K(t)}\n\n</details>`}function bt(e,t){return e.map(e=>`> ${t} ${C(e)}`).join(`
>
`)}function W(e){return e.map(e=>`- ${C(e)}`).join(`
`)}function G(e,{noun:t,which:n=``,elsewhere:r}){return e>0?`${R(e,t)}${n} left out here: ${r}.`:``}function K(e){return e.filter(e=>e!==``).join(`

`)}function xt(e,t){return/^https:\/\/[\w.:/?&=%#~+-]+$/.test(t)?`[${o(e)}](${t})`:o(e)}function St(e){let t=ye(e).map(({name:e})=>e),n=t.map(t=>{let n=e.newlyFailing.filter(({segments:e})=>e.includes(t)),r=e.segments.length===1?``:` in ${A(t,60)}`;return{title:[`${R(n.length,`case`)} newly ${N(n.length,`fail`)}${r}`],cases:n}}),r=e.newlyFailing.filter(({segments:e})=>!e.some(e=>t.includes(e))),i=e.baseline?`newly ${N(r.length,`fail`)}`:N(r.length,`fail`),a=n.length>0?` elsewhere`:``,o={title:[`${R(r.length,`case`)} ${i}${a}${Ct(e)}`],cases:r};return[...n,o].filter(({cases:e})=>e.length>0).map(({title:e,cases:t})=>({title:e,cases:Ae(t)}))}function Ct(e){return e.verdict!==`pass`||!e.baseline?``:[...e.segments,e.overall].some(e=>e?.unconfirmed)?`, which the baseline, asked anew, does not confirm`:xe(e)?`, too few cases to tell it from chance`:`, not shown to be more than chance`}function wt(e){let t=e.newlyPassing;return t.length===0?[]:[{title:[`${R(t.length,`case`)} newly ${N(t.length,`pass`)}`],cases:t}]}function Tt(e,t){let{cases:n,answers:r,block:i,elsewhere:a}=t,o=e.cases.slice(0,n),s=Math.max(0,o.length-r);return U(e.title,[...o.map((e,t)=>i(e,t<r)),s>0?`The answers to ${R(s,`case`)} are left out here: ${a}.`:``,G(e.cases.length-o.length,{noun:`more case`,elsewhere:a})])}function Et(){let e=/* @__PURE__ */ new Map;return(t,n)=>{let r=e.get(t)??{short:Dt(t,!1)};return e.set(t,r),n?(r.long??=K([Dt(t,!0),jt(t)]),r.long):r.short}}function Dt(e,t){let n=[v(A(e.description??e.id,120)),...Ot(e),` · `,m(e.place)];return K([C(n),W(kt(e,t))])}function Ot({critical:e,severe:t,baseline:n,candidate:r}){let i=r.trials>1&&n?[` · ${E(n.passes)} → ${E(r.passes)} of ${E(r.trials)} pass`]:[];return[...e?[` · ❗ critical`]:[],...t?[` · always passed, now always fails`]:[],...i]}function kt({baseline:e,candidate:t},n){let r=t.failures.length>0||!e?t:e;return r.failures.slice(0,3).map(({type:e,reason:t})=>{let i=n&&r.answer!==null?At(t,r.answer):t;return[`✗ `,m(A(e,40)),` `,A(i,240)]})}function At(e,t){let n=t.length<24?-1:e.indexOf(t.slice(0,24));if(n<0)return e;let r=e.slice(0,n),i=r.replace(/; it was ["“«]$/,``);return i===r?`${r}…${/["”»]$/.exec(e)?.[0]??``}`:i}function jt({baseline:e,candidate:t}){if(t.answer===null)return``;let n=e?e.answer:``;if(n===null)return``;let i={same:`  `,removed:`- `,added:`+ `},a=ut(e?n:t.answer,t.answer).flatMap(({kind:e,text:t})=>pt(t,96).map(t=>i[e]+t));return r(a.join(`
`),`diff`)}const Mt=1e-4;function Nt(e){return e<Mt?`less than once in ${E(1/Mt)}`:e<=.1?`once in ${E(Number((1/e).toPrecision(2)))}`:`in ${E(Math.round(e*100))} of 100`}function Pt(e){let t=[...e.segments,...e.overall&&e.segments.length>1?[e.overall]:[]].filter(({verdict:e,difference:t,unconfirmed:n})=>e!==`invalid`&&!n&&(t??0)<0).reduce((e,t)=>!e||Ft(t,e)?t:e,null);if(!t)return[];let n=t.adjustedPValue,r=`Chance alone shows ${t===e.overall?`all cases together this bad`:e.segments.length>1?`some segment as bad as ${A(t.name,60)}`:`cases this bad`} ${Nt(n)} harmless edits (adjusted p\u00a0${S(n)})`;return t.verdict===`regression`?[`${r}.`]:[`${r}: too often to be called worse, which does not show that it is not.`]}function Ft(e,t){let n=e=>e.verdict===`regression`?0:1;return n(e)-n(t)<0||n(e)===n(t)&&e.adjustedPValue<t.adjustedPValue}function It(e,t,n=!1){let{policy:r}=t;if(!e.overall)return[];if(!e.baseline)return Rt(e,r);let i=e.segments.filter(e=>e.verdict===`inconclusive`),a=Pt(e),o=[n&&a.length>0?[m(e.path),`: `,...a]:a,...i.map(t=>zt(t,Ge(e,r,t.name)))],s=e.overall.ofFirstLook?[Lt]:[];return[...[...o,s].filter(e=>e.length>0),Bt(e,t)]}const Lt=`The figures over all cases are those of the first look: only some segments were asked further, which would tilt them.`;function Rt(e,t){let{levels:n,segments:r}=e,i=Je(e,t,r.map(({name:e})=>e));if(i===null)return[];let a=n?`, α ${Ce(r.length===1?n.segments:n.segments+n.overall)}`:``;return[[`Test: exact binomial against the ${i} of `,m(`gate.min-pass-rate`),`${a}. p is how often a prompt that passes ${i} would pass so few.`]]}function zt(e,t){let{minimumDetectableEffect:n,detectableBySuite:r,casesNeeded:i,families:a}=e;if(n===null)return[];let o=`${`${R(e.cases,`case`)}${a===void 0||a===e.cases?``:` of ${R(a,`family`,`families`)}`}`} show a drop of ${De(n)} points 4 times out of 5, and may miss a smaller one`,s=typeof r==`number`&&r<n?`; all cases of the suite, one of ${De(r)} points`:``,c=i===null||t===null?``:` For ${De(t)} points it needs ${R(i,`case`)}.`;return[`${A(e.name,60)}: ${o}${s}.${c}`]}function Bt(e,{policy:t,prompts:n}){let{gate:r}=Re(e,t),i=it[r.test??`proportions-z`],a=r.correction===`holm`?`Holm`:`min-P`,{levels:o,suite:s,segments:c,overall:l}=e,u=[`Test: ${i}`];c.length>1&&u.push(`${a} over ${R(c.length,`segment`)}`),o&&u.push(`α ${Ce(o.segments)} + ${Ce(o.overall)} (segments + overall)`);let d=n.filter(x).length;d>1&&u.push(_e({prompts:n,policy:t})>0?`the α of ${d} prompts together`:`for each of ${d} prompts by itself`),s&&s.trials>1&&u.push(`${ve(s.trials)} trials a case, the case being the unit`);let{families:f,cases:p=0}=l??{};f!==void 0&&f<p&&u.push(`${R(f,`family`,`families`)} of ${R(p,`case`)} being the units`);let m=c.length>1?` Each interval is one of 95\xA0% by itself, not adjusted for their number.`:``;return[`${u.join(`, `)}. One-sided: p is for “candidate worse”.${m}`]}function Vt(e){return{heads:[`segment`,`p`,`adjusted p`,`two-proportion z`,`its p`,`Fisher p`,`detectable drop`],rows:[...g(e.segments),...e.overall?[e.overall]:[]].map(Ht)}}function Ht(e){let{twoProportion:t,minimumDetectableEffect:n}=e;return[A(e.name,60),F(e.pValue),F(e.adjustedPValue),t?qe(t.z):`—`,t?F(t.pValue):`—`,t&&t.fisher!==null?F(t.fisher):`—`,n===null?`—`:`${De(n)} points`]}function Ut(e){return Gt([...Kt(e,`alarm`),...Kt(e,`notice`)])}function Wt(e){return Gt(Kt(e,`fact`))}function Gt(e){return M(e,8,e=>[`${R(e,`more notice`)} in the result JSON.`])}function Kt({notices:e,prompts:t},n){let r=e=>e.gravity===n;return[...e.filter(r).map(({text:e})=>b(e)),...qt(t.map(({path:e,notices:t})=>({path:e,notices:t.filter(r)})))]}function qt(e){let t=/* @__PURE__ */ new Map;for(let{path:n,notices:r}of e)for(let{text:e}of r)t.set(e,(t.get(e)??/* @__PURE__ */ new Set).add(n));return[...t].map(([t,n])=>n.size===e.length?b(t):[...Jt([...n]),`: `,...b(t)])}function Jt(e){let t=e.slice(0,5).flatMap((e,t)=>[...t>0?[`, `]:[],m(e)]),n=e.length-5;return n>0?[...t,` and ${n} more`]:t}function Yt({errors:e},t=0){let n=e.slice(t).map(({message:e,place:t,remedy:n})=>{let r=[e,n].filter(Boolean).join(` `),i=b(A(r,500));return{sentence:r,text:t?[m(t),`: `,...i]:i}}),r=Ke(n,{sentenceOf:({sentence:e})=>e,more:e=>({sentence:``,text:[`${R(e,`more problem`)} of the same kind in the result JSON.`]})}).map(({text:e})=>e);return M(r,10,e=>[`${R(e,`more problem`)} in the result JSON.`])}function Xt(e){return`${R(e.length,`answer`)} did not come: ${Zt(e)}`}function Zt(e){return[`candidate`,`baseline`].map(t=>({arm:t,count:e.filter(e=>e.arm===t).length})).filter(({count:e})=>e>0).map(({arm:e,count:t})=>`${E(t)} of the ${e}`).join(`, `)}function Qt(e){if(e.length===0)return[];let t=e.map(({name:e,missing:t,cases:n,missingBy:r})=>`${E(t)} of ${E(t+n)} in ${A(e,60)}${r?$t(r):``}`);return[`Pairs of answers that did not come: `,...k(t),`.`]}function $t({baseline:e,candidate:t,both:n}){let r=[{count:t,what:`the candidate’s alone`},{count:e,what:`the baseline’s alone`},{count:n,what:`both`}].filter(({count:e})=>e>0);return r.length===0?``:` (${r.map(({count:e,what:t})=>`${E(e)} ${t}`).join(`, `)})`}function en(e,t){let n=e.filter(x),r=n.filter(e=>!xe(e)),i=n.filter(xe),a=e.filter(D),o=r.flatMap(e=>e.segments),s=o.filter(Se),c=[...r.length>0?[[`no regression shown in `,...nn(r)]]:[],...s.length>0?[oe(s,o)]:[],...i.length>0?[[`nothing could be told of `,...nn(i)]]:[],...ne(a,t)];return{sign:tn(e),text:c.flatMap((e,t)=>t===0?e:[`; `,...e])}}function tn(e){return e.some(We)?j:e.some(e=>x(e)&&!xe(e))?je:e.some(e=>D(e)&&!Qe(e))?Ve:Me}function nn(e){return k(e.map(({path:e})=>m(e)))}const rn=String.raw`(?:\u001B\u005C|\u009C)`,an=String.raw`\u0018\u001A\u001B\u0080-\u009F`,on=String.raw`(?:\u001B\]|\u009D)[^\u0007${an}]*(?:\u0007|${rn})`,sn=String.raw`(?:\u001B[PX^_k]|[\u0090\u0098\u009E\u009F])[^${an}]*${rn}`,cn=`${String.raw`\u001B\](?:P[\dA-Fa-f]{7}|R)(?:\u0007|${rn})?`}|${on}|${sn}|${String.raw`(?:\u001B\[|\u009B)[\u0030-\u003F]*[\u0020-\u002F]*[\u0040-\u007E]`}|${String.raw`\u001B(?:[\u0020-\u002F]+[\u0030-\u007E]|[\dA-PR-TZcf-oq-uy=><~|}])`}`;function ln({onlyFirst:e=!1}={}){return new RegExp(cn,e?void 0:`g`)}const un=ln();function dn(e){if(typeof e!=`string`)throw TypeError(`Expected a \`string\`, got \`${typeof e}\``);return!e.includes(`\x1B`)&&!e.includes(``)?e:e.replace(un,``)}const fn=[161,161,164,164,167,168,170,170,173,174,176,180,182,186,188,191,198,198,208,208,215,216,222,225,230,230,232,234,236,237,240,240,242,243,247,250,252,252,254,254,257,257,273,273,275,275,283,283,294,295,299,299,305,307,312,312,319,322,324,324,328,331,333,333,338,339,358,359,363,363,462,462,464,464,466,466,468,468,470,470,472,472,474,474,476,476,593,593,609,609,708,708,711,711,713,715,717,717,720,720,728,731,733,733,735,735,768,879,913,929,931,937,945,961,963,969,1025,1025,1040,1103,1105,1105,8208,8208,8211,8214,8216,8217,8220,8221,8224,8226,8228,8231,8240,8240,8242,8243,8245,8245,8251,8251,8254,8254,8308,8308,8319,8319,8321,8324,8364,8364,8451,8451,8453,8453,8457,8457,8467,8467,8470,8470,8481,8482,8486,8486,8491,8491,8531,8532,8539,8542,8544,8555,8560,8569,8585,8585,8592,8601,8632,8633,8658,8658,8660,8660,8679,8679,8704,8704,8706,8707,8711,8712,8715,8715,8719,8719,8721,8721,8725,8725,8730,8730,8733,8736,8739,8739,8741,8741,8743,8748,8750,8750,8756,8759,8764,8765,8776,8776,8780,8780,8786,8786,8800,8801,8804,8807,8810,8811,8814,8815,8834,8835,8838,8839,8853,8853,8857,8857,8869,8869,8895,8895,8978,8978,9312,9449,9451,9547,9552,9587,9600,9615,9618,9621,9632,9633,9635,9641,9650,9651,9654,9655,9660,9661,9664,9665,9670,9672,9675,9675,9678,9681,9698,9701,9711,9711,9733,9734,9737,9737,9742,9743,9756,9756,9758,9758,9792,9792,9794,9794,9824,9825,9827,9829,9831,9834,9836,9837,9839,9839,9886,9887,9919,9919,9926,9933,9935,9939,9941,9953,9955,9955,9960,9961,9963,9969,9972,9972,9974,9977,9979,9980,9982,9983,10045,10045,10102,10111,11094,11097,12872,12879,57344,63743,65024,65039,65533,65533,127232,127242,127248,127277,127280,127337,127344,127373,127375,127376,127387,127404,917760,917999,983040,1048573,1048576,1114109],pn=[12288,12288,65281,65376,65504,65510],mn=[4352,4447,8986,8987,9001,9002,9193,9196,9200,9200,9203,9203,9725,9726,9748,9749,9776,9783,9800,9811,9855,9855,9866,9871,9875,9875,9889,9889,9898,9899,9917,9918,9924,9925,9934,9934,9940,9940,9962,9962,9970,9971,9973,9973,9978,9978,9981,9981,9989,9989,9994,9995,10024,10024,10060,10060,10062,10062,10067,10069,10071,10071,10133,10135,10160,10160,10175,10175,11035,11036,11088,11088,11093,11093,11904,11929,11931,12019,12032,12245,12272,12287,12289,12350,12353,12438,12441,12543,12549,12591,12593,12686,12688,12773,12783,12830,12832,12871,12880,42124,42128,42182,43360,43388,44032,55203,63744,64255,65040,65049,65072,65106,65108,65126,65128,65131,94176,94180,94192,94198,94208,101594,101631,101664,101760,101874,101888,102801,102816,102866,110576,110579,110581,110587,110589,110590,110592,110888,110898,110898,110928,110930,110933,110933,110948,110952,110960,111355,119552,119638,119648,119670,126980,126980,127183,127183,127374,127374,127377,127386,127406,127406,127488,127490,127504,127547,127552,127560,127568,127569,127584,127589,127744,127776,127789,127797,127799,127868,127870,127891,127904,127946,127951,127955,127968,127984,127988,127988,127992,128062,128064,128064,128066,128252,128255,128317,128331,128334,128336,128359,128378,128378,128405,128406,128420,128420,128507,128591,128640,128709,128716,128716,128720,128722,128725,128729,128732,128735,128747,128748,128756,128764,128986,128986,128992,129003,129008,129008,129292,129338,129340,129349,129351,129535,129648,129660,129664,129734,129736,129736,129740,129757,129759,129771,129775,129786,131072,196605,196608,262141],hn=(e,t)=>{let n=0,r=Math.floor(e.length/2)-1;for(;n<=r;){let i=Math.floor((n+r)/2),a=i*2;if(t<e[a])r=i-1;else if(t>e[a+1])n=i+1;else return!0}return!1},gn=19968,[_n,vn]=/* #__PURE__ */ yn(mn);function yn(e){let t=e[0],n=e[1];for(let r=0;r<e.length;r+=2){let i=e[r],a=e[r+1];if(gn>=i&&gn<=a)return[i,a];a-i>n-t&&(t=i,n=a)}return[t,n]}const bn=e=>e<161||e>1114109?!1:hn(fn,e),xn=e=>e<12288||e>65510?!1:hn(pn,e),Sn=e=>e>=_n&&e<=vn?!0:e<4352||e>262141?!1:hn(mn,e);function Cn(e){if(!Number.isSafeInteger(e))throw TypeError(`Expected a code point, got \`${typeof e}\`.`)}function wn(e,{ambiguousAsWide:t=!1}={}){return Cn(e),xn(e)||Sn(e)||t&&bn(e)?2:1}const Tn=new Intl.Segmenter,En=/[^\u{20}-\u{7E}]/v,Dn=String.raw`\u{600}-\u{605}\u{6DD}\u{890}\u{891}\u{8E2}\u{110BD}\u{110CD}`,On=RegExp(`^[${Dn}]+`,`v`),kn=new RegExp(String.raw`[^\p{Default_Ignorable_Code_Point}\p{Control}\p{Enclosing_Mark}\p{Nonspacing_Mark}[\p{Format}--[${Dn}]]]`,`v`),An=/^(?:\p{RGI_Emoji}|\p{Regional_Indicator}{1,2}|[\d#*]\u{FE0F})/v,jn=/^[\p{Emoji_Presentation}--[\u{10000}-\u{10FFFF}]]\u{FE0E}/v;function Mn(e,t){if(t>=e.length)return 0;let n=/(?<![\p{Emoji_Modifier_Base}\u{200D}])\p{Emoji_Modifier}/gv;n.lastIndex=t;let r=0;for(;n.test(e);)r++;return r}const Nn=/\u{200D}\p{Extended_Pictographic}/v;function Pn(e){let t=e.search(kn);return t===-1?void 0:e.slice(t)}function Fn(e){return e>=4352&&e<=4607||e>=43360&&e<=43388||e>=44032&&e<=55203||e>=55216&&e<=55238||e>=55243&&e<=55291}function In(e,t){let n=0;for(let r of e){if(r===`‍`)break;kn.test(r)&&(n+=wn(r.codePointAt(0),t))}return n}function Ln(e,t){let n=e.codePointAt(0),r=n===69821||n===69837||n>=1536&&n<=2303?On.exec(e):void 0;if(r){let n=e.slice(r[0].length),i=Ln(n,t),a=Pn(n);return i>=2&&(wn(a.codePointAt(0),t)===2||An.test(a)||Nn.test(a))?i:[...r[0]].length+i}let i=Pn(e);if(i===void 0)return 0;if(Fn(n))return wn(n,t)+Mn(e,1)*2;if(jn.test(i))return 1;let a=An.exec(i);if(a)return 2+Mn(i,a[0].length)*2;let o=Nn.exec(i);return o?2+Mn(i,o.index+o[0].length)*2:In(i,t)}function Rn(e,t){let n=0,r=e.search(En);r>1&&(n=r-1,e=e.slice(n));let i=e.length;for(;i>0;){let t=e.codePointAt(i-1);if(t<32||t>126)break;i--}if(i+1<e.length&&(n+=e.length-i-1,e=e.slice(0,i+1)),!/[^\u{20}-\u{7E}\u{4E00}-\u{9FFF}\u{AC00}-\u{D7A3}]/v.test(e))return n+e.length+e.replaceAll(/[\u{20}-\u{7E}]/gv,``).length;e=e.toWellFormed(),e=e.replaceAll(/(?<=[\u{16D63}-\u{16D6A}])[\u{16D63}-\u{16D6A}]+/gv,``);let a={ambiguousAsWide:!t};for(let{segment:t}of Tn.segment(e))t.length===1?kn.test(t)&&(n+=wn(t.codePointAt(0),a)):n+=Ln(t,a);return n}function q(e,t={}){if(typeof e!=`string`||e.length===0)return 0;let{ambiguousIsNarrow:n=!0,countAnsiEscapeCodes:r=!1}=t,i=e;return!r&&(i.includes(`\x1B`)||i.includes(``))&&(i=dn(i)),En.test(i)?Rn(i,n):i.length}const zn=[1,2,5,10,20,25,50];function Bn(e,t=7){let n=e.flatMap(({interval:e,difference:t})=>[...e??[],t??0]).filter(Number.isFinite).map(e=>e*100),r=Math.max(-100,Math.min(0,...n)),i=Math.min(100,Math.max(0,...n));return zn.map(e=>({low:Math.min(-1,Math.floor(r/e))*e,high:Math.max(1,Math.ceil(i/e))*e,step:e})).find(e=>Vn(e).length<=t)??{low:-100,high:100,step:100}}function Vn({low:e,high:t,step:n}){let r=Math.ceil(e/n),i=Math.floor(t/n)-r+1;return Array.from({length:Math.max(0,i)},(e,t)=>(r+t)*n+0)}function Hn(e,t=72){let n=g(e).filter(({interval:e})=>e!==null);if(n.length===0)return[];let r=n.map(({name:e})=>qn(e,Math.floor(t/3))),i=Math.max(...r.map(e=>q(e))),a=Math.max(20,t-i-Un-Wn.length),o=Bn(n,Math.max(3,Math.floor(a/7))),s=(o.high-o.low)/o.step,c={axis:o,perStep:Math.max(2,Math.floor((a-3)/s))},l=n.map((e,t)=>{let n=r[t]??``;return`${n}${` `.repeat(i-q(n)+Un)}${Kn(e,c)}`.trimEnd()});return[Gn(c,i+Un)+Wn,...l]}const Un=3,Wn=`   points`;function J(e,{axis:t,perStep:n}){let r=Math.min(t.high,Math.max(t.low,e));return Math.round((r-t.low)/t.step*n)}function Gn(e,t){let n=[];for(let r of Vn(e.axis)){let i=r===0?`0`:O(r/100),a=t+J(r,e)-Math.floor(i.length/2);for(;n.length<a;)n.push(` `);n.push(...i)}return n.join(``)}function Kn(e,t){let n=Array.from({length:J(t.axis.high,t)+1},()=>` `),r=J(0,t);n[r]=`│`;let{interval:i,difference:a}=e;if(!i)return n.join(``);let[o,s]=[J(i[0]*100,t),J(i[1]*100,t)];for(let e=o;e<=s;e++)n[e]=e===r?`┼`:`─`;return n[o]=`├`,n[s]=`┤`,a!==null&&(n[J(a*100,t)]=`●`),n.join(``)}function qn(e,t){let n=A(e,t);for(;q(n)>t;)n=A(n,[...n].length-1);return n}const Jn=`Once this is merged`;function Yn({prompts:e,registryPlan:t}){let n=[...e.map(Xn).filter(e=>e.length>0),...t?tr(t):[]];return M(n,20,e=>[`${R(e,`more line`)} in the result JSON.`])}function Xn({path:e,change:t,becomes:n}){if(!n)return[];let{name:r,version:i,part:a,because:o,known:s,onMain:c}=n,l=[m(r),` ${A(i)}`];if(s&&i===c)return t===`suite`?[]:[m(e),` stays `,...l,`: what is asked is the same.`];if(s)return[m(e),` is `,...l,` again.`,...Zn(n)];let u=a===null?[` (the first version)`]:[` (${A([a,o.join(`, `)].filter(Boolean).join(`: `),400)})`];return[m(e),` becomes `,...l,...u,`.`,...Zn(n)]}function Zn({name:e,version:t,environments:n}){return n.flatMap(n=>{let{name:r,serves:i,needs:a}=n;if(i.length===1&&i[0]===t)return[` `,m(r),` serves it already.`];let o=i.length===0?` (nothing now)`:` (${A(i.slice(0,5).join(`, `))} now)`;return[` `,m(r),o,...Qn(a,{name:e,version:t,where:r}),`.`]})}function Qn(e,{name:t,version:n,where:r}){let i=e.map($n).filter(e=>e.length>0);if(i.length>0)return[` does not take it: `,...or(i)];let a=e.map(er).filter(e=>e.length>0),o=a.length===0?[]:[` once `,...or(a)];if(e.some(({kind:e})=>e===`by-hand`)){let e={code:A(`promote ${t}@${n} --to ${r}`,160)};return[` is given it by hand`,...o,`: `,e]}return[` serves it`,...a.length>0?o:[` with the next `,m(`record`)]]}function $n(e){switch(e.kind){case`archived`:return[`it is archived`];case`held`:return[e.version===null?`the prompt is held there`:`it is held there`,e.until===null?``:` until ${A(e.until)}`];case`pinned-model`:return[`its model is not pinned to a dated snapshot`];case`min-pass-rate`:return[`nothing serves there to compare it with, and `,m(`gate.min-pass-rate`),` is off`];case`cases`:return[`its suite has ${R(e.has,`case`)}, and ${e.asked} are asked for`];default:return[]}}function er(e){switch(e.kind){case`soak`:return[`it served `,m(e.in),` for ${cr(e.forMs)}`];case`evidence`:return[`its answers on main are enough`];default:return[]}}function tr(e){let{environments:t,keys:n,publish:r}=e;return[...nr(e),...t.added.map(({name:e,rules:t})=>[m(e),` is a new environment: `,...sr(t.map(m)),`.`]),...t.removed.map(({name:e,serves:t})=>{let n=t.flatMap(({prompt:e,versions:t})=>t.map(t=>m(`${e} ${t}`))),r=n.length>0?[`, and it goes on serving `,...k(n,5)]:[];return[m(e),` is no environment any more: nothing is promoted there`,...r,`.`]}),...t.changed.map(({name:e,changes:t})=>{let n=t.map(({setting:e,from:t,to:n})=>[m(e),` from `,m(t),` to `,m(n)]);return[m(e),`: `,...or(n),`.`]}),...t.last?[[`The last environment, by which versions are called active, is `,m(t.last.to),` instead of `,m(t.last.from),`.`]]:[],...ar(`promotion key`,n.promotion,20),...ar(`pointer key`,n.pointer,20),...ar(`destination`,r),...e.promotions.map(rr),...e.tooFewCases.map(({environment:e,asked:t,prompt:n,has:r})=>{let i=`${R(r,`case`)}: its versions would be refused there.`;return[m(e),` asks for ${t} cases, and the suite of `,m(n),` has ${i}`]})]}function nr({change:e}){return e===`added`?[[`The registry begins: the first `,m(`record`),` gives every prompt of main its version 1.0.0 where there is no log yet.`]]:[]}function rr({environment:e,prompt:t,version:n,outcome:r,missing:i,evidence:a}){let o={promoted:` will serve `,waits:` waits for `,refused:` is not promoted to `,pending:` waits for evidence before `},s=i.length>0?`: ${A(i.join(` `),400)}`:a?` (${ir(a)}).`:`.`;return[m(t),` ${A(n)}`,o[r],m(e),s]}function ir({verdict:e,cases:t,against:n,at:r}){let i=n===null?`by its own pass rate`:`against ${A(n)}`;return`${e} on ${R(t,`case`)} ${i}${r===null?``:`, of ${r.slice(0,10)}`}`}function ar(e,{added:t,removed:n},r){let i=(t,n)=>{if(t.length===0)return[];let i=t.map(e=>m(r===void 0?e:e.slice(0,r)));return[[`${R(t.length,e)} ${n}: `,...k(i,5),`.`]]};return[...i(t,`added`),...i(n,`removed`)]}function or(e){return e.flatMap((t,n)=>[...n===0?[]:n===e.length-1?[` and `]:[`, `],...t])}function sr(e){return e.flatMap((e,t)=>t===0?[e]:[`, `,e])}function cr(e){let t=e/36e5;return Number.isInteger(t)?t>=48&&t%24==0?`${t/24} days`:R(t,`hour`):e%6e4==0?`${e/6e4} min`:`${e/1e3} s`}function Y(e,t){if(!L(e))return wr(e);if(!e.baseline)return xr(e,t);let n=ye(e),r=n.slice(0,3),i=r.flatMap(t=>[...lr(t,e),` `]),a=pr(e)&&n.length===0?fr(e):[];return Tr([...i,...a,...mr(e),...vr(e,r),...br(e)])}function lr(e,t){return[...ur(t.segments.length===1?`The candidate`:me(A(e.name,60)),e,t.suite?.trials??1),` `,...dr(e)]}function ur(e,t,n){let{baseline:r,candidate:i,difference:a,interval:o}=t,s=n>1?`${T(i.rate)} of ${R(i.n,`answer`)} to ${R(t.cases,`case`)}`:`${E(i.passes)} of ${R(i.n,`case`)}`,c=r&&(n>1?T(r.rate):E(r.passes)),l=[...o?[`95\u00a0% CI ${we(o,` to `)}`]:[],`adjusted p\u00a0${S(t.adjustedPValue)}`];return[`${e} passes ${s}${c?`, down from ${c}`:``}`,...a===null?[]:[`: `,v(`${O(a)} points`)],` (${l.join(`, `)}).`]}function dr({losses:e,wins:t}){return[`${`${me(ve(e))} ${e===1?`case`:`cases`} newly ${N(e,`fail`)}`}, ${`${t===0?`none`:ve(t)} newly ${N(t,`pass`)}`}.`]}function fr(e){return e.overall?[...ur(`Over all cases the candidate`,e.overall,e.suite?.trials??1),` `,...dr(e.overall),` `]:[]}function pr(e){return e.reasons.some(e=>e.kind===`overall-regression`)}function mr({reasons:e}){return[`critical-case`,`critical-case-unanswered`].flatMap(t=>{let n=e.filter(e=>e.kind===t).map(({caseId:e=``})=>m(e));if(n.length===0)return[];let r=t===`critical-case`?`always ${N(n.length,`fail`)}`:`${n.length===1?`has`:`have`} no answer`;return[`The critical ${n.length===1?`case`:`cases`} `,...k(n),` always passed and now ${r}. `]})}const hr={worse:{one:`gets worse too`,many:`get worse too`,only:``},improved:{one:`improves`,many:`improve`,only:`The candidate improves.`},noWorse:{one:`is no worse`,many:`are no worse`,only:`The candidate is no worse.`},noChange:{one:`shows no change`,many:`show no change`,only:`No change of quality is shown.`},inconclusive:{one:`cannot be told`,many:`cannot be told`,only:`Whether quality changed cannot be told.`},invalid:{one:`could not be judged`,many:`could not be judged`,only:`The candidate could not be judged.`}};function gr({verdict:e,difference:t,interval:n}){switch(e){case`regression`:return hr.worse;case`pass`:return Math.abs(t??0)<=.05&&!_r(n)?hr.noChange:hr.noWorse;default:return hr[e]}}function _r(e){return e!==null&&(e[0]>0||e[1]<0)}function vr({segments:e},t){let n=e.filter(e=>!t.includes(e)),[r]=n;if(e.length===1)return r&&gr(r).only!==``?[gr(r).only]:[];let i=Object.values(hr).map(e=>({fate:e,names:yr(n.filter(t=>gr(t)===e))})).filter(({names:e})=>e.length>0).flatMap(({fate:e,names:t},n)=>{let[r=``,...i]=t,a=n===0?[me(r),...i]:t;return[...n===0?[]:[`, `],...k(a),` ${t.length===1?e.one:e.many}`]});return i.length>0?[...i,`.`]:[]}function yr(e){return e.map(e=>A(e.name,60))}function br({segments:e}){let t=e.filter(e=>e.verdict===`invalid`&&e.missing>0);return t.length===0?[]:[` `,...Qt(t)]}function xr(e,t){let{overall:n}=e;if(!n)return[];let{passes:r,n:i,rate:a}=n.candidate;return[m(e.path),` ${e.change===`added`?`is new and`:`cannot be run at the base, so it`} has nothing to be compared with: it passes ${E(r)} of ${E(i)} (`,v(T(a)),`).`,...Cr(e,t),...Sr(e,t)]}function Sr(e,t){let n=Ee(e),r=(n??[]).map(({name:e})=>e),i=Je(e,t,r);if(n===null||i===null)return[];let a=n.length>0?n:e.overall?[e.overall]:[],o=Math.min(...a.map(({adjustedPValue:e})=>e)),s=e.segments.length>1&&n.length>0?[` in `,...d(n,e.segments)]:[],c=He(e,t,r)?[`. That blocks, since `,m(`gate.on-inconclusive`),` says so`]:[`. That is reported and does not block: only a rate that is shown to be below does`];return[` It is not shown to reach `,v(i),...s,`, which the policy asks for`,...c,` (adjusted p\u00a0${S(o)}: how often a prompt that passes ${i} would pass so few).`]}function Cr(e,t){let{reasons:n,segments:r}=e,i=n.filter(e=>e.kind===`below-min-pass-rate`),a=i.map(({segment:e=`all cases`})=>v(A(e,60)));if(a.length===0)return[];let o=Je(e,t,i.flatMap(({segment:e=`overall`})=>e===`overall`?[]:[e]));return[` The policy asks for `,o===null?`more`:v(o),...r.length>1?[` in `,...k(a)]:[],`.`]}function wr(e){let t=m(e.path);if(e.verdict===`error`)return[t,` was not judged.`];switch(e.change){case`deleted`:return[t,` is deleted.`];case`suite`:return[`Only the suite of `,t,` changed; nothing was run.`];default:return[t,` was not run.`]}}function Tr(e){let t=e.at(-1);return typeof t==`string`&&t.trim()===``?e.slice(0,-1):e}function Er(e){let t=e.prompts.flatMap(t=>[Dr(t,e),Or(t)]).filter(e=>e.length>0);return M(t,10,e=>[`${R(e,`more remark`)} in the result JSON.`])}function Dr(e,t){if(L(e)&&!e.baseline)return V(e)?[]:Y(e,t.policy);switch(e.change){case`deleted`:case`suite`:return!V(e)&&!L(e)&&t.prompts.length>1?Y(e,t.policy):[];case`renamed`:return e.baseline?[m(e.path),` was `,m(e.baseline.path),`.`]:[];case`policy`:return[m(e.path),` is asked otherwise by the policy (`,...k(e.because.map(m)),`).`];case`include`:return[m(e.path),` changes through `,...k(e.because.map(m)),`.`];default:return[]}}function Or({path:e,verdict:t,newlyFailing:n}){let r=t===`pass`?n.filter(e=>e.severe):[];if(r.length===0)return[];let i=r.map(({id:e,description:t})=>m(t??e));return[m(e),`: `,...k(i),` always passed and now always ${N(r.length,`fail`)}.`]}function kr(e,t){let{verdict:n}=e;if(!D(t)||n===`invalid`)return{sign:Ye[n],words:n,likeVerdict:n};if(n===`regression`)return{sign:ke,words:`too low`,likeVerdict:`regression`};let r=Pe(t);return Te(e)?{sign:j,words:r,likeVerdict:`invalid`}:{sign:t.change===`added`?Ve:Me,words:r,likeVerdict:null}}function Ar(e,t){if(D(t))return kr(e,t);let n=t.reasons.some(e=>e.kind===`overall-regression`),r=n?`regression`:e.verdict;return n||r===`improved`?{sign:Ye[r],words:r,likeVerdict:r}:null}function jr(e){return e?[e.model,...e.otherModels??[]]:[]}function Mr(e){return e.flatMap((e,t)=>t===0?[m(e)]:[`, `,m(e)])}function Nr(e){let{baseline:t,candidate:n,suite:r}=e,[i,a]=[jr(t),jr(n)],o=i.length>0&&a.length>0&&i.join()!==a.join()?[...Mr(i),` → `,...Mr(a)]:Mr(a.length>0?a:i),s=t&&n&&t.path!==n.path?[`, was `,m(t.path)]:[],c=[...t?[`, baseline `,m(Vr(t.sha256))]:[],...n?[`, candidate `,m(Vr(n.sha256))]:[],...r?[`, suite `,m(r.path),` `,m(Vr(r.sha256))]:[],...(e.judges??[]).flatMap(e=>[`, judged by `,m(e)])],l=r&&r.sampled<r.cases?` (${E(r.sampled)} of ${R(r.cases,`case`)})`:``;return[m(e.path),s.length+o.length>0?`: `:``,...o,...s,...c,l]}function Pr(e){let{usage:t,base:n,head:r}=e,i=t.fromStore>0?` (${E(t.fromStore)} from the store)`:``,a=[`${R(t.trials,`trial`)}${i}`,...t.savedTrials?[`${E(t.savedTrials)} saved by stop-when-decided`]:[],`${R(t.errored,`error`)}${Fr(e)}`,ie(t.elapsedMs),...t.usd===null?[`price not known`]:[y(t.usd)],...t.judge?[Ir(t.judge)]:[]],o=n.mergeBase?[`Merge base `,m(n.mergeBase.slice(0,12)),`, head `,m(r.sha?.slice(0,12)??`working tree`),`; `]:[],s={code:A(Rr(e),600)};return[...o,`${a.join(`, `)}; `,s,` repeats it.`]}function Fr({prompts:e}){let t=Zt(e.flatMap(({errors:e})=>e));return t===``?``:` (${t})`}function Ir({calls:e,fromStore:t,usd:n}){let r=t>0?` (${E(t)} more from the store)`:``,i=n===null?`, price not known`:` for ${y(n)}`;return`judged in ${R(e,`call`)}${r}${i}`}function Lr(e){return e.prompts.filter(L).map(Nr)}function Rr({base:e,head:t,policySource:{path:n},offline:r,partial:a}){let o=e=>/^[\w.][\w./@-]*$/.test(e),s=o(e.ref)?e.ref:e.mergeBase,c=t.sha!==null&&t.ref!==t.sha?` --head ${o(t.ref)?t.ref:t.sha}`:``,l=n===`.github/prompt-eval-gate.yml`?``:` --config ${o(n)?n:Br(n)}`;return`${i} gate${s?` --base ${s}`:``}${c}${l}${zr(a)}${r?` --offline`:``}`}function zr(e){if(!e)return``;let t=e=>/^[\w.][\w./@-]*$/.test(e)?e:Br(e);return[...e.prompts.map(t),...e.segments.map(e=>`--segment ${t(e)}`),...e.cases.map(e=>`--case ${t(e)}`),...e.failing?[`--failing`]:[]].map(e=>` ${e}`).join(``)}function Br(e){return`'${e.replaceAll(`'`,String.raw`'\''`)}'`}function Vr(e){return e.slice(0,12)}const Hr=[{head:``,align:`left`},{head:`segment`,align:`left`},{head:`baseline`,align:`right`},{head:`candidate`,align:`right`},{head:`change, 95\xA0% CI`,align:`left`},{head:`lost / won`,align:`right`},{head:`z`,align:`right`},{head:`adjusted p`,align:`right`}];function Ur(e,t){return H(Hr,Gr(e,t))}function Wr(e,t){let[n,...r]=Hr;if(!n)return``;let i=e.flatMap(e=>Gr(e,t).map(([t=[],...n])=>[t,[m(e.path)],...n]));return H([n,{head:`prompt`,align:`left`},...r],i)}function Gr(e,t){let n=g(e.segments).slice(0,t).map(t=>qr(t,Kr(kr(t,e))));return e.overall?[...n,qr(e.overall,Kr(Ar(e.overall,e)),!0)]:n}function Kr(e){return e?[`${e.sign.emoji} ${e.words}`]:[]}function qr(e,t,n=!1){let r=n?[v(`overall`)]:[A(e.name,60)],i=e.missing>0?[` (${E(e.missing)} missing)`]:[];return[t,[...r,...i],...Jr(e).map(e=>[e])]}function Jr(e){let t=e.baseline!==null;return[e.baseline?T(e.baseline.rate):`—`,T(e.candidate.rate),Yr(e),t?`${E(e.losses)} / ${E(e.wins)}`:`—`,t?qe(e.z):`—`,t||e.method!==`none`?F(e.adjustedPValue):`—`]}function Yr({difference:e,interval:t}){return e===null?`—`:`${O(e)}${t?` (${we(t)})`:``}`}const Xr=[{head:`segment`,align:`left`},{head:`tokens a call`,align:`right`},{head:`change, 95\xA0% CI`,align:`left`},{head:`input`,align:`right`},{head:`output`,align:`right`},{head:`cached`,align:`right`},{head:`money a call`,align:`right`}];function Zr(e,t){let n=[...g(e.segments).slice(0,t),...e.overall?[e.overall]:[]];return H(Xr,n.map(t=>[t===e.overall?[v(`overall`)]:[A(t.name,60)],...Qr(t).map(e=>[e])]))}function Qr({cost:e}){let{baseline:t,candidate:n,ratio:r}=e,i=e=>`${t?`${e(t)} → `:``}${e(n)}`,a=r&&Number.isFinite(r.high)?` (${h(r.low,!1)} … ${h(r.high,!1)})`:``;return[i(e=>E(e.totalTokens)),r?`${h(r.ratio)}${a}`:`—`,i(e=>E(e.inputTokens)),i(e=>E(e.outputTokens)),i(e=>E(e.cachedInputTokens)),n.usd===null?`—`:i(e=>e.usd===null?`—`:y(e.usd))]}const{Ansis:$r,fg:ei,bg:ti,rgb:ni,bgRgb:ri,hex:ii,bgHex:ai,reset:oi,inverse:si,hidden:ci,visible:li,link:ui,bold:di,dim:fi,italic:pi,underline:mi,strikethrough:hi,black:gi,red:_i,green:vi,yellow:yi,blue:bi,magenta:xi,cyan:Si,white:Ci,gray:wi,redBright:Ti,greenBright:Ei,yellowBright:Di,blueBright:Oi,magentaBright:ki,cyanBright:Ai,whiteBright:ji,bgBlack:Mi,bgRed:Ni,bgGreen:Pi,bgYellow:Fi,bgBlue:Ii,bgMagenta:Li,bgCyan:Ri,bgWhite:zi,bgGray:Bi,bgRedBright:Vi,bgGreenBright:Hi,bgYellowBright:Ui,bgBlueBright:Wi,bgMagentaBright:Gi,bgCyanBright:Ki,bgWhiteBright:qi}=(/* @__PURE__ */ e((/* @__PURE__ */ t(((e,t)=>{let n,{defineProperty:r,getPrototypeOf:i,setPrototypeOf:a,create:o,keys:s}=Object,{round:c,max:l}=Math,u=e=>{let t=/([a-f\d]{3,6})/i.exec(e)?.[0],n=t?.length,r=`0x`+(6^n?3^n?`0`:t[0]+t[0]+t[1]+t[1]+t[2]+t[2]:t)|0;return[r>>16,r>>8&255,255&r]},d=e=>{if(8>e)return 30+e;if(16>e)return 82+e;if(e>231)return e>243?37:30;let t=(e-=16)%36,n=e/36|0,r=t/6|0,i=t%6;return 30+(n>2|(r>2)<<1|(i>2)<<2)+(l(n,r,i)>4?60:0)},f={open:``,close:``},p=(e,{open:t=``,close:n=``,f:r})=>{let o=(e.open||``)+t,s=n+(e.close||``),c=(e,...i)=>{if(!e){if(!n)return t;if((e??``)===``)return``}let a,l=r?r(e,...i):e.raw?String.raw({raw:e},...i):``+e,u=c;if(l.includes(`\x1B`))for(;u=u.p;){let{t:e,o:t}=u,n=t.length,r=``,i=0;if(n)for(;~(a=l.indexOf(t,i));i=a+n)r+=l.slice(i,a)+e;l=r+l.slice(i)}return o+(l.includes(`
`)?l.replace(/(\r?\n)/g,s+`$1`+o):l)+s};return a(c,i(e)).p={t,o:n,p:e.p},c.open=o,c.close=s,c},m=new function e(t=globalThis){let i=typeof t==`number`?t:(e=>{let t,r=e.process??{},i=r.argv??[],a=r.env??{},o=0;try{o=((e,t,r)=>(n=t.TERM,n===`dumb`?0:{"24bit":3,truecolor:3,ansi256:2,ansi:1}[t.COLORTERM]||(t.CI?/,GITHUB/.test(r)?3:1:e.platform===`win32`?3:/-256/.test(n)?2:1)))(r,a,`,`+s(a).join(`,`)),t=r.stdout?.isTTY||a.CI||a.PM2_HOME||/edge/.test(a.NEXT_RUNTIME)}catch{a={}}let c,l=o||1,u=`FORCE_COLOR`,d={false:0,0:0,1:1,2:2,3:3}[a[u]]??l,f=-1;for(c of i)/^--color=?(true|always)?$/.test(c)&&(f=l),/^--(no-color|color=(false|never))$/.test(c)&&(f=0);return e.window?.chrome?3:u in a?d:~f?f:a.NO_COLOR?0:t?o:0})(t),l={},m={Ansis:e,level:i,isSupported:()=>te,strip:e=>e.replace(/][^]*|[][[()#;?]*(?:\d+(?:;\d*)*)?[\dA-ORZcf-nqry=><]/g,``),extend(e){for(let t in e){let n=e[t];(typeof n)[0]===`s`&&(ee(v(t),x(...u(n))),n=b(...u(n))),ee(t,n)}return a(m,o({},l))}},ee=(e,t)=>{l[e]={get(){return r(this,e,{value:t.call?(...e)=>p(this,t(...e)):p(this,t)})[e]}}},h=1^i,g=i>2,te=i>0,_=(e,t)=>te?{open:`[${e}m`,close:t?`[${t}m`:``}:f,v=e=>`bg`+e[0].toUpperCase()+e.slice(1),ne=e=>t=>e(...u(t)),y=(e,t)=>(n,r,i)=>_(`${e}8;2;${n};${r};${i}`,t),re=e=>(t,n,r)=>e(((e,t,n)=>e^t|t^n?16+36*c(e/51)+6*c(t/51)+c(n/51):8>e?16:e>248?231:c(24*(e-8)/247)+232)(t,n,r)),ie=e=>_(h?`38;5;`+e:d(e),39),ae=e=>_(h?`48;5;`+e:d(e)+10,49),b=g?y(3,39):re(ie),x=g?y(4,49):re(ae),S={fg:ie,bg:ae,rgb:b,bgRgb:x,hex:ne(b),bgHex:ne(x),visible:f,reset:_(0,``),bold:_(1,22),dim:_(2,22),italic:_(3,23),underline:_(4,24),inverse:_(7,27),hidden:_(8,28),strikethrough:_(9,29),link:{f:(e,t=e)=>te?`]8;;${e}${t}]8;;`:t==e?e:t+` (​${e}​)`}},oe=(e,t)=>{S[e]=_(t,39),S[v(e)]=_(t+10,49)};return`gray,black,red,green,yellow,blue,magenta,cyan,white`.split(`,`).map(((e,t)=>{t?oe(e+`Bright`,89+t):t=61,oe(e,29+t)})),m.extend(S)};t.exports=m.default=m})))(),1)).default;function Ji({width:e,color:t}){return{width:Math.min(120,Math.max(60,Number.isFinite(e)?Math.floor(e):120)),paint:new $r(+!!t)}}function X(e,{width:t,paint:n},r=``){let i=[],a=[],o=0,s=t-q(r),c=()=>{i.push(r+a.join(``).trimEnd()),[a,o]=[[],0]};for(let t of Yi(e,n)){let e=t.reduce((e,t)=>e+q(t.text),0);o>0&&o+1+e>s&&c(),o>0&&(a.push(` `),o+=1);for(let{text:e,style:n}of t.flatMap(e=>Qi(e,s))){let t=q(e);o>0&&o+t>s&&c(),a.push(n(e)),o+=t}}return a.length>0&&c(),i}function Yi(e,t){let n=[],r=!1;for(let i of e){let e=Zi(i,t),a=Xi(i),o=A(a,4e3).split(` `),s=/^[ \n\t]/.test(a);for(let[t,i]of o.entries()){if(i===``)continue;let a=n.at(-1);t===0&&r&&!s&&a?a.push({text:i,style:e}):n.push([{text:i,style:e}])}a!==``&&(r=!/[ \n\t]$/.test(a))}return n}function Xi(e){return typeof e==`string`?e:`code`in e?e.code:e.strong}function Zi(e,t){return typeof e==`string`?e=>e:`code`in e?e=>t.cyan(e):e=>t.bold(e)}function Qi({text:e,style:t},n){if(q(e)<=n)return[{text:e,style:t}];let r=[``];for(let t of e){let e=r.at(-1)??``;q(e+t)>n?r.push(t):r[r.length-1]=e+t}return r.map(e=>({text:e,style:t}))}function $i(e,t,{width:n,paint:r}){let i=e.map(({head:e},n)=>Math.max(q(e),...t.map(e=>q(e[n]?.text??``)))),a=ta(e,i,n),o=na(a,i)-n;o>0&&(i[1]=Math.max(8,(i[1]??8)-o));let s=t=>a.map(n=>{let{text:r,style:a}=t[n]??{text:``},o=ra(r,i[n]??0),s=` `.repeat((i[n]??0)-q(o)),c=a?a(o):o;return e[n]?.align===`right`?s+c:c+s}).join(ea).trimEnd();return[s(e.map(({head:e})=>({text:e,style:e=>r.dim(e)}))),...t.map(s)]}const ea=`  `;function ta(e,t,n){let r=e.map((e,t)=>t);for(;na(r,t)>n;){let t=Math.max(...r.map(t=>e[t]?.priority??0));if(t===0)return r;r=r.filter(n=>e[n]?.priority!==t)}return r}function na(e,t){return e.reduce((e,n)=>e+(t[n]??0),2*(e.length-1))}function ra(e,t){let n=e;for(let r=t;q(n)>t&&r>0;r--)n=A(e,r);return n}function ia(e,t){switch(e){case`bad`:return e=>t.red(e);case`warning`:return e=>t.yellow(e);case`good`:return e=>t.green(e);case`muted`:return e=>t.dim(e)}}function Z(e,t,n=`·`){return e.flatMap(e=>{let[r=``,...i]=X(e,{...t,width:t.width-2});return[`${n} ${r}`,...i.map(e=>`  ${e}`)]})}const aa=[`█`,`░`,`▓`,`▒`,`▞`,`▚`,`▖`,`▘`];function oa({segments:e,safe:t}){let n=[t,...[...new Set(e.flatMap(({weights:e})=>e.map(({version:e})=>e)))].filter(e=>e!==t)].filter(t=>e.some(({weights:e})=>e.some(e=>e.version===t&&e.before+e.after>0))),r=e=>aa[n.indexOf(e)]??`?`,i=n.map(e=>`${r(e)} ${A(e,20)}${e===t?` (safe)`:``}`),a=e.map(({name:e})=>A(e===`*`?`all others`:e,12)),o=Math.max(...a.map(e=>q(e)),7),s=(e,t,n)=>`${e}${` `.repeat(Math.max(0,o-q(e)))}  ${t.padEnd(14)}  ${n}`.trimEnd();return[i.join(`   `),s(`segment`,`now`,`after`),...e.map(({weights:e},t)=>s(a[t]??``,sa(e.map(({version:e,before:t})=>({fill:r(e),share:t}))),sa(e.map(({version:e,after:t})=>({fill:r(e),share:t})))))]}function sa(e){let t=e.filter(({share:e})=>e>0);if(t.length===0)return``;let n=t.map(({share:e})=>Math.max(1,Math.floor(e*14))),r=14-n.reduce((e,t)=>e+t,0),i=t.map(({share:e},t)=>({index:t,rest:e*14-(n[t]??0)})).sort((e,t)=>t.rest-e.rest);for(let{index:e}of i){if(r<=0)break;n[e]=(n[e]??0)+1,--r}for(;r<0;){let e=n.indexOf(Math.max(...n));n[e]=(n[e]??0)-1,r+=1}return t.map(({fill:e},t)=>e.repeat(n[t]??0)).join(``)}function ca(e){return[...ua(e),...da(e),...M(e.overlaps.filter(fa).map(pa),12,la(`pair`)),...ma(e),...M(e.stress.map(ha),12,la(`what-if`)),...ga(e),..._a(e)]}function la(e){return t=>[`${R(t,`more ${e}`)} in the result JSON.`]}function ua({quality:{before:e,after:t},metric:n}){if(t===null)return[[`The quality over all segments cannot be told: their shares of the traffic are not known.`]];let r=e===null?``:`, now ${T(e.mean)}`,i=`${R(t.observations,`observation`)} and ${R(t.cases,`case`)} of evidence`;return[[`Expected ${n??`pass rate`} over all segments: ${T(t.mean)} (95 % CI ${T(t.low)} to ${T(t.high)}${r}), from ${i} together.`]]}function da({evidence:e,safe:t}){return e.filter(({version:e})=>e!==t).map(({version:e,evidence:t,cases:n,at:r,segments:i})=>{if(t===null)return[m(e),`: no evidence.`];let a=Object.entries(i).flatMap(([e,t])=>t===`regression`||t===`invalid`?[m(e)]:[]),o=r===null?``:` of ${A(r.slice(0,10),10)}`,s=a.length===0?[`worse nowhere.`]:[`not good enough for `,...k(a),`.`];return[`Evidence of `,m(e),`${o}, ${R(n,`case`)} in common: `,...s]})}function fa({segment:e,cases:t}){return e===`*`&&t>0}function pa({versions:[e,t],cases:n,bothFail:r,phi:i,rescue:a}){let[o]=a,s=o===null?[m(e),` fails none`]:[m(t),` answers ${T(o)} of what `,m(e),` fails`],c=r===null?`—`:T(r),l=i===null?``:`, phi ${i.toFixed(2)}`;return[...s,`; both fail ${c} of ${R(n,`case`)}${l}.`]}function ma({segments:e,models:t}){let n=e.reduce((e,t)=>Math.max(e,t.largest),0),r=e.reduce((e,t)=>Math.min(e,t.effectiveVersions),1/0),[i]=t;return[Number.isFinite(r)?[`The largest weight of a segment is ${T(n)}; the segment with the fewest has ${r.toFixed(1)} effective versions.`]:[],i&&i.after!==null?[`${T(i.after)} of the traffic depends on `,m(i.model),`.`]:[]].filter(e=>e.length>0)}function ha({kind:e,what:t,share:n,quality:r,change:i,unserved:a}){let o={"version-gone":[`Without `,m(t)],"model-retired":[`Without the model `,m(t)],"segment-doubles":[`Where the traffic of `,...re(t),` doubles`]},s=n===null?``:` (${T(n)} of the traffic)`,c=a.length>0?[`nothing is left for `,...a.flatMap((e,t)=>[...t===0?[]:[`, `],...re(e)])]:[],l=r===null?`the quality is not known`:`the quality is ${T(r.mean)}${i===null?``:` (${O(i)})`}`;return[...o[e],`${s}: `,...c.length>0?c:[l],`.`]}function ga({reassigned:e}){if(e===null||e.share===0)return[];let{share:t,least:n}=e,r=t>n?`, and these weights allow ${T(n)}`:`, the fewest possible`;return[[`${T(t)} of the units get another version${r}.`]]}function _a({cost:{perCall:e,promptCache:t}}){let n=[];if(e.after!==null){let t=e.before===null?``:`${y(e.before*1e3)} → `;n.push([`Cost per 1,000 calls: ${t}${y(e.after*1e3)}.`])}if(t!==null&&t.hitRate.after!==null){let{prefixes:e,hitRate:r,perCall:i}=t,a=i.after===null?``:`; misses cost ${y(i.after*1e3)} per 1,000 calls`;n.push([`${R(e,`prompt prefix`,`prompt prefixes`)} to keep in the providers’ caches: ${T(r.after??0)} of the calls find theirs${a}.`])}return n}function va(e){let{prompt:t,environment:n,segments:r,metric:i}=e;return{title:[`Portfolio of `,m(t),` in `,m(n)],lead:[...ya(e),...ee(e)],bars:M(oa(e),22,e=>`and ${R(e,`more segment`)}`),table:{heads:[`segment`,`serves`,`${i??`pass rate`}, 95 % CI`,`a 15-point drop would cost`],rows:r.slice(0,30).map(t=>ba(t,e.safe))},risks:ca(e)}}function ya({segments:e,delisted:t}){let n=[...e,...t].flatMap(({name:e,weights:t})=>t.map(t=>({name:e,...t}))).filter(({before:e,after:t})=>t>e).sort((e,t)=>t.after-t.before-(e.after-e.before)),r=n.map(({name:e,version:t,before:n,after:r})=>[m(t),n===0?` comes to `:` rises from ${Ta(n)} to `,`${Ta(r)} of `,...re(e),`.`]),i=n.length===0?[[`No version serves more than it does now.`]]:[];return[...M(r,10,e=>[`${R(e,`more weight`)} rise.`]),...i,...M(t.map(({name:e})=>[`⚠️ `,m(e),` is listed no more: it is served like all others.`]),10,e=>[`${R(e,`more segment`)} listed no more.`])]}function ba({name:e,weights:t,quality:n,noticed:r},i){let a=t.filter(({after:e})=>e>0).sort((e,t)=>t.after-e.after),o=k(a.map(({version:e,after:t})=>`${A(e,20)} ${Ta(t)}`),3);return[re(e),o,xa(n),wa(r,i)]}function xa({before:e,after:t}){return t===null?[`—`]:[`${e===null||e.mean===t.mean?``:`${T(e.mean)} → `}${Sa(t)}`]}function Sa({mean:e,low:t,high:n}){return`${T(e)} (${Ca(t)} … ${Ca(n)})`}function Ca(e){return T(e).replace(/\s*%$/,``)}function wa(e,t){let n=({badAnswers:e})=>e??1/0,r=e.filter(({version:e})=>e!==t).sort((e,t)=>n(t)-n(e))[0];if(!r)return[`—`];let{version:i,badAnswers:a,days:o,acts:s}=r;if(a===null)return[m(i),`: no guard could tell`];let c=o===null?``:` in ${o<1?`a day`:R(Math.round(o),`day`)}`,l=s?`then it is taken back`:`then somebody is told`;return[`${Math.round(a)} bad answers${c} by `,m(i),`, ${l}`]}function Ta(e){return T(e)}function Ea(e,t){return Da(e,Ji({width:t,color:!1})).join(`
`)}function Da(e,t){let{title:n,lead:r,bars:i,table:a,risks:o}=va(e),s=a.rows.map(e=>{let[t=[],...n]=e,r=n.flatMap((e,t)=>[...t===0?[`: `]:[` · `],...e]);return[...t,...r]});return[...X([v(w(n))],t),...Z(r,t),``,...i.map(e=>l(e)),``,...Z(s,t),``,...Z(o,t)]}function Oa(e,t){let r=Ji(t),i=be(e.prompts).filter(e=>e.verdict===`pass`&&L(e)),a=be(e.prompts).filter(V),o=e.prompts.filter(L).length>1||e.verdict===`error`,s=[Aa(e,r),Z(Ut(e),r,j.terminal),Z(Yt(e,+(e.verdict===`error`)),r),...a.flatMap(t=>ja(t,e,r,o)),...et(e)?i.flatMap(t=>Ma(t,e,r,o)):[Wa(i,e,r)],...(e.portfolioPlans??[]).map(e=>Da(e,r)),ka(e,r),Z(Er(e),r),Ka(e,r)].filter(e=>e.length>0).map(e=>e.join(`
`)).join(`

`);return n(s)}function ka(e,t){let n=Yn(e);return n.length===0?[]:[...X([v(Jn)],t),...Z(n,t)]}function Aa(e,t){let{paint:n}=t,r=ze(e),[i=``,...a]=X(ue(e),{...t,width:t.width-2});return[`${n.bold(ia(r.tone,n)(r.terminal))} ${n.bold(i)}`,...a.map(e=>`  ${n.bold(e)}`)]}function ja(e,t,n,r){return[r?X([v(`─ `),...fe(e)],n):[],X(Y(e,t.policy),n),Pa(e,n),Ia(e,n),Ra(e,t,n),za(e,n),...St(e).map((e,t)=>Ba(e,n,t===0)),Ua(e,n),qa(It(e,t),n)]}function Ma(e,t,n,r){return[r?X([m(e.path)],n):[],Pa(e,n),Ra(e,t,n),za(e,n),...St(e).map(t=>Qe(e)?Ba(t,n,!0):Ga(t,n)),qa(It(e,t),n)]}const Na=[{head:``,align:`left`,priority:0},{head:`segment`,align:`left`,priority:0},{head:`baseline`,align:`right`,priority:2},{head:`candidate`,align:`right`,priority:2},{head:`change, 95\xA0% CI`,align:`left`,priority:0},{head:`lost / won`,align:`right`,priority:3},{head:`z`,align:`right`,priority:4},{head:`adjusted p`,align:`right`,priority:0}];function Pa(e,t){if(!L(e))return[];let n=g(e.segments).slice(0,200),r=n.map(n=>Fa(n,kr(n,e),t)),{overall:i}=e;i&&r.push(Fa(i,Ar(i,e),t));let a=e.segments.length-n.length,o=$i(Na,r,t);return a>0?[...o,`${R(a,`more segment`)} in the result JSON`]:o}function Fa(e,t,{paint:n}){let r=e.missing>0?` (${e.missing} missing)`:``;return[t?{text:`${t.sign.terminal} ${t.words}`,style:ia(t.sign.tone,n)}:{text:``},{text:A(e.name,40)+r},...Jr(e).map(e=>({text:e}))]}function Ia(e,{width:t,paint:n}){let[r,...i]=Hn(e.segments,Math.min(t,90));if(r===void 0)return[];let a=g(e.segments).filter(({interval:e})=>e!==null);return[n.dim(r),...i.map((e,t)=>La(e,a[t],n))].slice(0,200)}function La(e,t,n){return t?.verdict===`regression`?n.red(e):e}function Ra(e,t,n){let r=ce(e,t.policy);if(!r)return[];let i=e.cost?.label===`exceeded`?` ${I.exceeded.sign.terminal} `:` `;return X([v(`Cost`),i,...r],n)}function za(e,t){let n=_(e);if(!n||!ae(e))return[];let r=e.latency?.label===`exceeded`?` ${I.exceeded.sign.terminal} `:` `;return X([v(`Latency`),r,...n],t)}function Ba({title:e,cases:t},n,r){let i=r?t.slice(0,3):[],a=t.length-i.length;return[...X(e,n).map(e=>n.paint.bold(e)),...i.flatMap(e=>[``,...Va(e,n)]),...a>0?[...r?[``]:[],`  ${R(a,r?`more case`:`case`)} in the HTML and JSON reports`]:[]]}function Va(e,t){let n=[v(A(e.description??e.id,120)),...Ot(e),` · `,m(e.place)],r=kt(e,!0);return[...X(n,t,`  `),...r.flatMap(e=>X(e,t,`  `)),...Ha(e,t)]}function Ha({baseline:e,candidate:t},{width:n,paint:r}){if(t.answer===null||e?.answer===null)return[];let i=ut(e?e.answer:t.answer,t.answer,600),a={same:` `,removed:`-`,added:`+`},o={same:r.dim,removed:r.red,added:r.green};return i.flatMap(({kind:e,text:t})=>pt(t,n-6).map(t=>o[e](`    ${a[e]} ${t}`.trimEnd())))}function Ua(e,t){if(e.errors.length===0)return[];let n=[...new Set(e.errors.map(({kind:e,message:t})=>`${e}: ${A(t,200)}`))];return[...X([Xt(e.errors)],t),...Z(n.slice(0,5).map(e=>[e]),t)]}function Wa(e,{policy:t},n){if(e.length===0)return[];let{sign:r,text:i}=en(e,t);return X([`${r.terminal} `,...i,`.`],n)}function Ga({title:e,cases:t},n){let r=t.map(e=>[A(e.description??e.id,120),...Ot(e),` · `,m(e.place)]),i=M(r,10,e=>[`${R(e,`more case`)} in the HTML and JSON reports`]);return[...X(e,n).map(e=>n.paint.bold(e)),...Z(i,n)]}function Ka(e,t){let n=e.usage.trials>0?[...Lr(e).slice(0,20),Pr(e)]:[];return qa([...Wt(e),...n],t)}function qa(e,t){return e.flatMap(e=>X(e,t)).map(e=>t.paint.dim(e))}function Ja(e,t,n,r=Oa){let{FORCE_COLOR:i,NO_COLOR:a}=n,o=i?i!==`0`:!!t.isTTY&&!a;t.write(`${r(e,{width:t.columns??100,color:o})}\n`)}function Ya(e){let[t,n]=Za(e).filter(({path:e})=>e===`-`);if(t&&n)throw new a(`\`--${t.rendering.name} -\` and \`--${n.rendering.name} -\` both mean the standard output.`,{remedy:`Name a file for one of them.`})}async function Xa(e,t,n={}){for(let{path:r,rendering:i}of Za(t)){let t=await i.render(e,n.cases);if(r===`-`&&n.output)for(let e of typeof t==`string`?[t]:t)n.output.write(i.name===`json`?u(e):e);else await Ze(r,t),n.onWritten?.(r)}}function Za(e){return te.flatMap(t=>{let n=e[t.name];return n===void 0?[]:[{path:n,rendering:t}]})}function Qa({metric:e,prompt:t,version:n,segment:r,environment:i}){return`${e} of ${t} ${n} for ${$a(r)} in ${i}`}function $a(e){return e===`*`?`all others`:e}function eo({control:e}){return e??`its own beginning`}function to({badAnswers:e},{mean:t}){return t===null?`–`:e===null?String(Number(t.toPrecision(4))):T(t)}function no({evidence:e,limit:t}){let n=e=>e>=10?E(Math.round(e)):e.toPrecision(2);return`e = ${e>=0xe8d4a51000?`10¹² or more`:n(e)}, limit ${n(t)}`}const ro=[`▁`,`▂`,`▃`,`▄`,`▅`,`▆`,`▇`,`█`];function io({version:e,control:t},[n,r]){let i=[...e,...t].filter(e=>e!==null),a=Math.min(...i),o=Math.max(...i)-a||1,s=e=>e===null?` `:ro[Math.min(7,Math.floor((e-a)/o*8))]??` `,c=Math.max(n.length,r.length),l=(e,t)=>`  ${e.padEnd(c)}  ${t.map(s).join(``)}`.trimEnd(),u=t.some(e=>e!==null);return[l(n,e),...u?[l(r,t)]:[]]}function ao(e){let t=K([so(e),...e.trips.map(co),uo(e)]);return{title:oo(e),body:K([t,mo(e),ho(e)]),note:t}}function oo({prompt:e,environment:t,trips:n,takenBack:r,held:i,before:a}){let o=[...r?[r.from]:[],...a.filter(({action:e})=>e===`rollback`).map(({version:e})=>e)],s=n.map(({guard:e})=>e.version),c=(e,t,n)=>{let r=[...new Set(e)].filter(e=>!t.includes(e));return r.length===0?[]:[`${r.join(`, `)} ${n}`]},l=[...c(o,[],`taken back`),...c(i,o,`held`),...c(s,[...o,...i],`worse`)],u=/* @__PURE__ */ new Set([...n.map(({guard:e})=>e.metric),...a.map(({metric:e})=>e)]);return`${e} in ${t}: ${l.join(`; `)} (${[...u].join(`, `)})`}function so({prompt:e,environment:t,trips:n,takenBack:r,held:i}){let[a,o]=[m(e),m(t)];if(r){let{from:e,to:t,serial:n}=r;return C([a,` `,v(e),` was taken back in `,o,`: ${t} serves instead (serial ${n}).`])}if(i.length>0)return C([a,` `,v(i.join(`, `)),` is held in `,o,`: it goes on serving, and its share may not rise.`]);let s=[...new Set(n.map(({guard:e})=>e.version))].join(`, `);return C([a,` `,v(s),` does worse in `,o,`. This guard only alerts: nothing was changed.`])}function co({guard:e,figures:t,trend:n}){let{version:i,control:a,latest:o,badAnswers:s}=t,c=eo(e),l=s===null?[]:[` It cost `,v(R(s,`bad answer`)),` more.`],u=[m(e.metric),` of `,e.version,` for `,lo(e.segment),`: `,v(to(t,i)),` in ${R(i.answers,`answer`)}, against `,v(to(t,a)),` of ${c} (${no(t)}).`,...l],d=a.answers===0?``:`, against ${to(t,o.control)}`,f=`The latest ${E(o.version.answers)}: ${to(t,o.version)}${d}. The lines show them over time.`;return K([C(u),r(io(n,[e.version,c]).join(`
`),`text`),C([f])])}function lo(e){return e===`*`?$a(e):m(e)}function uo({failures:e}){return e.length===0?``:K([`**Not all could be done:**`,W(e.map(b))])}const fo=[{head:`when`,align:`left`},{head:`version`,align:`left`},{head:`segment`,align:`left`},{head:`metric`,align:`left`},{head:`what was done`,align:`left`}],po={rollback:`taken back`,hold:`held`,alert:`nothing, it was told`};function mo({before:e}){if(e.length===0)return``;let t=e.map(({at:e,version:t,segment:n,metric:r,action:i})=>[[`${e.slice(0,16).replace(`T`,` `)} UTC`],[t],[lo(n)],[m(r)],[po[i]]]);return K([`Tripped before, and not released:`,H(fo,t)])}function ho({prompt:e,environment:t,trips:n,takenBack:i,held:a,before:o}){let s=[...i?[i.from]:[],...a,...n.map(({guard:e})=>e.version),...o.map(({version:e})=>e)],c=i!==null||o.some(({action:e})=>e===`rollback`),l=[...new Set(s)].map(n=>`prompt-eval-gate release ${e}@${n} --env ${t}`);return K([`### What now`,`Look at the answers. When it is clear what they mean, release the version: guards of this prompt only alert until then. ${c?`A version that was taken back serves again when a reviewed change of its weights is merged after that.`:`Its share may rise after that.`}`,r(l.join(`
`),`sh`),`Then close this issue: nothing else closes it. What trips after a release opens another.`])}function go(e){return`${JSON.stringify(tt.parse(e),null,2)}\n`}function*_o(e,t){if(!t){yield go(e);return}let{prompts:n,...r}=tt.parse(e);yield yo(r,0),yield`,
  "prompts": [`;for(let[e,r]of n.entries())yield e>0?`,
    `:`
    `,yield*vo(r,t.outcomesOf(r.path));yield`${n.length>0?`
  `:``}]\n}\n`}function*vo(e,t){yield yo(e,4),yield`,
      "cases": [`;let n=`
        `;for(let e of t)yield n+JSON.stringify(nt.parse(e)),n=`,
        `;yield`
      ]
    }`}function yo(e,t){let n=JSON.stringify(e,null,2);return n.slice(0,n.lastIndexOf(`
`)).replaceAll(`
`,`\n${` `.repeat(t)}`)}function bo({prompt:e,version:t,environment:n}){return[m(e),` ${t} in `,m(n)]}function xo(e){return[...bo(e),...So(e)]}function So({verdict:e,cause:t,because:n,overall:r,segments:i,askedTwice:a}){if(e===`drifted`)return[` drifted: ${Co[t??`unknown`]}.`];if(e===`undecided`)return[` is undecided: ${wo[n[0]??``]??`nobody knows`}.`];let o=i.filter(e=>e.verdict===`invalid`).map(({segment:e})=>m(e)),s=a?` Its first answers were worse, and those of a second asking are not.`:``,c=` is clean: ${Oo(r)} of ${R(r.cases,`case`)}.${s}`;return o.length===0?[c]:[c,` Too small to be judged: `,...k(o),`.`]}const Co={model:`the model answers otherwise`,judge:`the judge judges otherwise`,traffic:`production reports worse, and the suite shows nothing`,unknown:`by the model or by the judge, which is not known`},wo={"no-evidence":`there was no evidence to hold it against; the next look has that of today`,"no-shared-cases":`no case that was asked then is asked today with the same content`,"too-few-answers":`too few cases were answered both times`,inconclusive:"the answers show neither a drop nor its absence, and `gate.on-inconclusive` is block"};function To({verdict:e,cause:t,control:n}){if(e!==`drifted`||t===`traffic`)return null;if(n===null)return`No model judges this suite, and the prompt and its cases are the same: only the model can have changed.`;let{judged:r,found:i,worse:a,better:o,model:s,judge:c}=n,l=`${i} of ${R(r,`answer`)} of then that models judge ${i===1?`was`:`were`} still stored, and judged again today: ${a} worse, ${o} better.`;return s===null||c===null?l:`${l} By the model alone the change is ${O(s)} points, by the judge alone ${O(c)}.`}function Eo({because:e,traffic:t,facts:n,askedTwice:r,verdict:i}){let a=t.filter(({isWorse:e})=>e);return[...r&&i===`drifted`?[[`It was asked twice, and was worse both times.`]]:[],...e.includes(`critical-case`)?[[`A critical case that passed then fails today.`]]:[],...e.includes(`cost`)?[["Its answers take more tokens than `cost` allows."]]:[],...a.map(({metric:e,segment:t,before:n,now:r,p:i})=>{let a=t===`*`?[`all other segments`]:[m(t)],o=`${Ao(r.mean)} in the latest week, ${Ao(n.mean)} before (p = ${F(i)})`;return[`In production, `,m(e),` in `,...a,`: ${o}.`]}),...n.map(Do)]}function Do(e){if(e.kind===`price`){let t=h(e.ratio);return[`By the price list, the same tokens of `,m(e.model),` cost ${t} since then.`]}let{model:t,on:n,source:r,asOf:i}=e;return[`Its provider’s date of retirement of `,m(t),` is ${n} (${r}, as of ${i}).`]}function Oo({before:e,now:t}){return`${e===null?`—`:T(e)} then, ${t===null?`—`:T(t)} today`}function ko({segments:e,overall:t},n){return Hn((e.length>1?[...e,t]:[t]).map(({segment:e,change:t,interval:n,verdict:r})=>({name:e,difference:t,interval:n,verdict:r})),n)}function Ao(e){return String(Number(e.toPrecision(3)))}const jo=[{head:`Segment`,align:`left`},{head:`Change`,align:`right`},{head:`Then`,align:`right`},{head:`Today`,align:`right`},{head:`Cases`,align:`right`},{head:``,align:`left`}];function Mo(e,t){let n=[...new Set(t.map(({fact:e})=>e.environment))];return{title:w([`${e} drifted in ${n.join(`, `)}`]),body:K([C(b("The prompt is the same, and answers its suite otherwise than when it was promoted. This issue is kept up to date by `drift`, which closes it once nothing drifts.")),...t.flatMap(No),Po(e,t)])}}function No({fact:e,before:t}){let{overall:n,segments:i}=e,a=i.length>1?[...i.slice(0,30),n]:[n],o=To(e),s=ko(e,72),c=[...t,{...e,at:``,overall:n.now}].filter(({version:t})=>t===e.version).slice(-8).map(e=>e.overall===null?`—`:T(e.overall));return[`### ${C(xo(e))}`,o===null?``:C(b(o)),W(Eo(e)),H(jo,a.map(({segment:e,change:t,before:n,now:r,cases:i,verdict:a})=>[[m(e)],[t===null?`—`:O(t)],[n===null?`—`:T(n)],[r===null?`—`:T(r)],[String(i)],[a]])),s.length>1?r(s.join(`
`)):``,c.length>1?`Over the latest looks: ${c.join(` → `)}.`:``,C([`Held against the evidence `,m(e.against?.evidence??``),` of ${e.against?.at??`nowhere`}; today's is `,m(e.evidence),`.`])]}function Po(e,t){let n=new Set(t.map(({fact:e})=>e.cause)),r=e=>m(`prompt-eval-gate ${e}`);return K([`**What to do**`,W([...n.has(`model`)||n.has(`unknown`)?[[`Try another model: `,r(`drift ${e} --propose MODEL`),` makes the pull request, which the gate judges.`]]:[],...n.has(`judge`)||n.has(`unknown`)?[[`Look at the judge before the prompt: pin its model in `,m(`judge.model`),`, or ask a rubric that leaves less to it.`]]:[],...n.has(`traffic`)?[[`Add cases like those that production has now: the suite does not show what its users see.`]]:[],[`Which version served when: `,r(`history ${e}`),`. Back to the one before: `,r(`rollback ${e} --env ENV --reason …`),`.`]])])}function Fo({prompt:e,from:t,to:n},r){return K([C([`Asks `,m(n),` what `,m(e),` asks `,m(t),` now. Nothing else changes. The gate compares both on the suite, segment by segment.`]),...r.flatMap(e=>{let t=To(e);return[C(xo(e)),t===null?``:C(b(t)),W(Eo(e))]}),"Each run of `drift --propose` replaces this branch, so commits on it are lost."])}function Io(e,t){let{title:n,lead:i,bars:a,table:o,risks:s}=va(e),c=o.heads.map(e=>({head:e,align:`left`}));return K([`**${C(n)}**`,W(i),r(a.join(`
`)),H(c,o.rows.slice(0,Math.max(3,t))),U([`What could go wrong, and what it rests on`],[W(s)])])}const Lo=[50,10,3];function Ro({plan:e,because:t}){let n=[C([`New weights of `,m(e.prompt),` in `,m(e.environment),". They are set when this is merged, by the next `record`."]),W(t.map(b))],r=`Each rebalance replaces this branch, so commits on it are lost: to decide otherwise, change the file on main.`;return Lo.map(t=>K([...n,Io(e,t),r])).find(e=>e.length<=6e4)??K([...n,r])}const zo={running:`runs`,stopped:`is stopped`,decided:`is decided`,ended:`is over before it had its size`};function Bo({state:e,units:t,sampleRatio:n,guardrails:r,result:i,excluded:a,changedBy:o}){let s=r.filter(({isBroken:e})=>e),c=(i?.versions??[]).map(({version:e,difference:t,low:n,high:r,adjustedP:i,finding:a})=>`${e} is ${a===`no-difference`?`not shown to differ`:a}: ${Ho(t)} (${Vo(n)} to ${Vo(r)}), adjusted p ${i.toPrecision(2)}.`);return[`The experiment ${zo[e]}: ${t.has} of ${t.asked} units a version.`,...o===null?[]:[`What serves was changed meanwhile (serial ${o}): nothing is concluded.`],...n.isBroken?[`Units did not come in the shares of the weights (p ${n.p.toPrecision(2)}): nothing is concluded.`]:[],...s.map(({metric:e,version:t})=>`The guardrail ${e} is broken by ${t}.`),...c,...a>0?[`${R(a,`observation`)} of other weights did not count.`]:[]]}function Vo(e){return e===null?`unbounded`:Ho(e)}function Ho(e){return String(Number(e.toPrecision(3)))}function Uo(e){let{prompt:t,version:n,suite:r,production:i}=e,a=[C([`What fails of `,m(t),` ${n}: ${R(r.failing,`case`)} of ${r.cases} in `,m(r.path),i>0?`, and ${R(i,`answer`)} of production.`:`.`]),...Wo(e),...Go(e),...Ko(e),"Each `refine` replaces this branch, so commits on it are lost. The gate judges this pull request like any other."],o=K(a);return o.length<=6e4?o:K([a[0]??``,a.at(-1)??``])}function Wo({clusters:e}){if(e.length===0)return[];let t=e.slice(0,20).map(({label:e,size:t,representative:n})=>[[`${t}`],[e],[m(n)]]),n=[{head:`answers`,align:`right`},{head:`what goes wrong`,align:`left`},{head:`for example`,align:`left`}],r=e.some(({by:e})=>e===`model`);return[H(n,t),G(e.length-t.length,{noun:`group`,elsewhere:"`refine --json` has all"}),r?`A model named these groups by some of their answers.`:``]}function Go({cases:e,suite:t}){if(e.length===0)return[];let n=e.map(({description:e,segments:t,origin:n,assertionsOf:r})=>{let i=t.length>0?` (${t.join(`, `)})`:``,a=n.kind===`production`?[`: a bad answer of production`]:[`: a variant of `,m(n.id),` by a model`],o=r===null?[`; its assertions are those that all cases of its segment have`]:[`; its assertions are those of `,m(r)];return[m(e),i,...a,...o,`.`]});return[`### ${R(e.length,`new case`)}`,C([`They fail today, or are like cases that fail. Read them in `,m(t.path),`: are the questions fit to be kept, and the assertions what a right answer has to meet?`]),W(n.slice(0,20)),G(n.length-20,{noun:`case`,elsewhere:`see the files`})]}function Ko({tries:e,suite:t,triesSoFar:n}){if(e.length===0)return[];let r=e.find(({isProposed:e})=>e),i=e.map(({because:e,training:t,test:n,isProposed:r})=>[[r?`this`:`not proposed`],b(e),[`${T(t.before)} → ${T(t.after)} of ${t.cases}`],[n===null?`not asked`:`${T(n.before)} → ${T(n.after)} of ${n.cases}`]]);return[r?`### One change of the prompt`:`### No change of the prompt`,r?.test?qo(r.test):`None of the changes that were tried is better on the test half.`,H([{head:``,align:`left`},{head:`change`,align:`left`},{head:`training half`,align:`left`},{head:`test half`,align:`left`}],i),C([`The training half has ${R(t.training,`case`)}, the test half ${t.test}, by the first bit of the sha256 of a case's id. Changes are made and chosen by the first only; the second is asked for the best of them.`]),C([`Changes of this prompt that were ever asked on its test half: ${n}. They share one level, so that many tries do not make one look good by chance.`])]}function qo({before:e,after:t,low:n,high:r,p:i,level:a,number:o,cases:s}){return C([`On the ${R(s,`case`)} by which it was not chosen, it passes ${T(t)} instead of ${T(e)}: `,{strong:O(t-e)},`, 95 % interval ${we([n,r])}, p ${S(i)} against the level ${Ce(a)} of try ${o}.`])}function*Jo({newlyFailing:e,newlyPassing:t,cases:n}){let r=new Map(n?.map(e=>[e.id,e]));for(let t of Ae(e))yield Yo(t,r.get(t.id)??Zo(t,`newly-failing`)),r.delete(t.id);for(let e of t)yield Yo(e,r.get(e.id)??Zo(e,`newly-passing`)),r.delete(e.id);for(let e of r.values()){let t={messages:[],answer:null};yield{...e,texts:{baseline:e.baseline&&t,candidate:t}}}}function Yo({messages:e,baseline:t,candidate:n},r){return{...r,texts:{baseline:t&&{messages:[],answer:t.answer},candidate:{messages:e,answer:n.answer}}}}const Xo={inputTokens:null,outputTokens:null,cachedInputTokens:null,usd:null,latencyMs:null};function Zo(e,t){let{messages:n,baseline:r,candidate:i,...a}=e;return{...a,standing:t,baseline:r&&{...r,...Xo},candidate:{...i,...Xo}}}function Qo(e){let t=/* @__PURE__ */ new Map;return{inParts(n,r){if(n.length<120)return n;let i=n.split(`
`),a=t.get(r)??[];t.set(r,a);let o=es(a,i);if((o?.share??0)<.95&&a.length<4){let t={of:e.push(i)-1,numberOf:$o(i)};a.push(t),o={known:t,share:1}}return!o||o.share<.3?n:{of:o.known.of,parts:ts(i,o.known.numberOf)}}}}function $o(e){return new Map(e.map((e,t)=>[e,t]))}function es(e,t){let n=t.reduce((e,t)=>e+t.length,0),r=null;for(let i of e){let e=t.reduce((e,t)=>e+(i.numberOf.has(t)?t.length:0),0),a=n===0?0:e/n;(!r||a>r.share)&&(r={known:i,share:a})}return r}function ts(e,t){let n=[],r=[],i=()=>{r.length>0&&n.push(r.join(`
`)),r=[]};for(let a of e){let e=t.get(a);if(e===void 0){r.push(a);continue}i();let o=n.at(-1);Array.isArray(o)&&o[0]+o[1]===e?o[1]+=1:n.push([e,1])}return i(),n}const ns=2e4;function*rs(e,t){let n={prompts:[],segments:[],texts:[],block:50,cases:[]},r=/* @__PURE__ */ new Map,i=e=>{let t=r.get(e);return t===void 0?(r.set(e,n.segments.length),n.segments.push(Q(e,200))-1):t},a=[];for(let[r,o]of e.entries()){n.prompts.push(Q(o.path,200));let e=Qo(n.texts),s=as(o),c=/* @__PURE__ */ new Set;for(let l of t?.recordsOf(o.path)??Jo(o)){l.standing===`errored`&&c.add(l.id);let t=s.get(l.id);n.cases.push({kind:l.standing===`newly-failing`&&l.baseline===null?`new`:l.standing,prompt:r,name:Q(l.description??l.id,300),segments:l.segments.map(i),...t!==void 0&&{cluster:t},...os(l)}),a.push(at(ss(l,e))),a.length===50&&(yield is(a),a=[])}for(let e of o.errors.filter(({caseId:e})=>e===null||!c.has(e)))n.cases.push(us(e,r,i)),a.push(at(ds(e))),a.length<50||(yield is(a),a=[])}a.length>0&&(yield is(a)),yield`<script type="application/json" id="case-index">${at(n)}<\/script>\n`}function is(e){return`<script type="application/json" class="case-block">[${e.join(`,`)}]<\/script>\n`}function as({clusters:e}){let t=[...e?.newlyFailing??[],...e?.failing??[]];return new Map(t.flatMap(({members:e},t)=>e.map(e=>[e,t])))}function os({critical:e,severe:t}){let n=[...e?[`critical`]:[],...t?[`always passed, now always fails`]:[]];return n.length>0?{marks:n}:{}}function ss({place:e,baseline:t,candidate:n,texts:r},i){let a=[...t?.errors??[],...n.errors??[]],o=t&&r.baseline&&cs(t,r.baseline,i),s=cs(n,r.candidate,i);return{place:Q(e,300),errors:[...new Set(a)].map(e=>Q(e,1e3)),baseline:o,candidate:r.baseline?ls(s,r.candidate,r.baseline):s}}function cs(e,t,n){return{passes:e.passes,trials:e.trials,failures:e.failures.map(({type:e,reason:t})=>Q(`${e}: ${t}`,1e3)),figures:[e.inputTokens,e.cachedInputTokens,e.outputTokens,e.usd,e.latencyMs],answer:t.answer===null?null:Q(t.answer,ns),messages:t.messages.map(({role:e,content:t},r)=>({role:Q(e,40),text:n.inParts(Q(t,ns),r)}))}}function ls(e,t,n){return{...e,answer:t.answer!==null&&t.answer===n.answer?{same:!0}:e.answer,messages:e.messages.map((e,r)=>{let[i,a]=[t.messages[r],n.messages[r]];return i?.role===a?.role&&i?.content===a?.content?{same:!0}:e})}}function us({caseId:e,segments:t,arm:n},r,i){return{kind:`errored`,prompt:r,name:Q(e??`the run`,300),segments:t.map(i),...n&&{marks:[n]}}}function ds({kind:e,message:t}){return{place:``,errors:[Q(`${e}: ${t}`,1e3)],baseline:null,candidate:null}}function Q(e,t){let n=e.length-t;return s(n>0?`${e.slice(0,t)}… (${n} more characters)`:e)}function fs(e,t){let n={counts:{"newly-failing":0,failing:0,"newly-passing":0,passing:0,errored:0},segments:/* @__PURE__ */ new Set,listed:[],tokens:{baseline:[],candidate:[]},latencyMs:{baseline:[],candidate:[]}};for(let r of t?.outcomesOf(e.path)??Jo(e)){n.counts[r.standing]+=1;for(let e of r.segments)n.segments.add(e);r.standing!==`passing`&&n.listed.length<1e3&&n.listed.push(r);for(let e of[`baseline`,`candidate`]){let t=r[e];t&&(ms(n.tokens[e],ps(t)),ms(n.latencyMs[e],t.latencyMs))}}return n}function ps({inputTokens:e,outputTokens:t}){return e===null||t===null?null:e+t}function ms(e,t){t!==null&&e.push(t)}function hs({failures:e,alike:t,size:n}){let r=e.slice(0,3).flatMap(({type:e,expected:t},r)=>{let i=t===null?n>1?`, of each its own`:``:`: ${A(t,160)}`;return[r>0?`; `:``,m(A(e,40)),i]}),i=e.length-3;return[...r,...i>0?[`; and ${i} more`]:[],...e.length===0?[`no assertion is named`]:[],...t&&n>1?[` — nearly the same answers`]:[]]}function gs({prompt:e,overview:t}){return e.errors.length>0||Object.values(t.counts).some(e=>e>0)}function _s(e){let t=$e(e.map(({overview:e})=>({segments:[...e.segments]})));return z`<section class="cases" id="cases" aria-labelledby="cases-title">
<h2 id="cases-title">Cases</h2>
${xs(e)}
<div id="case-browser" hidden>
<form class="filters" id="filters">
<fieldset><legend class="unseen">Which cases</legend>
${ys(e)}
</fieldset>
${e.length>1?bs(`prompt`,`Prompt`,e.map(({prompt:e},t)=>[String(t),e.path])):null}
${t.length>1?bs(`segment`,`Segment`,t.map(e=>[Q(e,200),e])):null}
<span class="filter"><label for="filter-search">Search</label> <input type="search" id="filter-search" name="search" autocomplete="off"></span>
<button type="button" id="all-cases" hidden>Show all cases</button>
</form>
<p id="case-count" class="muted" role="status"></p>
<div id="case-list" class="case-list" role="list" aria-label="Cases"></div>
</div>
<noscript>${Cs(e)}</noscript>
</section>
`}const vs=[[`newly-failing`,`Newly failing`],[`failing`,`Failing in both`],[`newly-passing`,`Newly passing`],[`passing`,`Passing`],[`errored`,`Errored`]];function ys(e){let t=e.every(({prompt:e})=>e.baseline===null);return[[``,`All`],...vs].map(([e,n])=>{let r=e===``?z` checked=""`:null;return z`<label><input type="radio" name="kind" value="${e}"${r}><span>${t&&e===`newly-failing`?`Failing`:n} <b></b></span></label>`})}function bs(e,t,n){let r=n.map(([e,t])=>z`<option value="${e}">${A(t,80)}</option>`);return z`<span class="filter"><label for="filter-${e}">${t}</label> <select id="filter-${e}" name="${e}"><option value="">all</option>${r}</select></span>`}function xs(e){let t=e.flatMap(({prompt:t},n)=>{let{newlyFailing:r=[],failing:i=[]}=t.clusters??{},a=e.length>1?z` <code>${A(t.path)}</code>`:null,o=t.baseline?`newly fails`:`fails`;return[Ss(z`What ${o}${a}`,r,{prompt:n,first:0}),Ss(z`What fails in both versions${a}`,i,{prompt:n,first:r.length})].filter(e=>e!==null)});return t.length===0?null:z`<div class="reasons">${t}</div>`}function Ss(e,t,{prompt:n,first:r}){if(t.length===0)return null;let i=t.reduce((e,{size:t})=>e+t,0),a=t.slice(0,12).map((e,t)=>z`<li><button type="button" class="reason" data-prompt="${n}" data-cluster="${r+t}"><b>${E(e.size)} of ${E(i)}</b> <span>${B(hs(e))}</span></button></li>`),o=t.length-a.length;return z`<section class="part"><h3>${e}</h3><ol class="clusters">${a}</ol>
${o>0?z`<p class="muted">${E(o)} more reasons, each of fewer cases, are in the list below.</p>`:null}</section>`}function Cs(e){let t=e.flatMap(({overview:e})=>e.listed),n=e.reduce((e,{overview:t})=>e+Ts(t),0),r=t.map(e=>{let{candidate:t,baseline:n}=e,r=[...[...t.failures,...n?.failures??[]].map(({type:e,reason:t})=>`${e}: ${t}`),...n?.errors??[],...t.errors??[]];return z`<tr><td>${ws(e)}</td><th scope="row">${A(e.description??e.id,300)}</th><td>${e.segments.map(e=>A(e)).join(`, `)}</td><td>${A(r.join(`; `),1e3)}</td><td><code>${A(e.place,300)}</code></td></tr>\n`}),i=n-r.length;return z`<div class="scroll"><table><thead><tr><th scope="col"><span class="unseen">How it stands</span></th><th scope="col">Case</th><th scope="col">Segment</th><th scope="col">Assertion</th><th scope="col">Place</th></tr></thead><tbody>${r}</tbody></table></div>
${i>0?z`<p>${E(i)} more cases are listed with JavaScript, and in the result JSON.</p>`:null}`}function ws({standing:e,baseline:t}){return Ue[e===`newly-failing`&&!t?`new`:e].words}function Ts({counts:e}){return Object.values(e).reduce((e,t)=>e+t,0)}const Es=.99;function Ds(e){let t=t=>e.reduce((e,n)=>{let{baseline:r,candidate:i}=t(n);return Math.max(e,Ns(r,Es)??0,Ns(i,Es)??0)},0);return{tokens:t(({tokens:e})=>e),latencyMs:t(({latencyMs:e})=>e)}}function Os({tokens:e,latencyMs:t},n){let r=[As(`Tokens a call`,e,{high:n.tokens,format:E}),As(`Latency of a call`,t,{high:n.latencyMs,format:ks})].filter(e=>e!==null);return r.length===0?null:z`<section class="part"><h3>Spread over the cases</h3><div class="spreads">${r}</div></section>`}function ks(e){return e<999.5?`${Math.round(e)} ms`:ie(e)}function As(e,{baseline:t,candidate:n},{high:r,format:i}){if(n.length===0||r<=0)return null;let a=[...t.length>0?[{name:`baseline`,values:t}]:[],{name:`candidate`,values:n}],o=a.map(({values:e})=>js(e,r)),s=Math.max(...o.flat()),c=a.map(({name:e},t)=>z`<path class="spread ${e}" d="${Ms(o[t]??[],s)}"/>`),l=a.map(({name:e,values:t})=>z`<tr><th scope="row"><span class="key ${e===`baseline`?`before`:`after`}">${e}</span></th><td class="number">${i(Ns(t,.5)??0)}</td><td class="number">${i(Ns(t,.95)??0)}</td><td class="number">${i(Ns(t,1)??0)}</td></tr>`);return z`<figure class="spread"><figcaption>${e}</figcaption>
<svg class="spread" viewBox="0 0 ${40} ${48}" preserveAspectRatio="none" aria-hidden="true" focusable="false">${c}</svg>
<div class="ends muted" aria-hidden="true"><span>0</span><span>${i(r)} or more</span></div>
<table><thead><tr><td></td><th scope="col" class="number">Median</th><th scope="col" class="number">95th percentile</th><th scope="col" class="number">Highest</th></tr></thead><tbody>${l}</tbody></table></figure>`}function js(e,t){let n=Array.from({length:40},()=>0);for(let r of e){let i=Math.min(39,Math.max(0,Math.floor(r/t*40)));n[i]=(n[i]??0)+1/e.length}return n}function Ms(e,t){return`M0 48${e.map((e,n)=>`V${Number((48-e/t*46).toFixed(2))}H${n+1}`).join(``)}V48z`}function Ns(e,t){let n=Float64Array.from(e).sort();return n[Math.max(0,Math.ceil(t*n.length)-1)]??null}function Ps(e){return zs(e.flatMap(({segments:e,overall:t})=>t?[...e,t]:e).flatMap(({cost:e})=>[e.candidate.totalTokens,e.baseline?.totalTokens??0]).filter(e=>e>0))}function Fs(e,{policy:t,range:n}){let r=ce(e,t);return!r||!e.cost?z``:z`<section class="part"><h3>Cost ${Is(e.cost)}</h3>
<p>${B(r)}</p>
${e.cost.comparison.baseline?Ls(e,n):null}</section>`}function Is(e){let t=Ie(e);if(!e.comparison.baseline||t.every(({label:e})=>e===null))return null;let{sign:n,likeVerdict:r,words:i}=I[e.label].page,a=e.label===`unknown`&&Xe(e)&&!t.some(Oe);return z`<span class="${r===null?`badge`:`badge ${r}`}"><span aria-hidden="true">${n.page}</span> ${a?Fe:i}</span>`}function Ls(e,t){let n=g(e.segments),r=(e.overall?[...n,e.overall]:n).map(n=>Rs(n,t,n===e.overall));return z`<div class="scroll" tabindex="0" role="region" aria-label="Tokens of ${e.path}">
<table class="dumbbell" role="table">
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Segment</th><th role="columnheader" scope="col" class="plot"><span class="legend"><span class="key before">baseline</span><span class="key after">candidate</span></span></th><th role="columnheader" scope="col" class="number">Tokens a call</th>
<th role="columnheader" scope="col">Change, 95&nbsp;% CI</th><th role="columnheader" scope="col" class="number">Input</th><th role="columnheader" scope="col" class="number">Output</th><th role="columnheader" scope="col" class="number">Cached</th><th role="columnheader" scope="col" class="number">Money a call</th></tr></thead>
<tbody role="rowgroup">${r}</tbody>
<tfoot aria-hidden="true"><tr><td></td><td class="plot">${Bs(t)}</td><td colspan="6">tokens a call</td></tr></tfoot>
</table></div>`}function Rs(e,t,n){let{baseline:r,candidate:i}=e.cost,[a,o,s,c,l,u]=Qr(e),d=[`tokens`,`change`,`input`,`output`,`cached`,`money`],f=[a,o,s,c,l,u].map((e=``,t)=>z`<td role="cell" class="${t===1?`change`:`number`}" data-label="${d[t]??``}">${e}</td>`),p=Vs(i.totalTokens,t),m=r&&Vs(r.totalTokens,t);return z`<tr role="row" class="${n?`overall`:`segment`}"><th role="rowheader" scope="row"><span class="segment-name">${e.name}</span></th>
<td role="cell" class="plot" aria-hidden="true"><svg class="row" focusable="false"><line class="grid" x1="0" x2="100%" y1="50%" y2="50%"/>
${m?z`<line class="bar" x1="${m}" x2="${p}" y1="50%" y2="50%"/><circle class="before" cx="${m}" cy="50%" r="5"/>`:null}<circle class="after" cx="${p}" cy="50%" r="5"/></svg></td>
${f}</tr>
`}function zs(e){let t=e.reduce((e,t)=>Math.min(e,t),1/0),n=e.reduce((e,t)=>Math.max(e,t),0);if(!Number.isFinite(t))return{low:0,high:1};let r=Math.max((n-t)*.15,n*.02,1);return{low:Math.max(0,t-r),high:n+r}}function Bs({low:e,high:t}){return z`<svg class="axis" focusable="false"><text x="0" y="14" text-anchor="start">${E(e)}</text><text x="100%" y="14" text-anchor="end">${E(t)}</text></svg>`}function Vs(e,{low:t,high:n}){return`${Number(((e-t)/(n-t)*100).toFixed(3))}%`}function Hs({sign:e,words:t,likeVerdict:n}){return z`<span class="badge ${n??`new`}"><span aria-hidden="true">${e.page}</span> ${t}</span>`}function Us(e){let t=e.flatMap(Ws);return t.some(({interval:e})=>e!==null)?Bn(t):null}function Ws({segments:e,overall:t}){return t?[...g(e),t]:g(e)}function Gs(e,t){let n=Ws(e),r=n.some(({interval:e})=>e!==null)?t:null,i=n.map(t=>Ks(t,{isOverall:t===e.overall,prompt:e,axis:r}));return z`<div class="scroll" tabindex="0" role="region" aria-label="Segments of ${e.path}">
<table class="forest" role="table">
<thead role="rowgroup"><tr role="row">
<th role="columnheader" scope="col">Verdict</th><th role="columnheader" scope="col">Segment</th>
<th role="columnheader" scope="col" class="number">Baseline</th><th role="columnheader" scope="col" class="number">Candidate</th>
${r?z`<th role="columnheader" scope="col" class="plot"><span class="ends"><span>← worse</span><span>better →</span></span></th>`:null}
<th role="columnheader" scope="col">Change, 95&nbsp;% CI</th><th role="columnheader" scope="col" class="number">Lost / won</th>
<th role="columnheader" scope="col" class="number">z</th><th role="columnheader" scope="col" class="number">Adjusted p</th>
</tr></thead>
<tbody role="rowgroup">${i}</tbody>
${r?z`<tfoot aria-hidden="true"><tr><td colspan="4"></td><td class="plot">${Ys(r)}</td><td colspan="4">points</td></tr></tfoot>`:null}
</table></div>`}function Ks(e,t){let{isOverall:n,prompt:r,axis:i}=t,a=n?Ar(e,r):kr(e,r),[o,s,c,l,u,d]=Jr(e),f=e.missing>0?z` <span class="muted">(${e.missing} missing)</span>`:null;return z`<tr role="row" class="${n?`overall`:`segment`}">
<td role="cell" class="verdict">${a?Hs(a):null}</td>
<th role="rowheader" scope="row"><span class="segment-name">${e.name}${f}</span></th>
<td role="cell" class="number" data-label="baseline">${o}</td><td role="cell" class="number" data-label="candidate">${s}</td>
${i?z`<td role="cell" class="plot" aria-hidden="true">${qs(e,i,a?.likeVerdict??`overall`)}</td>`:null}
<td role="cell" class="change" data-label="change">${c}</td><td role="cell" class="number" data-label="lost / won">${l}</td>
<td role="cell" class="number" data-label="z">${u}</td><td role="cell" class="number" data-label="adjusted p">${d}</td>
</tr>
`}function qs(e,t,n){let{interval:r,difference:i,name:a}=e,o=e=>Xs(e,t),s=Vn(t).map(e=>z`<line class="${e===0?`zero`:`grid`}" x1="${o(e)}" x2="${o(e)}" y1="0" y2="100%"/>`);if(!r||i===null)return z`<svg class="row" focusable="false">${s}</svg>`;let[c,l]=[o(r[0]*100),o(r[1]*100)],u=o(i*100),d=`${a}: ${O(i)} points, ${O(r[0])} to ${O(r[1])}`;return z`<svg class="row ${n}" focusable="false"><title>${d}</title>${s}
<line class="interval" x1="${c}" x2="${l}" y1="50%" y2="50%"/><line class="interval" x1="${c}" x2="${c}" y1="36%" y2="64%"/><line class="interval" x1="${l}" x2="${l}" y1="36%" y2="64%"/>
${n===`overall`||a===`overall`?Js(u):z`<circle class="point" cx="${u}" cy="50%" r="5"/>`}</svg>`}function Js(e){return z`<svg x="${e}" y="50%" overflow="visible"><path class="point" d="M0-7 7 0 0 7-7 0z"/></svg>`}function Ys(e){let t=Vn(e).map(t=>{let n=Xs(t,e),r=t===e.low?`start`:t===e.high?`end`:`middle`;return z`<text x="${n}" y="14" text-anchor="${r}">${t===0?`0`:O(t/100)}</text>`});return z`<svg class="axis" focusable="false">${t}</svg>`}function Xs(e,{low:t,high:n}){return`${Number(((Math.min(n,Math.max(t,e))-t)/(n-t)*100).toFixed(3))}%`}function Zs(e){if(e.accepted)return{sign:j,word:`Accepted`,tone:`error`};if(e.partial)return{sign:ze(e),word:`Partial run`,tone:`open`};let t=le(e),{title:n}=P[t],r=ze(e);if(t!==`pass`)return{sign:r,word:n,tone:t};let i={sign:r,tone:$s(r)};return r===je?{...i,word:n}:r===j?{...i,word:`Not blocked`}:{...i,word:r===Ve?`Nothing to compare with`:`Nothing could be told`}}function Qs(e){let{verdict:t}=e;if(t===`not-run`)return{...P[t],tone:`open`};if(t!==`pass`||!L(e))return{...P[t],tone:t};let n=tn([e]),r=D(e)?Pe(e):P[t].word;return{sign:n,tone:$s(n),word:n===je||D(e)?r:`cannot be told`}}function $s(e){return e===je?`pass`:e===j?`error`:`open`}function ec(e){let t=be(e.prompts).filter(L),n=[tc(t),rc(t),ic(t),ac(t),oc(t),sc(t,e)].filter(e=>e!==null);if(n.length===0)return null;let r=n.map(({label:e,value:t,detail:n,tone:r})=>z`<div class="tile ${r}"><dt>${e}</dt><dd class="value">${t}</dd><dd>${n}</dd></div>`);return z`<dl class="tiles">${r}</dl>`}function tc(e){let t=e.flatMap(({segments:e})=>e).reduce(nc,null);if(!t||t.difference===null)return null;let n=t.interval?`, 95\u00a0% CI ${we(t.interval,` to `)}`:``;return{label:`Largest drop`,value:t.difference<0?`${O(t.difference)} points`:`none`,detail:t.difference<0?`${A(t.name)}${n}`:`in any segment`,tone:t.verdict===`regression`?`bad`:`plain`}}function nc(e,t){return(t.difference??1/0)<(e?.difference??1/0)?t:e}function rc(e){let t=e.filter(x),n=t.flatMap(e=>e.segments);if(n.length===0)return null;let r=e=>n.filter(t=>t.verdict===e).length,i=t.filter(({overall:e,segments:t})=>t.length>1&&e?.verdict===`improved`).length,a=t.length===1?`overall`:`${R(i,`prompt`)} overall`,o=[`${E(r(`improved`))} improved${i>0?`, ${a} improved`:``}`,`${E(r(`pass`))} no worse`,`${E(r(`inconclusive`)+r(`invalid`))} cannot be told`],s=r(`regression`);return{label:`Segments`,value:`${E(s)} of ${E(n.length)} worse`,detail:o.join(`, `),tone:s>0?`bad`:r(`pass`)+r(`improved`)>0?`good`:`plain`}}function ic(e){let t=e.filter(e=>!x(e));if(t.length===0)return null;let n=e=>t.reduce((t,{overall:n})=>t+(n?.candidate[e]??0),0);return{label:`New`,value:`passes ${E(n(`passes`))} of ${E(n(`n`))}`,detail:`${R(t.length,`prompt`)} with nothing to be compared with`,tone:`plain`}}function ac(e){let t=e.filter(e=>e.baseline!==null);if(t.length===0)return null;let n=e=>t.reduce((t,n)=>t+e(n),0),r=n(e=>e.overall?.losses??0),i=n(e=>e.overall?.wins??0),a=n(e=>e.overall?.cases??0);return{label:`Cases`,value:`${E(r)} newly fail`,detail:`${E(i)} newly pass, of ${R(a,`case`)}`,tone:`plain`}}function oc(e){let[t]=e.flatMap(({cost:e})=>e?.comparison.ratio?[e]:[]).sort((e,t)=>(t.comparison.ratio?.ratio??0)-(e.comparison.ratio?.ratio??0)),{baseline:n,candidate:r,ratio:i}=t?.comparison??{};if(!t||!i||!r||!n)return null;let a=t.limit===null?``:`, limit +${f(t.limit)}`;return{label:`Tokens a call`,value:h(i.ratio),detail:`${E(n.totalTokens)} → ${E(r.totalTokens)}${a}`,tone:Le(t).tokens===`exceeded`?`bad`:`plain`}}function sc(e,{policy:t}){let n=e.flatMap(({cost:e})=>e?[e]:[]),r=n.some(e=>Le(e).money===`exceeded`)?`bad`:`plain`,i=n.filter(e=>e.monthlyUsd!==null),[a]=i;if(!a){let[e]=n.filter(lc).sort((e,t)=>lc(t)-lc(e));return e?{label:`Money a call`,value:h(lc(e)),detail:uc(e),tone:r}:null}let o=i.reduce((e,t)=>e+(t.monthlyUsd??0),0),s=i.length===1?`${uc(a)} a call`:`${R(i.length,`prompt`)}`,c=cc(e,t),l=c===null?``:`, ${Ne(c)}`;return{label:`Money a month`,value:se(o),detail:`${s}${l}`,tone:r}}function cc(e,t){let n=e.filter(({cost:e})=>e!==null&&e.monthlyUsd!==null),[r,...i]=new Set(n.map(e=>Re(e,t).cost.callsPerMonth??null));return i.length===0?r??null:null}function lc({comparison:e}){return e.moneyRatio?.ratio??0}function uc({comparison:{baseline:e,candidate:t}}){return[e,t].flatMap(e=>e&&e.usd!==null?[y(e.usd)]:[]).join(` → `)}function dc(e){let{base:t,head:n,verdict:r}=e,{sign:i,word:a,tone:o}=Zs(e);return z`<header class="page ${r}">
<p class="brand">Prompt Eval Gate</p>
<p class="state ${o}"><span aria-hidden="true">${i.page}</span> ${a}</p>
<h1>${B(fc(e))}</h1>
<p class="muted"><code>${A(t.ref)}</code> → <code>${A(n.ref)}</code>${n.sha?z` at <code>${n.sha.slice(0,12)}</code>`:null}</p>
${pc(Ut(e).map(B),`notice`,`Notices`)}
${pc(Yt(e).map(B),`problem`,`Problems`)}
${ec(e)}
</header>
`}function fc(e){let t=e.partial&&ue(e);if(!t&&e.verdict===`error`&&e.errors.length>0)return[`The gate could not decide`];let[n=P[ge(e)].title,...r]=t??pe(e);return[typeof n==`string`?me(n):n,...r]}function pc(e,t,n){return e.length===0?null:z`<ul class="messages ${t}" aria-label="${n}">${e.map(e=>z`<li>${e}</li>`)}</ul>`}function mc(e,t){let{title:n,lead:r,bars:i,table:a,risks:o}=va(e),s=`portfolio-${t}`,c=a.heads.map(e=>z`<th scope="col">${e}</th>`),l=a.rows.map(([e=[],...t])=>{let n=t.map(e=>z`<td>${B(e)}</td>`);return z`<tr><th scope="row">${B(e)}</th>${n}</tr>`}),u=e=>e.map(e=>z`<li>${B(e)}</li>`);return z`<section class="run" aria-labelledby="${s}"><h2 id="${s}">${B(n)}</h2>
<ul>${u(r)}</ul>
<div class="scroll" tabindex="0" role="region" aria-label="Who serves which share, now and after: ${w(n)}"><pre>${i.join(`
`)}</pre></div>
<div class="scroll" tabindex="0" role="region" aria-label="Segments: ${w(n)}"><table><thead><tr>${c}</tr></thead><tbody>${l}</tbody></table></div>
<details><summary>What could go wrong, and what it rests on</summary><ul>${u(o)}</ul></details></section>`}function hc(e,{result:t,axis:n,range:r,scales:i,index:a,overview:o}){let s=t.prompts.length===1,c=s||!V(e)?[m(e.path)]:fe(e),l=Qs(e),u=V(e)?[]:St(e),d=z`<p class="lead">${B(Y(e,t.policy))}</p>
${u.map(({title:e})=>z`<p class="muted">${B(e)}.</p>`)}
${L(e)?Gs(e,n):null}
${Fs(e,{policy:t.policy,range:r})}
${_c(e)}
${Os(o,i)}
${vc(e)}
${xc(e,t)}`,f=z`<h2 id="prompt-${a}-title">${B(c)}</h2><span class="state ${l.tone}">${l.word}</span>`;return!s&&e.verdict===`pass`?z`<section class="prompt" id="prompt-${a}" aria-labelledby="prompt-${a}-title">
<details class="fold whole"><summary>${f}</summary><div class="prompt-body">${gc(e)}${d}</div></details>
</section>
`:z`<section class="prompt" id="prompt-${a}" aria-labelledby="prompt-${a}-title">
<header>${f}${gc(e)}</header>
${d}
</section>
`}function gc({baseline:e,candidate:t,change:n}){return e&&t&&e.path!==t.path?z`<p class="muted">was <code>${A(e.path)}</code></p>`:n===`added`?z`<p class="muted">a new prompt</p>`:null}function _c(e){let t=_(e);if(!t||!e.latency)return null;let{sign:n,likeVerdict:r,words:i}=I[e.latency.label].page,a=ae(e)?z`<span class="${r===null?`badge`:`badge ${r}`}"><span aria-hidden="true">${n.page}</span> ${i}</span>`:null;return z`<section class="part"><h3>Latency ${a}</h3>
<p>${B(t)}</p></section>`}function vc({diff:e,path:t,candidate:n,includeDiffs:r=[]}){return[...e===``?[]:[{title:`What changed in the prompt`,path:n?.path??t,diff:e}],...r.map(e=>({...e,title:`What changed in a file that it includes`}))].map(yc)}function yc({title:e,path:t,diff:n}){let r=n.trimEnd().split(`
`).filter(e=>!/^(---|\+\+\+|===|Index:)/.test(e)),i=r.slice(0,2e3).map(bc),a=r.length-i.length;return z`<details class="part fold" open><summary><h3>${e}: <code>${A(t)}</code></h3></summary>
<div class="scroll" tabindex="0" role="region" aria-label="Changes of ${A(t)}"><pre class="diff">${i}</pre></div>
${a>0?z`<p class="muted">${a} more lines are in the pull request.</p>`:null}</details>`}function bc(e){let[t=` `]=e;return t===`+`?z`<ins>+ ${e.slice(1)}</ins>`:t===`-`?z`<del>− ${e.slice(1)}</del>`:t===`@`?z`<span class="hunk">${e}</span>`:z`<span>  ${e.slice(1)}</span>`}function xc(e,t){let n=It(e,t);if(n.length===0)return null;let{heads:r,rows:i}=Vt(e),a=r.map((e,t)=>z`<th scope="col" class="${t===0?``:`number`}">${e}</th>`),o=i.map(([e=``,...t])=>{let n=t.map(e=>z`<td class="number">${e}</td>`);return z`<tr><th scope="row">${e}</th>${n}</tr>\n`});return z`<details class="part fold"><summary><h3>How sure is this?</h3></summary>
<ul>${n.map(e=>z`<li>${B(e)}</li>`)}</ul>
<div class="scroll" tabindex="0" role="region" aria-label="Tests compared"><table><thead><tr>${a}</tr></thead><tbody>${o}</tbody></table></div></details>`}const Sc=String.raw`  /* Two texts that have less in common are shown without marks. */
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
`,Cc=String.raw`  /* Words of two texts that the other has not, by their longest common subsequence. */
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
`,wc=String.raw`  const CHUNK = 50;
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
`,Tc=Object.fromEntries(Object.entries(Ue).map(([e,{sign:t,words:n}])=>[e,`${t.page} ${n}`])),Ec=`'use strict';
(() => {
  const LABELS = ${JSON.stringify(Tc)};
${wc}
${Sc}
${Cc}
})();
`,Dc=`
${st}* { box-sizing: border-box; }
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
`;var Oc;function kc(e,t){return[...Ac(e,t)].join(``)}function*Ac(e,t){let n=be(e.prompts),r=n.slice(0,200),i=n.map(e=>({prompt:e,overview:fs(e,t)})),a=i.filter(gs),o=i.map(({overview:e})=>e),s={result:e,axis:Us(r),range:Ps(r),scales:Ds(o)},c=r.map((e,t)=>{let n=o[t];return jc(e)&&n?hc(e,{...s,index:t,overview:n}):null});yield z`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${lt(ct({scripts:[Ec],styles:[Dc]}))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${Be(e)}</title>
<link rel="icon" href="data:,">
<style>${lt(Dc)}</style>
</head>
<body>
${a.length===0?null:z`<a class="skip" href="#cases">Skip to the cases</a>`}
<main class="sheet">
${dc(e)}
${Mc(r)}
${c}
${(e.portfolioPlans??[]).map((e,t)=>mc(e,t))}
${a.length===0?null:_s(a)}
${Nc(e)}
${Pc(e)}
</main>
`.markup,a.length>0&&(yield*rs(a.map(({prompt:e})=>e),t)),yield z(Oc||=ot([`<script>`,`<\/script>
</body>
</html>
`]),lt(Ec)).markup}function jc(e){return L(e)||V(e)}function Mc(e){let t=e.flatMap((e,t)=>jc(e)?[{prompt:e,index:t}]:[]);if(t.length<2)return null;let n=t.map(({prompt:e,index:t})=>z`<li><span aria-hidden="true">${Qs(e).sign.page}</span> <a href="#prompt-${t}">${e.path}</a></li>`);return z`<nav class="prompts" aria-label="Prompts"><ul>${n}</ul></nav>`}function Nc(e){let t=Yn(e).map(e=>z`<li>${B(e)}</li>`);return t.length===0?null:z`<section class="run" aria-labelledby="registry-title"><h2 id="registry-title">${Jn}</h2>
<ul>${t}</ul></section>`}function Pc(e){let t=[...Er(e),...Wt(e),...Lr(e).slice(0,200),...e.usage.trials>0?[Pr(e)]:[]],{path:n,revision:r}=e.policySource,i=r===`unread`?z`<li>Policy: <code>${A(n)}</code>, which could not be read.</li>`:r===`defaults`?z`<li>Policy: the defaults; there is no <code>${A(n)}</code>.</li>`:z`<li>Policy: <code>${A(n)}</code> as it is at the ${r}.</li>`,a=t.map(e=>z`<li>${B(e)}</li>`);return z`<section class="run" aria-labelledby="run-title"><h2 id="run-title">What ran</h2>
<ul>${a}${i}<li>prompt-eval-gate ${e.tool.version}</li></ul></section>`}function Fc(e){return[...e.prompts.flatMap(t=>Ic(t,e)),...Vc(e),...Hc(e)]}function Ic(e,t){return V(e)?e.reasons.map(n=>{let r=n.kind===`overall-regression`?e.overall:e.segments.find(e=>e.name===n.segment),i=w(fe({...e,reasons:[n]})),a=r&&n.kind!==`weaker-suite`?[Lc(r)]:[],o=n.kind===`cost`?[w(ce(e,t.policy)??[])]:[],s=n.kind===`latency`?[w(_(e)??[])]:[];return{...Rc(e),level:e.verdict===`block`&&!t.accepted?`failure`:`warning`,title:A(i,250),message:[...a,...o,...s,...zc(e)].join(` `)||i}}):[]}function Lc({baseline:e,candidate:t,difference:n,interval:r,losses:i,wins:a,adjustedPValue:o}){if(!e||n===null)return`Passes ${T(t.rate)}.`;let s=r?` (95\u00a0% CI ${we(r,` to `)})`:``;return`Passes ${T(t.rate)}, was ${T(e.rate)}: ${O(n)} points${s}, ${E(i)} lost / ${E(a)} won, adjusted p\u00a0${S(o)}.`}function Rc(e){let[t]=e.changedLines;return{path:e.file??e.path,startLine:t?.start??1,endLine:t?.end??1}}function zc({changedLines:e,because:t,path:n,file:r=n}){let i=e.slice(1,6).map(({start:e,end:t})=>e===t?`${e}`:`${e}–${t}`);if(i.length>0)return[`The pull request also changes lines ${i.join(`, `)}.`];let a=t.filter(e=>e!==r).slice(0,3);return e.length>0||a.length===0?[]:[w([`The change comes through ${a.map(e=>A(e)).join(`, `)}.`])]}const Bc=/^(.+?)(?::(\d+))?(?::(\d+))?$/s;function Vc(e){return e.errors.flatMap(({place:e,message:t,remedy:n})=>{let[,r,i]=e===null?[]:Bc.exec(e)??[];if(r===void 0)return[];let a=Math.max(1,Number(i??1)),o=w([A([t,n].filter(Boolean).join(` `),1e3)]);return[{path:r,startLine:a,endLine:a,level:`failure`,title:A(t,250),message:o}]})}function Hc({prompts:e}){return[...e.flatMap(({findings:e=[]})=>e)].sort((e,t)=>Uc.indexOf(e.severity)-Uc.indexOf(t.severity)).slice(0,40).map(({id:e,severity:t,path:n,line:r,message:i,remedy:a})=>({path:n,startLine:r,endLine:r,level:t===`notice`?`notice`:`warning`,title:e,message:w([A(`${i} ${a}`,1e3)])}))}const Uc=[`error`,`warning`,`notice`],Wc=`<!-- prompt-eval-gate last-report -->`;function Gc(e,t,n){let[r=``]=t.split(`
`);return[t,K([r,`The rest is too long to be shown here: see the job summary of its run.`])].map(t=>K([e,qc(t)])).find(e=>e.length<=n)??e}function Kc(e){let t=e.indexOf(`\n${Wc}\n`);if(t!==-1)return e.slice(t+37+2).trim().slice(65,-10).trim()}function qc(e){return`${Wc}\n<details><summary>The last report before this run broke</summary>\n\n${e}\n\n</details>`}function Jc(e){let t=[...e.prompts.map(t=>al(t,e)),...ol(e)],n=`name="${e.partial?`prompt-eval-gate, partial run`:`prompt-eval-gate`}" ${ll(t.flatMap(({cases:e})=>e))}`,r=t.map(sl).join(``);return`<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${n} time="${ul(e.usage.elapsedMs)}">\n${r}</testsuites>\n`}function Yc(e,t){if(!L(e)){let n=w(Y(e,t.policy)),r=[{name:`not run`,outcome:{kind:`skipped`,message:n,type:e.change,text:n}},...nl(e)];return{name:e.path,cases:r}}let n=[...e.segments.map(t=>Xc(t,e)),...e.overall?[Qc(e.overall,e)]:[],...tl(e),...nl(e),...e.cost?rl(e.cost,e,t):[],...il(e)];return{name:e.path,cases:n}}function Xc(e,t){let n=t.reasons.find(({kind:t,segment:n})=>n===e.name&&t!==`weaker-suite`);return n?{name:e.name,outcome:$c(n.kind,e,t)}:e.verdict===`invalid`?{name:e.name,outcome:$c(`invalid`,e,t)}:D(t)?Zc(e,t):{name:e.name}}function Zc(e,t){let{passes:n,n:r}=e.candidate,i={kind:`skipped`,message:`${Pe(t)}: passes ${E(n)} of ${E(r)}`,type:`new`,text:el(e,t)};return{name:e.name,outcome:i}}function Qc(e,t){let n=t.reasons.find(t=>t.kind===`overall-regression`||t.segment===e.name);return n?{name:`overall`,outcome:$c(n.kind,e,t)}:D(t)?Zc(e,t):{name:`overall`}}function $c(e,t,n){let r=el(t,n),i=t.difference===null?``:`: ${O(t.difference)} points`;return{kind:e===`invalid`?`error`:`failure`,message:`${e}${i}`,type:e,text:r}}function el(e,t){let[n,r,i,a,o,s]=Jr(e);return[`verdict: ${kr(e,t).words}`,`segment: ${A(e.name,200)}`,`baseline: ${n}`,`candidate: ${r}`,`change, 95\u00a0% CI: ${i}`,`lost / won: ${a}`,`z: ${o}`,`adjusted p: ${s}`].join(`
`)}function tl(e){return e.reasons.filter(({kind:e})=>e===`critical-case`||e===`critical-case-unanswered`).map(({kind:e,caseId:t=``})=>{let[n,r]=e===`critical-case`?[`failure`,`a critical case that always passed now always fails`]:[`error`,`a critical case that always passed now has no answer`];return{name:t,outcome:{kind:n,type:e,message:r,text:r}}})}function nl(e){return e.reasons.filter(e=>e.kind===`weaker-suite`).map(({segment:e=``})=>{let t=`cases are removed, loosened, or asked only with added values, which the policy blocks`,n={kind:`failure`,type:`weaker-suite`,message:t,text:t};return{name:`cases of ${e}`,outcome:n}})}function rl(e,t,n){let r=w(ce(t,n.policy)??[]);return Ie(e).flatMap(({of:e,label:t,limit:n,ratio:i})=>e===`money`&&n===null?[]:t===`exceeded`?[{name:e,outcome:{kind:`failure`,type:`cost`,message:`more ${e} than the limit`,text:r}}]:[{name:e,...i?{}:{outcome:{kind:`skipped`,message:n===null?`no limit`:`nothing to compare`,type:`cost`,text:r}}}])}function il(e){let{latency:t}=e;return(t?he(t).filter(({limit:e})=>e!==null):[]).map(({of:t,label:n})=>{let r=`latency, ${t}`;return n===`exceeded`?{name:r,outcome:{kind:`failure`,type:`latency`,message:`answers take longer than the limit (${t})`,text:w(_(e)??[])}}:{name:r}})}function al(e,t){let n=Yc(e,t),{accepted:r}=t;if(!r)return n;let i=t=>e.reasons.some(({segment:e})=>e===t),a=n.cases.map(({name:e,outcome:t})=>{if(!t||!(t.kind===`failure`||i(e)))return{name:e,...t&&{outcome:t}};let n=`accepted by @${r.by}: ${t.message}`;return{name:e,outcome:{...t,kind:`skipped`,message:n}}});return{...n,cases:a}}function ol(e){if(e.verdict===`partial`){let t=w(ue(e));return[{name:`prompt-eval-gate`,cases:[{name:`gate`,outcome:{kind:`skipped`,message:t,type:`partial`,text:t}}]}]}if(e.accepted){let t=w(ue(e));return[{name:`prompt-eval-gate`,cases:[{name:`gate`,outcome:{kind:`skipped`,message:t,type:`accepted`,text:t}}]}]}if(e.errors.length===0&&e.verdict!==`error`)return[];let t=e.errors.map(({place:e,message:t,remedy:n})=>[e,t,n].filter(Boolean).join(` `)).join(`
`);return[{name:`prompt-eval-gate`,cases:[{name:`gate`,outcome:{kind:`error`,message:w(ue(e)),type:`error`,text:t}}]}]}function sl({name:e,cases:t}){let n=t.map(t=>cl(t,e)).join(``);return`  <testsuite name="${dl(e)}" ${ll(t)}>\n${n}  </testsuite>\n`}function cl({name:e,outcome:t},n){let r=`    <testcase classname="${dl(n)}" name="${dl(e)}"`;if(!t)return`${r}/>\n`;let{kind:i,message:a,type:o,text:s}=t,c=i===`skipped`?``:` type="${dl(o)}"`;return`${r}>\n      <${i} message="${dl(a)}"${c}>${fl(s)}</${i}>\n    </testcase>\n`}function ll(e){let t=t=>e.filter(({outcome:e})=>e?.kind===t).length;return`tests="${e.length}" failures="${t(`failure`)}" errors="${t(`error`)}" skipped="${t(`skipped`)}"`}function ul(e){return(e/1e3).toFixed(3)}function dl(e){return fl(A(e,200))}function fl(e){return c(e).replace(/[\ufffe\uffff]/g,`�`)}function pl(e,t){let n=Hn(e.segments,72);return n.length>1?r(n.slice(0,Math.min(t,40)+1).join(`
`)):``}function ml(e,t,n=!1){let r=ce(e,t.policy);return!r||!e.cost?``:`**Cost**${n?` of ${C([m(e.path)])}`:``} ${I[e.cost.label].sign.emoji} ${C(r)}`}function hl(e,{full:t=!1,named:n=!1}){let r=_(e);return!r||!e.latency||!(t||ae(e))?``:`**Latency**${n?` of ${C([m(e.path)])}`:``} ${I[e.latency.label].sign.emoji} ${C(r)}`}function gl(e,t,n){let r=It(e,t);if(r.length===0)return``;let{heads:i,rows:a}=Vt(e),o=i.map((e,t)=>({head:e,align:t===0?`left`:`right`})),s=[...a.slice(0,Math.min(n,a.length-1)),...a.slice(-1)];return U([`How sure is this?`],[W(r.slice(0,n+3)),H(o,s.map(e=>e.map(e=>[e])))])}function _l(e){if(e.errors.length===0)return``;let t=/* @__PURE__ */ new Map;for(let{kind:n,message:r}of e.errors)t.set(n,{count:(t.get(n)?.count??0)+1,message:r});let n=[...t].slice(0,10).map(([e,{count:t,message:n}])=>[m(e),`, ${R(t,`time`)}: `,n.slice(0,300)]);return U([Xt(e.errors)],[W(n)])}const vl=[{kind:`answers`,least:0},{kind:`cases`,least:0},{kind:`passing`,least:0},{kind:`rows`,least:10},{kind:`failing`,least:1},{kind:`rows`,least:0},{kind:`failing`,least:0}];function yl(e,t,n){let r=t,i=e(r);if(i.length<=n)return i;for(let{kind:t,least:i}of vl){let a=r;r={...a,[t]:Math.min(a[t],i)};let o=e(r);if(!(o.length>n))return bl(n=>e({...a,[t]:n}),{fits:r[t],tooMany:a[t],shortest:o},n)}}function bl(e,t,n){let{fits:r,tooMany:i,shortest:a}=t;for(;i-r>1;){let t=Math.floor((r+i)/2),o=e(t);o.length<=n?[r,a]=[t,o]:i=t}return a}function xl(e,t={}){let n=t.marker?`\n\n${t.marker}`:``,r=(t.budget??6e4)-n.length,i=Et();return(yl(n=>K(wl({result:e,options:t,limits:n,block:i})),{answers:Sl(e),cases:Sl(e),passing:e.prompts.length,failing:e.prompts.length,rows:Math.max(1,...e.prompts.map(e=>e.segments.length))},r)??Cl(e,t))+n}function Sl({prompts:e}){return Math.max(0,...e.flatMap(e=>[e.newlyFailing.length,e.newlyPassing.length]))}function Cl(e,t){return K([`### ${C(p(e,t))}`,`The report is too long to be shown here: ${$(t)}.`])}function wl(e){let{result:t,options:n}=e,r=`### ${C(p(t,n))}`,i=bt(Ut(t),j.emoji);if(et(t))return[r,i,...kl(e),Al(t),jl(t),...Nl(e)];let a=be(t.prompts),o=a.filter(V);return[r,i,Tl(t),t.verdict===`error`&&o.some(L)?`**Decided before it broke**`:``,...El(o,e),...kl(e),Ml(a.filter(e=>e.verdict===`pass`&&L(e)),e),Al(t),jl(t),Fl(t)]}function Tl(e){let t=W(Yt(e,+(e.verdict===`error`)));return t===``||e.verdict===`error`?t:K([`${j.emoji} Not everything could be decided:`,t])}function El(e,t){let{result:n,limits:r,options:i}=t,a=e.slice(0,r.failing),o=n.prompts.filter(L).length>1||n.verdict===`error`;return[...a.flatMap(e=>[o?`#### ${P[e.verdict].sign.emoji} ${C(fe(e))}`:``,...Dl(e,t)]),G(e.length-a.length,{noun:`more prompt`,which:` with something wrong`,elsewhere:$(i)})]}function Dl(e,t){let{result:n,options:r,limits:i,block:a}=t,o=[...St(e),...r.full?wt(e):[]];return[C(Y(e,n.policy)),L(e)?Ur(e,i.rows):``,Ol(e,t),pl(e,i.rows),ml(e,n),hl(e,{full:r.full}),r.full&&L(e)?U([`Cost of each segment`],[Zr(e,i.rows)]):``,...o.map(e=>Tt(e,{...i,block:a,elsewhere:$(r)})),_l(e),gl(e,n,i.rows)]}function Ol(e,{limits:t,options:n}){return G(e.segments.length-t.rows,{noun:`more segment`,elsewhere:$(n)})}function kl({result:e,limits:t}){return(e.portfolioPlans??[]).map(e=>Io(e,t.rows))}function Al(e){let t=Yn(e);return t.length===0?``:K([`**${Jn}**`,W(t)])}function jl(e){return W(Er(e))}function Ml(e,t){if(e.length===0)return``;let{result:n,limits:r,options:i}=t,{sign:a,text:o}=en(e,n.policy),s=[`${a.emoji} `,...o],c=e.slice(0,r.passing),l=G(e.length-c.length,{noun:`prompt`,which:` that does not block`,elsewhere:$(i)});if(c.length===0)return K([`${C(s)}.`,l]);let u=c.flatMap(e=>Pl(e,t));return U(s,[Wr(c,r.rows),...u,l])}function Nl(e){let{result:t,limits:n,options:r}=e,i=t.prompts.filter(L);if(i.length===0)return[Fl(t)];let a=i.slice(0,n.passing),[o]=a,s=a.flatMap(e=>[ml(e,t,i.length>1),hl(e,{full:r.full,named:i.length>1})]),c=new Map(a.flatMap(e=>It(e,t,i.length>1)).map(e=>[w(e),e]));return[U([`Segments, cost and what ran`],[i.length>1?Wr(a,n.rows):o?Ur(o,n.rows):``,G(i.length-a.length,{noun:`more prompt`,elsewhere:$(r)}),...s,W([...c.values()].slice(0,n.rows+3)),W([...Wt(t),...Lr(t).slice(0,n.passing),Pr(t)])]),...a.flatMap(t=>Pl(t,e))]}function Pl(e,{limits:t,block:n,options:r}){let i=r.full||Qe(e);return[...St(e),...i?wt(e):[]].map(({title:i,cases:a})=>Tt({title:[m(e.path),`: `,...i],cases:a},{...t,block:n,elsewhere:$(r)}))}function Fl(e){let t=e.usage.trials>0?[...Lr(e).slice(0,20),Pr(e)]:[],n=[...Wt(e),...t];return n.length>0?U([`What ran`],[W(n)]):``}function $({resultLocation:e,resultUrl:t}){let n=e??`the result JSON`;return`see ${t?xt(n,t):C([n])}`}const Il=1e6;function Ll(e,t={}){let n=n=>xl(e,{...t,budget:n,full:!0}),r=n(Il),i=Buffer.byteLength(r);return i<=Il?r:n(Math.floor(Il/i*Il*.95))}function Rl(e,t){let r=Ji(t),{calls:i,fromStore:a,usd:o}=e.usage,s=o!==null&&o>0?`, ${y(o)}`:``,c=`${R(i,`answer`)} asked, ${E(a)} stored${s}`,l=[...Aa(e,r),...Z(Yt(e,+(ge(e)===`error`)),r),...be(e.prompts).flatMap(e=>Pa(e,r)),...zl(e),...e.usage.trials>0?[r.paint.dim(c)]:[]];return n(l.join(`
`))}function zl({prompts:e}){let t=e.flatMap(e=>e.newlyFailing);if(t.length===0)return[];let n=t.slice(0,5).map(({id:e,description:t})=>A(t??e,60)),r=t.length-n.length;return[`newly failing: ${[...n,...r>0?[`${E(r)} more`]:[]].join(`; `)}`]}export{Ya as A,io as C,to as D,Qa as E,Ea as F,Aa as M,Oa as N,$a as O,Pa as P,ao as S,no as T,xo as _,Kc as a,go as b,Ac as c,Bo as d,Ro as f,Eo as g,To as h,Jc as i,Xa as j,Ja as k,kc as l,Mo as m,Ll as n,Gc as o,Fo as p,xl as r,Fc as s,Rl as t,Uo as u,ko as v,eo as w,_o as x,Oo as y};