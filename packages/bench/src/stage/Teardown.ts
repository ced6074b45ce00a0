/** Collects what a benchmark starts, and stops it in the reverse order. */
export class Teardown {
  readonly #steps: (() => Promise<unknown>)[] = [];

  /** Calls `start`. If it fails, stops everything that it has added to the teardown. */
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
