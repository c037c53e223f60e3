#!/usr/bin/env node
import{a as e,d as t,i as n,r,s as i,t as a}from"./basics.js";import{parseArgs as o}from"node:util";const s={base:{type:`string`},head:{type:`string`},config:{type:`string`,default:`.github/prompt-eval-gate.yml`},json:{type:`string`},html:{type:`string`},markdown:{type:`string`},junit:{type:`string`},offline:{type:`boolean`,default:!1},shard:{type:`string`,default:``},merge:{type:`boolean`,default:!1},outcomes:{type:`string`,default:``},discordance:{type:`string`},fresh:{type:`boolean`,default:!1},"dry-run":{type:`boolean`,default:!1},model:{type:`string`},help:{type:`boolean`,short:`h`,default:!1},version:{type:`boolean`,short:`v`,default:!1}},c={gate:d,check:f,selfcheck:p,init:m,demo:h};for(let e of[`uncaughtException`,`unhandledRejection`])process.once(e,e=>{C(e instanceof Error?e.message:String(e)),process.exit(2)});for(let e of[process.stdout,process.stderr])e.on(`error`,e=>{if(e.code!==`EPIPE`)throw e});process.exitCode=await l(process.argv.slice(2));async function l(e){try{let{values:t,positionals:n}=u(e);if(t.version)return S(`${a()}\n`);let[r,...i]=n;if(t.help||r===void 0)return S(`prompt-eval-gate: stops a prompt edit that makes any group of users worse off

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
`);let o=Object.hasOwn(c,r)?c[r]:void 0;return o?i[0]!==void 0&&o!==p?await x(i[0],[],`argument`):await o(t,i):await x(r,Object.keys(c),`command`)}catch(t){return y(t)?await b(t,e):(C(t instanceof Error?t.message:String(t)),2)}}function u(e){return o({args:e,options:s,allowPositionals:!0,strict:!0})}async function d(t){let[{gate:n},{outcomesOf:i},{terminalVoice:o}]=await Promise.all([import(`./gate.js`),import(`./shard.js`),import(`./terminal-voice.js`)]),s=i(t),c=o(process.stderr),l=await n({directory:process.cwd(),base:t.base,head:t.head===void 0?{kind:`worktree`}:{kind:`revision`,ref:t.head},trusted:t.head===void 0,configPath:t.config,credentials:e(process.env),offline:t.offline,tidiesStore:!0,...s&&{outcomes:s},version:a(),log:c.log,signal:v()});c.end();let u=r(l,_());if(s?.kind===`shard`&&u.verdict===`pass`){let{shardText:e}=await import(`./report-shard-text.js`);return S(`${e(u)}\n`)}let{writeReports:d,printResult:f}=await import(`./deliver.js`);return f(u,process.stdout,process.env),await d(u,t),{pass:0,block:1,error:2}[u.verdict]}async function f(t){let[{checkRepository:n},{renderCheck:r}]=await Promise.all([import(`./check.js`),import(`./report-check-text.js`)]),i=await n({directory:process.cwd(),configPath:t.config,credentials:e(process.env),...t.discordance!==void 0&&{discordance:g(t.discordance)}});return S(r(i)),i.prompts.length>0&&i.prompts.every(e=>e.errors.length===0)?0:2}async function p(t,n){let[{selfCheckRepository:r},{renderSelfCheck:i},{terminalVoice:a}]=await Promise.all([import(`./self-check.js`),import(`./report-self-check-text.js`),import(`./terminal-voice.js`)]),o=a(process.stderr),s=await r({directory:process.cwd(),configPath:t.config,paths:n,credentials:e(process.env),fresh:t.fresh,offline:t.offline,log:o.log,signal:v()});return o.end(),S(i(s))}async function m(t){let[{initRepository:n},{renderInit:r}]=await Promise.all([import(`./init.js`),import(`./report-init-text.js`)]),i=await n({directory:process.cwd(),configPath:t.config,credentials:e(process.env),dryRun:t[`dry-run`],model:t.model});return S(r(i,i.secrets)),i.ready?0:2}async function h(){let{runDemo:e}=await import(`./demo.js`);return await e({output:process.stdout,environment:process.env})}function g(e){let t=/^\d+(\.\d+)?%$/.test(e)?Number(e.slice(0,-1))/100:Number(e);if(t>=0&&t<1)return t;throw Error(`--discordance is a share such as 15% or 0.15, not "${e}".`)}function _(){return i(e(process.env))}function v(){let e=new AbortController;return process.once(`SIGINT`,()=>e.abort(new t(`The run was stopped.`,{remedy:`Answers that came are kept: the same command goes on from there.`}))),e.signal}function y(e){return e instanceof Error&&`code`in e&&String(e.code).startsWith(`ERR_PARSE_ARGS`)}async function b(e,t){if(e.code!==`ERR_PARSE_ARGS_UNKNOWN_OPTION`)return C(`${e.message.split(`. `)[0]}. See prompt-eval-gate --help.`),2;let n=Object.keys(s).map(e=>`--${e}`);return await x(t.map(e=>e.split(`=`)[0]??e).find(e=>e.startsWith(`-`)&&!n.includes(e))??``,n,`option`)}async function x(e,t,n){let{didYouMean:r}=await import(`./config-suggest.js`);return C(`unknown ${n} "${e}".${r(e,t)} See prompt-eval-gate --help.`),2}function S(e){return process.stdout.write(e),0}function C(e){process.stderr.write(`prompt-eval-gate: ${n(e,_())}\n`)}export{};