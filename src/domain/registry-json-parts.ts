import { z } from 'zod';

/** Parts of what several commands of the registry print with `--json`. */

export const time = z.string().describe('ISO 8601, UTC');
export const digest = z.string().regex(/^[0-9a-f]{64}$/);
export const version = z.string().describe('1.4.0');
export const weight = z.number().min(0).max(1);
export const serial = z.int().describe('of the pointer: it only ever rises');
export const status = z.enum(['testing', 'active', 'deprecated', 'archived']);
export const verdict = z.enum(['pass', 'block', 'error']);

export const actorSchema = z.object({
  name: z.string(),
  source: z
    .enum(['github', 'terminal'])
    .describe('github: the login of a workflow; terminal: as stated there, not proved'),
});

/** What a reading command read, and what it has to say about it. */
export const readingShape = {
  from: z
    .object({
      branch: z.string(),
      commit: z.string().nullable().describe('null: there is no such branch'),
      asked: z
        .enum(['remote', 'local', 'unreachable'])
        .describe('unreachable: the remote did not answer, so this is what the clone last saw of it'),
      fetchedAt: time.nullable(),
    })
    .describe('what was read'),
  notes: z.array(z.string()).describe('sentences about how far it can be relied on'),
};

const placeShape = {
  to: z.string().describe('the folder, the Redis or the program'),
  folder: z.string().optional().describe('the folder, where it is one'),
};

export const publicationSchema = z
  .object({
    published: z.array(
      z.object({
        ...placeShape,
        environment: z.string(),
        serial,
        outcome: z
          .enum(['published', 'current', 'newer'])
          .describe('current: it was served already; newer: a higher serial is served, which stays'),
      }),
    ),
    failures: z.array(z.object({ ...placeShape, problem: z.string() })).describe('where it is not published'),
    placesUnknown: z
      .string()
      .nullable()
      .describe(
        'why nobody knows where to publish, so that it is published nowhere; null: the policy says where',
      ),
  })
  .describe(
    'where what serves was published; a place that served it already, and was not asked, is left out',
  );

export const policyNotes = z.array(z.string()).describe('sentences about a policy on main that is invalid');

/** What became of a pull request that a command makes. */
export const proposalSchema = z.object({
  branch: z.string().describe('with what is changed'),
  base: z.string().nullable().describe('what it is to be merged into; null: not a branch of a remote'),
  outcome: z
    .enum(['opened', 'updated', 'unchanged', 'closed', 'pushed', 'failed'])
    .describe('of the pull request; pushed: somebody has to open it; closed: main has it already'),
  url: z.string().nullable().describe('of the pull request, or where it can be opened'),
  problem: z.string().nullable(),
});

/** Rows of what production reported. */
export const rowProblemsSchema = z
  .array(
    z.object({
      path: z.string(),
      line: z.int().nullable(),
      row: z.int().nullable().describe('in a file that is one JSON document'),
      problem: z.string(),
    }),
  )
  .describe('the first rows that cannot be read');
