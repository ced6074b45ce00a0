// @ts-check
import fs from 'node:fs/promises';
import path from 'node:path';

/**
 * The inputs of a finished step, and the state of its products. A step runs again if its record is absent or differs from the
 * current state. A step removes its record before it starts, so an interrupted step has no record. If a product was deleted or
 * rebuilt by hand, the record differs.
 *
 * @typedef {{ key: string, witness: string, milliseconds: number }} StepRecord
 */

export class Records {
  /** @param {string} folder */
  constructor(folder) {
    this.folder = folder;
  }

  /**
   * True when the products of the step exist and were made from the same inputs.
   * @param {string} step
   * @param {{ key: string, products: string[] }} now
   */
  async isCurrent(step, { key, products }) {
    const record = await this.read(step);
    return (
      record !== undefined &&
      record.key === key &&
      record.witness === (await witnessOf(products))
    );
  }

  /**
   * @param {string} step
   * @returns {Promise<StepRecord | undefined>}
   */
  async read(step) {
    try {
      return JSON.parse(await fs.readFile(this.#file(step), 'utf8'));
    } catch (error) {
      // An unreadable record counts as absent: the step runs again.
      if (error instanceof SyntaxError || isNotFound(error)) {
        return undefined;
      }
      throw error;
    }
  }

  /** @param {string} step */
  async remove(step) {
    await fs.rm(this.#file(step), { force: true });
  }

  /**
   * @param {string} step
   * @param {{ key: string, products: string[], milliseconds: number }} made
   */
  async write(step, { key, products, milliseconds }) {
    const witness = await witnessOf(products);
    await fs.mkdir(this.folder, { recursive: true });
    const partial = `${this.#file(step)}.${process.pid}`;
    await fs.writeFile(
      partial,
      `${JSON.stringify({ key, witness, milliseconds }, undefined, 2)}\n`,
    );
    await fs.rename(partial, this.#file(step));
  }

  /** @param {string} step */
  #file(step) {
    return path.join(this.folder, `${step}.json`);
  }
}

/**
 * Size and time of the files that a step writes last. They show whether the files were rebuilt or removed since.
 * @param {string[]} products
 */
async function witnessOf(products) {
  const seen = await Promise.all(products.map(statOrAbsent));
  return seen.join(', ');
}

/** @param {string} file */
async function statOrAbsent(file) {
  try {
    const { size, mtimeMs } = await fs.stat(file);
    return `${size} ${Math.round(mtimeMs)}`;
  } catch (error) {
    if (isNotFound(error)) {
      return 'absent';
    }
    throw error;
  }
}

/** @param {unknown} error */
function isNotFound(error) {
  return (
    error instanceof Error &&
    'code' in error &&
    (error.code === 'ENOENT' || error.code === 'ENOTDIR')
  );
}
