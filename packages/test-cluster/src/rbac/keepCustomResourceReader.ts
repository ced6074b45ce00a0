import {
  KubernetesApi,
  type KubernetesObject,
  labelNames,
  pause,
  resourceTypes,
  watchResource,
} from '@kratix-portal/kratix-stand-in';
import { catalogKindsRole } from './catalogReader';
import { applyObjects, customResourceReaderRole } from './roles';

const RETRY_MILLISECONDS = 500;

interface Definition extends KubernetesObject {
  spec: { group: string; names: { plural: string } };
}

/**
 * Updates two ClusterRoles when the cluster's CustomResourceDefinitions change: the developers' role for the API groups of all definitions, and the role of the
 * portal's catalog for the kinds of Promises. A definition is created before its kind is served, so the roles are updated in time.
 * A definition that is deleted while the watch is interrupted stays in the roles, where it allows nothing.
 *
 * Resolves when the roles cover all existing definitions. `stop` ends the watch.
 */
export async function keepCustomResourceReader(
  api: KubernetesApi,
  onProblem: (error: unknown) => void,
): Promise<{ stop(): Promise<void> }> {
  const abort = new AbortController();
  const { signal } = abort;
  const definitions = new Map<string, Definition>();
  let written: Promise<void> = Promise.resolve();
  let covered = '';

  const cover = async () => {
    const roles = rolesFor([...definitions.values()]);
    while (covered !== JSON.stringify(roles) && !signal.aborted) {
      try {
        await applyObjects(api, roles);
        covered = JSON.stringify(roles);
      } catch (error) {
        onProblem(error);
        await pause(RETRY_MILLISECONDS, signal);
      }
    }
  };
  const coverNext = () => {
    written = written.then(cover);
  };

  let watching: Promise<void> = Promise.resolve();
  await new Promise<void>(onListed => {
    watching = watchResource<Definition>({
      api,
      type: resourceTypes.customResourceDefinition,
      signal,
      onEvent: (type, definition) => {
        const { name } = definition.metadata;
        if (type === 'deleted') {
          definitions.delete(name);
        } else {
          definitions.set(name, definition);
        }
        if (type !== 'listed') {
          coverNext();
        }
      },
      onListed: () => {
        coverNext();
        onListed();
      },
      onError: onProblem,
    });
  });
  await written;
  return {
    stop: async () => {
      abort.abort();
      await Promise.all([watching, written]);
    },
  };
}

function rolesFor(definitions: Definition[]) {
  const kinds = definitions
    .sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1))
    .map(({ metadata, spec }) => ({
      group: spec.group,
      plural: spec.names.plural,
      isOfPromise: metadata.labels?.[labelNames.promise] !== undefined,
    }));
  const groups = [...new Set(kinds.map(({ group }) => group))].sort();
  return [
    customResourceReaderRole(groups),
    catalogKindsRole(kinds.filter(({ isOfPromise }) => isOfPromise)),
  ];
}
