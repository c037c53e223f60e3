import type { Plugin } from 'rolldown';

/** What of zod writes JSON Schemas: `scripts/schema.ts` needs it, and nothing that is bundled does. */
const UNUSED = /zod[\\/]v4[\\/]core[\\/](?:json-schema-processors|to-json-schema)\.js$/;

/** Leaves zod's writer of JSON Schemas out of the bundle: every run would load it, with all that checks a value. */
export function lessOfZod(): Plugin {
  let found = 0;
  return {
    name: 'less-of-zod',
    transform: {
      filter: { id: UNUSED },
      handler: (code) => {
        found += 1;
        return withoutBodies(code);
      },
    },
    buildEnd(problem) {
      if (!problem && found !== 2) throw new Error('zod has other modules than it had');
    },
  };
}

/**
 * A module with the same exports, each of which throws when it is called.
 * @throws Error if the library's code no longer has the expected form.
 */
export function withoutBodies(code: string): string {
  const names = [...code.matchAll(/^export (?:const|function) (\w+)/gm)].map(([, name]) => name);
  if (names.length < 4) throw new Error('zod exports its writer of JSON Schemas differently');
  const absent = `function absent() { throw new Error('JSON Schemas of zod are not in the bundle'); }`;
  return `${absent}\nexport { ${names.map((name) => `absent as ${name}`).join(', ')} };\n`;
}
