import { Destination, Work, WorkPlacement } from './kratixObjects';
import { placementObject, placementsOf } from './workRules';

const kratix = 'platform.kratix.io/v1alpha1';

function destination(
  name: string,
  labels: Record<string, string>,
  strictMatchLabels?: boolean,
): Destination {
  return {
    apiVersion: kratix,
    kind: 'Destination',
    metadata: { name, labels },
    spec: { path: name, strictMatchLabels },
  };
}

function work(
  resourceName?: string,
  matchLabels?: Record<string, string>,
): Work {
  const destinationSelectors = matchLabels && [{ matchLabels }];
  return {
    apiVersion: kratix,
    kind: 'Work',
    metadata: { name: 'work', namespace: 'default', uid: 'uid', generation: 1 },
    spec: {
      resourceName,
      workloadGroups: [{ id: 'id', directory: '.', destinationSelectors }],
    },
  };
}

describe('placementsOf', () => {
  const dev1 = destination('dev-1', { environment: 'dev' });
  const dev2 = destination('dev-2', { environment: 'dev' });
  const prod = destination('prod', { environment: 'prod' });
  const strict = destination('strict', { environment: 'dev' }, true);

  it.each([
    [
      'of a Promise: all that match',
      work(undefined, { environment: 'dev' }),
      ['dev-1', 'dev-2', 'strict'],
    ],
    [
      'of a request: one that matches',
      work('request', { environment: 'prod' }),
      ['prod'],
    ],
    [
      'without selectors: all that are not strict',
      work(),
      ['dev-1', 'dev-2', 'prod'],
    ],
    [
      'that nothing matches: none',
      work('request', { environment: 'test' }),
      [],
    ],
  ])('%s', (_what, of, expected) => {
    const { wanted, unplaced } = placementsOf(
      of,
      [dev1, dev2, prod, strict],
      [],
    );

    expect(wanted.map(placement => placement.destination)).toEqual(expected);
    expect(unplaced).toHaveLength(expected.length ? 0 : 1);
  });

  it('leaves a request where it is', () => {
    const of = work('request', { environment: 'dev' });
    const [second] = placementsOf(of, [dev2], []).wanted;
    const present: WorkPlacement[] = [placementObject(of, second)];

    const { wanted } = placementsOf(of, [dev1, dev2], present);

    expect(wanted).toEqual([second]);
  });
});
