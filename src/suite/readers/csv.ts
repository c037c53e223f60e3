import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { ConfigurationError, type Place } from '../../base/errors.ts';
import type { Json } from '../../base/json.ts';
import { didYouMean } from '../../document/suggest.ts';
import { assertionFromString } from '../assertion-string.ts';
import type { SuiteText } from '../files.ts';
import type { StatedSuite, StatedTest } from '../stated.ts';
import type { Test, TestAssertion } from '../test-schema.ts';
import type { SuiteReader } from './reader.ts';

const rowsSchema = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }));

const SPECIAL = [
  ...['__description', '__metric', '__threshold', '__segment', '__group', '__id', '__critical'],
  '__expected',
];
const REFUSED = ['__prefix', '__suffix', '__providerOutput'];

/** The content of a row's cells, collected column by column. */
type Row = {
  test: Test;
  vars: Record<string, Json>;
  assertions: Map<string, TestAssertion>;
  metric: string | null;
};

/** The meaning of a column: a function that puts a cell's text into the row. */
type Column = (row: Row, text: string, place: Place) => void;

/**
 * CSV with promptfoo's column names: `__expected…`, `__description`, `__metric`, `__threshold`,
 * `__metadata:key`, `__config:__expected…:key`; every other column is a variable. `id`, `segment` and `critical`
 * are ours (with or without `__`), and variables as well when written without; `__group` is ours too.
 */
export const csv: SuiteReader = { name: 'csv', fileName: /\.csv$/i, read };

function read({ path, text }: SuiteText): StatedSuite {
  const rows = parseRows(path, text);
  const [header, ...body] = rows;
  if (header === undefined) {
    return { tests: [], defaults: null, notices: [] };
  }
  const columns = header.cells.map((name, index) => ({
    name: name.trim(),
    read: columnOf(name.trim(), { path, line: 1, column: index + 1 }),
  }));
  refuseRepeated(
    columns.map(({ name }) => name),
    path,
  );
  // Assertions must exist before `__config` columns set their thresholds.
  const ordered = columns
    .map((column, index) => ({ ...column, index }))
    .sort((a, b) => Number(a.name.startsWith('__config')) - Number(b.name.startsWith('__config')));
  const tests = body.map(({ cells, line }): StatedTest => {
    const place: Place = { path, line, column: 1 };
    const row: Row = { test: {}, vars: {}, assertions: new Map(), metric: null };
    for (const { read, index } of ordered) {
      read(row, cells[index] ?? '', place);
    }
    return { test: testOf(row), placeOf: () => place };
  });
  return { tests, defaults: null, notices: [] };
}

/** The rows of a CSV file with the line at which each begins, empty ones left out. Throws ConfigurationError with the line. */
export function parseRows(path: string, text: string): { cells: string[]; line: number }[] {
  try {
    const rows = rowsSchema.parse(parse(text, { bom: true, info: true, skip_empty_lines: true }));
    let end = 0;
    return rows.map(({ record, info }) => {
      const line = end + 1;
      end = info.lines;
      return { cells: record, line };
    });
  } catch (error) {
    if (!(error instanceof CsvError)) {
      throw error;
    }
    const line = 'lines' in error && typeof error.lines === 'number' ? error.lines : 1;
    throw new ConfigurationError(`This is not valid CSV: ${error.message.slice(0, 200)}.`, {
      place: { path, line, column: 1 },
      remedy: 'Put a cell with commas, quotes or line ends in double quotes, and double the quotes in it.',
      cause: error,
    });
  }
}

/** Throws ConfigurationError for a name that two columns have. */
export function refuseRepeated(names: readonly string[], path: string): void {
  const repeated = names.findIndex((name, index) => names.indexOf(name) !== index);
  if (repeated !== -1) {
    throw new ConfigurationError(`The column "${names[repeated]}" stands here twice.`, {
      place: { path, line: 1, column: repeated + 1 },
    });
  }
}

function columnOf(name: string, place: Place): Column {
  if (name === '' || name === '__proto__') {
    throw new ConfigurationError(
      name === '' ? 'A column has no name.' : 'A column cannot be named "__proto__".',
      { place },
    );
  }
  if (!name.startsWith('_')) {
    return variableColumn(name);
  }
  if (/^__expected\d{0,6}$/.test(name)) {
    return (row, text, at) => {
      if (text.trim() !== '') {
        row.assertions.set(name, assertionFromString(text, at));
      }
    };
  }
  const [kind = '', ...rest] = name.split(':');
  if (kind === '__metadata' && rest.length > 0) {
    return metadataColumn(rest.join(':'));
  }
  if (kind === '__config') {
    return configColumn(rest, place);
  }
  if (REFUSED.includes(name)) {
    throw new ConfigurationError(
      `The column "${name}" is not supported: the gate asks the prompt as it stands.`,
      { place },
    );
  }
  return specialColumn(name, place);
}

function variableColumn(name: string): Column {
  const special = ['id', 'segment', 'critical'].includes(name) ? specialColumns[`__${name}`] : undefined;
  return (row, text, place) => {
    row.vars[name] = text;
    special?.(row, text, place);
  };
}

const specialColumns: Record<string, Column> = {
  __description: (row, text) => {
    row.test.description = text;
  },
  __metric: (row, text) => {
    row.metric = text;
  },
  __threshold: (row, text, place) => {
    row.test.threshold = numberIn(text, '__threshold', place);
  },
  __id: (row, text) => {
    row.test.id = text.trim();
  },
  __segment: (row, text) => {
    row.test.segment = text.trim();
  },
  __group: (row, text) => {
    row.test.group = text.trim();
  },
  __critical: (row, text, place) => {
    const word = text.trim().toLowerCase();
    if (!['true', 'false', 'yes', 'no', '1', '0', ''].includes(word)) {
      throw new ConfigurationError(`\`critical\` is "${text.slice(0, 40)}"; expected true or false.`, {
        place,
      });
    }
    row.test.critical = ['true', 'yes', '1'].includes(word);
  },
};

/** One of our own or promptfoo's columns; empty cells are ignored. */
function specialColumn(name: string, place: Place): Column {
  const read = Object.hasOwn(specialColumns, name) ? specialColumns[name] : undefined;
  if (read === undefined) {
    const meant = didYouMean(name.replace(/^_+/, '__'), [...SPECIAL, '__metadata:']) || hintFor(name);
    if (!name.startsWith('__') && meant === '') {
      return variableColumn(name);
    }
    throw new ConfigurationError(`The column "${name}" means nothing here.${meant}`, {
      place,
      remedy: `Columns that begin with __ are ${SPECIAL.join(', ')}, __expected1…, __metadata:<key>.`,
    });
  }
  return (row, text, at) => {
    if (text.trim() !== '') {
      read(row, text, at);
    }
  };
}

function hintFor(name: string): string {
  const doubled = `__${name.replace(/^_+/, '')}`;
  return SPECIAL.includes(doubled) ? ` Did you mean "${doubled}"?` : '';
}

function metadataColumn(key: string): Column {
  const isList = key.endsWith('[]');
  const name = isList ? key.slice(0, -2) : key;
  return (row, text) => {
    if (text.trim() !== '') {
      const value = isList ? text.split(/(?<!\\),/).map((item) => item.replaceAll('\\,', ',').trim()) : text;
      row.test.metadata = { ...row.test.metadata, [name]: value };
    }
  };
}

function configColumn([target = '', key = '']: string[], place: Place): Column {
  if (!/^__expected\d{0,6}$/.test(target) || key !== 'threshold') {
    throw new ConfigurationError(`The column "__config:${target}:${key}" means nothing here.`, {
      place,
      remedy: 'Known is `__config:__expected1:threshold`.',
    });
  }
  return (row, text, at) => {
    for (const [name, assertion] of row.assertions) {
      if (text.trim() !== '' && (target === '__expected' || name === target || name === `${target}1`)) {
        assertion.threshold = numberIn(text, 'threshold', at);
      }
    }
  };
}

function numberIn(text: string, name: string, place: Place): number {
  const number = Number(text);
  if (!Number.isFinite(number)) {
    throw new ConfigurationError(`\`${name}\` is "${text.slice(0, 40)}"; expected a number.`, { place });
  }
  return number;
}

function testOf({ test, vars, assertions, metric }: Row): Test {
  const assert = [...assertions.values()].map((each) => (metric === null ? each : { ...each, metric }));
  return { ...test, vars, assert };
}
