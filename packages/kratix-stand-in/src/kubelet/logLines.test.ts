import { logLines } from './logLines';
import { formatLine, logQuerySchema, selectLines } from './LogQuery';
import { ContainerRun } from './selectRun';
import { Pod } from '../standIn/podStatus';

const startedAt = '2026-01-02T03:04:05Z';
const finishedAt = '2026-01-02T03:04:10Z';

const env = Object.entries({
  KRATIX_OBJECT_KIND: 'WebApp',
  KRATIX_OBJECT_NAMESPACE: 'default',
  KRATIX_OBJECT_NAME: 'shop',
}).map(([name, value]) => ({ name, value }));

const pod: Pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: 'pod',
    labels: {
      'kratix.io/pipeline-name': 'deploy',
      'kratix.io/workflow-action': 'configure',
    },
  },
  spec: {
    initContainers: [{ name: 'reader', image: 'image', env }],
    containers: [],
  },
};

function lines(
  container: string,
  run: Partial<ContainerRun>,
  more: { notes?: string[]; now?: string } = {},
) {
  const { notes, now = finishedAt } = more;
  return logLines({
    pod,
    container,
    run: { attempt: 0, startedAt, ...run },
    notes,
    now: new Date(now),
  });
}

const texts = (...options: Parameters<typeof lines>) =>
  lines(...options).map(({ text }) => text);
const ended = (exitCode: number) => ({ terminated: { exitCode, finishedAt } });

describe('logLines', () => {
  it('names the object that the reader container has read', () => {
    expect(texts('reader', ended(0))).toContain('Read WebApp default/shop.');
  });

  it('has a line every two seconds between the start and the end', () => {
    const made = lines('script', ended(0));
    expect(
      made.map(({ time, text }) => `${time.toISOString().slice(17)} ${text}`),
    ).toEqual([
      '05.000Z The Kratix stand-in makes up this log: it does not run the image.',
      '05.001Z Pipeline deploy starts for WebApp default/shop, attempt 1.',
      '05.002Z The action is configure.',
      '07.000Z Still working after 2 s.',
      '09.000Z Still working after 4 s.',
      '10.000Z Container script has finished.',
    ]);
  });

  it('names the annotation that made a container fail', () => {
    expect(texts('script', ended(1)).at(-1)).toBe(
      'Error: the annotation demo.kratix-portal.io/fail of WebApp default/shop makes this pipeline fail.',
    );
  });

  it('ends without a last line if the container was killed', () => {
    expect(texts('script', ended(137)).at(-1)).toBe('Still working after 4 s.');
  });

  it('returns the same first lines before and after the container has ended', () => {
    const running = lines('script', {}, { now: '2026-01-02T03:04:09.900Z' });
    expect(running).toHaveLength(5);
    expect(lines('script', ended(0)).slice(0, 5)).toEqual(running);
  });

  it('says what a writer container wrote, but only after the container has ended', () => {
    const notes = ['Wrote file deploy.yaml to Work shop.'];
    expect(texts('work-writer', ended(0), { notes })).toContain(notes[0]);
    expect(texts('work-writer', {}, { notes })).not.toContain(notes[0]);
  });

  it('if the stand-in has restarted, says that it does not know what a writer container wrote', () => {
    expect(texts('status-writer', ended(0)).at(-1)).toMatch(/has restarted/);
  });
});

describe('selectLines', () => {
  const all = lines('script', ended(0));
  const select = (query: Record<string, string>) =>
    selectLines(all, logQuerySchema.parse(query), new Date(finishedAt)).length;

  it.each([
    [{}, 6],
    [{ tailLines: '2' }, 2],
    [{ tailLines: '0' }, 0],
    [{ tailLines: '100' }, 6],
    [{ sinceSeconds: '3' }, 3],
    [{ sinceSeconds: '3', tailLines: '1' }, 1],
  ])('with the query %j selects %d lines', (query, expected) => {
    expect(select(query)).toBe(expected);
  });

  it('adds the time before the line', () => {
    expect(formatLine(all[0], true)).toBe(
      `2026-01-02T03:04:05.000Z ${all[0].text}\n`,
    );
    expect(formatLine(all[0], false)).toBe(`${all[0].text}\n`);
  });
});
