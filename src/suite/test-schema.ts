import { z } from 'zod';
import type { Json } from '../base/json.ts';
import { anyJson } from '../document/any-json.ts';

/** An assertion as promptfoo writes it. */
export type TestAssertion = {
  type: string;
  value?: Json | undefined;
  threshold?: number | undefined;
  weight?: number | undefined;
  metric?: string | undefined;
  /** Types for readers. */
  description?: string | undefined;
  assert?: TestAssertion[] | undefined;
  provider?: Json | undefined;
  rubricPrompt?: Json | undefined;
  config?: Json | undefined;
  transform?: Json | undefined;
  contextTransform?: Json | undefined;
  /** Not written in any file: see `Assertion`. */
  trimsAnswer?: true | undefined;
};

const assertionObject = z.looseObject({
  type: z.string().min(1),
  value: anyJson.optional(),
  threshold: z.number().optional(),
  weight: z.number().min(0).optional(),
  metric: z.string().optional(),
  description: z.string().optional(),
  get assert(): z.ZodOptional<z.ZodArray<z.ZodType<TestAssertion>>> {
    return z.array(assertionSchema).optional();
  },
  provider: anyJson.optional(),
  rubricPrompt: anyJson.optional(),
  config: anyJson.optional(),
  transform: anyJson.optional(),
  contextTransform: anyJson.optional(),
});

export const assertionSchema: z.ZodType<TestAssertion> = assertionObject;

const optionsSchema = z.looseObject({
  disableVarExpansion: z.boolean().optional(),
  disableDefaultAsserts: z.boolean().optional(),
  disableConversationVar: z.boolean().optional(),
  repeat: z.number().optional(),
  provider: anyJson.optional(),
  rubricPrompt: anyJson.optional(),
  factuality: anyJson.optional(),
  runSerially: z.boolean().optional(),
  prefix: z.string().optional(),
  suffix: z.string().optional(),
  transform: anyJson.optional(),
  postprocess: anyJson.optional(),
  transformVars: anyJson.optional(),
  storeOutputAs: z.string().optional(),
});

/** One test of promptfoo's test list, with our additions `id`, `segment`, `segments`, `group` and `critical`. */
export const testSchema = z.looseObject({
  id: z.union([z.string().min(1), z.number()]).optional(),
  segment: z.union([z.string(), z.array(z.string()).min(1)]).optional(),
  segments: z.array(z.string()).min(1).optional(),
  group: z.union([z.string(), z.number()]).optional(),
  critical: z.boolean().optional(),
  description: z.string().optional(),
  vars: z.union([z.record(z.string(), anyJson), z.string(), z.array(z.string())]).nullish(),
  assert: z.array(assertionSchema).nullish(),
  threshold: z.number().min(0).max(1).optional(),
  metadata: z.record(z.string(), anyJson).nullish(),
  options: optionsSchema.nullish(),
  assertScoringFunction: anyJson.optional(),
  provider: anyJson.optional(),
  providers: anyJson.optional(),
  prompts: anyJson.optional(),
  providerOutput: anyJson.optional(),
});

export type Test = z.infer<typeof testSchema>;

/** The keys that are read of a test, of its options, and of an assertion; others are allowed. */
export const KNOWN_KEYS = {
  test: Object.keys(testSchema.shape),
  options: Object.keys(optionsSchema.shape),
  assertion: Object.keys(assertionObject.shape),
};

const scenarioSchema = z.strictObject({
  description: z.string().optional(),
  config: z.array(z.union([z.string(), testSchema])),
  tests: z.union([z.string(), z.array(z.union([z.string(), testSchema]))]),
});

export type Scenario = z.infer<typeof scenarioSchema>;

/** A file of tests; `config` is for a program that makes them. */
const testFileSchema = z.strictObject({ path: z.string(), config: anyJson.optional() });

export type TestFile = z.infer<typeof testFileSchema>;

/** A test of a list, or a file in place of tests. */
const testItemSchema = z.union([z.string(), testFileSchema, testSchema]);

export const testListSchema = z.array(testItemSchema);

/** A mapping with `tests`: a suite with defaults, or a whole promptfoo config, whose other keys are ignored. */
export const suiteSchema = z.looseObject({
  tests: z.union([z.string(), testListSchema, testFileSchema]).nullish(),
  scenarios: z.array(z.union([z.string(), scenarioSchema])).nullish(),
  defaultTest: z.union([z.string(), testSchema]).nullish(),
  assertionTemplates: z.record(z.string(), assertionSchema).optional(),
  evaluateOptions: z.looseObject({ repeat: z.number().optional() }).optional(),
});

export type SuiteFile = z.infer<typeof suiteSchema>;
export type TestItem = z.infer<typeof testItemSchema>;
