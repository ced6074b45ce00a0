import { cleanText, ResourceRef } from '@kratix-portal/plugin-ske-common';
import type { AuditSubject } from './AuditRecord';

/** The fields of a reference for an audit event. Events also name references that were refused, so the texts are cleaned (S41). */
export function auditedRef(ref: ResourceRef): AuditSubject {
  const { apiVersion, kind, namespace, name } = ref;
  return {
    apiVersion: cleanText(apiVersion),
    kind: cleanText(kind),
    name: cleanText(name),
    ...(namespace !== undefined && { namespace: cleanText(namespace) }),
  };
}
