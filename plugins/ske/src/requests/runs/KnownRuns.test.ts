import type { ResourceRef } from '@kratix-portal/plugin-ske-common';
import {
  FakeEnvironment,
  fakeLiveApi,
  FakePlatform,
} from '../../live/__testUtils__';
import { requestObject } from '../__testUtils__/objects';
import { runWithoutImage } from '../__testUtils__/runs';
import { KnownRuns, type WantedRuns } from './KnownRuns';

function setUp(...requests: string[]) {
  const platform = new FakePlatform();
  const environment = new FakeEnvironment();
  const known = new KnownRuns(fakeLiveApi(platform, environment));
  const wanted = requests.map((name): WantedRuns => {
    const object = requestObject({ name });
    platform.put(object);
    return { id: name, ref: refOf(name), resourceVersion: '1' };
  });
  const read = () =>
    platform.calls
      .filter(({ method }) => method === 'getPipelines')
      .map(({ input }) => (input as ResourceRef).name);
  return { platform, environment, known, wanted, read };
}

function refOf(name: string): ResourceRef {
  return {
    apiVersion: 'demo.example.com/v1',
    kind: 'Redis',
    namespace: 'team-a',
    name,
  };
}

describe('KnownRuns', () => {
  it('reads the runs of many requests one after the other, with less than eight calls a minute', async () => {
    const { environment, known, wanted, read } = setUp('a', 'b', 'c');
    known.subscribe(() => {});
    known.want(wanted);
    await environment.advance(20_000);
    expect(read()).toEqual(['a', 'b', 'c']);

    await environment.advance(10 * 60_000);
    expect(read().length).toBeGreaterThan(20);
    expect(read().length).toBeLessThanOrEqual(34);
  });

  it('stays below eight calls a minute with 500 requests', async () => {
    const names = Array.from({ length: 500 }, (_, index) => `r${index}`);
    const { environment, known, wanted, read } = setUp(...names);
    known.subscribe(() => {});
    known.want(wanted);
    await environment.advance(10 * 60_000);

    expect(read().length).toBeLessThanOrEqual(76);
    expect(new Set(read()).size).toBe(read().length);
  });

  it('notifies listeners only if the runs have changed', async () => {
    const { platform, environment, known, wanted } = setUp('a');
    platform.setPipelines(refOf('a'), { runs: [runWithoutImage] });
    const listener = jest.fn();
    known.subscribe(listener);
    known.want(wanted);
    await environment.advance(5 * 60_000);

    expect(known.getSnapshot().get('a')).toEqual({
      runs: [runWithoutImage],
      isComplete: true,
    });
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it('reads again at once when the request has changed, and removes requests whose runs are no longer needed', async () => {
    const { platform, environment, known, wanted, read } = setUp('a');
    platform.setPipelines(refOf('a'), { runs: [runWithoutImage] });
    known.subscribe(() => {});
    known.want(wanted);
    await environment.advance(10_000);
    known.want([{ ...wanted[0], resourceVersion: '2' }]);
    await environment.advance(1_000);
    expect(read()).toEqual(['a', 'a']);

    known.want([]);
    expect(known.getSnapshot().size).toBe(0);
    await environment.advance(10 * 60_000);
    expect(read()).toEqual(['a', 'a']);
  });

  it('keeps what it has read while the backend does not respond, and reads again soon', async () => {
    const { platform, environment, known, wanted, read } = setUp('a');
    platform.setPipelines(refOf('a'), { runs: [runWithoutImage] });
    known.subscribe(() => {});
    known.want(wanted);
    await environment.advance(10_000);
    platform.goDown();
    await environment.advance(60_000);
    expect(read().length).toBeGreaterThan(1);
    expect(known.getSnapshot().get('a')).toEqual({
      runs: [runWithoutImage],
      isComplete: true,
    });

    platform.comeBack();
    platform.setPipelines(refOf('a'), { runs: [] });
    await environment.advance(61_000);
    expect(known.getSnapshot().get('a')).toEqual({
      runs: [],
      isComplete: true,
    });
  });

  it('calls rarely if the user may not read the runs', async () => {
    const { platform, environment, known, wanted, read } = setUp('a');
    platform.refuse(refOf('a'));
    known.subscribe(() => {});
    known.want(wanted);
    await environment.advance(9 * 60_000);
    expect(read()).toHaveLength(1);
    await environment.advance(2 * 60_000);
    expect(read()).toHaveLength(2);
  });

  it('reads nothing in a hidden tab, and without a list', async () => {
    const { environment, known, wanted, read } = setUp('a');
    const stop = known.subscribe(() => {});
    environment.setHidden(true);
    known.want(wanted);
    await environment.advance(60_000);
    expect(read()).toEqual([]);

    environment.setHidden(false);
    await environment.advance(1_000);
    expect(read()).toEqual(['a']);

    stop();
    await environment.advance(10 * 60_000);
    expect(read()).toEqual(['a']);
  });
});
