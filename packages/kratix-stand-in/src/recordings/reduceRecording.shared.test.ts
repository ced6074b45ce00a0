import { readRecording, RecordedLine } from './recording';
import { reduceRecording } from './reduceRecording';

/** The comparison must be able to fail: each of these changes one thing in a recording, and must be seen. */
describe('reduceRecording', () => {
  let recorded: RecordedLine[];
  beforeAll(async () => {
    recorded = await readRecording('request-success');
  });

  const isRequest = ({ object }: RecordedLine) => object.kind === 'redis';

  function changed(change: (lines: RecordedLine[]) => RecordedLine[] | void) {
    const lines = structuredClone(recorded);
    return reduceRecording(change(lines) ?? lines);
  }

  it('is the same for what differs from run to run', () => {
    const other = changed(lines => {
      for (const { object } of lines) {
        const { metadata } = object;
        metadata.creationTimestamp = 'another time';
        if (object.kind === 'Job') {
          metadata.name = metadata.name.replace(/.{5}$/, 'fffff');
        }
      }
    });

    expect(other).toEqual(reduceRecording(recorded));
  });

  it.each<[string, (lines: RecordedLine[]) => RecordedLine[] | void]>([
    [
      'a state is missing',
      lines => lines.filter(line => line !== lines.findLast(isRequest)),
    ],
    [
      'two states come in another order',
      lines => {
        const [, , a, b] = lines.filter(isRequest);
        [a.object.metadata.resourceVersion, b.object.metadata.resourceVersion] =
          [
            b.object.metadata.resourceVersion,
            a.object.metadata.resourceVersion,
          ];
      },
    ],
    [
      'a message is another',
      lines => {
        lines.findLast(isRequest)!.object.status!.message = 'another';
      },
    ],
    [
      'a finalizer is missing',
      lines => {
        lines.findLast(isRequest)!.object.metadata.finalizers!.pop();
      },
    ],
    [
      'an Event is missing',
      lines =>
        lines.filter(({ object }) => object.reason !== 'PipelineStarted'),
    ],
    [
      'a Job has no label',
      lines => {
        const job = lines.find(({ object }) => object.kind === 'Job')!;
        delete job.object.metadata.labels!['kratix.io/workflow-type'];
      },
    ],
  ])('is another when %s', (_what, change) => {
    expect(changed(change)).not.toEqual(reduceRecording(recorded));
  });
});
