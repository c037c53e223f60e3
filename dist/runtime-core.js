import{createHash as e}from"node:crypto";function t(e){return typeof e==`object`&&!!e&&!Array.isArray(e)}
function n(e,t){return Object.hasOwn(e,t)?e[t]:void 0}const r=3e5;function i(e){let t=/* @__PURE__ */ new Map,n=/* @__PURE__ */ new Map,i=(e,t)=>`${e}@${t}`,o=(e,n)=>t.get(i(e,n))??[],s=e=>e.length>=10&&a(e)<.1*e.length;
return{count({prompt:c,version:l,isError:u},d){let f=i(c,l),p=[...o(c,l),u].slice(-50);t.set(f,p);let m=n.get(f);
if(m){e()<m.until?t.delete(f):p.length>=10&&(t.delete(f),a(p)*2<p.length?n.delete(f):n.set(f,{...m,until:e()+r}));
return}if(a(p)<25)return;for(let[e,{prompt:t,standIn:r}]of n)t===c&&r===l&&n.delete(e);let h=d.find(e=>e!==l&&!n.has(i(c,e))&&s(o(c,e)));
h!==void 0&&(t.delete(f),n.set(f,{prompt:c,version:l,standIn:h,until:e()+r,calls:0}))},standIn(t,r){let a=n.get(i(t,r));
return a?{version:a.standIn,admitted:e()<a.until?0:1/10}:null},triesAgain(t,r){let a=n.get(i(t,r));return!a||e()<a.until?!1:(a.calls+=1,a.calls%10==0)},leftOut:()=>[...n.values()].map(({prompt:e,version:t,standIn:n,until:r})=>({prompt:e,version:t,standIn:n,until:r}))}}
function a(e){return e.filter(e=>e).length}const o=new TextEncoder;function s(e){let t=o.encode(e),n=new DataView(t.buffer,t.byteOffset,t.byteLength),r=t.length-t.length%4,i=0;
for(let e=0;e<r;e+=4)i^=u(n.getUint32(e,!0)),i=Math.imul(d(i,13),5)+3864292196;let a=0;for(let e=t.length-1;e>=r;--e)
a=a<<8|n.getUint8(e);return i^=u(a)^t.length,i=Math.imul(i^i>>>16,2246822507),i=Math.imul(i^i>>>13,3266489909),(i^i>>>16)>>>0}
function c(e,t,n){return Math.floor(s(`${e}${l(t)}`)*n/2**32)}function l(e){let t=o.encode(e);return t.length===e.length?e:Array.from(t,e=>e.toString(16).padStart(2,`0`)).join(``)}
function u(e){return Math.imul(d(Math.imul(e,3432918353),15),461845907)}function d(e,t){return e<<t|e>>>32-t}
const f=1e4,p=/^ed25519:[A-Za-z0-9+/]{43}=$/;function m(e,{name:t,asker:r,breaker:i,random:a}){let{allocation:o,versions:s}=e,l=h(e,r.segment),u=Object.hasOwn(o,l)?l:`*`,d=n(o,u)??[],p=r.unit===void 0?Math.floor(a()*f):c(t,r.unit,f),m=d.map(([e,...t])=>({version:e,isChosen:t.some(([e,t])=>e<=p&&p<t),weight:t.reduce((e,[t,n])=>e+n-t,0)/f})),g=m.toSorted((e,t)=>t.weight-e.weight).map(({version:e})=>e),_=m.find(({isChosen:e})=>e)?.version;
if(_===void 0)throw Error(`slot ${p} of ${t} belongs to no version`);let v=e=>{let n=i.standIn(t,e);return n&&g.includes(n.version)?n:null},y=v(_),b=y&&!i.triesAgain(t,_)?y.version:_,x=m.reduce((e,{version:t,weight:n})=>
{let r=v(t);return e+(t===b?n*(r?.admitted??1):0)+(r?.version===b?n*(1-r.admitted):0)},0),{digest:S}=n(s,b)??{digest:``};
return{version:b,digest:S,segment:l,propensity:x,reason:g.length>1?`split`:u===`*`?`static`:`targeting_match`,versions:g}}
function h({allocation:e,segmentBy:t},r={}){let i=typeof r==`string`?[r]:t===void 0?Object.values(r):[n(r,t)],a=i.find(t=>t!==void 0&&Object.hasOwn(e,t)),[o=`*`]=i.length===1?i:[];
return a??(o===``||o.length>200?`*`:o)}const g={now:()=>Date.now(),after(e,t,n){let r=setTimeout(t,e);
return n||r.unref(),()=>clearTimeout(r)}};var LateAnswer=class extends Error{};function _({clock:e,milliseconds:t,stop:n},r)
{return new Promise((i,a)=>{let o=new AbortController,s=()=>{u(),n.removeEventListener(`abort`,l)},c=e=>
{s(),o.abort(e),a(e)},l=()=>c(n.reason),u=e.after(t,()=>c(new LateAnswer(`no answer within ${t/1e3} s`)),!0);
if(n.aborted)return l();n.addEventListener(`abort`,l,{once:!0}),(async()=>r(o.signal))().then(i,a).finally(s)})}
function v(e){return[e.path,e.line,e.column].filter(e=>e!==void 0).join(`:`)}var ConfigurationError=class extends Error{problem;place;remedy;constructor(e,t={})
{let n=t.place?`${v(t.place)}: `:``,r=t.remedy?` ${t.remedy}`:``;super(`${n}${e}${r}`,{cause:t.cause}),this.name=`ConfigurationError`,this.problem=e,this.place=t.place,this.remedy=t.remedy}},ConfigurationErrors=class extends Error{errors;constructor(e)
{let t=[...new Map(e.map(e=>[e.message,e])).values()];super(t.map(({message:e})=>e).join(`
`)),this.name=`ConfigurationErrors`,this.errors=t}};function y(e){if(e instanceof ConfigurationErrors)
return[...e.errors];if(e instanceof ConfigurationError)return[e];throw e}const b=/["\\]/g,x=/["'\\]/g;
function S(e,t,n){let r=e(t),i=C(t),a=T(r);if(i===null||a===null)return r;let o=w(i,e);if(o===null||T(o)===a)
return r;throw new ConfigurationError(`A value ends the text in quotes that it stands in, and goes on as JSON.`,{place:n,remedy:"Write a text as `{{ name | dump }}`, without quotes around it."})}
function C(e){let t=!1,n=JSON.stringify(e,(e,n)=>typeof n==`string`?(t||=n.search(b)!==-1,n.replace(b,`'`)):n);
return t?JSON.parse(n):null}function w(e,t){try{return t(e)}catch{return null}}function T(e){try{return JSON.stringify(JSON.parse(e),(e,t)=>typeof t==`string`?t.replace(x,``):t)}catch
{return null}}const E=/^data:image\/(png|jpeg|gif|webp);base64,/,D=/^[A-Za-z0-9+/]+={0,2}$/;function ee(e,t)
{let n=e.trim(),r=E.exec(n)?.[0];if(r!==void 0){if(D.test(n.slice(r.length)))return n;throw new ConfigurationError(`The data of this image is not base64.`,{place:t,remedy:"Write it without line ends and blanks, as `base64 -w0` prints it."})}
if(/^https?:/i.test(n)&&n.length<=8192&&URL.canParse(n))return n;throw new ConfigurationError(`An image is "${n.slice(0,60)}", which is no address of one.`,{place:t,remedy:`Write https://…, or data:image/png;base64,… (png, jpeg, gif or webp).`})}
function te(e,t,n){if(n.path!==null){let t=e.includes[n.path]?.text??``;return{path:n.path,...O(t,n.offset)}}
if(n.length===0||t.place.line===void 0)return t.place;let r=t.place.path===e.path?e.source:e.includes[t.place.path]?.text??``,i=t.template.slice(n.offset,n.offset+n.length).split(`
`)[0]??``,a=re(r,t,n.offset,i);return a===-1?t.place:{path:t.place.path,...O(r,a)}}function ne(e,t,n)
{return new ConfigurationError(e.message,{place:te(t,n,e.spot),cause:e,...e.remedy===void 0?{}:{remedy:e.remedy}})}
function re(e,t,n,r){let i=ie(e,t.place)-1,a=t.template.indexOf(r);for(;a!==-1&&a<=n;){if(i=e.indexOf(r,i+1),i===-1)
return-1;a=t.template.indexOf(r,a+1)}return i}function ie(e,t){let n=0;for(let r=1;r<(t.line??1);r+=1)
{let t=e.indexOf(`
`,n);if(t===-1)return n;n=t+1}return n+(t.column??1)-1}function O(e,t){let n=e.slice(0,t),r=n.lastIndexOf(`
`)+1;return{line:n.split(`
`).length,column:t-r+1}}var TemplateProblem=class extends Error{spot;remedy;constructor(e,t){super(e,{cause:t.cause}),this.name=`TemplateProblem`,this.spot=t.spot,this.remedy=t.remedy}};
function ae(e){return typeof e==`string`?e:e==null?``:JSON.stringify(e)}function oe(e,t){return Object.hasOwn(e,t)?e[t]:void 0}
function se({includes:e,includesByName:t},{from:n,name:r,candidates:i}){let a=(t?[ce(r,n),r]:i(n,r)).find(t=>Object.hasOwn(e,t));
return a===void 0?void 0:e[a]}function ce(e,t){return`${t}>${e}`}function k(e){let t=[];for(let n of e)
{let e=t.at(-1);typeof n==`string`&&typeof e==`string`?t[t.length-1]=e+n:n!==``&&t.push(n)}return t}function le({text:e})
{return{uses:[],form:()=>k([e]),render:()=>e}}const ue={jinja:async()=>(await import(`./runtime-jinja-compile.js`)).compileJinja,substitution:async()=>(await import(`./runtime-substitution.js`)).compileSubstitution,"f-string":async()=>(await import(`./runtime-f-string.js`)).compileFString,none:async()=>le,handlebars:async()=>(await import(`./runtime-handlebars-compile.js`)).compileHandlebars},A=/* @__PURE__ */ new Map;
async function de(e){if(!fe(e))throw Error(`there is no template engine "${e}"`);A.has(e)||A.set(e,await ue[e]())}
function fe(e){return Object.hasOwn(ue,e)}function pe(e,t){let n=A.get(e);if(n===void 0)throw Error(`the template engine "${e}" is not loaded`);
return n(t)}function j(e){let t=e.toolCalls??[];return[...e.parts??[e],...t.flatMap(e=>M(e.arguments).map(t=>({template:t,place:e.place})))]}
function M(e){return typeof e==`string`?[e]:typeof e==`object`&&e?Object.values(e).flatMap(M):[]}function me(e,t)
{if(typeof e.arguments!=`string`){let n=JSON.stringify(N(e.arguments,()=>t.text()));return e.source!==void 0&&n===JSON.stringify(e.arguments)?e.source:n}
let n=t.json(e.place);if(he(n))return n;throw new ConfigurationError(`The arguments of the call "${e.id}" are no JSON object once filled in.`,{place:e.place,remedy:`Put variables inside the quotes of a value, or write them with a filter that makes JSON.`})}
function N(e,t){return typeof e==`string`?t(e):Array.isArray(e)?e.map(e=>N(e,t)):typeof e!=`object`||!e?e:Object.fromEntries(Object.entries(e).map(([e,n])=>[e,N(n,t)]))}
function he(e){try{let t=JSON.parse(e);return typeof t==`object`&&!!t&&!Array.isArray(t)}catch{return!1}}
const P=/* @__PURE__ */ new WeakMap;function F(e){let t=P.get(e);if(t!==void 0)return t;let n=e.messages.flatMap(j).map(t=>({text:t,template:ye(e,t,()=>pe(e.engine,{text:t.template,path:t.place.path,includes:e.includes,includesByName:e.includesByName,keepsLineEnd:e.keepsLineEnd}))}));
return P.set(e,n),n}function ge(e,t,n){let r=F(e).values(),i=e.defaults===void 0?t:{...e.defaults,...t},a=()=>
{let{done:t,value:n}=r.next();return t?()=>``:t=>ye(e,n.text,()=>n.template.render(t))};return e.messages.flatMap(e=>
{if(e.splits===void 0)return[I(e,{text:()=>a()(i),json:e=>S(a(),i,e)})];if(!n)throw Error(`nothing was loaded for a prompt that splits by ${e.splits}`);
return n[e.splits](a(),i,e.place)})}function I({role:e,name:t,parts:n,toolCalls:r,answers:i},a){let o=n===void 0?{role:e,content:a.text(),name:t}:{role:e,name:t,..._e(n,a)};
return r!==void 0&&(o.toolCalls=r.map(e=>({id:e.id,name:e.name,arguments:me(e,a)}))),i!==void 0&&(o.toolCallId=i.id),o}
function _e(e,t){let n=e.map(({kind:e,detail:n,place:r})=>{let i=t.text();return e===`text`?{text:i}:{image:ee(i,r),...n!==void 0&&{detail:n}}});
return{content:n.flatMap(e=>`text`in e?[e.text]:[]).join(`
`),parts:n}}function ve(e){let t=j(e).values(),n=()=>t.next().value?.template??``;return I(e,{text:n,json:n})}
function ye(e,t,n){try{return n()}catch(n){throw n instanceof TemplateProblem?ne(n,e,t):n instanceof RangeError?new ConfigurationError(`The template is too large to be filled in.`,{place:t.place,cause:n}):n}}
function be(e){return`﷐role:${e.replaceAll(`﷐`,``)}﷐`}const xe=`﷐history﷐`;function Se(e){let t=JSON.stringify(e);
return t.includes(`﷐`)||t.includes(`﷑`)?JSON.parse(t.replaceAll(`﷐`,``).replaceAll(`﷑`,``)):e}const Ce=/^[ \t]{0,8}#{0,6}[ \t]{0,8}(system|developer|user|assistant|tool)[ \t]{0,8}:[ \t]{0,100}$/gim,we=/^[ \t]{0,8}\{\{-?[^{}\n]{1,200}-?\}\}[ \t]{0,8}:[ \t]{0,100}$/gm;
function Te(e){let t=e=>{let t=e.lastIndexOf(`:`);return`${e.slice(0,t)}﷑${e.slice(t+1)}`};return e.replace(Ce,t).replace(we,t)}
const L={path:``};function Ee(e){let{engine:t,messages:n,includes:r,model:i,parameters:a,variables:o}=e,s=Object.entries(o);
return{path:L.path,format:`bundle`,sha256:``,engine:t,keepsLineEnd:!0,messages:n.map(De),model:`${i.provider}:${i.model}`,modelPlace:L,parameters:a,variables:Object.fromEntries(s.map(([e,t])=>[e,ke(t)])),defaults:Object.fromEntries(s.flatMap(([e,{default:t}])=>t===void 0?[]:[[e,t]])),includes:Object.fromEntries(Object.entries(r).map(([e,t])=>[e,{path:e,text:t}])),includesByName:!0,source:``,embeddedSuite:null}}
function De(e){let{role:t,name:n,template:r,parts:i,splits:a,"tool-calls":o,"tool-call-id":s}=e;return{role:t,name:n,template:a===`role-lines`?Te(r):r,place:L,splits:a,...i!==void 0&&{parts:i.map(e=>({...e,place:L}))},...o!==void 0&&{toolCalls:o.map(Oe)},...s!==void 0&&{answers:{id:s,place:L}}}}
function Oe({id:e,name:t,arguments:n,text:r}){return{id:e,name:t,arguments:r===void 0?n:JSON.parse(r),source:r,place:L}}
function ke({"max-length":e,type:t,enum:n,pattern:r}){return{type:t,maxLength:e,enum:n,pattern:r}}var PromptError=class extends Error{name=`PromptError`};
function R(e){return e instanceof Error?e.cause instanceof Error?`${z(e)} (${z(e.cause)})`:z(e):String(e)||`gave no reason`}
function z(e){return e.message||`code`in e&&String(e.code)||e.name}async function B(e,t){try{await e()}catch(e)
{t(R(e))}}async function Ae(e){let t=V(JSON.parse(e));if(t.format!==1)throw Error(`format ${t.format} of bundles is not known here`);
await de(t.engine);let n=Ee(t);F(n);let[r,i]=await Promise.all([je(t),Me(t)]);return{bundle:t,render(e={})
{let a=Pe(e),o=Fe(t,r,a);if(o.length>0)throw new PromptError(o.join(`; `));try{return ge(n,a,i).map(Ie)}catch(e)
{let[t]=y(e);throw new PromptError(t?.problem,{cause:e})}}}}async function je({variables:e}){let t=Object.entries(e).flatMap(([e,{type:t,"max-length":n,enum:r,pattern:i}])=>
{let a={type:t,maxLength:n,enum:r,pattern:i};return Object.values(a).every(e=>e===void 0)?[]:[{name:e,bounds:a}]});
if(t.length===0)return[];let{boundsCheck:n}=await import(`./runtime-bounds-of-variables.js`),{compilePattern:r}=t.some(({bounds:e})=>e.pattern!==void 0)?await import(`./runtime-patterns.js`):{compilePattern:Ne};
return t.map(({name:e,bounds:t})=>{let i=n(t,r);if(typeof i==`string`)throw Error(`variable ${e}: ${i}`);
return[e,i]})}async function Me({messages:e}){return e.every(({splits:e})=>e===void 0)?null:(await import(`./runtime-splitting.js`)).SPLITTERS}
function Ne(){throw Error(`this bundle was said not to need it`)}function V(e){return typeof e==`object`&&e&&Object.values(e).forEach(V),Object.freeze(e)}
function Pe(e){let t=Object.entries(e).filter(e=>e[1]!==void 0);return Object.fromEntries(t)}function Fe({variables:e},t,r)
{let i=Object.entries(e).filter(([e,{required:t}])=>t&&!Object.hasOwn(r,e)).map(([e])=>`the variable \`${e}\` is missing`),a=t.flatMap(([t,i])=>
{let a=n(r,t),o=a===null&&e[t]?.default!==void 0,s=a===void 0||o?null:i(a);return s===null?[]:[`the variable \`${t}\` ${s}`]});
return[...i,...a]}function Ie({name:e,...t}){return e===void 0?t:{...t,name:e}}const H=5e6,Le=5e7;function U(e)
{if(e>5e6)throw Error(`answers more than ${H/1e6} MB`)}function W(e){return U(e.length),e}function G(e,t)
{if(typeof t!=`string`||t===``)throw new PromptError(`${e}() takes a path.`)}function K(e){let t=null;
return()=>(t??=e().catch(e=>{throw t=null,e}),t)}function q(e){let t=K(e);return{readPointer:async(...e)=>(await t()).readPointer(...e),readObject:async(...e)=>(await t()).readObject(...e)}}
function Re(e){let t=/* @__PURE__ */ new Map,n=/* @__PURE__ */ new Map,r=/* @__PURE__ */ new Set,i=0,a=async(e,n)=>
{let r=await Ae(await n());return t.set(e,r),i+=1,r},o=(e,r)=>{let i=t.get(e)??n.get(e);if(i)return i;
let o=a(e,r).finally(()=>n.delete(e));return n.set(e,o),o};return{async prepare({prompts:t},n,i){let a=Object.entries(t).flatMap(([e,{versions:t}])=>Object.entries(t).map(([t,{digest:n}])=>({name:e,version:t,digest:n}))).sort((e,t)=>Number(r.has(e.digest))-Number(r.has(t.digest))),s=/* @__PURE__ */ new Map,c=/* @__PURE__ */ new Map,l=/* @__PURE__ */ new Set,u=0;
for(let t=0;t<a.length;t+=8){let d=a.slice(t,t+8).map(async({name:t,version:d,digest:f})=>{let p=n.some(e=>!l.has(e));
try{s.set(f,await o(f,()=>ze(f,{sources:n,read:e,late:l}))),r.delete(f),u+=1,i(u,a.length)}catch(e){p&&r.add(f),c.set(t,`${t} ${d} cannot be had: ${R(e)}`)}});
await Promise.all(d)}return{ready:s,problems:c}},arrived:()=>i,keep(e){for(let t of r)e.has(t)||r.delete(t);
for(let n of e){let e=t.get(n);t.delete(n),e&&t.set(n,e)}for(let n of t.keys()){if(t.size<=e.size+100)
return;t.delete(n)}}}}async function ze(e,{sources:t,read:n,late:r}){let i=[];for(let a of t)try{if(r.has(a))
throw new LateAnswer(`did not answer`);let t=await n(a,e);if(t===null)i.push(`${a.name} does not have its bundle`);else 
if(J(W(t))===e)return t;else i.push(`${a.name} has other bytes under the name of its bundle`)}catch(e)
{e instanceof LateAnswer&&r.add(a),i.push(`${a.name} ${R(e)}`)}throw Error(i.join(`; `))}function J(t)
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
return!0}return!1}const Ue=/^[0-9a-f]{64}$/;function We(e){if(!t(e))return!1;let{format:n,environment:r,serial:i,at:a,main:o,prompts:s,signatures:c}=e;
return n===1&&typeof r==`string`&&Number.isSafeInteger(i)&&typeof a==`string`&&(o===void 0||Je(o))&&Array.isArray(c)&&c.length<=20&&c.every(Xe)&&t(s)&&Object.values(s).every(Ge)}
function Ge(e){if(!t(e))return!1;let{segmentBy:r,allocation:i,versions:a}=e;return!Ye(r)||!t(i)||!t(a)||!Object.hasOwn(i,`*`)?!1:Object.values(a).every(qe)&&Object.values(i).every(o);
function o(e){if(!Array.isArray(e))return!1;let r=[];for(let i of e){let[e,...o]=Array.isArray(i)?i:[];
if(typeof e!=`string`||!t(a)||!n(a,e))return!1;for(let e of o){let[t,n,...i]=Array.isArray(e)?e:[];if(!Ke(t)||!Ke(n)||t>=n||i.length>0)
return!1;r.push([t,n])}}return r.sort(([e],[t])=>e-t),r.reduce((e,[t,n])=>t===e?n:NaN,0)===f}}function Ke(e)
{return typeof e==`number`&&Number.isInteger(e)&&e>=0&&e<=1e4}function qe(e){if(!t(e))return!1;let{digest:n,promotion:r,source:i}=e;
return typeof n!=`string`||!Ue.test(n)||!Ye(i)?!1:r===void 0||Xe(r)}function Je(e){return t(e)&&typeof e.repository==`string`&&typeof e.branch==`string`}
function Ye(e){return e===void 0||typeof e==`string`}function Xe(e){return t(e)&&typeof e.key==`string`&&typeof e.signature==`string`}
const Ze=1e4;var RefusedPointer=class extends Error{},OlderPointer=class extends RefusedPointer{};function Qe(e)
{let{clock:t,environment:n,timeoutMs:r,intervalMs:i}=e,a=new AbortController,o=e=>_({clock:t,milliseconds:r,stop:a.signal},e),s=Re((e,t)=>o(n=>e.readObject(t,n))),c=/* @__PURE__ */ new Map;
for(let t of e.sources)c.set(t,$e(t));let l=crypto.randomUUID(),u=null,d=null,f=/* @__PURE__ */ new Map,p=(t,n)=>
{let r=J(W(n)),i=f.get(t),a=i?.sha256===r?i.problem:null,o=a===null?Ve(n,e):{problem:a};if(!(`problem`in o))
return o;throw f.set(t,{sha256:r,problem:o.problem}),new RefusedPointer(o.problem)},m=async r=>{let i=await o(e=>r.readPointer(n,e));
if(i===null)throw Error(`serves nothing of ${n}`);if(i===u?.canonical&&u.problems.size===0)return;let{pointer:l,canonical:d}=p(r,i),{serial:f}=l;
if(f<e.minSerial)throw new RefusedPointer(`serves serial ${f}, lower than ${e.minSerial} (minSerial)`);
if(!$(l,d,u))return;let m=e.sources.filter(e=>e!==r),{ready:h,problems:g}=await s.prepare(l,[r,...m],(e,t)=>
{u||c.set(r,{...$e(r),problem:`reading: ${e} of ${t} bundles`})});if(a.signal.aborted||!$(l,d,u))return;
let _=u,v=Object.keys(l.prompts),y=new RefusedPointer(`serves serial ${f}, of which ${[...g.values()].join(`; `)}`);
if(g.size>0&&g.size===v.length)throw y;if(_?.canonical!==d||g.size<_.problems.size){let n=et(l,g,_),i=tt(n,[h,_?.bundles]);
s.keep(/* @__PURE__ */ new Set([...i.keys(),...nt(v.map(e=>l.prompts[e]))])),u={pointer:l,canonical:d,prompts:n,problems:g,bundles:i,source:r.name,isBuiltIn:r.isBuiltIn===!0,takenAt:t.now()},e.onTaken(u,_)}
if(g.size>0)throw y},h=async e=>{let r=null;try{await m(e)}catch(n){r=R(n);let i=e.isBuiltIn===!0&&n instanceof OlderPointer;
n instanceof RefusedPointer&&!i&&(d={source:e.name,reason:r,at:t.now()})}let i=t.now(),o=r===null?i:c.get(e)?.confirmedAt??null;
if(c.set(e,{name:e.name,checkedAt:i,confirmedAt:o,problem:r}),u&&!a.signal.aborted){let{prompts:t,pointer:r,takenAt:i}=u,a=Math.min(r.serial,...[...t.values()].map(e=>e.pointer.serial)),o={id:l,serial:a,since:i};
B(()=>e.report?.(n,o),()=>{})}return r===null},g=/* @__PURE__ */ new Map,v=/* @__PURE__ */ new Set,y=[],b=n=>
{if(a.signal.aborted)return;let r=v.has(n)?Math.min(100,i):i;g.set(n,t.after(r*(1-.2*e.random()),()=>
{g.delete(n),v.delete(n),h(n).then(()=>b(n))},!1))},x=e=>{v.has(e)||(v.add(e),g.has(e)&&(g.get(e)?.(),b(e)))};
return{current:()=>u,statesOf:e=>e.flatMap(e=>{let t=c.get(e);return t?{...t,warnings:e.warnings?.()??[]}:[]}),lastRefusal:()=>d,progress:s.arrived,ask:h,keepAsking(e)
{for(let t of e)b(t),y.push(t.watch?.(n,()=>x(t),l)??(()=>{}))},close(){a.abort(/* @__PURE__ */ Error(`was closed`));
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
{let e=m();return{"gen_ai.prompt.name":t,"gen_ai.prompt.version":s,"feature_flag.key":t,"feature_flag.provider.name":`prompt-eval-gate`,"feature_flag.result.variant":s,"feature_flag.result.reason":d,"feature_flag.set.id":n,"feature_flag.version":String(r),...l!==`*`&&{"prompt_eval_gate.segment":l},...o&&{"prompt_eval_gate.forced":`true`},...e!==null&&{"feature_flag.context.id":e}}}}}
async function ct(e){(await import(`./runtime-options.js`)).checkOptions(e);let{environment:t,sources:r,clock:a=g,random:o=Math.random,force:s={},onChange:c}=e,{intervalMs:l=3e3,timeoutMs:u=2e3,minSerial:d=0,cacheDirectory:f}=e,p=f===void 0?null:(await import(`./runtime-disk.js`)).openDisk(f,t),h=Object.keys(s).length===0?null:(await import(`./runtime-forced.js`)).forceVersions(s),_=e.record===void 0?null:(await import(`./runtime-record.js`)).openRecorder(e.record,{environment:t,now:a.now}),v=!1,y=null,b=Qe({environment:t,clock:a,random:o,intervalMs:l,timeoutMs:u,minSerial:d,signatureProblems:await ut(e),sources:p?[...r,p.source]:r,onTaken(e,t)
{if(h?.keep(e),p&&e.source!==p.source.name&&e.problems.size===0&&p.save(e),!v||!t)return;let n={serial:e.pointer.serial,prompts:dt(t,e)};
B(()=>c?.(n),e=>{y=`onChange: ${e}`})}}),x=r.filter(({isBuiltIn:e})=>!e),S=[...p?[p.source]:[],...r.filter(({isBuiltIn:e})=>e)];
await Promise.all(S.map(b.ask)),await ft(x,b,{clock:a,timeoutMs:u});let C=b.current();if(!C)throw b.close(),new PromptError(`No source serves a valid pointer of ${t}.${b.statesOf([...x,...S]).map(({name:e,problem:t})=>`\n- ${e}: ${t}`).join(``)}`);
let[w]=h?.missing()??[];if(w!==void 0){b.close();let{serial:e,prompts:r}=C.pointer,[i]=w,a=Object.keys(n(r,i)?.versions??r).sort().join(`, `);
throw new PromptError(`${w.join(` `)} cannot be forced: ${t} (serial ${e}) does not have it, but ${a||`nothing`}.`)}
v=!0,b.keepAsking(r);let T=()=>b.current()??C,E=i(a.now),D=/* @__PURE__ */ new WeakMap;return{get(e,r)
{let i=lt(r),{pointer:a,prompts:s,bundles:c,problems:l}=T(),u=h?.get(e),d=s.get(e),f=u?.prompt??d?.prompt;
if(!f){let n=l.get(e);if(n!==void 0)throw new PromptError(`${t} serves serial ${a.serial}, of which ${n}`);
let r=Object.keys(a.prompts).sort().join(`, `)||`nothing`;throw new PromptError(`${t} serves no prompt ${JSON.stringify(e)}. It serves: ${r}.`)}
let p=m(f,{name:e,asker:i,breaker:E,random:o}),g=u?.bundle??c.get(p.digest);if(!g)throw Error(`the bundle of ${e} ${p.version} is not ready`);
let{serial:_,main:v}=u?{...a,main:u.main}:d?.pointer??a,y=n(f.versions,p.version),b=y?it(v,y):null,x=st({name:e,environment:t,serial:_,unit:i.unit,links:b,isForced:!!u},u?{...p,reason:`static`}:p,g);
return D.set(x,p.versions),x},names:()=>Object.keys(T().pointer.prompts).sort(),record(e,t){let n=D.get(e);
if(n){D.delete(e);let r={prompt:e.name,version:e.version,isError:t?.error===!0};E.count(r,n)}_?.record(e,t)},state()
{let{pointer:e,source:n,takenAt:i,problems:o,prompts:c}=T(),l=b.statesOf(x).map(({confirmedAt:e})=>e??0);
return{environment:t,serial:e.serial,at:e.at,source:n,takenAt:i,ageMs:a.now()-i,checkedAt:Math.max(0,...l)||null,lastRefusal:b.lastRefusal(),sources:b.statesOf(r),notReady:[...o].map(([e,t])=>({prompt:e,problem:t,serial:c.get(e)?.pointer.serial??null})),forced:s,leftOut:E.leftOut(),problems:[p?.problem(),_?.problem(),y].filter(e=>typeof e==`string`)}},async close()
{b.close(),await Promise.all([p?.settled(),_?.settled()])}}}function lt(e){let{unit:t,segment:n}=e??{};
if(typeof(t??``)!=`string`)throw new PromptError(`The unit has to be a text.`);return{unit:t??void 0,segment:n??void 0}}
async function ut({publicKeys:e}){if(!e)return()=>[];let{pointerProblems:t}=await import(`./runtime-pointer-problems.js`);
return n=>t(n,e)}function dt(e,t){return[...new Set([e,t].flatMap(({prompts:e})=>[...e.keys()]))].filter(n=>
{let[r,i]=[e,t].map(({prompts:e})=>JSON.stringify(e.get(n)?.prompt));return r!==i})}async function ft(e,t,{clock:n,timeoutMs:r})
{e.length!==0&&await new Promise(i=>{let a=()=>{},o=!1,s=t.progress(),c=0,l=()=>{o=!0,d(),a(),i()},u=()=>
{let e=s;s=t.progress(),s===e||t.current()?l():d=n.after(r,u,!0)},d=n.after(r,u,!0),f=async()=>{await Promise.all(e.map(async e=>
{await t.ask(e)&&l()})),o||(c+=1,t.current()&&c>1?l():a=n.after(200,()=>void f(),!0))};f()})}function pt(e)
{return G(`directory`,e),{name:`directory ${e}`,...q(async()=>(await import(`./runtime-directory-reader.js`)).openDirectory(e))}}
function mt(e){return G(`file`,e),{name:`file ${e}`,isBuiltIn:!0,...q(async()=>(await import(`./runtime-bundle-file-reader.js`)).openBundleFile(e))}}
const ht=/^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;function gt(e,{headers:t={}}={}){let n=_t(e),r=n.protocol===`http:`&&!ht.test(n.hostname);
return{name:`${n.origin}${n.pathname}`,...r&&{isUnprotected:!0},...q(async()=>(await import(`./runtime-https-reader.js`)).openHttps(n,t))}}
function _t(e){let t=URL.canParse(e)?new URL(e):null;if(!t||![`http:`,`https:`].includes(t.protocol))
throw new PromptError(`https() takes an address that begins with https://.`);if(t.username!==``||t.password!==``)
throw new PromptError("https() takes no password in the address: give it as the header `authorization`.");
return t.pathname.endsWith(`/`)||(t.pathname+=`/`),t}function vt(e){if(typeof e?.get!=`function`)throw new PromptError(`redis() takes a client of the package redis, @redis/client or ioredis.`);
let t=K(async()=>{let{openRedis:t}=await import(`./runtime-redis-reader.js`);return n=t(e),n}),n=null,r=e=>void t().then(e,()=>
{});return{name:`redis`,...q(t),watch(e,t,n){return r(r=>r.watch(e,t,n)),()=>r(e=>e.end(n))},report:(e,t)=>r(n=>n.report(e,t)),warnings:()=>n?.warnings()??[]}}
const yt=4e6,bt=1e5,xt=1e6,St=3e3;function Ct(e,t){return e instanceof Error&&`code`in e&&e.code===t}
export{g as A,se as C,S as D,ae as E,f as M,t as N,ConfigurationError as O,n as P,TemplateProblem as S,oe as T,R as _,St as a,Se as b,mt as c,Q as d,Le as f,B as g,PromptError as h,yt as i,p as j,ConfigurationErrors as k,pt as l,U as m,bt as n,vt as o,H as p,xt as r,gt as s,Ct as t,ct as u,xe as v,k as w,ve as x,be as y};