import{L as e,_ as t}from"./basics.js";const n=`Keys: ${Object.values(t).flatMap(({key:e,baseUrl:t})=>[e.variable,t.variable]).join(`, `)}, and any *_API_KEY
      that the policy names as key-variable
Exit codes: 0 pass, 1 block, 2 the gate could not decide`;function r(t){return c([`${e}: stops a prompt edit that makes any group of users worse off`,[`Usage`,...t.map(e=>s(a(e),e.summary,26))].join(`
`),...t.map(({name:e,options:t})=>o(`Options of ${e}`,t)),`  --help, --version`,n])}function i(t){let{name:r,summary:i,help:s,options:l}=t;return c([`${e} ${r}: ${i}`,`Usage\n  ${a(t)}${Object.keys(l).length>0?` [OPTION…]`:``}`,s,o(`Options`,l),`  --help, --version`,n])}function a({name:t,positionals:n}){return`${e} ${t}${n===void 0?``:` [${n}…]`}`}function o(e,t){let n=Object.entries(t).map(([e,t])=>s(`--${e}${t.type===`string`?` ${t.value}`:``}`,t.help,20));return n.length===0?``:[e,...n].join(`
`)}function s(e,t,n){let r=t.replaceAll(`
`,`\n${` `.repeat(n)}`),i=`  ${e}`;return i.length<=n-2?`${i.padEnd(n)}${r}`:`${i}\n${` `.repeat(n)}${r}`}function c(e){return`${e.filter(e=>e!==``).join(`

`)}\n`}export{i as commandHelp,r as wholeHelp};