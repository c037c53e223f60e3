import type { Plugin } from 'rolldown';
import { parseAst } from 'rolldown/parseAst';

/** The parts of GitHub's API that `src/` calls, as `github.rest.<part>`. */
export const API_PARTS: readonly string[] = ['checks', 'issues', 'pulls', 'repos', 'users'];

/** Leaves the other forty parts of GitHub's API out of the bundle. */
export function fewerEndpoints(): Plugin {
  return {
    name: 'fewer-endpoints',
    transform: {
      filter: { id: /plugin-rest-endpoint-methods[\\/]dist-src[\\/]generated[\\/]endpoints\.js$/ },
      handler: (code) => keepEndpoints(code),
    },
  };
}

/**
 * The module of GitHub's endpoints with only those parts.
 * @throws Error if the library's code no longer has the expected form.
 */
export function keepEndpoints(code: string): string {
  const [first] = parseAst(code).body;
  const table = first?.type === 'VariableDeclaration' ? first.declarations[0]?.init : null;
  if (table?.type !== 'ObjectExpression') throw new Error('the endpoints of GitHub are not where they were');
  const kept = table.properties.flatMap((property) => {
    const source = code.slice(property.start, property.end);
    return API_PARTS.includes(/^(\w+):/.exec(source)?.[1] ?? '') ? [source] : [];
  });
  if (kept.length !== API_PARTS.length) throw new Error('the endpoints of GitHub are named differently');
  return `${code.slice(0, table.start)}{${kept.join(',')}}${code.slice(table.end)}`;
}
