// @ts-check

/**
 * Something that must exist before the start, and how to make it.
 *
 * @typedef {{
 *   id: string,
 *   title: string,
 *   after?: string[],
 *   key: () => Promise<string>,
 *   products: string[],
 *   run: (context: { signal: AbortSignal, detail: (text: string) => void }) => Promise<void>,
 * }} Step
 * `key` identifies the inputs of the step; `products` are the files that it makes;
 * `after` are steps that must finish first, before the key is computed.
 *
 * @typedef {{ id: string, title: string, outcome: 'done' | 'current', milliseconds: number }} StepResult
 */

/**
 * Runs steps in parallel as far as `after` allows, and skips the steps that are up to date. The first failure stops the other steps,
 * and the promise is rejected with the error of the failed step.
 *
 * @param {Step[]} steps
 * @param {{
 *   records: import('./records.mjs').Records,
 *   progress: import('./progress.mjs').Progress,
 *   signal?: AbortSignal,
 * }} options
 * @returns {Promise<StepResult[]>}
 */
export async function runSteps(steps, { records, progress, signal }) {
  // Aborted by the first failure or by the caller.
  const over = new AbortController();
  const stop = () => over.abort(signal?.reason);
  if (signal?.aborted) {
    stop();
  }
  signal?.addEventListener('abort', stop, { once: true });
  /** @type {Map<string, Promise<StepResult>>} */
  const promises = new Map();

  /** @param {Step} step */
  const runOne = async step => {
    await Promise.all((step.after ?? []).map(id => promises.get(id)));
    over.signal.throwIfAborted();
    return runStep(step, { records, progress, signal: over.signal });
  };

  for (const step of steps) {
    const promise = runOne(step).catch(error => {
      over.abort(error);
      throw error;
    });
    promises.set(step.id, promise);
  }
  const settled = await Promise.allSettled(promises.values());
  signal?.removeEventListener('abort', stop);
  over.signal.throwIfAborted();
  return settled.flatMap(one =>
    one.status === 'fulfilled' ? [one.value] : [],
  );
}

/**
 * @param {Step} step
 * @param {{ records: import('./records.mjs').Records, progress: import('./progress.mjs').Progress, signal: AbortSignal }} options
 * @returns {Promise<StepResult>}
 */
async function runStep(step, { records, progress, signal }) {
  const { id, title, products } = step;
  const key = await step.key();
  if (await records.isCurrent(id, { key, products })) {
    progress.ended(step, { outcome: 'current', milliseconds: 0 });
    return { id, title, outcome: 'current', milliseconds: 0 };
  }
  signal.throwIfAborted();
  await records.remove(id);
  const begin = performance.now();
  progress.started(step);
  try {
    await step.run({ signal, detail: text => progress.detail(id, text) });
  } catch (error) {
    const milliseconds = performance.now() - begin;
    const note = signal.aborted ? 'stopped' : undefined;
    progress.ended(step, { outcome: 'failed', milliseconds, note });
    throw error;
  }
  const milliseconds = Math.round(performance.now() - begin);
  await records.write(id, { key, products, milliseconds });
  progress.ended(step, { outcome: 'done', milliseconds });
  return { id, title, outcome: 'done', milliseconds };
}

/**
 * The steps that would run now, as far as this is known before earlier steps have run.
 *
 * @param {Step[]} steps
 * @param {import('./records.mjs').Records} records
 * @returns {Promise<string[]>} ids
 */
export async function pendingSteps(steps, records) {
  const pending = await Promise.all(
    steps.map(async ({ id, key, products }) => {
      const current = await records.isCurrent(id, {
        key: await key(),
        products,
      });
      return current ? [] : [id];
    }),
  );
  return pending.flat();
}
