import { useState } from 'react';
import { EditObject } from '../../edit';
import { usePerson } from '../../drafts';
import { PageSkeleton } from '../../parts';
import type { TabProps } from '../request/TabProps';
import { promiseNameOf, usePromiseOf } from '../request/usePromiseOf';

/** Changes the request in the form of its Promise or as YAML. */
export function EditTab(props: TabProps) {
  const { resourceRef, isDeleted, isReplaced = false, linkTo } = props;
  const [object, setObject] = useState(props.object);
  const isOther = object.metadata.uid !== props.object.metadata.uid;
  // What the user has typed stays on the page until the user has confirmed that another object has the name.
  if (object !== props.object && !(isOther && isReplaced)) {
    setObject(props.object);
  }
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
      isReplaced={isOther}
      promise={promise}
      overviewHref={linkTo('overview')}
    />
  );
}
