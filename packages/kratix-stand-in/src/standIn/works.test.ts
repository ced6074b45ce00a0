import { Destination, Work, WorkPlacement } from './kratixObjects';
import { placementOf, placementsOf } from './works';

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

  const destinations = [dev1, dev2, prod, strict];
  const now = new Date(0);

  it.each([
    [
      'of a Promise on all Destinations that match',
      work(undefined, { environment: 'dev' }),
      ['dev-1', 'dev-2', 'strict'],
    ],
    [
      'of a request on one Destination that matches',
      work('request', { environment: 'prod' }),
      ['prod'],
    ],
    [
      'without selectors on all Destinations that are not strict',
      work(),
      ['dev-1', 'dev-2', 'prod'],
    ],
    [
      'on no Destination if none matches',
      work('request', { environment: 'test' }),
      [],
    ],
  ])('places a Work %s', (_what, of, expected) => {
    const { wanted, unscheduled } = placementsOf({
      now,
      work: of,
      destinations,
      placements: [],
    });

    expect(wanted.map(({ spec }) => spec.targetDestinationName)).toEqual(
      expected,
    );
    expect(unscheduled).toHaveLength(expected.length ? 0 : 1);
  });

  const of = work('request', { environment: 'dev' });
  const [group] = of.spec.workloadGroups ?? [];

  it('leaves the Work of a request where it is', () => {
    const placements: WorkPlacement[] = [placementOf(of, group, 'dev-2')];

    const { wanted } = placementsOf({
      now,
      work: of,
      destinations,
      placements,
    });

    expect(wanted).toEqual(placements);
  });

  it('marks the placement of a request as misplaced and creates no new placement', () => {
    const placements: WorkPlacement[] = [placementOf(of, group, 'prod')];

    expect(placementsOf({ now, work: of, destinations, placements })).toEqual({
      wanted: [],
      misplaced: placements,
      unscheduled: [],
    });
  });
});
