import{R as e,_ as t}from"./basics.js";const n=Object.values(t).flatMap(({key:e,baseUrl:t})=>[e.variable,t.variable]);function r(t){return l([`${e}: stops prompt edits that make the answers worse for a group of users`,[`Usage`,...t.map(e=>c(o(e),e.summary,26))].join(`
`),...t.map(({name:e,options:t})=>s(`Options of ${e}`,t)),`  --help, --version`,[`Exit codes`,...t.map(({name:e,exitCodes:t})=>c(e,t,14))].join(`
`),a(n)])}function i(t){let{name:r,summary:i,help:c,options:u,exitCodes:d}=t;return l([`${e} ${r}: ${i}`,`Usage\n  ${o(t)}${Object.keys(u).length>0?` [OPTION…]`:``}`,c,s(`Options`,u),`  --help, --version`,`Exit codes: ${d}`,a(n)])}function a(e){let t=`Keys: ${e.join(`, `)}, and any *_API_KEY that the policy names as key-variable`,n=[];for(let e of t.split(` `)){let t=n.length===0?e:`${n.at(-1)} ${e}`;t.length<=120?n.splice(-1,1,t):n.push(`      ${e}`)}return n.join(`
`)}function o({name:t,positionals:n}){return`${e} ${t}${n===void 0?``:` [${n}…]`}`}function s(e,t){let n=Object.entries(t).map(([e,t])=>c(`--${e}${t.type===`string`?` ${t.value}`:``}`,t.help,20));return n.length===0?``:[e,...n].join(`
`)}function c(e,t,n){let r=t.replaceAll(`
`,`\n${` `.repeat(n)}`),i=`  ${e}`;return i.length<=n-2?`${i.padEnd(n)}${r}`:`${i}\n${` `.repeat(n)}${r}`}function l(e){return`${e.filter(e=>e!==``).join(`

`)}\n`}export{i as commandHelp,r as wholeHelp};