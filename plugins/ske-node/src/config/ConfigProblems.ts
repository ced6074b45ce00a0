import { isError } from '@backstage/errors';

/**
 * Configuration that the backend cannot start with. The message names each key and says what to do about it.
 *
 * @public
 */
export class SkeConfigError extends Error {
  /** Each problem starts with the path of a key. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      problems.length === 1
        ? `Invalid configuration: ${problems[0]}`
        : `Invalid configuration:\n${problems.map(p => `- ${p}`).join('\n')}`,
    );
    this.name = 'SkeConfigError';
    this.problems = problems;
  }
}

/** Collects the problems, so that one start of the backend shows all of them. */
export class ConfigProblems {
  readonly #problems: string[] = [];

  /** Records a problem: the key's path, what is wrong, and the remedy. */
  add(path: string, problem: string): undefined {
    this.#problems.push(`${path} ${problem}`);
    return undefined;
  }

  /** Reads a value. If Backstage rejects the value, Backstage's message, which names the key, becomes a problem. */
  read<T>(get: () => T | undefined): T | undefined {
    try {
      return get();
    } catch (error) {
      this.#problems.push(isError(error) ? error.message : String(error));
      return undefined;
    }
  }

  get count(): number {
    return this.#problems.length;
  }

  throwIfAny(): void {
    if (this.#problems.length > 0) {
      throw new SkeConfigError(this.#problems);
    }
  }
}
