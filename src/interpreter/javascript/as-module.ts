import * as nodeModule from 'node:module';
import { relativeSpecifiers, withSpecifiers } from './specifiers.ts';

const IS_TYPESCRIPT = /\.[cm]?ts$/i;
const IS_COMMON = /\.c[jt]s$/i;
const HAS_MODULE_SYNTAX = /^[ \t]{0,40}(?:import\b[^(.]|export\b)/m;
const HAS_COMMON_SYNTAX = /\bmodule\s*\.\s*exports\b|\bexports\s*\.\s*\w|\brequire\s*\(/;

/** A reason why a file cannot be made into a module: one sentence. */
export type NoModule = { problem: string };

/**
 * A JavaScript or TypeScript file as an ES module: types are stripped, and a CommonJS module exports `module.exports` by
 * default. Lines keep their numbers.
 * @param resolved the paths that its relative imports mean, as an import writes them
 */
export function asModule(
  { path, text }: { path: string; text: string },
  resolved: ReadonlyMap<string, string>,
): string | NoModule {
  const plain = IS_TYPESCRIPT.test(path) ? withoutTypes(text) : text;
  if (typeof plain !== 'string') return plain;
  const isCommon = IS_COMMON.test(path) || (!HAS_MODULE_SYNTAX.test(plain) && HAS_COMMON_SYNTAX.test(plain));
  return isCommon ? fromCommonJs(plain, resolved) : withSpecifiers(plain, resolved);
}

/** Node's own type stripping, which takes no syntax that needs more (`enum`, `namespace`). */
function withoutTypes(text: string): string | NoModule {
  const strip: unknown = Reflect.get(nodeModule, 'stripTypeScriptTypes');
  if (typeof strip !== 'function') {
    return { problem: 'TypeScript is read on Node 22.13 and later' };
  }
  const { emitWarning } = process;
  // It warns on each run that it is experimental, which says nothing to the reader of a report.
  process.emitWarning = () => {};
  try {
    return String(strip(text));
  } catch (error) {
    return {
      problem: `its types cannot be stripped: ${error instanceof Error ? error.message : String(error)}`,
    };
  } finally {
    process.emitWarning = emitWarning;
  }
}

function fromCommonJs(text: string, resolved: ReadonlyMap<string, string>): string {
  const required = relativeSpecifiers(text);
  const imports = required.map(
    (name, index) => `import * as $${index} from ${JSON.stringify(resolved.get(name) ?? name)};`,
  );
  const known = required.map((name, index) => `${JSON.stringify(name)}: $${index}`);
  const head = [
    ...imports,
    `const $known = { ${known.join(', ')} };`,
    'const require = (name) => {',
    "  if (!Object.hasOwn($known, name)) throw new Error('require(' + JSON.stringify(name) + '): ' + (/^[.]/.test(name) ? 'a file is found by a path that is written out, not by one that is computed' : 'there is no package, network, file or process here'));",
    "  const found = $known[name]; return 'default' in found ? found.default : found; };",
    'const module = { exports: {} };',
    '((exports, require, module) => {',
  ].join(' ');
  return `${head} ${text}\n})(module.exports, require, module);\nexport default module.exports;\n`;
}
