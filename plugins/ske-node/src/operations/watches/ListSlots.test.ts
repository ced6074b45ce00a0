import { ListSlots } from './ListSlots';

describe('ListSlots', () => {
  /** Takes a slot for each place, and records which places have a slot. */
  function take(slots: ListSlots, count: number) {
    const places = Array.from({ length: count }, () => slots.place());
    const held: number[] = [];
    const taken = places.map(async (place, index) => {
      await place.take();
      held.push(index);
    });
    return { places, held, taken };
  }

  it('gives a free slot to the place that has waited longest', async () => {
    const { places, held, taken } = take(new ListSlots(2), 4);
    await Promise.all(taken.slice(0, 2));
    expect(held).toEqual([0, 1]);
    places[1].release();
    await taken[2];
    expect(held).toEqual([0, 1, 2]);
    places[0].release();
    await taken[3];
  });

  it('counts a place once, even if it takes or releases its slot several times', async () => {
    const slots = new ListSlots(1);
    const [first, second] = [slots.place(), slots.place()];
    first.release();
    await first.take();
    await first.take();
    const waits = second.take();
    first.release();
    first.release();
    await waits;
    const third = slots.place();
    const isTaken = jest.fn();
    const taken = third.take().then(isTaken);
    await Promise.resolve();
    expect(isTaken).not.toHaveBeenCalled();
    second.release();
    await taken;
  });

  it('ends all waits when it is closed', async () => {
    const slots = new ListSlots(1);
    const { held, taken } = take(slots, 5);
    slots.close();
    await Promise.all(taken);
    await slots.place().take();
    expect(held).toEqual([0, 1, 2, 3, 4]);
  });
});
