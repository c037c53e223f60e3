import { ConfigurationError } from '../base/errors.ts';
import { quote } from '../document/describe.ts';
import { nearest, suggestion } from '../document/suggest.ts';
import { formatKeys } from '../document/validate.ts';
import type { YamlDocument } from '../document/yaml.ts';
import type { Notice } from '../domain/notice.ts';
import { PARAMETER_NAMES } from '../prompt/parameters.ts';
import { KNOWN_KEYS, type Test, type TestAssertion } from './test-schema.ts';

/** promptfoo's names for other places: no misspelling where they stand. */
const OF_OTHER_PLACES = ['providers', 'prompts', 'tests'];

type Kind = keyof typeof KNOWN_KEYS;
type Keys = readonly (string | number)[];

/** Other tools' names, which are too different from promptfoo's to be near misses. */
const OTHER_NAMES: Record<string, string> = { assertions: 'assert', variables: 'vars' };

/** What is looked through: one mapping of a test, and where it stands in its document. */
type Part = { kind: Kind; value: object; at: Keys };

/**
 * The keys of a test that are not read, one notice for each; promptfoo allows any. Those that look like misspelt ones are
 * mistakes, and so are parameters of the model: they would have to be in the request.
 * @param at where the test stands in the document
 */
export function unreadKeys(
  test: Test,
  document: YamlDocument,
  at: Keys,
): { notices: Notice[]; mistakes: ConfigurationError[] } {
  const mistakes: ConfigurationError[] = [];
  const notices: Notice[] = [];
  for (const part of partsOf(test, at)) {
    for (const key of Object.keys(part.value)) {
      if (KNOWN_KEYS[part.kind].includes(key)) continue;
      const mistake = mistakeOf(key, part, document);
      if (mistake === null) notices.push({ code: 'key-not-read', key, of: part.kind });
      else mistakes.push(mistake);
    }
  }
  return { notices, mistakes };
}

function partsOf(test: Test, at: Keys): Part[] {
  const options: Part[] = test.options
    ? [{ kind: 'options', value: test.options, at: [...at, 'options'] }]
    : [];
  return [{ kind: 'test', value: test, at }, ...options, ...assertionsIn(test.assert, at)];
}

function assertionsIn(assertions: readonly TestAssertion[] | null | undefined, at: Keys): Part[] {
  return (assertions ?? []).flatMap((assertion, index) => {
    const place = [...at, 'assert', index];
    return [
      { kind: 'assertion' as const, value: assertion, at: place },
      ...assertionsIn(assertion.assert, place),
    ];
  });
}

function mistakeOf(key: string, { kind, at }: Part, document: YamlDocument): ConfigurationError | null {
  const place = document.placeOfKey([...at, key]);
  if (kind === 'options' && PARAMETER_NAMES.includes(key)) {
    return new ConfigurationError(`\`options.${key}\` is a parameter of the model, for single cases.`, {
      place,
      remedy: "Write it where the prompt's model is named: all cases are asked with the same parameters.",
    });
  }
  if (OF_OTHER_PLACES.includes(key)) return null;
  const meant = (Object.hasOwn(OTHER_NAMES, key) && OTHER_NAMES[key]) || nearest(key, KNOWN_KEYS[kind]);
  if (meant === null) return null;
  const inside = at.length === 0 ? '' : ` in \`${formatKeys(at)}\``;
  return new ConfigurationError(`Unknown key ${quote(key)}${inside}.${suggestion(meant)}`, { place });
}
