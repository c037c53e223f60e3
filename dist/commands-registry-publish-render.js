import{u as e}from"./basics.js";const t={published:`published`,current:`current already`,newer:`left as it is: it serves a higher serial`};function n(n){return n.length===0?`Nothing serves yet, so nothing was published.
`:`${n.map(({folder:n,environment:r,serial:i,outcome:a})=>e(`${r} (serial ${i}) → ${n}: ${t[a]}`)).join(`
`)}\n`}export{n as renderPublished};