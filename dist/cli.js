#!/usr/bin/env node
import{t as e}from"./version.js";import{parseArgs as t}from"node:util";const n={base:{type:`string`},head:{type:`string`},config:{type:`string`,default:`.github/prompt-eval-gate.yml`},json:{type:`string`},html:{type:`string`},markdown:{type:`string`},junit:{type:`string`},offline:{type:`boolean`,default:!1},help:{type:`boolean`,short:`h`,default:!1},version:{type:`boolean`,short:`v`,default:!1}},r={gate:o,check:s,demo:c};process.exitCode=await i(process.argv.slice(2));async function i(t){try{let{values:n,positionals:i}=a(t);if(n.version)return p(`${e()}\n`);let[o,...s]=i;if(n.help||o===void 0)return p(`prompt-eval-gate: stops a prompt edit that makes any group of users worse off

Usage
  prompt-eval-gate gate   compare the prompts as they are here with the prompts at the base
  prompt-eval-gate check  validate prompts, suites and config; say what they can detect and cost (no model calls)
  prompt-eval-gate demo   see the whole gate at work, offline, on an example

Options of gate
  --base REF        what to compare with (default: the remote's main branch)
  --head REV        the candidate as a revision (default: the working tree, uncommitted edits included)
  --config FILE     policy, read at the base (default: .github/prompt-eval-gate.yml)
  --json FILE       write the result as JSON        --html FILE      as a page
  --markdown FILE   write the comment               --junit FILE     as JUnit XML
  --offline         replay stored answers, call no model

Options of check
  --config FILE     as above, read from the working tree

  --help, --version

Keys: OPENAI_API_KEY, OPENAI_BASE_URL, ANTHROPIC_API_KEY, ANTHROPIC_BASE_URL
Exit codes: 0 pass, 1 block, 2 the gate could not decide
`);let c=Object.hasOwn(r,o)?r[o]:void 0;return c?s[0]===void 0?await c(n):await f(s[0],[],`argument`):await f(o,Object.keys(r),`command`)}catch(e){return u(e)?await d(e,t):(m(e instanceof Error?e.message:String(e)),2)}}function a(e){return t({args:e,options:n,allowPositionals:!0,strict:!0})}async function o(t){let[{gate:n},{terminalVoice:r}]=await Promise.all([import(`./gate2.js`),import(`./terminal-voice.js`)]),i=r(process.stderr),a=new AbortController;process.once(`SIGINT`,()=>a.abort());let o=await n({directory:process.cwd(),base:t.base,head:t.head===void 0?{kind:`worktree`}:{kind:`revision`,ref:t.head},configPath:t.config,credentials:l(process.env),offline:t.offline,version:e(),log:i.log,signal:a.signal});i.end();let{writeReports:s,printResult:c}=await import(`./deliver.js`);return c(o,process.stdout,process.env),await s(o,t),{pass:0,block:1,error:2}[o.verdict]}async function s(e){let[{checkRepository:t},{renderCheck:n}]=await Promise.all([import(`./check.js`),import(`./check-text.js`)]),r=await t({directory:process.cwd(),configPath:e.config,credentials:l(process.env)});return p(n(r)),r.prompts.length>0&&r.prompts.every(e=>e.errors.length===0)?0:2}async function c(){let{runDemo:e}=await import(`./demo.js`);return await e({output:process.stdout,environment:process.env})}function l(e){return{openai:{apiKey:e.OPENAI_API_KEY||void 0,baseUrl:e.OPENAI_BASE_URL||void 0},anthropic:{apiKey:e.ANTHROPIC_API_KEY||void 0,baseUrl:e.ANTHROPIC_BASE_URL||void 0}}}function u(e){return e instanceof Error&&`code`in e&&String(e.code).startsWith(`ERR_PARSE_ARGS`)}async function d(e,t){if(e.code!==`ERR_PARSE_ARGS_UNKNOWN_OPTION`)return m(`${e.message.split(`. `)[0]}. See prompt-eval-gate --help.`),2;let r=Object.keys(n).map(e=>`--${e}`);return await f(t.map(e=>e.split(`=`)[0]??e).find(e=>e.startsWith(`-`)&&!r.includes(e))??``,r,`option`)}async function f(e,t,n){let{didYouMean:r}=await import(`./suggest.js`);return m(`unknown ${n} "${e}".${r(e,t)} See prompt-eval-gate --help.`),2}function p(e){return process.stdout.write(e),0}function m(e){process.stderr.write(`prompt-eval-gate: ${e}\n`)}export{};