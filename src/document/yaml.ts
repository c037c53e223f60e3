import type { Alias, Pair, Range, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { isAlias, isMap, isScalar, isSeq, LineCounter } from 'yaml';
import { ConfigurationError, type Place } from '../base/errors.ts';
import type { Json } from '../base/json.ts';
import { offsetAt, placesIn, readPlain } from './plain.ts';
import { guardDepth, parseTree, placeOfOffset } from './yaml-tree.ts';

/** A YAML (or JSON) file, read: its value, and the place of each part of it. */
export type YamlDocument = {
  path: string;
  value: Json;
  /** Place of the value at `keys`; if it does not exist, of the closest existing parent. */
  placeOf(keys: readonly PropertyKey[]): Place;
  /** Place of the last of `keys` as a key; for a list's item, of the item itself. */
  placeOfKey(keys: readonly PropertyKey[]): Place;
};

/** Aliases may expand a file to this many characters at most (a "billion laughs" would grow without end). */
const MAX_EXPANDED_CHARACTERS = 20_000_000;
const NODE_CHARACTERS = 8;

type Node = YAMLMap | YAMLSeq | Scalar | Alias;
type Converted = { value: Json; characters: number };
type Entry = { key: Node | undefined; value: Node };
type Entries = Map<string, Entry>;

/** State of one conversion, which placeOf reads later. */
type Reading = {
  path: string;
  lines: LineCounter;
  anchors: Map<string, Node>;
  targets: Map<Alias, Node>;
  converted: Map<Node, Converted>;
  entries: Map<YAMLMap, Entries>;
  expanded: number;
};

/**
 * Reads one YAML document (JSON is YAML). `path` names the file in errors.
 * Merge keys (`<<`) and aliases are followed.
 * Throws ConfigurationError with line and column for any YAML error or warning, and for duplicate keys, tags outside
 * YAML's core schema, keys that are not text, `__proto__`, and aliases that expand without limit.
 */
export function parseYaml(text: string, path: string): YamlDocument {
  return parsePlain(text, path) ?? parseAny(text, path);
}

/** Reads a plain document, without the library; undefined for any other. */
function parsePlain(text: string, path: string): YamlDocument | undefined {
  const document = readPlain(text);
  if (document === undefined) return undefined;
  const placeOf = placesIn(text, path);
  return {
    path,
    value: document.value,
    placeOf: (keys) => placeOf(offsetAt(document, keys, 'value')),
    placeOfKey: (keys) => placeOf(offsetAt(document, keys, 'key')),
  };
}

/** Reads any document with the library: the same as `parseYaml`, more slowly. */
export function parseAny(text: string, path: string): YamlDocument {
  const lines = new LineCounter();
  const reading: Reading = {
    path,
    lines,
    anchors: new Map(),
    targets: new Map(),
    converted: new Map(),
    entries: new Map(),
    expanded: 0,
  };
  const document = parseTree(text, reading);
  const root = asNode(document.contents);
  const value = root ? guardDepth(path, () => convert(root, reading)).value : null;
  return {
    path,
    value,
    placeOf: (keys) => placeAt(root, keys, reading, 'value'),
    placeOfKey: (keys) => placeAt(root, keys, reading, 'key'),
  };
}

function convert(node: Node, reading: Reading): Converted {
  if (!isAlias(node) && node.anchor) reading.anchors.set(node.anchor, node);
  const converted = isAlias(node) ? expand(node, reading) : convertOwn(node, reading);
  reading.converted.set(node, converted);
  return converted;
}

function convertOwn(node: Exclude<Node, Alias>, reading: Reading): Converted {
  if (isScalar(node)) return convertScalar(node, reading);
  if (isSeq(node)) {
    const items: Json[] = [];
    let characters = NODE_CHARACTERS;
    for (const item of node.items) {
      const converted = convert(requireNode(item), reading);
      items.push(converted.value);
      characters += converted.characters;
    }
    return { value: items, characters };
  }
  const object: { [key: string]: Json } = {};
  let characters = NODE_CHARACTERS;
  for (const [key, entry] of entriesOf(node, reading)) {
    const converted = reading.converted.get(entry.value) ?? convert(entry.value, reading);
    object[key] = converted.value;
    characters += key.length + converted.characters;
  }
  return { value: object, characters };
}

function convertScalar(node: Scalar, reading: Reading): Converted {
  const value = node.value;
  if (value === null || value === undefined) return { value: null, characters: NODE_CHARACTERS };
  if (typeof value === 'boolean') return { value, characters: NODE_CHARACTERS };
  if (typeof value === 'string') return { value, characters: NODE_CHARACTERS + value.length };
  if (typeof value === 'symbol') return { value: '<<', characters: NODE_CHARACTERS };
  const source = node.source ?? '';
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    throw problem(node, reading, `${source || 'This value'} cannot be used here; expected a finite number.`);
  }
  if (/^[-+]?\d+$/.test(source) && !Number.isSafeInteger(value)) {
    throw problem(
      node,
      reading,
      `The number ${source} has too many digits to be kept exactly.`,
      'Put it in quotes.',
    );
  }
  return { value, characters: NODE_CHARACTERS };
}

function expand(alias: Alias, reading: Reading): Converted {
  const target = reading.anchors.get(alias.source);
  if (!target) {
    throw problem(alias, reading, `The alias *${alias.source} has no anchor &${alias.source} before it.`);
  }
  const converted = reading.converted.get(target);
  if (!converted) throw problem(alias, reading, `The alias *${alias.source} contains itself.`);
  reading.targets.set(alias, target);
  reading.expanded += converted.characters;
  if (reading.expanded > MAX_EXPANDED_CHARACTERS) {
    throw problem(alias, reading, 'The aliases of this file expand to more than 20 million characters.');
  }
  return converted;
}

/** A mapping's own keys, followed by those it merges in; an own key wins over a merged one. */
function entriesOf(map: YAMLMap, reading: Reading): Entries {
  const known = reading.entries.get(map);
  if (known) return known;
  const own: Entries = new Map();
  const merged: Entries = new Map();
  for (const pair of map.items) {
    const key = asNode(pair.key);
    const value = pairValue(pair, key, reading);
    // Converted in the file's order, so that an anchor comes before its aliases.
    convert(value, reading);
    if (key && isScalar(key) && typeof key.value === 'symbol') {
      for (const source of mergeSources(value, reading)) {
        for (const [name, entry] of entriesOf(source, reading))
          if (!merged.has(name)) merged.set(name, entry);
      }
      continue;
    }
    const name = keyOf(key, value, reading);
    if (own.has(name))
      throw problem(key ?? value, reading, `The key "${name}" stands here twice.`, 'Keep one of them.');
    own.set(name, { key, value });
  }
  for (const [name, entry] of merged) if (!own.has(name)) own.set(name, entry);
  reading.entries.set(map, own);
  return own;
}

function pairValue(pair: Pair, key: Node | undefined, reading: Reading): Node {
  const value = asNode(pair.value);
  if (value) return value;
  // `{ a }` and `? a` have a key only.
  throw problem(
    key,
    reading,
    'This key has no value.',
    'Write a colon and the value after it; inside braces, a text with a comma needs quotes.',
  );
}

function mergeSources(value: Node, reading: Reading): YAMLMap[] {
  const source = isAlias(value) ? reading.targets.get(value) : value;
  if (isMap(source)) return [source];
  if (isSeq(source)) return source.items.flatMap((item) => mergeSources(requireNode(item), reading));
  throw problem(value, reading, 'Only mappings can be merged with `<<`.');
}

function keyOf(key: Node | undefined, value: Node, reading: Reading): string {
  if (!key || !isScalar(key)) throw problem(key ?? value, reading, 'A key has to be plain text.');
  const { value: name } = convertScalar(key, reading);
  if (key.anchor) reading.anchors.set(key.anchor, key);
  if (name === null) throw problem(key, reading, 'A key is missing before the colon.');
  if (name === '__proto__') throw problem(key, reading, 'The key "__proto__" is not allowed.');
  return typeof name === 'string' ? name : (key.source ?? String(name));
}

function asNode(value: unknown): Node | undefined {
  return isMap(value) || isSeq(value) || isScalar(value) || isAlias(value) ? value : undefined;
}

function requireNode(value: unknown): Node {
  const node = asNode(value);
  if (!node) throw new Error('the yaml library gave a list item that is no node');
  return node;
}

function placeAt(
  root: Node | undefined,
  keys: readonly PropertyKey[],
  reading: Reading,
  which: 'value' | 'key',
): Place {
  let node = root;
  let keyNode = root;
  for (const key of keys) {
    const target = node && isAlias(node) ? reading.targets.get(node) : node;
    const next = target && step(target, key, reading);
    if (!next) break;
    node = next.value;
    keyNode = next.key ?? next.value;
  }
  const found = which === 'key' ? keyNode : node;
  return placeOfOffset(startOf(found), reading.lines, reading.path);
}

function step(node: Node, key: PropertyKey, reading: Reading): Entry | undefined {
  if (isMap(node)) return entriesOf(node, reading).get(String(key));
  if (!isSeq(node)) return undefined;
  const item = asNode(node.items[Number(key)]);
  return item && { key: undefined, value: item };
}

function startOf(node: Node | undefined): number {
  const range: Range | null | undefined = node?.range;
  return range ? range[0] : 0;
}

function problem(
  node: Node | undefined,
  reading: Reading,
  sentence: string,
  remedy?: string,
): ConfigurationError {
  const place = placeOfOffset(startOf(node), reading.lines, reading.path);
  return new ConfigurationError(sentence, { place, remedy });
}
