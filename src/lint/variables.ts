import type { Place } from '../base/errors.ts';
import { suggestion } from '../document/suggest.ts';
import { variablesOf } from '../prompt/variables.ts';
import { counted } from '../prose/numbers.ts';
import { isBounded } from './facts.ts';
import type { Draft, Rule, Subject } from './subject.ts';

/** Variables that are not declared, not bounded, not used or not given. */
export const variableRules: readonly Rule[] = [
  { ids: ['undeclared-variable', 'unbounded-variable'], find: withoutBounds },
  { ids: ['unused-variable'], find: unused },
  { ids: ['never-given-variable'], find: neverGiven },
];

function withoutBounds({ prompt }: Subject): Draft[] {
  if (prompt.program !== undefined) return [];
  return variablesOf(prompt).flatMap(({ name, place }): Draft[] => {
    const declaration = Object.hasOwn(prompt.variables, name) ? prompt.variables[name] : undefined;
    if (isBounded(declaration)) return [];
    const remedy =
      'Declare it under `variables:` with `max-length`, `enum` or `pattern`, so that the application and the suite keep to it.';
    return declaration === undefined
      ? [
          {
            id: 'undeclared-variable',
            place,
            message: `\`${name}\` is not declared: whatever it is given goes into the prompt.`,
            remedy,
          },
        ]
      : [
          {
            id: 'unbounded-variable',
            place,
            message: `\`${name}\` is declared without a bound: a text of any length goes into the prompt.`,
            remedy,
          },
        ];
  });
}

function unused({ prompt, suite, notices }: Subject): Draft[] {
  const given = notices.flatMap((notice): Draft[] => {
    if (notice.code !== 'variable-not-used') return [];
    const { variable, cases, meant } = notice;
    const giver = suite.cases.find(({ vars }) => Object.hasOwn(vars, variable));
    return [
      unusedDraft(variable, {
        place: giver?.place ?? { path: suite.path },
        who: `${counted(cases, 'case gives', 'cases give')}`,
        meant: suggestion(meant),
      }),
    ];
  });
  if (prompt.program !== undefined) return given;
  const used = new Set(variablesOf(prompt).map(({ name }) => name));
  const declared = Object.keys(prompt.variables).filter((name) => !used.has(name));
  return [
    ...given,
    ...declared.map((name) =>
      unusedDraft(name, { place: { path: prompt.path }, who: 'The declaration names', meant: '' }),
    ),
  ];
}

function unusedDraft(
  name: string,
  { place, who, meant }: { place: Place; who: string; meant: string },
): Draft {
  return {
    id: 'unused-variable',
    place,
    message: `${who} \`${name}\`, which the prompt does not use.${meant}`,
    remedy: 'Take it out, or put it under `metadata:` if it says something about the case.',
  };
}

function neverGiven({ prompt, suite }: Subject): Draft[] {
  if (prompt.program !== undefined) return [];
  const given = new Set(suite.cases.flatMap(({ vars }) => Object.keys(vars)));
  return variablesOf(prompt)
    .filter(({ name, required }) => !required && !given.has(name))
    .map(({ name, place }) => ({
      id: 'never-given-variable',
      place,
      message: `No case gives \`${name}\`, so what the prompt says with it is never tried.`,
      remedy: 'Add a case that gives it.',
    }));
}
