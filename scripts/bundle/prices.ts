import type { Plugin } from 'rolldown';
import { parseAst } from 'rolldown/parseAst';
import { providers } from '../../src/model/providers/table.ts';
import { VENDORS } from '../../src/model/vendors.ts';

/** The price list's names of our providers and vendors; the list has about thirty others. */
const PROVIDERS = new Set(
  [...Object.values(providers), ...VENDORS].flatMap(({ priceList }) => priceList ?? []),
);

/** Leaves all other providers out of the bundle: more than half of the list, which every run would load. */
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
 * The price list's module with only those providers.
 * @throws Error if the library's code no longer has the expected form.
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
