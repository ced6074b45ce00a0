import type { ApiServerClient } from '../apiserver/ApiServerClient';
import { bindings, readerRole } from './roles';

const RBAC = '/apis/rbac.authorization.k8s.io/v1';

/** Writes the demo's roles and who has them. */
export async function applyRoles(admin: ApiServerClient): Promise<void> {
  await admin.apply(
    `${RBAC}/clusterroles/${readerRole.metadata.name}`,
    readerRole,
  );
  await Promise.all(
    bindings.map(binding =>
      admin.apply(
        `${RBAC}/clusterrolebindings/${binding.metadata.name}`,
        binding,
      ),
    ),
  );
}
