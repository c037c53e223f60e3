import { endsWith, iendsWith, istartsWith, startsWith } from './assertions/begins-ends.ts';
import {
  contains,
  containsAll,
  containsAny,
  icontains,
  icontainsAll,
  icontainsAny,
} from './assertions/contains.ts';
import { equals } from './assertions/equals.ts';
import { containsJson, isJson } from './assertions/json.ts';
import { cost, latency } from './assertions/limits.ts';
import { regex } from './assertions/regex.ts';
import type { AssertionKind } from './kind.ts';

/** Every kind of assertion by the name that suites use; each may have `not-` before it. */
export const assertionKinds: ReadonlyMap<string, AssertionKind> = new Map(
  Object.entries({
    contains,
    'contains-all': containsAll,
    'contains-any': containsAny,
    'contains-json': containsJson,
    cost,
    'ends-with': endsWith,
    equals,
    icontains,
    'icontains-all': icontainsAll,
    'icontains-any': icontainsAny,
    'iends-with': iendsWith,
    'is-json': isJson,
    'istarts-with': istartsWith,
    latency,
    regex,
    'starts-with': startsWith,
  }),
);
