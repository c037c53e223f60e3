import { z } from 'zod';
import { ConfigurationError, ConfigurationErrors, type Place } from '../../base/errors.ts';
import { didYouMean } from '../../document/suggest.ts';
import { validate } from '../../document/validate.ts';
import type { DataSet } from '../../domain/data-set.ts';
import type { PromptEntry } from '../../domain/policy.ts';
import { atMost } from '../../prose/at-most.ts';
import { ASSERTION_TYPES, shortValueOf } from '../assertion-types.ts';
import { readsFile } from '../file-values.ts';
import type { SuiteText } from '../files.ts';
import type { StatedSuite, StatedTest } from '../stated.ts';
import { assertionSchema, type Test, type TestAssertion } from '../test-schema.ts';
import { caseOf, type Plan } from './case.ts';
import { type Row, rowsOf, valueIn } from './rows.ts';
import { TOOLS, type Tool } from './tools.ts';

const MOST_ERRORS = 20;
const MOST_NAMES = 20;

/** What the policy says of the data set, and where it says so. */
export type DataSetEntry = { dataset: DataSet; places?: PromptEntry['places'] };

/**
 * The cases in another tool's data set. Each row is a case, whose parts the policy's columns name; those that a tool is
 * known for need not be named.
 * @throws ConfigurationError(s): at the policy for a column that no row has and for an unknown assertion; at the row for
 * a value that cannot be what its column is.
 */
export function readDataSet(file: SuiteText, entry: DataSetEntry): StatedSuite {
  const tool = entry.dataset.as === undefined ? undefined : TOOLS[entry.dataset.as];
  const all = rowsOf(file).map((row) => ({ ...row, values: tool?.unwrap?.(row.values) ?? row.values }));
  const rows = all.filter(({ values }) => tool?.isRetired?.(values) !== true);
  const plan = planOf(rows, { ...entry, tool, path: file.path });
  const errors: ConfigurationError[] = [];
  const tests: StatedTest[] = [];
  for (const row of rows) {
    const read = caseOf(row, plan);
    errors.push(...read.errors);
    tests.push(read.test);
  }
  if (errors.length > 0) {
    const place = { path: file.path };
    throw new ConfigurationErrors(
      atMost(errors, MOST_ERRORS, (more) => new ConfigurationError(`${more} more mistakes.`, { place })),
    );
  }
  const notRead = namesIn(rows).filter((name) => !plan.read.has(name) && !tool?.ignored.includes(name));
  return {
    tests,
    defaults: null,
    isPlain: true,
    joinsTexts: true,
    notices: [
      {
        code: 'data-set-read',
        path: file.path,
        tool: tool?.title ?? null,
        cases: tests.length,
        retired: all.length - rows.length,
        columns: plan.columns
          .filter(({ isFound }) => isFound)
          .map(({ column, part }) => ({ column, is: part })),
        expected: plan.columns.some(({ isFound, part }) => isFound && part === 'expected')
          ? plan.expected.type
          : null,
        notRead: notRead.slice(0, MOST_NAMES),
      },
    ],
  };
}

/** The assertions of every case that the policy states, as those of a default test; null where it states none. */
export function assertionsOfPolicy({ dataset, places }: DataSetEntry): StatedTest | null {
  const { assert } = dataset;
  if (assert === undefined) return null;
  const place = places?.['suite.assert'] ?? { path: '' };
  const document = { path: place.path, value: assert, placeOf: () => place, placeOfKey: () => place };
  const test: Test = { assert: validate(z.array(assertionSchema), document) };
  if (test.assert?.some(readsFile)) {
    throw new ConfigurationError(
      "An assertion of the policy takes its value from a file, which only a suite's can.",
      {
        place,
        remedy: 'Write the value here, or the assertion under `defaultTest:` of the suite.',
      },
    );
  }
  return { test, placeOf: () => place };
}

/** Which columns of these rows are read as what. */
function planOf(
  rows: readonly Row[],
  { dataset, places, tool, path }: DataSetEntry & { tool: Tool | undefined; path: string },
): Plan {
  const stated = Object.entries(dataset.columns ?? {});
  const own = Object.entries(tool?.columns ?? {}).filter(
    ([column]) => dataset.columns?.[column] === undefined,
  );
  // A part that the policy states is not taken from the tool's own column as well.
  const isStated = (part: string) => stated.some(([, each]) => each === part);
  const columns = [
    ...stated.map(([column, part]) => ({ column, part, isOfTool: false })),
    ...own.filter(([, part]) => !isStated(part)).map(([column, part]) => ({ column, part, isOfTool: true })),
  ].map((each) => ({
    ...each,
    isFound: rows.some(({ values }) => valueIn(values, each.column) !== undefined),
  }));
  const read = new Set(columns.map(({ column }) => topOf(column, rows)));
  const names = namesIn(rows);
  if (tool?.hasOwnVariables) {
    for (const name of names.filter((each) => !read.has(each) && !tool.ignored.includes(each))) {
      columns.push({ column: name, part: `vars.${name}`, isOfTool: false, isFound: true });
      read.add(name);
    }
  }
  refuseColumns(columns, { rows, names, places, path });
  return { columns, read, tool, expected: expectedOf(dataset, tool, places) };
}

function refuseColumns(
  columns: Plan['columns'],
  {
    rows,
    names,
    places,
    path,
  }: { rows: readonly Row[]; names: string[] } & { places: DataSetEntry['places']; path: string },
): void {
  if (rows.length === 0) return;
  const placeOf = (column: string): Place => places?.[`suite.columns.${column}`] ?? { path };
  const has = `Its columns are ${names.slice(0, MOST_NAMES).join(', ')}.`;
  const missing = columns
    .filter(({ isFound, isOfTool }) => !isFound && !isOfTool)
    .map(
      ({ column }) =>
        new ConfigurationError(
          `No row of ${path} has a value in the column "${column}".${didYouMean(column, names)}`,
          {
            place: placeOf(column),
            remedy: has,
          },
        ),
    );
  const parts = columns.filter(({ isFound, isOfTool }) => isFound && !isOfTool);
  const twice = parts.filter(({ part }, index) => parts.findIndex((each) => each.part === part) < index);
  const repeated = twice.map(
    ({ column, part }) =>
      new ConfigurationError(`Two columns are \`${part}\`.`, {
        place: placeOf(column),
        remedy: 'Name one of them, or give the other variable another name.',
      }),
  );
  const errors = [...missing, ...repeated];
  if (errors.length > 0) throw new ConfigurationErrors(errors);
  if (columns.some(({ isFound, part }) => isFound && part.startsWith('vars'))) return;
  const expects = columns.filter(({ part }) => part.startsWith('vars')).map(({ column }) => `"${column}"`);
  throw new ConfigurationError(
    expects.length === 0
      ? 'No column of this data set is a variable.'
      : `No row of this data set has ${expects.join(' or ')}, so there is nothing to ask.`,
    {
      place: places?.suite ?? { path },
      remedy: `${has} Say which is which: \`columns: { ${names[0] ?? 'question'}: vars.question }\`.`,
    },
  );
}

/** The assertion that expected outputs become. Throws ConfigurationError for one that is not known. */
function expectedOf(dataset: DataSet, tool: Tool | undefined, places: DataSetEntry['places']): TestAssertion {
  const { expected = tool?.expected ?? { type: 'factuality' } } = dataset;
  const type = expected.type.replace(/^not-/, '');
  if (shortValueOf(type) !== undefined) return expected;
  throw new ConfigurationError(
    `"${expected.type}" is no known assertion.${didYouMean(type, ASSERTION_TYPES)}`,
    {
      place: places?.['suite.expected'],
      remedy: 'Usual are factuality, equals, icontains, similar and llm-rubric.',
    },
  );
}

function namesIn(rows: readonly Row[]): string[] {
  return [...new Set(rows.flatMap(({ values }) => Object.keys(values)))];
}

/** The column of a path into a value: the path itself where a column has that name. */
function topOf(column: string, rows: readonly Row[]): string {
  const isName = rows.some(({ values }) => Object.hasOwn(values, column));
  return isName ? column : (column.split('.')[0] ?? column);
}
