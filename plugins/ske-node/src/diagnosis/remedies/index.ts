export { providerRemedy } from './providerRemedies';
export type { RemedyTopic } from './providerRemedies';
export { providerKey, remedyFor, resolverRemedy, sourceOf } from './remedyFor';
export { remedyOfImpersonation } from './remedyOfImpersonation';
