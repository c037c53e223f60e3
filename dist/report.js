import{o as e,t}from"./rolldown-runtime.js";import{P as n,d as r,i,o as a,r as o,s}from"./basics.js";import{$ as c,A as l,C as u,D as d,E as f,G as p,H as m,J as h,K as ee,M as te,O as g,Q as _,S as v,T as ne,U as y,W as b,X as x,Y as S,Z as C,_ as re,at as w,b as ie,ct as ae,dt as oe,et as T,ft as se,g as ce,h as le,it as ue,j as E,k as D,lt as de,m as fe,mt as pe,n as O,nt as me,ot as he,p as ge,pt as _e,q as k,rt as A,st as j,tt as ve,ut as M,v as ye,w as be,x as xe,y as Se}from"./start.js";import{S as Ce}from"./policy.js";import{d as we,h as Te}from"./comparison.js";import{createHash as Ee}from"node:crypto";function N({verdict:e}){return e===`block`||e===`error`}function De(e,t,n=1500){let[r,i]=[ke(e,n),ke(t,n)];return r.length+i.length>400?[...r.map(e=>Oe(`removed`,e)),...i.map(e=>Oe(`added`,e))]:Te(r,i).flatMap(({value:e,added:t,removed:n})=>e.map(e=>Oe(t?`added`:n?`removed`:`same`,e)))}function Oe(e,t){return{kind:e,text:t}}function ke(e,t){let n=r(e.slice(0,t)).split(`
`).flatMap(e=>e.split(/(?<=[.!?。！？])[ \t]+/u)).filter(e=>e.trim()!==``),i=e.length-t;return i>0&&n.push(`… (${i} more characters)`),n.length>0?n:[`(an empty answer)`]}function Ae(e,t){let n=[],r=e.trimEnd();for(;r.length>t;){let e=r.lastIndexOf(` `,t),i=e>t/2?e:je(r,t);n.push(r.slice(0,i)),r=r.slice(i).trimStart()}return r===``&&n.length>0?n:[...n,r]}function je(e,t){let n=e.charCodeAt(t-1);return n>=55296&&n<=56319?t-1:t}function Me(e){return e.length}function Ne(e,t){let n=t||{},r=(n.align||[]).concat(),i=n.stringLength||Me,a=[],o=[],s=[],c=[],l=0,u=-1;for(;++u<e.length;){let t=[],r=[],a=-1;for(e[u].length>l&&(l=e[u].length);++a<e[u].length;){let o=Pe(e[u][a]);if(n.alignDelimiters!==!1){let e=i(o);r[a]=e,(c[a]===void 0||e>c[a])&&(c[a]=e)}t.push(o)}o[u]=t,s[u]=r}let d=-1;if(typeof r==`object`&&`length`in r)for(;++d<l;)a[d]=Fe(r[d]);else{let e=Fe(r);for(;++d<l;)a[d]=e}d=-1;let f=[],p=[];for(;++d<l;){let e=a[d],t=``,r=``;e===99?(t=`:`,r=`:`):e===108?t=`:`:e===114&&(r=`:`);let i=n.alignDelimiters===!1?1:Math.max(1,c[d]-t.length-r.length),o=t+`-`.repeat(i)+r;n.alignDelimiters!==!1&&(i=t.length+i+r.length,i>c[d]&&(c[d]=i),p[d]=i),f[d]=o}o.splice(1,0,f),s.splice(1,0,p),u=-1;let m=[];for(;++u<o.length;){let e=o[u],t=s[u],r=n.fillRows===!1?Math.max(1,o[u===1?0:u].length):l;d=-1;let i=[];for(;++d<r;){let o=e[d]||``,s=``,l=``;if(n.alignDelimiters!==!1){let e=c[d]-(t[d]||0),n=a[d];if(n===114)s=` `.repeat(e);else if(n===99){let t=e/2;e%2?(s=` `.repeat(t+.5),l=` `.repeat(t-.5)):(s=` `.repeat(t),l=s)}else l=` `.repeat(e)}n.delimiterStart!==!1&&!d&&i.push(`|`),n.padding===!1||n.alignDelimiters===!1&&o===``||n.delimiterStart===!1&&!d||i.push(` `),n.alignDelimiters!==!1&&i.push(s),i.push(o),n.alignDelimiters!==!1&&i.push(l),n.padding!==!1&&i.push(` `),(n.delimiterEnd!==!1||d!==r-1)&&i.push(`|`)}m.push(n.delimiterEnd===!1?i.join(``).replace(/ +$/,``):i.join(``))}return m.join(`
`)}function Pe(e){return e==null?``:String(e)}function Fe(e){let t=typeof e==`string`?e.codePointAt(0):0;return t===67||t===99?99:t===76||t===108?108:t===82||t===114?114:0}function Ie(e,t){let n=t.map(e=>e.map(Le));return Ne([e.map(({head:e})=>e),...n],{align:e.map(({align:e})=>e===`right`?`r`:``),alignDelimiters:!1})}function Le(e){return k(e).replace(/\|/g,`\\|`)}function P(e,t){return`<details><summary>${ee(e)}</summary>\n\n${L(t)}\n\n</details>`}function Re(e,t){return e.map(e=>`> ${t} ${k(e)}`).join(`
>
`)}function F(e){return e.map(e=>`- ${k(e)}`).join(`
`)}function I(e,{noun:t,which:n=``,elsewhere:r}){return e>0?`${_(e,t)}${n} left out here: ${r}.`:``}function L(e){return e.filter(e=>e!==``).join(`

`)}function ze(e,t){return/^https:\/\/[\w.:/?&=%#~+-]+$/.test(t)?`[${s(e)}](${t})`:s(e)}function Be(e){let t=d(e).map(({name:e})=>e),n=t.map(t=>{let n=e.newlyFailing.filter(({segments:e})=>e.includes(t)),r=e.segments.length===1?``:` in ${y(t,60)}`;return{title:[`${_(n.length,`case`)} newly ${O(n.length,`fail`)}${r}`],cases:n}}),r=e.newlyFailing.filter(({segments:e})=>!e.some(e=>t.includes(e))),i=e.baseline?`newly ${O(r.length,`fail`)}`:O(r.length,`fail`),a=n.length>0?` elsewhere`:``,o={title:[`${_(r.length,`case`)} ${i}${a}`],cases:r};return[...n,o].filter(({cases:e})=>e.length>0).map(({title:e,cases:t})=>({title:e,cases:ne(t)}))}function Ve(e){let t=e.newlyPassing;return t.length===0?[]:[{title:[`${_(t.length,`case`)} newly ${O(t.length,`pass`)}`],cases:t}]}function He(e,t){let{cases:n,answers:r,block:i,elsewhere:a}=t,o=e.cases.slice(0,n),s=Math.max(0,o.length-r);return P(e.title,[...o.map((e,t)=>i(e,t<r)),s>0?`The answers to ${_(s,`case`)} are left out here: ${a}.`:``,I(e.cases.length-o.length,{noun:`more case`,elsewhere:a})])}function Ue(){let e=/* @__PURE__ */ new Map;return(t,n)=>{let r=e.get(t)??{short:We(t,!1)};return e.set(t,r),n?(r.long??=L([We(t,!0),Je(t)]),r.long):r.short}}function We(e,t){let n=[S(y(e.description??e.id,120)),...Ge(e),` · `,b(e.place)];return L([k(n),F(Ke(e,t))])}function Ge({critical:e,severe:t,baseline:n,candidate:r}){let i=r.trials>1&&n?[` · ${T(n.passes)} → ${T(r.passes)} of ${T(r.trials)} pass`]:[];return[...e?[` · ❗ critical`]:[],...t?[` · always passed, now always fails`]:[],...i]}function Ke({baseline:e,candidate:t},n){let r=t.failures.length>0||!e?t:e;return r.failures.slice(0,3).map(({type:e,reason:t})=>{let i=n&&r.answer!==null?qe(t,r.answer):t;return[`✗ `,b(y(e,40)),` `,y(i,240)]})}function qe(e,t){let n=t.length<24?-1:e.indexOf(t.slice(0,24));if(n<0)return e;let r=e.slice(0,n),i=r.replace(/; it was ["“«]$/,``);return i===r?`${r}…${/["”»]$/.exec(e)?.[0]??``}`:i}function Je({baseline:e,candidate:t}){if(t.answer===null)return``;let n=e?e.answer:``;if(n===null)return``;let r={same:`  `,removed:`- `,added:`+ `},i=De(e?n:t.answer,t.answer).flatMap(({kind:e,text:t})=>Ae(t,96).map(t=>r[e]+t));return a(i.join(`
`),`diff`)}function R(e,t){if(!e.overall||!e.baseline)return[];let n=t.gate.margin?.segment??null;return[...e.segments.filter(e=>e.verdict===`inconclusive`).map(e=>Ye(e,n)).filter(e=>e.length>0),Xe(e,t)]}function Ye(e,t){let{minimumDetectableEffect:n,casesNeeded:r}=e;if(n===null)return[];let i=`${_(e.cases,`case`)} can show a drop of ${de(n)} points or more`,a=r===null||t===null?``:`; for ${de(t)} points it needs ${_(r,`case`)}`;return[`${y(e.name,60)}: ${i}${a}.`]}function Xe(e,t){let n=Ce[t.gate.test??`proportions-z`],r=t.gate.correction===`holm`?`Holm`:`min-P`,{levels:i,suite:a}=e,o=[`Test: ${n}`];return e.segments.length>1&&o.push(`${r} over ${_(e.segments.length,`segment`)}`),i&&o.push(`α ${me(i.segments)} + ${me(i.overall)} (segments + overall)`),a&&a.trials>1&&o.push(`${C(a.trials)} trials a case, the case being the unit`),[`${o.join(`, `)}. One-sided: p is for “candidate worse”.`]}function Ze(e){return{heads:[`segment`,`p`,`adjusted p`,`two-proportion z`,`its p`,`Fisher p`,`detectable drop`],rows:[...g(e.segments),...e.overall?[e.overall]:[]].map(Qe)}}function Qe(e){let{twoProportion:t,minimumDetectableEffect:n}=e;return[y(e.name,60),w(e.pValue),w(e.adjustedPValue),t?_e(t.z):`—`,t?w(t.pValue):`—`,t&&t.fisher!==null?w(t.fisher):`—`,n===null?`—`:`${de(n)} points`]}function $e(e){return et([...tt(e,`alarm`),...tt(e,`notice`)])}function z(e){return et(tt(e,`fact`))}function et(e){return pe(e,8,e=>[`${_(e,`more notice`)} in the result JSON.`])}function tt({notices:e,prompts:t},n){let r=e=>e.gravity===n;return[...e.filter(r).map(({text:e})=>x(e)),...nt(t.map(({path:e,notices:t})=>({path:e,notices:t.filter(r)})))]}function nt(e){let t=/* @__PURE__ */ new Map;for(let{path:n,notices:r}of e)for(let{text:e}of r)t.set(e,(t.get(e)??/* @__PURE__ */ new Set).add(n));return[...t].map(([t,n])=>n.size===e.length?x(t):[...rt([...n]),`: `,...x(t)])}function rt(e){let t=e.slice(0,5).flatMap((e,t)=>[...t>0?[`, `]:[],b(e)]),n=e.length-5;return n>0?[...t,` and ${n} more`]:t}function it({errors:e},t=0){let n=e.slice(t).map(({message:e,place:t,remedy:n})=>{let r=x(y([e,n].filter(Boolean).join(` `),500));return t?[b(t),`: `,...r]:r});return pe(n,10,e=>[`${_(e,`more problem`)} in the result JSON.`])}const at=String.raw`(?:\u001B\u005C|\u009C)`,ot=String.raw`\u0018\u001A\u001B\u0080-\u009F`,st=String.raw`(?:\u001B\]|\u009D)[^\u0007${ot}]*(?:\u0007|${at})`,ct=String.raw`(?:\u001B[PX^_k]|[\u0090\u0098\u009E\u009F])[^${ot}]*${at}`,lt=`${String.raw`\u001B\](?:P[\dA-Fa-f]{7}|R)(?:\u0007|${at})?`}|${st}|${ct}|${String.raw`(?:\u001B\[|\u009B)[\u0030-\u003F]*[\u0020-\u002F]*[\u0040-\u007E]`}|${String.raw`\u001B(?:[\u0020-\u002F]+[\u0030-\u007E]|[\dA-PR-TZcf-oq-uy=><~|}])`}`;function ut({onlyFirst:e=!1}={}){return new RegExp(lt,e?void 0:`g`)}const dt=ut();function ft(e){if(typeof e!=`string`)throw TypeError(`Expected a \`string\`, got \`${typeof e}\``);return!e.includes(`\x1B`)&&!e.includes(``)?e:e.replace(dt,``)}const pt=[161,161,164,164,167,168,170,170,173,174,176,180,182,186,188,191,198,198,208,208,215,216,222,225,230,230,232,234,236,237,240,240,242,243,247,250,252,252,254,254,257,257,273,273,275,275,283,283,294,295,299,299,305,307,312,312,319,322,324,324,328,331,333,333,338,339,358,359,363,363,462,462,464,464,466,466,468,468,470,470,472,472,474,474,476,476,593,593,609,609,708,708,711,711,713,715,717,717,720,720,728,731,733,733,735,735,768,879,913,929,931,937,945,961,963,969,1025,1025,1040,1103,1105,1105,8208,8208,8211,8214,8216,8217,8220,8221,8224,8226,8228,8231,8240,8240,8242,8243,8245,8245,8251,8251,8254,8254,8308,8308,8319,8319,8321,8324,8364,8364,8451,8451,8453,8453,8457,8457,8467,8467,8470,8470,8481,8482,8486,8486,8491,8491,8531,8532,8539,8542,8544,8555,8560,8569,8585,8585,8592,8601,8632,8633,8658,8658,8660,8660,8679,8679,8704,8704,8706,8707,8711,8712,8715,8715,8719,8719,8721,8721,8725,8725,8730,8730,8733,8736,8739,8739,8741,8741,8743,8748,8750,8750,8756,8759,8764,8765,8776,8776,8780,8780,8786,8786,8800,8801,8804,8807,8810,8811,8814,8815,8834,8835,8838,8839,8853,8853,8857,8857,8869,8869,8895,8895,8978,8978,9312,9449,9451,9547,9552,9587,9600,9615,9618,9621,9632,9633,9635,9641,9650,9651,9654,9655,9660,9661,9664,9665,9670,9672,9675,9675,9678,9681,9698,9701,9711,9711,9733,9734,9737,9737,9742,9743,9756,9756,9758,9758,9792,9792,9794,9794,9824,9825,9827,9829,9831,9834,9836,9837,9839,9839,9886,9887,9919,9919,9926,9933,9935,9939,9941,9953,9955,9955,9960,9961,9963,9969,9972,9972,9974,9977,9979,9980,9982,9983,10045,10045,10102,10111,11094,11097,12872,12879,57344,63743,65024,65039,65533,65533,127232,127242,127248,127277,127280,127337,127344,127373,127375,127376,127387,127404,917760,917999,983040,1048573,1048576,1114109],mt=[12288,12288,65281,65376,65504,65510],ht=[4352,4447,8986,8987,9001,9002,9193,9196,9200,9200,9203,9203,9725,9726,9748,9749,9776,9783,9800,9811,9855,9855,9866,9871,9875,9875,9889,9889,9898,9899,9917,9918,9924,9925,9934,9934,9940,9940,9962,9962,9970,9971,9973,9973,9978,9978,9981,9981,9989,9989,9994,9995,10024,10024,10060,10060,10062,10062,10067,10069,10071,10071,10133,10135,10160,10160,10175,10175,11035,11036,11088,11088,11093,11093,11904,11929,11931,12019,12032,12245,12272,12287,12289,12350,12353,12438,12441,12543,12549,12591,12593,12686,12688,12773,12783,12830,12832,12871,12880,42124,42128,42182,43360,43388,44032,55203,63744,64255,65040,65049,65072,65106,65108,65126,65128,65131,94176,94180,94192,94198,94208,101594,101631,101664,101760,101874,101888,102801,102816,102866,110576,110579,110581,110587,110589,110590,110592,110888,110898,110898,110928,110930,110933,110933,110948,110952,110960,111355,119552,119638,119648,119670,126980,126980,127183,127183,127374,127374,127377,127386,127406,127406,127488,127490,127504,127547,127552,127560,127568,127569,127584,127589,127744,127776,127789,127797,127799,127868,127870,127891,127904,127946,127951,127955,127968,127984,127988,127988,127992,128062,128064,128064,128066,128252,128255,128317,128331,128334,128336,128359,128378,128378,128405,128406,128420,128420,128507,128591,128640,128709,128716,128716,128720,128722,128725,128729,128732,128735,128747,128748,128756,128764,128986,128986,128992,129003,129008,129008,129292,129338,129340,129349,129351,129535,129648,129660,129664,129734,129736,129736,129740,129757,129759,129771,129775,129786,131072,196605,196608,262141],gt=(e,t)=>{let n=0,r=Math.floor(e.length/2)-1;for(;n<=r;){let i=Math.floor((n+r)/2),a=i*2;if(t<e[a])r=i-1;else if(t>e[a+1])n=i+1;else return!0}return!1},_t=19968,[vt,yt]=/* #__PURE__ */ bt(ht);function bt(e){let t=e[0],n=e[1];for(let r=0;r<e.length;r+=2){let i=e[r],a=e[r+1];if(_t>=i&&_t<=a)return[i,a];a-i>n-t&&(t=i,n=a)}return[t,n]}const xt=e=>e<161||e>1114109?!1:gt(pt,e),St=e=>e<12288||e>65510?!1:gt(mt,e),Ct=e=>e>=vt&&e<=yt?!0:e<4352||e>262141?!1:gt(ht,e);function wt(e){if(!Number.isSafeInteger(e))throw TypeError(`Expected a code point, got \`${typeof e}\`.`)}function B(e,{ambiguousAsWide:t=!1}={}){return wt(e),St(e)||Ct(e)||t&&xt(e)?2:1}const Tt=new Intl.Segmenter,Et=/[^\u{20}-\u{7E}]/v,Dt=String.raw`\u{600}-\u{605}\u{6DD}\u{890}\u{891}\u{8E2}\u{110BD}\u{110CD}`,Ot=RegExp(`^[${Dt}]+`,`v`),kt=new RegExp(String.raw`[^\p{Default_Ignorable_Code_Point}\p{Control}\p{Enclosing_Mark}\p{Nonspacing_Mark}[\p{Format}--[${Dt}]]]`,`v`),At=/^(?:\p{RGI_Emoji}|\p{Regional_Indicator}{1,2}|[\d#*]\u{FE0F})/v,jt=/^[\p{Emoji_Presentation}--[\u{10000}-\u{10FFFF}]]\u{FE0E}/v;function Mt(e,t){if(t>=e.length)return 0;let n=/(?<![\p{Emoji_Modifier_Base}\u{200D}])\p{Emoji_Modifier}/gv;n.lastIndex=t;let r=0;for(;n.test(e);)r++;return r}const Nt=/\u{200D}\p{Extended_Pictographic}/v;function Pt(e){let t=e.search(kt);return t===-1?void 0:e.slice(t)}function Ft(e){return e>=4352&&e<=4607||e>=43360&&e<=43388||e>=44032&&e<=55203||e>=55216&&e<=55238||e>=55243&&e<=55291}function It(e,t){let n=0;for(let r of e){if(r===`‍`)break;kt.test(r)&&(n+=B(r.codePointAt(0),t))}return n}function Lt(e,t){let n=e.codePointAt(0),r=n===69821||n===69837||n>=1536&&n<=2303?Ot.exec(e):void 0;if(r){let n=e.slice(r[0].length),i=Lt(n,t),a=Pt(n);return i>=2&&(B(a.codePointAt(0),t)===2||At.test(a)||Nt.test(a))?i:[...r[0]].length+i}let i=Pt(e);if(i===void 0)return 0;if(Ft(n))return B(n,t)+Mt(e,1)*2;if(jt.test(i))return 1;let a=At.exec(i);if(a)return 2+Mt(i,a[0].length)*2;let o=Nt.exec(i);return o?2+Mt(i,o.index+o[0].length)*2:It(i,t)}function Rt(e,t){let n=0,r=e.search(Et);r>1&&(n=r-1,e=e.slice(n));let i=e.length;for(;i>0;){let t=e.codePointAt(i-1);if(t<32||t>126)break;i--}if(i+1<e.length&&(n+=e.length-i-1,e=e.slice(0,i+1)),!/[^\u{20}-\u{7E}\u{4E00}-\u{9FFF}\u{AC00}-\u{D7A3}]/v.test(e))return n+e.length+e.replaceAll(/[\u{20}-\u{7E}]/gv,``).length;e=e.toWellFormed(),e=e.replaceAll(/(?<=[\u{16D63}-\u{16D6A}])[\u{16D63}-\u{16D6A}]+/gv,``);let a={ambiguousAsWide:!t};for(let{segment:t}of Tt.segment(e))t.length===1?kt.test(t)&&(n+=B(t.codePointAt(0),a)):n+=Lt(t,a);return n}function V(e,t={}){if(typeof e!=`string`||e.length===0)return 0;let{ambiguousIsNarrow:n=!0,countAnsiEscapeCodes:r=!1}=t,i=e;return!r&&(i.includes(`\x1B`)||i.includes(``))&&(i=ft(i)),Et.test(i)?Rt(i,n):i.length}const zt=[1,2,5,10,20,25,50];function Bt(e,t=7){let n=e.flatMap(({interval:e,difference:t})=>[...e??[],t??0]).filter(Number.isFinite).map(e=>e*100),r=Math.max(-100,Math.min(0,...n)),i=Math.min(100,Math.max(0,...n));return zt.map(e=>({low:Math.min(-1,Math.floor(r/e))*e,high:Math.max(1,Math.ceil(i/e))*e,step:e})).find(e=>H(e).length<=t)??{low:-100,high:100,step:100}}function H({low:e,high:t,step:n}){let r=Math.ceil(e/n),i=Math.floor(t/n)-r+1;return Array.from({length:Math.max(0,i)},(e,t)=>(r+t)*n+0)}function Vt(e,t=72){let n=g(e).filter(({interval:e})=>e!==null);if(n.length===0)return[];let r=n.map(({name:e})=>Kt(e,Math.floor(t/3))),i=Math.max(...r.map(e=>V(e))),a=Math.max(20,t-i-Ht-Ut.length),o=Bt(n,Math.max(3,Math.floor(a/7))),s=(o.high-o.low)/o.step,c={axis:o,perStep:Math.max(2,Math.floor((a-3)/s))},l=n.map((e,t)=>{let n=r[t]??``;return`${n}${` `.repeat(i-V(n)+Ht)}${Gt(e,c)}`.trimEnd()});return[Wt(c,i+Ht)+Ut,...l]}const Ht=3,Ut=`   points`;function U(e,{axis:t,perStep:n}){let r=Math.min(t.high,Math.max(t.low,e));return Math.round((r-t.low)/t.step*n)}function Wt(e,t){let n=[];for(let r of H(e.axis)){let i=r===0?`0`:j(r/100),a=t+U(r,e)-Math.floor(i.length/2);for(;n.length<a;)n.push(` `);n.push(...i)}return n.join(``)}function Gt(e,t){let n=Array.from({length:U(t.axis.high,t)+1},()=>` `),r=U(0,t);n[r]=`│`;let{interval:i,difference:a}=e;if(!i)return n.join(``);let[o,s]=[U(i[0]*100,t),U(i[1]*100,t)];for(let e=o;e<=s;e++)n[e]=e===r?`┼`:`─`;return n[o]=`├`,n[s]=`┤`,a!==null&&(n[U(a*100,t)]=`●`),n.join(``)}function Kt(e,t){let n=y(e,t);for(;V(n)>t;)n=y(n,[...n].length-1);return n}function W(e,t){if(!D(e))return on(e);if(!e.baseline)return rn(e,t);let n=d(e),r=n.slice(0,3),i=r.flatMap(t=>[...qt(t,e),` `]),a=Zt(e)&&n.length===0?Xt(e):[];return sn([...i,...a,...Qt(e),...en(e,r),...nn(e)])}function qt(e,t){return[...Jt(t.segments.length===1?`The candidate`:m(y(e.name,60)),e,t.suite?.trials??1),` `,...Yt(e)]}function Jt(e,t,n){let{baseline:r,candidate:i,difference:a,interval:o}=t,s=n>1?`${M(i.rate)} of ${_(i.n,`answer`)} to ${_(t.cases,`case`)}`:`${T(i.passes)} of ${_(i.n,`case`)}`,c=r&&(n>1?M(r.rate):T(r.passes)),l=[...o?[`95\u00a0% CI ${ae(o,` to `)}`]:[],`adjusted p\u00a0${he(t.adjustedPValue)}`];return[`${e} passes ${s}${c?`, down from ${c}`:``}`,...a===null?[]:[`: `,S(`${j(a)} points`)],` (${l.join(`, `)}).`]}function Yt({losses:e,wins:t}){return[`${`${m(C(e))} ${e===1?`case`:`cases`} newly ${O(e,`fail`)}`}, ${`${t===0?`none`:C(t)} newly ${O(t,`pass`)}`}.`]}function Xt(e){return e.overall?[...Jt(`Over all cases the candidate`,e.overall,e.suite?.trials??1),` `,...Yt(e.overall),` `]:[]}function Zt(e){return e.reasons.some(e=>e.kind===`overall-regression`)}function Qt(e){let t=e.reasons.filter(e=>e.kind===`critical-case`).map(e=>b(e.caseId??``));return t.length===0?[]:[`The critical ${t.length>1?`cases`:`case`} `,...p(t),` always passed and now always ${O(t.length,`fail`)}. `]}const G={worse:{one:`gets worse too`,many:`get worse too`,only:``},improved:{one:`improves`,many:`improve`,only:`The candidate improves.`},noWorse:{one:`is no worse`,many:`are no worse`,only:`The candidate is no worse.`},unchanged:{one:`is unchanged`,many:`are unchanged`,only:`Quality is unchanged.`},inconclusive:{one:`cannot be told`,many:`cannot be told`,only:`Whether quality changed cannot be told.`},invalid:{one:`could not be judged`,many:`could not be judged`,only:`The candidate could not be judged.`}};function $t({verdict:e,difference:t}){switch(e){case`regression`:return G.worse;case`pass`:return Math.abs(t??0)<=.05?G.unchanged:G.noWorse;default:return G[e]}}function en({segments:e},t){let n=e.filter(e=>!t.includes(e)),[r]=n;if(e.length===1)return r&&$t(r).only!==``?[$t(r).only]:[];let i=Object.values(G).map(e=>({fate:e,names:tn(n.filter(t=>$t(t)===e))})).filter(({names:e})=>e.length>0).flatMap(({fate:e,names:t},n)=>{let[r=``,...i]=t,a=n===0?[m(r),...i]:t;return[...n===0?[]:[`, `],...p(a),` ${t.length===1?e.one:e.many}`]});return i.length>0?[...i,`.`]:[]}function tn(e){return e.map(e=>y(e.name,60))}function nn({segments:e}){let t=e.filter(e=>e.verdict===`invalid`&&e.missing>0);if(t.length===0)return[];let n=t.map(({name:e,missing:t,cases:n})=>`${T(t)} of ${T(t+n)} in ${y(e,60)}`);return[` Pairs of answers that did not come: `,...p(n),`.`]}function rn(e,t){let{overall:n}=e;if(!n)return[];let{passes:r,n:i,rate:a}=n.candidate;return[b(e.path),` ${e.change===`added`?`is new and`:`cannot be run at the base, so it`} has nothing to be compared with: it passes ${T(r)} of ${T(i)} (`,S(M(a)),`).`,...an(e,t.gate.minPassRate??null)]}function an({reasons:e,segments:t},n){let r=e.filter(e=>e.kind===`below-min-pass-rate`).map(({segment:e=`all cases`})=>S(y(e,60)));return r.length===0?[]:[` The policy asks for `,n===null?`more`:S(oe(n)),...t.length>1?[` in `,...p(r)]:[],`.`]}function on(e){let t=b(e.path);if(e.verdict===`error`)return[t,` was not judged.`];switch(e.change){case`deleted`:return[t,` is deleted.`];case`suite`:return[`Only the suite of `,t,` changed; nothing was run.`];default:return[t,` was not run.`]}}function sn(e){let t=e.at(-1);return typeof t==`string`&&t.trim()===``?e.slice(0,-1):e}function cn(e){let t=e.prompts.flatMap(t=>[ln(t,e),un(t)]).filter(e=>e.length>0);return pe(t,10,e=>[`${_(e,`more remark`)} in the result JSON.`])}function ln(e,t){if(D(e)&&!e.baseline)return N(e)?[]:W(e,t.policy);switch(e.change){case`deleted`:case`suite`:return!N(e)&&!D(e)&&t.prompts.length>1?W(e,t.policy):[];case`renamed`:return e.baseline?[b(e.path),` was `,b(e.baseline.path),`.`]:[];case`include`:return[b(e.path),` changes through `,...p(e.because.map(b)),`.`];default:return[]}}function un({path:e,verdict:t,newlyFailing:n}){let r=t===`pass`?n.filter(e=>e.severe):[];if(r.length===0)return[];let i=r.map(({id:e,description:t})=>b(t??e));return[b(e),`: `,...p(i),` always passed and now always ${O(r.length,`fail`)}.`]}function dn(e){let{baseline:t,candidate:n,suite:r}=e,i=n?.model??t?.model,a=t&&n&&t.model!==n.model?[b(t.model),` → `,b(n.model)]:i?[b(i)]:[],o=t&&n&&t.path!==n.path?[`, was `,b(t.path)]:[],s=[...t?[`, baseline `,b(gn(t.sha256))]:[],...n?[`, candidate `,b(gn(n.sha256))]:[],...r?[`, suite `,b(r.path),` `,b(gn(r.sha256))]:[],...(e.judges??[]).flatMap(e=>[`, judged by `,b(e)])],c=r&&r.sampled<r.cases?` (${T(r.sampled)} of ${_(r.cases,`case`)})`:``;return[b(e.path),o.length+a.length>0?`: `:``,...a,...o,...s,c]}function fn(e){let{usage:t,base:n,head:r}=e,i=t.fromStore>0?` (${T(t.fromStore)} from the store)`:``,a=[`${_(t.trials,`trial`)}${i}`,...t.savedTrials?[`${T(t.savedTrials)} saved by stop-when-decided`]:[],_(t.errored,`error`),ve(t.elapsedMs),...t.usd===null?[`price not known`]:[A(t.usd)],...t.judge?[pn(t.judge)]:[]],o=n.mergeBase?[`Merge base `,b(n.mergeBase.slice(0,12)),`, head `,b(r.sha?.slice(0,12)??`working tree`),`; `]:[],s={code:y(hn(e),600)};return[...o,`${a.join(`, `)}; `,s,` repeats it.`]}function pn({calls:e,fromStore:t,usd:n}){let r=t>0?` (${T(t)} more from the store)`:``,i=n===null?`, price not known`:` for ${A(n)}`;return`judged in ${_(e,`call`)}${r}${i}`}function mn(e){return e.prompts.filter(D).map(dn)}function hn({base:e,head:t}){let r=e=>/^[\w][\w./@-]*$/.test(e),i=r(e.ref)?e.ref:e.mergeBase,a=t.sha!==null&&t.ref!==t.sha?` --head ${r(t.ref)?t.ref:t.sha}`:``;return`${n} gate${i?` --base ${i}`:``}${a}`}function gn(e){return e.slice(0,12)}const _n=[{head:``,align:`left`},{head:`segment`,align:`left`},{head:`baseline`,align:`right`},{head:`candidate`,align:`right`},{head:`change, 95\xA0% CI`,align:`left`},{head:`lost / won`,align:`right`},{head:`z`,align:`right`},{head:`adjusted p`,align:`right`}];function vn(e,t){return Ie(_n,bn(e,t))}function yn(e,t){let[n,...r]=_n;if(!n)return``;let i=e.flatMap(e=>bn(e,t).map(([t=[],...n])=>[t,[b(e.path)],...n]));return Ie([n,{head:`prompt`,align:`left`},...r],i)}function bn(e,t){let n=g(e.segments).slice(0,t).map(e=>Sn(e,[`${v[e.verdict].emoji} ${e.verdict}`]));return e.overall?[...n,Sn(e.overall,xn(e),!0)]:n}function xn(e){return e.reasons.some(e=>e.kind===`overall-regression`)?[`${v.regression.emoji} regression`]:[]}function Sn(e,t,n=!1){let r=n?[S(`overall`)]:[y(e.name,60)],i=e.missing>0?[` (${T(e.missing)} missing)`]:[];return[t,[...r,...i],...Cn(e).map(e=>[e])]}function Cn(e){let t=e.baseline!==null;return[e.baseline?M(e.baseline.rate):`—`,M(e.candidate.rate),wn(e),t?`${T(e.losses)} / ${T(e.wins)}`:`—`,t?_e(e.z):`—`,t||e.method!==`none`?w(e.adjustedPValue):`—`]}function wn({difference:e,interval:t}){return e===null?`—`:`${j(e)}${t?` (${ae(t)})`:``}`}const Tn=[{head:`segment`,align:`left`},{head:`tokens a call`,align:`right`},{head:`change, 95\xA0% CI`,align:`left`},{head:`input`,align:`right`},{head:`output`,align:`right`},{head:`cached`,align:`right`},{head:`money a call`,align:`right`}];function En(e,t){let n=[...g(e.segments).slice(0,t),...e.overall?[e.overall]:[]];return Ie(Tn,n.map(t=>[t===e.overall?[S(`overall`)]:[y(t.name,60)],...Dn(t).map(e=>[e])]))}function Dn({cost:e}){let{baseline:t,candidate:n,ratio:r}=e,i=e=>`${t?`${e(t)} → `:``}${e(n)}`,a=r&&Number.isFinite(r.high)?` (${c(r.low,!1)} … ${c(r.high,!1)})`:``;return[i(e=>T(e.totalTokens)),r?`${c(r.ratio)}${a}`:`—`,i(e=>T(e.inputTokens)),i(e=>T(e.outputTokens)),i(e=>T(e.cachedInputTokens)),n.usd===null?`—`:i(e=>e.usd===null?`—`:A(e.usd))]}const{Ansis:On,fg:kn,bg:An,rgb:jn,bgRgb:Mn,hex:Nn,bgHex:Pn,reset:Fn,inverse:In,hidden:Ln,visible:Rn,link:zn,bold:Bn,dim:Vn,italic:Hn,underline:Un,strikethrough:Wn,black:Gn,red:Kn,green:qn,yellow:Jn,blue:Yn,magenta:Xn,cyan:Zn,white:Qn,gray:$n,redBright:er,greenBright:tr,yellowBright:nr,blueBright:rr,magentaBright:ir,cyanBright:ar,whiteBright:or,bgBlack:sr,bgRed:cr,bgGreen:lr,bgYellow:ur,bgBlue:dr,bgMagenta:fr,bgCyan:pr,bgWhite:mr,bgGray:hr,bgRedBright:gr,bgGreenBright:_r,bgYellowBright:vr,bgBlueBright:yr,bgMagentaBright:br,bgCyanBright:xr,bgWhiteBright:Sr}=(/* @__PURE__ */ e((/* @__PURE__ */ t(((e,t)=>{let n,{defineProperty:r,getPrototypeOf:i,setPrototypeOf:a,create:o,keys:s}=Object,{round:c,max:l}=Math,u=e=>{let t=/([a-f\d]{3,6})/i.exec(e)?.[0],n=t?.length,r=`0x`+(6^n?3^n?`0`:t[0]+t[0]+t[1]+t[1]+t[2]+t[2]:t)|0;return[r>>16,r>>8&255,255&r]},d=e=>{if(8>e)return 30+e;if(16>e)return 82+e;if(e>231)return e>243?37:30;let t=(e-=16)%36,n=e/36|0,r=t/6|0,i=t%6;return 30+(n>2|(r>2)<<1|(i>2)<<2)+(l(n,r,i)>4?60:0)},f={open:``,close:``},p=(e,{open:t=``,close:n=``,f:r})=>{let o=(e.open||``)+t,s=n+(e.close||``),c=(e,...i)=>{if(!e){if(!n)return t;if((e??``)===``)return``}let a,l=r?r(e,...i):e.raw?String.raw({raw:e},...i):``+e,u=c;if(l.includes(`\x1B`))for(;u=u.p;){let{t:e,o:t}=u,n=t.length,r=``,i=0;if(n)for(;~(a=l.indexOf(t,i));i=a+n)r+=l.slice(i,a)+e;l=r+l.slice(i)}return o+(l.includes(`
`)?l.replace(/(\r?\n)/g,s+`$1`+o):l)+s};return a(c,i(e)).p={t,o:n,p:e.p},c.open=o,c.close=s,c},m=new function e(t=globalThis){let i=typeof t==`number`?t:(e=>{let t,r=e.process??{},i=r.argv??[],a=r.env??{},o=0;try{o=((e,t,r)=>(n=t.TERM,n===`dumb`?0:{"24bit":3,truecolor:3,ansi256:2,ansi:1}[t.COLORTERM]||(t.CI?/,GITHUB/.test(r)?3:1:e.platform===`win32`?3:/-256/.test(n)?2:1)))(r,a,`,`+s(a).join(`,`)),t=r.stdout?.isTTY||a.CI||a.PM2_HOME||/edge/.test(a.NEXT_RUNTIME)}catch{a={}}let c,l=o||1,u=`FORCE_COLOR`,d={false:0,0:0,1:1,2:2,3:3}[a[u]]??l,f=-1;for(c of i)/^--color=?(true|always)?$/.test(c)&&(f=l),/^--(no-color|color=(false|never))$/.test(c)&&(f=0);return e.window?.chrome?3:u in a?d:~f?f:a.NO_COLOR?0:t?o:0})(t),l={},m={Ansis:e,level:i,isSupported:()=>g,strip:e=>e.replace(/][^]*|[][[()#;?]*(?:\d+(?:;\d*)*)?[\dA-ORZcf-nqry=><]/g,``),extend(e){for(let t in e){let n=e[t];(typeof n)[0]===`s`&&(h(v(t),re(...u(n))),n=C(...u(n))),h(t,n)}return a(m,o({},l))}},h=(e,t)=>{l[e]={get(){return r(this,e,{value:t.call?(...e)=>p(this,t(...e)):p(this,t)})[e]}}},ee=1^i,te=i>2,g=i>0,_=(e,t)=>g?{open:`[${e}m`,close:t?`[${t}m`:``}:f,v=e=>`bg`+e[0].toUpperCase()+e.slice(1),ne=e=>t=>e(...u(t)),y=(e,t)=>(n,r,i)=>_(`${e}8;2;${n};${r};${i}`,t),b=e=>(t,n,r)=>e(((e,t,n)=>e^t|t^n?16+36*c(e/51)+6*c(t/51)+c(n/51):8>e?16:e>248?231:c(24*(e-8)/247)+232)(t,n,r)),x=e=>_(ee?`38;5;`+e:d(e),39),S=e=>_(ee?`48;5;`+e:d(e)+10,49),C=te?y(3,39):b(x),re=te?y(4,49):b(S),w={fg:x,bg:S,rgb:C,bgRgb:re,hex:ne(C),bgHex:ne(re),visible:f,reset:_(0,``),bold:_(1,22),dim:_(2,22),italic:_(3,23),underline:_(4,24),inverse:_(7,27),hidden:_(8,28),strikethrough:_(9,29),link:{f:(e,t=e)=>g?`]8;;${e}${t}]8;;`:t==e?e:t+` (​${e}​)`}},ie=(e,t)=>{w[e]=_(t,39),w[v(e)]=_(t+10,49)};return`gray,black,red,green,yellow,blue,magenta,cyan,white`.split(`,`).map(((e,t)=>{t?ie(e+`Bright`,89+t):t=61,ie(e,29+t)})),m.extend(w)};t.exports=m.default=m})))(),1)).default;function Cr({width:e,color:t}){return{width:Math.min(120,Math.max(60,Number.isFinite(e)?Math.floor(e):120)),paint:new On(+!!t)}}function K(e,{width:t,paint:n},r=``){let i=[],a=[],o=0,s=t-V(r),c=()=>{i.push(r+a.join(``).trimEnd()),[a,o]=[[],0]};for(let t of wr(e,n)){let e=t.reduce((e,t)=>e+V(t.text),0);o>0&&o+1+e>s&&c(),o>0&&(a.push(` `),o+=1);for(let{text:e,style:n}of t.flatMap(e=>Dr(e,s))){let t=V(e);o>0&&o+t>s&&c(),a.push(n(e)),o+=t}}return a.length>0&&c(),i}function wr(e,t){let n=[],r=!1;for(let i of e){let e=Er(i,t),a=Tr(i),o=y(a,4e3).split(` `),s=/^[ \n\t]/.test(a);for(let[t,i]of o.entries()){if(i===``)continue;let a=n.at(-1);t===0&&r&&!s&&a?a.push({text:i,style:e}):n.push([{text:i,style:e}])}a!==``&&(r=!/[ \n\t]$/.test(a))}return n}function Tr(e){return typeof e==`string`?e:`code`in e?e.code:e.strong}function Er(e,t){return typeof e==`string`?e=>e:`code`in e?e=>t.cyan(e):e=>t.bold(e)}function Dr({text:e,style:t},n){if(V(e)<=n)return[{text:e,style:t}];let r=[``];for(let t of e){let e=r.at(-1)??``;V(e+t)>n?r.push(t):r[r.length-1]=e+t}return r.map(e=>({text:e,style:t}))}function Or(e,t,{width:n,paint:r}){let i=e.map(({head:e},n)=>Math.max(V(e),...t.map(e=>V(e[n]?.text??``)))),a=Ar(e,i,n),o=jr(a,i)-n;o>0&&(i[1]=Math.max(8,(i[1]??8)-o));let s=t=>a.map(n=>{let{text:r,style:a}=t[n]??{text:``},o=Mr(r,i[n]??0),s=` `.repeat((i[n]??0)-V(o)),c=a?a(o):o;return e[n]?.align===`right`?s+c:c+s}).join(kr).trimEnd();return[s(e.map(({head:e})=>({text:e,style:e=>r.dim(e)}))),...t.map(s)]}const kr=`  `;function Ar(e,t,n){let r=e.map((e,t)=>t);for(;jr(r,t)>n;){let t=Math.max(...r.map(t=>e[t]?.priority??0));if(t===0)return r;r=r.filter(n=>e[n]?.priority!==t)}return r}function jr(e,t){return e.reduce((e,n)=>e+(t[n]??0),2*(e.length-1))}function Mr(e,t){let n=e;for(let r=t;V(n)>t&&r>0;r--)n=y(e,r);return n}function Nr(e,t){switch(e){case`bad`:return e=>t.red(e);case`warning`:return e=>t.yellow(e);case`good`:return e=>t.green(e);case`muted`:return e=>t.dim(e)}}function Pr(e,t){let n=Cr(t),r=l(e.prompts).filter(e=>e.verdict===`pass`&&D(e)),i=l(e.prompts).filter(N),a=e.prompts.filter(D).length>1||e.verdict===`error`,s=[Fr(e,n),q($e(e),n,be.terminal),q(it(e,+(e.verdict===`error`)),n),...i.flatMap(t=>Ir(t,e,n,a)),...e.verdict===`pass`?r.flatMap(t=>Lr(t,e,n,a)):[Jr(r,n)],q(cn(e),n),Yr(e,n)].filter(e=>e.length>0).map(e=>e.join(`
`)).join(`

`);return o(s)}function Fr(e,t){let{paint:n}=t,r=re(e),[i=``,...a]=K(Se(e),{...t,width:t.width-2});return[`${n.bold(Nr(r.tone,n)(r.terminal))} ${n.bold(i)}`,...a.map(e=>`  ${n.bold(e)}`)]}function Ir(e,t,n,r){return[r?K([S(`─ `),...ye(e)],n):[],K(W(e,t.policy),n),zr(e,n),Vr(e,n),Ur(e,t,n),...Be(e).map((e,t)=>Wr(e,n,t===0)),qr(e,n),Xr(R(e,t.policy),n)]}function Lr(e,t,n,r){return[r?K([b(e.path)],n):[],zr(e,n),Ur(e,t,n),...(f(e)?Be(e):[]).map(e=>Wr(e,n,!0)),Xr(R(e,t.policy),n)]}const Rr=[{head:``,align:`left`,priority:0},{head:`segment`,align:`left`,priority:0},{head:`baseline`,align:`right`,priority:2},{head:`candidate`,align:`right`,priority:2},{head:`change, 95\xA0% CI`,align:`left`,priority:0},{head:`lost / won`,align:`right`,priority:3},{head:`z`,align:`right`,priority:4},{head:`adjusted p`,align:`right`,priority:0}];function zr(e,t){if(!D(e))return[];let n=g(e.segments).slice(0,200),r=e.reasons.some(e=>e.kind===`overall-regression`),i=n.map(e=>Br(e,e.verdict,t));e.overall&&i.push(Br(e.overall,r?`regression`:null,t));let a=e.segments.length-n.length,o=Or(Rr,i,t);return a>0?[...o,`${_(a,`more segment`)} in the result JSON`]:o}function Br(e,t,{paint:n}){let r=e.missing>0?` (${e.missing} missing)`:``;return[t?{text:`${v[t].terminal} ${t}`,style:Nr(v[t].tone,n)}:{text:``},{text:y(e.name,40)+r},...Cn(e).map(e=>({text:e}))]}function Vr(e,{width:t,paint:n}){let[r,...i]=Vt(e.segments,Math.min(t,90));if(r===void 0)return[];let a=g(e.segments).filter(({interval:e})=>e!==null);return[n.dim(r),...i.map((e,t)=>Hr(e,a[t],n))].slice(0,200)}function Hr(e,t,n){return t?.verdict===`regression`?n.red(e):e}function Ur(e,t,n){let r=E(e,t.policy);if(!r)return[];let i=e.cost?.label===`exceeded`?` ${xe.exceeded.sign.terminal} `:` `;return K([S(`Cost`),i,...r],n)}function Wr({title:e,cases:t},n,r){let i=r?t.slice(0,3):[],a=t.length-i.length;return[...K(e,n).map(e=>n.paint.bold(e)),...i.flatMap(e=>[``,...Gr(e,n)]),...a>0?[...r?[``]:[],`  ${_(a,r?`more case`:`case`)} in the HTML and JSON reports`]:[]]}function Gr(e,t){let n=[S(y(e.description??e.id,120)),...Ge(e),` · `,b(e.place)],r=Ke(e,!0);return[...K(n,t,`  `),...r.flatMap(e=>K(e,t,`  `)),...Kr(e,t)]}function Kr({baseline:e,candidate:t},{width:n,paint:r}){if(t.answer===null||e?.answer===null)return[];let i=De(e?e.answer:t.answer,t.answer,600),a={same:` `,removed:`-`,added:`+`},o={same:r.dim,removed:r.red,added:r.green};return i.flatMap(({kind:e,text:t})=>Ae(t,n-6).map(t=>o[e](`    ${a[e]} ${t}`.trimEnd())))}function qr(e,t){if(e.errors.length===0)return[];let n=[...new Set(e.errors.map(({kind:e,message:t})=>`${e}: ${y(t,200)}`))];return[...K([`${_(e.errors.length,`answer`)} did not come`],t),...q(n.slice(0,5).map(e=>[e]),t)]}function Jr(e,t){return e.length===0?[]:K([`${u.pass.sign.terminal} `,...p(e.map(({path:e})=>b(e))),` did not get worse.`],t)}function Yr(e,t){let n=e.usage.trials>0?[...mn(e).slice(0,20),fn(e)]:[];return Xr([...z(e),...n],t)}function Xr(e,t){return e.flatMap(e=>K(e,t)).map(e=>t.paint.dim(e))}function q(e,t,n=`·`){return e.flatMap(e=>{let[r=``,...i]=K(e,{...t,width:t.width-2});return[`${n} ${r}`,...i.map(e=>`  ${e}`)]})}function Zr(e,t,n){let{FORCE_COLOR:r,NO_COLOR:i}=n,a=r?r!==`0`:!!t.isTTY&&!i;t.write(`${Pr(e,{width:t.columns??100,color:a})}\n`)}async function Qr(e,t){for(let{name:n,render:r}of te){let i=t[n];i!==void 0&&await ge(i,await r(e))}}function $r(e){return[...e.prompts.flatMap(t=>ei(t,e)),...ai(e)]}function ei(e,t){return N(e)?e.reasons.map(n=>{let r=n.kind===`overall-regression`?e.overall:e.segments.find(e=>e.name===n.segment),i=h(ye({...e,reasons:[n]})),a=r?[ti(r)]:[],o=n.kind===`cost`?[h(E(e,t.policy)??[])]:[];return{...ni(e),level:e.verdict===`block`?`failure`:`warning`,title:y(i,250),message:[...a,...o,...ri(e)].join(` `)||i}}):[]}function ti({baseline:e,candidate:t,difference:n,interval:r,losses:i,wins:a,adjustedPValue:o}){if(!e||n===null)return`Passes ${M(t.rate)}.`;let s=r?` (95\u00a0% CI ${ae(r,` to `)})`:``;return`Passes ${M(t.rate)}, was ${M(e.rate)}: ${j(n)} points${s}, ${T(i)} lost / ${T(a)} won, adjusted p\u00a0${he(o)}.`}function ni(e){let[t]=e.changedLines;return{path:e.file??e.path,startLine:t?.start??1,endLine:t?.end??1}}function ri({changedLines:e,because:t,path:n,file:r=n}){let i=e.slice(1,6).map(({start:e,end:t})=>e===t?`${e}`:`${e}–${t}`);if(i.length>0)return[`The pull request also changes lines ${i.join(`, `)}.`];let a=t.filter(e=>e!==r).slice(0,3);return e.length>0||a.length===0?[]:[h([`The change comes through ${a.map(e=>y(e)).join(`, `)}.`])]}const ii=/^(.+?)(?::(\d+))?(?::(\d+))?$/s;function ai(e){return e.errors.flatMap(({place:e,message:t,remedy:n})=>{let[,r,i]=e===null?[]:ii.exec(e)??[];if(r===void 0)return[];let a=Math.max(1,Number(i??1)),o=h([y([t,n].filter(Boolean).join(` `),1e3)]);return[{path:r,startLine:a,endLine:a,level:`failure`,title:y(t,250),message:o}]})}const oi=`<!-- prompt-eval-gate last-report -->`;function si(e,t,n){let[r=``]=t.split(`
`);return[t,L([r,`The rest is too long to be shown here: see the job summary of its run.`])].map(t=>L([e,li(t)])).find(e=>e.length<=n)??e}function ci(e){let t=e.indexOf(`\n${oi}\n`);if(t!==-1)return e.slice(t+37+2).trim().slice(65,-10).trim()}function li(e){return`${oi}\n<details><summary>The last report before this run broke</summary>\n\n${e}\n\n</details>`}function J(e,...t){return{markup:e.reduce((e,n,r)=>e+ui(t[r-1]??null)+n)}}function ui(e){return e===null?``:typeof e==`string`?i(e):typeof e==`number`?String(e):`markup`in e?e.markup:e.map(ui).join(``)}function Y(e){return e.map(e=>typeof e==`string`?J`${e}`:`code`in e?J`<code>${e.code}</code>`:J`<strong>${e.strong}</strong>`)}function X(e){return{markup:e}}function di(e,t){return t||=e.slice(0),Object.freeze(Object.defineProperties(e,{raw:{value:Object.freeze(t)}}))}var fi;function pi(e){let t=_i(e);if(t.cases.length===0)return J``;let n=e=>t.cases.filter(t=>t.kind===e).length,r=[...new Set(t.cases.flatMap(e=>e.segments))];return J(fi||=di([`<section class="cases" id="cases" aria-labelledby="cases-title">
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
`]),mi(``,`All`,t.cases.length,!0),mi(`failing`,`Newly failing`,n(`failing`)),mi(`passing`,`Newly passing`,n(`passing`)),mi(`errored`,`Errored`,n(`errored`)),t.prompts.length>1?hi(`prompt`,`Prompt`,t.prompts.map((e,t)=>[String(t),e])):null,r.length>1?hi(`segment`,`Segment`,r.map(e=>[e,e])):null,gi(t),X(xi(t)))}function mi(e,t,n,r=!1){return J`<label><input type="radio" name="kind" value="${e}"${r?X(` checked`):n===0?X(` disabled`):null}><span>${t} <b>${n}</b></span></label>`}function hi(e,t,n){return J`<span class="filter"><label for="filter-${e}">${t}</label> <select id="filter-${e}" name="${e}"><option value="">all</option>${n.map(([e,t])=>J`<option value="${e}">${t}</option>`)}</select></span>`}function gi({cases:e}){let t=e.slice(0,1e3).map(e=>{let t=e.error??[...e.candidate?.failures??[],...e.baseline?.failures??[]].join(`; `);return J`<tr><td>${ie[e.kind].words}</td><th scope="row">${e.name}</th><td>${e.segments.join(`, `)}</td><td>${t}</td><td><code>${e.place}</code></td></tr>\n`}),n=e.length-t.length;return J`<div class="scroll"><table><thead><tr><th scope="col"></th><th scope="col">Case</th><th scope="col">Segment</th><th scope="col">Assertion</th><th scope="col">Place</th></tr></thead><tbody>${t}</tbody></table></div>
${n>0?J`<p>${n} more cases are in the result JSON.</p>`:null}`}function _i(e){let t=/* @__PURE__ */ new Map,n=[],r=e=>{let r=Z(e,2e4),i=t.get(r);return i===void 0?(t.set(r,n.length),n.push(r)-1):i},i=l(e.prompts).filter(vi),a=i.flatMap((e,t)=>[...ne(e.newlyFailing).map(e=>yi(`failing`,e,t,r)),...e.newlyPassing.map(e=>yi(`passing`,e,t,r)),...e.errors.map(e=>bi(e,t))]);return{prompts:i.map(({path:e})=>Z(e,200)),texts:n,cases:a}}function vi({newlyFailing:e,newlyPassing:t,errors:n}){return e.length+t.length+n.length>0}function yi(e,t,n,r){let i=e=>({passes:e.passes,trials:e.trials,answer:e.answer===null?null:r(e.answer),failures:e.failures.map(({type:e,reason:t})=>Z(`${e}: ${t}`,1e3))});return{kind:e,prompt:n,name:Z(t.description??t.id,300),place:Z(t.place,300),segments:t.segments.map(e=>Z(e,200)),marks:[...t.critical?[`critical`]:[],...t.severe?[`always passed, now always fails`]:[],...t.baseline?[]:[`new`]],messages:t.messages.map(({role:e,content:t})=>({role:Z(e,40),text:r(t)})),baseline:t.baseline&&i(t.baseline),candidate:i(t.candidate),error:null}}function bi({caseId:e,segments:t,arm:n,kind:r,message:i},a){return{kind:`errored`,prompt:a,name:Z(e??`the run`,300),place:``,segments:t.map(e=>Z(e,200)),marks:n?[n]:[],messages:[],baseline:null,candidate:null,error:Z(`${r}: ${i}`,1e3)}}function Z(e,t){let n=e.length-t;return r(n>0?`${e.slice(0,t)}… (${n} more characters)`:e)}function xi(e){return JSON.stringify(e).replace(/[<>&\u2028\u2029]/g,e=>`\\u${e.charCodeAt(0).toString(16).padStart(4,`0`)}`)}function Si(e){let{base:t,head:n,verdict:r}=e,{sign:i,title:a}=u[r];return J`<header class="page ${r}">
<p class="brand">Prompt Eval Gate</p>
<p class="state ${r}"><span aria-hidden="true">${i.page}</span> ${a}</p>
<h1>${Y(Ci(e))}</h1>
<p class="muted"><code>${y(t.ref)}</code> → <code>${y(n.ref)}</code>${n.sha?J` at <code>${n.sha.slice(0,12)}</code>`:null}</p>
${wi($e(e).map(Y),`notice`,`Notices`)}
${wi(it(e,+(e.verdict===`error`)).map(Y),`problem`,`Problems`)}
${Ti(e)}
</header>
`}function Ci(e){let[t=u[e.verdict].title,...n]=fe(e);return[typeof t==`string`?m(t):t,...n]}function wi(e,t,n){return e.length===0?null:J`<ul class="messages ${t}" aria-label="${n}">${e.map(e=>J`<li>${e}</li>`)}</ul>`}function Ti(e){let t=l(e.prompts).filter(D),n=[Ei(t),Oi(t),ki(t),Ai(t),ji(t,e)].filter(e=>e!==null);return n.length===0?null:J`<dl class="tiles">${n.map(({label:e,value:t,detail:n,tone:r})=>J`<div class="tile ${r}"><dt>${e}</dt><dd class="value">${t}</dd><dd>${n}</dd></div>`)}</dl>`}function Ei(e){let t=e.flatMap(({segments:e})=>e).reduce(Di,null);if(!t||t.difference===null)return null;let n=t.interval?`, 95\u00a0% CI ${ae(t.interval,` to `)}`:``;return{label:`Largest drop`,value:t.difference<0?`${j(t.difference)} points`:`none`,detail:t.difference<0?`${y(t.name)}${n}`:`in any segment`,tone:t.verdict===`regression`?`bad`:`plain`}}function Di(e,t){return(t.difference??1/0)<(e?.difference??1/0)?t:e}function Oi(e){let t=e.flatMap(e=>e.segments);if(t.length===0)return null;let n=e=>t.filter(t=>t.verdict===e).length,r=[`${T(n(`improved`))} improved`,`${T(n(`pass`))} unchanged`,`${T(n(`inconclusive`)+n(`invalid`))} cannot be told`],i=n(`regression`);return{label:`Segments`,value:`${T(i)} of ${T(t.length)} worse`,detail:r.join(`, `),tone:i>0?`bad`:`good`}}function ki(e){let t=e.filter(e=>e.baseline!==null);if(t.length===0)return null;let n=e=>t.reduce((t,n)=>t+e(n),0),r=n(e=>e.overall?.losses??0),i=n(e=>e.overall?.wins??0),a=n(e=>e.overall?.cases??0);return{label:`Cases`,value:`${T(r)} newly fail`,detail:`${T(i)} newly pass, of ${_(a,`case`)}`,tone:`plain`}}function Ai(e){let[t]=e.flatMap(({cost:e})=>e?.comparison.ratio?[e]:[]).sort((e,t)=>(t.comparison.ratio?.ratio??0)-(e.comparison.ratio?.ratio??0)),{baseline:n,candidate:r,ratio:i}=t?.comparison??{};if(!t||!i||!r||!n)return null;let a=t.limit===null?``:`, limit +${oe(t.limit)}`;return{label:`Tokens a call`,value:c(i.ratio),detail:`${T(n.totalTokens)} → ${T(r.totalTokens)}${a}`,tone:t.label===`exceeded`?`bad`:`plain`}}function ji(e,{policy:t}){let n=e.flatMap(({cost:e})=>e&&e.monthlyUsd!==null?[e]:[]);if(n.length===0)return null;let r=n.reduce((e,t)=>e+(t.monthlyUsd??0),0),[i]=n,a=i?.comparison.candidate.usd??null,o=i?.comparison.baseline?.usd??null,s=n.length===1&&a!==null&&o!==null?`${A(o)} → ${A(a)} a call`:`${_(n.length,`prompt`)}`,c=t.cost.callsPerMonth?`, ${se(t.cost.callsPerMonth)}`:``;return{label:`Money a month`,value:ue(r),detail:`${s}${c}`,tone:`plain`}}function Mi(e,t){let n=E(e,t);return!n||!e.cost?J``:J`<section class="part"><h3>Cost ${Ni(e.cost)}</h3>
<p>${Y(n)}</p>
${e.cost.comparison.baseline?Pi(e):null}</section>`}function Ni({label:e,limit:t,comparison:n}){if(t===null||!n.ratio)return null;let{sign:r,likeVerdict:i,words:a}=xe[e].page;return J`<span class="${i===null?`badge`:`badge ${i}`}"><span aria-hidden="true">${r.page}</span> ${a}</span>`}function Pi(e){let t=g(e.segments),n=e.overall?[...t,e.overall]:t,r=Ii(n.flatMap(({cost:e})=>[e.candidate.totalTokens,e.baseline?.totalTokens??0]).filter(e=>e>0)),i=n.map(t=>Fi(t,r,t===e.overall));return J`<div class="scroll" tabindex="0" role="region" aria-label="Tokens of ${e.path}">
<table class="dumbbell" role="table">
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Segment</th><th role="columnheader" scope="col" class="plot"><span class="legend"><span class="key before">baseline</span><span class="key after">candidate</span></span></th><th role="columnheader" scope="col" class="number">Tokens a call</th>
<th role="columnheader" scope="col">Change, 95&nbsp;% CI</th><th role="columnheader" scope="col" class="number">Input</th><th role="columnheader" scope="col" class="number">Output</th><th role="columnheader" scope="col" class="number">Cached</th><th role="columnheader" scope="col" class="number">Money a call</th></tr></thead>
<tbody role="rowgroup">${i}</tbody>
<tfoot aria-hidden="true"><tr><td></td><td class="plot">${Li(r)}</td><td colspan="6">tokens a call</td></tr></tfoot>
</table></div>`}function Fi(e,t,n){let{baseline:r,candidate:i}=e.cost,[a,o,s,c,l,u]=Dn(e),d=[`tokens`,`change`,`input`,`output`,`cached`,`money`],f=[a,o,s,c,l,u].map((e=``,t)=>J`<td role="cell" class="${t===1?`change`:`number`}" data-label="${d[t]??``}">${e}</td>`),p=Ri(i.totalTokens,t),m=r&&Ri(r.totalTokens,t);return J`<tr role="row" class="${n?`overall`:`segment`}"><th role="rowheader" scope="row">${e.name}</th>
<td role="cell" class="plot" aria-hidden="true"><svg class="row" focusable="false"><line class="grid" x1="0" x2="100%" y1="50%" y2="50%"/>
${m?J`<line class="bar" x1="${m}" x2="${p}" y1="50%" y2="50%"/><circle class="before" cx="${m}" cy="50%" r="5"/>`:null}<circle class="after" cx="${p}" cy="50%" r="5"/></svg></td>
${f}</tr>
`}function Ii(e){let[t,n]=[Math.min(...e),Math.max(...e)];if(!Number.isFinite(t))return{low:0,high:1};let r=Math.max((n-t)*.15,n*.02,1);return{low:Math.max(0,t-r),high:n+r}}function Li({low:e,high:t}){return J`<svg class="axis" focusable="false"><text x="0" y="14" text-anchor="start">${T(e)}</text><text x="100%" y="14" text-anchor="end">${T(t)}</text></svg>`}function Ri(e,{low:t,high:n}){return`${Number(((e-t)/(n-t)*100).toFixed(3))}%`}function zi(e){return J`<span class="badge ${e}"><span aria-hidden="true">${v[e].page}</span> ${e}</span>`}function Bi(e){let t=g(e.segments),n=e.overall?[...t,e.overall]:t,r=n.some(({interval:e})=>e!==null)?Bt(n):null,i=n.map(t=>Vi(t,{isOverall:t===e.overall,prompt:e,axis:r}));return J`<div class="scroll" tabindex="0" role="region" aria-label="Segments of ${e.path}">
<table class="forest" role="table">
<thead role="rowgroup"><tr role="row">
<th role="columnheader" scope="col">Verdict</th><th role="columnheader" scope="col">Segment</th>
<th role="columnheader" scope="col" class="number">Baseline</th><th role="columnheader" scope="col" class="number">Candidate</th>
${r?J`<th role="columnheader" scope="col" class="plot"><span class="ends"><span>← worse</span><span>better →</span></span></th>`:null}
<th role="columnheader" scope="col">Change, 95&nbsp;% CI</th><th role="columnheader" scope="col" class="number">Lost / won</th>
<th role="columnheader" scope="col" class="number">z</th><th role="columnheader" scope="col" class="number">Adjusted p</th>
</tr></thead>
<tbody role="rowgroup">${i}</tbody>
${r?J`<tfoot aria-hidden="true"><tr><td colspan="4"></td><td class="plot">${Wi(r)}</td><td colspan="4">points</td></tr></tfoot>`:null}
</table></div>`}function Vi(e,t){let{isOverall:n,prompt:r,axis:i}=t,a=r.reasons.some(e=>e.kind===`overall-regression`),o=!n||a,s=n?a?`regression`:`inconclusive`:e.verdict,[c,l,u,d,f,p]=Cn(e),m=e.missing>0?J` <span class="muted">(${e.missing} missing)</span>`:null;return J`<tr role="row" class="${n?`overall`:`segment`}">
<td role="cell" class="verdict">${o?zi(s):null}</td>
<th role="rowheader" scope="row">${e.name}${m}</th>
<td role="cell" class="number" data-label="baseline">${c}</td><td role="cell" class="number" data-label="candidate">${l}</td>
${i?J`<td role="cell" class="plot" aria-hidden="true">${Hi(e,i,o?s:`overall`)}</td>`:null}
<td role="cell" class="change" data-label="change">${u}</td><td role="cell" class="number" data-label="lost / won">${d}</td>
<td role="cell" class="number" data-label="z">${f}</td><td role="cell" class="number" data-label="adjusted p">${p}</td>
</tr>
`}function Hi(e,t,n){let{interval:r,difference:i,name:a}=e,o=e=>Gi(e,t),s=H(t).map(e=>J`<line class="${e===0?`zero`:`grid`}" x1="${o(e)}" x2="${o(e)}" y1="0" y2="100%"/>`);if(!r||i===null)return J`<svg class="row" focusable="false">${s}</svg>`;let[c,l]=[o(r[0]*100),o(r[1]*100)],u=o(i*100);return J`<svg class="row ${n}" focusable="false"><title>${`${a}: ${j(i)} points, ${j(r[0])} to ${j(r[1])}`}</title>${s}
<line class="interval" x1="${c}" x2="${l}" y1="50%" y2="50%"/><line class="interval" x1="${c}" x2="${c}" y1="36%" y2="64%"/><line class="interval" x1="${l}" x2="${l}" y1="36%" y2="64%"/>
${n===`overall`||a===`overall`?Ui(u):J`<circle class="point" cx="${u}" cy="50%" r="5"/>`}</svg>`}function Ui(e){return J`<svg x="${e}" y="50%" overflow="visible"><path class="point" d="M0-7 7 0 0 7-7 0z"/></svg>`}function Wi(e){return J`<svg class="axis" focusable="false">${H(e).map(t=>J`<text x="${Gi(t,e)}" y="14" text-anchor="${t===e.low?`start`:t===e.high?`end`:`middle`}">${t===0?`0`:j(t/100)}</text>`)}</svg>`}function Gi(e,{low:t,high:n}){return`${Number(((Math.min(n,Math.max(t,e))-t)/(n-t)*100).toFixed(3))}%`}function Ki(e,t,n){let r=t.prompts.length===1||!N(e)?[b(e.path)]:ye(e),i=J`<p class="lead">${Y(W(e,t.policy))}</p>
${D(e)?Bi(e):null}
${Mi(e,t.policy)}
${Ji(e)}
${Xi(e,t)}`;return J`<section class="prompt" id="prompt-${n}" aria-labelledby="prompt-${n}-title">
<header>${J`<h2 id="prompt-${n}-title">${Y(r)}</h2><span class="state ${e.verdict}">${u[e.verdict].word}</span>`}${qi(e)}</header>
${i}
</section>
`}function qi({baseline:e,candidate:t,change:n}){return e&&t&&e.path!==t.path?J`<p class="muted">was <code>${y(e.path)}</code></p>`:n===`added`?J`<p class="muted">a new prompt</p>`:null}function Ji({diff:e,path:t}){if(e===``)return null;let n=e.trimEnd().split(`
`).filter(e=>!/^(---|\+\+\+|===|Index:)/.test(e)),r=n.slice(0,2e3).map(Yi),i=n.length-r.length;return J`<details class="part fold" open><summary><h3>What changed in the prompt</h3></summary>
<div class="scroll" tabindex="0" role="region" aria-label="Changes of ${t}"><pre class="diff">${r}</pre></div>
${i>0?J`<p class="muted">${i} more lines are in the pull request.</p>`:null}</details>`}function Yi(e){let[t=` `]=e;return t===`+`?J`<ins>+ ${e.slice(1)}</ins>`:t===`-`?J`<del>− ${e.slice(1)}</del>`:t===`@`?J`<span class="hunk">${e}</span>`:J`<span>  ${e.slice(1)}</span>`}function Xi(e,t){let n=R(e,t.policy);if(n.length===0)return null;let{heads:r,rows:i}=Ze(e),a=r.map((e,t)=>J`<th scope="col" class="${t===0?``:`number`}">${e}</th>`),o=i.map(([e=``,...t])=>J`<tr><th scope="row">${e}</th>${t.map(e=>J`<td class="number">${e}</td>`)}</tr>\n`);return J`<details class="part fold"><summary><h3>How sure is this?</h3></summary>
<ul>${n.map(e=>J`<li>${Y(e)}</li>`)}</ul>
<div class="scroll" tabindex="0" role="region" aria-label="Tests compared"><table><thead><tr>${a}</tr></thead><tbody>${o}</tbody></table></div></details>`}const Zi=Object.fromEntries(Object.entries(ie).map(([e,{sign:t,words:n}])=>[e,`${t.page} ${n}`])),Qi=String.raw`'use strict';
(() => {
  const LABELS = ${JSON.stringify(Zi)};
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
`,$i=`
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
`;var ea;function ta(e){let t=[`default-src 'none'`,`script-src '${aa(Qi)}'`,`style-src '${aa($i)}'`,`img-src data:`,`base-uri 'none'`,`form-action 'none'`].join(`; `),n=l(e.prompts),r=n.slice(0,200),i=pi(e);return J(ea||=di([`<!doctype html>
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
`]),X(t),le(e),X($i),i.markup===``?null:J`<a class="skip" href="#cases">Skip to the cases</a>`,Si(e),ra(r),r.map((t,n)=>na(t)?Ki(t,e,n):null),n.length>r.length?J`<p>${n.length-r.length} more prompts are in the result JSON.</p>`:null,i,ia(e),X(Qi)).markup}function na(e){return D(e)||N(e)}function ra(e){let t=e.flatMap((e,t)=>na(e)?[{prompt:e,index:t}]:[]);return t.length<2?null:J`<nav class="prompts" aria-label="Prompts"><ul>${t.map(({prompt:e,index:t})=>J`<li><span aria-hidden="true">${u[e.verdict].sign.page}</span> <a href="#prompt-${t}">${e.path}</a></li>`)}</ul></nav>`}function ia(e){let t=[...cn(e),...z(e),...mn(e).slice(0,200),...e.usage.trials>0?[fn(e)]:[]],{path:n,revision:r}=e.policySource,i=r===`defaults`?J`<li>Policy: the defaults; there is no <code>${y(n)}</code>.</li>`:J`<li>Policy: <code>${y(n)}</code> as it is at the ${r}.</li>`;return J`<section class="run" aria-labelledby="run-title"><h2 id="run-title">What ran</h2>
<ul>${t.map(e=>J`<li>${Y(e)}</li>`)}${i}<li>prompt-eval-gate ${e.tool.version}</li></ul></section>`}function aa(e){return`sha256-${Ee(`sha256`).update(e).digest(`base64`)}`}function oa(e){return`${JSON.stringify(we.parse(e),null,2)}\n`}function sa(e){let t=[...e.prompts.map(t=>ca(t,e)),...ha(e)],n=`name="prompt-eval-gate" ${va(t.flatMap(({cases:e})=>e))}`,r=t.map(ga).join(``);return`<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${n} time="${ya(e.usage.elapsedMs)}">\n${r}</testsuites>\n`}function ca(e,t){let n=e.usage.elapsedMs;if(!D(e)){let r=h(W(e,t.policy)),i={kind:`skipped`,message:r,type:e.change,text:r};return{name:e.path,cases:[{name:`not run`,outcome:i}],seconds:n}}let r=[...e.segments.map(t=>la(t,e)),...e.overall?[ua(e.overall,e)]:[],...pa(e),...e.cost?[ma(e,t)]:[]];return{name:e.path,cases:r,seconds:n}}function la(e,t){let n=t.reasons.find(t=>t.segment===e.name);return n?{name:e.name,outcome:da(n.kind,e)}:e.verdict===`invalid`?{name:e.name,outcome:da(`invalid`,e)}:{name:e.name}}function ua(e,t){return t.reasons.some(e=>e.kind===`overall-regression`)?{name:`overall`,outcome:da(`overall-regression`,e)}:{name:`overall`}}function da(e,t){let n=fa(t),r=t.difference===null?``:`: ${j(t.difference)} points`;return{kind:e===`invalid`?`error`:`failure`,message:`${e}${r}`,type:e,text:n}}function fa(e){let[t,n,r,i,a,o]=Cn(e);return[`verdict: ${e.verdict}`,`segment: ${y(e.name,200)}`,`baseline: ${t}`,`candidate: ${n}`,`change, 95\u00a0% CI: ${r}`,`lost / won: ${i}`,`z: ${a}`,`adjusted p: ${o}`].join(`
`)}function pa(e){return e.reasons.filter(e=>e.kind===`critical-case`).map(({caseId:e=``})=>{let t=`a critical case that always passed now always fails`;return{name:e,outcome:{kind:`failure`,type:`critical-case`,message:t,text:t}}})}function ma(e,t){return e.reasons.some(e=>e.kind===`cost`)?{name:`tokens`,outcome:{kind:`failure`,type:`cost`,message:`more tokens than the limit`,text:h(E(e,t.policy)??[])}}:{name:`tokens`}}function ha(e){if(e.errors.length===0&&e.verdict!==`error`)return[];let t=e.errors.map(({place:e,message:t,remedy:n})=>[e,t,n].filter(Boolean).join(` `)).join(`
`);return[{name:`prompt-eval-gate`,cases:[{name:`gate`,outcome:{kind:`error`,message:h(Se(e)),type:`error`,text:t}}],seconds:0}]}function ga({name:e,cases:t,seconds:n}){let r=t.map(t=>_a(t,e)).join(``);return`  <testsuite name="${Q(e)}" ${va(t)} time="${ya(n)}">\n${r}  </testsuite>\n`}function _a({name:e,outcome:t},n){let r=`    <testcase classname="${Q(n)}" name="${Q(e)}" time="0"`;if(!t)return`${r}/>\n`;let{kind:i,message:a,type:o,text:s}=t,c=i===`skipped`?``:` type="${Q(o)}"`;return`${r}>\n      <${i} message="${Q(a)}"${c}>${ba(s)}</${i}>\n    </testcase>\n`}function va(e){let t=t=>e.filter(({outcome:e})=>e?.kind===t).length;return`tests="${e.length}" failures="${t(`failure`)}" errors="${t(`error`)}" skipped="${t(`skipped`)}"`}function ya(e){return(e/1e3).toFixed(3)}function Q(e){return ba(y(e,200))}function ba(e){return i(e).replace(/[\ufffe\uffff]/g,`�`)}const xa=[{kind:`answers`,least:0},{kind:`cases`,least:0},{kind:`passing`,least:0},{kind:`rows`,least:10},{kind:`failing`,least:1},{kind:`rows`,least:0},{kind:`failing`,least:0}];function Sa(e,t,n){let r=t,i=e(r);if(i.length<=n)return i;for(let{kind:t,least:i}of xa){let a=r;r={...a,[t]:Math.min(a[t],i)};let o=e(r);if(!(o.length>n))return Ca(n=>e({...a,[t]:n}),{fits:r[t],tooMany:a[t],shortest:o},n)}}function Ca(e,t,n){let{fits:r,tooMany:i,shortest:a}=t;for(;i-r>1;){let t=Math.floor((r+i)/2),o=e(t);o.length<=n?[r,a]=[t,o]:i=t}return a}function wa(e,t={}){let n=t.marker?`\n\n${t.marker}`:``,r=(t.budget??6e4)-n.length,i=Ue();return(Sa(n=>L(Da({result:e,options:t,limits:n,block:i})),{answers:Ta(e),cases:Ta(e),passing:e.prompts.length,failing:e.prompts.length,rows:Math.max(1,...e.prompts.map(e=>e.segments.length))},r)??Ea(e,t))+n}function Ta({prompts:e}){return Math.max(0,...e.flatMap(e=>[e.newlyFailing.length,e.newlyPassing.length]))}function Ea(e,t){return L([`### ${k(ce(e,t))}`,`The report is too long to be shown here: ${$(t)}.`])}function Da(e){let{result:t,options:n}=e,r=`### ${k(ce(t,n))}`,i=Re($e(t),be.emoji);if(t.verdict===`pass`)return[r,i,Ia(t),...Ra(e)];let a=l(t.prompts),o=a.filter(N);return[r,i,Oa(t),t.verdict===`error`&&o.some(D)?`**Decided before it broke**`:``,...ka(o,e),La(a.filter(e=>e.verdict===`pass`&&D(e)),e),Ia(t),Ba(t)]}function Oa(e){let t=F(it(e,+(e.verdict===`error`)));return t===``||e.verdict===`error`?t:L([`${be.emoji} Not everything could be decided:`,t])}function ka(e,t){let{result:n,limits:r,options:i}=t,a=e.slice(0,r.failing),o=n.prompts.filter(D).length>1||n.verdict===`error`;return[...a.flatMap(e=>[o?`#### ${u[e.verdict].sign.emoji} ${k(ye(e))}`:``,...Aa(e,t)]),I(e.length-a.length,{noun:`more prompt`,which:` with something wrong`,elsewhere:$(i)})]}function Aa(e,t){let{result:n,options:r,limits:i,block:a}=t,o=[...Be(e),...r.full?Ve(e):[]];return[k(W(e,n.policy)),D(e)?vn(e,i.rows):``,ja(e,t),Ma(e,i.rows),Na(e,n),r.full&&D(e)?P([`Cost of each segment`],[En(e,i.rows)]):``,...o.map(e=>He(e,{...i,block:a,elsewhere:$(r)})),Fa(e),Pa(e,t)]}function ja(e,{limits:t,options:n}){return I(e.segments.length-t.rows,{noun:`more segment`,elsewhere:$(n)})}function Ma(e,t){let n=Vt(e.segments,72);return n.length>1?a(n.slice(0,Math.min(t,40)+1).join(`
`)):``}function Na(e,t,n=!1){let r=E(e,t.policy);return!r||!e.cost?``:`**Cost**${n?` of ${k([b(e.path)])}`:``} ${xe[e.cost.label].sign.emoji} ${k(r)}`}function Pa(e,{result:t,limits:n}){let r=R(e,t.policy);if(r.length===0)return``;let{heads:i,rows:a}=Ze(e),o=i.map((e,t)=>({head:e,align:t===0?`left`:`right`})),s=[...a.slice(0,Math.min(n.rows,a.length-1)),...a.slice(-1)];return P([`How sure is this?`],[F(r.slice(0,Math.max(1,n.rows))),Ie(o,s.map(e=>e.map(e=>[e])))])}function Fa(e){if(e.errors.length===0)return``;let t=/* @__PURE__ */ new Map;for(let{kind:n,message:r}of e.errors)t.set(n,{count:(t.get(n)?.count??0)+1,message:r});let n=[...t].slice(0,10).map(([e,{count:t,message:n}])=>[b(e),`, ${_(t,`time`)}: `,n.slice(0,300)]);return P([`${_(e.errors.length,`answer`)} did not come`],[F(n)])}function Ia(e){return F(cn(e))}function La(e,{limits:t,options:n}){if(e.length===0)return``;let r=[`${u.pass.sign.emoji} `,...p(e.map(({path:e})=>b(e))),` did not get worse`],i=e.slice(0,t.passing),a=I(e.length-i.length,{noun:`prompt`,which:` that did not get worse`,elsewhere:$(n)});return i.length===0?L([`${k(r)}.`,a]):P(r,[yn(i,t.rows),a])}function Ra(e){let{result:t,limits:n,options:r}=e,i=t.prompts.filter(D);if(i.length===0)return[Ba(t)];let a=i.slice(0,n.passing),[o]=a,s=a.map(e=>Na(e,t,i.length>1)),c=new Map(a.flatMap(e=>R(e,t.policy)).map(e=>[h(e),e]));return[P([`Segments, cost and what ran`],[i.length>1?yn(a,n.rows):o?vn(o,n.rows):``,I(i.length-a.length,{noun:`more prompt`,elsewhere:$(r)}),...s,F([...c.values()].slice(0,n.rows)),F([...z(t),...mn(t).slice(0,n.passing),fn(t)])]),...a.filter(e=>r.full||f(e)).flatMap(t=>za(t,e))]}function za(e,{limits:t,block:n,options:r}){return[...Be(e),...Ve(e)].map(({title:i,cases:a})=>He({title:[b(e.path),`: `,...i],cases:a},{...t,block:n,elsewhere:$(r)}))}function Ba(e){let t=e.usage.trials>0?[...mn(e).slice(0,20),fn(e)]:[],n=[...z(e),...t];return n.length>0?P([`What ran`],[F(n)]):``}function $({resultLocation:e,resultUrl:t}){let n=e??`the result JSON`;return`see ${t?ze(n,t):k([n])}`}const Va=1e6;function Ha(e,t={}){let n=n=>wa(e,{...t,budget:n,full:!0}),r=n(Va),i=Buffer.byteLength(r);return i<=Va?r:n(Math.floor(Va/i*Va*.95))}export{ta as a,$r as c,Pr as d,oa as i,Zr as l,wa as n,ci as o,sa as r,si as s,Ha as t,Qr as u};