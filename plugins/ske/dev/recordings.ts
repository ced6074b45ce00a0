import { parseRecording, replay } from '../src/live/__testUtils__';
import { resourcePath } from '../src/routes';
import type { GalleryEntry } from '../src/gallery/GalleryEntry';

interface Step {
  t: number;
  action: string;
}

/**
 * The recordings of the real Kratix controller, one entry for the end of each step. The server has them where the folder `shared` stands beside the
 * project.
 */
export async function loadRecordings(): Promise<GalleryEntry[]> {
  const response = await fetch('/recordings/index.json');
  const index = (await response.json()) as Record<string, Step[]>;
  return Object.entries(index).flatMap(([scenario, steps]) =>
    steps.map(({ action }, at) => {
      const until = steps[at + 1]?.t;
      const entry: GalleryEntry = {
        id: `recording/${scenario}/${at + 1}`,
        title: `${scenario}: ${action}`,
        async prepare(platform) {
          const text = await (
            await fetch(`/recordings/${scenario}.jsonl`)
          ).text();
          const lines = parseRecording(text);
          replay(platform, lines, until === undefined ? undefined : until - 1);
          entry.path = findPath(lines.map(({ object }) => object));
        },
      };
      return entry;
    }),
  );
}

type RecordedObject = ReturnType<typeof parseRecording>[number]['object'];

/** The page of the request that a recording is about, or of its Promise. */
function findPath(objects: readonly RecordedObject[]): string {
  const promises = objects.filter(({ kind }) => kind === 'Promise');
  const kinds = promises.map(readRequestKind);
  const request = objects.find(({ kind }) => kinds.includes(kind));
  if (request) {
    const { apiVersion, kind, metadata } = request;
    const { namespace, name } = metadata;
    return `/kratix/${resourcePath({ apiVersion, kind, namespace, name })}`;
  }
  return promises[0]
    ? `/kratix/services/${promises[0].metadata.name}`
    : '/kratix/services';
}

function readRequestKind(promise: RecordedObject): string | undefined {
  const { spec } = promise as {
    spec?: { api?: { spec?: { names?: { kind?: string } } } };
  };
  return spec?.api?.spec?.names?.kind;
}
