/** The error of a check that could not run because an earlier check failed. */
class NotReachedError extends Error {}

/** The checks of a self-test. Each check prints one line. When one check fails, the later checks still run. */
export class Checklist {
  passed = 0;
  failed = 0;

  readonly #write: (line: string) => void;

  constructor(write: (line: string) => void) {
    this.#write = write;
  }

  /**
   * Runs a check, which passes unless it throws.
   *
   * @returns the result of the check, or `undefined` when it failed
   */
  async that<Result>(
    what: string,
    check: () => Promise<Result>,
  ): Promise<Result | undefined> {
    try {
      const result = await check();
      this.passed += 1;
      this.#write(`ok    ${what}`);
      return result;
    } catch (error) {
      this.failed += 1;
      this.#write(`FAIL  ${what}: ${reasonOf(error)}`);
      return undefined;
    }
  }

  /** The last line, which tools read. */
  summary(): string {
    return `${this.passed} passed, ${this.failed} failed`;
  }
}

/** Returns the result of an earlier check, or throws when that check failed. */
export function need<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) {
    throw new NotReachedError(`not run, because ${what} failed`);
  }
  return value;
}

/** The message on one line, because tools read line by line. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/\s*\n\s*/g, ' | ').slice(0, 600);
}
