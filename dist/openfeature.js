import{A as e,h as t,u as n}from"./runtime-core.js";import{randomUUID as r}from"node:crypto";import{FlagNotFoundError as i,OpenFeatureEventEmitter as a,ProviderEvents as o,ProviderNotReadyError as s,TargetingKeyMissingError as c,TypeMismatchError as l}from"@openfeature/server-sdk";
function u(){let e=r(),t=/* @__PURE__ */ new Map,n=0;return{add(r,i){n+=1;let a=`${e}/${n}`;return t.set(a,r),t.delete(`${e}/${n-1e4}`),{...d(r,i),evaluation:a}},find(e)
{let{evaluation:n}=e;return(typeof n==`string`?t.get(n):void 0)??f(e)}}}function d(e,t){let{name:n,version:r,digest:i,serial:a,segment:o,propensity:s,unit:c,isForced:l}=e;
return{flagSetId:t,version:String(a),...c!==null&&{contextId:c},prompt:n,promptVersion:r,digest:i,serial:a,segment:o,propensity:s,isForced:l}}
function f(e){let{prompt:n,promptVersion:r,digest:i,serial:a,segment:o,propensity:s,contextId:c,isForced:l}=e;
if(typeof n!=`string`||typeof r!=`string`||typeof i!=`string`||typeof a!=`number`||typeof o!=`string`||typeof s!=`number`)
throw new t("track() needs the `flagMetadata` of the evaluation among its details.");return{name:n,version:r,digest:i,serial:a,segment:o,propensity:s,unit:typeof c==`string`?c:null,isForced:l===!0}}
function p(r){let{staleAfterMs:i=3e4,...d}={...r},{environment:f,clock:p=e,intervalMs:_=3e3}=d,v=new a,y=u(),b=/* @__PURE__ */ new Map,x=null,S=0,C=!1,w=()=>
{},T=()=>{if(!x)throw new s(`The provider has nothing to serve for ${f}.`);return x},E=e=>{w(),w=p.after(_,e,!1)},D=async e=>
{let t=await n({...d,onChange(e){return v.emit(o.ConfigurationChanged,{flagsChanged:e.prompts}),d.onChange?.(e)}});
if(e!==S)return t.close();x=t,C=!1;let r=p.now(),i=()=>{O(r),E(i)};d.sources.some(({isBuiltIn:e})=>!e)&&E(i)},O=e=>
{let{checkedAt:t,sources:n}=T().state(),r=C;if(C=p.now()-(t??e)>i,C!==r){if(!C)v.emit(o.Ready);else{let e=n.map(({name:e,problem:t})=>`${e}: ${t}`);
v.emit(o.Stale,{message:e.join(`; `)})}}},k=e=>{if(e!==S)return;let t=()=>x&&v.emit(o.Ready);E(()=>void D(e).then(t,()=>k(e)))},A=(e,{targetingKey:t,...n})=>
{let r=t===``?void 0:t,i=m(T(),e,{unit:r,segment:h(n)});if(i.reason===`split`&&r===void 0)throw new c(`several versions of ${e} serve, so a targeting key is needed`);
return i},j=async e=>{throw m(T(),e,{}),new l(`${e} is a prompt, whose value is an object`)};return{metadata:{name:`prompt-eval-gate`},runsOn:`server`,events:v,async initialize()
{(await import(`./runtime-options.js`)).checkProviderOptions(r),S+=1;let e=S;try{await D(e)}catch(t){
throw k(e),t}},async onClose(){S+=1,w();let e=x;x=null,await e?.close()},resolveBooleanEvaluation:j,resolveStringEvaluation:j,resolveNumberEvaluation:j,async resolveObjectEvaluation(e,t,n)
{let r=A(e,n),{bundle:i,version:a,digest:o,reason:s}=r;return b.set(o,r),{value:{...i,version:a,digest:o},variant:a,reason:s.toUpperCase(),flagMetadata:y.add(r,f)}},track(e,t,{value:n,...r})
{T().record(y.find(r),g(e,n))},render(e,n){let r=typeof e==`object`&&e&&`digest`in e?e.digest:null,i=typeof r==`string`?b.get(r):void 0;
if(i)return i.render(n);throw new t(`This value did not come from this provider: nothing can be rendered of it.`)},state:()=>T().state()}}
function m(e,n,r){try{return e.get(n,r)}catch(e){throw e instanceof t?new i(e.message):e}}function h(e)
{let t={targetingKey:void 0};for(let[n,r]of Object.entries(e))[`string`,`number`,`boolean`].includes(typeof r)&&(t[n]=String(r));
return t}function g(e,t){return e===`error`?{error:t!==0}:{[e]:t??!0}}export{p as promptsProvider};