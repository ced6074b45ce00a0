/** The height of the list of lines, in pixels. */
const LIST_HEIGHT = 600;

/**
 * Gives elements a size in each test of the file. jsdom has no layout, so the list would draw no row.
 *
 * @param options - `rowHeight`: the height of everything but the list, `scrollHeight`: the height of what the list scrolls
 */
export function useLayout(
  options: { rowHeight?: number; scrollHeight?: number } = {},
): void {
  const { rowHeight = LIST_HEIGHT, scrollHeight } = options;
  beforeEach(() => {
    jest
      .spyOn(HTMLElement.prototype, 'offsetHeight', 'get')
      .mockImplementation(function height(this: HTMLElement) {
        return this.getAttribute('role') === 'log' ? LIST_HEIGHT : rowHeight;
      });
    jest
      .spyOn(HTMLElement.prototype, 'offsetWidth', 'get')
      .mockReturnValue(800);
    if (scrollHeight !== undefined) {
      jest
        .spyOn(HTMLElement.prototype, 'scrollHeight', 'get')
        .mockReturnValue(scrollHeight);
      jest
        .spyOn(HTMLElement.prototype, 'clientHeight', 'get')
        .mockReturnValue(LIST_HEIGHT);
    }
  });

  afterEach(() => jest.restoreAllMocks());
}
