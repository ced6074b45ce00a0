import {
  DEFAULT_NAMESPACE,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type {
  AuthResolverCatalogUserQuery,
  AuthResolverContext,
  BackstageSignInResult,
} from '@backstage/plugin-auth-node';

type EntityRefFallback = NonNullable<
  Parameters<AuthResolverContext['signInWithCatalogUser']>[1]
>['dangerousEntityRefFallback'];

/**
 * Replaces core's `ctx.signInWithCatalogUser`, which accepts no additional claims. This function uses other functions of the context. It finds the same user, with
 * the same ownership and the same fallback. A test compares the two functions.
 */
export async function signInWithCatalogUser(options: {
  query: AuthResolverCatalogUserQuery;
  dangerousEntityRefFallback: EntityRefFallback;
  context: Omit<AuthResolverContext, 'signInWithCatalogUser'>;
}): Promise<BackstageSignInResult> {
  const { query, dangerousEntityRefFallback, context } = options;
  try {
    const { entity } = await context.findCatalogUser(query);
    const { ownershipEntityRefs } =
      await context.resolveOwnershipEntityRefs(entity);
    return await context.issueToken({
      claims: { sub: stringifyEntityRef(entity), ent: ownershipEntityRefs },
    });
  } catch (error) {
    if (!dangerousEntityRefFallback || !isNotFound(error)) {
      throw error;
    }
    const sub = stringifyEntityRef(
      parseEntityRef(dangerousEntityRefFallback.entityRef, {
        defaultKind: 'User',
        defaultNamespace: DEFAULT_NAMESPACE,
      }),
    );
    return context.issueToken({ claims: { sub, ent: [sub] } });
  }
}

// The name of the error is compared, as in core, because the error may come from another copy of @backstage/errors.
function isNotFound(error: unknown): boolean {
  return error instanceof Error && error.name === 'NotFoundError';
}
