import {
  createPromiseTemplate,
  formatApiVersion,
  readPromiseApi,
  type ResourceRef,
} from '@kratix-portal/plugin-ske-common';
import { useMemo, useState } from 'react';
import { toObjectSchema, type Schema } from '../editor';
import { translatePages, type PageSchema } from '../form';
import type { KubernetesObject } from '../live';
import { useWords } from '../words';
import { readVersionSchema } from './readVersionSchema';
import { toEditPages } from './toEditPages';

/** What a Promise says about an object that is edited. */
export interface EditForm {
  /** The schema of the whole object, if the Promise describes this version of the kind. */
  readonly schema?: Schema;
  /** The pages of the form, if the Promise describes this version of the kind. */
  readonly pages?: readonly PageSchema[];
}

/**
 * Reads the form of an object from its Promise. The form does not change while the spec and the annotations of the Promise do not change, because
 * Kratix writes the status often, and a new form would lose the focus.
 */
export function useEditForm(options: {
  promise: KubernetesObject | undefined;
  resourceRef: ResourceRef;
  object: KubernetesObject;
}): EditForm {
  const { promise, resourceRef, object } = options;
  const t = useWords();
  const key = useMemo(
    () => JSON.stringify([promise?.spec, promise?.metadata.annotations]),
    [promise],
  );
  const [first, setFirst] = useState({ key, promise });
  // The form stays even if the Promise is deleted.
  if (promise && first.key !== key) {
    setFirst({ key, promise });
  }
  // A field that can be set stays editable while the user edits it.
  const [spec] = useState(object.spec);
  const { apiVersion, kind } = resourceRef;
  return useMemo(() => {
    if (!first.promise) {
      return {};
    }
    const { name, annotations } = first.promise.metadata;
    const readable = {
      metadata: { name, annotations: { ...annotations } },
      spec: first.promise.spec,
    };
    const api = readPromiseApi(readable);
    if (!api) {
      return {};
    }
    const versionSchema = readVersionSchema(first.promise, {
      apiVersion,
      kind,
    });
    const isOwn = formatApiVersion(api) === apiVersion && api.kind === kind;
    const { template } = createPromiseTemplate({ promise: readable });
    const pages =
      isOwn && template
        ? toEditPages({
            pages: translatePages(t, template.spec.parameters, readable),
            crdSchema: api.schema,
            spec,
            immutableText: t('edit.form.immutable'),
          })
        : undefined;
    return {
      ...(versionSchema && { schema: toObjectSchema(versionSchema) }),
      ...(pages && { pages }),
    };
  }, [first.promise, apiVersion, kind, spec, t]);
}
