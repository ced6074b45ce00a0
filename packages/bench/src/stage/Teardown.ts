/** What has to be stopped at the end of a benchmark, in the reverse order of its start. */
export class Teardown {
  readonly #steps: (() => Promise<unknown>)[] = [];

  /** Runs a start. If it fails, what it has started by then is stopped. */
  static async guard<T>(start: (teardown: Teardown) => Promise<T>): Promise<T> {
    const teardown = new Teardown();
    try {
      return await start(teardown);
    } catch (error) {
      await teardown.run();
      throw error;
    }
  }

  add(step: () => Promise<unknown>): void {
    this.#steps.push(step);
  }

  async run(): Promise<void> {
    for (const step of this.#steps.splice(0).reverse()) {
      await step();
    }
  }
}
