// @ts-check
import fs from 'node:fs';
import { StartError } from '../start/StartError.mjs';

const usualPlaces = [
  // It draws pages without a window, with half the processor time of the whole browser.
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * Returns the browser of the browser tests: `CHROMIUM_PATH`, or the first browser that exists in the usual places.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {string}
 */
export function requireChromium(env) {
  const places = env.CHROMIUM_PATH ? [env.CHROMIUM_PATH] : usualPlaces;
  const found = places.find(isExecutable);
  if (found) {
    return found;
  }
  throw new StartError(
    'chromium-missing',
    `the browser tests need Chromium, which is not at ${places.join(', ')}`,
    {
      remedy:
        'install it (Debian: apt-get install chromium-headless-shell), or set CHROMIUM_PATH; npm test -- --help shows how to run the other suites',
    },
  );
}

/** @param {string} file */
function isExecutable(file) {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
