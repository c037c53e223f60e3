/**
 * Calls promptfoo's function and tells what it came to. An error that it throws is an answer that fails, as in promptfoo,
 * except where it reaches for something that is not here: then nothing can be said about the answer. Its input is
 * `{ output, context, body, wantsOutput }`: `body` is that of a function which is written in the suite; with
 * `wantsOutput` it is a `transform`, of which any value is taken.
 */
const RUNNER = `
const NOT_HERE = /^'?(?:process|require|module|exports|__dirname|__filename|fetch|XMLHttpRequest|WebSocket|Buffer|Worker|set(?:Timeout|Interval|Immediate))'? is not defined$/;
class Absent extends Error {}
const absent = (name) => {
  const refuse = () => { throw new Absent(name + ' is not here: there is no package, network, file, process or timer'); };
  return new Proxy(refuse, { get: refuse, set: refuse, has: refuse, apply: refuse, construct: refuse });
};
const isAbsence = (error) => error instanceof Absent || /^require\\("/.test(error?.message ?? '')
  || (error instanceof ReferenceError && NOT_HERE.test(error.message));
const kindOf = (value) => value === null ? 'null' : typeof value === 'number' ? String(value) : typeof value;
const isResult = (value) => typeof value === 'object' && value !== null && typeof value.pass === 'boolean'
  && Number.isFinite(value.score) && typeof value.reason === 'string';
const failing = (parts) => Array.isArray(parts)
  ? parts.filter((part) => part?.pass === false).slice(0, 5).map(({ reason }) => String(reason ?? '').slice(0, 300)) : [];
export const run = async (check, { output, context, wantsOutput }) => {
  try {
    const result = await check(output, context, absent('process'), absent('require'));
    if (wantsOutput) {
      return result === undefined || result === null ? { kind: 'other', what: kindOf(result) } : { kind: 'output', output: result };
    }
    if (typeof result === 'boolean' || Number.isFinite(result)) return { kind: 'value', value: result };
    if (!isResult(result)) return { kind: 'other', what: kindOf(result) };
    const { pass, score, reason, componentResults } = result;
    return { kind: 'graded', pass, score, reason: reason.slice(0, 2000), failed: failing(componentResults) };
  } catch (error) {
    if (isAbsence(error)) throw error;
    return { kind: 'threw', message: String(error instanceof Error ? error.message : error).slice(0, 500) };
  }
};
`;

/** The module that runs assertions which are written in the suite. */
export const INLINE_RUNNER = `${RUNNER}
export default (_, input) => run(new Function('output', 'context', 'process', 'require', input.body), input);
`;

/** The module that runs a function of a file: the named one, else the default export. */
export function fileRunner(path: string, name: string | undefined): string {
  const wanted = JSON.stringify(name ?? null);
  return `import * as module from ${JSON.stringify(`./${path}`)};
${RUNNER}
const wanted = ${wanted};
const exported = module.default;
const check = wanted === null
  ? (typeof exported === 'function' ? exported : exported?.default)
  : (module[wanted] ?? exported?.[wanted]);
if (typeof check !== 'function') {
  throw new Error(wanted === null ? 'it exports no function by default' : 'it exports no function ' + wanted);
}
export default (_, input) => run(check, input);
`;
}
