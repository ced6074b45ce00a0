import { faultAt, FAULTS } from './faultPlan';

describe('faultAt', () => {
  it('starts without a fault, and injects every fault in turn with pauses between them', () => {
    expect(faultAt(0, 1_000)).toBeUndefined();
    expect(faultAt(1_000, 1_000)).toBe(FAULTS[0]);
    expect(faultAt(1_999, 1_000)).toBe(FAULTS[0]);
    expect(faultAt(2_000, 1_000)).toBeUndefined();
    expect(faultAt(3_000, 1_000)).toBe(FAULTS[1]);
    const round = FAULTS.map((_, index) => faultAt((2 * index + 1) * 10, 10));
    expect(round).toEqual(FAULTS);
    expect(faultAt((2 * FAULTS.length + 1) * 10, 10)).toBe(FAULTS[0]);
  });
});
