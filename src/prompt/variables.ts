import { ConfigurationError, mistakesIn, type Place } from '../base/errors.ts';
import { isMapping, type Json } from '../base/json.ts';
import { didYouMean, nearest, suggestion } from '../document/suggest.ts';
import type { Notice } from '../domain/notice.ts';
import type { Prompt } from '../domain/prompt.ts';
import type { Case } from '../domain/suite.ts';
import { boundsCheck } from './bounds-of-variables.ts';
import { templatesOf } from './fill-in.ts';
import { placeOfSpot } from './place.ts';
import { renderMessages } from './render.ts';
import { engineNamed } from './template/engines.ts';

/** A variable that a prompt uses, and the place of its first use. */
export type PromptVariable = {
  name: string;
  place: Place;
  /** False if the template handles its absence. */
  required: boolean;
};

/** At most this many mistakes of one kind are reported. */
const MAX_ERRORS = 20;

/** The variables that a prompt's templates use, in the order of their first use, branches not taken included. */
export function variablesOf(prompt: Prompt): PromptVariable[] {
  const variables = new Map<string, PromptVariable>();
  for (const { template, text } of templatesOf(prompt)) {
    for (const { name, required: wanted, spot } of template.uses) {
      const required = wanted && !Object.hasOwn(prompt.defaults ?? {}, name);
      const known = variables.get(name);
      if (known !== undefined) {
        known.required ||= required;
      } else {
        variables.set(name, { name, required, place: placeOfSpot(prompt, text, spot) });
      }
    }
  }
  return [...variables.values()];
}

/** The variables that a prompt uses as lists: declared as such, or iterated over. */
export function listVariablesOf(prompt: Prompt): Set<string> {
  const declared = Object.entries(prompt.variables).filter(([, { type }]) => type === 'array');
  const used = templatesOf(prompt).flatMap(({ template: { uses } }) => uses.filter(({ isList }) => isList));
  return new Set([...declared.map(([name]) => name), ...used.map(({ name }) => name)]);
}

/**
 * Checks that cases and prompt match. Errors: variables that cases lack; variables that nothing uses and whose name is
 * nearly that of one they lack; values outside their declared bounds. Notices: other variables that neither prompt nor
 * assertions use (a suite may serve several prompts), and variables without bounds (if the owner declares any).
 * @param other the prompt's other version: a variable that it uses does not count as unused.
 */
export async function checkVariables(
  prompt: Prompt,
  cases: readonly Case[],
  other: Prompt | null = null,
): Promise<{ errors: ConfigurationError[]; notices: Notice[] }> {
  const variables = variablesOf(prompt);
  const used = new Set([...variables, ...(other ? variablesOf(other) : [])].map(({ name }) => name));
  const vain = givenInVain(variables, cases, prompt);
  // A variable that the prompt needs and a case lacks is an error of its own.
  const optional = variables.filter(({ required }) => !required).map(({ name }) => name);
  // A variable that this prompt does not use may be for another prompt of the suite.
  const isOneOfSeveral = prompt.names !== undefined;
  const strays = vain.filter(
    ({ name, givers, meant }) =>
      meant !== null &&
      nearest(name, optional) === meant &&
      !used.has(name) &&
      !givers.some((each) => isTestData(each, prompt)),
  );
  const errors = [
    ...lacking(variables, cases),
    ...strays.map(strayError),
    ...(await outOfBounds(prompt, variables, cases)),
  ];
  if (errors.length === 0) {
    errors.push(...failingToRender(prompt, cases));
  }
  const notices = isOneOfSeveral ? [] : vain.filter((one) => !strays.includes(one)).map(vainNotice);
  return { errors, notices: [...notices, ...undeclared(prompt, variables)] };
}

/** Variables that promptfoo itself gives to prompts. */
const GIVEN_ELSEWHERE: Record<string, { what: string; remedy: string }> = {
  _conversation: {
    what: 'the history of earlier tests, which is not kept: every case is asked by itself',
    remedy: 'Give each case its own history, as a variable.',
  },
  env: {
    what: 'the environment, which the gate does not look at',
    remedy: 'Write the value into the prompt, or give it to the cases as `env`.',
  },
};

function lacking(variables: readonly PromptVariable[], cases: readonly Case[]): ConfigurationError[] {
  return variables.flatMap(({ name, place, required }) => {
    const without = required ? cases.filter(({ vars }) => !Object.hasOwn(vars, name)) : [];
    const [first] = without;
    if (first === undefined) {
      return [];
    }
    const elsewhere = Object.hasOwn(GIVEN_ELSEWHERE, name) ? GIVEN_ELSEWHERE[name] : undefined;
    if (elsewhere !== undefined && without.length === cases.length) {
      return [
        new ConfigurationError(`\`${name}\` is ${elsewhere.what}.`, { place, remedy: elsewhere.remedy }),
      ];
    }
    const remedy = 'Give every case a value for it, if only an empty one, or take it out of the prompt.';
    const meant =
      didYouMean(name, new Set(without.flatMap(({ vars }) => Object.keys(vars)))) || heldBy(name, first);
    if (without.length === cases.length) {
      return [new ConfigurationError(`No case has the variable \`${name}\`.${meant}`, { place, remedy })];
    }
    const others = without.length === 1 ? '' : ` (nor have ${without.length - 1} more)`;
    const where = place.line === undefined ? place.path : `${place.path}:${place.line}`;
    return [
      new ConfigurationError(
        `The case "${first.id}" has no \`${name}\`${others}, which the prompt uses (${where}).${meant}`,
        { place: first.place, remedy },
      ),
    ];
  });
}

/** The template may use a field of the value that the case gives. */
function heldBy(name: string, { vars }: Case): string {
  const holder = Object.entries(vars).find(([, value]) => isMapping(value) && Object.hasOwn(value, name));
  return holder === undefined
    ? ''
    : ` It is a field of the variable \`${holder[0]}\`: give it to the case itself.`;
}

async function outOfBounds(
  prompt: Prompt,
  variables: readonly PromptVariable[],
  cases: readonly Case[],
): Promise<ConfigurationError[]> {
  const declared = Object.entries(prompt.variables);
  if (declared.length === 0) return [];
  const { compilePattern } = await import('./patterns.ts');
  const names = variables.map(({ name }) => name);
  return declared.flatMap(([name, declaration]) => {
    const check = boundsCheck(declaration, compilePattern);
    if (typeof check === 'string') {
      return [new ConfigurationError(`Variable \`${name}\`: ${check}`, { place: { path: prompt.path } })];
    }
    const meant = names.includes(name) ? '' : didYouMean(name, names);
    if (meant !== '') {
      const problem = `The variable \`${name}\` is declared, but the prompt does not use it.${meant}`;
      return [new ConfigurationError(problem, { place: { path: prompt.path } })];
    }
    return valuesOf(name, cases)
      .flatMap(({ testCase, value }) => {
        const isLeftOut = value === null && Object.hasOwn(prompt.defaults ?? {}, name);
        const wrong = isLeftOut ? null : check(value);
        return wrong === null
          ? []
          : [
              new ConfigurationError(`\`${name}\` of the case "${testCase.id}" ${wrong}.`, {
                place: testCase.place,
              }),
            ];
      })
      .slice(0, MAX_ERRORS);
  });
}

function valuesOf(name: string, cases: readonly Case[]): { testCase: Case; value: Json }[] {
  return cases.flatMap((testCase) => {
    const value = Object.hasOwn(testCase.vars, name) ? testCase.vars[name] : undefined;
    return value === undefined ? [] : [{ testCase, value }];
  });
}

/**
 * Mistakes that only occur with values: a missing attribute, a value of the wrong kind. Of each place, the first case.
 */
export function failingToRender(prompt: Prompt, cases: readonly Case[]): ConfigurationError[] {
  const errors = new Map<string, ConfigurationError>();
  const makesJson = prompt.messages.some(({ splits, toolCalls }) => splits === 'json' || toolCalls);
  const isMade = prompt.program?.made !== undefined;
  if (!engineNamed(prompt.engine).computes && !makesJson && !isMade) {
    return [];
  }
  for (const testCase of cases) {
    if (errors.size >= MAX_ERRORS) {
      break;
    }
    try {
      renderMessages(prompt, testCase.vars);
    } catch (error) {
      const [first] = mistakesIn(error);
      if (!first) throw error;
      const { message, problem, place, remedy } = first;
      if (!errors.has(message)) {
        const mistake = new ConfigurationError(`${problem} It happens with the case "${testCase.id}".`, {
          cause: first,
          ...(place === undefined ? {} : { place }),
          ...(remedy === undefined ? {} : { remedy }),
        });
        errors.set(message, mistake);
      }
    }
  }
  return [...errors.values()];
}

/** A variable that the prompt does not use, the cases that give it, and the name that may have been meant. */
type Vain = { name: string; givers: Case[]; meant: string | null };

function givenInVain(variables: readonly PromptVariable[], cases: readonly Case[], prompt: Prompt): Vain[] {
  // A program is given all of them.
  if (prompt.program !== undefined) return [];
  const used = new Set(variables.map(({ name }) => name));
  const inSuite = new Set(cases.flatMap(({ usedVars = [] }) => usedVars));
  const inVain = new Map<string, Case[]>();
  for (const testCase of cases) {
    for (const [name, value] of Object.entries(testCase.vars)) {
      if (used.has(name) || inSuite.has(name) || servesElse(name, value, testCase)) continue;
      const givers = inVain.get(name);
      if (givers) givers.push(testCase);
      else inVain.set(name, [testCase]);
    }
  }
  const wanted = [...used].filter((name) => !cases.every(({ vars }) => Object.hasOwn(vars, name)));
  return [...inVain].map(([name, givers]) => ({ name, givers, meant: nearest(name, wanted) }));
}

/** Cases in a format without a separate place for a case's settings. */
function isTestData({ place }: Case, { embeddedSuite }: Prompt): boolean {
  return embeddedSuite?.hasOnlyVariables === true && place.path === embeddedSuite.path;
}

function vainNotice({ name, givers, meant }: Vain): Notice {
  return { code: 'variable-not-used', variable: name, cases: givers.length, meant };
}

function strayError({ name, givers, meant }: Vain): ConfigurationError {
  const [first] = givers;
  const others = givers.length === 1 ? '' : ` (as do ${givers.length - 1} more)`;
  return new ConfigurationError(
    `The case "${first?.id}" gives \`${name}\`${others}, which the prompt does not use.${suggestion(meant)}`,
    {
      place: first?.place,
      remedy: 'Take it out, or put it under `metadata:` if it says something about the case.',
    },
  );
}

/** Names that suites give for other purposes than the prompt. */
const SERVING = ['expected', 'id', 'segment', 'critical'];

/** A variable may be used only to distinguish segments. */
function servesElse(name: string, value: Json, { segments }: Case): boolean {
  const text = String(value);
  return SERVING.includes(name) || segments.includes(text) || segments.includes(`${name}=${text}`);
}

function undeclared(prompt: Prompt, variables: readonly PromptVariable[]): Notice[] {
  if (Object.keys(prompt.variables).length === 0) {
    return [];
  }
  return variables
    .filter(({ name }) => !Object.hasOwn(prompt.variables, name))
    .map(({ name, place }) => ({
      code: 'variable-without-bounds',
      variable: name,
      place: `${place.path}${place.line === undefined ? '' : `:${place.line}`}`,
    }));
}
