import { EditObject } from '../../edit';
import { usePerson } from '../../drafts';
import { PageSkeleton } from '../../parts';
import type { TabProps } from '../request/TabProps';
import { promiseNameOf, usePromiseOf } from '../request/usePromiseOf';

/** Changes the request in the form of its Promise or as YAML. */
export function EditTab({ resourceRef, object, isDeleted, linkTo }: TabProps) {
  const { object: promise, status } = usePromiseOf(object);
  const person = usePerson();
  if (promiseNameOf(object) !== undefined && status === 'loading') {
    return <PageSkeleton shape="page" />;
  }
  return (
    // The tab starts again for another object of the same name, and for another user, who must not see what the previous user typed.
    <EditObject
      key={`${object.metadata.uid} ${person}`}
      resourceRef={resourceRef}
      object={object}
      isDeleted={isDeleted}
      promise={promise}
      overviewHref={linkTo('overview')}
    />
  );
}
