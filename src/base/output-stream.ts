/** Where text for a person is written: standard output, standard error, or a test's buffer. */
export type OutputStream = {
  write(text: string): unknown;
  /** Whether it is a terminal. */
  isTTY?: boolean | undefined;
  /** Width of the terminal, in characters. */
  columns?: number | undefined;
};
