import { differencesOf } from './compareRecordings';
import { readFixture, RecordingFixture } from './recording';

/** Proves that the comparison can fail: each case makes one change, which the comparison must find. */
describe('differencesOf', () => {
  let recorded: RecordingFixture;
  beforeAll(async () => {
    recorded = await readFixture('request-success');
  });

  const request = 'redis example';

  it('finds no difference between a recording and itself', () => {
    expect(differencesOf(recorded, recorded)).toEqual([]);
  });

  it('ignores that one change is recorded as two', () => {
    const made = structuredClone(recorded);
    const [first, second] = made.objects[request];
    const { 'status.message': message, ...rest } = second;
    made.objects[request].splice(
      0,
      2,
      first,
      { 'status.message': message },
      rest,
    );

    expect(differencesOf(recorded, made)).toEqual([]);
  });

  it.each<[string, (made: RecordingFixture) => void]>([
    ['a state is missing', ({ objects }) => objects[request].splice(1, 1)],
    [
      'a value appears only for a moment between two states',
      ({ objects }) =>
        objects[request].splice(
          1,
          0,
          { 'status.workflowsFailed': 1 },
          { 'status.workflowsFailed': 0 },
        ),
    ],
    [
      'a state follows the last one',
      ({ objects }) => objects[request].push({ 'status.message': 'more' }),
    ],
    [
      'a message differs',
      ({ objects }) => {
        objects[request].at(-1)!['status.message'] = 'another';
      },
    ],
    [
      'a finalizer is missing',
      ({ objects }) => {
        delete objects[request][0]['finalizers.kratix.io/work-cleanup'];
      },
    ],
    ['an Event is missing', ({ events }) => events[request].pop()],
    [
      'an Event comes too early',
      ({ events }) => events[request].unshift(...events[request].splice(-1)),
    ],
    [
      'an Event is repeated too often',
      ({ events }) => {
        const [last] = events[request].slice(-1);
        last.push(...last, ...last);
      },
    ],
    [
      'a pipeline starts twice',
      ({ events }) =>
        events[request].push([
          'Normal PipelineStarted: Configure Pipeline started: instance-configure',
        ]),
    ],
    [
      'a Pod has another state',
      ({ objects }) => {
        const [first] = objects['Pod example configure instance-configure'];
        first.phase = 'Failed';
      },
    ],
    [
      'a Job has no label',
      ({ objects }) => {
        const [first] = objects['Job example configure instance-configure'];
        delete first['labels.kratix.io/workflow-type'];
      },
    ],
    [
      'an object is missing',
      ({ objects }) => delete objects['ResourceBinding example-redis'],
    ],
    [
      'there is another object',
      ({ objects }) => {
        objects['Work another'] = [{ generation: 1 }];
      },
    ],
  ])('finds that %s', (_what, change) => {
    const made = structuredClone(recorded);
    change(made);

    expect(differencesOf(recorded, made)).not.toEqual([]);
  });
});
