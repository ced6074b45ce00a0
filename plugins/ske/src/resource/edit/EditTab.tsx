import { readPromiseApi } from '@kratix-portal/plugin-ske-common';
import { useMemo } from 'react';
import { EditObject } from '../../edit';
import type { TabProps } from '../TabProps';
import { asPromise, usePromiseOf } from '../usePromiseOf';

/** Changes the request as YAML, checked with the API of its Promise. */
export function EditTab({ resourceRef, object, isDeleted, linkTo }: TabProps) {
  const { object: promise } = usePromiseOf(object);
  const schema = useMemo(() => {
    const api = promise && readPromiseApi(asPromise(promise)!);
    return api?.schema;
  }, [promise]);
  return (
    // An object that was created again under the same name is another one.
    <EditObject
      key={object.metadata.uid}
      resourceRef={resourceRef}
      object={object}
      isDeleted={isDeleted}
      crdSchema={schema}
      overviewHref={linkTo('overview')}
    />
  );
}
