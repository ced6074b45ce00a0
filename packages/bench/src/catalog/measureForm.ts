import { createPromiseTemplate } from '@kratix-portal/plugin-ske-common';
import { largePromise } from './objects';

const CHARACTERS = 1_400_000;
const ROUNDS = 21;

/** Returns the median time to build the Template of a Promise with an API of 1.4 MB, in milliseconds. */
export function measureForm(): number {
  const promise = largePromise(CHARACTERS);
  const times = Array.from({ length: ROUNDS }, () => {
    const startedAt = performance.now();
    createPromiseTemplate({ promise });
    return performance.now() - startedAt;
  });
  return times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)];
}
