#!/usr/bin/env node
import{a as e,l as t,p as n,r,s as i,u as a}from"./basics.js";import{fileURLToPath as o}from"node:url";import{parseArgs as s}from"node:util";const c={base:{type:`string`},head:{type:`string`},config:{type:`string`,default:`.github/prompt-eval-gate.yml`},json:{type:`string`},html:{type:`string`},markdown:{type:`string`},junit:{type:`string`},offline:{type:`boolean`,default:!1},shard:{type:`string`,default:``},merge:{type:`boolean`,default:!1},outcomes:{type:`string`,default:``},discordance:{type:`string`},fresh:{type:`boolean`,default:!1},"dry-run":{type:`boolean`,default:!1},model:{type:`string`},help:{type:`boolean`,short:`h`,default:!1},version:{type:`boolean`,short:`v`,default:!1}},l={gate:f,check:p,selfcheck:m,init:h,demo:g};for(let e of[`uncaughtException`,`unhandledRejection`])process.once(e,e=>{w(e instanceof Error?e.message:String(e)),process.exit(2)});for(let e of[process.stdout,process.stderr])e.on(`error`,e=>{if(e.code!==`EPIPE`)throw e});process.exitCode=await u(process.argv.slice(2));async function u(e){try{let{values:t,positionals:n}=d(e);if(t.version)return C(`${i()}\n`);let[r,...a]=n;if(t.help||r===void 0)return C(`prompt-eval-gate: stops a prompt edit that makes any group of users worse off

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
  --shard I/N       run one part of N, and leave its outcomes in --outcomes DIR
  --merge           gather what all shards left in --outcomes DIR, decide and report

Options of check and selfcheck
  --config FILE     as above, read from the working tree
  --discordance P%  check: cases that differ between two harmless versions (default 15%; selfcheck measures it)
  --fresh           selfcheck: ask anew, whatever is stored (--offline: only what is stored)

Options of init
  --dry-run         print what would be written
  --model NAME      for prompts whose own model the gate cannot ask, e.g. openai:gpt-4.1-mini-2025-04-14
  --config FILE     where the policy is written

  --help, --version

Keys: OPENAI_API_KEY, OPENAI_BASE_URL, ANTHROPIC_API_KEY, ANTHROPIC_BASE_URL, and any *_API_KEY
      that the policy names as key-variable
Exit codes: 0 pass, 1 block, 2 the gate could not decide
`);let o=Object.hasOwn(l,r)?l[r]:void 0;return o?a[0]!==void 0&&o!==m?await S(a[0],[],`argument`):await o(t,a):await S(r,Object.keys(l),`command`)}catch(t){return b(t)?await x(t,e):(w(t instanceof Error?t.message:String(t)),2)}}function d(e){return s({args:e,options:c,allowPositionals:!0,strict:!0})}async function f(e){let[{gate:n},{shard:a},{outcomesOf:o},{terminalVoice:s}]=await Promise.all([import(`./commands-gate.js`),import(`./commands-shard.js`),import(`./compare-shards-shard.js`),import(`./commands-voice.js`)]),c=o(e),l=s(process.stderr),u={directory:process.cwd(),base:e.base,head:e.head===void 0?{kind:`worktree`}:{kind:`revision`,ref:e.head},trusted:e.head===void 0,configPath:e.config,credentials:r(process.env),offline:e.offline,tidiesStore:!0,version:i(),log:l.log,signal:y()},d=c?.kind===`shard`?await a({...u,outcomes:c}):{kind:`result`,result:await n({...u,...c&&{outcomes:c}})};if(l.end(),d.kind===`answered`){let{shardText:e}=await import(`./report-terminal-shard.js`);return C(`${e(d.shard,d.usage)}\n`)}let f=t(d.result,v()),{writeReports:p,printResult:m}=await import(`./report-files.js`);return m(f,process.stdout,process.env),await p(f,e),{pass:0,block:1,error:2}[f.verdict]}async function p(e){let[{checkRepository:t},{renderCheck:n}]=await Promise.all([import(`./commands-check-check.js`),import(`./commands-check-tell.js`)]),i=await t({directory:process.cwd(),configPath:e.config,credentials:r(process.env),...e.discordance!==void 0&&{discordance:_(e.discordance)}});return C(n(i)),i.prompts.length>0&&i.prompts.every(e=>e.errors.length===0)?0:2}async function m(e,t){let[{selfCheckRepository:n},{renderSelfCheck:i},{terminalVoice:a}]=await Promise.all([import(`./commands-selfcheck-selfcheck.js`),import(`./commands-selfcheck-tell.js`),import(`./commands-voice.js`)]),o=a(process.stderr),s=await n({directory:process.cwd(),configPath:e.config,paths:t,credentials:r(process.env),fresh:e.fresh,offline:e.offline,log:o.log,signal:y()});return o.end(),C(i(s))}async function h(e){let[{initRepository:t},{renderInit:n}]=await Promise.all([import(`./commands-init-init.js`),import(`./commands-init-tell.js`)]),i=await t({directory:process.cwd(),configPath:e.config,credentials:r(process.env),dryRun:e[`dry-run`],model:e.model});return C(n(i,i.secrets)),i.ready?0:2}async function g(){let{runDemo:e}=await import(`./commands-demo.js`);return await e({example:o(new URL(`../fixtures/demo`,import.meta.url)),output:process.stdout,environment:process.env})}function _(e){let t=/^\d+(\.\d+)?%$/.test(e)?Number(e.slice(0,-1))/100:Number(e);if(t>=0&&t<1)return t;throw Error(`--discordance is a share such as 15% or 0.15, not "${e}".`)}function v(){return e(r(process.env))}function y(){let e=new AbortController;return process.once(`SIGINT`,()=>e.abort(new n(`The run was stopped.`,{remedy:`Answers that came are kept: the same command goes on from there.`}))),e.signal}function b(e){return e instanceof Error&&`code`in e&&String(e.code).startsWith(`ERR_PARSE_ARGS`)}async function x(e,t){if(e.code!==`ERR_PARSE_ARGS_UNKNOWN_OPTION`)return w(`${e.message.split(`. `)[0]}. See prompt-eval-gate --help.`),2;let n=Object.keys(c).map(e=>`--${e}`);return await S(t.map(e=>e.split(`=`)[0]??e).find(e=>e.startsWith(`-`)&&!n.includes(e))??``,n,`option`)}async function S(e,t,n){let{didYouMean:r}=await import(`./document-suggest.js`);return w(`unknown ${n} "${e}".${r(e,t)} See prompt-eval-gate --help.`),2}function C(e){return process.stdout.write(e),0}function w(e){process.stderr.write(`prompt-eval-gate: ${a(e,v())}\n`)}export{};