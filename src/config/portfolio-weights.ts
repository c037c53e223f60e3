import { isDeepStrictEqual } from 'node:util';
import { isMap, isNode, isScalar, parseDocument, type YAMLMap } from 'yaml';
import type { Weights } from '../domain/portfolio.ts';

/**
 * A portfolio's file with other weights: only the numbers change, so comments and layout stay.
 * @param weights slots of 10,000; a version that the file does not list in a segment is left out
 * @returns null where the file writes its weights in a way that cannot be edited in place, such as an alias
 */
export function withWeights(text: string, weights: Weights): string | null {
  const segments = parseDocument(text).get('weights', true);
  if (!isMap(segments)) return null;
  const edits: { from: number; to: number; text: string }[] = [];
  for (const [segment, ofSegment] of Object.entries(weights)) {
    const versions = scalarOf(segments, segment);
    if (!isMap(versions)) return null;
    for (const [version, slots] of Object.entries(ofSegment)) {
      const value = scalarOf(versions, version);
      if (value === undefined && slots === 0) continue;
      if (!isScalar(value) || !value.range) return null;
      const [from, to] = value.range;
      edits.push({ from, to, text: percent(slots) });
    }
  }
  const ordered = edits.sort((a, b) => b.from - a.from);
  return ordered.reduce(
    (edited, { from, to, text: value }) => edited.slice(0, from) + value + edited.slice(to),
    text,
  );
}

/**
 * A portfolio's file without its `experiment:`; what stands around it stays.
 * @returns null where it is written in a way that cannot be cut out
 */
export function withoutExperiment(text: string): string | null {
  const document = parseDocument(text);
  const { contents } = document;
  if (!isMap(contents) || contents.flow) return null;
  const pair = contents.items.find(({ key }) => isScalar(key) && key.value === 'experiment');
  if (pair === undefined) return text;
  const [from] = (isScalar(pair.key) ? pair.key.range : undefined) ?? [];
  const [, , to] = (isNode(pair.value) ? pair.value.range : undefined) ?? [];
  if (from === undefined || to === undefined) return null;
  const rest = text.slice(0, from) + text.slice(to);
  document.delete('experiment');
  return isDeepStrictEqual(parseDocument(rest).toJS(), document.toJS()) ? rest : null;
}

/** A key may be written as a text or a number: `1.10.0` is a text, `1.0` a number. */
function scalarOf(map: YAMLMap, key: string): unknown {
  const pair = map.items.find(({ key: own }) => isScalar(own) && (own.source ?? String(own.value)) === key);
  return pair?.value;
}

function percent(slots: number): string {
  return `${Number((slots / 100).toFixed(2))}%`;
}
