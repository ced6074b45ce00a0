import { listFixtures } from '@kratix-portal/kratix-stand-in';
import { scenarios } from '.';
import { notCompared } from './notCompared';

describe('the recordings of Kratix', () => {
  it('are all repeated by a scenario, or listed with a reason', async () => {
    const known = [
      ...scenarios.map(({ name }) => name),
      ...Object.keys(notCompared),
    ];
    expect(known.sort()).toEqual(await listFixtures());
  });
});
