/** Works through a list, so many at a time, and keeps its order. The first failure is the failure of all. */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  most: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results = new Array<Result>(items.length);
  let next = 0;
  async function worker(): Promise<void> {
    while (next < items.length) {
      const index = next;
      next += 1;
      try {
        results[index] = await work(items[index]);
      } catch (error) {
        next = items.length; // Nobody waits for the rest any more.
        throw error;
      }
    }
  }
  await Promise.all(
    Array.from({ length: Math.min(most, items.length) }, worker),
  );
  return results;
}
