/** Errors in the pages of a test. The test fails when it has any that it does not expect. */
export class PageErrors {
  readonly #found: string[] = [];
  readonly #expected: RegExp[] = [];

  add(error: string): void {
    this.#found.push(error);
  }

  /** Allows errors that the test causes, at any time in the test: Chromium logs each failed request, even one that fails late. */
  expect(...patterns: readonly RegExp[]): void {
    this.#expected.push(...patterns);
  }

  get unexpected(): readonly string[] {
    return this.#found.filter(
      error => !this.#expected.some(pattern => pattern.test(error)),
    );
  }
}
