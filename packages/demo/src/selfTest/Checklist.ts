/** What a check says when another one, that it builds on, has failed. */
class NotReachedError extends Error {}

/**
 * The checks of a self-test: each is one line, and a failure does not stop the others.
 */
export class Checklist {
  passed = 0;
  failed = 0;

  constructor(private readonly write: (line: string) => void) {}

  /**
   * Runs one check: it passes when it does not throw.
   *
   * @returns what the check returned; `undefined` when it failed
   */
  async that<Result>(
    what: string,
    check: () => Promise<Result>,
  ): Promise<Result | undefined> {
    try {
      const result = await check();
      this.passed += 1;
      this.write(`ok    ${what}`);
      return result;
    } catch (error) {
      this.failed += 1;
      this.write(`FAIL  ${what}: ${reasonOf(error)}`);
      return undefined;
    }
  }

  /** The line that tools read. */
  summary(): string {
    return `${this.passed} passed, ${this.failed} failed`;
  }
}

/** What an earlier check gave; a check that needs it fails plainly when there is none. */
export function need<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) {
    throw new NotReachedError(`not reached, since ${what} failed`);
  }
  return value;
}

/** On one line, as the check's own line is what tools read. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/\s*\n\s*/g, ' | ').slice(0, 600);
}
