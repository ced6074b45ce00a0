import type { LiveCollection, LiveQuery } from '../../live';
import { MissingPart } from './MissingPart';

/** A collection that could not be read. */
export interface MissingList {
  readonly query: LiveQuery;
  readonly list: Pick<LiveCollection, 'error'>;
  /** Whether the kind has no namespaces. */
  readonly isClusterScoped?: boolean;
}

/** One line for each collection that could not be read, with the right that is missing. */
export function MissingLists(props: { lists: readonly MissingList[] }) {
  return (
    <>
      {props.lists.map(({ query, list, isClusterScoped }) => {
        const { apiVersion, kind, namespace, labelSelector } = query;
        return list.error ? (
          <MissingPart
            key={[apiVersion, kind, namespace, labelSelector].join(' ')}
            error={list.error}
            tried={{
              verb: 'list',
              apiVersion,
              kind,
              namespace,
              isClusterScoped,
            }}
          />
        ) : null;
      })}
    </>
  );
}
