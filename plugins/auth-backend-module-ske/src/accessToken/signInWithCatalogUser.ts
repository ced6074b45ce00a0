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
 * Does what core's `ctx.signInWithCatalogUser` does, with the context's other functions, because core's own function accepts no additional claims. This
 * function finds the same user, with the same ownership and the same fallback. A test compares the two functions.
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

// This compares the name, like core does, because the error may come from another copy of @backstage/errors.
function isNotFound(error: unknown): boolean {
  return error instanceof Error && error.name === 'NotFoundError';
}
