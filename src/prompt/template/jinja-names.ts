import { Environment } from './jinja-library.ts';

/** Names that every template has. */
export const GLOBALS: readonly string[] = [
  ...['true', 'false', 'none', 'True', 'False', 'None', 'range', 'namespace'],
];

/** The filters of the engine, nunjucks' `dump`, and promptfoo's `load`. */
export const filterNames: readonly string[] = [
  ...[
    'abs',
    'bool',
    'capitalize',
    'default',
    'dictsort',
    'dump',
    'first',
    'float',
    'get',
    'indent',
    'int',
    'items',
    'join',
  ],
  ...['keys', 'last', 'length', 'list', 'load', 'lower', 'map', 'rejectattr', 'replace', 'reverse', 'safe'],
  ...['selectattr', 'sort', 'string', 'title', 'tojson', 'trim', 'unique', 'upper', 'values'],
];

/** Jinja's short names. */
const ALIASES: Record<string, string> = { d: 'default', count: 'length' };

/** The engine's own name of a filter; undefined if it has no such filter. */
export function standardFilter(name: string): string | undefined {
  const standard = Object.hasOwn(ALIASES, name) ? (ALIASES[name] ?? name) : name;
  return filterNames.includes(standard) ? standard : undefined;
}

/** The tests of the engine, as in `is defined`. */
export function testNames(): string[] {
  return [...new Environment().tests.keys()];
}
