import{createHash as e}from"node:crypto";import{join as t}from"node:path";function n(e){return typeof e==`object`&&!!e&&!Array.isArray(e)}
function r(e,t){return Object.hasOwn(e,t)?e[t]:void 0}const i=3e5;function a(e){let t=/* @__PURE__ */ new Map,n=/* @__PURE__ */ new Map,r=(e,t)=>`${e}@${t}`,a=(e,n)=>t.get(r(e,n))??[],s=e=>e.length>=10&&o(e)<.1*e.length;
return{count({prompt:c,version:l,isError:u},d){let f=r(c,l),p=[...a(c,l),u].slice(-50);t.set(f,p);let m=n.get(f);
if(m){e()<m.until?t.delete(f):p.length>=10&&(t.delete(f),o(p)*2<p.length?n.delete(f):n.set(f,{...m,until:e()+i}));
return}if(o(p)<25)return;let h=d.find(e=>e!==l&&!n.has(r(c,e))&&s(a(c,e)));h!==void 0&&(t.delete(f),n.set(f,{prompt:c,version:l,standIn:h,until:e()+i,calls:0}))},standIn(t,i)
{let a=n.get(r(t,i));return a?{version:a.standIn,admitted:e()<a.until?0:1/10}:null},triesAgain(t,i){let a=n.get(r(t,i));
return!a||e()<a.until?!1:(a.calls+=1,a.calls%10==0)},leftOut:()=>[...n.values()].map(({prompt:e,version:t,standIn:n,until:r})=>({prompt:e,version:t,standIn:n,until:r}))}}
function o(e){return e.filter(e=>e).length}const s=new TextEncoder;function c(e){let t=s.encode(e),n=new DataView(t.buffer,t.byteOffset,t.byteLength),r=t.length-t.length%4,i=0;
for(let e=0;e<r;e+=4)i^=d(n.getUint32(e,!0)),i=Math.imul(f(i,13),5)+3864292196;let a=0;for(let e=t.length-1;e>=r;--e)
a=a<<8|n.getUint8(e);return i^=d(a)^t.length,i=Math.imul(i^i>>>16,2246822507),i=Math.imul(i^i>>>13,3266489909),(i^i>>>16)>>>0}
function l(e,t,n){return Math.floor(c(`${e}${u(t)}`)*n/2**32)}function u(e){let t=s.encode(e);return t.length===e.length?e:Array.from(t,e=>e.toString(16).padStart(2,`0`)).join(``)}
function d(e){return Math.imul(f(Math.imul(e,3432918353),15),461845907)}function f(e,t){return e<<t|e>>>32-t}
const p=1e4,m=/^ed25519:[A-Za-z0-9+/]{43}=$/;function h(e,{name:t,asker:n,breaker:i,random:a}){let{allocation:o,versions:s}=e,c=g(e,n.segment),u=Object.hasOwn(o,c)?c:`*`,d=r(o,u)??[],f=n.unit===void 0?Math.floor(a()*p):l(t,n.unit,p),m=d.map(([e,...t])=>({version:e,isChosen:t.some(([e,t])=>e<=f&&f<t),weight:t.reduce((e,[t,n])=>e+n-t,0)/p})),h=m.toSorted((e,t)=>t.weight-e.weight).map(({version:e})=>e),_=m.find(({isChosen:e})=>e)?.version;
if(_===void 0)throw Error(`slot ${f} of ${t} belongs to no version`);let v=e=>{let n=i.standIn(t,e);return n&&h.includes(n.version)?n:null},y=v(_),b=y&&!i.triesAgain(t,_)?y.version:_,x=m.reduce((e,{version:t,weight:n})=>
{let r=v(t);return e+(t===b?n*(r?.admitted??1):0)+(r?.version===b?n*(1-r.admitted):0)},0),{digest:S}=r(s,b)??{digest:``};
return{version:b,digest:S,segment:c,propensity:x,reason:h.length>1?`split`:u===`*`?`static`:`targeting_match`,versions:h}}
function g({allocation:e,segmentBy:t},n={}){let i=typeof n==`string`?[n]:t===void 0?Object.values(n):[r(n,t)],a=i.find(t=>t!==void 0&&Object.hasOwn(e,t)),[o=`*`]=i.length===1?i:[];
return a??(o===``||o.length>200?`*`:o)}const _={now:()=>Date.now(),after(e,t,n){let r=setTimeout(t,e);
return n||r.unref(),()=>clearTimeout(r)}};var LateAnswer=class extends Error{};function v({clock:e,milliseconds:t,stop:n},r)
{return new Promise((i,a)=>{let o=new AbortController,s=()=>{u(),n.removeEventListener(`abort`,l)},c=e=>
{s(),o.abort(e),a(e)},l=()=>c(n.reason),u=e.after(t,()=>c(new LateAnswer(`no answer within ${t/1e3} s`)),!0);
if(n.aborted)return l();n.addEventListener(`abort`,l,{once:!0}),(async()=>r(o.signal))().then(i,a).finally(s)})}
function y(e){return[e.path,e.line,e.column].filter(e=>e!==void 0).join(`:`)}var ConfigurationError=class extends Error{problem;place;remedy;constructor(e,t={})
{let n=t.place?`${y(t.place)}: `:``,r=t.remedy?` ${t.remedy}`:``;super(`${n}${e}${r}`,{cause:t.cause}),this.name=`ConfigurationError`,this.problem=e,this.place=t.place,this.remedy=t.remedy}},ConfigurationErrors=class extends Error{errors;constructor(e)
{let t=[...new Map(e.map(e=>[e.message,e])).values()];super(t.map(({message:e})=>e).join(`
`)),this.name=`ConfigurationErrors`,this.errors=t}};function b(e){if(e instanceof ConfigurationErrors)
return[...e.errors];if(e instanceof ConfigurationError)return[e];throw e}function x(e){return e==null?`nothing`:Array.isArray(e)?`a list`:typeof e==`object`?`a mapping`:typeof e==`string`?S(e):String(e)}
function S(e){return JSON.stringify(e.length>60?`${e.slice(0,60)}…`:e)}function C(e,t){let{type:n,maxLength:r,pattern:i}=e,a=[];
n!==void 0&&a.push(e=>w(e,n)?null:`is ${x(e)}, not of type ${n}`),r!==void 0&&a.push(e=>T(e,r));let o=e.enum;
if(o!==void 0&&a.push(e=>o.some(t=>t===e)?null:`is ${x(e)}, not one of ${o.map(e=>x(e)).join(`, `)}`),i!==void 0)
{let e=t(i);if(typeof e==`string`)return e;a.push(t=>typeof t==`string`&&!e(t)?`is ${x(t)}, which the pattern ${i} does not match as a whole`:null)}
return e=>{for(let t of a){let n=t(e);if(n!==null)return n}return null}}function w(e,t){switch(t){case`array`:
return Array.isArray(e);case`object`:return n(e);case`integer`:return Number.isInteger(e);default:return typeof e===t}}
function T(e,t){let n=typeof e==`string`||Array.isArray(e)?e.length:String(e).length;return n>t?`has ${n} ${Array.isArray(e)?`items`:`characters`}, more than ${t}`:null}
const E=/["\\]/g,D=/["'\\]/g;function O(e,t,n){let r=e(t),i=ee(t),a=k(r);if(i===null||a===null)return r;
let o=te(i,e);if(o===null||k(o)===a)return r;throw new ConfigurationError(`A value ends the text in quotes that it stands in, and goes on as JSON.`,{place:n,remedy:"Write a text as `{{ name | dump }}`, without quotes around it."})}
function ee(e){let t=!1,n=JSON.stringify(e,(e,n)=>typeof n==`string`?(t||=n.search(E)!==-1,n.replace(E,`'`)):n);
return t?JSON.parse(n):null}function te(e,t){try{return t(e)}catch{return null}}function k(e){try{return JSON.stringify(JSON.parse(e),(e,t)=>typeof t==`string`?t.replace(D,``):t)}catch
{return null}}function ne(e,t,n){if(n.path!==null){let t=e.includes[n.path]?.text??``;return{path:n.path,...A(t,n.offset)}}
if(n.length===0||t.place.line===void 0)return t.place;let r=t.place.path===e.path?e.source:e.includes[t.place.path]?.text??``,i=t.template.slice(n.offset,n.offset+n.length).split(`
`)[0]??``,a=ie(r,t,n.offset,i);return a===-1?t.place:{path:t.place.path,...A(r,a)}}function re(e,t,n)
{return new ConfigurationError(e.message,{place:ne(t,n,e.spot),cause:e,...e.remedy===void 0?{}:{remedy:e.remedy}})}
function ie(e,t,n,r){let i=ae(e,t.place)-1,a=t.template.indexOf(r);for(;a!==-1&&a<=n;){if(i=e.indexOf(r,i+1),i===-1)
return-1;a=t.template.indexOf(r,a+1)}return i}function ae(e,t){let n=0;for(let r=1;r<(t.line??1);r+=1)
{let t=e.indexOf(`
`,n);if(t===-1)return n;n=t+1}return n+(t.column??1)-1}function A(e,t){let n=e.slice(0,t),r=n.lastIndexOf(`
`)+1;return{line:n.split(`
`).length,column:t-r+1}}var TemplateProblem=class extends Error{spot;remedy;constructor(e,t){super(e,{cause:t.cause}),this.name=`TemplateProblem`,this.spot=t.spot,this.remedy=t.remedy}};
function oe(e){return typeof e==`string`?e:e==null?``:JSON.stringify(e)}function se(e,t){return Object.hasOwn(e,t)?e[t]:void 0}
function ce({includes:e,includesByName:t},{from:n,name:r,candidates:i}){let a=(t?[le(r,n),r]:i(n,r)).find(t=>Object.hasOwn(e,t));
return a===void 0?void 0:e[a]}function le(e,t){return`${t}>${e}`}function j(e){let t=[];for(let n of e)
{let e=t.at(-1);typeof n==`string`&&typeof e==`string`?t[t.length-1]=e+n:n!==``&&t.push(n)}return t}function ue({text:e})
{return{uses:[],form:()=>j([e]),render:()=>e}}const M={jinja:async()=>(await import(`./runtime-jinja-compile.js`)).compileJinja,substitution:async()=>(await import(`./runtime-substitution.js`)).compileSubstitution,"f-string":async()=>(await import(`./runtime-f-string.js`)).compileFString,none:async()=>ue,handlebars:async()=>(await import(`./runtime-handlebars-compile.js`)).compileHandlebars},N=/* @__PURE__ */ new Map;
async function de(e){if(!fe(e))throw Error(`there is no template engine "${e}"`);N.has(e)||N.set(e,await M[e]())}
function fe(e){return Object.hasOwn(M,e)}function pe(e,t){let n=N.get(e);if(n===void 0)throw Error(`the template engine "${e}" is not loaded`);
return n(t)}function P(e){return[e,...(e.toolCalls??[]).flatMap(e=>F(e.arguments).map(t=>({template:t,place:e.place})))]}
function F(e){return typeof e==`string`?[e]:typeof e==`object`&&e?Object.values(e).flatMap(F):[]}function me(e,t)
{if(typeof e.arguments!=`string`){let n=JSON.stringify(I(e.arguments,()=>t.text()));return e.source!==void 0&&n===JSON.stringify(e.arguments)?e.source:n}
let n=t.json(e.place);if(he(n))return n;throw new ConfigurationError(`The arguments of the call "${e.id}" are no JSON object once filled in.`,{place:e.place,remedy:`Put variables inside the quotes of a value, or write them with a filter that makes JSON.`})}
function I(e,t){return typeof e==`string`?t(e):Array.isArray(e)?e.map(e=>I(e,t)):typeof e!=`object`||!e?e:Object.fromEntries(Object.entries(e).map(([e,n])=>[e,I(n,t)]))}
function he(e){try{let t=JSON.parse(e);return typeof t==`object`&&!!t&&!Array.isArray(t)}catch{return!1}}
const ge=/* @__PURE__ */ new WeakMap;function _e(e){let t=ge.get(e);if(t!==void 0)return t;let n=e.messages.flatMap(P).map(t=>({text:t,template:R(e,t,()=>pe(e.engine,{text:t.template,path:t.place.path,includes:e.includes,includesByName:e.includesByName,keepsLineEnd:e.keepsLineEnd}))}));
return ge.set(e,n),n}function ve(e,t,n){let r=_e(e).values(),i=e.defaults===void 0?t:{...e.defaults,...t},a=()=>
{let{done:t,value:n}=r.next();return t?()=>``:t=>R(e,n.text,()=>n.template.render(t))};return e.messages.flatMap(e=>
{if(e.splits===void 0)return[L(e,{text:()=>a()(i),json:e=>O(a(),i,e)})];if(!n)throw Error(`nothing was loaded for a prompt that splits by ${e.splits}`);
return n[e.splits](a(),i,e.place)})}function L({role:e,name:t,toolCalls:n,answers:r},i){let a={role:e,content:i.text(),name:t};
return n!==void 0&&(a.toolCalls=n.map(e=>({id:e.id,name:e.name,arguments:me(e,i)}))),r!==void 0&&(a.toolCallId=r.id),a}
function ye(e){let t=P(e).values(),n=()=>t.next().value?.template??``;return L(e,{text:n,json:n})}function R(e,t,n)
{try{return n()}catch(n){throw n instanceof TemplateProblem?re(n,e,t):n instanceof RangeError?new ConfigurationError(`The template is too large to be filled in.`,{place:t.place,cause:n}):n}}
function be(e){return`﷐role:${e.replaceAll(`﷐`,``)}﷐`}const xe=`﷐history﷐`;function Se(e){let t=JSON.stringify(e);
return t.includes(`﷐`)||t.includes(`﷑`)?JSON.parse(t.replaceAll(`﷐`,``).replaceAll(`﷑`,``)):e}const Ce=/^[ \t]{0,8}#{0,6}[ \t]{0,8}(system|developer|user|assistant|tool)[ \t]{0,8}:[ \t]{0,100}$/gim,we=/^[ \t]{0,8}\{\{-?[^{}\n]{1,200}-?\}\}[ \t]{0,8}:[ \t]{0,100}$/gm;
function Te(e){let t=e=>{let t=e.lastIndexOf(`:`);return`${e.slice(0,t)}﷑${e.slice(t+1)}`};return e.replace(Ce,t).replace(we,t)}
const z={path:``};function Ee(e){let{engine:t,messages:n,includes:r,model:i,parameters:a,variables:o}=e,s=Object.entries(o);
return{path:z.path,format:`bundle`,sha256:``,engine:t,keepsLineEnd:!0,messages:n.map(De),model:`${i.provider}:${i.model}`,modelPlace:z,parameters:a,variables:Object.fromEntries(s.map(([e,t])=>[e,ke(t)])),defaults:Object.fromEntries(s.flatMap(([e,{default:t}])=>t===void 0?[]:[[e,t]])),includes:Object.fromEntries(Object.entries(r).map(([e,t])=>[e,{path:e,text:t}])),includesByName:!0,source:``,embeddedSuite:null}}
function De(e){let{role:t,name:n,template:r,splits:i,"tool-calls":a,"tool-call-id":o}=e;return{role:t,name:n,template:i===`role-lines`?Te(r):r,place:z,splits:i,...a!==void 0&&{toolCalls:a.map(Oe)},...o!==void 0&&{answers:{id:o,place:z}}}}
function Oe({id:e,name:t,arguments:n,text:r}){return{id:e,name:t,arguments:r===void 0?n:JSON.parse(r),source:r,place:z}}
function ke({"max-length":e,type:t,enum:n,pattern:r}){return{type:t,maxLength:e,enum:n,pattern:r}}var PromptError=class extends Error{name=`PromptError`};
function B(e){return e instanceof Error?e.cause instanceof Error?`${V(e)} (${V(e.cause)})`:V(e):String(e)||`gave no reason`}
function V(e){return e.message||`code`in e&&String(e.code)||e.name}async function H(e,t){try{await e()}catch(e)
{t(B(e))}}async function Ae(e){let t=U(JSON.parse(e));if(t.format!==1)throw Error(`format ${t.format} of bundles is not known here`);
await de(t.engine);let n=Ee(t);_e(n);let[r,i]=await Promise.all([je(t),Me(t)]);return{bundle:t,render(e={})
{let a=Pe(e),o=Fe(t,r,a);if(o.length>0)throw new PromptError(o.join(`; `));try{return ve(n,a,i).map(Ie)}catch(e)
{let[t]=b(e);throw new PromptError(t?.problem,{cause:e})}}}}async function je({variables:e}){let{compilePattern:t}=Object.values(e).some(({pattern:e})=>e!==void 0)?await import(`./runtime-patterns.js`):{compilePattern:Ne};
return Object.entries(e).map(([e,{type:n,"max-length":r,enum:i,pattern:a}])=>{let o=C({type:n,maxLength:r,enum:i,pattern:a},t);
if(typeof o==`string`)throw Error(`variable ${e}: ${o}`);return[e,o]})}async function Me({messages:e})
{return e.every(({splits:e})=>e===void 0)?null:(await import(`./runtime-splitting.js`)).SPLITTERS}function Ne()
{throw Error(`this bundle was said not to need it`)}function U(e){return typeof e==`object`&&e&&Object.values(e).forEach(U),Object.freeze(e)}
function Pe(e){let t=Object.entries(e).filter(e=>e[1]!==void 0);return Object.fromEntries(t)}function Fe({variables:e},t,n)
{let i=Object.entries(e).filter(([e,{required:t}])=>t&&!Object.hasOwn(n,e)).map(([e])=>`the variable \`${e}\` is missing`),a=t.flatMap(([t,i])=>
{let a=r(n,t),o=a===null&&e[t]?.default!==void 0,s=a===void 0||o?null:i(a);return s===null?[]:[`the variable \`${t}\` ${s}`]});
return[...i,...a]}function Ie({name:e,...t}){return e===void 0?t:{...t,name:e}}const W=5e6,Le=5e7;function G(e)
{if(e>5e6)throw Error(`answers more than ${W/1e6} MB`)}function K(e){return G(e.length),e}function q(e,t)
{if(typeof t!=`string`||t===``)throw new PromptError(`${e}() takes a path.`)}function Re(e){let t=/* @__PURE__ */ new Map,n=/* @__PURE__ */ new Map,r=/* @__PURE__ */ new Set,i=0,a=async(e,n)=>
{let r=await Ae(await n());return t.set(e,r),i+=1,r},o=(e,r)=>{let i=t.get(e)??n.get(e);if(i)return i;
let o=a(e,r).finally(()=>n.delete(e));return n.set(e,o),o};return{async prepare({prompts:t},n,i){let a=Object.entries(t).flatMap(([e,{versions:t}])=>Object.entries(t).map(([t,{digest:n}])=>({name:e,version:t,digest:n}))).sort((e,t)=>Number(r.has(e.digest))-Number(r.has(t.digest))),s=/* @__PURE__ */ new Map,c=/* @__PURE__ */ new Map,l=/* @__PURE__ */ new Set,u=0;
for(let t=0;t<a.length;t+=8){let d=a.slice(t,t+8).map(async({name:t,version:d,digest:f})=>{let p=n.some(e=>!l.has(e));
try{s.set(f,await o(f,()=>ze(f,{sources:n,read:e,late:l}))),r.delete(f),u+=1,i(u,a.length)}catch(e){p&&r.add(f),c.set(t,`${t} ${d} cannot be had: ${B(e)}`)}});
await Promise.all(d)}return{ready:s,problems:c}},arrived:()=>i,keep(e){for(let t of r)e.has(t)||r.delete(t);
for(let n of e){let e=t.get(n);t.delete(n),e&&t.set(n,e)}for(let n of t.keys()){if(t.size<=e.size+100)
return;t.delete(n)}}}}async function ze(e,{sources:t,read:n,late:r}){let i=[];for(let a of t)try{if(r.has(a))
throw new LateAnswer(`did not answer`);let t=await n(a,e);if(t===null)i.push(`${a.name} does not have its bundle`);else 
if(J(K(t))===e)return t;else i.push(`${a.name} has other bytes under the name of its bundle`)}catch(e)
{e instanceof LateAnswer&&r.add(a),i.push(`${a.name} ${B(e)}`)}throw Error(i.join(`; `))}function J(t)
{return e(`sha256`).update(t).digest(`hex`)}function Y(e){if(!e.isWellFormed())throw Error(`Lone surrogate is not allowed`);
return JSON.stringify(e)}function X(e){switch(typeof e){case`number`:if(isNaN(e))throw Error(`NaN is not allowed`);
if(!isFinite(e))throw Error(`Infinity is not allowed`);return JSON.stringify(e);case`string`:return Y(e);case`boolean`:
return e?`true`:`false`;default:return JSON.stringify(e)}}function Z(e,t){let n=null;for(;typeof e==`object`&&e&&typeof e.toJSON==`function`;)
{if(t.has(e))throw Error(`Circular reference detected`);t.add(e),(n??=[]).push(e),e=e.toJSON()}if((e instanceof Number||e instanceof String||e instanceof Boolean)&&(e=e.valueOf()),typeof e!=`object`||!e)
{if(n!==null)for(let e of n)t.delete(e);return X(e)}if(t.has(e))throw Error(`Circular reference detected`);
return t.add(e),{container:e,keys:Array.isArray(e)?null:Object.keys(e).sort(),index:0,first:!0,wrappers:n}}
function Be(e){if(typeof e!=`object`||!e)return X(e);let t=/* @__PURE__ */ new Set,n=Z(e,t);if(typeof n!=`object`)
return n;let r=n.keys===null?`[`:`{`,i=[n];outer:for(;i.length>0;){let e=i[i.length-1],n=e.container;
if(e.keys===null){for(;e.index<n.length;){let a=e.index++;a>0&&(r+=`,`);let o=n[a],s=o===void 0||typeof o==`symbol`||typeof o==`function`?null:o;
if(typeof s!=`object`||!s){r+=X(s);continue}let c=Z(s,t);if(typeof c!=`object`)r+=c===void 0?`null`:c;else
{r+=c.keys===null?`[`:`{`,i.push(c);continue outer}}r+=`]`}else{let a=e.keys;for(;e.index<a.length;){
let o=a[e.index++],s=n[o];if(s===void 0||typeof s==`symbol`||typeof s==`function`)continue;if(typeof s!=`object`||!s)
{e.first?e.first=!1:r+=`,`,r+=Y(o)+`:`+X(s);continue}let c=Z(s,t);if(c!==void 0){if(e.first?e.first=!1:r+=`,`,r+=Y(o)+`:`,typeof c!=`object`)
r+=c;else{r+=c.keys===null?`[`:`{`,i.push(c);continue outer}}}r+=`}`}if(t.delete(n),e.wrappers!==null)
for(let n of e.wrappers)t.delete(n);i.pop()}return r}function Q(e){let t=Be(e);if(t===void 0)throw Error(`only JSON has a canonical form`);
return t}function Ve(e,{environment:t,signatureProblems:n}){let r={problem:`serves something that is no pointer of format 1`};
if(He(20,e))return r;let i;try{i=JSON.parse(e)}catch{return{problem:`serves a pointer that is no JSON`}}
if(!We(i))return r;if(i.environment!==t)return{problem:`serves a pointer of ${JSON.stringify(i.environment.slice(0,64))}`};
try{let[e]=n(i);return e===void 0?{pointer:i,canonical:Q(i)}:{problem:`is refused: ${e}`}}catch{return{problem:`serves a pointer that is no JSON`}}}
function He(e,t){let n=0,r=!1;for(let i=0;i<t.length;i+=1){let a=t[i];if(a===`"`?r=!r:r&&a===`\\`?i+=1:!r&&(a===`[`||a===`{`)?n+=1:r||a!==`]`&&a!==`}`||--n,n>e)
return!0}return!1}const Ue=/^[0-9a-f]{64}$/;function We(e){if(!n(e))return!1;let{format:t,environment:r,serial:i,at:a,main:o,prompts:s,signatures:c}=e;
return t===1&&typeof r==`string`&&Number.isSafeInteger(i)&&typeof a==`string`&&(o===void 0||Je(o))&&Array.isArray(c)&&c.length<=20&&c.every(Xe)&&n(s)&&Object.values(s).every(Ge)}
function Ge(e){if(!n(e))return!1;let{segmentBy:t,allocation:i,versions:a}=e;return!Ye(t)||!n(i)||!n(a)||!Object.hasOwn(i,`*`)?!1:Object.values(a).every(qe)&&Object.values(i).every(o);
function o(e){if(!Array.isArray(e))return!1;let t=[];for(let i of e){let[e,...o]=Array.isArray(i)?i:[];
if(typeof e!=`string`||!n(a)||!r(a,e))return!1;for(let e of o){let[n,r,...i]=Array.isArray(e)?e:[];if(!Ke(n)||!Ke(r)||n>=r||i.length>0)
return!1;t.push([n,r])}}return t.sort(([e],[t])=>e-t),t.reduce((e,[t,n])=>t===e?n:NaN,0)===p}}function Ke(e)
{return typeof e==`number`&&Number.isInteger(e)&&e>=0&&e<=1e4}function qe(e){if(!n(e))return!1;let{digest:t,promotion:r,source:i}=e;
return typeof t!=`string`||!Ue.test(t)||!Ye(i)?!1:r===void 0||Xe(r)}function Je(e){return n(e)&&typeof e.repository==`string`&&typeof e.branch==`string`}
function Ye(e){return e===void 0||typeof e==`string`}function Xe(e){return n(e)&&typeof e.key==`string`&&typeof e.signature==`string`}
const Ze=1e4;var RefusedPointer=class extends Error{},OlderPointer=class extends RefusedPointer{};function Qe(e)
{let{clock:t,environment:n,timeoutMs:r,intervalMs:i}=e,a=new AbortController,o=e=>v({clock:t,milliseconds:r,stop:a.signal},e),s=Re((e,t)=>o(n=>e.readObject(t,n))),c=/* @__PURE__ */ new Map;
for(let t of e.sources)c.set(t,$e(t));let l=crypto.randomUUID(),u=null,d=null,f=/* @__PURE__ */ new Map,p=(t,n)=>
{let r=J(K(n)),i=f.get(t),a=i?.sha256===r?i.problem:null,o=a===null?Ve(n,e):{problem:a};if(!(`problem`in o))
return o;throw f.set(t,{sha256:r,problem:o.problem}),new RefusedPointer(o.problem)},m=async r=>{let i=await o(e=>r.readPointer(n,e));
if(i===null)throw Error(`serves nothing of ${n}`);if(i===u?.canonical&&u.problems.size===0)return;let{pointer:l,canonical:d}=p(r,i),{serial:f}=l;
if(f<e.minSerial)throw new RefusedPointer(`serves serial ${f}, lower than ${e.minSerial} (minSerial)`);
if(!$(l,d,u))return;let m=e.sources.filter(e=>e!==r),{ready:h,problems:g}=await s.prepare(l,[r,...m],(e,t)=>
{u||c.set(r,{...$e(r),problem:`reading: ${e} of ${t} bundles`})});if(a.signal.aborted||!$(l,d,u))return;
let _=u,v=Object.keys(l.prompts),y=new RefusedPointer(`serves serial ${f}, of which ${[...g.values()].join(`; `)}`);
if(g.size>0&&g.size===v.length)throw y;if(_?.canonical!==d||g.size<_.problems.size){let n=et(l,g,_),i=tt(n,[h,_?.bundles]);
s.keep(/* @__PURE__ */ new Set([...i.keys(),...nt(v.map(e=>l.prompts[e]))])),u={pointer:l,canonical:d,prompts:n,problems:g,bundles:i,source:r.name,isBuiltIn:r.isBuiltIn===!0,takenAt:t.now()},e.onTaken(u,_)}
if(g.size>0)throw y},h=async e=>{let r=null;try{await m(e)}catch(n){r=B(n);let i=e.isBuiltIn===!0&&n instanceof OlderPointer;
n instanceof RefusedPointer&&!i&&(d={source:e.name,reason:r,at:t.now()})}let i=t.now(),o=r===null?i:c.get(e)?.confirmedAt??null;
if(c.set(e,{name:e.name,checkedAt:i,confirmedAt:o,problem:r}),u&&!a.signal.aborted){let{prompts:t,pointer:r,takenAt:i}=u,a=Math.min(r.serial,...[...t.values()].map(e=>e.pointer.serial)),o={id:l,serial:a,since:i};
H(()=>e.report?.(n,o),()=>{})}return r===null},g=/* @__PURE__ */ new Map,_=/* @__PURE__ */ new Set,y=[],b=n=>
{if(a.signal.aborted)return;let r=_.has(n)?Math.min(100,i):i;g.set(n,t.after(r*(1-.2*e.random()),()=>
{g.delete(n),_.delete(n),h(n).then(()=>b(n))},!1))},x=e=>{_.has(e)||(_.add(e),g.has(e)&&(g.get(e)?.(),b(e)))};
return{current:()=>u,statesOf:e=>e.flatMap(e=>{let t=c.get(e);return t?{...t,warnings:e.warnings?.()??[]}:[]}),lastRefusal:()=>d,progress:s.arrived,ask:h,keepAsking(e)
{for(let t of e)b(t),y.push(t.watch?.(n,()=>x(t))??(()=>{}))},close(){a.abort(/* @__PURE__ */ Error(`was closed`));
for(let e of[...y,...g.values()])e()}}}function $e({name:e}){return{name:e,checkedAt:null,confirmedAt:null,problem:`has not answered yet`}}
function et(e,t,n){let r=/* @__PURE__ */ new Map;for(let[i,a]of Object.entries(e.prompts)){let o=t.has(i)?n?.prompts.get(i):{prompt:a,pointer:e};
o&&r.set(i,o)}return r}function tt(e,t){let n=/* @__PURE__ */ new Map;for(let r of nt([...e.values()].map(({prompt:e})=>e)))
{let e=t.flatMap(e=>e?.get(r)??[])[0];e&&n.set(r,e)}return n}function nt(e){return e.flatMap(e=>Object.values(e?.versions??{}).map(({digest:e})=>e))}
function $({serial:e,prompts:t},n,r){if(!r)return!0;if(n===r.canonical)return r.problems.size>0;let{serial:i}=r.pointer;
if(e<i)throw new OlderPointer(`serves serial ${e}, lower than ${i}, which serves`);if(e===i)throw new RefusedPointer(`serves serial ${e} with other content than the one that serves`);
if(e>i+Ze&&!r.isBuiltIn)throw new RefusedPointer(`serves serial ${e}, more than ${Ze} above ${i}, which serves`);
if(Object.keys(t).length===0)throw new RefusedPointer(`serves serial ${e} without any prompt`);return!0}
const rt=/* @__PURE__ */ new WeakMap;function it(e,t){let n=rt.get(t);return n===void 0&&(n=at(e,t.source),rt.set(t,n)),n}
function at(e,t=``){let{repository:n,branch:r}=e??{repository:``,branch:``},[,i=``,a=``]=/^([0-9a-f]{40,64}):(.+)$/s.exec(t)??[],[o,s]=[ot(a),ot(r)];
if(o===null||s===null||!URL.canParse(n))return null;let{protocol:c,origin:l,hostname:u,pathname:d}=new URL(n),f=/^github\.|\.ghe\.com$/.test(u)?``:/^gitlab\./.test(u)?`-/`:null;
if(f===null||!/^https?:$/.test(c))return null;let p=`${l}${d.replace(/\/+$/,``)}/${f}`;return{source:`${p}blob/${i}/${o}`,edit:`${p}edit/${s}/${o}`}}
function ot(e){let t=e.split(`/`);return t.some(e=>/^\.{0,2}$/.test(e))?null:t.map(encodeURIComponent).join(`/`)}
function st({name:t,environment:n,serial:r,unit:i,links:a,isForced:o},{version:s,digest:c,segment:l,propensity:u,reason:d},{bundle:f,render:p})
{let m=()=>i===void 0?null:e(`sha256`).update(`${t}${i}`).digest(`hex`);return{name:t,version:s,digest:c,segment:l,propensity:u,reason:d,serial:r,isForced:o,bundle:f,model:f.model,parameters:f.parameters,source:a?.source,edit:a?.edit,get unit()
{return m()},render(e){try{return p(e)}catch(e){throw e instanceof PromptError?new PromptError(`${t} ${s} cannot be rendered: ${e.message}`,{cause:e}):e}},attributes()
{let e=m();return{"gen_ai.prompt.name":t,"gen_ai.prompt.version":s,"feature_flag.key":t,"feature_flag.provider.name":`prompt-eval-gate`,"feature_flag.result.variant":s,"feature_flag.result.reason":d,"feature_flag.set.id":n,"feature_flag.version":String(r),...o&&{"prompt_eval_gate.forced":`true`},...e!==null&&{"feature_flag.context.id":e}}}}}
async function ct(e){(await import(`./runtime-options.js`)).checkOptions(e);let{environment:t,sources:n,clock:i=_,random:o=Math.random,force:s={},onChange:c}=e,{intervalMs:l=3e3,timeoutMs:u=2e3,minSerial:d=0,cacheDirectory:f}=e,p=f===void 0?null:(await import(`./runtime-disk.js`)).openDisk(f,t),m=Object.keys(s).length===0?null:(await import(`./runtime-forced.js`)).forceVersions(s),g=e.record===void 0?null:(await import(`./runtime-record.js`)).openRecorder(e.record,{environment:t,now:i.now}),v=!1,y=null,b=Qe({environment:t,clock:i,random:o,intervalMs:l,timeoutMs:u,minSerial:d,signatureProblems:await ut(e),sources:p?[...n,p.source]:n,onTaken(e,t)
{if(m?.keep(e),p&&e.source!==p.source.name&&e.problems.size===0&&p.save(e),!v||!t)return;let n={serial:e.pointer.serial,prompts:dt(t,e)};
H(()=>c?.(n),e=>{y=`onChange: ${e}`})}}),x=n.filter(({isBuiltIn:e})=>!e),S=[...p?[p.source]:[],...n.filter(({isBuiltIn:e})=>e)];
await Promise.all(S.map(b.ask)),await ft(x,b,{clock:i,timeoutMs:u});let C=b.current();if(!C)throw b.close(),new PromptError(`No source serves a valid pointer of ${t}.${b.statesOf([...x,...S]).map(({name:e,problem:t})=>`\n- ${e}: ${t}`).join(``)}`);
let[w]=m?.missing()??[];if(w!==void 0){b.close();let{serial:e,prompts:n}=C.pointer,[i]=w,a=Object.keys(r(n,i)?.versions??n).sort().join(`, `);
throw new PromptError(`${w.join(` `)} cannot be forced: ${t} (serial ${e}) does not have it, but ${a||`nothing`}.`)}
v=!0,b.keepAsking(n);let T=()=>b.current()??C,E=a(i.now),D=/* @__PURE__ */ new WeakMap;return{get(e,n)
{let i=lt(n),{pointer:a,prompts:s,bundles:c,problems:l}=T(),u=m?.get(e),d=s.get(e),f=u?.prompt??d?.prompt;
if(!f){let n=l.get(e);if(n!==void 0)throw new PromptError(`${t} serves serial ${a.serial}, of which ${n}`);
let r=Object.keys(a.prompts).sort().join(`, `)||`nothing`;throw new PromptError(`${t} serves no prompt ${JSON.stringify(e)}. It serves: ${r}.`)}
let p=h(f,{name:e,asker:i,breaker:E,random:o}),g=u?.bundle??c.get(p.digest);if(!g)throw Error(`the bundle of ${e} ${p.version} is not ready`);
let{serial:_,main:v}=u?{...a,main:u.main}:d?.pointer??a,y=r(f.versions,p.version),b=y?it(v,y):null,x=st({name:e,environment:t,serial:_,unit:i.unit,links:b,isForced:!!u},u?{...p,reason:`static`}:p,g);
return D.set(x,p.versions),x},names:()=>Object.keys(T().pointer.prompts).sort(),record(e,t){let n=D.get(e);
if(n){D.delete(e);let r={prompt:e.name,version:e.version,isError:t?.error===!0};E.count(r,n)}g?.record(e,t)},state()
{let{pointer:e,source:r,takenAt:a,problems:o,prompts:c}=T(),l=b.statesOf(x).map(({confirmedAt:e})=>e??0);
return{environment:t,serial:e.serial,at:e.at,source:r,takenAt:a,ageMs:i.now()-a,checkedAt:Math.max(0,...l)||null,lastRefusal:b.lastRefusal(),sources:b.statesOf(n),notReady:[...o].map(([e,t])=>({prompt:e,problem:t,serial:c.get(e)?.pointer.serial??null})),forced:s,leftOut:E.leftOut(),problems:[p?.problem(),g?.problem(),y].filter(e=>typeof e==`string`)}},async close()
{b.close(),await Promise.all([p?.settled(),g?.settled()])}}}function lt(e){let{unit:t,segment:n}=e??{};
if(typeof(t??``)!=`string`)throw new PromptError(`The unit has to be a text.`);return{unit:t??void 0,segment:n??void 0}}
async function ut({publicKeys:e}){if(!e)return()=>[];let{pointerProblems:t}=await import(`./runtime-pointer-problems.js`);
return n=>t(n,e)}function dt(e,t){return[...new Set([e,t].flatMap(({prompts:e})=>[...e.keys()]))].filter(n=>
{let[r,i]=[e,t].map(({prompts:e})=>JSON.stringify(e.get(n)?.prompt));return r!==i})}async function ft(e,t,{clock:n,timeoutMs:r})
{e.length!==0&&await new Promise(i=>{let a=()=>{},o=!1,s=t.progress(),c=0,l=()=>{o=!0,d(),a(),i()},u=()=>
{let e=s;s=t.progress(),s===e||t.current()?l():d=n.after(r,u,!0)},d=n.after(r,u,!0),f=async()=>{await Promise.all(e.map(async e=>
{await t.ask(e)&&l()})),o||(c+=1,t.current()&&c>1?l():a=n.after(200,()=>void f(),!0))};f()})}function pt(e,t)
{return e instanceof Error&&`code`in e&&e.code===t}function mt(e){q(`directory`,e);let n=null,r=async(e,t)=>
{let{openFileReader:r}=await import(`./runtime-file-reader.js`);n??=r();try{return await n.read(e,{signal:t,largest:W},e=>e())}catch(e)
{if(pt(e,`ENOENT`))return null;throw e}};return{name:`directory ${e}`,async readPointer(n,i){let a=await r(t(e,n,`pointer.json`),i);
if(a!==null)return a;let{whyMissing:o}=await import(`./runtime-missing-environment.js`);throw Error(await o(e,n))},readObject:(n,i)=>r(t(e,`objects`,`sha256`,`${n}.json`),i)}}
function ht(e){q(`file`,e);let t=null,n=async()=>{let{openBundleFile:n}=await import(`./runtime-bundle-file-reader.js`);
return t??=n(e),t};return{name:`file ${e}`,isBuiltIn:!0,readPointer:async(e,t)=>(await n()).readPointer(e,t),readObject:async(e,t)=>(await n()).readObject(e,t)}}
const gt=/^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;function _t(e,{headers:t={}}={}){let n=vt(e),r=n.protocol===`http:`&&!gt.test(n.hostname),i=null,a=async()=>
{let{openHttps:e}=await import(`./runtime-https-reader.js`);return i??=e(n,t),i};return{name:`${n.origin}${n.pathname}`,...r&&{isUnprotected:!0},readPointer:async(e,t)=>(await a()).readPointer(e,t),readObject:async(e,t)=>(await a()).readObject(e,t)}}
function vt(e){let t=URL.canParse(e)?new URL(e):null;if(!t||![`http:`,`https:`].includes(t.protocol))
throw new PromptError(`https() takes an address that begins with https://.`);if(t.username!==``||t.password!==``)
throw new PromptError("https() takes no password in the address: give it as the header `authorization`.");
return t.pathname.endsWith(`/`)||(t.pathname+=`/`),t}function yt(e){if(typeof e?.get!=`function`)throw new PromptError(`redis() takes a client of the package redis, @redis/client or ioredis.`);
let t=null,n=async()=>{let{openRedis:n}=await import(`./runtime-redis-reader.js`);return t??=n(e),t};
return{name:`redis`,readPointer:async e=>(await n()).readPointer(e),readObject:async e=>(await n()).readObject(e),watch(e,t)
{return n().then(n=>n.watch(e,t)),()=>void n().then(e=>e.close())},report:(e,t)=>void n().then(n=>n.report(e,t)),warnings:()=>t?.warnings()??[]}}
const bt=4e6,xt=1e5,St=1e6,Ct=3e3;export{_ as A,se as C,S as D,x as E,p as M,n as N,ConfigurationError as O,r as P,j as S,O as T,be as _,yt as a,TemplateProblem as b,mt as c,Le as d,G as f,xe as g,B as h,Ct as i,m as j,ConfigurationErrors as k,ct as l,H as m,St as n,_t as o,PromptError as p,bt as r,ht as s,xt as t,Q as u,Se as v,oe as w,ce as x,ye as y};