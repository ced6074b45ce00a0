/** @jest-environment node */
import {
  SkeError,
  type PipelineContainer,
  type PipelineLogQuery,
} from '@kratix-portal/plugin-ske-common';
import { readWholeLog } from './readWholeLog';
import { sectionsOf } from './view/sections';

const resourceRef = {
  apiVersion: 'demo.example.com/v1',
  kind: 'Database',
  namespace: 'team-a',
  name: 'orders',
};

const container = (
  name: string,
  more: Partial<PipelineContainer> = {},
): PipelineContainer => ({
  name,
  role: 'user',
  state: 'succeeded',
  restarts: 0,
  hasLogs: true,
  ...more,
});

const failure = (code: 'logs-gone' | 'logs-unavailable' | 'session-ended') =>
  new SkeError({ code, message: `it is ${code}`, hint: 'h' });

/** Downloads the logs of the containers. An array is a log in chunks, and an error in it breaks the log off. */
async function download(
  containers: readonly PipelineContainer[],
  logs: Record<string, readonly (string | SkeError)[]>,
  linesOf: Record<string, readonly string[]> = {},
) {
  const sections = sectionsOf({
    pods: [
      {
        name: 'pod-1',
        namespace: 'team-a',
        uid: 'pod-uid',
        phase: 'Running',
        createdAt: '2026-08-01T10:00:00Z',
        deleting: false,
        containers: [...containers],
      },
    ],
  });
  const { file, failures } = await readWholeLog(
    {
      async *readLogs(query: PipelineLogQuery) {
        const { container: name, previous } = query;
        for (const part of logs[previous ? `${name} previous` : name]) {
          if (typeof part !== 'string') {
            throw part;
          }
          yield part;
        }
      },
    },
    {
      resourceRef,
      sections,
      timestamps: false,
      linesOf: section => linesOf[section.container.name] ?? [],
    },
  );
  const text = await file.text();
  return { text, failures };
}

describe('readWholeLog', () => {
  it('writes all containers and the attempt before a restart', async () => {
    const { text, failures } = await download(
      [
        container('a', { state: 'running', restarts: 1 }),
        container('b', { state: 'waiting', hasLogs: false }),
      ],
      { 'a previous': ['first\n'], a: ['second\n'] },
    );
    expect(text).toBe(
      [
        '==== pod-1 / a / attempt 1 ====',
        'first',
        '',
        '==== pod-1 / a / attempt 2 ====',
        'second',
        '',
        '==== pod-1 / b ====',
        '(the container has not run)',
        '',
      ].join('\n'),
    );
    expect(failures).toBe(0);
  });

  it('continues with the next log if one cannot be read, and writes the reason', async () => {
    const { text, failures } = await download(
      [container('a'), container('b'), container('c')],
      {
        a: ['one\n', failure('logs-unavailable')],
        b: [failure('logs-unavailable')],
        c: ['three\n'],
      },
      { b: ['two, as the page read it'] },
    );
    expect(failures).toBe(2);
    expect(text).toMatch(
      /could not be read to its end: it is logs-unavailable\)\none\n/,
    );
    expect(text).toMatch(
      /it is logs-unavailable\)\ntwo, as the page read it\n/,
    );
    expect(text).toMatch(/three/);
  });

  it('contains the lines that the page had read before Kubernetes removed the log', async () => {
    const { text, failures } = await download(
      [container('a')],
      { a: [failure('logs-gone')] },
      { a: ['one'] },
    );
    expect(text).toMatch(/Kubernetes has removed the log.*\)\none\n/);
    expect(failures).toBe(0);
  });

  it('fails when the session has ended', async () => {
    await expect(
      download([container('a')], { a: [failure('session-ended')] }),
    ).rejects.toMatchObject({ code: 'session-ended' });
  });
});
