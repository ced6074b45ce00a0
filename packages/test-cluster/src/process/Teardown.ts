/** Steps that stop what was started, in reverse order. All steps run, even when one of them fails. */
export class Teardown {
  #steps: Array<() => Promise<void> | void> = [];
  #running: Promise<void> | undefined;

  /** Runs a start. If the start fails, the steps that it has added are run. */
  static async guard<T>(start: (teardown: Teardown) => Promise<T>): Promise<T> {
    const teardown = new Teardown();
    try {
      return await start(teardown);
    } catch (error) {
      await teardown.run();
      throw error;
    }
  }

  push(step: () => Promise<void> | void): void {
    this.#steps.push(step);
  }

  /** Runs the steps once; later calls return the same promise. */
  run(): Promise<void> {
    this.#running ??= this.#runSteps();
    return this.#running;
  }

  async #runSteps(): Promise<void> {
    const failures: unknown[] = [];
    while (this.#steps.length > 0) {
      try {
        await this.#steps.pop()?.();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) {
      throw new AggregateError(
        failures,
        `stopping the platform failed: ${failures.map(String).join('; ')}`,
      );
    }
  }
}
