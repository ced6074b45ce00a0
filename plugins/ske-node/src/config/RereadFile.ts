import { readFileSync } from 'node:fs';

/** The same interval as in kubectl, which reads a token file again after a minute. */
const REREAD_MS = 60_000;

/** A file whose content is replaced from time to time, such as a certificate or a token that another process renews. */
export class RereadFile {
  readonly #file: string;
  readonly #now: () => number;
  #content = '';
  #readAt = -Infinity;

  constructor(file: string, now: () => number = Date.now) {
    this.#file = file;
    this.#now = now;
  }

  /** @throws when the file cannot be read and was never read before */
  read(): string {
    if (this.#now() - this.#readAt >= REREAD_MS) {
      try {
        this.#content = readFileSync(this.#file, 'utf8');
        this.#readAt = this.#now();
      } catch (error) {
        if (this.#content === '') {
          throw error;
        }
      }
    }
    return this.#content;
  }

  /** Makes the next call read the file again. */
  invalidate(): void {
    this.#readAt = -Infinity;
  }
}
