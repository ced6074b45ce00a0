export { CLOCK_REMEDY, CLOCKS_AGREE } from './clocks';
export { refreshRemedy } from './refreshRemedy';
export { providerKey, remedyFor, resolverRemedy, sourceOf } from './remedyFor';
export { remedyOfImpersonation } from './remedyOfImpersonation';
