/** What {@link installProbe} measures in the document. */
export interface Probe {
  /** The sum of all layout shifts that no input caused. */
  cls: number;
  /** The longest tasks, in milliseconds, since the last reset. */
  longTasks: number[];
  /** When each text was first in the document, by `Date.now()`, for texts that match the pattern. */
  seen: Record<string, number>;
  pattern: RegExp | undefined;
  /** Milliseconds from the last key to the first frame after the change of the list that followed it. */
  keyToFrame: number | undefined;
  /** Milliseconds from each key to the frame after its letter. */
  keys: number[];
}

declare global {
  interface Window {
    benchProbe: Probe;
  }
}

/** Runs in the browser, before the scripts of each document. */
export function installProbe(): void {
  const probe: Probe = {
    cls: 0,
    longTasks: [],
    seen: {},
    pattern: undefined,
    keyToFrame: undefined,
    keys: [],
  };
  window.benchProbe = probe;
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) {
      const shift = entry as PerformanceEntry & {
        value: number;
        hadRecentInput: boolean;
      };
      if (!shift.hadRecentInput) {
        probe.cls += shift.value;
      }
    }
  }).observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver(list => {
    probe.longTasks.push(...list.getEntries().map(({ duration }) => duration));
  }).observe({ type: 'longtask', buffered: true });

  let keyAt: number | undefined;
  window.addEventListener(
    'keydown',
    () => {
      keyAt = performance.now();
      probe.keyToFrame = undefined;
    },
    { capture: true },
  );
  const observer = new MutationObserver(() => {
    if (probe.pattern) {
      const now = Date.now();
      const text = document.body?.textContent ?? '';
      for (const [match] of text.matchAll(probe.pattern)) {
        probe.seen[match] ??= now;
      }
    }
    if (keyAt !== undefined && isFiltered()) {
      const from = keyAt;
      keyAt = undefined;
      requestAnimationFrame(() =>
        setTimeout(() => {
          probe.keyToFrame = performance.now() - from;
        }),
      );
    }
  });
  observer.observe(document, {
    childList: true,
    characterData: true,
    subtree: true,
  });

  let lastCount = '';
  function isFiltered(): boolean {
    const count =
      /\d[\d,]* of [\d,]+ requests/.exec(
        document.body?.textContent ?? '',
      )?.[0] ?? '';
    const isNew = count !== '' && count !== lastCount;
    lastCount = count;
    return isNew;
  }
}
