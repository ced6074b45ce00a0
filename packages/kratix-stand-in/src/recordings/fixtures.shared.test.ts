import { readdir } from 'node:fs/promises';
import { sharedKratixFolder } from '../shared/sharedFolder';
import { fixtureOf, readFixture, readRecording } from './recording';

it('the fixtures equal the reduced recordings', async () => {
  const files = await readdir(sharedKratixFolder('recordings'));
  const recordings = files.filter(file => file.endsWith('.jsonl'));

  expect(recordings.length).toBeGreaterThan(30);
  for (const file of recordings) {
    const name = file.replace('.jsonl', '');
    const fixture = fixtureOf(await readRecording(name));
    expect(JSON.parse(JSON.stringify(fixture))).toEqual(
      await readFixture(name),
    );
  }
});
