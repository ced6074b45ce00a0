import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { PromiseApi } from '@kratix-portal/plugin-ske-common';
import { useCallback } from 'react';
import { templateRouteRef } from '../routes';

/** The namespace in which the catalog looks up a Template that has none, and in which the catalog module publishes its entities by default. */
const NAMESPACE = 'default';

/**
 * Returns where a person requests something of a kind. For now this is the form of the Template that the catalog module makes of the Promise.
 */
export function useRequestTarget(): (api: Pick<PromiseApi, 'kind'>) => string {
  const template = useRouteRef(templateRouteRef);
  return useCallback(
    ({ kind }) => {
      const params = {
        namespace: NAMESPACE,
        templateName: `${kind.toLowerCase()}-promise-template`,
      };
      return (
        template?.(params) ??
        `/create/templates/${params.namespace}/${params.templateName}`
      );
    },
    [template],
  );
}
