/**
 * @jest-environment node
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { sharedKratixFolder } from '@kratix-portal/test-cluster';
import { replayRecording } from './__testUtils__/replayRecording';

const folder = sharedKratixFolder('recordings');
const scenarios = readdirSync(folder)
  .filter(file => file.endsWith('.jsonl'))
  .map(file => file.replace('.jsonl', ''))
  .sort();

/** Has one section for each recording. `UPDATE_STATES=1` writes the file; read the diff before you commit it. */
const table = resolve(__dirname, '__testUtils__/recordedStates.txt');

function readSections(): Map<string, string[]> {
  const text = existsSync(table) ? readFileSync(table, 'utf8') : '';
  return new Map(
    text
      .split(/^== /m)
      .slice(1)
      .map(section => section.trimEnd().split('\n'))
      .map(([name, ...lines]) => [name, lines]),
  );
}

describe('the states that the recordings of the real Kratix controller show', () => {
  if (process.env.UPDATE_STATES) {
    writeFileSync(
      table,
      scenarios
        .map(name => [`== ${name}`, ...replayRecording(folder, name), ''])
        .flat()
        .join('\n'),
    );
  }
  const sections = readSections();

  it('are listed for each recording', () => {
    expect([...sections.keys()]).toEqual(scenarios);
  });

  it.each(scenarios)('%s', scenario => {
    expect(replayRecording(folder, scenario)).toEqual(sections.get(scenario));
  });

  it('have a reason that is a sentence', () => {
    const reasons = [...sections.values()]
      .flat()
      .filter(line => !line.startsWith('#') && !line.endsWith(' is deleted'));
    expect(reasons.length).toBeGreaterThan(100);
    for (const reason of reasons) {
      expect(reason).toMatch(/^\d+ \S+ [a-z-]+: [A-Z].*[.!?] \(.*\)$/);
    }
  });
});
