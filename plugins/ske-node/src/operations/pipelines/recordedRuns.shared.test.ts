import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { sharedKratixFolder } from '@kratix-portal/test-cluster';
import { replayRuns } from './__testUtils__/replayRuns';

const scenarios = readdirSync(sharedKratixFolder('recordings'))
  .filter(file => file.endsWith('.jsonl'))
  .map(file => file.replace('.jsonl', ''))
  .sort();

/** Has one section for each recording. `UPDATE_STATES=1` writes the file; read the diff before you commit it. */
const table = resolve(__dirname, '__testUtils__/recordedRuns.txt');

function readSections(): Map<string, string> {
  const text = existsSync(table) ? readFileSync(table, 'utf8') : '';
  return new Map(
    text
      .split(/^== /m)
      .slice(1)
      .map(section => {
        const [name, ...lines] = section.trimEnd().split('\n');
        return [name, lines.join('\n')];
      }),
  );
}

jest.setTimeout(120_000);

describe('the pipeline runs that the recordings of the real Kratix controller show', () => {
  beforeAll(async () => {
    if (process.env.UPDATE_STATES) {
      const sections = await Promise.all(
        scenarios.map(async name =>
          [`== ${name}`, ...(await replayRuns(name)), ''].join('\n'),
        ),
      );
      writeFileSync(table, sections.join('\n'));
    }
  });

  it('are listed for each recording', () => {
    expect([...readSections().keys()]).toEqual(scenarios);
  });

  it.each(scenarios)('%s', async scenario => {
    expect((await replayRuns(scenario)).join('\n')).toBe(
      readSections().get(scenario),
    );
  });
});
