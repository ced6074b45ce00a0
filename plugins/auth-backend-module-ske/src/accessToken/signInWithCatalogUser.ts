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
 * What core's `ctx.signInWithCatalogUser` does, in terms of the context's other functions: core's own issues a token that
 * takes no further claims. The same user is found, with the same ownership and the same fallback; a test holds both
 * against each other.
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

// By name, as in core: the error may come from another copy of @backstage/errors.
function isNotFound(error: unknown): boolean {
  return error instanceof Error && error.name === 'NotFoundError';
}
