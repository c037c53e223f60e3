import"./policy.js";const e=`.github/workflows/prompt-eval-gate.yml`,t={openai:[`openai-api-key`,`OPENAI_API_KEY`],anthropic:[`anthropic-api-key`,`ANTHROPIC_API_KEY`]};function n(e){return t[e][1]}function r({providers:e,configPath:n}){let r=e.map(e=>{let[n,r]=t[e];return`${n}: \${{ secrets.${r} }}`});return n!==`.github/prompt-eval-gate.yml`&&r.push(`config: ${JSON.stringify(n)}`),`name: prompt-eval-gate
on: [pull_request, merge_group]
permissions: { contents: read, pull-requests: write, checks: write }
jobs:
  gate:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with: { fetch-depth: 0 }
      - uses: OWNER/prompt-eval-gate@v1
        with:
${r.map(e=>`          ${e}\n`).join(``)}`}function i(e){return/^[ \t]{0,40}(?:-[ \t]+)?uses:[ \t]{1,20}['"]?[\w./-]{0,200}prompt-eval-gate@/m.test(e)}export{r as i,i as n,n as r,e as t};