import type { WatchItem } from '../WatchItem';
import type { WatchStream } from '../WatchStream';

/** A frame of a watch, as the API server sends it. `pad` makes it longer. */
export function event(type: string, resourceVersion: string, pad = ''): string {
  const object = { kind: 'ConfigMap', metadata: { resourceVersion }, pad };
  return `${JSON.stringify({ type, object })}\n`;
}

/** Reads a watch to its end. */
export async function all(watch: WatchStream): Promise<WatchItem[]> {
  const items: WatchItem[] = [];
  for await (const item of watch) {
    items.push(item);
  }
  return items;
}
