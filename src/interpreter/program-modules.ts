/** Where the modules lie that are not the repository's. */
export const FOLDER = '.program';

/**
 * Makes two runs of a program agree: the clock stands still at the beginning of 2026 (UTC), and `Math.random` gives the
 * same numbers each time (mulberry32).
 */
export const DETERMINISTIC = `
const NOW = 1767225600000;
let state = 1;
Math.random = () => {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};
const Real = Date;
globalThis.Date = new Proxy(Real, {
  construct: (target, args, type) => Reflect.construct(target, args.length === 0 ? [NOW] : args, type),
  apply: () => new Real(NOW).toString(),
  get: (target, key) => (key === 'now' ? () => NOW : Reflect.get(target, key)),
});
Real.prototype.constructor = globalThis.Date;
`;

/** Calls what a module exports. Functions in the result would be lost in JSON, so they are refused by their path. */
const CALLER = `
const functionIn = (value, path) => {
  if (typeof value === 'function') return path;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, each] of Object.entries(value)) {
    const found = functionIn(each, Array.isArray(value) ? path + '[' + key + ']' : path === '' ? key : path + '.' + key);
    if (found !== null) return found;
  }
  return null;
};
const call = async (target, args) => {
  const value = typeof target === 'function' ? await target(...args) : target;
  if (value === undefined) return { kind: 'refused', problem: 'it returns nothing' };
  const found = functionIn(value, '');
  return found === null
    ? { kind: 'value', json: JSON.stringify(value) }
    : { kind: 'refused', problem: '\`' + found.slice(0, 100) + '\` in what it returns is a function: write its code as a text, or name its file' };
};
const absent = (name) => {
  const refuse = () => { throw new Error(name + ' is not here: there is no package, network, file, process or timer'); };
  return new Proxy(refuse, { get: refuse, set: refuse, has: refuse, apply: refuse, construct: refuse });
};
`;

/** The module that calls what a file exports by a name, else by default, as promptfoo finds it. */
export function fileModule(path: string, exported: string | undefined): string {
  const wanted = JSON.stringify(exported ?? null);
  return `import './deterministic.mjs';
import * as module from ${JSON.stringify(`../${path}`)};
${CALLER}
const wanted = ${wanted};
const whole = module.default?.default ?? module.default ?? module;
const target = wanted === null ? whole : (whole?.[wanted] ?? module[wanted]);
if (target === undefined) throw new Error('it exports no ' + wanted);
if (target === module) throw new Error('it has no default export');
export default (_, args) => call(target, args);
`;
}

/** The module that calls a function of this body. */
export function inlineModule(body: string, parameters: readonly string[]): string {
  const names = [...parameters, 'process', 'require'].map((name) => JSON.stringify(name)).join(', ');
  return `import './deterministic.mjs';
${CALLER}
const target = new Function(${names}, ${JSON.stringify(body)});
export default (_, args) => call(target, [...args, absent('process'), absent('require')]);
`;
}
