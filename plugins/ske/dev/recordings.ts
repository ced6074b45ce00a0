import {
  parseRecording,
  replay,
  type RecordedLine,
} from '../src/live/__testUtils__';
import { whenWatched } from '../src/gallery/entry/whenWatched';
import { resourcePath } from '../src/routes';
import type { GalleryEntry } from '../src/gallery/entry/GalleryEntry';

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
          const object = findSubject(lines.map(line => line.object));
          entry.path = pathOf(object);
          const shown = lines.filter(
            ({ t }) => until === undefined || t < until,
          );
          const isGone = ({ type, object: each }: RecordedLine) =>
            type === 'DELETED' && each.metadata.uid === object?.metadata.uid;
          const deletion = shown.findIndex(isGone);
          replay(platform, deletion < 0 ? shown : shown.slice(0, deletion));
          if (deletion >= 0) {
            // The page reports a deletion only if it has shown the object before.
            whenWatched(platform, () =>
              replay(platform, shown.slice(deletion)),
            );
          }
        },
      };
      return entry;
    }),
  );
}

type RecordedObject = RecordedLine['object'];

/** The request that a recording is about, or its Promise. */
function findSubject(
  objects: readonly RecordedObject[],
): RecordedObject | undefined {
  const promises = objects.filter(({ kind }) => kind === 'Promise');
  const kinds = promises.map(readRequestKind);
  return objects.find(({ kind }) => kinds.includes(kind)) ?? promises[0];
}

function pathOf(object: RecordedObject | undefined): string {
  if (!object || object.kind === 'Promise') {
    return `/kratix/services/${object?.metadata.name ?? ''}`;
  }
  const { apiVersion, kind, metadata } = object;
  const { namespace, name } = metadata;
  return `/kratix/${resourcePath({ apiVersion, kind, namespace, name })}`;
}

function readRequestKind(promise: RecordedObject): string | undefined {
  const { spec } = promise as {
    spec?: { api?: { spec?: { names?: { kind?: string } } } };
  };
  return spec?.api?.spec?.names?.kind;
}
