import { ConfigurationError, type Place, readEach } from '../../base/errors.ts';
import { isMapping, type Json } from '../../base/json.ts';
import { parseYaml } from '../../document/yaml.ts';
import type { SuiteText } from '../files.ts';
import { parseRows, refuseRepeated } from '../readers/csv.ts';
import { readLines } from '../readers/json-lines.ts';

/** One row of a data set: its values by the names of their columns, and where each stands. */
export type Row = {
  values: Record<string, Json>;
  placeOf(column?: string): Place;
  /** All values are texts: it is a row of a CSV file. */
  isText?: true;
};

/**
 * The rows of a data set: of a CSV file with a head, a mapping on each line of JSONL, or a list of mappings in JSON or
 * YAML, which may be the only list in a mapping. Cells of a CSV are texts; empty ones are absent.
 * @throws ConfigurationError with a place for anything else.
 */
export function rowsOf(file: SuiteText): Row[] {
  if (/\.csv$/i.test(file.path)) return rowsOfCsv(file);
  if (/\.(?:jsonl|ndjson)$/i.test(file.path)) {
    return readLines(file, (value, place) => rowOf(value, () => place));
  }
  if (/\.(?:json|ya?ml)$/i.test(file.path)) return rowsOfDocument(file);
  throw new ConfigurationError('A data set is read from a .jsonl, .json, .csv or YAML file.', {
    place: { path: file.path },
    remedy: 'Export it in one of these, and name the file so.',
  });
}

function rowsOfCsv({ path, text }: SuiteText): Row[] {
  const [head, ...body] = parseRows(path, text);
  const names = (head?.cells ?? []).map((name) => name.trim());
  refuseRepeated(names, path);
  return body.map(({ cells, line }) => {
    const entries = names.map((name, index): [string, Json] => [name, cells[index] ?? '']);
    return {
      values: Object.fromEntries(entries.filter(([, cell]) => cell !== '')),
      placeOf: () => ({ path, line, column: 1 }),
      isText: true as const,
    };
  });
}

function rowsOfDocument({ path, text }: SuiteText): Row[] {
  const document = parseYaml(text, path);
  const { keys, items } = listIn(document.value);
  if (items === undefined) {
    throw new ConfigurationError('This is no list of rows, nor a mapping with one list.', {
      place: document.placeOf([]),
    });
  }
  return readEach(items, (item, index) =>
    rowOf(item, (column) => {
      const at = [...keys, index];
      const isKey = column !== undefined && isMapping(item) && Object.hasOwn(item, column);
      return document.placeOf(isKey ? [...at, column] : at);
    }),
  );
}

function listIn(value: Json): { keys: string[]; items: Json[] | undefined } {
  if (Array.isArray(value)) return { keys: [], items: value };
  const lists = isMapping(value) ? Object.entries(value).filter(([, each]) => Array.isArray(each)) : [];
  const [[key, items] = []] = lists;
  return key !== undefined && lists.length === 1 && Array.isArray(items)
    ? { keys: [key], items }
    : { keys: [], items: undefined };
}

function rowOf(value: Json, placeOf: Row['placeOf']): Row {
  if (isMapping(value)) return { values: value, placeOf };
  throw new ConfigurationError('This row is no mapping of columns to values.', { place: placeOf() });
}

/** The value of a column, or of a path into it (`inputs.question`); undefined where it is absent or null. */
export function valueIn(values: Record<string, Json>, column: string): Json | undefined {
  if (Object.hasOwn(values, column)) return values[column] ?? undefined;
  const found = column.split('.').reduce<Json | undefined>((value, key) => {
    return isMapping(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  }, values);
  return found ?? undefined;
}
