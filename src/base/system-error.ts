/** Whether an error is the system's of this code, such as `ENOENT`. */
export function hasCode(problem: unknown, code: string): boolean {
  return problem instanceof Error && 'code' in problem && problem.code === code;
}

/** Whether an error is the system's, of whatever code. */
export function isSystemError(problem: unknown): problem is Error {
  return problem instanceof Error && 'syscall' in problem;
}
