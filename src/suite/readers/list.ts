import { ConfigurationError } from '../../base/errors.ts';
import { isMapping, type Json } from '../../base/json.ts';
import { refuseMisspeltKeys } from '../../document/misspelt-keys.ts';
import { validate } from '../../document/validate.ts';
import { parseYaml, type YamlDocument } from '../../document/yaml.ts';
import type { Notice } from '../../domain/notice.ts';
import { programFileOf } from '../../interpreter/program-file.ts';
import type { SuiteText } from '../files.ts';
import type { StatedSuite, StatedTest } from '../stated.ts';
import {
  type Scenario,
  type SuiteFile,
  suiteSchema,
  type Test,
  type TestFile,
  type TestItem,
  testListSchema,
  testSchema,
} from '../test-schema.ts';
import { unreadKeys } from '../unread-keys.ts';
import type { Reading as AnyReading, SuiteReader } from './reader.ts';

type Keys = readonly (string | number)[];

/** A YAML or JSON file with tests, being read. */
type Reading = AnyReading & { document: YamlDocument };

/** promptfoo's test list (a list of tests), or a mapping with `tests`, `scenarios` and `defaultTest`. */
export const list: SuiteReader = { name: 'list', fileName: /\.(?:ya?ml|json)$/i, read };

async function read(file: SuiteText, others: AnyReading): Promise<StatedSuite> {
  const document = parseYaml(file.text, file.path);
  const reading: Reading = { ...others, document };
  if (document.value === null) return { tests: [], defaults: null, notices: [] };
  if (Array.isArray(document.value)) {
    return readItems(validate(testListSchema, document), [], reading);
  }
  if (isOneTest(document.value)) {
    return { tests: [stated(validate(testSchema, document), [], reading)], defaults: null, notices: [] };
  }
  const suite = validate(suiteSchema, withTemplates(document));
  refuseMisspeltKeys(document, Object.keys(suiteSchema.shape));
  refuseOtherMappings(document);
  const parts = [await readTests(suite.tests ?? [], ['tests'], reading), await readScenarios(suite, reading)];
  return {
    tests: parts.flatMap(({ tests }) => tests),
    defaults: await readDefaults(suite, reading),
    notices: [...parts.flatMap(({ notices }) => notices), ...repeatNotice(suite)],
  };
}

/** Keys that a test has and a suite, or a promptfoo config, has not. */
const OF_A_TEST = ['vars', 'assert', 'options', 'metadata', 'threshold', 'provider', 'providerOutput'];
const OF_A_SUITE = ['tests', 'scenarios', 'defaultTest', 'prompts', 'providers', 'targets'];

/** A file may be one test, without a list around it. */
function isOneTest(value: Json): boolean {
  return isMapping(value) && OF_A_TEST.some((key) => key in value) && !OF_A_SUITE.some((key) => key in value);
}

function refuseOtherMappings({ path, value, placeOf }: YamlDocument): void {
  if (!isMapping(value) || OF_A_SUITE.some((key) => key in value)) return;
  throw new ConfigurationError('This is neither a test nor a list of tests.', {
    place: placeOf([]),
    remedy: `Write the tests under \`tests:\`, or a single one with \`vars:\` and \`assert:\`, or leave ${path} out.`,
  });
}

function repeatNotice({ evaluateOptions }: SuiteFile): Notice[] {
  const repeat = evaluateOptions?.repeat ?? 1;
  return repeat > 1 ? [{ code: 'repeat-not-read', setting: 'evaluateOptions.repeat' }] : [];
}

async function readTests(
  tests: string | TestFile | TestItem[],
  keys: Keys,
  reading: Reading,
): Promise<StatedSuite> {
  if (Array.isArray(tests)) return readItems(tests, keys, reading);
  return readReference(tests, keys, reading);
}

async function readItems(items: readonly TestItem[], keys: Keys, reading: Reading): Promise<StatedSuite> {
  const tests: StatedTest[] = [];
  const notices: Notice[] = [];
  for (const [index, item] of items.entries()) {
    const at = keys.concat(index);
    if (typeof item === 'string' || isTestFile(item)) {
      const part = await readReference(item, at, reading);
      tests.push(...part.tests);
      notices.push(...part.notices);
    } else {
      tests.push(stated(item, at, reading));
    }
  }
  return { tests, defaults: null, notices };
}

function isTestFile(item: Exclude<TestItem, string>): item is TestFile {
  return 'path' in item && Object.keys(item).every((key) => key === 'path' || key === 'config');
}

function stated(test: Test, keys: Keys, { document }: Reading): StatedTest {
  const placeOf = (inner: readonly PropertyKey[]) => document.placeOf([...keys, ...inner]);
  return { test, placeOf, ...unreadKeys(test, document, keys) };
}

async function readReference(stated: string | TestFile, keys: Keys, reading: Reading): Promise<StatedSuite> {
  const { path: reference, config } = typeof stated === 'string' ? { path: stated } : stated;
  const { document } = reading;
  const place = document.placeOf(keys);
  const program = programFileOf(reference);
  if (program !== undefined) {
    const { generatedTests } = await import('./generated.ts');
    const generator = { file: program, config, from: document.path, place };
    const generated = await generatedTests(generator, reading.files);
    const items = validate(testListSchema, { ...generated, value: [generated.value].flat() });
    const part = await readItems(items, [], { ...reading, document: generated });
    const notice: Notice = { code: 'cases-generated', path: generated.path, cases: part.tests.length };
    return { ...part, notices: [notice, ...part.notices] };
  }
  const parts = await reading.readReferenced(document.path, reference, place);
  return {
    tests: parts.flatMap(({ tests }) => tests),
    defaults: null,
    notices: parts.flatMap(({ notices }) => notices),
  };
}

async function readDefaults({ defaultTest }: SuiteFile, reading: Reading): Promise<StatedTest | null> {
  if (!defaultTest) {
    return null;
  }
  if (typeof defaultTest !== 'string') {
    return stated(defaultTest, ['defaultTest'], reading);
  }
  const document = await readDocument(defaultTest, ['defaultTest'], reading);
  return stated(validate(testSchema, document), [], { ...reading, document });
}

async function readDocument(reference: string, keys: Keys, reading: Reading): Promise<YamlDocument> {
  const place = reading.document.placeOf(keys);
  const [file] = await reading.files.read([reading.document.path], reference, place);
  return parseYaml(file?.text ?? '', file?.path ?? reading.document.path);
}

/** Every test of a scenario with every item of its `config`; the test's own settings win. */
async function readScenarios({ scenarios }: SuiteFile, reading: Reading): Promise<StatedSuite> {
  const tests: StatedTest[] = [];
  for (const [index, scenario] of (scenarios ?? []).entries()) {
    const at = ['scenarios', index];
    if (typeof scenario === 'string') {
      throw new ConfigurationError('Scenarios in a file of their own are not read.', {
        place: reading.document.placeOf(at),
        remedy: 'Write the scenario into this file.',
      });
    }
    tests.push(...(await readScenario(scenario, at, reading)));
  }
  return { tests, defaults: null, notices: [] };
}

async function readScenario(scenario: Scenario, at: Keys, shared: Reading): Promise<StatedTest[]> {
  // Scenarios may have the same file of tests.
  const reading = { ...shared, ...shared.afresh() };
  const data = await readItems(scenario.config, [...at, 'config'], reading);
  const tests = await readTests(scenario.tests, [...at, 'tests'], reading);
  const all = [...data.tests, ...tests.tests];
  const inFile = all.find(({ test: { vars } }) => typeof vars === 'string' || Array.isArray(vars));
  if (inFile !== undefined) {
    throw new ConfigurationError('The variables of a scenario are not read from a file of their own.', {
      place: inFile.placeOf(['vars']),
      remedy: 'Write them here, with `file://` for a single value.',
    });
  }
  return data.tests.flatMap((first) =>
    tests.tests.map(({ test, placeOf, notices = [], mistakes = [] }) => ({
      test: merged(first.test, test),
      placeOf,
      notices: [...(first.notices ?? []), ...notices],
      mistakes: [...(first.mistakes ?? []), ...mistakes],
    })),
  );
}

function merged(first: Test, second: Test): Test {
  return {
    ...first,
    ...second,
    vars: { ...mapping(first.vars), ...mapping(second.vars) },
    metadata: { ...first.metadata, ...second.metadata },
    options: { ...first.options, ...second.options },
  };
}

function mapping(vars: Test['vars']): Record<string, Json> {
  return isMapping(vars) ? vars : {};
}

/** Inserts promptfoo's `assertionTemplates` for `$ref`. */
function withTemplates(document: YamlDocument): YamlDocument {
  const templates = isMapping(document.value) ? document.value.assertionTemplates : undefined;
  return isMapping(templates) ? { ...document, value: resolved(document.value, templates) } : document;
}

function resolved(value: Json, templates: Record<string, Json>): Json {
  if (Array.isArray(value)) {
    return value.map((each) => resolved(each, templates));
  }
  if (!isMapping(value)) {
    return value;
  }
  const name =
    typeof value.$ref === 'string'
      ? /^#\/assertionTemplates\/([\w-]{1,200})$/.exec(value.$ref)?.[1]
      : undefined;
  const template = name !== undefined && Object.hasOwn(templates, name) ? templates[name] : undefined;
  if (isMapping(template)) {
    const { $ref: _, ...rest } = value;
    return { ...template, ...rest };
  }
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, resolved(each, templates)]));
}
