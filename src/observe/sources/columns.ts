import { ConfigurationError } from '../../base/errors.ts';
import { isMapping, type Json, ownMember } from '../../base/json.ts';
import { describeValue } from '../../document/describe.ts';
import { didYouMean } from '../../document/suggest.ts';
import { METRIC_NAME } from '../../domain/observation.ts';
import { type JsonObject, type Reported, type Source, textOf } from '../reported.ts';
import { answerText, inputOf } from '../texts.ts';

const FIELDS = [
  ...['id', 'at', 'environment', 'prompt', 'version', 'digest', 'variant'],
  ...['segment', 'unit', 'serial', 'forced', 'answer', 'input'],
] as const;

type Field = (typeof FIELDS)[number];

/** Which field of a row stands for what. */
export type Columns = { fields: Partial<Record<Field, string>>; metrics: Record<string, string> };

/**
 * Reads `--columns`: `at=time,prompt=prompt_name,version=v,metrics.resolved=ok`.
 * @throws ConfigurationError that names every part that is none
 */
export function readColumns(text: string): Columns {
  const columns: Columns = { fields: {}, metrics: {} };
  for (const part of text.split(',').map((each) => each.trim())) {
    const [name = '', ...rest] = part.split('=');
    const column = rest.join('=').trim();
    const metric = name.startsWith('metrics.') ? name.slice('metrics.'.length) : undefined;
    const field = FIELDS.find((each) => each === name.trim());
    if (column !== '' && metric !== undefined && METRIC_NAME.test(metric)) columns.metrics[metric] = column;
    else if (column !== '' && field !== undefined) columns.fields[field] = column;
    else {
      throw new ConfigurationError(
        `--columns has ${describeValue(part)}, which is no field and its column.${didYouMean(name, FIELDS)}`,
        {
          remedy: `Write \`field=column\`, such as at=time,prompt=name,version=v,metrics.resolved=ok. Fields: ${FIELDS.join(', ')}, metrics.<name>.`,
        },
      );
    }
  }
  const { at, prompt, version, digest, variant } = columns.fields;
  if (at === undefined || (prompt ?? digest) === undefined || (version ?? digest ?? variant) === undefined) {
    throw new ConfigurationError('--columns does not say enough.', {
      remedy:
        'It has to name the columns of `at`, of `prompt`, and of one of `version`, `digest` and `variant`.',
    });
  }
  return columns;
}

/** Rows of any kind, by the columns that somebody named. */
export function byColumns({ fields, metrics }: Columns): Source {
  const member = (row: JsonObject, field: Field) => {
    const column = fields[field];
    return column === undefined ? undefined : memberAt(row, column);
  };
  const text = (row: JsonObject, field: Field) => textOf(member(row, field));
  const identityOf = (row: JsonObject): Reported => ({
    id: text(row, 'id'),
    at: member(row, 'at'),
    environment: text(row, 'environment'),
    environmentLabel: null,
    prompt: text(row, 'prompt'),
    version: text(row, 'version'),
    digest: text(row, 'digest'),
    variant: text(row, 'variant'),
    segment: text(row, 'segment'),
    unit: text(row, 'unit'),
    serial: member(row, 'serial'),
    isForced: String(member(row, 'forced')) === 'true',
    isCall: true,
    metrics: {},
  });
  return {
    name: 'columns',
    recognises: () => true,
    read(row) {
      const values = Object.entries(metrics).map(([name, column]) => [name, memberAt(row, column)]);
      return {
        kind: 'reported',
        reported: [{ ...identityOf(row), metrics: Object.fromEntries(values) }],
      };
    },
    answers(row) {
      const answer = answerText(member(row, 'answer'));
      return answer === null
        ? []
        : [{ reported: identityOf(row), answer, input: inputOf(member(row, 'input')) }];
    },
  };
}

/** The member of that name, else along its dots. */
function memberAt(row: JsonObject, column: string): Json | undefined {
  if (Object.hasOwn(row, column)) return row[column];
  let at: Json | undefined = row;
  for (const name of column.split('.')) at = isMapping(at) ? ownMember(at, name) : undefined;
  return at;
}
