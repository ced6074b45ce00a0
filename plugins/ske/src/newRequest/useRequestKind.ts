import {
  createPromiseTemplate,
  readPromiseApi,
  type PromiseApi,
} from '@kratix-portal/plugin-ske-common';
import { useMemo, useState } from 'react';
import { translatePages, type PageSchema } from '../form';
import type { KubernetesObject } from '../live';
import { createKindReader, type RequestKind } from '../requests';
import { useWords } from '../words';

/** What a form needs to know about a Promise. */
export interface RequestableKind {
  readonly promise: KubernetesObject;
  readonly api: PromiseApi;
  readonly kind: RequestKind;
  readonly pages: readonly PageSchema[];
}

/**
 * Reads the form of a Promise. The form does not change while the spec and the annotations of the Promise do not change, because Kratix writes the
 * status often, and a new form would lose the focus.
 */
export function useRequestKind(promise: KubernetesObject): RequestableKind {
  const t = useWords();
  const key = JSON.stringify([promise.spec, promise.metadata.annotations]);
  const [first, setFirst] = useState({ key, promise });
  if (first.key !== key) {
    setFirst({ key, promise });
  }
  return useMemo(() => {
    const { name, annotations } = first.promise.metadata;
    const readable = {
      metadata: { name, annotations: { ...annotations } },
      spec: first.promise.spec,
    };
    const [kind] = createKindReader()([first.promise]);
    return {
      promise: first.promise,
      api: readPromiseApi(readable)!,
      kind,
      pages: translatePages(
        t,
        createPromiseTemplate({ promise: readable }).template?.spec
          .parameters ?? [],
        readable,
      ),
    };
  }, [first.promise, t]);
}
