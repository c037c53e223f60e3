import type { Place } from '../../base/errors.ts';
import type { SuiteFiles, SuiteText } from '../files.ts';
import type { StatedSuite } from '../stated.ts';

/** What a reader may ask for besides its own file. */
export type Reading = {
  files: SuiteFiles;
  /** Reads the tests in the files that a reference in the file `from` means, in the formats of their names. */
  readReferenced(from: string, reference: string, place: Place): Promise<StatedSuite[]>;
};

/** One way of writing cases down. The only place where a reader is known besides its own file is `table.ts`. */
export type SuiteReader = {
  name: string;
  /** By the file's name; absent where cases are only written so inside a prompt file, which names the reader. */
  fileName?: RegExp;
  /** Throws ConfigurationError(s) with the place of every mistake. */
  read(file: SuiteText, reading: Reading): StatedSuite | Promise<StatedSuite>;
};
