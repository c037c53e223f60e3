import{o as e,t}from"./rolldown-runtime.js";import{T as n,k as r}from"./basics.js";import{$ as i,$t as a,A as o,C as s,D as c,E as l,G as u,H as d,J as f,K as p,O as m,Q as h,Qt as g,S as _,T as v,U as y,V as b,W as x,X as S,Y as C,Z as w,Zt as ee,_ as T,at as E,b as D,ct as O,dt as te,en as ne,et as re,ft as ie,g as ae,h as oe,it as k,j as se,k as A,lt as j,m as ce,n as M,nt as N,ot as P,p as le,pt as ue,q as F,rn as de,rt as fe,st as pe,tt as me,ut as he,v as ge,w as _e,x as I,y as ve}from"./start.js";import{S as ye}from"./policy.js";import{d as be,h as xe}from"./comparison.js";import{chmod as Se,lstat as Ce,mkdir as we,rename as Te,rm as Ee,writeFile as De}from"node:fs/promises";import{basename as Oe,dirname as ke,isAbsolute as Ae,join as je}from"node:path";import{createHash as Me,randomBytes as Ne}from"node:crypto";async function Pe(e,t){try{e.startsWith(`/dev/`)?await De(e,t):await Fe(e,t)}catch(t){if(t instanceof r)throw t;let n=t instanceof Error&&`code`in t?` (${String(t.code)})`:``;throw new r(`The report could not be written to ${e}${n}.`,{cause:t})}}async function Fe(e,t){for(let t of Ie(e))if((await Le(t))?.isSymbolicLink())throw Re(e,`${t} is a symbolic link`);let n=await Le(e);if(n?.isSymbolicLink())throw Re(e,`it is a symbolic link`);if(n&&!n.isFile())throw Re(e,`it is no regular file`);await we(ke(e),{recursive:!0});let r=je(ke(e),`.${Oe(e)}.${Ne(6).toString(`hex`)}`);try{await De(r,t,{flag:`wx`}),n&&await Se(r,n.mode&511),await Te(r,e)}catch(e){throw await Ee(r,{force:!0}),e}}function Ie(e){if(Ae(e))return[];let t=ke(e).split(/[\\/]/);return t.map((e,n)=>t.slice(0,n+1).join(`/`)).filter(e=>e!==`.`)}async function Le(e){return Ce(e).catch(e=>{if(e.code!==`ENOENT`)throw e})}function Re(e,t){return new r(`The report is not written to ${e}: ${t}.`,{remedy:`Name the file itself.`})}function L({verdict:e}){return e===`block`||e===`error`}function ze(e,t,n=1500){let[r,i]=[Ve(e,n),Ve(t,n)];return r.length+i.length>400?[...r.map(e=>Be(`removed`,e)),...i.map(e=>Be(`added`,e))]:xe(r,i).flatMap(({value:e,added:t,removed:n})=>e.map(e=>Be(t?`added`:n?`removed`:`same`,e)))}function Be(e,t){return{kind:e,text:t}}function Ve(e,t){let n=de(e.slice(0,t)).split(`
`).flatMap(e=>e.split(/(?<=[.!?。！？])[ \t]+/u)).filter(e=>e.trim()!==``),r=e.length-t;return r>0&&n.push(`… (${r} more characters)`),n.length>0?n:[`(an empty answer)`]}function He(e,t){let n=[],r=e.trimEnd();for(;r.length>t;){let e=r.lastIndexOf(` `,t),i=e>t/2?e:Ue(r,t);n.push(r.slice(0,i)),r=r.slice(i).trimStart()}return r===``&&n.length>0?n:[...n,r]}function Ue(e,t){let n=e.charCodeAt(t-1);return n>=55296&&n<=56319?t-1:t}function We(e){return e.length}function Ge(e,t){let n=t||{},r=(n.align||[]).concat(),i=n.stringLength||We,a=[],o=[],s=[],c=[],l=0,u=-1;for(;++u<e.length;){let t=[],r=[],a=-1;for(e[u].length>l&&(l=e[u].length);++a<e[u].length;){let o=Ke(e[u][a]);if(n.alignDelimiters!==!1){let e=i(o);r[a]=e,(c[a]===void 0||e>c[a])&&(c[a]=e)}t.push(o)}o[u]=t,s[u]=r}let d=-1;if(typeof r==`object`&&`length`in r)for(;++d<l;)a[d]=qe(r[d]);else{let e=qe(r);for(;++d<l;)a[d]=e}d=-1;let f=[],p=[];for(;++d<l;){let e=a[d],t=``,r=``;e===99?(t=`:`,r=`:`):e===108?t=`:`:e===114&&(r=`:`);let i=n.alignDelimiters===!1?1:Math.max(1,c[d]-t.length-r.length),o=t+`-`.repeat(i)+r;n.alignDelimiters!==!1&&(i=t.length+i+r.length,i>c[d]&&(c[d]=i),p[d]=i),f[d]=o}o.splice(1,0,f),s.splice(1,0,p),u=-1;let m=[];for(;++u<o.length;){let e=o[u],t=s[u],r=n.fillRows===!1?Math.max(1,o[u===1?0:u].length):l;d=-1;let i=[];for(;++d<r;){let o=e[d]||``,s=``,l=``;if(n.alignDelimiters!==!1){let e=c[d]-(t[d]||0),n=a[d];if(n===114)s=` `.repeat(e);else if(n===99){let t=e/2;e%2?(s=` `.repeat(t+.5),l=` `.repeat(t-.5)):(s=` `.repeat(t),l=s)}else l=` `.repeat(e)}n.delimiterStart!==!1&&!d&&i.push(`|`),n.padding===!1||n.alignDelimiters===!1&&o===``||n.delimiterStart===!1&&!d||i.push(` `),n.alignDelimiters!==!1&&i.push(s),i.push(o),n.alignDelimiters!==!1&&i.push(l),n.padding!==!1&&i.push(` `),(n.delimiterEnd!==!1||d!==r-1)&&i.push(`|`)}m.push(n.delimiterEnd===!1?i.join(``).replace(/ +$/,``):i.join(``))}return m.join(`
`)}function Ke(e){return e==null?``:String(e)}function qe(e){let t=typeof e==`string`?e.codePointAt(0):0;return t===67||t===99?99:t===76||t===108?108:t===82||t===114?114:0}function Je(e,t){let n=t.map(e=>e.map(Ye));return Ge([e.map(({head:e})=>e),...n],{align:e.map(({align:e})=>e===`right`?`r`:``),alignDelimiters:!1})}function Ye(e){return p(e).replace(/\|/g,`\\|`)}function R(e,t){return`<details><summary>${u(e)}</summary>\n\n${V(t)}\n\n</details>`}function Xe(e,t){return e.map(e=>`> ${t} ${p(e)}`).join(`
>
`)}function z(e){return e.map(e=>`- ${p(e)}`).join(`
`)}function B(e,{noun:t,which:n=``,elsewhere:r}){return e>0?`${w(e,t)}${n} left out here: ${r}.`:``}function V(e){return e.filter(e=>e!==``).join(`

`)}function Ze(e,t){return/^https:\/\/[\w.:/?&=%#~+-]+$/.test(t)?`[${ne(e)}](${t})`:ne(e)}function Qe(e){let t=l(e).map(({name:e})=>e),n=t.map(t=>{let n=e.newlyFailing.filter(({segments:e})=>e.includes(t)),r=e.segments.length===1?``:` in ${d(t,60)}`;return{title:[`${w(n.length,`case`)} newly ${M(n.length,`fail`)}${r}`],cases:n}}),r=e.newlyFailing.filter(({segments:e})=>!e.some(e=>t.includes(e))),i=e.baseline?`newly ${M(r.length,`fail`)}`:M(r.length,`fail`),a=n.length>0?` elsewhere`:``,o={title:[`${w(r.length,`case`)} ${i}${a}`],cases:r};return[...n,o].filter(({cases:e})=>e.length>0).map(({title:e,cases:t})=>({title:e,cases:_e(t)}))}function $e(e){let t=e.newlyPassing;return t.length===0?[]:[{title:[`${w(t.length,`case`)} newly ${M(t.length,`pass`)}`],cases:t}]}function et(e,t){let{cases:n,answers:r,block:i,elsewhere:a}=t,o=e.cases.slice(0,n),s=Math.max(0,o.length-r);return R(e.title,[...o.map((e,t)=>i(e,t<r)),s>0?`The answers to ${w(s,`case`)} are left out here: ${a}.`:``,B(e.cases.length-o.length,{noun:`more case`,elsewhere:a})])}function tt(){let e=/* @__PURE__ */ new Map;return(t,n)=>{let r=e.get(t)??{short:nt(t,!1)};return e.set(t,r),n?(r.long??=V([nt(t,!0),ot(t)]),r.long):r.short}}function nt(e,t){let n=[f(d(e.description??e.id,120)),...rt(e),` · `,y(e.place)];return V([p(n),z(it(e,t))])}function rt({critical:e,severe:t,baseline:n,candidate:r}){let a=r.trials>1&&n?[` · ${i(n.passes)} → ${i(r.passes)} of ${i(r.trials)} pass`]:[];return[...e?[` · ❗ critical`]:[],...t?[` · always passed, now always fails`]:[],...a]}function it({baseline:e,candidate:t},n){let r=t.failures.length>0||!e?t:e;return r.failures.slice(0,3).map(({type:e,reason:t})=>{let i=n&&r.answer!==null?at(t,r.answer):t;return[`✗ `,y(d(e,40)),` `,d(i,240)]})}function at(e,t){let n=t.length<24?-1:e.indexOf(t.slice(0,24));if(n<0)return e;let r=e.slice(0,n),i=r.replace(/; it was ["“«]$/,``);return i===r?`${r}…${/["”»]$/.exec(e)?.[0]??``}`:i}function ot({baseline:e,candidate:t}){if(t.answer===null)return``;let n=e?e.answer:``;if(n===null)return``;let r={same:`  `,removed:`- `,added:`+ `},i=ze(e?n:t.answer,t.answer).flatMap(({kind:e,text:t})=>He(t,96).map(t=>r[e]+t));return a(i.join(`
`),`diff`)}function H(e,t){if(!e.overall||!e.baseline)return[];let n=t.gate.margin?.segment??null;return[...e.segments.filter(e=>e.verdict===`inconclusive`).map(e=>st(e,n)).filter(e=>e.length>0),ct(e,t)]}function st(e,t){let{minimumDetectableEffect:n,casesNeeded:r}=e;if(n===null)return[];let i=`${w(e.cases,`case`)} can show a drop of ${O(n)} points or more`,a=r===null||t===null?``:`; for ${O(t)} points it needs ${w(r,`case`)}`;return[`${d(e.name,60)}: ${i}${a}.`]}function ct(e,t){let n=ye[t.gate.test??`proportions-z`],r=t.gate.correction===`holm`?`Holm`:`min-P`,{levels:i,suite:a}=e,o=[`Test: ${n}`];return e.segments.length>1&&o.push(`${r} over ${w(e.segments.length,`segment`)}`),i&&o.push(`α ${me(i.segments)} + ${me(i.overall)} (segments + overall)`),a&&a.trials>1&&o.push(`${S(a.trials)} trials a case, the case being the unit`),[`${o.join(`, `)}. One-sided: p is for “candidate worse”.`]}function lt(e){return{heads:[`segment`,`p`,`adjusted p`,`two-proportion z`,`its p`,`Fisher p`,`detectable drop`],rows:[...c(e.segments),...e.overall?[e.overall]:[]].map(ut)}}function ut(e){let{twoProportion:t,minimumDetectableEffect:n}=e;return[d(e.name,60),k(e.pValue),k(e.adjustedPValue),t?ie(t.z):`—`,t?k(t.pValue):`—`,t&&t.fisher!==null?k(t.fisher):`—`,n===null?`—`:`${O(n)} points`]}function dt(e){return pt([...mt(e,`alarm`),...mt(e,`notice`)])}function ft(e){return pt(mt(e,`fact`))}function pt(e){return ue(e,8,e=>[`${w(e,`more notice`)} in the result JSON.`])}function mt({notices:e,prompts:t},n){let r=e=>e.gravity===n;return[...e.filter(r).map(({text:e})=>C(e)),...ht(t.map(({path:e,notices:t})=>({path:e,notices:t.filter(r)})))]}function ht(e){let t=/* @__PURE__ */ new Map;for(let{path:n,notices:r}of e)for(let{text:e}of r)t.set(e,(t.get(e)??/* @__PURE__ */ new Set).add(n));return[...t].map(([t,n])=>n.size===e.length?C(t):[...gt([...n]),`: `,...C(t)])}function gt(e){let t=e.slice(0,5).flatMap((e,t)=>[...t>0?[`, `]:[],y(e)]),n=e.length-5;return n>0?[...t,` and ${n} more`]:t}function _t({errors:e},t=0){let n=e.slice(t).map(({message:e,place:t,remedy:n})=>{let r=C(d([e,n].filter(Boolean).join(` `),500));return t?[y(t),`: `,...r]:r});return ue(n,10,e=>[`${w(e,`more problem`)} in the result JSON.`])}const vt=String.raw`(?:\u001B\u005C|\u009C)`,yt=String.raw`\u0018\u001A\u001B\u0080-\u009F`,bt=String.raw`(?:\u001B\]|\u009D)[^\u0007${yt}]*(?:\u0007|${vt})`,xt=String.raw`(?:\u001B[PX^_k]|[\u0090\u0098\u009E\u009F])[^${yt}]*${vt}`,St=`${String.raw`\u001B\](?:P[\dA-Fa-f]{7}|R)(?:\u0007|${vt})?`}|${bt}|${xt}|${String.raw`(?:\u001B\[|\u009B)[\u0030-\u003F]*[\u0020-\u002F]*[\u0040-\u007E]`}|${String.raw`\u001B(?:[\u0020-\u002F]+[\u0030-\u007E]|[\dA-PR-TZcf-oq-uy=><~|}])`}`;function Ct({onlyFirst:e=!1}={}){return new RegExp(St,e?void 0:`g`)}const wt=Ct();function Tt(e){if(typeof e!=`string`)throw TypeError(`Expected a \`string\`, got \`${typeof e}\``);return!e.includes(`\x1B`)&&!e.includes(``)?e:e.replace(wt,``)}const Et=[161,161,164,164,167,168,170,170,173,174,176,180,182,186,188,191,198,198,208,208,215,216,222,225,230,230,232,234,236,237,240,240,242,243,247,250,252,252,254,254,257,257,273,273,275,275,283,283,294,295,299,299,305,307,312,312,319,322,324,324,328,331,333,333,338,339,358,359,363,363,462,462,464,464,466,466,468,468,470,470,472,472,474,474,476,476,593,593,609,609,708,708,711,711,713,715,717,717,720,720,728,731,733,733,735,735,768,879,913,929,931,937,945,961,963,969,1025,1025,1040,1103,1105,1105,8208,8208,8211,8214,8216,8217,8220,8221,8224,8226,8228,8231,8240,8240,8242,8243,8245,8245,8251,8251,8254,8254,8308,8308,8319,8319,8321,8324,8364,8364,8451,8451,8453,8453,8457,8457,8467,8467,8470,8470,8481,8482,8486,8486,8491,8491,8531,8532,8539,8542,8544,8555,8560,8569,8585,8585,8592,8601,8632,8633,8658,8658,8660,8660,8679,8679,8704,8704,8706,8707,8711,8712,8715,8715,8719,8719,8721,8721,8725,8725,8730,8730,8733,8736,8739,8739,8741,8741,8743,8748,8750,8750,8756,8759,8764,8765,8776,8776,8780,8780,8786,8786,8800,8801,8804,8807,8810,8811,8814,8815,8834,8835,8838,8839,8853,8853,8857,8857,8869,8869,8895,8895,8978,8978,9312,9449,9451,9547,9552,9587,9600,9615,9618,9621,9632,9633,9635,9641,9650,9651,9654,9655,9660,9661,9664,9665,9670,9672,9675,9675,9678,9681,9698,9701,9711,9711,9733,9734,9737,9737,9742,9743,9756,9756,9758,9758,9792,9792,9794,9794,9824,9825,9827,9829,9831,9834,9836,9837,9839,9839,9886,9887,9919,9919,9926,9933,9935,9939,9941,9953,9955,9955,9960,9961,9963,9969,9972,9972,9974,9977,9979,9980,9982,9983,10045,10045,10102,10111,11094,11097,12872,12879,57344,63743,65024,65039,65533,65533,127232,127242,127248,127277,127280,127337,127344,127373,127375,127376,127387,127404,917760,917999,983040,1048573,1048576,1114109],Dt=[12288,12288,65281,65376,65504,65510],Ot=[4352,4447,8986,8987,9001,9002,9193,9196,9200,9200,9203,9203,9725,9726,9748,9749,9776,9783,9800,9811,9855,9855,9866,9871,9875,9875,9889,9889,9898,9899,9917,9918,9924,9925,9934,9934,9940,9940,9962,9962,9970,9971,9973,9973,9978,9978,9981,9981,9989,9989,9994,9995,10024,10024,10060,10060,10062,10062,10067,10069,10071,10071,10133,10135,10160,10160,10175,10175,11035,11036,11088,11088,11093,11093,11904,11929,11931,12019,12032,12245,12272,12287,12289,12350,12353,12438,12441,12543,12549,12591,12593,12686,12688,12773,12783,12830,12832,12871,12880,42124,42128,42182,43360,43388,44032,55203,63744,64255,65040,65049,65072,65106,65108,65126,65128,65131,94176,94180,94192,94198,94208,101594,101631,101664,101760,101874,101888,102801,102816,102866,110576,110579,110581,110587,110589,110590,110592,110888,110898,110898,110928,110930,110933,110933,110948,110952,110960,111355,119552,119638,119648,119670,126980,126980,127183,127183,127374,127374,127377,127386,127406,127406,127488,127490,127504,127547,127552,127560,127568,127569,127584,127589,127744,127776,127789,127797,127799,127868,127870,127891,127904,127946,127951,127955,127968,127984,127988,127988,127992,128062,128064,128064,128066,128252,128255,128317,128331,128334,128336,128359,128378,128378,128405,128406,128420,128420,128507,128591,128640,128709,128716,128716,128720,128722,128725,128729,128732,128735,128747,128748,128756,128764,128986,128986,128992,129003,129008,129008,129292,129338,129340,129349,129351,129535,129648,129660,129664,129734,129736,129736,129740,129757,129759,129771,129775,129786,131072,196605,196608,262141],kt=(e,t)=>{let n=0,r=Math.floor(e.length/2)-1;for(;n<=r;){let i=Math.floor((n+r)/2),a=i*2;if(t<e[a])r=i-1;else if(t>e[a+1])n=i+1;else return!0}return!1},At=19968,[jt,Mt]=/* #__PURE__ */ Nt(Ot);function Nt(e){let t=e[0],n=e[1];for(let r=0;r<e.length;r+=2){let i=e[r],a=e[r+1];if(At>=i&&At<=a)return[i,a];a-i>n-t&&(t=i,n=a)}return[t,n]}const Pt=e=>e<161||e>1114109?!1:kt(Et,e),Ft=e=>e<12288||e>65510?!1:kt(Dt,e),It=e=>e>=jt&&e<=Mt?!0:e<4352||e>262141?!1:kt(Ot,e);function Lt(e){if(!Number.isSafeInteger(e))throw TypeError(`Expected a code point, got \`${typeof e}\`.`)}function Rt(e,{ambiguousAsWide:t=!1}={}){return Lt(e),Ft(e)||It(e)||t&&Pt(e)?2:1}const zt=new Intl.Segmenter,Bt=/[^\u{20}-\u{7E}]/v,Vt=String.raw`\u{600}-\u{605}\u{6DD}\u{890}\u{891}\u{8E2}\u{110BD}\u{110CD}`,Ht=RegExp(`^[${Vt}]+`,`v`),Ut=new RegExp(String.raw`[^\p{Default_Ignorable_Code_Point}\p{Control}\p{Enclosing_Mark}\p{Nonspacing_Mark}[\p{Format}--[${Vt}]]]`,`v`),Wt=/^(?:\p{RGI_Emoji}|\p{Regional_Indicator}{1,2}|[\d#*]\u{FE0F})/v,Gt=/^[\p{Emoji_Presentation}--[\u{10000}-\u{10FFFF}]]\u{FE0E}/v;function Kt(e,t){if(t>=e.length)return 0;let n=/(?<![\p{Emoji_Modifier_Base}\u{200D}])\p{Emoji_Modifier}/gv;n.lastIndex=t;let r=0;for(;n.test(e);)r++;return r}const qt=/\u{200D}\p{Extended_Pictographic}/v;function Jt(e){let t=e.search(Ut);return t===-1?void 0:e.slice(t)}function Yt(e){return e>=4352&&e<=4607||e>=43360&&e<=43388||e>=44032&&e<=55203||e>=55216&&e<=55238||e>=55243&&e<=55291}function Xt(e,t){let n=0;for(let r of e){if(r===`‍`)break;Ut.test(r)&&(n+=Rt(r.codePointAt(0),t))}return n}function Zt(e,t){let n=e.codePointAt(0),r=n===69821||n===69837||n>=1536&&n<=2303?Ht.exec(e):void 0;if(r){let n=e.slice(r[0].length),i=Zt(n,t),a=Jt(n);return i>=2&&(Rt(a.codePointAt(0),t)===2||Wt.test(a)||qt.test(a))?i:[...r[0]].length+i}let i=Jt(e);if(i===void 0)return 0;if(Yt(n))return Rt(n,t)+Kt(e,1)*2;if(Gt.test(i))return 1;let a=Wt.exec(i);if(a)return 2+Kt(i,a[0].length)*2;let o=qt.exec(i);return o?2+Kt(i,o.index+o[0].length)*2:Xt(i,t)}function Qt(e,t){let n=0,r=e.search(Bt);r>1&&(n=r-1,e=e.slice(n));let i=e.length;for(;i>0;){let t=e.codePointAt(i-1);if(t<32||t>126)break;i--}if(i+1<e.length&&(n+=e.length-i-1,e=e.slice(0,i+1)),!/[^\u{20}-\u{7E}\u{4E00}-\u{9FFF}\u{AC00}-\u{D7A3}]/v.test(e))return n+e.length+e.replaceAll(/[\u{20}-\u{7E}]/gv,``).length;e=e.toWellFormed(),e=e.replaceAll(/(?<=[\u{16D63}-\u{16D6A}])[\u{16D63}-\u{16D6A}]+/gv,``);let a={ambiguousAsWide:!t};for(let{segment:t}of zt.segment(e))t.length===1?Ut.test(t)&&(n+=Rt(t.codePointAt(0),a)):n+=Zt(t,a);return n}function U(e,t={}){if(typeof e!=`string`||e.length===0)return 0;let{ambiguousIsNarrow:n=!0,countAnsiEscapeCodes:r=!1}=t,i=e;return!r&&(i.includes(`\x1B`)||i.includes(``))&&(i=Tt(i)),Bt.test(i)?Qt(i,n):i.length}const $t=[1,2,5,10,20,25,50];function en(e,t=7){let n=e.flatMap(({interval:e,difference:t})=>[...e??[],t??0]).filter(Number.isFinite).map(e=>e*100),r=Math.max(-100,Math.min(0,...n)),i=Math.min(100,Math.max(0,...n));return $t.map(e=>({low:Math.min(-1,Math.floor(r/e))*e,high:Math.max(1,Math.ceil(i/e))*e,step:e})).find(e=>tn(e).length<=t)??{low:-100,high:100,step:100}}function tn({low:e,high:t,step:n}){let r=Math.ceil(e/n),i=Math.floor(t/n)-r+1;return Array.from({length:Math.max(0,i)},(e,t)=>(r+t)*n+0)}function nn(e,t=72){let n=c(e).filter(({interval:e})=>e!==null);if(n.length===0)return[];let r=n.map(({name:e})=>cn(e,Math.floor(t/3))),i=Math.max(...r.map(e=>U(e))),a=Math.max(20,t-i-rn-an.length),o=en(n,Math.max(3,Math.floor(a/7))),s=(o.high-o.low)/o.step,l={axis:o,perStep:Math.max(2,Math.floor((a-3)/s))},u=n.map((e,t)=>{let n=r[t]??``;return`${n}${` `.repeat(i-U(n)+rn)}${sn(e,l)}`.trimEnd()});return[on(l,i+rn)+an,...u]}const rn=3,an=`   points`;function W(e,{axis:t,perStep:n}){let r=Math.min(t.high,Math.max(t.low,e));return Math.round((r-t.low)/t.step*n)}function on(e,t){let n=[];for(let r of tn(e.axis)){let i=r===0?`0`:P(r/100),a=t+W(r,e)-Math.floor(i.length/2);for(;n.length<a;)n.push(` `);n.push(...i)}return n.join(``)}function sn(e,t){let n=Array.from({length:W(t.axis.high,t)+1},()=>` `),r=W(0,t);n[r]=`│`;let{interval:i,difference:a}=e;if(!i)return n.join(``);let[o,s]=[W(i[0]*100,t),W(i[1]*100,t)];for(let e=o;e<=s;e++)n[e]=e===r?`┼`:`─`;return n[o]=`├`,n[s]=`┤`,a!==null&&(n[W(a*100,t)]=`●`),n.join(``)}function cn(e,t){let n=d(e,t);for(;U(n)>t;)n=d(n,[...n].length-1);return n}function G(e,t){if(!m(e))return xn(e);if(!e.baseline)return yn(e,t);let n=l(e),r=n.slice(0,3),i=r.flatMap(t=>[...ln(t,e),` `]),a=pn(e)&&n.length===0?fn(e):[];return Sn([...i,...a,...mn(e),...gn(e,r),...vn(e)])}function ln(e,t){return[...un(t.segments.length===1?`The candidate`:b(d(e.name,60)),e,t.suite?.trials??1),` `,...dn(e)]}function un(e,t,n){let{baseline:r,candidate:a,difference:o,interval:s}=t,c=n>1?`${j(a.rate)} of ${w(a.n,`answer`)} to ${w(t.cases,`case`)}`:`${i(a.passes)} of ${w(a.n,`case`)}`,l=r&&(n>1?j(r.rate):i(r.passes)),u=[...s?[`95\u00a0% CI ${pe(s,` to `)}`]:[],`adjusted p\u00a0${E(t.adjustedPValue)}`];return[`${e} passes ${c}${l?`, down from ${l}`:``}`,...o===null?[]:[`: `,f(`${P(o)} points`)],` (${u.join(`, `)}).`]}function dn({losses:e,wins:t}){return[`${`${b(S(e))} ${e===1?`case`:`cases`} newly ${M(e,`fail`)}`}, ${`${t===0?`none`:S(t)} newly ${M(t,`pass`)}`}.`]}function fn(e){return e.overall?[...un(`Over all cases the candidate`,e.overall,e.suite?.trials??1),` `,...dn(e.overall),` `]:[]}function pn(e){return e.reasons.some(e=>e.kind===`overall-regression`)}function mn(e){let t=e.reasons.filter(e=>e.kind===`critical-case`).map(e=>y(e.caseId??``));return t.length===0?[]:[`The critical ${t.length>1?`cases`:`case`} `,...x(t),` always passed and now always ${M(t.length,`fail`)}. `]}const K={worse:{one:`gets worse too`,many:`get worse too`,only:``},improved:{one:`improves`,many:`improve`,only:`The candidate improves.`},noWorse:{one:`is no worse`,many:`are no worse`,only:`The candidate is no worse.`},unchanged:{one:`is unchanged`,many:`are unchanged`,only:`Quality is unchanged.`},inconclusive:{one:`cannot be told`,many:`cannot be told`,only:`Whether quality changed cannot be told.`},invalid:{one:`could not be judged`,many:`could not be judged`,only:`The candidate could not be judged.`}};function hn({verdict:e,difference:t}){switch(e){case`regression`:return K.worse;case`pass`:return Math.abs(t??0)<=.05?K.unchanged:K.noWorse;default:return K[e]}}function gn({segments:e},t){let n=e.filter(e=>!t.includes(e)),[r]=n;if(e.length===1)return r&&hn(r).only!==``?[hn(r).only]:[];let i=Object.values(K).map(e=>({fate:e,names:_n(n.filter(t=>hn(t)===e))})).filter(({names:e})=>e.length>0).flatMap(({fate:e,names:t},n)=>{let[r=``,...i]=t,a=n===0?[b(r),...i]:t;return[...n===0?[]:[`, `],...x(a),` ${t.length===1?e.one:e.many}`]});return i.length>0?[...i,`.`]:[]}function _n(e){return e.map(e=>d(e.name,60))}function vn({segments:e}){let t=e.filter(e=>e.verdict===`invalid`&&e.missing>0);if(t.length===0)return[];let n=t.map(({name:e,missing:t,cases:n})=>`${i(t)} of ${i(t+n)} in ${d(e,60)}`);return[` Pairs of answers that did not come: `,...x(n),`.`]}function yn(e,t){let{overall:n}=e;if(!n)return[];let{passes:r,n:a,rate:o}=n.candidate;return[y(e.path),` ${e.change===`added`?`is new and`:`cannot be run at the base, so it`} has nothing to be compared with: it passes ${i(r)} of ${i(a)} (`,f(j(o)),`).`,...bn(e,t.gate.minPassRate??null)]}function bn({reasons:e,segments:t},n){let r=e.filter(e=>e.kind===`below-min-pass-rate`).map(({segment:e=`all cases`})=>f(d(e,60)));return r.length===0?[]:[` The policy asks for `,n===null?`more`:f(he(n)),...t.length>1?[` in `,...x(r)]:[],`.`]}function xn(e){let t=y(e.path);if(e.verdict===`error`)return[t,` was not judged.`];switch(e.change){case`deleted`:return[t,` is deleted.`];case`suite`:return[`Only the suite of `,t,` changed; nothing was run.`];default:return[t,` was not run.`]}}function Sn(e){let t=e.at(-1);return typeof t==`string`&&t.trim()===``?e.slice(0,-1):e}function Cn(e){let t=e.prompts.flatMap(t=>[wn(t,e),Tn(t)]).filter(e=>e.length>0);return ue(t,10,e=>[`${w(e,`more remark`)} in the result JSON.`])}function wn(e,t){if(m(e)&&!e.baseline)return L(e)?[]:G(e,t.policy);switch(e.change){case`deleted`:case`suite`:return!L(e)&&!m(e)&&t.prompts.length>1?G(e,t.policy):[];case`renamed`:return e.baseline?[y(e.path),` was `,y(e.baseline.path),`.`]:[];case`include`:return[y(e.path),` changes through `,...x(e.because.map(y)),`.`];default:return[]}}function Tn({path:e,verdict:t,newlyFailing:n}){let r=t===`pass`?n.filter(e=>e.severe):[];if(r.length===0)return[];let i=r.map(({id:e,description:t})=>y(t??e));return[y(e),`: `,...x(i),` always passed and now always ${M(r.length,`fail`)}.`]}function En(e){let{baseline:t,candidate:n,suite:r}=e,a=n?.model??t?.model,o=t&&n&&t.model!==n.model?[y(t.model),` → `,y(n.model)]:a?[y(a)]:[],s=t&&n&&t.path!==n.path?[`, was `,y(t.path)]:[],c=[...t?[`, baseline `,y(jn(t.sha256))]:[],...n?[`, candidate `,y(jn(n.sha256))]:[],...r?[`, suite `,y(r.path),` `,y(jn(r.sha256))]:[],...(e.judges??[]).flatMap(e=>[`, judged by `,y(e)])],l=r&&r.sampled<r.cases?` (${i(r.sampled)} of ${w(r.cases,`case`)})`:``;return[y(e.path),s.length+o.length>0?`: `:``,...o,...s,...c,l]}function Dn(e){let{usage:t,base:n,head:r}=e,a=t.fromStore>0?` (${i(t.fromStore)} from the store)`:``,o=[`${w(t.trials,`trial`)}${a}`,...t.savedTrials?[`${i(t.savedTrials)} saved by stop-when-decided`]:[],w(t.errored,`error`),re(t.elapsedMs),...t.usd===null?[`price not known`]:[N(t.usd)],...t.judge?[On(t.judge)]:[]],s=n.mergeBase?[`Merge base `,y(n.mergeBase.slice(0,12)),`, head `,y(r.sha?.slice(0,12)??`working tree`),`; `]:[],c={code:d(An(e),600)};return[...s,`${o.join(`, `)}; `,c,` repeats it.`]}function On({calls:e,fromStore:t,usd:n}){let r=t>0?` (${i(t)} more from the store)`:``,a=n===null?`, price not known`:` for ${N(n)}`;return`judged in ${w(e,`call`)}${r}${a}`}function kn(e){return e.prompts.filter(m).map(En)}function An({base:e,head:t}){let r=e=>/^[\w][\w./@-]*$/.test(e),i=r(e.ref)?e.ref:e.mergeBase,a=t.sha!==null&&t.ref!==t.sha?` --head ${r(t.ref)?t.ref:t.sha}`:``;return`${n} gate${i?` --base ${i}`:``}${a}`}function jn(e){return e.slice(0,12)}const Mn=[{head:``,align:`left`},{head:`segment`,align:`left`},{head:`baseline`,align:`right`},{head:`candidate`,align:`right`},{head:`change, 95\xA0% CI`,align:`left`},{head:`lost / won`,align:`right`},{head:`z`,align:`right`},{head:`adjusted p`,align:`right`}];function Nn(e,t){return Je(Mn,Fn(e,t))}function Pn(e,t){let[n,...r]=Mn;if(!n)return``;let i=e.flatMap(e=>Fn(e,t).map(([t=[],...n])=>[t,[y(e.path)],...n]));return Je([n,{head:`prompt`,align:`left`},...r],i)}function Fn(e,t){let n=c(e.segments).slice(0,t).map(e=>Ln(e,[`${I[e.verdict].emoji} ${e.verdict}`]));return e.overall?[...n,Ln(e.overall,In(e),!0)]:n}function In(e){return e.reasons.some(e=>e.kind===`overall-regression`)?[`${I.regression.emoji} regression`]:[]}function Ln(e,t,n=!1){let r=n?[f(`overall`)]:[d(e.name,60)],a=e.missing>0?[` (${i(e.missing)} missing)`]:[];return[t,[...r,...a],...Rn(e).map(e=>[e])]}function Rn(e){let t=e.baseline!==null;return[e.baseline?j(e.baseline.rate):`—`,j(e.candidate.rate),zn(e),t?`${i(e.losses)} / ${i(e.wins)}`:`—`,t?ie(e.z):`—`,t||e.method!==`none`?k(e.adjustedPValue):`—`]}function zn({difference:e,interval:t}){return e===null?`—`:`${P(e)}${t?` (${pe(t)})`:``}`}const Bn=[{head:`segment`,align:`left`},{head:`tokens a call`,align:`right`},{head:`change, 95\xA0% CI`,align:`left`},{head:`input`,align:`right`},{head:`output`,align:`right`},{head:`cached`,align:`right`},{head:`money a call`,align:`right`}];function Vn(e,t){let n=[...c(e.segments).slice(0,t),...e.overall?[e.overall]:[]];return Je(Bn,n.map(t=>[t===e.overall?[f(`overall`)]:[d(t.name,60)],...Hn(t).map(e=>[e])]))}function Hn({cost:e}){let{baseline:t,candidate:n,ratio:r}=e,a=e=>`${t?`${e(t)} → `:``}${e(n)}`,o=r&&Number.isFinite(r.high)?` (${h(r.low,!1)} … ${h(r.high,!1)})`:``;return[a(e=>i(e.totalTokens)),r?`${h(r.ratio)}${o}`:`—`,a(e=>i(e.inputTokens)),a(e=>i(e.outputTokens)),a(e=>i(e.cachedInputTokens)),n.usd===null?`—`:a(e=>e.usd===null?`—`:N(e.usd))]}const{Ansis:Un,fg:Wn,bg:Gn,rgb:Kn,bgRgb:qn,hex:Jn,bgHex:Yn,reset:Xn,inverse:Zn,hidden:Qn,visible:$n,link:er,bold:tr,dim:nr,italic:rr,underline:ir,strikethrough:ar,black:or,red:sr,green:cr,yellow:lr,blue:ur,magenta:dr,cyan:fr,white:pr,gray:mr,redBright:hr,greenBright:gr,yellowBright:_r,blueBright:vr,magentaBright:yr,cyanBright:br,whiteBright:xr,bgBlack:Sr,bgRed:Cr,bgGreen:wr,bgYellow:Tr,bgBlue:Er,bgMagenta:Dr,bgCyan:Or,bgWhite:kr,bgGray:Ar,bgRedBright:jr,bgGreenBright:Mr,bgYellowBright:Nr,bgBlueBright:Pr,bgMagentaBright:Fr,bgCyanBright:Ir,bgWhiteBright:Lr}=(/* @__PURE__ */ e((/* @__PURE__ */ t(((e,t)=>{let n,{defineProperty:r,getPrototypeOf:i,setPrototypeOf:a,create:o,keys:s}=Object,{round:c,max:l}=Math,u=e=>{let t=/([a-f\d]{3,6})/i.exec(e)?.[0],n=t?.length,r=`0x`+(6^n?3^n?`0`:t[0]+t[0]+t[1]+t[1]+t[2]+t[2]:t)|0;return[r>>16,r>>8&255,255&r]},d=e=>{if(8>e)return 30+e;if(16>e)return 82+e;if(e>231)return e>243?37:30;let t=(e-=16)%36,n=e/36|0,r=t/6|0,i=t%6;return 30+(n>2|(r>2)<<1|(i>2)<<2)+(l(n,r,i)>4?60:0)},f={open:``,close:``},p=(e,{open:t=``,close:n=``,f:r})=>{let o=(e.open||``)+t,s=n+(e.close||``),c=(e,...i)=>{if(!e){if(!n)return t;if((e??``)===``)return``}let a,l=r?r(e,...i):e.raw?String.raw({raw:e},...i):``+e,u=c;if(l.includes(`\x1B`))for(;u=u.p;){let{t:e,o:t}=u,n=t.length,r=``,i=0;if(n)for(;~(a=l.indexOf(t,i));i=a+n)r+=l.slice(i,a)+e;l=r+l.slice(i)}return o+(l.includes(`
`)?l.replace(/(\r?\n)/g,s+`$1`+o):l)+s};return a(c,i(e)).p={t,o:n,p:e.p},c.open=o,c.close=s,c},m=new function e(t=globalThis){let i=typeof t==`number`?t:(e=>{let t,r=e.process??{},i=r.argv??[],a=r.env??{},o=0;try{o=((e,t,r)=>(n=t.TERM,n===`dumb`?0:{"24bit":3,truecolor:3,ansi256:2,ansi:1}[t.COLORTERM]||(t.CI?/,GITHUB/.test(r)?3:1:e.platform===`win32`?3:/-256/.test(n)?2:1)))(r,a,`,`+s(a).join(`,`)),t=r.stdout?.isTTY||a.CI||a.PM2_HOME||/edge/.test(a.NEXT_RUNTIME)}catch{a={}}let c,l=o||1,u=`FORCE_COLOR`,d={false:0,0:0,1:1,2:2,3:3}[a[u]]??l,f=-1;for(c of i)/^--color=?(true|always)?$/.test(c)&&(f=l),/^--(no-color|color=(false|never))$/.test(c)&&(f=0);return e.window?.chrome?3:u in a?d:~f?f:a.NO_COLOR?0:t?o:0})(t),l={},m={Ansis:e,level:i,isSupported:()=>v,strip:e=>e.replace(/][^]*|[][[()#;?]*(?:\d+(?:;\d*)*)?[\dA-ORZcf-nqry=><]/g,``),extend(e){for(let t in e){let n=e[t];(typeof n)[0]===`s`&&(h(b(t),E(...u(n))),n=T(...u(n))),h(t,n)}return a(m,o({},l))}},h=(e,t)=>{l[e]={get(){return r(this,e,{value:t.call?(...e)=>p(this,t(...e)):p(this,t)})[e]}}},g=1^i,_=i>2,v=i>0,y=(e,t)=>v?{open:`[${e}m`,close:t?`[${t}m`:``}:f,b=e=>`bg`+e[0].toUpperCase()+e.slice(1),x=e=>t=>e(...u(t)),S=(e,t)=>(n,r,i)=>y(`${e}8;2;${n};${r};${i}`,t),C=e=>(t,n,r)=>e(((e,t,n)=>e^t|t^n?16+36*c(e/51)+6*c(t/51)+c(n/51):8>e?16:e>248?231:c(24*(e-8)/247)+232)(t,n,r)),w=e=>y(g?`38;5;`+e:d(e),39),ee=e=>y(g?`48;5;`+e:d(e)+10,49),T=_?S(3,39):C(w),E=_?S(4,49):C(ee),D={fg:w,bg:ee,rgb:T,bgRgb:E,hex:x(T),bgHex:x(E),visible:f,reset:y(0,``),bold:y(1,22),dim:y(2,22),italic:y(3,23),underline:y(4,24),inverse:y(7,27),hidden:y(8,28),strikethrough:y(9,29),link:{f:(e,t=e)=>v?`]8;;${e}${t}]8;;`:t==e?e:t+` (​${e}​)`}},O=(e,t)=>{D[e]=y(t,39),D[b(e)]=y(t+10,49)};return`gray,black,red,green,yellow,blue,magenta,cyan,white`.split(`,`).map(((e,t)=>{t?O(e+`Bright`,89+t):t=61,O(e,29+t)})),m.extend(D)};t.exports=m.default=m})))(),1)).default;function Rr({width:e,color:t}){return{width:Math.min(120,Math.max(60,Number.isFinite(e)?Math.floor(e):120)),paint:new Un(+!!t)}}function q(e,{width:t,paint:n},r=``){let i=[],a=[],o=0,s=t-U(r),c=()=>{i.push(r+a.join(``).trimEnd()),[a,o]=[[],0]};for(let t of zr(e,n)){let e=t.reduce((e,t)=>e+U(t.text),0);o>0&&o+1+e>s&&c(),o>0&&(a.push(` `),o+=1);for(let{text:e,style:n}of t.flatMap(e=>Hr(e,s))){let t=U(e);o>0&&o+t>s&&c(),a.push(n(e)),o+=t}}return a.length>0&&c(),i}function zr(e,t){let n=[],r=!1;for(let i of e){let e=Vr(i,t),a=Br(i),o=d(a,4e3).split(` `),s=/^[ \n\t]/.test(a);for(let[t,i]of o.entries()){if(i===``)continue;let a=n.at(-1);t===0&&r&&!s&&a?a.push({text:i,style:e}):n.push([{text:i,style:e}])}a!==``&&(r=!/[ \n\t]$/.test(a))}return n}function Br(e){return typeof e==`string`?e:`code`in e?e.code:e.strong}function Vr(e,t){return typeof e==`string`?e=>e:`code`in e?e=>t.cyan(e):e=>t.bold(e)}function Hr({text:e,style:t},n){if(U(e)<=n)return[{text:e,style:t}];let r=[``];for(let t of e){let e=r.at(-1)??``;U(e+t)>n?r.push(t):r[r.length-1]=e+t}return r.map(e=>({text:e,style:t}))}function Ur(e,t,{width:n,paint:r}){let i=e.map(({head:e},n)=>Math.max(U(e),...t.map(e=>U(e[n]?.text??``)))),a=Gr(e,i,n),o=Kr(a,i)-n;o>0&&(i[1]=Math.max(8,(i[1]??8)-o));let s=t=>a.map(n=>{let{text:r,style:a}=t[n]??{text:``},o=qr(r,i[n]??0),s=` `.repeat((i[n]??0)-U(o)),c=a?a(o):o;return e[n]?.align===`right`?s+c:c+s}).join(Wr).trimEnd();return[s(e.map(({head:e})=>({text:e,style:e=>r.dim(e)}))),...t.map(s)]}const Wr=`  `;function Gr(e,t,n){let r=e.map((e,t)=>t);for(;Kr(r,t)>n;){let t=Math.max(...r.map(t=>e[t]?.priority??0));if(t===0)return r;r=r.filter(n=>e[n]?.priority!==t)}return r}function Kr(e,t){return e.reduce((e,n)=>e+(t[n]??0),2*(e.length-1))}function qr(e,t){let n=e;for(let r=t;U(n)>t&&r>0;r--)n=d(e,r);return n}function Jr(e,t){switch(e){case`bad`:return e=>t.red(e);case`warning`:return e=>t.yellow(e);case`good`:return e=>t.green(e);case`muted`:return e=>t.dim(e)}}function Yr(e,t){let n=Rr(t),r=A(e.prompts).filter(e=>e.verdict===`pass`&&m(e)),i=A(e.prompts).filter(L),a=e.prompts.filter(m).length>1||e.verdict===`error`,o=[Xr(e,n),fi(dt(e),n,s.terminal),fi(_t(e,+(e.verdict===`error`)),n),...i.flatMap(t=>Zr(t,e,n,a)),...e.verdict===`pass`?r.flatMap(t=>Qr(t,e,n,a)):[li(r,n)],fi(Cn(e),n),ui(e,n)].filter(e=>e.length>0).map(e=>e.join(`
`)).join(`

`);return ee(o)}function Xr(e,t){let{paint:n}=t,r=ae(e),[i=``,...a]=q(ge(e),{...t,width:t.width-2});return[`${n.bold(Jr(r.tone,n)(r.terminal))} ${n.bold(i)}`,...a.map(e=>`  ${n.bold(e)}`)]}function Zr(e,t,n,r){return[r?q([f(`─ `),...T(e)],n):[],q(G(e,t.policy),n),ei(e,n),ni(e,n),ii(e,t,n),...Qe(e).map((e,t)=>ai(e,n,t===0)),ci(e,n),di(H(e,t.policy),n)]}function Qr(e,t,n,r){return[r?q([y(e.path)],n):[],ei(e,n),ii(e,t,n),...(v(e)?Qe(e):[]).map(e=>ai(e,n,!0)),di(H(e,t.policy),n)]}const $r=[{head:``,align:`left`,priority:0},{head:`segment`,align:`left`,priority:0},{head:`baseline`,align:`right`,priority:2},{head:`candidate`,align:`right`,priority:2},{head:`change, 95\xA0% CI`,align:`left`,priority:0},{head:`lost / won`,align:`right`,priority:3},{head:`z`,align:`right`,priority:4},{head:`adjusted p`,align:`right`,priority:0}];function ei(e,t){if(!m(e))return[];let n=c(e.segments).slice(0,200),r=e.reasons.some(e=>e.kind===`overall-regression`),i=n.map(e=>ti(e,e.verdict,t));e.overall&&i.push(ti(e.overall,r?`regression`:null,t));let a=e.segments.length-n.length,o=Ur($r,i,t);return a>0?[...o,`${w(a,`more segment`)} in the result JSON`]:o}function ti(e,t,{paint:n}){let r=e.missing>0?` (${e.missing} missing)`:``;return[t?{text:`${I[t].terminal} ${t}`,style:Jr(I[t].tone,n)}:{text:``},{text:d(e.name,40)+r},...Rn(e).map(e=>({text:e}))]}function ni(e,{width:t,paint:n}){let[r,...i]=nn(e.segments,Math.min(t,90));if(r===void 0)return[];let a=c(e.segments).filter(({interval:e})=>e!==null);return[n.dim(r),...i.map((e,t)=>ri(e,a[t],n))].slice(0,200)}function ri(e,t,n){return t?.verdict===`regression`?n.red(e):e}function ii(e,t,n){let r=o(e,t.policy);if(!r)return[];let i=e.cost?.label===`exceeded`?` ${D.exceeded.sign.terminal} `:` `;return q([f(`Cost`),i,...r],n)}function ai({title:e,cases:t},n,r){let i=r?t.slice(0,3):[],a=t.length-i.length;return[...q(e,n).map(e=>n.paint.bold(e)),...i.flatMap(e=>[``,...oi(e,n)]),...a>0?[...r?[``]:[],`  ${w(a,r?`more case`:`case`)} in the HTML and JSON reports`]:[]]}function oi(e,t){let n=[f(d(e.description??e.id,120)),...rt(e),` · `,y(e.place)],r=it(e,!0);return[...q(n,t,`  `),...r.flatMap(e=>q(e,t,`  `)),...si(e,t)]}function si({baseline:e,candidate:t},{width:n,paint:r}){if(t.answer===null||e?.answer===null)return[];let i=ze(e?e.answer:t.answer,t.answer,600),a={same:` `,removed:`-`,added:`+`},o={same:r.dim,removed:r.red,added:r.green};return i.flatMap(({kind:e,text:t})=>He(t,n-6).map(t=>o[e](`    ${a[e]} ${t}`.trimEnd())))}function ci(e,t){if(e.errors.length===0)return[];let n=[...new Set(e.errors.map(({kind:e,message:t})=>`${e}: ${d(t,200)}`))];return[...q([`${w(e.errors.length,`answer`)} did not come`],t),...fi(n.slice(0,5).map(e=>[e]),t)]}function li(e,t){return e.length===0?[]:q([`${_.pass.sign.terminal} `,...x(e.map(({path:e})=>y(e))),` did not get worse.`],t)}function ui(e,t){let n=e.usage.trials>0?[...kn(e).slice(0,20),Dn(e)]:[];return di([...ft(e),...n],t)}function di(e,t){return e.flatMap(e=>q(e,t)).map(e=>t.paint.dim(e))}function fi(e,t,n=`·`){return e.flatMap(e=>{let[r=``,...i]=q(e,{...t,width:t.width-2});return[`${n} ${r}`,...i.map(e=>`  ${e}`)]})}function pi(e,t,n){let{FORCE_COLOR:r,NO_COLOR:i}=n,a=r?r!==`0`:!!t.isTTY&&!i;t.write(`${Yr(e,{width:t.columns??100,color:a})}\n`)}async function mi(e,t){for(let{name:n,render:r}of se){let i=t[n];i!==void 0&&await Pe(i,await r(e))}}function hi(e){return[...e.prompts.flatMap(t=>gi(t,e)),...xi(e)]}function gi(e,t){return L(e)?e.reasons.map(n=>{let r=n.kind===`overall-regression`?e.overall:e.segments.find(e=>e.name===n.segment),i=F(T({...e,reasons:[n]})),a=r?[_i(r)]:[],s=n.kind===`cost`?[F(o(e,t.policy)??[])]:[];return{...vi(e),level:e.verdict===`block`?`failure`:`warning`,title:d(i,250),message:[...a,...s,...yi(e)].join(` `)||i}}):[]}function _i({baseline:e,candidate:t,difference:n,interval:r,losses:a,wins:o,adjustedPValue:s}){if(!e||n===null)return`Passes ${j(t.rate)}.`;let c=r?` (95\u00a0% CI ${pe(r,` to `)})`:``;return`Passes ${j(t.rate)}, was ${j(e.rate)}: ${P(n)} points${c}, ${i(a)} lost / ${i(o)} won, adjusted p\u00a0${E(s)}.`}function vi(e){let[t]=e.changedLines;return{path:e.file??e.path,startLine:t?.start??1,endLine:t?.end??1}}function yi({changedLines:e,because:t,path:n,file:r=n}){let i=e.slice(1,6).map(({start:e,end:t})=>e===t?`${e}`:`${e}–${t}`);if(i.length>0)return[`The pull request also changes lines ${i.join(`, `)}.`];let a=t.filter(e=>e!==r).slice(0,3);return e.length>0||a.length===0?[]:[F([`The change comes through ${a.map(e=>d(e)).join(`, `)}.`])]}const bi=/^(.+?)(?::(\d+))?(?::(\d+))?$/s;function xi(e){return e.errors.flatMap(({place:e,message:t,remedy:n})=>{let[,r,i]=e===null?[]:bi.exec(e)??[];if(r===void 0)return[];let a=Math.max(1,Number(i??1)),o=F([d([t,n].filter(Boolean).join(` `),1e3)]);return[{path:r,startLine:a,endLine:a,level:`failure`,title:d(t,250),message:o}]})}const Si=`<!-- prompt-eval-gate last-report -->`;function Ci(e,t,n){let[r=``]=t.split(`
`);return[t,V([r,`The rest is too long to be shown here: see the job summary of its run.`])].map(t=>V([e,Ti(t)])).find(e=>e.length<=n)??e}function wi(e){let t=e.indexOf(`\n${Si}\n`);if(t!==-1)return e.slice(t+37+2).trim().slice(65,-10).trim()}function Ti(e){return`${Si}\n<details><summary>The last report before this run broke</summary>\n\n${e}\n\n</details>`}function J(e,...t){return{markup:e.reduce((e,n,r)=>e+Ei(t[r-1]??null)+n)}}function Ei(e){return e===null?``:typeof e==`string`?g(e):typeof e==`number`?String(e):`markup`in e?e.markup:e.map(Ei).join(``)}function Y(e){return e.map(e=>typeof e==`string`?J`${e}`:`code`in e?J`<code>${e.code}</code>`:J`<strong>${e.strong}</strong>`)}function X(e){return{markup:e}}function Di(e,t){return t||=e.slice(0),Object.freeze(Object.defineProperties(e,{raw:{value:Object.freeze(t)}}))}var Oi;function ki(e){let t=Ni(e);if(t.cases.length===0)return J``;let n=e=>t.cases.filter(t=>t.kind===e).length,r=[...new Set(t.cases.flatMap(e=>e.segments))];return J(Oi||=Di([`<section class="cases" id="cases" aria-labelledby="cases-title">
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
`]),Ai(``,`All`,t.cases.length,!0),Ai(`failing`,`Newly failing`,n(`failing`)),Ai(`passing`,`Newly passing`,n(`passing`)),Ai(`errored`,`Errored`,n(`errored`)),t.prompts.length>1?ji(`prompt`,`Prompt`,t.prompts.map((e,t)=>[String(t),e])):null,r.length>1?ji(`segment`,`Segment`,r.map(e=>[e,e])):null,Mi(t),X(Li(t)))}function Ai(e,t,n,r=!1){return J`<label><input type="radio" name="kind" value="${e}"${r?X(` checked`):n===0?X(` disabled`):null}><span>${t} <b>${n}</b></span></label>`}function ji(e,t,n){return J`<span class="filter"><label for="filter-${e}">${t}</label> <select id="filter-${e}" name="${e}"><option value="">all</option>${n.map(([e,t])=>J`<option value="${e}">${t}</option>`)}</select></span>`}function Mi({cases:e}){let t=e.slice(0,1e3).map(e=>{let t=e.error??[...e.candidate?.failures??[],...e.baseline?.failures??[]].join(`; `);return J`<tr><td>${ve[e.kind].words}</td><th scope="row">${e.name}</th><td>${e.segments.join(`, `)}</td><td>${t}</td><td><code>${e.place}</code></td></tr>\n`}),n=e.length-t.length;return J`<div class="scroll"><table><thead><tr><th scope="col"></th><th scope="col">Case</th><th scope="col">Segment</th><th scope="col">Assertion</th><th scope="col">Place</th></tr></thead><tbody>${t}</tbody></table></div>
${n>0?J`<p>${n} more cases are in the result JSON.</p>`:null}`}function Ni(e){let t=/* @__PURE__ */ new Map,n=[],r=e=>{let r=Z(e,2e4),i=t.get(r);return i===void 0?(t.set(r,n.length),n.push(r)-1):i},i=A(e.prompts).filter(Pi),a=i.flatMap((e,t)=>[..._e(e.newlyFailing).map(e=>Fi(`failing`,e,t,r)),...e.newlyPassing.map(e=>Fi(`passing`,e,t,r)),...e.errors.map(e=>Ii(e,t))]);return{prompts:i.map(({path:e})=>Z(e,200)),texts:n,cases:a}}function Pi({newlyFailing:e,newlyPassing:t,errors:n}){return e.length+t.length+n.length>0}function Fi(e,t,n,r){let i=e=>({passes:e.passes,trials:e.trials,answer:e.answer===null?null:r(e.answer),failures:e.failures.map(({type:e,reason:t})=>Z(`${e}: ${t}`,1e3))});return{kind:e,prompt:n,name:Z(t.description??t.id,300),place:Z(t.place,300),segments:t.segments.map(e=>Z(e,200)),marks:[...t.critical?[`critical`]:[],...t.severe?[`always passed, now always fails`]:[],...t.baseline?[]:[`new`]],messages:t.messages.map(({role:e,content:t})=>({role:Z(e,40),text:r(t)})),baseline:t.baseline&&i(t.baseline),candidate:i(t.candidate),error:null}}function Ii({caseId:e,segments:t,arm:n,kind:r,message:i},a){return{kind:`errored`,prompt:a,name:Z(e??`the run`,300),place:``,segments:t.map(e=>Z(e,200)),marks:n?[n]:[],messages:[],baseline:null,candidate:null,error:Z(`${r}: ${i}`,1e3)}}function Z(e,t){let n=e.length-t;return de(n>0?`${e.slice(0,t)}… (${n} more characters)`:e)}function Li(e){return JSON.stringify(e).replace(/[<>&\u2028\u2029]/g,e=>`\\u${e.charCodeAt(0).toString(16).padStart(4,`0`)}`)}function Ri(e){let{base:t,head:n,verdict:r}=e,{sign:i,title:a}=_[r];return J`<header class="page ${r}">
<p class="brand">Prompt Eval Gate</p>
<p class="state ${r}"><span aria-hidden="true">${i.page}</span> ${a}</p>
<h1>${Y(zi(e))}</h1>
<p class="muted"><code>${d(t.ref)}</code> → <code>${d(n.ref)}</code>${n.sha?J` at <code>${n.sha.slice(0,12)}</code>`:null}</p>
${Bi(dt(e).map(Y),`notice`,`Notices`)}
${Bi(_t(e,+(e.verdict===`error`)).map(Y),`problem`,`Problems`)}
${Vi(e)}
</header>
`}function zi(e){let[t=_[e.verdict].title,...n]=le(e);return[typeof t==`string`?b(t):t,...n]}function Bi(e,t,n){return e.length===0?null:J`<ul class="messages ${t}" aria-label="${n}">${e.map(e=>J`<li>${e}</li>`)}</ul>`}function Vi(e){let t=A(e.prompts).filter(m),n=[Hi(t),Wi(t),Gi(t),Ki(t),qi(t,e)].filter(e=>e!==null);return n.length===0?null:J`<dl class="tiles">${n.map(({label:e,value:t,detail:n,tone:r})=>J`<div class="tile ${r}"><dt>${e}</dt><dd class="value">${t}</dd><dd>${n}</dd></div>`)}</dl>`}function Hi(e){let t=e.flatMap(({segments:e})=>e).reduce(Ui,null);if(!t||t.difference===null)return null;let n=t.interval?`, 95\u00a0% CI ${pe(t.interval,` to `)}`:``;return{label:`Largest drop`,value:t.difference<0?`${P(t.difference)} points`:`none`,detail:t.difference<0?`${d(t.name)}${n}`:`in any segment`,tone:t.verdict===`regression`?`bad`:`plain`}}function Ui(e,t){return(t.difference??1/0)<(e?.difference??1/0)?t:e}function Wi(e){let t=e.flatMap(e=>e.segments);if(t.length===0)return null;let n=e=>t.filter(t=>t.verdict===e).length,r=[`${i(n(`improved`))} improved`,`${i(n(`pass`))} unchanged`,`${i(n(`inconclusive`)+n(`invalid`))} cannot be told`],a=n(`regression`);return{label:`Segments`,value:`${i(a)} of ${i(t.length)} worse`,detail:r.join(`, `),tone:a>0?`bad`:`good`}}function Gi(e){let t=e.filter(e=>e.baseline!==null);if(t.length===0)return null;let n=e=>t.reduce((t,n)=>t+e(n),0),r=n(e=>e.overall?.losses??0),a=n(e=>e.overall?.wins??0),o=n(e=>e.overall?.cases??0);return{label:`Cases`,value:`${i(r)} newly fail`,detail:`${i(a)} newly pass, of ${w(o,`case`)}`,tone:`plain`}}function Ki(e){let[t]=e.flatMap(({cost:e})=>e?.comparison.ratio?[e]:[]).sort((e,t)=>(t.comparison.ratio?.ratio??0)-(e.comparison.ratio?.ratio??0)),{baseline:n,candidate:r,ratio:a}=t?.comparison??{};if(!t||!a||!r||!n)return null;let o=t.limit===null?``:`, limit +${he(t.limit)}`;return{label:`Tokens a call`,value:h(a.ratio),detail:`${i(n.totalTokens)} → ${i(r.totalTokens)}${o}`,tone:t.label===`exceeded`?`bad`:`plain`}}function qi(e,{policy:t}){let n=e.flatMap(({cost:e})=>e&&e.monthlyUsd!==null?[e]:[]);if(n.length===0)return null;let r=n.reduce((e,t)=>e+(t.monthlyUsd??0),0),[i]=n,a=i?.comparison.candidate.usd??null,o=i?.comparison.baseline?.usd??null,s=n.length===1&&a!==null&&o!==null?`${N(o)} → ${N(a)} a call`:`${w(n.length,`prompt`)}`,c=t.cost.callsPerMonth?`, ${te(t.cost.callsPerMonth)}`:``;return{label:`Money a month`,value:fe(r),detail:`${s}${c}`,tone:`plain`}}function Ji(e,t){let n=o(e,t);return!n||!e.cost?J``:J`<section class="part"><h3>Cost ${Yi(e.cost)}</h3>
<p>${Y(n)}</p>
${e.cost.comparison.baseline?Xi(e):null}</section>`}function Yi({label:e,limit:t,comparison:n}){if(t===null||!n.ratio)return null;let{sign:r,likeVerdict:i,words:a}=D[e].page;return J`<span class="${i===null?`badge`:`badge ${i}`}"><span aria-hidden="true">${r.page}</span> ${a}</span>`}function Xi(e){let t=c(e.segments),n=e.overall?[...t,e.overall]:t,r=Qi(n.flatMap(({cost:e})=>[e.candidate.totalTokens,e.baseline?.totalTokens??0]).filter(e=>e>0)),i=n.map(t=>Zi(t,r,t===e.overall));return J`<div class="scroll" tabindex="0" role="region" aria-label="Tokens of ${e.path}">
<table class="dumbbell" role="table">
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Segment</th><th role="columnheader" scope="col" class="plot"><span class="legend"><span class="key before">baseline</span><span class="key after">candidate</span></span></th><th role="columnheader" scope="col" class="number">Tokens a call</th>
<th role="columnheader" scope="col">Change, 95&nbsp;% CI</th><th role="columnheader" scope="col" class="number">Input</th><th role="columnheader" scope="col" class="number">Output</th><th role="columnheader" scope="col" class="number">Cached</th><th role="columnheader" scope="col" class="number">Money a call</th></tr></thead>
<tbody role="rowgroup">${i}</tbody>
<tfoot aria-hidden="true"><tr><td></td><td class="plot">${$i(r)}</td><td colspan="6">tokens a call</td></tr></tfoot>
</table></div>`}function Zi(e,t,n){let{baseline:r,candidate:i}=e.cost,[a,o,s,c,l,u]=Hn(e),d=[`tokens`,`change`,`input`,`output`,`cached`,`money`],f=[a,o,s,c,l,u].map((e=``,t)=>J`<td role="cell" class="${t===1?`change`:`number`}" data-label="${d[t]??``}">${e}</td>`),p=ea(i.totalTokens,t),m=r&&ea(r.totalTokens,t);return J`<tr role="row" class="${n?`overall`:`segment`}"><th role="rowheader" scope="row">${e.name}</th>
<td role="cell" class="plot" aria-hidden="true"><svg class="row" focusable="false"><line class="grid" x1="0" x2="100%" y1="50%" y2="50%"/>
${m?J`<line class="bar" x1="${m}" x2="${p}" y1="50%" y2="50%"/><circle class="before" cx="${m}" cy="50%" r="5"/>`:null}<circle class="after" cx="${p}" cy="50%" r="5"/></svg></td>
${f}</tr>
`}function Qi(e){let[t,n]=[Math.min(...e),Math.max(...e)];if(!Number.isFinite(t))return{low:0,high:1};let r=Math.max((n-t)*.15,n*.02,1);return{low:Math.max(0,t-r),high:n+r}}function $i({low:e,high:t}){return J`<svg class="axis" focusable="false"><text x="0" y="14" text-anchor="start">${i(e)}</text><text x="100%" y="14" text-anchor="end">${i(t)}</text></svg>`}function ea(e,{low:t,high:n}){return`${Number(((e-t)/(n-t)*100).toFixed(3))}%`}function ta(e){return J`<span class="badge ${e}"><span aria-hidden="true">${I[e].page}</span> ${e}</span>`}function na(e){let t=c(e.segments),n=e.overall?[...t,e.overall]:t,r=n.some(({interval:e})=>e!==null)?en(n):null,i=n.map(t=>ra(t,{isOverall:t===e.overall,prompt:e,axis:r}));return J`<div class="scroll" tabindex="0" role="region" aria-label="Segments of ${e.path}">
<table class="forest" role="table">
<thead role="rowgroup"><tr role="row">
<th role="columnheader" scope="col">Verdict</th><th role="columnheader" scope="col">Segment</th>
<th role="columnheader" scope="col" class="number">Baseline</th><th role="columnheader" scope="col" class="number">Candidate</th>
${r?J`<th role="columnheader" scope="col" class="plot"><span class="ends"><span>← worse</span><span>better →</span></span></th>`:null}
<th role="columnheader" scope="col">Change, 95&nbsp;% CI</th><th role="columnheader" scope="col" class="number">Lost / won</th>
<th role="columnheader" scope="col" class="number">z</th><th role="columnheader" scope="col" class="number">Adjusted p</th>
</tr></thead>
<tbody role="rowgroup">${i}</tbody>
${r?J`<tfoot aria-hidden="true"><tr><td colspan="4"></td><td class="plot">${oa(r)}</td><td colspan="4">points</td></tr></tfoot>`:null}
</table></div>`}function ra(e,t){let{isOverall:n,prompt:r,axis:i}=t,a=r.reasons.some(e=>e.kind===`overall-regression`),o=!n||a,s=n?a?`regression`:`inconclusive`:e.verdict,[c,l,u,d,f,p]=Rn(e),m=e.missing>0?J` <span class="muted">(${e.missing} missing)</span>`:null;return J`<tr role="row" class="${n?`overall`:`segment`}">
<td role="cell" class="verdict">${o?ta(s):null}</td>
<th role="rowheader" scope="row">${e.name}${m}</th>
<td role="cell" class="number" data-label="baseline">${c}</td><td role="cell" class="number" data-label="candidate">${l}</td>
${i?J`<td role="cell" class="plot" aria-hidden="true">${ia(e,i,o?s:`overall`)}</td>`:null}
<td role="cell" class="change" data-label="change">${u}</td><td role="cell" class="number" data-label="lost / won">${d}</td>
<td role="cell" class="number" data-label="z">${f}</td><td role="cell" class="number" data-label="adjusted p">${p}</td>
</tr>
`}function ia(e,t,n){let{interval:r,difference:i,name:a}=e,o=e=>sa(e,t),s=tn(t).map(e=>J`<line class="${e===0?`zero`:`grid`}" x1="${o(e)}" x2="${o(e)}" y1="0" y2="100%"/>`);if(!r||i===null)return J`<svg class="row" focusable="false">${s}</svg>`;let[c,l]=[o(r[0]*100),o(r[1]*100)],u=o(i*100);return J`<svg class="row ${n}" focusable="false"><title>${`${a}: ${P(i)} points, ${P(r[0])} to ${P(r[1])}`}</title>${s}
<line class="interval" x1="${c}" x2="${l}" y1="50%" y2="50%"/><line class="interval" x1="${c}" x2="${c}" y1="36%" y2="64%"/><line class="interval" x1="${l}" x2="${l}" y1="36%" y2="64%"/>
${n===`overall`||a===`overall`?aa(u):J`<circle class="point" cx="${u}" cy="50%" r="5"/>`}</svg>`}function aa(e){return J`<svg x="${e}" y="50%" overflow="visible"><path class="point" d="M0-7 7 0 0 7-7 0z"/></svg>`}function oa(e){return J`<svg class="axis" focusable="false">${tn(e).map(t=>J`<text x="${sa(t,e)}" y="14" text-anchor="${t===e.low?`start`:t===e.high?`end`:`middle`}">${t===0?`0`:P(t/100)}</text>`)}</svg>`}function sa(e,{low:t,high:n}){return`${Number(((Math.min(n,Math.max(t,e))-t)/(n-t)*100).toFixed(3))}%`}function ca(e,t,n){let r=t.prompts.length===1||!L(e)?[y(e.path)]:T(e),i=J`<p class="lead">${Y(G(e,t.policy))}</p>
${m(e)?na(e):null}
${Ji(e,t.policy)}
${ua(e)}
${fa(e,t)}`;return J`<section class="prompt" id="prompt-${n}" aria-labelledby="prompt-${n}-title">
<header>${J`<h2 id="prompt-${n}-title">${Y(r)}</h2><span class="state ${e.verdict}">${_[e.verdict].word}</span>`}${la(e)}</header>
${i}
</section>
`}function la({baseline:e,candidate:t,change:n}){return e&&t&&e.path!==t.path?J`<p class="muted">was <code>${d(e.path)}</code></p>`:n===`added`?J`<p class="muted">a new prompt</p>`:null}function ua({diff:e,path:t}){if(e===``)return null;let n=e.trimEnd().split(`
`).filter(e=>!/^(---|\+\+\+|===|Index:)/.test(e)),r=n.slice(0,2e3).map(da),i=n.length-r.length;return J`<details class="part fold" open><summary><h3>What changed in the prompt</h3></summary>
<div class="scroll" tabindex="0" role="region" aria-label="Changes of ${t}"><pre class="diff">${r}</pre></div>
${i>0?J`<p class="muted">${i} more lines are in the pull request.</p>`:null}</details>`}function da(e){let[t=` `]=e;return t===`+`?J`<ins>+ ${e.slice(1)}</ins>`:t===`-`?J`<del>− ${e.slice(1)}</del>`:t===`@`?J`<span class="hunk">${e}</span>`:J`<span>  ${e.slice(1)}</span>`}function fa(e,t){let n=H(e,t.policy);if(n.length===0)return null;let{heads:r,rows:i}=lt(e),a=r.map((e,t)=>J`<th scope="col" class="${t===0?``:`number`}">${e}</th>`),o=i.map(([e=``,...t])=>J`<tr><th scope="row">${e}</th>${t.map(e=>J`<td class="number">${e}</td>`)}</tr>\n`);return J`<details class="part fold"><summary><h3>How sure is this?</h3></summary>
<ul>${n.map(e=>J`<li>${Y(e)}</li>`)}</ul>
<div class="scroll" tabindex="0" role="region" aria-label="Tests compared"><table><thead><tr>${a}</tr></thead><tbody>${o}</tbody></table></div></details>`}const pa=Object.fromEntries(Object.entries(ve).map(([e,{sign:t,words:n}])=>[e,`${t.page} ${n}`])),ma=String.raw`'use strict';
(() => {
  const LABELS = ${JSON.stringify(pa)};
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
`,ha=`
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
`;var ga;function _a(e){let t=[`default-src 'none'`,`script-src '${xa(ma)}'`,`style-src '${xa(ha)}'`,`img-src data:`,`base-uri 'none'`,`form-action 'none'`].join(`; `),n=A(e.prompts),r=n.slice(0,200),i=ki(e);return J(ga||=Di([`<!doctype html>
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
</main>
<script>`,`<\/script>
</body>
</html>
`]),X(t),ce(e),X(ha),i.markup===``?null:J`<a class="skip" href="#cases">Skip to the cases</a>`,Ri(e),ya(r),r.map((t,n)=>va(t)?ca(t,e,n):null),n.length>r.length?J`<p>${n.length-r.length} more prompts are in the result JSON.</p>`:null,i,ba(e),X(ma)).markup}function va(e){return m(e)||L(e)}function ya(e){let t=e.flatMap((e,t)=>va(e)?[{prompt:e,index:t}]:[]);return t.length<2?null:J`<nav class="prompts" aria-label="Prompts"><ul>${t.map(({prompt:e,index:t})=>J`<li><span aria-hidden="true">${_[e.verdict].sign.page}</span> <a href="#prompt-${t}">${e.path}</a></li>`)}</ul></nav>`}function ba(e){let t=[...Cn(e),...ft(e),...kn(e).slice(0,200),...e.usage.trials>0?[Dn(e)]:[]],{path:n,revision:r}=e.policySource,i=r===`defaults`?J`<li>Policy: the defaults; there is no <code>${d(n)}</code>.</li>`:J`<li>Policy: <code>${d(n)}</code> as it is at the ${r}.</li>`;return J`<section class="run" aria-labelledby="run-title"><h2 id="run-title">What ran</h2>
<ul>${t.map(e=>J`<li>${Y(e)}</li>`)}${i}<li>prompt-eval-gate ${e.tool.version}</li></ul></section>`}function xa(e){return`sha256-${Me(`sha256`).update(e).digest(`base64`)}`}function Sa(e){return`${JSON.stringify(be.parse(e),null,2)}\n`}function Ca(e){let t=[...e.prompts.map(t=>wa(t,e)),...ja(e)],n=`name="prompt-eval-gate" ${Pa(t.flatMap(({cases:e})=>e))}`,r=t.map(Ma).join(``);return`<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${n} time="${Fa(e.usage.elapsedMs)}">\n${r}</testsuites>\n`}function wa(e,t){let n=e.usage.elapsedMs;if(!m(e)){let r=F(G(e,t.policy)),i={kind:`skipped`,message:r,type:e.change,text:r};return{name:e.path,cases:[{name:`not run`,outcome:i}],seconds:n}}let r=[...e.segments.map(t=>Ta(t,e)),...e.overall?[Ea(e.overall,e)]:[],...ka(e),...e.cost?[Aa(e,t)]:[]];return{name:e.path,cases:r,seconds:n}}function Ta(e,t){let n=t.reasons.find(t=>t.segment===e.name);return n?{name:e.name,outcome:Da(n.kind,e)}:e.verdict===`invalid`?{name:e.name,outcome:Da(`invalid`,e)}:{name:e.name}}function Ea(e,t){return t.reasons.some(e=>e.kind===`overall-regression`)?{name:`overall`,outcome:Da(`overall-regression`,e)}:{name:`overall`}}function Da(e,t){let n=Oa(t),r=t.difference===null?``:`: ${P(t.difference)} points`;return{kind:e===`invalid`?`error`:`failure`,message:`${e}${r}`,type:e,text:n}}function Oa(e){let[t,n,r,i,a,o]=Rn(e);return[`verdict: ${e.verdict}`,`segment: ${d(e.name,200)}`,`baseline: ${t}`,`candidate: ${n}`,`change, 95\u00a0% CI: ${r}`,`lost / won: ${i}`,`z: ${a}`,`adjusted p: ${o}`].join(`
`)}function ka(e){return e.reasons.filter(e=>e.kind===`critical-case`).map(({caseId:e=``})=>{let t=`a critical case that always passed now always fails`;return{name:e,outcome:{kind:`failure`,type:`critical-case`,message:t,text:t}}})}function Aa(e,t){return e.reasons.some(e=>e.kind===`cost`)?{name:`tokens`,outcome:{kind:`failure`,type:`cost`,message:`more tokens than the limit`,text:F(o(e,t.policy)??[])}}:{name:`tokens`}}function ja(e){if(e.errors.length===0&&e.verdict!==`error`)return[];let t=e.errors.map(({place:e,message:t,remedy:n})=>[e,t,n].filter(Boolean).join(` `)).join(`
`);return[{name:`prompt-eval-gate`,cases:[{name:`gate`,outcome:{kind:`error`,message:F(ge(e)),type:`error`,text:t}}],seconds:0}]}function Ma({name:e,cases:t,seconds:n}){let r=t.map(t=>Na(t,e)).join(``);return`  <testsuite name="${Q(e)}" ${Pa(t)} time="${Fa(n)}">\n${r}  </testsuite>\n`}function Na({name:e,outcome:t},n){let r=`    <testcase classname="${Q(n)}" name="${Q(e)}" time="0"`;if(!t)return`${r}/>\n`;let{kind:i,message:a,type:o,text:s}=t,c=i===`skipped`?``:` type="${Q(o)}"`;return`${r}>\n      <${i} message="${Q(a)}"${c}>${Ia(s)}</${i}>\n    </testcase>\n`}function Pa(e){let t=t=>e.filter(({outcome:e})=>e?.kind===t).length;return`tests="${e.length}" failures="${t(`failure`)}" errors="${t(`error`)}" skipped="${t(`skipped`)}"`}function Fa(e){return(e/1e3).toFixed(3)}function Q(e){return Ia(d(e,200))}function Ia(e){return g(e).replace(/[\ufffe\uffff]/g,`�`)}const La=[{kind:`answers`,least:0},{kind:`cases`,least:0},{kind:`passing`,least:0},{kind:`rows`,least:10},{kind:`failing`,least:1},{kind:`rows`,least:0},{kind:`failing`,least:0}];function Ra(e,t,n){let r=t,i=e(r);if(i.length<=n)return i;for(let{kind:t,least:i}of La){let a=r;r={...a,[t]:Math.min(a[t],i)};let o=e(r);if(!(o.length>n))return za(n=>e({...a,[t]:n}),{fits:r[t],tooMany:a[t],shortest:o},n)}}function za(e,t,n){let{fits:r,tooMany:i,shortest:a}=t;for(;i-r>1;){let t=Math.floor((r+i)/2),o=e(t);o.length<=n?[r,a]=[t,o]:i=t}return a}function Ba(e,t={}){let n=t.marker?`\n\n${t.marker}`:``,r=(t.budget??6e4)-n.length,i=tt();return(Ra(n=>V(Ua({result:e,options:t,limits:n,block:i})),{answers:Va(e),cases:Va(e),passing:e.prompts.length,failing:e.prompts.length,rows:Math.max(1,...e.prompts.map(e=>e.segments.length))},r)??Ha(e,t))+n}function Va({prompts:e}){return Math.max(0,...e.flatMap(e=>[e.newlyFailing.length,e.newlyPassing.length]))}function Ha(e,t){return V([`### ${p(oe(e,t))}`,`The report is too long to be shown here: ${$(t)}.`])}function Ua(e){let{result:t,options:n}=e,r=`### ${p(oe(t,n))}`,i=Xe(dt(t),s.emoji);if(t.verdict===`pass`)return[r,i,Qa(t),...eo(e)];let a=A(t.prompts),o=a.filter(L);return[r,i,Wa(t),t.verdict===`error`&&o.some(m)?`**Decided before it broke**`:``,...Ga(o,e),$a(a.filter(e=>e.verdict===`pass`&&m(e)),e),Qa(t),no(t)]}function Wa(e){let t=z(_t(e,+(e.verdict===`error`)));return t===``||e.verdict===`error`?t:V([`${s.emoji} Not everything could be decided:`,t])}function Ga(e,t){let{result:n,limits:r,options:i}=t,a=e.slice(0,r.failing),o=n.prompts.filter(m).length>1||n.verdict===`error`;return[...a.flatMap(e=>[o?`#### ${_[e.verdict].sign.emoji} ${p(T(e))}`:``,...Ka(e,t)]),B(e.length-a.length,{noun:`more prompt`,which:` with something wrong`,elsewhere:$(i)})]}function Ka(e,t){let{result:n,options:r,limits:i,block:a}=t,o=[...Qe(e),...r.full?$e(e):[]];return[p(G(e,n.policy)),m(e)?Nn(e,i.rows):``,qa(e,t),Ja(e,i.rows),Ya(e,n),r.full&&m(e)?R([`Cost of each segment`],[Vn(e,i.rows)]):``,...o.map(e=>et(e,{...i,block:a,elsewhere:$(r)})),Za(e),Xa(e,t)]}function qa(e,{limits:t,options:n}){return B(e.segments.length-t.rows,{noun:`more segment`,elsewhere:$(n)})}function Ja(e,t){let n=nn(e.segments,72);return n.length>1?a(n.slice(0,Math.min(t,40)+1).join(`
`)):``}function Ya(e,t,n=!1){let r=o(e,t.policy);return!r||!e.cost?``:`**Cost**${n?` of ${p([y(e.path)])}`:``} ${D[e.cost.label].sign.emoji} ${p(r)}`}function Xa(e,{result:t,limits:n}){let r=H(e,t.policy);if(r.length===0)return``;let{heads:i,rows:a}=lt(e),o=i.map((e,t)=>({head:e,align:t===0?`left`:`right`})),s=[...a.slice(0,Math.min(n.rows,a.length-1)),...a.slice(-1)];return R([`How sure is this?`],[z(r.slice(0,Math.max(1,n.rows))),Je(o,s.map(e=>e.map(e=>[e])))])}function Za(e){if(e.errors.length===0)return``;let t=/* @__PURE__ */ new Map;for(let{kind:n,message:r}of e.errors)t.set(n,{count:(t.get(n)?.count??0)+1,message:r});let n=[...t].slice(0,10).map(([e,{count:t,message:n}])=>[y(e),`, ${w(t,`time`)}: `,n.slice(0,300)]);return R([`${w(e.errors.length,`answer`)} did not come`],[z(n)])}function Qa(e){return z(Cn(e))}function $a(e,{limits:t,options:n}){if(e.length===0)return``;let r=[`${_.pass.sign.emoji} `,...x(e.map(({path:e})=>y(e))),` did not get worse`],i=e.slice(0,t.passing),a=B(e.length-i.length,{noun:`prompt`,which:` that did not get worse`,elsewhere:$(n)});return i.length===0?V([`${p(r)}.`,a]):R(r,[Pn(i,t.rows),a])}function eo(e){let{result:t,limits:n,options:r}=e,i=t.prompts.filter(m);if(i.length===0)return[no(t)];let a=i.slice(0,n.passing),[o]=a,s=a.map(e=>Ya(e,t,i.length>1)),c=new Map(a.flatMap(e=>H(e,t.policy)).map(e=>[F(e),e]));return[R([`Segments, cost and what ran`],[i.length>1?Pn(a,n.rows):o?Nn(o,n.rows):``,B(i.length-a.length,{noun:`more prompt`,elsewhere:$(r)}),...s,z([...c.values()].slice(0,n.rows)),z([...ft(t),...kn(t).slice(0,n.passing),Dn(t)])]),...a.filter(e=>r.full||v(e)).flatMap(t=>to(t,e))]}function to(e,{limits:t,block:n,options:r}){return[...Qe(e),...$e(e)].map(({title:i,cases:a})=>et({title:[y(e.path),`: `,...i],cases:a},{...t,block:n,elsewhere:$(r)}))}function no(e){let t=e.usage.trials>0?[...kn(e).slice(0,20),Dn(e)]:[],n=[...ft(e),...t];return n.length>0?R([`What ran`],[z(n)]):``}function $({resultLocation:e,resultUrl:t}){let n=e??`the result JSON`;return`see ${t?Ze(n,t):p([n])}`}const ro=1e6;function io(e,t={}){let n=n=>Ba(e,{...t,budget:n,full:!0}),r=n(ro),i=Buffer.byteLength(r);return i<=ro?r:n(Math.floor(ro/i*ro*.95))}export{_a as a,hi as c,Yr as d,Pe as f,Sa as i,pi as l,Ba as n,wi as o,Ca as r,Ci as s,io as t,mi as u};