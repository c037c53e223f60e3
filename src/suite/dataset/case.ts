import { ConfigurationError } from '../../base/errors.ts';
import { isMapping, type Json } from '../../base/json.ts';
import type { StatedTest } from '../stated.ts';
import type { Test, TestAssertion } from '../test-schema.ts';
import { type Row, valueIn } from './rows.ts';
import type { Tool, Unusable } from './tools.ts';

/** How the rows of one data set become cases. */
export type Plan = {
  /** Columns in the order in which they count; `part` as the policy writes it. */
  columns: { column: string; part: string; isOfTool: boolean; isFound: boolean }[];
  /** The names of columns that are read, or whose members are. */
  read: Set<string>;
  tool: Tool | undefined;
  /** Without its value. */
  expected: TestAssertion;
};

type Read = { value: Json } | Unusable;

/** A row as a case, and what in it cannot be what its column is. */
export function caseOf(row: Row, plan: Plan): { test: StatedTest; errors: ConfigurationError[] } {
  const errors: ConfigurationError[] = [];
  const test: Test = { vars: {}, assert: [], options: { disableVarExpansion: true } };
  const taken = new Set<string>();
  const refused = plan.tool?.refuse?.(row.values) ?? null;
  if (refused !== null) errors.push(mistake(refused, row));
  for (const { column, part, isOfTool } of refused === null ? plan.columns : []) {
    const stated = valueIn(row.values, column);
    // Of several names of one part, such as two spellings, the first counts.
    if (stated === undefined || taken.has(part)) continue;
    if (part !== 'vars' && part !== 'metadata') taken.add(part);
    const cell = row.isText ? valueOfCell(stated, part, plan.tool) : stated;
    const read = isOfTool ? (plan.tool?.readOwn?.(column, cell) ?? { value: cell }) : { value: cell };
    const problem = 'problem' in read ? read : put(test, { part, column, value: read.value, plan });
    if (problem !== null) errors.push(mistake(problem, row, column));
  }
  return { test: { test, placeOf: () => row.placeOf() }, errors };
}

function mistake({ problem, remedy }: Unusable, row: Row, column?: string): ConfigurationError {
  return new ConfigurationError(problem, { place: row.placeOf(column), remedy });
}

/** A cell of a CSV: JSON where the tool writes that, or where members are wanted; else its text. */
function valueOfCell(cell: Json, part: string, tool: Tool | undefined): Json {
  const holdsJson = tool?.hasJsonCells || part === 'vars' || part === 'metadata';
  if (!holdsJson || typeof cell !== 'string' || !/^\s{0,100}[{["]/.test(cell)) return cell;
  try {
    const value: Json = JSON.parse(cell);
    return value;
  } catch {
    return cell;
  }
}

type Value = { part: string; column: string; value: Json; plan: Plan };

/** Puts a value into the test as the part that it is; returns why it cannot be that, or null. */
function put(test: Test, { part, column, value, plan }: Value): Unusable | null {
  const [kind = '', name] = /^(vars|metadata)\.(.+)$/.exec(part)?.slice(1) ?? [part];
  if (kind === 'vars' || kind === 'metadata') {
    const own = name ?? column.split('.').at(-1) ?? column;
    const members = name === undefined && isMapping(value) ? value : { [own]: value };
    test[kind] = { ...(isMapping(test[kind]) ? test[kind] : {}), ...members };
    return null;
  }
  if (kind === 'expected') return putExpected(test, value, { column, plan });
  if (kind === 'critical') {
    const isTrue = value === true || /^(?:true|yes|1)$/i.test(String(value));
    if (!isTrue && value !== false && !/^(?:false|no|0)$/i.test(String(value))) {
      return {
        problem: `\`${column}\` is neither true nor false.`,
        remedy: 'It says whether the case is critical.',
      };
    }
    test.critical = isTrue;
    return null;
  }
  if (typeof value === 'object') {
    return { problem: `\`${column}\` is no text.`, remedy: `It is the ${kind} of the case.` };
  }
  if (kind === 'segment') test.segment = String(value);
  if (kind === 'group') test.group = String(value);
  if (kind === 'id') test.id = String(value);
  if (kind === 'description') test.description = String(value);
  return null;
}

function putExpected(
  test: Test,
  stated: Json,
  { column, plan }: { column: string; plan: Plan },
): Unusable | null {
  const read = expectedIn(stated, { column, type: plan.expected.type });
  if ('problem' in read) return read;
  const values = [read.value].flat().filter((value) => value !== null && value !== '');
  if (values.some((value) => typeof value === 'object') && plan.expected.type !== 'equals') {
    return { problem: `\`${column}\` is a list of more than texts.`, remedy: NAME_MEMBER };
  }
  const texts = values.map((value) => (typeof value === 'object' ? value : String(value)));
  test.assert = [...(test.assert ?? []), ...assertionsOf(texts, plan.expected)];
  return null;
}

const NAME_MEMBER =
  'Name what an answer is held against by its path: `columns: { outputs.answer: expected }`.';

/** A mapping with one member is that member. */
function expectedIn(stated: Json, { column, type }: { column: string; type: string }): Read {
  if (!isMapping(stated)) return { value: stated };
  const members = Object.values(stated);
  if (members.length === 1) return { value: members[0] ?? null };
  if (type === 'equals') return { value: stated };
  const names = Object.keys(stated).slice(0, 10).join(', ');
  return {
    problem: `\`${column}\` has several members (${names}), and one is needed.`,
    remedy: NAME_MEMBER.replace('outputs.answer', `${column}.${Object.keys(stated)[0] ?? 'answer'}`),
  };
}

/** Kinds that take several texts themselves, and the kind that does. */
const TAKES_SEVERAL: Record<string, string> = {
  contains: 'contains-any',
  icontains: 'icontains-any',
  'contains-any': 'contains-any',
  'icontains-any': 'icontains-any',
  'contains-all': 'contains-all',
  'icontains-all': 'icontains-all',
  similar: 'similar',
  'similar:cosine': 'similar:cosine',
  'rouge-n': 'rouge-n',
  bleu: 'bleu',
  gleu: 'gleu',
};

/** Of several expected outputs one is enough; of several that are not expected, none may be there. */
function assertionsOf(values: readonly Json[], expected: TestAssertion): TestAssertion[] {
  const each = values.map((value): TestAssertion => ({ ...expected, value }));
  if (values.length <= 1 || expected.type.startsWith('not-')) return each;
  const several = TAKES_SEVERAL[expected.type];
  if (several !== undefined) return [{ ...expected, type: several, value: [...values] }];
  return [{ type: 'assert-set', threshold: 1 / values.length, assert: each }];
}
