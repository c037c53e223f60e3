import { z } from 'zod';
import { FINDING_IDS, FINDINGS, SEVERITIES } from '../domain/finding.ts';

const severitySchema = z.enum([...SEVERITIES, 'off']);

const findingsSchema = z.strictObject(
  Object.fromEntries(
    FINDING_IDS.map((id) => [id, severitySchema.optional().describe(`by default ${FINDINGS[id]}`)]),
  ),
);

/** What the owner decided about findings of `check`. */
export const checkSchema = z.strictObject({
  findings: findingsSchema
    .prefault({})
    .describe('how grave each finding is; error: the prompt is not valid; off: it is not looked for'),
});
