import{o as e,t}from"./rolldown-runtime.js";import{Y as n,a as r,n as i,o as a,r as o,u as s}from"./basics.js";import{$ as c,A as l,At as u,B as d,Bt as f,C as p,Ct as m,D as h,Dt as g,E as ee,Et as te,F as _,Ft as v,G as ne,Gt as re,H as y,Ht as ie,I as b,It as ae,J as x,Jt as S,K as oe,Kt as C,L as se,M as ce,Mt as le,N as ue,Nt as w,O as de,Ot as T,P as fe,Pt as E,Q as pe,R as me,Rt as he,St as ge,T as _e,Tt as D,U as ve,Ut as O,V as ye,Vt as be,W as xe,Wt as Se,X as Ce,Xt as we,Y as k,Yt as Te,Z as Ee,a as De,at as A,ct as Oe,et as ke,i as j,it as Ae,j as je,k as Me,kt as M,nt as Ne,ot as N,q as Pe,qt as P,rt as Fe,st as F,tt as Ie,w as Le,wt as I,y as Re,z as ze,zt as L}from"./start.js";import{b as Be,h as Ve,y as He}from"./comparison.js";import{nt as Ue}from"./policy.js";import{it as We}from"./assertions.js";import{createHash as Ge}from"node:crypto";function R({verdict:e}){return e===`block`||e===`error`}function Ke(e,t,n=1500){let[r,i]=[Je(e,n),Je(t,n)];return r.length+i.length>400?[...r.map(e=>qe(`removed`,e)),...i.map(e=>qe(`added`,e))]:He(r,i).flatMap(({value:e,added:t,removed:n})=>e.map(e=>qe(t?`added`:n?`removed`:`same`,e)))}function qe(e,t){return{kind:e,text:t}}function Je(e,t){let n=s(e.slice(0,t)).split(`
`).flatMap(e=>e.split(/(?<=[.!?。！？])[ \t]+/u)).filter(e=>e.trim()!==``),r=e.length-t;return r>0&&n.push(`… (${r} more characters)`),n.length>0?n:[`(an empty answer)`]}function Ye(e,t){let n=[],r=e.trimEnd();for(;r.length>t;){let e=r.lastIndexOf(` `,t),i=e>t/2?e:Xe(r,t);n.push(r.slice(0,i)),r=r.slice(i).trimStart()}return r===``&&n.length>0?n:[...n,r]}function Xe(e,t){let n=e.charCodeAt(t-1);return n>=55296&&n<=56319?t-1:t}function Ze(e){return e.length}function Qe(e,t){let n=t||{},r=(n.align||[]).concat(),i=n.stringLength||Ze,a=[],o=[],s=[],c=[],l=0,u=-1;for(;++u<e.length;){let t=[],r=[],a=-1;for(e[u].length>l&&(l=e[u].length);++a<e[u].length;){let o=$e(e[u][a]);if(n.alignDelimiters!==!1){let e=i(o);r[a]=e,(c[a]===void 0||e>c[a])&&(c[a]=e)}t.push(o)}o[u]=t,s[u]=r}let d=-1;if(typeof r==`object`&&`length`in r)for(;++d<l;)a[d]=et(r[d]);else{let e=et(r);for(;++d<l;)a[d]=e}d=-1;let f=[],p=[];for(;++d<l;){let e=a[d],t=``,r=``;e===99?(t=`:`,r=`:`):e===108?t=`:`:e===114&&(r=`:`);let i=n.alignDelimiters===!1?1:Math.max(1,c[d]-t.length-r.length),o=t+`-`.repeat(i)+r;n.alignDelimiters!==!1&&(i=t.length+i+r.length,i>c[d]&&(c[d]=i),p[d]=i),f[d]=o}o.splice(1,0,f),s.splice(1,0,p),u=-1;let m=[];for(;++u<o.length;){let e=o[u],t=s[u],r=n.fillRows===!1?Math.max(1,o[u===1?0:u].length):l;d=-1;let i=[];for(;++d<r;){let o=e[d]||``,s=``,l=``;if(n.alignDelimiters!==!1){let e=c[d]-(t[d]||0),n=a[d];if(n===114)s=` `.repeat(e);else if(n===99){let t=e/2;e%2?(s=` `.repeat(t+.5),l=` `.repeat(t-.5)):(s=` `.repeat(t),l=s)}else l=` `.repeat(e)}n.delimiterStart!==!1&&!d&&i.push(`|`),n.padding===!1||n.alignDelimiters===!1&&o===``||n.delimiterStart===!1&&!d||i.push(` `),n.alignDelimiters!==!1&&i.push(s),i.push(o),n.alignDelimiters!==!1&&i.push(l),n.padding!==!1&&i.push(` `),(n.delimiterEnd!==!1||d!==r-1)&&i.push(`|`)}m.push(n.delimiterEnd===!1?i.join(``).replace(/ +$/,``):i.join(``))}return m.join(`
`)}function $e(e){return e==null?``:String(e)}function et(e){let t=typeof e==`string`?e.codePointAt(0):0;return t===67||t===99?99:t===76||t===108?108:t===82||t===114?114:0}function tt(e,t){let n=t.map(e=>e.map(nt));return Qe([e.map(({head:e})=>e),...n],{align:e.map(({align:e})=>e===`right`?`r`:``),alignDelimiters:!1})}function nt(e){return g(e).replace(/\|/g,`\\|`)}function z(e,t){return`<details><summary>${te(e)}</summary>\n\n${H(t)}\n\n</details>`}function rt(e,t){return e.map(e=>`> ${t} ${g(e)}`).join(`
>
`)}function B(e){return e.map(e=>`- ${g(e)}`).join(`
`)}function V(e,{noun:t,which:n=``,elsewhere:r}){return e>0?`${w(e,t)}${n} left out here: ${r}.`:``}function H(e){return e.filter(e=>e!==``).join(`

`)}function it(e,t){return/^https:\/\/[\w.:/?&=%#~+-]+$/.test(t)?`[${a(e)}](${t})`:a(e)}function U(e){let t=Ae(e).map(({name:e})=>e),n=t.map(t=>{let n=e.newlyFailing.filter(({segments:e})=>e.includes(t)),r=e.segments.length===1?``:` in ${m(t,60)}`;return{title:[`${w(n.length,`case`)} newly ${j(n.length,`fail`)}${r}`],cases:n}}),r=e.newlyFailing.filter(({segments:e})=>!e.some(e=>t.includes(e))),i=e.baseline?`newly ${j(r.length,`fail`)}`:j(r.length,`fail`),a=n.length>0?` elsewhere`:``,o={title:[`${w(r.length,`case`)} ${i}${a}${at(e)}`],cases:r};return[...n,o].filter(({cases:e})=>e.length>0).map(({title:e,cases:t})=>({title:e,cases:Ne(t)}))}function at(e){return e.verdict!==`pass`||!e.baseline?``:Me(e)?`, too few cases to tell it from chance`:`, within what chance explains`}function ot(e){let t=e.newlyPassing;return t.length===0?[]:[{title:[`${w(t.length,`case`)} newly ${j(t.length,`pass`)}`],cases:t}]}function st(e,t){let{cases:n,answers:r,block:i,elsewhere:a}=t,o=e.cases.slice(0,n),s=Math.max(0,o.length-r);return z(e.title,[...o.map((e,t)=>i(e,t<r)),s>0?`The answers to ${w(s,`case`)} are left out here: ${a}.`:``,V(e.cases.length-o.length,{noun:`more case`,elsewhere:a})])}function ct(){let e=/* @__PURE__ */ new Map;return(t,n)=>{let r=e.get(t)??{short:lt(t,!1)};return e.set(t,r),n?(r.long??=H([lt(t,!0),pt(t)]),r.long):r.short}}function lt(e,t){let n=[M(m(e.description??e.id,120)),...ut(e),` · `,I(e.place)];return H([g(n),B(dt(e,t))])}function ut({critical:e,severe:t,baseline:n,candidate:r}){let i=r.trials>1&&n?[` · ${v(n.passes)} → ${v(r.passes)} of ${v(r.trials)} pass`]:[];return[...e?[` · ❗ critical`]:[],...t?[` · always passed, now always fails`]:[],...i]}function dt({baseline:e,candidate:t},n){let r=t.failures.length>0||!e?t:e;return r.failures.slice(0,3).map(({type:e,reason:t})=>{let i=n&&r.answer!==null?ft(t,r.answer):t;return[`✗ `,I(m(e,40)),` `,m(i,240)]})}function ft(e,t){let n=t.length<24?-1:e.indexOf(t.slice(0,24));if(n<0)return e;let r=e.slice(0,n),i=r.replace(/; it was ["“«]$/,``);return i===r?`${r}…${/["”»]$/.exec(e)?.[0]??``}`:i}function pt({baseline:e,candidate:t}){if(t.answer===null)return``;let n=e?e.answer:``;if(n===null)return``;let i={same:`  `,removed:`- `,added:`+ `},a=Ke(e?n:t.answer,t.answer).flatMap(({kind:e,text:t})=>Ye(t,96).map(t=>i[e]+t));return r(a.join(`
`),`diff`)}function mt(e,t){if(!e.overall)return[];if(!e.baseline)return ht(e,t);let n=t.gate.margin?.segment??null;return[...e.segments.filter(e=>e.verdict===`inconclusive`).map(e=>gt(e,n)).filter(e=>e.length>0),_t(e,t)]}function ht({levels:e,segments:t},{gate:n}){if(typeof n.minPassRate!=`number`)return[];let r=P(n.minPassRate),i=e?`, α ${he(t.length===1?e.segments:e.segments+e.overall)}`:``;return[[`Test: exact binomial against the ${r} of `,I(`gate.min-pass-rate`),`${i}. p is how often a prompt that passes ${r} would pass so few.`]]}function gt(e,t){let{minimumDetectableEffect:n,casesNeeded:r}=e;if(n===null)return[];let i=`${w(e.cases,`case`)} can show a drop of ${re(n)} points or more`,a=r===null||t===null?``:`; for ${re(t)} points it needs ${w(r,`case`)}`;return[`${m(e.name,60)}: ${i}${a}.`]}function _t(e,t){let n=Ue[t.gate.test??`proportions-z`],r=t.gate.correction===`holm`?`Holm`:`min-P`,{levels:i,suite:a}=e,o=[`Test: ${n}`];return e.segments.length>1&&o.push(`${r} over ${w(e.segments.length,`segment`)}`),i&&o.push(`α ${he(i.segments)} + ${he(i.overall)} (segments + overall)`),a&&a.trials>1&&o.push(`${le(a.trials)} trials a case, the case being the unit`),[`${o.join(`, `)}. One-sided: p is for “candidate worse”.`]}function vt(e){return{heads:[`segment`,`p`,`adjusted p`,`two-proportion z`,`its p`,`Fisher p`,`detectable drop`],rows:[...A(e.segments),...e.overall?[e.overall]:[]].map(yt)}}function yt(e){let{twoProportion:t,minimumDetectableEffect:n}=e;return[m(e.name,60),be(e.pValue),be(e.adjustedPValue),t?Te(t.z):`—`,t?be(t.pValue):`—`,t&&t.fisher!==null?be(t.fisher):`—`,n===null?`—`:`${re(n)} points`]}function bt(e,t){let{cost:n}=e;if(!n)return null;let[r,i]=Ee(n),a=n.notes.slice(0,5).flatMap(e=>[` `,...u(e)]),o=n=>wt(n,e,t);return[...xt(n,r,o(r)),...St(n,{rule:i,judged:o(i),policy:t}),...Et(e,n),...a]}function xt(e,t,n){let{baseline:r,candidate:i}=e.comparison;if(!r)return[`${v(i.totalTokens)} tokens a call.`];let a=`${v(r.totalTokens)} → ${v(i.totalTokens)} tokens a call`;return t.ratio?[a,...Ct(t),...n,`.`]:[`${a}.`]}function St({comparison:e,monthlyUsd:t},{rule:n,judged:r,policy:i}){let a=e.baseline?.usd??null,o=e.candidate.usd;if(o===null)return[];let s=`${a===null?``:`${L(a)} → `}${L(o)} a call`,c=i.cost.callsPerMonth??null,l=t===null?``:`, ${f(t)} a month`,u=`${l}${l&&c?` at ${S(c)}`:``}`;if(!n.ratio)return[` ${s}${u}.`];let d=a!==null&&Math.abs(o/a/n.ratio.ratio-1)<.005;return[` ${s}`,...Ct(n,d?``:` at the full price`),...r,`${u}.`]}function Ct({ratio:e,limit:t},n=``){if(!e)return[];let r=Number.isFinite(e.high)?`, CI ${E(e.low,!1)} to ${E(e.high,!1)}`:``,i=t===null?`no limit`:`limit +${P(t)}`;return[` (`,M(E(e.ratio)),`${n}${r}; ${i})`]}function wt(e,t,n){if(pe(e))return[Tt(e,t)];switch(e.label){case`exceeded`:return[n.cost.unlessImproved!==!1&&Ie(t).length===0?` and no segment improved to pay for it`:`, over the limit`];case`paid-for`:return[`, paid for by `,...ke(t)];case`within`:return[`, within the limit`];default:return[]}}function Tt({ratio:e,limit:t},{overall:n}){let{low:r,high:i}=e??{low:0,high:0};if(r<=1+(t??0)&&Number.isFinite(i))return`, above the limit but not surely: the interval reaches below it, so that it does not block`;let a=n?.cases??0;return`, above the limit, but ${v(a)} ${a===1?`case is`:`cases are`} too few to block`}function Et({baseline:e,candidate:t},n){if(!c(n))return[];let r=[...n.comparison.baseline?.usd===null?[e?.model]:[],...n.comparison.candidate.usd===null?[t?.model]:[]],i=[...new Set(r.flatMap(e=>e??[]))];return i.length===0?[` The limit of money judges nothing: the baseline costs nothing.`]:[` The limit of money judges nothing: the price of `,...D(i.map(I)),` is not known.`]}function Dt(e){return kt([...At(e,`alarm`),...At(e,`notice`)])}function Ot(e){return kt(At(e,`fact`))}function kt(e){return we(e,8,e=>[`${w(e,`more notice`)} in the result JSON.`])}function At({notices:e,prompts:t},n){let r=e=>e.gravity===n;return[...e.filter(r).map(({text:e})=>u(e)),...jt(t.map(({path:e,notices:t})=>({path:e,notices:t.filter(r)})))]}function jt(e){let t=/* @__PURE__ */ new Map;for(let{path:n,notices:r}of e)for(let{text:e}of r)t.set(e,(t.get(e)??/* @__PURE__ */ new Set).add(n));return[...t].map(([t,n])=>n.size===e.length?u(t):[...Mt([...n]),`: `,...u(t)])}function Mt(e){let t=e.slice(0,5).flatMap((e,t)=>[...t>0?[`, `]:[],I(e)]),n=e.length-5;return n>0?[...t,` and ${n} more`]:t}function Nt({errors:e},t=0){let n=e.slice(t).map(({message:e,place:t,remedy:n})=>{let r=[e,n].filter(Boolean).join(` `),i=u(m(r,500));return{sentence:r,text:t?[I(t),`: `,...i]:i}}),r=De(n,{sentenceOf:({sentence:e})=>e,more:e=>({sentence:``,text:[`${w(e,`more problem`)} of the same kind in the result JSON.`]})}).map(({text:e})=>e);return we(r,10,e=>[`${w(e,`more problem`)} in the result JSON.`])}function Pt(e,t){let n=e.filter(fe),r=n.filter(e=>!Me(e)),i=n.filter(Me),a=e.filter(b),o=r.flatMap(e=>e.segments),s=o.filter(l),c=[...r.length>0?[[`no regression shown in `,...It(r)]]:[],...s.length>0?[ce(s,o)]:[],...i.length>0?[[`nothing could be told of `,...It(i)]]:[],...je(a,t)];return{sign:Ft(e),text:c.flatMap((e,t)=>t===0?e:[`; `,...e])}}function Ft(e){return e.some(ue)?k:e.some(e=>fe(e)&&!Me(e))?ve:e.some(e=>b(e)&&!Fe(e))?xe:oe}function It(e){return D(e.map(({path:e})=>I(e)))}const Lt=String.raw`(?:\u001B\u005C|\u009C)`,Rt=String.raw`\u0018\u001A\u001B\u0080-\u009F`,zt=String.raw`(?:\u001B\]|\u009D)[^\u0007${Rt}]*(?:\u0007|${Lt})`,Bt=String.raw`(?:\u001B[PX^_k]|[\u0090\u0098\u009E\u009F])[^${Rt}]*${Lt}`,Vt=`${String.raw`\u001B\](?:P[\dA-Fa-f]{7}|R)(?:\u0007|${Lt})?`}|${zt}|${Bt}|${String.raw`(?:\u001B\[|\u009B)[\u0030-\u003F]*[\u0020-\u002F]*[\u0040-\u007E]`}|${String.raw`\u001B(?:[\u0020-\u002F]+[\u0030-\u007E]|[\dA-PR-TZcf-oq-uy=><~|}])`}`;function Ht({onlyFirst:e=!1}={}){return new RegExp(Vt,e?void 0:`g`)}const Ut=Ht();function Wt(e){if(typeof e!=`string`)throw TypeError(`Expected a \`string\`, got \`${typeof e}\``);return!e.includes(`\x1B`)&&!e.includes(``)?e:e.replace(Ut,``)}const Gt=[161,161,164,164,167,168,170,170,173,174,176,180,182,186,188,191,198,198,208,208,215,216,222,225,230,230,232,234,236,237,240,240,242,243,247,250,252,252,254,254,257,257,273,273,275,275,283,283,294,295,299,299,305,307,312,312,319,322,324,324,328,331,333,333,338,339,358,359,363,363,462,462,464,464,466,466,468,468,470,470,472,472,474,474,476,476,593,593,609,609,708,708,711,711,713,715,717,717,720,720,728,731,733,733,735,735,768,879,913,929,931,937,945,961,963,969,1025,1025,1040,1103,1105,1105,8208,8208,8211,8214,8216,8217,8220,8221,8224,8226,8228,8231,8240,8240,8242,8243,8245,8245,8251,8251,8254,8254,8308,8308,8319,8319,8321,8324,8364,8364,8451,8451,8453,8453,8457,8457,8467,8467,8470,8470,8481,8482,8486,8486,8491,8491,8531,8532,8539,8542,8544,8555,8560,8569,8585,8585,8592,8601,8632,8633,8658,8658,8660,8660,8679,8679,8704,8704,8706,8707,8711,8712,8715,8715,8719,8719,8721,8721,8725,8725,8730,8730,8733,8736,8739,8739,8741,8741,8743,8748,8750,8750,8756,8759,8764,8765,8776,8776,8780,8780,8786,8786,8800,8801,8804,8807,8810,8811,8814,8815,8834,8835,8838,8839,8853,8853,8857,8857,8869,8869,8895,8895,8978,8978,9312,9449,9451,9547,9552,9587,9600,9615,9618,9621,9632,9633,9635,9641,9650,9651,9654,9655,9660,9661,9664,9665,9670,9672,9675,9675,9678,9681,9698,9701,9711,9711,9733,9734,9737,9737,9742,9743,9756,9756,9758,9758,9792,9792,9794,9794,9824,9825,9827,9829,9831,9834,9836,9837,9839,9839,9886,9887,9919,9919,9926,9933,9935,9939,9941,9953,9955,9955,9960,9961,9963,9969,9972,9972,9974,9977,9979,9980,9982,9983,10045,10045,10102,10111,11094,11097,12872,12879,57344,63743,65024,65039,65533,65533,127232,127242,127248,127277,127280,127337,127344,127373,127375,127376,127387,127404,917760,917999,983040,1048573,1048576,1114109],Kt=[12288,12288,65281,65376,65504,65510],qt=[4352,4447,8986,8987,9001,9002,9193,9196,9200,9200,9203,9203,9725,9726,9748,9749,9776,9783,9800,9811,9855,9855,9866,9871,9875,9875,9889,9889,9898,9899,9917,9918,9924,9925,9934,9934,9940,9940,9962,9962,9970,9971,9973,9973,9978,9978,9981,9981,9989,9989,9994,9995,10024,10024,10060,10060,10062,10062,10067,10069,10071,10071,10133,10135,10160,10160,10175,10175,11035,11036,11088,11088,11093,11093,11904,11929,11931,12019,12032,12245,12272,12287,12289,12350,12353,12438,12441,12543,12549,12591,12593,12686,12688,12773,12783,12830,12832,12871,12880,42124,42128,42182,43360,43388,44032,55203,63744,64255,65040,65049,65072,65106,65108,65126,65128,65131,94176,94180,94192,94198,94208,101594,101631,101664,101760,101874,101888,102801,102816,102866,110576,110579,110581,110587,110589,110590,110592,110888,110898,110898,110928,110930,110933,110933,110948,110952,110960,111355,119552,119638,119648,119670,126980,126980,127183,127183,127374,127374,127377,127386,127406,127406,127488,127490,127504,127547,127552,127560,127568,127569,127584,127589,127744,127776,127789,127797,127799,127868,127870,127891,127904,127946,127951,127955,127968,127984,127988,127988,127992,128062,128064,128064,128066,128252,128255,128317,128331,128334,128336,128359,128378,128378,128405,128406,128420,128420,128507,128591,128640,128709,128716,128716,128720,128722,128725,128729,128732,128735,128747,128748,128756,128764,128986,128986,128992,129003,129008,129008,129292,129338,129340,129349,129351,129535,129648,129660,129664,129734,129736,129736,129740,129757,129759,129771,129775,129786,131072,196605,196608,262141],Jt=(e,t)=>{let n=0,r=Math.floor(e.length/2)-1;for(;n<=r;){let i=Math.floor((n+r)/2),a=i*2;if(t<e[a])r=i-1;else if(t>e[a+1])n=i+1;else return!0}return!1},Yt=19968,[Xt,Zt]=/* #__PURE__ */ Qt(qt);function Qt(e){let t=e[0],n=e[1];for(let r=0;r<e.length;r+=2){let i=e[r],a=e[r+1];if(Yt>=i&&Yt<=a)return[i,a];a-i>n-t&&(t=i,n=a)}return[t,n]}const $t=e=>e<161||e>1114109?!1:Jt(Gt,e),en=e=>e<12288||e>65510?!1:Jt(Kt,e),tn=e=>e>=Xt&&e<=Zt?!0:e<4352||e>262141?!1:Jt(qt,e);function nn(e){if(!Number.isSafeInteger(e))throw TypeError(`Expected a code point, got \`${typeof e}\`.`)}function rn(e,{ambiguousAsWide:t=!1}={}){return nn(e),en(e)||tn(e)||t&&$t(e)?2:1}const an=new Intl.Segmenter,on=/[^\u{20}-\u{7E}]/v,sn=String.raw`\u{600}-\u{605}\u{6DD}\u{890}\u{891}\u{8E2}\u{110BD}\u{110CD}`,cn=RegExp(`^[${sn}]+`,`v`),ln=new RegExp(String.raw`[^\p{Default_Ignorable_Code_Point}\p{Control}\p{Enclosing_Mark}\p{Nonspacing_Mark}[\p{Format}--[${sn}]]]`,`v`),un=/^(?:\p{RGI_Emoji}|\p{Regional_Indicator}{1,2}|[\d#*]\u{FE0F})/v,dn=/^[\p{Emoji_Presentation}--[\u{10000}-\u{10FFFF}]]\u{FE0E}/v;function fn(e,t){if(t>=e.length)return 0;let n=/(?<![\p{Emoji_Modifier_Base}\u{200D}])\p{Emoji_Modifier}/gv;n.lastIndex=t;let r=0;for(;n.test(e);)r++;return r}const pn=/\u{200D}\p{Extended_Pictographic}/v;function mn(e){let t=e.search(ln);return t===-1?void 0:e.slice(t)}function hn(e){return e>=4352&&e<=4607||e>=43360&&e<=43388||e>=44032&&e<=55203||e>=55216&&e<=55238||e>=55243&&e<=55291}function gn(e,t){let n=0;for(let r of e){if(r===`‍`)break;ln.test(r)&&(n+=rn(r.codePointAt(0),t))}return n}function _n(e,t){let n=e.codePointAt(0),r=n===69821||n===69837||n>=1536&&n<=2303?cn.exec(e):void 0;if(r){let n=e.slice(r[0].length),i=_n(n,t),a=mn(n);return i>=2&&(rn(a.codePointAt(0),t)===2||un.test(a)||pn.test(a))?i:[...r[0]].length+i}let i=mn(e);if(i===void 0)return 0;if(hn(n))return rn(n,t)+fn(e,1)*2;if(dn.test(i))return 1;let a=un.exec(i);if(a)return 2+fn(i,a[0].length)*2;let o=pn.exec(i);return o?2+fn(i,o.index+o[0].length)*2:gn(i,t)}function vn(e,t){let n=0,r=e.search(on);r>1&&(n=r-1,e=e.slice(n));let i=e.length;for(;i>0;){let t=e.codePointAt(i-1);if(t<32||t>126)break;i--}if(i+1<e.length&&(n+=e.length-i-1,e=e.slice(0,i+1)),!/[^\u{20}-\u{7E}\u{4E00}-\u{9FFF}\u{AC00}-\u{D7A3}]/v.test(e))return n+e.length+e.replaceAll(/[\u{20}-\u{7E}]/gv,``).length;e=e.toWellFormed(),e=e.replaceAll(/(?<=[\u{16D63}-\u{16D6A}])[\u{16D63}-\u{16D6A}]+/gv,``);let a={ambiguousAsWide:!t};for(let{segment:t}of an.segment(e))t.length===1?ln.test(t)&&(n+=rn(t.codePointAt(0),a)):n+=_n(t,a);return n}function W(e,t={}){if(typeof e!=`string`||e.length===0)return 0;let{ambiguousIsNarrow:n=!0,countAnsiEscapeCodes:r=!1}=t,i=e;return!r&&(i.includes(`\x1B`)||i.includes(``))&&(i=Wt(i)),on.test(i)?vn(i,n):i.length}const yn=[1,2,5,10,20,25,50];function bn(e,t=7){let n=e.flatMap(({interval:e,difference:t})=>[...e??[],t??0]).filter(Number.isFinite).map(e=>e*100),r=Math.max(-100,Math.min(0,...n)),i=Math.min(100,Math.max(0,...n));return yn.map(e=>({low:Math.min(-1,Math.floor(r/e))*e,high:Math.max(1,Math.ceil(i/e))*e,step:e})).find(e=>xn(e).length<=t)??{low:-100,high:100,step:100}}function xn({low:e,high:t,step:n}){let r=Math.ceil(e/n),i=Math.floor(t/n)-r+1;return Array.from({length:Math.max(0,i)},(e,t)=>(r+t)*n+0)}function Sn(e,t=72){let n=A(e).filter(({interval:e})=>e!==null);if(n.length===0)return[];let r=n.map(({name:e})=>Dn(e,Math.floor(t/3))),i=Math.max(...r.map(e=>W(e))),a=Math.max(20,t-i-Cn-wn.length),o=bn(n,Math.max(3,Math.floor(a/7))),s=(o.high-o.low)/o.step,c={axis:o,perStep:Math.max(2,Math.floor((a-3)/s))},l=n.map((e,t)=>{let n=r[t]??``;return`${n}${` `.repeat(i-W(n)+Cn)}${En(e,c)}`.trimEnd()});return[Tn(c,i+Cn)+wn,...l]}const Cn=3,wn=`   points`;function G(e,{axis:t,perStep:n}){let r=Math.min(t.high,Math.max(t.low,e));return Math.round((r-t.low)/t.step*n)}function Tn(e,t){let n=[];for(let r of xn(e.axis)){let i=r===0?`0`:O(r/100),a=t+G(r,e)-Math.floor(i.length/2);for(;n.length<a;)n.push(` `);n.push(...i)}return n.join(``)}function En(e,t){let n=Array.from({length:G(t.axis.high,t)+1},()=>` `),r=G(0,t);n[r]=`│`;let{interval:i,difference:a}=e;if(!i)return n.join(``);let[o,s]=[G(i[0]*100,t),G(i[1]*100,t)];for(let e=o;e<=s;e++)n[e]=e===r?`┼`:`─`;return n[o]=`├`,n[s]=`┤`,a!==null&&(n[G(a*100,t)]=`●`),n.join(``)}function Dn(e,t){let n=m(e,t);for(;W(n)>t;)n=m(n,[...n].length-1);return n}const On=`Once this is merged`;function kn({prompts:e,registryPlan:t}){let n=[...e.map(An).filter(e=>e.length>0),...t?Fn(t):[]];return we(n,20,e=>[`${w(e,`more line`)} in the result JSON.`])}function An({path:e,change:t,becomes:n}){if(!n)return[];let{name:r,version:i,part:a,because:o,known:s,onMain:c}=n,l=[I(r),` ${m(i)}`];if(s&&i===c)return t===`suite`?[]:[I(e),` stays `,...l,`: what is asked is the same.`];if(s)return[I(e),` is `,...l,` again.`,...jn(n)];let u=a===null?[` (the first version)`]:[` (${m([a,o.join(`, `)].filter(Boolean).join(`: `),400)})`];return[I(e),` becomes `,...l,...u,`.`,...jn(n)]}function jn({name:e,version:t,environments:n}){return n.flatMap(n=>{let{name:r,serves:i,needs:a}=n;if(i.length===1&&i[0]===t)return[` `,I(r),` serves it already.`];let o=i.length===0?` (nothing now)`:` (${m(i.slice(0,5).join(`, `))} now)`;return[` `,I(r),o,...Mn(a,{name:e,version:t,where:r}),`.`]})}function Mn(e,{name:t,version:n,where:r}){let i=e.map(Nn).filter(e=>e.length>0);if(i.length>0)return[` does not take it: `,...Bn(i)];let a=e.map(Pn).filter(e=>e.length>0),o=a.length===0?[]:[` once `,...Bn(a)];if(e.some(({kind:e})=>e===`by-hand`)){let e={code:m(`promote ${t}@${n} --to ${r}`,160)};return[` is given it by hand`,...o,`: `,e]}return[` serves it`,...a.length>0?o:[` with the next `,I(`record`)]]}function Nn(e){switch(e.kind){case`archived`:return[`it is archived`];case`held`:return[e.version===null?`the prompt is held there`:`it is held there`,e.until===null?``:` until ${m(e.until)}`];case`pinned-model`:return[`its model is not pinned to a dated snapshot`];case`min-pass-rate`:return[`nothing serves there to compare it with, and `,I(`gate.min-pass-rate`),` is off`];case`cases`:return[`its suite has ${w(e.has,`case`)}, and ${e.asked} are asked for`];default:return[]}}function Pn(e){switch(e.kind){case`soak`:return[`it served `,I(e.in),` for ${Hn(e.forMs)}`];case`evidence`:return[`its answers on main are enough`];default:return[]}}function Fn(e){let{environments:t,keys:n,publish:r}=e;return[...In(e),...t.added.map(({name:e,rules:t})=>[I(e),` is a new environment: `,...Vn(t.map(I)),`.`]),...t.removed.map(({name:e,serves:t})=>{let n=t.flatMap(({prompt:e,versions:t})=>t.map(t=>I(`${e} ${t}`))),r=n.length>0?[`, and it goes on serving `,...D(n,5)]:[];return[I(e),` is no environment any more: nothing is promoted there`,...r,`.`]}),...t.changed.map(({name:e,changes:t})=>{let n=t.map(({setting:e,from:t,to:n})=>[I(e),` from `,I(t),` to `,I(n)]);return[I(e),`: `,...Bn(n),`.`]}),...t.last?[[`The last environment, by which versions are called active, is `,I(t.last.to),` instead of `,I(t.last.from),`.`]]:[],...zn(`promotion key`,n.promotion,20),...zn(`pointer key`,n.pointer,20),...zn(`destination`,r),...e.promotions.map(Ln),...e.tooFewCases.map(({environment:e,asked:t,prompt:n,has:r})=>{let i=`${w(r,`case`)}: its versions would be refused there.`;return[I(e),` asks for ${t} cases, and the suite of `,I(n),` has ${i}`]})]}function In({change:e}){return e===`added`?[[`The registry begins: the first `,I(`record`),` gives every prompt of main its version 1.0.0 where there is no log yet.`]]:[]}function Ln({environment:e,prompt:t,version:n,outcome:r,missing:i,evidence:a}){let o={promoted:` will serve `,waits:` waits for `,refused:` is not promoted to `,pending:` waits for evidence before `},s=i.length>0?`: ${m(i.join(` `),400)}`:a?` (${Rn(a)}).`:`.`;return[I(t),` ${m(n)}`,o[r],I(e),s]}function Rn({verdict:e,cases:t,against:n,at:r}){let i=n===null?`by its own pass rate`:`against ${m(n)}`;return`${e} on ${w(t,`case`)} ${i}${r===null?``:`, of ${r.slice(0,10)}`}`}function zn(e,{added:t,removed:n},r){let i=(t,n)=>{if(t.length===0)return[];let i=t.map(e=>I(r===void 0?e:e.slice(0,r)));return[[`${w(t.length,e)} ${n}: `,...D(i,5),`.`]]};return[...i(t,`added`),...i(n,`removed`)]}function Bn(e){return e.flatMap((t,n)=>[...n===0?[]:n===e.length-1?[` and `]:[`, `],...t])}function Vn(e){return e.flatMap((e,t)=>t===0?[e]:[`, `,e])}function Hn(e){let t=e/36e5;return Number.isInteger(t)?t>=48&&t%24==0?`${t/24} days`:w(t,`hour`):e%6e4==0?`${e/6e4} min`:`${e/1e3} s`}function K(e,t){if(!N(e))return rr(e);if(!e.baseline)return er(e,t);let n=Ae(e),r=n.slice(0,3),i=r.flatMap(t=>[...Un(t,e),` `]),a=qn(e)&&n.length===0?Kn(e):[];return ir([...i,...a,...Jn(e),...Zn(e,r),...$n(e)])}function Un(e,t){return[...Wn(t.segments.length===1?`The candidate`:ge(m(e.name,60)),e,t.suite?.trials??1),` `,...Gn(e)]}function Wn(e,t,n){let{baseline:r,candidate:i,difference:a,interval:o}=t,s=n>1?`${C(i.rate)} of ${w(i.n,`answer`)} to ${w(t.cases,`case`)}`:`${v(i.passes)} of ${w(i.n,`case`)}`,c=r&&(n>1?C(r.rate):v(r.passes)),l=[...o?[`95\u00a0% CI ${Se(o,` to `)}`]:[],`adjusted p\u00a0${ie(t.adjustedPValue)}`];return[`${e} passes ${s}${c?`, down from ${c}`:``}`,...a===null?[]:[`: `,M(`${O(a)} points`)],` (${l.join(`, `)}).`]}function Gn({losses:e,wins:t}){return[`${`${ge(le(e))} ${e===1?`case`:`cases`} newly ${j(e,`fail`)}`}, ${`${t===0?`none`:le(t)} newly ${j(t,`pass`)}`}.`]}function Kn(e){return e.overall?[...Wn(`Over all cases the candidate`,e.overall,e.suite?.trials??1),` `,...Gn(e.overall),` `]:[]}function qn(e){return e.reasons.some(e=>e.kind===`overall-regression`)}function Jn({reasons:e}){return[`critical-case`,`critical-case-unanswered`].flatMap(t=>{let n=e.filter(e=>e.kind===t).map(({caseId:e=``})=>I(e));if(n.length===0)return[];let r=t===`critical-case`?`always ${j(n.length,`fail`)}`:`${n.length===1?`has`:`have`} no answer`;return[`The critical ${n.length===1?`case`:`cases`} `,...D(n),` always passed and now ${r}. `]})}const Yn={worse:{one:`gets worse too`,many:`get worse too`,only:``},improved:{one:`improves`,many:`improve`,only:`The candidate improves.`},noWorse:{one:`is no worse`,many:`are no worse`,only:`The candidate is no worse.`},noChange:{one:`shows no change`,many:`show no change`,only:`No change of quality is shown.`},inconclusive:{one:`cannot be told`,many:`cannot be told`,only:`Whether quality changed cannot be told.`},invalid:{one:`could not be judged`,many:`could not be judged`,only:`The candidate could not be judged.`}};function Xn({verdict:e,difference:t}){switch(e){case`regression`:return Yn.worse;case`pass`:return Math.abs(t??0)<=.05?Yn.noChange:Yn.noWorse;default:return Yn[e]}}function Zn({segments:e},t){let n=e.filter(e=>!t.includes(e)),[r]=n;if(e.length===1)return r&&Xn(r).only!==``?[Xn(r).only]:[];let i=Object.values(Yn).map(e=>({fate:e,names:Qn(n.filter(t=>Xn(t)===e))})).filter(({names:e})=>e.length>0).flatMap(({fate:e,names:t},n)=>{let[r=``,...i]=t,a=n===0?[ge(r),...i]:t;return[...n===0?[]:[`, `],...D(a),` ${t.length===1?e.one:e.many}`]});return i.length>0?[...i,`.`]:[]}function Qn(e){return e.map(e=>m(e.name,60))}function $n({segments:e}){let t=e.filter(e=>e.verdict===`invalid`&&e.missing>0);if(t.length===0)return[];let n=t.map(({name:e,missing:t,cases:n})=>`${v(t)} of ${v(t+n)} in ${m(e,60)}`);return[` Pairs of answers that did not come: `,...D(n),`.`]}function er(e,t){let{overall:n}=e;if(!n)return[];let{passes:r,n:i,rate:a}=n.candidate;return[I(e.path),` ${e.change===`added`?`is new and`:`cannot be run at the base, so it`} has nothing to be compared with: it passes ${v(r)} of ${v(i)} (`,M(C(a)),`).`,...nr(e,t.gate.minPassRate??null),...tr(e,t)]}function tr(e,{gate:t}){let n=se(e);if(n===null||typeof t.minPassRate!=`number`)return[];let r=n.length>0?n:e.overall?[e.overall]:[],i=Math.min(...r.map(({adjustedPValue:e})=>e)),a=e.segments.length>1&&n.length>0?[` in `,...me(n,e.segments)]:[],o=P(t.minPassRate),s=t.onInconclusive===`block`?[`. That blocks, since `,I(`gate.on-inconclusive`),` says so`]:[`. That is reported and does not block: only a rate that is shown to be below does`];return[` It is not shown to reach `,M(o),...a,`, which the policy asks for`,...s,` (adjusted p\u00a0${ie(i)}: how often a prompt that passes ${o} would pass so few).`]}function nr({reasons:e,segments:t},n){let r=e.filter(e=>e.kind===`below-min-pass-rate`).map(({segment:e=`all cases`})=>M(m(e,60)));return r.length===0?[]:[` The policy asks for `,n===null?`more`:M(P(n)),...t.length>1?[` in `,...D(r)]:[],`.`]}function rr(e){let t=I(e.path);if(e.verdict===`error`)return[t,` was not judged.`];switch(e.change){case`deleted`:return[t,` is deleted.`];case`suite`:return[`Only the suite of `,t,` changed; nothing was run.`];default:return[t,` was not run.`]}}function ir(e){let t=e.at(-1);return typeof t==`string`&&t.trim()===``?e.slice(0,-1):e}function ar(e){let t=e.prompts.flatMap(t=>[or(t,e),sr(t)]).filter(e=>e.length>0);return we(t,10,e=>[`${w(e,`more remark`)} in the result JSON.`])}function or(e,t){if(N(e)&&!e.baseline)return R(e)?[]:K(e,t.policy);switch(e.change){case`deleted`:case`suite`:return!R(e)&&!N(e)&&t.prompts.length>1?K(e,t.policy):[];case`renamed`:return e.baseline?[I(e.path),` was `,I(e.baseline.path),`.`]:[];case`policy`:return[I(e.path),` is asked otherwise by the policy (`,...D(e.because.map(I)),`).`];case`include`:return[I(e.path),` changes through `,...D(e.because.map(I)),`.`];default:return[]}}function sr({path:e,verdict:t,newlyFailing:n}){let r=t===`pass`?n.filter(e=>e.severe):[];if(r.length===0)return[];let i=r.map(({id:e,description:t})=>I(t??e));return[I(e),`: `,...D(i),` always passed and now always ${j(r.length,`fail`)}.`]}function cr(e,t){let{verdict:n}=e;if(!b(t)||n===`invalid`)return{sign:ne[n],words:n,likeVerdict:n};if(n===`regression`)return{sign:d,words:`too low`,likeVerdict:`regression`};let r=ze(t);return _(e)?{sign:k,words:r,likeVerdict:`invalid`}:{sign:t.change===`added`?xe:oe,words:r,likeVerdict:null}}function lr(e,t){if(b(t))return cr(e,t);let n=t.reasons.some(e=>e.kind===`overall-regression`),r=n?`regression`:e.verdict;return n||r===`improved`?{sign:ne[r],words:r,likeVerdict:r}:null}function ur(e){let{baseline:t,candidate:n,suite:r}=e,i=n?.model??t?.model,a=t&&n&&t.model!==n.model?[I(t.model),` → `,I(n.model)]:i?[I(i)]:[],o=t&&n&&t.path!==n.path?[`, was `,I(t.path)]:[],s=[...t?[`, baseline `,I(gr(t.sha256))]:[],...n?[`, candidate `,I(gr(n.sha256))]:[],...r?[`, suite `,I(r.path),` `,I(gr(r.sha256))]:[],...(e.judges??[]).flatMap(e=>[`, judged by `,I(e)])],c=r&&r.sampled<r.cases?` (${v(r.sampled)} of ${w(r.cases,`case`)})`:``;return[I(e.path),o.length+a.length>0?`: `:``,...a,...o,...s,c]}function dr(e){let{usage:t,base:n,head:r}=e,i=t.fromStore>0?` (${v(t.fromStore)} from the store)`:``,a=[`${w(t.trials,`trial`)}${i}`,...t.savedTrials?[`${v(t.savedTrials)} saved by stop-when-decided`]:[],w(t.errored,`error`),ae(t.elapsedMs),...t.usd===null?[`price not known`]:[L(t.usd)],...t.judge?[fr(t.judge)]:[]],o=n.mergeBase?[`Merge base `,I(n.mergeBase.slice(0,12)),`, head `,I(r.sha?.slice(0,12)??`working tree`),`; `]:[],s={code:m(mr(e),600)};return[...o,`${a.join(`, `)}; `,s,` repeats it.`]}function fr({calls:e,fromStore:t,usd:n}){let r=t>0?` (${v(t)} more from the store)`:``,i=n===null?`, price not known`:` for ${L(n)}`;return`judged in ${w(e,`call`)}${r}${i}`}function pr(e){return e.prompts.filter(N).map(ur)}function mr({base:e,head:t,policySource:{path:r},offline:i}){let a=e=>/^[\w.][\w./@-]*$/.test(e),o=a(e.ref)?e.ref:e.mergeBase,s=t.sha!==null&&t.ref!==t.sha?` --head ${a(t.ref)?t.ref:t.sha}`:``,c=r===`.github/prompt-eval-gate.yml`?``:` --config ${a(r)?r:hr(r)}`;return`${n} gate${o?` --base ${o}`:``}${s}${c}${i?` --offline`:``}`}function hr(e){return`'${e.replaceAll(`'`,String.raw`'\''`)}'`}function gr(e){return e.slice(0,12)}const _r=[{head:``,align:`left`},{head:`segment`,align:`left`},{head:`baseline`,align:`right`},{head:`candidate`,align:`right`},{head:`change, 95\xA0% CI`,align:`left`},{head:`lost / won`,align:`right`},{head:`z`,align:`right`},{head:`adjusted p`,align:`right`}];function vr(e,t){return tt(_r,br(e,t))}function yr(e,t){let[n,...r]=_r;if(!n)return``;let i=e.flatMap(e=>br(e,t).map(([t=[],...n])=>[t,[I(e.path)],...n]));return tt([n,{head:`prompt`,align:`left`},...r],i)}function br(e,t){let n=A(e.segments).slice(0,t).map(t=>Sr(t,xr(cr(t,e))));return e.overall?[...n,Sr(e.overall,xr(lr(e.overall,e)),!0)]:n}function xr(e){return e?[`${e.sign.emoji} ${e.words}`]:[]}function Sr(e,t,n=!1){let r=n?[M(`overall`)]:[m(e.name,60)],i=e.missing>0?[` (${v(e.missing)} missing)`]:[];return[t,[...r,...i],...Cr(e).map(e=>[e])]}function Cr(e){let t=e.baseline!==null;return[e.baseline?C(e.baseline.rate):`—`,C(e.candidate.rate),wr(e),t?`${v(e.losses)} / ${v(e.wins)}`:`—`,t?Te(e.z):`—`,t||e.method!==`none`?be(e.adjustedPValue):`—`]}function wr({difference:e,interval:t}){return e===null?`—`:`${O(e)}${t?` (${Se(t)})`:``}`}const Tr=[{head:`segment`,align:`left`},{head:`tokens a call`,align:`right`},{head:`change, 95\xA0% CI`,align:`left`},{head:`input`,align:`right`},{head:`output`,align:`right`},{head:`cached`,align:`right`},{head:`money a call`,align:`right`}];function Er(e,t){let n=[...A(e.segments).slice(0,t),...e.overall?[e.overall]:[]];return tt(Tr,n.map(t=>[t===e.overall?[M(`overall`)]:[m(t.name,60)],...Dr(t).map(e=>[e])]))}function Dr({cost:e}){let{baseline:t,candidate:n,ratio:r}=e,i=e=>`${t?`${e(t)} → `:``}${e(n)}`,a=r&&Number.isFinite(r.high)?` (${E(r.low,!1)} … ${E(r.high,!1)})`:``;return[i(e=>v(e.totalTokens)),r?`${E(r.ratio)}${a}`:`—`,i(e=>v(e.inputTokens)),i(e=>v(e.outputTokens)),i(e=>v(e.cachedInputTokens)),n.usd===null?`—`:i(e=>e.usd===null?`—`:L(e.usd))]}const{Ansis:Or,fg:kr,bg:Ar,rgb:jr,bgRgb:Mr,hex:Nr,bgHex:Pr,reset:Fr,inverse:Ir,hidden:Lr,visible:Rr,link:zr,bold:Br,dim:Vr,italic:Hr,underline:Ur,strikethrough:Wr,black:Gr,red:Kr,green:qr,yellow:Jr,blue:Yr,magenta:Xr,cyan:Zr,white:Qr,gray:$r,redBright:ei,greenBright:ti,yellowBright:ni,blueBright:ri,magentaBright:ii,cyanBright:ai,whiteBright:oi,bgBlack:si,bgRed:ci,bgGreen:li,bgYellow:ui,bgBlue:di,bgMagenta:fi,bgCyan:pi,bgWhite:mi,bgGray:hi,bgRedBright:gi,bgGreenBright:_i,bgYellowBright:vi,bgBlueBright:yi,bgMagentaBright:bi,bgCyanBright:xi,bgWhiteBright:Si}=(/* @__PURE__ */ e((/* @__PURE__ */ t(((e,t)=>{let n,{defineProperty:r,getPrototypeOf:i,setPrototypeOf:a,create:o,keys:s}=Object,{round:c,max:l}=Math,u=e=>{let t=/([a-f\d]{3,6})/i.exec(e)?.[0],n=t?.length,r=`0x`+(6^n?3^n?`0`:t[0]+t[0]+t[1]+t[1]+t[2]+t[2]:t)|0;return[r>>16,r>>8&255,255&r]},d=e=>{if(8>e)return 30+e;if(16>e)return 82+e;if(e>231)return e>243?37:30;let t=(e-=16)%36,n=e/36|0,r=t/6|0,i=t%6;return 30+(n>2|(r>2)<<1|(i>2)<<2)+(l(n,r,i)>4?60:0)},f={open:``,close:``},p=(e,{open:t=``,close:n=``,f:r})=>{let o=(e.open||``)+t,s=n+(e.close||``),c=(e,...i)=>{if(!e){if(!n)return t;if((e??``)===``)return``}let a,l=r?r(e,...i):e.raw?String.raw({raw:e},...i):``+e,u=c;if(l.includes(`\x1B`))for(;u=u.p;){let{t:e,o:t}=u,n=t.length,r=``,i=0;if(n)for(;~(a=l.indexOf(t,i));i=a+n)r+=l.slice(i,a)+e;l=r+l.slice(i)}return o+(l.includes(`
`)?l.replace(/(\r?\n)/g,s+`$1`+o):l)+s};return a(c,i(e)).p={t,o:n,p:e.p},c.open=o,c.close=s,c},m=new function e(t=globalThis){let i=typeof t==`number`?t:(e=>{let t,r=e.process??{},i=r.argv??[],a=r.env??{},o=0;try{o=((e,t,r)=>(n=t.TERM,n===`dumb`?0:{"24bit":3,truecolor:3,ansi256:2,ansi:1}[t.COLORTERM]||(t.CI?/,GITHUB/.test(r)?3:1:e.platform===`win32`?3:/-256/.test(n)?2:1)))(r,a,`,`+s(a).join(`,`)),t=r.stdout?.isTTY||a.CI||a.PM2_HOME||/edge/.test(a.NEXT_RUNTIME)}catch{a={}}let c,l=o||1,u=`FORCE_COLOR`,d={false:0,0:0,1:1,2:2,3:3}[a[u]]??l,f=-1;for(c of i)/^--color=?(true|always)?$/.test(c)&&(f=l),/^--(no-color|color=(false|never))$/.test(c)&&(f=0);return e.window?.chrome?3:u in a?d:~f?f:a.NO_COLOR?0:t?o:0})(t),l={},m={Ansis:e,level:i,isSupported:()=>te,strip:e=>e.replace(/][^]*|[][[()#;?]*(?:\d+(?:;\d*)*)?[\dA-ORZcf-nqry=><]/g,``),extend(e){for(let t in e){let n=e[t];(typeof n)[0]===`s`&&(h(v(t),x(...u(n))),n=ae(...u(n))),h(t,n)}return a(m,o({},l))}},h=(e,t)=>{l[e]={get(){return r(this,e,{value:t.call?(...e)=>p(this,t(...e)):p(this,t)})[e]}}},g=1^i,ee=i>2,te=i>0,_=(e,t)=>te?{open:`[${e}m`,close:t?`[${t}m`:``}:f,v=e=>`bg`+e[0].toUpperCase()+e.slice(1),ne=e=>t=>e(...u(t)),re=(e,t)=>(n,r,i)=>_(`${e}8;2;${n};${r};${i}`,t),y=e=>(t,n,r)=>e(((e,t,n)=>e^t|t^n?16+36*c(e/51)+6*c(t/51)+c(n/51):8>e?16:e>248?231:c(24*(e-8)/247)+232)(t,n,r)),ie=e=>_(g?`38;5;`+e:d(e),39),b=e=>_(g?`48;5;`+e:d(e)+10,49),ae=ee?re(3,39):y(ie),x=ee?re(4,49):y(b),S={fg:ie,bg:b,rgb:ae,bgRgb:x,hex:ne(ae),bgHex:ne(x),visible:f,reset:_(0,``),bold:_(1,22),dim:_(2,22),italic:_(3,23),underline:_(4,24),inverse:_(7,27),hidden:_(8,28),strikethrough:_(9,29),link:{f:(e,t=e)=>te?`]8;;${e}${t}]8;;`:t==e?e:t+` (​${e}​)`}},oe=(e,t)=>{S[e]=_(t,39),S[v(e)]=_(t+10,49)};return`gray,black,red,green,yellow,blue,magenta,cyan,white`.split(`,`).map(((e,t)=>{t?oe(e+`Bright`,89+t):t=61,oe(e,29+t)})),m.extend(S)};t.exports=m.default=m})))(),1)).default;function Ci({width:e,color:t}){return{width:Math.min(120,Math.max(60,Number.isFinite(e)?Math.floor(e):120)),paint:new Or(+!!t)}}function q(e,{width:t,paint:n},r=``){let i=[],a=[],o=0,s=t-W(r),c=()=>{i.push(r+a.join(``).trimEnd()),[a,o]=[[],0]};for(let t of wi(e,n)){let e=t.reduce((e,t)=>e+W(t.text),0);o>0&&o+1+e>s&&c(),o>0&&(a.push(` `),o+=1);for(let{text:e,style:n}of t.flatMap(e=>Di(e,s))){let t=W(e);o>0&&o+t>s&&c(),a.push(n(e)),o+=t}}return a.length>0&&c(),i}function wi(e,t){let n=[],r=!1;for(let i of e){let e=Ei(i,t),a=Ti(i),o=m(a,4e3).split(` `),s=/^[ \n\t]/.test(a);for(let[t,i]of o.entries()){if(i===``)continue;let a=n.at(-1);t===0&&r&&!s&&a?a.push({text:i,style:e}):n.push([{text:i,style:e}])}a!==``&&(r=!/[ \n\t]$/.test(a))}return n}function Ti(e){return typeof e==`string`?e:`code`in e?e.code:e.strong}function Ei(e,t){return typeof e==`string`?e=>e:`code`in e?e=>t.cyan(e):e=>t.bold(e)}function Di({text:e,style:t},n){if(W(e)<=n)return[{text:e,style:t}];let r=[``];for(let t of e){let e=r.at(-1)??``;W(e+t)>n?r.push(t):r[r.length-1]=e+t}return r.map(e=>({text:e,style:t}))}function Oi(e,t,{width:n,paint:r}){let i=e.map(({head:e},n)=>Math.max(W(e),...t.map(e=>W(e[n]?.text??``)))),a=Ai(e,i,n),o=ji(a,i)-n;o>0&&(i[1]=Math.max(8,(i[1]??8)-o));let s=t=>a.map(n=>{let{text:r,style:a}=t[n]??{text:``},o=Mi(r,i[n]??0),s=` `.repeat((i[n]??0)-W(o)),c=a?a(o):o;return e[n]?.align===`right`?s+c:c+s}).join(ki).trimEnd();return[s(e.map(({head:e})=>({text:e,style:e=>r.dim(e)}))),...t.map(s)]}const ki=`  `;function Ai(e,t,n){let r=e.map((e,t)=>t);for(;ji(r,t)>n;){let t=Math.max(...r.map(t=>e[t]?.priority??0));if(t===0)return r;r=r.filter(n=>e[n]?.priority!==t)}return r}function ji(e,t){return e.reduce((e,n)=>e+(t[n]??0),2*(e.length-1))}function Mi(e,t){let n=e;for(let r=t;W(n)>t&&r>0;r--)n=m(e,r);return n}function Ni(e,t){switch(e){case`bad`:return e=>t.red(e);case`warning`:return e=>t.yellow(e);case`good`:return e=>t.green(e);case`muted`:return e=>t.dim(e)}}function Pi(e,t){let n=Ci(t),r=F(e.prompts).filter(e=>e.verdict===`pass`&&N(e)),a=F(e.prompts).filter(R),o=e.prompts.filter(N).length>1||e.verdict===`error`,s=[Ii(e,n),J(Dt(e),n,k.terminal),J(Nt(e,+(e.verdict===`error`)),n),...a.flatMap(t=>Li(t,e,n,o)),...Be(e)?r.flatMap(t=>Ri(t,e,n,o)):[Yi(r,e,n)],Fi(e,n),J(ar(e),n),Zi(e,n)].filter(e=>e.length>0).map(e=>e.join(`
`)).join(`

`);return i(s)}function Fi(e,t){let n=kn(e);return n.length===0?[]:[...q([M(On)],t),...J(n,t)]}function Ii(e,t){let{paint:n}=t,r=ee(e),[i=``,...a]=q(h(e),{...t,width:t.width-2});return[`${n.bold(Ni(r.tone,n)(r.terminal))} ${n.bold(i)}`,...a.map(e=>`  ${n.bold(e)}`)]}function Li(e,t,n,r){return[r?q([M(`─ `),...de(e)],n):[],q(K(e,t.policy),n),Bi(e,n),Hi(e,n),Wi(e,t,n),...U(e).map((e,t)=>Gi(e,n,t===0)),Ji(e,n),Qi(mt(e,t.policy),n)]}function Ri(e,t,n,r){return[r?q([I(e.path)],n):[],Bi(e,n),Wi(e,t,n),...U(e).map(t=>Fe(e)?Gi(t,n,!0):Xi(t,n)),Qi(mt(e,t.policy),n)]}const zi=[{head:``,align:`left`,priority:0},{head:`segment`,align:`left`,priority:0},{head:`baseline`,align:`right`,priority:2},{head:`candidate`,align:`right`,priority:2},{head:`change, 95\xA0% CI`,align:`left`,priority:0},{head:`lost / won`,align:`right`,priority:3},{head:`z`,align:`right`,priority:4},{head:`adjusted p`,align:`right`,priority:0}];function Bi(e,t){if(!N(e))return[];let n=A(e.segments).slice(0,200),r=n.map(n=>Vi(n,cr(n,e),t)),{overall:i}=e;i&&r.push(Vi(i,lr(i,e),t));let a=e.segments.length-n.length,o=Oi(zi,r,t);return a>0?[...o,`${w(a,`more segment`)} in the result JSON`]:o}function Vi(e,t,{paint:n}){let r=e.missing>0?` (${e.missing} missing)`:``;return[t?{text:`${t.sign.terminal} ${t.words}`,style:Ni(t.sign.tone,n)}:{text:``},{text:m(e.name,40)+r},...Cr(e).map(e=>({text:e}))]}function Hi(e,{width:t,paint:n}){let[r,...i]=Sn(e.segments,Math.min(t,90));if(r===void 0)return[];let a=A(e.segments).filter(({interval:e})=>e!==null);return[n.dim(r),...i.map((e,t)=>Ui(e,a[t],n))].slice(0,200)}function Ui(e,t,n){return t?.verdict===`regression`?n.red(e):e}function Wi(e,t,n){let r=bt(e,t.policy);if(!r)return[];let i=e.cost?.label===`exceeded`?` ${y.exceeded.sign.terminal} `:` `;return q([M(`Cost`),i,...r],n)}function Gi({title:e,cases:t},n,r){let i=r?t.slice(0,3):[],a=t.length-i.length;return[...q(e,n).map(e=>n.paint.bold(e)),...i.flatMap(e=>[``,...Ki(e,n)]),...a>0?[...r?[``]:[],`  ${w(a,r?`more case`:`case`)} in the HTML and JSON reports`]:[]]}function Ki(e,t){let n=[M(m(e.description??e.id,120)),...ut(e),` · `,I(e.place)],r=dt(e,!0);return[...q(n,t,`  `),...r.flatMap(e=>q(e,t,`  `)),...qi(e,t)]}function qi({baseline:e,candidate:t},{width:n,paint:r}){if(t.answer===null||e?.answer===null)return[];let i=Ke(e?e.answer:t.answer,t.answer,600),a={same:` `,removed:`-`,added:`+`},o={same:r.dim,removed:r.red,added:r.green};return i.flatMap(({kind:e,text:t})=>Ye(t,n-6).map(t=>o[e](`    ${a[e]} ${t}`.trimEnd())))}function Ji(e,t){if(e.errors.length===0)return[];let n=[...new Set(e.errors.map(({kind:e,message:t})=>`${e}: ${m(t,200)}`))];return[...q([`${w(e.errors.length,`answer`)} did not come`],t),...J(n.slice(0,5).map(e=>[e]),t)]}function Yi(e,{policy:t},n){if(e.length===0)return[];let{sign:r,text:i}=Pt(e,t);return q([`${r.terminal} `,...i,`.`],n)}function Xi({title:e,cases:t},n){let r=t.map(e=>[m(e.description??e.id,120),...ut(e),` · `,I(e.place)]),i=we(r,10,e=>[`${w(e,`more case`)} in the HTML and JSON reports`]);return[...q(e,n).map(e=>n.paint.bold(e)),...J(i,n)]}function Zi(e,t){let n=e.usage.trials>0?[...pr(e).slice(0,20),dr(e)]:[];return Qi([...Ot(e),...n],t)}function Qi(e,t){return e.flatMap(e=>q(e,t)).map(e=>t.paint.dim(e))}function J(e,t,n=`·`){return e.flatMap(e=>{let[r=``,...i]=q(e,{...t,width:t.width-2});return[`${n} ${r}`,...i.map(e=>`  ${e}`)]})}function $i(e,t,n){let{FORCE_COLOR:r,NO_COLOR:i}=n,a=r?r!==`0`:!!t.isTTY&&!i;t.write(`${Pi(e,{width:t.columns??100,color:a})}\n`)}async function ea(e,t){for(let{name:n,render:r}of Oe){let i=t[n];i!==void 0&&await Re(i,await r(e))}}function ta(e){return[...e.prompts.flatMap(t=>na(t,e)),...sa(e)]}function na(e,t){return R(e)?e.reasons.map(n=>{let r=n.kind===`overall-regression`?e.overall:e.segments.find(e=>e.name===n.segment),i=T(de({...e,reasons:[n]})),a=r&&n.kind!==`weaker-suite`?[ra(r)]:[],o=n.kind===`cost`?[T(bt(e,t.policy)??[])]:[];return{...ia(e),level:e.verdict===`block`&&!t.accepted?`failure`:`warning`,title:m(i,250),message:[...a,...o,...aa(e)].join(` `)||i}}):[]}function ra({baseline:e,candidate:t,difference:n,interval:r,losses:i,wins:a,adjustedPValue:o}){if(!e||n===null)return`Passes ${C(t.rate)}.`;let s=r?` (95\u00a0% CI ${Se(r,` to `)})`:``;return`Passes ${C(t.rate)}, was ${C(e.rate)}: ${O(n)} points${s}, ${v(i)} lost / ${v(a)} won, adjusted p\u00a0${ie(o)}.`}function ia(e){let[t]=e.changedLines;return{path:e.file??e.path,startLine:t?.start??1,endLine:t?.end??1}}function aa({changedLines:e,because:t,path:n,file:r=n}){let i=e.slice(1,6).map(({start:e,end:t})=>e===t?`${e}`:`${e}–${t}`);if(i.length>0)return[`The pull request also changes lines ${i.join(`, `)}.`];let a=t.filter(e=>e!==r).slice(0,3);return e.length>0||a.length===0?[]:[T([`The change comes through ${a.map(e=>m(e)).join(`, `)}.`])]}const oa=/^(.+?)(?::(\d+))?(?::(\d+))?$/s;function sa(e){return e.errors.flatMap(({place:e,message:t,remedy:n})=>{let[,r,i]=e===null?[]:oa.exec(e)??[];if(r===void 0)return[];let a=Math.max(1,Number(i??1)),o=T([m([t,n].filter(Boolean).join(` `),1e3)]);return[{path:r,startLine:a,endLine:a,level:`failure`,title:m(t,250),message:o}]})}const ca=`<!-- prompt-eval-gate last-report -->`;function la(e,t,n){let[r=``]=t.split(`
`);return[t,H([r,`The rest is too long to be shown here: see the job summary of its run.`])].map(t=>H([e,da(t)])).find(e=>e.length<=n)??e}function ua(e){let t=e.indexOf(`\n${ca}\n`);if(t!==-1)return e.slice(t+37+2).trim().slice(65,-10).trim()}function da(e){return`${ca}\n<details><summary>The last report before this run broke</summary>\n\n${e}\n\n</details>`}function Y(e,...t){return{markup:e.reduce((e,n,r)=>e+fa(t[r-1]??null)+n)}}function fa(e){return e===null?``:typeof e==`string`?o(e):typeof e==`number`?String(e):`markup`in e?e.markup:e.map(fa).join(``)}function X(e){return e.map(e=>typeof e==`string`?Y`${e}`:`code`in e?Y`<code>${e.code}</code>`:Y`<strong>${e.strong}</strong>`)}function Z(e){return{markup:e}}function pa(e,t){return t||=e.slice(0),Object.freeze(Object.defineProperties(e,{raw:{value:Object.freeze(t)}}))}var ma;function ha(e){let t=ya(e);if(t.cases.length===0)return Y``;let n=e=>t.cases.filter(t=>t.kind===e).length,r=We(t.cases);return Y(ma||=pa([`<section class="cases" id="cases" aria-labelledby="cases-title">
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
`]),ga(``,`All`,t.cases.length,!0),ga(`failing`,`Newly failing`,n(`failing`)),ga(`passing`,`Newly passing`,n(`passing`)),ga(`errored`,`Errored`,n(`errored`)),t.prompts.length>1?_a(`prompt`,`Prompt`,t.prompts.map((e,t)=>[String(t),e])):null,r.length>1?_a(`segment`,`Segment`,r.map(e=>[e,e])):null,va(t),Z(Ca(t)))}function ga(e,t,n,r=!1){return Y`<label><input type="radio" name="kind" value="${e}"${r?Z(` checked`):n===0?Z(` disabled`):null}><span>${t} <b>${n}</b></span></label>`}function _a(e,t,n){return Y`<span class="filter"><label for="filter-${e}">${t}</label> <select id="filter-${e}" name="${e}"><option value="">all</option>${n.map(([e,t])=>Y`<option value="${e}">${t}</option>`)}</select></span>`}function va({cases:e}){let t=e.slice(0,1e3).map(e=>{let t=e.error??[...e.candidate?.failures??[],...e.baseline?.failures??[]].join(`; `);return Y`<tr><td>${ye[e.kind].words}</td><th scope="row">${e.name}</th><td>${e.segments.join(`, `)}</td><td>${t}</td><td><code>${e.place}</code></td></tr>\n`}),n=e.length-t.length;return Y`<div class="scroll"><table><thead><tr><th scope="col"></th><th scope="col">Case</th><th scope="col">Segment</th><th scope="col">Assertion</th><th scope="col">Place</th></tr></thead><tbody>${t}</tbody></table></div>
${n>0?Y`<p>${n} more cases are in the result JSON.</p>`:null}`}function ya(e){let t=/* @__PURE__ */ new Map,n=[],r=e=>{let r=Q(e,2e4),i=t.get(r);return i===void 0?(t.set(r,n.length),n.push(r)-1):i},i=F(e.prompts).filter(ba),a=i.flatMap((e,t)=>[...Ne(e.newlyFailing).map(e=>xa(`failing`,e,t,r)),...e.newlyPassing.map(e=>xa(`passing`,e,t,r)),...e.errors.map(e=>Sa(e,t))]);return{prompts:i.map(({path:e})=>Q(e,200)),texts:n,cases:a}}function ba({newlyFailing:e,newlyPassing:t,errors:n}){return e.length+t.length+n.length>0}function xa(e,t,n,r){let i=e=>({passes:e.passes,trials:e.trials,answer:e.answer===null?null:r(e.answer),failures:e.failures.map(({type:e,reason:t})=>Q(`${e}: ${t}`,1e3))});return{kind:e,prompt:n,name:Q(t.description??t.id,300),place:Q(t.place,300),segments:t.segments.map(e=>Q(e,200)),marks:[...t.critical?[`critical`]:[],...t.severe?[`always passed, now always fails`]:[],...t.baseline?[]:[`new`]],messages:t.messages.map(({role:e,content:t})=>({role:Q(e,40),text:r(t)})),baseline:t.baseline&&i(t.baseline),candidate:i(t.candidate),error:null}}function Sa({caseId:e,segments:t,arm:n,kind:r,message:i},a){return{kind:`errored`,prompt:a,name:Q(e??`the run`,300),place:``,segments:t.map(e=>Q(e,200)),marks:n?[n]:[],messages:[],baseline:null,candidate:null,error:Q(`${r}: ${i}`,1e3)}}function Q(e,t){let n=e.length-t;return s(n>0?`${e.slice(0,t)}… (${n} more characters)`:e)}function Ca(e){return JSON.stringify(e).replace(/[<>&\u2028\u2029]/g,e=>`\\u${e.charCodeAt(0).toString(16).padStart(4,`0`)}`)}function wa(e){if(e.accepted)return{sign:k,word:`Accepted`,tone:`error`};let{title:t}=x[e.verdict],n=ee(e);if(e.verdict!==`pass`)return{sign:n,word:t,tone:e.verdict};let r={sign:n,tone:Ea(n)};return n===ve?{...r,word:t}:n===k?{...r,word:`Not blocked`}:{...r,word:n===xe?`Nothing to compare with`:`Nothing could be told`}}function Ta(e){let{verdict:t}=e;if(t===`not-run`)return{...x[t],tone:`open`};if(t!==`pass`||!N(e))return{...x[t],tone:t};let n=Ft([e]),r=b(e)?ze(e):x[t].word;return{sign:n,tone:Ea(n),word:n===ve||b(e)?r:`cannot be told`}}function Ea(e){return e===ve?`pass`:e===k?`error`:`open`}function Da(e){let t=F(e.prompts).filter(N),n=[Oa(t),Aa(t),ja(t),Ma(t),Na(t),Pa(t,e)].filter(e=>e!==null);return n.length===0?null:Y`<dl class="tiles">${n.map(({label:e,value:t,detail:n,tone:r})=>Y`<div class="tile ${r}"><dt>${e}</dt><dd class="value">${t}</dd><dd>${n}</dd></div>`)}</dl>`}function Oa(e){let t=e.flatMap(({segments:e})=>e).reduce(ka,null);if(!t||t.difference===null)return null;let n=t.interval?`, 95\u00a0% CI ${Se(t.interval,` to `)}`:``;return{label:`Largest drop`,value:t.difference<0?`${O(t.difference)} points`:`none`,detail:t.difference<0?`${m(t.name)}${n}`:`in any segment`,tone:t.verdict===`regression`?`bad`:`plain`}}function ka(e,t){return(t.difference??1/0)<(e?.difference??1/0)?t:e}function Aa(e){let t=e.filter(fe),n=t.flatMap(e=>e.segments);if(n.length===0)return null;let r=e=>n.filter(t=>t.verdict===e).length,i=t.filter(({overall:e,segments:t})=>t.length>1&&e?.verdict===`improved`).length,a=t.length===1?`overall`:`${w(i,`prompt`)} overall`,o=[`${v(r(`improved`))} improved${i>0?`, ${a} improved`:``}`,`${v(r(`pass`))} no worse`,`${v(r(`inconclusive`)+r(`invalid`))} cannot be told`],s=r(`regression`);return{label:`Segments`,value:`${v(s)} of ${v(n.length)} worse`,detail:o.join(`, `),tone:s>0?`bad`:r(`pass`)+r(`improved`)>0?`good`:`plain`}}function ja(e){let t=e.filter(e=>!fe(e));if(t.length===0)return null;let n=e=>t.reduce((t,{overall:n})=>t+(n?.candidate[e]??0),0);return{label:`New`,value:`passes ${v(n(`passes`))} of ${v(n(`n`))}`,detail:`${w(t.length,`prompt`)} with nothing to be compared with`,tone:`plain`}}function Ma(e){let t=e.filter(e=>e.baseline!==null);if(t.length===0)return null;let n=e=>t.reduce((t,n)=>t+e(n),0),r=n(e=>e.overall?.losses??0),i=n(e=>e.overall?.wins??0),a=n(e=>e.overall?.cases??0);return{label:`Cases`,value:`${v(r)} newly fail`,detail:`${v(i)} newly pass, of ${w(a,`case`)}`,tone:`plain`}}function Na(e){let[t]=e.flatMap(({cost:e})=>e?.comparison.ratio?[e]:[]).sort((e,t)=>(t.comparison.ratio?.ratio??0)-(e.comparison.ratio?.ratio??0)),{baseline:n,candidate:r,ratio:i}=t?.comparison??{};if(!t||!i||!r||!n)return null;let a=t.limit===null?``:`, limit +${P(t.limit)}`;return{label:`Tokens a call`,value:E(i.ratio),detail:`${v(n.totalTokens)} → ${v(r.totalTokens)}${a}`,tone:Ce(t).tokens===`exceeded`?`bad`:`plain`}}function Pa(e,{policy:t}){let n=e.flatMap(({cost:e})=>e?[e]:[]),r=n.some(e=>Ce(e).money===`exceeded`)?`bad`:`plain`,i=n.filter(e=>e.monthlyUsd!==null),[a]=i;if(!a){let[e]=n.filter(Fa).sort((e,t)=>Fa(t)-Fa(e));return e?{label:`Money a call`,value:E(Fa(e)),detail:Ia(e),tone:r}:null}let o=i.reduce((e,t)=>e+(t.monthlyUsd??0),0),s=i.length===1?`${Ia(a)} a call`:`${w(i.length,`prompt`)}`,c=t.cost.callsPerMonth?`, ${S(t.cost.callsPerMonth)}`:``;return{label:`Money a month`,value:f(o),detail:`${s}${c}`,tone:r}}function Fa({comparison:e}){return e.moneyRatio?.ratio??0}function Ia({comparison:{baseline:e,candidate:t}}){return[e,t].flatMap(e=>e&&e.usd!==null?[L(e.usd)]:[]).join(` → `)}function La(e){let{base:t,head:n,verdict:r}=e,{sign:i,word:a,tone:o}=wa(e);return Y`<header class="page ${r}">
<p class="brand">Prompt Eval Gate</p>
<p class="state ${o}"><span aria-hidden="true">${i.page}</span> ${a}</p>
<h1>${X(Ra(e))}</h1>
<p class="muted"><code>${m(t.ref)}</code> → <code>${m(n.ref)}</code>${n.sha?Y` at <code>${n.sha.slice(0,12)}</code>`:null}</p>
${za(Dt(e).map(X),`notice`,`Notices`)}
${za(Nt(e).map(X),`problem`,`Problems`)}
${Da(e)}
</header>
`}function Ra(e){if(e.verdict===`error`&&e.errors.length>0)return[`The gate could not decide`];let[t=x[e.verdict].title,...n]=p(e);return[typeof t==`string`?ge(t):t,...n]}function za(e,t,n){return e.length===0?null:Y`<ul class="messages ${t}" aria-label="${n}">${e.map(e=>Y`<li>${e}</li>`)}</ul>`}function Ba(e,t){let n=bt(e,t);return!n||!e.cost?Y``:Y`<section class="part"><h3>Cost ${Va(e.cost)}</h3>
<p>${X(n)}</p>
${e.cost.comparison.baseline?Ha(e):null}</section>`}function Va(e){let t=Ee(e);if(!e.comparison.baseline||t.every(({label:e})=>e===null))return null;let{sign:n,likeVerdict:r,words:i}=y[e.label].page,a=e.label===`unknown`&&c(e)&&!t.some(pe);return Y`<span class="${r===null?`badge`:`badge ${r}`}"><span aria-hidden="true">${n.page}</span> ${a?Pe:i}</span>`}function Ha(e){let t=A(e.segments),n=e.overall?[...t,e.overall]:t,r=Wa(n.flatMap(({cost:e})=>[e.candidate.totalTokens,e.baseline?.totalTokens??0]).filter(e=>e>0)),i=n.map(t=>Ua(t,r,t===e.overall));return Y`<div class="scroll" tabindex="0" role="region" aria-label="Tokens of ${e.path}">
<table class="dumbbell" role="table">
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Segment</th><th role="columnheader" scope="col" class="plot"><span class="legend"><span class="key before">baseline</span><span class="key after">candidate</span></span></th><th role="columnheader" scope="col" class="number">Tokens a call</th>
<th role="columnheader" scope="col">Change, 95&nbsp;% CI</th><th role="columnheader" scope="col" class="number">Input</th><th role="columnheader" scope="col" class="number">Output</th><th role="columnheader" scope="col" class="number">Cached</th><th role="columnheader" scope="col" class="number">Money a call</th></tr></thead>
<tbody role="rowgroup">${i}</tbody>
<tfoot aria-hidden="true"><tr><td></td><td class="plot">${Ga(r)}</td><td colspan="6">tokens a call</td></tr></tfoot>
</table></div>`}function Ua(e,t,n){let{baseline:r,candidate:i}=e.cost,[a,o,s,c,l,u]=Dr(e),d=[`tokens`,`change`,`input`,`output`,`cached`,`money`],f=[a,o,s,c,l,u].map((e=``,t)=>Y`<td role="cell" class="${t===1?`change`:`number`}" data-label="${d[t]??``}">${e}</td>`),p=Ka(i.totalTokens,t),m=r&&Ka(r.totalTokens,t);return Y`<tr role="row" class="${n?`overall`:`segment`}"><th role="rowheader" scope="row">${e.name}</th>
<td role="cell" class="plot" aria-hidden="true"><svg class="row" focusable="false"><line class="grid" x1="0" x2="100%" y1="50%" y2="50%"/>
${m?Y`<line class="bar" x1="${m}" x2="${p}" y1="50%" y2="50%"/><circle class="before" cx="${m}" cy="50%" r="5"/>`:null}<circle class="after" cx="${p}" cy="50%" r="5"/></svg></td>
${f}</tr>
`}function Wa(e){let[t,n]=[Math.min(...e),Math.max(...e)];if(!Number.isFinite(t))return{low:0,high:1};let r=Math.max((n-t)*.15,n*.02,1);return{low:Math.max(0,t-r),high:n+r}}function Ga({low:e,high:t}){return Y`<svg class="axis" focusable="false"><text x="0" y="14" text-anchor="start">${v(e)}</text><text x="100%" y="14" text-anchor="end">${v(t)}</text></svg>`}function Ka(e,{low:t,high:n}){return`${Number(((e-t)/(n-t)*100).toFixed(3))}%`}function qa({sign:e,words:t,likeVerdict:n}){return Y`<span class="badge ${n??`new`}"><span aria-hidden="true">${e.page}</span> ${t}</span>`}function Ja(e){let t=A(e.segments),n=e.overall?[...t,e.overall]:t,r=n.some(({interval:e})=>e!==null)?bn(n):null,i=n.map(t=>Ya(t,{isOverall:t===e.overall,prompt:e,axis:r}));return Y`<div class="scroll" tabindex="0" role="region" aria-label="Segments of ${e.path}">
<table class="forest" role="table">
<thead role="rowgroup"><tr role="row">
<th role="columnheader" scope="col">Verdict</th><th role="columnheader" scope="col">Segment</th>
<th role="columnheader" scope="col" class="number">Baseline</th><th role="columnheader" scope="col" class="number">Candidate</th>
${r?Y`<th role="columnheader" scope="col" class="plot"><span class="ends"><span>← worse</span><span>better →</span></span></th>`:null}
<th role="columnheader" scope="col">Change, 95&nbsp;% CI</th><th role="columnheader" scope="col" class="number">Lost / won</th>
<th role="columnheader" scope="col" class="number">z</th><th role="columnheader" scope="col" class="number">Adjusted p</th>
</tr></thead>
<tbody role="rowgroup">${i}</tbody>
${r?Y`<tfoot aria-hidden="true"><tr><td colspan="4"></td><td class="plot">${Qa(r)}</td><td colspan="4">points</td></tr></tfoot>`:null}
</table></div>`}function Ya(e,t){let{isOverall:n,prompt:r,axis:i}=t,a=n?lr(e,r):cr(e,r),[o,s,c,l,u,d]=Cr(e),f=e.missing>0?Y` <span class="muted">(${e.missing} missing)</span>`:null;return Y`<tr role="row" class="${n?`overall`:`segment`}">
<td role="cell" class="verdict">${a?qa(a):null}</td>
<th role="rowheader" scope="row">${e.name}${f}</th>
<td role="cell" class="number" data-label="baseline">${o}</td><td role="cell" class="number" data-label="candidate">${s}</td>
${i?Y`<td role="cell" class="plot" aria-hidden="true">${Xa(e,i,a?.likeVerdict??`overall`)}</td>`:null}
<td role="cell" class="change" data-label="change">${c}</td><td role="cell" class="number" data-label="lost / won">${l}</td>
<td role="cell" class="number" data-label="z">${u}</td><td role="cell" class="number" data-label="adjusted p">${d}</td>
</tr>
`}function Xa(e,t,n){let{interval:r,difference:i,name:a}=e,o=e=>$a(e,t),s=xn(t).map(e=>Y`<line class="${e===0?`zero`:`grid`}" x1="${o(e)}" x2="${o(e)}" y1="0" y2="100%"/>`);if(!r||i===null)return Y`<svg class="row" focusable="false">${s}</svg>`;let[c,l]=[o(r[0]*100),o(r[1]*100)],u=o(i*100);return Y`<svg class="row ${n}" focusable="false"><title>${`${a}: ${O(i)} points, ${O(r[0])} to ${O(r[1])}`}</title>${s}
<line class="interval" x1="${c}" x2="${l}" y1="50%" y2="50%"/><line class="interval" x1="${c}" x2="${c}" y1="36%" y2="64%"/><line class="interval" x1="${l}" x2="${l}" y1="36%" y2="64%"/>
${n===`overall`||a===`overall`?Za(u):Y`<circle class="point" cx="${u}" cy="50%" r="5"/>`}</svg>`}function Za(e){return Y`<svg x="${e}" y="50%" overflow="visible"><path class="point" d="M0-7 7 0 0 7-7 0z"/></svg>`}function Qa(e){return Y`<svg class="axis" focusable="false">${xn(e).map(t=>Y`<text x="${$a(t,e)}" y="14" text-anchor="${t===e.low?`start`:t===e.high?`end`:`middle`}">${t===0?`0`:O(t/100)}</text>`)}</svg>`}function $a(e,{low:t,high:n}){return`${Number(((Math.min(n,Math.max(t,e))-t)/(n-t)*100).toFixed(3))}%`}function eo(e,t,n){let r=t.prompts.length===1||!R(e)?[I(e.path)]:de(e),i=Ta(e),a=R(e)?[]:U(e),o=Y`<p class="lead">${X(K(e,t.policy))}</p>
${a.map(({title:e})=>Y`<p class="muted">${X(e)}.</p>`)}
${N(e)?Ja(e):null}
${Ba(e,t.policy)}
${no(e)}
${io(e,t)}`;return Y`<section class="prompt" id="prompt-${n}" aria-labelledby="prompt-${n}-title">
<header>${Y`<h2 id="prompt-${n}-title">${X(r)}</h2><span class="state ${i.tone}">${i.word}</span>`}${to(e)}</header>
${o}
</section>
`}function to({baseline:e,candidate:t,change:n}){return e&&t&&e.path!==t.path?Y`<p class="muted">was <code>${m(e.path)}</code></p>`:n===`added`?Y`<p class="muted">a new prompt</p>`:null}function no({diff:e,path:t}){if(e===``)return null;let n=e.trimEnd().split(`
`).filter(e=>!/^(---|\+\+\+|===|Index:)/.test(e)),r=n.slice(0,2e3).map(ro),i=n.length-r.length;return Y`<details class="part fold" open><summary><h3>What changed in the prompt</h3></summary>
<div class="scroll" tabindex="0" role="region" aria-label="Changes of ${t}"><pre class="diff">${r}</pre></div>
${i>0?Y`<p class="muted">${i} more lines are in the pull request.</p>`:null}</details>`}function ro(e){let[t=` `]=e;return t===`+`?Y`<ins>+ ${e.slice(1)}</ins>`:t===`-`?Y`<del>− ${e.slice(1)}</del>`:t===`@`?Y`<span class="hunk">${e}</span>`:Y`<span>  ${e.slice(1)}</span>`}function io(e,t){let n=mt(e,t.policy);if(n.length===0)return null;let{heads:r,rows:i}=vt(e),a=r.map((e,t)=>Y`<th scope="col" class="${t===0?``:`number`}">${e}</th>`),o=i.map(([e=``,...t])=>Y`<tr><th scope="row">${e}</th>${t.map(e=>Y`<td class="number">${e}</td>`)}</tr>\n`);return Y`<details class="part fold"><summary><h3>How sure is this?</h3></summary>
<ul>${n.map(e=>Y`<li>${X(e)}</li>`)}</ul>
<div class="scroll" tabindex="0" role="region" aria-label="Tests compared"><table><thead><tr>${a}</tr></thead><tbody>${o}</tbody></table></div></details>`}const ao=Object.fromEntries(Object.entries(ye).map(([e,{sign:t,words:n}])=>[e,`${t.page} ${n}`])),oo=String.raw`'use strict';
(() => {
  const LABELS = ${JSON.stringify(ao)};
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
`,so=`
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
`;var co;function lo(e){let t=[`default-src 'none'`,`script-src '${ho(oo)}'`,`style-src '${ho(so)}'`,`img-src data:`,`base-uri 'none'`,`form-action 'none'`].join(`; `),n=F(e.prompts),r=n.slice(0,200),i=ha(e);return Y(co||=pa([`<!doctype html>
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
</main>
<script>`,`<\/script>
</body>
</html>
`]),Z(t),Le(e),Z(so),i.markup===``?null:Y`<a class="skip" href="#cases">Skip to the cases</a>`,La(e),fo(r),r.map((t,n)=>uo(t)?eo(t,e,n):null),n.length>r.length?Y`<p>${n.length-r.length} more prompts are in the result JSON.</p>`:null,i,po(e),mo(e),Z(oo)).markup}function uo(e){return N(e)||R(e)}function fo(e){let t=e.flatMap((e,t)=>uo(e)?[{prompt:e,index:t}]:[]);return t.length<2?null:Y`<nav class="prompts" aria-label="Prompts"><ul>${t.map(({prompt:e,index:t})=>Y`<li><span aria-hidden="true">${Ta(e).sign.page}</span> <a href="#prompt-${t}">${e.path}</a></li>`)}</ul></nav>`}function po(e){let t=kn(e).map(e=>Y`<li>${X(e)}</li>`);return t.length===0?null:Y`<section class="run" aria-labelledby="registry-title"><h2 id="registry-title">${On}</h2>
<ul>${t}</ul></section>`}function mo(e){let t=[...ar(e),...Ot(e),...pr(e).slice(0,200),...e.usage.trials>0?[dr(e)]:[]],{path:n,revision:r}=e.policySource,i=r===`unread`?Y`<li>Policy: <code>${m(n)}</code>, which could not be read.</li>`:r===`defaults`?Y`<li>Policy: the defaults; there is no <code>${m(n)}</code>.</li>`:Y`<li>Policy: <code>${m(n)}</code> as it is at the ${r}.</li>`;return Y`<section class="run" aria-labelledby="run-title"><h2 id="run-title">What ran</h2>
<ul>${t.map(e=>Y`<li>${X(e)}</li>`)}${i}<li>prompt-eval-gate ${e.tool.version}</li></ul></section>`}function ho(e){return`sha256-${Ge(`sha256`).update(e).digest(`base64`)}`}function go(e){return`${JSON.stringify(Ve.parse(e),null,2)}\n`}function _o(e){let t=[...e.prompts.map(t=>Do(t,e)),...Oo(e)],n=`name="prompt-eval-gate" ${jo(t.flatMap(({cases:e})=>e))}`,r=t.map(ko).join(``);return`<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${n} time="${Mo(e.usage.elapsedMs)}">\n${r}</testsuites>\n`}function vo(e,t){if(!N(e)){let n=T(K(e,t.policy)),r=[{name:`not run`,outcome:{kind:`skipped`,message:n,type:e.change,text:n}},...To(e)];return{name:e.path,cases:r}}let n=[...e.segments.map(t=>yo(t,e)),...e.overall?[xo(e.overall,e)]:[],...wo(e),...To(e),...e.cost?Eo(e.cost,e,t):[]];return{name:e.path,cases:n}}function yo(e,t){let n=t.reasons.find(({kind:t,segment:n})=>n===e.name&&t!==`weaker-suite`);return n?{name:e.name,outcome:So(n.kind,e,t)}:e.verdict===`invalid`?{name:e.name,outcome:So(`invalid`,e,t)}:b(t)?bo(e,t):{name:e.name}}function bo(e,t){let{passes:n,n:r}=e.candidate,i={kind:`skipped`,message:`${ze(t)}: passes ${v(n)} of ${v(r)}`,type:`new`,text:Co(e,t)};return{name:e.name,outcome:i}}function xo(e,t){let n=t.reasons.find(t=>t.kind===`overall-regression`||t.segment===e.name);return n?{name:`overall`,outcome:So(n.kind,e,t)}:b(t)?bo(e,t):{name:`overall`}}function So(e,t,n){let r=Co(t,n),i=t.difference===null?``:`: ${O(t.difference)} points`;return{kind:e===`invalid`?`error`:`failure`,message:`${e}${i}`,type:e,text:r}}function Co(e,t){let[n,r,i,a,o,s]=Cr(e);return[`verdict: ${cr(e,t).words}`,`segment: ${m(e.name,200)}`,`baseline: ${n}`,`candidate: ${r}`,`change, 95\u00a0% CI: ${i}`,`lost / won: ${a}`,`z: ${o}`,`adjusted p: ${s}`].join(`
`)}function wo(e){return e.reasons.filter(({kind:e})=>e===`critical-case`||e===`critical-case-unanswered`).map(({kind:e,caseId:t=``})=>{let[n,r]=e===`critical-case`?[`failure`,`a critical case that always passed now always fails`]:[`error`,`a critical case that always passed now has no answer`];return{name:t,outcome:{kind:n,type:e,message:r,text:r}}})}function To(e){return e.reasons.filter(e=>e.kind===`weaker-suite`).map(({segment:e=``})=>{let t=`cases are removed, loosened, or asked only with added values, which the policy blocks`,n={kind:`failure`,type:`weaker-suite`,message:t,text:t};return{name:`cases of ${e}`,outcome:n}})}function Eo(e,t,n){let r=T(bt(t,n.policy)??[]);return Ee(e).flatMap(({of:e,label:t,limit:n,ratio:i})=>e===`money`&&n===null?[]:t===`exceeded`?[{name:e,outcome:{kind:`failure`,type:`cost`,message:`more ${e} than the limit`,text:r}}]:[{name:e,...i?{}:{outcome:{kind:`skipped`,message:n===null?`no limit`:`nothing to compare`,type:`cost`,text:r}}}])}function Do(e,t){let n=vo(e,t),{accepted:r}=t;if(!r)return n;let i=t=>e.reasons.some(({segment:e})=>e===t),a=n.cases.map(({name:e,outcome:t})=>{if(!t||!(t.kind===`failure`||i(e)))return{name:e,...t&&{outcome:t}};let n=`accepted by @${r.by}: ${t.message}`;return{name:e,outcome:{...t,kind:`skipped`,message:n}}});return{...n,cases:a}}function Oo(e){if(e.accepted){let t=T(h(e));return[{name:`prompt-eval-gate`,cases:[{name:`gate`,outcome:{kind:`skipped`,message:t,type:`accepted`,text:t}}]}]}if(e.errors.length===0&&e.verdict!==`error`)return[];let t=e.errors.map(({place:e,message:t,remedy:n})=>[e,t,n].filter(Boolean).join(` `)).join(`
`);return[{name:`prompt-eval-gate`,cases:[{name:`gate`,outcome:{kind:`error`,message:T(h(e)),type:`error`,text:t}}]}]}function ko({name:e,cases:t}){let n=t.map(t=>Ao(t,e)).join(``);return`  <testsuite name="${No(e)}" ${jo(t)}>\n${n}  </testsuite>\n`}function Ao({name:e,outcome:t},n){let r=`    <testcase classname="${No(n)}" name="${No(e)}"`;if(!t)return`${r}/>\n`;let{kind:i,message:a,type:o,text:s}=t,c=i===`skipped`?``:` type="${No(o)}"`;return`${r}>\n      <${i} message="${No(a)}"${c}>${Po(s)}</${i}>\n    </testcase>\n`}function jo(e){let t=t=>e.filter(({outcome:e})=>e?.kind===t).length;return`tests="${e.length}" failures="${t(`failure`)}" errors="${t(`error`)}" skipped="${t(`skipped`)}"`}function Mo(e){return(e/1e3).toFixed(3)}function No(e){return Po(m(e,200))}function Po(e){return o(e).replace(/[\ufffe\uffff]/g,`�`)}const Fo=[{kind:`answers`,least:0},{kind:`cases`,least:0},{kind:`passing`,least:0},{kind:`rows`,least:10},{kind:`failing`,least:1},{kind:`rows`,least:0},{kind:`failing`,least:0}];function Io(e,t,n){let r=t,i=e(r);if(i.length<=n)return i;for(let{kind:t,least:i}of Fo){let a=r;r={...a,[t]:Math.min(a[t],i)};let o=e(r);if(!(o.length>n))return Lo(n=>e({...a,[t]:n}),{fits:r[t],tooMany:a[t],shortest:o},n)}}function Lo(e,t,n){let{fits:r,tooMany:i,shortest:a}=t;for(;i-r>1;){let t=Math.floor((r+i)/2),o=e(t);o.length<=n?[r,a]=[t,o]:i=t}return a}function Ro(e,t={}){let n=t.marker?`\n\n${t.marker}`:``,r=(t.budget??6e4)-n.length,i=ct();return(Io(n=>H(Vo({result:e,options:t,limits:n,block:i})),{answers:zo(e),cases:zo(e),passing:e.prompts.length,failing:e.prompts.length,rows:Math.max(1,...e.prompts.map(e=>e.segments.length))},r)??Bo(e,t))+n}function zo({prompts:e}){return Math.max(0,...e.flatMap(e=>[e.newlyFailing.length,e.newlyPassing.length]))}function Bo(e,t){return H([`### ${g(_e(e,t))}`,`The report is too long to be shown here: ${$(t)}.`])}function Vo(e){let{result:t,options:n}=e,r=`### ${g(_e(t,n))}`,i=rt(Dt(t),k.emoji);if(Be(t))return[r,i,Xo(t),Zo(t),...$o(e)];let a=F(t.prompts),o=a.filter(R);return[r,i,Ho(t),t.verdict===`error`&&o.some(N)?`**Decided before it broke**`:``,...Uo(o,e),Qo(a.filter(e=>e.verdict===`pass`&&N(e)),e),Xo(t),Zo(t),ts(t)]}function Ho(e){let t=B(Nt(e,+(e.verdict===`error`)));return t===``||e.verdict===`error`?t:H([`${k.emoji} Not everything could be decided:`,t])}function Uo(e,t){let{result:n,limits:r,options:i}=t,a=e.slice(0,r.failing),o=n.prompts.filter(N).length>1||n.verdict===`error`;return[...a.flatMap(e=>[o?`#### ${x[e.verdict].sign.emoji} ${g(de(e))}`:``,...Wo(e,t)]),V(e.length-a.length,{noun:`more prompt`,which:` with something wrong`,elsewhere:$(i)})]}function Wo(e,t){let{result:n,options:r,limits:i,block:a}=t,o=[...U(e),...r.full?ot(e):[]];return[g(K(e,n.policy)),N(e)?vr(e,i.rows):``,Go(e,t),Ko(e,i.rows),qo(e,n),r.full&&N(e)?z([`Cost of each segment`],[Er(e,i.rows)]):``,...o.map(e=>st(e,{...i,block:a,elsewhere:$(r)})),Yo(e),Jo(e,t)]}function Go(e,{limits:t,options:n}){return V(e.segments.length-t.rows,{noun:`more segment`,elsewhere:$(n)})}function Ko(e,t){let n=Sn(e.segments,72);return n.length>1?r(n.slice(0,Math.min(t,40)+1).join(`
`)):``}function qo(e,t,n=!1){let r=bt(e,t.policy);return!r||!e.cost?``:`**Cost**${n?` of ${g([I(e.path)])}`:``} ${y[e.cost.label].sign.emoji} ${g(r)}`}function Jo(e,{result:t,limits:n}){let r=mt(e,t.policy);if(r.length===0)return``;let{heads:i,rows:a}=vt(e),o=i.map((e,t)=>({head:e,align:t===0?`left`:`right`})),s=[...a.slice(0,Math.min(n.rows,a.length-1)),...a.slice(-1)];return z([`How sure is this?`],[B(r.slice(0,Math.max(1,n.rows))),tt(o,s.map(e=>e.map(e=>[e])))])}function Yo(e){if(e.errors.length===0)return``;let t=/* @__PURE__ */ new Map;for(let{kind:n,message:r}of e.errors)t.set(n,{count:(t.get(n)?.count??0)+1,message:r});let n=[...t].slice(0,10).map(([e,{count:t,message:n}])=>[I(e),`, ${w(t,`time`)}: `,n.slice(0,300)]);return z([`${w(e.errors.length,`answer`)} did not come`],[B(n)])}function Xo(e){let t=kn(e);return t.length===0?``:H([`**${On}**`,B(t)])}function Zo(e){return B(ar(e))}function Qo(e,t){if(e.length===0)return``;let{result:n,limits:r,options:i}=t,{sign:a,text:o}=Pt(e,n.policy),s=[`${a.emoji} `,...o],c=e.slice(0,r.passing),l=V(e.length-c.length,{noun:`prompt`,which:` that does not block`,elsewhere:$(i)});if(c.length===0)return H([`${g(s)}.`,l]);let u=c.flatMap(e=>es(e,t));return z(s,[yr(c,r.rows),...u,l])}function $o(e){let{result:t,limits:n,options:r}=e,i=t.prompts.filter(N);if(i.length===0)return[ts(t)];let a=i.slice(0,n.passing),[o]=a,s=a.map(e=>qo(e,t,i.length>1)),c=new Map(a.flatMap(e=>mt(e,t.policy)).map(e=>[T(e),e]));return[z([`Segments, cost and what ran`],[i.length>1?yr(a,n.rows):o?vr(o,n.rows):``,V(i.length-a.length,{noun:`more prompt`,elsewhere:$(r)}),...s,B([...c.values()].slice(0,n.rows)),B([...Ot(t),...pr(t).slice(0,n.passing),dr(t)])]),...a.flatMap(t=>es(t,e))]}function es(e,{limits:t,block:n,options:r}){let i=r.full||Fe(e);return[...U(e),...i?ot(e):[]].map(({title:i,cases:a})=>st({title:[I(e.path),`: `,...i],cases:a},{...t,block:n,elsewhere:$(r)}))}function ts(e){let t=e.usage.trials>0?[...pr(e).slice(0,20),dr(e)]:[],n=[...Ot(e),...t];return n.length>0?z([`What ran`],[B(n)]):``}function $({resultLocation:e,resultUrl:t}){let n=e??`the result JSON`;return`see ${t?it(n,t):g([n])}`}const ns=1e6;function rs(e,t={}){let n=n=>Ro(e,{...t,budget:n,full:!0}),r=n(ns),i=Buffer.byteLength(r);return i<=ns?r:n(Math.floor(ns/i*ns*.95))}export{lo as a,ta as c,Pi as d,go as i,$i as l,Ro as n,ua as o,_o as r,la as s,rs as t,ea as u};