import type { Place } from '../base/errors.ts';
import type { Json } from '../base/json.ts';
import { parseRows } from '../suite/readers/csv.ts';

/** A case that a suite lacks, in no form yet: the suite's first case with another value. */
export type LackingCase = {
  description: string;
  /** Null: the suite names none, or a variable names it. */
  segment: string | null;
  vars: Record<string, Json>;
  assertion: { type: string; value: Json };
  /** What is expected, as a question that yes or no answers about `{{completion}}`. */
  question: string;
};

/** Where cases are to be pasted: the file with the suite's first case, and where that stands. */
export type CaseFile = { place: Place; text: string; kind: FormKind };

export type FormKind = 'tests' | 'json' | 'json-lines' | 'csv' | 'test-data' | 'agent-skill';

/** Cases as the file that they are pasted into writes them, each on lines of its own. */
export function casesAsWritten(cases: readonly LackingCase[], file: CaseFile): string {
  const written = FORMS[file.kind](cases, file).map((text) => `${text}\n`);
  return written.join('');
}

const FORMS: Record<FormKind, (cases: readonly LackingCase[], file: CaseFile) => string[]> = {
  tests: (cases, file) => cases.map((one) => asItem(testMembers(one), file)),
  json: (cases) => objectsInList(cases.map(testOf)),
  'json-lines': (cases) => cases.map((one) => JSON.stringify(testOf(one))),
  csv: asRows,
  'test-data': (cases, file) => cases.map((one) => asItem(rowMembers(one), file)),
  'agent-skill': (cases) =>
    objectsInList(
      cases.map(({ description, vars, assertion }) => ({
        name: description,
        prompt: vars.prompt ?? '',
        expectations: [expectationOf(assertion)],
      })),
    ),
};

function testOf({ description, segment, vars, assertion }: LackingCase): Record<string, Json> {
  return { description, ...(segment !== null && { segment }), vars, assert: [assertion] };
}

function testMembers(one: LackingCase): [string, Json][] {
  return Object.entries(testOf(one));
}

/** A row has its variables at the top, and evaluators of its own. */
function rowMembers({ description, vars, question }: LackingCase): [string, Json][] {
  const choices = [
    { choice: 'yes', score: 1 },
    { choice: 'no', score: 0 },
  ];
  const llm = { prompt: `${question} Say yes or no.\n\n{{completion}}`, choices };
  return [...Object.entries(vars), ['evaluators', [{ name: description, llm }]]];
}

/** What an agent's judge holds the answer against. */
function expectationOf({ type, value }: LackingCase['assertion']): string {
  if (type === 'llm-rubric') return String(value);
  return type === 'not-icontains' ? `Does not say ${String(value)}.` : 'Is a complete answer.';
}

/** An item of a YAML list, whose flow style is JSON, as far to the right as the items of the file. */
function asItem(members: readonly [string, Json][], { place, text }: CaseFile): string {
  const indent = indentOf(place, text);
  return members
    .map(
      ([key, value], index) => `${indent}${index === 0 ? '-' : ' '} ${keyOf(key)}: ${JSON.stringify(value)}`,
    )
    .join('\n');
}

function keyOf(key: string): string {
  return /^[A-Za-z][\w-]*$/.test(key) ? key : JSON.stringify(key);
}

/** The blanks before the dash of the item at a place. */
function indentOf({ line = 1, column = 1 }: Place, text: string): string {
  const before = text.split(/\r?\n/)[line - 1]?.slice(0, column - 1) ?? '';
  return /^( *)- +$/.exec(before)?.[1] ?? '';
}

/** For behind the last object of a list. */
function objectsInList(objects: readonly Record<string, Json>[]): string[] {
  return objects.map((object, index) => {
    const comma = index < objects.length - 1 ? ',' : '';
    return `${JSON.stringify(object)}${comma}`;
  });
}

/** Rows with the columns of the file; of other columns than variables they have what the first row has. */
function asRows(cases: readonly LackingCase[], { place, text }: CaseFile): string[] {
  const [header, first] = parseRows(place.path, text);
  if (header === undefined) return [];
  const names = header.cells.map((name) => name.trim());
  const expected = names.find((name) => name.startsWith('__expected'));
  return cases.map(({ description, vars, assertion }) => {
    const cellOf = (name: string, index: number): string => {
      const value = Object.hasOwn(vars, name) ? vars[name] : undefined;
      if (name === '__description') return description;
      if (name === 'id' || name === '__id') return '';
      if (name === expected) return shortForm(assertion);
      if (name.startsWith('__expected') || name.startsWith('__config')) return '';
      return typeof value === 'string' ? value : (first?.cells[index] ?? '');
    };
    return names.map((name, index) => quoted(cellOf(name, index))).join(',');
  });
}

/** `not-icontains: x` */
function shortForm({ type, value }: LackingCase['assertion']): string {
  return type === 'word-count' ? 'regex: \\S' : `${type}: ${String(value)}`;
}

function quoted(cell: string): string {
  return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
