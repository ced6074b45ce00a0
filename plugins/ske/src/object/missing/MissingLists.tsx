import type { LiveCollection, LiveQuery } from '../../live';
import { MissingPart } from './MissingPart';

/** One line for each collection that could not be read, with the right that is missing. */
export function MissingLists(props: {
  lists: readonly { query: LiveQuery; list: LiveCollection }[];
}) {
  return (
    <>
      {props.lists.map(({ query, list }) => {
        const { apiVersion, kind, namespace, labelSelector } = query;
        return list.error ? (
          <MissingPart
            key={[apiVersion, kind, namespace, labelSelector].join(' ')}
            error={list.error}
            tried={{ verb: 'list', apiVersion, kind, namespace }}
          />
        ) : null;
      })}
    </>
  );
}
