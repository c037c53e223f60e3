import { z } from 'zod';
import { METRIC_NAME } from '../domain/observation.ts';
import { count, matching, name, version } from './event-parts.ts';

const arm = z.object({ answers: count, mean: z.number().nullable() });
const MOST_COLUMNS = 100;
const means = z.array(z.number().nullable()).max(MOST_COLUMNS);
const evidence = z.number().min(0).max(1e12);

export const tripped = {
  type: z.literal('tripped'),
  environment: name,
  prompt: name,
  version,
  segment: z.string().min(1).max(200),
  metric: matching(METRIC_NAME, 'the name of a metric'),
  control: version.nullable(),
  action: z.enum(['rollback', 'hold', 'alert']),
  test: z.enum(['new', 'steady']),
  alpha: z.number().gt(0).lt(1),
  figures: z.object({
    evidence,
    limit: evidence,
    pairs: count,
    version: arm,
    control: arm,
    latest: z.object({ version: arm, control: arm }),
    badAnswers: count.nullable(),
  }),
  trend: z.object({ version: means, control: means }).exactOptional(),
};
