#!/usr/bin/env node
import{n as e,o as t,r as n,t as r}from"./basics.js";import{parseArgs as i}from"node:util";const a={base:{type:`string`},head:{type:`string`},config:{type:`string`,default:`.github/prompt-eval-gate.yml`},json:{type:`string`},html:{type:`string`},markdown:{type:`string`},junit:{type:`string`},offline:{type:`boolean`,default:!1},shard:{type:`string`,default:``},merge:{type:`boolean`,default:!1},outcomes:{type:`string`,default:``},discordance:{type:`string`},fresh:{type:`boolean`,default:!1},"dry-run":{type:`boolean`,default:!1},model:{type:`string`},help:{type:`boolean`,short:`h`,default:!1},version:{type:`boolean`,short:`v`,default:!1}},o={gate:l,check:u,selfcheck:d,init:f,demo:p};for(let e of[`uncaughtException`,`unhandledRejection`])process.once(e,e=>{S(e instanceof Error?e.message:String(e)),process.exit(2)});for(let e of[process.stdout,process.stderr])e.on(`error`,e=>{if(e.code!==`EPIPE`)throw e});process.exitCode=await s(process.argv.slice(2));async function s(e){try{let{values:t,positionals:n}=c(e);if(t.version)return x(`${r()}\n`);let[i,...a]=n;if(t.help||i===void 0)return x(`prompt-eval-gate: stops a prompt edit that makes any group of users worse off

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

Keys: OPENAI_API_KEY, OPENAI_BASE_URL, ANTHROPIC_API_KEY, ANTHROPIC_BASE_URL
Exit codes: 0 pass, 1 block, 2 the gate could not decide
`);let s=Object.hasOwn(o,i)?o[i]:void 0;return s?a[0]!==void 0&&s!==d?await b(a[0],[],`argument`):await s(t,a):await b(i,Object.keys(o),`command`)}catch(t){return v(t)?await y(t,e):(S(t instanceof Error?t.message:String(t)),2)}}function c(e){return i({args:e,options:a,allowPositionals:!0,strict:!0})}async function l(t){let[{gate:n},{outcomesOf:i},{terminalVoice:a}]=await Promise.all([import(`./gate.js`),import(`./shard.js`),import(`./terminal-voice.js`)]),o=i(t),s=a(process.stderr),c=await n({directory:process.cwd(),base:t.base,head:t.head===void 0?{kind:`worktree`}:{kind:`revision`,ref:t.head},trusted:t.head===void 0,configPath:t.config,credentials:h(process.env),offline:t.offline,...o&&{outcomes:o},version:r(),log:s.log,signal:_()});s.end();let l=e(c,g());if(o?.kind===`shard`&&l.verdict===`pass`){let{shardText:e}=await import(`./report-shard-text.js`);return x(`${e(l)}\n`)}let{writeReports:u,printResult:d}=await import(`./deliver.js`);return d(l,process.stdout,process.env),await u(l,t),{pass:0,block:1,error:2}[l.verdict]}async function u(e){let[{checkRepository:t},{renderCheck:n}]=await Promise.all([import(`./check.js`),import(`./report-check-text.js`)]),r=await t({directory:process.cwd(),configPath:e.config,credentials:h(process.env),...e.discordance!==void 0&&{discordance:m(e.discordance)}});return x(n(r)),r.prompts.length>0&&r.prompts.every(e=>e.errors.length===0)?0:2}async function d(e,t){let[{selfCheckRepository:n},{renderSelfCheck:r},{terminalVoice:i}]=await Promise.all([import(`./self-check.js`),import(`./report-self-check-text.js`),import(`./terminal-voice.js`)]),a=i(process.stderr),o=await n({directory:process.cwd(),configPath:e.config,paths:t,credentials:h(process.env),fresh:e.fresh,offline:e.offline,log:a.log,signal:_()});return a.end(),x(r(o))}async function f(e){let[{initRepository:t},{renderInit:n},{secretOf:r}]=await Promise.all([import(`./init.js`),import(`./report-init-text.js`),import(`./init-workflow.js`)]),i=await t({directory:process.cwd(),configPath:e.config,credentials:h(process.env),dryRun:e[`dry-run`],model:e.model});return x(n(i,i.providers.map(r))),i.ready?0:2}async function p(){let{runDemo:e}=await import(`./demo.js`);return await e({output:process.stdout,environment:process.env})}function m(e){let t=/^\d+(\.\d+)?%$/.test(e)?Number(e.slice(0,-1))/100:Number(e);if(t>=0&&t<1)return t;throw Error(`--discordance is a share such as 15% or 0.15, not "${e}".`)}function h(e){return{openai:{apiKey:e.OPENAI_API_KEY||void 0,baseUrl:e.OPENAI_BASE_URL||void 0},anthropic:{apiKey:e.ANTHROPIC_API_KEY||void 0,baseUrl:e.ANTHROPIC_BASE_URL||void 0}}}function g(){let{openai:e,anthropic:t}=h(process.env);return[e.apiKey??``,t.apiKey??``].filter(e=>e!==``)}function _(){let e=new AbortController;return process.once(`SIGINT`,()=>e.abort(new t(`The run was stopped.`,{remedy:`Answers that came are kept: the same command goes on from there.`}))),e.signal}function v(e){return e instanceof Error&&`code`in e&&String(e.code).startsWith(`ERR_PARSE_ARGS`)}async function y(e,t){if(e.code!==`ERR_PARSE_ARGS_UNKNOWN_OPTION`)return S(`${e.message.split(`. `)[0]}. See prompt-eval-gate --help.`),2;let n=Object.keys(a).map(e=>`--${e}`);return await b(t.map(e=>e.split(`=`)[0]??e).find(e=>e.startsWith(`-`)&&!n.includes(e))??``,n,`option`)}async function b(e,t,n){let{didYouMean:r}=await import(`./config-suggest.js`);return S(`unknown ${n} "${e}".${r(e,t)} See prompt-eval-gate --help.`),2}function x(e){return process.stdout.write(e),0}function S(e){process.stderr.write(`prompt-eval-gate: ${n(e,g())}\n`)}export{};