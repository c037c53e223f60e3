import type { Plugin } from 'rolldown';
import { parseAst } from 'rolldown/parseAst';
import { providers } from '../../src/model/providers/table.ts';

/** Of the price list's forty providers, those that are ever asked for a price. */
const PROVIDERS = new Set(Object.values(providers).flatMap(({ priceList }) => priceList ?? []));

/** Leaves all other providers out of the bundle: nine tenths of the list, which every run would load. */
export function fewerPrices(): Plugin {
  return {
    name: 'fewer-prices',
    transform: {
      filter: { id: /@pydantic[\\/]genai-prices[\\/]dist[\\/]index\.js$/ },
      handler: (code) => keepProviders(code),
    },
  };
}

/**
 * The price list's module with those providers left.
 * @throws Error where the library is no longer written as this expects.
 */
export function keepProviders(code: string): string {
  const [first] = parseAst(code).body;
  const list = first?.type === 'VariableDeclaration' ? first.declarations[0]?.init : null;
  if (list?.type !== 'ArrayExpression') throw new Error('the price list is not where it was');
  const kept = list.elements.flatMap((element) => {
    const source = element ? code.slice(element.start, element.end) : '';
    return PROVIDERS.has(/^\{\s*id: "([^"]+)"/.exec(source)?.[1] ?? '') ? [source] : [];
  });
  if (kept.length !== PROVIDERS.size) throw new Error('the price list names its providers differently');
  return `${code.slice(0, list.start)}[${kept.join(',')}]${code.slice(list.end)}`;
}
