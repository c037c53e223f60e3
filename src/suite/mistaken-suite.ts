import { type ConfigurationError, ConfigurationErrors } from '../base/errors.ts';
import type { Suite } from '../domain/suite.ts';

/** Mistakes in a suite of which the rest could be read, so that what is wrong there can be told beside them. */
export class MistakenSuite extends ConfigurationErrors {
  /** What could be read of it. Nothing is asked of it. */
  readonly suite: Suite;
  /** Whether it has every case; else what no case has may stand in one of the others. */
  readonly isWhole: boolean;

  constructor(errors: readonly ConfigurationError[], { suite, isWhole }: { suite: Suite; isWhole: boolean }) {
    super(errors);
    this.suite = suite;
    this.isWhole = isWhole;
  }
}
