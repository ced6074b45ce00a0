import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sharedKratixFolder } from '../shared/sharedFolder';
import {
  fixtureOf,
  fixturesFolder,
  readRecording,
  stringifyFixture,
} from './recording';

/** Reduces the recordings in the shared folder to the files of `fixtures/`. Run it with `node --import tsx` after the recordings have changed. */
async function main() {
  const files = await readdir(sharedKratixFolder('recordings'));
  for (const file of files.filter(name => name.endsWith('.jsonl'))) {
    const scenario = file.replace('.jsonl', '');
    const fixture = fixtureOf(await readRecording(scenario));
    await writeFile(
      join(fixturesFolder, `${scenario}.json`),
      stringifyFixture(fixture),
    );
  }
}

void main();
