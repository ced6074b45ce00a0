import { objectPath } from '../../calls/ApiPath';
import type { CallSubject } from '../../calls/PlatformCall';

/** The location of ConfigMaps in kube-system. */
export const location = {
  group: '',
  version: 'v1',
  plural: 'configmaps',
  namespace: 'kube-system',
};
/** The path of a ConfigMap that every cluster has. */
export const path = objectPath(location, 'extension-apiserver-authentication');

/** The subject of a call for that ConfigMap. */
export function subjectOf(verb: CallSubject['verb']): CallSubject {
  return {
    verb,
    cluster: 'kratix-platform',
    target: {
      type: 'object',
      ref: {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        namespace: 'kube-system',
        name: 'extension-apiserver-authentication',
      },
    },
  };
}
