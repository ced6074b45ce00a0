import type { ApiServerClient } from '../apiserver/ApiServerClient';
import { bindings, RBAC_PATH, readerRole } from './roles';

/** Applies the demo's roles and bindings. */
export async function applyRoles(admin: ApiServerClient): Promise<void> {
  await admin.apply(
    `${RBAC_PATH}/clusterroles/${readerRole.metadata.name}`,
    readerRole,
  );
  await Promise.all(
    bindings.map(binding =>
      admin.apply(
        `${RBAC_PATH}/clusterrolebindings/${binding.metadata.name}`,
        binding,
      ),
    ),
  );
}
