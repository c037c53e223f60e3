import type { Place } from '../../base/errors.ts';
import type { SuiteFiles, SuiteText } from '../files.ts';
import type { StatedSuite } from '../stated.ts';

/** What a reader may use besides its own file. */
export type Reading = {
  files: SuiteFiles;
  /**
   * Reads the tests in the files that a reference in the file `from` means, in the formats of their names, except for
   * files whose tests the suite has already.
   */
  readReferenced(from: string, reference: string, place: Place): Promise<StatedSuite[]>;
  /** The same with every file to be read once more. */
  afresh(): Reading;
};

/** One format of cases. It is known only in its own file and in `table.ts`. */
export type SuiteReader = {
  name: string;
  /**
   * Decides by the file's name; absent if cases in this format exist only inside a prompt file, which names the reader.
   */
  fileName?: RegExp;
  /** Where the name alone does not tell. */
  recognises?(file: SuiteText): boolean;
  /** Throws ConfigurationError(s) with the place of every mistake. */
  read(file: SuiteText, reading: Reading): StatedSuite | Promise<StatedSuite>;
};
