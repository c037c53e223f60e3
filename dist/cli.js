#!/usr/bin/env node
import{t as e}from"./version.js";import{parseArgs as t}from"node:util";const n={base:{type:`string`},head:{type:`string`},config:{type:`string`,default:`.github/prompt-eval-gate.yml`},json:{type:`string`},html:{type:`string`},markdown:{type:`string`},junit:{type:`string`},offline:{type:`boolean`,default:!1},fresh:{type:`boolean`,default:!1},"dry-run":{type:`boolean`,default:!1},help:{type:`boolean`,short:`h`,default:!1},version:{type:`boolean`,short:`v`,default:!1}},r={gate:o,check:s,selfcheck:c,init:l,demo:u};process.exitCode=await i(process.argv.slice(2));async function i(t){try{let{values:n,positionals:i}=a(t);if(n.version)return h(`${e()}\n`);let[o,...s]=i;if(n.help||o===void 0)return h(`prompt-eval-gate: stops a prompt edit that makes any group of users worse off

Usage
  prompt-eval-gate gate   compare the prompts as they are here with the prompts at the base
  prompt-eval-gate check  validate prompts, suites and config; say what they can detect and cost (no model calls)
  prompt-eval-gate selfcheck [PROMPT…]
                          ask the prompts twice: how noisy are the suites, how often would the gate cry wolf
  prompt-eval-gate init   find the prompts and cases of this repository; write the policy and the workflow
  prompt-eval-gate demo   see the whole gate at work, offline, on an example

Options of gate
  --base REF        what to compare with (default: the remote's main branch)
  --head REV        the candidate as a revision (default: the working tree, uncommitted edits included)
  --config FILE     policy, read at the base (default: .github/prompt-eval-gate.yml)
  --json FILE       write the result as JSON        --html FILE      as a page
  --markdown FILE   write the comment               --junit FILE     as JUnit XML
  --offline         replay stored answers, call no model

Options of check and selfcheck
  --config FILE     as above, read from the working tree
  --fresh           selfcheck: ask anew, whatever is stored (--offline: only what is stored)

Options of init
  --dry-run         print what would be written
  --config FILE     where the policy is written

  --help, --version

Keys: OPENAI_API_KEY, OPENAI_BASE_URL, ANTHROPIC_API_KEY, ANTHROPIC_BASE_URL
Exit codes: 0 pass, 1 block, 2 the gate could not decide
`);let l=Object.hasOwn(r,o)?r[o]:void 0;return l?s[0]!==void 0&&l!==c?await m(s[0],[],`argument`):await l(n,s):await m(o,Object.keys(r),`command`)}catch(e){return f(e)?await p(e,t):(g(e instanceof Error?e.message:String(e)),2)}}function a(e){return t({args:e,options:n,allowPositionals:!0,strict:!0})}async function o(t){let[{gate:n},{terminalVoice:r}]=await Promise.all([import(`./gate.js`),import(`./terminal-voice.js`)]),i=r(process.stderr),a=new AbortController;process.once(`SIGINT`,()=>a.abort());let o=await n({directory:process.cwd(),base:t.base,head:t.head===void 0?{kind:`worktree`}:{kind:`revision`,ref:t.head},trusted:t.head===void 0,configPath:t.config,credentials:d(process.env),offline:t.offline,version:e(),log:i.log,signal:a.signal});i.end();let{writeReports:s,printResult:c}=await import(`./deliver.js`);return c(o,process.stdout,process.env),await s(o,t),{pass:0,block:1,error:2}[o.verdict]}async function s(e){let[{checkRepository:t},{renderCheck:n}]=await Promise.all([import(`./check.js`),import(`./report-check-text.js`)]),r=await t({directory:process.cwd(),configPath:e.config,credentials:d(process.env)});return h(n(r)),r.prompts.length>0&&r.prompts.every(e=>e.errors.length===0)?0:2}async function c(e,t){let[{selfCheckRepository:n},{renderSelfCheck:r},{terminalVoice:i}]=await Promise.all([import(`./self-check.js`),import(`./report-self-check-text.js`),import(`./terminal-voice.js`)]),a=i(process.stderr),o=new AbortController;process.once(`SIGINT`,()=>o.abort());let s=await n({directory:process.cwd(),configPath:e.config,paths:t,credentials:d(process.env),fresh:e.fresh,offline:e.offline,log:a.log,signal:o.signal});return a.end(),h(r(s))}async function l(e){let[{initRepository:t},{renderInit:n},{secretOf:r}]=await Promise.all([import(`./init.js`),import(`./report-init-text.js`),import(`./init-workflow.js`)]),i=await t({directory:process.cwd(),configPath:e.config,credentials:d(process.env),dryRun:e[`dry-run`]});return h(n(i,i.providers.map(r))),i.ready?0:2}async function u(){let{runDemo:e}=await import(`./demo.js`);return await e({output:process.stdout,environment:process.env})}function d(e){return{openai:{apiKey:e.OPENAI_API_KEY||void 0,baseUrl:e.OPENAI_BASE_URL||void 0},anthropic:{apiKey:e.ANTHROPIC_API_KEY||void 0,baseUrl:e.ANTHROPIC_BASE_URL||void 0}}}function f(e){return e instanceof Error&&`code`in e&&String(e.code).startsWith(`ERR_PARSE_ARGS`)}async function p(e,t){if(e.code!==`ERR_PARSE_ARGS_UNKNOWN_OPTION`)return g(`${e.message.split(`. `)[0]}. See prompt-eval-gate --help.`),2;let r=Object.keys(n).map(e=>`--${e}`);return await m(t.map(e=>e.split(`=`)[0]??e).find(e=>e.startsWith(`-`)&&!r.includes(e))??``,r,`option`)}async function m(e,t,n){let{didYouMean:r}=await import(`./config-suggest.js`);return g(`unknown ${n} "${e}".${r(e,t)} See prompt-eval-gate --help.`),2}function h(e){return process.stdout.write(e),0}function g(e){process.stderr.write(`prompt-eval-gate: ${e}\n`)}export{};